//! One frame and its examples.

use super::Condition;
use super::classes::Classes;
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Which actors a frame must have found before it fires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// None.
    #[default]
    Nothing,
    /// An actor.
    Actor,
    /// A recipient.
    Recipient,
    /// An actor or a recipient.
    Either,
    /// Both.
    Both,
}

/// An example sentence of a frame, written by us; it runs as a test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Words of the (first) actor; not checked when absent, "" for none.
    #[serde(default)]
    pub actor: Option<String>,
    /// Words of the (first) recipient; not checked when absent, "" for none.
    #[serde(default)]
    pub recipient: Option<String>,
    /// The type, where it differs from the frame's (an embedded event turns it).
    #[serde(default, rename = "type")]
    pub event_type: Option<String>,
    /// The mode; not checked when absent, "" for none.
    #[serde(default)]
    pub mode: Option<String>,
    /// The status; not checked when absent.
    #[serde(default)]
    pub status: Option<String>,
    /// The phase; not checked when absent.
    #[serde(default)]
    pub phase: Option<String>,
    /// Why a known miss is missed.
    #[serde(default)]
    pub why: Option<String>,
}

/// A frame: words that trigger an event, what must stand in their roles, and who is actor and recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Unique, `language.type.name`; shown by `masudi explain`.
    pub id: SmolStr,
    /// Event type of the ontology.
    pub event_type: SmolStr,
    /// Mode, where the frame fixes it; otherwise cues in the sentence may.
    pub mode: Option<SmolStr>,
    /// Phase, where the frame fixes it.
    pub phase: Option<SmolStr>,
    /// Status, where the frame fixes it ("blamed on": alleged).
    pub status: Option<SmolStr>,
    /// Verb lemmas, with particle where they have one ("shoot down").
    pub verbs: Vec<SmolStr>,
    /// Noun lemmas, with compound where they need one ("air strike").
    pub nouns: Vec<SmolStr>,
    /// Predicative adjectives ("unwilling").
    pub adjectives: Vec<SmolStr>,
    /// Roles that must be filled, and by what.
    pub with: Vec<Condition>,
    /// Whether a passive may leave the agent out that `with` asks for: "the ambassador was recalled". Such a match yields to
    /// one that has all it asks for.
    pub agentless: bool,
    /// Roles that must not be filled so.
    pub without: Vec<Condition>,
    /// Roles whose fillers are the actors, best first; the first that is filled by an actor counts.
    pub actor: Vec<SmolStr>,
    /// Roles whose fillers are the recipients, best first.
    pub recipient: Vec<SmolStr>,
    /// For nouns: the role that an "of" phrase has (`patient` in "the killing of").
    pub of: SmolStr,
    /// For nouns: the role that a possessive has (`agent` in "Iran's attack").
    pub poss: SmolStr,
    /// Roles in which an embedded event is looked for; it is then part of this event and no event of its own.
    pub embed: Vec<SmolStr>,
    /// Whether the frame fires only with an embedded event.
    pub needs_embed: bool,
    /// Types that the embedded event must have; any when empty. A frame that names some needs one.
    pub embeds: Vec<SmolStr>,
    /// What an embedded event of some type makes of this one: embedded type to type ("agree to withdraw": CONCEDE).
    pub turns: BTreeMap<SmolStr, SmolStr>,
    /// Which actors must have been found.
    pub needs: Needs,
    /// Breaks ties between frames that both match; higher wins. Frames with more conditions win by themselves.
    pub priority: i32,
    /// Prior probability that a match is right, 0 to 1.
    pub confidence: f32,
    /// Sentences in which it must fire.
    pub tests: Vec<Example>,
    /// Sentences in which it must not fire.
    pub none: Vec<String>,
    /// Sentences in which it should fire and does not yet.
    pub gaps: Vec<Example>,
    /// The file it stands in.
    pub file: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameToml {
    pub(super) id: SmolStr,
    #[serde(rename = "type")]
    event_type: SmolStr,
    mode: Option<SmolStr>,
    phase: Option<SmolStr>,
    status: Option<SmolStr>,
    #[serde(default)]
    verb: Vec<SmolStr>,
    #[serde(default)]
    noun: Vec<SmolStr>,
    #[serde(default)]
    adjective: Vec<SmolStr>,
    #[serde(default)]
    with: BTreeMap<SmolStr, String>,
    #[serde(default)]
    agentless: bool,
    #[serde(default)]
    without: BTreeMap<SmolStr, String>,
    actor: Option<Vec<SmolStr>>,
    recipient: Option<Vec<SmolStr>>,
    of: Option<SmolStr>,
    poss: Option<SmolStr>,
    #[serde(default)]
    embed: Vec<SmolStr>,
    #[serde(default)]
    needs_embed: bool,
    #[serde(default)]
    embeds: Vec<SmolStr>,
    #[serde(default)]
    turns: BTreeMap<SmolStr, SmolStr>,
    #[serde(default)]
    needs: Needs,
    #[serde(default)]
    priority: i32,
    confidence: Option<f32>,
    #[serde(default)]
    test: Vec<Example>,
    #[serde(default)]
    none: Vec<String>,
    #[serde(default)]
    gap: Vec<Example>,
    /// The dictionary it was made from; a frame that a program made needs no example.
    imported_from: Option<String>,
}

impl FrameToml {
    /// Checks the frame. Errors: what was expected and what was found.
    pub(super) fn compile(self, file: &str, classes: &mut Classes) -> Result<Frame, (String, String)> {
        if self.verb.is_empty() && self.noun.is_empty() && self.adjective.is_empty() {
            return Err(("a verb, noun or adjective".to_owned(), "none".to_owned()));
        }
        if self.test.is_empty() && self.imported_from.is_none() {
            return Err(("at least one test sentence".to_owned(), "none".to_owned()));
        }
        self.build(file, classes)
    }

    /// The frame of a type that is found by likeness. Errors: as [`compile`](Self::compile).
    pub(super) fn without_words(self, file: &str, classes: &mut Classes) -> Result<Frame, (String, String)> {
        match self.verb.iter().chain(&self.noun).chain(&self.adjective).next() {
            Some(word) => Err(("no words".to_owned(), word.to_string())),
            None => self.build(file, classes),
        }
    }

    fn build(self, file: &str, classes: &mut Classes) -> Result<Frame, (String, String)> {
        let mut filters = |roles: BTreeMap<SmolStr, String>| {
            roles
                .into_iter()
                .map(|(role, filter)| Condition::parse(role, &filter, classes))
                .collect::<Result<Vec<_>, (String, String)>>()
        };
        let roles = |given: Option<Vec<SmolStr>>, usual: &[&str]| {
            given.unwrap_or_else(|| usual.iter().copied().map(SmolStr::new).collect())
        };
        Ok(Frame {
            with: filters(self.with)?,
            without: filters(self.without)?,
            agentless: self.agentless,
            id: self.id,
            event_type: self.event_type,
            mode: self.mode,
            phase: self.phase,
            status: self.status,
            verbs: self.verb,
            nouns: self.noun,
            adjectives: self.adjective,
            actor: roles(self.actor, &["agent"]),
            recipient: roles(self.recipient, &["patient", "against", "on", "with", "to"]),
            of: self.of.unwrap_or_else(|| "patient".into()),
            poss: self.poss.unwrap_or_else(|| "agent".into()),
            embed: self.embed,
            needs_embed: self.needs_embed || !self.embeds.is_empty(),
            embeds: self.embeds,
            turns: self.turns,
            needs: self.needs,
            priority: self.priority,
            confidence: self.confidence.unwrap_or(0.8),
            tests: self.test,
            none: self.none,
            gaps: self.gap,
            file: file.to_owned(),
        })
    }
}
