//! Documents come in, are found, and are coded anew.

use crate::sample::{empty, report, run, strike, three_reports, whole};
use masudi_duplicates::Signature;
use masudi_record::{CodedDocument, Document};
use masudi_store::{DocumentQuery, EventQuery, NewDocument, NewRun, Paging, Put, Store, Todo};

#[test]
fn the_same_again_changes_nothing() {
    let mut sample = three_reports();
    let again = [report("a", "Example Times", 0), report("b", "Third Outlet", 1), report("b", "Third Outlet", 1)];
    let revision = sample.store.mentions_revision().unwrap();
    assert_eq!(sample.store.put_batch(sample.run, &again).unwrap(), [Put::Known, Put::SeenAgain, Put::Known]);
    let mut other = report("a", "Example Times", 0);
    other.document.text = "Something else.".into();
    assert_eq!(sample.store.put_batch(sample.run, &[other]).unwrap(), [Put::Conflict]);
    assert_eq!(sample.store.mentions_revision().unwrap(), revision);
    assert_eq!(sample.store.sightings("b").unwrap()[0].0.as_deref(), Some("Third Outlet"));
    assert_eq!(sample.store.document("a").unwrap().unwrap().document, report("a", "Example Times", 0).document);
    assert_eq!(sample.store.documents(&DocumentQuery::default(), &Paging::default()).unwrap().rows.len(), 3);
    let stats = sample.store.stats().unwrap();
    let rows = |table: &str| stats.rows.iter().find(|(name, _)| *name == table).unwrap().1;
    assert_eq!((rows("documents"), rows("sightings"), rows("mentions"), stats.uncoded), (3, 1, 4, 0));
    assert_eq!(stats.published, Some(("2024-04-10".to_owned(), "2024-04-12".to_owned())));
    whole(&sample.path());
}

#[test]
fn what_was_not_coded_is_coded_later() {
    let mut sample = empty();
    let bare = NewDocument { coded: None, ..report("a", "Example Times", 0) };
    assert_eq!(sample.store.put_batch(sample.run, std::slice::from_ref(&bare)).unwrap(), [Put::Added]);
    assert_eq!(sample.store.is_coded("a").unwrap(), Some(false));
    assert_eq!(sample.store.stats().unwrap().uncoded, 1);
    assert_eq!(sample.store.put_batch(sample.run, &[bare]).unwrap(), [Put::Known]);
    assert_eq!(sample.store.put_batch(sample.run, &[report("a", "Example Times", 0)]).unwrap(), [Put::Coded]);
    assert_eq!(sample.store.is_coded("a").unwrap(), Some(true));
    assert_eq!(sample.store.is_coded("b").unwrap(), None);
    assert_eq!(sample.store.mentions_of_document("a").unwrap().len(), 1);
}

#[test]
fn words_find_documents_without_regard_to_case_and_accents() {
    let mut sample = three_reports();
    let text = "Le président a visité la base.\u{0} Un « accord » fut signé.".to_owned();
    let french = Document { id: "f".into(), language: Some("fr".into()), text, ..Document::default() };
    let new = [NewDocument { document: french, ..NewDocument::default() }];
    sample.store.put_batch(sample.run, &new).unwrap();
    let found = |words: &[&str]| {
        let query = DocumentQuery::from_words(words.iter().copied()).unwrap();
        sample.store.search(&query, 0, 10).unwrap().documents.into_iter().map(|f| f.document.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&["PRESIDENT"]), ["f"]);
    assert_eq!(found(&["air base", "erbil"]).len(), 2);
    assert_eq!(found(&["base air"]), Vec::<String>::new());
    assert_eq!(found(&["wash*"]).len(), 2);
    assert_eq!(found(&["number", "from=2024-04-11", "source=example times"]), ["c"]);
    assert_eq!(found(&[]), ["c", "b", "a", "f"]);
    let query = DocumentQuery::from_words(["drones"]).unwrap();
    let first = &sample.store.search(&query, 0, 1).unwrap().documents[0];
    assert!(first.snippet.contains("[Drones]") || first.snippet.contains("[drones]"), "{first:?}");
    assert!(first.mentions > 0 && first.document.text.is_empty());
}

#[test]
fn copies_are_linked_to_the_first_of_them_in_whatever_order_they_come() {
    let story = "The two delegations met in Geneva on Monday for a third round of talks on the release of prisoners, the \
                 mediators said. Nobody expected an agreement before the end of the week, but both sides stayed.";
    let new = |id: &str, day: &str, text: String| {
        let signature = Some(Signature::of(&text));
        let document = Document { id: id.into(), published: Some(day.into()), text, ..Document::default() };
        NewDocument { document, signature, coded: None }
    };
    let first = new("first", "2024-05-06", story.to_owned());
    let copy = new("copy", "2024-05-07", format!("GENEVA (News Service) - {story}"));
    let third = new("third", "2024-05-08", format!("{story}\n\nRead more: Ten days of talks"));
    let other =
        new("other", "2024-05-06", "A ferry ran aground off the coast; all passengers were brought ashore.".into());
    for order in [[&first, &copy, &third, &other], [&third, &other, &copy, &first]] {
        let mut sample = empty();
        for document in order {
            sample.store.put_batch(sample.run, std::slice::from_ref(document)).unwrap();
        }
        let of = |id: &str| sample.store.document(id).unwrap().unwrap().document.duplicate_of.map(|of| of.document);
        assert_eq!((of("first"), of("other")), (None, None));
        assert_eq!((of("copy").as_deref(), of("third").as_deref()), (Some("first"), Some("first")));
        let query = DocumentQuery::from_words(["duplicate=no"]).unwrap();
        assert_eq!(sample.store.documents(&query, &Paging::default()).unwrap().rows.len(), 2);
        assert_eq!(sample.store.stats().unwrap().duplicates, 2);
        whole(&sample.path());
    }
}

#[test]
fn a_count_that_is_wrong_is_found() {
    let sample = three_reports();
    let wrong = "UPDATE row_counts SET rows = 7 WHERE name = 'mentions'";
    rusqlite::Connection::open(sample.path()).unwrap().execute_batch(wrong).unwrap();
    assert_eq!(sample.store.check().unwrap(), ["row_counts: mentions: 7 counted, 4 there"]);
}

#[test]
fn coding_anew_keeps_the_old_until_it_ends_and_goes_on_after_a_break() {
    let mut sample = three_reports();
    let new = NewRun { lexicon: "changed".into(), ..run() };
    let recoding = sample.store.begin_recoding(&new).unwrap();
    let todo = sample.store.to_recode(recoding.run, Todo::Others, 0, 10).unwrap();
    assert_eq!(todo.len(), 3);
    let coded = |id: &str| CodedDocument { mentions: vec![strike(id, "Drones hit it.")], ..CodedDocument::default() };
    sample.store.stage(recoding.run, &[(todo[0].number, coded("a"))]).unwrap();
    let sentence = |store: &Store, id: &str| {
        let mentions = store.mentions_of_document(id).unwrap();
        mentions.into_iter().map(|m| m.mention.sentence.text).collect::<Vec<_>>()
    };
    assert!(sentence(&sample.store, "a")[0].contains("Erbil"));
    // Interrupted here; the same coder goes on, another one begins at the beginning.
    let mut store = Store::open(&sample.path()).unwrap();
    let again = store.begin_recoding(&new).unwrap();
    assert_eq!((again.run, again.done), (recoding.run, 1));
    assert_eq!(store.to_recode(again.run, Todo::Others, 0, 10).unwrap().len(), 2);
    let other = store.begin_recoding(&NewRun { lexicon: "changed again".into(), ..run() }).unwrap();
    assert_eq!(other.done, 0);
    let again = store.begin_recoding(&new).unwrap();
    for document in store.to_recode(again.run, Todo::Others, 0, 10).unwrap() {
        store.stage(again.run, &[(document.number, coded(&document.document.id))]).unwrap();
    }
    assert_eq!(store.end_recoding(again.run, "2024-04-15T12:00:00Z").unwrap(), 3);
    assert_eq!(sentence(&store, "c"), ["Drones hit it."]);
    let old = EventQuery::from_words(["Erbil"]).unwrap();
    assert!(store.mentions(&old, &Paging::default()).unwrap().rows.is_empty());
    let next = store.begin_recoding(&new).unwrap();
    assert_eq!(store.to_recode(next.run, Todo::Others, 0, 10).unwrap().len(), 0);
    assert_eq!(store.to_recode(next.run, Todo::All, 0, 10).unwrap().len(), 3);
    whole(&sample.path());
}

#[test]
fn a_clock_that_goes_back_changes_no_order() {
    let mut sample = empty();
    let coded = |id: &str| NewDocument { coded: None, ..report(id, "Example Times", 0) };
    sample.store.put_batch(sample.run, &[coded("first")]).unwrap();
    // Summer time ends, a machine is set right, a battery is empty: later runs say that they began, and ended, earlier.
    for (id, started, ended) in [
        ("second", "2024-04-15T09:00:00Z", "2024-04-15T08:00:00Z"),
        ("third", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z"),
    ] {
        let mut store = Store::open(&sample.path()).unwrap();
        let again = store.begin_run(&NewRun { started: started.into(), ..run() }).unwrap();
        assert_eq!(store.put_batch(again, &[coded(id), coded("first")]).unwrap(), [Put::Added, Put::Known]);
        store.end_run(again, ended).unwrap();
    }
    let page = sample.store.documents(&DocumentQuery::default(), &Paging::default()).unwrap();
    let ids: Vec<String> = page.rows.into_iter().map(|row| row.document.id).collect();
    assert_eq!(ids, ["first", "second", "third"]);
    // A run that codes anew and was interrupted is found again, though by the clock it is yet to come.
    let begun = sample.store.begin_recoding(&NewRun { started: "2030-01-01T00:00:00Z".into(), ..run() }).unwrap();
    let todo = sample.store.to_recode(begun.run, Todo::All, 0, 1).unwrap();
    sample.store.stage(begun.run, &[(todo[0].number, CodedDocument::default())]).unwrap();
    let later = sample.store.begin_recoding(&NewRun { started: "2020-01-01T00:00:00Z".into(), ..run() }).unwrap();
    assert_eq!((later.run, later.done), (begun.run, 1));
    assert_eq!(sample.store.end_recoding(later.run, "2019-01-01T00:00:00Z").unwrap(), 1);
    whole(&sample.path());
}
