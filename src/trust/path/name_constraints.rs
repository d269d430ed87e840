//! Name constraints (RFC 5280, 4.2.1.10): which names the certificates below a CA may have.

use crate::asn1::{Element, oid, tag};
use crate::error::{Error, Result};
use crate::x509::{Certificate, Name};
use core::mem::discriminant;

/// How many names a certificate may have, and how many subtrees its constraints: each name is
/// held against each subtree of each CA above.
const MAX_NAMES: usize = 256;

/// The constraints that one CA certificate puts on all below it.
pub(super) struct NameConstraints {
    permitted: Vec<GeneralName>,
    excluded: Vec<GeneralName>,
}

/// A GeneralName (RFC 5280, 4.2.1.6), or the base of a subtree of such names.
enum GeneralName {
    Mail(String),
    Host(String),
    Directory(Name),
    Uri(String),
    /// An address; as a base, an address and a mask.
    Address(Vec<u8>),
    /// Of a form that is not compared here, told by its tag.
    Other(u8),
}

impl NameConstraints {
    /// The constraints in a certificate, if it has any.
    pub(super) fn of(certificate: &Certificate) -> Result<Option<Self>> {
        const PERMITTED: u8 = tag::context(0);
        const EXCLUDED: u8 = tag::context(1);
        let Some(value) = certificate.extension(&oid::ID_CE_NAME_CONSTRAINTS) else {
            return Ok(None);
        };
        let mut members = Element::parse_as(value, tag::SEQUENCE)?.children();
        let permitted = members.read_optional(PERMITTED)?;
        let excluded = members.read_optional(EXCLUDED)?;
        members.finish()?;
        Ok(Some(Self {
            permitted: subtrees(permitted.as_ref())?,
            excluded: subtrees(excluded.as_ref())?,
        }))
    }

    /// Whether each name of the certificate is permitted and none is excluded.
    pub(super) fn allow(&self, certificate: &Certificate) -> bool {
        names_of(certificate).is_ok_and(|names| names.iter().all(|name| self.allow_name(name)))
    }

    fn allow_name(&self, name: &GeneralName) -> bool {
        let alike = |base: &&GeneralName| base.is_of_the_form_of(name);
        let mut permitted = self.permitted.iter().filter(alike).peekable();
        let mut excluded = self.excluded.iter().filter(alike);
        // Where names cannot be compared, any of them may be the excluded one.
        !excluded.any(|base| matches!(base, GeneralName::Other(_)) || base.holds(name))
            && (permitted.peek().is_none() || permitted.any(|base| base.holds(name)))
    }
}

/// The bases of GeneralSubtrees. RFC 5280 has no use for the distances in them.
fn subtrees(list: Option<&Element<'_>>) -> Result<Vec<GeneralName>> {
    const MINIMUM: u8 = tag::context_primitive(0);
    let mut bases = Vec::new();
    let Some(list) = list else {
        return Ok(bases);
    };
    let mut subtrees = list.children();
    while !subtrees.is_empty() {
        let mut members = subtrees.read_as(tag::SEQUENCE)?.children();
        keep(&mut bases, GeneralName::parse(&members.read()?)?)?;
        if let Some(minimum) = members.read_optional(MINIMUM)?
            && minimum.content != [0]
        {
            return Err(Error::malformed("a name constraint has a minimum distance"));
        }
        members.finish()?;
    }
    Ok(bases)
}

/// The subject and the subject's alternative names. Mail addresses in the subject count where
/// the alternative names have none.
fn names_of(certificate: &Certificate) -> Result<Vec<GeneralName>> {
    let subject = certificate.subject();
    let mut names = Vec::new();
    if let Some(value) = certificate.extension(&oid::ID_CE_SUBJECT_ALT_NAME) {
        let mut list = Element::parse_as(value, tag::SEQUENCE)?.children();
        while !list.is_empty() {
            keep(&mut names, GeneralName::parse(&list.read()?)?)?;
        }
    }
    if !names
        .iter()
        .any(|name| matches!(name, GeneralName::Mail(_)))
    {
        for (kind, value) in subject.attributes()? {
            if kind == oid::ID_EMAIL_ADDRESS {
                keep(&mut names, GeneralName::Mail(value))?;
            }
        }
    }
    if !subject.is_empty() {
        names.push(GeneralName::Directory(subject.clone()));
    }
    Ok(names)
}

fn keep(names: &mut Vec<GeneralName>, name: GeneralName) -> Result<()> {
    if names.len() >= MAX_NAMES {
        return Err(Error::malformed("a certificate has too many names"));
    }
    names.push(name);
    Ok(())
}

impl GeneralName {
    fn parse(element: &Element<'_>) -> Result<Self> {
        const MAIL: u8 = tag::context_primitive(1);
        const HOST: u8 = tag::context_primitive(2);
        const DIRECTORY: u8 = tag::context(4);
        const URI: u8 = tag::context_primitive(6);
        const ADDRESS: u8 = tag::context_primitive(7);
        let text = || {
            let text = String::from_utf8(element.content.to_vec()).ok();
            text.filter(|text| text.is_ascii())
                .ok_or_else(|| Error::malformed("a general name is not ASCII"))
        };
        Ok(match element.tag {
            MAIL => Self::Mail(text()?),
            HOST => Self::Host(text()?),
            DIRECTORY => Self::Directory(Name::from_der(element.content)?),
            URI => Self::Uri(text()?),
            ADDRESS => Self::Address(element.content.to_vec()),
            other => Self::Other(other),
        })
    }

    fn is_of_the_form_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Other(own), Self::Other(others)) => own == others,
            _ => discriminant(self) == discriminant(other),
        }
    }

    /// Whether the name lies in the subtree of which `self` is the base.
    fn holds(&self, name: &Self) -> bool {
        match (self, name) {
            (Self::Mail(base), Self::Mail(name)) => holds_mail(base, name),
            (Self::Host(base), Self::Host(name)) => {
                base.is_empty() || is_domain(base, name) || is_below(base, name)
            }
            (Self::Directory(base), Self::Directory(name)) => name.is_within(base),
            (Self::Uri(base), Self::Uri(name)) => {
                host_of(name).is_some_and(|host| holds_host(base, host))
            }
            (Self::Address(base), Self::Address(name)) => holds_address(base, name),
            _ => false,
        }
    }
}

/// A base is one mailbox, all of one host, or with a period before it all of a domain.
fn holds_mail(base: &str, name: &str) -> bool {
    match (base.rsplit_once('@'), name.rsplit_once('@')) {
        (Some((base_box, base_host)), Some((mailbox, host))) => {
            base_box == mailbox && is_domain(base_host, host)
        }
        (None, Some((_, host))) => holds_host(base, host),
        (_, None) => false,
    }
}

/// A base is one host, or with a period before it all hosts of a domain.
fn holds_host(base: &str, host: &str) -> bool {
    if base.starts_with('.') {
        is_below(base, host)
    } else {
        is_domain(base, host)
    }
}

fn is_domain(base: &str, host: &str) -> bool {
    base.eq_ignore_ascii_case(host)
}

/// Whether the host has at least one label more than the domain.
fn is_below(domain: &str, host: &str) -> bool {
    let domain = domain.strip_prefix('.').unwrap_or(domain);
    let split = host.len().checked_sub(domain.len());
    split
        .and_then(|at| host.split_at_checked(at))
        .is_some_and(|(labels, end)| {
            labels.len() > 1 && labels.ends_with('.') && is_domain(domain, end)
        })
}

/// The host in a URI with an authority (RFC 3986, 3.2).
fn host_of(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    // An address in brackets is no host name, and no constraint is for it.
    let host = host.split(':').next()?;
    (!host.is_empty() && !host.starts_with('[')).then_some(host)
}

/// A base is an address and a mask, each as long as the name.
fn holds_address(base: &[u8], name: &[u8]) -> bool {
    let Some((address, mask)) = base.split_at_checked(name.len()) else {
        return false;
    };
    let masked = address.iter().zip(mask).zip(name);
    address.len() == mask.len()
        && masked
            .into_iter()
            .all(|((base, mask), name)| base & mask == name & mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtrees_of_hosts_mailboxes_and_addresses() {
        use GeneralName::{Address, Host, Mail, Uri};
        let text = str::to_owned;
        for (base, name, expected) in [
            (Host(text("a.be")), Host(text("A.be")), true),
            (Host(text("a.be")), Host(text("x.y.a.be")), true),
            (Host(text(".a.be")), Host(text("x.a.be")), true),
            (Host(text("a.be")), Host(text("xa.be")), false),
            (Host(text("a.be")), Host(text(".a.be")), false),
            (Host(text("")), Host(text("a.be")), true),
            (Mail(text("p@a.be")), Mail(text("p@A.BE")), true),
            (Mail(text("p@a.be")), Mail(text("P@a.be")), false),
            (Mail(text("a.be")), Mail(text("p@a.be")), true),
            (Mail(text("a.be")), Mail(text("p@x.a.be")), false),
            (Mail(text(".a.be")), Mail(text("p@x.a.be")), true),
            (Mail(text(".a.be")), Mail(text("p@a.be")), false),
            (Mail(text("a.be")), Mail(text("a.be")), false),
            (Uri(text("a.be")), Uri(text("http://u@a.be:80/p")), true),
            (Uri(text("a.be")), Uri(text("http://x.a.be/")), false),
            (Uri(text(".a.be")), Uri(text("http://x.a.be?q")), true),
            (Uri(text("a.be")), Uri(text("urn:a.be")), false),
            (Uri(text("a.be")), Uri(text("http://evil/@a.be")), false),
            (
                Address(vec![10, 1, 0, 0, 255, 255, 0, 0]),
                Address(vec![10, 1, 2, 3]),
                true,
            ),
            (
                Address(vec![10, 1, 0, 0, 255, 255, 0, 0]),
                Address(vec![10, 2, 2, 3]),
                false,
            ),
            (Address(vec![10, 1]), Address(vec![10, 1, 2, 3]), false),
            (Host(text("a.be")), Uri(text("http://a.be")), false),
        ] {
            assert_eq!(base.holds(&name), expected);
        }
    }

    #[test]
    fn what_is_excluded_or_not_permitted() {
        let host = |name: &str| GeneralName::Host(name.to_owned());
        let constraints = NameConstraints {
            permitted: vec![host("a.be"), GeneralName::Other(0xa0)],
            excluded: vec![host("x.a.be"), GeneralName::Other(0xa3)],
        };
        assert!(constraints.allow_name(&host("y.a.be")));
        assert!(!constraints.allow_name(&host("x.a.be")));
        assert!(!constraints.allow_name(&host("b.be")));
        assert!(constraints.allow_name(&GeneralName::Mail("p@b.be".to_owned())));
        for tag in [0xa0, 0xa3] {
            assert!(!constraints.allow_name(&GeneralName::Other(tag)));
        }
        assert!(constraints.allow_name(&GeneralName::Other(0xa5)));
    }
}
