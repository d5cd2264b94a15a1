//! Masudi's own table of mentions: one row a mention, with the event that it belongs to.

use super::masudi::{phase, status};
use crate::profile::{Loss, real, text, whole};
use crate::{Cell, Column, Format, Profile, View, text_fragment};
use masudi_record::{Actor, Mention};

pub(super) const PROFILE: Profile = Profile {
    name: "masudi-mentions",
    about: "Our own table of evidence: one row a mention, with the id of its event.",
    usual: Format::Csv,
    header: true,
    missing: "",
    by_mention: true,
    columns: COLUMNS,
    leaves_out: &[],
    loses: &[Loss {
        about: "have mentions that are linked to other mentions: see the record",
        has: |v| v.told.tellings.iter().any(|telling| !telling.mention.links.is_empty()),
    }],
};

const COLUMNS: &[Column] = &[
    text("mention", "Id of the mention", |v| of(v, |m| Cell::text(&m.id))),
    text("event", "Id of its event; the mention's own where nothing was merged", |v| Cell::text(&v.event().id)),
    text("document", "Id of the document", |v| of(v, |m| Cell::text(&m.doc))),
    text("source", "Outlet", |v| Cell::given(v.report().and_then(|r| r.source.as_ref()))),
    text("published", "Publication date of the document", |v| of(v, |m| Cell::given(m.published.as_ref()))),
    text("language", "Language of the document, ISO 639-1", |v| {
        Cell::given(v.report().and_then(|r| r.language.as_ref()))
    }),
    text("title", "Headline", |v| Cell::given(v.report().and_then(|r| r.title.as_ref()))),
    text("url", "Address", |v| Cell::given(v.report().and_then(|r| r.url.as_ref()))),
    text("url_of_sentence", "Address with a text fragment, which opens at the sentence", |v| {
        let url = v.report().and_then(|r| r.url.as_deref());
        Cell::given(url.zip(v.mention()).and_then(|(url, m)| text_fragment(url, &m.sentence.text)))
    }),
    whole("sentence_index", "Number of the sentence, from 0", |v| of(v, |m| Cell::count(m.sentence.index))),
    text("sentence", "The sentence that asserts the event", |v| of(v, |m| Cell::text(&m.sentence.text))),
    whole("sentence_start", "First code point in the document's cleaned text", |v| {
        of(v, |m| Cell::count(m.sentence.start))
    }),
    whole("sentence_end", "One past the last code point", |v| of(v, |m| Cell::count(m.sentence.end))),
    text("trigger", "The words that express the event", |v| of(v, |m| Cell::text(&m.trigger.text))),
    whole("trigger_start", "First code point", |v| of(v, |m| Cell::count(m.trigger.start))),
    whole("trigger_end", "One past the last code point", |v| of(v, |m| Cell::count(m.trigger.end))),
    text("type", "PLOVER event type", |v| of(v, |m| Cell::text(&m.event_type))),
    text("mode", "PLOVER mode", |v| of(v, |m| Cell::given(m.mode.as_ref()))),
    text("status", "actual, alleged, historical, future, hypothetical or negated", |v| {
        of(v, |m| Cell::text(status(m.status)))
    }),
    text("phase", "Phase of an ongoing activity", |v| of(v, |m| Cell::given(m.phase.map(phase)))),
    text("actor_text", "Who did it, words of the text joined with ;", |v| {
        of(v, |m| actors(&m.actors, |a| Some(&a.text)))
    }),
    text("actor_id", "Ids of the lexicon, joined with ;", |v| of(v, |m| actors(&m.actors, |a| a.id.as_ref()))),
    text("actor_code", "Country and sector, or the group's own code, joined with ;", |v| {
        of(v, |m| actors(&m.actors, |a| a.code.as_ref()))
    }),
    text("recipient_text", "To whom, words of the text joined with ;", |v| {
        of(v, |m| actors(&m.recipients, |a| Some(&a.text)))
    }),
    text("recipient_id", "Ids of the lexicon, joined with ;", |v| of(v, |m| actors(&m.recipients, |a| a.id.as_ref()))),
    text("recipient_code", "Country and sector, or the group's own code, joined with ;", |v| {
        of(v, |m| actors(&m.recipients, |a| a.code.as_ref()))
    }),
    text("attribution", "Who is cited for it, words joined with ;", |v| {
        of(v, |m| Cell::list(m.attribution.iter().map(|s| Some(&s.text)), ';'))
    }),
    text("place_text", "The words that name the place", |v| {
        of(v, |m| Cell::given(m.place.as_ref().and_then(|p| p.text.as_ref())))
    }),
    text("date_text", "The words that name the time", |v| {
        of(v, |m| Cell::given(m.date.as_ref().and_then(|d| d.text.as_ref())))
    }),
    text("timex", "Their TIMEX3 value", |v| of(v, |m| Cell::given(m.date.as_ref().and_then(|d| d.timex.as_ref())))),
    text("date_from", "First day, ISO 8601", |v| of(v, |m| Cell::given(m.date.as_ref().and_then(|d| d.from.as_ref())))),
    text("date_to", "Last day, inclusive", |v| of(v, |m| Cell::given(m.date.as_ref().and_then(|d| d.to.as_ref())))),
    real("confidence", "Probability that the type is right, 0 to 1", |v| of(v, |m| Cell::short(Some(m.confidence)))),
    text("rule", "The frame that coded it", |v| of(v, |m| Cell::text(&m.rule))),
    text("coder", "Version of the program", |v| of(v, |m| Cell::text(&m.coder.version))),
    text("model", "Language model", |v| of(v, |m| Cell::text(&m.coder.model))),
    text("lexicon", "Hash of the data files", |v| of(v, |m| Cell::text(&m.coder.lexicon))),
];

fn of<'a>(view: &View<'a>, value: impl Fn(&'a Mention) -> Cell) -> Cell {
    view.mention().map_or(Cell::Missing, value)
}

fn actors<'a>(actors: &'a [Actor], value: impl Fn(&'a Actor) -> Option<&'a String>) -> Cell {
    Cell::list(actors.iter().map(value), ';')
}
