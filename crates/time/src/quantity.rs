//! Lengths of time and recurring times as TIMEX3 values.

use crate::slots::Slots;
use masudi_lexicon::time::Slot;
use smol_str::{SmolStr, format_smolstr};

/// `P3Y`, `PT16H`, `PXD`; `None` for a unit that no length has.
pub(crate) fn duration(slots: Slots<'_>) -> Option<SmolStr> {
    let unit = slots.get(Slot::Unit)?;
    let amount = slots.get(Slot::Amount).unwrap_or("1");
    let (amount, factor, unit) = match unit {
        "DE" => (amount, 10.0, "Y"),
        "CE" => (amount, 100.0, "Y"),
        "MI" => (amount, 1000.0, "Y"),
        "FN" => (amount, 2.0, "W"),
        "S" => (amount, 3.0, "M"),
        "H" => (amount, 6.0, "M"),
        "FY" => (amount, 1.0, "Y"),
        "WE" => (amount, 2.0, "D"),
        other => (amount, 1.0, other),
    };
    let number: SmolStr = match amount.parse::<f64>() {
        Ok(n) => {
            let n = (n + slots.number::<f64>(Slot::Fraction).unwrap_or(0.0)) * factor;
            format_smolstr!("{n}")
        }
        Err(_) => "X".into(),
    };
    Some(match (unit, number.as_str()) {
        ("Y", "X") if factor == 10.0 => "PXDE".into(),
        ("Y", "X") if factor == 100.0 => "PXCE".into(),
        ("TH", n) if n.ends_with(".5") => format_smolstr!("PT{}H30M", n.trim_end_matches(".5")),
        ("TH", _) => format_smolstr!("PT{number}H"),
        ("TM", _) => format_smolstr!("PT{number}M"),
        ("TS", _) => format_smolstr!("PT{number}S"),
        _ => format_smolstr!("P{number}{unit}"),
    })
}

/// `P1D`, `XXXX-WXX-4`, `XXXX-07`.
pub(crate) fn set(slots: Slots<'_>) -> Option<SmolStr> {
    if let Some(value) = slots.get(Slot::Value) {
        return Some(value.into());
    }
    let tod = slots.get(Slot::Tod).map(|t| format_smolstr!("T{t}")).unwrap_or_default();
    if let Some(weekday) = slots.within(Slot::Weekday, 1, 7) {
        return Some(format_smolstr!("XXXX-WXX-{weekday}{tod}"));
    }
    if let Some(month) = slots.within(Slot::Month, 1, 12) {
        return Some(match slots.within(Slot::Day, 1, 31) {
            Some(day) => format_smolstr!("XXXX-{month:02}-{day:02}"),
            None => format_smolstr!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = slots.get(Slot::Season) {
        return Some(format_smolstr!("XXXX-{season}"));
    }
    if !tod.is_empty() {
        return Some(format_smolstr!("XXXX-XX-XX{tod}"));
    }
    if slots.get(Slot::Unit) == Some("WE") {
        return Some("XXXX-WXX-WE".into());
    }
    duration(slots)
}
