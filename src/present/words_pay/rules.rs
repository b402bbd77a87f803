//! The rules of pay as a table: each mechanic with its meaning (the one the screen shows), its formula in words, its place in the order of
//! the calculation, and the test that proves it. `docs/pay-rules.md` is made of it.

use super::choice::{
    BOUNDARIES, CLAWBACKS, DRAW_PAID, LEAVES_SPIFS, RATINGS, REACHES, SCOPES, TRUE_UPS, draw, measure, of_clawback,
};
use super::mechanics::{MEASURE_GROUPS, begins, measure_meaning, modifier, pays, rate_kind};
use super::rules_beside::BESIDE;
use crate::model::comp::{
    Accumulates, Begins, Boundary, DrawKind, Measure, Modifier, Pays, RateKind, RatePreset, Rated, Reach, Scope, TrueUp,
};
use crate::text::mark;
use crate::units::Rate;

/// The order of the calculation. A statement prints its lines in it.
pub const ORDER: [&str; 15] = [
    "credit",
    "measure",
    "attainment",
    "gate",
    "rate",
    "kickers",
    mark!("cap of a deal"),
    "multiplier",
    mark!("cap of the component"),
    "rounding",
    mark!("cap of the plan"),
    mark!("draw or guarantee"),
    "clawback",
    mark!("holdback and instalments"),
    "paid",
];

/// One mechanic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is a choice of.
    pub section: &'static str,
    /// Its name on screen.
    pub kind: String,
    /// What it means.
    pub meaning: String,
    /// How it is computed, in words.
    pub formula: &'static str,
    /// Its place in [`ORDER`], counted from 0.
    pub place: usize,
    /// The test that proves it: file and name, or the published case.
    pub proof: &'static str,
}

fn at(step: &str) -> usize {
    ORDER.iter().position(|it| *it == step).unwrap_or(ORDER.len())
}

/// All mechanics, section by section.
pub fn rules() -> Vec<Rule> {
    let mut all = Vec::new();
    let mut add = |section, kind: &str, meaning: &str, formula, place: &str, proof| {
        all.push(Rule { section, kind: kind.into(), meaning: meaning.into(), formula, place: at(place), proof });
    };
    for (_, measures) in MEASURE_GROUPS {
        for it in measures {
            let (formula, proof) = of_measure(*it);
            add("Measure", measure(*it), measure_meaning(*it), formula, "measure", proof);
        }
    }
    for (scope, name, meaning) in SCOPES {
        let (formula, proof) = of_scope(scope);
        add("Whose results", name, meaning, formula, "credit", proof);
    }
    add(
        "Whose results",
        "Of others, for a part of the time",
        "what others bring in counts while one is in the seat, and not on leave",
        "credit and quota in scope x share of the month in the seat; of real deals those closed from the first day to the last, but on leave",
        "credit",
        "expected_heads: a_lead_is_not_paid_on_what_was_sold_before_the_first_day",
    );
    for (rated, name, meaning) in RATINGS {
        let (formula, proof) = of_rating(rated);
        add("Rated at once", name, meaning, formula, "attainment", proof);
    }
    for (true_up, name, meaning) in TRUE_UPS {
        let formula = match true_up {
            TrueUp::CumulativeLessPaid => {
                "rate(total to date) - earned before in the same quarter or year; may be negative"
            }
            TrueUp::ThisPeriodOnly => {
                "what rate(total to date) pays for credit above the total before this period; refunds go back at the rates that total \
                 had reached"
            }
        };
        let proof = "mechanics: cumulative_ratings_pay_the_total_less_what_was_earned_or_only_what_is_new";
        add("True-up", name, meaning, formula, "rounding", proof);
    }
    for kind in RateKind::ALL {
        let ((name, meaning), (formula, proof)) = (rate_kind(kind), of_table(kind));
        add("Rate shape", name, meaning, formula, "rate", proof);
    }
    for (reach, name, meaning) in REACHES {
        let formula = match reach {
            Reach::OwnBound => "(credit - its bound) x rate, up to the next tier",
            Reach::Quota => {
                "(credit - quota) x rate, in place of what lower tiers pay there; a tier that begins below quota: from its own bound"
            }
            Reach::FirstDollar => "credit x rate, in place of what lower tiers pay",
        };
        add(
            "A tier reaches back to",
            name,
            meaning,
            formula,
            "rate",
            "mechanics: tiers_of_one_table_may_reach_back_differently",
        );
    }
    for (boundary, name, meaning) in BOUNDARIES {
        let formula = match boundary {
            Boundary::Lower => "a tier is reached when credit > its bound",
            Boundary::Upper => "a tier is reached when credit >= its bound",
        };
        let proof = "mechanics: a_result_on_a_bound_belongs_to_the_tier_that_was_chosen";
        add("A result on a bound", name, meaning, formula, "rate", proof);
    }
    for unit in [Begins::Share, Begins::Amount, Begins::Units] {
        let (meaning, formula) = match unit {
            Begins::Share => (
                "a row begins at a share of 100 %",
                "bound = share x quota of the period; without a quota only the first row is reached",
            ),
            Begins::Amount => ("a row begins at an amount, whatever the quota", "bound = amount in the period"),
            Begins::Units => ("a row begins at a number, whatever the quota", "bound = number in the period"),
        };
        let proof = "mechanics: tiers_can_begin_at_amounts_and_pay_shares_or_sums_per_unit";
        add("Rows begin at", begins(unit), meaning, formula, "rate", proof);
    }
    for unit in [Pays::Multiple, Pays::Share, Pays::PerUnit] {
        let formula = match unit {
            Pays::Multiple => {
                "multiple x variable x weight / quota x credit, never rounded on the way; 0 without a quota"
            }
            Pays::Share => "share x credit",
            Pays::PerUnit => "amount x number",
        };
        let (name, meaning) = pays(unit);
        let proof = "mechanics: tiers_can_begin_at_amounts_and_pay_shares_or_sums_per_unit";
        add("Rows pay", name, meaning, formula, "rate", proof);
    }
    for it in Modifier::ALL {
        let ((name, meaning), (formula, place, proof)) = (modifier(it), of_modifier(it));
        add("Modifier", name, meaning, formula, place, proof);
    }
    for [section, name, meaning, formula, place, proof] in BESIDE {
        add(section, name, meaning, formula, place, proof);
    }
    for kind in DRAWS {
        let ((name, meaning), proof) = (draw(Some(kind)), "mechanics: each_draw_tops_up_and_recovers_in_its_own_way");
        add("Draw", name, meaning, of_draw(kind), "draw or guarantee", proof);
    }
    add(
        "Draw",
        "By month of tenure",
        "one amount after another, each for so many months of tenure, the last one for good if it names none",
        "the amount of the step that tenure month m falls in; 0 after the last",
        "draw or guarantee",
        "people_carry: a_draw_falls_step_by_step_with_tenure",
    );
    add(
        "Draw",
        "Guarantee and longer periods",
        "a guarantee is settled over the shortest period that the plan reckons in: what is paid before is an advance on its commission; \
         pay of a longer period counts for its months",
        "kept = max(0, guarantee of the months - commission earned for these months)",
        "draw or guarantee",
        "people_carry: a_guarantee_is_settled_over_the_period_that_commission_is_reckoned_in",
    );
    add(
        "Draw",
        "Forgiven and longer periods",
        "what is owed is forgiven when the period closes in which the draw ends; commission of that period is first set against it, as far \
         as it is for months of the draw",
        "set against what is owed = commission of the period x time worked in months of the draw / time worked in the period",
        "draw or guarantee",
        "people_carry: a_draw_that_ends_within_a_quarter_is_forgiven_when_the_quarter_closes",
    );
    add(
        "Draw",
        "Draw and what waits",
        "where pay waits for the invoice or the cash, a draw or guarantee is set against what falls due, in the month in which it does: it \
         is what is paid at least",
        "paid = max(due, amount); due = earned - what waits + what has waited until now",
        "draw or guarantee",
        "statements: a_guarantee_tops_up_the_cash_that_is_due_and_not_what_still_waits",
    );
    let when = [
        "with the month = max(0, min(paid, amount)); the rest follows lag, instalments and holdback",
        "the same as of commission",
    ];
    for ((_, name, meaning), formula) in DRAW_PAID.into_iter().zip(when) {
        let proof = "people_carry: a_draw_is_paid_with_its_month_or_as_late_as_commission";
        add("Draw", name, meaning, formula, "holdback and instalments", proof);
    }
    for (basis, name, meaning) in CLAWBACKS {
        let Some(formula) = of_clawback(basis) else { continue };
        let proof = "mechanics: a_clawback_takes_a_share_of_what_was_earned_paid_or_not_served";
        add("Clawback", name, meaning, formula, "clawback", proof);
    }
    add(
        "Clawback",
        "Of several versions",
        "the version under which a deal was closed says what is taken back of it, whenever it ends",
        "rule of the version that holds in the month of closing",
        "clawback",
        "statements: what_is_taken_back_of_a_deal_goes_by_the_version_it_was_closed_under",
    );
    add(
        "Clawback",
        "Of a component that is new or gone",
        "a component takes credit back of those deals only that were closed under a version that has it; if the plan has it no more when the \
         customer leaves, the amount is taken back instead of the credit",
        "credit back in component c only if the version of the month of closing has c, by id and measure",
        "clawback",
        "statements: a_component_takes_back_nothing_of_a_deal_that_it_never_paid_on",
    );
    let proof = "statements: a_clawback_leaves_what_a_spif_paid_on_the_deal";
    add("Clawback", "Of a SPIF", LEAVES_SPIFS, "share x earned by components; nothing of a SPIF", "clawback", proof);
    add(
        "Payout",
        "Lag, instalments, holdback",
        "paid so many months after the period, in equal parts, a share of it later",
        "parts add up to what was earned, to the coin",
        "holdback and instalments",
        "scenarios: pay_arrives_after_its_lag_in_instalments_and_the_holdback_last",
    );
    all
}

const DRAWS: [DrawKind; 5] = [
    DrawKind::GuaranteeTopUp,
    DrawKind::Additional,
    DrawKind::Recoverable,
    DrawKind::RecoverableForgiven,
    DrawKind::DelayedRecovery { start_period: 7, share: Rate::percent(50), last_period: None },
];

const fn of_measure(measure: Measure) -> (&'static str, &'static str) {
    let by_book = "scenarios: what_a_renewal_is_credited_with_follows_the_measure";
    match measure {
        Measure::NewArr => {
            ("sum of ARR signed", "properties: what_is_booked_is_credited_to_those_who_can_sell_and_to_nobody_twice")
        }
        Measure::GrossMargin => {
            ("new ARR x gross margin", "mechanics: margin_is_a_share_of_new_arr_and_a_unit_is_a_customer_won")
        }
        Measure::Units => {
            ("new ARR / deal size", "mechanics: margin_is_a_share_of_new_arr_and_a_unit_is_a_customer_won")
        }
        Measure::RenewedArr => ("ARR due - churn - contraction", by_book),
        Measure::ExpansionArr => ("sum of ARR added", by_book),
        Measure::ExpansionAndPriceArr => ("sum of ARR added + price increases", by_book),
        Measure::GrossRetention => {
            ("(ARR due - churn - contraction) / ARR due; target pay where nothing fell due", by_book)
        }
        Measure::NetRetention => (
            "(ARR due - churn - contraction + price + expansion) / ARR due; target pay where nothing fell due",
            by_book,
        ),
        Measure::Opportunities => {
            ("number of opportunities accepted", "scenarios: sales_development_finds_opportunities_that_close_later")
        }
        Measure::Meetings | Measure::Objectives | Measure::Satisfaction => (
            "number or score entered; on target in a forecast",
            "mechanics: what_a_forecast_does_not_make_counts_as_on_target",
        ),
    }
}

const fn of_scope(scope: Scope) -> (&'static str, &'static str) {
    let proof = "mechanics: a_wider_scope_counts_the_results_of_all_it_names";
    match scope {
        Scope::Own => ("credits of the seat", proof),
        Scope::Pod => ("credits of seats with the same manager", proof),
        Scope::TeamBelow => {
            ("credits of seats below, each once", "scenarios: books_shared_by_several_people_count_once_in_a_team")
        }
        Scope::Segment => ("credits of seats of the segment", proof),
        Scope::Company => ("all credits", proof),
    }
}

const fn of_rating(rated: Rated) -> (&'static str, &'static str) {
    let by_deal = "mechanics: each_deal_starts_from_zero_and_a_period_adds_them_up_first";
    let to_date = "mechanics: cumulative_ratings_pay_the_total_less_what_was_earned_or_only_what_is_new";
    match rated {
        Rated::EachDeal => (
            "sum over deals of rate(deal), bounds against the quota of the period; a deal taken back: - rate(deal); rounded per deal if \
             chosen, before the multiplier",
            by_deal,
        ),
        Rated::Period => ("rate(sum of the period)", by_deal),
        Rated::QuarterToDate => ("rate(sum since the quarter began), then the true-up", to_date),
        Rated::YearToDate => ("rate(sum since the fiscal year began), then the true-up", to_date),
    }
}

const fn of_table(kind: RateKind) -> (&'static str, &'static str) {
    match kind {
        RateKind::Tiers(RatePreset::Marginal) => (
            "sum over tiers of (credit inside the tier) x its rate; a negative total x the first rate",
            "mechanics: marginal_pays_each_slice_at_its_own_rate",
        ),
        RateKind::Tiers(RatePreset::BracketOnOverage) => (
            "quota x base rate + (credit - quota) x rate of the tier reached",
            "mechanics: bracket_on_overage_pays_all_above_quota_at_the_rate_reached",
        ),
        RateKind::Tiers(RatePreset::Retroactive) => {
            ("credit x rate of the tier reached", "mechanics: retroactive_pays_everything_at_the_rate_reached")
        }
        RateKind::Tiers(RatePreset::FirstDollar) => (
            "up to the first paying tier nothing; then from zero at its rate, higher tiers each for their slice",
            "mechanics: first_dollar_pays_from_the_first_dollar_once_the_first_paying_tier_is_reached",
        ),
        RateKind::Interpolated(Accumulates::Rate) => (
            "credit x sum over tiers of (part filled x rate)",
            "mechanics: pro_rata_rates_add_up_as_far_as_tiers_are_filled",
        ),
        RateKind::Interpolated(Accumulates::Amount) => (
            "sum over tiers of (part filled x amount); a multiple counts as that share of target pay, a share as that part of the tier's \
             width",
            "mechanics: pro_rata_amounts_add_up_as_far_as_tiers_are_filled",
        ),
        RateKind::Curve => (
            "target pay x share between the two nearest points",
            "mechanics: a_curve_is_straight_between_points_and_goes_on",
        ),
        RateKind::Milestones => {
            ("sum of the sums whose place credit reaches", "mechanics: milestones_pay_the_sums_of_all_that_are_reached")
        }
        RateKind::Matrix => (
            "target pay x cell of the highest row and column reached",
            "mechanics: a_matrix_pays_where_the_row_and_the_column_reached_meet",
        ),
    }
}

const fn of_modifier(modifier: Modifier) -> (&'static str, &'static str, &'static str) {
    match modifier {
        Modifier::Threshold => (
            "below it 0; then target pay x (attainment - threshold) / (1 - threshold) up to target, or the table as it is; from zero at or \
             above target: target pay at once",
            "rate",
            "mechanics: a_threshold_starts_from_zero_or_from_its_share",
        ),
        Modifier::Gate => (
            "if the other measure < value: 0 (what a cap carries waits), or credit counts up to 100 % only",
            "gate",
            "mechanics: a_gate_holds_back_all_or_only_what_exceeds_target_pay",
        ),
        Modifier::AttainedBy => (
            "credit x rate(other attainment x quota) / (other attainment x quota); as its own where the other stands nowhere",
            "attainment",
            "mechanics: attainment_of_another_measure_picks_the_mean_rate",
        ),
        Modifier::TierByMargin => (
            "share = margin / amount, or margin / (amount - margin), of each deal; credit x rate of the tier that share picks; without a \
             margin the company's",
            "rate",
            "mechanics: the_margin_of_each_deal_picks_the_tier_that_pays_for_all_of_it",
        ),
        Modifier::AttainmentCap => {
            ("credit counts up to cap x quota", "attainment", "mechanics: attainment_beyond_its_cap_does_not_count")
        }
        Modifier::Kicker => (
            "credit of the deal x (share, or multiple x derived rate), if it qualifies; without deals x share expected to",
            "kickers",
            "mechanics: kickers_pay_on_top_and_move_no_attainment",
        ),
        Modifier::DealCap => {
            ("min(pay of the deal, cap)", "cap of a deal", "mechanics: a_cap_on_one_deal_cuts_it_with_its_kickers")
        }
        Modifier::Multiplier => (
            "pay x factor of the highest step reached, or x the other measure between two bounds",
            "multiplier",
            "mechanics: a_multiplier_is_chosen_by_steps_or_is_the_other_measure_itself",
        ),
        Modifier::Cap => (
            "min(pay + carried, cap x target pay); what is cut is carried within the fiscal year, if chosen",
            "cap of the component",
            "mechanics: a_cap_on_pay_cuts_and_what_it_cuts_can_be_carried_within_the_year",
        ),
    }
}

const fn of_draw(kind: DrawKind) -> &'static str {
    match kind {
        DrawKind::GuaranteeTopUp => "max(earned, amount), over each period that commission is reckoned in",
        DrawKind::Additional => "earned + amount",
        DrawKind::Recoverable => "max(earned, amount); later pay above the amount repays what is owed",
        DrawKind::RecoverableForgiven => "as recoverable; what is owed is 0 once the draw has ended",
        DrawKind::DelayedRecovery { .. } => {
            "as recoverable, from a period on and at most a share of what exceeds the amount"
        }
    }
}
