//! The meanings a scenario chooses where tools disagree, in words.

use crate::model::{CcosDenominator, GrrForm, NrrForm, Proration, Settings};
use crate::present::recurring;
use crate::text::{mark, tr};
use crate::units::Rounding;

/// A choice of meaning: its key, its name, and what it means.
pub type Meaning = (&'static str, &'static str, &'static str);

/// What happens to half of the smallest coin.
pub const ROUNDING: [Meaning; 2] = [
    (
        "away",
        mark!("Half away from zero"),
        mark!("Half of the smallest coin becomes a whole one; the usual commercial rule."),
    ),
    ("even", mark!("Half to even"), mark!("Half a coin goes to the even number beside it: banker's rounding.")),
];
/// How a part of a month counts.
pub const PRORATION: [Meaning; 3] = [
    ("days", mark!("Calendar days"), mark!("Days employed over days in the month, both ends included.")),
    ("thirty", "30/360", mark!("Every month counts 30 days.")),
    ("whole", mark!("Whole months"), mark!("A month with at least one day counts whole.")),
];
/// How recurring revenue is shown.
pub const RECURRING: [Meaning; 2] = [
    ("ARR", mark!("By the year (ARR)"), mark!("Annual recurring revenue on Overview and Forecast.")),
    (
        "MRR",
        mark!("By the month (MRR)"),
        mark!("ARR over 12 on Overview and Forecast. Inputs, targets and pay stay in ARR."),
    ),
];
/// What comp cost of sales is divided by.
pub const CCOS: [Meaning; 2] = [
    ("arr", mark!("New and expansion ARR"), mark!("Comp cost over the ARR sold in the period.")),
    (
        "revenue",
        mark!("Recognised revenue"),
        mark!("Comp cost over revenue: a much smaller share. Do not compare the two."),
    ),
];
/// Forms of net revenue retention.
pub const NRR: [Meaning; 2] = [
    ("cohort", mark!("Cohort"), mark!("ARR now of customers of twelve months ago, over their ARR then.")),
    (
        "bridge",
        mark!("Bridge"),
        mark!("All movements of the window over opening ARR, customers won inside it included."),
    ),
];
/// Forms of gross revenue retention.
pub const GRR: [Meaning; 2] = [
    ("event", mark!("By event"), mark!("Every churn and contraction counts.")),
    ("minimum", mark!("Customer minimum"), mark!("Each customer at the smaller of then and now.")),
];

/// The key of a rounding.
pub const fn rounding(it: Rounding) -> &'static str {
    match it {
        Rounding::HalfAwayFromZero => "away",
        Rounding::HalfEven => "even",
    }
}

/// The key of a proration.
pub const fn proration(it: Proration) -> &'static str {
    match it {
        Proration::CalendarDays => "days",
        Proration::Thirty360 => "thirty",
        Proration::WholeMonths => "whole",
    }
}

/// The key of a denominator.
pub const fn ccos(it: CcosDenominator) -> &'static str {
    match it {
        CcosDenominator::NewAndExpansionArr => "arr",
        CcosDenominator::RecognisedRevenue => "revenue",
    }
}

/// The key of a form of net retention.
pub const fn nrr(it: NrrForm) -> &'static str {
    match it {
        NrrForm::Cohort => "cohort",
        NrrForm::Bridge => "bridge",
    }
}

/// The key of a form of gross retention.
pub const fn grr(it: GrrForm) -> &'static str {
    match it {
        GrrForm::Event => "event",
        GrrForm::CustomerMinimum => "minimum",
    }
}

/// What a scenario chose: about what, the name of the choice, what it means.
pub fn chosen(settings: &Settings) -> Vec<(&'static str, &'static str, &'static str)> {
    let all: [(&'static str, &'static [Meaning], &'static str); 6] = [
        (tr!("Rounding of pay"), &ROUNDING, rounding(settings.rounding)),
        (tr!("Part of a month"), &PRORATION, proration(settings.proration)),
        (tr!("Comp cost of sales, over"), &CCOS, ccos(settings.ccos_denominator)),
        (tr!("NRR in the headline"), &NRR, nrr(settings.nrr_form)),
        (tr!("GRR in the headline"), &GRR, grr(settings.grr_form)),
        (tr!("Recurring revenue"), &RECURRING, recurring::short(settings.recurring)),
    ];
    let named = |(about, meanings, key): (&'static str, &'static [Meaning], &'static str)| {
        meanings.iter().find(|it| it.0 == key).map(|it| (about, tr!(it.1), tr!(it.2)))
    };
    all.into_iter().filter_map(named).collect()
}
