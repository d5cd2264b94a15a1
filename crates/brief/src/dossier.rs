//! A dossier: a question about a situation, as a TOML file.
//!
//! In: the text and the name of its file. Out: a checked [`Dossier`], or a [`DossierError`] with file, line and what to do.
//! The form is described in `docs/guide/brief.md`.

use serde::Deserialize;
use toml::Spanned;

/// What more of a factor does to the outcome that the dossier asks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Brings it nearer.
    Toward,
    /// Puts it off.
    Away,
    /// Not known.
    #[default]
    Open,
}

impl Direction {
    /// Its name in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Toward => "toward",
            Self::Away => "away",
            Self::Open => "open",
        }
    }
}

/// A factor: a named query over events and over what texts name, and the force whose level belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactorQuery {
    /// Its name.
    pub name: String,
    /// What more of it does.
    pub direction: Direction,
    /// Event types.
    pub types: Vec<String>,
    /// Modes.
    pub modes: Vec<String>,
    /// Countries, codes, ids or names of actors.
    pub actors: Vec<String>,
    /// The same of recipients.
    pub recipients: Vec<String>,
    /// Countries or names of places.
    pub places: Vec<String>,
    /// Words of a sentence: of events, factors and statements; any of them.
    pub words: Vec<String>,
}

/// A process to follow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcessQuery {
    /// Countries, codes, ids or names that all take part.
    pub parties: Vec<String>,
    /// negotiation, ceasefire, withdrawal or agreement.
    pub kind: Option<String>,
}

/// A force to follow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeploymentQuery {
    /// Country of the force.
    pub force: String,
    /// Host countries.
    pub places: Vec<String>,
}

/// A question about a situation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// Title.
    pub title: String,
    /// The question.
    pub question: Option<String>,
    /// Who it is about: countries, codes, ids or names.
    pub parties: Vec<String>,
    /// Where: countries or names of places; empty for anywhere.
    pub places: Vec<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Length in days of the period whose counts are compared with those before; 90 when not given.
    pub recent_days: u32,
    /// What decides the outcome.
    pub factors: Vec<FactorQuery>,
    /// The processes to follow.
    pub processes: Vec<ProcessQuery>,
    /// The forces to follow.
    pub deployments: Vec<DeploymentQuery>,
}

/// What is wrong with a dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct DossierError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was expected, what was found, what to do.
    pub problem: String,
}

type Words = Vec<Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Spanned<String>,
    question: Option<String>,
    #[serde(default)]
    parties: Words,
    #[serde(default)]
    places: Words,
    from: Option<Spanned<toml::Value>>,
    to: Option<Spanned<toml::Value>>,
    recent_days: Option<Spanned<i64>>,
    #[serde(default)]
    factor: Vec<Spanned<FactorTable>>,
    #[serde(default)]
    process: Vec<Spanned<ProcessTable>>,
    #[serde(default)]
    deployment: Vec<Spanned<DeploymentTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactorTable {
    name: Spanned<String>,
    direction: Option<Spanned<String>>,
    #[serde(default)]
    types: Words,
    #[serde(default)]
    modes: Words,
    #[serde(default)]
    actors: Words,
    #[serde(default)]
    recipients: Words,
    #[serde(default)]
    places: Words,
    #[serde(default)]
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcessTable {
    parties: Words,
    kind: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeploymentTable {
    force: Spanned<String>,
    #[serde(default)]
    places: Words,
}

/// PLOVER's event types.
const TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];
const KINDS: [&str; 4] = ["negotiation", "ceasefire", "withdrawal", "agreement"];
const DIRECTIONS: [(&str, Direction); 3] =
    [("toward", Direction::Toward), ("away", Direction::Away), ("open", Direction::Open)];

impl Dossier {
    /// Reads a dossier; `file` is named in errors.
    ///
    /// ```
    /// use masudi_brief::Dossier;
    /// let text = "title = \"Talks\"\nparties = [\"USA\", \"IRQ\"]\nfrom = 2024-01-01\n";
    /// assert_eq!(Dossier::parse(text, "talks.toml").unwrap().from.as_deref(), Some("2024-01-01"));
    /// let wrong = "title = \"Talks\"\n[[factor]]\nname = \"attacks\"\ntypes = [\"ATTACK\"]\n";
    /// let error = Dossier::parse(wrong, "talks.toml").unwrap_err().to_string();
    /// assert!(error.starts_with("talks.toml:4: expected an event type"), "{error}");
    /// ```
    ///
    /// Errors: [`DossierError`] for the first fault.
    pub fn parse(text: &str, file: &str) -> Result<Self, DossierError> {
        let at = |offset: usize, problem: String| DossierError {
            file: file.to_owned(),
            line: text.as_bytes().iter().take(offset).filter(|b| **b == b'\n').count() + 1,
            problem,
        };
        let read: File = toml::from_str(text).map_err(|e| {
            let message = e.message().replace('\n', " ");
            let problem = format!("{message}; correct this line (the keys are in the guide to briefs)");
            at(e.span().map_or(0, |s| s.start), problem)
        })?;
        let of = |words: Words| -> Result<Vec<String>, DossierError> {
            words
                .into_iter()
                .map(|word| match word.get_ref().trim() {
                    "" => {
                        Err(at(word.span().start, "expected words, but found \"\"; fill it in or take it out".into()))
                    }
                    text => Ok(text.to_owned()),
                })
                .collect()
        };
        let one_of = |word: Spanned<String>, known: &[&str], what: &str| -> Result<String, DossierError> {
            let found = known.iter().find(|k| k.eq_ignore_ascii_case(word.get_ref().trim()));
            found.map(ToString::to_string).ok_or_else(|| {
                let problem = format!(
                    "expected {what}, one of {}, but found \"{}\"; use one of these",
                    known.join(", "),
                    word.get_ref()
                );
                at(word.span().start, problem)
            })
        };
        let day = |value: Option<Spanned<toml::Value>>| -> Result<Option<String>, DossierError> {
            let Some(value) = value else { return Ok(None) };
            let text = match value.get_ref() {
                toml::Value::Datetime(d) => d.to_string(),
                toml::Value::String(s) => s.clone(),
                other => other.to_string(),
            };
            let parsed = text.get(..10).unwrap_or(&text).parse::<jiff::civil::Date>();
            parsed.map(|d| Some(d.to_string())).map_err(|_| {
                at(value.span().start, format!("expected a day such as 2024-01-28, but found {text}; write it so"))
            })
        };
        let (from_at, to) = (read.from.as_ref().map_or(0, |f| f.span().start), day(read.to)?);
        let from = day(read.from)?;
        if from.is_some() && to.is_some() && from > to {
            return Err(at(from_at, "expected `from` not after `to`; exchange the two days".to_owned()));
        }
        let recent_days = match &read.recent_days {
            None => 90,
            Some(days) => {
                u32::try_from(*days.get_ref()).ok().filter(|d| (1..=36_500).contains(d)).ok_or_else(|| {
                    at(days.span().start, format!("expected 1 to 36500 days, but found {}; change it", days.get_ref()))
                })?
            }
        };
        let mut dossier = Self {
            title: read.title.get_ref().trim().to_owned(),
            question: read.question,
            parties: of(read.parties)?,
            places: of(read.places)?,
            from,
            to,
            recent_days,
            ..Self::default()
        };
        if dossier.title.is_empty() {
            return Err(at(read.title.span().start, "expected a title, but found \"\"; give it one".to_owned()));
        }
        for table in read.factor {
            let start = table.span().start;
            let factor = table.into_inner();
            let direction = match factor.direction {
                None => Direction::Open,
                Some(word) => {
                    let name = one_of(word, &DIRECTIONS.map(|(name, _)| name), "a direction")?;
                    DIRECTIONS.iter().find(|(n, _)| *n == name).map(|(_, d)| *d).unwrap_or_default()
                }
            };
            let types = factor.types.into_iter().map(|t| one_of(t, &TYPES, "an event type"));
            let query = FactorQuery {
                name: factor.name.into_inner(),
                direction,
                types: types.collect::<Result<_, _>>()?,
                modes: of(factor.modes)?,
                actors: of(factor.actors)?,
                recipients: of(factor.recipients)?,
                places: of(factor.places)?,
                words: of(factor.words)?,
            };
            let asks = [&query.types, &query.modes, &query.actors, &query.recipients, &query.places, &query.words];
            if asks.iter().all(|list| list.is_empty()) {
                let problem = format!(
                    "factor \"{}\" asks for nothing; give it types, modes, actors, recipients, places or words",
                    query.name
                );
                return Err(at(start, problem));
            }
            dossier.factors.push(query);
        }
        for table in read.process {
            let start = table.span().start;
            let process = table.into_inner();
            let query = ProcessQuery {
                parties: of(process.parties)?,
                kind: process.kind.map(|kind| one_of(kind, &KINDS, "a kind of process")).transpose()?,
            };
            if query.parties.is_empty() {
                return Err(at(start, "expected parties of the process, but found none; name one or two".to_owned()));
            }
            dossier.processes.push(query);
        }
        for table in read.deployment {
            let deployment = table.into_inner();
            dossier
                .deployments
                .push(DeploymentQuery { force: of(vec![deployment.force])?.concat(), places: of(deployment.places)? });
        }
        Ok(dossier)
    }
}
