//! One walk over the document: names, persons, pronouns and descriptions, left to right.

use crate::entity_store::{Nature, Store, entity};
use crate::evidence::{Evidence, SOMEBODY, is_locative};
use crate::names::{self, Hit, Locality};
use crate::phrase::{extent, is_argument, is_hyphenated, is_nominal, is_plural, is_sponsor, modifies};
use crate::words::Words;
use masudi_doc::{
    ActorKind, ActorRefs, Civil, Doc, EntityIdx, Iso3, Lang, PlaceRef, RefForm, SmolStr, TokenIdx, TokenSpan, Upos,
    tree,
};
use masudi_lexicon::actors::{ActorLexicon, NameUse, WordClass};
use masudi_lexicon::words::WordMap;

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
/// let actors = masudi_actor::ActorResolver::new(&lexicon).resolve(&doc, None, &[]);
/// let troops = actors.at(1usize.into()).unwrap();
/// assert_eq!(actors.entity(troops.entity).code.as_deref(), Some("IRQMIL"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ActorResolver<'a> {
    lexicon: &'a ActorLexicon,
    written_in: Option<Iso3>,
}

impl<'a> ActorResolver<'a> {
    /// A resolver over a loaded lexicon.
    pub fn new(lexicon: &'a ActorLexicon) -> Self {
        Self { lexicon, written_in: None }
    }

    /// The same for a document whose dateline names a place in this country: it counts as two names of it.
    pub fn written_in(self, country: Option<Iso3>) -> Self {
        Self { written_in: country, ..self }
    }

    /// Every reference to an actor; `on` is the day on which offices are looked up, the document's date. `places` are
    /// those known in the document, of which any may be left out: they say where people are, and that a name is nobody's.
    pub fn resolve(&self, doc: &Doc, on: Option<Civil>, places: &[PlaceRef]) -> ActorRefs {
        let words = Words::new(doc, self.lexicon);
        let mut found = names::find(doc, &words, self.lexicon, on);
        names::add_places(doc, places, &mut found);
        names::drop_strangers(self.lexicon, on, &mut found);
        let ignored = |h: &Hit| is_hyphenated(doc, &words, h.tokens) || is_sponsor(doc, &words, h.head);
        let evidence = Evidence::new(doc, &words, self.lexicon, &found, on, self.written_in, ignored);
        let mut hit_of = vec![u32::MAX; doc.len()];
        for (i, hit) in found.hits.iter().enumerate() {
            hit_of[hit.tokens.range()].fill(i as u32);
        }
        let mut mentions = WordMap::default();
        for hit in &found.hits {
            if let NameUse::Actor(i) = hit.stands_for {
                *mentions.entry(i).or_insert(0) += 1;
            }
        }
        let mut pass = Pass {
            doc,
            words,
            lexicon: self.lexicon,
            on,
            hits: found.hits,
            hit_of,
            localities: found.localities,
            evidence,
            covered: vec![false; doc.len()],
            mentions,
            store: Store::new(doc.len()),
        };
        for at in (0..doc.len()).map(TokenIdx::from) {
            pass.token(at);
        }
        pass.first_persons();
        pass.complete();
        pass.store.finish(pass.evidence.story)
    }
}

pub(crate) struct Pass<'a> {
    pub doc: &'a Doc,
    pub words: Words<'a>,
    pub lexicon: &'a ActorLexicon,
    pub on: Option<Civil>,
    pub hits: Vec<Hit>,
    pub hit_of: Vec<u32>,
    pub localities: Vec<Locality>,
    pub evidence: Evidence,
    /// Words within the phrase of a role whose head came before.
    pub covered: Vec<bool>,
    /// How often the names of each known actor occur.
    pub mentions: WordMap<usize, u32>,
    pub store: Store,
}

impl Pass<'_> {
    /// The name that a token is part of.
    pub(crate) fn hit_of(&self, at: TokenIdx) -> Option<Hit> {
        self.hits.get(self.hit_of[at.get()] as usize).copied()
    }

    /// Whether a capitalised word is only part of a place's name: "King" in "King's Cross".
    pub(crate) fn is_in_place_name(&self, at: TokenIdx) -> bool {
        let inside = |l: &Locality| l.tokens.has(at) && l.tokens.len() > 1 && l.head != at;
        self.doc.pos(at) == Upos::Propn && self.localities.iter().any(inside)
    }

    /// The country of a place that acts for nobody.
    pub(crate) fn place_of(&self, at: TokenIdx) -> Option<Iso3> {
        self.localities.binary_search_by_key(&at, |l| l.head).ok().map(|i| self.localities[i].country)
    }

    pub(crate) fn token(&mut self, at: TokenIdx) {
        let doc = self.doc;
        if self.store.at(at).is_some() || self.covered[at.get()] {
            return;
        }
        if let Some(hit) = self.hit_of(at) {
            if hit.head == at {
                self.name(&hit);
            }
            return;
        }
        let possessive =
            doc.language() == Lang::Fr && (self.words.is(at, WordClass::It) || self.words.is(at, WordClass::They));
        if matches!(doc.pos(at), Upos::Pron | Upos::Det)
            && (doc.dep(at) != "det" || possessive)
            && let Some(meant) = self.pronoun(at)
        {
            self.store.refer(TokenSpan { start: at.0, end: at.0 + 1 }, at, meant, RefForm::Pronoun);
            return;
        }
        if !is_nominal(doc, at) {
            if modifies(doc, at) {
                self.describe(at);
            }
            return;
        }
        if let Some(same) = self.acronym_of(at) {
            self.store.alias(format!("last:{}", self.words.folded(at)).into(), same);
            self.store.refer(TokenSpan { start: at.0, end: at.0 + 1 }, at, same, RefForm::Name);
            return;
        }
        let label = doc.entity_at(at).map(|e| (e.tokens, e.label.clone()));
        // "King" in "King's Cross" is nobody.
        let within = |tokens: TokenSpan| tokens.has(doc.head(at)) && !doc.is_root(at);
        let thing = |label: &str| matches!(label, "FAC" | "LOC" | "EVENT" | "WORK_OF_ART" | "PRODUCT" | "LAW");
        if label.as_ref().is_some_and(|(tokens, label)| thing(label) && within(*tokens)) {
            return;
        }
        // "Riot police" at the head of a sentence are nobody called Riot.
        if modifies(doc, at) && self.role_at(doc.head(at)).is_some_and(|(_, span)| span.has(at)) {
            return;
        }
        match label {
            Some((tokens, label)) if matches!(label.as_str(), "PERSON" | "PER") && self.place_of(at).is_none() => {
                if !tokens.has(doc.head(at)) || doc.is_root(at) {
                    self.person(at, tokens);
                }
            }
            Some((_, label)) if matches!(label.as_str(), "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY") => {
                if self.words.is(at, WordClass::ManNoun) {
                    self.aged(at);
                }
            }
            other => {
                if doc.pos(at) == Upos::Propn && self.by_last_name(at) {
                    return;
                }
                if other.as_ref().is_none_or(|(_, l)| l == "ORG" || l == "MISC") && self.titled(at) {
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

    /// "the 36-year-old": the person spoken of.
    fn aged(&mut self, at: TokenIdx) {
        if !is_argument(self.doc, at) || self.refers_back(at) || self.describe(at) {
            return;
        }
        let country = self.evidence.near(self.doc, at).or(self.evidence.story);
        let tokens = extent(self.doc, at, TokenSpan { start: at.0, end: at.0 + 1 });
        let made = self.store.entity(format!("aged:{at:?}").into(), false, || {
            let because = "somebody of that age; the country is where it happens (weak)".to_owned();
            entity(self.doc.words(tokens), ActorKind::Role, country, Some("CVL"), because)
        });
        self.store.set_nature(made, Nature::Person);
        self.store.refer(tokens, at, made, RefForm::Description);
    }

    /// A name of the lexicon.
    fn name(&mut self, hit: &Hit) {
        let (doc, head) = (self.doc, hit.head);
        let inside = modifies(doc, head);
        if inside && is_hyphenated(doc, &self.words, hit.tokens) {
            if let NameUse::Actor(i) = hit.stands_for {
                self.known(i, hit.spelling);
            }
            return;
        }
        // "in Ankara" is a place; "a visit to Jerusalem", "sanctions on Tehran" are meant for a government.
        let visited = || doc.dep(head) == "pobj" && self.words.folded(doc.head(head)) == "to";
        let meant = || visited() || self.is_aimed_at(head);
        if matches!(hit.stands_for, NameUse::Capital(_)) && is_locative(doc, &self.words, head) && !meant() {
            return;
        }
        if let NameUse::Actor(i) = hit.stands_for
            && self.is_elsewhere(i, hit)
        {
            self.hit_of[hit.tokens.range()].fill(u32::MAX);
            self.describe(head);
            return;
        }
        let (entity, form) = match hit.stands_for {
            NameUse::Country(i) | NameUse::Capital(i) => (self.state(i, None), RefForm::Name),
            NameUse::Seat(i, seat) => match self.of_another(hit, self.lexicon.countries[i].iso3) {
                Some(other) => (self.state(other, None), RefForm::Name),
                None => (self.state(i, Some((seat, hit.tokens))), RefForm::Name),
            },
            NameUse::Adjective(i) if inside || !is_argument(doc, head) => (self.state(i, None), RefForm::Adjective),
            NameUse::Adjective(i) | NameUse::Demonym(i) => {
                (self.people(hit, Some(self.lexicon.countries[i].iso3)), RefForm::Description)
            }
            NameUse::PeopleAdjective(_) if inside => return,
            NameUse::PeopleAdjective(_) | NameUse::PeopleNoun(_) => {
                (self.people(hit, self.people_of(hit.stands_for)), RefForm::Description)
            }
            NameUse::Actor(i) => match self.ministry_of(i).and_then(|own| self.of_another(hit, own)) {
                Some(other) => (self.state(other, None), RefForm::Name),
                None => (self.known(i, hit.spelling), RefForm::Name),
            },
            NameUse::Locality(_) => return,
        };
        let form = if inside { RefForm::Adjective } else { form };
        let tokens = if inside { hit.tokens } else { extent(doc, head, hit.tokens) };
        self.store.refer(tokens, head, entity, form);
    }

    /// The country of a ministry or agency of the lexicon.
    fn ministry_of(&self, actor: usize) -> Option<Iso3> {
        let actor = &self.lexicon.actors[actor];
        let office = actor.office_on(self.on).or(actor.latest(self.on))?;
        office.country.filter(|_| office.sector == "GOV" && actor.kind == ActorKind::Organisation)
    }

    /// Whether a body whose name many states use ("the National Guard", "Congress") is of a country that the document does not speak
    /// of.
    fn is_elsewhere(&self, actor: usize, hit: &Hit) -> bool {
        let body = &self.lexicon.actors[actor];
        let common = self
            .role_at(hit.head)
            .is_some_and(|(_, span)| span.start <= hit.tokens.start && span.end >= hit.tokens.end);
        let office = body.office_on(self.on).or(body.latest(self.on));
        let Some(own) = office.and_then(|o| o.country).filter(|_| common && body.kind == ActorKind::Organisation)
        else {
            return false;
        };
        let named = self.mentions.get(&actor).copied().unwrap_or(1) * SOMEBODY;
        self.evidence.story.is_some_and(|story| story != own) && self.evidence.names_of(own) <= named
    }

    /// The other state whose a seat or ministry is said to be: "Norway's Foreign Office" is not Britain's.
    fn of_another(&self, hit: &Hit, own: Iso3) -> Option<usize> {
        let beside = tree::children_with(self.doc, hit.head, &["poss", "amod", "compound", "nmod"]);
        let mut states =
            beside.filter(|c| !hit.tokens.has(*c)).filter_map(|c| self.state_of(self.hit_of(c)?.stands_for));
        let other = states.next().filter(|other| *other != own)?;
        self.lexicon.countries.iter().position(|c| c.iso3 == other)
    }

    /// Whether a name stands behind "on" or "at" of a word that is meant for somebody: "put pressure on Belgrade".
    fn is_aimed_at(&self, name: TokenIdx) -> bool {
        let doc = self.doc;
        let preposition = doc.head(name);
        if doc.dep(name) != "pobj" || !matches!(self.words.folded(preposition), "on" | "at" | "over" | "upon") {
            return false;
        }
        let aims = |at: TokenIdx| self.lexicon.classes(doc.language(), self.lemma(at)).has(WordClass::Aimed);
        let above = doc.head(preposition);
        aims(above) || tree::children_with(doc, above, &["dobj"]).any(aims)
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
    pub(crate) fn state(&mut self, country: usize, seat: Option<(usize, TokenSpan)>) -> EntityIdx {
        let c = &self.lexicon.countries[country];
        let sector = seat.map_or("GOV", |(seat, _)| c.seats[seat].1.as_str());
        self.store.entity(format!("state:{}:{sector}", c.iso3).into(), false, || {
            let because = format!("{} of {}", if seat.is_some() { "seat" } else { "name or adjective" }, c.name);
            let name = seat.filter(|_| sector != "GOV").map_or(c.name.as_str(), |(_, tokens)| self.doc.words(tokens));
            let mut e = entity(name, ActorKind::State, Some(c.iso3), Some(sector), because);
            e.id = Some(c.iso3.as_str().to_lowercase().into());
            e
        })
    }

    /// "Syrians" are people; "the Russians" as a subject act as a state.
    fn people(&mut self, hit: &Hit, country: Option<Iso3>) -> EntityIdx {
        let det = tree::child(self.doc, hit.head, &["det"]);
        let definite = det.is_some_and(|d| self.words.is(d, WordClass::Definite));
        let stateless = matches!(hit.stands_for, NameUse::PeopleAdjective(_) | NameUse::PeopleNoun(_));
        let acts = definite && !stateless && self.doc.dep(hit.head).starts_with("nsubj");
        let sector = if acts { "GOV" } else { "CVL" };
        let plural = is_plural(self.doc, hit.head) || definite;
        let words = self.doc.words(hit.tokens);
        let iso = country.as_ref().map_or(words, Iso3::as_str);
        self.store.entity(format!("people:{iso}:{sector}:{plural}").into(), plural, || {
            let because = format!("people: {words}");
            entity(words, ActorKind::People, country, Some(sector), because)
        })
    }

    /// An actor of the lexicon, with the office it holds on the day.
    pub(crate) fn known(&mut self, at: usize, spelling: bool) -> EntityIdx {
        let (lexicon, on) = (self.lexicon, self.on);
        let actor = &lexicon.actors[at];
        if let Some(found) = self.store.find(&actor.id) {
            return found;
        }
        let held = actor.office_on(on);
        let office = held.or_else(|| actor.latest(on));
        let former = held.is_none() && actor.kind == ActorKind::Person;
        let plural = actor.kind == ActorKind::ArmedGroup && actor.name.ends_with('s');
        let found = self.store.entity(actor.id.clone(), plural, || {
            let sector = office.map(|o| if former && o.sector == "GOV" { "ELI" } else { o.sector.as_str() });
            let how = if spelling { "another spelling of" } else { "lexicon:" };
            let role = office.map_or("", |o| o.role.as_str());
            let because = format!("{how} {}{}{role}", actor.id, if former { ", formerly " } else { " " });
            let country = office.and_then(|o| o.country);
            let mut e = entity(&actor.name, actor.kind, country, sector, because.trim_end().to_owned());
            e.id = Some(actor.id.clone());
            e
        });
        self.store.set_mentions(found, self.mentions.get(&at).copied().unwrap_or(1));
        if actor.kind == ActorKind::Person {
            self.name_parts(&actor.name, found);
            for held in actor.offices.iter().filter(|o| o.holds(on) && !o.role.is_empty()) {
                self.store.alias(SmolStr::from(format!("office:{}", held.role)), found);
            }
        }
        found
    }
}
