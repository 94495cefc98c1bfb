//! What the desk says where a key does less, or more, than one may think.

use crate::desk::{Person, fixtures, pretend};
use huoke::app::Focus;
use huoke::app::vocabulary::{Command, Effect};
use huoke::domain::customer::{Address, Field, Verified};
use huoke::text::Lang;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

#[test]
fn what_works_on_one_customer_is_refused_while_several_are_marked() {
    let mut person = Person::new(Lang::En, LARGE);
    person.press("5555<Enter>a").sees("3 marked");
    for key in ["c", "r", "y", "h"] {
        person
            .press(key)
            .sees("3 marked; this works on one customer; unmark with Space / Esc");
        assert!(!person.app.is_covered());
    }
    let revealed = |command: &Command| matches!(command, Command::Reveal { .. });
    assert!(!person.store.written.iter().any(revealed));
    assert!(
        !person
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Copy(_)))
    );
    person.press("<Esc>").sees_no("marked");
    assert_eq!(person.app.focus(), Focus::Rows);
    person.press("c").sees("Log a call");
}

#[test]
fn escape_takes_marks_off_before_it_goes_back_to_a_form_that_waits() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>crab<Tab>你好");
    person.calls(vec![fixtures::ringing(9, "8613900137777")]);
    person.press("<F8>").sees("按 Esc 返回继续");
    person.press("5555<Enter>a").sees("已标记 3");
    person.press("<Esc>").sees_no("已标记").sees_no("你好");
    person.press("<Esc>").sees("你好");
}

#[test]
fn escape_from_the_rows_leads_to_an_empty_line() {
    let mut person = Person::new(Lang::Zh, LARGE);
    person.press("5555<Enter><Esc>");
    assert_eq!((person.app.focus(), person.app.line()), (Focus::Line, ""));
    person.press("/4821");
    assert_eq!(person.app.line(), "4821");
}

#[test]
fn a_letter_that_is_no_result_is_said_at_once_and_forgotten_with_the_right_one() {
    let mut person = Person::new(Lang::En, SMALL);
    person.press("4821<Enter>cz").sees("z is no result");
    person.press("r").sees_no("z is no result");
}

#[test]
fn taking_back_an_import_says_that_it_is_the_whole_import() {
    let mut person = Person::new(Lang::En, SMALL);
    person.press("4821<Enter>hu").sees("Take this entry back?");
    person.sees_no("whole import").press("<Esc><Esc>");
    person.store.action = "import";
    person.press("hu").sees("The whole import is taken back");
}

#[test]
fn a_row_that_is_put_through_only_says_so_uncut() {
    for size in [SMALL, LARGE] {
        Person::new(Lang::Zh, size)
            .press("8613900137777")
            .sees(" 转接");
    }
}

#[test]
fn a_text_that_is_no_number_cannot_be_attached_and_enter_on_nobody_says_so() {
    let mut person = Person::new(Lang::En, SMALL);
    person.press("zzqqx<Enter>A");
    person.sees("type the number in the caller line first");
    assert!(!person.app.is_covered());
    person.press("/13700001111<Enter>Azzqqx<Enter>");
    person.sees("the list is empty");
}

#[test]
fn nothing_of_a_card_is_cut_at_the_edge() {
    let mut customers = fixtures::customers();
    let card = &mut customers[0];
    card.addresses = vec![Address {
        province: Some("上海市".to_owned()),
        city: Some("上海市闵行区".to_owned()),
        line: Some("莘庄镇沪闵路六千五百号靠近地铁站北广场的那一栋楼三零二室".to_owned()),
        postcode: Some("201100".to_owned()),
    }];
    let long = "喜欢晚上接电话，上午在医院陪母亲，不要打座机；".repeat(4);
    card.fields.retain(|(field, _)| *field != Field::Remark);
    card.fields.push((Field::Remark, format!("{long}最后一句")));
    card.phones[0].known = false;
    card.phones[0].validity = Some(Verified {
        validity: "invalid".to_owned(),
        at: fixtures::days_ago(30),
        by: Some("欧阳".to_owned()),
        how: Some("asked the neighbours who know the family".to_owned()),
    });
    for size in [SMALL, LARGE] {
        for lang in [Lang::Zh, Lang::En] {
            let mut person = Person::with(lang, size, pretend(customers.clone()));
            person.press("4821<Enter>");
            let shown = person.screen().replace([' ', '\n', '│', '┃'], "");
            for whole in ["201100", "最后一句", "欧阳", "三零二室"] {
                assert!(shown.contains(whole), "{whole}: {}", person.screen());
            }
        }
    }
}

#[test]
fn a_form_that_enter_saves_says_so() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>c").sees("Enter 保存");
    person.press("<Esc>e").sees_no("Enter 保存");
}

#[test]
fn letters_typed_on_after_a_save_write_nothing_until_the_hands_rest() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>");
    person.pace = 0;
    for key in ["u", "y", "r", "L", "q"] {
        person.press(&format!("cr<Enter>{key}"));
        person.sees(&format!("稍后执行 {key}"));
    }
    person.press("n").sees("q 没有执行");
    let logs = |command: &Command| matches!(command, Command::Log { .. });
    let others = person.store.written.iter().filter(|one| {
        let quiet = matches!(one, Command::Opened { .. } | Command::PickUpDrafts);
        !logs(one) && !quiet
    });
    assert_eq!(others.count(), 0, "{:?}", person.store.written);
    person.pace = 500;
    person.press("u");
    let undone = |command: &Command| matches!(command, Command::Undo { .. });
    assert!(person.store.written.iter().any(undone));
}

#[test]
fn a_log_that_marks_the_number_says_so_and_how_to_take_it_back() {
    for (validity, marked) in [(Some("invalid"), "号码已标无效"), (None, "号码已标")] {
        let mut store = pretend(fixtures::customers());
        store.house.choices[0].validity = validity.map(str::to_owned);
        let mut person = Person::with(Lang::Zh, SMALL, store);
        person.press("4821<Enter>cr<Enter>").sees("已记录：李明朗");
        person.sees("u 撤销");
        match validity {
            Some(_) => person.sees(marked),
            None => person.sees_no(marked),
        };
    }
}

#[test]
fn the_keys_of_a_chooser_are_not_hidden_by_a_form_that_waits() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>crab<Tab>你好");
    person.calls(vec![fixtures::ringing(9, "862162345555")]);
    person.press("<F8>").sees("Enter 打开").sees_no("返回继续");
    person.sees("(2 位客户) 来电");
    person.press("<Down><Enter>").sees("按 Esc 返回继续");
    person.press("<Esc>").sees("你好");
}

#[test]
fn a_card_that_goes_on_below_says_so_until_its_end_is_seen() {
    let mut customers = fixtures::customers();
    let long = "喜欢晚上接电话，上午在医院陪母亲。".repeat(60);
    customers[0]
        .fields
        .retain(|(field, _)| *field != Field::Remark);
    customers[0].fields.push((Field::Remark, long));
    let mut person = Person::with(Lang::Zh, SMALL, pretend(customers));
    let says_so = |person: &Person| person.screen().lines().nth(1).unwrap().contains('↓');
    person.press("4821<Enter>");
    assert!(says_so(&person), "{}", person.screen());
    person.press("<End>");
    assert!(!says_so(&person), "{}", person.screen());
}

#[test]
fn a_day_that_cannot_be_read_is_told_as_it_is_typed_and_a_lunar_one_read_back() {
    for (lang, unread, lunar, read) in [
        (
            Lang::Zh,
            "没有这一天；例如 1958-10-17",
            "农历十月十七",
            "农历 10-17",
        ),
        (
            Lang::En,
            "there is no such day; for example 1958-10-17",
            "lunar 10-17",
            "lunar 10-17 (11-25)",
        ),
    ] {
        for size in [SMALL, LARGE] {
            let mut person = Person::new(lang, size);
            person.press("张三丰<Enter><Enter><Enter><Enter><Enter>");
            person.press("1958-13-44").sees(unread);
            person.press("<Ctrl-u>1958-").sees("1958-10-17");
            person.press(&format!("<Ctrl-u>{lunar}")).sees_no(unread);
            person.sees(read);
        }
    }
}

#[test]
fn why_an_action_cannot_work_now_stands_whole_in_the_palette() {
    for (lang, typed, why) in [
        (Lang::Zh, "syw", "已经是第一位"),
        (Lang::En, "previous customer", "this is the first"),
    ] {
        for size in [SMALL, LARGE] {
            let mut person = Person::new(lang, size);
            person.press("4821<Down>").press(":").press(typed).sees(why);
        }
    }
    // Too long for a column beside the name.
    let mut person = Person::new(Lang::En, SMALL);
    person.press("5555<Enter>a:log a call");
    person.sees("3 marked; this works on one customer; unmark with");
}
