//! A whole customer entered at the desk, on a real file: a family of four, an organisation, and how
//! many keys it takes.

use crate::desk::real::{self, Real};
use crate::desk::{NOW, Person};
use huoke::domain::customer::{Field, Key, Sheet};
use huoke::store::{Asking, template};
use huoke::text::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn at(folder: &tempfile::TempDir, lang: Lang, size: (u16, u16)) -> Person<Real> {
    real::at(&real::file(folder.path()), "lixia", lang, size)
}

fn stored(person: &Person<Real>) -> Sheet {
    let customer = person.app.card().customer();
    person.store.sheet(customer.expect("a card is open"))
}

fn value(sheet: &Sheet, field: Field) -> &str {
    sheet.values.get(&Key::Plain(field)).map_or("", |v| v)
}

/// A caller whom nobody knows, and what they tell: themselves, spouse and two children, each with
/// a birthday, the parents with numbers, an address, a grade and a remark.
const FAMILY: [(Lang, &str); 2] = [
    (
        Lang::Zh,
        "13712345678<Enter><Enter>王建国<Enter><Enter>na<Enter>19581017<Enter><Enter>\
         a<Enter><Enter>晚上打<Enter>\
         李秀英<Enter>qz<Enter>13912345678<Enter>19600501<Enter>\
         王强<Enter>ez<Enter><Enter>19850308<Enter>\
         王莉<Enter>ne<Enter><Enter>农历19880815<Enter>\
         <PgDn><Enter>上海市<Enter>上海<Enter>人民路133号808室<F9>",
    ),
    (
        Lang::En,
        "13712345678<Enter><Enter>Wang Jianguo<Enter><Enter>ma<Enter>19581017<Enter><Enter>\
         a<Enter><Enter>call late<Enter>\
         Li Xiuying<Enter>wi<Enter>13912345678<Enter>19600501<Enter>\
         Wang Qiang<Enter>so<Enter><Enter>19850308<Enter>\
         Wang Li<Enter>da<Enter><Enter>lunar:1988-08-15<Enter>\
         <PgDn><Enter>Shanghai<Enter>Shanghai<Enter>133 Renmin Road<F9>",
    ),
];

/// Most keys for the whole family, from the number on the caller line to the save: in Chinese and
/// in English, where names are longer. All but some 30 of them are what is told.
const BUDGET: [usize; 2] = [121, 177];

#[test]
fn a_family_of_four_is_entered_within_its_budget_of_keys() {
    for ((lang, keys), budget) in FAMILY.into_iter().zip(BUDGET) {
        for size in SIZES {
            let folder = tempfile::tempdir().unwrap();
            let mut person = at(&folder, lang, size);
            person.press(keys);
            let pressed = person.keys_pressed();
            assert!(pressed <= budget, "{pressed} keys");
            let sheet = stored(&person);
            assert_eq!(value(&sheet, Field::Grade), "a");
            assert_eq!(value(&sheet, Field::Sex), "male");
            assert!(!value(&sheet, Field::Remark).is_empty());
            assert_eq!(sheet.phones[0].is.typed, "13712345678");
            assert_eq!(sheet.dates[0].is.date.to_string(), "1958-10-17");
            let members: Vec<(&str, usize, String)> = sheet
                .members
                .iter()
                .map(|line| {
                    let member = &line.is;
                    let relation = member.relation.as_deref().unwrap();
                    let birthday = member.dates[0].is.date.to_string();
                    (relation, member.phones.len(), birthday)
                })
                .collect();
            let told = [
                ("wife", 1, "1960-05-01".to_owned()),
                ("son", 0, "1985-03-08".to_owned()),
                ("daughter", 0, "lunar:1988-08-15".to_owned()),
            ];
            assert_eq!(members, told);
            let address = &sheet.addresses[0].is;
            assert!(address.province.is_some() && address.city.is_some() && address.line.is_some());
        }
    }
}

/// Puts a template of forms into a file.
fn with_form(path: &std::path::Path, code: &str) {
    let mut root = Real::open(path, "root");
    let asking = Asking::new(root.actor.id, NOW);
    root.writer
        .change(&asking, "form.use", |tx| template::form(tx, code))
        .unwrap();
}

#[test]
fn an_organisation_is_asked_for_its_contact_persons_and_not_for_its_birthday() {
    // The hint of a birthday stands in the form of a person alone.
    for (lang, keys) in [(Lang::Zh, "cj<Enter>"), (Lang::En, "superm<Enter>")] {
        let folder = tempfile::tempdir().unwrap();
        let mut person = at(&folder, lang, (120, 40));
        person
            .press("02162345678<Enter><Enter>张家店<Up>")
            .sees("1958");
        person.press(keys).sees_no("1958");
        person.press("<Enter><Enter>李经理<Enter>jl<Enter>13912345678<F9>");
        let sheet = stored(&person);
        assert_eq!(value(&sheet, Field::Nature), "supermarket");
        let contact = &sheet.members[0].is;
        assert_eq!(
            (contact.kind.as_str(), contact.name.as_str()),
            ("contact", "李经理")
        );
        assert_eq!(contact.phones[0].is.typed, "13912345678");
    }
}

#[test]
fn what_a_form_requires_is_marked_and_the_first_that_is_missing_is_gone_to() {
    for (lang, required) in [(Lang::Zh, "必填"), (Lang::En, "required")] {
        let folder = tempfile::tempdir().unwrap();
        let path = real::file(folder.path());
        with_form(&path, "textbook");
        let mut person = real::at(&path, "lixia", lang, (120, 40));
        person.press("13712345678<Enter><Enter>");
        let (needs, said) = match lang {
            Lang::Zh => ("需求特征*", "电话*"),
            Lang::En => ("Needs*", "phone*"),
        };
        person.sees(needs).sees(said).sees_no(required);
        person.press("王建国<F9>").sees(required);
        assert!(person.app.is_covered());
        // The focus stands where something is missing: what is typed now mends it.
        person.press("补钙<F9>");
        let sheet = stored(&person);
        assert_eq!(sheet.values[&Key::Custom("needs".to_owned())], "补钙");
    }
}

#[test]
fn a_former_customer_has_a_reason_for_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    with_form(&path, "retail");
    for (lang, number, former, reason) in [
        (Lang::Zh, "13712345678", "jkh", "jgtg"),
        (Lang::En, "13712345679", "former", "price"),
    ] {
        let mut person = real::at(&path, "lixia", lang, (80, 24));
        person
            .press(number)
            .press("<Enter><Enter>王建国<Enter><Enter><Enter>");
        person.press(former).press("<Enter>");
        // It is asked for next, and nothing is saved without it.
        person.press("<F9>");
        assert!(person.app.is_covered(), "{}", person.screen());
        person.press(reason).press("<F9>");
        assert_eq!(value(&stored(&person), Field::StopReason), "price");
    }
}

#[test]
fn fields_that_are_not_asked_for_are_one_key_away_and_never_hide_what_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut before = real::at(&path, "lixia", Lang::Zh, (120, 40));
    before.press("13712345678<Enter><Enter>王建国<PgDn><PgDn>wang@example.com<F9>");
    let sheet = stored(&before);
    assert_eq!(sheet.emails[0].is, "wang@example.com");
    with_form(&path, "cardealer");
    let mut person = real::at(&path, "lixia", Lang::Zh, (120, 40));
    // No e-mail is asked for: the one that is there is shown, and stays.
    person
        .press("5678<Enter>e")
        .sees("wang@example.com")
        .sees_no("民族");
    person
        .press("<F7>")
        .sees("民族")
        .press("<F7>")
        .sees_no("民族");
    person
        .press("<PgUp><PgUp>")
        .press("<Enter><Enter><Enter><Enter>qb<F9>");
    assert_eq!(stored(&person).emails, sheet.emails);
}
