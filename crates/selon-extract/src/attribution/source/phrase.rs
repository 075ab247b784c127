//! The phrase that names a source: from its head to a whole name, over what the parser or the tokenizer tore apart.

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::source::MAX_STEPS;
use crate::context::{Context, Run};
use crate::parse::{Dep, Entity, Form, Tok};

impl Context<'_> {
    pub(crate) fn source_at(&self, head: Tok) -> Source {
        let head = self.over_preposition(head);
        let (first, last) = self.noun_phrase(head);
        let last = self.over_hyphen(self.before_clause(first, head, last));
        let (first, last) = self.whole_name(first, last);
        Source { run: (self.hyphen_before(first), self.over_quoted_name(head, last)), head }
    }

    /// `le collectif militant « Désarmons-les »`: a short name in marks right behind its noun belongs to it.
    fn over_quoted_name(&self, head: Tok, last: Tok) -> Tok {
        const LONGEST: usize = 6;
        let parse = &self.parse;
        let Some(quote) = parse.next(last).and_then(|mark| self.quotes.opened_by(mark)) else { return last };
        let of = &self.quotes.all[quote];
        let name = of.inner.len() <= LONGEST
            && parse.pos(head) == Pos::NOUN
            && of
                .inner
                .clone()
                .next()
                .is_some_and(|first| parse.nodes[first].text.starts_with(char::is_uppercase))
            && self.lexicon.source_noun(self.lemma(head)).is_some();
        let end = parse.sentence(last).end;
        match of.close {
            // A verb behind it has the phrase for its subject; else the marks may hold what is said.
            Some(close) if name && close + 1 < end => {
                let next = parse.next(close).unwrap_or(close);
                let goes_on = parse.is_verbal(next) || self.is_comma(next) || parse.pos(next) == Pos::ADP;
                if goes_on { close } else { last }
            }
            _ => last,
        }
    }

    /// `le géant des télécommunications`, `des lourds-légers`, read as phrases of their own: back to the noun that
    /// they complete.
    pub(super) fn over_preposition(&self, head: Tok) -> Tok {
        let parse = &self.parse;
        let start = parse.sentence(head).start;
        let mut head = head;
        if !matches!(parse.dep(head), Dep::Nsubj | Dep::NsubjPass) {
            return head;
        }
        for _ in 0..4 {
            let first = self.noun_phrase(head).0;
            // « le champion de France 2007 »
            if parse.pos(head) == Pos::NUM || parse.nodes[head].text.starts_with(|c: char| c.is_ascii_digit())
            {
                match (start..head).rev().take(4).find(|&t| matches!(parse.pos(t), Pos::NOUN | Pos::PROPN)) {
                    Some(noun) => {
                        head = noun;
                        continue;
                    }
                    None => return head,
                }
            }
            let case =
                parse.children(head).filter(|&child| child < head && parse.dep(child) == Dep::Case).min();
            let from = case.unwrap_or(first).min(first);
            let Some(before) = parse.prev(from).filter(|&before| before >= start) else { return head };
            let hyphen = parse.low(before) == "-" || parse.low(head) == "-";
            let completes = case.is_some()
                || hyphen
                || parse.pos(before) == Pos::ADP && matches!(parse.low(before), "de" | "d'" | "du" | "des");
            if !completes {
                return head;
            }
            let noun = (start..=before).rev().take(9).find(|&t| {
                matches!(parse.pos(t), Pos::NOUN | Pos::PROPN)
                    && parse.nodes[t].text.starts_with(char::is_alphabetic)
            });
            match noun {
                Some(noun) => head = noun,
                None => return head,
            }
        }
        head
    }

    /// `le lieutenant-général X`: a compound that the tokenizer parted goes on.
    pub(super) fn over_hyphen(&self, last: Tok) -> Tok {
        let parse = &self.parse;
        let end = parse.sentence(last).end;
        let mut last = last;
        while last + 2 < end
            && matches!(parse.low(last + 1), "-" | "‑")
            && parse.nodes[last].chars.end == parse.nodes[last + 1].chars.start
            && parse.nodes[last + 1].chars.end == parse.nodes[last + 2].chars.start
        {
            last += 2;
            while last + 1 < end && parse.pos(last + 1) == Pos::PROPN {
                last += 1;
            }
        }
        last
    }

    /// `Quelques-uns des riverains`: the first part of a compound that the tokenizer parted.
    pub(super) fn hyphen_before(&self, first: Tok) -> Tok {
        let parse = &self.parse;
        let start = parse.sentence(first).start;
        let glued = |left: Tok| parse.nodes[left].chars.end == parse.nodes[left + 1].chars.start;
        if first >= start + 2
            && matches!(parse.low(first - 1), "-" | "‑")
            && glued(first - 1)
            && glued(first - 2)
            && parse.nodes[first - 2].text.starts_with(char::is_alphabetic)
        {
            first - 2
        } else {
            first
        }
    }

    /// A source holds no main clause: where the parser let one in, it ends at the comma or colon before.
    pub(super) fn before_clause(&self, first: Tok, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        // A relative clause behind a comma is the writer's.
        let relative = (head + 1..last).find(|&t| {
            self.is_comma(t) && matches!(parse.low(t + 1), "dont" | "qui" | "où" | "lequel" | "laquelle")
        });
        let last = relative.map_or(last, |comma| (comma - 1).max(head));
        let finite = (head + 1..=last).find(|&t| {
            parse.is_verbal(t)
                && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
                && !self.in_relative(t, head)
        });
        let Some(finite) = finite else { return last };
        let stop =
            (first..finite).find(|&t| t > head && matches!(parse.low(t), "," | ":" | ";" | "que" | "qu'"));
        stop.map_or(head, |stop| stop - 1).max(head)
    }

    /// A relative pronoun stands between the head and the verb.
    pub(super) fn in_relative(&self, verb: Tok, head: Tok) -> bool {
        let parse = &self.parse;
        (head + 1..verb).any(|t| {
            matches!(
                parse.low(t),
                "qui" | "dont" | "où" | "lequel" | "laquelle" | "lesquels" | "lesquelles" | "que" | "qu'"
            ) && (parse.pos(t) == Pos::PRON || parse.dep(parse.head(t)) == Dep::AclRelcl)
        })
    }

    /// `Le journal pro-gouvernemental Al-Watan`, of which only the name was found: back to the article of its noun.
    fn before_bearer(&self, first: Tok) -> Tok {
        use crate::record::SourceKind::{Organisation, Outlet};
        const LONGEST: usize = 5;
        let parse = &self.parse;
        let start = parse.sentence(first).start.max(first.saturating_sub(LONGEST));
        if parse.pos(first) != Pos::PROPN || !parse.nodes[first].text.starts_with(char::is_uppercase) {
            return first;
        }
        let noun = (start..first)
            .rev()
            .find(|&t| !matches!(parse.pos(t), Pos::ADJ | Pos::PUNCT | Pos::ADV) || self.is_comma(t))
            .filter(|&noun| {
                parse.pos(noun) == Pos::NOUN
                    && parse.nodes[noun].entity == Entity::None
                    && self.quotes.at(noun) == self.quotes.at(first)
                    && (noun + 1..first).all(|t| !self.quotes.is_mark(parse, t))
                    && self
                        .lexicon
                        .source_noun(self.lemma(noun))
                        .is_some_and(|noun| matches!(noun.singular, Organisation | Outlet))
                    && !parse.has_child(noun, Dep::Case)
            });
        let det = noun.and_then(|noun| parse.prev(noun)).filter(|&det| parse.pos(det) == Pos::DET);
        match det {
            Some(det) if parse.prev(det).is_none_or(|prev| parse.pos(prev) != Pos::ADP) => det,
            _ => first,
        }
    }

    /// `à l'AFP Benjamin Cauchy`: a body's name in front of a person's is none of it.
    pub(super) fn is_other_name(&self, before: Tok, name: Tok) -> bool {
        let nodes = &self.parse.nodes;
        nodes[name].entity == Entity::Person && nodes[before].entity == Entity::Organisation
    }

    /// A name that the parser tore apart is whole again: the entity's tokens, and capitals next to it.
    pub(super) fn whole_name(&self, first: Tok, last: Tok) -> Run {
        let parse = &self.parse;
        let (mut first, mut last) = (first, last);
        let is_name = |t: Tok| {
            parse.nodes[t].entity == Entity::Person && !parse.is_space(t)
                || parse.pos(t) == Pos::PROPN && parse.nodes[t].text.starts_with(char::is_uppercase)
        };
        let sentence = parse.sentence(first);
        // « La chanteuse Mirabelle Coste », « l'agence Nord-Sud », « le quotidien arabe Al-Fajr »: a name right behind the
        // noun that it bears.
        let bearer =
            if parse.pos(last) == Pos::ADJ && parse.head(last) < last { parse.head(last) } else { last };
        let capital = |t: Tok| {
            is_name(t)
                || bearer != last && parse.nodes[t].text.starts_with(char::is_uppercase) && self.is_nominal(t)
        };
        if parse.pos(bearer) == Pos::NOUN
            && bearer >= first
            && last + 1 < sentence.end
            && capital(last + 1)
            && self.quotes.at(last) == self.quotes.at(last + 1)
            && self.lexicon.source_noun(self.lemma(bearer)).is_some()
        {
            last = self.over_hyphen(last + 1);
        }
        while first > sentence.start
            && is_name(first)
            && is_name(first - 1)
            && !self.is_other_name(first - 1, first)
            && parse.nodes[first - 1].chars.end + 1 >= parse.nodes[first].chars.start
        {
            first -= 1;
        }
        // « Calibre Obscura »: a capital right before a name belongs to it.
        while first > sentence.start
            && parse.pos(first) == Pos::PROPN
            && parse.pos(first - 1) == Pos::NOUN
            && parse.nodes[first - 1].text.starts_with(char::is_uppercase)
            && !parse.has_child(first - 1, Dep::Det)
            && parse.head(first) == first - 1
        {
            first -= 1;
        }
        while last + 1 < sentence.end
            && is_name(last)
            && is_name(last + 1)
            && self.quotes.at(last) == self.quotes.at(last + 1)
        {
            last += 1;
        }
        let person = (first..=last).any(|t| parse.nodes[t].entity == Entity::Person);
        if !person {
            return (self.before_bearer(first), last);
        }
        // « son opposant Juan Guaido », « Charlotte Houpline, fondatrice WARA »: the noun in front names him too.
        let beside = parse.prev(first).map(|prev| match parse.prev(prev) {
            // « le président russe X »
            Some(noun) if parse.pos(prev) == Pos::ADJ && parse.head(prev) == noun => noun,
            _ => prev,
        });
        if let Some(noun) = beside.filter(|&noun| {
            noun >= sentence.start
                && parse.pos(noun) == Pos::NOUN
                && parse.nodes[noun].entity == Entity::None
                && self.lexicon.source_noun(self.lemma(noun)).is_some()
        }) {
            let det = parse.children(noun).filter(|&det| det < noun && parse.dep(det) == Dep::Det).min();
            if let Some(det) = det.filter(|&det| noun - det < 4) {
                first = det;
            }
        }
        // « Rami Abdoul de l'Observatoire »
        if let Some(of) = parse
            .next(last)
            .filter(|&of| of < sentence.end && matches!(parse.low(of), "de" | "d'" | "du" | "des"))
        {
            let head = parse.head(of);
            let institution = head > of
                && head < sentence.end
                && head < of + 5
                && (parse.nodes[head].entity == Entity::Organisation
                    || parse.pos(head) == Pos::PROPN
                    || parse.nodes[head].text.starts_with(char::is_uppercase));
            if institution
                && matches!(parse.dep(head), Dep::Nmod | Dep::OblArg | Dep::OblMod | Dep::Flat | Dep::Appos)
            {
                last = last.max(self.noun_phrase(head).1);
            }
        }
        (first, last)
    }

    /// The head of the noun phrase that a noun belongs to, as long as that is nominal and stands before.
    pub(crate) fn nominal_top(&self, tok: Tok) -> Tok {
        let mut at = tok;
        for _ in 0..MAX_STEPS {
            let head = self.parse.head(at);
            // A name is no part of the organisation before it: « à l'AFP Benjamin Cauchy ».
            let other_name = self.parse.nodes[at].entity == Entity::Person
                && self.parse.nodes[head].entity != Entity::Person
                && (self.parse.pos(head) == Pos::PROPN
                    // « a répété à plusieurs reprises Marc Aubin »
                    || self.parse.dep(at) == Dep::Appos
                        && self.parse.has_child(head, Dep::Case)
                        && self.lexicon.source_noun(self.lemma(head)).is_none());
            if other_name
                || head == at
                || !self.is_nominal(head)
                || !matches!(self.parse.dep(at), Dep::Nmod | Dep::Appos | Dep::Flat | Dep::Conj | Dep::Amod)
            {
                break;
            }
            at = head;
        }
        at
    }

    pub(crate) fn is_nominal(&self, tok: Tok) -> bool {
        matches!(self.parse.pos(tok), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::NUM)
            || (self.parse.pos(tok) == Pos::ADJ && self.parse.has_child(tok, Dep::Det))
            || (self.parse.nodes[tok].form == Form::PastParticiple
                && tok > 0
                && self.parse.pos(tok - 1) == Pos::DET
                && !self.parse.has_child(tok, Dep::Aux)
                && !self.parse.has_child(tok, Dep::AuxPass))
            || (self.parse.nodes[tok].entity != Entity::None && self.parse.pos(tok) == Pos::X)
    }
}
