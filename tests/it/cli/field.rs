//! field and form: what the business asks of a customer beyond what every customer has.

use serde_json::json;

use super::{Place, keys};

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

#[test]
fn a_field_of_ones_own_is_set_shown_found_and_taken_back() {
    let place = Place::new();
    let added = place.json(&words(
        "field add plate --label-zh 车牌号 --label-en Plate --kind text --searchable",
    ));
    assert_eq!(keys(&added[0]), ["code", "entry"]);
    place.boss(&words("field add sofa --label-zh 沙发 --label-en Sofa --kind choice --list sofa --value leather=真皮=Leather --value cloth=布艺=Cloth"));
    let listed = place.json(&["fields", "list"]);
    assert_eq!(
        keys(&listed[0]),
        [
            "active",
            "code",
            "group",
            "kind",
            "label_en",
            "label_zh",
            "list",
            "searchable"
        ]
    );
    assert_eq!(listed[1]["list"], json!("sofa"));
    place.boss(&words(
        "customer add --set name=李明 --set custom.plate=沪A12345 --set custom.sofa=真皮",
    ));
    let shown = place.json(&["show", "C000001"]);
    assert_eq!(
        shown[0]["custom"],
        json!({"plate": "沪A12345", "sofa": "leather"})
    );
    let card = place.boss(&["--lang", "en", "show", "C000001"]);
    assert!(card.contains("Plate") && card.contains("Leather"), "{card}");
    assert_eq!(
        place.json(&["find", "A12345"])[0]["matched_by"],
        json!("custom")
    );

    let edited = place.json(&words("customer edit C000001 --set custom.plate=京B99999"));
    let history = place.boss(&["--lang", "en", "journal", "--customer", "C000001"]);
    assert!(history.contains("custom.plate"), "{history}");
    place.boss(&["undo", &edited[0]["entry"].to_string()]);
    let shown = place.json(&["show", "C000001"]);
    assert_eq!(shown[0]["custom"]["plate"], json!("沪A12345"));

    let wrong = place.plain(&words(
        "--as boss customer edit C000001 --set custom.plat=x",
    ));
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    assert!(wrong.err.contains("custom.plate"), "{}", wrong.err);
    let wrong = place.plain(&words(
        "--as boss customer edit C000001 --set custom.sofa=wood",
    ));
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn a_template_makes_a_form_that_customer_add_obeys() {
    let place = Place::new();
    place.boss(&["form", "use", "cardealer"]);
    let rows = place.json(&["form", "list"]);
    assert_eq!(
        keys(&rows[0]),
        ["asked", "field", "form", "required", "stage"]
    );
    let required: Vec<&str> = rows
        .iter()
        .filter(|row| row["stage"] == "current" && row["required"] == json!(true))
        .map(|row| row["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        required,
        [
            "name",
            "phone",
            "custom.vin",
            "custom.model",
            "custom.bought_on"
        ]
    );
    let bare = place.plain(&words(
        "--as boss --lang en customer add --set name=李明 --set phone=13800134821",
    ));
    assert_eq!(bare.code, 2, "{}", bare.err);
    let told = place.plain(&words("--as boss --json customer add --set name=李明 --set source=referral --set phone=13800134821"));
    assert!(told.err.contains("custom.wanted_model"), "{}", told.err);
    place.boss(&words("customer add --set name=李明 --set source=referral --set phone=13800134821 --set custom.wanted_model=海豚"));
    place.boss(&words(
        "form set person prospect custom.wanted_model --optional",
    ));
    place.boss(&words(
        "customer add --set name=王芳 --set source=store --set phone=13800134822",
    ));
    place.boss(&["field", "template", "competitor"]);
    let groups = place.json(&["field", "list"]);
    assert!(
        groups
            .iter()
            .any(|field| field["group"] == json!("competitor"))
    );
}

#[test]
fn an_import_fills_fields_by_map_or_by_label_and_is_not_asked_for_more() {
    let place = Place::new();
    place.boss(&["form", "use", "cardealer"]);
    std::fs::write(
        place.path("cars.csv"),
        "姓名,电话,车牌号,行驶里程,购车日期,车型\n李明,13800134821,沪A12345,\"12,000\",2024/3/8,海豚\n王芳,13800134822,沪B1,many,,\n",
    )
    .unwrap();
    let said = place.plain(&["--as", "boss", "--json", "import", "customers", "cars.csv"]);
    assert_eq!(said.code, 3, "{}", said.err);
    let shown = place.json(&["show", "C000001"]);
    assert_eq!(
        shown[0]["custom"],
        json!({"plate": "沪A12345", "mileage": "12000", "bought_on": "2024-03-08", "model": "海豚"})
    );
    assert_eq!(place.json(&["find", "a12345"]).len(), 1);
    let rejected = std::fs::read_to_string(place.path("cars.rejected.csv")).unwrap();
    assert!(
        rejected.contains("王芳") && !rejected.contains("李明"),
        "{rejected}"
    );
    let checked = place.json(&["check"]);
    assert!(checked.iter().all(|check| check["ok"] == json!(true)));

    std::fs::write(
        place.path("map.toml"),
        "kind = \"customers\"\nignore = [\"*\"]\n[fields]\nname = \"姓名\"\n\"custom.plat\" = \"车牌号\"\n",
    )
    .unwrap();
    let before = place.json(&["journal"]).len();
    let wrong = place.plain(&words(
        "--as boss --lang en import customers cars.csv --map map.toml",
    ));
    assert_ne!(wrong.code, 0);
    assert!(wrong.err.contains("custom.plate"), "{}", wrong.err);
    assert_eq!(place.json(&["journal"]).len(), before);
}
