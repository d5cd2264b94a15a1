//! The place stage: finds place names in a document and says which places they mean.
//!
//! In: a [`masudi_doc::Doc`], the place data of the lexicon and, where installed, a [`Gazetteer`]. Out: one
//! [`masudi_doc::PlaceRef`] a name, in order, not overlapping. It attaches no place to an event; the coder does.

mod accept;
mod adjective;
mod direction;
mod doc_keys;
pub mod gazetteer;
mod index;
mod joint;
mod matches;
mod name_key;
mod relation;
mod resolver;
mod scan;
mod spelling;

pub use gazetteer::{Gazetteer, GazetteerError};
pub use name_key::name_key;
pub use resolver::{PlaceResolver, Settings};
