//! PRIO-GRID: half-degree cells of the globe, numbered from the south-west corner.

/// Cells in a row.
const COLUMNS: f64 = 720.0;
/// Rows.
const ROWS: f64 = 360.0;

/// The number of the cell, 1 to 259,200, of a point in degrees north and east (WGS84). `None` off the globe. A point on
/// the border of two cells belongs to the northern and the eastern one; the pole and the antimeridian to the last.
///
/// ```
/// use masudi_export::prio_grid;
/// assert_eq!(prio_grid(-90.0, -180.0), Some(1));
/// assert_eq!(prio_grid(34.53, 69.17), Some(179_779)); // Kabul
/// assert_eq!(prio_grid(91.0, 0.0), None);
/// ```
pub fn prio_grid(lat: f64, lon: f64) -> Option<u32> {
    let on_globe = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    let row = ((lat + 90.0) * 2.0).floor().min(ROWS - 1.0);
    let column = ((lon + 180.0) * 2.0).floor().min(COLUMNS - 1.0);
    on_globe.then_some((row * COLUMNS + column + 1.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_have_the_first_and_last_numbers() {
        assert_eq!(prio_grid(-90.0, 180.0), Some(720));
        assert_eq!(prio_grid(90.0, 180.0), Some(259_200));
        assert_eq!(prio_grid(-89.5, -180.0), Some(721));
        assert_eq!(prio_grid(f64::NAN, 0.0), None);
    }
}
