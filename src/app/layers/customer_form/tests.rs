//! What is printed in a field reads back as the value that it was printed from, in both languages.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::read::Reading;
use super::*;
use crate::app::vocabulary::{Context, HouseInfo, Me};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{
    Address, CustomKind, Key as Of, Line, SheetDate, SheetMember, SheetPhone,
};
use crate::domain::ids::StaffId;
use crate::domain::interaction::Choice;
use crate::domain::money::Currency;
use crate::domain::staff::Role;
use crate::domain::time::{Instant, Now};
use crate::kit::form::Value;
use crate::kit::theme::Theme;
use crate::text::Lang;

const TYPED: &[&str] = &[
    "13800134821",
    "138 0013 4821",
    "021-62344821-12",
    "+44 20 7946 0018",
    "62344821",
    "０２１ 6234 4821",
    "95588",
];

fn choice(list: &str, code: &str, zh: &str, en: &str) -> Choice {
    Choice {
        list: list.to_owned(),
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        active: true,
        ..Choice::default()
    }
}

fn own(kind: CustomKind) -> CustomField {
    CustomField {
        code: kind.code().to_owned(),
        zh: "自定义".to_owned(),
        en: "own".to_owned(),
        kind,
        list: (kind == CustomKind::Choice).then(|| "own".to_owned()),
        group: None,
        searchable: false,
        active: true,
    }
}

fn desk(lang: Lang) -> Desk {
    let now = Now {
        at: Instant(1_795_413_900_000),
        zone: chrono_tz::Asia::Shanghai,
    };
    let context = Context { now, nonce: 1 };
    let mut lists: Vec<&str> = Plain::ALL
        .iter()
        .filter_map(|field| field.coded())
        .collect();
    lists.push("own");
    let both = |list: &&str| {
        let (first, second) = (("a", "甲类", "First kind"), ("b", "乙类", "Second kind"));
        [first, second].map(|(code, zh, en)| choice(list, code, zh, en))
    };
    let mut choices: Vec<Choice> = lists.iter().flat_map(both).collect();
    choices.push(choice("relation", "wife", "妻子", "Wife"));
    choices.push(choice("relation", "son", "儿子", "Son"));
    let me = Me {
        id: StaffId(1),
        login: "wangwei".to_owned(),
        name: "王薇".to_owned(),
        role: Role::Agent,
        unit: None,
        ext: None,
        rights: Vec::new(),
        language: None,
        theme: None,
    };
    let mut desk = Desk::new(&context, lang, Theme::default(), (120, 40));
    desk.house = Some(Arc::new(HouseInfo {
        me,
        choices,
        custom: CustomKind::ALL.map(own).to_vec(),
        forms: Vec::new(),
        reasons: Vec::new(),
        cadence: Vec::new(),
        staff: Vec::new(),
        units: Vec::new(),
        below: Vec::new(),
        region: "CN".to_owned(),
        currency: "CNY".to_owned(),
    }));
    desk
}

fn text() -> impl Strategy<Value = String> {
    "[a-z李王甲]{1,6}"
}

fn date() -> impl Strategy<Value = Birthday> {
    let calendars = select(vec![Calendar::Solar, Calendar::Lunar]);
    let year = option::of(1901..2100);
    let ordinary = (calendars, year, 1u8..=12, 1u8..=28);
    let ordinary = ordinary.prop_map(|(calendar, year, month, day)| Birthday {
        calendar,
        year,
        month,
        day,
        leap: false,
    });
    let leap = (select(vec![(2020, 4), (1990, 5), (2023, 2)]), 1u8..=29);
    let leap = leap.prop_map(|((year, month), day)| Birthday {
        calendar: Calendar::Lunar,
        year: Some(year),
        month,
        day,
        leap: true,
    });
    prop_oneof![4 => ordinary, 1 => leap]
}

fn value(of: Of) -> BoxedStrategy<String> {
    let stored = |kind: CustomKind, typed: String| {
        let yuan = Currency::by_code("CNY").unwrap();
        kind.stored(&typed, yuan).unwrap().unwrap()
    };
    match of {
        Of::Plain(field) if field.list().is_some() => {
            select(vec!["a", "b"]).prop_map(str::to_owned).boxed()
        }
        Of::Plain(Plain::Tag) => select(vec!["a", "b", "a,b"])
            .prop_map(str::to_owned)
            .boxed(),
        Of::Plain(_) => text().boxed(),
        Of::DoNotCall => Just("1".to_owned()).boxed(),
        Of::Custom(code) => match CustomKind::from_code(&code).unwrap() {
            CustomKind::Text => text().boxed(),
            CustomKind::Choice => select(vec!["a", "b"]).prop_map(str::to_owned).boxed(),
            CustomKind::Flag => select(vec!["0", "1"]).prop_map(str::to_owned).boxed(),
            CustomKind::Date => (1901..2100, 1u8..=12, 1u8..=28)
                .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
                .boxed(),
            kind => (-99_999..99_999i64, 0..100u8)
                .prop_map(move |(whole, part)| stored(kind, format!("{whole}.{part:02}")))
                .boxed(),
        },
    }
}

fn values() -> impl Strategy<Value = Vec<(Of, Option<String>)>> {
    let plain = Plain::ALL.iter().map(|field| Of::Plain(*field));
    let own = CustomKind::ALL.map(|kind| Of::Custom(kind.code().to_owned()));
    let all: Vec<Of> = plain.chain([Of::DoNotCall]).chain(own).collect();
    let each = all
        .into_iter()
        .map(|of| (Just(of.clone()), option::of(value(of))));
    each.collect::<Vec<_>>()
}

fn line<T>(is: T) -> Line<T> {
    Line { row: None, is }
}

fn phone(kinds: Vec<Option<&'static str>>) -> impl Strategy<Value = Line<SheetPhone>> {
    let validity = select(vec![None, Some("valid"), Some("invalid")]);
    (select(TYPED), select(kinds), validity).prop_map(|(typed, kind, validity)| {
        line(SheetPhone {
            masked: String::new(),
            typed: typed.to_owned(),
            kind: kind.map(str::to_owned),
            validity: validity.map(str::to_owned),
        })
    })
}

fn dated(kind: &'static str) -> impl Strategy<Value = Line<SheetDate>> {
    let kind = kind.to_owned();
    date().prop_map(move |date| {
        let kind = kind.clone();
        line(SheetDate { kind, date })
    })
}

fn address() -> impl Strategy<Value = Line<Address>> {
    let part = || option::of(text());
    (part(), part(), text(), part()).prop_map(|(province, city, street, postcode)| {
        line(Address {
            province,
            city,
            line: Some(street),
            postcode,
        })
    })
}

/// A person; what stands beside the name has the kind that the plan says.
fn member(kind: &'static str, name: &'static str) -> impl Strategy<Value = Line<SheetMember>> {
    let relation = select(vec![None, Some("wife"), Some("son"), Some("堂兄")]);
    let beside = option::of(phone(vec![None]));
    let further = vec(phone(vec![None, Some("fax")]), 0..2);
    let dates = (option::of(dated("birthday")), option::of(dated("名字日")));
    let all = (relation, option::of(text()), beside, further, dates);
    all.prop_map(move |(relation, employer, beside, further, dates)| {
        let further = further.into_iter().filter(|_| beside.is_some());
        line(SheetMember {
            kind: kind.to_owned(),
            name: name.to_owned(),
            relation: relation.map(str::to_owned),
            employer,
            phones: beside.iter().cloned().chain(further).collect(),
            dates: dates.0.into_iter().chain(dates.1).collect(),
        })
    })
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let kinds = vec![None, Some("mobile"), Some("landline"), Some("fax")];
    let dates = (option::of(dated("birthday")), option::of(dated("结婚")));
    let members = (
        option::of(member("family", "张丽")),
        option::of(member("family", "王强")),
        option::of(member("contact", "李经理")),
    );
    let emails = vec("[a-z]{1,5}@[a-z]{2,5}\\.cn".prop_map(line), 0..3);
    let all = (
        values(),
        vec(phone(kinds), 0..3),
        emails,
        vec(address(), 0..3),
        dates,
        members,
    );
    all.prop_map(|(values, phones, emails, addresses, dates, members)| {
        let values = values.into_iter();
        let mut values: std::collections::BTreeMap<Of, String> = values
            .filter_map(|(of, value)| Some((of, value?)))
            .collect();
        values.insert(Of::Plain(Plain::Name), "王建国".to_owned());
        let (first, second, third) = members;
        Sheet {
            values,
            phones,
            emails,
            addresses,
            dates: dates.0.into_iter().chain(dates.1).collect(),
            members: first.into_iter().chain(second).chain(third).collect(),
        }
    })
}

/// The same as it is stored: every row has its number.
fn numbered(mut sheet: Sheet) -> Sheet {
    let mut last = 0;
    let mut next = || {
        last += 1;
        Some(last)
    };
    sheet.phones.iter_mut().for_each(|line| line.row = next());
    sheet.emails.iter_mut().for_each(|line| line.row = next());
    sheet
        .addresses
        .iter_mut()
        .for_each(|line| line.row = next());
    sheet.dates.iter_mut().for_each(|line| line.row = next());
    for member in &mut sheet.members {
        member.row = next();
        member
            .is
            .phones
            .iter_mut()
            .for_each(|line| line.row = next());
        member
            .is
            .dates
            .iter_mut()
            .for_each(|line| line.row = next());
    }
    sheet
}

fn form(desk: &Desk, sheet: &Sheet) -> CustomerForm {
    let mut form = CustomerForm::empty(desk, None, "");
    form.fill(desk, sheet);
    form.grow(desk);
    form
}

fn read(desk: &Desk, form: &CustomerForm) -> (Sheet, Vec<(Part, String)>) {
    let mut reading = Reading::new(form, desk);
    let sheet = reading.sheet();
    (sheet, reading.wrong)
}

/// Everything that stands in one form typed into another: the texts, and letters by their key.
fn typed_over(desk: &Desk, from: &CustomerForm) -> CustomerForm {
    let by_letter = |part: &Part| {
        let flag = from.kind_of(*part) == Some(CustomKind::Flag);
        let column = matches!(part, Part::Cell(_, _, Column::Kind | Column::Validity));
        *part == Part::DoNotCall || flag || column
    };
    let values = from.form.values().into_iter();
    let values: Vec<(Part, Value)> = values
        .map(|(part, Value { text, code })| {
            let code = code.filter(|_| by_letter(&part));
            (part, Value { text, code })
        })
        .collect();
    let mut form = form(desk, &Sheet::default());
    form.arrange(desk, &values);
    form.refill(desk, &values);
    for (part, _) in &values {
        form.form.set_focus(*part);
    }
    form.form.set_focus(Part::Plain(Plain::Name));
    form
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_form_that_nobody_touched_says_what_it_was_filled_with(sheet in sheet()) {
        for lang in Lang::ALL {
            let (desk, stored) = (desk(lang), numbered(sheet.clone()));
            let (said, wrong) = read(&desk, &form(&desk, &stored));
            prop_assert_eq!(wrong, vec![]);
            prop_assert_eq!(said, stored);
        }
    }

    #[test]
    fn what_is_printed_in_every_field_and_typed_again_is_the_same_customer(sheet in sheet()) {
        for lang in Lang::ALL {
            let desk = desk(lang);
            let again = typed_over(&desk, &form(&desk, &numbered(sheet.clone())));
            let (said, wrong) = read(&desk, &again);
            prop_assert_eq!(wrong, vec![]);
            prop_assert_eq!(&said, &sheet);
        }
    }
}

#[test]
fn what_hints_and_errors_show_as_an_example_is_understood() {
    for lang in Lang::ALL {
        let desk = desk(lang);
        let words = &desk.text().forms.customer;
        let examples = |text: &'static str| {
            let said = text.trim_start_matches(['；', ';', ' ']);
            let said = said
                .trim_start_matches("例如")
                .trim_start_matches("for example");
            let between = if lang == Lang::Zh { "、" } else { ", " };
            let pieces = said.split(between);
            pieces
                .map(|piece| piece.trim().to_owned())
                .collect::<Vec<_>>()
        };
        for example in examples(words.date_examples) {
            assert!(example.parse::<Birthday>().is_ok(), "{example}");
        }
        for example in examples(words.phone_examples) {
            assert!(
                phone::understand(&example, "CN").is_ok_and(|phone| phone.known),
                "{example}"
            );
        }
        let yuan = Currency::by_code("CNY").unwrap();
        for (hint, kind) in [
            (words.number_hint, CustomKind::Number),
            (words.money_hint, CustomKind::Money),
            (words.whole_day_hint, CustomKind::Date),
        ] {
            for example in examples(hint) {
                assert!(kind.stored(&example, yuan).is_ok(), "{example}");
            }
        }
    }
}
