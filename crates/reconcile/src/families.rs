//! Families of event types: types under which one happening is told by different reporters.

/// Types of a family. What is in no family makes one of its own.
const FAMILIES: [&[&str]; 5] = [
    &["ASSAULT", "COERCE", "PROTEST"],
    &["AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"],
    &["AID", "MOBILIZE"],
    &["ACCUSE", "REJECT", "SANCTION"],
    &["REQUEST", "THREATEN"],
];

/// Number of the family of a type: equal for types that may be of one event.
pub(crate) fn family(event_type: &str) -> u32 {
    match FAMILIES.iter().position(|types| types.contains(&event_type)) {
        Some(at) => at as u32,
        None => super::features::hash(event_type).max(FAMILIES.len() as u32),
    }
}

/// Types whose participants all do the same thing, so that it does not matter who is named first.
pub(crate) fn mutual(event_type: &str) -> bool {
    matches!(event_type, "AGREE" | "CONSULT" | "COOPERATE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_one_happening_share_a_family() {
        assert_eq!(family("CONSULT"), family("AGREE"));
        assert_ne!(family("ASSAULT"), family("CONSULT"));
        assert_ne!(family("PROTEST"), family("CONSULT"));
    }
}
