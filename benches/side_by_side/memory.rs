//! How much memory a process needs that does one thing: each measurement has a new one, with
//! malloc as it comes.

use crate::peer::Peer;
use crate::request::{Operation, Request, Style};
use crate::worker::{Reply, Worker};
use crate::workshop::Workshop;

const MIB: u64 = 1 << 20;

/// The octets that the library may need above an idle process that loaded it, in MiB.
const LIMIT: f64 = 16.0;

pub(crate) struct Footprint {
    pub(crate) name: String,
    pub(crate) label: &'static str,
    /// The peak of a process that loaded everything and did nothing, in MiB.
    pub(crate) idle: f64,
    pub(crate) peak: f64,
    pub(crate) limit: Option<f64>,
}

/// What one process does.
#[derive(Clone, Copy)]
pub(crate) struct Errand {
    operation: Operation,
    style: Style,
    size: u64,
    peer: Peer,
}

impl Errand {
    pub(crate) fn name(self) -> String {
        let size = match self.size / MIB {
            mib if mib >= 1024 => format!("{} GiB", mib / 1024),
            mib => format!("{mib} MiB"),
        };
        let style = match self.style {
            Style::File => "file to file",
            _ => "in memory",
        };
        format!("memory: {} {size}, {style}", self.operation)
    }

    fn limit(self) -> Option<f64> {
        (self.peer == Peer::Etee && self.style == Style::File).then_some(LIMIT)
    }
}

pub(crate) fn errands() -> Vec<Errand> {
    let peers = [
        Peer::Etee,
        Peer::OpenSsl,
        Peer::BouncyCastle,
        Peer::Official,
    ];
    let everybody = |style| peers.map(|peer| (peer, style, 100 * MIB)).to_vec();
    let mut list = everybody(Style::File);
    list.push((Peer::Etee, Style::File, 1024 * MIB));
    list.extend(everybody(Style::Buffer));
    list.into_iter()
        .flat_map(|(peer, style, size)| {
            [Operation::Seal, Operation::Unseal].map(|operation| Errand {
                operation,
                style,
                size,
                peer,
            })
        })
        .collect()
}

/// Does an errand in a process of its own.
pub(crate) fn run(workshop: &Workshop, errand: Errand) -> Result<Footprint, String> {
    let content = workshop.content(errand.size);
    let message = format!("messages/memory-{}", errand.peer.word());
    let request = |operation, style, input: &str, output: &str| Request {
        operation,
        style,
        signer: "rsa2048".to_owned(),
        recipients: 1,
        input: input.to_owned(),
        output: output.to_owned(),
        count: 1,
    };
    let alone = |request: &Request| -> Result<(Reply, Reply), String> {
        let mut worker = Worker::start(&mut errand.peer.plain_command(workshop)?)?;
        Ok((worker.ask(&"idle")?, worker.ask(request)?))
    };
    let (idle, done) = match errand.operation {
        Operation::Seal => alone(&request(Operation::Seal, errand.style, &content, &message))?,
        Operation::Unseal => {
            let clear = format!("clear/memory-{}", errand.peer.word());
            alone(&request(Operation::Seal, Style::File, &content, &message))?;
            let replies = alone(&request(Operation::Unseal, errand.style, &message, &clear))?;
            assert!(
                workshop.is_same(&clear, &content),
                "wrong result of {}",
                errand.name()
            );
            replies
        }
    };
    Ok(Footprint {
        name: errand.name(),
        label: errand.peer.label(),
        idle: idle.peak,
        peak: done.peak,
        limit: errand.limit(),
    })
}
