//! Many texts at once, on several threads, in order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Mutex, mpsc};

use selon_text::{ByteSpan, Text};

use crate::doc::Doc;
use crate::pipeline::Pipeline;
use crate::worker::GROUP_BYTES;

/// Groups of texts that each thread may be ahead.
const AHEAD: usize = 4;

impl Pipeline {
    /// Annotates all texts, on as many threads as the machine has processors.
    ///
    /// The documents are the same, to the last bit of every score, as those of [`Pipeline::annotate`].
    pub fn annotate_batch(&self, texts: &[Text]) -> Vec<Doc> {
        let n_threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut docs = Vec::with_capacity(texts.len());
        self.annotate_stream(texts.iter().cloned(), n_threads, |doc| docs.push(doc));
        docs
    }

    /// Annotates texts as they come, on `n_threads` threads, and hands the documents to `sink` in the order of the texts.
    /// `texts` and `sink` run on the calling thread; only a few texts a thread are in memory at a time.
    ///
    /// ```no_run
    /// # use selon_spacy::{Pipeline, Text};
    /// # let pipeline = Pipeline::load("model".as_ref())?;
    /// let lines = std::io::stdin().lines().map_while(Result::ok).map(Text::new);
    /// pipeline.annotate_stream(lines, 2, |doc| println!("{}", doc.len()));
    /// # Ok::<(), selon_spacy::LoadError>(())
    /// ```
    pub fn annotate_stream(
        &self,
        texts: impl Iterator<Item = Text>,
        n_threads: usize,
        mut sink: impl FnMut(Doc),
    ) {
        let mut groups = Groups { texts };
        if n_threads <= 1 {
            self.with_worker(|worker| {
                for group in groups {
                    annotate_group(self, worker, &group).into_iter().for_each(&mut sink);
                }
            });
            return;
        }
        let (job_sender, jobs) = mpsc::channel::<(usize, Vec<Text>)>();
        let jobs = &Mutex::new(jobs);
        let (result_sender, results) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..n_threads {
                let result_sender = result_sender.clone();
                scope.spawn(move || {
                    self.with_worker(|worker| {
                        let next = || jobs.lock().ok()?.recv().ok();
                        while let Some((number, group)) = next() {
                            let docs = annotate_group(self, worker, &group);
                            if result_sender.send((number, docs)).is_err() {
                                return;
                            }
                        }
                    });
                });
            }
            drop(result_sender);
            let (mut n_sent, mut n_done) = (0, 0);
            let mut waiting = BTreeMap::new();
            loop {
                while n_sent < n_done + n_threads * AHEAD
                    && let Some(group) = groups.next()
                {
                    if job_sender.send((n_sent, group)).is_err() {
                        break;
                    }
                    n_sent += 1;
                }
                if n_done == n_sent {
                    break;
                }
                // An error here means that the threads are gone, and the scope passes on why.
                let Ok((number, docs)) = results.recv() else { break };
                waiting.insert(number, docs);
                while let Some(docs) = waiting.remove(&n_done) {
                    docs.into_iter().for_each(&mut sink);
                    n_done += 1;
                }
            }
            drop(job_sender);
        });
    }
}

/// Texts in groups that are worth a thread's while.
struct Groups<I> {
    texts: I,
}

impl<I: Iterator<Item = Text>> Iterator for Groups<I> {
    type Item = Vec<Text>;

    fn next(&mut self) -> Option<Vec<Text>> {
        let mut group = Vec::new();
        let mut n_bytes = 0;
        while n_bytes < GROUP_BYTES {
            let Some(text) = self.texts.next() else { break };
            n_bytes += text.as_str().len() + 1;
            group.push(text);
        }
        (!group.is_empty()).then_some(group)
    }
}

fn annotate_group(pipeline: &Pipeline, worker: &mut crate::worker::Worker, group: &[Text]) -> Vec<Doc> {
    let whole = |text: &Text| [ByteSpan::new(0, text.as_str().len() as u32)];
    let parts: Vec<[ByteSpan; 1]> = group.iter().map(whole).collect();
    let texts: Vec<(&Text, &[ByteSpan])> =
        group.iter().zip(&parts).map(|(text, part)| (text, &part[..])).collect();
    worker.annotate(pipeline, &texts)
}
