//! Any text as a dossier gives an answer or an error with a line of it.
#![allow(missing_docs, clippy::unwrap_used)]

use masudi_brief::Dossier;
use proptest::prelude::*;

const GOOD: &str = "title = \"T\"\nparties = [\"USA\"]\nfrom = 2024-01-01\n[[factor]]\nname = \"f\"\ndirection = \"away\"\n\
                    types = [\"ASSAULT\"]\n[[process]]\nparties = [\"USA\"]\n[[deployment]]\nforce = \"USA\"\n";

proptest! {
    #[test]
    fn any_text(text in "\\PC*") {
        if let Err(error) = Dossier::parse(&text, "d.toml") {
            prop_assert!(error.line <= text.lines().count().max(1) + 1);
        }
    }

    #[test]
    fn a_good_text_with_words_put_in(at in 0..GOOD.len(), put in "[\\PC\n\"\\[\\]=]{0,6}") {
        let mut text = GOOD.to_owned();
        text.insert_str(at, &put);
        if let Err(error) = Dossier::parse(&text, "d.toml") {
            prop_assert!(error.line <= text.lines().count() + 1, "{error}");
        }
    }
}

#[test]
fn faults_are_named_with_line_and_remedy() {
    for (from, to, line, says) in [
        ("\"away\"", "\"up\"", 6, "expected a direction, one of toward, away, open"),
        ("2024-01-01", "\"soon\"", 3, "expected a day such as 2024-01-28"),
        ("types = [\"ASSAULT\"]\n", "", 4, "asks for nothing"),
        ("title = \"T\"", "titel = \"T\"", 1, "unknown field `titel`"),
        ("parties = [\"USA\"]\n[[dep", "parties = []\n[[dep", 8, "expected parties of the process"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD);
        let error = Dossier::parse(&text, "d.toml").unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
}
