//! Who says it: from a cue to the phrase that names the source.
//!
//! A verb has its subject, an infinitive or participle the subject that controls it, a relative clause its
//! antecedent, a passive its agent. A pronoun is the source where it stands (`il`, `-t-elle`); whom it means is
//! another question, answered by mentions.

mod phrase;
mod relative;

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::speech::is_day;
use crate::context::{Context, is_inverted_clitic};
use crate::parse::{Dep, Entity, Form, Tok};

/// How many steps a controlled subject may lie away.
const MAX_STEPS: usize = 8;

impl Context<'_> {
    /// The source of verb `tok`: its subject, or the one that controls it.
    pub(crate) fn subject(&self, tok: Tok) -> Option<Source> {
        let mut at = tok;
        if let Some(incise) = self.incise_continued_by(tok) {
            return incise;
        }
        if self.parse.nodes[tok].misread {
            return self.surface_subject(tok).or_else(|| self.first_phrase(tok));
        }
        for _ in 0..MAX_STEPS {
            // A subject that the verb shares agrees with it.
            if let Some(source) = self.own_subject(at).filter(|source| at == tok || self.agrees(source, tok))
            {
                return Some(source);
            }
            let parse = &self.parse;
            // A verb that goes on with a noun is no conjunct: its subject stands before it.
            if at == tok
                && parse.dep(at) == Dep::Conj
                && self.is_nominal(parse.head(at))
                && !self.is_clause(parse.head(at))
                && let Some(source) = self.surface_subject(tok).filter(|source| self.agrees(source, tok))
            {
                return Some(source);
            }
            // « la ville où X et Y disent »: the subject that the tree missed stands right before.
            if at == tok
                && parse.dep(at) != Dep::Conj
                && let Some(source) = self.subject_behind_relative(tok)
            {
                return Some(source);
            }
            if parse.is_root(at) {
                return self
                    .surface_subject(at)
                    .or_else(|| self.participle_subject(tok))
                    .or_else(|| self.first_phrase(tok));
            }
            let head = parse.head(at);
            match parse.dep(at) {
                Dep::AclRelcl => return self.antecedent(at),
                // « La plainte, que nous avons lue, évoque P »: a finite verb hung on its own subject.
                Dep::Acl
                    if matches!(parse.nodes[at].form, Form::Finite | Form::Conditional)
                        && self.is_nominal(head)
                        && parse.is_root(head)
                        && head < at =>
                {
                    let source = self.source_at(head);
                    return Some(source).filter(|source| self.agrees(source, tok));
                }
                Dep::Acl => {
                    let first = parse.edges(at).0;
                    let comma = parse.prev(first).is_some_and(|prev| self.is_comma(prev));
                    if let Some(noun) = (!comma).then(|| self.artefact_before(first)).flatten() {
                        return Some(self.holder_of(noun).unwrap_or_else(|| self.source_at(noun)));
                    }
                    if !comma
                        && matches!(parse.pos(head), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::ADJ | Pos::NUM)
                    {
                        return Some(self.source_at(head));
                    }
                    if comma && parse.nodes[at].form == Form::PresentParticiple && self.is_subject_like(head)
                    {
                        return Some(self.source_at(head));
                    }
                    // « …, notant que »: the participle goes on for the sentence's own source.
                    return self.governing_subject(head, at).or_else(|| self.participle_subject(tok));
                }
                Dep::Advcl if self.parse.nodes[at].form == Form::PresentParticiple => {
                    let first = parse.edges(at).0;
                    let apart =
                        parse.prev(first).is_none_or(|prev| self.is_comma(prev)) || parse.low(first) == "en";
                    if let Some(noun) = (!apart).then(|| self.artefact_before(first)).flatten() {
                        return Some(self.holder_of(noun).unwrap_or_else(|| self.source_at(noun)));
                    }
                    return self.governing_subject(head, at);
                }
                Dep::Xcomp if parse.nodes[at].form == Form::Infinitive && self.has_object_control(head) => {
                    if let Some(obj) = parse.child(head, Dep::Obj).or(parse.child(head, Dep::Iobj)) {
                        return Some(self.source_at(obj));
                    }
                    at = head;
                }
                _ => at = head,
            }
        }
        None
    }

    /// The document or image whose phrase ends right before a participle.
    fn artefact_before(&self, participle: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let start = parse.sentence(participle).start;
        (start..participle).rev().take(14).take_while(|&t| !self.is_comma(t) && !self.is_finite_verb(t)).find(
            |&t| {
                parse.pos(t) == Pos::NOUN
                    && (self.is_artefact(t) || self.lexicon.nouns.contains_key(self.lemma(t)))
            },
        )
    }

    fn is_finite_verb(&self, tok: Tok) -> bool {
        self.parse.is_verbal(tok) && matches!(self.parse.nodes[tok].form, Form::Finite | Form::Conditional)
    }

    /// `…, a ajouté X, précisant que`, `…, avant de préciser que`: what goes on behind a reporting clause has its source.
    fn incise_continued_by(&self, tok: Tok) -> Option<Option<Source>> {
        let parse = &self.parse;
        let mut before = parse.prev(self.verb_start(tok).min(tok))?;
        match parse.nodes[tok].form {
            Form::PresentParticiple => {
                while matches!(parse.low(before), "en" | "tout") {
                    before = parse.prev(before)?;
                }
            }
            Form::Infinitive => {
                let outset = before;
                while matches!(
                    parse.low(before),
                    "de" | "d'" | "avant" | "non" | "sans" | "pour" | "jusqu'à" | "après"
                ) {
                    before = parse.prev(before)?;
                }
                if before == outset {
                    return None;
                }
            }
            _ => return None,
        }
        let comma = if self.is_comma(before) { parse.prev(before)? } else { before };
        self.incises.iter().find(|incise| incise.run.1 == comma).map(|incise| incise.source.clone())
    }

    /// `Me Béavogui estimant que`, `ce document, faisant état de`: the phrase in front of a participle without a verb above it.
    fn participle_subject(&self, tok: Tok) -> Option<Source> {
        let parse = &self.parse;
        if parse.nodes[tok].form != Form::PresentParticiple {
            return None;
        }
        let mut before = parse.prev(tok).filter(|&before| before >= parse.sentence(tok).start)?;
        if self.is_comma(before) {
            before = parse.prev(before)?;
        }
        let top = if self.is_nominal(before) { self.nominal_top(before) } else { parse.head(before) };
        (self.is_nominal(top) && top < tok && (self.is_source_like(top) || self.is_artefact(top)))
            .then(|| self.source_at(top))
    }

    /// Number of a shared subject and of a finite verb.
    fn agrees(&self, source: &Source, verb: Tok) -> bool {
        let parse = &self.parse;
        if !matches!(self.mood(verb), Form::Finite | Form::Conditional) {
            return true;
        }
        let aux = parse
            .children(verb)
            .find(|&child| child < verb && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop));
        let plural = parse.nodes[aux.unwrap_or(verb)].plural;
        let coordinated = parse.children(source.head).any(|child| parse.dep(child) == Dep::Conj);
        plural == parse.nodes[source.head].plural
            || (plural && coordinated)
            || parse.pos(source.head) == Pos::PROPN && plural
    }

    fn is_subject_like(&self, tok: Tok) -> bool {
        matches!(self.parse.dep(tok), Dep::Nsubj | Dep::NsubjPass | Dep::Root)
            && matches!(self.parse.pos(tok), Pos::NOUN | Pos::PROPN | Pos::PRON)
    }

    /// Verbs whose object is the subject of the infinitive below them.
    fn has_object_control(&self, head: Tok) -> bool {
        matches!(
            self.lemma(head),
            "demander"
                | "ordonner"
                | "permettre"
                | "entendre"
                | "voir"
                | "laisser"
                | "faire"
                | "appeler"
                | "inviter"
                | "exhorter"
                | "accuser"
                | "soupçonner"
                | "interdire"
                | "empêcher"
                | "obliger"
                | "forcer"
                | "contraindre"
                | "aider"
                | "autoriser"
        )
    }

    /// The subject written with the verb itself.
    pub(crate) fn own_subject(&self, tok: Tok) -> Option<Source> {
        let parse = &self.parse;
        let mut subjects: Vec<Tok> = parse
            .children(tok)
            .filter(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass))
            .filter(|&child| !parse.is_space(child) && !is_euphonic(parse.low(child)))
            .filter(|&child| !self.is_object_clitic_of(child, tok))
            // « GENÈVE (ATN) - Le canton a confirmé »
            .filter(|&child| {
                let bracketed = child > 0
                    && child + 1 < tok
                    && parse.low(child - 1) == "("
                    && parse.low(child + 1) == ")";
                !bracketed
            })
            .filter(|&child| {
                !is_day(parse.lemma(child))
                    && !matches!(parse.low(child), "fois" | "lui-même" | "elle-même" | "eux-mêmes")
                    && parse.low(child) != "-ci"
            })
            .collect();
        // « a-t-elle », « le ministre a-t-il »: the nearer one counts, a clitic behind the verb only when alone.
        subjects.sort_by_key(|&subj| {
            (is_inverted_clitic(parse.nodes[subj].text), parse.pos(subj) != Pos::PRON, subj.abs_diff(tok))
        });
        let Some(&subject) = subjects.first() else {
            return self.personal_il(tok).or_else(|| self.inverted_clitic(tok));
        };
        let low = parse.low(subject);
        if matches!(low, "qui" | "lequel" | "laquelle" | "lesquels" | "lesquelles" | "que" | "qu'" | "dont") {
            return self.antecedent_of_relative(subject, tok);
        }
        if matches!(low, "ce" | "c'") && parse.dep(tok) != Dep::Root {
            return None;
        }
        Some(self.with_office(self.source_at(subject)))
    }

    /// `le ministre de la Santé, le Dr Sarr, a annoncé`: the phrase that the name is set in behind names him too.
    fn with_office(&self, mut source: Source) -> Source {
        let parse = &self.parse;
        let sentence = parse.sentence(source.head);
        let set_off =
            parse.next(source.run.1).is_some_and(|comma| comma < sentence.end && self.is_comma(comma));
        let named = (source.run.0..=source.run.1).any(|t| parse.nodes[t].entity == Entity::Person);
        let Some(comma) = parse
            .prev(source.run.0)
            .filter(|&comma| set_off && named && comma > sentence.start && self.is_comma(comma))
        else {
            return source;
        };
        let opener = (sentence.start..comma)
            .rev()
            .find(|&t| {
                self.is_comma(t)
                    || self.quotes.is_mark(parse, t)
                    || matches!(parse.low(t), "que" | "qu'" | ":")
            })
            .map_or(sentence.start, |t| t + 1);
        let first = (opener..comma).find(|&t| !parse.is_space(t));
        let office = first.filter(|&first| {
            parse.pos(first) == Pos::DET
                && !(first..comma).any(|t| parse.is_verbal(t))
                && (first..comma).find(|&t| parse.pos(t) == Pos::NOUN).is_some_and(|noun| {
                    use crate::record::SourceKind::{Anonymous, Official, Person};
                    self.lexicon
                        .source_noun(self.lemma(noun))
                        .is_some_and(|noun| matches!(noun.singular, Anonymous | Official | Person))
                })
        });
        source.run.0 = office.unwrap_or(source.run.0);
        source
    }

    /// `il se souvient que` read as an impersonal: of a verb that has no such construction `il` is somebody.
    fn personal_il(&self, tok: Tok) -> Option<Source> {
        let personal = !self.cues(tok).is_empty()
            && self.cues(tok).iter().all(|cue| !cue.takes(crate::lexicon::Frame::ImpersQue))
            && !self.is_passive(tok);
        let il = self.parse.children(tok).find(|&child| {
            child < tok && self.parse.dep(child) == Dep::ExplSubj && self.parse.low(child) == "il"
        })?;
        personal.then_some(Source { run: (il, il), head: il })
    }

    /// `X nous a raconté`: a pronoun that does not agree with the verb is its object.
    pub(crate) fn is_object_clitic_of(&self, pronoun: Tok, verb: Tok) -> bool {
        let parse = &self.parse;
        if !matches!(parse.low(pronoun), "nous" | "vous" | "me" | "m'" | "te" | "lui" | "leur") {
            return false;
        }
        let aux = parse.children(verb).find(|&child| {
            child < verb && child > pronoun && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass)
        });
        let finite = parse.low(aux.unwrap_or(verb));
        let own = match parse.low(pronoun) {
            "nous" => finite.ends_with("ons") || finite == "sommes" || finite.ends_with("mes"),
            "vous" => {
                finite.ends_with("ez")
                    || matches!(finite, "êtes" | "dites" | "faites")
                    || finite.ends_with("tes")
            }
            _ => false,
        };
        !own && pronoun < verb && verb - pronoun <= 4
    }

    /// `-t-il`, `-elle` between or behind the parts of the verb group.
    pub(crate) fn inverted_clitic(&self, tok: Tok) -> Option<Source> {
        let start = self.verb_start(tok);
        let end = self.parse.sentence(tok).end.min(tok + 3);
        (start..end)
            .find(|&t| is_inverted_clitic(self.parse.nodes[t].text) && !is_euphonic(self.parse.low(t)))
            .map(|clitic| Source { run: (clitic, clitic), head: clitic })
    }

    /// The subject of the clause that governs a participle: the nearest verb above with one.
    fn governing_subject(&self, from: Tok, participle: Tok) -> Option<Source> {
        let parse = &self.parse;
        let mut at = from;
        let mut fallback = None;
        // « X a dit que P, ajoutant que Q »: the sentence's own reporter.
        let mut root = from;
        while !parse.is_root(root) {
            root = parse.head(root);
        }
        if root < participle
            && self.cue(root, &[crate::lexicon::Frame::Que]).is_some()
            && let Some(source) = self.own_subject(root).filter(|source| self.is_source_like(source.head))
        {
            return Some(source);
        }
        for _ in 0..MAX_STEPS {
            if (self.is_clause(at) || parse.is_verbal(at))
                && let Some(source) = self.own_subject(at).filter(|source| source.head != participle)
            {
                let reports = !self.cues(at).is_empty();
                if reports || parse.is_root(at) {
                    return Some(source);
                }
                fallback.get_or_insert(source);
            }
            if parse.is_root(at) {
                break;
            }
            at = parse.head(at);
        }
        fallback
    }

    /// Where the tree gives no subject: the noun phrase right before the verb group, a set-off name included.
    fn surface_subject(&self, tok: Tok) -> Option<Source> {
        let parse = &self.parse;
        if !matches!(self.mood(tok), Form::Finite | Form::Conditional) {
            return None;
        }
        let start = self.verb_start(tok);
        let sentence = parse.sentence(tok);
        let mut prev = parse.prev(start).filter(|&prev| prev >= sentence.start)?;
        let set_off = self.is_comma(prev);
        if set_off {
            prev = parse.prev(prev).filter(|&prev| prev >= sentence.start)?;
        }
        if !self.is_nominal(prev)
            && matches!(parse.dep(prev), Dep::Amod | Dep::Acl)
            && parse.head(prev) < prev
        {
            prev = parse.head(prev);
        }
        if !self.is_nominal(prev) {
            return None;
        }
        let mut top = self.nominal_top(prev);
        // « dont la présidente, Anne X, reproche »: what hangs on a phrase before the comma is a name of its own.
        if set_off
            && let Some(comma) = (top..prev).rev().find(|&t| self.is_comma(t))
            && parse.nodes[prev].entity == Entity::Person
        {
            top = (comma + 1..=prev).find(|&t| self.is_nominal(t))?;
        }
        if top > tok || parse.has_child(top, Dep::Case) || (set_off && !self.is_source_like(top)) {
            return None;
        }
        let mut source = self.source_at(top);
        // « le capitaine du navire, Joan Enseñat, admet »: the phrase before the comma names him too.
        if let Some(comma) = parse
            .prev(source.run.0)
            .filter(|&comma| set_off && comma > sentence.start && self.is_comma(comma))
        {
            let opener =
                (sentence.start..comma).rev().find(|&t| self.is_comma(t)).map_or(sentence.start, |t| t + 1);
            let first = (opener..comma)
                .find(|&t| !parse.is_space(t) && !matches!(parse.low(t), "dont" | "où" | "que" | "et"))?;
            if parse.pos(first) == Pos::DET && !self.has_finite(first, comma) {
                source.run.0 = first;
            }
        }
        Some(source)
    }

    /// The sentence's first noun phrase that can speak, where the tree broke between it and its verb.
    fn first_phrase(&self, verb: Tok) -> Option<Source> {
        let parse = &self.parse;
        if !matches!(self.mood(verb), Form::Finite | Form::Conditional) {
            return None;
        }
        let start = parse.sentence(verb).start;
        let head = (start..verb).find(|&t| {
            self.is_nominal(t)
                && (parse.has_child(t, Dep::Det)
                    || t == start && parse.nodes[t].entity == Entity::Person && parse.pos(t) == Pos::PROPN)
                && !parse.has_child(t, Dep::Case)
                && self.is_source_like(t)
                && self.quotes.at(t) == self.quotes.at(verb)
                && !matches!(parse.dep(t), Dep::Obj | Dep::Nmod | Dep::OblAgent)
        })?;
        Some(self.source_at(head))
    }

    /// The agent of a passive: `par X`.
    pub(crate) fn agent(&self, tok: Tok) -> Option<(Tok, Source)> {
        let parse = &self.parse;
        let by_tree = parse.children(tok).find(|&child| {
            child > tok
                && self.is_nominal(child)
                && matches!(parse.dep(child), Dep::OblAgent | Dep::OblMod | Dep::OblArg | Dep::Nmod)
                && parse.children(child).any(|case| case < child && parse.low(case) == "par")
        });
        // « qualifiés de terroristes par X »: the phrase hangs one level too low.
        let agent = by_tree.or_else(|| {
            let end = parse.sentence(tok).end;
            let par = (tok + 1..end.min(tok + 9))
                .take_while(|&t| !self.is_comma(t))
                .find(|&t| parse.low(t) == "par")?;
            let head = parse.head(par);
            (head > par && self.is_source_like(head)).then_some(head)
        })?;
        let par = parse.children(agent).find(|&case| parse.low(case) == "par")?;
        let mut source = self.source_at(agent);
        if source.run.0 <= par {
            source.run.0 = par + 1;
        }
        Some((par, source))
    }
}

/// The months' names.
pub(crate) fn is_month(low: &str) -> bool {
    matches!(
        low,
        "janvier"
            | "février"
            | "mars"
            | "avril"
            | "mai"
            | "juin"
            | "juillet"
            | "août"
            | "septembre"
            | "octobre"
            | "novembre"
            | "décembre"
    )
}

/// The `t` of `a-t-il`, which is nobody.
fn is_euphonic(low: &str) -> bool {
    matches!(low.trim_matches(['-', '‑', '‐']), "t" | "t'")
}
