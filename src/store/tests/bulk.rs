//! A load that has the file alone piles rows up and makes keys at its end; one beside others
//! does neither. Both come to the same, row by row.

use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::undo::{dump, undo};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{
    Address, CustomField, CustomKind, Draft, Field, NewMember, NewPhone,
};
use crate::domain::ids::EntryId;
use crate::error::Error;
use crate::store::derive::{self, Gathered};
use crate::store::import::{self, By, Derive, Match, OnMatch};
use crate::store::testing::{AT, Place};
use crate::store::{custom_field, sql};

const NAMES: [&str; 4] = ["李明朗", "单雄信", " Jon V Yang ", "吕布"];
const NUMBERS: [&str; 5] = [
    "13800134821",
    "021-6234 4821",
    "95588",
    "+86 138 0013 4821",
    "12",
];

fn phone() -> impl Strategy<Value = NewPhone> {
    (select(&NUMBERS[..]), of(0_usize..2)).prop_map(|(typed, member)| NewPhone {
        typed: typed.to_owned(),
        kind: None,
        member,
        ..NewPhone::default()
    })
}

fn member() -> impl Strategy<Value = NewMember> {
    let words = (select(&NAMES[..]), of(select(&["wife", "司机", " "][..])));
    let more = (of(select(&["", " 厂里 "][..])), of(date()));
    (words, more).prop_map(|((name, relation), (employer, date))| NewMember {
        kind: "family".to_owned(),
        name: name.to_owned(),
        relation: relation.map(str::to_owned),
        employer: employer.map(str::to_owned),
        dates: date.into_iter().collect(),
    })
}

fn address() -> impl Strategy<Value = Address> {
    let part = || of(select(&["", "上海", " 路 1 号 "][..]));
    (part(), part()).prop_map(|(city, line)| Address {
        city: city.map(str::to_owned),
        line: line.map(str::to_owned),
        ..Address::default()
    })
}

fn date() -> impl Strategy<Value = (String, Birthday)> {
    let kind = select(&["birthday", " birthday", "结婚"][..]);
    let leap = (any::<bool>(), any::<bool>());
    (kind, leap, 1_u8..29).prop_map(|(kind, (lunar, leap), day)| {
        let calendar = if lunar {
            Calendar::Lunar
        } else {
            Calendar::Solar
        };
        let date = Birthday {
            calendar,
            year: None,
            month: 5,
            day,
            leap: lunar && leap,
        };
        (kind.to_owned(), date)
    })
}

/// A customer as a file may bring it; some are refused.
fn brought() -> impl Strategy<Value = Draft> {
    use proptest::collection::vec;
    let known = (
        of(select(&["A1", "A2", "C000002"][..])),
        of(select(&["VIP1", "VIP2", ""][..])),
        select(&NAMES[..]),
        of(select(&["T1", "nowhere"][..])),
    );
    let hanging = (
        vec(phone(), 0..4),
        vec(member(), 0..3),
        vec(select(&["a@x.cn", "A@x.cn", "b@x.cn"][..]), 0..3),
        vec(address(), 0..3),
        vec(date(), 0..3),
        vec(
            (
                select(&["slogan", "size"][..]),
                select(&["大 37", "", "小"][..]),
            ),
            0..3,
        ),
    );
    (known, hanging).prop_map(|(known, hanging)| {
        let (code, card, name, unit) = known;
        let (phones, members, emails, addresses, dates, custom) = hanging;
        let own = |(code, value): (&str, &str)| (code.to_owned(), value.to_owned());
        let mut fields = vec![(Field::Name, name.to_owned())];
        fields.extend(card.map(|card| (Field::CardNo, card.to_owned())));
        Draft {
            code: code.map(str::to_owned),
            fields,
            unit: unit.map(str::to_owned),
            phones,
            members,
            emails: emails.into_iter().map(str::to_owned).collect(),
            address: addresses.first().cloned(),
            further: addresses.into_iter().skip(1).collect(),
            dates,
            custom: custom.into_iter().map(own).collect(),
            ..Draft::default()
        }
    })
}

fn place() -> Place {
    let mut place = Place::staffed();
    place.done("root", |tx| {
        for (code, searchable) in [("slogan", true), ("size", false)] {
            let field = CustomField {
                code: code.to_owned(),
                zh: code.to_owned(),
                en: code.to_owned(),
                kind: CustomKind::Text,
                list: None,
                group: None,
                searchable,
                active: true,
            };
            custom_field::add(tx, &field)?;
        }
        Ok(())
    });
    place
}

/// Brings them in batches; what became of each, and the entry.
fn load(place: &mut Place, batches: &[Vec<Draft>], by: By, alone: bool) -> (Vec<String>, EntryId) {
    let asking = place.asking("root");
    let mut run = import::begin(&mut place.writer, &asking, "d", "customers", "{}").unwrap();
    let mut gathered = alone.then(|| {
        derive::begin_bulk(&place.writer, AT).unwrap();
        Gathered::begin(&place.writer)
    });
    let mut told = Vec::new();
    for batch in batches {
        let derive = gathered.as_mut().map_or(Derive::Now, Derive::Later);
        import::batch(&mut place.writer, &asking, &run, derive, |open| {
            for draft in batch {
                match import::customer(open, draft, by, AT) {
                    Err(error @ (Error::Invalid { .. } | Error::Gone(_))) => {
                        told.push(format!("{error:?}"));
                    }
                    effect => told.push(format!("{:?}", effect?)),
                }
            }
            Ok(((), run.position + 1, "{}".to_owned()))
        })
        .unwrap();
        run.position += 1;
    }
    import::finish(&mut place.writer, &asking, &run, "{}").unwrap();
    if let Some(gathered) = gathered {
        derive::finish_bulk(&place.writer, gathered, &mut |_| {}).unwrap();
    }
    (told, run.entry)
}

/// Everything derived that the file holds, as text.
fn derived(place: &Place) -> Vec<String> {
    let mut found = Vec::new();
    for query in [
        "SELECT json_array(term, customer_id, kind) FROM term ORDER BY term, customer_id, kind",
        "SELECT json_array(suffix, customer_id) FROM phone_suffix ORDER BY suffix, customer_id",
        "SELECT json_array(customer_id, names, digits) FROM key_source ORDER BY customer_id",
        "SELECT json_array(id, last_contact_at, followed_at, last_purchase_at, purchase_count, balance_due,
           primary_phone, primary_member, birth_md, lunar_md, lunar_leap, next_contact_on,
           next_contact_at, next_contact_by) FROM customer ORDER BY id",
        "SELECT name || hex(sql) FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name",
    ] {
        found.extend(
            sql::all(place.writer.conn(), query, [], |row| {
                row.get::<_, String>(0)
            })
            .unwrap(),
        );
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_load_alone_and_one_beside_others_leave_the_same_rows_and_are_taken_back_alike(
        batches in proptest::collection::vec(proptest::collection::vec(brought(), 1..6), 1..4),
        on_match in select(&[OnMatch::Skip, OnMatch::Update, OnMatch::Add][..]),
        matching in select(&[Match::CodeOrCard, Match::Code, Match::Card, Match::Phone][..]),
    ) {
        let by = By { matching, on_match };
        let (mut live, mut bulk) = (place(), place());
        let (start, derived_before) = (dump(&live.reader()), derived(&live));
        let (told, entry) = load(&mut live, &batches, by, false);
        let (as_told, other) = load(&mut bulk, &batches, by, true);
        prop_assert_eq!(as_told, told);
        prop_assert_eq!(dump(&bulk.reader()), dump(&live.reader()));
        prop_assert_eq!(derived(&bulk), derived(&live));
        prop_assert_eq!(derive::differs(&bulk.writer).unwrap(), 0);
        for (place, entry) in [(&mut live, entry), (&mut bulk, other)] {
            undo(place, "root", entry, false).unwrap();
            prop_assert_eq!(dump(&place.reader()), start.clone());
            prop_assert_eq!(derived(place), derived_before.clone());
        }
    }
}

#[test]
fn a_load_counts_nothing_that_would_mislead_whoever_asks_for_years() {
    let place = Place::fresh();
    derive::begin_bulk(&place.writer, AT).unwrap();
    derive::finish_bulk(&place.writer, Gathered::unknown(), &mut |_| {}).unwrap();
    let counted = "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'sqlite_stat*'";
    let counted: Option<i64> =
        sql::one(place.reader().conn(), counted, [], |row| row.get(0)).unwrap();
    assert_eq!(counted, Some(0));
}
