//! What may fill a role.

use smol_str::SmolStr;

/// One alternative of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterAtom {
    /// Anything at all (`any`).
    Any,
    /// A word of a class in `classes.toml` (`@talks`).
    Class(SmolStr),
    /// This very lemma (`=siege`).
    Lemma(SmolStr),
    /// A word of a class anywhere below the filler (`~blame`).
    Within(SmolStr),
    /// The filler's own auxiliary or negation (`^must`, `^not`).
    Auxiliary(SmolStr),
    /// A reference to an actor (`actor`).
    Actor,
    /// An actor that bears arms (`armed`).
    Armed,
    /// A state or its government (`state`).
    State,
    /// A person, named or by role (`person`).
    Person,
    /// A place name (`place`).
    Place,
    /// Actors of more than one country (`several`).
    Several,
    /// An event noun or clause that some frame codes (`event`).
    Event,
    /// A clause in the mood of demands (`subjunctive`): "that the army leave", "that he be heard".
    Subjunctive,
    /// Words set in quotation marks that open within the clause (`quoted`): "called the vote "a joke"".
    Quoted,
    /// All of several (`=begin+^will`).
    All(Vec<FilterAtom>),
}

impl FilterAtom {
    /// What must hold together: itself, where it is not joined.
    fn parts(&self) -> &[Self] {
        if let Self::All(parts) = self { parts } else { std::slice::from_ref(self) }
    }

    /// Reads an alternative. Errors: what was expected and what was found.
    fn parse(text: &str) -> Result<Self, (String, String)> {
        let text = text.trim();
        if text.contains('+') {
            return text.split('+').map(Self::parse).collect::<Result<_, _>>().map(Self::All);
        }
        match text.to_lowercase().as_str() {
            "any" => Ok(Self::Any),
            "actor" => Ok(Self::Actor),
            "armed" => Ok(Self::Armed),
            "state" => Ok(Self::State),
            "person" => Ok(Self::Person),
            "place" => Ok(Self::Place),
            "several" => Ok(Self::Several),
            "event" => Ok(Self::Event),
            "subjunctive" => Ok(Self::Subjunctive),
            "quoted" => Ok(Self::Quoted),
            lower => match (lower.get(..1), lower.get(1..).filter(|rest| !rest.is_empty())) {
                (Some("@"), Some(class)) => Ok(Self::Class(class.into())),
                (Some("="), Some(lemma)) => Ok(Self::Lemma(lemma.into())),
                (Some("~"), Some(class)) => Ok(Self::Within(class.into())),
                (Some("^"), Some(lemma)) => Ok(Self::Auxiliary(lemma.into())),
                _ => Err((
                    "any, actor, armed, state, person, place, several, event, subjunctive, quoted, @class, =lemma, ~class \
                     or ^auxiliary"
                        .to_owned(),
                    text.to_owned(),
                )),
            },
        }
    }
}

/// What may fill a role: one of several alternatives, written `@talks|@meeting|actor`; `+` joins what must hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(pub Vec<FilterAtom>);

impl Filter {
    /// Reads a filter. Errors: what was expected and what was found.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        text.split('|').map(FilterAtom::parse).collect::<Result<_, _>>().map(Self)
    }

    /// The classes it names.
    pub fn classes(&self) -> impl Iterator<Item = &SmolStr> {
        self.0.iter().flat_map(FilterAtom::parts).filter_map(|atom| match atom {
            FilterAtom::Class(class) | FilterAtom::Within(class) => Some(class),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_read() {
        let filter = Filter::parse("@talks | =siege|armed").unwrap();
        assert_eq!(filter.0, [FilterAtom::Class("talks".into()), FilterAtom::Lemma("siege".into()), FilterAtom::Armed]);
        assert_eq!(Filter::parse("talks").unwrap_err().1, "talks");
        let joined = Filter::parse("=begin+^will|event").unwrap();
        let both = FilterAtom::All(vec![FilterAtom::Lemma("begin".into()), FilterAtom::Auxiliary("will".into())]);
        assert_eq!(joined.0, [both, FilterAtom::Event]);
        assert_eq!(Filter::parse("@revenge+^will").unwrap().classes().collect::<Vec<_>>(), ["revenge"]);
    }
}
