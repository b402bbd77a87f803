//! Odds, months and people, term by term.

use super::{OfferField, Sheet};
use crate::career::cash::{CashMonth, SHOWN};
use crate::career::reckon::Tenth;
use crate::career::view::{Basis, View};
use crate::engine::{Op, Value};
use crate::text::tr;
use crate::units::Money;

impl Sheet<'_> {
    /// Whether odds have no value, which is then said with what they lack.
    fn no_odds(&mut self) -> bool {
        if !self.of.changed.compares() {
            self.lacks(tr!("Exchange rate"), OfferField::Exchange);
        } else if self.of.desk.spread.is_none() || !self.of.pay_is_told() {
            self.lacks_a_mean();
        } else {
            return false;
        }
        true
    }

    /// The share of years that bring less than an amount, by the stretches of attainment in which they do.
    fn below(&mut self, amount: Money) {
        let Some(spread) = self.of.desk.spread.as_ref() else { return };
        let stretches = self.of.line.stretches_below(amount.to_major());
        if stretches.is_empty() {
            self.bare(Op::Plus, tr!("Share of years that bring less"), Value::Share(0.0));
            self.why.note(tr!("It brings as much at any attainment"));
        }
        for (from, to) in stretches {
            let share = Value::Share(spread.between(from, to));
            let at = OfferField::Attainment;
            match (from > 0.0, to.is_finite()) {
                (false, false) => {
                    self.put(Op::Plus, tr!("Share of years that bring less"), share, at);
                    self.why.note(tr!("It brings as much at no attainment"));
                }
                (false, true) => {
                    self.put(Op::Plus, tr!("Share of years below the attainment that brings as much"), share, at);
                    self.put(Op::Aside, tr!("That attainment"), Value::Share(to), OfferField::Plan);
                }
                (true, true) => {
                    self.put(Op::Plus, tr!("Share of years between two attainments that bring less"), share, at);
                    self.put(Op::Aside, tr!("From this attainment"), Value::Share(from), OfferField::Plan);
                    self.put(Op::Aside, tr!("To this attainment"), Value::Share(to), OfferField::Plan);
                }
                (true, false) => {
                    self.put(Op::Plus, tr!("Share of years above an attainment that bring less"), share, at);
                    self.put(Op::Aside, tr!("From this attainment"), Value::Share(from), OfferField::Plan);
                }
            }
        }
    }

    pub(super) fn below_today(&mut self) {
        let Some(today) = self.needs.today.map(|it| it.amount()) else {
            return self.lacks(tr!("You earn today"), OfferField::Today);
        };
        if self.no_odds() {
            return;
        }
        let there = self.of.needed_there(today);
        self.below(there);
        self.put(Op::Aside, tr!("You earn today"), Value::Money(today), OfferField::Today);
        self.dearer(today, there);
        self.rate(Op::Aside);
    }

    /// What one needs in a month, here and there.
    fn need(&mut self, month: Money) {
        self.put(Op::Aside, tr!("You need each month"), Value::Money(month), OfferField::Month);
        let there = self.of.needed_there(month);
        self.dearer(month, there);
    }

    /// What an amount of here takes there, where living there costs more or less.
    fn dearer(&mut self, here: Money, there: Money) {
        if there != here {
            self.living(Op::Aside);
            self.bare(Op::Aside, tr!("What buys as much there"), Value::Money(there));
        }
    }

    pub(super) fn below_need(&mut self) {
        let Some(month) = self.needs.month.map(|it| it.amount()) else {
            return self.lacks(tr!("You need each month"), OfferField::Month);
        };
        if self.no_odds() {
            return;
        }
        let there = self.of.needed_there(month);
        let year = Money::from_mills(there.mills().saturating_mul(12)) - self.of.travel_year();
        self.below(year);
        self.need(month);
        if !self.of.travel_year().is_zero() {
            let travel = Value::Money(self.of.travel_year());
            self.put(Op::Aside, tr!("Travel, paid less cost"), travel, OfferField::Nights);
        }
        self.bare(Op::Aside, tr!("Pay of a year that is enough"), Value::Money(year));
        self.rate(Op::Aside);
    }

    pub(super) fn months_short(&mut self) {
        let Some(month) = self.needs.month.map(|it| it.amount()) else {
            return self.lacks(tr!("You need each month"), OfferField::Month);
        };
        if !self.of.changed.compares() {
            return self.lacks(tr!("Exchange rate"), OfferField::Exchange);
        }
        let cash = self.of.cash_in(Tenth::Middle);
        let there = self.of.needed_there(month);
        let totals: Vec<Money> = cash.months.iter().take(SHOWN).map(|(_, it)| CashMonth::total(it)).collect();
        let short = |of: &[Money]| Value::Count(of.iter().filter(|it| **it < there).count() as f64);
        let (first, second) = totals.split_at(totals.len().min(12));
        let (first, second) = (short(first), short(second));
        let least = totals.iter().min().copied();
        let at = cash.at;
        self.put(Op::Plus, tr!("Months short of the first 12"), first, OfferField::Ramp);
        self.put(Op::Plus, tr!("Months short of the 12 after them"), second, OfferField::Plan);
        self.need(month);
        if let Some(least) = least {
            self.bare(Op::Aside, tr!("Least in hand in a month"), Value::Money(least));
        }
        let middle = tr!("Attainment of a middle year, once ramped");
        self.put(Op::Aside, middle, Value::Share(at), OfferField::Attainment);
        self.rate(Op::Aside);
        self.why.note(tr!("Each month is on the panel \u{201c}Cash by month, the first two years\u{201d}"));
    }

    pub(super) fn at_quota(&mut self) {
        let attainment = &self.of.offer.attainment;
        let Some(spread) = &self.of.desk.spread else {
            return self.lacks(tr!("Attainment there"), OfferField::Attainment);
        };
        let (below, mean) = (spread.below(1.0), spread.mean());
        match attainment.basis {
            Basis::Assumed => {
                self.lacks(tr!("People at quota"), OfferField::Attainment);
                self.why.note(tr!("Nobody told; the spread of attainment is assumed"));
            }
            Basis::Survey | Basis::Company | Basis::Own => {
                self.bare(Op::Plus, tr!("All people"), Value::Share(1.0));
                self.put(Op::Minus, tr!("Those below 100 % of target"), Value::Share(below), OfferField::Attainment);
            }
        }
        self.put(Op::Aside, tr!("Mean attainment"), Value::Share(mean), OfferField::Attainment);
        if let View::AtQuota { width, .. } | View::Average { width, .. } = &self.of.offer.attainment.view {
            let width = Value::Share(width.to_f64());
            self.put(Op::Aside, tr!("How far people lie apart"), width, OfferField::Attainment);
        }
    }
}
