//! The shape of UCDP GED: 49 columns, one row an event with deaths. Lossy: conflicts and dyads of UCDP are not assigned.

use super::reasons::*;
use crate::profile::{Reason, real, text, whole};
use crate::{Cell, Column, Format, Profile, View, number, prio_grid};
use masudi_record::Party;

pub(super) const PROFILE: Profile = Profile {
    name: "ged",
    about: "The shape of UCDP GED, 49 columns, events with deaths: conflicts and dyads of UCDP are not assigned.",
    usual: Format::Csv,
    header: true,
    missing: "",
    by_mention: false,
    columns: COLUMNS,
    leaves_out: &[
        NOT_HAPPENED,
        NO_DAY,
        Reason { about: "are no violence", holds: |v| v.event().event_type != "ASSAULT" },
        Reason {
            about: "have no death that a report counts",
            holds: |v| View::best(v.event().counts.killed.as_ref()).unwrap_or(0) == 0,
        },
    ],
    loses: &[STATUS, MODE, CONTEXTS, PHASE, MORE_PARTIES, OTHER_COUNTS, DISPUTES, LINKS],
};

const NOT_ASSIGNED: &str = "Not assigned: an id of UCDP";

const COLUMNS: &[Column] = &[
    whole("id", "A number made of our id, the same on every run and of one event only", |v| {
        Cell::Integer(number(&v.event().id))
    }),
    text("relid", "Country, year and our id", |v| {
        Cell::list([v.country(), v.day().and_then(|day| day.get(..4)), Some(v.event().id.as_str())], '-')
    }),
    whole("year", "Year of the first day", |v| Cell::whole(v.day().and_then(|day| day.get(..4)?.parse::<i64>().ok()))),
    whole("active_year", "Not known: whether the conflict has 25 deaths in the year", |_| Cell::Missing),
    text("code_status", "Clear where no field is disputed", |v| {
        Cell::text(if v.event().disputed.is_empty() { "Clear" } else { "Check" })
    }),
    whole(
        "type_of_violence",
        "1 a state takes part, 2 no state does, 3 against civilians; empty where sectors are unknown",
        |v| Cell::whole(violence(v)),
    ),
    whole("conflict_dset_id", NOT_ASSIGNED, |_| Cell::Missing),
    whole("conflict_new_id", NOT_ASSIGNED, |_| Cell::Missing),
    text("conflict_name", "Not assigned", |_| Cell::Missing),
    whole("dyad_dset_id", NOT_ASSIGNED, |_| Cell::Missing),
    whole("dyad_new_id", NOT_ASSIGNED, |_| Cell::Missing),
    text("dyad_name", "Names of the two sides", |v| {
        Cell::given(name(v, true).zip(name(v, false)).map(|(a, b)| format!("{a} - {b}")))
    }),
    whole("side_a_dset_id", NOT_ASSIGNED, |_| Cell::Missing),
    whole("side_a_new_id", NOT_ASSIGNED, |_| Cell::Missing),
    text("side_a", "Name of the first actor", |v| Cell::given(name(v, true))),
    whole("side_b_dset_id", NOT_ASSIGNED, |_| Cell::Missing),
    whole("side_b_new_id", NOT_ASSIGNED, |_| Cell::Missing),
    text("side_b", "Name of the first recipient", |v| Cell::given(name(v, false))),
    whole("number_of_sources", "Outlets", |v| Cell::count(v.event().sources.len())),
    text("source_article", "Outlet, day and headline of each report, joined with ;", |v| {
        let article = |r: &crate::Report| {
            let day = r.published.as_deref().map(|d| d.get(..10).unwrap_or(d));
            let parts = [r.source.as_deref(), day, r.title.as_deref()];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")).filter(|parts| !parts.is_empty())
        };
        let mut articles: Vec<_> = v.told.tellings.iter().filter_map(|t| t.report.as_ref()).map(article).collect();
        articles.dedup();
        Cell::list(articles, ';')
    }),
    text("source_office", "Outlets, joined with ;", |v| Cell::list(v.event().sources.iter().map(Some), ';')),
    text("source_date", "Day of the first report", |v| {
        Cell::given(v.event().first_seen.as_ref().and_then(|d| d.get(..10)))
    }),
    text("source_headline", "Its headline", |v| Cell::given(v.report().and_then(|r| r.title.as_ref()))),
    text("source_original", "Who is cited in the first mention, words joined with ;", |v| {
        Cell::list(v.mention().into_iter().flat_map(|m| &m.attribution).map(|source| Some(&source.text)), ';')
    }),
    whole(
        "where_prec",
        "1 the town, 2 near it, 3 second-level division, 4 first-level division, 5 a region, 6 the country",
        |v| {
            let near = v.place().and_then(|p| p.relation.as_deref()).is_some_and(|relation| relation != "in");
            Cell::whole(match (v.place_precision(), near) {
                ("site" | "city", false) => Some(1),
                ("site" | "city", true) => Some(2),
                ("admin2", _) => Some(3),
                ("admin1", _) => Some(4),
                ("region", _) => Some(5),
                ("country", _) => Some(6),
                _ => None,
            })
        },
    ),
    text("where_coordinates", "Name of the place that the coordinates are of", |v| Cell::given(v.place_name())),
    text("where_description", "The words that name the place", |v| {
        Cell::given(v.place().and_then(|p| p.text.as_ref()))
    }),
    text("adm_1", "First-level division", |v| Cell::given(v.province())),
    text("adm_2", "The place where it is a second-level division", |v| {
        Cell::given(v.place_name().filter(|_| v.place_precision() == "admin2"))
    }),
    real("latitude", "WGS84 degrees north; empty where only the country is known", |v| {
        Cell::real(v.point().map(|p| p.0))
    }),
    real("longitude", "WGS84 degrees east", |v| Cell::real(v.point().map(|p| p.1))),
    text("geom_wkt", "The point as well-known text, longitude first", |v| {
        Cell::given(v.point().map(|(lat, lon)| format!("POINT ({lon} {lat})")))
    }),
    whole("priogrid_gid", "PRIO-GRID cell, 1 to 259200", |v| {
        Cell::whole(v.point().and_then(|(lat, lon)| prio_grid(lat, lon)))
    }),
    text("country", "Country in words", |v| Cell::given(v.country_code().map(|c| &c.name))),
    whole("country_id", "Country, Gleditsch and Ward", |v| Cell::whole(v.country_code().and_then(|c| c.gwno))),
    text("region", "From the Gleditsch and Ward code: Americas, Europe, Africa, Middle East, Asia", |v| {
        Cell::given(region(v))
    }),
    whole("event_clarity", "1 one event, 2 several told as one", |v| {
        Cell::Integer(if View::best(v.event().counts.events.as_ref()).unwrap_or(1) > 1 { 2 } else { 1 })
    }),
    whole(
        "date_prec",
        "1 the day is named, 2 within six days, or the day of the report, 3 a week, 4 a month, 5 longer",
        |v| {
            Cell::Integer(match (v.date_precision(), v.length()) {
                ("day", _) => 1,
                (_, Some(..=6)) => 2,
                (_, Some(7)) => 3,
                (_, Some(..=31)) => 4,
                _ => 5,
            })
        },
    ),
    text("date_start", "First day, ISO 8601", |v| Cell::given(v.day())),
    text("date_end", "Last day, inclusive", |v| Cell::given(v.days().and_then(|d| d.to.as_ref()))),
    whole("deaths_a", "Not known by side", |_| Cell::Missing),
    whole("deaths_b", "Not known by side", |_| Cell::Missing),
    whole("deaths_civilians", "Not known by side", |_| Cell::Missing),
    whole("deaths_unknown", "All deaths: reports seldom say whose", |v| {
        Cell::whole(View::best(v.event().counts.killed.as_ref()))
    }),
    whole("best", "Deaths, the figure held best", |v| Cell::whole(View::best(v.event().counts.killed.as_ref()))),
    whole("high", "The highest figure given; empty where a report says at least", |v| {
        Cell::whole(v.event().counts.killed.as_ref().and_then(|c| c.high))
    }),
    whole("low", "The lowest figure given", |v| Cell::whole(v.event().counts.killed.as_ref().and_then(|c| c.low))),
    whole("gwnoa", "Gleditsch and Ward code of side a where it is a state", |v| gwno(v, true)),
    whole("gwnob", "Gleditsch and Ward code of side b where it is a state", |v| gwno(v, false)),
];

fn name<'a>(view: &View<'a>, actors: bool) -> Option<&'a str> {
    first(view, actors)?.name.as_deref()
}

/// Whether the party is a state or one of its organs.
fn is_state(party: &Party) -> bool {
    let organ = matches!(party.sector.as_deref(), Some("GOV" | "MIL" | "COP" | "SPY" | "PRM"));
    party.country.is_some() && (organ || party.sector.is_none() && party.code == party.country)
}

fn is_armed_group(party: &Party) -> bool {
    matches!(party.sector.as_deref(), Some("REB" | "UAF" | "CRM"))
}

fn violence(view: &View) -> Option<i64> {
    let (a, b) = (first(view, true)?, first(view, false)?);
    let (armed_a, armed_b) = (is_state(a) || is_armed_group(a), is_state(b) || is_armed_group(b));
    let civilians = b.sector.is_some() && !armed_b && b.sector.as_deref() != Some("UNK");
    match (armed_a, armed_b) {
        (true, true) if is_state(a) || is_state(b) => Some(1),
        (true, true) => Some(2),
        (true, false) if civilians => Some(3),
        _ => None,
    }
}

fn gwno(view: &View, actors: bool) -> Cell {
    let state = first(view, actors).filter(|party| is_state(party)).and_then(|party| party.country.as_ref());
    Cell::whole(state.and_then(|iso3| view.tables.country(iso3)).and_then(|code| code.gwno))
}

fn region(view: &View) -> Option<&'static str> {
    Some(match view.country_code()?.gwno? {
        2..=199 => "Americas",
        200..=399 => "Europe",
        400..=626 => "Africa",
        630..=699 => "Middle East",
        _ => "Asia",
    })
}
