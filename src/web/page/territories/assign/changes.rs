//! What moved and why, for the CRM and for those who hand over; what it means for quotas, pay and the forecast.

use super::desk::Desk;
use crate::edit::after_plan;
use crate::engine::{Env, evaluate_checked};
use crate::exchange::write_csv;
use crate::present::assign::{
    Change, Effect as PlanEffect, HandoverSheet, QuotaBy, change_rows, change_table, changes, effect, handover_sheets,
    quotas, sum_of_changes,
};
use crate::present::number::parse_money;
use crate::text::tr;
use crate::units::Money;
use crate::web::app::today;
use crate::web::port::{dom, paper};
use crate::web::ui::{Button, Field, Panel, PanelHead, Tab, Table, Tabs};
use leptos::prelude::*;
use std::sync::Arc;

/// How many changes are listed on screen; the file has them all.
const LISTED: usize = 200;

/// The panel.
#[component]
pub(super) fn ChangesPanel() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    // Not while a search shows another plan every moment, and not before the board has told of a move.
    let turn = desk.settled(20);
    let found = Memo::new(move |_| {
        if turn.get() == 0 || desk.trial.with(Option::is_some) {
            return Arc::new(Vec::new());
        }
        desk.base.with_untracked(|base| desk.plan.with_untracked(|plan| Arc::new(changes(base, plan))))
    });
    let some = Memo::new(move |_| found.with(|it| !it.is_empty()));
    let currency = Memo::new(move |_| app.document.with(|it| it.settings.currency));
    let say = Signal::derive(move || {
        let (base, locale) = (desk.base.get_untracked(), app.locale.get());
        found.with(|it| sum_of_changes(&base, it, &locale, currency.get()))
    });
    let header = Signal::derive(|| {
        [tr!("Account"), tr!("From"), tr!("To" in "owner"), "ARR", tr!("Potential"), tr!("Why")]
            .map(String::from)
            .to_vec()
    });
    let rows = Signal::derive(move || {
        let (base, locale) = (desk.base.get_untracked(), app.locale.get());
        found.with(|it| change_rows(&base, it.get(..LISTED.min(it.len())).unwrap_or_default(), &locale))
    });
    let save = move |()| {
        let (header, rows) = desk
            .base
            .with_untracked(|base| found.with_untracked(|it| change_table(base, it, currency.get_untracked())));
        dom::download("territory-changes.csv", "text/csv;charset=utf-8", write_csv(&header, rows).as_bytes());
    };
    let actions = move || {
        view! {
            <Button label=tr!("Change list for the CRM") small=true on_press=save/>
            <Button label=tr!("Print hand-over sheets") small=true on_press=move |()| print_sheets()/>
        }
    };
    view! {
        <Show when=move || some.get()>
            <Panel class="assign-changes">
                <PanelHead title=tr!("What changes hands") say=say actions=actions/>
                <div class="assign-list"><Table label=tr!("What changes hands") header=header rows=rows/></div>
            </Panel>
            <div class="row half">
                <QuotaPanel/>
                <EffectPanel/>
            </div>
            <Sheets found=found/>
        </Show>
    }
    .into_any()
}

/// What a target would mean for each.
#[component]
fn QuotaPanel() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    let by = RwSignal::new(QuotaBy::default());
    // The target typed; before that, the open potential of the segment over ten.
    let typed = RwSignal::new(None::<Money>);
    let turn = desk.settled(40);
    let target = Memo::new(move |_| {
        turn.track();
        typed.get().unwrap_or_else(|| {
            let open: f64 =
                desk.base.with_untracked(|base| base.amounts.iter().map(|it| (it.potential - it.arr).max(0.0)).sum());
            Money::from_major_f64((open / 10_000.0).round() * 1_000.0)
        })
    });
    let table = Memo::new(move |_| {
        turn.track();
        let (base, plan, locale) = (desk.base.get_untracked(), desk.plan.get_untracked(), app.locale.get());
        let currency = app.document.with(|it| it.settings.currency);
        quotas(&base, &plan, by.get(), target.get().to_major(), &locale, currency)
    });
    let tabs = Signal::derive(|| QuotaBy::ALL.map(|it| Tab::new(it.key(), it.name())).to_vec());
    let choose = move |key: &'static str| {
        if let Some(chosen) = QuotaBy::ALL.into_iter().find(|it| it.key() == key) {
            by.set(chosen);
        }
    };
    let set = move |text: String| {
        let currency = app.document.with_untracked(|it| it.settings.currency);
        typed.set(
            app.locale
                .with_untracked(|locale| parse_money(&text, locale, currency))
                .ok()
                .filter(|it| *it > Money::ZERO),
        );
    };
    let unit = Signal::derive(move || {
        [app.document.with(|it| it.settings.currency.code().to_owned()).as_str(), tr!(" a year")].concat()
    });
    let header = Signal::derive(|| {
        [tr!("Who"), tr!("Before"), tr!("After"), tr!("Change"), tr!("Of open potential")].map(String::from).to_vec()
    });
    let rows = Signal::derive(move || {
        table.with(|it| {
            let row = |it: &crate::present::assign::QuotaRow| {
                let stretch = if it.is_unfair { [it.stretch.as_str(), " !"].concat() } else { it.stretch.clone() };
                vec![it.name.clone(), it.before.clone(), it.after.clone(), it.change.clone(), stretch]
            };
            it.rows.iter().map(row).collect()
        })
    });
    view! {
        <Panel class="assign-quotas">
            <PanelHead title=tr!("Implied quotas") say=Signal::derive(move || table.with(|it| it.sentence.clone()))/>
            <div class="assign-quota-by">
                <Tabs label=tr!("Shared out by") tabs=tabs chosen=Signal::derive(move || by.get().key()) on_choose=choose/>
                <Field
                    label=tr!("Target to share out")
                    value=Signal::derive(move || app.locale.get().money_typed(target.get()))
                    unit=unit
                    on_commit=set
                />
            </div>
            <Table label=tr!("Implied quotas") header=header rows=rows/>
        </Panel>
    }
    .into_any()
}

/// What the plan does to forecast and pay.
#[component]
fn EffectPanel() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    // The whole forecast is computed once more: not until the rest is on screen.
    let turn = desk.settled(80);
    let found = Memo::new(move |_| {
        let locale = app.locale.get();
        if turn.get() == 0 {
            return PlanEffect::default();
        }
        let base = desk.base.get_untracked();
        app.document.with_untracked(|document| {
            let after = evaluate_checked(&after_plan(document), &Env { today: today() }, |_| Vec::new());
            app.outcome.with_untracked(|before| effect(&base, before, &after, &locale, document.settings.currency))
        })
    });
    let header = Signal::derive(|| {
        [tr!("Over the whole plan"), tr!("Before"), tr!("After"), tr!("Change")].map(String::from).to_vec()
    });
    let forecast = Signal::derive(move || found.with(|it| it.forecast.clone()));
    let people = Signal::derive(|| [tr!("Pay"), tr!("Before"), tr!("After"), tr!("Change")].map(String::from).to_vec());
    let pay = Signal::derive(move || found.with(|it| it.pay.clone()));
    view! {
        <Panel class="assign-effect">
            <PanelHead title=tr!("Forecast and pay") say=Signal::derive(move || found.with(|it| it.sentence.clone()))/>
            <Table label=tr!("The forecast before and after") header=header rows=forecast/>
            <Show when=move || found.with(|it| !it.pay.is_empty())>
                <Table label=tr!("Pay before and after") header=people rows=pay/>
            </Show>
        </Panel>
    }
    .into_any()
}

/// Prints the hand-over sheets alone.
fn print_sheets() {
    dom::set_root_attribute("data-print", "sheets");
    paper::print(|| dom::after_ms(1_000, || dom::set_root_attribute("data-print", "")));
}

/// A page for everybody who gives or takes accounts, on paper only.
#[component]
fn Sheets(found: Memo<Arc<Vec<Change>>>) -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    dom::on_window("afterprint", move |_| dom::set_root_attribute("data-print", ""));
    let sheet = |it: HandoverSheet| {
        let table = |title: &'static str, other: &'static str, rows: Vec<Vec<String>>| {
            (!rows.is_empty()).then(|| {
                let header = Signal::stored([tr!("Account"), other, "ARR", tr!("Why")].map(String::from).to_vec());
                view! { <h3>{title}</h3><Table label=title header=header rows=Signal::stored(rows)/> }
            })
        };
        let summary = it.summary.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
        view! {
            <section class="assign-sheet">
                <h2>{[tr!("Hand-over: "), &it.name].concat()}</h2>
                <ul>{summary}</ul>
                {table(tr!("Gives away"), tr!("To" in "owner"), it.gives)}
                {table(tr!("Takes over"), tr!("From"), it.takes)}
                {(!it.rest.is_empty()).then(|| view! { <p>{it.rest}</p> })}
                <p>{tr!("For each account: introduce the new owner, hand over open deals, renewals and promises, and say when it is done.")}</p>
                <p class="assign-sign"><span>{tr!("Handed over")}</span><span>{tr!("Taken over")}</span><span>{tr!("Date")}</span></p>
            </section>
        }
    };
    let sheets = move || {
        paper::is_printing().then(|| {
            let (base, plan, locale) =
                (desk.base.get_untracked(), desk.plan.get_untracked(), app.locale.get_untracked());
            let currency = app.document.with_untracked(|it| it.settings.currency);
            let all = found.with_untracked(|it| handover_sheets(&base, &plan, it, &locale, currency));
            all.into_iter().map(sheet).collect_view()
        })
    };
    view! { <div class="assign-sheets">{sheets}</div> }.into_any()
}
