//! A card in the other shapes that a store answers with. Not a test itself.

use huoke::domain::customer::*;
use huoke::domain::phone;

/// A card as a form holds it.
pub fn sheet_of(card: &Card) -> Sheet {
    let fields = card.fields.iter().cloned();
    let mut sheet = Sheet {
        values: fields
            .map(|(field, value)| (Key::Plain(field), value))
            .collect(),
        ..Sheet::default()
    };
    sheet
        .values
        .insert(Key::Plain(Field::Name), card.name.clone());
    for (code, value) in &card.custom {
        let key = Key::Custom(code.clone());
        sheet.values.insert(key, value.clone());
    }
    if card.do_not_call {
        sheet.values.insert(Key::DoNotCall, "1".to_owned());
    }
    let phone = |phone: &CardPhone| Line {
        row: Some(phone.id.0),
        is: SheetPhone {
            typed: phone.typed.clone(),
            masked: String::new(),
            kind: None,
            validity: phone.validity.as_ref().map(|found| found.validity.clone()),
        },
    };
    sheet.phones = card.phones.iter().map(phone).collect();
    sheet
}

/// A card as a row of a list.
pub fn row(card: &Card, matched_by: MatchedBy, phone: Option<&CardPhone>) -> FoundRow {
    let field = |wanted| {
        card.fields
            .iter()
            .find(|(field, _)| *field == wanted)
            .map(|(_, value)| value.clone())
    };
    let whose = phone
        .and_then(|phone| phone.member)
        .and_then(|id| card.members.iter().find(|member| member.id == id))
        .map(|member| (member.relation.clone(), member.name.clone()));
    FoundRow {
        id: card.id,
        code: card.code.clone(),
        name: card.name.clone(),
        card_no: field(Field::CardNo),
        tier: field(Field::Tier),
        grade: field(Field::Grade),
        owner: card.owner.as_ref().map(|(id, _)| *id),
        owner_name: card.owner.as_ref().map(|(_, name)| name.clone()),
        digits: phone
            .or(card.phones.first())
            .map(|phone| phone.digits.clone()),
        whose,
        last_contact_at: card.last_contact_at,
        do_not_call: card.do_not_call,
        sight: card.sight,
        matched_by,
    }
}

/// How a number is shown to whoever has not asked for it.
pub fn masked(typed: &str) -> String {
    let number = phone::understand(typed, "CN").unwrap();
    phone::masked(&number.digits, number.kind, "CN")
}
