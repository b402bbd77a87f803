//! Amounts of an offer, term by term.

use super::{OfferField, OfferFigure, SIX, Sheet};
use crate::career::cash::{CashMonth, SHOWN, clawback_sides};
use crate::career::reckon::Tenth;
use crate::career::worth::Repay;
use crate::engine::{Op, Value};
use crate::text::tr;
use crate::units::Money;

impl Sheet<'_> {
    pub(super) fn fill(&mut self, figure: OfferFigure) {
        match figure {
            OfferFigure::Base => self.base(),
            OfferFigure::Variable => self.variable(),
            OfferFigure::OnTarget => self.on_target(),
            OfferFigure::Expected => self.expected(),
            OfferFigure::Year(tenth) => self.year(tenth),
            OfferFigure::BelowToday => self.below_today(),
            OfferFigure::BelowNeed => self.below_need(),
            OfferFigure::MonthsShort => self.months_short(),
            OfferFigure::Worth => self.worth(),
            OfferFigure::AtQuota => self.at_quota(),
            OfferFigure::FirstYear => self.first_year(),
            OfferFigure::AtStake => self.at_stake(),
            OfferFigure::SignOnBack => self.sign_on_back(),
            OfferFigure::AnHour => self.an_hour(),
            OfferFigure::Travel => self.travel(),
            OfferFigure::WithExtras => self.with_extras(),
            OfferFigure::AtTodaysPrices => self.at_todays_prices(),
            OfferFigure::SignOnHalf | OfferFigure::GoesBack | OfferFigure::Swing | OfferFigure::LivingThere => {
                self.term_of_worth(figure);
            }
        }
    }

    fn base(&mut self) {
        let offer = &self.of.offer;
        let Some(base) = offer.base.map(|it| it.amount()) else {
            return self.lacks(tr!("Base of a year"), OfferField::Base);
        };
        let salaries = offer.salaries.unwrap_or(12);
        self.typed(Op::Plus, tr!("Base of a year"), base, OfferField::Base);
        self.rate(Op::Times);
        if salaries != 12 {
            self.why.note(tr!("It is paid in {salaries} salaries"));
        }
    }

    fn variable(&mut self) {
        match self.of.offer.variable.map(|it| it.amount()) {
            None => self.lacks(tr!("Variable of a year at target"), OfferField::Variable),
            Some(amount) => {
                self.typed(Op::Plus, tr!("Variable of a year at target"), amount, OfferField::Variable);
                self.rate(Op::Times);
            }
        }
    }

    fn on_target(&mut self) {
        if !self.of.pay_is_told() {
            return self.lacks_a_mean();
        }
        let offer = &self.of.offer;
        let (base, variable) = (offer.base.map(|it| it.amount()), offer.variable.map(|it| it.amount()));
        self.typed(Op::Plus, tr!("Base of a year"), base.unwrap_or_default(), OfferField::Base);
        self.typed(Op::Plus, tr!("Variable of a year at target"), variable.unwrap_or_default(), OfferField::Variable);
        self.rate(Op::Times);
        if base.is_none() || variable.is_none() {
            self.why.note(tr!("What was not told counts as nothing"));
        }
    }

    /// Base pay as the first term of what a year brings.
    pub(super) fn base_of_year(&mut self) -> Money {
        let base = self.of.base().unwrap_or_default();
        self.put(Op::Plus, tr!("Base"), Value::Money(base), OfferField::Base);
        base
    }

    /// What stands beside pay of a year.
    pub(super) fn beside_pay(&mut self) {
        let target = self.of.variable().unwrap_or_default();
        self.put(Op::Aside, tr!("Variable at target"), Value::Money(target), OfferField::Variable);
        self.rate(Op::Aside);
        if self.of.offer.base.is_none() || self.of.offer.variable.is_none() {
            self.why.note(tr!("What was not told counts as nothing"));
        }
    }

    fn expected(&mut self) {
        let (Some(expected), Some(spread)) = (self.of.expected, &self.of.desk.spread) else {
            return self.lacks_a_mean();
        };
        let mean = spread.mean();
        let at_mean = self.of.pay(mean);
        let base = self.base_of_year();
        let variable = Value::Money(at_mean - base);
        self.put(Op::Plus, tr!("Variable pay at the mean attainment"), variable, OfferField::Plan);
        let added = Value::Money(expected - at_mean);
        self.put(Op::Plus, tr!("Added by the spread around it"), added, OfferField::Attainment);
        self.put(Op::Aside, tr!("Mean attainment"), Value::Share(mean), OfferField::Attainment);
        self.beside_pay();
        self.why.note(tr!(
            "Years above the mean bring more by accelerators and less by a cap, years below it less by a threshold: what the spread adds is all of \
             that together"
        ));
    }

    fn year(&mut self, tenth: Tenth) {
        let Some(pay) = self.of.in_year(tenth) else {
            return self.lacks_a_mean();
        };
        let base = self.base_of_year();
        self.put(Op::Plus, tr!("Variable pay of such a year"), Value::Money(pay - base), OfferField::Plan);
        let label = match tenth {
            Tenth::Bad => tr!("Attainment that 1 year in 10 does not exceed"),
            Tenth::Middle => tr!("Attainment that half of all years do not exceed"),
            Tenth::Good => tr!("Attainment that 9 years in 10 do not exceed"),
        };
        self.put(Op::Aside, label, Value::Share(self.of.attained_in(tenth)), OfferField::Attainment);
        self.beside_pay();
    }

    /// A term that may be negative: it is added, or taken away.
    fn signed(&mut self, label: &str, amount: Money, field: OfferField) {
        let (op, amount) = if amount < Money::ZERO { (Op::Minus, -amount) } else { (Op::Plus, amount) };
        self.put(op, label, Value::Money(amount), field);
    }

    fn worth(&mut self) {
        let Some(worth) = self.of.worth(self.needs) else {
            return self.lacks_a_mean();
        };
        for (figure, amount) in [
            (OfferFigure::Expected, worth.expected),
            (OfferFigure::SignOnHalf, worth.sign_on),
            (OfferFigure::GoesBack, worth.goes_back),
            (OfferFigure::Travel, worth.travel),
            (OfferFigure::Swing, worth.swing),
            (OfferFigure::LivingThere, worth.living),
        ] {
            if !amount.is_zero() || matches!(figure, OfferFigure::Expected | OfferFigure::Swing) {
                self.figure(Op::Plus, figure);
            }
        }
        self.rate(Op::Aside);
    }

    /// A term of what the offer is worth to oneself.
    fn term_of_worth(&mut self, figure: OfferFigure) {
        let Some(worth) = self.of.worth(self.needs) else {
            return self.lacks_a_mean();
        };
        let offer = &self.of.offer;
        let leaving = self.needs.leaving;
        let years = Value::Count(SHOWN as f64 / 12.0);
        if matches!(figure, OfferFigure::SignOnHalf | OfferFigure::GoesBack) {
            match leaving {
                None => self.lacks(tr!("You leave within a year"), OfferField::Leaving),
                Some(share) => {
                    let share = Value::Share(share.to_f64());
                    self.put(Op::Aside, tr!("You leave within a year"), share, OfferField::Leaving);
                }
            }
        }
        if figure == OfferFigure::SignOnHalf {
            self.typed(Op::Plus, tr!("Sign-on"), offer.sign_on_pay(), OfferField::SignOn);
            self.bare(Op::Over, tr!("Years that are looked at"), years);
            self.rate(Op::Times);
            if leaving.is_none() {
                self.put(Op::Times, tr!("What counts of it"), Value::Share(0.0), OfferField::Leaving);
            }
        } else if figure == OfferFigure::GoesBack {
            let back = leaving.map_or(Money::ZERO, |leaving| offer.sign_on_back_expected(leaving));
            self.typed(Op::Minus, tr!("What of it one should expect to pay back"), back, OfferField::SignOnStay);
            self.bare(Op::Over, tr!("Years that are looked at"), years);
            self.rate(Op::Times);
            let stay = Value::Count(f64::from(offer.sign_on_stay));
            self.put(Op::Aside, tr!("Months to stay to keep it"), stay, OfferField::SignOnStay);
        } else if figure == OfferFigure::Swing {
            self.figure(Op::Plus, OfferFigure::Year(Tenth::Bad));
            self.figure(Op::Minus, OfferFigure::Year(Tenth::Good));
            let surer = Value::Share(self.needs.surer.to_f64());
            self.put(Op::Times, tr!("Price per unit of the swing"), surer, OfferField::Surer);
            self.why.note(tr!("Rounded to the whole unit"));
        } else {
            let before = Value::Money(worth.sum() - worth.living);
            self.bare(Op::Plus, tr!("The terms before"), before);
            let living = Value::Share(self.of.living());
            self.put(Op::Over, tr!("Living there costs, of here"), living, OfferField::Living);
            self.bare(Op::Minus, tr!("The terms before"), before);
        }
    }

    fn first_year(&mut self) {
        let cash = self.of.cash_in(Tenth::Middle);
        let sum = |of: fn(&CashMonth) -> Money| -> Money { cash.months.iter().take(12).map(|it| of(&it.1)).sum() };
        let (draw, back, sign_on) = (sum(|it| it.draw), sum(|it| it.recovered), sum(|it| it.sign_on));
        let travel = sum(|it| it.travel);
        let paid = [
            (tr!("Paid for new business"), sum(|it| it.new_business)),
            (tr!("Paid for expansion"), sum(|it| it.expansion)),
            (tr!("Paid for retention"), sum(|it| it.retention)),
            (tr!("Paid for anything else"), sum(|it| it.other)),
        ];
        let (at, first_year) = (cash.at, cash.first_year);
        self.put(Op::Plus, tr!("Base"), Value::Money(sum(|it| it.base)), OfferField::Base);
        for (label, amount) in paid.into_iter().filter(|it| !it.1.is_zero()) {
            self.signed(label, amount, OfferField::Plan);
        }
        for (label, amount, field) in [
            (tr!("Advanced by a draw"), draw, OfferField::Draw),
            (tr!("Taken back of the draw"), back, OfferField::Draw),
            (tr!("Sign-on"), sign_on, OfferField::SignOn),
        ] {
            if !amount.is_zero() {
                self.signed(label, amount, field);
            }
        }
        if !travel.is_zero() {
            self.signed(tr!("Travel, paid less cost"), travel, OfferField::Nights);
        }
        let middle = tr!("Attainment of a middle year, once ramped");
        self.put(Op::Aside, middle, Value::Share(at), OfferField::Attainment);
        if let Some(share) = first_year {
            let label = tr!("Of full quota in these 12 months, ramp included");
            self.put(Op::Aside, label, Value::Share(share), OfferField::Ramp);
        }
        self.rate(Op::Aside);
    }

    fn at_stake(&mut self) {
        let [_, middle, _] = self.of.attained;
        let (earned, left) = clawback_sides(&self.of.desk, middle);
        let rule = &self.of.desk.version.clawback;
        let months = if earned.is_zero() && left.is_zero() { 0 } else { rule.months };
        let changed = self.of.changed;
        self.put(Op::Plus, tr!("Earned in two middle years"), Value::Money(changed.money(earned)), OfferField::Plan);
        let label = tr!("Left of it once those customers are gone");
        self.put(Op::Minus, label, Value::Money(changed.money(left.min(earned))), OfferField::Clawback);
        let label = tr!("Months within which it is taken back");
        self.put(Op::Aside, label, Value::Count(f64::from(months)), OfferField::Clawback);
        self.put(Op::Aside, tr!("Attainment of a middle year"), Value::Share(middle), OfferField::Attainment);
        self.rate(Op::Aside);
        if months == 0 {
            self.why.note(tr!("This plan takes nothing back"));
        }
    }

    fn sign_on_back(&mut self) {
        let offer = &self.of.offer;
        let (stay, back) = (offer.sign_on_stay, offer.sign_on_back);
        let left = stay.saturating_sub(SIX);
        self.typed(Op::Plus, tr!("Sign-on"), offer.sign_on_pay(), OfferField::SignOn);
        match back.unwrap_or(Repay::ProRata) {
            _ if left == 0 => {
                self.put(Op::Times, tr!("What goes back of it"), Value::Share(0.0), OfferField::SignOnStay);
            }
            Repay::Whole => self.put(Op::Times, tr!("What goes back of it"), Value::Share(1.0), OfferField::SignOnStay),
            Repay::ProRata => {
                let months = |it: u32| Value::Count(f64::from(it));
                self.put(Op::Times, tr!("Months left of those"), months(left), OfferField::SignOnStay);
                self.put(Op::Over, tr!("Months to stay to keep it"), months(stay), OfferField::SignOnStay);
            }
        }
        self.rate(Op::Times);
    }

    fn an_hour(&mut self) {
        if self.of.expected.is_none() {
            return self.lacks_a_mean();
        }
        let Some(hours) = self.of.offer.hours_week else {
            return self.lacks(tr!("Hours of a week"), OfferField::Hours);
        };
        self.figure(Op::Plus, OfferFigure::Expected);
        self.put(
            Op::Over,
            tr!("Weeks you work in a year"),
            Value::Count(f64::from(self.needs.weeks)),
            OfferField::Weeks,
        );
        self.put(Op::Over, tr!("Hours of a week"), Value::Count(hours.to_f64()), OfferField::Hours);
    }

    fn travel(&mut self) {
        let offer = &self.of.offer;
        let nights = offer.nights_month.unwrap_or(0).min(31);
        let of = offer.travel;
        let unpaid = of.unpaid.map_or(Money::ZERO, |it| it.amount());
        self.typed(Op::Plus, tr!("Paid for a night away"), of.per_diem.unwrap_or_default(), OfferField::PerDiem);
        self.typed(Op::Minus, tr!("A night away costs you"), of.night_cost.unwrap_or_default(), OfferField::NightCost);
        self.put(Op::Times, tr!("Nights away in a month"), Value::Count(f64::from(nights)), OfferField::Nights);
        self.typed(Op::Minus, tr!("Unpaid travel of a month"), unpaid, OfferField::Unpaid);
        self.bare(Op::Times, tr!("Months"), Value::Count(12.0));
        self.rate(Op::Times);
    }

    fn with_extras(&mut self) {
        if self.of.expected.is_none() {
            return self.lacks_a_mean();
        }
        let offer = &self.of.offer;
        let changed = self.of.changed;
        self.figure(Op::Plus, OfferFigure::Expected);
        if let Some(benefits) = offer.benefits {
            let amount = Value::Money(changed.money(benefits.amount()));
            self.put(Op::Plus, tr!("Benefits"), amount, OfferField::Benefits);
        }
        let equity = offer.equity.as_ref();
        if let Some(year) = equity.and_then(|it| it.a_year()) {
            let amount = Value::Money(changed.money(year));
            self.put(Op::Plus, tr!("A year of the equity"), amount, OfferField::EquityWorth);
        }
        if !self.of.travel_year().is_zero() {
            self.figure(Op::Plus, OfferFigure::Travel);
        }
        if let Some((equity, worth)) = equity.and_then(|it| Some((it, it.worth?))) {
            self.typed(Op::Aside, tr!("All of the equity may be worth"), worth, OfferField::EquityWorth);
            let months = Value::Count(f64::from(equity.vest_months.max(12)));
            self.put(Op::Aside, tr!("Months until all of it is yours"), months, OfferField::EquityMonths);
        }
        self.rate(Op::Aside);
    }

    fn at_todays_prices(&mut self) {
        if self.of.with_extras().is_none() {
            return self.lacks_a_mean();
        }
        self.figure(Op::Plus, OfferFigure::WithExtras);
        let living = Value::Share(self.of.living());
        self.put(Op::Over, tr!("Living there costs, of here"), living, OfferField::Living);
        self.why.note(tr!("Rounded to the whole unit"));
    }
}
