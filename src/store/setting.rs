//! Settings of the business: which there are, what they are before anybody sets them, and which
//! values they take. The sentence on each is in text/, by its key. Must not know their effects.

use rusqlite::{Connection, params};

use super::{Reader, Tx, sql};
use crate::domain::birthday::Feb29Rule;
use crate::domain::money::{CURRENCIES, Currency};
use crate::domain::nearest::{Near, Of, nearest};
use crate::domain::phone;
use crate::domain::staff::Operation;
use crate::domain::today::hours::Hours;
use crate::error::{Error, Fault, Refusal, Result};

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A time zone by its name, `Asia/Shanghai`.
    Zone,
    /// A currency by its code, `CNY`.
    Currency,
    /// A country by its two letters, `CN`.
    Region,
    /// Hours of the week, `8:00-21:00`.
    Hours,
    /// One of these codes.
    OneOf(&'static [&'static str]),
    /// The template of a slip; empty: the usual one.
    Slip,
    /// A whole number within these bounds.
    Number(i64, i64),
    /// Whatever the program writes there: nobody sets it by hand.
    Internal,
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub key: &'static str,
    /// Its value as long as nobody has set it.
    pub default: &'static str,
    /// The values that it takes.
    pub takes: Takes,
}

const fn setting(key: &'static str, default: &'static str, takes: Takes) -> Setting {
    Setting {
        key,
        default,
        takes,
    }
}

/// The business's time zone.
pub const ZONE: &str = "zone";
/// The currency of every amount.
pub const CURRENCY: &str = "currency";
/// Where numbers without a country code belong.
pub const REGION: &str = "region";
/// Whether agents reach everybody's customers.
pub const OPEN_FILE: &str = "open_file";
/// On which day a birth on 29 February is celebrated in common years.
pub const FEB29: &str = "feb29";
/// The hours at which the business calls at all.
pub const CALL_HOURS: &str = "call_hours";
/// The operating-system user who made the file.
pub const MADE_BY_UID: &str = "made_by_uid";
/// Whether the file is an invented one, in which its maker may act as anyone.
pub const DEMO: &str = "demo";
/// Whether a bulk load left derived data to be made.
pub const DERIVED_PENDING: &str = "derived_pending";

/// Whether goods leave only once the sale is paid in full.
pub const PAID_FIRST: &str = "goods_when_paid";
/// Whether more may leave the store than the books have.
pub const BELOW_ZERO: &str = "stock_below_zero";
/// One point for each so much money.
pub const POINTS_PER: &str = "points_per";
/// How many per cent below the list price agents may go.
pub const DISCOUNT_AGENT: &str = "discount_agent";
/// The same of supervisors.
pub const DISCOUNT_SUPERVISOR: &str = "discount_supervisor";

/// The template of a sales slip.
pub const SLIP_SALE: &str = "slip_sale";
/// The template of a receipt.
pub const SLIP_RECEIPT: &str = "slip_receipt";

/// A switch.
const SWITCH: Takes = Takes::OneOf(&["on", "off"]);

/// Every setting of the business.
pub const SETTINGS: &[Setting] = &[
    setting(ZONE, "Asia/Shanghai", Takes::Zone),
    setting(CURRENCY, "CNY", Takes::Currency),
    setting(REGION, "CN", Takes::Region),
    setting(OPEN_FILE, "on", SWITCH),
    setting(FEB29, "02-28", Takes::OneOf(&["02-28", "03-01"])),
    setting(CALL_HOURS, "8:00-21:00", Takes::Hours),
    setting(SLIP_SALE, "", Takes::Slip),
    setting(SLIP_RECEIPT, "", Takes::Slip),
    setting(PAID_FIRST, "off", SWITCH),
    setting(BELOW_ZERO, "off", SWITCH),
    setting(POINTS_PER, "0", Takes::Number(0, 1_000_000)),
    setting(DISCOUNT_AGENT, "100", Takes::Number(0, 100)),
    setting(DISCOUNT_SUPERVISOR, "100", Takes::Number(0, 100)),
    setting(MADE_BY_UID, "", Takes::Internal),
    setting(DEMO, "off", Takes::Internal),
    setting(DERIVED_PENDING, "off", Takes::Internal),
];

/// The setting with this key.
pub fn find(key: &str) -> Result<&'static Setting> {
    SETTINGS
        .iter()
        .find(|setting| setting.key == key)
        .ok_or_else(|| {
            let keys = SETTINGS
                .iter()
                .filter(|setting| setting.takes != Takes::Internal);
            let nearest = nearest(key, keys.map(|setting| setting.key)).of(Of::Settings);
            Error::invalid(key, Fault::NoSuchField { nearest })
        })
}

impl Setting {
    /// The value as it is stored, or why it cannot be taken.
    pub fn accept(&self, typed: &str) -> Result<String> {
        let typed = typed.trim();
        let unknown = |nearest| Err(Error::invalid(self.key, Fault::Unknown { nearest }));
        match self.takes {
            Takes::Zone => match typed.parse::<chrono_tz::Tz>() {
                Ok(zone) => Ok(zone.name().to_owned()),
                Err(_) => {
                    let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
                    unknown(nearest(typed, names).of(Of::Zones))
                }
            },
            Takes::Currency => match Currency::by_code(typed) {
                Some(currency) => Ok(currency.code.to_owned()),
                None => unknown(Near::all(CURRENCIES.iter().map(|known| known.code))),
            },
            // Without a plan no number of the business would have a country.
            Takes::Region => match phone::is_region(typed) {
                true => Ok(typed.to_ascii_uppercase()),
                false => unknown(Near {
                    all: false,
                    ..Near::all(phone::REGIONS)
                }),
            },
            Takes::Hours => match Hours::read(typed) {
                Some(_) => Ok(typed.to_owned()),
                None => Err(Error::invalid(self.key, Fault::NotHours)),
            },
            Takes::Slip => match crate::domain::sale::slip::check(typed) {
                Ok(()) => Ok(typed.to_owned()),
                Err((field, fault)) => {
                    let of = match field.as_str() {
                        "" => self.key.to_owned(),
                        field => format!("{} {{{field}}}", self.key),
                    };
                    Err(Error::invalid(of, fault))
                }
            },
            Takes::Number(least, most) => {
                let number = crate::domain::sale::count(typed);
                let number = number.map_err(|fault| Error::invalid(self.key, fault))?;
                if (least..=most).contains(&number) {
                    Ok(number.to_string())
                } else {
                    Err(Error::invalid(self.key, Fault::OutOfRange))
                }
            }
            Takes::OneOf(codes) => match codes.iter().find(|code| **code == typed) {
                Some(code) => Ok((*code).to_owned()),
                None => unknown(Near::all(codes.iter().copied())),
            },
            Takes::Internal => Err(Error::invalid(
                self.key,
                Fault::NoSuchField {
                    nearest: Near::none().of(Of::Settings),
                },
            )),
        }
    }
}

/// The value of a setting.
pub fn get(reader: &Reader, key: &str) -> Result<String> {
    value(reader.conn(), find(key)?)
}

/// Every setting with its value.
pub fn list(reader: &Reader) -> Result<Vec<(&'static Setting, String)>> {
    SETTINGS
        .iter()
        .map(|setting| Ok((setting, value(reader.conn(), setting)?)))
        .collect()
}

/// The business's time zone.
pub fn zone(reader: &Reader) -> Result<chrono_tz::Tz> {
    zone_of(reader.conn())
}

/// The same within a transaction.
pub(super) fn zone_of(conn: &Connection) -> Result<chrono_tz::Tz> {
    let name = value(conn, find(ZONE)?)?;
    name.parse()
        .map_err(|_| Error::Damaged(format!("setting zone: {name}")))
}

/// When a birth on 29 February is celebrated in common years.
pub(super) fn feb29(conn: &Connection) -> Result<Feb29Rule> {
    Ok(match value(conn, find(FEB29)?)?.as_str() {
        "03-01" => Feb29Rule::Mar1,
        _ => Feb29Rule::Feb28,
    })
}

/// The currency of every amount.
pub fn currency(reader: &Reader) -> Result<&'static Currency> {
    currency_of(reader.conn())
}

/// The same for the nouns of this store.
pub(super) fn currency_of(conn: &Connection) -> Result<&'static Currency> {
    let code = value(conn, find(CURRENCY)?)?;
    Currency::by_code(&code).ok_or_else(|| Error::Damaged(format!("setting currency: {code}")))
}

/// Sets a setting.
pub fn set(tx: &Tx<'_>, key: &str, typed: &str) -> Result<String> {
    tx.authorise(Operation::Setting, None)?;
    let setting = find(key)?;
    let value = setting.accept(typed)?;
    if key == CURRENCY {
        currency_is_free(tx.conn(), &value)?;
    }
    keep(tx.conn(), setting.key, &value)?;
    tx.tell("setting");
    Ok(value)
}

/// The amounts of the file, wherever they stand: all are in minor units of the one currency.
const AMOUNTS: &str = "SELECT 1 FROM sale UNION ALL SELECT 1 FROM payment
  UNION ALL SELECT 1 FROM product WHERE price IS NOT NULL
  UNION ALL SELECT 1 FROM interaction WHERE cost IS NOT NULL
  UNION ALL SELECT 1 FROM customer_custom c JOIN custom_field f ON f.id = c.field_id
    WHERE f.kind = 'money' LIMIT 1";

/// Refuses another currency once there are amounts: 3000 minor units are 30 yuan and 3,000 yen.
fn currency_is_free(conn: &Connection, wanted: &str) -> Result<()> {
    if currency_of(conn)?.code != wanted && sql::exists(conn, AMOUNTS, [])? {
        return Err(Error::Refused(Refusal::State("currency.amounts")));
    }
    Ok(())
}

/// Notes what the program itself keeps ([`Takes::Internal`]).
pub fn note(tx: &Tx<'_>, key: &str, value: &str) -> Result<()> {
    tx.authorise(Operation::Import, None)?;
    keep(tx.conn(), find(key)?.key, value)
}

/// The value of a setting, for the nouns of this store.
pub(super) fn value(conn: &Connection, setting: &Setting) -> Result<String> {
    let stored = sql::one(
        conn,
        "SELECT value FROM setting NOT INDEXED WHERE key = ?1",
        [setting.key],
        |row| row.get(0),
    )?;
    Ok(stored.unwrap_or_else(|| setting.default.to_owned()))
}

/// A whole number, for the nouns of this store.
pub(super) fn number(conn: &Connection, key: &str) -> Result<i64> {
    let value = value(conn, find(key)?)?;
    let number = value.parse();
    number.map_err(|_| Error::Damaged(format!("setting {key}: {value}")))
}

/// Whether a switch is on, for the nouns of this store.
pub(super) fn is_on(conn: &Connection, key: &str) -> Result<bool> {
    Ok(value(conn, find(key)?)? == "on")
}

/// The region, for reading numbers.
pub(super) fn region(conn: &Connection) -> Result<String> {
    value(conn, find(REGION)?)
}

const KEEP: &str = "INSERT INTO setting (key, value) VALUES (?1, ?2)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value";

pub(super) fn keep(conn: &Connection, key: &str, value: &str) -> Result<()> {
    sql::run(conn, KEEP, params![key, value]).map(|_| ())
}
