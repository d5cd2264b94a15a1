//! A new coding frame to fill in, with what each key means.
//!
//! In: an id and the ontology. Out: TOML that loads as it stands, every optional key commented out.

use crate::ontology::Ontology;
use masudi_doc::Lang;
use std::fmt::Write;

/// The path and the text of a new frame.
///
/// Errors: an id that is not `language.type.name` with a language and a type that are known; the message says which are.
///
/// ```
/// use masudi_lexicon::{DataFiles, frame_template, ontology::Ontology};
/// let ontology = Ontology::load(&DataFiles::built_in()).unwrap();
/// let (path, text) = frame_template::template("en.assault.swarm", &ontology).unwrap();
/// assert_eq!(path, "coding/en/assault/swarm.toml");
/// assert!(text.contains("type = \"ASSAULT\""));
/// assert!(frame_template::template("en.swarm", &ontology).is_err());
/// ```
pub fn template(id: &str, ontology: &Ontology) -> Result<(String, String), String> {
    let parts: Vec<&str> = id.split('.').collect();
    let plain = |part: &&str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
    };
    let [language, event_type, name] = parts.as_slice() else {
        return Err(format!("expected an id like en.assault.swarm (language.type.name), but found \"{id}\""));
    };
    if let Some(part) = parts.iter().find(|part| !plain(part)) {
        return Err(format!("expected small letters, digits, - and _ in an id, but found \"{part}\""));
    }
    if !Lang::ALL.iter().any(|known| known.to_string() == *language) {
        let known: Vec<String> = Lang::ALL.iter().map(ToString::to_string).collect();
        return Err(format!("expected a language ({}), but found \"{language}\"", known.join(", ")));
    }
    let Some(found) = ontology.types.iter().find(|t| t.name.eq_ignore_ascii_case(event_type)) else {
        let known: Vec<String> = ontology.types.iter().map(|t| t.name.to_lowercase()).collect();
        return Err(format!("expected a type of the ontology ({}), but found \"{event_type}\"", known.join(", ")));
    };
    let mut text =
        format!("# {}: {}\n\n[[frame]]\nid = \"{id}\"\ntype = \"{}\"\n", found.name, found.definition, found.name);
    let modes: Vec<_> = ontology.modes_of(&found.name).collect();
    if let Some(first) = modes.first() {
        let _ = writeln!(
            text,
            "# mode = \"{}\"   # only where the words themselves fix it; otherwise cues in the sentence do",
            first.name
        );
        for mode in &modes {
            let _ = writeln!(text, "#   {:<16} {}", mode.name, mode.definition);
        }
    }
    text.push_str(REST);
    Ok((format!("coding/{language}/{event_type}/{name}.toml"), text))
}

const REST: &str = r#"
# The words that trigger it, as lemmas; at least one list.
verb = ["verb", "verb up"]                # a particle stands behind its verb
# noun = ["noun", "compound noun"]
# adjective = ["unwilling"]

# What must fill a role, and what must not. Roles: agent, patient, clause, mod, and every preposition (to, against, ...).
# Fillers: any, actor, armed, state, person, place, event, @class of classes.toml, =lemma; alternatives with |.
# with = { agent = "actor", patient = "@troops|place" }
# without = { patient = "=record" }
# agentless = true                        # a passive may leave the agent out that `with` asks for

# Whose fillers are actors and recipients, best first.
# actor = ["agent"]
# recipient = ["patient", "against", "on", "with", "to"]
# needs = "either"                        # actor, recipient, either or both must have been found

# For nouns: what "of" and a possessive are.
# of = "patient"
# poss = "agent"

# An event within this one ("agreed to withdraw"): where it stands, whether it must, and what type it makes.
# embed = ["clause"]
# needs_embed = true
# turns = { RETREAT = "CONCEDE" }

# phase = "resume"                        # start, continue, suspend, resume, end; where the words say it
# status = "alleged"                      # actual, alleged, future, historical, hypothetical, negated
# priority = 0                            # breaks ties; frames with more conditions win by themselves
confidence = 0.7                          # how often a match is right, as you expect

# Sentences of your own, in which it fires: with the words of actor and recipient ("" for none), mode, status.
test = [
  { text = "Write a sentence.", actor = "", recipient = "" },
]
# Sentences in which it must not fire: the other meanings of the words.
none = []
# Sentences in which it should fire and does not yet: { text = "...", why = "..." }
# gap = []
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DataFiles;
    use crate::frames::Frames;

    #[test]
    fn templates_of_all_types_load() {
        let ontology = Ontology::load(&DataFiles::built_in()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for event_type in &ontology.types {
            let id = format!("en.{}.zz_template", event_type.name.to_lowercase());
            let (path, text) = template(&id, &ontology).unwrap();
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let frames = Frames::load(&DataFiles::with_overlay(folder.path()), Lang::En).unwrap();
        assert_eq!(frames.frames.iter().filter(|f| f.id.ends_with(".zz_template")).count(), ontology.types.len());
    }

    #[test]
    fn wrong_ids_say_what_is_known() {
        let ontology = Ontology::load(&DataFiles::built_in()).unwrap();
        let error = |id| template(id, &ontology).unwrap_err();
        assert!(error("en.attack.x").contains("a type of the ontology (agree, consult"));
        assert!(error("xx.assault.x").contains("a language (en, fr)"));
        assert!(error("en.assault.a b").contains("small letters"));
    }
}
