//! One period of one component, from its credit to the coin: the fixed order of the calculation.

use crate::engine::pay::earn::{ComponentTerms, DealPiece, Earned, Feed, PayMonth};
use crate::engine::pay::rate::{Asked, limit, rate_uncapped};
use crate::engine::pay::step::{StepKind, Steps};
use crate::engine::pay::table::{CUT, at_share};
use crate::engine::pay::{Basis, Ratio};
use crate::model::RampAccelerators;
use crate::model::comp::{
    Component, Kicker, KickerPays, KickerWhen, MarginOver, Measure, MultiplierBy, Rated, Rates, RoundingAt, TrueUp,
};
use crate::units::rounding::mul_div_round;
use crate::units::{Money, Rate, Rounding};

/// One period, and the months before it that count with it.
pub(super) struct Window<'a> {
    pub component: &'a Component,
    pub terms: &'a ComponentTerms,
    pub feed: &'a Feed<'a>,
    pub window_from: usize,
    pub from: usize,
    pub to: usize,
    /// The first month whose credit is paid for: that of the period, or of all that counts where what was earned is taken off again.
    pub paid_from: usize,
    pub settled: Money,
    /// The derived rate: target pay of a year over quota of a year, in lowest terms; nothing without a quota.
    pub derived: Ratio,
    /// Of how many heads the pay counts; nothing where it counts whole.
    pub heads: Option<Ratio>,
}

/// What caps have cut and carry on.
#[derive(Clone, Copy)]
pub(super) struct Carry {
    /// By the time the months paid for began.
    pub brought: Ratio,
    /// By the end of this period.
    pub left: Ratio,
}

impl Window<'_> {
    fn span(&self, from: usize) -> impl Iterator<Item = &PayMonth> {
        self.feed.months.get(from..=self.to).unwrap_or(&[]).iter()
    }

    /// Credit of the months from one on, in millionths of its thousandths.
    fn credit(&self, from: usize) -> i128 {
        self.span(from).map(|month| i128::from(month.credit) * CUT + i128::from(month.beyond)).sum()
    }

    fn look(&self, measure: Measure) -> Option<Ratio> {
        (self.feed.look)(measure, self.window_from, self.to)
    }

    fn round(&self, pay: Ratio) -> Money {
        pay.to_money(self.terms.currency, self.terms.rounding)
    }

    pub fn earned(&self, carry: &mut Carry, mut steps: Steps<'_>) -> Earned {
        let Window { component, terms, .. } = self;
        let (ramped, full): (i64, i64) =
            self.span(self.window_from).fold((0, 0), |(ramped, full): (i64, i64), month| {
                (ramped.saturating_add(month.ramped), full.saturating_add(month.full))
            });
        let active: f64 = self.span(self.window_from).map(|month| month.active).sum();
        let (credit, basis) = if component.measure.is_ratio() {
            let (part, whole) =
                self.span(self.window_from).fold((0.0, 0.0), |sum, month| (sum.0 + month.part, sum.1 + month.whole));
            // Nothing was due: the measure has no value, and the target is paid.
            let value = if whole > 0.0 { (part / whole * 1e9).round() as i64 } else { terms.quota_year };
            let pay = target_pay(component, terms, active / 12.0);
            (
                i128::from(value) * CUT,
                Basis { quota: terms.quota_year, rate: pay.times(Ratio::new(1, i128::from(terms.quota_year))) },
            )
        } else {
            (self.credit(self.window_from), self.amount_basis(ramped, full, active))
        };
        let whole = whole(credit);
        let attainment = (basis.quota > 0).then(|| whole as f64 / basis.quota as f64);
        let gate_met =
            component.gate.is_none_or(|gate| self.look(gate.measure).is_none_or(|stands| stands.reaches(gate.at)));
        let held = component.gate.is_some_and(|it| !gate_met && !it.accelerators_only);
        let ramping = ramped < full && terms.accelerators == RampAccelerators::OffWhileRamping;

        let pay = self.table(credit, &basis, !ramping && gate_met, &mut steps);
        let pay = self.multiplied(pay, &mut steps);
        let pay = if held {
            steps.add(StepKind::Gate, pay.negative());
            carry.left = carry.brought;
            Ratio::ZERO
        } else {
            self.capped(pay, carry, &mut steps)
        };
        // No step tells it: a statement is of somebody who is there.
        let pay = self.heads.map_or(pay, |heads| pay.times(heads));
        let mut amount = self.round(pay);
        steps.add_with(|| {
            let exact = Ratio::new(i128::from(amount.mills()), 1).plus(pay.negative());
            (StepKind::Rounding, exact)
        });
        if trued_up(component) {
            // Where a gate holds all of it back, what earlier periods earned is taken back too.
            amount -= self.settled;
            steps.add(StepKind::Settled, Ratio::new(-i128::from(self.settled.mills()), 1));
        }
        Earned {
            at: self.to,
            from: self.from,
            credit: whole,
            quota: basis.quota,
            attainment,
            weight: component.weight,
            amount,
        }
    }

    /// Rate, kickers and the cap of a deal.
    fn table(&self, credit: i128, basis: &Basis, accelerates: bool, steps: &mut Steps<'_>) -> Ratio {
        let component = self.component;
        let other = match &component.rates {
            Rates::Matrix { by, .. } => self.look(*by),
            Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
        };
        if component.rated == Rated::EachDeal && !component.measure.is_ratio() {
            return self.each_deal(credit, basis, Asked { total: 0, settled: None, accelerates, other }, steps);
        }
        let since = self.paid_from;
        let new = if since == self.window_from { credit } else { self.credit(since) };
        let settled = (since != self.window_from).then(|| credit - new);
        let asked = Asked { total: credit, settled, accelerates, other };
        let pay = match component.attained_by {
            Some(measure) => self.at_attainment_of(measure, new, &asked, basis, steps),
            None => self.at_own(&asked, basis, steps),
        };
        pay.plus(self.kickers(since, new, basis, steps))
    }

    /// Pay at the attainment of the component itself.
    fn at_own(&self, asked: &Asked, basis: &Basis, steps: &mut Steps<'_>) -> Ratio {
        if asked.settled.is_none() || !matches!(self.component.rates, Rates::Matrix { .. }) {
            return rate_uncapped(self.component, asked, basis, steps);
        }
        // A matrix to date pays this period's part of target pay, at the cell that the total has reached.
        let total = Asked { settled: None, ..*asked };
        let to_date = basis.target_pay().reduced();
        let mut whole = Vec::new();
        let pay = rate_uncapped(self.component, &total, basis, &mut Steps::into(Some(&mut whole)));
        let target = self.target_paid();
        let pay = pay.times(target).times(Ratio::new(to_date.den, to_date.num));
        let kind = match whole.first().map(|step| step.kind) {
            Some(StepKind::Matrix { by, at, cell, .. }) => StepKind::Matrix { by, at, cell, target: target.to_f64() },
            Some(_) | None => StepKind::Table,
        };
        steps.add(kind, pay);
        pay
    }

    /// The mean rate at another measure's attainment, on the credit of this component.
    fn at_attainment_of(
        &self,
        measure: Measure,
        credit: i128,
        asked: &Asked,
        basis: &Basis,
        steps: &mut Steps<'_>,
    ) -> Ratio {
        let own = self.at_own(asked, basis, steps);
        let Some(stands) = self.look(measure).filter(|_| basis.quota > 0) else { return own };
        let place = mul_div_round(stands.num, i128::from(basis.quota) * CUT, stands.den, Rounding::default());
        // Where nothing is attained tiers pay the rate of their first coin; a table of sums has no rate there.
        let place = match &self.component.rates {
            Rates::Tiers { .. } => place.max(1),
            Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => place,
        };
        let pay = if place > 0 {
            let place = place.min(i128::from(i64::MAX) * CUT);
            let there = Asked { total: place, settled: None, ..*asked };
            let whole = rate_uncapped(self.component, &there, basis, &mut Steps::unseen());
            whole.times(Ratio::new(credit, place))
        } else {
            Ratio::ZERO
        };
        steps.add(StepKind::AttainedBy { measure, at: stands.to_f64() }, pay.plus(own.negative()));
        pay
    }

    /// Pay on top for the deals of the months from `since` on, or for the share of the credit that is expected to qualify.
    fn kickers(&self, since: usize, credit: i128, basis: &Basis, steps: &mut Steps<'_>) -> Ratio {
        let mut sum = Ratio::ZERO;
        // A ratio is made of no deals, and no share of it is money.
        if self.component.kickers.is_empty() || self.component.measure.is_ratio() {
            return sum;
        }
        match self.feed.deals {
            Some(deals) => {
                for (at, deal) in deals.iter().enumerate().filter(|(_, it)| (since..=self.to).contains(&it.month)) {
                    steps.of_deal(Some(at));
                    sum = sum.plus(self.kick(deal, basis, steps));
                }
                steps.of_deal(None);
            }
            None => sum = self.expected_kick(credit, basis, steps),
        }
        sum
    }

    fn kick(&self, deal: &DealPiece, basis: &Basis, steps: &mut Steps<'_>) -> Ratio {
        let mut sum = Ratio::ZERO;
        for kicker in self.component.kickers.iter().filter(|it| qualifies(it, deal)) {
            let pay = kicked(kicker, Ratio::new(i128::from(deal.credit), 1), basis);
            steps.add(StepKind::Kicker, pay);
            sum = sum.plus(pay);
        }
        sum
    }

    fn expected_kick(&self, credit: i128, basis: &Basis, steps: &mut Steps<'_>) -> Ratio {
        let mut sum = Ratio::ZERO;
        for kicker in &self.component.kickers {
            let share =
                in_thousandths(credit).times(Ratio::new(i128::from(kicker.expected.ppm()), i128::from(Rate::SCALE)));
            let pay = kicked(kicker, share, basis);
            steps.add(StepKind::Kicker, pay);
            sum = sum.plus(pay);
        }
        sum
    }

    /// Rates each deal alone. Where there are no real ones, the credit counts as deals of the mean size and one smaller rest.
    fn each_deal(&self, credit: i128, basis: &Basis, asked: Asked, steps: &mut Steps<'_>) -> Ratio {
        let by_deal = self.component.rounding_at == RoundingAt::Deal;
        let to_the_coin = |pay: Ratio| if by_deal { Ratio::new(i128::from(self.round(pay).mills()), 1) } else { pay };
        let Some(deals) = self.feed.deals else {
            let size =
                if self.terms.deal_size > 0 { i128::from(self.terms.deal_size) * CUT } else { credit.abs().max(1) };
            let (count, rest) = (credit / size, credit % size);
            let kick = |credit: i128| self.expected_kick(credit, basis, &mut Steps::unseen());
            let mean = |credit: i128| {
                to_the_coin(self.deal_capped(self.one_deal(credit, None, basis, asked).plus(kick(credit))))
            };
            let pay = mean(size).times(Ratio::new(count, 1)).plus(mean(rest));
            steps.add(StepKind::Table, pay);
            return pay;
        };
        let mut sum = Ratio::ZERO;
        for (at, deal) in deals.iter().enumerate().filter(|(_, it)| (self.from..=self.to).contains(&it.month)) {
            steps.of_deal(Some(at));
            let rated = self.one_deal(i128::from(deal.credit) * CUT, deal.margin, basis, asked);
            steps.add(StepKind::Table, rated);
            let pay = rated.plus(self.kick(deal, basis, steps));
            let kept = self.deal_capped(pay);
            steps.add(StepKind::DealCap, kept.plus(pay.negative()));
            let coin = to_the_coin(kept);
            steps.add(StepKind::Rounding, coin.plus(kept.negative()));
            sum = sum.plus(coin);
        }
        steps.of_deal(None);
        sum
    }

    /// A deal that is taken back earns exactly what it earned, the other way. One without credit earns nothing, even where a curve
    /// pays something for nothing.
    fn one_deal(&self, credit: i128, margin: Option<(i64, i64)>, basis: &Basis, asked: Asked) -> Ratio {
        if credit == 0 {
            return Ratio::ZERO;
        }
        if let (Some(over), Rates::Tiers { tiers, boundary }) = (self.component.margin_over(), &self.component.rates) {
            return at_share((tiers, *boundary), self.margin_share(margin, over), credit, basis);
        }
        let size = Asked { total: credit.abs(), ..asked };
        let pay = rate_uncapped(self.component, &size, basis, &mut Steps::unseen());
        if credit < 0 { pay.negative() } else { pay }
    }

    /// The margin of a deal and what it is divided by. One that is taken back has the share that it had.
    fn margin_share(&self, margin: Option<(i64, i64)>, over: MarginOver) -> (i64, i64) {
        let (amount, margin) = match margin {
            Some((amount, margin)) if amount < 0 => (amount.saturating_neg(), margin.saturating_neg()),
            Some(told) => told,
            None => (Rate::SCALE, self.terms.margin.ppm()),
        };
        match over {
            MarginOver::Amount => (margin, amount),
            MarginOver::Cost => (margin, amount.saturating_sub(margin)),
        }
    }

    fn deal_capped(&self, pay: Ratio) -> Ratio {
        let Some(most) = self.component.deal_cap.map(|cap| Ratio::new(i128::from(cap.mills()), 1)) else { return pay };
        if pay.to_f64() > most.to_f64() {
            most
        } else if pay.to_f64() < -most.to_f64() {
            most.negative()
        } else {
            pay
        }
    }

    fn multiplied(&self, pay: Ratio, steps: &mut Steps<'_>) -> Ratio {
        let Some(multiplier) = &self.component.multiplier else { return pay };
        let Some(stands) = self.look(multiplier.measure) else { return pay };
        let of_rate = |rate: Rate| Ratio::new(i128::from(rate.ppm()), i128::from(Rate::SCALE));
        let factor = match &multiplier.by {
            MultiplierBy::Steps { steps } => {
                let reached = steps.iter().rev().find(|step| stands.reaches(step.from));
                reached.map_or(Ratio::new(1, 1), |step| of_rate(step.factor))
            }
            MultiplierBy::Attainment { least, .. } if !stands.reaches(*least) => of_rate(*least),
            MultiplierBy::Attainment { most, .. } if stands.reaches(*most) => of_rate(*most),
            MultiplierBy::Attainment { .. } => stands.reduced(),
        };
        let product = pay.times(factor);
        let kind = StepKind::Multiplier { measure: multiplier.measure, at: stands.to_f64(), factor: factor.to_f64() };
        steps.add(kind, product.plus(pay.negative()));
        product
    }

    fn capped(&self, pay: Ratio, carry: &mut Carry, steps: &mut Steps<'_>) -> Ratio {
        let component = self.component;
        if component.cap.is_none() {
            return pay;
        }
        let due = if component.cap_carries {
            steps.add(StepKind::CarriedIn, carry.brought);
            pay.plus(carry.brought)
        } else {
            pay
        };
        let kept = limit(component, due, self.target_paid());
        let cut = due.plus(kept.negative());
        steps.add(StepKind::Cap, cut.negative());
        carry.left = cut.reduced();
        kept
    }

    /// The derived rate is target pay of a year over quota of a year; while ramping, target pay is kept and the quota is smaller.
    fn amount_basis(&self, ramped: i64, full: i64, active: f64) -> Basis {
        let Window { component, terms, .. } = self;
        let on_full = terms.accelerators == RampAccelerators::OnFullQuota;
        let quota = if on_full { full } else { ramped };
        let rate = if terms.quota_year > 0 {
            if quota == full || quota == 0 {
                self.derived
            } else {
                self.derived.times_lowest(Ratio::new(i128::from(full), i128::from(quota)))
            }
        } else if quota > 0 {
            // A quota that is the sum of others': target pay of the time in the seat over that sum.
            target_pay(component, terms, active / 12.0).times(Ratio::new(1, i128::from(quota))).reduced()
        } else {
            Ratio::ZERO
        };
        Basis { quota, rate }
    }

    /// Target pay of the months that are paid for. While ramping it is kept, whatever the quota.
    fn target_paid(&self) -> Ratio {
        let Window { component, terms, .. } = self;
        if component.measure.is_ratio() || terms.quota_year <= 0 {
            return target_pay(
                component,
                terms,
                self.span(self.paid_from).map(|month| month.active).sum::<f64>() / 12.0,
            );
        }
        let full = self.span(self.paid_from).map(|month| month.full).fold(0, i64::saturating_add);
        target_pay_year(component, terms).times(Ratio::new(i128::from(full), i128::from(terms.quota_year)))
    }
}

/// Credit to the nearest thousandth.
fn whole(credit: i128) -> i64 {
    let nearest = (credit.abs() + CUT / 2) / CUT * credit.signum();
    i64::try_from(nearest).unwrap_or(if credit < 0 { i64::MIN } else { i64::MAX })
}

/// Credit as a ratio of its thousandths.
fn in_thousandths(credit: i128) -> Ratio {
    if credit % CUT == 0 { Ratio::new(credit / CUT, 1) } else { Ratio::new(credit, CUT) }
}

/// Whether what earlier periods earned is taken off again.
pub(super) fn trued_up(component: &Component) -> bool {
    matches!(component.rated, Rated::QuarterToDate | Rated::YearToDate)
        && component.true_up == TrueUp::CumulativeLessPaid
}

fn qualifies(kicker: &Kicker, deal: &DealPiece) -> bool {
    match kicker.when {
        KickerWhen::Term { months } => deal.term_months >= months,
        KickerWhen::Prepaid => deal.prepaid,
        KickerWhen::Size { amount } => deal.credit.saturating_abs() >= amount.mills(),
    }
}

fn kicked(kicker: &Kicker, credit: Ratio, basis: &Basis) -> Ratio {
    match kicker.pays {
        KickerPays::Multiple(rate) => {
            credit.times(basis.rate).times(Ratio::new(i128::from(rate.ppm()), i128::from(Rate::SCALE)))
        }
        KickerPays::Share(rate) => credit.times(Ratio::new(i128::from(rate.ppm()), i128::from(Rate::SCALE))),
    }
}

/// Target pay of a part of the year, as a ratio: variable x weight x part.
fn target_pay(component: &Component, terms: &ComponentTerms, part_of_year: f64) -> Ratio {
    let year = target_pay_year(component, terms);
    year.times(Ratio::new((part_of_year * 12e9).round() as i128, 12_000_000_000))
}

fn target_pay_year(component: &Component, terms: &ComponentTerms) -> Ratio {
    let variable = i128::from(terms.variable.amount().mills());
    Ratio::new(variable * i128::from(component.weight.ppm()), i128::from(Rate::SCALE))
}

/// The derived rate of a component: target pay of a year over quota of a year, in lowest terms.
pub(super) fn derived_rate(component: &Component, terms: &ComponentTerms) -> Ratio {
    target_pay_year(component, terms).times(Ratio::new(1, i128::from(terms.quota_year))).reduced()
}
