//! Force levels over time: a line for each force in each country, a bar where a figure is a range, a ring where figures
//! for one day contradict each other. Between two figures nothing is known, so the line is thin.

use super::axis::{Axis, Tick, day, round};
use super::bars;
use crate::words;
use askama::Template;
use jiff::civil::Date;
use masudi_record::{Deployment, LevelSeries};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = WIDTH - 12.0;
const TOP: f64 = 12.0;
const BASE: f64 = HEIGHT - 24.0;
/// Series that are told apart by colour and mark.
pub const MOST: usize = 4;

/// The chart.
#[derive(Debug, Template)]
#[template(path = "levels.svg", ext = "svg")]
pub struct Levels {
    from: String,
    to: String,
    lines: Vec<Line>,
    ticks: Vec<Tick>,
    rules: Vec<bars::Rule>,
}

#[derive(Debug)]
struct Line {
    /// Number of the series.
    number: usize,
    path: String,
    points: Vec<Point>,
}

#[derive(Debug)]
struct Point {
    x: f64,
    /// Where the figure stands, and the ends of its range.
    y: f64,
    high: f64,
    low: f64,
    class: &'static str,
    label: String,
    href: String,
}

/// A figure with its day, and whether others contradict it.
type Dated = (Date, Deployment, bool);

impl Levels {
    /// From series; each point leads where `href` says. `None` when fewer than two figures have a day.
    pub fn new(series: &[LevelSeries], href: impl Fn(&Deployment) -> String) -> Option<Self> {
        let dated = |series: &LevelSeries| -> Vec<Dated> {
            let points = series.points.iter().filter_map(|p| Some((p.as_of.as_deref().and_then(day)?, p)));
            // A figure that is given again and again stands at both ends of its time.
            let ends = points.flat_map(|(first, p)| {
                let last = p.until.as_deref().and_then(day).filter(|last| *last > first);
                std::iter::once((first, p)).chain(last.map(|last| (last, p)))
            });
            ends.flat_map(|(day, p)| p.figures.iter().map(move |figure| (day, figure.clone(), p.conflict))).collect()
        };
        let all: Vec<Vec<Dated>> = series.iter().take(MOST).map(dated).collect();
        let days = || all.iter().flatten().map(|(day, ..)| *day);
        let (first, last) = (days().min()?, days().max()?);
        if all.iter().flatten().count() < 2 || first == last {
            return None;
        }
        let most = all.iter().flatten().map(|(_, figure, _)| figure.max.unwrap_or(figure.min)).max()?.max(1);
        let (step, top) = bars::rules(most);
        let axis = Axis::new(first, last, LEFT, RIGHT);
        let y = |n: f64| round(BASE - n / top as f64 * (BASE - TOP));
        let line = |(number, (of, figures)): (usize, (&LevelSeries, &Vec<Dated>))| {
            let name = name(of);
            let points: Vec<Point> = figures
                .iter()
                .map(|(day, figure, conflict)| Point {
                    x: axis.x(*day),
                    y: y(best(figure)),
                    low: y(figure.min as f64),
                    high: y(figure.max.unwrap_or(figure.min) as f64),
                    class: match (figure.planned, *conflict) {
                        (true, _) => "planned",
                        (_, true) => "conflict",
                        _ => "",
                    },
                    label: format!(
                        "{name}, {day}: {}{}",
                        said(figure),
                        if *conflict { "; figures differ" } else { "" }
                    ),
                    href: href(figure),
                })
                .collect();
            let path = figures.iter().zip(&points).filter(|((_, figure, _), _)| !figure.planned);
            let path = path.enumerate().map(|(n, (_, p))| format!("{}{},{}", if n == 0 { 'M' } else { 'L' }, p.x, p.y));
            Line { number, path: path.collect(), points }
        };
        Some(Self {
            from: first.to_string(),
            to: last.to_string(),
            lines: series.iter().zip(&all).enumerate().map(line).collect(),
            ticks: axis.ticks(),
            rules: (1..=top / step)
                .map(|n| bars::Rule { y: y((n * step) as f64), label: words::number(n * step) })
                .collect(),
        })
    }
}

/// "United States in Iraq".
pub fn name(series: &LevelSeries) -> String {
    if !series.name.is_empty() {
        return series.name.clone();
    }
    let force = series.force.as_deref().map_or_else(|| "Forces".to_owned(), words::country);
    format!("{force} in {}", words::country(&series.place))
}

/// A figure in words.
pub fn said(deployment: &Deployment) -> String {
    let about = if deployment.approximate { "about " } else { "" };
    let figure = match deployment.max {
        Some(max) if deployment.min == 0 && max > 0 => format!("at most {}", words::number(max)),
        Some(max) if max != deployment.min => {
            format!("{about}{} to {}", words::number(deployment.min), words::number(max))
        }
        Some(_) => format!("{about}{}", words::number(deployment.min)),
        None => format!("at least {}", words::number(deployment.min)),
    };
    if deployment.planned { format!("{figure}, planned") } else { figure }
}

/// One figure for a range: its middle, or the end that is given.
pub fn best(deployment: &Deployment) -> f64 {
    match deployment.max {
        Some(max) if deployment.min == 0 => max as f64,
        Some(max) => deployment.min.midpoint(max) as f64,
        None => deployment.min as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::LevelPoint;

    #[test]
    fn ranges_and_contradictions_are_drawn_as_they_are() {
        let figure = |min, max| Deployment { min, max, ..Deployment::default() };
        let point = |day: &str, figures: Vec<Deployment>, conflict| LevelPoint {
            as_of: Some(day.to_owned()),
            figures,
            conflict,
            ..LevelPoint::default()
        };
        let points = vec![
            point("2024-01-01", vec![figure(2000, Some(3000))], false),
            point("2024-06-01", vec![figure(900, Some(900)), figure(2000, Some(2000))], true),
        ];
        let series = [LevelSeries { force: Some("USA".into()), place: "IRQ".into(), points, ..LevelSeries::default() }];
        let levels = Levels::new(&series, |_| "/x".to_owned()).unwrap();
        let points = &levels.lines[0].points;
        assert!(points[0].high < points[0].y && points[0].y < points[0].low);
        assert_eq!(points[2].class, "conflict");
        assert!(levels.render().unwrap().contains("in Iraq, 2024-06-01: 900; figures differ"));
        assert!(Levels::new(&series[..0], |_| String::new()).is_none());
    }
}
