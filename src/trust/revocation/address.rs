//! Which addresses a certificate may send this library to: the URLs in it are its issuer's
//! words, or those of whoever forged it.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether a request may go to this URL: over HTTP or HTTPS, to a listed host, or, if none is
/// listed, to one that is not evidently a private one. What address a public name leads to is
/// only known to the transport.
pub(super) fn may_be_asked(url: &str, hosts: &[String]) -> bool {
    let Some(host) = host_of(url) else {
        return false;
    };
    if hosts.is_empty() {
        is_public(&host)
    } else {
        hosts
            .iter()
            .any(|listed| bare(listed).eq_ignore_ascii_case(&host))
    }
}

/// The host of an HTTP or HTTPS URL, in lower case and without the brackets of IPv6. `None`
/// for everything that two readers of URLs might understand in two ways.
fn host_of(url: &str) -> Option<String> {
    let is_plain = |octet: u8| octet.is_ascii_graphic() && !br#"\"<>^`{|}"#.contains(&octet);
    if !url.bytes().all(is_plain) {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (address, port)
        }
        None => {
            let end = authority.find(':').unwrap_or(authority.len());
            authority.split_at_checked(end)?
        }
    };
    let is_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|number| number.parse::<u16>().is_ok_and(|port| port != 0));
    let is_name = |host: &str| {
        host.bytes()
            .all(|octet| octet.is_ascii_alphanumeric() || b"-._".contains(&octet))
    };
    let is_host = !host.is_empty() && (authority.starts_with('[') || is_name(host));
    (is_port && is_host).then(|| host.to_ascii_lowercase())
}

fn bare(listed: &str) -> &str {
    listed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(listed)
}

fn is_public(host: &str) -> bool {
    if let Ok(address) = host.parse::<IpAddr>() {
        return is_public_address(address);
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let Some((_, last)) = name.rsplit_once('.') else {
        return false;
    };
    // What ends in a number is an address in one of its old forms, such as 127.1 or 0x7f.1.
    let is_number = last.bytes().all(|octet| octet.is_ascii_digit()) || last.starts_with("0x");
    !is_number && !["localhost", "local", "internal", "intranet", "lan", "home"].contains(&last)
}

fn is_public_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_shared = first == 100 && second & 0xc0 == 64;
    let is_protocol = first == 192 && second == 0 && third == 0;
    let is_benchmark = first == 198 && second & 0xfe == 18;
    !(first == 0
        || first >= 224
        || is_shared
        || is_protocol
        || is_benchmark
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation())
}

/// Global unicast, except for what stands for an IPv4 address: those are judged as what they
/// stand for, or not taken.
fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let [first, second, ..] = address.segments();
    let is_global = first & 0xe000 == 0x2000;
    let is_teredo_or_protocol = first == 0x2001 && second < 0x0200;
    let is_documentation = first == 0x2001 && second == 0x0db8;
    is_global && !is_teredo_or_protocol && !is_documentation && first != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_no_host_listed_only_public_ones() {
        for url in [
            "http://ocsp.eid.belgium.be/eid/0",
            "HTTPS://OCSP.example.be:8443?a=b",
            "http://crl.example.be./x.crl",
            "http://8.8.8.8/",
            "http://[2a00:1450:4001::1]:80/x",
        ] {
            assert!(may_be_asked(url, &[]), "{url}");
        }
        for url in [
            "ftp://crl.example.be/x",
            "ldap://crl.example.be/x",
            "file:///etc/passwd",
            "//crl.example.be/",
            "crl.example.be",
            "http:/crl.example.be/",
            "http://",
            "http://:80/",
            "http://localhost/",
            "http://LOCALHOST.:80/",
            "http://a.localhost/",
            "http://printer/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://127.0.0.1/",
            "http://127.0.0.1:8899/ocsp",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0x7f.1/",
            "http://017700000001/",
            "http://10.0.0.1/",
            "http://172.31.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://224.0.0.1/",
            "http://[::1]/",
            "http://[::]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fe80::1%25eth0]/",
            "http://user@example.be/",
            "http://example.be:80@127.0.0.1/",
            "http://127.0.0.1\\@example.be/",
            "http://example.be:x/",
            "http://example.be:/",
            "http://example.be:0/",
            "http://exa mple.be/",
            "http://example.be/\r\nHost: other",
            "http://%6cocalhost.be/",
            "http://éxample.be/",
        ] {
            assert!(!may_be_asked(url, &[]), "{url}");
        }
    }

    #[test]
    fn with_hosts_listed_only_those() {
        let hosts = ["127.0.0.1", "[::1]", "Ocsp.Example.be"].map(str::to_owned);
        for url in [
            "http://127.0.0.1:8899/ocsp",
            "http://[::1]/",
            "https://ocsp.example.be/",
        ] {
            assert!(may_be_asked(url, &hosts), "{url}");
        }
        for url in [
            "http://127.0.0.2/",
            "http://127.0.0.1.example.be/",
            "http://example.be/",
            "http://x.ocsp.example.be/",
            "http://127.0.0.1@example.be/",
            "ftp://127.0.0.1/",
        ] {
            assert!(!may_be_asked(url, &hosts), "{url}");
        }
    }
}
