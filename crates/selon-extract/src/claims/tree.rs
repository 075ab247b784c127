//! The parse as the rules for claims read it: lower-case words, lemmas, dependency labels as an enum, children.
//!
//! A statistical parser errs, and on news it errs in a few ways again and again: an object clitic before a verb
//! that it took for a noun (`Moscou les aide à …`), a negated verb taken for a noun (`ne le fait pas`).
//! Such places are mended here, once, so that no rule has to know of them. Made in one pass over the tokens.

use selon_spacy::{Doc, Pos};
use selon_text::CharSpan;

use crate::claims::lexicon::Lexicon;

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
            let low = token.text().to_lowercase().replace('’', "'");
            let quote = matches!(low.as_str(), "»" | "\"" | "”" | ")");
            if breaks || closed && !quote && !token.text().trim().is_empty() {
                sentence += 1;
                closed = false;
            }
            closed = closed || matches!(low.as_str(), "." | "!" | "?" | "…" | "...");
            behind = bytes.end as usize;
            let morph = token.morph();
            let has = |feature: &str| morph.contains(feature);
            let either = |yes: &str, no: &str| {
                if has(yes) {
                    Some(true)
                } else if has(no) {
                    Some(false)
                } else {
                    None
                }
            };
            let form = if has("VerbForm=Fin") {
                Form::Finite
            } else if has("VerbForm=Inf") {
                Form::Infinitive
            } else if has("VerbForm=Part") {
                if has("Tense=Pres") || !has("Tense=Past") && low.ends_with("ant") {
                    Form::Present
                } else {
                    Form::Past
                }
            } else {
                Form::None
            };
            let mood = if has("Mood=Cnd") || form == Form::Finite && ends_conditional(&low, token.lemma()) {
                Mood::Conditional
            } else if has("Mood=Sub") {
                Mood::Subjunctive
            } else if has("Mood=Imp") {
                Mood::Imperative
            } else if has("Tense=Fut") {
                Mood::Future
            } else if has("Tense=Imp") {
                Mood::Imperfect
            } else {
                Mood::Indicative
            };
            nodes.push(Node {
                lemma: lemma_of(token.lemma(), token.pos(), &low),
                low: low.into(),
                pos: token.pos(),
                dep: Dep::of(token.dep()),
                head: token.head().i() as u32,
                form,
                mood,
                plural: either("Number=Plur", "Number=Sing"),
                feminine: either("Gender=Fem", "Gender=Masc"),
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
        _ => lemma.to_lowercase().replace('’', "'").into(),
    }
}

/// `daterait`: a conditional by its end, which no other form of the verb shares.
fn ends_conditional(low: &str, lemma: &str) -> bool {
    let Some(stem) = low.strip_suffix("rait").or_else(|| low.strip_suffix("raient")) else { return false };
    stem.ends_with('e') && !lemma.ends_with("rer")
        || stem.ends_with('i') && (lemma.ends_with("ir") || lemma.ends_with("ire"))
        || stem.ends_with('d') && (lemma.ends_with("dre") || lemma.ends_with("oir") || lemma.ends_with("ir"))
        || stem.ends_with("ev") && lemma.ends_with("oir")
}

/// Mends what parsers of news get wrong again and again.
fn mend(nodes: &mut [Node]) {
    mend_articles(nodes);
    mend_verbs(nodes);
    mend_infinitives(nodes);
}

/// `l’EI`, with the article taken for a pronoun that has the name's place in the tree.
fn mend_articles(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        let (article, name) = (i - 1, i);
        let fits = matches!(&*nodes[article].low, "l'" | "le" | "la" | "les")
            && nodes[article].pos == Pos::PRON
            && matches!(nodes[name].pos, Pos::PROPN | Pos::X)
            && nodes[article].line == nodes[name].line;
        if !fits {
            continue;
        }
        if nodes[name].head as usize == article || nodes[name].head == nodes[article].head {
            let (head, dep) = (nodes[article].head, nodes[article].dep);
            if head as usize == article || head as usize == name {
                continue;
            }
            (nodes[name].head, nodes[name].dep) = (head, dep);
            for other in nodes.iter_mut().skip(i.saturating_sub(20)).take(60) {
                if other.head as usize == article {
                    other.head = name as u32;
                }
            }
            nodes[name].head = head;
        }
        nodes[article].pos = Pos::DET;
        nodes[article].dep = Dep::Det;
        nodes[article].head = name as u32;
    }
}

/// `Moscou propose à la coalition menée par X d’échanger …`: an infinitive with *de* hung on a participle in between
/// goes back to the verb that asks for it.
fn mend_infinitives(nodes: &mut [Node]) {
    const ASKING: &[&str] = &[
        "proposer",
        "demander",
        "ordonner",
        "permettre",
        "interdire",
        "conseiller",
        "recommander",
        "suggérer",
        "promettre",
        "enjoindre",
        "accuser",
        "menacer",
        "soupçonner",
        "exiger",
        "imposer",
        "autoriser",
        "empêcher",
        "refuser",
        "décider",
        "accepter",
    ];
    for i in 2..nodes.len() {
        let mark = (i.saturating_sub(4)..i).rev().find(|&at| matches!(&*nodes[at].low, "de" | "d'"));
        let above = nodes[i].head as usize;
        let on_participle =
            nodes[above].form == Form::Past && matches!(nodes[above].dep, Dep::Acl | Dep::Amod | Dep::Appos);
        if nodes[i].form != Form::Infinitive || above >= i {
            continue;
        }
        // `a permis [à X de partir]`: the infinitive hung on the name before it.
        let verb = nodes[above].head as usize;
        let asked = nodes[i].dep == Dep::Acl
            && mark.is_some()
            && verb < above
            && ASKING.contains(&&*nodes[verb].lemma)
            && matches!(nodes[above].dep, Dep::OblArg | Dep::Obj | Dep::OblMod | Dep::Iobj)
            && (nodes[above].pos == Pos::PROPN
                || matches!(&*nodes[verb].lemma, "permettre" | "demander" | "ordonner" | "accuser"));
        if asked {
            (nodes[i].head, nodes[i].dep) = (verb as u32, Dep::Xcomp);
            continue;
        }
        // `veulent à tout prix impliquer`: an infinitive without a mark goes to the modal before it.
        let bare = !matches!(
            &*nodes[i - 1].low,
            "de" | "d'" | "à" | "pour" | "sans" | "le" | "la" | "les" | "l'" | "se" | "s'"
        );
        if bare && nodes[above].pos == Pos::NOUN && nodes[i].dep == Dep::Acl {
            let modal = (i.saturating_sub(6)..above)
                .rev()
                .take_while(|&at| nodes[at].form != Form::Infinitive)
                .find(|&at| {
                    matches!(&*nodes[at].lemma, "pouvoir" | "devoir" | "vouloir" | "falloir")
                        && nodes[at].sentence == nodes[i].sentence
                });
            if let Some(modal) = modal {
                (nodes[i].head, nodes[i].dep) = (modal as u32, Dep::Xcomp);
            }
        }
        if mark.is_none() || !on_participle {
            continue;
        }
        let asks = |at: usize| {
            ASKING.contains(&&*nodes[at].lemma) && matches!(nodes[at].form, Form::Finite | Form::Past)
        };
        let verb = (i.saturating_sub(30)..above)
            .rev()
            .take_while(|&at| nodes[at].sentence == nodes[i].sentence)
            .find(|&at| asks(at) && matches!(nodes[at].pos, Pos::VERB));
        if let Some(verb) = verb {
            nodes[i].head = verb as u32;
            nodes[i].dep = Dep::Xcomp;
        }
    }
}

/// Verbs that were taken for nouns.
fn mend_verbs(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        if nodes[i].pos != Pos::NOUN && nodes[i].pos != Pos::ADJ || nodes[i].line != nodes[i - 1].line {
            continue;
        }
        let clitic = matches!(
            &*nodes[i - 1].low,
            "le" | "la" | "les" | "l'" | "lui" | "leur" | "se" | "s'" | "y" | "en"
        );
        let before = i.checked_sub(2);
        let negated = |at: usize| matches!(&*nodes[at].low, "ne" | "n'");
        // `ne le fait pas`, `ne parle pas`
        let in_negation = (negated(i - 1) || clitic && before.is_some_and(negated))
            && nodes.get(i + 1).is_some_and(|next| {
                matches!(&*next.low, "pas" | "plus" | "jamais" | "rien" | "guère" | "que" | "qu'")
            });
        // `Moscou les aide à reconquérir`: a name, a clitic, a verb, a complement in the infinitive
        let after_name = matches!(&*nodes[i - 1].low, "le" | "la" | "les" | "l'" | "lui" | "leur")
            && before.is_some_and(|at| nodes[at].pos == Pos::PROPN && nodes[at].line == nodes[i].line)
            && nodes.get(i + 1).is_some_and(|next| matches!(&*next.low, "à" | "de" | "d'"))
            && nodes.get(i + 2).is_some_and(|next| next.form == Form::Infinitive);
        // `continuait de la bombarder`: an article cannot stand before a verb that the lexicon knows.
        let infinitive = matches!(&*nodes[i - 1].low, "le" | "la" | "les" | "l'")
            && before.is_some_and(|at| matches!(&*nodes[at].low, "de" | "à" | "pour" | "sans"))
            && nodes[i].pos == Pos::NOUN
            && ["er", "ir", "re"].iter().any(|end| nodes[i].low.ends_with(end))
            && !Lexicon::french().verb(&nodes[i].low).is_empty();
        if infinitive {
            nodes[i].pos = Pos::VERB;
            nodes[i].form = Form::Infinitive;
            nodes[i].lemma = nodes[i].low.clone();
            (nodes[i].plural, nodes[i].feminine) = (None, None);
            if matches!(nodes[i].dep, Dep::OblArg | Dep::OblMod | Dep::Obj | Dep::Nmod) {
                nodes[i].dep = Dep::Xcomp;
            }
            (nodes[i - 1].pos, nodes[i - 1].dep, nodes[i - 1].head) = (Pos::PRON, Dep::Obj, i as u32);
            (nodes[i - 2].dep, nodes[i - 2].head) = (Dep::Mark, i as u32);
            continue;
        }
        if in_negation || after_name {
            nodes[i].pos = Pos::VERB;
            nodes[i].form = Form::Finite;
            nodes[i].mood = Mood::Indicative;
            nodes[i].lemma = infinitive_of(&nodes[i].low).into();
            if clitic {
                nodes[i - 1].pos = Pos::PRON;
                nodes[i - 1].head = i as u32;
                let indirect = matches!(&*nodes[i - 1].low, "lui" | "leur" | "y");
                nodes[i - 1].dep = if indirect { Dep::Iobj } else { Dep::Obj };
            }
            if after_name {
                let name = i - 2;
                nodes[i + 2].head = i as u32;
                nodes[i + 2].dep = Dep::Xcomp;
                if nodes[name].head as usize != name && nodes[i].head as usize != name {
                    // The verb takes the name's place in the tree, and the name becomes its subject.
                    let old = nodes[i].head;
                    if old as usize == nodes[name].head as usize {
                        nodes[i].dep = Dep::Parataxis;
                    }
                }
                if nodes[i].head as usize == name {
                    nodes[i].head =
                        if nodes[name].head as usize == name { i as u32 } else { nodes[name].head };
                    nodes[i].dep = nodes[name].dep;
                }
                nodes[name].head = i as u32;
                nodes[name].dep = Dep::Nsubj;
            }
        }
    }
}

/// The infinitive of a present form in the third person, as far as its end tells.
fn infinitive_of(low: &str) -> String {
    match low {
        "fait" | "font" => "faire".to_owned(),
        "a" | "ont" => "avoir".to_owned(),
        "est" | "sont" => "être".to_owned(),
        "dit" | "disent" => "dire".to_owned(),
        "peut" | "peuvent" => "pouvoir".to_owned(),
        _ => match low.strip_suffix("ent").or_else(|| low.strip_suffix('e')) {
            Some(stem) => format!("{stem}er"),
            None => low.to_owned(),
        },
    }
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
