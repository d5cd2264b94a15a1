//! Functions of ours that SQL may call.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

/// Mean radius of the earth.
const EARTH_KM: f64 = 6371.0;

/// Adds `distance_km(lat, lon, lat, lon)`: the way over a sphere; NULL where a coordinate is.
pub(crate) fn add_functions(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("distance_km", 4, flags, |context| {
        let degrees = |n| context.get::<Option<f64>>(n);
        Ok(match (degrees(0)?, degrees(1)?, degrees(2)?, degrees(3)?) {
            (Some(a), Some(b), Some(c), Some(d)) => Some(distance_km((a, b), (c, d))),
            _ => None,
        })
    })
}

/// The way between two points in degrees (latitude, longitude), over a sphere, in kilometres.
pub(crate) fn distance_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat1, lat2) = (from.0.to_radians(), to.0.to_radians());
    let (dlat, dlon) = ((lat2 - lat1) / 2.0, (to.1 - from.1).to_radians() / 2.0);
    let h = dlat.sin().powi(2) + lat1.cos() * lat2.cos() * dlon.sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_atlas() {
        let (erbil, baghdad) = ((36.19, 44.01), (33.34, 44.40));
        assert!((distance_km(erbil, baghdad) - 319.0).abs() < 3.0);
        assert!(distance_km((0.0, 179.5), (0.0, -179.5)) < 112.0);
        assert_eq!(distance_km(erbil, erbil), 0.0);
    }
}
