//! Pay of every holder from the credits of the forecast: who sits at the desk, month by month.
//!
//! A holder's pay is the sum of its components ([`component`]), each fed by what the scope of the seat sees ([`scope`]); then the
//! cap of the plan, payout, expense and draw apply ([`finish`]). [`curve`] shows a plan alone.

mod component;
mod curve;
mod deals;
mod finish;
mod scope;
mod spif;
mod target;

pub(crate) use component::{PaidOn, Run, paid_on};
pub(crate) use curve::{EvenYear, Standing, curve_basis, curve_deal, pay_in_turn, ratio_target};
pub use curve::{PayCurve, pay_curve};
pub use finish::YearCap;
pub use target::TargetFrom;

pub(crate) use deals::{Shift, TakenBack};

use crate::engine::credit::{Credits, quota_measure};
use crate::engine::deal_credit::DealCredits;
use crate::engine::outcome::{ComponentPay, Payee};
use crate::engine::pay::{DrawLine, Earned, pay_out};
use crate::engine::staff::{Holder, Post};
use crate::model::Document;
use crate::model::comp::{Component, DrawKind, Measure, PlanVersion};
use crate::units::{ComponentId, Flow, Money, Month, rounding};
use finish::expense;
use scope::Shared;
use std::collections::HashMap;

/// Quota of a holder month by month, in thousandths: ramped, and without ramp.
struct Quotas {
    measure: Measure,
    ramped: Vec<i64>,
    full: Vec<i64>,
}

/// Everything pay needs, looked up once.
pub(crate) struct Desk<'a> {
    document: &'a Document,
    posts: &'a [Post<'a>],
    holders: &'a [Holder],
    credits: &'a Credits,
    /// Real deals, where pay is made of them instead of the forecast.
    deals: Option<&'a DealCredits>,
    months: Vec<Month>,
    /// Weight of each calendar month in a yearly quota.
    season_weights: [f64; 12],
    quotas: Vec<Quotas>,
}

/// How a payee's pay came about.
pub(crate) struct Workings {
    /// The result.
    pub payee: Payee,
    /// Components as rated, version by version.
    pub runs: Vec<(ComponentId, Run)>,
    /// What falls due in each month, before draws.
    pub due: Vec<Money>,
    /// Draws, month by month, if there are any.
    pub draws: Option<Vec<DrawLine>>,
    /// How all of them are settled.
    pub draw_kind: Option<DrawKind>,
    /// What waits for invoice or cash, or waited.
    pub shifts: Vec<Shift>,
    /// What was taken back of deals.
    pub taken_back: Vec<TakenBack>,
    /// What pay comes to in each month: due, with draws and what is taken back.
    pub payable: Vec<Money>,
}

impl Workings {
    /// What of the pay of a month follows the payout of the plan: all but what a draw pays with the month.
    pub fn follows_payout(&self, month: usize) -> Money {
        self.payable.get(month).copied().unwrap_or_default() - with_month(self.draws.as_deref(), month)
    }
}

/// What a draw pays with its month.
fn with_month(draws: Option<&[DrawLine]>, month: usize) -> Money {
    draws.and_then(|lines| lines.get(month)).map_or(Money::ZERO, |line| line.with_month)
}

/// Pays everyone.
pub(crate) fn pay(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    credits: &Credits,
    seasons: &[f64],
) -> Vec<Payee> {
    let desk = Desk::new(document, posts, holders, credits, None, seasons);
    // Seats share what their scope sees; it is added up once.
    let mut shared = Shared::default();
    (0..holders.len()).filter_map(|at| Some(desk.workings(at, &mut shared, false)?.payee)).collect()
}

/// Pays one holder and says how.
pub(crate) fn pay_one(desk: &Desk<'_>, holder: usize) -> Option<Workings> {
    desk.workings(holder, &mut Shared::default(), true)
}

/// A yearly amount over the calendar months, adding up exactly.
fn over_months(year: i64, weights: &[f64; 12]) -> [i64; 12] {
    let mut months = [0; 12];
    for (place, part) in months.iter_mut().zip(rounding::split(year, weights, 1)) {
        *place = part;
    }
    months
}

impl<'a> Desk<'a> {
    /// Looks up what pay needs. With `deals` it is made of them instead of the forecast's credits.
    pub fn new(
        document: &'a Document,
        posts: &'a [Post<'a>],
        holders: &'a [Holder],
        credits: &'a Credits,
        deals: Option<&'a DealCredits>,
        seasons: &[f64],
    ) -> Desk<'a> {
        let months: Vec<Month> = document.settings.months().collect();
        let mut season_weights = [1.0; 12];
        for (month, season) in months.iter().zip(seasons) {
            if let Some(place) = season_weights.get_mut(month.index0()) {
                *place = *season;
            }
        }
        let mut desk = Desk { document, posts, holders, credits, deals, months, season_weights, quotas: Vec::new() };
        let mut cache: HashMap<i64, [i64; 12]> = HashMap::new();
        desk.quotas = holders
            .iter()
            .map(|holder| {
                let Some(post) = posts.get(holder.post) else {
                    return Quotas { measure: Measure::NewArr, ramped: Vec::new(), full: Vec::new() };
                };
                let year = post.quota_year(holder.stint);
                let by_month = cache.entry(year).or_insert_with(|| over_months(year, &desk.season_weights));
                let (ramped, full) = desk.over_holder(by_month, (&holder.ramped, &holder.active));
                Quotas { measure: quota_measure(post), ramped, full }
            })
            .collect();
        desk
    }
}

impl Desk<'_> {
    /// A quota over the months of a holder: ramped, and without ramp, in proportion to these shares.
    fn over_holder(&self, by_month: &[i64; 12], (ramped, full): (&[f64], &[f64])) -> (Vec<i64>, Vec<i64>) {
        let share = |series: &[f64]| {
            let quota = |month: &Month| by_month.get(month.index0()).copied().unwrap_or(0);
            self.months.iter().zip(series).map(|(month, share)| scaled(quota(month), *share)).collect()
        };
        (share(ramped), share(full))
    }

    fn workings(&self, at: usize, shared: &mut Shared, in_steps: bool) -> Option<Workings> {
        let holder = self.holders.get(at)?;
        let post = self.posts.get(holder.post)?;
        let settings = &self.document.settings;
        let (currency, mode) = (settings.currency, settings.rounding);
        let mut payee = self.unpaid(post, holder);
        let versions = self.versions(post);
        let keeps = in_steps || self.deals.is_some();
        let mut runs = Vec::new();
        for (number, (version, from, to)) in versions.iter().enumerate() {
            for component in &version.components {
                let mut run = self.component((post, holder, at), component, (*from, *to), shared, in_steps);
                // Whoever asks for the steps wants to see the periods beside them, and deals are found by their periods.
                let earned = if keeps { run.earned.clone() } else { std::mem::take(&mut run.earned) };
                book(&mut payee, &component.id, component.measure, earned, |_| true);
                if keeps {
                    runs.push((component, *version, run));
                }
            }
            for spif in &version.spifs {
                let runs = versions.get(..=number).unwrap_or_default();
                self.spif((post, holder, at), spif, runs, &mut payee, shared);
            }
        }
        let goes_on = |deal: usize, component: &Component| self.goes_on(post, deal, component);
        let on_deals =
            if self.deals.is_some() { deals::on_deals(&runs, &goes_on, (currency, mode)) } else { Vec::new() };
        self.cap(post, holder, &mut payee);
        let mut due = payee.variable.clone();
        let shifts = self.shifted(&on_deals, &mut due);
        let (draw_kind, draws) = self.draws(post, holder, &payee, &due, &shifts).unzip();
        let mut payable =
            draws.as_ref().map_or_else(|| due.clone(), |lines| lines.iter().map(|line| line.paid).collect());
        let taken_back = self.taken_back(&on_deals);
        for one in &taken_back {
            if let Some(place) = payable.get_mut(one.at) {
                *place += one.amount;
            }
        }
        for (month, amount) in payable.iter().enumerate() {
            let now = with_month(draws.as_deref(), month);
            if let Some(place) = payee.paid.get_mut(month) {
                *place += now;
            }
            let version = self.months.get(month).and_then(|it| post.version(*it));
            if let Some(version) = version.filter(|_| *amount != now) {
                pay_out(&version.payout, *amount - now, month, &mut payee.paid, currency, mode);
            }
        }
        expense(&mut payee, settings.commission_expensed_over_months, currency);
        let runs = runs.into_iter().map(|(component, _, run)| (component.id.clone(), run)).collect();
        Some(Workings { payee, runs, due, draws, draw_kind, shifts, taken_back, payable })
    }

    /// A payee with base pay, and nothing variable yet.
    fn unpaid(&self, post: &Post<'_>, holder: &Holder) -> Payee {
        let settings = &self.document.settings;
        let (currency, mode) = (settings.currency, settings.rounding);
        let base_year = post.base(holder.stint);
        // Cut to the coin at every month's end, so that a whole year is the base pay of the year.
        let up_to =
            |months: usize| currency.round_ratio(i128::from(base_year.amount().mills()) * months as i128, 12, mode);
        let shares: [f64; 12] = std::array::from_fn(|month| (up_to(month + 1) - up_to(month)).to_major());
        let base: Vec<Money> = self
            .months
            .iter()
            .zip(&holder.active)
            .map(|(month, active)| {
                let whole = shares.get(month.index0()).copied().unwrap_or(0.0);
                currency.settle(Flow::new(whole * active))
            })
            .collect();
        Payee {
            seat: holder.post,
            stint: holder.stint,
            active: holder.active.clone(),
            capped: vec![Money::ZERO; base.len()],
            variable: vec![Money::ZERO; base.len()],
            paid: vec![Money::ZERO; base.len()],
            expensed: vec![Money::ZERO; base.len()],
            base,
            components: Vec::new(),
        }
    }

    /// Versions of a seat's plan with the months in which each holds. A version that begins inside a month holds from the next.
    fn versions<'p>(&self, post: &'p Post<'_>) -> Vec<(&'p PlanVersion, usize, usize)> {
        let mut runs: Vec<(&PlanVersion, usize, usize)> = Vec::new();
        for (index, month) in self.months.iter().enumerate() {
            let Some(version) = post.version(*month) else { continue };
            match runs.last_mut() {
                Some((last, _, to)) if std::ptr::eq(*last, version) => *to = index,
                Some(_) | None => runs.push((version, index, index)),
            }
        }
        runs
    }
}

/// Notes what a component or a SPIF earned, after what it earned under earlier versions of the plan if it `is` one of them already.
fn book(payee: &mut Payee, id: &ComponentId, measure: Measure, earned: Vec<Earned>, is: fn(&ComponentPay) -> bool) {
    for period in &earned {
        if let Some(place) = payee.variable.get_mut(period.at) {
            *place += period.amount;
        }
    }
    match payee.components.iter_mut().find(|it| it.id == *id && it.measure == measure && is(it)) {
        Some(known) => known.earned.extend(earned),
        None => payee.components.push(ComponentPay { id: id.clone(), measure, pot: measure.pot(), earned }),
    }
}

/// A thinned amount, to the thousandth; exact where the share is whole.
fn scaled(amount: i64, share: f64) -> i64 {
    if share == 1.0 { amount } else { rounding::nearest_unit(amount as f64 * share) as i64 }
}
