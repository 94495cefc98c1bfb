//! How runs end: dry, taken back, stopped and gone on with, by two at once.

use std::sync::atomic::AtomicBool;

use huoke::error::{Error, Refusal};
use huoke::exchange::field::Kind;
use huoke::store::{Asking, Cache, House, staff};
use huoke::work::import::{Failure, Match, OnMatch, Plan, Reason, run};

use super::{AT, PEOPLE, Place, TRACES, counts};
use crate::dump::dump;

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let place = Place::new("CNY");
    let file = place.file("people.csv", PEOPLE);
    let before = dump(&place.house(), &[]);
    let dry = place
        .import(Kind::Customers, &file, |plan| plan.dry_run = true)
        .unwrap();
    assert_eq!(dump(&place.house(), &[]), before);
    assert!(!place.folder.path().join("people.rejected.csv").exists());
    let real = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&dry), counts(&real));
    assert_eq!((dry.entry, dry.rejects.len()), (None, 0));
    let first = &dry.first_rejects[0];
    assert_eq!(dry.first_rejects.len(), 4);
    assert_eq!(
        (first.line.as_str(), first.column.as_deref()),
        ("3", Some("电话"))
    );
    assert!(first.reason.contains("Mangled"), "{first:?}");
}

#[test]
fn under_a_key_an_import_is_done_once_and_answers_the_same_also_after_undo() {
    let place = Place::new("CNY");
    let file = place.file("people.csv", PEOPLE);
    let keyed = |plan: &mut Plan<'_>| {
        plan.once = Some("night-7".to_owned());
        plan.again = true;
    };
    let first = place.import(Kind::Customers, &file, keyed).unwrap();
    let stored = dump(&place.house(), TRACES);
    let again = place.import(Kind::Customers, &file, keyed).unwrap();
    assert_eq!((again.entry, counts(&again)), (first.entry, counts(&first)));
    assert_eq!(dump(&place.house(), TRACES), stored);
    place.undo(first.entry.unwrap());
    let after = place.import(Kind::Customers, &file, keyed).unwrap();
    assert_eq!((after.entry, counts(&after)), (first.entry, counts(&first)));
    assert_eq!(place.number("SELECT count(*) FROM customer"), 0);
    let other = place.file("other.csv", "姓名,电话\n王芳,13800134821\n");
    let refused = place.import(Kind::Customers, &other, keyed);
    assert!(matches!(
        refused,
        Err(Failure::House(Error::Refused(Refusal::OnceKeyReused)))
    ));
    assert_eq!(place.number("SELECT count(*) FROM customer"), 0);
}

#[test]
fn an_import_is_one_entry_and_taken_back_leaves_what_was_there() {
    let place = Place::new("CNY");
    let first = "编号,姓名,电话,会员卡号\nA1,王芳,13800134821,V1\nA2,李强,13900134822,V2\n";
    let first = place.file("first.csv", first);
    place.import(Kind::Customers, &first, |_| {}).unwrap();
    let before = dump(&place.house(), TRACES);
    let second = "编号,姓名,电话,会员卡号,备注\nA1,王小芳,13800134821,V1,改名\n\
                  A3,赵敏,13700134823,V3,新\nA2,李强,13600134824,V2,\n";
    let second = place.file("second.csv", second);
    let update = |plan: &mut Plan<'_>| plan.on_match = OnMatch::Update;
    let report = place.import(Kind::Customers, &second, update).unwrap();
    assert_eq!(counts(&report), [3, 1, 2, 0, 0]);
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE name = '王小芳'"),
        1
    );
    assert_eq!(place.number("SELECT count(*) FROM customer_phone"), 4);
    place.is_sound();
    place.undo(report.entry.unwrap());
    let bookkeeping = |lines: Vec<String>| -> Vec<String> {
        // Every change of a row moves its version on; that is not taken back.
        lines
            .into_iter()
            .filter(|line| !line.starts_with("customer: "))
            .collect()
    };
    assert_eq!(
        bookkeeping(dump(&place.house(), TRACES)),
        bookkeeping(before)
    );
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE name = '王芳'"),
        1
    );
    place.is_sound();
    // Taken back, it may come again; there again, it may not.
    place.import(Kind::Customers, &second, update).unwrap();
    let again = place.import(Kind::Customers, &second, update);
    assert!(matches!(again, Err(Failure::Finished { .. })));
}

#[test]
fn a_first_import_taken_back_leaves_an_empty_house() {
    let place = Place::new("CNY");
    let before = dump(&place.house(), TRACES);
    let file = place.file("people.csv", PEOPLE);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    place.undo(report.entry.unwrap());
    let mut after = dump(&place.house(), TRACES);
    // The bulk load counted the rows of tables for the planner.
    after.retain(|line| !line.starts_with("sqlite_stat"));
    assert_eq!(after, before);
    place.is_sound();
}

#[test]
fn a_file_that_is_refused_leaves_nothing_in_the_journal() {
    let place = Place::new("CNY");
    for text in ["", "姓名,姓名\n李,李\n", "哪一列,又一列\n李,13800134821\n"] {
        let file = place.file("refused.csv", text);
        let refused = place.import(Kind::Customers, &file, |_| {});
        assert!(matches!(refused, Err(Failure::File(_))), "{text}");
    }
    let binary = place.folder.path().join("binary.csv");
    std::fs::write(&binary, b"\x7FELF\x02\x01\0\0\0\n,1\n").unwrap();
    let refused = place.import(Kind::Customers, &binary, |_| {});
    assert!(matches!(refused, Err(Failure::File(_))));
    let traces = "SELECT (SELECT count(*) FROM import_batch)
      + (SELECT count(*) FROM journal_entry WHERE action = 'import')";
    assert_eq!(place.number(traces), 0);
}

#[test]
fn a_run_that_was_stopped_goes_on_or_is_taken_back() {
    let place = Place::new("CNY");
    let rows = |from: u32, to: u32| -> String {
        (from..to)
            .map(|row| format!("客户{row},138{row:08}\n"))
            .collect()
    };
    let first = place.file("first.csv", &format!("姓名,电话\n{}", rows(0, 10)));
    place.import(Kind::Customers, &first, |_| {}).unwrap();
    let file = place.file("many.csv", &format!("姓名,电话\n{}", rows(10, 3_000)));
    let words = |reason: &Reason| format!("{reason:?}");
    let who = |reader: &huoke::store::Reader| Ok(staff::by_login(reader, "root")?.unwrap().id);
    let plan = Plan {
        house: place.house(),
        who: &who,
        at: AT,
        why: Some("搬家".to_owned()),
        kind: Kind::Customers,
        files: vec![file.clone()],
        map: None,
        encoding: None,
        sheet: None,
        program: env!("CARGO_BIN_EXE_huoke").into(),
        rejects: None,
        replace: false,
        matching: Match::CodeOrCard,
        on_match: OnMatch::Skip,
        owner: Some("root".to_owned()),
        again: false,
        once: None,
        dry_run: false,
        words: &words,
    };
    let stopped = run(&plan, &mut |_| {}, &AtomicBool::new(true)).unwrap();
    assert!(stopped.cancelled && stopped.added > 0 && stopped.added < 2_990);
    place.is_sound();
    assert_eq!(
        place.number("SELECT count(*) FROM customer"),
        10 + stopped.added.cast_signed()
    );
    let report = run(&plan, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert!(report.resumed && !report.cancelled);
    assert_eq!((report.entry, report.added), (stopped.entry, 2_990));
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE owner_id = 1"),
        2_990
    );
    place.undo(report.entry.unwrap());
    assert_eq!(place.number("SELECT count(*) FROM customer"), 10);
    place.is_sound();
    // Taken back, it is a new run, which may be stopped and taken back at once.
    let stopped = run(&plan, &mut |_| {}, &AtomicBool::new(true)).unwrap();
    assert!(!stopped.resumed);
    place.undo(stopped.entry.unwrap());
    assert_eq!(place.number("SELECT count(*) FROM customer"), 10);
}

#[test]
fn two_who_carry_on_the_same_run_do_not_double_its_rows() {
    use huoke::store::import::{self, Derive};
    let place = Place::new("CNY");
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let (mut writer, asking) = (house.writer().unwrap(), Asking::new(root, AT));
    let run = import::begin(&mut writer, &asking, "digest", "customers", "{}").unwrap();
    let mut batch = || {
        import::batch(&mut writer, &asking, &run, Derive::Now, |batch| {
            let mut draft = huoke::domain::customer::Draft::default();
            draft
                .fields
                .push((huoke::domain::customer::Field::Name, "王芳".to_owned()));
            import::newcomer(batch, &draft, AT)?;
            Ok(((), run.position + 1, "{}".to_owned()))
        })
    };
    batch().unwrap();
    assert!(matches!(batch(), Err(huoke::error::Error::Refused(_))));
    assert_eq!(place.number("SELECT count(*) FROM customer"), 1);
}

#[test]
fn a_run_whose_process_is_gone_is_taken_back_and_one_still_at_it_stops_at_its_next_batch() {
    use huoke::domain::customer::{Draft, Field};
    use huoke::store::import::{self, Derive};
    let place = Place::new("CNY");
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let (mut writer, asking) = (house.writer().unwrap(), Asking::new(root, AT));
    for rows in [3_u64, 700] {
        let mut run = import::begin(&mut writer, &asking, "digest", "customers", "{}").unwrap();
        let mut batch = |run: &import::Run| {
            import::batch(&mut writer, &asking, run, Derive::Now, |batch| {
                for _ in 0..rows {
                    let draft = Draft {
                        fields: vec![(Field::Name, "王芳".to_owned())],
                        ..Draft::default()
                    };
                    import::newcomer(batch, &draft, AT)?;
                }
                Ok(((), run.position + rows, "{}".to_owned()))
            })
        };
        batch(&run).unwrap();
        run.position += rows;
        place.undo(run.entry);
        let more = batch(&run).unwrap_err();
        assert!(format!("{more:?}").contains("import.undone"), "{more:?}");
        // Whoever ends it does not bring it to life again.
        import::pause(&mut writer, &asking, &run, "{}").unwrap();
        let stands = "SELECT count(*) FROM import_batch b JOIN journal_entry e ON e.id = b.entry_id
          WHERE b.state <> 'undone' OR e.state <> 'undone'";
        assert_eq!(place.number(stands), 0);
        assert_eq!(place.number("SELECT count(*) FROM customer"), 0);
        place.is_sound();
    }
}
