//! How each list of tasks goes: by which index, and that no task is read that is not of the list.
#![allow(clippy::unwrap_used)]

use super::{add, list, report, sheet};
use crate::store::testing::{Place, plan};

#[test]
fn every_list_of_tasks_goes_by_its_own_index_and_scans_none() {
    let place = Place::fresh();
    let reader = place.reader();
    let each = ["task_by_assignee", "task_by_unit", "task_by_assigner"];
    let ended = ["task_by_closed", "task_by_closed", "task_by_giver"];
    for (name, statement, indexes) in [
        ("mine", list::OPEN_MINE, &["task_by_assignee"][..]),
        ("pool", list::OPEN_POOL, &["task_by_unit"]),
        ("given", list::OPEN_GIVEN, &["task_by_assigner"]),
        ("all", list::OPEN_ALL, &["task_by_due"]),
        ("of a kind", list::OPEN_OF_KIND, &["task_by_kind"]),
        ("team", list::OPEN_TEAM, &each),
        ("customer", list::OPEN_CUSTOMER, &["task_by_customer"]),
        ("reminded", add::REMINDED, &["task_by_customer"]),
        ("mine, ended", list::ENDED_MINE, &["task_by_closed"]),
        ("given, ended", list::ENDED_GIVEN, &["task_by_giver"]),
        (
            "customer, ended",
            list::ENDED_CUSTOMER,
            &["task_by_customer"],
        ),
        ("team, ended", list::ENDED_TEAM, &ended),
        (
            "brought back",
            sheet::GIVEN_LIKE,
            &["task_by_customer", "task_by_assigner", "task_by_giver"],
        ),
        (
            "report: nobody's, given",
            report::UNTAKEN_GIVEN,
            &["task_by_given"],
        ),
        (
            "report: nobody's, ended",
            report::UNTAKEN_ENDED,
            &["task_by_closed"],
        ),
        (
            "report: nobody's, open",
            report::UNTAKEN_OPEN,
            &["task_by_unit"],
        ),
        ("report: given", report::GIVEN, &["task_by_given"]),
        ("report: ended", report::ENDED, &["task_by_closed"]),
        ("report: open", report::OPEN, &["task_by_assignee"]),
        (
            "report: contacts",
            report::CONTACTS,
            &["interaction_by_staff"],
        ),
    ] {
        let steps = plan(reader.conn(), statement);
        for index in indexes {
            let used = |step: &String| step.starts_with("SEARCH") || *index == "task_by_due";
            let found = |step: &&String| step.contains(&format!(" {index} "));
            let step = steps.iter().find(found);
            assert!(step.is_some_and(used), "{name}: {steps:#?}");
        }
        // What is sorted is what was found; people and units are few.
        let few = ["s", "u", "b", "below", "staff", "org_unit"];
        for step in steps.iter().filter_map(|step| step.strip_prefix("SCAN ")) {
            let of = step.split(' ').next().unwrap();
            let in_order = step.contains("task_by_due");
            assert!(few.contains(&of) || in_order, "{name}: {step}");
        }
    }
}
