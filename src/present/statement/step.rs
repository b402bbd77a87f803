//! Steps of the calculation in words: from credit to coin.

use super::place::{self, Stretch};
use super::{RowKind, StatementRow, Words};
use crate::engine::pay::StepKind;
use crate::engine::{ComponentStatement, Line, PeriodStatement};
use crate::model::comp::{Component, Kicker, KickerPays, KickerWhen, Measure, Rated, Rates, TierFrom};
use crate::present::words_pay;
use crate::text::{going_on, tr};
use crate::units::{Money, Rate};

/// A measure inside a sentence.
fn within(measure: Measure) -> String {
    going_on(words_pay::measure(measure))
}

impl Words<'_> {
    pub(super) fn steps(&self, part: &ComponentStatement, period: &PeriodStatement, rows: &mut Vec<StatementRow>) {
        let planned = self.planned(part);
        for line in &period.lines {
            let (title, note) = self.step(part, planned, period, line);
            let row = StatementRow::new(RowKind::Step, title).noted(note).with(line.amount);
            rows.push(StatementRow { deal: line.deal, ..row });
        }
        if period.lines.is_empty() {
            let why = self.why_nothing(planned, period);
            rows.push(StatementRow::new(RowKind::Step, why).with(Money::ZERO));
        }
    }

    fn why_nothing(&self, planned: Option<&Component>, period: &PeriodStatement) -> String {
        let earned = &period.earned;
        let threshold = planned.and_then(|it| Some((it.measure, it.threshold?.at)));
        match threshold {
            Some((measure, at)) if measure.is_ratio() && (earned.credit as f64) < at.to_f64() * 1e9 => {
                tr!("Below the threshold of {}, so nothing is earned", self.locale.rate(at))
            }
            Some((measure, at)) if !measure.is_ratio() && earned.attainment.is_some_and(|it| it < at.to_f64()) => {
                tr!("Below the threshold of {} of target, so nothing is earned", self.locale.rate(at))
            }
            Some(_) | None if earned.credit == 0 => tr!("No credit, so nothing is earned").to_owned(),
            Some(_) | None => self.below_the_table(planned, period),
        }
    }

    fn below_the_table(&self, planned: Option<&Component>, period: &PeriodStatement) -> String {
        let first = planned.and_then(|it| place::first_paid(it, &period.earned)).map(|from| self.bound(from));
        match (planned.map(|it| &it.rates), first) {
            (Some(Rates::Milestones { .. }), Some(first)) => {
                tr!("Below the first milestone, {first}, so nothing is earned")
            }
            (Some(_), Some(first)) => {
                tr!("Not above {first}, where the first tier that pays begins, so nothing is earned")
            }
            (Some(Rates::Matrix { .. }), None) => {
                tr!("The table of both results pays nothing there, so nothing is earned").to_owned()
            }
            (Some(_), None) | (None, _) => tr!("Nothing is earned").to_owned(),
        }
    }

    fn milestones(&self, count: usize, (low, high): (TierFrom, TierFrom), lost: bool) -> String {
        let (low, high) = (self.bound(low), self.bound(high));
        let which = match count {
            1 => low,
            2 => tr!("{low} and {high}"),
            _more => tr!("{}, from {low} to {high}", self.locale.count(count as i64)),
        };
        match (count, lost) {
            (1, false) => tr!("Milestone reached: {which}"),
            (_several, false) => tr!("Milestones reached: {which}"),
            (1, true) => tr!("Milestone no longer reached: {which}"),
            (_several, true) => tr!("Milestones no longer reached: {which}"),
        }
    }

    /// The cell of a matrix, the results that chose it, and the target pay it is a share of.
    fn cell(&self, (by, at): (Measure, Option<f64>), cell: Rate, target: f64) -> (String, String) {
        let (part, by) = (self.locale.rate(cell), within(by));
        let pay = self.locale.money_full(Money::from_mills(target.round() as i64), self.currency);
        let why = match at {
            Some(at) => tr!("by the table of both results, as {by} stands at {}", self.locale.percent(at, 1)),
            None => tr!("by the table of both results; nothing is known of {by}, which counts as on target"),
        };
        (tr!("{part} of target pay of {pay}"), why)
    }

    /// Title and note of a step.
    fn step(
        &self,
        part: &ComponentStatement,
        planned: Option<&Component>,
        period: &PeriodStatement,
        line: &Line,
    ) -> (String, String) {
        let plain = |title: &str| (title.to_owned(), String::new());
        let deal = line.deal.map(|at| self.deal(at));
        let on_deal = |title: &str| deal.as_ref().map_or_else(|| title.to_owned(), |deal| tr!("{title} on {deal}"));
        match line.kind {
            StepKind::Slice { .. } => match Stretch::of(line) {
                Some(stretch) => self.stretch(part.measure, period, &stretch),
                None => plain(tr!("By the table of rates")),
            },
            StepKind::RiseToTarget { share, target } => self.rise(planned, share, target),
            StepKind::Table => match deal {
                Some(deal) => (deal, tr!("rated alone").to_owned()),
                None => plain(self.by_table(planned)),
            },
            StepKind::Milestones { count, low, high } => {
                plain(&self.milestones(count, (low, high), line.amount < Money::ZERO))
            }
            StepKind::Matrix { by, at, cell, target } => self.cell((by, at), cell, target),
            StepKind::AttainedBy { measure, at } => (
                tr!("Rate taken from {}, at {}", within(measure), self.locale.percent(at, 1)),
                tr!("what that changes").to_owned(),
            ),
            StepKind::Kicker => (on_deal(tr!("Kicker")), self.kickers(planned, line.deal.is_none())),
            StepKind::DealCap => {
                let cap = planned.and_then(|it| it.deal_cap);
                let note = cap.map_or_else(String::new, |cap| {
                    tr!("one deal pays at most {}", self.locale.money_full_named(cap, self.currency))
                });
                (on_deal(tr!("Cut")), note)
            }
            StepKind::Multiplier { measure, at, factor } => (
                tr!("Multiplied by {}", self.locale.number(factor, 3)),
                tr!("as {} stands at {}", within(measure), self.locale.percent(at, 1)),
            ),
            StepKind::CarriedIn => {
                (tr!("Carried over").to_owned(), tr!("what the cap cut earlier in the fiscal year").to_owned())
            }
            StepKind::Cap => {
                let cap = planned.and_then(|it| it.cap);
                let note = cap.map_or_else(String::new, |cap| {
                    tr!("this component pays at most {} of its target pay", self.locale.rate(cap))
                });
                (tr!("Cut by the cap").to_owned(), note)
            }
            StepKind::Gate => {
                let gate = planned.and_then(|it| it.gate);
                let note = gate.map_or_else(String::new, |gate| {
                    tr!("{} did not reach {}", within(gate.measure), self.locale.rate(gate.at))
                });
                (tr!("Not paid").to_owned(), note)
            }
            StepKind::Settled => {
                let since = match planned.map(|it| it.rated) {
                    Some(Rated::QuarterToDate) => tr!("Earned before in this quarter"),
                    Some(Rated::YearToDate) => tr!("Earned before in this fiscal year"),
                    Some(Rated::EachDeal | Rated::Period) | None => tr!("Earned before"),
                };
                plain(since)
            }
            StepKind::Rounding => plain(tr!("Rounding")),
        }
    }

    /// Pay between threshold and target: the share of the way is the share of target pay.
    fn rise(&self, planned: Option<&Component>, share: f64, target: f64) -> (String, String) {
        let mills = Money::from_mills(target.round() as i64);
        let pay = self.locale.money_full(mills, self.currency);
        if share == 1.0 {
            return (tr!("Target pay of {pay}"), tr!("the target is reached").to_owned());
        }
        let from = planned.and_then(|it| it.threshold).map(|it| self.locale.rate(it.at));
        let way = from.map_or_else(String::new, |from| tr!("so far from the threshold of {from} to the target"));
        let part = place::share_of(share, (self.coins(mills), share * target / 1e3), self.locale);
        (tr!("{part} of target pay of {pay}"), way)
    }

    fn by_table(&self, planned: Option<&Component>) -> &'static str {
        let Some(planned) = planned else { return "SPIF" };
        if planned.rated == Rated::EachDeal {
            return tr!("Deals of the usual size, each rated alone");
        }
        match planned.rates {
            Rates::Tiers { .. } | Rates::Interpolated { .. } => tr!("By the table of rates"),
            Rates::Curve { .. } => tr!("By the curve of pay"),
            Rates::Milestones { .. } => tr!("Milestones reached"),
            Rates::Matrix { .. } => tr!("By the table of both results"),
        }
    }

    /// Which kickers a component has; what they are expected to add where there is no deal.
    fn kickers(&self, planned: Option<&Component>, expected: bool) -> String {
        let all: Vec<String> = planned.map_or(&[][..], |it| &it.kickers).iter().map(|it| self.kicker(it)).collect();
        let expected = if expected { tr!(", on the share of credit expected to qualify") } else { "" };
        [&all.join(tr!("; or ")), expected].concat()
    }

    fn kicker(&self, kicker: &Kicker) -> String {
        let pays = match kicker.pays {
            KickerPays::Multiple(rate) => tr!("{}x the target rate", self.locale.multiple_typed(rate)),
            KickerPays::Share(rate) => tr!("{} of the credit", self.locale.rate(rate)),
        };
        let when = match kicker.when {
            KickerWhen::Term { months: 1 } => tr!("signed for at least 1 month").to_owned(),
            KickerWhen::Term { months } => {
                tr!("signed for at least {} months", self.locale.count(i64::from(months)))
            }
            KickerWhen::Prepaid => tr!("paid in advance").to_owned(),
            KickerWhen::Size { amount } => tr!("of at least {}", self.locale.money_typed(amount)),
        };
        tr!("{pays} on top if {when}")
    }
}
