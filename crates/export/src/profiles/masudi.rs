//! Masudi's own table of events: one row an event, every field of the record, the codes of countries side by side, and
//! the sentence of the first mention.

use crate::profile::{Loss, real, text, whole};
use crate::{Cell, Column, Format, Profile, prio_grid, text_fragment};
use masudi_record::{EventLinkKind, Phase, Status};

pub(super) const PROFILE: Profile = Profile {
    name: "masudi",
    about: "Our own table: one row an event, whatever its status.",
    usual: Format::Csv,
    header: true,
    missing: "",
    by_mention: false,
    columns: COLUMNS,
    leaves_out: &[],
    loses: &[
        Loss {
            about: "have values on which sources disagree: the fields are named, who says what is in the record",
            has: |v| !v.event().disputed.is_empty(),
        },
        Loss {
            about: "have several mentions: the sentence of the first stands, see masudi-mentions for all",
            has: |v| v.told.tellings.len() > 1,
        },
    ],
};

const COLUMNS: &[Column] = &[
    text("id", "Id of the event, the same on every run", |v| Cell::text(&v.event().id)),
    text("type", "PLOVER event type", |v| Cell::text(&v.event().event_type)),
    text("mode", "PLOVER mode", |v| Cell::given(v.event().mode.as_ref())),
    text("contexts", "PLOVER contexts, joined with ;", |v| Cell::list(v.event().contexts.iter().map(Some), ';')),
    text("quad", "Quad class: verbal or material, cooperation or conflict", |v| Cell::text(&v.event().quad)),
    real("score", "PLOVER score, -10 (conflict) to 10 (cooperation)", |v| Cell::short(v.event().score)),
    text("cameo", "CAMEO code, text: leading zeros count", |v| Cell::given(v.event().cameo.as_ref())),
    text("phase", "Phase of an ongoing activity: start, continue, suspend, resume, end", |v| {
        Cell::given(v.event().phase.map(phase))
    }),
    text("status", "actual, alleged, historical, future, hypothetical or negated", |v| {
        Cell::text(status(v.event().status))
    }),
    text("date_from", "First day, ISO 8601", |v| Cell::given(v.day())),
    text("date_to", "Last day, inclusive", |v| Cell::given(v.days().and_then(|d| d.to.as_ref()))),
    text(
        "date_precision",
        "How exactly the date is known: day, week, month, year, range; published: the day of the report",
        |v| Cell::text(v.date_precision()),
    ),
    text("actor_name", "Who did it, names joined with ; (the words where nobody known is meant)", |v| {
        v.parties(&v.event().actors, |p| p.name.as_deref())
    }),
    text("actor_id", "Ids of the lexicon, joined with ;", |v| v.parties(&v.event().actors, |p| p.id.as_deref())),
    text("actor_code", "Country and sector, or the group's own code, joined with ;", |v| {
        v.parties(&v.event().actors, |p| p.code.as_deref())
    }),
    text("actor_sector", "PLOVER sectors, joined with ;", |v| v.parties(&v.event().actors, |p| p.sector.as_deref())),
    text("actor_iso3", "Countries, ISO 3166-1 alpha-3, joined with ;", |v| {
        v.parties(&v.event().actors, |p| p.country.as_deref())
    }),
    text("actor_iso_num", "Countries, ISO 3166-1 numeric, joined with ;", |v| {
        v.codes(&v.event().actors, |c| c.numeric.clone())
    }),
    text("actor_cow", "Countries, Correlates of War, joined with ;", |v| {
        v.codes(&v.event().actors, |c| c.cow.map(|n| n.to_string()))
    }),
    text("actor_gwno", "Countries, Gleditsch and Ward, joined with ;", |v| {
        v.codes(&v.event().actors, |c| c.gwno.map(|n| n.to_string()))
    }),
    text("actor_fips", "Countries, FIPS 10-4, joined with ;", |v| v.codes(&v.event().actors, |c| c.fips.clone())),
    text("recipient_name", "To whom, names joined with ; (the words where nobody known is meant)", |v| {
        v.parties(&v.event().recipients, |p| p.name.as_deref())
    }),
    text("recipient_id", "Ids of the lexicon, joined with ;", |v| {
        v.parties(&v.event().recipients, |p| p.id.as_deref())
    }),
    text("recipient_code", "Country and sector, or the group's own code, joined with ;", |v| {
        v.parties(&v.event().recipients, |p| p.code.as_deref())
    }),
    text("recipient_sector", "PLOVER sectors, joined with ;", |v| {
        v.parties(&v.event().recipients, |p| p.sector.as_deref())
    }),
    text("recipient_iso3", "Countries, ISO 3166-1 alpha-3, joined with ;", |v| {
        v.parties(&v.event().recipients, |p| p.country.as_deref())
    }),
    text("recipient_iso_num", "Countries, ISO 3166-1 numeric, joined with ;", |v| {
        v.codes(&v.event().recipients, |c| c.numeric.clone())
    }),
    text("recipient_cow", "Countries, Correlates of War, joined with ;", |v| {
        v.codes(&v.event().recipients, |c| c.cow.map(|n| n.to_string()))
    }),
    text("recipient_gwno", "Countries, Gleditsch and Ward, joined with ;", |v| {
        v.codes(&v.event().recipients, |c| c.gwno.map(|n| n.to_string()))
    }),
    text("recipient_fips", "Countries, FIPS 10-4, joined with ;", |v| {
        v.codes(&v.event().recipients, |c| c.fips.clone())
    }),
    text("place", "Name of the place (GeoNames), else the words", |v| Cell::given(v.place_name())),
    whole("geonames", "GeoNames id", |v| Cell::whole(v.place().and_then(|p| p.geonames))),
    text("iso3", "Country of the place, ISO 3166-1 alpha-3", |v| Cell::given(v.country())),
    text("iso_num", "The same, ISO 3166-1 numeric", |v| Cell::given(v.country_code().and_then(|c| c.numeric.as_ref()))),
    whole("cow", "The same, Correlates of War", |v| Cell::whole(v.country_code().and_then(|c| c.cow))),
    whole("gwno", "The same, Gleditsch and Ward", |v| Cell::whole(v.country_code().and_then(|c| c.gwno))),
    text("fips", "The same, FIPS 10-4", |v| Cell::given(v.country_code().and_then(|c| c.fips.as_ref()))),
    text("admin1", "First-level division", |v| Cell::given(v.province())),
    real("lat", "WGS84 degrees north", |v| Cell::real(v.point().map(|p| p.0))),
    real("lon", "WGS84 degrees east", |v| Cell::real(v.point().map(|p| p.1))),
    text("place_precision", "site, city, admin2, admin1, country or region", |v| Cell::text(v.place_precision())),
    text("place_relation", "in, near or border", |v| Cell::given(v.place().and_then(|p| p.relation.as_ref()))),
    whole("prio_grid", "PRIO-GRID cell of the point, 1 to 259200", |v| {
        Cell::whole(v.point().and_then(|(lat, lon)| prio_grid(lat, lon)))
    }),
    whole("killed_low", "Dead, the lowest figure given", |v| {
        Cell::whole(v.event().counts.killed.as_ref().and_then(|c| c.low))
    }),
    whole("killed_best", "Dead, the figure held best", |v| {
        Cell::whole(v.event().counts.killed.as_ref().and_then(|c| c.best))
    }),
    whole("killed_high", "Dead, the highest figure given", |v| {
        Cell::whole(v.event().counts.killed.as_ref().and_then(|c| c.high))
    }),
    whole("injured_low", "Wounded, the lowest figure given", |v| {
        Cell::whole(v.event().counts.injured.as_ref().and_then(|c| c.low))
    }),
    whole("injured_best", "Wounded, the figure held best", |v| {
        Cell::whole(v.event().counts.injured.as_ref().and_then(|c| c.best))
    }),
    whole("injured_high", "Wounded, the highest figure given", |v| {
        Cell::whole(v.event().counts.injured.as_ref().and_then(|c| c.high))
    }),
    whole("abducted_low", "Taken captive, the lowest figure given", |v| {
        Cell::whole(v.event().counts.abducted.as_ref().and_then(|c| c.low))
    }),
    whole("abducted_best", "Taken captive, the figure held best", |v| {
        Cell::whole(v.event().counts.abducted.as_ref().and_then(|c| c.best))
    }),
    whole("abducted_high", "Taken captive, the highest figure given", |v| {
        Cell::whole(v.event().counts.abducted.as_ref().and_then(|c| c.high))
    }),
    whole("arrested_low", "Arrested, the lowest figure given", |v| {
        Cell::whole(v.event().counts.arrested.as_ref().and_then(|c| c.low))
    }),
    whole("arrested_best", "Arrested, the figure held best", |v| {
        Cell::whole(v.event().counts.arrested.as_ref().and_then(|c| c.best))
    }),
    whole("arrested_high", "Arrested, the highest figure given", |v| {
        Cell::whole(v.event().counts.arrested.as_ref().and_then(|c| c.high))
    }),
    whole("troops_low", "Troops moved, the lowest figure given", |v| {
        Cell::whole(v.event().counts.troops.as_ref().and_then(|c| c.low))
    }),
    whole("troops_best", "Troops moved, the figure held best", |v| {
        Cell::whole(v.event().counts.troops.as_ref().and_then(|c| c.best))
    }),
    whole("troops_high", "Troops moved, the highest figure given", |v| {
        Cell::whole(v.event().counts.troops.as_ref().and_then(|c| c.high))
    }),
    whole("events_low", "Happenings that it stands for, the lowest figure given", |v| {
        Cell::whole(v.event().counts.events.as_ref().and_then(|c| c.low))
    }),
    whole("events_best", "Happenings that it stands for, the figure held best", |v| {
        Cell::whole(v.event().counts.events.as_ref().and_then(|c| c.best))
    }),
    whole("events_high", "Happenings that it stands for, the highest figure given", |v| {
        Cell::whole(v.event().counts.events.as_ref().and_then(|c| c.high))
    }),
    text("disputed", "Fields on which sources disagree, joined with ;", |v| {
        Cell::list(v.event().disputed.iter().map(|d| Some(&d.field)), ';')
    }),
    text("links", "Relations to other events as kind:id, joined with ;", |v| {
        Cell::list(v.event().links.iter().map(|l| Some(format!("{}:{}", link(l.kind), l.event))), ';')
    }),
    text("mentions", "Ids of its mentions, joined with ;", |v| Cell::list(v.event().mentions.iter().map(Some), ';')),
    whole("mention_count", "Number of its mentions", |v| Cell::count(v.event().mentions.len())),
    text("sources", "Outlets that tell it, joined with ;", |v| Cell::list(v.event().sources.iter().map(Some), ';')),
    whole("source_count", "Number of outlets", |v| Cell::count(v.event().sources.len())),
    text("first_seen", "Publication date of the first report", |v| Cell::given(v.event().first_seen.as_ref())),
    text("last_seen", "Publication date of the last report", |v| Cell::given(v.event().last_seen.as_ref())),
    real("confidence", "Probability that it is an event of this type, 0 to 1", |v| {
        Cell::short(Some(v.event().confidence))
    }),
    text("document", "Id of the document of the first mention", |v| Cell::given(v.mention().map(|m| &m.doc))),
    text("title", "Its headline", |v| Cell::given(v.report().and_then(|r| r.title.as_ref()))),
    text("url", "Its address", |v| Cell::given(v.report().and_then(|r| r.url.as_ref()))),
    text("url_of_sentence", "Its address with a text fragment, which opens at the sentence", |v| {
        let url = v.report().and_then(|r| r.url.as_deref());
        Cell::given(url.zip(v.mention()).and_then(|(url, m)| text_fragment(url, &m.sentence.text)))
    }),
    text("sentence", "The sentence that asserts the event", |v| Cell::given(v.mention().map(|m| &m.sentence.text))),
    whole("sentence_start", "Its first code point in the document's cleaned text", |v| {
        Cell::whole(v.mention().map(|m| m.sentence.start))
    }),
    whole("sentence_end", "One past its last code point", |v| Cell::whole(v.mention().map(|m| m.sentence.end))),
    text("trigger", "The words that express the event", |v| Cell::given(v.mention().map(|m| &m.trigger.text))),
    text("rule", "The frame that coded the mention", |v| Cell::given(v.mention().map(|m| &m.rule))),
    text("coder", "Version of the program", |v| Cell::given(v.mention().map(|m| &m.coder.version))),
    text("lexicon", "Hash of the data files that coded it", |v| Cell::given(v.mention().map(|m| &m.coder.lexicon))),
];

/// A status as the record writes it.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Alleged => "alleged",
        Status::Future => "future",
        Status::Historical => "historical",
        Status::Hypothetical => "hypothetical",
        Status::Negated => "negated",
    }
}

/// A phase as the record writes it.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Start => "start",
        Phase::Continue => "continue",
        Phase::Suspend => "suspend",
        Phase::Resume => "resume",
        Phase::End => "end",
    }
}

fn link(kind: EventLinkKind) -> &'static str {
    match kind {
        EventLinkKind::RespondsTo => "responds-to",
        EventLinkKind::PartOf => "part-of",
        EventLinkKind::Interrupts => "interrupts",
        EventLinkKind::Follows => "follows",
        EventLinkKind::SameProcess => "same-process",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_record() {
        let written = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        for value in
            [Status::Actual, Status::Alleged, Status::Future, Status::Historical, Status::Hypothetical, Status::Negated]
        {
            assert_eq!(written(serde_json::to_value(value).unwrap()), status(value));
        }
        for value in [Phase::Start, Phase::Continue, Phase::Suspend, Phase::Resume, Phase::End] {
            assert_eq!(written(serde_json::to_value(value).unwrap()), phase(value));
        }
        for value in [
            EventLinkKind::RespondsTo,
            EventLinkKind::PartOf,
            EventLinkKind::Interrupts,
            EventLinkKind::Follows,
            EventLinkKind::SameProcess,
        ] {
            assert_eq!(written(serde_json::to_value(value).unwrap()), link(value));
        }
    }
}
