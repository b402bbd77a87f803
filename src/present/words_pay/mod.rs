//! Pay plans in words: what a component pays as one sentence, and the names and meanings of its choices.

mod choice;
mod component;
mod cost;
mod health;
mod plan;

pub use choice::{
    BOUNDARIES, CADENCES, CLAWBACKS, RATINGS, SCOPES, SHAPES, TRUE_UPS, a_bonus, draw, measure, pot, pot_class, shape,
    short,
};
pub use component::{component, tier_rate};
pub use cost::{
    CostWords, SPREADS, SpreadPreset, cost, cost_say, cost_why, expected, expected_rows, meets, rival, spread_preset,
};
pub use health::{HealthWords, health, health_say};
pub use plan::{
    ASK, PlanUse, curve, earned, earners, parts, seats, split, team_split, terms_line, terms_name, users, who,
};
