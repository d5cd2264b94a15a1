//! Where a request may go.
//!
//! In: an address of the network and the hosts that the user allows by name. Out: the address, checked; or the socket
//! addresses that a name stands for, with all that are not public left out. The check is made of every redirect again, and
//! the connection goes to the very addresses that were checked.

use crate::FetchError;
use crate::address::is_public;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use url::{Host, Url};

/// The rule of where requests may go.
#[derive(Clone, Debug, Default)]
pub struct Destinations {
    private: Arc<BTreeSet<String>>,
}

impl Destinations {
    /// Public addresses, and whatever these hosts stand for. A host is a name or an IP address, without a port.
    pub fn new(private: impl IntoIterator<Item = String>) -> Self {
        Self { private: Arc::new(private.into_iter().map(|host| host.to_lowercase()).collect()) }
    }

    fn is_allowed(&self, host: &str, address: IpAddr) -> bool {
        is_public(address) || self.private.contains(host.trim_matches(['[', ']']))
    }

    /// Reads an address. Errors: no URL, a scheme other than http and https, a user name or password in it, or a literal
    /// address that is not public.
    ///
    /// ```
    /// use masudi_fetch::destination::Destinations;
    /// let public = Destinations::default();
    /// assert!(public.check("https://news.example/feed").is_ok());
    /// assert!(public.check("http://127.0.0.1/admin").is_err());
    /// assert!(public.check("http://0x7f.1/").is_err());
    /// assert!(public.check("file:///etc/passwd").is_err());
    /// ```
    pub fn check(&self, url: &str) -> Result<Url, FetchError> {
        let unfit = |found: String| FetchError::Unfit { url: url.chars().take(200).collect(), found };
        let parsed = Url::parse(url).map_err(|e| unfit(e.to_string()))?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(unfit(format!("the scheme {}", parsed.scheme())));
        }
        if !parsed.username().is_empty() || parsed.password().is_some() {
            return Err(unfit("a user name or password".to_owned()));
        }
        let (host, literal) = match parsed.host() {
            Some(Host::Ipv4(v4)) => (v4.to_string(), Some(IpAddr::V4(v4))),
            Some(Host::Ipv6(v6)) => (v6.to_string(), Some(IpAddr::V6(v6))),
            Some(Host::Domain(name)) if !name.is_empty() => (name.to_owned(), None),
            _ => return Err(unfit("no host".to_owned())),
        };
        match literal {
            Some(address) if !self.is_allowed(&host, address) => Err(FetchError::Private { host, address }),
            _ => Ok(parsed),
        }
    }

    async fn addresses(self, host: String) -> Result<Vec<SocketAddr>, FetchError> {
        let unknown = |why: String| FetchError::Unknown { host: host.clone(), why };
        let found = tokio::net::lookup_host((host.as_str(), 0)).await.map_err(|e| unknown(e.to_string()))?;
        let found: Vec<SocketAddr> = found.collect();
        let allowed: Vec<SocketAddr> = found.iter().copied().filter(|a| self.is_allowed(&host, a.ip())).collect();
        match (allowed.is_empty(), found.first()) {
            (false, _) => Ok(allowed),
            (true, Some(refused)) => Err(FetchError::Private { host, address: refused.ip() }),
            (true, None) => Err(unknown("it has no address".to_owned())),
        }
    }
}

impl Resolve for Destinations {
    fn resolve(&self, name: Name) -> Resolving {
        let looked_up = self.clone().addresses(name.as_str().to_lowercase());
        Box::pin(async move {
            let addresses = looked_up.await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_loopback_are_seen_through() {
        let public = Destinations::default();
        for url in [
            "http://127.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://１２７.0.0.1/",
        ] {
            assert!(matches!(public.check(url), Err(FetchError::Private { .. })), "{url}");
        }
    }

    #[test]
    fn what_is_no_page_is_refused() {
        let public = Destinations::default();
        for url in [
            "ftp://news.example/",
            "gopher://news.example/",
            "http://user:secret@news.example/",
            "http://",
            "news.example",
            "",
        ] {
            assert!(matches!(public.check(url), Err(FetchError::Unfit { .. })), "{url}");
        }
    }

    #[test]
    fn a_host_is_allowed_by_its_own_name_only() {
        let one = Destinations::new(["127.0.0.1".to_owned()]);
        assert!(one.check("http://127.0.0.1:8080/feed").is_ok());
        assert!(one.check("http://127.0.0.2/feed").is_err());
        assert!(one.check("http://[::1]/feed").is_err());
    }

    #[tokio::test]
    async fn a_name_that_stands_for_loopback_is_refused() {
        let refused = Destinations::default().addresses("localhost".to_owned()).await;
        assert!(matches!(refused, Err(FetchError::Private { .. })), "{refused:?}");
        let allowed = Destinations::new(["localhost".to_owned()]).addresses("localhost".to_owned()).await;
        assert!(!allowed.unwrap().is_empty());
    }
}
