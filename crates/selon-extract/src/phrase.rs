//! Where phrases and clauses end.
//!
//! The tree proposes, the surface corrects: a noun phrase is its head's subtree without what only comments on
//! it, a clause runs on to the next boundary where the parser hung a last modifier one level too high.

use selon_spacy::Pos;
use selon_text::CharSpan;

use crate::context::{Context, Run, is_inverted_clitic};
use crate::lexicon::Frame;
use crate::parse::{Dep, Form, Tok};

impl Context<'_> {
    /// The noun phrase around `head` as a source: determiner to last complement, with apposition and
    /// restrictive relative clause, without preposition and non-restrictive relatives.
    pub(crate) fn noun_phrase(&self, head: Tok) -> Run {
        let parse = &self.parse;
        if is_inverted_clitic(parse.nodes[head].text) {
            return (head, head);
        }
        let mut first = head;
        for child in parse.children(head).collect::<Vec<_>>().into_iter().rev() {
            if child >= head {
                continue;
            }
            let keep = match parse.dep(child) {
                Dep::Det | Dep::Amod | Dep::Flat | Dep::Fixed => true,
                Dep::Advmod => !matches!(parse.low(child), "comme" | "selon" | "même" | "aussi" | "ainsi"),
                Dep::Nmod | Dep::Other => parse.pos(child) != Pos::SPACE && parse.pos(child) != Pos::PUNCT,
                Dep::Appos | Dep::Conj => false,
                _ => parse.pos(child) == Pos::NUM,
            };
            // « Accusé par X, le Front … »: what a comma parts from the noun is not its phrase.
            let apart = parse.next(parse.edges(child).1).is_some_and(|next| next < head && self.is_comma(next));
            if keep && !apart {
                first = first.min(parse.edges(child).0);
            }
        }
        // A predeterminer that the parser left outside: « tous les », « l'un des », « une partie de ».
        while let Some(prev) = parse.prev(first).filter(|&prev| parse.head(prev) == head && prev < first) {
            if matches!(parse.dep(prev), Dep::Det) {
                first = prev;
            } else {
                break;
            }
        }
        let limit = parse.sentence(head).end - 1;
        let mut last = head;
        let mut children: Vec<Tok> = parse.children(head).filter(|&child| child > head).collect();
        children.sort_unstable();
        for child in children {
            if self.quotes.at(child) != self.quotes.at(head) && self.closes_between(head, child) {
                break;
            }
            match self.keeps(head, last, child) {
                Keep::Yes => last = last.max(self.phrase_end(child)),
                Keep::Skip => {}
                Keep::Stop => break,
            }
        }
        // « celle-ci », however it was parted.
        while first > 0 && matches!(parse.low(first), "-" | "-ci" | "-là" | "ci" | "là") && parse.nodes[first - 1].para == parse.nodes[head].para {
            first -= 1;
        }
        let last = self.balance(first, last.min(limit));
        (first, self.with_apposition(head, last))
    }

    /// `Rory Jones, journaliste du Wall Street Journal`: what names the person again behind a comma belongs to the name.
    fn with_apposition(&self, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let named = parse.nodes[head].entity == crate::parse::Entity::Person || (parse.pos(head) == Pos::PROPN && parse.nodes[last].entity == crate::parse::Entity::Person);
        let sentence = parse.sentence(head);
        let Some(comma) = parse.next(last).filter(|&comma| comma < sentence.end && named && self.is_comma(comma)) else { return last };
        let Some(first) = parse.next(comma).filter(|&first| first < sentence.end) else { return last };
        let noun_first = parse.pos(first) == Pos::NOUN && parse.nodes[first].text.starts_with(char::is_lowercase);
        let article = matches!(parse.low(first), "un" | "une" | "le" | "la" | "l'" | "chef" | "ancien" | "ancienne" | "ex" | "second" | "premier" | "première");
        let age = parse.pos(first) == Pos::NUM && (first + 1..sentence.end.min(first + 3)).any(|t| parse.lemma(t) == "an");
        if !(noun_first || article || age) {
            return last;
        }
        let mut end = first;
        for t in first..sentence.end {
            if self.is_comma(t) || matches!(parse.low(t), "." | ";" | ":" | "!" | "?") || self.quotes.is_mark(parse, t) && self.quotes.opened_by(t).is_none() && self.quotes.closed_by(t).is_none() {
                break;
            }
            if parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional) {
                return last;
            }
            if matches!(parse.low(t), "qui" | "dont" | "et") {
                break;
            }
            if !parse.is_space(t) {
                end = t;
            }
        }
        self.balance(first, end).min(sentence.end - 1)
    }

    /// The end of a modifier inside a noun phrase: its subtree, cut before a non-restrictive clause.
    fn phrase_end(&self, tok: Tok) -> Tok {
        let parse = &self.parse;
        let mut last = tok;
        let mut children: Vec<Tok> = parse.children(tok).filter(|&child| child > tok).collect();
        children.sort_unstable();
        for child in children {
            match self.keeps(tok, last, child) {
                Keep::Yes => last = last.max(self.phrase_end(child)),
                Keep::Skip => {}
                Keep::Stop => break,
            }
        }
        last
    }

    fn keeps(&self, head: Tok, last: Tok, child: Tok) -> Keep {
        let parse = &self.parse;
        let first = parse.edges(child).0;
        let comma = parse.prev(first).is_some_and(|prev| self.is_comma(prev) && prev >= last)
            || (self.is_comma(first));
        let is_clause_head = !matches!(parse.pos(head), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::ADJ | Pos::NUM);
        match parse.dep(child) {
            _ if (last + 1..child).any(|t| matches!(parse.low(t), ":" | ";") && self.quotes.at(t) == self.quotes.at(head)) => Keep::Stop,
            Dep::Punct => Keep::Skip,
            Dep::AclRelcl | Dep::Acl | Dep::Advcl if comma => Keep::Stop,
            Dep::Acl if parse.nodes[child].form == Form::PresentParticiple && self.is_report(child) => Keep::Stop,
            Dep::Amod | Dep::Appos | Dep::Conj | Dep::Advcl if comma && (parse.pos(child) == Pos::ADJ || parse.nodes[child].form == Form::PastParticiple) => Keep::Stop,
            Dep::AclRelcl if self.is_relative_cue(child) => Keep::Stop,
            Dep::Conj if self.is_clause(child) && !is_clause_head => Keep::Stop,
            Dep::Parataxis | Dep::Ccomp => Keep::Stop,
            Dep::OblMod | Dep::Advmod | Dep::OblArg if comma => Keep::Stop,
            Dep::Nmod if comma && parse.has_child(child, Dep::Case) => Keep::Stop,
            Dep::Appos if self.is_clause(child) => Keep::Stop,
            _ if parse.low(first) == "comme" || parse.low(first) == "selon" || parse.low(first) == "d'après" => Keep::Stop,
            _ if parse.is_space(child) => Keep::Skip,
            _ => Keep::Yes,
        }
    }

    /// A participle that reports something: it is a cue of its own and no part of the source.
    fn is_report(&self, tok: Tok) -> bool {
        self.cue(tok, &[Frame::Que, Frame::Obj, Frame::DeN, Frame::Inf, Frame::DeInf]).is_some()
            && self.cues(tok).iter().all(|cue| cue.ambiguity(Frame::Que) < 2)
    }

    /// `qui a déclaré que`: the relative clause that attributes is left out of the source that it gives.
    pub(crate) fn is_relative_cue(&self, tok: Tok) -> bool {
        let quoted = self.quotes.at(tok).is_some();
        self.cue(tok, &[Frame::Que]).is_some_and(|cue| {
            self.que_clause(tok).is_some() || !quoted && cue.ambiguity(Frame::Obj) < 2 && matches!(cue.class, crate::lexicon::Class::Speech)
        })
    }

    /// A finite clause, or a verb with a subject of its own.
    pub(crate) fn is_clause(&self, tok: Tok) -> bool {
        self.parse.is_verbal(tok) && (self.is_finite(tok) || self.parse.has_child(tok, Dep::Nsubj))
            || (self.parse.has_child(tok, Dep::Cop) && self.is_finite(tok))
    }

    /// A closing mark stands between the two, and its quotation does not begin between them.
    fn closes_between(&self, from: Tok, to: Tok) -> bool {
        let Some(quote) = self.quotes.at(from) else { return false };
        self.quotes.all[quote].close.is_some_and(|close| from < close && close < to)
    }

    /// Lets a run end behind the closing mark of a quotation that begins in it.
    pub(crate) fn balance(&self, first: Tok, last: Tok) -> Tok {
        let mut last = last;
        if let Some(quote) = self.quotes.at(last) {
            let quote = &self.quotes.all[quote];
            if let (Some(open), Some(close)) = (quote.open, quote.close) {
                if open >= first && close == last + 1 {
                    last = close;
                }
            }
        }
        // A bracket that opens inside closes inside.
        let depth = (first..=last).fold(0i32, |depth, tok| match self.parse.low(tok) {
            "(" => depth + 1,
            ")" => depth - 1,
            _ => depth,
        });
        if depth > 0 {
            let end = self.parse.sentence(last).end;
            if let Some(close) = (last + 1..end.min(last + 12)).find(|&tok| self.parse.low(tok) == ")") {
                last = close;
            }
        }
        last
    }

    /// The complementiser and the head of the `que` clause that verb or noun `tok` takes.
    pub(crate) fn que_clause(&self, tok: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let is_que = |t: Tok| matches!(parse.low(t), "que" | "qu'");
        let sentence = parse.sentence(tok);
        // By the tree: a clause below the cue with its mark.
        for child in parse.children(tok).filter(|&child| child > tok) {
            if !matches!(parse.dep(child), Dep::Ccomp | Dep::Xcomp | Dep::Advcl | Dep::Acl | Dep::AclRelcl | Dep::Parataxis | Dep::Obj | Dep::Other | Dep::Conj) {
                continue;
            }
            let first = parse.edges(child).0;
            if let Some(mark) = (first.max(tok + 1)..child).find(|&t| is_que(t) && parse.nodes[t].pos == Pos::SCONJ && parse.is_under(t, child)) {
                if self.que_is_close(tok, mark) {
                    return Some((mark, child));
                }
            }
        }
        // By the surface: « que » right behind the cue, with adverbs, a short complement or a bracketed phrase between.
        let mut at = tok + 1;
        while at < sentence.end.min(tok + 14) {
            if is_que(at) {
                if parse.pos(at) == Pos::PRON && parse.dep(at) == Dep::Obj && parse.head(at) != at && parse.head(at) > at + 1
                    && at > tok + 1
                    && matches!(parse.pos(at - 1), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::ADJ)
                    && !matches!(parse.low(at - 1), "outre" | "effet" | "particulier" | "revanche" | "substance" | "fait" | "conclusion" | "passant" | "résumé")
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
    fn que_is_close(&self, tok: Tok, que: Tok) -> bool {
        let parse = &self.parse;
        if self.quotes.at(tok) != self.quotes.at(que) && self.quotes.at(tok).is_some() {
            return false;
        }
        if parse.prev(que).is_some_and(|prev| is_conjunctive(parse.low(prev))) {
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
    fn clause_head(&self, start: Tok) -> Tok {
        let parse = &self.parse;
        let end = parse.sentence(start).end;
        let finite = (start..end).find(|&t| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional));
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
            if matches!(parse.dep(child), Dep::Conj | Dep::Ccomp | Dep::Xcomp | Dep::Advcl) && !self.has_subject(child) {
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
            if reach != Reach::Wide && (self.is_report_adjunct(next, cue) || self.is_main_verb(next, start)) {
                break;
            }
            last = next;
        }
        self.cut(cue, start, last)
    }

    /// A finite verb that no relative pronoun or conjunction before it takes into the phrase.
    fn is_main_verb(&self, tok: Tok, start: Tok) -> bool {
        let parse = &self.parse;
        parse.is_verbal(tok)
            && matches!(parse.nodes[tok].form, Form::Finite | Form::Conditional)
            && !(start..tok).any(|t| matches!(parse.low(t), "qui" | "que" | "qu'" | "dont" | "où" | "si" | "comme" | "lorsque" | "quand" | "lequel" | "laquelle" | "lesquels" | "lesquelles" | "auquel"))
    }

    /// A modifier ends at the first comma behind its verb, and before a main verb that the parser let in.
    fn tight_end(&self, start: Tok, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        for t in start + 1..=last {
            let finite = parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional);
            let relative = (start..t).any(|r| parse.pos(r) == Pos::PRON && matches!(parse.low(r), "qui" | "que" | "qu'" | "dont" | "où"));
            if (finite && !relative) || (t > head && self.is_comma(t) && !self.ends_in_copula(t)) {
                return parse.prev(t).unwrap_or(start).max(start);
            }
            let loose = parse.nodes[t].form == Form::PastParticiple && t > head + 1 && !parse.has_child(t, Dep::Aux) && !parse.has_child(t, Dep::AuxPass) && parse.dep(t) != Dep::Acl && parse.dep(t) != Dep::Amod && parse.dep(t) != Dep::Conj;
            if loose && parse.pos(t) == Pos::VERB {
                return t - 1;
            }
        }
        last
    }

    /// `d'avoir été, avec X, l'un des …`: the predicate is still to come.
    fn ends_in_copula(&self, comma: Tok) -> bool {
        self.parse.prev(comma).is_some_and(|prev| matches!(self.parse.low(prev), "été" | "être" | "est" | "sont" | "était" | "étaient"))
    }

    /// Past a boundary, where the complement goes on behind it: the token to go on from.
    fn over_boundary(&self, tok: Tok, start: Tok, cue: Tok, reach: Reach, end: Tok) -> Option<Tok> {
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
                let credit = close > tok + 1 && parse.doc.text().slice(parse.span(tok + 1, close - 1)).is_some_and(|name| self.lexicon.is_outlet(name));
                (!credit && (reach == Reach::Wide || !quoted)).then_some(close)
            }
            "," => {
                let next = parse.next(tok).filter(|&next| next < end)?;
                if self.ends_in_copula(tok) {
                    let close = (next..end).find(|&t| self.is_comma(t))?;
                    return parse.next(close).filter(|&t| t < end);
                }
                if reach != Reach::Wide {
                    // « un moment « festif », « affectueux » »
                    if self.quotes.opened_by(next).is_some() && parse.prev(tok).is_some_and(|prev| self.quotes.closed_by(prev).is_some()) {
                        return Some(tok);
                    }
                    // « l'exécution, jeudi, par les rebelles »: a short set-off phrase parts nothing.
                    let close = (next + 1..end.min(next + 4)).find(|&t| self.is_comma(t));
                    if let Some(after) = close.and_then(|close| parse.next(close)).filter(|&after| after < end && parse.pos(after) == Pos::ADP) {
                        if !self.has_finite(next, after) && parse.pos(next) != Pos::ADP {
                            return Some(after);
                        }
                    }
                    // « ce message, envoyé par X »: a participle that ends the sentence belongs to the noun.
                    let participle = parse.nodes[next].form == Form::PastParticiple && self.cues(next).is_empty() && !parse.has_child(next, Dep::Aux) && !parse.has_child(next, Dep::AuxPass);
                    return (participle && !self.has_finite(next, end) && !(next..end).any(|t| self.is_comma(t))).then_some(next);
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
    fn goes_on_behind_comma(&self, next: Tok, start: Tok, cue: Tok, end: Tok) -> bool {
        let parse = &self.parse;
        let low = parse.low(next);
        if self.begins_incise(next) || matches!(low, "selon" | "d'après" | "cité" | "citée" | "rapporte" | "ce") {
            return false;
        }
        if matches!(low, "et" | "mais" | "puis" | "tout" | "en") && self.starts_new_cue(next, cue) {
            return false;
        }
        // A finite verb without a subject takes up the main clause again: « qui stipule que P, sera rompu ».
        let finite = parse.is_verbal(next) && matches!(parse.nodes[next].form, Form::Finite | Form::Conditional);
        if finite && parse.dep(cue) != Dep::Root && !self.quotes.at(next).is_some() {
            return false;
        }
        // « Estimant que P, X a promis »: the main clause of a participle in front begins.
        let main = parse.head(cue);
        if main > next && main < end && parse.nodes[cue].form == Form::PresentParticiple {
            let subject = parse.children(main).find(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass) && child >= next);
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
            self.quote_closed_by(prev).is_some_and(|quote| self.quotes.all[quote].open.is_none_or(|open| open <= start + 1))
        });
        !closed
    }

    /// The time, place or medium of the report behind a nominal complement: `mardi`, `dans un communiqué`, `sur Twitter`.
    fn is_report_adjunct(&self, tok: Tok, cue: Tok) -> bool {
        let parse = &self.parse;
        let low = parse.low(tok);
        if crate::attribution::is_day(parse.lemma(tok)) || matches!(low, "aujourd'hui" | "ce" | "cette") && parse.next(tok).is_some_and(|next| crate::attribution::is_day(parse.lemma(next))) {
            return true;
        }
        if !matches!(low, "dans" | "sur" | "lors" | "auprès" | "devant" | "via" | "par" | "à" | "au" | "depuis" | "avant" | "après" | "pour" | "afin" | "alors" | "parce" | "car") {
            return false;
        }
        if matches!(low, "alors" | "parce" | "car" | "avant" | "après" | "lors" | "devant" | "auprès" | "via") {
            let attached = parse.head(tok);
            return parse.head(attached) == cue || attached == cue;
        }
        let end = parse.sentence(tok).end;
        (tok + 1..end.min(tok + 5)).any(|t| {
            use crate::record::SourceKind::{Document, Image, Outlet};
            let noun = self.lexicon.source_noun(self.lemma(t)).is_some_and(|noun| matches!(noun.singular, Document | Image | Outlet));
            let medium = matches!(parse.low(t), "twitter" | "facebook" | "x" | "telegram" | "youtube" | "télévision" | "radio" | "antenne" | "ondes" | "réseaux");
            let day = crate::attribution::is_day(parse.lemma(t));
            (noun || medium || day) && matches!(low, "dans" | "sur" | "à" | "au" | "via" | "par" | "depuis")
        })
    }

    fn is_boundary(&self, tok: Tok) -> bool {
        matches!(self.parse.low(tok), "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | "(" | ")" | "–" | "—" | "-" | "[" | "]")
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
                if conj && (finite || (parse.nodes[t].form == Form::PastParticiple && parse.nodes[cue].form == Form::PastParticiple)) {
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
    fn has_subject_between(&self, verb: Tok, conjunction: Tok) -> bool {
        self.parse.children(verb).any(|child| {
            matches!(self.parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj) && child > conjunction && child < verb
        })
    }

    /// Number of a finite verb, by its auxiliary where it has one.
    fn plural(&self, verb: Tok) -> bool {
        let aux = self.parse.children(verb).find(|&child| {
            child < verb && matches!(self.parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop)
        });
        self.parse.nodes[aux.unwrap_or(verb)].plural
    }

    /// A subject of its own: a nominal or a clitic one.
    pub(crate) fn has_subject(&self, tok: Tok) -> bool {
        self.parse.children(tok).any(|child| matches!(self.parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj))
    }

    /// Cuts a clause before what belongs to the reporting sentence again.
    fn cut(&self, cue: Tok, start: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let mut at = start;
        while at < last {
            at += 1;
            // The quotation in which the clause began ends: so does the clause.
            if let Some(quote) = self.quotes.at(start) {
                if self.quotes.all[quote].close == Some(at) && self.quotes.all[quote].open.is_none_or(|open| open < start) {
                    return at - 1;
                }
            }
            if matches!(parse.low(at), ";" | ":") && self.quotes.at(at) == self.quotes.at(start) {
                return at - 1;
            }
            if matches!(parse.low(at), "et" | "mais" | "puis" | "tout" | "en") && self.starts_new_cue(at, cue) {
                return at - 1;
            }
            // « l'aide, qu'il considère comme »: what the source thinks of it besides.
            if matches!(parse.low(at), "que" | "qu'") && parse.pos(at) == Pos::PRON && parse.next(at).is_some_and(|next| matches!(parse.low(next), "il" | "elle" | "ils" | "elles")) {
                let verb = parse.next(at).and_then(|pronoun| parse.next(pronoun)).unwrap_or(at);
                if self.cue(verb, &[Frame::XComme, Frame::XDePred]).is_some() && self.class(verb) == Some(crate::lexicon::Class::Belief) && at > start + 1 {
                    return at - 1;
                }
            }
            if !self.is_comma(at) || self.quotes.at(at) != self.quotes.at(start) {
                continue;
            }
            let Some(next) = parse.next(at) else { continue };
            // « …, ajoutant que », « …, tout en affirmant »
            let mut verb = next;
            while verb < last && matches!(parse.low(verb), "en" | "tout" | "et" | "puis") {
                verb += 1;
            }
            let participle = parse.nodes[verb].form == Form::PresentParticiple
                && self.cue(verb, &[Frame::Que, Frame::DeInf, Frame::Inf, Frame::Obj, Frame::DeN, Frame::AN, Frame::SurN]).is_some_and(|cue| cue.ambiguity(Frame::Que) < 2)
                && (!parse.is_under(verb, start) || true);
            if participle && self.speaks_for_cue(verb, cue, start) {
                return at - 1;
            }
        }
        last
    }

    /// True where a participle behind a comma goes on for the source of the cue, not for the content's subject.
    fn speaks_for_cue(&self, verb: Tok, cue: Tok, start: Tok) -> bool {
        // The tree says so, or the participle takes a clause, which a content's own subject seldom gets.
        let head = self.parse.head(verb);
        let promises = matches!(self.class(verb), Some(crate::lexicon::Class::Promise));
        let locution = self.cues(verb).first().is_some_and(|cue| !cue.rest.is_empty());
        head == cue || head < start || promises || locution || self.que_clause(verb).is_some()
    }

    /// A run as scalar values, with what does not belong at its ends taken off: white space, commas, final
    /// punctuation, and marks whose partner lies outside or that enclose the whole.
    pub(crate) fn trim(&self, run: Run) -> Option<Run> {
        let parse = &self.parse;
        let (mut first, mut last) = run;
        loop {
            if first > last {
                return None;
            }
            let (a, z) = (parse.nodes[first].text, parse.nodes[last].text);
            if parse.is_space(first) || matches!(a, "," | ";" | ":" | "." | "–" | "—" | "-" | ")" | "…" | "!" | "?") {
                first += 1;
                continue;
            }
            if parse.is_space(last) || matches!(z, "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | "–" | "—" | "-" | "(" | "?!" | "!!") {
                last = last.checked_sub(1)?;
                continue;
            }
            let opens = self.quote_opened_by(first);
            let closes = self.quote_closed_by(last);
            if let Some(quote) = opens {
                let close = self.quotes.all[quote].close;
                // The pair encloses the whole, or the partner is not in the run.
                if close.is_none_or(|close| close >= last) {
                    first += 1;
                    if close == Some(last) {
                        last -= 1;
                    }
                    continue;
                }
            } else if self.quotes.is_mark(parse, first) {
                first += 1;
                continue;
            }
            if let Some(quote) = closes {
                if self.quotes.all[quote].open.is_none_or(|open| open < first) {
                    last = last.checked_sub(1)?;
                    continue;
                }
            } else if self.quotes.is_mark(parse, last) && last > first {
                last -= 1;
                continue;
            }
            return Some((first, last));
        }
    }

    pub(crate) fn quote_opened_by(&self, tok: Tok) -> Option<usize> {
        self.quotes.opened_by(tok)
    }

    pub(crate) fn quote_closed_by(&self, tok: Tok) -> Option<usize> {
        self.quotes.closed_by(tok)
    }

    /// Scalar values of a run of tokens; a subject clitic loses its hyphens.
    pub(crate) fn chars(&self, run: Run) -> CharSpan {
        let mut span = self.parse.span(run.0, run.1);
        let text = self.parse.nodes[run.0].text;
        if is_inverted_clitic(text) {
            let bare = text.trim_start_matches(['-', '‑', '‐']).trim_start_matches("t-");
            span.start += (text.chars().count() - bare.chars().count()) as u32;
        }
        span
    }
}

/// How far a complement goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A finite clause: to the end of the sentence unless something ends it.
    Wide,
    /// A phrase or an infinitive: to the next comma.
    Narrow,
    /// A modifier: its subtree, to the next comma or main verb.
    Tight,
}

/// Words that make a conjunction with a `que` behind them: `alors que`, `ainsi que`.
pub(crate) fn is_conjunctive(low: &str) -> bool {
    matches!(
        low,
        "ce" | "plus" | "moins" | "autant" | "tel" | "telle" | "tels" | "telles" | "alors" | "tandis" | "dès" | "même" | "mieux" | "autre" | "autres" | "ainsi" | "bien" | "lors" | "afin" | "sorte" | "pendant" | "depuis" | "après" | "sans" | "pour" | "parce" | "lorsque" | "avant" | "jusqu'à" | "si"
    )
}

enum Keep {
    Yes,
    Skip,
    Stop,
}
