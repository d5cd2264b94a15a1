use super::*;
use crate::DataFiles;
use masudi_doc::Lang;

fn built_in() -> Ontology {
    Ontology::load(&DataFiles::built_in()).unwrap()
}

/// A folder with files in it, laid over the built-in data.
fn overlay(files: &[(&str, &str)]) -> (tempfile::TempDir, DataFiles) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let data = DataFiles::with_overlay(folder.path());
    (folder, data)
}

#[test]
fn plover_is_whole() {
    let ontology = built_in();
    assert_eq!((ontology.types.len(), ontology.modes.len(), ontology.contexts.len()), (16, 67, 37));
    let without: Vec<_> = ontology
        .types
        .iter()
        .filter(|t| ontology.modes_of(&t.name).next().is_none())
        .map(|t| t.name.as_str())
        .collect();
    assert_eq!(without, ["AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"]);
    let of = |quad| ontology.types.iter().filter(|t| t.quad == quad).count();
    assert_eq!(Quad::ALL.map(of), [4, 3, 4, 5]);
}

#[test]
fn scores_have_the_sign_of_their_quad() {
    let ontology = built_in();
    for event_type in &ontology.types {
        let friendly = matches!(event_type.quad, Quad::VerbalCooperation | Quad::MaterialCooperation);
        let scores = ontology.modes_of(&event_type.name).filter_map(|m| m.score).chain([event_type.score]);
        for score in scores {
            // Requests run from mild help (0.5) to demands that somebody yield (-1).
            let right = if friendly { score > 0.0 } else { score <= 0.5 };
            assert!(right, "{} {score}", event_type.name);
        }
    }
    assert_eq!(ontology.score("PROTEST", Some("vandalize")), Some(-5.0));
    assert_eq!(ontology.score("BARTER", None), None);
}

#[test]
fn sectors_are_those_of_the_actor_tables() {
    let ontology = built_in();
    for code in crate::actors::entries::SECTORS {
        assert!(ontology.sector(code).is_some(), "{code}");
    }
    assert_eq!(ontology.sector("CIV").unwrap().reads_as.as_deref(), Some("CVL"));
    assert_eq!(ontology.contexts_of_sector("MIL"), ["military"]);
}

#[test]
fn codes_go_to_plover_and_back() {
    let ontology = built_in();
    assert_eq!(ontology.plover_of("010"), None);
    assert_eq!(ontology.plover_of("9999"), None);
    assert_eq!(ontology.plover_of("163"), Some(("SANCTION", Some("discontinue"))));
    assert_eq!(ontology.plover_of("1951"), Some(("ASSAULT", Some("aerial"))));
    assert_eq!(ontology.cameo["163"].goldstein, Some(-8.0));
    // Every type that CAMEO codes go to has a code that comes back to it, and so has nearly every mode.
    for event_type in ontology.types.iter().filter(|t| !matches!(t.name.as_str(), "RETREAT")) {
        let code = ontology.cameo_of(&event_type.name, None, &[]).unwrap();
        assert_eq!(ontology.plover_of(code).unwrap().0, event_type.name, "{code}");
    }
    let strangers: Vec<_> = ontology
        .modes
        .iter()
        .filter(|m| ontology.plover_of(m.cameo.as_deref().unwrap()).unwrap().0 != m.event_type)
        .map(|m| m.name.as_str())
        .collect();
    // CAMEO has no resignations: the nearest is giving in to a demand for another leader.
    assert_eq!(strangers, ["resign"]);
}

#[test]
fn a_folder_adds_types() {
    let types =
        "type\tquad\tscore\tneeds_recipient\tcameo\tdefinition\nBARTER\tmaterial-cooperation\t6\tyes\t061\tSwaps.\n";
    let modes = "type\tmode\tscore\tcameo\tcontexts\tdefinition\nBARTER\tgrain\t7\t061\teconomic\tSwaps grain.\n";
    let (_folder, data) = overlay(&[("ontology/mine/types.tsv", types), ("ontology/mine/modes.tsv", modes)]);
    let ontology = Ontology::load(&data).unwrap();
    assert_eq!(ontology.types.len(), 17);
    assert_eq!(ontology.cameo_of("BARTER", Some("grain"), &[]), Some("061"));
    assert_eq!(ontology.contexts_of_mode("BARTER", Some("grain")), ["economic"]);
}

#[test]
fn faults_name_file_and_line() {
    let types = "type\tquad\tscore\tneeds_recipient\tcameo\tdefinition\nBARTER\tcooperation\t6\t\t\t\n";
    let (_folder, data) = overlay(&[("ontology/mine/types.tsv", types)]);
    let error = Ontology::load(&data).unwrap_err().to_string();
    assert!(error.starts_with("ontology/mine/types.tsv:2: expected verbal-cooperation"), "{error}");

    let modes = "type\tmode\tscore\tcameo\tcontexts\tdefinition\n\nAID\tgrain\t7\t999\t\t\n";
    let (_folder, data) = overlay(&[("ontology/mine/modes.tsv", modes)]);
    let error = Ontology::load(&data).unwrap_err().to_string();
    assert_eq!(error, "ontology/mine/modes.tsv:3: expected a code of cameo.tsv, but found \"999\"");

    let again = "type\tquad\tscore\tneeds_recipient\tcameo\tdefinition\nAID\tmaterial-cooperation\t6\t\t\t\n";
    let (_folder, data) = overlay(&[("ontology/mine/types.tsv", again)]);
    assert!(Ontology::load(&data).unwrap_err().to_string().contains("see ontology/"));
}

#[test]
fn frames_use_types_and_modes_that_exist() {
    let ontology = built_in();
    let frames = "# Ours.\n\n[[frame]]\nid = \"en.x.a\"\ntype = \"BARTER\"\nverb = [\"swap\"]\n\n[[frame]]\nid = \"en.x.b\"\n\
                  verb = [\"x\"]\nmode = \"kite\"\ntype = \"ASSAULT\"\nturns = { BARTER = \"AID\" }\n";
    let (_folder, data) = overlay(&[("coding/en/zz/mine.toml", frames)]);
    let faults: Vec<String> = check_coding(&data, &ontology, Lang::En)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .filter(|fault| fault.starts_with("coding/en/zz/mine.toml"))
        .collect();
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].starts_with("coding/en/zz/mine.toml:5: expected a type of the ontology in type of en.x.a"));
    assert!(faults[1].starts_with("coding/en/zz/mine.toml:13: expected a type of the ontology in turns"));
    assert!(faults[2].starts_with("coding/en/zz/mine.toml:11: expected a mode of ASSAULT (abduct, beat"));
}

#[test]
fn every_context_has_english_cues() {
    let ontology = built_in();
    let cues = ContextCues::load(&DataFiles::built_in(), &ontology, Lang::En).unwrap();
    assert!(cues.beginning_with("ballot").any(|cue| cue.context == "election" && cue.scope == Scope::Sentence));
    for context in &ontology.contexts {
        let has = cues.iter().any(|cue| cue.context == context.name && cue.weight == 1.0);
        assert!(has, "{}", context.name);
    }
}

#[test]
fn built_in_coding_files_are_of_the_ontology() {
    for language in Lang::ALL {
        let faults = check_coding(&DataFiles::built_in(), &built_in(), language).unwrap();
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
