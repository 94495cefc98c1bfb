//! What the sums beside the ledgers must come to, recomputed from their rows; what rows of a
//! ledger must say of each other. Queries for what breaks it. Must not mend anything.

/// A row that takes another back says the opposite of the same: ledger, what is turned round,
/// what is repeated.
macro_rules! reversal {
    ($ledger:literal, $turned:literal, $same:literal) => {
        concat!(
            "SELECT '",
            $ledger,
            ":' || r.id FROM ",
            $ledger,
            " r JOIN ",
            $ledger,
            " o ON o.id = r.reverses_id WHERE r.",
            $turned,
            " <> -o.",
            $turned,
            " OR r.customer_id IS NOT o.customer_id OR r.",
            $same,
            " IS NOT o.",
            $same
        )
    };
}

/// A ledger's row is of the sale's customer, and of a line of that sale.
macro_rules! of_sale {
    ($ledger:literal) => {
        concat!(
            "SELECT '",
            $ledger,
            ":' || r.id FROM ",
            $ledger,
            " r JOIN sale s ON s.id = r.sale_id
             LEFT JOIN sale_line l ON l.id = r.line_id
             WHERE r.customer_id IS NOT s.customer_id
               OR (r.line_id IS NOT NULL AND l.sale_id IS NOT s.id)"
        )
    };
}

/// A sum beside a ledger: table, column, what it is the sum of.
macro_rules! sum {
    ($table:literal, $column:literal, $of:literal) => {
        concat!(
            "SELECT '",
            $table,
            ":' || t.id FROM ",
            $table,
            " t WHERE t.",
            $column,
            " <> (SELECT coalesce(sum(",
            $of,
            ")"
        )
    };
}

pub(super) const INVARIANTS: &[(&str, &str)] = &[
    (
        "reversals",
        concat!(
            reversal!("payment", "amount", "sale_id"),
            " UNION ALL ",
            reversal!("stock_move", "quantity", "product_id"),
            " UNION ALL ",
            reversal!("points_entry", "points", "line_id"),
            " UNION ALL ",
            reversal!("held_goods_entry", "quantity", "line_id"),
            " UNION ALL ",
            reversal!("sale_event", "count", "kind")
        ),
    ),
    (
        "ledger_customer",
        concat!(
            "SELECT 'payment:' || p.id FROM payment p JOIN sale s ON s.id = p.sale_id
             WHERE p.customer_id <> s.customer_id UNION ALL ",
            of_sale!("stock_move"),
            " UNION ALL ",
            of_sale!("points_entry"),
            " UNION ALL ",
            of_sale!("held_goods_entry"),
            " UNION ALL ",
            of_sale!("sale_event")
        ),
    ),
    (
        "sale_paid",
        concat!(
            sum!("sale", "paid", "amount"),
            ", 0) FROM payment WHERE sale_id = t.id)"
        ),
    ),
    (
        "sale_returned",
        concat!(
            sum!("sale", "returned", "amount"),
            ", 0) FROM sale_event WHERE sale_id = t.id AND kind = 'returned')"
        ),
    ),
    (
        "sale_cancelled",
        concat!(
            sum!("sale", "cancelled", "count"),
            ", 0) FROM sale_event WHERE sale_id = t.id AND kind = 'cancelled')"
        ),
    ),
    (
        "sale_held",
        concat!(
            sum!("sale", "held", "quantity"),
            ", 0) FROM held_goods_entry WHERE sale_id = t.id)"
        ),
    ),
    (
        "line_held",
        "SELECT 'sale_line:' || l.id FROM sale_line l LEFT JOIN
           (SELECT line_id, sum(quantity) AS held FROM held_goods_entry GROUP BY line_id) h
           ON h.line_id = l.id WHERE l.held <> coalesce(h.held, 0)",
    ),
    (
        "line_returned",
        "SELECT 'sale_line:' || l.id FROM sale_line l LEFT JOIN
           (SELECT line_id, sum(quantity) AS back FROM sale_event
            WHERE kind = 'returned' GROUP BY line_id) b
           ON b.line_id = l.id WHERE l.returned <> coalesce(b.back, 0)",
    ),
    // What a line earned or cost when it was entered; nothing, once that was taken back.
    (
        "line_points",
        "SELECT 'sale_line:' || l.id FROM sale_line l JOIN sale s ON s.id = l.sale_id LEFT JOIN
           (SELECT line_id, sum(points) AS points FROM points_entry
            WHERE cause <> 'return' GROUP BY line_id) e
           ON e.line_id = l.id WHERE iif(s.void, 0, l.points) <> coalesce(e.points, 0)",
    ),
    (
        "stock",
        "SELECT code FROM product p WHERE coalesce(on_hand, 0) <>
           (SELECT coalesce(sum(quantity), 0) FROM stock_move WHERE product_id = p.id)
         OR (on_hand IS NULL) =
           EXISTS (SELECT 1 FROM stock_move WHERE product_id = p.id AND sale_id IS NULL)",
    ),
    (
        "goods_held",
        "SELECT code FROM product p LEFT JOIN
           (SELECT product_id, sum(quantity) AS held FROM held_goods_entry GROUP BY product_id) h
           ON h.product_id = p.id WHERE p.held <> coalesce(h.held, 0)",
    ),
    (
        "void_is_nothing",
        "SELECT code FROM sale s WHERE void = 1 AND (paid <> 0 OR returned <> 0 OR held <> 0
           OR (SELECT coalesce(sum(points), 0) FROM points_entry WHERE sale_id = s.id) <> 0
           OR (SELECT coalesce(sum(quantity), 0) FROM stock_move WHERE sale_id = s.id) <> 0)",
    ),
];
