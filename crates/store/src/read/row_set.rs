//! Numbers of rows, for hundreds of thousands of them in little memory: an eighth of a byte each where many follow one another.

use roaring::RoaringTreemap;

/// A set of numbers of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowSet(RoaringTreemap);

impl RowSet {
    /// How many there are.
    pub fn len(&self) -> usize {
        usize::try_from(self.0.len()).unwrap_or(usize::MAX)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a row is of the set.
    pub fn has(&self, number: i64) -> bool {
        self.0.contains(number.cast_unsigned())
    }

    /// The numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = i64> {
        self.0.iter().map(u64::cast_signed)
    }

    /// The numbers that come after another, in order.
    pub fn after(&self, number: i64) -> impl Iterator<Item = i64> {
        let mut rest = self.0.iter();
        rest.advance_to(number.saturating_add(1).cast_unsigned());
        rest.map(u64::cast_signed)
    }

    /// Adds a number that comes after all there are; any other is there already, or is none of a row.
    pub(crate) fn push(&mut self, number: i64) {
        if number > 0 {
            let _ = self.0.try_push(number.cast_unsigned());
        }
    }

    /// About how many bytes of memory it takes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.0.serialized_size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_was_added_in_order() {
        let mut set = RowSet::default();
        (0..500_000).step_by(3).for_each(|number| set.push(number));
        set.push(9);
        assert_eq!((set.len(), set.has(3), set.has(4), set.has(0)), (166_666, true, false, false));
        assert_eq!(set.iter().take(3).collect::<Vec<_>>(), [3, 6, 9]);
        assert_eq!(set.after(6).next(), Some(9));
        assert_eq!(set.after(7).next(), Some(9));
        assert_eq!(set.after(0).next(), Some(3));
        assert_eq!(set.after(i64::MAX).next(), None);
        assert!(set.bytes() < 500_000 / 7, "{} bytes", set.bytes());
    }
}
