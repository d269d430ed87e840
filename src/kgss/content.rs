//! The messages within the sealed content. Keys pass through wiped buffers alone.

use super::operation::KGSS;
use super::{AccessList, Reader};
use crate::auth::Attribute;
use crate::error::{Error, Result, Status};
use crate::keys::{SecretKey, Token};
use crate::limits::Limits;
use crate::secret::{Secret, Wiped};
use crate::soap::{children, escape, parse};
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// `GetNewKeyRequestContent`: a key for those on the list, to be sent to the holder of the token.
pub(super) fn new_key_request(list: &AccessList, token: &Token) -> Result<Secret> {
    write("GetNewKeyRequestContent", |out| {
        for attribute in list.allowed() {
            write_credential(out, "AllowedReader", attribute);
        }
        for attribute in list.excluded() {
            // The schema spells it so.
            write_credential(out, "ExludedReader", attribute);
        }
        write_octets(out, "ETK", token.as_bytes())?;
        if list.has_deletion_strategy() {
            out.extend(b"<k:DeletionStrategy/>");
        }
        Ok(())
    })
}

/// `GetKeyRequestContent`: the key with this identifier, to be sent to this reader.
pub(super) fn key_request(identifier: &[u8], reader: &Reader) -> Result<Secret> {
    write("GetKeyRequestContent", |out| {
        write_octets(out, "KeyIdentifier", identifier)?;
        match reader {
            Reader::Holder(token) => write_octets(out, "ETK", token.as_bytes()),
            Reader::FreshKey(key) => {
                write_octets(out, "KeyEncryptionKey", key.key.as_bytes())?;
                write_octets(out, "KeyEncryptionKeyIdentifier", &key.identifier)
            }
        }
    })
}

/// The key in a `GetNewKeyResponseContent`.
pub(super) fn read_new_key(content: &Secret, limits: &Limits) -> Result<SecretKey> {
    let [identifier, key] = read(
        content,
        "GetNewKeyResponseContent",
        ["NewKeyIdentifier", "NewKey"],
        limits,
    )?;
    secret_key(&identifier, &key)
}

/// The key in a `GetKeyResponseContent`, which was asked for by this identifier.
pub(super) fn read_key(content: &Secret, identifier: &[u8], limits: &Limits) -> Result<SecretKey> {
    let [key] = read(content, "GetKeyResponseContent", ["Key"], limits)?;
    secret_key(identifier, &key)
}

fn secret_key(identifier: &[u8], key: &[u8]) -> Result<SecretKey> {
    SecretKey::new(identifier, key).map_err(|cause| {
        let message = "the KGSS sent a key that cannot be one";
        Error::new(Status::BadReply, message).caused_by(cause)
    })
}

fn write(name: &str, content: impl FnOnce(&mut Secret) -> Result<()>) -> Result<Secret> {
    let mut out = Secret::with_capacity(1 << 14);
    out.extend(format!("<k:{name} xmlns:k=\"{KGSS}\">").as_bytes());
    content(&mut out)?;
    out.extend(format!("</k:{name}>").as_bytes());
    Ok(out)
}

fn write_credential(out: &mut Secret, name: &str, attribute: &Attribute) {
    let member = |name: &str, text: &str| format!("<k:{name}>{}</k:{name}>", escape(text));
    let mut members = member("Namespace", attribute.namespace());
    members.push_str(&member("Name", attribute.name()));
    for value in attribute.values() {
        members.push_str(&member("Value", value));
    }
    out.extend(format!("<k:{name}>{members}</k:{name}>").as_bytes());
}

fn write_octets(out: &mut Secret, name: &str, octets: &[u8]) -> Result<()> {
    let mut text = Wiped::with_capacity(Base64::encoded_len(octets));
    text.resize(Base64::encoded_len(octets), 0);
    let text = Base64::encode(octets, &mut text)
        .map_err(|_| Error::internal("octets could not be written as Base64"))?;
    out.extend(format!("<k:{name}>").as_bytes());
    out.extend(text.as_bytes());
    out.extend(format!("</k:{name}>").as_bytes());
    Ok(())
}

/// The octets of these elements, each of which stands once in the document.
fn read<const N: usize>(
    content: &Secret,
    name: &str,
    members: [&str; N],
    limits: &Limits,
) -> Result<[Wiped; N]> {
    let document =
        parse(content.as_bytes(), limits).map_err(|cause| unexpected().caused_by(cause))?;
    let root = document.root_element();
    if !root.has_tag_name((KGSS, name)) {
        return Err(unexpected());
    }
    let mut octets = members.map(|_| Wiped::default());
    for (octets, member) in octets.iter_mut().zip(members) {
        let mut elements = children(root, Some(KGSS), member);
        let (Some(element), None) = (elements.next(), elements.next()) else {
            return Err(unexpected());
        };
        *octets = decoded(element).ok_or_else(unexpected)?;
    }
    Ok(octets)
}

/// The octets that the text of an element stands for. The parser borrows that text from the
/// document unless there are line ends of Windows or entities in it, which nobody puts there.
pub(crate) fn decoded(element: Node<'_, '_>) -> Option<Wiped> {
    let texts = || {
        element
            .children()
            .filter_map(|node| node.text().filter(|_| node.is_text()))
    };
    let mut octets = Wiped::with_capacity(texts().map(str::len).sum());
    for text in texts() {
        octets.extend(text.bytes().filter(|octet| !octet.is_ascii_whitespace()));
    }
    let length = Base64::decode_in_place(&mut octets).ok()?.len();
    octets.truncate(length);
    Some(octets)
}

fn unexpected() -> Error {
    Error::new(
        Status::BadReply,
        "the sealed content of the KGSS is not what was asked for",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_key(content: &str) -> Result<SecretKey> {
        read_new_key(
            &document("GetNewKeyResponseContent", content),
            &Limits::default(),
        )
    }

    fn document(name: &str, content: &str) -> Secret {
        let text =
            format!("<?xml version=\"1.0\"?><k:{name} xmlns:k=\"{KGSS}\">{content}</k:{name}>");
        Secret::from(text.into_bytes())
    }

    #[test]
    fn keys_are_read() {
        let identifier = "<k:NewKeyIdentifier>AQID\r\n BA==</k:NewKeyIdentifier>";
        let key = "<k:NewKey>AAEC<!-- -->AwQFBgcICQoLDA0ODw==</k:NewKey>";
        let read = new_key(&format!("{identifier}{key}")).unwrap();
        assert_eq!(read.identifier(), [1, 2, 3, 4]);
        assert_eq!(format!("{read:?}"), "SecretKey(16 octets)");
        for content in [
            String::new(),
            identifier.to_owned(),
            key.to_owned(),
            format!("{identifier}{key}{key}"),
            format!("{identifier}<NewKey>AAECAwQFBgcICQoLDA0ODw==</NewKey>"),
            format!("{identifier}<k:NewKey>AAEC</k:NewKey>"),
            format!("{identifier}<k:NewKey>*</k:NewKey>"),
            format!("<k:NewKeyIdentifier/>{key}"),
        ] {
            let error = new_key(&content).unwrap_err();
            assert_eq!(error.status(), Status::BadReply, "{content}");
        }
        let limits = Limits::default();
        let other = document("GetKeyResponseContent", &key.replace("NewKey", "Key"));
        assert!(read_new_key(&other, &limits).is_err());
        assert_eq!(read_key(&other, &[7], &limits).unwrap().identifier(), [7]);
        for nonsense in [&b""[..], b"<", b"\xff", b"<!DOCTYPE a><a/>"] {
            assert!(read_key(&Secret::from(nonsense), &[7], &limits).is_err());
        }
    }
}
