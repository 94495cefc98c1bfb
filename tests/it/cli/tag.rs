//! Tags: several of a coded list, on the command line, on the card, in files, taken back.

use super::{Place, filled, run};

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn tag(place: &Place) -> serde_json::Value {
    place.json(&["show", "C000001"]).remove(0)["tag"].clone()
}

#[test]
fn tags_are_set_by_code_or_label_shown_in_words_and_taken_back() {
    let place = filled();
    place.boss(&words(
        "customer edit C000001 --set tag=爱听讲座 --set tag=key",
    ));
    assert_eq!(tag(&place), "key,lectures");
    assert!(
        place
            .boss(&["show", "C000001"])
            .contains("Key customer, Comes to talks")
    );
    let zh = place.plain(&words("--as boss --lang zh show C000001"));
    assert!(zh.out.contains("重点客户、爱听讲座"), "{}", zh.out);
    place.boss(&words("customer edit C000001 --set tag=注重优惠、key"));
    assert_eq!(tag(&place), "key,offers");
    place.boss(&["undo"]);
    assert_eq!(tag(&place), "key,lectures");
    let refused = run(
        &place,
        "boss",
        &words("customer edit C000001 --set tag=key,lecturs"),
    );
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("lectures"), "{}", refused.err);
    place.boss(&words("customer edit C000001 --set tag="));
    assert_eq!(tag(&place), serde_json::json!(null));
}

#[test]
fn tags_leave_in_a_file_and_come_in_with_one() {
    let place = filled();
    place.boss(&words("customer edit C000001 --set tag=key,lectures"));
    let file = place.path("out.csv");
    let file = file.to_str().unwrap();
    place.boss(&["export", "customers", "--to", file, "--reason", "test"]);
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("key,lectures"), "{text}");
    place.boss(&words("customer edit C000001 --set tag="));
    let update = ["import", "customers", file, "--on-match", "update"];
    place.boss(&update);
    assert_eq!(tag(&place), "key,lectures");
    let new = place.path("new.csv");
    std::fs::write(&new, "姓名,标签\n赵六,重点客户；注重优惠\n钱七,没有的\n").unwrap();
    let import = ["import", "customers", new.to_str().unwrap()];
    assert_eq!(run(&place, "boss", &import).code, 3);
    let row = place.json(&["find", "赵六"]).remove(0);
    let shown = place
        .json(&["show", row["code"].as_str().unwrap()])
        .remove(0);
    assert_eq!(shown["tag"], "key,offers");
}
