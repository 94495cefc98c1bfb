//! Who may do what, written down a second time for the tests of rights.

use crate::domain::staff::{Operation, Role, Scope};

/// What product.md promises, written down a second time. Another operation does not compile
/// here until somebody says who may.
pub(super) fn promised(role: Role, operation: Operation, open_file: bool) -> Option<Scope> {
    use Operation::*;
    let agents = if open_file { Scope::All } else { Scope::Own };
    let all = |may: bool| may.then_some(Scope::All);
    // Of agents, supervisors, the warehouse, the cashier, managers; administrators may all else.
    let (agent, supervisor, warehouse, cashier, manager) = match operation {
        Find | Show => (Some(agents), true, true, true, true),
        Reveal | Log | Add | Edit | Sell => (Some(agents), true, false, false, true),
        Pay => (Some(agents), true, false, true, true),
        Release => (Some(agents), true, true, false, true),
        Stock => (None, false, true, false, true),
        Task => (Some(agents), true, true, true, true),
        // Whoever takes money or hands out goods takes back slips of the own hand.
        Journal | Undo if matches!(role, Role::Warehouse | Role::Cashier) => {
            return Some(Scope::Own);
        }
        Journal | Undo => (Some(Scope::Own), true, false, false, true),
        Transfer => (None, true, false, false, true),
        Export | Product | Backup => (None, false, false, false, true),
        Import | Staff | Setting => (None, false, false, false, false),
        Oversee => {
            return match role {
                Role::Supervisor => Some(Scope::Team),
                Role::Manager | Role::Admin => Some(Scope::All),
                Role::Exchange => None,
                Role::Warehouse | Role::Cashier | Role::Agent => Some(Scope::Own),
            };
        }
        Ring => return (role == Role::Exchange).then_some(Scope::All),
    };
    match role {
        Role::Agent => agent,
        // Never less than her agents: what is not theirs stays her team's.
        Role::Supervisor => supervisor.then_some(match agent {
            Some(_) if !matches!(operation, Journal | Undo) => agents.max(Scope::Team),
            _ => Scope::Team,
        }),
        Role::Warehouse => all(warehouse),
        Role::Cashier => all(cashier),
        Role::Manager => all(manager),
        Role::Admin => all(true),
        Role::Exchange => None,
    }
}
