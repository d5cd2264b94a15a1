//! What a column sees: one event, one of its mentions, and the tables.

use crate::{Cell, Report, Tables, Telling, Told};
use masudi_lexicon::country_codes::CountryCode;
use masudi_record::{CountRange, Days, Event, Mention, Party, Place};

/// One event and the mention at hand.
pub struct View<'a> {
    /// The event and its mentions.
    pub told: &'a Told,
    /// The mention that the row is for; of a row that is for the event, its first.
    pub telling: Option<&'a Telling>,
    /// Codes.
    pub tables: &'a Tables,
}

impl<'a> View<'a> {
    /// The event.
    pub fn event(&self) -> &'a Event {
        &self.told.event
    }

    /// The mention.
    pub fn mention(&self) -> Option<&'a Mention> {
        self.telling.map(|telling| &telling.mention)
    }

    /// The mention's report.
    pub fn report(&self) -> Option<&'a Report> {
        self.telling?.report.as_ref()
    }

    /// Where it took place.
    pub fn place(&self) -> Option<&'a Place> {
        self.event().place.as_ref()
    }

    /// When it took place.
    pub fn days(&self) -> Option<&'a Days> {
        self.event().date.as_ref()
    }

    /// First day, `2024-04-15`.
    pub fn day(&self) -> Option<&'a str> {
        self.days()?.from.as_deref()
    }

    /// Days from first to last, at least 1; `None` when an end is not known.
    pub fn length(&self) -> Option<i32> {
        let day = |text: &Option<String>| text.as_deref()?.parse::<jiff::civil::Date>().ok();
        let days = self.days()?;
        Some(day(&days.from)?.until(day(&days.to)?).ok()?.get_days() + 1)
    }

    /// How exactly the date is known: day, week, month, year, range, published, ...
    pub fn date_precision(&self) -> &'a str {
        self.days().and_then(|days| days.precision.as_deref()).unwrap_or("")
    }

    /// How exactly the place is known: site, city, admin2, admin1, country or region.
    pub fn place_precision(&self) -> &'a str {
        self.place().and_then(|place| place.precision.as_deref()).unwrap_or("")
    }

    /// Name of the place where it is a town or something in one.
    pub fn town(&self) -> Option<&'a str> {
        let place = self.place().filter(|_| matches!(self.place_precision(), "city" | "site"))?;
        place.name.as_deref().or(place.text.as_deref())
    }

    /// The first-level division: what the gazetteer says, or the place itself where it is one.
    pub fn province(&self) -> Option<&'a str> {
        let place = self.place()?;
        place.admin1.as_deref().or(place.name.as_deref().filter(|_| self.place_precision() == "admin1"))
    }

    /// Name of the place, else the words.
    pub fn place_name(&self) -> Option<&'a str> {
        self.place().and_then(|place| place.name.as_deref().or(place.text.as_deref()))
    }

    /// Country of the place.
    pub fn country(&self) -> Option<&'a str> {
        self.place()?.country.as_deref()
    }

    /// Codes of the country of the place.
    pub fn country_code(&self) -> Option<&'a CountryCode> {
        self.tables.country(self.country()?)
    }

    /// WGS84 degrees: north, east. `None` unless both are known and on the globe.
    pub fn point(&self) -> Option<(f64, f64)> {
        let place = self.place()?;
        let (lat, lon) = (place.lat?, place.lon?);
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
    }

    /// The point of a town or of something as small: one that may be put on a map as a point. The middle of a province or a
    /// country is none.
    pub fn pin(&self) -> Option<(f64, f64)> {
        self.point().filter(|_| matches!(self.place_precision(), "site" | "city" | "admin2"))
    }

    /// One value of each party, joined.
    pub fn parties(&self, parties: &'a [Party], value: impl Fn(&'a Party) -> Option<&'a str>) -> Cell {
        Cell::list(parties.iter().map(value), ';')
    }

    /// A code of the country of each party, joined.
    pub fn codes(&self, parties: &[Party], value: impl Fn(&CountryCode) -> Option<String>) -> Cell {
        let code = |party: &Party| value(self.tables.country(party.country.as_deref()?)?);
        Cell::list(parties.iter().map(code), ';')
    }

    /// The figure held best.
    pub fn best(range: Option<&CountRange>) -> Option<u64> {
        let range = range?;
        range.best.or(range.low).or(range.high)
    }
}
