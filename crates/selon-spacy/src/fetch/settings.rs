//! Where pip would look, and how it would connect.
//!
//! Follows pip's documentation, "Configuration": the files `pip.conf` (for the machine, the user, the virtual
//! environment, then the one that `PIP_CONFIG_FILE` names), each over the one before, and environment variables
//! `PIP_…` over them all. Options of `[install]` and `[download]` go over those of `[global]`.
//!
//! Not read: `trusted-host`, client certificates, `.netrc` and keyrings.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use super::url;

/// The index when nothing else is set.
const DEFAULT_INDEX: &str = "https://pypi.org/simple";

/// pip's own default.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(15);

/// What pip's configuration says, as far as fetching one file needs it. Its `Debug` form hides credentials.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Folders, files or pages that may link to the wheel.
    pub find_links: Vec<String>,
    /// Simple indexes, the main one first; empty where `no-index` is set.
    pub indexes: Vec<String>,
    /// A PEM file of certificates to trust instead of the system's.
    pub cert: Option<PathBuf>,
    /// A proxy for everything.
    pub proxy: Option<String>,
    /// Proxies by scheme, from `HTTP_PROXY` and its like.
    pub scheme_proxies: HashMap<String, String>,
    /// Hosts that are reached without a proxy, as in `NO_PROXY`.
    pub no_proxy: Vec<String>,
    /// How long a connection may be silent.
    pub timeout: Duration,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown =
            |list: &[String]| list.iter().map(|url| url::without_credentials(url)).collect::<Vec<_>>();
        f.debug_struct("Settings")
            .field("find_links", &shown(&self.find_links))
            .field("indexes", &shown(&self.indexes))
            .field("cert", &self.cert)
            .field("proxy", &self.proxy.as_deref().map(url::without_credentials))
            .finish_non_exhaustive()
    }
}

/// A place to look in.
#[derive(Clone)]
pub(super) struct Place {
    pub url: String,
    /// A simple index, whose pages are one a project; else a page or folder of links.
    pub is_index: bool,
}

impl Settings {
    /// Reads the environment that `env` shows, and the configuration files that it points to.
    pub fn from_env(env: impl Fn(&str) -> Option<OsString>) -> Self {
        let text = |name: &str| {
            env(name).and_then(|value| value.into_string().ok()).filter(|value| !value.is_empty())
        };
        let mut options = HashMap::new();
        for path in config_files(&env) {
            if let Ok(file) = std::fs::read_to_string(&path) {
                read_config(&file, &mut options);
            }
        }
        let option = |key: &str| {
            let variable = format!("PIP_{}", key.to_uppercase().replace('-', "_"));
            text(&variable).or_else(|| options.get(key).cloned())
        };
        let list = |key: &str| -> Vec<String> {
            option(key).map(|value| value.split_whitespace().map(str::to_owned).collect()).unwrap_or_default()
        };
        let is_set =
            |value: String| matches!(value.trim().to_lowercase().as_str(), "1" | "true" | "yes" | "on");
        let mut indexes = vec![option("index-url").unwrap_or_else(|| DEFAULT_INDEX.to_owned())];
        indexes.extend(list("extra-index-url"));
        if option("no-index").is_some_and(is_set) {
            indexes.clear();
        }
        let seconds =
            option("timeout").or_else(|| option("default-timeout")).and_then(|value| value.parse().ok());
        let scheme_proxies = ["http", "https", "all"].into_iter().filter_map(|scheme| {
            let name = format!("{scheme}_proxy");
            Some((scheme.to_owned(), text(&name).or_else(|| text(&name.to_uppercase()))?))
        });
        let no_proxy = text("no_proxy").or_else(|| text("NO_PROXY")).unwrap_or_default();
        Self {
            find_links: list("find-links"),
            indexes,
            cert: option("cert")
                .or_else(|| text("REQUESTS_CA_BUNDLE"))
                .or_else(|| text("CURL_CA_BUNDLE"))
                .map(PathBuf::from),
            proxy: option("proxy"),
            scheme_proxies: scheme_proxies.collect(),
            no_proxy: no_proxy
                .split(',')
                .map(|host| host.trim().to_lowercase())
                .filter(|h| !h.is_empty())
                .collect(),
            timeout: seconds.map_or(DEFAULT_TIMEOUT, Duration::from_secs),
        }
    }

    /// Where to look, in order.
    pub(super) fn places(&self) -> Vec<Place> {
        let links = self.find_links.iter().map(|url| Place { url: url.clone(), is_index: false });
        links.chain(self.indexes.iter().map(|url| Place { url: url.clone(), is_index: true })).collect()
    }

    /// The proxy for `url`, if it goes through one.
    pub(super) fn proxy_for(&self, url: &str) -> Option<&str> {
        if let Some(proxy) = &self.proxy {
            return Some(proxy);
        }
        let (scheme, _) = url::origin(url)?;
        let host = url::host(url)?;
        let is_direct = self.no_proxy.iter().any(|entry| {
            let entry = entry.trim_start_matches("*.").trim_start_matches('.');
            let entry = entry.split_once(':').map_or(entry, |(host, _)| host);
            entry == "*" || host == entry || host.strip_suffix(entry).is_some_and(|sub| sub.ends_with('.'))
        });
        if is_direct {
            return None;
        }
        self.scheme_proxies.get(&scheme).or_else(|| self.scheme_proxies.get("all")).map(String::as_str)
    }
}

/// The configuration files, the last going over the others.
fn config_files(env: &impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let path = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = path("PIP_CONFIG_FILE");
    // pip's word for "none of the others".
    if own.as_deref().is_some_and(|own| own == std::path::Path::new("/dev/null")) {
        return Vec::new();
    }
    let system = env("XDG_CONFIG_DIRS").unwrap_or_else(|| "/etc/xdg".into());
    let mut files: Vec<PathBuf> =
        std::env::split_paths(&system).map(|dir| dir.join("pip/pip.conf")).collect();
    files.push("/etc/pip.conf".into());
    if let Some(home) = path("HOME") {
        files.push(home.join(".pip/pip.conf"));
        files.push(path("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config")).join("pip/pip.conf"));
    }
    files.extend(path("VIRTUAL_ENV").map(|dir| dir.join("pip.conf")));
    files.extend(own);
    files
}

/// Enters the options of an INI file as Python's `configparser` reads it: `key = value` or `key: value`, values going on
/// over indented lines.
fn read_config(file: &str, options: &mut HashMap<String, String>) {
    const SECTIONS: [&str; 3] = ["global", "install", "download"];
    let mut found: [Vec<(String, String)>; 3] = Default::default();
    let mut section = None;
    for line in file.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = SECTIONS.iter().position(|known| *known == name);
            continue;
        }
        let Some(section) = section else { continue };
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = found[section].last_mut() {
                value.push(' ');
                value.push_str(trimmed);
            }
        } else if let Some((key, value)) = trimmed.split_once(['=', ':']) {
            let key = key.trim().to_lowercase().replace('_', "-");
            found[section].push((key, value.trim().to_owned()));
        }
    }
    options.extend(found.into_iter().flatten());
}
