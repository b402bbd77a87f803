//! "Move to…": a searchable list of leaders, for the keyboard and for phones.

use super::Chart;
use crate::present::org::{Target, targets};
use crate::present::staffing;
use crate::text::tr;
use crate::units::SeatId;
use crate::web::port::dom;
use crate::web::ui::Dialog;
use leptos::prelude::*;

/// The dialog; open while a seat is asked about.
#[component]
pub(super) fn MoveDialog(chart: Chart) -> AnyView {
    let app = chart.app;
    let open = Signal::derive(move || chart.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        let Some(id) = chart.asked.get() else { return String::new() };
        app.document.with(|document| {
            let seat = document.seat(&id).map(|seat| staffing::leader_name(document, seat));
            [tr!("Move "), &seat.unwrap_or_else(|| id.to_string())].concat()
        })
    });
    let close = move |()| {
        let was = chart.asked.try_update(Option::take).flatten();
        if let Some(id) = was {
            chart.stand_on(&id);
        }
    };
    view! {
        <Dialog title=title open=open on_close=close>
            <Sheet chart=chart/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Sheet(chart: Chart) -> AnyView {
    let app = chart.app;
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let reports_only = RwSignal::new(false);
    let asked = chart.asked.get_untracked();
    let reports = app.document.with_untracked(|document| {
        let below = document.seats.iter().filter(|seat| asked.is_some() && seat.manager == asked);
        below.map(|seat| seat.id.clone()).collect::<Vec<_>>()
    });
    let count = reports.len();
    let below = reports.clone();
    let ids =
        move || -> Vec<SeatId> { if reports_only.get() { below.clone() } else { asked.clone().into_iter().collect() } };
    let moved = ids.clone();
    let list = Memo::new(move |_| {
        let (ids, text) = (ids(), text.get());
        app.document.with(|document| targets(document, &ids, &text))
    });
    let chosen = move || list.with(|list| at.get().min(list.len().saturating_sub(1)));
    let take = move |target: &Target| {
        if target.refused.is_some() {
            return;
        }
        let ids = untrack(&moved);
        chart.asked.set(None);
        chart.move_to(&ids, target.seat.as_ref());
    };
    let shown = NodeRef::<leptos::html::Ul>::new();
    let by_key = take.clone();
    let pressed = move |event: dom::KeyboardEvent| {
        let last = list.with_untracked(Vec::len).saturating_sub(1);
        let now = untrack(chosen);
        match event.key().as_str() {
            "ArrowDown" => at.set((now + 1).min(last)),
            "ArrowUp" => at.set(now.saturating_sub(1)),
            "Enter" => {
                if let Some(target) = list.with_untracked(|list| list.get(now).cloned()) {
                    by_key(&target);
                }
            }
            _other => return,
        }
        event.prevent_default();
        dom::before_paint(move || {
            let list = shown.try_get_untracked().flatten();
            if let Some(option) = list.and_then(|list| dom::find(&list, "[aria-selected=true]")) {
                dom::show(&option);
            }
        });
    };
    dom::focus_first("#org-target-text");
    let rows = move || {
        let chosen = chosen();
        let rows = list.get().into_iter().enumerate().map(|(place, target)| {
            let take = take.clone();
            let refused = target.refused.clone();
            let shown = target.clone();
            view! {
                <li
                    id=format!("org-target-{place}")
                    role="option"
                    aria-selected=if place == chosen { "true" } else { "false" }
                    aria-disabled=shown.refused.is_some().then_some("true")
                    on:click=move |_| take(&target)
                >
                    <span>{shown.name}</span>
                    <small>{refused.unwrap_or(shown.hint)}</small>
                </li>
            }
        });
        rows.collect_view()
    };
    let none = move || list.with(Vec::is_empty);
    view! {
        <div class="org-move">
            <label class="field">
                <span class="org-label">{tr!("New leader: type a name or a role")}</span>
                <input
                    id="org-target-text"
                    class="box"
                    type="text"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="org-targets"
                    aria-autocomplete="list"
                    aria-activedescendant=move || format!("org-target-{}", chosen())
                    autocomplete="off"
                    prop:value=move || text.get()
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        at.set(0);
                    }
                    on:keydown=pressed
                />
            </label>
            <label class="check" class:none=move || count == 0>
                <input
                    type="checkbox"
                    prop:checked=move || reports_only.get()
                    on:change=move |event| reports_only.set(event_target_checked(&event))
                />
                {if count == 1 { tr!(" Only the one report, not the leader").to_owned() } else { tr!(" Only the {count} reports, not the leader") }}
            </label>
            <ul node_ref=shown id="org-targets" class="org-targets" role="listbox" aria-label=tr!("Leaders")>{rows}</ul>
            <p class="say" class:none=move || !none()>{tr!("Nobody has this in the name or role.")}</p>
        </div>
    }
    .into_any()
}
