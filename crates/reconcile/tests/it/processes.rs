//! Processes of made-up mentions: what parts two talks of the same parties, what carries an agreement out.

use masudi_lexicon::DataFiles;
use masudi_lexicon::frames::ProcessWords;
use masudi_reconcile::processes::find;
use masudi_record::{
    Actor, DateValue, Days, Event, Evidence, Factor, Mention, Party, Phase, Place, Process, ProcessKind, ProcessPhase,
    SentenceSpan, Trigger,
};

/// One happening: its event, mention and what the mention says that it was about.
struct Happening {
    event: Event,
    mention: Mention,
    subject: Option<Factor>,
}

fn party(id: &str) -> (Party, Actor) {
    let country = Some(id).filter(|id| id.len() == 3).map(str::to_owned);
    let id = Some(id.to_lowercase());
    (Party { id: id.clone(), country: country.clone(), ..Party::default() }, Actor { id, country, ..Actor::default() })
}

/// A happening of a type on a day, told by a sentence with a trigger.
fn happening(event_type: &str, day: &str, who: &[&str], trigger: &str, sentence: &str) -> Happening {
    let (parties, actors) = who.iter().map(|id| party(id)).unzip();
    let mention = Mention {
        id: format!("m-{day}-{trigger}"),
        doc: format!("d-{day}"),
        published: Some(day.to_owned()),
        sentence: SentenceSpan { text: sentence.to_owned(), ..SentenceSpan::default() },
        trigger: Trigger { text: trigger.to_owned(), lemma: trigger.to_owned(), ..Trigger::default() },
        event_type: event_type.to_owned(),
        actors,
        date: Some(DateValue { from: Some(day.to_owned()), to: Some(day.to_owned()), ..DateValue::default() }),
        ..Mention::default()
    };
    let event = Event {
        id: format!("e-{day}-{trigger}"),
        event_type: event_type.to_owned(),
        actors: parties,
        date: Some(Days { from: Some(day.to_owned()), to: Some(day.to_owned()), precision: Some("day".to_owned()) }),
        mentions: vec![mention.id.clone()],
        first_seen: Some(day.to_owned()),
        ..Event::default()
    };
    Happening { event, mention, subject: None }
}

impl Happening {
    fn phase(mut self, phase: Phase) -> Self {
        (self.event.phase, self.mention.phase) = (Some(phase), Some(phase));
        self
    }

    fn on(mut self, subject: &str) -> Self {
        self.subject = Some(Factor {
            id: format!("f-{}", self.mention.id),
            kind: "subject".to_owned(),
            text: subject.to_owned(),
            evidence: Evidence { doc: self.mention.doc.clone(), ..Evidence::default() },
            ..Factor::default()
        });
        self
    }

    fn at(mut self, name: &str, country: &str) -> Self {
        let place = Place {
            text: Some(name.to_owned()),
            name: Some(name.to_owned()),
            country: Some(country.to_owned()),
            precision: Some("city".to_owned()),
            ..Place::default()
        };
        (self.event.place, self.mention.place) = (Some(place.clone()), Some(place));
        self
    }

    fn leaving(mut self) -> Self {
        (self.event.mode, self.mention.mode) = (Some("withdraw".to_owned()), Some("withdraw".to_owned()));
        self
    }
}

fn talks(day: &str, phase: Phase) -> Happening {
    happening("CONSULT", day, &["NOR", "GAB"], "talk", "The two governments held talks.").phase(phase)
}

fn processes(happenings: &[Happening]) -> Vec<Process> {
    let words = ProcessWords::load(&DataFiles::built_in(), "en".parse().unwrap()).unwrap();
    let mut events: Vec<Event> = happenings.iter().map(|h| h.event.clone()).collect();
    let mentions: Vec<Mention> = happenings.iter().map(|h| h.mention.clone()).collect();
    let factors: Vec<Factor> = happenings.iter().filter_map(|h| h.subject.clone()).collect();
    let found = find(&words, &events, &mentions, &factors);
    events.reverse();
    assert_eq!(found, find(&words, &events, &mentions, &factors), "the order of events must not matter");
    found
}

fn steps(process: &Process) -> Vec<ProcessPhase> {
    process.history.iter().map(|c| c.phase).collect()
}

#[test]
fn another_subject_in_another_town_is_another_process() {
    use ProcessPhase::{Started, Suspended};
    let fish = || {
        [
            talks("2021-03-01", Phase::Start).on("quotas for herring").at("Bergen", "NOR"),
            talks("2021-05-01", Phase::Suspend).on("herring quotas").at("Bergen", "NOR"),
        ]
    };
    let [a, b] = fish();
    let two = processes(&[a, talks("2021-04-01", Phase::Start).on("a railway tunnel").at("Libreville", "GAB"), b]);
    let mut found: Vec<_> = two.iter().map(steps).collect();
    found.sort();
    assert_eq!(found, [vec![Started], vec![Started, Suspended]]);
    assert_ne!(two[0].id, two[1].id);
    // In the same town they may be one set of talks in other words.
    let [a, b] = fish();
    let one = processes(&[a, talks("2021-04-01", Phase::Start).on("a railway tunnel").at("Bergen", "NOR"), b]);
    assert_eq!(one.len(), 1);
    // The process that came first keeps its id when the other is found.
    let [a, b] = fish();
    let alone = processes(&[a, b]);
    assert!(two.iter().any(|p| p.id == alone[0].id));
}

#[test]
fn a_long_silence_ends_talks_unless_they_are_resumed() {
    let after_years = |phase| processes(&[talks("2015-03-01", Phase::Start), talks("2019-03-01", phase)]);
    assert_eq!(after_years(Phase::Start).len(), 2);
    assert_eq!(after_years(Phase::Resume).len(), 1);
}

#[test]
fn what_is_announced_together_is_agreed_and_a_withdrawal_carries_it_out() {
    let announced = "Norway and Gabon announced that the mission will end in spring.";
    let left = || {
        let sentence = "Norwegian troops began to withdraw from Gabon.";
        happening("RETREAT", "2022-03-05", &["NOR"], "withdraw", sentence)
            .phase(Phase::Start)
            .leaving()
            .at("Oyem", "GAB")
    };
    let coalition = || {
        let sentence = "The first phase of the coalition's withdrawal ended.";
        happening("RETREAT", "2022-06-01", &["coalition"], "withdrawal", sentence)
            .phase(Phase::End)
            .leaving()
            .at("Oyem", "GAB")
    };
    let done = || {
        let sentence = "Norway completed its withdrawal from Gabon.";
        happening("RETREAT", "2022-09-01", &["NOR"], "withdrawal", sentence)
            .phase(Phase::End)
            .leaving()
            .at("Oyem", "GAB")
    };
    let agreed = || happening("AGREE", "2021-11-20", &["NOR", "GAB"], "announce", announced);
    let found = processes(&[talks("2021-05-01", Phase::Start), agreed(), left(), coalition()]);
    let of = |found: &[Process], kind| found.iter().find(|p| p.kind == kind).cloned().unwrap();
    let (negotiation, withdrawal) = (of(&found, ProcessKind::Negotiation), of(&found, ProcessKind::Withdrawal));
    assert_eq!(found.len(), 2, "the coalition's withdrawal is that of its member");
    assert_eq!(negotiation.state, Some(ProcessPhase::Agreed));
    assert_eq!(negotiation.carried_out_by, [withdrawal.id]);
    assert_eq!(withdrawal.state, Some(ProcessPhase::Started), "the end of a part is not the end");
    let found = processes(&[talks("2021-05-01", Phase::Start), agreed(), left(), done()]);
    assert_eq!(of(&found, ProcessKind::Negotiation).state, Some(ProcessPhase::Implemented));

    let mut near = agreed();
    near.mention.sentence.text = "They were very close to announcing an agreement.".to_owned();
    near.mention.trigger.start = 24;
    let found = processes(&[talks("2021-05-01", Phase::Start), near]);
    assert_eq!(of(&found, ProcessKind::Negotiation).state, Some(ProcessPhase::Started));
}

#[test]
fn an_agreement_on_a_withdrawal_is_signed_and_nobody_leaves_yet() {
    let sentence = "They signed an agreement on the withdrawal of the troops.";
    let signed = happening("SUPPORT", "2022-03-01", &["NOR", "GAB"], "sign", sentence);
    let mut about = happening("RETREAT", "2022-03-01", &["NOR", "GAB"], "withdrawal", sentence).leaving();
    about.mention.trigger.start = sentence.find("withdrawal").unwrap();
    let found = processes(&[signed, about]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].kind, steps(&found[0])), (ProcessKind::Agreement, vec![ProcessPhase::Signed]));
}

#[test]
fn a_body_set_up_before_talks_is_their_proposal() {
    let mut form = happening(
        "AGREE",
        "2022-02-10",
        &["NOR"],
        "form",
        "Norway formed a committee to arrange the end of the mission.",
    );
    let told = happening("ACCUSE", "2022-02-10", &["GAB"], "condemn", "Gabon was named there.");
    form.mention.doc.clone_from(&told.mention.doc);
    let found = processes(&[form, told, talks("2022-03-01", Phase::Start)]);
    assert_eq!(steps(&found[0]), [ProcessPhase::Proposed, ProcessPhase::Started]);
    // Months before, it is not theirs.
    let early = happening("AGREE", "2021-06-10", &["NOR"], "form", "Norway formed a committee to end the mission.");
    let found = processes(&[early, talks("2022-03-01", Phase::Start)]);
    assert_eq!(steps(&found[0]), [ProcessPhase::Started]);
}
