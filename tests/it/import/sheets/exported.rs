//! What an export writes into a workbook comes in again as it was.

use std::sync::atomic::AtomicBool;

use huoke::domain::ids::StaffId;
use huoke::exchange::field::Kind;
use huoke::store::House;
use huoke::work::export;

use super::super::exports::people;
use super::super::vcards::ODD;
use super::super::{AT, Place, counts};
use crate::dump::texts;

#[test]
fn a_workbook_that_was_exported_gives_the_same_customers() {
    let from = Place::new("CNY");
    let file = from.file("odd.csv", ODD);
    let report = from.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [3, 3, 0, 0, 0], "{report:?}");
    for chinese in [false, true] {
        let path = from.folder.path().join(format!("{chinese}.xlsx"));
        let plan = export::Plan {
            what: export::What::Customers,
            format: export::Format::Xlsx,
            place: export::Place::File {
                path: path.clone(),
                replace: false,
            },
            staff: StaffId(1),
            at: AT,
            reason: "test".to_owned(),
            query: String::new(),
            only: None,
            owner: None,
            lines: None,
            chinese,
        };
        let house = House::open(&from.house()).unwrap();
        export::run(&house, &plan, &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
        let to = Place::new("CNY");
        let report = to.import(Kind::Customers, &path, |_| {}).unwrap();
        assert_eq!(counts(&report), [3, 3, 0, 0, 0], "{report:?}");
        assert_eq!(people(&to), people(&from));
        let more = "SELECT code || coalesce(tier, '') || coalesce(card_no, '') || do_not_call
                    FROM customer ORDER BY id";
        assert_eq!(texts(&to.house(), more), texts(&from.house(), more));
        to.is_sound();
    }
}
