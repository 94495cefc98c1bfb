//! What cannot be taken is told with what can: values, people, units, settings; in both languages.

use super::task_file::words;
use super::{Place, filled, run};

/// Arguments, and what an administrator is told in English and in Chinese.
type Case<'c> = (&'c [&'c str], &'c str, &'c str);

/// Each ends with exit 2.
fn told(place: &Place, cases: &[Case<'_>]) {
    for (args, en, zh) in cases {
        for (lang, words) in [("en", en), ("zh", zh)] {
            let args = [&["--lang", lang], *args].concat();
            let said = place.refused(2, &args);
            assert!(said.contains(*words), "{args:?}: {said}");
        }
    }
}

const LI: [&str; 9] = [
    "staff", "add", "li", "--name", "李", "--role", "agent", "--ext", "801",
];

fn place() -> Place {
    let place = Place::new();
    place.boss(&["unit", "add", "SH", "--name", "上海", "--kind", "branch"]);
    place.boss(&LI);
    place
}

#[test]
fn an_unknown_value_is_told_with_those_there_are_and_where_all_of_them_stand() {
    let place = place();
    let set = |value: &'static str| ["customer", "add", "--set", "name=A", "--set", value];
    let code = place.json(&set("grade=a"))[0]["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let cases: &[Case<'_>] = &[
        (
            &set("grade=z")[..],
            "there are: a Grade A, b",
            "没有这个值，有：a ",
        ),
        (&set("tier=gol"), "there are: gold, ", "有：gold 金卡、"),
        (
            &["log", &code, "--disposition", "wrongo"],
            "all of them: huoke choice list disposition",
            "全部见：huoke choice list disposition",
        ),
        (
            &["log", &code, "--disposition", "reachd"],
            "nearest: reached",
            "相近的有：reached ",
        ),
        (
            &[
                "customer", "transfer", &code, "--to", "nobody", "--reason", "x",
            ],
            "nobody has this login or name; there are: boss 老板, li 李",
            "没有用这个登录名或姓名的人，有：boss 老板、li 李",
        ),
    ];
    told(&place, cases);
}

#[test]
fn who_and_which_there_are_is_told_and_who_has_what_is_taken() {
    let cases: &[Case<'_>] = &[
        (
            &[
                "staff", "add", "x", "--name", "X", "--role", "agent", "--unit", "NO",
            ],
            "no such unit; there are: SH 上海",
            "没有这个机构，有：SH 上海",
        ),
        (
            &LI,
            "already taken by li 李; choose another",
            "已被 li 李 使用，请换一个",
        ),
        (
            &[
                "staff", "add", "y", "--name", "Y", "--role", "agent", "--ext", "801",
            ],
            "extension: already taken by li 李",
            "分机: 已被 li 李 使用",
        ),
        (
            &["unit", "add", "SH", "--name", "X", "--kind", "team"],
            "already taken by SH 上海",
            "已被 SH 上海 使用",
        ),
        (
            &["setting", "get", "bogus"],
            "no such setting; all of them: huoke setting list",
            "没有这项设置；全部见：huoke setting list",
        ),
        (
            &["setting", "set", "zone", "Mars"],
            "written like Asia/Shanghai",
            "写法如 Asia/Shanghai",
        ),
        (
            &["setting", "set", "currency", "ZZZ"],
            "there are: CNY",
            "有：CNY",
        ),
    ];
    told(&place(), cases);
}

#[test]
fn a_call_for_a_task_that_is_not_there_names_the_task_and_not_the_customer() {
    let place = filled();
    let log = words("log C000001 --disposition reached --task 99");
    let told = run(&place, "wangwei", &log);
    assert_eq!(told.code, 1);
    assert!(
        told.err.contains("99") && !told.err.contains("C000001"),
        "{}",
        told.err
    );
    assert!(
        place
            .json(&words("journal --customer C000001"))
            .iter()
            .all(|row| row["action"] != "log")
    );
}

#[test]
fn whoever_takes_where_nothing_is_left_is_told_so() {
    let place = filled();
    let told = run(&place, "wangwei", &words("task take"));
    assert_eq!((told.code, told.out.as_str()), (0, ""));
    assert!(told.err.contains("no task to take"), "{}", told.err);
}
