//! When a page of HTML was published, and which element says so.
//!
//! | element | strength |
//! | --- | --- |
//! | `datePublished` of the JSON-LD article, `meta article:published_time` and its kin, `itemprop=datePublished` | states it |
//! | `meta date` and its kin, which some sites fill with the day of the visit or of a change | states it, where another element gives the same day |
//! | a visible line with a label, *Publié le …*, beside the headline or behind the text | states it |
//! | a line of nothing but date and names under the headline; `<time>` beside the headline | states it, where it is the only day there |
//! | the date in the address; `<time>` elsewhere; a bare date above the headline or behind the text | a guess |
//! | what the page says that it was changed on; what the extractor finds in the rest of the page | a guess, where nothing else is said |
//!
//! Several elements usually say the same day. Where those that state it differ, the day that most elements of
//! the page give is taken, and it is a guess unless two give it: half of such pages were published twice. Where one
//! element alone states a day and the line under the headline shows another, the earlier one is taken, as a guess.
//! A date all in numbers whose day and month may be either is one of two days, and a guess, unless another element gives one
//! of them. A moment that machines are told in UTC may be of the day before or behind: where an element without a zone, as people
//! are shown it or as the address has it, gives the day beside and the hour allows it, that day is the page's. A moment
//! with another zone is of the day that it names.
//!
//! Copyright years, dates of other articles and dates in sentences are not looked at, nor the first of January where only
//! the extractor found it: that is mostly a year. The front page of a site is no article, so its date is a guess.
//!
//! Cost: the candidates squared, of which [`MAX_DATES`] are looked at.

use crate::date::{DayOrder, find_dates};
use crate::{DateKind, DateSource, OtherDate, Published};
use selon_text::CharSpan;

use super::meta::{Meta, text_at};

/// Dates of one page that are looked at: those of a news page are a dozen.
const MAX_DATES: usize = 200;

/// `meta` keys of a publication, by the vocabularies that have them: Open Graph, schema.org, Dublin Core, and
/// those of publishing systems.
const PUBLISHED_KEYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "article:publication_date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "article-publication-date",
    "vr:published_time",
    "shareaholic:article_published_time",
    "bt:pubdate",
];

/// `meta` keys of a publication that are also filled with the day of a change or of the visit.
const LOOSE_KEYS: &[&str] = &[
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date.created",
    "dateline",
    "creation_date",
    "date",
    "release_date",
];

/// `meta` keys of a change.
const UPDATED_KEYS: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "revised",
];

/// Types of JSON-LD beside articles whose publication is mostly that of the page.
const OTHER_TYPES: &[(&str, &str)] = &[
    ("WebPage", "datePublished"),
    ("Recipe", "datePublished"),
    ("PodcastEpisode", "datePublished"),
    ("QAPage", "datePublished"),
    ("Question", "dateCreated"),
    ("VideoObject", "uploadDate"),
];

/// How far an element is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// States the publication.
    Stated,
    /// Stands where publications stand.
    Placed,
    /// May be it.
    Guess,
    /// Was at most it.
    Last,
}

/// A date that the page gives.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) strength: Strength,
    pub(crate) element: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) span: Option<CharSpan>,
    /// True where the moment is that of Greenwich, whatever clock the page shows.
    pub(crate) is_utc: bool,
    /// True where the element is often filled with another date.
    pub(crate) is_loose: bool,
}

impl Candidate {
    pub(crate) fn new(strength: Strength, element: &str, moment: String, span: Option<CharSpan>) -> Self {
        let (from, to) = (moment.clone(), moment);
        Self { strength, element: element.to_owned(), from, to, span, is_utc: false, is_loose: false }
    }

    /// What an attribute gives, where it gives a day, or one of two.
    pub(crate) fn of(
        strength: Strength,
        element: &str,
        value: &str,
        order: DayOrder,
        span: Option<CharSpan>,
    ) -> Option<Self> {
        let (from, to) = moments(value, order)?;
        let is_utc = from.len() > 10 && is_utc(value);
        Some(Self { is_utc, to, ..Self::new(strength, element, from, span) })
    }

    fn day(&self) -> &str {
        self.from.get(..10).unwrap_or(&self.from)
    }
}

/// The dates in what the page declares for machines; `order` is that of its dates in numbers.
pub(crate) fn declared(meta: &Meta, order: DayOrder) -> (Vec<Candidate>, Vec<OtherDate>) {
    let mut candidates = Vec::new();
    let mut others = Vec::new();
    let mut other = |kind, moment: String, element: String| {
        others.push(OtherDate { kind, to: moment.clone(), from: moment, span: None, element });
    };
    if let Some((kind, article)) = meta.article() {
        for key in ["datePublished", "dateCreated", "uploadDate"] {
            let element = format!("json-ld {kind}.{key}");
            let value = text_at(article, key);
            let found =
                value.and_then(|value| Candidate::of(Strength::Stated, &element, &value, order, None));
            if found.is_some() {
                candidates.extend(found);
                break;
            }
        }
        if let Some(moment) = text_at(article, "dateModified").as_deref().and_then(moment) {
            other(DateKind::Update, moment, format!("json-ld {kind}.dateModified"));
        }
    }
    for event in meta.objects_of("Event") {
        if let Some(moment) = text_at(event, "startDate").as_deref().and_then(moment) {
            other(DateKind::Event, moment, "json-ld Event.startDate".to_owned());
        }
    }
    for key in PUBLISHED_KEYS {
        let element = format!("meta {key}");
        candidates.extend(
            meta.get(&[key]).and_then(|value| Candidate::of(Strength::Stated, &element, value, order, None)),
        );
    }
    for key in LOOSE_KEYS {
        let element = format!("meta {key}");
        let found =
            meta.get(&[key]).and_then(|value| Candidate::of(Strength::Placed, &element, value, order, None));
        candidates.extend(found.map(|found| Candidate { is_loose: true, ..found }));
    }
    for (kind, key) in OTHER_TYPES {
        let values = meta.objects_of(kind).filter_map(|object| text_at(object, key));
        let element = format!("json-ld {kind}.{key}");
        let mut found =
            values.filter_map(|value| Candidate::of(Strength::Placed, &element, &value, order, None));
        candidates.extend(found.next());
    }
    for key in UPDATED_KEYS {
        if let Some(moment) = meta.get(&[key]).and_then(moment) {
            other(DateKind::Update, moment, format!("meta {key}"));
            break;
        }
    }
    (candidates, others)
}

/// The moment that an attribute gives: ISO 8601 in any of its forms, else as people write dates, the day first.
pub(crate) fn moment(value: &str) -> Option<String> {
    moments(value, DayOrder::DayFirst).map(|(from, _)| from)
}

/// The moment that an attribute gives, or the earlier and the later where day and month may be either.
fn moments(value: &str, order: DayOrder) -> Option<(String, String)> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    // 20191118 and 20191118T1200Z.
    let is_compact = value.len() >= 8
        && value.as_bytes()[..8].iter().all(u8::is_ascii_digit)
        && value.as_bytes().get(8).is_none_or(|byte| !byte.is_ascii_digit());
    let spread;
    let value = if is_compact {
        spread = format!("{}-{}-{}", &value[..4], &value[4..6], &value[6..8]);
        &spread
    } else {
        value
    };
    let date = find_dates(value, order).into_iter().next()?;
    (date.from.len() >= 10 && ("1990".."2100").contains(&&date.from[..4])).then_some((date.from, date.to))
}

/// True where a moment says that it is that of Greenwich.
fn is_utc(value: &str) -> bool {
    let value = value.trim();
    ["Z", "z", "+00:00", "+0000", "+00", "-00:00", "GMT", "UTC"].iter().any(|zone| value.ends_with(zone))
}

/// Gives each candidate that may be of two days the one that another gives, and makes it a guess where none does.
fn decide(candidates: &mut [Candidate]) {
    let days: Vec<String> = candidates
        .iter()
        .filter(|other| other.from == other.to)
        .map(|other| other.day().to_owned())
        .collect();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.from != candidate.to) {
        let is_given = |moment: &str| days.iter().any(|day| moment.get(..10) == Some(day));
        match (is_given(&candidate.from), is_given(&candidate.to)) {
            (true, false) => candidate.to.clone_from(&candidate.from),
            (false, true) => candidate.from.clone_from(&candidate.to),
            _ => candidate.strength = candidate.strength.max(Strength::Guess),
        }
    }
}

/// Gives each candidate in UTC the day of one without a zone that is the day beside, where the hour allows it: east of
/// Greenwich the next day may have begun from ten o'clock on, west of it the day before may last until noon.
fn settle(candidates: &[Candidate]) -> Vec<Candidate> {
    let day_of = |candidate: &Candidate| candidate.day().parse::<jiff::civil::Date>().ok();
    let is_local = |other: &&Candidate| {
        let is_shown = other.span.is_some() || other.element == "address";
        !other.is_utc && is_shown && other.strength < Strength::Last && other.from == other.to
    };
    let settled = |candidate: &Candidate| -> Option<Candidate> {
        let own = day_of(candidate).filter(|_| candidate.is_utc)?;
        let hour: u8 = candidate.from.get(11..13)?.parse().ok()?;
        let mut locals: Vec<&Candidate> = candidates.iter().filter(is_local).collect();
        locals.sort_by_key(|other| other.strength);
        if locals.iter().any(|other| other.day() == candidate.day()) {
            return None;
        }
        let beside = locals.into_iter().find(|other| {
            let day = day_of(other);
            (hour >= 10 && own.tomorrow().ok() == day) || (hour < 12 && own.yesterday().ok() == day)
        })?;
        Some(Candidate {
            from: beside.from.clone(),
            to: beside.to.clone(),
            is_utc: false,
            ..candidate.clone()
        })
    };
    candidates.iter().map(|candidate| settled(candidate).unwrap_or_else(|| candidate.clone())).collect()
}

/// The publication among the candidates, and the other dates in text order.
pub(crate) fn choose(
    candidates: &[Candidate],
    mut others: Vec<OtherDate>,
) -> (Option<Published>, Vec<OtherDate>) {
    let mut candidates = candidates[..candidates.len().min(MAX_DATES)].to_vec();
    decide(&mut candidates);
    others.truncate(MAX_DATES);
    let published = publication(&settle(&candidates)).or_else(|| {
        // A page that was changed was published at the latest then.
        let update = others.iter().find(|date| date.kind == DateKind::Update && date.from == date.to)?;
        Some(Published {
            from: update.from.clone(),
            to: update.to.clone(),
            span: update.span,
            source: DateSource::Guessed,
            element: update.element.clone(),
        })
    });
    if let Some(published) = &published {
        others.retain(|date| {
            date.kind != DateKind::Update || date.from != published.from || date.span.is_some()
        });
    }
    others.sort_by_key(|date| date.span.map_or(u32::MAX, |span| span.start));
    (published, others)
}

fn publication(candidates: &[Candidate]) -> Option<Published> {
    let best = candidates.iter().map(|candidate| candidate.strength).min()?;
    let among: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.strength == best).collect();
    let n_votes = |day: &str| {
        let voters = candidates.iter().filter(|other| other.strength < Strength::Last && other.day() == day);
        let mut elements: Vec<&str> = voters.map(|other| other.element.as_str()).collect();
        elements.sort_unstable();
        elements.dedup();
        elements.len()
    };
    let first = *among.first()?;
    let is_agreed = among.iter().all(|candidate| candidate.day() == first.day());
    let chosen = among
        .iter()
        .enumerate()
        .max_by_key(|(idx, candidate)| (n_votes(candidate.day()), std::cmp::Reverse(*idx)));
    let mut chosen = *chosen?.1;
    let shown = candidates.iter().find(|other| other.strength == Strength::Placed && other.element == "line");
    let shown = shown.filter(|other| other.from == other.to && other.day() != chosen.day());
    let is_doubted = best == Strength::Stated && n_votes(chosen.day()) == 1 && shown.is_some();
    if let Some(shown) = shown.filter(|shown| is_doubted && shown.day() < chosen.day()) {
        chosen = shown;
    }
    // The date itself may stand in the text while an element that nobody sees states it more exactly.
    let span = chosen.span.or_else(|| {
        candidates
            .iter()
            .find(|other| other.day() == chosen.day() && other.span.is_some())
            .and_then(|other| other.span)
    });
    let is_declared = match best {
        Strength::Stated => !is_doubted && (is_agreed || n_votes(chosen.day()) > 1),
        Strength::Placed => is_agreed && (!chosen.is_loose || n_votes(chosen.day()) > 1),
        _ => false,
    };
    let source =
        if is_declared && chosen.from == chosen.to { DateSource::Declared } else { DateSource::Guessed };
    Some(Published {
        from: chosen.from.clone(),
        to: chosen.to.clone(),
        span,
        source,
        element: chosen.element.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_in_attributes() {
        for (value, expected) in [
            ("2019-11-18T12:34:56+01:00", Some("2019-11-18T12:34")),
            ("2019-11-18 12:34:56", Some("2019-11-18T12:34")),
            ("20191118", Some("2019-11-18")),
            ("Mon, 18 Nov 2019 12:34:56 GMT", Some("2019-11-18T12:34")),
            ("18.11.2019", Some("2019-11-18")),
            ("November 2019", None),
            ("0001-01-01T00:00:00Z", None),
            ("1574080496", None),
            ("", None),
        ] {
            assert_eq!(moment(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn days_of_greenwich_and_days_of_the_page() {
        let utc =
            |value: &str| Candidate::of(Strength::Stated, "meta", value, DayOrder::DayFirst, None).unwrap();
        let shown =
            |day: &str| Candidate::new(Strength::Guess, "line", day.to_owned(), Some(CharSpan::new(0, 1)));
        for (stated, other, day) in [
            ("2019-11-17T23:30:00Z", "2019-11-18", "2019-11-18"),
            ("2019-11-18T02:10:00+00:00", "2019-11-17", "2019-11-17"),
            // The hour does not allow it, or the zone is the page's own.
            ("2019-11-17T08:30:00Z", "2019-11-18", "2019-11-17T08:30"),
            ("2019-11-17T23:30:00+01:00", "2019-11-18", "2019-11-17T23:30"),
            ("2019-11-17T23:30:00Z", "2019-11-20", "2019-11-17T23:30"),
            ("2019-11-17T23:30:00Z", "2019-11-17", "2019-11-17T23:30"),
        ] {
            let found = choose(&[utc(stated), shown(other)], Vec::new()).0.unwrap();
            assert_eq!((found.from.as_str(), found.source), (day, DateSource::Declared), "{stated} {other}");
        }
    }

    #[test]
    fn days_and_months_that_may_be_either() {
        use Strength::{Guess, Placed, Stated};
        let either = Candidate::of(Stated, "meta", "05/08/2014 07:01", DayOrder::Unknown, None).unwrap();
        let other = |strength, day: &str| Candidate::new(strength, "line", day.to_owned(), None);
        for (others, from, to, source) in [
            (vec![], "2014-05-08T07:01", "2014-08-05T07:01", DateSource::Guessed),
            (vec![other(Guess, "2014-08-05")], "2014-08-05T07:01", "2014-08-05T07:01", DateSource::Declared),
            (vec![other(Placed, "2014-09-01")], "2014-09-01", "2014-09-01", DateSource::Declared),
        ] {
            let candidates: Vec<Candidate> = [vec![either.clone()], others].concat();
            let found = choose(&candidates, Vec::new()).0.unwrap();
            assert_eq!((found.from.as_str(), found.to.as_str(), found.source), (from, to, source));
        }
        let american = Candidate::of(Stated, "meta", "05/08/2014", DayOrder::MonthFirst, None).unwrap();
        assert_eq!((american.from.as_str(), american.to.as_str()), ("2014-05-08", "2014-05-08"));
    }

    #[test]
    fn dates_without_end_are_not_compared_with_each_other() {
        let many =
            |nth: usize| Candidate::new(Strength::Placed, "line", format!("20{:02}-03-03", nth % 90), None);
        let candidates: Vec<Candidate> = (0..200_000).map(many).collect();
        assert!(choose(&candidates, Vec::new()).0.is_some());
    }

    #[test]
    fn the_day_that_most_elements_give() {
        use Strength::*;
        let date =
            |strength, element: &str, day: &str| Candidate::new(strength, element, day.to_owned(), None);
        for (candidates, day, source) in [
            (
                vec![date(Stated, "a", "2020-01-02"), date(Guess, "b", "2020-01-05")],
                "2020-01-02",
                DateSource::Declared,
            ),
            (
                vec![date(Stated, "a", "2020-01-02"), date(Stated, "b", "2020-01-05")],
                "2020-01-02",
                DateSource::Guessed,
            ),
            (
                vec![
                    date(Stated, "a", "2020-01-02"),
                    date(Stated, "b", "2020-01-05"),
                    date(Guess, "c", "2020-01-05"),
                ],
                "2020-01-05",
                DateSource::Declared,
            ),
            (vec![date(Guess, "a", "2020-01-02")], "2020-01-02", DateSource::Guessed),
            // What one element states and the line under the headline does not.
            (
                vec![date(Stated, "a", "2020-01-05"), date(Placed, "line", "2020-01-02")],
                "2020-01-02",
                DateSource::Guessed,
            ),
            (
                vec![date(Stated, "a", "2020-01-02"), date(Placed, "line", "2020-01-05")],
                "2020-01-02",
                DateSource::Guessed,
            ),
        ] {
            let found = publication(&candidates).unwrap();
            assert_eq!((found.from.as_str(), found.source), (day, source));
        }
    }
}
