//! What frames ask of the same words again and again, found once for a document.
//!
//! In: a document with its actors, and the frames of its language. Out: [`Lookups`]. What this module does not do: it knows
//! no proposition.

use crate::lower::{Lower, lower};
use crate::nominal::names;
use masudi_doc::tree::child;
use masudi_doc::{ActorRefs, Doc, RefForm, TokenIdx, Upos};
use masudi_lexicon::frames::{ClassId, Frames};

/// What is known of each word.
#[derive(Clone, Debug)]
pub struct Lookups<'a> {
    lemmas: Vec<Lower<'a>>,
    classes: Vec<&'a [ClassId]>,
    /// Classes of names of two words, by their head.
    names: Vec<(TokenIdx, &'a [ClassId])>,
    counted: Vec<Option<TokenIdx>>,
    meant: Vec<Option<TokenIdx>>,
}

impl<'a> Lookups<'a> {
    /// Looks everything up.
    pub fn new(doc: &'a Doc, frames: &'a Frames, actors: &ActorRefs) -> Self {
        let tokens = || (0..doc.len()).map(TokenIdx::from);
        let lemmas: Vec<Lower<'a>> = tokens().map(|t| lower(doc.lemma(t))).collect();
        let classes: Vec<&[ClassId]> = lemmas.iter().map(|lemma| frames.classes_of(lemma)).collect();
        let mut found = Vec::new();
        for head in tokens().filter(|t| !doc.children(*t).is_empty() && frames.ends_name(&lemmas[t.get()])) {
            let of_names = names(doc, head, &lemmas[head.get()]).map(|name| (head, frames.classes_of(&name)));
            found.extend(of_names.filter(|(_, classes)| !classes.is_empty()));
        }
        let mut counted = vec![None; doc.len()];
        let mut seen = vec![false; doc.len()];
        let quantity = frames.class("quantity");
        for of in tokens().filter(|t| doc.dep(*t) == "prep" && doc.word(*t).eq_ignore_ascii_case("of")) {
            let head = doc.head(of);
            let first = head != of && !std::mem::replace(&mut seen[head.get()], true);
            let is_quantity = || quantity.is_some_and(|quantity| classes[head.get()].contains(&quantity));
            if first && (doc.pos(head) == Upos::Num || is_quantity()) {
                counted[head.get()] = child(doc, of, &["pobj"]);
            }
        }
        Self { lemmas, classes, names: found, counted, meant: meant(doc, actors) }
    }

    /// The lemma of a word, in lower case.
    pub fn lemma(&self, word: TokenIdx) -> &str {
        &self.lemmas[word.get()]
    }

    /// Whether the lemma of a word is of a class.
    pub fn is_of_class(&self, class: ClassId, word: TokenIdx) -> bool {
        self.classes[word.get()].contains(&class)
    }

    /// Whether a word, or a name of two words that it is the head of ("tear gas"), is of one of these classes.
    pub fn is_of_any(&self, classes: &[ClassId], head: TokenIdx) -> bool {
        if classes.is_empty() {
            return false;
        }
        let has_one = |own: &[ClassId]| own.iter().any(|class| classes.contains(class));
        let from = self.names.partition_point(|(other, _)| *other < head);
        let mut names = self.names[from..].iter().take_while(|(other, _)| *other == head);
        has_one(self.classes[head.get()]) || names.any(|(_, own)| has_one(own))
    }

    /// The noun that a quantity counts: "refugees" in "thousands of refugees".
    pub fn counted(&self, quantity: TokenIdx) -> Option<TokenIdx> {
        self.counted[quantity.get()]
    }

    /// The noun that a pronoun stands for. A reflexive is nobody else: "set himself on fire".
    pub fn antecedent(&self, pronoun: TokenIdx) -> Option<TokenIdx> {
        self.meant[pronoun.get()]
    }
}

/// The last word before each pronoun that refers to the same actor by more than a pronoun.
fn meant(doc: &Doc, actors: &ActorRefs) -> Vec<Option<TokenIdx>> {
    let mut out = vec![None; doc.len()];
    let mut last = vec![None; actors.entities.len()];
    for reference in &actors.refs {
        let last = &mut last[reference.entity.0 as usize];
        let word = doc.word(reference.head);
        if reference.form != RefForm::Pronoun {
            *last = Some(reference.head);
        } else if !word.ends_with("self") && !word.ends_with("selves") {
            out[reference.head.get()] = *last;
        }
    }
    out
}
