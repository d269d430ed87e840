//! The environments of the platform, and where their services are.

/// The environments of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// For the platform's own tests.
    Integration,
    /// For software makers.
    Acceptance,
    /// The real one.
    Production,
}

impl Environment {
    /// The URL of a SOAP service by its path, which begins with a slash.
    pub(crate) fn soap_url(self, path: &str) -> String {
        let host = match self {
            Self::Integration => "services-int",
            Self::Acceptance => "services-acpt",
            Self::Production => "services",
        };
        format!("https://{host}.ehealth.fgov.be{path}")
    }

    /// The URL of a REST service by its path, which begins with a slash.
    pub(crate) fn rest_url(self, path: &str) -> String {
        let host = match self {
            Self::Integration => "api-int",
            Self::Acceptance => "api-acpt",
            Self::Production => "api",
        };
        format!("https://{host}.ehealth.fgov.be{path}")
    }
}
