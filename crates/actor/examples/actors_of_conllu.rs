//! Prints the actors of CoNLL-U documents, one reference a line: document, sentence, bytes, head, text, name, country,
//! sector, form, why, countries of the members; with `--repeat N` it resolves N times and says how long one takes.
//!
//! `actors_of_conllu [--repeat N] [--fr] FILE…`, where a file's name is `ID_YYYY-MM-DD.conllu`.

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_doc::{Civil, Lang, conllu};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let begin = std::time::Instant::now();
    let lexicon = ActorLexicon::load(&masudi_lexicon::DataFiles::built_in())?;
    let loaded = begin.elapsed();
    let resolver = ActorResolver::new(&lexicon);
    let mut spent = std::time::Duration::ZERO;
    let (mut tokens, mut repeat, mut language) = (0, 1, Lang::En);
    let mut arguments = std::env::args().skip(1);
    while let Some(file) = arguments.next() {
        match file.as_str() {
            "--repeat" => {
                repeat = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1);
                continue;
            }
            "--fr" => {
                language = Lang::Fr;
                continue;
            }
            _ => {}
        }
        let doc = conllu::parse(&std::fs::read_to_string(&file)?, language)?;
        let stem = file.rsplit('/').next().and_then(|f| f.strip_suffix(".conllu")).unwrap_or(&file);
        let on: Option<Civil> = stem.rsplit('_').next().and_then(|d| masudi_lexicon::actors::dates::day(d, false));
        let begin = std::time::Instant::now();
        let mut actors = resolver.resolve(&doc, on);
        for _ in 1..repeat {
            actors = resolver.resolve(&doc, on);
        }
        spent += begin.elapsed();
        tokens += doc.len() * repeat;
        for r in &actors.refs {
            let (e, span) = (actors.entity(r.entity), doc.span(r.tokens));
            let country = e.country.map_or_else(String::new, |c| c.to_string());
            let members = e.members.iter().filter_map(|m| actors.entity(*m).country).map(|c| c.to_string());
            println!(
                "{stem}\t{}\t{}\t{}\t{}\t{}\t{}\t{country}\t{}\t{:?}\t{}\t{}",
                doc.sentence_of(r.head).0,
                span.start,
                span.end,
                doc.token(r.head).span.start,
                doc.words(r.tokens).replace(['\n', '\t'], " "),
                e.name.replace(['\n', '\t'], " "),
                e.sector.as_deref().unwrap_or(""),
                r.form,
                e.because.replace(['\n', '\t'], " "),
                members.collect::<Vec<_>>().join(";"),
            );
        }
    }
    let each = spent.as_secs_f64() * 1e6 / tokens.max(1) as f64;
    eprintln!("tables loaded in {loaded:?}; {tokens} tokens in {spent:?}: {each:.3} microseconds a token");
    Ok(())
}
