//! Products. Must not know who buys them.

use rusqlite::{Row, params};

use super::customer::{TEXT, text};
use super::{Reader, Tx, setting, sql};
use crate::domain::ids::ProductId;
use crate::domain::money::Money;
use crate::domain::nearest::Word;
use crate::domain::product::Product;
use crate::domain::sale::DEAREST;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

macro_rules! product_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, code, name, category, price, cycle_days, points, floor_price, reorder_level,
               redeem FROM product WHERE ",
            $condition,
            " ORDER BY code"
        )
    };
}

/// Every product that is sold, by code.
pub fn list(reader: &Reader) -> Result<Vec<Product>> {
    sql::all(reader.conn(), product_where!("active = 1"), [], product)
}

/// Those that are sold no more, by code.
pub fn withdrawn(reader: &Reader) -> Result<Vec<Product>> {
    sql::all(reader.conn(), product_where!("active = 0"), [], product)
}

/// The product with this code.
pub fn by_code(reader: &Reader, code: &str) -> Result<Option<Product>> {
    sql::one(
        reader.conn(),
        product_where!("active = 1 AND code = ?1"),
        [code],
        product,
    )
}

/// The product of this row, whether or not it is sold still.
pub fn by_id(reader: &Reader, id: ProductId) -> Result<Product> {
    let found = sql::one(reader.conn(), product_where!("id = ?1"), [id.0], product)?;
    found.ok_or_else(|| Error::Gone(id.to_string()))
}

/// Row, code and name of every product, also of those sold no more.
pub fn names(reader: &Reader) -> Result<Vec<(ProductId, String, String)>> {
    sql::all(
        reader.conn(),
        "SELECT id, code, name FROM product",
        [],
        |row| Ok((ProductId(row.get(0)?), row.get(1)?, row.get(2)?)),
    )
}

/// The row of the product with this code, whether or not it is sold still.
pub fn id_of(reader: &Reader, code: &str) -> Result<Option<ProductId>> {
    let query = "SELECT id FROM product WHERE code = ?1";
    sql::one(reader.conn(), query, [code.trim()], |row| {
        row.get(0).map(ProductId)
    })
}

fn product(row: &Row<'_>) -> rusqlite::Result<Product> {
    Ok(Product {
        id: Some(ProductId(row.get(0)?)),
        code: row.get(1)?,
        name: row.get(2)?,
        category: row.get(3)?,
        price: row.get(4)?,
        cycle_days: row.get(5)?,
        points: row.get(6)?,
        floor_price: row.get(7)?,
        reorder_level: row.get(8)?,
        redeem: row.get(9)?,
    })
}

/// Nothing lasts longer, days.
const LONGEST: i64 = 36_500;

const ADD: &str = "INSERT INTO product
  (code, name, category, price, cycle_days, points, floor_price, reorder_level, redeem)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/// Adds a product.
pub fn add(tx: &Tx<'_>, new: &Product) -> Result<ProductId> {
    tx.authorise(Operation::Product, None)?;
    let (code, name, category) = accept(new)?;
    floor_fits(tx, "floor_price", new)?;
    let other = "SELECT name FROM product WHERE code = ?1";
    if let Some(name) = sql::one(tx.conn(), other, [code], |row| row.get::<_, String>(0))? {
        return Err(Error::invalid(
            "code",
            Fault::TakenBy(Word::named(code, &name)),
        ));
    }
    let values = params![
        code,
        name,
        category,
        new.price,
        new.cycle_days,
        new.points,
        new.floor_price,
        new.reorder_level,
        new.redeem,
    ];
    let id = sql::insert(tx.conn(), ADD, values)?;
    tx.tell("product");
    Ok(ProductId(id))
}

const EDIT: &str = "UPDATE product SET name = ?2, category = ?3, price = ?4, cycle_days = ?5,
    points = ?6, floor_price = ?7, reorder_level = ?8, redeem = ?9, version = version + 1
  WHERE id = ?1 AND (name IS NOT ?2 OR category IS NOT ?3 OR price IS NOT ?4
    OR cycle_days IS NOT ?5 OR points IS NOT ?6 OR floor_price IS NOT ?7
    OR reorder_level IS NOT ?8 OR redeem IS NOT ?9)";

/// Gives a product these values; its code stays. Says whether any is another one.
pub fn edit(tx: &Tx<'_>, id: ProductId, new: &Product) -> Result<bool> {
    tx.authorise(Operation::Product, None)?;
    let (_, name, category) = accept(new)?;
    floor_fits(tx, "floor_price", new)?;
    let values = params![
        id.0,
        name,
        category,
        new.price,
        new.cycle_days,
        new.points,
        new.floor_price,
        new.reorder_level,
        new.redeem,
    ];
    let changed = sql::run(tx.conn(), EDIT, values)? > 0;
    if changed {
        tx.tell("product");
    }
    Ok(changed)
}

const SELL: &str = "UPDATE product SET active = ?2, version = version + 1
  WHERE id = ?1 AND active <> ?2";

/// Whether it is sold from now on. Says whether that is new.
pub fn sell(tx: &Tx<'_>, id: ProductId, selling: bool) -> Result<bool> {
    tx.authorise(Operation::Product, None)?;
    let changed = sql::run(tx.conn(), SELL, params![id.0, selling])? > 0;
    tx.tell("product");
    Ok(changed)
}

/// The same as a file brings it, which says nothing of its floor price, its reorder level and the
/// points that it costs.
pub fn bring(tx: &Tx<'_>, id: ProductId, new: &Product) -> Result<bool> {
    let there = sql::one(tx.conn(), product_where!("id = ?1"), [id.0], product)?;
    let there = there.unwrap_or_default();
    let new = Product {
        floor_price: there.floor_price,
        reorder_level: there.reorder_level,
        redeem: there.redeem,
        ..new.clone()
    };
    floor_fits(tx, "price", &new)?;
    edit(tx, id, &new)
}

/// Nobody who may not go below the floor price could sell at a list price that is below it.
fn floor_fits(tx: &Tx<'_>, field: &str, new: &Product) -> Result<()> {
    let Some((floor, list)) = new.floor_price.zip(new.price) else {
        return Ok(());
    };
    if floor <= list {
        return Ok(());
    }
    let currency = setting::currency_of(tx.conn())?;
    let [floor, list] = [floor, list].map(|minor| Money(minor).short(currency));
    Err(Error::invalid(field, Fault::AboveList { floor, list }))
}

fn accept(new: &Product) -> Result<(&str, &str, Option<&str>)> {
    let required = |field: &str, typed| {
        text(field, typed, TEXT)?.ok_or_else(|| Error::invalid(field, Fault::Empty))
    };
    let code = required("code", new.code.as_str())?;
    let name = required("name", new.name.as_str())?;
    let category = text(
        "category",
        new.category.as_deref().unwrap_or_default(),
        TEXT,
    )?;
    for (field, value, least) in [
        ("price", new.price, 0),
        ("cycle_days", new.cycle_days, 1),
        ("points", new.points, 0),
        ("floor_price", new.floor_price, 0),
        ("reorder_level", new.reorder_level, 0),
        ("redeem", new.redeem, 1),
    ] {
        if value.is_some_and(|value| !(least..=DEAREST).contains(&value)) {
            return Err(Error::invalid(field, Fault::OutOfRange));
        }
    }
    if new.cycle_days.is_some_and(|days| days > LONGEST) {
        return Err(Error::invalid("cycle_days", Fault::OutOfRange));
    }
    Ok((code, name, category))
}
