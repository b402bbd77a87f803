//! `remit capacity`: what the team can sign against what it is to win, by segment and period, and what closes the gap.

use super::args::{Invocation, Opt};
use super::check::{self, Evaluated};
use super::figures::{self, COARSE, FINE, number};
use super::json::Json;
use super::{Exit, Failure, Ports, capacity_plans as plans};
use crate::engine::capacity::{
    AtRisk, CapacityLine, CapacityPlan, Closures, CostSum, GapLine, Group, Need, QuarterRisk, RoleCost, Shortage,
    SupportKind, SupportLine, Waterfall,
};
use crate::engine::{Outcome, Scope, Span};
use crate::model::{Document, Severity};
use crate::units::{Cadence, Flow};

#[derive(Clone, Copy)]
enum Format {
    Json,
    Csv,
}

/// A figure, or none.
enum Cell {
    Text(String),
    Money(Option<Flow>),
    Share(Option<f64>),
    Count(Option<f64>),
}

type Cells = Vec<(&'static str, Cell)>;
type Members = Vec<(&'static str, Json)>;

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("json", Format::Json), ("csv", Format::Csv)], Format::Json)?;
    let lengths = [("month", Cadence::Month), ("quarter", Cadence::Quarter)];
    let by = invocation.choice(Opt::By, &lengths, Cadence::Quarter)?;
    let evaluated = check::evaluated(invocation, ports)?;
    let Evaluated { document, outcome } = &evaluated;
    for problem in outcome.problems.iter().filter(|problem| problem.severity != Severity::Note) {
        ports.say(&problem.to_string());
    }
    let plan = CapacityPlan::of(document, outcome);
    let rows = rows(document, outcome, &plan, by);
    let text = match format {
        Format::Csv => as_csv(outcome, &rows),
        Format::Json => as_json(document, outcome, &plan, by, &rows).print(),
    };
    ports.print(&text)?;
    Ok(check::exit(&outcome.problems))
}

/// Segments in the order of the document, then the company; each with its periods.
fn rows(document: &Document, outcome: &Outcome, plan: &CapacityPlan<'_>, by: Cadence) -> Vec<Cells> {
    let mut rows = Vec::new();
    let roles = plan.costs();
    for scope in (0..document.segments.len()).map(Scope::Segment).chain([Scope::Company]) {
        let group = match scope {
            Scope::Segment(at) => Group::Segment(at),
            Scope::Company => Group::Company,
        };
        let lines = plan.lines(&group, by).into_iter();
        for ((line, gap), fall) in lines.zip(plan.gaps_of(scope, by)).zip(plan.waterfall(&group, by)) {
            let cost = (scope == Scope::Company).then(|| sum(&roles, line.span));
            let need = plan.need(scope, line.span);
            rows.push(row(document, outcome, &Told { scope, line, gap, fall, need, cost }));
        }
    }
    rows
}

fn sum(roles: &[RoleCost], span: Span) -> CostSum {
    roles.iter().map(|it| it.sum(span)).fold(CostSum::default(), CostSum::and)
}

/// What one row tells.
struct Told {
    scope: Scope,
    line: CapacityLine,
    gap: GapLine,
    fall: Waterfall,
    need: Option<Need>,
    cost: Option<CostSum>,
}

fn row(document: &Document, outcome: &Outcome, told: &Told) -> Cells {
    let Told { scope, line, gap, fall, need, cost } = told;
    let (kind, id) = match *scope {
        Scope::Company => ("company", String::new()),
        Scope::Segment(at) => ("segment", document.segments.get(at).map(|it| it.id.to_string()).unwrap_or_default()),
    };
    let month = |at: usize| outcome.months.get(at).map(ToString::to_string).unwrap_or_default();
    let money = |flow: Flow| Cell::Money(Some(flow));
    let standing = &fall.capacity;
    vec![
        ("scope", Cell::Text(kind.to_owned())),
        ("segment", Cell::Text(id)),
        ("period", Cell::Text(line.period.key())),
        ("from", Cell::Text(month(line.span.from))),
        ("to", Cell::Text(month(line.span.to))),
        ("target", Cell::Money(gap.target)),
        ("capacity", money(gap.capacity)),
        ("gap", Cell::Money(gap.gap())),
        ("untargeted", money(gap.untargeted)),
        ("pipeline", money(gap.pipeline)),
        ("pipeline_gap", Cell::Money(gap.pipeline_gap())),
        ("bookings", money(gap.bookings)),
        ("short_of", Cell::Text(short_of(gap.shortage()).to_owned())),
        ("seats", Cell::Count(Some(line.seats))),
        ("heads", Cell::Count(Some(line.heads))),
        ("rre", Cell::Count(Some(line.ramped))),
        ("planned_quota", money(line.planned)),
        ("street_quota", money(line.street)),
        ("presence", Cell::Share(line.presence())),
        ("ramp", Cell::Share(line.ramp())),
        ("attainment", Cell::Share(line.attainment())),
        ("selling_time", Cell::Share(line.selling_time())),
        ("attainment_factor", Cell::Share(gap.attainment_factor())),
        ("over_assignment", Cell::Share(gap.over_assignment())),
        ("hedge", Cell::Share(gap.hedge())),
        ("seats_by_quota_alone", Cell::Count(need.as_ref().map(|it| it.naive))),
        ("seats_needed", Cell::Count(need.as_ref().map(|it| it.right))),
        ("standing_opening", money(standing.opening.amount())),
        ("standing_gain", money(standing.gain.amount())),
        ("standing_loss", money(standing.loss.amount())),
        ("standing_recovered", money(standing.recovered.amount())),
        ("standing_leave", money(standing.leave.amount())),
        ("standing_response", money(standing.response.amount())),
        ("standing_closing", money(standing.closing.amount())),
        ("unrecovered", money(standing.loss.amount() - standing.recovered.amount())),
        ("people_cost", Cell::Money(cost.map(|it| it.total()))),
        ("ramp_cost", Cell::Money(cost.map(|it| it.ramping))),
    ]
}

/// What misses the target, as a word.
fn short_of(shortage: Shortage) -> &'static str {
    match shortage {
        Shortage::NoTarget => "",
        Shortage::Nothing => "nothing",
        Shortage::Capacity => "capacity",
        Shortage::Pipeline => "pipeline",
        Shortage::Both => "both",
    }
}

pub(super) fn money(outcome: &Outcome, flow: Flow) -> String {
    outcome.currency.settle(flow).to_string()
}

fn as_csv(outcome: &Outcome, rows: &[Cells]) -> String {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Money(flow) => flow.map(|it| money(outcome, it)).unwrap_or_default(),
        Cell::Share(value) => value.map(|it| figures::decimals(it, FINE)).unwrap_or_default(),
        Cell::Count(value) => value.map(|it| figures::decimals(it, COARSE)).unwrap_or_default(),
    };
    let header = rows.first().map(|row| row.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>());
    let body = rows.iter().map(|row| row.iter().map(|(_, cell)| text(cell)).collect::<Vec<_>>());
    figures::csv(&header.into_iter().chain(body).collect::<Vec<_>>())
}

fn as_json(document: &Document, outcome: &Outcome, plan: &CapacityPlan<'_>, by: Cadence, rows: &[Cells]) -> Json {
    let value = |cell: &Cell| match cell {
        Cell::Text(text) => Json::text_or_null((!text.is_empty()).then_some(text)),
        Cell::Money(flow) => Json::text_or_null(flow.map(|it| money(outcome, it))),
        Cell::Share(value) => value.map_or(Json::Null, |it| number(it, FINE)),
        Cell::Count(value) => value.map_or(Json::Null, |it| number(it, COARSE)),
    };
    let row = |cells: &Cells| Json::Object(cells.iter().map(|(key, cell)| (*key, value(cell))).collect());
    let amount = |flow: Flow| Json::text(money(outcome, flow));
    let first = document.settings.first_month;
    let mut closures = Vec::new();
    for segment in 0..document.segments.len() {
        for (period, span) in outcome.periods(Cadence::Quarter) {
            let Some(found) = plan.closures(segment, span, first) else { continue };
            if found.gap.gap().is_some_and(|gap| gap.value() >= 1.0) {
                let id = document.segments.get(segment).map(|it| it.id.clone());
                let mut members = vec![("segment", Json::text_or_null(id)), ("period", Json::text(period.key()))];
                members.extend(closure(outcome, &found));
                closures.push(Json::Object(members));
            }
        }
    }
    let costs = plan.costs().into_iter().map(|role| {
        let periods = outcome.periods(by).into_iter().map(|(period, span)| {
            let sum = role.sum(span);
            let mut members = vec![("period", Json::text(period.key()))];
            members.extend(cost(outcome, &sum));
            Json::Object(members)
        });
        Json::Object(vec![("role", Json::text(&role.role)), ("periods", Json::List(periods.collect()))])
    });
    let budget = plan.budget().into_iter().map(|year| {
        Json::Object(vec![
            ("period", Json::text(year.period.key())),
            ("cost", amount(year.cost)),
            ("budget", Json::text_or_null(year.budget.map(|it| money(outcome, it)))),
            ("left", Json::text_or_null(year.left().map(|it| money(outcome, it)))),
        ])
    });
    Json::Object(vec![
        ("remit", Json::text("capacity")),
        ("name", Json::text(&document.name)),
        ("currency", Json::text(outcome.currency)),
        ("by", Json::text(if by == Cadence::Month { "month" } else { "quarter" })),
        ("new_arr_needed_for_target_arr", Json::text_or_null(plan.needed_for_closing().map(|it| money(outcome, it)))),
        ("rows", Json::List(rows.iter().map(row).collect())),
        ("closures", Json::List(closures)),
        ("close_all", plans::close_all(document, outcome, &plan.close_all(first))),
        ("account_shifts", plans::account_shifts(&plan.account_shifts(None, 0))),
        ("support", Json::List(plan.support().iter().map(support).collect())),
        ("risk", Json::List(plan.risks().iter().map(|it| risk(outcome, it)).collect())),
        ("mean_recovery_lag_months", plan.mean_recovery_lag().map_or(Json::Null, |it| number(it, COARSE))),
        ("costs", Json::List(costs.collect())),
        ("budget", Json::List(budget.collect())),
        ("turnover", plans::turnover(outcome, plan)),
    ])
}

fn closure(outcome: &Outcome, found: &Closures) -> Members {
    let amount = |flow: Flow| Json::text(money(outcome, flow));
    let hire = found.hire.as_ref().and_then(|it| Some((it, it.recommended()?))).map_or(Json::Null, |(it, best)| {
        Json::Object(vec![
            ("role", Json::text(&it.role)),
            ("count", Json::Number(best.count.to_string())),
            ("start", Json::text(best.start)),
            ("latest_useful_start", Json::text(it.latest_useful)),
            ("each", amount(best.each)),
            ("cost", amount(best.cost)),
        ])
    });
    let stretch = found.stretch.as_ref().map_or(Json::Null, |it| {
        Json::Object(vec![
            ("factor", number(it.factor, FINE)),
            ("attainment_now", number(it.attainment_now, FINE)),
            ("attainment_needed", number(it.attainment_needed, FINE)),
        ])
    });
    let shift = found.shift.as_ref().map_or(Json::Null, |it| {
        Json::Object(vec![
            ("seats", Json::List(it.moves.iter().map(|it| Json::text(&it.seat)).collect())),
            ("left", amount(it.left.max(Flow::ZERO))),
        ])
    });
    vec![
        ("gap", Json::text_or_null(found.gap.gap().map(|it| money(outcome, it)))),
        ("hire", hire),
        ("stretch", stretch),
        ("shift", shift),
    ]
}

fn support(line: &SupportLine) -> Json {
    let (kind, per, share) = match line.kind {
        SupportKind::Ratio { of, heads } => (of.name(), heads, 1.0),
        SupportKind::Book { arr, share } => ("ARR", arr, share),
        SupportKind::Accounts { customers, share } => ("customers", customers, share),
        SupportKind::Span { reports } => ("direct reports", reports, 1.0),
    };
    let hires = line.hires.iter().map(|it| {
        Json::Object(vec![
            ("due", Json::text(it.due)),
            ("start", Json::text(it.start)),
            ("count", Json::Number(it.count.to_string())),
        ])
    });
    let last = |series: &[f64]| series.last().map_or(Json::Null, |it| number(*it, COARSE));
    Json::Object(vec![
        ("role", Json::text(&line.role)),
        ("segment", Json::text_or_null(line.segment.as_ref())),
        ("of", Json::text(kind)),
        ("per_seat", number(per, COARSE)),
        ("share_of_book", number(share, FINE)),
        ("need_at_the_end", last(&line.need)),
        ("have_at_the_end", last(&line.have)),
        ("hires", Json::List(hires.collect())),
    ])
}

fn risk(outcome: &Outcome, risk: &QuarterRisk) -> Json {
    let amount = |flow: Flow| Json::text(money(outcome, flow));
    let estimate = |it: &Option<AtRisk>| {
        it.map_or(Json::Null, |it| {
            Json::Object(vec![
                ("rate", number(it.rate, FINE)),
                ("capacity", amount(it.capacity.amount())),
                ("people", it.people.map_or(Json::Null, |it| number(it, COARSE))),
            ])
        })
    };
    Json::Object(vec![
        ("period", Json::text(risk.period.key())),
        ("opening", amount(risk.opening.amount())),
        ("planned", amount(risk.planned.amount())),
        ("trailing_four", estimate(&risk.trailing_four)),
        ("prior_quarter", estimate(&risk.prior_quarter)),
        ("same_quarter_last_year", estimate(&risk.same_quarter_last_year)),
    ])
}

fn cost(outcome: &Outcome, sum: &CostSum) -> Members {
    let amount = |flow: Flow| Json::text(money(outcome, flow));
    vec![
        ("base", amount(sum.base)),
        ("variable", amount(sum.variable)),
        ("burden", amount(sum.burden)),
        ("tools", amount(sum.tools)),
        ("recruiting", amount(sum.recruiting)),
        ("ramp_cost", amount(sum.ramping)),
        ("hires", number(sum.hires, COARSE)),
    ]
}
