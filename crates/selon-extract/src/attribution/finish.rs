//! From drafts to attributions: what is the same is one, spans are trimmed, nesting, kind, hedge and source kind follow.

use std::collections::HashMap;

use selon_spacy::Pos;
use selon_text::CharSpan;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, Run, is_inverted_clitic};
use crate::lexicon::Class;
use crate::parse::{Dep, Entity, Form, Tok};
use crate::record::{Attribution, Kind, SourceKind, Stance};

impl Context<'_> {
    /// The attributions that the drafts make, in text order of their contents.
    pub(crate) fn finish(&self, drafts: Vec<Draft>) -> Vec<Attribution> {
        let mut drafts: Vec<Draft> = drafts.into_iter().filter_map(|draft| self.tidy(draft)).collect();
        drafts.sort_by_key(|draft| {
            let first = draft.content.first().copied().unwrap_or((0, 0));
            let start = draft.cue.first().copied().unwrap_or(first.0).min(first.0);
            (start, std::cmp::Reverse(first.1), draft.cue.first().copied())
        });
        let drafts = self.without_twins(drafts);
        let drafts = self.without_own_thoughts(drafts);
        let offices = self.read_offices();
        let kinds = self.source_kinds(&drafts, &offices);
        let mut found: Vec<Attribution> = drafts
            .iter()
            .zip(kinds)
            .map(|(draft, source_kind)| Attribution {
                source: draft.source.iter().map(|source| self.chars(source.run)).collect(),
                cue: self.cue_spans(&draft.cue),
                content: draft.content.iter().map(|&run| self.chars(run)).collect(),
                parent: None,
                kind: self.kind_of(draft),
                stance: self.final_stance(draft),
                hedged: draft.hedged || self.is_hearsay(draft),
                source_kind,
                rule: draft.rule,
            })
            .collect();
        set_parents(&mut found);
        found
    }

    /// A quoted question asks, whatever the verb that brings it.
    fn final_stance(&self, draft: &Draft) -> Stance {
        let Some(&(first, last)) = draft.content.last() else { return draft.stance };
        let asked = self.quotes.at(first).is_some() && self.quotes.at(first) == self.quotes.at(last) && self.parse.next(last).is_some_and(|next| self.parse.low(next) == "?");
        if asked && draft.stance == Stance::Asserts && draft.rule.starts_with("quotation") { Stance::Asks } else { draft.stance }
    }

    fn tidy(&self, mut draft: Draft) -> Option<Draft> {
        draft.content = draft.content.iter().filter_map(|&run| self.trim(run)).collect();
        draft.content = self.without_holes(draft.content, &draft.cue);
        if draft.content.is_empty() {
            return None;
        }
        draft.source = draft.source.and_then(|source| {
            let (first, last) = self.trim_source(source.run)?;
            Some(Source { run: (first, last), head: source.head })
        });
        Some(draft)
    }

    /// The cue is never part of its own content.
    fn without_holes(&self, content: Vec<Run>, cue: &[Tok]) -> Vec<Run> {
        let (Some(&first), Some(&last)) = (cue.first(), cue.last()) else { return content };
        content
            .into_iter()
            .filter(|&(a, z)| !(first <= a && z <= last && cue.iter().any(|&tok| a <= tok && tok <= z)))
            .collect()
    }

    fn trim_source(&self, run: Run) -> Option<Run> {
        let parse = &self.parse;
        let (mut first, mut last) = run;
        while first <= last && (parse.is_space(first) || matches!(parse.nodes[first].text, "," | ":" | "–" | "—" | "-" | "(" | "." | "à" | "par" | "de" | "d'" | "d’" | "chez" | "dans" | "auprès" | "sur")) {
            first += 1;
        }
        while last > first && (parse.is_space(last) || matches!(parse.nodes[last].text, "," | ":" | "–" | "—" | "-" | ";" | ".")) {
            last -= 1;
        }
        // « Mon chef m'avait dit »: the pronoun is the verb's.
        while last > first && matches!(parse.low(last), "m'" | "me" | "t'" | "te" | "se" | "s'" | "n'" | "ne" | "lui" | "leur" | "nous" | "l'" | "y") {
            last -= 1;
        }
        if first > last {
            return None;
        }
        if let Some(quote) = self.quote_opened_by(first) {
            if self.quotes.all[quote].close.is_none_or(|close| close >= last) {
                first += 1;
                if self.quotes.all[quote].close == Some(last) {
                    last -= 1;
                }
            }
        } else if self.quotes.is_mark(parse, first) {
            first += 1;
        }
        if self.quotes.is_mark(parse, last) && self.quote_closed_by(last).is_none_or(|quote| self.quotes.all[quote].open.is_none_or(|open| open < first)) {
            last = last.checked_sub(1)?;
        }
        while last > first && parse.is_space(last) {
            last -= 1;
        }
        (first <= last).then_some((first, last))
    }

    fn cue_spans(&self, cue: &[Tok]) -> Vec<CharSpan> {
        let mut spans: Vec<CharSpan> = Vec::new();
        for &tok in cue {
            let span = self.parse.nodes[tok].chars;
            match spans.last_mut() {
                Some(last) if span.start <= last.end + 1 => last.end = span.end,
                _ => spans.push(span),
            }
        }
        spans
    }

    /// Two drafts on one cue, or with the same content and source, are one; the earlier rule stands.
    fn without_twins(&self, drafts: Vec<Draft>) -> Vec<Draft> {
        let mut kept: Vec<Draft> = Vec::new();
        let mut by_cue: HashMap<Tok, usize> = HashMap::new();
        for draft in drafts {
            let twin = draft.cue_head.and_then(|head| by_cue.get(&head)).copied();
            if let Some(twin) = twin {
                // The longer content wins.
                let size = |draft: &Draft| draft.content.iter().map(|&(a, z)| z - a + 1).sum::<usize>();
                if size(&draft) > size(&kept[twin]) && draft.rule.starts_with("quotation") {
                    kept[twin] = draft;
                }
                continue;
            }
            if kept.iter().rev().take(8).any(|other| other.content == draft.content && (other.source == draft.source || draft.cue.is_empty())) {
                continue;
            }
            if let Some(head) = draft.cue_head {
                by_cue.insert(head, kept.len());
            }
            kept.push(draft);
        }
        kept
    }

    /// What a reported speaker believes himself is part of what he says: `il dit qu'il pense que`.
    fn without_own_thoughts(&self, drafts: Vec<Draft>) -> Vec<Draft> {
        let covers = |outer: &Draft, tok: Tok| outer.content.iter().any(|&(a, z)| a <= tok && tok <= z);
        let gender = |source: &Source| {
            let node = &self.parse.nodes[source.head];
            (node.plural, node.feminine)
        };
        let own: Vec<bool> = drafts
            .iter()
            .enumerate()
            .map(|(number, draft)| {
                let (Some(head), Some(source)) = (draft.cue_head, &draft.source) else { return false };
                let thinks = matches!(draft.class, Some(Class::Belief | Class::Knowledge | Class::Emotion | Class::Evaluation | Class::Perception))
                    || draft.stance == Stance::Intends;
                if !thinks || self.pronoun(source).is_none() || self.is_past(head) {
                    return false;
                }
                let near = drafts[number.saturating_sub(6)..drafts.len().min(number + 4)].iter();
                near.filter(|outer| outer.cue_head != draft.cue_head && covers(outer, head) && !covers(draft, outer.cue_head.unwrap_or(usize::MAX)))
                    .any(|outer| outer.source.as_ref().is_some_and(|other| {
                        let node = &self.parse.nodes[other.head];
                        let human = node.entity == Entity::Person || matches!(node.pos, Pos::PRON | Pos::NOUN);
                        human && !self.lexicon.is_outlet(&node.low) && gender(other) == gender(source)
                    }))
            })
            .collect();
        drafts.into_iter().zip(own).filter(|(_, own)| !own).map(|(draft, _)| draft).collect()
    }

    /// Direct: all in quotation marks; mixed: some; indirect: none. Marks around the attribution as a whole, and
    /// marks around names, do not count.
    fn kind_of(&self, draft: &Draft) -> Kind {
        let outside = draft.cue.first().and_then(|&tok| self.quotes.at(tok));
        let mut quoted = 0usize;
        let mut plain = 0usize;
        for &(first, last) in &draft.content {
            for tok in first..=last {
                if self.parse.is_space(tok) || self.parse.pos(tok) == Pos::PUNCT || self.quotes.is_mark(&self.parse, tok) {
                    continue;
                }
                match self.quotes.at(tok) {
                    Some(quote) if Some(quote) != outside && !self.is_name_quote(quote) && !self.encloses_cue(quote, draft) => quoted += 1,
                    _ => plain += 1,
                }
            }
        }
        match (quoted, plain) {
            (0, _) => Kind::Indirect,
            (_, 0) => Kind::Direct,
            _ => Kind::Mixed,
        }
    }

    /// The quotation holds the cue too, in words of the same speaker.
    fn encloses_cue(&self, quote: usize, draft: &Draft) -> bool {
        let inner = &self.quotes.all[quote].inner;
        let encloses = |tok: Tok| inner.contains(&tok);
        let set_in = draft.rule == "quotation-cue-behind";
        !set_in && !draft.cue.is_empty() && draft.cue.iter().all(|&tok| encloses(tok))
    }

    /// Marks around a name or a title: few words, no verb, a capital.
    fn is_name_quote(&self, quote: usize) -> bool {
        let inner = self.quotes.all[quote].inner.clone();
        let words: Vec<Tok> = inner.filter(|&tok| !self.parse.is_space(tok) && self.parse.pos(tok) != Pos::PUNCT).collect();
        if words.len() <= 3 && !words.iter().any(|&tok| self.parse.is_verbal(tok)) && self.is_repeated_quote(quote) {
            return true;
        }
        let capital = words.first().is_some_and(|&tok| self.parse.nodes[tok].text.starts_with(char::is_uppercase));
        capital && words.len() <= 5 && !words.iter().any(|&tok| self.parse.is_verbal(tok)) && words.iter().any(|&tok| self.parse.pos(tok) == Pos::PROPN)
    }

    /// The same words stand in quotation marks elsewhere in the article: a set name, « gilets jaunes ».
    fn is_repeated_quote(&self, quote: usize) -> bool {
        let words = |quote: usize| self.quotes.span(&self.parse, quote).and_then(|span| self.parse.doc.text().slice(span));
        let own = words(quote);
        (0..self.quotes.all.len()).any(|other| other != quote && self.quotes.all[other].inner.len() <= 4 && words(other) == own)
    }

    /// The conditional of hearsay in the content's own clause.
    fn is_hearsay(&self, draft: &Draft) -> bool {
        let past = draft.cue_head.is_some_and(|head| self.parse.is_verbal(head) && self.is_past(head));
        if draft.rule.starts_with("quotation") || matches!(draft.stance, Stance::Intends | Stance::Asks | Stance::Orders) {
            return false;
        }
        for &(first, last) in &draft.content {
            for tok in first..=last {
                if self.parse.nodes[tok].form != Form::Conditional || self.quotes.at(tok) != self.quotes.at(first) && self.quotes.at(tok).is_some() {
                    continue;
                }
                let verb = if matches!(self.parse.dep(tok), Dep::Aux | Dep::AuxPass | Dep::Cop) { self.parse.head(tok) } else { tok };
                if matches!(self.lemma(verb), "pouvoir" | "devoir" | "falloir" | "vouloir" | "aimer" | "souhaiter") || self.is_if_frame(verb) || self.parse.nodes[tok].person == 1 {
                    continue;
                }
                let perfect = self.parse.dep(tok) == Dep::Aux && self.parse.nodes[verb].form == Form::PastParticiple;
                // Behind a past cue a bare conditional is the future of the past.
                if perfect || !past && draft.class != Some(Class::Belief) && draft.rule != "preposition-relative" {
                    // A clause of another voice inside answers for its own verbs.
                    return true;
                }
            }
        }
        self.has_presumption(draft)
    }

    /// `présumé`, `prétendument` in the content.
    fn has_presumption(&self, draft: &Draft) -> bool {
        let words = &self.lexicon.hedges;
        draft.content.iter().any(|&(first, last)| {
            (first..=last).any(|tok| {
                words.iter().any(|(words, hedged)| {
                    *hedged && words.len() == 1 && (self.parse.low(tok) == words[0] || self.parse.lemma(tok) == words[0]) && false
                })
            })
        })
    }

    /// What the article says of each name: an office makes its holder official wherever he is named.
    fn read_offices(&self) -> HashMap<String, SourceKind> {
        const REACH: usize = 16;
        let parse = &self.parse;
        let mut offices = HashMap::new();
        for tok in 0..parse.len() {
            let noun = (parse.pos(tok) == Pos::NOUN).then(|| self.lexicon.source_noun(self.lemma(tok))).flatten();
            if noun.is_none_or(|noun| noun.singular != SourceKind::Official) || self.is_former(tok) || self.heads_association(tok) {
                continue;
            }
            let end = parse.sentence(tok).end.min(tok + REACH);
            let mut commas = 0;
            for name in tok + 1..end {
                commas += usize::from(self.is_comma(name));
                if commas > 1 || parse.is_verbal(name) || matches!(parse.low(name), "et" | ";" | ":" | "qui" | ")") {
                    break;
                }
                // « le porte-parole de X »: X is not the spokesman.
                let owner = parse.has_child(name, Dep::Case) || parse.dep(name) == Dep::Flat && parse.has_child(parse.head(name), Dep::Case);
                if parse.nodes[name].entity == Entity::Person && !owner {
                    offices.insert(parse.low(name).to_owned(), SourceKind::Official);
                }
            }
            let head = parse.head(tok);
            if parse.dep(tok) == Dep::Appos && parse.nodes[head].entity == Entity::Person {
                for name in parse.children(head).filter(|&t| parse.nodes[t].entity == Entity::Person).chain([head]) {
                    offices.insert(parse.low(name).to_owned(), SourceKind::Official);
                }
            }
        }
        offices
    }

    /// The kind of the longest listed phrase of at least two words that begins at `head`.
    fn phrase_kind(&self, head: Tok, last: Tok) -> Option<SourceKind> {
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
    fn heads_association(&self, noun: Tok) -> bool {
        let parse = &self.parse;
        let leads = matches!(
            self.lemma(noun),
            "président" | "présidente" | "vice-président" | "capitaine" | "chef" | "cheffe" | "secrétaire" | "directeur" | "directrice" | "responsable" | "trésorier" | "patron" | "coordinateur"
        );
        leads
            && parse.children(noun).filter(|&child| child > noun && parse.dep(child) == Dep::Nmod).any(|body| {
                let kind = self.lexicon.source_noun(self.lemma(body)).map(|noun| noun.singular);
                matches!(kind, Some(SourceKind::Organisation | SourceKind::Group)) || matches!(self.lemma(body), "jury" | "club" | "comité" | "ligue" | "équipe" | "quartier" | "chantier" | "usine" | "hirondelle")
            })
    }

    /// `l'ancien porte-parole`, `l'ex-ministre`: the office is over.
    fn is_former(&self, noun: Tok) -> bool {
        let parse = &self.parse;
        let word = |t: Tok| matches!(parse.low(t), "ancien" | "ancienne" | "anciens" | "anciennes" | "ex" | "ex-" | "feu");
        parse.children(noun).any(word) || parse.prev(noun).is_some_and(word) || parse.low(noun).starts_with("ex-")
    }

    fn source_kinds(&self, drafts: &[Draft], offices: &HashMap<String, SourceKind>) -> Vec<SourceKind> {
        let mut kinds: Vec<SourceKind> = Vec::new();
        // The last full source of each number and gender, for pronouns.
        let mut last: [Option<SourceKind>; 3] = [None; 3];
        for draft in drafts {
            let kind = match &draft.source {
                None => SourceKind::Unknown,
                Some(source) => {
                    let pronoun = self.pronoun(source);
                    match pronoun {
                        Some(gender) => {
                            let antecedent = self.name_before(source, gender, offices).or(last[gender]);
                            antecedent.filter(|&kind| kind != SourceKind::Unknown).unwrap_or(if gender == 2 { SourceKind::Group } else { SourceKind::Person })
                        }
                        None => {
                            let kind = self.noun_kind(source, offices);
                            let node = &self.parse.nodes[source.head];
                            let gender = if node.plural { 2 } else { usize::from(node.feminine) };
                            last[gender] = Some(kind);
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

    /// 0 masculine, 1 feminine, 2 plural, for a source that is a pronoun or a possessive.
    fn pronoun(&self, source: &Source) -> Option<usize> {
        let parse = &self.parse;
        if source.run.0 != source.run.1 {
            // « ce dernier », « celle-ci » in pieces.
            let words: Vec<&str> = (source.run.0..=source.run.1).filter(|&t| !parse.is_space(t)).map(|t| parse.low(t)).collect();
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
    fn name_before(&self, source: &Source, gender: usize, offices: &HashMap<String, SourceKind>) -> Option<SourceKind> {
        const WINDOW: usize = 120;
        let parse = &self.parse;
        let from = source.head.saturating_sub(WINDOW);
        let head = (from..source.head).rev().find(|&t| {
            let node = &parse.nodes[t];
            let fits = if gender == 2 { node.plural } else { !node.plural && (node.feminine == (gender == 1) || node.pos == Pos::PROPN) };
            fits && (node.entity == Entity::Person || (node.pos == Pos::NOUN && self.lexicon.source_noun(self.lemma(t)).is_some() && parse.dep(t) == Dep::Nsubj))
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
        let phrase = parse.doc.text().slice(parse.span(first, last)).unwrap_or_default().to_lowercase().replace('’', "'");
        // A medium's name has its capital: « l'enquête » is none.
        let capital = node.text.starts_with(char::is_uppercase) || node.text.starts_with(|c: char| c.is_ascii_digit());
        if capital && self.lexicon.is_outlet(&phrase) {
            return SourceKind::Outlet;
        }
        // Listed phrases of several words come before their head word: « avocat général », « secrétaire d'État ».
        if let Some(kind) = self.phrase_kind(head, last) {
            return kind;
        }
        if let Some(noun) = (first..=last).find_map(|t| {
            let is_head = t == head || (parse.head(t) == head && matches!(parse.dep(t), Dep::Appos | Dep::Nmod | Dep::Amod) && parse.nodes[head].pos == Pos::PROPN && matches!(parse.dep(t), Dep::Appos));
            if is_head { self.lexicon.source_noun(self.lemma(t)).map(|noun| (t, noun)) } else { None }
        }) {
            let (at, entry) = noun;
            let kind = if parse.nodes[at].plural { entry.plural } else { entry.singular };
            // A description beside a name is that person's.
            return match kind {
                SourceKind::Official if self.heads_association(at) => if has_person.is_some() { SourceKind::Person } else if parse.nodes[at].plural { SourceKind::Group } else { SourceKind::Anonymous },
                SourceKind::Official if self.is_former(at) => if has_person.is_some() { SourceKind::Person } else { SourceKind::Anonymous },
                SourceKind::Group if has_person.is_some() && !parse.nodes[at].plural => self.person_kind(first, last, offices),
                SourceKind::Anonymous | SourceKind::Person if has_person.is_some() => self.person_kind(first, last, offices),
                SourceKind::Anonymous if self.is_known_person(at) => SourceKind::Person,
                other => other,
            };
        }
        if let Some(state) = self.lexicon.state(&phrase).or_else(|| self.lexicon.state(parse.low(head))) {
            if !state.is_demonym {
                return state.source_kind;
            }
        }
        if (first..=last).any(|t| self.lexicon.is_outlet(parse.low(t)) && parse.nodes[t].pos == Pos::PROPN) && has_person.is_none() {
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
                if (first..=last).any(|t| offices.contains_key(parse.low(t))) { SourceKind::Official } else if is_acronym(node.text) { SourceKind::Organisation } else { SourceKind::Person }
            }
            // « un des pilotes », « l'un d'eux », « beaucoup de Genevois »
            _ if matches!(parse.low(head), "un" | "une" | "aucun" | "aucune") => SourceKind::Anonymous,
            _ if matches!(parse.low(head), "beaucoup" | "certains" | "plusieurs" | "nombre" | "d'aucuns" | "aucuns" | "on") => SourceKind::Group,
            _ if node.pos == Pos::PRON => if node.plural { SourceKind::Group } else { SourceKind::Unknown },
            _ if node.plural => SourceKind::Group,
            _ if is_inverted_clitic(node.text) => SourceKind::Person,
            // A noun that is in no list and speaks is most often somebody unnamed.
            _ if matches!(node.pos, Pos::NOUN | Pos::ADJ | Pos::VERB) => SourceKind::Anonymous,
            _ => SourceKind::Unknown,
        }
    }

    /// A definite description (`la plaignante`, `ce père de quatre enfants`) near somebody who has been named.
    fn is_known_person(&self, head: Tok) -> bool {
        const WINDOW: usize = 90;
        let parse = &self.parse;
        let definite = parse.children(head).any(|det| det < head && matches!(parse.low(det), "le" | "la" | "l'" | "ce" | "cet" | "cette"));
        if !definite || matches!(self.lemma(head), "source" | "responsable" | "témoin" | "diplomate" | "interlocuteur") {
            return false;
        }
        (head.saturating_sub(WINDOW)..head).any(|t| parse.nodes[t].entity == Entity::Person && matches!(parse.dep(t), Dep::Nsubj | Dep::NsubjPass | Dep::Appos | Dep::Root | Dep::Nmod | Dep::Conj))
    }

    /// A named person: official where the text gives an office to the name.
    fn person_kind(&self, first: Tok, last: Tok, offices: &HashMap<String, SourceKind>) -> SourceKind {
        let official = (first..=last).any(|t| {
            self.parse.nodes[t].entity == Entity::Person && offices.contains_key(self.parse.low(t))
        });
        if official { SourceKind::Official } else { SourceKind::Person }
    }
}

fn is_acronym(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// The parent of each: the innermost attribution whose content holds its cue and content.
fn set_parents(found: &mut [Attribution]) {
    let holds = |outer: &Attribution, inner: &Attribution| {
        let covered = |span: &CharSpan| outer.content.iter().any(|content| content.contains(*span));
        inner.cue.iter().all(covered) && inner.content.iter().all(covered) && (!inner.cue.is_empty() || inner.content != outer.content)
    };
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<u32>();
    // Sorted by start, a parent lies in the stretch of attributions whose contents reach this one.
    for idx in 0..found.len() {
        let parent = (0..found.len())
            .filter(|&other| other != idx && holds(&found[other], &found[idx]))
            .filter(|&other| size(&found[other]) > size(&found[idx]) || !holds(&found[idx], &found[other]))
            .min_by_key(|&other| size(&found[other]));
        found[idx].parent = parent;
    }
}
