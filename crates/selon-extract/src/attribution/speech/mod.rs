//! Quotations and reporting clauses set into or behind what they report.
//!
//! Fires on `« … », a déclaré X`, `« A, dit-il. B »`, `X a dit : « … »`, `P, affirme X`, `P, a-t-on appris de X`, on a
//! quotation that goes on over sentences and paragraphs, and on a heading or sentence that is nothing but a
//! quotation. Look-alikes: marks around a name, a title or a single word in the writer's own sentence; a
//! verb behind a comma whose subject stands before it (`Le ministre, en visite, a dénoncé les attaques`).

mod continued;
mod incise;
mod introduced;
mod reported;

use std::collections::HashMap;

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, Run, is_inverted_clitic};
use crate::lexicon::{Cue, Frame};
use crate::parse::{Entity, Form, Tok};
use crate::record::Stance;

/// A reporting clause set into, or put behind, what it reports.
#[derive(Clone, Debug)]
pub(crate) struct Incise {
    pub verb: Tok,
    /// The clause without the commas around it.
    pub run: Run,
    pub source: Option<Source>,
    /// The reported words go on behind it.
    pub resumes: bool,
}

/// What the quotation rules found.
pub(crate) struct Speech {
    pub drafts: Vec<Draft>,
    /// Index of the draft that each quotation belongs to.
    pub of_quote: Vec<Option<usize>>,
}

impl Context<'_> {
    pub(crate) fn find_speech(&self) -> Speech {
        let mut speech = Speech { drafts: Vec::new(), of_quote: vec![None; self.quotes.all.len()] };
        self.read_incises(&mut speech);
        self.read_introduced(&mut speech);
        self.read_continued(&mut speech);
        self.read_bare(&mut speech);
        speech
    }

    pub(crate) fn has_finite(&self, from: Tok, to: Tok) -> bool {
        (from..to).any(|t| {
            self.parse.is_verbal(t) && matches!(self.parse.nodes[t].form, Form::Finite | Form::Conditional)
        })
    }

    /// Quotations that begin or end in a content.
    pub(crate) fn quotes_in(&self, content: &[Run]) -> Vec<usize> {
        let marks = content
            .iter()
            .flat_map(|&(first, last)| first.saturating_sub(1)..(last + 2).min(self.parse.len()));
        let mut found: Vec<usize> = marks
            .filter_map(|tok| {
                self.quotes.opened_by(tok).or(self.quotes.closed_by(tok)).or(self.quotes.at(tok))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|&quote| {
            let inner = &self.quotes.all[quote].inner;
            let inside = |tok: Tok| content.iter().any(|&(first, last)| first <= tok && tok <= last);
            !inner.is_empty() && (inside(inner.start) || inside(inner.end - 1))
        });
        found
    }

    /// What each typographic sentence's cues belong to: indices of drafts by the sentence of their head word.
    pub(crate) fn drafts_by_sentence(&self, drafts: &[Draft]) -> HashMap<u32, Vec<usize>> {
        let mut found: HashMap<u32, Vec<usize>> = HashMap::new();
        for (number, draft) in drafts.iter().enumerate() {
            if let Some(head) = draft.cue_head {
                found.entry(self.parse.nodes[head].sentence).or_default().push(number);
            }
        }
        found
    }

    /// Something that is said rather than a name, a title or a word: it has a verb, or some length.
    pub(crate) fn is_speech(&self, quote: usize) -> bool {
        let inner = self.quotes.all[quote].inner.clone();
        let n_words = inner
            .clone()
            .filter(|&tok| !self.parse.is_space(tok) && self.parse.pos(tok) != Pos::PUNCT)
            .count();
        n_words >= 3 && self.has_finite(inner.start, inner.end) || n_words >= 6
    }

    /// `comme l'explique l'ingénieur`: the subject stands behind the verb.
    pub(crate) fn subject_after(&self, verb: Tok, end: Tok) -> Option<Source> {
        let parse = &self.parse;
        let at = (verb + 1..end).find(|&t| self.is_nominal(t) && !is_day(parse.lemma(t)))?;
        if (verb + 1..at).any(|t| self.is_comma(t) || parse.pos(t) == Pos::ADP) {
            return None;
        }
        let top = self.nominal_top(at);
        Some(self.source_at(if top > verb && top < end { top } else { at }))
    }

    /// A name, a pronoun, or a noun that names sources.
    pub(crate) fn is_source_like(&self, head: Tok) -> bool {
        let parse = &self.parse;
        let node = &parse.nodes[head];
        if matches!(node.entity, Entity::Person | Entity::Organisation) || node.pos == Pos::PROPN {
            return true;
        }
        if node.pos == Pos::PRON || is_inverted_clitic(node.text) {
            return !matches!(
                parse.low(head),
                "ce" | "c'" | "cela" | "ça" | "y" | "en" | "dont" | "que" | "qu'"
            );
        }
        self.lexicon.source_noun(self.lemma(head)).is_some() || self.lexicon.state(parse.low(head)).is_some()
    }

    /// The tokens of a cue: verb group and the other words of a locution.
    pub(crate) fn cue_tokens(&self, verb: Tok, cue: &Cue) -> Vec<Tok> {
        let mut tokens = self.verb_group(verb);
        tokens.extend(self.rest_tokens(verb, cue).unwrap_or_default());
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    /// The stance of a cue in a frame: a negated cue denies.
    pub(crate) fn stance_of(&self, verb: Tok, cue: &Cue, frame: Frame) -> Stance {
        let stance = cue.stance(frame);
        match stance {
            Stance::Denies => Stance::Denies,
            _ if self.is_negated(verb) => Stance::Denies,
            _ => stance,
        }
    }
}

/// Words of time that stand like nouns.
pub(crate) fn is_day(lemma: &str) -> bool {
    matches!(
        lemma,
        "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "hier"
            | "matin"
            | "soir"
            | "midi"
            | "après-midi"
            | "nuit"
            | "veille"
            | "lendemain"
            | "jour"
            | "semaine"
            | "mois"
            | "an"
            | "année"
            | "heure"
            | "minute"
    )
}
