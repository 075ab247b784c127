//! Article and extraction to records: ids are made, words are fetched, indices become ids.

use std::collections::HashMap;
use std::sync::OnceLock;

use selon_extract::{Extraction, MentionKind};
use selon_page::{Article, Found};
use selon_text::{CharSpan, Text};

use crate::record::{
    Anchor, AnchoredTime, Attribution, Claim, Credit, Document, Evidence, Link, Mention, Named, OtherDate,
    Published, Quantity, Role, Status, Voice, Warning,
};
use crate::{AttributionId, ClaimId, DocumentId, MentionId};

/// One article as records, with ids, before or after it is stored.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// The text that all spans lie in.
    pub text: Text,
    /// In text order.
    pub attributions: Vec<Attribution>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// In text order.
    pub claims: Vec<Claim>,
    /// Where lines begin, in scalar values; counted when the first line is asked for.
    line_starts: OnceLock<Vec<u32>>,
}

/// Why nothing was extracted from an article that is kept all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Its language is not French.
    NotFrench,
}

impl Reading {
    /// The records of one article. `doc` is its path or address as given.
    ///
    /// # Panics
    /// Where a span ends behind the article's text, or an index names nothing: what was extracted belongs to
    /// another article.
    pub fn of(doc: &str, article: &Article, extracted: Result<&Extraction, NotRead>) -> Self {
        let nothing = Extraction::default();
        let (extraction, status) = match extracted {
            Ok(extraction) => (extraction, Status::Read),
            Err(NotRead::NotFrench) => (&nothing, Status::NotFrench),
        };
        let document = read_document(doc, article, status);
        let mut reading = Self::stored(document, article.text.clone());
        reading.refill(extraction);
        reading
    }

    /// A reading in which nothing has been found yet.
    pub(crate) fn stored(document: Document, text: Text) -> Self {
        Self {
            document,
            text,
            attributions: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            line_starts: OnceLock::new(),
        }
    }

    /// Puts what was extracted from another section of the same text in place of what is here, so that a very
    /// long text can pass through section by section.
    ///
    /// # Panics
    /// As [`Reading::of`].
    pub fn refill(&mut self, extraction: &Extraction) {
        let records = Records { text: &self.text, document: &self.document.id, extraction };
        let mentions = records.mentions();
        let attributions = records.attributions(&mentions);
        let claims = records.claims(&mentions, &attributions);
        (self.attributions, self.mentions, self.claims) = (attributions, mentions, claims);
    }

    /// The attribution with this id.
    pub fn attribution(&self, id: &AttributionId) -> Option<&Attribution> {
        self.attributions.iter().find(|attribution| attribution.id == *id)
    }

    /// Number of the line, from 1, in which the scalar value `char` stands.
    pub fn line_of(&self, char: u32) -> usize {
        let line_starts = self.line_starts.get_or_init(|| {
            let chars = (1..).zip(self.text.as_str().chars());
            std::iter::once(0).chain(chars.filter(|(_, c)| *c == '\n').map(|(behind, _)| behind)).collect()
        });
        line_starts.partition_point(|start| *start <= char)
    }
}

/// What was read; not the index of lines.
impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
            && self.text == other.text
            && self.attributions == other.attributions
            && self.mentions == other.mentions
            && self.claims == other.claims
    }
}

fn read_document(doc: &str, article: &Article, status: Status) -> Document {
    let named = |found: &Option<Found>| {
        found.as_ref().map(|found| Named { value: found.value.clone(), at: found.span })
    };
    let anchor = |span: CharSpan| Anchor::new(&article.text, &[span]).expect("a span of this text");
    let element = |element: &str| (!element.is_empty()).then(|| element.to_owned());
    Document {
        id: DocumentId::of(&[doc, &article.sha256.to_string()]),
        doc: doc.to_owned(),
        sha256: article.sha256,
        text_sha256: article.text.sha256(),
        encoding: article.encoding.to_owned(),
        format: article.format,
        canonical: article.canonical.clone(),
        status,
        language: article.language.map(str::to_owned),
        outlet: named(&article.outlet),
        title: named(&article.title),
        byline: named(&article.byline),
        published: article.published.as_ref().map(|published| Published {
            from: published.from.clone(),
            to: published.to.clone(),
            at: published.span,
            source: published.source,
            element: element(&published.element),
        }),
        retrieved: None,
        container: None,
        body: article.body.clone(),
        boilerplate: article.boilerplate.clone(),
        credits: article
            .credits
            .iter()
            .map(|credit| Credit {
                credited: credit.text.clone(),
                line: anchor(credit.span),
                name: credit.name,
            })
            .collect(),
        other_dates: article
            .other_dates
            .iter()
            .map(|date| OtherDate {
                kind: date.kind,
                from: date.from.clone(),
                to: date.to.clone(),
                words: date.span.map(anchor).unwrap_or_default(),
                element: element(&date.element),
            })
            .collect(),
        links: article
            .links
            .iter()
            .map(|link| Link { words: anchor(link.span), href: link.href.clone() })
            .collect(),
        captions: article.captions.clone(),
        warnings: article
            .warnings
            .iter()
            .map(|warning| Warning { name: warning.name.to_owned(), message: warning.message.clone() })
            .collect(),
        stored: None,
    }
}

struct Records<'a> {
    text: &'a Text,
    document: &'a DocumentId,
    extraction: &'a Extraction,
}

impl Records<'_> {
    fn anchor(&self, at: &[CharSpan]) -> Anchor {
        Anchor::new(self.text, at).expect("spans of this text")
    }

    fn mentions(&self) -> Vec<Mention> {
        let mut unique = Unique::default();
        let extracted = &self.extraction.mentions;
        let ids: Vec<_> = extracted
            .iter()
            .map(|mention| MentionId::of(&unique.parts(self.document, &[&mention.span])))
            .collect();
        let first = |mut i: usize| {
            // Chains are followed to their head; one that runs in a circle ends after every mention was met.
            for _ in 0..extracted.len() {
                match extracted[i].antecedent {
                    Some(antecedent) if antecedent != i => i = antecedent,
                    _ => break,
                }
            }
            i
        };
        let mention = |(i, mention): (usize, &selon_extract::Mention)| Mention {
            id: ids[i].clone(),
            words: self.anchor(&mention.span),
            kind: mention.kind,
            label: mention.label.clone(),
            first: ids[first(i)].clone(),
        };
        extracted.iter().enumerate().map(mention).collect()
    }

    fn attributions(&self, mentions: &[Mention]) -> Vec<Attribution> {
        let mut unique = Unique::default();
        let names = Names::of(mentions);
        let extracted = &self.extraction.attributions;
        let ids: Vec<_> = extracted
            .iter()
            .map(|a| AttributionId::of(&unique.parts(self.document, &[&a.source, &a.cue, &a.content])))
            .collect();
        let attribution = |(i, a): (usize, &selon_extract::Attribution)| {
            let source = self.anchor(&a.source);
            Attribution {
                id: ids[i].clone(),
                parent: a.parent.map(|parent| ids[parent].clone()),
                source_name: names.name_of(&source).unwrap_or(&source.words).to_owned(),
                source,
                cue: self.anchor(&a.cue),
                content: self.anchor(&a.content),
                kind: a.kind,
                stance: a.stance,
                hedged: a.hedged,
                source_kind: a.source_kind,
                rule: a.rule.to_owned(),
            }
        };
        extracted.iter().enumerate().map(attribution).collect()
    }

    fn claims(&self, mentions: &[Mention], attributions: &[Attribution]) -> Vec<Claim> {
        let mut unique = Unique::default();
        let mention = |i: Option<usize>| i.map(|i| mentions[i].id.clone());
        let attribution = |i: Option<usize>| i.map(|i| attributions[i].id.clone());
        let role = |role: &Option<selon_extract::Role>| {
            role.as_ref().map(|role| Role { words: self.anchor(&role.span), mention: mention(role.mention) })
        };
        let span_of =
            |role: &Option<selon_extract::Role>| role.as_ref().map_or(Vec::new(), |role| role.span.clone());
        let claim = |c: &selon_extract::Claim| {
            let spans = [&c.span, &c.predicate.span, &span_of(&c.agent), &span_of(&c.patient)];
            Claim {
                id: ClaimId::of(&unique.parts(self.document, &spans)),
                attribution: attribution(c.attribution),
                words: self.anchor(&c.span),
                predicate: self.anchor(&c.predicate.span),
                lemma: c.predicate.lemma.clone(),
                event: c.predicate.event,
                agent: role(&c.agent),
                patient: role(&c.patient),
                recipient: role(&c.recipient),
                place: role(&c.place),
                time: c.time.as_ref().map(|time| AnchoredTime {
                    words: self.anchor(&time.span),
                    from: time.from.clone(),
                    to: time.to.clone(),
                }),
                quantities: c.quantities.iter().map(|quantity| self.quantity(quantity)).collect(),
                polarity: c.polarity,
                modality: c.modality,
                voices: c
                    .voices
                    .iter()
                    .map(|voice| Voice {
                        words: self.anchor(&voice.span),
                        mention: mention(voice.mention),
                        kind: voice.kind,
                        attribution: attribution(voice.attribution),
                    })
                    .collect(),
                evidence: c
                    .evidence
                    .iter()
                    .map(|e| Evidence { kind: e.kind, words: self.anchor(&e.span) })
                    .collect(),
            }
        };
        self.extraction.claims.iter().map(claim).collect()
    }

    fn quantity(&self, quantity: &selon_extract::Quantity) -> Quantity {
        Quantity {
            words: self.anchor(&quantity.span),
            min: quantity.min,
            max: quantity.max,
            approximate: quantity.approximate,
            unit: quantity.unit.clone(),
        }
    }
}

/// Tells records with the same spans apart by counting them.
#[derive(Default)]
struct Unique {
    seen: HashMap<String, u32>,
    spans: String,
    nth: String,
}

impl Unique {
    fn parts<'a>(&'a mut self, document: &'a DocumentId, spans: &[&Vec<CharSpan>]) -> [&'a str; 3] {
        self.spans = spans.iter().map(|span| spans_as_json(span)).collect::<Vec<_>>().join(";");
        let n_seen = self.seen.entry(self.spans.clone()).or_default();
        self.nth = n_seen.to_string();
        *n_seen += 1;
        [document.as_str(), &self.spans, &self.nth]
    }
}

/// What an article calls those whom its pronouns and descriptions refer to.
struct Names<'a> {
    /// The first mention of the referent, for each span of a mention.
    first_at: HashMap<&'a [CharSpan], &'a MentionId>,
    /// The first name, else the first description, for each first mention.
    name_of: HashMap<&'a MentionId, &'a str>,
}

impl<'a> Names<'a> {
    fn of(mentions: &'a [Mention]) -> Self {
        let mut names = Self { first_at: HashMap::new(), name_of: HashMap::new() };
        for mention in mentions {
            names.first_at.entry(&mention.words.at).or_insert(&mention.first);
        }
        for kind in [MentionKind::Name, MentionKind::Description] {
            for mention in mentions.iter().filter(|mention| mention.kind == kind) {
                names.name_of.entry(&mention.first).or_insert(&mention.words.words);
            }
        }
        names
    }

    fn name_of(&self, source: &Anchor) -> Option<&'a str> {
        self.name_of.get(self.first_at.get(source.at.as_slice())?).copied()
    }
}

/// `[[start,end],…]`.
pub(crate) fn spans_as_json(spans: &[CharSpan]) -> String {
    let ranges: Vec<_> = spans.iter().map(|span| format!("[{},{}]", span.start, span.end)).collect();
    format!("[{}]", ranges.join(","))
}

/// The spans that [`spans_as_json`] wrote.
pub(crate) fn spans_from_json(json: &str) -> Option<Vec<CharSpan>> {
    let ranges: Vec<(u32, u32)> = serde_json::from_str(json).ok()?;
    ranges
        .iter()
        .all(|(start, end)| start <= end)
        .then(|| ranges.into_iter().map(|(start, end)| CharSpan::new(start, end)).collect())
}
