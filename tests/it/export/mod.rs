//! Whatever the customers are like, a file of them gives the same customers again.
mod moving;
mod people;
mod readers;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use huoke::domain::customer::{CustomField, CustomKind, Draft, Whole};
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

use people::draft;

/// 2026-11-23T06:05:00Z.
const AT: Instant = Instant(1_795_413_900_000);

/// What somebody does.
type Deed<'d> = dyn Fn(&Tx<'_>) -> huoke::error::Result<()> + 'd;

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
    fn done(&self, deeds: &[&Deed<'_>]) -> Vec<bool> {
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
        owner: None,
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
        owner: None,
        lines: None,
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
        replace: false,
        matching: import::Match::default(),
        on_match: import::OnMatch::default(),
        owner: None,
        again: false,
        once: None,
        dry_run: false,
        words: &words,
    };
    import::run(&plan, &mut |_| {}, &AtomicBool::new(false)).unwrap()
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
    let deeds: Vec<&Deed<'_>> = owned.iter().map(|add| add as _).collect();
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
