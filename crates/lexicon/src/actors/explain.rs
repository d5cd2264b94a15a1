//! Why a name means whom it means: entries, spelling rule, offices on a date.

use super::spelling::{fold, words};
use super::{ActorLexicon, NameUse, Office, WordId};
use masudi_doc::{Civil, SmolStr};

/// One entry that a name matches.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Identifier, or the country's code.
    pub id: SmolStr,
    /// Canonical name.
    pub name: SmolStr,
    /// How the spelling met it.
    pub rule: &'static str,
    /// Offices held on the date; empty for states.
    pub offices: Vec<Office>,
    /// Who belongs to it on the date: identifiers or codes of countries; empty for persons.
    pub members: Vec<SmolStr>,
}

impl ActorLexicon {
    /// All entries that `name` matches, exact spellings first.
    pub fn explain(&self, name: &str, on: Option<Civil>) -> Vec<Explanation> {
        let folded: Vec<String> = words(name).into_iter().map(fold).collect();
        let ids: Vec<WordId> = folded.iter().map(|w| self.word(w)).collect();
        let Some(&first) = ids.first() else { return Vec::new() };
        let mut out: Vec<Explanation> = Vec::new();
        let mut add = |e: Explanation| {
            if !out.iter().any(|o| o.id == e.id) {
                out.push(e);
            }
        };
        for hit in self.names_from(first).filter(|n| n.words == ids) {
            let (country, rule) = match &hit.stands_for {
                NameUse::Actor(i) => {
                    add(self.explain_actor(*i, "name or alias", on));
                    continue;
                }
                NameUse::Country(i) => (i, "name of a state"),
                NameUse::Capital(i) => (i, "capital"),
                NameUse::Seat(i, _) => (i, "seat of government"),
                NameUse::Adjective(i) => (i, "adjective of nationality"),
                NameUse::Demonym(i) => (i, "name of a people"),
                NameUse::PeopleAdjective(i) | NameUse::PeopleNoun(i) => {
                    let (people, rule) = (&self.peoples[*i], "people of several states; the text decides which");
                    let id = people.countries.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(";");
                    add(Explanation {
                        id: id.into(),
                        name: people.name.clone(),
                        rule,
                        offices: Vec::new(),
                        members: Vec::new(),
                    });
                    continue;
                }
                NameUse::Locality(country) => {
                    let (id, rule) = (country.as_str().into(), "place, which acts for nobody");
                    add(Explanation { id, name: name.into(), rule, offices: Vec::new(), members: Vec::new() });
                    continue;
                }
            };
            let c = &self.countries[*country];
            add(Explanation {
                id: c.iso3.as_str().into(),
                name: c.name.clone(),
                rule,
                offices: Vec::new(),
                members: Vec::new(),
            });
        }
        for i in self.persons_spelt(folded.iter().map(String::as_str)) {
            add(self.explain_actor(i, "another spelling of the same name", on));
        }
        if let Some(i) = self.surname(first, on, None).filter(|_| folded.len() == 1) {
            add(self.explain_actor(i, "last name of one person in office", on));
        }
        out
    }

    fn explain_actor(&self, at: usize, rule: &'static str, on: Option<Civil>) -> Explanation {
        let actor = &self.actors[at];
        let offices = actor.offices.iter().filter(|o| o.holds(on)).cloned().collect();
        let members = actor.members.iter().filter(|m| m.holds(on)).map(|m| m.who.clone()).collect();
        Explanation { id: actor.id.clone(), name: actor.name.clone(), rule, offices, members }
    }
}
