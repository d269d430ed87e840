//! ASN.1 in BER and DER (X.690): a streaming reader, a reader over slices on the same
//! header decoder, a DER writer, and the framing of strings whose length is not known.

mod element;
mod header;
pub(crate) mod oid;
mod segments;
mod stream;
mod writer;

pub(crate) use element::{Cursor, Element};
pub(crate) use header::{Header, Length};
pub(crate) use segments::Segments;
pub(crate) use stream::{Event, StreamReader};
pub(crate) use writer::{
    END_OF_CONTENTS, header_len as der_header_len, indefinite, write,
    write_header as write_der_header, write_oid, write_unsigned,
};

/// Identifier octets (X.690, 8.1.2) of the universal types in use.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// The bit that marks a constructed encoding.
    pub(crate) const CONSTRUCTED: u8 = 0x20;

    /// `[number]`, constructed.
    pub(crate) const fn context(number: u8) -> u8 {
        0xa0 | number
    }

    /// `[number]`, primitive.
    pub(crate) const fn context_primitive(number: u8) -> u8 {
        0x80 | number
    }
}
