//! Do two sentences contradict each other?
//!
//! The same comparison as between claims, for sentences that come without a case: what is said of the same thing is
//! aligned word by word, and only what is aligned can conflict.
//!
//! | reason | example |
//! | --- | --- |
//! | [`Reason::Negation`] | *protège* and *ne protège pas*, *a reconnu* and *refuse de reconnaître* |
//! | [`Reason::Opposite`] | *a augmenté* and *a diminué*, *efficace* and *inefficace* (`data/opposites.tsv`) |
//! | [`Reason::Number`] | *douze morts* and *trois morts*; not *plus de dix morts* |
//! | [`Reason::Date`] | *signé en 1998* and *signé en 2004* |
//! | [`Reason::Name`] | *attaqué par X* and *attaqué par Y*, *né à X* and *né à Y* |
//! | [`Reason::Roles`] | *X a envahi Y* and *Y a envahi X* |
//! | [`Reason::Opposite`], [`Reason::Roles`] | *a cédé avant l'attaque* and *après l'attaque* (`order`) |
//! | [`Reason::Name`] | *X est le premier producteur* and *Y est le premier producteur* (`unique`) |
//!
//! Look-alikes that are no contradiction: the negation stands on another predicate (*ne remplace pas*), the thing is
//! another (*ne contient pas de mercure*), the time is another (*avait interdit … dimanche*), or nothing but a detail is
//! added.
//!
//! **Cost.** Sentences are cut to [`MOST_WORDS`] words; the work grows with the product of both lengths.

mod align;
mod figures;
mod only;
mod order;
mod polarity;
mod unique;
mod vocabulary;

use align::Alignment;
use polarity::Negations;
pub use vocabulary::vocabulary_size;

/// The longest sentence that is compared, in words.
pub const MOST_WORDS: usize = 200;

/// A word of a parsed sentence, with Universal Dependencies' labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairWord {
    /// As written.
    pub text: String,
    /// Base form.
    pub lemma: String,
    /// Coarse part of speech.
    pub pos: String,
    /// Dependency label.
    pub dep: String,
    /// Index of the head; its own for the root.
    pub head: usize,
    /// Features: `Polarity=Neg`.
    pub morph: String,
}

/// What two sentences are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairVerdict {
    /// Both cannot be true.
    Contradiction(Reason),
    /// Both say the same.
    Agreement,
    /// Neither.
    None,
}

/// Why two sentences contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// One denies what the other affirms.
    Negation,
    /// Opposite words of the same thing.
    Opposite,
    /// Other numbers of the same thing.
    Number,
    /// Other dates of the same event.
    Date,
    /// Another participant in the same place.
    Name,
    /// The same act the other way round.
    Roles,
}

impl Reason {
    /// The word as it leaves the program.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Opposite => "opposite",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Roles => "roles",
        }
    }
}

/// A verdict and the words that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub verdict: PairVerdict,
    /// The words of the first sentence that it rests on; empty where there is no conflict.
    pub first: String,
    /// Those of the second.
    pub second: String,
}

impl Comparison {
    fn conflict(reason: Reason, first: impl Into<String>, second: impl Into<String>) -> Self {
        Self { verdict: PairVerdict::Contradiction(reason), first: first.into(), second: second.into() }
    }

    fn without_conflict(verdict: PairVerdict) -> Self {
        Self { verdict, first: String::new(), second: String::new() }
    }
}

/// Share of a sentence's content words that the other must have for the two to speak of one thing, where one word
/// decides. Chosen on the odd blocks of `crates/selon/tests/cases/pairs.tsv`.
const SAME_SUBJECT: f64 = 0.5;

/// The same where a number, date or name decides: all else must be the same.
const SAME_ALL_ELSE: f64 = 0.6;

/// Share of both sentences' words that must agree for them to say the same.
const SAME: f64 = 0.75;

/// A sentence with what is known of each word.
pub(crate) struct Sentence<'a> {
    words: &'a [PairWord],
    /// Folded lemmas.
    lemmas: Vec<String>,
    /// Whether each word carries content.
    is_content: Vec<bool>,
    negations: Negations,
}

impl<'a> Sentence<'a> {
    fn new(words: &'a [PairWord]) -> Self {
        let words = &words[..words.len().min(MOST_WORDS)];
        let lemmas: Vec<String> = (0..words.len()).map(|at| lemma(words, at)).collect();
        let is_content =
            words.iter().zip(&lemmas).map(|(word, lemma)| vocabulary::is_content(word, lemma)).collect();
        let negations = Negations::find(words, &lemmas);
        Self { words, lemmas, is_content, negations }
    }

    fn head(&self, at: usize) -> usize {
        self.words[at].head.min(self.words.len() - 1)
    }

    fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.words.len()).filter(move |child| *child != at && self.head(*child) == at)
    }

    fn dep(&self, at: usize) -> &str {
        self.words[at].dep.split(':').next().unwrap_or_default()
    }

    fn is_passive(&self, at: usize) -> bool {
        self.children(at).any(|child| self.words[child].dep.ends_with(":pass"))
    }

    /// A name: the pipeline takes some that it does not know for other words with a capital.
    fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let is_capital = at > 0 && word.text.starts_with(char::is_uppercase);
        let opens = || matches!(self.words[at - 1].text.as_str(), "«" | "\"" | "“" | "." | ":");
        word.pos == "PROPN"
            || is_capital && matches!(word.pos.as_str(), "NOUN" | "ADJ" | "VERB" | "X") && !opens()
    }

    /// What a participant is to its verb: who does it, what it is done to, or an addition; passives turned round.
    fn slot(&self, at: usize) -> Option<Slot> {
        let head = self.head(at);
        let passive = self.is_passive(head);
        match (self.words[at].dep.as_str(), passive) {
            ("nsubj:pass", _) => Some(Slot::Patient),
            (dep, _) if dep.starts_with("nsubj") => Some(if passive { Slot::Patient } else { Slot::Agent }),
            ("obj", _) => Some(Slot::Patient),
            ("obl:agent", _) => Some(Slot::Agent),
            (dep, passive) if dep.starts_with("obl") => {
                let by = self.children(at).any(|child| self.lemmas[child] == "par");
                Some(if by && passive { Slot::Agent } else { Slot::Oblique })
            }
            ("iobj", _) => Some(Slot::Oblique),
            _ => None,
        }
    }
}

/// The folded lemma; of a participle that the pipeline takes for an adjective (*s'est élevé*), its verb.
fn lemma(words: &[PairWord], at: usize) -> String {
    let word = &words[at];
    let lemma = super::words::fold(&word.lemma);
    let is_helped = || words.iter().any(|other| other.head == at && other.dep == "aux:tense");
    if word.pos == "ADJ" && word.lemma.ends_with('é') && is_helped() { lemma + "r" } else { lemma }
}

/// What a participant is to its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Agent,
    Patient,
    Oblique,
}

/// Compares two sentences, each parsed.
pub fn compare(first: &[PairWord], second: &[PairWord]) -> Comparison {
    if first.is_empty() || second.is_empty() {
        return Comparison::without_conflict(PairVerdict::None);
    }
    let (a, b) = (Sentence::new(first), Sentence::new(second));
    let alignment = Alignment::new(&a, &b);
    let found = negation(&a, &b, &alignment)
        .or_else(|| opposite(&a, &b, &alignment))
        .or_else(|| figures::conflict(&a, &b, &alignment))
        .or_else(|| roles(&a, &b, &alignment))
        .or_else(|| order::conflict(&a, &b, &alignment))
        .or_else(|| unique::conflict(&a, &b, &alignment))
        .or_else(|| name(&a, &b, &alignment))
        .or_else(|| only::conflict(&a, &b, &alignment))
        .or_else(|| cause(&a, &b, &alignment))
        .or_else(|| denial_at_large(&a, &b, &alignment))
        .or_else(|| opposite_at_large(&a, &b, &alignment));
    if let Some(conflict) = found {
        return conflict;
    }
    let (of_a, of_b) = (alignment.covered_first(&a), alignment.covered_second(&b));
    let same = of_a >= SAME && of_b >= SAME && !alignment.has_opposites();
    Comparison::without_conflict(if same { PairVerdict::Agreement } else { PairVerdict::None })
}

/// The lesser share would punish details that only one sentence adds: the better one counts.
fn same_subject(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> f64 {
    alignment.covered_first(a).max(alignment.covered_second(b))
}

fn negation(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    if same_subject(a, b, alignment) < SAME_SUBJECT {
        return None;
    }
    for (x, y) in alignment.predicates(a, b) {
        let (one, other) = (a.negations.is_denied(x), b.negations.is_denied(y));
        if is_meant(a, x) != is_meant(b, y) {
            continue;
        }
        // « il n'y a pas de preuve que », « rien ne prouve que »: both deny, and what depends on it says nothing.
        let is_top = a.head(x) == x && b.head(y) == y;
        if a.negations.any() && b.negations.any() && !is_top {
            continue;
        }
        if one == other || a.negations.is_restricted() || b.negations.is_restricted() {
            continue;
        }
        if alignment.other_thing(a, b, x, y) || !alignment.share_neighbour(a, b, x, y) {
            continue;
        }
        return Some(Comparison::conflict(
            Reason::Negation,
            a.negations.shown(a, x),
            b.negations.shown(b, y),
        ));
    }
    // « il n'y a pas de N », « aucun N »: all that the denial speaks of is affirmed by the other.
    let (of_a, of_b) = (alignment.covered_first(a), alignment.covered_second(b));
    let whole = of_a >= WHOLE && a.negations.count() > 0 && !b.negations.any()
        || of_b >= WHOLE && b.negations.count() > 0 && !a.negations.any();
    let restricted = a.negations.is_restricted() || b.negations.is_restricted();
    let other = alignment.lacks_names(a, b) || alignment.other_time(a, b);
    // « les enfants, qui ne sont pas vaccinés, … »: told besides, of what the other says nothing.
    let besides = |sentence: &Sentence<'_>, met: &dyn Fn(usize) -> bool| {
        let on = sentence.negations.on();
        on.iter().any(|at| sentence.is_content[*at] && !met(*at) && sentence.is_in_relative(*at))
    };
    let other = other
        || besides(a, &|at| alignment.of_first(at).is_some())
        || besides(b, &|at| alignment.of_second(at).is_some());
    if whole && !restricted && !other && !alignment.has_opposites() {
        return Some(Comparison::conflict(Reason::Negation, a.negations.first(a), b.negations.first(b)));
    }
    None
}

/// *envisage de rouvrir*, *n'exclut pas de rouvrir*, *a tenté de reprendre*: what somebody has in mind is not yet so, and
/// contradicts nothing that is.
fn is_meant(sentence: &Sentence<'_>, at: usize) -> bool {
    const MEANING: &[&str] = &[
        "envisager",
        "exclure",
        "prevoir",
        "souhaiter",
        "promettre",
        "menacer",
        "appeler",
        "demander",
        "proposer",
        "esperer",
        "compter",
        "tenter",
        "essayer",
        "chercher",
        "projeter",
        "appreter",
        "vouloir",
        "reclamer",
        "exiger",
        "etudier",
        "inviter",
        "exhorter",
    ];
    const REACH: usize = 6;
    if sentence.words[at].pos != "VERB" || !sentence.words[at].morph.contains("VerbForm=Inf") {
        return false;
    }
    let before = at.saturating_sub(REACH)..at;
    before.into_iter().any(|other| {
        let is_link = sentence.head(at) == other || at - other <= 3;
        is_link && MEANING.contains(&sentence.lemmas[other].as_str())
    })
}

/// Share of a denial's words that the other sentence must have for the denial as a whole to count.
const WHOLE: f64 = 0.8;

fn opposite(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    for (x, y) in alignment.opposites() {
        let (one, other) = (a.negations.is_denied(x), b.negations.is_denied(y));
        let meant = is_meant(a, x) != is_meant(b, y);
        if one != other || meant || !alignment.speak_of_one(a, b, x, y) || alignment.other_time(a, b) {
            continue;
        }
        return Some(Comparison::conflict(
            Reason::Opposite,
            a.words[x].text.clone(),
            b.words[y].text.clone(),
        ));
    }
    None
}

/// Share of the shorter sentence's content that the other must have for a denial, or an opposite, anywhere in it to
/// count, though the parses do not show what it stands on; and nouns that both must have. Chosen on odd blocks.
const AT_LARGE: f64 = 0.5;
const SHARED_NOUNS: usize = 2;

/// Content words of a denial that the other sentence must have.
const LEAST_MET: usize = 4;

/// Words around a denial of which half must be the other sentence's, too.
const AROUND_DENIAL: usize = 6;

/// Only one of two sentences on one matter denies something, and what it denies the other speaks of.
fn denial_at_large(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let restricted = a.negations.is_restricted() || b.negations.is_restricted();
    if a.negations.any() == b.negations.any() || restricted || !on_one_matter(a, b, alignment) {
        return None;
    }
    // « la présidente a signé l'accord », « l'opposition ne l'a pas voté »: of others.
    let left = |sentence: &Sentence<'_>, taken: &dyn Fn(usize) -> bool| {
        let subject = sentence.subject()?;
        (sentence.is_content[subject] && sentence.words[subject].pos != "PRON" && !taken(subject))
            .then_some(subject)
    };
    if left(a, &|at| alignment.of_first(at).is_some()).is_some()
        && left(b, &|at| alignment.of_second(at).is_some()).is_some()
    {
        return None;
    }
    let is_first = a.negations.any();
    let (denying, other, met): (&Sentence<'_>, &Sentence<'_>, &dyn Fn(usize) -> bool) = if is_first {
        (a, b, &|at| alignment.of_first(at).is_some())
    } else {
        (b, a, &|at| alignment.of_second(at).is_some())
    };
    // Short sentences share their subject and little else; of longer ones more must be shared.
    let n_met = (0..denying.words.len()).filter(|at| denying.is_content[*at] && met(*at)).count();
    // What the other denies in a word of its own (*interdit*), and an opposite that is denied, say the same.
    let says_same = other.lemmas.iter().any(|lemma| vocabulary::denies(lemma)) || alignment.has_opposites();
    if n_met < LEAST_MET || says_same {
        return None;
    }
    let is_besides = |at: usize| {
        let before = at.saturating_sub(3)..at;
        before
            .into_iter()
            .any(|at| matches!(super::words::fold(&denying.words[at].text).as_str(), "sans" | "non"))
    };
    // What both have was compared already; *sans un mot* is told besides.
    let mut all = (0..denying.words.len()).filter(|at| denying.negations.is_denied(*at));
    let denied = all.find(|at| !met(*at) && !is_besides(*at) && !denying.is_in_relative(*at))?;
    let near = denied.saturating_sub(AROUND_DENIAL)..denying.words.len().min(denied + AROUND_DENIAL + 1);
    let around: Vec<usize> = near.filter(|at| denying.is_content[*at] && *at != denied).collect();
    let n_met = around.iter().filter(|at| met(**at)).count();
    (2 * n_met >= around.len() && n_met > 0)
        .then(|| Comparison::conflict(Reason::Negation, a.negations.first(a), b.negations.first(b)))
}

/// Opposites in two sentences on one matter, though the parses do not show what they are said of.
fn opposite_at_large(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    if !on_one_matter(a, b, alignment) {
        return None;
    }
    let mut pairs = alignment.opposites();
    let (x, y) = pairs.find(|(x, y)| {
        a.negations.is_denied(*x) == b.negations.is_denied(*y)
            && is_meant(a, *x) == is_meant(b, *y)
            && !of_others(a, b, alignment, *x, *y)
            && !alignment.parallel_left(a, b, *x, *y)
    })?;
    Some(Comparison::conflict(Reason::Opposite, a.words[x].text.clone(), b.words[y].text.clone()))
}

/// *le chef est mort*, *l'épouse du chef a survécu*: one of them is said of somebody whom the other does not name.
fn of_others(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment, x: usize, y: usize) -> bool {
    let subject = |sentence: &Sentence<'_>, at: usize| {
        let own = sentence.children(at).find(|child| sentence.words[*child].dep.starts_with("nsubj"));
        own.filter(|own| matches!(sentence.words[*own].pos.as_str(), "NOUN" | "PROPN"))
    };
    match (subject(a, x), subject(b, y)) {
        (Some(p), Some(q)) => {
            !alignment.first_meets(p, q)
                && (alignment.of_first(p).is_none() || alignment.of_second(q).is_none())
                && !alignment.opposites().any(|pair| pair == (p, q))
        }
        _ => false,
    }
}

fn on_one_matter(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> bool {
    let n_content = |sentence: &Sentence<'_>| sentence.is_content.iter().filter(|is| **is).count();
    let covered = match n_content(a) <= n_content(b) {
        true => alignment.covered_first(a),
        false => alignment.covered_second(b),
    };
    let is_noun = |at: &usize| matches!(a.words[*at].pos.as_str(), "NOUN" | "PROPN" | "ADJ");
    let n_shared = (0..a.words.len())
        .filter(is_noun)
        .filter(|at| a.is_content[*at] && alignment.of_first(*at).is_some())
        .count();
    covered >= AT_LARGE
        && n_shared >= SHARED_NOUNS
        && !alignment.lacks_names(a, b)
        && !alignment.other_time(a, b)
}

/// *provoqué par un drone* against *dû à une négligence*: two causes of one thing.
fn cause(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let (x, y) = (caused_by(a)?, caused_by(b)?);
    let is_one = alignment.first_meets(x.noun, y.noun) || a.lemmas[x.noun] == b.lemmas[y.noun];
    let denied = a.negations.is_denied(x.link) || b.negations.is_denied(y.link);
    // What was caused is the same: a noun before both links.
    let is_same = (0..x.link).any(|at| {
        matches!(a.words[at].pos.as_str(), "NOUN" | "PROPN")
            && alignment.of_first(at).is_some_and(|other| other < y.link)
    });
    let elaborates = alignment.of_first(x.noun).is_some() || alignment.of_second(y.noun).is_some();
    (!is_one && !denied && is_same && !elaborates && !alignment.other_time(a, b)).then(|| {
        Comparison::conflict(Reason::Name, a.words[x.noun].text.clone(), b.words[y.noun].text.clone())
    })
}

/// A link of cause and the noun behind it.
struct CausedBy {
    link: usize,
    noun: usize,
}

fn caused_by(sentence: &Sentence<'_>) -> Option<CausedBy> {
    const REACH: usize = 5;
    let text = |at: usize| super::words::fold(&sentence.words[at].text);
    let link = (0..sentence.words.len()).find(|at| {
        let next = if at + 1 < sentence.words.len() { text(at + 1) } else { String::new() };
        match sentence.lemmas[*at].as_str() {
            "provoquer" | "causer" | "declencher" | "occasionner" => next == "par",
            "du" | "devoir" | "imputable" | "attribuable" | "imputer" => {
                matches!(next.as_str(), "a" | "au" | "aux") && text(*at).starts_with(['d', 'i', 'a'])
            }
            "cause" | "raison" => {
                *at > 0 && matches!(text(at - 1).as_str(), "a" | "en") && next.starts_with('d')
            }
            _ => false,
        }
    })?;
    let behind = link + 1..sentence.words.len().min(link + 1 + REACH);
    let noun = behind.into_iter().find(|at| matches!(sentence.words[*at].pos.as_str(), "NOUN" | "PROPN"))?;
    Some(CausedBy { link, noun })
}

/// *X a envahi Y* against *Y a envahi X*; *plus de X que Y* against *plus de Y que X*.
fn roles(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    if same_subject(a, b, alignment) < WHOLE {
        return None;
    }
    for (x, y) in alignment.predicates(a, b) {
        let agent_a = a.children(x).find(|child| a.slot(*child) == Some(Slot::Agent))?;
        let agent_b = b.children(y).find(|child| b.slot(*child) == Some(Slot::Agent))?;
        let is_mutual = vocabulary::is_mutual(&a.lemmas[x]);
        let crossed = |of_a: usize, of_b: usize| {
            let other_in_b = alignment.of_first(of_a)?;
            let other_in_a = alignment.of_second(of_b)?;
            // Each one's agent stands elsewhere among the other's participants.
            let moved = b.slot(other_in_b) != Some(Slot::Agent) && a.slot(other_in_a) != Some(Slot::Agent);
            let inside = b.is_under(other_in_b, y) && a.is_under(other_in_a, x);
            (moved && inside).then_some(())
        };
        if !is_mutual
            && a.is_made(x) == b.is_made(y)
            && crossed(agent_a, agent_b).is_some()
            && a.negations.is_denied(x) == b.negations.is_denied(y)
        {
            return Some(Comparison::conflict(
                Reason::Roles,
                a.words[agent_a].text.clone(),
                b.words[agent_b].text.clone(),
            ));
        }
    }
    None
}

impl Sentence<'_> {
    /// The subject of the root.
    fn subject(&self) -> Option<usize> {
        let root = (0..self.words.len()).find(|at| self.head(*at) == *at)?;
        self.children(root).find(|child| self.words[*child].dep.starts_with("nsubj"))
    }

    /// A word, what it hangs on, and so on up to the root.
    fn upwards(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let next = |at: &usize| Some(self.head(*at)).filter(|head| head != at);
        // A damaged parse may go round in a circle.
        std::iter::successors(Some(at), next).take(self.words.len())
    }

    /// True inside a relative clause.
    fn is_in_relative(&self, at: usize) -> bool {
        self.upwards(at).any(|at| self.words[at].dep.starts_with("acl:relcl"))
    }

    /// *fait baisser*: somebody else does it.
    fn is_made(&self, verb: usize) -> bool {
        self.lemmas[verb.saturating_sub(2)..verb].iter().any(|lemma| lemma == "faire")
    }

    /// True where `at` hangs on `top`.
    fn is_under(&self, at: usize, top: usize) -> bool {
        self.upwards(at).any(|at| at == top)
    }
}

/// Another one in a place that only one can have.
fn name(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let (of_a, of_b) = (alignment.covered_first(a), alignment.covered_second(b));
    if of_a.min(of_b) < SAME_ALL_ELSE || alignment.other_time(a, b) {
        return None;
    }
    let (left_a, left_b) = (alignment.left_first(a), alignment.left_second(b));
    // All the difference is one word against one word, with what hangs on them.
    let (x, y) = (top(a, &left_a)?, top(b, &left_b)?);
    let is_last = |sentence: &Sentence<'_>, at: usize| {
        matches!(sentence.slot(at), Some(Slot::Agent)) && sentence.is_passive(sentence.head(at))
            || matches!(sentence.slot(at), Some(Slot::Oblique))
            || matches!(sentence.dep(at), "amod" | "nmod" | "conj" | "appos")
    };
    let same_place = alignment.first_meets(a.head(x), b.head(y)) && a.dep(x) == b.dep(y);
    let named = |sentence: &Sentence<'_>, at: usize| {
        sentence.words[at].pos == "PROPN"
            || vocabulary::is_demonym(sentence, at)
            || matches!(sentence.slot(at), Some(Slot::Agent | Slot::Oblique))
                && sentence.words[at].pos == "NOUN"
    };
    if !(same_place && is_last(a, x) && is_last(b, y) && named(a, x) && named(b, y)) {
        return None;
    }
    if a.negations.count() + b.negations.count() > 0 {
        return None;
    }
    Some(Comparison::conflict(Reason::Name, a.words[x].text.clone(), b.words[y].text.clone()))
}

/// The word that all others of `left` hang on, where there is one.
fn top(sentence: &Sentence<'_>, left: &[usize]) -> Option<usize> {
    let tops: Vec<usize> = left
        .iter()
        .copied()
        .filter(|at| !left.contains(&sentence.head(*at)) || sentence.head(*at) == *at)
        .collect();
    match tops.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
