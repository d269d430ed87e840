//! Verifies signed envelopes. There is one way through: what is used is found by its place in
//! the envelope, and the signature has to be over just that.

use super::subject::{missing, subject_certificate};
use super::{ASSERTION, SAML_ASSERTION_ID, SECURITY, UTILITY, X509_V3, elements};
use crate::error::{Error, Result, Status};
use crate::soap::ENVELOPE;
use crate::soap::date_time::read_date_time;
use crate::soap::envelope::{base64, sole, text};
use crate::soap::identifiers::Identifiers;
use crate::soap::xml_signature::{DIGITAL_SIGNATURE, Signature, SignatureRules};
use crate::x509::Certificate;
use roxmltree::{Document, Node};

/// How many seconds the clocks of sender and receiver may differ.
const MAX_SKEW: i64 = 5 * 60;

/// For how many seconds an envelope may say that it is valid.
const MAX_LIFETIME: i64 = 5 * 60;

/// What the signature of an envelope vouches for.
pub(crate) struct Verified<'a, 'i> {
    /// The element in the signed Body.
    pub(crate) body: Node<'a, 'i>,
    /// The certificate of the key that signed: the BinarySecurityToken, or the one in the
    /// assertion's SubjectConfirmation.
    pub(crate) certificate: Certificate,
    /// The assertion, if it is by one that the key is known; its own signature is not verified
    /// yet.
    pub(crate) assertion: Option<Node<'a, 'i>>,
}

/// Verifies the signature of an envelope, that it covers exactly the Body and the Timestamp (and
/// a BinarySecurityToken) that are used, and that the Timestamp is valid at this moment, in
/// seconds since 1970-01-01T00:00:00Z. Clocks may differ by five minutes, and an envelope may be
/// valid for as long. An envelope with a second Security header is refused even if that one is
/// for someone else.
///
/// # Errors
/// [`Status::SignatureInvalid`] if something is not signed, not verified, not valid now, or if
/// an identifier occurs twice; [`Status::Malformed`], [`Status::Unsupported`],
/// [`Status::LimitExceeded`] for envelopes of a form that is not taken;
/// [`Status::CertificateMissing`]; [`Status::KeyUnsupported`] for RSA of less than 2048 bits.
pub(crate) fn verify_envelope<'a, 'i>(
    document: &'a Document<'i>,
    now: i64,
    rules: SignatureRules,
) -> Result<Verified<'a, 'i>> {
    let (security, body) = find_parts(document.root_element())?;
    let [content] =
        elements(body).ok_or_else(|| Error::malformed("a signed Body is not one element"))?;
    let timestamp = required(security, UTILITY, "Timestamp")?;
    let signature = required(security, DIGITAL_SIGNATURE, "Signature")?;
    let signature = Signature::read(signature, rules)?;
    let identifiers = Identifiers::of(document)?;
    let token = Token::find(&signature, security, &identifiers)?;
    let certificate = token.certificate()?;
    let mut signed = vec![body, timestamp];
    signed.extend(token.to_be_signed());
    signature.verify(certificate.public_key(), &signed, &identifiers)?;
    require_valid(timestamp, now)?;
    Ok(Verified {
        body: content,
        certificate,
        assertion: token.assertion(),
    })
}

/// The Security header and the Body: Envelope has a Header and a Body, and no more.
fn find_parts<'a, 'i>(envelope: Node<'a, 'i>) -> Result<(Node<'a, 'i>, Node<'a, 'i>)> {
    let foreign = || Error::malformed("a signed envelope is not a Header and a Body");
    let [header, body] = elements(envelope).ok_or_else(foreign)?;
    let is = |node: Node<'_, '_>, name| node.has_tag_name((ENVELOPE, name));
    if !is(envelope, "Envelope") || !is(header, "Header") || !is(body, "Body") {
        return Err(foreign());
    }
    Ok((required(header, SECURITY, "Security")?, body))
}

/// The one child of this name, without which nothing is signed.
fn required<'a, 'i>(parent: Node<'a, 'i>, namespace: &str, name: &str) -> Result<Node<'a, 'i>> {
    sole(parent, namespace, name)?.ok_or_else(|| invalid("an envelope is not signed"))
}

/// The token that a signature names.
enum Token<'a, 'i> {
    Binary(Node<'a, 'i>),
    Assertion(Node<'a, 'i>),
}

impl<'a, 'i> Token<'a, 'i> {
    /// Finds the token, which has to stand in the same header.
    fn find(
        signature: &Signature<'a, 'i>,
        security: Node<'a, 'i>,
        identifiers: &Identifiers<'a, 'i>,
    ) -> Result<Self> {
        let unknown = || {
            Error::new(
                Status::Unsupported,
                "the signature of an envelope names its key in an unknown way",
            )
        };
        let key_info = signature.key_info().ok_or_else(missing)?;
        let [reference] = elements(key_info).ok_or_else(unknown)?;
        if !reference.has_tag_name((SECURITY, "SecurityTokenReference")) {
            return Err(unknown());
        }
        let [name] = elements(reference).ok_or_else(unknown)?;
        if name.has_tag_name((SECURITY, "Reference")) {
            let address = name.attribute("URI").unwrap_or_default();
            let identifier = address.strip_prefix('#').ok_or_else(unknown)?;
            let token = sole(security, SECURITY, "BinarySecurityToken")?.ok_or_else(missing)?;
            return match identifiers.element(identifier) {
                Some(element) if element == token => Ok(Self::Binary(token)),
                _ => Err(missing()),
            };
        }
        let is_assertion_id = name.attribute("ValueType") == Some(SAML_ASSERTION_ID);
        if name.has_tag_name((SECURITY, "KeyIdentifier")) && is_assertion_id {
            let token = sole(security, ASSERTION, "Assertion")?.ok_or_else(missing)?;
            return match token.attribute("AssertionID") {
                Some(identifier) if identifier == text(name).trim() => Ok(Self::Assertion(token)),
                _ => Err(missing()),
            };
        }
        Err(unknown())
    }

    fn certificate(&self) -> Result<Certificate> {
        match self {
            Self::Binary(token) if token.attribute("ValueType") == Some(X509_V3) => {
                Certificate::from_der(&base64(*token)?)
            }
            Self::Binary(_) => Err(Error::new(
                Status::Unsupported,
                "a BinarySecurityToken is not an X.509 certificate",
            )),
            Self::Assertion(assertion) => confirmed_certificate(*assertion),
        }
    }

    /// An assertion has its own signature.
    fn to_be_signed(&self) -> Option<Node<'a, 'i>> {
        match self {
            Self::Binary(token) => Some(*token),
            Self::Assertion(_) => None,
        }
    }

    fn assertion(&self) -> Option<Node<'a, 'i>> {
        match self {
            Self::Binary(_) => None,
            Self::Assertion(assertion) => Some(*assertion),
        }
    }
}

/// The certificate by which all statements of an assertion confirm their subject.
fn confirmed_certificate(assertion: Node<'_, '_>) -> Result<Certificate> {
    let mut confirmed: Option<Certificate> = None;
    for statement in assertion.children().filter(Node::is_element) {
        let Some(subject) = sole(statement, ASSERTION, "Subject")? else {
            continue;
        };
        let certificate = subject_certificate(subject)?;
        if confirmed.is_some_and(|known| known != certificate) {
            return Err(invalid("an assertion is about several keys"));
        }
        confirmed = Some(certificate);
    }
    confirmed.ok_or_else(missing)
}

fn require_valid(timestamp: Node<'_, '_>, now: i64) -> Result<()> {
    let moment = |name| -> Result<i64> {
        sole(timestamp, UTILITY, name)?
            .and_then(|moment| read_date_time(&text(moment)))
            .ok_or_else(|| Error::malformed("a Timestamp does not say from when to when"))
    };
    let (created, expires) = (moment("Created")?, moment("Expires")?);
    let is_valid = created <= now.saturating_add(MAX_SKEW)
        && expires > now.saturating_sub(MAX_SKEW)
        && created < expires
        && expires.saturating_sub(created) <= MAX_LIFETIME;
    if is_valid {
        return Ok(());
    }
    Err(invalid("the Timestamp of an envelope is not valid now"))
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::SignatureInvalid, message)
}
