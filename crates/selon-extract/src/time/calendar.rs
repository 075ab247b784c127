//! From words to days.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::time::{Expr, Part, Shift, Unit};

/// What relative times count from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Anchor {
    /// First and last day that the article may have been published.
    pub published: Option<(Date, Date)>,
}

/// Where a clause looks, for dates without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To what has been.
    Past,
    /// To what shall be.
    Future,
}

/// First and last day; open ends are `None`.
type Days = (Option<Date>, Option<Date>);

impl Anchor {
    /// The anchor of an article published from `from` to `to`, ISO 8601 as precise as the page states it.
    pub fn of_published(from: &str, to: &str) -> Self {
        let published = first_day(from).zip(last_day(to)).filter(|(first, last)| first <= last);
        Self { published }
    }

    /// The day to count from, where it is known to the day.
    fn day(self) -> Option<Date> {
        self.published.filter(|(first, last)| first == last).map(|(first, _)| first)
    }
}

/// The first day of `YYYY`, `YYYY-MM`, `YYYY-MM-DD…`.
fn first_day(text: &str) -> Option<Date> {
    let mut parts = text.get(..10).unwrap_or(text).split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let day = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    Date::new(year, month, day).ok()
}

fn last_day(text: &str) -> Option<Date> {
    let first = first_day(text)?;
    Some(match text.len() {
        0..=4 => Date::new(first.year(), 12, 31).ok()?,
        5..=7 => first.last_of_month(),
        _ => first,
    })
}

/// The days that `expr` means, as ISO 8601; `(None, None)` where it cannot be told.
pub(crate) fn resolve(expr: &Expr, anchor: Anchor, direction: Direction) -> (Option<String>, Option<String>) {
    let (from, to) = days(expr, anchor, direction).unwrap_or((None, None));
    (from.map(|date| date.to_string()), to.map(|date| date.to_string()))
}

fn days(expr: &Expr, anchor: Anchor, direction: Direction) -> Option<Days> {
    let both = |(from, to): (Date, Date)| (Some(from), Some(to));
    Some(match expr {
        Expr::Day { year: Some(year), month, day, .. } => both(one(Date::new(*year, *month, *day).ok()?)),
        Expr::Day { year: None, month, day, shift } => {
            let make = |year| Date::new(year, *month, *day).ok().map(one);
            both(of_year(make, *shift, anchor, direction)?)
        }
        Expr::DayOnly { day } => {
            let make = |date: Date| Date::new(date.year(), date.month(), *day).ok();
            let now = anchor.day()?;
            let here = make(now);
            let other = if direction == Direction::Past {
                now.checked_sub(1.month())
            } else {
                now.checked_add(1.month())
            };
            let fits = |date: &Date| if direction == Direction::Past { *date <= now } else { *date >= now };
            both(one(here.filter(fits).or_else(|| make(other.ok()?))?))
        }
        Expr::Month { year, month, part, shift } => {
            let make = |year| {
                let first = Date::new(year, *month, 1).ok()?;
                Some(part_of_month(first, *part))
            };
            both(match year {
                Some(year) => make(*year)?,
                None => of_year(make, *shift, anchor, direction)?,
            })
        }
        Expr::Year { year, part } => both(part_of_year(*year, *part)?),
        Expr::Decade { year } => both((Date::new(*year, 1, 1).ok()?, Date::new(*year + 9, 12, 31).ok()?)),
        Expr::Months { year, first, last } => {
            let make = |year| {
                Some((Date::new(year, *first, 1).ok()?, Date::new(year, *last, 1).ok()?.last_of_month()))
            };
            both(match year {
                Some(year) => make(*year)?,
                None => of_year(make, Shift::Open, anchor, direction)?,
            })
        }
        Expr::Season { year, first, shift } => {
            let make = |year| {
                let start = Date::new(year, *first, 1).ok()?;
                Some((start, start.checked_add(2.months()).ok()?.last_of_month()))
            };
            both(match year {
                Some(year) => make(*year)?,
                None => of_year(make, *shift, anchor, direction)?,
            })
        }
        Expr::Weekday { day, shift } => both(one(weekday(*day, *shift, anchor.day()?, direction)?)),
        Expr::Days(count) => both(one(step(anchor.day()?, Unit::Day, *count)?)),
        Expr::Unit { unit, shift, part } => both(unit_days(*unit, *shift, *part, anchor)?),
        Expr::Ago { unit, count } => both(ago(*unit, *count, anchor)?),
        Expr::Recent { unit, count } => {
            let (first, last) = anchor.published?;
            (count.and_then(|count| step(first, *unit, -count)), Some(last))
        }
        Expr::Between(a, b) => {
            // `entre juillet et novembre 2017`: the year stands behind the second.
            let second = days(b, anchor, direction)?;
            let year = second.0.or(second.1).map(Date::year);
            let first = days(&with_year(a, year), anchor, direction)?;
            let from = first.0.or(first.1);
            let to = second.1.or(second.0);
            if from.zip(to).is_some_and(|(from, to)| from > to) {
                // `entre novembre et mars 2017` begins in the year before.
                let first = days(&with_year(a, year.map(|year| year - 1)), anchor, direction)?;
                (first.0.or(first.1).filter(|&from| to.is_none_or(|to| from <= to)), to)
            } else {
                (from, to)
            }
        }
        Expr::Since(inner) => (days(inner, anchor, Direction::Past)?.0, None),
        Expr::Until(inner) => (None, days(inner, anchor, direction)?.1),
        Expr::By(inner) => {
            let to = days(inner, anchor, Direction::Future)?.1;
            (anchor.published.map(|(first, _)| first).filter(|&from| to.is_none_or(|to| from <= to)), to)
        }
        Expr::After(inner) => (days(inner, anchor, direction)?.1, None),
        Expr::Words => return None,
    })
}

/// `expr` in the year given, where it has none of its own.
fn with_year(expr: &Expr, of: Option<i16>) -> Expr {
    let mut expr = expr.clone();
    if let Expr::Day { year: year @ None, .. }
    | Expr::Month { year: year @ None, .. }
    | Expr::Season { year: year @ None, .. } = &mut expr
    {
        *year = of;
    }
    expr
}

fn one(date: Date) -> (Date, Date) {
    (date, date)
}

/// The year of a time that has none.
fn of_year(
    make: impl Fn(i16) -> Option<(Date, Date)>,
    shift: Shift,
    anchor: Anchor,
    direction: Direction,
) -> Option<(Date, Date)> {
    let (first, last) = anchor.published?;
    let this = last.year();
    if shift == Shift::This {
        return make(this);
    }
    let ahead = match shift {
        Shift::Next => true,
        Shift::Last => false,
        _ => direction == Direction::Future,
    };
    // The same month may be ahead or behind in part; such a month counts.
    let tries = if ahead { [this, this + 1, this - 1] } else { [this, this - 1, this + 1] };
    tries.into_iter().filter_map(make).find(|&(from, to)| {
        if ahead {
            to >= first
        } else if shift == Shift::Last {
            to < first
        } else {
            from <= last
        }
    })
}

fn part_of_month(first: Date, part: Part) -> (Date, Date) {
    let last = first.last_of_month();
    let day = |day: i8| Date::new(first.year(), first.month(), day).unwrap_or(first);
    match part {
        Part::Whole => (first, last),
        Part::Start => (first, day(10)),
        Part::Middle => (day(10), day(20)),
        Part::End => (day(20), last),
    }
}

fn part_of_year(year: i16, part: Part) -> Option<(Date, Date)> {
    let (first, last) = match part {
        Part::Whole => (1, 12),
        Part::Start => (1, 4),
        Part::Middle => (5, 8),
        Part::End => (9, 12),
    };
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

fn weekday(day: i8, shift: Shift, now: Date, direction: Direction) -> Option<Date> {
    let day = Weekday::from_monday_zero_offset(day).ok()?;
    let ahead = shift == Shift::Next || shift == Shift::Open && direction == Direction::Future;
    if !ahead && shift != Shift::Last && now.weekday() == day {
        return Some(now);
    }
    now.nth_weekday(if ahead { 1 } else { -1 }, day).ok()
}

fn step(date: Date, unit: Unit, count: i32) -> Option<Date> {
    let (count, span) = (i64::from(count), Span::new());
    let span = match unit {
        Unit::Hour => span.try_days(count / 24),
        Unit::Day => span.try_days(count),
        Unit::Weekend | Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count * 3),
        Unit::Year => span.try_years(count),
    };
    date.checked_add(span.ok()?).ok()
}

/// The whole unit that holds `date`.
fn whole(date: Date, unit: Unit) -> Option<(Date, Date)> {
    let monday = || date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok();
    Some(match unit {
        Unit::Hour | Unit::Day => one(date),
        Unit::Week => (monday()?, monday()?.checked_add(6.days()).ok()?),
        Unit::Weekend => (monday()?.checked_add(5.days()).ok()?, monday()?.checked_add(6.days()).ok()?),
        Unit::Month => (date.first_of_month(), date.last_of_month()),
        Unit::Quarter => {
            let first = Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?;
            (first, first.checked_add(2.months()).ok()?.last_of_month())
        }
        Unit::Year => (Date::new(date.year(), 1, 1).ok()?, Date::new(date.year(), 12, 31).ok()?),
    })
}

fn unit_days(unit: Unit, shift: Shift, part: Part, anchor: Anchor) -> Option<(Date, Date)> {
    let (first, last) = anchor.published?;
    let count = match shift {
        Shift::Last => -1,
        Shift::Next => 1,
        _ => 0,
    };
    let around = |date| whole(step(date, unit, count)?, unit);
    let (from, _) = around(first)?;
    let (last_from, to) = around(last)?;
    Some(match (part, unit) {
        (Part::Whole, _) => (from, to),
        (_, Unit::Month) if from == last_from => part_of_month(from, part),
        (_, Unit::Year) if from == last_from => part_of_year(from.year(), part)?,
        (Part::End, _) if from == last_from => (to.checked_sub(2.days()).ok()?.max(from), to),
        (Part::Start, _) if from == last_from => (from, from.checked_add(2.days()).ok()?.min(to)),
        _ => (from, to),
    })
}

/// `il y a trois jours` to the day, `il y a deux mois` to the month, as precise as the unit.
fn ago(unit: Unit, count: i32, anchor: Anchor) -> Option<(Date, Date)> {
    let (first, last) = anchor.published?;
    let (from, _) = whole(step(first, unit, count)?, if unit == Unit::Quarter { Unit::Month } else { unit })?;
    let (_, to) = whole(step(last, unit, count)?, if unit == Unit::Quarter { Unit::Month } else { unit })?;
    Some((from, to))
}
