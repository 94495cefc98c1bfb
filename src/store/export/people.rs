//! Customers on their way out: a page by row number, then what hangs on the customers of the
//! page, each kind of it in one statement. Must not know columns or formats.

use std::sync::LazyLock;

use rusqlite::{Connection, Row, named_params};

use super::super::authorise::{in_scope, scope_number};
use super::super::find::{at_one_moment, json};
use super::super::{Reader, custom_field, sql};
use super::Exporter;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Address, Field, Whole, WholeMember, WholePhone};
use crate::domain::ids::CustomerId;
use crate::error::Result;

/// Customers of a page: a read transaction of a few milliseconds.
pub(super) const PAGE: i64 = 1_000;

macro_rules! page {
    ($columns:literal, $more:literal) => {
        concat!(
            $columns,
            " FROM customer c WHERE c.id > :after AND c.state = 'active'
              AND (:only IS NULL OR c.id IN (SELECT value FROM json_each(:only)))
              AND (:owner IS NULL OR c.owner_id = :owner) AND ",
            in_scope!(),
            $more
        )
    };
}

static PEOPLE: LazyLock<String> = LazyLock::new(|| {
    let fields: Vec<String> = Field::ALL
        .iter()
        .map(|field| format!("c.{}", field.code()))
        .collect();
    format!(
        "SELECT c.id, c.code, c.do_not_call,
           (SELECT login FROM staff WHERE id = c.owner_id),
           (SELECT kind FROM org_unit WHERE id = c.unit_id),
           (SELECT code FROM org_unit WHERE id = c.unit_id), {}{}",
        fields.join(", "),
        page!("", " ORDER BY c.id LIMIT :limit")
    )
});

/// What hangs on customers: those from one row to another, and those of certain rows. Where a
/// page's customers stand far apart the first would read too many others.
macro_rules! hanging {
    ($select:literal, $order:literal) => {
        [
            concat!(
                $select,
                " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id, ",
                $order
            ),
            concat!(
                $select,
                " WHERE customer_id IN (SELECT value FROM json_each(?1)) ORDER BY customer_id, ",
                $order
            ),
        ]
    };
}

const MEMBERS: [&str; 2] = hanging!(
    "SELECT customer_id, id, kind, name, relation, employer FROM family_member",
    "position, id"
);
const PHONES: [&str; 2] = hanging!(
    "SELECT customer_id, member_id, typed, digits, known, kind, extension, validity
     FROM customer_phone",
    "position, id"
);
const EMAILS: [&str; 2] = hanging!(
    "SELECT customer_id, email FROM customer_email",
    "position, id"
);
const ADDRESSES: [&str; 2] = hanging!(
    "SELECT customer_id, province, city, line, postcode FROM customer_address",
    "position, id"
);
const DATES: [&str; 2] = hanging!(
    "SELECT customer_id, member_id, kind, calendar = 'lunar', year, month, day, leap
     FROM customer_date",
    "kind <> 'birthday', kind, calendar DESC, id"
);
const CUSTOM: [&str; 2] = hanging!(
    "SELECT customer_id, f.code, value
     FROM customer_custom JOIN custom_field f ON f.id = field_id AND f.active",
    "f.position, f.id"
);
/// Customers stand far apart if there are fewer of them than every so-manieth row.
const SPARSE: i64 = 4;

/// The next customers behind this row, whole, at one moment; none: the end.
pub fn customers(reader: &Reader, who: &Exporter, after: CustomerId) -> Result<Vec<Whole>> {
    at_one_moment(reader, |conn| {
        let scope = scope_number(who.scope(reader)?);
        let values = named_params! {
            ":after": after.0, ":only": who.only(), ":owner": who.owner(), ":me": who.staff.0, ":scope": scope,
            ":limit": PAGE,
        };
        let mut page = sql::all(conn, &PEOPLE, values, person)?;
        fill(conn, &mut page)?;
        Ok(page)
    })
}

fn person(row: &Row<'_>) -> rusqlite::Result<Whole> {
    let mut fields = Vec::with_capacity(8);
    for (place, field) in Field::ALL.iter().enumerate() {
        if let Some(value) = row.get::<_, Option<String>>(6 + place)? {
            fields.push((*field, value));
        }
    }
    let unit: (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
    Ok(Whole {
        id: Some(CustomerId(row.get(0)?)),
        code: row.get(1)?,
        fields,
        owner: row.get(3)?,
        unit: unit.0.zip(unit.1),
        do_not_call: row.get(2)?,
        ..Whole::default()
    })
}

/// Reads one kind of what hangs on the page's customers, and hands it to its customer.
fn each<T>(
    conn: &Connection,
    query: [&str; 2],
    page: &mut [Whole],
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    mut take: impl FnMut(&mut Whole, T),
) -> Result<()> {
    let id = |whole: Option<&Whole>| whole.and_then(|whole| whole.id).map_or(0, |id| id.0);
    let (first, last) = (id(page.first()), id(page.last()));
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, read(row)?));
    let count = i64::try_from(page.len()).unwrap_or(i64::MAX);
    let [dense, sparse] = query;
    let rows = if last - first < count.saturating_mul(SPARSE) {
        sql::all(conn, dense, [first, last], read)?
    } else {
        let ids: Vec<i64> = page.iter().map(|whole| id(Some(whole))).collect();
        sql::all(conn, sparse, [json(&ids)], read)?
    };
    let mut place = 0;
    for (customer, part) in rows {
        // Both are in the order of customers; those of others, out of scope, are passed over.
        while page
            .get(place)
            .is_some_and(|whole| id(Some(whole)) < customer)
        {
            place += 1;
        }
        if let Some(whole) = page
            .get_mut(place)
            .filter(|whole| id(Some(whole)) == customer)
        {
            take(whole, part);
        }
    }
    Ok(())
}

fn fill(conn: &Connection, page: &mut [Whole]) -> Result<()> {
    if page.is_empty() {
        return Ok(());
    }
    // Which member of the page has which row: few have any.
    let mut rows: std::collections::HashMap<i64, usize> = std::collections::HashMap::new();
    let member = |row: &Row<'_>| {
        let member = WholeMember {
            kind: row.get(2)?,
            name: row.get(3)?,
            relation: row.get(4)?,
            employer: row.get(5)?,
            ..WholeMember::default()
        };
        Ok((row.get::<_, i64>(1)?, member))
    };
    each(conn, MEMBERS, page, member, |whole, (row, member)| {
        rows.insert(row, whole.members.len());
        whole.members.push(member);
    })?;
    let of = |whole: &mut Whole, row: Option<i64>| {
        let place = row.and_then(|row| rows.get(&row).copied());
        place.filter(|place| *place < whole.members.len())
    };
    each(conn, PHONES, page, phone, |whole, (row, phone)| {
        match of(whole, row).and_then(|place| whole.members.get_mut(place)) {
            Some(member) => member.phones.push(phone),
            None => whole.phones.push(phone),
        }
    })?;
    each(conn, DATES, page, date, |whole, (row, date)| {
        match of(whole, row).and_then(|place| whole.members.get_mut(place)) {
            Some(member) => member.dates.push(date),
            None => whole.dates.push(date),
        }
    })?;
    each(
        conn,
        EMAILS,
        page,
        |row| row.get(1),
        |whole, email| whole.emails.push(email),
    )?;
    let address = |row: &Row<'_>| {
        Ok(Address {
            province: row.get(1)?,
            city: row.get(2)?,
            line: row.get(3)?,
            postcode: row.get(4)?,
        })
    };
    each(conn, ADDRESSES, page, address, |whole, address| {
        whole.addresses.push(address);
    })?;
    each(
        conn,
        CUSTOM,
        page,
        |row| Ok((row.get(1)?, row.get(2)?)),
        |whole, value| whole.custom.push(value),
    )
}

fn phone(row: &Row<'_>) -> rusqlite::Result<(Option<i64>, WholePhone)> {
    let phone = WholePhone {
        typed: row.get(2)?,
        digits: row.get(3)?,
        known: row.get(4)?,
        kind: row.get(5)?,
        extension: row.get(6)?,
        validity: row.get(7)?,
    };
    Ok((row.get(1)?, phone))
}

fn date(row: &Row<'_>) -> rusqlite::Result<(Option<i64>, (String, Birthday))> {
    let calendar = match row.get(3)? {
        true => Calendar::Lunar,
        false => Calendar::Solar,
    };
    let date = Birthday {
        calendar,
        year: row.get(4)?,
        month: row.get(5)?,
        day: row.get(6)?,
        leap: row.get(7)?,
    };
    Ok((row.get(1)?, (row.get(2)?, date)))
}

/// What the customers of a run have, so that columns can be laid out before the first row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// How many there are.
    pub count: u64,
    /// Names of their anniversaries.
    pub anniversaries: Vec<String>,
    /// Most members that one has.
    pub members: usize,
    /// Codes of the fields that the business made for itself.
    pub custom: Vec<String>,
}

const RANGE: i64 = 50_000;
const LAST: &str = "SELECT coalesce(max(id), 0) FROM customer";
const COUNT: &str = page!("SELECT count(*)", " AND c.id <= :last");
const KINDS: &str = concat!(
    "SELECT DISTINCT d.kind FROM customer_date d CROSS JOIN customer c ON c.id = d.customer_id
     WHERE d.customer_id > :after AND d.customer_id <= :last AND d.member_id IS NULL
       AND d.kind <> 'birthday' AND c.state = 'active'
       AND (:only IS NULL OR c.id IN (SELECT value FROM json_each(:only)))
              AND (:owner IS NULL OR c.owner_id = :owner) AND ",
    in_scope!()
);
const MOST: &str = concat!(
    "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n
       FROM family_member m CROSS JOIN customer c ON c.id = m.customer_id
       WHERE m.customer_id > :after AND m.customer_id <= :last AND c.state = 'active'
         AND (:only IS NULL OR c.id IN (SELECT value FROM json_each(:only)))
              AND (:owner IS NULL OR c.owner_id = :owner) AND ",
    in_scope!(),
    " GROUP BY m.customer_id)"
);

/// Counts and looks through, in pieces: no statement of it reads long.
pub fn outline(reader: &Reader, who: &Exporter) -> Result<Outline> {
    let conn = reader.conn();
    let scope = scope_number(who.scope(reader)?);
    let end: i64 = sql::one(conn, LAST, [], |row| row.get(0))?.unwrap_or(0);
    let (mut outline, only) = (Outline::default(), who.only());
    let mut after = 0;
    while after < end {
        let last = after + RANGE;
        let values = named_params! {
            ":after": after, ":last": last, ":only": only, ":owner": who.owner(), ":me": who.staff.0, ":scope": scope,
        };
        let count: i64 = sql::one(conn, COUNT, values, |row| row.get(0))?.unwrap_or(0);
        outline.count += count.unsigned_abs();
        for kind in sql::all(conn, KINDS, values, |row| row.get(0))? {
            if !outline.anniversaries.contains(&kind) {
                outline.anniversaries.push(kind);
            }
        }
        let most: i64 = sql::one(conn, MOST, values, |row| row.get(0))?.unwrap_or(0);
        outline.members = outline.members.max(usize::try_from(most).unwrap_or(0));
        after = last;
    }
    outline.anniversaries.sort();
    let fields = custom_field::rows(conn)?.into_iter();
    let open = fields.filter(|(_, field)| field.active);
    outline.custom = open.map(|(_, field)| field.code).collect();
    Ok(outline)
}
