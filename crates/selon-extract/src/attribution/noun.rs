//! Nouns that carry what is said with them: `l'hypothèse que P`, `l'ordre de P`, `son engagement à P`.
//!
//! Look-alikes: `le fait que` (the writer's), nouns of statement without their content (`les déclarations du ministre`).

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, Run, is_elided, unelided};
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::{Reach, is_conjunctive};

impl Context<'_> {
    /// A draft for every noun whose content stands with it.
    pub(crate) fn find_nouns(&self, is_taken: &dyn Fn(Tok) -> bool) -> Vec<Draft> {
        (0..self.parse.len())
            .filter(|&tok| self.parse.pos(tok) == Pos::NOUN && !is_taken(tok))
            .filter_map(|tok| self.read_noun(tok))
            .collect()
    }

    fn read_noun(&self, noun: Tok) -> Option<Draft> {
        let parse = &self.parse;
        let cues = self.lexicon.nouns.get(self.lemma(noun))?;
        let sentence = parse.sentence(noun);
        let next = parse.next(noun).filter(|&next| next < sentence.end)?;
        // Without an article it is a verb that the pipeline misread: « La falaise menace de ».
        let determined =
            parse.children(noun).any(|det| det < noun && matches!(parse.dep(det), Dep::Det | Dep::Nmod))
                || self.support_verb(noun).is_some()
                || parse.nodes[noun].plural
                || parse.prev(noun).is_none_or(|prev| prev < sentence.start);
        if !determined {
            return None;
        }
        let (cue, frame, run, rule) = cues.iter().find_map(|cue| {
            if cue.takes(Frame::Que)
                && cue.ambiguity(Frame::Que) < 2
                && let Some(que) = self.que_near(noun)
            {
                // « a indiqué dans un communiqué que P »: the clause is the verb's.
                let verb = parse.head(noun);
                if verb < noun
                    && self.cue(verb, &[Frame::Que]).is_some()
                    && parse.dep(noun) != Dep::Obj
                    && self.que_clause(verb).is_some_and(|(taken, _)| taken == que)
                {
                    return None;
                }
                let head =
                    self.que_clause(noun).filter(|&(mark, _)| mark == que).map_or(que + 1, |(_, head)| head);
                let last = self.clause_end(noun, que + 1, head.max(que + 1), Reach::Wide);
                let last = self.before_second_verb(que + 1, last);
                let last =
                    if head == que + 1 { last.max(parse.edges(head).1.min(sentence.end - 1)) } else { last };
                return Some((cue, Frame::Que, (que + 1, last), "noun-que"));
            }
            // « La promesse du maire de refaire la route »: the author stands between.
            let mut next = next;
            if matches!(parse.low(next), "de" | "d'" | "du" | "des")
                && self.noun_infinitive(next + 1, sentence.end).is_none()
            {
                let author = parse.head(next);
                if author > next && author < next + 4 && self.is_source_like(author) {
                    let after = (author + 1..sentence.end.min(author + 8)).find(|&t| {
                        matches!(parse.low(t), "de" | "d'" | "à")
                            && self.noun_infinitive(t + 1, sentence.end).is_some()
                    });
                    next = after.unwrap_or(next);
                }
            }
            let low = parse.low(next);
            if let Some(run) = self.told_event(noun, cue, next, sentence.end) {
                return Some((cue, Frame::DeN, run, "noun-infinitive"));
            }
            let frame = match low {
                "de" | "d'" => Frame::DeInf,
                "à" => Frame::AInf,
                _ => return None,
            };
            if cue.takes(frame) && cue.ambiguity(frame) < 2 {
                let (inf, head) = self.noun_infinitive(next + 1, sentence.end)?;
                let _ = inf;
                let last = self.clause_end(noun, next + 1, head, Reach::Tight);
                let last = self.before_main_verb(next + 1, last);
                return Some((cue, frame, (next + 1, last), "noun-infinitive"));
            }
            None
        })?;
        let support = self.support_verb(noun);
        // « confirme son intention de P »: the verb's content is the noun's already.
        let above = parse.head(noun);
        if support.is_none()
            && parse.dep(noun) == Dep::Obj
            && self.cue(above, &[Frame::Obj, Frame::Que]).is_some()
            && matches!(frame, Frame::DeInf | Frame::AInf)
        {
            return None;
        }
        // « il y a des craintes que P »: nobody is named.
        let there_is = support.is_some_and(|verb| {
            self.lemma(verb) == "avoir" && (self.verb_start(verb)..verb).any(|t| parse.low(t) == "y")
        });
        let source = support
            .filter(|_| !there_is)
            .and_then(|verb| self.subject(verb))
            .or_else(|| self.owner_of(noun, run.0));
        // « le Conseil de sécurité »: a capital inside a sentence makes a name of it.
        let named = parse.nodes[noun].text.starts_with(char::is_uppercase)
            && parse.prev(noun).is_some_and(|prev| prev >= sentence.start && parse.pos(prev) == Pos::DET)
            && parse.nodes[noun].text.chars().any(char::is_lowercase)
            && matches!(self.parse.nodes[noun].entity, crate::parse::Entity::Organisation);
        if named {
            return None;
        }
        // An order or hope that nobody is said to have is no attribution; a hypothesis or rumour is.
        if source.is_none() && matches!(frame, Frame::DeInf | Frame::AInf) && cue.ambiguity(frame) > 0 {
            return None;
        }
        let mut tokens = vec![noun];
        if let Some(verb) = support {
            tokens.extend(self.verb_group(verb));
        }
        tokens.sort_unstable();
        tokens.dedup();
        Some(Draft {
            source,
            cue: tokens,
            cue_head: Some(noun),
            content: vec![run],
            stance: cue.stance(frame),
            hedged: cue.hedged || support.is_some_and(|verb| self.is_conditional(verb)),
            class: Some(cue.class),
            rule,
        })
    }

    /// `les accusations de torture`, `la rumeur d'une fusion`: an event behind `de`, which is no author.
    fn told_event(&self, noun: Tok, cue: &Cue, of: Tok, end: Tok) -> Option<Run> {
        let parse = &self.parse;
        let fits = matches!(parse.low(of), "de" | "d'")
            && cue.takes(Frame::DeN)
            && cue.ambiguity(Frame::DeN) == 0
            && (cue.class == Class::Accusation || cue.stance(Frame::DeN) == crate::record::Stance::Supposes);
        let event = Some(parse.head(of)).filter(|&event| fits && event > of && event < end)?;
        if parse.head(event) != noun || !self.is_event_noun(event) || self.is_human(event) {
            return None;
        }
        let last = self.clause_end(noun, of + 1, event, Reach::Tight);
        Some((of + 1, self.before_main_verb(of + 1, last)))
    }

    /// `Un appel à manifester circule`: a finite verb behind the infinitive is the sentence's own.
    fn before_main_verb(&self, from: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let finite =
            |t: Tok| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional);
        let main = (from..=last).find(|&t| {
            finite(t)
                && !(from..t).any(|r| {
                    matches!(parse.low(r), "qui" | "que" | "qu'" | "dont" | "où" | "si" | "quand" | "comme")
                })
        });
        main.map_or(last, |main| parse.prev(self.verb_start(main)).unwrap_or(last).max(from))
    }

    /// `L'hypothèse que P gagne du terrain`: the main verb behind the clause ends it.
    pub(crate) fn before_second_verb(&self, from: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let finite =
            |t: &Tok| parse.is_verbal(*t) && matches!(parse.nodes[*t].form, Form::Finite | Form::Conditional);
        let mut seen = false;
        let mut linked = true;
        for t in from..=last {
            if finite(&t) {
                if seen && !linked {
                    return parse.prev(self.verb_start(t)).unwrap_or(last).max(from);
                }
                seen = true;
                linked = false;
            } else if matches!(
                parse.low(t),
                "qui"
                    | "que"
                    | "qu'"
                    | "dont"
                    | "où"
                    | "et"
                    | "mais"
                    | "ou"
                    | "si"
                    | ","
                    | "comme"
                    | "quand"
                    | "lorsque"
                    | "car"
            ) {
                linked = true;
            }
        }
        last
    }

    /// `que` right behind a noun, over adjectives, a `de` phrase or set-off words.
    fn que_near(&self, noun: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let end = parse.sentence(noun).end;
        for t in noun + 1..end.min(noun + 6) {
            if matches!(parse.low(t), "que" | "qu'") {
                if parse.prev(t).is_some_and(|prev| is_conjunctive(parse.low(prev))) {
                    return None;
                }
                let relative = parse.pos(t) == Pos::PRON && parse.dep(t) == Dep::Obj;
                let under = (parse.pos(t) == Pos::SCONJ || parse.dep(t) == Dep::Mark) && !relative;
                return under.then_some(t);
            }
            if !matches!(parse.pos(t), Pos::ADJ | Pos::ADV | Pos::SPACE) && !(parse.dep(t) == Dep::Amod) {
                return None;
            }
        }
        None
    }

    fn noun_infinitive(&self, from: Tok, end: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let mut at = from;
        while at < end.min(from + 4) {
            if parse.nodes[at].form == Form::Infinitive {
                let head = parse.head(at);
                let carries = matches!(parse.dep(at), Dep::Aux | Dep::AuxPass | Dep::Cop) && head > at;
                return Some((at, if carries { head } else { at }));
            }
            let low = parse.low(at);
            if !(matches!(
                unelided(low),
                "ne" | "pas" | "le" | "la" | "les" | "se" | "y" | "en" | "lui" | "leur" | "plus"
            ) || is_elided(low)
                || self.quotes.is_mark(parse, at))
            {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The light verb that a statement noun is the object of: `passer l'ordre`, `émettre l'hypothèse`.
    fn support_verb(&self, noun: Tok) -> Option<Tok> {
        let head = self.parse.head(noun);
        (self.parse.dep(noun) == Dep::Obj
            && head < noun
            && self.parse.is_verbal(head)
            && is_light(self.lemma(head)))
        .then_some(head)
    }

    /// Who a statement noun belongs to: a possessive, a `de` phrase, a `par` phrase.
    pub(crate) fn owner_of(&self, noun: Tok, before: Tok) -> Option<Source> {
        let parse = &self.parse;
        let possessive = parse.children(noun).find(|&child| {
            child < noun && matches!(parse.low(child), "son" | "sa" | "ses" | "leur" | "leurs")
        });
        if let Some(possessive) = possessive {
            return Some(Source { run: (possessive, possessive), head: possessive });
        }
        let child = parse.children(noun).find(|&child| {
            child > noun
                && child < before
                && matches!(
                    parse.dep(child),
                    Dep::Nmod | Dep::OblAgent | Dep::OblMod | Dep::OblArg | Dep::Amod | Dep::Acl
                )
                && self.is_source_like(child)
                && parse
                    .children(child)
                    .any(|case| matches!(parse.low(case), "de" | "d'" | "du" | "des" | "par"))
        });
        if let Some(child) = child {
            let mut source = self.source_at(child);
            let case =
                parse.children(child).filter(|&case| parse.dep(case) == Dep::Case && case < child).max();
            if let Some(case) = case.filter(|&case| case >= source.run.0) {
                source.run.0 = case + 1;
            }
            // « la demande des riverains d'installer un radar »: what is asked is no part of who asks.
            if source.run.1 + 1 >= before {
                source.run.1 = before.saturating_sub(2).max(source.head);
            }
            return Some(source);
        }
        // « les accusations formulées par Moscou »
        let participle = parse.children(noun).find(|&child| {
            child > noun && child < before && parse.nodes[child].form == Form::PastParticiple
        })?;
        self.agent(participle).map(|(_, source)| source)
    }

    /// A credit in brackets at the end of a heading: `… (Al Masdar News)`.
    pub(crate) fn find_credits(&self) -> Vec<Draft> {
        let parse = &self.parse;
        let mut drafts = Vec::new();
        for para in parse.paras() {
            let Some(last) = para.clone().rev().find(|&t| !parse.is_space(t)) else { continue };
            if parse.low(last) != ")" {
                continue;
            }
            let Some(open) = (para.start..last).rev().find(|&t| parse.low(t) == "(") else { continue };
            if open == para.start || open + 1 >= last || last - open > 6 {
                continue;
            }
            let span = self.parse.span(open + 1, last - 1);
            let name = parse.doc.text().slice(span).unwrap_or_default();
            if !self.lexicon.is_outlet(name) || !self.has_finite(para.start, open) && last - para.start < 8 {
                continue;
            }
            let Some(until) = parse.prev(open) else { continue };
            drafts.push(Draft {
                source: Some(Source { run: (open + 1, last - 1), head: open + 1 }),
                cue: vec![open, last],
                cue_head: None,
                content: vec![(para.start, until)],
                stance: crate::record::Stance::Asserts,
                hedged: false,
                class: Some(Class::Speech),
                rule: "credit",
            });
        }
        drafts
    }
}

/// Verbs that carry a statement noun without a meaning of their own.
pub(crate) fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "passer"
            | "donner"
            | "faire"
            | "émettre"
            | "lancer"
            | "porter"
            | "formuler"
            | "adresser"
            | "exprimer"
            | "avoir"
            | "réitérer"
            | "prendre"
            | "apporter"
            | "présenter"
            | "avancer"
            | "évoquer"
            | "défendre"
            | "partager"
            | "soutenir"
            | "publier"
            | "poser"
            | "proférer"
            | "répéter"
            | "renouveler"
            | "recevoir"
            | "exclure"
            | "écarter"
            | "rejeter"
    )
}
