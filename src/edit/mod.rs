//! The one way a document changes: a [`Command`], applied, yields its inverse. Undo and redo follow.
//!
//! Invariant: nothing outside this room changes a document, and no command is half applied.

mod account_plan;
mod accounts;
mod actuals;
mod adopt;
mod beginning;
mod beginning_files;
mod budget;
mod bulk;
mod closures;
mod command;
mod deals;
mod draws;
mod hiring;
mod history;
mod matrix;
mod modifiers;
mod moves;
mod ops;
mod plan;
mod plan_make;
mod plan_versions;
mod profile;
mod rate_tables;
mod rate_units;
mod rates;
mod reach;
mod roster;
mod seek;
mod segments;
mod sources;
mod spread;
mod staffing;
mod stints;
mod targets;
mod team_split;
mod territory;
mod tiers;

pub use crate::model::comp::{FixedRate, fix_rate, fixed_rate};
pub use account_plan::change_account_plan;
pub use accounts::{AccountChange, RowEdit, add_account, change_accounts, change_alike, new_account, remove_accounts};
pub use actuals::{import_actuals, remove_actuals, set_actual};
pub use adopt::{Adopted, adopt};
pub use beginning::{Asked, Beginning, MOST_PEOPLE};
pub use budget::{BudgetError, at_same_cost, cost_span};
pub use bulk::{BulkChange, change_seats};
pub use closures::{
    hire_as_closure, hire_for_all_gaps, hire_supports, set_targets, shift_accounts, shift_as_closure,
    stretch_as_closure,
};
pub use command::{Command, EditError, Entity, Which, apply};
pub use deals::{
    ForecastTake, add_deal, change_deals, hand_over_deals, import_deals, remove_deals, take_forecast_deals,
};
pub use draws::{add_draw_step, end_draw, remove_draw_step};
pub use hiring::{Hires, HiresError, HiringStep, set_hires};
pub use history::{Change, History, Marked, Step};
pub use matrix::{add_matrix_column, mend_matrix, remove_matrix_column, set_matrix_measure};
pub use modifiers::{
    add_factor, add_modifier, add_spif, link_multiplier, remove_factor, remove_kicker, remove_modifier, remove_spif,
};
pub use moves::move_seats;
pub use ops::{
    add_role, add_segment, component_split, hire, import_accounts, remove_people_without_seat, remove_seats,
    remove_segment, rename_holder, set_component_split, set_last_day, set_start,
};
pub use plan::{
    PlanUsers, add_tier, change_version, copy_plan, fill_weights, move_component, pay_by, plan_users, remove_component,
    remove_plan, remove_tier, set_measure,
};
pub use plan_make::{add_component, add_ready, empty_plan, plan_from, replace_content};
pub use plan_versions::{VersionError, add_version, begins, free_month, redate_version, remove_version};
pub use profile::{OfferGone, ProfileCommand};
pub use rate_tables::{add_rate_row, other_measure, remove_rate_row, set_rate_kind};
pub use rate_units::{set_begins, set_pays};
pub use rates::{adopt_rate, derive_rate};
pub use reach::{Reaching, reach, reach_target};
pub use roster::import_roster;
pub use seek::{Lever, Limits, MOST_HIRES, Sought, seek_lever};
pub use segments::{add_open_pipeline, hand_open_pipeline, move_open_pipeline, remove_open_pipeline, rename_segment};
pub use sources::{
    add_source, add_stage, change_source, plan_by_source, remove_sources, remove_stages, set_cycle_length,
    set_cycle_shape, set_source_season,
};
pub use spread::{add_group, as_groups, as_normal, assume_others, change_spread, remove_groups};
pub use staffing::{
    add_seat, add_terms, change_terms, duplicate_seats, remove_role, remove_terms, seats_of_role, set_ramp_months,
};
pub use stints::{
    LeaveEnd, StintError, add_holder_after, add_holder_before, add_leave, change_stint, end_stint, move_leave,
    name_stint, remove_holder, remove_leave, set_refill, start_stint, usual_end,
};
pub use targets::{PastFigure, set_past_quarter, spread_targets};
pub use team_split::{TeamPlan, TeamSplit};
pub use territory::{adopt_plan, after_plan, drop_plan, move_accounts, set_plan, with_plan};
pub use tiers::{add_tier_below, change_territory, remove_tiers, rename_tier, set_cut, set_normalise};
