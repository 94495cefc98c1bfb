//! A file for tests: one administrator, two teams of agents with their supervisors, and the
//! other roles. Must not be used outside tests.
#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use tempfile::TempDir;

use super::init::{self, Init};
use super::{Asking, Cache, House, Reader, Tx, Writer, staff, unit};
use crate::domain::ids::StaffId;
use crate::domain::staff::{NewStaff, Role};
use crate::domain::time::Instant;
use crate::error::Result;

/// 2026-11-23T06:05:00Z.
pub(crate) const AT: Instant = Instant(1_795_413_900_000);

/// A house in a folder that goes away with it.
pub(crate) struct Place {
    pub(crate) house: House,
    pub(crate) writer: Writer,
    pub(crate) folder: TempDir,
}

impl Place {
    /// A fresh file with its administrator `root` alone.
    pub(crate) fn fresh() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let init = Init {
            login: "root".to_owned(),
            name: "Root".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            currency: "CNY".to_owned(),
            region: "CN".to_owned(),
            uid: None,
            demo: false,
        };
        let house = init::create(&folder.path().join("t.db"), &init, AT).unwrap();
        let writer = house.writer().unwrap();
        Place {
            house,
            writer,
            folder,
        }
    }

    /// The same with people: `wangwei`, `zhaoyun` (agents) and `sun` (supervisor) in team one,
    /// `li` (agent) in team two, and `wu` (warehouse), `qian` (cashier), `boss` (manager).
    pub(crate) fn staffed() -> Place {
        let mut place = Place::fresh();
        place.done("root", |tx| {
            unit::add(tx, "SH", "上海分公司", "branch", None)?;
            unit::add(tx, "T1", "一组", "team", Some("SH"))?;
            unit::add(tx, "T2", "二组", "team", Some("SH"))?;
            for (login, name, role, unit) in [
                ("wangwei", "王薇", Role::Agent, Some("T1")),
                ("zhaoyun", "赵云", Role::Agent, Some("T1")),
                ("sun", "孙主管", Role::Supervisor, Some("T1")),
                ("li", "李四", Role::Agent, Some("T2")),
                ("wu", "吴仓", Role::Warehouse, None),
                ("qian", "钱收", Role::Cashier, None),
                ("boss", "老板", Role::Manager, None),
            ] {
                let unit = unit.map(str::to_owned);
                let (login, name) = (login.to_owned(), name.to_owned());
                staff::add(
                    tx,
                    &NewStaff {
                        login,
                        name,
                        role,
                        unit,
                        ext: None,
                    },
                )?;
            }
            Ok(())
        });
        place
    }

    pub(crate) fn reader(&self) -> Reader {
        self.house.reader(Cache::Lookup).unwrap()
    }

    pub(crate) fn id(&self, login: &str) -> StaffId {
        staff::by_login(&self.reader(), login).unwrap().unwrap().id
    }

    pub(crate) fn asking(&self, login: &str) -> Asking {
        Asking::new(self.id(login), AT)
    }

    /// A change by a person; what it came to.
    pub(crate) fn change<T>(
        &mut self,
        login: &str,
        change: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T>
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        let asking = self.asking(login);
        self.writer
            .change(&asking, "test", change)
            .map(|done| done.answer)
    }

    /// A change by a person that goes well.
    pub(crate) fn done<T>(&mut self, login: &str, change: impl FnOnce(&Tx<'_>) -> Result<T>) -> T
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        self.change(login, change).unwrap()
    }
}

/// How a statement goes, step by step, as SQLite says.
pub(crate) fn plan(conn: &Connection, statement: &str) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {statement}");
    let mut statement = conn.prepare(&explain).unwrap();
    let rows = statement.raw_query().mapped(|row| row.get::<_, String>(3));
    rows.map(|row| row.unwrap()).collect()
}
