//! One thread's memory, and the way of a group of texts through the components.

use std::ops::Range;

use selon_text::{ByteSpan, CharSpan, Text};

use crate::doc::{Doc, DocBuilder, EntIob, Label, Pos, TokenFields};
use crate::encoder::EncoderScratch;
use crate::lexeme::{Lexicon, Stored};
use crate::parser::Parse;
use crate::pipeline::Pipeline;
use crate::ruler::{RulerScratch, View};
use crate::tokenizer::Tok;
use crate::transition::ScorerScratch;

/// Text that goes through the components together, in bytes: about 1,200 tokens. Larger groups make products no
/// faster and caches colder.
pub(crate) const GROUP_BYTES: usize = 6 << 10;

/// What components write about a token; heads count from the first token of its part.
#[derive(Clone, Copy, Debug, Default)]
struct Notes {
    pos: Pos,
    tag: Label,
    morph: Label,
    dep: Label,
    head: u32,
    sent_start: bool,
    ent_iob: EntIob,
    ent_type: Label,
    /// Number of a lemma that the ruler set, plus one.
    ruled_lemma: u32,
}

/// Buffers that are kept from text to text.
#[derive(Debug, Default)]
pub(crate) struct Worker {
    lexicon: Lexicon,
    encoders: Vec<EncoderScratch>,
    parser: ScorerScratch,
    parse: Parse,
    ruler: RulerScratch,
    ner: ScorerScratch,
    tokens: Vec<Tok>,
    parts: Vec<Range<usize>>,
    notes: Vec<Notes>,
    views: Vec<View>,
    products: Vec<f32>,
    parser_rows: Vec<f32>,
    ner_rows: Vec<f32>,
}

impl Worker {
    /// Annotates the parts of each text, some thousand bytes at a time.
    pub(crate) fn annotate(&mut self, pipeline: &Pipeline, texts: &[(&Text, &[ByteSpan])]) -> Vec<Doc> {
        let builder = |&(text, _): &(&Text, _)| DocBuilder::new(text.clone(), pipeline.labels.clone());
        let mut builders: Vec<DocBuilder> = texts.iter().map(builder).collect();
        let mut group = Vec::new();
        let mut n_bytes = 0;
        for (number, &(text, parts)) in texts.iter().enumerate() {
            let mut last_end = 0;
            for &part in parts {
                assert!(last_end <= part.start, "parts of a text are sorted and disjoint");
                last_end = part.end;
                group.push((number, text, part));
                n_bytes += part.len() as usize;
                if n_bytes >= GROUP_BYTES {
                    self.annotate_group(pipeline, &group, &mut builders);
                    group.clear();
                    n_bytes = 0;
                }
            }
        }
        self.annotate_group(pipeline, &group, &mut builders);
        builders.into_iter().map(DocBuilder::finish).collect()
    }

    /// Takes parts through all components and writes their tokens into their texts' documents.
    fn annotate_group(
        &mut self,
        pipeline: &Pipeline,
        group: &[(usize, &Text, ByteSpan)],
        builders: &mut [DocBuilder],
    ) {
        if self.lexicon.is_full() {
            self.lexicon.clear();
            self.encoders.iter_mut().for_each(EncoderScratch::clear);
        }
        self.tokens.clear();
        self.parts.clear();
        for &(_, text, part) in group {
            let char = text.char_of(part.start).expect("a part begins with a character");
            let first = self.tokens.len();
            let place = (part.start, char);
            let words = &text.as_str()[part.range()];
            pipeline.tokenizer.tokenize(words, place, &pipeline.source, &mut self.lexicon, &mut self.tokens);
            self.parts.push(first..self.tokens.len());
        }
        self.notes.clear();
        self.notes.resize(self.tokens.len(), Notes::default());
        self.encode(pipeline);
        self.parse(pipeline);
        self.rule(pipeline);
        self.mark_entities(pipeline);
        for (at, &(number, ..)) in group.iter().enumerate() {
            self.write(pipeline, self.parts[at].clone(), &mut builders[number]);
        }
    }

    /// Runs the encoders and what reads their rows at once: classifiers, and the narrowing layers.
    fn encode(&mut self, pipeline: &Pipeline) {
        let Self { tokens, parts, lexicon, notes, products, parser_rows, ner_rows, .. } = self;
        self.encoders.resize_with(pipeline.encoders.len(), EncoderScratch::default);
        for (number, (encoder, scratch)) in pipeline.encoders.iter().zip(&mut self.encoders).enumerate() {
            let parser =
                pipeline.parser.as_ref().filter(|(of, _)| *of == number).map(|(_, parser)| &parser.scorer);
            let ner = pipeline.ner.as_ref().filter(|(of, _)| *of == number).map(|(_, ner)| &ner.scorer);
            if let Some(scorer) = parser {
                parser_rows.resize(tokens.len() * scorer.narrow_width(), 0.0);
            }
            if let Some(scorer) = ner {
                ner_rows.resize(tokens.len() * scorer.narrow_width(), 0.0);
            }
            encoder.encode(tokens, parts, lexicon, &pipeline.source, scratch, |rows, numbers| {
                if let Some((_, tagger)) = pipeline.tagger.as_ref().filter(|(of, _)| *of == number) {
                    tagger.classify(rows, numbers, products, |token, class| {
                        notes[token as usize].tag = class.tag
                    });
                }
                if let Some((_, morphologizer)) =
                    pipeline.morphologizer.as_ref().filter(|(of, _)| *of == number)
                {
                    morphologizer.classify(rows, numbers, products, |token, class| {
                        let notes = &mut notes[token as usize];
                        (notes.pos, notes.morph) = (class.pos, class.morph);
                    });
                }
                if let Some(scorer) = parser {
                    scorer.narrow(rows, numbers, products, parser_rows);
                }
                if let Some(scorer) = ner {
                    scorer.narrow(rows, numbers, products, ner_rows);
                }
            });
        }
    }

    fn parse(&mut self, pipeline: &Pipeline) {
        let Self { tokens, lexicon, notes, parse, .. } = self;
        for part in &self.parts {
            let Some((_, parser)) = &pipeline.parser else {
                for (i, notes) in notes[part.clone()].iter_mut().enumerate() {
                    notes.head = i as u32;
                    notes.sent_start = i == 0;
                }
                continue;
            };
            let width = parser.scorer.narrow_width();
            let rows = &self.parser_rows[part.start * width..part.end * width];
            let is_space = |i: usize| lexicon.get(tokens[part.start + i].lexeme).is_space;
            parser.parse(rows, is_space, &mut self.parser, parse);
            for (i, notes) in notes[part.clone()].iter_mut().enumerate() {
                notes.head = parse.heads[i];
                notes.dep = parse.deps[i];
                notes.sent_start = parse.sent_starts[i];
            }
        }
    }

    fn rule(&mut self, pipeline: &Pipeline) {
        let Some(ruler) = &pipeline.ruler else { return };
        for part in &self.parts {
            self.views.clear();
            for (token, notes) in self.tokens[part.clone()].iter().zip(&self.notes[part.clone()]) {
                let lexeme = self.lexicon.get(token.lexeme);
                self.views.push(View {
                    word: lexeme.ruled,
                    pos: notes.pos,
                    tag: notes.tag,
                    dep: notes.dep,
                    is_space: lexeme.is_space,
                });
            }
            let notes = &mut self.notes[part.clone()];
            let old: &[View] = &self.views;
            ruler.apply(&pipeline.source.ruler_words, old, &mut self.ruler, |i, changes| {
                let notes = &mut notes[i];
                notes.pos = changes.pos.unwrap_or(notes.pos);
                notes.tag = changes.tag.unwrap_or(notes.tag);
                notes.dep = changes.dep.unwrap_or(notes.dep);
                notes.morph = changes.morph.unwrap_or(notes.morph);
                notes.ruled_lemma = changes.lemma.map_or(notes.ruled_lemma, |lemma| lemma + 1);
            });
        }
    }

    fn mark_entities(&mut self, pipeline: &Pipeline) {
        let Some((_, ner)) = &pipeline.ner else { return };
        let Self { tokens, lexicon, ner_rows, ner: scratch, parts, notes, .. } = self;
        let width = ner.scorer.narrow_width();
        for part in parts {
            let rows = &ner_rows[part.start * width..part.end * width];
            let is_space = |i: usize| lexicon.get(tokens[part.start + i].lexeme).is_space;
            let notes = std::cell::Cell::from_mut(&mut notes[part.clone()]).as_slice_of_cells();
            let sent_start = |i: usize| notes[i].get().sent_start;
            ner.mark(rows, is_space, sent_start, scratch, |i, ent_iob, ent_type| {
                notes[i].set(Notes { ent_iob, ent_type, ..notes[i].get() });
            });
        }
    }

    /// Writes the tokens of one part into its text's document.
    fn write(&mut self, pipeline: &Pipeline, part: Range<usize>, builder: &mut DocBuilder) {
        let first = builder.len() as u32;
        builder.reserve(part.len());
        for (token, notes) in self.tokens[part.clone()].iter().zip(&self.notes[part]) {
            let lemma = lemma(pipeline, &mut self.lexicon, token, notes);
            let lemma = match (notes.ruled_lemma.checked_sub(1), &pipeline.ruler) {
                (Some(number), Some(ruler)) => ruler.lemma(number),
                _ => lemma.map_or("", |stored| self.lexicon.stored(stored)),
            };
            let norm = self.lexicon.stored(self.lexicon.get(token.lexeme).norm);
            let fields = TokenFields {
                bytes: ByteSpan::new(token.start, token.start + token.n_bytes),
                chars: CharSpan::new(token.char_start, token.char_start + token.n_chars),
                space_after: token.space_after,
                pos: notes.pos,
                tag: notes.tag,
                morph: notes.morph,
                dep: notes.dep,
                head: first + notes.head,
                sent_start: notes.sent_start,
                ent_iob: notes.ent_iob,
                ent_type: notes.ent_type,
                ..TokenFields::default()
            };
            builder.push(fields, lemma, norm);
        }
    }
}

/// The lemmatizer's word, where the ruler has not had one.
fn lemma(pipeline: &Pipeline, lexicon: &mut Lexicon, token: &Tok, notes: &Notes) -> Option<Stored> {
    let lemmatizer = pipeline.lemmatizer.as_ref().filter(|_| notes.ruled_lemma == 0)?;
    let morph = if lemmatizer.reads_morph() { notes.morph } else { Label::default() };
    let key = u64::from(token.lexeme) << 32 | u64::from(notes.pos as u8) << 16 | u64::from(morph.0);
    Some(lexicon.lemma(key, |lemma, lexicon| {
        let text = lexicon.text(token.lexeme);
        lemmatizer.lemmatize(text, notes.pos, pipeline.labels.name(morph), lemma);
    }))
}
