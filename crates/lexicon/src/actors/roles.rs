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
}

/// One row of `lexicon/roles.LANG.tsv`.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its forms, folded, singular first.
    pub forms: Vec<String>,
    /// Person, body, force, people.
    pub kind: RoleKind,
    /// PLOVER sector.
    pub sector: SmolStr,
    /// Whether the sector is that of the body it belongs to, when one is named.
    pub borrows: bool,
    /// The office as the actor tables write it, when it is one that one person holds.
    pub office: Option<SmolStr>,
}

/// Reads the roles of a language; none when it has no file. Errors: header, unknown kind or sector.
pub fn read(files: &DataFiles, language: Lang) -> Result<Vec<Role>, DataError> {
    let file = format!("lexicon/roles.{language}.tsv");
    if !files.list("lexicon", ".tsv").contains(&file) {
        return Ok(Vec::new());
    }
    let text = files.read(&file)?;
    let mut out = Vec::new();
    for row in tsv::rows(&file, &text, &["phrase", "plural", "kind", "sector", "borrows", "office", "note"])? {
        let f = &row.fields;
        let kind = match f[2] {
            "person" => RoleKind::Person,
            "body" => RoleKind::Body,
            "force" => RoleKind::Force,
            "people" => RoleKind::People,
            other => return Err(DataError::line(&file, row.line, "person, body, force or people", other)),
        };
        if !super::entries::SECTORS.contains(&f[3]) {
            return Err(DataError::line(&file, row.line, "a PLOVER sector", f[3]));
        }
        let plural = if f[1].is_empty() { plural(f[0]) } else { f[1].to_owned() };
        out.push(Role {
            forms: vec![fold(f[0]), fold(&plural)],
            kind,
            sector: f[3].into(),
            borrows: f[4] == "yes",
            office: (!f[5].is_empty()).then(|| f[5].into()),
        });
    }
    Ok(out)
}

/// The regular English plural of a phrase's last word.
fn plural(phrase: &str) -> String {
    match phrase.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if phrase.ends_with(['s', 'x']) || phrase.ends_with("ch") || phrase.ends_with("sh") => format!("{phrase}es"),
        _ => format!("{phrase}s"),
    }
}
