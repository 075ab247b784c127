//! The elements and texts of a page, as a tree in document order.
//!
//! A node's number is its place in document order, so the nodes below it are those between its number and its
//! end, and no walk needs a stack of calls however deep the page. Tags that pages leave out are put in as the
//! HTML standard says (13.2.6): a paragraph ends where a block begins, a list item where the next one does, and
//! so on. Two things are simpler than there: bold and links that are closed in the wrong order stay where they
//! were opened, and text between table cells stays where it is written. Neither moves a word.
//!
//! Deeper than [`MAX_DEPTH`] nothing nests: what is written there becomes the children of the last element that
//! fits, as in browsers. Of an element's attributes the first [`MAX_ATTRIBUTES`] are read. Cost: linear in the source;
//! 40 bytes a node.

use std::borrow::Cow;
use std::ops::Range;

use super::tag::Tag;
use super::token::{Token, Tokens, attributes};

/// Elements nest so deep and no deeper; Chromium's limit is the same.
pub(crate) const MAX_DEPTH: usize = 512;

/// No page of a thousand has more than a tenth of these; behind them nothing is read.
pub(crate) const MAX_NODES: usize = 2_000_000;

/// Elements of pages have a few dozen attributes. Behind these none is read: they are looked through for each line
/// below an element.
pub(crate) const MAX_ATTRIBUTES: usize = 256;

/// Number of a node.
pub(crate) type NodeId = u32;

/// An element or a text.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// `None` for a text.
    pub(crate) tag: Option<Tag>,
    /// The element that it is in; its own number for the root.
    pub(crate) parent: NodeId,
    /// The number behind the last node in it.
    pub(crate) end: NodeId,
    /// Bytes of the source: the text, or the attributes.
    pub(crate) source: Range<u32>,
    /// Bytes of an element's name.
    name: Range<u32>,
}

/// A page, parsed.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) source: &'a str,
    /// In document order; the first is a root around everything, with the tag `Html`.
    pub(crate) nodes: Vec<Node>,
    /// Byte of the first tag that was nested too deep.
    pub(crate) too_deep: Option<usize>,
    /// Byte where reading ended because there were too many nodes.
    pub(crate) cut: Option<usize>,
    /// True where an element has more attributes than are read, `<html>` and its like among them.
    pub(crate) is_crowded: bool,
    /// Bytes of the attributes of `<html>` and `<body>`, which may be written anywhere and more than once.
    html_attrs: Option<Range<u32>>,
}

impl<'a> Tree<'a> {
    /// Parses `source`, which has fewer than 4 GiB.
    pub(crate) fn parse(source: &'a str) -> Self {
        let mut builder = Builder::new(source);
        let mut tokens = Tokens::new(source);
        while let Some(token) = tokens.next() {
            if builder.tree.nodes.len() >= MAX_NODES {
                let (Token::Text(at) | Token::Start { name: at, .. } | Token::End { name: at, .. }) = token;
                builder.tree.cut = Some(at.start);
                break;
            }
            match token {
                Token::Text(range) => builder.text(range),
                Token::End { tag, name } => builder.end(tag, &source[name]),
                Token::Start { tag, name, attrs, end, closes_itself } => {
                    let is_raw = tag.is_raw() && builder.n_foreign == 0;
                    builder.start(tag, name.clone(), attrs, end, closes_itself);
                    if is_raw {
                        let text = tokens.raw_text(&source[name]);
                        builder.raw(text);
                    }
                }
            }
        }
        builder.finish()
    }

    /// The tag of a node, or `None` for a text.
    pub(crate) fn tag(&self, id: NodeId) -> Option<Tag> {
        self.nodes[id as usize].tag
    }

    /// All nodes below a node, in document order.
    pub(crate) fn below(&self, id: NodeId) -> Range<NodeId> {
        id + 1..self.nodes[id as usize].end
    }

    /// The elements with this tag, in document order.
    pub(crate) fn with_tag(&self, tag: Tag) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len() as NodeId).filter(move |id| self.tag(*id) == Some(tag))
    }

    /// An element's name as it is written.
    pub(crate) fn name(&self, id: NodeId) -> &'a str {
        let Range { start, end } = self.nodes[id as usize].name;
        &self.source[start as usize..end as usize]
    }

    /// The source of a text, with character references as they are written.
    pub(crate) fn written(&self, id: NodeId) -> &'a str {
        let Range { start, end } = self.nodes[id as usize].source;
        &self.source[start as usize..end as usize]
    }

    /// The attributes of an element, as they are written.
    pub(crate) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        attributes(if self.tag(id).is_some() { self.written(id) } else { "" })
    }

    /// The value of an attribute, without character references; the first where there are several.
    pub(crate) fn attr(&self, id: NodeId, name: &str) -> Option<Cow<'a, str>> {
        let mut all = self.attributes(id);
        all.find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| htmlize::unescape_attribute(value))
    }

    /// The value of an attribute of `<html>`.
    pub(crate) fn html_attr(&self, name: &str) -> Option<Cow<'a, str>> {
        let Range { start, end } = self.html_attrs.clone()?;
        let mut all = attributes(&self.source[start as usize..end as usize]);
        all.find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| htmlize::unescape_attribute(value))
    }

    /// The page as HTML again, with elements no deeper than `max_depth` and without what is not shown, for a reader
    /// that is to be spared the rest.
    pub(crate) fn to_html(&self, max_depth: usize) -> String {
        let mut html = String::with_capacity(self.source.len().min(1 << 20));
        let mut open: Vec<(NodeId, NodeId)> = Vec::new();
        let mut id = 1;
        while id < self.nodes.len() as NodeId {
            while let Some((element, _)) = open.pop_if(|(_, end)| *end <= id) {
                html.extend(["</", self.name(element), ">"]);
            }
            let node = &self.nodes[id as usize];
            match node.tag {
                None => html.push_str(self.written(id)),
                Some(tag) if tag.is_unseen() && tag != Tag::Head => {
                    id = node.end;
                    continue;
                }
                Some(tag) if open.len() < max_depth && !self.name(id).is_empty() => {
                    html.extend(["<", self.name(id), " ", self.written(id), ">"]);
                    if !tag.is_void() {
                        open.push((id, node.end));
                    }
                }
                // What is left out still parts the words on either side of it.
                Some(_) => html.push(' '),
            }
            id += 1;
        }
        html
    }

    /// All text below an element, shown or not, its white space made single spaces.
    pub(crate) fn text_of(&self, id: NodeId) -> String {
        let mut text = String::new();
        for id in self.below(id) {
            if self.tag(id).is_none() {
                let decoded = htmlize::unescape(self.written(id));
                text.push_str(&decoded);
            } else if self.tag(id).is_some_and(|tag| tag.is_block() || tag == Tag::Br) {
                text.push(' ');
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The open elements while a page is read.
struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<NodeId>,
    /// Elements that were nested too deep to be opened and whose end tags are still to come.
    n_over: usize,
    /// Open `svg` and `math` elements, in which other names mean other things.
    n_foreign: usize,
    /// Tags `<html>`: the attributes of all are those of one element.
    n_html: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let root = Node { tag: Some(Tag::Html), parent: 0, end: 1, source: 0..0, name: 0..0 };
        let tree = Tree {
            source,
            nodes: vec![root],
            too_deep: None,
            cut: None,
            is_crowded: false,
            html_attrs: None,
        };
        Self { tree, open: vec![0], n_over: 0, n_foreign: 0, n_html: 0 }
    }

    fn push(&mut self, tag: Option<Tag>, name: Range<usize>, source: Range<usize>) -> NodeId {
        let id = self.tree.nodes.len() as NodeId;
        let parent = *self.open.last().expect("the root is never closed");
        let short = |range: Range<usize>| range.start as u32..range.end as u32;
        self.tree.nodes.push(Node { tag, parent, end: id + 1, source: short(source), name: short(name) });
        id
    }

    fn top(&self) -> Tag {
        self.open.last().and_then(|id| self.tree.tag(*id)).unwrap_or(Tag::Html)
    }

    fn text(&mut self, range: Range<usize>) {
        let is_blank = self.tree.source[range.clone()].trim_ascii().is_empty();
        if !is_blank && self.top() == Tag::Head {
            self.pop();
        }
        self.push(None, 0..0, range);
    }

    /// The content of a raw text element, which was just opened.
    fn raw(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.push(None, 0..0, range);
        }
        self.pop();
    }

    fn start(&mut self, tag: Tag, name: Range<usize>, attrs: Range<usize>, end: usize, closes_itself: bool) {
        let attrs = self.first_attributes(attrs);
        if tag == Tag::Html {
            let attrs = attrs.start as u32..attrs.end as u32;
            self.tree.html_attrs.get_or_insert(attrs);
            self.n_html += 1;
            self.tree.is_crowded |= self.n_html > MAX_ATTRIBUTES;
            return;
        }
        if self.n_foreign == 0 {
            self.close_for(tag);
        }
        let is_foreign = matches!(tag, Tag::Svg | Tag::Math);
        let has_content = !tag.is_void() && !(closes_itself && (self.n_foreign > 0 || is_foreign));
        let is_raw = tag.is_raw() && self.n_foreign == 0;
        if has_content && !is_raw && self.open.len() >= MAX_DEPTH {
            self.n_over += 1;
            self.tree.too_deep.get_or_insert(end);
            return;
        }
        let id = self.push(Some(tag), name, attrs);
        if has_content {
            self.open.push(id);
            self.n_foreign += usize::from(is_foreign);
        }
    }

    /// The attributes that are read of those written in `attrs`.
    fn first_attributes(&mut self, attrs: Range<usize>) -> Range<usize> {
        if attrs.len() < 2 * MAX_ATTRIBUTES {
            return attrs;
        }
        let written = &self.tree.source[attrs.clone()];
        let Some((name, _)) = attributes(written).nth(MAX_ATTRIBUTES) else { return attrs };
        self.tree.is_crowded = true;
        attrs.start..attrs.start + (name.as_ptr() as usize - written.as_ptr() as usize)
    }

    /// Ends what an element with this tag cannot stand in.
    fn close_for(&mut self, tag: Tag) {
        if self.top() == Tag::Head && !tag.is_of_head() {
            self.pop();
        }
        if tag.ends_paragraph() {
            self.close_open(Tag::P, |other| other.is_scope() || other == Tag::Button);
        }
        let is_other_block = |other: Tag| {
            other.is_scope() || (other.is_block() && !matches!(other, Tag::Address | Tag::Div | Tag::P))
        };
        match tag {
            Tag::Li => _ = self.close_open(Tag::Li, |other| is_other_block(other) && other != Tag::Li),
            Tag::Dd | Tag::Dt => {
                let ends = |other: Tag| is_other_block(other) && !matches!(other, Tag::Dd | Tag::Dt);
                if !self.close_open(Tag::Dd, |other| ends(other) || other == Tag::Dt) {
                    self.close_open(Tag::Dt, ends);
                }
            }
            Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption => {
                self.close_row_parts(tag);
            }
            Tag::Option => {
                _ = self.close_open(Tag::Option, |other| other != Tag::Option && !other.is_phrasing())
            }
            Tag::A => _ = self.close_open(Tag::A, |other| !other.is_phrasing()),
            Tag::Button => _ = self.close_open(Tag::Button, |other| other.is_scope()),
            _ if tag.heading().is_some() && self.top().heading().is_some() => self.pop(),
            _ => {}
        }
    }

    /// Ends cells, rows and groups of rows for the next one.
    fn close_row_parts(&mut self, tag: Tag) {
        let is_part = |other: Tag| match tag {
            Tag::Td | Tag::Th => matches!(other, Tag::Td | Tag::Th | Tag::Caption),
            Tag::Tr => matches!(other, Tag::Td | Tag::Th | Tag::Tr | Tag::Caption),
            _ => !matches!(other, Tag::Table | Tag::Template),
        };
        let tags = self.open.iter().rposition(|id| {
            let other = self.tree.tag(*id);
            matches!(other, Some(Tag::Table | Tag::Template)) || *id == 0
        });
        // The outermost part of the innermost table, and everything in it, is over.
        let Some(table) = tags else { return };
        let is_table = self.tree.tag(self.open[table]) == Some(Tag::Table);
        let part = (table + 1..self.open.len()).find(|&at| self.tree.tag(self.open[at]).is_some_and(is_part));
        if let Some(part) = part.filter(|_| is_table) {
            self.close_down_to(part);
        }
    }

    fn end(&mut self, tag: Tag, name: &str) {
        if self.n_over > 0 {
            self.n_over -= 1;
            return;
        }
        match tag {
            Tag::Html | Tag::Body => return,
            // An end tag for a line break is one.
            Tag::Br => {
                self.push(Some(Tag::Br), 0..0, 0..0);
                return;
            }
            _ => {}
        }
        if tag.is_phrasing() {
            // Over a block such an end tag does not reach.
            let at = self.open.iter().rposition(|id| {
                let other = self.tree.tag(*id).unwrap_or(Tag::Html);
                !other.is_phrasing() || (other == tag && self.is_named(*id, tag, name))
            });
            if let Some(at) = at.filter(|at| self.tree.tag(self.open[*at]) == Some(tag)) {
                self.close_down_to(at);
            }
            return;
        }
        // Any heading ends the one that is open.
        let is_it = |other: Tag| other == tag || (tag.heading().is_some() && other.heading().is_some());
        let is_table_part = matches!(
            tag,
            Tag::Table | Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption
        );
        let at = self.open.iter().rposition(|id| {
            let other = self.tree.tag(*id).unwrap_or(Tag::Html);
            let is_end =
                if is_table_part { matches!(other, Tag::Table | Tag::Template) } else { other.is_scope() };
            is_it(other) || is_end
        });
        if let Some(at) = at.filter(|at| *at > 0 && self.tree.tag(self.open[*at]).is_some_and(is_it)) {
            self.close_down_to(at);
        }
    }

    /// True where the element has the name, of which several have the tag.
    fn is_named(&self, id: NodeId, tag: Tag, name: &str) -> bool {
        !matches!(tag, Tag::Other | Tag::Small) || self.tree.name(id).eq_ignore_ascii_case(name)
    }

    /// Ends the innermost open element with this tag, where no element that `stops` is in between.
    fn close_open(&mut self, tag: Tag, stops: impl Fn(Tag) -> bool) -> bool {
        let at = self.open.iter().rposition(|id| {
            let other = self.tree.tag(*id).unwrap_or(Tag::Html);
            other == tag || stops(other)
        });
        let found = at.filter(|at| self.tree.tag(self.open[*at]) == Some(tag));
        found.inspect(|at| self.close_down_to(*at)).is_some()
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at.max(1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.open.len() > 1 {
            let id = self.open.pop().unwrap_or_default();
            let n_nodes = self.tree.nodes.len() as NodeId;
            let node = &mut self.tree.nodes[id as usize];
            node.end = n_nodes;
            self.n_foreign -= usize::from(matches!(node.tag, Some(Tag::Svg | Tag::Math)));
        }
    }

    fn finish(mut self) -> Tree<'a> {
        self.close_down_to(1);
        self.tree.nodes[0].end = self.tree.nodes.len() as NodeId;
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets, as a person would draw it.
    fn drawn(source: &str) -> String {
        let tree = Tree::parse(source);
        let mut drawn = String::new();
        let mut ends: Vec<NodeId> = Vec::new();
        for id in 1..tree.nodes.len() as NodeId {
            while ends.last().is_some_and(|end| *end <= id) {
                ends.pop();
                drawn.push(')');
            }
            match tree.tag(id) {
                Some(_) => {
                    drawn.push_str(&tree.name(id).to_ascii_lowercase());
                    drawn.push('(');
                    ends.push(tree.nodes[id as usize].end);
                }
                None => drawn.push_str(tree.written(id)),
            }
        }
        drawn + &")".repeat(ends.len())
    }

    #[test]
    fn tags_that_pages_leave_out() {
        for (source, expected) in [
            ("<p>un<p>deux<div>trois</div>", "p(un)p(deux)div(trois)"),
            ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", "ul(li(a)li(bul(li(c))d))"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("<table><tr><td>a<td>b<tr><th>c</table>d", "table(tr(td(a)td(b))tr(th(c)))d"),
            ("<td>a<table><tr><td>b</table>c", "td(atable(tr(td(b)))c)"),
            ("<head><title>t</title><p>a", "head(title(t))p(a)"),
            ("<head><meta x>a", "head(meta())a"),
            ("<h2>a</h3>b", "h2(a)b"),
            ("<div><span>a</div>b", "div(span(a))b"),
            ("<span><div>a</span>b</div>c", "span(div(ab)c)"),
            ("<a>b<a>c</a>", "a(b)a(c)"),
            ("<svg><path/><title>t</title></svg>a", "svg(path()title(t))a"),
            ("a</div></p></br>b", "a()b"),
            ("<x-a><x-b>a</x-a>b", "x-a(x-b(a))b"),
            ("<noscript><p>a</noscript>b", "noscript(<p>a)b"),
        ] {
            assert_eq!(drawn(source), expected, "{source}");
        }
    }

    #[test]
    fn nothing_nests_without_end() {
        let source = "<div>".repeat(20_000) + "<p>au fond" + &"</div>".repeat(20_000) + "<p>fin";
        let tree = Tree::parse(&source);
        let last = tree.nodes.len() as NodeId - 1;
        let depth = |id: NodeId| {
            let up = |id: &NodeId| Some(tree.nodes[*id as usize].parent).filter(|parent| *parent != 0);
            std::iter::successors(up(&id), up).count()
        };
        assert_eq!((tree.written(last), depth(last)), ("fin", 2));
        assert!(tree.too_deep.is_some());
        assert!((0..=last).all(|id| depth(id) <= MAX_DEPTH));
    }

    #[test]
    fn attributes_without_end_are_not_read_to_the_end() {
        let many: String = (0..1_000).map(|nth| format!("a{nth}={nth} ")).collect();
        let source = format!("<p {many}>un<p class='{many}' lang=fr>deux");
        let tree = Tree::parse(&source);
        assert!(tree.is_crowded);
        assert_eq!(tree.attributes(1).count(), MAX_ATTRIBUTES);
        assert_eq!(tree.attributes(1).last(), Some(("a255", "255")));
        assert_eq!(tree.attr(3, "lang").as_deref(), Some("fr"));
        assert!(!Tree::parse("<p class=a lang=fr>").is_crowded);
    }

    #[test]
    fn attributes_without_references() {
        let tree = Tree::parse("<html lang=fr><a HREF='x?a=1&amp;b=2' href=y>z</a>");
        assert_eq!(tree.attr(1, "href").as_deref(), Some("x?a=1&b=2"));
        assert_eq!(tree.html_attr("lang").as_deref(), Some("fr"));
        assert_eq!(tree.text_of(0), "z");
    }
}
