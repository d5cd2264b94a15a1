//! A record that another program makes at the same moment.

use masudi_store::Store;
use rusqlite::Connection;
use std::time::Duration;

#[test]
fn whoever_comes_while_a_record_is_made_waits() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("record.db");
    // Here SQLite gives up at once, whatever patience it was told to have.
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let done = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        other.execute_batch("COMMIT").unwrap();
    });
    Store::open(&file).unwrap();
    done.join().unwrap();
}
