//! Names of the lexicon in a document: the longest match at each word.
//!
//! In: a document. Out: hits with their tokens, head and meaning. Case decides: "US" is no pronoun, "Islamic state"
//! is not the group.

use masudi_doc::{Civil, Doc, SmolStr, TokenIdx, TokenSpan, Upos};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{ActorLexicon, Name, NameUse};

/// A name found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub tokens: TokenSpan,
    pub head: TokenIdx,
    pub stands_for: NameUse,
    pub spelling: bool,
}

struct Word<'a> {
    token: usize,
    folded: SmolStr,
    written: &'a str,
    barrier: bool,
}

/// Common nouns that a newspaper may write small inside a name.
const SMALL: [&str; 30] = [
    "party",
    "army",
    "front",
    "movement",
    "force",
    "forces",
    "brigade",
    "brigades",
    "council",
    "union",
    "league",
    "organisation",
    "organization",
    "group",
    "department",
    "ministry",
    "court",
    "parliament",
    "agency",
    "committee",
    "corps",
    "guard",
    "guards",
    "coalition",
    "alliance",
    "office",
    "house",
    "assembly",
    "congress",
    "workers",
];

pub(crate) fn find(doc: &Doc, lexicon: &ActorLexicon, on: Option<Civil>) -> Vec<Hit> {
    let words = doc_words(doc);
    let mut hits = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].barrier {
            at += 1;
            continue;
        }
        match longest(&words[at..], lexicon, on).or_else(|| spelt(doc, &words[at..], lexicon)) {
            Some((length, stands_for, spelling)) => {
                let tokens = TokenSpan::new(words[at].token, words[at + length - 1].token + 1);
                let head = tokens.iter().rev().find(|&t| !tokens.has(doc.head(t)) || doc.is_root(t));
                let head = head.unwrap_or(TokenIdx(tokens.end - 1));
                hits.push(Hit { tokens, head, stands_for, spelling });
                at += length;
            }
            None => at += 1,
        }
    }
    hits
}

fn doc_words(doc: &Doc) -> Vec<Word<'_>> {
    let mut out = Vec::with_capacity(doc.len());
    for token in 0..doc.len() {
        let written = doc.word(token.into());
        if written.is_ascii() && !written.contains('-') && written.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let folded = SmolStr::from(written.to_ascii_lowercase());
            out.push(Word { token, folded, written, barrier: false });
            continue;
        }
        let folded = fold(written);
        let mut any = false;
        for piece in folded.split_whitespace() {
            out.push(Word { token, folded: piece.into(), written, barrier: false });
            any = true;
        }
        if !any && !matches!(written, "-" | "'" | "’" | "‘" | "`" | "–") {
            out.push(Word { token, folded: SmolStr::default(), written, barrier: true });
        }
    }
    out
}

fn longest(words: &[Word], lexicon: &ActorLexicon, on: Option<Civil>) -> Option<(usize, NameUse, bool)> {
    let mut best: Option<(usize, u8, &Name)> = None;
    for name in lexicon.names_from(&words[0].folded).filter(|n| matches(n, words)) {
        let length = name.words.len();
        let rank = match &name.stands_for {
            NameUse::Country(_) => 5,
            NameUse::Actor(i) if lexicon.actors[*i].office_on(on).is_some() => 4,
            NameUse::Seat(..) => 3,
            NameUse::Capital(_) => 3,
            NameUse::Adjective(_) => 3,
            NameUse::Demonym(_) => 2,
            NameUse::Actor(_) => 1,
        };
        if best.is_none_or(|(l, r, _)| (length, rank) > (l, r)) {
            best = Some((length, rank, name));
        }
    }
    best.map(|(length, _, name)| (length, name.stands_for.clone(), false))
}

fn matches(name: &Name, words: &[Word]) -> bool {
    words.len() >= name.words.len()
        && name.words.iter().zip(&name.written).zip(words).enumerate().all(|(i, ((folded, written), word))| {
            !word.barrier && word.folded == *folded && case_fits(written, word.written, i)
        })
}

/// Whether the text's case fits the table's: small letters fit any, capitals want capitals, acronyms their own.
fn case_fits(table: &str, text: &str, position: usize) -> bool {
    let upper = |w: &str| !w.chars().any(char::is_lowercase);
    let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
    let letters = table.chars().filter(|c| c.is_alphabetic()).count();
    if !capital(table) {
        true
    } else if upper(table) && letters > 1 {
        upper(text) || (letters > 3 && capital(text))
    } else {
        capital(text) || (position > 0 && (SMALL.contains(&text) || text.contains('-')))
    }
}

/// A run of capitalised words that is another spelling of one person's name.
fn spelt(doc: &Doc, words: &[Word], lexicon: &ActorLexicon) -> Option<(usize, NameUse, bool)> {
    let proper = |w: &&Word| {
        !w.barrier
            && matches!(doc.pos(w.token.into()), Upos::Propn | Upos::Noun | Upos::Adj | Upos::X)
            && (w.written.starts_with(char::is_uppercase) || matches!(&*w.folded, "al" | "el" | "bin" | "ben"))
    };
    if words[0].folded.len() < 2 || !words[0].written.starts_with(char::is_uppercase) {
        return None;
    }
    let run = words.iter().take(5).take_while(proper).count();
    (2..=run).rev().find_map(|length| {
        let found = lexicon.persons_spelt(words[..length].iter().map(|w| &*w.folded));
        (found.len() == 1).then(|| (length, NameUse::Actor(found[0]), true))
    })
}
