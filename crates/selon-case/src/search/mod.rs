//! Full text over articles, claims and sources, without case and accents (SQLite's FTS5).
//!
//! Words that are asked for must all be there; words between quotation marks stand in this order. What has the
//! words themselves comes before what has longer words that begin so, claims come before articles, and the last added
//! before others. Words of up to three letters are not looked for as beginnings.
//!
//! Cost: every search looks at no more than [`LOOKED_AT`] hits, the last added; those are ordered and counted, and
//! [`Found::is_all`] tells whether there are more. Longer words are looked for only where the words themselves have
//! fewer hits. So a word that is everywhere costs what a rare one costs. There is no weighing of words by how rare
//! they are (BM25): that reads all places of each of them.

mod index;

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::named_params;

use crate::{Case, CaseError, ClaimLine, DocumentId, DocumentLine, SourceLine};

pub(crate) use index::{index, index_all};

/// Hits that a search looks at. In a case of a million claims (`examples/large.rs`) a word that is everywhere takes
/// 18 ms, most of it for counting these by outlet, year and event.
pub const LOOKED_AT: usize = 1000;

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
    /// Number of hits that were looked at.
    pub n_hits: usize,
    /// False where there are more hits than were looked at.
    pub is_all: bool,
    /// Sources whose name has the words.
    pub sources: Vec<SourceLine>,
    /// How many of the hits have which mark.
    pub facets: Facets,
}

/// How many of the hits that were looked at have a mark, the most first.
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
        let Some(query) = full_text_query(search, Ending::Here) else { return Ok(Found::default()) };
        let mut places = self.matching(&query)?;
        let mut n_whole = places.len();
        if places.len() <= LOOKED_AT
            && let Some(longer) = full_text_query(search, Ending::Anywhere).filter(|longer| *longer != query)
        {
            let whole: HashSet<i64> = places.iter().copied().collect();
            places.extend(self.matching(&longer)?.into_iter().filter(|place| !whole.contains(place)));
        }
        let is_all = places.len() <= LOOKED_AT;
        places.truncate(LOOKED_AT);
        n_whole = n_whole.min(places.len());
        let (facets, kinds) = self.facets(&places)?;
        let n_hits = places.len();
        let asked = wanted_words(&search.words);
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
        Ok(Found { hits, n_hits, is_all, sources, facets })
    }

    /// Places in the index that match, the last added first: one more than are looked at, where there are more.
    fn matching(&self, query: &str) -> Result<Vec<i64>, CaseError> {
        let sql = include_str!("../../sql/search/hits.sql");
        let params = named_params! { ":match": query, ":most": LOOKED_AT as i64 + 1 };
        self.list(sql, params, |row| row.get(0))
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
            let Some(query) = terms(&search.words, ending) else { return Ok(Vec::new()) };
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

/// Where a word that is looked for ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Where it ends.
    Here,
    /// Where it ends or behind.
    Anywhere,
}

/// Scalar values that a word has at least to be looked for as a beginning: one French word in twelve begins with `re`,
/// and all their places are put in order before the first is known.
const SHORTEST_BEGINNING: usize = 4;

/// Scalar values of a text in which an excerpt is looked for.
const EXCERPT_LOOKS_AT: i64 = 60_000;

/// Scalar values of an excerpt before and behind the word that was looked for.
const EXCERPT_AROUND: (usize, usize) = (60, 160);

/// The query in FTS5's language, or `None` where nothing is asked.
fn full_text_query(search: &Search, ending: Ending) -> Option<String> {
    let mut parts = Vec::new();
    if !search.words.trim().is_empty() {
        parts.push(format!("text : ({})", terms(&search.words, ending)?));
    }
    let mut facets = Vec::new();
    facets.extend(search.kind.map(|kind| kind.as_str().to_owned()));
    facets.extend(search.event.as_deref().map(|event| format!("e{event}")));
    facets.extend(search.modality.as_deref().map(|modality| format!("a{modality}")));
    facets.extend(search.outlet.as_deref().map(index::outlet_facet));
    facets.extend(search.language.as_deref().map(|language| format!("l{language}")));
    facets.extend(search.when.as_deref().map(|when| {
        let digits: String = when.chars().filter(char::is_ascii_digit).collect();
        if digits.len() > 4 { format!("m{digits}") } else { format!("y{digits}") }
    }));
    if facets.is_empty() && parts.is_empty() {
        facets.push(format!("{} OR {}", HitKind::Article.as_str(), HitKind::Claim.as_str()));
    } else {
        for facet in &mut facets {
            *facet = quoted(facet);
        }
    }
    if !facets.is_empty() {
        parts.push(format!("facets : ({})", facets.join(" AND ")));
    }
    Some(parts.join(" AND "))
}

/// The words of a query as FTS5 has them: all of them, each a word or the beginning of one; a phrase as it stands.
/// `None` where there is no letter or digit.
fn terms(words: &str, ending: Ending) -> Option<String> {
    let mut terms = Vec::new();
    for (i, part) in words.split(['"', '«', '»', '“', '”']).enumerate() {
        if i % 2 == 1 {
            if part.contains(char::is_alphanumeric) {
                terms.push(quoted(part));
            }
            continue;
        }
        let words = part.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty());
        terms.extend(words.map(|word| {
            let is_long = word.chars().count() >= SHORTEST_BEGINNING;
            if ending == Ending::Anywhere && is_long { format!("{} *", quoted(word)) } else { quoted(word) }
        }));
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// The words of a query one by one, folded, for finding them in a text.
fn wanted_words(words: &str) -> Vec<String> {
    let folded = crate::Folded::new(words);
    folded.as_str().split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('"', "\"\""))
}

/// Some words of `text` around the first that begins as one of `asked`.
fn excerpt(text: &str, asked: &[String]) -> String {
    let mut at = 0;
    let mut is_inside = false;
    for (byte, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || is_mark(c);
        if is_word && !is_inside {
            let end = text[byte..]
                .find(|c: char| !c.is_alphanumeric() && !is_mark(c))
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
    fn nothing_that_is_typed_is_query_language() {
        let begins = |words| terms(words, Ending::Anywhere);
        assert_eq!(begins("Deir ez-Zor").as_deref(), Some(r#""Deir" * AND "ez" AND "Zor""#));
        assert_eq!(begins("NOT a* OR (b)").as_deref(), Some(r#""NOT" AND "a" AND "OR" AND "b""#));
        assert_eq!(terms("Deir ez", Ending::Here).as_deref(), Some(r#""Deir" AND "ez""#));
        assert_eq!(begins("« à la frontière » mort").as_deref(), Some(r#"" à la frontière " AND "mort" *"#));
        assert_eq!(begins("!!"), None);
    }

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
