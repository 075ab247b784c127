//! Verbs that take what is said as their complement.
//!
//! Fires on `X affirme que P`, `X dit avoir vu`, `X promet de`, `X ordonne à Y de`, `X accuse Y de Z`, `X condamne
//! ces attaques`, `X fait état de`, `X qualifie Y de Z`, `Y est soupçonné de Z`, `P, confirmé par X`, `un rapport
//! qui révèle que`, `Y, que X dément`. Look-alikes: acts of will (`refuse de partager`), objects that are things
//! (`a précisé ses objectifs`), the writer's own voice (`nous savons que`, `il est à noter que`).

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::attribution::speech::is_day;
use crate::context::{Context, Run};
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;
use crate::record::Stance;

/// What a verb takes.
struct Complement {
    content: Vec<Run>,
    frame: Frame,
    rule: &'static str,
    /// Tokens that belong to the cue beside the verb group.
    cue: Vec<Tok>,
    /// The source where the construction names it itself: the agent of a passive.
    source: Option<Option<Source>>,
}

impl Complement {
    fn new(content: Vec<Run>, frame: Frame, rule: &'static str) -> Self {
        Self { content, frame, rule, cue: Vec::new(), source: None }
    }
}

impl Context<'_> {
    /// A draft for every reporting verb whose complement stands with it.
    pub(crate) fn find_verbs(&self, is_taken: &dyn Fn(Tok) -> bool) -> Vec<Draft> {
        (0..self.parse.len()).filter(|&tok| !is_taken(tok)).filter_map(|tok| self.read_verb(tok)).collect()
    }

    fn read_verb(&self, verb: Tok) -> Option<Draft> {
        if std::env::var("DBG").is_ok_and(|w| w == self.parse.nodes[verb].text) {
            eprintln!("{} pos {:?} form {:?} cues {:?} own {} will {} compl {:?} subj {:?}", self.parse.nodes[verb].text, self.parse.pos(verb), self.parse.nodes[verb].form, self.cues(verb).iter().map(|c| (c.lemma, c.rest.clone())).collect::<Vec<_>>(), self.is_own_voice(verb), self.is_act_of_will(verb), self.cues(verb).iter().find_map(|cue| self.complement(verb, cue)).map(|c| (c.rule, c.content)), self.subject(verb));
        }
        let parse = &self.parse;
        // « Mario P., dit « le Notaire », »: a nickname.
        let nickname = matches!(parse.low(verb), "dit" | "dite" | "dits")
            && parse.prev(verb).is_some_and(|prev| self.is_comma(prev))
            && parse.next(verb).is_some_and(|next| self.quotes.opened_by(next).is_some() || parse.pos(next) == Pos::DET)
            && !parse.has_child(verb, Dep::Aux);
        if nickname {
            return None;
        }
        if self.cues(verb).is_empty() || self.is_own_voice(verb) || self.is_act_of_will(verb) {
            return None;
        }
        let (cue, complement) = self.cues(verb).iter().find_map(|cue| Some((*cue, self.complement(verb, cue)?)))?;
        if parse_is_free_infinitive(self, verb) && matches!(cue.class, Class::Knowledge | Class::Belief | Class::Perception | Class::Showing | Class::Emotion) {
            return None;
        }
        let source = match complement.source.clone() {
            Some(source) => source,
            None => self.subject(verb),
        };
        let finite = self.is_finite(verb);
        // A bare infinitive or noun-like participle with nobody to say it reports nothing.
        if source.is_none() && !finite && complement.source_is_implied(self, verb) {
            return None;
        }
        if source.as_ref().is_some_and(|source| !self.can_speak(source, cue, complement.frame)) {
            return None;
        }
        let mut tokens = self.cue_tokens(verb, cue);
        tokens.extend(&complement.cue);
        tokens.extend(self.governing_verbs(verb));
        tokens.sort_unstable();
        tokens.dedup();
        Some(Draft {
            source,
            cue: tokens,
            cue_head: Some(verb),
            content: complement.content,
            stance: self.stance_of(verb, cue, complement.frame),
            hedged: cue.hedged || self.is_distanced(verb),
            class: Some(cue.class),
            rule: complement.rule,
        })
    }

    /// `semble montrer`, `aurait dit`, `permettrait de confirmer`.
    fn is_distanced(&self, verb: Tok) -> bool {
        self.is_conditional(verb) && !self.is_if_frame(verb)
            || self.governing_verbs(verb).iter().any(|&above| {
                matches!(self.lemma(above), "sembler" | "paraître") || (self.is_conditional(above) && !matches!(self.lemma(above), "vouloir" | "pouvoir" | "devoir"))
            })
    }

    /// A conditional beside an *if*-clause states a consequence.
    pub(crate) fn is_if_frame(&self, verb: Tok) -> bool {
        let sentence = self.parse.sentence(verb);
        (sentence.start..sentence.end).any(|t| {
            matches!(self.parse.low(t), "si" | "s'") && self.parse.pos(t) == Pos::SCONJ && self.parse.dep(t) == Dep::Mark
        })
    }

    /// Verbs of phase and mood above an infinitive cue: `continue d'insister`, `ne cesse de réclamer`.
    pub(crate) fn governing_verbs(&self, verb: Tok) -> Vec<Tok> {
        let parse = &self.parse;
        let mut found = Vec::new();
        let mut at = verb;
        while parse.nodes[at].form == Form::Infinitive && matches!(parse.dep(at), Dep::Xcomp | Dep::Ccomp) {
            let head = parse.head(at);
            if !is_phase(self.lemma(head)) || head > at {
                break;
            }
            found.extend(self.verb_group(head));
            at = head;
        }
        found
    }

    /// `nous savons que`, `il faut noter que`, `rappelons que`: the believer is the writer.
    fn is_own_voice(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        let quoted = self.quotes.at(verb).is_some();
        let head = parse.head(verb);
        if parse.nodes[verb].form == Form::Infinitive {
            let start = self.verb_start(verb);
            let before = parse.prev(start).map_or("", |prev| parse.low(prev));
            let above = self.lemma(head);
            if matches!(above, "falloir" | "convenir" | "importer" | "suffire") || (before == "à" && above == "être") {
                return true;
            }
            if before == "à" && parse.has_child(head, Dep::Cop) {
                return true;
            }
        }
        let subject = parse.children(verb).find(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj));
        let low = subject.map_or("", |subject| parse.low(subject));
        // « tout porte à croire que », « cela laisse penser que »: so says the writer.
        let leads = matches!(self.lemma(verb), "croire" | "penser" | "supposer") && parse.nodes[verb].form == Form::Infinitive && matches!(self.lemma(head), "porter" | "donner" | "laisser" | "incliner");
        if matches!(low, "tout" | "rien") || leads && !quoted {
            return true;
        }
        match low {
            "je" | "j'" | "nous" if !quoted => return true,
            "je" | "j'" | "nous" | "on" if quoted => {
                return matches!(self.class(verb), Some(Class::Belief | Class::Knowledge | Class::Emotion | Class::Evaluation | Class::Perception | Class::Showing | Class::Request | Class::Promise))
                    || !self.is_past(verb);
            }
            "vous" | "tu" if quoted => return !self.is_past(verb),
            "on" if !quoted => return !matches!(self.lemma(verb), "voir" | "entendre" | "apercevoir" | "distinguer" | "lire" | "dire" | "apprendre"),
            _ => {}
        }
        // Imperatives and first persons without a subject.
        subject.is_none() && self.is_finite(verb) && parse.nodes[verb].person != 3 && parse.nodes[verb].person != 0 && self.mood(verb) != Form::None
            && !parse.has_child(verb, Dep::Aux)
    }

    /// `veut dénoncer`, `refuse de répondre`: an act, not a report.
    fn is_act_of_will(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        if parse.nodes[verb].form != Form::Infinitive {
            return false;
        }
        let head = parse.head(verb);
        matches!(parse.dep(verb), Dep::Xcomp | Dep::Ccomp)
            && matches!(self.lemma(head), "vouloir" | "refuser" | "chercher" | "tenter" | "essayer" | "éviter" | "décider" | "falloir" | "souhaiter" | "permettre" | "devoir" | "pouvoir" | "oser" | "préférer")
            && !(matches!(self.lemma(head), "permettre" | "devoir" | "pouvoir") && self.is_finite(head) && matches!(self.class(verb), Some(Class::Showing | Class::Speech)) && self.que_clause(verb).is_some())
    }

    /// Whether the phrase can be the source of such a cue.
    fn can_speak(&self, source: &Source, cue: &Cue, frame: Frame) -> bool {
        let low = self.parse.low(source.head);
        if matches!(low, "ce" | "c'" | "cela" | "ça" | "ceci") {
            return cue.class == Class::Showing && frame != Frame::Obj && false;
        }
        if self.is_source_like(source.head) {
            return true;
        }
        match cue.class {
            // Anything may show; what shows and is no document, image or person needs a clause to say what.
            Class::Showing => matches!(frame, Frame::Que | Frame::Wh),
            Class::Perception | Class::Emotion | Class::Evaluation => matches!(frame, Frame::Que),
            Class::Knowledge if frame == Frame::Wh => false,
            Class::Promise => false,
            _ => matches!(frame, Frame::Que | Frame::Inf | Frame::DeInf | Frame::AXDeInf | Frame::Wh | Frame::XDe | Frame::PassXDe) || self.parse.nodes[source.head].entity != crate::parse::Entity::None,
        }
    }

    fn complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if self.is_passive(verb) || self.is_bare_participle(verb) {
            return self.passive_complement(verb, cue);
        }
        self.que_complement(verb, cue)
            .or_else(|| self.ce_que_complement(verb, cue))
            .or_else(|| self.wh_complement(verb, cue))
            .or_else(|| self.relative_complement(verb, cue))
            .or_else(|| self.accusation_complement(verb, cue))
            .or_else(|| self.infinitive_complement(verb, cue))
            .or_else(|| self.predicate_complement(verb, cue))
            .or_else(|| self.perceived_complement(verb, cue))
            .or_else(|| self.object_complement(verb, cue))
            .or_else(|| self.oblique_complement(verb, cue))
    }

    /// A past participle that modifies a noun, without an auxiliary.
    fn is_bare_participle(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        parse.nodes[verb].form == Form::PastParticiple
            && !parse.has_child(verb, Dep::Aux)
            && !parse.has_child(verb, Dep::AuxPass)
            && !self.shares_auxiliary(verb)
    }

    /// `a ordonné … et menacé`: the auxiliary of the first verb serves both.
    pub(crate) fn shares_auxiliary(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        let mut at = verb;
        for _ in 0..4 {
            if parse.dep(at) != Dep::Conj {
                return false;
            }
            at = parse.head(at);
            if parse.has_child(at, Dep::Aux) {
                return true;
            }
        }
        false
    }

    fn que_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::Que) {
            return None;
        }
        let (que, head) = self.que_clause(verb)?;
        let parse = &self.parse;
        // « ne … que » restricts.
        let start = self.verb_start(verb);
        if (start..verb).any(|t| matches!(parse.low(t), "ne" | "n'")) && !self.is_negated(verb) && !self.has_finite(que, parse.sentence(que).end) {
            return None;
        }
        let last = self.clause_end(verb, que + 1, head, Reach::Wide);
        // « a indiqué avoir identifié l'homme et qu'il s'agissait de … »: the infinitive in front is said too.
        let mut first = que + 1;
        if parse.prev(que).is_some_and(|prev| matches!(parse.low(prev), "et" | "ou" | "mais")) {
            if let Some((inf, _)) = parse.next(verb).and_then(|next| self.infinitive_at(next, que)) {
                first = parse.next(verb).unwrap_or(inf).min(inf);
            }
        }
        Some(Complement::new(vec![(first, last)], Frame::Que, "verb-que"))
    }

    /// `appelle à ce que P`, `se félicite de ce que P`.
    fn ce_que_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes_any(&[Frame::AInf, Frame::DeInf, Frame::XAInf, Frame::AN, Frame::DeN]) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let ce = (verb + 1..end.min(verb + 8)).find(|&t| {
            parse.low(t) == "ce"
                && parse.prev(t).is_some_and(|prev| matches!(parse.low(prev), "à" | "de"))
                && parse.next(t).is_some_and(|next| matches!(parse.low(next), "que" | "qu'"))
        })?;
        let que = parse.next(ce)?;
        let head = (que + 1..end).find(|&t| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional))?;
        Some(Complement::new(vec![(que + 1, self.clause_end(verb, que + 1, head, Reach::Wide))], Frame::AInf, "verb-que"))
    }

    fn wh_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::Wh) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let mut at = verb + 1;
        while at < end.min(verb + 5) {
            let low = parse.low(at);
            let is_si = matches!(low, "si" | "s'") && parse.next(at).is_some_and(|next| self.is_nominal(next) || parse.pos(next) == Pos::DET);
            let is_wh = matches!(low, "comment" | "pourquoi" | "combien" | "quand" | "où" | "quel" | "quelle" | "quels" | "quelles");
            let ce_que = low == "ce" && parse.next(at).is_some_and(|next| matches!(parse.low(next), "que" | "qu'" | "qui"));
            if is_si || is_wh || ce_que {
                let head = self.parse.children(verb).find(|&child| child > at && parse.is_verbal(child)).unwrap_or(at);
                let first = if is_si { at + 1 } else { at };
                let last = self.clause_end(verb, first, head.max(at), Reach::Wide);
                let last = if last <= at { self.sentence_rest(verb, at) } else { last };
                return Some(Complement::new(vec![(first, last)], Frame::Wh, "verb-wh"));
            }
            if !matches!(parse.pos(at), Pos::ADV | Pos::SPACE | Pos::ADP) {
                return None;
            }
            at += 1;
        }
        None
    }

    fn sentence_rest(&self, _verb: Tok, from: Tok) -> Tok {
        self.parse.sentence(from).end - 1
    }

    /// `Y, que X dément`, `ce que X a confirmé`, `l'aide qu'il considère comme`.
    fn relative_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes_any(&[Frame::Obj, Frame::Que, Frame::XComme, Frame::XDePred, Frame::XAdj]) {
            return None;
        }
        let parse = &self.parse;
        let start = self.verb_start(verb);
        let sentence = parse.sentence(verb);
        let pronoun = (sentence.start.max(start.saturating_sub(8))..start).rev().find(|&t| {
            matches!(parse.low(t), "que" | "qu'") && parse.pos(t) == Pos::PRON && (parse.head(t) == verb || parse.is_under(parse.head(t), verb))
        })?;
        let before = parse.prev(pronoun)?;
        if parse.low(before) == "ce" {
            let ce = before;
            // « C'est ce que souligne X »: the sentence before.
            let at_start = parse.prev(ce).is_none_or(|prev| prev < sentence.start || matches!(parse.low(prev), "est" | "était" | "c'" | "voilà" | "tout"));
            if at_start {
                let last = sentence.start.checked_sub(1).filter(|&last| parse.nodes[last].para + 1 >= parse.nodes[verb].para)?;
                let previous = parse.sentence(last);
                let reported = previous.clone().filter(|&t| !self.cues(t).is_empty() && self.is_finite(t) && !self.is_own_voice(t)).find_map(|t| {
                    self.cues(t).iter().find_map(|cue| self.complement(t, cue)).filter(|complement| complement.frame != Frame::Obj)
                });
                let content = reported.map_or(vec![(self.skip_connectors(previous.start, previous.end), previous.end - 1)], |complement| complement.content);
                let mut complement = Complement::new(content, Frame::Obj, "verb-by-reference");
                complement.source = Some(self.subject_beside(verb, pronoun));
                return Some(complement);
            }
            // « …, ce que X dément »: what stands before in the sentence.
            let comma = parse.prev(ce).filter(|&comma| self.is_comma(comma) && comma > sentence.start)?;
            let from = self.skip_connectors(sentence.start, comma);
            // What the main clause reports, where it reports.
            let main = (from..comma).filter(|&t| t != verb && !self.cues(t).is_empty() && self.is_finite(t) && !self.is_own_voice(t)).find_map(|t| {
                self.cues(t).iter().find_map(|cue| self.complement(t, cue)).filter(|complement| complement.frame != Frame::Obj)
            });
            let content = main.map_or(vec![(from, comma - 1)], |complement| complement.content.iter().map(|&(a, z)| (a, z.min(comma - 1))).collect());
            let mut complement = Complement::new(content, Frame::Obj, "verb-by-reference");
            complement.source = Some(self.subject_beside(verb, pronoun));
            return Some(complement);
        }
        let antecedent = self.antecedent(verb).or_else(|| self.is_nominal(before).then(|| self.source_at(self.nominal_top(before))))?;
        let mut content = vec![(antecedent.run.0, antecedent.run.1.min(pronoun - 1))];
        let frame = if let Some((run, frame)) = self.predicate_of(verb, cue, verb) {
            content.push(run);
            frame
        } else if cue.takes(Frame::Obj) && cue.ambiguity(Frame::Obj) == 0 {
            Frame::Obj
        } else {
            return None;
        };
        let mut complement = Complement::new(content, frame, "verb-relative");
        complement.source = Some(self.subject_beside(verb, pronoun));
        Some(complement)
    }

    /// The subject between a relative pronoun and its verb, or behind the verb.
    fn subject_beside(&self, verb: Tok, pronoun: Tok) -> Option<Source> {
        let parse = &self.parse;
        let by_tree = parse
            .children(verb)
            .filter(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass) && child > pronoun)
            .map(|child| self.source_at(child))
            .next();
        by_tree
            .or_else(|| (pronoun + 1..verb).find(|&t| self.is_nominal(t)).map(|t| self.source_at(self.nominal_top(t))))
            .or_else(|| self.subject_after(verb, parse.sentence(verb).end))
    }

    /// `accuse Y de Z`, `soupçonne Y d'avoir`.
    fn accusation_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let frame = if cue.takes(Frame::XDe) { Frame::XDe } else if cue.takes(Frame::XPour) { Frame::XPour } else { return None };
        let parse = &self.parse;
        let preposition: &[&str] = if frame == Frame::XDe { &["de", "d'", "du", "des"] } else { &["pour"] };
        let charge = self.charge(verb, preposition);
        let object = parse.children(verb).find(|&child| parse.dep(child) == Dep::Obj && child > verb && charge.is_none_or(|(first, _)| child < first));
        let clitic = (self.verb_start(verb)..verb).find(|&t| matches!(parse.low(t), "l'" | "le" | "la" | "les" | "m'" | "me" | "nous"))
            .or_else(|| parse.children(verb).find(|&t| t < verb && matches!(parse.low(t), "l'" | "le" | "la" | "les")));
        let follows = parse.next(verb).filter(|&next| next == verb + 1 && matches!(parse.low(next), "l'" | "le" | "la" | "les") && parse.pos(next) == Pos::PRON);
        match (object, charge) {
            (Some(object), Some((_, head))) => {
                let from = self.noun_phrase(object).0;
                let last = self.clause_end(verb, from, head, Reach::Narrow);
                Some(Complement::new(vec![(from, last)], frame, "accusation"))
            }
            (Some(object), None) if frame == Frame::XDe => {
                // « accuse Y »: the accused alone.
                let run = self.noun_phrase(object);
                (cue.ambiguity(frame) == 0 && self.is_source_like(object)).then(|| Complement::new(vec![run], frame, "accusation"))
            }
            (None, Some((first, head))) => {
                let last = self.clause_end(verb, first, head, Reach::Narrow);
                let mut content = Vec::new();
                if let Some(clitic) = clitic.or(follows) {
                    content.push((clitic, clitic));
                } else if frame == Frame::XPour {
                    return None;
                } else if let Some(noun) = (verb + 1..first).find(|&t| self.is_nominal(t)) {
                    content.push((self.noun_phrase(noun).0, last));
                    return Some(Complement::new(content, frame, "accusation"));
                }
                content.push((self.behind_preposition(first, head), last));
                Some(Complement::new(content, frame, "accusation"))
            }
            _ => None,
        }
    }

    /// The charge behind an accusation: first token, preposition included, and head.
    fn charge(&self, verb: Tok, prepositions: &[&str]) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let by_tree = parse.children(verb).filter(|&child| child > verb && child < end).find_map(|child| {
            let case = parse.children(child).find(|&case| case < child && matches!(parse.dep(case), Dep::Case | Dep::Mark) && prepositions.contains(&parse.low(case)))?;
            (case > verb && !is_day(parse.lemma(child)) && matches!(parse.dep(child), Dep::Xcomp | Dep::Ccomp | Dep::OblArg | Dep::OblMod | Dep::Advcl | Dep::Acl | Dep::OblAgent)).then_some((case, child))
        });
        // « le ministère du Renseignement d'avoir fomenté »: an infinitive hung on the object.
        let by_surface = || {
            (verb + 1..end.saturating_sub(1)).find_map(|t| {
                if !prepositions.contains(&parse.low(t)) {
                    return None;
                }
                let mut inf = t + 1;
                while inf < end && (matches!(parse.low(inf), "ne" | "pas" | "l'" | "le" | "la" | "les" | "se" | "s'" | "y" | "en" | "lui" | "leur") || parse.is_space(inf) || self.quotes.is_mark(parse, inf)) {
                    inf += 1;
                }
                (inf < end && parse.nodes[inf].form == Form::Infinitive).then(|| {
                    let head = if matches!(parse.dep(inf), Dep::Aux | Dep::AuxPass | Dep::Cop) { parse.head(inf) } else { inf };
                    (t, head)
                })
            })
        };
        // « accuse le semencier de publicité trompeuse »: a noun hung on the object.
        let on_object = || {
            let object = parse.children(verb).find(|&child| parse.dep(child) == Dep::Obj && child > verb)?;
            parse.children(object).filter(|&child| child > object && child < end).find_map(|child| {
                let case = parse.children(child).find(|&case| case < child && parse.dep(case) == Dep::Case && prepositions.contains(&parse.low(case)))?;
                let charged = !self.is_human(child) && self.is_source_like(object);
                charged.then_some((case, child))
            })
        };
        by_tree.filter(|&(_, head)| parse.is_verbal(head) || parse.dep(head) != Dep::OblMod).or_else(by_surface).or(by_tree).or_else(on_object)
    }

    /// The first token behind the preposition of a complement.
    fn behind_preposition(&self, first: Tok, _head: Tok) -> Tok {
        first + 1
    }

    fn infinitive_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        const FRAMES: [Frame; 6] = [Frame::Inf, Frame::DeInf, Frame::AInf, Frame::AXDeInf, Frame::XAInf, Frame::XDeInf];
        if !cue.takes_any(&FRAMES) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let mut at = verb + 1;
        let mut gap = 0;
        while at < end {
            let low = parse.low(at);
            if matches!(low, ";" | ":" | "." | "!" | "?" | "que" | "qu'") {
                return None;
            }
            let preposition = matches!(low, "de" | "d'" | "à");
            let from = if preposition { at + 1 } else { at };
            if let Some((inf, head)) = self.infinitive_at(from, end) {
                let object = parse.children(verb).find(|&child| parse.dep(child) == Dep::Obj && child > verb && child < at && self.is_nominal(child) && !is_day(parse.lemma(child)));
                let addressed = |plain: Frame, of_object: Frame| if object.is_some() { [of_object, plain] } else { [plain, of_object] };
                let frame = match (preposition, low) {
                    (false, _) if gap == 0 || self.closes_set_off(verb, at) || self.is_far_infinitive(verb, inf, head) => Some(Frame::Inf),
                    (true, "à") => addressed(Frame::AInf, Frame::XAInf).into_iter().find(|&frame| cue.takes(frame)),
                    (true, _) => [Frame::AXDeInf].into_iter().chain(addressed(Frame::DeInf, Frame::XDeInf)).find(|&frame| cue.takes(frame)),
                    _ => None,
                };
                // « souhaite poursuivre »: a will, not a request.
                let will = frame == Some(Frame::Inf) && matches!(cue.class, Class::Request);
                if let Some(frame) = frame.filter(|&frame| cue.takes(frame) && !will) {
                    // « réclame la fin de X et de … »: the object comes first.
                    let joined = gap > 0 && parse.prev(at).is_some_and(|prev| prev > verb && matches!(parse.low(prev), "et" | "ou" | "ni"));
                    if joined || object.is_some() && matches!(frame, Frame::Inf | Frame::DeInf | Frame::AInf) {
                        return None;
                    }
                    if cue.ambiguity(frame) > 1 && !self.is_quoted_in(inf, verb) {
                        return None;
                    }
                    let last = self.without_adjunct(head, self.clause_end(verb, from, head, Reach::Narrow));
                    return Some(Complement::new(vec![(from, last)], frame, "verb-infinitive"));
                }
                if !preposition && gap == 0 {
                    return None;
                }
            }
            // « a ordonné la fermeture et menacé de … »: another verb begins.
            let coordinated = parse.nodes[at].form == Form::PastParticiple && parse.prev(at).is_some_and(|prev| matches!(parse.low(prev), "et" | "puis" | "ou"));
            if coordinated {
                return None;
            }
            // Over adverbs, times and addressees; a finite verb ends the search.
            let relative = (verb + 1..at).any(|t| matches!(parse.low(t), "qui" | "que" | "qu'" | "dont" | "où"));
            if parse.is_verbal(at) && matches!(parse.nodes[at].form, Form::Finite | Form::Conditional) && !relative {
                return None;
            }
            gap += usize::from(!matches!(parse.pos(at), Pos::ADV | Pos::SPACE | Pos::PUNCT));
            if gap > 30 {
                return None;
            }
            at += 1;
        }
        None
    }

    /// An infinitive ends before a circumstance that a comma sets behind it: `a promis de revoir la loi, en guise de réponse`.
    fn without_adjunct(&self, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let comma = (head + 1..last).find(|&t| {
            self.is_comma(t) && self.quotes.at(t) == self.quotes.at(head) && parse.next(t).is_some_and(|next| matches!(parse.low(next), "en" | "lors" | "après" | "avant" | "afin" | "dans" | "alors" | "tandis" | "tout"))
        });
        // A second comma may close what is set in.
        match comma {
            Some(comma) if !(comma + 1..last).any(|t| self.is_comma(t)) || parse.low(comma + 1) == "en" => comma - 1,
            _ => last,
        }
    }

    /// `a affirmé à X avoir subi`: a perfect infinitive, or one that the tree gives to the verb, behind an addressee.
    fn is_far_infinitive(&self, verb: Tok, inf: Tok, head: Tok) -> bool {
        let parse = &self.parse;
        let perfect = matches!(parse.low(inf), "avoir" | "être") && head > inf;
        let before = parse.prev(inf).map_or("", |prev| parse.low(prev));
        !matches!(before, "de" | "d'" | "à" | "pour" | "sans" | "après" | "par") && (perfect || parse.head(head) == verb && matches!(parse.dep(head), Dep::Xcomp | Dep::Ccomp))
    }

    /// The token before closes a phrase that commas set off right behind the verb.
    fn closes_set_off(&self, verb: Tok, at: Tok) -> bool {
        let commas: Vec<Tok> = (verb + 1..at).filter(|&t| self.is_comma(t)).collect();
        commas.len() == 2 && self.parse.next(verb) == Some(commas[0]) && self.parse.next(commas[1]) == Some(at)
    }

    /// An infinitive at `from`, over clitics, negation and marks: its own token and the head of its clause.
    fn infinitive_at(&self, from: Tok, end: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let mut at = from;
        while at < end {
            if parse.nodes[at].form == Form::Infinitive {
                let head = parse.head(at);
                let carries = matches!(parse.dep(at), Dep::Aux | Dep::AuxPass | Dep::Cop) && head > at;
                return Some((at, if carries { head } else { at }));
            }
            let passes = matches!(parse.low(at), "ne" | "n'" | "pas" | "plus" | "jamais" | "l'" | "le" | "la" | "les" | "se" | "s'" | "y" | "en" | "lui" | "leur" | "nous" | "vous" | "me" | "m'" | "ensuite" | "aussi" | "tout" | "rien" | "bien" | "mieux" | "également" | "immédiatement")
                || parse.is_space(at)
                || self.quotes.is_mark(parse, at);
            if !passes || at > from + 5 {
                return None;
            }
            at += 1;
        }
        None
    }

    /// `qualifie Y de Z`, `considère Y comme Z`, `juge Y inacceptable`, `se dit prêt à`.
    fn predicate_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        if cue.takes(Frame::Adj) {
            let predicate = parse.children(verb).find(|&child| child > verb && child <= verb + 4 && matches!(parse.dep(child), Dep::Xcomp | Dep::Obj | Dep::Amod | Dep::Acl | Dep::Advcl | Dep::Ccomp | Dep::Other) && (parse.pos(child) == Pos::ADJ || parse.nodes[child].form == Form::PastParticiple))
                .or_else(|| parse.next(verb).filter(|&next| parse.pos(next) == Pos::ADJ || self.quotes.opened_by(next).is_some() || parse.pos(next) == Pos::NOUN || (parse.nodes[next].form == Form::PastParticiple && parse.pos(next) == Pos::VERB)));
            if let Some(predicate) = predicate {
                let first = parse.edges(predicate).0.max(verb + 1);
                let last = self.clause_end(verb, first, predicate, Reach::Narrow);
                return Some(Complement::new(vec![(first, last)], Frame::Adj, "verb-adjective"));
            }
        }
        if !cue.takes_any(&[Frame::XComme, Frame::XDePred, Frame::XAdj]) {
            return None;
        }
        let object = parse.children(verb).find(|&child| parse.dep(child) == Dep::Obj && child > verb);
        // « juge probable la présence d'explosifs »
        if let Some(adjective) = parse.next(verb).filter(|&next| cue.takes(Frame::XAdj) && parse.pos(next) == Pos::ADJ) {
            let noun = parse.next(adjective).filter(|&det| parse.pos(det) == Pos::DET).map(|det| parse.head(det)).filter(|&noun| noun > adjective && self.is_nominal(noun));
            if let Some(noun) = noun {
                let last = self.clause_end(verb, adjective, noun, Reach::Narrow);
                return Some(Complement::new(vec![(adjective, last)], Frame::XAdj, "verb-predicate"));
            }
        }
        let clitic = (self.verb_start(verb)..verb).find(|&t| matches!(parse.low(t), "l'" | "le" | "la" | "les"));
        let (run, frame) = self.predicate_of(verb, cue, object.unwrap_or(verb))?;
        let mut content = Vec::new();
        match (object, clitic) {
            (Some(object), _) if object < run.0 => content.push(self.noun_phrase(object)),
            (_, Some(clitic)) if frame != Frame::XAdj => content.push((clitic, clitic)),
            _ if cue.reflexive => {}
            _ => return None,
        }
        content.push(run);
        if content.len() == 2 && frame == Frame::XDePred && content[0].1 + 1 >= content[1].0 {
            content[0].1 = content[1].0.saturating_sub(2).max(content[0].0);
        } else if content.len() == 2 && content[1].0 <= content[0].1 + 2 {
            content = vec![(content[0].0, content[1].1)];
        }
        Some(Complement::new(content, frame, "verb-predicate"))
    }

    /// The predicate behind `comme`, `de` or nothing.
    fn predicate_of(&self, verb: Tok, cue: &'static Cue, from: Tok) -> Option<(Run, Frame)> {
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        if cue.takes(Frame::XComme) {
            let limit = if from == verb { verb + 6 } else { self.noun_phrase(from).1 + 8 };
            if let Some(comme) = (verb + 1..end.min(limit)).find(|&t| parse.low(t) == "comme") {
                let head = parse.head(comme);
                let head = if head > comme { head } else { parse.next(comme)? };
                let last = self.clause_end(verb, comme, head, Reach::Narrow);
                return Some(((comme, last), Frame::XComme));
            }
        }
        if cue.takes(Frame::XDePred) {
            let limit = if from == verb { verb + 4 } else { self.noun_phrase(from).1 + 4 };
            let start = if from == verb { verb } else { from };
            if let Some(de) = (start + 1..end.min(limit)).filter(|&t| matches!(parse.low(t), "de" | "d'")).last().filter(|&de| from == verb || parse.head(parse.head(de)) == verb)
                .or_else(|| (start + 1..end.min(limit)).rfind(|&t| matches!(parse.low(t), "de" | "d'")))
            {
                let head = parse.head(de);
                let head = if head > de { head } else { parse.next(de)? };
                let last = self.clause_end(verb, de + 1, head, Reach::Narrow);
                return Some(((de + 1, last), Frame::XDePred));
            }
        }
        if cue.takes(Frame::XAdj) {
            let adjective = parse.children(verb).find(|&child| child > verb && matches!(parse.dep(child), Dep::Xcomp | Dep::Amod | Dep::Advcl) && (parse.pos(child) == Pos::ADJ || self.quotes.at(child).is_some()));
            if let Some(adjective) = adjective {
                let first = parse.edges(adjective).0.max(verb + 1);
                return Some(((first, self.clause_end(verb, first, adjective, Reach::Narrow)), Frame::XAdj));
            }
        }
        None
    }

    /// `on voit X entrer`, `les images montrent un policier épauler`.
    fn perceived_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        if !cue.takes_any(&[Frame::XInf, Frame::Obj]) || !matches!(cue.class, Class::Perception | Class::Showing) {
            return None;
        }
        // « on voit », « l'on peut entendre »
        let carriers = [verb, parse.head(verb)];
        let on = carriers.iter().any(|&carrier| {
            (carrier == verb || is_phase(self.lemma(carrier)))
                && parse.children(carrier).any(|child| parse.dep(child) == Dep::Nsubj && matches!(parse.low(child), "on" | "-on" | "-t-on"))
        });
        if !on {
            return self.shown_complement(verb, cue);
        }
        // Only where an image or recording is what one sees it in.
        let artefact = self.artefact_in_sentence(verb)?;
        let object = parse.children(verb).find(|&child| child > verb && matches!(parse.dep(child), Dep::Obj | Dep::Ccomp | Dep::Xcomp))
            .or_else(|| (verb + 1..parse.sentence(verb).end).find(|&t| self.is_nominal(t)))?;
        let first = parse.edges(object).0.max(verb + 1);
        let last = self.sentence_clause_end(verb, first, object);
        let mut complement = Complement::new(vec![(first, last)], Frame::XInf, "perception");
        complement.source = Some(Some(artefact));
        complement.cue = parse.children(verb).filter(|&child| parse.dep(child) == Dep::Nsubj).collect();
        Some(complement)
    }

    /// `les images montrent un policier épauler son arme`: an artefact shows somebody act.
    fn shown_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        let source = self.subject(verb)?;
        if !self.is_artefact(source.head) || !cue.takes_any(&[Frame::XInf, Frame::Obj, Frame::Que]) {
            return None;
        }
        let object = parse.children(verb).find(|&child| child > verb && parse.dep(child) == Dep::Obj && self.is_nominal(child))?;
        let first = parse.edges(object).0.max(verb + 1);
        let last = self.clause_end(verb, first, object, Reach::Narrow);
        Some(Complement::new(vec![(first, last)], Frame::XInf, "artefact-shows"))
    }

    fn sentence_clause_end(&self, verb: Tok, first: Tok, head: Tok) -> Tok {
        let end = self.parse.sentence(verb).end - 1;
        let last = self.clause_end(verb, first, head, Reach::Narrow).max(end.min(self.parse.edges(verb).1));
        // A relative clause behind a comma is the writer's.
        let relative = (first..last).find(|&t| self.is_comma(t) && matches!(self.parse.low(t + 1), "qui" | "dont" | "où"));
        relative.map_or(last, |comma| comma - 1)
    }

    /// A document, image or recording named in the sentence of `verb`, before it.
    fn artefact_in_sentence(&self, verb: Tok) -> Option<Source> {
        use crate::record::SourceKind;
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let noun = (sentence.start..verb).find(|&t| {
            parse.pos(t) == Pos::NOUN
                && self.lexicon.source_noun(self.lemma(t)).is_some_and(|noun| {
                    matches!(noun.singular, SourceKind::Image | SourceKind::Intercept | SourceKind::Document)
                })
        })?;
        let mut source = self.source_at(noun);
        // « des enregistrements où l'on peut entendre »: the clause itself stays outside.
        if source.run.1 >= verb {
            let mut last = verb - 1;
            while last > noun && !self.is_nominal(last) {
                last -= 1;
            }
            source.run.1 = last.max(noun);
            if let Some(pronoun) = (noun + 1..verb).find(|&t| matches!(parse.low(t), "où" | "que" | "qu'" | "dans")) {
                source.run.1 = pronoun - 1;
            }
        }
        Some(source)
    }

    /// `condamne ces attaques`, `annonce sa démission`.
    fn object_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::Obj) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let object = parse.children(verb).find(|&child| {
            child > verb && child < end && parse.dep(child) == Dep::Obj && self.is_nominal(child) && !is_day(parse.lemma(child))
        });
        let object = object.or_else(|| self.surface_object(verb, end))?;
        if parse.pos(object) == Pos::PRON && !matches!(parse.low(object), "celui" | "celle" | "ceux" | "celles") {
            return None;
        }
        let (first, mut last) = parse.edges(object);
        let first = self.with_mark(first.max(verb + 1), verb);
        last = self.cut_object(verb, first, object, last.min(end - 1));
        let n_quoted = (first..=last).filter(|&t| self.is_quoted_in(t, verb)).count();
        let quoted = n_quoted * 3 > last - first || (first..=last.min(first + 4)).any(|t| self.is_quoted_in(t, verb));
        let statement = self.lexicon.nouns.contains_key(self.lemma(object)) || self.is_artefact(object);
        let clause = statement && (self.que_clause(object).is_some() || self.has_report_inside(object, last.max(self.phrase_limit(object, end))));
        let event = self.is_event_noun(object);
        // « rejette le rapport », « publie un livre »: a statement alone is no content.
        let says = self.is_artefact(object) || cue.stance(Frame::Obj) == Stance::Denies && self.lexicon.nouns.contains_key(self.lemma(object)) && !self.is_denied_fact(object);
        let bare_statement = says && !clause && !quoted && !matches!(self.lemma(object), "projet" | "plan");
        if bare_statement && (cue.stance(Frame::Obj) == Stance::Denies || matches!(cue.class, Class::Writing | Class::Speech)) || cue.class == Class::Writing && !clause && !quoted {
            return None;
        }
        // One that names a statement or its form is no content in itself.
        let accepted = match cue.ambiguity(Frame::Obj) {
            _ if cue.class == Class::Perception => quoted || clause,
            0 => event || quoted || clause || !self.is_human(object) || cue.stance(Frame::Obj) == Stance::Denies || matches!(cue.class, Class::Denial | Class::Evaluation | Class::Request | Class::Emotion),
            1 => quoted || event || clause,
            _ => clause || event && cue.class == Class::Speech && self.is_past(verb) && self.is_finite(verb) || quoted && matches!(cue.class, Class::Speech | Class::Writing | Class::Belief | Class::Denial | Class::Evaluation),
        };
        accepted.then(|| Complement::new(vec![(first, last)], Frame::Obj, "verb-object"))
    }

    /// The first noun phrase with an article behind the verb, over times and prepositional phrases.
    fn surface_object(&self, verb: Tok, end: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let mut at = verb + 1;
        while at < end {
            let low = parse.low(at);
            // « a dévoilé ce jeudi à Dakar, un rapport »: a comma behind a circumstance parts nothing.
            let circumstance = low == "," && at > verb + 1 && parse.next(at).is_some_and(|next| parse.pos(next) == Pos::DET && !matches!(parse.low(next), "ce" | "cette"));
            if (low == "," && !circumstance) || matches!(low, ";" | ":" | "." | "que" | "qu'" | "qui" | "et" | "ou") || parse.is_verbal(at) {
                return None;
            }
            let head = parse.head(at);
            if parse.pos(at) == Pos::ADP && head > at && head < at + 6 {
                at = head + 1;
                continue;
            }
            if parse.pos(at) == Pos::DET && head > at && self.is_nominal(head) && !is_day(parse.lemma(head)) && !parse.has_child(head, Dep::Case) {
                let subject = matches!(parse.dep(head), Dep::Nsubj | Dep::NsubjPass);
                return (!subject).then_some(head);
            }
            at += 1;
        }
        None
    }

    /// A person, a group or an organisation.
    fn is_human(&self, noun: Tok) -> bool {
        let parse = &self.parse;
        parse.pos(noun) != Pos::NOUN || parse.nodes[noun].entity != crate::parse::Entity::None || self.is_source_like(noun) && !self.is_artefact(noun)
    }

    /// A document, an image or a recording.
    pub(crate) fn is_artefact(&self, noun: Tok) -> bool {
        use crate::record::SourceKind::{Document, Image, Intercept};
        self.lexicon.source_noun(self.lemma(noun)).is_some_and(|noun| matches!(noun.singular, Document | Image | Intercept))
    }

    /// `le rapport faisant état de`, `des enregistrements où l'on entend`: the object says something itself.
    fn has_report_inside(&self, object: Tok, last: Tok) -> bool {
        (object + 1..=last).any(|t| {
            !self.cues(t).is_empty()
                && matches!(self.parse.nodes[t].form, Form::PresentParticiple | Form::Finite | Form::Conditional)
                && !(object..t).any(|c| self.is_comma(c))
        })
    }

    /// The last token before the next comma or the sentence's end.
    fn phrase_limit(&self, from: Tok, end: Tok) -> Tok {
        (from..end).find(|&t| self.is_comma(t) || matches!(self.parse.low(t), "." | ";" | ":")).map_or(end - 1, |stop| stop - 1)
    }

    /// The token stands in quotation marks that the verb does not stand in.
    fn is_quoted_in(&self, tok: Tok, verb: Tok) -> bool {
        self.quotes.at(tok).is_some() && self.quotes.at(tok) != self.quotes.at(verb)
    }

    /// What is denied rather than who said it: `dément toute implication`, not `rejette ces déclarations`.
    fn is_denied_fact(&self, noun: Tok) -> bool {
        !matches!(self.lemma(noun), "déclaration" | "propos" | "accusation" | "allégation" | "affirmation" | "critique" | "rapport" | "information")
    }

    /// Back over the mark that opens a quotation right before.
    fn with_mark(&self, first: Tok, verb: Tok) -> Tok {
        match self.parse.prev(first) {
            Some(mark) if mark > verb && self.quotes.opened_by(mark).is_some() => mark,
            _ => first,
        }
    }

    fn cut_object(&self, verb: Tok, first: Tok, object: Tok, last: Tok) -> Tok {
        // Behind the object's own subtree may stand what the parser hung too high.
        let end = self.clause_end(verb, first, object, Reach::Narrow);
        self.balance(first, end.max(last).max(object))
    }

    /// A noun that names an event, an act or a state rather than a thing or a person.
    pub(crate) fn is_event_noun(&self, noun: Tok) -> bool {
        const SUFFIXES: [&str; 17] =
            ["tion", "sion", "aison", "ment", "age", "ance", "ence", "ture", "ité", "isme", "ade", "xion", "erie", "rie", "ise", "esse", "eur"];
        const NOUNS: [&str; 66] = [
            "attaque", "mort", "décès", "accord", "arrêt", "retrait", "départ", "arrivée", "fin", "début", "guerre", "crise", "grève",
            "démission", "hausse", "baisse", "perte", "meurtre", "viol", "vol", "crime", "abus", "exaction", "massacre", "attentat",
            "frappe", "tir", "siège", "prise", "chute", "gel", "report", "envoi", "soutien", "appui", "aide", "accueil", "refus", "rejet",
            "échec", "succès", "victoire", "défaite", "menace", "risque", "danger", "manque", "absence", "retour", "recours", "rôle",
            "choix", "décès", "reprise", "entrée", "sortie", "mise", "mesure", "progrès", "lien", "effort", "plan", "projet", "idée", "peur",
            "volonté",
        ];
        let lemma = self.lemma(noun);
        if self.parse.pos(noun) != Pos::NOUN {
            return false;
        }
        let person = self.lexicon.source_noun(lemma).is_some_and(|noun| {
            use crate::record::SourceKind::{Document, Image, Intercept};
            !matches!(noun.singular, Document | Image | Intercept)
        });
        let person = person && !lemma.ends_with("tion") && !lemma.ends_with("ment");
        let statement = self.lexicon.nouns.contains_key(lemma);
        (statement || !person) && (statement || NOUNS.contains(&lemma) || SUFFIXES.iter().any(|suffix| lemma.ends_with(suffix)))
    }

    /// `fait état de`, `appelle à la fin`, `se félicite de`.
    fn oblique_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        const FRAMES: [(Frame, &[&str]); 6] = [
            (Frame::DeN, &["de", "d'", "du", "des"]),
            (Frame::AN, &["à", "au", "aux"]),
            (Frame::SurN, &["sur"]),
            (Frame::PourN, &["pour"]),
            (Frame::ContreN, &["contre"]),
            (Frame::EnN, &["en"]),
        ];
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let from = self.rest_tokens(verb, cue).and_then(|rest| rest.last().copied()).unwrap_or(verb);
        for (frame, words) in FRAMES {
            if !cue.takes(frame) {
                continue;
            }
            if from > verb && words.contains(&parse.low(from)) {
                // The locution ends in the preposition itself.
                let Some(next) = parse.next(from).filter(|&next| next < end) else { continue };
                if parse.nodes[next].form == Form::Infinitive {
                    continue;
                }
                let head = parse.head(from);
                let head = if head > from && self.is_nominal(head) { head } else { next };
                let quoted = (next..=parse.edges(head).1.min(end - 1)).any(|t| self.is_quoted_in(t, verb));
                let certain = cue.ambiguity(frame) == 0 && cue.lemma != "être";
                if !(certain || quoted || self.is_event_noun(head)) || cue.lemma == "être" && cue.rest.len() < 2 {
                    continue;
                }
                let last = self.cut_object(verb, next, head, parse.edges(head).1.min(end - 1));
                return Some(Complement::new(vec![(next, last)], frame, "verb-prepositional"));
            }
            // The preposition right behind the cue, or one whose phrase the tree gives to it.
            let mut at = from + 1;
            let mut found = None;
            while at < end && at < from + 8 {
                let low = parse.low(at);
                if words.contains(&low) {
                    let head = parse.head(at);
                    let near = (from + 1..at).all(|t| matches!(parse.pos(t), Pos::ADV | Pos::SPACE) || self.is_temporal(t));
                    let governed = head > at && (parse.head(head) == verb || parse.head(head) == from);
                    if near || governed {
                        found = Some((at, if head > at { head } else { parse.next(at)? }));
                    }
                    break;
                }
                if matches!(low, "," | ";" | ":" | "." | "que" | "qu'") {
                    break;
                }
                at += 1;
            }
            let Some((preposition, head)) = found else { continue };
            // « n'a pas conclu d'entente à cette occasion »: an object stands between.
            let object = parse.children(verb).any(|child| parse.dep(child) == Dep::Obj && child > verb && child < preposition && self.is_nominal(child) && !is_day(parse.lemma(child)));
            if object && cue.rest.is_empty() {
                continue;
            }
            let first = if is_fused(parse.low(preposition)) { preposition } else { preposition + 1 };
            let first = if is_fused(parse.low(preposition)) { first + 1 } else { first };
            if parse.nodes[first.min(end - 1)].form == Form::Infinitive {
                continue;
            }
            let quoted = parse.edges(head).0 <= head && (first..=parse.edges(head).1.min(end - 1)).any(|t| self.is_quoted_in(t, verb));
            let event = self.is_event_noun(head);
            let locution = !cue.rest.is_empty();
            let wanted = matches!(cue.class, Class::Request | Class::Order | Class::Promise) && !self.is_human(head);
            let accepted = match cue.ambiguity(frame) {
                0 => event || quoted || locution || wanted || !self.is_human(head),
                1 => event || quoted || matches!(cue.class, Class::Emotion | Class::Evaluation | Class::Denial) && !self.is_human(head),
                // « parle d'un acte isolé » characterises; « parle de la météo » names a topic.
                _ => quoted || cue.class == Class::Speech && frame == Frame::DeN && (matches!(parse.low(first), "un" | "une") || event && self.is_past(verb)),
            };
            if !accepted {
                continue;
            }
            let last = self.cut_object(verb, first, head, parse.edges(head).1.min(end - 1));
            return Some(Complement::new(vec![(first, last)], frame, "verb-prepositional"));
        }
        None
    }

    fn is_temporal(&self, tok: Tok) -> bool {
        is_day(self.parse.lemma(tok)) || matches!(self.parse.low(tok), "dernier" | "dernière" | "prochain")
    }

    /// Passives: `il a été supposé que`, `Y est soupçonné de Z`, `Y a été confirmé par X`, `une information démentie par X`.
    fn passive_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        let agent = self.agent(verb);
        let with_agent = |mut complement: Complement| {
            if let Some((par, source)) = &agent {
                let mut source = source.clone();
                // « par les riverains d'avoir pollué l'étang »: the charge is no part of who brings it.
                if let Some(&(charge, _)) = complement.content.last().filter(|run| run.0 > source.head && run.0 <= source.run.1 + 2) {
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
        if !bare && cue.takes(Frame::Que) {
            if let Some((que, head)) = self.que_clause(verb) {
                let last = self.clause_end(verb, que + 1, head, Reach::Wide);
                return Some(with_agent(Complement::new(vec![(que + 1, last)], Frame::Que, "passive-que")));
            }
        }
        let theme = self.passive_theme(verb, bare)?;
        let accuses = cue.takes_any(&[Frame::XDe, Frame::PassXDe]) && cue.ambiguity(Frame::XDe).min(cue.ambiguity(Frame::PassXDe)) < 2;
        if accuses && (!bare || cue.class == Class::Accusation || cue.takes(Frame::PassXDe)) {
            let by_agent = || {
                // « soupçonné par ses collègues de plagiat »
                let (_, source) = agent.as_ref()?;
                parse.children(source.head).filter(|&child| child > source.head && !self.is_human(child)).find_map(|child| {
                    let case = parse.children(child).find(|&case| case < child && matches!(parse.low(case), "de" | "d'"))?;
                    Some((case, child))
                })
            };
            if let Some((first, head)) = self.charge(verb, &["de", "d'", "du", "des"]).or_else(by_agent).filter(|&(first, head)| first <= verb + 4 || parse.head(head) == verb || agent.is_some()) {
                let agent_start = agent.as_ref().map_or(usize::MAX, |(par, _)| *par);
                if first < agent_start || agent_start < first {
                    let mut last = self.clause_end(verb, first + 1, head, if bare { Reach::Tight } else { Reach::Narrow });
                    if let Some((par, _)) = &agent {
                        if *par > first && last >= *par {
                            last = *par - 1;
                        }
                    }
                    let content = vec![theme, (first + 1, last)];
                    return Some(with_agent(Complement::new(content, Frame::PassXDe, "accusation-passive")));
                }
            }
            if let Some((first, head)) = self.charge(verb, &["pour"]).filter(|&(first, _)| first <= verb + 2) {
                let last = self.clause_end(verb, first + 1, head, if bare { Reach::Tight } else { Reach::Narrow });
                return Some(with_agent(Complement::new(vec![theme, (first + 1, last)], Frame::PassXDe, "accusation-passive")));
            }
        }
        let predicative = cue.takes_any(&[Frame::XComme, Frame::XDePred]) || !bare && cue.takes(Frame::XAdj);
        if predicative && (!bare || agent.is_some() || cue.ambiguity(Frame::XDePred) == 0) {
            let predicate = self.predicate_of(verb, cue, verb).filter(|(_, frame)| !bare || *frame != Frame::XAdj);
            if let Some((run, frame)) = predicate {
                let mut run = run;
                if let Some((par, _)) = &agent {
                    if *par > run.0 && run.1 >= *par {
                        run.1 = *par - 1;
                    }
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
        // « les accusations formulées par X »: a statement without its content.
        if theme_head.is_some_and(|head| self.lexicon.nouns.contains_key(self.lemma(head)) && parse.prev(theme.0).is_none_or(|comma| !self.is_comma(comma))) && bare {
            return None;
        }
        let event = theme_head.is_some_and(|head| self.is_event_noun(head) || cue.stance(Frame::Obj) == Stance::Denies);
        let act = cue.class == Class::Writing || cue.ambiguity(Frame::Obj) > 1 || cue.ambiguity(Frame::Obj) == 1 && !event;
        // « Cela a été confirmé par X »: what the sentence before says.
        if matches!(parse.low(theme.0), "cela" | "ceci" | "ce" | "c'") && theme.0 == theme.1 {
            let last = parse.sentence(verb).start.checked_sub(1).filter(|&last| parse.nodes[last].para == parse.nodes[verb].para)?;
            let previous = parse.sentence(last);
            let content = vec![(self.skip_connectors(previous.start, previous.end), previous.end - 1)];
            return Some(with_agent(Complement::new(content, Frame::Obj, "passive-by-reference")));
        }
        (!act).then(|| with_agent(Complement::new(vec![theme], Frame::Obj, "passive")))
    }

    /// The noun whose phrase ends right before a bare participle, with at most a comma and an adverb between.
    fn modified_noun(&self, verb: Tok) -> Option<Tok> {
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
            if top == tree || head == top || head > verb || !self.is_nominal(head) || !matches!(parse.dep(top), Dep::Nmod | Dep::Flat | Dep::Amod | Dep::Appos) {
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

    /// The phrase that a passive is about: its subject, or the noun that a bare participle modifies.
    fn passive_theme(&self, verb: Tok, bare: bool) -> Option<Run> {
        let parse = &self.parse;
        if bare {
            if !matches!(parse.dep(verb), Dep::Acl | Dep::Amod | Dep::AclRelcl | Dep::Root | Dep::Advcl | Dep::Conj | Dep::Other | Dep::Appos) {
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
        let subject = parse.children(verb).find(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass) && child < verb);
        if let Some(subject) = subject {
            if matches!(parse.low(subject), "qui" | "lequel" | "laquelle") {
                return self.antecedent(verb).map(|source| source.run).or_else(|| self.noun_before(subject).map(|noun| self.noun_phrase(noun)));
            }
            return Some(self.noun_phrase(subject));
        }
        // A heading: « L'ex-boxeur soupçonné d'avoir … ».
        let prev = parse.prev(self.verb_start(verb))?;
        (self.is_nominal(prev) && prev >= parse.sentence(verb).start).then(|| self.noun_phrase(self.nominal_top(prev)))
    }
}

/// An infinitive that no verb of phase or report governs: `pour comprendre ce qui`, `désireux de savoir si`.
fn parse_is_free_infinitive(context: &Context<'_>, verb: Tok) -> bool {
    let parse = &context.parse;
    if parse.nodes[verb].form != Form::Infinitive || parse.has_child(verb, Dep::Aux) {
        return false;
    }
    let head = parse.head(verb);
    context.governing_verbs(verb).is_empty() && context.cues(head).is_empty()
}

impl Complement {
    /// Constructions that name their source themselves, or rightly have none.
    fn source_is_implied(&self, context: &Context<'_>, verb: Tok) -> bool {
        let passive = self.rule.starts_with("passive") || self.rule.starts_with("accusation-passive");
        !passive && context.parse.nodes[verb].form != Form::Finite
    }
}

/// Verbs of phase, mood and movement that say how an act is done, not what is said.
pub(crate) fn is_phase(lemma: &str) -> bool {
    matches!(
        lemma,
        "continuer" | "cesser" | "commencer" | "finir" | "venir" | "aller" | "pouvoir" | "devoir" | "sembler" | "paraître" | "tenir" | "contenter" | "permettre" | "laisser" | "faire" | "arrêter" | "entendre" | "hésiter" | "empresser" | "borner" | "limiter" | "persister" | "poursuivre" | "savoir" | "oser"
    )
}

fn is_fused(low: &str) -> bool {
    matches!(low, "du" | "des" | "au" | "aux")
}

