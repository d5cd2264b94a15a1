//! What counts from what: publication, the story, the document's own date.
#![allow(missing_docs, clippy::unwrap_used)]

use masudi_doc::{ByteSpan, Civil, Doc, Lang, SmolStr, Token, Upos};
use masudi_lexicon::DataFiles;
use masudi_lexicon::time::{TimeRules, pieces};
use masudi_time::{Settings, Style, TimeResolver};

/// A document of bare pieces: no tags, no tree; a full stop ends a sentence.
fn plain(text: &str) -> Doc {
    let mut open = true;
    let tokens = pieces(text)
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let sent_start = std::mem::replace(&mut open, piece.slice(text) == ".");
            Token {
                span: ByteSpan { start: piece.start, end: piece.end },
                space_after: false,
                lemma: SmolStr::default(),
                tag: SmolStr::default(),
                pos: Upos::Unset,
                morph: SmolStr::default(),
                head: at.into(),
                dep: SmolStr::default(),
                sent_start,
            }
        })
        .collect();
    Doc::new(text, Lang::En, tokens, Vec::new()).unwrap()
}

fn resolver() -> TimeResolver {
    TimeResolver::new(&[TimeRules::load(&DataFiles::built_in(), Lang::En).unwrap()])
}

fn values(text: &str, published: Option<Civil>, style: Style) -> Vec<(String, Option<String>)> {
    let doc = plain(text);
    let times = resolver().resolve(&doc, &Settings { published, style });
    times.iter().map(|t| (doc.words(t.tokens).to_owned(), t.value.as_deref().map(str::to_owned))).collect()
}

fn found(pairs: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    pairs.iter().map(|(text, value)| ((*text).to_owned(), value.map(str::to_owned))).collect()
}

const APRIL: Option<Civil> = Some(Civil { year: 2024, month: 4, day: 15 });

#[test]
fn without_a_day_of_publication_what_counts_from_it_has_no_value() {
    let text = "They met last week and on Friday. The pact of May 3, 2021 holds.";
    assert_eq!(
        values(text, None, Style::Auto),
        found(&[("last week", None), ("Friday", None), ("May 3, 2021", Some("2021-05-03"))])
    );
}

#[test]
fn a_year_named_by_the_way_dates_no_news() {
    let text = "They said on Monday it was the first visit since 2022. Last week a raid began. The war goes on since October 7.";
    let values = values(text, None, Style::Auto);
    assert_eq!(values.iter().filter(|(_, value)| value.is_some()).count(), 1, "{values:?}");
    assert_eq!(values[1], ("2022".to_owned(), Some("2022".to_owned())));
}

#[test]
fn a_history_moves_from_date_to_date() {
    let text = "The war began in June 1950. In September the port fell. The next month a truce failed.";
    let expected = [("June 1950", "1950-06"), ("September", "1950-09"), ("The next month", "1950-10")];
    let expected: Vec<_> = expected.iter().map(|(t, v)| (*t, Some(*v))).collect();
    assert_eq!(values(text, APRIL, Style::Narrative), found(&expected));
    assert_eq!(values(text, APRIL, Style::News)[1].1.as_deref(), Some("2023-09"));
}

#[test]
fn both_ends_of_a_range_are_found() {
    let text = "The siege lasted from March 19 to April 30, 2003.";
    assert_eq!(
        values(text, APRIL, Style::News),
        found(&[("March 19", Some("2003-03-19")), ("April 30, 2003", Some("2003-04-30"))])
    );
}

#[test]
fn words_before_a_date_open_its_interval() {
    let doc = plain("No flights since January 2024. None until May 2024. All left before 3 March 2024.");
    let times = resolver().resolve(&doc, &Settings { published: APRIL, style: Style::News });
    let days: Vec<_> = times.iter().map(|t| (t.from.map(|d| d.to_string()), t.to.map(|d| d.to_string()))).collect();
    let day = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    assert_eq!(days, [(day("2024-01-01"), day("2024-04-15")), (None, day("2024-05-31")), (None, day("2024-03-02"))]);
}

#[test]
fn a_document_gives_its_own_date_in_its_head_only() {
    let own = |text: &str| resolver().document_date(&plain(text)).map(|d| d.to_string());
    assert_eq!(own("ERBIL, April 15, 2024 (Agency) - Drones struck.").as_deref(), Some("2024-04-15"));
    assert_eq!(own("Drones strike base\nPublished: 15 April 2024\n\nThey struck.").as_deref(), Some("2024-04-15"));
    assert_eq!(own("Drones struck on April 15, 2024 in Erbil."), None);
    assert_eq!(own("ERBIL, April 15 (Agency) - Drones struck."), None);
}
