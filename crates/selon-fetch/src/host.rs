//! What is known of a host while pages are fetched from it: its `robots.txt`, and when it may be asked again.

use std::time::{Duration, Instant};

use robotxt::Robots;

/// A host, as scheme, name and port.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) robots: Robots,
    /// When the last answer was there.
    pub(crate) last: Option<Instant>,
}

impl Host {
    /// How long to wait before the next request: what the host asks for, at least `pause`.
    pub(crate) fn pause(&self, pause: Duration) -> Duration {
        self.robots.crawl_delay().map_or(pause, |asked| asked.max(pause))
    }

    /// How long from `now`.
    pub(crate) fn wait(&self, pause: Duration, now: Instant) -> Duration {
        let next = self.last.map(|last| last + self.pause(pause));
        next.map_or(Duration::ZERO, |next| next.saturating_duration_since(now))
    }
}
