//! From drafts to attributions: what is the same is one, spans are trimmed, nesting, kind, hedge and source kind follow.

use std::collections::HashMap;

use selon_spacy::Pos;
use selon_text::CharSpan;

use crate::attribution::draft::{Draft, Source};
use crate::context::{Context, Run};
use crate::lexicon::Class;
use crate::parse::{Dep, Entity, Form, Tok};
use crate::record::{Attribution, Kind, Stance};

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
        let asked = self.quotes.at(first).is_some()
            && self.quotes.at(first) == self.quotes.at(last)
            && self.parse.next(last).is_some_and(|next| self.parse.low(next) == "?");
        // « Nous démentons ces chiffres »: what the quoted words do, the source does.
        if draft.rule.starts_with("quotation")
            && draft.stance == Stance::Asserts
            && self.quotes.at(first).is_some()
        {
            let verb = (first..=last.min(first + 8))
                .find(|&tok| self.parse.is_verbal(tok) && !self.cues(tok).is_empty());
            let own = verb.filter(|&verb| {
                let pronoun = |tok: &usize| {
                    matches!(self.parse.low(*tok), "nous" | "je" | "j'")
                        && !self.is_object_clitic_of(*tok, verb)
                };
                (first..verb).any(|tok| pronoun(&tok))
            });
            let denies = own
                .and_then(|verb| self.cues(verb).first())
                .is_some_and(|cue| cue.stance(crate::lexicon::Frame::Obj) == Stance::Denies);
            if denies {
                return Stance::Denies;
            }
        }
        if asked && draft.stance == Stance::Asserts && draft.rule.starts_with("quotation") {
            Stance::Asks
        } else {
            draft.stance
        }
    }

    fn tidy(&self, mut draft: Draft) -> Option<Draft> {
        draft.content = draft.content.iter().filter_map(|&run| self.trim(run)).collect();
        self.finish_quotation(&mut draft);
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

    /// `estime que c'est « un début. Le reste suivra »`: a quotation that begins inside the content and goes on over the
    /// sentence's end is reported to its end.
    fn finish_quotation(&self, draft: &mut Draft) {
        let Some(run) = draft.content.last_mut() else { return };
        let Some(quote) = self.quotes.at(run.1) else { return };
        let of = &self.quotes.all[quote];
        let (Some(open), Some(close)) = (of.open, of.close) else { return };
        let end = self.parse.sentence(run.1).end;
        let rest_is_quoted = (run.1 + 1..end).all(|t| self.quotes.at(t) == Some(quote) || t == close)
            && !self.has_finite(run.1 + 1, end);
        if open > run.0 && close > run.1 + 1 && rest_is_quoted {
            run.1 = close - 1;
        }
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
        while first <= last
            && (parse.is_space(first)
                || matches!(
                    parse.nodes[first].text,
                    "," | ":"
                        | "–"
                        | "—"
                        | "-"
                        | "("
                        | "."
                        | "à"
                        | "par"
                        | "de"
                        | "d'"
                        | "d’"
                        | "chez"
                        | "dans"
                        | "auprès"
                        | "sur"
                ))
        {
            first += 1;
        }
        while last > first
            && (parse.is_space(last)
                || matches!(parse.nodes[last].text, "," | ":" | "–" | "—" | "-" | ";" | "."))
        {
            last -= 1;
        }
        // « Les Verts, eux »: the pronoun that sets them apart.
        if last >= first + 2
            && matches!(parse.low(last), "lui" | "elle" | "eux" | "elles")
            && self.is_comma(last - 1)
        {
            last -= 2;
        }
        // « Mon chef m'avait dit »: the pronoun is the verb's.
        while last > first
            && matches!(
                parse.low(last),
                "m'" | "me" | "t'" | "te" | "se" | "s'" | "n'" | "ne" | "lui" | "leur" | "nous" | "l'" | "y"
            )
        {
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
        if self.quotes.is_mark(parse, last)
            && self
                .quote_closed_by(last)
                .is_none_or(|quote| self.quotes.all[quote].open.is_none_or(|open| open < first))
        {
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
            if kept.iter().rev().take(8).any(|other| {
                other.content == draft.content && (other.source == draft.source || draft.cue.is_empty())
            }) {
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
                let thinks = matches!(
                    draft.class,
                    Some(
                        Class::Belief
                            | Class::Knowledge
                            | Class::Emotion
                            | Class::Evaluation
                            | Class::Perception
                    )
                ) || draft.stance == Stance::Intends;
                if !thinks || self.pronoun(source).is_none() || self.is_past(head) {
                    return false;
                }
                let near = drafts[number.saturating_sub(6)..drafts.len().min(number + 4)].iter();
                near.filter(|outer| {
                    outer.cue_head != draft.cue_head
                        && covers(outer, head)
                        && !covers(draft, outer.cue_head.unwrap_or(usize::MAX))
                })
                .any(|outer| {
                    outer.source.as_ref().is_some_and(|other| {
                        let node = &self.parse.nodes[other.head];
                        let human =
                            node.entity == Entity::Person || matches!(node.pos, Pos::PRON | Pos::NOUN);
                        human && !self.lexicon.is_outlet(&node.low) && gender(other) == gender(source)
                    })
                })
            })
            .collect();
        drafts.into_iter().zip(own).filter(|(_, own)| !own).map(|(draft, _)| draft).collect()
    }

    /// Direct: all in quotation marks; mixed: some; indirect: none. Marks around the attribution as a whole, and
    /// marks around names, do not count.
    fn kind_of(&self, draft: &Draft) -> Kind {
        // A clause set into a quotation stands in the quotation that it reports.
        let outside = draft.cue.first().and_then(|&tok| self.quotes.at(tok)).filter(|&quote| {
            draft.rule != "quotation-cue-behind"
                || draft.content.first().is_none_or(|run| run.0 != self.quotes.all[quote].inner.start)
        });
        let mut quoted = 0usize;
        let mut plain = 0usize;
        for &(first, last) in &draft.content {
            for tok in first..=last {
                if self.parse.is_space(tok)
                    || self.parse.pos(tok) == Pos::PUNCT
                    || self.quotes.is_mark(&self.parse, tok)
                {
                    continue;
                }
                match self.quotes.at(tok) {
                    Some(quote)
                        if Some(quote) != outside
                            && !self.is_name_quote(quote)
                            && !self.encloses_cue(quote, draft) =>
                    {
                        quoted += 1
                    }
                    _ => plain += 1,
                }
            }
        }
        match (quoted, plain) {
            // Behind the dash of a dialogue everything is somebody's words.
            (0, _) if draft.rule == "reporting-clause" && self.opens_with_dash(draft) => Kind::Direct,
            (0, _) => Kind::Indirect,
            (_, 0) => Kind::Direct,
            _ => Kind::Mixed,
        }
    }

    /// The line begins with a dash and, behind it, the content.
    fn opens_with_dash(&self, draft: &Draft) -> bool {
        let Some(&(first, _)) = draft.content.first() else { return false };
        let Some(dash) = self.parse.prev(first) else { return false };
        matches!(self.parse.low(dash), "–" | "—" | "-") && self.parse.prev(dash).is_none()
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
        let words: Vec<Tok> =
            inner.filter(|&tok| !self.parse.is_space(tok) && self.parse.pos(tok) != Pos::PUNCT).collect();
        if words.len() <= 3
            && !words.iter().any(|&tok| self.parse.is_verbal(tok))
            && self.quotes.is_repeated(&self.parse, quote)
        {
            return true;
        }
        // A cry in capitals is no name.
        let shouted = words.len() > 2
            && words.iter().all(|&tok| !self.parse.nodes[tok].text.chars().any(char::is_lowercase));
        if shouted {
            return false;
        }
        let capital =
            words.first().is_some_and(|&tok| self.parse.nodes[tok].text.starts_with(char::is_uppercase));
        capital
            && words.len() <= 5
            && !words.iter().any(|&tok| self.parse.is_verbal(tok))
            && words.iter().any(|&tok| self.parse.pos(tok) == Pos::PROPN)
    }

    /// `a coupé le ruban, précisant que P`: the finite verb that gives a participle or infinitive its tense.
    fn finite_above(&self, verb: Tok) -> Tok {
        let mut at = verb;
        for _ in 0..4 {
            if self.is_finite(at) || self.parse.is_root(at) {
                break;
            }
            at = self.parse.head(at);
        }
        if self.is_finite(at) { at } else { verb }
    }

    /// The conditional of hearsay in the content's own clause.
    fn is_hearsay(&self, draft: &Draft) -> bool {
        let past = draft
            .cue_head
            .is_some_and(|head| self.parse.is_verbal(head) && self.is_past(self.finite_above(head)));
        if draft.rule.starts_with("quotation")
            || matches!(draft.stance, Stance::Intends | Stance::Asks | Stance::Orders)
        {
            return false;
        }
        for &(first, last) in &draft.content {
            // « dément l'information selon laquelle P »: P is another's.
            let last = (first + 1..last)
                .find(|&t| {
                    matches!(self.parse.low(t), "selon" | "d'après")
                        && self.parse.next(t).is_some_and(|next| {
                            matches!(self.parse.low(next), "lequel" | "laquelle" | "lesquels" | "lesquelles")
                        })
                })
                .unwrap_or(last);
            for tok in first..=last {
                if self.parse.nodes[tok].form != Form::Conditional
                    || self.quotes.at(tok) != self.quotes.at(first) && self.quotes.at(tok).is_some()
                {
                    continue;
                }
                let verb = if matches!(self.parse.dep(tok), Dep::Aux | Dep::AuxPass | Dep::Cop) {
                    self.parse.head(tok)
                } else {
                    tok
                };
                if matches!(
                    self.lemma(verb),
                    "pouvoir" | "devoir" | "falloir" | "vouloir" | "aimer" | "souhaiter"
                ) || self.is_if_frame(verb)
                    || self.parse.nodes[tok].person == 1
                {
                    continue;
                }
                // « serait visé » is a passive, « serait parti » a perfect.
                let perfect = self.parse.dep(tok) == Dep::Aux
                    && self.parse.nodes[verb].form == Form::PastParticiple
                    && (self.parse.lemma(tok) != "être"
                        || draft.rule == "preposition-relative"
                        || is_of_movement(self.lemma(verb))
                        || self.is_reflexive(verb));
                // Behind a past cue a bare conditional is the future of the past.
                if perfect
                    || !past && draft.class != Some(Class::Belief) && draft.rule != "preposition-relative"
                {
                    // A clause of another voice inside answers for its own verbs.
                    return true;
                }
            }
        }
        // « prétendument », « présumé » in the writer's own words.
        let distanced = |tok: Tok| {
            let parse = &self.parse;
            let bare = parse.low(tok).trim_end_matches('s').trim_end_matches('e');
            self.quotes.at(tok).is_none()
                && (self.lexicon.hedges.contains(parse.low(tok)) || self.lexicon.hedges.contains(bare))
        };
        draft.content.iter().any(|&(first, last)| (first..=last).any(distanced))
    }
}

/// Verbs whose perfect has *être*.
fn is_of_movement(lemma: &str) -> bool {
    matches!(
        lemma,
        "aller"
            | "venir"
            | "arriver"
            | "partir"
            | "entrer"
            | "rentrer"
            | "sortir"
            | "monter"
            | "descendre"
            | "naître"
            | "mourir"
            | "décéder"
            | "rester"
            | "demeurer"
            | "tomber"
            | "passer"
            | "devenir"
            | "revenir"
            | "parvenir"
            | "survenir"
            | "intervenir"
            | "retourner"
            | "repartir"
    )
}

/// The parent of each: the innermost attribution whose content holds its cue and content.
fn set_parents(found: &mut [Attribution]) {
    let holds = |outer: &Attribution, inner: &Attribution| {
        let covered = |span: &CharSpan| outer.content.iter().any(|content| content.contains(*span));
        inner.cue.iter().all(covered)
            && inner.content.iter().all(covered)
            && (!inner.cue.is_empty() || inner.content != outer.content)
    };
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<u32>();
    // In text order, what holds an attribution stands among its neighbours.
    const REACH: usize = 64;
    for idx in 0..found.len() {
        let near = idx.saturating_sub(REACH)..found.len().min(idx + REACH);
        let parent = near
            .filter(|&other| other != idx && holds(&found[other], &found[idx]))
            .filter(|&other| size(&found[other]) > size(&found[idx]) || !holds(&found[idx], &found[other]))
            .min_by_key(|&other| size(&found[other]));
        found[idx].parent = parent;
    }
}
