//! Cards of every version as fields, and broken ones between whole ones.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Cursor;

use proptest::prelude::*;

use super::super::field::Kind;
use super::super::map::Map;
use super::super::real_tests::shown;
use super::super::rejects::{Form, Rejects};
use super::super::rows::{Rows, Step};
use super::super::table;
use super::*;

fn by_map(bytes: &[u8], map: &str) -> Rows {
    let map = Map::parse(map).unwrap();
    let table = table::open(Cursor::new(bytes.to_vec()), &map.layout()).unwrap();
    Rows::open(table, Kind::Customers, &map, |_| {
        panic!("nothing is joined")
    })
    .unwrap()
}

fn read(text: &str) -> Vec<String> {
    shown(&mut by_map(text.as_bytes(), ""))
}

/// A card with these lines.
fn card(lines: &str) -> String {
    let lines = lines.trim().replace('\n', "\r\n");
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n")
}

fn one(lines: &str) -> String {
    let shown = read(&card(lines));
    assert_eq!(shown.len(), 1, "{shown:?}");
    shown[0].strip_prefix("1: ").unwrap().to_owned()
}

#[test]
fn a_chinese_name_is_in_its_order_and_another_one_as_it_is_shown() {
    for (lines, name) in [
        ("FN:芳 王\nN:王;芳;;;", "王芳"),
        ("FN:王芳\nN:王;芳;;;", "王芳"),
        ("N:欧阳;修;;;", "欧阳修"),
        ("FN:天翼云\nN:;天翼云;;;", "天翼云"),
        ("FN:王芳经理\nN:王;芳;;;", "王芳经理"),
        (
            "FN:Mr. John Doe Jr.\nN:Doe;John;;Mr.;Jr.",
            "Mr. John Doe Jr.",
        ),
        ("FN:\nN:Doe;John;Richter,James;;", "John Richter James Doe"),
    ] {
        assert_eq!(one(lines), format!("name={name}"), "{lines}");
    }
}

#[test]
fn everything_that_a_customer_has_comes_out_of_a_card() {
    let lines = "FN:王芳\nTEL;TYPE=CELL,VOICE:13800134821\nTEL;TYPE=WORK,FAX:02162344821
TEL;TYPE=HOME:tel:+86-21-62344822;ext=8\nitem1.TEL:13900134821\nitem1.X-ABLABEL:_$!<Mobile>!$_
EMAIL;TYPE=INTERNET:wang@example.cn\nADR;TYPE=HOME:;;人民路 1 号\\n5 楼;上海;上海市;200001;中国
ADR;TYPE=WORK:邮箱 8;;;杭州;浙江;;\nBDAY:--0815\nX-ANNIVERSARY:20100501\nitem2.X-ABDATE:2015-06-01
item2.X-ABLABEL:入会\nORG:上海铁路局;客运段\nTITLE:经理\nNOTE:一\\n二\nCATEGORIES:老客户,铁路
RELATED;TYPE=spouse;VALUE=text:李强\nX-MS-ASSISTANT:赵敏\nX-ABRELATEDNAMES:王小明
X-GENDER:F\nREV:1\nPHOTO;ENCODING=b:AAAA\n AAAA\nIMPP:x:y\nimpp:z:y";
    assert_eq!(
        one(lines),
        "name=王芳 mobile=13800134821 fax=02162344821 phone=tel:+86-21-62344822;ext=8 \
         mobile=13900134821 email=wang@example.cn province=上海市 city=上海 \
         address=人民路 1 号, 5 楼, 中国 postcode=200001 address2.province=浙江 \
         address2.city=杭州 address2.line=邮箱 8 birthday=8月15日 \
         anniversary.wedding=2010-05-01 anniversary.入会=2015-06-01 employer=上海铁路局, 客运段 \
         remark=一\n二 member.spouse=李强 member.assistant=赵敏 member.other=王小明 sex=female \
         remark=经理 remark=老客户, 铁路"
    );
    let mut rows = by_map(card(lines).as_bytes(), "");
    shown(&mut rows);
    assert_eq!(rows.left_out(), ["IMPP × 2", "PHOTO × 1"]);
    assert!(rows.unused().is_empty());
}

#[test]
fn a_firm_is_not_employed_by_itself_and_a_label_stands_in_for_an_address() {
    assert_eq!(one("FN:上海铁路局\nORG:上海铁路局"), "name=上海铁路局");
    assert_eq!(
        one("FN:a\nLABEL:Main St. 1\\nTown"),
        "name=a address=Main St. 1, Town"
    );
    assert_eq!(one("FN:a\nADR:;;x;;;;\nLABEL:y"), "name=a address=x");
}

#[test]
fn a_broken_card_is_told_with_its_line_and_its_neighbours_are_read() {
    let text = format!(
        "FN:lost\r\n{}BEGIN:VCARD\nFN:open\n{}{}{}BEGIN:VCARD\nFN:cut",
        card("FN:a"),
        card("FN:b"),
        card("FN:c\nno property"),
        card("FN:d\nNOTE;CHARSET=gbk:e"),
    );
    let why = |why: &str| format!("None {why}");
    assert_eq!(
        read(&text),
        [
            format!("1: {}", why("OutsideCard")),
            "2: name=a".to_owned(),
            format!("6: {}", why("CardNotClosed")),
            "8: name=b".to_owned(),
            format!("15: {}", why("NoProperty")),
            "17: name=d remark=e".to_owned(),
            format!("22: {}", why("CardNotClosed")),
        ]
    );
}

#[test]
fn what_is_too_long_is_told_and_costs_no_memory() {
    let long = format!("FN:a\nNOTE:{}", "x".repeat(lines::MAX_LINE + 1));
    let limit = lines::MAX_LINE;
    assert_eq!(
        read(&card(&long)),
        [format!("4: None LineTooLong {{ limit: {limit} }}")]
    );
    let many = format!("FN:a{}", "\nNOTE:xxxxxxxx".repeat(100_000));
    let found = read(&(card(&many) + &card("FN:b")));
    assert!(found[0].contains("CardTooLong"), "{}", found[0]);
    assert_eq!(found[1], "100005: name=b");
    let picture = format!("FN:a\nPHOTO;ENCODING=b:{}", "AAAA\n ".repeat(100_000));
    assert_eq!(read(&card(&picture)), ["1: name=a"]);
}

#[test]
fn a_card_within_a_card_is_no_customer() {
    let inner = card("FN:inner");
    let text = format!("BEGIN:VCARD\nVERSION:2.1\nFN:a\nAGENT:\n{inner}TEL:1\nEND:VCARD\n");
    assert_eq!(read(&text), ["1: name=a phone=1"]);
}

#[test]
fn cards_are_known_by_their_content_in_every_encoding() {
    assert!(is_cards(b"\xEF\xBB\xBF\r\n begin:vcard \r\nFN:a"));
    assert!(is_cards(b"FN:lost\nEND:VCARD\nBEGIN:VCARD\n"));
    assert!(!is_cards("姓名,电话\nBEGIN:VCARD\n".as_bytes()));
    assert!(!is_cards(b"name,phone\nBEGIN,VCARD\n"));
    let text = card("FN:王芳");
    let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        [b"\xFF\xFE", sixteen.as_slice()].concat(),
        encoding_rs::GBK.encode(&text).0.into_owned(),
        ["\u{feff}", &text].concat().into_bytes(),
    ] {
        assert_eq!(shown(&mut by_map(&bytes, "")), ["1: name=王芳"]);
    }
}

#[test]
fn a_map_names_properties_and_adds_to_what_cards_say() {
    let map = "[fields]\ncode = \"uid\"\nremark = \"X-WECHAT\"\nsource = { value = \"import\" }\n";
    let text = card("FN:a\nUID:u1\nNOTE:n\nX-WECHAT:w1\nX-WECHAT:w2\nX-QQ:1");
    let mut rows = by_map(text.as_bytes(), map);
    let mut found = shown(&mut rows);
    assert_eq!(rows.left_out(), ["X-QQ × 1"]);
    let mut fields: Vec<String> = found.remove(0).split(' ').map(str::to_owned).collect();
    fields.sort();
    assert_eq!(
        fields,
        [
            "1:",
            "code=u1",
            "name=a",
            "remark=n",
            "remark=w1\nw2",
            "source=import"
        ]
    );
}

#[test]
fn rejected_cards_are_cards_again() {
    let latin = b"BEGIN:VCARD\r\nFN:S\xF6ren N\xFC\xDFlebaum\r\nno property\r\nEND:VCARD\r\n";
    let mut rows = by_map(latin, "");
    let mut record = rows.record();
    let Step::Bad(problem) = rows.read(&mut record).unwrap() else {
        panic!("no property");
    };
    assert_eq!(problem.line, 3);
    let mut bytes = Vec::new();
    let mut rejects = Rejects::new(&mut bytes, rows.header(), rows.rejects()).unwrap();
    rejects.add(rows.row(), None, "why\nso").unwrap();
    rejects.flush().unwrap();
    drop(rejects);
    assert_eq!(rows.rejects(), Form::Cards);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text,
        "\u{feff}BEGIN:VCARD\r\nX-HUOKE-REJECTED:#1:3 why so\r\nFN:Sören Nüßlebaum\r\n\
         no property\r\nEND:VCARD\r\n"
    );
    let mended = text.replace("no property", "TEL:1");
    assert_eq!(read(&mended), ["1: name=Sören Nüßlebaum phone=1"]);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_and_a_card_behind_them_is_read(
        bytes in prop::collection::vec(prop::sample::select(
            b"BEGIN:VCARD\nEND=;,\\\"\r\t AGT3.TEL\xE7\x8E\x8B\xFF".to_vec()), 0..200),
    ) {
        let text = [b"BEGIN:VCARD\n".as_slice(), &bytes, b"\nEND:VCARD\n", card("FN:z").as_bytes()]
            .concat();
        let found = shown(&mut by_map(&text, ""));
        prop_assert!(found.iter().any(|row| row.ends_with("name=z") || row.contains("Closed")));
    }
}
