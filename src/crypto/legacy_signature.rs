//! Verifies what only old or broken messages carry, and the backend does not: RSA keys of
//! unusual sizes, MD5 and SHA-224 under RSA, unusual RSASSA-PSS parameters, and DSA
//! (FIPS 186-4). Everything here is public, so nothing needs to run in constant time.

use super::mask::apply_mask;
use super::{Digest, DigestAlgorithm, PssParameters};
use crate::asn1::{Cursor, Element, tag, write, write_oid};
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, NonZero, Odd};

/// Bits of the greatest public exponent, the bound of the backend too: a greater one only
/// makes verifiers work.
const MAX_EXPONENT_BITS: u32 = 33;

/// Bits of the greatest modulus and of the greatest order of a DSA key.
const MAX_DSA_BITS: (u32, u32) = (8192, 512);

/// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2). `None` where the key or the signature is not of a
/// form that could verify.
pub(super) fn verifies_pkcs1(
    rsa_public_key: &[u8],
    algorithm: DigestAlgorithm,
    digest: &[u8],
    signature: &[u8],
) -> Option<bool> {
    let key = RsaPublicKey::parse(rsa_public_key)?;
    let encoded = key.open(signature)?;
    let mut info = Vec::new();
    write(&mut info, tag::SEQUENCE, |out| {
        write(out, tag::SEQUENCE, |out| {
            write_oid(out, &algorithm.oid());
            write(out, tag::NULL, |_| {});
        });
        write(out, tag::OCTET_STRING, |out| out.extend_from_slice(digest));
    });
    let padding = encoded.len().checked_sub(info.len().saturating_add(3))?;
    if padding < 8 {
        return None;
    }
    let expected = [&[0, 1], vec![0xff; padding].as_slice(), &[0], &info].concat();
    Some(encoded == expected)
}

/// RSASSA-PSS (RFC 8017, 8.1.2). `None` where the key or the signature is not of a form that
/// could verify.
pub(super) fn verifies_pss(
    rsa_public_key: &[u8],
    parameters: &PssParameters,
    digest: &[u8],
    signature: &[u8],
) -> Option<bool> {
    let key = RsaPublicKey::parse(rsa_public_key)?;
    let opened = key.open(signature)?;
    // The encoded message has one bit less than the modulus.
    let bits = key.modulus.bits().checked_sub(1)?;
    let length = usize::try_from(bits.div_ceil(8)).ok()?;
    let (above, encoded) = opened.split_at_checked(opened.len().checked_sub(length)?)?;
    let (&trailer, encoded) = encoded.split_last()?;
    let split = encoded.len().checked_sub(parameters.digest.size())?;
    let (masked, hash) = encoded.split_at_checked(split)?;
    let unused = u8::try_from(bits.div_ceil(8).saturating_mul(8).saturating_sub(bits)).ok()?;
    let used = 0xffu8.checked_shr(unused.into())?;
    let mut data = masked.to_vec();
    if above.iter().any(|octet| *octet != 0) || trailer != 0xbc || data.first()? & !used != 0 {
        return Some(false);
    }
    apply_mask(parameters.mask_digest, hash, &mut data);
    *data.first_mut()? &= used;
    let start = data.len().checked_sub(parameters.salt_length)?;
    let (padding, salt) = data.split_at_checked(start)?;
    let (&one, zeros) = padding.split_last()?;
    let mut expected = Digest::new(parameters.digest);
    expected.update(&[0; 8]);
    expected.update(digest);
    expected.update(salt);
    Some(one == 1 && zeros.iter().all(|octet| *octet == 0) && expected.finish() == hash)
}

/// An odd number, and the arithmetic modulo it.
struct Modulus {
    number: BoxedUint,
    params: BoxedMontyParams,
}

impl Modulus {
    fn new(octets: &[u8]) -> Option<Self> {
        let number = BoxedUint::from_be_slice_vartime(octets);
        let odd = Odd::new(number.clone()).into_option()?;
        Some(Self {
            number,
            params: BoxedMontyParams::new_vartime(odd),
        })
    }

    fn bits(&self) -> u32 {
        self.number.bits_vartime()
    }

    /// A number that is less than the modulus.
    fn form(&self, octets: &[u8]) -> Option<BoxedMontyForm> {
        let number = BoxedUint::from_be_slice(octets, self.number.bits_precision()).ok()?;
        (number < self.number).then(|| BoxedMontyForm::new(number, &self.params))
    }

    /// What remains of any number.
    fn reduce(&self, number: &BoxedUint) -> Option<BoxedMontyForm> {
        let modulus = NonZero::new(self.number.clone()).into_option()?;
        self.form(&number.rem_vartime(&modulus).to_be_bytes())
    }
}

struct RsaPublicKey {
    modulus: Modulus,
    exponent: BoxedUint,
}

impl RsaPublicKey {
    /// Takes an RSAPublicKey (RFC 8017, A.1.1).
    fn parse(der: &[u8]) -> Option<Self> {
        let mut members = Element::parse_as(der, tag::SEQUENCE).ok()?.children();
        let modulus = Modulus::new(read_unsigned(&mut members)?)?;
        let exponent = BoxedUint::from_be_slice_vartime(read_unsigned(&mut members)?);
        members.finish().ok()?;
        let sound = exponent.bit_vartime(0)
            && (2..=MAX_EXPONENT_BITS).contains(&exponent.bits_vartime())
            && exponent.bits_vartime() < modulus.bits();
        sound.then_some(Self { modulus, exponent })
    }

    /// RSAVP1 (RFC 8017, 5.2.2) on a signature, which is exactly as long as the modulus.
    fn open(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let size = usize::try_from(self.modulus.bits().div_ceil(8)).ok()?;
        if signature.len() != size {
            return None;
        }
        let opened = self.modulus.form(signature)?.pow(&self.exponent).retrieve();
        let octets = opened.to_be_bytes();
        let start = octets.len().checked_sub(size)?;
        octets.get(start..).map(<[u8]>::to_vec)
    }
}

/// A DSA key with its domain parameters (RFC 3279, 2.3.2).
pub(super) struct DsaPublicKey {
    q: Modulus,
    g: BoxedMontyForm,
    y: BoxedMontyForm,
}

impl DsaPublicKey {
    /// Takes Dss-Parms and a DSAPublicKey.
    pub(super) fn parse(domain: &[u8], public: &[u8]) -> Option<Self> {
        let mut members = Element::parse_as(domain, tag::SEQUENCE).ok()?.children();
        let p = Modulus::new(read_unsigned(&mut members)?)?;
        let q = Modulus::new(read_unsigned(&mut members)?)?;
        let g = read_unsigned(&mut members)?;
        members.finish().ok()?;
        let mut public = Cursor::new(public);
        let y = read_unsigned(&mut public)?;
        public.finish().ok()?;
        let (max_p, max_q) = MAX_DSA_BITS;
        let sound = p.bits() <= max_p && q.bits() <= max_q && (2..p.bits()).contains(&q.bits());
        let is_trivial = |number: &[u8]| matches!(number, [] | [1]);
        if !sound || is_trivial(g) || is_trivial(y) {
            return None;
        }
        let (g, y) = (p.form(g)?, p.form(y)?);
        Some(Self { q, g, y })
    }

    /// FIPS 186-4, 4.7. `None` where the signature is not of a form that could verify.
    pub(super) fn verifies(&self, digest: &[u8], signature: &[u8]) -> Option<bool> {
        let mut members = Element::parse_as(signature, tag::SEQUENCE).ok()?.children();
        let r = self.q.form(read_unsigned(&mut members)?)?;
        let s = self.q.form(read_unsigned(&mut members)?)?;
        members.finish().ok()?;
        if bool::from(r.is_zero()) || bool::from(s.is_zero()) {
            return None;
        }
        let w = s.invert_vartime().into_option()?;
        let u1 = self.q.reduce(&self.leftmost_bits(digest))?.mul(&w);
        let u2 = r.mul(&w);
        let first = self.g.pow(&u1.retrieve());
        let second = self.y.pow(&u2.retrieve());
        let v = self.q.reduce(&first.mul(&second).retrieve())?;
        Some(v == r)
    }

    /// As many bits of the digest, from the left, as the order has.
    fn leftmost_bits(&self, digest: &[u8]) -> BoxedUint {
        let number = BoxedUint::from_be_slice_vartime(digest);
        let bits = u32::try_from(digest.len().saturating_mul(8)).unwrap_or(u32::MAX);
        let excess = bits.saturating_sub(self.q.bits());
        number.wrapping_shr_vartime(excess)
    }
}

/// The octets of a positive INTEGER without leading zeros.
fn read_unsigned<'a>(members: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let octets = members.read_as(tag::INTEGER).ok()?.content;
    let positive = *octets.first()? < 0x80;
    let start = octets.iter().position(|octet| *octet != 0)?;
    octets.get(start..).filter(|_| positive)
}
