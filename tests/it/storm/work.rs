//! What one process of the storm does until its time is up or it is killed: look up, sell, take
//! money, hand out, take back, receive, undo; and note each done thing the moment it is
//! acknowledged. Must not know who kills it.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Clock, UNIX_EPOCH};

use fastrand::Rng;
use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::domain::ids::{CustomerId, ProductId, StaffId};
use huoke::domain::product::Product;
use huoke::domain::sale::{Cause, Head, LineDraft, SaleDraft, SaleRow};
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::time::Instant;
use huoke::error::{Error, Result};
use huoke::store::find::{self, Seeker};
use huoke::store::init::{self, Init};
use huoke::store::sale::{self, Back, Filter};
use huoke::store::{
    Actor, Asking, Cache, House, Once, Reader, Tx, Writer, customer, journal, product, setting,
    staff, stock,
};
use serde_json::Value;

/// Customers and products of the storm.
const CUSTOMERS: usize = 200;
const PRODUCTS: usize = 8;
/// What a key's command is: the storm never says two things under one key.
pub const DIGEST: &str = "storm";

/// Now.
pub fn now() -> Instant {
    let since = UNIX_EPOCH.elapsed().unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Makes the shop: a person for each process, a store with goods in it.
pub fn shop(path: &Path, people: usize) -> Result<()> {
    let init = Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    let house = init::create(path, &init, now())?;
    let root = person(&house.reader(Cache::Lookup)?, "root")?;
    let mut writer = house.writer()?;
    let filled = writer.change(&Asking::new(root, now()), "storm", |tx| {
        for place in 0..people {
            hire(tx, &login(place), Role::Agent)?;
        }
        hire(tx, "wu", Role::Warehouse)?;
        setting::set(tx, "points_per", "10")?;
        for place in 0..PRODUCTS {
            let new = Product {
                code: format!("P{place}"),
                name: format!("产品{place}"),
                price: Some(1_000 * i64::try_from(place).unwrap_or(0) + 990),
                redeem: Some(20),
                ..Product::default()
            };
            let id = product::add(tx, &new)?;
            stock::receive(tx, id, 50, None)?;
        }
        (0..CUSTOMERS).try_for_each(|place| known(tx, place))
    });
    filled.map(|_| ())
}

fn hire(tx: &Tx<'_>, login: &str, role: Role) -> Result<()> {
    let new = NewStaff {
        login: login.to_owned(),
        name: login.to_owned(),
        role,
        unit: None,
        ext: None,
    };
    staff::add(tx, &new).map(|_| ())
}

fn known(tx: &Tx<'_>, place: usize) -> Result<()> {
    let phone = NewPhone {
        typed: format!("1380000{place:04}"),
        ..NewPhone::default()
    };
    let new = Draft {
        fields: vec![(Field::Name, format!("李明{place}"))],
        phones: vec![phone],
        ..Draft::default()
    };
    customer::add(tx, &new).map(|_| ())
}

fn login(place: usize) -> String {
    format!("a{place}")
}

/// The person with this login.
pub fn person(reader: &Reader, login: &str) -> Result<StaffId> {
    let found = staff::by_login(reader, login)?;
    found
        .map(|found| found.id)
        .ok_or_else(|| Error::Gone(login.to_owned()))
}

/// Where a process of the storm sits.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The file.
    pub path: PathBuf,
    /// Where it notes what was acknowledged.
    pub log: PathBuf,
    /// Which person it is.
    pub place: usize,
    /// How many processes have sat there before.
    pub generation: usize,
    /// When it stops, UTC milliseconds.
    pub until: i64,
}

/// The seat's name among the variables of a process.
pub const SEAT: &str = "HUOKE_STORM";

impl Seat {
    /// As a variable of the process.
    pub fn told(&self) -> String {
        let (path, log) = (self.path.display(), self.log.display());
        let Seat {
            place,
            generation,
            until,
            ..
        } = self;
        format!("{path}\n{log}\n{place}\n{generation}\n{until}")
    }

    /// This process's, if it is one of the storm.
    pub fn taken() -> Option<Seat> {
        let said = std::env::var(SEAT).ok()?;
        let mut parts = said.lines();
        Some(Seat {
            path: parts.next()?.into(),
            log: parts.next()?.into(),
            place: parts.next()?.parse().ok()?,
            generation: parts.next()?.parse().ok()?,
            until: parts.next()?.parse().ok()?,
        })
    }
}

/// Works until the time is up.
pub fn work(seat: &Seat) -> Result<()> {
    let house = House::open(&seat.path)?;
    let reader = house.reader(Cache::Lookup)?;
    let me = staff::actor(&reader, person(&reader, &login(seat.place))?)?;
    let mut worker = Worker {
        warehouse: person(&reader, "wu")?,
        writer: house.writer()?,
        seeker: Seeker::new(me.clone()),
        reader,
        me,
        rng: Rng::with_seed((seat.place * 1_000 + seat.generation) as u64),
        log: File::create(&seat.log).map_err(|source| Error::Io {
            path: seat.log.display().to_string(),
            source,
        })?,
        key: format!("{}-{}", seat.place, seat.generation),
        done: 0,
        last: None,
    };
    while now().0 < seat.until {
        for _ in 0..3 {
            worker.look_up()?;
        }
        worker.write()?;
    }
    Ok(())
}

struct Worker {
    reader: Reader,
    writer: Writer,
    me: Actor,
    warehouse: StaffId,
    seeker: Seeker,
    rng: Rng,
    log: File,
    key: String,
    done: usize,
    /// My newest entry.
    last: Option<huoke::domain::ids::EntryId>,
}

impl Worker {
    fn note(&mut self, line: &str) {
        // One call of the system: whoever is killed has written the whole line or none of it.
        let _ = self.log.write_all(format!("{line}\n").as_bytes());
    }

    fn look_up(&mut self) -> Result<()> {
        let typed = format!("{:04}", self.rng.usize(..CUSTOMERS));
        let begun = Clock::now();
        let found = find::find(&self.reader, &self.seeker, &typed, 20, now())?;
        let took = begun.elapsed().as_micros();
        assert!(!found.rows.is_empty(), "nobody has {typed}");
        self.note(&format!("L {took}"));
        Ok(())
    }

    fn customer(&mut self) -> CustomerId {
        CustomerId(self.rng.i64(1..=CUSTOMERS as i64))
    }

    fn product(&mut self) -> ProductId {
        ProductId(self.rng.i64(1..=PRODUCTS as i64))
    }

    fn a_sale(&mut self) -> Result<Option<SaleRow>> {
        let filter = Filter {
            customer: Some(self.customer()),
            limit: 5,
            ..Filter::default()
        };
        let mut found = sale::list(&self.reader, &self.me, &filter)?;
        let chosen = self.rng.usize(..found.len().max(1));
        Ok((chosen < found.len()).then(|| found.swap_remove(chosen)))
    }

    fn write(&mut self) -> Result<()> {
        self.done += 1;
        let key = format!("{}-{}", self.key, self.done);
        let mut asking = Asking::new(self.me.id, now());
        asking.patience = Duration::from_secs(10);
        asking.once = Some(Once {
            key: key.clone(),
            digest: DIGEST.to_owned(),
        });
        let begun = Clock::now();
        let entry = match self.rng.u8(..20) {
            0..8 => self.sell(&asking),
            8..11 => self.receive_money(&asking),
            11..14 => self.hand_out(&asking),
            14..16 => self.take_back(&asking),
            16..19 => self.receive(&mut asking),
            _ => self.undo(&asking),
        };
        let took = begun.elapsed().as_micros();
        match entry {
            Ok(Some(entry)) => {
                self.last = Some(entry);
                self.note(&format!("W {took} {entry} {} {key}", asking.staff));
                Ok(())
            }
            Ok(None) | Err(Error::Invalid { .. } | Error::Refused(_) | Error::Gone(_)) => Ok(()),
            Err(Error::Busy { .. }) => {
                self.note("B");
                Ok(())
            }
            Err(other) => {
                self.note(&format!("E {other}"));
                Err(other)
            }
        }
    }

    fn sell(&mut self, asking: &Asking) -> Done {
        let lines = (0..self.rng.usize(1..4)).map(|_| {
            let quantity = self.rng.i64(1..4);
            LineDraft {
                product: ProductId(self.rng.i64(1..=PRODUCTS as i64)),
                quantity,
                price: None,
                seen: None,
                collected: self.rng.bool().then(|| self.rng.i64(0..=quantity)),
                cause: match self.rng.u8(..8) {
                    0 => Cause::Gift("sample".to_owned()),
                    1 => Cause::Redeemed(None),
                    _ => Cause::Sold,
                },
            }
        });
        let lines = lines.collect();
        let draft = SaleDraft {
            customer: self.customer(),
            at: None,
            staff: None,
            head: Head::default(),
            lines,
            payments: if self.rng.bool() {
                vec![("cash".to_owned(), 500)]
            } else {
                Vec::new()
            },
        };
        let done = self
            .writer
            .change(asking, "sale.add", |tx| sale::add(tx, &draft));
        done.map(|done| Some(done.entry))
    }

    fn receive_money(&mut self, asking: &Asking) -> Done {
        let (of, sum) = (self.customer(), self.rng.i64(1..3_000));
        let done = self.writer.change(asking, "sale.pay", |tx| {
            sale::pay_oldest(tx, of, "cash", sum)
        });
        done.map(|done| Some(done.entry))
    }

    fn hand_out(&mut self, asking: &Asking) -> Done {
        let Some(of) = self.a_sale()? else {
            return Ok(None);
        };
        let done = self
            .writer
            .change(asking, "sale.collect", |tx| sale::collect(tx, of.id, &[]));
        done.map(|done| Some(done.entry))
    }

    fn take_back(&mut self, asking: &Asking) -> Done {
        let Some(of) = self.a_sale()? else {
            return Ok(None);
        };
        let (product, cancels) = (self.product(), self.rng.bool());
        let back = Back {
            refund: Some(("cash".to_owned(), None)),
            reason: Some("不要了".to_owned()),
        };
        let done = self
            .writer
            .change(asking, "sale.return", |tx| match cancels {
                true => sale::cancel(tx, of.id, &back),
                false => sale::give_back(tx, of.id, &[(product, 1)], &back),
            });
        done.map(|done| Some(done.entry))
    }

    fn receive(&mut self, asking: &mut Asking) -> Done {
        asking.staff = self.warehouse;
        let (product, quantity) = (self.product(), self.rng.i64(1..9));
        let done = self.writer.change(asking, "stock.receive", |tx| {
            stock::receive(tx, product, quantity, None)
        });
        done.map(|done| Some(done.entry))
    }

    fn undo(&mut self, asking: &Asking) -> Done {
        let Some(last) = self.last.take() else {
            return Ok(None);
        };
        let done = journal::undo(&mut self.writer, asking, last, false);
        done.map(|done| Some(done.entry))
    }
}

type Done = Result<Option<huoke::domain::ids::EntryId>>;

/// What was acknowledged under a key is there, as that entry.
pub fn is_there(writer: &Writer, entry: i64, staff: i64, key: &str) -> Result<bool> {
    let mut asking = Asking::new(StaffId(staff), now());
    asking.once = Some(Once {
        key: key.to_owned(),
        digest: DIGEST.to_owned(),
    });
    let found = writer.done_before::<Value>(&asking)?;
    Ok(found.is_some_and(|found| found.entry.0 == entry))
}
