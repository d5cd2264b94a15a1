//! A story: documents that mainly report the same happening.

use serde::{Deserialize, Serialize};

/// Documents that mainly report the same happening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Story {
    /// Id of its first document, in order of publication and id.
    pub id: String,
    /// Title of that document.
    pub title: Option<String>,
    /// Names that the story is about, the weightiest first.
    pub names: Vec<String>,
    /// Distinct outlets.
    pub sources: Vec<String>,
    /// Publication date of its first document.
    pub first_seen: Option<String>,
    /// Publication date of its last document.
    pub last_seen: Option<String>,
    /// Ids of all its documents, in order of publication.
    pub documents: Vec<String>,
}
