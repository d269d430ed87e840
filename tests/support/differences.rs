//! Comparing with a table row by row, and the list of the differences that stay
//! (`tests/vectors/DIFFERENCES.md`).

use super::say;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The tables that something compares with, by the name that the list uses.
pub const TABLES: [&str; 5] = [
    "synthetic/verdicts.tsv",
    "synthetic/etk-verdicts.tsv",
    "corpus/verdicts.tsv",
    "corpus/verdict-variants.tsv",
    "corpus/etk-verdicts.tsv",
];

/// A cell that is not what the official library answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    pub table: String,
    pub row: String,
    pub column: String,
    pub official: String,
    pub ours: String,
}

/// Collects what differs from one table.
pub struct Comparison {
    table: &'static str,
    rows: BTreeSet<String>,
    row: String,
    found: BTreeSet<Difference>,
}

impl Comparison {
    pub fn with(table: &'static str) -> Self {
        assert!(TABLES.contains(&table));
        Self {
            table,
            rows: BTreeSet::new(),
            row: String::new(),
            found: BTreeSet::new(),
        }
    }

    /// Begins a row; the name must tell it from all others of the table.
    pub fn begin(&mut self, row: String) {
        assert!(self.rows.insert(row.clone()), "{row} is there twice");
        self.row = row;
    }

    /// Compares a cell of the row that was begun last.
    pub fn cell(&mut self, column: &str, official: &str, ours: &str) {
        if official != ours {
            self.found.insert(Difference {
                table: self.table.to_owned(),
                row: self.row.clone(),
                column: column.to_owned(),
                official: official.to_owned(),
                ours: ours.to_owned(),
            });
        }
    }

    /// Says how many rows are equal, and fails unless exactly the listed differences were found.
    pub fn finish(self, rows: usize) {
        let all = self.rows.len();
        let differing: BTreeSet<&str> = self.found.iter().map(|d| d.row.as_str()).collect();
        let equal = all - differing.len();
        say(&format!("CONFORMANCE: {} {equal}/{all}", self.table));
        let listed: BTreeSet<Difference> = listed()
            .into_iter()
            .filter(|difference| difference.table == self.table)
            .collect();
        let text = |differences: Vec<&Difference>| {
            differences
                .iter()
                .map(|d| {
                    format!(
                        "\n{}: {}: official [{}], ours [{}]",
                        d.row, d.column, d.official, d.ours
                    )
                })
                .collect::<String>()
        };
        let unlisted = text(self.found.difference(&listed).collect());
        let outdated = text(listed.difference(&self.found).collect());
        assert!(
            unlisted.is_empty() && outdated.is_empty(),
            "{}: {equal} of {all} rows are equal.\nNot listed:{unlisted}\n\
             Listed, but not so:{outdated}",
            self.table
        );
        assert_eq!(all, rows, "rows of {}", self.table);
        assert!(
            differing.len() * 100 <= all,
            "more than one row in a hundred of {} differs",
            self.table
        );
    }
}

/// The differences that are known and stay.
pub fn listed() -> Vec<Difference> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/DIFFERENCES.md");
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| line.starts_with('|'));
    // The first two lines are the names of the columns and the rule below them.
    rows.skip(2)
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let ["", table, row, column, official, ours, reason, ""] = cells[..] else {
                panic!("not six cells: {line}");
            };
            assert!(TABLES.contains(&table), "no such table: {table}");
            assert!(!reason.is_empty(), "no reason: {line}");
            Difference {
                table: table.to_owned(),
                row: row.to_owned(),
                column: column.to_owned(),
                official: official.to_owned(),
                ours: ours.to_owned(),
            }
        })
        .collect()
}
