//! Who takes part, and how its worker is started.

use crate::worker::Reply;
use crate::workshop::Workshop;
use std::path::PathBuf;
use std::process::Command;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Peer {
    /// The library through its C API.
    Etee,
    /// The library through the crate.
    EteeRust,
    /// The library through the crate, which may use two threads.
    EteeOnTwoThreads,
    /// OpenSSL's CMS as it is documented.
    OpenSsl,
    /// OpenSSL's CMS by a caller who takes care that memory need not grow.
    OpenSslPresized,
    /// Bouncy Castle with its own SHA-256 and AES.
    BouncyCastle,
    /// Bouncy Castle with those of the JDK.
    BouncyCastleOnJdk,
    /// The official library.
    Official,
    /// Nothing but the primitives that nobody can do without.
    Floor,
    /// Nothing but the digests of both layers, at the same time.
    FloorOfDigests,
    /// The library without instructions for AES and SHA-256, through its C API.
    EteeMasked,
    /// OpenSSL's CMS without the same instructions.
    OpenSslMasked,
}

/// Tells OpenSSL and aws-lc that the processor lacks AES-NI (bit 57 of the first word), VAES
/// and SHA extensions (bits 41 and 29 of the second).
const MASK: &str = "~0x200000000000000:~0x20020000000";

/// Has malloc keep what it got, as that of a busy server comes to do: no block of its own from
/// the system below 1 GiB, nothing given back, 64 MiB at a time.
const MALLOC: [(&str, &str); 3] = [
    ("MALLOC_MMAP_THRESHOLD_", "1073741824"),
    ("MALLOC_TRIM_THRESHOLD_", "2147483647"),
    ("MALLOC_TOP_PAD_", "67108864"),
];

/// Where Debian has Bouncy Castle's jars.
const BOUNCY_CASTLE: &str = "/usr/share/java";

/// Names the directory of the official library's jars.
const OFFICIAL_JARS: &str = "ETEE_OFFICIAL_JARS";

impl Peer {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Etee => "libetee",
            Self::EteeRust => "libetee from Rust",
            Self::EteeOnTwoThreads => "libetee, two threads",
            Self::OpenSsl => "OpenSSL CMS",
            Self::OpenSslPresized => "OpenSSL CMS, presized",
            Self::BouncyCastle => "Bouncy Castle",
            Self::BouncyCastleOnJdk => "Bouncy Castle, JDK's",
            Self::Official => "official library",
            Self::Floor => "floor",
            Self::FloorOfDigests => "floor, two digests",
            Self::EteeMasked => "libetee, masked",
            Self::OpenSslMasked => "OpenSSL CMS, masked",
        }
    }

    /// A word for the names of files.
    pub(crate) fn word(self) -> String {
        self.label().to_lowercase().replace([' ', ',', '\''], "-")
    }

    pub(crate) fn is_java(self) -> bool {
        matches!(
            self,
            Self::BouncyCastle | Self::BouncyCastleOnJdk | Self::Official
        )
    }

    /// The processor time that counts. What a virtual machine does beside, such as compiling, is
    /// not held against it.
    pub(crate) fn processor_time(self, reply: &Reply) -> f64 {
        if self.is_java() {
            reply.thread
        } else {
            reply.process
        }
    }

    /// Whether there is nothing to be had from it but the time.
    pub(crate) fn is_floor(self) -> bool {
        matches!(self, Self::Floor | Self::FloorOfDigests)
    }

    /// The command that starts the worker with malloc tuned, or why there is none.
    pub(crate) fn command(self, workshop: &Workshop) -> Result<Command, String> {
        let mut command = self.plain_command(workshop)?;
        if !self.is_java() {
            command.envs(MALLOC);
        }
        Ok(command)
    }

    /// The command that starts the worker as it comes.
    pub(crate) fn plain_command(self, workshop: &Workshop) -> Result<Command, String> {
        let mut command = match self {
            Self::Etee => with_library(workshop, workshop.root().join("../lib"))?,
            Self::EteeMasked => with_library(workshop, workshop.root().join("portable"))?,
            Self::EteeRust | Self::EteeOnTwoThreads | Self::Floor | Self::FloorOfDigests => {
                own_worker(self)
            }
            Self::OpenSsl | Self::OpenSslMasked => native(workshop, "openssl")?,
            Self::OpenSslPresized => native(workshop, "openssl-presized")?,
            Self::BouncyCastle => java(workshop, &["BouncyCastle", "own"], BOUNCY_CASTLE)?,
            Self::BouncyCastleOnJdk => java(workshop, &["BouncyCastle", "jdk"], BOUNCY_CASTLE)?,
            Self::Official => java(workshop, &["Official"], &official_jars()?)?,
        };
        if matches!(self, Self::EteeMasked | Self::OpenSslMasked) {
            command.env("OPENSSL_ia32cap", MASK);
        }
        command.arg(workshop.root());
        Ok(command)
    }
}

fn native(workshop: &Workshop, name: &str) -> Result<Command, String> {
    let program = workshop.root().join(name);
    if program.exists() {
        Ok(Command::new(program))
    } else {
        Err(format!("{name} was not built"))
    }
}

fn with_library(workshop: &Workshop, directory: PathBuf) -> Result<Command, String> {
    if !directory.join("libetee.so").exists() {
        return Err(format!("there is no library in {}", directory.display()));
    }
    let mut command = native(workshop, "etee")?;
    command.env("LD_LIBRARY_PATH", directory);
    Ok(command)
}

/// This program is the worker for what is measured in Rust.
fn own_worker(peer: Peer) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--worker", &peer.word()]);
    command
}

fn official_jars() -> Result<String, String> {
    std::env::var(OFFICIAL_JARS).map_err(|_| format!("{OFFICIAL_JARS} is not set"))
}

/// A class and its arguments.
fn java(workshop: &Workshop, words: &[&str], jars: &str) -> Result<Command, String> {
    let classes = workshop.root().join("classes");
    if !classes.join(words[0]).with_extension("class").exists() {
        return Err(format!("{}.java was not compiled", words[0]));
    }
    let mut command = Command::new("java");
    command.arg("-Xmx8g").arg("-cp");
    command.arg(format!("{}:{jars}/*", classes.display()));
    command.args(words);
    Ok(command)
}
