//! Named actors: persons with their offices, organisations, armed groups, parties, coalitions.

use super::dates::day;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::{ActorKind, Civil, Iso3, SmolStr};
use std::collections::HashMap;

/// Every sector an entry can have.
pub const SECTORS: [&str; 34] = [
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
    "CIV", "UNS",
];

/// One office of a person, or one period of a group.
#[derive(Clone, Debug)]
pub struct Office {
    /// Country; `None` when international.
    pub country: Option<Iso3>,
    /// PLOVER sector.
    pub sector: SmolStr,
    /// The office's name; empty for groups.
    pub role: SmolStr,
    /// First day, when known.
    pub from: Option<Civil>,
    /// Last day, when it has ended and the day is known.
    pub to: Option<Civil>,
}

impl Office {
    /// Whether it is held on the day; always true without a day.
    pub fn holds(&self, on: Option<Civil>) -> bool {
        on.is_none_or(|d| self.from.is_none_or(|f| f <= d) && self.to.is_none_or(|t| d <= t))
    }
}

/// One actor of `lexicon/actors/*.tsv`, all its rows together.
#[derive(Clone, Debug)]
pub struct KnownActor {
    /// Identifier.
    pub id: SmolStr,
    /// Canonical name.
    pub name: SmolStr,
    /// Person, organisation, armed group, party or coalition.
    pub kind: ActorKind,
    /// In the order of the files.
    pub offices: Vec<Office>,
    /// Other names.
    pub aliases: Vec<SmolStr>,
    /// Who belongs to it, and when.
    pub members: Vec<Member>,
}

/// One membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Identifier of an actor, or a country's code.
    pub who: SmolStr,
    /// First day, when known.
    pub from: Option<Civil>,
    /// Last day, when it has ended.
    pub to: Option<Civil>,
}

impl Member {
    /// Reads `WHO`, `WHO[FROM..]`, `WHO[FROM..TO]` or `WHO[..TO]`; `None` when it is none of them.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((who, dates)) = text.strip_suffix(']').and_then(|t| t.split_once('[')) else {
            return (!text.contains(['[', ']'])).then(|| Self { who: text.into(), from: None, to: None });
        };
        let (from, to) = dates.split_once("..")?;
        let date = |text: &str, last| if text.is_empty() { Some(None) } else { day(text, last).map(Some) };
        let (from, to) = (date(from, false)?, date(to, true)?);
        let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
        ordered.then(|| Self { who: who.into(), from, to })
    }

    /// Whether it holds on the day; always true without a day.
    pub fn holds(&self, on: Option<Civil>) -> bool {
        on.is_none_or(|d| self.from.is_none_or(|f| f <= d) && self.to.is_none_or(|t| d <= t))
    }
}

impl KnownActor {
    /// The office held on the day: one of government before others; `None` when it holds none then.
    pub fn office_on(&self, on: Option<Civil>) -> Option<&Office> {
        let mut held: Vec<&Office> = self.offices.iter().filter(|o| o.holds(on)).collect();
        if on.is_none() {
            held.sort_by_key(|o| o.from);
            return held.pop();
        }
        held.iter().find(|o| o.sector == "GOV").or(held.first()).copied()
    }

    /// The last office that began before the day.
    pub fn latest(&self, on: Option<Civil>) -> Option<&Office> {
        let begun = |o: &&Office| on.is_none_or(|d| o.from.is_none_or(|f| f <= d));
        self.offices.iter().filter(begun).max_by_key(|o| o.from).or(self.offices.first())
    }
}

/// Reads all tables of named actors. Errors: header, unknown kind, sector, country or date, or a period that ends
/// before it begins; with file and line.
pub fn read(files: &DataFiles) -> Result<Vec<KnownActor>, DataError> {
    const COLUMNS: [&str; 11] =
        ["id", "name", "kind", "country", "sector", "role", "from", "to", "aliases", "members", "note"];
    let mut out: Vec<KnownActor> = Vec::new();
    let mut by_id: HashMap<SmolStr, usize> = HashMap::new();
    for file in files.list("lexicon/actors", ".tsv") {
        let text = files.read(&file)?;
        for row in tsv::rows(&file, &text, &COLUMNS)? {
            let f = &row.fields;
            let refuse = |expected: &str, found: &str| DataError::line(&file, row.line, expected, found);
            let kind = match f[2] {
                "person" => ActorKind::Person,
                "organisation" => ActorKind::Organisation,
                "armed-group" => ActorKind::ArmedGroup,
                "party" => ActorKind::Party,
                "coalition" => ActorKind::Coalition,
                other => return Err(refuse("person, organisation, armed-group, party or coalition", other)),
            };
            if !f[4].is_empty() && !SECTORS.contains(&f[4]) {
                return Err(refuse("a PLOVER sector", f[4]));
            }
            let country = match f[3] {
                "" => None,
                code => Some(Iso3::new(code).ok_or_else(|| refuse("an ISO 3166-1 alpha-3 code", code))?),
            };
            let date = |field: &str, last| match field {
                "" => Ok(None),
                text => day(text, last).map(Some).ok_or_else(|| refuse("YYYY, YYYY-MM or YYYY-MM-DD", text)),
            };
            let (from, to) = (date(f[6], false)?, date(f[7], true)?);
            if from.zip(to).is_some_and(|(from, to)| from > to) {
                return Err(refuse("an end after the beginning", &format!("{} to {}", f[6], f[7])));
            }
            let office = Office { country, sector: f[4].into(), role: f[5].into(), from, to };
            let at = *by_id.entry(f[0].into()).or_insert_with(|| {
                out.push(KnownActor {
                    id: f[0].into(),
                    name: f[1].into(),
                    kind,
                    offices: Vec::new(),
                    aliases: Vec::new(),
                    members: Vec::new(),
                });
                out.len() - 1
            });
            let actor = &mut out[at];
            actor.offices.push(office);
            for alias in tsv::list(f[8]).chain((actor.name != f[1]).then_some(f[1])) {
                if !actor.aliases.iter().any(|a| a == alias) {
                    actor.aliases.push(alias.into());
                }
            }
            for member in tsv::list(f[9]) {
                let expected = "WHO, WHO[FROM..], WHO[FROM..TO] or WHO[..TO]";
                actor.members.push(Member::parse(member).ok_or_else(|| refuse(expected, member))?);
            }
        }
    }
    Ok(out)
}
