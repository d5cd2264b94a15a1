//! What reconciling needs of a mention.

use crate::names::Names;
use masudi_lexicon::event_words::EventWords;
use masudi_record::{Document, Mention};

/// A mention with what is known of its document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reported {
    /// The mention; its `published` is that of the document.
    pub mention: Mention,
    /// Outlet or feed of the document.
    pub outlet: Option<String>,
    /// Language of the document, ISO 639-1.
    pub language: Option<String>,
    /// Id of the document that its document repeats.
    pub duplicate_of: Option<String>,
    /// What its document is about; none when the text is not at hand.
    pub names: Names,
    /// The story that its document tells, any name for it; `None` when documents were not grouped.
    pub story: Option<String>,
}

impl Reported {
    /// The mentions of a document.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, event_words::EventWords};
    /// use masudi_reconcile::Reported;
    /// use masudi_record::{Document, Mention};
    /// let document = Document { id: "d1".into(), source: Some("Tigris Wire".into()), ..Document::default() };
    /// let words = EventWords::load(&DataFiles::built_in()).unwrap();
    /// let mention = Mention { doc: "d1".into(), ..Mention::default() };
    /// let reported: Vec<Reported> = Reported::all([mention], &document, &words).collect();
    /// assert_eq!(reported[0].outlet.as_deref(), Some("Tigris Wire"));
    /// ```
    pub fn all(
        mentions: impl IntoIterator<Item = Mention>,
        document: &Document,
        words: &EventWords,
    ) -> impl Iterator<Item = Self> {
        let names = Names::of(&document.text, words);
        let language = document.language.clone();
        let duplicate_of = document.duplicate_of.as_ref().map(|d| d.document.clone());
        let outlet = document.source.clone();
        mentions.into_iter().map(move |mention| Self {
            mention,
            outlet: outlet.clone(),
            language: language.clone(),
            duplicate_of: duplicate_of.clone(),
            names: names.clone(),
            story: None,
        })
    }

    /// Sorts mentions as the record lists them: by publication, document, place in the document, id.
    pub(crate) fn rank(&self) -> (&str, &str, usize, &str) {
        let m = &self.mention;
        (m.published.as_deref().unwrap_or("~"), &m.doc, m.trigger.start, &m.id)
    }
}
