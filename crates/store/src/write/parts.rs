//! The parts of a coded document, as rows.

use masudi_record::{Actor, CodedDocument, Deployment, Factor, Mention, Party, Place, Statement};
use rusqlite::{Transaction, params};
use serde::Serialize;

/// A value as it is kept.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A value that was kept so.
pub(super) fn parse<T: serde::de::DeserializeOwned>(json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// A name that serialisation gives an enumeration's value.
pub(super) fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Adds all that was coded of a document.
pub(super) fn insert(transaction: &Transaction<'_>, document: i64, coded: &CodedDocument) -> rusqlite::Result<()> {
    for mention in &coded.mentions {
        insert_mention(transaction, document, mention)?;
    }
    for deployment in &coded.deployments {
        insert_deployment(transaction, document, deployment)?;
    }
    for factor in &coded.factors {
        insert_factor(transaction, document, factor)?;
    }
    for statement in &coded.statements {
        insert_statement(transaction, document, statement)?;
    }
    Ok(())
}

/// Takes away all that was coded of a document.
pub(super) fn remove(transaction: &Transaction<'_>, document: i64) -> rusqlite::Result<()> {
    // An index over another table's text must be told the words that it is to forget.
    transaction
        .prepare_cached(
            "INSERT INTO mention_text (mention_text, rowid, sentence) \
             SELECT 'delete', number, sentence FROM mentions WHERE document = ?1",
        )?
        .execute([document])?;
    for sql in [
        "DELETE FROM mention_places WHERE number IN (SELECT number FROM mentions WHERE document = ?1)",
        "DELETE FROM mentions WHERE document = ?1",
        "DELETE FROM deployments WHERE document = ?1",
        "DELETE FROM factors WHERE document = ?1",
        "DELETE FROM statements WHERE document = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([document])?;
    }
    Ok(())
}

/// Notes that mentions are not as they were when events were last made of them.
pub(super) fn mentions_changed(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute("UPDATE counters SET value = value + 1 WHERE name = 'mentions'", []).map(drop)
}

fn insert_mention(transaction: &Transaction<'_>, document: i64, mention: &Mention) -> rusqlite::Result<()> {
    let Mention { id, event_type, mode, quad, phase, status, score, confidence, sentence, .. } = mention;
    let (from, to) = mention.date.as_ref().map(|d| (&d.from, &d.to)).unwrap_or((&None, &None));
    let place = mention.place.clone().unwrap_or_default();
    let phase = phase.as_ref().map(name);
    transaction
        .prepare_cached(
            "INSERT INTO mentions (id, document, type, mode, quad, phase, status, day_from, day_to, place, country, \
             geonames, lat, lon, score, confidence, sentence, json) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            id,
            document,
            event_type,
            mode,
            quad,
            phase,
            name(status),
            from,
            to,
            place.name,
            place.country,
            place.geonames,
            place.lat,
            place.lon,
            score,
            confidence,
            sentence.text,
            json(mention)
        ])?;
    let number = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO mention_text (rowid, sentence) VALUES (?1, ?2)")?
        .execute(params![number, sentence.text])?;
    insert_point(transaction, "mention_places", number, &place)?;
    insert_parties(transaction, "mention_parties", number, "actor", mention.actors.iter().map(party))?;
    insert_parties(transaction, "mention_parties", number, "recipient", mention.recipients.iter().map(party))
}

fn party(actor: &Actor) -> Party {
    let Actor { text, name, id, country, sector, code, .. } = actor.clone();
    Party { name: name.or(Some(text)), id, country, sector, code }
}

/// Adds those who take part; `table` is one of ours.
pub(super) fn insert_parties(
    transaction: &Transaction<'_>,
    table: &'static str,
    owner: i64,
    role: &str,
    parties: impl Iterator<Item = Party>,
) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO {table} (owner, role, id, name, country, sector, code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    for Party { name, id, country, sector, code } in parties {
        statement.execute(params![owner, role, id, name, country, sector, code])?;
    }
    Ok(())
}

/// Adds a place with coordinates to the index of places; `table` is one of ours.
pub(super) fn insert_point(
    transaction: &Transaction<'_>,
    table: &'static str,
    number: i64,
    place: &Place,
) -> rusqlite::Result<()> {
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return Ok(()) };
    let sql = format!("INSERT INTO {table} VALUES (?1, ?2, ?2, ?3, ?3)");
    transaction.prepare_cached(&sql)?.execute(params![number, lat, lon]).map(drop)
}

fn insert_deployment(transaction: &Transaction<'_>, document: i64, deployment: &Deployment) -> rusqlite::Result<()> {
    let Deployment { id, actor, min, place, as_of, .. } = deployment;
    let place = place.clone().unwrap_or_default();
    let troops = i64::try_from(*min).unwrap_or(i64::MAX);
    transaction
        .prepare_cached(
            "INSERT INTO deployments (id, document, actor, country, place, as_of, troops, json) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![id, document, actor, place.country, place.name, as_of, troops, json(deployment)])
        .map(drop)
}

fn insert_factor(transaction: &Transaction<'_>, document: i64, factor: &Factor) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT INTO factors (id, document, kind, published, json) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![factor.id, document, factor.kind, factor.published, json(factor)])
        .map(drop)
}

fn insert_statement(transaction: &Transaction<'_>, document: i64, statement: &Statement) -> rusqlite::Result<()> {
    let speaker = statement.speaker.as_ref().map(party).unwrap_or_default();
    transaction
        .prepare_cached(
            "INSERT INTO statements (id, document, kind, speaker, speaker_id, country, published, json) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            statement.id,
            document,
            statement.kind,
            speaker.name,
            speaker.id,
            speaker.country,
            statement.published,
            json(statement)
        ])
        .map(drop)
}
