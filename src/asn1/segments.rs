//! The segments of a constructed OCTET STRING (X.690, 8.7.3), written while the content
//! arrives.

use super::{tag, writer};
use zeroize::Zeroizing;

/// Octets in a segment, as the official library makes them.
pub(crate) const SEGMENT: usize = 1000;

/// Cuts content into primitive OCTET STRINGs of [`SEGMENT`] octets, the last one shorter;
/// empty content has no segment.
pub(crate) struct Segments {
    /// Clear text, in the inner layer.
    waiting: Zeroizing<Vec<u8>>,
}

impl Segments {
    pub(crate) fn new() -> Self {
        Self {
            waiting: Zeroizing::new(Vec::with_capacity(SEGMENT)),
        }
    }

    /// Adds content; whole segments go to `out`.
    pub(crate) fn write(&mut self, mut content: &[u8], out: &mut Vec<u8>) {
        while !content.is_empty() {
            let room = SEGMENT
                .saturating_sub(self.waiting.len())
                .min(content.len());
            let (now, later) = content.split_at(room);
            content = later;
            if self.waiting.is_empty() && now.len() == SEGMENT {
                segment(now, out);
                continue;
            }
            self.waiting.extend_from_slice(now);
            if self.waiting.len() == SEGMENT {
                segment(&self.waiting, out);
                self.waiting.clear();
            }
        }
    }

    /// Ends the content; what is left becomes the last segment.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.waiting.is_empty() {
            segment(&self.waiting, out);
            self.waiting.clear();
        }
    }
}

fn segment(content: &[u8], out: &mut Vec<u8>) {
    writer::write_header(out, tag::OCTET_STRING, content.len() as u64);
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_segments_however_the_content_arrives() {
        let content: Vec<u8> = (0..2500u32).map(|n| n as u8).collect();
        let mut expected = Vec::new();
        for part in content.chunks(SEGMENT) {
            segment(part, &mut expected);
        }
        for chunk in [1, 7, 999, 1000, 1001, 2500] {
            let (mut segments, mut out) = (Segments::new(), Vec::new());
            for part in content.chunks(chunk) {
                segments.write(part, &mut out);
            }
            segments.finish(&mut out);
            assert_eq!(out, expected, "chunks of {chunk}");
        }
        let mut out = Vec::new();
        Segments::new().finish(&mut out);
        assert!(out.is_empty());
    }
}
