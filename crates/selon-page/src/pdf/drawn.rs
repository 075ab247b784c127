//! What a page of a PDF draws: pieces of text with their places, in the order in which they are drawn.
//!
//! The operators of text and of the graphics state are followed (ISO 32000-1, 8.4 and 9.4), into form objects too.
//! Glyphs that follow each other on one baseline are one piece; a gap that is wider than [`WORD_GAP`] of the size is a
//! space. Text that is drawn unseen counts, as it is how scanned pages with recognised text hold it. What is marked as an
//! artifact of the page (*Artifact*, as tagged PDFs call their running heads) is marked.
//!
//! Cost: linear in the operators; [`Budget`] bounds them over the document.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{Font, Names};

/// A gap of this share of the size between two glyphs is a space. Spaces are 0.25 wide, and 0.2 in lines that are set
/// narrow; letters that are moved closer or apart stay below 0.12.
const WORD_GAP: f32 = 0.17;

/// A gap of this share begins another piece.
const PIECE_GAP: f32 = 0.9;

/// Forms in forms.
const MAX_FORMS: usize = 12;

/// States that are kept aside.
const MAX_SAVED: usize = 256;

/// Marked content in marked content.
const MAX_MARKED: usize = 256;

/// What a document may cost: a book of 2,000 pages stays below a tenth of each.
#[derive(Debug)]
pub(crate) struct Budget {
    /// Operators.
    pub(crate) n_operators: usize,
    /// Bytes of decompressed content.
    pub(crate) n_bytes: usize,
    /// Bytes of text.
    pub(crate) n_text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { n_operators: 30_000_000, n_bytes: 1 << 30, n_text: 128 << 20 }
    }
}

/// The largest content of one page or form, decompressed.
const MAX_CONTENT: usize = 32 << 20;

/// A run of glyphs on one baseline.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) words: String,
    /// From, to; the unit is a point, and text runs to the right.
    pub(crate) x: (f32, f32),
    /// The baseline; upwards.
    pub(crate) y: f32,
    pub(crate) size: f32,
    /// The object that the font is, so that a change of font is seen.
    pub(crate) font: usize,
    /// Quarters of a turn that the text is turned by.
    pub(crate) turn: u8,
    pub(crate) is_artifact: bool,
}

/// Fonts of a document, read once.
#[derive(Debug, Default)]
pub(crate) struct Fonts {
    read: BTreeMap<ObjectId, (usize, Rc<Font>)>,
    names: Names,
    n_fonts: usize,
}

impl Fonts {
    fn of(&mut self, doc: &Document, object: &Object) -> Option<(usize, Rc<Font>)> {
        let (id, object) = doc.dereference(object).ok()?;
        if let Some(known) = id.and_then(|id| self.read.get(&id)) {
            return Some(known.clone());
        }
        self.n_fonts += 1;
        let font = (self.n_fonts, Rc::new(Font::read(doc, object.as_dict().ok()?, &mut self.names)));
        if let Some(id) = id {
            self.read.insert(id, font.clone());
        }
        Some(font)
    }
}

/// What a page holds.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) pieces: Vec<Piece>,
    /// Glyphs without a known letter.
    pub(crate) n_unknown: usize,
    pub(crate) n_glyphs: usize,
    /// Pictures.
    pub(crate) n_pictures: usize,
    /// True where the budget ended before the page.
    pub(crate) is_cut: bool,
}

/// Reads a page.
pub(crate) fn page(
    doc: &Document,
    id: ObjectId,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Drawn, lopdf::Error> {
    let content = doc.get_page_content_with_limit(id, MAX_CONTENT.min(budget.n_bytes))?;
    budget.n_bytes -= content.len().min(budget.n_bytes);
    let resources = resources_of(doc, id);
    let mut pen = Pen { doc, fonts, budget, drawn: Drawn::default(), open: None, artifacts: Vec::new() };
    pen.run(&content, resources, State::default(), 0);
    pen.close();
    Ok(pen.drawn)
}

/// The resources of a page, perhaps of a node above it.
fn resources_of(doc: &Document, id: ObjectId) -> Option<&Dictionary> {
    let mut node = doc.get_dictionary(id).ok()?;
    for _ in 0..64 {
        if let Ok(resources) = node.get_deref(b"Resources", doc).and_then(Object::as_dict) {
            return Some(resources);
        }
        node = node.get_deref(b"Parent", doc).and_then(Object::as_dict).ok()?;
    }
    None
}

/// `[a b c d e f]` of the standard: x' = ax + cy + e, y' = bx + dy + f.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<(usize, Rc<Font>)>,
    size: f32,
    char_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: IDENTITY,
            text: IDENTITY,
            line: IDENTITY,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl State {
    fn next_line(&mut self, x: f32, y: f32) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }
}

struct Pen<'a> {
    doc: &'a Document,
    fonts: &'a mut Fonts,
    budget: &'a mut Budget,
    drawn: Drawn,
    open: Option<Piece>,
    /// For each marked content that is open, whether it is an artifact.
    artifacts: Vec<bool>,
}

impl Pen<'_> {
    fn run(&mut self, content: &[u8], resources: Option<&Dictionary>, mut state: State, depth: usize) {
        let mut saved: Vec<State> = Vec::new();
        for operation in Content::decode_iter(content) {
            // What stands behind an operator that cannot be read is lost; what stands before is not.
            let Ok(operation) = operation else { break };
            if self.budget.n_operators == 0 || self.budget.n_text == 0 {
                self.drawn.is_cut = true;
                break;
            }
            self.budget.n_operators -= 1;
            let Operation { operator, operands } = &operation;
            let number =
                |n: usize| operands.get(n).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
            let matrix = || -> Matrix { std::array::from_fn(number) };
            match operator.as_str() {
                "q" if saved.len() < MAX_SAVED => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.page = times(&matrix(), &state.page),
                "BT" => (state.text, state.line) = (IDENTITY, IDENTITY),
                "Tf" => {
                    state.font = operands.first().and_then(|name| self.font(resources, name));
                    state.size = number(1);
                }
                "Tm" => (state.text, state.line) = (matrix(), matrix()),
                "Td" => state.next_line(number(0), number(1)),
                "TD" => {
                    state.leading = -number(1);
                    state.next_line(number(0), number(1));
                }
                "T*" => state.next_line(0.0, -state.leading),
                "TL" => state.leading = number(0),
                "Tc" => state.char_space = number(0),
                "Tw" => state.word_space = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "Ts" => state.rise = number(0),
                "Tj" => self.show(&mut state, operands.first()),
                "'" => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, operands.first());
                }
                "\"" => {
                    (state.word_space, state.char_space) = (number(0), number(1));
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, operands.get(2));
                }
                "TJ" => {
                    for part in operands.first().and_then(|parts| parts.as_array().ok()).into_iter().flatten()
                    {
                        match part.as_float() {
                            Ok(gap) => {
                                let by = -gap / 1000.0 * state.size * state.stretch;
                                state.text = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &state.text);
                            }
                            Err(_) => self.show(&mut state, Some(part)),
                        }
                    }
                }
                "BMC" | "BDC" if self.artifacts.len() < MAX_MARKED => {
                    let tag = operands.first().and_then(|tag| tag.as_name().ok());
                    self.artifacts.push(tag == Some(b"Artifact"));
                }
                "EMC" => _ = self.artifacts.pop(),
                "BI" => self.drawn.n_pictures += 1,
                "Do" => {
                    if let Some(name) = operands.first() {
                        self.object(resources, name, &state, depth);
                    }
                }
                _ => {}
            }
        }
    }

    fn font(&mut self, resources: Option<&Dictionary>, name: &Object) -> Option<(usize, Rc<Font>)> {
        let fonts = resources?.get_deref(b"Font", self.doc).ok()?.as_dict().ok()?;
        self.fonts.of(self.doc, fonts.get(name.as_name().ok()?).ok()?)
    }

    /// A form is drawn as if its content stood here; a picture is counted.
    fn object(&mut self, resources: Option<&Dictionary>, name: &Object, state: &State, depth: usize) {
        let objects = resources.and_then(|own| own.get_deref(b"XObject", self.doc).ok()?.as_dict().ok());
        let found = objects.and_then(|objects| objects.get_deref(name.as_name().ok()?, self.doc).ok());
        let Some(stream) = found.and_then(|object| object.as_stream().ok()) else { return };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form {
            self.drawn.n_pictures += 1;
            return;
        }
        if depth == MAX_FORMS {
            self.drawn.is_cut = true;
            return;
        }
        let limit = MAX_CONTENT.min(self.budget.n_bytes);
        let Ok(content) = stream.decompressed_content_with_limit(limit) else {
            self.drawn.is_cut = true;
            return;
        };
        self.budget.n_bytes -= content.len().min(self.budget.n_bytes);
        let mut inner = state.clone();
        if let Ok(matrix) = stream.dict.get_deref(b"Matrix", self.doc).and_then(Object::as_array) {
            let number = |n: usize| matrix.get(n).and_then(|number| number.as_float().ok());
            if (0..6).all(|n| number(n).is_some()) {
                inner.page = times(&std::array::from_fn(|n| number(n).unwrap_or(0.0)), &inner.page);
            }
        }
        let own = stream.dict.get_deref(b"Resources", self.doc).and_then(Object::as_dict).ok();
        let n_marked = self.artifacts.len();
        self.run(&content, own.or(resources), inner, depth + 1);
        self.artifacts.truncate(n_marked);
    }

    fn show(&mut self, state: &mut State, string: Option<&Object>) {
        let Some(string) = string.and_then(|string| string.as_str().ok()) else { return };
        let (id, font) = state.font.get_or_insert_with(|| (0, Rc::new(Font::unknown()))).clone();
        let is_artifact = self.artifacts.contains(&true);
        for glyph in font.glyphs(string) {
            if self.budget.n_text == 0 {
                self.drawn.is_cut = true;
                return;
            }
            self.budget.n_text -= glyph.letters.len().min(self.budget.n_text);
            let shape = [state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise];
            let place = times(&times(&shape, &state.text), &state.page);
            let space = if glyph.is_space_code { state.word_space } else { 0.0 };
            let by = (glyph.width * state.size + state.char_space + space) * state.stretch;
            state.text = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &state.text);
            self.drawn.n_glyphs += 1;
            self.drawn.n_unknown += usize::from(glyph.letters == "\u{fffd}");
            self.put(&glyph.letters, glyph.width, &place, id, is_artifact);
        }
    }

    /// Puts a glyph of `width` where `place` is its space: behind the open piece, or at the head of another.
    fn put(&mut self, letters: &str, width: f32, place: &Matrix, font: usize, is_artifact: bool) {
        let [a, b, c, d, e, f] = *place;
        let size = c.hypot(d);
        if !place.iter().all(|number| number.is_finite() && number.abs() < 1e6) || size < 0.01 {
            return;
        }
        let turn = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        let (x, y) = match turn {
            0 => (e, f),
            1 => (f, -e),
            2 => (-e, -f),
            _ => (-f, e),
        };
        let end = x + width * a.hypot(b);
        let is_blank = letters.chars().all(char::is_whitespace);
        if let Some(open) = &mut self.open {
            let gap = (x - open.x.1) / size;
            let is_next = open.turn == turn
                && open.is_artifact == is_artifact
                && (y - open.y).abs() <= 0.05 * size
                && (size - open.size).abs() <= 0.1 * size
                && (-0.5..PIECE_GAP).contains(&gap);
            if is_next {
                if (gap > WORD_GAP || is_blank) && !open.words.ends_with(' ') {
                    open.words.push(' ');
                }
                if !is_blank {
                    open.words.push_str(letters);
                }
                open.x.1 = open.x.1.max(end);
                return;
            }
        }
        self.close();
        if !is_blank {
            self.open =
                Some(Piece { words: letters.to_owned(), x: (x, end), y, size, font, turn, is_artifact });
        }
    }

    fn close(&mut self) {
        let Some(mut piece) = self.open.take() else { return };
        piece.words.truncate(piece.words.trim_end().len());
        // The font knows control characters; a reader sees none.
        piece.words.retain(|c| !c.is_control());
        if !piece.words.is_empty() {
            self.drawn.pieces.push(piece);
        }
    }
}
