//! The components in the order of the model's configuration.

use crate::LoadError;
use crate::config::Config;
use crate::lemmatizer::Lemmatizer;
use crate::ner::Ner;
use crate::network::Network;
use crate::package::Package;
use crate::parser::Parser;
use crate::ruler::Ruler;
use crate::tagger::Tagger;
use crate::tok2vec::{Tok2Vec, Vectors};
use crate::tokenizer::Tokenizer;
use crate::work::{Batch, Work};
use crate::{ner, parser};
use masudi_doc::{ByteSpan, Doc, Entity, Lang, Token, TokenIdx};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Mutex;

#[derive(Debug)]
enum Component {
    Tok2Vec(Box<Tok2Vec>),
    Tagger(Box<Tagger>),
    Parser(Box<Parser>),
    Ruler(Box<Ruler>),
    Lemmatizer(Box<Lemmatizer>),
    Ner(Box<Ner>),
}

impl Component {
    /// Whether it works on the vectors that the tok2vec component makes for several.
    fn reads_shared(&self) -> bool {
        match self {
            Component::Tagger(_) | Component::Parser(_) => true,
            Component::Ner(ner) => ner.shared_inputs().is_some(),
            Component::Tok2Vec(_) | Component::Ruler(_) | Component::Lemmatizer(_) => false,
        }
    }
}

/// A loaded model.
#[derive(Debug)]
pub struct Pipeline {
    language: Lang,
    name: String,
    version: String,
    tokenizer: Tokenizer,
    components: Vec<Component>,
    /// Working space of threads that are not at work now.
    spaces: Mutex<Vec<Space>>,
}

/// Bytes of text that go through the components together.
const GROUP: usize = 12_000;
/// Working space that grew for more tokens than these is let go.
const MANY: usize = 20_000;

/// Working space of one thread.
#[derive(Debug, Default)]
struct Space {
    scores: Vec<f32>,
    parser: parser::Space,
    ner: ner::Space,
}

impl Pipeline {
    /// Loads a model from a directory, an installed package or a wheel.
    ///
    /// Errors: [`LoadError`], which names the file, what was expected and what to do.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        Self::from_package(&Package::open(path)?)
    }

    /// Loads a model from an opened package. Errors: [`LoadError`].
    pub fn from_package(package: &Package) -> Result<Self, LoadError> {
        let config = Config::read(package)?;
        let unsupported = |what: String| LoadError::Unsupported { file: "config.cfg".to_owned(), what };
        let language: Lang =
            config.language.parse().map_err(|_| unsupported(format!("language \"{}\"", config.language)))?;
        let meta = package.json("meta.json")?;
        let field = |key: &str| meta.get(key).and_then(|v| v.as_str()).unwrap_or("").to_owned();
        let vectors = Vectors::read(package)?;
        let read = |name: &str, factory: &str| -> Result<Component, LoadError> {
            Ok(match factory {
                "tok2vec" => {
                    let network = Network::read(package, &format!("{name}/model"))?;
                    Component::Tok2Vec(Box::new(Tok2Vec::new(&network, vectors.as_ref())?))
                }
                "tagger" | "morphologizer" => Component::Tagger(Box::new(Tagger::read(package, name)?)),
                "parser" => Component::Parser(Box::new(Parser::read(package)?)),
                "attribute_ruler" => Component::Ruler(Box::new(Ruler::read(package)?)),
                "lemmatizer" => Component::Lemmatizer(Box::new(Lemmatizer::read(package, language)?)),
                "ner" => Component::Ner(Box::new(Ner::read(package, vectors.as_ref())?)),
                other => return Err(unsupported(format!("component {name} with factory {other}"))),
            })
        };
        let (tokenizer, components) = rayon::join(
            || Tokenizer::read(package),
            || config.components.par_iter().map(|(name, factory)| read(name, factory)).collect::<Result<Vec<_>, _>>(),
        );
        let (tokenizer, components) = (tokenizer?, components?);
        let mut width = None;
        for ((name, _), component) in config.components.iter().zip(&components) {
            let inputs = match component {
                Component::Tok2Vec(tok2vec) => {
                    width = Some(tok2vec.width);
                    None
                }
                Component::Tagger(tagger) => Some(tagger.inputs()),
                Component::Parser(parser) => Some(parser.inputs()),
                Component::Ner(ner) => ner.shared_inputs(),
                Component::Ruler(_) | Component::Lemmatizer(_) => None,
            };
            if inputs.is_some() && inputs != width {
                return Err(LoadError::damaged(
                    &format!("{name}/model"),
                    format!("inputs as wide as the shared vectors ({width:?})"),
                    format!("{inputs:?}"),
                ));
            }
        }
        Ok(Self {
            language,
            name: field("name"),
            version: field("version"),
            tokenizer,
            components,
            spaces: Mutex::default(),
        })
    }

    /// The model's language.
    pub fn language(&self) -> Lang {
        self.language
    }

    /// The model's name ("core_web_sm").
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The model's version ("3.8.0").
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Annotates a text. Any text gives a document.
    pub fn annotate(&self, text: &str) -> Doc {
        self.run(&[text], false).pop().unwrap_or_else(|| Doc::without_tokens(text, self.language))
    }

    /// As [`annotate`](Self::annotate), but an empty line ends a sentence: a headline without a full stop is not joined to
    /// the report below it, as spaCy may.
    pub fn annotate_paragraphs(&self, text: &str) -> Doc {
        self.run(&[text], true).pop().unwrap_or_else(|| Doc::without_tokens(text, self.language))
    }

    /// Annotates many texts on all cores; the documents come in the order of the texts, and each is what
    /// [`Pipeline::annotate`] gives.
    pub fn annotate_all<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Doc> {
        let mut groups: Vec<&[T]> = Vec::new();
        let (mut rest, mut count, mut size) = (texts, 0, 0);
        for text in texts {
            (count, size) = (count + 1, size + text.as_ref().len());
            if size >= GROUP {
                let (group, others) = rest.split_at(count);
                groups.push(group);
                (rest, count, size) = (others, 0, 0);
            }
        }
        groups.push(rest);
        groups.into_par_iter().flat_map_iter(|group| self.run(group, false)).collect()
    }

    /// Annotates texts on this thread, all of them at once.
    fn run<T: AsRef<str>>(&self, texts: &[T], paragraphs: bool) -> Vec<Doc> {
        let mut batch = Batch::default();
        for text in texts {
            let start = batch.tokens.len();
            self.tokenizer.tokens(text.as_ref(), &mut batch.tokens);
            if paragraphs {
                begin_sentences(&mut batch.tokens[start..]);
            }
            batch.documents.push(start..batch.tokens.len());
        }
        batch.entities.resize(texts.len(), Vec::new());
        let mut space = self.spaces.lock().ok().and_then(|mut spaces| spaces.pop()).unwrap_or_default();
        let mut shared = Vec::new();
        for (at, component) in self.components.iter().enumerate() {
            if batch.tokens.len() > MANY {
                // One very long text: what no component needs any more is let go before the next takes memory.
                if !self.components[at..].iter().any(Component::reads_shared) {
                    shared = Vec::new();
                }
                space = Space::default();
            }
            match component {
                Component::Tok2Vec(tok2vec) => shared = tok2vec.vectors(&batch.tokens, &batch.documents),
                Component::Tagger(tagger) => tagger.run(&mut batch.tokens, &shared, &mut space.scores),
                Component::Parser(parser) => parser.run(&mut batch, &shared, &mut space.parser),
                Component::Ruler(ruler) => ruler.run(&mut batch),
                Component::Lemmatizer(lemmatizer) => lemmatizer.run(&mut batch.tokens),
                Component::Ner(ner) => ner.run(&mut batch, &shared, &mut space.ner),
            }
        }
        if batch.tokens.len() <= MANY
            && let Ok(mut spaces) = self.spaces.lock()
        {
            spaces.push(space);
        }
        let mut tokens = batch.tokens.into_iter();
        let parts = texts.iter().zip(batch.documents).zip(batch.entities);
        parts
            .map(|((text, range), entities)| self.document(text.as_ref(), tokens.by_ref().take(range.len()), entities))
            .collect()
    }

    fn document(&self, text: &str, work: impl ExactSizeIterator<Item = Work>, entities: Vec<Entity>) -> Doc {
        let mut at = 0;
        let n = work.len();
        let mut tokens = Vec::with_capacity(n);
        for (i, w) in work.enumerate() {
            let span = ByteSpan::new(at, at + w.lexeme.text.len());
            at = span.end as usize + usize::from(w.space_after);
            // The parser's heads fit; a broken model may still give heads outside the document.
            let head = if (w.head as usize) < n { w.head as usize } else { i };
            tokens.push(Token {
                span,
                space_after: w.space_after,
                lemma: w.lemma.unwrap_or_default(),
                tag: w.tag,
                pos: w.pos,
                morph: w.morph,
                head: TokenIdx::from(head),
                dep: w.dep,
                sent_start: w.sent_start == 1,
            });
        }
        Doc::new(text, self.language, tokens, entities).unwrap_or_else(|_| Doc::without_tokens(text, self.language))
    }
}

/// A token after an empty line begins a sentence.
fn begin_sentences(tokens: &mut [Work]) {
    for at in 1..tokens.len() {
        let before = &tokens[at - 1].lexeme.text;
        if before.chars().all(char::is_whitespace) && before.matches('\n').count() > 1 {
            tokens[at].sent_start = 1;
        }
    }
}
