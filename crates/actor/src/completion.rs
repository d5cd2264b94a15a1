//! Persons of whom the text says nothing: the nationality of those beside them, or of the people that it describes.
//!
//! In: everything found in the document. Out: countries for persons that have none, marked weak.

use crate::phrase::{is_hyphenated, is_plural};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, Iso3, RefForm, TokenIdx};
use masudi_lexicon::actors::{NameUse, RoleKind};

impl Pass<'_> {
    /// Persons of whom the text says nothing better take the country of those they are joined to, or the nationality
    /// that the text gives to people it describes.
    pub(crate) fn complete(&mut self) {
        let mut origin = None;
        for i in 0..self.store.refs().len() {
            let r = self.store.refs()[i].clone();
            let e = self.store.get(r.entity);
            if e.kind != ActorKind::Person || e.country.is_some() || e.id.is_some() || r.form != RefForm::Name {
                continue;
            }
            if matches!(e.sector.as_deref(), Some("IGO" | "NGO" | "GOV" | "LEG" | "SPY")) {
                continue;
            }
            let joined = (self.doc.dep(r.head) == "conj").then(|| self.store.at(self.doc.head(r.head))).flatten();
            let beside = joined.map(|j| self.store.get(j)).filter(|j| j.kind == ActorKind::Person && j.id.is_none());
            if let Some((country, name)) = beside.and_then(|j| Some((j.country?, j.name.clone()))) {
                self.store.complete(r.entity, Some(country), None, &format!("country of {name} beside (weak)"));
                continue;
            }
            let origin = *origin.get_or_insert_with(|| self.origin());
            let why =
                if origin.is_some() { "nationality of people in the text (weak)" } else { "where it happens (weak)" };
            self.store.complete(r.entity, origin.or(self.evidence.story), None, why);
        }
    }

    /// The person noun of "the men from London", "a teacher from Mosul".
    fn come_from(&self, place: TokenIdx) -> Option<TokenIdx> {
        let doc = self.doc;
        let preposition =
            Some(doc.head(place)).filter(|&p| doc.dep(place) == "pobj" && self.words.folded(p) == "from")?;
        let noun = Some(doc.head(preposition)).filter(|_| doc.dep(preposition) == "prep");
        let before = preposition.0.checked_sub(1).map(TokenIdx);
        let person = |noun: &TokenIdx| self.role_at(*noun).is_some_and(|(r, _)| r.kind == RoleKind::Person);
        noun.into_iter().chain(before).find(person)
    }

    /// The nationality that the text gives most often to people, officials and soldiers in the plural left out.
    fn origin(&self) -> Option<Iso3> {
        let mut counts: Vec<(Iso3, u32)> = Vec::new();
        let mut add = |country| match counts.iter_mut().find(|(c, _)| *c == country) {
            Some((_, n)) => *n += 1,
            None => counts.push((country, 1)),
        };
        for hit in &self.hits {
            let Some(country) = self.state_of(hit.stands_for) else { continue };
            let from = self.come_from(hit.head);
            let outer = from.unwrap_or_else(|| self.outermost(hit.head));
            if from.is_none() && !matches!(hit.stands_for, NameUse::Adjective(_) | NameUse::Demonym(_)) {
                continue;
            }
            let person = match self.role_at(outer) {
                Some((role, _)) => {
                    let plain = !matches!(role.sector.as_str(), "GOV" | "LEG" | "IGO" | "JUD" | "COP" | "SPY");
                    let soldiers = role.sector == "MIL" && is_plural(self.doc, outer);
                    role.kind == RoleKind::Person && plain && !soldiers && role.offices.is_empty()
                }
                None => outer == hit.head && matches!(hit.stands_for, NameUse::Demonym(_)),
            };
            // "Syrian Kurdish fighters" says less of others than "men from London".
            let people = self.modifiers(outer).people.is_some();
            if person && !people && !is_hyphenated(self.doc, &self.words, hit.tokens) {
                add(country);
            }
        }
        for place in &self.localities {
            if self.come_from(place.head).is_some() {
                add(place.country);
            }
        }
        counts.into_iter().max_by_key(|(c, n)| (*n, *c)).map(|(c, _)| c)
    }
}
