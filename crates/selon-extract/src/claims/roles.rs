//! Roles: who does it, to whom, for whom, where.
//!
//! **What it finds.** The complements of a predicate by their prepositions, and which of them is the patient: the
//! table of events says so for what it knows (`tirer` *sur*, `s’allier` *avec*); the object, or the first
//! complement that the verb asks for, serves else. The passive turns subject and agent round (`a été pris pour
//! cible par`), a relative pronoun brings its noun in, light verbs hand over to their noun (`mener des attaques
//! contre`, `apporter son soutien à`, `subir une attaque de`), and `avoir lieu` to its subject.
//!
//! **Look-alikes.** What only sizes or points is no patient: `renforcer la position de X` is done to X;
//! times are no objects (`a critiqué cette semaine`).

use selon_spacy::Pos;

use crate::claims::clause::{Clause, Kind, is_reflexive, relative_noun};
use crate::claims::lexicon::{Entry, Lexicon, Via};
use crate::claims::nominal::{NominalRoles, nominal_roles};
use crate::claims::tree::{Dep, Form, Tree};
use crate::record::Event;

/// A complement: its preposition (empty for an object) and its head.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'t> {
    pub preposition: &'t str,
    pub head: usize,
    pub dep: Dep,
}

/// What a predicate and its roles are; roles by the heads of their phrases.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Tokens of the predicate.
    pub predicate: Vec<usize>,
    pub lemma: String,
    pub event: Option<Event>,
    pub agent: Option<usize>,
    pub patient: Option<usize>,
    pub recipient: Option<usize>,
    pub place: Option<usize>,
}

/// Nouns by which *être* makes its subject the one who does, or undergoes, what stands behind *de*.
const DOERS: &[&str] = &[
    "acteur",
    "auteur",
    "artisan",
    "instigateur",
    "responsable",
    "complice",
    "coupable",
    "initiateur",
    "cerveau",
];
const SUFFERERS: &[&str] = &["cible", "victime", "objet", "proie"];

/// Prepositions of place.
const WHERE: &[&str] = &[
    "en", "à", "dans", "vers", "sur", "près", "depuis", "sous", "hors", "chez", "autour", "jusque", "jusqu'",
    "de", "via", "devant",
];

/// Complements that make a patient where no entry says which, best first.
const ASKED_FOR: &[&str] = &["contre", "à", "avec", "vers", "pour", "sur", "de"];

/// Reads a clause; `in_time` marks the words of times.
pub(crate) fn read(tree: &Tree, lexicon: &Lexicon, clause: &Clause, in_time: &[bool]) -> Reading {
    let head = clause.head;
    let lemma = &*tree.nodes[head].lemma;
    let mut slots = slots(tree, &[head], in_time);
    for &matrix in &clause.matrix {
        slots.extend(slots_of_matrix(tree, matrix, in_time));
    }
    if let Some(noun) = relative_object(tree, clause) {
        slots.push(Slot { preposition: "", head: noun, dep: Dep::Obj });
    }
    slots.retain(|slot| Some(slot.head) != clause.subject);
    let mut object = object_of(tree, &slots).or_else(|| lost_object(tree, clause, in_time));
    let reflexive = is_reflexive(tree, head) && !clause.passive;
    let attribute = tree.child(head, Dep::Cop).is_some();

    let mut reading = Reading {
        lemma: if reflexive { reflexive_of(lemma) } else { lemma.to_owned() },
        ..Reading::default()
    };
    reading.predicate = verb_group(tree, head, clause);
    reading.place = place_of(tree, &slots).or_else(|| {
        // `ont secouru trente personnes à Brunac`: the place may hang on the object.
        let objects: Vec<usize> =
            slots.iter().filter(|slot| slot.dep == Dep::Obj).map(|slot| slot.head).collect();
        place_of(tree, &self::slots(tree, &objects, in_time)).filter(|&place| tree.ent_type(place) == "LOC")
    });

    if let Some(delegated) = delegate(tree, lexicon, clause, &slots, object, attribute) {
        return Reading {
            predicate: [reading.predicate, vec![delegated.noun]].concat(),
            lemma: delegated.lemma,
            event: delegated.roles.event,
            agent: delegated.roles.agent,
            patient: delegated.roles.patient,
            recipient: None,
            place: reading.place.or(delegated.roles.place),
        };
    }

    let by = agent_of(&slots).or_else(|| {
        // `autorisés à passer [par X]`
        let infinitive = tree.children(head).find(|&child| child > head && tree.is_infinitive(child))?;
        agent_of(&self::slots(tree, &[infinitive], in_time)).filter(|_| clause.passive)
    });
    let (doer, done_to) = if clause.passive { (by, clause.subject) } else { (clause.subject, object) };
    let found = entry(tree, lexicon, lemma, head, reflexive, done_to);
    if let Some((entry, words)) = &found {
        reading.event = entry.event;
        if !entry.words.is_empty() {
            reading.lemma = format!("{} {}", reading.lemma, entry.words.join(" "));
            reading.predicate.extend(words.iter().copied());
            slots.retain(|slot| !words.contains(&slot.head));
            object = object.filter(|object| !words.contains(object));
        }
    }
    let words: &[usize] = found.as_ref().map_or(&[], |(_, words)| words);
    reading.agent = doer.or_else(|| {
        // `pris pour cible de l’aviation`
        let by = |preposition: &str| below(tree, words, preposition, in_time);
        (clause.passive && !words.is_empty()).then(|| by("par").or_else(|| by("de"))).flatten()
    });
    let wanted: &[&str] = found.as_ref().map_or(&["obj"], |(entry, _)| &entry.patient);
    let in_clause = |preposition: &str| {
        let direct = slots.iter().find(|slot| slot.preposition == preposition && tree.is_nominal(slot.head));
        direct.map(|slot| slot.head).or_else(|| {
            let heads: Vec<usize> = slots
                .iter()
                .filter(|slot| slot.dep == Dep::Obj)
                .map(|slot| slot.head)
                .chain(words.iter().copied())
                .collect();
            below(tree, &heads, preposition, in_time)
        })
    };
    for &want in wanted {
        let found = match want {
            "obj" if clause.passive => clause.subject,
            "obj" => object.filter(|object| !words.contains(object)),
            "sub" => clause.subject.filter(|_| !clause.passive),
            "inf" => infinitive_partner(tree, head, in_time),
            "entre" => None,
            preposition => in_clause(preposition),
        };
        if found.is_some() && (found != reading.agent || want == "sub") {
            reading.patient = found;
            break;
        }
    }
    if wanted.contains(&"sub") {
        reading.agent = agent_of(&slots).or(object).filter(|_| reading.patient.is_some());
    }
    let mutual = matches!(reading.event, Some(Event::Agree | Event::Consult | Event::Cooperate));
    if mutual
        && (reading.agent.is_none() || clause.passive)
        && let Some((first, second)) = pair(tree, &slots)
    {
        (reading.agent, reading.patient) = (Some(first), Some(second));
    }
    if reading.patient.is_none() && found.is_none() && !clause.passive {
        let asked = |preposition: &&&str| {
            slots.iter().find(|slot| {
                slot.preposition == **preposition
                    && slot.dep == Dep::OblArg
                    && tree.is_nominal(slot.head)
                    && Some(slot.head) != reading.place
            })
        };
        reading.patient = ASKED_FOR.iter().find_map(|preposition| asked(&preposition)).map(|slot| slot.head);
    }
    // Agents by a name for a deed whose subject only means its doers are left as they are; aspects give way.
    reading.patient = reading.patient.map(|patient| owner(tree, lexicon, patient));
    let other = |head: usize| Some(head) != reading.patient && Some(head) != reading.agent;
    let to = slots.iter().find(|slot| {
        slot.preposition == "à"
            && other(slot.head)
            && (slot.dep == Dep::Iobj || slot.dep == Dep::OblArg)
            && Some(slot.head) != reading.place
    });
    reading.recipient = to.map(|slot| slot.head).or_else(|| {
        let object = object.filter(|_| !clause.passive)?;
        below(tree, &[object], "à", in_time)
            .filter(|&head| other(head) && Some(head) != reading.place && tree.ent_type(head) != "LOC")
    });
    if clause.kind == Kind::Relative
        && reading.place.is_none()
        && tree.children(head).any(|child| &*tree.nodes[child].low == "où")
    {
        reading.place = (tree.nodes[clause.top()].dep == Dep::Relcl).then(|| tree.head(clause.top()));
    }
    reading
}

/// What a light verb or an existential hands over to its noun.
struct Delegated {
    noun: usize,
    lemma: String,
    roles: NominalRoles,
}

fn delegate(
    tree: &Tree,
    lexicon: &Lexicon,
    clause: &Clause,
    slots: &[Slot],
    object: Option<usize>,
    attribute: bool,
) -> Option<Delegated> {
    let lemma = &*tree.nodes[clause.head].lemma;
    let noun_lemma = |noun: usize| tree.nodes[noun].lemma.to_string();
    let nominal =
        |noun: usize| tree.nodes[noun].pos == Pos::NOUN && lexicon.nominal(&tree.nodes[noun].lemma).is_some();
    if attribute {
        let does = DOERS.contains(&lemma);
        if !does && !SUFFERERS.contains(&lemma) {
            return None;
        }
        let noun =
            tree.children(clause.head).find(|&child| tree.preposition(child) == "de" && nominal(child))?;
        let mut roles = nominal_roles(tree, lexicon, noun, &[]);
        if does {
            roles.agent = clause.subject;
        } else {
            (roles.agent, roles.patient) = (roles.agent, clause.subject);
        }
        return Some(Delegated { noun, lemma: noun_lemma(noun), roles });
    }
    if let Some(noun) = clause.subject.filter(|&subject| nominal(subject)) {
        let by_subject =
            lexicon.is_light(lemma, Via::Subject) || clause.passive && lexicon.is_light(lemma, Via::Object);
        if by_subject {
            let mut roles = nominal_roles(tree, lexicon, noun, slots);
            if clause.passive {
                roles.agent = agent_of(slots).or(roles.agent);
            }
            // `cette évasion a eu lieu …` dates what was told before.
            if roles.n_participants() == 0 && tree.has_child_word(noun, &["ce", "cet", "cette", "ces"]) {
                roles.event = None;
            }
            return Some(Delegated { noun, lemma: noun_lemma(noun), roles });
        }
    }
    // `une perquisition a visé le siège`
    if let Some(noun) = clause.subject.filter(|&subject| nominal(subject))
        && !clause.passive
        && matches!(lemma, "viser" | "cibler" | "toucher" | "frapper" | "concerner")
        && let Some(object) = object
    {
        let mut roles = nominal_roles(tree, lexicon, noun, &[]);
        roles.patient = Some(object);
        return Some(Delegated { noun, lemma: noun_lemma(noun), roles });
    }
    let noun =
        object.filter(|&object| nominal(object) || clause.impersonal && nominal(object)).or_else(|| {
            // `procéder à des frappes`, `faire l’objet d’une attaque`
            let preposition =
                |slot: &&Slot| matches!(slot.preposition, "à" | "de" | "dans" | "en") && nominal(slot.head);
            slots
                .iter()
                .find(preposition)
                .map(|slot| slot.head)
                .filter(|_| lexicon.verb(lemma).iter().all(|entry| entry.event.is_none()))
        })?;
    if clause.impersonal && (lexicon.is_light(lemma, Via::Subject) || lemma == "avoir") {
        return Some(Delegated {
            noun,
            lemma: noun_lemma(noun),
            roles: nominal_roles(tree, lexicon, noun, slots),
        });
    }
    if lexicon.is_light(lemma, Via::Undergone) {
        let mut roles = nominal_roles(tree, lexicon, noun, slots);
        let by = agent_of(slots);
        roles.agent = by.or(roles.agent).or(slots
            .iter()
            .find(|slot| slot.preposition == "de" && slot.head != noun)
            .map(|slot| slot.head));
        roles.patient = clause.subject;
        return Some(Delegated { noun, lemma: format!("{lemma} {}", tree.nodes[noun].lemma), roles });
    }
    if lexicon.is_light(lemma, Via::Object) && !clause.passive {
        let mut roles = nominal_roles(tree, lexicon, noun, slots);
        // `des opérations et des attaques contre X`: a complement of the last counts for all.
        if roles.patient.is_none() {
            let others = tree.conjuncts(noun).filter(|&other| nominal(other));
            roles.patient =
                others.filter_map(|other| nominal_roles(tree, lexicon, other, &[]).patient).next();
        }
        // What is supplied is help in kind.
        if roles.event == Some(Event::Support)
            && matches!(lemma, "fournir" | "livrer" | "procurer" | "verser")
        {
            roles.event = Some(Event::Aid);
        }
        // What *de* brings in beside a subject is no second doer.
        if roles.patient.is_none() && roles.agent != clause.subject && roles.agent_by_of {
            roles.patient = roles.agent;
        }
        roles.agent = clause.subject;
        return Some(Delegated { noun, lemma: format!("{lemma} {}", tree.nodes[noun].lemma), roles });
    }
    None
}

/// The complements of `heads`, without times.
pub(crate) fn slots<'t>(tree: &'t Tree, heads: &[usize], in_time: &[bool]) -> Vec<Slot<'t>> {
    let mut found = Vec::new();
    for &head in heads {
        for child in tree.children(head) {
            let node = &tree.nodes[child];
            if node.low.starts_with("-il") || node.low.starts_with("-elle") {
                continue;
            }
            if in_time.get(child) == Some(&true) || tree.is_verb(child) && node.form == Form::Finite {
                continue;
            }
            let clitic = match &*node.low {
                "se" | "s'" | "en" | "dont" | "où" => continue,
                "lui" | "leur" | "y" if child < head => Some("à"),
                "le" | "la" | "les" | "l'" | "nous" | "vous" | "me" | "te"
                    if child < head && node.pos == Pos::PRON =>
                {
                    Some("")
                }
                _ => None,
            };
            let fits = matches!(
                node.dep,
                Dep::Obj
                    | Dep::Iobj
                    | Dep::OblArg
                    | Dep::OblMod
                    | Dep::OblAgent
                    | Dep::Nmod
                    | Dep::Other
                    | Dep::Parataxis
                    | Dep::Xcomp
            );
            if !fits && clitic.is_none() || !tree.is_nominal(child) && clitic.is_none() {
                continue;
            }
            if matches!(node.dep, Dep::Nsubj | Dep::NsubjPass | Dep::ExplSubj) {
                continue;
            }
            let preposition = clitic.unwrap_or_else(|| tree.preposition(child));
            let target = if matches!(&*node.low, "qui" | "que" | "qu'") && node.pos == Pos::PRON {
                relative_noun(tree, child, head)
            } else {
                child
            };
            // Only objects and the like go without a preposition.
            if preposition.is_empty()
                && !matches!(
                    node.dep,
                    Dep::Obj | Dep::Iobj | Dep::Parataxis | Dep::OblArg | Dep::OblMod | Dep::Xcomp
                )
                && clitic.is_none()
            {
                continue;
            }
            let bare = matches!(node.dep, Dep::Iobj | Dep::Xcomp) && preposition.is_empty();
            let dep = if bare { Dep::Obj } else { node.dep };
            found.push(Slot { preposition, head: target, dep });
        }
        // `lors de`, `près de`: an adverb carries the complement.
    }
    found
}

fn slots_of_matrix<'t>(tree: &'t Tree, matrix: usize, in_time: &[bool]) -> Vec<Slot<'t>> {
    let mut found = slots(tree, &[matrix], in_time);
    found.retain(|slot| !slot.preposition.is_empty() || &*tree.nodes[slot.head].low == "les");
    found
}

fn object_of(tree: &Tree, slots: &[Slot]) -> Option<usize> {
    let bare = |dep: Dep| slots.iter().find(move |slot| slot.preposition.is_empty() && slot.dep == dep);
    bare(Dep::Obj)
        .or_else(|| bare(Dep::Parataxis).filter(|slot| tree.nodes[slot.head].pos != Pos::VERB))
        .or_else(|| {
            slots.iter().find(|slot| {
                slot.preposition.is_empty() && matches!(slot.dep, Dep::Iobj | Dep::OblArg | Dep::OblMod)
            })
        })
        .map(|slot| slot.head)
}

/// `les régions que contrôle l’armée`: the noun before `que`.
fn relative_object(tree: &Tree, clause: &Clause) -> Option<usize> {
    let top = clause.top();
    let que = tree.children(clause.head).chain(tree.children(top)).find(|&child| {
        matches!(&*tree.nodes[child].low, "que" | "qu'")
            && child < clause.head
            && tree.nodes[child].pos == Pos::PRON
    })?;
    (clause.kind == Kind::Relative && tree.nodes[top].dep == Dep::Relcl)
        .then(|| relative_noun(tree, que, top))
        .filter(|&noun| noun != que)
}

/// An object that the parser hung elsewhere: the next noun phrase without a preposition behind the verb.
fn lost_object(tree: &Tree, clause: &Clause, in_time: &[bool]) -> Option<usize> {
    let head = clause.head;
    let takes_object =
        Lexicon::french().verb(&tree.nodes[head].lemma).iter().any(|entry| entry.patient.contains(&"obj"));
    if clause.passive || !tree.is_verb(head) || is_reflexive(tree, head) || !takes_object {
        return None;
    }
    let line = tree.nodes[head].line;
    for at in head + 1..tree.len().min(head + 12) {
        let node = &tree.nodes[at];
        if node.line != line
            || node.sentence != tree.nodes[head].sentence
            || matches!(&*node.low, ":" | ";" | "que" | "qu'" | "qui" | "et" | "dont" | "où" | "(")
        {
            return None;
        }
        if node.form == Form::Finite && tree.is_verb(at) && !matches!(&*node.low, "a")
            || node.form == Form::Infinitive
        {
            return None;
        }
        let misplaced = matches!(node.dep, Dep::Nmod | Dep::Fixed | Dep::OblMod | Dep::Other | Dep::Obj);
        let whole = tree.nodes[at].pos == Pos::PROPN || tree.child(at, Dep::Det).is_some();
        if matches!(node.pos, Pos::NOUN | Pos::PROPN)
            && misplaced
            && whole
            && in_time.get(at) != Some(&true)
            && tree.preposition(at).is_empty()
            && Some(at) != clause.subject
            && !(at > 0 && tree.nodes[at - 1].pos == Pos::PROPN)
        {
            return Some(at);
        }
    }
    None
}

/// `par X`.
pub(crate) fn agent_of(slots: &[Slot]) -> Option<usize> {
    let by = slots.iter().find(|slot| slot.dep == Dep::OblAgent);
    by.or_else(|| slots.iter().find(|slot| slot.preposition == "par")).map(|slot| slot.head)
}

/// A complement with `preposition` somewhere below `heads`, not in another clause.
pub(crate) fn below(tree: &Tree, heads: &[usize], preposition: &str, in_time: &[bool]) -> Option<usize> {
    let mut level: Vec<usize> = heads.to_vec();
    for _ in 0..2 {
        let mut next = Vec::new();
        for &head in &level {
            for child in tree.children(head) {
                let node = &tree.nodes[child];
                if !tree.is_nominal(child)
                    || !matches!(node.dep, Dep::Nmod | Dep::OblArg | Dep::OblMod | Dep::Other | Dep::Obj)
                {
                    continue;
                }
                if tree.preposition(child) == preposition && in_time.get(child) != Some(&true) {
                    return Some(child);
                }
                next.push(child);
            }
        }
        level = next;
    }
    None
}

/// `entre A et B`: both, though the parser may have hung B elsewhere.
pub(crate) fn pair(tree: &Tree, slots: &[Slot]) -> Option<(usize, usize)> {
    let slot = slots.iter().find(|slot| slot.preposition == "entre")?;
    Some((slot.head, partner(tree, slot.head)?))
}

/// The second of two behind `entre`.
pub(crate) fn partner(tree: &Tree, first: usize) -> Option<usize> {
    if let Some(member) = tree.conjuncts(first).find(|&member| member > first) {
        return Some(member);
    }
    let line = tree.nodes[first].line;
    let and = (first + 1..tree.len().min(first + 15))
        .find(|&at| &*tree.nodes[at].low == "et" && tree.nodes[at].line == line)?;
    (and + 1..tree.len().min(and + 6))
        .find(|&at| matches!(tree.nodes[at].pos, Pos::NOUN | Pos::PROPN) && tree.nodes[at].line == line)
}

/// Where it happens: a complement of place, one with the name of a place first.
pub(crate) fn place_of(tree: &Tree, slots: &[Slot]) -> Option<usize> {
    let somewhere = |slot: &&Slot| WHERE.contains(&slot.preposition);
    let named = |head: usize| {
        tree.nodes[head].pos == Pos::PROPN && tree.ent_type(head) == "LOC"
            || tree
                .children(head)
                .any(|child| tree.ent_type(child) == "LOC" && tree.preposition(child) == "de")
                && Lexicon::french().names_its_place(&crate::mention::fold(&tree.nodes[head].lemma))
    };
    let by_name = slots.iter().filter(somewhere).find(|slot| slot.preposition != "de" && named(slot.head));
    let by_noun = || {
        slots.iter().filter(somewhere).find(|slot| {
            slot.preposition != "de"
                && Lexicon::french().names_its_place(&crate::mention::fold(&tree.nodes[slot.head].lemma))
        })
    };
    by_name.or_else(by_noun).map(|slot| slot.head)
}

/// `la position de X` gives way to X.
fn owner(tree: &Tree, lexicon: &Lexicon, noun: usize) -> usize {
    if tree.nodes[noun].pos != Pos::NOUN || !lexicon.is_aspect(&tree.nodes[noun].lemma) {
        return noun;
    }
    let of = tree
        .children(noun)
        .find(|&child| tree.nodes[child].dep == Dep::Nmod && tree.preposition(child) == "de");
    of.or_else(|| tree.children(noun).find(|&child| crate::mention::is_possessive(tree, child)))
        .unwrap_or(noun)
}

/// `refuse de partager avec X`: the partner of what is refused.
fn infinitive_partner(tree: &Tree, head: usize, in_time: &[bool]) -> Option<usize> {
    let infinitive =
        tree.children(head).find(|&child| tree.nodes[child].form == Form::Infinitive && child > head)?;
    let slots = slots(tree, &[infinitive], in_time);
    let by =
        |preposition: &str| slots.iter().find(|slot| slot.preposition == preposition).map(|slot| slot.head);
    by("avec").or_else(|| by("à")).or_else(|| by("contre")).or_else(|| by(""))
}

/// The entry for a verb, and the tokens of its further words.
fn entry(
    tree: &Tree,
    lexicon: &Lexicon,
    lemma: &str,
    head: usize,
    reflexive: bool,
    done_to: Option<usize>,
) -> Option<(Entry, Vec<usize>)> {
    lexicon.verb(lemma).iter().find_map(|entry| {
        if entry.reflexive != reflexive
            && (entry.reflexive || lexicon.verb(lemma).iter().any(|other| other.reflexive))
        {
            return None;
        }
        if entry.objects == ["-"] {
            done_to.is_none().then_some(())?;
        } else if !entry.objects.is_empty() {
            let noun = done_to.map(|noun| &tree.nodes[noun])?;
            let named = entry.objects.contains(&"@") && matches!(noun.pos, Pos::PROPN | Pos::PRON);
            (named || entry.objects.contains(&&*noun.lemma)).then_some(())?;
        }
        let words = if entry.words.is_empty() { Vec::new() } else { words_behind(tree, head, &entry.words)? };
        Some((entry.clone(), words))
    })
}

/// `words` stand in a row behind token `head`.
fn words_behind(tree: &Tree, head: usize, words: &[&str]) -> Option<Vec<usize>> {
    let line = tree.nodes[head].line;
    // A long phrase may stand behind the object: `ajouter [les noms de …] sur la liste`.
    let reach = if words.len() >= 3 { 32 } else { 8 };
    (head + 1..tree.len().min(head + reach)).find_map(|start| {
        let found: Vec<usize> = (start..tree.len().min(start + words.len())).collect();
        let fits = found.len() == words.len()
            && found.iter().zip(words).all(|(&at, word)| {
                let node = &tree.nodes[at];
                node.line == line
                    && (&*node.low == *word
                        || &*node.lemma == *word && !matches!(node.pos, Pos::ADP | Pos::DET))
            });
        fits.then_some(found)
    })
}

/// The words of the predicate: matrix, auxiliaries, negation, verb.
fn verb_group(tree: &Tree, head: usize, clause: &Clause) -> Vec<usize> {
    let mut group = clause.matrix.clone();
    group.push(head);
    for word in group.clone() {
        group.extend(tree.children(word).filter(|&child| {
            matches!(tree.nodes[child].dep, Dep::Aux | Dep::AuxPass | Dep::Cop | Dep::Expl)
                || matches!(&*tree.nodes[child].low, "ne" | "n'" | "pas" | "plus" | "jamais" if tree.nodes[child].dep == Dep::Advmod)
        }));
    }
    group.sort_unstable();
    group.dedup();
    group
}

/// The lemma with its reflexive.
fn reflexive_of(lemma: &str) -> String {
    let elides = lemma.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'ê', 'h']);
    if elides { format!("s'{lemma}") } else { format!("se {lemma}") }
}
