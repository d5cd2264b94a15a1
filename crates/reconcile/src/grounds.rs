//! What speaks for or against two mentions telling one event, and how much.

/// Something that speaks for or against two mentions telling one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The texts name the same day.
    SameDay,
    /// The day of one, or both, is taken from another sentence or clause, and it is the same.
    SameSupposedDay,
    /// They lie within the same few days.
    DaysOverlap,
    /// They lie within the same weeks, or one in the night before the other.
    LongTimesOverlap,
    /// One takes the words for its day from the other, or from the same clause.
    SameWordsForDay,
    /// The days that they seem to have differ by more than one.
    DaysDiffer,
    /// One was published on the day of the other or the next.
    PublishedSoonAfter,
    /// One was published two or three days after the other happened.
    PublishedDaysAfter,
    /// One was published later, and does not speak of it as known.
    PublishedLater,
    /// No text names a day; they were published within a day.
    PublishedTogether,
    /// No text names a day; they were published more than a few days from each other.
    PublishedApart,
    /// No day is known of either, nor of their documents.
    NoDays,
    /// Both sum up what happened again and again over the same time.
    SameSeries,
    /// The same word for it.
    SameWord,
    /// Words of one root.
    SameRoot,
    /// Different words for one type of event.
    OtherWord,
    /// One tells that a place was taken, the other does not.
    NotTaken,
    /// Different event types.
    OtherType,
    /// One noun is singular, the other plural.
    OtherNumber,
    /// The same mode.
    SameMode,
    /// Different modes.
    OtherMode,
    /// The same parties act.
    SameActors,
    /// Parties of the same countries act.
    ActorsOfSameCountry,
    /// Others act.
    OtherActors,
    /// It is done to the same parties.
    SameRecipients,
    /// It is done to parties of the same countries.
    RecipientsOfSameCountry,
    /// It is done to others.
    OtherRecipients,
    /// One tells what became of others than the other tells of.
    OtherSufferers,
    /// Some parties are the same, more are not.
    SomeOthers,
    /// Whoever acts in one suffers in the other.
    Reversed,
    /// The same parties, without telling who acts.
    SameParties,
    /// Parties of the same countries, without telling who acts.
    PartiesOfSameCountry,
    /// Others take part, without telling who acts.
    OtherParties,
    /// The same town or site.
    SamePlace,
    /// Towns or sites near each other.
    NearPlace,
    /// The same, where a text does not name it.
    SameSupposedPlace,
    /// The same country.
    SameCountry,
    /// The same, where a text does not name it.
    SameSupposedCountry,
    /// Different places.
    OtherPlace,
    /// The same numbers of dead or wounded.
    SameToll,
    /// Different numbers.
    OtherToll,
    /// One stands in the headline, the other in the sentence that follows.
    Headline,
    /// One is dated by its distance from what was told before ("a day earlier").
    AtADistance,
    /// One tells again what its sentence told ("the first attack since").
    ToldAgain,
    /// One tells in the same sentence what the other did.
    Outcome,
    /// One refers back to what the same document told before; less with each sentence between.
    RefersBack,
    /// The same document tells them.
    SameDocument,
    /// One sentence tells both.
    SameSentenceTwice,
    /// The same sentence, word for word.
    SameSentence,
    /// Sentences that share words; by the share.
    SharedWords,
    /// Their documents tell the same story.
    SameStory,
    /// Their documents speak of the same names; by the share.
    SameNames,
    /// Their documents have no name in common.
    OtherNames,
}

impl Ground {
    /// What it counts, in hundredths; see [`crate::Explanation::threshold`]. Less where it holds only in part.
    pub(crate) fn weight(self) -> i32 {
        match self {
            Self::SameDay => 220,
            Self::SameSupposedDay => 180,
            Self::DaysOverlap => 180,
            Self::LongTimesOverlap => 90,
            Self::SameWordsForDay => 80,
            Self::DaysDiffer => -60,
            Self::PublishedSoonAfter => 150,
            Self::PublishedDaysAfter => 70,
            Self::PublishedLater => -60,
            Self::PublishedTogether => 120,
            Self::PublishedApart => -80,
            Self::NoDays => 120,
            Self::SameSeries => 200,
            Self::SameWord => 90,
            Self::SameRoot => 70,
            Self::OtherWord => -40,
            Self::NotTaken => -150,
            Self::OtherType => -170,
            Self::OtherNumber => -60,
            Self::SameMode => 60,
            Self::OtherMode => -70,
            Self::SameActors => 120,
            Self::ActorsOfSameCountry => 80,
            Self::OtherActors => -200,
            Self::SameRecipients => 120,
            Self::RecipientsOfSameCountry => 80,
            Self::OtherRecipients => -200,
            Self::OtherSufferers => -60,
            Self::SomeOthers => -20,
            Self::Reversed => -160,
            Self::SameParties => 200,
            Self::PartiesOfSameCountry => 150,
            Self::OtherParties => -250,
            Self::SamePlace => 130,
            Self::NearPlace => 60,
            Self::SameSupposedPlace => 90,
            Self::SameCountry => 50,
            Self::SameSupposedCountry => 30,
            Self::OtherPlace => -220,
            Self::SameToll => 100,
            Self::OtherToll => -40,
            Self::Headline => 60,
            Self::AtADistance => -250,
            Self::ToldAgain => 450,
            Self::Outcome => 200,
            Self::RefersBack => 180,
            Self::SameDocument => 220,
            Self::SameSentenceTwice => 60,
            Self::SameSentence => 300,
            Self::SharedWords => 400,
            Self::SameStory => 180,
            Self::SameNames => 400,
            Self::OtherNames => -100,
        }
    }
}

impl std::fmt::Display for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SameDay => "same day",
            Self::SameSupposedDay => "same day, as it seems",
            Self::DaysOverlap => "times overlap",
            Self::LongTimesOverlap => "long times overlap",
            Self::SameWordsForDay => "the same words are taken for both days",
            Self::DaysDiffer => "different days, as it seems",
            Self::PublishedSoonAfter => "published soon after",
            Self::PublishedDaysAfter => "published days after",
            Self::PublishedLater => "published later",
            Self::PublishedTogether => "published together",
            Self::PublishedApart => "published apart",
            Self::NoDays => "no days known",
            Self::SameSeries => "both sum up several happenings of a time",
            Self::SameWord => "same word",
            Self::SameRoot => "same root",
            Self::OtherWord => "different words",
            Self::NotTaken => "only one tells that a place was taken",
            Self::OtherType => "different types",
            Self::OtherNumber => "one tells one happening, the other several",
            Self::SameMode => "same mode",
            Self::OtherMode => "different modes",
            Self::SameActors => "same actors",
            Self::ActorsOfSameCountry => "actors of the same country",
            Self::OtherActors => "different actors",
            Self::SameRecipients => "same recipients",
            Self::RecipientsOfSameCountry => "recipients of the same country",
            Self::OtherRecipients => "different recipients",
            Self::OtherSufferers => "it is done to others of those who suffer",
            Self::SomeOthers => "some other parties",
            Self::Reversed => "actor and recipient change places",
            Self::SameParties => "same parties",
            Self::PartiesOfSameCountry => "parties of the same countries",
            Self::OtherParties => "different parties",
            Self::SamePlace => "same place",
            Self::NearPlace => "places near each other",
            Self::SameSupposedPlace => "same place, as it seems",
            Self::SameCountry => "same country",
            Self::SameSupposedCountry => "same country, as it seems",
            Self::OtherPlace => "different places",
            Self::SameToll => "same toll",
            Self::OtherToll => "different tolls",
            Self::Headline => "headline and first sentence",
            Self::AtADistance => "dated by its distance from what was told before",
            Self::ToldAgain => "its sentence tells it again",
            Self::Outcome => "outcome in the same sentence",
            Self::RefersBack => "refers back",
            Self::SameDocument => "same document",
            Self::SameSentenceTwice => "the same sentence tells twice",
            Self::SameSentence => "same sentence",
            Self::SharedWords => "shared words",
            Self::SameStory => "same story",
            Self::SameNames => "documents on the same names",
            Self::OtherNames => "documents on different names",
        })
    }
}
