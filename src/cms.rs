//! Cryptographic Message Syntax (RFC 5652) as a wire format: no keys, no policy.
//!
//! Reading never holds the content: a reader takes the message in chunks of any size, hands
//! the content on as it passes, and keeps the small parts. Writing is cut the same way into
//! what stands before the content and what stands after it.

mod algorithm;
mod content_algorithm;
mod enveloped_data;
mod frame;
mod identifier;
mod key_agree_recipient_info;
mod key_agreement;
mod new_recipient;
mod new_signer_info;
mod recipient_info;
mod revocation_values;
mod signed_data;
mod signer_info;
mod signer_info_place;
mod signer_verification;
mod time_stamp_token;
mod unsigned_attributes;
mod writer;

pub(crate) use algorithm::AlgorithmIdentifier;
pub(crate) use enveloped_data::{EnvelopedDataReader, EnvelopedPart};
pub(crate) use identifier::{EntityIdentifier, EntityName};
pub(crate) use key_agree_recipient_info::{KeyAgreeRecipientInfo, Originator};
pub(crate) use key_agreement::KeyAgreement;
pub(crate) use new_recipient::{KeyTransForm, NewRecipient, kek_recipient, key_agree_recipient};
pub(crate) use new_signer_info::SignerInfoForm;
pub(crate) use recipient_info::{KekRecipientInfo, KeyTransRecipientInfo, RecipientInfo};
pub(crate) use revocation_values::RevocationValues;
pub(crate) use signed_data::{SignedData, SignedDataReader};
pub(crate) use signer_info::SignerInfo;
pub(crate) use signer_info_place::{Replacement, SignerInfoPlace};
pub(crate) use signer_verification::{Signed, SignerVerification};
pub(crate) use time_stamp_token::TimeStampToken;
pub(crate) use writer::{EnvelopedDataWriter, SignedDataWriter};
