//! The keys behind encryption tokens, as JSON web keys with their certificates.

use super::key_holder::Statement;
use super::{
    Depot, Identifier, KeyHolder, KeyUse, Protocol, bad, not_found, rest, spoilt_by, too_many,
};
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, JwkSet};
use crate::keys::Holder;
use crate::limits::Limits;
use crate::rest::{RestCall, RestInterface, RestName, media_type, refusal};
use crate::soap::write_date_time;
use crate::transport::{Method, Reply, Step};

/// The longest serial number of a certificate has 20 octets (RFC 5280, 4.1.2.2), which is 49
/// digits.
const MAX_DIGITS: usize = 49;

impl Depot {
    /// The public keys that match, at least one, each with its certificate: for signatures and
    /// encryption that is not ETEE's, for example an encrypted web token, and to verify what was
    /// signed in the past. Whom to search for is said as in [`Self::token`]. `moment`, in seconds
    /// since 1970-01-01T00:00:00Z, asks for the keys of then instead of those of today; that the
    /// service takes it as the parameter `query.time` of the [`RestInterface`] is assumed.
    ///
    /// Of each key it is checked that its certificate has the same key, a fitting key usage, the
    /// thumbprint (`x5t#S256`) and, after the letter S, the serial number that is its `kid`. Nobody
    /// has judged the certificate: that it is from the platform is known by TLS only.
    ///
    /// Only the REST service has these keys. Nothing is kept of them in a cache.
    ///
    /// # Errors
    /// As for [`Self::tokens`]; [`Status::Unsupported`] of a SOAP depot;
    /// [`Status::InvalidArgument`] also for a moment outside 1970 to 9999;
    /// [`Status::BadReply`] also for a key that does not stand these checks.
    pub fn certified_keys(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
        key_use: KeyUse,
        moment: Option<i64>,
    ) -> Result<Vec<Jwk>> {
        self.begin_certified_keys(identifier_type, identifier, application, key_use, moment)?
            .run(&*self.0.transport)
    }

    /// Looks up the public keys that match, by a host that sends the requests itself; see
    /// [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::certified_keys`].
    pub fn begin_certified_keys(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
        key_use: KeyUse,
        moment: Option<i64>,
    ) -> Result<Step<Vec<Jwk>>> {
        let wanted = Identifier::new(identifier_type, identifier, application)?;
        let (interface, limits) = (self.0.interface.clone(), self.0.limits.clone());
        let call = RestCall::new(
            Method::Get,
            &interface,
            RestName::CertifiedKeys,
            &[RestName::Json],
        );
        let mut call = rest::with_identifier(call, &interface, &wanted)
            .parameter(interface.get(RestName::Use), key_use.as_str());
        if let Some(moment) = moment {
            let moment = write_date_time(moment)?;
            call = call.parameter(interface.get(RestName::Time), &moment);
        }
        self.ask_rest_only(call, move |reply| {
            let mut keys = read_keys(reply, &interface, &limits)?;
            keys.iter().try_for_each(|key| check(key, Some(key_use)))?;
            // The service may take an empty application for a missing one.
            keys.retain(|key| wanted.application() != Some("") || has_no_application(key));
            match keys.is_empty() {
                true => Err(not_found()),
                false => Ok(keys),
            }
        })
    }

    /// The public key of this name (`kid`): the letter S and the serial number of its certificate
    /// in decimal. It stands the checks of [`Self::certified_keys`], whatever its use is.
    ///
    /// # Errors
    /// [`Status::NotFound`] if there is no such key; [`Status::InvalidArgument`] for a name of
    /// another form; otherwise as for [`Self::certified_keys`].
    pub fn certified_key(&self, kid: &str) -> Result<Jwk> {
        self.begin_certified_key(kid)?.run(&*self.0.transport)
    }

    /// Looks up a public key by its name, by a host that sends the requests itself; see
    /// [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::certified_key`].
    pub fn begin_certified_key(&self, kid: &str) -> Result<Step<Jwk>> {
        let (interface, limits) = (self.0.interface.clone(), self.0.limits.clone());
        let accepted = [RestName::Json, RestName::JwkJson];
        let call = named(kid, &interface, RestName::CertifiedKeys, &accepted)?;
        let kid = kid.to_owned();
        self.ask_rest_only(call, move |reply| {
            let key = read_key(reply, &interface, &limits)?;
            if key.key_id() != Some(&kid) {
                return Err(bad(
                    reply,
                    "the service sent another key than the wanted one",
                ));
            }
            check(&key, None)?;
            Ok(key)
        })
    }

    /// Whom the depot says that the public key of this name (`kid`) belongs to.
    ///
    /// Where the depot has this is assumed to be below `etk.key-holders` of the
    /// [`RestInterface`]; `/pubKeys/keyholders` and `/keyholders` are as likely.
    ///
    /// # Errors
    /// As for [`Self::certified_key`]; [`Status::Refused`] if the statement does not hold now by
    /// the clock of this machine; with [`Self::with_trusted_keys`] also
    /// [`Status::SignatureInvalid`] and [`Status::KeyNotFound`] if none of them signed it, and
    /// [`Status::Unsupported`] for another algorithm than PS256, RS256, ES256 and ES384.
    pub fn key_holder(&self, kid: &str) -> Result<KeyHolder> {
        self.begin_key_holder(kid)?.run(&*self.0.transport)
    }

    /// Looks up the holder of a public key, by a host that sends the requests itself; see
    /// [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::key_holder`].
    pub fn begin_key_holder(&self, kid: &str) -> Result<Step<KeyHolder>> {
        let call = named(
            kid,
            &self.0.interface,
            RestName::CertifiedKeyHolders,
            &Statement::MEDIA_TYPES,
        )?;
        let statement = Statement {
            interface: self.0.interface.clone(),
            keys: self.0.trusted_keys.clone(),
            limits: self.0.limits.clone(),
        };
        self.ask_rest_only(call, move |reply| statement.read(reply))
    }

    fn ask_rest_only<T: 'static>(
        &self,
        call: RestCall,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        match self.0.protocol {
            Protocol::Rest => self.ask_rest(call, read),
            Protocol::Soap => Err(Error::new(
                Status::Unsupported,
                "the SOAP service of the ETK depot has no such operation",
            )),
        }
    }
}

/// The request for what stands under the name of a key.
fn named(
    kid: &str,
    interface: &RestInterface,
    path: RestName,
    accepted: &[RestName],
) -> Result<RestCall> {
    let digits = kid.strip_prefix('S').unwrap_or_default();
    let is_serial = (1..=MAX_DIGITS).contains(&digits.len())
        && digits.bytes().all(|octet| octet.is_ascii_digit());
    if !is_serial {
        return Err(Error::new(
            Status::InvalidArgument,
            "the kid of a certified key is not the letter S and a serial number",
        ));
    }
    Ok(RestCall::new(Method::Get, interface, path, accepted).segment(kid))
}

fn read_keys(reply: &Reply, interface: &RestInterface, limits: &Limits) -> Result<Vec<Jwk>> {
    check_answer(reply, interface, limits)?;
    let set = JwkSet::from_json(reply.body(), limits).map_err(unreadable)?;
    if set.keys().len() > limits.matches {
        return Err(too_many());
    }
    Ok(set.keys().to_vec())
}

fn read_key(reply: &Reply, interface: &RestInterface, limits: &Limits) -> Result<Jwk> {
    check_answer(reply, interface, limits)?;
    Jwk::from_json(reply.body(), limits).map_err(unreadable)
}

fn check_answer(reply: &Reply, interface: &RestInterface, limits: &Limits) -> Result<()> {
    reply.check_size(limits.reply_size)?;
    if reply.status() != 200 {
        return Err(refusal(reply, interface, "no certified key matches"));
    }
    let expected = [RestName::Json, RestName::JwkJson];
    media_type(reply, interface, &expected).map(|_| ())
}

/// Holds a key against its certificate. That this has the same key and the stated thumbprint was
/// checked when the key was read.
fn check(key: &Jwk, wanted: Option<KeyUse>) -> Result<()> {
    let wrong = |message| Err(Error::new(Status::BadReply, message));
    if key.is_private() {
        return wrong("the service sent a key that is not public");
    }
    let Some(certificate) = key.certificates().first() else {
        return wrong("a certified key has no certificate");
    };
    let certified = Jwk::from_certificate(certificate)?;
    if key.key_id() != certified.key_id() {
        return wrong("the kid of a certified key is not that of its certificate");
    }
    let stated = key.key_use();
    if wanted.is_some_and(|wanted| stated != Some(wanted.as_str())) {
        return wrong("the service sent a key for another use");
    }
    let uses = stated.zip(certified.key_use());
    if uses.is_some_and(|(stated, certified)| stated != certified) {
        return wrong("a certified key is for another use than its certificate");
    }
    Ok(())
}

fn has_no_application(key: &Jwk) -> bool {
    let certificate = key.certificates().first();
    certificate.is_some_and(|certificate| Holder::of(certificate.subject()).application.is_empty())
}

fn unreadable(cause: Error) -> Error {
    spoilt_by(cause, "the service sent a key that cannot be read")
}
