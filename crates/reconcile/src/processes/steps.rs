//! Which step of which process a mention tells of, by its type, phase, trigger and the nouns of its sentence.

use super::leaders::Leaders;
use masudi_lexicon::frames::ProcessWords;
use masudi_record::{Mention, Phase, ProcessPhase, Status};
use smol_str::SmolStr;

/// What a process is about: talks lead to the agreement they aim at, so these are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Talks, and the agreement that comes of them.
    Talks,
    /// A truce.
    Ceasefire,
    /// Forces leave.
    Withdrawal,
}

impl Matter {
    /// Whether a step that names no parties may belong to a process of the other matter.
    pub(super) fn is_kin(self, other: Self) -> bool {
        self == other
    }
}

/// The matter and step of a mention; a mention that belongs to a process without being a step has no phase. `None` for
/// what belongs to none.
pub(super) fn of(words: &ProcessWords, leaders: &Leaders, mention: &Mention) -> Option<(Matter, Option<ProcessPhase>)> {
    let sentence = mention.sentence.text.to_lowercase();
    let says = |nouns: &[SmolStr]| nouns.iter().any(|noun| has_word(&sentence, noun));
    let nouns = &words.nouns;
    let lemma = mention.trigger.lemma.as_str();
    let matter = match (mention.event_type.as_str(), mention.mode.as_deref()) {
        ("RETREAT", Some("ceasefire")) => Matter::Ceasefire,
        ("RETREAT", Some("withdraw")) => Matter::Withdrawal,
        ("CONSULT", _) => Matter::Talks,
        (_, _) if says(&nouns.ceasefire) => Matter::Ceasefire,
        (_, _) if says(&nouns.talks) || says(&nouns.agreement) || says(&nouns.withdrawal) => Matter::Talks,
        _ => return None,
    };
    let steps = &words.steps;
    let is = |set: &masudi_lexicon::words::WordSet| set.contains(lemma);
    let future = matches!(mention.status, Status::Future);
    let deal = says(&nouns.agreement) || says(&nouns.ceasefire);
    let phase = match mention.event_type.as_str() {
        // "an agreement on the withdrawal" is no withdrawal yet.
        "CONSULT" | "RETREAT" if is_of_deal(words, mention) || is_not_yet(words, mention) => None,
        "AGREE" | "CONCEDE" | "SUPPORT" | "COOPERATE" if is_not_yet(words, mention) => None,
        "CONSULT" | "RETREAT" => by_phase(words, leaders, mention, matter, &sentence),
        "SANCTION" | "REJECT" if is(&steps.violated) && deal => Some(ProcessPhase::Violated),
        "SANCTION" | "REJECT" if is(&steps.collapsed) || mention.phase == Some(Phase::End) => {
            Some(ProcessPhase::Collapsed)
        }
        "SANCTION" | "REJECT" if mention.phase == Some(Phase::Suspend) => Some(ProcessPhase::Suspended),
        "ACCUSE" if deal && sentence_breaks(words, &sentence) => Some(ProcessPhase::Violated),
        "SUPPORT" | "AGREE" | "CONCEDE" | "COOPERATE" if !future => {
            if is(&steps.signed) && deal {
                Some(ProcessPhase::Signed)
            } else if is(&steps.ratified) && deal {
                Some(ProcessPhase::Ratified)
            } else if is(&steps.implemented) && deal {
                Some(ProcessPhase::Implemented)
            } else if is(&steps.announced) && is_joint(mention) {
                Some(ProcessPhase::Agreed)
            } else if is(&steps.agreed) {
                let begins = says(&nouns.talks) && !deal && words.begin.iter().any(|w| has_word(&sentence, w));
                Some(if begins { ProcessPhase::Proposed } else { ProcessPhase::Agreed })
            } else if is_set_up(words, &sentence) {
                Some(ProcessPhase::Proposed)
            } else {
                None
            }
        }
        // "to form a committee that arranges the end of the mission"
        "AGREE" if is_set_up(words, &sentence) => Some(ProcessPhase::Proposed),
        "REQUEST" if is(&steps.proposed) && says(&nouns.talks) => Some(ProcessPhase::Proposed),
        _ => None,
    };
    // Besides steps only talks and meetings belong to a process; and what ends is no step of its own.
    (phase.is_some() || mention.event_type == "CONSULT").then_some((matter, phase.filter(|_| counts(mention, phase))))
}

/// Talks, truces and withdrawals by the phase that the mention has.
fn by_phase(
    words: &ProcessWords,
    leaders: &Leaders,
    mention: &Mention,
    matter: Matter,
    sentence: &str,
) -> Option<ProcessPhase> {
    let future = mention.status == Status::Future;
    let failed = || words.steps.collapsed.iter().any(|w| sentence_has(sentence, w));
    match mention.phase {
        _ if future => Some(ProcessPhase::Proposed),
        Some(Phase::Start | Phase::Resume) if is_intended(words, mention) => Some(ProcessPhase::Proposed),
        Some(Phase::Start) => Some(ProcessPhase::Started),
        Some(Phase::Suspend) => Some(ProcessPhase::Suspended),
        Some(Phase::Resume) => Some(ProcessPhase::Resumed),
        Some(Phase::End) if matter == Matter::Ceasefire || failed() => Some(ProcessPhase::Collapsed),
        // The end of a part is one more sign that it goes on.
        Some(Phase::End) if matter == Matter::Withdrawal && is_part(words, sentence) => Some(ProcessPhase::Started),
        Some(Phase::End) if matter == Matter::Withdrawal => Some(ProcessPhase::Implemented),
        Some(Phase::Continue | Phase::End) => None,
        None if matter != Matter::Talks => Some(ProcessPhase::Started),
        None if words.first.iter().any(|first| has_word(sentence, first)) => Some(ProcessPhase::Started),
        None => leaders.meet(mention).then_some(ProcessPhase::LeadersMet),
    }
}

/// Words of the sentence just before the trigger, in lower case.
fn before_trigger(mention: &Mention) -> String {
    let length = mention.trigger.start.saturating_sub(mention.sentence.start);
    let before: Vec<char> = mention.sentence.text.chars().take(length).collect();
    let from = before.len().saturating_sub(40);
    before[from..].iter().collect::<String>().to_lowercase()
}

/// Whether a body is set up for it.
fn is_set_up(words: &ProcessWords, sentence: &str) -> bool {
    words.bodies.iter().any(|body| has_word(sentence, body)) && words.set_up.iter().any(|verb| has_word(sentence, verb))
}

/// Words between those of an agreement and what it is about, at most ("an agreement in principle on the full withdrawal").
const ABOUT: usize = 6;

/// Whether the trigger is what an agreement is about: its noun and "on" or the like stand before.
fn is_of_deal(words: &ProcessWords, mention: &Mention) -> bool {
    let before = before_trigger(mention);
    let mut about = false;
    for word in before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).take(ABOUT) {
        about |= words.about.contains(word);
        if about && words.nouns.agreement.iter().any(|noun| noun == word) {
            return true;
        }
    }
    false
}

/// "very close to announcing an agreement", "is working to end the mission", "as agreed".
fn is_not_yet(words: &ProcessWords, mention: &Mention) -> bool {
    let before = before_trigger(mention);
    let before = before.trim_end();
    words.not_yet.iter().any(|w| before.strip_suffix(w.as_str()).is_some_and(|b| !b.ends_with(char::is_alphanumeric)))
}

/// "the first phase of the withdrawal".
fn is_part(words: &ProcessWords, sentence: &str) -> bool {
    words.part.iter().any(|part| has_word(sentence, part))
}

/// Whether actors of more than one country do it together.
fn is_joint(mention: &Mention) -> bool {
    let mut countries = mention.actors.iter().filter_map(|a| a.country.as_deref());
    countries.next().is_some_and(|first| countries.any(|other| other != first))
}

/// "agreed to start talks": the infinitive of a beginning stands just before.
fn is_intended(words: &ProcessWords, mention: &Mention) -> bool {
    let before = format!("{} {}", before_trigger(mention), mention.trigger.text.to_lowercase());
    words.begin.iter().any(|begin| has_word(&before, &format!("to {begin}")))
}

/// Plans count only as proposals, claims only as violations.
fn counts(mention: &Mention, phase: Option<ProcessPhase>) -> bool {
    match mention.status {
        Status::Actual | Status::Historical => true,
        Status::Alleged => phase == Some(ProcessPhase::Violated),
        Status::Future => phase == Some(ProcessPhase::Proposed),
        Status::Hypothetical | Status::Negated => false,
    }
}

fn sentence_breaks(words: &ProcessWords, sentence: &str) -> bool {
    words.steps.violated.iter().any(|w| sentence_has(sentence, w))
}

/// Whether a sentence has a word that begins so: "collapsed" has "collapse".
fn sentence_has(sentence: &str, stem: &str) -> bool {
    let stem = stem.strip_suffix('e').unwrap_or(stem);
    sentence.match_indices(stem).any(|(at, _)| !sentence[..at].ends_with(char::is_alphanumeric))
}

/// Whether words stand in a sentence as whole words; both in lower case.
pub(super) fn has_word(sentence: &str, words: &str) -> bool {
    sentence.match_indices(words).any(|(at, found)| {
        !sentence[..at].ends_with(char::is_alphanumeric)
            && !sentence[at + found.len()..].starts_with(char::is_alphanumeric)
    })
}
