//! Pay plans in words: what a component pays as one sentence, and the names and meanings of its choices.

mod choice;
mod component;
mod extras;
mod mechanics;
mod plan;
mod rules;
mod tables;

pub use choice::{
    BOUNDARIES, CADENCES, CLAWBACKS, MIXED, RATINGS, REACHES, SCOPES, SHAPES, TRUE_UPS, a_bonus, draw, measure, pot,
    pot_class, shape, short,
};
pub use component::{component, tier_rate};
pub use extras::{kicker, spif};
pub use mechanics::{
    MEASURE_GROUPS, begins, curve_assumes, measure_meaning, modifier, modifier_hint, modifier_misfit, pays, rate_group,
    rate_kind, standing,
};
pub use plan::{
    ASK, PlanUse, curve, earned, earners, parts, seats, split, team_split, terms_line, terms_name, users, who,
};
pub use rules::{ORDER, Rule, rules};
