//! Parts of the earth: a box, or a circle.

use super::{QueryError, refuse};
use crate::sql::distance_km;
use std::fmt;

/// Kilometres of a degree of latitude, a little less than they are, so that a box drawn around a circle holds it.
const KM_OF_DEGREE: f64 = 110.0;

/// A part of the earth, in WGS84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Area {
    /// Between two parallels and two meridians, borders included; over the 180th meridian where `west` is more than `east`.
    Box {
        /// Degrees east of its western border.
        west: f64,
        /// Degrees north of its southern border.
        south: f64,
        /// Degrees east of its eastern border.
        east: f64,
        /// Degrees north of its northern border.
        north: f64,
    },
    /// No farther than some way from a point.
    Circle {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// Kilometres.
        km: f64,
    },
}

impl Area {
    /// A box: `west,south,east,north`, as GeoJSON has it.
    pub(super) fn parse_box(text: &str) -> Result<Self, QueryError> {
        let wrong = || refuse("box", "west,south,east,north in degrees, such as 42.5,35.8,45,37", text);
        let [west, south, east, north] = numbers(text).ok_or_else(wrong)?;
        let fits = latitude(south) && latitude(north) && longitude(west) && longitude(east) && south <= north;
        if fits { Ok(Self::Box { west, south, east, north }) } else { Err(wrong()) }
    }

    /// A circle: `lat,lon,km`.
    pub(super) fn parse_circle(text: &str) -> Result<Self, QueryError> {
        let wrong = || refuse("near", "latitude,longitude,kilometres, such as 36.19,44.01,50", text);
        let [lat, lon, km] = numbers(text.strip_suffix("km").unwrap_or(text)).ok_or_else(wrong)?;
        let fits = latitude(lat) && longitude(lon) && (0.0..=20_040.0).contains(&km);
        if fits { Ok(Self::Circle { lat, lon, km }) } else { Err(wrong()) }
    }

    /// Whether a point in degrees lies in it.
    pub fn holds(self, at: (f64, f64)) -> bool {
        match self {
            Self::Circle { lat, lon, km } => distance_km(at, (lat, lon)) <= km,
            Self::Box { .. } => {
                let inside = |[west, south, east, north]: [f64; 4]| {
                    (west..=east).contains(&at.1) && (south..=north).contains(&at.0)
                };
                self.boxes().into_iter().any(inside)
            }
        }
    }

    /// Boxes (west, south, east, north) that hold it, none over the 180th meridian.
    pub(crate) fn boxes(self) -> Vec<[f64; 4]> {
        let (west, south, east, north) = match self {
            Self::Box { west, south, east, north } => (west, south, east, north),
            Self::Circle { lat, lon, km } => {
                let up = km / KM_OF_DEGREE;
                let (south, north) = ((lat - up).max(-90.0), (lat + up).min(90.0));
                // Meridians are nearest to one another at the end that is nearest to a pole.
                let narrowest = south.abs().max(north.abs()).to_radians().cos();
                let aside = if narrowest > 1e-6 { up / narrowest } else { 360.0 };
                if aside >= 180.0 {
                    (-180.0, south, 180.0, north)
                } else {
                    (around(lon - aside), south, around(lon + aside), north)
                }
            }
        };
        if west <= east {
            vec![[west, south, east, north]]
        } else {
            vec![[west, south, 180.0, north], [-180.0, south, east, north]]
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Box { west, south, east, north } => write!(f, "box={west},{south},{east},{north}"),
            Self::Circle { lat, lon, km } => write!(f, "near={lat},{lon},{km}"),
        }
    }
}

fn around(degrees: f64) -> f64 {
    match degrees {
        d if d < -180.0 => d + 360.0,
        d if d > 180.0 => d - 360.0,
        d => d,
    }
}

fn latitude(degrees: f64) -> bool {
    (-90.0..=90.0).contains(&degrees)
}

fn longitude(degrees: f64) -> bool {
    (-180.0..=180.0).contains(&degrees)
}

fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|n| n.trim().parse().ok()).collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_lies_within_its_boxes() {
        for (lat, lon) in [(36.0, 44.0), (80.0, 10.0), (-16.0, 179.9), (89.9, 0.0), (0.0, -180.0)] {
            for km in [1.0, 100.0, 1500.0] {
                let boxes = Area::Circle { lat, lon, km }.boxes();
                for direction in 0..36 {
                    let angle = f64::from(direction * 10).to_radians();
                    let (up, aside) = (angle.sin() * km * 0.999 / 111.195, angle.cos() * km * 0.999 / 111.195);
                    let there = (
                        lat + up,
                        (lon + aside / (lat + up).to_radians().cos().max(0.01) + 180.0).rem_euclid(360.0) - 180.0,
                    );
                    let inside =
                        |b: &[f64; 4]| b[0] <= there.1 && there.1 <= b[2] && b[1] <= there.0 && there.0 <= b[3];
                    let far = crate::sql::distance_km((lat, lon), there) > km || !latitude(there.0);
                    assert!(far || boxes.iter().any(inside), "{lat} {lon} {km} {there:?} {boxes:?}");
                }
            }
        }
        assert_eq!(Area::Box { west: 170.0, south: 0.0, east: -170.0, north: 1.0 }.boxes().len(), 2);
        assert!(Area::parse_box("1,2,3").is_err() && Area::parse_box("1,5,2,4").is_err());
        assert!(Area::parse_circle("36,44,NaN").is_err() && Area::parse_circle("91,0,1").is_err());
        assert_eq!(Area::parse_circle("36.19,44.01,50km"), Ok(Area::Circle { lat: 36.19, lon: 44.01, km: 50.0 }));
    }
}
