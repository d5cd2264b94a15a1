//! Role nouns in the text: the phrase that names a role, and what its modifiers say of nationality and owner.

use crate::phrase::{Link, is_hyphenated, links, participle};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, Iso3, Lang, SmolStr, TokenIdx, TokenSpan, tree};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{NameUse, Role, RoleKind, WordClass, WordId};

/// What the modifiers of a noun say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Modifiers {
    /// Nationalities, the nearest first; several only where they are coordinated.
    pub countries: Vec<Iso3>,
    /// The likeliest state of a people ("Kurdish").
    pub people: Option<Iso3>,
    /// A named body or person it belongs to.
    pub owner: Option<EntityIdx>,
    /// The sector of a role noun that specifies it ("rebel forces").
    pub role: Option<SmolStr>,
    /// "former", "deposed".
    pub former: bool,
    /// The organisation it belongs to, in the lexicon.
    pub body: Option<usize>,
    /// Named with a people of several states.
    pub of_people: bool,
    /// Where it is, which is no nationality of soldiers.
    pub located: Option<Iso3>,
    /// States it is named with that are not its own ("US-backed").
    pub not: Vec<Iso3>,
    /// Commanded from abroad ("Iranian-led"), so that the scene says nothing.
    pub commanded: bool,
    /// "foreign", "north African": of another country than the one at hand.
    pub foreign: bool,
}

impl Modifiers {
    pub fn country(&self) -> Option<Iso3> {
        self.countries.first().copied().or(self.people)
    }

    /// Whether they say nothing.
    pub fn bare(&self) -> bool {
        self.countries.is_empty() && self.people.is_none() && self.owner.is_none() && self.role.is_none()
    }
}

impl<'a> Pass<'a> {
    /// The role that a noun names, with the phrase that names it: the longest whose head it is.
    pub(crate) fn role_at(&self, at: TokenIdx) -> Option<(&'a Role, TokenSpan)> {
        let (words, index) = (&self.words, self.lexicon.roles(self.doc.language()));
        let own = words.of(at);
        let sentence = self.doc.sentence(self.doc.sentence_of(at));
        for piece in own.clone() {
            for phrase in index.with_head(words.pieces[piece].id) {
                let Some(start) = piece.checked_sub(phrase.head) else { continue };
                let Some(span) = words.pieces.get(start..start + phrase.words.len()) else { continue };
                let fits = span.iter().zip(&phrase.words).all(|(p, id)| p.id == *id);
                let whole = start <= own.start && start + phrase.words.len() >= own.end;
                let (first, last) = (span[0].token, span[span.len() - 1].token);
                if fits && whole && first >= sentence.start && last < sentence.end {
                    return Some((index.role(phrase), TokenSpan { start: first, end: last + 1 }));
                }
            }
        }
        if words.id(at) == WordId::UNKNOWN || own.len() == 1 {
            let lemma = self.lemma(at);
            let role = (lemma != words.id(at)).then(|| index.exact(&[lemma])).flatten()?;
            return Some((role, TokenSpan { start: at.0, end: at.0 + 1 }));
        }
        None
    }

    /// The number of a token's lemma.
    pub(crate) fn lemma(&self, at: TokenIdx) -> WordId {
        let lemma = self.doc.lemma(at);
        if lemma.is_ascii() { self.lexicon.word(&lemma.to_ascii_lowercase()) } else { self.lexicon.word(&fold(lemma)) }
    }

    /// Nationality, owner and specifying role from the noun's modifiers and its "of", "from", "in" phrases.
    pub(crate) fn modifiers(&self, at: TokenIdx) -> Modifiers {
        let mut out = Modifiers::default();
        self.collect(at, &mut out, 0);
        let next = TokenIdx(at.0 + 1);
        if self.doc.language() == Lang::Fr && out.country().is_none() && next.get() < self.doc.len() {
            // French adjectives follow their noun, whatever the parser makes of them.
            if let Some(hit) = self.hit_of(next).filter(|h| matches!(h.stands_for, NameUse::Adjective(_))) {
                out.countries.extend(self.state_of(hit.stands_for));
            }
        }
        out
    }

    /// The same for a role noun whose phrase has more words, each with modifiers of its own.
    pub(crate) fn modifiers_within(&self, at: TokenIdx, span: TokenSpan) -> Modifiers {
        let mut out = self.modifiers(at);
        for word in span.iter().filter(|t| *t > at) {
            if out.country().is_none() && out.owner.is_none() {
                self.collect(word, &mut out, 4);
            }
        }
        out
    }

    fn collect(&self, at: TokenIdx, out: &mut Modifiers, depth: u32) {
        if depth > 5 {
            return;
        }
        let own = self.role_at(at).map(|(_, span)| span).filter(|s| s.len() > 1);
        for link in links(self.doc, &self.words, at) {
            match link {
                // "foreign" in "foreign minister" says nothing of him.
                Link::Beside(child) if own.is_some_and(|own| own.has(child)) => self.beside(child, out),
                Link::Beside(child) => {
                    out.former |= self.words.is(child, WordClass::Former);
                    out.foreign |= self.words.is(child, WordClass::Foreign);
                    self.beside(child, out);
                    if self.doc.dep(child) != "poss" && self.hit_of(child).is_none() {
                        self.collect(child, out, depth + 1);
                    }
                }
                Link::After(preposition, object) => self.after(preposition, object, out, depth),
            }
        }
    }

    fn after(&self, preposition: TokenIdx, object: TokenIdx, out: &mut Modifiers, depth: u32) {
        let located = matches!(self.words.folded(preposition), "in" | "at" | "near" | "outside" | "en" | "a" | "au");
        let mut inner = Modifiers::default();
        self.beside(object, &mut inner);
        if inner.country().is_none() && inner.owner.is_none() && self.role_at(object).is_some() {
            self.collect(object, &mut inner, depth + 1);
        }
        // "the opposition Syrian Commission": the name may hang on the noun before it.
        let apposed = tree::child(self.doc, object, &["appos"]).filter(|a| !located && a.0 <= object.0 + 3);
        if let Some(apposed) = apposed.filter(|_| inner.country().is_none() && inner.owner.is_none()) {
            self.beside(apposed, &mut inner);
            self.collect(apposed, &mut inner, depth + 1);
        }
        let stated = inner.country();
        if located {
            out.located = out.located.or(inner.country());
            return;
        }
        if out.countries.is_empty() {
            out.countries.append(&mut inner.countries);
            if self.words.folded(preposition) == "of" || self.words.folded(preposition) == "from" {
                self.conjuncts(object, out);
            }
        }
        let states = || {
            let word = |c| self.words.is(object, c);
            word(WordClass::CountryNoun) && crate::phrase::is_plural(self.doc, object)
        };
        out.foreign |= inner.foreign || (stated.is_none() && states());
        out.people = out.people.or(inner.people);
        out.owner = out.owner.or(inner.owner);
        out.body = out.body.or(inner.body);
        out.located = out.located.or(inner.located);
        out.role = out.role.take().or(inner.role);
        if let Some((role, _)) = self.role_at(object).filter(|_| self.hit_of(object).is_none()) {
            out.role.get_or_insert(role.sector.clone());
        }
    }

    /// Further states joined to one by "and".
    fn conjuncts(&self, first: TokenIdx, out: &mut Modifiers) {
        let mut next = Some(first);
        let mut left = 8;
        while let Some(conjunct) = next.and_then(|t| tree::child(self.doc, t, &["conj"])).filter(|_| left > 0) {
            left -= 1;
            if let Some(country) = self.hit_of(conjunct).and_then(|h| self.state_of(h.stands_for))
                && !out.countries.contains(&country)
            {
                out.countries.push(country);
            }
            next = Some(conjunct);
        }
    }

    fn beside(&self, child: TokenIdx, out: &mut Modifiers) {
        if let Some(hit) = self.hit_of(child) {
            if is_hyphenated(self.doc, &self.words, hit.tokens) {
                let prefix = hit.tokens.start.checked_sub(2).map(|t| self.words.folded(TokenIdx(t)));
                if let NameUse::Actor(i) = hit.stands_for {
                    // "pro-Assad forces" are of the country that he governs.
                    let office = self.lexicon.actors[i].office_on(self.on).filter(|o| o.sector == "GOV");
                    let loyal = office.filter(|_| prefix == Some("pro")).and_then(|o| o.country);
                    out.countries.extend(loyal.filter(|_| out.countries.is_empty()));
                }
                out.not.extend(self.state_of(hit.stands_for));
                out.role = out.role.take().or_else(|| self.against(hit.tokens.start));
                let led = participle(self.doc, &self.words, hit.tokens);
                let led = led.is_some_and(|p| self.words.is(p, WordClass::Commanded));
                match hit.stands_for {
                    NameUse::PeopleAdjective(_) | NameUse::PeopleNoun(_) if led => {
                        out.people = self.people_of(hit.stands_for)
                    }
                    _ => out.commanded |= led,
                }
                return;
            }
            match hit.stands_for {
                NameUse::Actor(i) => match self.store.find(&self.lexicon.actors[i].id) {
                    Some(found) => {
                        out.body = out.body.or(Some(i));
                        out.owner = out.owner.or(Some(found));
                    }
                    None => {
                        out.body = out.body.or(Some(i));
                        let actor = &self.lexicon.actors[i];
                        let office = actor.office_on(self.on).or(actor.latest(self.on));
                        match office.and_then(|o| o.country) {
                            Some(country) if out.countries.is_empty() => out.countries.push(country),
                            Some(_) => {}
                            None => out.foreign = true,
                        }
                        out.role = out.role.take().or_else(|| office.map(|o| o.sector.clone()));
                    }
                },
                NameUse::PeopleAdjective(i) | NameUse::PeopleNoun(i) => {
                    out.of_people |= !self.lexicon.peoples[i].countries.is_empty();
                    out.people = out.people.or_else(|| self.people_of(hit.stands_for));
                }
                other => {
                    if let Some(country) = self.state_of(other).filter(|_| out.countries.is_empty()) {
                        out.countries.push(country);
                        self.conjuncts(child, out);
                    }
                }
            }
        } else if is_hyphenated(self.doc, &self.words, TokenSpan { start: child.0, end: child.0 + 1 }) {
            out.role = out.role.take().or_else(|| self.against(child.0));
            let pro = child.0.checked_sub(2).is_some_and(|t| self.words.folded(TokenIdx(t)) == "pro");
            let leader = self.last_named(child).map(|e| self.store.get(e));
            let named = leader.filter(|e| e.sector.as_deref() == Some("GOV")).and_then(|e| e.country);
            let known = || {
                let leader = self
                    .lexicon
                    .surname(self.words.id(child), self.on, self.evidence.story)
                    .map(|i| &self.lexicon.actors[i])?;
                leader.office_on(self.on).filter(|o| o.sector == "GOV")?.country
            };
            let loyal = if pro && leader.is_none() { known() } else { named.filter(|_| pro) };
            out.countries.extend(loyal.filter(|_| out.countries.is_empty()));
        } else if let Some(found) = self.store.at(child) {
            out.owner = out.owner.or(Some(found));
        } else if let Some(found) = self.last_named(child) {
            out.owner = out.owner.or(Some(found));
        } else if let Some(country) = self.place_of(child) {
            if out.countries.is_empty() {
                out.countries.push(country);
            }
        } else if let Some((role, _)) = self.role_at(child).filter(|_| self.doc.dep(child) != "poss") {
            out.role.get_or_insert(role.sector.clone());
        }
    }

    /// The state that a name stands for.
    pub(crate) fn state_of(&self, name: NameUse) -> Option<Iso3> {
        match name {
            NameUse::Country(i)
            | NameUse::Capital(i)
            | NameUse::Seat(i, _)
            | NameUse::Adjective(i)
            | NameUse::Demonym(i) => Some(self.lexicon.countries[i].iso3),
            _ => None,
        }
    }

    /// The likeliest state of a people.
    pub(crate) fn people_of(&self, name: NameUse) -> Option<Iso3> {
        match name {
            NameUse::PeopleAdjective(i) | NameUse::PeopleNoun(i) => {
                self.evidence.among(&self.lexicon.peoples[i].countries)
            }
            _ => None,
        }
    }

    /// "anti-government forces" are armed opposition.
    fn against(&self, at: u32) -> Option<SmolStr> {
        let prefix = TokenIdx(at.checked_sub(2)?);
        self.words.is(prefix, WordClass::Against).then(|| SmolStr::new_static("REB"))
    }

    /// Country, sector and phrase of a role noun, without a reference.
    pub(crate) fn role_of(&self, at: TokenIdx) -> Option<(Option<Iso3>, SmolStr, TokenSpan)> {
        let (role, span) = self.role_at(at)?;
        let found = self.modifiers(at);
        let owner = found.owner.map(|o| self.store.get(o));
        let country = found.country().or(owner.and_then(|o| o.country));
        let sector = self.sector(role, span, &found);
        Some((country, sector, span))
    }

    pub(crate) fn sector(&self, role: &Role, span: TokenSpan, found: &Modifiers) -> SmolStr {
        let owner = found.owner.map(|o| self.store.get(o));
        let generic = role.borrows
            || (span.len() == 1 && matches!(role.sector.as_str(), "MIL" | "REB") && role.kind == RoleKind::Force);
        if found.former && role.kind == RoleKind::Person && role.sector == "GOV" {
            return "ELI".into();
        }
        if let Some(sector) = found.role.clone().filter(|s| generic && s != "CVL") {
            return if generic && !role.borrows && sector == "GOV" { role.sector.clone() } else { sector };
        }
        let international = found.role.as_deref().filter(|s| matches!(*s, "IGO" | "NGO"));
        if let Some(sector) = international.filter(|_| role.kind == RoleKind::Person && role.sector == "GOV") {
            return sector.into();
        }
        let person = role.kind == RoleKind::Person && role.offices.is_empty();
        let takes = |e: &masudi_doc::ActorEntity| {
            role.borrows
                || e.kind == ActorKind::ArmedGroup
                || (role.sector == "MIL" && matches!(e.sector.as_deref(), Some("REB" | "PRM" | "UAF")))
                || (person && role.sector == "GOV" && matches!(e.sector.as_deref(), Some("IGO" | "NGO")))
        };
        let owned = owner.filter(|o| (generic || role.kind == RoleKind::Person) && takes(o));
        if generic && found.of_people && role.sector == "MIL" {
            return "REB".into();
        }
        match owned.filter(|o| o.kind != ActorKind::Person).and_then(|o| o.sector.clone()) {
            Some(sector) => sector,
            None => role.sector.clone(),
        }
    }
}
