//! Contacts of another system by map: whose they are, what comes back, and that none is there
//! twice.

use std::path::Path;

use huoke::exchange::field::Kind;
use huoke::work::import::{OnMatch, Report};

use super::{Place, counts, map};
use crate::data;
use crate::dump::{dump, texts};

const PEOPLE: &str = "编号,姓名,电话,member1.name,member1.relation,member1.phone
A1,王芳,13800134821,王小明,son,13900134821
A2,李强,13800134822,,,
A3,李敏,13800134822,,,
";

/// Of the nine calls four come back.
const CALLS: &str = "start;caller;name;dir;channel;result;agent;seconds;text;again
05.11.2026 09:10;+86 138 0013 4821;;I;tel;OK;root;61;问价格;29.11.2026
06.11.2026 10:00;13800134822;李敏;O;tel;NA;root;0;没人接;
06.11.2026 10:05;13900134821;;I;wx;;;5;儿子代问;
07.11.2026 11:00;13800134821;;O;;;Root;30;\"两行
的话\";
07.11.2026 11:00;13800134821;;O;;;Root;30;\"两行
的话\";
08.11.2026 11:00;13800134822;;O;tel;OK;root;9;谁;
08.11.2026 11:00;13700000000;;O;tel;OK;root;9;没有这个人;
31.11.2026 11:00;13800134821;;O;tel;OK;root;9;没有这一天;
08.11.2026 11:00;13800134821;;O;tel;??;root;9;没有这个结果;
";

fn import(place: &Place, file: &Path, dry: bool) -> Report {
    let by_map = place.import(Kind::Interactions, file, |plan| {
        plan.map = Some(map("call-log"));
        plan.dry_run = dry;
    });
    by_map.unwrap()
}

fn contacts(place: &Place) -> Vec<String> {
    texts(
        &place.house(),
        "SELECT c.name || ' ' || kind || ' ' || coalesce(direction, '-') || ' ' ||
           coalesce(disposition, '-') || ' ' || coalesce(staff_id, '-') || ' ' ||
           strftime('%d %H:%M', at / 1000, 'unixepoch', '+8 hours') || ' ' ||
           replace(note, char(10), '/') || ' ' || coalesce(next_on, '-')
         FROM interaction i JOIN customer c ON c.id = i.customer_id ORDER BY i.id",
    )
}

#[test]
fn a_call_log_of_another_system_comes_in_by_map_and_what_is_mended_is_there_once() {
    let place = Place::new("CNY");
    let people = place.file("people.csv", PEOPLE);
    place.import(Kind::Customers, &people, |_| {}).unwrap();
    let before = dump(&place.house(), &[]);
    let file = place.file("calls.csv", CALLS);
    let dry = import(&place, &file, true);
    assert_eq!(dump(&place.house(), &[]), before);
    let report = import(&place, &file, false);
    assert_eq!(counts(&dry), counts(&report));
    assert_eq!(counts(&report), [9, 5, 0, 0, 4]);
    let twice = "王芳 call out - 1 07 11:00 两行/的话 (30 s) -";
    assert_eq!(
        contacts(&place),
        [
            "王芳 call in reached 1 05 09:10 问价格 (61 s) 2026-11-29",
            "李敏 call out no_answer 1 06 10:00 没人接 (0 s) -",
            "王芳 message in - - 06 10:05 儿子代问 (5 s) -",
            // Two calls of one minute in one file are two.
            twice,
            twice,
        ]
    );
    let back = std::fs::read_to_string(&report.rejects[0]).unwrap();
    for reason in [
        "caller;Value(Invalid { field: \"\"phone\"\", fault: Shared(2) })",
        "start;",
    ] {
        let plain = back.replace("\"Value", "Value");
        assert!(plain.contains(reason), "{back}");
    }
    let mended = back
        .replace("13800134822;;", "13800134822;李强;")
        .replace("13700000000", "13800134821")
        .replace("31.11.", "30.10.")
        .replace("??", "BAD");
    let mended = place.file("mended.csv", &mended);
    assert_eq!(counts(&import(&place, &mended, false)), [4, 4, 0, 0, 0]);
    assert_eq!(contacts(&place).len(), 9);
    // The next log of that system begins where this one ended, or before.
    let more = format!("{CALLS}09.11.2026 11:00;13800134821;;O;tel;OK;root;9;新的;\n");
    let overlapping = place.file("more.csv", &more);
    let report = import(&place, &overlapping, false);
    assert_eq!(counts(&report), [10, 1, 0, 5, 4]);
    let entry = report.entry.unwrap();
    place.undo(entry);
    assert_eq!(contacts(&place).len(), 9);
    place.is_sound();
}

#[test]
fn a_log_that_was_stopped_goes_on_and_is_taken_back_whole() {
    let place = Place::new("CNY");
    let people = place.file("people.csv", PEOPLE);
    place.import(Kind::Customers, &people, |_| {}).unwrap();
    let rows: String = (0..3_000)
        .map(|row| format!("05.11.2026 09:10;13800134821;;I;tel;OK;root;{row};x;\n"))
        .collect();
    let header = CALLS.lines().next().unwrap();
    let file = place.file("many.csv", &format!("{header}\n{rows}"));
    let by_map = |stop: bool| {
        let change = |plan: &mut huoke::work::import::Plan<'_>| {
            plan.map = Some(map("call-log"));
            plan.on_match = OnMatch::Skip;
        };
        place
            .import_until(Kind::Interactions, &file, change, stop)
            .unwrap()
    };
    let stopped = by_map(true);
    assert!(stopped.cancelled && stopped.added > 0 && stopped.added < 3_000);
    let report = by_map(false);
    assert!(report.resumed && !report.cancelled);
    assert_eq!(counts(&report), [3_000, 3_000, 0, 0, 0]);
    place.undo(report.entry.unwrap());
    assert_eq!(place.number("SELECT count(*) FROM interaction"), 0);
    place.is_sound();
}

#[test]
fn the_shifts_of_a_real_call_centre_come_in_as_notes() {
    let Some(data) = data::folder("crm-adventureworks") else {
        return;
    };
    let place = Place::new("USD");
    let centre = place.file("centre.csv", "code,name\nCALLCENTRE,Call centre\n");
    place.import(Kind::Customers, &centre, |_| {}).unwrap();
    let report = place
        .import(
            Kind::Interactions,
            &data.join("FactCallCenter.psv"),
            |plan| {
                plan.map = Some(map("adventureworks-call-centre"));
            },
        )
        .unwrap();
    assert_eq!(counts(&report), [120, 120, 0, 0, 0]);
    let first = "Call centre note - - - 01 00:00 AM: 405 calls, 283 answered by machine, \
                 341 orders, 2 issues -";
    assert_eq!(contacts(&place)[0], first);
    place.is_sound();
}

#[test]
fn a_contact_is_tied_to_the_customers_number_that_was_used_and_goes_out_with_it() {
    let place = Place::new("CNY");
    let people = place.file("people.csv", PEOPLE);
    place.import(Kind::Customers, &people, |_| {}).unwrap();
    let calls = "customer,date,time,kind,phone\n\
                 A1,2026-11-05,09:10,call,13800134821\nA1,2026-11-05,09:20,call,+8613900134821\n\
                 A1,2026-11-05,09:30,call,13700000000\nA1,2026-11-05,09:40,call,\n";
    let file = place.file("calls.csv", calls);
    let report = place.import(Kind::Interactions, &file, |_| {}).unwrap();
    assert_eq!((counts(&report), report.untied), ([4, 4, 0, 0, 0], 1));
    let used = "SELECT coalesce(p.typed || coalesce(' ' || m.name, ''), '-') FROM interaction i
      LEFT JOIN customer_phone p ON p.id = i.phone_id
      LEFT JOIN family_member m ON m.id = p.member_id ORDER BY i.id";
    let tied = ["13800134821", "13900134821 王小明", "-", "-"];
    assert_eq!(texts(&place.house(), used), tied);
    place.undo(report.entry.unwrap());
    place.is_sound();
}
