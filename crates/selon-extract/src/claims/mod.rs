//! Claims: one clause read as predicate and roles, with the chain it comes through.
//!
//! [`find_claims`] goes over an article once:
//!
//! | step | file |
//! | --- | --- |
//! | the parse, mended and laid flat | `tree` |
//! | who refers to whom | `crate::mention` |
//! | when and how many | `crate::time`, `crate::quantity` |
//! | which words predicate, and of whom | `clause` |
//! | event and roles | `roles`, `nominal`, tables in `lexicon` |
//! | is it so, in which mode | `modality` |
//! | through whom, on what | `voices` |
//! | the words | `span` |
//!
//! **What is a claim.** A clause that says something of somebody: finite clauses, complements, relatives,
//! participles, infinitives, nouns of events with a participant. A clause whose verb only reports what somebody
//! says is the attribution's, unless it is an event itself (`accuser`, `refuser`, `menacer`).
//!
//! **Cost.** Each step is linear in the tokens: subtrees are read to a bound, mentions look at a bounded number
//! of earlier ones, and attributions are found by place.

pub(crate) mod clause;
pub(crate) mod lexicon;
mod mend;
mod modality;
mod nominal;
mod reporting;
mod roles;
mod settle;
mod span;
pub(crate) mod tree;
mod voices;

use std::collections::HashMap;

use selon_page::Article;
use selon_spacy::{Doc, Pos};
use selon_text::CharSpan;

use crate::claims::clause::{Clause, Kind, find_clauses};
use crate::claims::lexicon::Lexicon;
use crate::claims::nominal::nominal_roles;
use crate::claims::reporting::{REPORTING, SAYING_TOO, SPEECH};
use crate::claims::roles::Reading;
use crate::claims::tree::{Dep, Form, Tree};
use crate::mention::phrase::{coordination, phrase};
use crate::mention::{Mentions, name_head};
use crate::quantity::FoundQuantity;
use crate::record::{Attribution, Claim, Event, Mention, Modality, Polarity, Predicate, Role};
use crate::time::{Anchor, FoundTime};

/// Scalar values of the longest complement that a claim about a report holds in its own words; a line and a half of a
/// newspaper's column, which is where the demo's clauses stop being read at a glance.
const LONGEST_COMPLEMENT: u32 = 120;

/// Finds the mentions and the claims of an article; `doc` is its parse, `attributions` who is said to say what.
pub(crate) fn find_claims(
    article: &Article,
    doc: &Doc,
    attributions: &[Attribution],
) -> (Vec<Mention>, Vec<Claim>) {
    let tree = Tree::new(doc);
    let mentions = Mentions::find(&tree, attributions);
    let anchor = article
        .published
        .as_ref()
        .map_or(Anchor::default(), |published| Anchor::of_published(&published.from, &published.to));
    let claims = Reader::new(&tree, &mentions, attributions, anchor).read();
    (mentions.list, claims)
}

/// A claim with the tokens that others are put in order by.
struct Draft {
    claim: Claim,
    head: usize,
}

/// Where claims and clauses are found by their tokens.
struct Index {
    /// Head of a claim → its place among the drafts.
    drafts: HashMap<usize, usize>,
    /// Any word of a clause's verb group that complements hang on → its head.
    clauses: HashMap<usize, usize>,
    /// Heads of all clauses in text order.
    heads: Vec<usize>,
}

impl Index {
    fn of(drafts: &[Draft], clauses: &[Clause]) -> Self {
        let words = clauses
            .iter()
            .flat_map(|clause| clause.matrix.iter().chain([&clause.head]).map(|&word| (word, clause.head)));
        Self {
            drafts: drafts.iter().enumerate().map(|(at, draft)| (draft.head, at)).collect(),
            clauses: words.collect(),
            heads: clauses.iter().map(|clause| clause.head).collect(),
        }
    }
}

struct Reader<'t, 'a> {
    tree: &'t Tree<'a>,
    lexicon: &'static Lexicon,
    mentions: &'t Mentions,
    attributions: &'t [Attribution],
    /// The innermost attribution whose content holds each token.
    content_of: Vec<Option<usize>>,
    /// An attribution whose cue holds each token.
    cue_of: Vec<Option<usize>>,

    anchor: Anchor,
    /// Times with the token that each hangs by.
    times: Vec<(FoundTime, usize)>,
    /// Quantities with the token of the number.
    quantities: Vec<(FoundQuantity, usize)>,
    in_time: Vec<bool>,
}

impl<'t, 'a> Reader<'t, 'a> {
    fn new(
        tree: &'t Tree<'a>,
        mentions: &'t Mentions,
        attributions: &'t [Attribution],
        anchor: Anchor,
    ) -> Self {
        let mut reader = Self {
            tree,
            lexicon: Lexicon::french(),
            mentions,
            attributions,
            content_of: voices::innermost(tree, attributions),
            cue_of: voices::cues(tree, attributions),

            anchor,
            times: Vec::new(),
            quantities: Vec::new(),
            in_time: vec![false; tree.len()],
        };
        reader.read_lines();
        reader
    }

    fn read(&self) -> Vec<Claim> {
        let clauses = find_clauses(self.tree);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut taken = vec![false; self.tree.len()];
        for clause in &clauses {
            // `il y a peu` is a time.
            if self.in_time[clause.head] {
                continue;
            }
            if let Some(draft) = self.clause_claim(clause, &mut taken) {
                drafts.push(draft);
            }
        }
        let free = (0..self.tree.len()).filter(|&noun| !taken[noun]);
        drafts.extend(free.filter_map(|noun| self.noun_claim(noun)));
        let index = Index::of(&drafts, &clauses);
        self.settle_times(&mut drafts, &index);
        self.settle_quantities(&mut drafts, &index);
        drafts.retain(|draft| !draft.claim.span.is_empty());
        drafts.sort_by_key(|draft| (draft.claim.span.first().copied(), draft.head));
        drafts.into_iter().map(|draft| draft.claim).collect()
    }

    /// The claim of a clause; nouns that it took as its predicate are marked in `taken`.
    fn clause_claim(&self, clause: &Clause, taken: &mut [bool]) -> Option<Draft> {
        let tree = self.tree;
        let mut reading = roles::read(tree, self.lexicon, clause, &self.in_time);
        for &token in &reading.predicate {
            taken[token] = true;
        }
        self.reciprocal(clause, &mut reading);
        let place = tree.nodes[clause.head].chars;
        let at = self.content_of[clause.head];
        let reports = self.cue_of[clause.head];
        let lemma = &*tree.nodes[clause.head].lemma;
        if reports.is_some()
            && reading.event.is_none()
            && (REPORTING.contains(&lemma) || reading.patient.is_none())
        {
            return None;
        }
        // « P, a commenté X », « X soutient que P »: the verb has its report for an object and tells no event.
        if reports.is_some_and(|report| {
            let rule = self.attributions[report].rule;
            let quotes = rule.starts_with("quotation") || rule == "reporting-clause";
            (quotes || rule == "verb-que" || rule == "verb-infinitive")
                && (SAYING_TOO.contains(&lemma) || quotes && reading.event.is_none())
        }) {
            return None;
        }
        if REPORTING.contains(&lemma)
            && reading.event.is_none()
            && tree.children(clause.head).any(|child| matches!(tree.nodes[child].dep, Dep::Ccomp))
        {
            return None;
        }
        if SPEECH.contains(&lemma) && reading.event.is_none() || !self.worth_it(clause, &reading) {
            return None;
        }
        let attribution = at.map(|at| &self.attributions[at]);
        let outermost = at.is_none_or(|at| self.is_outermost(clause, at));
        let polarity = modality::polarity(tree, clause, attribution, outermost);
        let modality = modality::modality(tree, clause, attribution, outermost);
        let parts: Vec<usize> =
            [clause.subject, reading.patient, reading.place].into_iter().flatten().collect();
        let (first, last) = span::clause_tokens(tree, clause, &parts);
        let mut span = vec![tree.chars(first, last)];
        if let Some(at) = at {
            span = span::clip(span[0], &self.attributions[at].content);
        }
        if let Some(report) = reports {
            let told = &self.attributions[report];
            // A clause that names in a few words what is denied, asked or charged is one with them.
            let one = told.content.len() == 1
                && told.content[0].len() <= LONGEST_COMPLEMENT
                && matches!(told.rule, "verb-object" | "verb-infinitive" | "accusation");
            for &hole in told.content.iter().filter(|_| !one) {
                if !hole.contains(place) {
                    span = span::cut(span, hole);
                }
            }
            span = span
                .into_iter()
                .map(|part| span::without_loose_end(tree, self.without_marks(part)))
                .filter(|part| !part.is_empty())
                .collect();
        }
        if let Some(first) = span.first_mut() {
            *first = self.with_opening_mark(*first);
        }
        let evidence_subject = clause.subject.filter(|_| modality == Modality::Hedged);
        let claim = Claim {
            attribution: at,
            span,
            predicate: self.predicate(&reading),
            agent: reading.agent.map(|head| self.role(head)),
            patient: reading.patient.map(|head| self.role(head)),
            recipient: reading.recipient.map(|head| self.role(head)),
            place: reading.place.map(|head| self.role(head)),
            time: None,
            quantities: Vec::new(),
            polarity,
            modality,
            voices: voices::voices(tree, self.mentions, self.attributions, at),
            evidence: voices::evidence(tree, self.lexicon, self.attributions, at, evidence_subject),
        };
        Some(Draft { claim, head: clause.head })
    }

    /// Clauses without anybody and without an event say too little.
    fn worth_it(&self, clause: &Clause, reading: &Reading) -> bool {
        let node = &self.tree.nodes[clause.head];
        let anybody = reading.agent.is_some() || reading.patient.is_some();
        if node.form == Form::None
            && node.pos != Pos::VERB
            && clause.matrix.is_empty()
            && self.tree.child(clause.head, Dep::Cop).is_none()
        {
            return false;
        }
        let cleft = self.tree.child(clause.head, Dep::Cop).is_some()
            && clause.subject.is_some_and(|subject| matches!(&*self.tree.nodes[subject].low, "c'" | "ce"))
            && (!self.tree.preposition(clause.head).is_empty()
                || self
                    .tree
                    .children(clause.head)
                    .any(|child| child > clause.head && self.tree.is_verb(child)));
        let again = &*node.lemma == "faire"
            && reading.patient.is_some_and(|patient| &*self.tree.nodes[patient].low == "le")
            && reading.event.is_none()
            && clause.kind == Kind::Infinitive;
        let no_verb = clause.kind == Kind::Participle
            && !["er", "ir", "re"].iter().any(|end| node.lemma.ends_with(end));
        let shows = matches!(&*node.lemma, "voici" | "voilà" | "voicir" | "voilàr");
        if cleft
            || again
            || no_verb
            || shows
            || clause.impersonal && self.tree.child(clause.head, Dep::Cop).is_some()
        {
            return false;
        }
        match clause.kind {
            Kind::Finite | Kind::Relative => {
                anybody || clause.subject.is_some() || reading.event.is_some() || reading.place.is_some()
            }
            Kind::Participle => {
                let complements = self.tree.children(clause.head).any(|child| {
                    matches!(self.tree.nodes[child].dep, Dep::OblAgent | Dep::OblArg | Dep::Obj | Dep::OblMod)
                });
                anybody && complements
            }
            Kind::Gerund | Kind::Infinitive => {
                anybody
                    && (reading.agent.is_some() || reading.event.is_some())
                    && (reading.patient.is_some() || reading.event.is_some() || reading.place.is_some())
            }
        }
    }

    /// The clause is the content's own, not one inside it.
    fn is_outermost(&self, clause: &Clause, at: usize) -> bool {
        let content = &self.attributions[at].content;
        let top = clause.top();
        let mut here = top;
        for _ in 0..12 {
            let above = self.tree.head(here);
            if above == here || !content.iter().any(|span| span.contains(self.tree.nodes[above].chars)) {
                return true;
            }
            // A clause between this one and the edge of the content.
            let joined = matches!(self.tree.nodes[here].dep, Dep::Conj | Dep::Parataxis);
            if (self.tree.is_verb(above) || self.tree.child(above, Dep::Cop).is_some()) && !joined
                || self.tree.nodes[here].dep == Dep::Relcl
                || self.tree.nodes[here].dep == Dep::Acl && self.tree.nodes[above].pos != Pos::PUNCT
            {
                return false;
            }
            here = above;
        }
        true
    }

    /// `propose à X d’échanger des données`: the partner is the one who proposes.
    fn reciprocal(&self, clause: &Clause, reading: &mut Reading) {
        let mutual = matches!(reading.event, Some(Event::Cooperate | Event::Consult | Event::Agree));
        if !mutual || clause.kind != Kind::Infinitive {
            return;
        }
        let names_somebody = reading.patient.is_some_and(|patient| self.tree.preposition(patient) == "avec");
        let above = self.tree.head(clause.top());
        let subject = self.tree.child(above, Dep::Nsubj);
        if !names_somebody && above != clause.top() && subject.is_some() && subject != reading.agent {
            reading.patient = subject;
        }
    }

    /// The claim of a noun that names an event.
    fn noun_claim(&self, noun: usize) -> Option<Draft> {
        let tree = self.tree;
        if tree.nodes[noun].pos != Pos::NOUN || self.in_time[noun] {
            return None;
        }
        let entry = self.lexicon.nominal(&tree.nodes[noun].lemma)?;
        let roles = nominal_roles(tree, self.lexicon, noun, &[]);
        let place = tree.nodes[noun].chars;
        let at = self.content_of[noun];
        let attribution = at.map(|at| &self.attributions[at]);
        let cue = self.cue_of[noun].is_some();
        // `l’aide américaine` alone tells nothing.
        let only_adjective =
            roles.patient.is_none() && roles.agent.is_some_and(|agent| tree.nodes[agent].pos == Pos::ADJ);
        let is_content = at.is_some_and(|at| {
            let above = tree.nodes[tree.head(noun)].chars;
            !self.attributions[at].content.iter().any(|span| span.contains(above)) || tree.head(noun) == noun
        });
        let is_heading = tree.head(noun) == noun;
        let enough = if is_content || is_heading { 1 } else { 2 };
        if cue
            || only_adjective
            || roles.n_participants() < enough
                && !(roles.event.is_some() && roles.n_participants() == 1 && roles.patient.is_some())
        {
            return None;
        }
        let (mut first, mut last) = phrase(tree, noun);
        for part in [roles.agent, roles.patient, roles.place].into_iter().flatten() {
            let (begin, end) = coordination(tree, part);
            if tree.nodes[part].line == tree.nodes[noun].line && part + 30 > noun && part < noun + 30 {
                first = first.min(begin);
                last = last.max(end);
            }
        }
        // What hangs on the noun and is no clause belongs to it.
        let tokens = tree.subtree(noun, |child| {
            matches!(
                tree.nodes[child].dep,
                Dep::Relcl | Dep::Parataxis | Dep::Conj | Dep::Advcl | Dep::Case | Dep::Cc
            ) || &*tree.nodes[child].low == ","
                || tree.is_verb(child)
        });
        for token in tokens {
            if tree.nodes[token].line == tree.nodes[noun].line && token < noun + 40 {
                last = last.max(token);
            }
        }
        let (first, last) = span::trim(tree, first, last);
        let mut span = vec![tree.chars(first, last)];
        if let Some(at) = at {
            span = span::clip(span[0], &self.attributions[at].content);
        }
        let denied = attribution
            .is_some_and(|attribution| is_content && attribution.stance == crate::record::Stance::Denies);
        let modality = match attribution.filter(|_| is_content) {
            Some(attribution) => match attribution.stance {
                crate::record::Stance::Asks => Modality::Asked,
                crate::record::Stance::Orders => Modality::Obliged,
                crate::record::Stance::Intends => Modality::Intended,
                crate::record::Stance::Supposes => Modality::Possible,
                _ if attribution.hedged => Modality::Hedged,
                _ => Modality::Asserted,
            },
            None => Modality::Asserted,
        };
        let claim = Claim {
            attribution: at,
            span,
            predicate: Predicate { span: vec![place], lemma: entry.verb.to_owned(), event: roles.event },
            agent: roles.agent.map(|head| self.role(head)),
            patient: roles.patient.map(|head| self.role(head)),
            recipient: None,
            place: roles.place.map(|head| self.role(head)),
            time: None,
            quantities: Vec::new(),
            polarity: if denied { Polarity::Denied } else { Polarity::Affirmed },
            modality,
            voices: voices::voices(tree, self.mentions, self.attributions, at),
            evidence: voices::evidence(tree, self.lexicon, self.attributions, at, None),
        };
        Some(Draft { claim, head: noun })
    }

    fn predicate(&self, reading: &Reading) -> Predicate {
        let mut tokens = reading.predicate.clone();
        tokens.sort_unstable();
        tokens.dedup();
        let mut span: Vec<CharSpan> = Vec::new();
        for token in tokens {
            let chars = self.tree.nodes[token].chars;
            match span.last_mut() {
                Some(last) if chars.start <= last.end + 1 => last.end = chars.end,
                _ => span.push(chars),
            }
        }
        Predicate { span, lemma: reading.lemma.clone(), event: reading.event }
    }

    fn role(&self, head: usize) -> Role {
        let head = name_head(self.tree, head);
        let (first, last) = coordination(self.tree, head);
        // `des centaines de combattants` are those combatants.
        let counted = self.lexicon.counts(&self.tree.nodes[head].lemma).then(|| {
            self.tree.children(head).find(|&child| {
                child > head && self.tree.preposition(child) == "de" && self.tree.is_nominal(child)
            })
        });
        let last = counted.flatten().map_or(last, |counted| last.max(phrase(self.tree, counted).1));
        let head = counted.flatten().unwrap_or(head);
        Role { span: vec![self.tree.chars(first, last)], mention: self.mentions.at(head) }
    }

    /// Without blanks, marks and quotation marks at the ends.
    fn without_marks(&self, span: CharSpan) -> CharSpan {
        let text = self.tree.text(span);
        let idle =
            |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '.' | '«' | '»' | '"' | '“' | '”');
        let before = text.chars().take_while(|&c| idle(c)).count() as u32;
        if before >= span.len() {
            return CharSpan::new(span.start, span.start);
        }
        let behind = text.chars().rev().take_while(|&c| idle(c)).count() as u32;
        CharSpan::new(span.start + before, span.end - behind)
    }

    /// `« incurie criminelle » de l’armée`: a mark that is closed inside belongs to it.
    fn with_opening_mark(&self, span: CharSpan) -> CharSpan {
        const REACH: u32 = 2;
        let marks = |c: &char| matches!(c, '«' | '»' | '“' | '”');
        if !matches!(self.tree.text(span).chars().find(marks), Some('»' | '”')) {
            return span;
        }
        let before = CharSpan::new(span.start.saturating_sub(REACH), span.start);
        let text: Vec<char> = self.tree.text(before).chars().rev().collect();
        let blanks = text.iter().take_while(|c| c.is_whitespace()).count();
        match text.get(blanks) {
            Some('«' | '“') => CharSpan::new(span.start - blanks as u32 - 1, span.end),
            _ => span,
        }
    }
}
