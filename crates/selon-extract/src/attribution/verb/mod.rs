//! Verbs that take what is said as their complement.
//!
//! Fires on `X affirme que P`, `X dit avoir vu`, `X promet de`, `X ordonne à Y de`, `X accuse Y de Z`, `X condamne
//! ces attaques`, `X fait état de`, `X qualifie Y de Z`, `Y est soupçonné de Z`, `P, confirmé par X`, `un rapport
//! qui révèle que`, `Y, que X dément`. Look-alikes: acts of will (`refuse de partager`), objects that are things
//! (`a précisé ses objectifs`), the writer's own voice (`nous savons que`, `il est à noter que`).

mod accusation;
mod clause;
mod infinitive;
mod object;
mod oblique;
mod passive;
mod predicate;
mod shown;

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, Run};
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};

/// What a verb takes.
pub(crate) struct Complement {
    pub content: Vec<Run>,
    pub frame: Frame,
    pub rule: &'static str,
    /// Tokens that belong to the cue beside the verb group.
    pub cue: Vec<Tok>,
    /// The source where the construction names it itself: the agent of a passive.
    pub source: Option<Option<Source>>,
}

impl Complement {
    pub(crate) fn new(content: Vec<Run>, frame: Frame, rule: &'static str) -> Self {
        Self { content, frame, rule, cue: Vec::new(), source: None }
    }
}

impl Context<'_> {
    /// A draft for every reporting verb whose complement stands with it.
    pub(crate) fn find_verbs(&self, is_taken: &dyn Fn(Tok) -> bool) -> Vec<Draft> {
        (0..self.parse.len()).filter(|&tok| !is_taken(tok)).filter_map(|tok| self.read_verb(tok)).collect()
    }

    pub(crate) fn read_verb(&self, verb: Tok) -> Option<Draft> {
        let parse = &self.parse;
        // « Mario P., dit « le Notaire », »: a nickname.
        let nickname = matches!(parse.low(verb), "dit" | "dite" | "dits")
            && parse.prev(verb).is_some_and(|prev| self.is_comma(prev))
            && parse
                .next(verb)
                .is_some_and(|next| self.quotes.opened_by(next).is_some() || parse.pos(next) == Pos::DET)
            && !parse.has_child(verb, Dep::Aux);
        if nickname {
            return None;
        }
        if self.cues(verb).is_empty()
            || self.is_own_voice(verb)
            || self.is_act_of_will(verb)
            || self.is_state_of_mind(verb)
        {
            return None;
        }
        let (cue, complement) =
            self.cues(verb).iter().find_map(|cue| Some((*cue, self.complement(verb, cue)?)))?;
        if is_free_infinitive(self, verb)
            && matches!(
                cue.class,
                Class::Knowledge | Class::Belief | Class::Perception | Class::Showing | Class::Emotion
            )
        {
            return None;
        }
        let source = match complement.source.clone() {
            Some(source) => source,
            None => self.subject(verb),
        };
        // « On a appris que P »: from whom is not said.
        let source = source.filter(|source| {
            !(parse.low(source.head) == "on"
                && self.lemma(verb) == "apprendre"
                && self.quotes.at(verb).is_none())
        });
        // « Il est reproché au maire de P »: by whom is not said.
        let impersonal = parse
            .children(verb)
            .any(|aux| matches!(parse.dep(aux), Dep::Aux | Dep::AuxPass) && parse.lemma(aux) == "être")
            && !self.is_reflexive(verb);
        let source = source.filter(|source| !(impersonal && parse.low(source.head) == "il"));
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
    pub(crate) fn is_distanced(&self, verb: Tok) -> bool {
        self.is_conditional(verb) && !self.is_if_frame(verb)
            || self.governing_verbs(verb).iter().any(|&above| {
                matches!(self.lemma(above), "sembler" | "paraître")
                    || (self.is_conditional(above)
                        && !matches!(self.lemma(above), "vouloir" | "pouvoir" | "devoir"))
            })
    }

    /// A conditional beside an *if*-clause states a consequence.
    pub(crate) fn is_if_frame(&self, verb: Tok) -> bool {
        let sentence = self.parse.sentence(verb);
        (sentence.start..sentence.end).any(|t| {
            matches!(self.parse.low(t), "si" | "s'")
                && self.parse.pos(t) == Pos::SCONJ
                && self.parse.dep(t) == Dep::Mark
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
    pub(crate) fn is_own_voice(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        let quoted = self.quotes.at(verb).is_some();
        let head = parse.head(verb);
        if parse.nodes[verb].form == Form::Infinitive {
            let start = self.verb_start(verb);
            let before = parse.prev(start).map_or("", |prev| parse.low(prev));
            let above = self.lemma(head);
            if matches!(above, "falloir" | "convenir" | "importer" | "suffire")
                || (before == "à" && above == "être")
            {
                return true;
            }
            if before == "à" && parse.has_child(head, Dep::Cop) {
                return true;
            }
        }
        let subject = parse
            .children(verb)
            .find(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj));
        let low = subject.map_or("", |subject| parse.low(subject));
        // « tout porte à croire que », « cela laisse penser que »: so says the writer.
        let leads = matches!(self.lemma(verb), "croire" | "penser" | "supposer")
            && parse.nodes[verb].form == Form::Infinitive
            && matches!(self.lemma(head), "porter" | "donner" | "laisser" | "incliner");
        if matches!(low, "tout" | "rien") || leads && !quoted {
            return true;
        }
        match low {
            "je" | "j'" | "nous" if !quoted => return true,
            "je" | "j'" | "nous" | "on" if quoted => {
                return matches!(
                    self.class(verb),
                    Some(
                        Class::Belief
                            | Class::Knowledge
                            | Class::Emotion
                            | Class::Evaluation
                            | Class::Perception
                            | Class::Showing
                            | Class::Request
                            | Class::Promise
                    )
                ) || !self.is_past(verb);
            }
            "vous" | "tu" if quoted => return !self.is_past(verb),
            "on" if !quoted => {
                return !matches!(
                    self.lemma(verb),
                    "voir" | "entendre" | "apercevoir" | "distinguer" | "lire" | "dire" | "apprendre"
                );
            }
            _ => {}
        }
        // Imperatives and first persons without a subject.
        subject.is_none()
            && self.is_finite(verb)
            && parse.nodes[verb].person != 3
            && parse.nodes[verb].person != 0
            && self.mood(verb) != Form::None
            && !parse.has_child(verb, Dep::Aux)
    }

    /// `veut dénoncer`, `refuse de répondre`: an act, not a report.
    pub(crate) fn is_act_of_will(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        if parse.nodes[verb].form != Form::Infinitive {
            return false;
        }
        let head = parse.head(verb);
        matches!(parse.dep(verb), Dep::Xcomp | Dep::Ccomp)
            && matches!(
                self.lemma(head),
                "vouloir"
                    | "refuser"
                    | "chercher"
                    | "tenter"
                    | "essayer"
                    | "éviter"
                    | "décider"
                    | "falloir"
                    | "souhaiter"
                    | "permettre"
                    | "devoir"
                    | "pouvoir"
                    | "oser"
                    | "préférer"
            )
            && !(matches!(self.lemma(head), "permettre" | "devoir" | "pouvoir")
                && self.is_finite(head)
                && matches!(self.class(verb), Some(Class::Showing | Class::Speech))
                && self.que_clause(verb).is_some())
    }

    /// Whether the phrase can be the source of such a cue.
    pub(crate) fn can_speak(&self, source: &Source, cue: &Cue, frame: Frame) -> bool {
        let low = self.parse.low(source.head);
        if matches!(low, "ce" | "c'" | "cela" | "ça" | "ceci") {
            return false;
        }
        if self.is_source_like(source.head) {
            return true;
        }
        // « les « gilets jaunes » ont appelé à se mobiliser »: a name in marks is somebody's.
        if frame == Frame::AInf
            && self.quotes.at(source.head).is_some()
            && self.quotes.at(source.head) != self.quotes.at(source.run.1 + 1)
            && self.parse.nodes[source.head].plural
        {
            return true;
        }
        match cue.class {
            // Anything may show; what shows and is no document, image or person needs a clause to say what.
            Class::Showing => matches!(frame, Frame::Que | Frame::Wh),
            Class::Perception | Class::Emotion | Class::Evaluation => {
                matches!(frame, Frame::Que) || self.looks_human(source.head)
            }
            Class::Knowledge if frame == Frame::Wh => false,
            Class::Promise => self.looks_human(source.head),
            _ => {
                matches!(
                    frame,
                    Frame::Que
                        | Frame::Inf
                        | Frame::DeInf
                        | Frame::AXDeInf
                        | Frame::Wh
                        | Frame::XDe
                        | Frame::PassXDe
                ) || self.parse.nodes[source.head].entity != crate::parse::Entity::None
            }
        }
    }

    /// A noun in no list that is built like one for somebody: `la maraîchère`, `un oléiculteur`, `le syndicaliste`.
    pub(crate) fn looks_human(&self, noun: Tok) -> bool {
        const ENDINGS: [&str; 14] = [
            "iste",
            "ant",
            "cier",
            "ien",
            "ienne",
            "iculteur",
            "icultrice",
            "euse",
            "trice",
            "ier",
            "ière",
            "logue",
            "crate",
            "ateur",
        ];
        self.parse.pos(noun) == Pos::NOUN && ENDINGS.iter().any(|ending| self.lemma(noun).ends_with(ending))
    }

    pub(crate) fn complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if self.is_passive(verb) || self.is_bare_participle(verb) {
            return self.passive_complement(verb, cue);
        }
        self.impersonal_complement(verb, cue)
            .or_else(|| self.que_complement(verb, cue))
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
    pub(crate) fn is_bare_participle(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        parse.nodes[verb].form == Form::PastParticiple
            && !parse.has_child(verb, Dep::Aux)
            && !parse.has_child(verb, Dep::AuxPass)
            && !self.shares_auxiliary(verb)
    }
}

/// An infinitive that no verb of phase or report governs: `pour comprendre ce qui`, `désireux de savoir si`.
fn is_free_infinitive(context: &Context<'_>, verb: Tok) -> bool {
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
        "continuer"
            | "cesser"
            | "commencer"
            | "finir"
            | "venir"
            | "aller"
            | "pouvoir"
            | "devoir"
            | "sembler"
            | "paraître"
            | "tenir"
            | "contenter"
            | "permettre"
            | "laisser"
            | "faire"
            | "arrêter"
            | "entendre"
            | "hésiter"
            | "empresser"
            | "borner"
            | "limiter"
            | "persister"
            | "poursuivre"
            | "savoir"
            | "oser"
    )
}
