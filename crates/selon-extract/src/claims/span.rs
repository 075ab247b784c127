//! The words of a claim.
//!
//! A claim spans its clause: predicate, participants, complements. Left out are clauses that are claims of
//! their own (coordinated ones, relatives at the end, `car …`, a participle behind a comma), marks and
//! punctuation at the ends, and what lies outside the content that the claim was found in. A participle and a
//! relative clause are shown with the noun that they hang on.

use selon_spacy::Pos;
use selon_text::CharSpan;

use crate::claims::clause::{Clause, Kind};
use crate::claims::tree::{Dep, Form, Tree};
use crate::mention::phrase::phrase;

/// The first and last token of a clause; `parts` are tokens that belong to it wherever they hang.
pub(crate) fn clause_tokens(tree: &Tree, clause: &Clause, parts: &[usize]) -> (usize, usize) {
    let top = clause.top();
    let tokens = tree.subtree(top, |child| is_apart(tree, child, top));
    let line = tree.nodes[clause.head].line;
    let inside = |&at: &usize| tree.nodes[at].line == line;
    let mut first = tokens.iter().copied().filter(inside).min().unwrap_or(clause.head).min(clause.head);
    let mut last = tokens.iter().copied().filter(inside).max().unwrap_or(clause.head).max(clause.head);
    for &part in parts.iter().filter(|&part| inside(part)) {
        let (begin, end) = phrase(tree, part);
        let near = part + 40 > clause.head && part < clause.head + 40;
        let own = matches!(clause.kind, Kind::Finite | Kind::Participle | Kind::Relative) && near;
        if own
            && begin < first
            && tree.nodes[part].sentence == tree.nodes[clause.head].sentence
            && !behind_conjunction(tree, clause)
        {
            first = begin;
        }
        if near && end > last && part > clause.head {
            last = end;
        }
    }
    if clause.kind == Kind::Relative {
        last = before_main_verb(tree, clause.head, last);
    }
    trim(tree, first, last)
}

/// `X, qui a de quoi le faire, ne le fait pas`: a relative clause ends at the comma behind which the main verb comes.
fn before_main_verb(tree: &Tree, head: usize, last: usize) -> usize {
    let clitic = |at: usize| {
        matches!(
            &*tree.nodes[at].low,
            "ne" | "n'" | "se" | "s'" | "le" | "la" | "les" | "l'" | "lui" | "leur" | "y" | "en"
        ) && matches!(tree.nodes[at].pos, Pos::PRON | Pos::ADV)
    };
    let comma = (head + 1..last).find(|&comma| {
        let verb = (comma + 1..=last).find(|&at| !clitic(at));
        &*tree.nodes[comma].low == ","
            && verb.is_some_and(|verb| {
                tree.nodes[verb].form == Form::Finite
                    && tree.is_verb(verb) | (tree.nodes[verb].pos == Pos::AUX)
            })
    });
    comma.map_or(last, |comma| comma - 1)
}

/// A coordinated verb shows its own words; its subject stands with the first.
fn behind_conjunction(tree: &Tree, clause: &Clause) -> bool {
    let top = clause.top();
    tree.nodes[top].dep == Dep::Conj
        && tree.child(top, Dep::Nsubj).is_none()
        && tree.child(top, Dep::NsubjPass).is_none()
        && clause.kind == Kind::Finite
        && clause.subject.is_some_and(|subject| {
            (subject..top).any(|at| at != subject && tree.is_verb(at) && tree.nodes[at].form == Form::Finite)
        })
}

/// What hangs on a clause and is none of its words.
fn is_apart(tree: &Tree, child: usize, top: usize) -> bool {
    let node = &tree.nodes[child];
    let verbal = tree.is_verb(child) || tree.child(child, Dep::Cop).is_some();
    let before = child.checked_sub(1).map_or("", |at| &*tree.nodes[at].low);
    let first = first_of(tree, child);
    let comma =
        first.checked_sub(1).is_some_and(|at| matches!(&*tree.nodes[at].low, "," | ";" | ":" | "–" | "("));
    match node.dep {
        Dep::Conj => {
            verbal && node.form != Form::None && tree.is_verb(tree.head(child))
                || tree.child(child, Dep::Nsubj).is_some()
        }
        Dep::Parataxis => verbal || tree.child(child, Dep::Nsubj).is_some(),
        Dep::Relcl => child > top,
        Dep::Advcl | Dep::Acl if child > top => {
            let finite = node.form == Form::Finite
                || tree.children(child).any(|aux| {
                    tree.nodes[aux].form == Form::Finite
                        && matches!(tree.nodes[aux].dep, Dep::Aux | Dep::AuxPass | Dep::Cop)
                });
            let marked = tree
                .children(child)
                .any(|mark| matches!(&*tree.nodes[mark].low, "pour" | "en" | "afin" | "avant" | "sans"));
            finite && (comma || tree.has_child_word(child, &["car", "alors", "tandis"]))
                || comma && node.form != Form::Infinitive && !marked
        }
        Dep::Advcl => child < top && comma_behind(tree, child, top),
        // `la route reliant A à B [que …]`
        Dep::Ccomp => {
            node.form != Form::Infinitive
                && matches!(tree.nodes[tree.head(child)].form, Form::Present | Form::Past)
                && matches!(tree.nodes[tree.head(child)].dep, Dep::Acl | Dep::Amod)
        }
        Dep::Punct => matches!(&*node.low, "." | "?" | "!" | ";" | ":"),
        Dep::Cc | Dep::Mark => child < top && before != "même",
        _ => false,
    }
}

fn first_of(tree: &Tree, i: usize) -> usize {
    let mut first = i;
    for child in tree.children(i).take(8) {
        first = first.min(child);
    }
    first
}

fn comma_behind(tree: &Tree, from: usize, to: usize) -> bool {
    (from..to).any(|at| &*tree.nodes[at].low == ",")
}

/// Without marks and punctuation at the ends.
pub(crate) fn trim(tree: &Tree, mut first: usize, mut last: usize) -> (usize, usize) {
    let idle = |at: usize| {
        let node = &tree.nodes[at];
        matches!(node.pos, Pos::SPACE | Pos::CCONJ)
            || node.pos == Pos::PUNCT && !matches!(&*node.low, "«" | "“" | "(")
            || matches!(&*node.low, "que" | "qu'" if node.pos == Pos::SCONJ)
    };
    while first < last && idle(first) {
        first += 1;
    }
    let idle_end = |at: usize| {
        let node = &tree.nodes[at];
        matches!(node.pos, Pos::SPACE | Pos::CCONJ)
            || node.pos == Pos::PUNCT && !matches!(&*node.low, "»" | "”" | ")" | "\"")
    };
    // « a appelé à [ce que …] »: the words that only lead on to what is no part of the claim.
    let loose = |at: usize| {
        let node = &tree.nodes[at];
        let leads =
            tree.nodes.get(at + 1).is_some_and(|next| matches!(&*next.low, "que" | "qu'" | "qui" | "dont"));
        matches!(node.pos, Pos::ADP | Pos::SCONJ) && node.head as usize > at || &*node.low == "ce" && leads
    };
    while last > first && (idle_end(last) || loose(last)) {
        last -= 1;
    }
    // « Al-Qaïda », « Abd al-Rahman » that the tokenizer parted are one word.
    let glued = |left: usize| {
        let (a, b) = (&tree.nodes[left], &tree.nodes[left + 1]);
        a.chars.end == b.chars.start && (a.low.ends_with('-') || b.low.starts_with('-') && b.pos != Pos::PRON)
    };
    while last + 1 < tree.len() && glued(last) {
        last += 1;
    }
    while first > 0 && glued(first - 1) {
        first -= 1;
    }
    (first, last)
}

/// `span` within `content`, where it lies there in part; a quotation mark cut off at one end goes at the other.
pub(crate) fn clip(span: CharSpan, content: &[CharSpan]) -> Vec<CharSpan> {
    let parts = content.iter().filter(|part| part.overlaps(span));
    parts
        .map(|part| CharSpan::new(span.start.max(part.start), span.end.min(part.end)))
        .filter(|part| !part.is_empty())
        .collect()
}

/// `a appelé ses partisans à`: without the preposition or conjunction whose words were taken out.
pub(crate) fn without_loose_end(tree: &Tree, mut span: CharSpan) -> CharSpan {
    loop {
        let behind = tree.nodes.partition_point(|node| node.chars.start < span.end);
        let Some(last) = behind.checked_sub(1).filter(|&last| tree.nodes[last].chars.start > span.start)
        else {
            return span;
        };
        let node = &tree.nodes[last];
        let loose = matches!(node.pos, Pos::ADP | Pos::SCONJ | Pos::CCONJ | Pos::PUNCT | Pos::SPACE)
            && !matches!(&*node.low, "»" | "”" | ")" | "\"");
        if !loose {
            return span;
        }
        span.end = tree.nodes[last - 1].chars.end.max(span.start);
    }
}

/// `spans` without what lies in `hole`.
pub(crate) fn cut(spans: Vec<CharSpan>, hole: CharSpan) -> Vec<CharSpan> {
    let mut kept = Vec::new();
    for span in spans {
        if !span.overlaps(hole) {
            kept.push(span);
            continue;
        }
        if span.start < hole.start {
            kept.push(CharSpan::new(span.start, hole.start));
        }
        if hole.end < span.end {
            kept.push(CharSpan::new(hole.end, span.end));
        }
    }
    kept
}
