//! The invented call centre: any size, the same for the same seed, worth a day's work on any date.
//! Must not know the desk.

pub mod history;
mod house;
mod make;
pub mod people;
mod rows;
mod tasks;
mod today;
mod trade;
pub mod words;

pub use make::{Made, Progress, make};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Day;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn the_same_seed_invents_the_same_people_and_another_seed_others() {
        let names = |seed| {
            (0..50)
                .flat_map(|number| people::household(seed, number, today()))
                .map(|person| format!("{:?}", person.draft))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(1), names(1));
        assert_ne!(names(1), names(2));
        assert_eq!(
            history::history(1, 7, 900, false),
            history::history(1, 7, 900, false)
        );
    }

    #[test]
    fn a_household_shares_its_landline_and_there_are_four_numbers_to_three_customers() {
        let mut customers = 0;
        let mut phones = 0;
        for number in 0..4_000 {
            let people = people::household(1, number, today());
            let landline = |person: &people::Person| {
                person
                    .draft
                    .phones
                    .iter()
                    .find(|p| p.kind.as_deref() == Some("landline"))
                    .cloned()
            };
            if people.len() > 1 {
                assert!(
                    people
                        .iter()
                        .all(|person| landline(person) == landline(&people[0]))
                );
            }
            customers += people.len();
            phones += people
                .iter()
                .map(|person| person.draft.phones.len())
                .sum::<usize>();
        }
        let share = phones as f64 / customers as f64;
        assert!((1.25..1.4).contains(&share), "{share} numbers a customer");
    }

    #[test]
    fn histories_hold_about_five_calls_and_five_lines_and_lie_in_the_past() {
        let mut calls = 0;
        let mut lines = 0;
        for number in 0..2_000 {
            let history = history::history(3, number, 700, false);
            calls += history.contacts.len();
            lines += history
                .purchases
                .iter()
                .map(|sale| sale.lines.len())
                .sum::<usize>();
            assert!(
                history
                    .contacts
                    .iter()
                    .all(|c| (1..=701).contains(&c.days_ago))
            );
        }
        assert!((9_000..11_000).contains(&calls), "{calls}");
        assert!((8_000..11_500).contains(&lines), "{lines}");
    }
}
