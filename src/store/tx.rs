//! The two kinds of transaction as the nouns see them: journalled ones, and those of live tables.
//! Must not know how they begin, commit or wait.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::authorise::{self, Actor};
use super::pile::{self, Insert, Pile};
use super::{derive, feed};
use crate::domain::customer::CustomField;
use crate::domain::ids::{CustomerId, EntryId, StaffId, UnitId};
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::Result;

/// A journalled transaction, authorised as its actor.
pub struct Tx<'c> {
    conn: &'c Connection,
    /// Who acts.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// The entry that it is written to.
    pub entry: EntryId,
    touched: RefCell<BTreeSet<CustomerId>>,
    contacted: RefCell<BTreeSet<CustomerId>>,
    mentioned: RefCell<BTreeSet<CustomerId>>,
    topics: RefCell<BTreeSet<&'static str>>,
    derive: Cell<bool>,
    /// In mode range: the newest key of each table before what is not noted yet.
    pub(super) keys: RefCell<BTreeMap<String, i64>>,
    /// In a bulk load: new rows wait in it.
    pub(super) pile: RefCell<Option<Pile>>,
    /// What this transaction has looked up already and cannot change under it.
    pub(super) memo: Memo,
}

/// Lookups that a batch of thousands of rows would repeat: every one is true to the end of the
/// transaction.
#[derive(Default)]
pub(super) struct Memo {
    /// Known values of coded lists: (list, code).
    pub(super) values: RefCell<BTreeSet<(&'static str, String)>>,
    /// Units by code, with their rows.
    pub(super) units: RefCell<BTreeMap<String, UnitId>>,
    /// People who may own customers.
    pub(super) owners: RefCell<BTreeSet<StaffId>>,
    /// The fields that the business made for itself, with their rows.
    pub(super) custom: OnceCell<Vec<(i64, CustomField)>>,
    /// The region that numbers are read in.
    pub(super) region: OnceCell<String>,
    /// The reason that the journal entry gives.
    pub(super) reason: OnceCell<Option<String>>,
    /// The scope of the right to import.
    import: OnceCell<Scope>,
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: &'c Connection, actor: Actor, at: Instant, entry: EntryId) -> Self {
        Tx {
            conn,
            actor,
            at,
            entry,
            touched: RefCell::default(),
            contacted: RefCell::default(),
            mentioned: RefCell::default(),
            topics: RefCell::default(),
            derive: Cell::new(true),
            keys: RefCell::default(),
            pile: RefCell::default(),
            memo: Memo::default(),
        }
    }

    pub(super) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// Whether the actor may do this (to this customer); the scope in which they may.
    pub fn authorise(&self, operation: Operation, customer: Option<CustomerId>) -> Result<Scope> {
        let ask = || authorise::authorise(self.conn, &self.actor, self.at, operation, customer);
        if operation != Operation::Import || customer.is_some() {
            return ask();
        }
        match self.memo.import.get() {
            Some(scope) => Ok(*scope),
            None => ask().map(|scope| *self.memo.import.get_or_init(|| scope)),
        }
    }

    /// Inserts a row, or has it wait on the pile; without a key the table gives one. Says its key.
    pub(super) fn insert(
        &self,
        insert: &'static Insert,
        key: Option<i64>,
        values: Vec<Value>,
    ) -> Result<i64> {
        match self.pile.borrow_mut().as_mut() {
            Some(pile) => Ok(pile.push(insert, key, values)),
            None => insert.now(self.conn, key, values),
        }
    }

    /// The key that the next row of the table will have.
    pub(super) fn next_key(&self, table: &str) -> Result<i64> {
        match self.pile.borrow().as_ref() {
            Some(pile) => Ok(pile.next_key(table)),
            None => pile::next_key(self.conn, table),
        }
    }

    /// Inserts what waits on the pile: somebody will look for it.
    pub(super) fn clear_pile(&self) -> Result<()> {
        match self.pile.borrow_mut().as_mut() {
            Some(pile) => pile.clear(self.conn),
            None => Ok(()),
        }
    }

    /// Inserts what waits once it is much.
    pub(super) fn clear_high_pile(&self) -> Result<()> {
        if self.pile.borrow().as_ref().is_some_and(Pile::is_high) {
            self.clear_pile()?;
        }
        Ok(())
    }

    /// The customer's derived data are renewed and colleagues told, once, at the end.
    pub fn touch(&self, customer: CustomerId) {
        self.touched.borrow_mut().insert(customer);
    }

    /// The same where nothing but a contact with them is new.
    pub fn contact(&self, customer: CustomerId) {
        self.contacted.borrow_mut().insert(customer);
    }

    /// Colleagues are told of the customer, of whom nothing derived has changed.
    pub fn mention(&self, customer: CustomerId) {
        self.mentioned.borrow_mut().insert(customer);
    }

    /// Colleagues are told of something that belongs to no customer (settings, staff, products).
    pub fn tell(&self, topic: &'static str) {
        self.topics.borrow_mut().insert(topic);
    }

    /// A bulk load derives everything at its end instead of row by row.
    pub(super) fn leave_derived_pending(&self) {
        self.derive.set(false);
    }

    /// Ends with what follows from the changes.
    pub(super) fn finish(&self) -> Result<()> {
        let mut touched = self.touched.borrow_mut();
        if self.derive.get() {
            for &customer in touched.iter() {
                derive::customer(self.conn, customer)?;
            }
            for &customer in self.contacted.borrow().difference(&touched) {
                derive::after_contact(self.conn, customer)?;
            }
        }
        touched.append(&mut self.contacted.borrow_mut());
        touched.append(&mut self.mentioned.borrow_mut());
        feed::tell(
            self.conn,
            self.at,
            self.actor.id,
            &touched,
            &self.topics.borrow(),
        )
    }
}

/// A transaction on live tables.
pub struct LiveTx<'c> {
    conn: &'c Connection,
    /// Who acts.
    pub actor: Actor,
    /// When.
    pub at: Instant,
}

impl<'c> LiveTx<'c> {
    pub(super) fn new(conn: &'c Connection, actor: Actor, at: Instant) -> Self {
        LiveTx { conn, actor, at }
    }

    pub(super) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// Whether the actor may do this (to this customer).
    pub fn authorise(&self, operation: Operation, customer: Option<CustomerId>) -> Result<Scope> {
        authorise::authorise(self.conn, &self.actor, self.at, operation, customer)
    }
}
