//! The parse as the rules for claims read it: lower-case words, lemmas, dependency labels as an enum, children.
//!
//! Made in one pass over the tokens; what a statistical parser gets wrong again and again is mended first
//! ([`crate::claims::mend`]), so that no rule has to know of it.

use selon_spacy::{Doc, Pos};
use selon_text::CharSpan;

use crate::claims::mend::{infinitive_of, mend};
use crate::morph::Morph;

/// Dependency labels, as far as rules tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dep {
    Root,
    Nsubj,
    NsubjPass,
    Obj,
    Iobj,
    OblArg,
    OblMod,
    OblAgent,
    Xcomp,
    Ccomp,
    Advcl,
    Acl,
    Relcl,
    Aux,
    AuxPass,
    Cop,
    Mark,
    Case,
    Det,
    Amod,
    Nummod,
    Advmod,
    Nmod,
    Appos,
    Flat,
    Fixed,
    Conj,
    Cc,
    ExplSubj,
    Expl,
    Parataxis,
    Punct,
    Other,
}

impl Dep {
    fn of(label: &str) -> Self {
        match label {
            "ROOT" => Dep::Root,
            "nsubj" | "nsubj:caus" | "csubj" => Dep::Nsubj,
            "nsubj:pass" => Dep::NsubjPass,
            "obj" | "obj:agent" | "obj:lvc" => Dep::Obj,
            "iobj" | "iobj:agent" => Dep::Iobj,
            "obl:arg" | "obl" => Dep::OblArg,
            "obl:mod" => Dep::OblMod,
            "obl:agent" => Dep::OblAgent,
            "xcomp" => Dep::Xcomp,
            "ccomp" => Dep::Ccomp,
            "advcl" | "advcl:cleft" => Dep::Advcl,
            "acl" => Dep::Acl,
            "acl:relcl" => Dep::Relcl,
            "aux:tense" | "aux" | "aux:caus" => Dep::Aux,
            "aux:pass" => Dep::AuxPass,
            "cop" => Dep::Cop,
            "mark" => Dep::Mark,
            "case" => Dep::Case,
            "det" => Dep::Det,
            "amod" => Dep::Amod,
            "nummod" => Dep::Nummod,
            "advmod" => Dep::Advmod,
            "nmod" => Dep::Nmod,
            "appos" => Dep::Appos,
            "flat:name" | "flat:foreign" | "flat" => Dep::Flat,
            "fixed" => Dep::Fixed,
            "conj" => Dep::Conj,
            "cc" => Dep::Cc,
            "expl:subj" => Dep::ExplSubj,
            "expl:comp" | "expl:pass" => Dep::Expl,
            "parataxis" => Dep::Parataxis,
            "punct" => Dep::Punct,
            _ => Dep::Other,
        }
    }
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// No verb.
    None,
    Finite,
    Infinitive,
    /// `-ant`
    Present,
    /// `-é`, `-i`, `-u`
    Past,
}

/// The mood and tense of a finite verb that rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Indicative,
    Future,
    Imperfect,
    Conditional,
    Subjunctive,
    Imperative,
}

/// One token.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Lower case, apostrophes straight.
    pub low: Box<str>,
    /// Lower-case lemma.
    pub lemma: Box<str>,
    pub pos: Pos,
    pub dep: Dep,
    pub head: u32,
    pub form: Form,
    pub mood: Mood,
    /// `None` where the form does not tell.
    pub plural: Option<bool>,
    /// `None` where the form does not tell.
    pub feminine: Option<bool>,
    /// Number of the line.
    pub line: u32,
    /// Number of the typographic sentence.
    pub sentence: u32,
    pub chars: CharSpan,
}

/// The view.
pub(crate) struct Tree<'a> {
    pub doc: &'a Doc,
    pub nodes: Vec<Node>,
    start: Vec<u32>,
    list: Vec<u32>,
}

/// The longest subtree that is read whole; text without a full stop must not cost its square.
const SUBTREE_LIMIT: usize = 600;

impl<'a> Tree<'a> {
    pub fn new(doc: &'a Doc) -> Self {
        let text = doc.text().as_str();
        let mut nodes: Vec<Node> = Vec::with_capacity(doc.len());
        let (mut line, mut sentence) = (0, 0);
        let mut behind = 0;
        let mut closed = false;
        for token in doc.tokens() {
            let bytes = token.bytes();
            let gap = text.get(behind..bytes.start as usize).unwrap_or_default();
            let breaks = gap.contains('\n') || token.text().contains('\n');
            line += u32::from(breaks);
            let low = low_of(token.text());
            let quote = matches!(&*low, "»" | "\"" | "”" | ")");
            if breaks || closed && !quote && !token.text().trim().is_empty() {
                sentence += 1;
                closed = false;
            }
            closed = closed || matches!(&*low, "." | "!" | "?" | "…" | "...");
            behind = bytes.end as usize;
            let morph = Morph::of(token.morph());
            let has = |feature: Morph| morph.has(feature);
            let either = |yes: Morph, no: Morph| {
                if has(yes) {
                    Some(true)
                } else if has(no) {
                    Some(false)
                } else {
                    None
                }
            };
            let form = if has(Morph::FINITE) {
                Form::Finite
            } else if has(Morph::INFINITIVE) {
                Form::Infinitive
            } else if has(Morph::PARTICIPLE) {
                if has(Morph::PRESENT) || !has(Morph::PAST) && low.ends_with("ant") {
                    Form::Present
                } else {
                    Form::Past
                }
            } else {
                Form::None
            };
            let mood =
                if has(Morph::CONDITIONAL) || form == Form::Finite && ends_conditional(&low, token.lemma()) {
                    Mood::Conditional
                } else if has(Morph::SUBJUNCTIVE) {
                    Mood::Subjunctive
                } else if has(Morph::IMPERATIVE) {
                    Mood::Imperative
                } else if has(Morph::FUTURE) || form == Form::Finite && ends_future(&low) {
                    Mood::Future
                } else if has(Morph::IMPERFECT) {
                    Mood::Imperfect
                } else {
                    Mood::Indicative
                };
            nodes.push(Node {
                lemma: lemma_of(token.lemma(), token.pos(), &low),
                low,
                pos: token.pos(),
                dep: Dep::of(token.dep()),
                head: token.head().i() as u32,
                form,
                mood,
                plural: either(Morph::PLURAL, Morph::SINGULAR),
                feminine: either(Morph::FEMININE, Morph::MASCULINE),
                line,
                sentence,
                chars: token.chars(),
            });
        }
        mend(&mut nodes);
        let (start, list) = children_of(&nodes);
        Self { doc, nodes, start, list }
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.list[self.start[i] as usize..self.start[i + 1] as usize].iter().map(|&child| child as usize)
    }

    pub fn child(&self, i: usize, dep: Dep) -> Option<usize> {
        self.children(i).find(|&child| self.nodes[child].dep == dep)
    }

    pub fn head(&self, i: usize) -> usize {
        self.nodes[i].head as usize
    }

    /// An infinitive, also one with its auxiliary or copula: `avoir fourni`, `être claire`.
    pub fn is_infinitive(&self, i: usize) -> bool {
        self.nodes[i].form == Form::Infinitive
            || matches!(self.nodes[i].form, Form::Past | Form::None)
                && self.children(i).any(|child| {
                    matches!(self.nodes[child].dep, Dep::Aux | Dep::AuxPass | Dep::Cop)
                        && self.nodes[child].form == Form::Infinitive
                })
                && !self.children(i).any(|child| {
                    matches!(self.nodes[child].dep, Dep::Aux | Dep::AuxPass | Dep::Cop)
                        && self.nodes[child].form == Form::Finite
                })
    }

    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.nodes[i].pos, Pos::VERB | Pos::AUX)
    }

    pub fn is_nominal(&self, i: usize) -> bool {
        matches!(self.nodes[i].pos, Pos::NOUN | Pos::PROPN | Pos::PRON)
            || matches!(self.nodes[i].pos, Pos::NUM | Pos::X | Pos::SYM)
    }

    /// Token `i` and what depends on it, without what `prune` names, in text order.
    pub fn subtree(&self, i: usize, prune: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![i];
        let mut next = 0;
        while next < found.len() && found.len() < SUBTREE_LIMIT {
            found.extend(self.children(found[next]).filter(|&child| !prune(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The preposition that governs noun phrase `i`, without its article; empty where there is none.
    pub fn preposition(&self, i: usize) -> &str {
        let Some(case) = self.children(i).find(|&child| self.nodes[child].dep == Dep::Case && child < i)
        else {
            // The determiner `des` before a complement is often `de` and `les`.
            return "";
        };
        plain_preposition(&self.nodes[case].low)
    }

    /// The other members of the coordination that `i` heads.
    pub fn conjuncts(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(i).filter(|&child| {
            self.nodes[child].dep == Dep::Conj
                && self.is_nominal(child)
                && self.child(child, Dep::Nsubj).is_none()
        })
    }

    /// Whether a word that bears `low` is among the children of `i`.
    pub fn has_child_word(&self, i: usize, words: &[&str]) -> bool {
        self.children(i).any(|child| words.contains(&&*self.nodes[child].low))
    }

    /// The characters from token `first` to token `last`.
    pub fn chars(&self, first: usize, last: usize) -> CharSpan {
        CharSpan::new(self.nodes[first].chars.start, self.nodes[last].chars.end)
    }

    /// The tokens whose characters lie in `spans`.
    pub fn tokens_in<'t>(&'t self, spans: &'t [CharSpan]) -> impl Iterator<Item = usize> + 't {
        spans.iter().flat_map(move |span| {
            let from = self.nodes.partition_point(|node| node.chars.end <= span.start);
            (from..self.nodes.len()).take_while(move |&at| self.nodes[at].chars.start < span.end)
        })
    }

    /// The text of `span`.
    pub fn text(&self, span: CharSpan) -> &str {
        let text = self.doc.text();
        text.to_bytes(span).map_or("", |bytes| &text.as_str()[bytes.range()])
    }

    pub fn ent_type(&self, i: usize) -> &str {
        self.doc.token(i).ent_type()
    }
}

/// A preposition without the article in it.
pub(crate) fn plain_preposition(word: &str) -> &str {
    match word {
        "du" | "des" | "d'" | "de" => "de",
        "au" | "aux" | "à" => "à",
        other => other,
    }
}

fn lemma_of(lemma: &str, pos: Pos, low: &str) -> Box<str> {
    match pos {
        Pos::ADP | Pos::SCONJ | Pos::CCONJ => low.into(),
        // A verb whose lemma was not found keeps its form.
        Pos::VERB if !["er", "ir", "re"].iter().any(|end| lemma.ends_with(end)) => infinitive_of(low).into(),
        _ => low_of(lemma),
    }
}

/// Lower case with straight apostrophes.
fn low_of(text: &str) -> Box<str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return text.into();
    }
    let is_low = |c: char| c != '’' && (c.is_lowercase() || !c.is_alphabetic() && c.to_lowercase().eq([c]));
    if text.chars().all(is_low) { text.into() } else { text.to_lowercase().replace('’', "'").into() }
}

/// `coopérerons`: a future by its end.
fn ends_future(low: &str) -> bool {
    ["erai", "eras", "era", "erons", "erez", "eront"]
        .iter()
        .any(|end| low.ends_with(end) && low.len() > end.len() + 2)
}

/// `daterait`: a conditional by its end, which no other form of the verb shares.
fn ends_conditional(low: &str, lemma: &str) -> bool {
    let Some(stem) = low.strip_suffix("rait").or_else(|| low.strip_suffix("raient")) else { return false };
    stem.ends_with('e') && !lemma.ends_with("rer")
        || stem.ends_with('i') && (lemma.ends_with("ir") || lemma.ends_with("ire"))
        || stem.ends_with('d') && (lemma.ends_with("dre") || lemma.ends_with("oir") || lemma.ends_with("ir"))
        || stem.ends_with("ev") && lemma.ends_with("oir")
}

fn children_of(nodes: &[Node]) -> (Vec<u32>, Vec<u32>) {
    let mut start = vec![0u32; nodes.len() + 1];
    for (i, node) in nodes.iter().enumerate() {
        if node.head as usize != i {
            start[node.head as usize + 1] += 1;
        }
    }
    for i in 0..nodes.len() {
        start[i + 1] += start[i];
    }
    let mut next = start.clone();
    let mut list = vec![0u32; start[nodes.len()] as usize];
    for (i, node) in nodes.iter().enumerate() {
        if node.head as usize != i {
            let slot = &mut next[node.head as usize];
            list[*slot as usize] = i as u32;
            *slot += 1;
        }
    }
    (start, list)
}
