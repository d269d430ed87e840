//! SignedData (RFC 5652, 5) in its ContentInfo, read while it arrives.

use super::frame::{Frame, Step};
use super::{AlgorithmIdentifier, SignerInfo, SignerInfoPlace};
use crate::asn1::{Element, Header, oid, tag};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use der::oid::ObjectIdentifier;

/// Everything in a SignedData but its content.
#[derive(Default)]
pub(crate) struct SignedData {
    pub(crate) version: u32,
    pub(crate) digest_algorithms: Vec<AlgorithmIdentifier>,
    pub(crate) content_type: Option<ObjectIdentifier>,
    pub(crate) has_content: bool,
    /// The length of the content, where the layer says it before.
    pub(crate) content_length: Option<u64>,
    /// Each certificate as it came, not decoded.
    pub(crate) certificates: Vec<Vec<u8>>,
    pub(crate) crls: Vec<Vec<u8>>,
    signer_infos: Vec<Vec<u8>>,
    /// The values that lead to the SignerInfos, from ContentInfo inwards, and the SignerInfos:
    /// each with the position of its header.
    outline: Vec<(u64, Header)>,
}

impl SignedData {
    pub(crate) fn signer_count(&self) -> usize {
        self.signer_infos.len()
    }

    /// Decodes the first SignerInfo.
    pub(crate) fn signer_info(&self) -> Result<SignerInfo> {
        let first = self
            .signer_infos
            .first()
            .ok_or_else(|| Error::malformed("a SignedData has no SignerInfo"))?;
        SignerInfo::parse(&Element::parse(first)?)
    }

    /// Where the SignerInfo stands, if there is exactly one.
    pub(crate) fn signer_info_place(&self) -> Result<SignerInfoPlace> {
        match (self.signer_infos.as_slice(), self.outline.as_slice()) {
            ([signer_info], [enclosing @ .., (start, _)]) => {
                Ok(SignerInfoPlace::new(enclosing, *start, signer_info))
            }
            _ => Err(Error::malformed(
                "a SignedData has not exactly one SignerInfo",
            )),
        }
    }

    /// Takes another SignerInfo for those that were read.
    pub(crate) fn replace_signer_info(&mut self, signer_info: Vec<u8>) {
        self.signer_infos = vec![signer_info];
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    ContentInfo,
    ContentType,
    Explicit,
    SignedData,
    Version,
    DigestAlgorithms,
    EncapsulatedContentInfo,
    EncapsulatedType,
    EncapsulatedExplicit,
    Content,
    AfterContent,
    /// Certificates, CRLs or SignerInfos, whichever come.
    Sets,
    Certificates,
    Crls,
    SignerInfos,
    Tail,
}

/// Reads a ContentInfo with a SignedData in it.
pub(crate) struct SignedDataReader {
    frame: Frame,
    place: Place,
    found: SignedData,
    limits: Limits,
}

impl SignedDataReader {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            frame: Frame::new(limits),
            place: Place::ContentInfo,
            found: SignedData::default(),
            limits: limits.clone(),
        }
    }

    /// What has been read so far. Version, digest algorithms and content type are there once
    /// the first piece of content is.
    pub(crate) fn found(&self) -> &SignedData {
        &self.found
    }

    /// Takes input until the next piece of content; `None` when all input is used up or the
    /// ContentInfo has ended (what then is left in `input` follows it).
    pub(crate) fn next<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<&'a [u8]>> {
        loop {
            match self.frame.step(input)? {
                None => return Ok(None),
                Some(Step::Piece(piece)) => return Ok(Some(piece)),
                Some(Step::Begin(header)) => self.begin(&header)?,
                Some(Step::Caught(octets)) => self.caught(octets)?,
                Some(Step::End) => self.end()?,
                Some(Step::StringEnd) => self.place = Place::AfterContent,
            }
        }
    }

    /// The parts that were read.
    ///
    /// # Errors
    /// [`Status::Truncated`] if the input ended before the ContentInfo did.
    pub(crate) fn finish(mut self) -> Result<SignedData> {
        // A last value of definite length needs no further octet to end.
        while self.next(&mut &[][..])?.is_some() {}
        if !self.frame.is_finished() {
            return Err(Error::new(Status::Truncated, "a SignedData ends too early")
                .at(self.frame.position()));
        }
        Ok(self.found)
    }

    fn begin(&mut self, header: &Header) -> Result<()> {
        const EXPLICIT: u8 = tag::context(0);
        const CRLS: u8 = tag::context(1);
        if self.leads_to_signer_infos(header) {
            let length = header.octets().len() as u64;
            let start = self.frame.position().saturating_sub(length);
            self.found.outline.push((start, *header));
        }
        self.place = match (self.place, header.tag) {
            (Place::ContentInfo, tag::SEQUENCE) => Place::ContentType,
            (Place::Explicit, EXPLICIT) => Place::SignedData,
            (Place::SignedData, tag::SEQUENCE) => Place::Version,
            (Place::EncapsulatedContentInfo, tag::SEQUENCE) => Place::EncapsulatedType,
            (Place::EncapsulatedExplicit, EXPLICIT) => Place::Content,
            (Place::Sets, EXPLICIT) if self.found.certificates.is_empty() => Place::Certificates,
            (Place::Sets, CRLS) if self.found.crls.is_empty() => Place::Crls,
            (Place::Sets, tag::SET) => Place::SignerInfos,
            (Place::Content, tag) if tag & !tag::CONSTRUCTED == tag::OCTET_STRING => {
                self.found.has_content = true;
                self.found.content_length = header.content_length();
                self.frame.pass_string();
                Place::Content
            }
            (Place::ContentType | Place::EncapsulatedType, tag::OID)
            | (Place::Version, tag::INTEGER)
            | (Place::DigestAlgorithms, tag::SET)
            | (Place::Certificates | Place::Crls, _)
            | (Place::SignerInfos, tag::SEQUENCE) => {
                self.frame.catch(header)?;
                self.place
            }
            _ => return Err(self.unexpected()),
        };
        Ok(())
    }

    fn leads_to_signer_infos(&self, header: &Header) -> bool {
        match self.place {
            Place::ContentInfo | Place::Explicit | Place::SignedData | Place::SignerInfos => true,
            Place::Sets => header.tag == tag::SET,
            _ => false,
        }
    }

    fn caught(&mut self, octets: Vec<u8>) -> Result<()> {
        let limits = &self.limits;
        match self.place {
            Place::ContentType => {
                if Element::parse(&octets)?.oid()? != oid::ID_SIGNED_DATA {
                    return Err(self.unexpected());
                }
                self.place = Place::Explicit;
            }
            Place::Version => {
                self.found.version = Element::parse(&octets)?.small_integer()?;
                self.place = Place::DigestAlgorithms;
            }
            Place::DigestAlgorithms => {
                let mut set = Element::parse_as(&octets, tag::SET)?.children();
                while !set.is_empty() {
                    let algorithm = AlgorithmIdentifier::parse(&set.read_as(tag::SEQUENCE)?)?;
                    keep(&mut self.found.digest_algorithms, algorithm, limits.signers)?;
                }
                self.place = Place::EncapsulatedContentInfo;
            }
            Place::EncapsulatedType => {
                self.found.content_type = Some(Element::parse(&octets)?.oid()?);
                self.place = Place::EncapsulatedExplicit;
            }
            Place::Certificates => {
                keep(&mut self.found.certificates, octets, limits.certificates)?;
            }
            Place::Crls => keep(&mut self.found.crls, octets, limits.certificates)?,
            Place::SignerInfos => keep(&mut self.found.signer_infos, octets, limits.signers)?,
            _ => return Err(self.unexpected()),
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.place = match self.place {
            // The [0] around the content, or a content-less EncapsulatedContentInfo.
            Place::AfterContent => Place::EncapsulatedExplicit,
            Place::EncapsulatedExplicit => Place::Sets,
            Place::Certificates | Place::Crls => Place::Sets,
            Place::SignerInfos | Place::Tail => Place::Tail,
            _ => return Err(self.unexpected()),
        };
        Ok(())
    }

    fn unexpected(&self) -> Error {
        Error::malformed("the message is not a ContentInfo with a SignedData")
            .at(self.frame.position())
    }
}

/// Adds to a list that the message fills.
pub(crate) fn keep<T>(list: &mut Vec<T>, item: T, limit: usize) -> Result<()> {
    if list.len() >= limit {
        return Err(Error::new(
            Status::LimitExceeded,
            "a list in the message is longer than the limit",
        ));
    }
    list.push(item);
    Ok(())
}
