//! In which order a file writes day, month and year, where its first rows leave no doubt: a 20 is
//! no month. Must not know what the dates are of.

use super::field::Field;
use super::map::DateOrder;
use super::problem::BadFile;
use super::rows::{Rows, Step};

/// So many rows are looked at.
const ROWS: usize = 1000;

/// What the dates that were looked at leave possible.
#[derive(Debug, Default)]
pub(super) struct Shown {
    month_first: bool,
    day_first: bool,
}

impl Shown {
    /// Looks at the first rows.
    pub(super) fn look(&mut self, rows: &mut Rows) -> Result<(), BadFile> {
        let mut record = rows.record();
        let dated = record.cells.iter().any(|(field, _)| is_date(field));
        for _ in 0..if dated { ROWS } else { 0 } {
            match rows.read(&mut record)? {
                Step::End => break,
                Step::Bad(_) => {}
                Step::Row => {
                    let dates = record.filled().filter(|(field, _)| is_date(field));
                    dates.for_each(|(_, text)| self.see(text));
                }
            }
        }
        Ok(())
    }

    fn see(&mut self, text: &str) {
        let date = text.split([' ', 'T']).next().unwrap_or_default();
        let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
        let [first, second, year] = parts.as_slice() else {
            return;
        };
        if year.len() != 4 {
            return;
        }
        if let (Ok(first), Ok(second)) = (first.parse::<u8>(), second.parse::<u8>()) {
            self.month_first |= first <= 12 && (13..=31).contains(&second);
            self.day_first |= second <= 12 && (13..=31).contains(&first);
        }
    }

    /// The only order that is possible; where there is none, that with the year first, in which
    /// no other is ever taken for something.
    pub(super) fn order(&self) -> DateOrder {
        match (self.month_first, self.day_first) {
            (true, false) => DateOrder::Mdy,
            (false, true) => DateOrder::Dmy,
            _ => DateOrder::Ymd,
        }
    }
}

fn is_date(field: &Field) -> bool {
    use Field::{Anniversary, Birthday, Date, Next};
    matches!(field, Birthday | Date | Next | Anniversary(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_known_where_no_other_is_possible_and_else_not_guessed() {
        let order = |dates: &[&str]| {
            let mut shown = Shown::default();
            dates.iter().for_each(|date| shown.see(date));
            shown.order()
        };
        assert_eq!(order(&["6/3/2005", "1/20/1981"]), DateOrder::Mdy);
        assert_eq!(order(&["6.3.2005 12:00", "20.1.1981"]), DateOrder::Dmy);
        assert_eq!(order(&["6/3/2005"]), DateOrder::Ymd);
        assert_eq!(order(&["1/20/1981", "20/1/1981"]), DateOrder::Ymd);
        assert_eq!(order(&["1981-01-20", "19810120", ""]), DateOrder::Ymd);
    }
}
