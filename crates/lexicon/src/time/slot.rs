//! The named groups of time patterns.

use std::str::FromStr;

macro_rules! slots {
    ($($variant:ident $name:literal $gloss:literal,)*) => {
        /// What a part of a pattern stands for. Values are text; the glosses say how it reads.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Slot { $(#[doc = $gloss] $variant,)* }

        impl Slot {
            /// All slots.
            pub const ALL: &'static [Slot] = &[$(Slot::$variant,)*];

            /// The name used in data files.
            pub fn as_str(self) -> &'static str {
                match self { $(Slot::$variant => $name,)* }
            }
        }

        impl FromStr for Slot {
            type Err = ();

            fn from_str(name: &str) -> Result<Self, ()> {
                match name { $($name => Ok(Slot::$variant),)* _ => Err(()) }
            }
        }
    };
}

slots! {
    Year "year" "A year in full.",
    Year2 "year2" "The last two digits of a year.",
    Base "base" "The earlier year of a span, whose first digits a short later year takes.",
    Era "era" "`BC` or `AD`.",
    Month "month" "1 to 12.",
    Day "day" "1 to 31.",
    Weekday "weekday" "1 (Monday) to 7.",
    Season "season" "`SP`, `SU`, `FA` or `WI`.",
    Quarter "quarter" "1 to 4.",
    Half "half" "1 or 2.",
    Week "week" "Week of the year, 1 to 53.",
    Decade "decade" "First year of a decade, or its last two digits (`80`).",
    Century "century" "Ordinal number of a century.",
    Part "part" "A TIMEX3 modifier for a part of a period: `START`, `MID`, `END`.",
    Tod "tod" "Part of the day: `MO`, `MI`, `AF`, `EV`, `NI`, `DT`.",
    Hour "hour" "0 to 24.",
    Minute "minute" "0 to 59.",
    Second "second" "0 to 59.",
    Meridiem "meridiem" "`am` or `pm`.",
    Zone "zone" "`Z` or an offset such as `+03` or `-05`.",
    Holiday "holiday" "Name of a holiday that the engine can compute, or `MM-DD`.",
    Dir "dir" "Periods away from the anchor's: -1 last, 0 this, 1 next.",
    DirText "dir-text" "Periods away from the last time of the text: -1 the previous, 0 that, 1 the next.",
    Sign "sign" "`-` (ago, earlier) or `+` (later, hence).",
    Amount "amount" "A number, or `X` for a vague one.",
    Fraction "fraction" "A fraction to add to the amount (`0.5`).",
    Unit "unit" "`Y`, `M`, `W`, `D`, `WE`, `Q`, `H` (half-year), `DE`, `CE`, `MI` (millennium), `S` (season), `FY`, `TH`, `TM`, `TS`, `FN` (fortnight).",
    Anchor "anchor" "`text`: the last date of the text; otherwise publication.",
    Value "value" "The TIMEX3 value itself.",
    Mod "mod" "TIMEX3 `mod`.",
    Calendar "calendar" "`julian` or `hijri`.",
    Freq "freq" "How many times per period.",
}
