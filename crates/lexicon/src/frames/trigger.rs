//! Frames as their words find them, with what tells at a glance that one cannot fit.
//!
//! In: a frame. Out: a [`Trigger`]: small, so that the many frames of a word like "say" lie side by side and most are never
//! looked at.

use super::Frame;
use crate::words::WordHasher;
use std::hash::Hasher;

/// A set of roles. Two names can share a place in it, so that it may seem to hold a role that it was not given; it never
/// loses one.
///
/// ```
/// use masudi_lexicon::frames::RoleSet;
/// let filled: RoleSet = ["agent", "with"].into_iter().collect();
/// assert!(filled.has_all(RoleSet::of("agent")));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleSet(u64);

impl RoleSet {
    /// The set of one role.
    pub fn of(role: &str) -> Self {
        let mut hasher = WordHasher::default();
        hasher.write(role.as_bytes());
        Self(1 << (hasher.finish() >> 58))
    }

    /// The roles of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it may hold a role of another.
    pub fn has_any(self, other: Self) -> bool {
        other.0 & self.0 != 0
    }

    /// Whether it holds all roles of another.
    pub fn has_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

impl<'r> FromIterator<&'r str> for RoleSet {
    fn from_iter<T: IntoIterator<Item = &'r str>>(roles: T) -> Self {
        roles.into_iter().map(Self::of).fold(Self::default(), Self::and)
    }
}

/// A frame under a word that triggers it.
#[derive(Clone, Copy, Debug)]
pub struct Trigger {
    /// Its place in [`Frames::frames`](super::Frames::frames).
    pub frame: u32,
    /// How many conditions it makes.
    pub conditions: u32,
    /// [`Frame::priority`].
    pub priority: i32,
    /// [`Frame::confidence`] in thousandths.
    pub confidence: i32,
    /// Whether it asks for an agent that a passive may leave unsaid.
    pub agentless: bool,
    /// Roles that must be filled, but for such an agent.
    pub needs: RoleSet,
    /// The role that an of-phrase has.
    pub of: RoleSet,
    /// The role that a possessive has.
    pub poss: RoleSet,
}

impl Trigger {
    pub(super) fn new(frame: &Frame, at: u32) -> Self {
        let roles = || frame.with.iter().map(|condition| condition.role.as_str());
        Self {
            frame: at,
            conditions: frame.with.len() as u32 + u32::from(frame.needs_embed),
            priority: frame.priority,
            confidence: (frame.confidence * 1000.0) as i32,
            agentless: frame.agentless && roles().any(|role| role == "agent"),
            needs: roles().filter(|role| !(frame.agentless && *role == "agent")).collect(),
            of: RoleSet::of(&frame.of),
            poss: RoleSet::of(&frame.poss),
        }
    }
}
