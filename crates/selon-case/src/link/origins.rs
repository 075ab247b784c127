//! Origins of claims, and what documents share: questions to the case.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, named_params};
use selon_link::origin::{ArticleCard, Chain, Ground, OriginCount, Passage, Reuse, ReuseKind, Shelf, count};

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
        for (id, mut claims) in of_document {
            claims.sort_unstable();
            claims.dedup();
            let document = self.link_document(&id)?;
            let places: HashMap<&str, usize> =
                document.claim_ids.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
            let names = document.names();
            let name_of = |referent: usize| (names.get(&referent).cloned(), None);
            let of_claim = |claim: &&ClaimId| places.get(claim.as_str()).copied();
            chains.extend(claims.iter().filter_map(of_claim).map(|at| Chain::of(&document, at, &name_of)));
        }
        Ok(chains)
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
