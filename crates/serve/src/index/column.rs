//! Values of rows as numbers.

use std::collections::HashMap;

/// How wide the numbers of a column are.
pub trait Width: Copy + Default {
    /// A number of this width; `None` when it is too great.
    fn of(number: u32) -> Option<Self>;
    /// The number.
    fn number(self) -> usize;
}

impl Width for u16 {
    fn of(number: u32) -> Option<Self> {
        Self::try_from(number).ok()
    }

    fn number(self) -> usize {
        usize::from(self)
    }
}

/// For columns with more than 65,535 values.
pub type Wide = u32;

impl Width for Wide {
    fn of(number: u32) -> Option<Self> {
        Some(number)
    }

    fn number(self) -> usize {
        self as usize
    }
}

/// Values as numbers; 0 is none.
#[derive(Debug, Default)]
pub struct Column<N = u16> {
    /// The values; number 1 is the first.
    pub values: Vec<String>,
    /// Their numbers.
    pub numbers: HashMap<String, u32>,
    /// The number of each row.
    pub rows: Vec<N>,
    /// Whether there were more values than numbers.
    pub full: bool,
}

impl<N: Width> Column<N> {
    /// For so many rows, all of them without a value.
    pub fn resize(&mut self, rows: usize) {
        self.rows = vec![N::default(); rows];
    }

    /// Gives a row its value.
    pub fn set(&mut self, row: u32, value: &str) {
        let number = N::of(self.number(value));
        self.full |= number.is_none();
        self.rows[row as usize] = number.unwrap_or_default();
    }

    /// The number of a value, which gets one when it has none.
    pub fn number(&mut self, value: &str) -> u32 {
        if value.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        self.values.push(value.to_owned());
        let number = self.values.len() as u32;
        self.numbers.insert(value.to_owned(), number);
        number
    }
}
