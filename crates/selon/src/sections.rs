//! Very long texts, a section at a time.
//!
//! What lies behind an extraction costs memory for each word: parse, tags, scores, records. A text of fifty
//! megabytes is therefore read in sections, cut between lines, and what is found in each is handed on before
//! the next. No news article is cut: the longest are a tenth of a section. Attributions do not reach over a
//! cut, and a name given in one section is not known in the next.

use std::iter;

use selon_extract::{Attribution, Claim, Extraction};
use selon_page::{Article, Found};
use selon_text::{CharSpan, Text};

/// Scalar values of a section. A book of 300 pages has three times as many.
pub const SECTION_CHARS: u32 = 200_000;

/// The lines of the article in sections of about `n_chars` scalar values.
pub fn split(article: &Article, n_chars: u32) -> impl Iterator<Item = Vec<CharSpan>> + Send {
    let mut lines = Vec::new();
    for line in article.reading() {
        split_line(&article.text, line, n_chars, &mut lines);
    }
    let mut begun = 0;
    iter::from_fn(move || {
        let start = lines.get(begun)?.start;
        let n_lines = lines[begun..].iter().take_while(|line| line.end - start <= n_chars).count().max(1);
        begun += n_lines;
        Some(lines[begun - n_lines..begun].to_vec())
    })
}

/// Cuts a line that is longer than a section: behind a full stop, else at a space, else anywhere.
fn split_line(text: &Text, mut line: CharSpan, n_chars: u32, lines: &mut Vec<CharSpan>) {
    while line.len() > n_chars {
        let head = CharSpan::new(line.start, line.start + n_chars);
        let words = text.slice(head).unwrap_or_default();
        let at = words.rfind(". ").map(|at| at + 2).or_else(|| words.rfind(' ').map(|at| at + 1));
        let n_head = at.map_or(n_chars, |at| words[..at].chars().count() as u32).max(1);
        lines.push(CharSpan::new(line.start, line.start + n_head));
        line.start += n_head;
    }
    lines.push(line);
}

/// Some lines of `article` as an article of their own, and where it begins in the whole.
pub fn section(article: &Article, section: &[CharSpan]) -> (u32, Article) {
    let whole = CharSpan::new(section[0].start, section[section.len() - 1].end);
    let moved = |span: CharSpan| CharSpan::new(span.start - whole.start, span.end - whole.start);
    let inside = |span: Option<CharSpan>| span.filter(|span| whole.contains(*span)).map(moved);
    let found = |found: &Option<Found>| {
        found.as_ref().map(|found| Found { value: found.value.clone(), span: inside(found.span) })
    };
    let title = found(&article.title);
    let title_at = title.as_ref().and_then(|title| title.span);
    let mut published = article.published.clone();
    if let Some(published) = &mut published {
        published.span = inside(published.span);
    }
    let part = Article {
        encoding: article.encoding,
        language: article.language,
        outlet: found(&article.outlet),
        byline: found(&article.byline),
        title,
        published,
        body: section.iter().copied().map(moved).filter(|line| Some(*line) != title_at).collect(),
        // What is not the body was read with the whole.
        ..Article::new(Text::new(article.text.slice(whole).unwrap_or_default()), article.sha256)
    };
    (whole.start, part)
}

/// What was found in a section, at its place in the whole, where the section begins at `start`.
pub fn shifted(start: u32, mut section: Extraction) -> Extraction {
    let shift = Shift { start };
    section.attributions.iter_mut().for_each(|attribution| shift.attribution(attribution));
    section.mentions.iter_mut().for_each(|mention| shift.spans(&mut mention.span));
    section.claims.iter_mut().for_each(|claim| shift.claim(claim));
    section
}

struct Shift {
    start: u32,
}

impl Shift {
    fn spans(&self, spans: &mut [CharSpan]) {
        for span in spans {
            span.start += self.start;
            span.end += self.start;
        }
    }

    fn attribution(&self, attribution: &mut Attribution) {
        self.spans(&mut attribution.source);
        self.spans(&mut attribution.cue);
        self.spans(&mut attribution.content);
    }

    fn claim(&self, claim: &mut Claim) {
        self.spans(&mut claim.span);
        self.spans(&mut claim.predicate.span);
        let roles = [&mut claim.agent, &mut claim.patient, &mut claim.recipient, &mut claim.place];
        roles.into_iter().flatten().for_each(|role| self.spans(&mut role.span));
        if let Some(time) = &mut claim.time {
            self.spans(&mut time.span);
        }
        claim.quantities.iter_mut().for_each(|quantity| self.spans(&mut quantity.span));
        claim.voices.iter_mut().for_each(|voice| self.spans(&mut voice.span));
        claim.evidence.iter_mut().for_each(|evidence| self.spans(&mut evidence.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        selon_page::read(text.as_bytes(), &selon_page::Input::default()).unwrap()
    }

    #[test]
    fn sections_hold_all_lines_and_no_more_than_asked() {
        let text: String = (0..200).map(|i| format!("Le maire a parlé {i} fois au conseil.\n")).collect();
        let article = article(&text);
        let lines: Vec<_> = article.reading().collect();
        let sections: Vec<_> = split(&article, 500).collect();
        assert!(sections.len() > 10);
        assert_eq!(sections.concat(), lines);
        for lines in &sections {
            let (start, section) = section(&article, lines);
            assert!(section.text.n_chars() <= 500);
            let first = section.reading().next().unwrap();
            let moved = CharSpan::new(first.start + start, first.end + start);
            assert_eq!(section.text.slice(first), article.text.slice(moved));
        }
    }

    #[test]
    fn a_line_without_end_is_cut_behind_a_full_stop() {
        let article = article(&"Le préfet est venu à Lyon. Il est reparti. ".repeat(50));
        let sections: Vec<_> = split(&article, 100).collect();
        let words = article.text.slice(sections[0][0]).unwrap();
        assert!(words.ends_with(". "), "{words:?}");
        let n_in_sections: u32 = sections.concat().iter().map(|line| line.len()).sum();
        let n_in_lines: u32 = article.reading().map(CharSpan::len).sum();
        assert_eq!(n_in_sections, n_in_lines);
    }
}
