//! Names of elements, and what each means for parsing and for what is shown.
//!
//! The classes are those of the HTML standard (13.1.2 void and raw text elements, 13.2.4.2 special elements and
//! scopes, 15.3 the rendering section's `display` values), as far as reading text needs them.

/// An element's name; names that mean nothing here are all [`Tag::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[rustfmt::skip]
pub(crate) enum Tag {
    A, Address, Article, Aside, Audio, B, Base, Blockquote, Body, Br, Button, Canvas, Caption, Center, Cite, Code, Dd,
    Details, Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font, Footer, Form, Frameset, H1, H2,
    H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Img, Input, Label, Legend, Li, Link, Listing, Main,
    Math, Menu, Meta, Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol, Optgroup, Option, Other, P, Picture, Pre, Q,
    Rp, S, Script, Search, Section, Select, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table,
    Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Video, Wbr, Xmp,
}

use Tag::*;

#[rustfmt::skip]
const NAMES: &[(&str, Tag)] = &[
    ("a", A), ("address", Address), ("area", Wbr), ("article", Article), ("aside", Aside), ("audio", Audio), ("b", B),
    ("base", Base), ("big", Small), ("blockquote", Blockquote), ("body", Body), ("br", Br), ("button", Button),
    ("canvas", Canvas), ("caption", Caption), ("center", Center), ("cite", Cite), ("code", Code), ("col", Wbr),
    ("dd", Dd), ("details", Details), ("dialog", Dialog), ("dir", Dir), ("div", Div), ("dl", Dl), ("dt", Dt),
    ("em", Em), ("embed", Embed), ("fieldset", Fieldset), ("figcaption", Figcaption), ("figure", Figure),
    ("font", Font), ("footer", Footer), ("form", Form), ("frameset", Frameset), ("h1", H1), ("h2", H2), ("h3", H3),
    ("h4", H4), ("h5", H5), ("h6", H6), ("head", Head), ("header", Header), ("hgroup", Hgroup), ("hr", Hr),
    ("html", Html), ("i", I), ("iframe", Iframe), ("img", Img), ("input", Input), ("label", Label),
    ("legend", Legend), ("li", Li), ("link", Link), ("listing", Listing), ("main", Main), ("math", Math),
    ("menu", Menu), ("meta", Meta), ("nav", Nav), ("nobr", Nobr), ("noembed", Noembed), ("noframes", Noframes),
    ("noscript", Noscript), ("object", Object), ("ol", Ol), ("optgroup", Optgroup), ("option", Option), ("p", P),
    ("picture", Picture), ("pre", Pre), ("q", Q), ("rp", Rp), ("s", S), ("script", Script), ("search", Search),
    ("section", Section), ("select", Select), ("small", Small), ("source", Source), ("span", Span),
    ("strike", Strike), ("strong", Strong), ("style", Style), ("sub", Sub), ("summary", Summary), ("sup", Sup),
    ("svg", Svg), ("table", Table), ("tbody", Tbody), ("td", Td), ("template", Template), ("textarea", Textarea),
    ("tfoot", Tfoot), ("th", Th), ("thead", Thead), ("time", Time), ("title", Title), ("tr", Tr), ("track", Track),
    ("tt", Tt), ("u", U), ("ul", Ul), ("video", Video), ("wbr", Wbr), ("xmp", Xmp),
];

/// The longest name above.
const LONGEST: usize = 10;

impl Tag {
    /// The tag of this name, in any case.
    pub(crate) fn of(name: &str) -> Self {
        if name.len() > LONGEST {
            return Other;
        }
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..name.len()];
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        NAMES.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)).map_or(Other, |idx| NAMES[idx].1)
    }

    /// Has no content and no end tag.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Base | Br | Embed | Hr | Img | Input | Link | Meta | Source | Track | Wbr)
    }

    /// Its content is text up to its end tag, whatever it looks like.
    pub(crate) fn is_raw(self) -> bool {
        matches!(self, Script | Style | Textarea | Title | Xmp | Iframe | Noembed | Noframes | Noscript)
    }

    /// Its content is not shown: it is for machines, for browsers that cannot do better, or for filling in.
    pub(crate) fn is_unseen(self) -> bool {
        matches!(
            self,
            Script
                | Style
                | Textarea
                | Title
                | Iframe
                | Noembed
                | Noframes
                | Noscript
                | Template
                | Head
                | Audio
                | Video
                | Canvas
                | Object
                | Svg
                | Rp
                | Select
        )
    }

    /// Stands in the head.
    pub(crate) fn is_of_head(self) -> bool {
        matches!(self, Base | Link | Meta | Script | Style | Template | Title | Noscript | Noframes)
    }

    /// Bold, links and the like, which pages close in any order.
    pub(crate) fn is_formatting(self) -> bool {
        matches!(self, A | B | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U)
    }

    /// Neither a block nor special: an end tag of such an element reaches over no other kind.
    pub(crate) fn is_phrasing(self) -> bool {
        self.is_formatting()
            || matches!(self, Cite | Label | Other | Picture | Q | Span | Sub | Sup | Time | Svg | Math | Rp)
    }

    /// Shown on lines of its own.
    pub(crate) fn is_block(self) -> bool {
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Listing
                | Main
                | Menu
                | Nav
                | Ol
                | Optgroup
                | Option
                | P
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Tbody
                | Tfoot
                | Thead
                | Tr
                | Ul
                | Xmp
        )
    }

    /// Begins a block that ends an open paragraph.
    pub(crate) fn ends_paragraph(self) -> bool {
        self.is_block()
            && !matches!(
                self,
                Body | Html | Caption | Legend | Optgroup | Option | Tbody | Tfoot | Thead | Tr
            )
    }

    /// End tags and implied ends do not reach out of it.
    pub(crate) fn is_scope(self) -> bool {
        matches!(self, Caption | Html | Object | Table | Td | Template | Th)
    }

    /// The level of a heading, 1 to 6.
    pub(crate) fn heading(self) -> std::option::Option<u8> {
        match self {
            H1 => Some(1),
            H2 => Some(2),
            H3 => Some(3),
            H4 => Some(4),
            H5 => Some(5),
            H6 => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        assert!(NAMES.iter().all(|(name, tag)| Tag::of(name) == *tag && name.len() <= LONGEST));
        assert_eq!((Tag::of("DIV"), Tag::of("x-card"), Tag::of("é")), (Div, Other, Other));
    }
}
