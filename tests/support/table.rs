//! The tables of verdicts: text with a line of column names, cells divided by tabs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A table, read whole.
pub struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<Vec<String>>,
}

/// One line of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    cells: &'a [String],
}

impl Table {
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut lines = text
            .lines()
            .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let names = lines.next().unwrap();
        let width = names.len();
        let rows: Vec<_> = lines.collect();
        assert!(rows.iter().all(|row| row.len() == width), "a torn line");
        Self {
            columns: names.into_iter().zip(0..).collect(),
            rows,
        }
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

impl<'a> Row<'a> {
    /// The cell of a column.
    pub fn get(&self, column: &str) -> &'a str {
        &self.cells[self.table.columns[column]]
    }

    /// The cell of a column that holds a list.
    pub fn list(&self, column: &str) -> Vec<&'a str> {
        list(self.get(column))
    }
}

/// What stands between the commas; nothing in an empty text.
pub fn list(text: &str) -> Vec<&str> {
    text.split(',').filter(|item| !item.is_empty()).collect()
}
