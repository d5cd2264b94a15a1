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
    let type_differs = a.event_type != b.event_type && (a.family != b.family || a.lemma != b.lemma);
    // "was wounded when rockets hit the base" tells one deed.
    let linked = (a.linked.contains(&b.id) || b.linked.contains(&a.id)) && !a.outcome && !b.outcome;
    // "was wounded after rockets hit the base" is one deed all the same.
    let (first, last) = if a.at <= b.at { (a, b) } else { (b, a) };
    let turned = || first.turns.iter().any(|turn| first.at < *turn && *turn < last.at);
    let same_sentence = a.doc == b.doc && a.sentence_index == b.sentence_index;
    let one_after_other = same_sentence && !first.outcome && turned();
    let phase_differs = a.phase.zip(b.phase).is_some_and(|(p, q)| p != q);
    [
        (a.window.shared(b.window).is_none(), Bar::Days),
        (linked || one_after_other, Bar::Linked),
        (a.aggregate != b.aggregate && !(a.is_open() || b.is_open()), Bar::Aggregate),
        (a.lasting != b.lasting, Bar::Aggregate),
        (a.reality != b.reality, Bar::Thought),
        (a.doc == b.doc && a.to_come != b.to_come, Bar::ToCome),
        (phase_differs, Bar::Phase),
        (type_differs, Bar::Type),
    ]
    .into_iter()
    .find_map(|(holds, bar)| holds.then_some(bar))
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
