//! The lists that sales need. Must not know SQL.

use super::Values;

#[rustfmt::skip]
pub(super) const LISTS: &[(&str, Values)] = &[
    ("payment_type", &[
        ("full", "全款", "In full"),
        ("deposit", "定金", "Deposit"),
        ("balance", "尾款", "Balance"),
        ("instalment", "分期", "Instalment"),
        ("on_delivery", "货到付款", "Cash on delivery"),
        ("credit", "赊账", "On credit"),
    ]),
    ("delivery", &[
        ("pickup", "自提", "Picked up"),
        ("courier", "快递", "Courier"),
        ("own", "自送", "Own delivery"),
        ("post", "邮寄", "Post"),
    ]),
    ("sale_region", &[
        ("north", "华北", "North"),
        ("northeast", "东北", "Northeast"),
        ("east", "华东", "East"),
        ("central", "华中", "Central"),
        ("south", "华南", "South"),
        ("southwest", "西南", "Southwest"),
        ("northwest", "西北", "Northwest"),
        ("abroad", "境外", "Abroad"),
    ]),
    ("gift_cause", &[
        ("promotion", "促销", "Promotion"),
        ("birthday", "生日", "Birthday"),
        ("festival", "节日", "Festival"),
        ("apology", "致歉", "Apology"),
        ("sample", "试用", "Sample"),
        ("other", "其他", "Other"),
    ]),
];
