//! Writes the invented call centre: business, customers with their histories, today's calls.
//! The same seed, size and day make the same file. Must not know how rows are stored.

use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveTime};

use super::history::{History, history};
use super::house::{ADMIN, Agent, Business, found};
use super::people::{Person, household};
use super::rows::{moment, of_contact, of_purchase};
use super::tasks;
use super::today;
use super::trade;
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::ringing::{Said, Telling};
use crate::domain::time::{Day, Now};
use crate::error::{Error, Result};
use crate::store::import::{self, Batch, OnMatch};
use crate::store::init::{self, Init};
use crate::store::{Asking, Cache, House, Writer, call, derive, staff};

/// Households in one transaction.
const AT_ONCE: u64 = 2_000;
/// Customers who bought something in the last weeks.
const BUYERS: usize = 24;
/// The region of its numbers.
const REGION: &str = "CN";

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Customers.
    pub customers: u64,
    /// Their numbers.
    pub phones: u64,
    /// Contacts with them.
    pub contacts: u64,
    /// Sales.
    pub sales: u64,
    /// Lines of sales.
    pub lines: u64,
    /// Tasks.
    pub tasks: u64,
    /// Agents.
    pub agents: usize,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many customers are written.
    Written(u64),
    /// So many customers can be found.
    Indexed(u64),
}

/// Makes the file: there is a whole one at `path` at the end, or none. One that is there is
/// left alone ([`Error::AlreadyThere`]). `uid` may act as anyone in it.
pub fn make(
    path: &Path,
    customers: u64,
    seed: u64,
    uid: Option<u32>,
    now: &Now,
    progress: &mut dyn FnMut(Progress),
) -> Result<Made> {
    if path.exists() {
        return Err(Error::AlreadyThere(path.display().to_string()));
    }
    let making = beside(path, ".making");
    clear(&making)?;
    let made =
        Maker::new(&making, seed, uid, now).and_then(|mut maker| maker.all(customers, progress));
    match made {
        Ok(made) => {
            let io = |source| Error::Io {
                path: path.display().to_string(),
                source,
            };
            std::fs::rename(&making, path).map_err(io)?;
            leave_nothing(&making);
            Ok(made)
        }
        Err(error) => {
            leave_nothing(&making);
            Err(error)
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Takes away what an earlier try left; refuses while somebody is at it.
fn clear(making: &Path) -> Result<()> {
    // Half a file is what is expected here: only somebody at work on it is a reason to stop.
    if making.exists()
        && let Err(Error::InUse(who)) = House::open_alone(making, "demo")
    {
        return Err(Error::InUse(who));
    }
    leave_nothing(making);
    Ok(())
}

fn leave_nothing(making: &Path) {
    for ending in ["", "-wal", "-shm", ".lock", ".next", ".open"] {
        // What is not there need not go.
        let _ = std::fs::remove_file(beside(making, ending));
    }
}

struct Maker {
    house: House,
    writer: Writer,
    seed: u64,
    now: Now,
    today: Day,
    asking: Asking,
    made: Made,
    /// How many customers each agent has so far.
    given: Vec<usize>,
    /// Numbers of the first agents' first customers, who will have rung.
    callers: Vec<(usize, String)>,
    /// Who bought something lately, of the first agents.
    buyers: Vec<(usize, CustomerId)>,
    /// The first customers of each agent, for whom there is something to do.
    known: Vec<tasks::Known>,
}

impl Maker {
    fn new(path: &Path, seed: u64, uid: Option<u32>, now: &Now) -> Result<Self> {
        let today = now.today();
        // The file is the same whenever on a day it is made.
        let midnight = now.at_local(today, NaiveTime::MIN);
        let init = Init {
            login: ADMIN.to_owned(),
            name: "管理员".to_owned(),
            zone: now.zone.name().to_owned(),
            currency: "CNY".to_owned(),
            region: REGION.to_owned(),
            uid,
            demo: true,
        };
        let house = init::create(path, &init, midnight)?;
        let reader = house.reader(Cache::Lookup)?;
        let admin =
            staff::by_login(&reader, ADMIN)?.ok_or_else(|| Error::Gone(ADMIN.to_owned()))?;
        Ok(Maker {
            writer: house.writer_with(Cache::Bulk)?,
            house,
            seed,
            now: *now,
            today,
            asking: Asking::new(admin.id, midnight),
            made: Made::default(),
            given: Vec::new(),
            callers: Vec::new(),
            buyers: Vec::new(),
            known: Vec::new(),
        })
    }

    fn all(&mut self, customers: u64, progress: &mut dyn FnMut(Progress)) -> Result<Made> {
        let business = self.found(customers)?;
        self.made.agents = business.agents.len();
        self.given = vec![0; business.agents.len()];
        derive::begin_bulk(&self.writer, self.asking.at)?;
        let run = import::begin(&mut self.writer, &self.asking, "demo", "demo", "{}")?;
        let mut next = 0;
        while self.made.customers < customers {
            self.households(&business, run.entry, next, customers)?;
            next += AT_ONCE;
            progress(Progress::Written(self.made.customers));
        }
        import::finish(&mut self.writer, &self.asking, &run, "{}")?;
        derive::finish_bulk(&self.writer, derive::Gathered::unknown(), &mut |done| {
            progress(Progress::Indexed(done.unsigned_abs()));
        })?;
        self.calls(&business)?;
        let sold = trade::trade(
            &mut self.writer,
            &self.asking,
            &business,
            &self.buyers,
            &self.now,
        )?;
        self.made.sales += sold.0;
        self.made.lines += sold.1;
        let (now, seed) = (&self.now, self.seed);
        let known = &self.known;
        self.made.tasks = tasks::tasks(
            &mut self.writer,
            &self.asking,
            &business,
            known,
            (now, seed),
        )?;
        derive::settle_file(&self.writer)?;
        Ok(self.made)
    }

    fn found(&mut self, customers: u64) -> Result<Business> {
        let (seed, mut founded) = (self.seed, None);
        self.writer.change(&self.asking, "demo", |tx| {
            founded = Some(found(tx, customers, seed)?);
            Ok(())
        })?;
        founded.ok_or_else(|| Error::Damaged("demo".to_owned()))
    }

    fn households(&mut self, on: &Business, entry: EntryId, first: u64, most: u64) -> Result<()> {
        let (seed, today, now) = (self.seed, self.today, self.now);
        let (made, given, callers) = (&mut self.made, &mut self.given, &mut self.callers);
        let (buyers, known) = (&mut self.buyers, &mut self.known);
        import::load(&mut self.writer, &self.asking, entry, |batch| {
            for number in first..first + AT_ONCE {
                let owner = |branch: &str| on.owner(branch, number);
                for mut person in household(seed, number, today) {
                    if made.customers >= most {
                        return Ok(());
                    }
                    let place = owner(person.branch);
                    let Some(agent) = on.agents.get(place) else {
                        continue;
                    };
                    let since = person.since_days;
                    let mut past = history(seed, made.customers, since, person.english);
                    let count = given.get(place).copied().unwrap_or(0);
                    today::worth(&mut person.draft, &mut past, (count, since), today);
                    if let Some(count) = given.get_mut(place) {
                        *count += 1;
                    }
                    if place < 2 && count < 4 {
                        let mobile = person.draft.phones.first();
                        callers.extend(mobile.map(|phone| (place, phone.typed.clone())));
                    }
                    let id = write(batch, on, agent, &person, &past, &now, made)?;
                    if count < tasks::CUSTOMERS {
                        known.push((place, id, person.english));
                    }
                    if place < 4 && since > 90 && buyers.len() < BUYERS {
                        buyers.push((place, id));
                    }
                }
            }
            Ok(())
        })
    }

    /// Yesterday's late calls that nobody has logged: two missed and one answered, for each of
    /// the first two agents.
    fn calls(&mut self, on: &Business) -> Result<()> {
        let exchange = staff::exchange(&self.house.reader(Cache::Lookup)?)?;
        let asking = Asking {
            staff: exchange,
            ..self.asking.clone()
        };
        let yesterday = self.today - Duration::days(1);
        for (number, (place, typed)) in self.callers.iter().enumerate() {
            let Some(agent) = on.agents.get(*place).filter(|_| number % 4 != 3) else {
                continue;
            };
            let minute = 16 * 60 + 20 + 13 * i64::try_from(number).unwrap_or(0);
            let rang = moment(&self.now, yesterday, minute);
            let said = [
                (
                    0,
                    Said::Ring {
                        number: typed.clone(),
                        name: None,
                    },
                ),
                (1, Said::Answer),
                (
                    3,
                    Said::Hangup {
                        answered: Some(number % 4 == 0),
                    },
                ),
            ];
            for (later, said) in said {
                if number % 4 != 0 && said == Said::Answer {
                    continue;
                }
                let telling = Telling {
                    call_id: format!("demo-{number}"),
                    ext: agent.ext.clone(),
                    at: rang.plus_minutes(later),
                    said,
                };
                let understood = call::Understood::new(telling, REGION);
                self.writer
                    .live(&asking, "ring", true, |tx| call::tell(tx, &understood))?;
            }
        }
        Ok(())
    }
}

/// One customer with everything that happened.
fn write(
    batch: &Batch<'_, '_>,
    on: &Business,
    agent: &Agent,
    person: &Person,
    past: &History,
    now: &Now,
    made: &mut Made,
) -> Result<CustomerId> {
    let today = now.today();
    let mut draft = person.draft.clone();
    draft.owner = Some(Some(agent.id));
    draft.unit = Some(agent.team.clone());
    let since = moment(now, today - Duration::days(person.since_days + 1), 8 * 60);
    let id = import::newcomer(batch, &draft, since)?;
    made.customers += 1;
    made.phones += draft.phones.len() as u64;
    for contact in &past.contacts {
        let contact = of_contact(contact, id, agent, now, today);
        import::contact(batch, &contact, OnMatch::Add, 0)?;
        made.contacts += 1;
    }
    for purchase in &past.purchases {
        let sale = of_purchase(purchase, id, agent, on, now, today);
        made.lines += sale.lines.len() as u64;
        import::sale(batch, &sale, OnMatch::Add, 0)?;
        made.sales += 1;
    }
    Ok(id)
}
