//! What is read: documents, mentions, events, states, counts; page by page.

mod columns;
pub mod counts;
mod decisions;
pub(crate) mod documents;
mod events;
pub(crate) mod expression;
mod maintenance;
mod mentions;
pub mod page;
mod row_set;
mod situation;
mod states;
pub(crate) mod walk;
mod words;

pub use columns::{EventColumns, PartyColumns};
pub use decisions::StoredDecision;
pub use documents::{FoundDocument, Search, StoredDocument};
pub use events::StoredEvent;
pub use maintenance::Stats;
pub use mentions::StoredMention;
pub use row_set::RowSet;
pub use words::KnownWords;
