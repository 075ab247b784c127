//! Pages fetched from the web, politely and safely.
//!
//! In: an address. Out: the bytes that a server sent for it, with what proves that: the address after redirections, when
//! it may be asked for again, what it says it is. [`Fetcher::get`] does one at a time, so that no host ever has two
//! requests of ours under way.
//!
//! **Manners.** `robots.txt` is obeyed (RFC 9309; one that cannot be had forbids all), hosts get a pause between requests
//! (theirs where they ask for one), pages that are known are asked for with `If-None-Match` and `If-Modified-Since`, and
//! the `User-Agent` says who asks.
//!
//! **Safety.** Only `http` and `https`. Names are resolved by [`address::Resolver`], which refuses every address that is
//! not on the public internet; as the client connects to the very addresses that were checked, no name can change in
//! between, and numbers in any spelling (`http://2130706433`) take the same way. Each redirection is checked like a
//! first request. Bodies are cut off at a size, counted after decompression, and everything has a time limit.
//!
//! This crate knows neither what pages are nor what cases are.

pub mod address;
mod error;
mod fetcher;
mod host;

pub use error::FetchError;
pub use fetcher::{Answer, Fetched, Fetcher, Settings, Validators};
