//! Certificate policies along a path (RFC 5280, 6.1.3 (d) to (f)), where any policy is
//! acceptable to whoever asks: they only matter once a CA requires an explicit one.

use crate::asn1::{Element, oid, tag};
use crate::error::{Error, Result};
use crate::x509::Certificate;

/// How many policies a certificate may list: each is compared with each of the one above.
const MAX_POLICIES: usize = 256;

/// The state of policy processing between two certificates of a path.
pub(super) struct Policies {
    valid: Valid,
    /// After how many certificates a policy must be valid for the path.
    explicit: u32,
    /// After how many certificates anyPolicy no longer stands for every policy.
    any_inhibited: u32,
}

/// The policies that every certificate so far was issued under.
enum Valid {
    Any,
    These(Vec<Policy>),
}

/// The content octets of a policy's identifier: some have arcs that are not taken for one.
type Policy = Vec<u8>;

/// The CertificatePolicies extension.
struct Stated {
    policies: Vec<Policy>,
    any: bool,
    qualified: bool,
}

impl Policies {
    /// The state before the first of so many certificates.
    pub(super) fn new(length: usize) -> Self {
        let never = u32::try_from(length).unwrap_or(u32::MAX).saturating_add(1);
        Self {
            valid: Valid::Any,
            explicit: never,
            any_inhibited: never,
        }
    }

    /// Processes the next certificate; an error is one in its policies or that none is valid
    /// where one must be.
    pub(super) fn descend(&mut self, certificate: &Certificate, is_leaf: bool) -> Result<()> {
        let is_self_issued = certificate.is_self_issued();
        let any_counts = self.any_inhibited > 0 || (is_self_issued && !is_leaf);
        self.narrow(Stated::by(certificate)?, any_counts);
        self.demand()?;
        if !is_leaf && certificate.extension(&oid::ID_CE_POLICY_MAPPINGS).is_some() {
            // Below, the policies have other names, which are not followed.
            self.valid = Valid::These(Vec::new());
        }
        if is_leaf || !is_self_issued {
            self.explicit = self.explicit.saturating_sub(1);
            self.any_inhibited = self.any_inhibited.saturating_sub(1);
        }
        self.constrain(certificate, is_leaf)?;
        if is_leaf { self.demand() } else { Ok(()) }
    }

    fn narrow(&mut self, stated: Option<Stated>, any_counts: bool) {
        let Some(stated) = stated else {
            self.valid = Valid::These(Vec::new());
            return;
        };
        if stated.any && any_counts {
            return;
        }
        match &mut self.valid {
            Valid::Any => self.valid = Valid::These(stated.policies),
            Valid::These(valid) => valid.retain(|policy| stated.policies.contains(policy)),
        }
    }

    fn demand(&self) -> Result<()> {
        match &self.valid {
            Valid::These(none) if none.is_empty() && self.explicit == 0 => Err(Error::malformed(
                "a certification path has no policy, and must have one",
            )),
            _ => Ok(()),
        }
    }

    /// Takes over what the certificate requires of those below it, or the leaf of itself.
    fn constrain(&mut self, certificate: &Certificate, is_leaf: bool) -> Result<()> {
        const REQUIRE_EXPLICIT_POLICY: u8 = tag::context_primitive(0);
        if let Some(value) = certificate.extension(&oid::ID_CE_POLICY_CONSTRAINTS) {
            let mut members = Element::parse_as(value, tag::SEQUENCE)?.children();
            if let Some(skip) = members.read_optional(REQUIRE_EXPLICIT_POLICY)? {
                let skip = implicit_integer(&skip)?;
                if !is_leaf || skip == 0 {
                    self.explicit = self.explicit.min(skip);
                }
            }
        }
        if let Some(value) = certificate.extension(&oid::ID_CE_INHIBIT_ANY_POLICY) {
            let skip = Element::parse(value)?.small_integer()?;
            self.any_inhibited = self.any_inhibited.min(skip);
        }
        Ok(())
    }
}

/// An INTEGER under an implicit tag.
fn implicit_integer(element: &Element<'_>) -> Result<u32> {
    Element {
        tag: tag::INTEGER,
        ..*element
    }
    .small_integer()
}

impl Stated {
    fn by(certificate: &Certificate) -> Result<Option<Self>> {
        let Some(value) = certificate.extension(&oid::ID_CE_CERTIFICATE_POLICIES) else {
            return Ok(None);
        };
        let mut stated = Self {
            policies: Vec::new(),
            any: false,
            qualified: false,
        };
        let mut list = Element::parse_as(value, tag::SEQUENCE)?.children();
        while !list.is_empty() {
            let mut information = list.read_as(tag::SEQUENCE)?.children();
            let policy = information.read_as(tag::OID)?.content.to_vec();
            stated.qualified |= !information.is_empty();
            stated.any |= policy == oid::ANY_POLICY.as_bytes();
            if stated.policies.len() >= MAX_POLICIES {
                return Err(Error::malformed("a certificate has too many policies"));
            }
            stated.policies.push(policy);
        }
        let is_critical = certificate
            .critical_extensions()
            .any(|critical| *critical == oid::ID_CE_CERTIFICATE_POLICIES);
        if is_critical && stated.qualified {
            // As the JDK does: nobody here reads the qualifiers.
            return Err(Error::malformed("a critical policy has qualifiers"));
        }
        Ok(Some(stated))
    }
}
