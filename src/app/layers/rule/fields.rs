//! The fields of a reason's form, what may be picked in them, and how what they hold is said to
//! whoever stores it. Must not know keys.

use super::{Base, Of};
use crate::app::desk::Desk;
use crate::domain::today::{Cadence, Kind, LISTS, Part, Rule, Rulebook, Subject};
use crate::kit::form::{Field, Form, Suggestion};
use crate::text::{Lang, names, pinyin, rules};

/// Chosen where a rule is turned on and off: it goes for good.
pub(super) const REMOVE: &str = "remove";
/// Everybody, where a greeting is for those of a list.
const ALL: &str = "all";

/// What is asked first: what it is called and whom it is for; when it shows and how much it counts
/// is given.
const ORDER: [Part; 11] = [
    Part::On,
    Part::LabelZh,
    Part::LabelEn,
    Part::Date,
    Part::List,
    Part::Value,
    Part::Days,
    Part::Before,
    Part::After,
    Part::Weight,
    Part::SeenBy,
];

/// What a form is about, as it is stored.
pub(super) fn base(desk: &Desk, about: &Subject) -> Option<Base> {
    let house = desk.house.as_ref()?;
    match about {
        Subject::Rule(code) => {
            let rule = house.reasons.iter().find(|rule| rule.code == *code)?;
            Some(Base::Rule(Box::new(rule.clone())))
        }
        Subject::New(kind) => {
            let kind = Kind::from_code(kind)?;
            Some(Base::Rule(Box::new(Rule::new("", kind))))
        }
        Subject::Cadence(grade) => {
            let book = Rulebook {
                cadence: house.cadence.clone(),
                ..Rulebook::default()
            };
            let mut cadence = book.cadence(grade.as_deref())?.clone();
            cadence.grade.clone_from(grade);
            Some(Base::Cadence(cadence))
        }
    }
}

/// The parts that the form of a kind has. What a watch watches is what it is.
pub(super) fn parts(kind: Kind) -> impl Iterator<Item = Part> {
    let asked =
        move |part: &Part| kind.has(*part) && !(kind == Kind::Watch && *part == Part::Value);
    ORDER.into_iter().filter(asked)
}

pub(super) fn of_rule(desk: &Desk, rule: &Rule, new: bool) -> Form<Of> {
    let field = |part: Part| {
        let (id, value) = (Of::Rule(part), rule.part(part));
        match part {
            Part::On => Field::letter(id, switch(desk, rule.kind.many() && !new)).with_code(&value),
            // Nothing is chosen yet: what there is to choose from shows as one comes there.
            Part::List if new => Field::pick(id, lists(desk)),
            Part::List => {
                let chosen = if value.is_empty() { ALL } else { &value };
                Field::pick(id, lists(desk)).with_code(chosen)
            }
            Part::Value => Field::pick(id, values(desk, rule.list.as_deref())).with_code(&value),
            Part::SeenBy => Field::text(id).with_text(&seers(desk.lang, &value)),
            _ => Field::text(id).with_text(&value),
        }
    };
    let mut form = Form::new(parts(rule.kind).map(field).collect());
    for part in [
        Part::Days,
        Part::Before,
        Part::After,
        Part::Weight,
        Part::SeenBy,
        Part::Date,
    ] {
        form.set_given(Of::Rule(part));
    }
    if new {
        form.set_focus(Of::Rule(Part::LabelZh));
    }
    form
}

pub(super) fn of_cadence(cadence: &Cadence) -> Form<Of> {
    let field = |part| Field::text(Of::Cadence(part)).with_text(&cadence.part(part));
    let mut form = Form::new(Cadence::PARTS.map(field).to_vec());
    for part in Cadence::PARTS {
        form.set_given(Of::Cadence(part));
    }
    form
}

/// What a field holds, as a rule takes it.
pub(super) fn typed(form: &Form<Of>, part: Part) -> String {
    let id = Of::Rule(part);
    let text = form.text(id).trim();
    match part {
        Part::SeenBy => roles(text),
        Part::On | Part::List | Part::Value => match form.code(id) {
            Some(ALL) => String::new(),
            Some(code) => code.to_owned(),
            // What is no value is refused where it stands.
            None => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

fn suggestion(code: &str, label: &str, keys: String) -> Suggestion {
    Suggestion {
        code: code.to_owned(),
        label: label.to_owned(),
        keys,
        ..Suggestion::default()
    }
}

fn switch(desk: &Desk, removable: bool) -> Vec<Suggestion> {
    let words = &desk.text().forms.customer;
    let mut known = vec![
        suggestion("on", words.yes, "y".to_owned()),
        suggestion("off", words.no, "n".to_owned()),
    ];
    if removable {
        known.push(suggestion(REMOVE, rules::remove(desk.lang), "x".to_owned()));
    }
    known
}

fn lists(desk: &Desk) -> Vec<Suggestion> {
    let all = rules::everybody(desk.lang);
    let mut known = vec![suggestion(ALL, all, pinyin::keys(all))];
    for list in LISTS {
        let label = names::column(desk.lang, list);
        known.push(suggestion(
            list,
            label,
            format!("{list} {}", pinyin::keys(label)),
        ));
    }
    known
}

/// The values of a list that can be picked.
pub(super) fn values(desk: &Desk, list: Option<&str>) -> Vec<Suggestion> {
    let of_list = desk.choices().iter();
    let of_list = of_list.filter(|one| Some(one.list.as_str()) == list && one.active);
    of_list
        .map(|one| {
            let label = match desk.lang {
                Lang::Zh => &one.zh,
                Lang::En => &one.en,
            };
            let keys = format!("{} {} {}", one.code, pinyin::keys(&one.zh), one.en);
            suggestion(&one.code, label, keys)
        })
        .collect()
}

/// Roles by their names.
fn seers(lang: Lang, codes: &str) -> String {
    let of = |code: &str| rules::seer(lang, code);
    let parted = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    codes.split(',').map(of).collect::<Vec<_>>().join(parted)
}

/// Roles named in either language, by their codes.
fn roles(text: &str) -> String {
    let words = text.split([',', '，', '、', ' ']).map(str::trim);
    let codes = words.filter(|word| !word.is_empty()).map(rules::seer_code);
    let codes: Vec<String> = codes.collect();
    if codes.is_empty() {
        ALL.to_owned()
    } else {
        codes.join(",")
    }
}
