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

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of a theme: `--name: #rrggbb` in the block behind `selector`.
    fn colours(selector: &str) -> impl Fn(&str) -> [f64; 3] {
        let block = STYLE.split(selector).nth(1).unwrap().split('}').next().unwrap().to_owned();
        move |name| {
            let value = block.split(&format!("--{name}: #")).nth(1).unwrap_or_else(|| panic!("{name}"));
            let channel =
                |i: usize| f64::from(u8::from_str_radix(&value[2 * i..2 * i + 2], 16).unwrap()) / 255.0;
            [channel(0), channel(1), channel(2)]
        }
    }

    /// Contrast as WCAG 2.2 defines it.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        let light = |c: [f64; 3]| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_of_words_can_be_read() {
        for theme in [":root {", ":root[data-theme=\"dark\"] {"] {
            let colour = colours(theme);
            for ground in ["paper", "wash", "on", "mark"] {
                assert!(contrast(colour("ink"), colour(ground)) >= 7.0, "ink on {ground}, {theme}");
            }
            for words in ["faint", "link", "asserts", "denies", "wants", "hedge"] {
                let found = contrast(colour(words), colour("paper"));
                assert!(found >= 4.5, "{words} on paper: {found:.1}, {theme}");
            }
        }
    }
}
