//! task: given, listed, done, handed over, put off, cancelled, with their exit codes.

use serde_json::json;

use super::{Place, filled, keys, objects, run};

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn tasks(place: &Place, args: &str) -> Vec<serde_json::Value> {
    place.json(&words(&format!("task list {args}")))
}

#[test]
fn a_task_is_given_listed_put_off_handed_over_and_done() {
    let place = filled();
    let add = words(
        "task add 送两盒蜂胶 --customer C000001 --kind 送货 --to zhaoyun --due 3d --priority high --once t1",
    );
    let added = place.json(&add);
    assert_eq!(keys(&added[0]), ["entry", "id"]);
    assert_eq!(place.json(&add), added, "the same key does it once");
    let given = tasks(&place, "--given");
    assert_eq!(given.len(), 1);
    assert_eq!(
        keys(&given[0]),
        [
            "assignee", "assigner", "contact", "customer", "due_at", "due_on", "ended_at",
            "ended_by", "every", "follows", "given_at", "id", "kind", "late", "name", "note",
            "priority", "reason", "result", "source", "state", "title", "unit"
        ]
    );
    assert_eq!(given[0]["kind"], "delivery");
    assert_eq!(given[0]["priority"], "high");
    assert_eq!(given[0]["customer"], "C000001");
    assert_eq!(given[0]["assignee"], "zhaoyun");

    let told = place.boss(&words("task postpone 1 --due 2099年12月3日"));
    assert!(told.contains("2099-12-03"), "{told}");
    place.boss(&words("task postpone 1 --due 5d"));
    let later = tasks(&place, "--given");
    assert_ne!(later[0]["due_on"], given[0]["due_on"]);
    place.boss(&words("task assign 1 --to wangwei"));
    let mine = run(&place, "wangwei", &words("task list"));
    assert!(
        mine.out.contains("送两盒蜂胶") && mine.out.contains("Delivery"),
        "{}",
        mine.out
    );
    let done = run(&place, "wangwei", &words("task done 1 --note 放在门卫"));
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(tasks(&place, "--given"), Vec::<serde_json::Value>::new());
    let ended = tasks(&place, "--given --ended");
    assert_eq!(ended[0]["state"], "done");
    assert_eq!(ended[0]["result"], "放在门卫");
    assert_eq!(ended[0]["ended_by"], "wangwei");

    let again = place.refused(1, &words("task done 1"));
    assert!(again.contains("done already"), "{again}");
    let undone = run(&place, "wangwei", &["undo"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert_eq!(tasks(&place, "--given")[0]["ended_at"], json!(null));
    place.boss(&words("task cancel 1 --reason 客户自取"));
    assert_eq!(tasks(&place, "--given --ended")[0]["reason"], "客户自取");
}

#[test]
fn a_follow_up_is_done_by_the_call_that_is_logged_with_its_number() {
    let place = filled();
    place.boss(&words("task add 回访 --customer C000001 --to wangwei"));
    let said = run(&place, "wangwei", &words("task done 1"));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("log the call"), "{}", said.err);
    let vain = run(
        &place,
        "wangwei",
        &words("log C000001 --disposition no_answer --json"),
    );
    assert!(
        vain.out.contains(r#""task":1,"task_state":"open""#),
        "{}",
        vain.out
    );
    let log = words("log C000001 --disposition reached --note 都好 --task 1");
    assert_eq!(run(&place, "wangwei", &log).code, 0);
    let done = &tasks(&place, "--customer C000001 --ended")[0];
    assert_eq!(
        (&done["state"], &done["result"]),
        (&json!("done"), &json!("都好"))
    );
    assert_ne!(done["contact"], json!(null));

    place.boss(&words("task add 上门 --customer C000001 --kind visit"));
    place.boss(&words("note C000001 --kind visit --note 看了样品 --task 2"));
    assert_eq!(
        tasks(&place, "--given --ended --kind visit")[0]["result"],
        "看了样品"
    );
}

#[test]
fn what_is_wrong_with_a_task_is_told_plainly() {
    let place = filled();
    for (code, args, said) in [
        (2, "task add x --to zhaoyum", "zhaoyun"),
        (2, "task add x --due 2020-01-01", "due"),
        (2, "task add x --kind dlivery", "delivery"),
        (2, "task add x --every soon", "every friday 10:00"),
        (1, "task add x --customer C9", "C9"),
        (1, "task done 77", "77"),
        (2, "task cancel 77", "--reason"),
    ] {
        let err = place.refused(code, &words(args));
        assert!(err.contains(said), "{args}: {err}");
    }
    place.boss(&words("task add 我的事"));
    let theirs = run(&place, "wangwei", &words("task cancel 1 --reason x"));
    assert_eq!(theirs.code, 1, "{}", theirs.err);
    let none = run(&place, "wangwei", &words("task list --of boss"));
    assert_eq!(none.code, 1, "{}", none.err);
    let csv = place.boss(&words("task list --csv"));
    assert!(csv.starts_with("id,kind,due,priority,title,"), "{csv}");
}

#[test]
fn of_many_processes_no_two_take_the_same_task_and_who_gave_it_hears_that_it_is_done() {
    let place = filled();
    place.boss(&words("staff add sun --name 孙 --role agent --unit T1"));
    for number in 1..=6 {
        place.boss(&["task", "add", &format!("事 {number}"), "--to", "T1"]);
    }
    let taken: Vec<i64> = std::thread::scope(|scope| {
        let both = ["wangwei", "sun"].map(|login| {
            scope.spawn(|| {
                let mut mine = Vec::new();
                for _ in 0..3 {
                    let said = run(&place, login, &words("task take --json"));
                    assert_eq!(said.code, 0, "{}", said.err);
                    let task = objects(&said.out).remove(0);
                    let id = task["id"].as_i64().unwrap();
                    let done = run(&place, login, &["task", "done", &id.to_string()]);
                    assert_eq!(done.code, 0, "{}", done.err);
                    mine.push(id);
                }
                mine
            })
        });
        both.into_iter()
            .flat_map(|one| one.join().unwrap())
            .collect()
    });
    let all: std::collections::BTreeSet<i64> = taken.iter().copied().collect();
    assert_eq!((taken.len(), all.len()), (6, 6), "{taken:?}");
    assert_eq!(place.boss(&words("task take")), "");
    assert_eq!(place.json(&words("task news --read")).len(), 6);
    assert_eq!(place.json(&words("task news")).len(), 0);

    place.boss(&words("task add 回访 --customer C000001 --to T1"));
    assert_eq!(run(&place, "sun", &words("task take 7")).code, 0);
    let theirs = run(&place, "wangwei", &words("task take 7"));
    assert_eq!(theirs.code, 1);
    assert!(theirs.err.contains("孙 is at work on it"), "{}", theirs.err);
    assert_eq!(run(&place, "sun", &words("task leave 7")).code, 0);
    assert_eq!(run(&place, "wangwei", &words("task take 7")).code, 0);
}

#[test]
fn a_report_counts_by_person_and_by_team_what_was_given_done_and_said() {
    let place = filled();
    for title in ["甲", "乙", "丙"] {
        place.boss(&["task", "add", title, "--to", "wangwei", "--due", "1d"]);
    }
    place.boss(&words("task add 丁 --to zhaoyun"));
    place.boss(&words("task add 戊 --to T1"));
    assert_eq!(run(&place, "wangwei", &words("task done 1")).code, 0);
    assert_eq!(
        run(&place, "wangwei", &words("task cancel 2 --reason 重复")).code,
        0
    );
    for result in ["reached", "busy", "busy"] {
        let log = ["log", "C000001", "--disposition", result];
        assert_eq!(run(&place, "wangwei", &log).code, 0);
    }
    let rows = place.json(&words("task report"));
    let of = |what: &str, login: serde_json::Value| {
        rows.iter()
            .find(|row| row["of"] == what && row["unit"] == "T1" && row["login"] == login)
            .unwrap()
            .clone()
    };
    let hers = of("person", json!("wangwei"));
    let counts = |row: &serde_json::Value| {
        [
            "given",
            "done_in_time",
            "done_late",
            "cancelled",
            "open",
            "overdue",
            "contacts",
        ]
        .map(|key| row[key].as_u64().unwrap())
    };
    assert_eq!(counts(&hers), [3, 1, 0, 1, 1, 0, 3]);
    assert_eq!(hers["dispositions"], json!({"busy": 2, "reached": 1}));
    assert_eq!(hers["median_minutes"], json!(0));
    // What nobody of the team has taken yet is the team's and nobody's.
    assert_eq!(counts(&of("untaken", json!(null))), [1, 0, 0, 0, 1, 0, 0]);
    assert_eq!(counts(&of("unit", json!(null))), [4, 1, 0, 1, 2, 0, 3]);
    let all = rows.last().unwrap();
    assert_eq!(
        (&all["unit"], counts(all)),
        (&json!(null), [5, 1, 0, 1, 3, 0, 3])
    );
    // An agent is told of nobody else.
    let own = run(&place, "zhaoyun", &words("task report --csv"));
    assert!(
        own.out.contains("zhaoyun") && !own.out.contains("wangwei"),
        "{}",
        own.out
    );
    let drawn = place.boss(&words("task report --lang en"));
    assert!(drawn.contains("█") && drawn.contains("Busy"), "{drawn}");
    assert!(drawn.contains(" median  contacts"), "{drawn}");
    assert!(drawn.contains("  not taken yet "), "{drawn}");
    let past = place.json(&words("task report --from 2020-01-01 --until 2020-01-31"));
    assert_eq!(counts(past.last().unwrap()), [0, 0, 0, 0, 3, 0, 0]);
    place.refused(
        2,
        &words("task report --from 2026-02-01 --until 2026-01-01"),
    );
}

#[test]
fn a_line_in_either_language_is_read_back_and_given() {
    let place = filled();
    let read = |line: &str| {
        place
            .json(&["task", "add", "--quick", line, "--dry-run"])
            .remove(0)
    };
    let english = read("deliver 2 propolis to 李明朗 3d @zhaoyun !high");
    let chinese = read("3天后给李明朗送2盒蜂胶 @zhaoyun ！急");
    for said in [&english, &chinese] {
        assert_eq!(said["customer"], "C000001", "{said}");
        assert_eq!(
            (&said["kind"], &said["to"]),
            (&json!("delivery"), &json!("zhaoyun"))
        );
        assert_eq!(said["priority"], "high");
    }
    assert_eq!(english["due_on"], chinese["due_on"]);
    assert_eq!(chinese["title"], "给李明朗送2盒蜂胶");
    assert_eq!(tasks(&place, "--given"), Vec::<serde_json::Value>::new());

    let told = place.boss(&["task", "add", "--quick", "order paper 明天 *1m"]);
    assert!(
        told.contains("order paper") && told.contains("every month"),
        "{told}"
    );
    assert_eq!(place.json(&["task", "list"])[0]["every"], "1m");
    let add = ["--set", "name=李明朗"];
    place.boss(&[&["customer", "add"], &add[..]].concat());
    let both = place.refused(2, &["task", "add", "--quick", "给李明朗送蜂胶"]);
    assert!(both.contains('2'), "{both}");
    let nobody = place.refused(2, &["task", "add", "--quick", "送蜂胶 @zhaoyum"]);
    assert!(nobody.contains("zhaoyun"), "{nobody}");
    let past = place.refused(2, &["task", "add", "--quick", "送蜂胶 2020-01-01"]);
    assert!(past.contains("due") || past.contains("past"), "{past}");
    let other = read("给谁都行的事");
    assert_eq!(
        (&other["customer"], &other["kind"]),
        (&json!(null), &json!("other"))
    );
}

#[test]
fn a_reminder_becomes_a_task_is_off_the_list_while_that_is_open_and_back_when_it_is_cancelled() {
    let place = filled();
    place.boss(&words("log C000001 --disposition callback --next 0d"));
    let due = || {
        let rows = place.json(&words("today --whose all"));
        let codes = rows
            .iter()
            .flat_map(|row| row["reasons"].as_array().unwrap().clone());
        codes
            .map(|due| due["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = due();
    let reason = before.first().expect("something is due").clone();
    let convert = [
        "task", "convert", "C000001", "--reason", &reason, "--to", "wangwei",
    ];
    let made = place.json(&convert);
    assert_eq!(
        (&made[0]["added"], &made[0]["taken"]),
        (&json!(1), &json!(0))
    );
    assert!(!due().contains(&reason), "{reason}");
    assert_eq!(
        tasks(&place, "--given")[0]["source"]["reason"],
        reason.as_str()
    );
    let told = place.refused(1, &convert);
    assert!(told.contains("wangwei has an open task (1)"), "{told}");
    place.boss(&words("task cancel 1 --reason 自己打"));
    assert_eq!(due(), before);

    let again = place.json(&convert);
    let entry = again[0]["entry"].to_string();
    place.boss(&["undo", &entry]);
    assert_eq!(due(), before);
    place.json(&convert);
    let log = words("log C000001 --disposition reached --note 都好 --task 3");
    assert_eq!(run(&place, "wangwei", &log).code, 0);
    assert!(!due().contains(&reason));
}

#[test]
fn an_open_task_is_changed_by_what_is_named_and_goes_on_from_another() {
    let place = filled();
    place.boss(&words(
        "task add 送蜂胶 --customer C000001 --due 3d --note 门卫",
    ));
    let edit = "task edit 1 --title 送三盒 --priority high --every 1m";
    let told = place.boss(&words(edit));
    assert!(told.contains('1'), "{told}");
    let task = tasks(&place, "--given").remove(0);
    assert_eq!(
        (&task["title"], &task["note"], &task["priority"]),
        (&json!("送三盒"), &json!("门卫"), &json!("high"))
    );
    assert!(place.boss(&words(edit)).contains("already"));
    place.boss(&["task", "edit", "1", "--due", "", "--note", ""]);
    let task = tasks(&place, "--given").remove(0);
    assert_eq!(
        (&task["due_on"], &task["note"], &task["every"]),
        (&json!(null), &json!(null), &json!("1m"))
    );
    place.boss(&words("undo"));
    assert_eq!(tasks(&place, "--given")[0]["note"], "门卫");
    let next = words("task add 再送一盒 --customer C000001 --follows 1");
    place.boss(&next);
    assert_eq!(tasks(&place, "--given").last().unwrap()["follows"], 1);
    for (code, args, said) in [
        (2, "task edit 1", "--title"),
        (2, "task edit 1 --to zhaoyum", "zhaoyun"),
        (2, "task edit 1 --due 2020-01-01", "due"),
        (1, "task edit 77 --title x", "77"),
        (1, "task add x --follows 77", "77"),
    ] {
        let err = place.refused(code, &words(args));
        assert!(err.contains(said), "{args}: {err}");
    }
}

#[test]
fn what_cannot_be_given_is_refused_by_a_rehearsal_too_and_told_in_words() {
    let place = filled();
    let refused = |args: &[&str]| place.refused(2, &[&["task", "add"], args].concat());
    for quick in ["--quick", "--priority=low"] {
        refused(&["", quick, "--dry-run"]);
        refused(&["", quick]);
    }
    let told = refused(&["tea", "--due", "2020-01-01"]);
    assert!(told.contains("3d"), "{told}");
    let told = refused(&["tea", "--kind", "zzzzzz"]);
    assert!(
        told.contains("delivery") && told.contains("visit"),
        "{told}"
    );
    let told = refused(&["tea", "--to", "zhao"]);
    assert!(told.contains("zhaoyun"), "{told}");
    let said = place.boss(&["task", "add", "--quick", "order paper @ *2x", "--dry-run"]);
    assert!(said.contains("*2x") && said.contains('@'), "{said}");
}
