//! import through the binary: its report, its exit codes, its words; what is in the rows is
//! tested beside it.

use super::{Place, keys, said};
use crate::data;

const PEOPLE: &str =
    "姓名,电话,等级\n王芳,13800138000,金卡\n李雷,,\n韩梅,1.38E+10,\n赵云,13700137000,不存在\n";

#[test]
fn good_rows_are_in_rejected_ones_come_back_and_the_exit_is_3() {
    let place = Place::new();
    std::fs::write(place.path("people.csv"), PEOPLE).unwrap();
    let import = |more: &[&str]| {
        let mut command = place.command();
        said(
            command
                .args([
                    "--as",
                    "boss",
                    "--json",
                    "import",
                    "customers",
                    "people.csv",
                ])
                .args(more),
        )
    };
    let rehearsed = import(&["--dry-run"]);
    assert_eq!(rehearsed.code, 3, "{}", rehearsed.err);
    assert_eq!(
        place.boss(&["find", "--count"]),
        "0\n",
        "a dry run stores nothing"
    );
    let report = import(&["--rejects", "bad.csv"]);
    assert_eq!(report.code, 3, "{}", report.err);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    for key in [
        "entry", "read", "added", "updated", "skipped", "rejected", "rejects", "seconds",
    ] {
        assert!(keys(&report).contains(&key.to_owned()), "{key}");
    }
    assert_eq!(
        (&report["read"], &report["added"], &report["rejected"]),
        (&4.into(), &2.into(), &2.into())
    );
    assert_eq!(report["rejects"], "bad.csv");
    let bad = std::fs::read_to_string(place.path("bad.csv")).unwrap();
    assert!(bad.contains("1.38E+10") && bad.contains("不存在"), "{bad}");
    let again = import(&[]);
    assert_eq!(again.code, 1, "the same files are not imported twice");
    assert!(again.err.contains("--again"), "{}", again.err);
    place.boss(&["undo", &report["entry"].to_string()]);
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
}

#[test]
fn a_sheet_of_a_file_that_has_none_is_refused_and_no_row_comes_in() {
    let place = Place::new();
    std::fs::write(place.path("people.csv"), "姓名,电话\n王芳,13800138000\n").unwrap();
    let no = place.refused(3, &["import", "customers", "people.csv", "--sheet", "客户"]);
    assert!(no.contains("people.csv: the file is no workbook"), "{no}");
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
}

#[test]
fn an_owner_who_has_left_is_no_reason_to_reject_what_they_own_but_is_given_nobody_anew() {
    let place = Place::new();
    place.boss(&[
        "staff", "add", "wangwei", "--name", "王薇", "--role", "agent",
    ]);
    let file = |rows: &str| {
        let text = format!("客户编号,姓名,电话,负责人,备注\n{rows}");
        std::fs::write(place.path("people.csv"), text).unwrap();
    };
    let import = |code| {
        let args = ["--on-match", "update"];
        let mut command = place.command();
        let said = said(
            command
                .args(["--as", "boss", "import", "customers", "people.csv"])
                .args(args),
        );
        assert_eq!(said.code, code, "{}", said.err);
    };
    file("K1,王芳,13800138000,wangwei,一\n");
    import(0);
    place.boss(&["staff", "disable", "wangwei"]);
    file("K1,王芳,13800138000,wangwei,二\n");
    import(0);
    assert_eq!(place.json(&["show", "K1"])[0]["remark"], "二");
    file("K2,李雷,13800138001,wangwei,一\n");
    import(3);
    assert_eq!(place.boss(&["find", "--count"]), "1\n");
}

#[test]
fn files_that_cannot_be_read_and_people_who_may_not_are_told() {
    let place = Place::new();
    place.boss(&["staff", "add", "a1", "--name", "A", "--role", "agent"]);
    std::fs::write(place.path("people.csv"), PEOPLE).unwrap();
    std::fs::write(place.path("empty.csv"), "").unwrap();
    std::fs::write(place.path("binary.csv"), b"\x7fELF\0\0\0\n").unwrap();
    std::fs::write(place.path("map.toml"), "kind = \"sales\"\n").unwrap();
    for (args, code, words) in [
        (&["customers", "missing.csv"][..], 3, "missing.csv"),
        (&["customers", "empty.csv"][..], 3, ""),
        (&["customers", "binary.csv"][..], 3, ""),
        (&["customers", "people.csv", "--map", "map.toml"][..], 3, ""),
        (
            &["customers", "people.csv", "--map", "no.toml"][..],
            3,
            "no.toml",
        ),
        (
            &["customers", "people.csv", "--encoding", "klingon"][..],
            2,
            "klingon",
        ),
        (&["people", "people.csv"][..], 2, "customers"),
        (&["customers", "people.csv", "--owner", "nobody"][..], 2, ""),
        (&["customers"][..], 2, ""),
    ] {
        let said = said(place.command().args(["--as", "boss", "import"]).args(args));
        assert_eq!(said.code, code, "{args:?}: {}", said.err);
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
    }
    let file = ["import", "customers", "people.csv"];
    assert_eq!(
        said(place.command().args(["--as", "a1"]).args(file)).code,
        1
    );
    assert_eq!(
        said(place.command().args(["--as", "who"]).args(file)).code,
        2
    );
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
}

#[test]
fn adventureworks_customers_come_in_by_their_map() {
    let Some(folder) = data::folder("crm-adventureworks") else {
        return;
    };
    let place = Place::new();
    let map = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/import/adventureworks-customers.toml"
    );
    let file = folder.join("DimCustomer.csv");
    let report = &place.json(&["import", "customers", file.to_str().unwrap(), "--map", map])[0];
    assert_eq!(
        (&report["read"], &report["added"], &report["rejected"]),
        (&18_484.into(), &18_484.into(), &0.into())
    );
    assert_eq!(place.boss(&["find", "--count"]), "18484\n");
    let found = place.json(&["find", "Jon", "Yang"]);
    assert_eq!(found[0]["name"], "Jon V Yang");
}
