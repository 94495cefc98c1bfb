//! Words of the form of a sale, in both languages. Must not know where it is shown.

/// The form of a sale.
#[derive(Debug)]
pub struct SaleForm {
    /// Where keys hold: the form of a sale.
    pub scope: &'static str,
    /// Title: who buys.
    pub title: fn(&str) -> String,
    /// Title while nobody is found yet.
    pub new_title: &'static str,
    /// Titles of the sections: who, what, how it is paid and delivered, the rest.
    pub sections: [&'static str; 4],
    /// Field: who buys.
    pub customer: &'static str,
    /// In the empty field.
    pub customer_hint: &'static str,
    /// Column: what is sold.
    pub product: &'static str,
    /// In the empty column.
    pub product_hint: &'static str,
    /// In an empty line after others.
    pub another: &'static str,
    /// Column: how many.
    pub quantity: &'static str,
    /// Column: price of one.
    pub price: &'static str,
    /// Column: amount.
    pub amount: &'static str,
    /// Column: points.
    pub of_points: &'static str,
    /// Column: how many they take with them.
    pub collected: &'static str,
    /// In the empty column: all.
    pub all_of_it: &'static str,
    /// Column: why it goes to them.
    pub cause: &'static str,
    /// In the empty column: it is bought.
    pub bought: &'static str,
    /// A gift for a cause.
    pub gift: fn(&str) -> String,
    /// Had for points.
    pub for_points: &'static str,
    /// Field: what is paid at once.
    pub paid: &'static str,
    /// In the empty field.
    pub paid_hint: &'static str,
    /// In the empty kind of payment.
    pub type_hint: &'static str,
    /// Field: when.
    pub at: &'static str,
    /// In the empty field.
    pub at_hint: &'static str,
    /// Field: who sold it.
    pub by: &'static str,
    /// In what may be left empty.
    pub may_be_empty: &'static str,
    /// So many can be sold.
    pub free: fn(i64) -> String,
    /// The list price.
    pub listed: fn(&str) -> String,
    /// So many are kept for the customer.
    pub stays: fn(i64) -> String,
    /// There are not so many.
    pub short: &'static str,
    /// One costs so many points.
    pub costs_points: fn(i64) -> String,
    /// They owe so much.
    pub owes: fn(&str) -> String,
    /// So many pieces are kept for them.
    pub holds: fn(i64) -> String,
    /// They have so many points.
    pub has_points: fn(i64) -> String,
    /// What it costs.
    pub total: fn(&str) -> String,
    /// How much less than at list prices.
    pub discount: fn(&str) -> String,
    /// What is paid at once.
    pub paid_now: fn(&str) -> String,
    /// What is owed then.
    pub due: fn(&str) -> String,
    /// Points earned and spent; empty: none.
    pub points: fn(i64, i64) -> String,
    /// No such product.
    pub no_product: &'static str,
    /// No such customer.
    pub no_customer: &'static str,
    /// There is nothing in it.
    pub no_lines: &'static str,
    /// A price that somebody must say.
    pub no_list_price: &'static str,
    /// The lowest price at which this person may sell.
    pub at_least: fn(&str) -> String,
    /// Money without saying how.
    pub how_paid: &'static str,
    /// So many are left in the store.
    pub left: fn(&str) -> String,
    /// So many points are left.
    pub points_left: fn(&str) -> String,
    /// The customer is gone, or not this person's.
    pub nobody: &'static str,
    /// Of a customer in a list: not this person's.
    pub not_mine: &'static str,
    /// The list price changed meanwhile: from, to, and whether the new one stands there now.
    pub price_changed: fn(&str, &str, bool) -> String,
    /// No list price.
    pub no_price: &'static str,
    /// There is no line to take out.
    pub no_line: &'static str,
    /// It was taken back.
    pub undone: fn(&str) -> String,
    /// It was put back.
    pub redone: fn(&str) -> String,
}

pub(super) const ZH: SaleForm = SaleForm {
    scope: "销售单",
    title: |name| format!("销售：{name}"),
    new_title: "新增销售",
    sections: ["客户", "商品", "付款与配送", "其他"],
    customer: "客户",
    customer_hint: "电话、姓名、拼音或卡号",
    product: "商品",
    product_hint: "编号、名称、拼音",
    another: "再加一行",
    quantity: "数量",
    price: "单价",
    amount: "金额",
    of_points: "积分",
    collected: "现取",
    all_of_it: "全部",
    cause: "方式",
    bought: "购买",
    gift: |cause| format!("赠送·{cause}"),
    for_points: "积分兑换",
    paid: "现付",
    paid_hint: "现在收到的钱；留空为未付",
    type_hint: "选全款则现付为合计",
    at: "时间",
    at_hint: "现在；11-20、3d（三天前）、14:30",
    by: "销售员",
    may_be_empty: "可留空",
    free: |n| format!("可售 {n}"),
    listed: |price| format!("标价 {price}"),
    stays: |n| format!("存货 {n} 件"),
    short: "库存不够",
    costs_points: |n| format!("每件 {n} 积分"),
    owes: |due| format!("欠 {due}"),
    holds: |n| format!("存 {n} 件"),
    has_points: |n| format!("{n} 积分"),
    total: |sum| format!("合计 {sum}"),
    discount: |sum| format!("优惠 {sum}"),
    paid_now: |sum| format!("现付 {sum}"),
    due: |sum| format!("欠款 {sum}"),
    points: |earned, spent| match (earned, spent) {
        (0, 0) => String::new(),
        (earned, 0) => format!("积分 +{earned}"),
        (0, spent) => format!("积分 -{spent}"),
        (earned, spent) => format!("积分 +{earned} -{spent}"),
    },
    no_product: "没有这个商品，请从列表中选一个",
    no_customer: "没有这位客户，请从列表中选一位",
    no_lines: "至少一件商品",
    no_list_price: "没有标价，请填单价",
    at_least: |least| format!("您最低可以卖 {least}"),
    how_paid: "收了钱，要写明怎么付的",
    left: |n| format!("仓库里只剩 {n} 件，其余可以存着"),
    points_left: |n| format!("积分只有 {n}"),
    nobody: "这位客户不在了，或者不归您销售",
    not_mine: "不归您",
    price_changed: |was, now, taken| match taken {
        true => format!("标价由 {was} 改为 {now}，已换成新价；再保存一次即成交"),
        false => format!("标价由 {was} 改为 {now}，您填的价不变；再保存一次即成交"),
    },
    no_price: "无",
    no_line: "光标不在商品行上",
    undone: |code| format!("已撤销销售 {code}：库存、货款、积分和存货都已冲回"),
    redone: |code| format!("已恢复销售 {code}"),
};

pub(super) const EN: SaleForm = SaleForm {
    scope: "sale form",
    title: |name| format!("Sale: {name}"),
    new_title: "New sale",
    sections: ["Customer", "Goods", "Payment and delivery", "More"],
    customer: "customer",
    customer_hint: "phone, name, pinyin or card",
    product: "product",
    product_hint: "code/name/pinyin",
    another: "one more",
    quantity: "qty",
    price: "price",
    amount: "amount",
    of_points: "pts",
    collected: "take",
    all_of_it: "all",
    cause: "as",
    bought: "sale",
    gift: |cause| format!("Gift: {cause}"),
    for_points: "Points",
    paid: "paid now",
    paid_hint: "money received now; empty: none",
    type_hint: "choose in full if all of it is paid now",
    at: "time",
    at_hint: "now; 11-20, 3d (ago), 14:30",
    by: "sold by",
    may_be_empty: "may be empty",
    free: |n| format!("{n} free"),
    listed: |price| format!("list price {price}"),
    stays: |n| format!("{n} held"),
    short: "not so many in the store",
    costs_points: |n| format!("{n} points each"),
    owes: |due| format!("owes {due}"),
    holds: |n| format!("{n} held"),
    has_points: |n| format!("{n} points"),
    total: |sum| format!("total {sum}"),
    discount: |sum| format!("discount {sum}"),
    paid_now: |sum| format!("paid {sum}"),
    due: |sum| format!("due {sum}"),
    points: |earned, spent| match (earned, spent) {
        (0, 0) => String::new(),
        (earned, 0) => format!("points +{earned}"),
        (0, spent) => format!("points -{spent}"),
        (earned, spent) => format!("points +{earned} -{spent}"),
    },
    no_product: "no such product; choose one of the list",
    no_customer: "no such customer; choose one of the list",
    no_lines: "at least one product",
    no_list_price: "it has no list price: say one",
    at_least: |least| format!("you may sell at {least} or more"),
    how_paid: "money came in: say how",
    left: |n| format!("only {n} left in the store; the rest can be held"),
    points_left: |n| format!("there are only {n} points"),
    nobody: "this customer is gone, or not yours to sell to",
    not_mine: "not yours",
    price_changed: |was, now, taken| match taken {
        true => {
            format!("the list price was {was} and is {now} by now, as here; save again to sell")
        }
        false => {
            format!("the list price was {was} and is {now} by now; yours stays; save again to sell")
        }
    },
    no_price: "none",
    no_line: "The cursor is not in a line.",
    undone: |code| {
        format!("Sale {code} taken back: stock, money, points and held goods are as before")
    },
    redone: |code| format!("Sale {code} put back"),
};
