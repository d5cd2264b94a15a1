//! What stands around every page: its title, where it is among the views, the question in force.

use crate::assets;
use crate::http::Problem;
use crate::http::token::Rights;
use crate::index::Record;
use crate::question::{Chip, Question, address};
use crate::words;

/// The views, with their addresses.
const VIEWS: [(&str, &str); 8] = [
    ("/", "Situation"),
    ("/dossiers", "Dossiers"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/actors", "Actors"),
    ("/events", "Events"),
    ("/processes", "Processes"),
    ("/documents", "Documents"),
];

/// The frame of a page.
#[derive(Debug)]
pub struct Frame {
    /// What the page shows.
    pub title: String,
    /// Its address, as the views have it; empty when it is none of them.
    pub path: &'static str,
    /// What was asked.
    pub question: Question,
    /// The last change that the page knows of.
    pub sequence: Option<u64>,
}

/// A view in the head.
#[derive(Debug)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// Its address, with the question in force.
    pub href: String,
    /// Whether it is this page.
    pub here: bool,
}

impl Frame {
    /// The frame of a view.
    pub fn new(store: &Record, title: &str, path: &'static str, question: &Question) -> Result<Self, Problem> {
        let sequence = store.last_sequence().map_err(Problem::of_record)?;
        Ok(Self { title: title.to_owned(), path, question: question.clone(), sequence: Some(sequence) })
    }

    /// All views, with the question in force where they take it.
    pub fn views(&self) -> Vec<View> {
        let view = |(path, name): (&'static str, &'static str)| {
            let shares = self.filters() && !matches!(path, "/" | "/dossiers" | "/documents" | "/processes");
            let href = if shares { self.question.link(path) } else { path.to_owned() };
            View { name, href, here: path == self.path || (path == "/" && self.path == "/situation") }
        };
        VIEWS.into_iter().map(view).collect()
    }

    /// Whether the view takes the filters of events.
    pub fn filters(&self) -> bool {
        matches!(self.path, "/timeline" | "/map" | "/actors" | "/events")
    }

    /// The conditions in force.
    pub fn chips(&self) -> Vec<Chip> {
        self.question.chips(self.path)
    }

    /// Event types with their definitions.
    pub fn types(&self) -> Vec<(String, String)> {
        words::types()
    }

    /// The address of the same question in another form.
    pub fn twin(&self, ending: &str) -> String {
        self.question.link(&format!("{}{ending}", self.path))
    }

    /// Statuses, as the record writes them.
    pub fn statuses(&self) -> [&'static str; 6] {
        ["actual", "alleged", "future", "historical", "hypothetical", "negated"]
    }

    /// Whether who reads may write.
    pub fn writes(&self) -> bool {
        self.question.rights == Rights::Write
    }

    /// Where who reads shows the token, when that would let them write.
    pub fn sign_in(&self) -> Option<String> {
        let back = [("back", self.question.here.as_str())];
        (self.question.rights == Rights::SignIn).then(|| address("/session", back))
    }

    /// The version of scripts and styles.
    pub fn assets(&self) -> &'static str {
        &assets::VERSION
    }
}
