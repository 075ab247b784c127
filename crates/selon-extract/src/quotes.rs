//! Quotation marks, paired.
//!
//! Marks come as « », “ ”, „ “, straight ", single ‘ ’ and ' ', reversed » «, unpaired, over several paragraphs
//! (a mark opens each paragraph, one closes the last) and inside one another. One pass over the tokens; a
//! paragraph is read on its own, since a mark that was forgotten must not turn the rest of the article
//! inside out.
//!
//! Look-alikes: the apostrophe (’ and '), inches and minutes (5'), marks around a single name or word.

use std::collections::HashSet;
use std::ops::Range;

use selon_text::CharSpan;

use crate::parse::{Parse, Tok};

/// One quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The opening mark, where there is one.
    pub open: Option<Tok>,
    /// The closing mark, where there is one.
    pub close: Option<Tok>,
    /// The tokens between the marks.
    pub inner: Range<Tok>,
    /// Index of the quotation around it.
    pub outer: Option<usize>,
    /// The quotation goes on from the paragraph before.
    pub continues: bool,
}

/// All quotations of an article in order of their first token.
pub(crate) struct Quotes {
    pub all: Vec<Quote>,
    /// Innermost quotation of each token, counted from 1; 0 outside.
    of_token: Vec<u32>,
    /// Quotation that each token opens or closes as its mark, counted from 1; 0 for other tokens.
    of_mark: Vec<u32>,
    /// Short quotations that stand in the article more than once: set names, « gilets jaunes ».
    repeated: HashSet<Box<str>>,
}

impl Quotes {
    pub(crate) fn find(parse: &Parse<'_>) -> Self {
        let mut all = Vec::new();
        let mut open_end = false;
        for para in parse.paras() {
            open_end = read_para(parse, para.clone(), open_end, &mut all);
        }
        let mut of_token = vec![0; parse.len()];
        let mut of_mark = vec![0; parse.len()];
        for (number, quote) in all.iter().enumerate().filter(|(_, quote)| !quote.inner.is_empty()) {
            for mark in quote.open.into_iter().chain(quote.close) {
                of_mark[mark] = number as u32 + 1;
            }
            // Outer quotations come before the ones inside them, so the innermost is written last.
            for slot in &mut of_token[quote.inner.clone()] {
                *slot = number as u32 + 1;
            }
        }
        let mut quotes = Self { all, of_token, of_mark, repeated: HashSet::new() };
        let mut seen: HashSet<String> = HashSet::new();
        let mut repeated = HashSet::new();
        for words in (0..quotes.all.len()).filter_map(|quote| quotes.short_words(parse, quote)) {
            // « Gilets jaunes » heads the article that has « gilets jaunes ».
            let words = words.to_lowercase();
            if seen.contains(&words) {
                repeated.insert(Box::from(words));
            } else {
                seen.insert(words);
            }
        }
        quotes.repeated = repeated;
        quotes
    }

    /// The words of a quotation of at most four tokens.
    fn short_words<'p>(&self, parse: &'p Parse<'_>, quote: usize) -> Option<&'p str> {
        const LONGEST: usize = 4;
        let short = self.all[quote].inner.len() <= LONGEST;
        short.then(|| self.span(parse, quote)).flatten().and_then(|span| parse.doc.text().slice(span))
    }

    /// The same few words stand in quotation marks elsewhere in the article.
    pub(crate) fn is_repeated(&self, parse: &Parse<'_>, quote: usize) -> bool {
        self.short_words(parse, quote)
            .is_some_and(|words| self.repeated.contains(words.to_lowercase().as_str()))
    }

    /// The innermost quotation around a token.
    pub(crate) fn at(&self, tok: Tok) -> Option<usize> {
        (self.of_token[tok] as usize).checked_sub(1)
    }

    /// The quotation that the token opens as its mark.
    pub(crate) fn opened_by(&self, tok: Tok) -> Option<usize> {
        let number = (self.of_mark[tok] as usize).checked_sub(1)?;
        (self.all[number].open == Some(tok)).then_some(number)
    }

    /// The quotation that the token closes as its mark.
    pub(crate) fn closed_by(&self, tok: Tok) -> Option<usize> {
        let number = (self.of_mark[tok] as usize).checked_sub(1)?;
        (self.all[number].close == Some(tok)).then_some(number)
    }

    /// The outermost quotation around a token.
    pub(crate) fn outermost_at(&self, tok: Tok) -> Option<usize> {
        let mut at = self.at(tok)?;
        while let Some(outer) = self.all[at].outer {
            at = outer;
        }
        Some(at)
    }

    /// True where the token is one of the marks.
    pub(crate) fn is_mark(&self, parse: &Parse<'_>, tok: Tok) -> bool {
        mark(parse, tok).is_some()
    }

    /// Scalar values between the marks, without white space at the ends.
    pub(crate) fn span(&self, parse: &Parse<'_>, quote: usize) -> Option<CharSpan> {
        let inner = self.all[quote].inner.clone();
        let first = inner.clone().find(|&tok| !parse.is_space(tok))?;
        let last = inner.rev().find(|&tok| !parse.is_space(tok))?;
        Some(parse.span(first, last))
    }
}

/// What a mark can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Guillemet {
        left: bool,
    },
    Curly {
        left: bool,
    },
    Straight,
    Single {
        left: bool,
    },
    /// Two single marks for one double: ‘‘ … ’’, ‘’ … ’’.
    Doubled,
}

/// The token and the one behind it are two single marks that stand for one double mark.
fn is_doubled(parse: &Parse<'_>, tok: Tok) -> bool {
    let single = |tok: Tok| matches!(parse.nodes[tok].text, "‘" | "’" | "'");
    tok + 1 < parse.len()
        && single(tok)
        && single(tok + 1)
        && parse.nodes[tok].chars.end == parse.nodes[tok + 1].chars.start
}

fn mark(parse: &Parse<'_>, tok: Tok) -> Option<Mark> {
    match parse.nodes[tok].text {
        "«" | "<<" | "‹" => Some(Mark::Guillemet { left: true }),
        "»" | ">>" | "›" => Some(Mark::Guillemet { left: false }),
        "“" | "„" | "‟" => Some(Mark::Curly { left: true }),
        "”" => Some(Mark::Curly { left: false }),
        "\"" | "''" | "``" | "″" => Some(Mark::Straight),
        "‘‘" | "’’" | "‘’" | "’‘" => Some(Mark::Doubled),
        "‘" | "‚" => Some(Mark::Single { left: true }),
        "’" => Some(Mark::Single { left: false }),
        _ => None,
    }
}

/// True where white space or the edge of the line stands before the token.
fn space_before(parse: &Parse<'_>, tok: Tok, para: &Range<Tok>) -> bool {
    tok == para.start
        || parse.is_space(tok - 1)
        || parse.nodes[tok - 1].chars.end < parse.nodes[tok].chars.start
        || matches!(parse.nodes[tok - 1].text, "(" | "[" | "-" | "–" | "—" | "«" | "“" | "'" | "’")
        || parse.nodes[tok - 1].text.ends_with(['\'', '’'])
}

fn space_after(parse: &Parse<'_>, tok: Tok, para: &Range<Tok>) -> bool {
    tok + 1 >= para.end
        || parse.is_space(tok + 1)
        || parse.nodes[tok].chars.end < parse.nodes[tok + 1].chars.start
        || matches!(parse.nodes[tok + 1].text, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "…" | "...")
}

/// Reads one line; true where a guillemet or curly quotation is left open at its end.
fn read_para(parse: &Parse<'_>, para: Range<Tok>, was_open: bool, all: &mut Vec<Quote>) -> bool {
    let reversed = !was_open && is_reversed(parse, &para);
    let first = all.len();
    // Indices into `all` of what is open, outermost first, with the mark that opened it.
    let mut open: Vec<(usize, Mark)> = Vec::new();
    let starts_with_mark = para.clone().find(|&tok| !parse.is_space(tok)).and_then(|tok| mark(parse, tok));
    let n_straight = para.clone().filter(|&tok| mark(parse, tok) == Some(Mark::Straight)).count();
    let mut straight_seen = 0;
    let mut skipped = None;
    for tok in para.clone() {
        if skipped == Some(tok) {
            continue;
        }
        let Some(mut kind) = mark(parse, tok) else { continue };
        // The two halves of a doubled mark are read as one; the quotation lies inside both.
        let doubled = is_doubled(parse, tok) && tok + 1 < para.end;
        if doubled {
            kind = Mark::Doubled;
            skipped = Some(tok + 1);
        }
        let after = tok + usize::from(doubled);
        let opens = match kind {
            Mark::Doubled => {
                let is_open = open.iter().any(|(_, m)| *m == Mark::Doubled);
                !is_open && space_before(parse, tok, &para) && !space_after(parse, after, &para)
            }
            Mark::Guillemet { left } => left != reversed,
            // “ also closes „ and is often typed where ” was meant.
            Mark::Curly { left } => {
                let is_open = open.iter().any(|(_, m)| matches!(m, Mark::Curly { .. }));
                left && (!is_open || space_before(parse, tok, &para))
            }
            Mark::Straight => {
                straight_seen += 1;
                let is_open = open.iter().any(|(_, m)| *m == Mark::Straight);
                let before = space_before(parse, tok, &para);
                let after = space_after(parse, tok, &para);
                match (before, after) {
                    (true, false) if n_straight % 2 == 1 || !is_open => true,
                    (false, true) if is_open => false,
                    _ => !is_open && straight_seen < n_straight,
                }
            }
            Mark::Single { left } => {
                if left {
                    true
                } else if open.iter().any(|(_, m)| matches!(m, Mark::Single { .. })) {
                    false
                } else {
                    continue;
                }
            }
        };
        if opens {
            let outer = open.last().map(|&(idx, _)| idx);
            let continues = was_open && outer.is_none() && all.len() == first && starts_with_mark.is_some();
            open.push((all.len(), kind));
            all.push(Quote { open: Some(tok), close: None, inner: after + 1..para.end, outer, continues });
        } else if let Some(at) = open
            .iter()
            .rposition(|&(_, m)| same_kind(m, kind))
            .or_else(|| mixed_pair(parse, &para, &open, tok, kind))
        {
            for (idx, _) in open.drain(at..) {
                let quote = &mut all[idx];
                quote.inner.end = tok;
                quote.close = Some(after);
            }
        } else if was_open && all.len() == first {
            // The quotation of the paragraph before ends here, without a mark at the head of the line.
            all.push(Quote {
                open: None,
                close: Some(tok),
                inner: para.start..tok,
                outer: None,
                continues: true,
            });
        }
    }
    // A mark that nothing closes: over a whole line it is a quotation that goes on, else it is dropped.
    let goes_on = open.first().is_some_and(|&(idx, m)| {
        let at_head = all[idx].open.is_some_and(|tok| {
            parse.prev(tok).is_none_or(|prev| matches!(parse.low(prev), ":" | "-" | "–" | "—"))
        });
        m != Mark::Straight || at_head
    });
    if goes_on {
        for &(idx, _) in open.iter().skip(1) {
            all[idx].inner.end = all[idx].inner.start;
        }
    } else {
        for &(idx, _) in &open {
            all[idx].inner.end = all[idx].inner.start;
        }
    }
    goes_on
}

/// « … " and ‘‘ … ”: a closing mark of another kind ends a quotation that no mark of its own kind ends.
fn mixed_pair(
    parse: &Parse<'_>,
    para: &Range<Tok>,
    open: &[(usize, Mark)],
    tok: Tok,
    kind: Mark,
) -> Option<usize> {
    let &(_, opening) = open.last()?;
    let closing = match kind {
        Mark::Guillemet { left } | Mark::Curly { left } => !left,
        Mark::Straight | Mark::Doubled => !space_before(parse, tok, para),
        Mark::Single { .. } => false,
    };
    let own =
        (tok + 1..para.end).any(|later| mark(parse, later).is_some_and(|later| same_kind(opening, later)));
    (closing && !own && !matches!(opening, Mark::Single { .. })).then(|| open.len() - 1)
}

fn same_kind(open: Mark, close: Mark) -> bool {
    std::mem::discriminant(&open) == std::mem::discriminant(&close)
}

/// Some sites print their guillemets the wrong way round, » … «.
fn is_reversed(parse: &Parse<'_>, para: &Range<Tok>) -> bool {
    let mut marks = para.clone().filter_map(|tok| match mark(parse, tok) {
        Some(Mark::Guillemet { left }) => Some((tok, left)),
        _ => None,
    });
    let Some((first, left)) = marks.next() else { return false };
    if left {
        return false;
    }
    // Nothing is open, so a closing mark with white space before it, and an opening one next, are the wrong way round.
    matches!(marks.next(), Some((_, true))) && space_before(parse, first, para)
}
