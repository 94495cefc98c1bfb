//! The plain text columns of a customer and the coded lists that their values come from.
//! Must not know labels or widgets.

use super::tag::TAG;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal $(in $list:literal)?),* $(,)?) => {
        /// A plain text column of the customer, named as on the command line.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $name),* }

        impl Field {
            /// Every one, in the order of the card.
            pub const ALL: &[Field] = &[$(Field::$name),*];

            /// The name on the command line, in maps and of the column.
            pub fn code(self) -> &'static str {
                match self { $(Field::$name => $code),* }
            }

            /// The coded list that its values come from; none: free text.
            pub fn list(self) -> Option<&'static str> {
                match self { $(Field::$name => { None::<&'static str>$(.or(Some($list)))? }),* }
            }
        }
    };
}

fields! {
    /// Name; required.
    Name = "name",
    /// Membership card.
    CardNo = "card_no",
    /// Sex.
    Sex = "sex" in "sex",
    /// Grade A, B, C (cap. 70).
    Grade = "grade" in "grade",
    /// Membership tier (cap. 8).
    Tier = "tier" in "tier",
    /// Where the customer came from (cap. 71).
    Source = "source" in "source",
    /// Person, dealer, … (cap. 81).
    Nature = "nature" in "nature",
    /// Prospect, current, former (cap. 32).
    Stage = "stage" in "stage",
    /// Why a former one stopped buying (cap. 32).
    StopReason = "stop_reason" in "stop_reason",
    /// For whom they buy (cap. 76).
    Usage = "usage" in "usage",
    /// Where they work.
    Employer = "employer",
    /// Education.
    Education = "education" in "education",
    /// Ethnicity.
    Ethnicity = "ethnicity" in "ethnicity",
    /// Occupation.
    Occupation = "occupation" in "occupation",
    /// Marital status.
    MaritalStatus = "marital_status" in "marital_status",
    /// Yearly income.
    Income = "income" in "income",
    /// Native place.
    NativePlace = "native_place",
    /// Health.
    Health = "health" in "health",
    /// Credit standing.
    Credit = "credit" in "credit",
    /// Kind of identity paper.
    IdType = "id_type" in "id_type",
    /// Its number.
    IdNumber = "id_number",
    /// Best time to call (cap. 6).
    PreferredTime = "preferred_time" in "preferred_time",
    /// Tags, several of the list `tag` (see `customer::tag`).
    Tag = "tag",
    /// Remark.
    Remark = "remark",
}

impl Field {
    /// The coded list whose labels its value is shown with: one code, or several tags.
    pub fn coded(self) -> Option<&'static str> {
        match self {
            Field::Tag => Some(TAG),
            other => other.list(),
        }
    }

    /// The field with this code.
    pub fn from_code(code: &str) -> Option<Field> {
        Field::ALL
            .iter()
            .copied()
            .find(|field| field.code() == code)
    }
}
