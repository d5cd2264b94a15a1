//! A document as rows of plain values, one a token: how spaCy's annotations are recorded and compared.

use masudi_doc::{Doc, TokenIdx};
use serde_json::{Value, json};

/// Text, space, tag, part of speech, features, lemma, head, label, sentence start (1 or -1), entity place and label.
pub fn rows(doc: &Doc) -> Value {
    let row = |at: TokenIdx| {
        let token = doc.token(at);
        let (iob, label) = match doc.entity_at(at) {
            Some(e) => (if e.tokens.start == at.0 { "B" } else { "I" }, e.label.as_str()),
            None => ("O", ""),
        };
        json!([
            doc.word(at),
            i32::from(token.space_after),
            token.tag,
            token.pos.as_str(),
            token.morph,
            token.lemma,
            token.head.0,
            token.dep,
            if token.sent_start { 1 } else { -1 },
            iob,
            label
        ])
    };
    (0..doc.len()).map(TokenIdx::from).map(row).collect()
}
