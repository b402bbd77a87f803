//! Pay plans in words: what a component pays as one sentence, and the names and meanings of its choices.

mod choice;
mod component;
mod extras;
mod live;
mod plan;
mod rate;
mod ready;
mod version;

pub use choice::{
    BOUNDARIES, CADENCES, CLAWBACKS, RATINGS, SCOPES, SHAPES, TRUE_UPS, a_bonus, draw, measure, measured, pot,
    pot_class, shape, short,
};
pub use component::{component, tier_rate};
pub use extras::{kicker, spif};
pub use live::{Live, LiveLine};
pub use plan::{
    ASK, PlanUse, curve, earned, earners, movable, parts, seats, split, team_split, team_who, terms_line, terms_name,
    users, who,
};
pub use rate::{draw_line, rate_help};
pub use ready::{ready, ready_told};
pub use version::{Held, held, version};
