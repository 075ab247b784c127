//! What kind of source it is: from the name, the office that the article gives it, or the noun's entry.
//!
//! A pronoun has the kind of the last fitting source; a noun in no list that speaks is somebody unnamed.

use std::collections::HashMap;

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, is_inverted_clitic};
use crate::parse::{Dep, Entity, Tok};
use crate::record::SourceKind;

impl Context<'_> {
    /// What the article says of each name: an office makes its holder official wherever he is named.
    pub(crate) fn read_offices(&self) -> HashMap<String, SourceKind> {
        const REACH: usize = 16;
        let parse = &self.parse;
        let mut offices = HashMap::new();
        for tok in 0..parse.len() {
            let noun =
                (parse.pos(tok) == Pos::NOUN).then(|| self.lexicon.source_noun(self.lemma(tok))).flatten();
            if noun.is_none_or(|noun| noun.singular != SourceKind::Official)
                || self.is_former(tok)
                || self.heads_association(tok)
            {
                continue;
            }
            let end = parse.sentence(tok).end.min(tok + REACH);
            let mut commas = 0;
            for name in tok + 1..end {
                commas += usize::from(self.is_comma(name));
                if commas > 1
                    || parse.is_verbal(name)
                    || matches!(parse.low(name), "et" | ";" | ":" | "qui" | ")")
                {
                    break;
                }
                // « le porte-parole de X »: X is not the spokesman.
                let owner = parse.has_child(name, Dep::Case)
                    || parse.dep(name) == Dep::Flat && parse.has_child(parse.head(name), Dep::Case);
                if parse.nodes[name].entity == Entity::Person && !owner {
                    offices.insert(parse.low(name).to_owned(), SourceKind::Official);
                    // The rest of a name that the pipeline knows in part: « Luigi Da Costa ».
                    for part in (name + 1..end).take_while(|&part| {
                        parse.pos(part) == Pos::PROPN
                            && parse.nodes[part].text.starts_with(char::is_uppercase)
                    }) {
                        offices.insert(parse.low(part).to_owned(), SourceKind::Official);
                    }
                }
            }
            let head = parse.head(tok);
            if parse.dep(tok) == Dep::Appos && parse.nodes[head].entity == Entity::Person {
                for name in
                    parse.children(head).filter(|&t| parse.nodes[t].entity == Entity::Person).chain([head])
                {
                    offices.insert(parse.low(name).to_owned(), SourceKind::Official);
                }
            }
        }
        offices
    }

    /// The kind of the longest listed phrase of at least two words that begins at `head`.
    pub(crate) fn phrase_kind(&self, head: Tok, last: Tok) -> Option<SourceKind> {
        const LONGEST: usize = 6;
        let parse = &self.parse;
        let text = parse.doc.text();
        (head + 1..=last.min(head + LONGEST)).rev().find_map(|end| {
            let words = text.slice(parse.span(head, end))?;
            let noun = self.lexicon.source_noun(words)?;
            Some(if parse.nodes[head].plural { noun.plural } else { noun.singular })
        })
    }

    /// `le président du club`, `la secrétaire du syndicat`: the head of a private body holds no public office.
    pub(crate) fn heads_association(&self, noun: Tok) -> bool {
        let parse = &self.parse;
        let leads = matches!(
            self.lemma(noun),
            "président"
                | "présidente"
                | "vice-président"
                | "capitaine"
                | "chef"
                | "cheffe"
                | "secrétaire"
                | "directeur"
                | "directrice"
                | "responsable"
                | "trésorier"
                | "patron"
                | "coordinateur"
        );
        leads
            && parse.children(noun).filter(|&child| child > noun && parse.dep(child) == Dep::Nmod).any(
                |body| {
                    let kind = self.lexicon.source_noun(self.lemma(body)).map(|noun| noun.singular);
                    matches!(kind, Some(SourceKind::Organisation | SourceKind::Group))
                        || matches!(
                            self.lemma(body),
                            "jury"
                                | "club"
                                | "comité"
                                | "ligue"
                                | "équipe"
                                | "quartier"
                                | "chantier"
                                | "usine"
                                | "hirondelle"
                        )
                },
            )
    }

    /// `l'ancien porte-parole`, `l'ex-ministre`: the office is over.
    pub(crate) fn is_former(&self, noun: Tok) -> bool {
        let parse = &self.parse;
        let word = |t: Tok| {
            matches!(parse.low(t), "ancien" | "ancienne" | "anciens" | "anciennes" | "ex" | "ex-" | "feu")
        };
        parse.children(noun).any(word)
            || parse.prev(noun).is_some_and(word)
            || parse.low(noun).starts_with("ex-")
    }

    pub(crate) fn source_kinds(
        &self,
        drafts: &[Draft],
        offices: &HashMap<String, SourceKind>,
    ) -> Vec<SourceKind> {
        let mut kinds: Vec<SourceKind> = Vec::new();
        // The last full source of each number and gender, for pronouns.
        let mut last: [Option<SourceKind>; 3] = [None; 3];
        // The last single voice, for `notre interlocuteur`, `la même source`.
        let mut last_voice: Option<SourceKind> = None;
        // How far apart two pronouns of one speaker stand at most, in tokens.
        const CONTINUES: usize = 70;
        // The voice that speaks on: its place, gender and kind.
        let mut going_on: Option<(Tok, usize, SourceKind)> = None;
        for draft in drafts {
            let kind = match &draft.source {
                None => SourceKind::Unknown,
                Some(source) => {
                    let pronoun = self.pronoun(source);
                    if let Some(kind) = last_voice.filter(|_| self.is_last_voice(source)) {
                        kinds.push(kind);
                        continue;
                    }
                    match pronoun {
                        Some(gender) => {
                            // « dit-elle. … poursuit-elle »: who goes on speaking under a pronoun stays.
                            if let Some((at, before, kind)) = going_on
                                && before == gender
                                && source.head > at
                                && source.head - at < CONTINUES
                            {
                                going_on = Some((source.head, gender, kind));
                                kinds.push(kind);
                                continue;
                            }
                            let antecedent = self.name_before(source, gender, offices).or(last[gender]);
                            let kind = antecedent
                                .filter(|&kind| kind != SourceKind::Unknown)
                                .unwrap_or(if gender == 2 { SourceKind::Group } else { SourceKind::Person });
                            going_on = Some((source.head, gender, kind));
                            kind
                        }
                        None => {
                            let kind = self.noun_kind(source, offices);
                            let node = &self.parse.nodes[source.head];
                            let gender = if node.plural { 2 } else { usize::from(node.feminine) };
                            last[gender] = Some(kind);
                            // Somebody named goes on under a pronoun; any other voice ends the run.
                            going_on = (node.entity == Entity::Person
                                && !node.plural
                                && source.run.0 != source.run.1)
                                .then(|| self.title_gender(source))
                                .flatten()
                                .map(|gender| (source.head, gender, kind));
                            if !node.plural
                                && !matches!(
                                    kind,
                                    SourceKind::Document | SourceKind::Image | SourceKind::Unknown
                                )
                            {
                                last_voice = Some(kind);
                            }
                            if node.pos == Pos::PROPN && !node.plural {
                                last[0] = Some(kind);
                                last[1] = Some(kind);
                            }
                            kind
                        }
                    }
                }
            };
            kinds.push(kind);
        }
        kinds
    }

    /// 0 for `M. X`, `le maire X`, 1 for `Mme X`, `la maire X`: what stands in front tells the gender of a name.
    fn title_gender(&self, source: &Source) -> Option<usize> {
        match self.parse.low(source.run.0) {
            "m." | "m" | "monsieur" | "le" => Some(0),
            "mme" | "mme." | "madame" | "mlle" | "la" => Some(1),
            _ => None,
        }
    }

    /// `notre interlocuteur`, `la même source`, `l'intéressée`: who spoke last.
    fn is_last_voice(&self, source: &Source) -> bool {
        let parse = &self.parse;
        let noun = parse.lemma(source.head);
        let same = (source.run.0..=source.run.1).any(|t| matches!(parse.low(t), "même" | "mêmes"));
        if noun == "source" {
            return same;
        }
        matches!(noun, "interlocuteur" | "interlocutrice" | "intéressé" | "intéressée" | "conférencier")
            && !parse.nodes[source.head].plural
            && (source.run.0..source.head)
                .any(|t| matches!(parse.low(t), "le" | "la" | "l'" | "notre" | "ce" | "cet" | "cette"))
    }

    /// 0 masculine, 1 feminine, 2 plural, for a source that is a pronoun or a possessive.
    pub(crate) fn pronoun(&self, source: &Source) -> Option<usize> {
        let parse = &self.parse;
        if source.run.0 != source.run.1 {
            // « ce dernier », « celle-ci » in pieces.
            let words: Vec<&str> =
                (source.run.0..=source.run.1).filter(|&t| !parse.is_space(t)).map(|t| parse.low(t)).collect();
            return match words.as_slice() {
                ["ce", "dernier"] | ["celui", ..] => Some(0),
                ["cette", "dernière"] | ["celle", ..] => Some(1),
                ["ces", "derniers" | "dernières"] | ["ceux" | "celles", ..] => Some(2),
                _ => None,
            };
        }
        let low = parse.low(source.head).trim_start_matches(['-', '‑']).trim_start_matches("t-");
        match low {
            "il" | "lui" | "celui-ci" | "son" | "l'" | "je" | "j'" => Some(0),
            "elle" | "celle-ci" | "sa" => Some(1),
            "ils" | "elles" | "eux" | "leur" | "leurs" | "ceux-ci" | "ceux" | "celles-ci" => Some(2),
            "ses" | "vous" | "qui" => Some(0),
            _ => None,
        }
    }

    /// The kind of the last name or source noun before a pronoun.
    pub(crate) fn name_before(
        &self,
        source: &Source,
        gender: usize,
        offices: &HashMap<String, SourceKind>,
    ) -> Option<SourceKind> {
        const WINDOW: usize = 120;
        let parse = &self.parse;
        let from = source.head.saturating_sub(WINDOW);
        let head = (from..source.head).rev().find(|&t| {
            let node = &parse.nodes[t];
            let fits = if gender == 2 {
                node.plural
            } else {
                !node.plural && (node.feminine == (gender == 1) || node.pos == Pos::PROPN)
            };
            fits && (node.entity == Entity::Person
                || (node.pos == Pos::NOUN
                    && self.lexicon.source_noun(self.lemma(t)).is_some()
                    && parse.dep(t) == Dep::Nsubj))
        })?;
        Some(self.noun_kind(&self.source_at(head), offices))
    }

    /// The kind that the words of a noun phrase tell.
    pub(crate) fn noun_kind(&self, source: &Source, offices: &HashMap<String, SourceKind>) -> SourceKind {
        let parse = &self.parse;
        let (first, last) = source.run;
        let head = source.head;
        let node = &parse.nodes[head];
        let has_person = (first..=last).find(|&t| parse.nodes[t].entity == Entity::Person);
        let phrase = parse
            .doc
            .text()
            .slice(parse.span(first, last))
            .unwrap_or_default()
            .to_lowercase()
            .replace('’', "'");
        // A medium's name has its capital: « l'enquête » is none.
        let capital =
            node.text.starts_with(char::is_uppercase) || node.text.starts_with(|c: char| c.is_ascii_digit());
        if capital && self.lexicon.is_outlet(&phrase) {
            return SourceKind::Outlet;
        }
        if self.is_paper_name(head, last) || is_site(node.text) {
            return SourceKind::Outlet;
        }
        // The pipeline takes many a surname for a place; the office that the article gives it tells.
        if first == last && node.entity == Entity::Place && offices.contains_key(parse.low(head)) {
            return SourceKind::Official;
        }
        // Listed phrases of several words come before their head word: « avocat général », « secrétaire d'État ».
        if let Some(kind) = self.phrase_kind(head, last) {
            return kind;
        }
        if let Some(noun) = (first..=last).find_map(|t| {
            let is_head = t == head
                || (parse.head(t) == head
                    && matches!(parse.dep(t), Dep::Appos | Dep::Nmod | Dep::Amod)
                    && parse.nodes[head].pos == Pos::PROPN
                    && matches!(parse.dep(t), Dep::Appos));
            if is_head { self.lexicon.source_noun(self.lemma(t)).map(|noun| (t, noun)) } else { None }
        }) {
            let (at, entry) = noun;
            let kind = if parse.nodes[at].plural { entry.plural } else { entry.singular };
            // A description beside a name is that person's.
            return match kind {
                SourceKind::Official if self.heads_association(at) => {
                    if has_person.is_some() {
                        SourceKind::Person
                    } else if parse.nodes[at].plural {
                        SourceKind::Group
                    } else {
                        SourceKind::Anonymous
                    }
                }
                SourceKind::Official if self.is_former(at) => {
                    if has_person.is_some() {
                        SourceKind::Person
                    } else {
                        SourceKind::Anonymous
                    }
                }
                SourceKind::Group if has_person.is_some() && !parse.nodes[at].plural => {
                    self.person_kind(first, last, offices)
                }
                SourceKind::Anonymous | SourceKind::Person if has_person.is_some() => {
                    self.person_kind(first, last, offices)
                }
                SourceKind::Anonymous if self.is_known_person(at) => SourceKind::Person,
                other => other,
            };
        }
        if let Some(state) = self.lexicon.state(&phrase).or_else(|| self.lexicon.state(parse.low(head)))
            && !state.is_demonym
        {
            return state.source_kind;
        }
        if (first..=last).any(|t| self.lexicon.is_outlet(parse.low(t)) && parse.nodes[t].pos == Pos::PROPN)
            && has_person.is_none()
        {
            return SourceKind::Outlet;
        }
        if has_person.is_some() && (node.entity == Entity::Person || node.pos == Pos::NOUN) {
            return self.person_kind(first, last, offices);
        }
        match node.entity {
            Entity::Person => self.person_kind(first, last, offices),
            Entity::Organisation => SourceKind::Organisation,
            Entity::Place if parse.low(first) == "les" && node.text.ends_with('s') => SourceKind::Group,
            Entity::Place => SourceKind::State,
            _ if node.pos == Pos::PROPN => {
                if (first..=last).any(|t| offices.contains_key(parse.low(t))) {
                    SourceKind::Official
                } else if is_acronym(node.text) {
                    SourceKind::Organisation
                } else {
                    SourceKind::Person
                }
            }
            // « un des pilotes », « l'un d'eux », « beaucoup de Genevois »
            _ if matches!(parse.low(head), "un" | "une" | "aucun" | "aucune") => SourceKind::Anonymous,
            _ if matches!(
                parse.low(head),
                "beaucoup" | "certains" | "plusieurs" | "nombre" | "d'aucuns" | "aucuns" | "on"
            ) =>
            {
                SourceKind::Group
            }
            _ if node.pos == Pos::PRON => {
                if node.plural {
                    SourceKind::Group
                } else {
                    SourceKind::Unknown
                }
            }
            _ if node.plural => SourceKind::Group,
            _ if is_inverted_clitic(node.text) => SourceKind::Person,
            // A noun that is in no list and speaks is most often somebody unnamed.
            _ if matches!(node.pos, Pos::NOUN | Pos::ADJ | Pos::VERB) => SourceKind::Anonymous,
            _ => SourceKind::Unknown,
        }
    }

    /// A definite description (`la plaignante`, `ce père de quatre enfants`) near somebody who has been named.
    pub(crate) fn is_known_person(&self, head: Tok) -> bool {
        const WINDOW: usize = 90;
        let parse = &self.parse;
        let definite = parse
            .children(head)
            .any(|det| det < head && matches!(parse.low(det), "le" | "la" | "l'" | "ce" | "cet" | "cette"));
        if !definite
            || matches!(self.lemma(head), "source" | "responsable" | "témoin" | "diplomate" | "interlocuteur")
        {
            return false;
        }
        (head.saturating_sub(WINDOW)..head).any(|t| {
            parse.nodes[t].entity == Entity::Person
                && matches!(
                    parse.dep(t),
                    Dep::Nsubj | Dep::NsubjPass | Dep::Appos | Dep::Root | Dep::Nmod | Dep::Conj
                )
        })
    }

    /// `le Courrier des Alpes`, `Radio Tamazgha`: a paper or station by the first word of its name.
    fn is_paper_name(&self, head: Tok, last: Tok) -> bool {
        const FIRST_WORDS: [&str; 20] = [
            "courrier",
            "dépêche",
            "gazette",
            "journal",
            "tribune",
            "écho",
            "échos",
            "nouvelliste",
            "républicain",
            "radio",
            "télé",
            "télévision",
            "éclaireur",
            "messager",
            "quotidien",
            "progrès",
            "indépendant",
            "presse",
            "voix",
            "canal",
        ];
        let parse = &self.parse;
        let sentence_start = parse.sentence(head).start;
        let text = parse.nodes[head].text;
        text.starts_with(char::is_uppercase)
            && FIRST_WORDS.contains(&parse.low(head))
            && head > sentence_start
            && (head + 1..=last).any(|t| parse.nodes[t].text.starts_with(char::is_uppercase))
            && parse.nodes[head].text.chars().any(char::is_lowercase)
    }

    /// `Hervé Aubin, le maire de la commune`: an office in apposition to the name.
    fn office_beside(&self, first: Tok, last: Tok) -> bool {
        let parse = &self.parse;
        (first + 1..last).any(|comma| {
            self.is_comma(comma)
                && parse.nodes[comma - 1].entity == Entity::Person
                && (comma + 1..=last.min(comma + 3)).find(|&t| parse.pos(t) == Pos::NOUN).is_some_and(
                    |noun| {
                        let kind = self.phrase_kind(noun, last).or_else(|| {
                            self.lexicon.source_noun(self.lemma(noun)).map(|entry| entry.singular)
                        });
                        kind == Some(SourceKind::Official)
                            && !self.is_former(noun)
                            && !self.heads_association(noun)
                    },
                )
        })
    }

    /// A named person: official where the text gives an office to the name.
    pub(crate) fn person_kind(
        &self,
        first: Tok,
        last: Tok,
        offices: &HashMap<String, SourceKind>,
    ) -> SourceKind {
        // A first name alone tells nothing: another holder of an office may have the same.
        let parse = &self.parse;
        let person = |t: &Tok| parse.nodes[*t].entity == Entity::Person && !parse.is_space(*t);
        let name: Vec<Tok> = (first..=last).filter(person).collect();
        let telling = if name.len() > 1 { &name[1..] } else { &name[..] };
        let official =
            telling.iter().any(|&t| offices.contains_key(parse.low(t))) || self.office_beside(first, last);
        if official { SourceKind::Official } else { SourceKind::Person }
    }
}

/// `exemple.com`
fn is_site(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, domain)| {
        name.chars().count() > 2
            && (2..=4).contains(&domain.len())
            && domain.chars().all(|c| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
            && name.chars().any(char::is_alphabetic)
    })
}

fn is_acronym(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}
