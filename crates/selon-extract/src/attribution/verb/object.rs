//! Nominal objects as content: `condamne ces attaques`, `annonce sa démission`.
//!
//! Look-alikes: things and topics (`a précisé ses objectifs`), statements without what they say (`rejette le rapport`).

use selon_spacy::Pos;

use crate::attribution::is_day;
use crate::attribution::verb::Complement;
use crate::context::Context;
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;
use crate::record::Stance;

impl Context<'_> {
    /// `condamne ces attaques`, `annonce sa démission`.
    pub(crate) fn object_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::Obj) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let object = parse.children(verb).find(|&child| {
            child > verb
                && child < end
                && parse.dep(child) == Dep::Obj
                && self.is_nominal(child)
                // « a requis six ans de prison »
                && (!is_day(parse.lemma(child))
                    || cue.class == Class::Request && parse.has_child(child, Dep::Nmod))
        });
        let object = object.or_else(|| self.surface_object(verb, end))?;
        if parse.pos(object) == Pos::PRON
            && !matches!(parse.low(object), "celui" | "celle" | "ceux" | "celles")
        {
            return None;
        }
        let (first, mut last) = parse.edges(object);
        let first = self.with_mark(first.max(verb + 1), verb);
        last = self.cut_object(verb, first, object, last.min(end - 1));
        let n_quoted = (first..=last).filter(|&t| self.is_quoted_in(t, verb)).count();
        let quoted =
            n_quoted * 3 > last - first || (first..=last.min(first + 4)).any(|t| self.is_quoted_in(t, verb));
        let statement = self.lexicon.nouns.contains_key(self.lemma(object)) || self.is_artefact(object);
        // « a démenti l'information selon laquelle P »: the phrase goes on to the end of its clause.
        let by_source = statement.then(|| self.clause_by_source(object, end)).flatten();
        last = by_source.unwrap_or(last);
        let clause = statement
            && (by_source.is_some()
                || self.que_clause(object).is_some()
                || self.has_report_inside(object, last.max(self.phrase_limit(object, end))));
        let event = self.is_event_noun(object);
        // « rejette le rapport », « publie un livre »: a statement alone is no content.
        // « récuse les accusations de torture » says what is denied.
        let about = cue.stance(Frame::Obj) == Stance::Denies
            && parse.children(object).any(|child| {
                child > object
                    && parse.dep(child) == Dep::Nmod
                    && self.is_event_noun(child)
                    && parse.children(child).any(|case| matches!(parse.low(case), "de" | "d'" | "du" | "des"))
            });
        let clause = clause || about && statement;
        let says = self.is_artefact(object)
            || cue.stance(Frame::Obj) == Stance::Denies
                && self.lexicon.nouns.contains_key(self.lemma(object))
                && !self.is_denied_fact(object);
        let bare_statement = says && !clause && !quoted && !matches!(self.lemma(object), "projet" | "plan");
        if bare_statement
            && (cue.stance(Frame::Obj) == Stance::Denies
                || matches!(cue.class, Class::Writing | Class::Speech))
            || cue.class == Class::Writing && !clause && !quoted
        {
            return None;
        }
        // One that names a statement or its form is no content in itself.
        let accepted = match cue.ambiguity(Frame::Obj) {
            _ if cue.class == Class::Perception => quoted || clause,
            0 => {
                event
                    || quoted
                    || clause
                    || !self.is_human(object)
                    || cue.stance(Frame::Obj) == Stance::Denies
                    || matches!(
                        cue.class,
                        Class::Denial | Class::Evaluation | Class::Request | Class::Emotion
                    )
            }
            1 => {
                quoted
                    || event
                    || clause
                    || cue.class == Class::Request && self.is_wanted(object)
                    || matches!(
                        cue.lemma,
                        "recenser"
                            | "dénombrer"
                            | "comptabiliser"
                            | "évoquer"
                            | "avancer"
                            | "annoncer"
                            | "rapporter"
                            | "signaler"
                    ) && self.is_counted(object)
            }
            _ => {
                clause
                    || event && cue.class == Class::Speech && self.is_past(verb) && self.is_finite(verb)
                    || quoted
                        && matches!(
                            cue.class,
                            Class::Speech
                                | Class::Writing
                                | Class::Belief
                                | Class::Denial
                                | Class::Evaluation
                        )
            }
        };
        accepted.then(|| Complement::new(vec![(first, last)], Frame::Obj, "verb-object"))
    }

    /// `demande un référendum sur l'avenir du site`, `réclame 30 millions d'euros`: a thing of some description, not a person.
    fn is_wanted(&self, object: Tok) -> bool {
        let parse = &self.parse;
        let described = parse.children(object).any(|child| {
            child > object && matches!(parse.dep(child), Dep::Nmod | Dep::Amod | Dep::Acl | Dep::AclRelcl)
        });
        self.is_counted(object) || described && !self.is_human(object)
    }

    /// `4000 manifestants`
    fn is_counted(&self, object: Tok) -> bool {
        let parse = &self.parse;
        parse.pos(object) == Pos::NUM || parse.children(object).any(|child| parse.pos(child) == Pos::NUM)
    }

    /// `l'information selon laquelle P`: the last token of the clause that a statement noun brings so.
    fn clause_by_source(&self, noun: Tok, end: Tok) -> Option<Tok> {
        const LONGEST: usize = 8;
        let parse = &self.parse;
        let selon = (noun + 1..end.min(noun + LONGEST))
            .take_while(|&t| !self.is_comma(t) && !parse.is_verbal(t))
            .find(|&t| matches!(parse.low(t), "selon" | "d'après"))?;
        let pronoun = parse
            .next(selon)
            .filter(|&t| matches!(parse.low(t), "lequel" | "laquelle" | "lesquels" | "lesquelles"))?;
        let from = parse.next(pronoun).filter(|&from| from < end)?;
        Some(self.relative_end(from, end))
    }

    /// The first noun phrase with an article behind the verb, over times and prepositional phrases.
    pub(crate) fn surface_object(&self, verb: Tok, end: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let mut at = verb + 1;
        while at < end {
            let low = parse.low(at);
            // « a dévoilé ce jeudi à Dakar, un rapport »: a comma behind a circumstance parts nothing.
            let circumstance = low == ","
                && at > verb + 1
                && parse.next(at).is_some_and(|next| {
                    parse.pos(next) == Pos::DET && !matches!(parse.low(next), "ce" | "cette")
                });
            if (low == "," && !circumstance)
                || matches!(low, ";" | ":" | "." | "que" | "qu'" | "qui" | "et" | "ou")
                || parse.is_verbal(at)
            {
                return None;
            }
            let head = parse.head(at);
            if parse.pos(at) == Pos::ADP && head > at && head < at + 6 {
                at = head + 1;
                continue;
            }
            if parse.pos(at) == Pos::DET
                && head > at
                && self.is_nominal(head)
                && !is_day(parse.lemma(head))
                && !parse.has_child(head, Dep::Case)
            {
                let subject = matches!(parse.dep(head), Dep::Nsubj | Dep::NsubjPass);
                return (!subject).then_some(head);
            }
            at += 1;
        }
        None
    }

    /// A person, a group or an organisation.
    pub(crate) fn is_human(&self, noun: Tok) -> bool {
        let parse = &self.parse;
        parse.pos(noun) != Pos::NOUN
            || parse.nodes[noun].entity != crate::parse::Entity::None
            || self.is_source_like(noun) && !self.is_artefact(noun)
    }

    /// A document, an image or a recording.
    pub(crate) fn is_artefact(&self, noun: Tok) -> bool {
        use crate::record::SourceKind::{Document, Image, Intercept};
        self.lexicon
            .source_noun(self.lemma(noun))
            .is_some_and(|noun| matches!(noun.singular, Document | Image | Intercept))
    }

    /// `le rapport faisant état de`, `des enregistrements où l'on entend`: the object says something itself.
    pub(crate) fn has_report_inside(&self, object: Tok, last: Tok) -> bool {
        (object + 1..=last).any(|t| {
            !self.cues(t).is_empty()
                && matches!(
                    self.parse.nodes[t].form,
                    Form::PresentParticiple | Form::Finite | Form::Conditional
                )
                && !(object..t).any(|c| self.is_comma(c))
        })
    }

    /// The last token before the next comma or the sentence's end.
    pub(crate) fn phrase_limit(&self, from: Tok, end: Tok) -> Tok {
        (from..end)
            .find(|&t| self.is_comma(t) || matches!(self.parse.low(t), "." | ";" | ":"))
            .map_or(end - 1, |stop| stop - 1)
    }

    /// The token stands in quotation marks that the verb does not stand in.
    pub(crate) fn is_quoted_in(&self, tok: Tok, verb: Tok) -> bool {
        self.quotes.at(tok).is_some() && self.quotes.at(tok) != self.quotes.at(verb)
    }

    /// What is denied rather than who said it: `dément toute implication`, not `rejette ces déclarations`.
    pub(crate) fn is_denied_fact(&self, noun: Tok) -> bool {
        !matches!(
            self.lemma(noun),
            "déclaration"
                | "propos"
                | "accusation"
                | "allégation"
                | "affirmation"
                | "critique"
                | "rapport"
                | "information"
        )
    }

    /// Back over the mark that opens a quotation right before.
    pub(crate) fn with_mark(&self, first: Tok, verb: Tok) -> Tok {
        match self.parse.prev(first) {
            Some(mark) if mark > verb && self.quotes.opened_by(mark).is_some() => mark,
            _ => first,
        }
    }

    pub(crate) fn cut_object(&self, verb: Tok, first: Tok, object: Tok, last: Tok) -> Tok {
        // Behind the object's own subtree may stand what the parser hung too high.
        let end = self.clause_end(verb, first, object, Reach::Narrow);
        let last = self.cut(verb, first, last);
        self.balance(first, end.max(last).max(object))
    }

    /// A noun that names an event, an act or a state rather than a thing or a person.
    pub(crate) fn is_event_noun(&self, noun: Tok) -> bool {
        const SUFFIXES: [&str; 17] = [
            "tion", "sion", "aison", "ment", "age", "ance", "ence", "ture", "ité", "isme", "ade", "xion",
            "erie", "rie", "ise", "esse", "eur",
        ];
        const NOUNS: [&str; 66] = [
            "attaque",
            "mort",
            "décès",
            "accord",
            "arrêt",
            "retrait",
            "départ",
            "arrivée",
            "fin",
            "début",
            "guerre",
            "crise",
            "grève",
            "démission",
            "hausse",
            "baisse",
            "perte",
            "meurtre",
            "viol",
            "vol",
            "crime",
            "abus",
            "exaction",
            "massacre",
            "attentat",
            "frappe",
            "tir",
            "siège",
            "prise",
            "chute",
            "gel",
            "report",
            "envoi",
            "soutien",
            "appui",
            "aide",
            "accueil",
            "refus",
            "rejet",
            "échec",
            "succès",
            "victoire",
            "défaite",
            "menace",
            "risque",
            "danger",
            "manque",
            "absence",
            "retour",
            "recours",
            "rôle",
            "choix",
            "décès",
            "reprise",
            "entrée",
            "sortie",
            "mise",
            "mesure",
            "progrès",
            "lien",
            "effort",
            "plan",
            "projet",
            "idée",
            "peur",
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
        (statement || !person)
            && (statement || NOUNS.contains(&lemma) || SUFFIXES.iter().any(|suffix| lemma.ends_with(suffix)))
    }
}
