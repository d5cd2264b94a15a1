//! The file that names the feeds.
//!
//! In: TOML. Out: feeds and bounds. A key that is not known is an error, so that a misspelt one is not silently nothing.

use crate::destination::Destinations;
use serde::Deserialize;
use std::path::Path;

/// What to watch and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Settings of all feeds.
    #[serde(default)]
    pub watch: Settings,
    /// The feeds, at least one.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
}

/// Settings of all feeds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The name that hosts know us by, and that their robots.txt speaks of.
    pub agent: String,
    /// A page or address where a host's keeper can reach the user; sent with the name.
    pub contact: Option<String>,
    /// Minutes between two visits of a feed.
    pub every_minutes: u64,
    /// Seconds between two requests to one host, at least; a longer one that the host asks for is kept.
    pub delay_seconds: u64,
    /// Seconds that one request may take, from its start to its last byte.
    pub timeout_seconds: u64,
    /// Largest feed or page, in MiB, as sent and after decompression.
    pub largest_mib: usize,
    /// Redirects that are followed.
    pub redirects: usize,
    /// New pages of one feed that are fetched in one visit.
    pub pages_per_visit: usize,
    /// Hosts (names or addresses) that may stand for private addresses, such as a feed of the own house.
    pub allow_private: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            agent: "masudi".to_owned(),
            contact: None,
            every_minutes: 15,
            delay_seconds: 2,
            timeout_seconds: 30,
            largest_mib: 8,
            redirects: 5,
            pages_per_visit: 50,
            allow_private: Vec::new(),
        }
    }
}

/// One feed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Name of the outlet; the feed's own title when not given.
    pub source: Option<String>,
    /// Whether the pages that the feed names are fetched; else its own texts are taken.
    #[serde(default = "yes")]
    pub pages: bool,
}

fn yes() -> bool {
    true
}

/// What is wrong with a feeds file.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{file}: expected a file that names feeds, but: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// It is not as it should be.
    #[error("{file}: {why}")]
    Wrong {
        /// The file.
        file: String,
        /// What was expected and what was found, with the line where there is one.
        why: String,
    },
}

impl Config {
    /// Reads a feeds file.
    ///
    /// Errors: a file that cannot be read, that is no TOML, has an unknown key, no feed, a feed twice, or an address that
    /// is not followed.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|why| ConfigError::Unreadable { file: file.clone(), why })?;
        Self::parse(&text).map_err(|why| ConfigError::Wrong { file, why })
    }

    /// Reads the text of a feeds file.
    ///
    /// ```
    /// let config = masudi_fetch::Config::parse("[[feed]]\nurl = 'https://news.example/rss'\n").unwrap();
    /// assert_eq!(config.feeds.len(), 1);
    /// assert!(masudi_fetch::Config::parse("[[feed]]\nurl = 'file:///etc/passwd'\n").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        let config: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        if config.feeds.is_empty() {
            return Err("expected at least one [[feed]] with a url, but found none".to_owned());
        }
        let destinations = config.destinations();
        let mut seen = std::collections::BTreeSet::new();
        for feed in &config.feeds {
            destinations.check(&feed.url).map_err(|e| e.to_string())?;
            if !seen.insert(&feed.url) {
                return Err(format!("expected each feed once, but found {} twice", feed.url));
            }
        }
        let settings = &config.watch;
        let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic());
        if !plain(&settings.agent) || settings.agent.contains(['/', '(', ')']) {
            return Err(format!("expected an agent of plain letters and digits, but found {:?}", settings.agent));
        }
        if settings.contact.as_deref().is_some_and(|contact| !plain(contact)) {
            return Err("expected a contact without spaces, such as an address".to_owned());
        }
        if settings.timeout_seconds == 0 || settings.largest_mib == 0 || settings.every_minutes == 0 {
            return Err("expected timeout_seconds, largest_mib and every_minutes above 0".to_owned());
        }
        Ok(config)
    }

    /// Where its requests may go.
    pub fn destinations(&self) -> Destinations {
        Destinations::new(self.watch.allow_private.iter().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told() {
        let feed = "[[feed]]\nurl = 'https://news.example/rss'\n";
        for (text, told) in [
            ("", "at least one"),
            (&format!("{feed}{feed}"), "twice"),
            (&format!("{feed}pagse = true\n"), "pagse"),
            (&format!("[watch]\nagent = 'a b'\n{feed}"), "agent"),
            (&format!("[watch]\ntimeout_seconds = 0\n{feed}"), "above 0"),
            ("[[feed]]\nurl = 'http://10.0.0.1/rss'\n", "allow_private"),
        ] {
            let why = Config::parse(text).unwrap_err();
            assert!(why.contains(told), "{text}: {why}");
        }
        let allowed = "[watch]\nallow_private = ['10.0.0.1']\n[[feed]]\nurl = 'http://10.0.0.1/rss'\n";
        assert!(Config::parse(allowed).is_ok());
    }
}
