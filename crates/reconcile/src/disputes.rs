//! What the sources disagree on: who did it, and whether it happened.

use crate::reported::Reported;
use masudi_record::{Actor, Dispute, DisputedValue, Mention, Status};
use std::collections::BTreeMap;

/// Who gives a value: the persons cited, else the outlet, else the document.
pub(crate) fn speaker(report: &Reported) -> String {
    let cited: Vec<&str> = report.mention.attribution.iter().map(|s| s.text.as_str()).collect();
    match (cited.is_empty(), &report.outlet) {
        (false, _) => cited.join(", "),
        (true, Some(outlet)) => outlet.clone(),
        (true, None) => report.mention.doc.clone(),
    }
}

/// The disputes on who acts and on whether it happened. `mentions` in order of publication, with their voices.
pub(crate) fn disputes(mentions: &[(&Reported, usize)]) -> Vec<Dispute> {
    let whether = by_value(mentions, |r| match r.mention.status {
        Status::Negated => Some("negated".to_owned()),
        Status::Actual | Status::Alleged | Status::Historical => Some("actual".to_owned()),
        Status::Future | Status::Hypothetical => None,
    });
    let who = by_value(mentions, |r| blamed(&r.mention));
    [("status", whether), ("actors", who)]
        .into_iter()
        .filter(|(_, values)| values.len() > 1 && several_speak(values))
        .map(|(field, values)| Dispute { field: field.to_owned(), values })
        .collect()
}

/// Whom a mention holds to have done it, where it is a matter of somebody's word: a blame, a claim, a cited account. What
/// a report tells in its own voice names its actors in passing, or not at all, and contradicts nobody.
fn blamed(mention: &Mention) -> Option<String> {
    let word = mention.status == Status::Alleged || !mention.attribution.is_empty();
    country(&mention.actors).filter(|_| word)
}

/// Whether each value has a speaker who gives no other.
fn several_speak(values: &[DisputedValue]) -> bool {
    let own = |value: &DisputedValue| {
        let elsewhere = |s: &String| values.iter().any(|v| v.value != value.value && v.sources.contains(s));
        value.sources.iter().any(|s| !elsewhere(s))
    };
    values.iter().all(own)
}

/// The country that acts, where every actor is of it.
fn country(actors: &[Actor]) -> Option<String> {
    let mut countries = actors.iter().map(|a| a.country.clone()).collect::<Option<Vec<String>>>()?;
    countries.sort();
    countries.dedup();
    // Several countries are a joint action, named in part by others: no contradiction.
    (countries.len() == 1).then(|| countries.swap_remove(0))
}

fn by_value(mentions: &[(&Reported, usize)], value: impl Fn(&Reported) -> Option<String>) -> Vec<DisputedValue> {
    let mut values: BTreeMap<String, (Vec<usize>, DisputedValue)> = BTreeMap::new();
    for (report, voice) in mentions {
        let Some(value) = value(report) else { continue };
        let (voices, entry) = values.entry(value.clone()).or_default();
        entry.value = value;
        voices.push(*voice);
        entry.sources.push(speaker(report));
        entry.mentions.push(report.mention.id.clone());
    }
    let mut values: Vec<_> = values.into_values().collect();
    for (voices, value) in &mut values {
        voices.sort_unstable();
        voices.dedup();
        value.sources.sort();
        value.sources.dedup();
    }
    values.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.1.value.cmp(&b.1.value)));
    values.into_iter().map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::Source;

    #[test]
    fn a_denial_is_kept_with_who_denies() {
        let claim = Reported { outlet: Some("Levant Monitor".to_owned()), ..Reported::default() };
        let mention = Mention {
            status: Status::Negated,
            attribution: vec![Source { text: "U.S. Central Command".to_owned(), ..Source::default() }],
            ..Mention::default()
        };
        let denial = Reported { mention, ..Reported::default() };
        let disputes = disputes(&[(&claim, 0), (&denial, 1)]);
        let sources: Vec<_> = disputes[0].values.iter().map(|v| (v.value.as_str(), v.sources[0].as_str())).collect();
        assert_eq!(disputes[0].field, "status");
        assert_eq!(sources, [("actual", "Levant Monitor"), ("negated", "U.S. Central Command")]);
    }

    fn told(country: &str, status: Status, cited: &str) -> Reported {
        let attribution = Some(cited).filter(|c| !c.is_empty());
        let mention = Mention {
            status,
            actors: vec![Actor { country: Some(country.to_owned()), ..Actor::default() }],
            attribution: attribution
                .map(|text| Source { text: text.to_owned(), ..Source::default() })
                .into_iter()
                .collect(),
            ..Mention::default()
        };
        Reported { mention, outlet: Some("Delta Wire".to_owned()), ..Reported::default() }
    }

    #[test]
    fn blame_on_different_parties_is_a_dispute_and_naming_others_in_passing_is_none() {
        let (passing, other) = (told("KEN", Status::Actual, ""), told("UGA", Status::Actual, ""));
        assert_eq!(disputes(&[(&passing, 0), (&other, 1)]), []);
        let (kampala, nairobi) = (told("KEN", Status::Alleged, "Kampala"), told("UGA", Status::Alleged, "Nairobi"));
        let found = disputes(&[(&kampala, 0), (&nairobi, 1), (&passing, 2)]);
        let values: Vec<_> = found[0].values.iter().map(|v| (v.value.as_str(), v.sources[0].as_str())).collect();
        assert_eq!((found[0].field.as_str(), values), ("actors", vec![("KEN", "Kampala"), ("UGA", "Nairobi")]));
        // One voice that names both is no contradiction.
        assert_eq!(disputes(&[(&kampala, 0), (&told("UGA", Status::Alleged, "Kampala"), 1)]), []);
    }
}
