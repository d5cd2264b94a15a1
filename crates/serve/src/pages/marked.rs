//! A text with words of it marked: by role, by sentence, as links.
//!
//! In: a text and spans in code points, of which later ones lie over earlier ones. Out: pieces that together are the text.

use masudi_record::Mention;

/// Words to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    /// What they are: a class of the style sheet.
    pub class: &'static str,
    /// Where they lead.
    pub href: Option<String>,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// What it is; `None` where nothing is marked.
    pub class: Option<&'static str>,
    pub href: Option<String>,
    /// Whether it stands in the sentence that tells the event.
    pub told: bool,
    /// Whether that sentence begins with it.
    pub anchor: bool,
}

/// The pieces of `text`, whose first code point is number `offset`.
pub fn pieces(text: &str, offset: usize, spans: &[Span], told: Option<(usize, usize)>) -> Vec<Piece> {
    let length = text.chars().count();
    let mut marks: Vec<Option<usize>> = vec![None; length];
    for (at, span) in spans.iter().enumerate() {
        let (start, end) = (span.start.saturating_sub(offset).min(length), span.end.saturating_sub(offset).min(length));
        if let Some(marks) = marks.get_mut(start..end) {
            marks.fill(Some(at));
        }
    }
    let mut out: Vec<(Option<usize>, bool, String)> = Vec::new();
    for ((letter, mark), at) in text.chars().zip(marks).zip(offset..) {
        let in_sentence = told.is_some_and(|(start, end)| (start..end).contains(&at));
        match out.last_mut() {
            Some((last, told, text)) if *last == mark && *told == in_sentence => text.push(letter),
            _ => out.push((mark, in_sentence, letter.to_string())),
        }
    }
    let piece = |(mark, told, text): (Option<usize>, bool, String)| {
        let span = mark.and_then(|at| spans.get(at));
        let href = span.and_then(|span| span.href.clone());
        Piece { text, told, anchor: false, class: span.map(|span| span.class), href }
    };
    let mut pieces: Vec<Piece> = out.into_iter().map(piece).collect();
    if let Some(first) = pieces.iter_mut().find(|piece| piece.told) {
        first.anchor = true;
    }
    pieces
}

/// The words of a mention by role; the trigger lies over all others.
pub fn roles(mention: &Mention) -> Vec<Span> {
    let span = |start, end, class| Span { start, end, class, href: None };
    let mut spans = Vec::new();
    spans.extend(mention.attribution.iter().map(|s| span(s.start, s.end, "source")));
    if let Some(place) = &mention.place {
        spans.extend(place.start.zip(place.end).map(|(start, end)| span(start, end, "place")));
    }
    if let Some(date) = &mention.date {
        spans.extend(date.start.zip(date.end).map(|(start, end)| span(start, end, "date")));
    }
    spans.extend(mention.recipients.iter().map(|a| span(a.start, a.end, "recipient")));
    spans.extend(mention.actors.iter().map(|a| span(a.start, a.end, "actor")));
    spans.push(span(mention.trigger.start, mention.trigger.end, "trigger"));
    spans
}

/// The sentence of a mention, its words marked by role.
pub fn sentence(mention: &Mention) -> Vec<Piece> {
    pieces(&mention.sentence.text, mention.sentence.start, &roles(mention), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text() {
        let span = |start, end, class| Span { start, end, class, href: None };
        let spans = [span(12, 16, "actor"), span(14, 99, "trigger"), span(0, 3, "place"), span(9, 5, "date")];
        let text = "«É» naïve 日本語";
        let found = pieces(text, 10, &spans, Some((12, 14)));
        assert_eq!(found.iter().map(|p| p.text.as_str()).collect::<String>(), text);
        assert_eq!(found[1].class, Some("actor"));
        assert!(found[1].told);
        assert_eq!(found.last().unwrap().class, Some("trigger"));
        assert!(pieces("", 0, &spans, None).is_empty());
    }
}
