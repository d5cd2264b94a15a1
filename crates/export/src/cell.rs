//! One value of a row.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, codes, dates, lists joined with a mark.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Real,
}

/// A value, or none.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Unknown.
    #[default]
    Missing,
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
}

impl Cell {
    /// Words; nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Missing } else { Self::Text(words) }
    }

    /// Words that may be unknown.
    pub fn given(words: Option<impl Into<String>>) -> Self {
        words.map_or(Self::Missing, Self::text)
    }

    /// A count.
    pub fn count(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A whole number that may be unknown; one beyond 63 bits is the largest there is.
    pub fn whole(number: Option<impl TryInto<i64>>) -> Self {
        number.map_or(Self::Missing, |number| Self::Integer(number.try_into().unwrap_or(i64::MAX)))
    }

    /// A number that may be unknown; what is no finite number is.
    pub fn real(number: Option<impl Into<f64>>) -> Self {
        number.map(Into::into).filter(|n| n.is_finite()).map_or(Self::Missing, Self::Real)
    }

    /// A single-precision number with the digits that it is written with: 0.85, not 0.8500000238.
    pub fn short(number: Option<f32>) -> Self {
        Self::real(number.and_then(|n| n.to_string().parse::<f64>().ok()))
    }

    /// Several values in one, joined with a mark that none of them holds; nothing when all are unknown. An unknown one among others
    /// leaves its place empty, so that lists of several columns run alike.
    pub fn list<T: AsRef<str>>(values: impl IntoIterator<Item = Option<T>>, mark: char) -> Self {
        let other = if mark == ';' { ',' } else { ' ' };
        let flat = |value: Option<T>| value.map(|v| v.as_ref().replace(mark, &other.to_string())).unwrap_or_default();
        let values: Vec<String> = values.into_iter().map(flat).collect();
        if values.iter().all(String::is_empty) { Self::Missing } else { Self::Text(values.join(&mark.to_string())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_run_alike_and_hold_no_mark() {
        assert_eq!(Cell::list([Some("a;b"), None, Some("c")], ';'), Cell::Text("a,b;;c".into()));
        assert_eq!(Cell::list([None::<&str>, None], ';'), Cell::Missing);
    }

    #[test]
    fn numbers_that_are_none_are_missing() {
        assert_eq!(Cell::real(Some(f64::NAN)), Cell::Missing);
        assert_eq!(Cell::short(Some(0.85)), Cell::Real(0.85));
        assert_eq!(Cell::whole(Some(u64::MAX)), Cell::Integer(i64::MAX));
    }
}
