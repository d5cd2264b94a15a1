//! A document on its way: read, or still to be made of what was read.
//!
//! In: what a format took from its input, in order. Out: the document, made on whichever thread asks for it, with what its head says of place and day. Finding the article
//! of a page takes a hundred times as long as taking the page from an archive, so the one is done in order and the other
//! wherever there is a core free.

use crate::{InputError, dateline};
use masudi_record::Document;

/// See the module.
pub struct Pending(Kind);

enum Kind {
    Read(Box<Result<Document, InputError>>),
    Work(Box<dyn FnOnce() -> Result<Document, InputError> + Send>),
}

impl Pending {
    /// What `work` will make.
    pub(crate) fn work(work: impl FnOnce() -> Result<Document, InputError> + Send + 'static) -> Self {
        Self(Kind::Work(Box::new(work)))
    }

    /// Makes the document. Errors: why there is none; the rest of the inputs is read all the same.
    pub fn finish(self) -> Result<Document, InputError> {
        match self.0 {
            Kind::Read(read) => *read,
            Kind::Work(work) => work(),
        }
        .map(dateline::completed)
    }
}

impl From<Result<Document, InputError>> for Pending {
    fn from(read: Result<Document, InputError>) -> Self {
        Self(Kind::Read(Box::new(read)))
    }
}

impl From<InputError> for Pending {
    fn from(error: InputError) -> Self {
        Self::from(Err(error))
    }
}

impl From<Document> for Pending {
    fn from(document: Document) -> Self {
        Self::from(Ok(document))
    }
}
