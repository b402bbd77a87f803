//! Figures of an offer, and why each is what it is: terms that make it again, with where each can be changed.

mod even;
mod field;
mod money;
mod odds;

pub use field::OfferField;

use crate::career::offer::Offer;
use crate::career::profile::Needs;
use crate::career::reckon::{Reckoned, Tenth};
use crate::career::view::Basis;
use crate::engine::capacity::{Why, WhyLink};
use crate::engine::{Op, Value};
use crate::text::tr;
use crate::units::{Money, Rate};
use std::sync::Arc;

/// After how many months it is told what of a sign-on would go back.
const SIX: u32 = 6;

/// A figure that offers are compared by. Amounts are of a full year once ramped, before tax, unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferFigure {
    /// Base pay.
    Base,
    /// Variable pay at target.
    Variable,
    /// Both.
    OnTarget,
    /// Pay one should expect.
    Expected,
    /// Pay of a bad, a middle or a good year.
    Year(Tenth),
    /// The odds that a year buys less than what one earns today.
    BelowToday,
    /// The odds that a year brings less than one needs.
    BelowNeed,
    /// Months of the first 24 in which less comes in than one needs.
    MonthsShort,
    /// What it is worth to oneself.
    Worth,
    /// The share of people at quota.
    AtQuota,
    /// Cash of the first twelve months.
    FirstYear,
    /// The most that could be taken back at once.
    AtStake,
    /// What of the sign-on goes back after six months.
    SignOnBack,
    /// Expected pay of an hour.
    AnHour,
    /// What travel leaves.
    Travel,
    /// Expected pay with benefits, equity and travel.
    WithExtras,
    /// That at the prices of where one lives.
    AtTodaysPrices,
    /// A year's part of the sign-on in what the offer is worth to oneself.
    SignOnHalf,
    /// A year's part of what of it one should expect to pay back; negative.
    GoesBack,
    /// The price of the swing; negative.
    Swing,
    /// What the rest loses to dearer living there, or gains by a cheaper one.
    LivingThere,
}

impl OfferFigure {
    /// Those that stand side by side, in order.
    pub const ALL: [OfferFigure; 19] = [
        OfferFigure::Base,
        OfferFigure::Variable,
        OfferFigure::OnTarget,
        OfferFigure::Expected,
        OfferFigure::Year(Tenth::Bad),
        OfferFigure::Year(Tenth::Middle),
        OfferFigure::Year(Tenth::Good),
        OfferFigure::BelowToday,
        OfferFigure::BelowNeed,
        OfferFigure::MonthsShort,
        OfferFigure::Worth,
        OfferFigure::AtQuota,
        OfferFigure::FirstYear,
        OfferFigure::AtStake,
        OfferFigure::SignOnBack,
        OfferFigure::AnHour,
        OfferFigure::Travel,
        OfferFigure::WithExtras,
        OfferFigure::AtTodaysPrices,
    ];

    /// The terms of what an offer is worth to oneself, which comes last.
    pub const OF_WORTH: [OfferFigure; 7] = [
        OfferFigure::Expected,
        OfferFigure::SignOnHalf,
        OfferFigure::GoesBack,
        OfferFigure::Travel,
        OfferFigure::Swing,
        OfferFigure::LivingThere,
        OfferFigure::Worth,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            OfferFigure::Base => tr!("Base"),
            OfferFigure::Variable => tr!("Variable at target"),
            OfferFigure::OnTarget => tr!("On-target pay"),
            OfferFigure::Expected => tr!("Expected pay"),
            OfferFigure::Year(Tenth::Bad) => tr!("Bad year, 1 in 10 is worse"),
            OfferFigure::Year(Tenth::Middle) => tr!("Middle year, half are worse"),
            OfferFigure::Year(Tenth::Good) => tr!("Good year, 1 in 10 is better"),
            OfferFigure::BelowToday => tr!("Odds of less than today"),
            OfferFigure::BelowNeed => tr!("Odds of less than you need"),
            OfferFigure::MonthsShort => tr!("Months short, of 24"),
            OfferFigure::Worth => tr!("Worth it to you"),
            OfferFigure::AtQuota => tr!("People at quota"),
            OfferFigure::FirstYear => tr!("First 12 months in hand"),
            OfferFigure::AtStake => tr!("Could be taken back"),
            OfferFigure::SignOnBack => tr!("Sign-on to pay back after 6 months"),
            OfferFigure::AnHour => tr!("Expected per hour"),
            OfferFigure::Travel => tr!("Travel, paid less cost"),
            OfferFigure::WithExtras => tr!("With benefits, equity and travel"),
            OfferFigure::AtTodaysPrices => tr!("At prices where you live"),
            OfferFigure::SignOnHalf => tr!("Half of the sign-on"),
            OfferFigure::GoesBack => tr!("Half of what may go back of it"),
            OfferFigure::Swing => tr!("Price of the swing"),
            OfferFigure::LivingThere => tr!("Cost of living there"),
        }
    }

    /// Formula in words, with what it is of.
    pub fn formula(self) -> &'static str {
        match self {
            OfferFigure::Base => tr!("fixed pay of a year before tax, as offered"),
            OfferFigure::Variable => tr!("variable pay of a year at 100 % of target, as offered"),
            OfferFigure::OnTarget => tr!("base + variable at target, of a full year"),
            OfferFigure::Expected => tr!(
                "base + variable pay of a full year once ramped, averaged over the offer\u{2019}s own spread of attainment"
            ),
            OfferFigure::Year(Tenth::Bad) => {
                tr!("the pay that 1 year in 10 stays below, over the offer\u{2019}s own spread of attainment")
            }
            OfferFigure::Year(Tenth::Middle) => {
                tr!("the pay that half of all years stay below, over the offer\u{2019}s own spread of attainment")
            }
            OfferFigure::Year(Tenth::Good) => {
                tr!("the pay that 9 years in 10 stay below, over the offer\u{2019}s own spread of attainment")
            }
            OfferFigure::BelowToday => {
                tr!(
                    "share of years, over the offer\u{2019}s own spread, whose pay buys less there than yours of today buys here"
                )
            }
            OfferFigure::BelowNeed => tr!(
                "share of years, over the offer\u{2019}s own spread, whose pay with travel is less than 12 times what you need each \
                 month, at prices there"
            ),
            OfferFigure::MonthsShort => {
                tr!(
                    "months of the first 24 with less in hand than you need, at prices there, in a middle year, with ramp, draw and lag"
                )
            }
            OfferFigure::Worth => {
                tr!(
                    "expected pay + a year\u{2019}s part of the sign-on + travel - price of the swing, at prices where you live"
                )
            }
            OfferFigure::AtQuota => tr!("all people - those below 100 % of target, by the offer\u{2019}s own spread"),
            OfferFigure::FirstYear => tr!(
                "base + commission + draw - what is taken back of it + sign-on + travel, as paid in the first 12 months of a middle year, \
                 before tax"
            ),
            OfferFigure::AtStake => tr!(
                "earned in two middle years - what is left of it if every customer signed within the months of the clawback leaves on \
                 their last day"
            ),
            OfferFigure::SignOnBack => tr!("sign-on x what goes back of it if you leave at the end of the sixth month"),
            OfferFigure::AnHour => tr!("expected pay / weeks you work in a year / hours of a usual week"),
            OfferFigure::Travel => {
                tr!("((paid for a night away - what it costs you) x nights a month - unpaid travel of a month) x 12")
            }
            OfferFigure::WithExtras => {
                tr!("expected pay + a year of benefits and of equity, by your own estimates + travel")
            }
            OfferFigure::AtTodaysPrices => {
                tr!("pay with benefits, equity and travel / what living there costs against here")
            }
            OfferFigure::SignOnHalf => {
                tr!(
                    "sign-on / 2, as two years are looked at; it counts once you say how likely you leave within a year"
                )
            }
            OfferFigure::GoesBack => tr!(
                "sum over the months to stay of the odds of leaving at their end x what of the sign-on then goes back, / 2, as two \
                 years are looked at"
            ),
            OfferFigure::Swing => tr!("(bad year - good year) x the share of the swing that you would give up"),
            OfferFigure::LivingThere => {
                tr!("the terms before / what living there costs against here - those terms")
            }
        }
    }

    /// Those that tell something of any of these offers.
    pub fn shown(all: &[Arc<Reckoned>], needs: &Needs) -> Vec<OfferFigure> {
        let any = |tells: fn(&Reckoned) -> bool| all.iter().any(|it| tells(it));
        let extras = |it: &Offer| it.benefits.is_some() || it.equity.is_some() || !it.travel_month().is_zero();
        let is_shown = |figure: &OfferFigure| match figure {
            OfferFigure::BelowToday => needs.today.is_some(),
            OfferFigure::BelowNeed | OfferFigure::MonthsShort => needs.month.is_some(),
            OfferFigure::AtStake => any(|it| it.at_stake.mills() > 0),
            OfferFigure::SignOnBack => any(|it| it.offer.sign_on_back_after(SIX).mills() > 0),
            OfferFigure::Travel => any(|it| !it.travel_year().is_zero()),
            OfferFigure::WithExtras => all.iter().any(|it| extras(&it.offer)),
            OfferFigure::AtTodaysPrices => any(|it| it.offer.living != Rate::ONE),
            OfferFigure::Base
            | OfferFigure::Variable
            | OfferFigure::OnTarget
            | OfferFigure::Expected
            | OfferFigure::Year(_)
            | OfferFigure::Worth
            | OfferFigure::AtQuota
            | OfferFigure::FirstYear
            | OfferFigure::AnHour
            | OfferFigure::SignOnHalf
            | OfferFigure::GoesBack
            | OfferFigure::Swing
            | OfferFigure::LivingThere => true,
        };
        OfferFigure::ALL.into_iter().filter(is_shown).collect()
    }

    /// The terms of what an offer is worth to oneself in which any of these differs from nothing, and what it is worth.
    pub fn of_worth(all: &[Arc<Reckoned>], needs: &Needs) -> Vec<OfferFigure> {
        let tells = |figure: &OfferFigure| {
            let always = matches!(figure, OfferFigure::Expected | OfferFigure::Swing | OfferFigure::Worth);
            always || all.iter().any(|it| it.figure(*figure, needs).to_f64().is_some_and(|it| it != 0.0))
        };
        OfferFigure::OF_WORTH.into_iter().filter(tells).collect()
    }

    /// What a term that is another of these figures leads to.
    const fn key(self) -> &'static str {
        match self {
            OfferFigure::Expected => "expected",
            OfferFigure::Year(Tenth::Bad) => "bad",
            OfferFigure::Year(Tenth::Good) => "good",
            OfferFigure::Travel => "travel",
            OfferFigure::WithExtras => "with_extras",
            OfferFigure::SignOnHalf => "sign_on",
            OfferFigure::GoesBack => "goes_back",
            OfferFigure::Swing => "swing",
            OfferFigure::LivingThere => "living",
            OfferFigure::Base
            | OfferFigure::Variable
            | OfferFigure::OnTarget
            | OfferFigure::Year(Tenth::Middle)
            | OfferFigure::BelowToday
            | OfferFigure::BelowNeed
            | OfferFigure::MonthsShort
            | OfferFigure::Worth
            | OfferFigure::AtQuota
            | OfferFigure::FirstYear
            | OfferFigure::AtStake
            | OfferFigure::SignOnBack
            | OfferFigure::AnHour
            | OfferFigure::AtTodaysPrices => "",
        }
    }

    /// The figure that a term leads to, if it is one of these.
    pub fn led_to(link: &WhyLink) -> Option<OfferFigure> {
        let WhyLink::Beside(key) = link else { return None };
        let all = OfferFigure::ALL.into_iter().chain(OfferFigure::OF_WORTH);
        all.into_iter().find(|it| !key.is_empty() && it.key() == key)
    }
}

/// An explanation as it is put together.
struct Sheet<'a> {
    of: &'a Reckoned,
    needs: &'a Needs,
    why: Why,
}

impl Sheet<'_> {
    fn put(&mut self, op: Op, label: impl Into<String>, value: Value, field: OfferField) {
        self.why.put(op, label, value, WhyLink::Input(field.path(self.of.offer.id)));
    }

    fn bare(&mut self, op: Op, label: impl Into<String>, value: Value) {
        self.why.put(op, label, value, WhyLink::None);
    }

    /// Another figure of the same offer, which explains itself in its turn.
    fn figure(&mut self, op: Op, figure: OfferFigure) {
        let (op, value) = match (op, self.of.figure(figure, self.needs)) {
            (Op::Plus, Value::Money(amount)) if amount < Money::ZERO => (Op::Minus, Value::Money(-amount)),
            (op, value) => (op, value),
        };
        self.why.put(op, figure.name(), value, WhyLink::Beside(figure.key().into()));
    }

    /// Whether amounts of the offer are changed into the currency one compares in.
    fn is_abroad(&self) -> bool {
        self.of.changed.own != self.of.changed.shown()
    }

    /// An amount as it was typed. In another currency it is a number named with that, until it is changed.
    fn typed(&mut self, op: Op, label: &str, amount: Money, field: OfferField) {
        if self.is_abroad() {
            let label = format!("{label}, {}", self.of.changed.own);
            self.put(op, label, Value::Count(amount.to_major()), field);
        } else {
            self.put(op, label, Value::Money(amount), field);
        }
    }

    /// The exchange rate, where there is one.
    fn rate(&mut self, op: Op) {
        if let Some(rate) = self.of.changed.rate.filter(|_| self.is_abroad()) {
            let (own, wanted) = (self.of.changed.own, self.of.changed.wanted);
            let label = tr!("Exchange rate: {wanted} for 1 {own}");
            self.put(op, label, Value::Multiple(rate.to_f64()), OfferField::Exchange);
        }
    }

    /// What living there costs, where it is not what it costs here.
    fn living(&mut self, op: Op) {
        if self.of.living() != 1.0 {
            self.put(op, tr!("Living there costs, of here"), Value::Share(self.of.living()), OfferField::Living);
        }
    }

    /// What is missing for a mean over what years bring: pay itself, or how people do there.
    fn lacks_a_mean(&mut self) {
        if self.of.pay_is_told() {
            self.lacks(tr!("Attainment there"), OfferField::Attainment);
        } else {
            self.lacks(tr!("Base of a year"), OfferField::Base);
            self.lacks(tr!("Variable of a year at target"), OfferField::Variable);
        }
    }

    /// What is missing for the figure, with where it can be typed.
    fn lacks(&mut self, label: &'static str, field: OfferField) {
        self.put(Op::Aside, label, Value::Undefined(tr!("not told")), field);
    }
}

/// An amount, or what it needs to have a value.
fn told(amount: Option<Money>, needs: &'static str) -> Value {
    amount.map_or(Value::Undefined(needs), Value::Money)
}

impl Reckoned {
    /// The value of a figure, in the currency that is shown.
    pub fn figure(&self, figure: OfferFigure, needs: &Needs) -> Value {
        let compares = self.changed.compares();
        let people = if self.pay_is_told() { tr!("how people do there") } else { tr!("base or variable pay") };
        let odds = |share: Option<f64>| match share.filter(|_| compares) {
            Some(share) => Value::Share(share),
            None if compares => Value::Undefined(people),
            None => Value::Undefined(tr!("an exchange rate")),
        };
        match figure {
            OfferFigure::Base => told(self.base(), tr!("the base")),
            OfferFigure::Variable => told(self.variable(), tr!("variable pay at target")),
            OfferFigure::OnTarget if !self.pay_is_told() => Value::Undefined(people),
            OfferFigure::OnTarget => {
                Value::Money(self.base().unwrap_or_default() + self.variable().unwrap_or_default())
            }
            OfferFigure::Expected => told(self.expected, people),
            OfferFigure::Year(tenth) => told(self.in_year(tenth), people),
            OfferFigure::BelowToday => needs.today.map_or(Value::Undefined(tr!("what you earn today")), |today| {
                odds(self.odds_below_today(today.amount()))
            }),
            OfferFigure::BelowNeed => needs
                .month
                .map_or(Value::Undefined(tr!("what you need each month")), |it| odds(self.odds_short(it.amount()))),
            OfferFigure::MonthsShort => match needs.month {
                None => Value::Undefined(tr!("what you need each month")),
                Some(_) if !compares => Value::Undefined(tr!("an exchange rate")),
                Some(month) => Value::Count(self.months_short(Tenth::Middle, month.amount()) as f64),
            },
            OfferFigure::Worth => told(self.to_me(needs), people),
            OfferFigure::AtQuota => match (self.offer.attainment.basis, self.at_quota) {
                (Basis::Survey | Basis::Company | Basis::Own, Some(share)) => Value::Share(share),
                (Basis::Assumed, _) | (_, None) => Value::Undefined(tr!("how people do there")),
            },
            OfferFigure::FirstYear => Value::Money(self.cash_in(Tenth::Middle).year()),
            OfferFigure::AtStake => Value::Money(self.at_stake),
            OfferFigure::SignOnBack => Value::Money(self.changed.money(self.offer.sign_on_back_after(SIX))),
            OfferFigure::AnHour => match (self.an_hour(needs), self.expected) {
                (None, None) => Value::Undefined(people),
                (hour, _) => told(hour, tr!("hours of a week")),
            },
            OfferFigure::Travel => Value::Money(self.travel_year()),
            OfferFigure::WithExtras => told(self.with_extras(), people),
            OfferFigure::AtTodaysPrices => told(self.at_todays_prices(), people),
            OfferFigure::SignOnHalf => told(self.worth(needs).map(|it| it.sign_on), people),
            OfferFigure::GoesBack => told(self.worth(needs).map(|it| it.goes_back), people),
            OfferFigure::Swing => told(self.worth(needs).map(|it| it.swing), people),
            OfferFigure::LivingThere => told(self.worth(needs).map(|it| it.living), people),
        }
    }

    /// Why a figure is what it is: its terms, in the order in which they make it again, but for rounding.
    pub fn why(&self, figure: OfferFigure, needs: &Needs) -> Why {
        let mut sheet = Sheet { of: self, needs, why: Why::of(self.figure(figure, needs)) };
        sheet.fill(figure);
        sheet.why
    }

    /// Pay of one of the three years.
    fn in_year(&self, tenth: Tenth) -> Option<Money> {
        let [bad, middle, good] = self.tenths?;
        Some(match tenth {
            Tenth::Bad => bad,
            Tenth::Middle => middle,
            Tenth::Good => good,
        })
    }

    /// Attainment of one of them.
    fn attained_in(&self, tenth: Tenth) -> f64 {
        let [bad, middle, good] = self.attained;
        match tenth {
            Tenth::Bad => bad,
            Tenth::Middle => middle,
            Tenth::Good => good,
        }
    }
}
