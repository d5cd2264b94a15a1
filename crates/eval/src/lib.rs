//! How good a run is: event mentions against gold data.
//!
//! In: the mentions of a run (the record's JSON lines) and gold in one of the formats of [`Gold`]. Out: figures
//! ([`Score`], [`MarkedScore`], [`Calibration`]), every single error with its sentence and rule ([`Verdict`]), and
//! both as Markdown and JSON.
//!
//! What this crate does not do: it codes nothing and holds no gold.

pub mod assignment;
pub mod calibration;
pub mod clusters;
pub mod duplicates;
pub mod errors_list;
pub mod event_truth;
pub mod figures;
pub mod gold;
pub mod item;
pub mod jsonl;
pub mod marked;
pub mod matching;
pub mod places;
pub mod report;
pub mod same_event;
pub mod score;
pub mod spans;
pub mod split;
pub mod times;

pub use calibration::Calibration;
pub use figures::Prf;
pub use gold::{Gold, GoldDocument};
pub use item::Item;
pub use jsonl::EvalError;
pub use marked::{MarkedScore, MarkedSentence};
pub use matching::Verdict;
pub use places::PlacesScore;
pub use score::Score;
pub use split::HeldOut;
pub use times::TimesScore;
