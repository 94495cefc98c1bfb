//! Somebody is entered who is there already: the desk says so while one types, and why; one key
//! leads to the other and back; and it never stands in the way of saving.

use crate::desk::real::{self, Real};
use crate::desk::{NOW, Person};
use huoke::domain::birthday::{Birthday, Calendar};
use huoke::domain::customer::{Field, Key};
use huoke::domain::time::Now;
use huoke::text::Lang;

/// A file with 王志旭, card VIP8, born 1958-10-17, at 人民路133号 in Shanghai.
fn with_one(folder: &tempfile::TempDir, lang: Lang, size: (u16, u16)) -> Person<Real> {
    let path = real::file(folder.path());
    let mut other = real::at(&path, "zhaoyun", Lang::Zh, (120, 40));
    other.press("13800134821<Enter><Enter>王志旭<Enter><Enter><Enter>19581017<PgDn><PgDn><Enter>");
    other.press("上海<Enter>上海<Enter>人民路133号<PgDn><PgDn>VIP8<F9>");
    assert!(!other.app.is_covered(), "{}", other.screen());
    real::at(&path, "lixia", lang, size)
}

#[test]
fn the_warning_says_why_while_one_types() {
    let birthday = "<Enter><Enter><Enter>19581017";
    let home = "<PgDn><PgDn><Enter>上海<Enter>上海<Enter>人民路133号";
    let card = "<PgDn><PgDn><PgDn><PgDn>VIP8";
    for (lang, [number, same_card, same_day, same_home]) in [
        (
            Lang::Zh,
            ["号码相同", "卡号相同", "姓名和生日相同", "读音和地址相同"],
        ),
        (
            Lang::En,
            [
                "same number",
                "same card",
                "same name and birthday",
                "name sounds the same, same address",
            ],
        ),
    ] {
        for (typed, keys, why) in [
            ("13900001111", "王<Enter><Ctrl-u>138-0013-4821", number),
            ("13900001111", card, same_card),
            ("13900001111", &format!("王志旭{birthday}"), same_day),
            ("13900001111", &format!("汪志旭{home}"), same_home),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let mut person = with_one(&folder, lang, (80, 24));
            person.press(typed).press("<Enter><Enter>");
            person.sees_no(why).press(keys).sees("王志旭").sees(why);
        }
    }
}

#[test]
fn one_key_opens_the_other_another_goes_back_to_what_was_typed_and_saving_is_not_barred() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let folder = tempfile::tempdir().unwrap();
            let mut person = with_one(&folder, lang, size);
            person.press("13900001111<Enter><Enter>王小旭<Enter><Ctrl-u>13800134821<F6>");
            assert!(!person.app.is_covered());
            person.sees("VIP8").sees_no("王小旭").press("<Esc>");
            assert!(person.app.is_covered());
            person.sees("王小旭").sees("13800134821").press("<F9>");
            assert!(!person.app.is_covered(), "{}", person.screen());
            let customer = person.app.card().customer().unwrap();
            let sheet = person.store.sheet(customer);
            assert_eq!(sheet.values[&Key::Plain(Field::Name)], "王小旭");
            assert_eq!(sheet.phones[0].is.typed, "13800134821");
        }
    }
}

#[test]
fn places_that_the_file_knows_are_completed_from_their_initials() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = with_one(&folder, Lang::Zh, (80, 24));
    person.press("13900001111<Enter><Enter>李霞<PgDn><PgDn><Enter>");
    person.press("sh<Enter>sh<Enter>南京路<F9>");
    let customer = person.app.card().customer().unwrap();
    let address = person.store.sheet(customer).addresses[0].is.clone();
    assert_eq!(address.province.as_deref(), Some("上海"));
    assert_eq!(address.city.as_deref(), Some("上海"));
}

/// The invented call centre, as anybody tries the program; and a customer of Wang Wei's with a
/// birthday in a calendar.
fn demo(folder: &tempfile::TempDir, calendar: &str) -> (std::path::PathBuf, String, Birthday) {
    let path = folder.path().join("demo.huoke");
    let now = Now {
        at: NOW,
        zone: chrono_tz::Asia::Shanghai,
    };
    huoke::demo::make(&path, 2000, 1, Some(7), &now, &mut |_| {}).unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    let one = "SELECT c.name, d.year, d.month, d.day FROM customer c
      JOIN customer_date d ON d.customer_id = c.id AND d.kind = 'birthday' AND d.member_id IS NULL
      WHERE c.owner_id = (SELECT id FROM staff WHERE login = 'wangwei')
        AND c.state = 'active' AND d.calendar = ?1 AND d.year IS NOT NULL AND NOT d.leap LIMIT 1";
    let (name, year, month, day) = conn
        .query_row(one, [calendar], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap();
    let calendar = match calendar {
        "lunar" => Calendar::Lunar,
        _ => Calendar::Solar,
    };
    let birthday = Birthday::new(calendar, Some(year), month, false, day).unwrap();
    (path, name, birthday)
}

/// The number of somebody else, who shares it with nobody.
fn another_number(path: &std::path::Path, name: &str) -> String {
    let one = "SELECT p.digits FROM customer_phone p JOIN customer c ON c.id = p.customer_id
      WHERE c.state = 'active' AND p.known GROUP BY p.digits
      HAVING count(*) = 1 AND max(c.name) <> ?1 LIMIT 1";
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row(one, [name], |row| row.get(0)).unwrap()
}

#[test]
fn the_same_name_and_birthday_warn_in_either_calendar_without_a_number() {
    for stored in ["lunar", "solar"] {
        let folder = tempfile::tempdir().unwrap();
        let (path, name, birthday) = demo(&folder, stored);
        for said in [Calendar::Lunar, Calendar::Solar] {
            let said = match said {
                Calendar::Lunar => birthday.in_calendar(said).unwrap().in_chinese(),
                Calendar::Solar => birthday.in_calendar(said).unwrap().to_string(),
            };
            let number = another_number(&path, &name);
            let mut person = real::at(&path, "wangwei", Lang::Zh, (80, 24));
            person.press("<Esc>N").press(&name);
            person.press("<Enter><Enter><Enter>").press(&said);
            person.sees("姓名和生日相同").press("<F6>");
            assert!(!person.app.is_covered(), "{}", person.screen());
            person.sees(&name).press("<Esc>");
            // Somebody else has the number: that hides nothing.
            person.press("<Up><Up>").press(&number);
            person.sees("姓名和生日相同").sees("另有 1 位");
        }
    }
}
