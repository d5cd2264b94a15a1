//! Propositions of verbs and predicative adjectives, from what stands in their own clause.
//!
//! Passives are undone; participles and relative clauses take the noun they modify. What comes from other clauses is
//! the business of [`control`](crate::control).

use crate::lower::{Lower, lower};
use crate::proposition::{Kind, Proposition, fill_prepositions, with_conjuncts};
use masudi_doc::tree::{child, children_with, subtree_span};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::frames::Frames;
use smol_str::{SmolStr, format_smolstr};

const RELATIVE: [&str; 4] = ["who", "which", "that", "whom"];
/// Labels of entities that do nothing.
const MEASURES: [&str; 7] = ["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"];

/// Whether the verb stands in the passive voice.
pub(crate) fn is_passive(doc: &Doc, verb: TokenIdx) -> bool {
    let past =
        doc.tag(verb) == "VBD" && (child(doc, verb, &["nsubjpass", "agent"]).is_some() || caused(doc, verb).is_some());
    if doc.tag(verb) != "VBN" && !past {
        return false;
    }
    let has = |labels: &[&str]| child(doc, verb, labels).is_some();
    caused(doc, verb).is_some()
        || has(&["auxpass", "nsubjpass", "agent"])
        || (doc.tag(verb) == "VBN" && !has(&["aux", "dobj"]) && doers(doc, verb).next().is_some())
        || (matches!(doc.dep(verb), "acl" | "amod") && !has(&["dobj"]))
        || (doc.dep(verb) == "conj" && !has(&["aux", "nsubj"]) && !has(&["dobj"]) && is_passive(doc, doc.head(verb)))
        || (doc.dep(verb) == "advcl" && !has(&["dobj", "aux", "nsubj"]))
}

/// The verb that has another's deed done: "had" above "his deputy arrested", "wants" above "the governor removed".
fn caused(doc: &Doc, verb: TokenIdx) -> Option<TokenIdx> {
    let above = doc.head(verb);
    let causes = matches!(doc.lemma(above), "have" | "get" | "want" | "order" | "see");
    let between = child(doc, verb, &["nsubj"]).is_some_and(|subject| above < subject && subject < verb);
    let bare = child(doc, verb, &["aux", "auxpass", "dobj", "mark"]).is_none();
    (doc.dep(verb) == "ccomp" && causes && between && bare && matches!(doc.tag(verb), "VBN" | "VBD")).then_some(above)
}

/// Who has a deed done: "the king" of "the king had his uncle arrested".
fn causers(doc: &Doc, verb: TokenIdx) -> Vec<TokenIdx> {
    let held = |noun: TokenIdx| Some(doc.head(noun)).filter(|_| doc.dep(noun) == "dobj" && noun < verb);
    let above = if doc.dep(verb) == "acl" { held(doc.head(verb)) } else { caused(doc, verb) };
    let Some(mut above) = above.filter(|v| matches!(doc.lemma(*v), "have" | "get" | "order")) else {
        return Vec::new();
    };
    while doc.dep(above) == "conj" && child(doc, above, &["nsubj"]).is_none() {
        above = doc.head(above);
    }
    let subject = child(doc, above, &["nsubj"]).map(|s| {
        if RELATIVE.contains(&&*lower(doc.word(s))) && doc.dep(above) == "relcl" { doc.head(above) } else { s }
    });
    subject.map(|s| with_conjuncts(doc, s).collect()).unwrap_or_default()
}

/// The by-phrase of a participle, as the parser marks it ("agent") or not ("prep"), where it can name who acts: no
/// measure, no time and no clause.
fn doers(doc: &Doc, verb: TokenIdx) -> impl Iterator<Item = TokenIdx> + '_ {
    children_with(doc, verb, &["agent", "prep"])
        .filter(|by| doc.word(*by).eq_ignore_ascii_case("by"))
        .flat_map(|by| children_with(doc, by, &["pobj"]))
        .filter(|object| matches!(doc.pos(*object), Upos::Noun | Upos::Propn | Upos::Pron))
        .filter(|object| !doc.entity_at(*object).is_some_and(|e| MEASURES.contains(&e.label.as_str())))
}

/// "The army has since seized control": the parser may take the participle for an adjective of what follows.
pub(crate) fn is_perfect_misread(doc: &Doc, verb: TokenIdx) -> bool {
    perfect_misread(doc, verb).is_some()
}

/// "The founder, who is in prison, called on the group": the parser takes the verb for a participle, though one that has its
/// object behind a preposition only has none to lose.
fn is_finite_misread(doc: &Doc, verb: TokenIdx, lemmas: &[SmolStr], frames: &Frames) -> bool {
    doc.dep(verb) == "acl"
        && doc.tag(verb).starts_with("VB")
        && doc.tag(verb) != "VBG"
        && doc.tag(verb) != "VB"
        && lemmas.iter().any(|lemma| frames.is_of_class("addressing", lemma))
        && child(doc, verb, &["dobj", "agent", "oprd", "aux"]).is_none()
}

/// The "have" of a participle that the parser took for an adjective.
fn perfect_misread(doc: &Doc, verb: TokenIdx) -> Option<TokenIdx> {
    let (since, have) = (verb.0.checked_sub(1).map(TokenIdx)?, verb.0.checked_sub(2).map(TokenIdx)?);
    let misread = doc.tag(verb) == "VBN" && doc.dep(verb) == "amod" && doc.word(since).eq_ignore_ascii_case("since");
    (misread && doc.lemma(have) == "have").then_some(have)
}

/// Whether a quotation opens between two words, with no comma before it.
fn opens_quotation(doc: &Doc, from: TokenIdx, to: TokenIdx) -> bool {
    let mut between = (from.0 + 1..to.0).map(TokenIdx).map(|t| doc.tag(t));
    between.clone().any(|tag| tag == "``") && !between.any(|tag| tag == ",")
}

/// The proposition of one verb, with what stands in its own clause.
pub(crate) fn proposition(doc: &Doc, verb: TokenIdx, frames: &Frames) -> Proposition {
    let (lemmas, bound) = keys(doc, verb, frames);
    let finite = is_finite_misread(doc, verb, &lemmas, frames);
    // "abided by the truce" is no passive, whatever the parser makes of "by".
    let passive = is_passive(doc, verb) && !finite && !lemmas.iter().any(|lemma| lemma.ends_with(" by"));
    let mut out = Proposition::new(verb, Kind::Verb, lemmas);
    out.particle = children_with(doc, verb, &["prt"]).next();
    let noun = matches!(doc.dep(verb), "acl" | "relcl" | "amod").then(|| modified(doc, verb, frames));
    let mut object = false;
    for &c in doc.children(verb) {
        let relative = noun.filter(|_| RELATIVE.contains(&&*lower(doc.word(c))));
        let role = match doc.dep(c) {
            // "Town bombed by army": a headline's participle, which the parser gives a plain subject.
            "nsubj" if passive => "patient",
            "nsubj" | "csubj" => "agent",
            "nsubjpass" | "csubjpass" => "patient",
            "dobj" | "obj" if is_inverted(doc, verb, c) => "agent",
            "dobj" | "obj" => {
                object = true;
                // "holds the council responsible", "called the offer "a bone for a dog"": what the parser takes for the
                // object's own
                let own = |a: &TokenIdx| *a > c && (doc.dep(*a) == "amod" || opens_quotation(doc, c, *a));
                let behind: Vec<TokenIdx> = children_with(doc, c, &["amod", "appos"]).filter(own).collect();
                behind.into_iter().for_each(|word| out.fill("as", word));
                "patient"
            }
            "dative" if child(doc, c, &["pobj"]).is_none() => "to",
            "ccomp" if is_apart(doc, c) => continue,
            "ccomp" | "xcomp" => "clause",
            "attr" | "oprd" => "as",
            _ => continue,
        };
        match relative {
            Some(noun) => out.fill(role, noun),
            None => with_conjuncts(doc, c).for_each(|head| out.fill(role, head)),
        }
        if role == "clause" && is_question(doc, c) {
            out.fill("question", c);
        }
        if role == "clause" && doc.tag(c) == "VB" && children_with(doc, c, &["aux"]).any(|a| doc.tag(a) == "TO") {
            out.fill("infinitive", c);
        }
    }
    if passive {
        for head in doers(doc, verb).flat_map(|c| with_conjuncts(doc, c)) {
            out.fill("agent", head);
        }
        if out.fillers("agent").next().is_none() {
            causers(doc, verb).into_iter().for_each(|head| out.fill("agent", head));
        }
    }
    gerund_roles(doc, verb, &mut out);
    if let Some(have) = perfect_misread(doc, verb) {
        let subjects = children_with(doc, have, &["nsubj"]).flat_map(|s| with_conjuncts(doc, s));
        subjects.for_each(|head| out.fill("agent", head));
        with_conjuncts(doc, doc.head(verb)).for_each(|head| out.fill("patient", head));
        fill_prepositions(doc, doc.head(verb), &mut out);
        return out;
    }
    fill_prepositions(doc, verb, &mut out);
    for adverb in directions(doc, verb) {
        fill_prepositions(doc, adverb, &mut out);
    }
    if !object && !passive {
        for head in bound.into_iter().flat_map(|c| with_conjuncts(doc, c)) {
            out.fill("patient", head);
        }
    }
    // "said that X left and that Y must follow": all that was said.
    let verbal = |c: &TokenIdx| matches!(doc.pos(*c), Upos::Verb | Upos::Aux);
    let said: Vec<TokenIdx> = children_with(doc, verb, &["ccomp"])
        .chain(is_parenthesis(doc, verb).then(|| doc.head(verb)))
        .flat_map(|c| std::iter::once(c).chain(children_with(doc, c, &["conj"]).filter(verbal)))
        .filter(|c| !is_apart(doc, *c))
        .collect();
    for &clause in &said {
        out.fill("clause", clause);
    }
    for clause in said {
        for subject in children_with(doc, clause, &["nsubj", "nsubjpass"]).flat_map(|c| with_conjuncts(doc, c)) {
            out.fill("clause-subject", subject);
        }
        // "let the inspectors in", "allowed them to enter", "accept refugees fleeing the war": whom the subordinate verb names
        // as subject is acted upon.
        // "found the general guilty", "held the other side responsible": a clause without a verb.
        let verbless = doc.pos(clause) == Upos::Adj && child(doc, clause, &["mark", "cop"]).is_none() && clause > verb;
        let participle = doc.tag(clause) == "VBG" && child(doc, clause, &["aux", "mark"]).is_none() && !passive;
        if participle || verbless || (doc.tag(clause) == "VB" && out.is_one_of(&frames.operators.object_control)) {
            for subject in children_with(doc, clause, &["nsubj"]).flat_map(|c| with_conjuncts(doc, c)) {
                out.fill("patient", subject);
            }
        }
    }
    // "called for the vote to be repeated": what was called for, and of whom.
    for asked in children_with(doc, verb, &["advcl"]).filter(|c| *c > verb && is_asked_for(doc, *c)) {
        out.fill("for", asked);
        for subject in children_with(doc, asked, &["nsubj", "nsubjpass"]).flat_map(|c| with_conjuncts(doc, c)) {
            out.fill("clause-subject", subject);
        }
    }
    if out.fillers("agent").next().is_none() && !passive {
        for head in misread_subject(doc, verb) {
            out.fill("agent", head);
        }
    }
    if let Some(noun) = noun {
        let own_subject = child(doc, verb, &["nsubj", "nsubjpass"]).is_some();
        match (doc.dep(verb), passive) {
            (_, true) if !own_subject => out.fill("patient", noun),
            ("relcl", _)
                if own_subject
                    && !object
                    && out.fillers("patient").next().is_none()
                    && !children_with(doc, verb, &["advmod"]).any(|c| doc.tag(c) == "WRB") =>
            {
                out.fill("patient", noun);
            }
            // Whose decision it is "to leave" is the business of control.
            ("acl" | "amod", false)
                if !own_subject && doc.tag(verb) != "VB" && out.fillers("agent").next().is_none() =>
            {
                out.fill("agent", noun);
            }
            _ => {}
        }
    }
    out
}

/// Whether a clause asks: "where the army was", "whether he knew".
fn is_question(doc: &Doc, clause: TokenIdx) -> bool {
    let words = subtree_span(doc, clause);
    let first = words.iter().find(|t| doc.pos(*t) != Upos::Punct);
    first.is_some_and(|t| {
        doc.tag(t).starts_with('W') || (doc.dep(t) == "mark" && matches!(&*lower(doc.word(t)), "whether" | "if"))
    })
}

/// Whether a clause stands by itself although the parser puts it under the next: "Japan scrambled jets; Peru urged calm".
pub(crate) fn is_apart(doc: &Doc, clause: TokenIdx) -> bool {
    let next = doc.head(clause);
    doc.dep(clause) == "ccomp"
        && clause < next
        && children_with(doc, next, &["punct"]).any(|p| clause < p && p < next && doc.word(p) == ";")
}

/// Whether a verb of speech stands within what is said: "Russia, the minister said, must withdraw".
pub(crate) fn is_parenthesis(doc: &Doc, verb: TokenIdx) -> bool {
    doc.dep(verb) == "parataxis"
        && matches!(doc.pos(doc.head(verb)), Upos::Verb | Upos::Aux)
        && child(doc, verb, &["nsubj"]).is_some()
        && child(doc, verb, &["ccomp", "xcomp", "dobj", "attr", "acomp"]).is_none()
}

/// Whether a clause is what "for" asks: "for the minister to resign".
fn is_asked_for(doc: &Doc, clause: TokenIdx) -> bool {
    let marked = |c: &TokenIdx| doc.dep(*c) == "mark" && doc.word(*c).eq_ignore_ascii_case("for");
    doc.children(clause).iter().any(marked) && children_with(doc, clause, &["aux"]).any(|a| doc.tag(a) == "TO")
}

/// "The army's shelling of the town": a gerund takes doer and object as a noun does.
fn gerund_roles(doc: &Doc, verb: TokenIdx, into: &mut Proposition) {
    if doc.tag(verb) != "VBG" || child(doc, verb, &["dobj", "nsubj", "aux"]).is_some() {
        return;
    }
    let mut like_noun = Vec::new();
    like_noun.extend(children_with(doc, verb, &["poss"]).map(|doer| ("agent", doer)));
    for prep in children_with(doc, verb, &["prep", "agent"]) {
        let role = match &*lower(doc.word(prep)) {
            "of" => "patient",
            "by" => "agent",
            _ => continue,
        };
        like_noun.extend(children_with(doc, prep, &["pobj"]).map(|head| (role, head)));
    }
    for (role, head) in like_noun {
        with_conjuncts(doc, head).for_each(|head| into.fill(role, head));
    }
}

/// The adverbs of direction behind a verb, on which the parser may hang what belongs to the verb: "backed away from the
/// plan", "went back to work".
fn directions(doc: &Doc, verb: TokenIdx) -> impl Iterator<Item = TokenIdx> + '_ {
    const DIRECTIONS: [&str; 12] =
        ["back", "away", "out", "down", "up", "over", "home", "off", "together", "ahead", "apart", "aside"];
    children_with(doc, verb, &["advmod", "prt"])
        .filter(move |c| *c > verb && DIRECTIONS.contains(&&*lower(doc.word(*c))))
}

/// The noun that a clause modifies. "Who" is never said of a deed: in "a rebuke by the minister, who warned" it is the
/// minister, whatever the parser says.
fn modified(doc: &Doc, verb: TokenIdx, frames: &Frames) -> TokenIdx {
    let above = doc.head(verb);
    let of_person = doc.children(verb).iter().any(|c| matches!(&*lower(doc.word(*c)), "who" | "whom"));
    if !of_person || frames.of_noun(&lower(doc.lemma(above))).is_empty() {
        return above;
    }
    let mut objects = children_with(doc, above, &["prep", "agent"]).flat_map(|p| children_with(doc, p, &["pobj"]));
    objects.rfind(|o| *o < verb).unwrap_or(above)
}

/// The subject of a finite verb that the parser took for the object of a conjunction: "after Iran, a neighbour,
/// launched an attack".
fn misread_subject(doc: &Doc, verb: TokenIdx) -> Vec<TokenIdx> {
    if !matches!(doc.tag(verb), "VBD" | "VBZ" | "VBP") || doc.dep(verb) == "conj" {
        return Vec::new();
    }
    let sentence = doc.sentence(doc.sentence_of(verb));
    let conjunction = |t: &TokenIdx| {
        doc.dep(*t) == "prep"
            && matches!(&*lower(doc.word(*t)), "after" | "before" | "since" | "until" | "as" | "while")
    };
    let is_date = |object: &TokenIdx| doc.entity_at(*object).is_some_and(|e| MEASURES.contains(&e.label.as_str()));
    let ends_here = |object: &TokenIdx| {
        let end = subtree_span(doc, *object).end;
        *object < verb && end <= verb.0 && end + 2 > verb.0
    };
    // "On 7 October members of the gang entered": the date took the subject in.
    let dated = |object: &TokenIdx| {
        let own = doc.entity_at(*object).is_some_and(|e| e.label == "DATE");
        !own && children_with(doc, *object, &["compound", "nmod", "nummod"])
            .any(|c| doc.entity_at(c).is_some_and(|e| e.label == "DATE"))
    };
    let on = |t: &TokenIdx| doc.dep(*t) == "prep" && doc.word(*t).eq_ignore_ascii_case("on");
    let before = || (sentence.start..verb.0).rev().map(TokenIdx);
    let found = before()
        .filter(conjunction)
        .find_map(|p| children_with(doc, p, &["pobj"]).find(|o| ends_here(o) && !is_date(o)))
        .or_else(|| {
            before().filter(on).find_map(|p| children_with(doc, p, &["pobj"]).find(|o| ends_here(o) && dated(o)))
        });
    found.map(|o| with_conjuncts(doc, o).collect()).unwrap_or_default()
}

/// "“Stay away,” warned the governor": behind what was said, the parser may take the speaker for an object.
fn is_inverted(doc: &Doc, verb: TokenIdx, object: TokenIdx) -> bool {
    let quoted = verb.0.checked_sub(1).is_some_and(|before| matches!(doc.tag(TokenIdx(before)), "''" | ","));
    quoted
        && object > verb
        && child(doc, verb, &["nsubj", "nsubjpass", "aux"]).is_none()
        && children_with(doc, verb, &["ccomp"]).any(|said| said < verb)
}

/// The words under which frames and operators may know a verb, longest first, and the objects of a preposition that
/// belongs to the verb ("abide by the truce").
fn keys(doc: &Doc, verb: TokenIdx, frames: &Frames) -> (Vec<SmolStr>, Vec<TokenIdx>) {
    let lemma = SmolStr::from(lower(doc.lemma(verb)));
    let (mut found, mut stems, mut bound) = (Vec::new(), Vec::new(), Vec::new());
    if frames.goes_on(&lemma) {
        stems = self::stems(doc, verb, &lemma);
        phrasal(doc, verb, frames, [&lemma].into_iter().chain(&stems), &mut found, &mut bound);
    }
    found.extend(hyphenated(doc, verb).map(|first| format_smolstr!("{first}-{lemma}")));
    found.push(lemma.clone());
    found.extend(stems);
    found.retain(|key| *key == lemma || frames.knows_verb(key));
    found.sort_by_key(|key| std::cmp::Reverse(key.split(' ').count()));
    found.dedup();
    (found, bound)
}

/// A verb with its particle or with the head of its object: "shoot down", "take place".
fn stems(doc: &Doc, verb: TokenIdx, lemma: &str) -> Vec<SmolStr> {
    let stem = |c: TokenIdx| match doc.dep(c) {
        "prt" | "advmod" | "acomp" | "oprd" if c > verb && c.get() <= verb.get() + 4 => {
            Some(format_smolstr!("{lemma} {}", lower(doc.word(c))))
        }
        "dobj" => Some(format_smolstr!("{lemma} {}", lower(doc.lemma(c)))),
        _ => None,
    };
    doc.children(verb).iter().filter_map(|&c| stem(c)).collect()
}

/// The known verbs that go on with a preposition behind a stem, and the objects of those prepositions.
fn phrasal<'s>(
    doc: &Doc,
    verb: TokenIdx,
    frames: &Frames,
    stems: impl Iterator<Item = &'s SmolStr> + Clone,
    found: &mut Vec<SmolStr>,
    bound: &mut Vec<TokenIdx>,
) {
    let object = child(doc, verb, &["dobj"]);
    let preps = children_with(doc, verb, &["prep", "prt", "dative", "agent"])
        .chain(directions(doc, verb).flat_map(|adverb| children_with(doc, adverb, &["prep"])))
        .chain(object.into_iter().flat_map(|o| doc.children(o).iter().copied().filter(|c| doc.dep(*c) == "prep")));
    for prep in preps.filter(|p| *p > verb && !governs_time(doc, *p)) {
        let word = lower(doc.word(prep));
        for stem in stems.clone() {
            let key = format_smolstr!("{stem} {word}");
            for &below in doc.children(prep) {
                let longer = match doc.dep(below) {
                    "pobj" => format_smolstr!("{key} {}", lower(doc.lemma(below))),
                    "prep" => format_smolstr!("{key} {}", lower(doc.word(below))),
                    _ => continue,
                };
                if !frames.knows_verb(&longer) {
                    continue;
                }
                if doc.dep(below) == "prep" {
                    bound.extend(children_with(doc, below, &["pobj"]));
                }
                found.push(longer);
            }
            if frames.knows_verb(&key) {
                bound.extend(children_with(doc, prep, &["pobj"]));
                found.push(key);
            }
        }
    }
}

/// Whether a preposition says when: in "was fired on Friday" nobody is fired on.
fn governs_time(doc: &Doc, prep: TokenIdx) -> bool {
    let time = |t: TokenIdx| doc.entity_at(t).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
    doc.dep(prep) == "prep" && child(doc, prep, &["pobj"]).is_some_and(time)
}

/// The first part of a verb written with a hyphen, which the tokeniser takes apart: "test-fired".
fn hyphenated(doc: &Doc, verb: TokenIdx) -> Option<Lower<'_>> {
    let before = |n: u32| verb.0.checked_sub(n).map(TokenIdx);
    let (first, hyphen) = (before(2)?, before(1)?);
    (doc.word(hyphen) == "-").then(|| lower(doc.word(first)))
}

/// The proposition of a predicative adjective: the verb's subject is its agent. A participle ("is prepared to talk") is
/// known by its form.
pub(crate) fn adjective(doc: &Doc, word: TokenIdx) -> Proposition {
    let known_by = if doc.pos(word) == Upos::Verb { doc.word(word) } else { doc.lemma(word) };
    let mut out = Proposition::new(word, Kind::Adjective, vec![lower(known_by).into()]);
    let verb = doc.head(word);
    for subject in children_with(doc, verb, &["nsubj", "nsubjpass"]) {
        let relative = doc.dep(verb) == "relcl" && RELATIVE.contains(&&*lower(doc.word(subject)));
        if relative {
            out.fill("agent", doc.head(verb));
        } else {
            with_conjuncts(doc, subject).for_each(|head| out.fill("agent", head));
        }
    }
    for clause in children_with(doc, word, &["xcomp", "ccomp"]) {
        out.fill("clause", clause);
    }
    fill_prepositions(doc, word, &mut out);
    out
}
