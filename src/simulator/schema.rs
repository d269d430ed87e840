//! Checks what stands in an element: names, namespace, order and how often.

use roxmltree::Node;

/// An element by its name, and how often it may stand there, from the least to the most.
pub(super) type Member<'a> = (&'a str, usize, usize);

/// As often as one likes.
pub(super) const MANY: usize = usize::MAX;

/// The child elements, if they are all in this namespace and are those that the schema has, in
/// its order, and if there is no text between them.
pub(super) fn members<'a, 'i>(
    parent: Node<'a, 'i>,
    namespace: &str,
    schema: &[Member<'_>],
) -> Option<Vec<Node<'a, 'i>>> {
    let is_text = |node: &Node<'_, '_>| {
        node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty())
    };
    if parent.children().any(|node| is_text(&node)) {
        return None;
    }
    let elements: Vec<_> = parent.children().filter(Node::is_element).collect();
    let mut rest = elements.iter().peekable();
    for (name, least, most) in schema {
        let mut count = 0usize;
        while count < *most
            && rest
                .next_if(|node| node.has_tag_name((namespace, *name)))
                .is_some()
        {
            count = count.saturating_add(1);
        }
        if count < *least {
            return None;
        }
    }
    rest.next().is_none().then_some(elements)
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    fn fits(content: &str) -> bool {
        let xml = format!("<r xmlns='n'>{content}</r>");
        let document = Document::parse(&xml).unwrap();
        let schema = [("a", 1, MANY), ("b", 0, 1), ("c", 1, 1)];
        members(document.root_element(), "n", &schema).is_some()
    }

    #[test]
    fn order_and_number_count() {
        for good in ["<a/><c/>", "<a/> <a/>\n<b/><!-- x --><c/>"] {
            assert!(fits(good), "{good}");
        }
        for bad in [
            "",
            "<a/>",
            "<c/>",
            "<c/><a/>",
            "<a/><b/><b/><c/>",
            "<a/><c/><c/>",
            "<a/><c/><d/>",
            "<a/>x<c/>",
            "<a xmlns='m'/><c/>",
            "<a/><c xmlns=''/>",
        ] {
            assert!(!fits(bad), "{bad}");
        }
    }
}
