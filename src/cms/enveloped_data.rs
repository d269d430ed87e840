//! EnvelopedData (RFC 5652, 6) or AuthEnvelopedData (RFC 5083, 2.1) in its ContentInfo, read
//! while it arrives.

use super::frame::{Frame, Step};
use super::signed_data::keep;
use super::{AlgorithmIdentifier, RecipientInfo};
use crate::asn1::{Element, Header, oid, tag, write};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use der::oid::ObjectIdentifier;

/// What the reader came upon.
pub(crate) enum EnvelopedPart<'a> {
    /// Recipients and content-encryption algorithm are known, the ciphertext begins.
    Opened,
    /// The next piece of ciphertext.
    Ciphertext(&'a [u8]),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    ContentInfo,
    ContentType,
    Explicit,
    EnvelopedData,
    Version,
    OriginatorOrRecipients,
    Recipients,
    EncryptedContentInfo,
    EncryptedType,
    Algorithm,
    Ciphertext,
    AfterCiphertext,
    /// The unprotected attributes of an EnvelopedData, if any.
    UnprotectedAttributes,
    /// The authenticated attributes of an AuthEnvelopedData, if any.
    AuthenticatedAttributes,
    Mac,
    /// The unauthenticated attributes of an AuthEnvelopedData, if any.
    UnauthenticatedAttributes,
    Tail,
}

/// Reads a ContentInfo with an EnvelopedData or an AuthEnvelopedData in it.
pub(crate) struct EnvelopedDataReader {
    frame: Frame,
    place: Place,
    /// How many RecipientInfos there may be; those with several recipients lower it.
    recipient_limit: usize,
    version: u32,
    recipients: Vec<RecipientInfo>,
    content_type: Option<ObjectIdentifier>,
    algorithm: Option<AlgorithmIdentifier>,
    opened: bool,
    authenticated: bool,
    authenticated_attributes: Option<Vec<u8>>,
    mac: Option<Vec<u8>>,
}

impl EnvelopedDataReader {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            frame: Frame::new(limits),
            place: Place::ContentInfo,
            recipient_limit: limits.recipients,
            version: 0,
            recipients: Vec::new(),
            content_type: None,
            algorithm: None,
            opened: false,
            authenticated: false,
            authenticated_attributes: None,
            mac: None,
        }
    }

    /// The recipients in the order of the message.
    pub(crate) fn recipients(&self) -> &[RecipientInfo] {
        &self.recipients
    }

    pub(crate) fn content_type(&self) -> Option<&ObjectIdentifier> {
        self.content_type.as_ref()
    }

    /// Whether the version is one that RFC 5652, 6.1, or RFC 5083, 2.1, knows.
    pub(crate) fn has_known_version(&self) -> bool {
        match self.version {
            0 => true,
            version => !self.authenticated && (2..=4).contains(&version),
        }
    }

    pub(crate) fn content_encryption_algorithm(&self) -> Option<&AlgorithmIdentifier> {
        self.algorithm.as_ref()
    }

    /// Whether this is an AuthEnvelopedData. Known before [`EnvelopedPart::Opened`].
    pub(crate) fn is_authenticated(&self) -> bool {
        self.authenticated
    }

    /// The additional data that the code of an AuthEnvelopedData is over: the authenticated
    /// attributes as a DER SET OF (RFC 5083, 2.2). They stand behind the ciphertext; `None` if
    /// there are none.
    pub(crate) fn authenticated_attributes(&self) -> Option<&[u8]> {
        self.authenticated_attributes.as_deref()
    }

    /// The message authentication code of an AuthEnvelopedData, which stands behind the
    /// ciphertext too.
    pub(crate) fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    /// Takes input until the next part; `None` when all input is used up or the ContentInfo
    /// has ended (what then is left in `input` follows it).
    pub(crate) fn next<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<EnvelopedPart<'a>>> {
        loop {
            match self.frame.step(input)? {
                None => return Ok(None),
                Some(Step::Piece(piece)) => return Ok(Some(EnvelopedPart::Ciphertext(piece))),
                Some(Step::Begin(header)) => {
                    self.begin(&header)?;
                    if self.place == Place::Ciphertext && !self.opened {
                        self.opened = true;
                        return Ok(Some(EnvelopedPart::Opened));
                    }
                }
                Some(Step::Caught(octets)) => self.caught(&octets)?,
                Some(Step::End) => self.end()?,
                Some(Step::StringEnd) => self.place = Place::AfterCiphertext,
            }
        }
    }

    /// Fails unless the ContentInfo was read to its end and had a ciphertext.
    pub(crate) fn finish(&mut self) -> Result<()> {
        // A last value of definite length needs no further octet to end.
        while self.next(&mut &[][..])?.is_some() {}
        if !self.frame.is_finished() {
            return Err(
                Error::new(Status::Truncated, "an EnvelopedData ends too early")
                    .at(self.frame.position()),
            );
        }
        if !self.opened {
            return Err(Error::malformed(
                "an EnvelopedData has no encrypted content",
            ));
        }
        Ok(())
    }

    fn begin(&mut self, header: &Header) -> Result<()> {
        const EXPLICIT: u8 = tag::context(0);
        const ATTRIBUTES: u8 = tag::context(1);
        const UNAUTHENTICATED: u8 = tag::context(2);
        const STRING: u8 = tag::context_primitive(0);
        self.place = match (self.place, header.tag) {
            (Place::ContentInfo, tag::SEQUENCE) => Place::ContentType,
            (Place::Explicit, EXPLICIT) => Place::EnvelopedData,
            (Place::EnvelopedData, tag::SEQUENCE) => Place::Version,
            (Place::OriginatorOrRecipients, tag::SET) => Place::Recipients,
            (Place::EncryptedContentInfo, tag::SEQUENCE) => Place::EncryptedType,
            (Place::Ciphertext, tag) if tag & !tag::CONSTRUCTED == STRING => {
                self.frame.pass_string();
                Place::Ciphertext
            }
            (Place::ContentType | Place::EncryptedType, tag::OID)
            | (Place::Version, tag::INTEGER)
            | (Place::OriginatorOrRecipients, EXPLICIT)
            | (Place::Recipients, _)
            | (Place::Algorithm, tag::SEQUENCE)
            | (Place::UnprotectedAttributes | Place::AuthenticatedAttributes, ATTRIBUTES)
            | (Place::UnauthenticatedAttributes, UNAUTHENTICATED) => {
                self.frame.catch(header)?;
                self.place
            }
            (Place::AuthenticatedAttributes | Place::Mac, tag)
                if tag & !tag::CONSTRUCTED == tag::OCTET_STRING =>
            {
                self.frame.catch(header)?;
                Place::Mac
            }
            _ => return Err(self.unexpected()),
        };
        Ok(())
    }

    fn caught(&mut self, octets: &[u8]) -> Result<()> {
        let element = Element::parse(octets)?;
        match self.place {
            Place::ContentType => {
                self.authenticated = match element.oid()? {
                    oid::ID_ENVELOPED_DATA => false,
                    oid::ID_CT_AUTH_ENVELOPED_DATA => true,
                    _ => return Err(self.unexpected()),
                };
                self.place = Place::Explicit;
            }
            Place::Version => {
                self.version = element.small_integer()?;
                self.place = Place::OriginatorOrRecipients;
            }
            // originatorInfo serves static keys of an originator, with which nothing is agreed here.
            Place::OriginatorOrRecipients => {}
            Place::Recipients => {
                let recipient = RecipientInfo::parse(&element)?;
                let further = recipient.count().saturating_sub(1);
                self.recipient_limit = self.recipient_limit.saturating_sub(further);
                keep(&mut self.recipients, recipient, self.recipient_limit)?;
            }
            Place::EncryptedType => {
                self.content_type = Some(element.oid()?);
                self.place = Place::Algorithm;
            }
            Place::Algorithm => {
                self.algorithm = Some(AlgorithmIdentifier::parse(&element)?);
                self.place = Place::Ciphertext;
            }
            Place::AuthenticatedAttributes => {
                self.authenticated_attributes = Some(set_of(&element)?);
                self.place = Place::Mac;
            }
            Place::Mac => {
                self.mac = Some(element.octets()?.into_owned());
                self.place = Place::UnauthenticatedAttributes;
            }
            Place::UnprotectedAttributes | Place::UnauthenticatedAttributes => {
                self.place = Place::Tail;
            }
            _ => return Err(self.unexpected()),
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.place = match self.place {
            Place::Recipients => Place::EncryptedContentInfo,
            Place::AfterCiphertext if self.authenticated => Place::AuthenticatedAttributes,
            Place::AfterCiphertext => Place::UnprotectedAttributes,
            Place::UnprotectedAttributes | Place::UnauthenticatedAttributes | Place::Tail => {
                Place::Tail
            }
            _ => return Err(self.unexpected()),
        };
        Ok(())
    }

    fn unexpected(&self) -> Error {
        Error::malformed("the content is not a ContentInfo with an EnvelopedData")
            .at(self.frame.position())
    }
}

/// Attributes as a DER SET OF, whatever their encoding and order in the message.
fn set_of(attributes: &Element<'_>) -> Result<Vec<u8>> {
    let mut rest = attributes.children();
    let mut encodings = Vec::new();
    while !rest.is_empty() {
        encodings.push(rest.read()?.to_der()?);
    }
    encodings.sort_unstable();
    let mut set = Vec::new();
    write(&mut set, tag::SET, |out| out.extend(encodings.concat()));
    Ok(set)
}

#[cfg(test)]
mod tests {
    use super::super::{KeyAgreement, key_agree_recipient};
    use super::*;
    use crate::asn1::{END_OF_CONTENTS, indefinite, write_oid, write_unsigned};
    use crate::crypto::Curve;
    use crate::x509::Certificate;
    use cms::enveloped_data::RecipientInfo as Written;
    use der::{Decode, Encode};

    const MAC: [u8; 16] = [9; 16];

    /// Writes a value of definite or of indefinite length.
    fn framed(out: &mut Vec<u8>, ber: bool, tag: u8, fill: impl FnOnce(&mut Vec<u8>)) {
        if ber {
            out.extend(indefinite(tag));
            fill(out);
            out.extend(END_OF_CONTENTS);
        } else {
            write(out, tag, fill);
        }
    }

    fn message(
        kind: &ObjectIdentifier,
        ber: bool,
        recipients: &[u8],
        after: &dyn Fn(&mut Vec<u8>),
    ) -> Vec<u8> {
        let mut out = Vec::new();
        framed(&mut out, ber, tag::SEQUENCE, |out| {
            write_oid(out, kind);
            framed(out, ber, tag::context(0), |out| {
                framed(out, ber, tag::SEQUENCE, |out| {
                    write_unsigned(out, &[0]);
                    write(out, tag::SET, |out| out.extend(recipients));
                    framed(out, ber, tag::SEQUENCE, |out| {
                        write_oid(out, &oid::ID_DATA);
                        write(out, tag::SEQUENCE, |out| {
                            write_oid(out, &oid::ID_AES128_CBC)
                        });
                        write(out, tag::context_primitive(0), |out| out.extend(b"cipher"));
                    });
                    after(out);
                });
            });
        });
        out
    }

    /// Two attributes, not in the order of DER.
    fn attributes(out: &mut Vec<u8>, ber: bool, tag: u8) {
        framed(out, ber, tag, |out| {
            for kind in [oid::ID_SIGNING_TIME, oid::ID_CONTENT_TYPE] {
                framed(out, ber, tag::SEQUENCE, |out| {
                    write_oid(out, &kind);
                    write(out, tag::SET, |out| write_oid(out, &oid::ID_DATA));
                });
            }
        });
    }

    fn authenticated(out: &mut Vec<u8>, ber: bool) {
        attributes(out, ber, tag::context(1));
        write(out, tag::OCTET_STRING, |out| out.extend(MAC));
        attributes(out, ber, tag::context(2));
    }

    fn read(message: &[u8], chunk: usize, limits: &Limits) -> Result<EnvelopedDataReader> {
        let mut reader = EnvelopedDataReader::new(limits);
        let mut ciphertext = Vec::new();
        for mut input in message.chunks(chunk) {
            while let Some(part) = reader.next(&mut input)? {
                if let EnvelopedPart::Ciphertext(piece) = part {
                    ciphertext.extend_from_slice(piece);
                }
            }
        }
        reader.finish()?;
        assert_eq!(ciphertext, b"cipher");
        Ok(reader)
    }

    fn outcome(message: &[u8]) -> Result<EnvelopedDataReader> {
        read(message, message.len(), &Limits::default())
    }

    #[test]
    fn authenticated_data_in_both_encodings() {
        let mut expected = Vec::new();
        write(&mut expected, tag::SET, |out| {
            for kind in [oid::ID_CONTENT_TYPE, oid::ID_SIGNING_TIME] {
                write(out, tag::SEQUENCE, |out| {
                    write_oid(out, &kind);
                    write(out, tag::SET, |out| write_oid(out, &oid::ID_DATA));
                });
            }
        });
        for ber in [false, true] {
            let message = message(&oid::ID_CT_AUTH_ENVELOPED_DATA, ber, &[], &|out| {
                authenticated(out, ber);
            });
            for chunk in [1, 7, message.len()] {
                let reader = read(&message, chunk, &Limits::default()).unwrap();
                assert!(reader.is_authenticated());
                assert_eq!(reader.mac(), Some(&MAC[..]));
                assert_eq!(reader.authenticated_attributes(), Some(&expected[..]));
            }
        }
    }

    #[test]
    fn authenticated_data_may_be_plain() {
        let kind = oid::ID_CT_AUTH_ENVELOPED_DATA;
        let plain = message(&kind, false, &[], &|out| {
            out.extend(indefinite(tag::OCTET_STRING));
            for half in MAC.chunks(8) {
                write(out, tag::OCTET_STRING, |out| out.extend(half));
            }
            out.extend(END_OF_CONTENTS);
        });
        let reader = outcome(&plain).unwrap();
        assert_eq!(reader.mac(), Some(&MAC[..]));
        assert_eq!(reader.authenticated_attributes(), None);
    }

    #[test]
    fn what_follows_the_ciphertext_must_be_of_its_kind() {
        let secret = oid::ID_CT_AUTH_ENVELOPED_DATA;
        let mac = |out: &mut Vec<u8>| write(out, tag::OCTET_STRING, |out| out.extend(MAC));
        let twice = |out: &mut Vec<u8>| {
            mac(out);
            mac(out);
        };
        let unprotected = |out: &mut Vec<u8>| attributes(out, false, tag::context(1));
        let unauthenticated = |out: &mut Vec<u8>| attributes(out, false, tag::context(2));
        let nothing: &dyn Fn(&mut Vec<u8>) = &|_| {};
        for (kind, after, well) in [
            (oid::ID_ENVELOPED_DATA, nothing, true),
            (oid::ID_ENVELOPED_DATA, &unprotected, true),
            (oid::ID_ENVELOPED_DATA, &unauthenticated, false),
            (oid::ID_ENVELOPED_DATA, &mac, false),
            (secret, nothing, false),
            (secret, &mac, true),
            (secret, &twice, false),
            (secret, &unprotected, false),
            (secret, &unauthenticated, false),
            (oid::ID_SIGNED_DATA, nothing, false),
        ] {
            for ber in [false, true] {
                let outcome = outcome(&message(&kind, ber, &[], after));
                assert_eq!(outcome.is_ok(), well);
                if let Ok(reader) = outcome {
                    assert_eq!(reader.is_authenticated(), kind == secret);
                    assert_eq!(reader.mac().is_some(), kind == secret);
                }
            }
        }
        let whole = message(&secret, false, &[], &|out| authenticated(out, false));
        let cut = outcome(&whole[..whole.len() - 1]).err().unwrap();
        assert_eq!(cut.status(), Status::Truncated);
    }

    #[test]
    fn every_recipient_of_an_agreement_counts() {
        let der = include_bytes!("../../tests/vectors/official/keys/eve-enc.cer");
        let eve = Certificate::from_der(der).unwrap();
        let agreement = KeyAgreement::on(Curve::P384);
        let written = key_agree_recipient(&eve, &agreement, &[4], vec![1]).unwrap();
        let Written::Kari(mut recipients) = Written::from_der(written.as_der()).unwrap() else {
            panic!("a key agreement is expected");
        };
        let one = recipients.recipient_enc_keys[0].clone();
        recipients.recipient_enc_keys = vec![one; 3];
        let three = Written::Kari(recipients).to_der().unwrap();
        let message = message(&oid::ID_ENVELOPED_DATA, false, &three.repeat(2), &|_| {});
        for (limit, well) in [(0, false), (5, false), (6, true)] {
            let limits = Limits {
                recipients: limit,
                ..Limits::default()
            };
            match read(&message, message.len(), &limits) {
                Ok(reader) => assert!(well && reader.recipients().len() == 2),
                Err(error) => assert!(!well && error.status() == Status::LimitExceeded),
            }
        }
    }
}
