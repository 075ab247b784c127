//! Where phrases and clauses end.
//!
//! The tree proposes, the surface corrects: a noun phrase is its head's subtree without what only comments on
//! it, a clause runs on to the next boundary where the parser hung a last modifier one level too high.

mod clause;
mod cut;
mod que;

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
            let apart =
                parse.next(parse.edges(child).1).is_some_and(|next| next < head && self.is_comma(next));
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
        while first > 0
            && matches!(parse.low(first), "-" | "-ci" | "-là" | "ci" | "là")
            && parse.nodes[first - 1].para == parse.nodes[head].para
        {
            first -= 1;
        }
        let last = self.balance(first, last.min(limit));
        (first, self.with_apposition(head, last))
    }

    /// `Rory Jones, journaliste du Wall Street Journal`: what names the person again behind a comma belongs to the name.
    pub(crate) fn with_apposition(&self, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let named = parse.nodes[head].entity == crate::parse::Entity::Person
            || (parse.pos(head) == Pos::PROPN && parse.nodes[last].entity == crate::parse::Entity::Person);
        let sentence = parse.sentence(head);
        let Some(comma) =
            parse.next(last).filter(|&comma| comma < sentence.end && named && self.is_comma(comma))
        else {
            return last;
        };
        let Some(first) = parse.next(comma).filter(|&first| first < sentence.end) else { return last };
        let noun_first =
            parse.pos(first) == Pos::NOUN && parse.nodes[first].text.starts_with(char::is_lowercase);
        let article = matches!(
            parse.low(first),
            "un" | "une"
                | "le"
                | "la"
                | "l'"
                | "chef"
                | "ancien"
                | "ancienne"
                | "ex"
                | "second"
                | "premier"
                | "première"
        );
        let age = parse.pos(first) == Pos::NUM
            && (first + 1..sentence.end.min(first + 3)).any(|t| parse.lemma(t) == "an");
        if !(noun_first || article || age) {
            return last;
        }
        let mut end = first;
        for t in first..sentence.end {
            if self.is_comma(t)
                || matches!(parse.low(t), "." | ";" | ":" | "!" | "?")
                || self.quotes.is_mark(parse, t)
                    && self.quotes.opened_by(t).is_none()
                    && self.quotes.closed_by(t).is_none()
            {
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
    pub(crate) fn phrase_end(&self, tok: Tok) -> Tok {
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
        let is_clause_head =
            !matches!(parse.pos(head), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::ADJ | Pos::NUM);
        match parse.dep(child) {
            _ if (last + 1..child)
                .any(|t| matches!(parse.low(t), ":" | ";") && self.quotes.at(t) == self.quotes.at(head)) =>
            {
                Keep::Stop
            }
            Dep::Punct => Keep::Skip,
            Dep::AclRelcl | Dep::Acl | Dep::Advcl if comma => Keep::Stop,
            Dep::Acl if parse.nodes[child].form == Form::PresentParticiple && self.is_report(child) => {
                Keep::Stop
            }
            Dep::Amod | Dep::Appos | Dep::Conj | Dep::Advcl
                if comma
                    && (parse.pos(child) == Pos::ADJ || parse.nodes[child].form == Form::PastParticiple) =>
            {
                Keep::Stop
            }
            // « révélée par la lettre X et confirmée par Y »: a participle goes on with the participle before.
            Dep::Conj
                if parse.pos(child) == Pos::VERB
                    && parse.nodes[child].form == Form::PastParticiple
                    && (matches!(parse.pos(head), Pos::NOUN | Pos::PROPN)
                        || parse.has_child(child, Dep::OblAgent)) =>
            {
                Keep::Stop
            }
            Dep::AclRelcl if self.is_relative_cue(child) => Keep::Stop,
            Dep::Conj if self.is_clause(child) && !is_clause_head => Keep::Stop,
            Dep::Parataxis | Dep::Ccomp => Keep::Stop,
            Dep::OblMod | Dep::Advmod | Dep::OblArg if comma => Keep::Stop,
            Dep::Nmod if comma && parse.has_child(child, Dep::Case) => Keep::Stop,
            Dep::Appos if self.is_clause(child) => Keep::Stop,
            // « des pays comme le Luxembourg et l'Irlande »
            Dep::Nmod
                if parse.low(first) == "comme"
                    && !comma
                    && first == last + 1
                    && matches!(parse.pos(child), Pos::PROPN | Pos::NOUN)
                    && parse.nodes[head].plural =>
            {
                Keep::Yes
            }
            _ if parse.low(first) == "comme"
                || parse.low(first) == "selon"
                || parse.low(first) == "d'après" =>
            {
                Keep::Stop
            }
            _ if parse.is_space(child) => Keep::Skip,
            _ => Keep::Yes,
        }
    }

    /// A participle that reports something: it is a cue of its own and no part of the source.
    pub(crate) fn is_report(&self, tok: Tok) -> bool {
        self.cue(tok, &[Frame::Que, Frame::Obj, Frame::DeN, Frame::Inf, Frame::DeInf]).is_some()
            && self.cues(tok).iter().all(|cue| cue.ambiguity(Frame::Que) < 2)
    }

    /// `qui a déclaré que`: the relative clause that attributes is left out of the source that it gives.
    pub(crate) fn is_relative_cue(&self, tok: Tok) -> bool {
        let quoted = self.quotes.at(tok).is_some();
        self.cue(tok, &[Frame::Que]).is_some_and(|cue| {
            self.que_clause(tok).is_some()
                || !quoted
                    && cue.ambiguity(Frame::Obj) < 2
                    && matches!(cue.class, crate::lexicon::Class::Speech)
        })
    }

    /// A finite clause, or a verb with a subject of its own.
    pub(crate) fn is_clause(&self, tok: Tok) -> bool {
        self.parse.is_verbal(tok) && (self.is_finite(tok) || self.parse.has_child(tok, Dep::Nsubj))
            || (self.parse.has_child(tok, Dep::Cop) && self.is_finite(tok))
    }

    /// A closing mark stands between the two, and its quotation does not begin between them.
    pub(crate) fn closes_between(&self, from: Tok, to: Tok) -> bool {
        let Some(quote) = self.quotes.at(from) else { return false };
        self.quotes.all[quote].close.is_some_and(|close| from < close && close < to)
    }

    /// Lets a run end behind the closing mark of a quotation that begins in it.
    pub(crate) fn balance(&self, first: Tok, last: Tok) -> Tok {
        let mut last = last;
        if let Some(quote) = self.quotes.at(last) {
            let quote = &self.quotes.all[quote];
            if let (Some(open), Some(close)) = (quote.open, quote.close)
                && open >= first
                && close == last + 1
            {
                last = close;
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

    /// A subject of its own: a nominal or a clitic one.
    pub(crate) fn has_subject(&self, tok: Tok) -> bool {
        self.parse
            .children(tok)
            .any(|child| matches!(self.parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj))
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
            if parse.is_space(first)
                || matches!(a, "," | ";" | ":" | "." | "–" | "—" | "-" | ")" | "…" | "!" | "?")
            {
                first += 1;
                continue;
            }
            if parse.is_space(last)
                || matches!(
                    z,
                    "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | "–" | "—" | "-" | "(" | "?!" | "!!"
                )
            {
                last = last.checked_sub(1)?;
                continue;
            }
            // « …, bien que [P] », « … et [Q] »: a conjunction whose clause was cut off.
            if last > first + 1 && matches!(parse.low(last), "que" | "qu'" | "et" | "mais" | "ou" | "car") {
                let pair = matches!(parse.low(last), "que" | "qu'")
                    && matches!(
                        parse.low(last - 1),
                        "bien" | "alors" | "tandis" | "parce" | "ainsi" | "avant" | "après"
                    );
                last -= 1 + usize::from(pair);
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
        "ce" | "plus"
            | "moins"
            | "autant"
            | "tel"
            | "telle"
            | "tels"
            | "telles"
            | "alors"
            | "tandis"
            | "dès"
            | "même"
            | "mieux"
            | "autre"
            | "autres"
            | "ainsi"
            | "bien"
            | "lors"
            | "afin"
            | "sorte"
            | "pendant"
            | "depuis"
            | "après"
            | "sans"
            | "pour"
            | "parce"
            | "lorsque"
            | "avant"
            | "jusqu'à"
            | "si"
    )
}

/// What becomes of a child in a noun phrase.
enum Keep {
    Yes,
    Skip,
    Stop,
}
