//! Assertions of the platform (SAML 1.1) on who holds a key.

use super::Attribute;
use super::keeper::Expiring;
use crate::error::{Error, Result};
pub(crate) use crate::soap::{ASSERTION, DIGITAL_SIGNATURE as SIGNATURE, HOLDER_OF_KEY};
use crate::soap::{child, children, read_date_time, subject_certificate, text};
use crate::x509::Certificate;
use roxmltree::Node;

/// The attribute that identifies an assertion.
pub(crate) const ASSERTION_ID: &str = "AssertionID";
/// By how many seconds the clock of this machine may be slow where it judges an assertion: as
/// much as the platform allows for in messages.
pub(super) const CLOCK_SKEW: i64 = 5 * 60;

/// An assertion and what it says. That its signature is right is for the reader to verify.
pub(crate) struct Assertion {
    xml: String,
    id: String,
    not_before: i64,
    not_on_or_after: i64,
    attributes: Vec<Attribute>,
    holder: Certificate,
}

impl Assertion {
    /// Reads the element that the text consists of.
    ///
    /// It is refused unless every subject in it is confirmed as the holder of a key, and of the
    /// same one everywhere.
    pub(crate) fn read(element: Node<'_, '_>) -> Result<Self> {
        if !element.has_tag_name((ASSERTION, "Assertion")) {
            return Err(bad("an element is not a SAML assertion"));
        }
        let id = element.attribute(ASSERTION_ID).filter(|id| !id.is_empty());
        let (not_before, not_on_or_after) = conditions(element)?;
        Ok(Self {
            id: id
                .ok_or_else(|| bad("a SAML assertion has no identifier"))?
                .to_owned(),
            not_before,
            not_on_or_after,
            attributes: attributes(element)?,
            holder: holder(element)?,
            xml: element
                .document()
                .input_text()
                .get(element.range())
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// The assertion, octet by octet as it was read.
    pub(crate) fn xml(&self) -> &str {
        &self.xml
    }

    /// The AssertionID.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// The first second of its validity.
    pub(crate) fn not_before(&self) -> i64 {
        self.not_before
    }

    /// The first second after its validity.
    pub(crate) fn not_on_or_after(&self) -> i64 {
        self.not_on_or_after
    }

    pub(crate) fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The certificate of the key that its subject holds.
    pub(crate) fn holder(&self) -> &Certificate {
        &self.holder
    }

    /// Whether it is valid at this moment, by a clock that may be slow by `skew` seconds.
    pub(crate) fn is_valid(&self, now: i64, skew: i64) -> bool {
        self.not_before <= now.saturating_add(skew) && now < self.not_on_or_after
    }
}

impl Expiring for Assertion {
    const MARGIN: i64 = 5 * 60;

    fn holds(&self, now: i64) -> bool {
        self.is_valid(now, CLOCK_SKEW)
    }

    fn validity(&self) -> (i64, i64) {
        (self.not_before, self.not_on_or_after)
    }
}

fn conditions(assertion: Node<'_, '_>) -> Result<(i64, i64)> {
    let mut all = children(assertion, Some(ASSERTION), "Conditions");
    let (Some(conditions), None) = (all.next(), all.next()) else {
        return Err(bad(
            "a SAML assertion has not exactly one set of conditions",
        ));
    };
    let moment = |name| read_date_time(conditions.attribute(name)?);
    match (moment("NotBefore"), moment("NotOnOrAfter")) {
        (Some(start), Some(end)) if start < end => Ok((start, end)),
        _ => Err(bad("the validity of a SAML assertion cannot be understood")),
    }
}

fn attributes(assertion: Node<'_, '_>) -> Result<Vec<Attribute>> {
    children(assertion, Some(ASSERTION), "AttributeStatement")
        .flat_map(|statement| children(statement, Some(ASSERTION), "Attribute"))
        .map(attribute)
        .collect()
}

/// An attribute with its values.
pub(crate) fn attribute(element: Node<'_, '_>) -> Result<Attribute> {
    let (Some(namespace), Some(name)) = (
        element.attribute("AttributeNamespace"),
        element.attribute("AttributeName"),
    ) else {
        return Err(bad("an attribute of a SAML assertion has no name"));
    };
    let values: Vec<_> = children(element, Some(ASSERTION), "AttributeValue")
        .map(text)
        .collect();
    Ok(Attribute::new(
        namespace,
        name,
        values.iter().map(String::as_str),
    ))
}

/// The certificate in the confirmation of every subject.
fn holder(assertion: Node<'_, '_>) -> Result<Certificate> {
    let mut holder = None;
    for statement in assertion.children().filter(Node::is_element) {
        let is_statement = statement.tag_name().name().ends_with("Statement");
        if !is_statement || statement.tag_name().namespace() != Some(ASSERTION) {
            continue;
        }
        let certificate = child(statement, Some(ASSERTION), "Subject")
            .and_then(|subject| subject_certificate(subject).ok())
            .ok_or_else(|| bad("a SAML assertion is not one for the holder of a key"))?;
        if holder.as_ref().is_some_and(|other| *other != certificate) {
            return Err(bad("a SAML assertion is for the holders of several keys"));
        }
        holder = Some(certificate);
    }
    holder.ok_or_else(|| bad("a SAML assertion states nothing"))
}

fn bad(message: &'static str) -> Error {
    Error::malformed(message)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::error::Status;
    use base64ct::{Base64, Encoding};
    use roxmltree::Document;

    const ALICE: &[u8] = include_bytes!("../../tests/vectors/official/pki/root.cer");
    const BOB: &[u8] = include_bytes!("../../tests/vectors/official/pki/issuing.cer");

    fn subject(certificate: &[u8]) -> String {
        format!(
            "<saml:Subject><saml:NameIdentifier>x</saml:NameIdentifier>\
             <saml:SubjectConfirmation>\
             <saml:ConfirmationMethod>{HOLDER_OF_KEY}</saml:ConfirmationMethod>\
             <ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n{}\n</ds:X509Certificate>\
             </ds:X509Data></ds:KeyInfo></saml:SubjectConfirmation></saml:Subject>",
            Base64::encode_string(certificate)
        )
    }

    /// An assertion that is valid from second 100 to 199.
    pub(in crate::auth) fn sample() -> String {
        format!(
            "<saml:Assertion xmlns:saml=\"{ASSERTION}\" xmlns:ds=\"{SIGNATURE}\" AssertionID=\"_a\">\
             <saml:Conditions NotBefore=\"1970-01-01T00:01:40Z\" \
             NotOnOrAfter=\"1970-01-01T00:03:20Z\"/>\
             <saml:AuthenticationStatement>{0}</saml:AuthenticationStatement>\
             <saml:AttributeStatement>{0}\
             <saml:Attribute AttributeName=\"n\" AttributeNamespace=\"s\">\
             <saml:AttributeValue>1</saml:AttributeValue>\
             <saml:AttributeValue>2</saml:AttributeValue></saml:Attribute>\
             </saml:AttributeStatement></saml:Assertion>",
            subject(ALICE)
        )
    }

    fn read(xml: &str) -> Result<Assertion> {
        Assertion::read(Document::parse(xml).unwrap().root_element())
    }

    #[test]
    fn what_it_says() {
        let assertion = read(&sample()).unwrap();
        assert_eq!(assertion.xml(), sample());
        assert_eq!(assertion.id(), "_a");
        assert!(assertion.attributes() == [Attribute::new("s", "n", ["1", "2"])]);
        assert_eq!(assertion.holder().as_der(), ALICE);
        let (start, end) = (assertion.not_before(), assertion.not_on_or_after());
        assert_eq!((start, end), (100, 200));
        let valid = |now, skew| assertion.is_valid(now, skew);
        assert!(valid(100, 0) && valid(199, 0) && valid(90, 10));
        assert!(!valid(99, 0) && !valid(200, 0) && !valid(89, 10) && !valid(200, 10));
    }

    #[test]
    fn what_is_no_such_assertion() {
        let sample = sample();
        for (from, to) in [
            ("saml:Assertion ", "saml:Advice "),
            ("AssertionID=\"_a\"", ""),
            ("AssertionID=\"_a\"", "AssertionID=\"\""),
            ("saml:Conditions", "saml:Condition"),
            ("1970-01-01T00:03:20Z", "1970-01-01T00:01:40Z"),
            ("1970-01-01T00:03:20Z", "soon"),
            ("AttributeName=\"n\"", ""),
            ("AttributeNamespace=\"s\"", ""),
            ("cm:holder-of-key", "cm:bearer"),
            ("saml:SubjectConfirmation>", "saml:Confirmation>"),
            ("X509Certificate>", "X509SKI>"),
            ("<ds:X509Data>", "<ds:X509Data><ds:X509Certificate/>"),
            ("Statement>", "Advice>"),
        ] {
            let xml = sample.replace(from, to);
            let xml = match from {
                "saml:Assertion " => xml.replace("/saml:Assertion>", "/saml:Advice>"),
                _ => xml,
            };
            let error = read(&xml).err().unwrap_or_else(|| panic!("{from}"));
            assert_eq!(error.status(), Status::Malformed, "{from}");
        }
        let one = sample.replacen(&subject(ALICE), &subject(BOB), 1);
        assert_eq!(read(&one).err().unwrap().status(), Status::Malformed);
        let both = sample.replace(&subject(ALICE), &subject(BOB));
        assert_eq!(read(&both).unwrap().holder().as_der(), BOB);
    }
}
