//! Envelopes (SOAP 1.1, 4), read by a parser that refuses DTDs and with them all entities.

use super::ENVELOPE;
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use base64ct::{Base64, Encoding};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::HashSet;

/// Parses a document.
pub(crate) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Document<'a>> {
    let text = core::str::from_utf8(bytes).map_err(|_| bad("a SOAP message is not UTF-8"))?;
    require_bounded(text)?;
    require_clear_line_ends(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: limits.xml_nodes,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Error::new(
            Status::LimitExceeded,
            "an XML document has more nodes than the limit",
        ),
        roxmltree::Error::DtdDetected => bad("an XML document has a DTD"),
        _ => bad("a SOAP message is not well-formed XML"),
    })
}

/// The prefixes that a document may declare, however often.
const MAX_PREFIXES: usize = 64;

/// The attributes that an element may have.
const MAX_ATTRIBUTES: usize = 512;

/// Refuses what would cost the parser far more than its length: it compares each prefix in
/// scope, and each attribute, with all before it. This counts before there is a parser, and so
/// errs towards more: whatever looks like a declaration, and each equals sign up to the next tag.
fn require_bounded(text: &str) -> Result<()> {
    let is_end = |c: char| matches!(c, '=' | ' ' | '\t' | '\r' | '\n');
    let declarations = text.split("xmlns:").skip(1);
    let prefixes: HashSet<_> = declarations.map(|rest| rest.split(is_end).next()).collect();
    let widest = text.split('<').map(|tag| tag.matches('=').count()).max();
    if prefixes.len() > MAX_PREFIXES || widest > Some(MAX_ATTRIBUTES) {
        return Err(Error::new(
            Status::LimitExceeded,
            "an XML document has more prefixes or attributes than the limit",
        ));
    }
    Ok(())
}

/// Refuses a lone carriage return next to a reference: the parser keeps it where others make a
/// line feed of it, and a signature must not be over another text than what is read.
fn require_clear_line_ends(text: &str) -> Result<()> {
    if text.contains("\r&") || text.contains(";\r<") {
        return Err(bad("an XML document has a line end that is not clear"));
    }
    Ok(())
}

/// The element in the body of the envelope; `None` if the body is empty.
pub(crate) fn body<'a, 'i>(document: &'a Document<'i>) -> Result<Option<Node<'a, 'i>>> {
    let root = document.root_element();
    if !root.has_tag_name((ENVELOPE, "Envelope")) {
        return Err(bad("an XML document is not a SOAP envelope"));
    }
    let body = child(root, Some(ENVELOPE), "Body");
    let body = body.ok_or_else(|| bad("a SOAP envelope has no body"))?;
    Ok(body.first_element_child())
}

/// The first child element of this name, in this namespace or in none.
pub(crate) fn child<'a, 'i>(
    parent: Node<'a, 'i>,
    namespace: Option<&str>,
    name: &str,
) -> Option<Node<'a, 'i>> {
    children(parent, namespace, name).next()
}

/// The child elements of this name, in this namespace or in none.
pub(crate) fn children<'a, 'i>(
    parent: Node<'a, 'i>,
    namespace: Option<&str>,
    name: &str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    parent.children().filter(move |node| {
        node.is_element()
            && node.tag_name().namespace() == namespace
            && node.tag_name().name() == name
    })
}

/// The text of an element, whole even where a comment divides it.
pub(crate) fn text(element: Node<'_, '_>) -> String {
    element
        .children()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text())
        .collect()
}

/// The child element of this name, if there is exactly one.
pub(crate) fn only<'a, 'i>(
    parent: Node<'a, 'i>,
    namespace: &str,
    name: &str,
) -> Option<Node<'a, 'i>> {
    sole(parent, namespace, name).ok().flatten()
}

/// The one child element of this name; `None` if there is none.
///
/// # Errors
/// [`Status::Malformed`] if there are several.
pub(super) fn sole<'a, 'i>(
    parent: Node<'a, 'i>,
    namespace: &str,
    name: &str,
) -> Result<Option<Node<'a, 'i>>> {
    let mut found = children(parent, Some(namespace), name);
    match (found.next(), found.next()) {
        (first, None) => Ok(first),
        (_, Some(_)) => Err(Error::malformed(
            "an element of an XML document occurs more than once",
        )),
    }
}

/// The octets that an element has in base64, with any white space (xs:base64Binary).
pub(crate) fn base64(element: Node<'_, '_>) -> Result<Vec<u8>> {
    let mut digits = text(element);
    digits.retain(|c| !matches!(c, ' ' | '\t' | '\r' | '\n'));
    Base64::decode_vec(&digits)
        .map_err(|_| Error::malformed("an element of an XML document is not base64"))
}

/// Wraps the XML of a body into an envelope.
pub(crate) fn envelope(body: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <s:Envelope xmlns:s=\"{ENVELOPE}\"><s:Body>{body}</s:Body></s:Envelope>"
    )
    .into_bytes()
}

/// Whether a character may stand in a name or a value that is sent. XML can carry no control
/// characters but white space, and those need none at all.
pub(crate) fn is_transportable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Text as it may stand in an element or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

fn bad(message: &'static str) -> Error {
    Error::new(Status::BadReply, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status_of(xml: &str, limits: &Limits) -> Option<Status> {
        let outcome = parse(xml.as_bytes(), limits).and_then(|document| {
            body(&document)?;
            Ok(())
        });
        outcome.err().map(|error| error.status())
    }

    #[test]
    fn no_dtd_and_no_entity() {
        let whole = String::from_utf8(envelope("<a>&amp;&#65;</a>")).unwrap();
        let limits = Limits::default();
        assert_eq!(status_of(&whole, &limits), None);
        for dtd in [
            "<!DOCTYPE a>",
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\">",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
        ] {
            let xml = whole.replacen("<s:Envelope", &format!("{dtd}<s:Envelope"), 1);
            assert_eq!(status_of(&xml, &limits), Some(Status::BadReply), "{dtd}");
        }
        let entity = whole.replace("&amp;", "&x;");
        assert_eq!(status_of(&entity, &limits), Some(Status::BadReply));
    }

    #[test]
    fn hostile_sizes_end() {
        let limits = Limits {
            xml_nodes: 100,
            ..Limits::default()
        };
        let wide = String::from_utf8(envelope(&"<a/>".repeat(200))).unwrap();
        assert_eq!(status_of(&wide, &limits), Some(Status::LimitExceeded));
        let deep = format!("{}{}", "<a>".repeat(50_000), "</a>".repeat(50_000));
        let deep = String::from_utf8(envelope(&deep)).unwrap();
        assert_eq!(status_of(&deep, &Limits::default()), None);
        for end in 0..deep.len().min(300) {
            assert!(status_of(deep.get(..end).unwrap(), &limits).is_some());
        }
    }

    #[test]
    fn prefixes_and_attributes_are_bounded() {
        let limits = Limits::default();
        let exceeded = Some(Status::LimitExceeded);
        // The prefix of the envelope is one of them.
        for (count, status) in [(63, None), (64, exceeded), (5000, exceeded)] {
            let open: String = (0..count).map(|n| format!("<a xmlns:a{n}='u'>")).collect();
            let deep = envelope(&format!("{open}{}", "</a>".repeat(count)));
            let deep = String::from_utf8(deep).unwrap();
            assert_eq!(status_of(&deep, &limits), status);
        }
        for (count, status) in [(512, None), (513, exceeded), (100_000, exceeded)] {
            let attributes: String = (0..count).map(|n| format!(" a{n}='>'")).collect();
            let wide = String::from_utf8(envelope(&format!("<a{attributes}/>"))).unwrap();
            assert_eq!(status_of(&wide, &limits), status);
        }
        let same = "<a xmlns:a='u'>".repeat(5000) + &"</a>".repeat(5000);
        let same = String::from_utf8(envelope(&same)).unwrap();
        assert_eq!(status_of(&same, &limits), None);
    }

    #[test]
    fn line_ends_are_clear() {
        let limits = Limits::default();
        for text in ["\r&#65;", "&#65;\r", "&#13;\r", "\r&#10;"] {
            let xml = String::from_utf8(envelope(&format!("<a>{text}</a>"))).unwrap();
            assert_eq!(status_of(&xml, &limits), Some(Status::BadReply), "{text:?}");
        }
        for text in ["\r\n&#65;\r\n", "\r", "&#65;\rb\r"] {
            let xml = String::from_utf8(envelope(&format!("<a>{text}</a>"))).unwrap();
            let document = parse(xml.as_bytes(), &limits).unwrap();
            let read = super::text(body(&document).unwrap().unwrap());
            assert!(!read.contains('\r'), "{text:?}");
        }
    }

    #[test]
    fn text_is_escaped_and_read_back() {
        let nasty = "a<b>&\"c\"]]>é";
        let xml = envelope(&format!("<t x=\"{0}\">{0}</t>", escape(nasty)));
        let limits = Limits::default();
        let document = parse(&xml, &limits).unwrap();
        let element = body(&document).unwrap().unwrap();
        assert_eq!(text(element), nasty);
        assert_eq!(element.attribute("x"), Some(nasty));
        let divided = envelope("<t>one <!-- and --><![CDATA[two]]></t>");
        let document = parse(&divided, &limits).unwrap();
        assert_eq!(text(body(&document).unwrap().unwrap()), "one two");
    }
}
