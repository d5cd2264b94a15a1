//! The entities and references of one document as they are found, with what pronouns need to know of them.

use masudi_doc::{ActorEntity, ActorKind, ActorRef, ActorRefs, EntityIdx, Iso3, RefForm, SmolStr, TokenIdx, TokenSpan};
use std::collections::HashMap;

/// Gender as the text shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

#[derive(Default)]
pub(crate) struct Store {
    entities: Vec<ActorEntity>,
    plural: Vec<bool>,
    gender: Vec<Option<Gender>>,
    by_key: HashMap<SmolStr, EntityIdx>,
    refs: Vec<ActorRef>,
    at_head: HashMap<TokenIdx, usize>,
    last_of: HashMap<String, EntityIdx>,
}

impl Store {
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
        self.by_key.insert(key, at);
        at
    }

    pub fn find(&self, key: &str) -> Option<EntityIdx> {
        self.by_key.get(key).copied()
    }

    /// Remembers the entity that a role noun stood for with its nationality stated.
    pub fn stated(&mut self, role: &str, at: EntityIdx) {
        self.last_of.insert(role.to_owned(), at);
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
        self.at_head.get(&head).map(|&i| self.refs[i].entity)
    }

    pub fn refer(&mut self, tokens: TokenSpan, head: TokenIdx, entity: EntityIdx, form: RefForm) {
        if !self.at_head.contains_key(&head) {
            self.at_head.insert(head, self.refs.len());
            self.refs.push(ActorRef { tokens, head, entity, form });
        }
    }

    pub fn finish(mut self) -> ActorRefs {
        self.refs.sort_by_key(|r| r.head);
        ActorRefs { entities: self.entities, refs: self.refs }
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
