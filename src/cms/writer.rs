//! SignedData and EnvelopedData written while their content arrives, in one of two forms.
//!
//! Where the length of the content is known beforehand: definite lengths and primitive
//! strings, as DER has them. Where it is not: the form of the official library, indefinite
//! lengths and strings in segments of 1000 octets. The certificates keep their order, leaf
//! first, in both; CMS asks for DER only where something is signed.

use super::NewRecipient;
use super::algorithm::write_sha256;
use crate::asn1::{
    END_OF_CONTENTS, Segments, der_header_len, indefinite, oid, tag, write, write_der_header,
    write_oid, write_unsigned,
};
use crate::x509::Certificate;
use der::oid::ObjectIdentifier;

/// The part of a layer that holds its content: definite, or cut into segments.
struct ContentString {
    segments: Option<Segments>,
}

impl ContentString {
    fn write(&mut self, content: &[u8], out: &mut Vec<u8>) {
        match &mut self.segments {
            Some(segments) => segments.write(content, out),
            None => out.extend_from_slice(content),
        }
    }
}

/// A header of known or of unknown length.
fn open(tag: u8, length: Option<u64>, out: &mut Vec<u8>) {
    match length {
        Some(length) => write_der_header(out, tag, length),
        None => out.extend(indefinite(tag)),
    }
}

/// The length of a value with this much content, header included.
fn full(content: u64) -> u64 {
    content.saturating_add(der_header_len(content))
}

fn close(levels: usize, out: &mut Vec<u8>) {
    out.extend(core::iter::repeat_n(END_OF_CONTENTS, levels).flatten());
}

/// Writes a ContentInfo with a SignedData of one signer (RFC 5652, 5.1).
pub(crate) struct SignedDataWriter {
    version: u8,
    certificates: Vec<u8>,
    /// Content and SignerInfo, where both are known beforehand.
    lengths: Option<(u64, u64)>,
    content: ContentString,
}

impl SignedDataWriter {
    /// `lengths` are those of the content and of the SignerInfo. The version is that for a
    /// signer with a certificate.
    pub(crate) fn new(certificates: &[Certificate], lengths: Option<(u64, u64)>) -> Self {
        let certificates: Vec<&[u8]> = certificates.iter().map(Certificate::as_der).collect();
        let segments = lengths.is_none().then(Segments::new);
        Self {
            version: 1,
            certificates: certificates.concat(),
            lengths,
            content: ContentString { segments },
        }
    }

    /// For a signer that is named by the identifier of its key (RFC 5652, 5.1).
    pub(crate) fn with_key_identifier(mut self) -> Self {
        self.version = 3;
        self
    }

    /// The length of all that will be written, if the lengths were given.
    pub(crate) fn total(&self) -> Option<u64> {
        let [_, _, outermost] = self.nested()?;
        Some(full(outermost))
    }

    pub(crate) fn certificates_len(&self) -> u64 {
        self.certificates.len() as u64
    }

    /// The content lengths of EncapsulatedContentInfo, SignedData and ContentInfo.
    fn nested(&self) -> Option<[u64; 3]> {
        let (content, signer_info) = self.lengths?;
        let string = full(content);
        let encapsulated = oid_len(&oid::ID_DATA).saturating_add(full(string));
        let certificates = match self.certificates.len() as u64 {
            0 => 0,
            length => full(length),
        };
        let signed_data = (version_and_digests(self.version).len() as u64)
            .saturating_add(full(encapsulated))
            .saturating_add(certificates)
            .saturating_add(full(signer_info));
        let explicit = full(full(signed_data));
        Some([
            encapsulated,
            signed_data,
            oid_len(&oid::ID_SIGNED_DATA).saturating_add(explicit),
        ])
    }

    /// Writes what stands before the content.
    pub(crate) fn begin(&self, out: &mut Vec<u8>) {
        let nested = self.nested();
        let at = |index: usize| nested.and_then(|lengths| lengths.get(index).copied());
        let content = self.lengths.map(|lengths| lengths.0);
        open(tag::SEQUENCE, at(2), out);
        write_oid(out, &oid::ID_SIGNED_DATA);
        open(tag::context(0), at(1).map(full), out);
        open(tag::SEQUENCE, at(1), out);
        out.extend(version_and_digests(self.version));
        open(tag::SEQUENCE, at(0), out);
        write_oid(out, &oid::ID_DATA);
        open(tag::context(0), content.map(full), out);
        open(tag::OCTET_STRING, content, out);
    }

    /// Whether content stands in the layer as it comes, with nothing put into it.
    pub(crate) fn is_transparent(&self) -> bool {
        self.content.segments.is_none()
    }

    /// Writes content.
    pub(crate) fn content(&mut self, content: &[u8], out: &mut Vec<u8>) {
        self.content.write(content, out);
    }

    /// Writes what stands after the content.
    pub(crate) fn finish(&mut self, signer_info: &[u8], out: &mut Vec<u8>) {
        if let Some(segments) = &mut self.content.segments {
            segments.finish(out);
            // The string, the [0] around it, and EncapsulatedContentInfo.
            close(3, out);
        }
        if !self.certificates.is_empty() {
            let known = self.lengths.map(|_| self.certificates.len() as u64);
            open(tag::context(0), known, out);
            out.extend_from_slice(&self.certificates);
            close(usize::from(known.is_none()), out);
        }
        write(out, tag::SET, |out| out.extend_from_slice(signer_info));
        if self.lengths.is_none() {
            // SignedData, the [0] around it, and ContentInfo.
            close(3, out);
        }
    }
}

fn oid_len(oid: &ObjectIdentifier) -> u64 {
    full(oid.as_bytes().len() as u64)
}

fn version_and_digests(version: u8) -> Vec<u8> {
    let mut out = Vec::new();
    write_unsigned(&mut out, &[version]);
    write(&mut out, tag::SET, write_sha256);
    out
}

/// Writes a ContentInfo with an EnvelopedData (RFC 5652, 6.1) encrypted with AES in CBC mode.
pub(crate) struct EnvelopedDataWriter {
    /// Version and RecipientInfos.
    head: Vec<u8>,
    /// contentType and contentEncryptionAlgorithm.
    encryption: Vec<u8>,
    /// The length of the ciphertext, if it is known beforehand.
    length: Option<u64>,
    content: ContentString,
}

impl EnvelopedDataWriter {
    /// For AES-128 in CBC mode with this initialisation vector.
    pub(crate) fn new(mut recipients: Vec<NewRecipient>, iv: &[u8], length: Option<u64>) -> Self {
        recipients.sort_unstable();
        let version = if recipients.iter().all(NewRecipient::is_version_0) {
            0
        } else {
            2
        };
        let mut head = Vec::new();
        write_unsigned(&mut head, &[version]);
        write(&mut head, tag::SET, |out| {
            for recipient in &recipients {
                out.extend_from_slice(recipient.as_der());
            }
        });
        let mut encryption = Vec::new();
        write_oid(&mut encryption, &oid::ID_DATA);
        write(&mut encryption, tag::SEQUENCE, |out| {
            write_oid(out, &oid::ID_AES128_CBC);
            write(out, tag::OCTET_STRING, |out| out.extend_from_slice(iv));
        });
        let segments = length.is_none().then(Segments::new);
        Self {
            head,
            encryption,
            length,
            content: ContentString { segments },
        }
    }

    /// The length of all that will be written, if that of the ciphertext was given.
    pub(crate) fn total(&self) -> Option<u64> {
        let [_, _, outermost] = self.nested()?;
        Some(full(outermost))
    }

    /// The content lengths of EncryptedContentInfo, EnvelopedData and ContentInfo.
    fn nested(&self) -> Option<[u64; 3]> {
        let string = full(self.length?);
        let encrypted = string.saturating_add(self.encryption.len() as u64);
        let enveloped = full(encrypted).saturating_add(self.head.len() as u64);
        let explicit = full(full(enveloped));
        Some([
            encrypted,
            enveloped,
            oid_len(&oid::ID_ENVELOPED_DATA).saturating_add(explicit),
        ])
    }

    /// Writes what stands before the ciphertext.
    pub(crate) fn begin(&self, out: &mut Vec<u8>) {
        let nested = self.nested();
        let at = |index: usize| nested.and_then(|lengths| lengths.get(index).copied());
        open(tag::SEQUENCE, at(2), out);
        write_oid(out, &oid::ID_ENVELOPED_DATA);
        open(tag::context(0), at(1).map(full), out);
        open(tag::SEQUENCE, at(1), out);
        out.extend_from_slice(&self.head);
        open(tag::SEQUENCE, at(0), out);
        out.extend_from_slice(&self.encryption);
        open(tag::context_primitive(0), self.length, out);
    }

    /// Writes ciphertext in the place of what `out` held. Where nothing is put around it, the
    /// two change places instead of being copied.
    pub(crate) fn pass_on(&mut self, ciphertext: &mut Vec<u8>, out: &mut Vec<u8>) {
        match &mut self.content.segments {
            None => core::mem::swap(ciphertext, out),
            Some(segments) => {
                out.clear();
                segments.write(ciphertext, out);
            }
        }
    }

    /// Octets of what stands before EncryptedContentInfo: the recipients above all.
    pub(crate) fn head_len(&self) -> u64 {
        self.head.len() as u64
    }

    /// Writes what stands after the ciphertext.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        if let Some(segments) = &mut self.content.segments {
            segments.finish(out);
            // encryptedContent, EncryptedContentInfo, EnvelopedData, the [0], ContentInfo.
            close(5, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{KeyAgreement, KeyTransForm, kek_recipient, key_agree_recipient};
    use super::*;
    use crate::asn1::Element;
    use crate::crypto::Curve;

    /// As the official library writes it: version 2, certificate holders before keys, whatever
    /// order they were given in.
    #[test]
    fn recipients_of_both_kinds() {
        let der = include_bytes!("../../tests/vectors/official/keys/bob-enc.cer");
        let bob = Certificate::from_der(der).unwrap();
        let key = || kek_recipient(b"identifier", 16, vec![1; 24]).unwrap();
        let holder = || KeyTransForm::new(&bob).unwrap().with_key(&[2; 256]);
        for recipients in [vec![key(), holder()], vec![holder(), key()]] {
            let head = EnvelopedDataWriter::new(recipients, &[0; 16], None).head;
            assert_eq!(head[..3], [tag::INTEGER, 1, 2]);
            let mut set = Element::parse_as(&head[3..], tag::SET).unwrap().children();
            assert_eq!(set.read().unwrap().tag, tag::SEQUENCE);
            assert_eq!(set.read().unwrap().tag, tag::context(2));
            assert!(set.is_empty());
        }
        let head = EnvelopedDataWriter::new(vec![holder()], &[0; 16], None).head;
        assert_eq!(head[..3], [tag::INTEGER, 1, 0]);
    }

    /// A key agreement alone is enough for version 2; it stands between the other kinds.
    #[test]
    fn recipients_by_key_agreement() {
        let der = include_bytes!("../../tests/vectors/official/keys/eve-enc.cer");
        let eve = Certificate::from_der(der).unwrap();
        let agreement = KeyAgreement::on(Curve::P384);
        let agreed = || key_agree_recipient(&eve, &agreement, &[4], vec![3; 40]).unwrap();
        let key = || kek_recipient(b"identifier", 16, vec![1; 24]).unwrap();
        for (recipients, tags) in [
            (vec![agreed()], &[tag::context(1)][..]),
            (
                vec![key(), agreed()],
                &[tag::context(1), tag::context(2)][..],
            ),
        ] {
            let writer = EnvelopedDataWriter::new(recipients, &[0; 16], None);
            assert_eq!(writer.head[..3], [tag::INTEGER, 1, 2]);
            let mut set = Element::parse_as(&writer.head[3..], tag::SET)
                .unwrap()
                .children();
            for tag in tags {
                assert_eq!(set.read().unwrap().tag, *tag);
            }
            assert!(set.is_empty());
        }
    }
}
