//! Where two mentions place their events, and how far apart that is.

use crate::features::hash;
use masudi_record::Mention;

/// A place as it is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spot {
    /// GeoNames id; 0 when unknown.
    pub geonames: u32,
    /// Hash of the country; 0 when unknown.
    pub country: u32,
    /// Degrees north and east, of towns and sites only.
    pub at: Option<(f32, f32)>,
    /// Named as near a place or at a border.
    pub loose: bool,
    /// Not named in the mention's sentence: taken from what stands around it.
    pub supposed: bool,
}

/// How two places compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nearness {
    /// The same town or site.
    Same,
    /// Within [`NEAR`].
    Near,
    /// In the same country, as far as is known.
    Country,
    /// One of them is unknown.
    Unknown,
    /// Farther than [`FAR`] in one country.
    Far,
    /// In different countries.
    Abroad,
}

/// Kilometres within which two towns may be named for one happening.
const NEAR: f32 = 40.0;
/// Kilometres from which two names mean two towns.
const OTHER: f32 = 10.0;
/// Kilometres from which they may not.
const FAR: f32 = 120.0;

impl Spot {
    /// The place of a mention.
    pub fn of(mention: &Mention) -> Self {
        let Some(place) = &mention.place else { return Self::default() };
        let sentence = &mention.sentence;
        let elsewhere = |at: usize| sentence.end > sentence.start && (at < sentence.start || at >= sentence.end);
        let fine = matches!(place.precision.as_deref(), Some("city" | "site"));
        Self {
            geonames: place.geonames.filter(|_| fine).unwrap_or(0),
            country: place.country.as_deref().map_or(0, hash),
            at: place.lat.zip(place.lon).filter(|_| fine).map(|(lat, lon)| (lat as f32, lon as f32)),
            loose: matches!(place.relation.as_deref(), Some("near" | "border")),
            supposed: place.start.map_or(sentence.end > sentence.start, elsewhere),
        }
    }

    /// Compares two places.
    pub fn compare(self, other: Self) -> Nearness {
        if self.geonames != 0 && self.geonames == other.geonames {
            return Nearness::Same;
        }
        if let (Some(a), Some(b)) = (self.at, other.at) {
            let km = kilometres(a, b);
            if km <= NEAR {
                return Nearness::Near;
            }
            if km >= FAR && !self.is_vague(other) {
                return if self.country == other.country { Nearness::Far } else { Nearness::Abroad };
            }
        }
        match (self.country, other.country) {
            (0, _) | (_, 0) => Nearness::Unknown,
            (a, b) if a == b => Nearness::Country,
            _ if self.is_vague(other) => Nearness::Unknown,
            _ => Nearness::Abroad,
        }
    }

    /// Whether words of the mention's own sentence name it.
    pub fn is_named(self) -> bool {
        self.country != 0 && !self.supposed
    }

    /// Whether both are towns or sites, and not the same as far as their names are exact.
    pub fn is_other_town(self, other: Self) -> bool {
        let towns = self.geonames != 0 && other.geonames != 0 && !self.loose && !other.loose;
        if towns && self.geonames != other.geonames {
            return true;
        }
        let least = if self.loose || other.loose { NEAR } else { OTHER };
        self.at.zip(other.at).is_some_and(|(a, b)| kilometres(a, b) > least)
    }

    /// Whether one of two places is too little known to contradict the other.
    fn is_vague(self, other: Self) -> bool {
        self.loose || other.loose || self.supposed || other.supposed
    }
}

/// Distance on a globe, by the haversine formula.
fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let (lat1, lat2) = (a.0.to_radians(), b.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (b.1 - a.1).to_radians());
    let h = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_globe() {
        let (erbil, baghdad) = ((36.19, 44.01), (33.34, 44.40));
        let km = kilometres(erbil, baghdad);
        assert!((310.0..330.0).contains(&km), "{km}");
        let spot = |at| Spot { at: Some(at), country: 1, ..Spot::default() };
        assert_eq!(spot(erbil).compare(spot(baghdad)), Nearness::Far);
        assert_eq!(spot(erbil).compare(spot((36.3, 44.1))), Nearness::Near);
        assert_eq!(spot(erbil).compare(Spot::default()), Nearness::Unknown);
    }
}
