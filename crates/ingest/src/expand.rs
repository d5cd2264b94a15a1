//! Which files the arguments of a command mean.
//!
//! In: names of files, directories and patterns, or `-`. Out: the files, one at a time, in order of the arguments and,
//! below a directory, of the names. Nothing is opened here.

use crate::InputError;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Directories below one another.
const DEEPEST: usize = 64;

/// One thing to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Standard input.
    Stdin,
    /// A file that was named.
    Named(PathBuf),
    /// A file below a directory that was named.
    Listed(PathBuf),
}

/// The files that arguments mean.
#[derive(Debug)]
pub(crate) struct Expand {
    arguments: VecDeque<PathBuf>,
    /// What is still to come of the present argument, the next one last.
    waiting: Vec<(PathBuf, usize)>,
    matched: VecDeque<PathBuf>,
}

impl Expand {
    pub(crate) fn new(arguments: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { arguments: arguments.into_iter().collect(), waiting: Vec::new(), matched: VecDeque::new() }
    }

    /// Files that were found before, as below a directory.
    pub(crate) fn of_files(files: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut waiting: Vec<_> = files.into_iter().map(|path| (path, 0)).collect();
        waiting.reverse();
        Self { arguments: VecDeque::new(), waiting, matched: VecDeque::new() }
    }

    fn argument(&mut self, path: PathBuf) -> Option<Result<Found, InputError>> {
        if path.as_os_str() == "-" {
            return Some(Ok(Found::Stdin));
        }
        if path.is_dir() {
            self.waiting.push((path, 0));
            return None;
        }
        let name = path.to_string_lossy();
        if path.exists() || !name.contains(['*', '?', '[']) {
            return Some(Ok(Found::Named(path)));
        }
        match glob::glob(&name) {
            Ok(paths) => {
                self.matched.extend(paths.filter_map(Result::ok).filter(|p| p.is_file()));
                let none = self.matched.is_empty();
                none.then(|| Err(InputError::of(&name, "a pattern that some file matches", "none that does")))
            }
            Err(error) => Some(Err(InputError::of(&name, "a pattern such as news/**/*.txt", error))),
        }
    }

    /// Puts what is in a directory in front of what is waiting.
    fn list(&mut self, directory: &Path, depth: usize) -> Result<(), InputError> {
        let unreadable = |e| InputError::of(&directory.to_string_lossy(), "a readable directory", e);
        if depth > DEEPEST {
            return Err(unreadable(std::io::Error::other(format!("more than {DEEPEST} directories in one another"))));
        }
        let mut below = Vec::new();
        for entry in std::fs::read_dir(directory).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            // A directory behind a link may hold this one; a file behind a link is a file.
            if !hidden && (path.is_file() || path.is_dir() && !path.is_symlink()) {
                below.push((path, depth + 1));
            }
        }
        below.sort_by(|a, b| b.cmp(a));
        self.waiting.append(&mut below);
        Ok(())
    }
}

impl Iterator for Expand {
    type Item = Result<Found, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(path) = self.matched.pop_front() {
                return Some(Ok(Found::Named(path)));
            }
            if let Some((path, depth)) = self.waiting.pop() {
                if !path.is_dir() {
                    return Some(Ok(Found::Listed(path)));
                }
                match self.list(&path, depth) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            }
            let argument = self.arguments.pop_front()?;
            if let Some(found) = self.argument(argument) {
                return Some(found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_and_patterns_stand_for_their_files_in_order() {
        let work = tempfile::tempdir().unwrap();
        let at = |name: &str| work.path().join(name);
        std::fs::create_dir_all(at("b/c")).unwrap();
        for name in ["d.txt", "b/2.txt", "b/1.txt", "b/c/0.txt", ".hidden"] {
            std::fs::write(at(name), "x").unwrap();
        }
        let found: Vec<_> = Expand::new([work.path().to_owned(), PathBuf::from("-")]).map(Result::unwrap).collect();
        let listed = |name: &str| Found::Listed(at(name));
        let all = [listed("b/1.txt"), listed("b/2.txt"), listed("b/c/0.txt"), listed("d.txt"), Found::Stdin];
        assert_eq!(found, all);
        let matched: Vec<_> = Expand::new([at("b/*.txt")]).map(Result::unwrap).collect();
        assert_eq!(matched, [Found::Named(at("b/1.txt")), Found::Named(at("b/2.txt"))]);
        let none: Vec<_> = Expand::new([at("*.xyz")]).collect();
        assert!(none[0].as_ref().unwrap_err().to_string().contains("pattern"), "{none:?}");
    }
}
