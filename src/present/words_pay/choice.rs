//! Names and meanings of the choices of a plan.

use super::mechanics::rate_kind;
use crate::model::comp::{
    Boundary, ClawbackBasis, DrawKind, Measure, Pot, RateKind, RatePreset, Rated, Rates, Reach, Scope, TrueUp,
};
use crate::units::Cadence;

/// Name of a purpose of variable pay.
pub const fn pot(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "New business",
        Pot::Retention => "Retention",
        Pot::Expansion => "Expansion",
        Pot::Other => "Objectives",
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
pub const fn a_bonus(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "a new-business commission",
        Pot::Retention => "a retention bonus",
        Pot::Expansion => "an expansion bonus",
        Pot::Other => "objectives",
    }
}

/// A measure as a word that fits beside a line.
pub const fn short(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new",
        Measure::ExpansionArr | Measure::ExpansionAndPriceArr => "expansion",
        Measure::RenewedArr => "renewals",
        Measure::GrossRetention => "GRR",
        Measure::NetRetention => "NRR",
        Measure::Opportunities => "opps",
        Measure::Objectives => "goals",
        Measure::GrossMargin => "margin",
        Measure::Units => "units",
        Measure::Meetings => "meetings",
        Measure::Satisfaction => "satisfaction",
    }
}

/// Name of a measure.
pub const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "New ARR",
        Measure::ExpansionArr => "Expansion ARR",
        Measure::ExpansionAndPriceArr => "Expansion ARR with price uplift",
        Measure::RenewedArr => "Renewed ARR",
        Measure::GrossRetention => "Gross revenue retention",
        Measure::NetRetention => "Net revenue retention",
        Measure::Opportunities => "Qualified opportunities",
        Measure::Objectives => "Objectives",
        Measure::GrossMargin => "Gross margin",
        Measure::Units => "Units sold",
        Measure::Meetings => "Meetings held",
        Measure::Satisfaction => "Satisfaction score",
    }
}

/// A measure inside a sentence.
pub const fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new ARR",
        Measure::ExpansionArr => "expansion ARR",
        Measure::ExpansionAndPriceArr => "expansion and price-uplift ARR",
        Measure::RenewedArr => "renewed ARR",
        Measure::GrossRetention => "gross retention",
        Measure::NetRetention => "net retention",
        Measure::Opportunities => "qualified opportunity",
        Measure::Objectives => "the objectives",
        Measure::GrossMargin => "gross margin",
        Measure::Units => "unit",
        Measure::Meetings => "meeting",
        Measure::Satisfaction => "the satisfaction score",
    }
}

/// All scopes with name and meaning.
pub const SCOPES: [(Scope, &str, &str); 5] = [
    (Scope::Own, "Own", "results of the seat itself"),
    (Scope::Pod, "Pod", "results of all seats with the same manager"),
    (Scope::TeamBelow, "Team below", "results of every seat below in the reporting line"),
    (Scope::Segment, "Segment", "results of the whole segment"),
    (Scope::Company, "Company", "results of the whole company"),
];

/// All ratings with name and meaning.
pub const RATINGS: [(Rated, &str, &str); 4] = [
    (Rated::EachDeal, "Each deal", "every deal alone, from zero"),
    (Rated::Period, "The period", "the total of the period"),
    (Rated::QuarterToDate, "Quarter to date", "the total since the quarter began"),
    (Rated::YearToDate, "Year to date", "the total since the fiscal year began"),
];

/// Both true-ups with name and meaning.
pub const TRUE_UPS: [(TrueUp, &str, &str); 2] = [
    (TrueUp::CumulativeLessPaid, "Cumulative less earned", "what the total earns, less what was earned before"),
    (TrueUp::ThisPeriodOnly, "This period only", "only this period's credit, at the rates the total has reached"),
];

/// The named shapes with what each does once a tier is reached.
pub const SHAPES: [(RatePreset, &str, &str); 4] = [
    (RatePreset::Marginal, "Marginal", "each slice at its own rate"),
    (RatePreset::BracketOnOverage, "Bracket on overage", "the rate reached applies to all above quota"),
    (RatePreset::Retroactive, "Retroactive", "the rate reached applies to everything"),
    (RatePreset::FirstDollar, "First dollar", "reaching the first paying tier pays from the first dollar"),
];

/// What a tier can reach back to, once it is reached.
pub const REACHES: [(Reach, &str, &str); 3] = [
    (Reach::OwnBound, "Its own bound", "its rate applies to what lies above where it begins"),
    (Reach::Quota, "Quota", "its rate applies to all above quota"),
    (Reach::FirstDollar, "The first dollar", "its rate applies to everything"),
];

/// Both rules for a value on a bound.
pub const BOUNDARIES: [(Boundary, &str, &str); 2] = [
    (Boundary::Lower, "Lower tier", "a result exactly on a bound is paid as below it"),
    (Boundary::Upper, "Upper tier", "a result exactly on a bound is paid as above it"),
];

/// The periods a component can be measured in.
pub const CADENCES: [(Cadence, &str); 4] = [
    (Cadence::Month, "Monthly"),
    (Cadence::Quarter, "Quarterly"),
    (Cadence::Half, "Half-yearly"),
    (Cadence::Year, "Yearly"),
];

/// What a draw of a kind does; none is no draw.
pub const fn draw(kind: Option<DrawKind>) -> (&'static str, &'static str) {
    match kind {
        None => ("No draw", "Nothing is advanced."),
        Some(DrawKind::GuaranteeTopUp) => ("Guarantee", "Pay is topped up to the amount; nothing is owed."),
        Some(DrawKind::Additional) => ("On top", "The amount is paid besides what is earned; nothing is owed."),
        Some(DrawKind::Recoverable) => {
            ("Recoverable", "Pay is topped up; what was advanced is recovered from later pay above the amount.")
        }
        Some(DrawKind::RecoverableForgiven) => {
            ("Recoverable, then forgiven", "As recoverable; what is still owed when the draw ends is forgiven.")
        }
        Some(DrawKind::DelayedRecovery { .. }) => {
            ("Recovered later", "As recoverable, but recovery begins later and takes only a share.")
        }
    }
}

/// What a clawback takes back.
pub const CLAWBACKS: [(ClawbackBasis, &str, &str); 4] = [
    (ClawbackBasis::None, "No clawback", "Nothing is taken back when a customer leaves early."),
    (ClawbackBasis::Earned, "Of what was earned", "A share of what was earned on the deal is taken back."),
    (ClawbackBasis::Paid, "Of what was paid", "A share of what was already paid of it is taken back."),
    (ClawbackBasis::ProRata, "Pro rata", "A share of what was earned, for the months not served, is taken back."),
];

/// Name and meaning of tiers that reach back differently.
pub const MIXED: (&str, &str) = ("Each tier says", "each tier reaches back to what it says");

/// Name and meaning of a table's kind.
pub fn shape(rates: &Rates) -> (&'static str, &'static str) {
    RateKind::of(rates).map_or(MIXED, rate_kind)
}
