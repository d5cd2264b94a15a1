//! Who acts in the news: states, leaders with their dates of office, organisations, armed groups, and role nouns.
//!
//! In: `lexicon/countries.tsv`, `lexicon/peoples.tsv`, `lexicon/roles.*.tsv`, `lexicon/actors/*.tsv` and
//! `lang/*/actor/*.tsv`. Out: an [`ActorLexicon`] that finds
//! them by name, by spelling key and by office. It decides nothing about a text; the actor stage does.

pub mod countries;
pub mod dates;
pub mod entries;
pub mod explain;
pub mod index;
pub mod lexicon;
pub mod localities;
pub mod nationalities;
pub mod peoples;
pub mod roles;
pub mod spelling;
pub mod vocabulary;
pub mod wording;

pub use countries::Country;
pub use entries::{KnownActor, Member, Office};
pub use explain::Explanation;
pub use index::{RoleIndex, RolePhrase, Spellings};
pub use lexicon::{ActorLexicon, Name, NameUse};
pub use peoples::People;
pub use roles::{Role, RoleKind};
pub use vocabulary::{Vocabulary, WordId};
pub use wording::{Classes, WordClass};
