//! The answer to a dossier: its parts in order, over the events that the dossier asks for.

use crate::cites::Cites;
use crate::dossier::Dossier;
use crate::names::Countries;
use crate::{lines, matching};
use jiff::ToSpan;
use jiff::civil::Date;
use masudi_record::{Brief, Event, Period, Situation, Status};

/// Sentences that one line cites.
pub(crate) const CITED: usize = 3;

/// Answers a dossier. `since` (ISO 8601 day) asks what is new from that day on, and makes it the recent period.
pub fn brief(dossier: &Dossier, record: &Situation, since: Option<&str>) -> Brief {
    let (cites, countries) = (Cites::new(&record.documents, &record.mentions), Countries::of(record));
    let mut making = Making { dossier, record, cites, countries };
    let last = record.documents.iter().filter_map(|d| d.published.as_deref()).map(lines::day_of).max();
    let as_of = match (last, dossier.to.as_deref()) {
        (Some(last), Some(to)) => Some(last.min(to).to_owned()),
        (last, to) => last.or(to).map(str::to_owned),
    };
    let events = making.events(as_of.as_deref());
    let (recent, before) = making.periods(&events, as_of.as_deref(), since);
    let mut out = Brief {
        title: dossier.title.clone(),
        question: dossier.question.clone(),
        documents: record.documents.len(),
        since: since.map(str::to_owned),
        ..Brief::default()
    };
    out.processes = making.processes();
    out.factors = making.factors(&events, recent.as_ref(), before.as_ref());
    out.levels = making.levels();
    out.timeline = making.timeline(&events);
    out.statements = making.statements(&events, as_of.as_deref());
    out.disputes = making.disputes(&events, &out.levels);
    out.changes = since.map(|day| making.changes(&events, day, &out)).unwrap_or_default();
    (out.as_of, out.recent, out.before) = (as_of, recent, before);
    out.sources = making.cites.sources;
    out
}

/// What the parts of a brief are made with.
pub(crate) struct Making<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) record: &'a Situation,
    pub(crate) cites: Cites<'a>,
    pub(crate) countries: Countries,
}

impl<'a> Making<'a> {
    /// The events that the dossier asks for, the oldest first: of its parties and places, in its time, told as done or
    /// claimed.
    fn events(&self, as_of: Option<&str>) -> Vec<&'a Event> {
        let dossier = self.dossier;
        let asked = |event: &&Event| {
            let who: Vec<_> = event.actors.iter().chain(&event.recipients).cloned().collect();
            let first = lines::first_day(event);
            matches!(event.status, Status::Actual | Status::Alleged | Status::Historical)
                && matching::any(&who, &dossier.parties)
                && (event.place.is_none() || matching::at(event.place.as_ref(), &dossier.places))
                && dossier.from.as_deref().is_none_or(|from| first.is_some_and(|f| f >= from))
                && as_of.is_none_or(|to| first.is_none_or(|f| f <= to))
        };
        let mut events: Vec<&Event> = self.record.events.iter().filter(asked).collect();
        events.sort_by(|a, b| (lines::first_day(a), &a.id).cmp(&(lines::first_day(b), &b.id)));
        events
    }

    /// The period whose counts are compared, and the one before it.
    fn periods(&self, events: &[&Event], as_of: Option<&str>, since: Option<&str>) -> (Option<Period>, Option<Period>) {
        let Some(to) = as_of.and_then(|d| d.parse::<Date>().ok()) else { return (None, None) };
        let back = i64::from(self.dossier.recent_days) - 1;
        let from = since.and_then(|d| d.parse::<Date>().ok()).or_else(|| to.checked_sub(back.days()).ok());
        let Some(from) = from.filter(|from| *from <= to) else { return (None, None) };
        let recent = Some(Period { from: from.to_string(), to: to.to_string() });
        let first = self.dossier.from.clone();
        let first = first.or_else(|| events.iter().find_map(|e| lines::first_day(e).map(str::to_owned)));
        let before = first.and_then(|first| {
            let first = first.parse::<Date>().ok().filter(|first| *first < from)?;
            Some(Period { from: first.to_string(), to: from.yesterday().ok()?.to_string() })
        });
        (recent, before)
    }
}
