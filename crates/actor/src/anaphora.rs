//! Nouns that refer back: "the group", "the country", "both leaders", "the two countries", "the pair".
//!
//! In: what was found before them. Out: the entity, or several as one with its members.

use crate::phrase::{definite, extent, is_plural, modifies};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, RefForm, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::WordClass;

/// What a noun that refers back stands for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sort {
    Group,
    Country,
    Leader,
    Man,
    Side,
    Party,
}

impl Pass<'_> {
    /// Makes a reference for a noun that stands for somebody named before; says whether it did.
    pub(crate) fn refers_back(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let words = &self.words;
        let sort = [
            (WordClass::GroupNoun, Sort::Group),
            (WordClass::CountryNoun, Sort::Country),
            (WordClass::LeaderNoun, Sort::Leader),
            (WordClass::ManNoun, Sort::Man),
            (WordClass::SideNoun, Sort::Side),
            (WordClass::PartyNoun, Sort::Party),
        ];
        let sorts: Vec<Sort> = sort.into_iter().filter(|(c, _)| words.is(at, *c)).map(|(_, s)| s).collect();
        if sorts.is_empty() || modifies(doc, at) || doc.dep(at) == "nummod" || !definite(doc, words, at) {
            return false;
        }
        let number = |t: TokenIdx| {
            [(WordClass::Two, 2), (WordClass::Three, 3), (WordClass::Four, 4)]
                .into_iter()
                .find(|(class, _)| words.is(t, *class))
                .map(|(_, n)| n)
        };
        let many = doc.children(at).iter().find_map(|&c| number(c)).or(number(at));
        let tokens = extent(doc, at, TokenSpan { start: at.0, end: at.0 + 1 });
        let plural = is_plural(doc, at) || many.is_some();
        let found = match many {
            Some(many) => self.several(at, &sorts, many),
            None if plural => self.these(at, &sorts),
            None => self.one(at, &sorts),
        };
        let found = found.or_else(|| self.pair_before(at, &sorts).filter(|_| plural));
        let Some(found) = found else { return false };
        self.store.refer(tokens, at, found, RefForm::Description);
        true
    }

    /// "these factions": the last armed people spoken of in the plural, in this sentence or the two before.
    fn these(&self, at: TokenIdx, sorts: &[Sort]) -> Option<EntityIdx> {
        let doc = self.doc;
        let points = doc.children(at).iter().any(|&c| self.words.is(c, WordClass::These));
        let sentence = doc.sentence_of(at).0;
        let near = self.store.refs().iter().rev().filter(|r| r.head < at && doc.sentence_of(r.head).0 + 2 >= sentence);
        let mut armed = near.map(|r| r.entity).filter(|&e| self.store.is_plural(e) && self.fits(e, Sort::Group));
        armed.next().filter(|_| points && sorts.contains(&Sort::Group))
    }

    fn fits(&self, e: EntityIdx, sort: Sort) -> bool {
        let e = self.store.get(e);
        let armed = || matches!(e.sector.as_deref(), Some("REB" | "UAF" | "PRM"));
        match sort {
            Sort::Group => {
                matches!(e.kind, ActorKind::ArmedGroup | ActorKind::Party)
                    || (matches!(e.kind, ActorKind::Role | ActorKind::Organisation) && armed())
            }
            Sort::Country => e.kind == ActorKind::State,
            Sort::Leader | Sort::Man => e.kind == ActorKind::Person,
            Sort::Side => matches!(e.kind, ActorKind::State | ActorKind::Person | ActorKind::ArmedGroup),
            Sort::Party => matches!(e.kind, ActorKind::Party | ActorKind::Coalition),
        }
    }

    /// Whether it can be a side when "and" joins it to another: "the government and the Liberation Front".
    fn takes_sides(&self, e: EntityIdx) -> bool {
        let e = self.store.get(e);
        let body =
            matches!(e.kind, ActorKind::Role | ActorKind::Organisation | ActorKind::Party | ActorKind::Coalition);
        body && matches!(e.sector.as_deref(), Some("GOV" | "MIL" | "REB" | "UAF" | "PRM" | "OPP" | "PTY"))
    }

    /// The last entity of the sort; among groups one spoken of more often counts for more.
    fn one(&self, at: TokenIdx, sorts: &[Sort]) -> Option<EntityIdx> {
        let doc = self.doc;
        let sentence = doc.sentence_of(at).0;
        let is_subject = |t: TokenIdx| doc.dep(t).starts_with("nsubj");
        let verb = tree::ancestors(doc, at).find(|t| doc.pos(*t) == Upos::Verb).filter(|_| !is_subject(at));
        let mut best: Option<(u32, EntityIdx)> = None;
        for r in self.store.refs().iter().rev().filter(|r| r.head < at) {
            let back = sentence - doc.sentence_of(r.head).0;
            if back > 3 {
                break;
            }
            let fits = sorts.iter().any(|s| *s != Sort::Leader && *s != Sort::Side && self.fits(r.entity, *s));
            // "Sweden pledged money to the country": to another one.
            if sorts.contains(&Sort::Country) && verb.is_some() && Some(doc.head(r.head)) == verb && is_subject(r.head)
            {
                continue;
            }
            if !fits || self.store.is_plural(r.entity) && sorts != [Sort::Group] {
                continue;
            }
            let named = u32::from(self.store.get(r.entity).kind != ActorKind::Role) * 4;
            let subject = u32::from(doc.dep(r.head).starts_with("nsubj")) * 2;
            let focus = self.evidence.story;
            let main = focus.is_some() && self.store.get(r.entity).country == focus;
            let main = u32::from(main && sorts.contains(&Sort::Country)) * 9;
            // "Nepalese soldiers" do not make Nepal the country spoken of.
            let lent = r.form == RefForm::Adjective && self.store.get(r.entity).kind == ActorKind::State;
            let named = if lent { 0 } else { named };
            let score = (3 - back) * 3 + main + named + subject + self.store.weight(r.entity).min(9);
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, r.entity));
            }
        }
        best.map(|(_, e)| e)
    }

    /// So many entities of one sort, those coordinated or nearest first.
    pub(crate) fn several(&mut self, at: TokenIdx, sorts: &[Sort], many: usize) -> Option<EntityIdx> {
        let sentence = self.doc.sentence_of(at).0;
        let pair = self.pair_before(at, sorts);
        if let Some(pair) = pair.filter(|&p| self.store.get(p).members.len() == many) {
            return Some(pair);
        }
        for &sort in sorts {
            let mut members: Vec<EntityIdx> = Vec::new();
            let near = |r: &&masudi_doc::ActorRef| self.doc.sentence_of(r.head).0 + 3 >= sentence && r.head < at;
            let spoken_of = |e: &EntityIdx| self.store.get(*e).country.map_or(0, |c| self.evidence.names_of(c));
            for r in self.store.refs().iter().rev().filter(near) {
                let kind = |e: EntityIdx| self.store.get(e).kind;
                let alike = members.first().is_none_or(|&m| kind(m) == kind(r.entity));
                // "in the Kenyan capital": the host is none of them.
                let venue = r.form == RefForm::Adjective && self.role_at(self.outermost(r.head)).is_none();
                if alike
                    && !(venue && self.words.is(self.outermost(r.head), WordClass::Vague))
                    && self.fits(r.entity, sort)
                    && !members.contains(&r.entity)
                {
                    members.push(r.entity);
                }
            }
            if members.len() >= many {
                // Of three states near by, the two that the document is about.
                members.sort_by_key(|m| std::cmp::Reverse(spoken_of(m)));
                members.truncate(many);
                members.sort();
                return Some(self.store.together(members, "refers back to"));
            }
        }
        None
    }

    /// The last several that a plural stood for, or that "and" joined.
    pub(crate) fn pair_before(&mut self, at: TokenIdx, sorts: &[Sort]) -> Option<EntityIdx> {
        let doc = self.doc;
        let sentence = doc.sentence_of(at).0;
        let people = sorts.iter().any(|s| matches!(s, Sort::Leader | Sort::Man | Sort::Side));
        let reach = if people { 12 } else { 4 };
        let mut coordinated = None;
        for r in self.store.refs().iter().rev().filter(|r| r.head < at) {
            if doc.sentence_of(r.head).0 + reach < sentence {
                break;
            }
            let all = |members: &[EntityIdx]| {
                let fits =
                    |m: EntityIdx| sorts.iter().any(|&s| self.fits(m, s) || s == Sort::Side && self.takes_sides(m));
                !members.is_empty() && members.iter().all(|&m| fits(m))
            };
            if all(&self.store.get(r.entity).members) {
                return Some(r.entity);
            }
            let joined = self.joined(r.head);
            if joined.len() > 1 && all(&joined) {
                coordinated = Some(joined);
                break;
            }
        }
        coordinated.map(|members| self.store.together(members, "refers back to"))
    }

    /// The entities that "and" joins from a first conjunct on; empty when it is none.
    pub(crate) fn joined(&self, first: TokenIdx) -> Vec<EntityIdx> {
        let doc = self.doc;
        if doc.dep(first) == "conj" {
            return Vec::new();
        }
        let mut out: Vec<EntityIdx> = self.store.at(first).into_iter().collect();
        let mut open = vec![first];
        while let Some(token) = open.pop().filter(|_| out.len() < 8) {
            for &child in doc.children(token).iter().filter(|&&c| doc.dep(c) == "conj") {
                if let Some(found) = self.store.at(child).filter(|e| !out.contains(e)) {
                    out.push(found);
                }
                open.push(child);
            }
        }
        out
    }
}
