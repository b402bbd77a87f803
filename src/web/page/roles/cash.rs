//! Cash of the first two years, month by month.

use super::mine::Mine;
use super::sight::{Seen, in_sight};
use crate::career::Tenth;
use crate::present::career::{cash_say, months_chart};
use crate::text::tr;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

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
        vec![Tab::new("bad", tr!("Bad year")), Tab::new("middle", tr!("Middle")), Tab::new("good", tr!("Good year"))]
    });
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    let as_table = Signal::derive(move || view.get() == "table");
    let needs = mine.drawn();
    // Head, chart, reader and menu all show it.
    let say = Memo::new(move |_| {
        let locale = app.locale.get();
        mine.all.with(|all| needs.with(|needs| cash_say(all, tenth.get(), needs, &locale)))
    });
    let months = move |(all, _): &Seen, width: f64| {
        let locale = app.locale.get();
        needs.with(|needs| months_chart(all, tenth.get(), needs, &locale, width as u32))
    };
    let seen = in_sight(mine, ".offer-cash");
    let drawn = move |width: f64| seen.with(|seen| months(seen, width));
    view! {
        <Panel class="offer-cash">
            <PanelHead
                title=tr!("Cash by month, the first two years")
                say=say
                actions=move || view! {
                    <Tabs label=tr!("Year") tabs=years chosen=year on_choose=move |key| year.set(key)/>
                    <Tabs label=tr!("Show as") tabs=tabs chosen=view on_choose=move |key| view.set(key)/>
                }
            />
            <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
        </Panel>
    }
    .into_any()
}
