//! Shapes of countries, from the embedded `world.json` that `web/geo/world.mjs` builds.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The shape of a country.
#[derive(Clone, Debug, Deserialize)]
pub struct Shape {
    /// ISO 3166-1 alpha-3; `None` for a territory without one.
    pub code: Option<String>,
    /// English name.
    pub name: String,
    /// Left, top, right, bottom, in units of the projection.
    pub r#box: [f64; 4],
    /// SVG path.
    pub path: String,
}

#[derive(Debug, Default, Deserialize)]
struct World {
    coarse: Vec<Shape>,
    fine: Vec<Shape>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let text = crate::assets::text("world.json").unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
});

/// The largest shape of each code: some islands share the code of their country.
static BY_CODE: LazyLock<HashMap<&'static str, &'static Shape>> = LazyLock::new(|| {
    let size = |shape: &Shape| (shape.r#box[2] - shape.r#box[0]) * (shape.r#box[3] - shape.r#box[1]);
    let mut shapes: Vec<&Shape> = WORLD.fine.iter().collect();
    shapes.sort_by(|a, b| size(a).total_cmp(&size(b)));
    shapes.into_iter().filter_map(|shape| Some((shape.code.as_deref()?, shape))).collect()
});

/// Wider than this many units the coarse shapes do.
const COARSE_FROM: f64 = 300.0;

/// The shapes for a view so many units wide.
pub fn shapes(width: f64) -> &'static [Shape] {
    if width > COARSE_FROM { &WORLD.coarse } else { &WORLD.fine }
}

/// The shape of a country.
pub fn shape(code: &str) -> Option<&'static Shape> {
    BY_CODE.get(code).copied()
}

/// The name of a country.
pub fn name(code: &str) -> Option<&'static str> {
    shape(code).map(|shape| shape.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_embedded() {
        assert!(WORLD.fine.len() > 200 && WORLD.coarse.len() > 150);
        assert_eq!(name("AUS"), Some("Australia"));
        let iraq = shape("IRQ").unwrap();
        let (x, y) = crate::chart::projection::project(33.34, 44.40);
        assert!(iraq.r#box[0] < x && x < iraq.r#box[2] && iraq.r#box[1] < y && y < iraq.r#box[3]);
    }
}
