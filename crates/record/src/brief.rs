//! A brief: how a situation stands, as an answer to a dossier. Every line cites the sentences that it comes from, by their
//! numbers in [`Brief::sources`], from 1.

use crate::{Deployment, ProcessKind, ProcessPhase};
use serde::{Deserialize, Serialize};

/// A sentence of a document that lines cite.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CitedSentence {
    /// The document's id.
    pub doc: String,
    /// Number of the sentence, from 0.
    pub sentence: usize,
    /// Its words.
    pub words: String,
    /// Outlet.
    pub source: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When.
    pub published: Option<String>,
}

/// First and last day of a period, inclusive, ISO 8601.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Period {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// One line of a list: a day, words of the record, and where they stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BriefLine {
    /// Day, or first and last day joined with `/`.
    pub date: Option<String>,
    /// What kind of line: a step, an event type, a kind of statement, a field.
    pub kind: String,
    /// The sentence of a document that tells it best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Values of the record.
    pub text: String,
    /// Id of the event, process, factor, statement or deployment.
    pub id: String,
    /// Numbers of the sentences.
    pub cites: Vec<usize>,
}

/// A factor as several texts name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NamedFactor {
    /// In the words that most texts use.
    pub text: String,
    /// factor, condition or aim.
    pub kind: String,
    /// Who names it.
    pub named_by: Vec<String>,
    /// How often it is named.
    pub times: usize,
    /// Numbers of the sentences.
    pub cites: Vec<usize>,
}

/// Where a process stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BriefProcess {
    /// Id of the process.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind.
    pub kind: ProcessKind,
    /// The step that it stands at.
    pub state: Option<ProcessPhase>,
    /// Day of that step.
    pub since: Option<String>,
    /// Where it is held.
    pub venue: Option<String>,
    /// Last day of its deadline.
    pub deadline: Option<String>,
    /// Its steps.
    pub history: Vec<BriefLine>,
    /// What else its parties did in it: meetings, proposals, postponements.
    pub also: Vec<BriefLine>,
    /// Names, states and days of the withdrawals that carry out what was agreed.
    pub carried_out_by: Vec<String>,
    /// Factors, conditions and aims.
    pub factors: Vec<NamedFactor>,
}

/// What a count of one period is worth against that of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Trend {
    /// More than before: the whole interval lies above 1.
    More,
    /// Fewer than before: the whole interval lies below 1.
    Fewer,
    /// The interval holds 1.
    #[default]
    Unclear,
}

/// A factor of the dossier with its trend.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FactorTrend {
    /// The dossier's name of it.
    pub name: String,
    /// What more of it does to the outcome, as the dossier says: toward, away or open.
    pub direction: String,
    /// Events of the recent period.
    pub recent: u64,
    /// Events of the period before.
    pub before: u64,
    /// Sum of the PLOVER scores of the recent events.
    pub recent_score: f64,
    /// Sum of the PLOVER scores of the events before.
    pub before_score: f64,
    /// Events a day of the recent period over events a day before: the middle of the estimate.
    pub ratio: f64,
    /// Lower end of its 90 percent interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// What that says.
    pub trend: Trend,
    /// Its latest events.
    pub events: Vec<BriefLine>,
    /// Who names it.
    pub named: Vec<NamedFactor>,
}

/// Force levels of one force in one host country, the oldest first; figures that differ stand side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LevelSeries {
    /// Country of the force, ISO 3166-1 alpha-3.
    pub force: Option<String>,
    /// Host country, or the name of the place where it has none.
    pub place: String,
    /// Both in words, where the record has names for them: "United States in Iraq".
    pub name: String,
    /// Figures by day.
    pub points: Vec<LevelPoint>,
}

/// The figures given for one day, or the one figure given again and again until another was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LevelPoint {
    /// The day, or the first of several.
    pub as_of: Option<String>,
    /// The last day for which the same figure is given, where it is another day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How often it is given.
    pub times: usize,
    /// The figures, one of each that differs.
    pub figures: Vec<Deployment>,
    /// Whether they contradict each other.
    pub conflict: bool,
    /// Numbers of the sentences, one list for each figure.
    pub cites: Vec<Vec<usize>>,
}

/// The answer to a dossier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Brief {
    /// The dossier's title.
    pub title: String,
    /// The dossier's question.
    pub question: Option<String>,
    /// Number of documents, and the last day of publication.
    pub documents: usize,
    /// The day that the brief tells of: the last of the record or of the dossier.
    pub as_of: Option<String>,
    /// The period whose counts are compared.
    pub recent: Option<Period>,
    /// The period that they are compared with.
    pub before: Option<Period>,
    /// The processes that the dossier follows.
    pub processes: Vec<BriefProcess>,
    /// Its factors.
    pub factors: Vec<FactorTrend>,
    /// Force levels.
    pub levels: Vec<LevelSeries>,
    /// What happened.
    pub timeline: Vec<BriefLine>,
    /// Who says, denies, confirms or demands what.
    pub statements: Vec<BriefLine>,
    /// On what the sources disagree.
    pub disputes: Vec<BriefLine>,
    /// The first day of what counts as new, where one was asked for.
    pub since: Option<String>,
    /// What is new since then.
    pub changes: Vec<BriefLine>,
    /// The sentences cited; line numbers count from 1.
    pub sources: Vec<CitedSentence>,
}
