//! What is read: documents, mentions, events, states, counts; page by page.

mod columns;
pub mod counts;
mod decisions;
pub(crate) mod documents;
mod events;
mod maintenance;
mod mentions;
pub mod page;
mod situation;
mod states;
pub(crate) mod walk;

pub use columns::{EventColumns, PartyColumns};
pub use decisions::StoredDecision;
pub use documents::{FoundDocument, RANKED, StoredDocument};
pub use events::StoredEvent;
pub use maintenance::Stats;
pub use mentions::StoredMention;
