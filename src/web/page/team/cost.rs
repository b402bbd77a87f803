//! What people cost: by function, role and month, against the budget, and per ramped seller.

use super::capacity::asked;
use super::why::WhyTable;
use crate::engine::capacity::{CostFamily, Turnover};
use crate::present::capacity::{
    AskTable, budget_figures, budget_say, budget_table, cost_figures, cost_table, family_name, month_figures,
    month_table, reported_say, seller_cost_say, turnover_figures, turnover_note, turnover_say, turnover_table,
};
use crate::present::chart::{Chart, Ink, Size, StackChart, StackPeriod, StackSeries, StackTarget, stack_chart};
use crate::present::number::{period_label, show_month_short};
use crate::text::tr;
use crate::units::{Cadence, Flow};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::input::InputField;
use crate::web::ui::{ChartFrame, Choice, Empty, Panel, PanelHead, Pick, Tab, Tabs};
use leptos::prelude::*;

/// The inks of the families, in the order of [`CostFamily::ALL`]: as those of the functions they hold.
const INKS: [Ink; 4] = [Ink::T1, Ink::T2, Ink::T5, Ink::T6];

/// The part of the page.
#[component]
pub(super) fn CostPart() -> AnyView {
    let app = App::here();
    let is_empty = Memo::new(move |_| app.document.with(|it| it.seats.is_empty()));
    view! {
        <div class="row side">
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Panel><Empty title=tr!("Nobody costs anything yet") text=tr!("Add seats in the roster; what they cost stands here by function and month.")/></Panel>
                }
            >
                <OverTime/>
            </Show>
            <Assumed/>
        </div>
        <Show when=move || !is_empty.get()>
            <ByRole/>
            <TurnoverPanel/>
        </Show>
    }
    .into_any()
}

/// Cost by family, as a chart against the budget or as a table by quarter or month.
#[component]
fn OverTime() -> AnyView {
    let app = App::here();
    let shown = RwSignal::new("chart");
    let say = Signal::derive(move || asked(app, |plan, tell| budget_say(tell, &plan.budget())));
    let reported = Memo::new(move |_| asked(app, |_, tell| reported_say(tell)));
    let tabs = Signal::derive(|| {
        vec![Tab::new("chart", tr!("Chart")), Tab::new("quarter", tr!("Quarters")), Tab::new("month", tr!("Months"))]
    });
    let drawn = move |width: f64| asked(app, |plan, tell| chart(plan, tell, width));
    let table = Memo::new(move |_| {
        let by = if shown.get() == "month" { Cadence::Month } else { Cadence::Quarter };
        asked(app, |plan, tell| {
            let name = |period: &crate::units::FiscalPeriod| match by {
                Cadence::Month => show_month_short(period.first),
                Cadence::Quarter | Cadence::Half | Cadence::Year => period_label(period, true),
            };
            let periods: Vec<_> = tell.outcome.periods(by).into_iter().map(|(it, span)| (name(&it), span)).collect();
            let roles = plan.costs();
            AskTable::of(month_table(tell, &roles, &periods), month_figures(&roles, &periods))
        })
    });
    let budget = Memo::new(move |_| {
        asked(app, |plan, tell| {
            let years = plan.budget();
            AskTable::of(budget_table(tell, &years), budget_figures(&years))
        })
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Cost of people")
                say=say
                actions=move || view! { <Tabs label=tr!("Cost as") tabs=tabs chosen=shown on_choose=move |key| shown.set(key)/> }
            />
            {move || reported.get().map(|text| view! { <p class="say">{text}</p> })}
            <Show
                when=move || shown.get() != "chart"
                fallback=move || view! {
                    <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
                }
            >
                <WhyTable label=tr!("Cost of people by function and period") table=table sum=true/>
            </Show>
            <h3>{tr!("Against the budget")}</h3>
            <WhyTable label=tr!("Cost of people against the budget") table=budget/>
        </Panel>
    }
    .into_any()
}

fn chart(
    plan: &crate::engine::capacity::CapacityPlan<'_>,
    tell: &crate::present::capacity::Teller<'_>,
    width: f64,
) -> Chart {
    let quarters = tell.outcome.periods(Cadence::Quarter);
    let roles = plan.costs();
    let periods: Vec<StackPeriod> = quarters
        .iter()
        .map(|(it, _)| StackPeriod { name: period_label(it, false), tick: period_label(it, true) })
        .collect();
    let series = CostFamily::ALL.into_iter().zip(INKS).filter_map(|(family, ink)| {
        let own = || roles.iter().filter(|it| it.family == family);
        own().next()?;
        let value = |span| own().map(|it| it.sum(span).total()).sum::<Flow>().value();
        let values = quarters.iter().map(|(_, span)| value(*span)).collect();
        Some(StackSeries { name: family_name(family).to_owned(), ink, values })
    });
    let series: Vec<StackSeries> = series.collect();
    let currency = tell.outcome.currency;
    let settled = |value: f64| currency.settle(Flow::new(value));
    let budget = tell.document.costs.headcount_budget.map(|it| it.amount().to_major() / 12.0);
    let data = StackChart {
        name: tr!("Cost of people by quarter"),
        periods: &periods,
        series: &series,
        target: budget.map(|month| StackTarget {
            name: tr!("Budget").to_owned(),
            values: quarters.iter().map(|(_, span)| month * span.len() as f64).collect(),
            limit: true,
        }),
        axis: &|value| tell.locale.money_tick(value, currency),
        amount: &|value| tell.locale.money_compact(settled(value), currency),
        gap: &|value| tell.locale.money_delta_bare(settled(value)),
    };
    stack_chart(&data, Size { width: width as u32, height: if width < 520.0 { 240 } else { 280 } })
}

/// What cost rests on besides pay.
#[component]
fn Assumed() -> AnyView {
    view! {
        <Panel>
            <PanelHead title=tr!("What people cost besides pay") say=tr!("Pay is that of roles, people and plans; the rest is typed here.")/>
            <div class="fields one">
                <InputField path="costs/burden".to_owned() label=tr!("Taxes and benefits") help=tr!("Of base and variable pay.")/>
                <InputField path="costs/tools".to_owned() label=tr!("Tools and licences") help=tr!("Of one head.")/>
                <InputField path="costs/recruiting".to_owned() label=tr!("Recruiting of one hire") help=tr!("Of first-year base pay. Illustrative: no survey gives it.")/>
                <InputField path="costs/headcount_budget".to_owned() label=tr!("Budget for people") help=tr!("Empty: none.")/>
            </div>
            <p class="fine">{tr!("Tools and recruiting are detail of other sales and marketing cost; CAC and its kin have them there and do not count them twice.")}</p>
        </Panel>
    }
    .into_any()
}

/// Cost by family and role in a period.
#[component]
fn ByRole() -> AnyView {
    let app = App::here();
    let wanted = RwSignal::new(String::new());
    let period = Memo::new(move |_| {
        let wanted = wanted.get();
        app.outcome.with(|outcome| {
            let all = [Cadence::Year, Cadence::Quarter, Cadence::Month].into_iter().flat_map(|it| outcome.periods(it));
            let found = all.into_iter().find(|(it, _)| it.key() == wanted);
            found.or(outcome.periods(Cadence::Year).last().copied())
        })
    });
    let choices = Signal::derive(move || {
        app.outcome.with(|outcome| {
            let all = [Cadence::Year, Cadence::Quarter, Cadence::Month].into_iter().flat_map(|it| outcome.periods(it));
            all.map(|(it, _)| Choice::new(it.key(), period_label(&it, false))).collect::<Vec<_>>()
        })
    });
    let table = Memo::new(move |_| {
        let span = period.get().map(|it| it.1);
        asked(app, |plan, tell| {
            let (roles, span) = (plan.costs(), span.unwrap_or_else(|| tell.outcome.whole()));
            AskTable::of(cost_table(tell, &roles, span), cost_figures(&roles, span))
        })
    });
    let say = Signal::derive(move || {
        let Some((period, span)) = period.get() else { return String::new() };
        asked(app, |plan, tell| {
            let (own, loaded) = (plan.cost_per_ramped_seller(span, false), plan.cost_per_ramped_seller(span, true));
            seller_cost_say(tell, &period_label(&period, false), own, loaded)
        })
    });
    view! {
        <Panel>
            <PanelHead title=tr!("Cost by function and role") say=say/>
            <div class="fields capacity-pick">
                <Pick
                    label=tr!("Period")
                    choices=choices
                    chosen=Signal::derive(move || period.get().map(|it| it.0.key()).unwrap_or_default())
                    on_choose=move |key| wanted.set(key)
                />
            </div>
            <WhyTable label=tr!("Cost by function and role") table=table sum=true/>
            <p class="fine">{tr!("Variable at the attainment of the forecast. Ramp is what base, its taxes and benefits, and tools pay for productivity that is not there yet; it is part of the total, not added to it.")}</p>
        </Panel>
    }
    .into_any()
}

/// Cost of turnover by role and year.
#[component]
fn TurnoverPanel() -> AnyView {
    let app = App::here();
    let wanted = RwSignal::new(String::new());
    let years = Signal::derive(move || app.outcome.with(|outcome| outcome.periods(Cadence::Year)));
    let period = Memo::new(move |_| {
        let wanted = wanted.get();
        years.with(|years| years.iter().find(|it| it.0.key() == wanted).or(years.last()).copied())
    });
    let choices = Signal::derive(move || {
        years.with(|years| {
            years.iter().map(|(it, _)| Choice::new(it.key(), period_label(it, false))).collect::<Vec<_>>()
        })
    });
    let lines = move || {
        let span = period.get().map(|it| it.1);
        asked(app, |plan, tell| plan.turnover(span.unwrap_or_else(|| tell.outcome.whole())))
    };
    let table = Memo::new(move |_| {
        let span = period.get().map(|it| it.1);
        let lines = lines();
        asked(app, |_, tell| {
            let span = span.unwrap_or_else(|| tell.outcome.whole());
            AskTable::of(turnover_table(tell, &lines), turnover_figures(&lines, span))
        })
    });
    let note = Signal::derive(move || {
        let sum = lines().iter().map(|it| it.sum).fold(Turnover::default(), Turnover::and);
        asked(app, |_, tell| turnover_note(tell, &sum))
    });
    let say = Signal::derive(move || {
        years.with(|years| {
            asked(app, |plan, tell| {
                let sum = |span| plan.turnover(span).iter().map(|it| it.sum).fold(Turnover::default(), Turnover::and);
                let told: Vec<_> = years.iter().map(|(it, span)| (period_label(it, false), sum(*span))).collect();
                turnover_say(tell, &told)
            })
        })
    });
    view! {
        <Panel>
            <PanelHead title=tr!("Cost of turnover") say=say/>
            <div class="fields capacity-pick">
                <Pick
                    label=tr!("Year")
                    choices=choices
                    chosen=Signal::derive(move || period.get().map(|it| it.0.key()).unwrap_or_default())
                    on_choose=move |key| wanted.set(key)
                />
            </div>
            <WhyTable label=tr!("Cost of turnover by role") table=table sum=true/>
            <p class="fine">{move || note.get()}</p>
        </Panel>
    }
    .into_any()
}
