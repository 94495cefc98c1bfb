//! What mail programs and phones export, imported without a map: the same people, whole.

use std::path::{Path, PathBuf};

use huoke::exchange::field::Kind;

use super::{Place, counts};
use crate::data;
use crate::dump::texts;

fn export(name: &str) -> Option<PathBuf> {
    Some(data::folder("csv/contact-exports")?.join(name))
}

/// Everything that is known of the customers, a line each thing.
pub(super) fn people(place: &Place) -> Vec<String> {
    texts(
        &place.house(),
        "SELECT c.name || '|' || kind || '|' || what FROM customer c JOIN (
           SELECT customer_id AS id, 1 AS n, position AS p, 'phone ' || kind AS kind, typed AS what
             FROM customer_phone
           UNION ALL SELECT customer_id, 2, position, 'email', email FROM customer_email
           UNION ALL SELECT customer_id, 3, position, 'address', coalesce(province, '-') || '/' ||
             coalesce(city, '-') || '/' || coalesce(line, '-') || '/' || coalesce(postcode, '-')
             FROM customer_address
           UNION ALL SELECT customer_id, 4, 0, kind, coalesce(year, '') || '-' || month || '-' || day
             FROM customer_date
           UNION ALL SELECT customer_id, 5, position, kind || ' ' || coalesce(relation, '-'), name
             FROM family_member
           UNION ALL SELECT id, 6, 0, 'employer', employer FROM customer WHERE employer IS NOT NULL
           UNION ALL SELECT id, 7, 0, 'sex', sex FROM customer WHERE sex IS NOT NULL
           UNION ALL SELECT id, 8, 0, 'remark', replace(remark, char(10), ' / ') FROM customer
             WHERE remark IS NOT NULL) x ON x.id = c.id
         ORDER BY c.id, x.n, x.p, x.kind",
    )
}

fn is(people: &[String], name: &str, expected: &[&str]) {
    let expected: Vec<String> = expected
        .iter()
        .map(|line| format!("{name}|{line}"))
        .collect();
    assert_eq!(people, expected);
}

/// Imports a file of which one row has words where numbers should be, then what came back of it
/// with numbers instead.
fn mended(place: &Place, file: &Path, words: &[(&str, &str)]) -> Vec<String> {
    let rejects = place.folder.path().join("rejected.csv");
    let report = place
        .import(Kind::Customers, file, |plan| {
            plan.rejects = Some(rejects.clone())
        })
        .unwrap();
    assert_eq!(counts(&report), [1, 0, 0, 0, 1]);
    let mut text = std::fs::read_to_string(&rejects).unwrap();
    assert!(text.contains("NoDigits"), "{text}");
    for (word, number) in words {
        assert!(text.contains(word), "{word}");
        text = text.replacen(&format!(",{word},"), &format!(",{number},"), 1);
    }
    let file = place.file("mended.csv", &text);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(
        counts(&report),
        [1, 1, 0, 0, 0],
        "{:?}",
        std::fs::read_to_string(place.folder.path().join("mended.rejected.csv"))
    );
    place.is_sound();
    report.unused
}

const GOOGLE: &[(&str, &str)] = &[
    ("Tel10", "13800000010"),
    ("Other Phone ::: Tel9", "13800000008 ::: 13800000009"),
    ("Fax work", "02160000001"),
    ("Handy", "13800000003"),
    ("Pager,Pager", "Pager,02160000004"),
    ("Tel geschäftlich", "02160000005"),
    ("Tel privat", "02160000006"),
    ("Festnetz", "02160000007"),
    ("Fax privat", "02160000002"),
];

#[test]
fn an_export_of_google_comes_in_without_a_map() {
    let Some(file) = export("Google.csv") else {
        return;
    };
    let place = Place::new("EUR");
    let unused = mended(&place, &file, GOOGLE);
    is(
        &people(&place),
        "Dr. Max Middle Name Mustermann jr.",
        &[
            "phone mobile|13800000010",
            "phone mobile|13800000008",
            "phone mobile|13800000009",
            "phone fax|02160000001",
            "phone mobile|13800000003",
            "phone landline|02160000004",
            "phone landline|02160000005",
            "phone landline|02160000006",
            "phone landline|02160000007",
            "phone fax|02160000002",
            "email|ohneLabel@folker.de",
            "email|ohneLabel2@folker.de",
            "email|privat@folker-kinzel.de",
            "email|andere@folker-kinzel.de",
            "email|business@folker-kinzel.de",
            "email|business2@folker.de",
            "email|business 3@golker.de",
            "email|privat2@folker-kinzel.de",
            "email|privat2@folker.de",
            "email|privat3@folker.de",
            "email|andere2@folker.de",
            "address|-/Leipzig/Eisenbahnstraße, Postfach, 84, DE/04315",
            "address|-/Ort/Straße 42, Postfach, DE/PLZ",
            "address|-/Berlin/Prinzenstr. 2, Postfach privat, DE/4567",
            "birthday|1972-1-31",
            "wedding|2001-1-4",
            "family spouse|Petra",
            "employer|Firma",
            "remark|Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüüüü ßßßßßß / Position",
        ],
    );
    assert!(unused.contains(&"Website 1 - Value".to_owned()));
    assert!(!unused.iter().any(|column| column.starts_with("Phone")));
}

const OUTLOOK: &[(&str, &str)] = &[
    ("Tel privat", "02160000001"),
    ("Tel privat 2", "02160000002"),
    ("Tel geschäftlich", "02160000003"),
    ("Busyness 2", "02160000004"),
    ("Handy", "13800000005"),
    ("Handy 2", "13800000006"),
    ("13800000006,Other Phone", "13800000006,02160000007"),
    ("Fax privat", "02160000008"),
    ("Fax 2", "02160000009"),
    ("Organization", "02160000010"),
    ("Funkruf", "02160000011"),
];

#[test]
fn an_export_of_outlook_on_the_web_comes_in_without_a_map() {
    let Some(file) = export("Outlook365_Web.csv") else {
        return;
    };
    let place = Place::new("EUR");
    let unused = mended(&place, &file, OUTLOOK);
    is(
        &people(&place),
        "Max Middle Name Mustermann",
        &[
            "phone landline|02160000001",
            "phone landline|02160000002",
            "phone landline|02160000003",
            "phone landline|02160000004",
            "phone mobile|13800000005",
            "phone mobile|13800000006",
            "phone landline|02160000007",
            "phone fax|0123/579",
            "phone fax|02160000008",
            "phone fax|02160000009",
            "phone landline|02160000010",
            "phone landline|02160000011",
            "email|privat@folker-kinzel.de",
            "email|business@folker-kinzel.de",
            "email|andere@folker-kinzel.de",
            "address|Bundesland/Ort/Straße, Land/PLZ",
            "address|Bundesland Firma/Ort Firma/Firmenstraße, Land Firma/PLZFirma",
            "address|Weiteres Bundesland/Weiterer Ort/Weitere Str. 2, Neuland/Weitere PLZ",
            "birthday|1972-1-31",
            "wedding|2000-12-24",
            "family spouse|Partner",
            "employer|Firma",
            "remark|Position / Kommentar",
        ],
    );
    assert!(unused.contains(&"Department".to_owned()), "{unused:?}");
}

#[test]
fn the_sample_of_outlook_comes_in_without_a_map() {
    let Some(file) = export("Outlook_import_sample.csv") else {
        return;
    };
    let place = Place::new("EUR");
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [5, 5, 0, 0, 0]);
    assert!(report.unused.contains(&"Web Page".to_owned()));
    let people = people(&place);
    assert_eq!(people.len(), 17);
    // Month, day, year: 20 is no month.
    is(
        people.get(..5).unwrap(),
        "Anita Jorgensen",
        &[
            "phone landline|555-555-1212",
            "email|Anita@contoso.com",
            "birthday|1981-1-20",
            "wedding|2005-6-3",
            "employer|Contoso",
        ],
    );
}

const THUNDERBIRD: &[(&str, &str)] = &[
    ("Tel geschäftlich", "02160000001"),
    ("Tel privat", "02160000002"),
    ("Fax privat", "02160000003"),
    ("Handy", "13800000004"),
];

#[test]
fn exports_of_thunderbird_come_in_alike_in_both_encodings() {
    let (Some(one), Some(other)) = (export("ThunderbirdUtf8.csv"), export("ThunderbirdAnsi.csv"))
    else {
        return;
    };
    for file in [one, other] {
        let place = Place::new("EUR");
        let unused = mended(&place, &file, THUNDERBIRD);
        assert!(unused.contains(&"Spitzname".to_owned()), "{unused:?}");
        is(
            &people(&place),
            "Dr. Max Middle Name Mustermann jr.",
            &[
                "phone landline|02160000001",
                "phone landline|02160000002",
                "phone fax|02160000003",
                "phone mobile|13800000004",
                "email|privat@folker-kinzel.de",
                "email|business@folker-kinzel.de",
                "address|Sachsen-Anhalt/Wohnort/Privatstr. 88, 2. Zeile, BRD/06779",
                "address|Bundesland/Ort/Straße Work, Str. Work 2. Zeile, BRD/PLZ",
                "birthday|1972-1-31",
                "employer|Firma",
                "remark|Position / Kommentar für Maxl",
            ],
        );
    }
}
