//! Places that addresses of the file name, for forms that complete them. Must not know whose
//! addresses they are.

use super::{Reader, sql};
use crate::domain::customer::Place;
use crate::domain::name::{self, TermKind};
use crate::error::Result;

/// How many are shown.
const SHOWN: usize = 20;

const NEWEST: &str = "SELECT coalesce(province, ''), coalesce(city, ''), count(*) FROM
    (SELECT province, city FROM customer_address ORDER BY id DESC LIMIT 2000)
  GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2";

/// Terms of a whole name: a city is not looked for by its second character.
fn whole(kind: TermKind) -> bool {
    matches!(kind, TermKind::Name | TermKind::Pinyin | TermKind::Initials)
}

/// Places that begin so (a name, its pinyin or its initials), most used first. Without a
/// `province` provinces too, each with an empty city.
pub fn begin(reader: &Reader, province: &str, typed: &str) -> Result<Vec<Place>> {
    let (province, typed) = (name::query(province), name::query(typed));
    let begins = |name: &str| {
        !name.is_empty()
            && (typed.is_empty()
                || name::terms(name)
                    .iter()
                    .any(|(term, kind)| whole(*kind) && term.starts_with(&typed)))
    };
    let known = sql::all(reader.conn(), NEWEST, [], |row| {
        Ok(Place {
            province: row.get(0)?,
            city: row.get(1)?,
        })
    })?;
    let mut found: Vec<Place> = Vec::new();
    for place in known {
        if !province.is_empty() && !name::query(&place.province).starts_with(&province) {
            continue;
        }
        let alone = Place {
            province: place.province.clone(),
            city: String::new(),
        };
        if province.is_empty() && begins(&place.province) && !found.contains(&alone) {
            found.push(alone);
        }
        if begins(&place.city) {
            found.push(place);
        }
        if found.len() >= SHOWN {
            break;
        }
    }
    Ok(found)
}
