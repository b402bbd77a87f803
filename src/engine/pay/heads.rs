//! Pay of somebody of whom only a part is expected: an open seat that is filled with some chance, a holder whom attrition thins, and
//! whoever is expected in their place. Expected pay is the expected heads times what one whole person is paid, whatever a plan names in
//! money or in units instead of in shares of quota.

use crate::engine::pay::Ratio;
use crate::model::comp::{Accumulates, Milestone, Rates, Tier, TierFrom, TierValue};
use crate::units::Money;
use std::ops::RangeInclusive;

/// What is expected of whoever is paid, and what of the months they are paid on is already in that proportion.
#[derive(Clone, Copy, Debug, Default)]
pub enum Heads<'a> {
    /// One whole person.
    #[default]
    Certain,
    /// Credit, quota and the share of each month in the seat are those of the expected heads. With them come the shares of one whole
    /// person, month by month. Bounds and sums that the table names in money or in units count in proportion.
    InCredit {
        /// Share of each month in the seat of one whole person.
        present: &'a [f64],
    },
    /// Credit, quota and the share of each month in the seat are those of one whole person, as of a team that sells the same whoever leads
    /// it. With them come the shares that are expected: pay counts in proportion.
    InPay {
        /// Expected share of each month in the seat.
        expected: &'a [f64],
    },
}

impl Heads<'_> {
    /// The heads that are expected over some months, of which `active` holds the shares in the seat that the months are paid on; nothing
    /// where one whole person is there.
    fn over(self, active: f64, months: RangeInclusive<usize>) -> Option<f64> {
        let sum = |series: &[f64]| series.get(months.clone()).unwrap_or(&[]).iter().sum::<f64>();
        let (expected, present) = match self {
            Heads::Certain => return None,
            Heads::InCredit { present } => (active, sum(present)),
            Heads::InPay { expected } => (sum(expected), active),
        };
        // Nine decimals: shares that were added up in another order are the same.
        let heads = if present > 0.0 { (expected / present * 1e9).round() / 1e9 } else { 0.0 };
        (heads != 1.0).then_some(heads)
    }

    /// Of how many heads the pay of some months counts; nothing where it counts whole.
    pub(super) fn in_pay(self, active: f64, months: RangeInclusive<usize>) -> Option<Ratio> {
        let Heads::InPay { .. } = self else { return None };
        self.over(active, months).map(|heads| Ratio::new((heads * 1e9).round() as i128, 1_000_000_000))
    }

    /// The table by which expected heads are paid over some months; nothing where it is as it is written.
    pub(super) fn rates(self, rates: &Rates, active: f64, months: RangeInclusive<usize>) -> Option<Rates> {
        let Heads::InCredit { .. } = self else { return None };
        let heads = self.over(active, months).filter(|_| rates.names_amounts())?;
        Some(in_proportion(rates, heads))
    }
}

/// A table whose bounds and sums in money or in units are those of so many heads.
fn in_proportion(rates: &Rates, heads: f64) -> Rates {
    let money = |amount: Money| Money::from_mills((amount.mills() as f64 * heads).round() as i64);
    let bound = |from: TierFrom| match from {
        TierFrom::Quota(_) => from,
        TierFrom::Amount(amount) => TierFrom::Amount(money(amount)),
        // Both are thousandths of what is credited.
        TierFrom::Units(units) => TierFrom::Amount(money(Money::from_major(i64::from(units)))),
    };
    let tiers = |tiers: &[Tier], value: &dyn Fn(TierValue) -> TierValue| {
        tiers.iter().map(|it| Tier { from: bound(it.from), value: value(it.value), ..*it }).collect()
    };
    match rates {
        Rates::Tiers { tiers: all, boundary } => Rates::Tiers { tiers: tiers(all, &|it| it), boundary: *boundary },
        Rates::Interpolated { tiers: all, accumulates } => {
            let value = |value: TierValue| match (value, accumulates) {
                (TierValue::PerUnit(amount), Accumulates::Amount) => TierValue::PerUnit(money(amount)),
                (TierValue::PerUnit(_) | TierValue::Multiple(_) | TierValue::Share(_), _) => value,
            };
            Rates::Interpolated { tiers: tiers(all, &value), accumulates: *accumulates }
        }
        Rates::Milestones { steps } => {
            let of_heads = |it: &Milestone| Milestone { at: bound(it.at), pay: money(it.pay) };
            Rates::Milestones { steps: steps.iter().map(of_heads).collect() }
        }
        Rates::Curve { .. } | Rates::Matrix { .. } => rates.clone(),
    }
}
