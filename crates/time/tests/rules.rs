//! Runs the examples that stand in the rule files, one test a rule.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use libtest_mimic::{Arguments, Failed, Trial};
use masudi_doc::{ByteSpan, Civil, Doc, Lang, SmolStr, TimeRef, Token, Upos};
use masudi_lexicon::DataFiles;
use masudi_lexicon::time::{Example, Gap, PieceKind, Rule, TimeRules, pieces};
use masudi_time::{Settings, TimeResolver};
use std::sync::Arc;

fn main() {
    let mut trials = Vec::new();
    for language in Lang::ALL {
        let rules = match TimeRules::load(&DataFiles::built_in(), language) {
            Ok(rules) => rules,
            Err(error) => {
                let message = error.to_string();
                trials.push(Trial::test(format!("{language}: load"), move || Err(Failed::from(message))));
                continue;
            }
        };
        let resolver = Arc::new(TimeResolver::new(std::slice::from_ref(&rules)));
        for rule in rules.rules {
            let resolver = resolver.clone();
            trials.push(Trial::test(rule.id.to_string(), move || check(&resolver, language, &rule)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn check(resolver: &TimeResolver, language: Lang, rule: &Rule) -> Result<(), Failed> {
    for example in &rule.tests {
        let (doc, spans) = read(&example.text, language);
        let times = resolver.resolve(&doc, &settings(example));
        let told = || format!("{}:{}: {}\n  found {}", rule.file, rule.line, example.text, show(&doc, &times));
        let of_rule: Vec<&TimeRef> = times.iter().filter(|t| t.rule == rule.id).collect();
        let Some(found) = of_rule.iter().rev().find(|t| spans.contains(&doc.span(t.tokens))) else {
            return Err(format!("expected the rule at a marked place\n{}", told()).into());
        };
        let day = |d: Option<Civil>| d.map(|d| d.to_string());
        let wrong = example.value.as_deref() != found.value.as_deref()
            || (example.modifier.is_some() && example.modifier.as_deref() != found.modifier.as_deref())
            || (example.from.is_some() && example.from != day(found.from))
            || (example.to.is_some() && example.to != day(found.to));
        if wrong {
            return Err(format!("expected {:?} {:?}\n{}", example.value, example.modifier, told()).into());
        }
        for span in &spans {
            if !times.iter().any(|t| doc.span(t.tokens) == *span) {
                return Err(format!("expected \"{}\" to be found\n{}", span.slice(doc.text()), told()).into());
            }
        }
    }
    for text in &rule.none {
        let (doc, _) = read(text, language);
        let times = resolver.resolve(&doc, &Settings::default());
        if !times.is_empty() {
            return Err(format!(
                "{}:{}: expected nothing in {text}\n  found {}",
                rule.file,
                rule.line,
                show(&doc, &times)
            )
            .into());
        }
    }
    Ok(())
}

fn settings(example: &Example) -> Settings {
    let published = example.on.as_deref().map(|on| {
        let mut parts = on.split('-').map(|p| p.parse::<i16>().unwrap());
        let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        Civil { year, month: month as u8, day: day as u8 }
    });
    Settings { published, ..Settings::default() }
}

fn show(doc: &Doc, times: &[TimeRef]) -> String {
    let one = |t: &TimeRef| {
        let value = t.value.as_deref().unwrap_or("no value");
        format!("[{}] {value} {:?} ({})", doc.words(t.tokens), t.modifier, t.rule)
    };
    times.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The example without its marks, and the bytes of each marked place.
fn read(marked: &str, language: Lang) -> (Doc, Vec<ByteSpan>) {
    let (mut text, mut spans, mut tags, mut open) = (String::new(), Vec::new(), Vec::new(), 0);
    let mut rest = marked.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let tag: String = marked[at..].chars().skip(1).take_while(|c| c.is_ascii_uppercase()).collect();
        match c {
            '[' => open = text.len(),
            ']' => spans.push(ByteSpan::new(open, text.len())),
            '/' if tag.len() > 1 => {
                tags.push((text.len(), SmolStr::from(&tag)));
                for _ in 0..tag.len() {
                    rest.next();
                }
            }
            other => text.push(other),
        }
    }
    let cut: Vec<_> = pieces(&text).into_iter().filter(|p| !p.slice(&text).is_empty()).collect();
    let mut tokens: Vec<Token> = Vec::new();
    for piece in &cut {
        let at = tokens.len();
        let tag = tags.iter().find(|(end, _)| *end == piece.end as usize).map(|(_, t)| t.clone()).unwrap_or_default();
        let fine = tag.len() < 5 && tag.parse::<Upos>().is_err();
        let sent_start = at > 0
            && piece.kind == PieceKind::Word
            && piece.gap != Gap::None
            && cut[at - 1].slice(&text) == "."
            && piece.slice(&text).chars().all(|c| c.is_alphabetic())
            && piece.slice(&text).chars().next().unwrap().is_uppercase();
        tokens.push(Token {
            span: ByteSpan { start: piece.start, end: piece.end },
            space_after: false,
            lemma: SmolStr::default(),
            pos: tag.parse().unwrap_or(if fine && tag.starts_with('V') { Upos::Verb } else { Upos::Unset }),
            tag: if fine { tag } else { SmolStr::default() },
            morph: SmolStr::default(),
            head: at.into(),
            dep: SmolStr::default(),
            sent_start,
        });
    }
    (Doc::new(text.as_str(), language, tokens, Vec::new()).unwrap(), spans)
}
