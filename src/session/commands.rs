//! What a command of the desk is in the store, and its answer for the desk. Must not know threads.

mod claim;
mod task;
mod trade;

use sha2::{Digest, Sha256};

use crate::app::vocabulary::{Command, Outcome};
use crate::domain::customer::{Draft, NewPhone, Sheet};
use crate::domain::ids::{CustomerId, EntryId, PhoneId, ProductId, StaffId};
use crate::domain::supply::UseChange;
use crate::domain::time::Instant;
use crate::domain::today::{Change, Settling, Whom};
use crate::error::Result;
use crate::store::draft::{self, Keeper};
use crate::store::{
    Asking, Done, LiveTx, Once, Tx, Writer, customer, journal, reason, sheet, staff_setting,
    supply, today,
};

/// Hears how far a long command is: so many are done of so many.
pub(super) type Told<'t> = &'t mut dyn FnMut(usize, usize);

/// Carries out a command of a person; `keeper` keeps the forms that are open at this desk.
pub fn carry_out(
    writer: &mut Writer,
    keeper: &mut Keeper,
    staff: StaffId,
    at: Instant,
    command: Command,
    told: Told<'_>,
) -> Result<Outcome> {
    let asking = Asking::new(staff, at);
    let digest = digest(&command);
    let once = |key| Asking {
        once: Some(Once { key, digest }),
        ..asking.clone()
    };
    match command {
        Command::Log {
            once: key,
            log,
            task,
        } => task::log(writer, &once(key), task, &log),
        Command::Note {
            once: key,
            note,
            task,
        } => task::note(writer, &once(key), task, &note),
        Command::Add { once: key, draft } => add(writer, &once(key), &draft),
        Command::Save {
            once: key,
            customer,
            was,
            now,
        } => save(writer, &once(key), customer, (&was, &now)),
        Command::Use {
            once: key,
            customer,
            product,
            change,
        } => use_it(writer, &once(key), (customer, product), change),
        Command::Attach {
            once: key,
            customer,
            typed,
        } => attach(writer, &once(key), customer, typed),
        Command::Transfer {
            once: key,
            customers,
            to,
            reason,
        } => transfer(writer, once(key), &customers, to, reason),
        Command::Reveal {
            customer,
            phone,
            copy,
        } => reveal(writer, &asking, customer, phone, copy),
        Command::Numbers { customer } => numbers(writer, &asking, customer),
        Command::Opened { customer } => opened(writer, &asking, customer),
        Command::Undo { entry } => undo(writer, &asking, entry),
        Command::Prefer { key, value } => prefer(writer, &asking, key, &value),
        Command::SetToday { once: key, change } => set_today(writer, &once(key), &change),
        Command::Settle { once: key, of, how } => settle(writer, &once(key), &of, &how),
        Command::Claim(claim) => claim::carry_out(writer, keeper, &asking, claim),
        Command::Task { once: key, deed } => task::carry_out(writer, &once(key), &deed, told),
        Command::Trade { once: key, deed } => trade::carry_out(writer, &once(key), &deed),
        command => drafts(writer, keeper, &asking, command),
    }
}

fn settle(writer: &mut Writer, asking: &Asking, of: &[Whom], how: &Settling) -> Result<Outcome> {
    let settle = |tx: &Tx<'_>| today::settle(tx, of, how);
    let done = writer.change(asking, "reason.settle", settle)?;
    let one = of.first().and_then(|(customer, _)| *customer);
    Ok(saved(&done, one.filter(|_| of.len() == 1), done.answer))
}

fn prefer(writer: &mut Writer, asking: &Asking, key: &str, value: &str) -> Result<Outcome> {
    let set = |tx: &Tx<'_>| staff_setting::set(tx, key, value);
    writer.change(asking, "staff_setting.set", set)?;
    Ok(Outcome::Kept)
}

fn add(writer: &mut Writer, asking: &Asking, draft: &Draft) -> Result<Outcome> {
    let done = writer.change(asking, "customer.add", |tx| {
        let added = customer::add(tx, draft)?;
        customer::reasoned(tx, added.id)?;
        Ok(added)
    })?;
    Ok(saved(&done, Some(done.answer.id), 1))
}

fn save(
    writer: &mut Writer,
    asking: &Asking,
    customer: Option<CustomerId>,
    (was, now): (&Sheet, &Sheet),
) -> Result<Outcome> {
    let action = customer.map_or("customer.add", |_| "customer.edit");
    let save = |tx: &Tx<'_>| sheet::save(tx, customer, was, now);
    let done = writer.change(asking, action, save)?;
    Ok(saved(&done, Some(done.answer.customer), 1))
}

fn use_it(
    writer: &mut Writer,
    asking: &Asking,
    (customer, product): (CustomerId, ProductId),
    change: UseChange,
) -> Result<Outcome> {
    let done = writer.change(asking, "customer.use", |tx| {
        Ok(supply::use_it(tx, customer, product, change)?.1)
    })?;
    Ok(saved(&done, Some(customer), 1))
}

/// What Today is made of is changed.
fn set_today(writer: &mut Writer, asking: &Asking, change: &Change) -> Result<Outcome> {
    let action = match change {
        Change::Edit(..) => "reason.change",
        Change::Add(..) => "reason.add",
        Change::Remove(_) => "reason.remove",
        Change::Cadence(..) => "setting.set",
    };
    let done = writer.change(asking, action, |tx| reason::apply(tx, change))?;
    Ok(saved(&done, None, 1))
}

/// What becomes of forms that are not finished.
fn drafts(
    writer: &mut Writer,
    keeper: &mut Keeper,
    asking: &Asking,
    command: Command,
) -> Result<Outcome> {
    match command {
        Command::Keep(form) => keeper.keep(writer, asking, &form)?,
        Command::Forget { once } => draft::forget(writer, asking, &once)?,
        Command::TakeUp { once } => {
            let kept = keeper.take_up(writer, asking, &once)?;
            return Ok(Outcome::TakenUp(Box::new(kept)));
        }
        _ => draft::pick_up(writer, asking)?,
    }
    Ok(Outcome::Kept)
}

fn attach(
    writer: &mut Writer,
    asking: &Asking,
    customer: CustomerId,
    typed: String,
) -> Result<Outcome> {
    let new = NewPhone {
        typed,
        kind: None,
        member: None,
        ..NewPhone::default()
    };
    let attach = |tx: &Tx<'_>| customer::attach(tx, customer, &new);
    let done = writer.change(asking, "customer.attach", attach)?;
    Ok(saved(&done, Some(customer), 1))
}

fn transfer(
    writer: &mut Writer,
    asking: Asking,
    customers: &[CustomerId],
    to: StaffId,
    reason: String,
) -> Result<Outcome> {
    let transfer = |tx: &Tx<'_>| customer::transfer(tx, customers, to, &reason);
    let asking = Asking {
        reason: Some(reason.clone()),
        ..asking
    };
    let done = writer.change(&asking, "customer.transfer", transfer)?;
    let one = customers.first().copied().filter(|_| customers.len() == 1);
    Ok(saved(&done, one, done.answer))
}

fn undo(writer: &mut Writer, asking: &Asking, entry: EntryId) -> Result<Outcome> {
    let done = journal::undo(writer, asking, entry, false)?;
    Ok(Outcome::Undone {
        undone: entry,
        action: done.answer.action,
        entry: done.entry,
        customers: done.answer.customers,
    })
}

fn reveal(
    writer: &mut Writer,
    asking: &Asking,
    customer: CustomerId,
    phone: Option<PhoneId>,
    copy: bool,
) -> Result<Outcome> {
    // Durable: a trace of who saw a number outlives a power cut.
    let reveal = |tx: &LiveTx<'_>| customer::reveal(tx, customer, phone, copy);
    let (phone, number) = writer.live(asking, "reveal", true, reveal)?;
    Ok(Outcome::Number {
        customer,
        phone,
        number,
        copy,
    })
}

fn numbers(writer: &mut Writer, asking: &Asking, customer: CustomerId) -> Result<Outcome> {
    let numbers = |tx: &LiveTx<'_>| customer::numbers(tx, customer);
    Ok(Outcome::Numbers(
        writer.live(asking, "reveal", true, numbers)?,
    ))
}

fn opened(writer: &mut Writer, asking: &Asking, customer: CustomerId) -> Result<Outcome> {
    writer.live(asking, "open", false, |tx| customer::opened(tx, customer))?;
    Ok(Outcome::Kept)
}

fn saved<T>(done: &Done<T>, customer: Option<CustomerId>, count: usize) -> Outcome {
    Outcome::Saved {
        entry: done.entry,
        customer,
        count,
    }
}

/// The command without its key: another command under the same key is refused.
fn digest(command: &Command) -> String {
    // Debug prints every field; commands hold nothing that prints alike and means another thing.
    let digest = Sha256::digest(format!("{command:?}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
