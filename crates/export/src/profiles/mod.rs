//! The layouts, one file each.

mod acled;
mod acled_words;
mod gdelt2;
mod gdelt2_mentions;
mod ged;
mod icews;
mod masudi;
mod masudi_mentions;
mod polecat;
mod reasons;

use crate::Profile;

/// All layouts, in the order in which they are offered.
pub const PROFILES: &[&Profile] = &[
    &masudi::PROFILE,
    &masudi_mentions::PROFILE,
    &polecat::PROFILE,
    &icews::PROFILE,
    &gdelt2::PROFILE,
    &gdelt2_mentions::PROFILE,
    &acled::PROFILE,
    &ged::PROFILE,
];
