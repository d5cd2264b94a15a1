//! From the annotated document to the layers of the public record: bytes become code points, nothing else changes.

use crate::engine::Understood;
use masudi_code::Trial;
use masudi_doc::tree::{children_with, subtree_span};
use masudi_doc::{ActorRef, ActorRefs, ByteSpan, CharOffsets, Doc, PlaceRef, SentIdx, TimeRef, TokenIdx, TokenSpan};
use masudi_record::{
    Actor, EntityLayer, Layers, Place, PlaceLayer, PropositionLayer, TextSpan, TimexLayer, TokenLayer,
};

/// Writes down a document and what the stages found in it.
pub(crate) fn write(id: &str, understood: &Understood, trials: &[Trial]) -> Layers {
    let Understood { doc, times, places, actors, .. } = understood;
    let border = Border::new(doc.text());
    Layers {
        doc: id.to_owned(),
        language: doc.language().to_string(),
        text: doc.text().to_owned(),
        sentences: doc.sentences().iter().map(|sentence| border.offsets.span(doc.span(*sentence))).collect(),
        tokens: (0..doc.len()).map(|at| border.token(doc, at.into())).collect(),
        entities: doc
            .entities()
            .iter()
            .map(|entity| {
                let (text, start, end) = border.cut(doc.span(entity.tokens));
                EntityLayer { text, start, end, label: entity.label.to_string() }
            })
            .collect(),
        timex: times.iter().map(|time| border.time(doc, time)).collect(),
        places: places.iter().map(|place| border.place(doc, place)).collect(),
        actors: actors.refs.iter().map(|actor| border.actor(doc, actors, actor)).collect(),
        propositions: trials.iter().map(|trial| border.proposition(doc, trial)).collect(),
    }
}

/// Where offsets in bytes become offsets in code points.
pub(crate) struct Border<'a> {
    text: &'a str,
    offsets: CharOffsets,
}

impl<'a> Border<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, offsets: CharOffsets::new(text) }
    }

    pub(crate) fn cut(&self, span: ByteSpan) -> (String, usize, usize) {
        let (start, end) = self.offsets.span(span);
        (span.slice(self.text).to_owned(), start, end)
    }

    fn proposition(&self, doc: &Doc, trial: &Trial) -> PropositionLayer {
        let span = |at: TokenIdx| {
            let (text, start, end) = self.cut(doc.span(TokenSpan::new(at.get(), at.get() + 1)));
            TextSpan { text, start, end }
        };
        let Trial { proposition, traits, event, .. } = trial;
        PropositionLayer {
            predicate: span(proposition.head),
            lemma: proposition.lemmas.first().map(ToString::to_string).unwrap_or_default(),
            roles: proposition.roles.iter().map(|role| (role.name.to_string(), span(role.head))).collect(),
            words: traits
                .words
                .iter()
                .map(|(slot, word)| (slot.name().to_owned(), doc.lemma(*word).to_lowercase()))
                .collect(),
            marks: traits.marks.iter().map(ToString::to_string).collect(),
            rule: event.as_ref().map(|event| event.rule.to_string()),
        }
    }

    /// The words of a sentence, without the space around them.
    pub(crate) fn sentence(&self, doc: &Doc, index: SentIdx) -> TextSpan {
        let mut tokens = doc.sentence(index);
        let blank = |t: u32| doc.word(TokenIdx(t)).trim().is_empty();
        while tokens.start + 1 < tokens.end && blank(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start + 1 < tokens.end && blank(tokens.end - 1) {
            tokens.end -= 1;
        }
        let (text, start, end) = self.cut(doc.span(tokens));
        // The stop of a headline stands on the white space behind it.
        let words = text.trim_end();
        let end = end - text[words.len()..].chars().count();
        TextSpan { text: words.to_owned(), start, end }
    }

    fn token(&self, doc: &Doc, at: TokenIdx) -> TokenLayer {
        let token = doc.token(at);
        let (text, start, end) = self.cut(token.span);
        let ent = doc.entity_at(at).map_or_else(
            || "O".to_owned(),
            |entity| format!("{}-{}", if entity.tokens.start == at.0 { "B" } else { "I" }, entity.label),
        );
        TokenLayer {
            text,
            start,
            end,
            lemma: token.lemma.to_string(),
            pos: token.pos.as_str().to_owned(),
            tag: token.tag.to_string(),
            morph: token.morph.to_string(),
            head: token.head.get(),
            dep: token.dep.to_string(),
            ent,
        }
    }

    pub(crate) fn actor(&self, doc: &Doc, all: &ActorRefs, actor: &ActorRef) -> Actor {
        let (text, start, end) = self.cut(doc.span(actor.tokens));
        let entity = all.entity(actor.entity);
        Actor {
            text,
            start,
            end,
            name: Some(entity.name.to_string()).filter(|name| !name.is_empty()),
            id: entity.id.as_ref().map(ToString::to_string),
            country: entity.country.map(|c| c.to_string()),
            sector: entity.sector.as_ref().map(ToString::to_string),
            code: entity.code.as_ref().map(ToString::to_string),
        }
    }

    /// A noun phrase that refers to nobody known: its words, without relative clauses and trailing phrases.
    pub(crate) fn thing(&self, doc: &Doc, head: TokenIdx) -> Actor {
        let inside = ["det", "amod", "compound", "nmod", "nummod", "poss", "case", "quantmod"];
        // A French preposition hangs on its noun; it is no part of what is named.
        let part = |c: &TokenIdx| doc.dep(*c) != "case" || *c > head;
        let first = children_with(doc, head, &inside).filter(part).map(|c| subtree_span(doc, c).start).min();
        let tokens = TokenSpan { start: first.map_or(head.0, |f| f.min(head.0)), end: head.0 + 1 };
        let (text, start, end) = self.cut(doc.span(tokens));
        Actor { text, start, end, ..Actor::default() }
    }

    fn time(&self, doc: &Doc, time: &TimeRef) -> TimexLayer {
        let (text, start, end) = self.cut(doc.span(time.tokens));
        TimexLayer {
            text,
            start,
            end,
            kind: time.kind.as_str().to_owned(),
            value: time.value.as_ref().map(ToString::to_string),
            modifier: time.modifier.as_ref().map(ToString::to_string),
            from: time.from.map(|d| d.to_string()),
            to: time.to.map(|d| d.to_string()),
        }
    }

    /// A resolved place as an event's or a force's; `None` for one that was recognised only.
    pub(crate) fn located(&self, doc: &Doc, place: &PlaceRef) -> Option<Place> {
        let known = place.resolved.as_ref()?;
        let (text, start, end) = self.cut(doc.span(place.tokens));
        Some(Place {
            text: Some(text),
            start: Some(start),
            end: Some(end),
            name: Some(known.name.to_string()),
            geonames: known.geonames,
            country: known.country.map(|c| c.to_string()),
            admin1: known.admin1.as_ref().map(ToString::to_string),
            lat: Some(known.lat),
            lon: Some(known.lon),
            precision: Some(known.precision.as_str().to_owned()),
            relation: Some(place.relation.as_str().to_owned()),
        })
    }

    fn place(&self, doc: &Doc, place: &PlaceRef) -> PlaceLayer {
        let (text, start, end) = self.cut(doc.span(place.tokens));
        let known = place.resolved.as_ref();
        PlaceLayer {
            text,
            start,
            end,
            geonames: known.and_then(|k| k.geonames),
            name: known.map(|k| k.name.to_string()),
            country: known.and_then(|k| k.country).map(|c| c.to_string()),
            lat: known.map(|k| k.lat),
            lon: known.map(|k| k.lon),
            precision: known.map(|k| k.precision.as_str().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_doc::{DocBuilder, Lang};

    #[test]
    fn offsets_are_code_points_and_entities_are_marked_by_their_first_token() {
        let doc = DocBuilder::new(Lang::Fr)
            .word("Évry", "Évry", "PROPN", "", 1, "nsubj")
            .word("appelle", "appeler", "VERB", "", 1, "ROOT")
            .word("São", "São", "PROPN", "", 1, "obj")
            .word("Tomé", "Tomé", "PROPN", "", 2, "flat:name")
            .entity(2, 4, "LOC")
            .build()
            .unwrap();
        let layers = write("d", &Understood::parsed(doc, None, None), &[]);
        assert_eq!(layers.sentences, [(0, 21)]);
        let tokens: Vec<_> = layers.tokens.iter().map(|t| (t.start, t.end, t.head, t.ent.as_str())).collect();
        assert_eq!(tokens, [(0, 4, 1, "O"), (5, 12, 1, "O"), (13, 16, 1, "B-LOC"), (17, 21, 2, "I-LOC")]);
        assert_eq!((layers.entities[0].text.as_str(), layers.language.as_str()), ("São Tomé", "fr"));
    }
}
