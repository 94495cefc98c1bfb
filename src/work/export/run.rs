//! One export from its entry in the journal to its file: one thread reads pages, the other
//! writes them. Must not know what the cells are.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use super::target::Target;
use super::{Place, Plan, Report, What};
use crate::domain::customer::Whole;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::sale::Bought;
use crate::domain::time::{Instant, Now};
use crate::error::{Error, Result};
use crate::store::export::{self, Contact, Exporter, Outline, Sale, Taken};
use crate::store::sale::records::Wanted;
use crate::store::{Asking, Cache, House, Reader, setting};

/// Pages that are read ahead.
const AHEAD: usize = 4;

/// Rows of one kind.
pub enum Page {
    /// Customers.
    Customers(Vec<Whole>),
    /// Contacts.
    Interactions(Vec<Contact>),
    /// Sales.
    Sales(Vec<Sale>),
    /// Lines that were bought.
    Lines(Vec<Bought>),
}

/// What cells are written by.
pub struct Terms {
    /// Where numbers without a country code belong.
    pub region: String,
    /// When, and where the business is.
    pub now: Now,
    /// The currency of amounts.
    pub currency: &'static Currency,
    /// What the customers have.
    pub outline: Outline,
}

/// Where bytes go.
pub enum Handle {
    /// A file.
    File(BufWriter<File>),
    /// Standard output.
    Standard(Box<dyn Write + Send>),
}

/// Takes pages and writes them.
pub trait Take {
    /// Writes a page; says how many rows of it.
    ///
    /// # Errors
    /// What writing says.
    fn page(&mut self, page: &Page) -> io::Result<u64>;

    /// Writes what is left.
    ///
    /// # Errors
    /// What writing says.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

impl Handle {
    /// Whatever it is, as something to write to.
    #[must_use]
    pub fn writer(self) -> Box<dyn Write + Send> {
        match self {
            Handle::File(file) => Box::new(file),
            Handle::Standard(out) => Box::new(BufWriter::new(out)),
        }
    }
}

/// Begins what takes the pages of a run.
pub type Begin<'b> = &'b dyn Fn(&Plan, Handle, &Terms) -> io::Result<Box<dyn Take>>;

/// Exports in one of the formats that are known here.
///
/// # Errors
/// What the store, the system and the right say.
pub fn run(
    house: &House,
    plan: &Plan,
    progress: &mut dyn FnMut(u64, u64),
    cancelled: &AtomicBool,
) -> Result<Report> {
    run_in(house, plan, &super::write::begin, progress, cancelled)
}

/// Exports in the form that `begin` makes. `progress` hears customers done and of how many; `cancelled` is looked at between
/// pages. The entry is there before the first row is read, and knows what left before the file
/// has its name.
///
/// # Errors
/// What the store, the system and the right say.
pub fn run_in(
    house: &House,
    plan: &Plan,
    begin: Begin<'_>,
    progress: &mut dyn FnMut(u64, u64),
    cancelled: &AtomicBool,
) -> Result<Report> {
    let (target, handle) = match &plan.place {
        Place::File { path, replace } => {
            let (target, file) = Target::begin(path, *replace)?;
            let buffered = BufWriter::with_capacity(256 * 1024, file);
            (Some(target), Handle::File(buffered))
        }
        Place::Standard => (None, Handle::Standard(Box::new(io::stdout()))),
    };
    let mut writer = house.writer()?;
    let asking = Asking {
        reason: Some(plan.reason.clone()),
        ..Asking::new(plan.staff, plan.at)
    };
    let mut taken = Taken {
        what: plan.what.code().to_owned(),
        query: plan.query.clone(),
        format: plan.format.code().to_owned(),
        ..Taken::default()
    };
    let entry = export::begin(&mut writer, &asking, &taken)?;
    let mut seen = Seen::default();
    let written = write(house, (plan, begin), handle, &mut seen, progress, cancelled);
    let settled = written.and_then(|rows| {
        target.as_ref().map_or(Ok(()), Target::settle)?;
        Ok(rows)
    });
    taken.customers = seen.ranges();
    taken.rows = Some(seen.rows);
    taken.cancelled = settled.is_err();
    export::end(&mut writer, &asking, entry, &taken)?;
    let report = Report {
        entry: Some(entry),
        rows: seen.rows,
        cancelled: false,
    };
    match settled {
        Ok(()) => {
            target.map_or(Ok(()), Target::done)?;
            Ok(report)
        }
        Err(Error::Cancelled) => Ok(Report {
            cancelled: true,
            ..report
        }),
        Err(error) => Err(error),
    }
}

fn write(
    house: &House,
    (plan, begin): (&Plan, Begin<'_>),
    handle: Handle,
    seen: &mut Seen,
    progress: &mut dyn FnMut(u64, u64),
    cancelled: &AtomicBool,
) -> Result<()> {
    let reader = house.reader(Cache::Lists)?;
    let who = Exporter {
        staff: plan.staff,
        only: plan.only.clone(),
        owner: plan.owner,
    };
    let terms = Terms {
        region: setting::get(&reader, setting::REGION)?,
        now: Now {
            at: plan.at,
            zone: setting::zone(&reader)?,
        },
        currency: setting::currency(&reader)?,
        outline: export::outline(&reader, &who)?,
    };
    let name = match &plan.place {
        Place::File { path, .. } => path.display().to_string(),
        Place::Standard => "stdout".to_owned(),
    };
    let failed = |source| Error::Io {
        path: name.clone(),
        source,
    };
    let mut take = begin(plan, handle, &terms).map_err(failed)?;
    let total = terms.outline.count;
    let mut customers = 0;
    std::thread::scope(|scope| {
        let (to, pages) = sync_channel(AHEAD);
        scope.spawn(move || {
            let give = |page| to.send(page).is_ok();
            match &plan.lines {
                Some(wanted) => read_lines(&reader, &who, wanted, give),
                None => read(&reader, &who, plan.what, give),
            }
        });
        each(&pages, cancelled, |page| {
            customers += seen.page(page);
            seen.rows += take.page(page).map_err(failed)?;
            progress(customers.min(total), total);
            Ok(())
        })
    })?;
    take.finish().map_err(failed)
}

fn each(
    pages: &Receiver<Result<Page>>,
    cancelled: &AtomicBool,
    mut hear: impl FnMut(&Page) -> Result<()>,
) -> Result<()> {
    for page in pages {
        if cancelled.load(Ordering::Acquire) {
            return Err(Error::Cancelled);
        }
        hear(&page?)?;
    }
    Ok(())
}

/// Reads page after page until the end, an error, or nobody takes them any more.
fn read(reader: &Reader, who: &Exporter, what: What, mut give: impl FnMut(Result<Page>) -> bool) {
    let mut after = 0;
    loop {
        let page = match what {
            What::Customers | What::Roster | What::Calls => {
                export::customers(reader, who, CustomerId(after)).map(|rows| {
                    let last = rows.last().and_then(|last| last.id).map(|id| id.0);
                    (last, Page::Customers(rows))
                })
            }
            What::Interactions => export::contacts(reader, who, after)
                .map(|rows| (rows.last().map(|last| last.id), Page::Interactions(rows))),
            What::Sales | What::Lines => export::sales(reader, who, after)
                .map(|rows| (rows.last().map(|last| last.id), Page::Sales(rows))),
        };
        match page {
            Ok((Some(last), page)) => {
                after = last;
                if !give(Ok(page)) {
                    return;
                }
            }
            Ok((None, _)) => return,
            Err(error) => {
                give(Err(error));
                return;
            }
        }
    }
}

/// The same of lines that were bought, from the newest back.
fn read_lines(
    reader: &Reader,
    who: &Exporter,
    wanted: &Wanted,
    mut give: impl FnMut(Result<Page>) -> bool,
) {
    let mut before = Instant(i64::MAX);
    loop {
        match export::bought(reader, who, wanted, before) {
            Ok(Some((next, lines))) => {
                before = next;
                if !give(Ok(Page::Lines(lines))) {
                    return;
                }
            }
            Ok(None) => return,
            Err(error) => {
                give(Err(error));
                return;
            }
        }
    }
}

/// Whose rows have left, as bits: 125 KB for a million customers.
#[derive(Default)]
struct Seen {
    words: Vec<u64>,
    rows: u64,
}

impl Seen {
    /// Notes the customers of a page; says how many of them are new.
    fn page(&mut self, page: &Page) -> u64 {
        match page {
            Page::Customers(rows) => {
                let ids = rows.iter().filter_map(|whole| whole.id);
                ids.map(|id| self.note(id.0)).sum()
            }
            Page::Interactions(rows) => rows.iter().map(|row| self.note(row.customer_id)).sum(),
            Page::Sales(rows) => rows.iter().map(|row| self.note(row.customer_id)).sum(),
            Page::Lines(rows) => rows.iter().map(|row| self.note(row.customer_id.0)).sum(),
        }
    }

    fn note(&mut self, id: i64) -> u64 {
        let Ok(place) = usize::try_from(id / 64) else {
            return 0;
        };
        if place >= self.words.len() {
            self.words.resize(place + 1, 0);
        }
        let bit = 1 << (id % 64);
        let Some(word) = self.words.get_mut(place).filter(|word| **word & bit == 0) else {
            return 0;
        };
        *word |= bit;
        1
    }

    /// First and last of each run of row numbers without a gap.
    fn ranges(&self) -> Vec<(i64, i64)> {
        let mut ranges: Vec<(i64, i64)> = Vec::new();
        let bits = (0_i64..).zip(&self.words).flat_map(|(place, word)| {
            (0..64)
                .filter(move |bit| word & (1 << bit) != 0)
                .map(move |bit| place * 64 + bit)
        });
        for id in bits {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == id => *last = id,
                _ => ranges.push((id, id)),
            }
        }
        ranges
    }
}
