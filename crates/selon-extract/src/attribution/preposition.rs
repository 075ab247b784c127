//! Sources behind a preposition: `selon X`, `d'après X`, `pour X, …`, `à en croire X`, `aux yeux de X`.
//!
//! In front of a clause, behind it, set into it, or in a relative (`d'après lequel`). Look-alikes: `selon que`,
//! `selon les règles`, `pour` of purpose, time or benefit (`pour l'instant`, `pour rappel`, `pour les enfants`).

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::attribution::speech::Incise;
use crate::context::{Context, Run, unelided};
use crate::lexicon::{Class, Frame, Introducer};
use crate::parse::{Dep, Entity, Form, Tok};
use crate::record::SourceKind;

impl Context<'_> {
    /// A draft for every source behind a preposition.
    pub(crate) fn find_prepositions(&self, incises: &[Incise]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut tok = 0;
        while tok < self.parse.len() {
            let low = self.parse.low(tok);
            let first = if self.parse.nodes[tok].text == "A" { "à" } else { low };
            let by_word = |word: &str| self.lexicon.introducers.get(word).into_iter().flatten();
            let elided = by_word(unelided(low))
                .filter(|introducer| introducer.words.len() == 1 && unelided(low) != first);
            let found = by_word(first)
                .chain(elided)
                .filter(|introducer| introducer.ambiguity < 2 || introducer.words[0] == "pour")
                .filter(|introducer| self.stands_at(tok, introducer));
            let longest = found.max_by_key(|introducer| introducer.words.len());
            let earlier = drafts.last().and_then(|draft| draft.source.as_ref()).map(|source| source.run.1);
            if let Some(introducer) = longest
                && let Some(draft) = self.read_preposition(tok, introducer, incises, earlier)
            {
                tok = draft.cue.last().copied().unwrap_or(tok).max(tok);
                drafts.push(draft);
            }
            tok += 1;
        }
        drafts
    }

    fn stands_at(&self, tok: Tok, introducer: &Introducer) -> bool {
        let end = self.parse.sentence(tok).end;
        let words = &introducer.words;
        tok + words.len() < end + 1
            && words.iter().enumerate().all(|(i, word)| {
                tok + i < end && {
                    let low = self.parse.low(tok + i);
                    low == word
                        || (word == "à" && self.parse.nodes[tok + i].text == "A")
                        || (i + 1 == words.len() && unelided(low) == word)
                        || (i + 1 == words.len() && word == "de" && matches!(low, "du" | "des" | "d'"))
                }
            })
    }

    fn read_preposition(
        &self,
        at: Tok,
        introducer: &Introducer,
        incises: &[Incise],
        earlier: Option<Tok>,
    ) -> Option<Draft> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        let end = at + introducer.words.len();
        if let Some(owner) = (at..end).find(|&t| {
            matches!(parse.low(t), "ses" | "son" | "sa" | "leur" | "leurs" | "l'" | "le" | "la" | "les")
                && introducer.words.len() > 1
        }) {
            let complete = introducer.words.last().is_some_and(|word| {
                !matches!(word.as_str(), "de" | "des" | "du" | "d'" | "par" | "que" | "dans" | "à" | "aux")
            }) && introducer.words[0] != "comme"
                && introducer.words[0] != "ainsi";
            let article = matches!(parse.low(owner), "l'" | "le" | "la" | "les");
            let listens = introducer
                .words
                .iter()
                .any(|word| matches!(word.as_str(), "croire" | "entendre" | "lire" | "écouter"));
            if complete && (!article || listens) {
                return Some(Draft {
                    source: Some(Source { run: (owner, owner), head: owner }),
                    cue: (at..end).filter(|&t| t != owner).collect(),
                    cue_head: None,
                    content: self.clause_around(at, end - 1, incises, earlier)?,
                    stance: introducer.stance,
                    hedged: introducer.hedged,
                    class: Some(Class::Speech),
                    rule: "preposition-possessive",
                });
            }
        }
        // What comes between: « selon, notamment, X ».
        let start = (end..sentence.end).find(|&t| !parse.is_space(t))?;
        if matches!(parse.low(start), "que" | "qu'" | "," | "." | "le" | "la" | "les")
            && matches!(parse.low(start), "que" | "qu'" | "," | ".")
        {
            return None;
        }
        if matches!(parse.low(start), "lequel" | "laquelle" | "lesquels" | "lesquelles")
            || (parse.low(start) == "qui")
        {
            return self.relative_preposition(at, start, introducer);
        }
        let is_pour = introducer.words.len() == 1 && introducer.words[0] == "pour";
        // « X, cité par Y » is set off; « les témoins cités par Y » are Y's.
        let participle =
            introducer.words[0].starts_with("cité") || introducer.words[0].starts_with("rapporté");
        if participle && parse.prev(at).is_none_or(|prev| !self.is_comma(prev) && parse.low(prev) != "(") {
            return None;
        }
        let head = self.object_of(at, start, sentence.end)?;
        let mut source = self.source_at(head);
        if matches!(parse.low(head), "lui" | "elle" | "eux" | "elles" | "lui-même" | "elle-même") {
            source.run = (head, head);
        }
        source.run.0 = source.run.0.max(start);
        // « D'après sa sœur, M. X aurait été »: what a verb follows is its subject, no apposition.
        let verb_next = parse.next(source.run.1).is_some_and(|next| {
            parse.is_verbal(next) && matches!(parse.nodes[next].form, Form::Finite | Form::Conditional)
                || matches!(parse.low(next), "ne" | "n'" | "se" | "s'")
        });
        if verb_next && let Some(comma) = (source.run.0..source.run.1).rev().find(|&t| self.is_comma(t)) {
            source.run.1 = comma - 1;
        }
        if source.run.1 < source.run.0 {
            return None;
        }
        if !self.is_voice(head, introducer, is_pour) {
            return None;
        }
        let last = source.run.1;
        let cue: Vec<Tok> = (at..end).collect();
        let content = if is_pour {
            self.clause_for_pour(at, last)?
        } else {
            self.clause_around(at, last, incises, earlier)?
        };
        Some(Draft {
            source: Some(source),
            cue,
            cue_head: None,
            content,
            stance: introducer.stance,
            hedged: introducer.hedged,
            class: Some(Class::Speech),
            rule: if is_pour { "preposition-pour" } else { "preposition" },
        })
    }

    /// The head of the noun phrase that begins at `start`.
    fn object_of(&self, at: Tok, start: Tok, end: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let first =
            (start..end).take(9).find(|&t| self.is_nominal(t) || matches!(parse.low(t), "," | "." | ";"))?;
        if !self.is_nominal(first) {
            return None;
        }
        let by_tree = parse.head(at);
        if by_tree >= start && by_tree < end && self.is_nominal(by_tree) && by_tree <= first + 4 {
            return Some(by_tree);
        }
        let mut top = first;
        for _ in 0..4 {
            let head = parse.head(top);
            if head == top || head < start || !self.is_nominal(head) || head > first + 4 {
                break;
            }
            top = head;
        }
        Some(top)
    }

    /// Somebody or something that can say it.
    fn is_voice(&self, head: Tok, introducer: &Introducer, is_pour: bool) -> bool {
        let parse = &self.parse;
        let node = &parse.nodes[head];
        if node.pos == Pos::PRON {
            return matches!(
                parse.low(head),
                "lui"
                    | "elle"
                    | "eux"
                    | "elles"
                    | "celui-ci"
                    | "celle-ci"
                    | "ceux-ci"
                    | "certains"
                    | "plusieurs"
                    | "beaucoup"
                    | "d'autres"
                    | "autres"
                    | "ce"
                    | "celui"
                    | "celle"
                    | "ceux"
                    | "aucuns"
                    | "un"
                    | "une"
                    | "tous"
                    | "moi"
                    | "nous"
            ) && !(is_pour && matches!(parse.low(head), "ce" | "moi" | "nous" | "un" | "une"));
        }
        let named = matches!(node.entity, Entity::Person | Entity::Organisation)
            || self.lexicon.state(parse.low(head)).is_some()
            || (node.entity == Entity::Place && node.pos == Pos::PROPN);
        if MANNER.contains(&self.lemma(head))
            || (is_pour && parse.children(head).any(|child| child < head && parse.pos(child) == Pos::NUM))
        {
            return false;
        }
        if is_pour {
            let kind = self.lexicon.source_noun(self.lemma(head));
            return named
                || kind.is_some_and(|noun| {
                    !matches!(
                        noun.singular,
                        SourceKind::Document
                            | SourceKind::Image
                            | SourceKind::Intercept
                            | SourceKind::Unknown
                    )
                });
        }
        if named || node.pos == Pos::PROPN || node.entity != Entity::None {
            return true;
        }
        let lemma = self.lemma(head);
        if self.lexicon.source_noun(lemma).is_some() || self.lexicon.nouns.contains_key(lemma) {
            return true;
        }
        introducer.ambiguity == 0 && !MANNER.contains(&lemma)
    }

    /// `pour X, P` at the head of a clause.
    fn clause_for_pour(&self, at: Tok, last: Tok) -> Option<Vec<Run>> {
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
    fn last_comma_before_clause(&self, last: Tok, end: Tok) -> Option<Tok> {
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
    fn is_parted_subject(&self, first: Tok, end: Tok) -> bool {
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
    fn clause_around(
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
                let gerund = parse.nodes[resume].form == Form::PresentParticiple;
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
                if end >= resume && !gerund && !new_clause {
                    content.push((resume, end));
                }
            }
        }
        Some(content)
    }

    /// The end of what resumes behind a set-in source: before a coordinated clause with a subject of its own.
    fn resumed_clause_end(&self, from: Tok, end: Tok) -> Tok {
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
    fn initial_end(&self, from: Tok, end: Tok) -> Tok {
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
    fn voice_follows(&self, from: Tok, end: Tok) -> bool {
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

    fn starts_phrase(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        parse.pos(tok) == Pos::DET || parse.dep(tok) == Dep::Nsubj || self.quotes.is_mark(parse, tok)
    }

    /// `, cité par Reuters,` and `, qui …,` behind a source.
    fn set_off_end(&self, last: Tok, end: Tok) -> Tok {
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
    fn clause_start(&self, at: Tok, start: Tok, incises: &[Incise]) -> Tok {
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
    fn relative_around(&self, at: Tok, from: Tok) -> Option<(Tok, Tok)> {
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

    /// `un plan d'après lequel P`, `les accusations selon lesquelles P`, `les déclarations de X, selon qui « P »`.
    fn relative_preposition(&self, at: Tok, pronoun: Tok, introducer: &Introducer) -> Option<Draft> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        if introducer.words.len() == 1 && introducer.words[0] == "pour" {
            return None;
        }
        let from = parse.next(pronoun).filter(|&from| from < sentence.end)?;
        let last = self.before_second_verb(from, self.initial_end(from, sentence.end));
        let content = vec![(from, last)];
        let words = pronoun..pronoun + 1;
        let mut cue: Vec<Tok> = (at..at + introducer.words.len()).chain(words).collect();
        let plural = parse.low(pronoun).ends_with('s');
        let feminine =
            parse.low(pronoun).starts_with("laquelle") || parse.low(pronoun).starts_with("lesquelles");
        let is_qui = parse.low(pronoun) == "qui";
        let mut antecedent = None;
        let mut noun = None;
        for t in (sentence.start..at).rev() {
            if !self.is_nominal(t) {
                continue;
            }
            if is_qui {
                if self.is_source_like(t) && parse.nodes[t].entity != Entity::Place {
                    let mut top = t;
                    while matches!(parse.dep(top), Dep::Nmod | Dep::Appos | Dep::Flat | Dep::Amod)
                        && self.is_nominal(parse.head(top))
                        && parse.head(top) >= sentence.start
                        && !self.lexicon.nouns.contains_key(self.lemma(parse.head(top)))
                    {
                        top = parse.head(top);
                    }
                    antecedent = Some(top);
                }
            } else {
                let node = &parse.nodes[t];
                if node.pos != Pos::NOUN
                    || node.plural != plural
                    || (feminine && !node.feminine && parse.low(pronoun) == "laquelle")
                {
                    continue;
                }
                antecedent = Some(t);
            }
            if antecedent.is_some() {
                break;
            }
        }
        let antecedent = antecedent?;
        let mut source = None;
        let mut stance = introducer.stance;
        let lemma = self.lemma(antecedent);
        if is_qui {
            let top = antecedent;
            noun = self.statement_above(top, sentence.start);
            source = Some(self.source_before(top, at));
        } else if let Some(entry) = self.lexicon.nouns.get(lemma).and_then(|cues| cues.first()) {
            noun = Some(antecedent);
            stance = entry.stance(Frame::Selon);
            source = self.owner_of(antecedent, at);
        } else {
            let mut top = antecedent;
            while matches!(parse.dep(top), Dep::Nmod)
                && self.is_nominal(parse.head(top))
                && parse.head(top) > sentence.start
            {
                top = parse.head(top);
                if self.is_artefact(top) {
                    break;
                }
            }
            let best = if self.is_artefact(antecedent) { antecedent } else { top };
            source.get_or_insert(self.source_before(best, at));
        }
        if let Some(noun) = noun {
            cue.insert(0, noun);
        }
        Some(Draft {
            source,
            cue,
            cue_head: noun,
            content,
            stance,
            hedged: introducer.hedged,
            class: Some(Class::Speech),
            rule: "preposition-relative",
        })
    }

    fn source_before(&self, head: Tok, at: Tok) -> Source {
        let mut source = self.source_at(head);
        if source.run.1 >= at {
            let prev = self.parse.prev(at).unwrap_or(head);
            source.run.1 = if self.is_comma(prev) { prev - 1 } else { prev };
        }
        source
    }

    /// The statement noun that a person in its `de` phrase made: `les déclarations d'un commandant`.
    fn statement_above(&self, head: Tok, start: Tok) -> Option<Tok> {
        let mut at = head;
        for _ in 0..3 {
            let above = self.parse.head(at);
            if above == at || above < start {
                return None;
            }
            if self.lexicon.nouns.contains_key(self.lemma(above)) && self.parse.pos(above) == Pos::NOUN {
                return Some(above);
            }
            at = above;
        }
        None
    }
}

/// Nouns behind `selon` that name a manner, a measure or a rule, not a voice.
const MANNER: [&str; 42] = [
    "humeur",
    "roman",
    "cas",
    "besoin",
    "moyen",
    "critère",
    "règle",
    "calendrier",
    "principe",
    "modalité",
    "procédure",
    "moment",
    "saison",
    "mode",
    "rythme",
    "ordre",
    "type",
    "taille",
    "âge",
    "région",
    "pays",
    "lieu",
    "circonstance",
    "condition",
    "goût",
    "envie",
    "situation",
    "formule",
    "schéma",
    "ligne",
    "degré",
    "niveau",
    "nature",
    "importance",
    "proportion",
    "méthode",
    "manière",
    "façon",
    "horaire",
    "logique",
    "volonté",
    "choix",
];
