//! Two documents that may share text: whether they do, how, and who has it from whom.
//!
//! Only words that are the writer's own in one of the two make a copy. What both quote is a quotation: its speaker is
//! the origin, and neither article has it from the other.
//!
//! **Direction**, by the first that tells: one credits the other's outlet; one names it as a source in or beside a
//! shared passage; one was published earlier; one has nearly all of the other and much more. Otherwise it stays open.

use selon_extract::SourceKind;
use selon_text::CharSpan;

use super::align::{Stretch, align};
use super::translate::translated;
use super::words::{Word, Words};
use super::{Ground, Passage, Reuse, ReuseKind, credits_translator, outlet_key};
use crate::Document;

/// Own words in one passage, below which it is a phrase.
const LEAST_PASSAGE: usize = 12;

/// Own words in all passages together that make an excerpt …
const LEAST_WORDS: usize = 20;

/// … with this many names and numbers among them; a passage without any may be anybody's.
const LEAST_FACTS: usize = 2;

/// Own words that are shared text even where they name nothing.
const PLAIN_WORDS: usize = 40;

/// Own words that two articles of one outlet share without the one being taken from the other.
const HABIT_WORDS: usize = 80;

/// Share of the shorter document's own words that makes a copy.
const COPY: f64 = 0.5;

/// Words that both quote, from which on it is the same quotation.
const LEAST_QUOTED: usize = 7;

/// A name of an outlet this near to a passage says where the passage is from; scalar values, about two sentences.
const NEAR: u32 = 250;

/// One document has all of the other where this share of it is shared …
const ALL: f64 = 0.9;

/// … and much more where it is longer by this.
const LONGER: f64 = 1.5;

/// What comparing is told of a document.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Its id.
    pub id: String,
    /// The words of its body.
    pub words: Words,
    /// Key of its outlet.
    pub outlet: Option<String>,
    /// First and last moment of publication.
    pub published: Option<(String, String)>,
    /// Keys of the outlets that the page credits.
    pub credits: Vec<String>,
    /// Keys of the outlets that it names as sources, and where.
    pub cited: Vec<(String, CharSpan)>,
}

impl Side {
    /// The side that a document makes.
    pub fn of(document: &Document) -> Self {
        let names = document.names();
        let mut cited = Vec::new();
        for claim in &document.extraction.claims {
            for voice in claim.voices.iter().skip(1).filter(|voice| voice.kind == SourceKind::Outlet) {
                let name = voice.mention.and_then(|mention| names.get(&document.referent(mention)).cloned());
                let name = name.unwrap_or_else(|| document.words(&voice.span));
                cited.extend(voice.span.first().map(|at| (outlet_key(&name), *at)));
            }
        }
        cited.sort_unstable_by(|a, b| (a.1.start, &a.0).cmp(&(b.1.start, &b.0)));
        cited.dedup();
        let line = |span: CharSpan| document.text.slice(span).unwrap_or_default();
        Self {
            id: document.id.clone(),
            words: Words::of(document),
            outlet: document.outlet.as_deref().map(outlet_key),
            published: document.published.clone(),
            credits: document
                .credits
                .iter()
                .filter(|credit| !credits_translator(line(credit.span)))
                .map(|credit| outlet_key(&credit.credited))
                .collect(),
            cited,
        }
    }

    fn credits(&self, other: &Side) -> bool {
        other.outlet.as_ref().is_some_and(|outlet| self.credits.contains(outlet))
    }

    /// Names the other's outlet as a source in or beside one of `passages`.
    fn cites(&self, other: &Side, passages: impl Iterator<Item = CharSpan> + Clone) -> bool {
        let Some(outlet) = other.outlet.as_ref().filter(|outlet| self.outlet.as_ref() != Some(*outlet))
        else {
            return false;
        };
        let is_near = |at: &CharSpan| {
            passages.clone().any(|passage| at.start <= passage.end + NEAR && passage.start <= at.end + NEAR)
        };
        self.cited.iter().any(|(key, at)| key == outlet && is_near(at))
    }

    fn is_earlier(&self, other: &Side) -> bool {
        let (Some((_, mine)), Some((theirs, _))) = (&self.published, &other.published) else { return false };
        let n = mine.len().min(theirs.len());
        match (mine.get(..n), theirs.get(..n)) {
            (Some(mine), Some(theirs)) => mine < theirs,
            _ => false,
        }
    }
}

/// What two documents share: at most one copy, excerpt or translation, and at most one quotation. The result does
/// not depend on which of the two comes first.
pub fn compare(a: &Side, b: &Side) -> Vec<Reuse> {
    let (a, b) = if a.id <= b.id { (a, b) } else { (b, a) };
    let mut found = Vec::new();
    let (x, y) = (&a.words.words[..], &b.words.words[..]);
    let stretches = align(x, y);
    let (own, rest): (Vec<&Stretch>, Vec<&Stretch>) =
        stretches.iter().partition(|stretch| is_shared(stretch));
    let n_own: usize = own.iter().map(|stretch| stretch.n_own).sum();
    let n_facts: usize = own.iter().map(|stretch| stretch.n_facts).sum();
    let shorter = a.words.n_own().min(b.words.n_own()).max(1);
    let is_copy = n_own as f64 >= COPY * shorter as f64;
    let tells = n_facts >= LEAST_FACTS || n_own >= PLAIN_WORDS;
    // An outlet repeats its own last paragraph and its background: no article is copied for that.
    let is_own_habit = a.outlet.is_some() && a.outlet == b.outlet && !is_copy && n_own < HABIT_WORDS;
    let mut rest = rest;
    if n_own >= LEAST_WORDS && tells && !is_own_habit {
        let kind = if is_copy { ReuseKind::Copy } else { ReuseKind::Excerpt };
        found.extend(reuse(a, b, kind, own.iter().map(|stretch| (stretch.a, stretch.b))));
    } else if a.words.language != b.words.language
        && let Some(pairs) = translated(x, y)
    {
        found.extend(reuse(a, b, ReuseKind::Translation, pairs.into_iter()));
        rest.extend(own);
    } else {
        rest.extend(own);
    }
    let quoted = rest.iter().filter(|stretch| stretch.n_quoted >= LEAST_QUOTED);
    found.extend(reuse(a, b, ReuseKind::Quotation, quoted.map(|stretch| (stretch.a, stretch.b))));
    found
}

/// The stretch is text that one has from the other or both from a third.
fn is_shared(stretch: &Stretch) -> bool {
    stretch.n_own >= LEAST_PASSAGE
        && !stretch.is_template()
        && (stretch.n_facts > 0 || stretch.n_own >= 2 * LEAST_PASSAGE)
}

type Range = (usize, usize);

fn reuse(a: &Side, b: &Side, kind: ReuseKind, pairs: impl Iterator<Item = (Range, Range)>) -> Option<Reuse> {
    let span =
        |words: &[Word], (start, end): Range| CharSpan::new(words[start].at.start, words[end - 1].at.end);
    let (mut n_a, mut n_b) = (0, 0);
    let mut passages: Vec<Passage> = pairs
        .map(|(at, other_at)| {
            (n_a, n_b) = (n_a + at.1 - at.0, n_b + other_at.1 - other_at.0);
            Passage { at: span(&a.words.words, at), other_at: span(&b.words.words, other_at) }
        })
        .collect();
    if passages.is_empty() {
        return None;
    }
    let is_syndication = kind.is_syndication();
    let shares = [n_a as f64 / a.words.len() as f64, n_b as f64 / b.words.len() as f64];
    let direction = if is_syndication { direction(a, b, &passages, shares) } else { None };
    let from_a = direction.is_some_and(|(_, from_a)| from_a);
    let (document, other) = if from_a { (b, a) } else { (a, b) };
    let percent = |share: f64| (100.0 * share.min(1.0)) as u8;
    let (mut n_words, mut shares) = (n_a, shares);
    if from_a {
        (n_words, shares) = (n_b, [shares[1], shares[0]]);
        for passage in &mut passages {
            (passage.at, passage.other_at) = (passage.other_at, passage.at);
        }
    }
    passages.sort_unstable();
    Some(Reuse {
        document: document.id.clone(),
        other: other.id.clone(),
        kind,
        ground: direction.map(|(ground, _)| ground),
        n_words: n_words as u32,
        share: percent(shares[0]),
        other_share: percent(shares[1]),
        passages,
    })
}

/// What tells, and whether `b` has it from `a`.
fn direction(a: &Side, b: &Side, passages: &[Passage], shares: [f64; 2]) -> Option<(Ground, bool)> {
    let of_a = passages.iter().map(|passage| passage.at);
    let of_b = passages.iter().map(|passage| passage.other_at);
    let is_part = |share: f64, part: &Side, whole: &Side| {
        share >= ALL && whole.words.len() as f64 >= LONGER * part.words.len() as f64
    };
    let signs = [
        (Ground::Credit, a.credits(b), b.credits(a)),
        (Ground::Citation, a.cites(b, of_a), b.cites(a, of_b)),
        (Ground::Date, b.is_earlier(a), a.is_earlier(b)),
        (Ground::Containment, is_part(shares[0], a, b), is_part(shares[1], b, a)),
    ];
    signs
        .into_iter()
        .find(|(_, a_has_it, b_has_it)| a_has_it != b_has_it)
        .map(|(ground, _, b_has_it)| (ground, b_has_it))
}
