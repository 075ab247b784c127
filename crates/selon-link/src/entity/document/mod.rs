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

mod descriptions;
mod lists;
mod offices;
mod places;
mod spellings;
#[cfg(test)]
mod tests;
mod unknown;

use std::collections::BTreeMap;

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::known::{Entry, Known};
use super::phrase::Read;
use super::words::{part, words};
use super::{EntityType, Reason};
use crate::Document;

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
    /// The country of the outlet, where the list of outlets has it.
    home: Option<&'static str>,
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
            MentionKind::Name => whole_name(document, &mentions[at].span),
            MentionKind::Description => document.words(&mentions[at].span),
        };
        let n = mentions.len();
        Self {
            document,
            known: Known::lists(),
            phrases: (0..n).map(phrase).collect(),
            reads: vec![None; n],
            decided: vec![None; n],
            roots: (0..n).map(|at| document.referent(at)).collect(),
            home: document.outlet.as_deref().and_then(|outlet| Known::lists().home_of_outlet(outlet)),
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

    fn first_span(&self, key: &str) -> Vec<CharSpan> {
        let first = self
            .decided
            .iter()
            .position(|decided| decided.as_ref().is_some_and(|decided| decided.key == key));
        first.map(|at| self.document.extraction.mentions[at].span.clone()).unwrap_or_default()
    }

    fn kind_of_key(&self, key: &str) -> EntityType {
        if let Some(entry) = self.entries.get(key) {
            return entry.kind;
        }
        let votes: Vec<(EntityType, u64)> =
            self.kinds.get(key).into_iter().flatten().map(|(kind, n)| (*kind, *n)).collect();
        super::main_type(&votes)
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

/// Words that no name ends in: `Luigi Di` goes on.
const PARTICLES: &[&str] = &[
    "al", "el", "di", "de", "del", "della", "da", "dos", "von", "van", "der", "bin", "ben", "ibn", "abd",
    "abdel", "abou", "abu", "le", "la",
];

/// The words of a name, with the word behind it where the pipeline has cut it at a particle.
fn whole_name(document: &Document, span: &[CharSpan]) -> String {
    /// Letters behind a name that are looked at.
    const REACH: u32 = 24;
    let own = document.words(span);
    let all = words(&own);
    let is_cut = all.len() > 1 && all.last().is_some_and(|last| PARTICLES.contains(&last.folded.as_str()));
    let (true, Some(last)) = (is_cut, span.last()) else { return own };
    let end = (last.end + REACH).min(document.text.n_chars());
    let behind = document.text.slice(CharSpan::new(last.end, end)).unwrap_or_default();
    let name = behind.strip_prefix([' ', '-', '’', '\'', '\u{a0}']).unwrap_or_default();
    let letters: usize = name.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    if letters < 2 || !name.starts_with(char::is_uppercase) {
        return own;
    }
    format!("{own}{}", &behind[..behind.len() - name.len() + letters])
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
