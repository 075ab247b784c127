//! Phrases of pages, as data: which lines are menus, credits, bylines.
//!
//! The files under `lang/` hold one phrase a line, in sections. A phrase is compared with a whole line of a
//! page, without case, accents, emphasis marks and most punctuation:
//!
//! | in a phrase | stands for |
//! | --- | --- |
//! | `…` | any words, or none |
//! | `_` | one word |
//! | `#` | a number, with its separators |
//! | `a\|b` | either word |
//! | `[a]`, `[a\|b]`, `[#]` | a word or number that may be missing |
//! | `{}` | the words that are asked for: whom a line credits, who signs |
//! | `: © % @ \| > = + ← → ( )` | themselves; in a line they may also stand where the phrase has none |
//!
//! `lire aussi …` fires on *Lire aussi : Le port rouvre*, and on *LIRE AUSSI → le port rouvre*; it does not
//! fire on *Il faut lire aussi ce rapport*. Lines that begin with `//` are remarks.
//!
//! Cost: a line is compared with the phrases that begin with its first word or have one of its words, and only its first
//! [`MAX_TOKENS`] tokens are looked at, so a text costs what its number of lines costs.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A line is looked at up to here; what `…` stands for at a phrase's end may go on behind.
const MAX_TOKENS: usize = 64;

/// The same in bytes, so that a line without a space costs no more than any other.
const MAX_BYTES: usize = 1024;

/// Symbols that mean something on a page; all others are left out.
const SYMBOLS: &str = ":©%@|>=+←→()";

/// A word, number or symbol of a line, with its bytes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// Lower case, without accents.
    pub(crate) text: Cow<'a, str>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenKind {
    Word,
    Number,
    Symbol,
}

/// A line cut into tokens, and whether the line goes on behind the last one looked at.
pub(crate) struct Tokens<'a> {
    pub(crate) tokens: Vec<Token<'a>>,
    is_cut: bool,
}

/// The section of a phrase that a line is, and the bytes that its `{}` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<'a> {
    pub(crate) section: &'a str,
    pub(crate) captured: Option<(usize, usize)>,
}

/// The phrases of one or several files.
#[derive(Default)]
pub(crate) struct Phrases {
    phrases: Vec<(String, Vec<Item>)>,
    /// Phrases by their first word or symbol.
    by_first: HashMap<String, Vec<usize>>,
    /// Those that begin with something else, by the first word or symbol that they cannot do without.
    by_later: HashMap<String, Vec<usize>>,
    /// Those that have none.
    others: Vec<usize>,
}

#[derive(Debug)]
enum Item {
    Words { any_of: Vec<String>, optional: bool },
    Symbol(String),
    Number { optional: bool },
    AnyWord,
    Anything,
    Captured,
}

impl Phrases {
    /// Reads the files' text.
    pub(crate) fn read(files: &[&str]) -> Self {
        let mut all = Self::default();
        for file in files {
            let mut section = "";
            for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("//")) {
                match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                    Some(name) if !name.contains([' ', '[', '|']) => section = name,
                    _ => all.push(section, read_items(line)),
                }
            }
        }
        all
    }

    fn push(&mut self, section: &str, items: Vec<Item>) {
        let idx = self.phrases.len();
        let words = |item: &Item| match item {
            Item::Words { any_of, optional: false } => Some(any_of.clone()),
            Item::Symbol(symbol) => Some(vec![symbol.clone()]),
            _ => None,
        };
        let first = items.first().and_then(words);
        let (index, words) = match first {
            Some(words) => (&mut self.by_first, Some(words)),
            None => (&mut self.by_later, items.iter().find_map(words)),
        };
        match words {
            Some(words) => words.into_iter().for_each(|word| index.entry(word).or_default().push(idx)),
            None => self.others.push(idx),
        }
        self.phrases.push((section.to_owned(), items));
    }

    /// The first phrase, in the files' order, that `tokens` is.
    pub(crate) fn find(&self, tokens: &Tokens<'_>) -> Option<Hit<'_>> {
        let line = &tokens.tokens;
        let n_symbols = line.iter().take_while(|token| token.kind == TokenKind::Symbol).count();
        let firsts = line.iter().take(n_symbols + 1);
        let mut candidates: Vec<usize> = firsts
            .filter_map(|token| self.by_first.get(&*token.text))
            .flatten()
            .chain(line.iter().filter_map(|token| self.by_later.get(&*token.text)).flatten())
            .chain(&self.others)
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().find_map(|idx| {
            let (section, items) = &self.phrases[idx];
            let mut captured = None;
            matches(items, line, tokens.is_cut, &mut captured).then_some(Hit { section, captured })
        })
    }
}

/// Cuts a line into tokens. Addresses behind Markdown links are left out.
pub(crate) fn tokens(line: &str) -> Tokens<'_> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = line.char_indices().peekable();
    let mut is_cut = false;
    while let Some((start, c)) = chars.next() {
        if tokens.len() == MAX_TOKENS || start > MAX_BYTES {
            is_cut = true;
            break;
        }
        let kind = if c.is_ascii_digit() {
            TokenKind::Number
        } else if c.is_alphanumeric() {
            TokenKind::Word
        } else if SYMBOLS.contains(c) {
            TokenKind::Symbol
        } else {
            if c == ']' && line[start..].starts_with("](") {
                while chars.next_if(|(_, c)| *c != ')').is_some() {}
                chars.next();
            }
            continue;
        };
        let mut end = start + c.len_utf8();
        if kind != TokenKind::Symbol {
            while let Some((at, c)) = chars.next_if(|(_, c)| match kind {
                TokenKind::Number => c.is_ascii_digit() || matches!(c, '.' | ','),
                _ => (c.is_alphanumeric() && !c.is_ascii_digit()) || is_combining_mark(*c),
            }) {
                end = at + c.len_utf8();
                if at > MAX_BYTES {
                    break;
                }
            }
        }
        let words = &line[start..end];
        let is_folded = words.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let text = if is_folded { Cow::Borrowed(words) } else { Cow::Owned(fold(words)) };
        tokens.push(Token { text, start, end, kind });
    }
    Tokens { tokens, is_cut }
}

/// Lower case, without accents; `œ` and `æ` are two letters.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Each accented Latin letter folds by itself; only a text that also has other scripts, or accents apart from
    // their letters, must be decomposed as a whole.
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            '\u{a0}'..LATIN_END => folded.push_str(&LATIN[c as usize - 0xa0]),
            '\u{2010}'..='\u{2027}' => folded.push(c),
            _ => return fold_decomposed(text),
        }
    }
    folded
}

/// The first character behind the Latin letters that [`LATIN`] has.
const LATIN_END: char = '\u{250}';

/// What each character from the no-break space up to [`LATIN_END`] folds to.
static LATIN: LazyLock<Vec<String>> =
    LazyLock::new(|| ('\u{a0}'..LATIN_END).map(|c| fold_decomposed(c.encode_utf8(&mut [0; 4]))).collect());

fn fold_decomposed(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            _ => folded.push(c),
        }
    }
    folded
}

fn read_items(line: &str) -> Vec<Item> {
    let words = |text: &str| text.split('|').map(fold).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let mut items = Vec::new();
    for piece in line.split_whitespace() {
        match piece {
            "…" => items.push(Item::Anything),
            "#" => items.push(Item::Number { optional: false }),
            "_" => items.push(Item::AnyWord),
            "{}" => items.push(Item::Captured),
            _ if piece.len() > 2 && piece.starts_with('[') && piece.ends_with(']') => {
                let optional = piece.trim_matches(['[', ']']);
                items.push(if optional == "#" {
                    Item::Number { optional: true }
                } else {
                    Item::Words { any_of: words(optional), optional: true }
                });
            }
            _ if piece.len() > 1 && piece.contains('|') => {
                // Of `l'anglais|arabe` the article stands before either word.
                let (article, either) = piece.split_once('\'').unwrap_or(("", piece));
                items.extend(read_items(article));
                items.push(Item::Words { any_of: words(either), optional: false });
            }
            _ => {
                // `…` may lean on a word: `recevez …newsletter`.
                let (before, rest) = piece.strip_prefix('…').map_or((false, piece), |rest| (true, rest));
                let (rest, after) = rest.strip_suffix('…').map_or((rest, false), |rest| (rest, true));
                items.extend(before.then_some(Item::Anything));
                items.extend(tokens(rest).tokens.into_iter().map(|token| match token.kind {
                    TokenKind::Symbol => Item::Symbol(token.text.into_owned()),
                    _ => Item::Words { any_of: vec![token.text.into_owned()], optional: false },
                }));
                items.extend(after.then_some(Item::Anything));
            }
        }
    }
    items
}

/// True where `items` stand for the whole of `line`.
fn matches(items: &[Item], line: &[Token], is_cut: bool, captured: &mut Option<(usize, usize)>) -> bool {
    let Some((item, rest)) = items.split_first() else {
        return !is_cut && line.iter().all(|token| token.kind == TokenKind::Symbol);
    };
    let fits = |token: &Token| match item {
        Item::Words { any_of, .. } => any_of.iter().any(|word| *word == token.text),
        Item::Symbol(symbol) => *symbol == token.text,
        Item::Number { .. } => token.kind == TokenKind::Number,
        Item::AnyWord => token.kind != TokenKind::Symbol,
        Item::Anything | Item::Captured => false,
    };
    match item {
        Item::Anything if rest.is_empty() => true,
        Item::Anything => (0..=line.len()).any(|n| matches(rest, &line[n..], is_cut, captured)),
        Item::Captured => {
            let start = line.iter().take_while(|token| token.kind == TokenKind::Symbol).count();
            (start + 1..=line.len()).rev().any(|n| {
                let found = matches(rest, &line[n..], is_cut, captured);
                if found {
                    *captured = Some((line[start].start, line[n - 1].end));
                }
                found
            })
        }
        _ => {
            let optional =
                matches!(item, Item::Words { optional: true, .. } | Item::Number { optional: true });
            if let Some((first, behind)) = line.split_first() {
                // A number may be written in groups: 1 234.
                let n_more = match item {
                    Item::Number { .. } => behind.iter().take_while(|t| t.kind == TokenKind::Number).count(),
                    _ => 0,
                };
                if fits(first) && matches(rest, &behind[n_more..], is_cut, captured) {
                    return true;
                }
                if first.kind == TokenKind::Symbol && matches(items, behind, is_cut, captured) {
                    return true;
                }
            }
            optional && matches(rest, line, is_cut, captured)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(phrases: &'a Phrases, line: &str) -> Option<&'a str> {
        phrases.find(&tokens(line)).map(|hit| hit.section)
    }

    #[test]
    fn phrases_stand_for_whole_lines() {
        let phrases = Phrases::read(&[
            "// remark\n[list]\nlire aussi\n[link]\nlire aussi …\n# commentaires|commentaire\n",
            "[more]\n[cet] article a lire\nreçois …lettre …\nconnexion à %s\n[#] vues [#]\n",
        ]);
        for (line, section) in [
            ("Lire aussi :", Some("list")),
            ("**LIRE AUSSI** → Le port rouvre", Some("link")),
            ("Il faut lire aussi ce rapport", None),
            ("1 234 commentaires", Some("link")),
            ("Vues (3)", Some("more")),
            ("Le port n’a plus de vues", None),
            ("Cet article à lire", Some("more")),
            ("Article à lire", Some("more")),
            ("Reçois chaque matin notre lettre d’info", Some("more")),
            ("Connexion à %s", Some("more")),
            ("Connexion à Zérane", None),
            ("[Lire aussi](https://example.org/a_b)", Some("list")),
        ] {
            assert_eq!(find(&phrases, line), section, "{line}");
        }
    }

    #[test]
    fn letters_fold_alone_as_they_do_in_a_text() {
        for first in ('\u{a0}'..LATIN_END).chain('\u{2010}'..='\u{2027}') {
            for second in [first, 'É', 'x', '’', '\u{301}', 'й', 'ﬁ'] {
                let text = format!("L’été {first}{second}Œuvre");
                assert_eq!(fold(&text), fold_decomposed(&text), "{text}");
            }
        }
    }

    #[test]
    fn braces_give_the_words_asked_for() {
        let phrases = Phrases::read(&["[credit]\nsource : {}\ntraduit de l'anglais par {}\n"]);
        let name = |line: &str| {
            let (start, end) = phrases.find(&tokens(line))?.captured?;
            Some(line[start..end].to_owned())
        };
        assert_eq!(name("- Source : Le Fanal du Nord").as_deref(), Some("Le Fanal du Nord"));
        assert_eq!(name("Traduit de l’anglais par J. Vau."), Some("J. Vau".to_owned()));
        assert_eq!(name("Source :"), None);
    }
}
