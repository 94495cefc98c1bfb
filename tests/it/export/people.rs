//! Customers of every kind: hostile texts, families, lunar days, organisations, fields of the
//! business's own.

use huoke::domain::birthday::{Birthday, Calendar};
use huoke::domain::customer::{Address, Draft, Field, NewMember, NewPhone};
use proptest::prelude::*;

/// What is hard on some kind of file, and what is not.
fn text() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        "=1+1",
        "+8",
        "-5",
        "@x",
        "'=1",
        "''",
        "＝1",
        "\"",
        ",",
        ";",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\\",
        "\\n",
        "\\,",
        ":",
        "\0",
        "\u{1}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{202e}",
        "_x0041_",
        "=\"01\"",
        "NULL",
        "王",
        "𠮷",
        "👨‍👩‍👧",
        "é",
        "1.38E+10",
        "true",
        "2001-01-01",
        "或",
        "/",
        "、",
        " ::: ",
        "END:VCARD",
        " ",
        "　",
        "x",
        "李明",
    ]);
    prop::collection::vec(hard, 1..6)
        .prop_map(|parts| parts.concat().trim().to_owned())
        .prop_filter("empty", |text| !text.is_empty())
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

fn date() -> impl Strategy<Value = Birthday> {
    let year = prop::option::of(1901..2026_i32);
    (any::<bool>(), year, 1..=12_u8, any::<bool>(), 1..=31_u8).prop_filter_map(
        "no such day",
        |(lunar, year, month, leap, day)| {
            let calendar = match lunar {
                true => Calendar::Lunar,
                false => Calendar::Solar,
            };
            Birthday::new(calendar, year, month, lunar && leap, day).ok()
        },
    )
}

fn phone(members: usize) -> impl Strategy<Value = NewPhone> {
    let typed = prop::sample::select(vec![
        "13800134821",
        "138 0013 4822",
        "+86 13800134823",
        "021-62344821",
        "021-62344821转803",
        "(021) 6234 4824",
        "0044 20 7946 0018",
        "+1 (212) 555-0123 ext. 5",
        "95588",
        "110",
        "4001234567",
        "1234",
        "62344821",
        "１３８００１３４８２５",
        "138-0013-4826（妻）",
        "tel:+8613800134827",
        "138 0013 4828, 家; 8点后",
        "+49 89 1234567",
        "0",
        "13800134829\u{feff}",
    ]);
    let kind = prop::sample::select(vec![
        None,
        None,
        Some("fax"),
        Some("mobile"),
        Some("landline"),
        Some("pager"),
    ]);
    let whose = (0..=members).prop_map(move |whose| (whose < members).then_some(whose));
    let validity = prop::sample::select(vec![None, None, Some("valid"), Some("invalid")]);
    (typed, kind, whose, validity).prop_map(|(typed, kind, member, validity)| NewPhone {
        typed: typed.to_owned(),
        kind: kind.map(str::to_owned),
        member,
        validity: validity.map(str::to_owned),
    })
}

fn member() -> impl Strategy<Value = NewMember> {
    let kind = prop::sample::select(vec!["family", "contact"]);
    let relation = prop::option::of(prop_oneof![Just("妻子".to_owned()), text()]);
    let dates = prop::collection::vec(
        (
            prop_oneof![3 => Just("birthday".to_owned()), 1 => text()],
            date(),
        ),
        0..3,
    );
    (kind, text(), relation, maybe(), dates).prop_map(|(kind, name, relation, employer, dates)| {
        NewMember {
            kind: kind.to_owned(),
            name,
            relation,
            employer,
            dates,
        }
    })
}

fn address() -> impl Strategy<Value = Address> {
    (maybe(), maybe(), maybe(), maybe()).prop_map(|(province, city, line, postcode)| Address {
        province,
        city,
        line,
        postcode,
    })
}

fn fields() -> impl Strategy<Value = Vec<(Field, String)>> {
    let coded = prop::sample::select(vec![
        (Field::Tier, "gold"),
        (Field::Sex, "female"),
        (Field::Nature, "supermarket"),
        (Field::Stage, "former"),
        (Field::CardNo, "VIP1"),
    ]);
    let coded = coded.prop_map(|(field, code)| (field, code.to_owned()));
    let free = prop::sample::select(vec![
        Field::Remark,
        Field::Employer,
        Field::CardNo,
        Field::IdNumber,
        Field::Occupation,
    ]);
    prop::collection::vec(prop_oneof![coded, (free, text())], 0..5)
}

/// A customer, as a house may take it or not.
pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let members = prop::collection::vec(member(), 0..8);
    let whole = members.prop_flat_map(|members| {
        let phones = prop::collection::vec(phone(members.len()), 0..6);
        (Just(members), phones)
    });
    let owner = prop::option::of(Just("wangwei"));
    let unit = prop::sample::select(vec![None, Some("SH"), Some("T1")]);
    let dates = prop::collection::vec(
        (
            prop_oneof![
                Just("birthday".to_owned()),
                Just("wedding".to_owned()),
                text()
            ],
            date(),
        ),
        0..4,
    );
    let custom = (
        maybe(),
        prop::option::of(Just("-12.5")),
        prop::option::of(Just("2020-02-29")),
    );
    let emails = prop::collection::vec(text(), 0..4);
    let addresses = prop::collection::vec(address(), 0..3);
    let own = (text(), fields(), any::<bool>(), owner, unit, custom);
    (own, whole, dates, emails, addresses).prop_map(
        |(
            (name, mut fields, dnc, owner, unit, custom),
            (members, phones),
            dates,
            emails,
            addresses,
        )| {
            fields.push((Field::Name, name));
            let mut addresses = addresses.into_iter();
            let custom = [
                ("plate", custom.0),
                ("weight", custom.1.map(str::to_owned)),
                ("since", custom.2.map(str::to_owned)),
            ];
            let custom = custom.into_iter();
            let custom = custom.filter_map(|(code, value)| Some((code.to_owned(), value?)));
            Draft {
                fields,
                owner: owner.map(|_| None),
                unit: unit.map(str::to_owned),
                do_not_call: Some(dnc),
                phones,
                emails,
                address: addresses.next(),
                further: addresses.collect(),
                dates,
                members,
                custom: custom.collect(),
                ..Draft::default()
            }
        },
    )
}
