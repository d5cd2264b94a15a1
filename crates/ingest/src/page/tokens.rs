//! Marks and text of a page, cut without building a tree.
//!
//! In: HTML of any kind. Out: its tags, its text and the contents of elements that hold no markup, as they stand; every
//! byte is looked at a fixed number of times. What this does not do: it knows nothing of which element stands in which.

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text as it stands, with its character references.
    Text(&'a str),
    /// An opening tag.
    Start {
        /// Name as it is written.
        name: &'a str,
        /// What follows the name, up to `>`.
        rest: &'a str,
    },
    /// A closing tag.
    End(&'a str),
    /// Contents of an element that is no markup, such as a script, with its opening tag; its closing tag is passed.
    Raw {
        /// Name, in lower case.
        name: &'static str,
        /// What follows the name, up to `>`.
        rest: &'a str,
        /// All up to the closing tag.
        contents: &'a str,
    },
    /// A comment, a declaration or an instruction.
    Other,
}

/// Elements whose contents are no markup, or are a drawing, or are not shown.
const RAW: &[&str] =
    &["iframe", "math", "noembed", "noframes", "script", "style", "svg", "template", "textarea", "title", "xmp"];

/// The pieces of a page.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Places in [`RAW`] of elements of which no closing tag follows: they are not sought again.
    unclosed: u16,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        Self { html, at: 0, unclosed: 0 }
    }

    fn to(&mut self, end: usize) -> &'a str {
        let piece = &self.html[self.at..end];
        self.at = end;
        piece
    }

    /// Passes everything up to and with `mark`, or to the end.
    fn past(&mut self, mark: &str) -> Token<'a> {
        self.at = self.html[self.at..].find(mark).map_or(self.html.len(), |n| self.at + n + mark.len());
        Token::Other
    }

    /// Contents of a raw element up to its closing tag, which is passed.
    fn contents(&mut self, kind: usize, rest: &'a str) -> Option<Token<'a>> {
        let name = RAW[kind];
        if self.unclosed & (1 << kind) != 0 || (rest.ends_with('/') && matches!(name, "svg" | "math")) {
            return None;
        }
        let from = self.at;
        let bytes = self.html.as_bytes();
        let closes = |at: usize| {
            let word = bytes.get(at + 2..at + 2 + name.len());
            word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        };
        let mut look = from;
        while let Some(n) = self.html[look..].find("</") {
            if closes(look + n) {
                let contents = &self.html[from..look + n];
                self.at = look + n;
                self.past(">");
                return Some(Token::Raw { name, rest, contents });
            }
            look += n + 2;
        }
        self.unclosed |= 1 << kind;
        // A script that is never closed takes the rest of the page; other elements are taken for a slip.
        matches!(name, "script" | "style").then(|| {
            let contents = self.to(self.html.len());
            Token::Raw { name, rest, contents }
        })
    }

    /// End of a tag that begins at `at`: the first `>` outside quotes.
    fn tag_end(&self, at: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut i = at;
        let mut after_equals = false;
        while let Some(&byte) = bytes.get(i) {
            match byte {
                b'>' => return Some(i),
                b'"' | b'\'' if after_equals => {
                    i += 1 + bytes[i + 1..].iter().position(|b| *b == byte)?;
                    after_equals = false;
                }
                b'=' => after_equals = true,
                b if b.is_ascii_whitespace() => {}
                _ => after_equals = false,
            }
            i += 1;
        }
        None
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.html.as_bytes();
        let first = *bytes.get(self.at)?;
        let follows = bytes.get(self.at + 1).copied().unwrap_or(0);
        if first != b'<' || !(follows.is_ascii_alphabetic() || matches!(follows, b'/' | b'!' | b'?')) {
            let from = self.at + usize::from(first == b'<');
            let end = self.html[from..].find('<').map_or(self.html.len(), |n| from + n);
            return Some(Token::Text(self.to(end)));
        }
        match follows {
            b'!' if self.html[self.at..].starts_with("<!--") => {
                self.at += 4;
                // `<!-->` is a comment too.
                self.at = if bytes.get(self.at) == Some(&b'>') { self.at + 1 } else { self.at };
                if bytes.get(self.at - 1) == Some(&b'>') { Some(Token::Other) } else { Some(self.past("-->")) }
            }
            b'!' | b'?' => Some(self.past(">")),
            _ => {
                let from = self.at + 1 + usize::from(follows == b'/');
                // A tag that is never closed is no tag; the rest of the page goes with it, as it does in a browser.
                let Some(end) = self.tag_end(from) else {
                    self.at = self.html.len();
                    return Some(Token::Other);
                };
                let tag = &self.html[from..end];
                self.at = end + 1;
                let name_end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
                let (name, rest) = tag.split_at(name_end);
                if follows == b'/' {
                    return Some(Token::End(name));
                }
                let raw = RAW.iter().position(|raw| raw.eq_ignore_ascii_case(name));
                Some(raw.and_then(|kind| self.contents(kind, rest)).unwrap_or(Token::Start { name, rest }))
            }
        }
    }
}

/// The attributes of a tag, in order: names as they are written, values without their quotes.
pub(crate) struct Attributes<'a>(pub(crate) &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            self.0 = after;
            return Some((name, ""));
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, left) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.0 = left;
        Some((name, value))
    }
}

/// The value of an attribute, by its name in lower case; character references are resolved.
pub(crate) fn attribute(rest: &str, name: &str) -> Option<String> {
    let found = Attributes(rest).find(|(n, _)| n.eq_ignore_ascii_case(name))?;
    Some(html_escape::decode_html_entities(found.1).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_raw_contents_are_told_apart() {
        let html =
            "<!DOCTYPE html><p class=a title='1 > 0'>Talks < war</p><!-- <p> --><SCRIPT>if (a</b) {}</script>End<";
        let tokens: Vec<_> = Tokens::new(html).collect();
        let expected = [
            Token::Other,
            Token::Start { name: "p", rest: " class=a title='1 > 0'" },
            Token::Text("Talks "),
            Token::Text("< war"),
            Token::End("p"),
            Token::Other,
            Token::Raw { name: "script", rest: "", contents: "if (a</b) {}" },
            Token::Text("End"),
            Token::Text("<"),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_page() {
        assert_eq!(Tokens::new("a<!-- b").collect::<Vec<_>>(), [Token::Text("a"), Token::Other]);
        assert_eq!(Tokens::new("a<p class='").collect::<Vec<_>>(), [Token::Text("a"), Token::Other]);
        let title: Vec<_> = Tokens::new("<title>Talks<p>They met.").collect();
        assert_eq!(title[0], Token::Start { name: "title", rest: "" });
        assert_eq!(title.len(), 4);
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let read: Vec<_> = Attributes(" a=\"1 2\" B='&amp;' c=3 d / e = f").collect();
        assert_eq!(read, [("a", "1 2"), ("B", "&amp;"), ("c", "3"), ("d", ""), ("e", "f")]);
        assert_eq!(attribute(" B='&amp;'", "b").as_deref(), Some("&"));
        assert_eq!(attribute(" b='x", "b").as_deref(), Some("x"));
    }
}
