//! Predicates with normalised roles.
//!
//! In: a parsed document and the operator words of its language. Out: one [`Proposition`] for each verb, each noun
//! that some frame knows and each predicative adjective, with the deep roles that frames name: `agent`, `patient`,
//! `clause`, and every preposition by its own name. What this module does not do: it knows no event type.

use crate::lower::lower;
use crate::{control, nominal, verbal};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::frames::Frames;
use masudi_lexicon::words::WordSet;
use smol_str::SmolStr;

/// What kind of word the predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A verb in any form.
    Verb,
    /// An event noun.
    Noun,
    /// A predicative adjective.
    Adjective,
}

/// One filled role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// `agent`, `patient`, `clause`, or a preposition.
    pub name: SmolStr,
    /// Head word of the filler.
    pub head: TokenIdx,
}

/// A predicate with its roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposition {
    /// The predicate's head word.
    pub head: TokenIdx,
    /// Verb particle, where there is one.
    pub particle: Option<TokenIdx>,
    /// What kind of word it is.
    pub kind: Kind,
    /// Lemmas under which frames may know it, most specific first ("shoot down", "shoot").
    pub lemmas: Vec<SmolStr>,
    /// Its roles; a role may be filled more than once, and conjuncts are listed one by one.
    pub roles: Vec<Role>,
    /// Roles from further off, asked only where `roles` has none of that name: prepositional phrases that the parser
    /// hung on the object ("imposed sanctions on Mali"), and the object of a conjoined verb.
    pub far: Vec<Role>,
    /// For a noun: the light or aspectual verb that carries it.
    pub support: Option<TokenIdx>,
    /// For a noun that is the gerund of a verb ("the arming of the militia"): the verb, whose frames it triggers.
    pub verb: Option<SmolStr>,
}

impl Proposition {
    /// A predicate with no roles yet.
    pub(crate) fn new(head: TokenIdx, kind: Kind, lemmas: Vec<SmolStr>) -> Self {
        Self { head, particle: None, kind, lemmas, roles: Vec::new(), far: Vec::new(), support: None, verb: None }
    }

    /// The fillers of a role, in order.
    pub fn fillers<'a>(&'a self, role: &'a str) -> impl Iterator<Item = TokenIdx> + 'a {
        self.roles.iter().filter(move |r| r.name == role).map(|r| r.head)
    }

    /// Whether one of its lemmas is in a set of words.
    pub(crate) fn is_one_of(&self, words: &WordSet) -> bool {
        self.lemmas.iter().any(|l| words.contains(l))
    }

    /// Adds a distant filler unless the word has a role already.
    pub(crate) fn fill_far(&mut self, role: &str, head: TokenIdx) {
        if !self.roles.iter().chain(&self.far).any(|r| r.head == head) {
            self.far.push(Role { name: role.into(), head });
        }
    }

    /// Adds a filler unless the role has it already.
    pub(crate) fn fill(&mut self, role: &str, head: TokenIdx) {
        if !self.roles.iter().any(|r| r.name == role && r.head == head) {
            self.roles.push(Role { name: role.into(), head });
        }
    }
}

/// All propositions of a document, in order of their heads.
#[derive(Clone, Debug, Default)]
pub struct Propositions {
    list: Vec<Proposition>,
    at: Vec<Option<u32>>,
}

impl Propositions {
    /// Builds the propositions of a document.
    pub fn build(doc: &Doc, frames: &Frames) -> Self {
        let mut out = Self { list: Vec::new(), at: vec![None; doc.len()] };
        for i in (0..doc.len()).map(TokenIdx::from) {
            let proposition = match doc.pos(i) {
                // A participle before its noun ("the besieged town") is background.
                Upos::Verb if doc.dep(i) == "acomp" && doc.tag(i) == "VBN" => Some(verbal::adjective(doc, i)),
                Upos::Verb if doc.dep(i) != "amod" || verbal::is_perfect_misread(doc, i) => {
                    Some(verbal::proposition(doc, i, frames))
                }
                Upos::Aux if !matches!(doc.dep(i), "aux" | "auxpass") => Some(verbal::proposition(doc, i, frames)),
                Upos::Adj if matches!(doc.dep(i), "acomp" | "oprd") => Some(verbal::adjective(doc, i)),
                Upos::Noun | Upos::Propn => nominal::proposition(doc, i, frames),
                _ => None,
            };
            if let Some(proposition) = proposition {
                out.at[i.get()] = Some(out.list.len() as u32);
                out.list.push(proposition);
            }
        }
        control::share(doc, &frames.operators, &mut out);
        control::reach(doc, frames, &mut out);
        nominal::carry_from_verbs(doc, frames, &mut out);
        control::share_between_nouns(doc, &mut out);
        out
    }

    /// The proposition headed by a token.
    pub fn at(&self, head: TokenIdx) -> Option<&Proposition> {
        self.at.get(head.get()).copied().flatten().map(|i| &self.list[i as usize])
    }

    pub(crate) fn at_mut(&mut self, head: TokenIdx) -> Option<&mut Proposition> {
        self.at.get(head.get()).copied().flatten().map(|i| &mut self.list[i as usize])
    }

    /// All of them, in order of their heads.
    pub fn iter(&self) -> impl Iterator<Item = &Proposition> {
        self.list.iter()
    }
}

/// The token and its conjuncts, in order.
pub(crate) fn with_conjuncts(doc: &Doc, head: TokenIdx) -> impl Iterator<Item = TokenIdx> {
    let conjuncts = |of| masudi_doc::tree::children_with(doc, of, &["conj"]).filter(|c| doc.pos(*c) != Upos::Verb);
    // Most words have none, and an empty list takes no memory.
    let mut rest: Vec<TokenIdx> = conjuncts(head).collect();
    let mut at = 0;
    while at < rest.len() && rest.len() < 31 {
        rest.extend(conjuncts(rest[at]));
        at += 1;
    }
    std::iter::once(head).chain(rest)
}

/// Fills roles from the prepositional phrases of a word.
pub(crate) fn fill_prepositions(doc: &Doc, of: TokenIdx, into: &mut Proposition) {
    for prep in masudi_doc::tree::children_with(doc, of, &["prep", "dative", "agent"]) {
        let name = lower(doc.word(prep));
        for &child in doc.children(prep) {
            match doc.dep(child) {
                "pobj" => {
                    for head in with_conjuncts(doc, child) {
                        into.fill(&name, head);
                    }
                }
                "pcomp" => {
                    into.fill(&name, child);
                    into.fill("clause", child);
                }
                "prep" => {
                    let longer = format!("{name} {}", lower(doc.word(child)));
                    for object in masudi_doc::tree::children_with(doc, child, &["pobj"]) {
                        for head in with_conjuncts(doc, object) {
                            into.fill(&longer, head);
                            // Who is cited is no addressee.
                            if name != "according" {
                                into.fill(&lower(doc.word(child)), head);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
