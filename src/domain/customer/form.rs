//! Which fields a form asks for and which it cannot do without, by what the customer is and how
//! far they have come (cap. 18, 30, 32, 194). Must not know widgets or SQL.

use super::{Draft, Field, Key, Sheet};

/// The nature of a person; every other one is an organisation's.
const PERSON: &str = "person";

/// What hangs on a customer and can be asked for, besides the single values ([`Key`]).
pub const PARTS: &[&str] = &[
    "phone",
    "email",
    "address",
    "birthday",
    "anniversary",
    "member",
];

/// Which form: a person's or an organisation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FormKind {
    /// A person.
    Person,
    /// An organisation, with contact persons.
    Organisation,
}

impl FormKind {
    /// Both.
    pub const ALL: [FormKind; 2] = [FormKind::Person, FormKind::Organisation];

    /// The code in the file and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            FormKind::Person => "person",
            FormKind::Organisation => "organisation",
        }
    }

    /// The form with this code.
    pub fn from_code(code: &str) -> Option<FormKind> {
        FormKind::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The form for a nature (cap. 81): none said, or `person`, is a person.
    pub fn of(nature: Option<&str>) -> FormKind {
        match nature {
            None | Some("" | PERSON) => FormKind::Person,
            Some(_) => FormKind::Organisation,
        }
    }
}

/// How far a customer has come: the three cards of cap. 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Has not bought yet.
    Prospect,
    /// Buys.
    Current,
    /// Has stopped.
    Former,
}

impl Stage {
    /// Every one, in order of life.
    pub const ALL: [Stage; 3] = [Stage::Prospect, Stage::Current, Stage::Former];

    /// The code in the file and of the coded list `stage`.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Prospect => "prospect",
            Stage::Current => "current",
            Stage::Former => "former",
        }
    }

    /// The stage with this code.
    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The stage that a customer's form is of: the one said, else a prospect. A stage that the
    /// business has added to its list has the form of a current customer.
    pub fn of(said: Option<&str>) -> Stage {
        match said {
            None | Some("") => Stage::Prospect,
            Some(code) => Stage::from_code(code).unwrap_or(Stage::Current),
        }
    }
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Whose form.
    pub form: FormKind,
    /// At which stage.
    pub stage: Stage,
    /// A [`Key`] in text form or one of [`PARTS`].
    pub field: String,
    /// Whether it is asked for.
    pub asked: bool,
    /// Whether what a person enters cannot do without it.
    pub required: bool,
}

/// Whether a form can ask for a field of this name.
pub fn can_ask(field: &str) -> bool {
    PARTS.contains(&field) || field.parse::<Key>().is_ok()
}

/// The fields that a form asks for, in order; none: the business has said nothing of this form,
/// so it asks for everything.
pub fn asked(fields: &[FormField], form: FormKind, stage: Stage) -> Option<Vec<&FormField>> {
    let of = |field: &&FormField| field.form == form && field.stage == stage;
    let mut rows = fields.iter().filter(of).peekable();
    rows.peek()?;
    Some(rows.filter(|field| field.asked).collect())
}

/// The required fields that `has` does not know of, in order.
pub fn missing(
    fields: &[FormField],
    form: FormKind,
    stage: Stage,
    has: impl Fn(&str) -> bool,
) -> Vec<&str> {
    let of = |field: &&FormField| field.form == form && field.stage == stage;
    let required = fields.iter().filter(of).filter(|field| field.required);
    let names = required.map(|field| field.field.as_str());
    names.filter(|name| !has(name)).collect()
}

impl Draft {
    /// What it says of a plain field.
    fn says(&self, wanted: Field) -> Option<&str> {
        let said = self.fields.iter().rev().find(|(field, _)| *field == wanted);
        said.map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Whether it says how far the customer has come, or why they stopped.
    pub fn says_stage(&self) -> bool {
        let stage = |field: &Field| matches!(field, Field::Stage | Field::StopReason);
        self.fields.iter().any(|(field, _)| stage(field))
    }

    /// The required fields that are not in it.
    pub fn missing<'f>(&self, fields: &'f [FormField]) -> Vec<&'f str> {
        let form = FormKind::of(self.says(Field::Nature));
        let stage = Stage::of(self.says(Field::Stage));
        missing(fields, form, stage, |name| self.has(name))
    }

    fn has(&self, field: &str) -> bool {
        let birthday = |(kind, _): &&(String, _)| kind == "birthday";
        match field {
            "phone" => !self.phones.is_empty(),
            "email" => !self.emails.is_empty(),
            "address" => self.address.is_some(),
            "birthday" => self.dates.iter().any(|date| birthday(&date)),
            "anniversary" => self.dates.iter().any(|date| !birthday(&date)),
            "member" => !self.members.is_empty(),
            _ => match field.parse() {
                Ok(Key::Plain(plain)) => self.says(plain).is_some(),
                // Silence is an answer: they may be called.
                Ok(Key::DoNotCall) => true,
                Ok(Key::Custom(code)) => {
                    let said = self.custom.iter().rev().find(|(known, _)| *known == code);
                    said.is_some_and(|(_, value)| !value.trim().is_empty())
                }
                Err(()) => true,
            },
        }
    }
}

impl Sheet {
    /// The form that asks for it: by its nature and stage.
    pub fn form(&self) -> (FormKind, Stage) {
        let said = |field| self.values.get(&Key::Plain(field)).map(String::as_str);
        (
            FormKind::of(said(Field::Nature)),
            Stage::of(said(Field::Stage)),
        )
    }

    /// The required fields that are not in it.
    pub fn missing<'f>(&self, fields: &'f [FormField]) -> Vec<&'f str> {
        let (form, stage) = self.form();
        missing(fields, form, stage, |name| self.has(name))
    }

    fn has(&self, field: &str) -> bool {
        let mut dates = self.dates.iter();
        match field {
            "phone" => !self.phones.is_empty(),
            "email" => !self.emails.is_empty(),
            "address" => !self.addresses.is_empty(),
            "birthday" => dates.any(|line| line.is.kind == "birthday"),
            "anniversary" => dates.any(|line| line.is.kind != "birthday"),
            "member" => !self.members.is_empty(),
            _ => match field.parse() {
                Ok(Key::DoNotCall) | Err(()) => true,
                Ok(key) => self.values.get(&key).is_some_and(|value| !value.is_empty()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::NewPhone;

    fn field(form: FormKind, stage: Stage, field: &str, required: bool) -> FormField {
        FormField {
            form,
            stage,
            field: field.to_owned(),
            asked: true,
            required,
        }
    }

    #[test]
    fn what_is_missing_depends_on_nature_and_stage() {
        use FormKind::{Organisation, Person};
        let fields = [
            field(Person, Stage::Prospect, "phone", true),
            field(Person, Stage::Former, "stop_reason", true),
            field(Organisation, Stage::Prospect, "custom.founded", true),
            field(Organisation, Stage::Prospect, "member", false),
        ];
        let mut draft = Draft::default();
        assert_eq!(draft.missing(&fields), ["phone"]);
        draft.phones.push(NewPhone {
            typed: "1".to_owned(),
            kind: None,
            member: None,
            ..NewPhone::default()
        });
        assert!(draft.missing(&fields).is_empty());
        draft.fields.push((Field::Stage, "former".to_owned()));
        assert_eq!(draft.missing(&fields), ["stop_reason"]);
        draft.fields = vec![(Field::Nature, "supermarket".to_owned())];
        assert_eq!(draft.missing(&fields), ["custom.founded"]);
        draft
            .custom
            .push(("founded".to_owned(), "1999-01-01".to_owned()));
        assert!(draft.missing(&fields).is_empty());

        let mut sheet = Sheet::default();
        assert_eq!(sheet.missing(&fields), ["phone"]);
        sheet
            .values
            .insert(Key::Plain(Field::Stage), "former".to_owned());
        assert_eq!(sheet.missing(&fields), ["stop_reason"]);
    }

    #[test]
    fn a_form_of_which_nothing_is_said_asks_for_everything() {
        let fields = [field(FormKind::Person, Stage::Current, "name", true)];
        let asked_of = |stage| asked(&fields, FormKind::Person, stage).map(|rows| rows.len());
        assert_eq!(asked_of(Stage::Current), Some(1));
        assert_eq!(asked_of(Stage::Former), None);
        assert!(missing(&fields, FormKind::Person, Stage::Former, |_| false).is_empty());
    }

    #[test]
    fn only_what_a_customer_has_can_be_asked_for() {
        for good in [
            "name",
            "phone",
            "custom.rival",
            "do_not_call",
            "stop_reason",
        ] {
            assert!(can_ask(good), "{good}");
        }
        for bad in ["", "custom.", "created_at", "phones"] {
            assert!(!can_ask(bad), "{bad}");
        }
    }
}
