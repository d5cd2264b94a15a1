//! Those who face each other, in a war or at a table: "both sides", "the warring parties", "the other side", "its
//! neighbour".
//!
//! In: such a noun. Out: the pair that the text joined before, the other one of two states, or a body of nobody known, of the
//! country that the whole document is about.

use crate::anaphora::Sort;
use crate::entity_store::entity;
use crate::phrase::{definite, extent, is_plural, modifies};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, Iso3, RefForm, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::{Classes, WordClass};

impl Pass<'_> {
    /// Makes a reference for those who face each other; says whether it did.
    pub(crate) fn opponents(&mut self, at: TokenIdx) -> bool {
        if !self.is_opponents(at) {
            return false;
        }
        let doc = self.doc;
        let with = |word: &str| doc.children(at).iter().any(|&c| self.words.folded(c) == word);
        let two = ["both", "two", "each", "either", "neither"].into_iter().any(with);
        let all = with("all");
        let home = self.evidence.single();
        let pair = if all { None } else { self.pair_before(at, &[Sort::Side]) };
        let found = match pair {
            Some(pair) => Some(pair),
            None if two && home.is_none() => self.several(at, &[Sort::Side], 2),
            None => None,
        };
        let tokens = extent(doc, at, TokenSpan { start: at.0, end: at.0 + 1 });
        let found = found.unwrap_or_else(|| {
            let iso = home.as_ref().map_or("", Iso3::as_str);
            let because = "those at odds; the country is the one that all is about (weak)".to_owned();
            let name = doc.words(tokens);
            let new = || entity(name, ActorKind::Role, home, None, because);
            self.store.entity(format!("opponents:{iso}").into(), true, new)
        });
        self.store.refer(tokens, at, found, RefForm::Description);
        true
    }

    /// "both sides", "each side", "the warring parties", "the parties"; not "the ruling party", "on both sides of the road".
    fn is_opponents(&self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let children = doc.children(at);
        if modifies(doc, at) || !matches!(doc.pos(at), Upos::Noun) {
            return false;
        }
        if !self.words.is(at, WordClass::Opponent) {
            // "both bodies", whatever they are
            let both = is_plural(doc, at) && children.iter().any(|&c| self.words.folded(c) == "both");
            let said = |c: TokenIdx| doc.dep(c) == "prep" || self.hit_of(c).is_some();
            return both
                && self.role_at(at).is_none()
                && !doc.children(at).iter().any(|&c| said(c))
                && self.words.classes(at) == Classes::default();
        }
        let apart = children.iter().any(|&c| self.words.is(c, WordClass::Faction));
        let described = children.iter().any(|&c| {
            matches!(doc.dep(c), "amod" | "compound" | "poss" | "nmod") && !self.words.is(c, WordClass::Faction)
        });
        let known = is_plural(doc, at) && definite(doc, &self.words, at);
        let of = tree::children_with(doc, at, &["prep"]).any(|p| self.words.folded(p) == "of");
        let political = self.role_at(at).is_some()
            && self.store.refs().iter().any(|r| {
                let e = self.store.get(r.entity);
                e.kind == ActorKind::Party || e.sector.as_deref() == Some("PTY")
            });
        let place = of && doc.dep(at) == "pobj";
        (apart || known) && !described && !place && !political
    }

    /// The other one of two states: "its neighbour", "the other side", "the other".
    pub(crate) fn counterpart(&mut self, at: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        let neighbour = self.words.is(at, WordClass::Counterpart);
        let opponent = self.words.is(at, WordClass::Opponent) && doc.pos(at) == Upos::Noun;
        let the = tree::child(doc, at, &["det"]).is_some_and(|d| self.words.folded(d) == "the");
        let alone = the && self.words.folded(at) == "other" && doc.dep(at) != "amod";
        if !(neighbour || opponent || alone) || modifies(doc, at) {
            return None;
        }
        let owner = tree::child(doc, at, &["poss"]).and_then(|p| self.store.at(p));
        if is_plural(doc, at) && !(neighbour && owner.is_some_and(|o| self.store.is_plural(o))) {
            return None;
        }
        let other = alone || tree::children_with(doc, at, &["amod"]).any(|c| self.words.folded(c) == "other");
        let subject = || {
            let verb = tree::ancestors(doc, at).find(|t| doc.pos(*t) == Upos::Verb)?;
            tree::child(doc, verb, &["nsubj"]).filter(|s| *s != at).and_then(|s| self.store.at(s))
        };
        // "His side" is his own, "its neighbour" is not.
        let this = if other { subject() } else { owner.filter(|_| neighbour) }?;
        if !self.store.get(this).members.is_empty() {
            // "each side blamed the other"
            return Some(this);
        }
        let this = self.store.get(this).country?;
        let sentence = doc.sentence_of(at).0;
        let near = self.store.refs().iter().rev().filter(|r| r.head < at);
        let mut near = near.take_while(|r| doc.sentence_of(r.head).0 + 4 >= sentence).map(|r| r.entity);
        let found = near.find(|&e| {
            let e = self.store.get(e);
            e.kind == ActorKind::State && e.sector.as_deref() == Some("GOV") && e.country.is_some_and(|c| c != this)
        });
        // Of a war within one country both sides are of it, but not where the text joined two states.
        let foreign = neighbour || self.evidence.single() != Some(this);
        let of_pair = self.pair_before(at, &[Sort::Side]).and_then(|pair| self.other_member(pair, this));
        found.filter(|_| foreign).or(of_pair).or_else(|| {
            let country = self.evidence.beside(this).filter(|_| neighbour)?;
            let index = self.lexicon.countries.iter().position(|c| c.iso3 == country)?;
            Some(self.state(index, None))
        })
    }

    /// The member of a pair that is not of `country`, where another one is.
    fn other_member(&self, pair: EntityIdx, country: Iso3) -> Option<EntityIdx> {
        let members = &self.store.get(pair).members;
        let (own, others): (Vec<EntityIdx>, Vec<EntityIdx>) =
            members.iter().partition(|&&m| self.store.get(m).country == Some(country));
        others.first().copied().filter(|_| !own.is_empty())
    }
}
