//! `masudi eval stories`, `coreference` and `events`: groups of documents and of mentions against gold.

use crate::in_order::{all_cores, in_order};
use crate::models::Models;
use crate::reconciling::{event_words, objects};
use masudi::Engine;
use masudi_doc::Lang;
use masudi_eval::clusters::{Agreement, Coreference, Grouping, bcubed};
use masudi_eval::event_truth::{self, EventsScore};
use masudi_eval::same_event::{self, Document};
use masudi_lexicon::DataFiles;
use masudi_lexicon::event_words::EventWords;
use masudi_reconcile::stories::{self, Text};
use masudi_reconcile::{Names, Reconciler, Reported};
use masudi_record::{Actor, Event, Layers, Mention, Place, SentenceSpan, TokenLayer, Trigger};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct StoriesArguments {
    /// Gold data
    gold: PathBuf,
}

#[derive(clap::Args)]
pub struct CoreferenceArguments {
    /// Gold data
    gold: PathBuf,
}

#[derive(clap::Args)]
pub struct EventsArguments {
    /// Mentions as masudi code prints them
    mentions: PathBuf,
    /// Events as masudi reconcile prints them
    events: PathBuf,
    /// Which mentions are one event
    truth: PathBuf,
    /// Name of the record, for the heading
    #[arg(long, default_value = "The sample record")]
    title: String,
    /// List the pairs that are wrong
    #[arg(long)]
    errors: bool,
    /// Fail when the F1 of pairs is lower, or when an event mixes days
    #[arg(long, value_name = "F1")]
    at_least: Option<f64>,
}

fn row(name: &str, agreement: Agreement) -> String {
    format!("| {name} | {:.3} | {:.3} | {:.3} |\n", agreement.precision, agreement.recall, agreement.f1())
}

const HEAD: &str = "| measure | precision | recall | F1 |\n|---|---|---|---|\n";

impl StoriesArguments {
    /// Prints the figures. Errors: the gold cannot be read.
    pub fn run(self) -> Result<(), String> {
        let documents = same_event::read(&self.gold).map_err(|e| e.to_string())?;
        let texts: Vec<Text> = documents.iter().map(|d| Text { id: &d.id, published: None, text: &d.text }).collect();
        let groups = stories::group(&texts, &event_words()?);
        let named = groups.iter().map(|group| group.iter().map(|at| documents[*at].id.clone()).collect());
        let (run, gold) = (Grouping::of(named), same_event::stories(&documents));
        println!("## Documents by the event that they report\n");
        println!("{} documents, {} events; {} groups.\n", documents.len(), gold.groups().len(), run.groups().len());
        print!("{HEAD}{}", row("BCubed", bcubed(&run, &gold)));
        print!("{}", row("pairs", masudi_eval::clusters::pairs(&run, &gold)));
        Ok(())
    }
}

impl CoreferenceArguments {
    /// Prints the figures. Errors: the gold cannot be read, the model is not there.
    pub fn run(self) -> Result<(), String> {
        let documents = same_event::read(&self.gold).map_err(|e| e.to_string())?;
        let gazetteer = masudi_place::gazetteer::default_path().filter(|path| path.is_file());
        let engine = Engine::load(&DataFiles::built_in(), gazetteer.as_deref()).map_err(|e| e.to_string())?;
        let models = Models::default();
        let pipeline = models.pipeline(Lang::En)?;
        let words = event_words()?;
        let texts: Vec<Text> = documents.iter().map(|d| Text { id: &d.id, published: None, text: &d.text }).collect();
        let stories = stories::names(&texts, &words);
        let mut reconciler = Reconciler::new(words.clone());
        let told = |(document, story): (&Document, &String)| {
            let layers = engine.layers(&document.id, &pipeline.annotate(&document.text), None);
            told(document, story, &layers, &words)
        };
        in_order(documents.iter().zip(&stories), all_cores(), told, |told| {
            reconciler.add(told);
            std::ops::ControlFlow::Continue(())
        });
        let run = Grouping::of(reconciler.events().into_iter().map(|event| event.mentions));
        let gold = same_event::chains(&documents);
        let score = Coreference::of(&run, &gold);
        println!("## Mentions by the event that they tell\n");
        let (mentions, events) = (gold.things().count(), gold.groups().len());
        println!(
            "{mentions} given mentions of {events} events in {} documents; {} groups.\n",
            documents.len(),
            run.groups().len()
        );
        print!("{HEAD}{}{}", row("MUC", score.muc), row("BCubed", score.bcubed));
        print!("{}{}", row("CEAFe", score.ceaf_e), row("pairs", score.pairs));
        println!("\nCoNLL F1 (mean of the first three): {:.3}", score.conll());
        Ok(())
    }
}

impl EventsArguments {
    /// Prints the figures. Errors: a file cannot be read; the figures are lower than asked for.
    pub fn run(self) -> Result<(), String> {
        let truth = event_truth::read(&self.truth).map_err(|e| e.to_string())?;
        let mentions: Vec<Mention> = objects(&self.mentions, "a mention as masudi code prints it")?;
        let events: Vec<Event> = objects(&self.events, "an event as masudi reconcile prints it")?;
        let score = EventsScore::of(&truth, &mentions, &events);
        println!("## {}: which mentions are one event\n", self.title);
        println!(
            "{} mentions of {} events; the run has {} of the mentions. They stand in {} tellings; the run has {} of these.\n",
            score.mentions, score.events, score.found, score.tellings, score.tellings_found
        );
        print!("{HEAD}{}", row("pairs of mentions found", score.pairs));
        print!("{}", row("pairs of all mentions", score.pairs_of_all));
        print!("{}", row("pairs of all tellings", score.pairs_of_tellings));
        println!("\nEvents that mix days: {}", score.mixed_days.len());
        for (event, days) in &score.mixed_days {
            println!("- {event}: {}", days.join(", "));
        }
        if self.errors {
            println!("\n{}", score.wrong.join("\n"));
        }
        match self.at_least {
            Some(least) if score.pairs.f1() < least => Err(format!("F1 of pairs: expected at least {least}")),
            Some(_) if !score.mixed_days.is_empty() => Err("expected no event that mixes days".to_owned()),
            _ => Ok(()),
        }
    }
}

/// The gold's mentions of a document as the coder would print them, without event types: triggers are given, whoever
/// and whatever stands around them is found.
fn told(document: &Document, story: &str, layers: &Layers, words: &EventWords) -> Vec<Reported> {
    let names = Names::of(&document.text, words);
    let mentions = document.mentions.iter().filter_map(|gold| {
        let at = layers.tokens.iter().position(|t| t.start <= gold.span.0 && gold.span.0 < t.end)?;
        let index = layers.sentences.iter().position(|s| s.0 <= gold.span.0 && gold.span.0 < s.1)?;
        let (from, to) = layers.sentences[index];
        let token = &layers.tokens[at];
        let words = |from: usize, to: usize| layers.text.chars().skip(from).take(to - from).collect::<String>();
        let within = |start: usize| from <= start && start < to;
        let place = layers.places.iter().find(|p| within(p.start));
        let mention = Mention {
            id: gold.id.clone(),
            doc: document.id.clone(),
            // No type is given: the word stands for it.
            event_type: token.lemma.chars().take(5).collect::<String>().to_lowercase(),
            sentence: SentenceSpan { index, start: from, end: to, text: words(from, to) },
            trigger: Trigger {
                text: token.text.clone(),
                start: token.start,
                end: token.end,
                lemma: token.lemma.clone(),
            },
            actors: parties(layers, at, &["nsubj", "agent", "poss", "compound"]),
            recipients: parties(layers, at, &["dobj", "nsubjpass", "prep"]),
            place: place.map(|p| Place {
                geonames: p.geonames,
                country: p.country.clone(),
                lat: p.lat,
                lon: p.lon,
                precision: p.precision.clone(),
                ..Place::default()
            }),
            ..Mention::default()
        };
        Some(Reported { mention, names: names.clone(), story: Some(story.to_owned()), ..Reported::default() })
    });
    mentions.collect()
}

/// Whom the parts of a trigger's phrase name.
fn parties(layers: &Layers, trigger: usize, relations: &[&str]) -> Vec<Actor> {
    let of = |token: &&TokenLayer| token.head == trigger && relations.contains(&token.dep.as_str());
    let heads = layers.tokens.iter().enumerate().filter(|(_, token)| of(token)).map(|(at, _)| at);
    heads.filter_map(|head| party(layers, head)).collect()
}

/// The party that a word heads, or the object of a preposition.
fn party(layers: &Layers, head: usize) -> Option<Actor> {
    let token = &layers.tokens[head];
    if matches!(token.dep.as_str(), "prep" | "agent") {
        let object = layers.tokens.iter().position(|t| t.head == head && t.dep == "pobj" && t.start != token.start)?;
        return party(layers, object);
    }
    let known = layers.actors.iter().find(|a| a.start <= token.start && token.end <= a.end);
    let named = || {
        let entity = layers.entities.iter().find(|e| e.start <= token.start && token.end <= e.end);
        let name = entity.filter(|e| matches!(e.label.as_str(), "PERSON" | "ORG" | "GPE" | "NORP"))?;
        Some(Actor { text: name.text.clone(), name: Some(name.text.clone()), ..Actor::default() })
    };
    known.cloned().or_else(named)
}
