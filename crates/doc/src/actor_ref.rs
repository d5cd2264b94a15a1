//! Actors found in a document: who is named, described or meant by a pronoun.

use crate::{Iso3, TokenIdx, TokenSpan};
use smol_str::SmolStr;

/// Index of an [`ActorEntity`] in [`ActorRefs::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityIdx(pub u32);

/// What kind of actor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A state, by its name, capital or seat of government.
    State,
    /// A person, known or known by role only.
    Person,
    /// An organisation: international, regional, company, agency.
    Organisation,
    /// An armed group.
    ArmedGroup,
    /// A party or movement.
    Party,
    /// A coalition or alliance of states or groups.
    Coalition,
    /// Members of a nation or people ("Palestinians", "Syrian refugees").
    People,
    /// A role with no name ("soldiers", "the army", "protesters").
    Role,
}

/// How a reference names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefForm {
    /// By a name or acronym.
    Name,
    /// By a description ("the prime minister", "the group", "American soldiers").
    Description,
    /// By a pronoun or possessive ("they", "their").
    Pronoun,
    /// By an adjective of nationality that modifies another noun ("Israeli air strikes").
    Adjective,
}

/// Somebody who acts or is acted upon in one document.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorEntity {
    /// Stable identifier in the lexicon ("usa", "person.joe_biden"); `None` when the lexicon does not know it.
    pub id: Option<SmolStr>,
    /// Canonical name; for an unknown actor the fullest words of the text.
    pub name: SmolStr,
    /// Its country on the document's date.
    pub country: Option<Iso3>,
    /// PLOVER sector (GOV, MIL, REB, …).
    pub sector: Option<SmolStr>,
    /// Country and sector, or the group's own code ("USAMIL", "PSEREB").
    pub code: Option<SmolStr>,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// The entities a plural stands for ("both leaders", "the two countries"); empty otherwise.
    pub members: Vec<EntityIdx>,
    /// Why: lexicon entry, role word and nationality, or antecedent. For explanations.
    pub because: SmolStr,
}

/// One reference to an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorRef {
    /// The noun phrase without relative clauses, or the pronoun or adjective alone.
    pub tokens: TokenSpan,
    /// Its head word.
    pub head: TokenIdx,
    /// Whom it stands for.
    pub entity: EntityIdx,
    /// How.
    pub form: RefForm,
}

/// All actors of one document.
///
/// Invariants: `refs` are in order of `head`, at most one for a head; every `entity` and member index is valid.
#[derive(Clone, Debug, Default)]
pub struct ActorRefs {
    /// Whom the document speaks of.
    pub entities: Vec<ActorEntity>,
    /// Where it does, in order of `head`.
    pub refs: Vec<ActorRef>,
    /// The country that its story is about, by its names and places; weak.
    pub story: Option<Iso3>,
}

impl ActorRefs {
    /// The reference whose head word is `head`.
    pub fn at(&self, head: TokenIdx) -> Option<&ActorRef> {
        self.refs.binary_search_by_key(&head, |r| r.head).ok().map(|i| &self.refs[i])
    }

    /// Everybody a reference stands for: the members of a plural ("both leaders", "Iraqi and Syrian forces"), else the
    /// one entity itself.
    pub fn everybody(&self, at: EntityIdx) -> Vec<EntityIdx> {
        match &self.entity(at).members {
            members if members.is_empty() => vec![at],
            members => members.clone(),
        }
    }

    /// The entity of a reference. Panics only on an index from another document.
    pub fn entity(&self, at: EntityIdx) -> &ActorEntity {
        &self.entities[at.0 as usize]
    }
}
