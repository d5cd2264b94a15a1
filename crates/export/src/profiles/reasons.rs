//! What several layouts have no place for.

use crate::View;
use crate::profile::{Loss, Reason};
use masudi_record::Status;

/// Layouts without a status hold what happened.
pub(super) const NOT_HAPPENED: Reason = Reason {
    about: "did not happen or may yet happen (negated, hypothetical, future): the layout has no status",
    holds: |v| matches!(v.event().status, Status::Negated | Status::Hypothetical | Status::Future),
};

/// Layouts of days.
pub(super) const NO_DAY: Reason = Reason { about: "have no date", holds: |v| v.day().is_none() };

/// Layouts by CAMEO code.
pub(super) const NO_CAMEO: Reason = Reason { about: "have no CAMEO code", holds: |v| v.event().cameo.is_none() };

pub(super) const STATUS: Loss = Loss {
    about: "are somebody's claim or long past (alleged, historical)",
    has: |v| matches!(v.event().status, Status::Alleged | Status::Historical),
};
pub(super) const LAST_DAY: Loss = Loss { about: "last longer than a day", has: |v| v.length().is_some_and(|n| n > 1) };
pub(super) const DATE_PRECISION: Loss = Loss {
    about: "have a date that is known less exactly than to the day, or is that of the report",
    has: |v| v.date_precision() != "day",
};
pub(super) const MORE_PARTIES: Loss = Loss {
    about: "have several actors or recipients, of whom the first stand",
    has: |v| v.event().actors.len() > 1 || v.event().recipients.len() > 1,
};
pub(super) const MODE: Loss = Loss { about: "have a PLOVER mode", has: |v| v.event().mode.is_some() };
pub(super) const CONTEXTS: Loss = Loss { about: "have contexts", has: |v| !v.event().contexts.is_empty() };
pub(super) const PHASE: Loss = Loss { about: "have a phase", has: |v| v.event().phase.is_some() };
pub(super) const COUNTS: Loss = Loss {
    about: "have figures (killed, injured, abducted, arrested, troops)",
    has: |v| {
        let c = &v.event().counts;
        [&c.killed, &c.injured, &c.abducted, &c.arrested, &c.troops].iter().any(|count| count.is_some())
    },
};
pub(super) const OTHER_COUNTS: Loss = Loss {
    about: "have figures of injured, abducted, arrested or troops",
    has: |v| {
        let c = &v.event().counts;
        [&c.injured, &c.abducted, &c.arrested, &c.troops].iter().any(|count| count.is_some())
    },
};
pub(super) const PLACE_PRECISION: Loss = Loss {
    about: "have a place known less exactly than to the town",
    has: |v| v.place().is_some() && !matches!(v.place_precision(), "city" | "site"),
};
pub(super) const DISPUTES: Loss =
    Loss { about: "have fields on which sources disagree", has: |v| !v.event().disputed.is_empty() };
pub(super) const LINKS: Loss = Loss { about: "are linked to other events", has: |v| !v.event().links.is_empty() };
pub(super) const MORE_MENTIONS: Loss =
    Loss { about: "have several mentions, of which the first stands", has: |v| v.told.tellings.len() > 1 };
pub(super) const ATTRIBUTION: Loss = Loss {
    about: "are told on somebody's word",
    has: |v| v.told.tellings.iter().any(|telling| !telling.mention.attribution.is_empty()),
};

/// First of a list.
pub(super) fn first<'a>(view: &View<'a>, actors: bool) -> Option<&'a masudi_record::Party> {
    let event = view.event();
    if actors { event.actors.first() } else { event.recipients.first() }
}
