//! The library beside what else seals and unseals: see benches/README.md.
//!
//! `benches/run` builds the workers and runs this program, which asks them for the same
//! operations in turn, round by round, and prints the table.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

mod floor;
mod from_rust;
mod machine;
mod measure;
mod memory;
mod options;
mod peer;
mod report;
mod request;
mod row;
mod rows;
mod serve;
mod worker;
mod workshop;

use floor::{Floor, FloorOfDigests};
use from_rust::FromRust;
use measure::Field;
use options::Options;
use report::Report;
use serve::serve;
use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use workshop::Workshop;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, word, directory] = arguments.as_slice()
        && flag == "--worker"
    {
        return work(word, Path::new(directory));
    }
    match Options::parse(&arguments) {
        Ok(options) => drive(&options),
        Err(reason) => {
            println!("{reason}\n{}", options::USAGE);
            std::process::exit(2);
        }
    }
}

/// What this program does when it is itself a worker.
fn work(word: &str, directory: &Path) {
    std::env::set_current_dir(directory).unwrap();
    if word == peer::Peer::Floor.word() {
        serve(&mut Floor::new());
    } else if word == peer::Peer::FloorOfDigests.word() {
        serve(&mut FloorOfDigests);
    } else if word == peer::Peer::EteeOnTwoThreads.word() {
        serve(&mut FromRust::new(NonZeroUsize::MIN.saturating_add(1)));
    } else {
        serve(&mut FromRust::new(NonZeroUsize::MIN));
    }
}

fn drive(options: &Options) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    let workshop = Workshop::new(root);
    let machine = machine::describe();
    println!("{machine}");
    let mut report = Report::default();
    let mut absent = BTreeSet::new();
    measure_times(options, &workshop, &mut report, &mut absent);
    measure_memory(options, &workshop, &mut report, &mut absent);
    workshop.tidy();
    for line in &absent {
        println!("did not take part: {line}");
    }
    println!("{}", report.summary());
    if let Some(file) = &options.markdown {
        fs::write(PathBuf::from(file), report.markdown(&machine)).unwrap();
    }
}

fn measure_times(
    options: &Options,
    workshop: &Workshop,
    report: &mut Report,
    absent: &mut BTreeSet<String>,
) {
    let mut field = Field::new(workshop, options.effort);
    for row in rows::all() {
        if options.wants(&row.name) {
            let (standings, missing) = field.run(&row);
            report.add(&row.name, row.contestants[0].task.size, &standings);
            absent.extend(missing);
        }
    }
}

fn measure_memory(
    options: &Options,
    workshop: &Workshop,
    report: &mut Report,
    absent: &mut BTreeSet<String>,
) {
    for errand in memory::errands() {
        if options.wants(&errand.name()) {
            match memory::run(workshop, errand) {
                Ok(footprint) => report.add_footprint(&footprint),
                Err(reason) => _ = absent.insert(reason),
            }
        }
    }
}
