//! A Universal Dependencies tree in the style that the coder reads: that of English treebanks in ClearNLP's labels.
//!
//! In: a parsed document, and what the function words of its language are in English. Out: the same tokens, one for one, so
//! that references to them hold: prepositions stand above their nouns, the copula above its complement, labels and tags
//! are those of the English models, function words are English, nouns, verbs and adjectives keep their lemmas. The coder
//! and its rules are thus written once; the frames of a language name its own lemmas.
//!
//! What this module does not do: it adds no token. The future of a verb form stays in its features, where
//! [`factuality`](crate::factuality) reads it.

use crate::lower::lower;
use masudi_doc::{ByteSpan, Doc, Token, TokenIdx, Upos};
use masudi_lexicon::frames::FunctionWords;
use smol_str::SmolStr;

/// The document as the coder reads it.
pub(crate) fn restyled(doc: &Doc, words: &FunctionWords) -> Doc {
    let mut tree = Tree::of(doc);
    for at in 0..tree.len() {
        tree.raise_copula(doc, at);
    }
    for at in 0..tree.len() {
        tree.raise_preposition(doc, at);
    }
    let mut text = String::with_capacity(doc.text().len());
    let mut tokens = Vec::with_capacity(tree.len());
    for (at, token) in doc.tokens().iter().enumerate() {
        let word = word(doc, words, TokenIdx::from(at));
        let span = ByteSpan::new(text.len(), text.len() + word.len());
        text.push_str(&word);
        text.push(' ');
        let dep = label(doc, &tree, at, &word);
        tokens.push(Token {
            span,
            space_after: true,
            lemma: lemma(token, &word),
            tag: tag(token, &word, &dep),
            dep,
            head: TokenIdx::from(tree.heads[at]),
            ..token.clone()
        });
    }
    Doc::new(text, doc.language(), tokens, doc.entities().to_vec()).unwrap_or_else(|_| doc.clone())
}

/// Heads and labels while they are turned.
struct Tree {
    heads: Vec<usize>,
    deps: Vec<SmolStr>,
}

impl Tree {
    fn of(doc: &Doc) -> Self {
        let heads = doc.tokens().iter().map(|t| t.head.get()).collect();
        Self { heads, deps: doc.tokens().iter().map(|t| t.dep.clone()).collect() }
    }

    fn len(&self) -> usize {
        self.heads.len()
    }

    /// Puts `at` in the place of the word that it hangs on, which then hangs on it.
    fn exchange(&mut self, at: usize, label: &str) {
        let below = self.heads[at];
        let root = self.heads[below] == below;
        self.heads[at] = if root { at } else { self.heads[below] };
        self.deps[at] = self.deps[below].clone();
        self.heads[below] = at;
        self.deps[below] = label.into();
    }

    /// "is ready": the copula carries its complement, and has its subject, auxiliaries and clauses.
    fn raise_copula(&mut self, doc: &Doc, at: usize) {
        if self.deps[at] != "cop" {
            return;
        }
        let complement = self.heads[at];
        let adjective = doc.pos(TokenIdx::from(complement)) == Upos::Adj;
        self.exchange(at, if adjective { "acomp" } else { "attr" });
        for other in 0..self.len() {
            let moves = matches!(base(&self.deps[other]), "nsubj" | "aux" | "advcl" | "mark" | "punct" | "expl" | "cc");
            if self.heads[other] == complement && other != at && moves {
                self.heads[other] = at;
            }
        }
    }

    /// "in Rome": the preposition carries its noun.
    fn raise_preposition(&mut self, doc: &Doc, at: usize) {
        let noun = self.heads[at];
        let carried = matches!(base(&self.deps[noun]), "obl" | "nmod" | "iobj");
        if base(&self.deps[at]) != "case" || !carried || doc.is_root(TokenIdx::from(noun)) {
            return;
        }
        let agent = self.deps[noun] == "obl:agent";
        self.exchange(at, "pobj");
        self.deps[at] = if agent { "agent".into() } else { "prep".into() };
    }
}

fn base(dep: &str) -> &str {
    dep.split(':').next().unwrap_or(dep)
}

/// A word as the coder reads it: function words in English.
fn word(doc: &Doc, words: &FunctionWords, at: TokenIdx) -> SmolStr {
    let function =
        matches!(doc.pos(at), Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Pron | Upos::Aux | Upos::Adv | Upos::Det);
    let form = lower(doc.word(at));
    let own = if function { words.get(&form).or_else(|| words.get(&lower(doc.lemma(at)))) } else { None };
    own.cloned().unwrap_or_else(|| doc.word(at).into())
}

fn lemma(token: &Token, word: &str) -> SmolStr {
    match (token.pos, word) {
        (Upos::Aux, "be" | "have" | "can" | "must") => word.into(),
        (Upos::Adp | Upos::Sconj | Upos::Pron | Upos::Det | Upos::Adv, _) => word.to_lowercase().into(),
        _ => token.lemma.clone(),
    }
}

/// The label in the style of the English models.
fn label(doc: &Doc, tree: &Tree, at: usize, word: &str) -> SmolStr {
    let token = &doc.tokens()[at];
    let dep = tree.deps[at].as_str();
    let infinitive = doc.token(TokenIdx::from(tree.heads[at])).morph.contains("VerbForm=Inf");
    let label = match dep {
        _ if word == "not" => "neg",
        "obj" => "dobj",
        "iobj" => "dative",
        "nsubj:pass" => "nsubjpass",
        "aux:pass" => "auxpass",
        "acl:relcl" => "relcl",
        // "les frappes américaines": a participle to the parser, an adjective to the tagger.
        "acl" if token.pos == Upos::Adj => "amod",
        "det" if token.morph.contains("Poss=Yes") => "poss",
        "case" | "mark" if infinitive && matches!(word, "to" | "of" | "for") => "aux",
        // Days without a preposition: "samedi".
        _ if base(dep) == "obl" => "npadvmod",
        _ => base(dep),
    };
    label.into()
}

/// The tag of the Penn Treebank that the features give.
fn tag(token: &Token, word: &str, dep: &str) -> SmolStr {
    let has = |feature: &str| token.morph.contains(feature);
    let tag = match token.pos {
        Upos::Adp | Upos::Sconj if dep == "aux" => "TO",
        Upos::Aux if matches!(word, "can" | "must") => "MD",
        Upos::Verb | Upos::Aux => match () {
            () if has("VerbForm=Inf") => "VB",
            () if has("VerbForm=Part") && has("Tense=Pres") => "VBG",
            () if has("VerbForm=Part") => "VBN",
            () if has("Tense=Past") || has("Tense=Imp") => "VBD",
            () if has("Number=Sing") && has("Person=3") => "VBZ",
            () => "VBP",
        },
        Upos::Noun if has("Number=Plur") => "NNS",
        Upos::Noun => "NN",
        Upos::Propn => "NNP",
        Upos::Adj => "JJ",
        Upos::Adv => "RB",
        Upos::Num => "CD",
        Upos::Pron if has("PronType=Rel") => "WP",
        Upos::Pron => "PRP",
        Upos::Det if has("Poss=Yes") => "PRP$",
        Upos::Det => "DT",
        Upos::Adp | Upos::Sconj => "IN",
        Upos::Cconj => "CC",
        Upos::Punct => word,
        _ => "",
    };
    tag.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_doc::{Lang, conllu};
    use masudi_lexicon::DataFiles;
    use masudi_lexicon::frames::Frames;

    fn shown(rows: &str) -> Vec<String> {
        let words = Frames::load(&DataFiles::built_in(), Lang::Fr).unwrap().function_words;
        let doc = restyled(&conllu::parse(rows, Lang::Fr).unwrap(), &words);
        let row = |t: TokenIdx| format!("{} {} {} < {}", doc.word(t), doc.tag(t), doc.dep(t), doc.word(doc.head(t)));
        (0..doc.len()).map(|at| row(TokenIdx::from(at))).collect()
    }

    #[test]
    fn prepositions_carry_their_nouns_and_auxiliaries_are_english() {
        let rows = "1\tElle\telle\tPRON\t_\tNumber=Sing\t3\tnsubj\t_\t_\n\
                    2\ta\tavoir\tAUX\t_\tTense=Pres|VerbForm=Fin\t3\taux:tense\t_\t_\n\
                    3\tnégocié\tnégocier\tVERB\t_\tTense=Past|VerbForm=Part\t0\tROOT\t_\t_\n\
                    4\tavec\tavec\tADP\t_\t_\t5\tcase\t_\t_\n\
                    5\tLima\tLima\tPROPN\t_\t_\t3\tobl:arg\t_\t_\n";
        let expected = [
            "it PRP nsubj < négocié",
            "have VBP aux < négocié",
            "négocié VBN ROOT < négocié",
            "with IN prep < négocié",
            "Lima NNP pobj < with",
        ];
        assert_eq!(shown(rows), expected);
    }

    #[test]
    fn the_copula_carries_its_complement() {
        let rows = "1\tRome\tRome\tPROPN\t_\t_\t4\tnsubj\t_\t_\n\
                    2\tn'\tne\tADV\t_\t_\t4\tadvmod\t_\t_\n\
                    3\test\têtre\tAUX\t_\tNumber=Sing|Person=3|VerbForm=Fin\t4\tcop\t_\t_\n\
                    4\tprête\tprêt\tADJ\t_\t_\t0\tROOT\t_\t_\n";
        assert_eq!(shown(rows)[0], "Rome NNP nsubj < be");
        assert_eq!(shown(rows)[2..], ["be VBZ ROOT < be", "prête JJ acomp < be"]);
    }
}
