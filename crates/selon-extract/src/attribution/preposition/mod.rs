//! Sources behind a preposition: `selon X`, `d'après X`, `pour X, …`, `à en croire X`, `aux yeux de X`.
//!
//! In front of a clause, behind it, set into it, or in a relative (`d'après lequel`). Look-alikes: `selon que`,
//! `selon les règles`, `pour` of purpose, time or benefit (`pour l'instant`, `pour rappel`, `pour les enfants`).

mod relative;
mod scope;

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::attribution::speech::Incise;
use crate::context::{Context, unelided};
use crate::lexicon::{Class, Introducer};
use crate::parse::{Entity, Form, Tok};
use crate::record::SourceKind;

impl Context<'_> {
    /// A draft for every source behind a preposition.
    pub(crate) fn find_prepositions(&self, incises: &[Incise]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut tok = 0;
        while tok < self.parse.len() {
            let low = self.parse.low(tok);
            let first = if self.parse.nodes[tok].text == "A" { "à" } else { low };
            let by_word = |word: &str| self.lexicon.introducers.get(word).into_iter().flatten();
            let elided = by_word(unelided(low))
                .filter(|introducer| introducer.words.len() == 1 && unelided(low) != first);
            let found = by_word(first)
                .chain(elided)
                .filter(|introducer| introducer.ambiguity < 2 || introducer.words[0] == "pour")
                .filter(|introducer| self.stands_at(tok, introducer));
            let longest = found.max_by_key(|introducer| introducer.words.len());
            let earlier = drafts.last().and_then(|draft| draft.source.as_ref()).map(|source| source.run.1);
            let draft = match longest {
                Some(introducer) if low != "comme" => {
                    self.read_preposition(tok, introducer, incises, earlier)
                }
                _ => None,
            };
            let draft = draft.or_else(|| self.read_comme(tok, incises, earlier)).or_else(|| {
                let introducer = longest.filter(|_| low == "comme")?;
                self.read_preposition(tok, introducer, incises, earlier)
            });
            if let Some(draft) = draft {
                tok = draft.cue.last().copied().unwrap_or(tok).max(tok);
                drafts.push(draft);
            }
            tok += 1;
        }
        drafts
    }

    fn stands_at(&self, tok: Tok, introducer: &Introducer) -> bool {
        let end = self.parse.sentence(tok).end;
        let words = &introducer.words;
        tok + words.len() < end + 1
            && words.iter().enumerate().all(|(i, word)| {
                tok + i < end && {
                    let low = self.parse.low(tok + i);
                    low == word
                        || (word == "à" && self.parse.nodes[tok + i].text == "A")
                        || (i + 1 == words.len() && unelided(low) == word)
                        || (i + 1 == words.len() && word == "de" && matches!(low, "du" | "des" | "d'"))
                }
            })
    }

    fn read_preposition(
        &self,
        at: Tok,
        introducer: &Introducer,
        incises: &[Incise],
        earlier: Option<Tok>,
    ) -> Option<Draft> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        let end = at + introducer.words.len();
        if let Some(owner) = (at..end).find(|&t| {
            matches!(parse.low(t), "ses" | "son" | "sa" | "leur" | "leurs" | "l'" | "le" | "la" | "les")
                && introducer.words.len() > 1
        }) {
            let complete = introducer.words.last().is_some_and(|word| {
                !matches!(word.as_str(), "de" | "des" | "du" | "d'" | "par" | "que" | "dans" | "à" | "aux")
            }) && introducer.words[0] != "comme"
                && introducer.words[0] != "ainsi";
            let article = matches!(parse.low(owner), "l'" | "le" | "la" | "les");
            let listens = introducer
                .words
                .iter()
                .any(|word| matches!(word.as_str(), "croire" | "entendre" | "lire" | "écouter"));
            if complete && (!article || listens) {
                return Some(Draft {
                    source: Some(Source { run: (owner, owner), head: owner }),
                    cue: (at..end).filter(|&t| t != owner).collect(),
                    cue_head: None,
                    content: self.clause_around(at, end - 1, incises, earlier)?,
                    stance: introducer.stance,
                    hedged: introducer.hedged,
                    class: Some(Class::Speech),
                    rule: "preposition-possessive",
                });
            }
        }
        // What comes between: « selon, notamment, X ».
        let start = (end..sentence.end).find(|&t| !parse.is_space(t))?;
        if matches!(parse.low(start), "que" | "qu'" | "," | "." | "le" | "la" | "les")
            && matches!(parse.low(start), "que" | "qu'" | "," | ".")
        {
            return None;
        }
        if matches!(parse.low(start), "lequel" | "laquelle" | "lesquels" | "lesquelles")
            || (parse.low(start) == "qui")
        {
            return self.relative_preposition(at, start, introducer);
        }
        let is_pour = introducer.words.len() == 1 && introducer.words[0] == "pour";
        // « X, cité par Y » is set off; « les témoins cités par Y » are Y's.
        let participle =
            introducer.words[0].starts_with("cité") || introducer.words[0].starts_with("rapporté");
        if participle && parse.prev(at).is_none_or(|prev| !self.is_comma(prev) && parse.low(prev) != "(") {
            return None;
        }
        // « qui aurait selon lui entreposé des armes »: nothing hangs on the pronoun, whatever the tree says.
        let is_pronoun =
            |tok: Tok| matches!(parse.low(tok), "lui" | "elle" | "eux" | "elles" | "lui-même" | "elle-même");
        let head = if is_pronoun(start) { start } else { self.object_of(at, start, sentence.end)? };
        let mut source = self.source_at(head);
        if is_pronoun(head) {
            source.run = (head, head);
        }
        source.run.0 = source.run.0.max(start);
        // « D'après sa sœur, M. X aurait été »: what a verb follows is its subject, no apposition.
        let verb_next = parse.next(source.run.1).is_some_and(|next| {
            parse.is_verbal(next) && matches!(parse.nodes[next].form, Form::Finite | Form::Conditional)
                || matches!(parse.low(next), "ne" | "n'" | "se" | "s'")
        });
        if verb_next && let Some(comma) = (source.run.0..source.run.1).rev().find(|&t| self.is_comma(t)) {
            source.run.1 = comma - 1;
        }
        if source.run.1 < source.run.0 {
            return None;
        }
        if !self.is_voice(head, introducer, is_pour) {
            return None;
        }
        let last = source.run.1;
        let cue: Vec<Tok> = (at..end).collect();
        let content = if is_pour {
            self.clause_for_pour(at, last)?
        } else {
            self.clause_around(at, last, incises, earlier)?
        };
        Some(Draft {
            source: Some(source),
            cue,
            cue_head: None,
            content,
            stance: introducer.stance,
            hedged: introducer.hedged,
            class: Some(Class::Speech),
            rule: if is_pour { "preposition-pour" } else { "preposition" },
        })
    }

    /// The head of the noun phrase that begins at `start`.
    fn object_of(&self, at: Tok, start: Tok, end: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let first = (start..end)
            .take(9)
            .find(|&t| self.is_nominal(t) || matches!(parse.low(t), "," | "." | ";" | "que" | "qu'"))?;
        if !self.is_nominal(first) {
            return None;
        }
        let by_tree = parse.head(at);
        if by_tree >= start && by_tree < end && self.is_nominal(by_tree) && by_tree <= first + 4 {
            return Some(by_tree);
        }
        let mut top = first;
        for _ in 0..4 {
            let head = parse.head(top);
            if head == top || head < start || !self.is_nominal(head) || head > first + 4 {
                break;
            }
            top = head;
        }
        Some(top)
    }

    /// Somebody or something that can say it.
    fn is_voice(&self, head: Tok, introducer: &Introducer, is_pour: bool) -> bool {
        let parse = &self.parse;
        let node = &parse.nodes[head];
        if node.pos == Pos::PRON {
            return matches!(
                parse.low(head),
                "lui"
                    | "elle"
                    | "eux"
                    | "elles"
                    | "celui-ci"
                    | "celle-ci"
                    | "ceux-ci"
                    | "certains"
                    | "plusieurs"
                    | "beaucoup"
                    | "d'autres"
                    | "autres"
                    | "ce"
                    | "celui"
                    | "celle"
                    | "ceux"
                    | "aucuns"
                    | "un"
                    | "une"
                    | "tous"
                    | "moi"
                    | "nous"
            ) && !(is_pour && matches!(parse.low(head), "ce" | "moi" | "nous" | "un" | "une"));
        }
        let named = matches!(node.entity, Entity::Person | Entity::Organisation)
            || self.lexicon.state(parse.low(head)).is_some()
            || (node.entity == Entity::Place && node.pos == Pos::PROPN);
        if MANNER.contains(&self.lemma(head))
            || (is_pour && parse.children(head).any(|child| child < head && parse.pos(child) == Pos::NUM))
        {
            return false;
        }
        if is_pour {
            let kind = self.lexicon.source_noun(self.lemma(head));
            return named
                || kind.is_some_and(|noun| {
                    !matches!(
                        noun.singular,
                        SourceKind::Document
                            | SourceKind::Image
                            | SourceKind::Intercept
                            | SourceKind::Unknown
                    )
                });
        }
        if named || node.pos == Pos::PROPN || node.entity != Entity::None {
            return true;
        }
        let lemma = self.lemma(head);
        if self.lexicon.source_noun(lemma).is_some() || self.lexicon.nouns.contains_key(lemma) {
            return true;
        }
        introducer.ambiguity == 0 && !MANNER.contains(&lemma)
    }
}

/// Nouns behind `selon` that name a manner, a measure or a rule, not a voice.
const MANNER: [&str; 42] = [
    "humeur",
    "roman",
    "cas",
    "besoin",
    "moyen",
    "critère",
    "règle",
    "calendrier",
    "principe",
    "modalité",
    "procédure",
    "moment",
    "saison",
    "mode",
    "rythme",
    "ordre",
    "type",
    "taille",
    "âge",
    "région",
    "pays",
    "lieu",
    "circonstance",
    "condition",
    "goût",
    "envie",
    "situation",
    "formule",
    "schéma",
    "ligne",
    "degré",
    "niveau",
    "nature",
    "importance",
    "proportion",
    "méthode",
    "manière",
    "façon",
    "horaire",
    "logique",
    "volonté",
    "choix",
];
