//! A sales slip or a receipt as lines of text, from the template of the business, columns right
//! with Chinese. Must not know where the template is kept or what the lines are for.

use crate::domain::interaction::Choice;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::slip::{self, Shape, Slips};
use crate::domain::sale::{Sale, SoldLine, State};
use crate::domain::time::Now;
use crate::kit::clean::clean_lines;
use crate::kit::width::{pad, width, wrap};
use crate::text::{Lang, say, trade};

/// What a slip is made of.
pub struct Slip<'s> {
    /// The sale.
    pub sale: &'s Sale,
    /// In which language.
    pub lang: Lang,
    /// Where the business is.
    pub now: &'s Now,
    /// The coded lists.
    pub choices: &'s [Choice],
    /// The business's money.
    pub currency: &'static Currency,
}

/// The template of slips, or of receipts: the business's own, or the usual one.
pub fn template(lang: Lang, slips: &Slips, receipt: bool) -> &str {
    let words = &lang.text().trade;
    match (receipt, slips.slip.as_str(), slips.receipt.as_str()) {
        (false, "", _) => words.slip,
        (false, own, _) => own,
        (true, _, "") => words.receipt,
        (true, _, own) => own,
    }
}

impl Slip<'_> {
    /// The lines of a slip by a template, none wider than `cols` columns, which are 24 at least.
    pub fn lay(&self, template: &str, cols: usize) -> Vec<String> {
        let value = |field: &str| clean_lines(&self.value(field)).replace('\n', " ");
        let mut lines = Vec::new();
        for shape in slip::shapes(template) {
            match shape {
                Shape::Rule => lines.push("-".repeat(cols)),
                Shape::Lines => {
                    let of = self.sale.lines.iter();
                    of.for_each(|line| lines.extend(self.line(line, cols)));
                }
                Shape::Payments => lines.extend(self.payments(cols)),
                Shape::Centred(text) => {
                    let text = slip::fill(text, &value).unwrap_or_default();
                    for line in wrap(text.trim(), cols) {
                        let before = cols.saturating_sub(width(&line)) / 2;
                        lines.push(format!("{}{line}", " ".repeat(before)));
                    }
                }
                Shape::Sides(left, right) => {
                    let (left, right) = (slip::fill(left, &value), slip::fill(right, &value));
                    if let (Some(left), Some(right)) = (left, right) {
                        lines.extend(sides(left.trim(), right.trim(), cols));
                    }
                }
            }
        }
        lines
    }

    fn value(&self, field: &str) -> String {
        let (sale, head) = (self.sale, &self.sale.head);
        let coded = |list, code: &Option<String>| {
            let said = code.as_deref();
            said.map_or(String::new(), |code| {
                say::choice(self.lang, self.choices, list, code)
            })
        };
        let some = |number: i64| {
            if number == 0 {
                String::new()
            } else {
                number.to_string()
            }
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match field {
            "code" => match sale.row.state {
                over @ (State::Cancelled | State::Void) => {
                    format!("{} {}", sale.row.code, trade::state(self.lang, over))
                }
                _ => sale.row.code.clone(),
            },
            "date" => self.now.day_of(sale.row.at).to_string(),
            "customer" => sale.row.customer_code.clone(),
            "name" => sale.row.customer_name.clone(),
            "by" => text(&sale.row.by_name),
            "region" => coded("sale_region", &head.region),
            "method" => coded("payment_method", &head.method),
            "payment_type" => coded("payment_type", &head.payment_type),
            "delivery" => coded("delivery", &head.delivery),
            "address" => text(&head.address),
            "remark" => text(&head.remark),
            "total" => self.money(sale.row.total - sale.row.returned),
            "paid" => self.money(sale.row.paid),
            "due" => self.money(sale.row.due),
            "held" => some(sale.row.held),
            "points" => some(sale.points()),
            _ => String::new(),
        }
    }

    fn money(&self, minor: i64) -> String {
        Money(minor).grouped(self.currency)
    }

    /// A line of the sale: on one line if it fits, else its name above its figures.
    fn line(&self, line: &SoldLine, cols: usize) -> Vec<String> {
        let words = &self.lang.text().trade;
        let (figures, amount) = match (line.kind.as_str(), &line.cause) {
            ("gift", cause) => {
                let cause = cause.as_deref().unwrap_or_default();
                let cause = say::choice(self.lang, self.choices, "gift_cause", cause);
                (format!("× {}", line.quantity), cause)
            }
            ("redeemed", _) => (
                format!("× {}", line.quantity),
                (words.for_points)(-line.points),
            ),
            _ => {
                let price = line
                    .price
                    .map(|price| self.money(price))
                    .unwrap_or_default();
                (
                    format!("{price} × {}", line.quantity),
                    self.money(line.amount),
                )
            }
        };
        let mut figures = figures;
        if line.held > 0 {
            figures += &format!(" ({})", (words.of_it_held)(line.held));
        }
        let name = clean_lines(&line.name).replace('\n', " ");
        let amount = clean_lines(&amount);
        let whole = format!("{name}  {figures}");
        if width(&whole) + width(&amount) + 2 <= cols {
            let mut lines = sides(&whole, &amount, cols);
            lines.extend(self.came_back(line, cols));
            return lines;
        }
        let mut lines = wrap(&name, cols);
        lines.extend(sides(&format!("  {figures}"), &amount, cols));
        lines.extend(self.came_back(line, cols));
        lines
    }

    /// What came back of a line, taken off again below it: the columns add up.
    fn came_back(&self, line: &SoldLine, cols: usize) -> Vec<String> {
        if line.returned == 0 {
            return Vec::new();
        }
        let words = &self.lang.text().trade;
        let amount = match line.kind.as_str() {
            "gift" => String::new(),
            "redeemed" => (words.for_points)(-line.points_back),
            _ => self.money(-line.back),
        };
        let said = format!("  {}", (words.of_it_returned)(line.returned));
        sides(&said, &amount, cols)
    }

    fn payments(&self, cols: usize) -> Vec<String> {
        let paid = self.sale.payments.iter().flat_map(|paid| {
            let method = say::choice(self.lang, self.choices, "payment_method", &paid.method);
            let day = self.now.day_of(paid.at);
            let left = format!("{day}  {method}");
            sides(&clean_lines(&left), &self.money(paid.amount), cols)
        });
        paid.collect()
    }
}

/// One text at the left edge and one at the right; on lines of their own where they do not fit
/// beside each other.
fn sides(left: &str, right: &str, cols: usize) -> Vec<String> {
    if right.is_empty() {
        return wrap(left, cols);
    }
    let gap = usize::from(!left.is_empty());
    if width(left) + gap + width(right) <= cols {
        return vec![format!("{}{right}", pad(left, cols - width(right)))];
    }
    let mut lines = if left.is_empty() {
        Vec::new()
    } else {
        wrap(left, cols)
    };
    for line in wrap(right, cols) {
        lines.push(format!(
            "{}{line}",
            " ".repeat(cols.saturating_sub(width(&line)))
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_counted_as_they_are_seen() {
        assert_eq!(sides("合计", "1,196.00", 20), ["合计        1,196.00"]);
        assert_eq!(
            sides("蜂胶软胶囊大包装", "299.00", 16),
            ["蜂胶软胶囊大包装", "          299.00"]
        );
        assert_eq!(sides("", "299.00", 8), ["  299.00"]);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_columns(left in "\\PC{0,60}", right in "\\PC{0,30}", cols in 12_usize..80) {
            for line in sides(&left, &right, cols) {
                prop_assert!(width(&line) <= cols, "{line}");
            }
        }
    }
}
