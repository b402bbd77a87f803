//! Draws and guarantees: five kinds of advance on variable pay.

use crate::model::comp::DrawKind;
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
    /// Still owed afterwards; never negative.
    pub owed: Money,
}

/// Settles a draw over successive periods. `draws` is the amount guaranteed in each period (zero where none is).
pub fn settle_draw(
    kind: DrawKind,
    draws: &[Money],
    earned: &[Money],
    currency: Currency,
    rounding: Rounding,
) -> Vec<DrawLine> {
    let mut owed = Money::ZERO;
    let last_draw = draws.iter().rposition(|amount| !amount.is_zero());
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
                if kind == DrawKind::RecoverableForgiven && last_draw.is_some_and(|last| index >= last) {
                    owed = Money::ZERO;
                }
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

/// Settles a guarantee whose commission is reckoned in periods longer than a month. What is paid before a period closes is an advance
/// against its commission; once it closes, what the guarantee of its months exceeds the commission earned for these months by is kept.
///
/// `guaranteed` is the amount of each month (zero where none is), `due` what falls due in it, `active` the share of it that is worked,
/// `over` what was earned in which periods: what falls due in a month counts for the months of the periods that close in it, in
/// proportion to what they earned and to the time worked. `begins` names by each month where the period begins that it is settled in.
/// Where every period is a month this is [`settle_draw`].
pub fn settle_guarantee(
    guaranteed: &[Money],
    due: &[Money],
    active: &[f64],
    over: &[EarnedOver],
    begins: &[usize],
    currency: Currency,
) -> Vec<DrawLine> {
    let begin = |month: usize| begins.get(month).copied().unwrap_or(month).min(month);
    let guarantee = |month: usize| guaranteed.get(month).copied().unwrap_or_default();
    // What counts for each month as far as it is known, and what is added to the pay of each period, at the place where it begins.
    let mut counted = vec![0.0; due.len()];
    let mut added = vec![Money::ZERO; due.len()];
    let mut lines = Vec::with_capacity(due.len());
    for (at, amount) in due.iter().enumerate() {
        let mut touched = at;
        for (month, share) in counts_for(at, active, over) {
            touched = touched.min(month);
            if let Some(place) = counted.get_mut(month) {
                *place += amount.to_major() * share;
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
        lines.push(DrawLine { earned, draw: guarantee(at), advanced, recovered, paid, owed: Money::ZERO });
    }
    lines
}

/// The months that what falls due in a month counts for, each with its share.
fn counts_for(at: usize, active: &[f64], over: &[EarnedOver]) -> Vec<(usize, f64)> {
    let closing = || over.iter().filter(move |it| it.at == at);
    let weight = |it: &EarnedOver| it.amount.to_major().abs();
    let whole: f64 = closing().map(weight).sum();
    let mut months = Vec::new();
    let mut own = 1.0;
    for period in closing().filter(|it| it.from < at && !it.amount.is_zero()) {
        let worked = active.get(period.from..=at).unwrap_or(&[]);
        let time: f64 = worked.iter().sum();
        if time > 0.0 {
            let share = weight(period) / whole;
            own -= share;
            months.extend(worked.iter().enumerate().map(|(place, part)| (period.from + place, share * part / time)));
        }
    }
    months.push((at, own));
    months
}

fn share_of(amount: Money, share: Rate, currency: Currency, rounding: Rounding) -> Money {
    currency.round_ratio(i128::from(amount.mills()) * i128::from(share.ppm()), i128::from(Rate::SCALE), rounding)
}
