//! Rows under a title and the names of their columns: as text in pages of so many lines, or as a
//! page of HTML. Must not know what is in them.

use std::io::{self, Write};

use super::paper::{COLUMNS, head, html_row, text_row};
use crate::text::Lang;

/// What stands above the rows, and how they are laid out.
pub(super) struct Heading {
    pub(super) lang: Lang,
    pub(super) title: String,
    /// What else is told: a line each.
    pub(super) told: Vec<String>,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// Columns of each cell of text: they and the blanks between them fill a line.
    pub(super) widths: &'static [usize],
    /// Lines of a page of text; 0: one long page.
    pub(super) lines: usize,
    pub(super) html: bool,
}

/// A table on its way out.
pub(super) struct Table<W> {
    out: W,
    heading: Heading,
    rows: usize,
    /// Lines on this page.
    line: usize,
}

impl<W: Write> Table<W> {
    /// Begins with the title.
    pub(super) fn begin(mut out: W, heading: Heading) -> io::Result<Table<W>> {
        if heading.html {
            head(&mut out, heading.lang, &heading.title)?;
            for told in &heading.told {
                writeln!(out, "<p>{}</p>", super::paper::escape(told))?;
            }
            writeln!(out, "<table>\n<thead>")?;
            html_row(&mut out, "th", &heading.header)?;
            writeln!(out, "</thead>\n<tbody>")?;
        }
        let mut table = Table {
            out,
            heading,
            rows: 0,
            line: 0,
        };
        if !table.heading.html {
            let Heading { title, told, .. } = &table.heading;
            for line in std::iter::once(title).chain(told) {
                for line in text_row(std::slice::from_ref(line), &[COLUMNS]) {
                    writeln!(table.out, "{line}")?;
                    table.line += 1;
                }
            }
            writeln!(table.out)?;
            table.line += 1;
            table.columns()?;
        }
        Ok(table)
    }

    /// The names of the columns, at the top of every page of text.
    fn columns(&mut self) -> io::Result<()> {
        for line in text_row(&self.heading.header, self.heading.widths) {
            writeln!(self.out, "{line}")?;
            self.line += 1;
        }
        self.line += 1;
        writeln!(self.out, "{}", "-".repeat(COLUMNS))
    }

    /// One more row.
    pub(super) fn row(&mut self, cells: &[String]) -> io::Result<()> {
        self.rows += 1;
        if self.heading.html {
            return html_row(&mut self.out, "td", cells);
        }
        let lines = text_row(cells, self.heading.widths);
        let most = self.heading.lines;
        let full = most > 0 && self.line + lines.len() > most;
        // A row that takes more than a page has one, and goes on.
        if full && self.rows > 1 {
            write!(self.out, "\u{c}")?;
            self.line = 0;
            self.columns()?;
        }
        for line in &lines {
            writeln!(self.out, "{line}")?;
        }
        self.line += lines.len();
        Ok(())
    }

    /// Ends it.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.heading.html {
            writeln!(self.out, "</tbody>\n</table>\n</body>\n</html>")?;
        }
        self.out.flush()
    }
}
