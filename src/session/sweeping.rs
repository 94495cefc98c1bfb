//! What a setting that touches everybody leaves to be recomputed, done by the Writer between two
//! commands. A command never waits longer than for the batch at hand. Must not know what is swept.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::clock;
use crate::domain::ids::StaffId;
use crate::store::derive::Sweeper;
use crate::store::{Asking, Writer};

/// After a command there may come another one.
const QUIET: Duration = Duration::from_millis(500);
/// How long a batch waits for the lock: a command may be waiting behind it.
const PATIENCE: Duration = Duration::from_millis(100);

/// The sweeping of one desk's Writer.
#[derive(Debug, Default)]
pub(super) struct Sweeping(Option<Sweeper>);

impl Sweeping {
    /// The next job; none: there will be no more. While none comes, what is pending is done.
    pub(super) fn next<J>(
        &mut self,
        writer: &mut Writer,
        staff: StaffId,
        jobs: &Receiver<J>,
    ) -> Option<J> {
        if self.0.is_none() {
            // A failure here is one of whoever writes next, too.
            self.0 = Sweeper::begin(writer).unwrap_or_default();
        }
        let mut rest = QUIET;
        while let Some(sweeper) = &mut self.0 {
            match jobs.recv_timeout(rest) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    let asking = Asking {
                        patience: PATIENCE,
                        ..Asking::new(staff, clock::now())
                    };
                    match sweeper.batch(writer, &asking) {
                        Ok(Some(due)) => rest = due,
                        _ => self.0 = None,
                    }
                }
            }
        }
        jobs.recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::domain::customer::{Draft, Field};
    use crate::domain::product::{NewLine, NewSale, Product};
    use crate::domain::time::Instant;
    use crate::store::init::{self, Init};
    use crate::store::{House, customer, product, sale, staff};

    const AT: Instant = Instant(1_795_413_900_000);

    /// A file in which somebody bought what lasts for a month and, since just now, for ten days.
    fn pending(folder: &std::path::Path) -> (House, StaffId) {
        let init = Init {
            login: "root".to_owned(),
            name: "Root".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            currency: "CNY".to_owned(),
            region: "CN".to_owned(),
            uid: None,
            demo: false,
        };
        let house = init::create(&folder.join("t.db"), &init, AT).unwrap();
        let reader = house.reader(crate::store::Cache::Lookup).unwrap();
        let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
        let tea = Product {
            code: "T".to_owned(),
            name: "茶".to_owned(),
            cycle_days: Some(30),
            ..Product::default()
        };
        let asking = Asking::new(root, AT);
        let mut writer = house.writer().unwrap();
        let bought = |tx: &crate::store::Tx<'_>| {
            let named = Draft {
                fields: vec![(Field::Name, "李明".to_owned())],
                ..Draft::default()
            };
            let customer = customer::add(tx, &named)?.id;
            let product = product::add(tx, &tea)?;
            let line = NewLine {
                product,
                quantity: 3,
                price: None,
                amount: 0,
                collected: None,
            };
            let sold = NewSale {
                code: None,
                customer,
                at: AT,
                staff: None,
                lines: vec![line],
                payments: Vec::new(),
                remark: None,
            };
            sale::bring(tx, &sold)?;
            Ok(product)
        };
        let id = writer.change(&asking, "test", bought).unwrap().answer;
        let ten = Product {
            cycle_days: Some(10),
            ..tea
        };
        writer
            .change(&asking, "test", |tx| product::edit(tx, id, &ten))
            .unwrap();
        (house, root)
    }

    #[test]
    fn what_is_pending_is_done_while_no_command_comes_and_then_the_next_one_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (house, root) = pending(folder.path());
        let mut writer = house.writer().unwrap();
        let (jobs, job) = channel();
        let mut sweeping = Sweeping::default();
        // A command that is there already goes first.
        jobs.send("log a call").unwrap();
        assert_eq!(sweeping.next(&mut writer, root, &job), Some("log a call"));
        assert!(sweeping.0.is_some());
        // The desk ends: what is pending stays for the next one.
        let (ended, nothing) = channel::<&str>();
        drop(ended);
        assert_eq!(sweeping.next(&mut writer, root, &nothing), None);
        assert!(
            Sweeper::begin(&house.writer().unwrap()).unwrap().is_none(),
            "it is at it"
        );
        let reader = house.reader(crate::store::Cache::Lookup).unwrap();
        let before = reader.data_version().unwrap();
        let other = house.writer().unwrap();
        let done = std::thread::scope(|scope| {
            scope.spawn(move || {
                // It has written: nobody gets the turn before, and then there is nothing to do.
                while reader.data_version().unwrap() == before {
                    std::thread::yield_now();
                }
                assert!(Sweeper::begin(&other).unwrap().is_none());
                jobs.send("next").unwrap();
            });
            sweeping.next(&mut writer, root, &job)
        });
        assert_eq!(done, Some("next"));
        assert_eq!(crate::store::derive::differs(&writer).unwrap(), 0);
        assert!(sweeping.0.is_none());
    }
}
