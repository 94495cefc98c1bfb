//! Fields that the business made for itself: checked by kind, found, told in the history, taken
//! back; forms and templates.

use super::customer::draft;
use crate::domain::customer::{CustomField, CustomKind, Draft, Field, FormKind, MatchedBy, Stage};
use crate::domain::ids::CustomerId;
use crate::error::{Error, Fault, Refusal};
use crate::store::custom_field::{self, Change};
use crate::store::find::{self, Seeker};
use crate::store::form::{self, Ask};
use crate::store::testing::{AT, Place};
use crate::store::{card, choice, customer, derive, journal, staff, template};

fn field(code: &str, kind: CustomKind) -> CustomField {
    CustomField {
        code: code.to_owned(),
        zh: "字段".to_owned(),
        en: "Field".to_owned(),
        kind,
        list: (kind == CustomKind::Choice).then(|| "tier".to_owned()),
        group: None,
        searchable: kind == CustomKind::Text,
        active: true,
    }
}

fn set(code: &str, value: &str) -> Draft {
    Draft {
        custom: vec![(code.to_owned(), value.to_owned())],
        ..Draft::default()
    }
}

fn with_fields() -> (Place, CustomerId) {
    let mut place = Place::staffed();
    for kind in CustomKind::ALL {
        place.done("root", |tx| {
            custom_field::add(tx, &field(kind.code(), kind))
        });
    }
    let id = place.done("wangwei", |tx| {
        customer::add(tx, &draft("李明", &["13800134821"]))
    });
    (place, id.id)
}

fn fault(place: &mut Place, id: CustomerId, code: &str, value: &str) -> Fault {
    let set = set(code, value);
    match place.change("wangwei", |tx| customer::edit(tx, id, None, &set)) {
        Err(Error::Invalid { field, fault }) => {
            assert_eq!(field, format!("custom.{code}"));
            fault
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn values_are_checked_by_their_kind_and_kept_in_one_form() {
    let (mut place, id) = with_fields();
    for (code, typed) in [
        ("text", " 每周二 "),
        ("number", "1,200.50"),
        ("money", "¥300"),
        ("date", "2026年3月8日"),
        ("choice", "gold"),
        ("flag", "是"),
    ] {
        let set = set(code, typed);
        assert!(
            place.done("wangwei", |tx| customer::edit(tx, id, None, &set)),
            "{code}"
        );
        assert!(
            !place.done("wangwei", |tx| customer::edit(tx, id, None, &set)),
            "{code}"
        );
    }
    let actor = staff::actor(&place.reader(), place.id("wangwei")).unwrap();
    let shown = card::get(&place.reader(), &actor, id, 0, AT)
        .unwrap()
        .custom;
    let shown: Vec<(&str, &str)> = shown
        .iter()
        .map(|(c, v)| (c.as_str(), v.as_str()))
        .collect();
    let expected = [
        ("text", "每周二"),
        ("number", "1200.5"),
        ("money", "300.00"),
        ("date", "2026-03-08"),
        ("choice", "gold"),
        ("flag", "1"),
    ];
    assert_eq!(shown, expected);
    assert_eq!(fault(&mut place, id, "number", "viele"), Fault::NotANumber);
    assert_eq!(
        fault(&mut place, id, "money", "3.999"),
        Fault::TooManyDecimals
    );
    assert_eq!(
        fault(&mut place, id, "date", "2026-02-30"),
        Fault::ImpossibleDate
    );
    assert!(matches!(
        fault(&mut place, id, "choice", "golden"),
        Fault::Unknown { .. }
    ));
    assert!(matches!(
        fault(&mut place, id, "flag", "maybe"),
        Fault::Unknown { .. }
    ));
    assert_eq!(
        fault(&mut place, id, "text", &"长".repeat(501)),
        Fault::TooLong(500)
    );
    let unknown = fault(&mut place, id, "nubmer", "3");
    let Fault::NoSuchField { nearest } = unknown else {
        panic!("{unknown:?}");
    };
    assert!(nearest.codes().any(|code| code == "custom.number"));
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
}

#[test]
fn a_value_is_found_told_in_the_history_and_taken_back() {
    let (mut place, id) = with_fields();
    let asking = place.asking("wangwei");
    let edit = |place: &mut Place, value: &str| {
        let set = set("text", value);
        let done = place.writer.change(&asking, "customer.edit", |tx| {
            customer::edit(tx, id, None, &set)
        });
        done.unwrap().entry
    };
    edit(&mut place, "沪A12345");
    let second = edit(&mut place, "赵云鹏");
    let actor = staff::actor(&place.reader(), place.id("wangwei")).unwrap();
    let found = |place: &Place, typed: &str| {
        let seeker = Seeker::new(actor.clone());
        find::find(&place.reader(), &seeker, typed, 10, AT)
            .unwrap()
            .rows
    };
    for typed in ["赵云鹏", "云鹏", "zyp", "zhaoyun"] {
        let rows = found(&place, typed);
        assert_eq!(rows.len(), 1, "{typed}");
        assert_eq!((rows[0].id, rows[0].matched_by), (id, MatchedBy::Custom));
    }
    assert!(found(&place, "沪A12345").is_empty());
    let filter = journal::Filter {
        customer: Some(id),
        staff: None,
        entry: Some(second),
        limit: 1,
    };
    let told = journal::list(&place.reader(), &actor, AT, filter).unwrap();
    let change = &told[0].changes[0];
    assert_eq!(change.field.as_deref(), Some("custom.text"));
    assert_eq!(change.before.as_deref(), Some("沪A12345"));
    assert_eq!(change.after.as_deref(), Some("赵云鹏"));
    journal::undo(&mut place.writer, &asking, second, false).unwrap();
    assert_eq!(found(&place, "a12345").len(), 1);
    assert!(found(&place, "赵云鹏").is_empty());
    edit(&mut place, "");
    assert!(found(&place, "a12345").is_empty());
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
}

#[test]
fn a_closed_field_keeps_what_is_in_it_and_takes_no_more() {
    let (mut place, id) = with_fields();
    let value = set("text", "沪A12345");
    place.done("wangwei", |tx| customer::edit(tx, id, None, &value));
    let close = Change {
        active: Some(false),
        ..Change::default()
    };
    assert!(place.done("root", |tx| custom_field::change(tx, "text", &close)));
    assert!(matches!(
        fault(&mut place, id, "text", "x"),
        Fault::NoSuchField { .. }
    ));
    let actor = staff::actor(&place.reader(), place.id("wangwei")).unwrap();
    let shown = |place: &Place| {
        card::get(&place.reader(), &actor, id, 0, AT)
            .unwrap()
            .custom
    };
    assert!(shown(&place).is_empty());
    let open = Change {
        active: Some(true),
        ..Change::default()
    };
    place.done("root", |tx| custom_field::change(tx, "custom.text", &open));
    assert_eq!(shown(&place), [("text".to_owned(), "沪A12345".to_owned())]);
}

#[test]
fn a_field_is_added_once_by_who_may_with_what_it_needs() {
    let mut place = Place::staffed();
    let mut refused = |login: &str, field: &CustomField| {
        place
            .change(login, |tx| custom_field::add(tx, field))
            .unwrap_err()
    };
    let plate = field("plate", CustomKind::Text);
    let agent = refused("wangwei", &plate);
    assert!(matches!(agent, Error::Refused(Refusal::NoRight { .. })));
    let names = |error: Error| match error {
        Error::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    };
    let with = |change: fn(&mut CustomField)| {
        let mut field = field("plate", CustomKind::Choice);
        change(&mut field);
        field
    };
    assert_eq!(
        names(refused("root", &with(|field| field.code = "a b".into()))),
        "code"
    );
    assert_eq!(
        names(refused("root", &with(|field| field.list = None))),
        "list"
    );
    assert_eq!(
        names(refused(
            "root",
            &with(|field| field.list = Some("tires".into()))
        )),
        "list"
    );
    assert_eq!(
        names(refused("root", &with(|field| field.searchable = true))),
        "kind"
    );
    assert_eq!(
        names(refused("root", &with(|field| field.en = " ".into()))),
        "label_en"
    );
    place.done("root", |tx| custom_field::add(tx, &plate));
    let again = place.change("root", |tx| custom_field::add(tx, &plate));
    assert!(matches!(
        again,
        Err(Error::Invalid {
            fault: Fault::TakenBy(_),
            ..
        })
    ));
}

#[test]
fn what_a_form_requires_is_asked_of_people_and_not_of_files() {
    let mut place = Place::staffed();
    place.done("root", |tx| template::form(tx, "company"));
    let mut company = draft("大华商贸", &["02155556666"]);
    company
        .fields
        .push((Field::Nature, "wholesaler".to_owned()));
    let missing = |place: &mut Place, draft: &Draft| match place
        .change("wangwei", |tx| form::check(tx, draft))
    {
        Ok(()) => None,
        Err(Error::Invalid {
            field,
            fault: Fault::Empty,
        }) => Some(field),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        missing(&mut place, &company).as_deref(),
        Some("custom.demand")
    );
    company
        .custom
        .push(("demand".to_owned(), "每月进货".to_owned()));
    assert_eq!(missing(&mut place, &company), None);
    company.fields.push((Field::Stage, "former".to_owned()));
    assert_eq!(
        missing(&mut place, &company).as_deref(),
        Some("stop_reason")
    );
    // A person's form was not touched, and a file brings what it has.
    assert_eq!(missing(&mut place, &draft("李明", &[])), None);
    place.done("root", |tx| {
        customer::bring(tx, &company, AT).map(|(added, _)| added)
    });
}

#[test]
fn every_template_can_be_put_in_place_again_and_taken_back() {
    let mut place = Place::staffed();
    let asking = place.asking("root");
    let before = super::undo::dump(&place.reader());
    for name in ["textbook", "retail", "company", "cardealer"] {
        let done = place
            .writer
            .change(&asking, "form.use", |tx| template::form(tx, name));
        let entry = done.unwrap().entry;
        let fields = form::all(&place.reader()).unwrap();
        assert!(fields.len() > 30, "{name}");
        // Again changes no field and no list.
        let own = custom_field::all(&place.reader()).unwrap();
        let lists = choice::all(&place.reader()).unwrap();
        let again = place
            .writer
            .change(&asking, "form.use", |tx| template::form(tx, name));
        let again = again.unwrap().entry;
        assert_eq!(custom_field::all(&place.reader()).unwrap(), own);
        assert_eq!(choice::all(&place.reader()).unwrap(), lists);
        assert_eq!(form::all(&place.reader()).unwrap(), fields);
        journal::undo(&mut place.writer, &asking, again, false).unwrap();
        journal::undo(&mut place.writer, &asking, entry, false).unwrap();
    }
    for name in ["effort", "competitor", "secondary"] {
        let done = place
            .writer
            .change(&asking, "field.template", |tx| template::group(tx, name));
        let entry = done.unwrap().entry;
        journal::undo(&mut place.writer, &asking, entry, false).unwrap();
    }
    assert_eq!(super::undo::dump(&place.reader()), before);
}

#[test]
fn a_form_of_which_nothing_was_said_goes_on_asking_for_everything_else() {
    let mut place = Place::staffed();
    let (person, prospect) = (FormKind::Person, Stage::Prospect);
    place.done("root", |tx| {
        form::set(tx, person, prospect, "birthday", Ask::Required)
    });
    place.done("root", |tx| {
        form::set(tx, person, prospect, "ethnicity", Ask::Not)
    });
    let fields = form::all(&place.reader()).unwrap();
    assert!(
        fields
            .iter()
            .all(|field| (field.form, field.stage) == (person, prospect))
    );
    let of = |name: &str| {
        let field = fields.iter().find(|field| field.field == name).unwrap();
        (field.asked, field.required)
    };
    assert_eq!(of("birthday"), (true, true));
    assert_eq!(of("ethnicity"), (false, false));
    assert_eq!(of("phone"), (true, false));
    let wrong = place.change("root", |tx| {
        form::set(tx, person, prospect, "brithday", Ask::Required)
    });
    match wrong {
        Err(Error::Invalid {
            fault: Fault::NoSuchField { nearest },
            ..
        }) => {
            assert_eq!(nearest.codes().next(), Some("birthday"));
        }
        other => panic!("{other:?}"),
    }
    let agent = place.change("wangwei", |tx| template::form(tx, "standard"));
    assert!(matches!(
        agent,
        Err(Error::Refused(Refusal::NoRight { .. }))
    ));
    place.done("root", |tx| template::form(tx, "standard"));
    assert!(form::all(&place.reader()).unwrap().is_empty());
}
