//! Certificates as files hold them: DER, or PEM (RFC 7468).

use super::Certificate;
use crate::error::{Error, Result, Status};
use base64ct::{Base64, Encoding};

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
const END: &[u8] = b"-----END CERTIFICATE-----";

impl Certificate {
    /// Reads a DER certificate, or every certificate of a PEM text; whatever else stands in
    /// the text is passed over. There is at least one.
    ///
    /// # Errors
    /// As [`Certificate::from_der`], for any of them.
    pub fn from_der_or_pem(octets: &[u8]) -> Result<Vec<Self>> {
        let no_der = match Self::from_der(octets) {
            Ok(certificate) => return Ok(vec![certificate]),
            Err(error) => error,
        };
        let mut certificates = Vec::new();
        let mut rest = octets;
        while let Some((_, after)) = split_at(rest, BEGIN) {
            let (body, after) = split_at(after, END)
                .ok_or_else(|| Error::new(Status::Truncated, "a PEM certificate has no end"))?;
            certificates.push(Self::from_der(&decode(body)?)?);
            rest = after;
        }
        if certificates.is_empty() {
            return Err(no_der);
        }
        Ok(certificates)
    }
}

/// What stands before and after the first place where `mark` stands.
fn split_at<'a>(octets: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let start = octets.windows(mark.len()).position(|at| at == mark)?;
    let (before, from) = octets.split_at_checked(start)?;
    Some((before, from.get(mark.len()..)?))
}

fn decode(body: &[u8]) -> Result<Vec<u8>> {
    let is_space = |octet: &&u8| !octet.is_ascii_whitespace();
    let base64: Vec<u8> = body.iter().filter(is_space).copied().collect();
    core::str::from_utf8(&base64)
        .ok()
        .and_then(|base64| Base64::decode_vec(base64).ok())
        .ok_or_else(|| Error::malformed("a PEM certificate is not base64"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &[u8] = include_bytes!("../../tests/vectors/official/pki/root.cer");
    const ISSUING: &[u8] = include_bytes!("../../tests/vectors/official/pki/issuing.cer");

    fn pem(der: &[u8], line_break: &str) -> String {
        let base64 = Base64::encode_string(der);
        let lines: Vec<&str> = base64
            .as_bytes()
            .chunks(64)
            .map(|line| core::str::from_utf8(line).unwrap())
            .collect();
        let mut text = String::from("-----BEGIN CERTIFICATE-----") + line_break;
        text += &lines.join(line_break);
        text + line_break + "-----END CERTIFICATE-----" + line_break
    }

    #[test]
    fn one_and_many() {
        let read = |octets: &[u8]| Certificate::from_der_or_pem(octets).unwrap();
        assert_eq!(read(ROOT)[0].as_der(), ROOT);
        for line_break in ["\n", "\r\n"] {
            let mut text = format!("0 a note{line_break}");
            text += &pem(ROOT, line_break);
            assert_eq!(read(text.as_bytes()).len(), 1);
            text += "another note\n-----BEGIN X509 CRL-----\nAA==\n-----END X509 CRL-----\n";
            text += &pem(ISSUING, line_break);
            let both = read(text.as_bytes());
            assert_eq!(both.len(), 2);
            assert_eq!((both[0].as_der(), both[1].as_der()), (ROOT, ISSUING));
        }
    }

    #[test]
    fn what_is_no_certificate() {
        let whole = pem(ROOT, "\n");
        let status = |octets: &[u8]| Certificate::from_der_or_pem(octets).unwrap_err().status();
        assert_eq!(status(b""), Status::Truncated);
        assert_eq!(status(&[0x31, 0]), Status::Malformed);
        assert_eq!(
            status(&whole.as_bytes()[..whole.len() - 3]),
            Status::Truncated
        );
        assert_eq!(
            status(whole.replace('M', "*").as_bytes()),
            Status::Malformed
        );
        let cut = pem(&ROOT[..ROOT.len() - 1], "\n");
        assert_eq!(status(cut.as_bytes()), Status::Truncated);
        // One broken certificate among good ones is not passed over.
        assert_eq!(status((whole + &cut).as_bytes()), Status::Truncated);
    }
}
