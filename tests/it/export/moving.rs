//! A whole house moves by its own files: customers, sales and contacts come to the same sums.

use std::time::SystemTime;

use chrono_tz::Tz;
use huoke::demo;
use huoke::domain::time::{Instant, Now};
use serde_json::Value;

use crate::cli::{Place, objects, run};
use crate::dump::{number, texts};

fn admin(place: &Place, args: &[&str]) -> String {
    let said = run(place, "admin", args);
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    said.out
}

fn list(place: &Place, what: &str) -> Vec<Value> {
    objects(&admin(place, &["--json", what, "list"]))
}

/// Adds what is listed, one command each: options by the keys that say something.
fn add(place: &Place, what: &str, code: &str, row: &Value, options: &[(&str, &str)]) {
    let mut args = vec![what.to_owned(), "add".to_owned()];
    args.push(row[code].as_str().unwrap().to_owned());
    for (option, key) in options {
        let value = &row[key];
        let text = value.as_str().map(str::to_owned);
        let text = text.or_else(|| value.as_i64().map(|number| number.to_string()));
        args.extend(
            text.into_iter()
                .flat_map(|text| [(*option).to_owned(), text]),
        );
    }
    admin(place, &args.iter().map(String::as_str).collect::<Vec<_>>());
}

/// An empty house with the same units, people and products.
fn same_but_empty(from: &Place) -> Place {
    let place = Place::empty();
    let init = place.plain(&["init", "--login", "admin", "--name", "管理员"]);
    assert_eq!(init.code, 0, "{}", init.err);
    for unit in list(from, "unit") {
        let options = [("--name", "name"), ("--kind", "kind"), ("--under", "under")];
        add(&place, "unit", "code", &unit, &options);
    }
    for person in list(from, "staff") {
        let options = [("--name", "name"), ("--role", "role"), ("--unit", "unit")];
        if person["login"] != "admin" && person["role"] != "exchange" {
            add(&place, "staff", "login", &person, &options);
        }
    }
    for mut product in list(from, "product") {
        product["price"] = product["price"]["amount"].clone();
        let options = [
            ("--name", "name"),
            ("--price", "price"),
            ("--cycle-days", "cycle_days"),
        ];
        add(&place, "product", "code", &product, &options);
    }
    place
}

fn export(place: &Place, what: &str) -> String {
    let name = format!("{what}.csv");
    admin(
        place,
        &["export", what, "--to", &name, "--yes", "--reason", "move"],
    );
    std::fs::read_to_string(place.path(&name)).unwrap()
}

#[test]
fn customers_sales_and_contacts_come_to_the_same_in_another_house() {
    // The command line has the clock of the machine, for which nothing may be yet to come.
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    let now = Now {
        at: Instant(since.as_millis().try_into().unwrap()),
        zone: Tz::Asia__Shanghai,
    };
    let from = Place::empty();
    demo::make(&from.file(), 120, 3, Some(7), &now, &mut |_| {}).unwrap();
    let numbers = "SELECT c.code || ',2020-11-05,call,' || p.typed FROM customer_phone p
      JOIN customer c ON c.id = p.customer_id WHERE p.member_id IS NULL AND c.state = 'active'";
    let calls = texts(&from.file(), numbers).join("\n");
    let calls = format!("customer,date,kind,phone\n{calls}\n");
    std::fs::write(from.path("calls.csv"), calls).unwrap();
    admin(&from, &["import", "interactions", "calls.csv"]);
    let tied = "SELECT count(phone_id) FROM interaction";
    assert!(number(&from.file(), tied) > 100);
    let to = same_but_empty(&from);
    for what in ["customers", "sales", "interactions"] {
        let text = export(&from, what);
        std::fs::write(to.path(&format!("{what}.csv")), &text).unwrap();
        let out = admin(&to, &["--json", "import", what, &format!("{what}.csv")]);
        let report = &objects(&out)[0];
        assert_eq!(report["rejected"], 0, "{what}: {report}");
        assert!(text.lines().count() > 100, "{what}");
    }
    for what in ["customers", "sales", "interactions"] {
        assert_eq!(export(&from, what), export(&to, what), "{what}");
    }
    for sum in [
        // What came back stays behind: a sale goes over as it stands.
        "SELECT sum(total - returned) FROM sale WHERE state NOT IN ('void', 'cancelled')",
        "SELECT sum(amount) FROM payment WHERE sale_id NOT IN (SELECT id FROM sale WHERE state = 'void')",
        "SELECT sum(quantity - returned) FROM sale_line",
        "SELECT sum(held) FROM sale_line",
        "SELECT sum(quantity) FROM held_goods_entry",
        "SELECT sum(held * id) FROM customer WHERE state = 'active'",
        "SELECT count(*) FROM interaction",
        "SELECT sum(at) FROM interaction",
        tied,
    ] {
        assert_eq!(number(&from.file(), sum), number(&to.file(), sum), "{sum}");
    }
    admin(&to, &["check"]);
}
