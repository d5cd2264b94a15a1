//! Places against gold: are they recognised, and do they lie where they should.

use crate::figures::{Prf, rounded};
use crate::spans::{Annotation, PlacesDocument, by_document};
use serde_json::{Value, json};

/// How far off a place may lie, as others measure it (100 miles).
const NEAR_KM: f64 = 161.0;
/// The distance of a recognised place that the run puts nowhere.
const NOWHERE_KM: f64 = 20_000.0;

/// The figures of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacesScore {
    /// Gold toponyms.
    pub gold: usize,
    /// Places of the run.
    pub predicted: usize,
    /// Matches by overlap, one to one.
    pub recognised: usize,
    /// Gold toponyms with a point.
    pub points: usize,
    /// Distances of the recognised ones with a point, in km, sorted.
    pub distances: Vec<f64>,
}

impl PlacesScore {
    /// Counts over the documents of the gold that are kept.
    pub fn of(gold: &[PlacesDocument], run: &[Annotation], keep: impl Fn(&str) -> bool) -> Self {
        let run = by_document(run);
        let mut out = Self::default();
        for document in gold.iter().filter(|document| keep(&document.id)) {
            let predicted = run.get(document.id.as_str()).map_or(&[][..], |a| &a.places);
            let mut used = vec![false; predicted.len()];
            out.gold += document.toponyms.len();
            out.predicted += predicted.len();
            for toponym in &document.toponyms {
                out.points += usize::from(toponym.lat.is_some());
                let found = (0..predicted.len())
                    .find(|j| !used[*j] && toponym.start < predicted[*j].end && predicted[*j].start < toponym.end);
                let Some(found) = found else { continue };
                used[found] = true;
                out.recognised += 1;
                if let Some((lat, lon)) = toponym.lat.zip(toponym.lon) {
                    let place = &predicted[found];
                    let there = place.lat.zip(place.lon);
                    out.distances.push(there.map_or(NOWHERE_KM, |there| km((lat, lon), there)));
                }
            }
        }
        out.distances.sort_by(f64::total_cmp);
        out
    }

    /// Recognition.
    pub fn recognition(&self) -> Prf {
        Prf { right: self.recognised, predicted: self.predicted, gold: self.gold }
    }

    fn near(&self) -> f64 {
        self.distances.iter().filter(|km| **km <= NEAR_KM).count() as f64
    }

    /// Share of all gold toponyms with a point that lie within 161 km; one not recognised is wrong.
    pub fn accuracy(&self) -> f64 {
        self.near() / self.points.max(1) as f64
    }

    /// The same of the recognised ones alone.
    pub fn accuracy_of_found(&self) -> f64 {
        self.near() / self.distances.len().max(1) as f64
    }

    /// Median distance of the recognised ones, in km; the upper of two.
    pub fn median(&self) -> Option<f64> {
        self.distances.get(self.distances.len() / 2).copied()
    }

    /// The figures.
    pub fn to_json(&self) -> Value {
        let median = self.median().map(|km| format!("{km:.1}").parse().unwrap_or(km));
        json!({
            "gold": self.gold, "system": self.predicted, "recognition": self.recognition().rounded(), "points": self.points,
            "acc161": rounded(self.accuracy()), "acc161_found": rounded(self.accuracy_of_found()), "median_km": median,
        })
    }
}

/// Great-circle distance of two points (degrees north, degrees east) on a sphere, in km.
fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (a, b) = ((a.0.to_radians(), a.1.to_radians()), (b.0.to_radians(), b.1.to_radians()));
    let h = ((b.0 - a.0) / 2.0).sin().powi(2) + a.0.cos() * b.0.cos() * ((b.1 - a.1) / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spans::Toponym;

    fn at(start: usize, end: usize, point: Option<(f64, f64)>) -> Toponym {
        Toponym { start, end, lat: point.map(|p| p.0), lon: point.map(|p| p.1) }
    }

    #[test]
    fn figures() {
        assert!((km((0.0, 0.0), (0.0, 180.0)) - 20015.1).abs() < 0.1);
        let gold = [PlacesDocument {
            id: "a".to_owned(),
            toponyms: vec![
                at(0, 5, Some((12.1, 15.0))),
                at(10, 15, Some((13.5, 2.1))),
                at(20, 25, None),
                at(30, 35, Some((0.0, 0.0))),
                at(40, 45, Some((0.0, 0.0))),
            ],
            ..PlacesDocument::default()
        }];
        let places = vec![at(2, 8, Some((12.0, 15.0))), at(10, 15, None), at(20, 25, None), at(50, 55, None)];
        let run = [Annotation { doc: "a".to_owned(), places, timex: Vec::new() }];
        let score = PlacesScore::of(&gold, &run, |_| true);
        assert_eq!((score.gold, score.predicted, score.recognised, score.points), (5, 4, 3, 4));
        assert_eq!((score.accuracy(), score.accuracy_of_found(), score.median()), (0.25, 0.5, Some(20_000.0)));
        assert_eq!(score.to_json()["recognition"], json!([0.75, 0.6, 0.667]));
    }
}
