//! The records that leave the program, as JSON Lines. Spans are lists of half-open `[start, end)` ranges in
//! Unicode scalar values of the document's text. `docs/records.md` describes every field.

use selon_case::{
    Anchor, Attribution, Claim, Dispute, Document, Entity, EntityId, MentionId, NameReason, Named, Reading,
    Role, Voice,
};
use selon_text::CharSpan;
use serde::Serialize;
use serde_json::Number;

type Span = [u32; 2];

fn span(span: CharSpan) -> Span {
    [span.start, span.end]
}

fn spans(at: &[CharSpan]) -> Vec<Span> {
    at.iter().copied().map(span).collect()
}

/// A page and what it tells of itself.
#[derive(Debug, Serialize)]
pub struct DocumentRecord<'a> {
    doc: &'a str,
    id: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<IntervalRecord<'a>>,
    published_source: Option<&'static str>,
    published_element: Option<&'a str>,
    other_dates: Vec<OtherDateRecord<'a>>,
    format: &'static str,
    canonical: Option<&'a str>,
    retrieved: Option<&'a str>,
    container: Option<ContainerRecord<'a>>,
    language: Option<&'a str>,
    status: &'static str,
    text: &'a str,
    body: Vec<Span>,
    boilerplate: Vec<Span>,
    credits: Vec<CreditRecord<'a>>,
    links: Vec<LinkRecord<'a>>,
    captions: Vec<Span>,
    warnings: Vec<WarningRecord<'a>>,
    sha256: String,
}

#[derive(Debug, Serialize)]
struct IntervalRecord<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Debug, Serialize)]
struct ContainerRecord<'a> {
    doc: &'a str,
    offset: u64,
    length: u64,
}

#[derive(Debug, Serialize)]
struct CreditRecord<'a> {
    text: &'a str,
    span: Vec<Span>,
}

#[derive(Debug, Serialize)]
struct OtherDateRecord<'a> {
    kind: &'static str,
    from: &'a str,
    to: &'a str,
    span: Vec<Span>,
    element: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct LinkRecord<'a> {
    text: &'a str,
    span: Vec<Span>,
    href: &'a str,
}

#[derive(Debug, Serialize)]
struct WarningRecord<'a> {
    name: &'a str,
    message: &'a str,
}

impl<'a> DocumentRecord<'a> {
    /// The record of a document with its text.
    pub fn of(document: &'a Document, text: &'a str) -> Self {
        let value = |named: &'a Option<Named>| named.as_ref().map(|named| named.value.as_str());
        Self {
            doc: &document.doc,
            id: document.id.as_str(),
            outlet: value(&document.outlet),
            title: value(&document.title),
            byline: value(&document.byline),
            published: document
                .published
                .as_ref()
                .map(|published| IntervalRecord { from: &published.from, to: &published.to }),
            published_source: document.published.as_ref().map(|published| published.source.as_str()),
            published_element: document.published.as_ref().and_then(|date| date.element.as_deref()),
            other_dates: document
                .other_dates
                .iter()
                .map(|date| OtherDateRecord {
                    kind: date.kind.as_str(),
                    from: &date.from,
                    to: &date.to,
                    span: spans(&date.words.at),
                    element: date.element.as_deref(),
                })
                .collect(),
            format: document.format.as_str(),
            canonical: document.canonical.as_deref(),
            retrieved: document.retrieved.as_deref(),
            container: document.container.as_ref().map(|container| ContainerRecord {
                doc: &container.name,
                offset: container.offset,
                length: container.length,
            }),
            language: document.language.as_deref(),
            status: document.status.as_str(),
            text,
            body: spans(&document.body),
            boilerplate: spans(&document.boilerplate),
            credits: document
                .credits
                .iter()
                .map(|credit| CreditRecord { text: &credit.credited, span: spans(&credit.line.at) })
                .collect(),
            links: document
                .links
                .iter()
                .map(|link| LinkRecord {
                    text: &link.words.words,
                    span: spans(&link.words.at),
                    href: &link.href,
                })
                .collect(),
            captions: spans(&document.captions),
            warnings: document
                .warnings
                .iter()
                .map(|warning| WarningRecord { name: &warning.name, message: &warning.message })
                .collect(),
            sha256: document.sha256.to_string(),
        }
    }
}

/// Who is said to say what.
#[derive(Debug, Serialize)]
pub struct AttributionRecord<'a> {
    doc: &'a str,
    id: &'a str,
    parent: Option<&'a str>,
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    kind: &'static str,
    stance: &'static str,
    hedged: bool,
    source_kind: &'static str,
    source_text: &'a str,
    source_name: &'a str,
    cue_text: &'a str,
    content_text: &'a str,
    rule: &'a str,
}

impl<'a> AttributionRecord<'a> {
    /// The record of an attribution.
    pub fn of(doc: &'a str, attribution: &'a Attribution) -> Self {
        Self {
            doc,
            id: attribution.id.as_str(),
            parent: attribution.parent.as_ref().map(|parent| parent.as_str()),
            source: spans(&attribution.source.at),
            cue: spans(&attribution.cue.at),
            content: spans(&attribution.content.at),
            kind: attribution.kind.as_str(),
            stance: attribution.stance.as_str(),
            hedged: attribution.hedged,
            source_kind: attribution.source_kind.as_str(),
            source_text: &attribution.source.words,
            source_name: &attribution.source_name,
            cue_text: &attribution.cue.words,
            content_text: &attribution.content.words,
            rule: &attribution.rule,
        }
    }
}

/// One clause read as predicate and roles.
#[derive(Debug, Serialize)]
pub struct ClaimRecord<'a> {
    doc: &'a str,
    id: &'a str,
    attribution: Option<&'a str>,
    span: Vec<Span>,
    text: &'a str,
    predicate: PredicateRecord<'a>,
    agent: Option<RoleRecord<'a>>,
    patient: Option<RoleRecord<'a>>,
    recipient: Option<RoleRecord<'a>>,
    place: Option<RoleRecord<'a>>,
    time: Option<TimeRecord<'a>>,
    quantities: Vec<QuantityRecord<'a>>,
    polarity: &'static str,
    modality: &'static str,
    voices: Vec<VoiceRecord<'a>>,
    evidence: Vec<EvidenceRecord>,
}

#[derive(Debug, Serialize)]
struct PredicateRecord<'a> {
    text: &'a str,
    lemma: &'a str,
    event: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct RoleRecord<'a> {
    span: Vec<Span>,
    text: &'a str,
    entity: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct TimeRecord<'a> {
    span: Vec<Span>,
    text: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct QuantityRecord<'a> {
    span: Vec<Span>,
    text: &'a str,
    min: Option<Number>,
    max: Option<Number>,
    approximate: bool,
    unit: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct VoiceRecord<'a> {
    text: &'a str,
    entity: Option<&'a str>,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct EvidenceRecord {
    kind: &'static str,
    span: Vec<Span>,
}

/// An entity, as `entities.jsonl` and `selon entities --json` have it.
#[derive(Debug, Serialize)]
pub struct EntityRecord<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'static str,
    country: Option<&'a str>,
    mentions: u64,
    documents: u64,
    names: Vec<NameRecord<'a>>,
    links: Vec<NameLinkRecord<'a>>,
    place: Option<PlaceRecord>,
}

#[derive(Debug, Serialize)]
struct NameRecord<'a> {
    text: &'a str,
    count: u64,
    docs: &'a [String],
    reasons: Vec<ReasonRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct ReasonRecord<'a> {
    reason: &'static str,
    detail: &'a str,
    doc: &'a str,
    span: Vec<Span>,
    text: &'a str,
    documents: u64,
}

#[derive(Debug, Serialize)]
struct NameLinkRecord<'a> {
    names: [&'a str; 2],
    reason: &'static str,
}

#[derive(Debug, Serialize)]
struct PlaceRecord {
    geonames: Option<u32>,
    lat: f64,
    lon: f64,
}

impl<'a> EntityRecord<'a> {
    /// The record of an entity.
    pub fn of(entity: &'a Entity) -> Self {
        let reason = |reason: &'a NameReason| ReasonRecord {
            reason: reason.reason.as_str(),
            detail: &reason.detail,
            doc: &reason.doc,
            span: reason.because.as_ref().map(|because| spans(&because.at)).unwrap_or_default(),
            text: reason.because.as_ref().map(|because| because.words.as_str()).unwrap_or_default(),
            documents: reason.n_documents,
        };
        let row = &entity.row;
        Self {
            id: row.id.as_str(),
            name: &row.name,
            r#type: row.kind.as_str(),
            country: row.country.as_deref(),
            mentions: row.n_mentions,
            documents: row.n_documents,
            names: entity
                .names
                .iter()
                .map(|name| NameRecord {
                    text: &name.text,
                    count: name.count,
                    docs: &name.docs,
                    reasons: name.reasons.iter().map(reason).collect(),
                })
                .collect(),
            links: entity
                .links
                .iter()
                .map(|link| NameLinkRecord { names: [&link.a, &link.b], reason: link.reason.as_str() })
                .collect(),
            place: row.place.map(|place| PlaceRecord {
                geonames: place.geonames,
                lat: place.lat,
                lon: place.lon,
            }),
        }
    }
}

/// No entities: one article alone knows none.
pub fn no_entity<'a>(_: &MentionId) -> Option<&'a EntityId> {
    None
}

impl<'a> ClaimRecord<'a> {
    /// The record of a claim of `reading`; `entity_of` tells to which entity a mention belongs.
    pub fn of(
        reading: &'a Reading,
        claim: &'a Claim,
        entity_of: &dyn Fn(&MentionId) -> Option<&'a EntityId>,
    ) -> Self {
        let entity = |mention: &Option<MentionId>| mention.as_ref().and_then(entity_of).map(EntityId::as_str);
        let role = |role: &'a Option<Role>| {
            role.as_ref().map(|role| RoleRecord {
                span: spans(&role.words.at),
                text: &role.words.words,
                entity: entity(&role.mention),
            })
        };
        let voice = |voice: &'a Voice| VoiceRecord {
            text: voice_name(&reading.document, &voice.words),
            entity: entity(&voice.mention),
            kind: voice.kind.as_str(),
        };
        Self {
            doc: &reading.document.doc,
            id: claim.id.as_str(),
            attribution: claim.attribution.as_ref().map(|attribution| attribution.as_str()),
            span: spans(&claim.words.at),
            text: &claim.words.words,
            predicate: PredicateRecord {
                text: &claim.predicate.words,
                lemma: &claim.lemma,
                event: claim.event.map(|event| event.as_str()),
            },
            agent: role(&claim.agent),
            patient: role(&claim.patient),
            recipient: role(&claim.recipient),
            place: role(&claim.place),
            time: claim.time.as_ref().map(|time| TimeRecord {
                span: spans(&time.words.at),
                text: &time.words.words,
                from: time.from.as_deref(),
                to: time.to.as_deref(),
            }),
            quantities: claim
                .quantities
                .iter()
                .map(|quantity| QuantityRecord {
                    span: spans(&quantity.words.at),
                    text: &quantity.words.words,
                    min: quantity.min.and_then(number),
                    max: quantity.max.and_then(number),
                    approximate: quantity.approximate,
                    unit: quantity.unit.as_deref(),
                })
                .collect(),
            polarity: claim.polarity.as_str(),
            modality: claim.modality.as_str(),
            voices: claim.voices.iter().map(voice).collect(),
            evidence: claim
                .evidence
                .iter()
                .map(|evidence| EvidenceRecord {
                    kind: evidence.kind.as_str(),
                    span: spans(&evidence.words.at),
                })
                .collect(),
        }
    }
}

/// What a voice is called: its words, and at the head of a chain the outlet, or the document's path.
fn voice_name<'a>(document: &'a Document, words: &'a Anchor) -> &'a str {
    match &document.outlet {
        _ if !words.is_empty() => &words.words,
        Some(outlet) => &outlet.value,
        None => &document.doc,
    }
}

/// Whole numbers without a fraction.
fn number(value: f64) -> Option<Number> {
    // Above 2^53 a double no longer tells neighbouring whole numbers apart.
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        Some(Number::from(value as i64))
    } else {
        Number::from_f64(value)
    }
}

/// A question with rival answers.
#[derive(Debug, Serialize)]
pub struct DisputeRecord<'a> {
    id: &'a str,
    question: QuestionRecord<'a>,
    answers: Vec<AnswerRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct QuestionRecord<'a> {
    kind: &'static str,
    event: Option<&'static str>,
    about: Vec<PartyRecord<'a>>,
    text: &'a str,
    text_en: &'a str,
}

#[derive(Debug, Serialize)]
struct PartyRecord<'a> {
    text: &'a str,
    entity: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct AnswerRecord<'a> {
    value: &'a str,
    claims: Vec<&'a str>,
    documents: &'a [String],
    outlets: &'a [String],
    origins: usize,
}

impl<'a> DisputeRecord<'a> {
    /// The record of a dispute.
    pub fn of(dispute: &'a Dispute) -> Self {
        let question = &dispute.question;
        let party = |party: &'a selon_case::QuestionParty| PartyRecord {
            text: &party.name,
            entity: party.entity.as_ref().map(EntityId::as_str),
        };
        let answer = |answer: &'a selon_case::DisputeAnswer| AnswerRecord {
            value: &answer.value,
            claims: answer.claims.iter().map(|claim| claim.claim.as_str()).collect(),
            documents: &answer.documents,
            outlets: &answer.outlets,
            origins: answer.origins.n_independent,
        };
        Self {
            id: dispute.id.as_str(),
            question: QuestionRecord {
                kind: question.kind.as_str(),
                event: question.event.map(|event| event.as_str()),
                about: question.about.iter().map(party).collect(),
                text: &question.french,
                text_en: &question.english,
            },
            answers: dispute.answers.iter().map(answer).collect(),
        }
    }
}
