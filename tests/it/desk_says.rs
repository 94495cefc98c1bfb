//! What the desk says where a key does less, or more, than one may think.

use crate::desk::{Person, fixtures};
use huoke::app::Focus;
use huoke::app::vocabulary::{Command, Effect};
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
