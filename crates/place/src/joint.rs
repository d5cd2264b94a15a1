//! Which meaning each name has, decided for all names of a document together.
//!
//! In: for each distinct name its senses, and the names said to lie inside others ("Erbil, Iraq"). Out: the senses
//! scored, best first. Support comes from other names of the same country and division and from places nearby; a name
//! with one likely meaning thus pulls the others.

use crate::index::{Sense, km};
use crate::resolver::Settings;
use masudi_doc::{PlaceCandidate, PlacePrecision};

const ROUNDS: usize = 3;
const TOP: usize = 3;

/// One distinct name of the document.
pub(crate) struct Name {
    pub senses: Vec<Sense>,
    /// How often it occurs.
    pub count: f32,
    /// Other names (by index) that are said to contain it.
    pub inside: Vec<usize>,
    /// A word such as "province" stands beside it.
    pub division: bool,
}

/// Scores every sense of every name and sorts them, best first.
pub(crate) fn decide(names: &mut [Name], settings: &Settings) {
    for name in names.iter_mut() {
        let division = name.division;
        for sense in &mut name.senses {
            let fits = matches!(sense.place.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2);
            let home = settings.home.is_some() && sense.place.country == settings.home;
            sense.prior += if division && fits { 3.0 } else { 0.0 } + if home { 1.5 } else { 0.0 };
            sense.place.score = sense.prior;
        }
        sort(name);
    }
    for _ in 0..ROUNDS {
        let tops: Vec<Vec<(f32, PlaceCandidate)>> = names.iter().map(likely).collect();
        for (at, name) in names.iter_mut().enumerate() {
            for sense in &mut name.senses {
                let mut support = 0.0;
                for (other, top) in tops.iter().enumerate().filter(|(other, _)| *other != at) {
                    let weight = tops_weight(top.len()) * if other.abs_diff(at) <= 2 { 1.6 } else { 1.0 };
                    support += weight * top.iter().map(|(p, place)| p * affinity(&sense.place, place)).sum::<f32>();
                }
                let held: f32 = name
                    .inside
                    .iter()
                    .filter_map(|&container| tops.get(container))
                    .map(|top| top.iter().map(|(p, place)| p * contains(place, &sense.place)).sum::<f32>())
                    .sum();
                sense.place.score = sense.prior + 2.8 * (1.0 + support).ln() + 9.0 * held.min(1.0);
            }
            sort(name);
        }
    }
}

fn tops_weight(len: usize) -> f32 {
    if len == 0 { 0.0 } else { 1.0 }
}

/// The few best senses with probabilities.
fn likely(name: &Name) -> Vec<(f32, PlaceCandidate)> {
    let Some(best) = name.senses.first().map(|s| s.place.score) else { return Vec::new() };
    let mut top: Vec<(f32, PlaceCandidate)> =
        name.senses.iter().take(TOP).map(|s| ((s.place.score - best).exp(), s.place.clone())).collect();
    let sum: f32 = top.iter().map(|(p, _)| p).sum();
    let weight = 1.0 + name.count.ln().min(1.5) * 0.5;
    top.iter_mut().for_each(|(p, _)| *p *= weight / sum);
    top
}

/// How much one place speaks for another, 0 to about 2.5.
fn affinity(a: &PlaceCandidate, b: &PlaceCandidate) -> f32 {
    let mut out = 0.0;
    if a.country.is_some() && a.country == b.country {
        out += 0.5;
        if a.admin1.is_some() && a.admin1 == b.admin1 {
            out += 0.7;
        }
    }
    let coarse = |p: &PlaceCandidate| matches!(p.precision, PlacePrecision::Country | PlacePrecision::Region);
    if !coarse(a) && !coarse(b) {
        out += 1.2 * (-km(a, b) as f32 / 120.0).exp();
    }
    out
}

/// Whether `inner` lies in `outer`, 0 or 1.
fn contains(outer: &PlaceCandidate, inner: &PlaceCandidate) -> f32 {
    let same_country = outer.country.is_some() && outer.country == inner.country;
    let yes = match outer.precision {
        PlacePrecision::Country => same_country && inner.precision != PlacePrecision::Country,
        PlacePrecision::Admin1 => {
            same_country
                && inner.precision != PlacePrecision::Admin1
                && (outer.admin1 == inner.admin1 || inner.admin1.is_none() && km(outer, inner) < 250.0)
        }
        PlacePrecision::Region => km(outer, inner) < 300.0,
        _ => inner.precision <= PlacePrecision::Admin2 && km(outer, inner) < 60.0,
    };
    f32::from(u8::from(yes))
}

fn sort(name: &mut Name) {
    name.senses.sort_by(|a, b| b.place.score.total_cmp(&a.place.score));
}
