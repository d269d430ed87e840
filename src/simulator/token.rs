//! Encryption tokens as the registration authority makes them.

use super::pki::Pki;
use crate::cms::{SignedDataWriter, SignerInfoForm};
use crate::crypto::{Digest, DigestAlgorithm};
use crate::error::Result;
use crate::x509::Certificate;

/// How a token is encoded; the platform serves both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Definite lengths.
    Definite,
    /// Indefinite lengths, and the content in segments of 1000 octets.
    Segmented,
}

impl Form {
    pub(super) const BOTH: [Self; 2] = [Self::Segmented, Self::Definite];
}

/// A SignedData over the encryption certificate, with the authentication certificate and its
/// chain beside that of the signer.
pub(super) fn encryption_token(
    pki: &Pki,
    authentication: &Certificate,
    encryption: &Certificate,
    form: Form,
) -> Result<Vec<u8>> {
    let signer = &pki.registration;
    let content = encryption.as_der();
    let signer_form = SignerInfoForm::new(&signer.certificate, signer.key.algorithm())?;
    let digest = Digest::of(DigestAlgorithm::Sha256, content);
    let signer_info = signer_form.begin(pki.now, &digest)?;
    let signature = signer.key.sign(signer_info.signed_octets())?;
    let signer_info = signer_info.with_signature(&signature);
    let certificates = [
        signer.certificate.clone(),
        authentication.clone(),
        pki.issuing.certificate.clone(),
        pki.root.certificate.clone(),
    ];
    let lengths = (content.len() as u64, signer_info.len() as u64);
    let lengths = (form == Form::Definite).then_some(lengths);
    let mut writer = SignedDataWriter::new(&certificates, lengths);
    let mut token = Vec::new();
    writer.begin(&mut token);
    writer.content(content, &mut token);
    writer.finish(&signer_info, &mut token);
    Ok(token)
}
