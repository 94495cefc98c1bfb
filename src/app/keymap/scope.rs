//! The places in which keys hold, and which place lies inside which. Must not know keys or actions.

use crate::text::Text;

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Always, also while typing: function keys only.
    Everywhere,
    /// Between panes, also in the caller line.
    Panes,
    /// Outside text fields, with nothing over the desk.
    Desk,
    /// The caller line.
    Line,
    /// Rows of a list.
    Rows,
    /// Rows of tasks.
    Tasks,
    /// Rows of sales.
    Sales,
    /// A sale.
    Sale,
    /// What is on hand.
    Stock,
    /// Wherever a customer is selected.
    Customer,
    /// The card.
    Card,
    /// Forms.
    Form,
    /// Forms of two or three fields.
    Small,
    /// The customer form.
    Sheet,
    /// The form of a sale.
    Selling,
    /// What two people changed at once.
    Clash,
    /// Choosers, help and palette.
    Chooser,
    /// A history.
    History,
    /// Forms that are not finished.
    Drafts,
    /// Lists of Today.
    Lists,
    /// Figures.
    Figures,
    /// What was bought.
    Records,
    /// A slip.
    Slip,
    /// A question with yes and no.
    Question,
    /// Something that is only to be read.
    Told,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 25] = [
        Scope::Line,
        Scope::Rows,
        Scope::Tasks,
        Scope::Sales,
        Scope::Customer,
        Scope::Card,
        Scope::Desk,
        Scope::Panes,
        Scope::Everywhere,
        Scope::Form,
        Scope::Small,
        Scope::Sheet,
        Scope::Selling,
        Scope::Clash,
        Scope::Chooser,
        Scope::History,
        Scope::Drafts,
        Scope::Lists,
        Scope::Figures,
        Scope::Records,
        Scope::Slip,
        Scope::Sale,
        Scope::Stock,
        Scope::Question,
        Scope::Told,
    ];

    /// What it is called.
    pub fn label(self, text: &Text) -> &'static str {
        let forms = &text.forms;
        match self {
            Scope::Everywhere => forms.everywhere,
            Scope::Panes => forms.scope_panes,
            Scope::Desk => forms.scope_desk,
            Scope::Line => forms.scope_line,
            Scope::Rows => forms.scope_rows,
            Scope::Tasks => text.queue.scope,
            Scope::Sales => text.sales.scope_sales,
            Scope::Sale => text.sales.scope_sale,
            Scope::Stock => text.sales.scope_stock,
            Scope::Customer => forms.scope_customer,
            Scope::Card => forms.scope_card,
            Scope::Form => forms.scope_form,
            Scope::Small => forms.scope_small,
            Scope::Sheet => forms.scope_sheet,
            Scope::Selling => forms.sale.scope,
            Scope::Clash => forms.scope_clash,
            Scope::Chooser => forms.scope_chooser,
            Scope::History => forms.scope_history,
            Scope::Drafts => forms.scope_drafts,
            Scope::Lists => forms.scope_lists,
            Scope::Figures => text.figures.scope,
            Scope::Records => text.figures.scope_records,
            Scope::Slip => text.figures.scope_slip,
            Scope::Question => forms.scope_question,
            Scope::Told => forms.scope_told,
        }
    }

    /// The scopes in which keys are looked up, innermost first.
    pub fn chain(self) -> &'static [Scope] {
        match self {
            Scope::Line => &[Scope::Line, Scope::Panes, Scope::Everywhere],
            Scope::Rows => &[
                Scope::Rows,
                Scope::Customer,
                Scope::Desk,
                Scope::Panes,
                Scope::Everywhere,
            ],
            Scope::Sales => &[
                Scope::Sales,
                Scope::Rows,
                Scope::Customer,
                Scope::Desk,
                Scope::Panes,
                Scope::Everywhere,
            ],
            Scope::Tasks => &[
                Scope::Tasks,
                Scope::Rows,
                Scope::Customer,
                Scope::Desk,
                Scope::Panes,
                Scope::Everywhere,
            ],
            Scope::Sale => &[Scope::Sale, Scope::Everywhere],
            Scope::Stock => &[Scope::Stock, Scope::Chooser, Scope::Everywhere],
            Scope::Card => &[
                Scope::Card,
                Scope::Customer,
                Scope::Desk,
                Scope::Panes,
                Scope::Everywhere,
            ],
            Scope::Form => &[Scope::Form, Scope::Everywhere],
            Scope::Small => &[Scope::Small, Scope::Form, Scope::Everywhere],
            Scope::Sheet => &[Scope::Sheet, Scope::Form, Scope::Everywhere],
            Scope::Selling => &[Scope::Selling, Scope::Form, Scope::Everywhere],
            Scope::Clash => &[Scope::Clash, Scope::Everywhere],
            Scope::Chooser => &[Scope::Chooser, Scope::Everywhere],
            Scope::History => &[Scope::History, Scope::Chooser, Scope::Everywhere],
            Scope::Drafts => &[Scope::Drafts, Scope::Chooser, Scope::Everywhere],
            Scope::Lists => &[Scope::Lists, Scope::Chooser, Scope::Everywhere],
            Scope::Figures => &[Scope::Figures, Scope::Chooser, Scope::Everywhere],
            Scope::Records => &[Scope::Records, Scope::Chooser, Scope::Everywhere],
            Scope::Slip => &[Scope::Slip, Scope::Told, Scope::Everywhere],
            Scope::Question => &[Scope::Question, Scope::Everywhere],
            Scope::Told => &[Scope::Told, Scope::Everywhere],
            Scope::Everywhere | Scope::Panes | Scope::Desk | Scope::Customer => {
                &[Scope::Everywhere]
            }
        }
    }
}
