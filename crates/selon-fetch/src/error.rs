//! Why a page was not fetched.

use std::time::Duration;

/// Why a page was not fetched. The address is said by the caller.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is no address of a page.
    #[error("expected an address that begins with http:// or https://, found {found}")]
    Address {
        /// What was found.
        found: String,
    },
    /// The host is not on the public internet.
    #[error("{host} is at {at}, which is not on the public internet; --allow-private fetches from there")]
    Private {
        /// The host.
        host: String,
        /// Its address.
        at: std::net::IpAddr,
    },
    /// `robots.txt` forbids it.
    #[error("its robots.txt asks programs not to fetch it")]
    Robots,
    /// `robots.txt` cannot be had, which forbids all (RFC 9309, 2.3.1.4).
    #[error("the robots.txt of {host} cannot be had ({reason}), so nothing is fetched from there")]
    NoRobots {
        /// The host.
        host: String,
        /// Why not.
        reason: String,
    },
    /// The server refuses it or has not got it.
    #[error("the server answered with status {status}")]
    Status {
        /// HTTP's number.
        status: u16,
    },
    /// Redirections lead on and on.
    #[error("more than {max} redirections, the last to {last}")]
    Redirections {
        /// How many are followed.
        max: usize,
        /// Where the last one led.
        last: String,
    },
    /// The page is too large, after decompression.
    #[error("expected at most {max} bytes, found more")]
    TooLarge {
        /// The limit.
        max: u64,
    },
    /// The host asks for longer pauses than anybody waits.
    #[error("{host} asks for a pause of {seconds} seconds between requests", seconds = pause.as_secs())]
    TooSlow {
        /// The host.
        host: String,
        /// The pause.
        pause: Duration,
    },
    /// The connection failed.
    #[error("{0}")]
    Connection(String),
}
