//! Reading the words of a time, from left to right; at each word the longest reading is taken.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use selon_text::CharSpan;

use crate::quantity::whole_number_at;
use crate::time::words::{Word, words};
use crate::time::{Expr, FoundTime, Part, Shift, Unit};

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

    /// `il y a trois jours`, `voilà deux ans`, `dans trois jours`, `trois jours plus tôt`.
    fn ago(&self, i: usize) -> Read {
        if let Some(end) = self.any_phrase(i, &["il y a", "y a", "voilà", "voici"]) {
            let at = self
                .any_phrase(end, &["à peine", "environ", "près de", "plus de", "plus d", "quelque", "déjà"])
                .unwrap_or(end);
            if let Some((count, unit, end)) = self.duration(at) {
                return Some((count.map_or(Expr::Words, |count| Expr::Ago { unit, count: -count }), end));
            }
            return self.any_phrase(end, &["peu", "longtemps", "peu de temps"]).map(|end| (Expr::Words, end));
        }
        if self.at(i) == "dans" {
            let at = self.any_phrase(i + 1, &["environ", "moins de", "moins d", "à peine"]).unwrap_or(i + 1);
            let (count, unit, end) = self.duration(at)?;
            // `dans les trois jours`, `dans une semaine marquée par` are no `in three days`.
            let ends = end >= self.words.len() || !self.is(end, &["de", "d", "du", "des"]);
            return ends.then(|| (count.map_or(Expr::Words, |count| Expr::Ago { unit, count }), end));
        }
        None
    }

    /// `au cours des dernières années`, `ces derniers jours`, `ces trois derniers mois`.
    fn recent(&self, i: usize) -> Read {
        let start = self.any_phrase(
            i,
            &[
                "au cours des",
                "au cours de la",
                "au cours du",
                "au cours de l",
                "durant les",
                "pendant les",
                "dans les",
                "lors des",
                "ces",
                "les",
                "durant ces",
                "au cours de ces",
                "pendant ces",
                "durant la",
                "des",
            ],
        )?;
        let (count, at) = match whole_number_at(self.words, start) {
            Some((count, at)) => (Some(count as i32), at),
            None => (None, start),
        };
        let last = &["derniers", "dernières", "récents", "récentes", "dernière", "dernier"];
        let next = &["prochains", "prochaines"];
        if self.is(at, next) {
            let (_, end) = self.unit(at + 1)?;
            return Some((Expr::Words, end));
        }
        let (unit, end) = if self.is(at, last) {
            // `les dernières 24 heures`
            let (count, at) = match whole_number_at(self.words, at + 1) {
                Some((inner, behind)) => (Some(inner as i32), behind),
                None => (count, at + 1),
            };
            let (unit, end) = self.unit(at)?;
            let plural = self.at(at).ends_with('s') || count.is_some();
            if !plural && !self.at(i).starts_with("au") && !self.at(i).starts_with("du") {
                return None;
            }
            let count = count.or(if self.at(at).ends_with('s') { None } else { Some(1) });
            return Some((Expr::Recent { unit, count }, end));
        } else {
            let (unit, end) = self.unit(at)?;
            (unit, if self.is(end, last) { end + 1 } else { return None })
        };
        Some((Expr::Recent { unit, count }, end))
    }

    /// `dans la nuit de lundi à mardi`, `la nuit dernière`.
    fn night(&self, i: usize) -> Read {
        let end = self.any_phrase(i, &["dans la nuit", "la nuit", "pendant la nuit", "cette nuit"])?;
        if let Some(end) = self.any_phrase(end, &["dernière", "passée"]) {
            return Some((Expr::Between(Box::new(Expr::Days(-1)), Box::new(Expr::Days(0))), end));
        }
        if self.is(end, &["de", "du"]) {
            let (first, at) = self.weekday(end + 1).or_else(|| self.bare_day(end + 1))?;
            if self.is(at, &["à", "au"])
                && let Some((second, end)) = self.weekday(at + 1).or_else(|| self.day(at + 1))
            {
                let first = match (first, &second) {
                    (Expr::DayOnly { day }, Expr::Day { year, month, shift, .. }) => {
                        Expr::Day { year: *year, month: *month, day, shift: *shift }
                    }
                    (first, _) => first,
                };
                return Some((Expr::Between(Box::new(first), Box::new(second)), end));
            }
            return None;
        }
        (self.at(i) == "cette")
            .then_some((Expr::Between(Box::new(Expr::Days(-1)), Box::new(Expr::Days(0))), end))
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

    /// No counted noun follows a year.
    fn ends_year(&self, i: usize) -> bool {
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
    fn part(&self, i: usize) -> Read {
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

    /// `hier`, `aujourd’hui`, `ce matin`, `demain soir`.
    fn relative_day(&self, i: usize) -> Read {
        let (count, end) = match self.at(i) {
            "avant" if self.is(i + 1, &["-"]) && self.at(i + 2) == "hier" => (-2, i + 3),
            "après" if self.is(i + 1, &["-"]) && self.at(i + 2) == "demain" => (2, i + 3),
            "hier" => (-1, i + 1),
            "demain" => (1, i + 1),
            "aujourd" if self.at(i + 1) == "hui" => (0, i + 2),
            "ce" if self.is(i + 1, &["matin", "soir", "midi"]) => (0, i + 2),
            "ce" if self.at(i + 1) == "jour" && !self.is(i + 2, &["là", "-"]) => (0, i + 2),
            "cet" if self.at(i + 1) == "après" && self.at(i + 3) == "midi" => (0, i + 4),
            _ => return None,
        };
        Some((Expr::Days(count), self.daytime(end)))
    }

    /// Behind `soir`, `matin`, `après-midi`, `à 14 heures`.
    fn daytime(&self, i: usize) -> usize {
        let mut end = self
            .any_phrase(
                i,
                &[
                    "au soir",
                    "soir",
                    "matin",
                    "après - midi",
                    "midi",
                    "au matin",
                    "en soirée",
                    "dans la soirée",
                    "dans la matinée",
                    "en matinée",
                    "dans l après - midi",
                ],
            )
            .unwrap_or(i);
        if self.is(end, &["à", "vers"])
            && self.words.get(end + 1).is_some_and(Word::is_number)
            && self.is(end + 2, &["h", "heures", "heure"])
        {
            end += 3;
            if self.words.get(end).is_some_and(|word| word.is_number() && word.lower.len() == 2) {
                end += 1;
            }
        }
        end
    }

    /// `la semaine dernière`, `ce mois-ci`, `l’an prochain`, `cette année`.
    fn relative_unit(&self, i: usize, part: Part) -> Read {
        let this = self.any_phrase(
            i,
            &["cette", "ce", "de cette", "de ce", "durant cette", "au cours de cette", "en cette"],
        );
        if let Some(at) = this {
            let (unit, end) = self.unit(at)?;
            let end = if self.is(end, &["-"]) { end } else { end.max(at) };
            return match self.at(end) {
                // `cette année-là` is the one told of, not this one.
                "-" if self.at(end + 1) == "là" => Some((Expr::Words, end + 2)),
                "-" if self.at(end + 1) == "ci" => {
                    Some((Expr::Unit { unit, shift: Shift::This, part }, end + 2))
                }
                _ if unit == Unit::Hour || unit == Unit::Day => None,
                _ => Some((Expr::Unit { unit, shift: Shift::This, part }, end)),
            };
        }
        let at = self
            .any_phrase(
                i,
                &[
                    "la",
                    "le",
                    "l",
                    "en",
                    "du",
                    "de la",
                    "de l",
                    "au cours de la",
                    "au cours du",
                    "au cours de l",
                    "durant la",
                    "durant le",
                    "dès la",
                    "dès le",
                ],
            )
            .unwrap_or(i);
        let (unit, end) = self.unit(at)?;
        let shift = match self.at(end) {
            "dernier" | "dernière" | "passé" | "passée" | "précédent" | "précédente"
                if unit != Unit::Hour =>
            {
                Shift::Last
            }
            "prochain" | "prochaine" | "suivant" | "suivante" => Shift::Next,
            "en" if self.at(end + 1) == "cours" => {
                return Some((Expr::Unit { unit, shift: Shift::This, part }, end + 2));
            }
            _ => return None,
        };
        if matches!(self.at(end), "précédent" | "précédente" | "suivant" | "suivante") {
            return Some((Expr::Words, end + 1));
        }
        (unit != Unit::Day).then_some((Expr::Unit { unit, shift, part }, end + 1))
    }

    /// `été 2014`, `printemps dernier`; `name` is the word before it.
    fn season(&self, i: usize, shift: Shift, name: &str) -> Read {
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
    fn months(&self, i: usize) -> Read {
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
    fn decade(&self, i: usize) -> Read {
        let digits = self.words.get(i)?.number()?;
        let year = match digits {
            1800..=2100 => digits,
            10..=99 => 1900 + digits,
            _ => return None,
        };
        Some((Expr::Decade { year: year as i16 }, i + 1))
    }

    /// `jeudi`, `lundi 13 novembre 2017`, `mardi dernier`, `jeudi soir`.
    fn weekday(&self, i: usize) -> Read {
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
    fn bare_day(&self, i: usize) -> Read {
        let day =
            self.words.get(i)?.number().filter(|day| (1..=31).contains(day) && self.at(i).len() <= 2)?;
        let end = if self.is(i + 1, &["er"]) { i + 2 } else { i + 1 };
        Some((Expr::DayOnly { day: day as i8 }, end))
    }

    /// `13 novembre 2017`, `1er mai`, `13 novembre dernier`, `premier mai`.
    fn day(&self, i: usize) -> Read {
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
    fn month(&self, i: usize, part: Part) -> Read {
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
    fn numeric_date(&self, i: usize) -> Read {
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
    fn year(&self, i: usize) -> Option<i16> {
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
    fn duration(&self, i: usize) -> Option<(Option<i32>, Unit, usize)> {
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
    fn unit(&self, i: usize) -> Option<(Unit, usize)> {
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
