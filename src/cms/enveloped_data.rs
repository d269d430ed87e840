//! EnvelopedData (RFC 5652, 6) in its ContentInfo, read while it arrives.

use super::frame::{Frame, Step};
use super::signed_data::keep;
use super::{AlgorithmIdentifier, RecipientInfo};
use crate::asn1::{Element, Header, oid, tag};
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
    /// The unprotected attributes, if any.
    Attributes,
    Tail,
}

/// Reads a ContentInfo with an EnvelopedData in it.
pub(crate) struct EnvelopedDataReader {
    frame: Frame,
    place: Place,
    limits: Limits,
    recipients: Vec<RecipientInfo>,
    content_type: Option<ObjectIdentifier>,
    algorithm: Option<AlgorithmIdentifier>,
    opened: bool,
}

impl EnvelopedDataReader {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            frame: Frame::new(limits),
            place: Place::ContentInfo,
            limits: limits.clone(),
            recipients: Vec::new(),
            content_type: None,
            algorithm: None,
            opened: false,
        }
    }

    /// The recipients in the order of the message.
    pub(crate) fn recipients(&self) -> &[RecipientInfo] {
        &self.recipients
    }

    pub(crate) fn content_type(&self) -> Option<&ObjectIdentifier> {
        self.content_type.as_ref()
    }

    pub(crate) fn content_encryption_algorithm(&self) -> Option<&AlgorithmIdentifier> {
        self.algorithm.as_ref()
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
            | (Place::Attributes, ATTRIBUTES) => {
                self.frame.catch(header)?;
                self.place
            }
            _ => return Err(self.unexpected()),
        };
        Ok(())
    }

    fn caught(&mut self, octets: &[u8]) -> Result<()> {
        let element = Element::parse(octets)?;
        match self.place {
            Place::ContentType => {
                if element.oid()? != oid::ID_ENVELOPED_DATA {
                    return Err(self.unexpected());
                }
                self.place = Place::Explicit;
            }
            Place::Version => {
                element.small_integer()?;
                self.place = Place::OriginatorOrRecipients;
            }
            // originatorInfo says nothing about key transport.
            Place::OriginatorOrRecipients => {}
            Place::Recipients => {
                let recipient = RecipientInfo::parse(&element)?;
                keep(&mut self.recipients, recipient, self.limits.recipients)?;
            }
            Place::EncryptedType => {
                self.content_type = Some(element.oid()?);
                self.place = Place::Algorithm;
            }
            Place::Algorithm => {
                self.algorithm = Some(AlgorithmIdentifier::parse(&element)?);
                self.place = Place::Ciphertext;
            }
            Place::Attributes => self.place = Place::Tail,
            _ => return Err(self.unexpected()),
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.place = match self.place {
            Place::Recipients => Place::EncryptedContentInfo,
            Place::AfterCiphertext => Place::Attributes,
            Place::Attributes | Place::Tail => Place::Tail,
            _ => return Err(self.unexpected()),
        };
        Ok(())
    }

    fn unexpected(&self) -> Error {
        Error::malformed("the content is not a ContentInfo with an EnvelopedData")
            .at(self.frame.position())
    }
}
