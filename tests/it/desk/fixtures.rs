//! The people of the tests: a household, a shop, a colleague's customer.

use super::NOW;
use huoke::app::vocabulary::{HouseInfo, Me};
use huoke::domain::birthday::{Birthday, Calendar};
use huoke::domain::customer::*;
use huoke::domain::ids::*;
use huoke::domain::interaction::{Call, Choice};
use huoke::domain::sale::{Held, State};
use huoke::domain::staff::{Operation, Role, Scope};
use huoke::domain::time::Instant;

const DAY: i64 = 86_400_000;

pub fn days_ago(days: i64) -> Instant {
    Instant(NOW.0 - days * DAY)
}

fn phone(id: i64, digits: &str, masked: &str, kind: &str) -> CardPhone {
    CardPhone {
        id: PhoneId(id),
        typed: digits.to_owned(),
        digits: digits.to_owned(),
        masked: masked.to_owned(),
        kind: kind.to_owned(),
        extension: None,
        member: None,
        validity: None,
        known: true,
    }
}

/// A number that somebody has just typed.
pub fn phone_of(digits: &str) -> CardPhone {
    phone(900, digits, "****", "mobile")
}

pub fn blank(id: i64, name: &str) -> Card {
    Card {
        id: CustomerId(id),
        version: 1,
        code: format!("K{id:04}"),
        name: name.to_owned(),
        sight: Sight::Full,
        owner: Some((StaffId(1), "王薇".to_owned())),
        unit: None,
        fields: vec![(Field::Name, name.to_owned())],
        custom: Vec::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        addresses: Vec::new(),
        dates: Vec::new(),
        members: Vec::new(),
        do_not_call: false,
        created_at: days_ago(400),
        last_contact_at: None,
        last_purchase_at: None,
        purchase_count: 0,
        balance_due: 0,
        held: Vec::new(),
        points: 0,
        contacts_30d: 0,
        supplies: Vec::new(),
        next_contact: None,
        reasons: Vec::new(),
        guard: Vec::new(),
        held_by: None,
        tasks: Vec::new(),
        timeline: Vec::new(),
    }
}

fn limingl() -> Card {
    let mut card = blank(1, "李明朗");
    card.fields.extend([
        (Field::CardNo, "VIP0087".to_owned()),
        (Field::Tier, "green".to_owned()),
        (Field::Grade, "a".to_owned()),
        (Field::Usage, "parents".to_owned()),
        (Field::Remark, "喜欢晚上接电话".to_owned()),
    ]);
    let mut mobile = phone(1, "8613800134821", "138****4821", "mobile");
    mobile.validity = Some(Verified {
        validity: "valid".to_owned(),
        at: days_ago(21),
        by: None,
        how: None,
    });
    let mut home = phone(2, "862162344821", "021****4821", "landline");
    home.member = Some(MemberId(1));
    card.phones = vec![mobile, home];
    card.members = vec![Member {
        id: MemberId(1),
        kind: "family".to_owned(),
        name: "张丽".to_owned(),
        relation: Some("妻".to_owned()),
        employer: None,
    }];
    card.dates = vec![CardDate {
        kind: "birthday".to_owned(),
        member: None,
        date: Birthday {
            calendar: Calendar::Lunar,
            year: Some(1958),
            month: 10,
            day: 17,
            leap: false,
        },
    }];
    card.balance_due = 30_000;
    card.held = vec![Held {
        product: "P-01".to_owned(),
        name: "蜂胶".to_owned(),
        quantity: 2,
    }];
    card.points = 1_240;
    card.purchase_count = 2;
    card.last_purchase_at = Some(days_ago(52));
    card.last_contact_at = Some(days_ago(3));
    card.contacts_30d = 2;
    card.next_contact = Some((chrono::NaiveDate::from_ymd_opt(2026, 12, 3).unwrap(), None));
    card.timeline = timeline();
    card
}

fn timeline() -> Vec<TimelineEntry> {
    vec![
        TimelineEntry {
            at: days_ago(3),
            by: Some("王薇".to_owned()),
            by_id: None,
            what: Happening::Interaction {
                id: InteractionId(1),
                kind: "call".to_owned(),
                direction: Some("out".to_owned()),
                disposition: Some("reached".to_owned()),
                note: Some("十二月再联系".to_owned()),
                next_on: chrono::NaiveDate::from_ymd_opt(2026, 12, 3),
                next_at: None,
                place: None,
                cost: None,
            },
        },
        TimelineEntry {
            at: days_ago(52),
            by: Some("王薇".to_owned()),
            by_id: None,
            what: Happening::Sale {
                id: SaleId(1),
                code: "S-2041".to_owned(),
                lines: vec![("蜂胶".to_owned(), 3)],
                line_count: 1,
                state: State::Open,
                total: 89_700,
                paid: 59_700,
                returned: 0,
            },
        },
    ]
}

pub fn customers() -> Vec<Card> {
    let mut two = blank(2, "李 明");
    two.fields.push((Field::Grade, "b".to_owned()));
    two.phones = vec![phone(3, "862162345555", "021****5555", "landline")];
    two.last_contact_at = Some(days_ago(94));
    let mut three = blank(3, "张家店");
    three.owner = Some((StaffId(2), "赵云".to_owned()));
    three.phones = vec![phone(4, "85291235555", "+852 ****5555", "landline")];
    three.last_contact_at = Some(days_ago(400));
    three.do_not_call = true;
    let mut four = blank(4, "Jon Yang");
    four.owner = Some((StaffId(2), "赵云".to_owned()));
    four.phones = vec![phone(5, "8613900137777", "139****7777", "mobile")];
    four.sight = Sight::PutThrough;
    let mut five = blank(5, "李秀英");
    five.phones = vec![phone(6, "862162345555", "021****5555", "landline")];
    vec![limingl(), two, three, four, five]
}

fn choice(list: &str, code: &str, zh: &str, en: &str, letter: Option<char>) -> Choice {
    Choice {
        list: list.to_owned(),
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        letter,
        active: true,
        ..Choice::default()
    }
}

fn choices() -> Vec<Choice> {
    vec![
        choice("disposition", "reached", "已沟通", "Reached", Some('r')),
        choice(
            "disposition",
            "callback",
            "约定回电",
            "Call back",
            Some('c'),
        ),
        choice(
            "disposition",
            "no_answer",
            "无人接听",
            "No answer",
            Some('a'),
        ),
        choice("task_kind", "delivery", "送货", "Delivery", None),
        choice("task_kind", "follow_up", "回访", "Follow-up", None),
        choice("task_kind", "visit", "拜访", "Visit", None),
        choice("task_kind", "birthday", "生日问候", "Birthday", None),
        choice("task_kind", "other", "其他", "Other", None),
        choice("interaction_kind", "visit", "拜访", "Visit", None),
        choice(
            "interaction_kind",
            "message",
            "微信",
            "WeChat message",
            None,
        ),
        choice("tier", "green", "绿卡", "Green card", None),
        choice("grade", "a", "A类", "Grade A", None),
        choice("grade", "b", "B类", "Grade B", None),
        choice("usage", "parents", "送父母", "For parents", None),
        choice("sex", "female", "女", "Female", None),
        choice("nature", "person", "个人消费者", "Person", None),
        choice("nature", "supermarket", "超级市场", "Supermarket", None),
        choice("source", "referral", "老客户介绍", "Referral", None),
    ]
}

pub fn house() -> HouseInfo {
    use Operation::*;
    let rights = [
        Find, Show, Reveal, Log, Add, Edit, Transfer, Journal, Undo, Oversee, Sell, Pay, Release,
        Stock,
    ];
    HouseInfo {
        custom: Vec::new(),
        forms: Vec::new(),
        reasons: Vec::new(),
        cadence: Vec::new(),
        me: Me {
            id: StaffId(1),
            login: "wangwei".to_owned(),
            name: "王薇".to_owned(),
            role: Role::Supervisor,
            unit: Some("上海分公司".to_owned()),
            ext: Some("801".to_owned()),
            rights: rights
                .into_iter()
                .map(|right| (right, Scope::Team))
                .collect(),
            language: None,
            theme: None,
        },
        choices: choices(),
        staff: vec![
            (StaffId(1), "wangwei".to_owned(), "王薇".to_owned()),
            (StaffId(2), "zhaoyun".to_owned(), "赵云".to_owned()),
        ],
        units: vec![(UnitId(1), "east".to_owned(), "华东组".to_owned())],
        below: Vec::new(),
        region: "CN".to_owned(),
        currency: "CNY".to_owned(),
    }
}

/// A call that rings.
pub fn ringing(id: i64, digits: &str) -> Call {
    Call {
        id: CallId(id),
        number: Some(digits.to_owned()),
        digits: Some(digits.to_owned()),
        name: None,
        rang_at: Some(NOW),
        answered_at: None,
        ended_at: None,
        missed: false,
        logged: false,
    }
}
