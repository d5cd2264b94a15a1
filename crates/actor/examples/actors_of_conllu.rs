//! Prints the actors of CoNLL-U documents, one reference a line: document, characters, text, name, country, sector, why.
//!
//! `actors_of_conllu FILE…`, where a file's name is `ID_YYYY-MM-DD.conllu`.

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_doc::{Civil, Lang, conllu};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = ActorLexicon::load(&masudi_lexicon::DataFiles::built_in())?;
    let resolver = ActorResolver::new(&lexicon);
    let mut spent = std::time::Duration::ZERO;
    for file in std::env::args().skip(1) {
        let doc = conllu::parse(&std::fs::read_to_string(&file)?, Lang::En)?;
        let stem = file.rsplit('/').next().and_then(|f| f.strip_suffix(".conllu")).unwrap_or(&file);
        let on: Option<Civil> = stem.rsplit('_').next().and_then(|d| masudi_lexicon::actors::dates::day(d, false));
        let begin = std::time::Instant::now();
        let actors = resolver.resolve(&doc, on);
        spent += begin.elapsed();
        for r in &actors.refs {
            let (e, span) = (actors.entity(r.entity), doc.span(r.tokens));
            let country = e.country.map_or_else(String::new, |c| c.to_string());
            let (sector, sentence) = (e.sector.as_deref().unwrap_or(""), doc.sentence_of(r.head).0);
            let head = doc.token(r.head).span.start;
            println!(
                "{stem}\t{sentence}\t{}\t{}\t{head}\t{}\t{}\t{country}\t{sector}\t{:?}\t{}",
                span.start,
                span.end,
                doc.words(r.tokens),
                e.name,
                r.form,
                e.because
            );
        }
    }
    eprintln!("{spent:?} in the resolver");
    Ok(())
}
