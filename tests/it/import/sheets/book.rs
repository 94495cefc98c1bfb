//! Writes workbooks for tests, as small as programs accept them, and as hostile as a test wants.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A cell of a row.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Text(&'a str),
    Number(&'a str),
    /// A number that looks like a day.
    Day(&'a str),
    /// A number that looks like a time.
    Time(&'a str),
    /// A number with six digits at least.
    Six(&'a str),
    Fault(&'a str),
    Nothing,
}

use Cell::{Day, Fault, Nothing, Number, Six, Text, Time};

/// A sheet: its name, its state, its rows by their numbers.
pub struct Sheet<'a> {
    pub name: &'a str,
    pub state: &'a str,
    pub rows: Vec<(u32, Vec<Cell<'a>>)>,
}

/// A sheet that people see.
pub fn sheet<'a>(name: &'a str, rows: Vec<(u32, Vec<Cell<'a>>)>) -> Sheet<'a> {
    let state = "visible";
    Sheet { name, state, rows }
}

/// Texts as cells.
pub fn texts<'a>(texts: &[&'a str]) -> Vec<Cell<'a>> {
    texts.iter().map(|text| Text(text)).collect()
}

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000000"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// An XLSX of these sheets.
pub fn xlsx(sheets: &[Sheet<'_>], from_1904: bool) -> Vec<u8> {
    let data: Vec<String> = sheets.iter().map(|sheet| data(&sheet.rows)).collect();
    let named: Vec<(&str, &str, &str)> = sheets
        .iter()
        .zip(&data)
        .map(|(sheet, data)| (sheet.name, sheet.state, data.as_str()))
        .collect();
    let mut parts = frame(&named, from_1904);
    parts.push(("xl/styles.xml".to_owned(), STYLES.as_bytes().to_vec()));
    zipped(&parts)
}

/// The parts of an XLSX whose sheets are written out: name, state, XML of the rows.
pub fn frame(sheets: &[(&str, &str, &str)], from_1904: bool) -> Vec<(String, Vec<u8>)> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut list, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (index, (name, state, data)) in sheets.iter().enumerate() {
        list += &format!(
            r#"<sheet name="{name}" state="{state}" sheetId="{0}" r:id="r{0}"/>"#,
            index + 1
        );
        links += &format!(
            r#"<Relationship Id="r{0}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{0}.xml"/>"#,
            index + 1
        );
        let xml = format!("<worksheet><sheetData>{data}</sheetData></worksheet>");
        parts.push((
            format!("xl/worksheets/sheet{}.xml", index + 1),
            xml.into_bytes(),
        ));
    }
    let epoch = if from_1904 {
        r#"<workbookPr date1904="1"/>"#
    } else {
        ""
    };
    let whole = [
        (
            "_rels/.rels",
            format!(
                r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(r#"<workbook xmlns:r="{OFFICE}">{epoch}<sheets>{list}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships>{links}<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
    ];
    let whole = whole.map(|(name, xml)| (name.to_owned(), xml.into_bytes()));
    whole.into_iter().chain(parts).collect()
}

fn data(rows: &[(u32, Vec<Cell<'_>>)]) -> String {
    let mut xml = String::new();
    for (row, cells) in rows {
        xml += &format!(r#"<row r="{row}">"#);
        for (index, cell) in cells.iter().enumerate() {
            let at = format!("{}{row}", column(index));
            xml += &match cell {
                Text(text) => format!(
                    r#"<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
                ),
                Number(value) => format!(r#"<c r="{at}"><v>{value}</v></c>"#),
                Day(value) => format!(r#"<c r="{at}" s="1"><v>{value}</v></c>"#),
                Time(value) => format!(r#"<c r="{at}" s="2"><v>{value}</v></c>"#),
                Six(value) => format!(r#"<c r="{at}" s="3"><v>{value}</v></c>"#),
                Fault(fault) => format!(r#"<c r="{at}" t="e"><v>{fault}</v></c>"#),
                Nothing => format!(r#"<c r="{at}" s="1"/>"#),
            };
        }
        xml += "</row>";
    }
    xml
}

fn column(index: usize) -> String {
    let letter = |index: usize| char::from(b'A' + index as u8);
    match index {
        0..26 => letter(index).to_string(),
        _ => format!("{}{}", letter(index / 26 - 1), letter(index % 26)),
    }
}

/// A zipped file of these parts.
pub fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let parts = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), vec![(bytes.as_slice(), 1)]));
    zipped_of(parts)
}

/// The same of parts that are put together of pieces, each so many times.
pub fn zipped_of<'a>(parts: impl Iterator<Item = (&'a str, Vec<(&'a [u8], usize)>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    for (name, pieces) in parts {
        zip.start_file(name, options).unwrap();
        for (bytes, times) in pieces {
            (0..times).for_each(|_| zip.write_all(bytes).unwrap());
        }
    }
    zip.finish().unwrap().into_inner()
}
