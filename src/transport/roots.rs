//! The certificates that the system trusts for TLS.

use crate::error::{Error, Result, Status};
use rustls::pki_types::CertificateDer;
#[cfg(windows)]
use schannel::cert_context::{CertContext, ValidUses};
#[cfg(windows)]
use schannel::cert_store::CertStore;

/// Where Linux distributions keep them, as one PEM file: Debian, Fedora, SUSE, Alpine.
#[cfg(not(windows))]
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The extended key usage of the certificates of TLS servers.
#[cfg(windows)]
const SERVER_AUTHENTICATION: &str = "1.3.6.1.5.5.7.3.1";

pub(super) fn system_roots() -> Result<Vec<CertificateDer<'static>>> {
    let roots = known();
    if roots.is_empty() {
        return Err(Error::new(
            Status::Io,
            "no trust roots are given, and this system has none in a known place",
        ));
    }
    Ok(roots)
}

#[cfg(not(windows))]
fn known() -> Vec<CertificateDer<'static>> {
    use rustls::pki_types::pem::PemObject;
    let bundle = BUNDLES.iter().find_map(|path| std::fs::read(path).ok());
    CertificateDer::pem_slice_iter(&bundle.unwrap_or_default())
        .filter_map(core::result::Result::ok)
        .collect()
}

/// What the user trusts, which includes what the machine does. Files would not do here: everyone
/// may make a folder `\etc`.
#[cfg(windows)]
fn known() -> Vec<CertificateDer<'static>> {
    // Where it cannot be read whom the user distrusts, nobody is trusted.
    let Some(disallowed) = certificates_in("Disallowed", |_| true) else {
        return Vec::new();
    };
    let mut roots = certificates_in("Root", is_for_servers).unwrap_or_default();
    roots.retain(|root| !disallowed.contains(root));
    roots
}

#[cfg(windows)]
fn certificates_in(
    store: &str,
    is_wanted: impl Fn(&CertContext) -> bool,
) -> Option<Vec<CertificateDer<'static>>> {
    let store = CertStore::open_current_user(store).ok()?;
    let wanted = store.certs().filter(is_wanted);
    Some(
        wanted
            .map(|certificate| CertificateDer::from(certificate.to_der().to_vec()))
            .collect(),
    )
}

/// Windows can restrict what a root is trusted for.
#[cfg(windows)]
fn is_for_servers(certificate: &CertContext) -> bool {
    let is_allowed = match certificate.valid_uses() {
        Ok(ValidUses::All) => true,
        Ok(ValidUses::Oids(uses)) => uses.iter().any(|usage| usage == SERVER_AUTHENTICATION),
        Err(_) => false,
    };
    is_allowed && certificate.is_time_valid().unwrap_or(false)
}

#[cfg(all(test, windows))]
mod tests {
    use super::*;

    /// Each Windows comes with some.
    #[test]
    fn windows_trusts_somebody() {
        assert!(!system_roots().unwrap().is_empty());
    }
}
