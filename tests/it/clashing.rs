//! Two colleagues change the same customer at their desks, on a real file: what differs merges
//! without a word, what clashes is asked for, and nothing typed is lost.

use crate::desk::real::{self, Real};
use crate::desk::{Person, text_of};
use huoke::domain::customer::{Field, Key, Sheet};
use huoke::domain::ids::CustomerId;
use huoke::text::Lang;

/// Two desks with the same form open: of a customer with a card, a number, a grade and a wife.
struct Two {
    _folder: tempfile::TempDir,
    li: Person<Real>,
    zhao: Person<Real>,
    customer: CustomerId,
}

/// From the name to the grade, and to the remark.
const TO_GRADE: &str = "<Enter><Enter><Enter><Enter><Enter>";
const TO_REMARK: &str = "<PgDn><Up>";
/// Into the row of the wife: its name.
const TO_WIFE: &str = "<PgDn>";

fn two(lang: Lang, size: (u16, u16)) -> Two {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut li = real::at(&path, "lixia", lang, size);
    li.press("13800134821<Enter><Enter>王志旭");
    li.press(TO_GRADE).press("b<PgDn>张丽<Enter>");
    li.press("<Tab>13900005555<Enter>1960-05-01<F9>");
    let customer = li.app.card().customer().unwrap();
    let mut zhao = real::at(&path, "zhaoyun", lang, size);
    zhao.press("4821<Enter>e");
    li.press("e");
    Two {
        _folder: folder,
        li,
        zhao,
        customer,
    }
}

fn value(sheet: &Sheet, field: Field) -> &str {
    sheet.values.get(&Key::Plain(field)).map_or("", |v| v)
}

impl Two {
    fn stored(&self) -> Sheet {
        self.li.store.sheet(self.customer)
    }
}

#[test]
fn what_two_people_change_in_different_places_merges_without_a_word() {
    for lang in Lang::ALL {
        let mut two = two(lang, (80, 24));
        two.li.press(TO_REMARK).press("晚上打<F9>");
        two.zhao.press(TO_GRADE).press("a<Enter><F9>");
        assert!(!two.zhao.app.is_covered(), "{}", two.zhao.screen());
        let stored = two.stored();
        assert_eq!(value(&stored, Field::Remark), "晚上打");
        assert_eq!(value(&stored, Field::Grade), "a");
    }
}

#[test]
fn a_clash_is_asked_for_field_by_field_and_going_back_keeps_everything_typed() {
    for (lang, mine, theirs) in [(Lang::Zh, "我的", "对方的"), (Lang::En, "mine", "theirs")] {
        let mut two = two(lang, (80, 24));
        two.li.press(TO_GRADE).press("a<Enter><Enter>晚上打<F9>");
        assert!(!two.li.app.is_covered());
        let zhao = &mut two.zhao;
        zhao.press(TO_GRADE).press("c<Enter><Enter>早上打<F9>");
        zhao.sees("李霞").sees(mine).sees(theirs);
        let nothing_decided = zhao.screen();
        zhao.press("<Enter>");
        assert!(zhao.app.is_covered(), "{nothing_decided}");
        // Back to the form: what was typed stands there, and can be changed further.
        zhao.press("<Esc>").sees("早上打").sees_no("晚上打");
        zhao.press("<F9>").sees("晚上打").sees("早上打");
        zhao.press("tm<Enter>");
        assert!(!zhao.app.is_covered(), "{}", zhao.screen());
        let stored = two.stored();
        assert_eq!(value(&stored, Field::Grade), "a");
        assert_eq!(value(&stored, Field::Remark), "早上打");
    }
}

#[test]
fn as_it_was_undoes_both_and_a_third_who_saves_meanwhile_is_asked_about_as_well() {
    let mut two = two(Lang::Zh, (120, 40));
    two.li.press(TO_REMARK).press("甲<F9>");
    let zhao = &mut two.zhao;
    zhao.press(TO_GRADE)
        .press("c")
        .press(TO_REMARK)
        .press("乙<F9>");
    zhao.sees("原来的");
    // Before it is decided Li saves again, another field of Zhao's.
    two.li.press("e").press(TO_GRADE).press("a<F9>");
    zhao.press("o<Enter>").sees("级别");
    zhao.press("m<Enter>");
    assert!(!zhao.app.is_covered(), "{}", text_of(&zhao.buffer()));
    let stored = two.stored();
    assert_eq!(value(&stored, Field::Remark), "");
    assert_eq!(value(&stored, Field::Grade), "c");
}

#[test]
fn a_wife_whom_one_takes_out_and_the_other_renames_is_asked_about_whole() {
    for (keep, members) in [("m", 1), ("t", 0)] {
        let mut two = two(Lang::Zh, (120, 40));
        two.li.press(TO_WIFE).press("<Ctrl-d><F9>");
        assert!(two.stored().members.is_empty());
        let zhao = &mut two.zhao;
        zhao.press(TO_WIFE).press("<Ctrl-u>张莉<F9>");
        zhao.sees("张莉").press(keep).press("<Enter>");
        assert!(!zhao.app.is_covered(), "{}", zhao.screen());
        let stored = two.stored();
        assert_eq!(stored.members.len(), members);
        if let Some(wife) = stored.members.first() {
            assert_eq!(wife.is.name, "张莉");
            assert_eq!(wife.is.phones[0].is.typed, "13900005555");
            assert_eq!(wife.is.dates[0].is.date.to_string(), "1960-05-01");
        }
    }
}

#[test]
fn a_clash_says_what_was_changed_and_removed_and_enter_goes_to_what_is_missing() {
    for (lang, also, removed, missing) in [
        (Lang::Zh, "也修改了", "已删除", "还没有选"),
        (
            Lang::En,
            "changed this too",
            "removed",
            "here one is missing",
        ),
    ] {
        let mut two = two(lang, (80, 24));
        two.li.press(TO_GRADE).press("a<Enter>");
        two.li.press(TO_WIFE).press("<Ctrl-d><F9>");
        let zhao = &mut two.zhao;
        zhao.press(TO_GRADE).press("c<Enter>");
        zhao.press(TO_WIFE).press("<Ctrl-u>张莉<F9>");
        zhao.sees(also).sees(removed);
        // The last is decided, the first is not.
        zhao.press("<Down>m<Enter>").sees(missing).press("t<Enter>");
        assert!(!zhao.app.is_covered(), "{}", zhao.screen());
        let stored = two.stored();
        assert_eq!(value(&stored, Field::Grade), "a");
        assert_eq!(stored.members.len(), 1);
    }
}

#[test]
fn long_values_of_a_clash_can_be_read_to_their_end() {
    let long = "晚上七点以后打电话，白天她在外面上班接不到；".repeat(3);
    for size in [(80, 24), (120, 40)] {
        let mut two = two(Lang::Zh, size);
        two.li.press(TO_REMARK).press(&long).press("甲终<F9>");
        let zhao = &mut two.zhao;
        zhao.press(TO_REMARK).press(&long).press("乙终<F9>");
        zhao.sees("甲终").sees("乙终");
    }
}

#[test]
fn whoever_edits_a_customer_who_was_taken_back_is_told_so_and_keeps_what_is_typed() {
    for (lang, taken_back) in [(Lang::Zh, "已被撤销"), (Lang::En, "was taken back")] {
        let mut two = two(lang, (80, 24));
        two.zhao.press(TO_REMARK).press("早上打");
        two.li.press("<Esc>u").sees(taken_back);
        two.li.press("e").sees(taken_back);
        two.zhao.press("<F9>").sees(taken_back).sees("早上打");
        assert!(two.zhao.app.is_covered());
    }
}
