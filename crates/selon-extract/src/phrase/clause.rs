//! Where a complement ends: its subtree, drawn on to the next boundary, cut where another voice begins.

use selon_spacy::Pos;

use crate::context::Context;
use crate::lexicon::Frame;
use crate::parse::{Dep, Form, Tok};
use crate::phrase::{Reach, is_conjunctive};

impl Context<'_> {
    /// The complementiser and the head of the `que` clause that verb or noun `tok` takes.
    pub(crate) fn que_clause(&self, tok: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let is_que = |t: Tok| matches!(parse.low(t), "que" | "qu'");
        let sentence = parse.sentence(tok);
        // By the tree: a clause below the cue with its mark.
        for child in parse.children(tok).filter(|&child| child > tok) {
            if !matches!(
                parse.dep(child),
                Dep::Ccomp
                    | Dep::Xcomp
                    | Dep::Advcl
                    | Dep::Acl
                    | Dep::AclRelcl
                    | Dep::Parataxis
                    | Dep::Obj
                    | Dep::Other
                    | Dep::Conj
            ) {
                continue;
            }
            let first = parse.edges(child).0;
            if let Some(mark) = (first.max(tok + 1)..child)
                .find(|&t| is_que(t) && parse.nodes[t].pos == Pos::SCONJ && parse.is_under(t, child))
                && self.que_is_close(tok, mark)
            {
                return Some((mark, child));
            }
        }
        // By the surface: « que » right behind the cue, with adverbs, a short complement or a bracketed phrase between.
        let mut at = tok + 1;
        while at < sentence.end.min(tok + 14) {
            if is_que(at) {
                if parse.pos(at) == Pos::PRON
                    && parse.dep(at) == Dep::Obj
                    && parse.head(at) != at
                    && parse.head(at) > at + 1
                    && at > tok + 1
                    && matches!(parse.pos(at - 1), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::ADJ)
                    && !matches!(
                        parse.low(at - 1),
                        "outre"
                            | "effet"
                            | "particulier"
                            | "revanche"
                            | "substance"
                            | "fait"
                            | "conclusion"
                            | "passant"
                            | "résumé"
                    )
                {
                    return None;
                }
                return self.que_is_close(tok, at).then(|| (at, self.clause_head(at)));
            }
            at += 1;
        }
        None
    }

    /// Nothing but adverbs, complements of the cue and set-off phrases stands between cue and `que`.
    pub(crate) fn que_is_close(&self, tok: Tok, que: Tok) -> bool {
        let parse = &self.parse;
        // « a « regretté » que P »: the marks hold the cue alone.
        let alone = self.quotes.at(tok).is_some_and(|quote| self.quotes.all[quote].inner.len() <= 2);
        if self.quotes.at(tok) != self.quotes.at(que) && self.quotes.at(tok).is_some() && !alone {
            return false;
        }
        if parse.prev(que).is_some_and(|prev| is_conjunctive(parse.low(prev))) {
            return false;
        }
        // « dévoile une note indiquant que P »: the nearer verb has the clause.
        if (tok + 1..que).any(|t| {
            parse.nodes[t].form == Form::PresentParticiple
                && parse.dep(t) == Dep::Acl
                && self.cue(t, &[Frame::Que]).is_some()
        }) {
            return false;
        }
        let mut commas = 0;
        let mut finite = 0;
        for t in tok + 1..que {
            if self.is_comma(t) {
                commas += 1;
            }
            if matches!(parse.low(t), ";" | ":" | "." | "!" | "?") {
                return false;
            }
            if parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional) {
                finite += 1;
            }
        }
        if commas == 0 {
            return finite == 0;
        }
        // A set-off phrase has a comma at either end: right behind the cue, or an adverb of it, and right before « que ».
        let first = (tok + 1..que).find(|&t| self.is_comma(t)).unwrap_or(que);
        let closes = parse.prev(que).is_some_and(|prev| self.is_comma(prev));
        commas == 2 && finite <= 1 && closes && first <= tok + 4
    }

    /// The head of the clause that begins at `start`: the first finite verb's clause head on the way up.
    pub(crate) fn clause_head(&self, start: Tok) -> Tok {
        let parse = &self.parse;
        let end = parse.sentence(start).end;
        let finite = (start..end)
            .find(|&t| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional));
        let mut at = finite.unwrap_or(start);
        while matches!(parse.dep(at), Dep::Aux | Dep::AuxPass | Dep::Cop) && parse.head(at) > start {
            at = parse.head(at);
        }
        at
    }

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
            if reach != Reach::Wide && self.is_report_adjunct(next, cue) {
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

    /// What follows a comma is still the source's: no other voice, no comment of the writer's begins.
    pub(crate) fn goes_on_behind_comma(&self, next: Tok, start: Tok, cue: Tok, end: Tok) -> bool {
        let parse = &self.parse;
        let low = parse.low(next);
        if self.begins_incise(next)
            || matches!(low, "selon" | "d'après" | "cité" | "citée" | "rapporte" | "ce")
        {
            return false;
        }
        if matches!(low, "et" | "mais" | "puis" | "tout" | "en") && self.starts_new_cue(next, cue) {
            return false;
        }
        // A finite verb without a subject takes up the main clause again: « qui stipule que P, sera rompu ».
        let finite =
            parse.is_verbal(next) && matches!(parse.nodes[next].form, Form::Finite | Form::Conditional);
        if finite && parse.dep(cue) != Dep::Root && self.quotes.at(next).is_none() {
            return false;
        }
        // « Estimant que P, X a promis »: the main clause of a participle in front begins.
        let main = parse.head(cue);
        if main > next && main < end && parse.nodes[cue].form == Form::PresentParticiple {
            let subject = parse
                .children(main)
                .find(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass) && child >= next);
            if subject.is_some_and(|subject| self.noun_phrase(subject).0 <= next + 1) {
                return false;
            }
        }
        let verb = if matches!(low, "en" | "tout" | "et") { parse.next(next).unwrap_or(next) } else { next };
        if verb < end && parse.nodes[verb].form == Form::PresentParticiple && !self.cues(verb).is_empty() {
            return false;
        }
        // Behind quoted words an apposition or relative clause is the writer's gloss.
        let closed = parse.prev(next).and_then(|comma| parse.prev(comma)).is_some_and(|prev| {
            self.quote_closed_by(prev)
                .is_some_and(|quote| self.quotes.all[quote].open.is_none_or(|open| open <= start + 1))
        });
        !closed
    }

    /// The time, place or medium of the report behind a nominal complement: `mardi`, `dans un communiqué`, `sur Twitter`.
    pub(crate) fn is_report_adjunct(&self, tok: Tok, cue: Tok) -> bool {
        let parse = &self.parse;
        let low = parse.low(tok);
        if crate::attribution::is_day(parse.lemma(tok))
            || matches!(low, "aujourd'hui" | "ce" | "cette")
                && parse.next(tok).is_some_and(|next| crate::attribution::is_day(parse.lemma(next)))
        {
            return true;
        }
        if !matches!(
            low,
            "dans"
                | "sur"
                | "lors"
                | "auprès"
                | "devant"
                | "via"
                | "par"
                | "à"
                | "au"
                | "depuis"
                | "avant"
                | "après"
                | "pour"
                | "afin"
                | "alors"
                | "parce"
                | "car"
        ) {
            return false;
        }
        if matches!(low, "alors" | "parce" | "car" | "avant" | "après" | "lors" | "devant" | "auprès" | "via")
        {
            let attached = parse.head(tok);
            return parse.head(attached) == cue || attached == cue;
        }
        let end = parse.sentence(tok).end;
        (tok + 1..end.min(tok + 5)).any(|t| {
            use crate::record::SourceKind::{Document, Image, Outlet};
            let noun = self
                .lexicon
                .source_noun(self.lemma(t))
                .is_some_and(|noun| matches!(noun.singular, Document | Image | Outlet));
            let medium = matches!(
                parse.low(t),
                "twitter"
                    | "facebook"
                    | "x"
                    | "telegram"
                    | "youtube"
                    | "télévision"
                    | "radio"
                    | "antenne"
                    | "ondes"
                    | "réseaux"
                    | "compte"
                    | "blog"
                    | "site"
                    | "conférence"
                    | "entretien"
                    | "interview"
                    | "discours"
                    | "allocution"
            );
            let day = crate::attribution::is_day(parse.lemma(t));
            (noun || medium || day) && matches!(low, "dans" | "sur" | "à" | "au" | "via" | "par" | "depuis")
        })
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

    /// `et a promis`, `et demande`: a verb coordinated with the cue, without a subject of its own.
    pub(crate) fn starts_new_cue(&self, tok: Tok, cue: Tok) -> bool {
        let parse = &self.parse;
        let low = parse.low(tok);
        if !matches!(low, "et" | "mais" | "puis" | "tout" | "en" | "ni") {
            return false;
        }
        let gerund = matches!(low, "en" | "tout");
        let end = parse.sentence(tok).end;
        for t in tok + 1..end.min(tok + 7) {
            if matches!(parse.low(t), "," | ":" | "que" | "qu'" | "qui") {
                return false;
            }
            if parse.nodes[t].form == Form::PresentParticiple && (gerund || !self.cues(t).is_empty()) {
                return !self.cues(t).is_empty() && (parse.head(t) == cue || self.que_clause(t).is_some());
            }
            if parse.pos(t) == Pos::VERB {
                if gerund || self.has_subject_between(t, tok) {
                    return false;
                }
                let finite = self.is_finite(t);
                let conj = parse.dep(t) == Dep::Conj && parse.head(t) == cue;
                if conj
                    && (finite
                        || (parse.nodes[t].form == Form::PastParticiple
                            && parse.nodes[cue].form == Form::PastParticiple))
                {
                    return true;
                }
                if !finite || self.cues(t).is_empty() || parse.nodes[t].form == Form::Infinitive {
                    return false;
                }
                // Number tells whose verb it is; a listed cue in a construction of its own is the reporter's.
                let takes = self.cue(t, &[Frame::Que]).is_some_and(|cue| cue.ambiguity(Frame::Que) < 2)
                    && (self.que_clause(t).is_some() || self.plural(t) == self.plural(cue));
                return takes && self.plural(t) == self.plural(cue);
            }
            if matches!(parse.pos(t), Pos::NOUN | Pos::PROPN) {
                return false;
            }
        }
        false
    }

    /// A subject between a conjunction and its verb.
    pub(crate) fn has_subject_between(&self, verb: Tok, conjunction: Tok) -> bool {
        self.parse.children(verb).any(|child| {
            matches!(self.parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj)
                && child > conjunction
                && child < verb
        })
    }

    /// Number of a finite verb, by its auxiliary where it has one.
    pub(crate) fn plural(&self, verb: Tok) -> bool {
        let aux = self.parse.children(verb).find(|&child| {
            child < verb && matches!(self.parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop)
        });
        self.parse.nodes[aux.unwrap_or(verb)].plural
    }

    /// Cuts a clause before what belongs to the reporting sentence again.
    pub(crate) fn cut(&self, cue: Tok, start: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let mut at = start;
        while at < last {
            at += 1;
            // The quotation in which the clause began ends: so does the clause.
            if let Some(quote) = self.quotes.at(start)
                && self.quotes.all[quote].close == Some(at)
                && self.quotes.all[quote].open.is_none_or(|open| open < start)
            {
                return at - 1;
            }
            if matches!(parse.low(at), ";" | ":") && self.quotes.at(at) == self.quotes.at(start) {
                return at - 1;
            }
            if matches!(parse.low(at), "et" | "mais" | "puis" | "tout" | "en") && self.starts_new_cue(at, cue)
            {
                return at - 1;
            }
            // « l'aide, qu'il considère comme »: what the source thinks of it besides.
            if matches!(parse.low(at), "que" | "qu'")
                && parse.pos(at) == Pos::PRON
                && parse
                    .next(at)
                    .is_some_and(|next| matches!(parse.low(next), "il" | "elle" | "ils" | "elles"))
            {
                let verb = parse.next(at).and_then(|pronoun| parse.next(pronoun)).unwrap_or(at);
                if self.cue(verb, &[Frame::XComme, Frame::XDePred]).is_some()
                    && self.class(verb) == Some(crate::lexicon::Class::Belief)
                    && at > start + 1
                {
                    return at - 1;
                }
            }
            if !self.is_comma(at) || self.quotes.at(at) != self.quotes.at(start) {
                continue;
            }
            let Some(next) = parse.next(at) else { continue };
            // « dénonce la pollution, réclame des analyses »: the next verb of the same subject.
            // A clause of its own comes to its verb behind a set-off subject: « que le préfet, Ali Bane, savait ».
            let clausal = parse.prev(start).is_some_and(|que| matches!(parse.low(que), "que" | "qu'"));
            if !clausal
                && self.is_finite(cue)
                && parse.is_verbal(next)
                && !self.cues(next).is_empty()
                && matches!(parse.nodes[next].form, Form::Finite | Form::Conditional)
                && parse.pos(next) == Pos::VERB
                && !self.has_finite(start, at)
                && !self.begins_incise(next)
            {
                return at - 1;
            }
            // « …, ajoutant que », « …, tout en affirmant »
            let mut verb = next;
            while verb < last && matches!(parse.low(verb), "en" | "tout" | "et" | "puis") {
                verb += 1;
            }
            let participle = parse.nodes[verb].form == Form::PresentParticiple
                && self
                    .cue(
                        verb,
                        &[
                            Frame::Que,
                            Frame::DeInf,
                            Frame::Inf,
                            Frame::Obj,
                            Frame::DeN,
                            Frame::AN,
                            Frame::SurN,
                        ],
                    )
                    .is_some_and(|cue| cue.ambiguity(Frame::Que) < 2);
            if participle && self.speaks_for_cue(verb, cue, start) {
                return at - 1;
            }
        }
        last
    }

    /// True where a participle behind a comma goes on for the source of the cue, not for the content's subject.
    pub(crate) fn speaks_for_cue(&self, verb: Tok, cue: Tok, start: Tok) -> bool {
        // The tree says so, or the participle takes a clause, which a content's own subject seldom gets.
        let head = self.parse.head(verb);
        let promises = matches!(self.class(verb), Some(crate::lexicon::Class::Promise));
        let locution = self.cues(verb).first().is_some_and(|cue| !cue.rest.is_empty());
        head == cue || head < start || promises || locution || self.que_clause(verb).is_some()
    }
}
