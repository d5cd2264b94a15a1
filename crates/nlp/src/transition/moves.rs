//! The actions of a parser or entity recogniser, as the model's `moves` file lists them.

use crate::{LoadError, Package, msgpack};
use smol_str::SmolStr;

/// Actions of a component, in the order of its output rows: number and label.
pub(crate) fn moves(package: &Package, component: &str) -> Result<Vec<(u8, SmolStr)>, LoadError> {
    let file = format!("{component}/moves");
    let value = msgpack::read(&file, &package.read(&file)?)?;
    let damaged = || LoadError::damaged(&file, "a table of moves", "something else");
    let text = msgpack::get(&value, "moves").and_then(msgpack::text).ok_or_else(damaged)?;
    let json: serde_json::Value =
        serde_json::from_str(text).map_err(|e| LoadError::damaged(&file, "JSON", e.to_string()))?;
    let mut actions: Vec<(u8, Vec<(i64, String)>)> = Vec::new();
    for (action, labels) in json.as_object().ok_or_else(damaged)? {
        let action = action.parse().map_err(|_| damaged())?;
        let labels = labels.as_object().ok_or_else(damaged)?;
        let mut list: Vec<(i64, String)> = labels.iter().map(|(l, f)| (f.as_i64().unwrap_or(0), l.clone())).collect();
        list.sort_by(|a, b| b.cmp(a));
        actions.push((action, list));
    }
    actions.sort_by_key(|(action, _)| *action);
    let ner = component == "ner";
    let mut out: Vec<(u8, SmolStr)> = Vec::new();
    let mut late: Vec<(i64, String, u8)> = Vec::new();
    let mut add = |action: u8, label: &str| {
        let skip = ner && (action == 0 || (action == 5 && !label.is_empty()));
        if !skip && !out.iter().any(|(a, l)| *a == action && l == label) {
            out.push((action, label.into()));
        }
    };
    for (action, list) in &actions {
        for (frequency, label) in list {
            if *frequency < 0 {
                late.push((*frequency, label.clone(), *action));
            } else {
                add(*action, label);
            }
        }
    }
    late.sort_by(|a, b| (b.0, &b.1, a.2).cmp(&(a.0, &a.1, b.2)));
    for (_, label, action) in late {
        add(action, &label);
    }
    Ok(out)
}
