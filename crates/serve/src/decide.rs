//! From the form of an event's page to a decision on its mentions.

use crate::http::Problem;
use crate::words;
use axum::http::StatusCode;
use jiff::civil::Date;
use masudi_reconcile::type_correction;
use masudi_record::{Anchor, Correction, Decision, Party, Place};
use masudi_store::{EventQuery, Paging, Store};

/// Mentions of one decision, and characters of a remark.
const MOST_MENTIONS: usize = 2000;
const LONGEST_NOTE: usize = 4000;
/// Characters of a place's name.
const LONGEST_NAME: usize = 200;

/// What a form asks, by the names of its fields.
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// Errors: 400 when it does not say what to decide.
    pub fn read(body: &[u8]) -> Result<Self, Problem> {
        let asked = Self(url::form_urlencoded::parse(body).into_owned().collect());
        match asked.get("decision") {
            "merge" | "split" | "pin" | "correct" | "note" => Ok(asked),
            _ => Err(Problem::bad_request("decision: expected merge, split, pin, correct or note")),
        }
    }

    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The decision on an event of the record.
    ///
    /// Errors: 404 when there is no such event, 400 with what was expected.
    pub fn decision(&self, store: &Store, event: &str) -> Result<Decision, Problem> {
        let all = anchors(store, event)?;
        let every = || all.iter().map(|(_, anchor)| anchor.clone()).collect::<Vec<_>>();
        let decision = match self.get("decision") {
            "merge" => {
                // An address of an event does as well as its id.
                let with = self.get("with").rsplit('/').next().unwrap_or("").split(['?', '#']).next().unwrap_or("");
                if with.is_empty() || with == event {
                    return Err(Problem::bad_request("with: expected the id or address of another event"));
                }
                let others = anchors(store, with)?.into_iter().map(|(_, anchor)| anchor);
                Decision::Merge { mentions: every().into_iter().chain(others).collect() }
            }
            "split" => {
                let chosen: Vec<&str> =
                    self.0.iter().filter(|(key, _)| key == "mention").map(|(_, id)| id.as_str()).collect();
                if let Some(unknown) = chosen.iter().find(|id| !all.iter().any(|(known, _)| known == *id)) {
                    return Err(Problem::bad_request(format!("mention: \"{unknown}\" does not tell this event")));
                }
                let (these, those): (Vec<_>, Vec<_>) =
                    all.into_iter().partition(|(id, _)| chosen.contains(&id.as_str()));
                let alone = |of: Vec<(String, Anchor)>| of.into_iter().map(|(_, anchor)| anchor).collect();
                Decision::Split { these: alone(these), those: alone(those) }
            }
            "pin" => Decision::Pin { event: event.to_owned(), mentions: every() },
            "note" => Decision::Note { mentions: every(), text: self.get("text").to_owned() },
            _ => Decision::Correct { mentions: every(), correction: self.correction(store)? },
        };
        check(decision)
    }

    fn correction(&self, store: &Store) -> Result<Correction, Problem> {
        let parties = || {
            let party = |code: &str| Party { country: Some(code.to_uppercase()), ..Party::default() };
            let codes = self.get("countries").split([',', ' ']).map(str::trim).filter(|code| !code.is_empty());
            codes.map(party).collect()
        };
        Ok(match self.get("what") {
            "no-event" => Correction::NoEvent,
            "status" => {
                let status = serde_json::Value::String(self.get("status").to_owned());
                let unknown = |_| {
                    Problem::bad_request(
                        "status: expected actual, alleged, future, historical, hypothetical or negated",
                    )
                };
                Correction::Status { status: serde_json::from_value(status).map_err(unknown)? }
            }
            "days" => {
                let (from, to) = (self.get("from"), self.get("to"));
                Correction::Days { from: from.to_owned(), to: if to.is_empty() { from } else { to }.to_owned() }
            }
            // What follows from the type is filled in with the check.
            "type" => Correction::Type {
                event_type: self.get("type").to_uppercase(),
                mode: Some(self.get("mode").to_lowercase()).filter(|mode| !mode.is_empty()),
                quad: String::new(),
                score: None,
                cameo: None,
            },
            "place" => Correction::Place { place: self.place(store)? },
            "actors" => Correction::Actors { parties: parties() },
            "recipients" => Correction::Recipients { parties: parties() },
            _ => {
                return Err(Problem::bad_request(
                    "what: expected no-event, type, status, days, place, actors or recipients",
                ));
            }
        })
    }

    /// The place of a form: as the record knows a place of that name and country, where it does; else by name and country alone.
    fn place(&self, store: &Store) -> Result<Option<Place>, Problem> {
        let (name, country) = (self.get("place"), self.get("country").to_uppercase());
        let country = Some(country).filter(|code| !code.is_empty());
        if name.is_empty() {
            let precision = Some("country".to_owned());
            return Ok(country.map(|code| Place { country: Some(code), precision, ..Place::default() }));
        }
        let query = EventQuery {
            places: vec![name.to_owned()],
            countries: country.iter().cloned().collect(),
            ..EventQuery::default()
        };
        let found = store.events(&query, &Paging { most: 1, ..Paging::default() }).map_err(Problem::of_record)?;
        let known = found.rows.into_iter().find_map(|stored| stored.event.place);
        let known = known.map(|place| Place { text: None, start: None, end: None, relation: None, ..place });
        Ok(Some(known.unwrap_or_else(|| Place { name: Some(name.to_owned()), country, ..Place::default() })))
    }
}

/// The mentions of an event, each with its anchor. Errors: 404 when there is no such event.
fn anchors(store: &Store, event: &str) -> Result<Vec<(String, Anchor)>, Problem> {
    let mentions = store.mentions_of_event(event).map_err(Problem::internal)?;
    if mentions.is_empty() {
        return Err(Problem::not_found("there is no event of this id; it may have been merged: /changes.json says so"));
    }
    Ok(mentions.into_iter().map(|stored| (stored.mention.id.clone(), Anchor::of(&stored.mention))).collect())
}

/// A decision that makes sense, with what follows from it. Errors: 422 with what was expected.
pub fn check(decision: Decision) -> Result<Decision, Problem> {
    sensible(&decision)?;
    let Decision::Correct { mentions, correction: Correction::Type { event_type, mode, .. } } = &decision else {
        return Ok(decision);
    };
    let ontology = words::ONTOLOGY.as_ref().ok_or_else(|| Problem::internal("the ontology cannot be read"))?;
    let correction = type_correction(ontology, event_type, mode.as_deref())
        .map_err(|expected| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, expected))?;
    Ok(Decision::Correct { mentions: mentions.clone(), correction })
}

fn sensible(decision: &Decision) -> Result<(), Problem> {
    let refuse = |expected: &str| Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("expected {expected}")));
    let country = |party: &Party| {
        let code = party.country.as_deref().unwrap_or("");
        is_country(code) || (code.is_empty() && (party.name.is_some() || party.id.is_some()))
    };
    if decision.anchors().len() > MOST_MENTIONS {
        return refuse("at most 2000 mentions");
    }
    match decision {
        Decision::Merge { mentions } if mentions.len() < 2 => refuse("two mentions or more to merge"),
        Decision::Split { these, those } if these.is_empty() || those.is_empty() => {
            refuse("some of the mentions to take out, and some to stay")
        }
        Decision::Pin { mentions, .. } | Decision::Correct { mentions, .. } | Decision::Note { mentions, .. }
            if mentions.is_empty() =>
        {
            refuse("a mention at least")
        }
        Decision::Note { text, .. } if text.trim().is_empty() || text.chars().count() > LONGEST_NOTE => {
            refuse("a remark of 1 to 4000 characters")
        }
        Decision::Correct { correction: Correction::Days { from, to }, .. } => {
            match (from.parse::<Date>(), to.parse::<Date>()) {
                (Ok(first), Ok(last)) if first <= last && from.len() == 10 && to.len() == 10 => Ok(()),
                _ => refuse("a first and a last day such as 2024-04-15, the first not after the last"),
            }
        }
        Decision::Correct {
            correction: Correction::Actors { parties } | Correction::Recipients { parties }, ..
        } if !parties.iter().all(country) => refuse("countries as three letters, such as IRQ"),
        Decision::Correct { correction: Correction::Place { place: Some(place) }, .. } => {
            let within = |value: Option<f64>, most: f64| value.is_none_or(|degrees| degrees.abs() <= most);
            let short = place.name.as_ref().is_none_or(|name| name.chars().count() <= LONGEST_NAME);
            match place.country.as_deref().is_none_or(is_country) && within(place.lat, 90.0) && within(place.lon, 180.0)
            {
                true if short && (place.country.is_some() || place.name.is_some()) => Ok(()),
                _ => refuse("a place with a name or a country of three letters, such as IRQ, and degrees of the earth"),
            }
        }
        _ => Ok(()),
    }
}

/// ISO 3166-1 alpha-3, as far as its form goes.
fn is_country(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
