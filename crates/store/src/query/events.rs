//! What events or mentions are asked for.

use super::{Area, QueryError, Question, Term, days, refuse, words, yes_or_no};
use masudi_record::{Phase, Status};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt;

/// What events or mentions are asked for. Lists mean any of their values; an empty list, or `None`, all there are. What is
/// set must hold all together. Names, countries and sources are compared without regard to case.
///
/// ```
/// use masudi_store::EventQuery;
/// let query: EventQuery = "type=ASSAULT party=IRN,ISR country=IRQ from=2024-01 \"air base\"".parse().unwrap();
/// assert_eq!(query.parties, [["IRN", "ISR"]]);
/// assert_eq!(query.from.as_deref(), Some("2024-01-01"));
/// assert_eq!(query.to_string().parse(), Ok(query));
/// let wrong = "typ=ASSAULT".parse::<EventQuery>().unwrap_err();
/// assert!(wrong.to_string().contains("expected one of actor, "));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventQuery {
    /// Words that stand in the sentence of the mention, or of any mention of the event; all of them.
    pub text: Vec<Term>,
    /// Ids, countries, codes or names of actors: of each inner list one.
    pub actors: Vec<Vec<String>>,
    /// The same of recipients.
    pub recipients: Vec<Vec<String>>,
    /// The same of those who take part, whether as actor or recipient.
    pub parties: Vec<Vec<String>>,
    /// Event types of the ontology.
    pub types: Vec<String>,
    /// Modes.
    pub modes: Vec<String>,
    /// Quad classes.
    pub quads: Vec<String>,
    /// Contexts: of each inner list one.
    pub contexts: Vec<Vec<String>>,
    /// Phases.
    pub phases: Vec<Phase>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Names of places, as the gazetteer has them.
    pub places: Vec<String>,
    /// Countries of places, ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Where the place lies.
    pub area: Option<Area>,
    /// First day (ISO 8601): what ended before is left out, and what has no date.
    pub from: Option<String>,
    /// Last day: what began after is left out, and what has no date.
    pub to: Option<String>,
    /// Outlets of a document that tells it.
    pub sources: Vec<String>,
    /// Ids of documents that tell it.
    pub documents: Vec<String>,
    /// Least confidence, 0 to 1.
    pub confidence: Option<f32>,
    /// Least number of distinct outlets; of events only.
    pub outlets: Option<u32>,
    /// Whether sources disagree on it; of events only.
    pub disputed: Option<bool>,
}

impl EventQuery {
    /// The keys that a question may have, with what their values are.
    pub const HELP: &str = "\
Words, and \"phrases\" in quotation marks, stand in the sentence; word* may go on. Values joined with commas: any of them.
  actor=, recipient=, party=  country (IRN), code, id or name; given again: one more who takes part
  type=, mode=, quad=, context=, phase=   as the ontology names them
  status=    actual, alleged, future, historical, hypothetical, negated
  place=NAME, country=IRQ, near=LAT,LON,KM, box=WEST,SOUTH,EAST,NORTH
  from=, to=, on=   a day, month or year: 2024-04-15, 2024-04, 2024; on=2024-03..2024-05
  source=OUTLET, document=ID, confidence=0.5, outlets=2, disputed=yes";

    /// Reads the pairs of a web address. A key that is none is an error; take out your own keys first.
    ///
    /// Errors: [`QueryError`] with what was expected.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, QueryError> {
        Self::of_pairs(pairs)
    }

    /// Reads the words of a command line, each of which is one condition: `key=value`, a word, or a phrase.
    ///
    /// Errors: [`QueryError`] with what was expected.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, QueryError> {
        Self::of_words(words)
    }
}

impl Question for EventQuery {
    const KEYS: &'static [&'static str] = &[
        "actor",
        "box",
        "confidence",
        "context",
        "country",
        "disputed",
        "document",
        "from",
        "mode",
        "near",
        "on",
        "outlets",
        "party",
        "phase",
        "place",
        "quad",
        "recipient",
        "source",
        "status",
        "text",
        "to",
        "type",
    ];

    fn look_for(&mut self, term: Term) -> Result<(), QueryError> {
        super::text::push(&mut self.text, term)
    }

    fn set(&mut self, key: &'static str, value: &str) -> Result<(), QueryError> {
        let listed = || {
            let values = words::values(value)?;
            if values.is_empty() { Err(refuse(key, "a value", value)) } else { Ok(values) }
        };
        let upper = |list: Vec<String>| list.into_iter().map(|v| v.to_uppercase()).collect::<Vec<_>>();
        let lower = |list: Vec<String>| list.into_iter().map(|v| v.to_lowercase()).collect::<Vec<_>>();
        match key {
            "text" => Term::all(value)?.into_iter().try_for_each(|term| self.look_for(term))?,
            "actor" => self.actors.push(listed()?),
            "recipient" => self.recipients.push(listed()?),
            "party" => self.parties.push(listed()?),
            "context" => self.contexts.push(lower(listed()?)),
            "type" => once(key, &mut self.types, upper(listed()?))?,
            "mode" => once(key, &mut self.modes, lower(listed()?))?,
            "quad" => once(key, &mut self.quads, lower(listed()?))?,
            "phase" => {
                let expected = "start, continue, suspend, resume or end";
                once(key, &mut self.phases, named(key, expected, listed()?)?)?;
            }
            "status" => {
                let expected = "actual, alleged, future, historical, hypothetical or negated";
                once(key, &mut self.statuses, named(key, expected, listed()?)?)?;
            }
            "place" => once(key, &mut self.places, listed()?)?,
            "country" => once(key, &mut self.countries, upper(listed()?))?,
            "source" => once(key, &mut self.sources, listed()?)?,
            "document" => once(key, &mut self.documents, listed()?)?,
            "box" => fill(key, &mut self.area, Area::parse_box(value)?)?,
            "near" => fill(key, &mut self.area, Area::parse_circle(value)?)?,
            "from" => fill(key, &mut self.from, days::days(key, value)?.0)?,
            "to" => fill(key, &mut self.to, days::days(key, value)?.1)?,
            "on" => {
                let (first, last) = days::days(key, value)?;
                fill(key, &mut self.from, first)?;
                fill(key, &mut self.to, last)?;
            }
            "confidence" => {
                let number = value.parse().ok().filter(|p| (0.0..=1.0).contains(p));
                fill(key, &mut self.confidence, number.ok_or_else(|| refuse(key, "a number from 0 to 1", value))?)?;
            }
            "outlets" => {
                let number = value.parse().map_err(|_| refuse(key, "a whole number", value))?;
                fill(key, &mut self.outlets, number)?;
            }
            _ => {
                let disputed = yes_or_no(key, value)?;
                fill(key, &mut self.disputed, disputed)?;
            }
        }
        Ok(())
    }
}

impl std::str::FromStr for EventQuery {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::from_words(words::split(text)?)
    }
}

impl fmt::Display for EventQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.text.iter().map(ToString::to_string).collect();
        let mut list = |key: &str, values: &[String]| {
            if !values.is_empty() {
                let values: Vec<String> = values.iter().map(|v| words::quoted(v)).collect();
                parts.push(format!("{key}={}", values.join(",")));
            }
        };
        let groups = [
            ("actor", &self.actors),
            ("recipient", &self.recipients),
            ("party", &self.parties),
            ("context", &self.contexts),
        ];
        groups.iter().for_each(|(key, groups)| groups.iter().for_each(|group| list(key, group)));
        list("type", &self.types);
        list("mode", &self.modes);
        list("quad", &self.quads);
        list("phase", &self.phases.iter().map(name).collect::<Vec<_>>());
        list("status", &self.statuses.iter().map(name).collect::<Vec<_>>());
        list("place", &self.places);
        list("country", &self.countries);
        list("source", &self.sources);
        list("document", &self.documents);
        parts.extend(self.area.map(|area| area.to_string()));
        parts.extend(self.from.as_ref().map(|day| format!("from={day}")));
        parts.extend(self.to.as_ref().map(|day| format!("to={day}")));
        parts.extend(self.confidence.map(|p| format!("confidence={p}")));
        parts.extend(self.outlets.map(|n| format!("outlets={n}")));
        parts.extend(self.disputed.map(|yes| format!("disputed={}", if yes { "yes" } else { "no" })));
        f.write_str(&parts.join(" "))
    }
}

fn once<T>(key: &'static str, list: &mut Vec<T>, values: Vec<T>) -> Result<(), QueryError> {
    if !list.is_empty() {
        return Err(QueryError::Again(key));
    }
    *list = values;
    Ok(())
}

pub(super) fn fill<T>(key: &'static str, place: &mut Option<T>, value: T) -> Result<(), QueryError> {
    match place.replace(value) {
        Some(_) => Err(QueryError::Again(key)),
        None => Ok(()),
    }
}

fn named<T: DeserializeOwned>(
    key: &'static str,
    expected: &'static str,
    values: Vec<String>,
) -> Result<Vec<T>, QueryError> {
    let one =
        |value: String| serde_json::from_value(value.to_lowercase().into()).map_err(|_| refuse(key, expected, &value));
    values.into_iter().map(one).collect()
}

pub(crate) fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pairs_and_text_mean_the_same() {
        let text =
            "drone* \"air base\" party=IRN party=USA,\"United States\" status=actual,alleged on=2024-02 near=36,44,50";
        let query: EventQuery = text.parse().unwrap();
        assert_eq!(query.parties.len(), 2);
        assert_eq!((query.from.as_deref(), query.to.as_deref()), (Some("2024-02-01"), Some("2024-02-29")));
        assert_eq!(query.to_string().parse(), Ok(query.clone()));
        let pairs = [
            ("text", "drone* \"air base\""),
            ("party", "IRN"),
            ("party", "USA,\"United States\""),
            ("status", "actual,alleged"),
            ("on", "2024-02"),
            ("near", "36,44,50"),
        ];
        assert_eq!(EventQuery::from_pairs(pairs).unwrap(), query);
        let words = ["drone*", "air base", "party=IRN", "party=USA,United States"];
        let said = EventQuery::from_words(words).unwrap();
        assert_eq!((said.text, said.parties), (query.text, query.parties));
    }

    #[test]
    fn what_makes_no_sense_says_what_was_expected() {
        let wrong = |text: &str| text.parse::<EventQuery>().unwrap_err().to_string();
        assert!(wrong("status=perhaps").contains("actual"));
        assert!(wrong("from=soon").contains("2024-04-15"));
        assert!(wrong("type=ASSAULT type=AID").contains("comma"));
        assert!(wrong("from=2024 on=2024").contains("once"));
        assert!(wrong("confidence=2").contains("0 to 1"));
        assert!(wrong("actor=").contains("a value"));
        assert!(wrong("box=1,2,3").contains("west"));
        assert!(wrong("actor=\"IRN").contains("closing"));
    }
}
