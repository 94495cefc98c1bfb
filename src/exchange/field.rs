//! The kinds of rows and the names of their fields, spelled as on the command line.
//! Must not know what a value of a field means.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

pub use super::part::{AddressPart, MAX_ADDRESSES, MemberPart};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One customer a row.
    Customers,
    /// One product a row.
    Products,
    /// One line of a sale a row; rows of one order belong together.
    Sales,
    /// One contact with a customer a row.
    Interactions,
}

/// `member3.phone`.
fn member(text: &str) -> Option<Field> {
    let (number, part) = text.strip_prefix("member")?.split_once('.')?;
    let part = MemberPart::ALL
        .into_iter()
        .find(|known| known.name() == part)?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some(Field::OfMember(number, part))
}

macro_rules! fields {
    ($($variant:ident = $name:literal,)*) => {
        /// A field that a column can fill. The text form is the one of the command line.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is named by its text form")]
        pub enum Field {
            $($variant,)*
            /// `anniversary.KIND`: a day that comes back each year.
            Anniversary(String),
            /// `custom.NAME`: a field that the business made for itself.
            Custom(String),
            /// `member.RELATION`: the names of family members; `member.contact` of contact persons.
            Member(String),
            /// `address2.PART` and on: a part of a further address.
            Further(u8, AddressPart),
            /// `member1.name`: of the first family member or contact person.
            OfMember(u8, MemberPart),
        }

        const PLAIN: &[(&str, Field)] = &[$(($name, Field::$variant),)*];

        impl fmt::Display for Field {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Field::$variant => f.write_str($name),)*
                    Field::Anniversary(kind) => write!(f, "anniversary.{kind}"),
                    Field::Custom(name) => write!(f, "custom.{name}"),
                    Field::Member(relation) => write!(f, "member.{relation}"),
                    Field::Further(place, part) => write!(f, "address{place}.{}", part.name()),
                    Field::OfMember(number, part) => write!(f, "member{number}.{}", part.name()),
                }
            }
        }
    };
}

fields! {
    Code = "code",
    Name = "name",
    Phone = "phone",
    Mobile = "mobile",
    Landline = "landline",
    Fax = "fax",
    Email = "email",
    CardNo = "card_no",
    Birthday = "birthday",
    LunarBirthday = "lunar_birthday",
    Sex = "sex",
    Grade = "grade",
    Tier = "tier",
    Source = "source",
    Nature = "nature",
    Stage = "stage",
    StopReason = "stop_reason",
    Usage = "usage",
    Owner = "owner",
    Branch = "branch",
    Department = "department",
    Province = "province",
    City = "city",
    Address = "address",
    Postcode = "postcode",
    Employer = "employer",
    Education = "education",
    Ethnicity = "ethnicity",
    Occupation = "occupation",
    MaritalStatus = "marital_status",
    Income = "income",
    NativePlace = "native_place",
    Health = "health",
    Credit = "credit",
    IdType = "id_type",
    IdNumber = "id_number",
    PreferredTime = "preferred_time",
    DoNotCall = "do_not_call",
    Tag = "tag",
    Remark = "remark",
    Price = "price",
    CycleDays = "cycle_days",
    Points = "points",
    Category = "category",
    Order = "order",
    Customer = "customer",
    Product = "product",
    Date = "date",
    Time = "time",
    Quantity = "quantity",
    Collected = "collected",
    UnitPrice = "unit_price",
    Amount = "amount",
    Paid = "paid",
    PaymentMethod = "payment_method",
    Disposition = "disposition",
    By = "by",
    Note = "note",
    Next = "next",
    Place = "place",
    Cost = "cost",
    Sort = "kind",
    Direction = "direction",
    Rest = "huoke",
}

impl FromStr for Field {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('.') {
            Some(("anniversary", kind)) if !kind.is_empty() => {
                Ok(Field::Anniversary(kind.to_owned()))
            }
            Some(("custom", name)) if !name.is_empty() => Ok(Field::Custom(name.to_owned())),
            Some(("member", relation)) if !relation.is_empty() => {
                Ok(Field::Member(relation.to_owned()))
            }
            Some((address, part)) => {
                if let Some(field) = member(text) {
                    return Ok(field);
                }
                let place = address.strip_prefix("address").ok_or(())?;
                let place = place.parse().map_err(|_| ())?;
                let part = AddressPart::ALL
                    .into_iter()
                    .find(|known| known.name() == part);
                part.filter(|_| (2..=MAX_ADDRESSES).contains(&place))
                    .map(|part| Field::Further(place, part))
                    .ok_or(())
            }
            None => PLAIN
                .iter()
                .find(|(name, _)| *name == text)
                .map(|(_, field)| field.clone())
                .ok_or(()),
        }
    }
}

impl Field {
    /// Whether several columns may fill it, each with a value of its own.
    #[must_use]
    pub fn repeats(&self) -> bool {
        use Field::{Email, Fax, Landline, Member, Mobile, Phone, Remark};
        matches!(
            self,
            Phone | Mobile | Landline | Fax | Email | Remark | Member(_)
        )
    }
}

/// Whether only products, sales or contacts have it.
fn is_of_trade(field: &Field) -> bool {
    use Field::*;
    matches!(
        field,
        Price
            | CycleDays
            | Points
            | Category
            | Order
            | Customer
            | Product
            | Date
            | Time
            | Quantity
            | Collected
            | UnitPrice
            | Amount
            | Paid
            | PaymentMethod
            | Disposition
            | By
            | Note
            | Next
            | Place
            | Cost
            | Sort
            | Direction
    )
}

impl Kind {
    /// The fields that such rows may have.
    #[must_use]
    pub fn has(self, field: &Field) -> bool {
        use Field::*;
        match self {
            Kind::Customers => !is_of_trade(field),
            Kind::Products => matches!(
                field,
                Code | Name | Price | CycleDays | Points | Category | Remark | Custom(_)
            ),
            Kind::Sales => matches!(
                field,
                Order
                    | Customer
                    | CardNo
                    | Phone
                    | Name
                    | Product
                    | Date
                    | Time
                    | Quantity
                    | Collected
                    | UnitPrice
                    | Amount
                    | Paid
                    | PaymentMethod
                    | By
                    | Remark
                    | Rest
            ),
            Kind::Interactions => matches!(
                field,
                Customer
                    | CardNo
                    | Phone
                    | Name
                    | Date
                    | Time
                    | Sort
                    | Direction
                    | Disposition
                    | By
                    | Note
                    | Next
                    | Place
                    | Cost
                    | Rest
            ),
        }
    }

    /// What such a row cannot do without: of each group one field at least.
    #[must_use]
    pub fn needs(self) -> &'static [&'static [Field]] {
        use Field::*;
        match self {
            Kind::Customers => &[&[Name, Phone, Mobile, Landline]],
            Kind::Products => &[&[Code], &[Name]],
            Kind::Sales => &[&[Customer, CardNo, Phone], &[Product], &[Date]],
            Kind::Interactions => &[&[Customer, CardNo, Phone], &[Date]],
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Customers => "customers",
            Kind::Products => "products",
            Kind::Sales => "sales",
            Kind::Interactions => "interactions",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_back_from_its_own_name() {
        for (name, field) in PLAIN {
            assert_eq!(name.parse(), Ok(field.clone()));
            assert_eq!(field.to_string(), *name);
        }
        let phone = Field::OfMember(12, MemberPart::Phone);
        assert_eq!(phone.to_string(), "member12.phone");
        assert_eq!("member12.phone".parse(), Ok(phone));
        assert_eq!("member0.phone".parse::<Field>(), Err(()));
        let wedding = Field::Anniversary("wedding".into());
        assert_eq!(wedding.to_string().parse(), Ok(wedding));
        assert_eq!("custom.car".parse(), Ok(Field::Custom("car".into())));
        let city = Field::Further(2, AddressPart::City);
        assert_eq!(city.to_string(), "address2.city");
        assert_eq!("address2.city".parse(), Ok(city));
        assert_eq!("address1.city".parse::<Field>(), Err(()));
        assert_eq!("member.spouse".parse(), Ok(Field::Member("spouse".into())));
        assert_eq!("custom.".parse::<Field>(), Err(()));
        assert_eq!("nmae".parse::<Field>(), Err(()));
    }

    #[test]
    fn every_field_belongs_to_a_kind_and_every_need_is_a_field_of_its_kind() {
        let kinds = [
            Kind::Customers,
            Kind::Products,
            Kind::Sales,
            Kind::Interactions,
        ];
        for (name, field) in PLAIN {
            assert!(kinds.iter().any(|kind| kind.has(field)), "{name}");
        }
        for kind in kinds {
            for field in kind.needs().iter().flat_map(|group| group.iter()) {
                assert!(kind.has(field), "{kind} {field}");
            }
        }
    }
}
