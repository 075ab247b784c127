//! Sides: who fights and who works with whom, who backs a group, whom people serve, who must go, and what was denied.

use selon_extract::Modality;

use super::super::answer::Side;
use super::super::lexicon::Act;
use super::super::party::{Party, PartyKind};
use super::super::words::singular;
use super::super::{Answer, Note, Topic};
use super::Reader;

impl Reader<'_> {
    pub(super) fn sides(&mut self, at: usize) {
        self.relation(at);
        self.service(at);
        self.office(at);
        self.fact(at);
    }

    /// Fighting against working together, between two parties; and who stands behind a group.
    fn relation(&mut self, at: usize) {
        let seen = &self.claims[at];
        let Some(act) = seen.act else { return };
        let side = match act {
            Act::Fight | Act::Punish => Side::No,
            Act::Help | Act::Cooperate | Act::Deal | Act::Let => Side::Yes,
            _ => return,
        };
        if !self.is_said(at) {
            return;
        }
        let side = if seen.is_denied() { side.turned() } else { side };
        // Talks are no pact: only what was concluded is working together.
        let is_talk = act == Act::Deal && !is_concluded(&seen.claim.predicate.lemma);
        let (mut agents, note) = (seen.agents.clone(), Note::Own);
        let (agents, note) = match agents.is_empty() && act == Act::Fight {
            true => self.agents_around(at).map_or((agents, note), |around| (around, Note::AgentAround)),
            false => (std::mem::take(&mut agents), note),
        };
        let seen = &self.claims[at];
        let mut others = if seen.recipients.iter().any(Party::is_actor) && act != Act::Fight {
            seen.recipients.clone()
        } else {
            seen.patients.clone()
        };
        let is_mutual = matches!(act, Act::Cooperate | Act::Deal) || (act == Act::Fight && others.is_empty());
        if is_mutual {
            let among = agents.iter().skip(1).cloned();
            others.extend(among.collect::<Vec<_>>());
        }
        let denied = seen.is_denied();
        let span = seen.claim.predicate.span.clone();
        let mut pairs = Vec::new();
        // A country of no list is a place by its name; where it acts, it acts as a state.
        let is_partner =
            |party: &Party| party.is_actor() || party.kind == PartyKind::Place && act != Act::Fight;
        for agent in agents.iter().filter(|party| party.is_actor() || party.kind == PartyKind::Place).take(4)
        {
            for other in others.iter().filter(|party| is_partner(party)).take(4) {
                if agent.key != other.key {
                    pairs.push((agent.clone(), other.clone()));
                }
            }
        }
        for (agent, other) in pairs {
            // Not to have armed a group is not to fight it: only who backs it is answered.
            let is_only_no_help = denied && act == Act::Help && self.is_contested(at, &other);
            if !is_talk && !is_only_no_help {
                let (a, b) = if agent.key <= other.key { (&agent, &other) } else { (&other, &agent) };
                let question = self.question(at, Topic::Relation, "", vec![a.clone(), b.clone()]);
                self.add(at, question, Answer::Side(side), span.clone(), note);
            }
            // A bargain, and letting somebody pass, are dealings with a group and no support of it.
            if matches!(act, Act::Fight | Act::Punish | Act::Deal | Act::Let) || is_talk {
                continue;
            }
            let mut backed = vec![(other.clone(), agent.clone())];
            if act == Act::Cooperate {
                backed.push((agent, other));
            }
            for (group, backer) in backed {
                if self.is_contested(at, &group) && (!backer.is_group() || !is_mutual) {
                    self.backing(at, group, &backer, !denied, note);
                }
            }
        }
    }

    pub(super) fn backing(&mut self, at: usize, group: Party, backer: &Party, is_so: bool, note: Note) {
        let span = self.claims[at].claim.predicate.span.clone();
        let question = self.question(at, Topic::Backing, "", vec![group]);
        let answer = Answer::Party { key: backer.key.clone(), name: backer.name.clone(), is_so };
        self.add(at, question, answer, span, note);
    }

    /// True for a group that has enemies: everybody may support a charity without anybody disputing it. An
    /// organisation counts where the article tells of its fights, or the claim of its weapons.
    fn is_contested(&self, at: usize, party: &Party) -> bool {
        match party.kind {
            PartyKind::Group => true,
            PartyKind::Organisation => {
                let fights = self.fighters.contains(&party.key);
                fights
                    || self
                        .words_in(self.claims[at].hull)
                        .iter()
                        .any(|word| self.lexicon.is_weapon(&singular(&word.word)))
            }
            _ => false,
        }
    }

    /// `coopérer avec X dans la lutte contre Y`: who coopérates fights. The agents of the clause around.
    fn agents_around(&self, at: usize) -> Option<Vec<Party>> {
        let seen = &self.claims[at];
        let before = selon_text::CharSpan::new(seen.hull.start.saturating_sub(16), seen.hull.start);
        let words = self.words_in(before);
        let last: Vec<_> = words.iter().rev().take(2).map(|word| word.word.as_str()).collect();
        if !last.iter().any(|word| matches!(*word, "dans" | "matiere" | "pour")) {
            return None;
        }
        let around = self.neighbours(at).find(|other| {
            let other = &self.claims[*other];
            other.hull.contains(seen.hull) && other.act == Some(Act::Cooperate) && !other.agents.is_empty()
        })?;
        Some(self.claims[around].agents.clone())
    }

    /// Working for somebody, or being sent by him.
    fn service(&mut self, at: usize) {
        let seen = &self.claims[at];
        let (servant, master, side) = match seen.act {
            Some(Act::Serve) => (seen.claim.agent.as_ref(), seen.patients.first(), !seen.is_denied()),
            Some(Act::Send) => (seen.claim.patient.as_ref(), seen.agents.first(), !seen.is_denied()),
            _ => return,
        };
        let (Some(servant), Some(master)) = (servant, master.filter(|party| party.is_actor())) else {
            return;
        };
        let master = master.clone();
        let words = self.document.words(&servant.span);
        let head = super::words(&words).into_iter().find(|word| {
            !super::super::words::is_small(&word.word) && !word.word.chars().all(|c| c.is_ascii_digit())
        });
        let Some(head) = head else { return };
        let servant =
            Party { key: format!("w:{}", singular(&head.word)), name: words, kind: PartyKind::Thing };
        if !self.is_said(at) {
            return;
        }
        let span = self.claims[at].claim.predicate.span.clone();
        let mut question = self.question(at, Topic::Service, "serve", vec![servant, master]);
        // Words alone are the same people only inside one article.
        question.year.clone_from(&self.document.id);
        let side = if side { Side::Yes } else { Side::No };
        self.add(at, question, Answer::Side(side), span, Note::Own);
    }

    /// `seul le peuple X décide qui sera son président`: nobody else can make him go.
    fn decided_by_people(&mut self, at: usize) {
        let seen = &self.claims[at];
        let lemma = super::fold(&seen.claim.predicate.lemma);
        if !matches!(lemma.as_str(), "decider" | "choisir" | "determiner" | "elire") || seen.is_denied() {
            return;
        }
        let Some(agent) = &seen.claim.agent else { return };
        let words = super::words(&self.document.words(&agent.span));
        let is_people =
            words.iter().any(|word| matches!(word.word.as_str(), "peuple" | "electeurs" | "citoyens"));
        let code =
            words.iter().find_map(|word| self.lexicon.state(&word.word)).map(|(_, code)| code.to_owned());
        let Some(code) = code.filter(|_| is_people) else { return };
        let about = super::words(&self.document.words(&seen.claim.span));
        let office = about.iter().find(|word| {
            matches!(word.word.as_str(), "president" | "dirigeant" | "dirigeants" | "gouvernement" | "chef")
        });
        let Some(office) = office else { return };
        let country = self.lexicon.country(&code).to_owned();
        let name = format!("{} ({country})", office.word);
        let party = Party { key: format!("s:{code}"), name, kind: PartyKind::State };
        let span = seen.claim.predicate.span.clone();
        let question = self.question(at, Topic::Office, "office", vec![party]);
        self.add(at, question, Answer::Side(Side::Yes), span, Note::Own);
    }

    /// Must they go, or may they stay?
    fn office(&mut self, at: usize) {
        self.decided_by_people(at);
        let seen = &self.claims[at];
        let claim = seen.claim;
        let is_wanted = matches!(
            claim.modality,
            Modality::Obliged | Modality::Asked | Modality::Possible | Modality::Intended
        );
        let words = self.document.words(&claim.span);
        let has_stage = {
            let folded = super::fold(&words);
            ["pouvoir", "poste", "fonction", "role", "transition", "place", "presidence", "mandat", "tete"]
                .iter()
                .any(|stage| folded.split(' ').any(|word| word.starts_with(stage)))
        };
        let side = match seen.act {
            Some(Act::StepDown) => Side::No,
            Some(Act::Leave) if seen.origin.is_none() && seen.place.is_none() => Side::No,
            Some(Act::Stay) if has_stage => Side::Yes,
            _ => return,
        };
        if !is_wanted {
            return;
        }
        let side = if seen.is_denied() { side.turned() } else { side };
        // Overthrowing is done to the one who goes.
        let is_passive = seen.act == Some(Act::StepDown) && !seen.patients.is_empty();
        let (parties, role) =
            if is_passive { (&seen.patients, &claim.patient) } else { (&seen.agents, &claim.agent) };
        let Some(party) =
            parties.first().filter(|party| matches!(party.kind, PartyKind::Person | PartyKind::State))
        else {
            return;
        };
        let head =
            role.as_ref().map(|role| super::fold(&self.document.words(&role.span))).unwrap_or_default();
        let is_troops = ["troupe", "force", "soldat", "armee", "militaire", "combattant", "diplomate"]
            .iter()
            .any(|noun| head.contains(noun));
        if is_troops {
            return;
        }
        // The question is about the one in office, whatever party he stands for.
        let name = role.as_ref().map_or_else(|| party.name.clone(), |role| self.document.words(&role.span));
        let party = Party { name, ..party.clone() };
        let span = claim.predicate.span.clone();
        let question = self.question(at, Topic::Office, "office", vec![party]);
        self.add(at, question, Answer::Side(side), span, Note::Own);
    }

    /// The same act of the same parties, affirmed or denied.
    fn fact(&mut self, at: usize) {
        let seen = &self.claims[at];
        if !matches!(seen.claim.modality, Modality::Asserted | Modality::Hedged) {
            return;
        }
        let Some(agent) = seen.agents.first().filter(|party| super::is_named(party)) else { return };
        let other = [&seen.patients, &seen.recipients].into_iter().flatten().next().or(seen.place.as_ref());
        let Some(other) = other.filter(|party| party.key != agent.key) else { return };
        let act = match seen.act {
            Some(Act::Fight | Act::Help | Act::Cooperate | Act::Let | Act::Punish) if other.is_actor() => {
                return;
            }
            Some(Act::Deal | Act::Serve | Act::Count | Act::Date | Act::Stay | Act::Open | Act::Close)
            | None => super::fold(&seen.claim.predicate.lemma),
            Some(act) => act.as_str().to_owned(),
        };
        const EMPTY: &[&str] =
            &["etre", "avoir", "faire", "pouvoir", "devoir", "vouloir", "aller", "dire", "refuser"];
        if EMPTY.contains(&act.as_str()) {
            return;
        }
        let side = if seen.is_denied() { Side::No } else { Side::Yes };
        let about = vec![agent.clone(), other.clone()];
        let span = seen.claim.predicate.span.clone();
        let question = self.question(at, Topic::Fact, &act, about);
        self.add(at, question, Answer::Side(side), span, Note::Own);
    }
}

/// True for what was agreed, as against talked about.
fn is_concluded(lemma: &str) -> bool {
    const TALKS: &[&str] = &[
        "negocier",
        "negociation",
        "discuter",
        "dialoguer",
        "pourparlers",
        "tractation",
        "rencontrer",
        "entretenir",
        "reunir",
        "consulter",
        "recevoir",
        "debattre",
        "marchander",
        "visite",
        "rencontre",
        "contacter",
    ];
    let folded = super::fold(lemma);
    !TALKS.iter().any(|talk| folded.contains(talk))
}
