//! Who is meant: every reference to an actor in a document, and the entity it stands for.
//!
//! In: an annotated [`Doc`](masudi_doc::Doc), the [`ActorLexicon`] and the document's date. Out:
//! [`ActorRefs`](masudi_doc::ActorRefs). It codes no event, places nothing on a map and knows no clock.

mod anaphora;
mod beside;
mod completion;
mod coreference;
mod describe;
mod entity_store;
mod evidence;
mod names;
mod opponents;
mod persons;
mod phrase;
mod resolver;
mod roles;
mod speech;
mod words;

pub use masudi_lexicon::actors::ActorLexicon;
pub use resolver::ActorResolver;
