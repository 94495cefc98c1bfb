//! Names of what belongs to sales, stock and points, and the sentences on their settings.
//! Must not know where they are shown.

use super::Lang;
use super::explain::pick;
use crate::domain::sale::State;

/// What a column or field is called; none if it is none of these.
pub(super) fn column(lang: Lang, code: &str) -> Option<&'static str> {
    let (zh, en) = match code {
        "product" => ("产品", "product"),
        "price" => ("价格", "price"),
        "quantity" => ("数量", "quantity"),
        "amount" => ("金额", "amount"),
        "total" => ("合计", "total"),
        "currency" => ("币种", "currency"),
        "cost" => ("花费", "cost"),
        "state" => ("状态", "state"),
        "value" => ("值", "value"),
        "reason" => ("原因", "reason"),
        "place" => ("地点", "place"),
        "collected" => ("领取数量", "collected"),
        "returned" => ("退货数量", "returned"),
        "payment" => ("付款", "payment"),
        "method" => ("支付方式", "payment method"),
        "payment_type" => ("货款类型", "kind of payment"),
        "delivery" => ("配送方式", "delivery"),
        "sale_region" => ("销售地区", "sales region"),
        "gift_cause" | "cause" => ("原因", "cause"),
        "points" => ("积分", "points"),
        "held" => ("存货", "held goods"),
        "due" | "balance_due" => ("欠款", "balance due"),
        "paid" => ("已付", "paid"),
        "floor_price" => ("最低价", "floor price"),
        "reorder_level" => ("补货线", "reorder level"),
        "redeem" => ("兑换积分", "points to redeem"),
        "cycle_days" => ("使用天数", "days one lasts"),
        "on_hand" => ("在库", "on hand"),
        "free" => ("可售", "free"),
        "sale" => ("销售", "sale"),
        "void" => ("已撤销", "taken back"),
        _ => return None,
    };
    Some(pick(lang, zh, en))
}

/// What a field is called, that of a line with its number: `line.2.price`.
pub(super) fn place(lang: Lang, field: &str) -> Option<String> {
    let (number, part) = field.strip_prefix("line.")?.split_once('.')?;
    let part = super::names::column(lang, part);
    Some(match lang {
        Lang::Zh => format!("第 {number} 行{part}"),
        Lang::En => format!("line {number}, {part}"),
    })
}

/// What rows of a table are called; none if it is none of these.
pub(super) fn table(lang: Lang, table: &str) -> Option<&'static str> {
    let (zh, en) = match table {
        "stock_move" => ("出入库", "stock move"),
        "points_entry" => ("积分记录", "points"),
        "held_goods_entry" => ("存货记录", "held goods"),
        "sale_event" => ("销售经过", "step of a sale"),
        _ => return None,
    };
    Some(pick(lang, zh, en))
}

/// What an action of the journal is called; none if it is none of these.
pub(super) fn done(lang: Lang, action: &str) -> Option<&'static str> {
    let (zh, en) = match action {
        "sale.add" => ("登记销售", "sale entered"),
        "sale.pay" => ("登记收款", "payment received"),
        "sale.refund" => ("退款", "money given back"),
        "sale.collect" => ("领取存货", "goods collected"),
        "sale.return" => ("退货", "goods returned"),
        "sale.cancel" => ("取消销售", "sale cancelled"),
        "stock.receive" => ("入库", "goods received"),
        "stock.count" => ("盘点", "stock counted"),
        "stock.level" => ("改补货线", "reorder level changed"),
        _ => return None,
    };
    Some(pick(lang, zh, en))
}

/// What the state of a sale or of the store does not allow; none if it is none of these.
pub(super) fn stuck(lang: Lang, state: &str) -> Option<&'static str> {
    let (zh, en) = match state {
        "stock.short" => (
            "库存不够：货已经出库了。",
            "There would be less than nothing on hand: the goods have left the store since.",
        ),
        "sale.over" => (
            "这笔销售已经取消或全部退货。",
            "This sale was called off, or all of it came back.",
        ),
        _ => return None,
    };
    Some(pick(lang, zh, en))
}

/// How a sale stands.
pub fn state(lang: Lang, state: State) -> &'static str {
    let (zh, en) = match state {
        State::Open => ("未付清", "open"),
        State::Paid => ("已付清，有存货", "paid, goods held"),
        State::Closed => ("已完成", "closed"),
        State::Cancelled => ("已取消", "cancelled"),
        State::Returned => ("已退货", "returned"),
        State::Void => ("已撤销", "taken back"),
    };
    pick(lang, zh, en)
}

/// Why a line went to a customer, where it was not sold.
pub fn kind(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "gift" => pick(lang, "赠品", "gift"),
        "redeemed" => pick(lang, "积分兑换", "for points"),
        _ => "",
    }
}

/// What happened to a sale; the code where it has no other name.
pub fn step(lang: Lang, kind: &str) -> &str {
    let (zh, en) = match kind {
        "added" => ("登记", "entered"),
        "paid" => ("收款", "paid"),
        "refunded" => ("退款", "money back"),
        "collected" => ("领取", "collected"),
        "returned" => ("退货", "returned"),
        "cancelled" => ("取消", "cancelled"),
        _ => return kind,
    };
    pick(lang, zh, en)
}

/// One sentence on what a setting does; none if it is none of these.
pub(super) fn setting(lang: Lang, key: &str) -> Option<&'static str> {
    let (zh, en) = match key {
        "goods_when_paid" => (
            "打开时，付清全款才能提货，未付清的货记为存货。",
            "While on, goods leave only once the sale is paid in full; until then they are held.",
        ),
        "stock_below_zero" => (
            "打开时，库存不够也可以出库，账面会成为负数。",
            "While on, goods may leave that the books do not have: stock goes below zero.",
        ),
        "slip_sale" => (
            "销售单的模板：花括号里是字段，^ 居中，<> 之后靠右，--- 画线；空着用通常的模板。\
             现在用的模板：huoke sale template；有哪些字段：huoke sale template --help。",
            "The template of sales slips: fields in braces, ^ centres, <> sets at the right, --- is a \
             rule; empty: the usual one. huoke sale template prints the one in use, its --help all fields.",
        ),
        "slip_receipt" => (
            "收据的模板，写法同销售单。",
            "The template of receipts, written like that of sales slips.",
        ),
        "points_per" => (
            "每消费多少元（整数）得 1 积分；0 为不按金额积分。产品自带积分的以产品为准。",
            "So much money (whole units) earns one point; 0: none. A product's own points go first.",
        ),
        "discount_agent" => (
            "坐席最多可比标价低百分之几。",
            "How many per cent below the list price agents may sell.",
        ),
        "discount_supervisor" => (
            "主管最多可比标价低百分之几。",
            "How many per cent below the list price supervisors may sell.",
        ),
        _ => return None,
    };
    Some(pick(lang, zh, en))
}

/// Sentences about sales and stock.
#[derive(Debug)]
pub struct Trade {
    /// A sale was entered: code, total, what is owed, pieces held.
    pub sold: fn(&str, &str, &str, i64) -> String,
    /// There is no such sale, or not for this person.
    pub no_sale: fn(&str) -> String,
    /// The usual template of a sales slip.
    pub slip: &'static str,
    /// The usual template of a receipt.
    pub receipt: &'static str,
    /// How a sale stands: code, state, what is owed, pieces held.
    pub stands: fn(&str, &str, &str, i64) -> String,
    /// So much is to be given back: code, how much.
    pub give_back: fn(&str, &str) -> String,
    /// Money was taken: how much, how.
    pub taken: fn(&str, &str) -> String,
    /// Money was given back: how much, how.
    pub paid_out: fn(&str, &str) -> String,
    /// Fewer are on hand than are held for customers: how many are held, how many are missing.
    pub missing: fn(i64, i64) -> String,
    /// Had for so many points.
    pub for_points: fn(i64) -> String,
    /// So many pieces of it are held.
    pub of_it_held: fn(i64) -> String,
    /// So many pieces of it came back.
    pub of_it_returned: fn(i64) -> String,
    /// Total, paid, due.
    pub sums: fn([String; 3]) -> String,
    /// What is on hand: product, how many, the difference.
    pub on_hand: fn(&str, i64, i64) -> String,
}

pub(super) const ZH: Trade = Trade {
    sold: |code, total, due, held| {
        let held = if held == 0 {
            String::new()
        } else {
            format!("，存货 {held} 件")
        };
        format!("已登记 {code}：合计 {total}，欠款 {due}{held}。")
    },
    no_sale: |code| format!("没有您可以查看的销售 {code}。请用 huoke sale list 查找。"),
    slip: "^销售单\n{code}<>{date}\n客户：{name}<>{customer}\n经手：{by}\n---\n{lines}\n---\n\
合计<>{total}\n已付<>{paid}\n欠款<>{due}\n存货<>{held}\n积分<>{points}\n\
{payment_type} {method}\n{delivery} {address}\n备注：{remark}",
    receipt: "^收据\n{code}<>{date}\n客户：{name}<>{customer}\n---\n{payments}\n---\n\
已付<>{paid}\n欠款<>{due}\n经手：{by}",
    stands: |code, state, due, held| {
        let held = if held == 0 {
            String::new()
        } else {
            format!("，存货 {held} 件")
        };
        format!("{code} {state}：欠款 {due}{held}。")
    },
    give_back: |code, sum| format!("应退 {sum}：huoke sale refund {code} 支付方式。"),
    taken: |sum, method| format!("已收 {sum}（{method}）。"),
    paid_out: |sum, method| format!("已退 {sum}（{method}）。"),
    missing: |held, short| format!("客户存货 {held} 件，缺 {short} 件。"),
    for_points: |points| format!("{points} 积分兑换"),
    of_it_held: |n| format!("存货 {n}"),
    of_it_returned: |n| format!("已退 {n}"),
    sums: |[total, paid, due]| format!("合计 {total}  已付 {paid}  欠款 {due}"),
    on_hand: |code, there, more| format!("{code} 在库 {there}（{more:+}）。"),
};

pub(super) const EN: Trade = Trade {
    sold: |code, total, due, held| {
        let held = if held == 0 {
            String::new()
        } else {
            format!(", {held} held")
        };
        format!("{code} entered: total {total}, due {due}{held}.")
    },
    no_sale: |code| {
        format!("There is no sale {code} that you may see. huoke sale list lists them.")
    },
    slip: "^Sales slip\n{code}<>{date}\nCustomer: {name}<>{customer}\nBy: {by}\n---\n{lines}\n---\n\
Total<>{total}\nPaid<>{paid}\nDue<>{due}\nHeld for you<>{held}\nPoints<>{points}\n\
{payment_type} {method}\n{delivery} {address}\nRemark: {remark}",
    receipt: "^Receipt\n{code}<>{date}\nCustomer: {name}<>{customer}\n---\n{payments}\n---\n\
Paid<>{paid}\nDue<>{due}\nBy: {by}",
    stands: |code, state, due, held| {
        let held = if held == 0 {
            String::new()
        } else {
            format!(", {held} held")
        };
        format!("{code} {state}: due {due}{held}.")
    },
    give_back: |code, sum| format!("{sum} is to be given back: huoke sale refund {code} METHOD."),
    taken: |sum, method| format!("{sum} received ({method})."),
    paid_out: |sum, method| format!("{sum} given back ({method})."),
    missing: |held, short| format!("{held} are held for customers: {short} missing."),
    for_points: |points| format!("for {points} points"),
    of_it_held: |n| format!("{n} held"),
    of_it_returned: |n| format!("{n} returned"),
    sums: |[total, paid, due]| format!("total {total}  paid {paid}  due {due}"),
    on_hand: |code, there, more| format!("{code}: {there} on hand ({more:+})."),
};
