//! The usual headers, Chinese and English, by which columns are recognised without a map.
//! Must not know what a cell holds.

use unicode_normalization::UnicodeNormalization;

use super::field::{AddressPart, Field, Kind};
use super::{heading, words};

/// What a usual header stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Usual {
    /// A field.
    Field(Field),
    /// A part of a name: given, middle, family in this order.
    NamePart(usize),
    /// A part of a birthday: the year, the month. What is called a birthday is then the day.
    BirthPart(usize),
    /// A part of one of several addresses, or the country, which goes with the street.
    Address(Group, Option<AddressPart>),
}

/// Which of the addresses of a row, in the order in which they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// `Address 1`, `Address 2` …
    Numbered(u8),
    /// At home.
    Home,
    /// At work.
    Work,
    /// Another one.
    Other,
}

const NAME_PARTS: [&[&str]; 3] = [
    &[
        "firstname",
        "givenname",
        "forename",
        "first",
        "vorname",
        "名",
    ],
    &["middlename", "additionalname", "middle", "weiterevornamen"],
    &[
        "lastname",
        "familyname",
        "surname",
        "last",
        "nachname",
        "姓",
        "姓氏",
    ],
];
const BIRTH_PARTS: [&[&str]; 2] = [
    &["birthyear", "geburtsjahr"],
    &["birthmonth", "geburtsmonat"],
];

/// Words before the part of an address, and words behind it.
const GROUPS: [(&str, Group); 10] = [
    ("home", Group::Home),
    ("private", Group::Home),
    ("privat", Group::Home),
    ("business", Group::Work),
    ("work", Group::Work),
    ("dienstlich", Group::Work),
    ("other", Group::Other),
    ("weiterer", Group::Other),
    ("weiteres", Group::Other),
    ("weitere", Group::Other),
];
const GROUPS_BEHIND: [(&str, Group); 2] = [("privat", Group::Home), ("geschäftlich", Group::Work)];
const PARTS: [(Option<AddressPart>, &str); 5] = [
    (
        Some(AddressPart::Line),
        "street streetaddress address extendedaddress pobox addresspobox straße adresse",
    ),
    (Some(AddressPart::City), "city town locality ort"),
    (
        Some(AddressPart::Province),
        "state province region stateprovince bundesland",
    ),
    (
        Some(AddressPart::Postcode),
        "postalcode postcode zip zipcode plz postleitzahl",
    ),
    (None, "country countryregion land"),
];

/// What the header of a column stands for, if it is a usual one or the name of a field.
#[must_use]
pub fn recognise(kind: Kind, header: &str) -> Option<Usual> {
    // A column that bears a field's own name: files that huoke wrote, and whoever asks for it.
    if let Some(field) = heading::field(header.trim()).filter(|field| kind.has(field)) {
        return Some(Usual::Field(field));
    }
    let number = header.chars().find_map(|c| c.to_digit(10));
    let header = normal(header);
    let known = words::of(kind)
        .iter()
        .find(|(_, names)| names.split(' ').any(|name| name == header));
    if let Some((field, _)) = known {
        return Some(Usual::Field(field.clone()));
    }
    if kind != Kind::Customers {
        return None;
    }
    let among = |parts: &[&[&str]]| {
        parts
            .iter()
            .position(|names| names.contains(&header.as_str()))
    };
    if let Some(part) = among(&NAME_PARTS) {
        return Some(Usual::NamePart(part));
    }
    if let Some(part) = among(&BIRTH_PARTS) {
        return Some(Usual::BirthPart(part));
    }
    match header.as_str() {
        "anniversary" | "jahrestag" | "hochzeitstag" | "结婚纪念日" => {
            Some(Usual::Field(Field::Anniversary("wedding".to_owned())))
        }
        "eventvalue" => Some(Usual::Field(Field::Anniversary("other".to_owned()))),
        "spouse" | "partner" | "ehepartner" | "配偶" | "配偶姓名" => {
            Some(Usual::Field(Field::Member("spouse".to_owned())))
        }
        "children" | "kinder" | "子女" => Some(Usual::Field(Field::Member("child".to_owned()))),
        "relationvalue" => Some(Usual::Field(Field::Member("other".to_owned()))),
        header => address(header, number),
    }
}

fn address(header: &str, number: Option<u32>) -> Option<Usual> {
    let part = |word: &str| {
        let known = PARTS
            .iter()
            .find(|(_, names)| names.split(' ').any(|name| name == word));
        known.map(|(part, _)| *part)
    };
    // German Outlook calls the country Region and the state Land.
    let german = |word: &str| match word {
        "land" => Some(Some(AddressPart::Province)),
        "region" => Some(None),
        other => part(other),
    };
    if let (Some(word), Some(number)) = (header.strip_prefix("address"), number) {
        let group = Group::Numbered(u8::try_from(number).unwrap_or(u8::MAX));
        return part(word).map(|part| Usual::Address(group, part));
    }
    let behind = GROUPS_BEHIND.iter().find_map(|(word, group)| {
        let part = german(header.strip_suffix(word)?)?;
        Some(Usual::Address(*group, part))
    });
    behind.or_else(|| {
        GROUPS.iter().find_map(|(word, group)| {
            let rest = header.strip_prefix(word)?;
            let part = if word.starts_with("weiter") {
                german(rest)?
            } else {
                part(rest)?
            };
            Some(Usual::Address(*group, part))
        })
    })
}

/// A header without width, case, figures, punctuation and what stands in brackets:
/// `E-mail 1 (private)` and `ＥＭＡＩＬ` are both `email`.
fn normal(header: &str) -> String {
    let wide: String = header.nfkc().collect();
    let mut depth = 0_u32;
    let mut normal = String::with_capacity(wide.len());
    for c in wide.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphabetic() => normal.extend(c.to_lowercase()),
            _ => {}
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customers(header: &str) -> Option<Usual> {
        recognise(Kind::Customers, header)
    }

    #[test]
    fn usual_headers_are_recognised_whatever_their_dress() {
        for (header, field) in [
            ("姓名", Field::Name),
            (" Name ", Field::Name),
            ("电 话：", Field::Phone),
            ("电话2", Field::Phone),
            ("Phone 1 - Value", Field::Phone),
            ("手机号码（必填）", Field::Mobile),
            ("Ｍｏｂｉｌｅ　Ｐｈｏｎｅ", Field::Mobile),
            ("固定电话", Field::Landline),
            ("传真", Field::Fax),
            ("E-mail Address", Field::Email),
            ("会员卡号*", Field::CardNo),
            ("农历生日", Field::LunarBirthday),
            ("负责人", Field::Owner),
            ("等级", Field::Tier),
            ("客户等级", Field::Tier),
            ("客户级别", Field::Grade),
            ("客户姓名", Field::Name),
            ("客户电话", Field::Phone),
            ("电话号码", Field::Phone),
            ("手机号", Field::Mobile),
            ("出生日期", Field::Birthday),
            ("卡号", Field::CardNo),
            ("省份", Field::Province),
            ("邮编", Field::Postcode),
            ("date_of_birth", Field::Birthday),
        ] {
            assert_eq!(customers(header), Some(Usual::Field(field)), "{header}");
        }
        assert_eq!(customers("First name"), Some(Usual::NamePart(0)));
        assert_eq!(customers("姓"), Some(Usual::NamePart(2)));
        assert_eq!(
            customers("Business Street 2"),
            Some(Usual::Address(Group::Work, Some(AddressPart::Line)))
        );
        assert_eq!(
            customers("Address 2 - Postal Code"),
            Some(Usual::Address(
                Group::Numbered(2),
                Some(AddressPart::Postcode)
            ))
        );
        assert_eq!(
            customers("address2.city"),
            Some(Usual::Field(Field::Further(2, AddressPart::City)))
        );
        assert_eq!(customers("E-mail 1 - Type"), None);
        assert_eq!(customers(""), None);
    }

    #[test]
    fn no_header_means_two_things_and_each_is_a_field_of_its_kind() {
        for kind in [
            Kind::Customers,
            Kind::Products,
            Kind::Sales,
            Kind::Interactions,
        ] {
            let mut seen = std::collections::HashSet::new();
            for (field, names) in words::of(kind) {
                assert!(kind.has(field), "{kind} {field}");
                for name in names.split(' ') {
                    assert_eq!(normal(name), name, "{kind} {field}");
                    assert!(seen.insert(name), "{kind}: {name} twice");
                }
            }
        }
    }
}
