//! POLECAT: 40 columns, tab-separated, `None` for what is unknown, lists joined with `;`.
//!
//! Its events are PLOVER's, so type, mode, contexts and intensity are ours. Titles of actors, Wikipedia, and the names in the story
//! are not in our record; those columns are `None`.

use super::reasons::*;
use crate::profile::{real, text, whole};
use crate::{Cell, Column, Format, Profile};

pub(super) const PROFILE: Profile = Profile {
    name: "polecat",
    about: "POLECAT: 40 columns, tab-separated, None for what is unknown.",
    usual: Format::Tsv,
    header: true,
    missing: "None",
    by_mention: false,
    columns: COLUMNS,
    leaves_out: &[NOT_HAPPENED, NO_DAY],
    loses: &[
        STATUS,
        PHASE,
        LAST_DAY,
        DATE_PRECISION,
        PLACE_PRECISION,
        COUNTS,
        DISPUTES,
        LINKS,
        MORE_MENTIONS,
        ATTRIBUTION,
    ],
};

const NOT_KEPT: &str = "Not in our record";

const COLUMNS: &[Column] = &[
    text("Event ID", "Our id of the event, the same on every run", |v| Cell::text(&v.event().id)),
    text("Event Date", "First day, ISO 8601", |v| Cell::given(v.day())),
    text("Event Type", "PLOVER event type", |v| Cell::text(&v.event().event_type)),
    text("Event Mode", "PLOVER mode", |v| Cell::given(v.event().mode.as_ref())),
    real("Intensity", "PLOVER score, -10 to 10", |v| Cell::short(v.event().score)),
    text("Quad Code", "Quad class in capitals", |v| Cell::text(v.event().quad.replace('-', " ").to_uppercase())),
    text("Contexts", "PLOVER contexts, joined with ;", |v| Cell::list(v.event().contexts.iter().map(Some), ';')),
    text("Actor Name", "Names, joined with ;", |v| v.parties(&v.event().actors, |p| p.name.as_deref())),
    text("Actor Country", "ISO 3166-1 alpha-3, joined with ;", |v| {
        v.parties(&v.event().actors, |p| p.country.as_deref())
    }),
    text("Actor COW", "Correlates of War codes, joined with ;", |v| {
        v.codes(&v.event().actors, |c| c.cow.map(|n| n.to_string()))
    }),
    text("Primary Actor Sector", "Sector of the first actor", |v| {
        Cell::given(first(v, true).and_then(|p| p.sector.as_ref()))
    }),
    text("Actor Sectors", "Sectors, joined with ;", |v| v.parties(&v.event().actors, |p| p.sector.as_deref())),
    text("Actor Title", NOT_KEPT, |_| Cell::Missing),
    text("Actor Name Raw", "Words of the first mention, joined with ;", |v| raw(v, true)),
    text("Wikipedia Actor ID", NOT_KEPT, |_| Cell::Missing),
    text("Recipient Name", "Names, joined with ;", |v| v.parties(&v.event().recipients, |p| p.name.as_deref())),
    text("Recipient Country", "ISO 3166-1 alpha-3, joined with ;", |v| {
        v.parties(&v.event().recipients, |p| p.country.as_deref())
    }),
    text("Recipient COW", "Correlates of War codes, joined with ;", |v| {
        v.codes(&v.event().recipients, |c| c.cow.map(|n| n.to_string()))
    }),
    text("Primary Recipient Sector", "Sector of the first recipient", |v| {
        Cell::given(first(v, false).and_then(|p| p.sector.as_ref()))
    }),
    text("Recipient Sectors", "Sectors, joined with ;", |v| v.parties(&v.event().recipients, |p| p.sector.as_deref())),
    text("Recipient Title", NOT_KEPT, |_| Cell::Missing),
    text("Recipient Name Raw", "Words of the first mention, joined with ;", |v| raw(v, false)),
    text("Wikipedia Recipient ID", NOT_KEPT, |_| Cell::Missing),
    text("Placename", "Name of the place (GeoNames)", |v| Cell::given(v.place_name())),
    text("City", "The place where it is a town", |v| Cell::given(v.town())),
    text("District", "The place where it is a second-level division", |v| {
        Cell::given(v.place_name().filter(|_| v.place_precision() == "admin2"))
    }),
    text("Province", "First-level division", |v| Cell::given(v.province())),
    text("Country", "ISO 3166-1 alpha-3", |v| Cell::given(v.country())),
    real("Latitude", "WGS84 degrees north", |v| Cell::real(v.point().map(|p| p.0))),
    real("Longitude", "WGS84 degrees east", |v| Cell::real(v.point().map(|p| p.1))),
    whole("GeoNames ID", "GeoNames id", |v| Cell::whole(v.place().and_then(|p| p.geonames))),
    text("Raw Placename", "The words that name the place", |v| Cell::given(v.place().and_then(|p| p.text.as_ref()))),
    text("Feature Type", NOT_KEPT, |_| Cell::Missing),
    text("Source", "Outlet of the first report", |v| Cell::given(v.report().and_then(|r| r.source.as_ref()))),
    text("Publication Date", "Day of the first report", |v| {
        Cell::given(v.event().first_seen.as_ref().and_then(|d| d.get(..10)))
    }),
    text("Story People", NOT_KEPT, |_| Cell::Missing),
    text("Story Organizations", NOT_KEPT, |_| Cell::Missing),
    text("Story Locations", NOT_KEPT, |_| Cell::Missing),
    text("Language", "Language of the first report, ISO 639-1", |v| {
        Cell::given(v.report().and_then(|r| r.language.as_ref()))
    }),
    text("Version", "Program and version", |v| Cell::given(v.mention().map(|m| format!("masudi {}", m.coder.version)))),
];

fn raw(view: &crate::View, actors: bool) -> Cell {
    let Some(mention) = view.mention() else { return Cell::Missing };
    let list = if actors { &mention.actors } else { &mention.recipients };
    Cell::list(list.iter().map(|actor| Some(&actor.text)), ';')
}
