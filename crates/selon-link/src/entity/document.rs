//! Whom one article names.
//!
//! 1. Countries that the article names, for what depends on them.
//! 2. Each mention by itself ([`super::phrase`]); names of places as actors or places ([`super::usage`]).
//! 3. Offices by who holds them, if the article names him or her; `le régime` by whose the article has said it is.
//! 4. Names that no list knows: places by the gazetteer, the others by their spelling; acronyms that the text
//!    introduces, last names, other spellings of a name of the same article.
//! 5. Descriptions: the chain that extraction found, where its noun can describe what the chain names; `le groupe
//!    terroriste` else by the armed group named last.
//! 6. Chains without any name, where the article speaks of them more than once: entities of this article alone.
//!
//! Cost: linear in mentions, but for the unknown names of one article, which are compared pair by pair.

use std::collections::{BTreeMap, HashMap};

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::acronym::{Introduced, introduced};
use super::compare::{alike, person_words, same_word};
use super::known::{Entry, Known};
use super::phrase::{Read, Sense, read};
use super::skeleton::is_article;
use super::usage::{Facts, Usage, usage};
use super::words::{Word, folded_name, has_last_name, is_small, joined, n_before, part, words};
use super::{EntityType, Reason, gazetteer};
use crate::Document;

/// Unknown names of one article that are compared with each other.
const MOST_NAMES: usize = 400;
/// A longer name is a sentence.
const LONGEST_NAME: usize = 9;
/// Sixteenths of an order of magnitude: 100,000 inhabitants make a place that is meant though no country is named.
const LARGE: u32 = 80;

/// A form under which a document names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The words.
    pub text: String,
    /// How often.
    pub count: u64,
    /// Why it stands for the entity.
    pub reason: Reason,
    /// What the reason rests on in other words: the name in the list, the holder of the office.
    pub detail: String,
    /// The words of the article that the reason rests on.
    pub because: Vec<CharSpan>,
}

/// One whom a document names.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The same in each document that names it so: of an entry its key, of an unknown name its folded words, of
    /// somebody without a name document and mention.
    pub key: String,
    /// What the lists or the gazetteer know of it.
    pub entry: Option<Entry>,
    /// It has no name, only descriptions, and is an entity of this document alone.
    pub described: bool,
    /// What the document takes it for.
    pub kind: EntityType,
    /// In order of their first mention.
    pub forms: Vec<Form>,
}

/// An acronym that a document introduces for a name that no list knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// Key of the acronym.
    pub short: String,
    /// Key of the long form.
    pub long: String,
    /// Where both stand.
    pub span: CharSpan,
    /// No acronym: another name that the document gives.
    pub is_other_name: bool,
}

/// All whom a document names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentNames {
    /// Sorted by key.
    pub named: Vec<Named>,
    /// Mention → index in `named`, for the mentions that name or refer to one of them; sorted.
    pub of_mention: Vec<(usize, usize)>,
    /// In text order.
    pub equations: Vec<Equation>,
}

impl DocumentNames {
    /// Whom a mention names or refers to.
    pub fn of(&self, mention: usize) -> Option<&Named> {
        let at = self.of_mention.binary_search_by_key(&mention, |(mention, _)| *mention).ok()?;
        self.named.get(self.of_mention[at].1)
    }
}

/// Whom `document` names.
pub fn names_of(document: &Document) -> DocumentNames {
    let mut reader = Reader::new(document);
    reader.read_mentions();
    reader.introduce();
    reader.use_of_places();
    reader.offices();
    reader.bare();
    reader.unknown();
    reader.descriptions();
    reader.pronouns();
    reader.described();
    reader.finish()
}

/// What was decided for a mention.
#[derive(Clone, Debug)]
struct Decided {
    key: String,
    /// The words that name it.
    text: String,
    reason: Reason,
    detail: String,
    because: Vec<CharSpan>,
}

struct Reader<'a> {
    document: &'a Document,
    known: &'static Known,
    /// Phrase of each mention that is no pronoun.
    phrases: Vec<String>,
    reads: Vec<Option<Read>>,
    decided: Vec<Option<Decided>>,
    roots: Vec<usize>,
    /// Countries by how often they are named, the most named first.
    countries: Vec<String>,
    entries: BTreeMap<String, Entry>,
    kinds: BTreeMap<String, BTreeMap<EntityType, u64>>,
    described: BTreeMap<String, EntityType>,
    equations: Vec<Equation>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let mentions = &document.extraction.mentions;
        let phrase = |at: usize| match mentions[at].kind {
            MentionKind::Pronoun => String::new(),
            _ => document.words(&mentions[at].span),
        };
        let n = mentions.len();
        Self {
            document,
            known: Known::lists(),
            phrases: (0..n).map(phrase).collect(),
            reads: vec![None; n],
            decided: vec![None; n],
            roots: (0..n).map(|at| document.referent(at)).collect(),
            countries: Vec::new(),
            entries: BTreeMap::new(),
            kinds: BTreeMap::new(),
            described: BTreeMap::new(),
            equations: Vec::new(),
        }
    }

    fn kind(&self, mention: usize) -> MentionKind {
        self.document.extraction.mentions[mention].kind
    }

    fn label(&self, mention: usize) -> &str {
        &self.document.extraction.mentions[mention].label
    }

    fn span(&self, mention: usize) -> Option<CharSpan> {
        self.document.extraction.mentions[mention].span.first().copied()
    }

    fn decide(&mut self, mention: usize, entry: Entry, read: &Read, reason: Reason, detail: String) {
        let all = words(&self.phrases[mention]);
        let text = part(&self.phrases[mention], &all, read.from, read.to.min(all.len()));
        let key = entry.key.clone();
        self.entries.entry(key.clone()).or_insert(entry);
        self.decided[mention] = Some(Decided { key, text, reason, detail, because: Vec::new() });
    }

    fn read_mentions(&mut self) {
        let nowhere = |_: &str| false;
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (at, phrase) in self.phrases.iter().enumerate() {
            let is_name = self.kind(at) == MentionKind::Name;
            for word in words(phrase) {
                if let [code] = self.known.adjective(&word.folded) {
                    *counts.entry(code.clone()).or_default() += 1;
                }
            }
            let sense = if is_name { read(phrase, true, &nowhere).map(|read| read.sense) } else { None };
            let code = match sense {
                Some(Sense::Country(code) | Sense::Capital(code)) => Some(code),
                _ => None,
            };
            if let Some(code) = code {
                *counts.entry(code).or_default() += 2;
            }
        }
        let mut countries: Vec<(u64, String)> = counts.into_iter().map(|(code, n)| (n, code)).collect();
        countries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        self.countries = countries.into_iter().map(|(_, code)| code).collect();
        let named = |code: &str| self.countries.iter().any(|other| other == code);
        self.reads = (0..self.phrases.len())
            .map(|at| match self.kind(at) {
                MentionKind::Pronoun => None,
                kind => read(&self.phrases[at], kind == MentionKind::Name, &named),
            })
            .collect();
        for at in 0..self.reads.len() {
            let Some(read) = self.reads[at].clone() else { continue };
            match &read.sense {
                Sense::Entry { at: entry, .. } if self.state_of_leader(at, *entry).is_some() => {
                    let code = self.state_of_leader(at, *entry).unwrap_or_default();
                    let entry = self.known.state(&code);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Metonym, detail);
                }
                Sense::Entry { at: entry, with_kind } => {
                    let entry = self.known.at(*entry).clone();
                    // The pipeline's persons are no places, and its places no persons.
                    let reason = if *with_kind { Reason::KindAndName } else { Reason::Listed };
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, reason, detail);
                }
                Sense::Spelling { at: entry, listed } => {
                    let entry = self.known.at(*entry).clone();
                    // One word alone is no whole name: `Orbéna` is not somebody called Orbán.
                    if entry.kind != EntityType::Person || self.phrases[at].trim().contains(' ') {
                        let detail = format!("{} ({listed})", entry.name);
                        self.decide(at, entry, &read, Reason::OtherSpelling, detail);
                    }
                }
                Sense::Institution { at: institution, country } => {
                    let entry = self.known.of_country(*institution, country);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Institution, detail);
                }
                Sense::People(key) => {
                    let entry = self.known.people_entry(key);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Listed, detail);
                }
                Sense::Building(code) => {
                    let entry = self.known.state(code);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Metonym, detail);
                }
                _ => {}
            }
        }
    }

    /// `une coopération entre al-Assad et le Hezbollah`: a leader by his bare last name, joined with a state or a group,
    /// stands for his government.
    fn state_of_leader(&self, mention: usize, person: usize) -> Option<String> {
        let office = self.known.offices(person).iter();
        let mut office = office.filter(|held| matches!(held.office.as_str(), "president" | "prime-minister"));
        let code = office.next()?.country.clone();
        let all = words(&self.phrases[mention]);
        let name: Vec<_> = all.iter().filter(|word| !is_article(&word.folded)).collect();
        let span = self.span(mention)?;
        let before = CharSpan::new(span.start.saturating_sub(8), span.start);
        let is_between =
            words(self.document.text.slice(before)?).last().is_some_and(|word| word.folded == "entre");
        if name.len() != 1 || !is_between {
            return None;
        }
        let reach = 1..8;
        let other = (mention + 1..(mention + 4).min(self.phrases.len())).find(|other| {
            self.kind(*other) == MentionKind::Name
                && self.span(*other).is_some_and(|next| {
                    next.start > span.end
                        && reach.contains(&(next.start - span.end))
                        && self.are_joined(mention, *other)
                })
        })?;
        let is_party = match self.reads[other].as_ref().map(|read| &read.sense) {
            Some(Sense::Entry { at, .. }) => self.known.at(*at).kind != EntityType::Person,
            Some(Sense::Country(_) | Sense::Capital(_) | Sense::Institution { .. } | Sense::Building(_)) => {
                true
            }
            _ => false,
        };
        is_party.then_some(code)
    }

    /// Acronyms that the text introduces hold in the whole article.
    fn introduce(&mut self) {
        let named = |code: &str| self.countries.iter().any(|other| other == code);
        let mut meant: HashMap<String, (String, Introduced)> = HashMap::new();
        for introduced in introduced(self.document) {
            let long = self.document.text.slice(introduced.long).unwrap_or_default().to_owned();
            let all = words(&long);
            let whole = |read: &Read| read.to == all.len() || read.from == 0;
            let key = match read(&long, true, &named).filter(whole).map(|read| read.sense) {
                Some(Sense::Entry { at, .. } | Sense::Spelling { at, .. }) => {
                    let entry = self.known.at(at).clone();
                    let key = entry.key.clone();
                    self.entries.entry(key.clone()).or_insert(entry);
                    key
                }
                Some(Sense::Institution { at, country }) => {
                    let entry = self.known.of_country(at, &country);
                    let key = entry.key.clone();
                    self.entries.entry(key.clone()).or_insert(entry);
                    key
                }
                Some(Sense::Country(_) | Sense::Capital(_) | Sense::Nation(_) | Sense::Building(_)) => {
                    continue;
                }
                _ => {
                    let key = joined(&all);
                    let kind = match introduced.is_other_name {
                        true => EntityType::Other,
                        false => EntityType::Organisation,
                    };
                    *self.kinds.entry(key.clone()).or_default().entry(kind).or_default() += 1;
                    let equation = Equation {
                        short: introduced.short.clone(),
                        long: key.clone(),
                        span: introduced.span,
                        is_other_name: introduced.is_other_name,
                    };
                    self.equations.push(equation);
                    key
                }
            };
            meant.insert(introduced.short.clone(), (key, introduced));
        }
        if meant.is_empty() {
            return;
        }
        for at in 0..self.phrases.len() {
            if self.kind(at) != MentionKind::Name {
                continue;
            }
            let all = words(&self.phrases[at]);
            let core = &all[n_before(&all)..];
            let folded = joined(core);
            let capitals = core.iter().any(|word| word.capitals);
            // The long form itself may be a name that no list knows.
            let found = match meant.get(&folded) {
                Some(found) if found.1.is_other_name => Some((found, Reason::OtherName)),
                Some(found) if capitals => Some((found, Reason::Acronym)),
                _ => {
                    meant.values().find(|(key, _)| *key == folded).map(|found| (found, Reason::SameSpelling))
                }
            };
            if let Some(((key, introduced), reason)) = found {
                let text = part(&self.phrases[at], &all, n_before(&all), all.len());
                let detail = self.document.text.slice(introduced.long).unwrap_or_default().to_owned();
                let because = vec![introduced.span];
                self.decided[at] = Some(Decided { key: key.clone(), text, reason, detail, because });
            }
        }
    }

    /// Countries, capitals and peoples: who governs, or where.
    fn use_of_places(&mut self) {
        let facts = Facts::of(self.document);
        let mut uses: Vec<(usize, Read, String, Usage)> = Vec::new();
        let mut clear: BTreeMap<(String, bool), [u32; 2]> = BTreeMap::new();
        for at in 0..self.reads.len() {
            if self.decided[at].is_some() {
                continue;
            }
            let Some(read) = self.reads[at].clone() else { continue };
            let (code, is_capital) = match &read.sense {
                Sense::Country(code) => (code.clone(), false),
                Sense::Capital(code) => (code.clone(), true),
                Sense::Nation(code) => {
                    let (entry, reason) = if self.speaks_or_acts(&facts, at) {
                        (self.known.state(code), Reason::Metonym)
                    } else {
                        (self.known.nation(code), Reason::Listed)
                    };
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, reason, detail);
                    continue;
                }
                _ => continue,
            };
            let mut usage = usage(self.document, at, &facts);
            // `la Russie et l'Iran ont critiqué`: what one does, both do.
            if usage == Usage::Unclear
                && let Some((before, .., other)) = uses.last()
                && self.are_joined(*before, at)
            {
                usage = *other;
            }
            let count = clear.entry((code.clone(), is_capital)).or_default();
            match usage {
                Usage::Actor => count[0] += 1,
                Usage::Place => count[1] += 1,
                Usage::Unclear => {}
            }
            uses.push((at, read, code, usage));
        }
        for (at, read, code, usage) in uses {
            let is_capital = matches!(read.sense, Sense::Capital(_));
            let [acting, lying] = clear.get(&(code.clone(), is_capital)).copied().unwrap_or_default();
            let acts = match usage {
                Usage::Actor => true,
                Usage::Place => false,
                Usage::Unclear => acting > lying || acting > 0 && acting == lying,
            };
            if acts {
                let entry = self.known.state(&code);
                let reason = if is_capital { Reason::Metonym } else { Reason::Listed };
                let detail = entry.name.clone();
                self.decide(at, entry, &read, reason, detail);
            } else if is_capital {
                let all = words(&self.phrases[at]);
                let folded = joined(&all[read.from..read.to]);
                let mut countries = vec![code.clone()];
                countries.extend(self.countries.iter().cloned());
                match gazetteer::place(&folded, &countries) {
                    Some(found) => {
                        let detail = found.entry.name.clone();
                        self.decide(at, found.entry, &read, Reason::Gazetteer, detail);
                    }
                    None => {
                        let entry = Entry {
                            key: format!("capital:{code}:{folded}"),
                            name: part(&self.phrases[at], &all, read.from, read.to),
                            ..self.known.land(&code)
                        };
                        let detail = entry.name.clone();
                        self.decide(at, entry, &read, Reason::Listed, detail);
                    }
                }
            } else {
                let entry = self.known.land(&code);
                let detail = entry.name.clone();
                self.decide(at, entry, &read, Reason::Listed, detail);
            }
        }
    }

    /// Only `et` or a comma stands between two mentions.
    fn are_joined(&self, before: usize, at: usize) -> bool {
        let (Some(before), Some(span)) = (self.span(before), self.span(at)) else { return false };
        span.start >= before.end
            && span.start - before.end <= 6
            && self.document.text.slice(CharSpan::new(before.end, span.start)).is_some_and(|between| {
                words(between)
                    .iter()
                    .all(|word| matches!(word.folded.as_str(), "et" | "and" | "la" | "le" | "les" | "l"))
            })
    }

    /// `les Américains` act as their government does unless they are counted or live somewhere.
    fn speaks_or_acts(&self, facts: &Facts, mention: usize) -> bool {
        let root = self.roots[mention];
        (0..self.roots.len()).any(|other| self.roots[other] == root && facts.acts(other))
            || matches!(usage(self.document, mention, facts), Usage::Actor)
            || self.kind(mention) == MentionKind::Name
    }

    /// `le président syrien`, where the article names the president.
    fn offices(&mut self) {
        let persons: Vec<usize> = {
            let mut found: Vec<usize> = self
                .decided
                .iter()
                .flatten()
                .filter(|decided| decided.key.starts_with("person:"))
                .filter_map(|decided| self.known.by_key(&decided.key))
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let published =
            self.document.published.as_ref().map(|(from, _)| from.get(..7).unwrap_or(from).to_owned());
        for at in 0..self.reads.len() {
            let Some(read) = self.reads[at].clone() else { continue };
            let Sense::Institution { at: institution, country } = &read.sense else { continue };
            let office = self.known.institution_kind(*institution);
            let holders: Vec<(usize, String, String)> = persons
                .iter()
                .flat_map(|&person| self.known.offices(person).iter().map(move |office| (person, office)))
                .filter(|(_, held)| held.office == office && held.country == *country)
                .map(|(person, held)| (person, held.from.clone(), held.to.clone()))
                .collect();
            let then: Vec<&(usize, String, String)> = holders
                .iter()
                .filter(|(_, from, to)| {
                    published.as_ref().is_some_and(|day| from <= day && (to.is_empty() || day <= to))
                })
                .collect();
            let person = match (&then[..], &holders[..]) {
                ([(person, ..)], _) => *person,
                ([], [(person, ..), rest @ ..]) if rest.iter().all(|(other, ..)| other == person) => *person,
                _ => continue,
            };
            let entry = self.known.at(person).clone();
            let detail = entry.name.clone();
            let because = self.first_span(&entry.key);
            self.decide(at, entry, &read, Reason::Office, detail);
            if let Some(decided) = &mut self.decided[at] {
                decided.because = because;
            }
        }
    }

    fn first_span(&self, key: &str) -> Vec<CharSpan> {
        let first = self
            .decided
            .iter()
            .position(|decided| decided.as_ref().is_some_and(|decided| decided.key == key));
        first.map(|at| self.document.extraction.mentions[at].span.clone()).unwrap_or_default()
    }

    /// `le régime`, `l'armée`: whose the article says they are.
    fn bare(&mut self) {
        // Institution, country and mention, in text order.
        let told: Vec<(usize, String, usize)> = self
            .reads
            .iter()
            .enumerate()
            .filter_map(|(at, read)| match &read.as_ref()?.sense {
                Sense::Institution { at: institution, country } => Some((*institution, country.clone(), at)),
                _ => None,
            })
            .collect();
        for at in 0..self.reads.len() {
            let Some(read) = self.reads[at].clone() else { continue };
            let Sense::Bare { at: institution } = read.sense else { continue };
            if self.is_owned(at) || self.document.extraction.mentions[at].kind == MentionKind::Pronoun {
                continue;
            }
            let Some((country, because)) = self.whose(at, institution, &read, &told) else { continue };
            let entry = self.known.of_country(institution, &country);
            if entry.kind == EntityType::Person {
                continue;
            }
            let detail = entry.name.clone();
            self.decide(at, entry, &read, Reason::Coreference, detail);
            if let Some(decided) = &mut self.decided[at] {
                decided.because = self.document.extraction.mentions[because].span.clone();
            }
        }
    }

    /// `un gouvernement`, `leur armée`: nobody's, or somebody's that is not told here.
    fn is_owned(&self, mention: usize) -> bool {
        let all = words(&self.phrases[mention]);
        matches!(
            all.first().map(|word| word.folded.as_str()),
            Some(
                "un" | "une"
                    | "des"
                    | "son"
                    | "sa"
                    | "ses"
                    | "leur"
                    | "leurs"
                    | "notre"
                    | "nos"
                    | "aucun"
                    | "tout"
                    | "chaque"
            )
        )
    }

    fn whose(
        &self,
        mention: usize,
        institution: usize,
        read: &Read,
        told: &[(usize, String, usize)],
    ) -> Option<(String, usize)> {
        // `le gouvernement et l'opposition syrienne`: the adjective is for both.
        let span = self.span(mention)?;
        let next = told
            .iter()
            .find(|(_, _, at)| *at > mention && self.span(*at).is_some_and(|next| next.start >= span.end));
        if let Some((_, country, at)) = next
            && let Some(next) = self.span(*at)
            && next.start - span.end <= 4
            && let Some(between) = self.document.text.slice(CharSpan::new(span.end, next.start))
            && matches!(
                words(between).iter().map(|word| word.folded.as_str()).collect::<Vec<_>>()[..],
                ["et"] | ["and"]
            )
        {
            return Some((country.clone(), *at));
        }
        let head = |at: usize, to: usize| {
            let all = words(&self.phrases[at]);
            joined(&all[n_before(&all).min(to)..to.min(n_before(&all) + 1)])
        };
        let own = head(mention, read.to);
        let same: Vec<&(usize, String, usize)> = told
            .iter()
            .filter(|(other, _, at)| {
                *other == institution && head(*at, words(&self.phrases[*at]).len()) == own
            })
            .collect();
        let any: Vec<&(usize, String, usize)> =
            told.iter().filter(|(other, ..)| *other == institution).collect();
        for candidates in [&same, &any] {
            let Some((_, country, first)) = candidates.first() else { continue };
            if candidates.iter().all(|(_, other, _)| other == country) {
                return Some((country.clone(), *first));
            }
            // The one told last before.
            if let Some((_, country, at)) = candidates.iter().rev().find(|(_, _, at)| *at < mention) {
                return Some((country.clone(), *at));
            }
        }
        None
    }

    /// Names that no list knows.
    fn unknown(&mut self) {
        let mut places: Vec<(usize, Read, gazetteer::Found)> = Vec::new();
        let mut names: Vec<(usize, String, EntityType)> = Vec::new();
        for at in 0..self.phrases.len() {
            if self.decided[at].is_some() || self.kind(at) != MentionKind::Name {
                continue;
            }
            let mut all = words(&self.phrases[at]);
            let from = n_before(&all);
            // « le FLO de sabotage »: what stands behind an acronym is no part of it.
            let is_acronym = all.get(from).is_some_and(|word| word.capitals && word.folded.len() > 2);
            if is_acronym && all[from + 1..].iter().all(|word| !word.capital) {
                all.truncate(from + 1);
            }
            let core = &all[from..];
            if !self.is_proper(at, core) || self.is_inside_another(at) {
                continue;
            }
            let folded = joined(core);
            let place_noun = self.noun_before(at).is_some_and(|types| types.contains(&"place"));
            let read = Read { sense: Sense::Bare { at: 0 }, from, to: all.len() };
            if let Some(found) = self.place(at, &folded, place_noun) {
                places.push((at, read, found));
                continue;
            }
            names.push((at, folded, self.guess(at, place_noun)));
        }
        for (at, read, found) in places {
            let detail = found.entry.name.clone();
            let reason = if found.by_sound { Reason::OtherSpelling } else { Reason::Gazetteer };
            self.decide(at, found.entry, &read, reason, detail);
        }
        self.spellings(names);
    }

    /// A name begins with a capital, is not too long, and is a word.
    fn is_proper(&self, mention: usize, core: &[Word]) -> bool {
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
            && !core
                .iter()
                .all(|word| is_small(&word.folded) || word.folded.bytes().all(|c| c.is_ascii_digit()))
            && (core.len() > 1 || self.known.adjective(&core[0].folded).is_empty())
    }

    /// `Zor` in `Deir ez-Zor`, `Budget américain` in `le ministère du Budget américain`.
    fn is_inside_another(&self, mention: usize) -> bool {
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
    fn noun_before(&self, mention: usize) -> Option<&'static [&'static str]> {
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

    fn place(&self, mention: usize, folded: &str, place_noun: bool) -> Option<gazetteer::Found> {
        let label = self.label(mention);
        if !place_noun && !matches!(label, "LOC" | "GPE" | "MISC" | "") {
            return None;
        }
        let found = gazetteer::place(folded, &self.countries)?;
        let sure = found.in_named_country || !found.by_sound && found.size >= LARGE;
        let labelled = label == "LOC" || label == "GPE" || place_noun;
        (sure && (labelled || found.in_named_country) || labelled && !found.by_sound).then_some(found)
    }

    /// True where the words before a single name, or its place on the line, are those of a place: *le port fluvial
    /// de X*, *à X*, *X, 13 mai (AMP) –*. The pipeline takes many a town that it does not know for a person.
    fn stands_like_place(&self, mention: usize) -> bool {
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
        ];
        const TOLD: &[&str] = &[
            "dit", "indique", "declare", "confie", "affirme", "raconte", "assure", "precise", "repondu",
            "demande", "ecrit", "adresse", "remis", "donne", "transmis", "reproche", "parle", "rappele",
            "succede", "impute",
        ];
        let Some(span) = self.span(mention) else { return false };
        if words(&self.phrases[mention]).len() != 1 {
            return false;
        }
        let start = span.start.saturating_sub(60);
        let text = self.document.text.slice(CharSpan::new(start, span.start)).unwrap_or_default();
        let line = text.rsplit('\n').next().unwrap_or_default();
        let tail = line.rsplit(['.', ';', ':', '!', '?', ',', '(', '«', '»']).next().unwrap_or_default();
        let before = words(tail);
        let word = |back: usize| before.len().checked_sub(back).map_or("", |at| before[at].folded.as_str());
        match word(1) {
            "a" => !TOLD.contains(&word(2)) && before.len() + line.len() > 0,
            "de" | "d" => (2..=3).any(|back| SITES.contains(&word(back))),
            "" => {
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

    fn guess(&self, mention: usize, place_noun: bool) -> EntityType {
        let noun = self.noun_before(mention).unwrap_or_default();
        let first = |wanted: &str| noun.contains(&wanted);
        match self.label(mention) {
            _ if place_noun => EntityType::Place,
            "PER" | "MISC" | "" if noun.is_empty() && self.stands_like_place(mention) => EntityType::Place,
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

    /// Unknown names of one article that are one.
    fn spellings(&mut self, names: Vec<(usize, String, EntityType)>) {
        let mut kinds: BTreeMap<String, BTreeMap<EntityType, u64>> = BTreeMap::new();
        for (_, folded, kind) in &names {
            *kinds.entry(folded.clone()).or_default().entry(*kind).or_default() += 1;
        }
        // A single name that stands where places do is one everywhere, unless somebody bears it.
        let bearers: Vec<String> = kinds
            .iter()
            .filter(|(name, votes)| votes.contains_key(&EntityType::Person) && person_words(name).len() > 1)
            .filter_map(|(name, _)| person_words(name).last().map(|last| (*last).to_owned()))
            .collect();
        for (name, votes) in &mut kinds {
            let is_place = votes.contains_key(&EntityType::Place);
            if is_place && !name.contains(' ') && !bearers.iter().any(|last| same_word(last, name)) {
                let person = votes.remove(&EntityType::Person).unwrap_or_default();
                let other = votes.remove(&EntityType::Other).unwrap_or_default();
                *votes.entry(EntityType::Place).or_default() += person + other;
            }
        }
        let kind_of = |folded: &str| {
            let votes: Vec<(EntityType, u64)> =
                kinds.get(folded).into_iter().flatten().map(|(kind, n)| (*kind, *n)).collect();
            super::main_type(&votes)
        };
        // Which names of the article a shorter or other spelling goes to, with the reason.
        let all: Vec<&String> = kinds.keys().take(MOST_NAMES).collect();
        let mut goes: BTreeMap<&str, (&str, Reason)> = BTreeMap::new();
        for name in &all {
            let own = person_words(name);
            if own.len() == 1 && matches!(kind_of(name), EntityType::Person | EntityType::Other) {
                let bearers: Vec<&str> = all
                    .iter()
                    .filter(|full| {
                        let words = person_words(full);
                        words.len() > 1
                            && kind_of(full) == EntityType::Person
                            && words.last().is_some_and(|last| same_word(last, own[0]))
                    })
                    .map(|full| full.as_str())
                    .collect();
                if let [bearer] = bearers[..] {
                    goes.insert(name, (bearer, Reason::Surname));
                }
                continue;
            }
            // The first of several spellings stands for all.
            if let Some(other) = all.iter().take_while(|other| *other != name).find(|other| {
                let kind = kind_of(name);
                kind_of(other) == kind && !goes.contains_key(other.as_str()) && alike(other, name, kind)
            }) {
                goes.insert(name, (other, Reason::OtherSpelling));
            }
        }
        // Known persons of the article bear last names, too.
        let known: Vec<(String, String)> = self
            .decided
            .iter()
            .flatten()
            .filter(|decided| decided.key.starts_with("person:"))
            .map(|decided| (decided.key.clone(), folded_name(&decided.text)))
            .collect();
        let mut decisions = Vec::new();
        for (at, folded, _) in &names {
            let (mut key, mut reason) = (folded.as_str(), Reason::SameSpelling);
            while let Some((other, why)) = goes.get(key) {
                (key, reason) = (other, *why);
            }
            let mut key = key.to_owned();
            let own = person_words(folded);
            if reason == Reason::SameSpelling && own.len() == 1 && kind_of(folded) == EntityType::Person {
                let bearers: Vec<&(String, String)> = known
                    .iter()
                    .filter(|(_, full)| {
                        person_words(full).len() > 1
                            && person_words(full).last().is_some_and(|last| same_word(last, own[0]))
                    })
                    .collect();
                if let Some(((bearer, _), rest)) = bearers.split_first().map(|(first, rest)| (*first, rest))
                    && rest.iter().all(|(other, _)| other == bearer)
                {
                    (key, reason) = (bearer.clone(), Reason::Surname);
                }
            }
            let mut all = words(&self.phrases[*at]);
            all.truncate(n_before(&all) + folded.split(' ').count());
            let text = part(&self.phrases[*at], &all, n_before(&all), all.len());
            decisions.push((*at, Decided { key, text, reason, detail: String::new(), because: Vec::new() }));
        }
        let spelt: HashMap<String, usize> =
            names.iter().rev().map(|(at, folded, _)| (folded.clone(), *at)).collect();
        for (at, mut decided) in decisions {
            if decided.reason != Reason::SameSpelling {
                let because = spelt.get(&decided.key).copied();
                decided.because = match because {
                    Some(because) => self.document.extraction.mentions[because].span.clone(),
                    None => self.first_span(&decided.key),
                };
            }
            if !self.entries.contains_key(&decided.key) {
                *self
                    .kinds
                    .entry(decided.key.clone())
                    .or_default()
                    .entry(kind_of(&folded_name(&decided.text)))
                    .or_default() += 1;
            }
            self.decided[at] = Some(decided);
        }
    }

    fn kind_of_key(&self, key: &str) -> EntityType {
        if let Some(entry) = self.entries.get(key) {
            return entry.kind;
        }
        let votes: Vec<(EntityType, u64)> =
            self.kinds.get(key).into_iter().flatten().map(|(kind, n)| (*kind, *n)).collect();
        super::main_type(&votes)
    }

    /// Descriptions by the chain that they stand in.
    fn descriptions(&mut self) {
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &root) in self.roots.iter().enumerate() {
            chains.entry(root).or_default().push(at);
        }
        let mut found: Vec<(usize, String, Vec<CharSpan>)> = Vec::new();
        for at in 0..self.phrases.len() {
            if self.decided[at].is_some() || self.kind(at) != MentionKind::Description || self.is_owned(at) {
                continue;
            }
            let all = words(&self.phrases[at]);
            let from = n_before(&all);
            let Some(types) = self.known.noun(&all[from].folded) else { continue };
            let armed = all[from + 1..].iter().any(|word| {
                let singular = word.folded.trim_end_matches('s');
                let masculine = singular.strip_suffix('e').unwrap_or(singular);
                [singular, masculine]
                    .iter()
                    .any(|word| self.known.noun(word).is_some_and(|types| types.contains(&"armed")))
            });
            let fits = |key: &str| {
                let kind = self.kind_of_key(key);
                let is_armed =
                    self.entries.get(key).is_none_or(|entry| entry.armed || entry.kind != EntityType::Group);
                types.contains(&kind.as_str()) && (!armed || is_armed && kind == EntityType::Group)
            };
            // The chain's names before this mention, else behind it; the commonest of them.
            let chain = &chains[&self.roots[at]];
            let mut counts: BTreeMap<&str, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
            for &member in chain.iter().filter(|&&member| member != at) {
                if let Some(decided) = &self.decided[member]
                    && self.kind(member) == MentionKind::Name
                    && fits(&decided.key)
                {
                    let entry = counts.entry(decided.key.as_str()).or_insert((0, std::cmp::Reverse(member)));
                    entry.0 += 1;
                }
            }
            let best =
                counts.iter().max_by_key(|(_, rank)| **rank).map(|(key, rank)| ((*key).to_owned(), rank.1.0));
            // `l'ancien …`, `la ville de X`: words of their own name somebody else.
            let told = all[from + 1..].iter().any(|word| word.capital);
            let best = best.or_else(|| {
                if !armed || told || !self.is_definite(at) {
                    return None;
                }
                let last = (0..at).rev().find(|&before| {
                    self.decided[before].as_ref().is_some_and(|decided| {
                        matches!(
                            decided.reason,
                            Reason::Listed
                                | Reason::Acronym
                                | Reason::KindAndName
                                | Reason::SameSpelling
                                | Reason::OtherSpelling
                        ) && self.entries.get(&decided.key).is_some_and(|entry| entry.armed)
                            && fits(&decided.key)
                    })
                })?;
                Some((self.decided[last].as_ref()?.key.clone(), last))
            });
            if let Some((key, because)) = best {
                found.push((at, key, self.document.extraction.mentions[because].span.clone()));
            }
        }
        for (at, key, because) in found {
            let all = words(&self.phrases[at]);
            let text = part(&self.phrases[at], &all, n_before(&all), all.len());
            let detail = self.entries.get(&key).map(|entry| entry.name.clone()).unwrap_or_default();
            self.decided[at] = Some(Decided { key, text, reason: Reason::Coreference, detail, because });
        }
        self.same_heads();
    }

    fn is_definite(&self, mention: usize) -> bool {
        let own = words(&self.phrases[mention]);
        let definite = |word: &str| {
            matches!(word, "le" | "la" | "l" | "ce" | "cet" | "cette" | "the" | "this" | "du" | "au")
        };
        own.first().is_some_and(|word| definite(&word.folded))
            || self.span(mention).is_some_and(|span| {
                let start = span.start.saturating_sub(4);
                let before = self.document.text.slice(CharSpan::new(start, span.start)).unwrap_or_default();
                words(before).last().is_some_and(|word| definite(&word.folded))
            })
    }

    /// `la coalition`, `l'opposition`, alone: the only one that the article has named with this noun.
    fn same_heads(&mut self) {
        let mut heads: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (at, decided) in self.decided.iter().enumerate() {
            let Some(decided) = decided else { continue };
            let core = words(&decided.text);
            let from = n_before(&core);
            if core.len() > from + 1 && decided.reason != Reason::Coreference && self.reads[at].is_some() {
                heads.entry(core[from].folded.clone()).or_default().push((at, decided.key.clone()));
            }
        }
        let mut found = Vec::new();
        for at in 0..self.phrases.len() {
            if self.decided[at].is_some()
                || self.kind(at) != MentionKind::Description
                || !self.is_definite(at)
            {
                continue;
            }
            let all = words(&self.phrases[at]);
            let [only] = &all[n_before(&all)..] else { continue };
            let Some(named) = heads.get(&only.folded) else { continue };
            let group = self
                .known
                .noun(&only.folded)
                .is_some_and(|types| !types.contains(&"person") && !types.contains(&"place"))
                || self.known.institution(&only.folded).is_some();
            let (first, key) = &named[0];
            if group && named.iter().all(|(_, other)| other == key) {
                found.push((at, key.clone(), self.document.extraction.mentions[*first].span.clone()));
            }
        }
        for (at, key, because) in found {
            let all = words(&self.phrases[at]);
            let text = part(&self.phrases[at], &all, n_before(&all), all.len());
            let detail = self.entries.get(&key).map(|entry| entry.name.clone()).unwrap_or_default();
            self.decided[at] = Some(Decided { key, text, reason: Reason::Coreference, detail, because });
        }
    }

    /// Pronouns refer to what the chain has named last; the head of a chain to what it names most.
    fn pronouns(&mut self) {
        let mut last: BTreeMap<usize, String> = BTreeMap::new();
        let mut most: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for at in 0..self.phrases.len() {
            let root = self.roots[at];
            if let Some(decided) = &self.decided[at] {
                last.insert(root, decided.key.clone());
                *most.entry(root).or_default().entry(decided.key.clone()).or_default() += 1;
            } else if self.kind(at) == MentionKind::Pronoun
                && let Some(key) = last.get(&root)
            {
                self.decided[at] = Some(pronoun(key));
            }
        }
        for at in 0..self.phrases.len() {
            // A first person may stand before its speaker's name; a phrase around a name is what it is a phrase of.
            let root = self.roots[at];
            let open = self.decided[at].is_none();
            if open
                && (self.kind(at) == MentionKind::Pronoun || at == root && self.holds_member(at))
                && let Some(key) = most.get(&root).and_then(|keys| {
                    keys.iter().max_by_key(|(key, n)| (**n, std::cmp::Reverse((*key).clone())))
                })
            {
                self.decided[at] = Some(pronoun(key.0));
            }
        }
    }

    /// `la région de Deyru’z Zor` around `Deyru’z Zor`.
    fn holds_member(&self, root: usize) -> bool {
        let Some(outer) = self.span(root) else { return false };
        (root + 1..(root + 4).min(self.phrases.len())).any(|member| {
            self.roots[member] == root
                && self.decided[member].is_some()
                && self.span(member).is_some_and(|span| outer.contains(span))
        })
    }

    /// Chains without a name that the article speaks of more than once, in other words.
    fn described(&mut self) {
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &root) in self.roots.iter().enumerate() {
            if self.kind(at) == MentionKind::Description && self.decided[at].is_none() {
                chains.entry(root).or_default().push(at);
            }
        }
        let sources: Vec<usize> = {
            let sources = self.document.extraction.attributions.iter().map(|attribution| &attribution.source);
            let of = |span: &Vec<CharSpan>| {
                self.document.extraction.mentions.iter().position(|mention| mention.span == *span)
            };
            sources.filter_map(of).map(|mention| self.roots[mention]).collect()
        };
        for (root, members) in chains {
            let mut forms: Vec<String> = members.iter().map(|&at| folded_name(&self.phrases[at])).collect();
            forms.sort();
            forms.dedup();
            if forms.len() < 2 || !sources.contains(&root) {
                continue;
            }
            let Some(id) = self.document.mention_ids.get(root) else { continue };
            let key = format!("here:{}:{id}", self.document.id);
            let types = words(&self.phrases[root]);
            let noun = types
                .get(n_before(&types))
                .and_then(|word| self.known.noun(&word.folded))
                .unwrap_or_default();
            let kind = noun.first().and_then(|name| EntityType::from_name(name)).unwrap_or(EntityType::Other);
            self.described.insert(key.clone(), kind);
            let because = self.document.extraction.mentions[root].span.clone();
            for at in members {
                let all = words(&self.phrases[at]);
                let text = part(&self.phrases[at], &all, n_before(&all), all.len());
                let detail = String::new();
                self.decided[at] = Some(Decided {
                    key: key.clone(),
                    text,
                    reason: Reason::Coreference,
                    detail,
                    because: because.clone(),
                });
            }
            for at in 0..self.phrases.len() {
                if self.roots[at] == root
                    && self.kind(at) == MentionKind::Pronoun
                    && self.decided[at].is_none()
                {
                    self.decided[at] = Some(pronoun(&key));
                }
            }
        }
    }

    fn finish(self) -> DocumentNames {
        let mut forms: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        let mut of_mention: Vec<(usize, String)> = Vec::new();
        for (at, decided) in self.decided.iter().enumerate() {
            let Some(decided) = decided else { continue };
            of_mention.push((at, decided.key.clone()));
            let forms = forms.entry(decided.key.clone()).or_default();
            if decided.text.is_empty() {
                continue;
            }
            match forms.iter_mut().find(|form| form.text == decided.text) {
                Some(form) => form.count += 1,
                None => forms.push(Form {
                    text: decided.text.clone(),
                    count: 1,
                    reason: decided.reason,
                    detail: decided.detail.clone(),
                    because: decided.because.clone(),
                }),
            }
        }
        let keys: Vec<String> = forms.keys().cloned().collect();
        let named: Vec<Named> = forms
            .into_iter()
            .map(|(key, forms)| {
                let kind = self.described.get(&key).copied().unwrap_or_else(|| self.kind_of_key(&key));
                let described = self.described.contains_key(&key);
                Named { entry: self.entries.get(&key).cloned(), described, kind, forms, key }
            })
            .collect();
        let of_mention = of_mention
            .into_iter()
            .filter_map(|(at, key)| Some((at, keys.binary_search(&key).ok()?)))
            .collect();
        let mut equations = self.equations;
        equations.retain(|equation| keys.binary_search(&equation.long).is_ok());
        DocumentNames { named, of_mention, equations }
    }
}

/// A pronoun names nobody by its words.
fn pronoun(key: &str) -> Decided {
    Decided {
        key: key.to_owned(),
        text: String::new(),
        reason: Reason::Coreference,
        detail: String::new(),
        because: Vec::new(),
    }
}
