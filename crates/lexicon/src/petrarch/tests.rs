use super::*;
use crate::DataFiles;
use crate::frames::Frames;
use masudi_doc::{Civil, Lang};

const VERBS: &str = "# Ours.
<!-- a comment
over two lines -->
&GRAIN
+WHEAT
+MAIZE_
+&PULSE

&PULSE
+LENTIL

--- SHIP [070] ---
SHIP {SHIPPED SHIPPING}
SEND_OFF
SEND_+TELEGRAM # the verb is not first
HAUL [:173]
- * &GRAIN [073] # ours
- * {ARMS CONVOYS} (TO BORDER) [072]
- * OFF ENVOY [042:043]
- WILL NOT * [1623]
- * STATEMENT [010]
- * &UNKNOWN [071]
- * GIFT [999]

--- PARLEY [---] ---
PARLEY
- % * [046:046]
";
const ACTORS: &str = "
LAKE_PEOPLES_FRONT_ [TCDREBLPF] ; ours
+FRONT_OF_THE_LAKE
+L.P.F.
N'DJAMENA [TCD]
ZUWAR_BEN_TARIK
+BEN_TARIK
\t[TCDMIL < 991231]
\t[TCDGOV 20000101 - 20061231] # president
\t[--- > 20070101]
UNION_OF_LAKES [IGOUOL]
AFRICAN_UNION [IGOAFR]
SOMEBODY
";
const AGENTS: &str = "!PERSON! = MAN, WOMEN
FERRY!PERSON! [~BUS]
CANAL_MINIST [~GOV]
LOCK_KEEPER {LOCK_KEEPERS} [~CVL]
RIVER_POLICE {} [~COP]
PRESIDENT [~GOV]
LOCK!THING! [~CVL]
GHOST [~ZZZ]
";

fn import() -> Import {
    let files = DataFiles::built_in();
    let dictionaries =
        [("a.verbs.txt", VERBS), ("b.actors.txt", ACTORS), ("c.agents.txt", AGENTS), ("d.txt", "hello\n")];
    let dictionaries = dictionaries.map(|(name, text)| (name.to_owned(), text.to_owned()));
    Import::of(&dictionaries, &Ontology::load(&files).unwrap(), &ActorLexicon::load(&files).unwrap())
}

fn reasons(import: &Import, file: &str) -> Vec<(usize, String)> {
    import.lost.iter().filter(|l| l.file == file).map(|l| (l.line, l.reason.clone())).collect()
}

#[test]
fn the_overlay_loads_as_any_other() {
    let import = import();
    let folder = tempfile::tempdir().unwrap();
    import.write(folder.path()).unwrap();
    let files = DataFiles::with_overlay(folder.path());
    let frames = Frames::load(&files, Lang::En).unwrap();
    let ontology = Ontology::load(&files).unwrap();
    let faults = crate::ontology::check_coding(&files, &ontology, Lang::En).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let made: Vec<_> = frames.frames.iter().filter(|f| f.id.starts_with("en.petrarch.")).collect();
    assert_eq!(made.len(), import.frames);
    let of = |from: &str| made.iter().find(|f| f.verbs.iter().any(|v| v == from)).unwrap();

    // The block's own code, for its verbs and the one with a particle.
    let ship = made.iter().find(|f| f.event_type == "AID" && f.with.is_empty()).unwrap();
    assert_eq!(ship.verbs, ["ship", "send off"]);
    // A verb with a code of its own, from the target's side.
    let haul = of("haul");
    assert_eq!((haul.event_type.as_str(), haul.mode.as_deref()), ("COERCE", Some("arrest")));
    assert!(haul.actor.is_empty() && haul.recipient == ["agent"]);
    // Synonym sets, one within the other.
    let grain = made.iter().find(|f| f.with.iter().any(|c| c.role == "patient") && f.with.len() == 1).unwrap();
    let words: Vec<&str> = grain.with[0].filter.classes.iter().map(|class| frames.class_name(*class)).collect();
    assert_eq!(words, ["=lentil", "=maize", "=wheat"]);
    // Noun phrases become classes; singular forms are added.
    assert!(frames.is_of_class("petrarch_arms_convoys", "arms convoy"));
    // A particle joins its verb, and the first of two codes counts.
    let off = made.iter().find(|f| f.event_type == "CONSULT" && f.mode.as_deref() == Some("visit")).unwrap();
    assert_eq!(off.verbs, ["ship off", "haul off"]);

    let lexicon = ActorLexicon::load(&files).unwrap();
    let found: Vec<_> = lexicon.actors.iter().filter(|a| a.id.starts_with("petrarch.")).collect();
    assert_eq!(
        found.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(),
        ["Lake Peoples Front", "Zuwar Ben Tarik", "Union of Lakes"]
    );
    assert_eq!(found[0].aliases, ["Front of the Lake", "L.P.F."]);
    let on = |year| found[1].office_on(Some(Civil { year, month: 6, day: 1 })).map(|office| office.sector.to_string());
    assert_eq!((on(1998), on(2003), on(2009)), (Some("MIL".to_owned()), Some("GOV".to_owned()), None));
    assert_eq!(lexicon.role(Lang::En, "lock keeper").unwrap().sector, "CVL");
    assert!(lexicon.role(Lang::En, "canal ministry").is_some());
    assert!(lexicon.role(Lang::En, "ferrywomen").is_some());
}

#[test]
fn everything_lost_is_named_with_its_line() {
    let import = import();
    let verbs = reasons(&import, "a.verbs.txt");
    let lines: Vec<usize> = verbs.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [15, 19, 20, 21, 22, 23], "{verbs:?}");
    assert!(verbs[0].1.contains("head is not its first word"));
    assert!(verbs[1].1.contains("second code, 043"));
    assert!(verbs[2].1.contains("\"will\" before the verb"));
    assert!(verbs[3].1.contains("no event type for 010 (Make statement)"));
    assert!(verbs[4].1.contains("&UNKNOWN is not defined"));
    assert!(verbs[5].1.contains("999 is no CAMEO code"));
    let actors: Vec<usize> = reasons(&import, "b.actors.txt").iter().map(|(line, _)| *line).collect();
    assert_eq!(actors, [5, 10, 12, 13]);
    let agents: Vec<usize> = reasons(&import, "c.agents.txt").iter().map(|(line, _)| *line).collect();
    assert_eq!(agents, [7, 8]);
    assert_eq!(reasons(&import, "d.txt"), [(0, "no verb, actor or agent dictionary".to_owned())]);
}

#[test]
fn roles_that_are_known_stay_ours() {
    assert!(!import().files["lexicon/roles/petrarch.en.tsv"].contains("president"));
}
