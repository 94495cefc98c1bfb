//! Words of sales after they were entered, in English. Must not know where it is shown.

use super::Sales;

pub(in crate::text) const EN: Sales = Sales {
    we_owe: |money| format!("we owe {money}"),
    holds: |goods| format!("holds {goods}"),
    of_product: |n, name| format!("{n} {name}"),
    points: |points| match points {
        "1" => "1 point".to_owned(),
        points => format!("{points} points"),
    },
    returned: |money| format!("returned {money}"),
};
