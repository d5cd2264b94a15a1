//! GDELT 2.0 mentions: 16 columns without a header, one row a mention.

use super::gdelt2::midnight;
use super::reasons::{NO_CAMEO, NO_DAY, NOT_HAPPENED};
use crate::profile::{real, text, whole};
use crate::{Cell, Column, Format, Profile, number};

pub(super) const PROFILE: Profile = Profile {
    name: "gdelt2-mentions",
    about: "GDELT 2.0 mentions: 16 columns, tab-separated, without a header, one row a mention.",
    usual: Format::Tsv,
    header: false,
    missing: "",
    by_mention: true,
    columns: COLUMNS,
    leaves_out: &[NOT_HAPPENED, NO_DAY, NO_CAMEO],
    loses: &[],
};

const NOT_KEPT: &str = "Not in our record";

const COLUMNS: &[Column] = &[
    whole("GLOBALEVENTID", "The number of the event in gdelt2", |v| Cell::Integer(number(&v.event().id))),
    whole("EventTimeDate", "Day of the first report of the event as YYYYMMDD000000", |v| {
        midnight(v.event().first_seen.as_deref())
    }),
    whole("MentionTimeDate", "Day of this report as YYYYMMDD000000", |v| {
        midnight(v.mention().and_then(|m| m.published.as_deref()))
    }),
    whole("MentionType", "1 where the report has an address of the web, else 2", |v| {
        Cell::Integer(if v.report().is_some_and(|r| r.url.is_some()) { 1 } else { 2 })
    }),
    text("MentionSourceName", "Outlet", |v| Cell::given(v.report().and_then(|r| r.source.as_ref()))),
    text("MentionIdentifier", "Address, else our id of the document", |v| {
        let url = v.report().and_then(|r| r.url.as_ref());
        Cell::given(url.or(v.mention().map(|m| &m.doc)))
    }),
    whole("SentenceID", "Number of the sentence, from 1", |v| Cell::whole(v.mention().map(|m| m.sentence.index + 1))),
    whole(
        "Actor1CharOffset",
        "First code point of the first actor in the cleaned text; -1 where the text has no words for it",
        |v| Cell::Integer(v.mention().and_then(|m| m.actors.first()).map_or(-1, |a| a.start as i64)),
    ),
    whole("Actor2CharOffset", "The same of the first recipient", |v| {
        Cell::Integer(v.mention().and_then(|m| m.recipients.first()).map_or(-1, |a| a.start as i64))
    }),
    whole("ActionCharOffset", "First code point of the words that express the event", |v| {
        Cell::whole(v.mention().map(|m| m.trigger.start))
    }),
    whole("InRawText", "1: nothing is rewritten before it is coded", |_| Cell::Integer(1)),
    whole("Confidence", "Our probability in percent (GDELT's own is another measure)", |v| {
        Cell::whole(v.mention().map(|m| (m.confidence * 100.0).round() as i64))
    }),
    whole("MentionDocLen", "Length of the cleaned text in code points", |v| {
        Cell::whole(v.report().map(|r| r.length).filter(|n| *n > 0))
    }),
    real("MentionDocTone", NOT_KEPT, |_| Cell::Missing),
    text("MentionDocTranslationInfo", "Empty: nothing is translated", |_| Cell::Missing),
    text("Extras", "Empty, as in GDELT", |_| Cell::Missing),
];
