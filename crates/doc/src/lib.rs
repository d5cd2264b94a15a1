//! The annotated document: what every stage reads and no stage owns.
//!
//! In: text and the values a stage found in it. Out: the same values, typed: byte spans, tokens with tags, lemmas and
//! heads, sentences, entities, and the references that later stages attach (times, places, actors).
//!
//! What this crate does not do: it runs no model, reads no file and knows no clock. A [`Doc`] can be built by hand or
//! from CoNLL-U ([`conllu::parse`]), so that every rule above it is tested without a model.
//!
//! Offsets inside are bytes of the UTF-8 text, half-open. The public formats count Unicode code points;
//! [`CharOffsets`] converts at that border.

pub mod actor_ref;
pub mod char_offsets;
pub mod conllu;
pub mod country;
pub mod document;
pub mod language;
pub mod place_ref;
pub mod span;
pub mod time_ref;
pub mod token;
pub mod tree;
pub mod upos;

pub use actor_ref::{ActorEntity, ActorKind, ActorRef, ActorRefs, EntityIdx, RefForm};
pub use char_offsets::CharOffsets;
pub use country::Iso3;
pub use document::{Doc, DocBuilder, DocError, Entity};
pub use language::Lang;
pub use place_ref::{PlaceCandidate, PlacePrecision, PlaceRef, PlaceRelation};
pub use smol_str::SmolStr;
pub use span::{ByteSpan, SentIdx, TokenIdx, TokenSpan};
pub use time_ref::{Civil, TimePrecision, TimeRef, TimexKind};
pub use token::Token;
pub use upos::Upos;
