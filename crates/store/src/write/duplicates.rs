//! Near duplicates: a new document is linked to those that it repeats, or that repeat it.
//!
//! In: the signature of a text. Out: in every copy, the document that it repeats. How alike two texts are, and which of
//! them came first, is decided in `masudi-duplicates`; here is only where signatures are kept.

use masudi_duplicates::{Copy, Dated, Signature, bands, links};
use masudi_record::Document;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;

/// So many documents of one band are looked at, the first ones: a band that more of them share says little.
const MOST_OF_A_BAND: i64 = 64;

/// A document that may be a copy.
struct Candidate {
    id: String,
    published: Option<String>,
    original: Option<(String, Option<String>)>,
    similarity: f32,
}

/// Keeps the signature of a document that was just added, and links it with its copies. Out: whether there are any.
pub(super) fn link(
    transaction: &Transaction<'_>,
    number: i64,
    document: &Document,
    signature: &Signature,
) -> rusqlite::Result<bool> {
    let bands: Vec<i64> = bands(signature).into_iter().map(u64::cast_signed).collect();
    let copies = copies(transaction, &bands, signature)?;
    insert(transaction, number, &bands, signature)?;
    let new = Dated { id: &document.id, published: document.published.as_deref() };
    let copies = copies.iter().map(|copy| Copy {
        document: Dated { id: &copy.id, published: copy.published.as_deref() },
        original: copy.original.as_ref().map(|(id, published)| Dated { id, published: published.as_deref() }),
        similarity: copy.similarity,
    });
    let copies: Vec<Copy<'_>> = copies.collect();
    let links = links(&new, &copies);
    let mut set =
        transaction.prepare_cached("UPDATE documents SET duplicate_of = ?2, similarity = ?3 WHERE id = ?1")?;
    for link in &links {
        set.execute(params![link.document, link.original, link.similarity])?;
    }
    Ok(!links.is_empty())
}

fn copies(transaction: &Transaction<'_>, bands: &[i64], signature: &Signature) -> rusqlite::Result<Vec<Candidate>> {
    let mut of_band = transaction
        .prepare_cached("SELECT document FROM signature_bands WHERE band = ?1 ORDER BY document LIMIT ?2")?;
    let mut numbers = BTreeSet::new();
    for band in bands {
        for number in of_band.query_map(params![band, MOST_OF_A_BAND], |row| row.get::<_, i64>(0))? {
            numbers.insert(number?);
        }
    }
    let mut candidate = transaction.prepare_cached(
        "SELECT s.minhash, d.id, d.published, o.id, o.published FROM signatures s JOIN documents d ON d.number = s.document \
         LEFT JOIN documents o ON o.id = d.duplicate_of WHERE s.document = ?1",
    )?;
    let mut copies = Vec::new();
    for number in numbers {
        let found = candidate.query_row([number], |row| {
            let original = row.get::<_, Option<String>>(3)?.zip(Some(row.get::<_, Option<String>>(4)?));
            let candidate = Candidate { id: row.get(1)?, published: row.get(2)?, original, similarity: 0.0 };
            Ok((row.get::<_, Vec<u8>>(0)?, candidate))
        });
        let Some((bytes, candidate)) = found.optional()? else { continue };
        // A signature in an earlier form cannot be compared.
        let Ok(other) = Signature::from_bytes(&bytes) else { continue };
        let likeness = signature.likeness(&other);
        if likeness.is_copy() {
            copies.push(Candidate { similarity: likeness.resemblance, ..candidate });
        }
    }
    Ok(copies)
}

fn insert(transaction: &Transaction<'_>, document: i64, bands: &[i64], signature: &Signature) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT INTO signatures (document, minhash) VALUES (?1, ?2)")?
        .execute(params![document, signature.to_bytes()])?;
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO signature_bands (band, document) VALUES (?1, ?2)")?;
    bands.iter().try_for_each(|band| insert.execute(params![band, document]).map(drop))
}
