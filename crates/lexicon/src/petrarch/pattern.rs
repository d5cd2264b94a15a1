//! One pattern, read into conditions on the roles of its verb.
//!
//! `*` is the verb, `$` the source, `+` the target, `%` both sides together, `^` anything; `&name` a synonym set,
//! `{...}` a noun phrase, `(...)` a prepositional phrase; words joined by `_` stand next to each other. What stands
//! before the verb is its subject, what stands after it its object, and words after a preposition belong to that.

use std::collections::BTreeMap;

/// A word of a phrase, or a synonym set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Word(String),
    Set(String),
}

/// What must fill a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filler {
    Anything,
    Phrase(Vec<Element>),
}

/// A pattern as conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Words that belong to the verb: "up" in "set up".
    pub(super) particle: Option<String>,
    /// Role to what must fill it.
    pub(super) with: BTreeMap<String, Filler>,
    /// Role of the source, where the pattern says it.
    pub(super) actor: Option<String>,
    /// Role of the target, where the pattern says it.
    pub(super) recipient: Option<String>,
    /// Whether source and target act together.
    pub(super) together: bool,
}

const PARTICLES: [&str; 14] = [
    "up", "down", "off", "out", "over", "back", "away", "forward", "aside", "ahead", "together", "apart", "along",
    "around",
];
const PREPOSITIONS: [&str; 30] = [
    "to", "of", "in", "on", "at", "by", "for", "from", "with", "against", "into", "over", "under", "about", "between",
    "among", "through", "toward", "towards", "near", "as", "before", "after", "behind", "without", "within", "during",
    "upon", "onto", "across",
];
const PASSIVE: [&str; 8] = ["was", "were", "is", "are", "be", "been", "being", "am"];
const AUXILIARIES: [&str; 3] = ["has", "have", "had"];
/// Words before the verb that make another event of it; the coder finds these by itself.
const OPERATORS: [&str; 32] = [
    "not",
    "n't",
    "never",
    "no",
    "will",
    "would",
    "wo",
    "could",
    "can",
    "ca",
    "may",
    "might",
    "should",
    "must",
    "to",
    "said",
    "says",
    "say",
    "indicated",
    "did",
    "do",
    "does",
    "refused",
    "refuse",
    "agreed",
    "failed",
    "plan",
    "planned",
    "threatened",
    "want",
    "neither",
    "nor",
];

/// Reads a pattern. Errors: why it cannot be carried over.
pub(super) fn read(text: &str) -> Result<Conditions, String> {
    let tokens = tokens(text);
    let mut stars = tokens.iter().enumerate().filter(|(_, t)| *t == "*");
    let (Some((star, _)), None) = (stars.next(), stars.next()) else {
        return Err("a pattern without one verb".to_owned());
    };
    let mut out = Conditions::default();
    before(&tokens[..star], &mut out)?;
    after(&tokens[star + 1..], &mut out)?;
    Ok(out)
}

/// The signs and words of a pattern, in lower case.
fn tokens(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            '*' | '(' | ')' | '{' | '}' | '$' | '^' | '%' | '+' => {
                spaced.push(' ');
                spaced.push(c);
                spaced.push(' ');
            }
            '_' => spaced.push(' '),
            c => spaced.push(c),
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn before(tokens: &[String], out: &mut Conditions) -> Result<(), String> {
    let mut subject = Vec::new();
    let mut marker = None;
    let mut passive = false;
    for token in tokens {
        match token.as_str() {
            "$" | "+" | "%" => marker = Some(token.as_str()),
            "^" | "{" | "}" | "(" | ")" => {}
            word if PASSIVE.contains(&word) => passive = true,
            word if AUXILIARIES.contains(&word) => {}
            word if OPERATORS.contains(&word) => {
                return Err(format!("\"{word}\" before the verb: the coder itself finds such operators"));
            }
            word if PREPOSITIONS.contains(&word) => return Err(format!("\"{word}\" before the verb")),
            word => subject.push(element(word)),
        }
    }
    let role = if passive { "patient" } else { "agent" };
    match marker {
        Some("$") => out.actor = Some(role.to_owned()),
        Some("+") => out.recipient = Some(role.to_owned()),
        Some(_) => out.together = true,
        None => {}
    }
    match (subject.is_empty(), marker) {
        (true, _) => Ok(()),
        (false, None) => {
            out.with.insert(role.to_owned(), Filler::Phrase(subject));
            Ok(())
        }
        (false, Some(_)) => Err("a word beside the mark of source or target before the verb".to_owned()),
    }
}

fn after(tokens: &[String], out: &mut Conditions) -> Result<(), String> {
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].as_str();
        let next = tokens.get(at + 1).map(String::as_str);
        match token {
            "^" | "{" | "}" | "(" | ")" => at += 1,
            "%" => {
                out.together = true;
                at += 1;
            }
            "$" => {
                at += 1;
                out.actor = Some("patient".to_owned());
            }
            "+" => {
                at += 1;
                out.recipient = Some("patient".to_owned());
            }
            word if at == 0 && particle(word, next) => {
                out.particle = Some(word.to_owned());
                at += 1;
            }
            // "(ASIDE RIFT)": the particle of a phrase in brackets.
            word if at == 1 && tokens[0] == "(" && particle(word, None) && !PREPOSITIONS.contains(&word) => {
                out.particle = Some(word.to_owned());
                at += 1;
            }
            word if PREPOSITIONS.contains(&word) => {
                let filler = phrase(tokens, at + 1);
                match (filler.0.is_empty(), tokens.get(filler.1).map(String::as_str)) {
                    (true, Some("$")) => out.actor = Some(word.to_owned()),
                    (true, Some("+")) => out.recipient = Some(word.to_owned()),
                    _ => {}
                }
                let marked = filler.0.is_empty() && matches!(tokens.get(filler.1).map(String::as_str), Some("$" | "+"));
                let condition = if filler.0.is_empty() { Filler::Anything } else { Filler::Phrase(filler.0) };
                if out.with.insert(word.to_owned(), condition).is_some() {
                    return Err(format!("two phrases with \"{word}\""));
                }
                at = filler.1 + usize::from(marked);
            }
            _ => {
                let (words, end) = phrase(tokens, at);
                if out.with.insert("patient".to_owned(), Filler::Phrase(words)).is_some() {
                    return Err("two objects of one verb".to_owned());
                }
                at = end;
            }
        }
    }
    Ok(())
}

/// Whether a word right after the verb belongs to it rather than beginning a prepositional phrase.
fn particle(word: &str, next: Option<&str>) -> bool {
    PARTICLES.contains(&word) && (!PREPOSITIONS.contains(&word) || next.is_none())
}

/// The words and sets from a position up to the next preposition, mark or closing bracket, and where they end.
fn phrase(tokens: &[String], from: usize) -> (Vec<Element>, usize) {
    let mut out = Vec::new();
    let mut at = from;
    while let Some(token) = tokens.get(at).map(String::as_str) {
        match token {
            "{" if out.is_empty() => {}
            "{" | "}" | "(" | ")" | "$" | "+" | "%" | "^" => break,
            word if PREPOSITIONS.contains(&word) => break,
            "a" | "an" | "the" => {}
            word => out.push(element(word)),
        }
        at += 1;
    }
    (out, at)
}

fn element(word: &str) -> Element {
    match word.strip_prefix('&') {
        Some(set) => Element::Set(set.trim_end_matches('_').to_owned()),
        None => Element::Word(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Filler {
        Filler::Phrase(text.split(' ').map(element).collect())
    }

    fn with(conditions: &Conditions) -> Vec<(&str, Filler)> {
        conditions.with.iter().map(|(role, filler)| (role.as_str(), filler.clone())).collect()
    }

    #[test]
    fn objects_subjects_and_prepositions() {
        assert_eq!(with(&read("* {GRAIN SHIPMENT}").unwrap()), [("patient", words("grain shipment"))]);
        assert_eq!(with(&read("&NAVY *").unwrap()), [("agent", words("&navy"))]);
        let both = read("* POLICE (TO BORDER)").unwrap();
        assert_eq!(with(&both), [("patient", words("police")), ("to", words("border"))]);
        assert_eq!(with(&read("* (OF {BANNED PARTIES})").unwrap()), [("of", words("banned parties"))]);
        assert_eq!(with(&read("* FOR_ASYLUM").unwrap()), [("for", words("asylum"))]);
    }

    #[test]
    fn particles() {
        let out = read("* OUT {NEW PLAN}").unwrap();
        assert_eq!((out.particle.as_deref(), with(&out)), (Some("out"), vec![("patient", words("new plan"))]));
        assert_eq!(read("*_OFF").unwrap().particle.as_deref(), Some("off"));
        assert_eq!(read("* (ASIDE QUARREL)").unwrap().particle.as_deref(), Some("aside"));
        assert_eq!(with(&read("*_ON").unwrap()), [("on", Filler::Anything)]);
        // "over" is both; before a noun it is a preposition.
        assert_eq!(with(&read("* OVER BORDER").unwrap()), [("over", words("border"))]);
    }

    #[test]
    fn source_and_target() {
        let out = read("+ WAS_ * TO_ ^ FROM $").unwrap();
        assert_eq!((out.actor.as_deref(), out.recipient.as_deref()), (Some("from"), Some("patient")));
        let out = read("$ * + IN DETENTION").unwrap();
        assert_eq!((out.actor.as_deref(), out.recipient.as_deref()), (Some("agent"), Some("patient")));
        assert_eq!(with(&out), [("in", words("detention"))]);
        assert!(read("% *").unwrap().together);
    }

    #[test]
    fn what_cannot_be_carried_over_says_why() {
        assert!(read("WILL NOT *").unwrap_err().contains("\"will\" before the verb"));
        assert!(read("NO VERB").is_err());
        assert!(read("* TALKS $ QUARREL").unwrap_err().contains("two objects"));
    }
}
