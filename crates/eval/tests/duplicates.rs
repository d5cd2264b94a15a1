//! Copies of the sample stories are found, and different stories are held apart; `docs/quality/duplicates.md` has the figures.

use masudi_eval::duplicates::{Story, apart, edited, held};
use std::path::Path;

fn stories() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/duplicates");
    let entries = std::fs::read_dir(folder).expect("the folder of sample stories");
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    files.iter().map(|path| Story::new(&name(path), &std::fs::read_to_string(path).expect("a sample story"))).collect()
}

#[test]
fn copies_are_found_and_different_stories_held_apart() {
    let stories = stories();
    assert!(stories.len() >= 10);
    for figures in edited(&stories) {
        // A change of every eighth word, and several edits together, are the border.
        let hard = figures.edit.contains("in 8") || figures.edit.contains("in 20") || figures.edit.contains("30 %");
        let least = if hard { figures.made * 6 / 10 } else { figures.made };
        assert!(figures.held >= least && figures.mistaken == 0, "{figures:?}");
    }
    for figures in apart(&stories) {
        assert_eq!(figures.mistaken, [], "{}", figures.given);
    }
}

#[test]
fn a_copy_among_other_texts_is_listed() {
    let stories = stories();
    let mut texts: Vec<(String, String)> = stories.iter().map(|s| (s.name.clone(), s.text())).collect();
    texts.push(("again".to_owned(), format!("Another title\n\n{}", stories[0].paragraphs.join("\n\n"))));
    let pairs = held(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].first.as_str(), pairs[0].second.as_str()), (stories[0].name.as_str(), "again"));
    assert!(pairs[0].verbatim > 0.9, "{:?}", pairs[0]);
}
