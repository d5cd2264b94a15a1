//! GeoJSON (RFC 7946): one feature collection, a feature a row, longitude first.
//!
//! An event that is known to a town, or as closely, has a point; any other has the geometry null, as the standard allows: nothing
//! is pinned to the middle of a province or a country. Coordinates and precision are among the properties of all.

use super::json_lines::object;
use crate::format::{RowHead, Rows};
use crate::{Cell, ExportError, Profile};
use serde_json::json;
use std::io::Write;

pub(crate) struct GeoJson<W> {
    profile: &'static Profile,
    out: W,
    first: bool,
}

impl<W: Write> GeoJson<W> {
    pub(crate) fn new(profile: &'static Profile, mut out: W) -> Result<Self, ExportError> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { profile, out, first: true })
    }
}

impl<W: Write> Rows for GeoJson<W> {
    fn row(&mut self, head: &RowHead, cells: Vec<Cell>) -> Result<(), ExportError> {
        let geometry = head.point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
        let feature = json!({
            "type": "Feature", "id": head.id, "geometry": geometry, "properties": object(self.profile, cells),
        });
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.out, &feature).map_err(std::io::Error::from)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<usize, ExportError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(0)
    }
}
