//! Choices of a file in words: by the names they have where they are made.

use crate::model::Function;
use crate::present::assign::{balanced_name, objective_name, owner_name};
use crate::present::meanings::{self, Meaning};
use crate::present::words_pay::{
    BOUNDARIES, CADENCES, CLAWBACKS, DRAW_PAID, RATINGS, REACHES, SCOPES, TRUE_UPS, draw, measure,
};
use crate::present::{accounts, territory};
use crate::text::tr;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a choice is called on screen, by the name of its field and its value in files; none where that is no choice that is known.
pub fn choice_name(field: &str, value: &Value) -> Option<&'static str> {
    let text = value.as_str()?;
    match field {
        "measure" => Some(measure(read(value)?)),
        "function" => read(value).map(Function::name),
        "scope" => SCOPES.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "rated" => RATINGS.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "true_up" => TRUE_UPS.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "reach" => REACHES.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "boundary" => BOUNDARIES.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "cadence" => CADENCES.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "basis" => CLAWBACKS.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "paid" => DRAW_PAID.iter().find(|it| Some(it.0) == read(value)).map(|it| tr!(it.1)),
        "rounding" => named(&meanings::ROUNDING, meanings::rounding(read(value)?)),
        "proration" => named(&meanings::PRORATION, meanings::proration(read(value)?)),
        "ccos_denominator" => named(&meanings::CCOS, meanings::ccos(read(value)?)),
        "nrr_form" => named(&meanings::NRR, meanings::nrr(read(value)?)),
        "grr_form" => named(&meanings::GRR, meanings::grr(read(value)?)),
        "normalise" => Some(territory::normalise(read(value)?).1),
        "cut" => Some(territory::cut(read(value)?).1),
        "objective" => read(value).map(objective_name),
        "balance" => read(value).map(balanced_name),
        "owner" => read(value).map(owner_name),
        "stance" => Some(accounts::stance(read(value)?).1),
        "kind" => read(value).map(|it| draw(Some(it)).0).or_else(|| read(value).map(territory::touch)).or(kind(text)),
        _other => general(text),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn named(meanings: &'static [Meaning], key: &str) -> Option<&'static str> {
    meanings.iter().find(|it| it.0 == key).map(|it| tr!(it.1))
}

/// Kinds that are choices nowhere else: of rates, of a target, of the end of a stint, of a source.
fn kind(text: &str) -> Option<&'static str> {
    Some(match text {
        "tiers" => tr!("Tiers"),
        "interpolated" => tr!("Interpolated"),
        "curve" => tr!("Curve"),
        "milestones" => tr!("Milestones"),
        "matrix" => tr!("Matrix"),
        "open" => tr!("open"),
        "known" => tr!("Known end"),
        "expected" => tr!("Expected end"),
        "sum_of_quotas" => tr!("Sum of quotas"),
        "amount" => tr!("Amount"),
        "quota" => tr!("Quota"),
        "ratio" => tr!("Ratio"),
        "marketing" => tr!("Marketing"),
        "partner" => tr!("Partners"),
        "sales_development" => tr!("Sales development"),
        "self_sourced" => tr!("Self-sourced"),
        _unknown => return None,
    })
}

/// Words that mean the same in every field.
fn general(text: &str) -> Option<&'static str> {
    Some(match text {
        "month" => tr!("month"),
        "quarter" => tr!("quarter"),
        "half" => tr!("half-year"),
        "year" => tr!("year"),
        "none" => tr!("none"),
        "off" => tr!("Off"),
        "linear" => tr!("Linear"),
        "concave" => tr!("Concave"),
        "zero" => tr!("From zero"),
        "share" => tr!("From its share"),
        "component" => tr!("Component"),
        "deal" => tr!("Each deal"),
        "on_ramped_quota" => tr!("On the ramped quota"),
        "on_full_quota" => tr!("On the full quota"),
        "off_while_ramping" => tr!("Off while ramping"),
        "booking" => tr!("signature"),
        "invoice" => tr!("invoice"),
        "cash" => tr!("the customer's payment"),
        "at_mean" => tr!("All at the mean"),
        "on_target" => tr!("on target"),
        "same_attainment" => tr!("At the same attainment"),
        _unknown => return None,
    })
}
