//! Pay plans in words: what a component pays as one sentence, and the names and meanings of its choices.

mod assumes;
mod choice;
mod component;
mod cost;
mod expected;
mod extras;
mod handover;
mod health;
mod live;
mod mechanics;
mod pair;
mod plan;
mod rate;
mod ready;
mod rules;
mod rules_beside;
mod tables;
mod version;

pub use assumes::{OTHERS, curve_assumes, floor, floor_label, others_by_key, others_key};
pub use choice::{
    BOUNDARIES, CADENCES, CLAWBACKS, DRAW_PAID, MIXED, RATINGS, REACHES, SCOPES, SHAPES, TRUE_UPS, a_bonus,
    clawback_leaves_spifs, draw, draw_paid, measure, measured, pot, pot_class, reach_named, shape, short, shorts,
};
pub use component::{component, tier_rate, tier_rates_told};
pub use cost::{CostWords, SPREADS, SpreadPreset, cost, cost_say, cost_why, meets, rival, spread_preset};
pub use expected::{expected, expected_rows};
pub use extras::{kicker, multiplier, pays_leaders, spif};
pub use handover::handover;
pub use health::{HealthWords, health, health_say};
pub use live::{Live, LiveLine, keeps_cost};
pub use mechanics::{
    MEASURE_GROUPS, begins, measure_meaning, modifier, modifier_hint, modifier_misfit, pays, rate_group, rate_kind,
    standing,
};
pub use pair::{PairWords, pair, pair_column, pair_expected, pair_held, pair_rate, pair_why, pair_without_rate};
pub use plan::{
    ASK, PlanUse, curve, earned, earners, movable, no_curve, parts, seats, split, team_split, team_who, terms_line,
    terms_name, terms_of_others, terms_path, users, who,
};
pub use rate::{
    DerivedHow, DerivedRate, cap_as_multiple, cap_help, draw_amounts, draw_line, draw_months, draw_waits, rate_help,
};
pub use ready::{ready, ready_told};
pub use rules::{ORDER, Rule, rules};
pub use tables::matrix_rows;
pub use version::{
    Held, held, version, version_all_year, version_column, version_effect, version_year, version_year_choice,
};
