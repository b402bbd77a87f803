//! Cash of the first two years, month by month.

use super::mine::Mine;
use crate::career::{CashMonth, Needs, Reckoned, Tenth};
use crate::present::Locale;
use crate::present::career::{cash_say, letter_of};
use crate::present::chart::{CASH_KINDS, CashChart, CashRow, Chart, cash_chart};
use crate::present::number::show_month_short;
use crate::units::Money;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Key, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;
use std::sync::Arc;

/// The panel.
#[component]
pub(super) fn CashPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let year = RwSignal::new("middle");
    let view = RwSignal::new("chart");
    let tenth = Memo::new(move |_| match year.get() {
        "bad" => Tenth::Bad,
        "good" => Tenth::Good,
        _middle => Tenth::Middle,
    });
    let years = Signal::derive(|| {
        vec![Tab::new("bad", "Bad year"), Tab::new("middle", "Middle"), Tab::new("good", "Good year")]
    });
    let tabs = Signal::derive(|| vec![Tab::new("chart", "Chart"), Tab::new("table", "Table")]);
    let as_table = Signal::derive(move || view.get() == "table");
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        mine.all.with(|all| mine.profile.with(|profile| cash_say(all, tenth.get(), &profile.needs, &locale)))
    });
    let needs = mine.drawn();
    let drawn = move |width: f64| {
        let locale = app.locale.get();
        mine.all.with(|all| needs.with(|needs| chart(all, tenth.get(), needs, &locale, width as u32)))
    };
    // Drawing the chart for its legend costs as much as the chart: only when the legend can differ.
    let used = Memo::new(move |_| {
        let of_one =
            |it: &Arc<Reckoned>| it.cash_in(tenth.get()).months.iter().map(|it| kinds(&it.1)).collect::<Vec<_>>();
        let months = mine.all.with(|all| all.iter().flat_map(of_one).collect::<Vec<_>>());
        let is_used = |kind: usize| months.iter().any(|it| it.get(kind).is_some_and(|it| *it != 0.0));
        app.locale.track();
        ((0..CASH_KINDS.len()).map(is_used).collect::<Vec<_>>(), needs.with(|needs| (needs.month, needs.currency)))
    });
    let key = Signal::derive(move || {
        used.track();
        untrack(|| draw::key(&drawn(900.0)))
    });
    view! {
        <Panel>
            <PanelHead
                title="Cash by month, the first two years"
                say=say
                actions=move || view! {
                    <Tabs label="Year" tabs=years chosen=year on_choose=move |key| year.set(key)/>
                    <Tabs label="Show as" tabs=tabs chosen=view on_choose=move |key| view.set(key)/>
                }
            />
            <Key items=key/>
            <ChartFrame label=say draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
        </Panel>
    }
    .into_any()
}

/// A month in the order of [`CASH_KINDS`].
fn kinds(it: &CashMonth) -> [f64; CASH_KINDS.len()] {
    [it.base, it.new_business, it.expansion, it.retention, it.other, it.draw, it.sign_on, it.recovered, it.travel]
        .map(|it| it.to_major())
}

fn chart(all: &[Arc<Reckoned>], tenth: Tenth, needs: &Needs, locale: &Locale, width: u32) -> Chart {
    let rows: Vec<CashRow> = all
        .iter()
        .enumerate()
        .map(|(place, it)| {
            let cash = it.cash_in(tenth);
            let name = [letter_of(place), it.offer.name.clone()].join(" · ");
            CashRow {
                name: if it.changed.compares() { name } else { format!("{name}, in {}", it.changed.own) },
                months: cash.months.iter().map(|(_, it)| kinds(it)).collect(),
                names: cash.months.iter().map(|(month, _)| show_month_short(*month)).collect(),
                sum: format!("{} in 24 months", locale.money_compact(cash.total(), it.changed.shown())),
            }
        })
        .collect();
    let need = needs.month.map(|it| {
        let amount = locale.money_whole_named(it.amount(), needs.currency);
        (it.amount().to_major(), format!("below your need of {amount}"))
    });
    let data = CashChart {
        name: "Cash by month, offer by offer",
        rows: &rows,
        need,
        short: &|value| locale.number(value / 1_000.0, 1),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
    };
    cash_chart(&data, width)
}
