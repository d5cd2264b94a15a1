//! Kinds of events instead of events: "from torture to kidnap", "a propaganda of beheadings".
//!
//! In: an event noun of which nobody is known to have taken part. Out: whether the words name a kind. A bare noun does,
//! where no verb carries it and no time, place or number ties it down.

use crate::circumstances;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::children_with;

/// Whether the noun names a kind of event and no event.
pub(crate) fn is_generic(scene: &Scene<'_>, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let noun = proposition.head;
    if proposition.kind != Kind::Noun || proposition.support.is_some() {
        return false;
    }
    let tied = children_with(doc, noun, &["det", "poss", "nummod", "amod", "compound", "prep", "relcl", "acl"])
        .next()
        .is_some();
    let told = matches!(doc.dep(noun), "nsubj" | "nsubjpass" | "ROOT" | "dobj");
    !tied && !told && circumstances::time(scene, proposition, false, circumstances::Setting::Ground).is_none()
}
