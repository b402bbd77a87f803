//! Parts of `remit capacity` as JSON: the plan that closes all gaps, accounts that change hands, cost of turnover.

use super::capacity::money;
use super::figures::{COARSE, FINE, number};
use super::json::Json;
use crate::engine::Outcome;
use crate::engine::capacity::{AccountShift, AllGaps, CapacityPlan, Keeping, LeadNeed, Turnover};
use crate::model::Document;
use crate::units::{Cadence, Flow};

fn amount(outcome: &Outcome, flow: Flow) -> Json {
    Json::text(money(outcome, flow))
}

fn some(value: Option<f64>, digits: usize) -> Json {
    value.map_or(Json::Null, |it| number(it, digits))
}

/// Hires that close every gap, and what stays open.
pub(super) fn close_all(document: &Document, outcome: &Outcome, plan: &AllGaps) -> Json {
    let hires = plan.hires.iter().map(|it| {
        Json::Object(vec![
            ("role", Json::text(&it.role)),
            ("segment", Json::text(&it.segment)),
            ("start", Json::text(it.start)),
            ("count", Json::Number(it.count.to_string())),
            ("needed_for", Json::text(it.period.key())),
            ("cost", amount(outcome, it.cost)),
        ])
    });
    let quarters = plan.quarters.iter().map(|it| {
        let segment = document.segments.get(it.segment).map(|it| it.id.clone());
        let mut members = vec![
            ("segment", Json::text_or_null(segment)),
            ("period", Json::text(it.period.key())),
            ("gap", amount(outcome, it.gap)),
            ("left", amount(outcome, it.left)),
        ];
        members.extend(pipeline(outcome, it.pipeline.as_ref()));
        Json::Object(members)
    });
    Json::Object(vec![("hires", Json::List(hires.collect())), ("quarters", Json::List(quarters.collect()))])
}

fn pipeline(outcome: &Outcome, need: Option<&LeadNeed>) -> Vec<(&'static str, Json)> {
    vec![
        ("pipeline_gap", need.map_or(Json::Null, |it| amount(outcome, it.gap))),
        ("deals", some(need.and_then(|it| it.deals), COARSE)),
        ("opportunities", some(need.and_then(|it| it.opportunities), COARSE)),
        ("leads_month", some(need.and_then(|it| it.leads_month), COARSE)),
        ("developers", some(need.and_then(|it| it.developers), COARSE)),
        ("found_from", Json::text_or_null(need.and_then(|it| it.found).map(|it| it.0))),
        ("found_to", Json::text_or_null(need.and_then(|it| it.found).map(|it| it.1))),
        ("win_rate", some(need.and_then(|it| it.win_rate), FINE)),
    ]
}

/// Customers that change hands, by function.
pub(super) fn account_shifts(shifts: &[AccountShift]) -> Json {
    let shift = |it: &AccountShift| {
        let function = match it.keeping {
            Keeping::AccountManagement => "account_management",
            Keeping::CustomerSuccess => "customer_success",
        };
        let moves = it.moves.iter().map(|it| {
            Json::Object(vec![
                ("account", Json::text(&it.account)),
                ("from", Json::text(&it.from)),
                ("to", Json::text(&it.to)),
                ("arr", Json::text(it.arr)),
            ])
        });
        let ((over, still), (high, low)) = (it.over(), it.highest());
        Json::Object(vec![
            ("owners", Json::text(function)),
            ("over", Json::whole(over)),
            ("over_after", Json::whole(still)),
            ("highest_load", number(high, FINE)),
            ("highest_load_after", number(low, FINE)),
            ("moves", Json::List(moves.collect())),
        ])
    };
    Json::List(shifts.iter().map(shift).collect())
}

/// Cost of turnover, by role and fiscal year.
pub(super) fn turnover(outcome: &Outcome, plan: &CapacityPlan<'_>) -> Json {
    let mut rows = Vec::new();
    for (period, span) in outcome.periods(Cadence::Year) {
        for line in plan.turnover(span) {
            let Turnover { leaving, not_replaced, recruiting, ramp, months_lost, arr_lost, profit_lost, saved } =
                line.sum;
            rows.push(Json::Object(vec![
                ("role", Json::text(&line.role)),
                ("segment", Json::text_or_null(line.segment.as_ref())),
                ("period", Json::text(period.key())),
                ("leaving", number(leaving, COARSE)),
                ("not_replaced", number(not_replaced, COARSE)),
                ("recruiting", amount(outcome, recruiting)),
                ("ramp", amount(outcome, ramp)),
                ("months_lost", number(months_lost, COARSE)),
                ("arr_lost", amount(outcome, arr_lost)),
                ("profit_lost", amount(outcome, profit_lost)),
                ("saved_while_vacant", amount(outcome, saved)),
                ("total", amount(outcome, line.sum.total())),
            ]));
        }
    }
    Json::List(rows)
}
