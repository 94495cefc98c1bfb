//! What the fields say: tasks, or what is to be another way of one. Must not know who stores it.

use super::fields::Was;
use super::{About, Give, Part, Reason, What};
use crate::app::desk::Desk;
use crate::app::layers::people::whose;
use crate::app::vocabulary::TaskDeed;
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::nearest::{Word, nearest};
use crate::domain::task::{Edit, NewTask, Priority, Source, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::time::DateFault;
use crate::domain::when::{Every, Next};
use crate::error::Fault;
use crate::text::{date_fault, fault};

/// What is typed into a field, or why that says nothing.
type Said<T> = Result<Option<T>, String>;

impl Give {
    /// By when, as it was understood; none: nothing is typed.
    pub(super) fn due(&self, desk: &Desk) -> Said<Next> {
        match Next::parse(self.form.text(Part::Due), &desk.now) {
            Err(DateFault::Empty) => Ok(None),
            Ok(next) => Ok(Some(next)),
            Err(fault) => Err((desk.text().give.no_time)(date_fault(desk.lang, fault))),
        }
    }

    /// How often it comes again, and when first, if that is said with it.
    pub(super) fn every(&self, desk: &Desk) -> Said<(Every, Option<Next>)> {
        let typed = self.form.text(Part::Every).trim();
        if typed.is_empty() {
            return Ok(None);
        }
        match Every::parse(typed, &desk.now) {
            Some(every) => Ok(Some(every)),
            None => Err(desk.text().give.no_span.to_owned()),
        }
    }

    fn to(&self, desk: &Desk) -> Said<To> {
        let typed = self.form.text(Part::To).trim();
        match self.form.code(Part::To).and_then(whose) {
            Some(to) => Ok(Some(to)),
            None if typed.is_empty() => Ok(None),
            None => Err(nobody(desk, typed)),
        }
    }

    /// A field in which one of a few is chosen.
    fn chosen(&self, desk: &Desk, part: Part) -> Said<String> {
        let typed = self.form.text(part).trim();
        match self.form.code(part) {
            Some(code) => Ok(Some(code.to_owned())),
            None if typed.is_empty() => Ok(None),
            None => Err((desk.text().give.no_such)(typed)),
        }
    }

    /// What is to be stored; none: nothing is another way. Errors stand at their fields.
    pub(super) fn deed(&mut self, desk: &Desk) -> Result<Option<TaskDeed>, ()> {
        let due = self.due_unless_kept(desk);
        let due = self.at(Part::Due, due);
        let every = self.every(desk);
        let every = self.at(Part::Every, every);
        let to = self.to(desk);
        let to = self.at(Part::To, to);
        let kind = self.chosen(desk, Part::Kind);
        let kind = self.at(Part::Kind, kind);
        let priority = self.chosen(desk, Part::Priority);
        let priority = self.at(Part::Priority, priority);
        let reason = self.chosen(desk, Part::Reason);
        let reason = self.at(Part::Reason, reason);
        let title = self.form.text(Part::Title).trim().to_owned();
        let each = |of: &[About]| of.iter().all(|about| !about.reasons.is_empty());
        let needed = !matches!(&self.what, What::Many(of) if each(of));
        if title.is_empty() && needed {
            self.form.set_error(Part::Title, desk.text().forms.required);
            return Err(());
        }
        let (due, every, to, kind) = (due?, every?, to?, kind?);
        let (priority, _) = (priority?, reason?);
        let priority = priority.as_deref().and_then(Priority::from_code);
        // Typed as a day of its own, or a day that is said with how often.
        let first = every.and_then(|(_, first)| first);
        let due = due.or(first.filter(|_| self.form.text(Part::Due).trim().is_empty()));
        let every = every.map(|(every, _)| every);
        if let (Some(every), Some(due)) = (every, due)
            && !every.fits(due.on)
        {
            let why = fault(desk.lang, &Fault::OtherDay);
            self.form.set_error(Part::Due, why);
            return Err(());
        }
        let note = self.form.text(Part::Note).trim().to_owned();
        let said = NewTask {
            kind: kind.unwrap_or_default(),
            note: Some(note).filter(|note| !note.is_empty()),
            due,
            priority: priority.unwrap_or(Priority::Normal),
            every,
            ..NewTask::new(title, to.unwrap_or(mine(desk)))
        };
        Ok(match &self.what {
            What::One(None) => Some(TaskDeed::Add(Box::new(usual(said, USUAL)))),
            What::One(Some(about)) => {
                let new = of(said, about, self.reason());
                Some(TaskDeed::Add(Box::new(new)))
            }
            What::Many(all) => {
                let one = |about: &About| of(said.clone(), about, about.reasons.first());
                Some(TaskDeed::Convert(all.iter().map(one).collect()))
            }
            What::Change(was) => self.changed(was, said, to),
        })
    }

    /// A time that was there before is not held to be in the future.
    fn due_unless_kept(&self, desk: &Desk) -> Said<Next> {
        match &self.what {
            What::Change(was) if self.form.text(Part::Due).trim() == was.due => Ok(None),
            _ => self.due(desk),
        }
    }

    /// Puts what is wrong at its field.
    fn at<T>(&mut self, part: Part, said: Said<T>) -> Result<Option<T>, ()> {
        said.map_err(|why| self.form.set_error(part, why))
    }

    fn changed(&self, was: &Was, said: NewTask, to: Option<To>) -> Option<TaskDeed> {
        let typed = |part| self.form.text(part).trim();
        let other = |part, was: &str| typed(part) != was.trim();
        let to = to.filter(|_| self.form.code(Part::To) != was.to.as_deref());
        let due = (other(Part::Due, &was.due) || said.due.is_some()).then_some(said.due);
        let every = other(Part::Every, &was.every).then_some(said.every);
        let edit = Edit {
            kind: Some(said.kind).filter(|kind| !kind.is_empty() && *kind != was.kind),
            title: other(Part::Title, &was.title).then_some(said.title),
            note: other(Part::Note, &was.note).then(|| said.note.unwrap_or_default()),
            to,
            due,
            priority: Some(said.priority).filter(|priority| priority.code() != was.priority),
            every,
        };
        let task = TaskId(was.id);
        (edit != Edit::default()).then(|| TaskDeed::Edit {
            task,
            edit: Box::new(edit),
        })
    }
}

/// The task about one customer, of this reason of theirs.
fn of(said: NewTask, about: &About, reason: Option<&Reason>) -> NewTask {
    let customer = about.customer.map(CustomerId);
    let kind = reason.map_or(USUAL_FOR_CUSTOMER, |reason| &reason.kind);
    let mut new = usual(NewTask { customer, ..said }, kind);
    if let Some(reason) = reason {
        if new.title.is_empty() {
            new.title.clone_from(&reason.title);
        }
        new.source = Some(Source {
            reason: reason.code.clone(),
            occurrence: reason.occurrence.clone(),
        });
    }
    new
}

/// Of this kind where none was said.
fn usual(mut new: NewTask, kind: &str) -> NewTask {
    if new.kind.is_empty() {
        kind.clone_into(&mut new.kind);
    }
    new
}

fn mine(desk: &Desk) -> To {
    // Before the house is loaded nobody has opened a form.
    let me = desk.me().map(|me| me.id);
    To::Person(me.unwrap_or(crate::domain::ids::StaffId(0)))
}

/// Nobody is called so; who may be meant.
fn nobody(desk: &Desk, typed: &str) -> String {
    let house = desk.house.as_ref();
    let staff = house.map_or(&[][..], |house| &house.staff).iter();
    let units = house.map_or(&[][..], |house| &house.units).iter();
    let staff = staff.map(|(_, login, name)| Word::named(login, name));
    let known = staff.chain(units.map(|(_, code, name)| Word::named(code, name)));
    (desk.text().give.nobody)(typed, &nearest(typed, known))
}
