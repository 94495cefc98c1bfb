//! Newtypes for row numbers, so that a customer is never taken for a sale.
//! Must not know where the rows are kept.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(/// A customer's row.
    CustomerId);
id!(/// A number's row.
    PhoneId);
id!(/// A family member's or contact person's row.
    MemberId);
id!(/// A staff member's row.
    StaffId);
id!(/// A unit's row in the organisation's tree.
    UnitId);
id!(/// An interaction's row.
    InteractionId);
id!(/// A product's row.
    ProductId);
id!(/// A sale's row.
    SaleId);
id!(/// A task's row.
    TaskId);
id!(/// A call's row (one ringing at one extension).
    CallId);
id!(/// A reason's row: a rule of Today.
    RuleId);
id!(/// A journal entry's row.
    EntryId);
