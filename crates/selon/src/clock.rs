//! The only place that asks the time.

use jiff::Timestamp;

/// Now, ISO 8601 in UTC to the second. `SOURCE_DATE_EPOCH` (seconds since 1970) stands for the clock where it
/// is set, so that a case can be made twice with the same bytes.
pub fn now() -> String {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let now = fixed.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_else(Timestamp::now);
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
