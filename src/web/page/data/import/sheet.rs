//! The sheet of an import: columns, what the rows become, names to explain, rows to look at.

use super::super::mapping::MappingTable;
use super::{Desk, Handed, Incoming, Named, said_of_other};
use crate::exchange::importer::ImportRow;
use crate::text::tr;
use crate::units::Rate;
use crate::web::plan_rates::PlanRates;
use crate::web::ui::{Button, Look, Pick, Progress};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Problems shown; all are counted.
const SHOWN: usize = 12;

#[component]
pub(super) fn Sheet<I: Incoming>(desk: Desk<I>) -> AnyView {
    let app = desk.app;
    let read_as = Signal::derive(move || {
        desk.table.with(|table| table.as_ref().map(|table| table.notes.join(" ")).unwrap_or_default())
    });
    let taken = Memo::new(move |_| desk.taken());
    let summary = Signal::derive(move || {
        let locale = desk.app.locale.get();
        let written = |count: usize| locale.count(count as i64);
        let out = taken.with(|taken| taken.as_ref().map_or(0, I::out));
        desk.report.with(|report| report.as_ref().map(|it| it.summary_in(&written, out)).unwrap_or_default())
    });
    let tight = Signal::derive(move || {
        taken.with(|taken| taken.as_ref().and_then(|taken| I::tight(desk.app, taken)).unwrap_or_default())
    });
    let problems = move || {
        desk.report.with(|report| {
            let Some(report) = report else { return Vec::new() };
            let mut lines: Vec<String> = report.notices.iter().map(|notice| notice.text.clone()).collect();
            lines.extend(report.to_look_at(SHOWN, &|more| app.locale.get_untracked().count(more as i64)));
            lines
        })
    };
    let named = Memo::new(move |_| {
        let report = desk.report.get();
        let said = desk.said.get();
        taken.with(|taken| match (report, taken) {
            (Some(report), Some(taken)) => app.document.with(|document| I::named(document, &report, taken, &said)),
            (_, _) => Vec::new(),
        })
    });
    let ready = Signal::derive(move || taken.with(|it| it.as_ref().is_some_and(|it| I::count(it) > 0)));
    let label = Signal::derive(move || {
        let count = taken.with(|it| it.as_ref().map_or(0, I::count));
        [tr!("Import "), &I::counted(count, &app.locale.get())].concat()
    });
    let effect = Signal::derive(move || {
        let locale = app.locale.get();
        taken.with(|it| {
            it.as_ref().map(|it| app.document.with(|document| I::effect(it, document, &locale))).unwrap_or_default()
        })
    });
    let foreign = Memo::new(move |_| taken.with(|it| it.as_ref().map(I::foreign).unwrap_or_default()));
    let rated = move |(code, rate): (String, Option<Rate>)| {
        desk.said.update(|said| {
            match rate {
                Some(rate) => said.rates.insert(code, rate),
                None => said.rates.remove(&code),
            };
        });
    };
    let has_held = move || app.document.with(|document| I::held(document) > 0);
    let instead = I::INSTEAD.map(|text| {
        let text = tr!(text);
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || desk.said.with(|said| said.instead)
                    on:change=move |event| desk.said.update(|said| said.instead = event_target_checked(&event))
                />
                " " {text}
            </label>
        }
    });
    // Elsewhere it is opened with what its own importer knows of its columns.
    let handed = use_context::<RwSignal<Option<Handed>>>();
    let hand = move |tab: &'static str| {
        let table = desk.table.get_untracked();
        let name = desk.name.get_untracked();
        desk.close();
        if let (Some(handed), Some(table)) = (handed, table) {
            handed.set(Some(Handed { tab, name, table }));
        }
    };
    let elsewhere = move || {
        desk.elsewhere.get().map(|tab| {
            let (said, button) = said_of_other(tab);
            view! {
                <p class="say warn" role="status">{said}</p>
                <div class="actions"><Button label=button look=Look::Primary on_press=move |()| hand(tab)/></div>
            }
        })
    };
    view! {
        {elsewhere}
        <p class="say">{move || read_as.get()}</p>
        <MappingTable
            importer=I::Row::IMPORTER
            table=desk.table
            mapping=desk.mapping
            on_change=Callback::new(move |mapping| desk.map(mapping))
        />
        <p role="alert" class="say bad">{move || desk.refused.get()}</p>
        <Show when=move || desk.done.get().is_some()>
            <Progress label=tr!("Reading rows") done=desk.done on_cancel=Callback::new(move |()| desk.close())/>
        </Show>
        <p role="status"><b>{move || summary.get()}</b> " " {move || effect.get()}</p>
        <p role="status" class="say warn">{move || tight.get()}</p>
        <For each=move || named.get() key=|(heading, _)| *heading children=move |(heading, _)| {
            view! { <Explained desk=desk named=named heading=heading/> }
        }/>
        <Show when=move || !foreign.with(BTreeMap::is_empty)>
            <h3>{tr!("Other currencies")}</h3>
            <PlanRates
                rows=foreign
                own=Signal::derive(move || app.document.with(|document| document.settings.currency))
                rates=Signal::derive(move || desk.said.with(|said| said.rates.clone()))
                help=I::foreign_help
                on_rate=rated
            />
        </Show>
        <Show when=move || !problems().is_empty()>
            <h3>{tr!("Rows to look at")}</h3>
            <ul class="lines fine">{move || problems().into_iter().map(|text| view! { <li class="line">{text}</li> }).collect_view()}</ul>
        </Show>
        <div class="checks">
            {instead}
            <Show when=move || I::KEEP.is_some() && has_held()>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || desk.said.with(|said| said.keep)
                        on:change=move |event| desk.said.update(|said| said.keep = event_target_checked(&event))
                    />
                    " " {I::KEEP.map(|it| tr!(it))}
                </label>
            </Show>
        </div>
        <div class="actions">
            <Button
                label=label
                look=Look::Primary
                disabled=Signal::derive(move || !ready.get())
                on_press=move |()| desk.take_over()
            />
            <Button label=tr!("Cancel") on_press=move |()| desk.close()/>
        </div>
    }
    .into_any()
}

/// Names under one heading. A name keeps its field while others are explained.
#[component]
fn Explained<I: Incoming>(
    desk: Desk<I>,
    named: Memo<Vec<(&'static str, Vec<Named>)>>,
    heading: &'static str,
) -> AnyView {
    let list = move || {
        named.with(|all| all.iter().find(|(it, _)| *it == heading).map(|(_, list)| list.clone()).unwrap_or_default())
    };
    let row = move |first: Named| {
        let text = first.text.clone();
        let now = Memo::new(move |_| list().into_iter().find(|it| it.text == text).unwrap_or_else(|| first.clone()));
        view! {
            <Pick
                label=Signal::derive(move || now.with(|it| it.label.clone()))
                choices=Signal::derive(move || now.with(|it| it.choices.clone()))
                chosen=Signal::derive(move || now.with(|it| it.chosen.clone()))
                help=Signal::derive(move || now.with(|it| it.help.clone()))
                on_choose=move |chosen: String| desk.explain(&now.get_untracked(), chosen)
            />
        }
    };
    view! {
        <h3>{heading}</h3>
        <div class="fields"><For each=list key=|it| it.text.clone() children=row/></div>
    }
    .into_any()
}
