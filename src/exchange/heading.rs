//! What a column is called in files that huoke writes: the name of its field, or a usual Chinese
//! header. Either is recognised again. Must not know what a cell holds.

use super::field::{Field, Kind, MemberPart};
use super::rest;
use super::words;

const ANNIVERSARY: &str = "纪念日.";
const CUSTOM: &str = "自定义.";
const MEMBER: &str = "成员";

fn part(part: MemberPart) -> &'static str {
    match part {
        MemberPart::Name => "姓名",
        MemberPart::Kind => "类型",
        MemberPart::Relation => "关系",
        MemberPart::Employer => "单位",
        MemberPart::Phone => "电话",
        MemberPart::Birthday => "生日",
    }
}

/// The heading of a field; in Chinese where there is a word for it.
#[must_use]
pub fn heading(kind: Kind, field: &Field, chinese: bool) -> String {
    if !chinese {
        return field.to_string();
    }
    match field {
        Field::Anniversary(name) => format!("{ANNIVERSARY}{name}"),
        Field::Custom(code) => format!("{CUSTOM}{code}"),
        Field::OfMember(number, of) => format!("{MEMBER}{number}.{}", part(*of)),
        field => {
            let entry = words::of(kind).iter().find(|(known, _)| known == field);
            let is_chinese = |word: &&str| word.chars().all(|c| c > '\u{2e7f}');
            let word = entry.and_then(|(_, names)| names.split(' ').find(is_chinese));
            word.map_or_else(|| field.to_string(), str::to_owned)
        }
    }
}

/// The field of a heading that is no usual header: its own name, or Chinese in parts.
pub(super) fn field(header: &str) -> Option<Field> {
    if header == rest::BARE_COLUMN {
        return Some(Field::Rest);
    }
    if let Ok(field) = header.parse() {
        return Some(field);
    }
    let named = |prefix| header.strip_prefix(prefix).filter(|name| !name.is_empty());
    if let Some(name) = named(ANNIVERSARY) {
        return Some(Field::Anniversary(name.to_owned()));
    }
    if let Some(code) = named(CUSTOM) {
        return Some(Field::Custom(code.to_owned()));
    }
    let (number, word) = header.strip_prefix(MEMBER)?.split_once('.')?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    let of = MemberPart::ALL
        .into_iter()
        .find(|known| part(*known) == word)?;
    Some(Field::OfMember(number, of))
}

#[cfg(test)]
mod tests {
    use super::super::headers::{Usual, recognise};
    use super::*;

    #[test]
    fn every_heading_is_recognised_as_its_field_in_both_languages() {
        for kind in [Kind::Customers, Kind::Sales, Kind::Interactions] {
            let words = words::of(kind).iter().map(|(field, _)| field.clone());
            let mut fields: Vec<Field> = words.collect();
            if kind == Kind::Customers {
                let of_member = MemberPart::ALL.map(|part| Field::OfMember(6, part));
                fields.extend(of_member);
                fields.push(Field::Anniversary("相识.日".to_owned()));
                fields.push(Field::Custom("car".to_owned()));
            }
            for field in fields {
                for chinese in [true, false] {
                    let heading = heading(kind, &field, chinese);
                    let found = recognise(kind, &heading);
                    assert_eq!(found, Some(Usual::Field(field.clone())), "{heading}");
                }
            }
        }
        let name = heading(Kind::Customers, &Field::Name, true);
        assert_eq!(name, "姓名");
        assert_eq!(heading(Kind::Customers, &Field::Name, false), "name");
    }
}
