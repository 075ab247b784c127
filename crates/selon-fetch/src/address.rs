//! Which addresses are on the public internet.
//!
//! A page that is fetched for an analyst must not reach into the analyst's own network: a feed may link to
//! `http://192.168.1.1/reboot`, and a name of the attacker's may resolve to it. The list follows the special-purpose
//! registries of IANA (RFC 6890 and its updates).

use std::net::IpAddr;
use std::sync::LazyLock;

use ipnet::IpNet;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::NextTimeout;

/// Networks that are not on the public internet, or stand for others.
const REFUSED: &[&str] = &[
    "0.0.0.0/8",       // this network
    "10.0.0.0/8",      // private
    "100.64.0.0/10",   // between a provider and its customers
    "127.0.0.0/8",     // loopback
    "169.254.0.0/16",  // link-local; clouds keep their secrets there
    "172.16.0.0/12",   // private
    "192.0.0.0/24",    // protocols
    "192.0.2.0/24",    // documentation
    "192.88.99.0/24",  // 6to4 relays
    "192.168.0.0/16",  // private
    "198.18.0.0/15",   // benchmarks
    "198.51.100.0/24", // documentation
    "203.0.113.0/24",  // documentation
    "224.0.0.0/4",     // multicast
    "240.0.0.0/4",     // reserved, broadcast
    "::/128",          // unspecified
    "::1/128",         // loopback
    "64:ff9b::/96",    // maps IPv4
    "64:ff9b:1::/48",  // maps IPv4
    "100::/64",        // discard
    "2001::/23",       // protocols, Teredo
    "2001:db8::/32",   // documentation
    "2002::/16",       // 6to4, maps IPv4
    "3fff::/20",       // documentation
    "5f00::/16",       // segment routing
    "fc00::/7",        // unique local
    "fe80::/10",       // link-local
    "fec0::/10",       // site-local
    "ff00::/8",        // multicast
];

static NETWORKS: LazyLock<Vec<IpNet>> =
    LazyLock::new(|| REFUSED.iter().filter_map(|network| network.parse().ok()).collect());

/// True where `address` is on the public internet.
///
/// ```
/// use selon_fetch::address::is_public;
///
/// assert!(is_public("93.184.215.14".parse().unwrap()));
/// assert!(!is_public("127.0.0.1".parse().unwrap()));
/// assert!(!is_public("::ffff:192.168.1.1".parse().unwrap()));
/// ```
pub fn is_public(address: IpAddr) -> bool {
    let address = address.to_canonical();
    // ::a.b.c.d is an old spelling of a.b.c.d.
    let inner = match address {
        IpAddr::V6(v6) if v6.segments()[..6] == [0; 6] => v6.to_ipv4().map(IpAddr::V4),
        _ => None,
    };
    let is_refused = |address: IpAddr| NETWORKS.iter().any(|network| network.contains(&address));
    !is_refused(address) && !inner.is_some_and(is_refused)
}

/// Resolves names as the system does, and refuses those that are not on the public internet.
#[derive(Debug, Default)]
pub struct Resolver {
    /// Refuse nothing.
    pub allow_private: bool,
    inner: DefaultResolver,
}

impl Resolver {
    /// A resolver that refuses what is not public, unless it is allowed.
    pub fn new(allow_private: bool) -> Self {
        Self { allow_private, inner: DefaultResolver::default() }
    }
}

/// Begins the message of a refusal, behind which stands the address.
pub(crate) const NOT_PUBLIC: &str = "not public: ";

impl Resolve for Resolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        // One address that is refused is enough: a name that is public and private is up to no good.
        match found.iter().map(|address| address.ip()).find(|address| !is_public(*address)) {
            Some(address) if !self.allow_private => {
                Err(Error::Io(std::io::Error::other(format!("{NOT_PUBLIC}{address}"))))
            }
            _ => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_is_read() {
        assert_eq!(NETWORKS.len(), REFUSED.len());
    }

    #[test]
    fn addresses_inside_are_refused_in_every_spelling() {
        for address in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "169.254.169.254",
            "172.31.0.1",
            "192.168.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "fd00::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
