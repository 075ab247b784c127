//! Quotations and reporting clauses set into or behind what they report.
//!
//! Fires on `« … », a déclaré X`, `« A, dit-il. B »`, `X a dit : « … »`, `P, affirme X`, `P, a-t-on appris de X`, on a
//! quotation that goes on over sentences and paragraphs, and on a heading or sentence that is nothing but a
//! quotation. Look-alikes: marks around a name, a title or a single word in the writer's own sentence; a
//! verb behind a comma whose subject stands before it (`Le ministre, en visite, a dénoncé les attaques`).

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, Run, is_inverted_clitic};
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Entity, Form, Tok};
use crate::record::Stance;

/// A reporting clause set into, or put behind, what it reports.
#[derive(Clone, Debug)]
pub(crate) struct Incise {
    pub verb: Tok,
    /// The clause without the commas around it.
    pub run: Run,
    pub source: Option<Source>,
    /// The reported words go on behind it.
    pub resumes: bool,
}

/// What the quotation rules found.
pub(crate) struct Speech {
    pub drafts: Vec<Draft>,
    /// Index of the draft that each quotation belongs to.
    pub of_quote: Vec<Option<usize>>,
}

impl Context<'_> {
    pub(crate) fn find_speech(&self) -> Speech {
        let mut speech = Speech { drafts: Vec::new(), of_quote: vec![None; self.quotes.all.len()] };
        self.read_incises(&mut speech);
        self.read_introduced(&mut speech);
        self.read_continued(&mut speech);
        self.read_bare(&mut speech);
        speech
    }

    pub(crate) fn find_incises(&self) -> Vec<Incise> {
        let mut found: Vec<Incise> = (0..self.parse.len()).filter_map(|tok| self.incise_at(tok)).collect();
        found.sort_by_key(|incise| incise.run.0);
        found
    }

    fn incise_at(&self, verb: Tok) -> Option<Incise> {
        let parse = &self.parse;
        let cue = self.cue(verb, &[Frame::Quote, Frame::Que])?;
        if std::env::var("DBG").is_ok_and(|w| w == parse.nodes[verb].text) { eprintln!("INCISE? {} finite {} start {} prev {:?} clitic {:?} que {:?}", parse.nodes[verb].text, self.is_finite(verb), self.verb_start(verb), parse.prev(self.verb_start(verb)).map(|p| parse.nodes[p].text), self.inverted_clitic(verb), self.que_clause(verb)); }
        if !self.is_finite(verb) || parse.has_child(verb, Dep::AuxPass) {
            return None;
        }
        let start = self.verb_start(verb);
        let before = parse.prev(start)?;
        let behind_mark = self.quotes.is_mark(parse, before)
            || self.is_comma(before) && parse.prev(before).is_some_and(|mark| self.quotes.closed_by(mark).is_some());
        let sentence = parse.sentence(verb);
        let final_mark = matches!(parse.low(before), "?" | "!" | "…" | "..." | "?!" | "–" | "—" | ")");
        if !(self.is_comma(before) || behind_mark || final_mark) {
            return None;
        }
        if final_mark && parse.nodes[start].text.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        if let Some((que, _)) = self.que_clause(verb) {
            if cue.takes(Frame::Que) && self.quotes.at(que) == self.quotes.at(verb) {
                return None;
            }
        }
        let clitic = self.inverted_clitic(verb);
        let source = match clitic {
            Some(clitic) => clitic,
            None => self.subject_behind(verb, before, behind_mark)?,
        };
        // « peut-on lire dans le rapport », « a-t-on appris de la gendarmerie »: the source comes behind.
        let is_on = parse.low(source.head).ends_with("on");
        let source = if is_on { self.oblique_source(verb) } else { Some(source) };
        let mut last = source.as_ref().map_or(verb, |source| source.run.1).max(verb);
        while let Some(next) = parse.next(last).filter(|&next| next < sentence.end.max(last + 1)) {
            if next >= sentence.end || self.ends_incise(next) {
                break;
            }
            last = next;
        }
        let next = parse.next(last).filter(|&next| next < sentence.end);
        let resumes = next.is_some_and(|next| self.is_comma(next) || parse.low(next) == ":" || self.quotes.is_mark(parse, next)) && {
            let next = next.unwrap_or(last);
            self.goes_on(verb, start, next, &sentence, source.as_ref())
        };
        Some(Incise { verb, run: (start, last), source, resumes })
    }

    fn ends_incise(&self, tok: Tok) -> bool {
        matches!(self.parse.low(tok), "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | ")" | "–" | "—") || self.quotes.is_mark(&self.parse, tok)
    }

    /// Words of the source stand behind the clause that is set in.
    fn goes_on(&self, verb: Tok, start: Tok, next: Tok, sentence: &std::ops::Range<Tok>, source: Option<&Source>) -> bool {
        let parse = &self.parse;
        let inside = self.quotes.at(verb).is_some();
        let Some(after) = parse.next(next).filter(|&after| after < sentence.end) else { return inside };
        if inside {
            return true;
        }
        if self.quotes.is_mark(parse, next) {
            return false;
        }
        // A participle, a relative clause or an apposition belongs to the source or the cue.
        let participle = (after..sentence.end.min(after + 3)).any(|t| parse.nodes[t].form == Form::PresentParticiple);
        if participle || matches!(parse.low(after), "qui" | "dont" | "lors" | "avant" | "alors" | "tandis" | "après" | "en" | "au" | "tout" | "ajoutant" | "où" | "lequel" | "laquelle" | "selon") {
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
        let clitic = source.is_some_and(|source| is_inverted_clitic(parse.nodes[source.head].text));
        clitic
    }

    /// The subject behind a verb that has none in front.
    fn subject_behind(&self, verb: Tok, before: Tok, behind_mark: bool) -> Option<Source> {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let subject = |child: &Tok| matches!(parse.dep(*child), Dep::Nsubj | Dep::NsubjPass);
        let left = parse.children(verb).filter(subject).any(|child| child < verb && child > before && !self.is_object_clitic_of(child, verb));
        if left || parse.children(verb).filter(|child| *child < verb && *child > before).any(|child| parse.dep(child) == Dep::ExplSubj) {
            return None;
        }
        let far_left = parse.children(verb).filter(subject).find(|&child| child < before);
        let behind_speech = behind_mark && {
            let mark = if self.quotes.closed_by(before).is_some() { Some(before) } else { parse.prev(before) };
            mark.and_then(|mark| self.quotes.closed_by(mark)).is_none_or(|quote| {
                let open = self.quotes.all[quote].open.unwrap_or(sentence.start);
                self.is_speech(quote) || parse.prev(open).is_none_or(|prev| prev < sentence.start) || far_left.is_none_or(|left| left > open)
            })
        };
        // Between commas inside a quotation: « Le foin, explique la bergère, ne sèche plus ».
        let set_in = self.quotes.outermost_at(verb).is_some_and(|quote| self.is_speech(quote)) && self.is_comma(before) && parse.next(verb).is_some_and(|next| matches!(parse.pos(next), Pos::DET | Pos::PROPN));
        if far_left.is_some() && !behind_speech && !set_in && !self.is_said_by_name(verb, before) {
            return None;
        }
        // Behind a comma only a main clause in front makes a reporting clause of it.
        if !behind_mark && !self.has_finite(sentence.start, before) && self.quotes.at(before).is_none() {
            let has_left = (sentence.start..before).any(|t| self.is_nominal(t) && parse.dep(t) == Dep::Nsubj);
            if has_left {
                return None;
            }
        }
        if let Some(child) = parse.children(verb).filter(subject).find(|&child| child > verb && child < sentence.end) {
            return Some(self.source_at(child)).filter(|source| source.run.0 > verb);
        }
        // The first noun phrase behind, over adverbs and prepositional phrases.
        let mut at = verb + 1;
        while at < sentence.end {
            if self.ends_incise(at) {
                return None;
            }
            if parse.pos(at) == Pos::ADP || matches!(parse.low(at), "à" | "de" | "dans" | "sur" | "sous" | "lors" | "auprès") {
                // Over the phrase that it introduces.
                let head = parse.head(at);
                if head > at && head < sentence.end {
                    at = head + 1;
                    continue;
                }
            }
            if self.is_nominal(at) && !is_day(parse.lemma(at)) && !matches!(parse.low(at), "lui" | "leur" | "hier" | "qui" | "que" | "ce" | "cela") {
                let top = self.nominal_top(at);
                let head = if top > verb && top < sentence.end { top } else { at };
                let introduced = |tok: Tok| parse.children(tok).any(|case| parse.dep(case) == Dep::Case && case > verb);
                // Hung on a phrase before it: « a déclaré dans un tweet le Conseil ».
                let apart = head != at && introduced(head) && !introduced(at) && parse.has_child(at, Dep::Det) && head < at;
                let head = if apart { at } else { head };
                if introduced(head) {
                    at = head.max(at) + 1;
                    continue;
                }
                let source = self.source_at(head);
                // A bare object is no subject: what has an article may be either, and behind a mark it is the subject.
                let closing = parse.next(source.run.1).is_none_or(|next| next >= sentence.end || matches!(parse.low(next), "." | ","));
                let sure = closing && self.cue(verb, &[Frame::Quote]).is_some_and(|cue| cue.ambiguity(Frame::Quote) == 0 && cue.takes(Frame::Que)) && self.has_finite(sentence.start, before) && at <= verb + 2;
                let likely = behind_mark || set_in || self.is_source_like(head) || sure;
                return (likely && source.run.0 > verb).then_some(source);
            }
            at += 1;
        }
        None
    }

    /// `P, a déclaré Abdel Sayda.`: a name right behind a verb of saying at the sentence's end is its subject, whatever the
    /// tree makes of the clause in front.
    fn is_said_by_name(&self, verb: Tok, before: Tok) -> bool {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let Some(name) = parse.next(verb).filter(|&name| name < sentence.end) else { return false };
        let named = parse.nodes[name].entity == Entity::Person || parse.pos(name) == Pos::PROPN;
        let says = self.cue(verb, &[Frame::Quote]).is_some_and(|cue| cue.ambiguity(Frame::Quote) == 0 && cue.takes(Frame::Que) && cue.class == Class::Speech);
        let ends = (name..sentence.end).all(|t| parse.pos(t) == Pos::PROPN || parse.nodes[t].entity == Entity::Person || parse.pos(t) == Pos::PUNCT || parse.is_space(t));
        named && says && ends && self.has_finite(sentence.start, before)
    }

    pub(crate) fn has_finite(&self, from: Tok, to: Tok) -> bool {
        (from..to).any(|t| self.parse.is_verbal(t) && matches!(self.parse.nodes[t].form, Form::Finite | Form::Conditional))
    }

    /// `auprès de X`, `de X`, `au cabinet de X`, `dans le rapport` behind `a-t-on appris`.
    fn oblique_source(&self, verb: Tok) -> Option<Source> {
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let mut at = verb + 1;
        while at < sentence.end && !matches!(parse.low(at), "," | "." | ";") {
            if self.is_nominal(at) && !is_day(parse.lemma(at)) && self.is_source_like(at) && !matches!(parse.low(at), "source") {
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

    /// A draft for every reporting clause.
    fn read_incises(&self, speech: &mut Speech) {
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

    fn read_incise(&self, incise: &Incise, cue: &'static Cue, speech: &Speech) -> Option<Draft> {
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
            let quote = self.quotes.closed_by(before).or_else(|| parse.prev(before).and_then(|prev| self.quotes.closed_by(prev)));
            if let Some(quote) = quote {
                let mut quote = quote;
                while let Some(outer) = self.quotes.all[quote].outer.filter(|&outer| self.quotes.all[outer].close.is_some_and(|close| close <= before)) {
                    quote = outer;
                }
                let inner = self.quotes.all[quote].inner.clone();
                if inner.start < sentence.start {
                    from = inner.start;
                } else {
                    // What stands before the mark in the sentence is reported too, where it is not its introduction.
                    let open = self.quotes.all[quote].open.unwrap_or(inner.start);
                    let introduced = parse.prev(open).is_some_and(|prev| prev >= sentence.start && matches!(parse.low(prev), ":" | "(" | "–" | "—"));
                    if introduced {
                        from = open;
                    }
                }
            }
            // A semicolon ends the clause before.
            if let Some(stop) = (from..before).rev().find(|&t| parse.low(t) == ";" && self.quotes.at(t) == self.quotes.at(before)) {
                from = stop + 1;
            }
            // An earlier reporting clause in the sentence ends what this one reports.
            if let Some(earlier) = self.incises.iter().rev().find(|other| other.verb < incise.verb && other.run.0 >= from && other.resumes) {
                from = from.max(earlier.run.1 + 1);
            }
            if before < from {
                return None;
            }
            content.push((from, before));
            if incise.resumes && last + 1 < sentence.end {
                let end = self.resumed_end(last + 1, sentence.end);
                content.push((last + 1, end));
            }
        }
        let quoted = content.iter().any(|&(first, _)| self.quotes.at(first).is_some() || self.quote_opened_by(first).is_some());
        // An emotion or a belief reports as a set-in clause only beside quoted words.
        if !quoted && !cue.takes(Frame::Que) && cue.ambiguity(Frame::Quote) > 0 && incise.source.as_ref().is_none_or(|source| !self.is_source_like(source.head)) {
            return None;
        }
        Some(Draft {
            source: incise.source.clone(),
            cue: self.cue_tokens(incise.verb, cue),
            cue_head: Some(incise.verb),
            content,
            stance: self.stance_of(incise.verb, cue, Frame::Quote),
            hedged: cue.hedged || self.is_conditional(incise.verb) || incise.source.is_none() && self.lemma(incise.verb) == "dire",
            class: Some(cue.class),
            rule: if quoted { "quotation-cue-behind" } else { "reporting-clause" },
        })
    }

    fn resumed_end(&self, from: Tok, end: Tok) -> Tok {
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

    /// Quotations that lie whole in a content.
    fn quotes_in(&self, content: &[Run]) -> Vec<usize> {
        let inside = |tok: Tok| content.iter().any(|&(first, last)| first <= tok && tok <= last);
        (0..self.quotes.all.len())
            .filter(|&quote| {
                let inner = &self.quotes.all[quote].inner;
                !inner.is_empty() && (inside(inner.start) || inside(inner.end - 1))
            })
            .collect()
    }

    /// `GENÈVE, 3 mars (ATS) – `: the place and date of a dispatch are the agency's.
    fn behind_dateline(&self, from: Tok, end: Tok) -> Tok {
        const LONGEST: usize = 16;
        let parse = &self.parse;
        if parse.prev(from).is_some() {
            return from;
        }
        let dash = (from..end.min(from + LONGEST)).find(|&t| matches!(parse.low(t), "–" | "—" | "-" | "--") && parse.prev(t).is_some_and(|prev| parse.nodes[prev].chars.end < parse.nodes[t].chars.start));
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
            "mais", "pourtant", "toutefois", "cependant", "or", "et", "parallèlement", "ainsi", "néanmoins", "car", "donc",
            "alors", "enfin", "simultanément", "autrement", "puis",
        ];
        let parse = &self.parse;
        let mut at = self.behind_dateline(from, end);
        loop {
            while at < end && (parse.is_space(at) || self.is_comma(at) || matches!(parse.low(at), "-" | "–" | "—" | "•")) {
                at += 1;
            }
            if at >= end {
                return from;
            }
            let phrase = PHRASES.iter().find(|phrase| phrase.iter().enumerate().all(|(i, word)| at + i < end && parse.low(at + i) == *word));
            if let Some(phrase) = phrase {
                at += phrase.len();
            } else if WORDS.contains(&parse.low(at)) && self.quotes.at(at) == self.quotes.at(from) {
                at += 1;
            } else {
                return at;
            }
        }
    }

    /// Something that is said rather than a name, a title or a word: it has a verb, or some length.
    pub(crate) fn is_speech(&self, quote: usize) -> bool {
        let inner = self.quotes.all[quote].inner.clone();
        let n_words = inner.clone().filter(|&tok| !self.parse.is_space(tok) && self.parse.pos(tok) != Pos::PUNCT).count();
        n_words >= 3 && self.has_finite(inner.start, inner.end) || n_words >= 6
    }

    /// `rapporte ceci : P. Q.`: a colon brings what is said without marks.
    pub(crate) fn find_announced(&self, is_taken: &dyn Fn(Tok) -> bool) -> Vec<Draft> {
        let parse = &self.parse;
        let mut drafts = Vec::new();
        for colon in (0..parse.len()).filter(|&tok| parse.low(tok) == ":" && self.quotes.at(tok).is_none()) {
            let sentence = parse.sentence(colon);
            let Some(pointer) = parse.prev(colon).filter(|&prev| prev >= sentence.start) else { continue };
            let points = matches!(parse.low(pointer), "ceci" | "suivant" | "suivante" | "suivants" | "suivantes");
            let verb = (sentence.start..colon).rev().find(|&t| self.cue(t, &[Frame::Quote, Frame::Que]).is_some() && self.is_finite(t));
            let Some(verb) = verb.filter(|&verb| (points || verb == pointer) && !is_taken(verb)) else { continue };
            let Some(first) = parse.next(colon).filter(|&first| first < sentence.end && self.quotes.opened_by(first).is_none()) else { continue };
            let Some(cue) = self.cue(verb, &[Frame::Quote, Frame::Que]) else { continue };
            // The sentences behind it are reported too, until one has a voice of its own or points back.
            let mut last = sentence.end - 1;
            let para = parse.para(colon);
            while points && last + 1 < para.end {
                let next = parse.sentence(last + 1);
                let own_voice = next.clone().any(|t| !self.cues(t).is_empty() || parse.low(t) == "selon" || self.lexicon.nouns.contains_key(self.lemma(t)) && parse.pos(t) == Pos::NOUN && parse.dep(t) != Dep::Obj);
                if own_voice || matches!(parse.low(next.start), "cette" | "ce" | "ces" | "cet") {
                    break;
                }
                last = next.end - 1;
            }
            let source = self.subject(verb);
            if source.as_ref().is_some_and(|source| !self.is_source_like(source.head) || matches!(parse.low(source.head), "ceci" | "cela" | "tout" | "on")) {
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
    fn read_introduced(&self, speech: &mut Speech) {
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

    fn introduced_by_colon(&self, colon: Tok, inner: Run) -> Option<Draft> {
        let parse = &self.parse;
        let sentence = parse.sentence(colon);
        let from = sentence.start.max(parse.para(colon).start);
        let verbs: Vec<Tok> =
            (from..colon).filter(|&t| self.quotes.at(t).is_none() && self.cue(t, &[Frame::Quote]).is_some()).collect();
        // « …, a ironisé X, avant de poursuivre : « … » »: the set-in clause has its own content.
        let free: Vec<Tok> = verbs.iter().copied().filter(|&verb| !self.incises.iter().any(|incise| incise.verb == verb)).collect();
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
        let verb = root.or_else(|| verbs.iter().copied().find(|&verb| self.is_finite(verb))).or(verbs.last().copied());
        if let Some(verb) = verb {
            let cue = self.cue(verb, &[Frame::Quote])?;
            return Some(Draft {
                source: self.subject(verb).or_else(|| self.subject_after(verb, colon)),
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
        let named = (from..colon).find(|&t| self.is_nominal(t) && self.is_source_like(t) && !parse.has_child(t, Dep::Case));
        // « Martin à Dupont : "…" »: a heading has no verb, and a name the pipeline may not know.
        let first = (from..colon).find(|&t| !parse.is_space(t)).filter(|&first| {
            self.is_nominal(first) && parse.nodes[first].text.starts_with(char::is_uppercase) && !self.has_finite(from, colon) && colon - from <= 6
        });
        let head = subject.or(named).or(first)?;
        let noun = (from..colon).rev().find(|&t| {
            parse.pos(t) == Pos::NOUN && (self.lexicon.nouns.contains_key(self.lemma(t)) || matches!(self.lemma(t), "sms" | "message" | "mot" | "phrase" | "texte" | "tweet" | "communiqué"))
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

    /// `comme l'explique l'ingénieur`: the subject stands behind the verb.
    pub(crate) fn subject_after(&self, verb: Tok, end: Tok) -> Option<Source> {
        let parse = &self.parse;
        let at = (verb + 1..end).find(|&t| self.is_nominal(t) && !is_day(parse.lemma(t)))?;
        if (verb + 1..at).any(|t| self.is_comma(t) || parse.pos(t) == Pos::ADP) {
            return None;
        }
        let top = self.nominal_top(at);
        Some(self.source_at(if top > verb && top < end { top } else { at }))
    }

    /// `X affirme « … »`: a whole utterance right behind the verb.
    fn introduced_by_verb(&self, open: Tok, quote: usize, inner: Run) -> Option<Draft> {
        let parse = &self.parse;
        if !self.is_speech(quote) || !self.has_finite(inner.0, inner.1 + 1) {
            return None;
        }
        let sentence = parse.sentence(open);
        let mut at = parse.prev(open)?;
        let mut steps = 0;
        while at >= sentence.start && self.cue(at, &[Frame::Quote]).is_none() {
            // « a répondu par "…" », « a dit ceci "…" », « répond aussitôt "…" ».
            let passes = matches!(parse.pos(at), Pos::ADV | Pos::ADP) || matches!(parse.low(at), "ceci" | "cela");
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

    /// A quotation without a cue that follows an attributed one goes on with it: in the same paragraph, or as
    /// a paragraph of its own.
    fn read_continued(&self, speech: &mut Speech) {
        let parse = &self.parse;
        for quote in 0..self.quotes.all.len() {
            let of = &self.quotes.all[quote];
            if of.inner.is_empty() || of.outer.is_some() || speech.of_quote[quote].is_some() {
                continue;
            }
            let first = of.open.unwrap_or(of.inner.start);
            let para = parse.para(first);
            let sentence = parse.sentence(first);
            let at_sentence_start = parse.prev(first).is_none_or(|prev| prev < sentence.start);
            if !at_sentence_start || !self.fills_sentences(quote) {
                continue;
            }
            let at_para_start = parse.prev(first).is_none();
            let from = if at_para_start { para.start.checked_sub(1).map(|last| parse.para(last)) } else { Some(para.clone()) };
            let Some(from) = from else { continue };
            if at_para_start && (self.is_heading(&para) || !self.fills_para(quote)) && !of.continues {
                continue;
            }
            // The last attribution that ends before it, in the sentence or quotation next to it.
            let before = speech.drafts.iter().enumerate().filter(|(_, draft)| {
                let end = draft.content.iter().map(|run| run.1).chain(draft.cue.iter().copied()).max().unwrap_or(0);
                end < first && end >= from.start && self.is_next_to(end, first, at_para_start)
            });
            let quoted = |draft: &Draft| draft.content.iter().any(|&(a, z)| (a..=z).any(|t| self.quotes.at(t).is_some()));
            let Some((number, _)) = before.filter(|(_, draft)| quoted(draft)).max_by_key(|(_, draft)| draft.content.last().map(|run| run.1)) else { continue };
            let run = (of.inner.start, of.inner.end - 1);
            speech.drafts[number].content.push(run);
            speech.of_quote[quote] = Some(number);
        }
    }

    /// Only one sentence end, and no other sentence, lies between the two.
    fn is_next_to(&self, end: Tok, first: Tok, across: bool) -> bool {
        let gap = self.parse.nodes[first].sentence - self.parse.nodes[end].sentence;
        if across { gap <= 1 } else { gap <= 1 }
    }

    /// The quotation is one or more whole sentences.
    fn fills_sentences(&self, quote: usize) -> bool {
        let parse = &self.parse;
        let of = &self.quotes.all[quote];
        let last = of.close.unwrap_or(of.inner.end - 1);
        let end = parse.sentence(last).end;
        (last + 1..end).all(|t| parse.is_space(t) || matches!(parse.low(t), "." | "!" | "?" | "…" | ")"))
    }

    fn fills_para(&self, quote: usize) -> bool {
        let para = self.parse.para(self.quotes.all[quote].inner.start);
        let last = self.quotes.all[quote].close.unwrap_or(para.end - 1);
        (last + 1..para.end).all(|t| self.parse.is_space(t) || self.parse.pos(t) == Pos::PUNCT)
    }

    /// A short line without final punctuation.
    pub(crate) fn is_heading(&self, para: &std::ops::Range<Tok>) -> bool {
        const LONGEST: usize = 22;
        let Some(last) = para.clone().rev().find(|&t| !self.parse.is_space(t)) else { return false };
        para.len() <= LONGEST && !matches!(self.parse.low(last), "." | ":" | ",")
    }

    /// Quotations that fill a sentence or a heading with nobody to say them.
    fn read_bare(&self, speech: &mut Speech) {
        let parse = &self.parse;
        for quote in 0..self.quotes.all.len() {
            let of = &self.quotes.all[quote];
            if of.inner.is_empty() || of.outer.is_some() || speech.of_quote[quote].is_some() {
                continue;
            }
            let first = of.open.unwrap_or(of.inner.start);
            let sentence = parse.sentence(first);
            let at_start = parse.prev(first).is_none_or(|prev| prev < sentence.start);
            let heading = self.is_heading(&parse.para(first)) && self.fills_para(quote) && parse.prev(first).is_none();
            if !at_start || !self.fills_sentences(quote) || !(heading || self.is_speech(quote)) {
                continue;
            }
            speech.of_quote[quote] = Some(speech.drafts.len());
            speech.drafts.push(Draft {
                source: None,
                cue: Vec::new(),
                cue_head: None,
                content: vec![(of.inner.start, of.inner.end - 1)],
                stance: Stance::Asserts,
                hedged: false,
                class: None,
                rule: if heading { "quotation-heading" } else { "quotation-bare" },
            });
        }
    }

    /// A quotation without a cue goes on with what the sentence before reports: `X a demandé une comparaison. « … »`.
    pub(crate) fn join_bare_quotations(&self, drafts: &mut Vec<Draft>) {
        let parse = &self.parse;
        for number in 0..drafts.len() {
            if drafts[number].rule != "quotation-bare" {
                continue;
            }
            let run = drafts[number].content[0];
            let sentence = parse.sentence(run.0);
            let Some(before) = sentence.start.checked_sub(1).filter(|&before| parse.nodes[before].para == parse.nodes[run.0].para) else { continue };
            let previous = parse.sentence(before);
            let speaks = |draft: &Draft| {
                matches!(draft.class, Some(Class::Speech | Class::Request | Class::Evaluation | Class::Emotion | Class::Accusation | Class::Promise))
                    && draft.source.is_some()
                    && draft.cue_head.is_some_and(|head| previous.contains(&head) && self.quotes.at(head).is_none() && (parse.is_root(head) || draft.rule.starts_with("quotation")))
            };
            let host = drafts.iter().enumerate().filter(|(other, draft)| *other != number && speaks(draft)).map(|(other, _)| other).next();
            if let Some(host) = host {
                drafts[host].content.push(run);
                drafts[number].content.clear();
            }
        }
        drafts.retain(|draft| !draft.content.is_empty());
    }

    /// A name, a pronoun, or a noun that names sources.
    pub(crate) fn is_source_like(&self, head: Tok) -> bool {
        let parse = &self.parse;
        let node = &parse.nodes[head];
        if matches!(node.entity, Entity::Person | Entity::Organisation) || node.pos == Pos::PROPN {
            return true;
        }
        if node.pos == Pos::PRON || is_inverted_clitic(node.text) {
            return !matches!(parse.low(head), "ce" | "c'" | "cela" | "ça" | "y" | "en" | "dont" | "que" | "qu'");
        }
        self.lexicon.source_noun(self.lemma(head)).is_some() || self.lexicon.state(parse.low(head)).is_some()
    }

    /// The tokens of a cue: verb group and the other words of a locution.
    pub(crate) fn cue_tokens(&self, verb: Tok, cue: &Cue) -> Vec<Tok> {
        let mut tokens = self.verb_group(verb);
        tokens.extend(self.rest_tokens(verb, cue).unwrap_or_default());
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    /// The stance of a cue in a frame: a negated cue denies.
    pub(crate) fn stance_of(&self, verb: Tok, cue: &Cue, frame: Frame) -> Stance {
        let stance = cue.stance(frame);
        match stance {
            Stance::Denies => Stance::Denies,
            _ if self.is_negated(verb) => Stance::Denies,
            _ => stance,
        }
    }
}

/// Words of time that stand like nouns.
pub(crate) fn is_day(lemma: &str) -> bool {
    matches!(
        lemma,
        "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche" | "hier" | "matin" | "soir" | "midi" | "après-midi" | "nuit" | "veille" | "lendemain" | "jour" | "semaine" | "mois" | "an" | "année" | "heure" | "minute"
    )
}
