//! KeyAgreeRecipientInfo (RFC 5652, 6.2.2; RFC 5753, 3.1.1).

use super::{AlgorithmIdentifier, EntityIdentifier};
use crate::asn1::{Cursor, Element, oid, tag};
use crate::crypto::Curve;
use crate::error::Result;

/// A content-encryption key wrapped with key-encryption keys, which the originator has agreed
/// on with each of its recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyAgreeRecipientInfo {
    pub(crate) originator: Originator,
    pub(crate) user_keying_material: Option<Vec<u8>>,
    pub(crate) algorithm: AlgorithmIdentifier,
    pub(crate) encrypted_keys: Vec<RecipientEncryptedKey>,
}

/// OriginatorIdentifierOrKey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Originator {
    /// An EC public key, mostly an ephemeral one.
    Key {
        /// `None` where the message leaves it to the curve of the recipient.
        curve: Option<Curve>,
        point: Vec<u8>,
    },
    /// The key of a certificate, which ephemeral-static agreement has no use for, or a key of
    /// another kind or curve.
    Unsupported,
}

/// The content-encryption key for one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecipientEncryptedKey {
    pub(crate) recipient: EntityIdentifier,
    pub(crate) encrypted_key: Vec<u8>,
}

impl KeyAgreeRecipientInfo {
    /// Takes the `[1]` that stands for its SEQUENCE.
    pub(super) fn parse(element: &Element<'_>) -> Result<Self> {
        let mut members = element.children();
        members.read_as(tag::INTEGER)?;
        let originator = Originator::parse(&explicit(&members.read_as(tag::context(0))?)?)?;
        let user_keying_material = match members.read_optional(tag::context(1))? {
            Some(wrapped) => Some(octet_string(&explicit(&wrapped)?)?),
            None => None,
        };
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let mut list = members.read_as(tag::SEQUENCE)?.children();
        members.finish()?;
        let mut encrypted_keys = Vec::new();
        while !list.is_empty() {
            encrypted_keys.push(RecipientEncryptedKey::parse(&mut list)?);
        }
        Ok(Self {
            originator,
            user_keying_material,
            algorithm,
            encrypted_keys,
        })
    }
}

impl Originator {
    fn parse(element: &Element<'_>) -> Result<Self> {
        const ORIGINATOR_KEY: u8 = tag::context(1);
        if element.tag != ORIGINATOR_KEY {
            return Ok(Self::Unsupported);
        }
        let mut members = element.children();
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let point = members.read()?.bit_string()?.to_vec();
        members.finish()?;
        if algorithm.oid != oid::ID_EC_PUBLIC_KEY {
            return Ok(Self::Unsupported);
        }
        let Some(parameters) = algorithm.parameters else {
            return Ok(Self::Key { curve: None, point });
        };
        let named = Element::parse(&parameters)?.oid().ok();
        Ok(match named.as_ref().and_then(Curve::from_oid) {
            Some(curve) => Self::Key {
                curve: Some(curve),
                point,
            },
            None => Self::Unsupported,
        })
    }
}

impl RecipientEncryptedKey {
    fn parse(list: &mut Cursor<'_>) -> Result<Self> {
        const KEY_IDENTIFIER: u8 = tag::context(0);
        let mut members = list.read_as(tag::SEQUENCE)?.children();
        let identifier = members.read()?;
        let recipient = if identifier.tag == KEY_IDENTIFIER {
            // A date and other attributes may follow, which tell no two keys apart.
            let subject_key_identifier = octet_string(&identifier.children().read()?)?;
            EntityIdentifier::SubjectKeyIdentifier(subject_key_identifier)
        } else {
            EntityIdentifier::parse(&identifier)?
        };
        let encrypted_key = octet_string(&members.read()?)?;
        members.finish()?;
        Ok(Self {
            recipient,
            encrypted_key,
        })
    }
}

/// The only value under an explicit tag.
fn explicit<'a>(element: &Element<'a>) -> Result<Element<'a>> {
    Element::parse(element.content)
}

fn octet_string(element: &Element<'_>) -> Result<Vec<u8>> {
    Ok(element.of_type(tag::OCTET_STRING)?.content.to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::{KeyAgreement, RecipientInfo, key_agree_recipient};
    use super::*;
    use crate::asn1::{write, write_oid, write_unsigned};
    use crate::x509::Certificate;

    type Fill<'a> = &'a dyn Fn(&mut Vec<u8>);

    fn octet_string(out: &mut Vec<u8>, octets: &[u8]) {
        write(out, tag::OCTET_STRING, |out| out.extend(octets));
    }

    /// `[1]` with an ECPublicKey whose algorithm has these parameters.
    fn originator_key(out: &mut Vec<u8>, parameters: Fill<'_>) {
        write(out, tag::context(1), |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_EC_PUBLIC_KEY);
                parameters(out);
            });
            write(out, tag::BIT_STRING, |out| out.extend([0, 4, 1, 2]));
        });
    }

    fn recipient(
        originator: Fill<'_>,
        material: Option<&[u8]>,
        identifiers: &[Fill<'_>],
    ) -> Vec<u8> {
        let mut der = Vec::new();
        write(&mut der, tag::context(1), |out| {
            write_unsigned(out, &[3]);
            write(out, tag::context(0), originator);
            if let Some(material) = material {
                write(out, tag::context(1), |out| octet_string(out, material));
            }
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::DH_SINGLE_PASS_STD_DH_SHA256KDF_SCHEME);
            });
            write(out, tag::SEQUENCE, |out| {
                for identifier in identifiers {
                    write(out, tag::SEQUENCE, |out| {
                        identifier(out);
                        octet_string(out, b"wrapped");
                    });
                }
            });
        });
        der
    }

    fn parse(der: &[u8]) -> RecipientInfo {
        RecipientInfo::parse(&Element::parse(der).unwrap()).unwrap()
    }

    fn read(der: &[u8]) -> KeyAgreeRecipientInfo {
        match parse(der) {
            RecipientInfo::KeyAgree(recipient) => recipient,
            other => panic!("{other:?}"),
        }
    }

    fn absent(_: &mut Vec<u8>) {}

    fn ephemeral(out: &mut Vec<u8>) {
        originator_key(out, &absent);
    }

    #[test]
    fn what_is_written_is_read() {
        let der = include_bytes!("../../tests/vectors/official/keys/eve-enc.cer");
        let eve = Certificate::from_der(der).unwrap();
        let agreement = KeyAgreement::on(Curve::P384);
        let written = key_agree_recipient(&eve, &agreement, &[4, 1, 2], vec![5; 40]).unwrap();
        let read = read(written.as_der());
        assert_eq!(
            read.originator,
            Originator::Key {
                curve: None,
                point: vec![4, 1, 2]
            }
        );
        assert_eq!(read.user_keying_material, None);
        assert_eq!(
            KeyAgreement::from_algorithm(&read.algorithm),
            Some(agreement)
        );
        let [key] = read.encrypted_keys.as_slice() else {
            panic!("one key is expected");
        };
        assert!(key.recipient.matches(&eve));
        assert_eq!(key.encrypted_key, [5; 40]);
    }

    #[test]
    fn originators() {
        let of = |parameters: Fill<'_>| {
            read(&recipient(
                &|out| originator_key(out, parameters),
                None,
                &[],
            ))
            .originator
        };
        let key = |curve| Originator::Key {
            curve,
            point: vec![4, 1, 2],
        };
        assert_eq!(of(&absent), key(None));
        assert_eq!(of(&|out| write(out, tag::NULL, |_| {})), key(None));
        let named = of(&|out| write_oid(out, &oid::SECP521R1));
        assert_eq!(named, key(Some(Curve::P521)));
        let unknown = of(&|out| write_oid(out, &oid::ID_DATA));
        assert_eq!(unknown, Originator::Unsupported);
        let explicit = of(&|out| write(out, tag::SEQUENCE, |_| {}));
        assert_eq!(explicit, Originator::Unsupported);
        let by_identifier = recipient(
            &|out| write(out, tag::context_primitive(0), |out| out.push(1)),
            None,
            &[],
        );
        assert_eq!(read(&by_identifier).originator, Originator::Unsupported);
    }

    #[test]
    fn recipients_by_both_names_and_keying_material() {
        let by_serial = |out: &mut Vec<u8>| {
            write(out, tag::SEQUENCE, |out| {
                write(out, tag::SEQUENCE, |_| {});
                write_unsigned(out, &[9]);
            });
        };
        let by_identifier = |out: &mut Vec<u8>| {
            write(out, tag::context(0), |out| {
                octet_string(out, b"identifier");
                write(out, tag::GENERALIZED_TIME, |out| {
                    out.extend(b"20260101000000Z")
                });
            });
        };
        let read = read(&recipient(
            &ephemeral,
            Some(b"material"),
            &[&by_serial, &by_identifier],
        ));
        assert_eq!(read.user_keying_material.as_deref(), Some(&b"material"[..]));
        let names: Vec<&EntityIdentifier> = read
            .encrypted_keys
            .iter()
            .map(|key| &key.recipient)
            .collect();
        let EntityIdentifier::IssuerAndSerialNumber { serial, .. } = names[0] else {
            panic!("issuer and serial number are expected");
        };
        assert_eq!(serial, &[9]);
        let identifier = EntityIdentifier::SubjectKeyIdentifier(b"identifier".to_vec());
        assert_eq!(names[1], &identifier);
    }

    #[test]
    fn what_cannot_be_read_is_another_recipient() {
        let unnamed = |out: &mut Vec<u8>| write(out, tag::NULL, |_| {});
        let empty = |out: &mut Vec<u8>| write(out, tag::context(0), |_| {});
        for malformed in [
            vec![0xa1, 0],
            recipient(&absent, None, &[]),
            recipient(&ephemeral, None, &[&unnamed]),
            recipient(&ephemeral, None, &[&empty]),
            recipient(&|out| write(out, tag::context(1), |_| {}), None, &[]),
        ] {
            assert_eq!(parse(&malformed), RecipientInfo::Other);
        }
    }
}
