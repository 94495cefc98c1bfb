//! What others read of our files: LibreOffice a CSV, PyPI's vobject contact cards. Where they are
//! not installed the tests say SKIPPED and pass.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::work::export::{Format, Version, What};

use super::{Place, all, filled, leave};

/// Names that break cells, lines and bytes where files are written carelessly.
const NAMES: &[&str] = &[
    "=1+1",
    "+SUM(A1:A9)",
    "-2+3",
    "@x",
    "＝1+1",
    "'=1",
    "李明朗",
    "𠮷野家 👨‍👩‍👧",
    "引号\"和,逗号;分号",
    "两行\n第二行",
    "反斜杠\\n",
];

fn people() -> Place {
    let people = NAMES.iter().enumerate().map(|(place, name)| Draft {
        fields: vec![
            (Field::Name, (*name).to_owned()),
            (
                Field::Remark,
                format!("{name}，{}", "很长的备注 ".repeat(20)),
            ),
        ],
        phones: vec![NewPhone {
            typed: format!("1380013{place:04}"),
            kind: None,
            member: None,
            ..NewPhone::default()
        }],
        ..Draft::default()
    });
    let place = filled(&people.collect::<Vec<_>>());
    assert_eq!(all(&place).len(), NAMES.len());
    place
}

/// A file of ours as LibreOffice has it once it has opened it, as XML.
fn opened(file: &Path, filter: Option<&str>) -> Option<String> {
    let Some(soffice) = on_path("soffice") else {
        eprintln!(
            "SKIPPED: LibreOffice is not installed, {} is not opened",
            file.display()
        );
        return None;
    };
    let folder = file.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new(soffice);
    command.args([&profile, "--headless", "--convert-to", "fods", "--outdir"]);
    command.arg(folder.join("opened")).args(filter).arg(file);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let name = Path::new(file.file_name().unwrap()).with_extension("fods");
    Some(std::fs::read_to_string(folder.join("opened").join(name)).unwrap())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(program));
    places.find(|place| place.is_file())
}

fn holds_everyone(xml: &str) {
    assert!(!xml.contains("table:formula"), "a cell is a formula");
    for name in ["李明朗", "𠮷野家 👨‍👩‍👧", "第二行", "逗号;分号", "很长的备注"]
    {
        assert!(xml.contains(name), "{name}");
    }
}

#[test]
fn libreoffice_opens_a_csv_with_chinese_intact_and_no_cell_a_formula() {
    let place = people();
    let file = leave(&place, What::Customers, Format::Csv, "people.csv", true);
    // As its dialogue proposes: commas, quotation marks, UTF-8.
    let filter = "--infilter=CSV:44,34,76,1";
    let Some(xml) = opened(&file, Some(filter)) else {
        return;
    };
    holds_everyone(&xml);
    assert!(
        xml.contains("<text:p>客户编号</text:p>"),
        "the byte order mark is in the header"
    );
    assert!(xml.contains("<text:p>&apos;=1+1</text:p>"));
}

#[test]
fn libreoffice_opens_a_workbook_with_chinese_intact_and_no_cell_a_formula() {
    let place = people();
    let file = leave(&place, What::Customers, Format::Xlsx, "people.xlsx", true);
    let Some(xml) = opened(&file, None) else {
        return;
    };
    holds_everyone(&xml);
    assert!(
        xml.contains("<text:p>=1+1</text:p>"),
        "a text is a text, without a guard"
    );
}

const READ: &str = "
import json, sys, vobject
cards = vobject.readComponents(open(sys.argv[1], encoding='utf-8', newline='').read())
print(json.dumps([[c.fn.value, c.tel.value, c.note.value] for c in cards]))
";

#[test]
fn an_independent_reader_reads_contact_cards() {
    let python = std::env::var_os("HUOKE_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let asked = Command::new(&python)
        .args(["-c", "import vobject"])
        .output();
    if !asked.is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: {python:?} has no vobject, contact cards are not read by it");
        return;
    }
    let place = people();
    for (version, name) in [(Version::V3, "3.vcf"), (Version::V4, "4.vcf")] {
        let format = Format::Vcard(version);
        let file = leave(&place, What::Customers, format, name, true);
        let output = Command::new(&python).args(["-c", READ]).arg(&file).output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let cards: Vec<[String; 3]> = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(cards.len(), NAMES.len());
        for (card, whole) in cards.iter().zip(all(&place)) {
            let expected = [
                whole.field(Field::Name),
                whole.phones[0].typed.as_str(),
                whole.field(Field::Remark),
            ];
            assert_eq!(card.each_ref().map(String::as_str), expected);
        }
    }
}
