//! What one component of one person earns, period by period, computed a second time: plainly, slowly and in exact fractions, from the
//! words of the rules.

use crate::table::{Exact, Rater, fraction, less, more, share, whole};
use remit::engine::pay::{ComponentTerms, DealPiece, Feed, Ratio};
use remit::model::RampAccelerators;
use remit::model::comp::{
    Component, KickerPays, KickerWhen, Measure, MultiplierBy, Rated, Rates, RoundingAt, TrueUp,
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
            carried = if window_before.is_some_and(|before| person.same_fiscal_year(before, at)) { cut } else { whole(0) };
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

    /// First and last month of every period that closes.
    fn periods(&self) -> Vec<(usize, usize)> {
        let mut periods = Vec::new();
        let mut from = 0;
        for month in 0..self.feed.months.len() {
            if self.fiscal(month, self.component.cadence).last() == self.feed.first.plus(month as i32) {
                periods.push((from, month));
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

    /// Pay of the months `paid_from` to `at`, and what the cap cut of it.
    fn period(&self, paid_from: usize, at: usize, carried: &Exact) -> (Exact, Exact) {
        let begun = self.counted_from(paid_from, at);
        let rater = self.rater(begun, at);
        let target = self.target_pay(paid_from, at);
        let mut pay = self.rate(&rater, &target, begun, paid_from, at);
        pay *= self.factor(begun, at);
        let mut left = whole(0);
        if let Some(cap) = self.component.cap {
            let most = share(cap) * &target;
            if self.component.cap_carries {
                pay += carried;
            }
            if pay > most {
                left = &pay - &most;
                pay = most;
            }
        }
        if let Some(gate) = &self.component.gate
            && self.stands(gate.measure, begun, at).is_some_and(|stands| stands < share(gate.at))
        {
            pay = if gate.accelerators_only { less(pay, target) } else { whole(0) };
        }
        (pay, left)
    }

    fn rater(&self, begun: usize, at: usize) -> Rater<'_> {
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
        Rater {
            component: self.component,
            quota: whole(quota),
            target: self.target_pay(begun, at),
            accelerates: self.terms.accelerators != RampAccelerators::OffWhileRamping || ramped >= full,
            other,
        }
    }

    /// Variable x weight x the part of the year: of the quota of the year where there is one, else of the time in the seat.
    fn target_pay(&self, from: usize, at: usize) -> Exact {
        let months = &self.feed.months[from..=at];
        let part = if self.component.measure.is_ratio() {
            months.iter().fold(whole(0), |sum, month| sum + exact(month.active)) / whole(12)
        } else if self.terms.quota_year == 0 {
            whole(0)
        } else {
            fraction(months.iter().map(|month| month.full).sum(), self.terms.quota_year)
        };
        whole(self.terms.variable.amount().mills()) * share(self.component.weight) * part
    }

    /// Where another measure stands.
    fn stands(&self, measure: Measure, from: usize, at: usize) -> Option<Exact> {
        (self.feed.look)(measure, from, at).map(|Ratio { num, den }| Exact::new(num.into(), den.into()))
    }

    /// Table, threshold and attainment cap, kickers, cap of a deal.
    fn rate(&self, rater: &Rater<'_>, target: &Exact, begun: usize, paid_from: usize, at: usize) -> Exact {
        if self.component.measure.is_ratio() {
            return self.rate_of_ratio(rater, target, begun, at);
        }
        let total = whole(self.feed.months[begun..=at].iter().map(|month| month.credit).sum());
        let settled = whole(self.feed.months[begun..paid_from].iter().map(|month| month.credit).sum());
        let credit = &total - &settled;
        let by_other = self.rate_by_other(rater, begun, at);
        if self.component.rated == Rated::EachDeal {
            return self.rate_deals(rater, by_other, &credit, paid_from, at);
        }
        let pay = match by_other {
            Some(rate) => rate * &credit,
            None if settled == whole(0) => rater.pay(&total),
            None => rater.pay_between(&settled, &total),
        };
        pay + self.kickers(rater, &credit, paid_from, at)
    }

    /// A ratio is rated as it stands over all months that count. If nothing was due, the target is paid.
    fn rate_of_ratio(&self, rater: &Rater<'_>, target: &Exact, begun: usize, at: usize) -> Exact {
        let months = &self.feed.months[begun..=at];
        let kept = months.iter().fold(whole(0), |sum, month| sum + exact(month.part));
        let due = months.iter().fold(whole(0), |sum, month| sum + exact(month.whole));
        if due <= whole(0) {
            return target.clone();
        }
        let ratio = kept / due * whole(1_000_000_000);
        let pay = match self.rate_by_other(rater, begun, at) {
            Some(rate) => rate * ratio,
            None => rater.pay(&ratio),
        };
        // Rated to date but for this period only: this period's part of target pay.
        if rater.target == whole(0) { pay } else { pay * target / &rater.target }
    }

    /// The mean rate at the attainment of the measure that picks the place in the table.
    fn rate_by_other(&self, rater: &Rater<'_>, begun: usize, at: usize) -> Option<Exact> {
        let stands = self.stands(self.component.attained_by?, begun, at)?;
        let there = stands * &rater.quota;
        Some(if there == whole(0) { whole(0) } else { rater.pay(&there) / there })
    }

    fn rate_deals(&self, rater: &Rater<'_>, by_other: Option<Exact>, credit: &Exact, from: usize, at: usize) -> Exact {
        let mut pay = whole(0);
        for deal in self.deals(credit, from, at) {
            let mut its_pay = match &by_other {
                Some(rate) => rate * &deal.credit,
                None => rater.pay(&deal.credit),
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
        KickerPays::Multiple(multiple) => share(multiple) * rater.derived(),
        KickerPays::Share(of_credit) => share(of_credit),
    }
}

fn exact(number: f64) -> Exact {
    Exact::from_float(number).unwrap()
}
