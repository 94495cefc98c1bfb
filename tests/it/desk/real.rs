//! A desk on a real file, answered at once by what the session asks of the store. Not a test itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Behind, NOW, Person};
use crate::terminal;
use huoke::app::vocabulary::{Effect, Event};
use huoke::domain::ids::{CustomerId, PhoneId};
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::time::Instant;
use huoke::kit::theme::Theme;
use huoke::session;
use huoke::store::draft::Keeper;
use huoke::store::{Actor, Asking, Cache, House, Reader, Tx, Writer, staff};
use huoke::text::Lang;

/// A connection to read, one to write, and who sits there.
pub struct Real {
    pub reader: Reader,
    pub writer: Writer,
    pub actor: Actor,
    /// Its forms that are not finished.
    pub keeper: Keeper,
    /// What the clock of its threads says.
    pub at: Instant,
    path: PathBuf,
}

impl Real {
    pub fn open(path: &Path, login: &str) -> Real {
        let house = House::open(path).unwrap();
        let reader = house.reader(Cache::Lookup).unwrap();
        let person = staff::by_login(&reader, login).unwrap().unwrap();
        let actor = staff::actor(&reader, person.id).unwrap();
        let writer = house.writer().unwrap();
        Real {
            reader,
            writer,
            actor,
            keeper: Keeper::default(),
            at: NOW,
            path: path.to_owned(),
        }
    }

    /// What is stored of a customer, as a form would hold it that has asked for the numbers.
    pub fn sheet(&self, customer: CustomerId) -> huoke::domain::customer::Sheet {
        let sheet = huoke::store::sheet::get(&self.reader, &self.actor, customer, NOW);
        let mut sheet = sheet.unwrap();
        let conn = rusqlite::Connection::open(&self.path).unwrap();
        let numbers = "SELECT id, typed FROM customer_phone WHERE customer_id = ?1";
        let mut numbers = conn.prepare(numbers).unwrap();
        let numbers = numbers
            .query_map([customer.0], |row| Ok((PhoneId(row.get(0)?), row.get(1)?)))
            .unwrap();
        sheet.reveal(&numbers.map(Result::unwrap).collect::<Vec<_>>());
        sheet
    }
}

impl Behind for Real {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Read(slot, ticket, query) => {
                let answer = session::answer(&self.reader, None, &self.actor, query, self.at);
                vec![Event::Answer(slot, ticket, answer.map_err(Arc::new))]
            }
            Effect::Write(receipt, command) => {
                let done = session::carry_out(
                    &mut self.writer,
                    &mut self.keeper,
                    self.actor.id,
                    self.at,
                    command,
                    &mut |_, _| {},
                );
                vec![Event::Outcome(receipt, done.map_err(Arc::new))]
            }
            _ => Vec::new(),
        }
    }
}

/// A file with two agents who see each other's customers: Wang Wei and Zhao Yun.
pub fn file(folder: &Path) -> std::path::PathBuf {
    let path = terminal::file(folder);
    let root = Real::open(&path, "root");
    let mut writer = root.writer;
    let new = |login: &str, name: &str| NewStaff {
        login: login.into(),
        name: name.into(),
        role: Role::Admin,
        unit: None,
        ext: None,
    };
    for (login, name) in [("lixia", "李霞"), ("zhaoyun", "赵云")] {
        let new = new(login, name);
        let add = |tx: &Tx<'_>| staff::add(tx, &new);
        let asking = Asking::new(root.actor.id, NOW);
        writer.change(&asking, "staff.add", add).unwrap();
    }
    path
}

/// A person at a desk on this file.
pub fn at(path: &Path, login: &str, lang: Lang, size: (u16, u16)) -> Person<Real> {
    let store = Real::open(path, login);
    let nonce = u64::try_from(store.actor.id.0).unwrap() << 32;
    let mut person = Person::seated(lang, size, Theme::default(), store);
    // Keys of forms differ from desk to desk.
    person.nonce = nonce;
    person
}

impl Person<Real> {
    /// It is this moment now, for the desk and what is behind it.
    pub fn moment(&mut self, at: Instant) {
        self.passed = at.0 - NOW.0;
        self.store.at = at;
    }
}
