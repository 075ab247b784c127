//! Attributions whose content stands elsewhere: what another source was just reported to say.
//!
//! Fires on `« … », a déclaré X, une information confirmée par Y` (Y's content is X's) and on `X annonce que P, en
//! évoquant une « source proche du dossier »` (the source's content is X's, inside X's). Look-alikes: a participle
//! with an object of its own (`citant le chiffre de 40 morts`), a noun that is no word for news.

use crate::attribution::draft::Draft;
use crate::context::Context;
use crate::lexicon::Class;
use crate::parse::{Dep, Form, Tok};
use crate::record::{SourceKind, Stance};

impl Context<'_> {
    /// Gives drafts by reference the content that they refer to.
    pub(crate) fn refer_back(&self, drafts: &mut Vec<Draft>) {
        let by_sentence = self.drafts_by_sentence(drafts);
        let none = Vec::new();
        let in_sentence =
            |tok: Tok| by_sentence.get(&self.parse.nodes[tok].sentence).unwrap_or(&none).as_slice();
        for number in 0..drafts.len() {
            if drafts[number].rule != "passive" {
                continue;
            }
            let Some(&(first, _)) = drafts[number].content.first() else { continue };
            let Some(content) = self.reported_before(&drafts[number], drafts, in_sentence(first)) else {
                continue;
            };
            drafts[number].content = content;
            drafts[number].rule = "passive-by-reference";
        }
        let citing = (0..self.parse.len()).filter(|&tok| self.is_citing(tok));
        let cited: Vec<Draft> =
            citing.filter_map(|tok| self.citation(tok, drafts, in_sentence(tok))).collect();
        drafts.retain(|draft| {
            cited.iter().all(|cited| cited.cue_head != draft.cue_head) || draft.cue_head.is_none()
        });
        drafts.extend(cited);
    }

    /// `…, une information confirmée par`: the content of the reporting clause in front.
    fn reported_before(&self, draft: &Draft, drafts: &[Draft], near: &[usize]) -> Option<Vec<(Tok, Tok)>> {
        let parse = &self.parse;
        let &(first, last) = draft.content.first()?;
        let noun = (first..=last).find(|&tok| self.is_nominal(tok))?;
        let names_news = matches!(
            self.lemma(noun),
            "information"
                | "nouvelle"
                | "chiffre"
                | "version"
                | "déclaration"
                | "annonce"
                | "affirmation"
                | "bilan"
                | "propos"
        );
        let comma = parse.prev(first).filter(|&comma| self.is_comma(comma))?;
        let host = near.iter().map(|&number| &drafts[number]).find(|other| {
            other.cue_head.is_some_and(|head| head < comma)
                && other.rule != draft.rule
                && other.rule.contains('-')
        })?;
        names_news.then(|| host.content.clone())
    }

    fn is_citing(&self, tok: Tok) -> bool {
        self.parse.nodes[tok].form == Form::PresentParticiple
            && matches!(self.lemma(tok), "citer" | "évoquer" | "invoquer" | "mentionner")
    }

    /// `…, en citant une source militaire`: that source says what the sentence reports.
    fn citation(&self, participle: Tok, drafts: &[Draft], near: &[usize]) -> Option<Draft> {
        let parse = &self.parse;
        let object =
            parse.children(participle).find(|&child| child > participle && parse.dep(child) == Dep::Obj)?;
        let kind = self.lexicon.source_noun(self.lemma(object)).map(|noun| noun.singular);
        let speaks = matches!(
            kind,
            Some(SourceKind::Anonymous | SourceKind::Group | SourceKind::Official | SourceKind::Outlet)
        ) || self.lexicon.is_outlet(parse.low(object));
        let host = near
            .iter()
            .map(|&number| &drafts[number])
            .find(|draft| draft.cue_head.is_some_and(|head| head < participle))?;
        if !speaks {
            return None;
        }
        let before = |run: (Tok, Tok)| (run.0 < participle).then(|| (run.0, run.1.min(participle - 1)));
        let mut content: Vec<(Tok, Tok)> = host.content.iter().copied().filter_map(before).collect();
        if let Some(last) = content.last_mut() {
            while last.1 > last.0 && (self.is_comma(last.1) || matches!(parse.low(last.1), "en" | "tout")) {
                last.1 -= 1;
            }
        }
        Some(Draft {
            source: Some(self.source_at(object)),
            cue: vec![participle],
            cue_head: Some(participle),
            content,
            stance: Stance::Asserts,
            hedged: false,
            class: Some(Class::Speech),
            rule: "citing",
        })
    }
}
