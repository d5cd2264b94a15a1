//! "northern Syria", "the east of Ukraine", "Aleppo's north-west": the part of a place that a direction word names.
//!
//! In: a place found and the words around it. Out: the place as that part, a region whose point lies to that side.

use crate::matches::Scene;
use masudi_doc::{PlaceCandidate, PlacePrecision, SmolStr, TokenSpan};

/// How far the point moves, as a share of the place's radius, and at most in kilometres.
const SHARE: f64 = 0.4;
const MOST_KM: f64 = 120.0;

/// North and east, -1 to 1, of a word of direction in its key ("northern", "south").
pub(crate) fn direction(word: &str) -> Option<(f64, f64)> {
    const SIDES: [(&str, f64, f64); 8] = [
        ("northeast", 0.7, 0.7),
        ("northwest", 0.7, -0.7),
        ("southeast", -0.7, 0.7),
        ("southwest", -0.7, -0.7),
        ("north", 1.0, 0.0),
        ("south", -1.0, 0.0),
        ("east", 0.0, 1.0),
        ("west", 0.0, -1.0),
    ];
    let stem = word.strip_suffix("ern").unwrap_or(word);
    SIDES.iter().find(|(side, ..)| *side == stem).map(|(_, north, east)| (*north, *east))
}

/// The direction that the words around `tokens` give the place there, in words and as a vector.
fn said(scene: &Scene<'_>, tokens: TokenSpan) -> Option<(String, f64, f64)> {
    let start = tokens.start as usize;
    let word = |back: usize| start.checked_sub(back).map_or("", |at| scene.keys.word(at));
    let small = |back: usize| start.checked_sub(back).is_some_and(|at| scene.word(at).starts_with(char::is_lowercase));
    let mut last = 1;
    if word(1) == "of" && direction(word(2)).is_some() {
        // "the east of Ukraine" is a part; "20 km east of Izium" lies outside it.
        let article = start.checked_sub(3).is_some_and(|at| scene.word(at).eq_ignore_ascii_case("the"));
        let compound = word(3).is_empty() && direction(word(4)).is_some();
        if !article && !compound {
            return None;
        }
        last = 2;
    }
    let main = direction(word(last))?;
    if !small(last) && last == 1 && !scene.doc.tokens().get(start - 1).is_some_and(|t| t.sent_start) {
        // "South Sudan", "West Virginia": a capital makes it a name, and the names known are matched whole.
        return None;
    }
    let dash = start.checked_sub(last + 1).is_some_and(|at| matches!(scene.word(at), "-" | "–"));
    let other = if dash { direction(word(last + 2)) } else { None };
    let stem = |back: usize| word(back).strip_suffix("ern").unwrap_or(word(back)).to_owned();
    let (north, east) = (main.0 + other.map_or(0.0, |o| o.0), main.1 + other.map_or(0.0, |o| o.1));
    let size = north.hypot(east).max(1e-9);
    let before = if other.is_some() { stem(last + 2) } else { String::new() };
    Some((format!("{before}{}ern", stem(last)), north / size, east / size))
}

/// The part of `place` that the text names, if it names one of a place wide enough to have parts.
pub(crate) fn part(
    scene: &Scene<'_>,
    tokens: TokenSpan,
    place: &PlaceCandidate,
    radius_km: f64,
) -> Option<PlaceCandidate> {
    if !matches!(place.precision, PlacePrecision::Country | PlacePrecision::Admin1 | PlacePrecision::Region) {
        return None;
    }
    let (words, north, east) = said(scene, tokens)?;
    let km = (radius_km * SHARE).min(MOST_KM);
    let mut part = place.clone();
    part.name = SmolStr::new(format!("{words} {}", place.name));
    part.lat = (place.lat + north * km / 111.2).clamp(-90.0, 90.0);
    let lon = place.lon + east * km / (111.2 * place.lat.to_radians().cos().max(0.1));
    part.lon = (lon + 540.0).rem_euclid(360.0) - 180.0;
    part.precision = match place.precision {
        PlacePrecision::Admin1 => PlacePrecision::Admin1,
        _ => PlacePrecision::Region,
    };
    part.geonames = None;
    Some(part)
}
