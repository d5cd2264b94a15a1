//! Persons and organisations that the lexicon does not know: who they are by the words beside them.
//!
//! In: names that the model marks, last names, acronyms that the text defines. Out: entities under all their names.

use crate::entity_store::{Gender, entity};
use crate::phrase::{extent, modifies};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, RefForm, SmolStr, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{Role, RoleKind, WordClass, WordId};

impl Pass<'_> {
    /// Whom a word names that is the last name of somebody named before.
    pub(crate) fn last_named(&self, at: TokenIdx) -> Option<EntityIdx> {
        let word = self.words.folded(at);
        if word.len() < 3 || !self.doc.word(at).starts_with(char::is_uppercase) {
            return None;
        }
        self.store.find_by("last:", word)
    }

    /// A proper noun that is the last name of somebody named before, or of one person in office.
    pub(crate) fn by_last_name(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let word = self.words.folded(at);
        if word.len() < 3 || !doc.word(at).starts_with(char::is_uppercase) {
            return false;
        }
        let first_name = |&c: &TokenIdx| {
            let name = matches!(doc.dep(c), "compound" | "flat:name" | "flat");
            c < at && doc.pos(c) == Upos::Propn && name && self.role_at(c).is_none() && !self.is_title(c)
        };
        let alone = !doc.children(at).iter().any(first_name) && !self.ends_longer_name(at);
        let found = match self.store.find_by("last:", word) {
            Some(found) if alone || self.full_name_fits(found, at) => found,
            Some(_) => return false,
            None => {
                let id = self.words.id(at);
                let fits = word.len() > 3 && alone && id != WordId::UNKNOWN;
                let Some(i) = self.lexicon.surname(id, self.on, self.evidence.story).filter(|_| fits) else {
                    return false;
                };
                let key: SmolStr = format!("last:{word}").into();
                let found = self.known(i, false);
                self.store.alias(key, found);
                found
            }
        };
        self.hear_title(at, found);
        if modifies(doc, at) {
            let span = TokenSpan { start: at.0, end: at.0 + 1 };
            self.store.refer(span, at, found, RefForm::Adjective);
        } else {
            let core = TokenSpan { start: at.0, end: at.0 + 1 };
            self.store.refer(extent(doc, at, core), at, found, RefForm::Name);
        }
        true
    }

    /// "the Ain al-Asad base": a word that ends a longer name before a noun is nobody's last name.
    fn ends_longer_name(&self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let joins =
            |t: TokenIdx| doc.word(t) == "-" || doc.word(t).starts_with(char::is_lowercase) && doc.word(t).len() < 4;
        let mut before = (0..at.0).rev().map(TokenIdx);
        let Some(other) = before.find(|t| !joins(*t)) else { return false };
        let beside = |t: TokenIdx| matches!(doc.dep(t), "compound" | "amod" | "nmod");
        beside(at)
            && beside(other)
            && doc.head(other) == doc.head(at)
            && doc.pos(other) == Upos::Propn
            && self.role_at(other).is_none()
            && !self.is_title(other)
    }

    fn is_title(&self, at: TokenIdx) -> bool {
        let classes = self.words.classes(at);
        [WordClass::Lady, WordClass::Gentleman, WordClass::Royal].into_iter().any(|c| classes.has(c))
    }

    /// Whether the word before a last name stands in the full name of the entity too.
    fn full_name_fits(&self, found: EntityIdx, at: TokenIdx) -> bool {
        let name = fold(&self.store.get(found).name);
        let compounds = self.doc.children(at).iter().filter(|&&c| c < at && self.doc.dep(c) == "compound");
        compounds.map(|&c| self.words.folded(c)).any(|w| !w.is_empty() && name.split(' ').any(|n| n == w))
    }

    /// What "Mr", "Mrs", "Queen" say of the gender.
    fn hear_title(&mut self, at: TokenIdx, found: EntityIdx) {
        let before = at.0.checked_sub(1).map(TokenIdx);
        let mut near = self.doc.children(at).iter().copied().chain(before);
        let heard = near.find_map(|c| match () {
            () if self.words.is(c, WordClass::Lady) => Some(Gender::Female),
            () if self.words.is(c, WordClass::Gentleman) => Some(Gender::Male),
            () => None,
        });
        if let Some(gender) = heard {
            self.store.set_gender(found, gender);
        }
    }

    /// A person whom the lexicon does not know by full name: country and sector from the role in the text.
    pub(crate) fn person(&mut self, at: TokenIdx, tokens: TokenSpan) {
        let doc = self.doc;
        if self.by_last_name(at) || self.royal(at, tokens) {
            return;
        }
        let near = doc
            .children(at)
            .iter()
            .copied()
            .filter(|&c| matches!(doc.dep(c), "compound" | "appos" | "nmod" | "amod" | "flat:name"));
        let parent = matches!(doc.dep(at), "appos" | "flat:name" | "flat").then(|| doc.head(at));
        let described = near.filter(|c| !tokens.has(*c)).chain(parent).find_map(|c| {
            // "a member", "a figure" of nothing named say nothing.
            let vague = self.role_at(c).is_some_and(|(r, _)| r.borrows) && self.modifiers(c).bare();
            if vague { None } else { self.role_of(c) }
        });
        let own = self.modifiers(at);
        let name = doc.words(tokens).trim_end_matches("'s").trim_end_matches("’s").trim();
        let (country, sector, because) = match described {
            Some((country, sector, phrase)) => {
                let country = country.or(own.owner.and_then(|o| self.store.get(o).country));
                let international = matches!(sector.as_str(), "IGO" | "NGO") || self.serves_many(at);
                let public =
                    !international && matches!(sector.as_str(), "GOV" | "MIL" | "LEG" | "COP" | "JUD" | "SPY" | "OPP");
                let weak = self.evidence.story.filter(|_| public);
                let country = country.or(own.country()).or(weak);
                (country, Some(sector), format!("described as {}", doc.words(phrase)))
            }
            None => (own.country(), None, "named in the text only".to_owned()),
        };
        let key = format!("name:{}", fold(name));
        let found = self
            .store
            .entity(key.into(), false, || entity(name, ActorKind::Person, country, sector.as_deref(), because));
        self.store.complete(found, country, sector.as_deref(), "described again");
        self.name_parts(name, found);
        self.hear_title(at, found);
        self.store.refer(extent(doc, at, tokens), at, found, RefForm::Name);
    }

    /// Whether somebody is described as of a body of many states: "its chairman, Bernd Lange", of the European Parliament.
    fn serves_many(&self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let beside = doc.children(at).iter().copied().filter(|&c| matches!(doc.dep(c), "appos" | "compound"));
        let above = (doc.dep(at) == "appos").then(|| doc.head(at));
        let owners = beside.chain(above).filter_map(|c| self.modifiers(c).owner);
        let mut owners = owners.map(|owner| self.store.get(owner));
        owners.any(|o| o.country.is_none() && matches!(o.sector.as_deref(), Some("IGO" | "NGO")))
    }

    /// "Sergeant Karim Haddad", "Mr Okello": a person though the model marks none.
    pub(crate) fn titled(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        if doc.pos(at) != Upos::Propn || modifies(doc, at) || self.role_at(at).is_some() {
            return false;
        }
        let mut start = at.0;
        let before = |t: u32| t.checked_sub(1).map(TokenIdx).filter(|&b| doc.head(b) == at && doc.dep(b) == "compound");
        while let Some(b) = before(start) {
            let person = self.role_at(b).is_some_and(|(r, _)| r.kind == RoleKind::Person);
            if person || self.is_title(b) {
                if self.words.folded(at).len() < 3 || !doc.word(b).starts_with(char::is_uppercase) {
                    return false;
                }
                self.person(at, TokenSpan { start, end: at.0 + 1 });
                return true;
            }
            if doc.pos(b) != Upos::Propn {
                return false;
            }
            start = b.0;
        }
        false
    }

    /// "Prince Mohammed", "Pope Francis": a first name after such a title is one known in the document.
    fn royal(&mut self, at: TokenIdx, tokens: TokenSpan) -> bool {
        let doc = self.doc;
        let title = tokens.start.checked_sub(1).map(TokenIdx).into_iter().chain(tokens.iter());
        let titled = title.take(2).any(|t| self.words.is(t, WordClass::Royal) && t < at);
        let found = titled.then(|| self.store.find_by("first:", self.words.folded(at))).flatten();
        let Some(found) = found else { return false };
        self.store.refer(extent(doc, at, tokens), at, found, RefForm::Name);
        true
    }

    /// First and last name as further keys of a person.
    pub(crate) fn name_parts(&mut self, name: &str, found: EntityIdx) {
        let folded = fold(name);
        let mut parts = folded.split(' ').filter(|w| !w.is_empty());
        let first = parts.next();
        if let Some(last) = parts.next_back().or(first) {
            self.store.alias(format!("last:{last}").into(), found);
        }
        if let Some(first) = first {
            self.store.alias(format!("first:{first}").into(), found);
        }
    }

    /// An organisation that the lexicon does not know: its sector from a role noun among its words.
    pub(crate) fn organisation(&mut self, at: TokenIdx, tokens: TokenSpan) {
        let doc = self.doc;
        let name = doc.words(tokens).trim_start_matches("the ").trim_start_matches("The ");
        let own = tokens.iter().rev().find_map(|t| self.role_at(t));
        // "Forward, the largest opposition party": what it is stands beside it.
        let beside = || tree::children_with(doc, at, &["appos"]).find_map(|c| self.role_at(c));
        let role = own.or_else(beside);
        let described =
            own.is_none() && role.is_some_and(|(r, _)| r.kind == RoleKind::Body || r.kind == RoleKind::Force);
        let sector = role.map(|(r, _)| r.sector.clone());
        let country = self.modifiers(at).country();
        let weak = self.evidence.story.filter(|_| {
            let at_home =
                |r: &Role| r.kind != RoleKind::Person && !matches!(r.sector.as_str(), "IGO" | "NGO" | "BUS" | "REB");
            described || role.is_some_and(|(r, _)| at_home(r))
        });
        let found = self.store.entity(format!("name:{}", fold(name)).into(), false, || {
            let because = "organisation named in the text only".to_owned();
            entity(name, ActorKind::Organisation, country.or(weak), sector.as_deref(), because)
        });
        self.store.refer(extent(doc, at, tokens), at, found, RefForm::Name);
    }

    /// "the Syrian Democratic Forces (SDF)": the acronym in brackets is another name of what stands before it.
    pub(crate) fn acronym_of(&mut self, at: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        let word = doc.word(at);
        let upper = word.len() > 1 && word.len() < 9 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let next = doc.tokens().get(at.get() + 1).map(|_| doc.word(TokenIdx(at.0 + 1)));
        let open = at.0.checked_sub(2).filter(|_| upper && doc.word(TokenIdx(at.0 - 1)) == "(" && next == Some(")"))?;
        let before = self.store.refs().iter().rev().take(4).find(|r| r.tokens.has(TokenIdx(open)))?;
        let initials: String = doc
            .words(before.tokens)
            .split([' ', '-'])
            .filter_map(|w| w.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        let named = before.form == RefForm::Name || initials == word;
        named.then_some(before.entity)
    }
}
