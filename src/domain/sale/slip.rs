//! The template of a slip, as the business edits it: plain lines with fields in braces. Owns which
//! fields there are and what a line asks for; must not know widths, words or values.
//!
//! `^` centres a line, `<>` sets what follows at the right edge, `---` is a rule.

use super::Sale;
use crate::domain::nearest::nearest;
use crate::error::Fault;

/// The fields of a slip. `lines` and `payments` stand alone in a line and become many.
pub const FIELDS: &[&str] = &[
    "code",
    "date",
    "customer",
    "name",
    "by",
    "region",
    "method",
    "payment_type",
    "delivery",
    "address",
    "remark",
    "total",
    "paid",
    "due",
    "held",
    "points",
    "lines",
    "payments",
];

/// What slips of a sale are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slips {
    /// The sale.
    pub sale: Sale,
    /// The business's own template of sales slips; empty: the usual one.
    pub slip: String,
    /// That of receipts.
    pub receipt: String,
}

/// Characters of a template at most.
pub const LONGEST: usize = 4_000;

/// A line of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape<'t> {
    /// Across the slip.
    Rule,
    /// What was bought, line by line.
    Lines,
    /// What was paid, one by one.
    Payments,
    /// In the middle.
    Centred(&'t str),
    /// At the left edge, and at the right.
    Sides(&'t str, &'t str),
}

/// The lines of a template.
pub fn shapes(template: &str) -> impl Iterator<Item = Shape<'_>> {
    template.lines().map(|line| match line.trim() {
        "---" => Shape::Rule,
        "{lines}" => Shape::Lines,
        "{payments}" => Shape::Payments,
        centred if centred.starts_with('^') => Shape::Centred(centred.trim_start_matches('^')),
        _ => {
            let (left, right) = line.split_once("<>").unwrap_or((line, ""));
            Shape::Sides(left, right)
        }
    })
}

/// A text with its fields filled in; none where it has fields and all of them are empty: the line
/// is left out.
pub fn fill(text: &str, value: &dyn Fn(&str) -> String) -> Option<String> {
    let (mut filled, mut asked, mut said) = (String::new(), false, false);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        let Some((field, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        let value = value(field);
        asked = true;
        said |= !value.is_empty();
        filled += &value;
        rest = behind;
    }
    filled += rest;
    (said || !asked).then_some(filled)
}

/// Refuses a template with a field that there is not: which, and why; empty: the template as a whole.
pub fn check(template: &str) -> Result<(), (String, Fault)> {
    if template.chars().count() > LONGEST {
        return Err((String::new(), Fault::TooLong(LONGEST)));
    }
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        match after.split_once('}') {
            Some((field, behind)) if FIELDS.contains(&field) => rest = behind,
            not_one => {
                let line = after.lines().next().unwrap_or_default();
                let field = not_one.map_or(line, |(field, _)| field);
                let nearest = nearest(field, FIELDS.iter().copied());
                return Err((field.to_owned(), Fault::NoSuchField { nearest }));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_whose_fields_are_all_empty_is_left_out() {
        let value = |field: &str| {
            if field == "due" {
                "3".to_owned()
            } else {
                String::new()
            }
        };
        assert_eq!(fill("欠款 {due}{held}", &value), Some("欠款 3".to_owned()));
        assert_eq!(fill("备注 {remark}", &value), None);
        assert_eq!(fill("谢谢", &value), Some("谢谢".to_owned()));
        assert_eq!(fill("{due", &value), Some("{due".to_owned()));
    }

    #[test]
    fn a_field_that_there_is_not_is_named_with_the_nearest() {
        assert_eq!(check("{code}<>{date}\n{lines}"), Ok(()));
        let Err((field, Fault::NoSuchField { nearest })) = check("{code}\n{totl}") else {
            panic!("totl is no field");
        };
        assert_eq!(field, "totl");
        assert_eq!(nearest.codes().collect::<Vec<_>>(), ["total"]);
        assert!(check("{code").is_err() && check(&"x".repeat(LONGEST + 1)).is_err());
    }
}
