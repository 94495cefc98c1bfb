//! What one process of the storm does until its time is up or it is killed: look up, sell, take
//! money and give it back, hand out, take back, call off, receive, count, undo; and note each done
//! thing the moment it is acknowledged. Must not know who kills it.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant as Clock};

use fastrand::Rng;
use huoke::domain::ids::{CustomerId, ProductId, SaleId, StaffId};
use huoke::domain::sale::{Cause, Head, LineDraft, SaleDraft, SaleRow};
use huoke::error::{Error, Result};
use huoke::store::find::{self, Seeker};
use huoke::store::sale::{self, Back, Filter};
use huoke::store::{Actor, Asking, Cache, House, Once, Reader, Writer, journal, staff, stock};
use serde_json::Value;

use super::shop::{CUSTOMERS, PRODUCTS, login, now, person};

/// What a key's command is: the storm never says two things under one key.
const DIGEST: &str = "storm";

/// What is done, and how often of all.
pub const KINDS: [(&str, usize); 10] = [
    ("sale", 8),
    ("pay", 2),
    ("pay-oldest", 2),
    ("refund", 2),
    ("collect", 3),
    ("return", 2),
    ("cancel", 2),
    ("receive", 3),
    ("count", 1),
    ("undo", 1),
];

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

/// The file beside the shop that says that the storm is over.
pub const OVER: &str = "over";

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
        back: None,
    };
    let over = seat.path.with_file_name(OVER);
    while now().0 < seat.until && !over.exists() {
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
    /// The sale that I took back last for which money is owed to them.
    back: Option<SaleId>,
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
        let mut found = sale::list(&self.reader, &self.me, &filter)?.rows;
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
        let kind = self.kind();
        let begun = Clock::now();
        let entry = match kind {
            "sale" => self.sell(&asking),
            "pay" | "refund" => self.money(&asking, kind == "pay"),
            "pay-oldest" => self.money_for_the_oldest(&asking),
            "collect" => self.hand_out(&asking),
            "return" | "cancel" => self.take_back(&asking, kind == "cancel"),
            "receive" | "count" => self.goods(&mut asking, kind == "receive"),
            _ => self.undo(&asking),
        };
        let took = begun.elapsed().as_micros();
        match entry {
            Ok(Some(entry)) => {
                self.last = Some(entry);
                self.note(&format!("W {took} {entry} {} {key} {kind}", asking.staff));
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(Error::Invalid { .. } | Error::Refused(_) | Error::Gone(_)) => {
                self.note(&format!("R {kind}"));
                Ok(())
            }
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

    fn kind(&mut self) -> &'static str {
        if self.back.is_some() && self.rng.bool() {
            return "refund";
        }
        let all: usize = KINDS.iter().map(|(_, often)| often).sum();
        let mut turn = self.rng.usize(..all);
        let found = KINDS.iter().find(|(_, often)| {
            let found = turn < *often;
            turn = turn.saturating_sub(*often);
            found
        });
        found.map_or("sale", |(kind, _)| kind)
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

    /// Money for a sale, some of what is owed or more; back, all that is owed to them.
    fn money(&mut self, asking: &Asking, comes: bool) -> Done {
        let Some(of) = self.a_sale()? else {
            return Ok(None);
        };
        let sum = self.rng.i64(1..of.due.max(1_000) + 500);
        let back = self.back.take_if(|_| !comes).unwrap_or(of.id);
        let done = self.writer.change(asking, "sale.pay", |tx| match comes {
            true => sale::pay(tx, of.id, "cash", sum),
            false => sale::refund(tx, back, "cash", None),
        });
        done.map(|done| Some(done.entry))
    }

    fn money_for_the_oldest(&mut self, asking: &Asking) -> Done {
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

    fn take_back(&mut self, asking: &Asking, cancels: bool) -> Done {
        let Some(of) = self.a_sale()? else {
            return Ok(None);
        };
        // One of some product, or all that is left.
        let one = (self.product(), 1);
        let goods: &[_] = if self.rng.bool() { &[] } else { &[one] };
        let back = Back {
            // What is kept of the money is given back later.
            refund: self.rng.bool().then(|| ("cash".to_owned(), None)),
            reason: Some("不要了".to_owned()),
        };
        let done = self
            .writer
            .change(asking, "sale.return", |tx| match cancels {
                true => sale::cancel(tx, of.id, &back),
                false => sale::give_back(tx, of.id, goods, &back),
            });
        if done.as_ref().is_ok_and(|done| done.answer.due < 0) {
            self.back = Some(of.id);
        }
        done.map(|done| Some(done.entry))
    }

    fn goods(&mut self, asking: &mut Asking, comes: bool) -> Done {
        asking.staff = self.warehouse;
        let (product, quantity) = (self.product(), self.rng.i64(1..9));
        let done = self.writer.change(asking, "stock", |tx| match comes {
            true => stock::receive(tx, product, quantity, None),
            false => stock::count(tx, product, quantity, None),
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
