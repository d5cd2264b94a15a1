//! Parsed text (CoNLL-U), known by the ending of its name.
//!
//! In: the file. Out: one document whose text is the file as it stands, neither cleaned nor parsed: `masudi annotate`
//! parses it.

use super::text::whole;
use crate::Pending;
use crate::document::content_id;
use crate::format::{Documents, Format, Head, Input};
use masudi_record::{Document, Origin};

/// See the module.
pub(crate) struct Conllu;

impl Format for Conllu {
    fn recognises(&self, head: &Head<'_>) -> bool {
        head.ending == "conllu"
    }

    fn read(&self, input: Input) -> Documents {
        Box::new(std::iter::once(Pending::work(move || {
            let (name, published) = (input.name.clone(), input.settings.published.clone());
            let text = whole(input)?;
            let origin = Some(Origin { file: Some(name), ..Origin::default() });
            Ok(Document { id: content_id(&text), text, published, origin, ..Document::default() })
        })))
    }
}
