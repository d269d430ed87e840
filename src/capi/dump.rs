//! Clear text that the library hands out, kept out of core dumps.

/// Keeps the whole pages within some memory out of the core dumps of the process while it
/// lives. Where the system cannot do that, nothing happens.
pub(super) struct OutOfDumps {
    start: usize,
    len: usize,
}

impl OutOfDumps {
    /// For memory that outlives this value.
    pub(super) fn new(octets: &[u8]) -> Self {
        let (start, len) = whole_pages(octets.as_ptr() as usize, octets.len(), page_size());
        advise(start, len, DONT_DUMP);
        Self { start, len }
    }
}

impl Drop for OutOfDumps {
    /// The allocator uses the pages again for what may be dumped.
    fn drop(&mut self) {
        advise(self.start, self.len, DO_DUMP);
    }
}

/// Start and length of the whole pages between `start` and `start + len`.
fn whole_pages(start: usize, len: usize, page: usize) -> (usize, usize) {
    let end = start.saturating_add(len);
    let (Some(first), Some(last)) = (start.checked_next_multiple_of(page), end.checked_div(page))
    else {
        return (start, 0);
    };
    (first, last.saturating_mul(page).saturating_sub(first))
}

#[cfg(target_os = "linux")]
use libc::{MADV_DODUMP as DO_DUMP, MADV_DONTDUMP as DONT_DUMP};
#[cfg(not(target_os = "linux"))]
const DO_DUMP: i32 = 0;
#[cfg(not(target_os = "linux"))]
const DONT_DUMP: i32 = 0;

#[cfg(target_os = "linux")]
fn page_size() -> usize {
    // SAFETY: asks for a number and touches no memory.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).unwrap_or(0)
}

#[cfg(not(target_os = "linux"))]
fn page_size() -> usize {
    0
}

#[cfg(target_os = "linux")]
fn advise(start: usize, len: usize, advice: i32) {
    if len > 0 {
        // SAFETY: these two kinds of advice leave the content of the pages as it is, and the
        // pages belong to memory that its owner keeps for as long as this module works on it.
        unsafe { libc::madvise(start as *mut libc::c_void, len, advice) };
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: usize, _: usize, _: i32) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_pages() {
        for (start, len, expected) in [
            (4096, 4096, (4096, 4096)),
            (4095, 4098, (4096, 4096)),
            (4097, 8192, (8192, 4096)),
            (4097, 100, (8192, 0)),
            (0, 0, (0, 0)),
        ] {
            assert_eq!(whole_pages(start, len, 4096), expected);
        }
        assert_eq!(whole_pages(usize::MAX - 5, 100, 4096).1, 0);
        assert_eq!(whole_pages(5, 100, 0).1, 0);
    }

    /// The kernel marks such pages with `dd` in smaps; qemu takes no such advice.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_kernel_knows() {
        if std::env::var_os("ETEE_EMULATED").is_some() {
            let line = b"\nSKIPPED: pages cannot be left out of core dumps on this system\n";
            std::io::Write::write_all(&mut std::io::stderr(), line).unwrap();
            return;
        }
        let marked = |address: usize| {
            let smaps = std::fs::read_to_string("/proc/self/smaps").unwrap();
            let mut inside = false;
            for line in smaps.lines() {
                let range = line
                    .split_whitespace()
                    .next()
                    .and_then(|range| range.split_once('-'));
                if let Some((start, end)) = range
                    && let (Ok(start), Ok(end)) = (
                        usize::from_str_radix(start, 16),
                        usize::from_str_radix(end, 16),
                    )
                {
                    inside = (start..end).contains(&address);
                }
                if inside && let Some(flags) = line.strip_prefix("VmFlags:") {
                    return flags.split_whitespace().any(|flag| flag == "dd");
                }
            }
            panic!("the address is not mapped");
        };
        let clear = vec![7; 1 << 20];
        let middle = clear.as_ptr() as usize + clear.len() / 2;
        assert!(!marked(middle));
        let out = OutOfDumps::new(&clear);
        assert!(marked(middle));
        drop(out);
        assert!(!marked(middle));
    }
}
