//! A task in one line at a desk on a real file: read back as it is typed, in either language, with or
//! without Chinese input, and whatever is thrown at it.

use std::path::{Path, PathBuf};

use huoke::domain::customer::{Draft, Field};
use huoke::domain::task::{NewTask, Of, Priority, To};
use huoke::store::{Asking, Tx, customer, task};
use huoke::text::Lang;

use crate::desk::real::{self, Real};
use crate::desk::{NOW, Person};
use crate::giving::tasks;

fn file(folder: &Path, names: &[&str]) -> PathBuf {
    let path = real::file(folder);
    let mut li = Real::open(&path, "lixia");
    let asking = Asking::new(li.actor.id, NOW);
    for name in names {
        let draft = Draft {
            fields: vec![(Field::Name, (*name).to_owned())],
            owner: Some(Some(li.actor.id)),
            ..Draft::default()
        };
        let add = |tx: &Tx<'_>| customer::add(tx, &draft);
        li.writer.change(&asking, "customer.add", add).unwrap();
    }
    path
}

fn at(path: &Path, lang: Lang) -> Person<Real> {
    real::at(path, "lixia", lang, (80, 24))
}

#[test]
fn a_line_in_either_language_is_read_back_while_it_is_typed_and_saved_by_enter() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["李明朗", "张家店"]);
    let mut li = at(&path, Lang::Zh);
    li.press("<F3>Q")
        .sees("一句话任务")
        .sees("给李明朗送2盒蜂胶");
    li.press("周五给李明朗送2盒蜂胶 @zhaoyun");
    li.sees("李明朗 (C000001)")
        .sees("赵云 (zhaoyun)")
        .sees("周五 11-27")
        .sees("送货");
    assert_eq!(tasks(&path, "zhaoyun", Of::Mine).len(), 0);
    li.press("<Enter>").sees("已交给赵云：给李明朗送2盒蜂胶");
    let task = tasks(&path, "zhaoyun", Of::Mine).remove(0);
    assert_eq!(
        (task.kind.as_str(), task.title.as_str()),
        ("delivery", "给李明朗送2盒蜂胶")
    );
    assert_eq!(task.customer.unwrap().name, "李明朗");
    li.press("u");
    assert_eq!(tasks(&path, "zhaoyun", Of::Mine).len(), 0);

    let mut zhao = real::at(&path, "zhaoyun", Lang::En, (80, 24));
    zhao.press("<F3>Qdeliver 2 propolis to 李明朗 fri @lixia !high");
    zhao.sees("Fri 11-27")
        .sees("high")
        .sees("Enter saves it so")
        .press("<Enter>");
    let task = tasks(&path, "lixia", Of::Mine).remove(0);
    assert_eq!(task.title, "deliver 2 propolis to 李明朗");
    assert_eq!(task.priority, Priority::High);
}

#[test]
fn without_chinese_input_all_of_a_name_in_pinyin_names_a_customer_and_a_part_offers_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["李明朗", "张家店"]);
    let mut li = at(&path, Lang::En);
    li.press("<F3>Qliminglang back fri").sees("customer  none");
    li.press("<Esc><Esc>Q")
        .press("call liminglang back fri *2x")
        .sees("李明朗 (C000001)")
        .sees("not understood: *2x");
    li.press("<Esc><Esc>Q")
        .press("call to liminglang fri")
        .sees("李明朗 (C000001)");
    li.press("<Esc><Esc>Q").press("deliver tea to zjd fri");
    // Initials are no name: offered, and taken only where somebody chooses.
    li.sees("customer  none")
        .sees("perhaps")
        .press("<Down>")
        .sees("张家店 (C000002)");
    li.press("<Enter>");
    let task = tasks(&path, "lixia", Of::Mine).remove(0);
    assert_eq!(task.customer.unwrap().name, "张家店");
}

#[test]
fn of_namesakes_one_is_chosen_and_nothing_is_saved_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["王芳", "王芳", "张家店"]);
    let mut li = at(&path, Lang::Zh);
    li.press("<F3>Q回访王芳 3d<Enter>").sees("2 位客户同名");
    assert!(li.app.is_covered());
    assert_eq!(tasks(&path, "lixia", Of::Mine).len(), 0);
    li.press("<Down><Down>")
        .sees("王芳 (C000002)")
        .press("<Enter>");
    let task = tasks(&path, "lixia", Of::Mine).remove(0);
    assert_eq!(task.customer.unwrap().code, "C000002");
}

#[test]
fn what_is_wrong_stands_in_its_place_and_keeps_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["李明朗"]);
    for (line, said) in [
        ("送货 @zhaoyum", "zhaoyun"),
        ("送货 2020-01-01", "已经过去"),
        ("送货 #nonsense", "没有这个值"),
        ("@zhaoyun !急", "必填"),
    ] {
        let mut li = at(&path, Lang::Zh);
        li.press("<F3>Q")
            .press(line)
            .sees(said)
            .press("<Enter>")
            .sees(said);
        assert!(li.app.is_covered(), "{line}");
        // Twice Esc drops it, once only warns.
        li.press("<Esc>").sees("再按一次").press("<Esc>");
        assert!(!li.app.is_covered(), "{line}");
    }
    assert_eq!(tasks(&path, "lixia", Of::Given).len(), 0);
}

#[test]
fn whatever_a_line_holds_it_is_read_or_refused_and_the_screen_obeys_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["李明朗", "DROP TABLE"]);
    let mut li = at(&path, Lang::En);
    let long = "送".repeat(9_000);
    for line in [
        "'; DROP TABLE task; --",
        "给%_*?[]李明朗",
        "to to to for for for",
        "@ @@ ## ** !! !!!!!!",
        "@@@@@@@zhaoyun@@@@",
        "*999999999999d #",
        "99999999999999999999999",
        "\u{202e}fri\u{200b} @zhaoyun",
        "\u{1b}]52;c;aGk=\u{7}",
        "25:99 2026-99-99 32日",
        "  \t ",
        &long,
    ] {
        li.press("<F3>Q");
        li.event(huoke::app::vocabulary::Event::Paste(line.to_owned()));
        li.press("<Enter>");
        let screen = li.screen();
        assert!(
            !screen.contains('\u{1b}') && !screen.contains('\u{202e}'),
            "{line:?}"
        );
        li.press("<Esc><Esc><Esc>");
    }
    for task in tasks(&path, "lixia", Of::Given) {
        assert!(!task.title.trim().is_empty());
    }
}

#[test]
fn a_line_that_was_not_saved_waits_for_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["李明朗"]);
    let mut li = at(&path, Lang::Zh);
    li.press("<F3>Q周五给李明朗送蜂胶");
    let kept = li.app.drafts();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body["words"], "周五给李明朗送蜂胶");
}

#[test]
fn a_latin_name_of_two_words_is_found_and_an_hour_that_there_is_not_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &["Liam Fong", "张家店"]);
    let mut li = at(&path, Lang::En);
    for line in ["call Liam Fong tomorrow", "给Liam Fong打电话 today"] {
        li.press("<F3>Q").press(line).sees("Liam Fong (C000001)");
        li.press("<Esc><Esc>");
    }
    li.press("Qcall Liam Fong tomorrow 25:00")
        .sees("there is no such day");
    li.press("<Enter>").sees("Quick task");
    assert_eq!(tasks(&path, "lixia", Of::Mine).len(), 0);
}

#[test]
fn what_one_did_oneself_is_no_news_and_what_is_counted_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &[]);
    let mut li = at(&path, Lang::En);
    li.press("<F3>Qorder paper<Enter>");
    li.press("<F4>d<Enter>").sees("done: order paper");
    li.press("m").sees("Nothing new").press("<Esc>");

    let id = Real::open(&path, "lixia").actor.id;
    let mut zhao = Real::open(&path, "zhaoyun");
    let asking = Asking::new(zhao.actor.id, NOW);
    let given = |tx: &Tx<'_>| {
        let given = task::add(tx, &NewTask::new("brew tea", To::Person(id)))?;
        task::cancel(tx, given, "no leaves")
    };
    zhao.writer.change(&asking, "task.add", given).unwrap();
    let mut li = at(&path, Lang::En);
    li.sees("1 news").press("<F3>m").sees("brew tea");
    li.press("<Esc>").sees_no("1 news");
}
