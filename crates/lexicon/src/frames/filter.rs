//! What may fill a role.

use super::RoleSet;
use super::classes::{ClassId, Classes};
use smol_str::SmolStr;

/// One alternative of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterAtom {
    /// Anything at all (`any`).
    Any,
    /// A word of a class in `classes.toml` (`@talks`), or this very lemma (`=siege`), which is a class of its own.
    Class(ClassId),
    /// A word of a class anywhere below the filler (`~blame`).
    Within(ClassId),
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
    /// Reads an alternative. Errors: what was expected and what was found.
    fn parse(text: &str, classes: &mut Classes) -> Result<Self, (String, String)> {
        let text = text.trim();
        if text.contains('+') {
            return text.split('+').map(|part| Self::parse(part, classes)).collect::<Result<_, _>>().map(Self::All);
        }
        let named =
            |class: &str| classes.get(class).ok_or_else(|| ("a class of classes.toml".to_owned(), format!("@{class}")));
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
                (Some("@"), Some(class)) => named(class).map(Self::Class),
                (Some("="), Some(lemma)) => Ok(Self::Class(classes.of_word(lemma))),
                (Some("~"), Some(class)) => named(class).map(Self::Within),
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
pub struct Filter {
    /// Alternatives that are classes of words.
    pub classes: Vec<ClassId>,
    /// The others.
    pub others: Vec<FilterAtom>,
}

impl Filter {
    /// Reads a filter. Errors: what was expected and what was found.
    pub(super) fn parse(text: &str, classes: &mut Classes) -> Result<Self, (String, String)> {
        let mut out = Self { classes: Vec::new(), others: Vec::new() };
        for alternative in text.split('|') {
            match FilterAtom::parse(alternative, classes)? {
                FilterAtom::Class(class) => out.classes.push(class),
                other => out.others.push(other),
            }
        }
        Ok(out)
    }
}

/// A role and what must, or must not, fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Name of the role.
    pub role: SmolStr,
    /// The role as a set of one.
    pub place: RoleSet,
    /// What fills it.
    pub filter: Filter,
}

impl Condition {
    /// Reads a condition. Errors: what was expected and what was found.
    pub(super) fn parse(role: SmolStr, filter: &str, classes: &mut Classes) -> Result<Self, (String, String)> {
        Ok(Self { place: RoleSet::of(&role), role, filter: Filter::parse(filter, classes)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_read() {
        let mut classes = Classes::default();
        classes.add("talks".into(), vec!["negotiation".into()]);
        let mut parse = |text: &str| Filter::parse(text, &mut classes);
        let [talks, siege] = ["@talks", "=siege"].map(|text| parse(text).unwrap().classes[0]);
        assert_ne!(talks, siege);
        let three = parse("@talks | armed|=siege").unwrap();
        assert_eq!((three.classes, three.others), (vec![talks, siege], vec![FilterAtom::Armed]));
        let joined = parse("=siege+^will|event").unwrap();
        let both = FilterAtom::All(vec![FilterAtom::Class(siege), FilterAtom::Auxiliary("will".into())]);
        assert_eq!((joined.classes, joined.others), (vec![], vec![both, FilterAtom::Event]));
        for wrong in ["talks", "@revenge", "=siege+~revenge"] {
            assert!(wrong.contains(&parse(wrong).unwrap_err().1.replace('@', "")), "{wrong}");
        }
    }
}
