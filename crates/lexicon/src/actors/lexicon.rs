//! The lexicon of actors with its indexes: by first word of a name, by spelling key, by surname, by office.

use super::entries::{self, KnownActor, Office};
use super::index::{RoleIndex, Spellings};
use super::peoples::{self, People};
use super::spelling::{Key, fold, words};
use super::vocabulary::{Vocabulary, WordId};
use super::wording::{self, Classes};
use super::{Country, Role, countries, localities, nationalities, roles};
use crate::words::WordMap;
use crate::{DataError, DataFiles};
use masudi_doc::{ActorKind, Civil, Iso3, Lang, SmolStr};
use std::collections::HashMap;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameUse {
    /// A state by its name.
    Country(usize),
    /// A state by its capital.
    Capital(usize),
    /// A part of government by its seat: country, and place in [`Country::seats`].
    Seat(usize, usize),
    /// The adjective of nationality.
    Adjective(usize),
    /// A noun for its people.
    Demonym(usize),
    /// The adjective of a people of several states.
    PeopleAdjective(usize),
    /// A noun for the members of a people of several states.
    PeopleNoun(usize),
    /// A named actor.
    Actor(usize),
    /// A town or division, which says where things happen and acts for nobody.
    Locality(Iso3),
}

/// One name in the index.
#[derive(Clone, Debug)]
pub struct Name {
    /// Folded words.
    pub words: Vec<WordId>,
    /// The words as the table writes them.
    pub written: Vec<SmolStr>,
    /// What it stands for.
    pub stands_for: NameUse,
}

/// Everything known of actors. Indices into `countries`, `peoples` and `actors` are stable for one load.
#[derive(Debug, Default)]
pub struct ActorLexicon {
    /// States and territories.
    pub countries: Vec<Country>,
    /// Peoples of several states.
    pub peoples: Vec<People>,
    /// Persons, organisations, groups, parties, coalitions.
    pub actors: Vec<KnownActor>,
    vocabulary: Vocabulary,
    names: Vec<Name>,
    /// For every first word the second word (unknown when there is none) and the name.
    by_first: Vec<Vec<(WordId, u32)>>,
    spellings: Spellings,
    by_surname: WordMap<u32, Vec<u32>>,
    by_office: HashMap<(Iso3, SmolStr), Vec<u32>>,
    /// International offices by their folded name.
    by_title: HashMap<String, Vec<u32>>,
    roles: [RoleIndex; 2],
    classes: [Vec<Classes>; 2],
}

fn place(language: Lang) -> usize {
    match language {
        Lang::En => 0,
        Lang::Fr => 1,
    }
}

impl ActorLexicon {
    /// Reads all tables. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// let lexicon = masudi_lexicon::actors::ActorLexicon::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
    /// assert!(lexicon.countries.len() > 200);
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let (mut countries, peoples) = (countries::read(files)?, peoples::read(files)?);
        for language in Lang::ALL {
            nationalities::read_into(files, language, &mut countries)?;
        }
        let mut out = Self { countries, peoples, actors: entries::read(files)?, ..Self::default() };
        out.add_states();
        out.add_actors();
        for (name, country) in localities::read(files)? {
            out.add_name(&name, NameUse::Locality(country));
        }
        for language in Lang::ALL {
            let table = roles::read(files, language)?;
            out.roles[place(language)] = RoleIndex::new(table, &mut out.vocabulary);
        }
        for language in Lang::ALL {
            let classes = &mut out.classes[place(language)];
            for (word, of) in wording::read(files, language)? {
                let id = out.vocabulary.intern(&word);
                classes.resize(classes.len().max(id.get() + 1), Classes::default());
                classes[id.get()] = of;
            }
        }
        Ok(out)
    }

    fn add_states(&mut self) {
        let mut all: Vec<(SmolStr, NameUse)> = Vec::new();
        for (at, c) in self.countries.iter().enumerate() {
            let each = |names: &[SmolStr], stands_for: NameUse| {
                names.iter().map(|n| (n.clone(), stands_for)).collect::<Vec<_>>()
            };
            all.push((c.name.clone(), NameUse::Country(at)));
            all.extend(each(&c.names, NameUse::Country(at)));
            all.extend(each(&c.capitals, NameUse::Capital(at)));
            all.extend(c.seats.iter().enumerate().map(|(seat, (n, _))| (n.clone(), NameUse::Seat(at, seat))));
            all.extend(each(&c.demonyms, NameUse::Demonym(at)));
            all.extend(each(&c.adjectives, NameUse::Adjective(at)));
        }
        for (at, people) in self.peoples.iter().enumerate() {
            all.extend(people.demonyms.iter().map(|n| (n.clone(), NameUse::PeopleNoun(at))));
            all.extend(people.adjectives.iter().map(|n| (n.clone(), NameUse::PeopleAdjective(at))));
        }
        for (name, stands_for) in all {
            self.add_name(&name, stands_for);
        }
    }

    fn add_actors(&mut self) {
        for at in 0..self.actors.len() {
            let actor = self.actors[at].clone();
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                self.add_name(name, NameUse::Actor(at));
                if actor.kind == ActorKind::Person {
                    self.add_person(name, at);
                }
            }
            for office in actor.offices.iter().filter(|o| o.role.contains(" of ") || o.country.is_none()) {
                if !office.role.is_empty() {
                    self.by_title.entry(fold(&office.role)).or_default().push(at as u32);
                }
            }
            for office in &actor.offices {
                if let Some(country) = office.country.filter(|_| !office.role.is_empty()) {
                    let holders = self.by_office.entry((country, office.role.clone())).or_default();
                    if !holders.contains(&(at as u32)) {
                        holders.push(at as u32);
                    }
                }
            }
        }
    }

    fn add_name(&mut self, name: &str, stands_for: NameUse) {
        // French models part "l'EI" and "Côte d'Ivoire" at the apostrophe, English ones do not.
        if let Some((before, after)) = name.split_once("d'").or_else(|| name.split_once("l'"))
            && (before.is_empty() || before.ends_with(' '))
            && after.chars().next().is_some_and(char::is_alphabetic)
        {
            let letter = &name[before.len()..before.len() + 1];
            self.add_one(&format!("{before}{letter} {after}"), stands_for);
        }
        self.add_one(name, stands_for);
    }

    fn add_one(&mut self, name: &str, stands_for: NameUse) {
        let written: Vec<SmolStr> = words(name).into_iter().map(SmolStr::new).collect();
        let folded: Vec<WordId> =
            written.iter().map(|w| fold(w)).filter(|w| !w.is_empty()).map(|w| self.vocabulary.intern(&w)).collect();
        let Some(first) = folded.first().filter(|_| folded.len() == written.len()) else { return };
        if self.by_first.len() <= first.get() {
            self.by_first.resize(first.get() + 1, Vec::new());
        }
        let second = folded.get(1).copied().unwrap_or(WordId::UNKNOWN);
        self.by_first[first.get()].push((second, self.names.len() as u32));
        self.names.push(Name { words: folded, written, stands_for });
    }

    fn add_person(&mut self, name: &str, at: usize) {
        let folded: Vec<String> = words(name).into_iter().map(fold).collect();
        if let Some(last) = folded.last().filter(|w| folded.len() > 1 && w.len() > 2) {
            let last = self.vocabulary.intern(last);
            let holders = self.by_surname.entry(last.0).or_default();
            if !holders.contains(&(at as u32)) {
                holders.push(at as u32);
            }
        }
        self.spellings.add(folded.iter().filter_map(|w| Key::of(w)).collect(), at as u32);
    }

    /// The number of a folded word.
    pub fn word(&self, folded: &str) -> WordId {
        self.vocabulary.get(folded)
    }

    /// What a word can do in a language.
    pub fn classes(&self, language: Lang, word: WordId) -> Classes {
        self.classes[place(language)].get(word.get()).copied().unwrap_or_default()
    }

    /// The country of a state, capital or town by its whole name; `None` when the tables do not hold it.
    ///
    /// ```
    /// let lexicon = masudi_lexicon::actors::ActorLexicon::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
    /// assert_eq!(lexicon.country_of_place("NAIROBI").unwrap().as_str(), "KEN");
    /// ```
    pub fn country_of_place(&self, name: &str) -> Option<Iso3> {
        let ids: Vec<WordId> = words(name).into_iter().map(|w| self.word(&fold(w))).collect();
        let whole = self.names_from(*ids.first()?).filter(|n| n.words == ids);
        whole.map(|n| n.stands_for).find_map(|meant| match meant {
            NameUse::Country(i) | NameUse::Capital(i) => Some(self.countries[i].iso3),
            NameUse::Locality(country) => Some(country),
            _ => None,
        })
    }

    /// The names that begin with a word.
    pub fn names_from(&self, first: WordId) -> impl Iterator<Item = &Name> {
        self.by_first.get(first.get()).into_iter().flatten().map(|&(_, i)| &self.names[i as usize])
    }

    /// The names that begin with the one word, or with both.
    pub fn names_with(&self, first: WordId, second: WordId) -> impl Iterator<Item = &Name> {
        let all = self.by_first.get(first.get()).map_or(&[][..], Vec::as_slice);
        let fits = move |s: WordId| s == WordId::UNKNOWN || s == second;
        all.iter().filter(move |(s, _)| fits(*s)).map(|&(_, i)| &self.names[i as usize])
    }

    /// The persons whose names can be spelt so.
    pub fn spellings(&self) -> &Spellings {
        &self.spellings
    }

    /// Persons whose full name can be spelt as these folded words are.
    pub fn persons_spelt<'a>(&self, words: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let keys: Vec<Key> = words.filter_map(Key::of).collect();
        self.spellings.find(&keys.iter().collect::<Vec<_>>())
    }

    /// The one person in office on the day whose last name this is, before all others one of the country that is spoken of, in
    /// office or before; `None` when there is none or it is not clear.
    pub fn surname(&self, word: WordId, on: Option<Civil>, home: Option<Iso3>) -> Option<usize> {
        let all = self.by_surname.get(&word.0)?;
        let office = |i: usize| self.actors[i].office_on(on).or(self.actors[i].latest(on));
        let begun = |o: &Office| on.is_none_or(|day| o.from.is_none_or(|from| from <= day));
        let of_home = all.iter().map(|&i| i as usize).filter(|&i| {
            home.is_some() && office(i).is_some_and(|o| o.country == home && o.sector == "GOV" && begun(o))
        });
        // Who is in office goes before who left it last.
        let at_home = of_home.max_by_key(|&i| (self.actors[i].office_on(on).is_some(), office(i).and_then(|o| o.to)));
        if at_home.is_some() {
            return at_home;
        }
        let held = |rank: fn(&str) -> bool| -> Vec<usize> {
            let all = all.iter().map(|&i| i as usize);
            all.filter(|&i| self.actors[i].office_on(on).is_some_and(|o| rank(&o.role))).collect()
        };
        let first = |role: &str| role == "President" || role == "Prime Minister" || role == "Supreme Leader";
        match (held(first), held(|_| true)) {
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

    /// Who holds an office of an organisation on the day ("secretary general" of the United Nations).
    pub fn officer(&self, role: &str, body: usize, on: Option<Civil>) -> Option<usize> {
        on?;
        let name = fold(&self.actors[body].name);
        let title = |the: &str| format!("{role} of {the}{name}");
        let all = self.by_title.get(&title("the ")).or_else(|| self.by_title.get(&title("")))?;
        let holds = |i: &&u32| {
            let fits = |o: &super::Office| o.holds(on) && fold(&o.role).starts_with(role);
            self.actors[**i as usize].offices.iter().any(fits)
        };
        all.iter().find(holds).map(|&i| i as usize)
    }

    /// The role nouns of a language.
    pub fn roles(&self, language: Lang) -> &RoleIndex {
        &self.roles[place(language)]
    }

    /// The role that a folded phrase names.
    pub fn role(&self, language: Lang, phrase: &str) -> Option<&Role> {
        let words: Vec<WordId> = phrase.split(' ').map(|w| self.word(w)).collect();
        self.roles(language).exact(&words)
    }
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
