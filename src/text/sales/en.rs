//! Words of sales after they were entered, in English. Must not know where it is shown.

use super::Sales;

/// `1 piece`, `2 pieces`.
fn pieces(n: i64) -> String {
    match n {
        1 => "1 piece".to_owned(),
        n => format!("{n} pieces"),
    }
}

pub(in crate::text) const EN: Sales = Sales {
    we_owe: |money| format!("we owe {money}"),
    holds: |goods| format!("holds {goods}"),
    of_product: |n, name| format!("{n} {name}"),
    points: |points| match points {
        "1" => "1 point".to_owned(),
        points => format!("{points} points"),
    },
    points_short: |points| {
        format!(
            "{points} points short: spent before they were taken back; what is earned next fills up"
        )
    },
    returned: |money| format!("returned {money}"),
    title: "Sales",
    titled: |list, whose| format!("{list}: {whose}"),
    scope_sales: "sales",
    scope_sale: "a sale",
    scope_stock: "stock",
    lists: [
        "All sales",
        "Sales of today",
        "Sales of this week",
        "Money owed",
        "Goods held",
        "To be given back",
    ],
    lists_title: |whose| format!("Lists of sales: {whose}"),
    of_customer: |name| format!("Sales to {name}"),
    empty: |key| format!("Nothing sold yet. Select a customer and press {key} to sell to them."),
    empty_list: "No sale is on this list.",
    paid_up: "paid",
    held: |n| format!("{n} held"),
    taken_back: "This sale was taken back.",
    nothing_held: "Nothing of this sale is held.",
    over: "This sale was called off, or all of it came back.",
    gone: "This sale was taken back, or is not within your reach.",
    headings: ["Money", "What happened"],
    taken: |n| format!("{n} taken along"),
    gift: |cause| format!("gift: {cause}"),
    sums: |total, paid| format!("total {total}  paid {paid}"),
    of_points: |n| format!("points {n:+}"),
    titles: [
        |code, name| format!("Money · {code} {name}"),
        |code, name| format!("Hand out · {code} {name}"),
        |code, name| format!("Return · {code} {name}"),
        |code, name| format!("Call off · {code} {name}"),
    ],
    what: "what",
    whats: [
        ("p", "pay for this sale"),
        ("o", "pay for their oldest sales"),
        ("r", "refund"),
    ],
    sum: "sum",
    sum_hint: "how much",
    method: "method",
    method_hint: "cash, card, …",
    pieces_hint: "0",
    why_hint: "why it is called off",
    back: "refund now",
    backs: [("y", "yes"), ("n", "no, it stays theirs")],
    may_be_empty: "may be empty",
    sum_at_most: [
        |most| format!("{most} at most: no more is owed for this sale"),
        |most| format!("{most} at most: the customer owes no more"),
        |most| format!("{most} at most: no more is owed to the customer"),
    ],
    sum_none: [
        "nothing is owed for this sale",
        "the customer owes nothing",
        "nothing is owed to the customer",
    ],
    there: |n| format!("({n})"),
    owed_in_all: |due, all| format!("This sale: {due}; in all: {all}"),
    took: |money| format!("{money} received."),
    gave: |money| format!("{money} given back."),
    handed_out: |n| format!("{} handed out.", pieces(n)),
    came_back: |n| format!("{} came back.", pieces(n)),
    called_off: "Called off.",
    then: |code, stands| format!("{code}: {stands}."),
    stock_title: "Stock",
    stock_columns: ["product", "on hand", "held", "free", "reorder at"],
    no_products: "There are no products yet. huoke product add adds them.",
    not_kept: "not kept",
    reorder: "time to order",
    goods_titles: [
        |name| format!("Receive · {name}"),
        |name| format!("Count · {name}"),
        |name| format!("Reorder level · {name}"),
    ],
    how_many: [
        "how many came",
        "how many there are",
        "order when so many are free",
    ],
    level_hint: "empty: never",
    difference: |n| format!("The books differ by {n:+}"),
    stocked: [
        |name, n| format!("{name}: {n} received."),
        |name, n| format!("{name}: {n} counted."),
        |name, n| format!("{name}: to be ordered when {n} are free."),
    ],
    no_level: |name| format!("{name}: not to be ordered any more."),
};
