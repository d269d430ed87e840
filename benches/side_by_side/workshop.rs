//! The directory that the workers work in.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// `keys/` is made by benches/make-keys; `content/`, `messages/` and `clear/` here.
pub(crate) struct Workshop {
    root: PathBuf,
}

const CHUNK: usize = 64 << 10;

impl Workshop {
    pub(crate) fn new(root: PathBuf) -> Self {
        for directory in ["content", "messages", "clear"] {
            fs::create_dir_all(root.join(directory)).unwrap();
        }
        Self { root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The file with the content of this many octets, which is made if need be.
    pub(crate) fn content(&self, size: u64) -> String {
        let name = format!("content/{size}");
        let path = self.root.join(&name);
        if fs::metadata(&path).map_or(0, |file| file.len()) != size || size == 0 {
            write_content(&path, size);
        }
        name
    }

    /// Whether two files hold the same octets.
    pub(crate) fn is_same(&self, one: &str, other: &str) -> bool {
        let open =
            |name| BufReader::with_capacity(CHUNK, File::open(self.root.join(name)).unwrap());
        let (mut one, mut other) = (open(one), open(other));
        let (mut left, mut right) = (vec![0; CHUNK], vec![0; CHUNK]);
        loop {
            let count = fill(&mut one, &mut left);
            if fill(&mut other, &mut right) != count || left[..count] != right[..count] {
                return false;
            }
            if count == 0 {
                return true;
            }
        }
    }

    /// Removes what messages and clear texts there are; some are large.
    pub(crate) fn tidy(&self) {
        for directory in ["messages", "clear"] {
            for entry in fs::read_dir(self.root.join(directory)).unwrap() {
                let _ = fs::remove_file(entry.unwrap().path());
            }
        }
    }
}

fn fill(from: &mut impl Read, buffer: &mut [u8]) -> usize {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]).unwrap() {
            0 => break,
            count => filled += count,
        }
    }
    filled
}

/// Octets without a pattern (xorshift), so that nothing is faster on them than on others.
fn write_content(path: &Path, size: u64) {
    let mut file = BufWriter::with_capacity(CHUNK, File::create(path).unwrap());
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut left = size;
    while left > 0 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let octets = state.to_le_bytes();
        let count = left.min(8);
        file.write_all(&octets[..usize::try_from(count).unwrap()])
            .unwrap();
        left -= count;
    }
    file.flush().unwrap();
}
