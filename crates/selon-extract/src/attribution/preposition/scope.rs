//! What a source behind a preposition answers for: the clause that it opens, closes or is set into.

use selon_spacy::Pos;

use crate::attribution::speech::Incise;
use crate::context::{Context, Run};
use crate::lexicon::{Class, Frame};
use crate::parse::{Dep, Form, Tok};

impl Context<'_> {
    /// `pour X, P` at the head of a clause.
    pub(super) fn clause_for_pour(&self, at: Tok, last: Tok) -> Option<Vec<Run>> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        let start = self.skip_connectors(sentence.start, sentence.end);
        if start != at {
            return None;
        }
        // A comma parts it from a clause with a subject and a verb of its own.
        let comma = self.last_comma_before_clause(last, sentence.end)?;
        let from = parse.next(comma)?;
        if from >= sentence.end || !self.has_finite(from, sentence.end) {
            return None;
        }
        if parse.nodes[from].form == Form::Infinitive {
            return None;
        }
        Some(vec![(from, self.initial_end(from, sentence.end))])
    }

    /// The comma in front of the clause that a source introduces, behind appositions and relative clauses of the source.
    pub(super) fn last_comma_before_clause(&self, last: Tok, end: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let mut comma = (last + 1..end).find(|&t| self.is_comma(t))?;
        // Only modifiers of the source may stand before it.
        if self.has_finite(last + 1, comma)
            && !matches!(parse.low(last + 1), "qui" | "dont" | "que" | "qu'" | "où")
        {
            return None;
        }
        for _ in 0..6 {
            let first = parse.next(comma).filter(|&first| first < end)?;
            if self.quotes.is_mark(parse, first) || self.is_parted_subject(first, end) {
                return Some(comma);
            }
            let next = (first..end).find(|&t| self.is_comma(t));
            let Some(next) = next else { return Some(comma) };
            let relative = matches!(parse.low(first), "qui" | "dont" | "où" | "lequel" | "laquelle");
            let verbless = !self.has_finite(first, next);
            let adjunct = matches!(
                parse.pos(first),
                Pos::ADP | Pos::ADV | Pos::SCONJ | Pos::PRON | Pos::NUM | Pos::CCONJ
            ) || parse.nodes[first].form == Form::PresentParticiple;
            let subject = (first..next)
                .any(|t| matches!(parse.dep(t), Dep::Nsubj | Dep::NsubjPass) && parse.head(t) > next);
            // A noun phrase with a subject and its verb right behind it is an apposition: « X, son porte-parole, P ».
            let behind = parse.next(next).filter(|&behind| behind < end);
            let limit = behind.map_or(end, |behind| (behind..end).find(|&t| self.is_comma(t)).unwrap_or(end));
            let subject = subject
                && !behind.is_some_and(|behind| {
                    matches!(parse.pos(behind), Pos::DET | Pos::PROPN)
                        && self.has_finite(behind, limit)
                        && !matches!(parse.nodes[behind].form, Form::PastParticiple)
                });
            if relative || (verbless && !adjunct && !subject && self.has_finite(next, end)) {
                comma = next;
            } else {
                return Some(comma);
            }
        }
        Some(comma)
    }

    /// `D'après X, l'agent mis en cause, aurait …`, `les services, qui …, ont …`: a noun phrase whose verb follows a comma,
    /// without a subject of its own, is its subject and no apposition of the source.
    pub(super) fn is_parted_subject(&self, first: Tok, end: Tok) -> bool {
        let parse = &self.parse;
        if !matches!(parse.pos(first), Pos::DET | Pos::PROPN) {
            return false;
        }
        let mut from = first;
        for _ in 0..3 {
            let Some(behind) = (from..end)
                .find(|&t| self.is_comma(t))
                .and_then(|comma| parse.next(comma))
                .filter(|&t| t < end)
            else {
                return false;
            };
            if self.has_finite(from, behind) && from == first {
                return false;
            }
            let verb = if matches!(parse.low(behind), "se" | "s'" | "ne" | "n'" | "en" | "y") {
                parse.next(behind).unwrap_or(behind)
            } else {
                behind
            };
            if parse.is_verbal(verb)
                && matches!(parse.nodes[verb].form, Form::Finite | Form::Conditional)
                && !self.begins_incise(behind)
            {
                return true;
            }
            if !matches!(parse.low(behind), "qui" | "dont" | "où" | "lequel" | "laquelle") {
                return false;
            }
            from = behind;
        }
        false
    }

    /// The clause that a source in front, behind or inside it answers for.
    pub(crate) fn clause_around(
        &self,
        at: Tok,
        last: Tok,
        incises: &[Incise],
        earlier: Option<Tok>,
    ) -> Option<Vec<Run>> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        let last = self.set_off_end(last, sentence.end);
        let start = self.skip_connectors(sentence.start, at + 1).min(at);
        let before = parse.prev(at).filter(|&prev| prev >= sentence.start);
        let after = parse.next(last).filter(|&next| next < sentence.end);
        let opens_clause = before.is_none_or(|before| {
            let behind_que = self.is_comma(before)
                && parse.prev(before).is_some_and(|que| {
                    matches!(parse.low(que), "que" | "qu'" | "où" | "mais" | "car" | "et")
                });
            // « Selon lui, d'après les relevés, P »: the second opens what the first reports.
            let nested = self.is_comma(before) && earlier.is_some() && parse.prev(before) == earlier;
            at == start
                || behind_que
                || nested
                || matches!(
                    parse.low(before),
                    "que" | "qu'" | "et" | "mais" | ":" | ";" | "or" | "où" | "car" | "puisque" | "("
                )
        });
        let ends_clause = after.is_none_or(|after| {
            matches!(parse.low(after), "." | ";" | "!" | "?" | "…" | ")" | "»" | ":")
                || self.quotes.is_mark(parse, after) && self.quote_closed_by(after).is_some()
                // « P, selon X, a rapporté Y »
                || self.is_comma(after) && parse.next(after).is_some_and(|next| self.begins_incise(next))
        });
        if opens_clause && !(ends_clause && at != start) {
            let after = after?;
            let from =
                if self.is_comma(after) || parse.low(after) == ":" { parse.next(after)? } else { after };
            if from >= sentence.end {
                return None;
            }
            // Words between the source and the comma belong to neither.
            let mut from = from;
            if !self.is_comma(after)
                && !self.starts_phrase(after)
                && let Some(comma) = (after..sentence.end).find(|&t| self.is_comma(t) || parse.low(t) == ":")
                && !self.has_finite(after, comma)
            {
                from = parse.next(comma)?;
            }
            // Appositions and relative clauses of the source come first.
            if self.is_comma(after)
                && let Some(comma) = self.last_comma_before_clause(last, sentence.end)
            {
                from = parse.next(comma).filter(|&next| next < sentence.end).unwrap_or(from);
            }
            let end = sentence.end;
            // A quotation that begins here runs over its sentences.
            if let Some(quote) = self.quote_opened_by(from) {
                let inner = self.quotes.all[quote].inner.clone();
                if inner.end > sentence.end {
                    return Some(vec![(inner.start, inner.end - 1)]);
                }
            }
            return Some(vec![(from, self.initial_end(from, end))]);
        }
        if let Some(measure) = self.measure_before(at, last) {
            return Some(vec![measure]);
        }
        // Behind or inside: back to the beginning of the clause.
        let comma = before
            .filter(|&before| self.is_comma(before) || matches!(parse.low(before), "–" | "—" | "(" | "-"));
        let mut from = self.clause_start(at, start, incises);
        // A quotation of several sentences ends here.
        if let Some(quote) = before.and_then(|before| {
            self.quote_closed_by(before)
                .or_else(|| parse.prev(before).and_then(|two| self.quote_closed_by(two)))
        }) {
            let inner = self.quotes.all[quote].inner.clone();
            if inner.start < sentence.start {
                from = inner.start;
            }
        }
        let until = comma.unwrap_or(at).checked_sub(1)?;
        if until < from {
            return None;
        }
        if ends_clause || after.is_none() {
            from = self.behind_opening_phrase(from, until);
        }
        let mut content = vec![(from, until)];
        if !ends_clause {
            // Set in: « les pays qui sont, selon lui, à l'origine ».
            let after = after?;
            let relative = self.relative_around(at, from);
            if let Some((noun, _)) = relative {
                content[0].0 = noun;
            } else if comma.is_none() {
                // « apportée selon lui par … »: the participle's noun.
                let prev = before?;
                if parse.nodes[prev].form == Form::PastParticiple
                    && self.is_nominal(parse.head(prev))
                    && parse.head(prev) < prev
                {
                    content[0].0 = self.noun_phrase(parse.head(prev)).0;
                }
            }
            let resume = if self.is_comma(after) { parse.next(after)? } else { after };
            if resume < sentence.end {
                let end = self.initial_end(resume, self.resumed_clause_end(resume, sentence.end));
                // A participle or a new clause behind it is not what the source answers for.
                // « 116 enquêtes, selon une source, portant sur de graves blessures »: one that reports nothing may go on.
                let gerund = parse.nodes[resume].form == Form::PresentParticiple
                    && (!self.cues(resume).is_empty() || !self.has_finite(from, until));
                // « selon la préfecture, qui a fait état de … »: the source's own.
                let of_source = self.is_comma(after)
                    && matches!(parse.low(resume), "qui" | "dont" | "où" | "lequel" | "laquelle");
                let new_clause = comma.is_some()
                    && self.is_comma(after)
                    && self.has_finite(from, until)
                    && matches!(
                        parse.low(resume),
                        "qui"
                            | "dont"
                            | "alors"
                            | "tandis"
                            | "avant"
                            | "après"
                            | "ce"
                            | "et"
                            | "mais"
                            | "ainsi"
                    );
                let rival = self.is_other_measure(resume, sentence.end);
                if end >= resume && !gerund && !new_clause && !of_source && !rival {
                    content.push((resume, end));
                }
            }
        }
        Some(content)
    }

    /// `douze morts selon X, trente selon Y`: of measures that several tell, each has its own.
    fn measure_before(&self, at: Tok, last: Tok) -> Option<Run> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        let until = at.checked_sub(1).filter(|&until| until >= sentence.start)?;
        let parts = |t: Tok| self.is_comma(t) || matches!(parse.low(t), ":" | ";" | "et" | "mais" | "contre");
        let before = (sentence.start..until).rev().find(|&t| parts(t))?;
        let mut from = parse.next(before).filter(|&from| from <= until)?;
        if matches!(parse.low(from), "et" | "mais" | "contre") {
            from = parse.next(from).filter(|&from| from <= until)?;
        }
        if !self.is_measure(from, until + 1) || self.quotes.at(from).is_some() {
            return None;
        }
        let told_before = (sentence.start..before).any(|t| self.opens_source(t));
        let told_behind = parse
            .next(last)
            .filter(|&next| next < sentence.end && self.is_comma(next))
            .and_then(|comma| parse.next(comma))
            .is_some_and(|next| self.is_other_measure(next, sentence.end));
        (told_before || told_behind).then_some((from, until))
    }

    /// `trente selon Y`, `plus de trente d'après Y`, behind a comma: what another tells.
    fn is_other_measure(&self, from: Tok, end: Tok) -> bool {
        const REACH: usize = 9;
        let parse = &self.parse;
        let from = match parse.low(from) {
            "et" | "mais" | "contre" => parse.next(from).unwrap_or(from),
            _ => from,
        };
        let limit = (from..end.min(from + REACH)).find(|&t| self.is_comma(t) || self.opens_source(t));
        limit.is_some_and(|limit| self.opens_source(limit) && self.is_measure(from, limit))
    }

    /// A number near the beginning, and no clause.
    fn is_measure(&self, from: Tok, end: Tok) -> bool {
        const NEAR: usize = 4;
        let parse = &self.parse;
        (from..end.min(from + NEAR)).any(|t| parse.pos(t) == Pos::NUM) && !self.has_finite(from, end)
    }

    fn opens_source(&self, t: Tok) -> bool {
        let parse = &self.parse;
        let behind = || parse.next(t).is_some_and(|next| parse.low(next) == "après");
        match parse.low(t) {
            "selon" | "d'après" | "croire" => true,
            "d'" => behind(),
            _ => false,
        }
    }

    /// `Depuis l'attaque du 7 octobre, qui …, P, selon X`: a long phrase in front of the clause tells what is known anyway.
    fn behind_opening_phrase(&self, from: Tok, until: Tok) -> Tok {
        const LONG: usize = 6;
        let parse = &self.parse;
        if parse.pos(from) != Pos::ADP || self.quotes.at(from).is_some() {
            return from;
        }
        let mut relative = false;
        for t in from..until {
            relative |= matches!(parse.low(t), "qui" | "dont" | "où");
            let Some(next) = parse.next(t).filter(|_| self.is_comma(t)) else { continue };
            let opens = matches!(parse.pos(next), Pos::DET | Pos::PROPN | Pos::PRON)
                || parse.pos(next) == Pos::ADP && !self.has_finite(next, next + 2);
            if self.has_finite(from, t) && !relative {
                return from;
            }
            if opens
                && t - from >= LONG
                && !matches!(parse.low(next), "qui" | "dont" | "où")
                && self.has_finite(next, until + 1)
            {
                return next;
            }
        }
        from
    }

    /// The end of what resumes behind a set-in source: before a coordinated clause with a subject of its own.
    pub(super) fn resumed_clause_end(&self, from: Tok, end: Tok) -> Tok {
        let parse = &self.parse;
        for t in from..end {
            if matches!(parse.low(t), "mais" | "et" | "tandis" | "alors" | "or")
                && self.quotes.at(t) == self.quotes.at(from)
            {
                let subject =
                    (t + 1..end.min(t + 8)).find(|&s| matches!(parse.dep(s), Dep::Nsubj | Dep::NsubjPass));
                if subject
                    .is_some_and(|subject| self.is_clause(parse.head(subject)) && parse.head(subject) > t)
                {
                    return t;
                }
            }
        }
        end
    }

    /// A finite clause, a participle or a relative right behind the source ends with the sentence, cut where
    /// another voice begins.
    pub(super) fn initial_end(&self, from: Tok, end: Tok) -> Tok {
        let parse = &self.parse;
        // Inside a quotation it ends there.
        let end = self
            .quotes
            .at(from)
            .filter(|&quote| self.quotes.all[quote].inner.start < from)
            .map_or(end, |quote| end.min(self.quotes.all[quote].inner.end));
        for t in from..end {
            if self.quotes.at(t) != self.quotes.at(from) {
                continue;
            }
            if parse.low(t) == ";" {
                return t.saturating_sub(1).max(from);
            }
            if !self.is_comma(t) && !matches!(parse.low(t), "et" | "mais") {
                continue;
            }
            let Some(next) = parse.next(t).filter(|&next| next < end) else { continue };
            // « …, mais le rapport note que », « …, alors que selon X »
            let joins = matches!(parse.low(next), "mais" | "alors" | "tandis" | "et" | "quand" | "or")
                || matches!(parse.low(t), "et" | "mais");
            if joins && self.voice_follows(next, end) {
                return t - 1;
            }
            let verb = if matches!(parse.low(next), "en" | "tout") {
                parse.next(next).unwrap_or(next)
            } else {
                next
            };
            if self.is_comma(t)
                && parse.nodes[verb].form == Form::PresentParticiple
                && self.cue(verb, &[Frame::Que]).is_some()
                && self.que_clause(verb).is_some()
            {
                return t - 1;
            }
            // « …, a précisé X »: another reporting clause.
            if self.is_comma(t) && self.begins_incise(next) {
                return t - 1;
            }
        }
        end - 1
    }

    /// Another source with its cue follows in the next clause.
    pub(crate) fn voice_follows(&self, from: Tok, end: Tok) -> bool {
        let parse = &self.parse;
        for t in from..end.min(from + 9) {
            if matches!(parse.low(t), "selon" | "d'après") {
                return true;
            }
            if parse.pos(t) == Pos::VERB && (self.is_finite(t)) {
                if !self.cues(t).is_empty()
                    && (self.que_clause(t).is_some()
                        || self.cue(t, &[Frame::Que]).is_some_and(|cue| {
                            cue.ambiguity(Frame::Que) == 0
                                && matches!(cue.class, Class::Speech | Class::Writing)
                        }))
                {
                    return true;
                }
                return false;
            }
        }
        false
    }

    pub(super) fn starts_phrase(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        parse.pos(tok) == Pos::DET || parse.dep(tok) == Dep::Nsubj || self.quotes.is_mark(parse, tok)
    }

    /// `, cité par Reuters,` and `, qui …,` behind a source.
    pub(super) fn set_off_end(&self, last: Tok, end: Tok) -> Tok {
        let parse = &self.parse;
        let Some(comma) = parse.next(last).filter(|&comma| comma < end && self.is_comma(comma)) else {
            return last;
        };
        let Some(next) = parse.next(comma).filter(|&next| next < end) else { return last };
        let sets_off = matches!(
            parse.low(next),
            "qui"
                | "dont"
                | "cité"
                | "citée"
                | "cités"
                | "citées"
                | "interrogé"
                | "interrogée"
                | "joint"
                | "jointe"
                | "chargé"
                | "chargée"
                | "lui-même"
                | "pour"
                | "lors"
                | "dans"
        ) && parse.low(next) != "dans"
            || (parse.low(next) == "tel" || parse.low(next) == "telle");
        if !sets_off {
            return last;
        }
        match (next + 1..end).find(|&t| self.is_comma(t)) {
            Some(close) => close - 1,
            None => last,
        }
    }

    /// Where the clause that ends at `at` begins.
    pub(super) fn clause_start(&self, at: Tok, start: Tok, incises: &[Incise]) -> Tok {
        let parse = &self.parse;
        let mut from = start;
        for t in (start..at).rev() {
            if matches!(parse.low(t), ";" | ":") && self.quotes.at(t) == self.quotes.at(at) {
                let headline = parse.low(t) == ":" && !self.has_finite(start, t);
                from = parse.next(t).filter(|&next| next < at).unwrap_or(t);
                if !headline && parse.low(t) == ":" && !self.has_finite(from, at) {
                    from = start;
                }
                break;
            }
            if let Some(quote) = self.quotes.at(at)
                && self.quotes.all[quote].inner.start == t
            {
                from = t;
                break;
            }
        }
        // An earlier reporting clause of the sentence closes what it reports; « cité par X » goes around it.
        let around = parse.low(at).starts_with("cité");
        for incise in incises.iter().filter(|_| !around) {
            if incise.run.0 > from && incise.run.1 < at && !incise.resumes {
                from = incise.run.1 + 1;
            }
        }
        from
    }

    /// The noun and the pronoun of the relative clause that holds `at`, when it began in this clause.
    pub(super) fn relative_around(&self, at: Tok, from: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let mut finite = 0;
        for t in (from..at).rev() {
            if parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional) {
                finite += 1;
                if finite > 1 {
                    return None;
                }
            }
            if matches!(parse.low(t), "qui" | "que" | "qu'" | "dont" | "où") && parse.pos(t) == Pos::PRON {
                let mut before = parse.prev(t)?;
                if self.is_comma(before) {
                    before = parse.prev(before)?;
                }
                let noun = if self.is_nominal(before) { self.nominal_top(before) } else { before };
                return self.is_nominal(noun).then(|| (self.noun_phrase(noun).0, t));
            }
        }
        None
    }
}
