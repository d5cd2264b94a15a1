//! What a predicate that no frame fits is most like: weights of its traits for each event type.
//!
//! In: `data/coding/LANG/likeness.toml` (a frame for each type, without words) and `likeness.tsv` (the weights, fitted by
//! `scripts/likeness`). Out: [`Likeness`], and the frames. A language without the files has none. What this module does not do: it knows
//! no word; vectors of words are the user's ([`WordVectors`](crate::WordVectors)).

use super::classes::Classes;
use super::frame::{Frame, FrameToml};
use super::parse;
use crate::words::WordMap;
use crate::{DataError, DataFiles, tsv};
use serde::Deserialize;
use smol_str::SmolStr;

/// Weights of traits for the types of likeness, relative to no event at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// The chance from which an event is coded.
    pub threshold: f32,
    /// For each type, which of the frames tells who is who.
    pub frames: Vec<u32>,
    /// Weights of marks and of `bias`, a row each.
    marks: WordMap<SmolStr, Vec<f32>>,
    /// Weights of slots: a row for the first number of a vector, then one for the second.
    slots: WordMap<SmolStr, Vec<f32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    threshold: f32,
    frame: Vec<FrameToml>,
}

impl Likeness {
    /// A row has a weight for each type, and zeros behind them up to a multiple of this many, so that many are added at a time.
    pub const LANES: usize = 16;

    /// Length of a row.
    pub fn width(&self) -> usize {
        self.frames.len().next_multiple_of(Self::LANES)
    }

    /// Reads both files; `first` is the number of the first of the frames. Errors: [`DataError`] with file and line.
    pub(super) fn load(
        files: &DataFiles,
        folder: &str,
        first: u32,
        classes: &mut Classes,
    ) -> Result<(Self, Vec<Frame>), DataError> {
        let (path, table) = (format!("{folder}/likeness.toml"), format!("{folder}/likeness.tsv"));
        if files.list(folder, "/likeness.toml").is_empty() {
            return Ok(Default::default());
        }
        let file: File = parse(&path, &files.read(&path)?)?;
        let mut compile = |frame: FrameToml| {
            frame.without_words(&path, classes).map_err(|(expected, found)| DataError::line(&path, 1, expected, found))
        };
        let frames = file.frame.into_iter().map(&mut compile).collect::<Result<Vec<_>, _>>()?;
        let mut out =
            Self { threshold: file.threshold, frames: (first..).take(frames.len()).collect(), ..Self::default() };
        let types = frames.iter().map(|frame| frame.event_type.as_str());
        let columns: Vec<&str> = ["trait"].into_iter().chain(types).collect();
        for row in tsv::rows(&table, &files.read(&table)?, &columns)? {
            let wrong = |expected: &str, found: &str| DataError::line(&table, row.line, expected, found);
            let number = |text: &&str| text.parse::<f32>().ok().filter(|n| n.is_finite());
            let mut weights: Vec<f32> = row.fields[1..]
                .iter()
                .map(|text| number(text).ok_or_else(|| wrong("a number", text)))
                .collect::<Result<_, _>>()?;
            weights.resize(out.width(), 0.0);
            match row.fields[0].split_once('#') {
                Some((slot, at)) => {
                    let of_slot = out.slots.entry(slot.into()).or_default();
                    if at.parse() != Ok(of_slot.len() / weights.len()) {
                        return Err(wrong("the numbers of a slot from 0 on, in order", row.fields[0]));
                    }
                    of_slot.extend(weights);
                }
                None => {
                    if out.marks.insert(row.fields[0].into(), weights).is_some() {
                        return Err(wrong("each mark once", row.fields[0]));
                    }
                }
            }
        }
        Ok((out, frames))
    }

    /// The row of a mark.
    pub fn of_mark(&self, mark: &str) -> Option<&[f32]> {
        self.marks.get(mark).map(Vec::as_slice)
    }

    /// The rows of a slot, one for each number of a vector.
    pub fn of_slot(&self, slot: &str) -> &[f32] {
        self.slots.get(slot).map_or(&[], Vec::as_slice)
    }
}
