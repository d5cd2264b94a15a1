//! Why something was not fetched.

use std::net::IpAddr;
use std::time::Duration;

/// Why an address was not fetched. Every message says what was expected and what was found.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No URL, or one that this crate does not follow.
    #[error("{url}: expected an http or https address without a user name, but found {found}")]
    Unfit {
        /// The address.
        url: String,
        /// What is wrong with it.
        found: String,
    },
    /// An address that is not of the public internet.
    #[error(
        "{host}: expected a public address, but found {address}; to allow this host, add it to allow_private in the feeds file"
    )]
    Private {
        /// The host.
        host: String,
        /// What it stands for.
        address: IpAddr,
    },
    /// A name that stands for nothing.
    #[error("{host}: expected a host that can be found, but: {why}")]
    Unknown {
        /// The host.
        host: String,
        /// What the system said.
        why: String,
    },
    /// More redirects than are followed.
    #[error("{url}: expected at most {most} redirects, but there were more")]
    Redirects {
        /// The address asked for first.
        url: String,
        /// How many are followed.
        most: usize,
    },
    /// A redirect without a target that can be read.
    #[error("{url}: expected a redirect that says where to, but found {found:?}")]
    Nowhere {
        /// The address.
        url: String,
        /// Its `Location`.
        found: String,
    },
    /// More bytes than are taken.
    #[error("{url}: expected at most {most} bytes {when}, but there were more")]
    TooLarge {
        /// The address.
        url: String,
        /// How many are taken.
        most: usize,
        /// `as sent` or `after decompression`.
        when: &'static str,
    },
    /// It took too long.
    #[error("{url}: expected an answer within {} s, but it took longer", within.as_secs_f32())]
    TooSlow {
        /// The address.
        url: String,
        /// The deadline.
        within: Duration,
    },
    /// A coding of the body that was not asked for, or a broken one.
    #[error("{url}: expected plain contents or gzip, but found {found}")]
    Coding {
        /// The address.
        url: String,
        /// What it was.
        found: String,
    },
    /// The host is in trouble, and is left alone for a while.
    #[error("{host}: left alone for another {} s after a fault", wait.as_secs())]
    LeftAlone {
        /// The host.
        host: String,
        /// For how long.
        wait: Duration,
    },
    /// The host asks that this page is not fetched.
    #[error("{url}: robots.txt of the host does not allow it for {agent}")]
    NotAllowed {
        /// The address.
        url: String,
        /// Who asks.
        agent: String,
    },
    /// An answer other than a page.
    #[error("{url}: expected an answer of 200, but found {status}")]
    Status {
        /// The address.
        url: String,
        /// The status.
        status: u16,
        /// How long to wait, where the host says so.
        retry_after: Option<Duration>,
    },
    /// The connection failed.
    #[error("{url}: {why}")]
    Connection {
        /// The address.
        url: String,
        /// What the client said.
        why: String,
    },
}

impl FetchError {
    /// Whether the host should be left alone for a while: it is overloaded, out of reach, or asks for it.
    pub fn backs_off(&self) -> bool {
        match self {
            Self::Status { status, .. } => *status == 429 || *status >= 500,
            Self::TooSlow { .. } | Self::Connection { .. } | Self::Unknown { .. } => true,
            _ => false,
        }
    }
}
