//! What is loaded once and used for every document.

use crate::layers;
use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_doc::{Civil, Doc};
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::{DataError, DataFiles};
use masudi_place::{Gazetteer, GazetteerError, PlaceResolver, Settings};
use masudi_record::Layers;
use std::path::Path;

/// The stages with their resources. Shared between threads; a document changes nothing in it.
#[derive(Debug)]
pub struct Engine {
    places: PlaceResolver,
    actors: ActorLexicon,
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
        Ok(Self { places: PlaceResolver::new(&PlaceData::load(files)?, gazetteer), actors: ActorLexicon::load(files)? })
    }

    /// The layers of one annotated document; `id` is the document's, `on` the day it was published. Layers whose stage
    /// is not wired are empty.
    pub fn layers(&self, id: &str, doc: &Doc, on: Option<Civil>) -> Layers {
        let places = self.places.resolve(doc, &Settings::default());
        let actors = ActorResolver::new(&self.actors).resolve(doc, on);
        layers::write(id, doc, &places, &actors)
    }
}
