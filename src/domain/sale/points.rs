//! What a customer's points allow: they may be below zero, and are never spent below it. Must not
//! know how they are earned.

/// The points that a customer may spend of what they have. What comes back is never refused because
/// the points it earned are spent: they go below zero, later purchases fill them up, and until then
/// there is nothing to spend.
pub fn spendable(balance: i64) -> i64 {
    balance.max(0)
}

/// How many points were spent that are not earned any more.
pub fn points_short(balance: i64) -> Option<i64> {
    (balance < 0).then(|| balance.saturating_neg())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_below_zero_are_told_and_nothing_of_them_is_spent() {
        assert_eq!((spendable(30), points_short(30)), (30, None));
        assert_eq!((spendable(0), points_short(0)), (0, None));
        assert_eq!((spendable(-30), points_short(-30)), (0, Some(30)));
    }
}
