//! The lexicon of actors with its indexes: by first word of a name, by spelling key, by surname, by office.

use super::entries::{self, KnownActor};
use super::spelling::{Key, fold, words};
use super::{Country, Role, countries, roles};
use crate::{DataError, DataFiles};
use masudi_doc::{ActorKind, Civil, Iso3, Lang, SmolStr};
use std::collections::HashMap;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameUse {
    /// A state by its name.
    Country(usize),
    /// A state by its capital.
    Capital(usize),
    /// A part of government by its seat, with its sector.
    Seat(usize, SmolStr),
    /// The adjective of nationality.
    Adjective(usize),
    /// A noun for its people.
    Demonym(usize),
    /// A named actor.
    Actor(usize),
}

/// One name in the index.
#[derive(Clone, Debug)]
pub struct Name {
    /// Folded words.
    pub words: Vec<String>,
    /// The words as the table writes them.
    pub written: Vec<SmolStr>,
    /// What it stands for.
    pub stands_for: NameUse,
}

/// Everything known of actors. Indices into `countries` and `actors` are stable for one load.
#[derive(Debug, Default)]
pub struct ActorLexicon {
    /// States and territories.
    pub countries: Vec<Country>,
    /// Persons, organisations, groups, parties, coalitions.
    pub actors: Vec<KnownActor>,
    names: Vec<Name>,
    by_first: HashMap<String, Vec<u32>>,
    by_key: HashMap<String, Vec<(u32, Vec<Key>)>>,
    by_surname: HashMap<String, Vec<u32>>,
    by_office: HashMap<(Iso3, SmolStr), Vec<u32>>,
    roles: HashMap<Lang, HashMap<String, Role>>,
}

impl ActorLexicon {
    /// Reads all tables. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// let lexicon = masudi_lexicon::actors::ActorLexicon::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
    /// assert!(lexicon.countries.len() > 200);
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut out = Self { countries: countries::read(files)?, actors: entries::read(files)?, ..Self::default() };
        for at in 0..out.countries.len() {
            let c = out.countries[at].clone();
            let named = std::iter::once(c.name).chain(c.names).map(|n| (n, NameUse::Country(at)));
            let all: Vec<(SmolStr, NameUse)> = named
                .chain(c.capitals.into_iter().map(|n| (n, NameUse::Capital(at))))
                .chain(c.seats.into_iter().map(|(n, sector)| (n, NameUse::Seat(at, sector))))
                .chain(c.demonyms.into_iter().map(|n| (n, NameUse::Demonym(at))))
                .chain(c.adjectives.into_iter().map(|n| (n, NameUse::Adjective(at))))
                .collect();
            for (name, stands_for) in all {
                out.add_name(&name, stands_for);
            }
        }
        for at in 0..out.actors.len() {
            let actor = out.actors[at].clone();
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                out.add_name(name, NameUse::Actor(at));
                if actor.kind == ActorKind::Person {
                    out.add_person(name, at);
                }
            }
            for office in &actor.offices {
                if let Some(country) = office.country.filter(|_| !office.role.is_empty()) {
                    let holders = out.by_office.entry((country, office.role.clone())).or_default();
                    if !holders.contains(&(at as u32)) {
                        holders.push(at as u32);
                    }
                }
            }
        }
        for language in Lang::ALL {
            let table = roles::read(files, language)?;
            let forms = table.into_iter().flat_map(|r| r.forms.clone().into_iter().map(move |f| (f, r.clone())));
            out.roles.insert(language, forms.collect());
        }
        Ok(out)
    }

    fn add_name(&mut self, name: &str, stands_for: NameUse) {
        let written: Vec<SmolStr> = words(name).into_iter().map(SmolStr::new).collect();
        let folded: Vec<String> = written.iter().map(|w| fold(w)).collect();
        let Some(first) = folded.first().filter(|w| !w.is_empty()) else { return };
        self.by_first.entry(first.clone()).or_default().push(self.names.len() as u32);
        self.names.push(Name { words: folded, written, stands_for });
    }

    fn add_person(&mut self, name: &str, at: usize) {
        let folded: Vec<String> = words(name).into_iter().map(fold).collect();
        if let Some(last) = folded.last().filter(|w| folded.len() > 1 && w.len() > 2) {
            let holders = self.by_surname.entry(last.clone()).or_default();
            if !holders.contains(&(at as u32)) {
                holders.push(at as u32);
            }
        }
        let keys: Vec<Key> = folded.iter().filter_map(|w| Key::of(w)).collect();
        if keys.len() > 1 {
            self.by_key.entry(frame(&keys)).or_default().push((at as u32, keys));
        }
    }

    /// The names that begin with a folded word.
    pub fn names_from(&self, first: &str) -> impl Iterator<Item = &Name> {
        self.by_first.get(first).into_iter().flatten().map(|&i| &self.names[i as usize])
    }

    /// Persons whose full name can be spelt as these folded words are.
    pub fn persons_spelt<'a>(&self, words: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let keys: Vec<Key> = words.filter_map(Key::of).collect();
        if keys.len() < 2 {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (at, other) in self.by_key.get(&frame(&keys)).into_iter().flatten() {
            if keys.iter().zip(other).all(|(a, b)| a.meets(b)) && !out.contains(&(*at as usize)) {
                out.push(*at as usize);
            }
        }
        out
    }

    /// The one person in office on the day whose last name this is; `None` when there is none or it is not clear.
    pub fn surname(&self, folded: &str, on: Option<Civil>) -> Option<usize> {
        let held = |rank: fn(&str) -> bool| -> Vec<usize> {
            let all = self.by_surname.get(folded).into_iter().flatten().map(|&i| i as usize);
            all.filter(|&i| self.actors[i].office_on(on).is_some_and(|o| rank(&o.role))).collect()
        };
        let first = |role: &str| role == "President" || role == "Prime Minister" || role == "Supreme Leader";
        match (held(first)[..].to_vec(), held(|_| true)) {
            (heads, _) if heads.len() == 1 => Some(heads[0]),
            (heads, all) if heads.is_empty() && all.len() == 1 => Some(all[0]),
            _ => None,
        }
    }

    /// Who holds an office of a country on the day; `None` when nobody or more than one does.
    pub fn holder(&self, country: Iso3, office: &str, on: Option<Civil>) -> Option<usize> {
        on?;
        let all = self.by_office.get(&(country, office.into()))?;
        let held = |i: &&u32| {
            self.actors[**i as usize]
                .offices
                .iter()
                .any(|o| o.role == office && o.country == Some(country) && o.holds(on))
        };
        let mut holders = all.iter().filter(held);
        match (holders.next(), holders.next()) {
            (Some(&one), None) => Some(one as usize),
            _ => None,
        }
    }

    /// The role that a folded phrase names.
    pub fn role(&self, language: Lang, phrase: &str) -> Option<&Role> {
        self.roles.get(&language)?.get(phrase)
    }
}

fn frame(keys: &[Key]) -> String {
    keys.iter().map(|k| k.frame.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tables_load_and_know_offices_by_date() {
        let lexicon = ActorLexicon::load(&DataFiles::built_in()).unwrap();
        let on = Some(Civil { year: 2018, month: 5, day: 1 });
        let usa = Iso3::new("USA").unwrap();
        let trump = lexicon.holder(usa, "President", on).unwrap();
        assert_eq!(lexicon.actors[trump].name, "Donald Trump");
        assert_eq!(lexicon.persons_spelt(["donald", "trump"].into_iter()), [trump]);
        assert!(lexicon.role(Lang::En, "soldiers").is_some_and(|r| r.sector == "MIL"));
    }
}
