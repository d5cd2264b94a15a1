//! How values of the record are shown to people: names of countries, labels of types, days.

use masudi_lexicon::{DataFiles, country_codes::CountryCodes, ontology::Ontology};
use masudi_record::{Actor, Count, CountRange, Days, Party, Place, ProcessKind, ProcessPhase};
use serde::Serialize;
use std::sync::LazyLock;

/// The ontology: names of types and what they mean.
pub static ONTOLOGY: LazyLock<Option<Ontology>> = LazyLock::new(|| Ontology::load(&DataFiles::built_in()).ok());

/// Countries by code, as the lexicon names them: as briefs do.
static COUNTRIES: LazyLock<Option<CountryCodes>> = LazyLock::new(|| CountryCodes::load(&DataFiles::built_in()).ok());

/// The quad classes of conflict.
pub const CONFLICT: [&str; 2] = ["material-conflict", "verbal-conflict"];

/// Event types of the ontology, with what they are.
pub fn types() -> Vec<(String, String)> {
    let types = ONTOLOGY.as_ref().map(|ontology| ontology.types.iter()).into_iter().flatten();
    types.map(|t| (t.name.to_string(), t.definition.clone())).collect()
}

/// A value as it stands in the JSON of the record.
pub fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// `ASSAULT` as `Assault`, `leaders-met` as `Leaders met`.
pub fn label(code: &str) -> String {
    let lower = code.to_lowercase().replace(['-', '_'], " ");
    let mut letters = lower.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The English name of a country; the code where it is not known.
pub fn country(code: &str) -> String {
    let known = COUNTRIES.as_ref().and_then(|countries| countries.get(code)).map(|country| country.name.as_str());
    known.or_else(|| crate::chart::world::name(code)).unwrap_or(code).to_owned()
}

/// Somebody who takes part, in a few words.
pub fn party(party: &Party) -> String {
    let named = party.name.clone().or_else(|| party.country.as_deref().map(country));
    let called = named.or_else(|| party.code.clone()).unwrap_or_else(|| "somebody".to_owned());
    match (&party.country, &party.name) {
        (Some(code), Some(name)) if *name != country(code) => format!("{called} ({code})"),
        _ => called,
    }
}

/// By what an actor is asked for: its id, country, code or name.
pub fn key(party: &Party) -> String {
    let keys = [&party.id, &party.country, &party.code, &party.name];
    keys.into_iter().flatten().next().cloned().unwrap_or_default()
}

/// Somebody of a mention, in a few words.
pub fn actor(actor: &Actor) -> String {
    let Actor { name, id, country, sector, code, .. } = actor.clone();
    let somebody = Party { name: name.or(Some(actor.text.clone())), id, country, sector, code };
    party(&somebody)
}

/// A place, as exactly as it is known.
pub fn place(place: &Place) -> Option<String> {
    let code = place.country.as_deref();
    let land = code.map(country);
    match (place.name.clone().or(place.text.clone()), land) {
        (Some(name), Some(land)) if name != land => Some(format!("{name}, {land}")),
        (Some(name), _) => Some(name),
        (None, land) => land,
    }
}

/// Days in a few words; no day is said more exactly than it is known.
pub fn days(days: Option<&Days>) -> String {
    let Some(Days { from, to, precision }) = days else { return "no date".to_owned() };
    let about = if precision.as_deref() == Some("published") { "reported " } else { "" };
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("{about}{from}"),
        (Some(from), Some(to)) => match (from.get(..7), to.get(..7), precision.as_deref()) {
            (Some(month), Some(same), Some("month")) if month == same => month.to_owned(),
            _ => format!("{from} – {to}"),
        },
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "no date".to_owned(),
    }
}

/// What sources say of a number.
pub fn range(range: &CountRange) -> String {
    match (range.low, range.best, range.high) {
        (Some(low), _, Some(high)) if low == high => low.to_string(),
        (Some(low), Some(best), Some(high)) => format!("{best} ({low} to {high})"),
        (Some(low), _, Some(high)) => format!("{low} to {high}"),
        (Some(low), _, None) => format!("at least {low}"),
        (None, Some(best), _) => best.to_string(),
        (None, None, Some(high)) => format!("at most {high}"),
        (None, None, None) => "unknown".to_owned(),
    }
}

/// A number of one text, with its words where they say it less exactly.
pub fn count(count: &Count) -> String {
    match (count.min, count.max) {
        (None, None) => count.text.clone(),
        (Some(low), Some(high)) if low == high => low.to_string(),
        (low, high) => format!("{} (“{}”)", range(&CountRange { low, high, best: None }), count.text),
    }
}

/// What sources disagree on: `counts.injured` as `Injured`.
pub fn field(field: &str) -> String {
    match field {
        "actors" => "Who did it".to_owned(),
        other => label(other.strip_prefix("counts.").unwrap_or(other)),
    }
}

/// A step of a process.
pub fn phase(phase: ProcessPhase) -> String {
    label(&name(&phase))
}

/// What a process is.
pub fn process(kind: ProcessKind) -> String {
    label(&name(&kind))
}

/// Whether a process has stopped short.
pub fn broken(phase: ProcessPhase) -> bool {
    matches!(phase, ProcessPhase::Collapsed | ProcessPhase::Violated | ProcessPhase::Suspended)
}

/// A number with spaces between thousands.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_words() {
        assert_eq!(label("ASSAULT"), "Assault");
        assert_eq!(label("leaders-met"), "Leaders met");
        assert_eq!([field("counts.injured"), field("actors"), field("place")], ["Injured", "Who did it", "Place"]);
        let said = |min, max, text: &str| count(&Count { min, max, text: text.to_owned() });
        assert_eq!([country("USA"), country("COD"), country("X1")].map(|name| name.contains('.')), [false; 3]);
        assert_eq!(country("USA"), "United States");
        assert_eq!(said(Some(1), Some(1), "a"), "1");
        assert_eq!(said(Some(24), None, "dozens"), "at least 24 (“dozens”)");
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(country("IRQ"), "Iraq");
        assert_eq!(country("XXX"), "XXX");
        let days = |from: &str, to: &str, precision: &str| {
            let days = Days { from: Some(from.into()), to: Some(to.into()), precision: Some(precision.into()) };
            super::days(Some(&days))
        };
        assert_eq!(days("2024-04-01", "2024-04-30", "month"), "2024-04");
        assert_eq!(days("2024-04-13", "2024-04-14", "range"), "2024-04-13 – 2024-04-14");
        assert_eq!(days("2024-04-13", "2024-04-13", "published"), "reported 2024-04-13");
        assert!(!types().is_empty());
    }
}
