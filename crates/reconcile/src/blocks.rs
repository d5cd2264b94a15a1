//! All blocks of a record, one after the other.
//!
//! In: the blocks of each mention, mentions being numbered in [`order`](crate::blocking::order). Out: for each mention those
//! that it is compared with, each once in however many blocks they meet. What is alone in a block takes no room.

use crate::blocking::NEIGHBOURS;

/// The blocks of mentions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    /// The members of all blocks, each block in order.
    members: Vec<u32>,
    /// Whether the member is the last of its block.
    last: Vec<bool>,
    /// Where in `members` a mention stands: all places of the first mention, then those of the next.
    standing: Vec<u32>,
    /// Where in `standing` the places of each mention begin; one more, for the end.
    begins: Vec<u32>,
}

impl Blocks {
    /// Of pairs of a block and a mention, in any order, each once. `mentions`: how many there are.
    pub fn of(mut pairs: Vec<(u64, u32)>, mentions: usize) -> Self {
        pairs.sort_unstable();
        let (mut members, mut last, mut begins) = (Vec::new(), Vec::new(), vec![0; mentions + 1]);
        for block in pairs.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
            for (_, member) in block {
                members.push(*member);
                last.push(false);
                begins[*member as usize + 1] += 1;
            }
            last[members.len() - 1] = true;
        }
        for at in 0..mentions {
            begins[at + 1] += begins[at];
        }
        let (mut next, mut standing) = (begins.clone(), vec![0; members.len()]);
        for (place, member) in members.iter().enumerate() {
            standing[next[*member as usize] as usize] = place as u32;
            next[*member as usize] += 1;
        }
        Self { members, last, standing, begins }
    }

    fn places(&self, mention: u32) -> impl Iterator<Item = usize> + '_ {
        let (from, to) = (self.begins[mention as usize], self.begins[mention as usize + 1]);
        self.standing[from as usize..to as usize].iter().map(|place| *place as usize)
    }

    /// Puts into `found` the mentions behind this one that it is compared with, in order. They end with the first of a
    /// block that is not `within` reach.
    pub fn behind(&self, mention: u32, within: impl Fn(u32) -> bool, found: &mut Vec<u32>) {
        found.clear();
        for place in self.places(mention) {
            let mut at = place;
            while !self.last[at] && at < place + NEIGHBOURS && within(self.members[at + 1]) {
                at += 1;
                found.push(self.members[at]);
            }
        }
        found.sort_unstable();
        found.dedup();
    }

    /// The mentions before this one that may be compared with it, in order.
    pub fn before(&self, mention: u32) -> Vec<u32> {
        let mut found = Vec::new();
        for place in self.places(mention) {
            let first = place.saturating_sub(NEIGHBOURS);
            let own = (first..place).rev().take_while(|at| !self.last[*at]);
            found.extend(own.map(|at| self.members[at]));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_share_blocks_are_compared_once() {
        let blocks = Blocks::of(vec![(7, 0), (9, 3), (7, 2), (8, 1), (9, 0), (9, 2)], 4);
        let behind = |mention, until| {
            let mut found = Vec::new();
            blocks.behind(mention, |other| other <= until, &mut found);
            found
        };
        assert_eq!((behind(0, 9), behind(0, 2), behind(1, 9), behind(2, 9)), (vec![2, 3], vec![2], vec![], vec![3]));
        assert_eq!((blocks.before(3), blocks.before(2), blocks.before(1)), (vec![0, 2], vec![0], vec![]));
    }

    #[test]
    fn of_a_large_block_only_the_nearest_are_compared() {
        let blocks = Blocks::of((0..200).map(|mention| (1, mention)).collect(), 200);
        let mut found = Vec::new();
        blocks.behind(10, |_| true, &mut found);
        assert_eq!((found.len(), found[0], blocks.before(100).len()), (NEIGHBOURS, 11, NEIGHBOURS));
    }
}
