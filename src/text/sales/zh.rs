//! Words of sales after they were entered, in Chinese. Must not know where it is shown.

use super::Sales;

pub(in crate::text) const ZH: Sales = Sales {
    we_owe: |money| format!("应退 {money}"),
    holds: |goods| format!("存货 {goods}"),
    of_product: |n, name| format!("{name} {n} 件"),
    points: |points| format!("{points} 积分"),
    returned: |money| format!("已退货 {money}"),
};
