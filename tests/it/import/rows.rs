//! What rows do: wrong ones come back, orders stay whole, contacts and debts are there.

use huoke::exchange::field::Kind;
use huoke::store::{Cache, House};
use huoke::work::import::{Match, OnMatch, Plan};

use super::{PEOPLE, Place, counts};

fn rejected(place: &Place, name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(place.folder.path().join(name)).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn wrong_rows_come_back_with_their_reason_and_mended_they_go_in() {
    let place = Place::new("CNY");
    let file = place.file("people.csv", PEOPLE);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    // 吴静 has the card of 王芳: it is there already.
    assert_eq!(counts(&report), [6, 1, 0, 1, 4]);
    let lines = rejected(&place, "people.rejected.csv");
    assert_eq!(lines.len(), 5);
    for (line, parts) in [
        (1, ["1.38E+10", "3,电话,", "Mangled"]),
        (2, ["2001-02-30", "4,生日,", "ImpossibleDate"]),
        (3, ["金砖卡", "5,等级,", "gold"]),
        (4, ["nobody", "6,负责人,", "Unknown"]),
    ] {
        for part in parts {
            assert!(lines[line].contains(part), "{}: {part}", lines[line]);
        }
    }
    let mended = std::fs::read_to_string(place.folder.path().join("people.rejected.csv")).unwrap();
    let mended = mended
        .replace("1.38E+10", "13800134800")
        .replace("2001-02-30", "2001-02-28")
        .replace("金砖卡", "gold")
        .replace("nobody", "root")
        .replace("八月十五,VIP5", "农历八月十五,VIP5");
    let file = place.file("mended.csv", &mended);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [4, 4, 0, 0, 0]);
    assert_eq!(place.number("SELECT count(*) FROM customer_phone"), 6);
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE lunar_md = 815"),
        2
    );
    assert_eq!(
        place.number("SELECT count(*) FROM customer_phone WHERE known = 0"),
        1
    );
    place.is_sound();
}

#[test]
fn orders_stay_whole_or_come_back_whole() {
    let place = Place::new("CNY");
    let customers = place.file("c.csv", "编号,姓名\nA1,王芳\nA2,李强\n");
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let products = place.file("p.csv", "code,name,price\nP1,Tea,12.345\nP2,Cup,5\n");
    let products = place.import(Kind::Products, &products, |_| {}).unwrap();
    assert_eq!((products.added, products.rounded), (2, 1));
    let map = "[fields]\norder = \"o\"\ncustomer = \"c\"\nproduct = \"p\"\ndate = \"d\"\nquantity = \"q\"\n";
    let map = place.file("sales.toml", map);
    let sales = "o,c,p,d,q\n1,A1,P1,2026-01-02,2\n1,A1,P2,2026-01-02,1\n2,A2,P9,2026-01-03,1\n\
                 2,A2,P1,2026-01-03,1\n3,A9,P1,2026-01-03,1\n4,A2,P1,2026-01-03,0\n1,A1,P2,2026-01-02,1\n";
    let sales = place.file("s.csv", sales);
    let report = place
        .import(Kind::Sales, &sales, |plan| plan.map = Some(map.clone()))
        .unwrap();
    assert_eq!(counts(&report), [7, 1, 0, 0, 5]);
    let lines = rejected(&place, "s.rejected.csv");
    assert!(
        lines[1].contains("product") && lines[2].contains("Order { line: 4 }"),
        "{lines:?}"
    );
    assert_eq!(place.number("SELECT total FROM sale"), 2 * 1235 + 500);
    assert_eq!(
        place.number("SELECT sum(amount) FROM payment"),
        2 * 1235 + 500
    );
    place.is_sound();
}

#[test]
fn what_a_file_calls_unpaid_is_owed() {
    let place = Place::new("CNY");
    let customers = place.file("c.csv", "编号,姓名\nA1,王芳\n");
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let products = place.file("p.csv", "code,name,price\nP1,Tea,12\n");
    place.import(Kind::Products, &products, |_| {}).unwrap();
    let map = "payment = \"unpaid\"\n[fields]\ncustomer = \"c\"\nproduct = \"p\"\ndate = \"d\"\n";
    let map = place.file("sales.toml", map);
    let sales = place.file("s.csv", "c,p,d\nA1,P1,2026-01-02\n");
    place
        .import(Kind::Sales, &sales, |plan| plan.map = Some(map))
        .unwrap();
    assert_eq!(place.number("SELECT balance_due FROM customer"), 1200);
}

#[test]
fn contacts_of_another_system_stand_on_the_timeline() {
    let place = Place::new("CNY");
    let customers = place.file(
        "c.csv",
        "编号,姓名,电话\nA1,王芳,13800134821\nA2,李强,13800134821\n",
    );
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let map = "[fields]\ncustomer = \"c\"\ndate = \"d\"\ntime = \"t\"\ndisposition = \"r\"\n\
               by = \"b\"\nnote = \"n\"\nnext = \"x\"\n";
    let map = place.file("contacts.toml", map);
    let contacts = "c,d,t,r,b,n,x\nA1,2026-11-01,14:05,已联系,root,睡眠好了,2026-12-01 10:00\n\
                    A1,2026-10-01,,,,旧备注,\nA2,2026-10-01,,reached,,,\nA3,2026-10-01,,,,,\n\
                    A2,2026-10-01,,飞了,,,\n";
    let known = huoke::store::choice::resolve;
    let house = House::open(&place.house()).unwrap();
    let reached = known(
        &house.reader(Cache::Lookup).unwrap(),
        "disposition",
        "reached",
    )
    .unwrap();
    let labels = huoke::store::choice::list(&house.reader(Cache::Lookup).unwrap(), "disposition");
    let label = labels
        .unwrap()
        .into_iter()
        .find(|choice| choice.code == reached)
        .unwrap()
        .zh;
    drop(house);
    let contacts = place.file("contacts.csv", &contacts.replace("已联系", &label));
    let report = place
        .import(Kind::Interactions, &contacts, |plan| plan.map = Some(map))
        .unwrap();
    assert_eq!(counts(&report), [5, 3, 0, 0, 2]);
    for (query, expected) in [
        // 14:05 in Shanghai.
        ("SELECT max(at) FROM interaction", 1_793_513_100_000),
        (
            "SELECT next_contact_at FROM customer WHERE code = 'A1'",
            1_796_090_400_000,
        ),
        ("SELECT count(*) FROM interaction WHERE kind = 'note'", 1),
        (
            "SELECT count(*) FROM interaction WHERE disposition = 'reached'",
            2,
        ),
    ] {
        assert_eq!(place.number(query), expected, "{query}");
    }
    place.is_sound();
}

#[test]
fn an_update_that_says_no_name_leaves_the_name_and_a_newcomer_has_a_stand_in() {
    let place = Place::new("CNY");
    let first = "code,name,phone\nA1,张三,13800138001\nA2,李四,13800138002\nA3,王五,13800138003\n";
    let first = place.file("first.csv", first);
    place.import(Kind::Customers, &first, |_| {}).unwrap();
    let card = |number: &str| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:{number}\r\nORG:金华纺织\r\nEND:VCARD\r\n")
    };
    let by_number = |plan: &mut Plan<'_>| {
        plan.on_match = OnMatch::Update;
        plan.matching = Match::Phone;
    };
    let by_code = |plan: &mut Plan<'_>| plan.on_match = OnMatch::Update;
    let names = || crate::dump::texts(&place.house(), "SELECT name FROM customer ORDER BY id");
    for (name, text, change) in [
        ("1.csv", "code,mobile\nA1,13900139001\n".to_owned(), true),
        (
            "2.csv",
            "code,name,email\nA1,,a@example.com\n".to_owned(),
            true,
        ),
        (
            "3.csv",
            "code,company,name\nA2,金华纺织,\n".to_owned(),
            true,
        ),
        (
            "4.csv",
            "phone,email\n13800138003,c@example.com\n".to_owned(),
            false,
        ),
        ("5.vcf", card("13800138003"), false),
    ] {
        let file = place.file(name, &text);
        let report = match change {
            true => place.import(Kind::Customers, &file, by_code),
            false => place.import(Kind::Customers, &file, by_number),
        };
        assert_eq!(counts(&report.unwrap()), [1, 0, 1, 0, 0], "{name}");
        assert_eq!(names(), ["张三", "李四", "王五"], "{name}");
    }
    let file = place.file("6.csv", "code,mobile\nA4,13900139004\n");
    place.import(Kind::Customers, &file, by_code).unwrap();
    assert_eq!(names()[3], "13900139004");
    let file = place.file("7.vcf", &card("13900139005"));
    place.import(Kind::Customers, &file, by_number).unwrap();
    assert_eq!(names()[4], "金华纺织");
    place.is_sound();
}

#[test]
fn what_has_not_come_yet_is_no_birthday_no_sale_and_no_contact() {
    let place = Place::new("CNY");
    let people = "code,name,birthday,phone\nA1,王芳,2026-11-23,13800134821\nA2,李强,2026-11-24,\n\
                  A3,赵敏,1849-12-31,\nA4,孙丽,1850-01-01,13800134821\n";
    let file = place.file("people.csv", people);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [4, 2, 0, 0, 2]);
    let why =
        |report: &huoke::work::import::Report, at: usize| report.first_rejects[at].reason.clone();
    assert!(why(&report, 0).contains("InTheFuture"));
    assert!(why(&report, 1).contains("OutOfRange"));
    let calls = "phone,name,date,kind\n13800134821,王芳,2026-11-24,call\n\
                 13800134821,王芳,2026-11-25,call\n13800134821,,2026-11-01,call\n\
                 13900000000,,2026-11-01,call\n";
    let file = place.file("calls.csv", calls);
    let report = place.import(Kind::Interactions, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [4, 1, 0, 0, 3]);
    assert!(why(&report, 0).contains("InTheFuture"));
    assert!(why(&report, 1).contains("Shared(2)"));
    assert!(why(&report, 2).contains("Nobody"));
    let products = place.file("p.csv", "code,name,price\nP1,Tea,5\n");
    place.import(Kind::Products, &products, |_| {}).unwrap();
    let sales = "order,customer,date,product\nS1,A1,2027-01-01,P1\nS2,A1,2026-11-23,P1\n";
    let file = place.file("sales.csv", sales);
    let report = place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [2, 1, 0, 0, 1]);
    let shared = place.file("shared.csv", "name,phone\n周杰,13800134821\n");
    let by_number = |plan: &mut Plan<'_>| plan.matching = Match::Phone;
    let report = place.import(Kind::Customers, &shared, by_number).unwrap();
    assert!(why(&report, 0).contains("Shared(2)"));
    place.is_sound();
}

#[test]
fn sales_of_less_than_nothing_or_beyond_all_bounds_come_back_with_their_reason() {
    let place = Place::new("CNY");
    let customers = place.file("c.csv", "编号,姓名\nA1,王芳\n");
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let products = place.file("p.csv", "code,name,price\nP1,Tea,10\n");
    place.import(Kind::Products, &products, |_| {}).unwrap();
    let sales = "order,customer,product,date,quantity,unit_price,amount,paid\n\
        S1,A1,P1,2026-01-02,1,-5,,\nS2,A1,P1,2026-01-02,1,,-5,\nS3,A1,P1,2026-01-02,-2,,,\n\
        S4,A1,P1,2026-01-02,1,,,-10\nS5,A1,P1,2026-01-02,1,92233720368547758.07,,\n\
        S6,A1,P1,2026-01-02,2000000000,,5,\nS7,A1,P1,2026-01-02,1,,,10\n\
        S8,A1,P1,2026-01-02,2,6000000000,,\nS9,A1,P1,2026-01-02,1,6000000000,,\n\
        S9,A1,P1,2026-01-02,1,6000000000,,\nS10,A1,P1,2026-01-02,1,,,10;-3\n";
    let sales = place.file("s.csv", sales);
    let report = place.import(Kind::Sales, &sales, |_| {}).unwrap();
    assert_eq!(counts(&report), [11, 2, 0, 0, 9]);
    let lines = rejected(&place, "s.rejected.csv");
    for (line, parts) in [
        (1, ["2,unit_price,", "AtLeast"]),
        (2, ["3,amount,", "AtLeast"]),
        (3, ["4,quantity,", "NotAboveZero"]),
        (4, ["5,paid,", "AtLeast"]),
        (5, ["6,unit_price,", "AtMost"]),
        (6, ["7,quantity,", "AtMost"]),
        (7, ["9,amount,", "AtMost"]),
        (8, ["10,amount,", "OutOfRange"]),
        (9, ["11,amount,", "OutOfRange"]),
    ] {
        for part in parts {
            assert!(lines[line].contains(part), "{}: {part}", lines[line]);
        }
    }
    assert_eq!(
        place.number("SELECT sum(total) + sum(paid) FROM sale"),
        3_700
    );
    place.is_sound();
}
