//! The names in the platform's REST interfaces, in one table that a caller can replace.

use crate::error::{Error, Result, Status};
use std::collections::BTreeMap;

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $value:literal;)+) => {
        /// A path, a parameter, a member, a header or a media type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum RestName {
            $($(#[doc = $doc])+ $variant,)+
        }

        /// Every name: what it is called here, what it is unless replaced, and what it is for.
        const TABLE: &[(RestName, &str, &str, &str)] = &[
            $((RestName::$variant, $name, $value, concat!($($doc),+)),)+
        ];
    };
}

names! {
    /// The path of the list of encryption tokens.
    Tokens = "etk.tokens", "/etks";
    /// The path of the certified keys behind tokens, as JWKs.
    CertifiedKeys = "etk.keys", "/pubKeys/cacerts/jwks";
    /// The path of the holders of certified keys.
    CertifiedKeyHolders = "etk.key-holders", "/pubKeys/cacerts/keyholders";

    /// The path of challenges for registrations. Assumed: the KeyDepot has published no interface.
    Challenges = "key-depot.challenges", "/pubKeys/webauthn/challenges";
    /// The path of web keys. Assumed.
    WebKeys = "key-depot.keys", "/pubKeys/webauthn/jwks";
    /// The path of attestation objects. Assumed.
    Attestations = "key-depot.attestations", "/pubKeys/webauthn/attestations";
    /// The path of the holders of web keys. Assumed.
    WebKeyHolders = "key-depot.key-holders", "/pubKeys/webauthn/keyholders";

    /// The path of the keys of the KGSS. Assumed: the KGSS has published no REST interface.
    SecretKeys = "kgss.keys", "/symKeys";

    /// The path of the metadata of a realm of I.AM Connect (OpenID Connect Discovery 1.0, 4).
    Discovery = "connect.discovery", "/.well-known/openid-configuration";
    /// The path of the tokens of a realm of I.AM Connect, where the metadata is not asked for it.
    AccessTokens = "connect.tokens", "/protocol/openid-connect/token";

    /// The parameter for an identifier.
    Identifier = "query.identifier", "identifier";
    /// The parameter for the type of an identifier.
    IdentifierType = "query.type", "type";
    /// The parameter, and the member, for an application.
    Application = "query.application", "applicationIdentifier";
    /// The parameter for what a key is used for: `sig` or `enc`.
    Use = "query.use", "use";
    /// The parameter for the moment of a look-up, as RFC 3339 has it. Assumed.
    Time = "query.time", "time";
    /// The parameter for the identifiers of several keys. Assumed.
    KeyId = "query.kid", "kid";

    /// The member for a key in a registration. Assumed.
    Jwk = "member.jwk", "jwk";
    /// The member for a proof of possession. Assumed.
    Proof = "member.proof", "proof";
    /// The member for an attestation. Assumed.
    Attestation = "member.attestation", "attestation";
    /// The member for the attestation object itself. Assumed.
    AttestationObject = "member.attestation-object", "attestationObject";
    /// The member for what a client signed. Assumed.
    ClientData = "member.client-data", "clientDataJSON";
    /// The member for a challenge. Assumed.
    Challenge = "member.challenge", "challenge";
    /// The member for the end of a challenge, as RFC 3339 has it. Assumed.
    ChallengeExpiry = "member.challenge-expiry", "expires";
    /// The member for the moment of a registration, as RFC 3339 has it. Assumed.
    RegisteredAt = "member.registered-at", "registeredAt";
    /// The member for the label of a key. Assumed.
    Label = "member.label", "label";
    /// The member for the end of a key. Assumed.
    Expiry = "member.expiry", "exp";
    /// The member for the holder of a key.
    KeyHolder = "member.key-holder", "keyholder";

    /// The member for those who may get a key. Assumed.
    AllowedReaders = "member.allowed-readers", "allowedReaders";
    /// The member for those who may not. Assumed.
    ExcludedReaders = "member.excluded-readers", "excludedReaders";
    /// The member for the namespace of an attribute. Assumed.
    Namespace = "member.namespace", "namespace";
    /// The member for the name of an attribute. Assumed.
    AttributeName = "member.name", "name";
    /// The member for the values of an attribute. Assumed.
    Values = "member.values", "values";
    /// The member for what becomes of a key in the end. Assumed.
    DeletionStrategy = "member.deletion-strategy", "deletionStrategy";
    /// The member for a key that the answer is encrypted to. Assumed.
    EncryptTo = "member.encrypt-to", "encryptTo";
    /// The header for a key that the answer is encrypted to. Assumed.
    EncryptToHeader = "header.encrypt-to", "X-Encrypt-To";
    /// The member of a problem for the code of the service. Assumed.
    Code = "member.code", "code";

    /// The media type of JSON.
    Json = "media.json", "application/json";
    /// The media type of the questions to I.AM Connect.
    Form = "media.form", "application/x-www-form-urlencoded";
    /// The media type of problems (RFC 9457).
    Problem = "media.problem", "application/problem+json";
    /// The media type of one key. Assumed.
    JwkJson = "media.jwk", "application/jwk+json";
    /// The media type of what is encrypted or signed in the compact form. Assumed.
    Jose = "media.jose", "application/jose";
    /// The media type of signed claims. Assumed.
    Jwt = "media.jwt", "application/jwt";
    /// The media type of changes (RFC 7396). Assumed.
    MergePatch = "media.merge-patch", "application/merge-patch+json";
}

/// The paths, parameters, members, headers and media types of the REST services.
///
/// Those of the ETK depot are published; the KeyDepot and the KGSS have no public description of
/// their REST interfaces, so theirs are a design of this library. [`Self::names`] says of each
/// which it is. Once a caller knows better, [`Self::with`] replaces a name without a new version
/// of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestInterface(BTreeMap<RestName, String>);

impl RestInterface {
    /// The names as this version knows them.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces what stands under one of the [`Self::names`], for example `kgss.keys`.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if there is no such name, or the value is empty or has
    /// characters that could not stand there.
    pub fn with(mut self, name: &str, value: &str) -> Result<Self> {
        let invalid = |message| Error::new(Status::InvalidArgument, message);
        let (known, ..) = TABLE
            .iter()
            .find(|(_, known, ..)| *known == name)
            .ok_or_else(|| invalid("there is no such name in the REST interfaces"))?;
        let is_plain = |octet: u8| octet.is_ascii_graphic() && !b"\"\\?#&=".contains(&octet);
        if value.is_empty() || !value.bytes().all(is_plain) {
            return Err(invalid("a name of a REST interface has a wrong form"));
        }
        self.0.insert(*known, value.to_owned());
        Ok(self)
    }

    /// Every name with what stands under it unless replaced, and what it is for.
    pub fn names() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        TABLE
            .iter()
            .map(|(_, name, value, meaning)| (*name, *value, meaning.trim()))
    }

    /// What stands under a name.
    pub(crate) fn get(&self, name: RestName) -> &str {
        let default = || TABLE.iter().find(|(known, ..)| *known == name);
        match self.0.get(&name) {
            Some(value) => value,
            None => default().map_or("", |(_, _, value, _)| value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_replaced_one_by_one() {
        let interface = RestInterface::new()
            .with("kgss.keys", "/kgss/keys")
            .unwrap();
        assert_eq!(interface.get(RestName::SecretKeys), "/kgss/keys");
        assert_eq!(interface.get(RestName::Tokens), "/etks");
        for (name, value) in [
            ("kgss.key", "/x"),
            ("kgss.keys", ""),
            ("kgss.keys", "/a b"),
            ("kgss.keys", "/a?b"),
            ("kgss.keys", "/a\r\nX: y"),
        ] {
            let error = RestInterface::new().with(name, value).unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument);
        }
    }

    #[test]
    fn each_name_stands_once() {
        let names: BTreeSet<_> = RestInterface::names().map(|(name, ..)| name).collect();
        assert_eq!(names.len(), TABLE.len());
        assert!(RestInterface::names().all(|(_, value, meaning)| {
            RestInterface::new().with("kgss.keys", value).is_ok() && meaning.ends_with('.')
        }));
    }
}
