//! A row of the table: one thing that several peers do.

use crate::peer::Peer;
use crate::request::{Operation, Style};

/// What is to be done. What is unsealed was sealed by the same peer in the same style, unless
/// it is `segmented`: then all unseal one message, as Bouncy Castle makes them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task {
    pub(crate) operation: Operation,
    pub(crate) size: u64,
    pub(crate) signer: &'static str,
    pub(crate) recipients: usize,
    pub(crate) style: Style,
    pub(crate) segmented: bool,
}

impl Task {
    pub(crate) fn seal(size: u64) -> Self {
        Self {
            operation: Operation::Seal,
            size,
            signer: "rsa2048",
            recipients: 1,
            style: Style::Buffer,
            segmented: false,
        }
    }

    pub(crate) fn unseal(size: u64) -> Self {
        Self {
            operation: Operation::Unseal,
            ..Self::seal(size)
        }
    }

    pub(crate) fn signed_by(self, signer: &'static str) -> Self {
        Self { signer, ..self }
    }

    pub(crate) fn to(self, recipients: usize) -> Self {
        Self { recipients, ..self }
    }

    pub(crate) fn in_style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    pub(crate) fn segmented(self) -> Self {
        Self {
            segmented: true,
            ..self
        }
    }
}

/// What the time of the first contestant is held against that of another for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// The other takes at least this many times as long.
    Ahead(f64),
    /// The first takes at most this many times as long as the other.
    Within(f64),
}

#[derive(Clone, Debug)]
pub(crate) struct Contestant {
    pub(crate) peer: Peer,
    pub(crate) label: String,
    pub(crate) task: Task,
    pub(crate) goal: Option<Goal>,
}

impl Contestant {
    pub(crate) fn new(peer: Peer, task: Task) -> Self {
        Self {
            peer,
            label: peer.label().to_owned(),
            task,
            goal: None,
        }
    }

    pub(crate) fn with_goal(self, goal: Option<Goal>) -> Self {
        Self { goal, ..self }
    }

    pub(crate) fn labelled(self, label: &str) -> Self {
        Self {
            label: label.to_owned(),
            ..self
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// Whether the clock on the wall counts, as it does where threads share the work.
    pub(crate) by_wall: bool,
    /// The first is the one that the others are compared with.
    pub(crate) contestants: Vec<Contestant>,
}
