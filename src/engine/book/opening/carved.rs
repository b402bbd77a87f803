//! Customers inside typed opening balances that the forecast follows one by one.
//!
//! Where the balances hold the customers of the table (`TerritorySettings::typed_book`), most of these are no cohorts: the balance is. Those with
//! a judged health or with growth steps that the forecast listens to are cohorts of their own, with their owners, renewals and terms, and
//! their ARR and number are taken out of the balance of their segment, evenly over its months. The opening ARR stays as typed: if they have
//! more than the balance, each counts for so much less.

use crate::engine::growth::forecast_steps;
use crate::engine::health::is_judged;
use crate::model::{Account, Document, OpeningBook, Problem};
use crate::text::tr;
use std::collections::HashMap;

/// What is taken out of typed balances, by segment: ARR and customers. None where balances hold no customers of the table.
pub(super) struct Carved(Option<Vec<(f64, f64)>>);

impl Carved {
    pub fn of(document: &Document, segments: &HashMap<&str, usize>) -> Carved {
        if !document.territory.typed_book {
            return Carved(None);
        }
        let mut sums = vec![(0.0, 0.0); document.segments.len()];
        let settings = &document.territory;
        if settings.health.in_forecast || settings.growth_in_forecast {
            for account in document.accounts.iter().filter(|it| is_followed(document, it)) {
                let place = segments.get(account.segment.as_str()).and_then(|at| sums.get_mut(*at));
                if let (Some(place), Some(contract)) = (place, &account.contract) {
                    *place = (place.0 + contract.arr.to_major().max(0.0), place.1 + 1.0);
                }
            }
        }
        Carved(Some(sums))
    }

    /// The part of a customer's ARR that makes a cohort of its own; none where it is no cohort of its own.
    pub fn part(&self, document: &Document, segment: usize, account: &Account) -> Option<f64> {
        let Some(sums) = &self.0 else { return Some(1.0) };
        let typed = document.segments.get(segment)?.opening.arr.to_major().max(0.0);
        let (arr, _) = sums.get(segment).copied()?;
        let part = if arr > typed { typed / arr } else { 1.0 };
        (part > 0.0 && is_followed(document, account)).then_some(part)
    }

    /// What is left of a typed balance: ARR and customers.
    pub fn rest(&self, segment: usize, opening: &OpeningBook) -> (f64, f64) {
        let typed = (opening.arr.to_major(), f64::from(opening.customers));
        match self.0.as_ref().and_then(|sums| sums.get(segment)) {
            Some((arr, customers)) if *customers > 0.0 => ((typed.0 - arr).max(0.0), (typed.1 - customers).max(0.0)),
            Some(_) | None => typed,
        }
    }

    /// Says where customers have more than the balance that is to hold them.
    pub fn tell(&self, document: &Document, problems: &mut Vec<Problem>) {
        for (segment, (arr, customers)) in document.segments.iter().zip(self.0.iter().flatten()) {
            let typed = (segment.opening.arr.to_major().max(0.0), f64::from(segment.opening.customers));
            if *arr > typed.0 + 0.01 || *customers > typed.1 {
                let text = tr!(
                    "{customers} customers with a health or growth of their own have {arr:.0} of ARR, and the typed opening balance that is to \
                     hold them is {} customers with {:.0}; correct the balance, or say that it does not hold the customers of the account table",
                    segment.opening.customers,
                    typed.0
                );
                let at = format!("segment/{}/opening/arr", segment.id);
                problems.push(Problem::warning(at, "opening_below_accounts", text));
            }
        }
    }
}

/// Whether the forecast follows this customer by what is known of it alone.
fn is_followed(document: &Document, account: &Account) -> bool {
    account.contract.is_some_and(|it| !it.arr.is_zero())
        && (is_judged(account, &document.territory.health) || !forecast_steps(document, account).is_empty())
}
