//! Pronouns: the nearest fitting entity, subjects before others; "they" can be two joined by "and".
//!
//! In: what was found so far, left to right. Out: the entity a pronoun stands for, or none. First and second persons
//! are the matter of `speech`.

use crate::entity_store::{Gender, Nature};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, Iso3, Lang, RefForm, TokenIdx, Upos, tree};
use masudi_lexicon::actors::WordClass;

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Person(Gender),
    Thing,
    /// Whoever is one: "son", "sa", "ses".
    Single,
    Many,
}

impl Pass<'_> {
    /// The entity a pronoun stands for.
    pub(crate) fn pronoun(&mut self, at: TokenIdx) -> Option<EntityIdx> {
        let class = self.words.classes(at);
        let wanted = match () {
            () if class.has(WordClass::He) => Wanted::Person(Gender::Male),
            () if class.has(WordClass::She) => Wanted::Person(Gender::Female),
            () if class.has(WordClass::It) && self.doc.language() == Lang::Fr => Wanted::Single,
            () if class.has(WordClass::It) => Wanted::Thing,
            () if class.has(WordClass::They) => Wanted::Many,
            () if class.has(WordClass::Relative) => return self.relative(at),
            () => return None,
        };
        if self.is_expletive(at, wanted) {
            return None;
        }
        let found = match self.announced(at, wanted) {
            Some(later) => later,
            None => self.antecedent(at, wanted, class.has(WordClass::Reflexive))?,
        };
        if let Wanted::Person(gender) = wanted
            && self.store.get(found).kind == ActorKind::Person
        {
            self.store.set_gender(found, gender);
        }
        Some(found)
    }

    /// "it is said that", "il y a".
    fn is_expletive(&self, at: TokenIdx, wanted: Wanted) -> bool {
        let doc = self.doc;
        if doc.dep(at) == "expl" || doc.dep(at).starts_with("expl") {
            return true;
        }
        let clause = |v: TokenIdx| tree::child(doc, v, &["ccomp", "csubj", "xcomp", "acomp"]).is_some();
        let verb = doc.head(at);
        // "It was a long siege": nobody, but a deed or a thing.
        let named_so = doc.lemma(verb) == "be" && doc.dep(at) == "nsubj" && wanted == Wanted::Thing;
        let so = named_so.then(|| tree::child(doc, verb, &["attr"])).flatten();
        if so.is_some_and(|so| self.role_at(so).is_none() && self.hit_of(so).is_none() && doc.pos(so) == Upos::Noun) {
            return true;
        }
        // "it is said that", "the time it took to get there"
        wanted == Wanted::Thing
            && doc.dep(at).starts_with("nsubj")
            && (doc.lemma(verb) == "be" && clause(verb)
                || doc.lemma(verb) == "take" && tree::child(doc, verb, &["xcomp"]).is_some())
    }

    /// "Since his arrest, Okello has …": the name that is the subject after an opening phrase.
    fn announced(&mut self, at: TokenIdx, wanted: Wanted) -> Option<EntityIdx> {
        let doc = self.doc;
        let root = tree::ancestors(doc, at).last().filter(|&r| r > at)?;
        let subject = doc.children(root).iter().copied().find(|&c| doc.dep(c).starts_with("nsubj"))?;
        let opening = tree::ancestors(doc, at).take_while(|&t| t != root).last()?;
        let opens = matches!(doc.dep(opening), "prep" | "advcl" | "obl" | "obl:mod" | "pcomp");
        let parted = (opening.0..subject.0).any(|t| doc.word(TokenIdx(t)) == ",");
        // "For its part, the ministry …" is said of nobody else.
        let own_part = self.words.folded(doc.head(at)) == "part";
        if subject < at || opening > subject || !opens || !parted || !(doc.pos(subject) == Upos::Propn || own_part) {
            return None;
        }
        self.token(subject);
        let found = self.store.at(subject).filter(|&e| self.can_mean(e, wanted))?;
        let named = self.store.get(found).kind == ActorKind::Person || wanted == Wanted::Thing || own_part;
        named.then_some(found)
    }

    fn antecedent(&mut self, at: TokenIdx, wanted: Wanted, reflexive: bool) -> Option<EntityIdx> {
        let doc = self.doc;
        let sentence = doc.sentence_of(at).0;
        let verb = |t: TokenIdx| tree::ancestors(doc, t).find(|&t| matches!(doc.pos(t), Upos::Verb | Upos::Aux));
        // "letting them pass": the object of the verb above.
        let let_do = doc.dep(at) == "nsubj" && matches!(self.words.folded(at), "them" | "him");
        let own_object = (matches!(doc.dep(at), "dobj" | "pobj" | "dative" | "obj") || let_do) && !reflexive;
        let clause = if own_object { verb(at) } else { None };
        let clause = if let_do { clause.map(|v| doc.head(v)) } else { clause };
        let doer = clause.and_then(|verb| self.doer(verb));
        let itself = reflexive && self.doc.word(at).contains("sel");
        if let Some(own) = verb(at).filter(|_| itself).and_then(|verb| self.doer(verb)) {
            return Some(own);
        }
        let other = self.object_beside(at);
        let whose = self.told_for(at);
        // "Egypt and its allies", "the minister and his deputy"
        let joined_to = Some(doc.head(at)).filter(|noun| doc.dep(at) == "poss" && doc.dep(*noun) == "conj");
        let joined_to = joined_to.map(|noun| doc.head(noun));
        let mut best: Option<(i64, usize, bool)> = None;
        for (i, r) in self.store.refs().iter().enumerate().rev() {
            let distance = i64::from(sentence) - i64::from(doc.sentence_of(r.head).0);
            let named = wanted != Wanted::Thing && self.store.get(r.entity).kind == ActorKind::Person;
            if distance > 8 {
                break;
            }
            if distance > 3 && !named {
                continue;
            }
            if r.head >= at || r.form == RefForm::Adjective || r.tokens.has(at) {
                continue;
            }
            let joined = wanted == Wanted::Many && self.has_conjunct(r.head) && !self.store.is_plural(r.entity);
            if !(joined || self.can_mean(r.entity, wanted)) {
                continue;
            }
            // The subject of a clause without a verb is the object of the one above: "holds the other side responsible".
            let subject = doc.dep(r.head).starts_with("nsubj") && doc.pos(doc.head(r.head)) != Upos::Adj;
            if own_object && (subject && Some(doc.head(r.head)) == clause || doer == Some(r.entity)) {
                continue;
            }
            let e = self.store.get(r.entity);
            if other.is_some() && e.country == other && e.kind == ActorKind::State {
                continue;
            }
            let person = matches!((wanted, e.kind), (Wanted::Person(_), ActorKind::Person));
            let role = match doc.dep(r.head) {
                _ if whose == Some(r.head) => 9,
                _ if joined_to == Some(r.head) => 14,
                _ if subject && !matches!(doc.dep(doc.head(r.head)), "relcl" | "advcl" | "acl" | "pcomp") => 7,
                _ if subject => 6,
                "poss" | "dobj" | "obj" | "agent" => 2,
                _ => 0,
            };
            let other = wanted == Wanted::Many && r.form == RefForm::Pronoun && self.words.is(r.head, WordClass::It);
            let vague = self.words.is(r.head, WordClass::Vague) && e.kind == ActorKind::Role;
            let score = role + if person { 5 } else { 0 }
                - if vague { 6 } else { 0 }
                - if other { 2 } else { 0 }
                - distance * 5
                + i64::from(r.head.0) * 2 / doc.len() as i64;
            if best.is_none_or(|(b, _, _)| score > b) {
                best = Some((score, i, joined));
            }
        }
        let (_, i, joined) = best?;
        let r = &self.store.refs()[i];
        if joined {
            let members = self.joined(r.head);
            return Some(self.store.together(members, "refers back to"));
        }
        Some(r.entity)
    }

    /// Who does what a verb says, itself or as understood from the verb above: nobody else is "him" in "fired to stop him".
    fn doer(&self, verb: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        let mut at = verb;
        for _ in 0..4 {
            if let Some(subject) = tree::child(doc, at, &["nsubj"]) {
                return self.store.at(subject);
            }
            let understood = match doc.dep(at) {
                "conj" | "advcl" => true,
                "xcomp" | "pcomp" => false,
                _ => return None,
            };
            let above = tree::ancestors(doc, at).skip(1).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux))?;
            // "called on the group to dissolve itself", "asked the envoy to help him"
            let told = tree::children_with(doc, above, &["dobj"]).next().or_else(|| {
                let prep =
                    tree::children_with(doc, above, &["prep"]).find(|p| matches!(doc.word(*p), "on" | "upon" | "to"));
                prep.and_then(|p| tree::child(doc, p, &["pobj"]))
            });
            if let Some(told) = told.filter(|told| !understood && *told < at) {
                return self.store.at(told);
            }
            at = above;
        }
        None
    }

    /// The state that the verb of a subject pronoun has as its object, whom the pronoun is not: "they charge Doha".
    fn object_beside(&self, at: TokenIdx) -> Option<Iso3> {
        let doc = self.doc;
        let verb = Some(doc.head(at)).filter(|_| doc.dep(at) == "nsubj")?;
        let object = tree::children_with(doc, verb, &["dobj", "dative"]).next()?;
        self.state_of(self.hit_of(object)?.stands_for)
    }

    /// The person whom a verb is about where the pronoun says for what: "thanked her for her help", "criticised the envoy
    /// for his silence".
    fn told_for(&self, at: TokenIdx) -> Option<TokenIdx> {
        let doc = self.doc;
        let noun = Some(doc.head(at)).filter(|_| doc.dep(at) == "poss")?;
        let preposition = Some(doc.head(noun)).filter(|_| matches!(doc.dep(noun), "pobj" | "dobj"))?;
        let fits = matches!(self.words.folded(preposition), "for" | "over" | "of");
        let verb = Some(doc.head(preposition)).filter(|v| fits && matches!(doc.pos(*v), Upos::Verb))?;
        tree::children_with(doc, verb, &["dobj", "nsubjpass"]).next().filter(|object| *object < at)
    }

    fn has_conjunct(&self, first: TokenIdx) -> bool {
        self.doc.dep(first) != "conj"
            && self.doc.children(first).iter().any(|&c| self.doc.dep(c) == "conj" && self.store.at(c).is_some())
    }

    fn can_mean(&self, entity: EntityIdx, wanted: Wanted) -> bool {
        let e = self.store.get(entity);
        let plural = self.store.is_plural(entity);
        let person = self.store.nature(entity) == Nature::Person && e.kind != ActorKind::People;
        let thing = self.store.nature(entity) == Nature::Body && (!plural || e.kind == ActorKind::ArmedGroup);
        match wanted {
            Wanted::Person(gender) => {
                (person && !plural && self.store.gender(entity).is_none_or(|g| g == gender))
                    || (self.doc.language() == Lang::Fr && thing)
            }
            Wanted::Thing => thing,
            Wanted::Single => thing || (person && !plural),
            Wanted::Many => {
                plural || matches!(e.kind, ActorKind::ArmedGroup | ActorKind::Coalition | ActorKind::People)
            }
        }
    }

    /// The noun that the relative clause of "who", "which", "that" modifies.
    fn relative(&self, at: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        let clause = tree::ancestors(doc, at).find(|&t| matches!(doc.dep(t), "relcl" | "acl:relcl"));
        let noun = clause.map(|clause| doc.head(clause)).filter(|noun| clause != Some(at) && *noun < at);
        // "leans on Turkey, whose army …", where the parser takes the clause for a main one.
        let before = || {
            let behind = TokenIdx(at.0.checked_sub(1).filter(|_| self.words.folded(at) == "whose")?);
            let name = TokenIdx(if doc.word(behind) == "," { behind.0.checked_sub(1)? } else { behind.0 });
            self.store.refs().iter().rev().find(|r| r.tokens.has(name)).map(|r| r.entity)
        };
        noun.and_then(|noun| self.store.at(noun)).or_else(before)
    }
}
