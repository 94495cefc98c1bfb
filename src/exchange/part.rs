//! What has several columns in a row: family members and contact persons, and addresses.
//! Must not know what a cell holds.

use super::field::Field;

/// What a column may say of a family member or contact person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberPart {
    /// Name.
    Name,
    /// `family` or `contact`.
    Kind,
    /// Relation or position.
    Relation,
    /// Where they work.
    Employer,
    /// Numbers.
    Phone,
    /// Birthday, solar or lunar.
    Birthday,
}

impl MemberPart {
    /// Every one, in the order of columns.
    pub const ALL: [MemberPart; 6] = [
        MemberPart::Name,
        MemberPart::Kind,
        MemberPart::Relation,
        MemberPart::Employer,
        MemberPart::Phone,
        MemberPart::Birthday,
    ];

    /// Its name behind the point.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MemberPart::Name => "name",
            MemberPart::Kind => "kind",
            MemberPart::Relation => "relation",
            MemberPart::Employer => "employer",
            MemberPart::Phone => "phone",
            MemberPart::Birthday => "birthday",
        }
    }
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named by its text form")]
pub enum AddressPart {
    Province,
    City,
    Line,
    Postcode,
}

/// A row has so many addresses at most.
pub const MAX_ADDRESSES: u8 = 9;

impl AddressPart {
    /// All of them.
    pub const ALL: [AddressPart; 4] = [
        AddressPart::Province,
        AddressPart::City,
        AddressPart::Line,
        AddressPart::Postcode,
    ];

    /// Its name behind the point.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            AddressPart::Province => "province",
            AddressPart::City => "city",
            AddressPart::Line => "line",
            AddressPart::Postcode => "postcode",
        }
    }

    /// The field of this part in the first address, or in a further one.
    #[must_use]
    pub fn of(self, place: u8) -> Field {
        match (place, self) {
            (2.., part) => Field::Further(place, part),
            (_, AddressPart::Province) => Field::Province,
            (_, AddressPart::City) => Field::City,
            (_, AddressPart::Line) => Field::Address,
            (_, AddressPart::Postcode) => Field::Postcode,
        }
    }
}
