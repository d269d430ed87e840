//! The corpus of the official library's own tests, where `ETEE_CORPUS` names it, and the
//! configurations that its tables were made with.

use super::certificates::{certificates, files};
use super::responder::Offline;
use super::skip;
use super::table::{Row, Table};
use super::verdict::{moment, signing_policy};
use etee::{
    Certificate, Clock, Context, Identity, Judgement, Limits, OcspPolicy, SigningPolicy, Unsealer,
    Validation,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Seconds of a year without a leap day.
const YEAR: i64 = 365 * 86_400;

pub struct Corpus {
    folder: PathBuf,
    /// The key stores, by their path below `keys`.
    stores: BTreeMap<String, Arc<Identity>>,
    /// By message, the stores with the keys of its recipients.
    keys: BTreeMap<String, Vec<String>>,
    anchors: Vec<Certificate>,
    more_anchors: Vec<Certificate>,
}

/// Where the corpus is, if there is one; else says so.
pub fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ETEE_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        skip("ETEE_CORPUS names no corpus, which this test reads");
    }
    folder
}

impl Corpus {
    /// The corpus, if there is one; else says so.
    pub fn open() -> Option<Self> {
        let folder = folder()?;
        let mut stores = BTreeMap::new();
        for path in files(&folder.join("keys"), "p12") {
            let identity = Identity::from_pkcs12_file(&path, "test", &Limits::default()).unwrap();
            let name = path.strip_prefix(folder.join("keys")).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            stores.insert(name, Arc::new(identity));
        }
        let keys = Table::read(&folder.join("verdicts.tsv"))
            .rows()
            .map(|row| (row.get("file").to_owned(), stores_used(row)))
            .collect();
        let anchors = certificates(&folder.join("trust"));
        let more_anchors = self_issued(&folder);
        Some(Self {
            folder,
            stores,
            keys,
            anchors,
            more_anchors,
        })
    }

    pub fn table(&self, name: &str) -> Table {
        Table::read(&self.folder.join(name))
    }

    /// The message of a row.
    pub fn message(&self, row: Row<'_>) -> Vec<u8> {
        fs::read(self.folder.join("msg").join(row.get("file"))).unwrap()
    }

    /// An unsealer for a row in a configuration.
    pub fn unsealer(&self, row: Row<'_>, configuration: &str) -> Unsealer {
        let clock = Clock::Fixed(moment(row.get("clock")));
        let trust = configuration
            .split('+')
            .find(|part| part.starts_with("trust-"));
        let context = self
            .trusting(trust.unwrap_or_default())
            .with_clock(clock)
            .with_validation(validation(configuration))
            .with_revocation_transport(Arc::new(Offline), Vec::new());
        let mut unsealer = Unsealer::new(Arc::new(context));
        if configuration == "keys-by-alias(KeyManager)" {
            // What the official key manager finds in a store is what an identity is.
            self.stores
                .values()
                .for_each(|store| unsealer.add_identity(Arc::clone(store)));
        } else {
            for store in &self.keys[row.get("file")] {
                unsealer.add_identity(Arc::clone(&self.stores[store]));
            }
        }
        let signer = match configuration {
            // One call expects a certificate and the key in it.
            "expect-signer-alice" | "expect-signer-alice-pubkey" => {
                "alice/alices_private_key_store.p12"
            }
            "expect-signer-bob" => "bob/bobs_private_key_store.p12",
            _ => return unsealer,
        };
        let signer = self.stores[signer].authentication_certificate().unwrap();
        unsealer.expect_signer(signer.clone());
        unsealer
    }

    fn trusting(&self, configuration: &str) -> Context {
        let anchors = match configuration {
            "trust-null" => return Context::new(),
            "trust-empty" => return Context::new().with_empty_trust_store(),
            "trust-wide" => [&self.anchors[..], &self.more_anchors[..]].concat(),
            "" | "trust-implicit" => self.anchors.clone(),
            other => panic!("unknown trust: {other}"),
        };
        anchors
            .into_iter()
            .fold(Context::new(), Context::with_trust_anchor)
    }
}

/// The rules of a configuration.
fn validation(configuration: &str) -> Validation {
    let mut validation = Validation {
        judgement: Judgement::Parity,
        signing_policies: vec![SigningPolicy::EhealthCertificate, SigningPolicy::Eid],
        ..Validation::default()
    };
    for part in configuration.split('+') {
        match part {
            "base" | "stream" | "keys-by-alias(KeyManager)" => {}
            "trust-empty" | "trust-null" | "trust-wide" => {}
            "expect-signer-alice" | "expect-signer-alice-pubkey" | "expect-signer-bob" => {}
            "non-repudiation" => validation.non_repudiation = true,
            "trust-implicit" => validation.trusts_signing_time = true,
            "expiration-40y" => validation.signing_time_expiration = 40 * YEAR,
            "ocsp-sender-optional" => validation.ocsp_policy = OcspPolicy::SenderOptional,
            "ocsp-sender-mandatory" => validation.ocsp_policy = OcspPolicy::SenderMandatory,
            "ocsp-receiver-optional(offline)" => {
                validation.ocsp_policy = OcspPolicy::ReceiverOptional;
            }
            "ocsp-receiver-mandatory(offline)" => {
                validation.ocsp_policy = OcspPolicy::ReceiverMandatory;
            }
            other => {
                let policy = other.strip_prefix("only-").unwrap();
                validation.signing_policies = vec![signing_policy(policy)];
            }
        }
    }
    validation
}

/// The stores that the keys of a row are in: `…/bob/x.p12#alias | …/bob/y.p12#alias`.
fn stores_used(row: Row<'_>) -> Vec<String> {
    let keys = row
        .get("keyUsed")
        .split(" | ")
        .filter(|key| !key.is_empty());
    keys.map(|key| {
        let (path, _) = key.split_once('#').unwrap();
        let (_, path) = path.split_once('/').unwrap();
        path.to_owned()
    })
    .collect()
}

/// The self-issued certificates that stand in the clear in the messages: the wider trust.
fn self_issued(folder: &std::path::Path) -> Vec<Certificate> {
    let mut found = BTreeMap::new();
    for path in ["msg", "cms"]
        .iter()
        .flat_map(|e| files(&folder.join("msg"), e))
    {
        let message = fs::read(path).unwrap();
        for start in 0..message.len() {
            // A certificate is longer than 255 octets and shorter than 64 KiB.
            if let [0x30, 0x82, high, low, ..] = message[start..]
                && let length = 4 + (usize::from(high) << 8 | usize::from(low))
                && let Some(der) = message.get(start..start + length)
                && let Ok(certificate) = Certificate::from_der(der)
                && certificate.subject_text() == certificate.issuer_text()
            {
                found.insert(der.to_vec(), certificate);
            }
        }
    }
    found.into_values().collect()
}
