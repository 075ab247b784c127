//! Voices and evidence: through whom a claim comes, and on what it is said to rest.
//!
//! **Voices.** The article itself, then the sources of the attributions that hold the claim, outermost first.
//!
//! **Evidence.** What the innermost source is: a recording is an intercept, a picture a photo or video, a paper a
//! document, an unnamed person an anonymous source; a state or office that *says* so gives an official
//! statement. Words of the claim count where they present what it tells (`La vidéo daterait du …`).
//!
//! **Look-alikes.** A belief, a question or a proposal of a state is no statement about a fact; a video inside a
//! claim about the video is no evidence of its own.

use selon_text::CharSpan;

use crate::claims::lexicon::Lexicon;
use crate::claims::tree::Tree;
use crate::mention::Mentions;
use crate::record::{Attribution, Evidence, EvidenceKind, SourceKind, Stance, Voice};

/// For each token, the innermost attribution whose content holds it.
pub(crate) fn innermost(tree: &Tree, attributions: &[Attribution]) -> Vec<Option<usize>> {
    let size = |at: usize| attributions[at].content.iter().map(|span| span.len()).sum::<u32>();
    let depth = |at: usize| chain(attributions, Some(at)).len();
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    // The last that is written is the innermost.
    order.sort_by_key(|&at| (std::cmp::Reverse(size(at)), depth(at)));
    let mut found = vec![None; tree.len()];
    for at in order {
        for token in tree.tokens_in(&attributions[at].content) {
            found[token] = Some(at);
        }
    }
    found
}

/// For each token, an attribution that has it in its cue.
pub(crate) fn cues(tree: &Tree, attributions: &[Attribution]) -> Vec<Option<usize>> {
    let mut found = vec![None; tree.len()];
    for (at, attribution) in attributions.iter().enumerate() {
        for token in tree.tokens_in(&attribution.cue) {
            found[token] = Some(at);
        }
    }
    found
}

/// From the outermost to `at`.
fn chain(attributions: &[Attribution], at: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut here = at;
    while let Some(at) = here.filter(|at| *at < attributions.len() && !found.contains(at)) {
        found.push(at);
        here = attributions[at].parent;
    }
    found.reverse();
    found
}

/// The chain of a claim in attribution `at`.
pub(crate) fn voices(
    tree: &Tree,
    mentions: &Mentions,
    attributions: &[Attribution],
    at: Option<usize>,
) -> Vec<Voice> {
    let head = Voice { span: Vec::new(), mention: None, kind: SourceKind::Outlet, attribution: None };
    let links = chain(attributions, at).into_iter().map(|at| {
        let attribution = &attributions[at];
        Voice {
            span: attribution.source.clone(),
            mention: mentions.in_spans(tree, &attribution.source),
            kind: attribution.source_kind,
            attribution: Some(at),
        }
    });
    std::iter::once(head).chain(links).collect()
}

/// What a claim in attribution `at` rests on; `subject` is the head of its subject where the claim is the
/// article's own and hedged.
pub(crate) fn evidence(
    tree: &Tree,
    lexicon: &Lexicon,
    attributions: &[Attribution],
    at: Option<usize>,
    subject: Option<usize>,
) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    let mut add = |kind: EvidenceKind, span: &[CharSpan]| {
        if !found.iter().any(|evidence| evidence.kind == kind) && !span.is_empty() {
            found.push(Evidence { kind, span: span.to_vec() });
        }
    };
    let chain = chain(attributions, at);
    if let Some(&last) = chain.last() {
        let attribution = &attributions[last];
        let words = &attribution.source;
        let noun = first_evidence(tree, lexicon, words);
        match attribution.source_kind {
            SourceKind::Intercept => add(EvidenceKind::Intercept, words),
            SourceKind::Image => add(noun.unwrap_or(EvidenceKind::Photo), words),
            SourceKind::Document => add(noun.unwrap_or(EvidenceKind::Document), words),
            SourceKind::Anonymous => add(EvidenceKind::Anonymous, words),
            SourceKind::State | SourceKind::Official
                if matches!(attribution.stance, Stance::Asserts | Stance::Denies)
                    && says(tree, attribution) =>
            {
                add(EvidenceKind::OfficialStatement, words);
            }
            SourceKind::Group => {
                if let Some(kind) = noun {
                    add(kind, words);
                }
            }
            _ => {}
        }
        // `ont enregistré des échanges … attestant que`: the cue names the recording.
        if let Some(kind) = first_evidence(tree, lexicon, &attribution.cue) {
            add(kind, &attribution.cue);
        }
    }
    if let Some(subject) = subject
        && chain.is_empty()
        && let Some(kind) = lexicon.evidence(&tree.nodes[subject].lemma)
    {
        let (first, last) = crate::mention::phrase::phrase(tree, subject);
        add(kind, &[tree.chars(first, last)]);
    }
    found
}

/// The first word of `spans` that names evidence.
fn first_evidence(tree: &Tree, lexicon: &Lexicon, spans: &[CharSpan]) -> Option<EvidenceKind> {
    spans.iter().find_map(|span| {
        let from = tree.nodes.partition_point(|node| node.chars.end <= span.start);
        let inside = (from..tree.len()).take_while(|&at| tree.nodes[at].chars.start < span.end);
        inside.take(40).find_map(|at| lexicon.evidence(&tree.nodes[at].lemma))
    })
}

/// The cue is one of speech, not of belief, sight or possession.
fn says(tree: &Tree, attribution: &Attribution) -> bool {
    const SILENT: &[&str] = &[
        "persuadé",
        "persuader",
        "convaincu",
        "convaincre",
        "croire",
        "penser",
        "savoir",
        "posséder",
        "détenir",
        "disposer",
        "considérer",
        "conscient",
        "voir",
        "craindre",
        "espérer",
        "enregistrer",
        "juger",
        "soupçonner",
        "estimer",
        "preuve",
    ];
    !attribution.cue.iter().any(|span| {
        let from = tree.nodes.partition_point(|node| node.chars.end <= span.start);
        let mut inside = (from..tree.len()).take_while(|&at| tree.nodes[at].chars.start < span.end).take(20);
        inside.any(|at| SILENT.contains(&&*tree.nodes[at].lemma))
    })
}
