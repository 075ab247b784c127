//! Nominalisations: events that a noun names.
//!
//! **What it finds.** Nouns of `nominalisations.tsv` with at least one participant: `le retrait des forces`,
//! `des frappes contre Brunac`, `un soutien ferme du Pentagone à …`, `un accord entre A et B`, `ses attaques`.
//! `par` brings in who does it and makes *de* the patient; `contre`, `sur`, `à`, `avec` bring in the patient where
//! the table says so; else *de* is as the table says. A possessive stands for who does it, also on the noun above
//! (`sa stratégie de soutien à X`).
//!
//! **Why.** News names more events by nouns than by verbs, headings above all.
//!
//! **Look-alikes.** `la guerre` alone (nobody takes part), `l’opération de Marie` (no such event), dates.

use selon_spacy::Pos;

use crate::claims::lexicon::{Lexicon, Of};
use crate::claims::roles::{Slot, agent_of, pair, place_of, slots};
use crate::claims::tree::{Dep, Tree};
use crate::mention::is_possessive;
use crate::record::Event;

/// The participants of an event noun, by the heads of their phrases.
#[derive(Clone, Debug, Default)]
pub(crate) struct NominalRoles {
    pub event: Option<Event>,
    pub agent: Option<usize>,
    pub patient: Option<usize>,
    pub place: Option<usize>,
    /// The agent was brought in by *de*.
    pub agent_by_of: bool,
}

impl NominalRoles {
    /// How many of agent and patient are there.
    pub fn n_participants(&self) -> usize {
        usize::from(self.agent.is_some()) + usize::from(self.patient.is_some())
    }
}

/// The roles around `noun`; `more` are complements of the verb it stands with.
pub(crate) fn nominal_roles(tree: &Tree, lexicon: &Lexicon, noun: usize, more: &[Slot]) -> NominalRoles {
    let Some(entry) = lexicon.nominal(&tree.nodes[noun].lemma) else { return NominalRoles::default() };
    let mut found = slots(tree, &[noun], &[]);
    found.retain(|slot| slot.head > noun);
    // A complement that hangs on the one before it: `le soutien [des Américains [aux rebelles]]`.
    let inner: Vec<usize> =
        found.iter().chain(more).filter(|slot| slot.head != noun).map(|slot| slot.head).collect();
    for slot in slots(tree, &inner, &[]) {
        if slot.head > noun
            && matches!(slot.preposition, "à" | "contre" | "avec" | "par" | "envers")
            && slot.dep == Dep::Nmod
        {
            found.push(slot);
        }
    }
    found.extend(more.iter().copied().filter(|slot| slot.head != noun));
    let mut roles =
        NominalRoles { event: entry.event, place: place_of(tree, &found), ..NominalRoles::default() };
    if let Some((first, second)) = pair(tree, &found) {
        (roles.agent, roles.patient) = (Some(first), Some(second));
        return roles;
    }
    roles.agent = agent_of(&found);
    let by = |preposition: &str| {
        found
            .iter()
            .find(|slot| slot.preposition == preposition && tree.is_nominal(slot.head))
            .map(|slot| slot.head)
    };
    let wanted = entry
        .patient
        .iter()
        .filter(|preposition| **preposition != "de")
        .find_map(|preposition| by(preposition).filter(|&head| Some(head) != roles.agent));
    roles.patient = wanted;
    // Only what hangs on the noun itself counts for *de*.
    let of = found
        .iter()
        .find(|slot| slot.preposition == "de" && tree.head(slot.head) == noun)
        .map(|slot| slot.head);
    if let Some(of) = of {
        let to_agent = match entry.of {
            // `le retrait du nord du pays`
            Of::Agent => !(entry.patient.contains(&"de") && is_place(tree, of)),
            Of::Patient => false,
            Of::Either => roles.patient.is_some() || !is_bare_place(tree, of),
        };
        if roles.agent.is_none() && to_agent && roles.patient != Some(of) {
            roles.agent = Some(of);
            roles.agent_by_of = true;
        } else if roles.patient.is_none() && roles.agent != Some(of) {
            roles.patient = Some(of);
        }
    }
    if roles.agent.is_none() {
        // `l’incursion russe`
        roles.agent = tree.children(noun).find(|&child| {
            tree.nodes[child].dep == Dep::Amod && lexicon.is_demonym(&tree.nodes[child].lemma)
        });
    }
    if roles.patient.is_none() && entry.patient.contains(&"de") {
        let other = |slot: &&Slot| {
            slot.preposition == "de" && Some(slot.head) != roles.agent && tree.head(slot.head) == noun
        };
        roles.patient = found.iter().find(other).map(|slot| slot.head);
    }
    if roles.event == Some(Event::Support) && is_material(tree, noun) {
        roles.event = Some(Event::Aid);
    }
    if roles.patient.is_none() {
        roles.patient = by("avec").filter(|&head| Some(head) != roles.agent);
    }
    let owner = |noun: usize| tree.children(noun).find(|&child| child < noun && is_possessive(tree, child));
    let above = || {
        let above = tree.head(noun);
        let joined = above < noun
            && tree.nodes[noun].dep == Dep::Nmod
            && tree.nodes[above].pos == Pos::NOUN
            && tree.preposition(noun) == "de";
        joined.then(|| owner(above)).flatten()
    };
    if let Some(owner) = owner(noun).or_else(above) {
        if entry.of == Of::Patient && roles.patient.is_none() {
            roles.patient = Some(owner);
        } else if roles.agent.is_none() {
            roles.agent = Some(owner);
        }
    }
    roles
}

/// `un soutien aérien`, `un appui financier`: help in kind, not in word.
fn is_material(tree: &Tree, noun: usize) -> bool {
    const KINDS: &[&str] = &[
        "aérien",
        "militaire",
        "logistique",
        "financier",
        "matériel",
        "humanitaire",
        "technique",
        "armé",
        "médical",
        "alimentaire",
        "économique",
        "budgétaire",
        "terrestre",
        "naval",
    ];
    tree.children(noun).any(|child| KINDS.contains(&&*tree.nodes[child].lemma))
}

/// The name of a place, or a noun for one.
fn is_place(tree: &Tree, head: usize) -> bool {
    let noun = Lexicon::french().names_its_place(&crate::mention::fold(&tree.nodes[head].lemma));
    noun || is_bare_place(tree, head)
}

/// `de Brunac`: a place without an article, where things are done rather than one that does them.
fn is_bare_place(tree: &Tree, head: usize) -> bool {
    tree.ent_type(head) == "LOC"
        && tree.nodes[head].pos == Pos::PROPN
        && tree.child(head, Dep::Det).is_none()
        && !tree.children(head).any(|child| matches!(&*tree.nodes[child].low, "du" | "des"))
}
