//! Words and tables about planning capacity: what is missing, why, and what closes it.

mod accounts;
mod all_gaps;
mod closing;
mod cost;
mod gap;
mod reach;
mod standing;
mod support;
mod turnover;
mod why;

pub use accounts::{account_loads_table, account_moves_table, account_shift_say, keeping_name, keeping_title};
pub use all_gaps::{LeadInput, all_gaps_say, all_gaps_table, all_hires_table, lead_inputs, lead_say, shared_say};
pub use closing::{ClosureCard, hire_card, hire_option, no_closure, shift_card, stretch_card};
pub use cost::{budget_say, budget_table, cost_table, family_name, month_table, reported_say, seller_cost_say};
pub use gap::{
    gap_header, gap_row, gap_say, need_say, need_steps, needed_say, quota_header, quota_row, shortage_word,
    targets_short_say,
};
pub use reach::{reach_card, reach_table};
pub use standing::{
    backfill_table, hire_by_table, lag_say, level_table, risk_say, risk_table, standing_say, standing_table,
};
pub use support::{SupportCard, shares_say, support_card};
pub use turnover::{turnover_note, turnover_say, turnover_table};
pub use why::{
    AskTable, backfill_figures, budget_figures, closing_figures, cost_figures, gap_figures, hire_by_figures,
    hires_figures, level_figures, month_figures, quota_figures, risk_figures, standing_figures, turnover_figures,
    why_title,
};

use crate::engine::{Outcome, Scope};
use crate::model::Document;
use crate::present::Locale;
use crate::present::chart::Table;
use crate::text::tr;
use crate::units::{Flow, Money, RoleId, SegmentId};

/// Whose words these are: a document, what follows from it, and how numbers are written.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// What was entered.
    pub document: &'a Document,
    /// What follows from it.
    pub outcome: &'a Outcome,
    /// How numbers are written.
    pub locale: &'a Locale,
}

impl Teller<'_> {
    /// An amount in a sentence: `$1.2M`.
    pub fn money(&self, flow: Flow) -> String {
        self.locale.money_compact(self.settled(flow), self.outcome.currency)
    }

    /// An amount in a table: `1,234`, `(56)`.
    pub fn figure(&self, flow: Flow) -> String {
        self.locale.money_table(self.settled(flow))
    }

    /// A change in a table: `+1,234`.
    pub fn change(&self, flow: Flow) -> String {
        self.locale.money_delta_whole(self.settled(flow))
    }

    fn settled(&self, flow: Flow) -> Money {
        self.outcome.currency.settle(flow)
    }

    /// A share as a percentage, or a dash.
    pub fn share(&self, value: Option<f64>) -> String {
        value.map_or_else(none, |it| self.locale.percent(it, 1))
    }

    /// A multiple, or a dash.
    pub fn times(&self, value: Option<f64>) -> String {
        value.map_or_else(none, |it| self.locale.multiple(it, 2))
    }

    /// What a scope is called.
    pub fn scope(&self, scope: Scope) -> String {
        match scope {
            Scope::Company => tr!("Company").to_owned(),
            Scope::Segment(at) => self.document.segments.get(at).map(|it| it.name.clone()).unwrap_or_default(),
        }
    }

    /// What a role is called.
    pub fn role(&self, role: &RoleId) -> String {
        self.document.role(role).map_or_else(|| role.to_string(), |it| it.name.clone())
    }

    /// A role where it works: `Account executive, SMB`.
    pub fn role_in(&self, role: &RoleId, segment: Option<&SegmentId>) -> String {
        let name = self.role(role);
        match segment {
            Some(id) => format!("{name}, {}", self.segment(id)),
            None => name,
        }
    }

    /// What a segment is called.
    pub fn segment(&self, id: &SegmentId) -> String {
        self.document.segment(id).map_or_else(|| id.to_string(), |it| it.name.clone())
    }
}

fn none() -> String {
    "\u{2013}".to_owned()
}

/// A table of plain texts.
fn table(header: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table { header: header.iter().map(|it| (*it).to_owned()).collect(), rows }
}
