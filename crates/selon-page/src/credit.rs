//! Credits: lines that say whom a whole page is taken or translated from.
//!
//! | line | whom it credits |
//! | --- | --- |
//! | *presstv.ir*, alone behind the text | the outlet of that domain, *Press TV* |
//! | *Source : Le Fanal du Nord*, *- Source : …* | Le Fanal du Nord |
//! | *Traduction SLT*, *Traduit de l'anglais par J. Vau* | SLT; J. Vau |
//! | *Avec AFP*, *La rédaction avec AFP et Reuters* | AFP and Reuters; only where they are known outlets |
//! | *… a-t-il ajouté. (AFP)*, *VALDOMBRE (AFP) –* | AFP; the bracket is the credit |
//!
//! They are what tells a copy from an independent report. Not credits: *selon l'agence X* inside a sentence,
//! which is an attribution; *Photo : X*, which credits a picture. A credit stands between headline and
//! text or behind the text; *Source : X* between two paragraphs belongs to a picture or a table.
//!
//! The phrases are data, `lang/*/credits.txt`. Cost: linear in the line.

use std::ops::Range;
use std::sync::LazyLock;

use crate::outlet::{OutletKind, host_of, is_domain, outlet_by_domain, outlet_by_name};
use crate::phrase::{Phrases, tokens};

/// Longer lines are text that happens to begin with *Source :*.
const LINE_BYTES: usize = 300;

/// A bracket that credits is this short.
const BRACKET_BYTES: usize = 60;

/// A dateline ends before this byte of the first paragraph.
const DATELINE_BYTES: usize = 80;

/// One credit, in bytes of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineCredit {
    /// The line, or the bracket in it.
    pub(crate) range: Range<usize>,
    /// The words that name whom it credits.
    pub(crate) name: Range<usize>,
}

/// The credit that the whole of `line` is.
pub(crate) fn read_line(line: &str) -> Option<LineCredit> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::read(&[
            include_str!("../lang/fr/credits.txt"),
            include_str!("../lang/en/credits.txt"),
            include_str!("../lang/de/credits.txt"),
        ])
    });
    if line.len() > LINE_BYTES {
        return None;
    }
    let whole = 0..line.len();
    let hit = PHRASES.find(&tokens(line))?;
    let Some((start, end)) = hit.captured else {
        return Some(LineCredit { range: whole.clone(), name: whole });
    };
    // An address goes on behind the last token that a phrase sees: its closing slash.
    let end = if line[start..].contains("://") || line[end..].trim() == "/" { line.len() } else { end };
    let bracket = line[start..end].ends_with(')') && !line[start..end].contains('(');
    let name = start..if bracket { end - 1 } else { end };
    let words = &line[name.clone()];
    let is_named =
        words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "[«“\"".contains(c));
    let fits = match hit.section {
        "outlet" => are_outlets(words),
        _ => is_named || line[..start].contains(':') || domain_of(words).is_some(),
    };
    fits.then_some(LineCredit { range: whole, name })
}

/// The credit of a line that is nothing but a domain, an address, or a known outlet's name.
pub(crate) fn read_bare(line: &str) -> Option<LineCredit> {
    let words = line.trim_matches(|c: char| c.is_whitespace() || "()[]-–—*_.".contains(c));
    let start = line.find(words)?;
    // *Facebook* on a line of its own is a button.
    if outlet_by_name(words).is_some_and(|outlet| outlet.kinds.contains(&OutletKind::BlogPlatform)) {
        return None;
    }
    (domain_of(words).is_some() || (words.len() <= BRACKET_BYTES && are_outlets(words)))
        .then(|| LineCredit { range: 0..line.len(), name: start..start + words.len() })
}

/// The bracket at the end of the last paragraph that credits: *(AFP)*, *(avec AFP)*.
pub(crate) fn read_end(paragraph: &str) -> Option<LineCredit> {
    let end = paragraph.trim_end_matches(['.', ' ', '\u{a0}']).len();
    let close = paragraph[..end].strip_suffix([')', ']'])?.len();
    let open = paragraph[..close].rfind(['(', '['])?;
    (close - open <= BRACKET_BYTES).then(|| read_bracket(paragraph, open, close)).flatten()
}

/// The bracket of a dateline at the head of the first paragraph: *VALDOMBRE, 3 mars (AFP) – *.
pub(crate) fn read_dateline(paragraph: &str) -> Option<LineCredit> {
    let open = paragraph.find('(').filter(|open| *open < DATELINE_BYTES)?;
    let close = open + paragraph[open..].find(')').filter(|n| *n <= BRACKET_BYTES)?;
    let behind = paragraph[close + 1..].trim_start();
    let is_dateline = behind.starts_with(['-', '–', '—', ':']) && !paragraph[..open].contains(['«', ';']);
    if is_dateline { read_bracket(paragraph, open, close) } else { None }
}

fn read_bracket(line: &str, open: usize, close: usize) -> Option<LineCredit> {
    let inside = &line[open + 1..close];
    let credit = read_line(inside)
        .or_else(|| are_outlets(inside).then_some(LineCredit { range: 0..0, name: 0..inside.len() }))?;
    let shift = open + 1;
    Some(LineCredit { range: open..close + 1, name: credit.name.start + shift..credit.name.end + shift })
}

/// Whom the words name: the list's name of a known outlet, else the words.
pub(crate) fn name_of(words: &str) -> String {
    let by_domain = || domain_of(words).and_then(outlet_by_domain);
    outlet_by_name(words).or_else(by_domain).map_or_else(|| words.to_owned(), |outlet| outlet.name.to_owned())
}

/// The words as a domain or address, where they are one.
pub(crate) fn domain_of(words: &str) -> Option<&str> {
    host_of(words).filter(|host| is_domain(host)).map(|_| words)
}

/// True where the words are one or several known outlets: *AFP*, *AFP et Reuters*, *AFP/Belga*.
fn are_outlets(words: &str) -> bool {
    let is_outlet = |name: &str| {
        let name = name.trim();
        outlet_by_name(name).is_some() || domain_of(name).is_some()
    };
    if is_outlet(words) {
        return true;
    }
    let words = words.replace(" et ", "|").replace(" and ", "|").replace(" & ", "|");
    let mut names = words.split(['|', ',', '/', '-', '–']).filter(|name| !name.trim().is_empty()).peekable();
    names.peek().is_some()
        && names.all(|name| is_outlet(name) || matches!(name.trim(), "agences" | "agencies"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_and_their_look_alikes() {
        for (line, name) in [
            ("- Source : Le Fanal du Nord", Some("Le Fanal du Nord")),
            ("Source: https://www.example.org/a-b/", Some("https://www.example.org/a-b/")),
            ("Traduction SLT", Some("SLT")),
            ("Traduit de l’anglais par Jean Vau pour Le Fanal", Some("Jean Vau pour Le Fanal")),
            ("Avec AFP", Some("AFP")),
            ("La rédaction avec AFP et Reuters", Some("AFP et Reuters")),
            ("Avec Jean Vau", None),
            ("Traduction difficile", None),
            ("Selon l’agence AFP, le port est fermé.", None),
        ] {
            assert_eq!(read_line(line).map(|credit| &line[credit.name]), name, "{line}");
        }
        for (line, name) in [
            ("presstv.ir", Some("presstv.ir")),
            ("(AFP)", Some("AFP")),
            ("Fin.Puis", None),
            ("Facebook", None),
        ] {
            assert_eq!(read_bare(line).map(|credit| &line[credit.name]), name, "{line}");
        }
        for (line, name) in [("Il a nié. (AFP)", Some("AFP")), ("Il a nié (selon lui).", None)] {
            assert_eq!(read_end(line).map(|credit| &line[credit.name]), name, "{line}");
        }
        let line = "VALDOMBRE, 3 mars 2021 (AFP) – Le port a rouvert.";
        assert_eq!(read_dateline(line).map(|credit| &line[credit.range]), Some("(AFP)"));
        assert_eq!(name_of("presstv.ir"), "Press TV");
    }
}
