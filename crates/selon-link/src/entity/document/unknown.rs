//! Names that no list knows: places by the gazetteer, the others by what stands around them.

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::Reader;
use crate::entity::known::Entry;
use crate::entity::phrase::{Read, Sense};
use crate::entity::skeleton::is_article;
use crate::entity::words::{Word, folded_name, has_last_name, is_small, joined, n_before, part, words};
use crate::entity::{EntityType, Reason, gazetteer};

/// A longer name is a sentence.
const LONGEST_NAME: usize = 9;

/// Words of a place that what stands before it tells: *le maire de Santa Brenza*.
const LONGEST_PLACE: usize = 2;

/// Sixteenths of an order of magnitude: 100,000 inhabitants make a place that is meant though no country is named.
const LARGE: u32 = 80;

/// A name that no list knows.
pub(super) struct Unlisted {
    /// The mention.
    pub at: usize,
    pub folded: String,
    /// The name as it is written, without title.
    pub text: String,
    pub kind: EntityType,
}

impl Reader<'_> {
    /// Names that no list knows.
    pub(super) fn unknown(&mut self) {
        let mut places: Vec<(usize, Read, gazetteer::Found)> = Vec::new();
        let mut names: Vec<Unlisted> = Vec::new();
        let mut outlets: Vec<(usize, Read, Entry, Reason)> = Vec::new();
        for at in 0..self.phrases.len() {
            if self.decided[at].is_some() || self.kind(at) != MentionKind::Name {
                continue;
            }
            let mut all = words(&self.phrases[at]);
            let Some((from, is_titled)) = self.begin_of_name(at, &all) else { continue };
            // « le FLO de sabotage »: what stands behind an acronym is no part of it.
            let is_acronym = all.get(from).is_some_and(|word| word.capitals && word.folded.len() > 2);
            if is_acronym && all[from + 1..].iter().all(|word| !word.capital) {
                all.truncate(from + 1);
            }
            let core = &all[from..];
            if let Some((entry, n_kind)) = self.own_outlet(core) {
                let read = Read { sense: Sense::Bare { at: 0 }, from: from + n_kind, to: all.len() };
                let reason = if n_kind > 0 { Reason::KindAndName } else { Reason::Listed };
                outlets.push((at, read, entry, reason));
                continue;
            }
            if !self.is_proper(at, core) || self.is_inside_another(at) {
                continue;
            }
            let folded = joined(core);
            let place_noun = self.noun_before(at).is_some_and(|types| types.contains(&"place"));
            if let Some(found) = self.place(at, core, &folded, place_noun) {
                let read = Read { sense: Sense::Bare { at: 0 }, from, to: all.len() };
                places.push((at, read, found));
                continue;
            }
            let kind = if is_titled { EntityType::Person } else { self.guess(at, place_noun) };
            let text = part(&self.phrases[at], &all, from, all.len());
            names.push(Unlisted { at, folded, text, kind });
        }
        for (at, read, entry, reason) in outlets {
            let detail = entry.name.clone();
            self.decide(at, entry, &read, reason, detail);
        }
        for (at, read, found) in places {
            let detail = found.entry.name.clone();
            let reason = if found.by_sound { Reason::OtherSpelling } else { Reason::Gazetteer };
            self.decide(at, found.entry, &read, reason, detail);
        }
        self.spellings(names);
    }

    /// An outlet of the case's own list, and how many words before it say what it is: `la chaîne X`.
    fn own_outlet(&self, core: &[Word]) -> Option<(Entry, usize)> {
        let of = |from: usize| self.document.outlets.get(&joined(core.get(from..)?));
        let is_kind = |word: &Word| {
            self.known.noun(&word.folded).is_some_and(|types| types.contains(&EntityType::Outlet.as_str()))
        };
        let n_kind = usize::from(core.first().is_some_and(is_kind));
        let (name, n_kind) = of(0).map(|name| (name, 0)).or_else(|| Some((of(n_kind)?, n_kind)))?;
        if !core[n_kind].capital {
            return None;
        }
        let entry = Entry {
            key: format!("outlet:{}", folded_name(name)),
            kind: EntityType::Outlet,
            name: name.clone(),
            country: None,
            place: None,
            armed: false,
        };
        Some((entry, n_kind))
    }

    /// The first word of the name in a phrase, and whether a title stands before it; none where nothing is left:
    /// *le ministère de l'Intérieur*. `Intérieur X` is X, `Me X` and `2 X` (of *France 2*) too.
    fn begin_of_name(&self, mention: usize, all: &[Word]) -> Option<(usize, bool)> {
        const TITLES: &[&str] = &["m", "mm", "mme", "mmes", "mlle", "me", "mr", "mrs", "ms", "mgr"];
        let mut from = n_before(all);
        let is_portfolio =
            |word: &Word| self.known.noun(&word.folded).is_some_and(|types| types.contains(&"portfolio"));
        if all.get(from).is_some_and(is_portfolio) {
            let n = all[from..]
                .iter()
                .take_while(|word| {
                    is_portfolio(word) || !word.capital && !self.known.adjective(&word.folded).is_empty()
                })
                .count();
            let rest = &all[from + n..];
            let is_person = self.label(mention) == "PER" && rest.iter().all(|word| word.capital);
            match rest {
                [] => return None,
                _ if is_person => from += n,
                // « Affaires étrangères du Hamas » behind « ministre des »: no name either.
                _ if self.is_of_ministry(mention) => return None,
                _ => {}
            }
        }
        let is_titled = TITLES.contains(&all.get(from)?.folded.as_str()) && all.len() > from + 1;
        from += usize::from(is_titled);
        let is_number = |word: &Word| word.folded.bytes().all(|c| c.is_ascii_digit());
        if self.label(mention) == "PER" && is_number(&all[from]) && all.len() > from + 1 {
            from += 1;
        }
        Some((from, is_titled))
    }

    /// `le ministre de l'`, `la secrétaire d'État aux`: what follows is what it is a ministry of.
    fn is_of_ministry(&self, mention: usize) -> bool {
        const HEADS: &[&str] = &[
            "ministre",
            "ministres",
            "ministere",
            "secretaire",
            "secretariat",
            "portefeuille",
            "commissaire",
        ];
        let Some(span) = self.span(mention) else { return false };
        let before = CharSpan::new(span.start.saturating_sub(30), span.start);
        let before = words(self.document.text.slice(before).unwrap_or_default());
        before.iter().rev().take(5).any(|word| HEADS.contains(&word.folded.as_str()))
    }

    /// A name begins with a capital, is not too long, and is a word.
    pub(super) fn is_proper(&self, mention: usize, core: &[Word]) -> bool {
        let letters: usize = core.iter().map(|word| word.folded.len()).sum();
        let capital = core.iter().find(|word| !is_article(&word.folded)).is_some_and(|word| word.capital)
            || core.iter().filter(|word| word.capital).count() >= 2;
        let lonely =
            core.len() == 1 && (self.label(mention).is_empty() || self.known.noun(&core[0].folded).is_some());
        capital
            && !self.phrases[mention].contains(['/', '@'])
            && letters >= 3
            && core.len() <= LONGEST_NAME
            && !lonely
            && !self.opens_with_word(mention, core)
            && !core
                .iter()
                .all(|word| is_small(&word.folded) || word.folded.bytes().all(|c| c.is_ascii_digit()))
            && (core.len() > 1 || self.known.adjective(&core[0].folded).is_empty())
    }

    /// `Approche exigeante` at the beginning of a sentence, where the article has `approche` in small letters, too.
    fn opens_with_word(&self, mention: usize, core: &[Word]) -> bool {
        if core.iter().skip(1).any(|word| word.capital) || self.label(mention) == "PER" {
            return false;
        }
        let Some(span) = self.span(mention) else { return true };
        let before = CharSpan::new(span.start.saturating_sub(3), span.start);
        let before = self.document.text.slice(before).unwrap_or_default();
        let opens = before.trim_end_matches([' ', '\u{a0}']).chars().next_back();
        let opens =
            opens.is_none_or(|c| matches!(c, '\n' | '.' | '!' | '?' | '«' | '–' | '—' | '•' | '-' | ':'));
        opens && self.has_small(mention, core)
    }

    /// True where the article has the first word of a name in small letters, too: it is a word of the language here.
    fn has_small(&self, mention: usize, core: &[Word]) -> bool {
        let Some(first) = core.first() else { return false };
        let word: String =
            self.phrases[mention].chars().skip(first.start).take(first.end - first.start).collect();
        let small = word.to_lowercase();
        let text = self.document.text.as_str();
        let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        small != word
            && text.match_indices(&small).any(|(at, found)| {
                is_end(text[..at].chars().next_back()) && is_end(text[at + found.len()..].chars().next())
            })
    }

    /// `Zor` in `Deir ez-Zor`, `Budget américain` in `le ministère du Budget américain`.
    pub(super) fn is_inside_another(&self, mention: usize) -> bool {
        let Some(span) = self.span(mention) else { return true };
        let reach = 6;
        let others = mention.saturating_sub(reach)..(mention + reach).min(self.phrases.len());
        others.filter(|&other| other != mention).any(|other| {
            let outer =
                self.span(other).is_some_and(|outer| outer.contains(span) && outer.len() > span.len());
            let core_inside = || {
                // The larger one is a name of its own, or decided by words that hold this one.
                self.kind(other) == MentionKind::Name
                    || self.decided[other].as_ref().is_some_and(|decided| {
                        folded_name(&decided.text).contains(&folded_name(&self.phrases[mention]))
                    })
            };
            outer && core_inside()
        })
    }

    /// Types that the noun in front of a name can describe: `la ville de Brunac`, `le journal Aurora`.
    pub(super) fn noun_before(&self, mention: usize) -> Option<&'static [&'static str]> {
        let span = self.span(mention)?;
        let start = span.start.saturating_sub(40);
        let text = self.document.text.slice(CharSpan::new(start, span.start))?;
        let tail = text.rsplit(['.', ';', ':', '!', '?', '\n', ',', '(']).next()?;
        let before = words(tail);
        let own = words(&self.phrases[mention]);
        let noun = before.iter().rev().chain(own.iter().take(0)).find(|word| {
            !is_small(&word.folded)
                && self.known.adjective(&word.folded).is_empty()
                && !matches!(
                    word.folded.as_str(),
                    "regional" | "local" | "officiel" | "privee" | "prive" | "terroriste" | "arme"
                )
        })?;
        self.known.noun(&noun.folded)
    }

    fn place(
        &self,
        mention: usize,
        core: &[Word],
        folded: &str,
        place_noun: bool,
    ) -> Option<gazetteer::Found> {
        /// Letters of an acronym that some place, somewhere, is called like.
        const SHORT: usize = 5;
        let label = self.label(mention);
        if !place_noun && !matches!(label, "LOC" | "GPE" | "MISC" | "") {
            return None;
        }
        let found = gazetteer::place(folded, &self.countries, self.home)?;
        // « le Plateau », « WARA »: words and acronyms that are also places are meant where the words before say so.
        if let [word] = core
            && !place_noun
            && (word.capitals && word.folded.len() <= SHORT
                || found.size < LARGE && self.has_small(mention, core))
            && !self.stands_like_place(mention)
        {
            return None;
        }
        let sure = found.in_named_country || !found.by_sound && found.size >= LARGE;
        let labelled = label == "LOC" || label == "GPE" || place_noun;
        (sure && (labelled || found.in_named_country) || labelled && !found.by_sound).then_some(found)
    }

    /// True where the words before a single name, or its place on the line, are those of a place: *le port fluvial
    /// de X*, *à X*, *X, 13 mai (AMP) –*. The pipeline takes many a town that it does not know for a person.
    pub(super) fn stands_like_place(&self, mention: usize) -> bool {
        const SITES: &[&str] = &[
            "port",
            "gare",
            "maire",
            "mairie",
            "habitants",
            "hopital",
            "aeroport",
            "banlieue",
            "quartier",
            "faubourg",
            "environs",
            "nord",
            "sud",
            "est",
            "ouest",
            "centre",
            "prison",
            "region",
            "province",
            "ville",
            "village",
            "chef-lieu",
            "commune",
            "bataille",
            "siege",
            "explosion",
            "incendie",
            "route",
            "abords",
            "rues",
            "ecoles",
            "barrage",
            "sinistres",
            "rive",
            "digue",
        ];
        const TOLD: &[&str] = &[
            "dit", "indique", "declare", "confie", "affirme", "raconte", "assure", "precise", "repondu",
            "demande", "ecrit", "adresse", "remis", "donne", "transmis", "reproche", "parle", "rappele",
            "succede", "impute",
        ];
        let Some(span) = self.span(mention) else { return false };
        let n_words = words(&self.phrases[mention]).len();
        if n_words > LONGEST_PLACE {
            return false;
        }
        let start = span.start.saturating_sub(60);
        let text = self.document.text.slice(CharSpan::new(start, span.start)).unwrap_or_default();
        let line = text.rsplit('\n').next().unwrap_or_default();
        let tail = line.rsplit(['.', ';', ':', '!', '?', ',', '(', '«', '»']).next().unwrap_or_default();
        let before = words(tail);
        let word = |back: usize| before.len().checked_sub(back).map_or("", |at| before[at].folded.as_str());
        match word(1) {
            "a" if n_words == 1 => !TOLD.contains(&word(2)) && before.len() + line.len() > 0,
            "de" | "d" => (2..=3).any(|back| SITES.contains(&word(back))),
            "" if n_words == 1 => {
                let end = self
                    .document
                    .text
                    .slice(CharSpan::new(span.end, (span.end + 24).min(self.document.text.n_chars())));
                let behind = end.unwrap_or_default();
                let capitals =
                    self.phrases[mention].chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
                line.trim().is_empty()
                    && capitals
                    && (behind.trim_start().starts_with('(')
                        || behind.starts_with(',') && behind.chars().any(|c| c.is_ascii_digit()))
            }
            _ => false,
        }
    }

    /// `le maire de X`, `les habitants de X`: right behind *de*.
    fn is_behind_site(&self, mention: usize) -> bool {
        let Some(span) = self.span(mention) else { return false };
        let before = CharSpan::new(span.start.saturating_sub(4), span.start);
        let before = words(self.document.text.slice(before).unwrap_or_default());
        before.last().is_some_and(|word| matches!(word.folded.as_str(), "de" | "d"))
    }

    /// `le navire X`, `à bord du X`: a thing, whatever the pipeline takes it for.
    fn is_vessel(&self, mention: usize) -> bool {
        let Some(span) = self.span(mention) else { return false };
        let before = CharSpan::new(span.start.saturating_sub(24), span.start);
        let before = words(self.document.text.slice(before).unwrap_or_default());
        let before: Vec<&str> = before.iter().map(|word| word.folded.as_str()).collect();
        match before[..] {
            [.., "bord", "du" | "d"] | [.., "bord", "de", "la" | "l"] => true,
            [.., noun] => self.known.noun(noun).is_some_and(|types| types.contains(&"artefact")),
            [] => false,
        }
    }

    pub(super) fn guess(&self, mention: usize, place_noun: bool) -> EntityType {
        let noun = self.noun_before(mention).unwrap_or_default();
        let first = |wanted: &str| noun.contains(&wanted);
        match self.label(mention) {
            _ if self.is_vessel(mention) => EntityType::Artefact,
            _ if place_noun => EntityType::Place,
            "PER" | "MISC" | "LOC" | "GPE" | ""
                if (noun.is_empty() || self.is_behind_site(mention)) && self.stands_like_place(mention) =>
            {
                EntityType::Place
            }
            "PER" if has_last_name(&self.phrases[mention]) => EntityType::Person,
            _ if first("outlet") => EntityType::Outlet,
            _ if first("group") => EntityType::Group,
            _ if first("organisation") => EntityType::Organisation,
            _ if first("person") => EntityType::Person,
            "LOC" | "GPE" => EntityType::Place,
            "ORG" => EntityType::Organisation,
            _ => EntityType::Other,
        }
    }
}
