//! Words that their cue announces: `X a dit : « … »`, `X répond « … »`, `rapporte ceci : P`, `Martin à Dupont : "…"`.

use selon_spacy::Pos;

use crate::attribution::draft::Draft;
use crate::attribution::speech::Speech;
use crate::context::{Context, Run};
use crate::lexicon::{Class, Frame};
use crate::parse::{Dep, Tok};
use crate::record::Stance;

impl Context<'_> {
    /// `rapporte ceci : P. Q.`: a colon brings what is said without marks.
    pub(crate) fn find_announced(&self, is_taken: &dyn Fn(Tok) -> bool) -> Vec<Draft> {
        let parse = &self.parse;
        let mut drafts = Vec::new();
        for colon in (0..parse.len()).filter(|&tok| parse.low(tok) == ":" && self.quotes.at(tok).is_none()) {
            let sentence = parse.sentence(colon);
            let Some(pointer) = parse.prev(colon).filter(|&prev| prev >= sentence.start) else { continue };
            let points =
                matches!(parse.low(pointer), "ceci" | "suivant" | "suivante" | "suivants" | "suivantes");
            let verb = (sentence.start..colon)
                .rev()
                .find(|&t| self.cue(t, &[Frame::Quote, Frame::Que]).is_some() && self.is_finite(t));
            let Some(verb) = verb.filter(|&verb| (points || verb == pointer) && !is_taken(verb)) else {
                continue;
            };
            let Some(first) = parse
                .next(colon)
                .filter(|&first| first < sentence.end && self.quotes.opened_by(first).is_none())
            else {
                continue;
            };
            let Some(cue) = self.cue(verb, &[Frame::Quote, Frame::Que]) else { continue };
            // The sentences behind it are reported too, until one has a voice of its own or points back.
            let mut last = sentence.end - 1;
            let para = parse.para(colon);
            while points && last + 1 < para.end {
                let next = parse.sentence(last + 1);
                let own_voice = next.clone().any(|t| {
                    !self.cues(t).is_empty()
                        || parse.low(t) == "selon"
                        || self.lexicon.nouns.contains_key(self.lemma(t))
                            && parse.pos(t) == Pos::NOUN
                            && parse.dep(t) != Dep::Obj
                });
                if own_voice || matches!(parse.low(next.start), "cette" | "ce" | "ces" | "cet") {
                    break;
                }
                last = next.end - 1;
            }
            let source = self.subject(verb);
            if source.as_ref().is_some_and(|source| {
                !self.is_source_like(source.head)
                    || matches!(parse.low(source.head), "ceci" | "cela" | "tout" | "on")
            }) {
                continue;
            }
            drafts.push(Draft {
                source,
                cue: self.cue_tokens(verb, cue),
                cue_head: Some(verb),
                content: vec![(first, last)],
                stance: self.stance_of(verb, cue, Frame::Que),
                hedged: cue.hedged || self.is_conditional(verb),
                class: Some(cue.class),
                rule: "colon",
            });
        }
        drafts
    }

    /// `X a dit : « … »`, `X répond « … »`, `Macron à Benalla: "…"`.
    pub(crate) fn read_introduced(&self, speech: &mut Speech) {
        let parse = &self.parse;
        for quote in 0..self.quotes.all.len() {
            let of = &self.quotes.all[quote];
            if of.inner.is_empty() || of.outer.is_some() || speech.of_quote[quote].is_some() {
                continue;
            }
            let Some(open) = of.open else { continue };
            let colon = match parse.prev(open) {
                Some(prev) if parse.low(prev) == ":" => Some(prev),
                Some(_) => None,
                // The line before ends in a colon.
                None => {
                    let start = parse.para(open).start;
                    let last = (0..start).rev().find(|&t| !parse.is_space(t));
                    last.filter(|&t| parse.low(t) == ":")
                }
            };
            let inner = (of.inner.start, of.inner.end - 1);
            let draft = match colon {
                Some(colon) => self.introduced_by_colon(colon, inner),
                None => self.introduced_by_verb(open, quote, inner),
            };
            if let Some(draft) = draft {
                speech.of_quote[quote] = Some(speech.drafts.len());
                speech.drafts.push(draft);
            }
        }
    }

    pub(crate) fn introduced_by_colon(&self, colon: Tok, inner: Run) -> Option<Draft> {
        let parse = &self.parse;
        let sentence = parse.sentence(colon);
        let from = sentence.start.max(parse.para(colon).start);
        let verbs: Vec<Tok> = (from..colon)
            .filter(|&t| self.quotes.at(t).is_none() && self.cue(t, &[Frame::Quote]).is_some())
            .collect();
        // « …, a ironisé X, avant de poursuivre : « … » »: the set-in clause has its own content.
        let free: Vec<Tok> = verbs
            .iter()
            .copied()
            .filter(|&verb| !self.incises.iter().any(|incise| incise.verb == verb))
            .collect();
        let incise = self.incises.iter().rev().find(|incise| incise.verb < colon && incise.verb >= from);
        if let (Some(incise), Some(&verb)) = (incise, free.last()) {
            let cue = self.cue(verb, &[Frame::Quote])?;
            return Some(Draft {
                source: self.own_subject(verb).or_else(|| incise.source.clone()),
                cue: self.cue_tokens(verb, cue),
                cue_head: Some(verb),
                content: vec![inner],
                stance: self.stance_of(verb, cue, Frame::Quote),
                hedged: cue.hedged,
                class: Some(cue.class),
                rule: "quotation-colon",
            });
        }
        let root = verbs.iter().copied().find(|&verb| parse.is_root(verb));
        // The last reporting verb, or the main one; « comme l'explique X, cité par Y : » has the first.
        let verb = root
            .or_else(|| verbs.iter().copied().find(|&verb| self.is_finite(verb)))
            .or(verbs.last().copied());
        if let Some(verb) = verb {
            let cue = self.cue(verb, &[Frame::Quote])?;
            return Some(Draft {
                source: self
                    .subject(verb)
                    .or_else(|| self.subject_after(verb, colon))
                    .filter(|source| source.head < colon),
                cue: self.cue_tokens(verb, cue),
                cue_head: Some(verb),
                content: vec![inner],
                stance: self.stance_of(verb, cue, Frame::Quote),
                hedged: cue.hedged || self.is_conditional(verb),
                class: Some(cue.class),
                rule: "quotation-colon",
            });
        }
        // No reporting verb: who acts in the sentence, or is named in front of the colon, says it.
        let subject = (from..colon).find(|&t| parse.dep(t) == Dep::Nsubj && self.is_source_like(t));
        let named = (from..colon)
            .find(|&t| self.is_nominal(t) && self.is_source_like(t) && !parse.has_child(t, Dep::Case));
        // « Martin à Dupont : "…" »: a heading has no verb, and a name the pipeline may not know.
        let first = (from..colon).find(|&t| !parse.is_space(t)).filter(|&first| {
            self.is_nominal(first)
                && parse.nodes[first].text.starts_with(char::is_uppercase)
                && !self.has_finite(from, colon)
                && colon - from <= 6
        });
        let head = subject.or(named).or(first)?;
        let noun = (from..colon).rev().find(|&t| {
            parse.pos(t) == Pos::NOUN
                && (self.lexicon.nouns.contains_key(self.lemma(t))
                    || matches!(
                        self.lemma(t),
                        "sms" | "message" | "mot" | "phrase" | "texte" | "tweet" | "communiqué"
                    ))
        });
        let verb = noun.map(|noun| parse.head(noun)).filter(|&verb| parse.is_verbal(verb) && verb < colon);
        let mut cue: Vec<Tok> = Vec::new();
        if let Some(verb) = verb {
            cue.extend(self.verb_group(verb));
        }
        cue.extend(noun);
        cue.sort_unstable();
        Some(Draft {
            source: Some(self.source_at(head)),
            cue,
            cue_head: verb.or(noun),
            content: vec![inner],
            stance: Stance::Asserts,
            hedged: false,
            class: Some(Class::Speech),
            rule: "quotation-colon-bare",
        })
    }

    /// `X affirme « … »`: a whole utterance right behind the verb.
    pub(crate) fn introduced_by_verb(&self, open: Tok, quote: usize, inner: Run) -> Option<Draft> {
        let parse = &self.parse;
        if !self.is_speech(quote) || !self.has_finite(inner.0, inner.1 + 1) {
            return None;
        }
        let sentence = parse.sentence(open);
        let mut at = parse.prev(open)?;
        let mut steps = 0;
        while at >= sentence.start && self.cue(at, &[Frame::Quote]).is_none() {
            // « a répondu par "…" », « a dit ceci "…" », « répond aussitôt "…" ».
            let passes =
                matches!(parse.pos(at), Pos::ADV | Pos::ADP) || matches!(parse.low(at), "ceci" | "cela");
            if !passes || matches!(parse.low(at), "de" | "d'" | "pour" | "sur") || steps > 2 {
                return None;
            }
            steps += 1;
            at = parse.prev(at)?;
        }
        if at < sentence.start {
            return None;
        }
        let cue = self.cue(at, &[Frame::Quote])?;
        let source = self.subject(at);
        if source.is_none() && !self.is_finite(at) {
            return None;
        }
        Some(Draft {
            source,
            cue: self.cue_tokens(at, cue),
            cue_head: Some(at),
            content: vec![inner],
            stance: self.stance_of(at, cue, Frame::Quote),
            hedged: cue.hedged || self.is_conditional(at),
            class: Some(cue.class),
            rule: "quotation-verb",
        })
    }
}
