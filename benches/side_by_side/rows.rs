//! The rows of the table, and what each must show.

use crate::peer::Peer;
use crate::request::Style;
use crate::row::{Contestant, Goal, Row, Task};

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;

/// The goals of a row: times faster than OpenSSL's CMS, times faster than what runs on the
/// JVM, and times the floors.
#[derive(Clone, Copy, Default)]
struct Goals {
    openssl: Option<f64>,
    java: Option<f64>,
    floor: Option<f64>,
    digests: Option<f64>,
}

const NONE: Goals = Goals {
    openssl: None,
    java: None,
    floor: None,
    digests: None,
};

fn openssl(ratio: f64) -> Goals {
    Goals {
        openssl: Some(ratio),
        ..NONE
    }
}

/// The library beside everybody else. On the JVM the goal is for the official library where it
/// is given, else for Bouncy Castle.
fn against_all(name: &str, task: Task, goals: Goals) -> Row {
    let has_official = std::env::var_os("ETEE_OFFICIAL_JARS").is_some();
    let ahead = |ratio: Option<f64>| ratio.map(Goal::Ahead);
    let java = |peer| {
        let counts = has_official == (peer == Peer::Official);
        Contestant::new(peer, task).with_goal(ahead(goals.java.filter(|_| counts)))
    };
    let mut contestants = vec![
        Contestant::new(Peer::Etee, task),
        Contestant::new(Peer::OpenSsl, task).with_goal(ahead(goals.openssl)),
        Contestant::new(Peer::OpenSslPresized, task),
        java(Peer::BouncyCastle),
    ];
    if has_official {
        contestants.push(java(Peer::Official));
    }
    if goals.java.is_some() {
        contestants.push(Contestant::new(Peer::BouncyCastleOnJdk, task));
    }
    for (floor, ratio) in [
        (Peer::Floor, goals.floor),
        (Peer::FloorOfDigests, goals.digests),
    ] {
        let goal = ratio.map(Goal::Within);
        contestants.extend(goal.map(|goal| Contestant::new(floor, task).with_goal(Some(goal))));
    }
    row(name, contestants)
}

fn row(name: &str, contestants: Vec<Contestant>) -> Row {
    Row {
        name: name.to_owned(),
        by_wall: false,
        contestants,
    }
}

fn small() -> Vec<Row> {
    let (seal, unseal) = (Task::seal(KIB), Task::unseal(KIB));
    let goals = |ratio, floor| Goals {
        openssl: Some(ratio),
        java: Some(6.0),
        floor: Some(floor),
        digests: None,
    };
    vec![
        against_all("seal 1 KiB, RSA-2048", seal, goals(1.15, 1.10)),
        against_all("unseal 1 KiB, RSA-2048", unseal, goals(2.0, 1.25)),
        against_all(
            "seal 1 KiB, RSA-4096",
            seal.signed_by("rsa4096"),
            openssl(2.5),
        ),
        against_all("unseal 1 KiB, RSA-4096", unseal.signed_by("rsa4096"), NONE),
        against_all("seal 1 KiB, P-384", seal.signed_by("p384"), openssl(5.0)),
        against_all("unseal 1 KiB, P-384", unseal.signed_by("p384"), NONE),
        against_all("seal 1 KiB for 10", seal.to(10), NONE),
        against_all("unseal 1 KiB for 10", unseal.to(10), NONE),
        against_all("seal 1 KiB for 100", seal.to(100), NONE),
        against_all("unseal 1 KiB for 100", unseal.to(100), NONE),
    ]
}

fn large() -> Vec<Row> {
    let sealing = |ratio, java| Goals {
        openssl: Some(ratio),
        java,
        floor: Some(1.12),
        digests: Some(1.12),
    };
    let unsealing = |ratio, java| Goals {
        openssl: Some(ratio),
        java,
        floor: None,
        digests: Some(1.15),
    };
    vec![
        against_all("seal 100 KiB", Task::seal(100 * KIB), NONE),
        against_all("unseal 100 KiB", Task::unseal(100 * KIB), NONE),
        against_all("seal 1 MiB", Task::seal(MIB), sealing(2.7, None)),
        against_all("unseal 1 MiB", Task::unseal(MIB), unsealing(3.2, None)),
        against_all("seal 10 MiB", Task::seal(10 * MIB), sealing(4.4, Some(7.0))),
        against_all(
            "unseal 10 MiB",
            Task::unseal(10 * MIB),
            unsealing(4.2, Some(12.0)),
        ),
        segmented("unseal 1 MiB in segments", Task::unseal(MIB), None),
        segmented(
            "unseal 10 MiB in segments",
            Task::unseal(10 * MIB),
            Some(3.3),
        ),
    ]
}

/// A message of Bouncy Castle, and beside it one of the same content in our own form.
fn segmented(name: &str, task: Task, ratio: Option<f64>) -> Row {
    let goals = Goals {
        openssl: ratio,
        ..NONE
    };
    let mut row = against_all(name, task.segmented(), goals);
    let own = Contestant::new(Peer::Etee, task).labelled("libetee, own form");
    row.contestants.push(own.with_goal(Some(Goal::Within(1.3))));
    row
}

fn styles() -> Vec<Row> {
    let rows = [
        (Style::File, 10 * MIB, "10 MiB, file to file", NONE),
        (Style::Stream, 10 * MIB, "10 MiB, stream", NONE),
        (
            Style::Segments,
            10 * MIB,
            "10 MiB, stream of unknown length",
            NONE,
        ),
        (Style::Buffer, 100 * MIB, "100 MiB", NONE),
        (
            Style::File,
            100 * MIB,
            "100 MiB, file to file",
            openssl(4.5),
        ),
    ];
    rows.into_iter()
        .flat_map(|(style, size, name, goals)| {
            let both = [("seal", Task::seal(size)), ("unseal", Task::unseal(size))];
            both.map(|(verb, task)| {
                against_all(&format!("{verb} {name}"), task.in_style(style), goals)
            })
        })
        .collect()
}

/// What the C API costs, on the shortest operation that there is.
fn boundary() -> Vec<Row> {
    let task = Task::seal(0);
    vec![row(
        "seal nothing, from C",
        vec![
            Contestant::new(Peer::Etee, task),
            Contestant::new(Peer::EteeRust, task).with_goal(Some(Goal::Within(1.03))),
        ],
    )]
}

/// What a second thread is worth to many small messages.
fn batch() -> Vec<Row> {
    let task = Task::seal(KIB).in_style(Style::Batch);
    let one = Contestant::new(Peer::EteeRust, task).labelled("libetee, one thread");
    let contestants = vec![
        Contestant::new(Peer::EteeOnTwoThreads, task),
        one.with_goal(Some(Goal::Ahead(1.8))),
    ];
    vec![Row {
        by_wall: true,
        ..row("seal 64 times 1 KiB", contestants)
    }]
}

/// Both sides without instructions for AES and SHA-256.
fn masked() -> Vec<Row> {
    [("1 KiB", KIB), ("1 MiB", MIB), ("10 MiB", 10 * MIB)]
        .into_iter()
        .flat_map(|(name, size)| {
            [
                ("seal", name, Task::seal(size)),
                ("unseal", name, Task::unseal(size)),
            ]
        })
        .map(|(verb, name, task)| {
            row(
                &format!("{verb} {name}, masked"),
                vec![
                    Contestant::new(Peer::EteeMasked, task),
                    Contestant::new(Peer::OpenSslMasked, task).with_goal(Some(Goal::Ahead(1.0))),
                ],
            )
        })
        .collect()
}

pub(crate) fn all() -> Vec<Row> {
    [small(), large(), styles(), batch(), boundary(), masked()].concat()
}
