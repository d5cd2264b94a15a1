//! Work on all cores, results in the order of the inputs.
//!
//! In: an iterator, a function, a number of threads. Out: calls of `write`, in order. No more than a few items for each
//! thread are underway at a time, however slow the writer is.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, sync_channel};

/// Items underway for each thread: enough that a long one does not stop the others.
const UNDERWAY: usize = 16;

/// As many threads as there are cores.
pub fn all_cores() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Runs `work` on every item and `write` on every result. `write` may break off; then no more items are taken.
pub fn in_order<I: Send, O: Send>(
    items: impl Iterator<Item = I> + Send,
    jobs: NonZero<usize>,
    work: impl Fn(I) -> O + Sync,
    write: impl FnMut(O) -> ControlFlow<()>,
) {
    batches_in_order(items, jobs, 1, |items| items.into_iter().map(&work).collect(), write);
}

/// The same for work that is quicker on several items at once: it is given up to so many of those that wait and answers for each.
pub fn batches_in_order<I: Send, O: Send>(
    items: impl Iterator<Item = I> + Send,
    jobs: NonZero<usize>,
    at_once: usize,
    work: impl Fn(Vec<I>) -> Vec<O> + Sync,
    mut write: impl FnMut(O) -> ControlFlow<()>,
) {
    let (permit, permits) = sync_channel::<()>(jobs.get() * UNDERWAY);
    let (task, tasks) = channel::<(usize, I)>();
    let tasks = Mutex::new(tasks);
    let waiting = AtomicUsize::new(0);
    // The lock is held while waiting: the next items go to one thread, and the others wait for the lock.
    let take = || {
        let tasks = tasks.lock().ok()?;
        let first = tasks.recv().ok()?;
        let share = (waiting.load(Ordering::Relaxed) / jobs).clamp(1, at_once);
        let taken: (Vec<usize>, Vec<I>) = std::iter::once(first).chain(tasks.try_iter()).take(share).unzip();
        waiting.fetch_sub(taken.0.len(), Ordering::Relaxed);
        Some(taken)
    };
    std::thread::scope(|scope| {
        let (result, results) = channel::<(usize, O)>();
        let waiting = &waiting;
        scope.spawn(move || {
            for numbered in items.enumerate() {
                if permit.send(()).is_err() {
                    break;
                }
                waiting.fetch_add(1, Ordering::Relaxed);
                if task.send(numbered).is_err() {
                    break;
                }
            }
        });
        for _ in 0..jobs.get() {
            let (result, take, work) = (result.clone(), &take, &work);
            scope.spawn(move || {
                while let Some((numbers, items)) = take() {
                    if numbers.into_iter().zip(work(items)).any(|done| result.send(done).is_err()) {
                        break;
                    }
                }
            });
        }
        drop(result);
        let mut early = BTreeMap::new();
        let mut next = 0;
        'results: for (number, output) in results {
            early.insert(number, output);
            while let Some(output) = early.remove(&next) {
                next += 1;
                if write(output).is_break() {
                    break 'results;
                }
                let _ = permits.recv();
            }
        }
        drop(permits);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_few_are_underway() {
        let taken = AtomicUsize::new(0);
        let mut written = Vec::new();
        let mut most = 0;
        let items = (0..500usize).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let slow = |n: usize| {
            std::thread::sleep(std::time::Duration::from_micros((n * 7919 % 13) as u64 * 20));
            n
        };
        in_order(items, NonZero::new(4).unwrap(), slow, |n| {
            most = most.max(taken.load(Ordering::SeqCst) - written.len());
            written.push(n);
            ControlFlow::Continue(())
        });
        assert_eq!(written, (0..500).collect::<Vec<_>>());
        assert!(most <= 4 * UNDERWAY + 2, "{most}");
    }

    #[test]
    fn a_writer_that_has_enough_ends_it() {
        let mut written = 0;
        in_order(
            0..,
            NonZero::new(2).unwrap(),
            |n: u64| n,
            |_| {
                written += 1;
                if written == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(written, 10);
    }

    #[test]
    fn what_waits_is_shared_out_in_batches() {
        for jobs in [1, 2, 5] {
            let largest = AtomicUsize::new(0);
            let mut written = Vec::new();
            let slow = |batch: Vec<usize>| {
                largest.fetch_max(batch.len(), Ordering::SeqCst);
                std::thread::sleep(std::time::Duration::from_millis(1));
                batch.iter().map(|n| n * 2).collect()
            };
            batches_in_order(0..200, NonZero::new(jobs).unwrap(), 8, slow, |n| {
                written.push(n);
                ControlFlow::Continue(())
            });
            assert_eq!(written, (0..200).map(|n| n * 2).collect::<Vec<_>>());
            let largest = largest.load(Ordering::SeqCst);
            assert!((2..=8).contains(&largest), "{jobs} threads: {largest}");
        }
    }
}
