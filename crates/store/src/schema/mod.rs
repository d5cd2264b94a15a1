//! The tables, and how a file of an earlier version becomes one of this.
//!
//! In: an open connection. Out: the same with the schema of this version, or why not.
//!
//! To change the schema: add `vN.sql` with the statements that lead from the version before, add it to [`STEPS`], and
//! keep a file of the version before in `tests/compat`.

use rusqlite::{Connection, TransactionBehavior};

/// Marks a file as a record of Masudi ("Masu").
pub(crate) const APPLICATION: i64 = 0x4d61_7375;

/// The statements that lead to each version from the one before.
const STEPS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
];

/// The version of this program.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Without tables.
    Empty,
    /// A record with its schema version.
    Record(i64),
    /// A database of something else.
    Other,
}

/// Looks what a file is.
pub(crate) fn kind(connection: &Connection) -> rusqlite::Result<Kind> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application, tables) {
        (APPLICATION, _) => Kind::Record(version),
        (0, 0) => Kind::Empty,
        _ => Kind::Other,
    })
}

/// Brings an empty file or a record to this version, in one transaction; two programs that do it at once take turns.
pub(crate) fn raise(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = match kind(&transaction)? {
        Kind::Record(version) => version,
        Kind::Empty | Kind::Other => 0,
    };
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
        transaction.execute_batch(step)?;
    }
    if from < VERSION {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()
}
