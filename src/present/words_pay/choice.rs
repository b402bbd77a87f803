//! Names and meanings of the choices of a plan.

use super::mechanics::rate_kind;
use crate::model::comp::{
    Boundary, ClawbackBasis, Component, DrawKind, DrawPaid, Measure, PlanVersion, Pot, RateKind, RatePreset, Rated,
    Rates, Reach, Scope, TrueUp,
};
use crate::text::{mark, tr};
use crate::units::Cadence;
use std::collections::BTreeSet;

/// Name of a purpose of variable pay.
pub fn pot(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => tr!("New business"),
        Pot::Retention => tr!("Retention"),
        Pot::Expansion => tr!("Expansion"),
        Pot::Other => tr!("Objectives"),
    }
}

/// The colour class of a purpose.
pub const fn pot_class(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "c-new",
        Pot::Retention => "c-ret",
        Pot::Expansion => "c-exp",
        Pot::Other => "c-cost",
    }
}

/// A bonus with its article, to add.
pub fn a_bonus(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => tr!("a new-business commission"),
        Pot::Retention => tr!("a retention bonus"),
        Pot::Expansion => tr!("an expansion bonus"),
        Pot::Other => tr!("objectives"),
    }
}

/// A measure as a word that fits beside a line.
pub fn short(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => tr!("new"),
        Measure::ExpansionArr | Measure::ExpansionAndPriceArr => tr!("expansion"),
        Measure::RenewedArr => tr!("renewals"),
        Measure::GrossRetention => "GRR",
        Measure::NetRetention => "NRR",
        Measure::Opportunities => tr!("opps"),
        Measure::Objectives => tr!("goals"),
        Measure::GrossMargin => tr!("margin"),
        Measure::Units => tr!("units"),
        Measure::Meetings => tr!("meetings"),
        Measure::Satisfaction => tr!("satisfaction"),
    }
}

/// A word beside the line of each component of a plan: its measure, or, of those with one measure, its name where that is as short,
/// else the measure with a number.
pub fn shorts(components: &[Component]) -> Vec<String> {
    const MOST: usize = 16;
    let told = |(at, it): (usize, &Component)| {
        let word = short(it.measure);
        let alike: Vec<&Component> = components.iter().filter(|other| short(other.measure) == word).collect();
        if alike.len() < 2 {
            return word.to_owned();
        }
        let names: BTreeSet<&str> = alike.iter().map(|other| other.name.as_str()).collect();
        if names.len() == alike.len() && names.iter().all(|name| (1..=MOST).contains(&name.chars().count())) {
            return it.name.clone();
        }
        let before = components.iter().take(at).filter(|other| short(other.measure) == word).count();
        [word, " ", &(before + 1).to_string()].concat()
    };
    components.iter().enumerate().map(told).collect()
}

/// Name of a measure.
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => tr!("New ARR"),
        Measure::ExpansionArr => tr!("Expansion ARR"),
        Measure::ExpansionAndPriceArr => tr!("Expansion ARR with price uplift"),
        Measure::RenewedArr => tr!("Renewed ARR"),
        Measure::GrossRetention => tr!("Gross revenue retention"),
        Measure::NetRetention => tr!("Net revenue retention"),
        Measure::Opportunities => tr!("Qualified opportunities"),
        Measure::Objectives => tr!("Objectives"),
        Measure::GrossMargin => tr!("Gross margin"),
        Measure::Units => tr!("Units sold"),
        Measure::Meetings => tr!("Meetings held"),
        Measure::Satisfaction => tr!("Satisfaction score"),
    }
}

/// A measure inside a sentence.
pub fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => tr!("new ARR"),
        Measure::ExpansionArr => tr!("expansion ARR"),
        Measure::ExpansionAndPriceArr => tr!("expansion and price-uplift ARR"),
        Measure::RenewedArr => tr!("renewed ARR"),
        Measure::GrossRetention => tr!("gross retention"),
        Measure::NetRetention => tr!("net retention"),
        Measure::Opportunities => tr!("qualified opportunity"),
        Measure::Objectives => tr!("the objectives"),
        Measure::GrossMargin => tr!("gross margin"),
        Measure::Units => tr!("unit"),
        Measure::Meetings => tr!("meeting"),
        Measure::Satisfaction => tr!("the satisfaction score"),
    }
}

/// All scopes with name and meaning.
pub const SCOPES: [(Scope, &str, &str); 5] = [
    (Scope::Own, mark!("Own"), mark!("results of the seat itself")),
    (Scope::Pod, mark!("Pod"), mark!("results of all seats with the same manager")),
    (Scope::TeamBelow, mark!("Team below"), mark!("results of every seat below in the reporting line")),
    (Scope::Segment, mark!("Segment"), mark!("results of the whole segment")),
    (Scope::Company, mark!("Company"), mark!("results of the whole company")),
];

/// All ratings with name and meaning.
pub const RATINGS: [(Rated, &str, &str); 4] = [
    (Rated::EachDeal, mark!("Each deal"), mark!("every deal alone, from zero")),
    (Rated::Period, mark!("The period"), mark!("the total of the period")),
    (Rated::QuarterToDate, mark!("Quarter to date"), mark!("the total since the quarter began")),
    (Rated::YearToDate, mark!("Year to date"), mark!("the total since the fiscal year began")),
];

/// Both true-ups with name and meaning.
pub const TRUE_UPS: [(TrueUp, &str, &str); 2] = [
    (
        TrueUp::CumulativeLessPaid,
        mark!("Cumulative less earned"),
        mark!("what the total earns, less what was earned before"),
    ),
    (
        TrueUp::ThisPeriodOnly,
        mark!("This period only"),
        mark!("only this period's credit, at the rates the total has reached"),
    ),
];

/// The named shapes with what each does once a tier is reached.
pub const SHAPES: [(RatePreset, &str, &str); 4] = [
    (RatePreset::Marginal, mark!("Marginal"), mark!("each slice at its own rate")),
    (RatePreset::BracketOnOverage, mark!("Bracket on overage"), mark!("the rate reached applies to all above quota")),
    (RatePreset::Retroactive, mark!("Retroactive"), mark!("the rate reached applies to everything")),
    (
        RatePreset::FirstDollar,
        mark!("First dollar"),
        mark!("reaching the first paying tier pays from the first dollar"),
    ),
];

/// What a tier can reach back to, once it is reached.
pub const REACHES: [(Reach, &str, &str); 3] = [
    (Reach::OwnBound, mark!("Its own bound"), mark!("its rate applies to what lies above where it begins")),
    (Reach::Quota, mark!("Quota"), mark!("its rate applies to all above quota")),
    (Reach::FirstDollar, mark!("The first dollar"), mark!("its rate applies to everything")),
];

/// What a tier reaches back to by its name, as the table shows it or in English, in any case of letters.
pub fn reach_named(text: &str) -> Option<Reach> {
    let same = |name: &str| name.to_lowercase() == text.trim().to_lowercase();
    REACHES.iter().find(|it| same(tr!(it.1)) || same(it.1)).map(|it| it.0)
}

/// Both rules for a value on a bound.
pub const BOUNDARIES: [(Boundary, &str, &str); 2] = [
    (Boundary::Lower, mark!("Lower tier"), mark!("a result exactly on a bound is paid as below it")),
    (Boundary::Upper, mark!("Upper tier"), mark!("a result exactly on a bound is paid as above it")),
];

/// The periods a component can be measured in.
pub const CADENCES: [(Cadence, &str); 4] = [
    (Cadence::Month, mark!("Monthly")),
    (Cadence::Quarter, mark!("Quarterly")),
    (Cadence::Half, mark!("Half-yearly")),
    (Cadence::Year, mark!("Yearly")),
];

/// What a draw of a kind does; none is no draw.
pub fn draw(kind: Option<DrawKind>) -> (&'static str, &'static str) {
    match kind {
        None => (tr!("No draw"), tr!("Nothing is advanced.")),
        Some(DrawKind::GuaranteeTopUp) => (tr!("Guarantee"), tr!("Pay is topped up to the amount; nothing is owed.")),
        Some(DrawKind::Additional) => {
            (tr!("On top"), tr!("The amount is paid besides what is earned; nothing is owed."))
        }
        Some(DrawKind::Recoverable) => (
            tr!("Recoverable"),
            tr!("Pay is topped up; what was advanced is recovered from later pay above the amount."),
        ),
        Some(DrawKind::RecoverableForgiven) => (
            tr!("Recoverable, then forgiven"),
            tr!(
                "As recoverable; what is still owed when the draw ends, and the commission of its months is in, is forgiven."
            ),
        ),
        Some(DrawKind::DelayedRecovery { .. }) => {
            (tr!("Recovered later"), tr!("As recoverable, but recovery begins later and takes only a share."))
        }
    }
}

/// When a draw is paid.
pub const DRAW_PAID: [(DrawPaid, &str, &str); 2] = [
    (
        DrawPaid::WithMonth,
        mark!("With its month"),
        mark!("Pay up to the draw comes with the payroll of its month; commission above it follows the payout."),
    ),
    (DrawPaid::WithCommission, mark!("With commission"), mark!("The draw is paid as late as commission.")),
];

/// The label of when a draw is paid, and what it means.
pub fn draw_paid(paid: DrawPaid) -> (&'static str, &'static str) {
    DRAW_PAID.iter().find(|it| it.0 == paid).map_or(("", ""), |it| (tr!(it.1), tr!(it.2)))
}

/// What a clawback takes back.
pub const CLAWBACKS: [(ClawbackBasis, &str, &str); 4] = [
    (ClawbackBasis::None, mark!("No clawback"), mark!("Nothing is taken back when a customer leaves early.")),
    (
        ClawbackBasis::Earned,
        mark!("Of what was earned"),
        mark!("A share of what was earned on the deal is taken back."),
    ),
    (ClawbackBasis::Paid, mark!("Of what was paid"), mark!("A share of what was already paid of it is taken back.")),
    (
        ClawbackBasis::ProRata,
        mark!("Pro rata"),
        mark!("A share of what was earned, for the months not served, is taken back."),
    ),
];

/// What no clawback takes back.
pub(super) const LEAVES_SPIFS: &str =
    mark!("A SPIF stays paid: only what components earned on the deal is taken back, not what a SPIF paid on it.");

/// What the clawback of a plan with SPIFs leaves; none where it has no clawback or no SPIF.
pub fn clawback_leaves_spifs(version: &PlanVersion) -> Option<&'static str> {
    (version.clawback.basis != ClawbackBasis::None && !version.spifs.is_empty()).then(|| tr!(LEAVES_SPIFS))
}

/// How much a clawback takes back, as a formula in words; none where it takes nothing.
pub(super) const fn of_clawback(basis: ClawbackBasis) -> Option<&'static str> {
    match basis {
        ClawbackBasis::None => None,
        ClawbackBasis::Earned => Some("share x earned on the deal"),
        ClawbackBasis::Paid => Some("share x paid on the deal so far"),
        ClawbackBasis::ProRata => Some("share x earned x months not served / months"),
    }
}

/// Name and meaning of tiers that reach back differently.
pub const MIXED: (&str, &str) = (mark!("Each tier says"), mark!("each tier reaches back to what it says"));

/// Name and meaning of a table's kind.
pub fn shape(rates: &Rates) -> (&'static str, &'static str) {
    RateKind::of(rates).map_or((tr!(MIXED.0), tr!(MIXED.1)), rate_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tier_reaches_back_to_is_read_by_its_name_in_the_language_shown_and_in_english() {
        assert_eq!(reach_named("The first dollar"), Some(Reach::FirstDollar));
        assert_eq!(reach_named(" its OWN bound "), Some(Reach::OwnBound));
        assert_eq!((reach_named("the second dollar"), reach_named("2"), reach_named("")), (None, None, None));
    }
}
