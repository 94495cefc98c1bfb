//! Words of cards and timelines, in English. Must not know where it is shown.

use super::Customer;

pub(in crate::text) const EN: Customer = Customer {
    owner: "owner",
    nobody: "no owner",
    tier: "tier",
    put_through: "put through",
    out_of_sight: "This customer is not in your sight now. Type the number to find who can be put through.",
    put_through_short: "pass",
    do_not_call: "do not call",
    owes: |m| format!("owes {m}"),
    purchases: |n| {
        if n == 1 {
            "1 purchase".to_owned()
        } else {
            format!("{n} purchases")
        }
    },
    last_contact: |t| format!("last contact {t}"),
    never_contacted: "never contacted",
    contacts_30d: |n| format!("{n} in 30 days"),
    next_contact: |t| format!("next contact {t}"),
    overdue: "overdue",
    phones: "phones",
    no_phones: "no phone",
    valid: "valid",
    invalid: "invalid",
    unknown_plan: "unknown to the numbering plan",
    extension: "ext",
    birthday: "birthday",
    lunar: "lunar",
    leap: "leap ",
    age: |n| format!("age {n}"),
    family: "family",
    contact: "contact",
    whose: |r, n| format!("{n}, {r}"),
    timeline: "Timeline",
    all: "all",
    calls: "calls",
    sales: "sales",
    nothing_yet: "Nothing yet.",
    nothing_of_this: "Nothing of this kind.",
    call: "call",
    visit: "visit",
    note: "note",
    other_contact: "other",
    inbound: "in",
    next: |t| format!("next {t}"),
    sale: "sale",
    paid: |m| format!("paid {m}"),
    and_more: |n| format!("and {n} more"),
    transfer: "transfer",
    from_to: |a, b| format!("{a} → {b}"),
    missed_call: "missed call",
    unlogged_call: "answered, not logged",
    unanswered_call: "call",
    now: "now",
    minutes: |n| format!("{n}m"),
    hours: |n| format!("{n}h"),
    days: |n| format!("{n}d"),
    years: |n| format!("{n}y"),
};
