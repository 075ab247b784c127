//! Finds the reporting clauses that are set into what they report, or put behind it: `…, a déclaré X`, `dit-il`.
//!
//! The subject stands behind its verb. Look-alikes: a main verb behind a set-off phrase (`Le ministre, en visite, a dénoncé`).

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::is_day;
use crate::attribution::speech::Incise;
use crate::context::{Context, is_inverted_clitic};
use crate::lexicon::{Class, Frame};
use crate::parse::{Dep, Entity, Form, Tok};

impl Context<'_> {
    pub(crate) fn find_incises(&self) -> Vec<Incise> {
        let mut found: Vec<Incise> = (0..self.parse.len()).filter_map(|tok| self.incise_at(tok)).collect();
        found.sort_by_key(|incise| incise.run.0);
        found
    }

    pub(crate) fn incise_at(&self, verb: Tok) -> Option<Incise> {
        let parse = &self.parse;
        let cue = self.cue(verb, &[Frame::Quote, Frame::Que])?;
        // « P, est-il rapporté »: nobody is named.
        let impersonal = parse.has_child(verb, Dep::AuxPass)
            && self.inverted_clitic(verb).is_some_and(|clitic| parse.low(clitic.head).ends_with("il"));
        if !self.is_finite(verb) || parse.has_child(verb, Dep::AuxPass) && !impersonal {
            return None;
        }
        let start = self.verb_start(verb);
        let before = parse.prev(start)?;
        // « le préfet, « condamne ces attaques » »: the verb opens the quotation.
        if self.quotes.at(verb).is_some_and(|quote| self.quotes.all[quote].inner.start == start) {
            return None;
        }
        let behind_mark = self.quotes.is_mark(parse, before)
            || self.is_comma(before)
                && parse.prev(before).is_some_and(|mark| self.quotes.closed_by(mark).is_some());
        let sentence = parse.sentence(verb);
        let final_mark = matches!(parse.low(before), "?" | "!" | "…" | "..." | "?!" | "–" | "—" | ")");
        if !(self.is_comma(before) || behind_mark || final_mark) {
            return None;
        }
        if final_mark && parse.nodes[start].text.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        if let Some((que, _)) = self.que_clause(verb)
            && cue.takes(Frame::Que)
            && self.quotes.at(que) == self.quotes.at(verb)
        {
            return None;
        }
        let clitic = self.inverted_clitic(verb);
        let clitic_is_none = clitic.is_none();
        let source = match clitic {
            Some(clitic) => clitic,
            None => self.subject_behind(verb, before, behind_mark)?,
        };
        // « Le collectif dénonce P, réclame des analyses »: a thing that can be written asks and publishes nothing.
        let thing = !behind_mark
            && clitic_is_none
            && self.is_artefact(source.head)
            && (matches!(cue.class, Class::Request | Class::Order | Class::Promise)
                || matches!(self.lemma(verb), "publier" | "diffuser" | "signer" | "rédiger"));
        if thing {
            return None;
        }
        // « peut-on lire dans le rapport », « a-t-on appris de la gendarmerie »: the source comes behind.
        let is_on = parse.low(source.head).ends_with("on");
        let source = match (impersonal, is_on) {
            (true, _) => None,
            (_, true) => self.oblique_source(verb),
            _ => Some(source),
        };
        let mut last = source.as_ref().map_or(verb, |source| source.run.1).max(verb);
        while let Some(next) = parse.next(last).filter(|&next| next < sentence.end.max(last + 1)) {
            if next >= sentence.end || self.ends_incise(next) {
                break;
            }
            last = next;
        }
        let next = parse.next(last).filter(|&next| next < sentence.end);
        let resumes = next.is_some_and(|next| {
            self.is_comma(next) || parse.low(next) == ":" || self.quotes.is_mark(parse, next)
        }) && {
            let next = next.unwrap_or(last);
            self.goes_on(verb, start, next, &sentence, source.as_ref())
        };
        Some(Incise { verb, run: (start, last), source, resumes })
    }

    pub(crate) fn ends_incise(&self, tok: Tok) -> bool {
        matches!(self.parse.low(tok), "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | ")" | "–" | "—")
            || self.quotes.is_mark(&self.parse, tok)
    }

    /// Words of the source stand behind the clause that is set in.
    pub(crate) fn goes_on(
        &self,
        verb: Tok,
        start: Tok,
        next: Tok,
        sentence: &std::ops::Range<Tok>,
        source: Option<&Source>,
    ) -> bool {
        let parse = &self.parse;
        let inside = self.quotes.at(verb).is_some();
        let Some(after) = parse.next(next).filter(|&after| after < sentence.end) else { return inside };
        if inside {
            return true;
        }
        if self.quotes.is_mark(parse, next) {
            return false;
        }
        // « On a tout vu », lance-t-il, bravache: behind words that were whole only other quoted words go on.
        if self.quotes.opened_by(after).is_none() && self.ends_whole_quotation(start, sentence) {
            return false;
        }
        // A participle, a relative clause or an apposition belongs to the source or the cue.
        let participle =
            (after..sentence.end.min(after + 3)).any(|t| parse.nodes[t].form == Form::PresentParticiple);
        if participle
            || matches!(
                parse.low(after),
                "qui"
                    | "dont"
                    | "lors"
                    | "avant"
                    | "alors"
                    | "tandis"
                    | "après"
                    | "en"
                    | "au"
                    | "tout"
                    | "ajoutant"
                    | "où"
                    | "lequel"
                    | "laquelle"
                    | "selon"
                    | "cité"
                    | "citée"
                    | "cités"
                    | "citées"
            )
        {
            return false;
        }
        let finite = |mut run: std::ops::Range<Tok>| {
            run.any(|t| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional))
        };
        let first = sentence.start;
        let main_before = finite(first..start);
        if !main_before {
            return finite(after..sentence.end);
        }

        source.is_some_and(|source| is_inverted_clitic(parse.nodes[source.head].text))
    }

    /// A quotation that holds all of the sentence so far ends right before `start`.
    fn ends_whole_quotation(&self, start: Tok, sentence: &std::ops::Range<Tok>) -> bool {
        let parse = &self.parse;
        let Some(before) = parse.prev(start) else { return false };
        let mark = if self.is_comma(before) { parse.prev(before) } else { Some(before) };
        let Some(quote) = mark.and_then(|mark| self.quotes.closed_by(mark)) else { return false };
        let from = self.skip_connectors(sentence.start, start);
        self.quotes.all[quote].open.is_some_and(|open| open <= from)
    }

    /// The subject behind a verb that has none in front.
    pub(crate) fn subject_behind(&self, verb: Tok, before: Tok, behind_mark: bool) -> Option<Source> {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let subject = |child: &Tok| matches!(parse.dep(*child), Dep::Nsubj | Dep::NsubjPass);
        let left = parse
            .children(verb)
            .filter(subject)
            .any(|child| child < verb && child > before && !self.is_object_clitic_of(child, verb));
        if left
            || parse
                .children(verb)
                .filter(|child| *child < verb && *child > before)
                .any(|child| parse.dep(child) == Dep::ExplSubj)
        {
            return None;
        }
        let far_left = parse.children(verb).filter(subject).find(|&child| child < before);
        let behind_speech = behind_mark && {
            let mark =
                if self.quotes.closed_by(before).is_some() { Some(before) } else { parse.prev(before) };
            mark.and_then(|mark| self.quotes.closed_by(mark)).is_none_or(|quote| {
                let open = self.quotes.all[quote].open.unwrap_or(sentence.start);
                self.is_speech(quote)
                    || parse.prev(open).is_none_or(|prev| prev < sentence.start)
                    || far_left.is_none_or(|left| left > open)
            })
        };
        // Between commas inside a quotation: « Le foin, explique la bergère, ne sèche plus ».
        let set_in = self.quotes.outermost_at(verb).is_some_and(|quote| self.is_speech(quote))
            && self.is_comma(before)
            && parse.next(verb).is_some_and(|next| {
                // « … que le maire, son voisin, a appris le décès »: who can speak stands in front already.
                let noun = parse.head(next);
                matches!(parse.pos(next), Pos::DET | Pos::PROPN)
                    && (!far_left.is_some_and(|left| self.is_source_like(left))
                        || self.is_source_like(next)
                        || noun > verb && self.is_source_like(noun))
            });
        if far_left.is_some_and(|left| {
            !behind_speech
                && !set_in
                && !self.is_said_by_name(verb, before)
                && !self.is_said_by_voice(verb, before, left)
        }) {
            return None;
        }
        // Behind a comma only a main clause in front makes a reporting clause of it.
        let verbless =
            !behind_mark && !self.has_finite(sentence.start, before) && self.quotes.at(before).is_none();
        if verbless {
            let has_left = (sentence.start..before).any(|t| self.is_nominal(t) && parse.dep(t) == Dep::Nsubj);
            if has_left {
                return None;
            }
        }
        if let Some(child) =
            parse.children(verb).filter(subject).find(|&child| child > verb && child < sentence.end)
        {
            return Some(self.without_report_adjunct(self.source_at(child), verb))
                .filter(|source| source.run.0 > verb);
        }
        // The first noun phrase behind, over adverbs and prepositional phrases.
        let mut at = verb + 1;
        while at < sentence.end {
            if self.ends_incise(at) {
                return None;
            }
            if parse.pos(at) == Pos::ADP
                || matches!(parse.low(at), "à" | "de" | "dans" | "sur" | "sous" | "lors" | "auprès")
            {
                // Over the phrase that it introduces.
                let head = parse.head(at);
                if head > at && head < sentence.end {
                    if let Some(source) = self.name_behind_outlet(at, head, sentence.end) {
                        return Some(source);
                    }
                    at = head + 1;
                    continue;
                }
            }
            if (self.is_nominal(at) || self.is_handle(at))
                && !is_day(parse.lemma(at))
                && !matches!(parse.low(at), "lui" | "leur" | "hier" | "qui" | "que" | "ce" | "cela")
            {
                let top = self.nominal_top(at);
                let head = if top > verb && top < sentence.end { top } else { at };
                let introduced =
                    |tok: Tok| parse.children(tok).any(|case| parse.dep(case) == Dep::Case && case > verb);
                // Hung on a phrase before it: « a déclaré dans un tweet le Conseil ».
                let apart = head != at
                    && introduced(head)
                    && !introduced(at)
                    && parse.has_child(at, Dep::Det)
                    && head < at;
                let head = if apart { at } else { head };
                if introduced(head) {
                    at = head.max(at) + 1;
                    continue;
                }
                let source = self.without_report_adjunct(self.source_at(head), verb);
                // A bare object is no subject: what has an article may be either, and behind a mark it is the subject.
                let closing = parse
                    .next(source.run.1)
                    .is_none_or(|next| next >= sentence.end || matches!(parse.low(next), "." | ","));
                let sure = closing
                    && self
                        .cue(verb, &[Frame::Quote])
                        .is_some_and(|cue| cue.ambiguity(Frame::Quote) == 0 && cue.takes(Frame::Que))
                    && self.has_finite(sentence.start, before)
                    && at <= verb + 2;
                let likely =
                    behind_mark || self.is_handle(head) || set_in || self.is_source_like(head) || sure;
                // « X, très suivi, a évoqué cette raison »: behind a front without a verb only the next phrase is the subject.
                let near = !verbless || source.run.0 <= verb + 2;
                return (likely && near && source.run.0 > verb).then_some(source);
            }
            at += 1;
        }
        None
    }

    /// `P, a déclaré Abdel Sayda.`: a name right behind a verb of saying at the sentence's end is its subject, whatever the
    /// tree makes of the clause in front.
    pub(crate) fn is_said_by_name(&self, verb: Tok, before: Tok) -> bool {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let Some(name) = parse.next(verb).filter(|&name| name < sentence.end) else { return false };
        let named = parse.nodes[name].entity == Entity::Person || parse.pos(name) == Pos::PROPN;
        let says = self.cue(verb, &[Frame::Quote]).is_some_and(|cue| {
            cue.ambiguity(Frame::Quote) == 0 && cue.takes(Frame::Que) && cue.class == Class::Speech
        });
        let ends = (name..sentence.end).all(|t| {
            parse.pos(t) == Pos::PROPN
                || parse.nodes[t].entity == Entity::Person
                || parse.pos(t) == Pos::PUNCT
                || parse.is_space(t)
        });
        named && says && ends && self.has_finite(sentence.start, before)
    }

    /// `P, a averti la préfecture dans un communiqué.`: who can speak stands behind a verb of saying that has no
    /// clause of its own, and the clause in front is whole without it. Look-alike: a main verb behind a set-off phrase
    /// (`Le maire, qui recevait la presse, a averti la préfecture`).
    fn is_said_by_voice(&self, verb: Tok, before: Tok, left: Tok) -> bool {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let says = self.cue(verb, &[Frame::Quote]).is_some_and(|cue| {
            cue.ambiguity(Frame::Quote) == 0 && cue.takes(Frame::Que) && cue.class == Class::Speech
        });
        let whole = (sentence.start..before).any(|t| {
            parse.is_verbal(t)
                && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
                && !(left.min(t)..t).any(|r| {
                    matches!(parse.low(r), "qui" | "dont" | "où" | "que" | "qu'" | "lequel" | "laquelle")
                })
        });
        if !says || !whole {
            return false;
        }
        let Some(first) = parse.next(verb).filter(|&first| first < sentence.end) else { return false };
        let noun =
            (first..sentence.end.min(first + 4)).find(|&t| self.is_nominal(t) && !is_day(parse.lemma(t)));
        matches!(parse.pos(first), Pos::DET | Pos::PROPN)
            && noun.is_some_and(|noun| self.is_source_like(noun) && parse.pos(noun) != Pos::PRON)
    }

    /// `explique au Matin Théo Pacaud, boulanger`: a name behind a medium's, which the pipeline took for one name.
    fn name_behind_outlet(&self, preposition: Tok, head: Tok, end: Tok) -> Option<Source> {
        let parse = &self.parse;
        if !matches!(parse.low(preposition), "à" | "au" | "aux") || !self.lexicon.is_outlet(parse.low(head))
        {
            return None;
        }
        let is_name = |t: Tok| {
            t < end
                && parse.pos(t) == Pos::PROPN
                && parse.nodes[t].text.starts_with(char::is_uppercase)
                && !self.lexicon.is_outlet(parse.low(t))
        };
        let first = parse.next(head).filter(|&first| is_name(first))?;
        let mut last = first;
        while is_name(last + 1) {
            last += 1;
        }
        // An apposition goes with the name as far as the next comma.
        if let Some(comma) = parse.next(last).filter(|&comma| comma < end && self.is_comma(comma)) {
            let stop = (comma + 1..end)
                .find(|&t| matches!(parse.low(t), "," | "." | ";" | ":" | "(" | "qui" | "dont"))
                .unwrap_or(end);
            let begins = (comma + 1..stop).find(|&t| !parse.is_space(t));
            let nominal = begins.is_some_and(|t| {
                matches!(parse.pos(t), Pos::DET | Pos::NOUN) || matches!(parse.low(t), "l'" | "un" | "une")
            });
            if nominal && !self.has_finite(comma, stop) {
                last = parse.prev(stop).unwrap_or(last).max(last);
            }
        }
        Some(Source { run: (first, last), head: first })
    }

    /// `exemple.com`, `@mairie`: a name as sites have it.
    fn is_handle(&self, tok: Tok) -> bool {
        let text = self.parse.nodes[tok].text;
        let mut parts = text.split('.');
        text.starts_with('@') && text.len() > 2
            || text.contains('.')
                && parts.clone().count() >= 2
                && parts.all(|part| {
                    part.chars().count() >= 2 && part.chars().all(|c| c.is_alphanumeric() || c == '-')
                })
                && text.chars().any(char::is_alphabetic)
    }

    /// `a écrit le président sur son compte`, `précise la procureure dans un communiqué`: medium and occasion are the report's.
    fn without_report_adjunct(&self, mut source: Source, verb: Tok) -> Source {
        let adjunct = (source.head + 1..=source.run.1).find(|&t| {
            let low = self.parse.low(t);
            let medium = matches!(low, "dans" | "sur") && self.is_report_adjunct(t, verb);
            // « , cité par X »: who passes it on is another voice.
            let cited = matches!(low, "cité" | "citée" | "cités" | "citées")
                && self.parse.next(t).is_some_and(|next| matches!(self.parse.low(next), "par" | "dans"));
            let linked =
                (source.head..t).any(|r| matches!(self.parse.low(r), "qui" | "que" | "qu'" | "dont" | ","));
            cited || (medium || matches!(low, "lors" | "via" | "devant")) && !linked
        });
        if let Some(adjunct) = adjunct {
            source.run.1 = (adjunct - 1).max(source.head);
        }
        source
    }

    /// `auprès de X`, `de X`, `au cabinet de X`, `dans le rapport` behind `a-t-on appris`.
    pub(crate) fn oblique_source(&self, verb: Tok) -> Option<Source> {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let mut at = verb + 1;
        while at < sentence.end && !matches!(parse.low(at), "," | "." | ";") {
            if is_inverted_clitic(parse.nodes[at].text) {
                at += 1;
                continue;
            }
            if self.is_nominal(at)
                && !is_day(parse.lemma(at))
                && self.is_source_like(at)
                && !matches!(parse.low(at), "source")
            {
                let mut source = self.source_at(at);
                // « de source policière » is a source without an article, « auprès de la gendarmerie » one with.
                let case = parse.children(at).filter(|&case| parse.dep(case) == Dep::Case && case < at).max();
                if let Some(case) = case.filter(|&case| case >= source.run.0) {
                    source.run.0 = case + 1;
                }
                return Some(source);
            }
            if parse.low(at) == "source" || parse.low(at) == "sources" {
                return Some(self.source_at(at));
            }
            at += 1;
        }
        None
    }
}
