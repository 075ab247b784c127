//! Quotations without a cue: they go on with the one before, or stand as a heading or sentence of their own.

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
            let before = speech.drafts.iter().enumerate().filter(|(_, draft)| {
                let end =
                    draft.content.iter().map(|run| run.1).chain(draft.cue.iter().copied()).max().unwrap_or(0);
                end < first && end >= from.start && self.is_next_to(end, first)
            });
            let quoted = |draft: &Draft| {
                draft.content.iter().any(|&(a, z)| (a..=z).any(|t| self.quotes.at(t).is_some()))
            };
            let Some((number, _)) = before
                .filter(|(_, draft)| quoted(draft))
                .max_by_key(|(_, draft)| draft.content.last().map(|run| run.1))
            else {
                continue;
            };
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
            let host = drafts
                .iter()
                .enumerate()
                .filter(|(other, draft)| *other != number && speaks(draft))
                .map(|(other, _)| other)
                .next();
            if let Some(host) = host {
                drafts[host].content.push(run);
                drafts[number].content.clear();
            }
        }
        drafts.retain(|draft| !draft.content.is_empty());
    }
}
