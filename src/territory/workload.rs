//! Hours that serving accounts takes, and the people needed for it.
//!
//! Hours of an account a year = times a year x (minutes + minutes of travel) / 60, summed over what is done for its tier. Dedicated support is
//! done by customer success, and for customers only; everything else by the account's owner: account management for a customer, sales for a
//! prospect. Hours typed for an account take the place of its owner's.
//!
//! People needed = hours / (working hours a year x share of them that goes into accounts).

use super::segment::Segmentation;
use crate::model::{Account, Document, Owner, TerritorySettings, Tier, TouchKind};
use crate::units::Money;

/// Hours a year that an account takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hours {
    /// Of its owner.
    pub owner: f64,
    /// Of customer success.
    pub support: f64,
}

/// The most hours a year has.
const A_YEAR: f64 = 8_784.0;

/// Hours a year of an account in a tier.
pub fn hours(account: &Account, tier: Option<&Tier>) -> Hours {
    let minutes = |support: bool| {
        let touches = tier.into_iter().flat_map(|it| &it.touches);
        touches.filter(|it| (it.kind == TouchKind::Support) == support).map(|it| it.minutes_year()).sum::<u64>() as f64
    };
    let typed = account.workload_hours.filter(|it| it.is_finite()).map(|it| it.clamp(0.0, A_YEAR));
    Hours {
        owner: typed.unwrap_or_else(|| minutes(false) / 60.0),
        support: if account.contract.is_some() { minutes(true) / 60.0 } else { 0.0 },
    }
}

/// Hours of all accounts, in their order.
pub fn all_hours(document: &Document, segmentation: &Segmentation) -> Vec<Hours> {
    let tier = |at: &Option<usize>| at.and_then(|at| document.territory.tiers.get(at));
    document.accounts.iter().zip(&segmentation.tiers).map(|(account, at)| hours(account, tier(at))).collect()
}

/// What one person has for accounts a year, in hours.
pub fn selling_hours(settings: &TerritorySettings) -> f64 {
    f64::from(settings.hours_year) * settings.productive.to_f64().max(0.0)
}

/// The accounts of a tier together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TierSum {
    /// Accounts.
    pub accounts: usize,
    /// Of these, customers.
    pub customers: usize,
    /// ARR.
    pub arr: Money,
    /// Potential a year.
    pub potential: Money,
    /// Hours a year by who spends them, in the order of [`Owner::ALL`].
    pub hours: [f64; 3],
}

impl TierSum {
    fn add(&mut self, account: &Account, hours: Hours) {
        let [sales, management, success] = &mut self.hours;
        self.accounts += 1;
        self.arr += account.arr();
        self.potential += account.potential.unwrap_or_default();
        if account.contract.is_some() {
            self.customers += 1;
            *management += hours.owner;
        } else {
            *sales += hours.owner;
        }
        *success += hours.support;
    }

    /// People needed, by who spends the hours; none where nobody has any hours for accounts.
    pub fn people(&self, settings: &TerritorySettings) -> [Option<f64>; 3] {
        let each = selling_hours(settings);
        self.hours.map(|hours| (each > 0.0).then(|| hours / each))
    }
}

/// Sums by tier, in the order of the settings, then the sum of all accounts.
pub fn sums(document: &Document, segmentation: &Segmentation) -> (Vec<TierSum>, TierSum) {
    let mut by_tier = vec![TierSum::default(); document.territory.tiers.len()];
    let mut all = TierSum::default();
    let hours = all_hours(document, segmentation);
    for ((account, tier), hours) in document.accounts.iter().zip(&segmentation.tiers).zip(hours) {
        if let Some(sum) = tier.and_then(|at| by_tier.get_mut(at)) {
            sum.add(account, hours);
        }
        all.add(account, hours);
    }
    (by_tier, all)
}

/// Heads there are for a function today, counted as seats with a holder at the plan's start.
pub fn heads(document: &Document, owner: Owner) -> usize {
    let first = document.settings.first_month;
    let holds = |stint: &crate::model::Stint| {
        stint.from <= first.last_day() && stint.to.date().is_none_or(|to| to >= first.first_day())
    };
    let fits = |seat: &&crate::model::Seat| {
        document.role(&seat.role).is_some_and(|role| owner.is_done_by(role.function)) && seat.stints.iter().any(holds)
    };
    document.seats.iter().filter(fits).count()
}
