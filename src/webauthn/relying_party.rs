//! For whom an authenticator makes a key.

/// The platform's relying party, unless a caller says another. Assumed.
const PLATFORM: &str = "ehealth.fgov.be";

/// The relying party that attestations have to be for, and where clients may have been.
#[derive(Clone)]
pub(crate) struct RelyingParty {
    host: String,
    /// Empty for all over TLS on the host or below it.
    origins: Vec<String>,
}

impl Default for RelyingParty {
    fn default() -> Self {
        Self::new(PLATFORM, Vec::new())
    }
}

impl RelyingParty {
    pub(crate) fn new(host: &str, origins: Vec<String>) -> Self {
        Self {
            host: host.to_owned(),
            origins,
        }
    }

    /// The host name.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Whether a client may have been at this origin.
    pub(crate) fn admits(&self, origin: &str) -> bool {
        if !self.origins.is_empty() {
            return self.origins.iter().any(|admitted| admitted == origin);
        }
        let host = origin.strip_prefix("https://").unwrap_or_default();
        let host = host.split_once(':').map_or(host, |(host, _)| host);
        let is_name = |octet: u8| octet.is_ascii_alphanumeric() || b"-.".contains(&octet);
        let below = host.strip_suffix(self.host());
        below.is_some_and(|below| {
            below.bytes().all(is_name) && (below.is_empty() || below.ends_with('.'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_on_the_host() {
        let platform = RelyingParty::default();
        for (origin, is_admitted) in [
            ("https://ehealth.fgov.be", true),
            ("https://www.ehealth.fgov.be", true),
            ("https://ehealth.fgov.be:8443", true),
            ("http://ehealth.fgov.be", false),
            ("https://other-ehealth.fgov.be", false),
            ("https://ehealth.fgov.be.example.com", false),
            ("https://example.com/ehealth.fgov.be", false),
            ("https://example.com/.ehealth.fgov.be", false),
            ("https://example.com:443/.ehealth.fgov.be", false),
            ("", false),
        ] {
            assert_eq!(platform.admits(origin), is_admitted, "{origin}");
        }
        let app = RelyingParty::new("ehealth.fgov.be", vec!["android:apk-key-hash:x".to_owned()]);
        assert!(app.admits("android:apk-key-hash:x") && !app.admits("https://ehealth.fgov.be"));
    }
}
