//! What the figures were measured on.

use std::fs;
use std::process::Command;

/// Instructions that the figures depend on, as Linux names them.
const INSTRUCTIONS: [&str; 6] = ["aes", "vaes", "sha_ni", "avx2", "avx512ifma", "adx"];

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':'))
            .map_or("", |(_, value)| value.trim())
    };
    let count = text
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    let flags: Vec<&str> = field("flags").split(' ').collect();
    let known = INSTRUCTIONS.into_iter().filter(|name| flags.contains(name));
    format!(
        "{count} × {} (family {}, model {}; {})",
        field("model name"),
        field("cpu family"),
        field("model"),
        known.collect::<Vec<_>>().join(" ")
    )
}

/// The first line that a program prints.
fn first_line(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    text.lines().next().map(str::to_owned)
}

pub(crate) fn describe() -> String {
    let mut text = format!("{}\n", processor());
    let programs = [
        ("uname", "-sr"),
        ("openssl", "version"),
        ("java", "-version"),
        ("rustc", "-V"),
    ];
    for (program, argument) in programs {
        if let Some(line) = first_line(program, argument) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}
