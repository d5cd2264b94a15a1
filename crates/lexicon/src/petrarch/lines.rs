//! Lines of a dictionary without their comments, and what kind of dictionary they are.

/// A line: its number (1-based) and its text, trimmed, without comments; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) text: String,
    /// Whether it began with a blank: a code that belongs to the name above.
    pub(super) indented: bool,
}

/// What kind of dictionary it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Verbs,
    Actors,
    Agents,
}

/// Cuts comments: `# ...`, TABARI's `; ...`, and `<!-- ... -->` over any number of lines.
pub(super) fn read(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut inside = false;
    for (at, raw) in text.lines().enumerate() {
        let mut kept = String::new();
        let mut rest = raw;
        loop {
            let (mark, width) = if inside { ("-->", 3) } else { ("<!", 2) };
            match rest.find(mark) {
                Some(i) => {
                    if !inside {
                        kept.push_str(&rest[..i]);
                    }
                    rest = &rest[i + width..];
                    inside = !inside;
                }
                None => {
                    if !inside {
                        kept.push_str(rest);
                    }
                    break;
                }
            }
        }
        let kept = kept.split(['#', ';']).next().unwrap_or_default();
        if !kept.trim().is_empty() {
            let indented = kept.starts_with([' ', '\t']);
            out.push(Line { number: at + 1, text: kept.trim().to_owned(), indented });
        }
    }
    out
}

/// The kind by what stands in it; `None` for other lists.
pub(super) fn kind(lines: &[Line]) -> Option<Kind> {
    let any = |test: fn(&str) -> bool| lines.iter().any(|line| test(&line.text));
    if any(|l| l.starts_with("---") && l.contains('[') && l.ends_with("---")) {
        return Some(Kind::Verbs);
    }
    if any(|l| l.starts_with("- ") && l.contains('*') && l.ends_with(']')) {
        return Some(Kind::Verbs);
    }
    if any(|l| l.contains("[~")) {
        return Some(Kind::Agents);
    }
    any(|l| l.ends_with(']') && l.contains('[')).then_some(Kind::Actors)
}

/// A line's text before its last bracket, and what stands in the bracket.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end().strip_suffix(']')?;
    let at = inner.rfind('[')?;
    Some((inner[..at].trim(), inner[at + 1..].trim()))
}

/// The words of a name: underscores are blanks, and one at the end only forbids endings.
pub(super) fn words(name: &str) -> Vec<String> {
    name.replace('_', " ").split_whitespace().map(str::to_owned).collect()
}
