//! The capacity waterfall: what stands at the end of each quarter, and why it changed.

use super::super::why::WhyTable;
use super::{LookedAt, asked};
use crate::engine::Scope;
use crate::engine::capacity::{Group, Waterfall};
use crate::present::capacity::{AskTable, Teller, lag_say, standing_figures, standing_say, standing_table};
use crate::present::chart::{CapacityWaterfall, Chart, Size, StandingPeriod, capacity_waterfall};
use crate::present::number::{period_label, show_month_short};
use crate::text::tr;
use crate::units::{Cadence, Flow};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Empty, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn StandingPanel() -> AnyView {
    let app = App::here();
    let at = LookedAt::here();
    let shown = RwSignal::new("chart");
    let falls = Memo::new(move |_| {
        let group = match at.scope.get() {
            Scope::Company => Group::Company,
            Scope::Segment(at) => Group::Segment(at),
        };
        asked(app, |plan, _| plan.waterfall(&group, Cadence::Quarter))
    });
    let title = Signal::derive(move || {
        let scope = at.scope.get();
        asked(app, |_, tell| tr!("Capacity waterfall, {}", tell.scope(scope)))
    });
    let say = Signal::derive(move || falls.with(|falls| asked(app, |_, tell| standing_say(tell, falls))));
    let lag =
        Signal::derive(move || asked(app, |plan, tell| lag_say(tell, &plan.recovery_lags(), plan.mean_recovery_lag())));
    let drawn = move |width: f64| falls.with(|falls| asked(app, |_, tell| chart(tell, falls, width)));
    let table = Memo::new(move |_| {
        let scope = at.scope.get();
        falls.with(|falls| {
            AskTable::of(asked(app, |_, tell| standing_table(tell, falls)), standing_figures(scope, falls))
        })
    });
    let is_empty = Memo::new(move |_| {
        let moved = |it: &Waterfall| it.ramped.opening > 0.0 || it.ramped.closing > 0.0 || it.ramped.gain > 0.0;
        falls.with(|falls| !falls.iter().any(moved))
    });
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    view! {
        <Panel>
            <PanelHead
                title=title
                say=say
                actions=move || view! { <Tabs label=tr!("Waterfall as") tabs=tabs chosen=shown on_choose=move |key| shown.set(key)/> }
            />
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Empty title=tr!("No sellers here yet") text=tr!("Once somebody with a quota sells here, their capacity is followed from quarter to quarter.")/>
                }
            >
                <Show
                    when=move || shown.get() == "table"
                    fallback=move || view! {
                        <ChartFrame label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
                    }
                >
                    <WhyTable label=tr!("Standing capacity by quarter, a year's worth") table=table/>
                </Show>
                <p class="fine">{move || lag.get()}</p>
            </Show>
        </Panel>
    }
    .into_any()
}

fn chart(tell: &Teller<'_>, falls: &[Waterfall], width: f64) -> Chart {
    let currency = tell.outcome.currency;
    let period = |it: &Waterfall| {
        let bridge = &it.capacity;
        StandingPeriod {
            name: period_label(&it.period, false),
            opening_name: show_month_short(it.period.first.plus(-1)),
            closing_name: show_month_short(it.period.last()),
            opening: bridge.opening.amount().value(),
            gain: bridge.gain.amount().value(),
            loss: bridge.loss.amount().value(),
            recovered: bridge.recovered.amount().value(),
            leave: bridge.leave.amount().value(),
            response: bridge.response.amount().value(),
            closing: bridge.closing.amount().value(),
        }
    };
    let periods: Vec<StandingPeriod> = falls.iter().map(period).collect();
    let settled = |value: f64| currency.settle(Flow::new(value));
    let data = CapacityWaterfall {
        name: tr!("Standing capacity from quarter to quarter"),
        periods: &periods,
        axis: &|value| tell.locale.money_tick(value, currency),
        balance: &|value| tell.locale.money_compact(settled(value), currency),
        movement: &|value| tell.locale.money_delta_bare(settled(value)),
    };
    capacity_waterfall(&data, Size { width: width as u32, height: 330 })
}
