//! The few files that pages load: style and script, compiled in.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The style sheet.
pub const STYLE: &str = include_str!("../assets/room.css");

const FILES: [(&str, &str, &str); 4] = [
    ("/assets/room.css", "text/css; charset=utf-8", STYLE),
    ("/assets/article.js", "text/javascript; charset=utf-8", include_str!("../assets/article.js")),
    ("/assets/review.js", "text/javascript; charset=utf-8", include_str!("../assets/review.js")),
    ("/favicon.ico", "image/svg+xml", include_str!("../assets/icon.svg")),
];

/// The file at a path.
pub fn asset(path: &str) -> Option<Response> {
    let (_, content_type, content) = FILES.iter().find(|(file, _, _)| *file == path)?;
    let headers = [(header::CONTENT_TYPE, *content_type), (header::CACHE_CONTROL, "no-cache")];
    Some((headers, *content).into_response())
}
