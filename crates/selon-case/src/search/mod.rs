//! Full text over articles, claims and sources, without case and accents.
//!
//! Words that are asked for must all be there; words between quotation marks stand in this order. What has the
//! words themselves comes before what has longer words that begin so, claims come before articles, and the last added
//! before others.
//!
//! Cost: of each term the places of all chunks are read and intersected ([`postings`]), so that every hit is counted and
//! no search costs more because its words are frequent, or because they never meet a mark. Only the last
//! [`LOOKED_AT`] hits are put in order, and counted by their marks. Where a phrase is asked for, the places that have
//! its words are read if they are few, else found in SQLite's full-text index (FTS5), and no more than [`LOOKED_AT`] of
//! them; [`Found::is_counted`] tells. There is no weighing of words by how rare they are (BM25).

mod index;
mod places;
mod postings;
mod query;

use std::collections::{BTreeMap, HashMap};

use rusqlite::named_params;

use crate::{Case, CaseError, ClaimLine, DocumentId, DocumentLine, SourceLine};

pub(crate) use index::{index, index_all};
use places::{CHUNK, Places, chunk_of};
pub(crate) use postings::add_functions;
use postings::{GONE, n_chunks, places_of, places_of_beginning};
use query::{Ending, Query, source_terms};

/// Hits that a search puts in order and counts by their marks.
pub const LOOKED_AT: usize = 1000;

/// Places with the words of a phrase whose text is read; where there are more, the full-text index is asked.
const READ_FOR_PHRASES: usize = 1000;

/// Sources that a search gives.
const N_SOURCES: usize = 8;

/// What is looked for. All that is `None` lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words; none where a list is only narrowed.
    pub words: String,
    /// Only texts of articles, or only claims.
    pub kind: Option<HitKind>,
    /// PLOVER type of a claim.
    pub event: Option<String>,
    /// Modality of a claim.
    pub modality: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// When it was published: `2022` or `2022-05`.
    pub when: Option<String>,
    /// BCP 47, the language alone.
    pub language: Option<String>,
    /// Hits before the first.
    pub skip: usize,
    /// Hits at most.
    pub most: usize,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    /// An article's text.
    Article,
    /// A claim.
    Claim,
}

impl HitKind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            HitKind::Article => "article",
            HitKind::Claim => "claim",
        }
    }

    /// The kind that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        [HitKind::Article, HitKind::Claim].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What was found at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // A page of them at a time.
pub enum Hit {
    /// An article, and some of its words around the first that was looked for.
    Article {
        /// The document.
        document: DocumentLine,
        /// A few words of it.
        excerpt: String,
    },
    /// A claim with its chain.
    Claim(ClaimLine),
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits that were asked for, best first.
    pub hits: Vec<Hit>,
    /// Number of hits.
    pub n_hits: usize,
    /// False where there may be more: a phrase of frequent words was found so often.
    pub is_counted: bool,
    /// Number of hits that were put in order and counted by their marks: the last added, [`LOOKED_AT`] at most.
    pub n_ranked: usize,
    /// Sources whose name has the words.
    pub sources: Vec<SourceLine>,
    /// How many of the hits have which mark.
    pub facets: Facets,
}

/// How many of the hits that were put in order have a mark, the most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// `article` or `claim`.
    pub kinds: Vec<(String, u64)>,
    /// Types of event.
    pub events: Vec<(String, u64)>,
    /// Modalities.
    pub modalities: Vec<(String, u64)>,
    /// Outlets.
    pub outlets: Vec<(String, u64)>,
    /// Years, in order.
    pub years: Vec<(String, u64)>,
    /// Languages.
    pub languages: Vec<(String, u64)>,
}

impl Case {
    /// Looks for words, and narrows.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn search(&self, search: &Search) -> Result<Found, CaseError> {
        let Some(query) = Query::of(search) else { return Ok(Found::default()) };
        let matching = self.matching(&query)?;
        let n_whole = matching.whole.len();
        let mut places = matching.whole;
        places.extend(matching.longer);
        let n_ranked = places.len();
        let (facets, kinds) = self.facets(&places)?;
        let asked = query.words();
        if !asked.is_empty() {
            let is_article = |place: &i64| kinds.get(place) != Some(&HitKind::Claim);
            // Stable: the last added stay before others.
            let (whole, longer) = places.split_at_mut(n_whole);
            whole.sort_by_key(is_article);
            longer.sort_by_key(is_article);
        }
        let places = places.into_iter().skip(search.skip).take(search.most);
        let hits = places.map(|place| self.hit(place, &asked));
        let hits = hits.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        let sources = self.sources_with(search)?;
        let Matching { n_hits, is_counted, .. } = matching;
        Ok(Found { hits, n_hits, is_counted, n_ranked, sources, facets })
    }

    /// Places that match: the last with the words themselves, then the last with words that begin so.
    fn matching(&self, query: &Query) -> Result<Matching, CaseError> {
        let sets = self.sets(query).map_err(|cause| self.error(cause))?;
        if !query.phrases.is_empty() {
            return self.with_phrases(query, sets);
        }
        let mut found = Matching { is_counted: true, ..Matching::default() };
        for (chunk, whole, all) in &sets {
            found.n_hits += all.len();
            let at = |place| chunk * CHUNK + i64::from(place);
            let missing = LOOKED_AT.saturating_sub(found.whole.len());
            found.whole.extend(whole.last_first().take(missing).map(at));
            let missing = LOOKED_AT.saturating_sub(found.longer.len());
            found.longer.extend(all.minus(whole).last_first().take(missing).map(at));
        }
        Ok(found.cut())
    }

    /// Of each chunk in which something matches, from the last on, the places that have the words themselves, and all
    /// that have words that begin so; phrases are taken for their words.
    fn sets(&self, query: &Query) -> Result<Vec<(i64, Places, Places)>, rusqlite::Error> {
        let connection = &self.connection;
        let mut sets = Vec::new();
        for chunk in (0..n_chunks(connection)?).rev() {
            let mut all: Option<Places> = None;
            let meet = |all: &mut Option<Places>, places: Places| {
                let both = all.map_or(places, |all| all.and(&places));
                *all = Some(both);
                !both.is_empty()
            };
            let mut is_there = true;
            for term in query.exact.iter().chain(query.phrases.iter().flatten()) {
                is_there = is_there && meet(&mut all, places_of(connection, chunk, term)?);
            }
            let mut any = Places::NONE;
            for term in &query.any_mark {
                any = any.or(&places_of(connection, chunk, term)?);
            }
            if !query.any_mark.is_empty() {
                is_there = is_there && meet(&mut all, any);
            }
            for word in &query.loose {
                is_there = is_there && meet(&mut all, places_of_beginning(connection, chunk, word)?);
            }
            let Some(all) = all.filter(|_| is_there) else { continue };
            let all = all.minus(&places_of(connection, chunk, GONE)?);
            let mut whole = all;
            for word in &query.loose {
                if !whole.is_empty() {
                    whole = whole.and(&places_of(connection, chunk, word)?);
                }
            }
            if !all.is_empty() {
                sets.push((chunk, whole, all));
            }
        }
        Ok(sets)
    }

    /// Keeps the places that have the phrases.
    fn with_phrases(&self, query: &Query, sets: Vec<(i64, Places, Places)>) -> Result<Matching, CaseError> {
        let mut found = Matching { is_counted: true, ..Matching::default() };
        let mut keep = |place: i64, is_whole: bool| {
            let kept = if is_whole { &mut found.whole } else { &mut found.longer };
            found.n_hits += 1;
            if kept.len() < LOOKED_AT {
                kept.push(place);
            }
            kept.len() < LOOKED_AT || !is_whole
        };
        if sets.iter().map(|(.., all)| all.len()).sum::<usize>() <= READ_FOR_PHRASES {
            for (chunk, whole, all) in &sets {
                for place in all.last_first() {
                    let at = chunk * CHUNK + i64::from(place);
                    if query.has_phrases(&self.text_at(at)?) {
                        keep(at, whole.has(place));
                    }
                }
            }
            return Ok(found.cut());
        }
        let of_chunk: HashMap<i64, (Places, Places)> =
            sets.into_iter().map(|(chunk, whole, all)| (chunk, (whole, all))).collect();
        let sql = include_str!("../../sql/search/hits.sql");
        let mut walk = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(named_params! { ":match": query.phrases_for_fts() })?;
            while let Some(row) = rows.next()? {
                let at = row.get(0)?;
                let (chunk, place) = chunk_of(at);
                if let Some((whole, all)) = of_chunk.get(&chunk)
                    && all.has(place)
                    && !keep(at, whole.has(place))
                {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        let is_counted = walk().map_err(|cause| self.error(cause))?;
        Ok(Matching { is_counted, ..found.cut() })
    }

    /// The newest places with one of several marks, as many as asked for.
    pub(crate) fn newest_with(
        &self,
        marks: &[&str],
        most: usize,
    ) -> Result<Vec<(DocumentId, u32)>, CaseError> {
        let query = Query::with_any_mark(marks);
        let sets = self.sets(&query).map_err(|cause| self.error(cause))?;
        let places = sets
            .iter()
            .flat_map(|(chunk, _, all)| all.last_first().map(move |place| chunk * CHUNK + i64::from(place)));
        let mut found = Vec::new();
        for place in places.take(most) {
            if let Some((document, nth)) = self.place(place)?
                && let Ok(nth) = u32::try_from(nth)
            {
                found.push((document, nth));
            }
        }
        Ok(found)
    }

    /// The words at a place.
    fn text_at(&self, place: i64) -> Result<String, CaseError> {
        let Some((document, nth)) = self.place(place)? else { return Ok(String::new()) };
        let sql = include_str!("../../sql/search/text_at.sql");
        let text = self.one(sql, named_params! { ":document": document.as_str(), ":nth": nth }, |row| {
            row.get::<_, Option<String>>(0)
        })?;
        Ok(text.flatten().unwrap_or_default())
    }

    fn place(&self, place: i64) -> Result<Option<(DocumentId, i64)>, CaseError> {
        let sql = include_str!("../../sql/search/place.sql");
        self.one(sql, named_params! { ":place": place }, |row| {
            Ok((DocumentId::stored(row.get(0)?), row.get(1)?))
        })
    }

    fn hit(&self, place: i64, asked: &[String]) -> Result<Option<Hit>, CaseError> {
        let Some((document, nth)) = self.place(place)? else { return Ok(None) };
        if let Ok(nth) = u32::try_from(nth) {
            return Ok(self.claim_line(&document, nth)?.map(Hit::Claim));
        }
        let Some(line) = self.document_line(document.as_str())? else { return Ok(None) };
        let sql = "SELECT substr(t.text, 1, ?2) FROM document d JOIN text t ON t.sha256 = d.text_sha256 WHERE d.id = ?1";
        let text: Option<String> = self.one(sql, (document.as_str(), EXCERPT_LOOKS_AT), |row| row.get(0))?;
        let excerpt = text.map(|text| excerpt(&text, asked)).unwrap_or_default();
        Ok(Some(Hit::Article { document: line, excerpt }))
    }

    /// How many places have which mark, and what stands at each.
    fn facets(&self, places: &[i64]) -> Result<(Facets, HashMap<i64, HitKind>), CaseError> {
        let mut counts: [BTreeMap<String, u64>; 6] = Default::default();
        let mut kind_of = HashMap::new();
        let sql = include_str!("../../sql/search/marks.sql");
        let asked = serde_json::Value::from(places).to_string();
        let rows: Vec<(i64, bool, [Option<String>; 5])> =
            self.list(sql, named_params! { ":places": asked }, |row| {
                let mark = |column| row.get::<_, Option<String>>(column);
                Ok((row.get(0)?, row.get(1)?, [mark(2)?, mark(3)?, mark(4)?, mark(5)?, mark(6)?]))
            })?;
        for (place, is_claim, marks) in rows {
            let kind = if is_claim { HitKind::Claim } else { HitKind::Article };
            kind_of.insert(place, kind);
            *counts[0].entry(kind.as_str().to_owned()).or_default() += 1;
            for (at, mark) in marks.into_iter().enumerate() {
                if let Some(mark) = mark {
                    *counts[1 + at].entry(mark).or_default() += 1;
                }
            }
        }
        let [kinds, events, modalities, outlets, years, languages] = counts;
        let most_first = |counts: BTreeMap<String, u64>| {
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            counts
        };
        let facets = Facets {
            kinds: most_first(kinds),
            events: most_first(events),
            modalities: most_first(modalities),
            outlets: most_first(outlets),
            years: years.into_iter().collect(),
            languages: most_first(languages),
        };
        Ok((facets, kind_of))
    }

    fn sources_with(&self, search: &Search) -> Result<Vec<SourceLine>, CaseError> {
        let mut ids: Vec<i64> = Vec::new();
        for ending in [Ending::Here, Ending::Anywhere] {
            let Some(query) = source_terms(&search.words, ending) else { return Ok(Vec::new()) };
            if ids.len() < N_SOURCES {
                let sql = include_str!("../../sql/search/sources.sql");
                let params = named_params! {
                    ":match": query, ":looked_at": LOOKED_AT as i64, ":most": N_SOURCES as i64,
                };
                let found: Vec<i64> = self.list(sql, params, |row| row.get(0))?;
                ids.extend(found.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            }
        }
        ids.truncate(N_SOURCES);
        ids.into_iter().map(|id| self.source_line(id)).filter_map(Result::transpose).collect()
    }
}

/// Places that match, before they are put in order.
#[derive(Debug, Default)]
struct Matching {
    /// With the words themselves, the last added first.
    whole: Vec<i64>,
    /// With longer words that begin so.
    longer: Vec<i64>,
    n_hits: usize,
    is_counted: bool,
}

impl Matching {
    /// No more than are put in order.
    fn cut(mut self) -> Self {
        self.longer.truncate(LOOKED_AT - self.whole.len().min(LOOKED_AT));
        self
    }
}

/// Scalar values of a text in which an excerpt is looked for.
const EXCERPT_LOOKS_AT: i64 = 60_000;

/// Scalar values of an excerpt before and behind the word that was looked for.
const EXCERPT_AROUND: (usize, usize) = (60, 160);

/// Some words of `text` around the first that begins as one of `asked`.
fn excerpt(text: &str, asked: &[String]) -> String {
    let mut at = 0;
    let mut is_inside = false;
    for (byte, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || query::is_mark(c);
        if is_word && !is_inside {
            let end = text[byte..]
                .find(|c: char| !c.is_alphanumeric() && !query::is_mark(c))
                .map_or(text.len(), |n| byte + n);
            let folded = crate::Folded::new(&text[byte..end]);
            if asked.iter().any(|asked| folded.as_str().starts_with(asked)) {
                at = byte;
                break;
            }
        }
        is_inside = is_word;
    }
    let start = text[..at].char_indices().rev().nth(EXCERPT_AROUND.0).map_or(0, |(byte, _)| byte);
    let end = text[at..].char_indices().nth(EXCERPT_AROUND.1).map_or(text.len(), |(byte, _)| at + byte);
    let mut words = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    if start > 0 {
        words.insert_str(0, "… ");
    }
    if end < text.len() {
        words.push_str(" …");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_stands_around_the_word() {
        let text = format!("{}Le préfet a nié.{}", "Rien. ".repeat(40), " Rien.".repeat(60));
        let found = excerpt(&text, &["prefet".to_owned()]);
        assert!(
            found.starts_with("… ") && found.contains("Le préfet a nié.") && found.ends_with(" …"),
            "{found}"
        );
        assert_eq!(excerpt("À Vastrel", &["vastrel".to_owned()]), "À Vastrel");
    }
}
