//! Which table and column is of which kind (business, ledger, derived, live, journal), and how a
//! row of it leads to a customer. The journal's triggers are made from this; a test holds it
//! against the schema. Must not know what the tables are for.

/// What a table is, and so how it is journalled and undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Journalled; undo restores the changed columns.
    Business,
    /// Append-only, journalled; undo appends reversing rows.
    Ledger,
    /// Recomputed by store::derive.
    Derived,
    /// Of the moment.
    Live,
    /// Written by store::journal alone.
    Journal,
}

/// How a row leads to the customer whose history it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Customer {
    /// It is the customer.
    Itself,
    /// By its column `customer_id`.
    Column,
    /// Through the sale in its column `sale_id`.
    ThroughSale,
    /// It does not.
    None,
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// How it leads to a customer.
    pub customer: Customer,
    /// Columns of a business table that are not business: bookkeeping and hot columns.
    pub not_business: &'static [&'static str],
}

const fn table(
    name: &'static str,
    kind: Kind,
    customer: Customer,
    not_business: &'static [&'static str],
) -> Table {
    Table {
        name,
        kind,
        customer,
        not_business,
    }
}

const VERSION: &[&str] = &["version"];

/// Every table of the file.
pub const TABLES: &[Table] = &[
    table("org_unit", Kind::Business, Customer::None, VERSION),
    table("staff", Kind::Business, Customer::None, VERSION),
    table("role_right", Kind::Business, Customer::None, &[]),
    table("choice", Kind::Business, Customer::None, &[]),
    table("custom_field", Kind::Business, Customer::None, VERSION),
    table("form_field", Kind::Business, Customer::None, &[]),
    table("setting", Kind::Business, Customer::None, &[]),
    table("staff_setting", Kind::Business, Customer::None, &[]),
    table(
        "customer",
        Kind::Business,
        Customer::Itself,
        &[
            "modified_at",
            "version",
            "last_contact_at",
            "last_purchase_at",
            "purchase_count",
            "balance_due",
            "primary_phone",
            "primary_member",
            "birth_md",
            "lunar_md",
            "lunar_leap",
            "next_contact_on",
            "next_contact_at",
            "next_contact_by",
            "planned_at",
            "unpaid_at",
            "quiet_at",
            "complained_at",
            "points",
            "held",
            "held_since",
            "first_sale_id",
            "followed_at",
        ],
    ),
    table("family_member", Kind::Business, Customer::Column, VERSION),
    table("customer_phone", Kind::Business, Customer::Column, VERSION),
    table("customer_email", Kind::Business, Customer::Column, VERSION),
    table(
        "customer_address",
        Kind::Business,
        Customer::Column,
        VERSION,
    ),
    table(
        "customer_date",
        Kind::Business,
        Customer::Column,
        &["version", "owner_id"],
    ),
    table("customer_custom", Kind::Business, Customer::Column, VERSION),
    table("assignment", Kind::Business, Customer::Column, &[]),
    table("interaction", Kind::Business, Customer::Column, VERSION),
    table(
        "product",
        Kind::Business,
        Customer::None,
        &["version", "on_hand", "held"],
    ),
    table("product_use", Kind::Business, Customer::Column, VERSION),
    table(
        "sale",
        Kind::Business,
        Customer::Column,
        &["version", "paid", "returned", "held", "cancelled"],
    ),
    table(
        "sale_line",
        Kind::Business,
        Customer::ThroughSale,
        &["version", "held", "returned"],
    ),
    table(
        "task",
        Kind::Business,
        Customer::Column,
        &["version", "unread_by"],
    ),
    table("payment", Kind::Ledger, Customer::Column, &[]),
    table("stock_move", Kind::Ledger, Customer::Column, &[]),
    table("points_entry", Kind::Ledger, Customer::Column, &[]),
    table("held_goods_entry", Kind::Ledger, Customer::Column, &[]),
    table("sale_event", Kind::Ledger, Customer::Column, &[]),
    table("reason", Kind::Business, Customer::None, VERSION),
    table("cadence", Kind::Business, Customer::None, VERSION),
    table(
        "reason_settlement",
        Kind::Business,
        Customer::Column,
        &["owner_id"],
    ),
    table("phone_suffix", Kind::Derived, Customer::Column, &[]),
    table("term", Kind::Derived, Customer::Column, &[]),
    table("key_source", Kind::Derived, Customer::Column, &[]),
    table("supply", Kind::Derived, Customer::Column, &[]),
    table("person_hour", Kind::Derived, Customer::None, &[]),
    table("product_hour", Kind::Derived, Customer::None, &[]),
    table("derived_pending", Kind::Live, Customer::None, &[]),
    table("derive_sweep", Kind::Live, Customer::None, &[]),
    table("call", Kind::Live, Customer::None, &[]),
    table("feed", Kind::Live, Customer::Column, &[]),
    table("import_batch", Kind::Live, Customer::None, &[]),
    table("draft", Kind::Live, Customer::Column, &[]),
    table("claim", Kind::Live, Customer::None, &[]),
    table("view_log", Kind::Live, Customer::Column, &[]),
    table("journal_entry", Kind::Journal, Customer::None, &[]),
    table("journal_row", Kind::Journal, Customer::Column, &[]),
    table("journal_context", Kind::Journal, Customer::None, &[]),
];

/// The table of this name.
pub fn find(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

impl Table {
    /// Whether writes to it need a journal entry.
    pub fn journalled(&self) -> bool {
        matches!(self.kind, Kind::Business | Kind::Ledger)
    }

    /// SQL for the customer of row `row` (`NEW` or `OLD`).
    pub fn customer_sql(&self, row: &str) -> String {
        match self.customer {
            Customer::Itself => format!("{row}.id"),
            Customer::Column => format!("{row}.customer_id"),
            Customer::ThroughSale => {
                format!("(SELECT customer_id FROM sale WHERE id = {row}.sale_id)")
            }
            Customer::None => "NULL".to_owned(),
        }
    }
}
