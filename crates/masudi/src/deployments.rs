//! From coded force levels to the deployments of the public record.

use crate::layers::Border;
use crate::mentions::Page;
use masudi_code::CodedDeployment;
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx, TokenSpan};
use masudi_record::{Deployment, TextSpan};
use xxhash_rust::xxh3::xxh3_128;

/// Writes the force levels of one document.
pub(crate) fn write(page: Page<'_>, deployments: &[CodedDeployment]) -> Vec<Deployment> {
    let border = Border::new(&page.document.text);
    deployments.iter().map(|d| deployment(page, d, &border)).collect()
}

fn deployment(page: Page<'_>, found: &CodedDeployment, border: &Border<'_>) -> Deployment {
    let doc = &page.understood.doc;
    let actors = &page.understood.actors;
    let span = |tokens: TokenSpan| {
        let (text, start, end) = border.cut(doc.span(tokens));
        TextSpan { text, start, end }
    };
    let count = span(found.amount.tokens);
    let sentence = doc.sentence_of(TokenIdx(found.amount.tokens.start));
    let key = format!("{}\u{1f}{}\u{1f}{}", page.document.id, count.start, count.end);
    let actor = found.actor.and_then(|head| actors.at(head)).and_then(|r| actors.entity(r.entity).country);
    Deployment {
        id: format!("{:032x}", xxh3_128(key.as_bytes())),
        doc: page.document.id.clone(),
        sentence: sentence.get(),
        quote: border.sentence(doc, sentence),
        actor: actor.map(|c| c.to_string()),
        unit: span(unit(doc, found.unit)),
        min: found.amount.min.unwrap_or(0),
        max: found.amount.max,
        approximate: found.amount.approximate,
        count,
        place: page.understood.places.get(found.place).and_then(|p| border.located(doc, p)),
        as_of: found.as_of.or(page.understood.published).map(|day| day.to_string()),
        planned: found.planned,
        change: Some(found.change.to_owned()),
    }
}

/// The noun with its adjectives and compounds, without the figure.
fn unit(doc: &Doc, head: TokenIdx) -> TokenSpan {
    let first = children_with(doc, head, &["amod", "compound", "nmod"])
        .find(|c| *c < head && child(doc, *c, &["nummod"]).is_none());
    let start = first.filter(|f| doc.pos(*f) != masudi_doc::Upos::Num).unwrap_or(head);
    TokenSpan { start: start.0, end: head.0 + 1 }
}
