//! Offers in another currency than the one that one compares in.
//!
//! Pay is reckoned in the currency of the offer, as the employer does, and made coins of there; what comes out is then put at the rate
//! that was typed. Without a rate an offer keeps its own currency and stands apart from the comparison.

use crate::career::offer::Offer;
use crate::career::profile::Needs;
use crate::units::{Currency, Money, Rate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What one unit of an offer's currency is worth in another, as somebody typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The other currency. A rate to one is no rate to another, so it is asked again when one compares in another currency.
    pub to: Currency,
    /// Units of that for one unit of the offer's.
    pub rate: Rate,
    /// The day it was looked up; absent: not said.
    #[serde(default)]
    pub as_of: Option<NaiveDate>,
}

impl Offer {
    /// The currency it is made in: its own, or the one that one compares in.
    pub fn currency_by(&self, needs: &Needs) -> Currency {
        self.currency.unwrap_or(needs.currency)
    }

    /// The rate into the currency that one compares in; none where one is needed and was not typed.
    pub fn rate_by(&self, needs: &Needs) -> Option<Rate> {
        if self.currency_by(needs) == needs.currency {
            return Some(Rate::ONE);
        }
        self.exchange.filter(|it| it.to == needs.currency && it.rate > Rate::ZERO).map(|it| it.rate)
    }
}

/// From an offer's currency into the one its figures stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The currency of the offer.
    pub own: Currency,
    /// The currency that one compares in.
    pub wanted: Currency,
    /// The rate from the one into the other; none where it is missing.
    pub rate: Option<Rate>,
}

impl Changed {
    /// How an offer's amounts are changed.
    pub fn of(offer: &Offer, needs: &Needs) -> Changed {
        Changed { own: offer.currency_by(needs), wanted: needs.currency, rate: offer.rate_by(needs) }
    }

    /// The currency its figures stand in: the one that one compares in, or its own where no rate was typed.
    pub fn shown(self) -> Currency {
        if self.compares() { self.wanted } else { self.own }
    }

    /// Whether it can stand beside others.
    pub fn compares(self) -> bool {
        self.rate.is_some()
    }

    /// An amount of the offer in the currency shown, made coins of once more.
    pub fn money(self, own: Money) -> Money {
        match self.rate.filter(|_| self.own != self.wanted) {
            None => own,
            Some(rate) => {
                let whole = i128::from(own.mills()) * i128::from(rate.ppm());
                self.wanted.round_ratio(whole, i128::from(Rate::SCALE), Default::default())
            }
        }
    }

    /// The same for an amount in major units that is no coin yet.
    pub fn major(self, own: f64) -> f64 {
        self.rate.filter(|_| self.own != self.wanted).map_or(own, |rate| own * rate.to_f64())
    }
}
