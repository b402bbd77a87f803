//! What one component of one person earns, period by period, computed a second time: plainly, slowly and in exact fractions, from the
//! words of the rules.

use crate::table::{Exact, Rater, fraction, less, more, share, whole};
use remit::engine::pay::{ComponentTerms, DealPiece, Feed, Ratio};
use remit::model::RampAccelerators;
use remit::model::comp::{
    Boundary, Component, KickerPays, KickerWhen, MarginOver, Measure, MultiplierBy, Rated, Rates, RoundingAt, TierFrom,
    TierValue, TrueUp,
};
use remit::units::{Cadence, FiscalPeriod, Money, Rounding};

/// A period that closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    pub from: usize,
    pub at: usize,
    pub amount: Money,
}

/// All periods of a component.
pub fn earned(component: &Component, terms: &ComponentTerms, feed: &Feed<'_>) -> Vec<Closed> {
    let person = Person { component, terms, feed };
    let mut closed: Vec<(usize, Closed)> = Vec::new();
    // What caps cut: before the window began, and by the end of the last period.
    let (mut carried, mut cut) = (whole(0), whole(0));
    let mut window_before = None;
    for (from, at) in person.periods() {
        let window = person.window(from, at);
        if window_before != Some(window) {
            carried =
                if window_before.is_some_and(|before| person.same_fiscal_year(before, at)) { cut } else { whole(0) };
            window_before = Some(window);
        }
        let (pay, left) = person.period(window, at, &carried);
        cut = left;
        let settled = closed.iter().filter(|(its_window, _)| *its_window == window);
        let settled: Money = settled.map(|(_, it)| it.amount).sum();
        let amount = person.to_coin(&pay) - settled;
        closed.push((window, Closed { from, at, amount }));
    }
    closed.into_iter().map(|(_, it)| it).collect()
}

struct Person<'a> {
    component: &'a Component,
    terms: &'a ComponentTerms,
    feed: &'a Feed<'a>,
}

impl Person<'_> {
    fn fiscal(&self, month: usize, cadence: Cadence) -> FiscalPeriod {
        self.terms.calendar.period_of(self.feed.first.plus(month as i32), cadence)
    }

    fn same_fiscal_year(&self, a: usize, b: usize) -> bool {
        self.fiscal(a, Cadence::Year) == self.fiscal(b, Cadence::Year)
    }

    /// First and last month of every period: the last closes with the run. Where nobody was there and nothing was credited, there is none.
    fn periods(&self) -> Vec<(usize, usize)> {
        let mut periods = Vec::new();
        let mut from = 0;
        for month in 0..self.feed.months.len() {
            let is_last = month + 1 == self.feed.months.len();
            if is_last || self.fiscal(month, self.component.cadence) != self.fiscal(month + 1, self.component.cadence) {
                if self.feed.months[from..=month].iter().any(|it| it.active > 0.0 || it.credit != 0) {
                    periods.push((from, month));
                }
                from = month + 1;
            }
        }
        periods
    }

    /// The first month of what is rated at once.
    fn window(&self, from: usize, at: usize) -> usize {
        let begun = |cadence| (0..=at).find(|month| self.fiscal(*month, cadence) == self.fiscal(at, cadence));
        match (self.component.rated, self.component.true_up) {
            (Rated::EachDeal | Rated::Period, _) | (_, TrueUp::ThisPeriodOnly) => from,
            (Rated::QuarterToDate, TrueUp::CumulativeLessPaid) => begun(Cadence::Quarter).unwrap_or(from).min(from),
            (Rated::YearToDate, TrueUp::CumulativeLessPaid) => begun(Cadence::Year).unwrap_or(from).min(from),
        }
    }

    /// The first month whose credit counts for attainment.
    fn counted_from(&self, from: usize, at: usize) -> usize {
        let begun = |cadence| (0..=at).find(|month| self.fiscal(*month, cadence) == self.fiscal(at, cadence));
        match self.component.rated {
            Rated::EachDeal | Rated::Period => from,
            Rated::QuarterToDate => begun(Cadence::Quarter).unwrap_or(from).min(from),
            Rated::YearToDate => begun(Cadence::Year).unwrap_or(from).min(from),
        }
    }

    /// Pay of the months `paid_from` to `at`, and what caps have cut by then.
    fn period(&self, paid_from: usize, at: usize, carried: &Exact) -> (Exact, Exact) {
        let begun = self.counted_from(paid_from, at);
        let gate = self.component.gate.filter(|gate| {
            // What has no value has not failed.
            self.stands(gate.measure, begun, at).is_some_and(|stands| stands < share(gate.at))
        });
        if gate.is_some_and(|gate| !gate.accelerators_only) {
            return (whole(0), carried.clone());
        }
        let rater = self.rater(begun, at, gate.is_none());
        let mut pay = self.rate(&rater, begun, paid_from, at) * self.factor(begun, at);
        let mut cut = whole(0);
        if let Some(cap) = self.component.cap {
            if self.component.cap_carries {
                pay += carried;
            }
            let most = share(cap) * self.target_pay(paid_from, at);
            if pay > most {
                cut = &pay - &most;
                pay = most;
            }
        }
        (pay, cut)
    }

    fn rater(&self, begun: usize, at: usize, gate_met: bool) -> Rater<'_> {
        let months = &self.feed.months[begun..=at];
        let ramped: i64 = months.iter().map(|month| month.ramped).sum();
        let full: i64 = months.iter().map(|month| month.full).sum();
        let quota = match self.terms.accelerators {
            _ if self.component.measure.is_ratio() => self.terms.quota_year,
            RampAccelerators::OnFullQuota => full,
            RampAccelerators::OnRampedQuota | RampAccelerators::OffWhileRamping => ramped,
        };
        let other = match &self.component.rates {
            Rates::Matrix { by, .. } => self.stands(*by, begun, at).unwrap_or_else(|| whole(1)),
            _ => whole(1),
        };
        let target = self.target_pay(begun, at);
        Rater {
            component: self.component,
            quota: whole(quota),
            derived: match (quota, self.terms.quota_year) {
                (0, 0) => whole(0),
                (0, year) => self.target_of(whole(1)) / whole(year),
                (quota, _) => &target / whole(quota),
            },
            // Without a quota there is no 100 % that could pay it.
            target: if quota == 0 { whole(0) } else { target },
            accelerates: gate_met && (self.terms.accelerators != RampAccelerators::OffWhileRamping || ramped >= full),
            other,
        }
    }

    /// Target pay of some months: by the part of the year's quota that lies in them, or by the time in the seat where the year has none.
    fn target_pay(&self, from: usize, at: usize) -> Exact {
        let months = &self.feed.months[from..=at];
        let by_quota = !self.component.measure.is_ratio() && self.terms.quota_year != 0;
        self.target_of(if by_quota {
            fraction(months.iter().map(|month| month.full).sum(), self.terms.quota_year)
        } else {
            months.iter().fold(whole(0), |sum, month| sum + exact(month.active)) / whole(12)
        })
    }

    /// Variable x weight x a part of the year.
    fn target_of(&self, part: Exact) -> Exact {
        whole(self.terms.variable.amount().mills()) * share(self.component.weight) * part
    }

    /// Where another measure stands.
    fn stands(&self, measure: Measure, from: usize, at: usize) -> Option<Exact> {
        (self.feed.look)(measure, from, at).map(|Ratio { num, den }| Exact::new(num.into(), den.into()))
    }

    /// Table, threshold and attainment cap, kickers, cap of a deal.
    fn rate(&self, rater: &Rater<'_>, begun: usize, paid_from: usize, at: usize) -> Exact {
        if self.component.measure.is_ratio() {
            let ratio = self.ratio(begun, at);
            return self.rate_by_other(rater, begun, at).map_or_else(|| rater.pay(None, &ratio), |rate| rate * &ratio);
        }
        let total = whole(self.feed.months[begun..=at].iter().map(|month| month.credit).sum());
        let settled = whole(self.feed.months[begun..paid_from].iter().map(|month| month.credit).sum());
        let credit = &total - &settled;
        if self.component.rated == Rated::EachDeal {
            return self.rate_deals(rater, &credit, paid_from, at);
        }
        let is_matrix = matches!(self.component.rates, Rates::Matrix { .. });
        let pay = match self.rate_by_other(rater, begun, at) {
            Some(rate) => rate * &credit,
            None if begun == paid_from => rater.pay(None, &total),
            // This period's part of target pay, at the cell that the total has reached.
            None if is_matrix && rater.target == whole(0) => whole(0),
            None if is_matrix => rater.pay(None, &total) * self.target_pay(paid_from, at) / self.target_pay(begun, at),
            None => rater.pay(Some(&settled), &total),
        };
        pay + self.kickers(rater, &credit, paid_from, at)
    }

    /// A ratio over some months, to the billionth. If nothing was due it counts as on target.
    fn ratio(&self, begun: usize, at: usize) -> Exact {
        let months = &self.feed.months[begun..=at];
        let kept = months.iter().fold(whole(0), |sum, month| sum + exact(month.part));
        let due = months.iter().fold(whole(0), |sum, month| sum + exact(month.whole));
        if due > whole(0) { (kept / due * whole(1_000_000_000)).round() } else { whole(self.terms.quota_year) }
    }

    /// The mean rate at the attainment of the measure that picks the place in the table.
    fn rate_by_other(&self, rater: &Rater<'_>, begun: usize, at: usize) -> Option<Exact> {
        let stands = self.stands(self.component.attained_by?, begun, at)?;
        if rater.quota == whole(0) { None } else { Some(rater.mean_rate(&(stands * &rater.quota))) }
    }

    fn rate_deals(&self, rater: &Rater<'_>, credit: &Exact, from: usize, at: usize) -> Exact {
        let mut pay = whole(0);
        for deal in self.deals(credit, from, at) {
            // A deal taken back earns what it earned, the other way; one without credit earns nothing.
            let taken_back = deal.credit < whole(0);
            let nothing = deal.credit == whole(0);
            let mut its_pay = if nothing {
                whole(0)
            } else if let Some(rate) = self.rate_by_margin(rater, deal.real) {
                rate * &deal.credit
            } else if taken_back {
                -rater.pay(None, &-&deal.credit)
            } else {
                rater.pay(None, &deal.credit)
            };
            its_pay += match deal.real {
                Some(real) => self.kickers_of(rater, real),
                None => self.kickers_expected(rater, &deal.credit),
            };
            if let Some(cap) = self.component.deal_cap {
                let most = whole(cap.mills());
                its_pay = more(-&most, less(its_pay, most.clone()));
            }
            if self.component.rounding_at == RoundingAt::Deal {
                its_pay = whole(self.to_coin(&its_pay).mills());
            }
            pay += its_pay;
        }
        pay
    }

    /// What each thousandth of a deal's credit pays where its margin picks the tier. Every tier is asked whether the margin has reached
    /// it; the highest bound that was reached wins, so the order of the table plays no part.
    fn rate_by_margin(&self, rater: &Rater<'_>, real: Option<&DealPiece>) -> Option<Exact> {
        let over = self.component.tier_by_margin?;
        let Rates::Tiers { tiers, boundary } = &self.component.rates else { return None };
        let told = real.and_then(|it| it.margin);
        let (amount, margin) = told.map_or((whole(1), share(self.terms.margin)), |(amount, margin)| {
            let sign = if amount < 0 { -1 } else { 1 };
            (whole(sign * amount), whole(sign * margin))
        });
        let divisor = match over {
            MarginOver::Amount => amount,
            MarginOver::Cost => amount - &margin,
        };
        let stands = if divisor > whole(0) { Some(&margin / &divisor) } else { None };
        let reached = |bound: &Exact| match &stands {
            Some(stands) => match boundary {
                Boundary::Lower => stands > bound,
                Boundary::Upper => stands >= bound,
            },
            // There is nothing to divide by: any gain is more than every share.
            None => margin > whole(0),
        };
        let mut best: Option<(Exact, Exact)> = None;
        for (at, tier) in tiers.iter().enumerate() {
            let TierFrom::Quota(from) = tier.from else { continue };
            let bound = share(from);
            let always = at == 0 && bound == whole(0);
            if (always || reached(&bound)) && best.as_ref().is_none_or(|(highest, _)| *highest <= bound) {
                let pays = match tier.value {
                    TierValue::Multiple(multiple) => share(multiple) * &rater.derived,
                    TierValue::Share(of_credit) => share(of_credit),
                    TierValue::PerUnit(amount) => fraction(amount.mills(), 1_000),
                };
                best = Some((bound, pays));
            }
        }
        Some(best.map_or_else(|| whole(0), |(_, pays)| pays))
    }

    /// Real deals, or deals of the mean size and one smaller rest.
    fn deals(&self, credit: &Exact, from: usize, at: usize) -> Vec<Deal<'_>> {
        if let Some(deals) = self.feed.deals {
            let deals = deals.iter().filter(|deal| (from..=at).contains(&deal.month));
            return deals.map(|real| Deal { credit: whole(real.credit), real: Some(real) }).collect();
        }
        let size = whole(self.terms.deal_size);
        let sign = if *credit < whole(0) { whole(-1) } else { whole(1) };
        let mut left = credit * &sign;
        let mut deals = Vec::new();
        while left > whole(0) {
            let next = if size > whole(0) { less(left.clone(), size.clone()) } else { left.clone() };
            left -= &next;
            deals.push(Deal { credit: next * &sign, real: None });
        }
        deals
    }

    fn kickers(&self, rater: &Rater<'_>, credit: &Exact, from: usize, at: usize) -> Exact {
        match self.feed.deals {
            Some(deals) => {
                let deals = deals.iter().filter(|deal| (from..=at).contains(&deal.month));
                deals.fold(whole(0), |sum, deal| sum + self.kickers_of(rater, deal))
            }
            None => self.kickers_expected(rater, credit),
        }
    }

    fn kickers_of(&self, rater: &Rater<'_>, deal: &DealPiece) -> Exact {
        let kickers = self.component.kickers.iter().filter(|kicker| match kicker.when {
            KickerWhen::Term { months } => deal.term_months >= months,
            KickerWhen::Prepaid => deal.prepaid,
            KickerWhen::Size { amount } => deal.credit.abs() >= amount.mills(),
        });
        kickers.fold(whole(0), |sum, kicker| sum + kicked(kicker.pays, rater) * whole(deal.credit))
    }

    fn kickers_expected(&self, rater: &Rater<'_>, credit: &Exact) -> Exact {
        let kickers = self.component.kickers.iter();
        kickers.fold(whole(0), |sum, kicker| sum + kicked(kicker.pays, rater) * share(kicker.expected) * credit)
    }

    /// What a multiplier makes of one coin.
    fn factor(&self, begun: usize, at: usize) -> Exact {
        let Some(multiplier) = &self.component.multiplier else { return whole(1) };
        let Some(stands) = self.stands(multiplier.measure, begun, at) else { return whole(1) };
        match &multiplier.by {
            MultiplierBy::Steps { steps } => {
                let reached = steps.iter().rfind(|step| share(step.from) <= stands);
                reached.map_or(whole(1), |step| share(step.factor))
            }
            MultiplierBy::Attainment { least, most } => less(more(stands, share(*least)), share(*most)),
        }
    }

    /// To the coin, once.
    fn to_coin(&self, pay: &Exact) -> Money {
        let coin = self.terms.currency.quantum().mills();
        let coins = pay / whole(coin);
        let low = coins.floor();
        let over = &coins - &low;
        let up = match over.cmp(&fraction(1, 2)) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => match self.terms.rounding {
                Rounding::HalfAwayFromZero => coins > whole(0),
                Rounding::HalfEven => !(&low / whole(2)).is_integer(),
            },
        };
        let coins = if up { low + whole(1) } else { low };
        Money::from_mills(i64::try_from(coins.to_integer()).unwrap() * coin)
    }
}

struct Deal<'a> {
    credit: Exact,
    real: Option<&'a DealPiece>,
}

/// What a kicker adds to each thousandth of credit.
fn kicked(pays: KickerPays, rater: &Rater<'_>) -> Exact {
    match pays {
        KickerPays::Multiple(multiple) => share(multiple) * &rater.derived,
        KickerPays::Share(of_credit) => share(of_credit),
    }
}

fn exact(number: f64) -> Exact {
    Exact::from_float(number).unwrap()
}
