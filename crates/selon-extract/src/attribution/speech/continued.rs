//! Quotations without a cue: they go on with the one before, or stand as a heading or sentence of their own.

use std::collections::HashMap;

use selon_spacy::Pos;

use crate::attribution::draft::Draft;
use crate::attribution::speech::Speech;
use crate::context::Context;
use crate::lexicon::Class;
use crate::parse::Tok;
use crate::record::Stance;

impl Context<'_> {
    /// A quotation without a cue that follows an attributed one goes on with it: in the same paragraph, or as
    /// a paragraph of its own.
    pub(crate) fn read_continued(&self, speech: &mut Speech) {
        let parse = &self.parse;
        // Drafts by the line in which they end, so that only those next to a quotation are looked at.
        let end_of = |draft: &Draft| {
            draft.content.iter().map(|run| run.1).chain(draft.cue.iter().copied()).max().unwrap_or(0)
        };
        let mut by_para: HashMap<u32, Vec<usize>> = HashMap::new();
        for (number, draft) in speech.drafts.iter().enumerate() {
            by_para.entry(parse.nodes[end_of(draft)].para).or_default().push(number);
        }
        for quote in 0..self.quotes.all.len() {
            let of = &self.quotes.all[quote];
            if of.inner.is_empty() || of.outer.is_some() || speech.of_quote[quote].is_some() {
                continue;
            }
            let first = of.open.unwrap_or(of.inner.start);
            let para = parse.para(first);
            let sentence = parse.sentence(first);
            let at_sentence_start = parse.prev(first).is_none_or(|prev| prev < sentence.start);
            if !at_sentence_start || !self.fills_sentences(quote) {
                continue;
            }
            let at_para_start = parse.prev(first).is_none();
            let from = if at_para_start {
                para.start.checked_sub(1).map(|last| parse.para(last))
            } else {
                Some(para.clone())
            };
            let Some(from) = from else { continue };
            if at_para_start && (self.is_heading(&para) || !self.fills_para(quote)) && !of.continues {
                continue;
            }
            // The last attribution that ends before it, in the sentence or quotation next to it.
            let number = parse.nodes[first].para;
            let near = [number.checked_sub(1), Some(number)]
                .into_iter()
                .flatten()
                .filter_map(|para| by_para.get(&para))
                .flatten();
            let is_before = |number: &&usize| {
                let draft = &speech.drafts[**number];
                let end = end_of(draft);
                let quoted = draft.content.iter().any(|&(a, z)| (a..=z).any(|t| self.quotes.at(t).is_some()));
                end < first && end >= from.start && self.is_next_to(end, first) && quoted
            };
            let last = |number: &&usize| speech.drafts[**number].content.last().map(|run| run.1);
            let Some(&number) = near.filter(is_before).max_by_key(last) else { continue };
            by_para.entry(parse.nodes[of.inner.end - 1].para).or_default().push(number);
            let run = (of.inner.start, of.inner.end - 1);
            speech.drafts[number].content.push(run);
            speech.of_quote[quote] = Some(number);
        }
    }

    /// Only one sentence end, and no other sentence, lies between the two.
    pub(crate) fn is_next_to(&self, end: Tok, first: Tok) -> bool {
        let gap = self.parse.nodes[first].sentence - self.parse.nodes[end].sentence;
        gap <= 1
    }

    /// The quotation is one or more whole sentences.
    pub(crate) fn fills_sentences(&self, quote: usize) -> bool {
        let parse = &self.parse;
        let of = &self.quotes.all[quote];
        let last = of.close.unwrap_or(of.inner.end - 1);
        let end = parse.sentence(last).end;
        (last + 1..end).all(|t| parse.is_space(t) || matches!(parse.low(t), "." | "!" | "?" | "…" | ")"))
    }

    pub(crate) fn fills_para(&self, quote: usize) -> bool {
        let para = self.parse.para(self.quotes.all[quote].inner.start);
        let last = self.quotes.all[quote].close.unwrap_or(para.end - 1);
        (last + 1..para.end).all(|t| self.parse.is_space(t) || self.parse.pos(t) == Pos::PUNCT)
    }

    /// A short line without final punctuation.
    pub(crate) fn is_heading(&self, para: &std::ops::Range<Tok>) -> bool {
        const LONGEST: usize = 22;
        let Some(last) = para.clone().rev().find(|&t| !self.parse.is_space(t)) else { return false };
        para.len() <= LONGEST && !matches!(self.parse.low(last), "." | ":" | ",")
    }

    /// Quotations that fill a sentence or a heading with nobody to say them.
    pub(crate) fn read_bare(&self, speech: &mut Speech) {
        let parse = &self.parse;
        for quote in 0..self.quotes.all.len() {
            let of = &self.quotes.all[quote];
            if of.inner.is_empty() || of.outer.is_some() || speech.of_quote[quote].is_some() {
                continue;
            }
            let first = of.open.unwrap_or(of.inner.start);
            let sentence = parse.sentence(first);
            let at_start = parse.prev(first).is_none_or(|prev| prev < sentence.start);
            let heading =
                self.is_heading(&parse.para(first)) && self.fills_para(quote) && parse.prev(first).is_none();
            if !at_start || !self.fills_sentences(quote) || !(heading || self.is_speech(quote)) {
                continue;
            }
            speech.of_quote[quote] = Some(speech.drafts.len());
            speech.drafts.push(Draft {
                source: None,
                cue: Vec::new(),
                cue_head: None,
                content: vec![(of.inner.start, of.inner.end - 1)],
                stance: Stance::Asserts,
                hedged: false,
                class: None,
                rule: if heading { "quotation-heading" } else { "quotation-bare" },
            });
        }
    }

    /// A quotation without a cue goes on with what the sentence before reports: `X a demandé une comparaison. « … »`.
    pub(crate) fn join_bare_quotations(&self, drafts: &mut Vec<Draft>) {
        let parse = &self.parse;
        let by_sentence = self.drafts_by_sentence(drafts);
        for number in 0..drafts.len() {
            if drafts[number].rule != "quotation-bare" {
                continue;
            }
            let run = drafts[number].content[0];
            let sentence = parse.sentence(run.0);
            let Some(before) = sentence
                .start
                .checked_sub(1)
                .filter(|&before| parse.nodes[before].para == parse.nodes[run.0].para)
            else {
                continue;
            };
            let previous = parse.sentence(before);
            let speaks = |draft: &Draft| {
                matches!(
                    draft.class,
                    Some(
                        Class::Speech
                            | Class::Request
                            | Class::Evaluation
                            | Class::Emotion
                            | Class::Accusation
                            | Class::Promise
                    )
                ) && draft.source.is_some()
                    && draft.cue_head.is_some_and(|head| {
                        previous.contains(&head)
                            && self.quotes.at(head).is_none()
                            && (parse.is_root(head) || draft.rule.starts_with("quotation"))
                    })
            };
            let host = by_sentence
                .get(&parse.nodes[before].sentence)
                .into_iter()
                .flatten()
                .copied()
                .find(|&other| other != number && speaks(&drafts[other]));
            if let Some(host) = host {
                drafts[host].content.push(run);
                drafts[number].content.clear();
            }
        }
        drafts.retain(|draft| !draft.content.is_empty());
    }
}
