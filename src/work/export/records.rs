//! Contacts and sales as cells that the importer reads back. Must not know how cells are written.

use std::borrow::Cow;

use super::number::Said;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::Bought;
use crate::domain::time::{Instant, Now};
use crate::exchange::field::{Field, Kind};
use crate::exchange::heading::heading;
use crate::exchange::out::Cell;
use crate::exchange::rest;
use crate::store::export::{Contact, Sale};

/// A column: a field; or one that is there for people to read, and is not read back.
enum Column {
    Of(Field),
    Told(&'static str, &'static str),
}

const CUSTOMER_NAME: Column = Column::Told("客户姓名", "customer name");
const PRODUCT_NAME: Column = Column::Told("产品名称", "product name");

fn header(kind: Kind, columns: &[Column], guarded: bool, chinese: bool) -> Vec<String> {
    let names = columns.iter().map(|column| match column {
        Column::Told(zh, _) if chinese => (*zh).to_owned(),
        Column::Told(_, en) => (*en).to_owned(),
        Column::Of(field) => heading(kind, field, chinese),
    });
    names.chain([rest::column(guarded).to_owned()]).collect()
}

/// The header of contacts.
pub(super) fn contacts(guarded: bool, chinese: bool) -> Vec<String> {
    use Field::*;
    let mut columns = vec![Column::Of(Customer), CUSTOMER_NAME];
    let fields = [
        Date,
        Time,
        Sort,
        Direction,
        Disposition,
        Phone,
        By,
        Note,
        Place,
        Cost,
        Next,
    ];
    columns.extend(fields.map(Column::Of));
    header(Kind::Interactions, &columns, guarded, chinese)
}

/// The header of sales.
pub(super) fn sales(guarded: bool, chinese: bool) -> Vec<String> {
    use Field::*;
    let mut columns = vec![Column::Of(Order), Column::Of(Customer), CUSTOMER_NAME];
    columns.extend([Date, Time, By, Product].map(Column::Of));
    columns.push(PRODUCT_NAME);
    let fields = [
        Quantity,
        Collected,
        UnitPrice,
        Amount,
        Paid,
        PaymentMethod,
        Remark,
    ];
    columns.extend(fields.map(Column::Of));
    header(Kind::Sales, &columns, guarded, chinese)
}

/// The header of lines that were bought, which are read by people and programs, and not by us.
pub(super) fn lines(chinese: bool) -> Vec<String> {
    let names = [
        ("订单号", "sale"),
        ("时间", "at"),
        ("客户编号", "customer"),
        ("客户姓名", "name"),
        ("产品编号", "product"),
        ("产品名称", "product_name"),
        ("数量", "quantity"),
        ("退货数量", "returned"),
        ("单价", "price"),
        ("金额", "amount"),
        ("性质", "kind"),
        ("状态", "state"),
        ("销售人员", "by"),
    ];
    names
        .map(|(zh, en)| if chinese { zh } else { en }.to_owned())
        .to_vec()
}

/// The row of a line that was bought.
pub(super) fn line<'c>(of: &'c Bought, now: &Now, currency: &Currency) -> Vec<Cell<'c>> {
    let money = |minor: i64| Cell::Number(Money(minor).plain(currency));
    let at = now.local(of.at).format("%Y-%m-%d %H:%M:%S").to_string();
    vec![
        Cell::text(of.sale.as_str()),
        Cell::text(at),
        Cell::text(of.customer.as_str()),
        Cell::text(of.customer_name.as_str()),
        Cell::text(of.product.as_str()),
        Cell::text(of.product_name.as_str()),
        Cell::Number(of.quantity.to_string()),
        Cell::Number(of.returned.to_string()),
        of.price.map_or(Cell::Empty, money),
        money(of.amount),
        Cell::text(of.kind.as_str()),
        Cell::text(of.state.as_str()),
        Cell::maybe(of.by.as_deref()),
    ]
}

fn clock<'c>(now: &Now, at: Instant) -> Cell<'c> {
    let form = match at.0.rem_euclid(1000) {
        0 => "%H:%M:%S",
        _ => "%H:%M:%S%.3f",
    };
    Cell::text(now.local(at).format(form).to_string())
}

/// A contact's row.
pub(super) fn contact<'c>(
    of: &'c Contact,
    now: &Now,
    (currency, region): (&Currency, &str),
    cells: &mut Vec<Cell<'c>>,
) {
    cells.clear();
    let cost = of.cost.map(|cost| Money(cost).plain(currency));
    let next = match (of.next_at, of.next_on) {
        (Some(at), _) => Cell::text(now.local(at).format("%Y-%m-%d %H:%M:%S%.f").to_string()),
        (None, Some(day)) => Cell::Day(day),
        (None, None) => Cell::Empty,
    };
    cells.extend([
        Cell::text(of.customer.as_str()),
        Cell::text(of.name.as_str()),
        Cell::Day(now.day_of(of.at)),
        clock(now, of.at),
        Cell::text(of.kind.as_str()),
        Cell::maybe(of.direction.as_deref()),
        Cell::maybe(of.disposition.as_deref()),
        of.phone.as_ref().map_or(Cell::Empty, |phone| {
            Cell::text(Said::of(phone, region).bare)
        }),
        Cell::maybe(of.by.as_deref()),
        Cell::maybe(of.note.as_deref()),
        Cell::maybe(of.place.as_deref()),
        cost.map_or(Cell::Empty, Cell::Number),
        next,
        Cell::Empty,
    ]);
}

/// The rows of a sale, one for each line of which something is left with the customer, without what
/// came back, as it would be brought in again: a payment stands with a line, those that are left over
/// with the last one.
pub(super) fn sale<'c>(
    of: &'c Sale,
    now: &Now,
    currency: &Currency,
    mut write: impl FnMut(&[Cell<'c>]) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let plain = |amount: i64| Money(amount).plain(currency);
    let left = of.lines.iter().filter(|line| line.quantity > 0);
    let left: Vec<_> = left.collect();
    for (place, line) in left.iter().enumerate() {
        let payments = if place + 1 == left.len() {
            of.payments.get(place..)
        } else {
            of.payments.get(place..=place)
        };
        let payments = payments.unwrap_or_default();
        let paid: Vec<String> = payments.iter().map(|(_, amount)| plain(*amount)).collect();
        let methods: Vec<&str> = payments.iter().map(|(method, _)| method.as_str()).collect();
        let paid = match paid.as_slice() {
            [] => Cell::Empty,
            [one] => Cell::Number(one.clone()),
            several => Cell::text(several.join(";")),
        };
        write(&[
            Cell::text(of.code.as_str()),
            Cell::text(of.customer.as_str()),
            Cell::text(of.name.as_str()),
            Cell::Day(now.day_of(of.at)),
            clock(now, of.at),
            Cell::maybe(of.by.as_deref()),
            Cell::text(line.product.as_str()),
            Cell::text(line.product_name.as_str()),
            Cell::Number(line.quantity.to_string()),
            Cell::Number(line.collected.to_string()),
            line.price
                .map_or(Cell::Empty, |price| Cell::Number(plain(price))),
            Cell::Number(plain(line.amount)),
            paid,
            Cell::text(Cow::Owned(methods.join(";"))),
            Cell::maybe(of.remark.as_deref()),
            Cell::Empty,
        ])?;
    }
    Ok(())
}
