//! Who may do what, to whose customers: every role, every operation, every kind of customer,
//! with the real verbs. A refusal leaves the file as it was, byte for byte of every row.

use super::customer::draft;
use super::log::{goods, logged};
use super::promised::promised;
use super::rights_task;
use super::undo::edit;
use crate::domain::customer::{Draft, Field, Key, Sheet};
use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::domain::staff::{NewStaff, Operation, Role, Scope};
use crate::error::{Error, Refusal, Result};
use crate::store::catalogue::TABLES;
use crate::store::find::{self, Seeker};
use crate::store::testing::{AT, Place};
use crate::store::{
    Asking, Mode, Tx, card, check, customer, interaction, journal, product, setting, sheet, sql,
    staff,
};

/// Whose the customer is, seen from the one who asks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Whose {
    Own,
    Team,
    Other,
    Nobodys,
}

const WHOSE: [Whose; 4] = [Whose::Own, Whose::Team, Whose::Other, Whose::Nobodys];

fn reaches(scope: Option<Scope>, whose: Whose) -> bool {
    match scope {
        None => false,
        Some(Scope::Own) => whose == Whose::Own,
        Some(Scope::Team) => matches!(whose, Whose::Own | Whose::Team),
        Some(Scope::All) => true,
    }
}

/// Every row of every table.
fn everything(place: &Place) -> String {
    let reader = place.reader();
    let mut dump = String::new();
    for table in TABLES {
        let query = "SELECT group_concat(name) FROM pragma_table_info(?1)";
        let columns: String = sql::one(reader.conn(), query, [table.name], |row| row.get(0))
            .unwrap()
            .unwrap();
        let query = format!(
            "SELECT json_array({columns}) FROM {} ORDER BY 1",
            table.name
        );
        let rows: Vec<String> = sql::all(reader.conn(), &query, [], |row| row.get(0)).unwrap();
        dump += &format!("{}\n{}\n", table.name, rows.join("\n"));
    }
    dump
}

/// A customer of the matrix, and an entry of its asker's and one of another person's on it.
struct Cell {
    customer: CustomerId,
    owner: Option<StaffId>,
    unit: Option<String>,
    name: String,
}

type Change<'c> = &'c dyn Fn(&Tx<'_>) -> Result<()>;

fn change_by(place: &mut Place, asking: &Asking, change: Change<'_>) -> Result<()> {
    let done = place.writer.change(asking, "try", |tx| change(tx));
    done.map(|_| ())
}

/// Ends a change that went well without keeping it.
fn tried<T>(answer: Result<T>) -> Result<()> {
    answer.and(Err(Error::Cancelled))
}

/// Tries an operation with the verb that people use. `Cancelled`: it was allowed, and not kept.
fn attempt(place: &mut Place, asking: &Asking, operation: Operation, cell: &Cell) -> Result<()> {
    let id = cell.customer;
    let reader = place.reader();
    let actor = staff::actor(&reader, asking.staff)?;
    let to = place.id("boss");
    let mut tx = |change: Change<'_>| change_by(place, asking, change);
    match operation {
        Operation::Find => {
            let seeker = Seeker::new(actor);
            let found = find::find(&reader, &seeker, &cell.name, 20, AT)?;
            let there = found.rows.iter().any(|row| row.id == id);
            if there {
                Ok(())
            } else {
                Err(Error::Gone(String::new()))
            }
        }
        Operation::Show => card::get(&reader, &actor, id, 5, AT).map(|_| ()),
        Operation::Journal => {
            let filter = journal::Filter {
                customer: Some(id),
                staff: None,
                entry: None,
                limit: 5,
            };
            journal::list(&reader, &actor, AT, filter).map(|_| ())
        }
        Operation::Reveal => place.writer.live(asking, "try", true, |tx| {
            tried(customer::reveal(tx, id, None, false))
        }),
        Operation::Log => tx(&|tx| tried(interaction::log(tx, &logged(id, "reached")))),
        Operation::Edit => edited(place, asking, id),
        Operation::Transfer => tx(&|tx| tried(customer::transfer(tx, &[id], to, "换"))),
        Operation::Add => added(place, asking, cell),
        Operation::Task => tx(&|tx| tried(rights_task::give(tx, id))),
        Operation::Oversee => rights_task::oversee(&reader, &actor, cell.owner),
        Operation::Sell | Operation::Pay | Operation::Release => {
            tx(&|tx| tried(tx.authorise(operation, Some(id))))
        }
        Operation::Undo
        | Operation::Stock
        | Operation::Export
        | Operation::Import
        | Operation::Product
        | Operation::Setting
        | Operation::Staff
        | Operation::Backup
        | Operation::Ring => house(place, asking, operation, cell),
    }
}

/// The form is the second way to change a customer, and may no more and no less.
fn edited(place: &mut Place, asking: &Asking, id: CustomerId) -> Result<()> {
    let reader = place.reader();
    let actor = staff::actor(&reader, asking.staff)?;
    let grade = edit(Field::Grade, "c");
    let mut tx = |change: Change<'_>| change_by(place, asking, change);
    let sheet = sheet::get(&reader, &actor, id, AT);
    let edited = tx(&|tx| tried(customer::edit(tx, id, None, &grade)));
    match (sheet, edited) {
        (Ok(was), Err(Error::Cancelled)) => {
            let mut now = was.clone();
            now.values.insert(Key::Plain(Field::Grade), "c".to_owned());
            tx(&|tx| tried(sheet::save(tx, Some(id), &was, &now)))
        }
        (Err(error), Err(edited)) => {
            assert!(refused(&error) && refused(&edited), "{error:?} {edited:?}");
            let nothing = Sheet::default();
            tx(&|tx| tried(sheet::save(tx, Some(id), &nothing, &nothing)))
        }
        (sheet, edited) => panic!("{sheet:?} {edited:?}"),
    }
}

fn added(place: &mut Place, asking: &Asking, cell: &Cell) -> Result<()> {
    let mut tx = |change: Change<'_>| change_by(place, asking, change);
    let (owner, unit) = (Some(cell.owner), cell.unit.clone());
    let new = Draft {
        owner,
        unit,
        ..draft("新", &[])
    };
    let form = super::sheet::named("新", &[]);
    let nothing = Sheet::default();
    let saved = tx(&|tx| tried(sheet::save(tx, None, &nothing, &form)));
    // A form has no owner: who adds has the customer.
    let mine = cell.owner == Some(asking.staff);
    let added = tx(&|tx| tried(customer::add(tx, &new)));
    if mine {
        assert_eq!(format!("{saved:?}"), format!("{added:?}"));
    }
    added
}

/// The same for what belongs to no customer.
fn house(place: &mut Place, asking: &Asking, operation: Operation, cell: &Cell) -> Result<()> {
    let mut tx = |change: Change<'_>| change_by(place, asking, change);
    match operation {
        Operation::Export => tx(&|tx| tried(tx.authorise(Operation::Export, Some(cell.customer)))),
        Operation::Import => {
            tx(&|tx| tried(customer::bring(tx, &draft("旧", &[]), AT).map(|_| ())))
        }
        Operation::Stock => tx(&|tx| tried(tx.authorise(operation, None))),
        Operation::Product => tx(&|tx| tried(product::add(tx, &goods("P9")))),
        Operation::Setting => tx(&|tx| tried(setting::set(tx, "feb29", "03-01"))),
        Operation::Staff => {
            let (login, name) = ("new".to_owned(), "新".to_owned());
            let new = NewStaff {
                login,
                name,
                role: Role::Agent,
                unit: None,
                ext: None,
            };
            tx(&|tx| tried(staff::add(tx, &new)))
        }
        Operation::Backup => check::check(&place.writer, asking).map(|_| ()),
        Operation::Ring => place.writer.live(asking, "try", true, |tx| {
            tried(tx.authorise(Operation::Ring, None))
        }),
        _ => unreachable!("of customers, or in the test of undo"),
    }
}

const PEOPLE: [(&str, Role); 7] = [
    ("wangwei", Role::Agent),
    ("sun", Role::Supervisor),
    ("wu", Role::Warehouse),
    ("qian", Role::Cashier),
    ("boss", Role::Manager),
    ("root", Role::Admin),
    ("exchange", Role::Exchange),
];

/// A customer of each kind for this person: in the team of those who have one.
fn cells(place: &mut Place, login: &str) -> Vec<(Whose, Cell)> {
    let own = if login == "exchange" {
        "zhaoyun"
    } else {
        login
    };
    WHOSE
        .iter()
        .map(|&whose| {
            let (owner, unit) = match whose {
                Whose::Own => (Some(place.id(own)), None),
                Whose::Team => (Some(place.id("zhaoyun")), None),
                Whose::Other => (Some(place.id("li")), None),
                Whose::Nobodys => (None, Some("T2".to_owned())),
            };
            let name = format!("{login}{whose:?}");
            let new = Draft {
                owner: Some(owner),
                unit: unit.clone(),
                ..draft(&name, &["13800134821"])
            };
            let customer = place.done("root", |tx| customer::add(tx, &new)).id;
            (
                whose,
                Cell {
                    customer,
                    owner,
                    unit,
                    name,
                },
            )
        })
        .collect()
}

fn refused(error: &Error) -> bool {
    matches!(
        error,
        Error::Refused(Refusal::NoRight { .. }) | Error::Gone(_)
    )
}

fn matrix(open_file: bool) {
    let mut place = Place::staffed();
    place.done("root", |tx| {
        setting::set(tx, "open_file", if open_file { "on" } else { "off" })
    });
    let mut tried = 0;
    for (login, role) in PEOPLE {
        let cells = cells(&mut place, login);
        let before = everything(&place);
        let asking = place.asking(login);
        for (whose, cell) in &cells {
            for &operation in Operation::ALL.iter().filter(|&&o| o != Operation::Undo) {
                let of_customers = !matches!(
                    operation,
                    Operation::Import
                        | Operation::Product
                        | Operation::Stock
                        | Operation::Staff
                        | Operation::Setting
                        | Operation::Backup
                        | Operation::Ring
                );
                let scope = promised(role, operation, open_file);
                let may = reaches(scope, if of_customers { *whose } else { Whose::Own });
                match attempt(&mut place, &asking, operation, cell) {
                    Ok(()) | Err(Error::Cancelled) => {
                        assert!(may, "{login} may {operation:?} {whose:?}");
                    }
                    Err(error) => {
                        assert!(
                            refused(&error),
                            "{login} {operation:?} {whose:?}: {error:?}"
                        );
                        assert!(!may, "{login} may not {operation:?} {whose:?}");
                    }
                }
                tried += 1;
            }
        }
        assert_eq!(everything(&place), before, "{login}");
    }
    assert_eq!(
        tried,
        PEOPLE.len() * WHOSE.len() * (Operation::ALL.len() - 1)
    );
}

#[test]
fn every_role_may_what_is_promised_and_nothing_else_in_an_open_file() {
    matrix(true);
}

#[test]
fn every_role_may_what_is_promised_and_nothing_else_in_a_closed_file() {
    matrix(false);
}

/// An entry of somebody's, as if they had had the right when they wrote it.
fn entry_of(place: &mut Place, who: &Asking, id: CustomerId, grade: &str) -> EntryId {
    let opened = place
        .writer
        .change(who, "customer.edit", |_| Ok(()))
        .unwrap()
        .entry;
    let set = "UPDATE customer SET grade = ?2 WHERE id = ?1";
    place
        .writer
        .batch(who, opened, Mode::Row, |tx| {
            sql::run(tx.conn(), set, rusqlite::params![id.0, grade]).map(|_| ())
        })
        .unwrap();
    opened
}

#[test]
fn own_entries_are_taken_back_where_one_may_edit_and_others_within_the_scope() {
    for open_file in [true, false] {
        let mut place = Place::staffed();
        let value = if open_file { "on" } else { "off" };
        place.done("root", |tx| setting::set(tx, "open_file", value));
        let colleague = place.asking("zhaoyun");
        for (login, role) in PEOPLE {
            let cells = cells(&mut place, login);
            let asking = place.asking(login);
            for (whose, cell) in &cells {
                for own in [true, false] {
                    let author = if own { &asking } else { &colleague };
                    let entry = entry_of(&mut place, author, cell.customer, "a");
                    let undo = promised(role, Operation::Undo, open_file);
                    let edit = promised(role, Operation::Edit, open_file);
                    let may = match (own, role) {
                        (true, _) => undo.is_some() && reaches(edit, *whose),
                        // Her colleague's entries are not hers, on whosever customer.
                        (false, Role::Agent | Role::Warehouse | Role::Cashier) => false,
                        (false, _) => reaches(undo, *whose),
                    };
                    let before = everything(&place);
                    match journal::undo(&mut place.writer, &asking, entry, false) {
                        Ok(_) => assert!(may, "{login} {whose:?} own: {own}"),
                        Err(error) => {
                            assert!(refused(&error), "{login} {whose:?}: {error:?}");
                            assert!(!may, "{login} {whose:?} own: {own} open: {open_file}");
                            assert_eq!(everything(&place), before, "{login} {whose:?}");
                            let root = place.asking("root");
                            journal::undo(&mut place.writer, &root, entry, false).unwrap();
                        }
                    }
                }
            }
        }
    }
}
