//! One walk over the document: names, persons, pronouns and descriptions, left to right.

use crate::coreference;
use crate::entity_store::{Gender, Store, entity};
use crate::names::{self, Hit};
use crate::phrase::{extent, is_argument, is_hyphenated, is_nominal, is_plural, modifies};
use masudi_doc::{
    ActorKind, ActorRefs, Civil, Doc, EntityIdx, Iso3, RefForm, SmolStr, TokenIdx, TokenSpan, Upos, tree,
};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{ActorLexicon, NameUse};
use std::collections::HashMap;

/// Finds the actors of documents. Pure: the same document and date give the same references.
///
/// ```
/// use masudi_doc::{DocBuilder, Lang};
/// let lexicon = masudi_actor::ActorLexicon::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
/// let doc = DocBuilder::new(Lang::En)
///     .word("Iraqi", "iraqi", "ADJ", "JJ", 1, "amod")
///     .word("troops", "troop", "NOUN", "NNS", 2, "nsubj")
///     .word("left", "leave", "VERB", "VBD", 2, "ROOT")
///     .build()
///     .unwrap();
/// let actors = masudi_actor::ActorResolver::new(&lexicon).resolve(&doc, None);
/// let troops = actors.at(1usize.into()).unwrap();
/// assert_eq!(actors.entity(troops.entity).code.as_deref(), Some("IRQMIL"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ActorResolver<'a> {
    lexicon: &'a ActorLexicon,
}

impl<'a> ActorResolver<'a> {
    /// A resolver over a loaded lexicon.
    pub fn new(lexicon: &'a ActorLexicon) -> Self {
        Self { lexicon }
    }

    /// Every reference to an actor; `on` is the day on which offices are looked up, the document's date.
    pub fn resolve(&self, doc: &Doc, on: Option<Civil>) -> ActorRefs {
        let hits = names::find(doc, self.lexicon, on);
        let mut hit_of = vec![None; doc.len()];
        for (i, hit) in hits.iter().enumerate() {
            hit_of[hit.tokens.range()].fill(Some(i));
        }
        let dominant = dominant(self.lexicon, &hits, |h| !is_hyphenated(doc, h.tokens));
        let scene = dominant_scene(doc, self.lexicon, &hits).or(dominant);
        let mut pass = Pass { doc, lexicon: self.lexicon, on, hits, hit_of, dominant, scene, store: Store::default() };
        for at in (0..doc.len()).map(TokenIdx::from) {
            pass.token(at);
        }
        pass.store.finish()
    }
}

/// The country that the document's names point to most, when it is at least three in ten of them.
fn dominant(lexicon: &ActorLexicon, hits: &[Hit], counts: impl Fn(&Hit) -> bool) -> Option<Iso3> {
    let mut count: HashMap<Iso3, usize> = HashMap::new();
    let mut all = 0;
    for hit in hits.iter().filter(|h| counts(h)) {
        let country = match &hit.stands_for {
            NameUse::Country(i) | NameUse::Capital(i) | NameUse::Adjective(i) | NameUse::Demonym(i) => {
                Some(lexicon.countries[*i].iso3)
            }
            _ => None,
        };
        if let Some(country) = country {
            *count.entry(country).or_default() += 1;
            all += 1;
        }
    }
    count.into_iter().max_by_key(|&(c, n)| (n, c)).filter(|&(_, n)| n * 10 >= all * 3).map(|(c, _)| c)
}

/// The country that phrases of place ("in Syria", "across the country's north") name most.
fn dominant_scene(doc: &Doc, lexicon: &ActorLexicon, hits: &[Hit]) -> Option<Iso3> {
    let inside = |w: &str| matches!(w, "in" | "In" | "across" | "inside" | "into" | "near" | "around" | "throughout");
    dominant(lexicon, hits, |h| doc.dep(h.head) == "pobj" && inside(doc.word(doc.head(h.head))))
}

pub(crate) struct Pass<'a> {
    pub doc: &'a Doc,
    pub lexicon: &'a ActorLexicon,
    pub on: Option<Civil>,
    pub hits: Vec<Hit>,
    pub hit_of: Vec<Option<usize>>,
    /// The country the document names most.
    pub dominant: Option<Iso3>,
    /// The country in which most of it happens.
    pub scene: Option<Iso3>,
    pub store: Store,
}

impl Pass<'_> {
    fn token(&mut self, at: TokenIdx) {
        let doc = self.doc;
        if let Some(hit) = self.hit_of[at.get()] {
            if self.hits[hit].head == at {
                self.name(&self.hits[hit].clone());
            }
            return;
        }
        let pronoun = matches!(doc.pos(at), Upos::Pron | Upos::Det) && doc.dep(at) != "det";
        let meant = if pronoun { coreference::pronoun(doc, &self.store, at) } else { None };
        if let Some((entity, gender)) = meant {
            if let Some(gender) = gender {
                self.store.set_gender(entity, gender);
            }
            self.store.refer(TokenSpan::new(at.get(), at.get() + 1), at, entity, RefForm::Pronoun);
            return;
        }
        if !is_nominal(doc, at) {
            if modifies(doc, at) {
                self.describe(at);
            }
            return;
        }
        let label = doc.entity_at(at).map(|e| (e.tokens, e.label.clone()));
        match label {
            Some((tokens, label)) if matches!(label.as_str(), "PERSON" | "PER") => {
                if !tokens.has(doc.head(at)) || doc.is_root(at) {
                    self.person(at, tokens);
                }
            }
            Some((_, label)) if matches!(label.as_str(), "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY") => {}
            other => {
                if doc.pos(at) == Upos::Propn && self.by_last_name(at) {
                    return;
                }
                let described = self.describe(at);
                let named = other.filter(|(tokens, label)| {
                    label == "ORG" && (!tokens.has(doc.head(at)) || doc.is_root(at)) && !modifies(doc, at)
                });
                if let Some((tokens, _)) = named.filter(|_| !described) {
                    self.organisation(at, tokens);
                }
            }
        }
    }

    /// A name of the lexicon.
    fn name(&mut self, hit: &Hit) {
        let (doc, head) = (self.doc, hit.head);
        let inside = modifies(doc, head);
        if inside && (is_hyphenated(doc, hit.tokens) || self.role_at(self.outermost(head)).is_some()) {
            if let NameUse::Actor(i) = hit.stands_for {
                self.known(i, hit.spelling);
            }
            return;
        }
        let locative = matches!(doc.dep(head), "pobj")
            && matches!(doc.word(doc.head(head)), "in" | "at" | "near" | "around" | "outside" | "across" | "In" | "At");
        let (entity, form) = match &hit.stands_for {
            NameUse::Capital(_) if locative => return,
            NameUse::Country(i) | NameUse::Capital(i) => (self.state(*i, "GOV", None), RefForm::Name),
            NameUse::Seat(i, sector) => (self.state(*i, sector, Some(doc.words(hit.tokens))), RefForm::Name),
            NameUse::Adjective(i) if inside || !is_argument(doc, head) => {
                (self.state(*i, "GOV", None), RefForm::Adjective)
            }
            NameUse::Adjective(i) | NameUse::Demonym(i) => (self.people(*i, hit), RefForm::Description),
            NameUse::Actor(i) => (self.known(*i, hit.spelling), RefForm::Name),
        };
        let form = if inside { RefForm::Adjective } else { form };
        let tokens = if inside { hit.tokens } else { extent(doc, head, hit.tokens) };
        self.store.refer(tokens, head, entity, form);
    }

    pub(crate) fn outermost(&self, mut at: TokenIdx) -> TokenIdx {
        for _ in 0..4 {
            if !modifies(self.doc, at) {
                break;
            }
            at = self.doc.head(at);
        }
        at
    }

    /// The state, or the part of its government that sits at `seat`.
    pub(crate) fn state(&mut self, country: usize, sector: &str, seat: Option<&str>) -> EntityIdx {
        let c = &self.lexicon.countries[country];
        let key = format!("state:{}:{sector}", c.iso3);
        self.store.entity(key.into(), false, || {
            let because = format!("{} of {}", if seat.is_some() { "seat" } else { "name or adjective" }, c.name);
            let name = seat.filter(|_| sector != "GOV").unwrap_or(&c.name);
            let mut e = entity(name, ActorKind::State, Some(c.iso3), Some(sector), because);
            e.id = Some(c.iso3.as_str().to_lowercase().into());
            e
        })
    }

    /// "Syrians" are people; "the Russians" as a subject act as a state.
    fn people(&mut self, country: usize, hit: &Hit) -> EntityIdx {
        let c = &self.lexicon.countries[country];
        let definite =
            tree::child(self.doc, hit.head, &["det"]).is_some_and(|d| self.doc.word(d).eq_ignore_ascii_case("the"));
        let sector = if definite && self.doc.dep(hit.head).starts_with("nsubj") { "GOV" } else { "CVL" };
        let plural = is_plural(self.doc, hit.head) || definite;
        self.store.entity(format!("people:{}:{sector}:{plural}", c.iso3).into(), plural, || {
            entity(
                self.doc.words(hit.tokens),
                ActorKind::People,
                Some(c.iso3),
                Some(sector),
                format!("people of {}", c.name),
            )
        })
    }

    /// An actor of the lexicon, with the office it holds on the day.
    pub(crate) fn known(&mut self, at: usize, spelling: bool) -> EntityIdx {
        let (actor, on) = (&self.lexicon.actors[at], self.on);
        let held = actor.office_on(on);
        let office = held.or_else(|| actor.latest(on));
        let former = held.is_none() && actor.kind == ActorKind::Person;
        let sector = office.map(|o| if former && o.sector == "GOV" { "ELI" } else { o.sector.as_str() });
        let how = if spelling { "another spelling of" } else { "lexicon:" };
        let role = office.map_or("", |o| o.role.as_str());
        let because = format!("{how} {}{}{role}", actor.id, if former { ", formerly " } else { " " });
        let plural = actor.kind == ActorKind::ArmedGroup && actor.name.ends_with('s');
        let found = self.store.entity(actor.id.clone(), plural, || {
            let country = office.and_then(|o| o.country);
            let mut e = entity(&actor.name, actor.kind, country, sector, because.trim_end().to_owned());
            e.id = Some(actor.id.clone());
            e
        });
        if actor.kind == ActorKind::Person {
            if let Some(last) = fold(&actor.name).split(' ').next_back() {
                self.store.alias(format!("last:{last}").into(), found);
            }
            for held in actor.offices.iter().filter(|o| o.holds(on) && !o.role.is_empty()) {
                self.store.alias(format!("office:{}", held.role).into(), found);
            }
        }
        found
    }

    /// A proper noun that is the last name of somebody named before, or of one person in office.
    fn by_last_name(&mut self, at: TokenIdx) -> bool {
        let word = fold(self.doc.word(at));
        if word.len() < 3 || !self.doc.word(at).starts_with(char::is_uppercase) {
            return false;
        }
        let key: SmolStr = format!("last:{word}").into();
        let doc = self.doc;
        let first_name = |&c: &TokenIdx| {
            c < at && doc.pos(c) == Upos::Propn && doc.dep(c) == "compound" && self.role_at(c).is_none()
        };
        let alone = !doc.children(at).iter().any(first_name);
        let known = || self.lexicon.surname(&word, self.on).filter(|_| word.len() > 3 && alone);
        let found = match self.store.find(&key) {
            Some(found) if alone || self.full_name_fits(found, at) => found,
            Some(_) => return false,
            None => match known() {
                Some(i) => self.known(i, false),
                None => return false,
            },
        };
        self.store.alias(key, found);
        if modifies(self.doc, at) {
            if self.role_at(self.outermost(at)).is_none() {
                self.store.refer(TokenSpan::new(at.get(), at.get() + 1), at, found, RefForm::Adjective);
            }
        } else {
            let core = TokenSpan::new(at.get(), at.get() + 1);
            self.store.refer(extent(self.doc, at, core), at, found, RefForm::Name);
        }
        true
    }

    /// Whether the word before a last name stands in the full name of the entity too.
    fn full_name_fits(&self, found: EntityIdx, at: TokenIdx) -> bool {
        let name = fold(&self.store.get(found).name);
        let compounds = self.doc.children(at).iter().filter(|&&c| c < at && self.doc.dep(c) == "compound");
        compounds.map(|&c| fold(self.doc.word(c))).any(|w| name.split(' ').any(|n| n == w))
    }

    /// A person whom the lexicon does not know by full name: country and sector from the role in the text.
    fn person(&mut self, at: TokenIdx, tokens: TokenSpan) {
        let doc = self.doc;
        if self.by_last_name(at) {
            return;
        }
        let near =
            doc.children(at).iter().copied().filter(|&c| matches!(doc.dep(c), "compound" | "appos" | "nmod" | "amod"));
        let parent = (doc.dep(at) == "appos").then(|| doc.head(at));
        let described = near.filter(|c| !tokens.has(*c)).chain(parent).find_map(|c| self.role_of(c));
        let own = self.modifiers(at).country;
        let name = doc.words(tokens).trim_end_matches("'s").trim_end_matches("’s").trim();
        let (country, sector, because) = match described {
            Some((country, sector, phrase)) => {
                let public = matches!(sector.as_str(), "GOV" | "MIL" | "LEG" | "COP" | "JUD" | "SPY" | "OPP");
                let weak = self.dominant.filter(|_| public);
                (country.or(own).or(weak), Some(sector), format!("described as {phrase}"))
            }
            None => (own, None, "named in the text only".to_owned()),
        };
        let key = format!("name:{}", fold(name));
        let found = self
            .store
            .entity(key.into(), false, || entity(name, ActorKind::Person, country, sector.as_deref(), because));
        if let Some(last) = fold(name).split(' ').next_back() {
            self.store.alias(format!("last:{last}").into(), found);
        }
        if doc.children(at).iter().any(|&c| matches!(doc.word(c), "Mrs" | "Mrs." | "Ms" | "Ms." | "Queen" | "Princess"))
        {
            self.store.set_gender(found, Gender::Female);
        }
        self.store.refer(extent(doc, at, tokens), at, found, RefForm::Name);
    }

    /// An organisation that the lexicon does not know: its sector from a role noun among its words.
    fn organisation(&mut self, at: TokenIdx, tokens: TokenSpan) {
        let doc = self.doc;
        let name = doc.words(tokens);
        let sector = tokens
            .iter()
            .rev()
            .find_map(|t| self.lexicon.role(doc.language(), &fold(doc.word(t))))
            .map(|r| r.sector.clone());
        let country = self.modifiers(at).country;
        let found = self.store.entity(format!("name:{}", fold(name)).into(), false, || {
            entity(
                name,
                ActorKind::Organisation,
                country,
                sector.as_deref(),
                "organisation named in the text only".into(),
            )
        });
        self.store.refer(extent(doc, at, tokens), at, found, RefForm::Name);
    }
}
