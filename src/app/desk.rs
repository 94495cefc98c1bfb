//! What every pane may look at: language, theme, size, the house, the clock's reading, calls.
//! Must not know panes or keys.

use std::borrow::Cow;
use std::sync::Arc;

use super::vocabulary::{Context, HouseInfo, Me};
use crate::domain::customer::{CardPhone, CustomField, FormField, Sight};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::importing::Importing;
use crate::domain::interaction::{Call, Callback, Choice};
use crate::domain::phone::{PhoneKind, masked, spoken, understand};
use crate::domain::staff::{Operation, Scope};
use crate::domain::task::Task;
use crate::domain::time::Now;
use crate::domain::today::{Due, Whose};
use crate::error::{Error, Refusal};
use crate::kit::theme::{Ground, Theme};
use crate::text::reason::{Telling, task_title};
use crate::text::{Lang, Text, explain, say};

/// Rows inside of a stack below which only one list is shown.
const LEAST: u16 = 6;

/// Most rows of a list that is not worked in.
const FEW: u16 = 6;

/// From this many columns on, list and card stand side by side.
pub const WIDE: u16 = 100;

/// What all panes share and none may change.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The language.
    pub lang: Lang,
    /// It was asked for when the desk was opened: it wins over the person's earlier choice.
    pub lang_asked: bool,
    /// The look.
    pub theme: Theme,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How many lists are stacked where there is room.
    pub lists: usize,
    /// The clock's reading with the last event.
    pub now: Now,
    /// A number that no other form will have.
    pub nonce: u64,
    /// The business; none until it is loaded.
    pub house: Option<Arc<HouseInfo>>,
    /// Calls at this extension.
    pub calls: Vec<Call>,
    /// Callbacks of today, soonest first.
    pub callbacks: Vec<Callback>,
    /// An import of this person that is not finished.
    pub import: Option<Importing>,
    /// How many tasks have news for this person.
    pub unread: usize,
    /// How far a long command is: so many of so many.
    pub progress: Option<(usize, usize)>,
    /// Who else is at work on the customer who is rung from here.
    pub also_at: Option<(CustomerId, String)>,
}

impl Desk {
    /// A desk before anything is known.
    pub fn new(context: &Context, lang: Lang, theme: Theme, size: (u16, u16)) -> Desk {
        Desk {
            lang,
            lang_asked: false,
            theme,
            size,
            lists: 1,
            now: context.now,
            nonce: context.nonce,
            house: None,
            calls: Vec::new(),
            callbacks: Vec::new(),
            import: None,
            unread: 0,
            progress: None,
            also_at: None,
        }
    }

    /// The words.
    pub fn text(&self) -> &'static Text {
        self.lang.text()
    }

    /// Whether list and card stand side by side.
    pub fn wide(&self) -> bool {
        self.size.0 >= WIDE
    }

    /// Columns of the list where list and card stand side by side.
    pub fn list_width(&self) -> u16 {
        (self.size.0 * 2 / 5).clamp(55, 72)
    }

    /// Columns inside the card's box.
    pub fn card_width(&self) -> u16 {
        let outer = if self.wide() {
            self.size.0 - self.list_width()
        } else {
            self.size.0
        };
        outer.saturating_sub(4)
    }

    /// Rows inside a box that fills the desk: without header, bottom line and edges.
    pub fn pane_height(&self) -> usize {
        usize::from(self.size.1.saturating_sub(4)).max(1)
    }

    /// Rows inside the list that is worked in, and inside each of the others of the stack; none:
    /// the others are not shown.
    pub fn list_heights(&self) -> (u16, Option<u16>) {
        let alone = self.size.1.saturating_sub(4);
        let lists = u16::try_from(self.lists).unwrap_or(u16::MAX);
        let others = lists.saturating_sub(1);
        // The edges: one above each list, and the lowest one.
        let inside = self
            .size
            .1
            .saturating_sub(2)
            .saturating_sub(lists.saturating_add(1));
        if !self.wide() || others == 0 || inside < LEAST {
            return (alone, None);
        }
        let other = (inside / lists.saturating_mul(3)).min(FEW);
        (inside - other * others, Some(other))
    }

    /// Takes a person's own language and look over from an earlier day.
    pub(super) fn prefer(&mut self, me: &Me) {
        if let Some(lang) = me.language.as_deref().and_then(Lang::from_code)
            && !self.lang_asked
        {
            self.lang = lang;
        }
        match me.theme.as_deref() {
            Some("light") => self.theme.ground = Ground::Light,
            Some("dark") => self.theme.ground = Ground::Dark,
            _ => {}
        }
    }

    /// An error in words; who is asked not to undo what they changed themselves is told so.
    pub fn explain(&self, error: &Error) -> String {
        let me = self.me().map(|me| me.name.as_str());
        let mut own = None;
        if let Error::Refused(refusal) = error {
            let mut said = refusal.clone();
            if let Refusal::ChangedSince { by, .. } | Refusal::NamedSince { by, .. } = &mut said
                && Some(by.as_str()) == me
            {
                *by = self.text().desk.you.to_owned();
                own = Some(Error::Refused(said));
            }
        }
        explain(self.lang, own.as_ref().unwrap_or(error)).to_string()
    }

    /// A key under which a repeated save of a form that opens now is recognised.
    pub fn once(&self) -> String {
        format!("desk-{:016x}", self.nonce)
    }

    /// The call that has the desk: the one that was answered last, else the newest that rings.
    pub fn spoken_to(&self) -> Option<&Call> {
        self.live()
            .max_by_key(|call| (call.answered_at, call.rang_at, call.id))
    }

    /// The call that the banner tells of: one that rings while another is being spoken on, else
    /// the one that has the desk.
    pub fn calling(&self) -> Option<&Call> {
        let first = self.spoken_to()?;
        let knocks = |call: &&Call| call.answered_at.is_none() && call.rang_at > first.answered_at;
        let knocking = self.live().filter(knocks);
        let newest = knocking.max_by_key(|call| (call.rang_at, call.id));
        Some(newest.unwrap_or(first))
    }

    fn live(&self) -> impl Iterator<Item = &Call> {
        let over = |call: &Call| call.ended_at.is_some() || call.missed || call.logged;
        self.calls.iter().filter(move |call| !over(call))
    }

    /// Who sits here.
    pub fn me(&self) -> Option<&Me> {
        self.house.as_ref().map(|house| &house.me)
    }

    /// How far a right of this person reaches; none: not at all. Before the house is loaded
    /// nothing is refused: the store decides.
    pub fn may(&self, operation: Operation) -> Option<Scope> {
        let Some(me) = self.me() else {
            return Some(Scope::All);
        };
        me.rights
            .iter()
            .find(|(right, _)| *right == operation)
            .map(|(_, scope)| *scope)
    }

    /// The name of a colleague who is active, or one's own.
    pub fn colleague(&self, row: StaffId) -> Option<&str> {
        let house = self.house.as_ref()?;
        let mut staff = house.staff.iter();
        staff
            .find(|(id, ..)| *id == row)
            .map(|(_, _, name)| name.as_str())
    }

    /// Coded lists.
    pub fn choices(&self) -> &[Choice] {
        self.house.as_ref().map_or(&[], |house| &house.choices)
    }

    /// The label of a coded value.
    pub fn label(&self, list: &str, code: &str) -> String {
        say::choice(self.lang, self.choices(), list, code)
    }

    /// The field of this code that the business made for itself.
    pub fn custom(&self, code: &str) -> Option<&CustomField> {
        let house = self.house.as_ref()?;
        house.custom.iter().find(|field| field.code == code)
    }

    /// The fields that the business made for itself and asks for, in order.
    pub fn own_fields(&self) -> Vec<CustomField> {
        let house = self.house.as_ref();
        let all = house.map_or(&[][..], |house| &house.custom).iter();
        all.filter(|field| field.active).cloned().collect()
    }

    /// What forms ask for and require.
    pub fn forms(&self) -> &[FormField] {
        self.house.as_ref().map_or(&[], |house| &house.forms)
    }

    /// What happenings are told with.
    pub fn said_in(&self) -> say::House<'_> {
        say::House {
            choices: self.choices(),
            currency: self.currency(),
        }
    }

    /// The business's wording of a reason.
    pub fn reason(&self, code: &str) -> Option<&str> {
        let mut rules = self.house.as_ref()?.reasons.iter();
        let rule = rules.find(|rule| rule.code == code)?;
        Some(crate::text::rules::label(self.lang, rule))
    }

    /// What a task is called: one that was made from a reason in the reader's language. Raw.
    pub fn title<'t>(&self, task: &'t Task) -> Cow<'t, str> {
        let rules = self.house.as_ref().map_or(&[][..], |house| &house.reasons);
        task_title(self.lang, rules, task)
    }

    /// What a reason is told with: the business's wording, names, money.
    pub fn telling<T>(&self, due: &Due, tell: impl FnOnce(&Telling<'_>) -> T) -> T {
        let rules = self.house.as_ref().map_or(&[][..], |house| &house.reasons);
        let rule = rules.iter().find(|rule| rule.code == due.code);
        let label = rule.map(|rule| match self.lang {
            Lang::Zh => rule.label_zh.as_str(),
            Lang::En => rule.label_en.as_str(),
        });
        tell(&Telling {
            now: &self.now,
            currency: self.currency(),
            label,
            person: &|id| self.colleague(id).map(str::to_owned),
        })
    }

    /// What is told of no rule of the business's: usual wording.
    pub fn telling_usual<T>(&self, tell: impl FnOnce(&Telling<'_>) -> T) -> T {
        tell(&Telling {
            now: &self.now,
            currency: self.currency(),
            label: None,
            person: &|id| self.colleague(id).map(str::to_owned),
        })
    }

    /// Whose customers a list holds.
    pub fn whose(&self, whose: Whose) -> String {
        let words = &self.text().today;
        match whose {
            Whose::Mine => words.mine.to_owned(),
            Whose::Team => words.team.to_owned(),
            Whose::All => words.everybody.to_owned(),
            Whose::Unit(id) => {
                let mut units = self.house.iter().flat_map(|house| &house.units);
                let unit = units.find(|(known, ..)| *known == id);
                unit.map_or(String::new(), |(_, _, name)| name.clone())
            }
            Whose::Of(id) => self.colleague(id).unwrap_or(words.somebody).to_owned(),
        }
    }

    /// Currency code.
    pub fn currency(&self) -> &str {
        self.house.as_ref().map_or("CNY", |house| &house.currency)
    }

    /// Where numbers without a country code belong.
    pub fn region(&self) -> &str {
        self.house.as_ref().map_or("CN", |house| &house.region)
    }

    /// A number in normal form as lists show it: masked, whoever looks.
    pub fn mask(&self, digits: &str) -> String {
        masked(digits, kind_of(digits), self.region())
    }

    /// A number of a card in full, grouped to be read aloud; as somebody wrote it where no plan
    /// knows it.
    pub fn whole(&self, phone: &CardPhone) -> String {
        if !phone.known {
            return phone.typed.trim().to_owned();
        }
        // What people call a fax is a fixed line to the numbering plan.
        let kind = PhoneKind::from_code(&phone.kind).unwrap_or(PhoneKind::Landline);
        spoken(&phone.digits, kind, self.region())
    }

    /// How long ago, in short.
    pub fn ago(&self, at: crate::domain::time::Instant) -> String {
        say::ago(self.text(), self.now.ago(at))
    }
}

/// What a normal form says of its kind without the numbering plans, which are not loaded on
/// the way to the first frame: enough to mask it. Other countries are believed only where their
/// plan knows the number: what nobody knows gets no country.
fn kind_of(digits: &str) -> PhoneKind {
    match digits.len() {
        0..=6 => PhoneKind::Short,
        13 if digits.starts_with("861") => PhoneKind::Mobile,
        11..=13 if digits.starts_with("86") => PhoneKind::Landline,
        7..=10 => PhoneKind::Unknown,
        _ if understand(&format!("+{digits}"), "ZZ").is_ok_and(|phone| phone.known) => {
            PhoneKind::FixedOrMobile
        }
        _ => PhoneKind::Unknown,
    }
}

/// Whether numbers of a card may be shown in full.
pub fn may_reveal(sight: Sight) -> bool {
    sight == Sight::Full
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stacked_lists_and_their_edges_fill_the_desk_and_no_more(
            columns in 0u16..300,
            rows in 0u16..120,
            lists in 1usize..6,
        ) {
            let now = Now { at: Instant(0), zone: chrono_tz::Asia::Shanghai };
            let context = Context { now, nonce: 1 };
            let mut desk = Desk::new(&context, Lang::En, Theme::default(), (columns, rows));
            desk.lists = lists;
            let (tall, others) = desk.list_heights();
            let lists = lists as u16;
            match others {
                Some(few) => {
                    prop_assert_eq!(tall + few * (lists - 1) + lists + 1, rows - 2);
                    prop_assert!(tall >= few && desk.wide());
                }
                None => prop_assert_eq!(tall, rows.saturating_sub(4)),
            }
        }
    }
}
