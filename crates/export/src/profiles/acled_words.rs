//! ACLED's words for what PLOVER calls type, mode and sector: a rough crosswalk, of the shape only.

use crate::View;
use masudi_record::Party;

/// Disorder type, event type, sub-event type.
pub(super) type Words = (&'static str, &'static str, &'static str);

const VIOLENCE: &str = "Political violence";
const DEMONSTRATIONS: &str = "Demonstrations";
const STRATEGIC: &str = "Strategic developments";
const REMOTE: &str = "Explosions/Remote violence";
const CIVILIANS: &str = "Violence against civilians";

/// What ACLED calls the event; `None` where it has no name for it.
pub(super) fn words(view: &View) -> Option<Words> {
    let event = view.event();
    Some(match (event.event_type.as_str(), event.mode.as_deref().unwrap_or("")) {
        ("PROTEST", "riot" | "vandalize") => (DEMONSTRATIONS, "Riots", "Violent demonstration"),
        ("PROTEST", _) => (DEMONSTRATIONS, "Protests", "Peaceful protest"),
        ("ASSAULT", "abduct") => (VIOLENCE, CIVILIANS, "Abduction/forced disappearance"),
        ("ASSAULT", "sexual") => (VIOLENCE, CIVILIANS, "Sexual violence"),
        ("ASSAULT", "aerial" | "drone") => (VIOLENCE, REMOTE, "Air/drone strike"),
        ("ASSAULT", "heavy-weapons") => (VIOLENCE, REMOTE, "Shelling/artillery/missile attack"),
        ("ASSAULT", "explosives") => (VIOLENCE, REMOTE, "Remote explosive/landmine/IED"),
        ("ASSAULT", "suicide-attack") => (VIOLENCE, REMOTE, "Suicide bomb"),
        ("ASSAULT", "unconventional") => (VIOLENCE, REMOTE, "Chemical weapon"),
        ("ASSAULT", "destroy") => (STRATEGIC, STRATEGIC, "Looting/property destruction"),
        ("ASSAULT", "crowd-control") => (DEMONSTRATIONS, "Protests", "Excessive force against protesters"),
        ("ASSAULT", _) if targets_civilians(view) => (VIOLENCE, CIVILIANS, "Attack"),
        ("ASSAULT", _) => (VIOLENCE, "Battles", "Armed clash"),
        ("COERCE", "arrest") => (STRATEGIC, STRATEGIC, "Arrests"),
        ("RETREAT", "ceasefire") => (STRATEGIC, STRATEGIC, "Agreement"),
        ("MOBILIZE", "troops" | "weapons" | "militia") => (STRATEGIC, STRATEGIC, "Change to group/activity"),
        _ => return None,
    })
}

/// Whether all recipients are civilians.
pub(super) fn targets_civilians(view: &View) -> bool {
    let recipients = &view.event().recipients;
    !recipients.is_empty() && recipients.iter().all(|party| inter(view, party, false) == Some(7))
}

/// ACLED's number for the kind of an actor: 1 state forces, 2 rebel groups, 3 political militias, 5 rioters, 6 protesters, 7 civilians,
/// 8 external and other forces. `None` where the sector is not known.
pub(super) fn inter(view: &View, party: &Party, acts: bool) -> Option<u8> {
    let event = view.event();
    if acts && event.event_type == "PROTEST" {
        return Some(if matches!(event.mode.as_deref(), Some("riot" | "vandalize")) { 5 } else { 6 });
    }
    let abroad = party.country.as_deref().zip(view.country()).is_some_and(|(of, at)| of != at);
    match party.sector.as_deref()? {
        "GOV" | "MIL" | "COP" | "SPY" | "JUD" | "LEG" | "PRM" if abroad => Some(8),
        "GOV" | "MIL" | "COP" | "SPY" | "JUD" | "LEG" | "PRM" => Some(1),
        "REB" => Some(2),
        "UAF" | "CRM" => Some(3),
        "UNK" => None,
        sector if view.tables.is_international(sector) => Some(8),
        _ => Some(7),
    }
}

/// A number for the kinds of both sides, the lower first; one side alone is followed by 0.
pub(super) fn interaction(view: &View) -> Option<i64> {
    let event = view.event();
    let side = |parties: &[Party], acts| parties.first().and_then(|party| inter(view, party, acts)).map(i64::from);
    match (side(&event.actors, true), side(&event.recipients, false)) {
        (Some(one), Some(two)) => Some(one.min(two) * 10 + one.max(two)),
        (Some(one), None) | (None, Some(one)) => Some(one * 10),
        (None, None) => None,
    }
}
