//! What people have done in a period (cap. 100, 178): counted, added up, their median. Must not
//! know where it is counted.

use std::collections::BTreeMap;

use super::Named;

/// What somebody, or several, did with their tasks in a period, and whom they spoke with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Tasks that they were given in it.
    pub given: usize,
    /// Done in it, in time.
    pub in_time: usize,
    /// Done in it, too late.
    pub late: usize,
    /// Cancelled in it.
    pub cancelled: usize,
    /// Open now.
    pub open: usize,
    /// Open and late now.
    pub overdue: usize,
    /// How long each that was done took, from when it was given, ms.
    pub took: Vec<i64>,
    /// Contacts made in it.
    pub contacts: usize,
    /// Their results, by code of the list `disposition`; visits and the like have none.
    pub dispositions: BTreeMap<String, usize>,
}

/// A person's work, or what nobody of a unit has taken yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// Who; none: nobody yet.
    pub person: Option<Named>,
    /// Code and name of their unit.
    pub unit: Option<(String, String)>,
    /// What they did.
    pub work: Work,
}

impl Work {
    /// Done in time or late.
    pub fn done(&self) -> usize {
        self.in_time + self.late
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Work::default()
    }

    /// Adds another's.
    pub fn add(&mut self, other: &Work) {
        self.given += other.given;
        self.in_time += other.in_time;
        self.late += other.late;
        self.cancelled += other.cancelled;
        self.open += other.open;
        self.overdue += other.overdue;
        self.took.extend(&other.took);
        self.contacts += other.contacts;
        for (code, count) in &other.dispositions {
            *self.dispositions.entry(code.clone()).or_default() += count;
        }
    }

    /// How long the middle one of those that were done took, ms; of two in the middle their mean.
    pub fn median(&self) -> Option<i64> {
        let mut took = self.took.clone();
        took.sort_unstable();
        let upper = *took.get(took.len() / 2)?;
        if took.len() % 2 == 1 {
            return Some(upper);
        }
        let lower = *took.get(took.len() / 2 - 1)?;
        Some(lower + (upper - lower) / 2)
    }
}

/// A unit's code and name, none for people of no unit, and the work of its people.
pub type OfUnit = (Option<(String, String)>, Work);

/// Units in the order in which they come, each with the work of its people; then all together.
pub fn by_unit(people: &[Assessed]) -> (Vec<OfUnit>, Work) {
    let (mut units, mut all) = (Vec::<OfUnit>::new(), Work::default());
    for one in people {
        match units.iter_mut().find(|(unit, _)| *unit == one.unit) {
            Some((_, work)) => work.add(&one.work),
            None => units.push((one.unit.clone(), one.work.clone())),
        }
        all.add(&one.work);
    }
    (units, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_and_of_two_their_mean() {
        let median = |took: &[i64]| {
            let took = took.to_vec();
            Work {
                took,
                ..Work::default()
            }
            .median()
        };
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[9]), Some(9));
        assert_eq!(median(&[9, 1, 5]), Some(5));
        assert_eq!(median(&[9, 1, 5, 3]), Some(4));
    }

    #[test]
    fn a_team_is_the_sum_of_its_people_and_its_median_that_of_all_their_tasks() {
        let person = |login: &str, unit: &str, took: &[i64]| Assessed {
            person: Some(Named {
                id: crate::domain::ids::StaffId(1),
                login: login.to_owned(),
                name: login.to_owned(),
            }),
            unit: Some((unit.to_owned(), unit.to_owned())),
            work: Work {
                in_time: took.len(),
                took: took.to_vec(),
                dispositions: BTreeMap::from([("busy".to_owned(), 1)]),
                ..Work::default()
            },
        };
        let people = [
            person("a", "T1", &[1, 2, 3]),
            person("b", "T2", &[9]),
            person("c", "T1", &[8, 9]),
        ];
        let (units, all) = by_unit(&people);
        assert_eq!(units.len(), 2);
        let (_, first) = units.first().cloned().unwrap_or_default();
        assert_eq!((first.done(), first.median()), (5, Some(3)));
        assert_eq!((all.done(), all.dispositions.get("busy")), (6, Some(&3)));
    }
}
