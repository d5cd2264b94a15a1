//! An open record.

use crate::read::KnownWords;
use crate::schema::{self, Kind};
use crate::{StoreError, sql};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// So long a program waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two attempts at what SQLite does not wait for by itself.
const PAUSE: Duration = Duration::from_millis(5);

/// Steps of SQLite between two looks at how much work is left.
const STEPS: u32 = 10_000;

/// An open record. It may be sent to another thread, not shared: each thread opens its own.
///
/// ```
/// use masudi_record::Document;
/// use masudi_store::{NewDocument, NewRun, Put, Store};
/// let folder = tempfile::tempdir().unwrap();
/// let mut store = Store::open(&folder.path().join("record.db")).unwrap();
/// let run = store.begin_run(&NewRun { started: "2024-04-15T10:00:00Z".into(), ..NewRun::default() }).unwrap();
/// let document = Document { id: "a".into(), text: "They met.".into(), ..Document::default() };
/// let new = [NewDocument { document, ..NewDocument::default() }];
/// assert_eq!(store.put_batch(run, &new).unwrap(), [Put::Added]);
/// assert_eq!(store.put_batch(run, &new).unwrap(), [Put::Known]);
/// ```
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    /// Name of the file, for errors.
    pub(crate) file: String,
    /// What it knows of words.
    pub(crate) words: Arc<KnownWords>,
}

impl Store {
    /// Opens a record for reading and writing; makes it where there is none, and raises an earlier schema to this one.
    ///
    /// Errors: [`StoreError`]; a file that is no record is left as it is.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, path, flags)?;
        match store.kind()? {
            Kind::Other => return Err(StoreError::NotARecord(store.file)),
            Kind::Record(version) => store.not_newer(version)?,
            Kind::Empty => {}
        }
        let connection = &mut store.connection;
        let ready = (|| {
            in_turn(|| connection.pragma_update(None, "journal_mode", "wal"))?;
            // With FULL a commit is on the disk when it returns; with NORMAL a power cut may take the last ones.
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
            schema::raise(connection)
        })();
        store.at(ready)?;
        Ok(store)
    }

    /// Opens a record for reading; works on a file and in a folder that cannot be written too.
    ///
    /// Errors: [`StoreError`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let file = path.display().to_string();
        if !path.is_file() {
            return Err(StoreError::Missing(file));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Self::connect(path, path, flags).and_then(|store| store.kind().map(|kind| (store, kind)));
        let (store, kind) = match opened {
            // Without leave to make its side files a database that nobody writes is read as it stands.
            Err(StoreError::CannotOpen(_) | StoreError::ReadOnly(_)) if !side_file(path, "-wal") => {
                let store = Self::connect(path, &immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)?;
                let kind = store.kind()?;
                (store, kind)
            }
            opened => opened?,
        };
        match kind {
            Kind::Empty | Kind::Other => Err(StoreError::NotARecord(file)),
            Kind::Record(found) if found < schema::VERSION => {
                Err(StoreError::TooOld { file, found, known: schema::VERSION })
            }
            Kind::Record(version) => store.not_newer(version).map(|()| store),
        }
    }

    fn connect(path: &Path, opened: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let file = path.display().to_string();
        let connect = || {
            let connection = Connection::open_with_flags(opened, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.set_prepared_statement_cache_capacity(64);
            // Views and functions of a file that somebody else made are not trusted.
            connection.pragma_update(None, "trusted_schema", false)?;
            connection.pragma_update(None, "cache_size", -32_768)?;
            // Else each new value of a `?` makes SQLite read a question anew where a table has an index of some rows only.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            sql::add_functions(&connection)?;
            Ok(connection)
        };
        match connect() {
            Ok(connection) => Ok(Self { connection, file, words: Arc::default() }),
            Err(error) => Err(StoreError::of(&file, error)),
        }
    }

    /// A number that differs from the last one when another connection has written. Errors: [`StoreError`].
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.at(self.connection.query_row("SELECT data_version FROM pragma_data_version", [], |row| row.get(0)))
    }

    /// Lets the connection do so much work from now on, in steps of SQLite (some tens of millions a second), and breaks off the
    /// question that would need more; `None` for any work. Say it anew before each question.
    ///
    /// Errors: [`StoreError`].
    pub fn limit_work(&mut self, steps: Option<u32>) -> Result<(), StoreError> {
        let mut left = steps.unwrap_or(0) / STEPS;
        let spend = steps.map(|_| {
            move || {
                left = left.saturating_sub(1);
                left == 0
            }
        });
        let limited = self.connection.progress_handler(STEPS.cast_signed(), spend);
        self.at(limited)
    }

    /// What stops the work of this connection from another thread.
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }

    fn kind(&self) -> Result<Kind, StoreError> {
        // In one transaction, as another program may be making the tables.
        self.at(self.connection.unchecked_transaction().and_then(|transaction| schema::kind(&transaction)))
    }

    fn not_newer(&self, found: i64) -> Result<(), StoreError> {
        match found > schema::VERSION {
            true => Err(StoreError::TooNew { file: self.file.clone(), found, known: schema::VERSION }),
            false => Ok(()),
        }
    }

    /// An error of SQLite as one of this record.
    pub(crate) fn at<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|error| StoreError::of(&self.file, error))
    }

    /// Does `work` in one transaction that writes: all of it, or nothing.
    pub(crate) fn writing<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let done = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })();
        self.at(done)
    }

    /// A value kept as JSON.
    pub(crate) fn parse<T: serde::de::DeserializeOwned>(&self, what: &str, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|why| StoreError::Content {
            file: self.file.clone(),
            what: what.to_owned(),
            why: why.to_string(),
        })
    }
}

/// Does again what another program is in the way of: SQLite does not wait by itself where two change how a file is kept.
fn in_turn(mut work: impl FnMut() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
        match work() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    work()
}

/// Stops what a connection does at the moment; that work ends with an error, and the connection can be used on.
pub struct Interrupt(rusqlite::InterruptHandle);

impl Interrupt {
    /// Stops it.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

fn side_file(path: &Path, ending: &str) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    std::fs::metadata(name).is_ok_and(|data| data.len() > 0)
}

/// The address of a file that nobody writes while it is open.
fn immutable(path: &Path) -> std::path::PathBuf {
    let text = path.to_string_lossy();
    let mut address = String::from("file:");
    for byte in text.bytes() {
        match byte {
            b'%' | b'?' | b'#' => address.push_str(&format!("%{byte:02x}")),
            _ => address.push(char::from(byte)),
        }
    }
    address.push_str("?immutable=1");
    address.into()
}
