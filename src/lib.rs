//! End-to-end encryption for Belgian healthcare: the eHealth platform's ETEE, natively.
//!
//! A [`Sealer`] makes the platform's sealed messages (triple-wrapped CMS) for recipients whose
//! encryption [`Token`] a [`Depot`] has looked up; an [`Unsealer`] opens them with the keys of
//! an [`Identity`], judges them in a [`Report`], and releases the content only if all is well.
//! Programs in other languages use the same through the C ABI of `include/etee.h`.

#![cfg_attr(test, allow(clippy::cast_possible_truncation, clippy::string_slice))]

mod addressing;
mod asn1;
mod auth;
mod batch;
mod capi;
mod checker;
mod cms;
mod context;
mod crypto;
mod depot;
mod error;
mod file;
mod finding;
mod jose;
mod keys;
mod kgss;
mod limits;
mod lru;
mod rest;
mod seal;
mod secret;
#[cfg(feature = "simulator")]
mod simulator;
mod soap;
mod transport;
mod trust;
mod unseal;
mod verdict;
mod webauthn;
mod x509;

#[cfg(feature = "measure")]
#[doc(hidden)]
pub mod measure;

pub use addressing::{Addressing, Recipient, RecipientKind};
pub use auth::{
    AccessToken, AccessTokens, Attribute, ConnectClient, LogOn, Session, TokenService,
    TokenSupplier,
};
pub use batch::Batch;
pub use checker::{CheckStream, SealChecker};
pub use context::{Clock, Context, Judgement, OcspPolicy, SigningPolicy, Validation};
pub use crypto::{SignatureScheme, Signer};
pub use depot::{
    Challenge, Depot, Identifier, KeyDepot, KeyHolder, KeyInformation, KeyUse, RegisteredKey,
    Registration, TokenCache,
};
pub use error::{Error, Result, ServiceCode, Status};
pub use finding::{Fatal, Finding, Language, Warning};
pub use jose::{Jwk, JwkSet};
pub use keys::{DecryptionKey, Identity, SecretKey, Token, WebKey, change_password};
pub use kgss::{AccessList, Kgss, KgssRest};
pub use limits::Limits;
pub use rest::RestInterface;
pub use seal::{SealStream, Sealer};
pub use secret::Secret;
#[cfg(feature = "simulator")]
pub use simulator::{Fault, Holder, SimulatedService, Simulator};
pub use transport::{Endpoints, Environment, Exchange, Method, Reply, Request, Step, Transport};
#[cfg(feature = "http")]
pub use transport::{HttpTransport, HttpTransportBuilder};
pub use unseal::{Released, UnsealStream, Unsealed, Unsealer};
pub use verdict::{
    EncryptionReport, LayerReport, Refusal, Report, SigningTimeSource, TokenChecker, TokenReport,
    Validity,
};
pub use webauthn::Attestation;
pub use x509::Certificate;
