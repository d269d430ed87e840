//! Elliptic-curve Diffie-Hellman, by which two keys on one curve give a key: with the key
//! derivation of ANSI X9.63 (SEC 1, 3.6.1 and 6.1; RFC 5753, 7.1) in CMS, and with the
//! concatenation of NIST SP 800-56A (5.8.1) in JOSE.
//!
//! All curves here have cofactor 1, so the standard and the cofactor primitive are the same.

use super::KeyEncryptionKey;
use crate::asn1::{Element, oid, tag};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::agreement::{
    Algorithm, ECDH_P256, ECDH_P384, ECDH_P521, ParsedPublicKey, PrivateKey, UnparsedPublicKey,
    agree,
};
use aws_lc_rs::digest as aws;
use der::oid::ObjectIdentifier;

/// A curve that keys are agreed on (RFC 5480, 2.1.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    const ALL: [Self; 3] = [Self::P256, Self::P384, Self::P521];

    pub(crate) fn from_oid(oid: &ObjectIdentifier) -> Option<Self> {
        match *oid {
            oid::SECP256R1 => Some(Self::P256),
            oid::SECP384R1 => Some(Self::P384),
            oid::SECP521R1 => Some(Self::P521),
            _ => None,
        }
    }

    pub(crate) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::P256 => oid::SECP256R1,
            Self::P384 => oid::SECP384R1,
            Self::P521 => oid::SECP521R1,
        }
    }

    /// Octets of a coordinate, and of a private key.
    pub(crate) fn field_size(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// Whether these octets are an uncompressed point that lies on the curve.
    pub(crate) fn has(self, point: &[u8]) -> bool {
        point.first() == Some(&4)
            && ParsedPublicKey::try_from(UnparsedPublicKey::new(self.aws(), point)).is_ok()
    }

    fn aws(self) -> &'static Algorithm {
        match self {
            Self::P256 => &ECDH_P256,
            Self::P384 => &ECDH_P384,
            Self::P521 => &ECDH_P521,
        }
    }
}

/// The digest of a key derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DerivationDigest {
    /// Only to open what others made, as [`Self::Sha224`].
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl DerivationDigest {
    fn aws(self) -> &'static aws::Algorithm {
        match self {
            Self::Sha1 => &aws::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => &aws::SHA224,
            Self::Sha256 => &aws::SHA256,
            Self::Sha384 => &aws::SHA384,
            Self::Sha512 => &aws::SHA512,
        }
    }
}

/// What makes a key-encryption key of a shared secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyDerivation {
    pub(crate) digest: DerivationDigest,
    pub(crate) shared_info: Vec<u8>,
    /// Octets of the key-encryption key.
    pub(crate) size: usize,
}

impl KeyDerivation {
    /// The key data of SEC 1, 3.6.1, cut to the size.
    fn key(&self, shared_secret: &[u8]) -> Secret {
        counted(self.digest, self.size, |digest, counter| {
            digest.update(shared_secret);
            digest.update(counter);
            digest.update(&self.shared_info);
        })
    }
}

/// As many octets as wanted of digests one after the other, each over what `feed` gives it with
/// a counter of 1, 2 and so on.
fn counted(
    digest: DerivationDigest,
    size: usize,
    feed: impl Fn(&mut aws::Context, &[u8]),
) -> Secret {
    let mut key = Secret::with_capacity(size);
    for counter in 1u32.. {
        let missing = size.saturating_sub(key.len());
        if missing == 0 {
            break;
        }
        let mut context = aws::Context::new(digest.aws());
        feed(&mut context, &counter.to_be_bytes());
        let block = context.finish();
        let block = block.as_ref();
        key.extend(block.get(..missing).unwrap_or(block));
    }
    key
}

/// What `derive` makes of the secret that a private key and a point on its curve share. `None`
/// for whatever is no such point.
fn agreed(key: &PrivateKey, point: &[u8], derive: impl FnOnce(&[u8]) -> Secret) -> Option<Secret> {
    // Compressed or uncompressed (SEC 1, 2.3.3). The backend would take more than these.
    if !matches!(point.first(), Some(2..=4)) {
        return None;
    }
    let peer = UnparsedPublicKey::new(key.algorithm(), point);
    agree(key, peer, (), |shared| Ok(derive(shared))).ok()
}

/// The key-encryption key of a private key and a point. `None` also for a size that no
/// key-encryption key has.
fn key_encryption_key(
    key: &PrivateKey,
    point: &[u8],
    derivation: &KeyDerivation,
) -> Option<KeyEncryptionKey> {
    let key = agreed(key, point, |shared| derivation.key(shared))?;
    KeyEncryptionKey::new(key.as_bytes()).ok()
}

/// The key that JOSE derives (RFC 7518, 4.6.2): by concatenation, with SHA-256. `other_info`
/// names the algorithm, the parties and the size.
fn concatenated(key: &PrivateKey, point: &[u8], other_info: &[u8], size: usize) -> Option<Secret> {
    agreed(key, point, |shared| {
        counted(DerivationDigest::Sha256, size, |digest, counter| {
            digest.update(counter);
            digest.update(shared);
            digest.update(other_info);
        })
    })
}

/// An EC private key that content-encryption keys are sent to.
pub(crate) struct AgreementKey {
    curve: Curve,
    key: PrivateKey,
}

impl AgreementKey {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo with an EC key on a known curve.
    pub(crate) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        Curve::ALL
            .into_iter()
            .find_map(|curve| {
                let key = PrivateKey::from_private_key_der(curve.aws(), pkcs8).ok()?;
                Some(Self { curve, key })
            })
            .ok_or_else(|| {
                Error::new(
                    Status::KeyUnsupported,
                    "a decryption key is not an EC key on P-256, P-384 or P-521",
                )
            })
    }

    pub(crate) fn curve(&self) -> Curve {
        self.curve
    }

    /// The public key, an uncompressed point.
    pub(crate) fn point(&self) -> Result<Vec<u8>> {
        public_point(&self.key)
    }

    /// The key of `size` octets that the holder of the other, ephemeral key has made by
    /// concatenation, as JOSE does. `None` if the point is none of this curve.
    pub(crate) fn concatenated_key(
        &self,
        originator: &[u8],
        other_info: &[u8],
        size: usize,
    ) -> Option<Secret> {
        concatenated(&self.key, originator, other_info, size)
    }

    /// The key-encryption key that the holder of the other, ephemeral key has made. `None` if
    /// the point is none of this curve.
    pub(crate) fn key_encryption_key(
        &self,
        originator: &[u8],
        derivation: &KeyDerivation,
    ) -> Option<KeyEncryptionKey> {
        key_encryption_key(&self.key, originator, derivation)
    }
}

/// A new key pair for one message to one recipient.
pub(crate) struct EphemeralAgreement {
    curve: Curve,
    key: PrivateKey,
    point: Vec<u8>,
    recipient: Vec<u8>,
}

impl EphemeralAgreement {
    /// Makes a key on the curve of the recipient, whose SubjectPublicKeyInfo (RFC 5480, 2) this
    /// takes.
    pub(crate) fn with(spki: &[u8]) -> Result<Self> {
        let (curve, recipient) = named_point(spki).ok_or_else(unsupported)?;
        let failed = |_| Error::internal("an ephemeral key could not be made");
        let key = PrivateKey::generate(curve.aws()).map_err(failed)?;
        Ok(Self {
            curve,
            point: public_point(&key)?,
            key,
            recipient: recipient.to_vec(),
        })
    }

    pub(crate) fn curve(&self) -> Curve {
        self.curve
    }

    /// The public key, an uncompressed point.
    pub(crate) fn point(&self) -> &[u8] {
        &self.point
    }

    /// The key of `size` octets that the recipient will make by concatenation.
    pub(crate) fn concatenated_key(&self, other_info: &[u8], size: usize) -> Result<Secret> {
        concatenated(&self.key, &self.recipient, other_info, size).ok_or_else(unsupported)
    }

    /// The key-encryption key that the recipient will make.
    pub(crate) fn key_encryption_key(
        &self,
        derivation: &KeyDerivation,
    ) -> Result<KeyEncryptionKey> {
        key_encryption_key(&self.key, &self.recipient, derivation).ok_or_else(unsupported)
    }
}

fn public_point(key: &PrivateKey) -> Result<Vec<u8>> {
    let point = key.compute_public_key();
    let point = point.map_err(|_| Error::internal("a public key could not be computed"))?;
    Ok(point.as_ref().to_vec())
}

/// The curve and the point of an EC public key.
fn named_point(spki: &[u8]) -> Option<(Curve, &[u8])> {
    let mut spki = Element::parse_as(spki, tag::SEQUENCE).ok()?.children();
    let mut algorithm = spki.read_as(tag::SEQUENCE).ok()?.children();
    if algorithm.read().ok()?.oid().ok()? != oid::ID_EC_PUBLIC_KEY {
        return None;
    }
    let curve = Curve::from_oid(&algorithm.read().ok()?.oid().ok()?)?;
    Some((curve, spki.read().ok()?.bit_string().ok()?))
}

fn unsupported() -> Error {
    Error::new(
        Status::RecipientUnsupported,
        "the encryption key of the recipient is not an EC key on P-256, P-384 or P-521",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{write, write_oid, write_unsigned};
    use aws_lc_rs::encoding::{AsBigEndian, AsDer, EcPublicKeyCompressedBin, Pkcs8V1Der};

    fn octets(hex: &str) -> Vec<u8> {
        let digit = |digit: u8| char::from(digit).to_digit(16).unwrap() as u8;
        let pairs = hex.as_bytes().as_chunks::<2>().0;
        pairs
            .iter()
            .map(|[high, low]| digit(*high) << 4 | digit(*low))
            .collect()
    }

    fn derivation(digest: DerivationDigest, shared_info: &str, size: usize) -> KeyDerivation {
        KeyDerivation {
            digest,
            shared_info: octets(shared_info),
            size,
        }
    }

    fn sha256() -> KeyDerivation {
        derivation(DerivationDigest::Sha256, "0102", 16)
    }

    fn wrapped(key: &KeyEncryptionKey) -> Vec<u8> {
        key.wrap(&[7; 16]).unwrap()
    }

    /// A key of this curve in PKCS #8, and its SubjectPublicKeyInfo.
    fn key_pair(curve: Curve) -> (AgreementKey, Vec<u8>) {
        let key = PrivateKey::generate(curve.aws()).unwrap();
        let pkcs8: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let spki = key.compute_public_key().unwrap().as_der().unwrap();
        (
            AgreementKey::from_pkcs8(pkcs8.as_ref()).unwrap(),
            spki.as_ref().to_vec(),
        )
    }

    /// From the component tests of NIST for the key derivation of ANSI X9.63; where those were
    /// not at hand, `openssl kdf` gave the answer.
    #[test]
    fn known_answers_of_the_key_derivation() {
        use DerivationDigest::{Sha1, Sha224, Sha256, Sha384, Sha512};
        for (digest, secret, shared_info, key) in [
            (
                Sha1,
                "1c7d7b5f0597b03d06a018466ed1a93e30ed4b04dc64ccdd",
                "",
                "bf71dffd8f4d99223936beb46fee8ccc",
            ),
            (
                Sha256,
                "96c05619d56c328ab95fe84b18264b08725b85e33fd34f08",
                "",
                "443024c3dae66b95e6f5670601558f71",
            ),
            (
                Sha256,
                "22518b10e70f2a3f243810ae3254139efbee04aa57c7af7d",
                "75eef81aa3041e33b80971203d2c0c52",
                "c498af77161cc59f2962b9a713e2b215152d139766ce34a776df11866a69bf2e\
                 52a13d9c7c6fc878c50c5ea0bc7b00e0da2447cfd874f6cf92f30d0097111485\
                 500c90c3af8b487872d04685d14c8d1dc8d7fa08beb0ce0ababc11f0bd496269\
                 142d43525a78e5bc79a17f59676a5706dc54d54d4d1f0bd7e386128ec26afc21",
            ),
            (
                Sha224,
                "22518b10e70f2a3f243810ae3254139efbee04aa57c7af7d",
                "75eef81aa3041e33b80971203d2c0c52",
                "aca3810d153faf67402260df5f2d2883d2b796848582739cdbdf1d3594beba52\
                 c483946ec6e02eb2",
            ),
            (
                Sha384,
                "22518b10e70f2a3f243810ae3254139efbee04aa57c7af7d",
                "75eef81aa3041e33b80971203d2c0c52",
                "5aaf37fafffe1857a9e90d62e11a71d6d12e2ab1eac864d14f8c9af4259bb679",
            ),
            (
                Sha512,
                "22518b10e70f2a3f243810ae3254139efbee04aa57c7af7d",
                "75eef81aa3041e33b80971203d2c0c52",
                "72ca20c0d208d9aa6c76758d9ac54808481067a8f8c770e8",
            ),
        ] {
            let key = octets(key);
            let derivation = derivation(digest, shared_info, key.len());
            assert_eq!(derivation.key(&octets(secret)).as_bytes(), key);
        }
    }

    /// The first P-256 case of NIST's component test of ECC CDH.
    #[test]
    fn known_answer_of_the_agreement() {
        let private = octets("7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534");
        let point = octets(
            "04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287\
             db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac",
        );
        let shared = octets("46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b");
        let mut pkcs8 = Vec::new();
        write(&mut pkcs8, tag::SEQUENCE, |out| {
            write_unsigned(out, &[0]);
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_EC_PUBLIC_KEY);
                write_oid(out, &oid::SECP256R1);
            });
            write(out, tag::OCTET_STRING, |out| {
                write(out, tag::SEQUENCE, |out| {
                    write_unsigned(out, &[1]);
                    write(out, tag::OCTET_STRING, |out| out.extend(private));
                });
            });
        });
        let key = AgreementKey::from_pkcs8(&pkcs8).unwrap();
        assert_eq!(key.curve(), Curve::P256);
        let agreed = key.key_encryption_key(&point, &sha256()).unwrap();
        let expected = KeyEncryptionKey::new(sha256().key(&shared).as_bytes()).unwrap();
        assert_eq!(wrapped(&agreed), wrapped(&expected));
    }

    #[test]
    fn both_sides_agree() {
        for curve in Curve::ALL {
            let (key, spki) = key_pair(curve);
            let ephemeral = EphemeralAgreement::with(&spki).unwrap();
            assert_eq!((key.curve(), ephemeral.curve()), (curve, curve));
            let sent = ephemeral.key_encryption_key(&sha256()).unwrap();
            let received = key.key_encryption_key(ephemeral.point(), &sha256());
            assert_eq!(wrapped(&sent), wrapped(&received.unwrap()));

            let other = derivation(DerivationDigest::Sha256, "0103", 16);
            let other = key.key_encryption_key(ephemeral.point(), &other).unwrap();
            assert_ne!(wrapped(&sent), wrapped(&other));
            let again = EphemeralAgreement::with(&spki).unwrap();
            assert_ne!(ephemeral.point(), again.point());
        }
    }

    #[test]
    fn only_points_of_the_curve_are_taken() {
        let (key, spki) = key_pair(Curve::P256);
        let refused = |point: &[u8]| key.key_encryption_key(point, &sha256()).is_none();
        let ephemeral = EphemeralAgreement::with(&spki).unwrap();
        let point = ephemeral.point().to_vec();

        let compressed: EcPublicKeyCompressedBin<'_> = ephemeral
            .key
            .compute_public_key()
            .unwrap()
            .as_be_bytes()
            .unwrap();
        let of_compressed = key.key_encryption_key(compressed.as_ref(), &sha256());
        let of_whole = key.key_encryption_key(&point, &sha256());
        assert_eq!(
            wrapped(&of_compressed.unwrap()),
            wrapped(&of_whole.unwrap())
        );

        let mut off_curve = point.clone();
        off_curve[64] ^= 1;
        let mut hybrid = point.clone();
        hybrid[0] = 6 | (point[64] & 1);
        let (_, elsewhere) = key_pair(Curve::P384);
        let elsewhere = EphemeralAgreement::with(&elsewhere).unwrap();
        for wrong in [
            &[][..],
            &[0],
            &[4],
            &point[..64],
            &off_curve,
            &hybrid,
            &spki,
        ] {
            assert!(refused(wrong));
        }
        assert!(refused(elsewhere.point()) && refused(&[point.clone(), vec![0]].concat()));
        let size = derivation(DerivationDigest::Sha256, "", 17);
        assert!(key.key_encryption_key(&point, &size).is_none());
    }

    #[test]
    fn other_keys_are_refused() {
        let rsa = include_bytes!("../../tests/vectors/legacy/rsa1024.key.der");
        for wrong in [&rsa[..], b"", b"no key"] {
            let error = AgreementKey::from_pkcs8(wrong).err().unwrap();
            assert_eq!(error.status(), Status::KeyUnsupported);
            let error = EphemeralAgreement::with(wrong).err().unwrap();
            assert_eq!(error.status(), Status::RecipientUnsupported);
        }
        let (_, mut spki) = key_pair(Curve::P256);
        if let Some(last) = spki.last_mut() {
            *last ^= 1;
        }
        let off_curve = EphemeralAgreement::with(&spki).unwrap();
        let error = off_curve.key_encryption_key(&sha256()).err().unwrap();
        assert_eq!(error.status(), Status::RecipientUnsupported);
    }
}
