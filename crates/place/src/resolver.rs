//! The stage itself: scan, decide jointly, describe.

use crate::index::Index;
use crate::joint::{self, Name};
use crate::relation;
use crate::scan::{Found, scan};
use crate::{Gazetteer, name_key};
use masudi_doc::{Doc, Iso3, PlaceRef, TokenSpan};
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
        let mut found = scan(doc, &self.index);
        let (mut names, of) = self.group(doc, &mut found);
        joint::decide(&mut names, settings);
        found
            .into_iter()
            .zip(of)
            .map(|(found, name)| {
                let senses = &names[name].senses;
                let mut all = senses.iter().map(|s| s.place.clone());
                PlaceRef {
                    tokens: found.tokens,
                    resolved: all.next(),
                    candidates: all.take(CANDIDATES).collect(),
                    relation: relation::relation(doc, &self.index.cues, found.tokens),
                    acts: relation::acts(doc, &self.index.cues, found.tokens),
                    rule: found.rule,
                }
            })
            .collect()
    }

    /// The distinct names, and for each place found the name it is an instance of.
    fn group(&self, doc: &Doc, found: &mut [Found]) -> (Vec<Name>, Vec<usize>) {
        let mut names: Vec<Name> = Vec::new();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut of: Vec<usize> = Vec::with_capacity(found.len());
        for found in found.iter_mut() {
            let next = found.tokens.end as usize;
            let following = doc.words(TokenSpan::new(next, (next + 1).min(doc.len()))).to_lowercase();
            let division = self.index.cues.has(CueKind::AdminWord, &name_key(&following));
            let key = if division { format!("{} +", found.key) } else { found.key.clone() };
            let name = *by_key.entry(key).or_insert_with(|| {
                let senses = std::mem::take(&mut found.senses);
                names.push(Name { senses, count: 0.0, inside: Vec::new(), division });
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
            of.push(name);
        }
        (names, of)
    }
}
