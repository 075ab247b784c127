//! When a page was published, and its other dates.
//!
//! A page shows several dates: the visitor's day above everything else, the publication, updates, events in
//! the text, the days of other articles in lists below. In order of belief:
//!
//! 1. a date with a label, *Publié le …*, *Posted on …*: declared;
//! 2. a line of nothing but date, names and places between headline and text,
//!    *Auteur : X | Vendredi, 22 Déc. 2017 - 21h15*: declared;
//! 3. the dateline that begins the first paragraph, *4 juillet 2012. – Un reportage …*: declared;
//! 4. such a line right behind the text, *Valdombre, le 3 mars 2021*: declared;
//! 5. a bare date above the headline, where nothing else says that it is the day of the visit: guessed;
//! 6. the date in the address, */2017/12/22/*: guessed.
//!
//! A bare date above the headline is the day of the visit (`page-view`) where the page gives another date, or
//! where it stands under a domain or a menu. *Mis à jour le* and *Archivé le* are kept apart. Dates in
//! sentences are events, and left to the extraction of times.

use std::ops::Range;

use selon_text::CharSpan;

use crate::byline::segments;
use crate::date::{DateLabel, DayOrder, WrittenDate, find_dates};
use crate::{DateKind, DateSource, OtherDate, Published};

/// Words without a capital that a line of dates and names may have.
const LINKS: &[&str] = &[
    "par",
    "by",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "à",
    "a",
    "at",
    "on",
    "in",
    "et",
    "and",
    "pour",
    "for",
    "avec",
    "with",
    "l",
    "d",
    "dans",
    "min",
    "lecture",
    "gmt",
    "utc",
    "cet",
    "cest",
    "est",
    "edt",
    "pm",
    "am",
    "h",
    "heures",
    "sur",
    "the",
    "von",
    "vom",
    "um",
    "uhr",
    "im",
    "und",
    "der",
    "die",
    "das",
    "den",
    "mit",
    "aus",
    "bei",
    "zu",
    "zum",
    "ein",
    "eine",
    "un",
    "une",
    "mis",
    "mise",
    "jour",
    "modifié",
    "temps",
    "lire",
    "read",
    "updated",
    "aktualisiert",
    "lesezeit",
];

/// Ranks of belief, the first the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Labelled,
    UnderHeadline,
    Dateline,
    BehindText,
    AboveHeadline { under_menu: bool },
}

impl Place {
    /// The place as [`Published::element`] names it.
    fn element(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            _ => "line",
        }
    }
}

/// A date with its place on the page.
#[derive(Clone, Debug)]
pub(crate) struct PageDate {
    pub(crate) place: Place,
    pub(crate) label: Option<DateLabel>,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) span: CharSpan,
}

/// The publication date among `dates`, and the others; `url_date` is the date in the address.
pub(crate) fn choose(
    dates: Vec<PageDate>,
    url_date: Option<String>,
    retrieved: Option<&str>,
) -> (Option<Published>, Vec<OtherDate>) {
    let is_publication =
        |date: &&PageDate| !matches!(date.label, Some(label) if label != DateLabel::Published);
    let other_than_above =
        dates.iter().filter(is_publication).any(|d| !matches!(d.place, Place::AboveHeadline { .. }));
    let day = |moment: &str| moment.get(..10).map(str::to_owned);
    let is_view = |date: &PageDate| {
        matches!(date.place, Place::AboveHeadline { under_menu }
            if under_menu || other_than_above || url_date.is_some()
                || (retrieved.is_some() && retrieved.and_then(day) == day(&date.from)))
    };
    let chosen = (0..dates.len())
        .filter(|&idx| is_publication(&&dates[idx]) && !is_view(&dates[idx]))
        .min_by_key(|&idx| (dates[idx].place, idx));
    let mut others = Vec::new();
    for (idx, date) in dates.iter().enumerate() {
        let kind = match date.label {
            Some(DateLabel::Update) => DateKind::Update,
            Some(DateLabel::Crawl) => DateKind::Crawl,
            Some(DateLabel::PageView) => DateKind::PageView,
            _ if chosen != Some(idx) && is_view(date) => DateKind::PageView,
            _ => continue,
        };
        others.push(OtherDate {
            kind,
            from: date.from.clone(),
            to: date.to.clone(),
            span: Some(date.span),
            element: date.place.element().to_owned(),
        });
    }
    let published = chosen.map(|idx| {
        let PageDate { from, to, span, place, .. } = dates[idx].clone();
        let is_guess = matches!(place, Place::AboveHeadline { .. }) || from != to;
        let source = if is_guess { DateSource::Guessed } else { DateSource::Declared };
        Published { from, to, span: Some(span), source, element: place.element().to_owned() }
    });
    let from_url = || {
        url_date.map(|from| Published {
            to: from.clone(),
            from,
            span: None,
            source: DateSource::Guessed,
            element: "address".to_owned(),
        })
    };
    (published.or_else(from_url), others)
}

/// True where `line` is a date and, beside it, only names, places and labels.
pub(crate) fn is_date_line(line: &str, dates: &[WrittenDate]) -> bool {
    let ranges: Vec<Range<usize>> = dates.iter().map(|date| date.labelled_range.clone()).collect();
    let rest: Vec<&str> = segments(line, &ranges).into_iter().map(|segment| &line[segment]).collect();
    let words = || {
        rest.iter()
            .flat_map(|segment| segment.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| word.chars().any(char::is_alphabetic))
    };
    let n_lower = words()
        .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
        .filter(|word| !LINKS.contains(word))
        .count();
    words().count() <= 16 && n_lower <= 1
}

/// True where `line` is a date alone, with at most its weekday and a word.
pub(crate) fn is_bare_date(line: &str, dates: &[WrittenDate]) -> bool {
    let n_dated: usize = dates.iter().map(|date| date.labelled_range.len()).sum();
    line.trim().len() <= n_dated + 12
}

/// The date of a dateline that begins a paragraph: *4 juillet 2012. –*, *VALDOMBRE, 3 mars 2021 (AFP) –*.
pub(crate) fn find_dateline(paragraph: &str, order: DayOrder) -> Option<WrittenDate> {
    let mut end = paragraph.len().min(120);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let head = &paragraph[..end];
    let date = find_dates(head, order).into_iter().next()?;
    let before = &head[..date.labelled_range.start];
    let behind = head[date.range.end..].trim_start();
    let behind = match behind.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) => rest.trim_start(),
        None => behind.trim_start_matches(')').trim_start(),
    };
    let is_place = before.chars().count() <= 50
        && !before.contains(['.', ';', '«'])
        && before
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .all(|word| word.chars().next().is_some_and(char::is_uppercase) || LINKS.contains(&word));
    let has_rule = behind.trim_start_matches(['.', ' ']).starts_with(['-', '–', '—', '|', '/'])
        || behind.starts_with(':');
    (is_place && has_rule).then_some(date)
}

/// The day that an address has in its path: `…/2017/12/22/…`, `…/2017-12-22-…`, `…/2017/dec/22/…`, `…/20171222-…`.
pub(crate) fn date_in_address(address: &str) -> Option<String> {
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let path = &path[path.find('/')?..];
    let is_year_first = |date: &WrittenDate| {
        let digits = path[date.range.clone()].as_bytes();
        digits.len() >= 8 && digits[..4].iter().all(u8::is_ascii_digit)
    };
    let written = find_dates(path, DayOrder::DayFirst).into_iter().find(is_year_first);
    written.map(|date| date.from[..10].to_owned()).or_else(|| spelt_day(path)).or_else(|| compact_day(path))
}

/// *2017/dec/22*: turned round, it is a date as people write it.
fn spelt_day(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let is_one = year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && month.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (1..=2).contains(&day.len());
        let date = find_dates(&format!("{day} {month} {year}"), DayOrder::DayFirst).into_iter().next();
        date.filter(|date| is_one && date.from.len() == 10).map(|date| date.from)
    })
}

/// *20171222*, between what is no digit.
fn compact_day(path: &str) -> Option<String> {
    let numbers = path.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 8);
    numbers.filter(|number| ("1995".."2100").contains(&&number[..4])).find_map(|number| {
        let day = format!("{}-{}-{}", &number[..4], &number[4..6], &number[6..]);
        day.parse::<jiff::civil::Date>().ok().map(|_| day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_dates_and_sentences_with_dates() {
        for (line, is_line) in [
            ("Auteur : Lise Arvan (Valdombre) | Editeur : W | Vendredi, 22 Déc. 2017 - 21h15", true),
            ("Réseau du Fanal | Zérane (Sorel) | 12 mars 2015", true),
            ("Publié le 3 mars 2021 à 14:05", true),
            ("Retour sur la nuit du 13 mars 2015 au port", false),
        ] {
            assert_eq!(is_date_line(line, &find_dates(line, DayOrder::DayFirst)), is_line, "{line}");
        }
    }

    #[test]
    fn datelines() {
        for (line, from) in [
            ("4 juillet 2012. - Un reportage diffusé mardi sème le doute.", Some("2012-07-04")),
            ("VALDOMBRE, 3 mars 2021 (AFP) – Le port a rouvert.", Some("2021-03-03")),
            ("Le 13 novembre 2017, la radio a révélé un accord.", None),
        ] {
            assert_eq!(find_dateline(line, DayOrder::DayFirst).map(|d| d.from).as_deref(), from, "{line}");
        }
    }

    #[test]
    fn addresses() {
        let date = |address| date_in_address(address);
        assert_eq!(date("https://example.org/2017/12/22/le-port/").as_deref(), Some("2017-12-22"));
        assert_eq!(date("https://example.org/2017/dec/22/le-port").as_deref(), Some("2017-12-22"));
        assert_eq!(date("https://example.org/20171222-le-port.html").as_deref(), Some("2017-12-22"));
        assert_eq!(date("https://example.org/le-port-20171322"), None);
        assert_eq!(date("https://example.org/le-port-120171222"), None);
        assert_eq!(date("https://example.org/le-port-12-8-2017"), None);
        assert_eq!(date("data/2017-12-22.txt"), None);
    }
}
