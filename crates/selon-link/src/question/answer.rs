//! What claims answer, and when two answers are the same, rivals, or not comparable.

use super::lexicon::Lexicon;

/// A number with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Least value.
    pub min: f64,
    /// Greatest value; infinite where it is open.
    pub max: f64,
    /// The noun that is counted, folded singular; empty where none is written.
    pub unit: String,
}

/// Numbers within this share of each other are one rough figure: *quelque 120* and *125*.
const ROUGH: f64 = 0.05;

impl Number {
    /// True where both can hold. *Plus de 60* and 75 can, *des milliers* and 120 cannot.
    pub fn meets(&self, other: &Self) -> bool {
        let slack = |a: f64| if a.is_finite() { ROUGH * a.abs() } else { 0.0 };
        self.min - slack(self.min) <= other.max && other.min - slack(other.min) <= self.max
    }

    /// True where both count the same: soldiers and civilians are not, people and soldiers are.
    pub fn is_comparable(&self, other: &Self) -> bool {
        let lexicon = Lexicon::french();
        let (a, b) = (lexicon.unit(&self.unit), lexicon.unit(&other.unit));
        let fights = |class: &str| class == "fighter" || class.ends_with("iste");
        a == b || a == "anybody" || b == "anybody" || (fights(a) && fights(b))
    }

    /// Greatest value over least: how little the number says.
    pub fn width(&self) -> f64 {
        if self.max.is_finite() { (self.max + 1.0) / (self.min.abs() + 1.0) } else { f64::INFINITY }
    }
}

/// Days of a calendar, with or without a year. Ends are inclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// First day, `2017-06-01`; `-06-01` where no year is told.
    pub from: String,
    /// Last day.
    pub to: String,
}

impl Moment {
    /// A date as precise as ISO 8601 has it, filled up to whole days.
    pub fn new(from: &str, to: &str) -> Option<Self> {
        let day = |date: &str, month: &str, day: &str| -> Option<String> {
            let date = date.get(..10.min(date.len()))?;
            match date.len() {
                4 => Some(format!("{date}-{month}-{day}")),
                7 => Some(format!("{date}-{day}")),
                10 => Some(date.to_owned()),
                _ => None,
            }
        };
        Some(Self { from: day(from, "01", "01")?, to: day(to, "12", "31")? })
    }

    /// True where a year is told.
    pub fn has_year(&self) -> bool {
        !self.from.starts_with('-')
    }

    /// True where some day is in both; without a year, some day of any.
    pub fn meets(&self, other: &Self) -> bool {
        if self.has_year() && other.has_year() {
            return self.from <= other.to && other.from <= self.to;
        }
        let Some((a, b)) = self.in_year().zip(other.in_year()) else { return true };
        a.0 <= b.1 && b.0 <= a.1
    }

    /// Month and day of both ends, where they are in one year.
    fn in_year(&self) -> Option<(&str, &str)> {
        let (from, to) = (
            self.from.get(self.from.len().checked_sub(6)?..)?,
            self.to.get(self.to.len().checked_sub(6)?..)?,
        );
        let same_year = self.from.len() == self.to.len()
            && self.from[..self.from.len() - 6] == self.to[..self.to.len() - 6];
        same_year.then_some((from, to))
    }

    /// Days since some day long ago, roughly: enough to tell far from near.
    pub fn day(&self) -> Option<i64> {
        let mut parts = self.from.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        Some(year * 365 + year / 4 + (month - 1) * 30 + (month - 1) / 2 + day)
    }
}

/// What a claim answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// How many.
    Number(Number),
    /// When.
    Time(Moment),
    /// Who, where: a party's key and its name.
    Party {
        /// The party's key.
        key: String,
        /// What it is called.
        name: String,
        /// False: not this one.
        is_so: bool,
    },
    /// One of two sides: yes or no, fight or work together, go or stay.
    Side(Side),
}

/// One side of a question whether.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// It is so; they work together; they stay.
    Yes,
    /// It is not so; they fight; they go.
    No,
}

impl Side {
    /// The other one.
    pub fn turned(self) -> Self {
        match self {
            Side::Yes => Side::No,
            Side::No => Side::Yes,
        }
    }
}

impl Answer {
    /// True where both can hold.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Answer::Number(a), Answer::Number(b)) => a.meets(b),
            (Answer::Time(a), Answer::Time(b)) => a.meets(b),
            (Answer::Party { key: a, is_so: true, .. }, Answer::Party { key: b, is_so: true, .. }) => a == b,
            (Answer::Party { key: a, is_so: x, .. }, Answer::Party { key: b, is_so: y, .. }) => {
                a != b || x == y
            }
            (Answer::Side(a), Answer::Side(b)) => a == b,
            _ => true,
        }
    }

    /// True where both say the same: *plus de 60* does not say what *75* says, but can hold with it.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Answer::Party { key: a, is_so: x, .. }, Answer::Party { key: b, is_so: y, .. }) => {
                a == b && x == y
            }
            (Answer::Number(a), Answer::Number(b)) => a.is_comparable(b) && a.meets(b),
            _ => self.agrees(other),
        }
    }

    /// True where both are of one kind, count the same, and cannot both hold.
    pub fn is_rival(&self, other: &Self) -> bool {
        match (self, other) {
            (Answer::Number(a), Answer::Number(b)) => a.is_comparable(b) && !a.meets(b),
            _ => !self.agrees(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_meet_by_day_and_without_a_year_by_month() {
        let moment = |from: &str, to: &str| Moment::new(from, to).unwrap();
        assert!(moment("2017-06", "2017-06").meets(&moment("2017", "2017")));
        assert!(!moment("2017-06", "2017-06").meets(&moment("2017-11-13", "2017-11-13")));
        let june = Moment { from: "-06-01".to_owned(), to: "-06-12".to_owned() };
        assert!(june.meets(&moment("2017-06", "2017-06")));
        assert!(!june.meets(&moment("2017-11", "2017-11")));
        assert!(Moment::new("2017-W03", "2017").is_none());
    }

    #[test]
    fn not_this_one_agrees_with_another_one() {
        let party = |key: &str, is_so| Answer::Party { key: key.to_owned(), name: String::new(), is_so };
        assert!(!party("a", true).agrees(&party("b", true)));
        assert!(party("a", true).agrees(&party("b", false)));
        assert!(!party("a", true).agrees(&party("a", false)));
        assert!(!party("a", true).is_same(&party("b", false)));
    }
}
