//! What an offer comes to: pay at any attainment, what one should expect, and how far it swings.

use crate::career::abroad::Changed;
use crate::career::assumed::{Assumed, assumed};
use crate::career::cash::{Cash, cash, clawback_at_stake};
use crate::career::offer::Offer;
use crate::career::pay_line::PayLine;
use crate::career::profile::Needs;
use crate::career::seat::{Desk, desk};
use crate::units::{Flow, Money};
use chrono::NaiveDate;

/// Attainment as far as drawings go.
pub const DRAWN: f64 = 2.0;
/// Attainment as far as break-evens are looked for.
pub const FARTHEST: f64 = 3.0;

/// Three years one might have: one in ten is worse than the first, one in ten is better than the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tenth {
    /// A bad year: nine in ten are better.
    Bad,
    /// The year in the middle.
    #[default]
    Middle,
    /// A good year: nine in ten are worse.
    Good,
}

impl Tenth {
    /// All three.
    pub const ALL: [Tenth; 3] = [Tenth::Bad, Tenth::Middle, Tenth::Good];

    /// The share of years that are worse.
    pub const fn share(self) -> f64 {
        match self {
            Tenth::Bad => 0.1,
            Tenth::Middle => 0.5,
            Tenth::Good => 0.9,
        }
    }
}

/// An offer, reckoned. Amounts are of a year with nothing of ramp, draw or sign-on in it, unless they say otherwise; that is for the
/// months in hand. They are in the currency that one compares in, but for those of the offer and its desk, which are in its own.
#[derive(Clone, Debug)]
pub struct Reckoned {
    /// The offer.
    pub offer: Offer,
    /// What it takes for granted where its letter is silent.
    pub assumed: Vec<Assumed>,
    /// Its desk.
    pub desk: Desk,
    /// From its currency into the one its figures stand in.
    pub changed: Changed,
    /// Pay of a year over attainment.
    pub line: PayLine,
    /// Pay of a year at 100 %.
    pub at_target: Money,
    /// Pay one should expect; none where no group has a share, or pay is not told.
    pub expected: Option<Money>,
    /// Pay of a bad, a middle and a good year.
    pub tenths: Option<[Money; 3]>,
    /// Attainment of those years.
    pub attained: [f64; 3],
    /// The share of people at quota that the view means.
    pub at_quota: Option<f64>,
    /// Cash in those years: bad, middle, good.
    pub cash: [Cash; 3],
    /// The most that could be taken back at once after two years at the middle attainment.
    pub at_stake: Money,
}

impl Reckoned {
    /// Whether it is told what the offer pays: base, variable pay, or a plan that pays by itself.
    pub fn pay_is_told(&self) -> bool {
        pays(&self.offer, self.at_target)
    }

    /// Whether it can stand beside others: its pay is told, and in the currency that one compares in.
    pub fn compares(&self) -> bool {
        self.changed.compares() && self.pay_is_told()
    }

    /// Pay of a year at an attainment, by the plan itself.
    pub fn pay(&self, at: f64) -> Money {
        self.changed.money(self.desk.pay(at))
    }

    /// Base pay of a year; none where it was not told.
    pub fn base(&self) -> Option<Money> {
        self.offer.base.map(|it| self.changed.money(it.amount()))
    }

    /// Variable pay of a year at target; none where it was not told.
    pub fn variable(&self) -> Option<Money> {
        self.offer.variable.map(|it| self.changed.money(it.amount()))
    }

    /// The odds that a year brings less than an amount.
    pub fn odds_below(&self, amount: Money) -> Option<f64> {
        self.desk
            .spread
            .as_ref()
            .filter(|_| self.pay_is_told())
            .map(|spread| self.line.below(spread, amount.to_major()))
    }

    /// The odds that a year buys less, where the offer is, than what one earns today buys where one lives.
    pub fn odds_below_today(&self, today: Money) -> Option<f64> {
        self.odds_below(self.needed_there(today))
    }

    /// How far a good year is from a bad one.
    pub fn swing(&self) -> Option<Money> {
        self.tenths.map(|[bad, _, good]| good - bad)
    }

    /// The odds that a year, with travel paid, brings less than one needs each month; the need is at today's prices.
    pub fn odds_short(&self, month: Money) -> Option<f64> {
        let there = self.needed_there(month);
        self.odds_below(Money::from_mills(there.mills().saturating_mul(12)) - self.travel_year())
    }

    /// Months of one of the three years in which less comes in than one needs, which is at today's prices.
    pub fn months_short(&self, tenth: Tenth, month: Money) -> usize {
        self.cash_in(tenth).below(self.needed_there(month))
    }

    /// What living costs there against here: 1.25 is a quarter more; 1 where it was not told.
    pub fn living(&self) -> f64 {
        Some(self.offer.living.to_f64()).filter(|it| *it > 0.0).unwrap_or(1.0)
    }

    /// What buys there what an amount buys where one lives today.
    pub fn needed_there(&self, here: Money) -> Money {
        let living = self.living();
        if living == 1.0 { here } else { self.changed.shown().settle(Flow::new(here.to_major() * living)) }
    }

    /// Expected pay less what the swing costs whoever prefers a sure thing, with sign-on and travel; its terms are in [`Reckoned::worth`].
    pub fn to_me(&self, needs: &Needs) -> Option<Money> {
        self.worth(needs).map(|it| it.sum())
    }

    /// With equity and benefits, by one's own estimates, and with travel.
    pub fn with_extras(&self) -> Option<Money> {
        let equity = self.offer.equity.as_ref().and_then(|it| it.a_year()).unwrap_or_default();
        let benefits = self.offer.benefits.map_or(Money::ZERO, |it| it.amount());
        self.expected.map(|it| it + self.changed.money(equity + benefits) + self.travel_year())
    }

    /// That, at the prices of where one lives today.
    pub fn at_todays_prices(&self) -> Option<Money> {
        self.with_extras().map(|it| Money::from_major_f64((it.to_major() / self.living()).round()))
    }

    /// Expected pay of an hour.
    pub fn an_hour(&self, needs: &Needs) -> Option<Money> {
        let hours = self.offer.hours_week?.to_f64() * f64::from(needs.weeks);
        self.expected.filter(|_| hours > 0.0).map(|it| Money::from_major_f64(it.to_major() / hours))
    }

    /// Cash of one of the three years.
    pub fn cash_in(&self, tenth: Tenth) -> &Cash {
        let [bad, middle, good] = &self.cash;
        match tenth {
            Tenth::Bad => bad,
            Tenth::Middle => middle,
            Tenth::Good => good,
        }
    }
}

/// Whether an offer that comes to so much at target says what it pays.
fn pays(offer: &Offer, at_target: Money) -> bool {
    offer.on_target() > Money::ZERO || !at_target.is_zero()
}

/// Reckons an offer. `from` is the first day where it names none.
pub fn reckon(offer: &Offer, needs: &Needs, from: NaiveDate) -> Reckoned {
    let desk = desk(offer, needs, from);
    let changed = Changed::of(offer, needs);
    let base = offer.base_pay().to_major();
    let most = desk.spread.as_ref().map_or(FARTHEST, |it| it.most().clamp(FARTHEST, 50.0));
    let year = desk.year();
    let breaks = year.breaks(most);
    let weighed = |at: f64| changed.major(base + year.weighed(at).to_major());
    let line = PayLine::trace(most, &breaks, &weighed);
    let currency = changed.shown();
    let coin = |major: f64| currency.round(Money::from_major_f64(major), Default::default());
    let at_target = changed.money(desk.pay(1.0));
    // What nobody told is not nothing.
    let told = desk.spread.as_ref().filter(|_| pays(offer, at_target));
    let expected = told.map(|spread| coin(spread.expect(&breaks, &weighed)));
    let tenths = told.map(|spread| {
        let among = line.among(spread);
        Tenth::ALL.map(|it| coin(among.quantile(it.share())))
    });
    let attained = Tenth::ALL.map(|it| desk.spread.as_ref().map_or(1.0, |spread| attainment_at(spread, it.share())));
    let at_quota = desk.spread.as_ref().map(|spread| spread.reaching(1.0));
    let cash = attained.map(|at| cash(offer, &desk, at).changed(changed));
    let [_, middle, _] = attained;
    let at_stake = changed.money(clawback_at_stake(&desk, middle));
    let (offer, assumed) = (offer.clone(), assumed(offer));
    Reckoned { offer, assumed, changed, line, at_target, expected, tenths, attained, at_quota, cash, at_stake, desk }
}

/// The attainment that so many do not exceed.
fn attainment_at(spread: &crate::engine::Spread, share: f64) -> f64 {
    let (mut low, mut high) = (0.0, spread.most().max(0.0));
    for _ in 0..48 {
        let middle = (low + high) / 2.0;
        if 1.0 - spread.above(middle) >= share - 1e-9 { high = middle } else { low = middle }
    }
    // A ten-thousandth of attainment is finer than anyone knows.
    (high * 1e4).round() / 1e4
}
