//! Which meaning each name has, decided for all names of a document together.
//!
//! In: for each distinct name its senses, and the names and countries said to hold it ("Erbil, Iraq", "the Syrian city of
//! X"). Out: the senses scored, best first. Support comes from other names of the same country and division, from places
//! nearby and from adjectives of nationality; a name with one likely meaning thus pulls the others.

use crate::index::{Sense, km};
use crate::resolver::Settings;
use masudi_doc::{Iso3, PlaceCandidate, PlacePrecision};
use xxhash_rust::xxh3::xxh3_64;

const ROUNDS: usize = 3;
/// What the name of a country says for a place in it.
const COUNTRY: f32 = 0.2;
/// What a finer place says for another of its country.
const SAME_COUNTRY: f32 = 0.3;
/// What it says, besides, for another of its first-level division.
const SAME_DIVISION: f32 = 1.0;
/// What it says, besides, for a place beside it; a third of that 130 km away.
const NEARBY: f32 = 2.4;
/// What an adjective of nationality says for a place in its country.
const PEOPLE: f32 = 0.15;
/// How much support counts against size.
const GAIN: f32 = 3.2;
/// Meanings in different countries this close are as good as equal.
const TORN: f32 = 0.15;
/// Meanings of a name that speak for others.
const TOP: usize = 3;
/// What weighs less than this share of its name says nothing.
const FAINT: f32 = 0.03;
/// Farther than this, nearness counts for nothing.
const FAR_KM: f32 = 700.0;

/// One distinct name of the document.
pub(crate) struct Name {
    pub senses: Vec<Sense>,
    /// How often it occurs.
    pub count: f32,
    /// Other names (by index) that are said to contain it.
    pub inside: Vec<usize>,
    /// Countries that are said to contain it.
    pub within: Vec<Iso3>,
    /// A word such as "province" stands beside it.
    pub division: bool,
}

/// What affinity needs of a sense, made once.
#[derive(Clone, Copy)]
struct Spot {
    country: Option<Iso3>,
    admin1: u64,
    /// On the unit sphere.
    at: [f32; 3],
    coarse: bool,
    is_country: bool,
    seat: bool,
    /// One over the square root of how many meanings its name has in its country, which share what speaks for it.
    share: f32,
}

impl Spot {
    fn new(sense: &Sense) -> Self {
        let place = &sense.place;
        let (lat, lon) = (place.lat.to_radians(), place.lon.to_radians());
        let coarse = matches!(place.precision, PlacePrecision::Country | PlacePrecision::Region);
        Self {
            country: place.country,
            admin1: place.admin1.as_ref().map_or(0, |a| xxh3_64(a.as_bytes()).max(1)),
            at: [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|x| x as f32),
            coarse,
            is_country: place.precision == PlacePrecision::Country,
            seat: sense.seat,
            share: 1.0,
        }
    }

    /// How much `other` speaks for this place, 0 to about 2.5. A seat of power says nothing of the villages around it.
    fn affinity(&self, other: &Spot) -> f32 {
        let mut out = 0.0;
        if self.country.is_some() && self.country == other.country {
            out += if other.is_country { COUNTRY * self.share } else { SAME_COUNTRY };
            if self.admin1 != 0 && self.admin1 == other.admin1 {
                out += SAME_DIVISION;
            }
        }
        if !self.coarse && !other.coarse && !other.seat {
            let [x, y, z] = [0, 1, 2].map(|i| self.at[i] - other.at[i]);
            let km = 6371.0 * (x * x + y * y + z * z).sqrt();
            if km < FAR_KM {
                out += NEARBY * (-km / 120.0).exp();
            }
        }
        out
    }
}

/// Scores every sense of every name and sorts them, best first.
pub(crate) fn decide(names: &mut [Name], peoples: &[(Iso3, f32)], settings: &Settings) {
    for name in names.iter_mut() {
        let division = name.division;
        for sense in &mut name.senses {
            let fits = matches!(sense.place.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2);
            let home = settings.home.is_some() && sense.place.country == settings.home;
            sense.prior += if division && fits { 3.0 } else { 0.0 } + if home { 1.5 } else { 0.0 };
            sense.place.score = sense.prior;
        }
    }
    let mut spots: Vec<Vec<Spot>> = names.iter().map(|name| name.senses.iter().map(Spot::new).collect()).collect();
    for spots in &mut spots {
        let countries: Vec<Option<Iso3>> = spots.iter().map(|s| s.country).collect();
        for spot in spots {
            let shared = countries.iter().filter(|c| **c == spot.country).count();
            spot.share = 1.0 / (shared.max(1) as f32).sqrt();
        }
    }
    names.iter_mut().zip(&mut spots).for_each(|(name, spots)| sort(name, spots));
    for _ in 0..ROUNDS {
        let tops: Vec<Vec<(f32, Spot)>> = names.iter().zip(&spots).map(|(n, s)| likely(n, s)).collect();
        for at in 0..names.len() {
            if names[at].senses.len() < 2 {
                continue;
            }
            let holds: Vec<f32> = names[at].senses.iter().map(|s| held(names, &names[at], s)).collect();
            let name = &mut names[at];
            for ((sense, spot), held) in name.senses.iter_mut().zip(&spots[at]).zip(holds) {
                let mut support = 0.0;
                for (other, top) in tops.iter().enumerate().filter(|(other, _)| *other != at) {
                    let weight = if other.abs_diff(at) <= 2 { 1.6 } else { 1.0 };
                    support += weight * top.iter().map(|(p, place)| p * spot.affinity(place)).sum::<f32>();
                }
                let voted = peoples.iter().find(|(iso3, _)| Some(*iso3) == spot.country).map_or(0.0, |(_, n)| *n);
                sense.place.score = sense.prior + GAIN * (1.0 + support + PEOPLE * spot.share * voted).ln() + held;
            }
            sort(name, &mut spots[at]);
        }
    }
}

/// Whether the best senses, sorted, lie in different countries and are as good as equal: then none is chosen.
pub(crate) fn torn(senses: &[Sense]) -> bool {
    let Some(best) = senses.first() else { return false };
    let other = senses.iter().find(|s| s.place.country != best.place.country);
    other.is_some_and(|o| o.place.country.is_some() && best.place.score - o.place.score < TORN)
}

/// Names that must speak for one country before a village elsewhere is doubted.
const CHORUS: usize = 4;
/// Places with more inhabitants are known without help.
const KNOWN: u64 = 50_000;

/// For each name, whether its best sense is a village of a country that nothing else in the document speaks of, where at
/// least four other names lie together in another: a namesake of a place that the gazetteer does not have.
pub(crate) fn stranded(names: &[Name], peoples: &[(Iso3, f32)]) -> Vec<bool> {
    let mut countries: Vec<(Iso3, usize)> = Vec::new();
    for country in names.iter().filter_map(|name| name.senses.first()?.place.country) {
        match countries.iter_mut().find(|(known, _)| *known == country) {
            Some((_, n)) => *n += 1,
            None => countries.push((country, 1)),
        }
    }
    let chorus = countries.iter().any(|(_, n)| *n >= CHORUS);
    let alone = |name: &Name| {
        let Some(place) = name.senses.first().map(|s| &s.place) else { return false };
        let small = place.precision == PlacePrecision::City && place.population < KNOWN;
        let held = !name.inside.is_empty() || !name.within.is_empty();
        let spoken = peoples.iter().any(|(country, _)| Some(*country) == place.country);
        let only = countries.iter().any(|(country, n)| Some(*country) == place.country && *n == 1);
        small && !held && !spoken && only
    };
    names.iter().map(|name| chorus && alone(name)).collect()
}

/// What "X, Y" and "the Syrian city of X" add for a sense of X.
fn held(names: &[Name], name: &Name, sense: &Sense) -> f32 {
    let outer = name.inside.iter().filter_map(|&outer| names[outer].senses.first());
    let by_name: f32 = outer.map(|outer| contains(&outer.place, &sense.place)).sum();
    let by_country = name.within.iter().any(|iso3| sense.place.country == Some(*iso3));
    9.0 * by_name.min(1.0) + if by_country { 5.0 } else { 0.0 }
}

/// The few best senses with probabilities.
fn likely(name: &Name, spots: &[Spot]) -> Vec<(f32, Spot)> {
    let Some(best) = name.senses.first().map(|s| s.place.score) else { return Vec::new() };
    let mut top: Vec<(f32, Spot)> =
        name.senses.iter().zip(spots).take(TOP).map(|(s, spot)| ((s.place.score - best).exp(), *spot)).collect();
    let sum: f32 = top.iter().map(|(p, _)| p).sum();
    let weight = 1.0 + name.count.ln().min(1.5) * 0.5;
    top.retain(|(p, _)| *p > FAINT * sum);
    top.iter_mut().for_each(|(p, _)| *p *= weight / sum);
    top
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

fn sort(name: &mut Name, spots: &mut Vec<Spot>) {
    let mut both: Vec<(Sense, Spot)> = name.senses.drain(..).zip(spots.drain(..)).collect();
    both.sort_by(|a, b| b.0.place.score.total_cmp(&a.0.place.score));
    for (sense, spot) in both {
        name.senses.push(sense);
        spots.push(spot);
    }
}
