//! ICEWS: 20 columns, tab-separated, never quoted, CAMEO codes, names of countries in words.

use super::reasons::*;
use crate::profile::{real, text, whole};
use crate::{Cell, Column, Format, Profile, View, number};
use masudi_record::Party;

pub(super) const PROFILE: Profile = Profile {
    name: "icews",
    about: "ICEWS: 20 columns, tab-separated, never quoted, CAMEO codes.",
    usual: Format::Tsv,
    header: true,
    missing: "",
    by_mention: false,
    columns: COLUMNS,
    leaves_out: &[NOT_HAPPENED, NO_DAY, NO_CAMEO],
    loses: &[
        STATUS,
        MODE,
        CONTEXTS,
        PHASE,
        MORE_PARTIES,
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

const COLUMNS: &[Column] = &[
    whole("Event ID", "A number made of our id, the same on every run and of one event only", |v| {
        Cell::Integer(number(&v.event().id))
    }),
    text("Event Date", "First day, ISO 8601", |v| Cell::given(v.day())),
    text("Source Name", "Name of the first actor", |v| Cell::given(first(v, true).and_then(|p| p.name.as_ref()))),
    text("Source Sectors", "Its PLOVER sector (ICEWS has sectors of its own)", |v| {
        Cell::given(first(v, true).and_then(|p| p.sector.as_ref()))
    }),
    text("Source Country", "Its country in words", |v| country(v, first(v, true))),
    text("Event Text", "CAMEO's name of the code", |v| {
        Cell::given(v.event().cameo.as_ref().and_then(|c| v.tables.cameo_name(c)))
    }),
    text("CAMEO Code", "Text: leading zeros count", |v| Cell::given(v.event().cameo.as_ref())),
    real("Intensity", "Goldstein value of the code, -10 to 10", |v| {
        Cell::short(v.event().cameo.as_ref().and_then(|c| v.tables.goldstein(c)))
    }),
    text("Target Name", "Name of the first recipient", |v| Cell::given(first(v, false).and_then(|p| p.name.as_ref()))),
    text("Target Sectors", "Its PLOVER sector", |v| Cell::given(first(v, false).and_then(|p| p.sector.as_ref()))),
    text("Target Country", "Its country in words", |v| country(v, first(v, false))),
    whole("Story ID", "A number made of the id of the first document", |v| {
        Cell::whole(v.mention().map(|m| number(&m.doc)))
    }),
    whole("Sentence Number", "Sentence of the first mention, from 1", |v| {
        Cell::whole(v.mention().map(|m| m.sentence.index + 1))
    }),
    text("Publisher", "Outlet of the first report", |v| Cell::given(v.report().and_then(|r| r.source.as_ref()))),
    text("City", "The place where it is a town", |v| Cell::given(v.town())),
    text("District", "The place where it is a second-level division", |v| {
        Cell::given(v.place_name().filter(|_| v.place_precision() == "admin2"))
    }),
    text("Province", "First-level division", |v| Cell::given(v.province())),
    text("Country", "Country of the place in words", |v| Cell::given(v.country_code().map(|c| &c.name))),
    real("Latitude", "WGS84 degrees north", |v| Cell::real(v.point().map(|p| p.0))),
    real("Longitude", "WGS84 degrees east", |v| Cell::real(v.point().map(|p| p.1))),
];

fn country(view: &View, party: Option<&Party>) -> Cell {
    let code = party.and_then(|p| p.country.as_ref()).and_then(|iso3| view.tables.country(iso3));
    Cell::given(code.map(|code| &code.name))
}
