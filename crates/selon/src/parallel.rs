//! Work on many things at once, handed on in the order in which they came.
//!
//! Memory stays flat: a thing is taken up only when fewer than a few for each core are on their way, so that
//! one slow article never lets the results of thousands behind it pile up.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;
use std::sync::{Condvar, Mutex};
use std::thread;

/// Things on their way for each thread.
const AHEAD: usize = 4;

/// Stack of a thread. Parse trees of hostile texts may be deep.
const STACK_BYTES: usize = 64 << 20;

struct Queue<I> {
    items: I,
    n_taken: usize,
    n_handed_on: usize,
    is_stopped: bool,
}

/// Calls `work` on each of `items`, on all cores, and `each` with the results, in order, on this thread.
///
/// # Errors
/// The first error of `each`; what was not taken up by then is left.
pub fn in_order<T, R, E>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut each: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    R: Send,
{
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let window = n_threads * AHEAD;
    let queue = Mutex::new(Queue { items, n_taken: 0, n_handed_on: 0, is_stopped: false });
    let has_room = Condvar::new();
    let (sender, receiver) = sync_channel(window);
    let take = || {
        let mut queue = queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        while !queue.is_stopped && queue.n_taken >= queue.n_handed_on + window {
            queue = has_room.wait(queue).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
        if queue.is_stopped {
            return None;
        }
        let Some(item) = queue.items.next() else {
            queue.is_stopped = true;
            has_room.notify_all();
            return None;
        };
        queue.n_taken += 1;
        Some((queue.n_taken - 1, item))
    };
    let advance = |n_handed_on, is_stopped| {
        let mut queue = queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        queue.n_handed_on = n_handed_on;
        queue.is_stopped |= is_stopped;
        has_room.notify_all();
    };
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let (sender, take, work) = (sender.clone(), &take, &work);
            let run = move || {
                while let Some((nth, item)) = take() {
                    if sender.send((nth, work(item))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run).expect("a new thread");
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (nth, result) in &receiver {
            waiting.insert(nth, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                let handed_on = each(result);
                advance(next, handed_on.is_err());
                if handed_on.is_err() {
                    drop(receiver);
                    return handed_on;
                }
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let work = |i: u64| {
            std::thread::sleep(std::time::Duration::from_millis((i * 7) % 5));
            i * 2
        };
        let mut found = Vec::new();
        let done: Result<(), ()> = in_order(0..200, work, |result| {
            found.push(result);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(found, (0..200).map(|i| i * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_an_endless_run() {
        let mut n_results = 0;
        let done = in_order(
            0..,
            |i: u64| i,
            |_| {
                n_results += 1;
                if n_results == 10 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!(done, Err("enough"));
    }
}
