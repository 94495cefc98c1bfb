//! Contact cards of real programs: whole, in every version and encoding; broken ones come back.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use huoke::domain::ids::StaffId;
use huoke::exchange::field::Kind;
use huoke::store::House;
use huoke::work::export::{self, Version};
use huoke::work::import::Report;

use super::exports::people;
use super::{AT, Place, counts};
use crate::data;
use crate::dump::texts;

fn folder(name: &str) -> Option<PathBuf> {
    data::folder(&format!("vcards/{name}"))
}

fn import(place: &Place, file: &Path) -> Report {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let rejects = place.folder.path().join(format!("{name}.rejected.vcf"));
    let done = place.import(Kind::Customers, file, |plan| plan.rejects = Some(rejects));
    done.unwrap()
}

#[test]
fn the_yellow_pages_come_in_the_same_from_all_five_dialects() {
    let Some(folder) = folder("cn-yellow-pages") else {
        return;
    };
    let place = Place::new("CNY");
    let expected = std::fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let mut files: HashMap<&str, u64> = HashMap::new();
    for row in expected.lines().skip(1) {
        *files.entry(row.split('\t').next().unwrap()).or_default() += 1;
    }
    assert_eq!(files.len(), 5);
    for (file, cards) in files {
        let report = import(&place, &folder.join(file));
        assert_eq!(counts(&report), [cards, cards, 0, 0, 0], "{file}");
    }
    let all = |query: &str| texts(&place.house(), query);
    for row in expected.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, name, category, phones, emails, url, _] = cells[..] else {
            panic!("{row}");
        };
        let who =
            format!("customer WHERE name = '{name}' AND instr(coalesce(remark, ''), '{url}')");
        let list = |text: &str| -> Vec<String> {
            let said = text.split('|').filter(|text| !text.is_empty());
            said.map(str::to_owned).collect()
        };
        let typed = all(&format!(
            "SELECT typed FROM customer_phone
             WHERE customer_id IN (SELECT id FROM {who}) ORDER BY position"
        ));
        let plain = |numbers: Vec<String>| -> Vec<String> {
            let figure = |c: &char| c.is_ascii_digit() || *c == '+';
            let plain = |number: String| number.chars().filter(figure).collect();
            numbers.into_iter().map(plain).collect()
        };
        assert_eq!(plain(typed), plain(list(phones)), "{file} {name}");
        let found = all(&format!(
            "SELECT email FROM customer_email
             WHERE customer_id IN (SELECT id FROM {who}) ORDER BY position"
        ));
        assert_eq!(found, list(emails), "{file} {name}");
        let remark = all(&format!("SELECT coalesce(remark, '') FROM {who}")).concat();
        assert!(remark.contains(url), "{remark}");
        // 2.1 has no word for a category.
        assert!(
            file.starts_with("v21") || remark.contains(category),
            "{remark}"
        );
    }
    assert_eq!(place.number("SELECT count(*) FROM customer"), 152);
    place.is_sound();
}

#[rustfmt::skip]
/// The files, how many cards each has, how many come back, and lines that are in the house then.
const FILES: &[(&str, u64, u64, &[&str])] = &[
    ("ez-vcard/John_Doe_ANDROID.vcf", 6, 0, &["Ñ Ñ Ñ Ñ Ñ|phone mobile|123456789"]),
    ("ez-vcard/John_Doe_GMAIL.vcf", 1, 0, &["Mr. John Richter, James Doe Sr.|family spouse|Jenny", "Mr. John Richter, James Doe Sr.|wedding|1975-3-1"]),
    ("ez-vcard/John_Doe_IPHONE.vcf", 1, 0, &["Mr. John Richter James Doe Sr.|phone fax|905-999-1234", "Mr. John Richter James Doe Sr.|address|-/New York/Street4, Building 6, Floor 8, USA/12345", "Mr. John Richter James Doe Sr.|birthday|2012-6-6"]),
    ("ez-vcard/John_Doe_MAC_ADDRESS_BOOK.vcf", 1, 0, &["Mr. John Richter,James Doe Sr.|employer|IBM, Accounting"]),
    ("ez-vcard/gmail-list.vcf", 3, 0, &["Doug White|email|dwhite@gmail.com"]),
    ("ez-vcard/gmail-single.vcf", 1, 0, &["Greg Dartmouth|address|TX/Custom City/321 Custom St, USA/98765"]),
    ("ez-vcard/outlook-2007.vcf", 1, 0, &["Mr. Michael Angstadt Jr.|contact manager|TheManagerName", "Mr. Michael Angstadt Jr.|wedding|2012-8-1"]),
    ("ez-vcard/rfc2426-example.vcf", 2, 0, &["Tim Howes|phone fax|+1-415-528-4164"]),
    ("folkerkinzel/AnsiIssueInvalidEncoding.vcf", 1, 0, &["Ralf Rastral|address|-/Kleindorf/Lämmerweg 12, Deutschland/98765"]),
    ("folkerkinzel/AnsiIssueNoEncoding.vcf", 1, 0, &["Ralf Rastral|address|-/Kleindorf/Lämmerweg 12, Deutschland/98765"]),
    ("folkerkinzel/LabelTest1.vcf", 1, 0, &["Rudi Wimmel|address|-/Schaffhausen/Business-Straße 19, Deutschland/76543"]),
    ("folkerkinzel/LabelTest2.vcf", 1, 0, &["Rudi Wimmel|address|-/-/Business-Straße 19, 76543 Schaffhausen/-"]),
    ("folkerkinzel/LargeFile.vcf", 1000, 0, &[]),
    ("folkerkinzel/MultiAnsiFilterTests__German.vcf", 1, 0, &["Sören Täve Nüßlebaum|address|-/Mößlitz/-/-"]),
    ("folkerkinzel/MultiAnsiFilterTests__Greek.vcf", 1, 0, &["Βαγγέλης|address|-/Αθήνα/-/-"]),
    ("folkerkinzel/MultiAnsiFilterTests__Hebrew.vcf", 1, 0, &[]),
    ("folkerkinzel/MultiAnsiFilterTests__Ukrainian.vcf", 1, 0, &["Віталій Володимирович Кличко|address|-/Київ/-/-"]),
    ("folkerkinzel/MultiAnsiFilterTests__utf-8.vcf", 1, 0, &[]),
    ("folkerkinzel/MultiAnsiFilterTests__v3Ansi.vcf", 2, 0, &["KMS Außenstelle|phone fax|03443-333440", "KMS Außenstelle|email|blablö@blub.com"]),
    // Nothing but a picture.
    ("folkerkinzel/Photo_Outlook_v2.vcf", 1, 1, &[]),
    ("folkerkinzel/Utf-8__Greek.vcf", 1, 0, &["Βαγγέλης|address|-/Αθήνα/-/-"]),
    ("folkerkinzel/Utf-8__Hebrew.vcf", 1, 0, &[]),
    // Words where numbers should be.
    ("folkerkinzel/v2_1.vcf", 1, 1, &[]),
    ("folkerkinzel/v3.vcf", 2, 0, &["KMS Außenstelle|phone fax|03443-333440"]),
    ("ical4j/4b62872a-849-0.vcf", 1, 0, &["Franz M. Branntwein|address|Nordrhein-Westfalen/Köln/Medizinstraße 4711, Deutschland/50441"]),
    ("ical4j/invalid__vcard-incompletenproperty.vcf", 1, 0, &["Antoni Mylka|remark|Antoni Mylka from Aperture project"]),
    ("ical4j/valid__Frank_Dawson.vcf", 1, 0, &["Frank Dawson|email|fdawson@earthlink.net"]),
    ("ical4j/valid__Simon_Perreault_03.vcf", 1, 0, &["Simon Perreault|phone fixed_or_mobile|tel:+1-418-656-9254;ext=102", "Simon Perreault|sex|male"]),
    // An address or a link of nobody.
    ("ical4j/valid__vcard-group.vcf", 1, 1, &[]),
    ("ical4j/valid__vcard-url.vcf", 1, 1, &[]),
    ("ical4j/vcard-antoni-kontact.vcf", 1, 0, &["Antoni Mylka|contact manager|The Pointy-Haired Boss", "Antoni Mylka|birthday|1985-1-28"]),
    ("ical4j/vcard-antoni-outlook2003.vcf", 1, 0, &["Antoni Jozef Mylka jun.|employer|DFKI, Knowledge-Management"]),
    ("ical4j/vcard-rfc2426.vcf", 2, 0, &["Tim Howes|email|howes@netscape.com"]),
    // Nothing but a picture.
    ("sabre/issue64.vcf", 1, 1, &[]),
];

#[test]
fn cards_of_real_programs_come_in_whole_or_come_back_with_the_reason() {
    let Some(folder) = data::folder("vcards") else {
        return;
    };
    let programs = ["ez-vcard", "folkerkinzel", "ical4j", "sabre"];
    let there = programs
        .iter()
        .flat_map(|name| std::fs::read_dir(folder.join(name)).unwrap());
    let cards = there.filter(|file| {
        let path = file.as_ref().unwrap().path();
        path.extension().is_some_and(|ending| ending == "vcf")
    });
    assert_eq!(cards.count(), FILES.len());
    for (file, cards, back, lines) in FILES {
        let place = Place::new("CNY");
        let report = import(&place, &folder.join(file));
        assert_eq!(
            counts(&report),
            [*cards, cards - back, 0, 0, *back],
            "{file}"
        );
        let people = people(&place);
        for line in *lines {
            assert!(
                people.iter().any(|known| known == line),
                "{file}: {line} {people:#?}"
            );
        }
        place.is_sound();
    }
    // Names that nothing else is known of.
    let place = Place::new("CNY");
    for file in ["MultiAnsiFilterTests__Hebrew.vcf", "Utf-8__Hebrew.vcf"] {
        import(&place, &folder.join("folkerkinzel").join(file));
    }
    import(&place, &folder.join("folkerkinzel/LargeFile.vcf"));
    let names = texts(
        &place.house(),
        "SELECT name FROM customer WHERE id IN (1, 2, 5) ORDER BY id",
    );
    assert_eq!(names, ["אפרים קישון", "אפרים קישון", "Barbara Johnson"]);
}

#[test]
fn a_broken_card_comes_back_as_a_card_and_once_mended_is_there_once() {
    let place = Place::new("CNY");
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:王芳\nTEL;TYPE=CELL:13800134821\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:李强\nBDAY:2001-02-30\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:赵敏\nTEL 13900134822\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:孙丽\n
BEGIN:VCARD\nVERSION:3.0\nFN:周杰\nEND:VCARD\n";
    let file = place.file("a.vcf", cards);
    let rehearsed = place
        .import(Kind::Customers, &file, |plan| plan.dry_run = true)
        .unwrap();
    assert_eq!(counts(&rehearsed), [5, 2, 0, 0, 3]);
    assert!(rehearsed.rejects.is_empty());
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [5, 2, 0, 0, 3]);
    let back = file.with_file_name("a.rejected.vcf");
    assert_eq!(report.rejects, std::slice::from_ref(&back));
    let text = std::fs::read_to_string(&back).unwrap();
    for reason in [
        "#2:6 BDAY Value",
        "#3:14 Row(NoProperty)",
        "#4:16 Row(CardNotClosed)",
    ] {
        assert!(
            text.contains(&format!("X-HUOKE-REJECTED:{reason}")),
            "{text}"
        );
    }
    // Nothing mended, nothing taken.
    let again = place.import(Kind::Customers, &back, |_| {}).unwrap();
    assert_eq!(counts(&again), [3, 0, 0, 0, 3]);
    let text = text
        .replace("2001-02-30", "2001-02-28")
        .replace("TEL 139", "TEL:139");
    let mended = place.file("mended.vcf", &format!("{text}END:VCARD\r\n"));
    let report = place.import(Kind::Customers, &mended, |_| {}).unwrap();
    assert_eq!(counts(&report), [3, 3, 0, 0, 0]);
    let names = texts(&place.house(), "SELECT name FROM customer ORDER BY id");
    assert_eq!(names, ["王芳", "周杰", "李强", "赵敏", "孙丽"]);
    place.undo(report.entry.unwrap());
    assert_eq!(place.number("SELECT count(*) FROM customer"), 2);
    place.is_sound();
}

/// Customers that cards have no word for: half of a birthday, numbers of all kinds, a family.
pub(super) const ODD: &str = "\
编号,姓名,手机,固话,传真,电话,邮箱,生日,农历生日,单位,备注,省份,城市,地址,address2.line,\
member1.name,member1.relation,member1.phone,等级,anniversary.wedding,勿扰
A1,\"李,明;朗\\\",13800134821,021-62344821,02162344822,+1 202 555 0143,a@b.cn;c@d.cn,8-15,,\
上海铁路局,\"一\\n
二:三\",上海市,上海,\"人民路 1 号, 5 楼\",另一处,王芳,spouse,13900134821,gold,2010-05-01,是
A2,王 芳,,,,12345,,,八月十五,王 芳,=1+1,,,,,,,,,,
A3,Jon V Yang,,,,1 (11) 500 555-0162,\"o'x@y.com\",1904-02-29,,,,,,,,,,,,,
";

#[test]
fn cards_that_were_exported_give_the_same_customers() {
    let from = Place::new("CNY");
    let file = from.file("odd.csv", ODD);
    let report = from.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [3, 3, 0, 0, 0], "{report:?}");
    let more = "SELECT code || coalesce(tier, '') || coalesce(card_no, '') || do_not_call
                FROM customer ORDER BY id";
    for version in [Version::V3, Version::V4] {
        let path = from.folder.path().join(format!("{version:?}.vcf"));
        let plan = export::Plan {
            what: export::What::Customers,
            format: export::Format::Vcard(version),
            place: export::Place::File {
                path: path.clone(),
                replace: false,
            },
            staff: StaffId(1),
            at: AT,
            reason: "test".to_owned(),
            query: String::new(),
            only: None,
            owner: None,
            lines: None,
            chinese: false,
        };
        let house = House::open(&from.house()).unwrap();
        export::run(&house, &plan, &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let to = Place::new("CNY");
        let report = to.import(Kind::Customers, &path, |_| {}).unwrap();
        assert_eq!(counts(&report), [3, 3, 0, 0, 0], "{text}");
        assert_eq!(people(&to), people(&from), "{text}");
        assert_eq!(texts(&to.house(), more), texts(&from.house(), more));
        assert!(report.unused.is_empty());
    }
}
