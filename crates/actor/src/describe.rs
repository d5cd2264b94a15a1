//! Descriptions: role nouns with the nationality that their modifiers give, or the entity they refer back to.

use crate::entity_store::entity;
use crate::phrase::{extent, is_hyphenated, is_plural, modifies};
use crate::resolver::Pass;
use masudi_doc::{ActorKind, EntityIdx, Iso3, RefForm, SmolStr, TokenIdx, TokenSpan, tree};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{NameUse, Role, RoleKind};

/// What the modifiers of a noun say.
#[derive(Default)]
pub(crate) struct Modifiers {
    pub country: Option<Iso3>,
    /// A named body or person it belongs to.
    pub owner: Option<EntityIdx>,
    /// A role noun that specifies it ("rebel forces").
    pub role: Option<SmolStr>,
    pub former: bool,
    /// Where it is, which is no nationality of soldiers.
    pub located: Option<Iso3>,
    /// States it is named with that are not its own ("US-backed").
    pub not: Vec<Iso3>,
}

impl Pass<'_> {
    /// The role that a noun names, with the phrase that names it: the longest that ends, or begins, at the noun.
    pub(crate) fn role_at(&self, at: TokenIdx) -> Option<(&Role, TokenSpan)> {
        let doc = self.doc;
        let sentence = doc.sentence(doc.sentence_of(at));
        let phrase = |start: u32, end: u32| {
            let words = (start..end).map(TokenIdx).filter(|&t| doc.word(t) != "-").map(|t| fold(doc.word(t)));
            words.collect::<Vec<_>>().join(" ")
        };
        let lookup = |start: u32, end: u32| {
            self.lexicon.role(doc.language(), &phrase(start, end)).map(|r| (r, TokenSpan { start, end }))
        };
        let after = |n: u32| at.0 + 1 + n <= sentence.end && doc.word(TokenIdx(at.0 + 1)) == "of";
        let forward = (2..4).rev().filter(|&n| after(n)).find_map(|n| lookup(at.0, at.0 + 1 + n));
        let backward = (0..4)
            .rev()
            .filter_map(|n| at.0.checked_sub(n))
            .filter(|&s| s >= sentence.start && doc.word(TokenIdx(s)) != "-");
        forward.or_else(|| { backward }.find_map(|start| lookup(start, at.0 + 1))).or_else(|| {
            let lemma = self.lexicon.role(doc.language(), &fold(doc.lemma(at)))?;
            Some((lemma, TokenSpan { start: at.0, end: at.0 + 1 }))
        })
    }

    /// Nationality, owner and specifying role from the noun's left modifiers and its "of", "from", "in" phrases.
    pub(crate) fn modifiers(&self, at: TokenIdx) -> Modifiers {
        let doc = self.doc;
        let mut out = Modifiers::default();
        let mut open: Vec<TokenIdx> = doc.children(at).to_vec();
        let mut depth = 0;
        while let Some(child) = open.pop().filter(|_| depth < 24) {
            depth += 1;
            let dep = doc.dep(child);
            if child > at {
                let place = matches!(doc.word(child), "of" | "from" | "in" | "for");
                let object = tree::child(doc, child, &["pobj"]).filter(|_| dep == "prep" && place);
                if let Some(object) = object {
                    let stated = out.country;
                    self.modifier(object, &mut out, false);
                    if doc.word(child) == "in" && stated.is_none() {
                        out.located = out.country.take();
                    }
                    if let Some((role, _)) = self.role_at(object).filter(|_| doc.word(child) == "of") {
                        out.role.get_or_insert(role.sector.clone());
                    }
                }
                continue;
            }
            if !matches!(dep, "amod" | "compound" | "nmod" | "poss" | "npadvmod") {
                continue;
            }
            if matches!(fold(doc.word(child)).as_str(), "former" | "ex" | "late" | "deposed" | "ousted") {
                out.former = true;
            }
            self.modifier(child, &mut out, true);
            if dep != "poss" && self.hit_of[child.get()].is_none() {
                open.extend(doc.children(child));
            }
        }
        out
    }

    fn modifier(&self, child: TokenIdx, out: &mut Modifiers, left: bool) {
        if let Some(hit) = self.hit_of[child.get()].map(|i| &self.hits[i]) {
            if is_hyphenated(self.doc, hit.tokens) {
                out.not.extend(self.country_of(&hit.stands_for));
                out.role = out.role.take().or_else(|| self.against(hit.tokens.start));
                return;
            }
            match &hit.stands_for {
                NameUse::Country(i)
                | NameUse::Capital(i)
                | NameUse::Seat(i, _)
                | NameUse::Adjective(i)
                | NameUse::Demonym(i) => {
                    let _ = out.country.get_or_insert(self.lexicon.countries[*i].iso3);
                }
                NameUse::Actor(i) if left || self.store.find(&self.lexicon.actors[*i].id).is_some() => {
                    out.owner = out.owner.or(self.store.find(&self.lexicon.actors[*i].id));
                }
                NameUse::Actor(i) => {
                    let office = self.lexicon.actors[*i].office_on(self.on);
                    out.country = out.country.or(office.and_then(|o| o.country));
                    out.role = out.role.take().or_else(|| office.map(|o| o.sector.clone()));
                }
            }
        } else if is_hyphenated(self.doc, TokenSpan { start: child.0, end: child.0 + 1 }) {
            out.role = out.role.take().or_else(|| self.against(child.0));
        } else if let Some(found) = self.store.at(child) {
            out.owner = out.owner.or(Some(found));
        } else if let Some(found) = self.store.find(&format!("last:{}", fold(self.doc.word(child)))) {
            out.owner = out.owner.or(Some(found));
        } else if let Some((role, _)) = self.role_at(child).filter(|_| left) {
            out.role.get_or_insert(role.sector.clone());
        }
    }

    fn country_of(&self, name: &NameUse) -> Option<Iso3> {
        match name {
            NameUse::Country(i) | NameUse::Capital(i) | NameUse::Adjective(i) | NameUse::Demonym(i) => {
                Some(self.lexicon.countries[*i].iso3)
            }
            _ => None,
        }
    }

    /// "anti-government forces" are armed opposition.
    fn against(&self, at: u32) -> Option<SmolStr> {
        let prefix = at.checked_sub(2).map(|i| self.doc.word(TokenIdx(i)))?;
        prefix.eq_ignore_ascii_case("anti").then(|| SmolStr::new_static("REB"))
    }

    /// Country, sector and phrase of a role noun, without a reference.
    pub(crate) fn role_of(&self, at: TokenIdx) -> Option<(Option<Iso3>, SmolStr, String)> {
        let (role, span) = self.role_at(at)?;
        let found = self.modifiers(at);
        let owner = found.owner.map(|o| self.store.get(o));
        let country = found.country.or(owner.and_then(|o| o.country));
        let sector = self.sector(role, span, &found);
        Some((country, sector, self.doc.words(span).to_owned()))
    }

    fn sector(&self, role: &Role, span: TokenSpan, found: &Modifiers) -> SmolStr {
        let owner = found.owner.map(|o| self.store.get(o));
        let generic = role.borrows
            || (span.len() == 1 && matches!(role.sector.as_str(), "MIL" | "REB") && role.kind == RoleKind::Force);
        if found.former && role.kind == RoleKind::Person && role.sector == "GOV" {
            return "ELI".into();
        }
        if let Some(sector) = found.role.clone().filter(|s| generic && s != "CVL") {
            return if generic && !role.borrows && sector == "GOV" { role.sector.clone() } else { sector };
        }
        let takes = |kind| role.borrows || matches!(kind, ActorKind::ArmedGroup | ActorKind::Party);
        match owner
            .filter(|o| (generic || role.kind == RoleKind::Person) && takes(o.kind))
            .and_then(|o| o.sector.clone())
        {
            Some(sector) => sector,
            None => role.sector.clone(),
        }
    }

    /// Makes a reference for a role noun; says whether it did.
    pub(crate) fn describe(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let Some((role, span)) = self.role_at(at) else { return self.refers_back(at) };
        let (role, inside) = (role.clone(), modifies(doc, at));
        if inside && (self.role_at(self.outermost(at)).is_some() || doc.entity_at(at).is_some()) {
            return true;
        }
        // Titles before a name, adjectives and weapons before an event ("drone attack") are nobody of their own.
        let outer = self.outermost(at);
        let title = inside && self.hit_of[outer.get()].is_some();
        let thing = inside && (doc.pos(at) == masudi_doc::Upos::Adj || (role.sector == "MIL" && span.len() == 1));
        let army = matches!(doc.lemma(at), "army" | "military" | "navy" | "coalition");
        if title || (thing && !army) {
            return true;
        }
        let tokens = if inside { span } else { extent(doc, at, span) };
        let form = if inside { RefForm::Adjective } else { RefForm::Description };
        let person = (doc.dep(at) == "appos").then(|| self.store.at(doc.head(at))).flatten();
        if let Some(person) = person.filter(|&p| self.store.get(p).kind == ActorKind::Person && !is_plural(doc, at)) {
            self.store.refer(tokens, at, person, form);
            return true;
        }
        let found = self.modifiers(at);
        let bare = found.country.is_none() && found.owner.is_none() && found.role.is_none();
        if bare && self.refers_back(at) {
            return true;
        }
        let owner = found.owner.map(|o| self.store.get(o).clone());
        let stated = found.country.or(owner.as_ref().and_then(|o| o.country));
        let again = bare.then(|| self.store.last_stated(&role.forms[0])).flatten();
        if let Some(again) = again.filter(|&e| role.office.is_none() && self.store.is_plural(e) == is_plural(doc, at)) {
            self.store.refer(tokens, at, again, form);
            return true;
        }
        let holder = role.office.as_deref().filter(|_| !is_plural(doc, at) && !found.former).and_then(|office| {
            if bare && self.store.find(&format!("office:{office}")).is_some() {
                return self.store.find(&format!("office:{office}"));
            }
            let country = stated.or(self.dominant)?;
            self.lexicon.holder(country, office, self.on).map(|i| self.known(i, false))
        });
        if let Some(holder) = holder {
            self.store.refer(tokens, at, holder, form);
            return true;
        }
        let sector = self.sector(&role, span, &found);
        let abroad = matches!(sector.as_str(), "IGO" | "NGO") || matches!(doc.lemma(at), "coalition" | "alliance");
        let backed = tokens.iter().any(|t| matches!(doc.word(t), "foreign" | "international"));
        let group = owner.as_ref().is_some_and(|o| o.kind == ActorKind::ArmedGroup);
        let located = found.located.filter(|_| sector != "MIL");
        let local = matches!(sector.as_str(), "REB" | "CVL" | "REF" | "UAF" | "CRM" | "MED" | "AGR");
        let weak = (if local { self.scene } else { self.dominant })
            .filter(|c| !abroad && !backed && !group && !found.not.contains(c));
        let country = stated.or(located).or(weak);
        let plural = is_plural(doc, at);
        let because = match (&owner, found.country, country) {
            (_, Some(c), _) => format!("{} of {c}", doc.words(span)),
            (Some(o), _, _) => format!("{} of {}", doc.words(span), o.name),
            (None, None, Some(c)) => format!("{}; {c} is the document's main country (weak)", doc.words(span)),
            _ => format!("{}, nationality unknown", doc.words(span)),
        };
        let iso = country.as_ref().map_or("", Iso3::as_str);
        let whose = owner.as_ref().map_or("", |o| o.name.as_str());
        let key = format!("role:{}:{iso}:{sector}:{whose}:{plural}", role.forms[0]);
        let made = self
            .store
            .entity(key.into(), plural, || entity(doc.words(tokens), ActorKind::Role, country, Some(&sector), because));
        if stated.is_some() {
            self.store.stated(&role.forms[0], made);
        }
        self.store.refer(tokens, at, made, form);
        true
    }

    /// "the group", "the country", "both leaders", "the two countries": what was named before.
    fn refers_back(&mut self, at: TokenIdx) -> bool {
        let doc = self.doc;
        let definite = doc.children(at).iter().any(|&c| {
            matches!(
                doc.word(c).to_lowercase().as_str(),
                "the" | "this" | "these" | "those" | "that" | "both" | "two" | "three" | "four"
            )
        });
        let word = fold(doc.word(at));
        let kinds: &[ActorKind] = match word.as_str() {
            "group" | "groups" | "organisation" | "organization" | "movement" | "militia" | "faction" | "factions"
            | "militants" | "outfit" => &[ActorKind::ArmedGroup, ActorKind::Party, ActorKind::Role],
            "country" | "countries" | "nation" | "nations" | "neighbours" | "neighbors" => &[ActorKind::State],
            "leaders" | "men" | "presidents" | "ministers" | "pair" => &[ActorKind::Person],
            "sides" | "two" | "parties" => &[ActorKind::State, ActorKind::Person, ActorKind::ArmedGroup],
            "party" | "bloc" | "alliance" | "coalition" => &[ActorKind::Party, ActorKind::Coalition],
            _ => return false,
        };
        if !definite || modifies(doc, at) {
            return false;
        }
        let sentence = doc.sentence_of(at).0;
        let mut members: Vec<EntityIdx> = Vec::new();
        let number = |t: TokenIdx| match doc.word(t).to_lowercase().as_str() {
            "both" | "two" | "pair" => Some(2),
            "three" | "trio" => Some(3),
            "four" => Some(4),
            _ => None,
        };
        let many = doc.children(at).iter().find_map(|&c| number(c)).or(number(at));
        for r in self.store.refs().iter().rev().filter(|r| doc.sentence_of(r.head).0 + 3 >= sentence) {
            let e = self.store.get(r.entity);
            let armed = e.kind != ActorKind::Role || matches!(e.sector.as_deref(), Some("REB" | "UAF" | "PRM"));
            if kinds.contains(&e.kind) && armed && !members.contains(&r.entity) {
                members.push(r.entity);
            }
        }
        let core = TokenSpan { start: at.0, end: at.0 + 1 };
        let tokens = extent(doc, at, core);
        if let Some(many) = many.filter(|&n| members.len() >= n) {
            members.truncate(many);
            members.sort();
            let names: Vec<&str> = members.iter().map(|&m| self.store.get(m).name.as_str()).collect();
            let same = |f: fn(&masudi_doc::ActorEntity) -> Option<SmolStr>| {
                let first = f(self.store.get(members[0]));
                first.filter(|v| members.iter().all(|&m| f(self.store.get(m)).as_ref() == Some(v)))
            };
            let sector = same(|e| e.sector.clone());
            let country = same(|e| e.country.map(|c| c.as_str().into())).and_then(|c| Iso3::new(&c));
            let name = names.join(" and ");
            let made = self.store.entity(format!("both:{name}").into(), true, || {
                let mut e =
                    entity(&name, ActorKind::Role, country, sector.as_deref(), format!("refers back to {name}"));
                e.members = members;
                e
            });
            self.store.refer(tokens, at, made, RefForm::Description);
            return true;
        }
        match members
            .first()
            .copied()
            .filter(|_| many.is_none() && !matches!(word.as_str(), "leaders" | "men" | "countries" | "nations"))
        {
            Some(one) if self.store.is_plural(one) == is_plural(doc, at) => {
                self.store.refer(tokens, at, one, RefForm::Description);
                true
            }
            _ => false,
        }
    }
}
