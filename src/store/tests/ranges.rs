//! What batches brought as ranges, with everything that hangs on everything, is taken back whole.

use super::customer::draft;
use super::log::goods;
use super::undo::{dump, undo};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Draft, NewMember, NewPhone};
use crate::domain::ids::EntryId;
use crate::domain::product::{NewLine, NewSale};
use crate::error::Result;
use crate::store::testing::{AT, Place};
use crate::store::{Mode, Tx, check, customer, derive, journal, product, sale, sql};

/// A household: a wife with a number of her own.
pub(super) fn household(number: usize) -> Draft {
    let mut new = draft("李明", &[&format!("1380000{number:04}")]);
    new.members.push(NewMember {
        kind: "family".to_owned(),
        name: "王芳".to_owned(),
        relation: Some("wife".to_owned()),
        ..NewMember::default()
    });
    let typed = format!("1390000{number:04}");
    new.phones.push(NewPhone {
        typed,
        kind: None,
        member: Some(0),
        ..NewPhone::default()
    });
    let date = Birthday {
        calendar: Calendar::Lunar,
        year: None,
        month: 8,
        day: 15,
        leap: false,
    };
    new.dates.push(("birthday".to_owned(), date));
    new.emails.push(format!("li{number}@example.com"));
    new
}

pub(super) fn brought(place: &mut Place, work: impl Fn(&Tx<'_>, usize) -> Result<()>) -> EntryId {
    let asking = place.asking("root");
    let entry = journal::begin_long(&mut place.writer, &asking, "import").unwrap();
    for batch in 0..3 {
        let rows = batch * 70..(batch + 1) * 70;
        place
            .writer
            .batch(&asking, entry, Mode::Range, |tx| {
                rows.clone().try_for_each(|row| work(tx, row))
            })
            .unwrap();
    }
    journal::finish_long(&mut place.writer, &asking, entry, "{}").unwrap();
    entry
}

fn sold(tx: &Tx<'_>, row: usize, paid: bool) -> Result<()> {
    let customer = customer::add(tx, &household(row))?.id;
    let product = product::add(tx, &goods(&format!("P{row}")))?;
    let line = NewLine {
        product,
        quantity: 1,
        price: None,
        amount: 100,
        collected: None,
    };
    let payments = if paid {
        vec![("imported".to_owned(), 100)]
    } else {
        Vec::new()
    };
    let code = Some(format!("F{row}"));
    let lines = vec![line, line];
    sale::bring(
        tx,
        &NewSale {
            code,
            customer,
            at: AT,
            staff: None,
            lines,
            payments,
            remark: None,
        },
    )
    .map(|_| ())
}

pub(super) fn sound(place: &Place) {
    let asking = place.asking("root");
    for check in check::check(&place.writer, &asking).unwrap() {
        assert!(check.ok, "{check:?}");
    }
}

#[test]
fn households_are_gone_without_a_trace() {
    let mut place = Place::staffed();
    let before = dump(&place.reader());
    let entry = brought(&mut place, |tx, row| {
        product::add(tx, &goods(&format!("P{row}")))?;
        customer::add(tx, &household(row)).map(|_| ())
    });
    sound(&place);
    assert_eq!(undo(&mut place, "root", entry, false).unwrap().1, 0);
    assert_eq!(dump(&place.reader()), before);
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
    sound(&place);
}

#[test]
fn sales_paid_or_not_are_void_with_their_customers_and_every_ledger_is_even() {
    let mut place = Place::staffed();
    let entry = brought(&mut place, |tx, row| sold(tx, row, row % 2 == 0));
    sound(&place);
    assert_eq!(undo(&mut place, "root", entry, false).unwrap().1, 0);
    let query = "SELECT (SELECT count(*) FROM sale WHERE state <> 'void')
      + (SELECT count(*) FROM customer WHERE state <> 'void')
      + (SELECT abs(sum(amount)) FROM payment) + (SELECT abs(sum(quantity)) FROM stock_move)
      + (SELECT abs(sum(count)) FROM sale_event) + (SELECT count(on_hand) FROM product)";
    let left: Option<i64> = sql::one(place.reader().conn(), query, [], |row| row.get(0)).unwrap();
    assert_eq!(left, Some(0));
    sound(&place);
}
