//! Words that stand around place names and say how to take them.

use crate::words::WordMap;
use crate::{DataError, DataFiles, tsv};

const FILE: &str = "lexicon/places/cues.tsv";

/// What a cue word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// "near", "outside".
    Near,
    /// "north", "south-east".
    Direction,
    /// "km", "miles".
    Unit,
    /// "border", "frontier".
    Border,
    /// "province", "county": the name before or after is a division.
    AdminWord,
    /// "University", "Times": the name before it is part of another name.
    SiteTail,
    /// "Police", "Ministry": the name before it says of which place the public body is.
    PublicTail,
    /// "resident", "taxpayers": the name before it says where they live.
    PeopleTail,
    /// "Mr.", "Senator": a person follows.
    Title,
    /// "in", "at", "from": a place may follow.
    Locative,
    /// Lemmas of verbs whose subject acts.
    AgentVerb,
    /// Prepositions after which a state acts or is acted upon ("talks with Tehran").
    AgentPrep,
    /// Given names of persons.
    GivenName,
    /// Ordinary words that gazetteers also list as places.
    Ordinary,
    /// Lemmas of nouns for a state's organs and people: the name before them says whose ("US troops").
    AgentNoun,
    /// Lemmas of nouns for a state's deeds: the owner did them ("Iran's attack").
    DeedNoun,
    /// Lemmas of what states have with each other: "talks with Tehran".
    DealNoun,
    /// Nouns for land and sea: an adjective of nationality before them locates ("Turkish airspace").
    LandNoun,
    /// Nouns for settlements: "the Syrian city of X" says where X lies.
    PlaceNoun,
}

impl CueKind {
    const NAMES: [(&'static str, CueKind); 19] = [
        ("near", CueKind::Near),
        ("direction", CueKind::Direction),
        ("unit", CueKind::Unit),
        ("border", CueKind::Border),
        ("adminword", CueKind::AdminWord),
        ("sitetail", CueKind::SiteTail),
        ("publictail", CueKind::PublicTail),
        ("peopletail", CueKind::PeopleTail),
        ("title", CueKind::Title),
        ("locative", CueKind::Locative),
        ("agentverb", CueKind::AgentVerb),
        ("agentprep", CueKind::AgentPrep),
        ("givenname", CueKind::GivenName),
        ("ordinary", CueKind::Ordinary),
        ("agentnoun", CueKind::AgentNoun),
        ("deednoun", CueKind::DeedNoun),
        ("dealnoun", CueKind::DealNoun),
        ("landnoun", CueKind::LandNoun),
        ("placenoun", CueKind::PlaceNoun),
    ];
}

/// The cue words, by kind.
#[derive(Clone, Debug, Default)]
pub struct Cues(WordMap<String, u32>);

impl Cues {
    /// Whether `word` (lower case) is a cue of that kind.
    pub fn has(&self, kind: CueKind, word: &str) -> bool {
        self.0.get(word).is_some_and(|kinds| kinds >> kind as u32 & 1 == 1)
    }

    pub(super) fn load(files: &DataFiles) -> Result<Self, DataError> {
        let text = files.read(FILE)?;
        let mut out: WordMap<String, u32> = WordMap::default();
        for row in tsv::rows(FILE, &text, &["kind", "words"])? {
            let kind = CueKind::NAMES.iter().find(|(name, _)| *name == row.fields[0]);
            let Some((_, kind)) = kind else {
                return Err(DataError::line(FILE, row.line, "a kind of cue (near, direction, …)", row.fields[0]));
            };
            for word in tsv::list(row.fields[1]) {
                *out.entry(word.to_owned()).or_default() |= 1 << *kind as u32;
            }
        }
        Ok(Self(out))
    }
}
