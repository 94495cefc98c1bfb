//! The rules that the business edits, and what one of them says of a customer: kind, weight,
//! window, wording. Must not know how a rule is applied.

use crate::domain::birthday::Feb29Rule;
use crate::domain::ids::{RuleId, StaffId};
use crate::domain::nearest::Word;
use crate::domain::staff::Role;
use crate::domain::time::{Day, Instant};

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nobody answered their call.
    MissedCall,
    /// Their call was answered, and nobody wrote down what was said.
    NotLogged,
    /// A promised contact is due.
    NextContact,
    /// What they bought comes to its end.
    RunOut,
    /// Their birthday, or that of one of theirs.
    Birthday,
    /// Another day of theirs that comes every year.
    Anniversary,
    /// Not contacted for as long as their grade allows.
    Silent,
    /// They owe.
    BalanceDue,
    /// What is kept for them has not been collected for long.
    HeldLong,
    /// So many days after a purchase: does it work well? (cap. 69)
    Bought,
    /// A new customer whom nobody has greeted.
    New,
    /// A customer who got another owner, whom that owner has not greeted.
    Transferred,
    /// At risk: purchases fall off, a complaint (cap. 67, 84 to 88).
    Watch,
    /// A holiday or an occasion (cap. 66).
    Greeting,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 14] = [
        Kind::MissedCall,
        Kind::NotLogged,
        Kind::NextContact,
        Kind::RunOut,
        Kind::Birthday,
        Kind::Anniversary,
        Kind::Silent,
        Kind::BalanceDue,
        Kind::HeldLong,
        Kind::Bought,
        Kind::New,
        Kind::Transferred,
        Kind::Watch,
        Kind::Greeting,
    ];

    /// As it stands in the file and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Kind::MissedCall => "missed_call",
            Kind::NotLogged => "not_logged",
            Kind::NextContact => "next_contact",
            Kind::RunOut => "run_out",
            Kind::Birthday => "birthday",
            Kind::Anniversary => "anniversary",
            Kind::Silent => "silent",
            Kind::BalanceDue => "balance_due",
            Kind::HeldLong => "held_long",
            Kind::Bought => "bought",
            Kind::New => "new",
            Kind::Transferred => "transferred",
            Kind::Watch => "watch",
            Kind::Greeting => "greeting",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One row of the table `reason`: the business may have several of a kind (greetings, guidance
/// after 7 and after 30 days).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Row.
    pub id: RuleId,
    /// Its name in the file, on the command line and in settlements.
    pub code: String,
    /// What it is about.
    pub kind: Kind,
    /// Whether it is used.
    pub on: bool,
    /// Days before its day on which it begins to show.
    pub before: i64,
    /// Days after its day for which it goes on showing.
    pub after: i64,
    /// How much it counts, 0 to 100.
    pub weight: i64,
    /// Wording in Chinese.
    pub label_zh: String,
    /// Wording in English.
    pub label_en: String,
    /// Who sees it; empty: everybody.
    pub seen_by: Vec<Role>,
    /// `bought`, `balance_due`, `held_long`: how many days after the purchase.
    pub days: Option<i64>,
    /// `greeting`: the day, `10-01` or `lunar:08-15`.
    pub date: Option<String>,
    /// `greeting`: of which list `value` is (`tier`, `grade`, `tag`); none: everybody.
    /// `watch`: none.
    pub list: Option<String>,
    /// `greeting`: whose. `watch`: of what (`falling`, `complaint`).
    pub value: Option<String>,
}

impl Rule {
    /// As it is named to somebody who typed something else.
    pub fn word(&self) -> Word {
        Word::labelled(&self.code, &self.label_zh, &self.label_en)
    }
}

/// How often customers of a grade are contacted (cap. 153).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cadence {
    /// Code of the list `grade`; none: everybody else.
    pub grade: Option<String>,
    /// At least every so many days.
    pub every_days: i64,
    /// At most so many times in 30 days.
    pub most: i64,
}

/// Everything that the business has set about Today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulebook {
    /// The rules that are on and that the asker sees.
    pub rules: Vec<Rule>,
    /// How often whom.
    pub cadence: Vec<Cadence>,
    /// When a birth on 29 February is celebrated.
    pub feb29: Feb29Rule,
}

impl Rulebook {
    /// How often customers of a grade are contacted; none: there is no rule.
    pub fn cadence(&self, grade: Option<&str>) -> Option<&Cadence> {
        let of = |wanted: Option<&str>| {
            let mut all = self.cadence.iter();
            all.find(|cadence| cadence.grade.as_deref() == wanted)
        };
        grade.and_then(|grade| of(Some(grade))).or_else(|| of(None))
    }
}

/// One reason for ringing one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The rule.
    pub rule: RuleId,
    /// Its code.
    pub code: String,
    /// Its kind.
    pub kind: Kind,
    /// Which one of all times that it comes: unique with customer and rule.
    pub occurrence: String,
    /// Its day.
    pub due_on: Day,
    /// Its time of day, where it has one.
    pub at: Option<Instant>,
    /// Weight and urgency.
    pub points: i64,
    /// What to say it with.
    pub detail: Detail,
}

/// What a reason is said with, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Whose birthday it is (a member's name; none: the customer's own), how old they turn.
    Birthday {
        /// The member's name.
        whose: Option<String>,
        /// Years reached on the day, where the year is known.
        turns: Option<u32>,
        /// By the lunar calendar.
        lunar: bool,
    },
    /// A day that comes every year.
    Anniversary {
        /// Its name.
        name: String,
        /// The member's name.
        whose: Option<String>,
        /// Years reached on the day.
        years: Option<u32>,
        /// By the lunar calendar.
        lunar: bool,
    },
    /// What they have of a product ends on the reason's day.
    RunOut {
        /// Its name.
        product: String,
        /// How many they bought last.
        quantity: i64,
        /// How many days one lasts one user.
        cycle_days: i64,
        /// How many use it.
        users: i64,
        /// Days between their purchases, oldest first.
        intervals: Vec<i64>,
        /// It ends on this day at the earliest.
        earliest: Day,
        /// It ends on this day at the latest.
        latest: Day,
    },
    /// Not contacted since (none: never).
    Silent {
        /// Day of the last contact.
        since: Option<Day>,
        /// How often their grade is contacted.
        every_days: i64,
    },
    /// A promised contact.
    NextContact {
        /// Who promised it.
        by: Option<StaffId>,
    },
    /// A call that nobody answered, or that nobody logged.
    Call {
        /// As the exchange sent it.
        number: Option<String>,
        /// When it came.
        at: Instant,
    },
    /// Minor units owed, since the newest sale that is not paid.
    BalanceDue {
        /// Minor units.
        amount: i64,
        /// Day of that sale.
        since: Day,
    },
    /// Goods of theirs that are kept here, the oldest since a day.
    HeldLong {
        /// Pieces.
        pieces: i64,
        /// Day of the oldest sale of which something is kept.
        since: Day,
    },
    /// So many days after the purchase on that day.
    Bought {
        /// Days after which to ask.
        days: i64,
        /// Day of the purchase.
        on: Day,
    },
    /// Nobody has greeted them since this day.
    New,
    /// They came to their owner on the reason's day.
    Transferred {
        /// Whose they were.
        from: Option<StaffId>,
    },
    /// At risk.
    Watch(Watched),
    /// A holiday: its rule's wording says which.
    Greeting {
        /// As the rule writes it.
        date: String,
    },
}

/// Why a customer is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watched {
    /// Two of their usual intervals have gone by without a purchase.
    Falling {
        /// Day of the last purchase.
        last: Option<Day>,
    },
    /// They complained.
    Complaint,
}

impl Watched {
    /// As a rule's `value` writes it: falling purchases.
    pub const FALLING: &'static str = "falling";
    /// As a rule's `value` writes it: a complaint.
    pub const COMPLAINT: &'static str = "complaint";
}
