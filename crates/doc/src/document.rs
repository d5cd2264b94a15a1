//! A document with its tokens, sentences and entities.

use crate::{ByteSpan, Lang, SentIdx, Token, TokenIdx, TokenSpan, Upos};
use smol_str::SmolStr;
use std::sync::Arc;

/// A named entity as the model labels it (`GPE`, `PERSON`, `ORG`, … for English; `LOC`, `PER`, … for French).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The model's label.
    pub label: SmolStr,
}

/// One annotated text.
///
/// Invariants: token spans are in order, do not overlap and lie in the text; every head is a token of the document;
/// sentences partition the tokens; entities are in order and do not overlap. [`Doc::new`] checks them.
#[derive(Clone, Debug)]
pub struct Doc {
    text: Arc<str>,
    language: Lang,
    tokens: Vec<Token>,
    sentences: Vec<TokenSpan>,
    entities: Vec<Entity>,
    children: Children,
}

/// Children of every token in one allocation: `list[start[i]..start[i + 1]]`, in order of position.
#[derive(Clone, Debug, Default)]
struct Children {
    start: Vec<u32>,
    list: Vec<TokenIdx>,
}

/// Why a document's parts do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocError {
    /// A token's span leaves the text, splits a character or overlaps the token before it.
    #[error("token {0} spans bytes {1}..{2}, which do not fit the text or the token before it")]
    TokenSpan(usize, u32, u32),
    /// A head is no token of the document.
    #[error("token {0} has head {1}, but the document has {2} tokens")]
    Head(usize, u32, usize),
    /// An entity's tokens leave the document or overlap the entity before it.
    #[error("entity {0} covers tokens {1}..{2}, which do not fit the document or the entity before it")]
    Entity(usize, u32, u32),
}

impl Doc {
    /// Puts a document together. Sentences come from the tokens' `sent_start`; the first token always opens one.
    ///
    /// Errors: [`DocError`] when a part does not fit.
    pub fn new(
        text: impl Into<Arc<str>>,
        language: Lang,
        mut tokens: Vec<Token>,
        entities: Vec<Entity>,
    ) -> Result<Self, DocError> {
        let text = text.into();
        let n = tokens.len();
        let mut at = 0;
        for (i, token) in tokens.iter().enumerate() {
            let ByteSpan { start, end } = token.span;
            if start < at || end < start || text.get(start as usize..end as usize).is_none() {
                return Err(DocError::TokenSpan(i, start, end));
            }
            if token.head.get() >= n {
                return Err(DocError::Head(i, token.head.0, n));
            }
            at = end;
        }
        let mut last = 0;
        for (i, entity) in entities.iter().enumerate() {
            let TokenSpan { start, end } = entity.tokens;
            if start < last || end <= start || end as usize > n {
                return Err(DocError::Entity(i, start, end));
            }
            last = end;
        }
        if let Some(first) = tokens.first_mut() {
            first.sent_start = true;
        }
        let mut sentences: Vec<TokenSpan> = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            if token.sent_start {
                sentences.push(TokenSpan::new(i, i + 1));
            } else if let Some(sentence) = sentences.last_mut() {
                sentence.end = i as u32 + 1;
            }
        }
        let children = Children::of(&tokens);
        Ok(Self { text, language, tokens, sentences, entities, children })
    }

    /// A document of which nothing is known but its text.
    pub fn without_tokens(text: impl Into<Arc<str>>, language: Lang) -> Self {
        let (tokens, sentences, entities) = (Vec::new(), Vec::new(), Vec::new());
        Self { text: text.into(), language, children: Children::of(&tokens), tokens, sentences, entities }
    }

    /// Gives a token another lemma, tag and features; all else stays.
    pub fn set_form(&mut self, at: TokenIdx, lemma: SmolStr, tag: SmolStr, morph: SmolStr) {
        if let Some(token) = self.tokens.get_mut(at.get()) {
            (token.lemma, token.tag, token.morph) = (lemma, tag, morph);
        }
    }

    /// The text that all offsets count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub fn shared_text(&self) -> Arc<str> {
        self.text.clone()
    }

    /// The language whose pipeline annotated it.
    pub fn language(&self) -> Lang {
        self.language
    }

    /// All tokens, whitespace tokens included.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the document has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at an index. Panics only on an index from another document.
    pub fn token(&self, at: TokenIdx) -> &Token {
        &self.tokens[at.get()]
    }

    /// The words of a token.
    pub fn word(&self, at: TokenIdx) -> &str {
        self.token(at).span.slice(&self.text)
    }

    /// Its dictionary form.
    pub fn lemma(&self, at: TokenIdx) -> &str {
        &self.token(at).lemma
    }

    /// Its universal part of speech.
    pub fn pos(&self, at: TokenIdx) -> Upos {
        self.token(at).pos
    }

    /// Its fine-grained tag.
    pub fn tag(&self, at: TokenIdx) -> &str {
        &self.token(at).tag
    }

    /// Its dependency label.
    pub fn dep(&self, at: TokenIdx) -> &str {
        &self.token(at).dep
    }

    /// The token it depends on; itself for a root.
    pub fn head(&self, at: TokenIdx) -> TokenIdx {
        self.token(at).head
    }

    /// Whether it is the root of its sentence.
    pub fn is_root(&self, at: TokenIdx) -> bool {
        self.head(at) == at
    }

    /// The tokens that depend on it, in order of position; a root is not its own child.
    pub fn children(&self, at: TokenIdx) -> &[TokenIdx] {
        let (from, to) = (self.children.start[at.get()], self.children.start[at.get() + 1]);
        &self.children.list[from as usize..to as usize]
    }

    /// All sentences, in order; together they cover every token.
    pub fn sentences(&self) -> &[TokenSpan] {
        &self.sentences
    }

    /// The sentence a token stands in.
    pub fn sentence_of(&self, at: TokenIdx) -> SentIdx {
        SentIdx(self.sentences.partition_point(|s| s.end <= at.0) as u32)
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, at: SentIdx) -> TokenSpan {
        self.sentences[at.get()]
    }

    /// Named entities, in order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity a token belongs to.
    pub fn entity_at(&self, at: TokenIdx) -> Option<&Entity> {
        let i = self.entities.partition_point(|e| e.tokens.end <= at.0);
        self.entities.get(i).filter(|e| e.tokens.has(at))
    }

    /// The bytes that a range of tokens covers, from the first token's start to the last one's end.
    pub fn span(&self, tokens: TokenSpan) -> ByteSpan {
        match (self.tokens.get(tokens.start as usize), self.tokens.get((tokens.end as usize).wrapping_sub(1))) {
            (Some(first), Some(last)) if !tokens.is_empty() => ByteSpan { start: first.span.start, end: last.span.end },
            _ => ByteSpan::default(),
        }
    }

    /// The text of a range of tokens.
    pub fn words(&self, tokens: TokenSpan) -> &str {
        self.span(tokens).slice(&self.text)
    }

    /// The first token that ends after the byte offset (so: the token there, or the next one).
    pub fn token_from_byte(&self, byte: usize) -> Option<TokenIdx> {
        let at = self.tokens.partition_point(|t| t.span.end as usize <= byte);
        (at < self.tokens.len()).then(|| TokenIdx::from(at))
    }
}

impl Children {
    fn of(tokens: &[Token]) -> Self {
        let mut start = vec![0u32; tokens.len() + 1];
        for (i, token) in tokens.iter().enumerate() {
            if token.head.get() != i {
                start[token.head.get() + 1] += 1;
            }
        }
        for i in 1..start.len() {
            start[i] += start[i - 1];
        }
        let mut next = start.clone();
        let mut list = vec![TokenIdx(0); start.last().copied().unwrap_or(0) as usize];
        for (i, token) in tokens.iter().enumerate() {
            let head = token.head.get();
            if head != i {
                list[next[head] as usize] = TokenIdx::from(i);
                next[head] += 1;
            }
        }
        Self { start, list }
    }
}

/// Builds small documents by hand, for tests and examples: words, then what is known of them.
///
/// ```
/// use masudi_doc::{DocBuilder, Lang};
/// let doc = DocBuilder::new(Lang::En)
///     .word("Troops", "troop", "NOUN", "NNS", 1, "nsubj")
///     .word("left", "leave", "VERB", "VBD", 1, "ROOT")
///     .build()
///     .unwrap();
/// assert_eq!(doc.text(), "Troops left");
/// assert_eq!(doc.children(1usize.into()), [0usize.into()]);
/// ```
#[derive(Clone, Debug)]
pub struct DocBuilder {
    language: Lang,
    text: String,
    tokens: Vec<Token>,
    entities: Vec<Entity>,
}

impl DocBuilder {
    /// An empty document.
    pub fn new(language: Lang) -> Self {
        Self { language, text: String::new(), tokens: Vec::new(), entities: Vec::new() }
    }

    /// Adds a word after a space. `head` is an index in the document; an unknown part of speech stays unset.
    pub fn word(mut self, word: &str, lemma: &str, pos: &str, tag: &str, head: usize, dep: &str) -> Self {
        if let Some(last) = self.tokens.last_mut() {
            last.space_after = true;
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        self.tokens.push(Token {
            span: ByteSpan::new(start, self.text.len()),
            space_after: false,
            lemma: lemma.into(),
            tag: tag.into(),
            pos: pos.parse().unwrap_or_default(),
            morph: SmolStr::default(),
            head: head.into(),
            dep: dep.into(),
            sent_start: false,
        });
        self
    }

    /// Says that the last word opens a sentence.
    pub fn opens_sentence(mut self) -> Self {
        if let Some(last) = self.tokens.last_mut() {
            last.sent_start = true;
        }
        self
    }

    /// Marks tokens `start..end` as an entity.
    pub fn entity(mut self, start: usize, end: usize, label: &str) -> Self {
        self.entities.push(Entity { tokens: TokenSpan::new(start, end), label: label.into() });
        self
    }

    /// The document. Errors: [`DocError`] when heads or entities do not fit.
    pub fn build(self) -> Result<Doc, DocError> {
        Doc::new(self.text, self.language, self.tokens, self.entities)
    }
}
