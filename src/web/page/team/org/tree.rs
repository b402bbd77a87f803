//! The cards of the chart: a tree to a screen reader, with the keys of one, and something to drag people in.

use super::Chart;
use crate::present::org::{Placed, Step, TreeKey, step};
use crate::text::tr;
use crate::units::SeatId;
use crate::web::port::{dom, drag as drag_port, paper};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use std::sync::Arc;

/// Cards are drawn this far beyond what is seen, in pixels.
const BEYOND: f64 = 400.0;

/// What is being dragged, and over whom.
#[derive(Clone, Copy)]
struct Drag {
    what: RwSignal<Option<SeatId>>,
    over: RwSignal<Option<(SeatId, Option<String>)>>,
}

fn px(length: f64) -> String {
    format!("{length:.1}px")
}

/// The chart in a frame that scrolls.
#[component]
pub(super) fn Tree(chart: Chart) -> AnyView {
    let drag = Drag { what: RwSignal::new(None), over: RwSignal::new(None) };
    // What of the chart is seen: left, upper edge, width, height.
    let seen = RwSignal::new((0.0_f64, 0.0_f64, 1_600.0_f64, 1_000.0_f64));
    let look = move || {
        if let Some(frame) = chart.scroller.try_get_untracked().flatten() {
            let now = (
                f64::from(frame.scroll_left()),
                f64::from(frame.scroll_top()),
                f64::from(frame.client_width()),
                f64::from(frame.client_height()),
            );
            // In steps, so that not every pixel draws anew.
            let coarse = |it: f64| (it / 100.0).floor() * 100.0;
            let now = (coarse(now.0), coarse(now.1), now.2.max(320.0), now.3.max(480.0));
            if seen.try_get_untracked().is_some_and(|had| had != now) {
                seen.try_set(now);
            }
        }
    };
    Effect::new(move |_| {
        chart.layout.track();
        dom::before_paint(look);
    });
    let drawn = Memo::new(move |_| {
        let (x, y, w, h) = seen.get();
        let active = chart.active_at();
        let printing = paper::is_printing();
        chart.layout.with(|layout| {
            let near = |node: &Placed| {
                node.x < x + w + BEYOND
                    && node.x + node.w > x - BEYOND
                    && node.y < y + h + BEYOND
                    && node.y + node.h > y - BEYOND
            };
            let nodes = layout.nodes.iter().enumerate().filter(|(at, node)| printing || *at == active || near(node));
            let mut ids: Vec<SeatId> = nodes.filter_map(|(_, node)| chart.id_of(node)).collect();
            // What is being dragged stays on the page, or its pointer would be lost.
            ids.extend(drag.what.get().filter(|it| !ids.contains(it)));
            ids
        })
    });
    let pressed = move |event: dom::KeyboardEvent| {
        if dom::command_key(&event) || event.alt_key() {
            return;
        }
        let at = untrack(|| chart.active_at());
        let name = event.key();
        let key = match name.as_str() {
            "ArrowUp" => TreeKey::Up,
            "ArrowDown" => TreeKey::Down,
            "ArrowLeft" => TreeKey::Left,
            "ArrowRight" => TreeKey::Right,
            "Home" => TreeKey::Home,
            "End" => TreeKey::End,
            "Enter" | " " => {
                let node = chart.layout.with_untracked(|layout| layout.nodes.get(at).cloned());
                if let Some((node, open)) = node.and_then(|node| node.open.map(|open| (node, open)))
                    && let Some(id) = chart.id_of(&node)
                {
                    chart.set_open(&id, !open);
                    chart.stand_on(&id);
                }
                event.prevent_default();
                return;
            }
            "m" | "M" => {
                let id = chart.layout.with_untracked(|layout| layout.nodes.get(at).and_then(|node| chart.id_of(node)));
                chart.active.set(id.clone());
                chart.asked.set(id);
                event.prevent_default();
                return;
            }
            letter => match (letter.chars().next(), letter.chars().count()) {
                (Some(letter), 1) => TreeKey::Letter(letter),
                (_, _) => return,
            },
        };
        event.prevent_default();
        let node =
            |at: usize| chart.layout.with_untracked(|layout| layout.nodes.get(at).and_then(|it| chart.id_of(it)));
        match chart.layout.with_untracked(|layout| step(layout, at, &key)) {
            Step::Go(to) => {
                if let Some(id) = node(to) {
                    chart.stand_on(&id);
                }
            }
            Step::Open(at) => {
                if let Some(id) = node(at) {
                    chart.set_open(&id, true);
                    chart.stand_on(&id);
                }
            }
            Step::Close(at) => {
                if let Some(id) = node(at) {
                    chart.set_open(&id, false);
                    chart.stand_on(&id);
                }
            }
            Step::Stay => {}
        }
    };
    let told = move || drag.over.with(|over| over.as_ref().and_then(|(_, why)| why.clone())).unwrap_or_default();
    view! {
        <div class="org" node_ref=chart.scroller on:scroll=move |_| look()>
            <div
                class="org-canvas"
                class:listed=move || chart.layout.with(|layout| layout.listed)
                role="tree"
                aria-label=tr!("Reporting lines")
                style:width=move || chart.layout.with(|layout| px(layout.width))
                style:height=move || chart.layout.with(|layout| px(layout.height))
                on:keydown=pressed
            >
                <svg
                    class="org-lines"
                    aria-hidden="true"
                    width=move || chart.layout.with(|layout| layout.width.ceil())
                    height=move || chart.layout.with(|layout| layout.height.ceil())
                >
                    <path d=move || chart.layout.with(|layout| layout.lines.clone())></path>
                </svg>
                <For each=move || drawn.get() key=SeatId::clone children=move |id| card(chart, drag, id)/>
            </div>
        </div>
        <p class="say bad org-refused" role="status">{told}</p>
    }
    .into_any()
}

/// What a finger or a pen drags a card by: elsewhere on the card it scrolls. A mouse drags the card itself.
#[component]
fn Grip(chart: Chart, drag: Drag, id: SeatId) -> AnyView {
    let is_touch = |event: &dom::PointerEvent| event.pointer_type() != "mouse";
    // The seat under the pointer: it is captured, so events name only the card it came from.
    let under = |event: &dom::PointerEvent| {
        drag_port::under_pointer(event, "[data-seat]")
            .and_then(|it| it.get_attribute("data-seat"))
            .map(|it| SeatId::new(&it))
    };
    let (taken, over, dropped) = (id.clone(), id.clone(), id);
    let end = move || {
        drag.what.set(None);
        drag.over.set(None);
    };
    view! {
        <span
            class="org-grip"
            aria-hidden="true"
            on:pointerdown=move |event| {
                if is_touch(&event) {
                    event.prevent_default();
                    dom::capture(&event);
                    drag.what.set(Some(taken.clone()));
                }
            }
            on:pointermove=move |event| {
                if drag.what.with_untracked(|what| what.as_ref() != Some(&over)) || !is_touch(&event) {
                    return;
                }
                if let Some(frame) = chart.scroller.try_get_untracked().flatten() {
                    drag_port::scroll_at_edge(&event, &frame);
                }
                let target = under(&event).filter(|it| *it != over);
                if drag.over.with_untracked(|now| now.as_ref().map(|it| &it.0) != target.as_ref()) {
                    drag.over.set(target.map(|it| {
                        let why = chart.refuses(std::slice::from_ref(&over), Some(&it));
                        (it, why)
                    }));
                }
            }
            on:pointerup=move |event| {
                if drag.what.with_untracked(|what| what.as_ref() != Some(&dropped)) {
                    return;
                }
                let to = under(&event).filter(|it| *it != dropped);
                end();
                if let Some(to) = to {
                    chart.move_to(std::slice::from_ref(&dropped), Some(&to));
                }
            }
            on:pointercancel=move |_| end()
            on:click=move |event| event.stop_propagation()
        ></span>
    }
    .into_any()
}

fn card(chart: Chart, drag: Drag, id: SeatId) -> AnyView {
    let own = id.clone();
    let placed = Memo::new(move |_| {
        let seat = chart.sheet.with(|sheet| sheet.ids.iter().position(|it| *it == own));
        let found = chart.layout.with(|layout| layout.nodes.iter().find(|node| Some(node.seat) == seat).cloned());
        found.map(Arc::new)
    });
    let read = move |of: fn(&Placed) -> f64| placed.with(|it| it.as_ref().map_or_else(String::new, |it| px(of(it))));
    let number = move |of: fn(&Placed) -> usize| placed.with(|it| it.as_ref().map_or(1, |it| of(it)));
    let is = move |of: fn(&Placed) -> bool| placed.with(|it| it.as_ref().is_some_and(|it| of(it)));
    let own = id.clone();
    let first = Memo::new(move |_| {
        let at = chart.active_at();
        chart.layout.with(|layout| layout.nodes.get(at).and_then(|node| chart.id_of(node))).is_some_and(|it| it == own)
    });
    let own = id.clone();
    let chosen = Memo::new(move |_| chart.active.with(|active| active.as_ref() == Some(&own)));
    let own = id.clone();
    let target = Memo::new(move |_| {
        drag.over.with(|over| over.as_ref().filter(|(it, _)| *it == own).map(|(_, why)| why.is_none()))
    });
    let expanded =
        move || placed.with(|it| it.as_ref().and_then(|it| it.open).map(|open| if open { "true" } else { "false" }));
    let (clicked, dragged, hovered, dropped, toggled) = (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let content = move || {
        placed.get().map(|node| {
            let lines = node.card.lines.iter().map(|line| view! { <small>{line.clone()}</small> }).collect_view();
            let marks = node
                .card
                .marks
                .iter()
                .map(|mark| view! { <small class="org-mark">{mark.clone()}</small> })
                .collect_view();
            view! {
                <b>{node.card.name.clone()}</b>
                <small>{node.card.duty.clone()}</small>
                {lines}
                {marks}
            }
        })
    };
    view! {
        <div
            class="org-card"
            class:leads=move || is(|it| !it.card.lines.is_empty())
            class:vacant=move || is(|it| it.card.open)
            class:marked=move || is(|it| !it.card.marks.is_empty())
            class:onto=move || target.get() == Some(true)
            class:never=move || target.get() == Some(false)
            role="treeitem"
            tabindex=move || if first.get() { "0" } else { "-1" }
            {..custom_attribute("aria-level", move || number(|it| it.level).to_string())}
            aria-posinset=move || number(|it| it.place)
            aria-setsize=move || number(|it| it.of)
            aria-expanded=expanded
            aria-selected=move || if chosen.get() { "true" } else { "false" }
            draggable="true"
            data-seat=id.as_str().to_owned()
            style:left=move || read(|it| it.x)
            style:top=move || read(|it| it.y)
            style:width=move || read(|it| it.w)
            style:height=move || read(|it| it.h)
            on:click=move |_| chart.stand_on(&clicked)
            on:dragstart=move |event| {
                drag_port::begin(&event, dragged.as_str());
                drag.what.set(Some(dragged.clone()));
            }
            on:dragend=move |_| {
                drag.what.set(None);
                drag.over.set(None);
            }
            on:dragover=move |event| {
                let Some(what) = drag.what.get_untracked() else { return };
                if drag.over.with_untracked(|over| over.as_ref().is_none_or(|(it, _)| *it != hovered)) {
                    let why = (what != hovered).then(|| chart.refuses(&[what], Some(&hovered))).flatten();
                    drag.over.set(Some((hovered.clone(), why)));
                }
                if drag.over.with_untracked(|over| over.as_ref().is_some_and(|(_, why)| why.is_none())) {
                    event.prevent_default();
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                drag.over.set(None);
                if let Some(what) = drag.what.try_update(Option::take).flatten().filter(|it| *it != dropped) {
                    chart.move_to(&[what], Some(&dropped));
                }
            }
        >
            {content}
            <Grip chart=chart drag=drag id=id.clone()/>
            <span
                class="org-toggle"
                class:none=move || placed.with(|it| it.as_ref().is_none_or(|it| it.open.is_none()))
                class:closed=move || is(|it| it.open == Some(false))
                aria-hidden="true"
                on:click=move |event| {
                    event.stop_propagation();
                    let open = placed.with_untracked(|it| it.as_ref().and_then(|it| it.open));
                    if let Some(open) = open {
                        chart.set_open(&toggled, !open);
                        chart.stand_on(&toggled);
                    }
                }
            >
                {crate::web::ui::Icon::Down.view()}
            </span>
        </div>
    }
    .into_any()
}
