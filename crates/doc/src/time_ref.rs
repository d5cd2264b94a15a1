//! Time expressions found in a document (TIMEX3, TimeML 1.2.1).

use crate::TokenSpan;
use smol_str::SmolStr;
use std::fmt;

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A calendar day or a coarser period on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexKind {
    /// The attribute's value in TimeML.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Civil {
    /// Astronomical year (0 is 1 BC).
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl fmt::Display for Civil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How finely a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimePrecision {
    /// A time of day.
    Time,
    /// One day.
    Day,
    /// A week or weekend.
    Week,
    /// One month, or a named part of it.
    Month,
    /// A quarter, season or half-year.
    Season,
    /// One year.
    Year,
    /// A decade.
    Decade,
    /// A century or longer.
    Century,
    /// An interval with both ends named in the text.
    Range,
}

impl TimePrecision {
    /// The name used in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            TimePrecision::Time => "time",
            TimePrecision::Day => "day",
            TimePrecision::Week => "week",
            TimePrecision::Month => "month",
            TimePrecision::Season => "season",
            TimePrecision::Year => "year",
            TimePrecision::Decade => "decade",
            TimePrecision::Century => "century",
            TimePrecision::Range => "range",
        }
    }
}

/// One time expression, normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeRef {
    /// Its tokens (the TIMEX3 extent).
    pub tokens: TokenSpan,
    /// TIMEX3 `type`.
    pub kind: TimexKind,
    /// TIMEX3 `value` ("2024-01-28", "2024-W04-WE", "P3M", "PAST_REF"); `None` when an anchor is missing.
    pub value: Option<SmolStr>,
    /// TIMEX3 `mod` ("START", "MID", "END", "APPROX", "BEFORE", "AFTER", …).
    pub modifier: Option<SmolStr>,
    /// First day it can mean; `None` for durations that end on no known day ("the past week" does), sets, vague references and open starts.
    pub from: Option<Civil>,
    /// Last day it can mean, inclusive; `None` likewise.
    pub to: Option<Civil>,
    /// How fine the value is; `None` for durations, sets and vague references.
    pub precision: Option<TimePrecision>,
    /// Words such as "since" or "until" make an interval open: `from` stands and the present ends it, or the reverse.
    pub signal: Option<SmolStr>,
    /// Zone of a time of day as the text names it: `Z`, an offset such as `-05`, or a name such as `local`; not applied to
    /// the value.
    pub zone: Option<SmolStr>,
    /// The rule that recognised it, for explanations.
    pub rule: SmolStr,
}
