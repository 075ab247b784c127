//! To whom each mention goes back.

use std::collections::HashMap;

use selon_spacy::Pos;

use crate::claims::lexicon::{Class, Lexicon};
use crate::claims::tree::{Dep, Tree};
use crate::mention::{Features, Mentions, WINDOW, is_possessive, is_this_last, key_of};
use crate::record::{Attribution, MentionKind};

/// How far back, in mentions, a bare description finds its noun.
const SAME_NOUN: usize = 8;

/// What is known of the names seen so far, by their first mention.
#[derive(Default)]
struct Known {
    /// Words of a name or description → first mention.
    by_key: HashMap<String, usize>,
    /// Last word of a person's name → first mention.
    by_surname: HashMap<String, usize>,
    /// Head noun → mentions with it, oldest first.
    by_noun: HashMap<String, Vec<usize>>,
    /// Chains with a name, the last mentioned last; each at most once.
    named: Vec<usize>,
    /// First mention → how often a place, a person, another name.
    labels: HashMap<usize, [u32; 3]>,
}

pub(super) fn resolve(
    tree: &Tree,
    attributions: &[Attribution],
    features: &[Features],
    found: &mut Mentions,
) {
    let mut known = Known::default();
    let speakers = Speakers::of(tree, attributions);
    for at in 0..features.len() {
        // The name in `l’agence Anadolu` was given its referent with the noun.
        let root = match found.list[at].antecedent {
            Some(root) => Some(root),
            None => antecedent(tree, features, found, &known, at),
        };
        found.list[at].antecedent = root.filter(|&root| root != at);
        let root = root.unwrap_or(at);
        remember(tree, features, found, &mut known, at, root);
        if let Some(name) = own_name(tree, features, found, at) {
            found.list[name].antecedent = Some(root);
        }
    }
    // Who says `nous` may be named behind the quotation.
    for (at, mention) in features.iter().enumerate() {
        let low = &*tree.nodes[mention.head].low;
        if mention.kind == MentionKind::Pronoun
            && matches!(low, "je" | "j'" | "nous" | "notre" | "nos" | "mon" | "ma" | "mes" | "me" | "m'")
        {
            let group = matches!(low, "nous" | "notre" | "nos");
            found.list[at].antecedent =
                speaker(tree, attributions, &speakers, found, mention.head, group).filter(|&root| root != at);
        }
    }
}

/// The innermost attribution around each token that may be a first person.
struct Speakers {
    by_token: HashMap<usize, usize>,
}

impl Speakers {
    fn of(tree: &Tree, attributions: &[Attribution]) -> Self {
        let size = |at: usize| attributions[at].content.iter().map(|span| span.len()).sum::<u32>();
        let mut by_token: HashMap<usize, usize> = HashMap::new();
        for (at, attribution) in attributions.iter().enumerate() {
            for token in tree.tokens_in(&attribution.content) {
                if tree.nodes[token].pos == Pos::PRON || tree.nodes[token].pos == Pos::DET {
                    let old = by_token.entry(token).or_insert(at);
                    if size(at) < size(*old) {
                        *old = at;
                    }
                }
            }
        }
        Self { by_token }
    }
}

fn remember(tree: &Tree, features: &[Features], found: &Mentions, known: &mut Known, at: usize, root: usize) {
    let mention = &features[at];
    if mention.kind == MentionKind::Pronoun {
        return;
    }
    if !mention.key.is_empty()
        && (mention.kind == MentionKind::Name || mention.definite || !mention.modifiers.is_empty())
    {
        known.by_key.entry(mention.key.clone()).or_insert(root);
    }
    known.by_noun.entry(mention.noun.clone()).or_default().push(at);
    let has_name = mention.kind == MentionKind::Name || known.labels.contains_key(&root);
    if mention.kind == MentionKind::Name {
        let kind = match found.list[at].label.as_str() {
            "LOC" => 0,
            "PER" => 1,
            _ => 2,
        };
        known.labels.entry(root).or_default()[kind] += 1;
        if kind == 1
            && let Some(last) = mention.key.rsplit(' ').next()
        {
            known.by_surname.entry(last.to_owned()).or_insert(root);
        }
        if let Some(acronym) = acronym_behind(tree, mention.head) {
            known.by_key.entry(acronym).or_insert(root);
        }
    } else if let Some(acronym) = acronym_behind(tree, mention.head) {
        known.by_key.entry(acronym).or_insert(root);
    }
    if has_name {
        if let Some(old) = known.named.iter().rev().take(WINDOW).position(|&named| named == root) {
            let old = known.named.len() - 1 - old;
            known.named.remove(old);
        }
        known.named.push(root);
    }
}

fn antecedent(
    tree: &Tree,
    features: &[Features],
    found: &Mentions,
    known: &Known,
    at: usize,
) -> Option<usize> {
    let mention = &features[at];
    match mention.kind {
        MentionKind::Name => named(found, known, mention, &found.list[at].label),
        MentionKind::Description => description(tree, features, found, known, at),
        MentionKind::Pronoun => {
            let low = &*tree.nodes[mention.head].low;
            match low {
                "je" | "j'" | "nous" | "notre" | "nos" | "mon" | "ma" | "mes" | "me" | "m'" => None,
                "on" | "un" | "une" | "certains" | "celui" | "celle" | "ceux" | "celles" | "d'autres"
                | "y" => None,
                "qui" | "que" | "qu'" | "dont" | "où" | "lequel" | "laquelle" | "lesquels" | "lesquelles"
                | "auquel" | "duquel" | "desquels" => relative(tree, found, mention.head),
                _ => pronoun(tree, features, found, at),
            }
        }
    }
}

/// A name by its words; a person by the last of them.
fn named(found: &Mentions, known: &Known, mention: &Features, label: &str) -> Option<usize> {
    if let Some(&root) = known.by_key.get(&mention.key) {
        return Some(root);
    }
    let person = label == "PER" || !mention.key.contains(' ');
    if person
        && !mention.key.contains(' ')
        && let Some(&root) = known.by_surname.get(&mention.key)
    {
        return Some(root);
    }
    // `Bachar el-Assad` behind `Assad`.
    if label == "PER"
        && let Some((_, last)) = mention.key.rsplit_once(' ')
        && let Some(&root) = known.by_key.get(last)
        && found.list[root].label == "PER"
    {
        return Some(root);
    }
    None
}

/// A description by its noun, or by the last name of the kind that it describes.
fn description(
    tree: &Tree,
    features: &[Features],
    found: &Mentions,
    known: &Known,
    at: usize,
) -> Option<usize> {
    let mention = &features[at];
    // `l’agence Anadolu`, `la ville de Brunac`: the name knows.
    if let Some(name) = own_name(tree, features, found, at)
        && let Some(root) = named(found, known, &features[name], &found.list[name].label)
    {
        return Some(root);
    }
    if own_name(tree, features, found, at).is_some() || !mention.definite {
        return None;
    }
    if !mention.modifiers.is_empty()
        && let Some(&root) = known.by_key.get(&mention.key)
    {
        return Some(root);
    }
    // `X et ses alliés sont les forces qui combattent`: the attribute is the subject.
    if tree.children(mention.head).any(|child| tree.nodes[child].dep == Dep::Cop && tree.is_verb(child))
        && !tree.children(mention.head).any(|child| matches!(&*tree.nodes[child].low, "ne" | "n'"))
        && let Some(subject) = tree.child(mention.head, Dep::Nsubj).filter(|&subject| subject < mention.head)
        && let Some(subject) = found.at(subject)
    {
        return Some(found.root(subject));
    }
    let owned = tree.children(mention.head).any(|child| is_possessive(tree, child));
    if owned {
        return None;
    }
    let same =
        known.by_noun.get(&mention.noun).into_iter().flatten().rev().take(SAME_NOUN).copied().find(|&old| {
            let other = &features[old];
            let fits = mention
                .modifiers
                .iter()
                .all(|modifier| other.modifiers.contains(modifier) || is_pointer(modifier));
            fits && (other.plural == mention.plural || other.plural.is_none() || mention.plural.is_none())
        });
    if let Some(old) = same {
        return Some(found.root(old));
    }
    let lexicon = Lexicon::french();
    let class = lexicon.description(&mention.noun)?;
    // A description that brings words of its own (`le régime de Damas`) names somebody itself.
    let told = mention
        .modifiers
        .iter()
        .filter(|modifier| !lexicon.describes(modifier) && !is_pointer(modifier))
        .count();
    if told > 0 || mention.plural == Some(true) {
        return None;
    }
    let demonstrative =
        tree.children(mention.head).any(|child| matches!(&*tree.nodes[child].low, "ce" | "cet" | "cette"));
    if !demonstrative && class.needs_pointer {
        return None;
    }
    known.named.iter().rev().take(6).copied().find(|&root| {
        let [places, persons, others] = known.labels.get(&root).copied().unwrap_or_default();
        let near = features[at].sentence.saturating_sub(last_sentence(features, found, root, at)) <= 3;
        let parted = own_clause(tree, features, found, root, at);
        let fits = match class.class {
            Class::Person => persons > places + others,
            Class::Place => places > persons + others,
            Class::Group => others > 0 && persons <= others + places || persons == 0 && places == 0,
            Class::State => places > 0 && persons <= places,
        };
        near && fits && !parted
    })
}

/// `le convoi précité`: words that only point back.
fn is_pointer(word: &str) -> bool {
    matches!(
        word,
        "precite"
            | "susmentionne"
            | "dit"
            | "present"
            | "presente"
            | "meme"
            | "dernier"
            | "derniere"
            | "actuel"
            | "actuelle"
    )
}

/// The sentence of the last mention of `root` before `at`, among the last few.
fn last_sentence(features: &[Features], found: &Mentions, root: usize, at: usize) -> u32 {
    (at.saturating_sub(WINDOW)..at)
        .rev()
        .find(|&old| found.root(old) == root)
        .map_or(0, |old| features[old].sentence)
}

/// `root` is named in the very phrase or as another participant of the same verb.
fn own_clause(tree: &Tree, features: &[Features], found: &Mentions, root: usize, at: usize) -> bool {
    let head = features[at].head;
    (at.saturating_sub(WINDOW)..at)
        .rev()
        .take_while(|&old| features[old].sentence == features[at].sentence)
        .any(|old| {
            found.root(old) == root && {
                let other = features[old].head;
                tree.head(other) == tree.head(head) || tree.head(other) == head || tree.head(head) == other
            }
        })
}

/// The name that stands with a noun as its own: `l’agence Anadolu`, `la ville de Brunac`.
fn own_name(tree: &Tree, features: &[Features], found: &Mentions, at: usize) -> Option<usize> {
    let mention = &features[at];
    if mention.kind != MentionKind::Description {
        return None;
    }
    let of_places = Lexicon::french().names_its_place(&mention.noun);
    tree.children(mention.head).filter(|&child| child > mention.head && child <= mention.head + 8).find_map(
        |child| {
            let node = &tree.nodes[child];
            if node.pos != Pos::PROPN {
                return None;
            }
            let preposition = tree.preposition(child);
            let apart = (mention.head..child).any(|between| tree.nodes[between].pos == Pos::PUNCT);
            let fits = match node.dep {
                Dep::Nmod if preposition.is_empty() => !apart,
                Dep::Nmod => of_places && preposition == "de",
                Dep::Appos | Dep::Flat => !apart,
                _ => false,
            };
            fits.then(|| found.at(child)).flatten()
        },
    )
}

/// `État islamique (EI)`: the acronym in brackets right behind a phrase.
fn acronym_behind(tree: &Tree, head: usize) -> Option<String> {
    let (_, last) = crate::mention::phrase::phrase(tree, head);
    let open = (last + 1..tree.len().min(last + 3)).find(|&at| tree.nodes[at].pos != Pos::SPACE)?;
    if &*tree.nodes[open].low != "(" {
        return None;
    }
    let word = if open + 1 < tree.len() { tree.doc.token(open + 1).text() } else { return None };
    let closes = tree.nodes.get(open + 2).is_some_and(|node| &*node.low == ")");
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (closes && (2..=8).contains(&letters) && capitals * 2 > letters).then(|| key_of(word))
}

/// The speaker of the innermost attribution that holds the word.
fn speaker(
    tree: &Tree,
    attributions: &[Attribution],
    speakers: &Speakers,
    found: &Mentions,
    head: usize,
    group: bool,
) -> Option<usize> {
    let innermost = &attributions[*speakers.by_token.get(&head)?];
    let source = found.in_spans(tree, &innermost.source)?;
    if group {
        // A spokesman's `nous` is those he speaks for.
        let source_head = found.heads[source];
        let office = Lexicon::french().speaks_for(&tree.nodes[source_head].lemma);
        let whom = tree
            .children(source_head)
            .find(|&child| tree.nodes[child].dep == Dep::Nmod && tree.preposition(child) == "de" && office);
        if let Some(whom) = whom.and_then(|child| found.at(child)) {
            return Some(found.root(whom));
        }
    }
    Some(found.root(source))
}

/// The noun that a relative clause hangs on.
fn relative(tree: &Tree, found: &Mentions, head: usize) -> Option<usize> {
    let mut verb = tree.head(head);
    for _ in 0..4 {
        if tree.nodes[verb].dep == Dep::Relcl {
            let noun = tree.head(verb);
            return (noun < head).then(|| found.at(noun)).flatten().map(|mention| found.root(mention));
        }
        verb = tree.head(verb);
    }
    // No relative clause in the parse: the noun right before.
    let before = head.checked_sub(1)?;
    let noun = if tree.nodes[before].pos == Pos::PUNCT { before.checked_sub(1)? } else { before };
    found.at(noun).map(|mention| found.root(mention))
}

/// A pronoun or possessive by gender and number among the last mentions.
fn pronoun(tree: &Tree, features: &[Features], found: &Mentions, at: usize) -> Option<usize> {
    let mention = &features[at];
    // `le faire`, `le savoir`: what was said, not whom.
    let verb = tree.head(mention.head);
    let neutral = matches!(
        &*tree.nodes[verb].lemma,
        "faire"
            | "savoir"
            | "dire"
            | "penser"
            | "croire"
            | "être"
            | "pouvoir"
            | "vouloir"
            | "montrer"
            | "rappeler"
            | "indiquer"
            | "confirmer"
    );
    if &*tree.nodes[mention.head].low == "le" && neutral {
        return None;
    }
    let possessive = is_possessive(tree, mention.head);
    let last = is_this_last(tree, mention.head) || tree.nodes[mention.head].low.ends_with("-ci");
    let mut best: Option<(i32, usize)> = None;
    for (distance, old) in (at.saturating_sub(WINDOW)..at).rev().enumerate() {
        let other = &features[old];
        if mention.sentence - other.sentence > 2 {
            break;
        }
        if other.kind == MentionKind::Pronoun && found.list[old].antecedent.is_none() {
            continue;
        }
        let root = found.root(old);
        let plural = features[root].plural.or(other.plural);
        let group = tree.conjuncts(other.head).next().is_some();
        let number = match (mention.plural, plural) {
            (Some(true), Some(false)) => group,
            (Some(false), Some(true)) => false,
            _ => true,
        };
        let gender = match (mention.feminine, features[root].feminine.or(other.feminine)) {
            (Some(a), Some(b)) => a == b || mention.plural == Some(true) && !a,
            _ => true,
        };
        if !number || !gender {
            continue;
        }
        // A participant of the same verb is somebody else; the owner may be its subject.
        let same_verb = tree.head(other.head) == verb;
        if !possessive && same_verb
            || tree.head(mention.head) == other.head
            || tree.head(other.head) == mention.head
        {
            continue;
        }
        if possessive && holds(tree, tree.head(mention.head), other.head) {
            continue;
        }
        // « diffusé à l'aube, il impute »: a moment is nobody.
        if MOMENTS.contains(&other.noun.as_str()) {
            continue;
        }
        let thing = Lexicon::french().is_no_actor(&other.noun);
        let mut score = -(distance as i32) - 4 * (mention.sentence - other.sentence) as i32;
        if last {
            score *= 3;
        } else {
            score += if other.subject { 6 } else { 0 };
            score -= if other.nested { 2 } else { 0 };
            score += if mention.subject && other.subject { 2 } else { 0 };
        }
        score += if other.kind == MentionKind::Name { 2 } else { 0 };
        score -= if thing { 8 } else { 0 };
        if best.is_none_or(|(best, _)| score > best) {
            best = Some((score, root));
        }
    }
    best.filter(|&(score, _)| score > -14 || last).map(|(_, root)| root)
}

/// Nouns of time, folded; no pronoun goes back to one.
const MOMENTS: [&str; 20] = [
    "aube",
    "aurore",
    "matin",
    "matinee",
    "midi",
    "soir",
    "soiree",
    "nuit",
    "minuit",
    "jour",
    "journee",
    "veille",
    "lendemain",
    "semaine",
    "weekend",
    "mois",
    "an",
    "annee",
    "heure",
    "minute",
];

/// `inner` stands in the phrase that `outer` heads.
fn holds(tree: &Tree, outer: usize, inner: usize) -> bool {
    let mut here = inner;
    for _ in 0..6 {
        if here == outer {
            return true;
        }
        here = tree.head(here);
    }
    false
}
