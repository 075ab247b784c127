//! Origins of claims, and what documents share: questions to the case.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, named_params};
use selon_extract::{EvidenceKind, MentionKind, SourceKind};
use selon_link::origin::{
    ArticleCard, Chain, ChainClaim, ChainVoice, Ground, OriginCount, Passage, Reuse, ReuseKind, Shelf, count,
    hull,
};

use crate::reading::spans_from_json;
use crate::{Case, CaseError, ClaimId, DocumentId};

impl Case {
    /// On how many articles, outlets and independent origins these claims rest, with each collapse and its reason.
    /// Claims that are not in the case are passed over.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn origins_of(&self, claims: &[ClaimId]) -> Result<OriginCount, CaseError> {
        count(&self.chains_of(claims)?, &mut CaseShelf { case: self })
    }

    /// The chains of claims, by document and claim.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn chains_of(&self, claims: &[ClaimId]) -> Result<Vec<Chain>, CaseError> {
        let mut of_document: BTreeMap<DocumentId, Vec<&ClaimId>> = BTreeMap::new();
        for claim in claims {
            let sql = include_str!("../../sql/query/document_of_claim.sql");
            let document = || {
                self.connection
                    .prepare_cached(sql)?
                    .query_row(named_params! { ":claim": claim.as_str() }, |row| row.get::<_, String>(0))
                    .optional()
            };
            if let Some(id) = document().map_err(|cause| self.error(cause))? {
                of_document.entry(DocumentId::stored(id)).or_default().push(claim);
            }
        }
        let mut chains = Vec::new();
        for (id, mut asked) in of_document {
            asked.sort_unstable();
            asked.dedup();
            let claims = self.chain_claims(&id).map_err(|cause| self.error(cause))?;
            let places: HashMap<&str, usize> =
                claims.iter().enumerate().map(|(at, claim)| (claim.id.as_str(), at)).collect();
            let places = asked.iter().filter_map(|claim| places.get(claim.as_str()).copied());
            chains.extend(places.map(|at| Chain::among(id.as_str(), &claims, at)));
        }
        Ok(chains)
    }

    /// The claims of a document as chains are told of them. Their words are not checked against the text: nothing
    /// of them is shown from here.
    fn chain_claims(&self, document: &DocumentId) -> Result<Vec<ChainClaim>, rusqlite::Error> {
        let params = named_params! { ":document": document.as_str() };
        let rows = |sql: &str| self.connection.prepare_cached(sql);
        // Head of the chain → its first name; mention → head.
        let mut name_of: HashMap<String, String> = HashMap::new();
        let mut head_of: HashMap<String, String> = HashMap::new();
        let mut statement = rows(include_str!("../../sql/query/mentions.sql"))?;
        let mut found = statement.query(params)?;
        while let Some(row) = found.next()? {
            let first: String = row.get("first")?;
            if row.get_ref("kind")?.as_str()? == MentionKind::Name.as_str() && !name_of.contains_key(&first) {
                name_of.insert(first.clone(), plain(row)?);
            }
            head_of.insert(row.get("id")?, first);
        }
        let mut claims = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut statement = rows(include_str!("../../sql/query/claims_of.sql"))?;
        let mut found = statement.query(params)?;
        while let Some(row) = found.next()? {
            let (id, at): (String, String) = (row.get("id")?, row.get("words_at")?);
            places.insert(id.clone(), claims.len());
            let at = hull(&spans_from_json(&at).unwrap_or_default());
            claims.push(ChainClaim { id, at, voices: Vec::new(), evidence: Vec::new() });
        }
        let mut statement = rows(include_str!("../../sql/query/voices.sql"))?;
        let mut found = statement.query(params)?;
        while let Some(row) = found.next()? {
            // The first voice is the outlet.
            let Some(&at) = places.get(row.get_ref("claim")?.as_str()?) else { continue };
            if row.get::<_, u32>("nth")? == 0 {
                continue;
            }
            let mention: Option<String> = row.get("mention")?;
            let name = mention.and_then(|mention| name_of.get(head_of.get(&mention)?).cloned());
            let name = name.map_or_else(|| plain(row), Ok)?;
            let kind = SourceKind::from_name(row.get_ref("kind")?.as_str()?).unwrap_or(SourceKind::Unknown);
            claims[at].voices.push(ChainVoice { name, entity: None, kind });
        }
        let mut statement = rows(include_str!("../../sql/query/evidence.sql"))?;
        let mut found = statement.query(params)?;
        while let Some(row) = found.next()? {
            let Some(&at) = places.get(row.get_ref("claim")?.as_str()?) else { continue };
            claims[at].evidence.extend(EvidenceKind::from_name(row.get_ref("kind")?.as_str()?));
        }
        Ok(claims)
    }

    /// What a document shares with others: copies, excerpts, translations, quotations, with the passages.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reuse_of(&self, document: &DocumentId) -> Result<Vec<Reuse>, CaseError> {
        CaseShelf { case: self }.reuse_of(document.as_str())
    }

    /// What counting is told of a document.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article_card(&self, document: &DocumentId) -> Result<Option<ArticleCard>, CaseError> {
        CaseShelf { case: self }.card(document.as_str())
    }
}

/// The words of a row, without the marks of gaps.
fn plain(row: &Row<'_>) -> Result<String, rusqlite::Error> {
    let words: String = row.get("words")?;
    let n_ranges = row.get_ref("words_at")?.as_str()?.matches('[').count().saturating_sub(1);
    Ok(if n_ranges > 1 { words.replace(" … ", " ") } else { words })
}

struct CaseShelf<'a> {
    case: &'a Case,
}

impl Shelf for CaseShelf<'_> {
    type Error = CaseError;

    fn card(&mut self, document: &str) -> Result<Option<ArticleCard>, CaseError> {
        let read = || {
            let connection = &self.case.connection;
            let params = named_params! { ":document": document };
            let mut card = connection
                .prepare_cached(include_str!("../../sql/query/article_card.sql"))?
                .query_row(params, |row| {
                    let published: Option<String> = row.get(2)?;
                    let to: Option<String> = row.get(3)?;
                    Ok(ArticleCard {
                        id: document.to_owned(),
                        doc: row.get(0)?,
                        outlet: row.get(1)?,
                        published: published.map(|from| (from.clone(), to.unwrap_or(from))),
                        credits: Vec::new(),
                    })
                })
                .optional()?;
            if let Some(card) = &mut card {
                let mut statement = connection.prepare_cached(include_str!("../../sql/query/credits.sql"))?;
                let mut rows = statement.query(params)?;
                while let Some(row) = rows.next()? {
                    let (credited, line): (String, String) = (row.get("credited")?, row.get("words")?);
                    if !selon_link::origin::credits_translator(&line) {
                        card.credits.push(credited);
                    }
                }
            }
            Ok(card)
        };
        read().map_err(|cause| self.case.error(cause))
    }

    fn reuse_of(&mut self, document: &str) -> Result<Vec<Reuse>, CaseError> {
        let read = || {
            let sql = include_str!("../../sql/query/reuse_of.sql");
            let mut statement = self.case.connection.prepare_cached(sql)?;
            let rows = statement.query_map(named_params! { ":document": document }, read_reuse)?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|cause| self.case.error(cause))
    }
}

/// A row of `reuse`. Passages that cannot be read are none: the table is made anew by linking, and its spans are
/// shown as no quotation.
fn read_reuse(row: &Row<'_>) -> Result<Reuse, rusqlite::Error> {
    let spans = |json: String| spans_from_json(&json).unwrap_or_default();
    let (at, other_at) = (spans(row.get(7)?), spans(row.get(8)?));
    let kind: String = row.get(2)?;
    let ground: Option<String> = row.get(3)?;
    Ok(Reuse {
        document: row.get(0)?,
        other: row.get(1)?,
        kind: ReuseKind::from_name(&kind).unwrap_or(ReuseKind::Quotation),
        ground: ground.as_deref().and_then(Ground::from_name),
        n_words: row.get(4)?,
        share: row.get(5)?,
        other_share: row.get(6)?,
        passages: at.into_iter().zip(other_at).map(|(at, other_at)| Passage { at, other_at }).collect(),
    })
}
