//! What questions are for: of each only the newest counts. Must not know what is asked.

/// What a question is for. Lookup slots are the Lookup thread's, the others the Lists thread's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The rows under the caller line.
    Rows,
    /// The card.
    Card,
    /// Who rings.
    Ring,
    /// A chooser's rows (attach a number to an existing customer, …).
    Chooser,
    /// A customer's history, my entries.
    History,
    /// The list of Today.
    Today,
    /// Callbacks for the header.
    Callbacks,
    /// Choices, settings, colleagues.
    House,
    /// The customer that a form opens with.
    Form,
    /// Who may be the same as the one in a form.
    Alike,
    /// Who may be the same as somebody whose form was saved before that was known.
    Saved,
    /// Provinces and cities for an address in a form.
    Places,
    /// My forms that are not finished.
    Drafts,
    /// How many are on each list of Today; how far everybody's day is.
    Lists,
    /// The list of the tasks pane.
    Tasks,
    /// How many tasks have news for me.
    News,
    /// The list of sales.
    Sales,
    /// Figures of tasks and sales, totals of purchase records.
    Figures,
    /// Purchase records.
    Records,
    /// A form of a sale, or a sale with all that belongs to it.
    Trade,
    /// Products, as one types in a form.
    Offers,
    /// Customers, as one types in a form.
    Buyers,
    /// Who writes, while a save waits.
    Writing,
}

impl Slot {
    /// Every slot.
    pub const ALL: [Slot; 23] = [
        Slot::Rows,
        Slot::Card,
        Slot::Ring,
        Slot::Chooser,
        Slot::History,
        Slot::Today,
        Slot::Callbacks,
        Slot::House,
        Slot::Form,
        Slot::Alike,
        Slot::Saved,
        Slot::Places,
        Slot::Drafts,
        Slot::Lists,
        Slot::Tasks,
        Slot::News,
        Slot::Sales,
        Slot::Figures,
        Slot::Records,
        Slot::Trade,
        Slot::Offers,
        Slot::Buyers,
        Slot::Writing,
    ];

    /// Whether it must never wait for lists and reports.
    pub fn is_lookup(self) -> bool {
        !matches!(
            self,
            Slot::History
                | Slot::Today
                | Slot::Callbacks
                | Slot::House
                | Slot::Drafts
                | Slot::Lists
                | Slot::Tasks
                | Slot::News
                | Slot::Sales
                | Slot::Figures
                | Slot::Records
        )
    }
}
