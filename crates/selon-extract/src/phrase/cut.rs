//! What ends a complement before its subtree does: the next verb of the same subject, another voice, the circumstances of the
//! report.

use selon_spacy::Pos;

use crate::context::Context;
use crate::lexicon::Frame;
use crate::parse::{Dep, Form, Tok};

/// Occasions on which people speak.
const OCCASIONS: [&str; 34] = [
    "conférence",
    "réunion",
    "entretien",
    "interview",
    "discours",
    "allocution",
    "point",
    "débat",
    "meeting",
    "visite",
    "déplacement",
    "émission",
    "séance",
    "session",
    "audience",
    "audition",
    "rencontre",
    "assemblée",
    "conseil",
    "congrès",
    "cérémonie",
    "échange",
    "intervention",
    "rassemblement",
    "table",
    "colloque",
    "forum",
    "inauguration",
    "hommage",
    "sommet",
    "plénière",
    "journal",
    "presse",
    "question",
];

impl Context<'_> {
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
        // « a promis mardi », not « avant la fin de l'année »
        let in_phrase = parse
            .prev(tok)
            .is_some_and(|prev| matches!(parse.pos(prev), Pos::DET | Pos::ADP | Pos::NUM | Pos::ADJ));
        if crate::attribution::is_day(parse.lemma(tok)) && !in_phrase
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
        // « les exactions commises lors du massacre » tells of the content, « lors d'une réunion » of the report.
        if low == "lors" {
            let end = parse.sentence(tok).end;
            return (tok + 1..end.min(tok + 6)).any(|t| OCCASIONS.contains(&self.lemma(t)));
        }
        if matches!(low, "alors" | "parce" | "car" | "avant" | "après" | "devant" | "auprès" | "via") {
            // « avant que le feu ne se déclare » tells of what is said.
            if matches!(low, "avant" | "après")
                && parse.next(tok).is_some_and(|next| matches!(parse.low(next), "que" | "qu'"))
            {
                return false;
            }
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
            // « …, comme le rapportait Y »: another voice.
            if at > start + 1
                && self.quotes.at(at) == self.quotes.at(start)
                && self.comme_clause(at).is_some()
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
            // « X, qui affirme ne rien savoir, publie un livre »: the main verb goes on behind the relative clause.
            let in_relative = parse.dep(cue) == Dep::AclRelcl;
            if in_relative
                && parse.is_verbal(next)
                && matches!(parse.nodes[next].form, Form::Finite | Form::Conditional)
                && (!clausal || self.has_finite(start, at))
                && !self.begins_incise(next)
            {
                return at - 1;
            }
            // « que P, selon un diplomate »: another voice closes the sentence.
            if matches!(parse.low(next), "selon" | "d'après")
                && self.has_finite(start, at)
                && !(next..parse.sentence(at).end).any(|t| self.is_comma(t))
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
        // « …, parlant d'une « invention » »
        let quotes = (verb + 1..self.parse.sentence(verb).end.min(verb + 6))
            .take_while(|&t| !self.is_comma(t))
            .any(|t| self.quotes.opened_by(t).is_some());
        head == cue || head < start || quotes || promises || locution || self.que_clause(verb).is_some()
    }
}
