//! Origins of claims, and what documents share: questions to the case.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};
use selon_extract::{EvidenceKind, MentionKind, SourceKind};
use selon_link::origin::{
    ArticleCard, Chain, ChainClaim, ChainVoice, Circle, Citation, Ground, OriginCount, Passage, Reuse,
    ReuseKind, Shelf, circles, count, hull,
};
use selon_text::CharSpan;

use crate::reading::spans_from_json;
use crate::{Case, CaseError, ClaimId, DocumentId};

impl Case {
    /// On how many articles, outlets and independent origins these claims rest, with each collapse and its reason.
    /// Claims that are not in the case are passed over.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn origins_of(&self, claims: &[ClaimId]) -> Result<OriginCount, CaseError> {
        self.at_once(|| count(&self.chains_of(claims)?, &mut CaseShelf::new(self)))
    }

    /// As [`Case::origins_of`], of several sets of claims: what a document shares, and its card,
    /// are read once however many of them lead there.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn origins_of_each(&self, sets: &[&[ClaimId]]) -> Result<Vec<OriginCount>, CaseError> {
        self.at_once(|| {
            let mut shelf = CaseShelf::new(self);
            sets.iter().map(|claims| count(&self.chains_of(claims)?, &mut shelf)).collect()
        })
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
        // One voice under two names is one voice: mention → name, entity, and whether it is an outlet.
        let mut entity_of: HashMap<String, (String, String, bool)> = HashMap::new();
        let mut statement = rows(include_str!("../../sql/query/voice_entities.sql"))?;
        let mut found = statement.query(params)?;
        while let Some(row) = found.next()? {
            let is_outlet = row.get_ref(3)?.as_str()? == "outlet";
            entity_of.insert(row.get(0)?, (row.get(2)?, row.get(1)?, is_outlet));
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
            let named = mention.as_ref().and_then(|mention| entity_of.get(mention));
            let own = mention.as_ref().and_then(|mention| name_of.get(head_of.get(mention)?).cloned());
            // An outlet goes by the name under which its own articles know it.
            let name = match named {
                Some((name, _, is_outlet)) if !is_outlet || own.is_none() => Some(name.clone()),
                _ => own,
            };
            let entity = named.map(|(_, entity, _)| entity.clone());
            let name = name.map_or_else(|| plain(row), Ok)?;
            let kind = SourceKind::from_name(row.get_ref("kind")?.as_str()?).unwrap_or(SourceKind::Unknown);
            claims[at].voices.push(ChainVoice { name, entity, kind });
        }
        let mut statement = rows(include_str!("../../sql/query/evidence.sql"))?;
        let mut found = statement.query(params)?;
        while let Some(row) = found.next()? {
            let Some(&at) = places.get(row.get_ref("claim")?.as_str()?) else { continue };
            claims[at].evidence.extend(EvidenceKind::from_name(row.get_ref("kind")?.as_str()?));
        }
        Ok(claims)
    }

    /// Circular reporting anywhere in the case: outlets that have one thing from each other. Reads the voices of all
    /// claims once.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn circles(&self) -> Result<Vec<Circle>, CaseError> {
        let read = || {
            let sql = include_str!("../../sql/query/outlet_citations.sql");
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Citation {
                    claim: row.get(0)?,
                    document: row.get(1)?,
                    outlet: row.get(2)?,
                    cited: row.get(3)?,
                    words: row.get(4)?,
                })
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        Ok(circles(&read().map_err(|cause| self.error(cause))?))
    }

    /// What a document shares with others: copies, excerpts, translations, quotations, with the passages.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reuse_of(&self, document: &DocumentId) -> Result<Vec<Reuse>, CaseError> {
        let sql = include_str!("../../sql/query/reuse_of.sql");
        self.read_reuses(document, sql, named_params! { ":document": document.as_str() })
    }

    /// Of what a document shares with others at most `most`: copies first, then what is longest. Of a quotation that
    /// thousands share only some are looked at.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn most_reuse_of(&self, document: &DocumentId, most: usize) -> Result<Vec<Reuse>, CaseError> {
        let sql = include_str!("../../sql/query/most_reuse_of.sql");
        let params = named_params! { ":document": document.as_str(), ":most": most as i64 };
        let mut found = self.read_reuses(document, sql, params)?;
        let rank = |reuse: &Reuse| (reuse.kind == ReuseKind::Quotation, std::cmp::Reverse(reuse.n_words));
        found.sort_by_key(rank);
        found.truncate(most);
        Ok(found)
    }

    /// What two documents share, whatever an analyst says of it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reuse_between(&self, a: &DocumentId, b: &DocumentId) -> Result<Vec<Reuse>, CaseError> {
        let sql = include_str!("../../sql/query/reuse_between.sql");
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let params = named_params! { ":a": a.as_str(), ":b": b.as_str() };
            statement.query_map(params, read_reuse)?.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|cause| self.error(cause))
    }

    fn read_reuses(
        &self,
        document: &DocumentId,
        sql: &str,
        params: &[(&str, &dyn ToSql)],
    ) -> Result<Vec<Reuse>, CaseError> {
        let read = || {
            let judged = JudgedPairs::read(&self.connection)?;
            reuses(&self.connection, &judged, document.as_str(), sql, params)
        };
        read().map_err(|cause| self.error(cause))
    }

    /// What counting is told of a document.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article_card(&self, document: &DocumentId) -> Result<Option<ArticleCard>, CaseError> {
        CaseShelf::new(self).card(document.as_str())
    }
}

/// The words of a row, without the marks of gaps.
fn plain(row: &Row<'_>) -> Result<String, rusqlite::Error> {
    let words: String = row.get("words")?;
    let n_ranges = row.get_ref("words_at")?.as_str()?.matches('[').count().saturating_sub(1);
    Ok(if n_ranges > 1 { words.replace(" … ", " ") } else { words })
}

/// Pairs of documents that an analyst parts, and whether any are held for one text: few, and read once.
struct JudgedPairs {
    parted: HashSet<(String, String)>,
    are_any_joined: bool,
}

impl JudgedPairs {
    fn read(connection: &Connection) -> Result<Self, rusqlite::Error> {
        let mut pairs = Self { parted: HashSet::new(), are_any_joined: false };
        let mut statement =
            connection.prepare_cached(include_str!("../../sql/query/judged_documents.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, bool>(2)? {
                pairs.are_any_joined = true;
            } else {
                pairs.parted.insert((row.get(0)?, row.get(1)?));
            }
        }
        Ok(pairs)
    }

    fn parts(&self, reuse: &Reuse) -> bool {
        let (a, b) = (&reuse.document, &reuse.other);
        !self.parted.is_empty() && self.parted.contains(&(a.min(b).clone(), a.max(b).clone()))
    }
}

/// Keeps what it has read: copies lead to the same documents again and again.
struct CaseShelf<'a> {
    case: &'a Case,
    judged: Option<JudgedPairs>,
    cards: HashMap<String, Option<ArticleCard>>,
    reuses: HashMap<String, Vec<Rc<Reuse>>>,
}

impl<'a> CaseShelf<'a> {
    fn new(case: &'a Case) -> Self {
        Self { case, judged: None, cards: HashMap::new(), reuses: HashMap::new() }
    }
}

impl Shelf for CaseShelf<'_> {
    type Error = CaseError;

    fn card(&mut self, document: &str) -> Result<Option<ArticleCard>, CaseError> {
        if let Some(card) = self.cards.get(document) {
            return Ok(card.clone());
        }
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
        let card = read().map_err(|cause| self.case.error(cause))?;
        self.cards.insert(document.to_owned(), card.clone());
        Ok(card)
    }

    fn reuse_of(&mut self, document: &str) -> Result<Vec<Rc<Reuse>>, CaseError> {
        if let Some(reuses) = self.reuses.get(document) {
            return Ok(reuses.clone());
        }
        let connection = &self.case.connection;
        let mut read = || {
            let judged = match self.judged.take() {
                Some(judged) => judged,
                None => JudgedPairs::read(connection)?,
            };
            let judged = &*self.judged.insert(judged);
            let sql = include_str!("../../sql/query/reuse_followed.sql");
            reuses(connection, judged, document, sql, named_params! { ":document": document })
        };
        let found = read().map_err(|cause| self.case.error(cause))?;
        let reuses: Vec<Rc<Reuse>> = found.into_iter().map(Rc::new).collect();
        self.reuses.insert(document.to_owned(), reuses.clone());
        Ok(reuses)
    }
}

/// What a query finds of a document that no analyst parts, and what one says is the same text.
fn reuses(
    connection: &Connection,
    judged: &JudgedPairs,
    document: &str,
    sql: &str,
    params: &[(&str, &dyn ToSql)],
) -> Result<Vec<Reuse>, rusqlite::Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query_map(params, read_reuse)?.collect::<Result<Vec<_>, _>>()?;
    found.retain(|reuse| !judged.parts(reuse));
    if !judged.are_any_joined {
        return Ok(found);
    }
    let mut statement = connection.prepare_cached(include_str!("../../sql/query/judged_copies.sql"))?;
    let joined = statement.query_map(named_params! { ":document": document }, |row| {
        let body = |json: String| spans_from_json(&json).unwrap_or_default();
        Ok((row.get::<_, String>(0)?, body(row.get(1)?), body(row.get(2)?)))
    })?;
    for row in joined {
        let (other, at, other_at) = row?;
        found.push(judged_copy(document, &other, hull(&at), hull(&other_at)));
    }
    Ok(found)
}

/// What an analyst says is one text: all of both, and nobody knows who has it from whom.
fn judged_copy(document: &str, other: &str, at: CharSpan, other_at: CharSpan) -> Reuse {
    let (first, second) = if document <= other { (document, other) } else { (other, document) };
    let (at, other_at) = if document <= other { (at, other_at) } else { (other_at, at) };
    Reuse {
        document: first.to_owned(),
        other: second.to_owned(),
        kind: ReuseKind::Translation,
        ground: None,
        n_words: 0,
        share: 100,
        other_share: 100,
        passages: vec![Passage { at, other_at }],
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
