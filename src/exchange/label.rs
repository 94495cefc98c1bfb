//! What a label beside a value says: `Phone 1 - Type`, `X-ABLabel`, `TYPE=`. Labels are written by
//! people and programs of many languages; one that says nothing leaves the field as it is.
//! Must not know where labels stand.

use super::field::Field;

/// The field that a labelled value fills: a mobile phone, a fax, the spouse, the wedding.
pub(super) fn field(plain: &Field, label: &str) -> Field {
    let label = label.trim().trim_start_matches("* ").to_lowercase();
    let label = label.trim_start_matches("_$!<").trim_end_matches(">!$_");
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match plain {
        Field::Phone if has(&["fax", "传真"]) => Field::Fax,
        Field::Phone if has(&["mobil", "cell", "iphone", "手机", "移动"]) => Field::Mobile,
        Field::Member(_) if !label.is_empty() => Field::Member(relation(label).to_owned()),
        Field::Anniversary(_) if !label.is_empty() => Field::Anniversary(day(label).to_owned()),
        plain => plain.clone(),
    }
}

/// A relation's code where the label is one of the usual words, else the label.
pub(super) fn relation(label: &str) -> &str {
    match label {
        "partner" | "domestic partner" | "ehepartner" | "配偶" | "sweetheart" => "spouse",
        "parent" | "relative" | "kin" => "relative",
        "co-worker" | "colleague" | "同事" => "colleague",
        "friend" | "朋友" => "friend",
        "父亲" => "father",
        "母亲" => "mother",
        "丈夫" => "husband",
        "妻子" => "wife",
        "manager" | "经理" => "manager",
        "assistant" | "agent" | "助理" => "assistant",
        other => other,
    }
}

/// Whether somebody of this relation is a contact person rather than family.
#[must_use]
pub fn is_contact(relation: &str) -> bool {
    matches!(
        relation,
        "contact" | "manager" | "assistant" | "purchaser" | "accountant" | "owner" | "colleague"
    )
}

fn day(label: &str) -> &str {
    match label {
        "anniversary" | "wedding" | "jahrestag" | "hochzeitstag" | "结婚纪念日" | "周年纪念" => {
            "wedding"
        }
        other => other,
    }
}
