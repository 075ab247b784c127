//! Reading the words of a time, from left to right; at each word the longest reading is taken.

mod date;
mod relative;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use selon_text::CharSpan;

use crate::time::words::{Word, words};
use crate::time::{Expr, FoundTime, Part, Shift};

/// The times of `line`, whose first scalar value has the offset `base`.
pub(crate) fn find_times(line: &str, base: u32) -> Vec<FoundTime> {
    read_times(line, base, |word| word.is_number() || OPENERS.contains(word.lower.as_str()))
}

/// The times that begin with a word that `opens` one.
pub(super) fn read_times(line: &str, base: u32, opens: impl Fn(&Word) -> bool) -> Vec<FoundTime> {
    let words = words(line, base);
    let reader = Reader { words: &words };
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match Some(i).filter(|&i| opens(&words[i])).and_then(|i| reader.time(i)) {
            Some((expr, first, end, open)) => {
                let span = CharSpan::new(words[first].span.start, words[end - 1].span.end);
                found.push(FoundTime { span, expr, open });
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

/// The words that a time may begin with, apart from digits; all others need not be read any further, which
/// spares nine words of ten. A test reads the cases without this list and finds the same.
static OPENERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    const PREPOSITIONS: &str = "à au aux avant après ce ces cet cette d dans de depuis des du durant dès en \
        entre jusqu jusque l la le les lors pendant vers";
    const BEFORE_NUMBERS: &str = "environ il moins plus plusieurs près quelque quelques voici voilà y";
    const DAYS_AND_PARTS: &str = "aujourd courant demain début débuts fin hier mi milieu premier \
        lundi mardi mercredi jeudi vendredi samedi dimanche";
    const MONTHS: &str = "janvier janv février fevrier févr mars avril avr mai juin juillet juil août aout \
        septembre octobre oct novembre nov décembre decembre déc";
    const UNITS: &str = "an ans année années heure heures jour jours journée journées mois semaine semaines \
        trimestre trimestres week weekend weekends";
    const NUMBERS: &str = "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze \
        seize vingt trente quarante cinquante soixante septante huitante octante nonante cent cents mille";
    let lists = [PREPOSITIONS, BEFORE_NUMBERS, DAYS_AND_PARTS, MONTHS, UNITS, NUMBERS];
    lists.into_iter().flat_map(str::split_whitespace).collect()
});

/// What was read, and the word behind it.
type Read = Option<(Expr, usize)>;

struct Reader<'a> {
    words: &'a [Word],
}

impl Reader<'_> {
    fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.lower.as_str())
    }

    fn is(&self, i: usize, any: &[&str]) -> bool {
        any.contains(&self.at(i))
    }

    /// The words of `phrase` stand at `i`; where they end.
    fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        // Most words begin no phrase: the first byte tells.
        if self.at(i).as_bytes().first() != phrase.as_bytes().first() {
            return None;
        }
        let mut at = i;
        for word in phrase.split(' ') {
            if self.at(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    fn any_phrase(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.phrase(i, phrase)).max()
    }

    /// A time that begins at word `i`: expression, first word, word behind, and whether it goes on.
    fn time(&self, i: usize) -> Option<(Expr, usize, usize, bool)> {
        let closed = |read: Read| read.map(|(expr, end)| (expr, i, end, false));
        closed(self.bounded(i))
            .or_else(|| closed(self.range(i)))
            .or_else(|| closed(self.ago(i)))
            .or_else(|| closed(self.recent(i)))
            .or_else(|| closed(self.night(i)))
            .or_else(|| self.by_event(i))
            .or_else(|| closed(self.with_article(i)))
            .or_else(|| closed(self.vague(i)))
    }

    /// `depuis`, `jusqu’à`, `avant`, `après`, `d’ici`, `dès`, `à partir de` with a time behind.
    fn bounded(&self, i: usize) -> Read {
        let wrap = |make: fn(Box<Expr>) -> Expr, end: usize| {
            let end = self.any_phrase(end, &["à", "au", "aux", "de", "du"]).unwrap_or(end);
            self.with_article(end).or_else(|| self.night(end)).map(|(expr, end)| (make(Box::new(expr)), end))
        };
        if let Some(end) = self.any_phrase(
            i,
            &["depuis", "à partir de", "à partir du", "à partir d", "à compter du", "à compter de"],
        ) {
            // `depuis trois ans`, `depuis quelques semaines`.
            if let Some((count, unit, behind)) = self.duration(end) {
                let expr = count.map_or(Expr::Words, |count| Expr::Ago { unit, count: -count });
                return Some((Expr::Since(Box::new(expr)), behind));
            }
            return wrap(Expr::Since, end);
        }
        if let Some(end) = self.phrase(i, "dès") {
            return wrap(|inner| *inner, end);
        }
        if let Some(end) = self.any_phrase(i, &["jusqu à", "jusqu en", "jusqu au", "jusqu", "jusque"]) {
            return wrap(Expr::Until, end);
        }
        if let Some(end) = self.any_phrase(i, &["d ici à", "d ici au", "d ici"]) {
            if let Some((Some(count), unit, behind)) = self.duration(end) {
                return Some((Expr::By(Box::new(Expr::Ago { unit, count })), behind));
            }
            return wrap(Expr::By, end);
        }
        if self.is(i, &["avant", "après"]) && !self.is(i + 1, &["que"]) {
            let make = if self.at(i) == "avant" { Expr::Until } else { Expr::After };
            return wrap(make, i + 1);
        }
        None
    }

    /// `entre … et …`, `de … à …`, `du 3 au 5 mai`, `les 3 et 4 mai`, `2014-2015`.
    fn range(&self, i: usize) -> Read {
        let between = |first: Expr, second: Expr| Expr::Between(Box::new(first), Box::new(second));
        if self.at(i) == "entre" || self.is(i, &["de", "du", "d"]) {
            let joint: &[&str] = if self.at(i) == "entre" { &["et"] } else { &["à", "au", "jusqu"] };
            let (first, at) = self.with_article(i + 1).or_else(|| self.bare_day(i + 1))?;
            if !self.is(at, joint) {
                return None;
            }
            let behind = self.any_phrase(at, &["jusqu à", "jusqu en", "jusqu au"]).unwrap_or(at + 1);
            let (second, end) = self.with_article(behind)?;
            let first = match (first, &second) {
                (Expr::DayOnly { day }, Expr::Day { year, month, shift, .. }) => {
                    Expr::Day { year: *year, month: *month, day, shift: *shift }
                }
                (first, _) => first,
            };
            return Some((between(first, second), end));
        }
        if self.at(i) == "les" && self.is(i + 2, &["et", ","]) {
            let (Expr::DayOnly { day }, at) = self.bare_day(i + 1)? else { return None };
            let mut at = at;
            while self.is(at, &["et", ","]) && self.words.get(at + 1).is_some_and(Word::is_number) {
                if let Some((Expr::Day { year, month, day: last, shift }, end)) = self.day(at + 1) {
                    let first = Expr::Day { year, month, day, shift };
                    return Some((between(first, Expr::Day { year, month, day: last, shift }), end));
                }
                at += 2;
            }
            return None;
        }
        let year = self.year(i)?;
        let second = if self.is(i + 1, &["-", "–"]) { self.year(i + 2)? } else { return None };
        let whole = |year| Expr::Year { year, part: Part::Whole };
        (second > year).then(|| (between(whole(year), whole(second)), i + 3))
    }

    /// `plus d’un mois après`, `quelques jours avant`, `au lendemain de`, `deux ans plus tard`.
    fn by_event(&self, i: usize) -> Option<(Expr, usize, usize, bool)> {
        let at = self.any_phrase(
            i,
            &[
                "plus de", "plus d", "moins de", "moins d", "près de", "près d", "environ", "à peine",
                "quelque",
            ],
        );
        if let Some((_, _, end)) = self.duration(at.unwrap_or(i)) {
            let end_word = self.any_phrase(end, &["plus tard", "plus tôt", "auparavant"]);
            if let Some(end) = end_word {
                return Some((Expr::Words, i, end, false));
            }
            if self.is(end, &["après", "avant"]) {
                return Some((Expr::Words, i, end + 1, !self.is(end + 1, &[",", ".", ";"])));
            }
            return None;
        }
        let open = self.any_phrase(
            i,
            &[
                "au lendemain de",
                "au lendemain du",
                "au lendemain d",
                "à la veille de",
                "à la veille du",
                "à la veille d",
                "au lendemain des",
                "à la veille des",
            ],
        );
        if let Some(end) = open {
            return Some((Expr::Words, i, end, true));
        }
        if let Some(end) = self.any_phrase(
            i,
            &[
                "depuis le début de",
                "depuis le début du",
                "depuis la fin de",
                "depuis la fin du",
                "depuis le début d",
                "depuis la chute de",
                "depuis le lancement de",
                "depuis l arrivée de",
                "depuis le déclenchement de",
            ],
        ) {
            return Some((Expr::Words, i, end, true));
        }
        self.any_phrase(i, &["le lendemain", "la veille", "le surlendemain", "l avant veille"])
            .map(|end| (Expr::Words, i, end, false))
    }

    /// A time with the article or preposition before it, if any.
    fn with_article(&self, i: usize) -> Read {
        let parted = self.part(i);
        if parted.is_some() {
            return parted;
        }
        let numeric = self.numeric_date(i);
        if numeric.is_some() {
            return numeric;
        }
        let relative = self.relative_day(i).or_else(|| self.relative_unit(i, Part::Whole));
        if relative.is_some() {
            return relative;
        }
        if let Some(at) = self.any_phrase(
            i,
            &["à l", "au", "à la", "cet", "en", "l", "cette", "le", "durant l", "pendant l", "la"],
        ) {
            let shift = if self.at(at - 1).starts_with("cet") { Shift::This } else { Shift::Open };
            if let Some(season) = self.season(at, shift, self.at(i)) {
                return Some(season);
            }
        }
        if let Some(at) = self.any_phrase(i, &["les années", "des années", "dans les années", "aux années"])
        {
            return self.decade(at);
        }
        if let Some(at) = self.any_phrase(i, &["au", "le", "du", "ce"])
            && let Some(months) = self.months(at)
        {
            return Some(months);
        }
        if let Some(at) =
            self.any_phrase(i, &["en l an", "l an", "l année", "en l année", "dans l année", "en", "année"])
        {
            let year = self.year(at).map(|year| (Expr::Year { year, part: Part::Whole }, at + 1));
            // `en 2016` is a year; `en 1200 exemplaires` is none, and no year of the range follows `en` so.
            if year.is_some() {
                return year;
            }
        }
        let at = self
            .any_phrase(
                i,
                &[
                    "le",
                    "du",
                    "au",
                    "ce",
                    "en",
                    "au mois de",
                    "au mois d",
                    "le mois de",
                    "du mois de",
                    "courant",
                    "en date du",
                    "de",
                ],
            )
            .unwrap_or(i);
        if let Some(found) = self.weekday(at).or_else(|| self.day(at)) {
            return Some(found);
        }
        let at = self
            .any_phrase(
                i,
                &["en", "au mois de", "au mois d", "le mois de", "du mois de", "courant", "de", "d", "dès"],
            )
            .unwrap_or(i);
        if let Some(found) = self.month(at, Part::Whole) {
            // A bare month word needs a sign that it is one: a preposition or a year.
            let dated = at > i
                || matches!(found.0, Expr::Month { year: Some(_), .. })
                || !self.is(at, &["mars", "mai", "avril"]);
            return dated.then_some(found);
        }
        // A bare year stands behind a word that takes one, or alone in brackets.
        let before = i.checked_sub(1).map_or("", |at| self.at(at));
        let takes = [
            "depuis", "avant", "après", "dès", "et", "à", "jusqu", "entre", "de", "du", "en", "début", "fin",
            "ici", "d", "(",
        ];
        if let Some(year) = self.year(i)
            && takes.contains(&before)
            && (before != "(" || self.at(i + 1) == ")")
            && !matches!(before, "et" | "à" | "de" | "d" | "du" if !self.ends_year(i + 1))
        {
            return Some((Expr::Year { year, part: Part::Whole }, i + 1));
        }
        None
    }

    /// Words without a calendar.
    fn vague(&self, i: usize) -> Read {
        let end = self.any_phrase(
            i,
            &[
                "à l époque",
                "à ce moment - là",
                "ces temps - ci",
                "à cette époque",
                "à cette occasion",
                "au même moment",
            ],
        )?;
        Some((Expr::Words, end))
    }
}

fn month_number(word: &str) -> Option<i8> {
    Some(match word {
        "janvier" | "janv" => 1,
        "février" | "fevrier" | "févr" => 2,
        "mars" => 3,
        "avril" | "avr" => 4,
        "mai" => 5,
        "juin" => 6,
        "juillet" | "juil" => 7,
        "août" | "aout" => 8,
        "septembre" | "sept." => 9,
        "octobre" | "oct" => 10,
        "novembre" | "nov" => 11,
        "décembre" | "decembre" | "déc" => 12,
        _ => return None,
    })
}
