//! CBOR (RFC 8949) as authenticators write it: every length stated, no tags.

use crate::error::{Error, Result};

/// How deep values may be nested. What an authenticator writes has four levels; CTAP 2 allows no
/// more.
const MAX_DEPTH: usize = 8;
/// Items of a list, and entries of a map: the longest that is known has a dozen.
const MAX_ITEMS: u64 = 64;

/// A value, which borrows from the octets that it was read from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cbor<'a> {
    Integer(i64),
    Octets(&'a [u8]),
    Text(&'a str),
    List(Vec<Cbor<'a>>),
    Map(Map<'a>),
    /// A boolean, null, or a number that is no integer of 64 bits: nothing that is looked at.
    Other,
}

/// A map without an entry twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Map<'a>(Vec<(Cbor<'a>, Cbor<'a>)>);

impl<'a> Cbor<'a> {
    /// Reads the one value that there is.
    pub(super) fn parse(input: &'a [u8]) -> Result<Self> {
        match Self::read(input)? {
            (value, []) => Ok(value),
            _ => Err(malformed()),
        }
    }

    /// Reads a value, and returns what stands behind it.
    pub(super) fn read(input: &'a [u8]) -> Result<(Self, &'a [u8])> {
        let mut reader = Reader(input);
        let value = reader.value(MAX_DEPTH)?;
        Ok((value, reader.0))
    }

    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn octets(&self) -> Option<&'a [u8]> {
        match self {
            Self::Octets(octets) => Some(octets),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn map(&self) -> Option<&Map<'a>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }
}

impl<'a> Map<'a> {
    /// What stands under a number.
    pub(super) fn at(&self, number: i64) -> Option<&Cbor<'a>> {
        self.find(&Cbor::Integer(number))
    }

    /// What stands under a name.
    pub(super) fn named(&self, name: &str) -> Option<&Cbor<'a>> {
        let mut entries = self.0.iter();
        let entry = entries.find(|(key, _)| key.text() == Some(name));
        entry.map(|(_, value)| value)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn find(&self, wanted: &Cbor<'_>) -> Option<&Cbor<'a>> {
        let mut entries = self.0.iter();
        let entry = entries.find(|(key, _)| key == wanted);
        entry.map(|(_, value)| value)
    }
}

/// What is still to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Cbor<'a>> {
        let depth = depth.checked_sub(1).ok_or_else(malformed)?;
        let [first] = *self.array::<1>()?;
        let (major, information) = (first >> 5, first & 0x1f);
        // A float of whichever size is a simple value with its octets behind it, as an argument is.
        let argument = self.argument(information)?;
        Ok(match major {
            0 => i64::try_from(argument).map_or(Cbor::Other, Cbor::Integer),
            1 => i64::try_from(argument).map_or(Cbor::Other, |number| Cbor::Integer(!number)),
            2 => Cbor::Octets(self.take(argument)?),
            3 => {
                let text = core::str::from_utf8(self.take(argument)?);
                Cbor::Text(text.map_err(|_| malformed())?)
            }
            4 => Cbor::List(self.list(argument, depth)?),
            5 => Cbor::Map(self.map(argument, depth)?),
            7 => Cbor::Other,
            _ => return Err(malformed()),
        })
    }

    /// The number in the head of a value. Lengths that are not stated at once are refused.
    fn argument(&mut self, information: u8) -> Result<u64> {
        Ok(match information {
            0..24 => information.into(),
            24 => u8::from_be_bytes(*self.array()?).into(),
            25 => u16::from_be_bytes(*self.array()?).into(),
            26 => u32::from_be_bytes(*self.array()?).into(),
            27 => u64::from_be_bytes(*self.array()?),
            _ => return Err(malformed()),
        })
    }

    fn list(&mut self, count: u64, depth: usize) -> Result<Vec<Cbor<'a>>> {
        (0..checked(count)?).map(|_| self.value(depth)).collect()
    }

    fn map(&mut self, count: u64, depth: usize) -> Result<Map<'a>> {
        let mut map = Map(Vec::new());
        for _ in 0..checked(count)? {
            let key = self.value(depth)?;
            if map.find(&key).is_some() {
                return Err(malformed());
            }
            let value = self.value(depth)?;
            map.0.push((key, value));
        }
        Ok(map)
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8]> {
        let length = usize::try_from(length).map_err(|_| malformed())?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const SIZE: usize>(&mut self) -> Result<&'a [u8; SIZE]> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(malformed)?;
        self.0 = rest;
        Ok(taken)
    }
}

fn checked(count: u64) -> Result<u64> {
    Some(count)
        .filter(|count| *count <= MAX_ITEMS)
        .ok_or_else(malformed)
}

pub(super) fn malformed() -> Error {
    Error::malformed("what an authenticator says is not the CBOR that it should be")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_rfc_8949() {
        for (octets, value) in [
            (&[0x00][..], Cbor::Integer(0)),
            (&[0x17], Cbor::Integer(23)),
            (&[0x18, 0x18], Cbor::Integer(24)),
            (&[0x19, 0x03, 0xe8], Cbor::Integer(1000)),
            (&[0x1a, 0, 0x0f, 0x42, 0x40], Cbor::Integer(1_000_000)),
            (&[0x26], Cbor::Integer(-7)),
            (&[0x39, 0x01, 0x00], Cbor::Integer(-257)),
            (
                &[0x3b, 0x7f, 255, 255, 255, 255, 255, 255, 255],
                Cbor::Integer(i64::MIN),
            ),
            (&[0x3b, 255, 255, 255, 255, 255, 255, 255, 255], Cbor::Other),
            (&[0x44, 1, 2, 3, 4], Cbor::Octets(&[1, 2, 3, 4])),
            (&[0x62, 0xc3, 0xbc], Cbor::Text("\u{fc}")),
            (
                &[0x82, 0x01, 0xf5],
                Cbor::List(vec![Cbor::Integer(1), Cbor::Other]),
            ),
            (&[0xf9, 0x3c, 0x00], Cbor::Other),
            (
                &[0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a],
                Cbor::Other,
            ),
            (&[0xa0], Cbor::Map(Map(vec![]))),
        ] {
            assert_eq!(Cbor::parse(octets).unwrap(), value);
        }
    }

    #[test]
    fn maps_are_searched() {
        // {1: 2, "a": h'03'}
        let map = Cbor::parse(&[0xa2, 0x01, 0x02, 0x61, 0x61, 0x41, 0x03]).unwrap();
        let map = map.map().unwrap();
        assert_eq!(map.at(1).unwrap().integer(), Some(2));
        assert_eq!(map.named("a").unwrap().octets(), Some(&[3][..]));
        assert!(map.at(2).is_none() && map.named("b").is_none() && !map.is_empty());
    }

    #[test]
    fn what_is_not_read() {
        let deep = [0x81; 9];
        let wide = [&[0x98, 65][..], &[0; 65]].concat();
        let just = [&[0x98, 64][..], &[0; 64]].concat();
        assert!(Cbor::parse(&just).is_ok() && Cbor::parse(&[0x81, 0x81, 0x80]).is_ok());
        for wrong in [
            &[][..],
            &[0x18],
            &[0x44, 1, 2, 3],
            &[0x5b, 255, 255, 255, 255, 255, 255, 255, 255, 1],
            &[0x9b, 255, 255, 255, 255, 255, 255, 255, 255, 1],
            &[0x1c],
            // A length that is not stated, a tag, a break.
            &[0x5f, 0x41, 0, 0xff],
            &[0x9f, 0xff],
            &[0xc0, 0x00],
            &[0xff],
            // Not UTF-8, an entry twice, an entry without a value, something behind.
            &[0x61, 0xff],
            &[0xa2, 1, 1, 1, 2],
            &[0xa1, 1],
            &[0x00, 0x00],
            &deep,
            &[0x81; 100_000],
            &wide,
        ] {
            assert!(Cbor::parse(wrong).is_err(), "{:?}", wrong.get(..8));
        }
    }
}
