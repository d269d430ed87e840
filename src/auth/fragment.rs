//! Cuts an element out of the document that it came in, so that it stands on its own and its
//! signature still holds.

use crate::soap::escape;
use roxmltree::Node;

/// The element octet by octet as it stood in its document, with the namespace declarations
/// that it had from the elements around it added to its start tag.
///
/// Exclusive canonicalisation leaves out the declarations of an element that nothing in it
/// uses, and writes those that are used where they are used, wherever they were declared; a
/// signature with that canonicalisation is the same before and after. All that were in scope
/// go along, not only those that names use: the prefix of a type in a value, or one in the list
/// of an InclusiveNamespaces, has to mean what it meant.
pub(crate) fn cut_out(element: Node<'_, '_>) -> String {
    let source = element.document().input_text();
    let text = source.get(element.range()).unwrap_or_default();
    let (head, rest) = text.split_at_checked(name_end(text)).unwrap_or((text, ""));
    let declared = attribute_names(rest);
    let mut whole = head.to_owned();
    for namespace in element.namespaces() {
        let name = match namespace.name() {
            Some("xml") => continue,
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        if !declared.contains(&name.as_str()) && !namespace.uri().is_empty() {
            whole.push_str(&format!(" {name}=\"{}\"", escape(namespace.uri())));
        }
    }
    whole.push_str(rest);
    whole
}

/// Where the name in a start tag ends.
fn name_end(tag: &str) -> usize {
    tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
        .unwrap_or(tag.len())
}

/// The names of the attributes in a start tag, which begins after the name of the element. The
/// tag is well-formed: it was parsed before.
fn attribute_names(tag: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = tag.trim_start();
    while !rest.starts_with(['/', '>']) {
        let Some((name, after)) = rest.split_once('=') else {
            break;
        };
        names.push(name.trim_end());
        let value = after.trim_start();
        let quote = value.chars().next().unwrap_or('"');
        let mut parts = value.splitn(3, quote).skip(2);
        rest = parts.next().unwrap_or_default().trim_start();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Identity;
    use crate::limits::Limits;
    use crate::soap::{SignaturePlace, SignatureRules, sign_enveloped, verify_enveloped};
    use roxmltree::Document;

    fn cut(document: &str) -> String {
        let document = Document::parse(document).unwrap();
        let found = document.descendants().find(|n| n.tag_name().name() == "A");
        cut_out(found.unwrap())
    }

    #[test]
    fn what_was_in_scope_goes_along() {
        for (document, expected) in [
            ("<A/>", "<A/>"),
            ("<A>x</A>", "<A>x</A>"),
            ("<r><A b='1' /></r>", "<A b='1' />"),
            ("<r xmlns='u'><A/></r>", "<A xmlns=\"u\"/>"),
            ("<r xmlns='u'><A xmlns = ''/></r>", "<A xmlns = ''/>"),
            (
                "<p:r xmlns:p='u' xmlns:q='v&amp;\"'><p:A\n  b='>'>&#65;<!--c--></p:A></p:r>",
                "<p:A xmlns:p=\"u\" xmlns:q=\"v&amp;&quot;\"\n  b='>'>&#65;<!--c--></p:A>",
            ),
            (
                "<r xmlns:p='u'><A x='xmlns:p=' xmlns:p\n=\n'u'/></r>",
                "<A x='xmlns:p=' xmlns:p\n=\n'u'/>",
            ),
            (
                "<r xmlns:p='u'><A b=\"it's xmlns:p='\"/></r>",
                "<A xmlns:p=\"u\" b=\"it's xmlns:p='\"/>",
            ),
            (
                "<r xmlns:p='u'><s xmlns:p='v'><A xml:lang='en'/></s></r>",
                "<A xmlns:p=\"v\" xml:lang='en'/>",
            ),
        ] {
            let found = cut(document);
            assert_eq!(found, expected);
            Document::parse(&found).unwrap();
        }
    }

    #[test]
    fn a_signature_survives() {
        let store = include_bytes!("../../tests/vectors/official/keys/alice.p12");
        let alice = Identity::from_pkcs12(store, "test", &Limits::default()).unwrap();
        let alice = alice.authentication().unwrap();
        let (key, certificate) = (alice.signing_key().unwrap(), alice.certificate());
        let declared = " xmlns:p=\"urn:u\"";
        let xml = format!("<p:A{declared} Id=\"a\"><p:b c=\"1\">x</p:b></p:A>");
        let place = SignaturePlace::Last;
        let signed = sign_enveloped(&xml, "Id", place, key, certificate).unwrap();
        // As a service may send it: the declaration stands around it, with others.
        let inner = signed.replacen(declared, "", 1);
        let sent = format!("<r xmlns=\"urn:v\" xmlns:q=\"urn:w\"{declared}>{inner}</r>");
        let found = cut(&sent);
        assert!(found.ends_with(inner.split_once(' ').unwrap().1));
        let document = Document::parse(&found).unwrap();
        let rules = SignatureRules::default();
        let signer = verify_enveloped(document.root_element(), "Id", rules).unwrap();
        assert!(signer == *certificate);
        let changed = found.replace(">x<", ">y<");
        let document = Document::parse(&changed).unwrap();
        assert!(verify_enveloped(document.root_element(), "Id", rules).is_err());
    }
}
