//! Who acts in the news: states, leaders with their dates of office, organisations, armed groups, and role nouns.
//!
//! In: `lexicon/countries.tsv`, `lexicon/roles.*.tsv` and `lexicon/actors/*.tsv`. Out: an [`ActorLexicon`] that finds
//! them by name, by spelling key and by office. It decides nothing about a text; the actor stage does.

pub mod countries;
pub mod dates;
pub mod entries;
pub mod explain;
pub mod lexicon;
pub mod roles;
pub mod spelling;

pub use countries::Country;
pub use entries::{KnownActor, Office};
pub use explain::Explanation;
pub use lexicon::{ActorLexicon, Name, NameUse};
pub use roles::{Role, RoleKind};
