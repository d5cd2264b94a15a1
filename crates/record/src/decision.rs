//! What users decide of events. A decision names places in documents rather than mentions, so that it holds after the
//! texts were coded anew.

use crate::Mention;
use serde::{Deserialize, Serialize};

/// Where a mention's trigger stands: enough to find the mention again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Anchor {
    /// The document's id.
    pub doc: String,
    /// First code point of the trigger.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// Event type when the decision was taken: chooses among mentions with the same trigger.
    #[serde(rename = "type")]
    pub event_type: Option<String>,
}

impl Anchor {
    /// The anchor of a mention.
    ///
    /// ```
    /// use masudi_record::{Anchor, Mention};
    /// let mention = Mention { doc: "d1".into(), event_type: "ASSAULT".into(), ..Mention::default() };
    /// assert_eq!(Anchor::of(&mention).event_type.as_deref(), Some("ASSAULT"));
    /// ```
    pub fn of(mention: &Mention) -> Self {
        Self {
            doc: mention.doc.clone(),
            start: mention.trigger.start,
            end: mention.trigger.end,
            event_type: Some(mention.event_type.clone()),
        }
    }
}

/// A user's decision on which mentions tell one event. The later of two that contradict each other holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// They tell one event.
    Merge {
        /// Two or more.
        mentions: Vec<Anchor>,
    },
    /// None of the one group tells the same event as any of the other; those of a group tell one event.
    Split {
        /// One group.
        these: Vec<Anchor>,
        /// The other.
        those: Vec<Anchor>,
    },
    /// These tell the event, and nothing else ever does.
    Pin {
        /// Id that the event keeps.
        event: String,
        /// All of its mentions.
        mentions: Vec<Anchor>,
    },
}
