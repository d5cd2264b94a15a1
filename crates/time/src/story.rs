//! What a document has told so far: the day it was published and the times it has named.
//!
//! In: points, in the order of the text. Out: what a relative expression counts from.

use crate::point::{Grain, Point};

/// How a text tells time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Decided by the text: a narrative is a text most of whose dated years lie far from its publication.
    #[default]
    Auto,
    /// News: bare weekdays and months lie next to the day of publication.
    News,
    /// Narrative, such as history: bare dates follow on from the last date named.
    Narrative,
}

/// One time named in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    pub point: Point,
    pub sentence: usize,
    /// Named by the way; the story does not move there.
    pub aside: bool,
    /// Counted from another time.
    pub counted: bool,
    /// Counted back from the story ("ten days earlier"), which goes on where it was.
    pub flashback: bool,
}

/// The state while a document is read.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    /// Day of publication.
    pub published: Option<Point>,
    /// Whether the text is a narrative.
    pub narrative: bool,
    told: Vec<Told>,
}

impl Story {
    pub(crate) fn new(published: Option<Point>, narrative: bool) -> Self {
        Self { published, narrative, told: Vec::new() }
    }

    pub(crate) fn tell(&mut self, told: Told) {
        self.told.push(told);
    }

    /// Whether a time lies years away from where the story is, and from the time named last.
    pub(crate) fn is_far(&self, point: Point) -> bool {
        let apart = |told: Told| (told.point.year - point.year).abs() > 3;
        self.last().is_some_and(apart) && self.told.last().copied().is_some_and(apart)
    }

    /// The day named in a sentence, by the way or not.
    pub(crate) fn day_in(&self, sentence: usize) -> Option<Point> {
        let day = |told: &&Told| told.point.grain == Grain::Day && !told.counted;
        self.told.iter().rev().take_while(|told| told.sentence == sentence).find(day).map(|told| told.point)
    }

    /// The last year named or meant, by the way or not: "that year".
    pub(crate) fn last_year(&self) -> Option<Point> {
        self.told.iter().rev().map(|told| told.point).find(|point| point.grain <= Grain::Year)
    }

    /// Where the story stands for somebody who looks back from it.
    pub(crate) fn present(&self, grain: Grain) -> Option<Told> {
        self.told.iter().rev().find(|told| told.point.grain <= grain && !told.aside && !told.flashback).copied()
    }

    /// All times named so far.
    pub(crate) fn told(&self) -> &[Told] {
        &self.told
    }

    /// The last time named.
    pub(crate) fn last(&self) -> Option<Told> {
        self.told.iter().rev().find(|told| !told.aside).or(self.told.last()).copied()
    }

    /// The last time named that is at least as fine as the grain.
    pub(crate) fn last_fine(&self, grain: Grain) -> Option<Told> {
        self.told.iter().rev().find(|told| told.point.grain <= grain && !told.aside).copied()
    }

    /// What bare expressions count from: publication in news, the last time named in a narrative.
    pub(crate) fn now(&self) -> Option<Point> {
        if self.narrative { self.last().map(|t| t.point).or(self.published) } else { self.published }
    }

    /// What "earlier" and "that" count from: the last time named, else publication.
    pub(crate) fn then(&self, grain: Grain) -> Option<Point> {
        let last = self.last_fine(grain).map(|t| t.point);
        if self.narrative { last } else { last.or(self.published) }
    }
}
