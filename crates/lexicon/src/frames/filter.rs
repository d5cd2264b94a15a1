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
    /// The filler's own auxiliary (`^must`).
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
}

/// What may fill a role: one of several alternatives, written `@talks|@meeting|actor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(pub Vec<FilterAtom>);

impl Filter {
    /// Reads a filter. Errors: what was expected and what was found.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        text.split('|')
            .map(str::trim)
            .map(|atom| match atom.to_lowercase().as_str() {
                "any" => Ok(FilterAtom::Any),
                "actor" => Ok(FilterAtom::Actor),
                "armed" => Ok(FilterAtom::Armed),
                "state" => Ok(FilterAtom::State),
                "person" => Ok(FilterAtom::Person),
                "place" => Ok(FilterAtom::Place),
                "several" => Ok(FilterAtom::Several),
                "event" => Ok(FilterAtom::Event),
                lower => match (lower.get(..1), lower.get(1..).filter(|rest| !rest.is_empty())) {
                    (Some("@"), Some(class)) => Ok(FilterAtom::Class(class.into())),
                    (Some("="), Some(lemma)) => Ok(FilterAtom::Lemma(lemma.into())),
                    (Some("~"), Some(class)) => Ok(FilterAtom::Within(class.into())),
                    (Some("^"), Some(lemma)) => Ok(FilterAtom::Auxiliary(lemma.into())),
                    _ => Err((
                        "any, actor, armed, state, person, place, several, event, @class, =lemma, ~class or ^auxiliary"
                            .to_owned(),
                        atom.to_owned(),
                    )),
                },
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The classes it names.
    pub fn classes(&self) -> impl Iterator<Item = &SmolStr> {
        self.0.iter().filter_map(|atom| match atom {
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
    }
}
