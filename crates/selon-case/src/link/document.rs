//! Records of the case as linking sees them: ids become indices again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use selon_extract as extract;
use selon_link::{Credit, Document};

use crate::record::{AnchoredTime, Role};
use crate::{AttributionId, MentionId, Reading};

/// A reading as linking sees it.
pub(crate) fn of(reading: &Reading, outlets: Arc<BTreeMap<String, String>>) -> Document {
    let document = &reading.document;
    let indices = Indices::of(reading);
    Document {
        id: document.id.to_string(),
        doc: document.doc.clone(),
        outlet: document.outlet.as_ref().map(|outlet| outlet.value.clone()),
        outlets,
        title: document.title.as_ref().map(|title| title.value.clone()),
        language: document.language.clone(),
        published: document
            .published
            .as_ref()
            .map(|published| (published.from.clone(), published.to.clone())),
        credits: document
            .credits
            .iter()
            .filter_map(|credit| {
                Some(Credit { credited: credit.credited.clone(), span: credit.line.hull()? })
            })
            .collect(),
        text: reading.text.clone(),
        body: document.body.clone(),
        extraction: extract::Extraction {
            attributions: indices.attributions(reading),
            mentions: indices.mentions(reading),
            claims: indices.claims(reading),
        },
        claim_ids: reading.claims.iter().map(|claim| claim.id.to_string()).collect(),
        mention_ids: reading.mentions.iter().map(|mention| mention.id.to_string()).collect(),
    }
}

struct Indices<'a> {
    mentions: HashMap<&'a MentionId, usize>,
    attributions: HashMap<&'a AttributionId, usize>,
}

impl<'a> Indices<'a> {
    fn of(reading: &'a Reading) -> Self {
        Self {
            mentions: reading.mentions.iter().enumerate().map(|(i, mention)| (&mention.id, i)).collect(),
            attributions: reading.attributions.iter().enumerate().map(|(i, a)| (&a.id, i)).collect(),
        }
    }

    fn mention(&self, id: &Option<MentionId>) -> Option<usize> {
        id.as_ref().and_then(|id| self.mentions.get(id)).copied()
    }

    fn attribution(&self, id: &Option<AttributionId>) -> Option<usize> {
        id.as_ref().and_then(|id| self.attributions.get(id)).copied()
    }

    fn role(&self, role: &Option<Role>) -> Option<extract::Role> {
        let role = role.as_ref()?;
        Some(extract::Role { span: role.words.at.clone(), mention: self.mention(&role.mention) })
    }

    fn attributions(&self, reading: &Reading) -> Vec<extract::Attribution> {
        let attribution = |a: &crate::Attribution| extract::Attribution {
            source: a.source.at.clone(),
            cue: a.cue.at.clone(),
            content: a.content.at.clone(),
            parent: self.attribution(&a.parent),
            kind: a.kind,
            stance: a.stance,
            hedged: a.hedged,
            source_kind: a.source_kind,
            rule: "",
        };
        reading.attributions.iter().map(attribution).collect()
    }

    fn mentions(&self, reading: &Reading) -> Vec<extract::Mention> {
        let mention = |mention: &crate::Mention| extract::Mention {
            span: mention.words.at.clone(),
            kind: mention.kind,
            antecedent: (mention.first != mention.id)
                .then(|| self.mentions.get(&mention.first).copied())
                .flatten(),
            label: mention.label.clone(),
        };
        reading.mentions.iter().map(mention).collect()
    }

    fn claims(&self, reading: &Reading) -> Vec<extract::Claim> {
        let time = |time: &Option<AnchoredTime>| {
            let time = time.as_ref()?;
            Some(extract::Time { span: time.words.at.clone(), from: time.from.clone(), to: time.to.clone() })
        };
        let claim = |c: &crate::Claim| extract::Claim {
            attribution: self.attribution(&c.attribution),
            span: c.words.at.clone(),
            predicate: extract::Predicate {
                span: c.predicate.at.clone(),
                lemma: c.lemma.clone(),
                event: c.event,
            },
            agent: self.role(&c.agent),
            patient: self.role(&c.patient),
            recipient: self.role(&c.recipient),
            place: self.role(&c.place),
            time: time(&c.time),
            quantities: c
                .quantities
                .iter()
                .map(|quantity| extract::Quantity {
                    span: quantity.words.at.clone(),
                    min: quantity.min,
                    max: quantity.max,
                    approximate: quantity.approximate,
                    unit: quantity.unit.clone(),
                })
                .collect(),
            polarity: c.polarity,
            modality: c.modality,
            voices: c
                .voices
                .iter()
                .map(|voice| extract::Voice {
                    span: voice.words.at.clone(),
                    mention: self.mention(&voice.mention),
                    kind: voice.kind,
                    attribution: self.attribution(&voice.attribution),
                })
                .collect(),
            evidence: c
                .evidence
                .iter()
                .map(|e| extract::Evidence { kind: e.kind, span: e.words.at.clone() })
                .collect(),
        };
        reading.claims.iter().map(claim).collect()
    }
}
