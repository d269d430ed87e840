//! Reading Rust source as text, where a parsed tree no longer has the comments or the lines.

/// Cuts a token stream's text into words, `::` and other single characters.
pub fn words_and_signs(text: &str) -> Vec<&str> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("::") {
            2
        } else if is_word(first) {
            rest.find(|character| !is_word(character))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        found.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    found
}

/// The text with strings, characters and comments blanked, line by line as before; and the
/// text of the comments alone, likewise.
pub fn split_comments(text: &str) -> (String, String) {
    #[derive(PartialEq)]
    enum State {
        Code,
        Line,
        Block(usize),
        Text,
        Raw(usize),
    }
    let characters: Vec<char> = text.chars().collect();
    let (mut code, mut comments) = (String::new(), String::new());
    let mut state = State::Code;
    let mut at = 0;
    let starts = |at: usize, what: &str| {
        what.chars()
            .enumerate()
            .all(|(offset, wanted)| characters.get(at + offset) == Some(&wanted))
    };
    while at < characters.len() {
        let character = characters[at];
        let mut length = 1;
        let (mut in_code, mut in_comment) = (false, false);
        match state {
            State::Code => {
                in_code = true;
                let after_word =
                    at > 0 && (characters[at - 1].is_alphanumeric() || characters[at - 1] == '_');
                let hashes = characters[at..]
                    .iter()
                    .skip(1)
                    .take_while(|character| **character == '#')
                    .count();
                if starts(at, "//") {
                    (state, in_code) = (State::Line, false);
                } else if starts(at, "/*") {
                    (state, in_code, length) = (State::Block(1), false, 2);
                } else if character == '"' {
                    state = State::Text;
                } else if character == 'r'
                    && (!after_word || matches!(characters[at - 1], 'b' | 'c'))
                    && characters.get(at + 1 + hashes) == Some(&'"')
                {
                    (state, length) = (State::Raw(hashes), hashes + 2);
                } else if character == '\'' {
                    // A lifetime has no closing quote two places on.
                    if starts(at + 1, "\\") {
                        let end = characters[at + 3..].iter().position(|end| *end == '\'');
                        (length, in_code) = (end.map_or(1, |end| end + 4), false);
                    } else if characters.get(at + 2) == Some(&'\'') {
                        (length, in_code) = (3, false);
                    }
                }
            }
            State::Line => {
                in_comment = true;
                if character == '\n' {
                    state = State::Code;
                }
            }
            State::Block(depth) => {
                in_comment = true;
                if starts(at, "/*") {
                    (state, length) = (State::Block(depth + 1), 2);
                } else if starts(at, "*/") {
                    length = 2;
                    state = if depth == 1 {
                        State::Code
                    } else {
                        State::Block(depth - 1)
                    };
                }
            }
            State::Text => {
                if character == '\\' {
                    length = 2;
                } else if character == '"' {
                    state = State::Code;
                }
            }
            State::Raw(hashes) => {
                if character == '"' && starts(at + 1, &"#".repeat(hashes)) {
                    (state, length) = (State::Code, hashes + 1);
                }
            }
        }
        for &character in characters.iter().skip(at).take(length) {
            let shown = |show: bool| {
                if show || character == '\n' {
                    character
                } else {
                    ' '
                }
            };
            code.push(shown(in_code));
            comments.push(shown(in_comment));
        }
        at += length;
    }
    (code, comments)
}
