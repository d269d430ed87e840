//! Who there is, and what the depots know about them.

use super::holder::{CARDS, Holder, PROFILES, Profile};
use super::pki::{Member, Pki};
use super::token::{Form, encryption_token};
use crate::crypto::NewKey;
use crate::depot::Identifier;
use crate::error::{Error, Result};
use crate::keys::pkcs12::{Entry, Store};
use crate::x509::Certificate;
use std::thread;

/// Everything that the services answer from. It never changes.
pub(super) struct Register {
    records: Vec<Record>,
    /// What stands for eID cards, by SSIN.
    cards: Vec<(&'static str, Vec<u8>)>,
    trust_anchors: Vec<Certificate>,
}

/// A holder with a key store and a token.
#[derive(Clone)]
pub(super) struct Record {
    holder: Holder,
    /// What the depots find the token by; each leads to it, the first to no other.
    identifiers: Vec<Identifier>,
    token: Vec<u8>,
    /// A token for the same key, whose certificate has expired.
    expired_token: Vec<u8>,
    store: Vec<u8>,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoilt {
    /// There is nothing in it.
    Missing,
    /// The signature on what it is about.
    Signature,
    /// That is over.
    Validity,
}

/// A signed message with another signature. That ends before zeros and an empty set of
/// attributes, and its last number is far longer than what is skipped here.
pub(super) fn with_broken_signature(message: &[u8]) -> Vec<u8> {
    let mut broken = message.to_vec();
    let mut from_end = broken.iter_mut().rev().skip_while(|octet| **octet == 0);
    if let Some(octet) = from_end.nth(16) {
        *octet ^= 1;
    }
    broken
}

impl Register {
    /// Makes all keys, certificates, tokens and key stores, on two threads: RSA keys and the
    /// passwords of the stores take their time.
    pub(super) fn new(pki: &Pki, password: &str) -> Result<Self> {
        let (first, second) = PROFILES.split_at(PROFILES.len() / 2);
        let make = |profiles: &[Profile]| -> Result<Vec<Record>> {
            let records = profiles.iter().zip(Form::BOTH.into_iter().cycle());
            records
                .map(|(profile, form)| Record::new(pki, profile, form, password))
                .collect()
        };
        let (records, cards) = thread::scope(|scope| {
            let other = thread::Builder::new()
                .spawn_scoped(scope, || make(second))
                .map_err(|source| Error::io("a thread could not be started", &source))?;
            let mut records = make(first)?;
            let cards = cards(pki, password)?;
            let rest = other.join();
            records.extend(rest.map_err(|_| Error::internal("the making of holders failed"))??);
            Ok((records, cards))
        })?;
        Ok(Self {
            records,
            cards,
            trust_anchors: vec![pki.root.certificate.clone()],
        })
    }

    /// Everything about the register that is not the same for all simulators, by names.
    pub(super) fn facts(&self) -> Vec<(String, Vec<u8>)> {
        let mut facts = Vec::new();
        for record in &self.records {
            let holder = &record.holder;
            facts.extend([
                (fact_name(holder, TOKEN), record.token.clone()),
                (
                    fact_name(holder, EXPIRED_TOKEN),
                    record.expired_token.clone(),
                ),
                (fact_name(holder, STORE), record.store.clone()),
            ]);
        }
        let cards = self.cards.iter();
        facts.extend(cards.map(|(ssin, store)| (card_name(ssin), store.clone())));
        facts
    }

    /// The register of these facts.
    pub(super) fn load(root: Certificate, fact: impl Fn(&str) -> Result<Vec<u8>>) -> Result<Self> {
        let record = |profile: &Profile| -> Result<Record> {
            let fact = |kind| fact(&fact_name(&profile.holder, kind));
            Ok(Record {
                identifiers: identifiers(profile),
                token: fact(TOKEN)?,
                expired_token: fact(EXPIRED_TOKEN)?,
                store: fact(STORE)?,
                holder: profile.holder.clone(),
            })
        };
        let card = |&(ssin, _): &(&'static str, &str)| Ok((ssin, fact(&card_name(ssin))?));
        Ok(Self {
            records: PROFILES.iter().map(record).collect::<Result<_>>()?,
            cards: CARDS.iter().map(card).collect::<Result<_>>()?,
            trust_anchors: vec![root],
        })
    }

    /// The same people, with something wrong about what the depots know of them.
    pub(super) fn spoilt(&self, how: Spoilt) -> Self {
        let records = self.records.iter().filter(|_| how != Spoilt::Missing);
        Self {
            records: records.map(|record| record.spoilt(how)).collect(),
            cards: Vec::new(),
            trust_anchors: self.trust_anchors.clone(),
        }
    }

    /// The key store of the eID card of a person.
    pub(super) fn card(&self, ssin: &str) -> Option<&[u8]> {
        let card = self.cards.iter().find(|(owner, _)| *owner == ssin);
        card.map(|(_, store)| store.as_slice())
    }

    pub(super) fn trust_anchors(&self) -> &[Certificate] {
        &self.trust_anchors
    }

    pub(super) fn holders(&self) -> impl Iterator<Item = &Holder> {
        self.records.iter().map(|record| &record.holder)
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.iter()
    }

    /// The record of one holder.
    pub(super) fn record(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: &str,
    ) -> Option<&Record> {
        self.records.iter().find(|record| {
            record.holder.identifier_type() == identifier_type
                && record.holder.identifier() == identifier
                && record.holder.application() == application
        })
    }

    /// The records that match all of the identifiers. Where one names no application, that
    /// is a search over all of them.
    pub(super) fn find(&self, wanted: &[Identifier]) -> Vec<&Record> {
        self.records
            .iter()
            .filter(|record| wanted.iter().all(|wanted| record.is_known_by(wanted)))
            .collect()
    }
}

impl Record {
    fn new(pki: &Pki, profile: &Profile, form: Form, password: &str) -> Result<Self> {
        let key = match profile.elliptic {
            true => NewKey::ec_p384()?,
            false => NewKey::rsa()?,
        };
        let authentication = pki.holder(&profile.holder, key)?;
        let current = authentication.new_encryption_key()?;
        let expired = authentication.expired_certificate(&current)?;
        let token = |encryption: &Certificate| {
            encryption_token(pki, &authentication.certificate, encryption, form)
        };
        let (token, expired_token) = (token(&current.certificate)?, token(&expired)?);
        let mut encryption = vec![current];
        if profile.renewed {
            encryption.push(authentication.new_encryption_key()?);
        }
        Ok(Self {
            identifiers: identifiers(profile),
            token,
            expired_token,
            store: store(pki, &authentication, &encryption)?.write(password)?,
            holder: profile.holder.clone(),
        })
    }

    fn spoilt(&self, how: Spoilt) -> Self {
        let token = match how {
            Spoilt::Validity => self.expired_token.clone(),
            Spoilt::Missing | Spoilt::Signature => with_broken_signature(&self.token),
        };
        Self {
            token,
            ..self.clone()
        }
    }

    pub(super) fn store(&self) -> &[u8] {
        &self.store
    }

    pub(super) fn token(&self) -> &[u8] {
        &self.token
    }

    pub(super) fn holder(&self) -> &Holder {
        &self.holder
    }

    /// The identifiers that lead to this token.
    pub(super) fn identifiers(&self) -> &[Identifier] {
        &self.identifiers
    }

    fn is_known_by(&self, wanted: &Identifier) -> bool {
        self.identifiers.iter().any(|known| {
            known.identifier_type() == wanted.identifier_type()
                && known.value() == wanted.value()
                && (wanted.application().is_none() || known.application() == wanted.application())
        })
    }
}

/// The kinds of facts about a holder.
const TOKEN: &str = "token";
const EXPIRED_TOKEN: &str = "expired-token";
const STORE: &str = "store";

fn fact_name(holder: &Holder, kind: &str) -> String {
    let (identifier_type, identifier) = (holder.identifier_type(), holder.identifier());
    format!(
        "{identifier_type}/{identifier}/{}/{kind}",
        holder.application()
    )
}

fn card_name(ssin: &str) -> String {
    format!("{ssin}/card")
}

fn identifiers(profile: &Profile) -> Vec<Identifier> {
    let holder = &profile.holder;
    let own = (holder.identifier_type(), holder.identifier());
    [Some(own), profile.alias]
        .into_iter()
        .flatten()
        .map(|(identifier_type, value)| {
            Identifier::verbatim(
                identifier_type.to_owned(),
                value.to_owned(),
                Some(holder.application().to_owned()),
            )
        })
        .collect()
}

/// The two keys of each eID card.
fn cards(pki: &Pki, password: &str) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let card = |&(ssin, name): &(&'static str, &str)| {
        let key = |alias: &str, purpose| {
            let member = pki.citizen(ssin, name, purpose)?;
            let chain = chain(pki, &member);
            entry(alias.to_owned(), &member, chain)
        };
        let entries = vec![
            key("authentication", "Authentication")?,
            key("signature", "Signature")?,
        ];
        Ok((ssin, Store { entries }.write(password)?))
    };
    CARDS.iter().map(card).collect()
}

fn chain(pki: &Pki, member: &Member) -> Vec<Certificate> {
    vec![
        member.certificate.clone(),
        pki.issuing.certificate.clone(),
        pki.root.certificate.clone(),
    ]
}

/// A key store in the eHealth layout.
fn store(pki: &Pki, authentication: &Member, encryption: &[Member]) -> Result<Store> {
    let chain = chain(pki, authentication);
    let mut entries = vec![entry(
        "authentication".to_owned(),
        authentication,
        chain.clone(),
    )?];
    for member in encryption {
        let alone = vec![member.certificate.clone()];
        entries.push(entry(member.certificate.serial_decimal(), member, alone)?);
    }
    entries.extend(chain.into_iter().map(|certificate| Entry::Certificate {
        alias: certificate.subject_text(),
        certificate,
    }));
    Ok(Store { entries })
}

fn entry(alias: String, member: &Member, chain: Vec<Certificate>) -> Result<Entry> {
    Ok(Entry::Key {
        alias,
        local_key_id: None,
        private_key: member.key.to_pkcs8()?,
        chain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Token;
    use crate::limits::Limits;

    #[test]
    fn stores_have_the_layout_of_the_platform() {
        let limits = Limits::default();
        let pki = Pki::new().unwrap();
        for record in &Register::new(&pki, "pässword").unwrap().records {
            let store = Store::read(&record.store, "pässword", &limits).unwrap();
            let token = Token::from_bytes(&record.token, &limits).unwrap();
            let Entry::Key { alias, chain, .. } = &store.entries[0] else {
                panic!("no key");
            };
            assert_eq!(alias, "authentication");
            assert_eq!(chain.len(), 3);
            assert!(chain[0] == *token.authentication_certificate());
            let decryption: Vec<_> = store.entries[1..]
                .iter()
                .filter_map(|entry| match entry {
                    Entry::Key { alias, chain, .. } => Some((alias, &chain[0])),
                    Entry::Certificate { .. } => None,
                })
                .collect();
            let renewed = record.holder.identifier_type() == "NIHII-PHARMACY";
            assert_eq!(decryption.len(), 1 + usize::from(renewed));
            assert!(decryption[0].1 == token.encryption_certificate());
            for (alias, certificate) in decryption {
                assert_eq!(*alias, certificate.serial_decimal());
            }
            assert_eq!(token.identifier_type(), record.holder.identifier_type());
            assert_eq!(token.identifier(), record.holder.identifier());
            assert_eq!(token.application(), record.holder.application());
        }
    }
}
