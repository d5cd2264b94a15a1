//! Dossiers and briefs: a question about a situation, answered from the record.
//!
//! In: a [`Dossier`] (TOML) and a [`Situation`](masudi_record::Situation), what a record holds of it. Out: a [`Brief`](masudi_record::Brief): where each process stands,
//! each factor with its trend, force levels, timeline, claims and denials, disputes, what is new. As Markdown and HTML by
//! [`markdown`] and [`html`]; as JSON it is the record's shape. A dossier to begin with is [`draft`]ed from the record.
//!
//! All are pure functions of their arguments. No sentence is made up: a line holds values of the record and the words of
//! its sentences, with the numbers of those sentences.

mod brief;
mod cites;
mod dossier;
mod draft;
mod levels;
mod lines;
mod matching;
mod names;
mod naming;
mod render;
mod said;
mod standing;
mod timeline;
mod trend;
mod trends;

pub use brief::brief;
pub use dossier::{DeploymentQuery, Direction, Dossier, DossierError, FactorQuery, ProcessQuery};
pub use draft::draft;
pub use levels::series;
pub use render::{html, markdown};
pub use trend::{RateRatio, rate_ratio};
