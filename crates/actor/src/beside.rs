//! Names beside a role noun: the person or group that the noun only describes.
//!
//! In: a role noun. Out: who is named with it ("the minister, Jane Roe", "the militant group Hamas"), or nobody.

use crate::phrase::{is_hyphenated, is_plural};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::{NameUse, Role, RoleKind, WordClass};

impl Pass<'_> {
    /// The person named beside a role noun: "the minister, Jane Roe", "Jane Roe, the minister", "le président X".
    pub(crate) fn named_beside(&mut self, at: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        if is_plural(doc, at) {
            return None;
        }
        let person = |pass: &Self, e: EntityIdx| pass.store.get(e).kind == ActorKind::Person;
        if doc.dep(at) == "appos" {
            let before = self.store.at(doc.head(at)).filter(|&e| person(self, e));
            if before.is_some() {
                return before;
            }
        }
        let labels = ["appos", "flat:name", "flat"];
        let beside = tree::children_with(doc, at, &labels).find(|&c| c > at && doc.pos(c) == Upos::Propn)?;
        let is_person = match self.hit_of(beside).map(|h| h.stands_for) {
            Some(masudi_lexicon::actors::NameUse::Actor(i)) => self.lexicon.actors[i].kind == ActorKind::Person,
            Some(_) => false,
            None => doc.entity_at(beside).is_some_and(|e| matches!(e.label.as_str(), "PERSON" | "PER")),
        };
        if !is_person {
            return None;
        }
        self.token(beside);
        self.store.at(beside).filter(|&e| person(self, e))
    }

    /// "the militant group Hamas", "the Hezbollah movement", "l'organisation État islamique": the group itself.
    pub(crate) fn group_named(&mut self, at: TokenIdx, role: &Role) -> Option<EntityIdx> {
        let doc = self.doc;
        if is_plural(doc, at) || !matches!(role.kind, RoleKind::Force | RoleKind::Body) {
            return None;
        }
        let group = self.words.is(at, WordClass::GroupNoun) || self.words.is(at, WordClass::PartyNoun);
        for &child in doc.children(at) {
            let apposed = child > at && matches!(doc.dep(child), "appos" | "flat" | "flat:name" | "nmod" | "amod");
            let compound = group && child < at && doc.dep(child) == "compound";
            let case = tree::child(doc, child, &["case"]).is_some();
            let Some(hit) = self.hit_of(child).filter(|_| (apposed || compound) && !case) else { continue };
            if let NameUse::Actor(i) = hit.stands_for {
                let kind = self.lexicon.actors[i].kind;
                if hit.head == child && kind != ActorKind::Person && !is_hyphenated(doc, &self.words, hit.tokens) {
                    return Some(self.known(i, hit.spelling));
                }
            }
        }
        None
    }

    /// "the ELN, an armed movement": the group named right before an apposition that describes it.
    pub(crate) fn group_before(&self, at: TokenIdx, tokens: TokenSpan, role: &Role) -> Option<EntityIdx> {
        let doc = self.doc;
        let body = matches!(role.kind, RoleKind::Force | RoleKind::Body) && !is_plural(doc, at);
        let last = self.store.refs().iter().rev().find(|r| r.head < at && body && doc.dep(at) == "appos")?;
        let between = last.head.0 + 1..tokens.start;
        let only_stops =
            !between.is_empty() && between.len() < 4 && between.clone().all(|t| doc.pos(TokenIdx(t)) == Upos::Punct);
        let kind = self.store.get(last.entity).kind;
        let fits = matches!(kind, ActorKind::ArmedGroup | ActorKind::Party | ActorKind::Organisation);
        (only_stops && fits).then_some(last.entity)
    }

    /// "the democratic forces of Syria (SDF)": an acronym in brackets that the lexicon knows and whose letters fit.
    pub(crate) fn acronym_after(&mut self, tokens: TokenSpan) -> Option<EntityIdx> {
        let doc = self.doc;
        let word = |i: u32| if (i as usize) < doc.len() { doc.word(TokenIdx(i)) } else { "" };
        let inside = (tokens.end.saturating_sub(3)..tokens.end + 1).find(|&i| word(i) == "(")?;
        let acronym = word(inside + 1);
        if word(inside + 2) != ")" || acronym.chars().any(char::is_lowercase) || acronym.len() < 2 {
            return None;
        }
        let hit = self.hit_of(TokenIdx(inside + 1))?;
        let mut initials = tokens.iter().filter(|t| t.0 < inside).filter_map(|t| doc.word(t).chars().next());
        let fits = acronym.chars().all(|c| initials.any(|i| i.to_uppercase().eq(c.to_uppercase())));
        match hit.stands_for {
            NameUse::Actor(i) if fits => Some(self.known(i, false)),
            _ => None,
        }
    }
}
