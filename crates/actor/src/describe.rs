//! Descriptions: role nouns as actors of their own, with the nationality that their phrase or the document gives.

use crate::entity_store::{Nature, entity};
use crate::phrase::{definite, extent, is_argument, is_plural, modifies};
use crate::resolver::Pass;
use crate::roles::Modifiers;
use masudi_doc::{ActorKind, Doc, EntityIdx, Iso3, RefForm, SmolStr, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::{Role, RoleKind, WordClass};

impl Pass<'_> {
    /// Makes a reference for a role noun, or for a noun that refers back; says whether the noun is settled.
    pub(crate) fn describe(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        if let Some(other) = self.counterpart(at) {
            let tokens = extent(doc, at, TokenSpan { start: at.0, end: at.0 + 1 });
            self.store.refer(tokens, at, other, RefForm::Description);
            return true;
        }
        if self.opponents(at) {
            return true;
        }
        self.owners(at);
        let Some((role, span)) = self.role_at(at) else {
            return self.refers_back(at) || self.counted(at);
        };
        if self.is_in_place_name(at) {
            return true;
        }
        let inside = modifies(doc, at);
        let outer = self.outermost(at);
        if inside && (self.role_at(outer).is_some() || doc.entity_at(at).is_some()) {
            return true;
        }
        // Titles before a name, adjectives and weapons before an event ("drone attack") are nobody of their own.
        let title = inside && self.hit_of(outer).is_some();
        let thing = inside && (doc.pos(at) == Upos::Adj || (role.sector == "MIL" && span.len() == 1));
        let military = doc.pos(at) == Upos::Adj && role.sector == "MIL";
        let acts = self.words.is(at, WordClass::ArmyNoun) && !military;
        if title || (thing && !acts) {
            return true;
        }
        for t in span.iter().filter(|t| *t > at) {
            self.covered[t.get()] = true;
        }
        let tokens = if inside { span } else { extent(doc, at, span) };
        let form = if inside { RefForm::Adjective } else { RefForm::Description };
        if let Some(person) = self.named_beside(at) {
            self.store.refer(tokens, at, person, form);
            return true;
        }
        if let Some(named) = self.acronym_after(tokens).or_else(|| self.group_named(at, role)) {
            self.store.refer(tokens, at, named, form);
            return true;
        }
        if let Some(named) = self.group_before(at, tokens, role) {
            self.store.refer(tokens, at, named, form);
            return true;
        }
        let found = self.modifiers_within(at, span);
        if found.bare() && !found.former && self.refers_back(at) {
            return true;
        }
        if let Some(same) = self.same_again(at, role, &found) {
            self.store.refer(tokens, at, same, form);
            return true;
        }
        if role.kind == RoleKind::Asset {
            if found.bare() || inside {
                return false;
            }
            if let Some(owner) = found.owner.filter(|_| found.countries.is_empty()) {
                self.store.refer(tokens, at, owner, form);
                return true;
            }
        }
        let shared = if found.countries.is_empty() && is_plural(doc, at) { self.of_each(&found) } else { Vec::new() };
        let nations = if shared.is_empty() { &found.countries } else { &shared };
        let made = if nations.len() > 1 {
            let each: Vec<EntityIdx> =
                nations.iter().map(|&c| self.role_entity(at, role, span, tokens, &found, Some(c))).collect();
            self.store.together(each, "coordinated nationalities:")
        } else {
            let stated = found.country().or(found.owner.and_then(|o| self.store.get(o).country));
            let made = self.role_entity(at, role, span, tokens, &found, stated);
            if stated.is_some() {
                self.store.stated(&role.forms[0], made);
            }
            made
        };
        self.store.refer(tokens, at, made, form);
        true
    }

    /// Finds first whom a noun behind it refers back to: "the foreign ministers of the two countries".
    fn owners(&mut self, at: TokenIdx) {
        let doc = self.doc;
        for preposition in tree::children_with(doc, at, &["prep"]).filter(|p| *p > at) {
            let object = tree::child(doc, preposition, &["pobj"]).filter(|o| {
                let classes = self.words.classes(*o);
                [WordClass::CountryNoun, WordClass::SideNoun, WordClass::GroupNoun].into_iter().any(|c| classes.has(c))
            });
            if let Some(object) = object.filter(|o| self.hit_of(*o).is_none() && definite(doc, &self.words, *o)) {
                self.token(object);
            }
        }
    }

    /// The countries of those who own something together: "their defence ministers".
    fn of_each(&self, found: &Modifiers) -> Vec<Iso3> {
        let members = found.owner.map(|owner| self.store.get(owner).members.as_slice()).unwrap_or_default();
        let mut out: Vec<Iso3> = members.iter().filter_map(|m| self.store.get(*m).country).collect();
        out.dedup();
        out
    }

    /// A description repeated without nationality, or an office whose holder is known.
    fn same_again(&mut self, at: TokenIdx, role: &Role, found: &Modifiers) -> Option<EntityIdx> {
        let plural = is_plural(self.doc, at);
        if let Some(body) = found.body.filter(|_| !plural && !found.former)
            && let Some(holder) = self.lexicon.officer(&role.forms[0], body, self.on)
        {
            return Some(self.known(holder, false));
        }
        let bare = found.bare();
        let offices: &[SmolStr] = if plural || found.former { &[] } else { &role.offices };
        if bare && offices.is_empty() {
            let again = self.store.last_stated(&role.forms[0]);
            let indefinite =
                tree::child(self.doc, at, &["det"]).is_some_and(|d| matches!(self.words.folded(d), "a" | "an"));
            return again.filter(|&e| !indefinite && self.store.is_plural(e) == plural);
        }
        let known = offices.iter().filter(|_| bare).find_map(|office| self.store.find_by("office:", office));
        if known.is_some() {
            return known;
        }
        let owner = found.owner.and_then(|o| self.store.get(o).country);
        let weak = || self.opening(at).or(self.evidence.story).filter(|_| found.owner.is_none() && !found.foreign);
        let country = found.country().or(owner).or_else(weak)?;
        let holder = offices.iter().find_map(|office| self.lexicon.holder(country, office, self.on))?;
        Some(self.known(holder, false))
    }

    /// The entity of a role with a stated country, or with the one that the document suggests.
    fn role_entity(
        &mut self,
        at: TokenIdx,
        role: &Role,
        span: TokenSpan,
        tokens: TokenSpan,
        found: &Modifiers,
        stated: Option<Iso3>,
    ) -> EntityIdx {
        let doc = self.doc;
        let sector = self.sector(role, span, found);
        let owner = found.owner;
        let (country, weak) = match stated {
            Some(country) => (Some(country), ""),
            None => self.suggested(at, &sector, found),
        };
        let plural = is_plural(doc, at);
        let iso = country.as_ref().map_or("", Iso3::as_str);
        let whose = owner.map_or(u32::MAX, |o| o.0);
        let key = format!("role:{}:{iso}:{sector}:{whose}:{plural}", role.forms[0]);
        if let Some(known) = self.store.find(&key) {
            return known;
        }
        let phrase = doc.words(span);
        let because = match (owner.map(|o| self.store.get(o).name.clone()), country) {
            (_, Some(c)) if stated.is_some() && !found.countries.is_empty() => format!("{phrase} of {c}"),
            (Some(o), Some(_)) if stated.is_some() => format!("{phrase} of {o}"),
            (_, Some(c)) if stated.is_some() => format!("{phrase}; {c} is where this people lives here"),
            (_, Some(c)) => format!("{phrase}; {c} {weak} (weak)"),
            (Some(o), None) => format!("{phrase} of {o}, no country"),
            (None, None) => format!("{phrase}, nationality unknown"),
        };
        let name = doc.words(tokens);
        let made =
            self.store.entity(key.into(), plural, || entity(name, ActorKind::Role, country, Some(&sector), because));
        if role.kind == RoleKind::Person {
            self.store.set_nature(made, Nature::Person);
        }
        made
    }

    /// The country of somebody for whom the phrase gives none, and why.
    fn suggested(&self, at: TokenIdx, sector: &str, found: &Modifiers) -> (Option<Iso3>, &'static str) {
        // "a coalition of twenty parties" is at home, one of armies is not.
        let joint = self.words.is(at, WordClass::JointNoun) && !matches!(sector, "OPP" | "PTY" | "CVL" | "LAB");
        let abroad = joint || self.words.is(at, WordClass::Foreign) || matches!(sector, "IGO" | "NGO");
        // Whose kin and men they are may be somebody of whom the text says nothing more.
        let owner = found.owner.map(|owner| self.store.get(owner));
        let owned = owner.is_some_and(|o| !matches!(o.kind, ActorKind::Person | ActorKind::Role) || o.id.is_some());
        let body = owner.is_some_and(|o| matches!(o.sector.as_deref(), Some("IGO" | "NGO" | "REB")));
        if abroad || found.foreign || found.commanded || owned || body {
            return (None, "");
        }
        let own = |c: &Iso3| !found.not.contains(c);
        if sector == "REB" && !found.not.is_empty() && self.evidence.is_divided(self.doc, at) {
            // "pro-Iran groups attacked troops in Iraq and Syria": whose they are is open.
            return (None, "");
        }
        if let Some(country) = found.located.filter(|_| sector != "MIL") {
            return (Some(country), "is where it is");
        }
        // Soldiers may be abroad; an army is hardly.
        let is_body = sector != "MIL" || !is_plural(self.doc, at);
        if let Some(country) = self.opening(at).filter(|c| is_body && own(c)) {
            return (Some(country), "is where the sentence opens");
        }
        if matches!(sector, "MIL" | "GOV")
            && let Some(country) = self.conjunct_before(at).filter(own)
        {
            return (Some(country), "is that of the one before");
        }
        if sector == "GOV"
            && let Some(country) = self.evidence.seat_before(self.doc, at).filter(own)
        {
            return (Some(country), "is that of the seat of government before");
        }
        if let Some(country) = self.ruler(at, sector).filter(own) {
            return (Some(country), "is that of those over them");
        }
        if sector == "MIL"
            && let Some(country) = self.wielder(at).and_then(|e| self.store.get(e).country).filter(own)
        {
            return (Some(country), "is whose they are");
        }
        if matches!(sector, "CVL" | "REF" | "UAF" | "CRM" | "MED" | "AGR" | "COP")
            && let Some(country) = self.evidence.near(self.doc, at).filter(own)
        {
            return (Some(country), "is the nearest place");
        }
        let local = matches!(sector, "REB" | "CVL" | "REF" | "UAF" | "CRM" | "MED" | "AGR");
        if local {
            return (self.evidence.story.filter(own), "is where most of it happens");
        }
        if self.evidence.single().is_none()
            && let Some(country) = self.subject_before(at).filter(own)
        {
            return (Some(country), "is that of the government before");
        }
        if let Some(country) = self.evidence.story.filter(own) {
            return (Some(country), "is the document's main country");
        }
        let near = self.evidence.near(self.doc, at).filter(|c| sector != "GOV" && own(c));
        (near.or(self.evidence.story.filter(own)), "is the nearest place")
    }

    /// The country of the place that opens its clause: "In Tunis, the foreign ministry protested".
    fn opening(&self, at: TokenIdx) -> Option<Iso3> {
        let doc = self.doc;
        let verb = Some(doc.head(at)).filter(|_| doc.dep(at).starts_with("nsubj"))?;
        let before = doc.children(verb).iter().copied().filter(|p| *p < at && doc.dep(*p) == "prep");
        before.filter_map(|p| tree::child(doc, p, &["pobj"])).find_map(|place| self.evidence.placed_at(place))
    }

    /// The country of the person or office that "and" joins it to.
    fn conjunct_before(&self, at: TokenIdx) -> Option<Iso3> {
        let before = Some(self.doc.head(at)).filter(|_| self.doc.dep(at) == "conj")?;
        let e = self.store.get(self.store.at(before)?);
        if matches!(e.kind, ActorKind::Person | ActorKind::Role) { e.country } else { None }
    }

    /// The country of the last government or official that was the subject of a clause of this sentence.
    fn subject_before(&self, at: TokenIdx) -> Option<Iso3> {
        let doc = self.doc;
        let start = doc.sentence(doc.sentence_of(at)).start;
        let near = self.store.refs().iter().rev().take_while(|r| r.head.0 >= start);
        let mut subjects = near.filter(|r| r.head < at && doc.dep(r.head) == "nsubj").map(|r| self.store.get(r.entity));
        subjects.find(|e| e.sector.as_deref() == Some("GOV") && e.country.is_some()).and_then(|e| e.country)
    }

    /// The country of the government, police or court whose verb has them as its object, where no place is named: "the court
    /// jailed two men"; and of those who speak to their own parliament.
    fn ruler(&self, at: TokenIdx, sector: &str) -> Option<Iso3> {
        let doc = self.doc;
        let verb = match doc.dep(at) {
            "dobj" | "dative" => doc.head(at),
            "pobj" if sector == "LEG" => doc.head(doc.head(at)),
            _ => return None,
        };
        let subject = self.store.at(tree::child(doc, verb, &["nsubj"])?)?;
        let over = self.store.get(subject);
        let local = matches!(sector, "CVL" | "MED" | "AGR" | "CRM" | "OPP" | "JRN" | "EDU" | "REL" | "LAB");
        let rules =
            over.kind == ActorKind::Role && matches!(over.sector.as_deref(), Some("GOV" | "COP" | "JUD" | "LEG"));
        let speaks = matches!(over.kind, ActorKind::Person | ActorKind::Role) && over.sector.as_deref() == Some("GOV");
        let fits = (local && rules && !self.evidence.is_placed(doc, at)) || (sector == "LEG" && speaks);
        over.country.filter(|_| fits)
    }

    /// Who has, sends or withdraws them, when the noun is the object of such a verb.
    fn wielder(&self, at: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        let verb = Some(doc.head(at)).filter(|_| matches!(doc.dep(at), "dobj" | "obj"))?;
        let lemma = self.lemma(verb);
        if !self.lexicon.classes(doc.language(), lemma).has(WordClass::Wielding) {
            return None;
        }
        let subject = |v: TokenIdx| tree::child(doc, v, &["nsubj"]);
        let above = || matches!(doc.dep(verb), "xcomp" | "conj").then(|| subject(doc.head(verb))).flatten();
        self.store.at(subject(verb).or_else(above)?)
    }

    /// "Dozens have fled", "killed hundreds", "some 1,200 marched", "400 of them marched": people, when nothing says of what.
    fn counted(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        // Numbers that do something are of people, but for years ("2015 saw") and names ("an F-16").
        let does = doc.dep(at) == "nsubj" && doc.pos(doc.head(at)) == Upos::Verb && is_count(doc, at);
        let them = |prep: TokenIdx| tree::child(doc, prep, &["pobj"]).is_some_and(|of| doc.pos(of) == Upos::Pron);
        let alone = doc.children(at).iter().all(|&c| match doc.dep(c) {
            "prep" => does && them(c),
            "amod" => does,
            dep => dep != "nmod",
        });
        let subject = doc.dep(at).starts_with("nsubj") || matches!(doc.dep(at), "dobj" | "obj" | "conj");
        let with = doc.dep(at) == "pobj" && self.words.is(doc.head(at), WordClass::Companion);
        let numbered = self.words.is(at, WordClass::Count) && (subject || with);
        if !(does || numbered) || !alone || definite(doc, &self.words, at) || !is_argument(doc, at) {
            return false;
        }
        let country = self.evidence.near(doc, at).or(self.evidence.story);
        let iso = country.as_ref().map_or("", Iso3::as_str);
        let tokens = extent(doc, at, TokenSpan { start: at.0, end: at.0 + 1 });
        let made = self.store.entity(format!("counted:{iso}").into(), true, || {
            let because = "people counted; the country is where it happens (weak)".to_owned();
            entity(doc.words(tokens), ActorKind::Role, country, Some("CVL"), because)
        });
        self.store.refer(tokens, at, made, RefForm::Description);
        true
    }
}

/// "Forty", "1,200", not "2015" or "F-16".
fn is_count(doc: &Doc, at: TokenIdx) -> bool {
    let word = doc.word(at);
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let mixed = figures > 0 && word.contains(char::is_alphabetic);
    doc.pos(at) == Upos::Num && !mixed && !(figures == 4 && word.len() == 4)
}
