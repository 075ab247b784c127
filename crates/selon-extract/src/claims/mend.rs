//! Mends what parsers of news get wrong again and again.
//!
//! Present forms that are nouns as well (`contrôle`, `frappe`, `aide`), clitics taken for articles, infinitives hung
//! on the noun before them, auxiliaries cut off by a parenthesis, subjects of which only the second half was
//! found. Each mend looks at a few tokens around one place and fires only where the parse as given is no French: two
//! noun phrases side by side, an article before a verb, a singular subject of a plural verb.

use selon_spacy::Pos;

use crate::claims::lexicon::Lexicon;
use crate::claims::tree::{Dep, Form, Mood, Node};
use crate::mention::fold;

/// Mends the whole parse, in place.
pub(crate) fn mend(nodes: &mut [Node]) {
    mend_articles(nodes);
    mend_inversions(nodes);
    mend_participles(nodes);
    mend_auxiliaries(nodes);
    mend_set_in(nodes);
    mend_verbs(nodes);
    mend_relatives(nodes);
    mend_present_forms(nodes);
    mend_coordinations(nodes);
    mend_infinitives(nodes);
    mend_copulas(nodes);
}

/// Verbs of the lexicon whose present form is written like a noun.
fn known_verb(low: &str) -> Option<String> {
    let infinitive = match low.strip_suffix("ent").or_else(|| low.strip_suffix('e')) {
        Some(stem) => format!("{stem}er"),
        None => return None,
    };
    (!Lexicon::french().verb(&infinitive).is_empty()).then_some(infinitive)
}

/// The children of `of` become those of `to`, where `fits` says so; looks at the tokens around.
fn rehead(nodes: &mut [Node], of: usize, to: usize, fits: impl Fn(&Node) -> bool) {
    let (from, end) = (of.min(to).saturating_sub(40), nodes.len().min(of.max(to) + 40));
    for (at, node) in nodes.iter_mut().enumerate().take(end).skip(from) {
        if node.head as usize == of && at != of && at != to && fits(node) {
            node.head = to as u32;
        }
    }
}

/// `La prise est un sérieux revers`, with the copula hung on the adjective in front of the noun that predicates.
fn mend_copulas(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        let noun = nodes[i].head as usize;
        let before_noun = nodes[i].pos == Pos::ADJ
            && nodes[i].dep == Dep::Amod
            && noun > i
            && noun <= i + 3
            && nodes[noun].pos == Pos::NOUN;
        let copula = |at: usize| nodes[at].head as usize == i && nodes[at].dep == Dep::Cop;
        if before_noun && (i.saturating_sub(6)..i).any(copula) {
            rehead(nodes, i, noun, |node| {
                matches!(node.dep, Dep::Cop | Dep::Nsubj | Dep::NsubjPass | Dep::Det | Dep::Advmod)
            });
        }
    }
}

/// `l’armée a-t-elle bombardé`, with all hung on the pronoun.
fn mend_inversions(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        let verb = nodes[i].head as usize;
        if nodes[i].low.starts_with('-') && nodes[i].pos == Pos::PRON && verb != i {
            rehead(nodes, i, verb, |_| true);
        }
    }
}

/// Participles taken for adjectives or nouns: `ont péri`, `l’ont ravitaillée`, `sont morts`, `armées par`.
fn mend_participles(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        if !matches!(nodes[i].pos, Pos::ADJ | Pos::NOUN) {
            continue;
        }
        let aux = (i.saturating_sub(5)..i).rev().find(|&at| {
            nodes[at].head as usize == i
                && nodes[at].pos == Pos::AUX
                && matches!(nodes[at].dep, Dep::Aux | Dep::Cop | Dep::AuxPass)
        });
        let stem = nodes[i].low.trim_end_matches('s').trim_end_matches('e').to_owned();
        let infinitive = match stem.strip_suffix('é') {
            Some(stem) => format!("{stem}er"),
            None if stem.ends_with('i') => format!("{stem}r"),
            None if stem == "mort" => "mourir".to_owned(),
            None => continue,
        };
        if Lexicon::french().verb(&infinitive).is_empty() {
            continue;
        }
        let by = nodes.get(i + 1).is_some_and(|next| &*next.low == "par");
        let article = matches!(nodes[i - 1].pos, Pos::DET) && nodes[i - 1].head as usize == i;
        match aux {
            Some(aux) if &*nodes[aux].lemma == "avoir" => nodes[aux].dep = Dep::Aux,
            Some(aux) if infinitive == "mourir" => nodes[aux].dep = Dep::Aux,
            // `est blessé`: a state that somebody brought about.
            Some(aux) if by => nodes[aux].dep = Dep::AuxPass,
            None if by && !article => {
                nodes[i].dep = Dep::Acl;
            }
            _ => continue,
        }
        nodes[i].pos = Pos::VERB;
        nodes[i].form = Form::Past;
        nodes[i].lemma = infinitive.into();
        if by
            && let Some(doer) =
                (i + 2..nodes.len().min(i + 6)).find(|&at| matches!(nodes[at].pos, Pos::NOUN | Pos::PROPN))
        {
            (nodes[doer].head, nodes[doer].dep) = (i as u32, Dep::OblAgent);
        }
    }
}

/// `avait, le mois dernier, sanctionné`, with the auxiliary hung on what stands between.
fn mend_auxiliaries(nodes: &mut [Node]) {
    for aux in 0..nodes.len() {
        let noun = nodes[aux].head as usize;
        let cut = nodes[aux].pos == Pos::AUX
            && nodes[aux].form == Form::Finite
            && noun > aux
            && nodes[noun].pos == Pos::NOUN
            && nodes.get(aux + 1).is_some_and(|next| &*next.low == ",");
        if !cut {
            continue;
        }
        let participle = (noun + 1..nodes.len().min(noun + 6))
            .find(|&at| nodes[at].form == Form::Past && nodes[at].pos == Pos::VERB);
        if let Some(participle) = participle.filter(|&at| nodes[at].sentence == nodes[aux].sentence) {
            rehead(nodes, noun, participle, |node| {
                matches!(node.dep, Dep::Nsubj | Dep::NsubjPass | Dep::Aux | Dep::Cop | Dep::AuxPass)
            });
            nodes[aux].dep = Dep::Aux;
        }
    }
}

/// `qui aurait selon lui entreposé des munitions`, with the participle taken for a noun behind the preposition.
fn mend_set_in(nodes: &mut [Node]) {
    for aux in 0..nodes.len() {
        let have = matches!(&*nodes[aux].lemma, "avoir" | "être") && nodes[aux].form == Form::Finite;
        let selon =
            nodes.get(aux + 1).is_some_and(|next| matches!(&*next.low, "selon" | "d'après" | "d’après"));
        if !have || !selon {
            continue;
        }
        let ends = |low: &str| ["é", "ée", "és", "ées"].iter().any(|end| low.ends_with(end));
        let participle = (aux + 3..nodes.len().min(aux + 8))
            .find(|&at| nodes[at].pos == Pos::NOUN && nodes[at].head as usize == aux && ends(&nodes[at].low));
        let Some(participle) = participle else { continue };
        let stem = nodes[participle]
            .low
            .trim_end_matches('s')
            .trim_end_matches('e')
            .trim_end_matches('é')
            .to_owned();
        rehead(nodes, aux, participle, |node| node.dep != Dep::Punct);
        (nodes[participle].head, nodes[participle].dep) = if nodes[aux].head as usize == aux {
            (participle as u32, nodes[aux].dep)
        } else {
            (nodes[aux].head, nodes[aux].dep)
        };
        nodes[participle].pos = Pos::VERB;
        nodes[participle].form = Form::Past;
        nodes[participle].lemma = format!("{stem}er").into();
        nodes[aux].head = participle as u32;
        nodes[aux].dep = Dep::Aux;
        nodes[aux].pos = Pos::AUX;
    }
}

/// `l’organisation contrôle le port`, `l’armée les bombarde`: a noun between two phrases, or behind a phrase and a clitic.
fn mend_present_forms(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        if nodes[i].pos != Pos::NOUN || nodes[i].form != Form::None {
            continue;
        }
        let clitic = matches!(&*nodes[i - 1].low, "les" | "la" | "le" | "l'" | "lui" | "leur").then(|| i - 1);
        let left = clitic.unwrap_or(i);
        let Some(before) = left.checked_sub(1).filter(|&at| nodes[at].line == nodes[i].line) else {
            continue;
        };
        let next = nodes.get(i + 1).filter(|next| next.line == nodes[i].line);
        let phrase_before = matches!(nodes[before].pos, Pos::NOUN | Pos::PROPN | Pos::ADJ | Pos::X)
            && !Lexicon::french().is_no_actor(&fold(&nodes[before].lemma));
        let phrase_behind = next.is_some_and(|next| {
            matches!(next.pos, Pos::DET | Pos::NUM) && !matches!(&*next.low, "de" | "d'")
        });
        let clitic_fits = clitic
            .is_some_and(|at| &*nodes[at].low != "les" || !nodes[i].low.ends_with(['s', 'x']))
            && next.is_none_or(|next| {
                matches!(next.pos, Pos::PUNCT | Pos::ADP | Pos::ADV | Pos::CCONJ)
                    && !matches!(&*next.low, "de" | "d'" | "du" | "des")
            });
        let fits = phrase_before && if clitic.is_some() { clitic_fits } else { phrase_behind };
        if !fits {
            continue;
        }
        let Some(infinitive) = known_verb(&nodes[i].low) else { continue };
        // The phrase before has no preposition and no verb of its own.
        let has_case = |nodes: &[Node], of: usize| {
            (of.saturating_sub(6)..of).any(|at| nodes[at].head as usize == of && nodes[at].dep == Dep::Case)
        };
        let mut subject = None;
        for at in (left.saturating_sub(10)..left).rev() {
            if matches!(nodes[at].pos, Pos::VERB | Pos::AUX | Pos::PUNCT | Pos::SCONJ)
                || nodes[at].line != nodes[i].line
            {
                break;
            }
            if matches!(nodes[at].pos, Pos::NOUN | Pos::PROPN)
                && !has_case(nodes, at)
                && nodes[at].dep != Dep::Flat
            {
                subject = Some(at);
            }
        }
        let Some(subject) = subject else { continue };
        if matches!(nodes[subject].dep, Dep::Nsubj | Dep::NsubjPass) && nodes[subject].head as usize != i {
            continue;
        }
        let (old_head, old_dep) = (nodes[subject].head as usize, nodes[subject].dep);
        if nodes[i].head as usize == subject || old_head == i {
            if nodes[i].head as usize == subject {
                nodes[i].head = if old_head == subject { i as u32 } else { old_head as u32 };
                nodes[i].dep = old_dep;
            }
        } else if nodes[i].head as usize != i {
            continue;
        }
        (nodes[subject].head, nodes[subject].dep) = (i as u32, Dep::Nsubj);
        nodes[i].pos = Pos::VERB;
        nodes[i].form = Form::Finite;
        nodes[i].mood = Mood::Indicative;
        nodes[i].lemma = infinitive.into();
        for at in i + 1..nodes.len().min(i + 12) {
            let mine = nodes[at].head as usize == subject || nodes[at].head as usize == i;
            if mine && matches!(nodes[at].pos, Pos::NOUN | Pos::PROPN) {
                nodes[at].head = i as u32;
                nodes[at].dep = if has_case(nodes, at) { Dep::OblArg } else { Dep::Obj };
            }
        }
        if let Some(clitic) = clitic {
            let indirect = matches!(&*nodes[clitic].low, "lui" | "leur");
            (nodes[clitic].pos, nodes[clitic].head) = (Pos::PRON, i as u32);
            nodes[clitic].dep = if indirect { Dep::Iobj } else { Dep::Obj };
        }
    }
}

/// `qui contrôlent la route`, `que contrôle la milice`: behind a relative pronoun stands a verb.
fn mend_relatives(nodes: &mut [Node]) {
    for i in 2..nodes.len() {
        if !matches!(nodes[i].pos, Pos::NOUN | Pos::ADJ) || nodes[i].form != Form::None {
            continue;
        }
        let pronoun = (i.saturating_sub(3)..i)
            .rev()
            .find(|&at| !matches!(nodes[at].pos, Pos::PRON | Pos::ADV) || nodes[at].low.starts_with("qu"));
        let Some(pronoun) = pronoun.filter(|&at| matches!(&*nodes[at].low, "qui" | "que" | "qu'")) else {
            continue;
        };
        let noun = pronoun - usize::from(pronoun > 0);
        if !matches!(nodes[noun].pos, Pos::NOUN | Pos::PROPN | Pos::ADJ) || nodes[noun].line != nodes[i].line
        {
            continue;
        }
        let relative = nodes[i].dep == Dep::Relcl;
        let infinitive = known_verb(&nodes[i].low)
            .or_else(|| (relative && nodes[i].low.ends_with("ent")).then(|| infinitive_of(&nodes[i].low)));
        let Some(infinitive) = infinitive else { continue };
        nodes[i].pos = Pos::VERB;
        nodes[i].form = Form::Finite;
        nodes[i].mood = Mood::Indicative;
        nodes[i].lemma = infinitive.into();
        let head = nodes[i].head as usize;
        if !relative && head < pronoun {
            nodes[i].dep = Dep::Relcl;
        }
        if &*nodes[pronoun].low == "qui" {
            (nodes[pronoun].head, nodes[pronoun].dep) = (i as u32, Dep::Nsubj);
            continue;
        }
        nodes[pronoun].pos = Pos::PRON;
        (nodes[pronoun].head, nodes[pronoun].dep) = (i as u32, Dep::Obj);
        let subject =
            (i + 1..nodes.len().min(i + 4)).find(|&at| matches!(nodes[at].pos, Pos::NOUN | Pos::PROPN));
        if let Some(subject) =
            subject.filter(|&at| nodes[at].line == nodes[i].line && nodes[at].head as usize != i)
        {
            (nodes[subject].head, nodes[subject].dep) = (i as u32, Dep::Nsubj);
        }
    }
}

/// `la Valdarie et l’Ostranie coopèrent`, with only the second as the subject.
fn mend_coordinations(nodes: &mut [Node]) {
    for second in 2..nodes.len() {
        let verb = nodes[second].head as usize;
        let lone = matches!(nodes[second].dep, Dep::Nsubj)
            && verb > second
            && nodes[verb].plural == Some(true)
            && nodes[verb].form == Form::Finite
            && nodes[second].plural != Some(true);
        if !lone {
            continue;
        }
        let first_word = (second.saturating_sub(4)..second)
            .rev()
            .take_while(|&at| nodes[at].head as usize == second && nodes[at].dep == Dep::Det)
            .last();
        let Some(and) = first_word.unwrap_or(second).checked_sub(1).filter(|&at| &*nodes[at].low == "et")
        else {
            continue;
        };
        let first =
            (and.saturating_sub(6)..and).rev().find(|&at| matches!(nodes[at].pos, Pos::NOUN | Pos::PROPN));
        let Some(first) =
            first.filter(|&at| nodes[at].line == nodes[second].line && nodes[at].head as usize != verb)
        else {
            continue;
        };
        // The verb was taken for the second half of a coordination that the first name heads.
        if nodes[verb].head as usize == first {
            let (head, dep) = (nodes[first].head, nodes[first].dep);
            nodes[verb].head = if head as usize == first { verb as u32 } else { head };
            nodes[verb].dep = dep;
            (nodes[first].head, nodes[first].dep) = (verb as u32, Dep::Nsubj);
            (nodes[second].head, nodes[second].dep) = (first as u32, Dep::Conj);
            (nodes[and].head, nodes[and].dep) = (second as u32, Dep::Cc);
        }
    }
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
    /// Verbs whose object is who shall do it.
    const PERSONAL: &[&str] = &[
        "aider",
        "empêcher",
        "forcer",
        "obliger",
        "contraindre",
        "pousser",
        "inciter",
        "inviter",
        "exhorter",
        "encourager",
        "autoriser",
        "accuser",
        "soupçonner",
        "presser",
        "sommer",
        "charger",
        "appeler",
        "dissuader",
        "convaincre",
        "prier",
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
        let of_person = PERSONAL.contains(&&*nodes[verb].lemma) && matches!(nodes[above].dep, Dep::Obj);
        let to_person = ASKING.contains(&&*nodes[verb].lemma)
            && (above.saturating_sub(5)..above)
                .any(|at| nodes[at].head as usize == above && matches!(&*nodes[at].low, "à" | "au" | "aux"));
        let marked = mark.is_some() || of_person && (i.saturating_sub(4)..i).any(|at| &*nodes[at].low == "à");
        let asked = nodes[i].dep == Dep::Acl && verb < above && marked && (of_person || to_person)
            || nodes[i].dep == Dep::Acl
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
pub(crate) fn infinitive_of(low: &str) -> String {
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
