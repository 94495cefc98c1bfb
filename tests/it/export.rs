//! Whatever the customers are like, a file of them gives the same customers again.
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use huoke::domain::birthday::{Birthday, Calendar};
use huoke::domain::customer::{
    Address, CustomField, CustomKind, Draft, Field, NewMember, NewPhone, Whole,
};
use huoke::domain::ids::{CustomerId, StaffId};
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::time::Instant;
use huoke::exchange::field::Kind;
use huoke::store::export::{self, Exporter};
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, House, Tx, custom_field, customer, staff, unit};
use huoke::work::export::{Format, Place as To, Plan, Version, What, run};
use huoke::work::import;
use proptest::prelude::*;

/// 2026-11-23T06:05:00Z.
const AT: Instant = Instant(1_795_413_900_000);

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn path(&self) -> PathBuf {
        self.folder.path().join("t.db")
    }

    fn house(&self) -> House {
        House::open(&self.path()).unwrap()
    }

    fn id(&self, login: &str) -> StaffId {
        let reader = self.house().reader(Cache::Lookup).unwrap();
        staff::by_login(&reader, login).unwrap().unwrap().id
    }

    /// What the administrator does, each thing by itself; whether it was taken.
    fn done(&self, deeds: &[&dyn Fn(&Tx<'_>) -> huoke::error::Result<()>]) -> Vec<bool> {
        let mut writer = self.house().writer().unwrap();
        let asking = Asking::new(self.id("root"), AT);
        let deeds = deeds.iter();
        deeds
            .map(|deed| writer.change(&asking, "test", deed).is_ok())
            .collect()
    }
}

/// A house with a person, units and three fields of the business's own.
fn house() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let init = Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    let place = Place { folder };
    init::create(&place.path(), &init, AT).unwrap();
    let made = place.done(&[&|tx| {
        unit::add(tx, "SH", "上海分公司", "branch", None)?;
        unit::add(tx, "T1", "一组", "team", Some("SH"))?;
        let wangwei = NewStaff {
            login: "wangwei".to_owned(),
            name: "王薇".to_owned(),
            role: Role::Agent,
            unit: Some("T1".to_owned()),
            ext: None,
        };
        staff::add(tx, &wangwei)?;
        let own = [
            ("plate", CustomKind::Text),
            ("weight", CustomKind::Number),
            ("since", CustomKind::Date),
        ];
        own.into_iter()
            .try_for_each(|(code, kind)| own_field(tx, code, kind))
    }]);
    assert_eq!(made, [true]);
    place
}

fn own_field(tx: &Tx<'_>, code: &str, kind: CustomKind) -> huoke::error::Result<()> {
    let field = CustomField {
        code: code.to_owned(),
        zh: format!("栏{code}"),
        en: code.to_owned(),
        kind,
        list: None,
        group: None,
        searchable: false,
        active: true,
    };
    custom_field::add(tx, &field)
}

/// All customers, whole, without the rows in which they are.
fn all(place: &Place) -> Vec<Whole> {
    let who = Exporter {
        staff: place.id("root"),
        only: None,
    };
    let reader = place.house().reader(Cache::Lookup).unwrap();
    let mut page = export::customers(&reader, &who, CustomerId(0)).unwrap();
    for whole in &mut page {
        whole.id = None;
        // In which order days were entered says nothing of anybody.
        whole.dates.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    page
}

fn leave(place: &Place, what: What, format: Format, name: &str, chinese: bool) -> PathBuf {
    let path = place.folder.path().join(name);
    let plan = Plan {
        what,
        format,
        place: To::File {
            path: path.clone(),
            replace: false,
        },
        staff: place.id("root"),
        at: AT,
        reason: "test".to_owned(),
        query: String::new(),
        only: None,
        chinese,
    };
    let report = run(
        &place.house(),
        &plan,
        &mut |_, _| {},
        &AtomicBool::new(false),
    )
    .unwrap();
    assert!(!report.cancelled);
    path
}

/// Reads a file in.
fn enter(place: &Place, kind: Kind, file: &Path) -> import::Report {
    let root = place.id("root");
    let words = |reason: &import::Reason| format!("{reason:?}");
    let who = |_: &huoke::store::Reader| Ok(root);
    let plan = import::Plan {
        house: place.path(),
        who: &who,
        at: AT,
        why: None,
        kind,
        files: vec![file.to_owned()],
        map: None,
        encoding: None,
        sheet: None,
        program: env!("CARGO_BIN_EXE_huoke").into(),
        rejects: None,
        matching: import::Match::default(),
        on_match: import::OnMatch::default(),
        owner: None,
        again: false,
        dry_run: false,
        words: &words,
    };
    import::run(&plan, &mut |_| {}, &AtomicBool::new(false)).unwrap()
}

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
    let year = prop::option::of(1901..2050_i32);
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
    (typed, kind, whose).prop_map(|(typed, kind, member)| NewPhone {
        typed: typed.to_owned(),
        kind: kind.map(str::to_owned),
        member,
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

fn draft() -> impl Strategy<Value = Draft> {
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

/// A house with those of the customers that a house takes, some owned by somebody.
fn filled(drafts: &[Draft]) -> Place {
    let place = house();
    let wangwei = place.id("wangwei");
    let owned = drafts.iter().cloned().map(|mut draft| {
        draft.owner = draft.owner.map(|_| Some(wangwei));
        move |tx: &Tx<'_>| customer::add(tx, &draft).map(|_| ())
    });
    let owned: Vec<_> = owned.collect();
    let deeds: Vec<&dyn Fn(&Tx<'_>) -> huoke::error::Result<()>> =
        owned.iter().map(|add| add as _).collect();
    place.done(&deeds);
    place
}

fn comes_back(drafts: &[Draft], format: Format, name: &str, chinese: bool) {
    let place = filled(drafts);
    let before = all(&place);
    if before.is_empty() {
        return;
    }
    let file = leave(&place, What::Customers, format, name, chinese);
    let other = house();
    let report = enter(&other, Kind::Customers, &file);
    let written = match format {
        Format::Xlsx => String::new(),
        _ => std::fs::read_to_string(&file).unwrap(),
    };
    assert_eq!(report.rejected, 0, "{:?}\n{written}", rejects(&file));
    for (was, is) in before.iter().zip(all(&other)) {
        assert_eq!(*was, is, "\n{written}");
    }
    assert_eq!(before.len(), all(&other).len(), "{written}");
}

fn rejects(file: &Path) -> String {
    let folder = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let files = folder.map(|entry| entry.unwrap().path());
    let rejected = files.filter(|path| path.to_string_lossy().contains("reject"));
    rejected
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn customers_come_back_from_comma_separated_text_as_they_were(
        drafts in prop::collection::vec(draft(), 1..9), chinese in any::<bool>(),
    ) {
        comes_back(&drafts, Format::Csv, "people.csv", chinese);
    }

    #[test]
    fn customers_come_back_from_contact_cards_as_they_were(
        drafts in prop::collection::vec(draft(), 1..9), four in any::<bool>(),
    ) {
        let version = if four { Version::V4 } else { Version::V3 };
        comes_back(&drafts, Format::Vcard(version), "people.vcf", true);
    }

    #[test]
    fn customers_come_back_from_a_workbook_as_they_were(
        drafts in prop::collection::vec(draft(), 1..9), chinese in any::<bool>(),
    ) {
        comes_back(&drafts, Format::Xlsx, "people.xlsx", chinese);
    }
}
