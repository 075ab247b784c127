//! What was said of a page where it came from, set beside what the page says itself.
//!
//! The page has the last word on what it declares: its headline, byline and date where they stand in it. A container
//! (a feed, a data set, a crawl) fills what the page leaves open, without a span, for the words stand elsewhere. Of plain
//! text, where dates and headlines are concluded from how lines look, the container knows better.

use encoding_rs::Encoding;

use crate::date::{DayOrder, find_dates};
use crate::outlet::{host_of, outlet_by_domain};
use crate::{Article, DateSource, Format, Found, Input, Published, Warning};

/// Languages that an article's may be told to be.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id",
    "it", "ja", "ka", "ko", "ku", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw",
    "tr", "uk", "ur", "vi", "zh",
];

/// Puts what is known from elsewhere into `article`, where the page leaves it open.
pub(crate) fn apply(article: &mut Article, input: &Input) {
    let found = |value: &str| Some(Found { value: value.to_owned(), span: None });
    let knows_better = article.format != Format::Html;
    if let Some(title) = input.title.filter(|_| article.title.is_none()) {
        article.title = found(title);
    }
    if let Some(byline) = input.byline.filter(|_| article.byline.is_none()) {
        article.byline = found(byline);
    }
    let is_open = |published: &Published| published.source == DateSource::Guessed || knows_better;
    if let Some(date) = input.published.filter(|_| article.published.as_ref().is_none_or(is_open)) {
        article.published = Some(Published {
            from: date.to_owned(),
            to: date.to_owned(),
            span: None,
            source: DateSource::Declared,
            element: "container".to_owned(),
        });
    }
    if article.outlet.is_none() {
        let host = input.name.filter(|name| name.contains("://")).and_then(host_of);
        let known = host.and_then(outlet_by_domain).map(|outlet| outlet.name);
        article.outlet = known.or(input.outlet).and_then(found);
    }
    if article.language.is_none() {
        let stated = input.language.unwrap_or_default().to_ascii_lowercase();
        let primary = stated.split(['-', '_']).next().unwrap_or_default();
        article.language = LANGUAGES.iter().copied().find(|language| *language == primary);
    }
    let is_told = article.warnings.iter().any(|warning| warning.name == "wrong-charset");
    if let Some(warning) = charset(input, article.encoding).filter(|_| !is_told) {
        article.warnings.push(warning);
    }
}

/// A content type that names another encoding than the bytes are in.
fn charset(input: &Input, read_as: &str) -> Option<Warning> {
    let content_type = input.content_type?;
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset=")? + "charset=".len();
    let label = content_type.get(at..)?.split([';', ' ', ',']).next()?.trim_matches(['"', '\'']);
    let declared = Encoding::for_label(label.as_bytes()).map_or(label, |encoding| encoding.name());
    (declared != read_as).then(|| Warning {
        name: "wrong-charset",
        message: format!("the content type says {declared}, the bytes are {read_as}"),
    })
}

/// A moment of ISO 8601, as WARC and sitemaps have it, to the minute or the day that it gives.
pub(crate) fn iso_moment(moment: &str) -> Option<String> {
    let moment = moment.trim();
    let shape = |from: usize, shape: &str| {
        let part = moment.get(from..from + shape.len())?;
        let fits =
            part.chars().zip(shape.chars()).all(|(c, s)| if s == '0' { c.is_ascii_digit() } else { c == s });
        fits.then_some(part)
    };
    let day = shape(0, "0000-00-00")?;
    day.parse::<jiff::civil::Date>().ok()?;
    let clock = matches!(moment.as_bytes().get(10), Some(b'T' | b' ')).then(|| shape(11, "00:00")).flatten();
    let clock = clock.filter(|clock| clock.parse::<jiff::civil::Time>().is_ok());
    Some(clock.map_or_else(|| day.to_owned(), |clock| format!("{day}T{clock}")))
}

/// A date as data sets and feeds write it: ISO 8601, RFC 2822, seconds since 1970, or in words.
pub(crate) fn iso_date(date: &str) -> Option<String> {
    let date = date.trim();
    if let Some(moment) = iso_moment(date) {
        return Some(moment);
    }
    if !date.is_empty() && date.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits: i64 = date.parse().ok()?;
        let day = |year: i64, month: i64, day: i64| iso_moment(&format!("{year:04}-{month:02}-{day:02}"));
        return match date.len() {
            8 => day(digits / 10_000, digits / 100 % 100, digits % 100),
            10 | 13 => {
                let seconds = if date.len() == 13 { digits / 1000 } else { digits };
                jiff::Timestamp::from_second(seconds).ok().and_then(|moment| iso_moment(&moment.to_string()))
            }
            14 => {
                let (day_digits, clock) = date.split_at(8);
                let day = iso_date(day_digits)?;
                iso_moment(&format!("{day}T{}:{}", &clock[..2], &clock[2..4]))
            }
            _ => None,
        };
    }
    let found = find_dates(date, DayOrder::DayFirst).into_iter().next()?;
    (found.from == found.to).then_some(found.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_data_sets_write_them() {
        for (date, iso) in [
            ("2021-03-03", Some("2021-03-03")),
            ("2021-03-03T14:05:33+01:00", Some("2021-03-03T14:05")),
            ("2021-03-03 14:05:33.000000", Some("2021-03-03T14:05")),
            ("Wed, 03 Mar 2021 14:05:33 +0100", Some("2021-03-03T14:05")),
            ("mercredi 3 mars 2021", Some("2021-03-03")),
            ("1614776733", Some("2021-03-03T13:05")),
            ("20210303", Some("2021-03-03")),
            ("20210303140533", Some("2021-03-03T14:05")),
            ("2021-02-31", None),
            ("hier", None),
            ("42", None),
        ] {
            assert_eq!(iso_date(date).as_deref(), iso, "{date}");
        }
    }
}
