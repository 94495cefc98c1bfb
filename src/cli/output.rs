//! What a command prints: results on standard output, everything else on standard error; text
//! from outside cleaned for a person, escaped for a program. Must not know what is printed.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::stop::Stop;
use crate::kit::clean::clean;
use crate::kit::width;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Columns for a person.
    Plain,
    /// One JSON object per line.
    Json,
    /// A header and rows.
    Csv,
}

/// Where a command prints.
pub(super) struct Output {
    /// How.
    pub(super) shape: Shape,
    out: io::BufWriter<io::Stdout>,
}

impl Output {
    /// Standard output, in this shape.
    pub(super) fn new(shape: Shape) -> Self {
        Output {
            shape,
            out: io::BufWriter::new(io::stdout()),
        }
    }

    /// One object on a line of its own. No control character leaves unescaped.
    pub(super) fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Stop> {
        let line = serde_json::to_string(value)
            .map_err(|error| crate::error::Error::Storage(Box::new(error)))?;
        writeln!(self.out, "{}", harmless(&line))?;
        Ok(())
    }

    /// A line for a person, cleaned.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Stop> {
        writeln!(self.out, "{}", clean(text))?;
        Ok(())
    }

    /// Raw bytes that are ours (a completion script, a manual page).
    pub(super) fn raw(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.out.write_all(bytes)?;
        Ok(())
    }

    /// Rows for a person in aligned columns, or as CSV with their header.
    pub(super) fn rows(&mut self, header: &[&str], rows: &[Vec<String>]) -> Result<(), Stop> {
        if self.shape == Shape::Csv {
            return self.csv(header, rows);
        }
        let mut rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| clean(cell).into_owned()).collect())
            .collect();
        // Who reads them sees what they are; what reads them gets rows alone, as ever.
        if !rows.is_empty() && io::stdout().is_terminal() {
            rows.insert(0, header.iter().map(|&name| name.to_owned()).collect());
        }
        let widths: Vec<usize> = (0..header.len())
            .map(|column| {
                rows.iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| width::width(cell))
                    .max()
            })
            .map(|widest| widest.unwrap_or(0))
            .collect();
        for row in &rows {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, &columns)| width::pad(cell, columns))
                .collect();
            writeln!(self.out, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }

    fn csv(&mut self, header: &[&str], rows: &[Vec<String>]) -> Result<(), Stop> {
        let mut writer = csv::Writer::from_writer(&mut self.out);
        let failed = |error: csv::Error| match error.into_kind() {
            csv::ErrorKind::Io(error) => Stop::from(error),
            other => Stop::Usage(format!("{other:?}")),
        };
        writer.write_record(header).map_err(failed)?;
        for row in rows {
            let cells = row.iter().map(|cell| clean(cell).into_owned());
            writer.write_record(cells).map_err(failed)?;
        }
        writer.flush()?;
        Ok(())
    }

    /// Everything printed so far leaves.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        self.out.flush()?;
        Ok(())
    }
}

/// JSON escapes C0 itself; DEL, C1, bidi and zero-width characters stand raw in a JSON string
/// and would meet a terminal: they are escaped too, which no reader of JSON notices.
pub(super) fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if crate::kit::clean::is_forbidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Says something that is not a result, on standard error.
pub(super) fn say(text: &str) {
    // Whoever closed standard error does not want to hear it.
    let _ = writeln!(io::stderr(), "{}", crate::kit::clean::clean_lines(text));
}

/// Whether standard input and output are terminals, whatever they can draw.
pub(super) fn both_terminals() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether a person sits in front of standard error.
pub(super) fn watched() -> bool {
    io::stderr().is_terminal()
}
