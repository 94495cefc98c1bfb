//! One run from its files to its report: alone or beside others, begun or carried on, really or
//! as a rehearsal. Must not know what rows say.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::ahead::Ahead;
use super::aim;
use super::apply::Applying;
use super::begin::{asking, begin_or_go_on, done_before, may_begin, open_house};
use super::feed::Feed;
use super::interpret::Interpreter;
use super::note::Note;
use super::rejected::Rejected;
use super::{Failure, Plan, Progress, Report, unpack};
use crate::domain::time::{Instant, Now};
use crate::exchange::files::Files;
use crate::exchange::map::Map;
use crate::exchange::problem::BadFile;
use crate::exchange::sources::Sources;
use crate::store::derive::{self, Gathered};
use crate::store::import::{self, Derive, Run, State};
use crate::store::pace::Pace;
use crate::store::{Asking, Cache, House, Writer, setting};

/// Imports. `cancelled` is looked at between batches: the run then stops in good order.
pub fn run(
    plan: &Plan<'_>,
    progress: &mut dyn FnMut(Progress),
    cancelled: &AtomicBool,
) -> Result<Report, Failure> {
    let (mut map, text) = read_map(plan.map.as_deref())?;
    map.encoding = plan.encoding.or(map.encoding);
    if plan.sheet.is_some() {
        map.sheet.clone_from(&plan.sheet);
    }
    let mut files = Files::arrange(&plan.files, &map, plan.map.as_deref())?;
    if files.main.is_empty() {
        return Err(BadFile::Empty.into());
    }
    let mut options = format!("{:?} {:?} {:?}", plan.matching, plan.on_match, plan.owner);
    if let Some(encoding) = plan.encoding {
        options = format!("{options} {}", encoding.name());
    }
    if let Some(sheet) = &plan.sheet {
        options = format!("{options} sheet {sheet}");
    }
    // What cannot be read is refused before anything is written.
    unpack::unpack(plan, &map, &mut files, cancelled)?;
    let mut forms = Vec::new();
    for path in &files.main {
        let feed = Feed::open(&files, path, plan.kind, &map)?;
        forms.push(feed.rows().rejects());
    }
    let places = aim::places(plan, &files, &forms);
    map.dates = Some(files.date_order(plan.kind, &map)?);
    let digest = files.digest(plan.kind, &text, &options)?;
    if let Some(report) = done_before(plan, &digest)? {
        return Ok(report);
    }
    let (mut runner, mut by) = Runner::open(plan, &map, (&files, places), &digest)?;
    let worked = runner.work(&mut by, progress, cancelled);
    let ended = runner.end(worked.is_ok(), progress);
    worked?;
    ended?;
    Ok(runner.report())
}

fn read_map(path: Option<&Path>) -> Result<(Map, String), BadFile> {
    let Some(path) = path else {
        return Ok((Map::default(), String::new()));
    };
    let text = std::fs::read_to_string(path).map_err(|error| BadFile::Io {
        path: Some(path.to_owned()),
        error,
    })?;
    Ok((Map::parse(&text)?, text))
}

struct Runner<'r> {
    plan: &'r Plan<'r>,
    map: &'r Map,
    files: &'r Files,
    /// Where the rejected rows of each go.
    places: Vec<PathBuf>,
    writer: Writer,
    asking: Asking,
    pace: Pace,
    /// Moves when somebody else writes.
    version: i64,
    /// None of a rehearsal.
    run: Option<Run>,
    resumed: bool,
    alone: bool,
    /// Of a load that has the file alone.
    gathered: Option<Gathered>,
    cancelled: bool,
    note: Note,
    unused: Vec<String>,
    /// Codes that a rehearsal has met, hashed: nothing of it stays in the file to be matched.
    met: HashSet<u64>,
    _house: House,
}

impl<'r> Runner<'r> {
    fn open(
        plan: &'r Plan<'r>,
        map: &'r Map,
        (files, places): (&'r Files, Vec<PathBuf>),
        digest: &str,
    ) -> Result<(Self, Interpreter), Failure> {
        let (mut house, mut alone, mut in_use) = open_house(plan)?;
        let mut reader = house.reader(Cache::Lookup)?;
        let known = import::known(&reader, digest)?;
        may_begin(plan, files, &places, known.as_ref())?;
        let unfinished = known
            .as_ref()
            .is_some_and(|run| run.state == State::Running);
        if alone && import::bulk_pending(&reader)? && !unfinished {
            // Another load was cut off: it is finished first, and its customers are there.
            derive::finish_if_pending(&house.writer_with(Cache::Bulk)?, &mut |_| {})?;
            drop((reader, house));
            (house, alone, in_use) = (House::open(&plan.house)?, false, false);
            reader = house.reader(Cache::Lookup)?;
        }
        let asking = asking(plan, (plan.who)(&reader)?, digest);
        let now = Now {
            at: plan.at,
            zone: setting::zone(&reader)?,
        };
        let by = Interpreter::new(&reader, map, now, plan.owner.as_deref())?;
        let mut writer = house.writer_with(Cache::Bulk)?;
        let mut note = Note {
            last_sale: import::last_sale(&reader)?,
            last_contact: import::last_contact(&reader)?,
            ..Note::default()
        };
        let run = begin_or_go_on(plan, &mut writer, &asking, (digest, known), &mut note)?;
        let gathered = if alone {
            // Whose keys an earlier process knew is not known now.
            let fresh = !import::bulk_pending(&reader)?;
            derive::begin_bulk(&writer, plan.at)?;
            derive::keep_index(&writer, "customer_by_card")?;
            Some(if fresh {
                Gathered::begin(&writer)
            } else {
                Gathered::unknown()
            })
        } else {
            writer.leave_log()?;
            None
        };
        let runner = Runner {
            resumed: unfinished && run.is_some(),
            pace: Pace::new(alone, in_use),
            version: writer.data_version()?,
            cancelled: false,
            unused: Vec::new(),
            met: HashSet::new(),
            _house: house,
            plan,
            map,
            files,
            places,
            writer,
            asking,
            run,
            alone,
            gathered,
            note,
        };
        Ok((runner, by))
    }

    fn work(
        &mut self,
        by: &mut Interpreter,
        progress: &mut dyn FnMut(Progress),
        cancelled: &AtomicBool,
    ) -> Result<(), Failure> {
        let files = self.files;
        for (place, path) in files.main.iter().enumerate().skip(self.note.file) {
            if place > self.note.file {
                self.note.next_file(place);
            }
            self.file(path, by, progress, cancelled)?;
            if self.cancelled {
                break;
            }
        }
        Ok(())
    }

    fn file(
        &mut self,
        path: &Path,
        by: &mut Interpreter,
        progress: &mut dyn FnMut(Progress),
        cancelled: &AtomicBool,
    ) -> Result<(), Failure> {
        let mut feed = Feed::open(self.files, path, self.plan.kind, self.map)?;
        self.note_unused(feed.rows().unused().to_vec());
        let form = feed.rows().rejects();
        let place = self.places.get(self.note.file).cloned();
        let to = place.unwrap_or_default();
        let mut rejected = Rejected::new(to, feed.rows().header(), form);
        if self.resumed {
            rejected.carry_on(&self.note.tails)?;
            self.note.files.retain(|file| file.exists());
        }
        let sources = feed.rows().sources();
        feed.skip(self.note.pieces)?;
        let of = self.note.reads(path);
        std::thread::scope(|scope| {
            let mut ahead = Ahead::begin(scope, feed, by);
            while ahead.fill(self.pace.ahead())? {
                self.batch(&mut ahead, &mut rejected, &sources)?;
                progress(Progress::Reading {
                    bytes: ahead.bytes(),
                    of,
                    rows: self.note.read,
                });
                if cancelled.load(Ordering::Acquire) {
                    self.cancelled = true;
                    break;
                }
                self.pace.rest(|| self.writer.bring_home())?;
                let version = self.writer.data_version()?;
                if version != self.version {
                    self.version = version;
                    self.pace.met_others();
                }
            }
            self.note_unused(std::mem::take(&mut ahead.left_out));
            // Of one that only its end was missing.
            Ok(rejected.committed()?)
        })
    }

    fn note_unused(&mut self, names: Vec<String>) {
        for name in names {
            if !self.unused.contains(&name) {
                self.unused.push(name);
            }
        }
    }

    /// One batch of the pieces that were read ahead: as many as its time allows.
    fn batch(
        &mut self,
        ahead: &mut Ahead,
        rejected: &mut Rejected,
        sources: &Sources,
    ) -> Result<(), Failure> {
        let elapsed = i64::try_from(self.pace.elapsed().as_millis()).unwrap_or(0);
        self.asking.at = Instant(self.plan.at.0 + elapsed);
        let mut note = Note {
            bytes: ahead.bytes(),
            ..self.note.clone()
        };
        let since = self.run.as_ref().map_or(self.plan.at, |run| run.at);
        let mut applying = Applying {
            plan: self.plan,
            since,
            met: self.plan.dry_run.then_some(&mut self.met),
            note: &mut note,
            rejected,
            sources,
            pace: &mut self.pace,
        };
        let done = match &self.run {
            None => import::rehearse(&mut self.writer, &self.asking, |batch| {
                applying.pieces(batch, &ahead.pieces)
            })?,
            Some(run) => {
                let derive = match &mut self.gathered {
                    Some(gathered) => Derive::Later(gathered),
                    None => Derive::Now,
                };
                import::batch(&mut self.writer, &self.asking, run, derive, |batch| {
                    let done = applying.pieces(batch, &ahead.pieces)?;
                    Ok((done, run.position + done as u64, applying.note.json()?))
                })?
            }
        };
        if let Some(run) = &mut self.run {
            run.position += done as u64;
        }
        self.note = note;
        ahead.pieces.drain(..done);
        if self.plan.dry_run && self.plan.rejects.is_none() {
            rejected.forget();
        } else {
            rejected.committed()?;
        }
        Ok(())
    }

    /// Leaves house and run in order, whether all went well or not.
    fn end(&mut self, well: bool, progress: &mut dyn FnMut(Progress)) -> Result<(), Failure> {
        if let Some(gathered) = self.gathered.take() {
            progress(Progress::Finding(self.note.added));
            derive::finish_bulk(&self.writer, gathered, &mut |done| {
                progress(Progress::Finding(done.unsigned_abs()));
            })?;
        }
        if let Some(run) = &self.run {
            let note = self.note.json()?;
            if well && !self.cancelled {
                import::finish(&mut self.writer, &self.asking, run, &note)?;
                // Of products that last longer than was thought; else whoever writes next does it.
                let _ = derive::sweep(&mut self.writer, &self.asking);
            } else {
                import::pause(&mut self.writer, &self.asking, run, &note)?;
            }
        }
        Ok(())
    }

    fn report(&self) -> Report {
        let written = !self.plan.dry_run || self.plan.rejects.is_some();
        Report {
            entry: self.run.as_ref().map(|run| run.entry),
            rejects: if written {
                self.note.files.clone()
            } else {
                Vec::new()
            },
            unused: self.unused.clone(),
            sheets: unpack::read(self.files),
            seconds: self.pace.elapsed().as_secs_f64(),
            resumed: self.resumed,
            cancelled: self.cancelled,
            alone: self.alone,
            longest_ms: self.pace.longest_ms(),
            ..self.note.report()
        }
    }
}
