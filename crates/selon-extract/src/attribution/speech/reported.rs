//! What a reporting clause reports: the words in front of it, and those that take up again behind it.

use crate::attribution::draft::Draft;
use crate::attribution::speech::{Incise, Speech};
use crate::context::{Context, Run};
use crate::lexicon::{Cue, Frame};
use crate::parse::{Form, Tok};

impl Context<'_> {
    /// A draft for every reporting clause.
    pub(crate) fn read_incises(&self, speech: &mut Speech) {
        for incise in self.incises.clone() {
            let Some(cue) = self.cue(incise.verb, &[Frame::Quote, Frame::Que]) else { continue };
            if let Some(draft) = self.read_incise(&incise, cue, speech) {
                let number = speech.drafts.len();
                for quote in self.quotes_in(&draft.content) {
                    speech.of_quote[quote].get_or_insert(number);
                }
                speech.drafts.push(draft);
            }
        }
    }

    pub(crate) fn read_incise(&self, incise: &Incise, cue: &'static Cue, speech: &Speech) -> Option<Draft> {
        let parse = &self.parse;
        let (start, last) = incise.run;
        let sentence = parse.sentence(incise.verb);
        let before = parse.prev(start)?;
        let mut content = Vec::new();
        // The reporting clause stands inside the quotation: what is left of it is the content.
        let around = self.quotes.outermost_at(incise.verb);
        if let Some(quote) = around.filter(|&quote| self.is_speech(quote)) {
            let inner = self.quotes.all[quote].inner.clone();
            if speech.of_quote[quote].is_some() {
                return None;
            }
            content.push((inner.start, start - 1));
            if last + 1 < inner.end {
                content.push((last + 1, inner.end - 1));
            }
        } else {
            let mut from = self.skip_connectors(sentence.start, start);
            // Behind a quotation that began sentences ago.
            let quote = self
                .quotes
                .closed_by(before)
                .or_else(|| parse.prev(before).and_then(|prev| self.quotes.closed_by(prev)));
            if let Some(quote) = quote {
                let mut quote = quote;
                while let Some(outer) = self.quotes.all[quote]
                    .outer
                    .filter(|&outer| self.quotes.all[outer].close.is_some_and(|close| close <= before))
                {
                    quote = outer;
                }
                let inner = self.quotes.all[quote].inner.clone();
                if inner.start < sentence.start {
                    from = inner.start;
                } else {
                    // What stands before the mark in the sentence is reported too, where it is not its introduction.
                    let open = self.quotes.all[quote].open.unwrap_or(inner.start);
                    let introduced = parse.prev(open).is_some_and(|prev| {
                        prev >= sentence.start && matches!(parse.low(prev), ":" | "(" | "–" | "—")
                    });
                    if introduced {
                        from = open;
                    }
                }
            }
            // A semicolon ends the clause before.
            if let Some(stop) = (from..before)
                .rev()
                .find(|&t| parse.low(t) == ";" && self.quotes.at(t) == self.quotes.at(before))
            {
                from = stop + 1;
            }
            // An earlier reporting clause in the sentence ends what this one reports.
            if let Some(earlier) = self
                .incises
                .iter()
                .rev()
                .find(|other| other.verb < incise.verb && other.run.0 >= from && other.resumes)
            {
                from = from.max(earlier.run.1 + 1);
            }
            if before < from {
                return None;
            }
            // « les soldats qui, dit-on, s'étaient rendus »: what it is set into is the relative clause.
            let pronoun = parse.prev(before).filter(|&t| {
                self.is_comma(before) && matches!(parse.low(t), "qui" | "que" | "qu'" | "dont" | "où")
            });
            if pronoun.is_some() && incise.resumes {
                let first = last + 1;
                let stop = (first + 1..sentence.end)
                    .find(|&t| (self.is_comma(t) || self.ends_incise(t)) && self.has_finite(first, t))
                    .unwrap_or(sentence.end);
                return Some(self.draft_of_incise(incise, cue, vec![(first, stop - 1)], false));
            }
            content.push((from, before));
            if incise.resumes && last + 1 < sentence.end {
                let end = self.resumed_end(last + 1, sentence.end);
                content.push((last + 1, end));
            }
        }
        let quoted = content
            .iter()
            .any(|&(first, _)| self.quotes.at(first).is_some() || self.quote_opened_by(first).is_some());
        // An emotion or a belief reports as a set-in clause only beside quoted words.
        if !quoted
            && !cue.takes(Frame::Que)
            && cue.ambiguity(Frame::Quote) > 0
            && incise.source.as_ref().is_none_or(|source| !self.is_source_like(source.head))
        {
            return None;
        }
        Some(self.draft_of_incise(incise, cue, content, quoted))
    }

    fn draft_of_incise(&self, incise: &Incise, cue: &'static Cue, content: Vec<Run>, quoted: bool) -> Draft {
        Draft {
            source: incise.source.clone(),
            cue: self.cue_tokens(incise.verb, cue),
            cue_head: Some(incise.verb),
            content,
            stance: self.stance_of(incise.verb, cue, Frame::Quote),
            hedged: cue.hedged
                || self.is_conditional(incise.verb)
                || incise.source.is_none() && self.lemma(incise.verb) == "dire",
            class: Some(cue.class),
            rule: if quoted { "quotation-cue-behind" } else { "reporting-clause" },
        }
    }

    pub(crate) fn resumed_end(&self, from: Tok, end: Tok) -> Tok {
        let parse = &self.parse;
        for t in from..end {
            if self.is_comma(t) {
                let next = parse.next(t).unwrap_or(t);
                if parse.nodes[next].form == Form::PresentParticiple && !self.cues(next).is_empty() {
                    return t;
                }
            }
        }
        end - 1
    }

    /// `GENÈVE, 3 mars (ATS) – `: the place and date of a dispatch are the agency's.
    pub(crate) fn behind_dateline(&self, from: Tok, end: Tok) -> Tok {
        const LONGEST: usize = 16;
        let parse = &self.parse;
        if parse.prev(from).is_some() {
            return from;
        }
        let dash = (from..end.min(from + LONGEST)).find(|&t| {
            matches!(parse.low(t), "–" | "—" | "-" | "--")
                && parse.prev(t).is_some_and(|prev| parse.nodes[prev].chars.end < parse.nodes[t].chars.start)
        });
        match dash {
            Some(dash) if !self.has_finite(from, dash) && dash + 1 < end => dash + 1,
            _ => from,
        }
    }

    /// Connectors at the head of a sentence are the writer's: « Mais », « De son côté, », « Pourtant ».
    pub(crate) fn skip_connectors(&self, from: Tok, end: Tok) -> Tok {
        const PHRASES: [&[&str]; 16] = [
            &["de", "son", "côté"],
            &["de", "leur", "côté"],
            &["pour", "sa", "part"],
            &["pour", "leur", "part"],
            &["par", "ailleurs"],
            &["en", "revanche"],
            &["en", "effet"],
            &["en", "outre"],
            &["en", "fait"],
            &["de", "plus"],
            &["par", "contre"],
            &["au", "contraire"],
            &["dans", "le", "même", "temps"],
            &["de", "même"],
            &["du", "coup"],
            &["à", "l'", "inverse"],
        ];
        const WORDS: [&str; 16] = [
            "mais",
            "pourtant",
            "toutefois",
            "cependant",
            "or",
            "et",
            "parallèlement",
            "ainsi",
            "néanmoins",
            "car",
            "donc",
            "alors",
            "enfin",
            "simultanément",
            "autrement",
            "puis",
        ];
        let parse = &self.parse;
        let mut at = self.behind_dateline(from, end);
        loop {
            while at < end
                && (parse.is_space(at) || self.is_comma(at) || matches!(parse.low(at), "-" | "–" | "—" | "•"))
            {
                at += 1;
            }
            if at >= end {
                return from;
            }
            let phrase = PHRASES.iter().find(|phrase| {
                phrase.iter().enumerate().all(|(i, word)| at + i < end && parse.low(at + i) == *word)
            });
            if let Some(phrase) = phrase {
                at += phrase.len();
            } else if WORDS.contains(&parse.low(at)) && self.quotes.at(at) == self.quotes.at(from) {
                at += 1;
            } else {
                return at;
            }
        }
    }
}
