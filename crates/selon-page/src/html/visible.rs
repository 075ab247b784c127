//! What a page shows: its text in reading order, in lines, and where each run of it stands in the source.
//!
//! The lines are those of the standard's *rendered text* (HTML 3.2.7, `innerText`) of a page without its style
//! sheets: blocks on lines of their own, a blank line around paragraphs, headings and lists, `<br>` a line
//! break, cells of a simple row with a tab between them, white space as one space except in `<pre>`.
//!
//! | in the page | in the text |
//! | --- | --- |
//! | `script`, `style`, `template`, `noscript`, `select`, `svg`, `textarea`, fallbacks of `video`, `object` … | nothing |
//! | `hidden`, `style="display:none"`, `style="visibility:hidden"`, a closed `dialog` | nothing |
//! | `aria-hidden`, a closed `details` | shown: the reader sees them, or opens them with a click |
//! | alternative texts, titles of links, values of input fields | nothing: they are attributes, no text |
//! | soft hyphens, zero-width spaces, byte order marks, zero bytes | nothing, as on the screen |
//! | two elements that touch, the one ending in a letter or sign and the other beginning with a capital or digit | a space that stands nowhere in the source: *Par Lise Arvan*, *12 mars* |
//!
//! Cost: linear in the page.

use super::tag::Tag;
use super::tree::{NodeId, Tree};

/// A character reference is no longer, `&CounterClockwiseContourIntegral;`.
const LONGEST_REFERENCE: usize = 40;

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Bytes of the text, without white space around them.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The innermost block that the line begins in.
    pub(crate) block: NodeId,
    /// The first text of the line.
    pub(crate) first: NodeId,
    /// Bytes of the line that stand in links.
    pub(crate) n_linked: u32,
    /// True where a blank line, or nothing, stands before it.
    pub(crate) after_gap: bool,
}

/// A run of text and its source, both in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: (u32, u32),
    pub(crate) source: (u32, u32),
    pub(crate) verbatim: bool,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(crate) struct Visible {
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) runs: Vec<Run>,
    /// The texts that are shown, in order, with the bytes that each takes in the text.
    texts: Vec<(NodeId, u32, u32)>,
}

impl Visible {
    /// Lays out a page.
    pub(crate) fn of(tree: &Tree) -> Self {
        Layout::new(tree).run()
    }

    /// The bytes from the first to the last character that an element or text shows.
    pub(crate) fn range_of(&self, tree: &Tree, id: NodeId) -> Option<(u32, u32)> {
        let end = tree.nodes[id as usize].end;
        let first = self.texts.partition_point(|(text, ..)| *text < id);
        let last = self.texts.partition_point(|(text, ..)| *text < end);
        let (_, start, _) = *self.texts.get(first).filter(|_| first < last)?;
        let end = self.texts[last - 1].2;
        let words = &self.text[start as usize..end as usize];
        // A no-break space at the end is no part of any line.
        let n_before = (words.len() - words.trim_start().len()) as u32;
        let n_words = words.trim().len() as u32;
        (n_words > 0).then_some((start + n_before, start + n_before + n_words))
    }

    /// The words of a line.
    pub(crate) fn words(&self, line: &Line) -> &str {
        &self.text[line.start as usize..line.end as usize]
    }

    /// The line that holds byte `at`, or the first one behind it.
    pub(crate) fn line_at(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.end <= at)
    }
}

/// True for an element that is not shown.
pub(crate) fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let Some(tag) = tree.tag(id) else { return false };
    if tag.is_unseen() {
        return true;
    }
    let mut is_open = false;
    for (name, value) in tree.attributes(id) {
        match name.len() {
            6 if name.eq_ignore_ascii_case("hidden") => return !value.eq_ignore_ascii_case("until-found"),
            4 if name.eq_ignore_ascii_case("open") => is_open = true,
            5 if name.eq_ignore_ascii_case("style") && hides(value) => return true,
            _ => {}
        }
    }
    tag == Tag::Dialog && !is_open
}

/// True where a style says that nothing is shown.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim_start();
        let is = |word: &str| value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let name = name.trim();
        (name.eq_ignore_ascii_case("display") && is("none"))
            || (name.eq_ignore_ascii_case("visibility") && is("hidden"))
    })
}

/// Blocks with a blank line around them.
fn has_margin(tag: Tag) -> bool {
    use Tag::*;
    tag.heading().is_some() || matches!(tag, P | Blockquote | Ul | Ol | Dl | Menu | Dir | Figure | Pre | Hr)
}

/// An element that is open while the page is laid out.
struct Open {
    id: NodeId,
    end: NodeId,
    tag: Tag,
    /// The innermost block before it was opened.
    outer: NodeId,
}

struct Layout<'t> {
    tree: &'t Tree<'t>,
    out: Visible,
    open: Vec<Open>,
    /// Elements with a block or a line break in them.
    has_block: Vec<bool>,
    /// Line breaks to write before the next character.
    breaks: u32,
    tab: bool,
    /// A space to write before the next character of the same line, and its source.
    space: Option<(u32, u32)>,
    block: NodeId,
    n_pre: u32,
    n_links: u32,
    /// An inline element has just ended, and another one begun behind it.
    junction: Junction,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Junction {
    None,
    Ended,
    Met,
}

impl<'t> Layout<'t> {
    fn new(tree: &'t Tree<'t>) -> Self {
        let mut has_block = vec![false; tree.nodes.len()];
        for id in (1..tree.nodes.len()).rev() {
            let node = &tree.nodes[id];
            let is_one = node.tag.is_some_and(|tag| tag.is_block() || tag == Tag::Br);
            if is_one || has_block[id] {
                has_block[node.parent as usize] = true;
            }
        }
        Self {
            tree,
            out: Visible::default(),
            open: Vec::new(),
            has_block,
            breaks: 0,
            tab: false,
            space: None,
            block: 0,
            n_pre: 0,
            n_links: 0,
            junction: Junction::None,
        }
    }

    fn run(mut self) -> Visible {
        let n_nodes = self.tree.nodes.len() as NodeId;
        let mut id = 1;
        while id < n_nodes {
            self.close_before(id);
            match self.tree.tag(id) {
                None => {
                    let start = self.out.text.len() as u32;
                    self.text(id);
                    let end = self.out.text.len() as u32;
                    if end > start {
                        self.out.texts.push((id, start, end));
                    }
                    id += 1;
                }
                Some(_) if is_hidden(self.tree, id) => id = self.tree.nodes[id as usize].end,
                Some(tag) => {
                    self.element(id, tag);
                    id += 1;
                }
            }
        }
        self.end_line();
        self.out
    }

    fn close_before(&mut self, id: NodeId) {
        while self.open.last().is_some_and(|open| open.end <= id) {
            let Some(open) = self.open.pop() else { break };
            if open.tag.is_block() {
                self.breaks = self.breaks.max(1 + u32::from(has_margin(open.tag)));
                self.block = open.outer;
                self.junction = Junction::None;
            } else if self.tree.nodes[open.id as usize].end > open.id + 1 {
                self.junction = Junction::Ended;
            }
            self.n_pre -= u32::from(is_pre(open.tag));
            self.n_links -= u32::from(open.tag == Tag::A);
            if matches!(open.tag, Tag::Td | Tag::Th) {
                self.block = open.outer;
            }
        }
    }

    fn element(&mut self, id: NodeId, tag: Tag) {
        let outer = self.block;
        match tag {
            Tag::Br => {
                self.breaks = (self.breaks + 1).min(2);
                self.junction = Junction::None;
            }
            Tag::Td | Tag::Th => {
                let row = self.tree.nodes[id as usize].parent;
                let is_simple = self.tree.tag(row) == Some(Tag::Tr) && !self.has_block[row as usize];
                if is_simple {
                    self.tab = true;
                } else {
                    self.breaks = self.breaks.max(1);
                }
                self.block = id;
                self.junction = Junction::None;
            }
            _ if tag.is_block() => {
                self.breaks = self.breaks.max(1 + u32::from(has_margin(tag)));
                self.block = id;
                self.junction = Junction::None;
            }
            Tag::Button | Tag::Label => self.space = self.space.or(Some((0, 0))),
            _ if self.junction != Junction::None => self.junction = Junction::Met,
            _ => {}
        }
        let end = self.tree.nodes[id as usize].end;
        if end > id + 1 {
            self.n_pre += u32::from(is_pre(tag));
            self.n_links += u32::from(tag == Tag::A);
            self.open.push(Open { id, end, tag, outer });
        } else if tag.is_block() {
            self.block = outer;
        }
    }

    fn text(&mut self, id: NodeId) {
        let source = self.tree.written(id);
        let offset = self.tree.nodes[id as usize].source.start;
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                    let rest = &bytes[at..];
                    let n = rest
                        .iter()
                        .take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c'))
                        .count();
                    self.white(&source[at..at + n], offset + at as u32);
                    at += n;
                }
                b'&' => {
                    let n = reference_len(source, at);
                    let decoded = htmlize::unescape(&source[at..at + n]);
                    let is_plain = decoded.as_ref() == &source[at..at + n];
                    self.word(id, &decoded, (offset + at as u32, offset + (at + n) as u32), is_plain);
                    at += n;
                }
                _ => {
                    let rest = &bytes[at..];
                    let n = rest
                        .iter()
                        .take_while(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'&'))
                        .count();
                    self.word(id, &source[at..at + n], (offset + at as u32, offset + (at + n) as u32), true);
                    at += n;
                }
            }
        }
    }

    fn white(&mut self, white: &str, source: u32) {
        if self.n_pre == 0 {
            self.space = self.space.or(Some((source, source + white.len() as u32)));
            return;
        }
        for (at, c) in white.char_indices() {
            let at = source + at as u32;
            match c {
                '\n' => self.breaks = (self.breaks + 1).min(2),
                '\r' | '\x0c' => {}
                _ if self.breaks > 0 || self.out.lines.is_empty() => {}
                _ => self.write(if c == '\t' { "\t" } else { " " }, (at, at + 1), true),
            }
        }
    }

    /// Characters that are no white space, all from one place of the source.
    fn word(&mut self, id: NodeId, word: &str, source: (u32, u32), verbatim: bool) {
        let is_unseen = |c: char| matches!(c, '\0' | '\u{ad}' | '\u{200b}' | '\u{feff}');
        if word.contains(is_unseen) {
            let mut from = 0;
            let mut pieces: Vec<(usize, &str)> = Vec::new();
            for (at, c) in word.char_indices().filter(|(_, c)| is_unseen(*c)) {
                pieces.push((from, &word[from..at]));
                from = at + c.len_utf8();
            }
            pieces.push((from, &word[from..]));
            for (at, piece) in pieces.into_iter().filter(|(_, piece)| !piece.is_empty()) {
                let start = source.0 + at as u32;
                let place = if verbatim { (start, start + piece.len() as u32) } else { source };
                self.word(id, piece, place, verbatim);
            }
            return;
        }
        let starts_line = self.breaks > 0 || self.out.lines.is_empty();
        // A no-break space at the head of a line indents it.
        let bare = if starts_line { word.trim_start_matches(char::is_whitespace) } else { word };
        let Some(first) = bare.chars().next() else { return };
        let n_cut = (word.len() - bare.len()) as u32;
        if starts_line {
            self.begin_line(id);
        } else if std::mem::take(&mut self.tab) {
            self.out.text.push('\t');
        } else if let Some(place) = self.space {
            let is_one = place.1 - place.0 == 1 && self.tree.source.as_bytes()[place.0 as usize] == b' ';
            self.write(" ", place, is_one);
        } else if self.junction == Junction::Met && self.parts(first) {
            self.out.text.push(' ');
        }
        self.tab = false;
        self.space = None;
        self.junction = Junction::None;
        let before = self.out.text.len();
        self.write(bare, (source.0 + if verbatim { n_cut } else { 0 }, source.1), verbatim);
        let n_written = (self.out.text.len() - before) as u32;
        if let Some(line) = self.out.lines.last_mut() {
            line.end = before as u32 + n_written;
            line.n_linked += n_written * u32::from(self.n_links > 0);
        }
    }

    /// True where what is written ends, and something else begins with `next`.
    fn parts(&self, next: char) -> bool {
        let last = self.out.text.chars().next_back().unwrap_or(' ');
        let ends =
            last.is_lowercase() || last.is_numeric() || matches!(last, ':' | '|' | ')' | '.' | '!' | '?');
        ends && (next.is_uppercase() || next.is_numeric())
            && !(last.is_numeric() && next.is_numeric())
            && !(last == '.' && next.is_numeric())
    }

    fn write(&mut self, words: &str, source: (u32, u32), verbatim: bool) {
        let start = self.out.text.len() as u32;
        self.out.text.push_str(words);
        let end = self.out.text.len() as u32;
        if source.0 == source.1 {
            return;
        }
        match self.out.runs.last_mut() {
            Some(last) if last.verbatim && verbatim && last.text.1 == start && last.source.1 == source.0 => {
                last.text.1 = end;
                last.source.1 = source.1;
            }
            _ => self.out.runs.push(Run { text: (start, end), source, verbatim }),
        }
    }

    fn begin_line(&mut self, id: NodeId) {
        self.end_line();
        if !self.out.lines.is_empty() {
            (0..self.breaks.min(2)).for_each(|_| self.out.text.push('\n'));
        }
        let after_gap = self.breaks > 1 || self.out.lines.is_empty();
        self.breaks = 0;
        let start = self.out.text.len() as u32;
        self.out.lines.push(Line { start, end: start, block: self.block, first: id, n_linked: 0, after_gap });
    }

    /// Takes white space off the end of the last line.
    fn end_line(&mut self) {
        let Some(line) = self.out.lines.last_mut() else { return };
        let words = &self.out.text[line.start as usize..line.end as usize];
        line.end = line.start + words.trim_end().len() as u32;
    }
}

fn is_pre(tag: Tag) -> bool {
    matches!(tag, Tag::Pre | Tag::Listing | Tag::Xmp)
}

/// Bytes of the character reference that may begin at the ampersand at `at`.
fn reference_len(source: &str, at: usize) -> usize {
    let bytes = &source.as_bytes()[at + 1..];
    let is_part = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'#';
    let n = bytes.iter().take(LONGEST_REFERENCE).take_while(is_part).count();
    1 + n + usize::from(bytes.get(n) == Some(&b';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        Visible::of(&Tree::parse(source)).text
    }

    #[test]
    fn blocks_are_lines_and_white_space_is_one_space() {
        for (source, text) in [
            ("<p> Un \n deux</p><p>trois", "Un deux\n\ntrois"),
            ("<div>a<div>b</div>c</div>", "a\nb\nc"),
            ("a<br>b<br><br><br>c", "a\nb\n\nc"),
            ("<pre>a  b\n\n\n c</pre>d", "a  b\n\nc\n\nd"),
            ("a <b> b</b> c", "a b c"),
            ("<b>a </b>b", "a b"),
            ("&lt;a&gt; &amp;&nbsp;b &copy &unknown; &", "<a> &\u{a0}b © &unknown; &"),
            ("<p>&nbsp;</p><p>&nbsp; a</p>", "a"),
            ("Regie&shy;rung\u{200b}s", "Regierungs"),
            ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
            ("<table><tr><td>a<td><p>b</table>", "a\n\nb"),
            ("<span>Par Lise</span><time>12 mars</time>", "Par Lise 12 mars"),
            ("<b>3</b><i>4</i> <b>L</b>e port", "34 Le port"),
            ("<button>Oui</button><button>Non</button>", "Oui Non"),
        ] {
            assert_eq!(shown(source), text, "{source}");
        }
    }

    #[test]
    fn what_the_page_does_not_show() {
        for source in [
            "<script>x</script><style>x</style><noscript>x</noscript><template>x</template>",
            "<title>x</title><p hidden>x</p><div style='color:red; DISPLAY : none'>x</div>",
            "<textarea>x</textarea><select><option>x</select><svg><text>x</svg><dialog>x</dialog>",
            "<img alt=x><input value=x><a title=x></a><video>x</video><iframe>x</iframe>",
        ] {
            assert_eq!(shown(source), "", "{source}");
        }
        assert_eq!(shown("<p aria-hidden=true>a</p><details><summary>b</summary>c"), "a\n\nb\nc");
    }

    #[test]
    fn runs_lead_back_to_the_source() {
        let source = "<p>L&rsquo;été\n  <b>der\u{ad}nier</b></p>fin";
        let shown = Visible::of(&Tree::parse(source));
        assert_eq!(shown.text, "L’été dernier\n\nfin");
        let pairs: Vec<(&str, &str)> = shown
            .runs
            .iter()
            .map(|run| {
                let text = &shown.text[run.text.0 as usize..run.text.1 as usize];
                (text, &source[run.source.0 as usize..run.source.1 as usize])
            })
            .collect();
        assert_eq!(
            pairs,
            [
                ("L", "L"),
                ("’", "&rsquo;"),
                ("été", "été"),
                (" ", "\n  "),
                ("der", "der"),
                ("nier", "nier"),
                ("fin", "fin")
            ]
        );
    }

    #[test]
    fn elements_have_their_place_in_the_text() {
        let source = "a <a href=x> b c</a> <p>d</p>";
        let tree = Tree::parse(source);
        let shown = Visible::of(&tree);
        let link = tree.with_tag(Tag::A).next().unwrap();
        let (start, end) = shown.range_of(&tree, link).unwrap();
        assert_eq!(shown.text[start as usize..end as usize].trim(), "b c");
        assert_eq!(shown.lines[0].n_linked, 2);
        let tree = Tree::parse("<p>a<figcaption>b&nbsp;</figcaption>");
        let caption = tree.with_tag(Tag::Figcaption).next().unwrap();
        assert_eq!(Visible::of(&tree).range_of(&tree, caption), Some((3, 4)));
    }
}
