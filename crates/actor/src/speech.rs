//! "We" and "I" in what somebody says: the speaker.
//!
//! In: the references found so far. Out: references for first persons in quotations or clauses of saying. The author's
//! own "we" is left alone.

use crate::phrase::modifies;
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, RefForm, SentIdx, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::WordClass;

impl Pass<'_> {
    /// Refers every first person to its speaker.
    pub(crate) fn first_persons(&mut self) {
        let first = |pass: &Self, t: TokenIdx| {
            (pass.words.is(t, WordClass::I) || pass.words.is(t, WordClass::We))
                && matches!(pass.doc.pos(t), Upos::Pron | Upos::Det)
        };
        let all: Vec<TokenIdx> = (0..self.doc.len()).map(TokenIdx::from).filter(|&t| first(self, t)).collect();
        if all.is_empty() {
            return;
        }
        let quoted = self.quoted();
        for at in all {
            if let Some(speaker) = self.speaker(at, quoted[at.get()]) {
                let span = TokenSpan { start: at.0, end: at.0 + 1 };
                self.store.refer(span, at, speaker, RefForm::Pronoun);
            }
        }
    }

    /// For every token whether it stands in quotation marks.
    fn quoted(&self) -> Vec<bool> {
        let mut inside = false;
        let mut out = Vec::with_capacity(self.doc.len());
        for token in 0..self.doc.len() {
            match self.doc.word(token.into()) {
                "“" | "«" | "``" => inside = true,
                "”" | "»" | "''" => inside = false,
                "\"" => inside = !inside,
                _ => {}
            }
            out.push(inside);
        }
        out
    }

    fn speaker(&self, at: TokenIdx, quoted: bool) -> Option<EntityIdx> {
        let doc = self.doc;
        let above = tree::ancestors(doc, at).find_map(|t| {
            let clause = matches!(doc.dep(t), "ccomp" | "parataxis" | "advcl" | "xcomp");
            if clause { self.says(doc.head(t), at) } else { None }
        });
        if above.is_some() || !quoted {
            return above;
        }
        let sentence = doc.sentence_of(at);
        let says = |at: SentIdx, than: TokenIdx| {
            let mut said: Vec<EntityIdx> = doc.sentence(at).iter().filter_map(|t| self.says(t, than)).collect();
            said.pop()
        };
        let count = doc.sentences().len() as u32;
        says(sentence, at)
            .or_else(|| (1..4).filter_map(|n| sentence.0.checked_sub(n)).find_map(|s| says(SentIdx(s), at)))
            .or_else(|| (sentence.0 + 1..count).take(2).find_map(|s| says(SentIdx(s), at)))
    }

    /// Who is the subject of a verb of saying; the pronoun itself is not.
    fn says(&self, verb: TokenIdx, pronoun: TokenIdx) -> Option<EntityIdx> {
        let doc = self.doc;
        if doc.pos(verb) != Upos::Verb || modifies(doc, verb) {
            return None;
        }
        let lemma = self.lemma(verb);
        if !self.lexicon.classes(doc.language(), lemma).has(WordClass::Saying) {
            return None;
        }
        let subject = doc.children(verb).iter().copied().find(|&c| doc.dep(c).starts_with("nsubj") && c != pronoun)?;
        let found = self.store.at(subject)?;
        let first = self.words.is(subject, WordClass::I) || self.words.is(subject, WordClass::We);
        let speaks = matches!(
            self.store.get(found).kind,
            ActorKind::Person | ActorKind::Role | ActorKind::State | ActorKind::Organisation | ActorKind::ArmedGroup
        );
        (speaks && !first).then_some(found)
    }
}
