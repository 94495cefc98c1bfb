//! What the desk knows of the business and of who sits at it, as plain data. Must not know panes or
//! the store.

use crate::domain::customer::{CustomField, FormField};
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::interaction::Choice;
use crate::domain::staff::{Operation, Role, Scope};
use crate::domain::today::{Cadence, Rule};

/// What the desk knows of the business: loaded at the start and when it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct HouseInfo {
    /// Who sits here.
    pub me: Me,
    /// Coded lists, all of them, in order.
    pub choices: Vec<Choice>,
    /// The fields that the business made for itself, in order, closed ones too.
    pub custom: Vec<CustomField>,
    /// What forms ask for and require, in order; of a form without rows: everything.
    pub forms: Vec<FormField>,
    /// The rules of Today, those that are off too.
    pub reasons: Vec<Rule>,
    /// How often customers of each grade are contacted.
    pub cadence: Vec<Cadence>,
    /// Colleagues who are active: row, login, name.
    pub staff: Vec<(StaffId, String, String)>,
    /// Units: row, code, name.
    pub units: Vec<(UnitId, String, String)>,
    /// Those of them that are below one's own.
    pub below: Vec<UnitId>,
    /// Where numbers without a country code belong, `CN`.
    pub region: String,
    /// Currency code, `CNY`.
    pub currency: String,
}

/// Who sits at the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Me {
    /// Row.
    pub id: StaffId,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Name of the unit.
    pub unit: Option<String>,
    /// Extension.
    pub ext: Option<String>,
    /// What may be done and to whose customers; the store decides again.
    pub rights: Vec<(Operation, Scope)>,
    /// Chosen language, `zh` or `en`; none: the terminal's.
    pub language: Option<String>,
    /// Chosen theme, `dark` or `light`.
    pub theme: Option<String>,
}
