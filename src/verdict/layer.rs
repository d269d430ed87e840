//! A signed layer that was read whole and has one signer.

use super::digests::Digests;
use super::policy;
use super::words::Words;
use crate::asn1::{Element, oid, tag};
use crate::cms::{EntityIdentifier, RevocationValues, SignedData, SignerInfo, TimeStampToken};
use crate::context::{Context, Judgement, SigningPolicy};
use crate::error::Result;
use crate::finding::{Fatal, Finding};
use crate::x509::{self, Certificate};

pub(super) struct Layer<'a> {
    pub(super) context: &'a Context,
    pub(super) words: &'static Words,
    pub(super) data: SignedData,
    pub(super) signer: SignerInfo,
    pub(super) certificates: Vec<Certificate>,
    pub(super) policy: Option<SigningPolicy>,
    pub(super) attributes: Attributes,
    pub(super) digests: Digests,
}

/// The attributes that decide beside the signature itself.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) signing_time: Option<i64>,
    pub(super) revocation_values: Option<RevocationValues>,
    pub(super) time_stamps: Vec<TimeStampToken>,
    /// A time-stamp cannot be read or was made for another signature. Then nothing that the
    /// attributes say is believed.
    pub(super) time_stamp_is_broken: bool,
}

impl<'a> Layer<'a> {
    pub(super) fn new(
        context: &'a Context,
        words: &'static Words,
        data: SignedData,
        digests: Digests,
    ) -> Result<Self, Fatal> {
        if data.signer_count() != 1 {
            return Err(words.signer_count);
        }
        if !data.has_content {
            return Err(words.content_missing);
        }
        let signer = data.signer_info().map_err(|_| words.structure)?;
        let validation = context.validation();
        if validation.judgement == Judgement::Strict && !is_of_profile(&data, &signer) {
            return Err(words.structure);
        }
        let certificates = data
            .certificates
            .iter()
            // The other forms of CertificateChoices are no X.509 certificates of today.
            .filter(|der| der.first() == Some(&tag::SEQUENCE))
            .map(|der| match context.known_anchor(der) {
                Some(anchor) => Ok(anchor.clone()),
                None => Certificate::from_der(der),
            })
            .collect::<Result<Vec<_>>>()
            .map_err(|_| words.certificates)?;
        Ok(Self {
            attributes: Attributes::read(&signer, context).map_err(|_| words.structure)?,
            policy: policy::policy_of(&signer, validation),
            context,
            words,
            data,
            signer,
            certificates,
            digests,
        })
    }

    pub(super) fn is_strict(&self) -> bool {
        self.context.validation().judgement == Judgement::Strict
    }

    /// The certificate that the SignerInfo names, if it is there exactly once.
    pub(super) fn signer_certificate(&self) -> Option<&Certificate> {
        let signer = &self.signer.signer;
        let mut matching = self.certificates.iter().filter(|certificate| {
            if self.is_strict() {
                signer.equals(certificate)
            } else {
                signer.matches(certificate)
            }
        });
        matching.next().filter(|_| matching.next().is_none())
    }

    /// The identifier of a signer that is named by one.
    pub(super) fn key_identifier(&self) -> Option<&[u8]> {
        match &self.signer.signer {
            EntityIdentifier::SubjectKeyIdentifier(identifier) => Some(identifier),
            EntityIdentifier::IssuerAndSerialNumber { .. } => None,
        }
    }

    /// The first check: digest and signature algorithm.
    pub(super) fn judge_algorithms(&self, errors: &mut Vec<Finding>) {
        let signer = &self.signer;
        let takes_algorithm = self
            .policy
            .is_some_and(|policy| policy::takes_algorithm(policy, &signer.signature_algorithm));
        let takes_digest = self.policy.is_some() && signer.digest_algorithm.oid == oid::ID_SHA256;
        let deviates =
            self.is_strict() && !policy::has_right_parameters(&signer.signature_algorithm);
        let digest_deviates = self.is_strict() && signer.digest_algorithm.parameters.is_some();
        if !takes_digest || digest_deviates {
            errors.push(self.words.digest_algorithm);
        }
        if !takes_algorithm || deviates {
            errors.push(self.words.algorithm);
        }
    }

    pub(super) fn judge_attributes(&self, errors: &mut Vec<Finding>) {
        if self.attributes.time_stamp_is_broken {
            errors.push(Finding::TimeStampInvalid);
        }
    }
}

impl Attributes {
    /// Fails for what the official library does not survive: a signing time that is no time,
    /// revocation values that are none.
    fn read(signer: &SignerInfo, context: &Context) -> Result<Self> {
        let signed = signer.signed_attributes.as_deref().unwrap_or_default();
        let signing_time = match signed.iter().find(|a| a.oid == oid::ID_SIGNING_TIME) {
            Some(attribute) => Some(x509::time(&attribute.first_value()?)?),
            None => None,
        };
        let unsigned = &signer.unsigned_attributes;
        let revocation_values = unsigned
            .iter()
            .find(|attribute| attribute.oid == oid::ID_AA_ETS_REVOCATION_VALUES)
            .map(|attribute| RevocationValues::parse(&attribute.first_value()?))
            .transpose()?;
        let time_stamps: Result<Vec<_>> = unsigned
            .iter()
            .filter(|attribute| attribute.oid == oid::ID_AA_SIGNATURE_TIME_STAMP_TOKEN)
            .flat_map(|attribute| &attribute.values)
            .map(|value| TimeStampToken::parse(Element::parse(value)?.raw, context.limits()))
            .collect();
        let fits = |token: &TimeStampToken| token.matches(&signer.signature);
        Ok(match time_stamps {
            Ok(time_stamps) if time_stamps.iter().all(fits) => Self {
                signing_time,
                revocation_values,
                time_stamps,
                time_stamp_is_broken: false,
            },
            _ => Self {
                time_stamp_is_broken: true,
                ..Self::default()
            },
        })
    }
}

/// What the official library does not look at and no signature covers, but the platform's
/// messages have: RFC 5652, 5.1 and 5.3, and content of type id-data.
fn is_of_profile(data: &SignedData, signer: &SignerInfo) -> bool {
    let signer_version = signer.signer.signer_info_version();
    let plain = |list: &[Vec<u8>]| list.iter().all(|item| item.first() == Some(&tag::SEQUENCE));
    data.content_type == Some(oid::ID_DATA)
        && signer.version == signer_version
        && if plain(&data.certificates) && plain(&data.crls) {
            data.version == signer_version
        } else {
            (3..=5).contains(&data.version)
        }
}
