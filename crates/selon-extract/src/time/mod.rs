//! Times: when, as written, and the calendar days that the words mean.
//!
//! **What it finds.** Dates in all French forms (`le 13 avril`, `lundi 1er mai 2017`, `12/03/2021`, `du 3 au
//! 5 mai`), months, seasons, years and decades with `début`, `mi-`, `fin`, `courant`; relative times (`hier`,
//! `jeudi soir`, `la semaine dernière`, `il y a trois jours`, `au cours des dernières années`, `dans la nuit de
//! lundi à mardi`, `d’ici la fin de l’année`); bounds (`depuis`, `jusqu’à`, `avant`, `après`, `entre … et …`);
//! and times told by an event (`plus d’un mois après le début de l’offensive`), whose words are kept.
//!
//! **Why.** Two reports of one event differ in when; the day of the report is not the day of the event.
//!
//! **Resolving.** Reading yields an [`Expr`]; [`resolve`] turns it into days against an [`Anchor`], the
//! article's date, where the words need one. A date without a year is the nearest such day before the
//! article's date, or behind it where the clause looks ahead. What cannot be resolved keeps its words and has
//! no days: a wrong date is worse than none.
//!
//! **Look-alikes.** `4 000 combattants` (a number), `la Seconde Guerre mondiale`, `mars` the planet,
//! `avril` in `Avril Lavigne`, `en un jour` (a duration), `pendant trois mois` (a duration), `le 20 heures`.
//!
//! The reader needs no parse: one pass over the words of a line.

mod calendar;
mod read;
pub(crate) mod words;

use selon_text::CharSpan;

pub(crate) use crate::time::calendar::{Anchor, Direction, resolve};
pub(crate) use crate::time::read::find_times;

/// A part of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    Start,
    Middle,
    End,
}

/// Before the anchor, around it, or behind it, where the words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shift {
    /// `dernier`, `passé`.
    Last,
    /// `ce`, `cette`.
    This,
    /// `prochain`.
    Next,
    /// The words do not say.
    Open,
}

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
}

/// What the words of a time say, before any calendar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// A day of a month.
    Day { year: Option<i16>, month: i8, day: i8, shift: Shift },
    /// A day of a month that is not named: `le 13`.
    DayOnly { day: i8 },
    /// A month, or a part of it.
    Month { year: Option<i16>, month: i8, part: Part, shift: Shift },
    /// A year, or a part of it.
    Year { year: i16, part: Part },
    /// Ten years.
    Decade { year: i16 },
    /// A quarter or a half of a year: its first and its last month.
    Months { year: Option<i16>, first: i8, last: i8 },
    /// A season from its first month.
    Season { year: Option<i16>, first: i8, shift: Shift },
    /// A day of the week, Monday is 0.
    Weekday { day: i8, shift: Shift },
    /// This many days from the anchor's day.
    Days(i32),
    /// The last, this or the next unit, or a part of it.
    Unit { unit: Unit, shift: Shift, part: Part },
    /// So many units before (negative) or behind the anchor.
    Ago { unit: Unit, count: i32 },
    /// The last so many units up to the anchor; `None` where the words leave open how many.
    Recent { unit: Unit, count: Option<i32> },
    /// From the first to the last.
    Between(Box<Expr>, Box<Expr>),
    /// From then on.
    Since(Box<Expr>),
    /// Until then.
    Until(Box<Expr>),
    /// From the anchor until then.
    By(Box<Expr>),
    /// Behind it.
    After(Box<Expr>),
    /// Words without a calendar: `il y a peu`, `après le début de l’offensive`.
    Words,
}

/// A time of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundTime {
    /// The words, with their preposition where it carries meaning.
    pub span: CharSpan,
    /// What they say.
    pub expr: Expr,
    /// The time goes on with the noun phrase behind it (`un mois après` …).
    pub open: bool,
}

#[cfg(test)]
mod tests;
