//! What an offer is worth to whoever gets it, beyond pay: a sign-on that may have to be paid back, travel that costs or is paid for, and
//! what one would give up for a surer year.

use crate::career::cash::SHOWN;
use crate::career::offer::Offer;
use crate::career::profile::Needs;
use crate::career::reckon::Reckoned;
use crate::units::{Flow, Money, Monthly, Rate};
use serde::{Deserialize, Serialize};

/// How much of a sign-on is paid back by whoever leaves too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repay {
    /// Less for each month one stayed.
    ProRata,
    /// All of it.
    Whole,
}

/// What travel costs oneself, and what is paid for it. What is absent was not told and counts as nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Travel {
    /// Commuting and other travel that nobody pays back.
    pub unpaid: Option<Monthly<Money>>,
    /// What a night away costs that nobody pays back.
    pub night_cost: Option<Money>,
    /// What is paid for each night away.
    pub per_diem: Option<Money>,
}

/// The longest stay that repayment is followed over.
const LONGEST: u32 = 240;

impl Offer {
    /// The sign-on; nothing where none is offered.
    pub fn sign_on_pay(&self) -> Money {
        self.sign_on.unwrap_or_default().max(Money::ZERO)
    }

    /// How much of the sign-on goes back if one leaves at the end of a month, the first being 1. Where nobody said how, pro rata.
    pub fn sign_on_back_after(&self, months: u32) -> Money {
        let stay = self.sign_on_stay.min(LONGEST);
        if months >= stay {
            return Money::ZERO;
        }
        match self.sign_on_back.unwrap_or(Repay::ProRata) {
            Repay::Whole => self.sign_on_pay(),
            Repay::ProRata => {
                let left = i128::from(self.sign_on_pay().mills()) * i128::from(stay - months) / i128::from(stay);
                Money::from_mills(i64::try_from(left).unwrap_or(i64::MAX))
            }
        }
    }

    /// What of the sign-on one should expect to pay back, if so many leave in a year, evenly: the sum over the months of the odds of
    /// leaving at their end times what goes back then. The odds of a month are 1 - (1 - a year's)^(1/12).
    pub fn sign_on_back_expected(&self, leaving: Rate) -> Money {
        let year = leaving.to_f64().clamp(0.0, 1.0);
        let month = 1.0 - (1.0 - year).powf(1.0 / 12.0);
        let mut here = 1.0;
        let mut sum = 0.0;
        for at in 1..self.sign_on_stay.min(LONGEST) {
            sum += here * month * self.sign_on_back_after(at).to_major();
            here *= 1.0 - month;
        }
        Money::from_major_f64((sum * 100.0).round() / 100.0)
    }

    /// What a month of travel leaves: what is paid for nights away, less what they and unpaid travel cost. Mostly less than nothing.
    pub fn travel_month(&self) -> Money {
        let nights = i64::from(self.nights_month.unwrap_or(0).min(31));
        let night = self.travel.per_diem.unwrap_or_default() - self.travel.night_cost.unwrap_or_default();
        let unpaid = self.travel.unpaid.map_or(Money::ZERO, |it| it.amount());
        Money::from_mills(night.mills().saturating_mul(nights)) - unpaid
    }
}

/// What an offer is worth to oneself in a year, term by term; their sum is what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// Pay one should expect.
    pub expected: Money,
    /// A year's part of the sign-on over the two years that are shown; nothing unless one said how many leave.
    pub sign_on: Money,
    /// A year's part of what of it one should expect to pay back; negative.
    pub goes_back: Money,
    /// What travel leaves in a year; mostly negative.
    pub travel: Money,
    /// The price of the swing to whoever prefers a sure thing; negative.
    pub swing: Money,
    /// What the rest loses to dearer living there, or gains by a cheaper one: it is worth what it buys where one lives today.
    pub living: Money,
}

impl Worth {
    /// All of it.
    pub fn sum(&self) -> Money {
        self.expected + self.sign_on + self.goes_back + self.travel + self.swing + self.living
    }
}

impl Reckoned {
    /// What a year of travel leaves.
    pub fn travel_year(&self) -> Money {
        self.changed.money(Money::from_mills(self.offer.travel_month().mills().saturating_mul(12)))
    }

    /// What it is worth in a year to whoever has these needs; none where nothing can be expected.
    pub fn worth(&self, needs: &Needs) -> Option<Worth> {
        let (expected, swing) = (self.expected?, self.swing()?);
        let price = (swing.to_major() * needs.surer.to_f64()).round();
        let a_year = |amount: Money| {
            let part = i128::from(amount.mills()) * 12;
            self.changed.shown().round_ratio(part, SHOWN as i128, Default::default())
        };
        let (sign_on, back) = match needs.leaving {
            None => (Money::ZERO, Money::ZERO),
            Some(leaving) => (self.offer.sign_on_pay(), self.offer.sign_on_back_expected(leaving)),
        };
        let there = Worth {
            expected,
            sign_on: a_year(self.changed.money(sign_on)),
            goes_back: -a_year(self.changed.money(back)),
            travel: self.travel_year(),
            swing: -Money::from_major_f64(price),
            living: Money::ZERO,
        };
        let living = self.living();
        if living == 1.0 {
            return Some(there);
        }
        let here = self.changed.shown().settle(Flow::new(there.sum().to_major() / living));
        Some(Worth { living: here - there.sum(), ..there })
    }
}
