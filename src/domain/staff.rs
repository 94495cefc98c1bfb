//! Who works here and what they may do: roles, operations, scopes, the table of rights as the
//! program comes with it. Must not know how it is enforced: that is store::authorise.

use super::ids::{StaffId, UnitId};
use crate::domain::nearest::Word;

/// A role, one per person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Answers and makes calls (坐席).
    Agent,
    /// Leads a team (主管).
    Supervisor,
    /// Releases goods (仓库).
    Warehouse,
    /// Takes money (财务).
    Cashier,
    /// Asks questions of the whole file (老板).
    Manager,
    /// Installs, imports, adds staff.
    Admin,
    /// The telephone exchange: tells of calls, may do nothing else.
    Exchange,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 7] = [
        Role::Agent,
        Role::Supervisor,
        Role::Warehouse,
        Role::Cashier,
        Role::Manager,
        Role::Admin,
        Role::Exchange,
    ];

    /// The code in the file and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Role::Agent => "agent",
            Role::Supervisor => "supervisor",
            Role::Warehouse => "warehouse",
            Role::Cashier => "cashier",
            Role::Manager => "manager",
            Role::Admin => "admin",
            Role::Exchange => "exchange",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Whose customers an operation reaches. Ordered: own < team < all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Those whose owner is the person.
    Own,
    /// Those of the person's unit and the units below it.
    Team,
    /// Everybody's.
    All,
}

impl Scope {
    /// The code in the file.
    pub fn code(self) -> &'static str {
        match self {
            Scope::Own => "own",
            Scope::Team => "team",
            Scope::All => "all",
        }
    }

    /// The scope with this code.
    pub fn from_code(code: &str) -> Option<Scope> {
        [Scope::Own, Scope::Team, Scope::All]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// Everything that needs a right. A new one without a policy fails a test.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operation { $($(#[$doc])* $name),* }

        impl Operation {
            /// Every operation.
            pub const ALL: &[Operation] = &[$(Operation::$name),*];

            /// The code in the table of rights.
            pub fn code(self) -> &'static str {
                match self { $(Operation::$name => $code),* }
            }
        }
    };
}

operations! {
    /// Find by name or partial number.
    Find = "find",
    /// See a card.
    Show = "show",
    /// See a whole number: reveal, copy.
    Reveal = "reveal",
    /// Log a call.
    Log = "log",
    /// Add a customer.
    Add = "add",
    /// Change a customer, attach a number.
    Edit = "edit",
    /// Give customers to another owner.
    Transfer = "transfer",
    /// Read the journal and a customer's history.
    Journal = "journal",
    /// Take back entries (of those whose entries one may see).
    Undo = "undo",
    /// Write customers to files.
    Export = "export",
    /// Read files in.
    Import = "import",
    /// Add and change products.
    Product = "product",
    /// Sell, cancel, take goods back.
    Sell = "sell",
    /// Receive money for a sale later, give it back.
    Pay = "pay",
    /// Hand out goods that are held for a customer.
    Release = "release",
    /// Receive goods into the store, count it.
    Stock = "stock",
    /// Add, disable staff; units.
    Staff = "staff",
    /// Change settings, coded lists, rights.
    Setting = "setting",
    /// Copy the file away, check it.
    Backup = "backup",
    /// Give and do tasks (about whose customers).
    Task = "task",
    /// See, hand over and assess tasks (whose).
    Oversee = "oversee",
    /// Tell of calls: ring, answer, hang up.
    Ring = "ring",
}

/// The table of rights that a fresh file gets. `open_file` widens agents' `find`, `show` and `log`
/// to all while it is on.
pub fn default_rights() -> Vec<(Role, Operation, Scope)> {
    use Operation::*;
    use Scope::{All, Own, Team};
    let mut rights = Vec::new();
    let mut give = |role, scope, operations: &[Operation]| {
        rights.extend(operations.iter().map(|&operation| (role, operation, scope)));
    };
    give(
        Role::Agent,
        Own,
        &[
            Find, Show, Reveal, Log, Add, Edit, Journal, Undo, Task, Oversee, Sell, Pay, Release,
        ],
    );
    let team = [
        Find, Show, Reveal, Log, Add, Edit, Transfer, Journal, Undo, Task, Oversee, Sell, Pay,
        Release,
    ];
    give(Role::Supervisor, Team, &team);
    give(Role::Warehouse, All, &[Find, Show, Task, Release, Stock]);
    give(Role::Warehouse, Own, &[Journal, Undo, Oversee]);
    give(Role::Cashier, All, &[Find, Show, Task, Pay]);
    give(Role::Cashier, Own, &[Journal, Undo, Oversee]);
    let manager = [
        Find, Show, Reveal, Log, Add, Edit, Transfer, Journal, Undo, Export, Product, Backup, Task,
        Oversee, Sell, Pay, Release, Stock,
    ];
    give(Role::Manager, All, &manager);
    let admin: Vec<Operation> = Operation::ALL
        .iter()
        .copied()
        .filter(|&o| o != Ring)
        .collect();
    give(Role::Admin, All, &admin);
    give(Role::Exchange, All, &[Ring]);
    rights
}

/// A person as lists show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Row.
    pub id: StaffId,
    /// What they log in with.
    pub login: String,
    /// What colleagues call them.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their unit.
    pub unit: Option<UnitId>,
    /// Extension of their telephone.
    pub ext: Option<String>,
    /// Whether they may act.
    pub active: bool,
}

impl Staff {
    /// As they are named to somebody who typed something else.
    pub fn word(&self) -> Word {
        Word::named(&self.login, &self.name)
    }
}

/// A person to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff {
    /// What they log in with.
    pub login: String,
    /// What colleagues call them.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Code of their unit.
    pub unit: Option<String>,
    /// Extension of their telephone.
    pub ext: Option<String>,
}

/// A unit of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Row.
    pub id: UnitId,
    /// Code, as maps and the command line name it.
    pub code: String,
    /// Name.
    pub name: String,
    /// `branch`, `department` or `team`.
    pub kind: String,
    /// Code of the unit above.
    pub under: Option<String>,
}
