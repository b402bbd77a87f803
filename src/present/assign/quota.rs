//! What a plan would mean for quotas: a target shared out by potential, by history or evenly, before and after.

use super::Base;
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Currency, Money};

/// What a target is shared out by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuotaBy {
    /// By what the accounts of each could pay beyond what they pay today.
    #[default]
    Potential,
    /// By what the accounts of each pay today.
    History,
    /// By each one's part of a whole share.
    Share,
}

impl QuotaBy {
    /// All of them, in the order offered.
    pub const ALL: [QuotaBy; 3] = [QuotaBy::Potential, QuotaBy::History, QuotaBy::Share];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            QuotaBy::Potential => tr!("Open potential"),
            QuotaBy::History => tr!("ARR of today"),
            QuotaBy::Share => tr!("Share of the target"),
        }
    }

    /// Its name in code.
    pub fn key(self) -> &'static str {
        match self {
            QuotaBy::Potential => "potential",
            QuotaBy::History => "history",
            QuotaBy::Share => "share",
        }
    }
}

/// A rep's implied quota.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaRow {
    /// The rep.
    pub name: String,
    /// With today's accounts; a dash where nobody of the reps has any.
    pub before: String,
    /// With those of the plan.
    pub after: String,
    /// The difference.
    pub change: String,
    /// The implied quota over the open potential of the rep's accounts: the share of it to be won.
    pub stretch: String,
    /// It is further than a quarter from that of all.
    pub is_unfair: bool,
}

/// Implied quotas, and how fair they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuotaTable {
    /// Rep by rep.
    pub rows: Vec<QuotaRow>,
    /// What it means, in a sentence.
    pub sentence: String,
}

/// Shares a target out in proportion to what each has; where nobody has anything, by shares.
fn shared(target: f64, parts: &[f64], fallback: &[f64]) -> Vec<f64> {
    let all: f64 = parts.iter().sum();
    let (parts, all) = if all > 0.0 { (parts, all) } else { (fallback, fallback.iter().sum()) };
    parts.iter().map(|it| if all > 0.0 { target * it / all } else { 0.0 }).collect()
}

/// The implied quota of each rep for a target a year: `target x part / sum of parts`.
pub fn quotas(
    base: &Base,
    plan: &[Option<u32>],
    by: QuotaBy,
    target: f64,
    locale: &Locale,
    currency: Currency,
) -> QuotaTable {
    let shares: Vec<f64> = (0..base.seats.len()).map(|at| base.instance.share(at)).collect();
    let open = |plan: &[Option<u32>]| {
        let mut open = vec![0.0; base.seats.len()];
        for (amounts, owner) in base.amounts.iter().zip(plan) {
            if let Some(sum) = owner.and_then(|at| open.get_mut(at as usize)) {
                *sum += (amounts.potential - amounts.arr).max(0.0);
            }
        }
        open
    };
    let parts = |plan: &[Option<u32>]| match by {
        QuotaBy::Potential => open(plan),
        QuotaBy::History => base.sums(plan).iter().map(|it| it.arr).collect(),
        QuotaBy::Share => shares.clone(),
    };
    let today = base.instance.plan_of_today();
    let (before, after) = (shared(target, &parts(&today), &shares), shared(target, &parts(plan), &shares));
    let open = open(plan);
    let all: f64 = open.iter().sum();
    let usual = if all > 0.0 { target / all } else { 0.0 };
    let money = |it: f64| locale.money_whole(Money::from_major_f64(it));
    // Of accounts that nobody of them has today follows no quota.
    let had = by == QuotaBy::Share || today.iter().any(Option::is_some);
    let dash = || "\u{2013}".to_owned();
    let mut off = 0;
    let rows: Vec<QuotaRow> = base
        .names
        .iter()
        .zip(before.iter().zip(&after).zip(&open))
        .map(|(name, ((before, after), open))| {
            let stretch = (*open > 0.0).then(|| after / open);
            let is_unfair = usual > 0.0 && stretch.is_none_or(|it| (it / usual - 1.0).abs() > 0.25) && *after > 0.0;
            off += usize::from(is_unfair);
            QuotaRow {
                name: name.clone(),
                before: if had { money(*before) } else { dash() },
                after: money(*after),
                change: if had { locale.money_delta_whole(Money::from_major_f64(after - before)) } else { dash() },
                stretch: stretch.map_or_else(|| "–".to_owned(), |it| locale.percent(it, 1)),
                is_unfair,
            }
        })
        .collect();
    let whole = locale.money_compact(Money::from_major_f64(target), currency);
    let sentence = if usual <= 0.0 {
        tr!(
            "{whole} a year shared out; no account has potential beyond what it pays, so nobody can say how far it reaches."
        )
    } else {
        let all = locale.percent(usual, 1);
        match off {
            0 => tr!(
                "{whole} a year is {all} of the open potential, and nobody is asked for much more or less than that."
            ),
            1 => tr!(
                "{whole} a year is {all} of the open potential; one person is asked for over a quarter more or less than that."
            ),
            many => tr!(
                "{whole} a year is {all} of the open potential; {many} people are asked for over a quarter more or less than that."
            ),
        }
    };
    QuotaTable { rows, sentence }
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::base;
    use super::*;

    #[test]
    fn quotas_by_potential_ask_the_same_share_of_everybody() {
        let base = base();
        let plan = [Some(0), Some(0), Some(0), Some(1)];
        // Open potential is half: 50, 100, 150 with one, 200 with the other; a target of 100 is a fifth.
        let table = quotas(&base, &plan, QuotaBy::Potential, 100.0, &Locale::for_tag("en-US"), Currency::USD);
        assert_eq!(table.rows.iter().map(|it| it.after.as_str()).collect::<Vec<_>>(), ["60", "40"]);
        assert!(table.rows.iter().all(|it| !it.is_unfair && it.stretch == "20.0\u{a0}%"));
        let even = quotas(&base, &plan, QuotaBy::Share, 100.0, &Locale::for_tag("en-US"), Currency::USD);
        // 50 of 300 and 50 of 200: a sixth and a quarter; the quarter is just a quarter more than a fifth.
        assert_eq!(even.rows.iter().map(|it| it.stretch.as_str()).collect::<Vec<_>>(), ["16.7\u{a0}%", "25.0\u{a0}%"]);
    }

    #[test]
    fn without_potential_a_target_is_shared_by_shares_and_says_so() {
        let mut base = base();
        for amounts in &mut base.amounts {
            amounts.potential = 0.0;
        }
        let table = quotas(&base, &[None; 4], QuotaBy::Potential, 100.0, &Locale::for_tag("en-US"), Currency::USD);
        assert_eq!(table.rows.iter().map(|it| it.after.as_str()).collect::<Vec<_>>(), ["50", "50"]);
        assert!(table.sentence.contains("nobody can say"));
    }
}
