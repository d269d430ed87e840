//! Canonical XML: exclusive (<https://www.w3.org/TR/xml-exc-c14n/>) and inclusive, 1.0 and 1.1
//! (<https://www.w3.org/TR/xml-c14n11/>), of an element with all that is in it.

use crate::error::{Error, Result, Status};
use roxmltree::{Attribute, Node, NodeId};
use std::collections::{BTreeMap, HashMap};

/// The namespace that the prefix `xml` has everywhere, and which is never declared.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(super) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE_10: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const INCLUSIVE_11: &str = "http://www.w3.org/2006/12/xml-c14n11";

/// How elements are made canonical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Canonicalization {
    kind: Kind,
    keeps_comments: bool,
}

/// Which namespaces and attributes come from outside of the element.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The namespaces that are visibly utilised, and of these prefixes all that are in scope.
    /// The empty prefix is the default namespace.
    Exclusive { prefixes: Vec<String> },
    /// All namespaces in scope, and the inherited attributes of the prefix `xml`.
    Inclusive { is_11: bool },
}

impl Canonicalization {
    /// The one that a reference ends with if it names none (XML Signature 1.1, 4.4.3.2).
    pub(super) const IMPLICIT: Self = Self {
        kind: Kind::Inclusive { is_11: false },
        keeps_comments: false,
    };

    /// Exclusive, without comments and without a list of prefixes: what we sign with.
    pub(super) const EXCLUSIVE: Self = Self {
        kind: Kind::Exclusive {
            prefixes: Vec::new(),
        },
        keeps_comments: false,
    };

    /// Reads a CanonicalizationMethod, or a Transform that is one.
    ///
    /// # Errors
    /// [`Status::Unsupported`] for any other algorithm and for unknown parameters.
    pub(super) fn read(method: Node<'_, '_>) -> Result<Self> {
        let algorithm = method.attribute("Algorithm").unwrap_or_default();
        let (base, keeps_comments) = match algorithm {
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments" => (EXCLUSIVE, true),
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments" => (INCLUSIVE_10, true),
            "http://www.w3.org/2006/12/xml-c14n11#WithComments" => (INCLUSIVE_11, true),
            without_comments => (without_comments, false),
        };
        let parameters: Vec<_> = method.children().filter(Node::is_element).collect();
        let kind = match base {
            EXCLUSIVE => Kind::Exclusive {
                prefixes: inclusive_prefixes(&parameters)?,
            },
            INCLUSIVE_10 | INCLUSIVE_11 if parameters.is_empty() => Kind::Inclusive {
                is_11: base == INCLUSIVE_11,
            },
            _ => {
                return Err(Error::new(
                    Status::Unsupported,
                    "an XML signature uses an unknown canonicalisation",
                ));
            }
        };
        Ok(Self {
            kind,
            keeps_comments,
        })
    }

    /// The same without comments: a reference by identifier leaves them out before any
    /// transform (XML Signature 1.1, 4.4.3.3).
    pub(super) fn without_comments(self) -> Self {
        Self {
            keeps_comments: false,
            ..self
        }
    }

    /// Writes an element canonically, without the element `omitted` in it.
    pub(super) fn write(&self, apex: Node<'_, '_>, omitted: Option<NodeId>) -> Result<Vec<u8>> {
        let mut writer = Writer::new(self, apex);
        let mut node = apex;
        loop {
            if Some(node.id()) != omitted {
                writer.open(node)?;
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                writer.close(node);
            }
            // Back up to the first node that has another one after it.
            loop {
                if node == apex {
                    return Ok(writer.out.into_bytes());
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else {
                    return Ok(writer.out.into_bytes());
                };
                node = parent;
                writer.close(node);
            }
        }
    }
}

/// The list of prefixes in an InclusiveNamespaces element, if there is one.
fn inclusive_prefixes(parameters: &[Node<'_, '_>]) -> Result<Vec<String>> {
    let list = match parameters {
        [] => return Ok(Vec::new()),
        [list] if list.has_tag_name((EXCLUSIVE, "InclusiveNamespaces")) => list,
        _ => {
            return Err(Error::new(
                Status::Unsupported,
                "a canonicalisation has unknown parameters",
            ));
        }
    };
    let prefixes = list.attribute("PrefixList").unwrap_or_default();
    let name = |token: &str| match token {
        "#default" => String::new(),
        prefix => prefix.to_owned(),
    };
    Ok(prefixes.split_ascii_whitespace().map(name).collect())
}

/// What has been written, and which namespaces are declared in it.
struct Writer<'a, 'i, 'm> {
    method: &'m Canonicalization,
    apex: Node<'a, 'i>,
    out: String,
    /// The namespaces that the open elements declare for a prefix, the innermost last.
    declared: HashMap<&'a str, Vec<&'a str>>,
    /// The prefixes that each open element declares.
    open: Vec<Vec<&'a str>>,
}

impl<'a, 'i> Writer<'a, 'i, '_> {
    fn new<'m>(method: &'m Canonicalization, apex: Node<'a, 'i>) -> Writer<'a, 'i, 'm> {
        Writer {
            method,
            apex,
            out: String::new(),
            declared: HashMap::new(),
            open: Vec::new(),
        }
    }

    fn open(&mut self, node: Node<'a, 'i>) -> Result<()> {
        if node.is_element() {
            return self.open_element(node);
        }
        if let Some(instruction) = node.pi() {
            self.out.push_str("<?");
            self.out.push_str(instruction.target);
            if let Some(value) = instruction.value.filter(|value| !value.is_empty()) {
                self.out.push(' ');
                self.out.push_str(&with_line_feeds(value));
            }
            self.out.push_str("?>");
        } else if node.is_comment() {
            if self.method.keeps_comments {
                self.out.push_str("<!--");
                self.out
                    .push_str(&with_line_feeds(node.text().unwrap_or_default()));
                self.out.push_str("-->");
            }
        } else {
            escape_text(node.text().unwrap_or_default(), &mut self.out);
        }
        Ok(())
    }

    fn open_element(&mut self, element: Node<'a, 'i>) -> Result<()> {
        let name = qualified_name(element, element.range().start.saturating_add(1));
        let mut attributes: Vec<_> = element.attributes().collect();
        if element == self.apex {
            self.inherit(&mut attributes)?;
        }
        attributes.sort_by_key(|attribute| (attribute.namespace(), attribute.name()));
        let declarations = self.declarations(element, name, &attributes)?;
        self.out.push('<');
        self.out.push_str(name);
        for (prefix, uri) in &declarations {
            self.out.push_str(" xmlns");
            if !prefix.is_empty() {
                self.out.push(':');
                self.out.push_str(prefix);
            }
            self.write_value(uri);
        }
        for attribute in &attributes {
            self.out.push(' ');
            self.out
                .push_str(qualified_name(element, attribute.range().start));
            self.write_value(attribute.value());
        }
        self.out.push('>');
        for (prefix, uri) in &declarations {
            self.declared.entry(prefix).or_default().push(uri);
        }
        self.open.push(declarations.into_keys().collect());
        Ok(())
    }

    fn close(&mut self, node: Node<'a, 'i>) {
        if !node.is_element() {
            return;
        }
        self.out.push_str("</");
        self.out
            .push_str(qualified_name(node, node.range().start.saturating_add(1)));
        self.out.push('>');
        for prefix in self.open.pop().unwrap_or_default() {
            if let Some(uris) = self.declared.get_mut(prefix) {
                uris.pop();
            }
        }
    }

    fn write_value(&mut self, value: &str) {
        self.out.push_str("=\"");
        escape_attribute(value, &mut self.out);
        self.out.push('"');
    }

    /// The namespaces that an element has to declare, by their prefixes.
    fn declarations(
        &self,
        element: Node<'a, 'i>,
        name: &'a str,
        attributes: &[Attribute<'a, 'i>],
    ) -> Result<BTreeMap<&'a str, &'a str>> {
        let mut needed = BTreeMap::new();
        let own = element.tag_name().namespace().unwrap_or_default();
        needed.insert(prefix(name), own);
        for attribute in attributes {
            if let Some(uri) = attribute.namespace() {
                let name = qualified_name(element, attribute.range().start);
                needed.insert(prefix(name), uri);
            }
        }
        match &self.method.kind {
            Kind::Exclusive { prefixes } => {
                let listed = prefixes.iter().map(String::as_str);
                needed.extend(listed.filter_map(|prefix| in_scope(element, prefix)));
            }
            // What an element does not change is declared by its parent already.
            Kind::Inclusive { .. } if element == self.apex || declares(element) => {
                needed.extend(in_scope(element, ""));
                let names = element
                    .namespaces()
                    .filter_map(|namespace| namespace.name());
                needed.extend(names.filter_map(|name| in_scope(element, name)));
            }
            Kind::Inclusive { .. } => {}
        }
        needed.retain(|prefix, uri| *prefix != "xml" && self.declared(prefix) != Some(uri));
        for (prefix, uri) in &needed {
            require_absolute(prefix, uri)?;
        }
        Ok(needed)
    }

    /// The namespace that a prefix has where the next element is written.
    fn declared(&self, prefix: &str) -> Option<&'a str> {
        let uris = self.declared.get(prefix);
        let innermost = uris.and_then(|uris| uris.last()).copied();
        innermost.or(prefix.is_empty().then_some(""))
    }

    /// Adds the attributes that the apex inherits from elements outside of what is written.
    fn inherit(&self, attributes: &mut Vec<Attribute<'a, 'i>>) -> Result<()> {
        let Kind::Inclusive { is_11 } = self.method.kind else {
            return Ok(());
        };
        for ancestor in self.apex.ancestors().skip(1) {
            for attribute in ancestor.attributes() {
                let is_new = |known: &Attribute<'_, '_>| {
                    (known.namespace(), known.name()) != (attribute.namespace(), attribute.name())
                };
                let is_inherited = match attribute.name() {
                    "base" if is_11 && attribute.namespace() == Some(XML) => {
                        return Err(Error::new(
                            Status::Unsupported,
                            "a canonicalisation has to join the base addresses of a document",
                        ));
                    }
                    "lang" | "space" => true,
                    _ => !is_11,
                };
                if attribute.namespace() == Some(XML)
                    && is_inherited
                    && attributes.iter().all(is_new)
                {
                    attributes.push(attribute);
                }
            }
        }
        Ok(())
    }
}

/// Canonical XML 1.1, 1.3: what a relative name of a namespace means depends on who reads it.
fn require_absolute(prefix: &str, uri: &str) -> Result<()> {
    if uri.contains(':') || (prefix.is_empty() && uri.is_empty()) {
        return Ok(());
    }
    Err(Error::malformed(
        "a namespace in a signed XML document has no absolute name",
    ))
}

/// The namespace of a prefix at an element, if it has one there; the empty prefix always has.
fn in_scope<'a>(element: Node<'a, '_>, prefix: &str) -> Option<(&'a str, &'a str)> {
    let name = Some(prefix).filter(|prefix| !prefix.is_empty());
    let found = element
        .namespaces()
        .find(|namespace| namespace.name() == name);
    match found {
        Some(namespace) => Some((namespace.name().unwrap_or_default(), namespace.uri())),
        None => name.is_none().then_some(("", "")),
    }
}

/// Whether the start tag of an element may declare a namespace.
fn declares(element: Node<'_, '_>) -> bool {
    let range = element.range();
    let end = match element.first_child() {
        Some(child) => child.range().start,
        None => range.end,
    };
    let source = element.document().input_text().get(range.start..end);
    source.is_none_or(|source| source.contains("xmlns"))
}

/// The name, with its prefix, that stands in the source at this position.
fn qualified_name<'a>(node: Node<'a, '_>, start: usize) -> &'a str {
    let source = node.document().input_text().get(start..);
    let source = source.unwrap_or_default();
    let is_end = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | '=' | '>' | '/');
    let end = source.find(is_end).unwrap_or(source.len());
    source.get(..end).unwrap_or_default()
}

fn prefix(qualified_name: &str) -> &str {
    match qualified_name.split_once(':') {
        Some((prefix, _)) => prefix,
        None => "",
    }
}

/// The parser turns the line ends of texts into line feeds, but not those of comments and
/// processing instructions.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn escape_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            _ => out.push(c),
        }
    }
}

fn escape_attribute(value: &str, out: &mut String) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    fn method(algorithm: &str, inner: &str) -> Result<Canonicalization> {
        let xml = format!("<Transform Algorithm='{algorithm}'>{inner}</Transform>");
        Canonicalization::read(Document::parse(&xml).unwrap().root_element())
    }

    /// Makes the first element called `x` canonical, or the root.
    fn canonical(method: &Canonicalization, xml: &str) -> String {
        let document = Document::parse(xml).unwrap();
        let named = document.descendants().find(|node| node.has_tag_name("x"));
        let apex = named.unwrap_or(document.root_element());
        String::from_utf8(method.write(apex, None).unwrap()).unwrap()
    }

    fn exclusive(xml: &str) -> String {
        canonical(&Canonicalization::EXCLUSIVE, xml)
    }

    #[test]
    fn what_is_visibly_utilised_is_declared() {
        for (xml, expected) in [
            ("<a/>", "<a></a>"),
            ("<a xmlns='u:a'/>", "<a xmlns=\"u:a\"></a>"),
            (
                "<a xmlns:b='u:b'><b:c/><b:c/></a>",
                "<a><b:c xmlns:b=\"u:b\"></b:c><b:c xmlns:b=\"u:b\"></b:c></a>",
            ),
            (
                "<a xmlns='u:a'><b xmlns=''><c xmlns='u:a'/></b></a>",
                "<a xmlns=\"u:a\"><b xmlns=\"\"><c xmlns=\"u:a\"></c></b></a>",
            ),
            (
                "<p:a xmlns:p='u:1'><p:b xmlns:p='u:2'/><p:c/></p:a>",
                "<p:a xmlns:p=\"u:1\"><p:b xmlns:p=\"u:2\"></p:b><p:c></p:c></p:a>",
            ),
            (
                "<o xmlns:p='u:1' xmlns:q='u:2' xmlns='u:3'><x xmlns='' p:a='1'/></o>",
                "<x xmlns:p=\"u:1\" p:a=\"1\"></x>",
            ),
            (
                "<a z='1' y:z='2' xmlns:y='u:1' x:z='3' xmlns:x='u:2' xml:z='4'/>",
                "<a xmlns:x=\"u:2\" xmlns:y=\"u:1\" z=\"1\" xml:z=\"4\" y:z=\"2\" x:z=\"3\"></a>",
            ),
        ] {
            assert_eq!(exclusive(xml), expected);
        }
    }

    #[test]
    fn texts_and_values() {
        for (xml, expected) in [
            (
                "<a b='\t&#9;&#10;&#13;&lt;>&quot;&apos;'/>",
                "<a b=\" &#x9;&#xA;&#xD;&lt;>&quot;'\"></a>",
            ),
            (
                "<a>\r\n&#13;&lt;&gt;&amp;\"'<![CDATA[<&]]></a>",
                "<a>\n&#xD;&lt;&gt;&amp;\"'&lt;&amp;</a>",
            ),
            ("<a><!--c--><?p  v ?><?p?></a>", "<a><?p v ?><?p?></a>"),
        ] {
            assert_eq!(exclusive(xml), expected);
        }
        let with_comments = method(&format!("{EXCLUSIVE}WithComments"), "").unwrap();
        let xml = "<a><!--\r\n\r--><?p v\r?></a>";
        assert_eq!(
            canonical(&with_comments, xml),
            "<a><!--\n\n--><?p v\n?></a>"
        );
        assert_eq!(
            canonical(&with_comments.without_comments(), xml),
            "<a><?p v\n?></a>"
        );
    }

    #[test]
    fn listed_prefixes_are_inclusive() {
        let list = |prefixes: &str| {
            let inner =
                format!("<i:InclusiveNamespaces xmlns:i='{EXCLUSIVE}' PrefixList='{prefixes}'/>");
            method(EXCLUSIVE, &inner).unwrap()
        };
        let xml = "<o xmlns='u:o' xmlns:a='u:a' xmlns:b='u:b'><x xmlns=''><a:y/></x></o>";
        let expected = "<x xmlns:b=\"u:b\"><a:y xmlns:a=\"u:a\"></a:y></x>";
        assert_eq!(canonical(&list("b c"), xml), expected);
        let xml = "<o xmlns='u:o'><a:x xmlns:a='u:a'><a:y xmlns=''/></a:x></o>";
        let document = Document::parse(xml).unwrap();
        let apex = document.root_element().first_element_child().unwrap();
        let octets = list("#default").write(apex, None).unwrap();
        let expected = "<a:x xmlns=\"u:o\" xmlns:a=\"u:a\"><a:y xmlns=\"\"></a:y></a:x>";
        assert_eq!(String::from_utf8(octets).unwrap(), expected);
    }

    #[test]
    fn inclusive_takes_all_from_outside() {
        let xml = "<o xmlns:a='u:a' xmlns='u:o' xml:lang='nl' xml:id='i'><x xmlns=''>\
                   <y xmlns:a='u:a' xmlns:b='u:b'/></x></o>";
        let inner = "<y xmlns:b=\"u:b\"></y></x>";
        let first = method(INCLUSIVE_10, "").unwrap();
        let expected = format!("<x xmlns:a=\"u:a\" xml:id=\"i\" xml:lang=\"nl\">{inner}");
        assert_eq!(canonical(&first, xml), expected);
        let second = method(INCLUSIVE_11, "").unwrap();
        let expected = format!("<x xmlns:a=\"u:a\" xml:lang=\"nl\">{inner}");
        assert_eq!(canonical(&second, xml), expected);
        let based = Document::parse("<o xml:base='u:b'><x/></o>").unwrap();
        let apex = based.root_element().first_element_child().unwrap();
        let error = second.write(apex, None).unwrap_err();
        assert_eq!(error.status(), Status::Unsupported);
    }

    #[test]
    fn an_element_is_left_out() {
        let document = Document::parse("<a>1<b><c/></b>2<b/></a>").unwrap();
        let omitted = document.root_element().first_element_child().unwrap().id();
        let octets = Canonicalization::EXCLUSIVE.write(document.root_element(), Some(omitted));
        assert_eq!(octets.unwrap(), b"<a>12<b></b></a>");
    }

    #[test]
    fn depth_is_no_danger() {
        let xml = format!("{}{}", "<a>".repeat(50_000), "</a>".repeat(50_000));
        assert_eq!(exclusive(&xml), xml);
    }

    #[test]
    fn unknown_methods_are_refused() {
        for (algorithm, inner) in [
            ("", ""),
            ("http://www.w3.org/TR/1999/REC-xpath-19991116", ""),
            ("http://www.w3.org/2001/10/xml-exc-c14n", ""),
            ("http://www.w3.org/2001/10/xml-exc-c14n##WithComments", ""),
            (
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315WithComments",
                "",
            ),
            ("http://www.w3.org/2010/10/xml-c14n2", ""),
            (EXCLUSIVE, "<XPath/>"),
            (INCLUSIVE_10, "<InclusiveNamespaces/>"),
        ] {
            let status = method(algorithm, inner).unwrap_err().status();
            assert_eq!(status, Status::Unsupported, "{algorithm}");
        }
        for xml in [
            "<p:a xmlns:p=''/>",
            "<p:a xmlns:p='u'/>",
            "<a xmlns='./b'/>",
        ] {
            let document = Document::parse(xml).unwrap();
            let outcome = Canonicalization::EXCLUSIVE.write(document.root_element(), None);
            assert_eq!(outcome.unwrap_err().status(), Status::Malformed, "{xml}");
        }
    }
}
