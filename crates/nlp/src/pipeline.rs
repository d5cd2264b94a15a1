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
use crate::work::Work;
use masudi_doc::{ByteSpan, Doc, Entity, Lang, Token, TokenIdx, TokenSpan};
use rayon::prelude::*;
use std::path::Path;

#[derive(Debug)]
enum Component {
    Tok2Vec(Box<Tok2Vec>),
    Tagger(Box<Tagger>),
    Parser(Box<Parser>),
    Ruler(Box<Ruler>),
    Lemmatizer(Box<Lemmatizer>),
    Ner(Box<Ner>),
}

/// A loaded model.
#[derive(Debug)]
pub struct Pipeline {
    language: Lang,
    name: String,
    version: String,
    tokenizer: Tokenizer,
    components: Vec<Component>,
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
        let mut components = Vec::new();
        let mut width = None;
        let check = |inputs: Option<usize>, width: Option<usize>, name: &str| match (inputs, width) {
            (None, _) => Ok(()),
            (Some(a), Some(b)) if a == b => Ok(()),
            (Some(a), _) => Err(LoadError::damaged(
                &format!("{name}/model"),
                format!("inputs as wide as the shared vectors ({width:?})"),
                a.to_string(),
            )),
        };
        for (name, factory) in &config.components {
            components.push(match factory.as_str() {
                "tok2vec" => {
                    let network = Network::read(package, &format!("{name}/model"))?;
                    let tok2vec = Tok2Vec::new(&network, vectors.as_ref())?;
                    width = Some(tok2vec.width);
                    Component::Tok2Vec(Box::new(tok2vec))
                }
                "tagger" | "morphologizer" => {
                    let tagger = Tagger::read(package, name)?;
                    check(Some(tagger.inputs()), width, name)?;
                    Component::Tagger(Box::new(tagger))
                }
                "parser" => {
                    let parser = Parser::read(package)?;
                    check(Some(parser.inputs()), width, name)?;
                    Component::Parser(Box::new(parser))
                }
                "attribute_ruler" => Component::Ruler(Box::new(Ruler::read(package)?)),
                "lemmatizer" => Component::Lemmatizer(Box::new(Lemmatizer::read(package, language)?)),
                "ner" => {
                    let ner = Ner::read(package, vectors.as_ref())?;
                    check(ner.shared_inputs(), width, name)?;
                    Component::Ner(Box::new(ner))
                }
                other => return Err(unsupported(format!("component {name} with factory {other}"))),
            });
        }
        let tokenizer = Tokenizer::read(package)?;
        Ok(Self { language, name: field("name"), version: field("version"), tokenizer, components })
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
        let mut tokens = self.tokenizer.tokens(text);
        if !tokens.is_empty() {
            let mut shared = Vec::new();
            for component in &self.components {
                match component {
                    Component::Tok2Vec(tok2vec) => shared = tok2vec.vectors(&tokens),
                    Component::Tagger(tagger) => tagger.run(&mut tokens, &shared),
                    Component::Parser(parser) => parser.run(&mut tokens, &shared),
                    Component::Ruler(ruler) => ruler.run(&mut tokens),
                    Component::Lemmatizer(lemmatizer) => lemmatizer.run(&mut tokens),
                    Component::Ner(ner) => ner.run(&mut tokens, &shared),
                }
            }
        }
        self.document(text, tokens)
    }

    /// Annotates many texts on all cores; the documents come in the order of the texts.
    pub fn annotate_all<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Doc> {
        texts.par_iter().map(|text| self.annotate(text.as_ref())).collect()
    }

    fn document(&self, text: &str, work: Vec<Work>) -> Doc {
        let mut entities: Vec<Entity> = Vec::new();
        let mut at = 0;
        let mut tokens = Vec::with_capacity(work.len());
        for (i, w) in work.into_iter().enumerate() {
            match (w.entity, entities.last_mut()) {
                (Some((_, false)), Some(open)) if open.tokens.end as usize == i => open.tokens.end += 1,
                (Some((label, _)), _) => entities.push(Entity { tokens: TokenSpan::new(i, i + 1), label }),
                (None, _) => {}
            }
            let span = ByteSpan::new(at, at + w.lexeme.text.len());
            at = span.end as usize + usize::from(w.space_after);
            tokens.push(Token {
                span,
                space_after: w.space_after,
                lemma: w.lemma.unwrap_or_default(),
                tag: w.tag,
                pos: w.pos.parse().unwrap_or_default(),
                morph: w.morph,
                head: TokenIdx::from(w.head),
                dep: w.dep,
                sent_start: w.sent_start == 1,
            });
        }
        // Heads, spans and entities are made above to fit; a broken model may still give heads outside the document.
        let n = tokens.len();
        for (i, token) in tokens.iter_mut().enumerate().filter(|(_, t)| t.head.get() >= n) {
            token.head = TokenIdx::from(i);
        }
        Doc::new(text, self.language, tokens, entities).unwrap_or_else(|_| Doc::without_tokens(text, self.language))
    }
}
