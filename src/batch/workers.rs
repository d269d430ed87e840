//! Threads that share out a number of jobs among them.

use crate::error::{Error, Result};
use core::num::NonZeroUsize;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::thread;

/// Octets of stack of a thread. Rust's default is the same, but depends on the environment.
const STACK: usize = 2 << 20;

/// Jobs, the results that are there, and how many jobs were handed out.
struct Work<'a, T, F> {
    order: &'a [usize],
    handed_out: AtomicUsize,
    results: Vec<OnceLock<Result<T>>>,
    job: F,
}

impl<T, F: Fn(usize) -> Result<T>> Work<'_, T, F> {
    /// Does jobs until none is left.
    fn help(&self) {
        while let Some(&number) = self
            .order
            .get(self.handed_out.fetch_add(1, Ordering::Relaxed))
        {
            // A job changes nothing but its own result, so that a panic leaves nothing broken.
            let result = catch_unwind(AssertUnwindSafe(|| (self.job)(number)));
            if let Some(place) = self.results.get(number) {
                place.get_or_init(|| result.unwrap_or_else(|_| Err(Error::panicked())));
            }
        }
    }
}

/// Does the jobs that `order` numbers from 0, each once, begun in that order, on this many
/// threads or as many as there are jobs. The calling thread is one of them, so that with one
/// thread none is started. Returns the results by number.
pub(super) fn run<T: Send + Sync>(
    order: &[usize],
    threads: NonZeroUsize,
    job: impl Fn(usize) -> Result<T> + Sync,
) -> Vec<Result<T>> {
    let work = Work {
        order,
        handed_out: AtomicUsize::new(0),
        results: order.iter().map(|_| OnceLock::new()).collect(),
        job,
    };
    thread::scope(|scope| {
        for _ in 1..threads.get().min(order.len()) {
            let thread = thread::Builder::new().name("etee-batch".to_owned());
            let started = thread.stack_size(STACK).spawn_scoped(scope, || work.help());
            if started.is_err() {
                break;
            }
        }
        work.help();
    });
    let results = work.results.into_iter();
    results
        .map(|place| place.into_inner().unwrap_or_else(|| Err(Error::panicked())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Status;
    use std::collections::HashSet;
    use std::sync::Barrier;
    use std::thread::ThreadId;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    /// The threads that so many jobs run on if the first ones wait until `together` have begun.
    fn threads_of(allowed: usize, jobs: usize, together: usize) -> HashSet<ThreadId> {
        let order: Vec<usize> = (0..jobs).collect();
        let barrier = Barrier::new(together);
        let results = run(&order, threads(allowed), |number| {
            if number < together {
                barrier.wait();
            }
            Ok(thread::current().id())
        });
        results.into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn one_thread_is_that_of_the_caller() {
        let caller = HashSet::from([thread::current().id()]);
        assert_eq!(threads_of(1, 5, 1), caller);
        assert_eq!(threads_of(9, 1, 1), caller);
        assert!(threads_of(9, 0, 1).is_empty());
    }

    #[test]
    fn as_many_threads_as_are_allowed_and_needed() {
        let caller = thread::current().id();
        for (allowed, jobs, expected) in [(2, 5, 2), (3, 3, 3), (9, 4, 4)] {
            let seen = threads_of(allowed, jobs, expected);
            assert_eq!(seen.len(), expected);
            assert!(seen.contains(&caller));
        }
    }

    #[test]
    fn results_stand_at_their_number() {
        for allowed in 1..4 {
            let results = run(&[3, 0, 2, 1], threads(allowed), |number| Ok(10 * number));
            let numbers: Vec<usize> = results.into_iter().map(Result::unwrap).collect();
            assert_eq!(numbers, [0, 10, 20, 30]);
        }
    }

    #[test]
    fn a_panic_is_the_result_of_its_job_alone() {
        for allowed in 1..4 {
            let results = run(&[0, 1, 2, 3], threads(allowed), |number| match number {
                1 => panic!("on purpose"),
                2 => Err(Error::internal("on purpose")),
                _ => Ok(number),
            });
            let statuses: Vec<_> = results
                .iter()
                .map(|result| result.as_ref().map_err(Error::status).copied())
                .collect();
            let expected = [Ok(0), Err(Status::Panic), Err(Status::Internal), Ok(3)];
            assert_eq!(statuses, expected);
        }
    }
}
