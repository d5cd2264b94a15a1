//! Role nouns: who does it, when nobody is named.

use super::spelling::fold;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::{Lang, SmolStr};

/// What a role noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// A person ("minister").
    Person,
    /// A body or institution ("ministry").
    Body,
    /// A group that acts by force ("army", "warplanes").
    Force,
    /// People at large ("community").
    People,
    /// What belongs to somebody and stands for him when he is named with it ("rebel positions", "an army base").
    Asset,
}

/// One row of `lexicon/roles.LANG.tsv`.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its forms, folded, singular first.
    pub forms: Vec<String>,
    /// Which word of a form is its head noun.
    pub head: usize,
    /// Person, body, force, people.
    pub kind: RoleKind,
    /// PLOVER sector.
    pub sector: SmolStr,
    /// Whether the sector is that of the body it belongs to, when one is named.
    pub borrows: bool,
    /// The office as the actor tables write it, when it is one that one person holds; states call it differently.
    pub offices: Vec<SmolStr>,
}

/// Reads the roles of a language, from `lexicon/roles.LANG.tsv` and from `lexicon/roles/*.LANG.tsv`. Errors: header, unknown kind or sector.
pub fn read(files: &DataFiles, language: Lang) -> Result<Vec<Role>, DataError> {
    let mut out = Vec::new();
    for file in files.list("lexicon", &format!(".{language}.tsv")) {
        if file.starts_with("lexicon/roles.") || file.starts_with("lexicon/roles/") {
            read_file(files, &file, language, &mut out)?;
        }
    }
    Ok(out)
}

fn read_file(files: &DataFiles, file: &str, language: Lang, out: &mut Vec<Role>) -> Result<(), DataError> {
    let text = files.read(file)?;
    for row in tsv::rows(file, &text, &["phrase", "plural", "kind", "sector", "borrows", "office", "note"])? {
        let f = &row.fields;
        let kind = match f[2] {
            "person" => RoleKind::Person,
            "body" => RoleKind::Body,
            "force" => RoleKind::Force,
            "people" => RoleKind::People,
            "asset" => RoleKind::Asset,
            other => return Err(DataError::line(file, row.line, "person, body, force, people or asset", other)),
        };
        if !super::entries::SECTORS.contains(&f[3]) {
            return Err(DataError::line(file, row.line, "a PLOVER sector", f[3]));
        }
        let plain = f[0].replace('*', "");
        let plural = match (f[1], language) {
            ("", Lang::En) => plural(&plain),
            ("", Lang::Fr) => french_plural(&plain),
            (form, _) => form.replace('*', ""),
        };
        // "l'état" is two words in a text.
        let plural = plural.replace('*', "").replace(['\'', '’'], "' ");
        let plain = plain.replace(['\'', '’'], "' ");
        let forms: Vec<String> = std::iter::once(plain.as_str()).chain(plural.split(';')).map(fold).collect();
        out.push(Role {
            head: head(f[0], language),
            forms,
            kind,
            sector: f[3].into(),
            borrows: f[4] == "yes",
            offices: tsv::list(f[5]).map(SmolStr::new).collect(),
        });
    }
    Ok(())
}

/// Which word is the head noun: the one marked `*`; else the first in French, and in English the last before "of".
fn head(phrase: &str, language: Lang) -> usize {
    let marked = phrase.replace('-', " ");
    let words: Vec<&str> = marked.split(' ').collect();
    let before = |w: &&str| matches!(*w, "of" | "to" | "for" | "in");
    words.iter().position(|w| w.starts_with('*')).unwrap_or_else(|| match language {
        Lang::Fr => 0,
        Lang::En => words.iter().position(before).unwrap_or(words.len()).saturating_sub(1),
    })
}

/// The regular French plural: every word before a preposition, nothing after.
fn french_plural(phrase: &str) -> String {
    let mut still = true;
    let one = |word: &str| match word.strip_suffix("al") {
        _ if word.ends_with(['s', 'x', 'z']) => word.to_owned(),
        Some(stem) => format!("{stem}aux"),
        None if word.ends_with("eau") => format!("{word}x"),
        None => format!("{word}s"),
    };
    let words = phrase.split(' ').map(|word| {
        still &= !matches!(word, "de" | "du" | "des" | "d'" | "à" | "au" | "aux" | "en") && !word.starts_with("d'");
        if still { one(word) } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The regular English plural of a phrase's last word.
fn plural(phrase: &str) -> String {
    match phrase.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if phrase.ends_with(['s', 'x']) || phrase.ends_with("ch") || phrase.ends_with("sh") => format!("{phrase}es"),
        _ => format!("{phrase}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_plurals() {
        assert_eq!((head("minister of state", Lang::En), head("army officer", Lang::En)), (0, 1));
        assert_eq!((head("forces de sécurité", Lang::Fr), head("premier *ministre", Lang::Fr)), (0, 1));
        assert_eq!(french_plural("chef rebelle"), "chefs rebelles");
        assert_eq!(french_plural("ministre de la défense"), "ministres de la défense");
        assert_eq!(french_plural("général"), "généraux");
    }
}
