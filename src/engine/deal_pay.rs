//! What the deals of a document pay each holder, month by month: the desk of statements, without the statement.

use crate::engine::deal_credit::DealCredits;
use crate::engine::outcome::Payee;
use crate::engine::pay::DrawLine;
use crate::engine::payroll::{Desk, pay_one};
use crate::engine::staff;
use crate::model::Document;
use crate::units::Money;

/// Pay of one holder out of deals.
#[derive(Clone, Debug, PartialEq)]
pub struct DealPay {
    /// Base pay, components, variable pay earned and paid.
    pub payee: Payee,
    /// Draws month by month; empty where there is none.
    pub draws: Vec<DrawLine>,
    /// What pay comes to in each month: due, with draws and clawback.
    pub payable: Vec<Money>,
}

/// Pays everyone who holds a seat out of the document's deals.
pub fn pay_of_deals(document: &Document) -> Vec<DealPay> {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let forecast = super::forecast(document, &posts, &holders);
    let deals = DealCredits::of(document, &posts, &holders);
    let desk = Desk::new(document, &posts, &holders, &forecast.credits, Some(&deals), &forecast.seasons);
    let held = holders.iter().enumerate().filter(|(_, holder)| holder.stint.is_some());
    let paid = held.filter_map(|(at, _)| pay_one(&desk, at));
    paid.map(|it| DealPay { draws: it.draws.unwrap_or_default(), payable: it.payable, payee: it.payee }).collect()
}
