//! Object identifiers, by the names that the standards give them.

use der::oid::ObjectIdentifier;

macro_rules! identifiers {
    ($($name:ident = $text:literal;)+) => {
        $(pub(crate) const $name: ObjectIdentifier = ObjectIdentifier::new_unwrap($text);)+
    };
}

identifiers! {
    // RFC 5652
    ID_DATA = "1.2.840.113549.1.7.1";
    ID_SIGNED_DATA = "1.2.840.113549.1.7.2";
    ID_ENVELOPED_DATA = "1.2.840.113549.1.7.3";
    ID_ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    ID_CONTENT_TYPE = "1.2.840.113549.1.9.3";
    ID_MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    ID_SIGNING_TIME = "1.2.840.113549.1.9.5";
    ID_COUNTERSIGNATURE = "1.2.840.113549.1.9.6";
    // RFC 6211
    ID_CMS_ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52";

    // Digests
    ID_SHA1 = "1.3.14.3.2.26";
    ID_SHA256 = "2.16.840.1.101.3.4.2.1";
    ID_SHA384 = "2.16.840.1.101.3.4.2.2";
    ID_SHA512 = "2.16.840.1.101.3.4.2.3";

    // RSA, RFC 8017
    RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
    ID_MGF1 = "1.2.840.113549.1.1.8";
    ID_RSASSA_PSS = "1.2.840.113549.1.1.10";
    SHA1_WITH_RSA_ENCRYPTION = "1.2.840.113549.1.1.5";
    SHA256_WITH_RSA_ENCRYPTION = "1.2.840.113549.1.1.11";
    SHA384_WITH_RSA_ENCRYPTION = "1.2.840.113549.1.1.12";
    SHA512_WITH_RSA_ENCRYPTION = "1.2.840.113549.1.1.13";

    // Elliptic curves, RFC 5480 and RFC 5758
    ID_EC_PUBLIC_KEY = "1.2.840.10045.2.1";
    SECP256R1 = "1.2.840.10045.3.1.7";
    SECP384R1 = "1.3.132.0.34";
    ECDSA_WITH_SHA1 = "1.2.840.10045.4.1";
    ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    ECDSA_WITH_SHA384 = "1.2.840.10045.4.3.3";
    ECDSA_WITH_SHA512 = "1.2.840.10045.4.3.4";

    // AES, RFC 3565
    ID_AES128_CBC = "2.16.840.1.101.3.4.1.2";
    ID_AES192_CBC = "2.16.840.1.101.3.4.1.22";
    ID_AES256_CBC = "2.16.840.1.101.3.4.1.42";

    // X.509, RFC 5280
    ID_AT_COMMON_NAME = "2.5.4.3";
    ID_AT_SERIAL_NUMBER = "2.5.4.5";
    ID_AT_COUNTRY_NAME = "2.5.4.6";
    ID_AT_ORGANIZATION_NAME = "2.5.4.10";
    ID_AT_ORGANIZATIONAL_UNIT_NAME = "2.5.4.11";
    ID_CE_SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    ID_CE_KEY_USAGE = "2.5.29.15";
    ID_CE_BASIC_CONSTRAINTS = "2.5.29.19";
    ID_CE_AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
}
