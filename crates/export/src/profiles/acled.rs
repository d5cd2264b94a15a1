//! The shape of ACLED: 31 columns. Lossy: its types are a rough crosswalk of PLOVER's, not coded by ACLED's rules.

use super::acled_words::{inter, interaction, targets_civilians, words};
use super::reasons::*;
use crate::profile::{Reason, real, text, whole};
use crate::{Cell, Column, Format, Profile, View};
use masudi_record::Party;

pub(super) const PROFILE: Profile = Profile {
    name: "acled",
    about: "The shape of ACLED, 31 columns: a rough crosswalk, not coded by ACLED's rules.",
    usual: Format::Csv,
    header: true,
    missing: "",
    by_mention: false,
    columns: COLUMNS,
    leaves_out: &[
        NOT_HAPPENED,
        NO_DAY,
        Reason { about: "are of a type that the layout has no name for", holds: |v| words(v).is_none() },
        Reason { about: "have no country", holds: |v| v.country().is_none() },
    ],
    loses: &[STATUS, MODE, CONTEXTS, PHASE, LAST_DAY, OTHER_COUNTS, DISPUTES, LINKS, MORE_MENTIONS, ATTRIBUTION],
};

const NOT_KEPT: &str = "Not in our record";

const COLUMNS: &[Column] = &[
    text("event_id_cnty", "ISO 3166-1 alpha-3 of the country and our id, the same on every run", |v| {
        Cell::given(v.country().map(|country| format!("{country}{}", v.event().id)))
    }),
    text("event_date", "First day, ISO 8601", |v| Cell::given(v.day())),
    whole("year", "Year of the first day", |v| Cell::whole(v.day().and_then(|day| day.get(..4)?.parse::<i64>().ok()))),
    whole(
        "time_precision",
        "1 the day is named, 2 within a week, or the day of the report, 3 within a month or longer",
        |v| {
            Cell::Integer(match (v.date_precision(), v.length()) {
                ("day", _) => 1,
                (_, Some(..=7)) => 2,
                _ => 3,
            })
        },
    ),
    text("disorder_type", "From type and mode", |v| Cell::given(words(v).map(|w| w.0))),
    text("event_type", "From type and mode", |v| Cell::given(words(v).map(|w| w.1))),
    text("sub_event_type", "From type and mode", |v| Cell::given(words(v).map(|w| w.2))),
    text("actor1", "Name of the first actor", |v| name(v.event().actors.first())),
    text("assoc_actor_1", "Names of the others, joined with ;", |v| others(&v.event().actors)),
    whole(
        "inter1",
        "Kind of actor1: 1 state forces, 2 rebels, 3 militias, 5 rioters, 6 protesters, 7 civilians, 8 external",
        |v| Cell::whole(v.event().actors.first().and_then(|party| inter(v, party, true))),
    ),
    text("actor2", "Name of the first recipient", |v| name(v.event().recipients.first())),
    text("assoc_actor_2", "Names of the others, joined with ;", |v| others(&v.event().recipients)),
    whole("inter2", "Kind of actor2", |v| {
        Cell::whole(v.event().recipients.first().and_then(|party| inter(v, party, false)))
    }),
    whole("interaction", "Kinds of both, the lower first; a side alone is followed by 0", |v| {
        Cell::whole(interaction(v))
    }),
    text("civilian_targeting", "Civilian targeting, where all recipients of violence are civilians", |v| {
        let violence = words(v).is_some_and(|w| w.0 == "Political violence");
        Cell::given((violence && targets_civilians(v)).then_some("Civilian targeting"))
    }),
    whole("iso", "Country, ISO 3166-1 numeric", |v| {
        Cell::whole(v.country_code().and_then(|c| c.numeric.as_ref()?.parse::<i64>().ok()))
    }),
    text("region", NOT_KEPT, |_| Cell::Missing),
    text("country", "Country in words", |v| Cell::given(v.country_code().map(|c| &c.name))),
    text("admin1", "First-level division", |v| Cell::given(v.province())),
    text("admin2", "The place where it is a second-level division", |v| {
        Cell::given(v.place_name().filter(|_| v.place_precision() == "admin2"))
    }),
    text("admin3", NOT_KEPT, |_| Cell::Missing),
    text("location", "Name of the place", |v| Cell::given(v.place_name())),
    real("latitude", "WGS84 degrees north; empty where only the country is known", |v| {
        Cell::real(v.point().map(|p| p.0))
    }),
    real("longitude", "WGS84 degrees east", |v| Cell::real(v.point().map(|p| p.1))),
    whole("geo_precision", "1 town, 2 near a town or a second-level division, 3 a larger part of the country", |v| {
        let near = v.place().and_then(|p| p.relation.as_deref()) == Some("near");
        Cell::Integer(match (v.place_precision(), near) {
            ("site" | "city", false) => 1,
            ("site" | "city", true) | ("admin2", _) => 2,
            _ => 3,
        })
    }),
    text("source", "Outlets, joined with ;", |v| Cell::list(v.event().sources.iter().map(Some), ';')),
    text("source_scale", NOT_KEPT, |_| Cell::Missing),
    text("notes", "Sentence of the first mention", |v| Cell::given(v.mention().map(|m| &m.sentence.text))),
    whole("fatalities", "Deaths, the figure held best; 0 where no report gives one, as ACLED has it", |v| {
        Cell::whole(Some(View::best(v.event().counts.killed.as_ref()).unwrap_or(0)))
    }),
    text("tags", NOT_KEPT, |_| Cell::Missing),
    whole("timestamp", "Midnight (UTC) of the day of the last report, seconds since 1970", |v| {
        let day = v.event().last_seen.as_deref().and_then(|d| d.get(..10)?.parse::<jiff::civil::Date>().ok());
        let midnight = day.map(|day| day.to_datetime(jiff::civil::Time::midnight()));
        Cell::whole(midnight.and_then(|m| jiff::tz::Offset::UTC.to_timestamp(m).ok()).map(|t| t.as_second()))
    }),
];

fn name(party: Option<&Party>) -> Cell {
    Cell::given(party.and_then(|p| p.name.as_ref()))
}

fn others(parties: &[Party]) -> Cell {
    Cell::list(parties.iter().skip(1).map(|p| p.name.as_ref()), ';')
}
