//! Text in columns as wide as they are shown, and HTML that stands alone: nothing from outside is
//! ever markup or a control character. Must not know what is printed.

use std::io::{self, Write};

use crate::kit::clean::clean_lines;
use crate::kit::width::{pad, wrap};
use crate::text::Lang;

/// Columns of a line: A4 upright in ten points.
pub(super) const COLUMNS: usize = 96;

/// Looks the same on every printer; nothing is fetched, nothing runs.
const STYLE: &str = "@page{size:A4;margin:14mm 12mm}\
body{font:10pt/1.4 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#000;\
margin:0 auto;max-width:186mm}\
h1{font-size:15pt;margin:0 0 1mm}h2{font-size:11pt;margin:4mm 0 1mm;border-bottom:1px solid #888}\
p{margin:0 0 3mm;color:#444}\
table{border-collapse:collapse;width:100%}thead{display:table-header-group}\
tr{break-inside:avoid}th,td{border:1px solid #999;padding:1mm 1.5mm;text-align:left;\
vertical-align:top;overflow-wrap:anywhere}th{background:#eee;font-weight:600}\
.facts th{width:28mm;background:none;color:#444;font-weight:400}";

/// Text from outside as it may stand in HTML.
pub(super) fn escape(text: &str) -> String {
    let clean = clean_lines(text);
    let mut escaped = String::with_capacity(clean.len() + 8);
    for c in clean.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("<br>"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The head of a page of HTML, with its title in it.
pub(super) fn head(out: &mut dyn Write, lang: Lang, title: &str) -> io::Result<()> {
    let code = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = escape(title);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>"
    )
}

/// A row of an HTML table; `cell` is `th` or `td`.
pub(super) fn html_row(out: &mut dyn Write, cell: &str, cells: &[String]) -> io::Result<()> {
    write!(out, "<tr>")?;
    for text in cells {
        write!(out, "<{cell}>{}</{cell}>", escape(text))?;
    }
    writeln!(out, "</tr>")
}

/// A row of text: every cell in its columns, over as many lines as the longest takes. Nothing is
/// cut. The lines, without line ends.
pub(super) fn text_row(cells: &[String], widths: &[usize]) -> Vec<String> {
    let wrapped = |(cell, cols): (&String, &usize)| wrap(&clean_lines(cell), *cols);
    let columns: Vec<Vec<String>> = cells.iter().zip(widths).map(wrapped).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: usize| {
        let cells = columns.iter().zip(widths);
        let cells =
            cells.map(|(lines, cols)| pad(lines.get(row).map_or("", String::as_str), *cols));
        let line: Vec<String> = cells.collect();
        line.join(" ").trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::width::width;
    use proptest::prelude::*;

    #[test]
    fn rows_are_aligned_by_what_is_seen() {
        let cells = [
            "李明朗".to_owned(),
            "上海市南京路100号".to_owned(),
            "x".to_owned(),
        ];
        let rows = text_row(&cells, &[8, 10, 3]);
        assert_eq!(rows, ["李明朗   上海市南京 x", "         路100号"]);
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(
            escape("<script>alert('1')</script>&\"\n\u{1b}[2J"),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;<br>&lt;U+001B&gt;[2J"
        );
    }

    proptest! {
        #[test]
        fn nothing_becomes_markup_or_leaves_its_columns(text in any::<String>()) {
            let escaped = escape(&text).replace("<br>", "");
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert!(!escaped.chars().any(char::is_control));
            for line in text_row(&[text.clone(), text], &[10, 20]) {
                prop_assert!(width(&line) <= 31);
                prop_assert!(!line.chars().any(char::is_control));
            }
        }
    }
}
