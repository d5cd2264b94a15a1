//! What is loaded once and used for every document.

use crate::layers;
use masudi_doc::Doc;
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::{DataError, DataFiles};
use masudi_place::{PlaceResolver, Settings};
use masudi_record::Layers;

/// The stages with their resources. Shared between threads; a document changes nothing in it.
#[derive(Debug)]
pub struct Engine {
    places: PlaceResolver,
}

impl Engine {
    /// Loads the data that the stages need. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_doc::{Lang, conllu};
    /// let engine = masudi::Engine::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
    /// let rows = "1\tTalks\ttalk\tNOUN\tNNS\t_\t0\tROOT\t_\t_\n\
    ///             2\tin\tin\tADP\tIN\t_\t1\tprep\t_\t_\n\
    ///             3\tBogotá\tBogotá\tPROPN\tNNP\t_\t2\tpobj\t_\tEntity=B-GPE|SpaceAfter=No\n";
    /// let layers = engine.layers("a", &conllu::parse(rows, Lang::En).unwrap());
    /// assert_eq!(layers.places[0].country.as_deref(), Some("COL"));
    /// assert_eq!((layers.places[0].start, layers.places[0].end), (9, 15));
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        Ok(Self { places: PlaceResolver::new(&PlaceData::load(files)?, None) })
    }

    /// The layers of one annotated document; `id` is the document's. Layers whose stage is not wired are empty.
    pub fn layers(&self, id: &str, doc: &Doc) -> Layers {
        let places = self.places.resolve(doc, &Settings::default());
        layers::write(id, doc, &places)
    }
}
