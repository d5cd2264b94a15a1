//! Actor codes of CAMEO: a country or international kind, then roles, three letters each.

use crate::actors::entries::SECTORS;
use std::collections::HashSet;

/// What an actor code says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ActorCode {
    pub(super) country: Option<String>,
    pub(super) sector: Option<&'static str>,
}

/// Reads a code: `USAGOV`, `PSEREBHMS`, `IGOUNO`, `GOV`.
pub(super) fn read(code: &str, countries: &HashSet<&str>) -> ActorCode {
    let letters: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let parts: Vec<String> = letters.chunks(3).map(|part| part.iter().collect::<String>().to_uppercase()).collect();
    let country = parts.first().filter(|part| countries.contains(part.as_str())).cloned();
    let rest = if country.is_some() { &parts[1..] } else { &parts[..] };
    ActorCode { sector: rest.iter().find_map(|part| sector(part)), country }
}

/// The sector of a three-letter role; CAMEO's names of roles differ from PLOVER's.
pub(super) fn sector(part: &str) -> Option<&'static str> {
    Some(match part {
        // In CAMEO, MED are the media and HLH is health.
        "MED" => "JRN",
        "HLH" => "MED",
        "INS" | "SEP" => "REB",
        "RAD" => "UAF",
        "CIV" | "PPL" | "SET" => "CVL",
        "ENV" | "DEV" => "SOC",
        "HRI" | "NGM" => "NGO",
        "TOP" => "GOV",
        "UIS" | "UNS" => "UNK",
        "CHR" | "CTH" | "PRO" | "DOX" | "MOS" | "SUN" | "SHI" | "SFI" | "JEW" | "BUD" | "HIN" | "SIK" => "REL",
        other => return SECTORS.into_iter().find(|sector| *sector == other),
    })
}
