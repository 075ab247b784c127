//! Bytes on their way out of a file: looked ahead into, counted, and pushed back where too much was taken.
//!
//! What is compressed is opened on the way ([`super::inflate`]). Whatever goes wrong below (a damaged member, a disk that
//! gives no more) is kept as a fault with its place, and the bytes go on where they can; no reader above has to handle
//! errors of its own, and none of them loses what stands behind a fault.
//!
//! Cost: each byte is copied once. Memory: what is looked ahead into, 64 KB at rest.

use std::io::{self, Read};

use super::inflate::Inflate;
use super::{Fault, Place};

/// Bytes that are asked for at once.
const CHUNK: usize = 64 * 1024;

/// A file as its reader sees it.
pub(crate) struct Stream {
    source: Inflate,
    buffer: Vec<u8>,
    /// Of the next byte in `buffer`.
    at: usize,
    /// Offset of the next byte in the (decompressed) file.
    offset: u64,
    has_ended: bool,
}

impl Stream {
    pub(crate) fn new(source: Inflate) -> Self {
        Self { source, buffer: Vec::new(), at: 0, offset: 0, has_ended: false }
    }

    /// Offset of the next byte, decompressed.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// At least `n_bytes` of what comes next, without taking them; fewer only at the end.
    pub(crate) fn peek(&mut self, n_bytes: usize) -> &[u8] {
        while self.buffer.len() - self.at < n_bytes && !self.has_ended {
            if self.at > 0 {
                self.buffer.drain(..self.at);
                self.at = 0;
            }
            let len = self.buffer.len();
            self.buffer.resize(len + CHUNK.max(n_bytes - len), 0);
            let n_read = self.source.read(&mut self.buffer[len..]);
            self.buffer.truncate(len + n_read);
            self.has_ended = n_read == 0;
        }
        &self.buffer[self.at..]
    }

    /// True where nothing comes any more.
    pub(crate) fn is_at_end(&mut self) -> bool {
        self.peek(1).is_empty()
    }

    /// Takes `n_bytes` that were looked at.
    pub(crate) fn consume(&mut self, n_bytes: usize) {
        debug_assert!(n_bytes <= self.buffer.len() - self.at);
        self.at += n_bytes;
        self.offset += n_bytes as u64;
    }

    /// Takes the next `n_bytes`; fewer only at the end.
    pub(crate) fn take(&mut self, n_bytes: usize) -> Vec<u8> {
        let mut taken = Vec::with_capacity(n_bytes.min(CHUNK));
        while taken.len() < n_bytes {
            let wanted = n_bytes - taken.len();
            let next = self.peek(1);
            let n = next.len().min(wanted);
            if n == 0 {
                break;
            }
            taken.extend_from_slice(&next[..n]);
            self.consume(n);
        }
        taken
    }

    /// Puts bytes back that were taken last.
    pub(crate) fn give_back(&mut self, bytes: &[u8]) {
        self.buffer.splice(..self.at, bytes.iter().copied());
        self.at = 0;
        self.offset -= bytes.len() as u64;
    }

    /// The next line without its end, and how many bytes it took with it; `None` at the end. Of a line of more than
    /// `max_bytes` the rest is skipped, and the number of bytes tells.
    pub(crate) fn line(&mut self, max_bytes: usize) -> Option<(Vec<u8>, u64)> {
        let mut line = Vec::new();
        let mut n_bytes = 0;
        loop {
            let next = self.peek(1);
            if next.is_empty() {
                return (n_bytes > 0).then_some((line, n_bytes));
            }
            let end = next.iter().position(|byte| *byte == b'\n');
            let n = end.map_or(next.len(), |end| end + 1);
            let room = max_bytes.saturating_sub(line.len());
            line.extend_from_slice(&next[..end.unwrap_or(n).min(room)]);
            n_bytes += n as u64;
            self.consume(n);
            if end.is_some() {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Some((line, n_bytes));
            }
        }
    }

    /// Everything that is left, or `None` where it is more than `max_bytes`.
    pub(crate) fn rest(&mut self, max_bytes: usize) -> Option<Vec<u8>> {
        let rest = self.take(max_bytes);
        self.is_at_end().then_some(rest)
    }

    /// What went wrong since this was asked last.
    pub(crate) fn take_faults(&mut self) -> Vec<Fault> {
        self.source.take_faults()
    }

    /// Where a member or frame begins strictly inside `start..end`, the first such, as an offset.
    pub(crate) fn member_within(&self, start: u64, end: u64) -> Option<u64> {
        self.source.members().iter().map(|member| member.inflated).find(|at| start < *at && *at < end)
    }

    /// Where the bytes from `start` to here stand in the file: in the file as it lies on the disk where a compressed
    /// member begins with them, else in what is inside. Members before them are forgotten.
    pub(crate) fn place(&mut self, start: u64) -> Place {
        let end = self.offset;
        self.source.forget_members_before(start);
        let members = self.source.members();
        let of = |offset: u64| members.iter().find(|member| member.inflated == offset).map(|m| m.stored);
        match of(start) {
            Some(stored) => {
                let behind = of(end).unwrap_or_else(|| self.source.stored());
                Place { offset: stored, length: behind.saturating_sub(stored) }
            }
            None => Place { offset: start, length: end - start },
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.peek(1);
        let n = next.len().min(buffer.len());
        buffer[..n].copy_from_slice(&next[..n]);
        self.consume(n);
        Ok(n)
    }
}
