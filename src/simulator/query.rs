//! What stands after the question mark of a URL.

/// The first parameter of this name; `None` also if it is not UTF-8.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| percent_decoded(value))
}

/// All parameters of this name that are UTF-8.
pub(super) fn parameters(query: &str, name: &str) -> Vec<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| *key == name)
        .filter_map(|(_, value)| percent_decoded(value))
        .collect()
}

/// The text behind `%XX` and `+`; `None` if it is not UTF-8.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        octets.push(match octet {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(core::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding() {
        for (text, decoded) in [
            ("A%26B%3D%20%C3%A9", Some("A&B= é")),
            ("a+b", Some("a b")),
            ("%", None),
            ("%4", None),
            ("%zz", None),
            ("%ff", None),
        ] {
            assert_eq!(percent_decoded(text).as_deref(), decoded);
        }
    }

    #[test]
    fn parameters_are_found() {
        let query = "a=1&b=%32&b=3&c&d=";
        for (name, value) in [
            ("a", Some("1")),
            ("b", Some("2")),
            ("c", None),
            ("d", Some("")),
            ("e", None),
        ] {
            assert_eq!(parameter(query, name).as_deref(), value);
        }
        assert_eq!(parameters(query, "b"), ["2", "3"]);
        assert!(parameters(query, "e").is_empty());
    }
}
