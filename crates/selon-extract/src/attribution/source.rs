//! Who says it: from a cue to the phrase that names the source.
//!
//! A verb has its subject, an infinitive or participle the subject that controls it, a relative clause its
//! antecedent, a passive its agent. A pronoun is the source where it stands (`il`, `-t-elle`); whom it means is
//! another question, answered by mentions.

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::speech::is_day;
use crate::context::{Context, Run, is_inverted_clitic};
use crate::parse::{Dep, Entity, Form, Tok};

/// How many steps a controlled subject may lie away.
const MAX_STEPS: usize = 8;

impl Context<'_> {
    pub(crate) fn source_at(&self, head: Tok) -> Source {
        let head = self.over_preposition(head);
        let (first, last) = self.noun_phrase(head);
        let last = self.over_hyphen(self.before_clause(first, head, last));
        let (first, last) = self.whole_name(first, last);
        Source { run: (self.hyphen_before(first), last), head }
    }

    /// `le géant des télécommunications`, `des lourds-légers`, read as phrases of their own: back to the noun that
    /// they complete.
    fn over_preposition(&self, head: Tok) -> Tok {
        let parse = &self.parse;
        let start = parse.sentence(head).start;
        let mut head = head;
        if !matches!(parse.dep(head), Dep::Nsubj | Dep::NsubjPass) {
            return head;
        }
        for _ in 0..4 {
            let first = self.noun_phrase(head).0;
            // « le champion de France 2007 »
            if parse.pos(head) == Pos::NUM || parse.nodes[head].text.starts_with(|c: char| c.is_ascii_digit())
            {
                match (start..head).rev().take(4).find(|&t| matches!(parse.pos(t), Pos::NOUN | Pos::PROPN)) {
                    Some(noun) => {
                        head = noun;
                        continue;
                    }
                    None => return head,
                }
            }
            let case =
                parse.children(head).filter(|&child| child < head && parse.dep(child) == Dep::Case).min();
            let from = case.unwrap_or(first).min(first);
            let Some(before) = parse.prev(from).filter(|&before| before >= start) else { return head };
            let hyphen = parse.low(before) == "-" || parse.low(head) == "-";
            let completes = case.is_some()
                || hyphen
                || parse.pos(before) == Pos::ADP && matches!(parse.low(before), "de" | "d'" | "du" | "des");
            if !completes {
                return head;
            }
            let noun = (start..=before).rev().take(9).find(|&t| {
                matches!(parse.pos(t), Pos::NOUN | Pos::PROPN)
                    && parse.nodes[t].text.starts_with(char::is_alphabetic)
            });
            match noun {
                Some(noun) => head = noun,
                None => return head,
            }
        }
        head
    }

    /// `le lieutenant-général X`: a compound that the tokenizer parted goes on.
    fn over_hyphen(&self, last: Tok) -> Tok {
        let parse = &self.parse;
        let end = parse.sentence(last).end;
        let mut last = last;
        while last + 2 < end
            && matches!(parse.low(last + 1), "-" | "‑")
            && parse.nodes[last].chars.end == parse.nodes[last + 1].chars.start
            && parse.nodes[last + 1].chars.end == parse.nodes[last + 2].chars.start
        {
            last += 2;
            while last + 1 < end && parse.pos(last + 1) == Pos::PROPN {
                last += 1;
            }
        }
        last
    }

    /// `Quelques-uns des riverains`: the first part of a compound that the tokenizer parted.
    fn hyphen_before(&self, first: Tok) -> Tok {
        let parse = &self.parse;
        let start = parse.sentence(first).start;
        let glued = |left: Tok| parse.nodes[left].chars.end == parse.nodes[left + 1].chars.start;
        if first >= start + 2
            && matches!(parse.low(first - 1), "-" | "‑")
            && glued(first - 1)
            && glued(first - 2)
            && parse.nodes[first - 2].text.starts_with(char::is_alphabetic)
        {
            first - 2
        } else {
            first
        }
    }

    /// A source holds no main clause: where the parser let one in, it ends at the comma or colon before.
    fn before_clause(&self, first: Tok, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let finite = (head + 1..=last).find(|&t| {
            parse.is_verbal(t)
                && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
                && !self.in_relative(t, head)
        });
        let Some(finite) = finite else { return last };
        let stop =
            (first..finite).find(|&t| t > head && matches!(parse.low(t), "," | ":" | ";" | "que" | "qu'"));
        stop.map_or(head, |stop| stop - 1).max(head)
    }

    /// A relative pronoun stands between the head and the verb.
    fn in_relative(&self, verb: Tok, head: Tok) -> bool {
        let parse = &self.parse;
        (head + 1..verb).any(|t| {
            matches!(
                parse.low(t),
                "qui" | "dont" | "où" | "lequel" | "laquelle" | "lesquels" | "lesquelles" | "que" | "qu'"
            ) && parse.pos(t) == Pos::PRON
        })
    }

    /// `à l'AFP Benjamin Cauchy`: a body's name in front of a person's is none of it.
    fn is_other_name(&self, before: Tok, name: Tok) -> bool {
        let nodes = &self.parse.nodes;
        nodes[name].entity == Entity::Person && nodes[before].entity == Entity::Organisation
    }

    /// A name that the parser tore apart is whole again: the entity's tokens, and capitals next to it.
    fn whole_name(&self, first: Tok, last: Tok) -> Run {
        let parse = &self.parse;
        let (mut first, mut last) = (first, last);
        let is_name = |t: Tok| {
            parse.nodes[t].entity == Entity::Person && !parse.is_space(t)
                || parse.pos(t) == Pos::PROPN && parse.nodes[t].text.starts_with(char::is_uppercase)
        };
        let sentence = parse.sentence(first);
        // « La chanteuse Mirabelle Coste », « l'agence Nord-Sud »: a name right behind the noun that it bears.
        if parse.pos(last) == Pos::NOUN
            && last + 1 < sentence.end
            && is_name(last + 1)
            && self.quotes.at(last) == self.quotes.at(last + 1)
            && self.lexicon.source_noun(self.lemma(last)).is_some()
        {
            last = self.over_hyphen(last + 1);
        }
        while first > sentence.start
            && is_name(first)
            && is_name(first - 1)
            && !self.is_other_name(first - 1, first)
            && parse.nodes[first - 1].chars.end + 1 >= parse.nodes[first].chars.start
        {
            first -= 1;
        }
        // « Calibre Obscura »: a capital right before a name belongs to it.
        while first > sentence.start
            && parse.pos(first) == Pos::PROPN
            && parse.pos(first - 1) == Pos::NOUN
            && parse.nodes[first - 1].text.starts_with(char::is_uppercase)
            && !parse.has_child(first - 1, Dep::Det)
            && parse.head(first) == first - 1
        {
            first -= 1;
        }
        while last + 1 < sentence.end
            && is_name(last)
            && is_name(last + 1)
            && self.quotes.at(last) == self.quotes.at(last + 1)
        {
            last += 1;
        }
        let person = (first..=last).any(|t| parse.nodes[t].entity == Entity::Person);
        if !person {
            return (first, last);
        }
        // « son opposant Juan Guaido », « Charlotte Houpline, fondatrice WARA »: the noun in front names him too.
        let beside = parse.prev(first).map(|prev| match parse.prev(prev) {
            // « le président russe X »
            Some(noun) if parse.pos(prev) == Pos::ADJ && parse.head(prev) == noun => noun,
            _ => prev,
        });
        if let Some(noun) = beside.filter(|&noun| {
            noun >= sentence.start
                && parse.pos(noun) == Pos::NOUN
                && parse.nodes[noun].entity == Entity::None
                && self.lexicon.source_noun(self.lemma(noun)).is_some()
        }) {
            let det = parse.children(noun).filter(|&det| det < noun && parse.dep(det) == Dep::Det).min();
            if let Some(det) = det.filter(|&det| noun - det < 4) {
                first = det;
            }
        }
        // « Rami Abdoul de l'Observatoire »
        if let Some(of) = parse
            .next(last)
            .filter(|&of| of < sentence.end && matches!(parse.low(of), "de" | "d'" | "du" | "des"))
        {
            let head = parse.head(of);
            let institution = head > of
                && head < sentence.end
                && head < of + 5
                && (parse.nodes[head].entity == Entity::Organisation
                    || parse.pos(head) == Pos::PROPN
                    || parse.nodes[head].text.starts_with(char::is_uppercase));
            if institution
                && matches!(parse.dep(head), Dep::Nmod | Dep::OblArg | Dep::OblMod | Dep::Flat | Dep::Appos)
            {
                last = last.max(self.noun_phrase(head).1);
            }
        }
        (first, last)
    }

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

    /// `possède des preuves indiquant que`, `comprennent une phrase qui annonce que`: who holds the artefact says it.
    fn holder_of(&self, noun: Tok) -> Option<Source> {
        let verb = self.parse.head(noun);
        let holds = matches!(
            self.lemma(verb),
            "posséder"
                | "détenir"
                | "avoir"
                | "enregistrer"
                | "recueillir"
                | "contenir"
                | "comprendre"
                | "disposer"
                | "renfermer"
                | "obtenir"
                | "intercepter"
                | "comporter"
        );
        (matches!(self.parse.dep(noun), Dep::Obj | Dep::OblArg) && verb < noun && holds)
            .then(|| self.own_subject(verb))
            .flatten()
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

    /// `…, a ajouté X, précisant que`: a participle behind a reporting clause goes on for its source.
    fn incise_continued_by(&self, tok: Tok) -> Option<Option<Source>> {
        let parse = &self.parse;
        if parse.nodes[tok].form != Form::PresentParticiple {
            return None;
        }
        let mut before = parse.prev(tok)?;
        while matches!(parse.low(before), "en" | "tout") {
            before = parse.prev(before)?;
        }
        let comma = self.is_comma(before).then(|| parse.prev(before)).flatten()?;
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
        let Some(&subject) = subjects.first() else { return self.inverted_clitic(tok) };
        let low = parse.low(subject);
        if matches!(low, "qui" | "lequel" | "laquelle" | "lesquels" | "lesquelles" | "que" | "qu'" | "dont") {
            return self.antecedent_of_relative(subject, tok);
        }
        if matches!(low, "ce" | "c'") && parse.dep(tok) != Dep::Root {
            return None;
        }
        Some(self.source_at(subject))
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

    fn antecedent_of_relative(&self, pronoun: Tok, verb: Tok) -> Option<Source> {
        // « ce qui », « Qui » at the head of a sentence have none inside it.
        let prev = self.parse.prev(pronoun)?;
        if matches!(self.parse.low(prev), "ce" | "celui" | "celle" | "ceux" | "celles") {
            return Some(Source { run: (prev, prev), head: prev });
        }
        self.antecedent(verb).or_else(|| Some(self.source_at(self.noun_before(pronoun)?)))
    }

    /// The noun phrase in front of a relative pronoun, over times and dates.
    pub(crate) fn noun_before(&self, pronoun: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let start = parse.sentence(pronoun).start;
        let mut at = pronoun;
        for _ in 0..4 {
            let noun = (start..at).rev().find(|&t| self.is_nominal(t) && parse.pos(t) != Pos::NUM)?;
            let top = self.nominal_top(noun);
            let timed = is_day(parse.lemma(top)) || is_month(parse.low(top));
            if !timed && top < pronoun {
                return Some(top);
            }
            at = top.min(noun);
        }
        None
    }

    /// The noun that the relative clause of `verb` belongs to.
    pub(crate) fn antecedent(&self, verb: Tok) -> Option<Source> {
        let parse = &self.parse;
        let mut at = verb;
        for _ in 0..MAX_STEPS {
            match parse.dep(at) {
                Dep::AclRelcl | Dep::Acl => {
                    let head = parse.head(at);
                    let head = if self.is_nominal(head) && !self.is_source_like(head) {
                        self.name_over_gloss(head).unwrap_or(head)
                    } else {
                        head
                    };
                    let head =
                        if self.is_nominal(head) { head } else { self.name_over_gloss(parse.edges(at).0)? };
                    if let Some(holder) = self.holder_of(head) {
                        return Some(holder);
                    }
                    return self.is_nominal(head).then(|| {
                        let mut source = self.source_at(head);
                        // The relative clause itself stays outside.
                        let first = parse.edges(at).0;
                        if source.run.1 >= first && first > source.run.0 {
                            source.run.1 = first - 1;
                        }
                        source
                    });
                }
                Dep::Conj | Dep::Xcomp | Dep::Ccomp | Dep::Aux | Dep::AuxPass => at = parse.head(at),
                _ => return None,
            }
        }
        None
    }

    /// `Nicolas R., 49 ans, qui …`: the name in front of a gloss.
    fn name_over_gloss(&self, gloss: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let start = parse.sentence(gloss).start;
        (start..gloss).rev().take(9).filter(|&t| self.is_comma(t)).find_map(|comma| {
            let name = parse
                .prev(comma)
                .filter(|&name| name >= start && parse.nodes[name].entity == Entity::Person)?;
            let mut top = self.nominal_top(name);
            if parse.nodes[top].entity != Entity::Person {
                top = name;
            }
            Some(top)
        })
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

    /// The noun phrase between a relative pronoun and its verb.
    fn subject_behind_relative(&self, verb: Tok) -> Option<Source> {
        let source = self.surface_subject(verb)?;
        let before = self.parse.prev(source.run.0)?;
        matches!(self.parse.low(before), "où" | "que" | "qu'" | "dont")
            .then_some(source)
            .filter(|source| self.agrees(source, verb))
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
        let top = self.nominal_top(prev);
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
            let first = (opener..comma).find(|&t| !parse.is_space(t))?;
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

    /// The head of the noun phrase that a noun belongs to, as long as that is nominal and stands before.
    pub(crate) fn nominal_top(&self, tok: Tok) -> Tok {
        let mut at = tok;
        for _ in 0..MAX_STEPS {
            let head = self.parse.head(at);
            // A name is no part of the organisation before it: « à l'AFP Benjamin Cauchy ».
            let other_name = self.parse.nodes[at].entity == Entity::Person
                && self.parse.nodes[head].entity != Entity::Person
                && (self.parse.pos(head) == Pos::PROPN
                    // « a répété à plusieurs reprises Marc Aubin »
                    || self.parse.dep(at) == Dep::Appos
                        && self.parse.has_child(head, Dep::Case)
                        && self.lexicon.source_noun(self.lemma(head)).is_none());
            if other_name
                || head == at
                || !self.is_nominal(head)
                || !matches!(self.parse.dep(at), Dep::Nmod | Dep::Appos | Dep::Flat | Dep::Conj | Dep::Amod)
            {
                break;
            }
            at = head;
        }
        at
    }

    pub(crate) fn is_nominal(&self, tok: Tok) -> bool {
        matches!(self.parse.pos(tok), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::NUM)
            || (self.parse.pos(tok) == Pos::ADJ && self.parse.has_child(tok, Dep::Det))
            || (self.parse.nodes[tok].form == Form::PastParticiple
                && tok > 0
                && self.parse.pos(tok - 1) == Pos::DET
                && !self.parse.has_child(tok, Dep::Aux)
                && !self.parse.has_child(tok, Dep::AuxPass))
            || (self.parse.nodes[tok].entity != Entity::None && self.parse.pos(tok) == Pos::X)
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
