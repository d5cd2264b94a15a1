//! The entities and references of one document as they are found, with what pronouns need to know of them.

use masudi_doc::{ActorEntity, ActorKind, ActorRef, ActorRefs, EntityIdx, Iso3, RefForm, SmolStr, TokenIdx, TokenSpan};
use masudi_lexicon::words::WordMap;

/// Gender as the text shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// What an entity is like, for pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// Somebody: "he", "she".
    Person,
    /// A body or thing: "it".
    Body,
}

#[derive(Default)]
pub(crate) struct Store {
    entities: Vec<ActorEntity>,
    plural: Vec<bool>,
    gender: Vec<Option<Gender>>,
    nature: Vec<Nature>,
    by_key: WordMap<SmolStr, EntityIdx>,
    refs: Vec<ActorRef>,
    /// Position in `refs` plus one, for every token.
    at_head: Vec<u32>,
    last_of: WordMap<SmolStr, EntityIdx>,
    seen: Vec<u32>,
    mentions: Vec<u32>,
}

impl Store {
    /// A store for a document of so many tokens.
    pub fn new(tokens: usize) -> Self {
        Self { at_head: vec![0; tokens], ..Self::default() }
    }

    /// The entity of a key, made by `new` when it is not there yet.
    pub fn entity(&mut self, key: SmolStr, plural: bool, new: impl FnOnce() -> ActorEntity) -> EntityIdx {
        if let Some(&found) = self.by_key.get(&key) {
            return found;
        }
        let at = EntityIdx(self.entities.len() as u32);
        let mut entity = new();
        entity.code = code(entity.country, entity.sector.as_deref());
        self.entities.push(entity);
        self.plural.push(plural);
        self.gender.push(None);
        self.nature.push(match self.entities[at.0 as usize].kind {
            ActorKind::Person | ActorKind::People => Nature::Person,
            _ => Nature::Body,
        });
        self.seen.push(0);
        self.mentions.push(0);
        self.by_key.insert(key, at);
        at
    }

    /// The entity of a key made of a kind and a word ("last:", "putin").
    pub fn find_by(&self, kind: &str, word: &str) -> Option<EntityIdx> {
        let mut key = [0u8; 48];
        let length = kind.len() + word.len();
        match key.get_mut(..length) {
            Some(place) => {
                place[..kind.len()].copy_from_slice(kind.as_bytes());
                place[kind.len()..].copy_from_slice(word.as_bytes());
                std::str::from_utf8(place).ok().and_then(|key| self.find(key))
            }
            None => self.find(&format!("{kind}{word}")),
        }
    }

    pub fn find(&self, key: &str) -> Option<EntityIdx> {
        self.by_key.get(key).copied()
    }

    /// Remembers the entity that a role noun stood for with its nationality stated.
    pub fn stated(&mut self, role: &str, at: EntityIdx) {
        self.last_of.insert(role.into(), at);
    }

    /// The last entity that the role noun stood for with its nationality stated.
    pub fn last_stated(&self, role: &str) -> Option<EntityIdx> {
        self.last_of.get(role).copied()
    }

    /// Another key for an entity (last name, acronym).
    pub fn alias(&mut self, key: SmolStr, at: EntityIdx) {
        self.by_key.entry(key).or_insert(at);
    }

    pub fn get(&self, at: EntityIdx) -> &ActorEntity {
        &self.entities[at.0 as usize]
    }

    pub fn is_plural(&self, at: EntityIdx) -> bool {
        self.plural[at.0 as usize]
    }

    pub fn nature(&self, at: EntityIdx) -> Nature {
        self.nature[at.0 as usize]
    }

    pub fn set_nature(&mut self, at: EntityIdx, nature: Nature) {
        self.nature[at.0 as usize] = nature;
    }

    pub fn gender(&self, at: EntityIdx) -> Option<Gender> {
        self.gender[at.0 as usize]
    }

    pub fn set_gender(&mut self, at: EntityIdx, gender: Gender) {
        self.gender[at.0 as usize].get_or_insert(gender);
    }

    pub fn refs(&self) -> &[ActorRef] {
        &self.refs
    }

    pub fn at(&self, head: TokenIdx) -> Option<EntityIdx> {
        let at = self.at_head.get(head.get()).filter(|&&i| i > 0)?;
        Some(self.refs[*at as usize - 1].entity)
    }

    /// How often an entity was referred to so far, by whatever words.
    pub fn seen(&self, at: EntityIdx) -> u32 {
        self.seen[at.0 as usize]
    }

    /// How often the names of a known actor occur in the whole document.
    pub fn set_mentions(&mut self, at: EntityIdx, mentions: u32) {
        self.mentions[at.0 as usize] = mentions;
    }

    /// How much the document speaks of an entity.
    pub fn weight(&self, at: EntityIdx) -> u32 {
        self.seen(at).max(self.mentions[at.0 as usize])
    }

    pub fn refer(&mut self, tokens: TokenSpan, head: TokenIdx, entity: EntityIdx, form: RefForm) {
        let Some(slot) = self.at_head.get_mut(head.get()).filter(|i| **i == 0) else { return };
        self.refs.push(ActorRef { tokens, head, entity, form });
        *slot = self.refs.len() as u32;
        self.seen[entity.0 as usize] += 1;
    }

    /// Gives an entity the country and sector that it lacks; what it has stays.
    pub fn complete(&mut self, at: EntityIdx, country: Option<Iso3>, sector: Option<&str>, because: &str) {
        let e = &mut self.entities[at.0 as usize];
        let news = (e.country.is_none() && country.is_some()) || (e.sector.is_none() && sector.is_some());
        if news {
            e.country = e.country.or(country);
            e.sector = e.sector.take().or_else(|| sector.map(SmolStr::new));
            e.because = format!("{}; {because}", e.because).into();
            e.code = code(e.country, e.sector.as_deref());
        }
    }

    /// Several entities as one: what they share is its own.
    pub fn together(&mut self, members: Vec<EntityIdx>, why: &str) -> EntityIdx {
        if let [one] = members[..] {
            return one;
        }
        let names: Vec<&str> = members.iter().map(|&m| self.get(m).name.as_str()).collect();
        let name = names.join(" and ");
        let key: String = members.iter().map(|m| format!("+{}", m.0)).collect();
        self.entity(key.into(), true, || {
            let mut e = entity(&name, ActorKind::Role, None, None, format!("{why} {name}"));
            e.members = members;
            e
        })
    }

    pub fn finish(mut self, story: Option<Iso3>) -> ActorRefs {
        for at in 0..self.entities.len() {
            let members = &self.entities[at].members;
            let Some(&first) = members.first() else { continue };
            let shared = |f: &dyn Fn(&ActorEntity) -> Option<SmolStr>| {
                let value = f(&self.entities[first.0 as usize])?;
                members.iter().all(|m| f(&self.entities[m.0 as usize]).as_ref() == Some(&value)).then_some(value)
            };
            let country = shared(&|e| e.country.map(|c| c.as_str().into())).and_then(|c| Iso3::new(&c));
            let sector = shared(&|e| e.sector.clone());
            let e = &mut self.entities[at];
            e.country = e.country.or(country);
            e.sector = e.sector.take().or(sector);
            e.code = code(e.country, e.sector.as_deref());
        }
        self.refs.sort_by_key(|r| r.head);
        ActorRefs { entities: self.entities, refs: self.refs, story }
    }
}

fn code(country: Option<Iso3>, sector: Option<&str>) -> Option<SmolStr> {
    let code = format!("{}{}", country.as_ref().map_or("", Iso3::as_str), sector.unwrap_or(""));
    (!code.is_empty()).then(|| code.into())
}

/// An entity with what every way of finding one gives.
pub(crate) fn entity(
    name: &str,
    kind: ActorKind,
    country: Option<Iso3>,
    sector: Option<&str>,
    because: String,
) -> ActorEntity {
    ActorEntity {
        id: None,
        name: name.into(),
        country,
        sector: sector.filter(|s| !s.is_empty()).map(SmolStr::new),
        code: None,
        kind,
        members: Vec::new(),
        because: because.into(),
    }
}
