//! The demo without a terminal: made once, beside the default file, never in HUOKE_DB.

use super::{Place, keys, objects, said};

#[test]
fn the_demo_is_made_once_and_one_caller_is_looked_up() {
    let place = Place::new();
    let before = std::fs::read(place.file()).unwrap();
    let demo = || {
        said(
            place
                .command()
                .args(["--json", "demo", "--customers", "100"]),
        )
    };
    let made = demo();
    assert_eq!(made.code, 0, "{}", made.err);
    let made = objects(&made.out);
    assert_eq!(
        keys(&made[0]),
        [
            "agents",
            "contacts",
            "customers",
            "file",
            "lines",
            "made",
            "phones",
            "sales",
            "tasks"
        ]
    );
    assert_eq!(
        (&made[0]["made"], &made[0]["customers"]),
        (&true.into(), &100.into())
    );
    assert!(made[1]["code"].is_string() && made[1]["phones"].is_array());
    let file = made[0]["file"].as_str().unwrap().to_owned();
    assert!(
        file.ends_with("demo.db") && file.contains(".local/share"),
        "{file}"
    );
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
    let again = objects(&demo().out);
    assert_eq!(again[0]["made"], false);
    let plain = said(place.command().args(["demo"]));
    assert_eq!(plain.code, 0);
    assert!(plain.out.contains("huoke --db"), "{}", plain.out);
    // Its maker may act as anyone.
    for login in ["wangwei", "sunli", "laozong"] {
        let args = ["--db", &file, "--as", login, "find", "--count"];
        assert_eq!(said(place.command().args(args)).code, 0, "{login}");
    }
    assert_eq!(
        said(place.command().args(["demo", "--customers", "99"])).code,
        2
    );
}
