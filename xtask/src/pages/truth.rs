//! Days of publication and bodies of any pages, against what a person read on them.
//!
//! The truth is a file of JSON Lines beside the pages, an object a page:
//!
//! | field | holds |
//! | --- | --- |
//! | `file` | the page, from the truth's folder: `.html`, or `.html.gz` |
//! | `address` | where it came from; left out where nobody knows |
//! | `days` | the day of publication that the page states, `["2021-03-03"]`; `[]` where it states none. Of several each is right: a moment may be of one day on the page's clock and of the next at Greenwich. Left out: not judged |
//! | `body` | the words of the article; left out: not judged |

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use selon_page::{DateSource, Input};
use serde_json::Value;

use super::score::Score;
use super::{body_of, unpacked};

/// Of the days that pages state, and of what was found on those that state none.
#[derive(Debug, Default, PartialEq, Eq)]
struct Days {
    n_stating: usize,
    n_right: usize,
    n_declared: usize,
    n_declared_right: usize,
    n_guessed: usize,
    n_guessed_right: usize,
    n_silent: usize,
}

impl Days {
    fn count(&mut self, truth: &[&str], found: Option<(&str, DateSource)>) {
        let is_right = found.is_some_and(|(day, _)| truth.contains(&day));
        if truth.is_empty() {
            self.n_silent += 1;
        } else {
            self.n_stating += 1;
            self.n_right += usize::from(is_right);
        }
        match found.map(|(_, source)| source) {
            Some(DateSource::Declared) => {
                self.n_declared += 1;
                self.n_declared_right += usize::from(is_right);
            }
            Some(DateSource::Guessed) => {
                self.n_guessed += 1;
                self.n_guessed_right += usize::from(is_right);
            }
            None => {}
        }
    }
}

/// Measures the pages of a truth and prints the figures. `show` lists the pages whose day is wrong, then all by body, the
/// worst first.
pub fn run(truth: &Path, show: bool) -> Result<bool> {
    let folder = truth.parent().unwrap_or(Path::new(""));
    let written = fs::read_to_string(truth).with_context(|| truth.display().to_string())?;
    let mut days = Days::default();
    let mut scores: Vec<(Score, String)> = Vec::new();
    for (nth, line) in written.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{} line {}", truth.display(), nth + 1);
        let page: Value = serde_json::from_str(line).with_context(place)?;
        let name = page["file"].as_str().context("expected the field `file`").with_context(place)?;
        let path = folder.join(name);
        let bytes = if name.ends_with(".gz") { unpacked(&path) } else { fs::read(&path).map_err(Into::into) };
        let bytes = bytes.with_context(|| path.display().to_string())?;
        let input = Input { name: page["address"].as_str(), ..Input::default() };
        let article = selon_page::read_html(&bytes, &input).ok();
        if let Some(truth) = page["days"].as_array() {
            let truth: Vec<&str> = truth.iter().filter_map(Value::as_str).collect();
            let published = article.as_ref().and_then(|article| article.published.as_ref());
            let found = published.map(|date| {
                let day = date.from.get(..10).filter(|_| date.from == date.to);
                (day.unwrap_or_default(), date.source)
            });
            let is_right = found.map_or(truth.is_empty(), |(day, _)| truth.contains(&day));
            if show && !is_right {
                println!("{name}: expected {truth:?}, found {found:?}");
            }
            days.count(&truth, found);
        }
        if let Some(truth) = page["body"].as_str() {
            let found = article.as_ref().map(body_of).unwrap_or_default();
            scores.push((Score::of(truth, &found), name.to_owned()));
        }
    }
    print(&days, &mut scores, show);
    Ok(true)
}

fn print(days: &Days, scores: &mut [(Score, String)], show: bool) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    if days.n_stating + days.n_silent > 0 {
        println!(
            "days of publication: {} of {} pages that state one right ({:.3}); declared {}, right {:.3}; guessed {}, right \
             {:.3}; {} pages state none",
            days.n_right,
            days.n_stating,
            share(days.n_right, days.n_stating),
            days.n_declared,
            share(days.n_declared_right, days.n_declared),
            days.n_guessed,
            share(days.n_guessed_right, days.n_guessed),
            days.n_silent,
        );
    }
    if !scores.is_empty() {
        let (precision, recall, f1) = Score::means(scores.iter().map(|(score, _)| score));
        super::list(scores, show);
        println!(
            "article bodies of {} pages: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}",
            scores.len()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_by_what_the_page_states() {
        let mut days = Days::default();
        let declared = |day| Some((day, DateSource::Declared));
        days.count(&["2021-03-03", "2021-03-04"], declared("2021-03-04"));
        days.count(&["2021-03-03"], Some(("2021-03-05", DateSource::Guessed)));
        days.count(&["2021-03-03"], None);
        days.count(&[], declared("2021-03-03"));
        let expected = Days {
            n_stating: 3,
            n_right: 1,
            n_declared: 2,
            n_declared_right: 1,
            n_guessed: 1,
            n_guessed_right: 0,
            n_silent: 1,
        };
        assert_eq!(days, expected);
    }
}
