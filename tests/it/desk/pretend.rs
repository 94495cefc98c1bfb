//! A store that keeps cards in memory and answers at once: enough for the desk to be worked
//! at. It decides nothing; what the real store decides is tested there.

use super::due::{self, Ledger};
use super::fixtures::{blank, house, phone_of};
use super::shapes::{masked, row, sheet_of};
use super::tasks::Tasks;
use super::{Behind, NOW, trade};
use huoke::app::vocabulary::{Answer, Command, Effect, Event, HouseInfo, Outcome, Query};
use huoke::domain::customer::*;
use huoke::domain::ids::*;
use huoke::domain::interaction::{Call, CallLog, Callback};
use huoke::domain::journal::{Change, EntryView};
use huoke::domain::kept::Unfinished;
use huoke::domain::today::{ListOf, Whom};
use huoke::error::Error;
use std::sync::Arc;

#[derive(Clone)]
pub struct Pretend {
    pub customers: Vec<Card>,
    pub calls: Vec<Call>,
    pub callbacks: Vec<Callback>,
    pub house: HouseInfo,
    /// The next write fails with this.
    pub failing: Option<Arc<Error>>,
    /// What was written.
    pub written: Vec<Command>,
    /// A moment that a history tells of besides: its column, ms.
    pub changed: (&'static str, i64),
    /// What addresses of the file name, whatever is asked.
    pub places: Vec<Place>,
    /// What the entry of a history was.
    pub action: &'static str,
    /// What else a history tells.
    pub changes: Vec<Change>,
    /// Forms that are not finished.
    pub drafts: Vec<Unfinished>,
    /// Whom to ring, and why.
    pub today: Ledger,
    /// What is to be done.
    pub tasks: Tasks,
    recent: Vec<CustomerId>,
    entries: i64,
}

impl Behind for Pretend {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Read(slot, ticket, query) => {
                vec![Event::Answer(slot, ticket, self.answer(query))]
            }
            Effect::Write(receipt, command) => vec![Event::Outcome(receipt, self.write(command))],
            _ => Vec::new(),
        }
    }
}

impl Pretend {
    pub fn new(customers: Vec<Card>) -> Pretend {
        Pretend {
            customers,
            calls: Vec::new(),
            callbacks: Vec::new(),
            house: house(),
            failing: None,
            written: Vec::new(),
            changed: ("", 0),
            places: Vec::new(),
            action: "customer.edit",
            changes: Vec::new(),
            drafts: Vec::new(),
            today: Ledger::new(due::today()),
            tasks: Tasks::default(),
            recent: Vec::new(),
            entries: 100,
        }
    }

    fn answer(&mut self, query: Query) -> Result<Answer, Arc<Error>> {
        Ok(match query {
            Query::Find { typed, limit } => Answer::Rows(self.find(&typed, limit)),
            Query::Recent { limit } => {
                let rows: Vec<FoundRow> = self
                    .recent
                    .iter()
                    .rev()
                    .filter_map(|id| self.customers.iter().find(|card| card.id == *id))
                    .map(|card| row(card, MatchedBy::Recent, None))
                    .take(limit)
                    .collect();
                let count = rows.len();
                Answer::Rows(Found { rows, count })
            }
            Query::Card { customer, .. } => {
                let card = self.customers.iter().find(|card| card.id == customer);
                let mut card = card.ok_or(Error::Gone(customer.to_string()))?.clone();
                if let Some(row) = self.today.of(customer) {
                    card.reasons.clone_from(&row.reasons);
                    card.guard.clone_from(&row.guard);
                }
                Answer::Card(Box::new(card))
            }
            Query::Ring { call } => {
                let call = self
                    .calls
                    .iter()
                    .find(|known| known.id == call)
                    .unwrap()
                    .clone();
                let digits = call.digits.clone().unwrap_or_default();
                let found = self.find(&digits, 10);
                Answer::Ring(call, found)
            }
            Query::History { .. } => Answer::History(vec![self.entry()]),
            Query::Lists { lists, .. } => Answer::Lists(due::counts(lists.len())),
            Query::Overview => Answer::Overview(due::overview()),
            Query::Today { limit, list, .. } => {
                let mut list = match list {
                    ListOf::Ranked => self.today.list.clone(),
                    ListOf::Timed(..) => due::timed(&self.today.list),
                };
                list.rows.truncate(limit);
                Answer::Today(Box::new(list))
            }
            Query::Callbacks => Answer::Callbacks(self.callbacks.clone()),
            Query::House => Answer::House(Arc::new(self.house.clone())),
            Query::Sheet { customer } => {
                let card = self.customers.iter().find(|card| card.id == customer);
                let card = card.ok_or(Error::Gone(customer.to_string()))?;
                let mut sheet = sheet_of(card);
                sheet.mask(&Sheet::default(), masked);
                Answer::Sheet(Box::new(sheet))
            }
            Query::Alike { except, to } => Answer::Alike(self.alike(except, &to)),
            Query::Places { .. } => Answer::Places(self.places.clone()),
            Query::Writing => Answer::Writing(None),
            Query::Nothing => Answer::Nothing,
            Query::Drafts => Answer::Drafts(self.drafts.clone()),
            Query::Trade(query) => Answer::Trade(trade::answer(self, query)),
            Query::Task(query) => Answer::Task(self.tasks.answer(&query)),
        })
    }

    fn find(&self, typed: &str, limit: usize) -> Found {
        let typed = typed.trim();
        let matched = |card: &&Card| {
            let digits = |phone: &CardPhone| {
                typed.len() > 2
                    && phone.digits.ends_with(typed)
                    && typed.starts_with(|c: char| c.is_ascii_digit())
            };
            card.phones.iter().any(digits) || card.name.contains(typed)
        };
        let rows: Vec<FoundRow> = self
            .customers
            .iter()
            .filter(matched)
            .map(|card| {
                let number = card
                    .phones
                    .iter()
                    .find(|phone| phone.digits.ends_with(typed));
                let by = match number {
                    Some(phone) if phone.digits == typed => MatchedBy::Number,
                    Some(_) => MatchedBy::Digits,
                    None => MatchedBy::Name,
                };
                row(card, by, number)
            })
            .collect();
        let count = rows.len();
        Found {
            rows: rows.into_iter().take(limit).collect(),
            count,
        }
    }

    /// Those who have a number of the form, as typed.
    fn alike(&self, except: Option<CustomerId>, to: &AlikeTo) -> Vec<Alike> {
        let others = self.customers.iter().filter(|card| Some(card.id) != except);
        others
            .filter_map(|card| {
                let typed = |phone: &&CardPhone| to.phones.contains(&phone.typed);
                let phone = card.phones.iter().find(typed)?;
                Some(Alike {
                    row: row(card, MatchedBy::Number, Some(phone)),
                    by: vec![AlikeBy::Number],
                })
            })
            .collect()
    }

    /// A saved form: the values and numbers that it says.
    fn keep(&mut self, customer: Option<CustomerId>, now: &Sheet) -> CustomerId {
        let id = customer.unwrap_or(CustomerId(1000 + self.entries));
        if !self.customers.iter().any(|card| card.id == id) {
            self.customers.push(blank(id.0, ""));
        }
        let card = self
            .customers
            .iter_mut()
            .find(|card| card.id == id)
            .unwrap();
        let mut now = now.clone();
        now.unmask(&sheet_of(card), masked);
        card.fields.clear();
        card.custom.clear();
        for (key, value) in &now.values {
            match key {
                Key::Plain(Field::Name) => card.name.clone_from(value),
                Key::Plain(field) => card.fields.push((*field, value.clone())),
                Key::DoNotCall => card.do_not_call = value == "1",
                Key::Custom(code) => card.custom.push((code.clone(), value.clone())),
            }
        }
        card.phones = now
            .phones
            .iter()
            .map(|phone| phone_of(&phone.is.typed))
            .collect();
        id
    }

    fn number(&self, customer: CustomerId, phone: Option<PhoneId>, copy: bool) -> Outcome {
        let card = self.customers.iter().find(|card| card.id == customer);
        let mut phones = card.unwrap().phones.iter();
        let phone = phones
            .find(|known| phone.is_none_or(|id| id == known.id))
            .unwrap();
        let number = format!("<{}>", phone.digits);
        Outcome::Number {
            customer,
            phone: phone.id,
            number,
            copy,
        }
    }

    fn keep_draft(&mut self, command: Command) -> Outcome {
        match command {
            Command::Keep(form) => {
                self.drafts.retain(|one| one.kept.once != form.kept.once);
                self.drafts.push(*form);
            }
            Command::Forget { once } => self.drafts.retain(|one| one.kept.once != once),
            Command::TakeUp { once } => {
                let form = self.drafts.iter().find(|one| one.kept.once == once);
                return Outcome::TakenUp(Box::new(form.unwrap().kept.clone()));
            }
            _ => {}
        }
        Outcome::Kept
    }

    fn add(&mut self, draft: &Draft) -> CustomerId {
        let name = draft
            .fields
            .iter()
            .find(|(field, _)| *field == Field::Name)
            .unwrap();
        let mut card = blank(1000 + self.entries, &name.1);
        card.phones = draft
            .phones
            .iter()
            .map(|new| phone_of(&new.typed))
            .collect();
        self.customers.push(card.clone());
        card.id
    }

    fn logged(&mut self, entry: EntryId, log: &CallLog) {
        if log.disposition == "reached" {
            let whom = (Some(log.customer), Vec::new());
            self.today.settle(entry, &[whom]);
        }
    }

    fn settle(&mut self, entry: EntryId, of: &[Whom]) -> Outcome {
        self.today.settle(entry, of);
        Outcome::Saved {
            entry,
            customer: of.first().and_then(|(customer, _)| *customer),
            count: of.len(),
        }
    }

    fn write(&mut self, command: Command) -> Result<Outcome, Arc<Error>> {
        if let Command::Claim(claim) = &command {
            return Ok(self.tasks.claim(claim));
        }
        if !matches!(
            command,
            Command::Opened { .. } | Command::Keep(_) | Command::Forget { .. }
        ) && let Some(error) = self.failing.take()
        {
            return Err(error);
        }
        self.written.push(command.clone());
        self.entries += 1;
        let entry = EntryId(self.entries);
        let saved = |customer| Outcome::Saved {
            entry,
            customer: Some(customer),
            count: 1,
        };
        Ok(match command {
            Command::Task { deed, .. } => self.tasks.carry_out(entry, &deed)?,
            Command::Note { note, task, .. } => self.tasks.contact(entry, note.customer, task)?,
            Command::Log { log, task, .. } => {
                if task.is_none() {
                    self.logged(entry, &log);
                }
                self.tasks.called(entry, &log, task)?
            }
            Command::Settle { of, .. } => self.settle(entry, &of),
            Command::Add { draft, .. } => saved(self.add(&draft)),
            Command::Save { customer, now, .. } => saved(self.keep(customer, &now)),
            Command::Attach { customer, .. } | Command::Use { customer, .. } => saved(customer),
            Command::Transfer { customers, .. } => Outcome::Saved {
                entry,
                customer: None,
                count: customers.len(),
            },
            Command::Reveal {
                customer,
                phone,
                copy,
            } => self.number(customer, phone, copy),
            Command::Numbers { customer } => {
                let card = self.customers.iter().find(|card| card.id == customer);
                let phones = card.unwrap().phones.iter();
                let phones = phones.map(|phone| (phone.id, phone.typed.clone()));
                Outcome::Numbers(phones.collect())
            }
            Command::Opened { customer } => {
                self.recent.retain(|id| *id != customer);
                self.recent.push(customer);
                Outcome::Kept
            }
            Command::Undo { entry: undone } => {
                self.today.undo(undone);
                self.tasks.undo(undone);
                Outcome::Undone {
                    undone,
                    action: "log".to_owned(),
                    entry,
                    customers: vec![CustomerId(1)],
                }
            }
            command => self.keep_draft(command),
        })
    }
}

impl Pretend {
    fn entry(&self) -> EntryView {
        let grade = Change {
            table: "customer".to_owned(),
            key: 1,
            last_key: None,
            customer: Some(CustomerId(1)),
            operation: "update".to_owned(),
            field: Some("grade".to_owned()),
            before: Some("b".to_owned()),
            after: Some("a".to_owned()),
        };
        let mut changes = vec![grade.clone()];
        if let (column @ ("validity_at" | "next_at"), at) = self.changed {
            changes.push(Change {
                field: Some(column.to_owned()),
                before: None,
                after: Some(at.to_string()),
                ..grade
            });
        }
        changes.extend(self.changes.iter().cloned());
        EntryView {
            entry: EntryId(7),
            at: NOW,
            by: (StaffId(1), "wangwei".to_owned(), "王薇".to_owned()),
            action: self.action.to_owned(),
            why: None,
            state: "done".to_owned(),
            undoes: None,
            undone_by: None,
            changes,
            whom: Some((CustomerId(1), "李明朗".to_owned())),
            others: 0,
        }
    }
}
