//! gzip and Zstandard, opened on the way, by what the bytes are and not by what the file is called.
//!
//! A gzip file is a row of members (RFC 1952), and archives put one record into each. Where each begins is kept, so that
//! a record can be found again in the file as it lies on the disk. A damaged member costs itself: reading goes on at the
//! next two bytes that begin one. A Zstandard file (RFC 8878) is a row of frames; behind a damaged one nothing can be
//! found.
//!
//! A bomb is stopped: data that swells more than [`MAX_RATIO`] times, once it is [`FREE_BYTES`] large.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use super::Fault;

/// How many times its size data may swell. News text swells four to ten times, and lines of a table that repeat
/// themselves fifty; a bomb reaches a thousand with gzip, and millions with Zstandard.
const MAX_RATIO: u64 = 200;

/// Bytes below which nothing is a bomb.
const FREE_BYTES: u64 = 64 << 20;

/// Bytes that are asked of the disk at once.
const CHUNK: usize = 128 * 1024;

/// The two bytes that begin a gzip member, and the one method there is.
const GZIP_MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// A member has no fewer bytes: ten of header, eight behind it.
const MIN_MEMBER: usize = 18;

const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Where a member begins: in the file, and in what comes out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) stored: u64,
    pub(crate) inflated: u64,
}

/// Bytes as they come from the disk, counted.
struct Counted {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    at: usize,
    offset: u64,
    failed: Option<io::Error>,
}

impl Counted {
    /// Looks for `magic` in what is ahead and goes there; false at the end of the file.
    fn seek(&mut self, magic: &[u8]) -> bool {
        loop {
            let Ok(next) = self.fill_buf() else { return false };
            if next.len() < magic.len() {
                let n = next.len();
                if !self.fill_more() {
                    self.consume(n);
                    return false;
                }
                continue;
            }
            match next.windows(magic.len()).position(|window| window == magic) {
                Some(at) => {
                    self.consume(at);
                    return true;
                }
                None => {
                    let n = next.len() - (magic.len() - 1);
                    self.consume(n);
                }
            }
        }
    }

    /// Reads on behind what is in the buffer; false where nothing comes.
    fn fill_more(&mut self) -> bool {
        self.buffer.drain(..self.at);
        self.at = 0;
        let len = self.buffer.len();
        self.buffer.resize(len + CHUNK, 0);
        let n_read = loop {
            match self.reader.read(&mut self.buffer[len..]) {
                Ok(n) => break n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed.get_or_insert(error);
                    break 0;
                }
            }
        };
        self.buffer.truncate(len + n_read);
        n_read > 0
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.fill_buf()?;
        let n = next.len().min(buffer.len());
        buffer[..n].copy_from_slice(&next[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            self.fill_more();
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, n_bytes: usize) {
        self.at += n_bytes;
        self.offset += n_bytes as u64;
    }
}

/// How far the reading of one file has come.
enum State {
    /// Not compressed.
    Plain(Counted),
    /// Between two members; what stands here should begin one.
    Between(Counted),
    Member(Box<GzDecoder<Counted>>),
    Frame(Box<StreamingDecoder<Counted, ruzstd::decoding::FrameDecoder>>),
    Ended(u64),
}

/// What is compressed how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstandard,
}

/// The bytes of a file, decompressed.
pub(crate) struct Inflate {
    state: State,
    packing: Packing,
    members: VecDeque<Member>,
    faults: Vec<Fault>,
    /// A member that is damaged: where it begins and what is wrong, until it is known where reading goes on.
    damaged: Option<(u64, String)>,
    /// Bytes that came out so far.
    inflated: u64,
}

impl Inflate {
    /// Opens `reader`, whatever it is.
    pub(crate) fn open(reader: Box<dyn Read + Send>) -> Self {
        let mut raw = Counted { reader, buffer: Vec::new(), at: 0, offset: 0, failed: None };
        while raw.buffer.len() < ZSTD_MAGIC.len() && raw.fill_more() {}
        let packing = match &raw.buffer {
            start if start.starts_with(&GZIP_MAGIC) => Packing::Gzip,
            start if start.starts_with(&ZSTD_MAGIC) => Packing::Zstandard,
            _ => Packing::Plain,
        };
        let state = if packing == Packing::Plain { State::Plain(raw) } else { State::Between(raw) };
        Self { state, packing, members: VecDeque::new(), faults: Vec::new(), damaged: None, inflated: 0 }
    }

    pub(crate) fn packing(&self) -> Packing {
        self.packing
    }

    /// Members whose place was not forgotten.
    pub(crate) fn members(&self) -> &VecDeque<Member> {
        &self.members
    }

    pub(crate) fn forget_members_before(&mut self, inflated: u64) {
        while self.members.front().is_some_and(|member| member.inflated < inflated) {
            self.members.pop_front();
        }
    }

    /// Bytes of the file that were taken so far.
    pub(crate) fn stored(&self) -> u64 {
        match &self.state {
            State::Plain(raw) | State::Between(raw) => raw.offset,
            State::Member(decoder) => decoder.get_ref().offset,
            State::Frame(decoder) => decoder.get_ref().offset,
            State::Ended(offset) => *offset,
        }
    }

    pub(crate) fn take_faults(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.faults)
    }

    /// The next bytes; 0 at the end of the file.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> usize {
        loop {
            let stored = self.stored();
            match std::mem::replace(&mut self.state, State::Ended(stored)) {
                State::Ended(_) => return 0,
                State::Plain(mut raw) => {
                    let n = raw.read(buffer).unwrap_or(0);
                    if n == 0 {
                        self.end(raw);
                        return 0;
                    }
                    self.inflated += n as u64;
                    self.state = State::Plain(raw);
                    return n;
                }
                State::Between(raw) => self.begin(raw),
                State::Member(mut decoder) => {
                    let begun = self.begun();
                    match decoder.read(buffer) {
                        Ok(0) => self.state = State::Between(decoder.into_inner()),
                        Ok(n) => {
                            self.came(n, decoder.get_ref().offset);
                            if self.is_bomb(decoder.get_ref().offset) {
                                self.give_up(begun, bomb(self.inflated - begun.inflated));
                                self.go_on(decoder.into_inner(), begun.stored);
                            } else {
                                self.state = State::Member(decoder);
                            }
                            return n;
                        }
                        Err(error) => {
                            self.give_up(begun, reason(&error));
                            self.go_on(decoder.into_inner(), begun.stored);
                        }
                    }
                }
                State::Frame(mut decoder) => {
                    let begun = self.begun();
                    match decoder.read(buffer) {
                        Ok(0) => self.state = State::Between(decoder.into_inner()),
                        Ok(n) => {
                            self.came(n, decoder.get_ref().offset);
                            if self.is_bomb(decoder.get_ref().offset) {
                                self.give_up(begun, bomb(self.inflated - begun.inflated));
                            } else {
                                self.state = State::Frame(decoder);
                            }
                            return n;
                        }
                        Err(error) => self.give_up(begun, reason(&error)),
                    }
                }
            }
            if matches!(self.state, State::Ended(_)) {
                self.settle(None);
            }
        }
    }

    fn begun(&self) -> Member {
        self.members.back().copied().unwrap_or(Member { stored: 0, inflated: 0 })
    }

    fn came(&mut self, n_bytes: usize, stored: u64) {
        self.inflated += n_bytes as u64;
        if self.damaged.is_some() {
            let at = self.begun().stored.min(stored);
            self.settle(Some(at));
        }
    }

    fn is_bomb(&self, stored: u64) -> bool {
        let begun = self.begun();
        let (out, taken) = (self.inflated - begun.inflated, stored - begun.stored);
        out > FREE_BYTES && out > taken.saturating_mul(MAX_RATIO)
    }

    /// Begins the next member or frame.
    fn begin(&mut self, mut raw: Counted) {
        while raw.buffer.len() - raw.at < MIN_MEMBER && raw.fill_more() {}
        let start = &raw.buffer[raw.at..];
        if start.is_empty() {
            self.end(raw);
            return;
        }
        let member = Member { stored: raw.offset, inflated: self.inflated };
        if self.packing == Packing::Gzip {
            if start.starts_with(&GZIP_MAGIC[..2]) {
                self.members.push_back(member);
                self.state = State::Member(Box::new(GzDecoder::new(raw)));
                return;
            }
            // Tapes and some tools fill up with zero bytes.
            if !start.iter().all(|byte| *byte == 0) && self.damaged.is_none() {
                let found = format!("expected a gzip member, found 0x{:02X}", start[0]);
                self.damaged = Some((raw.offset, found));
            }
            if raw.seek(&GZIP_MAGIC) {
                self.state = State::Between(raw);
            } else {
                self.end(raw);
            }
            return;
        }
        match StreamingDecoder::new(raw) {
            Ok(decoder) => {
                self.members.push_back(member);
                self.state = State::Frame(Box::new(decoder));
            }
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { .. })) => {
                self.damaged = Some((member.stored, "a frame that only its maker can read".to_owned()));
            }
            Err(error) => self.damaged = Some((member.stored, error.to_string())),
        }
    }

    /// Notes that the member that began at `begun` cannot be read on.
    fn give_up(&mut self, begun: Member, reason: String) {
        self.damaged.get_or_insert((begun.stored, reason));
    }

    /// Goes to the next member behind a damaged one.
    fn go_on(&mut self, mut raw: Counted, begun: u64) {
        if raw.offset == begun {
            raw.consume(1);
        }
        if raw.seek(&GZIP_MAGIC) {
            self.state = State::Between(raw);
        } else {
            self.end(raw);
        }
    }

    fn end(&mut self, raw: Counted) {
        self.state = State::Ended(raw.offset);
        if let Some(error) = raw.failed {
            let message = format!("cannot be read further than byte {}: {error}", raw.offset);
            let is_bomb = error.to_string().starts_with(BOMB);
            let name = if is_bomb { "compressed-bomb" } else { "unreadable" };
            self.faults.push(Fault { name, record: None, message });
        }
        self.settle(None);
    }

    /// Tells of a damaged member, now that it is known where reading goes on.
    fn settle(&mut self, goes_on: Option<u64>) {
        let Some((at, reason)) = self.damaged.take() else { return };
        let kind = if self.packing == Packing::Gzip { "gzip" } else { "Zstandard" };
        let behind = match goes_on {
            Some(at) => format!("read on at byte {at}"),
            None => format!("nothing can be read behind it (the file has {} bytes)", self.stored()),
        };
        let (name, what) = match &*reason {
            TRUNCATED => ("compressed-truncated", "ends before its end".to_owned()),
            _ if reason.starts_with(BOMB) => ("compressed-bomb", format!("is a bomb: {reason}, not read on")),
            _ => ("compressed-damaged", format!("is damaged: {reason}")),
        };
        let message = format!("the {kind} member at byte {at} {what}; {behind}");
        self.faults.push(Fault { name, record: None, message });
    }
}

const TRUNCATED: &str = "truncated";
/// Begins the reason of a member that is a bomb.
pub(crate) const BOMB: &str = "swells";

fn bomb(n_bytes: u64) -> String {
    format!("{BOMB} more than {MAX_RATIO} times, to {n_bytes} bytes so far")
}

fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof { TRUNCATED.to_owned() } else { error.to_string() }
}
