//! What an event is about, besides its type: the contexts of the ontology.
//!
//! In: the words of the event's sentence and of its document, its type and mode, the sectors of its actors, and the
//! cues of the language. Out: contexts, in the order of the ontology. A context holds when its mode or an actor's
//! sector brings it, or when the weights of the different cues found for it come to 1.
//!
//! What this module does not do: it reads no data file and looks at no syntax.

use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::ontology::{ContextCue, ContextCues, Ontology, Scope};
use smol_str::SmolStr;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Words of a text: forms and lemmas, in lower case.
pub type Words = HashSet<SmolStr>;

/// What the contexts of one event are decided by.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The event's type.
    pub event_type: &'a str,
    /// Its mode.
    pub mode: Option<&'a str>,
    /// Sectors of its actors and recipients.
    pub sectors: &'a [SmolStr],
    /// Words of its sentence.
    pub sentence: &'a Words,
    /// Words of its document, those of the sentence among them or not.
    pub document: &'a Words,
}

/// The words of some tokens of a document: of a sentence, or of all.
pub fn words_of(doc: &Doc, tokens: impl IntoIterator<Item = TokenIdx>) -> Words {
    tokens
        .into_iter()
        .flat_map(|at| [doc.word(at), doc.lemma(at)].map(|word| SmolStr::from(word.to_lowercase())))
        .collect()
}

/// The contexts of an event.
pub fn contexts(ontology: &Ontology, cues: &ContextCues, evidence: Evidence<'_>) -> Vec<SmolStr> {
    let mut found: HashSet<&str> = HashSet::new();
    found.extend(ontology.contexts_of_mode(evidence.event_type, evidence.mode).iter().map(SmolStr::as_str));
    for sector in evidence.sectors {
        found.extend(ontology.contexts_of_sector(sector).iter().map(SmolStr::as_str));
    }
    found.extend(signalled(cues, evidence.sentence, evidence.document));
    ontology.contexts.iter().filter(|c| found.contains(c.name.as_str())).map(|c| c.name.clone()).collect()
}

/// The contexts that the words alone signal, in no order.
fn signalled<'a>(cues: &'a ContextCues, sentence: &Words, document: &Words) -> Vec<&'a str> {
    // A set of cues, so that "vote" found as form and as lemma counts once; sorted, so that sums do not depend on the
    // order of a hash set.
    let mut hits: BTreeSet<(&str, &[SmolStr], u32)> = BTreeSet::new();
    let mut look = |words: &Words, within: &[&Words], counts: fn(&ContextCue) -> bool| {
        for cue in words.iter().flat_map(|word| cues.beginning_with(word)).filter(|cue| counts(cue)) {
            if cue.words.iter().all(|word| within.iter().any(|set| set.contains(word))) {
                hits.insert((&cue.context, &cue.words, cue.weight.to_bits()));
            }
        }
    };
    look(sentence, &[sentence], |_| true);
    look(document, &[document], |cue| cue.scope == Scope::Document);
    let mut weights: HashMap<&str, f32> = HashMap::new();
    for (context, _, weight) in hits {
        *weights.entry(context).or_default() += f32::from_bits(weight);
    }
    weights.into_iter().filter(|(_, weight)| *weight >= 1.0).map(|(context, _)| context).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_doc::Lang;
    use masudi_lexicon::DataFiles;

    fn words(text: &str) -> Words {
        text.split(' ').map(SmolStr::new).collect()
    }

    fn of(event_type: &str, mode: Option<&str>, sectors: &[&str], sentence: &str, document: &str) -> Vec<String> {
        let files = DataFiles::built_in();
        let ontology = Ontology::load(&files).unwrap();
        let cues = ContextCues::load(&files, &ontology, Lang::En).unwrap();
        let sectors: Vec<SmolStr> = sectors.iter().copied().map(SmolStr::new).collect();
        let (sentence, document) = (words(sentence), words(document));
        let evidence = Evidence { event_type, mode, sectors: &sectors, sentence: &sentence, document: &document };
        contexts(&ontology, &cues, evidence).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_are_forms_and_lemmas_in_lower_case() {
        let rows = "1\tVoters\tvoter\tNOUN\tNNS\t_\t0\tROOT\t_\t_\n";
        let doc = masudi_doc::conllu::parse(rows, Lang::En).unwrap();
        assert_eq!(words_of(&doc, [TokenIdx(0)]), words("voters voter"));
    }

    #[test]
    fn one_strong_word_suffices() {
        assert_eq!(of("PROTEST", Some("demo"), &[], "they march before the ballot", ""), ["election"]);
    }

    #[test]
    fn weak_words_need_company() {
        assert!(of("ACCUSE", None, &[], "they blame the campaign", "").is_empty());
        assert_eq!(of("ACCUSE", None, &[], "they blame the campaign and the vote", ""), ["election"]);
    }

    #[test]
    fn all_words_of_a_phrase_must_stand_in_the_sentence() {
        assert_eq!(of("REQUEST", None, &[], "respect human rights", ""), ["human_rights"]);
        assert!(of("REQUEST", None, &[], "respect human beings", "rights").is_empty());
    }

    #[test]
    fn the_document_counts_for_its_own_cues_only() {
        let about_votes = "the election was close and the electoral commission met";
        assert_eq!(of("REJECT", None, &[], "he refused", about_votes), ["election"]);
        assert!(of("REJECT", None, &[], "he refused", "the parliament met").is_empty());
    }

    #[test]
    fn mode_and_sector_bring_their_own() {
        assert_eq!(of("COERCE", Some("cyber"), &[], "it did so", ""), ["cyber"]);
        assert_eq!(of("ASSAULT", Some("drone"), &["REL"], "it did so", ""), ["military", "religion_ethnicity"]);
    }
}
