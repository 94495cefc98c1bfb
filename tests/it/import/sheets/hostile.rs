//! Workbooks that would take the machine: each is refused with a sentence, in little time, in
//! little memory, and nothing of it is stored.

use assert_cmd::Command;

use super::book::{frame, zipped, zipped_of};
use crate::cli::{Place, said};

/// The program in a shell that lets it and what it starts have so little of the machine: were it
/// not enough, another sentence would come out, or none.
pub fn huoke(place: &Place, kilobytes: u32, seconds: u32) -> Command {
    let mut command = Command::new("sh");
    command
        .env_clear()
        .env("HOME", place.path(""))
        .env("HUOKE_DB", place.file())
        .current_dir(place.path(""))
        .arg("-c")
        .arg(format!(
            "ulimit -v {kilobytes}; ulimit -S -t {seconds}; exec \"$@\""
        ))
        .args(["sh", env!("CARGO_BIN_EXE_huoke")]);
    command
}

/// Imports it within a second of computing and 96 MB of addresses: what it says in both languages.
fn is_refused(bytes: &[u8], zh: &str, en: &str) {
    let place = Place::new();
    std::fs::write(place.path("people.xlsx"), bytes).unwrap();
    for (lang, words) in [("zh", zh), ("en", en)] {
        let said = said(huoke(&place, 96 << 10, 1).args([
            "--lang",
            lang,
            "--as",
            "boss",
            "import",
            "customers",
            "people.xlsx",
        ]));
        assert_eq!(said.code, 3, "{}", said.err);
        assert!(said.err.contains("people.xlsx"), "{}", said.err);
        assert!(said.err.contains(words), "{}", said.err);
    }
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
    let left = std::fs::read_dir(place.path("")).unwrap();
    let mut left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(left.all(|name| !name.contains("rows")));
}

const HEADER: &str = r#"<row r="1"><c r="A1" t="str"><v>姓名</v></c></row>"#;

#[test]
fn two_cells_in_the_corners_of_a_sheet_are_refused() {
    let far = r#"<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>"#;
    let bytes = zipped(&frame(
        &[("1", "visible", &format!("{HEADER}{far}"))],
        false,
    ));
    is_refused(&bytes, "超过 256 列", "more than 256 columns");
}

#[test]
fn half_a_gigabyte_of_shared_strings_is_refused_while_it_inflates() {
    let parts = frame(&[("1", "visible", HEADER)], false);
    let whole = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), vec![(bytes.as_slice(), 1)]));
    let many = "<si><t>x</t></si>".repeat(1 << 16).into_bytes();
    let strings = vec![(&b"<sst>"[..], 1), (many.as_slice(), 512), (b"</sst>", 1)];
    let bytes = zipped_of(whole.chain([("xl/sharedStrings.xml", strings)]));
    is_refused(&bytes, "解压后超过", "when it is unpacked");
}

#[test]
fn one_cell_of_a_gigabyte_is_refused_while_it_inflates() {
    let parts = frame(&[], false);
    let whole = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), vec![(bytes.as_slice(), 1)]));
    let before = br#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>"#;
    let long = vec![b'x'; 1 << 20];
    let after = b"</v></c></row></sheetData></worksheet>";
    let sheet = vec![(&before[..], 1), (long.as_slice(), 1024), (&after[..], 1)];
    let bytes = zipped_of(whole.chain([("xl/worksheets/sheet1.xml", sheet)]));
    is_refused(&bytes, "解压后超过", "when it is unpacked");
}

#[test]
fn a_text_that_is_repeated_in_forty_million_cells_is_refused() {
    let content = r#"<office:document-content><table:table table:name="1">
        <table:table-row table:number-rows-repeated="400000"><table:table-cell
        office:value-type="string" table:number-columns-repeated="100"><text:p>x</text:p>
        </table:table-cell></table:table-row></table:table></office:document-content>"#;
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest></manifest:manifest>",
        ),
        ("content.xml", content),
    ];
    let parts = parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    is_refused(&zipped(&parts), "内存超过上限", "more memory than it may");
}

/// A small workbook that keeps its reader busy: the same sheet of blanks two hundred times.
pub fn long() -> Vec<u8> {
    let blanks = r#"<row r="2"><c/><c/><c/><c/></row>"#.repeat(120_000);
    let mut parts = frame(&[("1", "visible", &blanks)], false);
    let one = r#"<sheet name="1" state="visible" sheetId="1" r:id="r1"/>"#;
    let many: String = (0..200)
        .map(|number| one.replace(r#"name="1""#, &format!(r#"name="{number}""#)))
        .collect();
    let is_list = |(name, _): &&mut (String, Vec<u8>)| name == "xl/workbook.xml";
    let (_, list) = parts.iter_mut().find(is_list).unwrap();
    let text = String::from_utf8(std::mem::take(list)).unwrap();
    *list = text.replace(one, &many).into_bytes();
    zipped(&parts)
}

#[test]
fn a_sheet_that_stands_in_the_list_a_hundred_times_is_refused_when_its_time_is_over() {
    is_refused(&long(), "时间超过上限", "longer than it may");
}
