//! A real file with people and a past, and desks on it at any moment. Not a test itself.

use std::path::PathBuf;

use super::real::{self, Real};
use super::{NOW, Person};
use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::domain::ids::{CustomerId, EntryId, StaffId};
use huoke::domain::interaction::CallLog;
use huoke::domain::ringing::{Said, Telling};
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::time::Instant;
use huoke::store::{
    Asking, Cache, House, Tx, Writer, call, check, customer, interaction, journal, setting, staff,
    unit,
};
use huoke::text::Lang;

pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

/// 14:05 at the business, so many days after 2026-11-23.
pub fn on(days: i64) -> Instant {
    Instant(NOW.0 + days * DAY)
}

/// A log with this disposition and nothing else.
pub fn logged(customer: CustomerId, disposition: &str) -> CallLog {
    CallLog::new(customer, disposition)
}

/// Somebody with a name, and a number if there is one.
pub fn draft(name: &str, number: &str) -> Draft {
    let phone = NewPhone {
        typed: number.to_owned(),
        ..NewPhone::default()
    };
    Draft {
        fields: vec![(Field::Name, name.to_owned())],
        phones: Some(phone)
            .filter(|_| !number.is_empty())
            .into_iter()
            .collect(),
        ..Draft::default()
    }
}

pub struct Office {
    pub path: PathBuf,
    writer: Writer,
    /// Desks that were sat down at.
    desks: std::cell::Cell<u64>,
    _folder: tempfile::TempDir,
}

impl Office {
    /// The agents `wangwei` (extension 801) and `zhaoyun`, and their supervisor `sun`, of one team.
    pub fn new() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let path = crate::terminal::fresh(folder.path());
        let writer = House::open(&path).unwrap().writer().unwrap();
        let mut office = Office {
            path,
            writer,
            desks: std::cell::Cell::new(0),
            _folder: folder,
        };
        office.write("root", on(-50), |tx| {
            unit::add(tx, "T1", "一组", "team", None)
        });
        for (login, name, role, ext) in [
            ("wangwei", "王薇", Role::Agent, Some("801")),
            ("zhaoyun", "赵云", Role::Agent, None),
            ("sun", "孙主管", Role::Supervisor, None),
        ] {
            let new = NewStaff {
                login: login.to_owned(),
                name: name.to_owned(),
                role,
                unit: Some("T1".to_owned()),
                ext: ext.map(str::to_owned),
            };
            office.write("root", on(-50), |tx| staff::add(tx, &new));
        }
        office
    }

    pub fn id(&self, login: &str) -> StaffId {
        let reader = House::open(&self.path)
            .unwrap()
            .reader(Cache::Lookup)
            .unwrap();
        staff::by_login(&reader, login).unwrap().unwrap().id
    }

    /// What somebody writes at a moment.
    pub fn write<T>(
        &mut self,
        login: &str,
        at: Instant,
        change: impl FnOnce(&Tx<'_>) -> huoke::error::Result<T>,
    ) -> T
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        let asking = Asking::new(self.id(login), at);
        let done = self.writer.change(&asking, "test", change).unwrap();
        done.answer
    }

    pub fn set(&mut self, key: &str, value: &str) {
        self.write("root", on(-50), |tx| setting::set(tx, key, value));
    }

    /// A customer of Wang Wei's who was greeted long ago, so that nothing is due but what a test
    /// brings.
    pub fn known(&mut self, name: &str, more: Draft) -> CustomerId {
        let draft = Draft {
            fields: vec![(Field::Name, name.to_owned())]
                .into_iter()
                .chain(more.fields)
                .filter(|(field, value)| *field != Field::Name || !value.is_empty())
                .collect(),
            ..more
        };
        let added = self.write("wangwei", on(-40), |tx| customer::add(tx, &draft));
        self.log("wangwei", on(-39), &logged(added.id, "reached"));
        added.id
    }

    pub fn log(&mut self, login: &str, at: Instant, log: &CallLog) {
        self.write(login, at, |tx| interaction::log(tx, log));
    }

    /// Takes back what somebody did last.
    pub fn undo(&mut self, login: &str, at: Instant) {
        let asking = Asking::new(self.id(login), at);
        let last = "SELECT max(id) FROM journal_entry WHERE staff_id = ?1";
        let conn = rusqlite::Connection::open(&self.path).unwrap();
        let last = conn.query_row(last, [asking.staff.0], |row| row.get(0));
        let entry = EntryId(last.unwrap());
        journal::undo(&mut self.writer, &asking, entry, false).unwrap();
    }

    /// Somebody at a desk, at a moment.
    pub fn desk(&self, login: &str, at: Instant, lang: Lang, size: (u16, u16)) -> Person<Real> {
        let mut person = real::at(&self.path, login, lang, size);
        person.moment(at);
        // Keys of forms differ from desk to desk.
        self.desks.set(self.desks.get() + 1);
        person.nonce = (1 << 40) + (self.desks.get() << 20);
        person
    }

    /// What the exchange tells of a call at extension 801.
    pub fn told(&mut self, call_id: &str, at: Instant, said: Said) {
        let telling = Telling {
            call_id: call_id.to_owned(),
            ext: "801".to_owned(),
            at,
            said,
        };
        let understood = call::Understood::new(telling, "CN");
        let asking = Asking::new(self.id(staff::EXCHANGE), at);
        self.writer
            .live(&asking, "ring", false, |tx| call::tell(tx, &understood))
            .unwrap();
    }

    /// Nothing in the file is at odds with itself.
    #[track_caller]
    pub fn is_clean(&self) {
        let asking = Asking::new(self.id("root"), NOW);
        for check in check::check(&self.writer, &asking).unwrap() {
            assert!(check.ok, "{} {:?}", check.name, check.detail);
        }
    }
}
