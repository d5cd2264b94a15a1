//! Blocks: mentions that have enough in common to be compared, in order of time.
//!
//! In: features. Out: keys of blocks, and the order within them: each mention is compared with at most [`NEIGHBOURS`] that
//! follow it there, so that a block costs in proportion to its size.

use crate::features::{Features, Reality};
use xxhash_rust::xxh3::xxh3_64;

/// How many of the mentions that follow it in a block a mention is compared with.
pub(crate) const NEIGHBOURS: usize = 48;
/// Parties of a mention that make keys; the rest of a longer list makes none.
const PARTIES: usize = 4;
/// Names of its document that make keys together with the word of the mention.
const TOPICS: usize = 3;

/// The blocks that a mention is in.
pub(crate) fn keys(f: &Features) -> Vec<u64> {
    let kind = u32::from(f.lasting) * 2 + u32::from(f.reality == Reality::Thought);
    let key = |what: u32, value: u32, more: u32| {
        let mut bytes = [0; 20];
        for (at, part) in [kind, f.family, what, value, more].into_iter().enumerate() {
            bytes[4 * at..4 * at + 4].copy_from_slice(&part.to_le_bytes());
        }
        xxh3_64(&bytes)
    };
    let mut keys = Vec::with_capacity(8);
    keys.extend(f.all.countries().iter().take(PARTIES).map(|country| key(1, *country, 0)));
    keys.extend(f.all.ids().iter().take(PARTIES).map(|id| key(2, *id, 0)));
    if f.all.countries().is_empty() {
        keys.extend(f.all.codes().iter().take(PARTIES).map(|code| key(3, *code, 0)));
    }
    if f.spot.geonames != 0 {
        keys.push(key(4, f.spot.geonames, 0));
    }
    if f.spot.country != 0 {
        keys.push(key(5, f.spot.country, f.lemma));
    }
    keys.push(key(6, f.sentence as u32, (f.sentence >> 32) as u32));
    if let Some((dead, _)) = f.killed {
        keys.push(key(7, dead.min(u64::from(u32::MAX)) as u32, 0));
    }
    keys.extend(f.all.names().iter().take(PARTIES).map(|name| key(8, *name, 0)));
    keys.extend(f.names.first(TOPICS).iter().map(|name| key(9, f.lemma, *name)));
    if let Some(story) = f.story {
        keys.push(key(10, story as u32, f.root));
        keys.push(key(11, story as u32, (story >> 32) as u32));
    }
    keys.push(key(12, f.doc as u32, (f.doc >> 32) as u32));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The order within a block: by time, then place, then word, so that what is alike stands together.
pub(crate) fn order(f: &Features) -> (i32, i32, u32, u32, u32, u64) {
    (f.window.from, f.window.to, f.spot.geonames, f.lemma, f.all.countries().first().copied().unwrap_or(0), f.id)
}

/// Where a mention stands in its blocks: bytes that sort as [`order`] does.
pub type Place = [u8; 28];

/// The place of a mention.
pub(crate) fn place(f: &Features) -> Place {
    let (from, to, geonames, lemma, country, id) = order(f);
    // With the sign turned, bytes of a number sort as it does.
    let day = |day: i32| (day.cast_unsigned() ^ (1 << 31)).to_be_bytes();
    let mut place = [0; 28];
    place[..4].copy_from_slice(&day(from));
    place[4..8].copy_from_slice(&day(to));
    for (at, part) in [geonames, lemma, country].into_iter().enumerate() {
        place[8 + 4 * at..12 + 4 * at].copy_from_slice(&part.to_be_bytes());
    }
    place[20..].copy_from_slice(&id.to_be_bytes());
    place
}
