//! Top-down against bottom-up: targets, capacity and pipeline, quarter by quarter or segment by segment.

use super::super::why::WhyTable;
use super::targets::TargetsShort;
use super::{LookedAt, asked};
use crate::engine::Scope;
use crate::engine::capacity::CapacityPlan;
use crate::present::capacity::{
    AskTable, Teller, gap_figures, gap_header, gap_row, gap_say, quota_figures, quota_header, quota_row,
};
use crate::present::chart::{
    Chart, Ink, Size, StackChart, StackPeriod, StackSeries, StackTarget, Table as Rows, stack_chart,
};
use crate::present::forecast;
use crate::present::number::period_label;
use crate::text::tr;
use crate::units::{Cadence, Flow};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Panel, PanelHead, Pick, Tab, Tabs};
use leptos::prelude::*;

/// Chart and table of the gap.
#[component]
pub(super) fn GapsPanel() -> AnyView {
    let app = App::here();
    let at = LookedAt::here();
    let by = RwSignal::new("quarter");
    let say = Signal::derive(move || {
        let (scope, (period, span)) = (at.scope.get(), at.period.get());
        asked(app, |plan, tell| {
            let mut line = plan.gap(scope, span);
            line.period = period;
            gap_say(tell, &line)
        })
    });
    let tabs = Signal::derive(|| {
        vec![
            Tab::new("quarter", tr!("By quarter")),
            Tab::new("segment", tr!("By segment")),
            Tab::new("quota", tr!("Quotas")),
        ]
    });
    let drawn = move |width: f64| {
        let scope = at.scope.get();
        asked(app, |plan, tell| chart(plan, tell, scope, width))
    };
    let header = Signal::derive(move || match by.get() {
        "segment" => gap_header(tr!("Segment")),
        "quota" => quota_header(tr!("Quarter")),
        _quarter => gap_header(tr!("Quarter")),
    });
    let rows = Signal::derive(move || {
        let (scope, (_, span)) = (at.scope.get(), at.period.get());
        let (by_segment, quotas) = (by.get() == "segment", by.get() == "quota");
        asked(app, |plan, tell| {
            if by_segment {
                let segments = (0..tell.document.segments.len()).map(Scope::Segment);
                let line = |scope| gap_row(tell, tell.scope(scope), &plan.gap(scope, span));
                segments.chain([Scope::Company]).map(line).collect::<Vec<_>>()
            } else {
                let lines = plan.gaps_of(scope, Cadence::Quarter);
                let row = if quotas { quota_row } else { gap_row };
                lines.iter().map(|it| row(tell, period_label(&it.period, false), it)).collect()
            }
        })
    });
    let table = Signal::derive(move || {
        let (scope, (_, span)) = (at.scope.get(), at.period.get());
        let figures = if by.get() == "quota" { quota_figures } else { gap_figures };
        let figures: Vec<_> = asked(app, |plan, tell| {
            if by.get() == "segment" {
                let segments = (0..tell.document.segments.len()).map(Scope::Segment);
                segments.chain([Scope::Company]).map(|scope| figures(scope, span)).collect()
            } else {
                plan.gaps_of(scope, Cadence::Quarter).iter().map(|it| figures(scope, it.span)).collect()
            }
        });
        AskTable::of(Rows { header: header.get(), rows: rows.get() }, figures)
    });
    let waits = move || {
        let scope = at.scope.get();
        let told = app.outcome.with(|outcome| forecast::pipeline_that_waits(outcome, scope));
        told.map(|text| view! { <p class="fine">{text}</p> })
    };
    view! {
        <Panel class="capacity-gaps">
            <PanelHead
                title=tr!("Top-down against bottom-up")
                say=say
                actions=move || view! { <Tabs label=tr!("Rows") tabs=tabs chosen=by on_choose=move |key| by.set(key)/> }
            />
            <TargetsShort/>
            <div class="fields capacity-pick">
                <Pick
                    label=tr!("Segment")
                    choices=Signal::derive(move || LookedAt::scopes(app))
                    chosen=Signal::derive(move || at.scope_key(app))
                    on_choose=move |key| at.wanted_scope.set(key)
                />
                <Pick
                    label=tr!("Period")
                    choices=Signal::derive(move || LookedAt::period_choices(app))
                    chosen=Signal::derive(move || at.period.get().0.key())
                    on_choose=move |key| at.wanted_period.set(key)
                />
            </div>
            <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
            <WhyTable label=tr!("Targets, capacity and pipeline") table=table sum=Signal::derive(move || by.get() == "segment")/>
            {waits}
        </Panel>
    }
    .into_any()
}

/// Capacity of a scope against its targets.
fn chart(plan: &CapacityPlan<'_>, tell: &Teller<'_>, scope: Scope, width: f64) -> Chart {
    let lines = plan.gaps_of(scope, Cadence::Quarter);
    let periods: Vec<StackPeriod> = lines
        .iter()
        .map(|it| StackPeriod { name: period_label(&it.period, false), tick: period_label(&it.period, true) })
        .collect();
    let has_target = lines.iter().any(|it| it.target.is_some());
    // A gap counts only capacity that has a target; so does the bar, where there is one.
    let values = lines
        .iter()
        .map(|it| if has_target { (it.capacity - it.untargeted).value() } else { it.capacity.value() })
        .collect();
    let series = [StackSeries { name: tr!("Capacity").to_owned(), ink: Ink::New, values }];
    let targets = lines.iter().map(|it| it.target.map_or(f64::NAN, Flow::value)).collect();
    let currency = tell.outcome.currency;
    let data = StackChart {
        name: tr!("Capacity against target by quarter"),
        periods: &periods,
        series: &series,
        target: has_target.then(|| StackTarget { name: tr!("Target").to_owned(), values: targets, limit: false }),
        axis: &|value| tell.locale.money_tick(value, currency),
        amount: &|value| tell.locale.money_compact(currency.settle(Flow::new(value)), currency),
        gap: &|value| tell.locale.money_delta_bare(currency.settle(Flow::new(value))),
    };
    stack_chart(&data, Size { width: width as u32, height: if width < 520.0 { 220 } else { 250 } })
}
