//! Where the SignerInfo stands in a message, and a message with another one in its place.

use super::unsigned_attributes::with_unsigned_attribute;
use crate::asn1::{Header, Length};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use der::oid::ObjectIdentifier;
use std::collections::VecDeque;

/// The only SignerInfo of a SignedData, and the values around it.
pub(crate) struct SignerInfoPlace {
    /// From ContentInfo inwards: the position of each header, and the header.
    enclosing: Vec<(u64, Header)>,
    start: u64,
    octets: Vec<u8>,
}

impl SignerInfoPlace {
    pub(super) fn new(enclosing: &[(u64, Header)], start: u64, octets: &[u8]) -> Self {
        Self {
            enclosing: enclosing.to_vec(),
            start,
            octets: octets.to_vec(),
        }
    }

    /// The SignerInfo with this value for an unsigned attribute, instead of those that it had.
    ///
    /// # Errors
    /// [`Status::LimitExceeded`] if nobody with these limits could read it.
    pub(crate) fn with_unsigned_attribute(
        &self,
        oid: &ObjectIdentifier,
        value: &[u8],
        limits: &Limits,
    ) -> Result<Vec<u8>> {
        let signer_info = with_unsigned_attribute(&self.octets, oid, value)?;
        if signer_info.len() > limits.element_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "the message would have a part that is larger than the limit",
            ));
        }
        Ok(signer_info)
    }

    /// The change from the message as it is to one with this SignerInfo. The definite lengths
    /// around it grow or shrink with it, and nothing else changes.
    pub(crate) fn replace(&self, signer_info: Vec<u8>) -> Replacement {
        let (mut before, mut after) = (self.octets.len() as u64, signer_info.len() as u64);
        let mut edits = VecDeque::from([Edit {
            start: self.start,
            removed: before,
            inserted: signer_info,
        }]);
        for (start, header) in self.enclosing.iter().rev() {
            let old_length = match header.length {
                Length::Definite(length) => length,
                Length::Indefinite => continue,
            };
            let new_length = old_length.saturating_sub(before).saturating_add(after);
            let inserted = header.with_length(new_length);
            let removed = header.octets().len() as u64;
            before = removed.saturating_add(old_length);
            after = (inserted.len() as u64).saturating_add(new_length);
            edits.push_front(Edit {
                start: *start,
                removed,
                inserted,
            });
        }
        Replacement { edits, position: 0 }
    }
}

/// Octets that stand for others in a message.
struct Edit {
    start: u64,
    /// Never 0.
    removed: u64,
    inserted: Vec<u8>,
}

/// A change of a message that goes by in chunks of any size.
#[derive(Default)]
pub(crate) struct Replacement {
    /// In the order of the message; none overlaps another.
    edits: VecDeque<Edit>,
    position: u64,
}

impl Replacement {
    /// Takes the next octets of the message and hands on what stands for them.
    pub(crate) fn write(
        &mut self,
        mut message: &[u8],
        mut out: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        while !message.is_empty() {
            let Some(edit) = self.edits.front() else {
                return out(message);
            };
            let end = edit.start.saturating_add(edit.removed);
            let is_before = self.position < edit.start;
            let boundary = if is_before { edit.start } else { end };
            let left = boundary.saturating_sub(self.position);
            let count = usize::try_from(left)
                .unwrap_or(usize::MAX)
                .min(message.len());
            let (now, later) = message.split_at(count);
            if is_before {
                out(now)?;
            } else if self.position == edit.start {
                out(&edit.inserted)?;
            }
            message = later;
            self.position = self.position.saturating_add(count as u64);
            if self.position >= end {
                self.edits.pop_front();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{oid, tag, write, write_oid};
    use crate::cms::SignedDataReader;

    /// A ContentInfo with a SignedData of one SignerInfo; the values around it have an
    /// indefinite length where their bit in `indefinite` is set.
    fn message(signer_info: &[u8], indefinite: u8) -> Vec<u8> {
        let mut set = nest(tag::SET, signer_info.to_vec(), indefinite & 8 != 0);
        let mut content = Vec::new();
        write(&mut content, tag::INTEGER, |out| out.push(1));
        write(&mut content, tag::SET, |_| {});
        write(&mut content, tag::SEQUENCE, |out| {
            write_oid(out, &oid::ID_DATA);
            write(out, tag::context(0), |out| {
                write(out, tag::OCTET_STRING, |out| out.extend([9; 100]));
            });
        });
        content.append(&mut set);
        let signed_data = nest(tag::SEQUENCE, content, indefinite & 4 != 0);
        let explicit = nest(tag::context(0), signed_data, indefinite & 2 != 0);
        let mut content = Vec::new();
        write_oid(&mut content, &oid::ID_SIGNED_DATA);
        content.extend(explicit);
        nest(tag::SEQUENCE, content, indefinite & 1 != 0)
    }

    fn nest(tag: u8, content: Vec<u8>, indefinite: bool) -> Vec<u8> {
        let mut out = Vec::new();
        if indefinite {
            out.extend([tag, 0x80]);
            out.extend(content);
            out.extend([0, 0]);
        } else {
            write(&mut out, tag, |out| out.extend(content));
        }
        out
    }

    fn place_in(message: &[u8]) -> SignerInfoPlace {
        let mut reader = SignedDataReader::new(&Limits::default());
        let mut input = message;
        while reader.next(&mut input).unwrap().is_some() {}
        reader.finish().unwrap().signer_info_place().unwrap()
    }

    /// A SignerInfo in name only, of some length.
    fn sized(length: usize) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, tag::SEQUENCE, |out| {
            write(out, tag::OCTET_STRING, |out| out.extend(vec![0; length]));
        });
        out
    }

    /// In every mixture of definite and indefinite lengths, across the sizes where a length
    /// takes one octet more or less, and for chunks of any size.
    #[test]
    fn lengths_follow() {
        for indefinite in 0..16 {
            for (old, new) in [(10, 10), (0, 60_000), (60_000, 0), (1, 100), (100, 1)] {
                let before = [message(&sized(old), indefinite), b"rest".to_vec()].concat();
                let after = [message(&sized(new), indefinite), b"rest".to_vec()].concat();
                let place = place_in(&before);
                for chunk in [1, 7, 64 << 10] {
                    let (mut replacement, mut out) = (place.replace(sized(new)), Vec::new());
                    for part in before.chunks(chunk) {
                        let keep = |octets: &[u8]| {
                            out.extend_from_slice(octets);
                            Ok(())
                        };
                        replacement.write(part, keep).unwrap();
                    }
                    assert!(out == after, "{indefinite:04b}, {old} to {new}, by {chunk}");
                }
                assert_eq!(place.octets, sized(old));
            }
        }
    }

    #[test]
    fn nothing_unreadable_is_made() {
        let place = place_in(&message(&sized(10), 0));
        let limits = Limits {
            element_size: 100,
            ..Limits::default()
        };
        let kind = oid::ID_AA_SIGNATURE_TIME_STAMP_TOKEN;
        let with = |value: &[u8]| place.with_unsigned_attribute(&kind, value, &limits);
        assert_eq!(with(&[0; 200]).unwrap_err().status(), Status::LimitExceeded);
    }

    #[test]
    fn one_signer_info_has_a_place() {
        let two = [sized(3), sized(4)].concat();
        for signer_infos in [Vec::new(), two] {
            let message = message(&signer_infos, 0);
            let mut reader = SignedDataReader::new(&Limits::default());
            let mut input = &message[..];
            while reader.next(&mut input).unwrap().is_some() {}
            assert!(reader.finish().unwrap().signer_info_place().is_err());
        }
    }
}
