//! Dates that a page writes about itself: day, month and year, perhaps with a weekday and a time of day.
//!
//! | found | as |
//! | --- | --- |
//! | *Vendredi, 22 Déc. 2017 - 21h15* | `2017-12-22T21:15` |
//! | *Publié le 3 mars 2021 à 14:05* | `2021-03-03T14:05`, labelled as the publication |
//! | *March 3rd, 2021 at 2:05 pm* | `2021-03-03T14:05` |
//! | *12:45 23.11.2015*, *2015-11-23T12:45Z*, *23.11.2015, 12.45 Uhr* | `2015-11-23T12:45` |
//! | *mars 2021* | `2021-03` |
//!
//! Not found: dates without a year, dates that no calendar has (*31 février 2021*), numbers that only look
//! so (*24/7*, *3.5.2*). Times are the clock that the page shows; a zone behind them is not applied.
//! Of *04/03/2021* the order of day and month is the caller's to know, see [`DayOrder`].
//!
//! The names of months and days and the labels are data, `lang/dates.tsv`. Cost: linear in the line.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::{Captures, Regex};

use crate::phrase::fold;

/// Which of two small numbers is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// *04/03* is the fourth of March: French, British, Arab, African pages.
    #[default]
    DayFirst,
    /// *04/03* is the third of April: pages of the United States.
    MonthFirst,
    /// Either; where both are dates, the date found is the interval from the earlier to the later.
    Unknown,
}

/// What a label in front says that a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateLabel {
    /// *Publié le*, *posted on*.
    Published,
    /// *Mis à jour le*, *last modified*.
    Update,
    /// *Consulté le*, *today is*.
    PageView,
    /// *Archivé le*, *captured on*.
    Crawl,
    /// *Registriert*, *membre depuis*: of whoever wrote it, not of the page.
    Other,
}

/// One date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Bytes of the line, from the weekday to the time of day, without the label.
    pub range: std::ops::Range<usize>,
    /// The same from the label on, where there is one, or from *le* or *on*.
    pub labelled_range: std::ops::Range<usize>,
    /// First moment, ISO 8601: `2017-12-22T21:15`, `2017-12-22` or `2017-12`.
    pub from: String,
    /// Last moment, of the same form; differs from `from` only where the order of day and month is unknown.
    pub to: String,
    /// What the words in front say it is the date of.
    pub label: Option<DateLabel>,
    /// True where the weekday that is written is that of the date, or none is.
    pub weekday_fits: bool,
}

/// The dates of `line`, in its order, none inside another.
///
/// ```
/// use selon_page::{DayOrder, find_dates};
///
/// let dates = find_dates("Publié le mercredi 3 mars 2021 à 14h05", DayOrder::DayFirst);
/// assert_eq!(dates[0].from, "2021-03-03T14:05");
/// ```
pub fn find_dates(line: &str, order: DayOrder) -> Vec<WrittenDate> {
    // The patterns cost a thousand times what these looks do, and most lines have no year.
    let has_year = line.as_bytes().windows(4).any(|bytes| bytes.iter().all(u8::is_ascii_digit));
    let has_numbers = may_have_numeric_date(line);
    if !has_year && !has_numbers {
        return Vec::new();
    }
    let words = &*WORDS;
    let mut found: Vec<WrittenDate> = Vec::new();
    for (form, regex) in &words.forms {
        if !(if *form == Form::Numbers { has_numbers } else { has_year }) {
            continue;
        }
        for captures in regex.captures_iter(line) {
            let Some(date) = words.read(*form, &captures, line, order) else { continue };
            if !found
                .iter()
                .any(|other| other.range.start < date.range.end && date.range.start < other.range.end)
            {
                found.push(date);
            }
        }
    }
    found.sort_by_key(|date| date.range.start);
    found
}

/// False where no date of `text` is all numbers, so that the order of day and month does not matter.
pub(crate) fn may_have_numeric_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| {
        let mark = bytes[at];
        matches!(mark, b'-' | b'/' | b'.')
            && is_digit(at - 1)
            && is_digit(at + 1)
            && (2..=3).any(|n| bytes.get(at + n) == Some(&mark) && is_digit(at + n + 1))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// 22 décembre 2017
    DayMonthYear,
    /// December 22, 2017
    MonthDayYear,
    /// 2017-12-22, 2017/12/22
    YearMonthDay,
    /// 22/12/2017, 22.12.17
    Numbers,
    /// décembre 2017
    MonthYear,
}

struct Words {
    months: HashMap<String, i8>,
    /// One form may be the short form of two days: *mar.* of *mardi* is no English day, *sun* is.
    weekdays: HashMap<String, i8>,
    labels: Vec<(Regex, DateLabel)>,
    forms: Vec<(Form, Regex)>,
    lead: Regex,
    time_behind: Regex,
    time_before: Regex,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read_table(include_str!("../lang/dates.tsv")));

impl Words {
    fn read_table(table: &str) -> Self {
        let (mut months, mut weekdays) = (HashMap::new(), HashMap::new());
        let mut forms_of: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut labels: HashMap<&str, Vec<&str>> = HashMap::new();
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [what, value, _language, forms] = cells[..] else { continue };
            for form in forms.split('|') {
                match what {
                    "month" => _ = months.insert(fold(form), value.parse().unwrap_or_default()),
                    "weekday" => _ = weekdays.insert(fold(form), value.parse().unwrap_or_default()),
                    "label" => labels.entry(value).or_default().push(form),
                    _ => {}
                }
                forms_of.entry(what).or_default().push(form);
            }
        }
        let any = |what: &str| any_of(forms_of.get(what).map_or(&[], Vec::as_slice));
        let weekday = format!(r"(?:\b(?P<w>{})\b\.?,?\s+(?:(?:le|the)\s+)?)?", any("weekday"));
        let (month, ordinal, of, at) = (any("month"), any("ordinal"), any("of"), any("at"));
        let month = format!(r"\b(?P<m>{month})\b\.?");
        let build = |pattern: &str| Regex::new(pattern).expect("the date patterns are tested");
        let forms = [
            (
                Form::DayMonthYear,
                format!(
                    r"(?i){weekday}\b(?P<d>\d{{1,2}})(?:\s?(?:{ordinal}))?[\s.-]+(?:(?:{of})\s+)?{month}[\s,/-]+(?P<y>\d{{4}})\b"
                ),
            ),
            (
                Form::MonthDayYear,
                format!(
                    r"(?i){weekday}{month}\s+(?P<d>\d{{1,2}})(?:\s?(?:{ordinal}))?\b,?\s+(?P<y>\d{{4}})\b"
                ),
            ),
            (
                Form::YearMonthDay,
                format!(r"(?i){weekday}\b(?P<y>\d{{4}})[-/](?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?:\b|T)"),
            ),
            (
                Form::Numbers,
                format!(
                    r"(?i){weekday}\b(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P<t>[-/.])(?P<y>\d{{4}}|\d{{2}})\b"
                ),
            ),
            (Form::MonthYear, format!(r"(?i){month}\s+(?P<y>\d{{4}})\b")),
        ];
        let labels = [
            ("published", DateLabel::Published),
            ("update", DateLabel::Update),
            ("page-view", DateLabel::PageView),
            ("crawl", DateLabel::Crawl),
            ("other", DateLabel::Other),
        ]
        .map(|(name, label)| {
            let forms = any_of(labels.get(name).map_or(&[], Vec::as_slice));
            // Between label and date: *par X*, an article, a colon, opening brackets are allowed.
            (build(&format!(r"(?i)(?:^|[^\p{{L}}\p{{N}}])((?:{forms}))\s*[:,]?\s*(?:le|on|the)?\s*$")), label)
        });
        Self {
            months,
            weekdays,
            labels: labels.into(),
            forms: forms.map(|(form, pattern)| (form, build(&pattern))).into(),
            lead: build(&format!(r"(?i)(?:^|\s)((?:{})\s+)$", any("lead"))),
            time_behind: build(&format!(
                r"(?i)^\s*(?:[,|·•–—/-]|T|\b(?:{at})\b)?\s*(?P<h>\d{{1,2}})\s?(?:(?:h|:|heures?\b)\s?(?P<n>\d{{2}})?|\.(?P<dotted>\d{{2}})\s?Uhr\b|(?P<only>[ap]m\b))(?::\d{{2}})?(?:\s?(?P<p>[ap])\.?m\b\.?)?"
            )),
            time_before: build(
                r"(?i)(?:^|\s)(?P<h>\d{1,2})[:h](?P<n>\d{2})\s*[,|·•–—-]?\s*(?:(?:le|on)\s+)?$",
            ),
        }
    }

    fn read(&self, form: Form, captures: &Captures, line: &str, order: DayOrder) -> Option<WrittenDate> {
        let whole = captures.get(0)?;
        let number = |name: &str| captures.name(name)?.as_str().parse::<i16>().ok();
        let month_named = || self.months.get(&fold(captures.name("m")?.as_str())).copied();
        let year = match number("y")? {
            year @ 0..70 if captures["y"].len() == 2 => 2000 + year,
            year @ 70..100 if captures["y"].len() == 2 => 1900 + year,
            year @ 1800..2200 => year,
            _ => return None,
        };
        let date = |day: i16, month: i16| Date::new(year, month as i8, day as i8).ok();
        let days: Vec<Date> = match form {
            Form::MonthYear => {
                let from = format!("{year:04}-{:02}", month_named()?);
                return Some(WrittenDate {
                    range: whole.range(),
                    labelled_range: self.labelled(line, whole.start()).1..whole.end(),
                    to: from.clone(),
                    from,
                    label: self.labelled(line, whole.start()).0,
                    weekday_fits: true,
                });
            }
            Form::DayMonthYear | Form::MonthDayYear => vec![date(number("d")?, month_named()?.into())?],
            Form::YearMonthDay => vec![date(number("d")?, number("m")?)?],
            Form::Numbers if captures["s"] != captures["t"] => return None,
            Form::Numbers => {
                let (a, b) = (number("a")?, number("b")?);
                let readings = match order {
                    DayOrder::DayFirst => [date(a, b), None],
                    DayOrder::MonthFirst => [date(b, a), None],
                    DayOrder::Unknown => [date(a, b), date(b, a)],
                };
                // A page that writes 12/25/2021 has its order plain to see.
                let other = || [date(a, b), date(b, a)].into_iter().flatten().next();
                let readings: Vec<Date> = readings.into_iter().flatten().collect();
                if readings.is_empty() { vec![other()?] } else { readings }
            }
        };
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        let weekday = captures.name("w").and_then(|day| self.weekdays.get(&fold(day.as_str())));
        let mut range = whole.range();
        let mut time = None;
        if let Some(behind) = self.time_behind.captures(&line[range.end..]) {
            time = clock(&behind);
            if time.is_some() {
                range.end += behind.get(0)?.end();
            }
        }
        let before = &line[..range.start];
        if let Some(captures) = self.time_before.captures(before).filter(|_| time.is_none()) {
            time = clock(&captures);
            if time.is_some() {
                range.start = captures.name("h")?.start();
            }
        }
        let (label, labelled_start) = self.labelled(line, range.start);
        let moment = |date: Date| match time {
            Some(time) => format!("{date}T{:02}:{:02}", time.hour(), time.minute()),
            None => date.to_string(),
        };
        Some(WrittenDate {
            labelled_range: labelled_start..range.end,
            range,
            from: moment(first),
            to: moment(last),
            label,
            weekday_fits: weekday
                .is_none_or(|&w| days.iter().any(|d| d.weekday().to_monday_one_offset() == w)),
        })
    }

    /// The label in front of byte `start`, and where it begins.
    fn labelled(&self, line: &str, start: usize) -> (Option<DateLabel>, usize) {
        // A label is a few words; what stands further in front is not read.
        let mut from = start.saturating_sub(60);
        while !line.is_char_boundary(from) {
            from += 1;
        }
        for (regex, label) in &self.labels {
            if let Some(found) = regex.captures(&line[from..start]).and_then(|captures| captures.get(1)) {
                return (Some(*label), from + found.start());
            }
        }
        let lead = self.lead.captures(&line[from..start]).and_then(|captures| captures.get(1));
        (None, lead.map_or(start, |lead| from + lead.start()))
    }
}

/// The time of day of a match, or `None` where no clock shows it.
fn clock(captures: &Captures) -> Option<Time> {
    let number = |name: &str| captures.name(name)?.as_str().parse::<i8>().ok();
    let half = captures.name("p").or_else(|| captures.name("only")).map(|p| p.as_str().to_lowercase());
    let minute = number("n").or(number("dotted"));
    // *3 mars 2021: 12 morts* is no time: a colon wants its minutes.
    let separator_is_colon = captures.get(0)?.as_str().contains(':');
    if separator_is_colon && minute.is_none() {
        return None;
    }
    let hour = match (number("h")?, half.as_deref().and_then(|half| half.chars().next())) {
        (12, Some('a')) => 0,
        (hour @ 1..12, Some('p')) => hour + 12,
        (hour, _) => hour,
    };
    Time::new(hour, minute.unwrap_or(0), 0, 0).ok()
}

/// The forms as alternatives, long before short, accents optional.
fn any_of(forms: &[&str]) -> String {
    let mut forms: Vec<&str> = forms.to_vec();
    forms.sort_by_key(|form| std::cmp::Reverse(form.chars().count()));
    forms.dedup();
    let pattern = |form: &&str| {
        let mut pattern = String::new();
        for c in form.chars() {
            let bare = fold(&c.to_string());
            match c {
                ' ' => pattern.push_str(r"\s+"),
                _ if bare.chars().eq([c]) => pattern.push_str(&regex::escape(&bare)),
                _ => pattern.push_str(&format!("[{c}{bare}]")),
            }
        }
        pattern
    };
    forms.iter().map(pattern).collect::<Vec<_>>().join("|")
}
