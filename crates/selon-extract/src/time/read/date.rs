//! Dates by the calendar: days, months, seasons, years, decades, and lengths of time.

use crate::quantity::whole_number_at;
use crate::time::read::{Read, Reader, month_number};
use crate::time::words::Word;
use crate::time::{Expr, Part, Shift, Unit};

impl Reader<'_> {
    /// No counted noun follows a year.
    pub(super) fn ends_year(&self, i: usize) -> bool {
        i >= self.words.len()
            || self.words[i].lower.chars().all(|c| !c.is_alphanumeric())
            || self.is(
                i,
                &[
                    "à", "au", "et", "en", "pour", "par", "dans", "sur", "avec", "qui", "où", "il", "le",
                    "la", "les",
                ],
            )
    }

    /// `début juin`, `à la mi-janvier`, `fin 2019`, `à la fin du mois`, `au début de l’année 2017`.
    pub(super) fn part(&self, i: usize) -> Read {
        let at = self
            .any_phrase(
                i,
                &[
                    "à la", "au", "en", "dès la", "dès le", "le", "la", "du", "vers la", "vers le", "de la",
                    "courant",
                ],
            )
            .unwrap_or(i);
        let (part, at) = match self.at(at) {
            "début" | "débuts" => (Part::Start, at + 1),
            "mi" => (Part::Middle, if self.is(at + 1, &["-", "–"]) { at + 2 } else { at + 1 }),
            "milieu" => (Part::Middle, at + 1),
            "fin" => (Part::End, at + 1),
            _ => return None,
        };
        if self.is(at, &["de", "du", "d"])
            && let Some(found) = self.relative_unit(at + 1, part).or_else(|| self.relative_unit(at, part))
        {
            return Some(found);
        }
        if let Some((found, end)) = self.relative_unit(at, part) {
            return Some((found, end));
        }
        let inner = self
            .any_phrase(
                at,
                &[
                    "du mois de",
                    "du mois d",
                    "de l année",
                    "de l an",
                    "des années",
                    "de",
                    "d",
                    "du",
                    "le mois de",
                ],
            )
            .unwrap_or(at);
        if let Some(year) = self.year(inner) {
            return Some((Expr::Year { year, part }, inner + 1));
        }
        if let Some(found) = self.month(inner, part) {
            return Some(found);
        }
        // `à la fin du mois`, `d’ici la fin de l’année`
        let unit = self.any_phrase(at, &["du", "de la", "de l", "de"]).and_then(|at| self.unit(at));
        unit.filter(|(unit, _)| matches!(unit, Unit::Month | Unit::Year | Unit::Week))
            .map(|(unit, end)| (Expr::Unit { unit, shift: Shift::This, part }, end))
    }

    /// `été 2014`, `printemps dernier`; `name` is the word before it.
    pub(super) fn season(&self, i: usize, shift: Shift, name: &str) -> Read {
        let first = match self.at(i) {
            "printemps" => 3,
            "été" if name != "a" => 6,
            "automne" => 9,
            "hiver" => 12,
            _ => return None,
        };
        let (shift, end) = match self.at(i + 1) {
            "dernier" | "passé" => (Shift::Last, i + 2),
            "prochain" => (Shift::Next, i + 2),
            _ => (shift, i + 1),
        };
        let at = self.any_phrase(end, &["de", "de l année"]).unwrap_or(end);
        let (year, end) = self.year(at).map_or((None, end), |year| (Some(year), at + 1));
        // `l’été` alone may be any summer, and `en été`, `l’hiver` a habit.
        let told = year.is_some() || shift != Shift::Open || matches!(name, "à" | "au" | "cet");
        told.then_some((Expr::Season { year, first, shift }, end))
    }

    /// `premier trimestre 2018`, `second semestre`.
    pub(super) fn months(&self, i: usize) -> Read {
        let nth = match self.at(i) {
            "premier" => 1,
            "deuxième" | "second" => 2,
            "troisième" => 3,
            "quatrième" | "dernier" => 4,
            _ => return None,
        };
        let (first, last) = match self.at(i + 1) {
            "trimestre" => (3 * nth - 2, 3 * nth),
            "semestre" if nth <= 2 => (6 * nth - 5, 6 * nth),
            _ => return None,
        };
        let at = self.any_phrase(i + 2, &["de l année", "de", "d"]).unwrap_or(i + 2);
        let (year, end) = self.year(at).map_or((None, i + 2), |year| (Some(year), at + 1));
        Some((Expr::Months { year, first, last }, end))
    }

    /// `1990`, `90` behind `les années`.
    pub(super) fn decade(&self, i: usize) -> Read {
        let digits = self.words.get(i)?.number()?;
        let year = match digits {
            1800..=2100 => digits,
            10..=99 => 1900 + digits,
            _ => return None,
        };
        Some((Expr::Decade { year: year as i16 }, i + 1))
    }

    /// `jeudi`, `lundi 13 novembre 2017`, `mardi dernier`, `jeudi soir`.
    pub(super) fn weekday(&self, i: usize) -> Read {
        const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
        let day = DAYS.iter().position(|day| *day == self.at(i))? as i8;
        let comma = usize::from(self.is(i + 1, &[","]));
        if let Some(found) =
            self.day(i + 1 + comma).or_else(|| (self.at(i + 1) == "le").then(|| self.day(i + 2)).flatten())
        {
            return Some(found);
        }
        if let Some((Expr::DayOnly { day }, end)) = self.bare_day(i + 1) {
            return Some((Expr::DayOnly { day }, end));
        }
        let end = self.daytime(i + 1);
        let (shift, end) = match self.at(end) {
            "dernier" | "passé" => (Shift::Last, end + 1),
            "prochain" => (Shift::Next, end + 1),
            _ => (Shift::Open, end),
        };
        Some((Expr::Weekday { day, shift }, self.daytime(end)))
    }

    /// `13`, `1er`: the number of a day.
    pub(super) fn bare_day(&self, i: usize) -> Read {
        let day =
            self.words.get(i)?.number().filter(|day| (1..=31).contains(day) && self.at(i).len() <= 2)?;
        let end = if self.is(i + 1, &["er"]) { i + 2 } else { i + 1 };
        Some((Expr::DayOnly { day: day as i8 }, end))
    }

    /// `13 novembre 2017`, `1er mai`, `13 novembre dernier`, `premier mai`.
    pub(super) fn day(&self, i: usize) -> Read {
        let (day, at) = match self.at(i) {
            "premier" => (1, i + 1),
            _ => match self.bare_day(i)? {
                (Expr::DayOnly { day }, at) => (day, at),
                _ => return None,
            },
        };
        match self.month(at, Part::Whole)? {
            (Expr::Month { year, month, shift, .. }, end) => {
                Some((Expr::Day { year, month, day, shift }, self.daytime(end)))
            }
            _ => None,
        }
    }

    /// `novembre 2017`, `juin de cette année`, `mars dernier`.
    pub(super) fn month(&self, i: usize, part: Part) -> Read {
        let month = month_number(self.at(i))?;
        // An abbreviation has its point.
        let at = if self.at(i).len() <= 5
            && self.at(i + 1) == "."
            && self.words[i + 1].span.start == self.words[i].span.end
            && self.year(i + 2).is_some()
        {
            i + 2
        } else {
            i + 1
        };
        if let Some(year) = self.year(at) {
            return Some((Expr::Month { year: Some(year), month, part, shift: Shift::Open }, at + 1));
        }
        let shift = |shift, end| Some((Expr::Month { year: None, month, part, shift }, end));
        if let Some(end) = self.any_phrase(at, &["de cette année", "cette année", "de l année en cours"]) {
            return shift(Shift::This, end);
        }
        if let Some(end) =
            self.any_phrase(at, &["de la même année", "de cette année - là", "de la même année"])
        {
            return Some((Expr::Words, end));
        }
        if let Some(end) =
            self.any_phrase(at, &["de l année dernière", "de l an dernier", "de l année passée"])
        {
            return shift(Shift::Last, end);
        }
        if let Some(end) = self.any_phrase(at, &["dernier", "passé"]) {
            return shift(Shift::Last, end);
        }
        if let Some(end) = self.any_phrase(at, &["prochain"]) {
            return shift(Shift::Next, end);
        }
        shift(Shift::Open, i + 1)
    }

    /// `12/03/2021`, `12.03.2021`, `12-03-2021`, `2021-03-12`.
    pub(super) fn numeric_date(&self, i: usize) -> Read {
        let i = if self.is(i, &["le", "du", "au"]) { i + 1 } else { i };
        let mark = self.at(i + 1);
        if !matches!(mark, "/" | "." | "-") || self.at(i + 3) != mark {
            return None;
        }
        let number = |at: usize| self.words.get(at).and_then(Word::number);
        let (a, b, c) = (number(i)?, number(i + 2)?, number(i + 4)?);
        let (year, month, day) =
            if a > 31 { (a, b, c) } else { (if c < 100 && mark == "/" { 2000 + c } else { c }, b, a) };
        let fits = (1800..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some((
            Expr::Day { year: Some(year as i16), month: month as i8, day: day as i8, shift: Shift::Open },
            i + 5,
        ))
    }

    /// The year at `i`.
    pub(super) fn year(&self, i: usize) -> Option<i16> {
        let word = self.words.get(i)?;
        let touches = |at: usize, behind: usize| {
            self.words.get(at).zip(self.words.get(behind)).is_some_and(|(a, b)| {
                a.span.end == b.span.start && b.lower.chars().all(char::is_alphanumeric)
            })
        };
        if word.lower.len() != 4 || touches(i, i + 1) || self.is(i + 1, &["%", "€", "$"]) {
            return None;
        }
        word.number().filter(|year| (1700..=2150).contains(year)).map(|year| year as i16)
    }

    /// `trois jours`, `une semaine`, `quelques mois`, `plusieurs années`, `une dizaine de jours`.
    pub(super) fn duration(&self, i: usize) -> Option<(Option<i32>, Unit, usize)> {
        if self.is(i, &["quelques", "plusieurs", "des", "de"]) {
            let at =
                if self.at(i + 1) == "longues" || self.at(i + 1) == "nombreuses" { i + 2 } else { i + 1 };
            let (unit, end) = self.unit(at).filter(|_| self.at(at).ends_with('s'))?;
            return Some((None, unit, end));
        }
        let tens = match self.at(i + 1) {
            "dizaine" => Some(10),
            "quinzaine" => Some(15),
            "vingtaine" => Some(20),
            "trentaine" => Some(30),
            _ => None,
        };
        if let Some(count) = tens.filter(|_| self.at(i) == "une") {
            let (unit, end) = self.unit(i + 3)?;
            return Some((Some(count), unit, end));
        }
        let (count, at) = match self.at(i) {
            "un" | "une" => (1, i + 1),
            _ => whole_number_at(self.words, i)?,
        };
        let (unit, end) = self.unit(at)?;
        Some((i32::try_from(count).ok().filter(|count| *count < 10_000), unit, end))
    }

    /// The unit word at `i`.
    pub(super) fn unit(&self, i: usize) -> Option<(Unit, usize)> {
        let unit = match self.at(i) {
            "heure" | "heures" => Unit::Hour,
            "jour" | "jours" | "journée" | "journées" => Unit::Day,
            "week" if self.is(i + 1, &["-"]) => return Some((Unit::Weekend, i + 3)),
            "week" => return Some((Unit::Weekend, i + 2)),
            "weekend" | "weekends" => Unit::Weekend,
            "semaine" | "semaines" => Unit::Week,
            "mois" => Unit::Month,
            "trimestre" | "trimestres" => Unit::Quarter,
            "an" | "ans" | "année" | "années" => Unit::Year,
            _ => return None,
        };
        Some((unit, i + 1))
    }
}
