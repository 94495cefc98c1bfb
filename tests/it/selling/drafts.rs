//! A sale that was not finished comes back as it was, and is sold once.

use huoke::app::vocabulary::Event;
use huoke::store::product;
use huoke::text::Lang;

use super::bad::meanwhile;
use super::{LARGE, SMALL, on_hand, sales, sent, shop};
use crate::desk::{Behind, Person, real, real::Real};

/// Two seconds go by: what is typed is kept.
fn wait(person: &mut Person<Real>) {
    for _ in 0..3 {
        person.event(Event::Tick);
    }
}

#[test]
fn a_sale_that_was_cut_off_comes_back_with_every_line_and_is_sold_under_its_own_key() {
    for (lang, size) in [(Lang::Zh, SMALL), (Lang::En, LARGE)] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "wangwei", lang, size);
        person.press("4821<Enter>sfj<Enter>5<Tab>280<Tab>2<Enter>lz<Enter>");
        person.press("2<PgDn><Tab><Tab><Tab><Tab>");
        person.press("送到门口，找张大妈<PgDn>下午送");
        wait(&mut person);
        let before = person.app.drafts();
        drop(person);
        let mut person = real::at(&path, "wangwei", lang, size);
        person
            .sees("马三立")
            .sees("蜂胶软胶囊 × 5")
            .press("<Enter>");
        assert_eq!(person.app.drafts(), before, "nothing of it is another");
        person.sees("下午送").press("<F9>").sees("S000001");
        let [(once, _)] = sent(&person).try_into().unwrap();
        assert_eq!(once, before[0].once);
        assert_eq!(sales(&person)[0].1, [157_600, 0, 157_600, 3]);
        // It is not offered again.
        drop(person);
        let mut person = real::at(&path, "wangwei", lang, size);
        person.sees_no("蜂胶软胶囊 × 5");
    }
}

#[test]
fn what_a_draft_sells_that_is_sold_no_more_or_has_another_price_is_told_when_it_comes_back() {
    for (lang, size) in [(Lang::Zh, SMALL), (Lang::En, LARGE)] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "wangwei", lang, size);
        person.press("4821<Enter>sfj<Enter>2<Enter>lz<Enter>3<Enter>");
        wait(&mut person);
        meanwhile(&person, &path, |tx, bee| {
            product::sell(tx, bee, false).unwrap();
            let tea = product::id_of(&person.store.reader, "P002").unwrap();
            let mut dearer = product::by_id(&person.store.reader, tea.unwrap()).unwrap();
            dearer.price = Some(9_900);
            product::edit(tx, tea.unwrap(), &dearer).unwrap();
        });
        drop(person);
        let mut person = real::at(&path, "wangwei", lang, size);
        person.press("<Enter>");
        let (gone, dearer) = match lang {
            Lang::Zh => ("已不再销售", "¥99"),
            Lang::En => ("it is sold no more", "¥99"),
        };
        person
            .sees(gone)
            .sees(dearer)
            .sees("297.00")
            .sees_no("598.00");
        // Neither is sold as it was; without the line the rest is, at the price that is shown.
        person.press("<F9>").sees(gone);
        assert_eq!(sales(&person), []);
        person.press("<Ctrl-D><F9>").sees("S000001");
        assert_eq!(sales(&person)[0].1, [29_700, 0, 29_700, 0]);
    }
}

#[test]
fn what_was_sold_while_the_line_dropped_is_not_offered_and_not_sold_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("4821<Enter>sfj<Enter>2");
    wait(&mut person);
    // The save is carried out; its answer never comes.
    person.silent = true;
    person.press("<F9>");
    let write = person.effects.last().unwrap().clone();
    person.store.perform(write);
    drop(person);
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.sees_no("未完成").press("<Esc>D").sees("没有未完成");
    assert_eq!(
        (sales(&person).len(), on_hand(&person, "P001")),
        (1, Some(8))
    );
}

#[test]
fn escape_asks_before_it_throws_lines_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("4821<Enter>s<Esc>").sees_no("销售：");
    person
        .press("sfj<Enter><Esc>")
        .sees("再按一次")
        .press("<Esc>")
        .sees_no("销售：");
    // A line goes, and comes back.
    person
        .press("sfj<Enter><Enter>lz<Enter><Ctrl-D>")
        .sees("合计 ¥299");
    person.press("<Ctrl-Z>").sees("合计 ¥387");
}

#[test]
fn escape_asks_before_a_found_customer_a_half_line_or_a_remark_goes() {
    for typed in ["mas<Enter>", "4821<Enter>sf", "<PgDn><PgDn>下午"] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
        person.press("4821<Enter>s").press(typed);
        wait(&mut person);
        assert_eq!(person.app.drafts().len(), 1, "{typed}");
        person.press("<Esc>");
        if person.app.drafts().len() == 1 && !person.screen().contains("再按一次") {
            // The list below the field closes first.
            person.press("<Esc>");
        }
        person.sees("再按一次");
        assert_eq!(person.app.drafts().len(), 1, "{typed}");
    }
}
