//! What a depot has for a search, and how that is written to a file.

use super::Identifier;
use crate::keys::Token;
use crate::limits::Limits;

/// The answer to a search that found something.
#[derive(Clone)]
pub(super) enum Answer {
    /// All tokens that match, at least one.
    Tokens(Vec<Token>),
    /// Searches that each have exactly one token as their answer.
    Matches(Vec<Identifier>),
}

/// The form of what follows; another one is not read.
const VERSION: u8 = 1;
const TOKENS: u8 = 0;
const MATCHES: u8 = 1;

impl Answer {
    /// The last moment at which all certificates in it are valid.
    pub(super) fn valid_until(&self) -> i64 {
        match self {
            Self::Tokens(tokens) => {
                let certificates = tokens.iter().flat_map(|token| {
                    [
                        token.encryption_certificate(),
                        token.authentication_certificate(),
                    ]
                });
                let ends = certificates.map(|certificate| certificate.not_after());
                ends.min().unwrap_or(i64::MIN)
            }
            Self::Matches(_) => i64::MAX,
        }
    }

    /// Writes it, with the moment when it was looked up.
    pub(super) fn write(&self, looked_up: i64) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend_from_slice(&looked_up.to_be_bytes());
        match self {
            Self::Tokens(tokens) => {
                out.push(TOKENS);
                for token in tokens {
                    write_item(&mut out, token.as_bytes());
                }
            }
            Self::Matches(matches) => {
                out.push(MATCHES);
                for identifier in matches {
                    write_item(&mut out, identifier.identifier_type().as_bytes());
                    write_item(&mut out, identifier.value().as_bytes());
                    write_application(&mut out, identifier.application());
                }
            }
        }
        out
    }

    /// Reads what [`Self::write`] wrote, by the same rules as an answer that comes from a
    /// service; `None` if it is anything else.
    pub(super) fn read(mut octets: &[u8], limits: &Limits) -> Option<(Self, i64)> {
        let input = &mut octets;
        if *take::<1>(input)? != [VERSION] {
            return None;
        }
        let looked_up = i64::from_be_bytes(*take::<8>(input)?);
        let answer = match *take::<1>(input)? {
            [TOKENS] => Self::Tokens(read_all(input, limits, |input| {
                Token::from_bytes(read_item(input)?, limits).ok()
            })?),
            [MATCHES] => Self::Matches(read_all(input, limits, |input| {
                let kind = read_text(input)?;
                let value = read_text(input)?;
                Some(Identifier::verbatim(kind, value, read_application(input)?))
            })?),
            _ => return None,
        };
        Some((answer, looked_up))
    }
}

/// At least one, and not more than a service may send.
fn read_all<T>(
    input: &mut &[u8],
    limits: &Limits,
    read: impl Fn(&mut &[u8]) -> Option<T>,
) -> Option<Vec<T>> {
    let mut all = Vec::new();
    while !input.is_empty() {
        if all.len() >= limits.matches {
            return None;
        }
        all.push(read(input)?);
    }
    (!all.is_empty()).then_some(all)
}

fn write_item(out: &mut Vec<u8>, item: &[u8]) {
    out.extend_from_slice(&(item.len() as u64).to_be_bytes());
    out.extend_from_slice(item);
}

/// An application is a list of one or of none: an empty one is another search than none.
fn write_application(out: &mut Vec<u8>, application: Option<&str>) {
    out.push(u8::from(application.is_some()));
    if let Some(application) = application {
        write_item(out, application.as_bytes());
    }
}

fn read_application(input: &mut &[u8]) -> Option<Option<String>> {
    match *take::<1>(input)? {
        [0] => Some(None),
        [1] => Some(Some(read_text(input)?)),
        _ => None,
    }
}

fn read_text(input: &mut &[u8]) -> Option<String> {
    String::from_utf8(read_item(input)?.to_vec()).ok()
}

fn read_item<'a>(input: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u64::from_be_bytes(*take::<8>(input)?);
    let (item, rest) = input.split_at_checked(usize::try_from(length).ok()?)?;
    *input = rest;
    Some(item)
}

fn take<'a, const N: usize>(input: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (head, rest) = input.split_first_chunk()?;
    *input = rest;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &[u8] = include_bytes!("../../tests/vectors/official/etk/alice.etk");

    fn answers() -> [Answer; 2] {
        let token = Token::from_bytes(TOKEN, &Limits::default()).unwrap();
        let identifier = |application| Identifier::new("CBE", "200000142", application).unwrap();
        [
            Answer::Tokens(vec![token.clone(), token]),
            Answer::Matches([None, Some(""), Some("LABX")].map(identifier).into()),
        ]
    }

    #[test]
    fn answers_are_read_as_they_were_written() {
        let limits = Limits::default();
        for answer in answers() {
            let written = answer.write(-7);
            let (read, looked_up) = Answer::read(&written, &limits).unwrap();
            assert_eq!(looked_up, -7);
            assert_eq!(read.write(-7), written);
            assert_eq!(read.valid_until(), answer.valid_until());
        }
    }

    #[test]
    fn nothing_else_is_read() {
        let limits = Limits {
            matches: 3,
            ..Limits::default()
        };
        for answer in answers() {
            let written = answer.write(0);
            // A shorter list is a list too.
            let is_whole = |end: usize| Answer::read(written.get(..end).unwrap(), &limits);
            let shorter = (0..written.len()).filter(|end| is_whole(*end).is_some());
            assert!(shorter.count() < 3);
            for index in 0..10 {
                let mut other = written.clone();
                other[index] ^= 0x80;
                let outcome = Answer::read(&other, &limits);
                assert_eq!(outcome.is_some(), (1..9).contains(&index), "octet {index}");
            }
            let mut longer = written.clone();
            longer.extend_from_slice(written.get(10..).unwrap());
            assert!(Answer::read(&longer, &limits).is_none());
        }
        assert!(Answer::read(&[], &limits).is_none());
        let endless = [&[VERSION][..], &[0; 8], &[TOKENS], &[0xff; 8]].concat();
        assert!(Answer::read(&endless, &limits).is_none());
    }
}
