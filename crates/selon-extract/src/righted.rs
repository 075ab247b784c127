//! Puts the tree right where the pipeline is known to break it, before any rule reads it.
//!
//! The breaks cost whole attributions, and each is told by grammar alone:
//!
//! | the words | the tree as given | the tree as put right |
//! | --- | --- | --- |
//! | `il a nié`, `a-t-il martelé` | a present, an adjective | a participle behind *avoir* |
//! | `« P », a-t-elle ajouté` | the auxiliary hangs on the pronoun | on the participle |
//! | `le ministère a fait savoir que P` | all hangs on the infinitive | on the form of *faire* or *laisser* |
//! | `Washington et ses alliés soupçonnent` | the first of them stands alone | both are the subject |
//! | `a nié avoir vu X et affirmé que P` | `affirmé` goes on with `vu` | with `nié`, whose auxiliary it shares |
//! | `soutient que les prix baissent et menace de partir` | `menace`, a noun, goes on with `baissent` | a verb beside `soutient` |
//! | `reconnaît que l'équipe a mal joué mais assure que P` | `assure` goes on with `joué` | with `reconnaît` |
//! | `la cheffe des urgences décrit « un afflux »` | `décrit`, a participle, belongs to `urgences` | the verb of the clause |
//! | `une thèse que le groupe rejette` | `que` is a conjunction | the object of `rejette` |
//!
//! Look-alikes that stay: `dit avoir écrit et posté la lettre` (a participle that reports nothing goes on with the
//! infinitive), `que les prix baissent et menacent l'emploi` (the number is the content's), `mort et menace de mort`.
//!
//! Cost: one pass, each place looked at over a bounded number of tokens.

use selon_spacy::Pos;

use crate::context::{Context, is_inverted_clitic};
use crate::lexicon::{Frame, Lexicon};
use crate::parse::{Dep, Form, Parse, Tok};

/// How far up the tree the verb that shares its auxiliary is looked for.
const MAX_STEPS: usize = 5;

/// Puts the tree right in place.
pub(crate) fn right_tree(parse: &mut Parse<'_>, lexicon: &Lexicon) {
    let mut changed = false;
    for tok in 1..parse.len() {
        right_participle(parse, lexicon, tok);
        changed |= right_causative(parse, tok) || join_subjects(parse, tok);
        changed |= join_parted_auxiliary(parse, tok)
            || make_verb_behind_conjunction(parse, lexicon, tok)
            || move_participle(parse, lexicon, tok)
            || move_finite(parse, tok)
            || move_reporting(parse, lexicon, tok)
            || make_main_verb(parse, lexicon, tok)
            || make_relative(parse, lexicon, tok);
    }
    if changed {
        parse.rebuild_children();
    }
}

/// `a nié` read as a present, `a-t-il martelé` as an adjective: behind *avoir* it is a participle.
fn right_participle(parse: &mut Parse<'_>, lexicon: &Lexicon, tok: Tok) {
    // « les qualifiant d'absurdes », read as a finite form
    if parse.pos(tok) == Pos::VERB && parse.nodes[tok].form == Form::Finite && parse.low(tok).ends_with("ant")
    {
        parse.nodes[tok].form = Form::PresentParticiple;
    }
    let low = parse.low(tok);
    let ends = ["é", "ée", "és", "ées"].iter().any(|end| low.ends_with(end));
    let have = |t: Tok| parse.pos(t) == Pos::AUX && parse.lemma(t) == "avoir";
    if !ends {
        return;
    }
    let as_finite = parse.pos(tok) == Pos::VERB
        && parse.nodes[tok].form == Form::Finite
        && parse.children(tok).any(|child| child < tok && have(child));
    let clitics = (0..tok).rev().take(3).take_while(|&t| is_inverted_clitic(parse.nodes[t].text)).count();
    let as_adjective = matches!(parse.pos(tok), Pos::ADJ | Pos::NOUN)
        && clitics > 0
        && tok.checked_sub(clitics + 1).is_some_and(have)
        && (lexicon.verbs.contains_key(parse.lemma(tok)) || lexicon.verb_forms.contains_key(low));
    if as_finite || as_adjective {
        parse.nodes[tok].pos = Pos::VERB;
        parse.nodes[tok].form = Form::PastParticiple;
    }
}

/// `Washington et ses alliés soupçonnent`, the first of them left alone: both are the subject.
fn join_subjects(parse: &mut Parse<'_>, tok: Tok) -> bool {
    let verb = parse.head(tok);
    let subject = parse.dep(tok) == Dep::Nsubj && verb > tok && parse.is_verbal(verb);
    let and = parse.children(tok).find(|&cc| subject && cc < tok && parse.low(cc) == "et");
    let Some(first) = and.and_then(|cc| parse.prev(cc)) else { return false };
    let alone = parse.is_root(first)
        && matches!(parse.pos(first), Pos::PROPN | Pos::NOUN)
        && parse.nodes[first].sentence == parse.nodes[tok].sentence
        && parse.nodes[verb].plural;
    if alone {
        (parse.nodes[first].head, parse.nodes[first].dep) = (verb, Dep::Nsubj);
        (parse.nodes[tok].head, parse.nodes[tok].dep) = (first, Dep::Conj);
    }
    alone
}

/// `a fait savoir X`, with all hung on the infinitive: the form of *faire* or *laisser* is the verb of the clause.
fn right_causative(parse: &mut Parse<'_>, tok: Tok) -> bool {
    let make = tok - 1;
    let infinitive = parse.nodes[tok].form == Form::Infinitive
        && matches!(
            parse.low(tok),
            "savoir" | "valoir" | "remarquer" | "observer" | "comprendre" | "entendre" | "connaître"
        );
    let noun =
        parse.pos(tok) == Pos::NOUN && matches!(parse.low(tok), "état" | "part" | "mention" | "allusion");
    let carries =
        matches!(parse.lemma(make), "faire" | "laisser") && parse.is_verbal(make) && parse.head(make) == tok;
    if !(carries && (infinitive || noun)) {
        return false;
    }
    // « Le bilan fait état de huit morts »
    let bare = !parse.has_child(tok, Dep::Aux) && parse.has_child(tok, Dep::Nsubj);
    if bare && parse.nodes[make].form == Form::PastParticiple {
        parse.nodes[make].form = Form::Finite;
        parse.nodes[make].person = 3;
    }
    (parse.nodes[make].head, parse.nodes[make].dep) =
        if parse.is_root(tok) { (make, Dep::Root) } else { (parse.head(tok), parse.dep(tok)) };
    for child in parse.sentence(tok) {
        let moves = matches!(
            parse.dep(child),
            Dep::Aux
                | Dep::AuxPass
                | Dep::Nsubj
                | Dep::NsubjPass
                | Dep::Obj
                | Dep::Ccomp
                | Dep::Punct
                | Dep::OblMod
        );
        if parse.head(child) == tok && child != tok && child != make && moves {
            parse.nodes[child].head = make;
        }
    }
    (parse.nodes[tok].head, parse.nodes[tok].dep) = (make, if noun { Dep::Obj } else { Dep::Xcomp });
    // « a-t-elle fait observer »
    let inverted = make > 1 && is_inverted_clitic(parse.nodes[make - 1].text);
    if inverted && parse.nodes[make].form == Form::Finite {
        let clitics =
            (0..make).rev().take(3).take_while(|&t| is_inverted_clitic(parse.nodes[t].text)).count();
        if make.checked_sub(clitics + 1).is_some_and(|aux| parse.pos(aux) == Pos::AUX) {
            parse.nodes[make].form = Form::PastParticiple;
            join_parted_auxiliary(parse, make);
        }
    }
    true
}

/// `a-t-elle ajouté` whose auxiliary the tree hangs on the pronoun, or whose participle it hangs there.
fn join_parted_auxiliary(parse: &mut Parse<'_>, tok: Tok) -> bool {
    if parse.nodes[tok].form != Form::PastParticiple || !parse.is_verbal(tok) {
        return false;
    }
    let is_clitic = |&at: &Tok| is_inverted_clitic(parse.nodes[at].text);
    let first = (0..tok).rev().take(4).take_while(is_clitic).last();
    let Some((first, aux)) = first.and_then(|first| Some((first, first.checked_sub(1)?))) else {
        return false;
    };
    let parted = parse.pos(aux) == Pos::AUX
        && matches!(parse.lemma(aux), "avoir" | "être")
        && (parse.head(aux) != tok || !matches!(parse.dep(aux), Dep::Aux | Dep::AuxPass));
    if !parted {
        return false;
    }
    // What the auxiliary or the pronoun stood in for as the head of the clause, the participle is.
    let held = parse.head(tok);
    if (aux..tok).contains(&held) {
        let (mut above, mut dep) = (parse.head(held), parse.dep(held));
        if (aux..=tok).contains(&above) && above != held {
            (above, dep) = (parse.head(above), parse.dep(above));
        }
        let is_root = above == held || (aux..=tok).contains(&above);
        (parse.nodes[tok].head, parse.nodes[tok].dep) = if is_root { (tok, Dep::Root) } else { (above, dep) };
    }
    let passive = parse.lemma(aux) == "être" && parse.dep(aux) == Dep::AuxPass;
    parse.nodes[aux].head = tok;
    parse.nodes[aux].dep = if passive { Dep::AuxPass } else { Dep::Aux };
    for clitic in first..tok {
        parse.nodes[clitic].head = tok;
        parse.nodes[clitic].dep = Dep::Nsubj;
    }
    true
}

/// `…, et menace de partir`, `et demande que`: a present form taken for a noun, with no article and what only a verb takes.
fn make_verb_behind_conjunction(parse: &mut Parse<'_>, lexicon: &Lexicon, tok: Tok) -> bool {
    if !matches!(parse.pos(tok), Pos::NOUN | Pos::ADJ)
        || !matches!(parse.low(tok - 1), "et" | "mais" | "puis")
    {
        return false;
    }
    let known = |form: &str| lexicon.verb_forms.contains_key(form);
    if !known(parse.low(tok)) || parse.has_child(tok, Dep::Det) || parse.low(tok).ends_with('s') {
        return false;
    }
    let next =
        |of: Tok| parse.next(of).filter(|&next| parse.nodes[next].sentence == parse.nodes[tok].sentence);
    let Some(mut first) = next(tok) else { return false };
    // « et suggère à son supérieur de régulariser »
    if matches!(parse.low(first), "à" | "au" | "aux")
        && let Some(of) =
            (first + 1..parse.sentence(tok).end.min(first + 6)).find(|&t| matches!(parse.low(t), "de" | "d'"))
    {
        first = of;
    }
    let clause = matches!(parse.low(first), "que" | "qu'" | "si")
        || matches!(parse.low(first), "de" | "d'" | "à")
            && next(first).is_some_and(|verb| {
                parse.nodes[verb].form == Form::Infinitive
                    || matches!(parse.low(verb), "ne" | "se" | "s'" | "«" | "“" | "\"")
                        && next(verb).is_some_and(|verb| {
                            parse.nodes[verb].form == Form::Infinitive || parse.low(verb) == "pas"
                        })
            });
    // « la peur et menace de … » would need a bare noun before.
    let bare_noun = parse.prev(tok - 1).is_some_and(|before| {
        parse.pos(before) == Pos::NOUN
            && !parse.has_child(before, Dep::Det)
            && !parse.has_child(before, Dep::Case)
    });
    if !clause || bare_noun {
        return false;
    }
    let node = &mut parse.nodes[tok];
    node.pos = Pos::VERB;
    node.form = Form::Finite;
    node.person = 3;
    node.plural = node.low.ends_with("ent");
    move_finite(parse, tok);
    true
}

/// `une thèse que le groupe rejette`: `que` taken for a conjunction although the verb behind it has no other object.
fn make_relative(parse: &mut Parse<'_>, lexicon: &Lexicon, tok: Tok) -> bool {
    const LONGEST: usize = 12;
    if !matches!(parse.low(tok), "que" | "qu'") || parse.pos(tok) == Pos::PRON {
        return false;
    }
    let end = parse.sentence(tok).end.min(tok + LONGEST);
    let behind_noun = parse.prev(tok).is_some_and(|noun| parse.pos(noun) == Pos::NOUN);
    let verb = (tok + 1..end).find(|&t| {
        parse.pos(t) == Pos::VERB
            && (matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
                || parse.has_child(t, Dep::Aux))
    });
    let Some(verb) = verb.filter(|_| behind_noun) else { return false };
    let takes = lexicon.verbs.get(parse.lemma(verb)).is_some_and(|cues| {
        cues.iter().any(|cue| !cue.reflexive && cue.takes(Frame::Obj) && cue.takes(Frame::Quote))
    });
    let subject = (tok + 1..verb).any(|t| matches!(parse.pos(t), Pos::NOUN | Pos::PROPN | Pos::PRON));
    let clitic = (tok + 1..verb).any(|t| {
        parse.pos(t) == Pos::PRON && matches!(parse.low(t), "l'" | "le" | "la" | "les" | "se" | "s'" | "en")
    });
    // Nothing that may be its object follows: the sentence ends, or a comma, or an adverbial.
    let alone = parse.next(verb).is_none_or(|next| {
        next >= parse.sentence(tok).end
            || matches!(parse.low(next), "." | "," | ";" | "en" | "depuis" | "avec" | "sans" | "par")
            || parse.pos(next) == Pos::ADV
                && parse.next(next).is_none_or(|after| matches!(parse.low(after), "." | "," | ";"))
    });
    if !(takes && subject && !clitic && alone) || parse.has_child(verb, Dep::Obj) {
        return false;
    }
    let node = &mut parse.nodes[tok];
    (node.pos, node.dep, node.head) = (Pos::PRON, Dep::Obj, verb);
    true
}

/// `a nié avoir vu X et affirmé que P`, `a exhorté X à partir et mis en garde`: a participle behind a conjunction that
/// cannot go on with the infinitive before it, or that reports something itself, shares the main verb's auxiliary.
fn move_participle(parse: &mut Parse<'_>, lexicon: &Lexicon, tok: Tok) -> bool {
    let parted = parse.nodes[tok].form == Form::PastParticiple
        && parse.pos(tok) == Pos::VERB
        && !parse.has_child(tok, Dep::Aux)
        && !parse.has_child(tok, Dep::AuxPass)
        && joins(parse, tok);
    if !parted {
        return false;
    }
    let beside = parse.head(tok);
    // « a condamné les violences et appelé au calme »: a participle that does not agree with the noun is none of it.
    if parse.dep(tok) == Dep::Acl && beside < tok && lexicon.verbs.contains_key(parse.lemma(tok)) {
        let (noun, participle) = (&parse.nodes[beside], &parse.nodes[tok]);
        let agrees = noun.plural == participle.low.ends_with('s');
        let above = noun.head;
        let takes = parse.nodes[above].form == Form::PastParticiple && parse.has_child(above, Dep::Aux);
        if !agrees && noun.dep == Dep::Obj && takes {
            (parse.nodes[tok].head, parse.nodes[tok].dep) = (above, Dep::Conj);
            return true;
        }
    }
    if parse.dep(tok) != Dep::Conj {
        return false;
    }
    let shares = |verb: Tok| parse.has_child(verb, Dep::Aux) || parse.has_child(verb, Dep::AuxPass);
    let perfect = shares(beside);
    if !parse.is_verbal(beside) || perfect && !in_infinitive(parse, beside) {
        return false;
    }
    // What may go on with the perfect infinitive before it does so, unless it reports with a clause of its own.
    let reports = || {
        lexicon.verbs.contains_key(parse.lemma(tok))
            && parse.next(tok).is_some_and(|next| matches!(parse.low(next), "que" | "qu'"))
    };
    if perfect && !reports() || !perfect && parse.nodes[beside].form != Form::Infinitive {
        return false;
    }
    let mut at = beside;
    for _ in 0..MAX_STEPS {
        if !matches!(parse.dep(at), Dep::Xcomp | Dep::Ccomp | Dep::Conj | Dep::OblArg | Dep::Advcl) {
            return false;
        }
        let above = parse.head(at);
        if parse.nodes[above].form == Form::PastParticiple
            && above < tok
            && shares(above)
            && !in_infinitive(parse, above)
            && parse.nodes[above].sentence == parse.nodes[tok].sentence
        {
            parse.nodes[tok].head = above;
            return true;
        }
        at = above;
    }
    false
}

/// A finite verb behind a conjunction, without a subject, that the tree puts beside the verb of a `que` clause although
/// its number is that of the main verb and not of that clause.
fn move_finite(parse: &mut Parse<'_>, tok: Tok) -> bool {
    let number = |verb: Tok| {
        let aux = parse
            .children(verb)
            .find(|&child| child < verb && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop));
        parse.nodes[aux.unwrap_or(verb)].plural
    };
    let finite = |verb: Tok| {
        let aux = parse
            .children(verb)
            .find(|&child| child < verb && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop));
        let form = parse.nodes[aux.unwrap_or(verb)].form;
        matches!(form, Form::Finite | Form::Conditional)
    };
    let own_subject = |verb: Tok| {
        parse
            .children(verb)
            .any(|child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj))
    };
    if !parse.is_verbal(tok)
        || parse.dep(tok) != Dep::Conj
        || !finite(tok)
        || own_subject(tok)
        || parse.nodes[tok].person != 3
        || !joins(parse, tok)
    {
        return false;
    }
    let beside = parse.head(tok);
    if !finite(beside) || number(beside) == number(tok) || !own_subject(beside) {
        return false;
    }
    if !matches!(parse.dep(beside), Dep::Ccomp | Dep::Xcomp) {
        return false;
    }
    let main = parse.head(beside);
    if main < beside && parse.is_verbal(main) && finite(main) && number(main) == number(tok) {
        parse.nodes[tok].head = main;
        return true;
    }
    false
}

/// `reconnaît que l'équipe a mal joué mais assure que P`: a reporting verb with a clause of its own goes on with the
/// reporting verb before it, whose number it has, and not with the verb of that one's clause.
fn move_reporting(parse: &mut Parse<'_>, lexicon: &Lexicon, tok: Tok) -> bool {
    let reports = |parse: &Parse<'_>, verb: Tok| {
        parse.pos(verb) == Pos::VERB
            && lexicon
                .verbs
                .get(parse.lemma(verb))
                .into_iter()
                .flatten()
                .any(|cue| cue.takes(Frame::Que) && cue.ambiguity(Frame::Que) < 2)
    };
    let finite = |parse: &Parse<'_>, verb: Tok| parse.nodes[verb].form == Form::Finite;
    let brings = parse.next(tok).is_some_and(|next| matches!(parse.low(next), "que" | "qu'"));
    if parse.dep(tok) != Dep::Conj
        || !brings
        || !finite(parse, tok)
        || !reports(parse, tok)
        || !joins(parse, tok)
    {
        return false;
    }
    let own = parse.children(tok).any(|child| {
        matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj)
            || parse.dep(child) == Dep::Aux
    });
    let beside = parse.head(tok);
    if own
        || parse.dep(beside) != Dep::Ccomp
        || reports(parse, beside) && parse.nodes[beside].form == Form::Finite
    {
        return false;
    }
    let main = parse.head(beside);
    let same = parse.nodes[main].plural == parse.nodes[tok].plural;
    if main < beside && finite(parse, main) && reports(parse, main) && same {
        parse.nodes[tok].head = main;
        return true;
    }
    false
}

/// `La cheffe des urgences décrit « un afflux »`, `L'élu dénonce P, réclame des analyses`: a present form taken for a
/// participle of the noun before it, with an object that no participle has.
fn make_main_verb(parse: &mut Parse<'_>, lexicon: &Lexicon, tok: Tok) -> bool {
    let low = parse.low(tok);
    let ambiguous = low.ends_with("it");
    let present = ambiguous || low.ends_with('e') && !low.ends_with("ée") || low.ends_with("ent");
    let of_noun = matches!(parse.dep(tok), Dep::Acl | Dep::Amod)
        && parse.head(tok) < tok
        && matches!(parse.pos(parse.head(tok)), Pos::NOUN | Pos::PROPN);
    let verb = parse.pos(tok) == Pos::VERB
        && !matches!(parse.nodes[tok].form, Form::Infinitive | Form::PresentParticiple)
        && parse.nodes[tok].form != Form::Finite;
    if !(present && of_noun && verb) || parse.has_child(tok, Dep::Aux) || parse.has_child(tok, Dep::AuxPass) {
        return false;
    }
    if !lexicon.verbs.contains_key(parse.lemma(tok)) && !lexicon.verb_forms.contains_key(low) {
        return false;
    }
    let sentence = parse.sentence(tok);
    let Some(next) = parse.next(tok).filter(|&next| next < sentence.end) else { return false };
    let object = matches!(parse.pos(next), Pos::DET) && parse.low(next) != "de"
        || matches!(parse.low(next), "que" | "qu'" | "«" | "“" | "\"");
    if !object {
        return false;
    }
    let finite =
        |t: Tok| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional);
    let main = sentence.clone().find(|&t| finite(t) && parse.is_root(t));
    let before = parse.prev(tok).map_or("", |before| parse.low(before)).to_owned();
    match main {
        // The next verb of the same subject.
        Some(main) if main < tok && matches!(before.as_str(), "," | "et" | "mais" | "puis") && !ambiguous => {
            (parse.nodes[tok].head, parse.nodes[tok].dep) = (main, Dep::Conj);
        }
        // The sentence has no other verb.
        None if !sentence.clone().any(finite) && before != "," => {
            let mut top = parse.head(tok);
            while !parse.is_root(top) && matches!(parse.pos(parse.head(top)), Pos::NOUN | Pos::PROPN) {
                top = parse.head(top);
            }
            if !parse.is_root(top) || top > tok {
                return false;
            }
            (parse.nodes[tok].head, parse.nodes[tok].dep) = (tok, Dep::Root);
            (parse.nodes[top].head, parse.nodes[top].dep) = (tok, Dep::Nsubj);
        }
        _ => return false,
    }
    let node = &mut parse.nodes[tok];
    node.form = Form::Finite;
    node.person = 3;
    node.plural = node.low.ends_with("ent");
    true
}

/// A conjunction stands right before the verb group.
fn joins(parse: &Parse<'_>, tok: Tok) -> bool {
    let mut at = tok;
    for _ in 0..4 {
        let Some(before) = parse.prev(at) else { return false };
        if matches!(parse.low(before), "et" | "mais" | "puis" | "ou") {
            return true;
        }
        let passes = matches!(parse.pos(before), Pos::ADV | Pos::AUX)
            || matches!(
                parse.low(before),
                "se" | "s'" | "en" | "y" | "l'" | "le" | "la" | "les" | "n'" | "ne"
            );
        if !passes {
            return false;
        }
        at = before;
    }
    false
}

/// `avoir vu`: the auxiliary is an infinitive.
fn in_infinitive(parse: &Parse<'_>, verb: Tok) -> bool {
    parse.children(verb).any(|child| {
        child < verb
            && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass)
            && parse.nodes[child].form == Form::Infinitive
    })
}

impl Context<'_> {
    /// `a ordonné … et menacé`: the auxiliary of the first verb serves both.
    pub(crate) fn shares_auxiliary(&self, verb: Tok) -> bool {
        let parse = &self.parse;
        let mut at = verb;
        for _ in 0..4 {
            if parse.dep(at) != Dep::Conj {
                return false;
            }
            at = parse.head(at);
            if parse.has_child(at, Dep::Aux) {
                return true;
            }
        }
        false
    }
}
