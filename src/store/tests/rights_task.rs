//! What the matrix of rights tries with tasks. Must not know who may.

use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::staff::{Operation, Scope};
use crate::domain::task::{NewTask, To};
use crate::error::{Error, Result};
use crate::store::task::{self, Filter, Of};
use crate::store::{Actor, Reader, Tx};

/// Gives oneself a task about a customer.
pub(super) fn give(tx: &Tx<'_>, customer: CustomerId) -> Result<()> {
    let new = NewTask {
        customer: Some(customer),
        ..NewTask::new("回访", To::Person(tx.actor.id))
    };
    task::add(tx, &new).map(|_| ())
}

/// Looks at the tasks of whoever has the customer; what waits for anybody of a unit elsewhere is
/// seen by who oversees all.
pub(super) fn oversee(reader: &Reader, actor: &Actor, owner: Option<StaffId>) -> Result<()> {
    match owner {
        Some(owner) => task::list(reader, actor, &Filter::open(Of::Person(owner), 5)).map(|_| ()),
        None if task::overseen(reader, actor)? == Scope::All => Ok(()),
        None => Err(Error::no_right(Operation::Oversee.code())),
    }
}
