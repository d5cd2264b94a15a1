//! What users decide of events. A decision names places in documents rather than mentions, so that it holds after the
//! texts were coded anew.

use crate::{Mention, Party, Place, Status};
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

/// A user's decision on which mentions tell one event, on what the event is, or a remark on it. The later of two that
/// contradict each other holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// The event that they tell is otherwise than the reports say.
    Correct {
        /// One or more; the event that most of them tell is meant.
        mentions: Vec<Anchor>,
        /// What is right.
        correction: Correction,
    },
    /// A remark on the event that they tell; it changes nothing.
    Note {
        /// One or more.
        mentions: Vec<Anchor>,
        /// The remark, as it was written.
        text: String,
    },
}

impl Decision {
    /// The mentions that it is about.
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::Merge { mentions }
            | Self::Pin { mentions, .. }
            | Self::Correct { mentions, .. }
            | Self::Note { mentions, .. } => mentions.iter().collect(),
            Self::Split { these, those } => these.iter().chain(those).collect(),
        }
    }
}

/// What is right of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Correction {
    /// Nothing of the kind was told: there is no such event.
    NoEvent,
    /// Whether it happened.
    Status {
        /// The right one.
        status: Status,
    },
    /// What it was, with what the ontology says of that.
    Type {
        /// Event type of the ontology.
        #[serde(rename = "type")]
        event_type: String,
        /// Its mode, where there is one.
        #[serde(default)]
        mode: Option<String>,
        /// Quad class of the type.
        #[serde(default)]
        quad: String,
        /// Score of type and mode, -10 to 10.
        #[serde(default)]
        score: Option<f32>,
        /// CAMEO code that stands for them.
        #[serde(default)]
        cameo: Option<String>,
    },
    /// Where it happened; `None` when nobody knows.
    Place {
        /// The right one.
        place: Option<Place>,
    },
    /// When it happened.
    Days {
        /// First day, ISO 8601.
        from: String,
        /// Last day, ISO 8601.
        to: String,
    },
    /// Who acts; nobody when nobody is known to.
    Actors {
        /// All of them.
        parties: Vec<Party>,
    },
    /// To whom it is done; nobody when nobody is known.
    Recipients {
        /// All of them.
        parties: Vec<Party>,
    },
}
