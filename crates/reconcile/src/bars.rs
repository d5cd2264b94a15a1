//! What keeps two mentions apart, whatever speaks for them.

use crate::features::Features;

/// Why two mentions never tell one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bar {
    /// The texts name different days, or times that share no day.
    Days,
    /// One sums up several happenings, the other tells one.
    Aggregate,
    /// One follows the other, answers it, interrupts it or is part of it.
    Linked,
    /// A report tells that one happened and announces the other.
    ToCome,
    /// One is told, the other only thought of.
    Thought,
    /// One begins or suspends what the other resumes or ends.
    Phase,
    /// The types differ, and so do the words.
    Type,
}

/// What keeps two mentions apart whatever else speaks for them.
pub(crate) fn bar(a: &Features, b: &Features) -> Option<Bar> {
    let (first, last) = if a.at <= b.at { (a, b) } else { (b, a) };
    let linked = || {
        // "was wounded when rockets hit the base" tells one deed.
        let said = (a.linked.contains(&b.id) || b.linked.contains(&a.id)) && !a.outcome && !b.outcome;
        // "was wounded after rockets hit the base" is one deed all the same.
        let same_sentence = a.doc == b.doc && a.sentence_index == b.sentence_index;
        let turned = || first.turns.iter().any(|turn| first.at < *turn && *turn < last.at);
        said || same_sentence && !first.outcome && turned()
    };
    if a.window.shared(b.window).is_none() {
        Some(Bar::Days)
    } else if linked() {
        Some(Bar::Linked)
    } else if a.lasting != b.lasting || a.aggregate != b.aggregate && !(a.is_open() || b.is_open()) {
        Some(Bar::Aggregate)
    } else if a.reality != b.reality {
        Some(Bar::Thought)
    } else if a.doc == b.doc && a.to_come != b.to_come {
        Some(Bar::ToCome)
    } else if a.phase.zip(b.phase).is_some_and(|(p, q)| p != q) {
        Some(Bar::Phase)
    } else if a.event_type != b.event_type && (a.family != b.family || a.lemma != b.lemma) {
        Some(Bar::Type)
    } else {
        None
    }
}

impl std::fmt::Display for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Days => "their days differ",
            Self::Aggregate => "one sums up several happenings",
            Self::Linked => "one follows the other",
            Self::ToCome => "a report tells one and announces the other",
            Self::Thought => "one is only thought of",
            Self::Phase => "they are different phases",
            Self::Type => "they are of different types",
        })
    }
}
