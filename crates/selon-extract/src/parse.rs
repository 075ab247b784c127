//! A working view of the parse: each token with what rules ask for, laid flat.
//!
//! Made once an article, in one pass over the tokens; rules then read fields instead of comparing strings.
//! Sentences here are typographic ([`Parse::sentence`]): the parser's own starts follow its trees, and a tree
//! that broke inside a quotation would cut what somebody says in two.

use std::borrow::Cow;
use std::ops::Range;

use selon_spacy::{Doc, Pos};
use selon_text::CharSpan;

use crate::morph::Morph;

/// Index of a token.
pub(crate) type Tok = usize;

/// The dependency labels that rules tell apart (UD French, as trained pipelines give them).
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
    AclRelcl,
    Aux,
    AuxPass,
    Cop,
    Mark,
    Case,
    Det,
    Amod,
    Advmod,
    Nmod,
    Appos,
    Flat,
    Fixed,
    Conj,
    Cc,
    Expl,
    ExplSubj,
    Parataxis,
    Punct,
    Other,
}

impl Dep {
    fn of(label: &str) -> Self {
        match label {
            "ROOT" => Dep::Root,
            "nsubj" => Dep::Nsubj,
            "nsubj:pass" => Dep::NsubjPass,
            "obj" => Dep::Obj,
            "iobj" => Dep::Iobj,
            "obl:arg" | "obl" => Dep::OblArg,
            "obl:mod" => Dep::OblMod,
            "obl:agent" => Dep::OblAgent,
            "xcomp" => Dep::Xcomp,
            "ccomp" => Dep::Ccomp,
            "advcl" => Dep::Advcl,
            "acl" => Dep::Acl,
            "acl:relcl" => Dep::AclRelcl,
            "aux:tense" | "aux" => Dep::Aux,
            "aux:pass" => Dep::AuxPass,
            "cop" => Dep::Cop,
            "mark" => Dep::Mark,
            "case" => Dep::Case,
            "det" => Dep::Det,
            "amod" => Dep::Amod,
            "advmod" => Dep::Advmod,
            "nmod" => Dep::Nmod,
            "appos" => Dep::Appos,
            "flat:name" | "flat:foreign" => Dep::Flat,
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

/// Verb form and mood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Not a verb form.
    None,
    Finite,
    Conditional,
    Infinitive,
    PresentParticiple,
    PastParticiple,
}

/// One token, flat.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub chars: CharSpan,
    /// As written.
    pub text: &'a str,
    /// Lower case, with straight apostrophes.
    pub low: Cow<'a, str>,
    pub lemma: Cow<'a, str>,
    pub pos: Pos,
    pub dep: Dep,
    pub head: Tok,
    pub form: Form,
    /// 1, 2 or 3; 0 where the form has no person.
    pub person: u8,
    pub plural: bool,
    pub feminine: bool,
    /// Number of the line it stands in, among lines with tokens.
    pub para: u32,
    /// Number of the typographic sentence.
    pub sentence: u32,
    pub entity: Entity,
    /// The pipeline took a verb for something else, so that its tree says nothing of it.
    pub misread: bool,
}

/// The pipeline's entity types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    None,
    Person,
    Place,
    Organisation,
    Other,
}

/// The view.
pub(crate) struct Parse<'a> {
    pub doc: &'a Doc,
    pub nodes: Vec<Node<'a>>,
    sentences: Vec<Range<Tok>>,
    paras: Vec<Range<Tok>>,
    /// The children of each token, where the tree is no longer the document's.
    rebuilt: Option<Children>,
}

/// The children of all tokens, one after the other.
struct Children {
    /// Where those of each token begin; one more than there are tokens.
    start: Vec<u32>,
    list: Vec<u32>,
}

impl<'a> Parse<'a> {
    pub(crate) fn new(doc: &'a Doc) -> Self {
        let mut nodes: Vec<Node<'a>> = doc.tokens().map(Node::of).collect();
        right_present_forms(&mut nodes);
        let paras = number_paras(doc, &mut nodes);
        let sentences = number_sentences(&paras, &mut nodes);
        Self { doc, nodes, sentences, paras, rebuilt: None }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn children(&self, tok: Tok) -> impl DoubleEndedIterator<Item = Tok> + '_ {
        let children = match &self.rebuilt {
            Some(own) => &own.list[own.start[tok] as usize..own.start[tok + 1] as usize],
            None => self.doc.children(tok),
        };
        children.iter().map(|&child| child as Tok)
    }

    /// Takes the heads of the nodes over into the children, in text order; a head that would lie below its own
    /// token is none. Linear in the tokens.
    pub(crate) fn rebuild_children(&mut self) {
        self.break_cycles();
        let mut start = vec![0u32; self.nodes.len() + 1];
        let hangs = |tok: Tok, node: &Node<'_>| node.head != tok;
        for (_, node) in self.nodes.iter().enumerate().filter(|&(tok, node)| hangs(tok, node)) {
            start[node.head + 1] += 1;
        }
        for tok in 1..start.len() {
            start[tok] += start[tok - 1];
        }
        let mut next = start.clone();
        let mut list = vec![0u32; start[self.nodes.len()] as usize];
        for (tok, node) in self.nodes.iter().enumerate().filter(|&(tok, node)| hangs(tok, node)) {
            list[next[node.head] as usize] = tok as u32;
            next[node.head] += 1;
        }
        self.rebuilt = Some(Children { start, list });
    }

    fn break_cycles(&mut self) {
        // The walk in which each token was met; 0 for none.
        let mut met = vec![0u32; self.nodes.len()];
        for tok in 0..self.nodes.len() {
            let walk = tok as u32 + 1;
            let mut at = tok;
            while met[at] == 0 {
                met[at] = walk;
                let head = self.nodes[at].head;
                if head != at && met[head] == walk {
                    self.nodes[at].head = at;
                }
                at = self.nodes[at].head;
            }
        }
    }

    pub(crate) fn child(&self, tok: Tok, dep: Dep) -> Option<Tok> {
        self.children(tok).find(|&child| self.nodes[child].dep == dep)
    }

    pub(crate) fn has_child(&self, tok: Tok, dep: Dep) -> bool {
        self.child(tok, dep).is_some()
    }

    pub(crate) fn low(&self, tok: Tok) -> &str {
        &self.nodes[tok].low
    }

    pub(crate) fn lemma(&self, tok: Tok) -> &str {
        &self.nodes[tok].lemma
    }

    pub(crate) fn pos(&self, tok: Tok) -> Pos {
        self.nodes[tok].pos
    }

    pub(crate) fn dep(&self, tok: Tok) -> Dep {
        self.nodes[tok].dep
    }

    pub(crate) fn head(&self, tok: Tok) -> Tok {
        self.nodes[tok].head
    }

    pub(crate) fn is_root(&self, tok: Tok) -> bool {
        self.nodes[tok].head == tok
    }

    /// The tokens of the typographic sentence that `tok` stands in.
    pub(crate) fn sentence(&self, tok: Tok) -> Range<Tok> {
        self.sentences[self.nodes[tok].sentence as usize].clone()
    }

    /// The tokens of the line that `tok` stands in.
    pub(crate) fn para(&self, tok: Tok) -> Range<Tok> {
        self.paras[self.nodes[tok].para as usize].clone()
    }

    pub(crate) fn paras(&self) -> &[Range<Tok>] {
        &self.paras
    }

    /// First and last token of the subtree of `tok`. Costs its size.
    pub(crate) fn edges(&self, tok: Tok) -> (Tok, Tok) {
        let (mut first, mut last) = (tok, tok);
        let mut stack = vec![tok];
        while let Some(next) = stack.pop() {
            first = first.min(next);
            last = last.max(next);
            stack.extend(self.children(next));
        }
        (first, last)
    }

    /// True where `ancestor` lies on the way from `tok` to its root, or is `tok`.
    pub(crate) fn is_under(&self, tok: Tok, ancestor: Tok) -> bool {
        let mut at = tok;
        for _ in 0..self.nodes.len() {
            if at == ancestor {
                return true;
            }
            if self.is_root(at) {
                return false;
            }
            at = self.head(at);
        }
        false
    }

    /// The next token that is no white space, inside the line.
    pub(crate) fn next(&self, tok: Tok) -> Option<Tok> {
        (tok + 1..self.para(tok).end).find(|&next| self.pos(next) != Pos::SPACE)
    }

    /// The token before that is no white space, inside the line.
    pub(crate) fn prev(&self, tok: Tok) -> Option<Tok> {
        (self.para(tok).start..tok).rev().find(|&prev| self.pos(prev) != Pos::SPACE)
    }

    pub(crate) fn is_space(&self, tok: Tok) -> bool {
        self.pos(tok) == Pos::SPACE
    }

    /// A verb in a form that heads a clause of its own.
    pub(crate) fn is_verbal(&self, tok: Tok) -> bool {
        matches!(self.pos(tok), Pos::VERB | Pos::AUX)
    }

    /// Scalar values from the first to the last token of a range.
    pub(crate) fn span(&self, first: Tok, last: Tok) -> CharSpan {
        CharSpan::new(self.nodes[first].chars.start, self.nodes[last].chars.end)
    }
}

impl<'a> Node<'a> {
    fn of(token: selon_spacy::Token<'a>) -> Self {
        let text = token.text();
        let morph = Morph::of(token.morph());
        let pos = token.pos();
        let form = verb_form(pos, morph, text, token.lemma());
        let low = lower(text);
        let lemma = tidy_lemma(token.lemma());
        Self {
            chars: token.chars(),
            text,
            low,
            lemma,
            pos,
            dep: Dep::of(token.dep()),
            head: token.head().i(),
            form,
            person: match () {
                () if morph.has(Morph::THIRD) => 3,
                () if morph.has(Morph::FIRST) => 1,
                () if morph.has(Morph::SECOND) => 2,
                () => 0,
            },
            plural: morph.has(Morph::PLURAL),
            feminine: morph.has(Morph::FEMININE),
            para: 0,
            sentence: 0,
            misread: false,
            entity: match token.ent_type() {
                "" => Entity::None,
                "PER" | "PERSON" => Entity::Person,
                "LOC" | "GPE" => Entity::Place,
                "ORG" => Entity::Organisation,
                _ => Entity::Other,
            },
        }
    }
}

/// `dit`, `écrit`, `produit` are present and participle alike; with a subject and no auxiliary they are present.
fn right_present_forms(nodes: &mut [Node<'_>]) {
    let mut has_aux = vec![false; nodes.len()];
    let mut has_subject = vec![false; nodes.len()];
    for node in nodes.iter() {
        let head = node.head;
        match node.dep {
            Dep::Aux | Dep::AuxPass | Dep::Cop => has_aux[head] = true,
            Dep::Nsubj | Dep::ExplSubj => has_subject[head] = true,
            _ => {}
        }
    }
    for node in nodes.iter_mut() {
        right_impossible_participle(node);
        // A name that the pipeline knows as one and still calls an adverb: « Municipales : Derain déplore ».
        if matches!(node.pos, Pos::ADV | Pos::INTJ)
            && matches!(node.entity, Entity::Person | Entity::Place | Entity::Organisation)
            && node.text.starts_with(char::is_uppercase)
        {
            node.pos = Pos::PROPN;
        }
    }
    for tok in 0..nodes.len() {
        let both = ["dit", "crit", "duit", "fait"].iter().any(|end| nodes[tok].low.ends_with(end));
        // « …, prédit le gardien »: behind a comma or a mark and in front of a noun phrase.
        let before = tok.checked_sub(1).map_or("", |before| nodes[before].text);
        let after = nodes.get(tok + 1).map_or(Pos::None, |after| after.pos);
        let set_in =
            matches!(before, "," | "»" | "”" | "\"" | "«" | "’") && matches!(after, Pos::DET | Pos::PROPN);
        let clitic = nodes.get(tok + 1).is_some_and(|next| next.text.starts_with('-') && next.text.len() > 2);
        if both
            && nodes[tok].form == Form::PastParticiple
            && !has_aux[tok]
            && (has_subject[tok] || clitic || set_in)
        {
            nodes[tok].form = Form::Finite;
            nodes[tok].person = 3;
        }
    }
}

/// `rétorque`, `lance` read as participles: those of verbs in *-er* end in *é*, so it is a present form.
fn right_impossible_participle(node: &mut Node<'_>) {
    let first = node.pos == Pos::VERB && node.form == Form::PastParticiple && node.lemma.ends_with("er");
    let present = node.low.ends_with('e') && !node.low.ends_with("ée") || node.low.ends_with("ent");
    // « les troupes présentes dans le secteur » is an adjective.
    if first && present && !matches!(node.dep, Dep::Acl | Dep::Amod) {
        node.form = Form::Finite;
        node.person = 3;
        node.plural = node.low.ends_with("ent");
    }
}

fn verb_form(pos: Pos, morph: Morph, text: &str, lemma: &str) -> Form {
    if morph.has(Morph::FINITE) {
        return if is_conditional(morph, text, lemma) { Form::Conditional } else { Form::Finite };
    }
    if morph.has(Morph::INFINITIVE) {
        return Form::Infinitive;
    }
    if morph.has(Morph::PARTICIPLE) {
        return if morph.has(Morph::PRESENT) { Form::PresentParticiple } else { Form::PastParticiple };
    }
    if matches!(pos, Pos::VERB | Pos::AUX) && text.ends_with("ant") {
        return Form::PresentParticiple;
    }
    Form::None
}

/// The pipeline marks the conditional by `Mood=Cnd`; where it read an indicative, the ending decides.
fn is_conditional(morph: Morph, text: &str, lemma: &str) -> bool {
    const ENDINGS: [&str; 6] = ["rais", "rait", "rions", "riez", "raient", "RAIT"];
    // Imperfects of verbs in -rer and -rir have the same endings as conditionals: `figuraient`, `couraient`.
    let stem =
        lemma.strip_suffix("er").or_else(|| lemma.strip_suffix("ir")).filter(|stem| stem.ends_with('r'));
    let imperfect = stem
        .and_then(|stem| text.strip_prefix(stem))
        .is_some_and(|rest| matches!(rest, "ait" | "aient" | "ais" | "ions" | "iez"));
    if imperfect {
        return false;
    }
    // The infinitive with an ending of the imperfect is a conditional, whatever the pipeline says.
    let regular = lemma.ends_with("er") || lemma.ends_with("ir");
    let on_infinitive =
        text.strip_prefix(lemma).is_some_and(|rest| matches!(rest, "ait" | "aient" | "ais" | "ions" | "iez"));
    if regular && on_infinitive {
        return true;
    }
    morph.has(Morph::CONDITIONAL)
        || (!morph.has(Morph::IMPERFECT) && ENDINGS.iter().any(|ending| text.ends_with(ending)))
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| c == '’' || c == 'ʼ' || c.is_uppercase()) {
        Cow::Owned(text.to_lowercase().replace(['’', 'ʼ'], "'"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The lemma with a straight apostrophe and in lower case, so that lexicons need one spelling.
fn tidy_lemma(lemma: &str) -> Cow<'_, str> {
    lower(lemma)
}

fn number_paras(doc: &Doc, nodes: &mut [Node<'_>]) -> Vec<Range<Tok>> {
    let text = doc.text().as_str();
    let mut paras: Vec<Range<Tok>> = Vec::new();
    let mut start = 0;
    for (tok, node) in nodes.iter_mut().enumerate() {
        if tok > start {
            let between = doc.token(tok - 1).bytes().start as usize..doc.token(tok).bytes().start as usize;
            if text[between].contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
                paras.push(start..tok);
                start = tok;
            }
        }
        node.para = paras.len() as u32;
    }
    if start < nodes.len() {
        paras.push(start..nodes.len());
    }
    paras
}

/// Splits each line behind final punctuation, and closing marks that follow it, where a capital, a digit, an
/// opening mark or a dash comes next.
fn number_sentences(paras: &[Range<Tok>], nodes: &mut [Node<'_>]) -> Vec<Range<Tok>> {
    let mut sentences = Vec::new();
    for para in paras {
        let mut start = para.start;
        let mut tok = para.start;
        while tok < para.end {
            let mut end = tok + 1;
            if is_final(&nodes[tok]) {
                while end < para.end && (is_closer(&nodes[end]) || nodes[end].pos == Pos::SPACE) {
                    end += 1;
                }
                // White space and a straight mark in front of the next sentence belong to that one.
                while end > tok + 1 && nodes[end - 1].pos == Pos::SPACE {
                    end -= 1;
                }
                let next = (end..para.end).find(|&next| nodes[next].pos != Pos::SPACE);
                let opens = next.is_none_or(|next| begins_sentence(&nodes[next]));
                let opens = opens && !is_initial(nodes, tok, next);
                if opens {
                    sentences.push(start..end);
                    start = end;
                }
            }
            tok = end;
        }
        if start < para.end {
            sentences.push(start..para.end);
        }
    }
    for (number, sentence) in sentences.iter().enumerate() {
        for node in &mut nodes[sentence.clone()] {
            node.sentence = number as u32;
        }
    }
    sentences
}

fn is_final(node: &Node<'_>) -> bool {
    matches!(node.text, "." | "!" | "?" | "…" | "..." | "?!" | "!!" | "...." | "!?")
        || (node.text.len() > 4 && node.text.ends_with('.') && node.entity == Entity::None)
        || is_initial_letter(node.text)
}

/// `R.`
fn is_initial_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && chars.next().is_none()
}

/// An initial ends a sentence only as a shortened last name (`Nicolas R.`) in front of a mark or a function word.
fn is_initial(nodes: &[Node<'_>], tok: Tok, next: Option<Tok>) -> bool {
    if !is_initial_letter(nodes[tok].text) {
        return false;
    }
    let Some(next) = next else { return false };
    let last_name =
        tok > 0 && matches!(nodes[tok - 1].pos, Pos::PROPN) && nodes[tok - 1].text.chars().count() > 1;
    let opens = matches!(
        nodes[next].pos,
        Pos::DET | Pos::PRON | Pos::ADP | Pos::ADV | Pos::PUNCT | Pos::SCONJ | Pos::CCONJ
    );
    !(last_name && opens)
}

fn is_closer(node: &Node<'_>) -> bool {
    matches!(node.text, "»" | "”" | ")" | "]" | "’" | "''")
        || (matches!(node.text, "." | "!" | "?" | "…" | "..."))
}

fn begins_sentence(node: &Node<'_>) -> bool {
    let first = node.text.chars().next().unwrap_or(' ');
    first.is_uppercase()
        || first.is_ascii_digit()
        || matches!(first, '«' | '“' | '"' | '–' | '—' | '-' | '[' | '(' | '»' | '•' | '\'' | '‘')
}
