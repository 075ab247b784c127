//! What is typed, as terms of the index.

use super::{Search, index, postings};

/// What a place must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Words, each itself or the beginning of one.
    pub loose: Vec<String>,
    /// Words that stand in this order, as they are; two at least.
    pub phrases: Vec<Vec<String>>,
    /// Terms that must all be there as they are: marks, and words that stand alone between quotation marks.
    pub exact: Vec<String>,
    /// Terms of marks, one of them; none where it does not matter.
    pub any_mark: Vec<String>,
}

impl Query {
    /// The terms that are asked for, or `None` where words were typed that have neither letter nor digit.
    pub(super) fn of(search: &Search) -> Option<Self> {
        let mut query = Self::default();
        for (i, part) in search.words.split(QUOTES).enumerate() {
            let words: Vec<String> =
                folded(part).iter().map(|word| postings::word(word).to_owned()).collect();
            match words.len() {
                1 if i % 2 == 1 => query.exact.extend(words),
                2.. if i % 2 == 1 => {
                    let pairs: Vec<Option<String>> =
                        words.windows(2).map(|two| postings::pair(&two[0], &two[1])).collect();
                    // A phrase that is a term is found like a word.
                    if let [Some(pair)] = &pairs[..] {
                        query.exact.push(pair.clone());
                    } else {
                        query.exact.extend(pairs.into_iter().flatten());
                        query.phrases.push(words);
                    }
                }
                _ => query.loose.extend(words),
            }
        }
        if query == Self::default() && !search.words.trim().is_empty() {
            return None;
        }
        let mut marks: Vec<String> = Vec::new();
        marks.extend(search.kind.map(|kind| kind.as_str().to_owned()));
        marks.extend(search.event.as_deref().map(|event| format!("e{event}")));
        marks.extend(search.modality.as_deref().map(|modality| format!("a{modality}")));
        marks.extend(search.outlet.as_deref().map(index::outlet_mark));
        marks.extend(search.language.as_deref().map(|language| format!("l{language}")));
        marks.extend(search.when.as_deref().map(|when| {
            let digits: String = when.chars().filter(char::is_ascii_digit).collect();
            if digits.len() > 4 { format!("m{digits}") } else { format!("y{digits}") }
        }));
        query.exact.extend(marks.iter().map(|mark| postings::mark(mark)));
        if query == Self::default() {
            query.any_mark = ["article", "claim"].map(postings::mark).to_vec();
        }
        Some(query)
    }

    /// One of several marks.
    pub(super) fn with_any_mark(marks: &[&str]) -> Self {
        Self { any_mark: marks.iter().map(|mark| postings::mark(mark)).collect(), ..Self::default() }
    }

    /// All words, for finding them in a text.
    pub(super) fn words(&self) -> Vec<String> {
        let exact = self.exact.iter().filter(|term| !postings::is_mark(term));
        let exact = exact.flat_map(|term| term.split(' ')).map(str::to_owned);
        exact.chain(self.phrases.iter().flatten().chain(&self.loose).cloned()).collect()
    }

    /// True where the words of each phrase stand behind each other in `text`.
    pub(super) fn has_phrases(&self, text: &str) -> bool {
        let words = folded(text);
        let words: Vec<&str> = words.iter().map(|word| postings::word(word)).collect();
        let is_there =
            |phrase: &Vec<String>| words.windows(phrase.len()).any(|there| there.iter().eq(phrase));
        self.phrases.iter().all(is_there)
    }

    /// The phrases in FTS5's language.
    pub(super) fn phrases_for_fts(&self) -> String {
        let phrases: Vec<String> = self.phrases.iter().map(|words| quoted(&words.join(" "))).collect();
        format!("text : ({})", phrases.join(" AND "))
    }
}

/// Where a word that is looked for ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Where it ends.
    Here,
    /// Where it ends or behind.
    Anywhere,
}

const QUOTES: [char; 5] = ['"', '«', '»', '“', '”'];

/// The words of a query as FTS5 finds them in the names of sources: all of them, each a word or the beginning of one.
/// `None` where there is no letter or digit.
pub(super) fn source_terms(words: &str, ending: Ending) -> Option<String> {
    let term = |word: &String| match ending {
        Ending::Here => quoted(word),
        Ending::Anywhere => format!("{} *", quoted(word)),
    };
    let terms: Vec<String> = folded(words).iter().map(term).collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// The words of a text, folded.
fn folded(text: &str) -> Vec<String> {
    let folded = selon_text::fold(text);
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Combining marks belong to the letter before them.
pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(words: &str) -> Option<Query> {
        Query::of(&Search { words: words.to_owned(), ..Search::default() })
    }

    #[test]
    fn nothing_that_is_typed_is_query_language() {
        let loose = |words| query(words).unwrap().loose;
        assert_eq!(loose("Deir ez-Zor"), ["deir", "ez", "zor"]);
        assert_eq!(loose("NOT a* OR (b)"), ["not", "a", "or", "b"]);
        assert_eq!(source_terms("Deir ez", Ending::Here).as_deref(), Some(r#""deir" AND "ez""#));
        let found = query("« à la frontière » mort").unwrap();
        assert_eq!(found.phrases, [["a", "la", "frontiere"]]);
        assert_eq!(found.exact, ["a la"]);
        let pair = query("« de la » \"mort\"").unwrap();
        assert_eq!((pair.exact, pair.phrases), (vec!["de la".to_owned(), "mort".to_owned()], vec![]));
        assert_eq!(found.loose, ["mort"]);
        assert_eq!(found.phrases_for_fts(), r#"text : ("a la frontiere")"#);
        assert!(found.has_phrases("Morts À la frontière."));
        assert!(!found.has_phrases("à la longue frontière"));
        assert_eq!(query("!!"), None);
        assert_eq!(query("").unwrap().any_mark.len(), 2);
    }
}
