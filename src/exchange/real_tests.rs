//! Whole real files through their maps, and real corner files: what comes out of them.
//! Must not know what the texts are taken for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use super::csv::{Found, Row};
use super::field::{Field, Kind};
use super::files::Files;
use super::headers::recognise;
use super::map::{DateOrder, Join, Map, Payment};
use super::orders::{Orders, Part};
use super::problem::BadFile;
use super::rows::{Record, Rows, Step};
use super::table::{self, Layout};
use crate::testing::data_dir;

/// Each row in one line, for comparing.
pub(super) fn shown(rows: &mut Rows) -> Vec<String> {
    let mut record = rows.record();
    let mut shown = Vec::new();
    loop {
        shown.push(match rows.read(&mut record).unwrap() {
            Step::End => return shown,
            Step::Bad(problem) => {
                format!("{}: {:?} {:?}", problem.line, problem.column, problem.why)
            }
            Step::Row => {
                let cells: Vec<String> = record.filled().map(|(f, t)| format!("{f}={t}")).collect();
                format!("{}: {}", record.line, cells.join(" "))
            }
        });
    }
}

fn adventureworks(kind: Kind, file: &str) -> Option<(Map, Rows)> {
    let data = data_dir()?.join("crm-adventureworks");
    let name = format!("examples/import/adventureworks-{kind}.toml");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let map = Map::parse(&fs::read_to_string(path).unwrap()).unwrap();
    let files = Files::arrange(&[data.join(file)], &map, None).unwrap();
    let rows = files.rows(&files.main[0], kind, &map).unwrap();
    assert!(rows.unused().is_empty(), "{:?}", rows.unused());
    Some((map, rows))
}

fn records(rows: &mut Rows) -> Vec<Record> {
    let mut record = rows.record();
    let mut records = Vec::new();
    loop {
        match rows.read(&mut record).unwrap() {
            Step::Row => records.push(record.clone()),
            Step::End => return records,
            Step::Bad(problem) => panic!("{problem:?}"),
        }
    }
}

#[test]
fn all_customers_of_adventureworks_come_with_their_geography() {
    let Some((map, mut rows)) = adventureworks(Kind::Customers, "DimCustomer.csv") else {
        return;
    };
    assert_eq!(map.dates, Some(DateOrder::Ymd));
    let records = records(&mut rows);
    assert_eq!(records.len(), 18_484);
    let first: Vec<String> = records[0]
        .filled()
        .map(|(field, text)| format!("{field}={text}"))
        .collect();
    let expected = [
        "address=3761 N. 14th St, Australia",
        "birthday=1971-10-06",
        "card_no=AW00011000",
        "city=Rockhampton",
        "code=11000",
        "income=50k_100k",
        "education=bachelor",
        "occupation=professional",
        "marital_status=married",
        "name=Jon V Yang",
        "phone=1 (11) 500 555-0162",
        "postcode=4700",
        "province=Queensland",
        "sex=male",
    ];
    for expected in expected {
        assert!(
            first.iter().any(|cell| cell == expected),
            "{expected}: {first:?}"
        );
    }
    for field in [
        Field::City,
        Field::Province,
        Field::Postcode,
        Field::Name,
        Field::Code,
    ] {
        assert!(
            records.iter().all(|record| !record.get(&field).is_empty()),
            "{field}"
        );
    }
    let mut by_phone: HashMap<&str, usize> = HashMap::new();
    for record in &records {
        *by_phone.entry(record.get(&Field::Phone)).or_default() += 1;
    }
    assert_eq!(
        (by_phone.len(), by_phone["1 (11) 500 555-0118"]),
        (8_890, 205)
    );
}

#[test]
fn all_products_of_adventureworks_come_with_their_categories() {
    let Some((_, mut rows)) = adventureworks(Kind::Products, "DimProduct.csv") else {
        return;
    };
    let records = records(&mut rows);
    assert_eq!(records.len(), 606);
    assert_eq!(
        records
            .iter()
            .filter(|record| record.get(&Field::Price).is_empty())
            .count(),
        211
    );
    assert_eq!(
        records
            .iter()
            .filter(|record| record.get(&Field::Category).is_empty())
            .count(),
        209
    );
    let bike = records
        .iter()
        .find(|record| record.get(&Field::Code) == "310")
        .unwrap();
    assert_eq!(bike.get(&Field::Category), "Bikes / Road Bikes");
}

#[test]
fn all_sales_of_adventureworks_come_order_by_order() {
    let Some((map, rows)) = adventureworks(Kind::Sales, "FactInternetSales.csv") else {
        return;
    };
    assert_eq!(
        (map.dates, map.payment),
        (Some(DateOrder::Mdy), Payment::Paid)
    );
    let mut orders = Orders::new(rows);
    let (mut seen, mut lines) = (HashSet::new(), 0);
    loop {
        match orders.read().unwrap() {
            Part::End => break,
            Part::Bad(problem) => panic!("{problem:?}"),
            Part::Order(order) => {
                lines += order.len();
                let number = order[0].record.get(&Field::Order);
                assert!(
                    order
                        .iter()
                        .all(|line| line.record.get(&Field::Order) == number)
                );
                assert!(seen.insert(number.to_owned()), "{number} comes twice");
            }
        }
    }
    assert_eq!((seen.len(), lines), (27_659, 60_398));
}

#[test]
fn the_headers_of_german_exports_mean_what_they_say() {
    let Some(folder) = data_dir().map(|data| data.join("csv/contact-exports")) else {
        return;
    };
    let facts = fs::read_to_string(folder.join("outlook_headers_de_DE.tsv")).unwrap();
    let mut missed = Vec::new();
    for (header, meant) in facts
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
    {
        let part = meant.split(':').next().unwrap();
        let found = recognise(Kind::Customers, header).map(|usual| format!("{usual:?}"));
        let wanted = match part {
            "anniversary" => "Anniversary",
            "birthday" | "birthday-d" => "Birthday",
            "birthday-m" | "birthday-y" => "BirthPart",
            "locality" => "City",
            "region" => "Province",
            "zipcode" => "Postcode",
            "street" => "Line",
            "country" => "None",
            "phone" if meant.ends_with("fax") || header.contains("Fax") => "Fax",
            "phone" if meant.ends_with("mobile") || header.contains("Mobile") => "Mobile",
            "phone" if meant.ends_with("car") || header.starts_with("Weiter") => "Phone",
            "phone" if meant.ends_with("main") => "Phone",
            "phone" if !meant.ends_with("assistant") && !meant.ends_with("pager") => "Landline",
            "organization" => "Employer",
            "email" => "Email",
            "firstname" | "surname" | "middlename" => "NamePart",
            "gender" => "Sex",
            "jobtitle" | "notes" => "Remark",
            "spouse" => "spouse",
            "name" => "Name",
            // Not taken: reported as columns of which nothing is made.
            _ => {
                missed.push(header.to_owned());
                continue;
            }
        };
        let found = found.unwrap_or_default();
        assert!(found.contains(wanted), "{header}: {found}, not {wanted}");
    }
    let not_taken = [
        "Name Assistent",
        "Telefon Assistent",
        "Kategorien",
        "Abteilung",
        "Manager's Name",
        "Pager",
        "Suffix",
        "Title",
        "Webseite",
        "Spitzname",
        "Pager-Nummer",
        "Webseite 1",
        "Webseite 2",
        "User Photo",
        "URL",
        "Work Dept",
    ];
    assert_eq!(missed, not_taken);
}

#[test]
fn every_csv_of_the_spectrum_is_read_as_its_json_says() {
    let Some(folder) = data_dir().map(|data| data.join("csv/csv-spectrum")) else {
        return;
    };
    let mut files = 0;
    for entry in fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let json = fs::read_to_string(folder.join(format!("json/{name}.json"))).unwrap();
        // Of one file the truth is a single row, with another phone number than the file has.
        let json = match json.trim_start().strip_prefix('{') {
            Some(rest) => format!("[{{{}]", rest.replace("1234567890", "2095257564")),
            None => json,
        };
        let expected: Vec<HashMap<String, String>> = serde_json::from_str(&json).unwrap();
        let mut text = fs::read(&path).unwrap();
        if name.ends_with("_crlf") {
            // The copy at hand lost them.
            text = String::from_utf8(text)
                .unwrap()
                .replace('\n', "\r\n")
                .into();
        }
        let mut table = table::open(Cursor::new(text), &Layout::default()).unwrap();
        let mut header = Row::default();
        assert_eq!(table.read(&mut header).unwrap(), Found::Row);
        let mut row = Row::default();
        let mut rows: Vec<HashMap<String, String>> = Vec::new();
        while table.read(&mut row).unwrap() == Found::Row {
            let cells = header.cells().zip(row.cells());
            rows.push(cells.map(|(k, v)| (k.to_owned(), v.to_owned())).collect());
        }
        assert_eq!(rows, expected, "{name}");
        files += 1;
    }
    assert_eq!(files, 12);
}

#[test]
fn corner_files_give_a_clear_answer_each() {
    let Some(folder) = data_dir().map(|data| data.join("csv")) else {
        return;
    };
    let map = Map::parse("[fields]\nname = \"name\"").unwrap();
    let mut counts = HashMap::new();
    for entry in fs::read_dir(folder.join("frictionless")).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file = fs::File::open(&path).unwrap();
        let none = |join: &Join| {
            Err(BadFile::NoSuchFile {
                file: join.file.clone(),
            })
        };
        let rows = table::open(file, &map.layout())
            .and_then(|table| Rows::open(table, Kind::Customers, &map, none));
        let answer = match rows {
            Ok(mut rows) => {
                let lines = shown(&mut rows);
                let bad = lines.iter().filter(|line| line.contains("Cells")).count();
                format!("{} rows, {bad} bad", lines.len() - bad)
            }
            Err(bad) => format!("{bad:?}")
                .split([' ', '{'])
                .next()
                .unwrap_or_default()
                .to_owned(),
        };
        counts.insert(name, answer);
    }
    for (file, expected) in [
        ("bom.csv", "2 rows, 0 bad"),
        ("blank-rows-no-fields.csv", "2 rows, 0 bad"),
        ("duplicate-headers.csv", "2 rows, 0 bad"),
        ("structure-errors.csv", "2 rows, 1 bad"),
        ("invalid.csv", "DuplicateHeader"),
        ("without-rows.csv", "0 rows, 0 bad"),
        ("empty.csv", "Empty"),
        ("ascii.csv", "NoSuchColumn"),
        ("table.xlsx", "NotText"),
        ("table.tsv", "3 rows, 0 bad"),
    ] {
        assert_eq!(
            counts.get(file).map(String::as_str),
            Some(expected),
            "{file}"
        );
    }
}
