//! Sentences of an article, roughly: enough to say what stands near what.

use crate::Document;

/// Where the sentences of the text begin, in scalar values; a line begins one.
pub fn sentences(document: &Document) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut begin = 0;
    for text in document.text.as_str().split('\n') {
        if !text.trim().is_empty() || starts.is_empty() {
            starts.push(begin);
        }
        let mut end = begin;
        // The mark that may end a sentence, and whether a short form stands before it.
        let mut last: Option<(char, bool)> = None;
        let mut has_gap = false;
        let (mut n_letters, mut has_capital) = (0, false);
        for (at, c) in (begin..).zip(text.chars()) {
            end = at + 1;
            if c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '"') {
                has_gap = true;
                (n_letters, has_capital) = (0, false);
                continue;
            }
            if let Some((mark, is_short)) = last.take()
                && has_gap
                && c.is_uppercase()
                && (mark != '.' || !is_short)
            {
                starts.push(at);
            }
            if matches!(c, '.' | '!' | '?' | '…') {
                // An initial or a short form ends no sentence: « M. Dupont », « J. Martin ».
                last = Some((c, n_letters <= 2 && has_capital));
            }
            has_gap = false;
            if c.is_alphabetic() {
                n_letters += 1;
                has_capital |= c.is_uppercase();
            } else {
                (n_letters, has_capital) = (0, false);
            }
        }
        // The line's end is a character, too.
        begin = end + 1;
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Index of the sentence that holds `at`.
pub fn sentence_of(starts: &[u32], at: u32) -> usize {
    starts.partition_point(|start| *start <= at).saturating_sub(1)
}
