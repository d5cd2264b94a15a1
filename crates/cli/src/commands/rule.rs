//! `masudi rule`: one coding frame, in words.

use crate::outcome::Outcome;
use masudi_lexicon::DataFiles;
use masudi_lexicon::frames::{ClassId, Condition, FilterAtom, Frame, Frames};

/// Show a coding frame: its words, its conditions, its examples.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  masudi rule en.agree.plan_visit")]
pub struct Rule {
    /// Identifier of the frame (language.type.name), or the start of one to list all that begin so
    id: String,
}

impl Rule {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let files = DataFiles::built_in();
        let loaded: Result<Vec<Frames>, _> =
            Frames::languages(&files).into_iter().map(|language| Frames::load(&files, language)).collect();
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return Outcome::nothing(error),
        };
        let all = loaded.iter().flat_map(|frames| frames.frames.iter().map(move |frame| (frames, frame)));
        let found: Vec<_> = all.filter(|(_, frame)| frame.id.starts_with(self.id.as_str())).collect();
        match found.iter().find(|(_, frame)| frame.id == self.id.as_str()) {
            Some((frames, frame)) => print!("{}", describe(frames, frame)),
            None if found.is_empty() => {
                return Outcome::nothing(format!("no frame begins with \"{}\"; try: masudi rule en.", self.id));
            }
            None => found.iter().for_each(|(_, frame)| println!("{}  {}", frame.id, frame.event_type)),
        }
        Outcome::Done
    }
}

fn describe(frames: &Frames, frame: &Frame) -> String {
    let mut out = format!("{}\n  codes {}", frame.id, frame.event_type);
    for (name, value) in [("mode", &frame.mode), ("phase", &frame.phase), ("status", &frame.status)] {
        if let Some(value) = value {
            out.push_str(&format!(", {name} {value}"));
        }
    }
    out.push_str(&format!("   ({})\n", frame.file));
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            out.push_str(&format!("  {name:<10} {value}\n"));
        }
    };
    line("verbs", frame.verbs.join(", "));
    line("nouns", frame.nouns.join(", "));
    line("adjectives", frame.adjectives.join(", "));
    line("with", conditions(frames, &frame.with));
    line("without", conditions(frames, &frame.without));
    line("actor", frame.actor.join(", "));
    line("recipient", frame.recipient.join(", "));
    for example in &frame.tests {
        line("fires", example.text.clone());
    }
    for text in &frame.none {
        line("does not", text.clone());
    }
    for example in &frame.gaps {
        line("misses", format!("{}  ({})", example.text, example.why.as_deref().unwrap_or("no reason given")));
    }
    out
}

fn conditions(frames: &Frames, conditions: &[Condition]) -> String {
    let written = conditions.iter().map(|Condition { role, filter, .. }| {
        let classes = filter.classes.iter().map(|class| self::class(frames, *class));
        let others = filter.others.iter().map(|part| atom(frames, part));
        format!("{role}: {}", classes.chain(others).collect::<Vec<_>>().join(" or "))
    });
    written.collect::<Vec<_>>().join("; ")
}

fn class(frames: &Frames, class: ClassId) -> String {
    let name = frames.class_name(class);
    name.strip_prefix('=').map_or_else(|| format!("a word of @{name}"), str::to_owned)
}

fn atom(frames: &Frames, atom: &FilterAtom) -> String {
    match atom {
        FilterAtom::Any => "anything".to_owned(),
        FilterAtom::Class(class) => self::class(frames, *class),
        FilterAtom::Within(class) => format!("with a word of @{} in it", frames.class_name(*class)),
        FilterAtom::Auxiliary(lemma) => format!("a verb under \"{lemma}\""),
        FilterAtom::Subjunctive => "a clause in the subjunctive".to_owned(),
        FilterAtom::Quoted => "in quotation marks".to_owned(),
        FilterAtom::All(parts) => parts.iter().map(|part| self::atom(frames, part)).collect::<Vec<_>>().join(" and "),
        FilterAtom::Actor => "an actor".to_owned(),
        FilterAtom::Armed => "an armed actor".to_owned(),
        FilterAtom::State => "a state".to_owned(),
        FilterAtom::Person => "a person".to_owned(),
        FilterAtom::Place => "a place".to_owned(),
        FilterAtom::Several => "actors of more than one country".to_owned(),
        FilterAtom::Event => "an event".to_owned(),
    }
}
