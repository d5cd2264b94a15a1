//! The stage itself: scan, decide jointly, describe.

use crate::index::Index;
use crate::joint::{self, Name};
use crate::matches::Scene;
use crate::scan::{Found, scan};
use crate::{Gazetteer, adjective, direction, relation};
use masudi_doc::{Doc, Iso3, PlaceRef, SmolStr};
use masudi_lexicon::place::{CueKind, PlaceData};
use std::collections::HashMap;

const CANDIDATES: usize = 5;

/// What the caller knows beyond the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Country of the publication; its places are somewhat likelier.
    pub home: Option<Iso3>,
}

/// Finds and resolves place names. Built once, used for any number of documents.
#[derive(Debug)]
pub struct PlaceResolver {
    index: Index,
}

impl PlaceResolver {
    /// A resolver over the lexicon's places and, where given, a gazetteer.
    pub fn new(data: &PlaceData, gazetteer: Option<Gazetteer>) -> Self {
        Self { index: Index::new(data, gazetteer) }
    }

    /// All place names of a document, in order, not overlapping.
    ///
    /// ```
    /// use masudi_doc::{DocBuilder, Lang, PlaceRelation};
    /// use masudi_lexicon::{DataFiles, place::PlaceData};
    /// let data = PlaceData::load(&DataFiles::built_in()).unwrap();
    /// let resolver = masudi_place::PlaceResolver::new(&data, None);
    /// let doc = DocBuilder::new(Lang::En)
    ///     .word("Fighting", "fighting", "NOUN", "NN", 1, "nsubj")
    ///     .word("resumed", "resume", "VERB", "VBD", 1, "ROOT")
    ///     .word("near", "near", "ADP", "IN", 1, "prep")
    ///     .word("Kirkuk", "Kirkuk", "PROPN", "NNP", 2, "pobj")
    ///     .build()
    ///     .unwrap();
    /// let places = resolver.resolve(&doc, &Default::default());
    /// assert_eq!(places[0].relation, PlaceRelation::Near);
    /// assert_eq!(places[0].resolved.as_ref().unwrap().country.unwrap().as_str(), "IRQ");
    /// ```
    pub fn resolve(&self, doc: &Doc, settings: &Settings) -> Vec<PlaceRef> {
        let mut scene = Scene::new(doc, &self.index);
        let found = scan(&mut scene);
        if found.is_empty() {
            return Vec::new();
        }
        let (mut names, of) = self.group(&mut scene, &found);
        let peoples = adjective::votes(&scene);
        joint::decide(&mut names, &peoples, settings);
        let stranded = joint::stranded(&names, &peoples);
        let cues = &self.index.cues;
        let describe = |(found, name): (Found, usize)| {
            let senses = &names[name].senses;
            let whole = senses.first().map(|s| s.place.clone());
            let unsure = joint::torn(senses) || stranded[name];
            let rest = if unsure { 0 } else { 1 };
            let candidates = senses.iter().skip(rest).take(CANDIDATES).map(|s| s.place.clone()).collect();
            let radius = senses.first().map_or(0.0, |s| f64::from(s.radius_km));
            let state = whole.as_ref().is_some_and(|place| self.index.is_state(place));
            let whole = whole.filter(|_| !unsure);
            let part = whole.as_ref().and_then(|place| direction::part(&scene, found.tokens, place, radius));
            PlaceRef {
                tokens: found.tokens,
                resolved: part.or(whole),
                candidates,
                relation: found.relation.unwrap_or_else(|| relation::relation(doc, cues, found.tokens)),
                acts: relation::acts(doc, cues, found.tokens, state),
                rule: SmolStr::new_static(found.rule),
            }
        };
        found.into_iter().zip(of).map(describe).collect()
    }

    /// The distinct names, and for each place found the name it is an instance of.
    fn group(&self, scene: &mut Scene<'_>, found: &[Found]) -> (Vec<Name>, Vec<usize>) {
        let mut names: Vec<Name> = Vec::new();
        let mut by_name: HashMap<(usize, bool), usize> = HashMap::new();
        let mut of: Vec<usize> = Vec::with_capacity(found.len());
        for found in found {
            let following = scene.keys.word(found.tokens.end as usize);
            let division = self.index.cues.has(CueKind::AdminWord, following);
            let name = *by_name.entry((found.name, division)).or_insert_with(|| {
                let senses = scene.names[found.name].senses.clone();
                names.push(Name { senses, count: 0.0, inside: Vec::new(), within: Vec::new(), division });
                names.len() - 1
            });
            names[name].count += 1.0;
            if found.after_comma
                && let Some(&inner) = of.last()
                && inner != name
                && !names[inner].inside.contains(&name)
            {
                names[inner].inside.push(name);
            }
            names[name].within.extend(found.within);
            of.push(name);
        }
        (names, of)
    }
}
