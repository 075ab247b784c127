//! The reading room: a case as pages for people, served from the machine that holds it.
//!
//! [`serve`] answers a browser on this machine; [`Report`] is one page that can be sent. Every page is made
//! on the server, has a stable address and a JSON twin (`.json` behind its path, or `Accept: application/json`),
//! and reads without script. A page is a struct in a file of its own under `pages`: its fields are what the
//! JSON twin holds, its template is what people see.
//!
//! What articles say is hostile input: templates escape it, the content policy forbids whatever is not one of
//! the few files under `assets`, and nothing of an article is ever parsed as markup, style or address.
//!
//! This crate knows no SQL and asks no clock and no environment: times and tokens are arguments. It draws
//! what the case holds and finds nothing itself.

mod ask;
mod assets;
mod draw;
mod guard;
mod html;
mod mark;
mod pages;
mod reason;
mod refusal;
mod report;
mod room;
mod strings;
mod ui;
mod views;

pub use pages::PageError;
pub use report::{Report, Subject};
pub use room::{Clock, Server, Settings, serve};
pub use strings::Lang;
