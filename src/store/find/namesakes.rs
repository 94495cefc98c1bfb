//! Customers of the same name and birthday, and those whose name sounds the same at the same
//! address: for the warning of a form. Must not know who asks.

use rusqlite::{Connection, params};

use super::super::sql;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Address, AlikeTo};
use crate::domain::name::{self, TermKind};
use crate::error::Result;

/// Most customers of one name who are looked at: more share none but the commonest names, and a
/// form never waits for those.
const NAMESAKES: i64 = 2000;
/// Most that are told.
const LIKE: usize = 50;
/// Shortest piece of an address that says where, characters.
const PIECE: usize = 4;

const BY_BIRTHDAY: &str = "SELECT t.customer_id
  FROM (SELECT customer_id FROM term WHERE term = ?1 AND kind = ?2 LIMIT ?3) t
  CROSS JOIN customer_date d ON d.customer_id = t.customer_id
  WHERE d.kind = 'birthday' AND d.member_id IS NULL AND (
    (d.calendar = ?4 AND d.month = ?5 AND d.day = ?6 AND d.leap = ?7
      AND (d.year IS NULL OR ?8 IS NULL OR d.year = ?8))
    OR (d.calendar <> ?4 AND d.month = ?9 AND d.day = ?10 AND d.leap = ?11
      AND (d.year IS NULL OR d.year = ?12)))
  LIMIT 50";

/// Customers of this name and birthday, in whichever calendar either was told; where one of the
/// two has no year, the day is enough.
pub(super) fn by_birthday(conn: &Connection, to: &AlikeTo) -> Result<Vec<i64>> {
    let name = name::query(&to.name);
    let Some(birthday) = to.birthday.filter(|_| !name.is_empty()) else {
        return Ok(Vec::new());
    };
    let Birthday {
        calendar,
        year,
        month,
        day,
        leap,
    } = birthday;
    let (code, other) = match calendar {
        Calendar::Solar => ("solar", Calendar::Lunar),
        Calendar::Lunar => ("lunar", Calendar::Solar),
    };
    let other = birthday.in_calendar(other);
    let kind = TermKind::Name.code();
    let values = params![
        name,
        kind,
        NAMESAKES,
        code,
        month,
        day,
        leap,
        year,
        other.map(|other| other.month),
        other.map(|other| other.day),
        other.map(|other| other.leap),
        other.and_then(|other| other.year),
    ];
    sql::all(conn, BY_BIRTHDAY, values, |row| row.get(0))
}

const OF_SOUND: &str = "SELECT a.customer_id, a.province, a.city, a.line
  FROM (SELECT customer_id FROM term WHERE term = ?1 AND kind = ?2 LIMIT ?3) t
  CROSS JOIN customer_address a ON a.customer_id = t.customer_id WHERE a.line IS NOT NULL";
const NAME: &str = "SELECT name FROM customer WHERE id = ?1";

/// Customers whose name can be read as this one, at this address.
pub(super) fn by_address(conn: &Connection, to: &AlikeTo) -> Result<Vec<i64>> {
    let typed = plain(&to.address);
    let mut found = Vec::new();
    if typed.chars().count() < PIECE {
        return Ok(found);
    }
    let readings = name::explain(&to.name).pinyin;
    for reading in &readings {
        let values = params![reading, TermKind::Pinyin.code(), NAMESAKES];
        let addresses: Vec<(i64, Address)> = sql::all(conn, OF_SOUND, values, |row| {
            let address = Address {
                province: row.get(1)?,
                city: row.get(2)?,
                line: row.get(3)?,
                postcode: None,
            };
            Ok((row.get(0)?, address))
        })?;
        for (id, address) in addresses {
            if found.len() < LIKE && !found.contains(&id) && is_there(&typed, &address) {
                // A term of pinyin may be a short form: the whole name decides.
                let name: String = conn
                    .query_row(NAME, [id], |row| row.get(0))
                    .map_err(super::super::storage)?;
                let theirs = name::explain(&name).pinyin;
                if theirs.iter().any(|reading| readings.contains(reading)) {
                    found.push(id);
                }
            }
        }
    }
    Ok(found)
}

/// Whether what was typed of an address is this one: as far as it is typed, or with more to it.
/// A city alone says nothing.
fn is_there(typed: &str, address: &Address) -> bool {
    let part = |part: &Option<String>| plain(part.as_deref().unwrap_or_default());
    let (city, line) = (part(&address.city), part(&address.line));
    let region = format!("{}{city}", part(&address.province));
    let whole = format!("{city}{line}");
    let begun = whole.contains(typed) && !region.contains(typed);
    begun || (line.chars().count() >= PIECE && typed.contains(&line))
}

/// An address without what people write in different ways: blanks, case, width, signs.
fn plain(text: &str) -> String {
    let same = name::query(text);
    same.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_as_far_as_it_is_typed_and_a_city_alone_is_none() {
        let address = Address {
            province: Some("上海市".to_owned()),
            city: Some("上海".to_owned()),
            line: Some("人民路133号808室".to_owned()),
            postcode: None,
        };
        for (typed, same) in [
            ("上海人民路133号", true),
            ("上海 人民路 133号 808室 北楼", true),
            ("人民路１３３号", true),
            ("上海市", false),
            ("上海南京路133号", false),
        ] {
            assert_eq!(is_there(&plain(typed), &address), same, "{typed}");
        }
    }
}
