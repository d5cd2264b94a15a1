//! GDELT 2.0 events: 61 columns without a header, CAMEO codes, FIPS 10-4 for places.
//!
//! GDELT's own places of actors, ethnic and religious codes and tone are not in our record and stay empty.

use super::reasons::*;
use crate::profile::{real, text, whole};
use crate::{Cell, Column, Format, Profile, View, number};
use masudi_record::Party;
use std::collections::BTreeSet;

pub(super) const PROFILE: Profile = Profile {
    name: "gdelt2",
    about: "GDELT 2.0 events: 61 columns, tab-separated, without a header, FIPS 10-4 for places.",
    usual: Format::Tsv,
    header: false,
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
        ATTRIBUTION,
    ],
};

const NOT_KEPT: &str = "Not in our record";

const COLUMNS: &[Column] = &[
    whole("GLOBALEVENTID", "A number made of our id, the same on every run and of one event only", |v| {
        Cell::Integer(number(&v.event().id))
    }),
    whole("SQLDATE", "First day as YYYYMMDD", |v| digits(v.day(), 8)),
    whole("MonthYear", "First day as YYYYMM", |v| digits(v.day(), 6)),
    whole("Year", "First day as YYYY", |v| digits(v.day(), 4)),
    real("FractionDate", "Year and fraction: (month * 30 + day) / 365", |v| fraction(v.day())),
    text("Actor1Code", "Code of the first actor: country and sector, or the group's own", |v| {
        Cell::given(first(v, true).and_then(|p| p.code.as_ref()))
    }),
    text("Actor1Name", "Its name in capitals", |v| {
        Cell::given(first(v, true).and_then(|p| p.name.as_ref()).map(|n| n.to_uppercase()))
    }),
    text("Actor1CountryCode", "ISO 3166-1 alpha-3, with which CAMEO's codes of countries agree but for a few", |v| {
        Cell::given(first(v, true).and_then(|p| p.country.as_ref()))
    }),
    text("Actor1KnownGroupCode", "Its sector where that is an international one", |v| group(v, first(v, true), true)),
    text("Actor1EthnicCode", NOT_KEPT, |_| Cell::Missing),
    text("Actor1Religion1Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor1Religion2Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor1Type1Code", "Its sector where that is none of the international ones", |v| {
        group(v, first(v, true), false)
    }),
    text("Actor1Type2Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor1Type3Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor2Code", "Code of the first recipient: country and sector, or the group's own", |v| {
        Cell::given(first(v, false).and_then(|p| p.code.as_ref()))
    }),
    text("Actor2Name", "Its name in capitals", |v| {
        Cell::given(first(v, false).and_then(|p| p.name.as_ref()).map(|n| n.to_uppercase()))
    }),
    text("Actor2CountryCode", "ISO 3166-1 alpha-3, with which CAMEO's codes of countries agree but for a few", |v| {
        Cell::given(first(v, false).and_then(|p| p.country.as_ref()))
    }),
    text("Actor2KnownGroupCode", "Its sector where that is an international one", |v| group(v, first(v, false), true)),
    text("Actor2EthnicCode", NOT_KEPT, |_| Cell::Missing),
    text("Actor2Religion1Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor2Religion2Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor2Type1Code", "Its sector where that is none of the international ones", |v| {
        group(v, first(v, false), false)
    }),
    text("Actor2Type2Code", NOT_KEPT, |_| Cell::Missing),
    text("Actor2Type3Code", NOT_KEPT, |_| Cell::Missing),
    whole("IsRootEvent", "1 where a report tells it in one of its first three sentences", |v| {
        Cell::Integer(i64::from(v.told.tellings.iter().any(|telling| telling.mention.sentence.index < 3)))
    }),
    text("EventCode", "CAMEO code, text: leading zeros count", |v| Cell::given(v.event().cameo.as_ref())),
    text("EventBaseCode", "Its first three digits", |v| cameo(v, 3)),
    text("EventRootCode", "Its first two digits", |v| cameo(v, 2)),
    whole("QuadClass", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", |v| {
        Cell::whole(v.tables.quad_number(&v.event().quad))
    }),
    real("GoldsteinScale", "Goldstein value of the code, -10 to 10", |v| {
        Cell::short(v.event().cameo.as_ref().and_then(|c| v.tables.goldstein(c)))
    }),
    whole("NumMentions", "Mentions", |v| Cell::count(v.event().mentions.len())),
    whole("NumSources", "Outlets", |v| Cell::count(v.event().sources.len())),
    whole("NumArticles", "Documents", |v| {
        Cell::count(v.told.tellings.iter().map(|telling| &telling.mention.doc).collect::<BTreeSet<_>>().len())
    }),
    real("AvgTone", NOT_KEPT, |_| Cell::Missing),
    whole("Actor1Geo_Type", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor1Geo_FullName", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor1Geo_CountryCode", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor1Geo_ADM1Code", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor1Geo_ADM2Code", "Not in our record: the place is that of the event", |_| Cell::Missing),
    real("Actor1Geo_Lat", "Not in our record: the place is that of the event", |_| Cell::Missing),
    real("Actor1Geo_Long", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor1Geo_FeatureID", "Not in our record: the place is that of the event", |_| Cell::Missing),
    whole("Actor2Geo_Type", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor2Geo_FullName", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor2Geo_CountryCode", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor2Geo_ADM1Code", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor2Geo_ADM2Code", "Not in our record: the place is that of the event", |_| Cell::Missing),
    real("Actor2Geo_Lat", "Not in our record: the place is that of the event", |_| Cell::Missing),
    real("Actor2Geo_Long", "Not in our record: the place is that of the event", |_| Cell::Missing),
    text("Actor2Geo_FeatureID", "Not in our record: the place is that of the event", |_| Cell::Missing),
    whole("ActionGeo_Type", "1 country, 3 town in the United States, 4 town elsewhere, 2 or 5 their divisions", |v| {
        geo_type(v)
    }),
    text("ActionGeo_FullName", "Place, division, country, joined with commas", full_name),
    text("ActionGeo_CountryCode", "FIPS 10-4", fips),
    text("ActionGeo_ADM1Code", "The country's FIPS 10-4 alone: numbers of divisions are not in our record", |v| {
        fips(v)
    }),
    text("ActionGeo_ADM2Code", NOT_KEPT, |_| Cell::Missing),
    real("ActionGeo_Lat", "WGS84 degrees north", |v| Cell::real(v.point().map(|p| p.0))),
    real("ActionGeo_Long", "WGS84 degrees east", |v| Cell::real(v.point().map(|p| p.1))),
    text("ActionGeo_FeatureID", "Not given: GDELT means GNS and GNIS ids, ours are of GeoNames", |_| Cell::Missing),
    whole("DATEADDED", "Day of the first report as YYYYMMDD000000", |v| midnight(v.event().first_seen.as_deref())),
    text("SOURCEURL", "Address of the first report", |v| Cell::given(v.report().and_then(|r| r.url.as_ref()))),
];

/// The first digits of an ISO date.
fn digits(day: Option<&str>, most: usize) -> Cell {
    let digits = day.and_then(|day| day.get(..10)).map(|day| day.replace('-', ""));
    Cell::whole(digits.and_then(|digits| digits.get(..most)?.parse::<i64>().ok()))
}

/// A day as YYYYMMDDHHMMSS, at midnight.
pub(super) fn midnight(day: Option<&str>) -> Cell {
    match digits(day, 8) {
        Cell::Integer(day) => Cell::Integer(day * 1_000_000),
        other => other,
    }
}

fn fraction(day: Option<&str>) -> Cell {
    let date: Option<jiff::civil::Date> = day.and_then(|day| day.parse().ok());
    Cell::real(date.map(|d| {
        let fraction = (f64::from(d.month()) * 30.0 + f64::from(d.day())) / 365.0;
        ((f64::from(d.year()) + fraction) * 10_000.0).round() / 10_000.0
    }))
}

fn cameo(view: &View, most: usize) -> Cell {
    Cell::given(view.event().cameo.as_ref().map(|code| code.chars().take(most).collect::<String>()))
}

fn group(view: &View, party: Option<&Party>, international: bool) -> Cell {
    let sector = party.and_then(|p| p.sector.as_deref());
    Cell::given(sector.filter(|sector| view.tables.is_international(sector) == international))
}

fn fips(view: &View) -> Cell {
    Cell::given(view.country_code().and_then(|code| code.fips.as_ref()))
}

fn geo_type(view: &View) -> Cell {
    let states = view.country() == Some("USA");
    match (view.place_precision(), states) {
        ("site" | "city", true) => Cell::Integer(3),
        ("site" | "city", false) => Cell::Integer(4),
        ("admin1" | "admin2" | "region", true) => Cell::Integer(2),
        ("admin1" | "admin2" | "region", false) => Cell::Integer(5),
        ("country", _) => Cell::Integer(1),
        _ => Cell::Missing,
    }
}

fn full_name(view: &View) -> Cell {
    let country = view.country_code().map(|code| code.name.as_str());
    let mut parts: Vec<&str> = Vec::new();
    for part in [view.place_name(), view.province(), country].into_iter().flatten() {
        if parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    Cell::text(parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_gdelt_writes_them() {
        assert_eq!(digits(Some("2024-04-15"), 6), Cell::Integer(202_404));
        assert_eq!(midnight(Some("2024-04-15T18:05:00Z")), Cell::Integer(20_240_415_000_000));
        assert_eq!(fraction(Some("2024-04-15")), Cell::Real(2024.3699));
        assert_eq!(digits(Some("2024"), 8), Cell::Missing);
    }
}
