//! Charts as SVG, drawn here, so that a page needs no script to show them. Colours come from the style sheet.

pub mod axis;
pub mod bars;
pub mod chains;
pub mod interval;
pub mod lanes;
pub mod levels;
pub mod map;
pub mod projection;
pub mod spark;
pub mod world;
