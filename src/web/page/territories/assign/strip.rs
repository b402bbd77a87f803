//! The figures above the map, and what is odd about the input.

use super::desk::Desk;
use crate::present::assign::{breaches_in_words, headline};
use crate::present::territory_faults::splits;
use crate::text::tr;
use crate::web::ui::{Mark, Note, Notes};
use leptos::prelude::*;

/// Headline figures of the plan against today.
#[component]
pub(super) fn Strip() -> AnyView {
    let desk = Desk::here();
    let items = Memo::new(move |_| {
        let (base, plan, board, locale) = (desk.base.get(), desk.plan.get(), desk.board.get(), desk.app.locale.get());
        let currency = desk.app.document.with(|it| it.settings.currency);
        headline(&base, &plan, &board, &locale, currency)
    });
    let count = move || ["panel kpis n", &items.with(Vec::len).to_string()].concat();
    let one = |it: crate::present::assign::Headline| {
        let tone = match it.good {
            Some(true) => "note good",
            Some(false) => "note warn",
            None => "note",
        };
        view! {
            <div class="kpi">
                <span class="label">{it.label}</span>
                <b>{it.value}</b>
                <span class=tone>{it.note}</span>
            </div>
        }
    };
    let entries = move || items.get().into_iter().map(one).collect_view();
    view! { <div class=count role="group" aria-label=tr!("The plan at a glance")>{entries}</div> }.into_any()
}

/// What is odd about the input, and which conditions the plan does not meet.
#[component]
pub(super) fn Remarks() -> AnyView {
    let desk = Desk::here();
    let notes = Memo::new(move |_| {
        let mut notes = desk.base.with(|base| base.remarks.clone());
        let broken = desk.base.with(|base| breaches_in_words(base, &desk.board.get(), &desk.app.locale.get()));
        let planned = desk.base.with(|base| desk.plan.with(|plan| **plan != base.instance.plan_of_today()));
        if planned && !broken.is_empty() {
            notes.push(broken);
        }
        let split = desk.base.with(|base| {
            splits(&base.instance, &desk.board.get(), &|at| base.names.get(at).cloned().unwrap_or_default())
        });
        notes.extend(split);
        notes
    });
    let list = Signal::derive(move || {
        notes
            .get()
            .into_iter()
            .map(|text| Note { mark: Mark::Warn, title: text, text: String::new(), href: None, path: None })
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || notes.with(|it| !it.is_empty())>
            <section class="panel"><Notes notes=list/></section>
        </Show>
    }
    .into_any()
}
