//! What each row of a file of tasks asks for, and whether that can be. Must not know how it is
//! applied or told.

use std::collections::BTreeSet;

use super::super::super::context::{Context, Desk};
use super::super::super::stop::Stop;
use super::super::{kind, when, whose};
use crate::domain::ids::TaskId;
use crate::domain::interaction::Choice;
use crate::domain::nearest::{Near, Word};
use crate::domain::task::{
    Change, Clash, Column, Edit, KINDS, Line, NewTask, Priority, State, Task, To, USUAL,
    USUAL_FOR_CUSTOMER, Verdict, judge, line,
};
use crate::domain::time::Now;
use crate::domain::when::Next;
use crate::error::{Error, Fault};
use crate::store::choice;
use crate::store::task::{self, Returned, Step};
use crate::store::{card, staff, unit};
use crate::text::{self, Lang, say, task as words};

/// A row of the file, and what comes of it.
pub(super) struct Looked {
    /// As it stands in the file.
    pub(super) line: Line,
    pub(super) verdict: &'static str,
    /// What is done, or why not.
    pub(super) detail: String,
    /// What is to be applied.
    pub(super) step: Option<Step>,
    /// The row as it can be brought in after all.
    renewed: Option<Line>,
}

impl Looked {
    /// Whether the row asks for nothing that cannot be.
    pub(super) fn is_good(&self) -> bool {
        matches!(self.verdict, "new" | "changed" | "same")
    }

    /// It was refused after all.
    pub(super) fn refuse(&mut self, why: String) {
        (self.verdict, self.detail) = ("bad", why);
    }

    /// The row as it is given back.
    pub(super) fn given_back(&self) -> Line {
        let mut line = self.renewed.as_ref().unwrap_or(&self.line).clone();
        line.set_free();
        line
    }
}

/// What every row asks for.
pub(super) fn look(context: &Context, desk: &Desk, lines: Vec<Line>) -> Result<Vec<Looked>, Stop> {
    let reader = Rows {
        context,
        desk,
        kinds: choice::list(&desk.reader, KINDS)?,
        results: choice::list(&desk.reader, "disposition")?,
    };
    let mut before = BTreeSet::new();
    let mut looked = Vec::with_capacity(lines.len());
    for line in lines {
        let stored = match line.task() {
            Some(id) => match task::get(&desk.reader, &desk.actor, id) {
                Err(Error::Gone(_)) => None,
                found => Some(found?),
            },
            None => None,
        };
        let id = line.task();
        looked.push(reader.one(line, stored.as_ref(), &before));
        before.extend(id);
    }
    Ok(looked)
}

/// Why something cannot be, in words.
pub(super) fn why(lang: Lang, stop: &Stop) -> String {
    match stop {
        Stop::Error(error) => text::explain(lang, error).what,
        other => other.sentence(lang).unwrap_or_default(),
    }
}

/// A cell that says something.
fn said(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|cell| !cell.is_empty())
}

/// What a priority is called, in either language or as a code.
fn pressing(typed: &str) -> Option<Priority> {
    let known = Priority::ALL.iter().copied();
    let called = |one: Priority| {
        let mut labels = Lang::ALL.iter().map(|lang| words::priority(*lang, one));
        one.code() == typed || labels.any(|label| label == typed)
    };
    known.into_iter().find(|one| called(*one))
}

/// What rows are read with.
struct Rows<'r> {
    context: &'r Context,
    desk: &'r Desk,
    kinds: Vec<Choice>,
    results: Vec<Choice>,
}

impl Rows<'_> {
    fn one(&self, line: Line, stored: Option<&Task>, before: &BTreeSet<TaskId>) -> Looked {
        let (text, lang, now) = (self.context.text, self.context.lang, &self.desk.now);
        let row = stored.map(|task| self::line(task, now));
        let coded = self.coded(&line, row.as_ref());
        let mut renewed = None;
        let (verdict, mut detail, step) = match judge(&coded, stored, now, before) {
            Verdict::Same => ("same", String::new(), None),
            Verdict::Unknown => ("unknown", text.task.unknown_row.to_owned(), None),
            Verdict::Bad(bad) => ("bad", words::bad(lang, bad).to_owned(), None),
            Verdict::Clash(clash) => {
                if let Some(row) = row.as_ref().filter(|_| clash.is_open()) {
                    renewed = Some(line.renewed(&coded, row, &self.shown(row)));
                }
                ("clash", self.clash(&clash, stored, row.as_ref()), None)
            }
            Verdict::New => match self.added(&line) {
                Ok((new, None)) => match self.read_back(&new) {
                    Ok(said) => ("new", said, Some(Step::New(new))),
                    Err(stop) => ("bad", why(lang, &stop), None),
                },
                Ok((_, Some(id))) => ("same", (text.task.already)(id.0), None),
                Err(stop) => ("bad", why(lang, &stop), None),
            },
            Verdict::Change(id, change) => match self.untold(change, &line, stored) {
                Ok(change) if change == Change::default() => ("same", String::new(), None),
                Ok(change) => match self.changed(id, &change, stored) {
                    Ok(step) => ("changed", self.change(change, stored), Some(step)),
                    Err(error) => ("bad", why(lang, &error.into()), None),
                },
                Err(error) => ("bad", why(lang, &error.into()), None),
            },
        };
        let about = row
            .as_ref()
            .filter(|_| matches!(verdict, "same" | "changed"));
        let passed = about.map(|row| coded.passed_over(row)).unwrap_or_default();
        if !passed.is_empty() {
            let said = [detail, words::passed_over(lang, &passed)];
            let said = said
                .iter()
                .map(String::as_str)
                .filter(|said| !said.is_empty());
            detail = said.collect::<Vec<_>>().join(words::between(lang));
        }
        Looked {
            line,
            verdict,
            detail,
            step,
            renewed,
        }
    }

    /// The row with codes and times as the store knows them, wherever they are understood.
    fn coded(&self, line: &Line, stored: Option<&Line>) -> Line {
        let mut coded = line.clone();
        if let Ok(code) = choice::pick(&self.kinds, "kind", line.kind.trim()) {
            coded.kind = code;
        }
        if let Some(known) = pressing(line.priority.trim()) {
            known.code().clone_into(&mut coded.priority);
        }
        if let Ok(next) = Next::parse(&line.due, &self.desk.now) {
            coded.due = next.to_string();
        }
        let other = stored.is_some_and(|row| row.to != line.to.trim());
        if let Some(typed) = said(&line.to).filter(|_| other)
            && let Ok((_, (code, _))) = task::to(&self.desk.reader, typed)
        {
            coded.to = code;
        }
        coded
    }

    /// A row with codes, in words.
    fn shown(&self, row: &Line) -> Line {
        let mut shown = row.clone();
        for column in Column::ALL {
            *column.of_mut(&mut shown) = self.value(column, column.of(row));
        }
        shown
    }

    /// What stands in a column, in words.
    fn value(&self, column: Column, value: &str) -> String {
        let lang = self.context.lang;
        match column {
            Column::Kind => say::choice(lang, &self.kinds, KINDS, value),
            Column::Priority => Priority::from_code(value)
                .map_or(value, |known| words::priority(lang, known))
                .to_owned(),
            _ => value.to_owned(),
        }
    }

    fn clash(&self, clash: &Clash, stored: Option<&Task>, row: Option<&Line>) -> String {
        let ended = stored.and_then(|task| task.ended.as_ref());
        let by = ended.map_or("", |ended| ended.by.name.as_str());
        let columns = match clash {
            Clash::Changed(columns) => columns.as_slice(),
            _ => &[],
        };
        let now = row.into_iter().flat_map(|row| {
            let value = |column: &Column| (*column, self.value(*column, column.of(row)));
            columns.iter().map(value)
        });
        let title = row.map_or("", |row| row.title.as_str());
        let now: Vec<(Column, String)> = now.collect();
        words::clash(self.context.lang, clash, by, title, &now)
    }

    /// The result of a call that leaves the task open, as nobody was reached.
    fn in_vain(&self, change: &Change, stored: Option<&Task>) -> Option<&Choice> {
        let (result, disposition) = change.done.as_ref()?;
        let code = choice::pick(&self.results, "disposition", said(disposition)?).ok()?;
        let known = self.results.iter().find(|known| known.code == code)?;
        let by_contact = result.is_empty() || stored?.needs_contact();
        Some(known).filter(|known| by_contact && !known.settles)
    }

    /// What of a change is new: a call in vain leaves no trace in its task, and may have come in with
    /// this file before.
    fn untold(
        &self,
        mut change: Change,
        line: &Line,
        stored: Option<&Task>,
    ) -> Result<Change, Error> {
        if let (Some(known), Some(task)) = (self.in_vain(&change, stored), stored) {
            let call = [known.code.as_str(), line.result.trim()];
            if task::tried(&self.desk.reader, task, line.left_by(), call)? {
                change.done = None;
            }
        }
        Ok(change)
    }

    fn change(&self, mut change: Change, stored: Option<&Task>) -> String {
        let stays = self.in_vain(&change, stored).is_some();
        for (column, value) in &mut change.typed {
            *value = self.value(*column, value);
        }
        words::change(self.context.lang, &change, stays)
    }

    /// The task that a row was made before, if it is that: the same in the same words, due when they
    /// meant then, or open and changed since.
    fn before(&self, line: &Line, new: &NewTask) -> Result<Option<TaskId>, Stop> {
        let desk = self.desk;
        let given = task::given_like(&desk.reader, &desk.actor, new)?;
        let is_it = |task: &&Task| {
            let then = Now {
                at: task.given_at,
                zone: desk.now.zone,
            };
            let due = said(&line.due).and_then(|due| Next::parse(due, &then).ok());
            let changed = task.state == State::Open && task.version > 1;
            changed || due.map(|due| due.on) == task.due_on
        };
        Ok(given.iter().find(is_it).map(|task| task.id))
    }

    /// What a row without a number asks for, and which task that is if it is there already.
    fn added(&self, line: &Line) -> Result<(NewTask, Option<TaskId>), Stop> {
        let desk = self.desk;
        let customer = said(&line.customer);
        let customer = customer
            .map(|code| desk.customer(code, self.context.text))
            .transpose()?;
        let usual = match customer {
            Some(_) => USUAL_FOR_CUSTOMER,
            None => USUAL,
        };
        let to = match said(&line.to) {
            Some(to) => whose(desk, to)?,
            None => To::Person(desk.actor.id),
        };
        let new = NewTask {
            kind: match said(&line.kind) {
                Some(typed) => kind(desk, typed)?,
                None => usual.to_owned(),
            },
            note: said(&line.note).map(str::to_owned),
            customer,
            due: said(&line.due).map(|due| when(desk, due)).transpose()?,
            priority: match said(&line.priority) {
                Some(typed) => priority(typed)?,
                None => Priority::Normal,
            },
            ..NewTask::new(line.title.trim(), to)
        };
        let there = self.before(line, &new)?;
        Ok((new, there))
    }

    /// A new task as it was understood: for whom, about whom, what, by when.
    fn read_back(&self, new: &NewTask) -> Result<String, Stop> {
        let (desk, text, lang) = (self.desk, self.context.text, self.context.lang);
        let whose = match new.to {
            To::Person(id) => staff::by_id(&desk.reader, id)?.map(|who| who.name),
            To::Unit(id) => unit::list(&desk.reader)?
                .into_iter()
                .find(|unit| unit.id == id)
                .map(|unit| unit.name),
        };
        let whom = match new.customer {
            Some(id) => {
                let card = card::get(&desk.reader, &desk.actor, id, 0, desk.now.at)?;
                Some(format!("{} {}", card.code, card.name))
            }
            None => None,
        };
        let kind = say::choice(lang, &self.kinds, KINDS, &new.kind);
        let due = new.due.map(|due| say::next(text, &desk.now, due));
        let usual = new.priority == Priority::Normal;
        let pressing = (!usual).then(|| words::priority(lang, new.priority).to_owned());
        let due = due.unwrap_or_else(|| text.task.whenever.to_owned());
        let said = [whose, whom, Some(kind), Some(due), pressing];
        let said: Vec<String> = said.into_iter().flatten().collect();
        Ok(said.join(words::between(lang)))
    }

    fn changed(&self, id: TaskId, change: &Change, stored: Option<&Task>) -> Result<Step, Error> {
        let desk = self.desk;
        let whom = stored.and_then(|task| Some(task.customer.as_ref()?.id));
        let result = match &change.done {
            None => None,
            Some((result, disposition)) => {
                let code = said(disposition)
                    .map(|typed| choice::pick(&self.results, "disposition", typed))
                    .transpose()?;
                Some(Returned {
                    result: result.clone(),
                    call: whom.zip(code),
                })
            }
        };
        let mut edit = Edit::default();
        for (column, typed) in &change.typed {
            let empty = |field: &str| match typed.is_empty() {
                true => Err(Error::invalid(field, Fault::Empty)),
                false => Ok(()),
            };
            match column {
                Column::Kind => {
                    empty("kind")?;
                    edit.kind = Some(kind(desk, typed)?);
                }
                Column::Priority => {
                    empty("priority")?;
                    edit.priority = Some(priority(typed)?);
                }
                Column::Due => {
                    let due = said(typed).map(|due| when(desk, due)).transpose()?;
                    edit.due = Some(due);
                }
                Column::To => {
                    empty("to")?;
                    edit.to = Some(whose(desk, typed)?);
                }
                Column::Note => edit.note = Some(typed.clone()),
                Column::Name | Column::Assigner => {}
            }
        }
        Ok(Step::Change { id, edit, result })
    }
}

/// How pressing; what is none is told with those that there are.
fn priority(typed: &str) -> Result<Priority, Error> {
    let word = |one: &Priority| {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| words::priority(lang, *one));
        Word::labelled(one.code(), zh, en)
    };
    pressing(typed).ok_or_else(|| {
        let nearest = Near::all(Priority::ALL.iter().map(word));
        Error::invalid("priority", Fault::Unknown { nearest })
    })
}
