//! What is loaded once and used for every document.

use crate::{dateline, deployments, factors, forms, layers, mentions};
use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_code::Coder;
use masudi_doc::{ActorRefs, Civil, Doc, Iso3, Lang, PlaceRef, TimeRef};
use masudi_lexicon::frames::Frames;
use masudi_lexicon::ontology::{ContextCues, Ontology};
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::time::TimeRules;
use masudi_lexicon::verb_forms::VerbForms;
use masudi_lexicon::{DataError, DataFiles, WordVectors};
use masudi_nlp::Pipeline;
use masudi_place::{Gazetteer, GazetteerError, PlaceResolver, Settings};
use masudi_record::{CodedDocument, CoderInfo, Document, Layers};
use masudi_time::TimeResolver;
use std::collections::BTreeMap;
use std::path::Path;

/// So many characters of a text may name its date, where it begins with a dateline.
const HEAD: usize = 400;

/// So many documents are worth coding together ([`Engine::code_all`]): more gain little and wait longer.
pub const AT_ONCE: usize = 8;

/// The stages with their resources. Shared between threads; a document changes nothing in it.
#[derive(Debug)]
pub struct Engine {
    places: PlaceResolver,
    actors: ActorLexicon,
    frames: BTreeMap<Lang, Frames>,
    vectors: BTreeMap<Lang, WordVectors>,
    forms: BTreeMap<Lang, VerbForms>,
    ontology: Ontology,
    cues: BTreeMap<Lang, ContextCues>,
    lexicon: String,
    times: TimeResolver,
}

/// A document with what the stages before coding found in it.
#[derive(Debug)]
pub(crate) struct Understood {
    pub(crate) doc: Doc,
    /// The day of publication, given or found in the text.
    pub(crate) published: Option<Civil>,
    /// The country of its dateline.
    pub(crate) written_in: Option<Iso3>,
    pub(crate) times: Vec<TimeRef>,
    pub(crate) places: Vec<PlaceRef>,
    pub(crate) actors: ActorRefs,
}

impl Understood {
    /// A document in which nothing is found yet.
    pub(crate) fn parsed(doc: Doc, published: Option<Civil>, written_in: Option<Iso3>) -> Self {
        let actors = ActorRefs::default();
        Self { doc, published, written_in, times: Vec::new(), places: Vec::new(), actors }
    }

    /// What the coder is given.
    pub(crate) fn layers(&self) -> masudi_code::Layers<'_> {
        masudi_code::Layers {
            actors: &self.actors,
            places: &self.places,
            times: &self.times,
            published: self.published,
        }
    }
}

/// Why the engine could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A data file is wrong.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The gazetteer file cannot be used.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
}

impl Engine {
    /// Loads the data that the stages need, and the gazetteer file where one is given.
    ///
    /// Errors: [`EngineError`] with file and line.
    ///
    /// ```
    /// use masudi_doc::{Lang, conllu};
    /// let engine = masudi::Engine::load(&masudi_lexicon::DataFiles::built_in(), None).unwrap();
    /// let rows = "1\tTalks\ttalk\tNOUN\tNNS\t_\t0\tROOT\t_\t_\n\
    ///             2\tin\tin\tADP\tIN\t_\t1\tprep\t_\t_\n\
    ///             3\tBogotá\tBogotá\tPROPN\tNNP\t_\t2\tpobj\t_\tEntity=B-GPE|SpaceAfter=No\n";
    /// let layers = engine.layers("a", &conllu::parse(rows, Lang::En).unwrap(), None);
    /// assert_eq!(layers.places[0].country.as_deref(), Some("COL"));
    /// assert_eq!((layers.places[0].start, layers.places[0].end), (9, 15));
    /// ```
    pub fn load(files: &DataFiles, gazetteer: Option<&Path>) -> Result<Self, EngineError> {
        let gazetteer = gazetteer.map(Gazetteer::open).transpose()?;
        let with_times =
            Lang::ALL.into_iter().filter(|lang| !files.list(&format!("lang/{lang}/time"), ".toml").is_empty());
        let times = with_times.map(|lang| TimeRules::load(files, lang)).collect::<Result<Vec<_>, _>>()?;
        let ontology = Ontology::load(files)?;
        let coded = || Frames::languages(files).into_iter();
        Ok(Self {
            places: PlaceResolver::new(&PlaceData::load(files)?, gazetteer),
            actors: ActorLexicon::load(files)?,
            frames: coded().map(|lang| Ok((lang, Frames::load(files, lang)?))).collect::<Result<_, DataError>>()?,
            forms: coded()
                .map(|lang| Ok((lang, VerbForms::load(files, lang.code())?)))
                .collect::<Result<_, DataError>>()?,
            vectors: BTreeMap::new(),
            cues: coded()
                .map(|lang| Ok((lang, ContextCues::load(files, &ontology, lang)?)))
                .collect::<Result<_, DataError>>()?,
            ontology,
            lexicon: files.fingerprint()?,
            times: TimeResolver::new(&times),
        })
    }

    /// With vectors of the words of a language, by which predicates are read that no frame fits.
    pub fn with_vectors(mut self, language: Lang, vectors: WordVectors) -> Self {
        self.vectors.insert(language, vectors);
        self
    }

    /// The coder of a language; none where it has no frames.
    pub(crate) fn coder(&self, language: Lang) -> Option<Coder<'_>> {
        Some(Coder::new(self.frames(language)?).with_vectors(self.vectors.get(&language)))
    }

    /// The coding frames of a language; none where it has none.
    pub fn frames(&self, language: Lang) -> Option<&Frames> {
        self.frames.get(&language)
    }

    /// Hash of the data files.
    pub fn lexicon(&self) -> &str {
        &self.lexicon
    }

    /// The layers of one annotated document; `id` is the document's, `on` the day it was published. Layers whose stage
    /// is not wired are empty.
    pub fn layers(&self, id: &str, doc: &Doc, on: Option<Civil>) -> Layers {
        let mut understood = Understood::parsed(doc.clone(), on, None);
        self.understand(std::slice::from_mut(&mut understood));
        let coder = self.coder(doc.language());
        let trials = coder.map(|coder| coder.trials(&understood.doc, understood.layers())).unwrap_or_default();
        layers::write(id, &understood, &trials)
    }

    /// What the stages before coding find in documents. Each goes over all of them before the next begins, so that its data stay near
    /// the processor.
    pub(crate) fn understand(&self, documents: &mut [Understood]) {
        for Understood { doc, published, .. } in &mut *documents {
            if let Some(known) = self.forms.get(&doc.language()) {
                forms::mend(doc, known);
            }
            *published = published.or_else(|| self.times.document_date(doc));
        }
        for document in &mut *documents {
            let settings = masudi_time::Settings { published: document.published, ..Default::default() };
            document.times = self.times.resolve(&document.doc, &settings);
        }
        for document in &mut *documents {
            document.places = self.places.resolve(&document.doc, &Settings::default());
        }
        for Understood { doc, published, written_in, places, actors, .. } in documents {
            *actors = ActorResolver::new(&self.actors).written_in(*written_in).resolve(doc, *published, places);
        }
    }

    /// Annotates a text, its datelines apart, for [`understand`](Self::understand).
    pub(crate) fn parse(&self, pipeline: &Pipeline, text: &str, on: Option<Civil>) -> Understood {
        let Some(blank) = dateline::blanked(text) else {
            return Understood::parsed(pipeline.annotate_paragraphs(text), on, None);
        };
        let head = || text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
        let on = on.or_else(|| self.times.document_date(&pipeline.annotate(head())));
        let written_in = dateline::places(text).find_map(|place| self.actors.country_of_place(place));
        Understood::parsed(pipeline.annotate_paragraphs(&blank), on, written_in)
    }

    fn parse_document(&self, pipeline: &Pipeline, document: &Document) -> Understood {
        let in_address = || document.url.as_deref().and_then(masudi_time::date_in_url);
        let on = document.published.as_deref().and_then(day).or_else(in_address);
        self.parse(pipeline, &document.text, on)
    }

    /// The event mentions of one document, in order of their triggers, with force levels, factors and statements. A
    /// document in a language without frames has none. A document without a publication date keeps
    /// its offices undated and its relative dates unresolved.
    pub fn code(&self, pipeline: &Pipeline, document: &Document) -> CodedDocument {
        self.code_all(pipeline, &[document]).pop().unwrap_or_default()
    }

    /// What [`code`](Self::code) finds in each of several documents, which is quicker than one by one.
    pub fn code_all(&self, pipeline: &Pipeline, documents: &[&Document]) -> Vec<CodedDocument> {
        let language = pipeline.language();
        let (Some(frames), Some(cues)) = (self.frames.get(&language), self.cues.get(&language)) else {
            return documents.iter().map(|_| CodedDocument::default()).collect();
        };
        let vectors = self.vectors.get(&language);
        let coder = CoderInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: vectors.into_iter().fold(
                format!("{} {} {}", pipeline.language(), pipeline.name(), pipeline.version()),
                |model, vectors| format!("{model}, {}", vectors.name()),
            ),
            lexicon: self.lexicon.clone(),
        };
        let mut understood: Vec<Understood> =
            documents.iter().map(|document| self.parse_document(pipeline, document)).collect();
        self.understand(&mut understood);
        let code = |(document, understood): (&&Document, &Understood)| {
            let coded = Coder::new(frames).with_vectors(vectors).code(&understood.doc, understood.layers());
            let ontology = &self.ontology;
            let page = mentions::Page { document, understood, ontology, frames, cues, coder: &coder };
            let mentions = mentions::write(page, &coded);
            CodedDocument {
                deployments: deployments::write(page, &coded.deployments),
                factors: factors::write(page, &coded, &mentions),
                statements: factors::statements(page, &coded, &mentions),
                mentions,
            }
        };
        documents.iter().zip(&understood).map(code).collect()
    }
}

/// The day of an ISO date or date-time.
fn day(text: &str) -> Option<Civil> {
    let mut parts = text.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    let day = parts.next()?.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some(Civil { year, month, day })
}
