//! Drawings: SVG that is made on the server, coloured by the style sheet, with a text alternative each.
//!
//! A drawing never says anything that the page does not say in words as well; signs (solid, broken, crossed)
//! carry what colours carry.

pub mod bars;
pub mod chain;
pub mod dispute;
pub mod map;
pub mod matrix;
pub mod outline;
pub mod timeline;

use crate::html::shown;

/// Parts of a drawing, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    body: String,
}

impl Svg {
    /// Adds markup that holds no text of articles.
    pub fn push(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A line of text.
    pub fn text(&mut self, x: f64, y: f64, class: &str, words: &str) {
        self.body.push_str(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">"));
        self.body.push_str(&shown(words));
        self.body.push_str("</text>");
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(&format!(
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>"
        ));
    }

    /// Begins a link with what it is called.
    pub fn link(&mut self, href: &str, name: &str) {
        self.push(&format!("<a href=\"{}\"><title>{}</title>", shown(href), shown(name)));
    }

    /// Ends a link.
    pub fn end_link(&mut self) {
        self.push("</a>");
    }

    /// The drawing, with its name and what it shows in words.
    pub fn finish(self, id: &str, size: (f64, f64), name: &str, told: &str) -> String {
        let (width, height) = size;
        format!(
            "<svg class=\"drawing-{id}\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
             role=\"group\" aria-labelledby=\"{id}-name\" aria-describedby=\"{id}-told\" xmlns=\"http://www.w3.org/2000/svg\">\
             <title id=\"{id}-name\">{}</title><desc id=\"{id}-told\">{}</desc>{}</svg>",
            shown(name),
            shown(told),
            self.body
        )
    }
}

/// As much of `text` as fits into `n` characters, with `…` where something is cut.
pub(crate) fn clip(text: &str, n: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= n {
        return text;
    }
    let cut: String = text.chars().take(n.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// `text` in lines of at most `n` characters, at most `most` of them.
pub(crate) fn lines(text: &str, n: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let fits = lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() <= n);
        match lines.last_mut().filter(|_| fits) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(clip(word, n)),
        }
        let is_full = lines.len() == most
            && words.peek().is_some_and(|next| {
                lines.last().is_some_and(|line| line.chars().count() + 1 + next.chars().count() > n)
            });
        if is_full {
            if let Some(line) = lines.last_mut() {
                line.push_str(" …");
            }
            break;
        }
    }
    lines
}

/// Days since 1 March of year 0 of the day that an ISO 8601 date begins with (a month's or year's first); Gregorian.
pub(crate) fn day_number(iso: &str) -> Option<f64> {
    let part = |from: usize, to: usize| iso.get(from..to).and_then(|part| part.parse::<i64>().ok());
    let year = part(0, 4)?;
    let (month, day) = (part(5, 7).unwrap_or(1), part(8, 10).unwrap_or(1));
    // Years that begin in March have their odd day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let hours = part(11, 13).unwrap_or(0) as f64 / 24.0;
    Some((days + (month * 153 + 2) / 5 + day - 1) as f64 + hours)
}

/// The day behind the last that an ISO 8601 date covers: a month and a year cover all their days.
pub(crate) fn day_behind(iso: &str) -> Option<f64> {
    let part = |from: usize, to: usize| iso.get(from..to).and_then(|part| part.parse::<i64>().ok());
    match (part(0, 4)?, part(5, 7), part(8, 10)) {
        (_, Some(_), Some(_)) => Some(day_number(iso.get(..10)?)? + 1.0),
        (year, Some(12), None) => day_number(&format!("{:04}-01-01", year + 1)),
        (year, Some(month), None) => day_number(&format!("{year:04}-{:02}-01", month + 1)),
        (year, ..) => day_number(&format!("{:04}-01-01", year + 1)),
    }
}

/// Beginnings of years, months or days between two days, evenly spaced and at most `most` (at least 2), with the date
/// as ISO 8601: as precise as the unit.
pub(crate) fn ticks(start: f64, end: f64, most: i64) -> Vec<(f64, String)> {
    let (first, last) = (month_of(start), month_of(end));
    let iso = |unit: i64| match unit.rem_euclid(12) + 1 {
        1 if last - first > 12 * most => format!("{:04}", unit.div_euclid(12)),
        month => format!("{:04}-{month:02}", unit.div_euclid(12)),
    };
    let months = last - first;
    let marks: Vec<(f64, String)> = if months >= 2 {
        let step = match (months / most + 1).max(1) {
            step @ 1..=3 => step,
            4..=6 => 6,
            step => (step + 11) / 12 * 12,
        };
        let begin = first.div_euclid(step) * step;
        let units = (0..=months / step + 1).map(|i| begin + i * step);
        units.filter_map(|unit| Some((day_number(&iso(unit))?, iso(unit)))).collect()
    } else {
        let step = ((end - start) as i64 / most + 1).max(1);
        let days = (0..=most).map(|i| start.ceil() + (i * step) as f64);
        days.map(|day| {
            let month = month_of(day);
            let iso = format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
            let nth = day - day_number(&iso).unwrap_or(day) + 1.0;
            (day, format!("{iso}-{nth:02.0}"))
        })
        .collect()
    };
    marks.into_iter().filter(|(day, _)| (start..=end).contains(day)).collect()
}

/// The month that a day is in, counted from January of year 0.
fn month_of(day: f64) -> i64 {
    let begins = |month: i64| {
        day_number(&format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1))
            .unwrap_or(f64::MAX)
    };
    // A month at most beside the truth: day 0 is the first of March, month 2.
    let mut month = ((day / 30.436_875) as i64 + 2).clamp(0, 12 * 9999);
    while month > 0 && begins(month) > day {
        month -= 1;
    }
    while month < 12 * 9999 + 11 && begins(month + 1) <= day {
        month += 1;
    }
    month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let between = |a: &str, b: &str| day_number(b).unwrap() - day_number(a).unwrap();
        assert_eq!(between("2022-05-13", "2022-05-14"), 1.0);
        assert_eq!(between("2020-02-28", "2020-03-01"), 2.0);
        assert_eq!(between("1900-01-01", "2000-01-01"), 36524.0);
        assert_eq!(day_behind("2022-12").unwrap() - day_number("2022-12").unwrap(), 31.0);
        assert_eq!(day_behind("2022").unwrap() - day_number("2022").unwrap(), 365.0);
        assert_eq!(day_number("mai"), None);
    }

    #[test]
    fn ticks_suit_the_stretch() {
        let of = |from: &str, to: &str| -> Vec<String> {
            let ticks = ticks(day_number(from).unwrap(), day_number(to).unwrap(), 5);
            for (day, iso) in &ticks {
                assert_eq!(day_number(iso), Some(*day));
            }
            ticks.into_iter().map(|(_, iso)| iso).collect()
        };
        assert_eq!(
            of("2022-05-13", "2022-05-17"),
            ["2022-05-13", "2022-05-14", "2022-05-15", "2022-05-16", "2022-05-17"]
        );
        assert_eq!(of("2022-02-10", "2022-06-20"), ["2022-03", "2022-04", "2022-05", "2022-06"]);
        assert_eq!(of("1996-01-01", "2022-06-06"), ["1998", "2004", "2010", "2016", "2022"]);
        assert!(of("0000-03-01", "9999-12-31").len() <= 7);
    }

    #[test]
    fn words_are_clipped_and_wrapped() {
        assert_eq!(clip("un deux trois", 8), "un deux…");
        assert_eq!(lines("un deux trois quatre", 8, 2), ["un deux", "trois …"]);
        assert_eq!(lines("un deux", 20, 2), ["un deux"]);
    }
}
