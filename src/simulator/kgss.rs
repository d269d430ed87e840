//! The KGSS over SOAP: `GetNewKey` and `GetKey`.

use super::access_list::{admits, read};
use super::assertion::AssertionSigner;
use super::key_store::KeyStore;
use super::register::{Register, Spoilt, with_broken_signature};
use super::schema::{MANY, Member, members};
use super::server::{HttpReply, HttpRequest};
use super::soap_fault::{SoapFault, not_soap};
use crate::auth::{Assertion, Attribute};
use crate::context::{Clock, Context};
use crate::error::{Error, Result};
use crate::keys::{Holder, Identity, SecretKey, Token};
use crate::kgss::{KGSS, NO_KEY, Operation, decoded, sealed_content};
use crate::limits::Limits;
use crate::seal::Sealer;
use crate::secret::Secret;
use crate::soap::{SignatureRules, body, child, parse, verify_envelope};
use crate::unseal::{Unsealed, Unsealer};
use base64ct::{Base64, Encoding};
use roxmltree::{Document, Node};
use std::sync::Arc;

/// Who the KGSS is in the register.
const HOLDER: (&str, &str, &str) = ("CBE", "0809394427", "KGSS");

/// The codes for a content that cannot be opened, or is not what was asked for. The platform has
/// not published its own.
const INVALID_SEAL: &str = "INVALID_SEALED_CONTENT";
const INVALID_CONTENT: &str = "INVALID_REQUEST_CONTENT";

/// When every assertion and every access token of today is over, in seconds from now.
pub(super) const LONG_AFTER: i64 = 7 * 24 * 60 * 60;

const NEW_KEY: &[Member<'_>] = &[
    ("AllowedReader", 1, MANY),
    ("ExludedReader", 0, MANY),
    ("ETK", 1, 1),
    ("DeletionStrategy", 0, 1),
];
const KEY_FOR_TOKEN: &[Member<'_>] = &[("KeyIdentifier", 1, 1), ("ETK", 1, 1)];
const KEY_FOR_KEY: &[Member<'_>] = &[
    ("KeyIdentifier", 1, 1),
    ("KeyEncryptionKey", 1, 1),
    ("KeyEncryptionKeyIdentifier", 0, 1),
];

/// The service, with its own keys and those that it keeps for others.
pub(super) struct KeyService {
    context: Context,
    identity: Arc<Identity>,
    keys: KeyStore,
}

/// The service at the moment of a request.
struct Desk<'a> {
    service: &'a KeyService,
    /// What is wrong with its answers.
    spoilt: Option<Spoilt>,
    signer: &'a AssertionSigner,
    context: Arc<Context>,
}

/// Why a request that was understood has an error for its answer.
type Refusal = &'static str;

impl KeyService {
    /// The service of the KGSS in the register, which trusts who the register trusts.
    pub(super) fn new(register: &Register, keys: KeyStore, password: &str) -> Result<Self> {
        let (kind, identifier, application) = HOLDER;
        let record = register.record(kind, identifier, application);
        let record = record.ok_or_else(|| Error::internal("the KGSS is not in the register"))?;
        let anchors = register.trust_anchors().iter().cloned();
        let context = anchors.fold(Context::new(), Context::with_trust_anchor);
        let identity = Identity::from_pkcs12(record.store(), password, context.limits())?;
        Ok(Self {
            context,
            identity: Arc::new(identity),
            keys,
        })
    }

    /// The keys, which the service over REST has too.
    pub(super) fn keys(&self) -> &KeyStore {
        &self.keys
    }

    /// Answers a request at the moment that the clock shows, from callers with assertions of this
    /// signer.
    pub(super) fn answer(
        &self,
        signer: &AssertionSigner,
        request: &HttpRequest,
        clock: Clock,
        spoilt: Option<Spoilt>,
    ) -> HttpReply {
        let desk = Desk {
            service: self,
            spoilt,
            signer,
            context: Arc::new(self.context.clone().with_clock(clock)),
        };
        match desk.respond(&request.body) {
            Ok(reply) => reply,
            Err(fault) => fault.reply(),
        }
    }
}

impl Desk<'_> {
    fn respond(&self, message: &[u8]) -> core::result::Result<HttpReply, SoapFault> {
        let document = parse(message, &Limits::default()).map_err(|_| not_soap())?;
        let element = body(&document).map_err(|_| not_soap())?;
        let element =
            element.ok_or_else(|| SoapFault::consumer("SOA-03003", "SOAP body missing"))?;
        let operation = [Operation::NewKey, Operation::Key]
            .into_iter()
            .find(|operation| element.has_tag_name((KGSS, operation.request())));
        let not_wsdl = || SoapFault::consumer("SOA-03005", "WSDL compliance failure");
        let operation = operation.ok_or_else(not_wsdl)?;
        let sealed = sealed_request(operation, element);
        let sealed =
            sealed.ok_or_else(|| SoapFault::consumer("SOA-03006", "XSD compliance failure"))?;
        let answer = match operation {
            Operation::NewKey => self.new_key(&sealed),
            Operation::Key => {
                let caller = self.caller(&document)?;
                self.key(&sealed, caller.attributes())
            }
        };
        Ok(match answer {
            Ok(sealed) if self.spoilt == Some(Spoilt::Signature) => {
                let broken = with_broken_signature(&sealed);
                processed(operation, &content(operation, &broken))
            }
            Ok(sealed) => processed(operation, &content(operation, &sealed)),
            Err(code) => processed(operation, &error(code)),
        })
    }

    /// Who asks for a key: the holder of the key of an assertion of the token service.
    fn caller(&self, document: &Document<'_>) -> core::result::Result<Assertion, SoapFault> {
        let now = self.context.now();
        let verified = verify_envelope(document, now, SignatureRules::default())
            .map_err(|error| SoapFault::security(error.message()))?;
        let assertion = verified.assertion.ok_or_else(|| {
            SoapFault::security("the request is not signed as the holder of an assertion's key")
        })?;
        let now = match self.spoilt {
            Some(Spoilt::Validity) => now.saturating_add(LONG_AFTER),
            _ => now,
        };
        let assertion = self
            .signer
            .verify(assertion, now)
            .map_err(SoapFault::security)?;
        if *assertion.holder() != verified.certificate {
            return Err(SoapFault::security("the key is not that of the assertion"));
        }
        Ok(assertion)
    }

    /// Makes a key for whoever sealed the request, whom nothing else has to identify.
    fn new_key(&self, sealed: &[u8]) -> core::result::Result<Vec<u8>, Refusal> {
        let request = self.open(sealed)?;
        let sender = request.report.authentication_certificate();
        let owner = sender.map(|certificate| Holder::of(certificate.subject()));
        let owner = owner.ok_or(INVALID_SEAL)?;
        let document = inner(&request.content)?;
        let root = document.root_element();
        let sealer = self.new_key_sealer(root).ok_or(INVALID_CONTENT)?;
        let list = read(root).ok_or(INVALID_CONTENT)?;
        let made = self.service.keys.make(owner, list);
        let (identifier, key) = made.map_err(|_| INVALID_CONTENT)?;
        let members = [
            ("NewKeyIdentifier", &identifier[..]),
            ("NewKey", key.as_bytes()),
        ];
        seal(&sealer, "GetNewKeyResponseContent", &members)
    }

    /// Gives a key to who may have it. Nobody else learns whether there is one. That the sealed
    /// content is by the same caller is not asked for: a person may sign it with an eID card, and
    /// the envelope as the holder of the key of a practice.
    fn key(
        &self,
        sealed: &[u8],
        attributes: &[Attribute],
    ) -> core::result::Result<Vec<u8>, Refusal> {
        let request = self.open(sealed)?;
        let document = inner(&request.content)?;
        let root = document.root_element();
        let (identifier, sealer) = self.key_sealer(root).ok_or(INVALID_CONTENT)?;
        let key = self
            .service
            .keys
            .get(&identifier, |list| {
                self.spoilt != Some(Spoilt::Missing) && admits(list, attributes)
            })
            .ok_or(NO_KEY)?;
        seal(&sealer, "GetKeyResponseContent", &[("Key", key.as_bytes())])
    }

    /// A content that is sealed for the KGSS by somebody it trusts.
    fn open(&self, sealed: &[u8]) -> core::result::Result<Unsealed, Refusal> {
        let mut unsealer = Unsealer::new(Arc::clone(&self.context));
        unsealer.add_identity(Arc::clone(&self.service.identity));
        unsealer.unseal(sealed).map_err(|_| INVALID_SEAL)
    }

    fn new_key_sealer(&self, root: Node<'_, '_>) -> Option<Sealer> {
        if !root.has_tag_name((KGSS, "GetNewKeyRequestContent")) {
            return None;
        }
        members(root, KGSS, NEW_KEY)?;
        self.sealer_for(&octets(root, "ETK")?).ok()
    }

    /// The identifier of the wanted key, and what seals it for the token or the key in the request.
    fn key_sealer(&self, root: Node<'_, '_>) -> Option<(Vec<u8>, Sealer)> {
        if !root.has_tag_name((KGSS, "GetKeyRequestContent")) {
            return None;
        }
        let identifier = octets(root, "KeyIdentifier")?;
        if members(root, KGSS, KEY_FOR_TOKEN).is_some() {
            return Some((identifier, self.sealer_for(&octets(root, "ETK")?).ok()?));
        }
        members(root, KGSS, KEY_FOR_KEY)?;
        let key = octets(root, "KeyEncryptionKey").map(Secret::from)?;
        // Without a name of its own the key goes by that of the wanted one.
        let name = octets(root, "KeyEncryptionKeyIdentifier");
        let name = name.unwrap_or_else(|| identifier.clone());
        let mut sealer = self.sealer().ok()?;
        sealer.add_secret_key(&SecretKey::new(&name, key.as_bytes()).ok()?);
        Some((identifier, sealer))
    }

    fn sealer_for(&self, token: &[u8]) -> Result<Sealer> {
        let mut sealer = self.sealer()?;
        sealer.add_recipient(&Token::from_bytes(token, self.context.limits())?)?;
        Ok(sealer)
    }

    fn sealer(&self) -> Result<Sealer> {
        Sealer::new(
            Arc::clone(&self.context),
            Arc::clone(&self.service.identity),
        )
    }
}

fn sealed_request(operation: Operation, request: Node<'_, '_>) -> Option<Vec<u8>> {
    members(request, KGSS, &[(operation.sealed_request(), 1, 1)])?;
    let holder = child(request, Some(KGSS), operation.sealed_request())?;
    members(holder, KGSS, &[("SealedContent", 1, 1)])?;
    sealed_content(holder)
}

fn inner(clear: &Secret) -> core::result::Result<Document<'_>, Refusal> {
    parse(clear.as_bytes(), &Limits::default()).map_err(|_| INVALID_CONTENT)
}

fn octets(parent: Node<'_, '_>, name: &str) -> Option<Vec<u8>> {
    let octets = decoded(child(parent, Some(KGSS), name)?)?;
    (!octets.is_empty()).then(|| octets.to_vec())
}

fn seal(
    sealer: &Sealer,
    name: &str,
    members: &[(&str, &[u8])],
) -> core::result::Result<Vec<u8>, Refusal> {
    let mut content = Secret::with_capacity(1 << 10);
    content.extend(format!("<k:{name} xmlns:k=\"{KGSS}\">").as_bytes());
    for (member, octets) in members {
        let text = Secret::from(Base64::encode_string(octets).into_bytes());
        content.extend(format!("<k:{member}>").as_bytes());
        content.extend(text.as_bytes());
        content.extend(format!("</k:{member}>").as_bytes());
    }
    content.extend(format!("</k:{name}>").as_bytes());
    sealer.seal(content.as_bytes()).map_err(|_| INVALID_CONTENT)
}

/// The outer answer: its own elements are in the namespace, `Status` and `Error` are in none.
fn processed(operation: Operation, content: &str) -> HttpReply {
    let name = operation.response();
    let body = format!(
        "<k:{name} xmlns:k=\"{KGSS}\" Id=\"simulator\"><Status><Code>200</Code>\
         <Message>Success</Message></Status>{content}</k:{name}>"
    );
    HttpReply::soap(200, &body)
}

fn content(operation: Operation, sealed: &[u8]) -> String {
    let name = operation.sealed_response();
    let text = Base64::encode_string(sealed);
    format!("<k:{name}><k:SealedContent>{text}</k:SealedContent></k:{name}>")
}

fn error(code: &str) -> String {
    format!("<Error><Code>{code}</Code><Message Lang=\"EN\">{code}</Message></Error>")
}
