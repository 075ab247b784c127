//! Times told from another one: `hier soir`, `la semaine dernière`, `il y a deux ans`, `ces derniers jours`.

use crate::quantity::whole_number_at;
use crate::time::read::{Read, Reader};
use crate::time::words::Word;
use crate::time::{Expr, Part, Shift, Unit};

impl Reader<'_> {
    /// `il y a trois jours`, `voilà deux ans`, `dans trois jours`, `trois jours plus tôt`.
    pub(super) fn ago(&self, i: usize) -> Read {
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
    pub(super) fn recent(&self, i: usize) -> Read {
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
    pub(super) fn night(&self, i: usize) -> Read {
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

    /// `hier`, `aujourd’hui`, `ce matin`, `demain soir`.
    pub(super) fn relative_day(&self, i: usize) -> Read {
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
    pub(super) fn daytime(&self, i: usize) -> usize {
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
    pub(super) fn relative_unit(&self, i: usize, part: Part) -> Read {
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
}
