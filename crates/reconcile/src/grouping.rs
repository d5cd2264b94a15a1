//! The events of mentions that links connect.

use crate::cluster::{Edge, Rulings, cluster};
use crate::consensus;
use crate::reconciler::Node;
use masudi_record::Event;

/// The mentions of one event.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// In order of publication.
    pub members: Vec<u32>,
    /// Without links.
    pub event: Event,
}

/// Clusters connected mentions and makes their events. `members` in order, with all links among them; `pins`: ids of the
/// pinned groups of `rulings`.
pub(crate) fn grouped<'a>(
    members: &[u32],
    edges: Vec<Edge>,
    rulings: &Rulings,
    pins: &[String],
    node: &impl Fn(u32) -> &'a Node,
) -> Vec<Group> {
    let inside = |at: &u32| members.binary_search(at).is_ok();
    let within = |groups: &[Vec<u32>]| groups.iter().filter(|g| g.iter().all(inside)).cloned().collect();
    let own = Rulings {
        together: within(&rulings.together),
        pinned: within(&rulings.pinned),
        apart: rulings.apart.iter().filter(|(a, b)| inside(a) && inside(b)).copied().collect(),
    };
    let clusters = cluster(members, edges, &own, &|at| &node(at).features);
    let group = |mut cluster: Vec<u32>| {
        cluster.sort_by(|a, b| node(*a).reported.rank().cmp(&node(*b).reported.rank()));
        let told: Vec<_> = cluster.iter().map(|at| node(*at)).map(|n| (&n.reported, &n.features)).collect();
        let pin = rulings.pinned.iter().position(|group| group.contains(&cluster[0]));
        let event = consensus::event(&told, pin.map(|at| pins[at].as_str()));
        Group { members: cluster, event }
    };
    clusters.into_iter().map(group).collect()
}
