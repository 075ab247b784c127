//! Passives: `il a été supposé que P`, `Y est soupçonné de Z`, `Y a été confirmé par X`, `une information démentie par X`.
//!
//! The source is the agent, or nobody.

use selon_spacy::Pos;

use crate::attribution::verb::Complement;
use crate::context::{Context, Run};
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;
use crate::record::Stance;

impl Context<'_> {
    /// Passives: `il a été supposé que`, `Y est soupçonné de Z`, `Y a été confirmé par X`, `une information démentie par X`.
    pub(crate) fn passive_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        let agent = self.agent(verb);
        let with_agent = |mut complement: Complement| {
            if let Some((par, source)) = &agent {
                let mut source = source.clone();
                // « par les riverains d'avoir pollué l'étang »: the charge is no part of who brings it.
                if let Some(&(charge, _)) =
                    complement.content.last().filter(|run| run.0 > source.head && run.0 <= source.run.1 + 2)
                {
                    source.run.1 = source.run.1.min(charge.saturating_sub(2)).max(source.head);
                }
                complement.cue.push(*par);
                complement.source = Some(Some(source));
            } else {
                complement.source = Some(None);
            }
            complement
        };
        let bare = self.is_bare_participle(verb);
        if !bare
            && cue.takes(Frame::Que)
            && let Some((que, head)) = self.que_clause(verb)
        {
            let last = self.clause_end(verb, que + 1, head, Reach::Wide);
            return Some(with_agent(Complement::new(vec![(que + 1, last)], Frame::Que, "passive-que")));
        }
        // « il a été recommandé d'adopter P »
        let impersonal = !bare
            && cue.takes_any(&[Frame::DeInf, Frame::AXDeInf])
            && (parse.sentence(verb).start..verb).rev().take(6).any(|t| {
                parse.low(t) == "il"
                    && matches!(parse.dep(t), Dep::ExplSubj | Dep::Nsubj | Dep::NsubjPass)
                    && parse.head(t) == verb
            });
        if impersonal
            && let Some(de) = parse.next(verb).filter(|&de| matches!(parse.low(de), "de" | "d'"))
            && let Some(infinitive) = (de + 1..parse.sentence(verb).end.min(de + 5))
                .find(|&t| parse.nodes[t].form == Form::Infinitive)
        {
            let last = self.clause_end(verb, de + 1, infinitive, Reach::Narrow);
            return Some(with_agent(Complement::new(
                vec![(de + 1, last)],
                Frame::DeInf,
                "passive-infinitive",
            )));
        }
        let theme = self.passive_theme(verb, bare)?;
        let accuses = cue.takes_any(&[Frame::XDe, Frame::PassXDe])
            && cue.ambiguity(Frame::XDe).min(cue.ambiguity(Frame::PassXDe)) < 2;
        if accuses && (!bare || cue.class == Class::Accusation || cue.takes(Frame::PassXDe)) {
            let by_agent = || {
                // « soupçonné par ses collègues de plagiat »
                let (_, source) = agent.as_ref()?;
                parse
                    .children(source.head)
                    .filter(|&child| child > source.head && !self.is_human(child))
                    .find_map(|child| {
                        let case = parse
                            .children(child)
                            .find(|&case| case < child && matches!(parse.low(case), "de" | "d'"))?;
                        Some((case, child))
                    })
            };
            if let Some((first, head)) = self
                .charge(verb, &["de", "d'", "du", "des"])
                .or_else(by_agent)
                .filter(|&(first, head)| first <= verb + 4 || parse.head(head) == verb || agent.is_some())
            {
                let agent_start = agent.as_ref().map_or(usize::MAX, |(par, _)| *par);
                if first < agent_start || agent_start < first {
                    let mut last = self.clause_end(
                        verb,
                        first + 1,
                        head,
                        if bare { Reach::Tight } else { Reach::Narrow },
                    );
                    if let Some((par, _)) = &agent
                        && *par > first
                        && last >= *par
                    {
                        last = *par - 1;
                    }
                    let content = vec![theme, (first + 1, last)];
                    return Some(with_agent(Complement::new(content, Frame::PassXDe, "accusation-passive")));
                }
            }
            if let Some((first, head)) = self.charge(verb, &["pour"]).filter(|&(first, _)| first <= verb + 2)
            {
                let last =
                    self.clause_end(verb, first + 1, head, if bare { Reach::Tight } else { Reach::Narrow });
                return Some(with_agent(Complement::new(
                    vec![theme, (first + 1, last)],
                    Frame::PassXDe,
                    "accusation-passive",
                )));
            }
        }
        // « menacé de mort »
        const THREATS: [&str; 5] = ["mort", "viol", "représailles", "poursuites", "sanctions"];
        if cue.takes(Frame::XDeInf)
            && cue.takes(Frame::DeN)
            && let Some(de) = parse.next(verb).filter(|&de| matches!(parse.low(de), "de" | "d'"))
            && let Some(threat) = parse.next(de).filter(|&threat| THREATS.contains(&parse.low(threat)))
        {
            return Some(with_agent(Complement::new(vec![(threat, threat)], Frame::DeN, "passive")));
        }
        // « une promesse jugée insuffisante par X », but not « jugée hier »
        let adjective = cue.takes(Frame::XAdj) && (!bare || agent.is_some());
        let predicative = cue.takes_any(&[Frame::XComme, Frame::XDePred]) || adjective;
        if predicative && (!bare || agent.is_some() || cue.ambiguity(Frame::XDePred) == 0) {
            // « un chiffre jugé sous-évalué par X »: all between the participle and its agent
            if adjective
                && bare
                && let Some((par, _)) = &agent
                && (verb + 2..verb + 7).contains(par)
                && !(verb + 1..*par).any(|t| self.is_comma(t))
            {
                let content = vec![theme, (verb + 1, *par - 1)];
                return Some(with_agent(Complement::new(content, Frame::XAdj, "passive-predicate")));
            }
            let predicate =
                self.predicate_of(verb, cue, verb).filter(|(_, frame)| adjective || *frame != Frame::XAdj);
            if let Some((run, frame)) = predicate {
                let mut run = run;
                if let Some((par, _)) = &agent
                    && *par > run.0
                    && run.1 >= *par
                {
                    run.1 = *par - 1;
                }
                return Some(with_agent(Complement::new(vec![theme, run], frame, "passive-predicate")));
            }
        }
        if !cue.takes(Frame::Obj) {
            return None;
        }
        let by_somebody = agent.as_ref().is_some_and(|(_, source)| self.is_source_like(source.head));
        if !by_somebody {
            return None;
        }
        let theme_head = (theme.0..=theme.1).find(|&t| self.is_nominal(t));
        // « P, une information révélée par X »: what the clause before says.
        if bare
            && let Some(head) = theme_head
            && let Some(clause) = self.clause_in_apposition(theme.0, head)
        {
            return Some(with_agent(Complement::new(vec![clause], Frame::Obj, "passive-by-reference")));
        }
        // « les accusations formulées par X »: a statement without its content.
        if theme_head.is_some_and(|head| {
            self.lexicon.nouns.contains_key(self.lemma(head))
                && parse.prev(theme.0).is_none_or(|comma| !self.is_comma(comma))
        }) && bare
        {
            return None;
        }
        let event = theme_head
            .is_some_and(|head| self.is_event_noun(head) || cue.stance(Frame::Obj) == Stance::Denies);
        let act = cue.class == Class::Writing
            || cue.ambiguity(Frame::Obj) > 1
            || cue.ambiguity(Frame::Obj) == 1 && !event;
        // « Cela a été confirmé par X »: what the sentence before says.
        if matches!(parse.low(theme.0), "cela" | "ceci" | "ce" | "c'") && theme.0 == theme.1 {
            let last = parse
                .sentence(verb)
                .start
                .checked_sub(1)
                .filter(|&last| parse.nodes[last].para == parse.nodes[verb].para)?;
            let previous = parse.sentence(last);
            let content = vec![(self.skip_connectors(previous.start, previous.end), previous.end - 1)];
            return Some(with_agent(Complement::new(content, Frame::Obj, "passive-by-reference")));
        }
        (!act).then(|| with_agent(Complement::new(vec![theme], Frame::Obj, "passive")))
    }

    /// `P, une information …`: the clause that an indefinite statement noun behind a comma takes up.
    fn clause_in_apposition(&self, first: Tok, head: Tok) -> Option<Run> {
        let parse = &self.parse;
        let statement = self.lexicon.nouns.contains_key(self.lemma(head))
            && matches!(parse.low(first), "un" | "une")
            && !parse.nodes[head].plural;
        let comma = parse.prev(first).filter(|&comma| statement && self.is_comma(comma))?;
        let start = self.skip_connectors(parse.sentence(first).start, comma);
        // « « P », a dit X, une information confirmée par Y »: P alone.
        let told = self.incises.iter().find(|incise| incise.run.0 > start && incise.run.0 < comma);
        if let Some(told) = told {
            let before = parse.prev(told.run.0)?;
            let mark = if self.is_comma(before) { parse.prev(before)? } else { before };
            let from = match self.quotes.closed_by(mark) {
                Some(quote) => self.quotes.all[quote].inner.start,
                None => start,
            };
            return (from < mark).then_some((from, mark));
        }
        (start < comma && self.has_finite(start, comma)).then(|| (start, comma - 1))
    }

    /// `un coup d'État en mai 2021 a été salué`: a phrase behind a preposition between subject and verb belongs to it.
    fn up_to_verb(&self, run: Run, verb: Tok) -> Run {
        let parse = &self.parse;
        let start = self.verb_start(verb);
        let joined = parse.next(run.1).is_some_and(|next| next < start && parse.pos(next) == Pos::ADP)
            && (run.1 + 1..start).all(|t| !parse.is_verbal(t) && parse.pos(t) != Pos::PUNCT);
        if joined { (run.0, start - 1) } else { run }
    }

    /// The noun whose phrase ends right before a bare participle, with at most a comma and an adverb between.
    pub(crate) fn modified_noun(&self, verb: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let mut at = parse.prev(verb)?;
        while parse.pos(at) == Pos::ADV || self.is_comma(at) {
            at = parse.prev(at)?;
        }
        let mut top = self.is_nominal(at).then_some(at).or_else(|| {
            let head = parse.head(at);
            (matches!(parse.dep(at), Dep::Amod | Dep::Flat) && self.is_nominal(head)).then_some(head)
        })?;
        let tree = parse.head(verb);
        for _ in 0..6 {
            let head = parse.head(top);
            if top == tree
                || head == top
                || head > verb
                || !self.is_nominal(head)
                || !matches!(parse.dep(top), Dep::Nmod | Dep::Flat | Dep::Amod | Dep::Appos)
            {
                break;
            }
            // Only the tree's own choice reaches over a preposition.
            if parse.dep(top) == Dep::Nmod && !parse.is_under(top, tree) {
                break;
            }
            top = head;
        }
        Some(top)
    }

    /// `révélée par X et confirmée par Y`: the participle that the conjunction before `verb` goes on with.
    fn participle_before(&self, verb: Tok) -> Option<Tok> {
        const LONGEST: usize = 16;
        let parse = &self.parse;
        let joined = parse.prev(verb).is_some_and(|prev| matches!(parse.low(prev), "et" | "puis" | "mais"));
        let from = parse.sentence(verb).start.max(verb.saturating_sub(LONGEST));
        let participle = |&t: &Tok| {
            parse.nodes[t].form == Form::PastParticiple
                && parse.pos(t) == Pos::VERB
                && self.is_bare_participle(t)
                && !self.cues(t).is_empty()
        };
        let mut between = (from..verb).rev().take_while(|&t| !self.is_comma(t) && !self.is_finite(t));
        joined.then(|| between.find(participle)).flatten()
    }

    /// The phrase that a passive is about: its subject, or the noun that a bare participle modifies.
    pub(crate) fn passive_theme(&self, verb: Tok, bare: bool) -> Option<Run> {
        let parse = &self.parse;
        if bare && let Some(first) = self.participle_before(verb) {
            return self.passive_theme(first, true);
        }
        if bare {
            if !matches!(
                parse.dep(verb),
                Dep::Acl
                    | Dep::Amod
                    | Dep::AclRelcl
                    | Dep::Root
                    | Dep::Advcl
                    | Dep::Conj
                    | Dep::Other
                    | Dep::Appos
            ) {
                return None;
            }
            let head = self.modified_noun(verb).unwrap_or(parse.head(verb));
            if head < verb && self.is_nominal(head) {
                let mut run = self.source_at(head).run;
                let first = parse.edges(verb).0.max(head + 1);
                run.1 = run.1.min(first - 1).max(head);
                // The comma in front of the participle ends it.
                return Some(run);
            }
        }
        let subject = parse
            .children(verb)
            .find(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass) && child < verb);
        if let Some(subject) = subject {
            if matches!(parse.low(subject), "qui" | "lequel" | "laquelle") {
                return self
                    .antecedent(verb)
                    .map(|source| source.run)
                    .or_else(|| self.noun_before(subject).map(|noun| self.noun_phrase(noun)));
            }
            return Some(self.up_to_verb(self.noun_phrase(subject), verb));
        }
        // A heading: « L'ex-boxeur soupçonné d'avoir … ».
        let prev = parse.prev(self.verb_start(verb))?;
        (self.is_nominal(prev) && prev >= parse.sentence(verb).start)
            .then(|| self.noun_phrase(self.nominal_top(prev)))
    }
}
