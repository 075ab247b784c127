//! Where a complement ends: its subtree, drawn on to the next boundary, cut where another voice begins.

use selon_spacy::Pos;

use crate::context::Context;
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    /// The last token of a complement that begins at `start` under `head`, inside the sentence: the end of the
    /// subtree, drawn on over what no boundary parts from it, cut where another attribution begins. A `wide` one, a
    /// finite clause, is drawn on over commas too: what follows in the sentence is the source's as well, until
    /// something says otherwise.
    pub(crate) fn clause_end(&self, cue: Tok, start: Tok, head: Tok, reach: Reach) -> Tok {
        let parse = &self.parse;
        let sentence = parse.sentence(start);
        let mut last = parse.edges(head).1.min(sentence.end - 1).max(head.min(sentence.end - 1)).max(start);
        // Coordinated complements: « que A et que B », « de A et de B ».
        for child in parse.children(cue) {
            if child <= last || child >= sentence.end {
                continue;
            }
            if matches!(parse.dep(child), Dep::Conj | Dep::Ccomp | Dep::Xcomp | Dep::Advcl)
                && !self.has_subject(child)
            {
                let (first, end) = parse.edges(child);
                let resumes = (first..=child).any(|t| matches!(parse.low(t), "que" | "qu'"));
                let joined = (last + 1..child).any(|t| matches!(parse.low(t), "et" | "ou" | "mais"));
                if resumes && joined && end > last {
                    last = end.min(sentence.end - 1);
                }
            }
        }
        last = self.cut(cue, start, last);
        if reach == Reach::Tight {
            return self.tight_end(start, head, last);
        }
        let mut guard = 0;
        while let Some(next) = parse.next(last).filter(|&next| next < sentence.end && guard < 400) {
            guard += 1;
            if self.starts_new_cue(next, cue) || self.begins_incise(next) {
                break;
            }
            if self.is_boundary(next) {
                match self.over_boundary(next, start, cue, reach, sentence.end) {
                    Some(end) => last = end,
                    None => break,
                }
                continue;
            }
            if reach != Reach::Wide
                && self.quotes.at(next) == self.quotes.at(cue)
                && self.is_report_adjunct(next, cue)
            {
                break;
            }
            if reach != Reach::Wide && self.is_main_verb(next, start) {
                last = self.before_conjoined_subject(start, last);
                break;
            }
            last = next;
        }
        self.cut(cue, start, last)
    }

    /// `la fermeture du pont et la mairie [attend]`: the subject of the clause that follows stands behind its conjunction.
    fn before_conjoined_subject(&self, start: Tok, last: Tok) -> Tok {
        const LONGEST: usize = 6;
        let parse = &self.parse;
        let from = last.saturating_sub(LONGEST).max(start + 1);
        let conjunction = (from..=last).rev().find(|&t| matches!(parse.low(t), "et" | "mais" | "or" | "car"));
        match conjunction.and_then(|conjunction| parse.prev(conjunction)) {
            Some(before) if before >= start => before,
            _ => last,
        }
    }

    /// A finite verb that no relative pronoun or conjunction before it takes into the phrase.
    pub(crate) fn is_main_verb(&self, tok: Tok, start: Tok) -> bool {
        let parse = &self.parse;
        parse.is_verbal(tok)
            && matches!(parse.nodes[tok].form, Form::Finite | Form::Conditional)
            && !(start..tok).any(|t| {
                matches!(
                    parse.low(t),
                    "qui"
                        | "quiconque"
                        | "que"
                        | "qu'"
                        | "dont"
                        | "où"
                        | "si"
                        | "comme"
                        | "lorsque"
                        | "quand"
                        | "lequel"
                        | "laquelle"
                        | "lesquels"
                        | "lesquelles"
                        | "auquel"
                )
            })
    }

    /// A modifier ends at the first comma behind its verb, and before a main verb that the parser let in.
    pub(crate) fn tight_end(&self, start: Tok, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        for t in start + 1..=last {
            let finite =
                parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional);
            let relative = (start..t).any(|r| {
                parse.pos(r) == Pos::PRON && matches!(parse.low(r), "qui" | "que" | "qu'" | "dont" | "où")
            });
            if t > head && self.is_comma(t) && !finite {
                let end = parse.sentence(start).end;
                if let Some(closing) = self.enumeration_end(t, end) {
                    return closing;
                }
            }
            if (finite && !relative) || (t > head && self.is_comma(t) && !self.ends_in_copula(t)) {
                return parse.prev(t).unwrap_or(start).max(start);
            }
            let loose = parse.nodes[t].form == Form::PastParticiple
                && t > head
                && !parse.has_child(t, Dep::Aux)
                && !parse.has_child(t, Dep::AuxPass)
                && parse.dep(t) != Dep::Acl
                && parse.dep(t) != Dep::Amod
                && parse.dep(t) != Dep::Conj;
            if loose && parse.pos(t) == Pos::VERB {
                return t - 1;
            }
        }
        last
    }

    /// `onze Belges, un Suisse, quatre Français et un Libanais`, `à la détente, aux loisirs et à la promenade`: the end of
    /// an enumeration that goes on behind a comma and closes with `et` or `ou`.
    fn enumeration_end(&self, comma: Tok, end: Tok) -> Option<Tok> {
        const MEMBERS: usize = 8;
        const LONGEST: usize = 7;
        let parse = &self.parse;
        let family = |tok: Tok| match (parse.pos(tok), parse.low(tok)) {
            (_, "à" | "au" | "aux") => 1,
            (Pos::ADP, "de" | "d'" | "du" | "des") => 2,
            (Pos::ADP, _) => 0,
            (Pos::DET | Pos::NUM | Pos::NOUN | Pos::PROPN, _) => 3,
            _ => 0,
        };
        let mut first = parse.next(comma).filter(|&first| first < end)?;
        let kind = family(first);
        let before = comma.saturating_sub(LONGEST + 1);
        if kind == 0 || kind < 3 && !(before..comma).any(|t| family(t) == kind) {
            return None;
        }
        if kind == 3
            && !parse.prev(comma).is_some_and(|prev| self.is_nominal(prev) || parse.pos(prev) == Pos::ADJ)
        {
            return None;
        }
        let stops =
            |t: Tok| parse.low(t) == "," || matches!(parse.low(t), "et" | "ou") || self.is_boundary(t);
        for _ in 0..MEMBERS {
            let stop = (first..end).find(|&t| stops(t))?;
            if stop - first > LONGEST || self.has_finite(first, stop) || !self.cues_free(first, stop) {
                return None;
            }
            let next = parse.next(stop).filter(|&next| next < end)?;
            if family(next) != kind {
                return None;
            }
            if matches!(parse.low(stop), "et" | "ou") {
                let last = (next..end).find(|&t| self.is_boundary(t)).unwrap_or(end);
                let closes = last == end || matches!(parse.low(last), "." | ";" | "!" | "?");
                return (closes && !self.has_finite(next, last) && self.cues_free(next, last))
                    .then(|| parse.prev(last).unwrap_or(next).max(next));
            }
            if parse.low(stop) != "," {
                return None;
            }
            first = next;
        }
        None
    }

    /// No reporting verb stands in the run.
    fn cues_free(&self, from: Tok, to: Tok) -> bool {
        (from..to).all(|t| self.cues(t).is_empty())
    }

    /// `d'avoir été, avec X, l'un des …`: the predicate is still to come.
    pub(crate) fn ends_in_copula(&self, comma: Tok) -> bool {
        self.parse.prev(comma).is_some_and(|prev| {
            matches!(self.parse.low(prev), "été" | "être" | "est" | "sont" | "était" | "étaient")
        })
    }

    /// Past a boundary, where the complement goes on behind it: the token to go on from.
    pub(crate) fn over_boundary(
        &self,
        tok: Tok,
        start: Tok,
        cue: Tok,
        reach: Reach,
        end: Tok,
    ) -> Option<Tok> {
        let parse = &self.parse;
        // Inside quoted words that began in the complement no boundary ends it.
        if let Some(quote) = self.quotes.at(tok) {
            let of = &self.quotes.all[quote];
            if of.open.is_some_and(|open| open >= start) && of.close.is_some_and(|close| close < end) {
                return Some(tok);
            }
        }
        // Marks and brackets that open and close inside belong to it.
        if let Some(quote) = self.quote_opened_by(tok) {
            return self.quotes.all[quote].close.filter(|&close| close < end).or(Some(tok));
        }
        if let Some(quote) = self.quote_closed_by(tok) {
            return self.quotes.all[quote].open.is_some_and(|open| open >= start).then_some(tok);
        }
        match parse.low(tok) {
            "(" => {
                let close = (tok..end).find(|&t| parse.low(t) == ")")?;
                // Words of somebody's in brackets are an attribution of their own.
                let quoted = (tok..close).any(|t| self.quotes.opened_by(t).is_some());
                // A medium's name in brackets is a credit for the whole.
                let credit = close > tok + 1
                    && parse
                        .doc
                        .text()
                        .slice(parse.span(tok + 1, close - 1))
                        .is_some_and(|name| self.lexicon.is_outlet(name));
                (!credit && (reach == Reach::Wide || !quoted)).then_some(close)
            }
            "," => {
                let next = parse.next(tok).filter(|&next| next < end)?;
                if self.ends_in_copula(tok) {
                    let close = (next..end).find(|&t| self.is_comma(t))?;
                    return parse.next(close).filter(|&t| t < end);
                }
                if reach != Reach::Wide {
                    if let Some(last) = self.enumeration_end(tok, end) {
                        return Some(last);
                    }
                    // « par chèque, par exemple au delà de mille euros », « des armes, notamment des fusils »
                    let example = matches!(
                        parse.low(next),
                        "notamment" | "surtout" | "principalement" | "particulièrement" | "soit"
                    ) || parse.low(next) == "par"
                        && parse.next(next).is_some_and(|after| parse.low(after) == "exemple")
                        || parse.low(next) == "y"
                            && parse.next(next).is_some_and(|after| parse.low(after) == "compris");
                    if example {
                        let stop = (next..end).find(|&t| self.is_boundary(t)).unwrap_or(end);
                        return (!self.has_finite(next, stop) && stop > next)
                            .then(|| parse.prev(stop).unwrap_or(next).max(next));
                    }
                    // « un moment « festif », « affectueux » »
                    if self.quotes.opened_by(next).is_some()
                        && parse.prev(tok).is_some_and(|prev| self.quotes.closed_by(prev).is_some())
                    {
                        return Some(tok);
                    }
                    // « l'exécution, jeudi, par les rebelles »: a short set-off phrase parts nothing.
                    let close = (next + 1..end.min(next + 4)).find(|&t| self.is_comma(t));
                    if let Some(after) = close
                        .and_then(|close| parse.next(close))
                        .filter(|&after| after < end && parse.pos(after) == Pos::ADP)
                        && !self.has_finite(next, after)
                        && (parse.pos(next) != Pos::ADP || !self.has_finite(next, end))
                    {
                        return Some(after);
                    }
                    // « ce message, envoyé par X »: a participle that ends the sentence belongs to the noun.
                    let participle = parse.nodes[next].form == Form::PastParticiple
                        && self.cues(next).is_empty()
                        && !parse.has_child(next, Dep::Aux)
                        && !parse.has_child(next, Dep::AuxPass);
                    return (participle
                        && !self.has_finite(next, end)
                        && !(next..end).any(|t| self.is_comma(t)))
                    .then_some(next);
                }
                if self.begins_incise(next) {
                    return None;
                }
                // « que A, et l'opposition rétorque que B »
                if matches!(parse.low(next), "et" | "mais" | "tandis" | "alors" | "or" | "puis" | "quand")
                    && self.has_finite(start, tok)
                    && self.voice_follows(next, end)
                    && !parse.next(next).is_some_and(|after| matches!(parse.low(after), "que" | "qu'"))
                {
                    return None;
                }
                // The clause has to come to its verb whatever stands in between.
                if !self.has_finite(start, tok) {
                    return Some(next);
                }
                self.goes_on_behind_comma(next, start, cue, end).then_some(next)
            }
            "–" | "—" | "-" if reach == Reach::Wide => Some(tok),
            _ => None,
        }
    }

    pub(crate) fn is_boundary(&self, tok: Tok) -> bool {
        // « le centre-ville » that the tokenizer parted is one word.
        let nodes = &self.parse.nodes;
        let glued = matches!(nodes[tok].text, "-" | "‑")
            && tok > 0
            && tok + 1 < nodes.len()
            && nodes[tok - 1].chars.end == nodes[tok].chars.start
            && nodes[tok].chars.end == nodes[tok + 1].chars.start;
        !glued
            && matches!(
                self.parse.low(tok),
                "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | "(" | ")" | "–" | "—" | "-" | "[" | "]"
            )
            || self.quotes.is_mark(&self.parse, tok)
    }
}
