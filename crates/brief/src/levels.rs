//! Force levels in time: the figures of each force in each host country.

use masudi_record::{Deployment, LevelPoint, LevelSeries};
use std::collections::BTreeMap;

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
    by.into_iter().map(|((force, place), days)| LevelSeries { force, place, points: points(days) }).collect()
}

/// Figures by the day for which they are given.
type ByDay<'a> = BTreeMap<Option<String>, Vec<&'a Deployment>>;

fn point(as_of: Option<String>, mut given: Vec<&Deployment>) -> LevelPoint {
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
    LevelPoint { as_of, conflict, cites: Vec::new(), figures }
}
