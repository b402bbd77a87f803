//! Draws and guarantees: five kinds of advance on variable pay.

use crate::model::comp::{DrawKind, DrawPaid};
use crate::units::{Currency, Flow, Money, Rate, Rounding};

/// One period of a draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrawLine {
    /// Earned before the draw.
    pub earned: Money,
    /// The draw of the period; zero where there is none.
    pub draw: Money,
    /// Paid on top of what was earned.
    pub advanced: Money,
    /// Taken from what was earned to repay earlier advances.
    pub recovered: Money,
    /// Paid.
    pub paid: Money,
    /// Of that, paid with the month itself; the rest follows the payout of the plan. See [`DrawLine::now`].
    pub with_month: Money,
    /// Still owed afterwards; never negative.
    pub owed: Money,
}

impl DrawLine {
    /// What of the pay of a month is paid with the month: the part up to its draw, where the draw is paid so. Nothing of pay that
    /// is not above zero.
    pub fn now(&self, paid: DrawPaid) -> Money {
        match paid {
            DrawPaid::WithCommission => Money::ZERO,
            DrawPaid::WithMonth => self.paid.min(self.draw).max(Money::ZERO),
        }
    }
}

/// Settles a draw over successive periods. `draws` is the amount guaranteed in each period (zero where none is). Where commission is
/// reckoned in longer periods than draws are, [`settle_guarantee`] and [`settle_forgiven`] know which months it is for.
pub fn settle_draw(
    kind: DrawKind,
    draws: &[Money],
    earned: &[Money],
    currency: Currency,
    rounding: Rounding,
) -> Vec<DrawLine> {
    if kind == DrawKind::RecoverableForgiven {
        return settle_forgiven(draws, &Dues { amounts: earned, ..Dues::default() }, currency);
    }
    let mut owed = Money::ZERO;
    let mut lines = Vec::with_capacity(earned.len());
    for (index, amount) in earned.iter().enumerate() {
        let draw = draws.get(index).copied().unwrap_or_default();
        let shortfall = Money::from_mills((draw - *amount).mills().max(0));
        let surplus = Money::from_mills((*amount - draw).mills().max(0));
        let mut line = DrawLine { earned: *amount, draw, ..DrawLine::default() };
        match kind {
            DrawKind::GuaranteeTopUp => line.advanced = shortfall,
            DrawKind::Additional => line.advanced = draw,
            DrawKind::Recoverable | DrawKind::RecoverableForgiven => {
                line.advanced = shortfall;
                line.recovered = surplus.min(owed);
                owed = owed + line.advanced - line.recovered;
            }
            DrawKind::DelayedRecovery { start_period, share, last_period } => {
                let number = index as u32 + 1;
                line.advanced = shortfall;
                if number >= start_period && last_period.is_none_or(|last| number <= last) {
                    line.recovered = share_of(surplus, share, currency, rounding).min(owed);
                }
                owed = owed + line.advanced - line.recovered;
            }
        }
        line.paid = *amount + line.advanced - line.recovered;
        line.owed = owed;
        lines.push(line);
    }
    lines
}

/// What was earned over the months of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarnedOver {
    /// Position of the first of its months.
    pub from: usize,
    /// Position of the month in which it closes.
    pub at: usize,
    /// Earned.
    pub amount: Money,
}

/// What falls due month by month, and which months it is for: what falls due in a month counts for the months of the periods that close
/// in it, in proportion to what they earned and to the time worked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dues<'a> {
    /// What falls due in each month.
    pub amounts: &'a [Money],
    /// What of it had waited for the invoice or the cash: it counts for the month in which it falls due.
    pub late: &'a [Money],
    /// The share of each month that is worked.
    pub active: &'a [f64],
    /// What was earned in which periods.
    pub over: &'a [EarnedOver],
}

impl Dues<'_> {
    /// The months that what falls due in a month counts for, each with its part in major units.
    fn counts_for(&self, at: usize) -> Vec<(usize, f64)> {
        let amount = |series: &[Money]| series.get(at).copied().unwrap_or_default();
        let in_time = (amount(self.amounts) - amount(self.late)).to_major();
        let closing = || self.over.iter().filter(move |it| it.at == at);
        let weight = |it: &EarnedOver| it.amount.to_major().abs();
        let whole: f64 = closing().map(weight).sum();
        let mut months = Vec::new();
        let mut own = 1.0;
        for period in closing().filter(|it| it.from < at && !it.amount.is_zero()) {
            let worked = self.active.get(period.from..=at).unwrap_or(&[]);
            let time: f64 = worked.iter().sum();
            if time > 0.0 {
                let share = weight(period) / whole;
                own -= share;
                let part = |(place, part): (usize, &f64)| (period.from + place, in_time * share * part / time);
                months.extend(worked.iter().enumerate().map(part));
            }
        }
        months.push((at, in_time * own + amount(self.late).to_major()));
        months
    }
}

/// Settles a recoverable draw that is forgiven at its end. What it advances is recovered from what falls due in its months, and from what
/// falls due later for them: commission of the period in which it ends is for its months in proportion to the time worked. What is owed
/// when the last such period has closed is forgiven. Where every period is a month that is the last month of the draw.
pub fn settle_forgiven(draws: &[Money], dues: &Dues<'_>, currency: Currency) -> Vec<DrawLine> {
    let last = draws.iter().rposition(|amount| !amount.is_zero());
    let forgiven =
        last.map(|last| dues.over.iter().filter(|it| it.from <= last).map(|it| it.at).fold(last, usize::max));
    let mut owed = Money::ZERO;
    let mut lines = Vec::with_capacity(dues.amounts.len());
    for (at, amount) in dues.amounts.iter().enumerate() {
        let draw = draws.get(at).copied().unwrap_or_default();
        let advanced = (draw - *amount).max(Money::ZERO);
        let mut most = (*amount - draw).max(Money::ZERO);
        if let Some(last) = last.filter(|last| at > *last) {
            let counted: f64 = dues.counts_for(at).into_iter().filter(|it| it.0 <= last).map(|it| it.1).sum();
            most = most.min(currency.settle(Flow::new(counted.max(0.0))));
        }
        let recovered = most.min(owed);
        owed = if forgiven.is_some_and(|end| at >= end) { Money::ZERO } else { owed + advanced - recovered };
        let paid = *amount + advanced - recovered;
        lines.push(DrawLine { earned: *amount, draw, advanced, recovered, paid, owed, ..DrawLine::default() });
    }
    lines
}

/// Settles a guarantee whose commission is reckoned in periods longer than a month. What is paid before a period closes is an advance
/// against its commission; once it closes, what the guarantee of its months exceeds the commission earned for these months by is kept.
///
/// `guaranteed` is the amount of each month (zero where none is); `begins` names by each month where the period begins that it is settled
/// in. Where every period is a month this is [`settle_draw`].
pub fn settle_guarantee(guaranteed: &[Money], dues: &Dues<'_>, begins: &[usize], currency: Currency) -> Vec<DrawLine> {
    let due = dues.amounts;
    let begin = |month: usize| begins.get(month).copied().unwrap_or(month).min(month);
    let guarantee = |month: usize| guaranteed.get(month).copied().unwrap_or_default();
    // What counts for each month as far as it is known, and what is added to the pay of each period, at the place where it begins.
    let mut counted = vec![0.0; due.len()];
    let mut added = vec![Money::ZERO; due.len()];
    let mut lines = Vec::with_capacity(due.len());
    for (at, amount) in due.iter().enumerate() {
        let mut touched = at;
        for (month, part) in dues.counts_for(at) {
            touched = touched.min(month);
            if let Some(place) = counted.get_mut(month) {
                *place += part;
            }
        }
        let mut more = Money::ZERO;
        let mut from = begin(touched);
        while from <= at {
            let months = (from..=at).take_while(|month| begin(*month) == from);
            let (mut lacks, mut below, mut next) = (0.0, 0.0, from + 1);
            for month in months {
                let (guarantee, counted) = (guarantee(month).to_major(), counted.get(month).copied().unwrap_or(0.0));
                if guarantee > 0.0 {
                    lacks += guarantee - counted;
                } else {
                    below += f64::max(0.0, -counted);
                }
                next = month + 1;
            }
            if let Some(place) = added.get_mut(from) {
                let now = currency.settle(Flow::new(f64::max(0.0, lacks) + below));
                more += now - *place;
                *place = now;
            }
            from = next;
        }
        let (advanced, recovered) = (more.max(Money::ZERO), (-more).max(Money::ZERO));
        let (earned, paid) = (*amount, *amount + more);
        lines.push(DrawLine { earned, draw: guarantee(at), advanced, recovered, paid, ..DrawLine::default() });
    }
    lines
}

fn share_of(amount: Money, share: Rate, currency: Currency, rounding: Rounding) -> Money {
    currency.round_ratio(i128::from(amount.mills()) * i128::from(share.ppm()), i128::from(Rate::SCALE), rounding)
}
