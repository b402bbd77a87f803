//! Pay of every holder from the credits of the forecast, and the payout curve of one plan.

use crate::engine::credit::{Credits, group, quota_measure};
use crate::engine::outcome::{ComponentPay, Payee};
use crate::engine::pay::{Basis, ComponentTerms, Earned, PayMonth, Ratio, earn, pay_out, rate, settle_draw};
use crate::engine::staff::{Holder, Post};
use crate::model::comp::{Component, Gate, Measure, PlanVersion, Pot, Scope, Target};
use crate::model::{Document, Function, RampAccelerators, Terms};
use crate::units::{Cadence, Flow, Money, Month, Rate, rounding};
use std::collections::HashMap;

/// Quota of a holder month by month, in thousandths: ramped, and without ramp.
struct Quotas {
    measure: Measure,
    ramped: Vec<i64>,
    full: Vec<i64>,
}

/// Everything pay needs, looked up once.
struct Desk<'a> {
    document: &'a Document,
    posts: &'a [Post<'a>],
    holders: &'a [Holder],
    credits: &'a Credits,
    months: Vec<Month>,
    /// Weight of each calendar month in a yearly quota.
    season_weights: [f64; 12],
    quotas: Vec<Quotas>,
}

/// Pays everyone.
pub(crate) fn pay(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    credits: &Credits,
    seasons: &[f64],
) -> Vec<Payee> {
    let months: Vec<Month> = document.settings.months().collect();
    let mut season_weights = [1.0; 12];
    for (month, season) in months.iter().zip(seasons) {
        if let Some(place) = season_weights.get_mut(month.index0()) {
            *place = *season;
        }
    }
    let mut desk = Desk { document, posts, holders, credits, months, season_weights, quotas: Vec::new() };
    let mut cache: HashMap<i64, [i64; 12]> = HashMap::new();
    desk.quotas = holders
        .iter()
        .map(|holder| {
            let Some(post) = posts.get(holder.post) else {
                return Quotas { measure: Measure::NewArr, ramped: Vec::new(), full: Vec::new() };
            };
            let year = post.quota_year(holder.stint);
            let by_month = cache.entry(year).or_insert_with(|| over_months(year, &desk.season_weights));
            let (ramped, full) = desk.thinned(holder, by_month);
            Quotas { measure: quota_measure(post), ramped, full }
        })
        .collect();
    // Seats share what their scope sees; it is added up once.
    let mut shared = Shared::default();
    (0..holders.len()).filter_map(|at| desk.payee(at, &mut shared)).collect()
}

/// A yearly amount over the calendar months, adding up exactly.
fn over_months(year: i64, weights: &[f64; 12]) -> [i64; 12] {
    let mut months = [0; 12];
    for (place, part) in months.iter_mut().zip(rounding::split(year, weights, 1)) {
        *place = part;
    }
    months
}

/// Sums over groups of seats, by who is asked for.
#[derive(Default)]
struct Shared {
    credit: HashMap<(usize, u8, Measure), std::rc::Rc<Vec<i64>>>,
    quota: HashMap<(usize, u8, Measure), std::rc::Rc<Vec<i64>>>,
    moves: HashMap<(usize, u8), std::rc::Rc<Vec<crate::engine::book::Moves>>>,
}

/// What the scope of a seat depends on, so that seats with the same view share one sum.
fn view(posts: &[Post<'_>], seat: usize, scope: Scope) -> (usize, u8) {
    let post = posts.get(seat);
    match scope {
        Scope::Own => (seat, 0),
        Scope::Pod => (post.and_then(|it| it.manager).map_or(0, |it| it + 1), 1),
        Scope::TeamBelow => (seat, 2),
        Scope::Segment => (post.and_then(|it| it.segment).map_or(0, |it| it + 1), 3),
        Scope::Company => (0, 4),
    }
}

impl Desk<'_> {
    fn thinned(&self, holder: &Holder, by_month: &[i64; 12]) -> (Vec<i64>, Vec<i64>) {
        let share = |series: &[f64]| {
            let quota = |month: &Month| by_month.get(month.index0()).copied().unwrap_or(0);
            self.months.iter().zip(series).map(|(month, share)| scaled(quota(month), *share)).collect()
        };
        (share(&holder.ramped), share(&holder.active))
    }

    fn payee(&self, at: usize, shared: &mut Shared) -> Option<Payee> {
        let holder = self.holders.get(at)?;
        let post = self.posts.get(holder.post)?;
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
        let mut payee = Payee {
            seat: holder.post,
            stint: holder.stint,
            active: holder.active.clone(),
            capped: vec![Money::ZERO; base.len()],
            variable: vec![Money::ZERO; base.len()],
            paid: vec![Money::ZERO; base.len()],
            expensed: vec![Money::ZERO; base.len()],
            base,
            components: Vec::new(),
        };
        for (version, from, to) in self.versions(post) {
            for component in &version.components {
                let earned = self.component(post, holder, at, component, from, to, shared);
                self.book_component(&mut payee, component, earned);
            }
        }
        self.cap(post, holder, &mut payee);
        let expensed_over = settings.commission_expensed_over_months;
        for (month, amount) in payee.variable.iter().enumerate() {
            let version = self.months.get(month).and_then(|it| post.version(*it));
            if let Some(version) = version.filter(|_| !amount.is_zero()) {
                pay_out(&version.payout, *amount, month, &mut payee.paid, currency, mode);
            }
        }
        expense(&mut payee, expensed_over, currency);
        self.draw(post, holder, &mut payee);
        Some(payee)
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

    #[allow(clippy::too_many_arguments)]
    fn component(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        from: usize,
        to: usize,
        shared: &mut Shared,
    ) -> Vec<Earned> {
        let settings = &self.document.settings;
        let (months, quota_year) = self.pay_months(post, holder, at, component, shared);
        let terms = ComponentTerms {
            variable: post.variable(holder.stint),
            quota_year,
            accelerators: post.terms.map_or(RampAccelerators::default(), |terms| terms.ramp.accelerators),
            deal_size: self.mean_deal(post.segment),
            calendar: settings.fiscal_calendar(),
            currency: settings.currency,
            rounding: settings.rounding,
        };
        let first = self.months.get(from).copied().unwrap_or(settings.first_month);
        let gate_months =
            component.gate.map(|gate| (gate, self.gate_months(post, holder, at, component, gate, shared)));
        let gate = |low: usize, high: usize| {
            gate_months
                .as_ref()
                .is_none_or(|(gate, series)| gate_met(gate, series.get(from + low..=from + high).unwrap_or(&[])))
        };
        let span = months.get(from..=to).unwrap_or(&[]);
        let mut earned = earn(component, &terms, first, span, &gate);
        for period in &mut earned {
            period.at += from;
            period.from += from;
        }
        earned
    }

    /// Mean deal of a segment; of all segments that have one, for a seat that serves all.
    fn mean_deal(&self, segment: Option<usize>) -> i64 {
        let size = |segment: &crate::model::Segment| segment.pipeline.deal_size.mills();
        if let Some(own) = segment.and_then(|at| self.document.segments.get(at)) {
            return size(own);
        }
        let sizes = || self.document.segments.iter().map(size).filter(|size| *size > 0).map(i128::from);
        let mean = sizes().sum::<i128>() / (sizes().count() as i128).max(1);
        i64::try_from(mean).unwrap_or(i64::MAX)
    }

    /// Months of a component: credit in scope, and what it is measured against.
    fn pay_months(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        shared: &mut Shared,
    ) -> (Vec<PayMonth>, i64) {
        let mut months: Vec<PayMonth> =
            holder.active.iter().map(|active| PayMonth { active: *active, ..PayMonth::default() }).collect();
        if component.measure.is_ratio() {
            let target = match component.target {
                Target::Ratio { ratio } => ratio,
                Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => Rate::ONE,
            };
            let quota_year = target.ppm() * 1_000;
            if component.measure != Measure::Objectives {
                let moves = self.moves(holder.post, at, component.scope, shared);
                for (month, moved) in months.iter_mut().zip(moves.iter()) {
                    month.whole = moved.due;
                    month.part = moved.due - moved.churn - moved.contraction;
                    if component.measure == Measure::NetRetention {
                        month.part += moved.price + moved.expansion;
                    }
                }
            }
            return (months, quota_year);
        }
        let credit = self.credit(holder.post, at, component.scope, component.measure, shared);
        for (month, credit) in months.iter_mut().zip(credit.iter()) {
            month.credit = *credit;
        }
        let quota_year = match component.target {
            Target::Quota => {
                if let Some(quotas) = self.quotas.get(at) {
                    for ((month, ramped), full) in months.iter_mut().zip(&quotas.ramped).zip(&quotas.full) {
                        (month.ramped, month.full) = (*ramped, *full);
                    }
                }
                post.quota_year(holder.stint)
            }
            Target::Amount { amount, per } => {
                let year = amount.mills().saturating_mul(i64::from(per.per_year()));
                let (ramped, full) = self.thinned(holder, &over_months(year, &self.season_weights));
                for ((month, ramped), full) in months.iter_mut().zip(ramped).zip(full) {
                    (month.ramped, month.full) = (ramped, full);
                }
                year
            }
            Target::SumOfQuotas { share } => {
                let sum = self.quota_sum(holder.post, component.scope, component.measure, shared);
                for (month, sum) in months.iter_mut().zip(sum.iter()) {
                    month.full = scaled(*sum, share.to_f64());
                    month.ramped = month.full;
                }
                0
            }
            Target::Ratio { .. } => 0,
        };
        (months, quota_year)
    }

    fn credit(
        &self,
        seat: usize,
        holder: usize,
        scope: Scope,
        measure: Measure,
        shared: &mut Shared,
    ) -> std::rc::Rc<Vec<i64>> {
        if scope == Scope::Own {
            return std::rc::Rc::new(self.credits.series(&[holder], measure));
        }
        let (whose, kind) = view(self.posts, seat, scope);
        let sum =
            || std::rc::Rc::new(self.credits.series(&group(self.posts, self.holders, seat, scope, measure), measure));
        shared.credit.entry((whose, kind, measure)).or_insert_with(sum).clone()
    }

    fn quota_sum(&self, seat: usize, scope: Scope, measure: Measure, shared: &mut Shared) -> std::rc::Rc<Vec<i64>> {
        let (whose, kind) = view(self.posts, seat, scope);
        let sum = || {
            let members = group(self.posts, self.holders, seat, scope, measure);
            // Only seats that bring it in themselves carry quota: a manager's quota is never counted on top of their people's.
            let carries = |at: &&usize| {
                let own = self.quotas.get(**at).is_some_and(|quotas| quotas.measure == measure);
                let function =
                    self.holders.get(**at).and_then(|holder| self.posts.get(holder.post)).map(|post| post.function);
                own && !matches!(
                    function,
                    None | Some(Function::SalesManagement | Function::AccountLeadership | Function::Executive)
                )
            };
            let mut total = vec![0i64; self.months.len()];
            for quotas in members.iter().filter(carries).filter_map(|at| self.quotas.get(*at)) {
                total.iter_mut().zip(&quotas.ramped).for_each(|(place, part)| *place = place.saturating_add(*part));
            }
            std::rc::Rc::new(total)
        };
        shared.quota.entry((whose, kind, measure)).or_insert_with(sum).clone()
    }

    fn moves(
        &self,
        seat: usize,
        holder: usize,
        scope: Scope,
        shared: &mut Shared,
    ) -> std::rc::Rc<Vec<crate::engine::book::Moves>> {
        let segment_sum = |only: Option<usize>| {
            let mut sum = vec![crate::engine::book::Moves::default(); self.months.len()];
            for (_, series) in
                self.credits.segment_moves.iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == *at))
            {
                sum.iter_mut().zip(series).for_each(|(place, part)| place.add(part, 1.0));
            }
            sum
        };
        let make = || {
            std::rc::Rc::new(match scope {
                Scope::Own => self.credits.moves(&[holder]),
                Scope::Company => segment_sum(None),
                Scope::Segment => segment_sum(self.posts.get(seat).and_then(|post| post.segment)),
                Scope::Pod | Scope::TeamBelow => {
                    self.credits.moves(&group(self.posts, self.holders, seat, scope, Measure::NetRetention))
                }
            })
        };
        if scope == Scope::Own {
            return make();
        }
        shared.moves.entry(view(self.posts, seat, scope)).or_insert_with(make).clone()
    }

    fn gate_months(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        gate: Gate,
        shared: &mut Shared,
    ) -> Vec<PayMonth> {
        let looked_at = Component { measure: gate.measure, target: Target::Quota, ..component.clone() };
        self.pay_months(post, holder, at, &looked_at, shared).0
    }

    fn book_component(&self, payee: &mut Payee, component: &Component, earned: Vec<Earned>) {
        for period in &earned {
            if let Some(place) = payee.variable.get_mut(period.at) {
                *place += period.amount;
            }
        }
        match payee.components.iter_mut().find(|it| it.id == component.id && it.measure == component.measure) {
            Some(known) => known.earned.extend(earned),
            None => payee.components.push(ComponentPay {
                id: component.id.clone(),
                measure: component.measure,
                pot: component.measure.pot(),
                weight: component.weight.to_f64(),
                earned,
            }),
        }
    }

    /// The plan's cap on variable pay of a fiscal year.
    fn cap(&self, post: &Post<'_>, holder: &Holder, payee: &mut Payee) {
        let settings = &self.document.settings;
        let calendar = settings.fiscal_calendar();
        let variable = post.variable(holder.stint).amount();
        let (mut year, mut sum) = (None, Money::ZERO);
        for (index, month) in self.months.iter().enumerate() {
            let fiscal = calendar.period_of(*month, Cadence::Year);
            if year != Some(fiscal) {
                (year, sum) = (Some(fiscal), Money::ZERO);
            }
            let Some(cap) = post.version(*month).and_then(|version| version.cap) else { continue };
            let most = settings.currency.round_ratio(
                i128::from(variable.mills()) * i128::from(cap.ppm()),
                i128::from(Rate::SCALE),
                settings.rounding,
            );
            let (Some(amount), Some(capped)) = (payee.variable.get_mut(index), payee.capped.get_mut(index)) else {
                continue;
            };
            let over = (sum + *amount - most).max(Money::ZERO).min((*amount).max(Money::ZERO));
            *amount -= over;
            *capped = over;
            sum += *amount;
        }
    }

    /// Draws apply to what is paid, month by month, in the tenure months the plan names.
    fn draw(&self, post: &Post<'_>, holder: &Holder, payee: &mut Payee) {
        let Some(draw) = self.months.first().and_then(|month| post.version(*month)).and_then(|version| version.draw)
        else {
            return;
        };
        let from = holder.stint.and_then(|at| post.seat.stints.get(at)).map(|stint| Month::of(stint.from));
        let Some(from) = from else { return };
        let settings = &self.document.settings;
        let amounts: Vec<Money> = self
            .months
            .iter()
            .zip(&payee.active)
            .map(|(month, active)| {
                let tenure = month.since(from);
                let covered = tenure >= 0 && draw.months.is_none_or(|months| (tenure as u32) < months);
                if covered {
                    settings.currency.settle(Flow::new(draw.amount.amount().to_major() * active))
                } else {
                    Money::ZERO
                }
            })
            .collect();
        let lines = settle_draw(draw.kind, &amounts, &payee.paid, settings.currency, settings.rounding);
        for (place, line) in payee.paid.iter_mut().zip(lines) {
            *place = line.paid;
        }
    }
}

/// A thinned amount, to the thousandth; exact where the share is whole.
fn scaled(amount: i64, share: f64) -> i64 {
    if share == 1.0 { amount } else { (amount as f64 * share).round() as i64 }
}

fn gate_met(gate: &Gate, months: &[PayMonth]) -> bool {
    let (part, whole, credit, quota) = months.iter().fold((0.0, 0.0, 0i64, 0i64), |sum, month| {
        (
            sum.0 + month.part,
            sum.1 + month.whole,
            sum.2.saturating_add(month.credit),
            sum.3.saturating_add(month.ramped),
        )
    });
    if gate.measure.is_ratio() {
        // A gate on what never fell due is open: nobody failed it.
        whole <= 0.0 || part / whole + 1e-12 >= gate.at.to_f64()
    } else {
        i128::from(credit) * i128::from(Rate::SCALE) >= i128::from(quota) * i128::from(gate.at.ppm())
    }
}

/// New-business commission is expensed over its months from the one it was earned in; everything else at once.
fn expense(payee: &mut Payee, over: u32, currency: crate::units::Currency) {
    let Payee { components, variable, expensed, .. } = payee;
    expensed.clone_from(variable);
    let over = over.min(120);
    if over < 2 {
        return;
    }
    for period in components.iter().filter(|it| it.pot == Pot::NewBusiness).flat_map(|it| &it.earned) {
        if let Some(place) = expensed.get_mut(period.at) {
            *place -= period.amount;
        }
        for (offset, part) in currency.split(period.amount, &vec![1.0; over as usize]).into_iter().enumerate() {
            if let Some(place) = expensed.get_mut(period.at + offset) {
                *place += part;
            }
        }
    }
}

/// Share of a seat's cost that is acquisition: as set, else by the weights of its plan, else by its function.
pub(crate) fn acquisition_share(post: &Post<'_>, month: Month) -> f64 {
    if let Some(set) = post.terms.and_then(|terms| terms.acquisition_share) {
        return set.to_f64();
    }
    let components = post.components(month);
    let weight = |component: &Component| component.weight.to_f64();
    let total: f64 = components.iter().filter(|it| it.measure.pot() != Pot::Other).map(weight).sum();
    let won: f64 = components.iter().filter(|it| it.measure.pot() == Pot::NewBusiness).map(weight).sum();
    if total > 0.0 {
        return won / total;
    }
    match post.function {
        Function::SalesDevelopment | Function::NewBusiness | Function::SalesEngineering | Function::SalesManagement => {
            1.0
        }
        Function::AccountManagement | Function::CustomerSuccess | Function::AccountLeadership => 0.0,
        Function::Hybrid | Function::Executive => 0.5,
    }
}

/// Variable pay a year against attainment, with every component at the same attainment of its own target.
#[derive(Clone, Debug, PartialEq)]
pub struct PayCurve {
    /// Attainment of each point.
    pub attainment: Vec<f64>,
    /// Total variable pay at each point.
    pub total: Vec<Money>,
    /// Pay by component, in the order of the plan.
    pub components: Vec<Vec<Money>>,
}

/// The payout curve of a version of a plan under terms, from nothing to `most` in equal steps. A ratio measure runs from its
/// threshold upwards as its attainment does.
pub fn pay_curve(document: &Document, version: &PlanVersion, terms: &Terms, most: f64, steps: usize) -> PayCurve {
    let settings = &document.settings;
    let attainment: Vec<f64> = (0..=steps).map(|step| most * step as f64 / steps.max(1) as f64).collect();
    let mut curve = PayCurve { attainment, total: Vec::new(), components: Vec::new() };
    for component in &version.components {
        let (quota, whole) = curve_basis(component, terms);
        let variable = i128::from(terms.variable().amount().mills());
        let target = Ratio::new(variable * i128::from(component.weight.ppm()), i128::from(Rate::SCALE));
        let basis = Basis { quota, rate: target.times(Ratio::new(1, i128::from(whole.max(1)))) };
        let pay = |share: &f64| {
            let credit = (quota as f64 * share).round() as i64;
            rate(component, credit, 0, &basis, true).to_money(settings.currency, settings.rounding)
        };
        curve.components.push(curve.attainment.iter().map(pay).collect());
    }
    curve.total = (0..curve.attainment.len())
        .map(|at| curve.components.iter().filter_map(|series| series.get(at).copied()).sum())
        .collect();
    curve
}

/// What 100 % is in a year, and what the derived rate divides by.
pub(crate) fn curve_basis(component: &Component, terms: &Terms) -> (i64, i64) {
    // Where the target is the sum of others' quotas, only the shape matters: any round number stands for it.
    const ANY: i64 = 1_000_000_000;
    let year = match component.target {
        Target::Quota => match terms.quota {
            Some(quota @ crate::model::Quota::Arr { .. }) => quota.arr_year().amount().mills(),
            Some(quota @ crate::model::Quota::Units { .. }) => (quota.units_year() * 1_000.0).round() as i64,
            None => ANY,
        },
        Target::Amount { amount, per } => amount.mills().saturating_mul(i64::from(per.per_year())),
        Target::SumOfQuotas { .. } => ANY,
        Target::Ratio { ratio } => ratio.ppm() * 1_000,
    };
    (year, year)
}
