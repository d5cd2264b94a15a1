//! How the server is to run, and what it refuses.

use crate::renewal::Renewer;
use masudi_brief::Dossier;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// What the server is told at its start.
///
/// ```
/// use masudi_serve::Settings;
/// let open = Settings { bind: "0.0.0.0:8080".parse().unwrap(), ..Settings::of("record.db") };
/// assert!(open.check().is_err());
/// assert!(Settings { token: Some("a-long-enough-token".to_owned()), ..open }.check().is_ok());
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// The record's file.
    pub db: PathBuf,
    /// Address to listen on.
    pub bind: SocketAddr,
    /// What a writer shows as `Authorization: Bearer TOKEN`. Without one nothing can be written.
    pub token: Option<String>,
    /// Requests of one address a second, sustained.
    pub requests_a_second: u32,
    /// Longest time for one answer, streams apart.
    pub timeout: Duration,
    /// Questions that it answers, each with the name that its addresses have; the first is the first page.
    pub dossiers: Vec<(String, Dossier)>,
    /// What makes events of what is written; without it that is left to `masudi recode` and `masudi reconcile`.
    pub renewer: Option<Renewer>,
}

/// Settings that are unsafe.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettingsError {
    /// Others could reach it and there is no token.
    #[error("{0} can be reached by others: give a token (--token-file FILE), or bind to 127.0.0.1")]
    PublicWithoutToken(SocketAddr),
    /// The token is guessed too easily.
    #[error("expected a token of at least 16 letters and digits, but found one of {0}")]
    ShortToken(usize),
    /// Two dossiers would have one address.
    #[error("expected dossiers of different names, but found two called \"{0}\": rename one of the files")]
    SameName(String),
}

/// Fewer characters are no secret.
const SHORTEST_TOKEN: usize = 16;

impl Settings {
    /// The defaults for a record: loopback only, nothing can be written.
    pub fn of(db: impl Into<PathBuf>) -> Self {
        Self {
            db: db.into(),
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            token: None,
            requests_a_second: 200,
            timeout: Duration::from_secs(20),
            dossiers: Vec::new(),
            renewer: None,
        }
    }

    /// Errors: an address that others reach without a token, a token of fewer than 16 characters, or two dossiers of one
    /// name.
    pub fn check(&self) -> Result<(), SettingsError> {
        let mut names = std::collections::HashSet::new();
        if let Some((name, _)) = self.dossiers.iter().find(|(name, _)| !names.insert(name)) {
            return Err(SettingsError::SameName(name.clone()));
        }
        match &self.token {
            Some(token) if token.chars().count() < SHORTEST_TOKEN => {
                Err(SettingsError::ShortToken(token.chars().count()))
            }
            None if !self.bind.ip().is_loopback() => Err(SettingsError::PublicWithoutToken(self.bind)),
            _ => Ok(()),
        }
    }
}
