//! The rounds of a row.

use crate::peer::Peer;
use crate::request::{Operation, Request, Style};
use crate::row::{Contestant, Goal, Row, Task};
use crate::worker::{Reply, Worker};
use crate::workshop::Workshop;
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

/// How much is measured.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) rounds: usize,
    /// For how long, about, a worker repeats an operation in a round, in milliseconds of its processor.
    pub(crate) batch: f64,
    /// Part of the warm-up that is done.
    pub(crate) warm_up: f64,
}

/// Median times of one operation, in milliseconds, and how they compare.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) label: String,
    /// Of the thread on the JVM, which does not count what it does beside; else of the process.
    pub(crate) processor: f64,
    pub(crate) process: f64,
    pub(crate) wall: f64,
    /// How many times as long as the first contestant this one takes: the median of the rounds.
    pub(crate) ratio: Option<f64>,
    pub(crate) goal: Option<Goal>,
}

pub(crate) struct Field<'a> {
    workshop: &'a Workshop,
    effort: Effort,
    workers: HashMap<Peer, Result<Worker, String>>,
    /// What virtual machines have done before.
    warm: HashSet<(Peer, bool)>,
}

/// A contestant that is ready, and how many operations of it fill a batch.
struct Runner<'a> {
    contestant: &'a Contestant,
    request: Request,
    replies: Vec<Reply>,
}

impl<'a> Field<'a> {
    pub(crate) fn new(workshop: &'a Workshop, effort: Effort) -> Self {
        Self {
            workshop,
            effort,
            workers: HashMap::new(),
            warm: HashSet::new(),
        }
    }

    fn ask(&mut self, peer: Peer, request: &Request) -> Result<Reply, String> {
        let workshop = self.workshop;
        let worker = self
            .workers
            .entry(peer)
            .or_insert_with(|| Worker::start(&mut peer.command(workshop)?));
        worker
            .as_mut()
            .map_err(|reason| reason.clone())?
            .ask(request)
    }

    /// Measures a row; the second list says who did not take part, and why. Without the first
    /// contestant there is nothing to compare with.
    pub(crate) fn run(&mut self, row: &Row) -> (Vec<Standing>, Vec<String>) {
        let mut runners: Vec<Runner<'_>> = Vec::new();
        let mut absent = Vec::new();
        for contestant in &row.contestants {
            match self.prepare(contestant) {
                Ok(request) => runners.push(Runner {
                    contestant,
                    request,
                    replies: Vec::new(),
                }),
                Err(reason) => absent.push(format!("{}: {reason}", contestant.label)),
            }
            if runners.is_empty() {
                return (Vec::new(), absent);
            }
        }
        for round in 0..self.effort.rounds {
            for turn in 0..runners.len() {
                let index = (round + turn) % runners.len();
                let runner = &mut runners[index];
                let reply = self.ask(runner.contestant.peer, &runner.request).unwrap();
                runner.replies.push(reply);
            }
        }
        for runner in &runners {
            self.check(runner.contestant, &runner.request);
        }
        (standings(row.by_wall, &runners), absent)
    }

    /// Has the operation done once and checked, warms up, and finds out how many operations
    /// fill a batch.
    fn prepare(&mut self, contestant: &Contestant) -> Result<Request, String> {
        let mut request = self.request(contestant.peer, &contestant.task)?;
        let start = Instant::now();
        self.ask(contestant.peer, &request)?;
        self.check(contestant, &request);
        let warm_up = self.warm_up(contestant.peer, contestant.task.operation);
        // The first time tells nothing: much is done once in a process.
        loop {
            let reply = self.ask(contestant.peer, &request)?;
            let time = contestant.peer.processor_time(&reply);
            if start.elapsed() >= warm_up && time >= self.effort.batch / 4.0 {
                let one = time / f64::from(request.count);
                request.count = ((self.effort.batch / one).ceil() as u32).max(1);
                return Ok(request);
            }
            if time < self.effort.batch / 2.0 {
                request.count *= 2;
            }
        }
    }

    /// For how long an operation is repeated before it is measured. A virtual machine compiles
    /// what it runs often, and needs most of that time once.
    fn warm_up(&mut self, peer: Peer, operation: Operation) -> Duration {
        if !peer.is_java() {
            return Duration::ZERO;
        }
        let is_new = self.warm.insert((peer, operation == Operation::Seal));
        let seconds = if is_new { 8.0 } else { 1.5 };
        Duration::from_secs_f64(seconds * self.effort.warm_up)
    }

    /// One operation, and a message to unseal if it needs one.
    fn request(&mut self, peer: Peer, task: &Task) -> Result<Request, String> {
        let content = self.workshop.content(task.size);
        let seal = |maker: Peer, style: Style| Request {
            operation: Operation::Seal,
            style,
            signer: task.signer.to_owned(),
            recipients: task.recipients,
            input: content.clone(),
            output: message_name(maker, task, style),
            count: 1,
        };
        if task.operation == Operation::Seal {
            return Ok(seal(peer, task.style));
        }
        let message = if task.segmented {
            let theirs = seal(Peer::BouncyCastle, Style::File);
            let ours = seal(Peer::Etee, Style::Segments);
            match self.ask(Peer::BouncyCastle, &theirs) {
                Ok(_) => theirs.output,
                Err(_) => self.ask(Peer::Etee, &ours).map(|_| ours.output)?,
            }
        } else {
            let own = seal(peer, task.style);
            self.ask(peer, &own)?;
            own.output
        };
        Ok(Request {
            operation: Operation::Unseal,
            style: task.style,
            signer: task.signer.to_owned(),
            recipients: task.recipients,
            output: clear_name(&message),
            input: message,
            count: 1,
        })
    }

    /// Makes sure that what came out of a request, or what the peer unseals of it, is the
    /// content. A floor has no output.
    fn check(&mut self, contestant: &Contestant, request: &Request) {
        let peer = contestant.peer;
        if peer.is_floor() {
            return;
        }
        let mut unsealing = request.clone();
        if request.operation == Operation::Seal {
            unsealing.operation = Operation::Unseal;
            unsealing.input.clone_from(&request.output);
            unsealing.output = clear_name(&request.output);
            unsealing.count = 1;
            self.ask(peer, &unsealing).unwrap();
        }
        let content = self.workshop.content(contestant.task.size);
        assert!(
            self.workshop.is_same(&unsealing.output, &content),
            "{}: wrong result of {request}",
            contestant.label
        );
    }
}

fn message_name(maker: Peer, task: &Task, style: Style) -> String {
    format!(
        "messages/{}-{style}-{}-{}-{}",
        maker.word(),
        task.size,
        task.signer,
        task.recipients
    )
}

fn clear_name(message: &str) -> String {
    message.replace("messages/", "clear/")
}

fn standings(by_wall: bool, runners: &[Runner<'_>]) -> Vec<Standing> {
    let first = &runners[0];
    runners
        .iter()
        .map(|runner| {
            let one = |clock: fn(&Reply) -> f64| {
                let count = f64::from(runner.request.count);
                median(runner.replies.iter().map(|reply| clock(reply) / count))
            };
            let pairs = runner.times(by_wall).zip(first.times(by_wall));
            Standing {
                label: runner.contestant.label.clone(),
                processor: median(runner.times(false)),
                process: one(|reply| reply.process),
                wall: one(|reply| reply.wall),
                ratio: (!std::ptr::eq(runner, first))
                    .then(|| median(pairs.map(|(other, first)| other / first))),
                goal: runner.contestant.goal,
            }
        })
        .collect()
}

impl Runner<'_> {
    /// Milliseconds of one operation, round by round.
    fn times(&self, by_wall: bool) -> impl Iterator<Item = f64> {
        let count = f64::from(self.request.count);
        let peer = self.contestant.peer;
        self.replies.iter().map(move |reply| {
            let time = if by_wall {
                reply.wall
            } else {
                peer.processor_time(reply)
            };
            time / count
        })
    }
}

pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        (sorted[middle - 1] + sorted[middle]) / 2.0
    }
}
