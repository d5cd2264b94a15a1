//! What a predicate that no frame fits is most like: weights of its traits for each event type.
//!
//! In: `data/coding/LANG/likeness.toml` (a frame for each type, without words) and `likeness.tsv` (the weights, fitted by
//! `scripts/likeness`). Out: [`Likeness`], and the frames. A language without the files has none. What this module does not do: it knows
//! no word; vectors of words are the user's ([`WordVectors`](crate::WordVectors)).

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
    /// Weights of marks and of `bias`, one for each type.
    marks: WordMap<SmolStr, Vec<f32>>,
    /// Weights of slots: those of the first number of a vector for each type, then of the second.
    slots: WordMap<SmolStr, Vec<f32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    threshold: f32,
    frame: Vec<FrameToml>,
}

impl Likeness {
    /// Reads both files; `first` is the number of the first of the frames. Errors: [`DataError`] with file and line.
    pub(super) fn load(files: &DataFiles, folder: &str, first: u32) -> Result<(Self, Vec<Frame>), DataError> {
        let (path, table) = (format!("{folder}/likeness.toml"), format!("{folder}/likeness.tsv"));
        if files.list(folder, "/likeness.toml").is_empty() {
            return Ok(Default::default());
        }
        let file: File = parse(&path, &files.read(&path)?)?;
        let compile = |frame: FrameToml| {
            frame.without_words(&path).map_err(|(expected, found)| DataError::line(&path, 1, expected, found))
        };
        let frames = file.frame.into_iter().map(compile).collect::<Result<Vec<_>, _>>()?;
        let mut out =
            Self { threshold: file.threshold, frames: (first..).take(frames.len()).collect(), ..Self::default() };
        let types = frames.iter().map(|frame| frame.event_type.as_str());
        let columns: Vec<&str> = ["trait"].into_iter().chain(types).collect();
        for row in tsv::rows(&table, &files.read(&table)?, &columns)? {
            let wrong = |expected: &str, found: &str| DataError::line(&table, row.line, expected, found);
            let number = |text: &&str| text.parse::<f32>().ok().filter(|n| n.is_finite());
            let weights: Vec<f32> = row.fields[1..]
                .iter()
                .map(|text| number(text).ok_or_else(|| wrong("a number", text)))
                .collect::<Result<_, _>>()?;
            match row.fields[0].split_once('#') {
                Some((slot, at)) => {
                    let of_slot = out.slots.entry(slot.into()).or_default();
                    if at.parse() != Ok(of_slot.len() / frames.len()) {
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

    /// The weights of a mark, one for each type.
    pub fn of_mark(&self, mark: &str) -> Option<&[f32]> {
        self.marks.get(mark).map(Vec::as_slice)
    }

    /// The weights of a slot: as many as types for the first number of a vector, then for the second.
    pub fn of_slot(&self, slot: &str) -> &[f32] {
        self.slots.get(slot).map_or(&[], Vec::as_slice)
    }
}
