//! The career ladder, and the steps that lead out of a role.

use super::path::PathPanel;
use crate::career::RoleKind;
use crate::career::ladder::steps_from;
use crate::present::career::{pay_amounts, pay_range};
use crate::present::chart::{Chart, ladder_chart};
use crate::text::tr;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Choice, Panel, PanelHead, Pick, Tab, Table, Tabs};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub(super) fn Ladder() -> AnyView {
    let app = App::here();
    let from = RwSignal::new(RoleKind::AeSmb);
    let view = RwSignal::new("chart");
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Picture")), Tab::new("table", tr!("Table"))]);
    let as_table = Signal::derive(move || view.get() == "table");
    let say = tr!(
        "Two tracks, and the ways across. General-market figures come from job boards and count something else than those of software companies: base or average pay, not pay at target. Time in a step is illustrative."
    );
    let choices = Signal::stored(
        RoleKind::ALL.iter().map(|it| Choice::new(it.key(), it.name()).under(it.track().name())).collect::<Vec<_>>(),
    );
    let chosen = Signal::derive(move || from.get().key().to_owned());
    let on_choose = move |key: String| {
        if let Some(role) = RoleKind::from_key(&key) {
            from.set(role);
        }
    };
    let drawn = move |width: f64| -> Chart {
        let locale = app.locale.get();
        ladder_chart(from.get(), &|it| [pay_range(it, &locale), pay_amounts(it, &locale)], width as u32)
    };
    let header =
        Signal::stored([tr!("Next step"), tr!("Usually after"), tr!("What it takes")].map(str::to_owned).to_vec());
    let rows = Signal::derive(move || {
        let row = |it: &crate::career::ladder::Step| {
            let across = if it.crosses { tr!(", across") } else { "" };
            vec![
                format!("{}{across}", it.to.name()),
                tr!("{} to {} years", it.years.0, it.years.1),
                tr!(it.takes).to_owned(),
            ]
        };
        steps_from(from.get()).map(row).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <Panel>
            <PanelHead
                title=tr!("Career ladder")
                say=say
                actions=move || view! { <Tabs label=tr!("Show as") tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            <div class="fields pay-rival"><Pick label=tr!("Look from") choices=choices chosen=chosen on_choose=on_choose/></div>
            <ChartFrame legend=true label=tr!("The career ladder with pay by role") draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
            <p class="fine">{tr!("USD a year. General market: a job board's guide to account managers and its comparison of sales roles, US. Software companies: revenue-playbook.com for SDRs, else illustrative.")}</p>
            <Show when=move || any.get()>
                <div class="ladder-steps"><Table label=tr!("Steps from this role") header=header rows=rows/></div>
            </Show>
        </Panel>
        <PathPanel from=from/>
    }
    .into_any()
}
