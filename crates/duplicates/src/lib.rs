//! Near duplicates: texts that repeat one another, such as reprints, updates of one story, and agency copy under many
//! titles.
//!
//! In: the text of a document. Out: a [`Signature`] of about half a kilobyte, [`bands`] under which documents that may be
//! copies are found, the [`Likeness`] of two signatures, and of several copies the one that came first ([`Dated`],
//! [`links`]). Everything is a pure function with fixed seeds: the same text has the same signature on every machine.
//! What it does not do: it keeps nothing ([`Index`] is for what fits in memory; the store keeps signatures and bands for
//! the rest), and it does not say that two texts tell of the same event: different reports of one event are no copies.
//!
//! ```
//! use masudi_duplicates::Signature;
//! let story = "The two delegations met in Geneva on Monday for a third round of talks on the release of prisoners, the \
//!              mediators said. Nobody expected an agreement before the end of the week.";
//! let copy = format!("Prisoner talks go on\n\nGENEVA, May 6 (News Service) - {story}\n\nRead more: Ten days of talks");
//! let likeness = Signature::of(story).likeness(&Signature::of(&copy));
//! assert!(likeness.is_copy());
//! ```

mod bands;
mod body;
mod index;
mod likeness;
mod original;
mod signature;

pub use bands::{BANDS, bands};
pub use index::Index;
pub use likeness::Likeness;
pub use original::{Copy, Dated, Link, links};
pub use signature::{Signature, SignatureError};
