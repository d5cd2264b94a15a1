//! Force levels in time: the figures of each force in each host country.

use crate::brief::Making;
use crate::matching;
use masudi_record::{Deployment, LevelPoint, LevelSeries};
use std::collections::{BTreeMap, BTreeSet};

/// Series of force levels by force and host, the oldest figure first. Figures for one day that do not overlap are a
/// conflict; all are kept, each once, in order of size. The order of the deployments does not matter.
///
/// ```
/// use masudi_record::{Deployment, Place};
/// let level = |id: &str, n: u64, day: &str| Deployment {
///     id: id.into(), actor: Some("USA".into()), min: n, max: Some(n), as_of: Some(day.into()),
///     place: Some(Place { country: Some("SYR".into()), ..Place::default() }), ..Deployment::default()
/// };
/// let series = masudi_brief::series(&[level("b", 2000, "2024-12-19"), level("a", 900, "2024-12-19")]);
/// assert_eq!((series.len(), series[0].points.len(), series[0].points[0].conflict), (1, 1, true));
/// ```
pub fn series(deployments: &[Deployment]) -> Vec<LevelSeries> {
    let mut by: BTreeMap<(Option<String>, String), ByDay<'_>> = BTreeMap::new();
    for deployment in deployments {
        let Some(place) = deployment.place.as_ref().and_then(|p| p.country.clone().or_else(|| p.name.clone())) else {
            continue;
        };
        by.entry((deployment.actor.clone(), place))
            .or_default()
            .entry(deployment.as_of.clone())
            .or_default()
            .push(deployment);
    }
    let points = |days: ByDay<'_>| days.into_iter().map(|(as_of, given)| point(as_of, given)).collect();
    let series = |force: Option<String>, place: String, days| LevelSeries {
        name: format!("{} in {place}", force.as_deref().unwrap_or("?")),
        points: points(days),
        force,
        place,
    };
    by.into_iter().map(|((force, place), days)| series(force, place, days)).collect()
}

impl Making<'_> {
    /// The force levels that the dossier follows; a figure given again and again is one point.
    pub(crate) fn levels(&mut self) -> Vec<LevelSeries> {
        let dossier = self.dossier;
        let within = |d: &&Deployment| {
            let host = d.place.as_ref();
            let force = d.actor.as_deref().unwrap_or_default();
            let asked = dossier
                .deployments
                .iter()
                .any(|query| query.force.eq_ignore_ascii_case(force) && matching::at(host, &query.places));
            let any = dossier.deployments.is_empty()
                && matching::at(host, &dossier.places)
                && (dossier.parties.is_empty() || dossier.parties.iter().any(|p| p.eq_ignore_ascii_case(force)));
            asked || any
        };
        let deployments: Vec<Deployment> = self.record.deployments.iter().filter(within).cloned().collect();
        let mut out = series(&deployments);
        for series in &mut out {
            let force = series.force.as_deref().unwrap_or("?");
            series.name = format!("{} in {}", self.countries.name(force), self.countries.name(&series.place));
            for point in &mut series.points {
                let cite = |d: &Deployment| vec![self.cites.sentence(&d.doc, d.sentence, &d.quote.text)];
                point.cites = point.figures.iter().map(cite).collect();
            }
            series.points = runs(std::mem::take(&mut series.points));
        }
        out
    }
}

/// Points with one and the same figure one after the other, as one.
fn runs(points: Vec<LevelPoint>) -> Vec<LevelPoint> {
    let mut out: Vec<LevelPoint> = Vec::new();
    for point in points {
        let only = |p: &LevelPoint| match p.figures.as_slice() {
            [one] => Some((one.min, one.max, one.planned)),
            _ => None,
        };
        match out.last_mut().filter(|last| only(last).is_some() && only(last) == only(&point)) {
            Some(last) => {
                last.until = point.as_of;
                last.times += point.times;
                last.figures[0].approximate |= point.figures[0].approximate;
                last.cites[0].extend(&point.cites[0]);
            }
            None => out.push(point),
        }
    }
    out
}

/// Figures by the day for which they are given.
type ByDay<'a> = BTreeMap<Option<String>, Vec<&'a Deployment>>;

fn point(as_of: Option<String>, mut given: Vec<&Deployment>) -> LevelPoint {
    let docs: BTreeSet<&str> = given.iter().map(|d| d.doc.as_str()).collect();
    given.sort_by(|a, b| (a.min, a.max, a.planned, &a.id).cmp(&(b.min, b.max, b.planned, &b.id)));
    let mut figures: Vec<Deployment> = Vec::new();
    for deployment in given {
        let same = |f: &Deployment| (f.min, f.max, f.planned) == (deployment.min, deployment.max, deployment.planned);
        if !figures.iter().any(same) {
            figures.push(deployment.clone());
        }
    }
    let apart = |a: &Deployment, b: &Deployment| {
        a.planned == b.planned && (a.max.is_some_and(|max| max < b.min) || b.max.is_some_and(|max| max < a.min))
    };
    let conflict = figures.iter().enumerate().any(|(i, a)| figures[i + 1..].iter().any(|b| apart(a, b)));
    LevelPoint { as_of, until: None, times: docs.len(), conflict, cites: Vec::new(), figures }
}
