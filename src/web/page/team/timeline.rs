//! Every seat over the months of the plan; the start of a hire can be dragged or moved with the arrow keys.

use super::SeatsView;
use crate::edit::set_start;
use crate::engine::{Phase, SeatTimeline, Stretch, timelines};
use crate::model::{Document, Function};
use crate::present::grid::{printed, printed_say, window};
use crate::present::number::{show_date, show_month_short};
use crate::present::staffing;
use crate::present::timeline::{by_months, capacity_steps, timeline_told};
use crate::text::tr;
use crate::units::{Money, Month, SeatId};
use crate::web::app::App;
use crate::web::port::{dom, paper, pointer};
use crate::web::ui::{Choice, Field, KeyItem, KeyMark, Legend, Panel, PanelHead, Pick};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// The height of a row, as the style sheet has it, on a desk and on a phone.
const ROWS: (f64, f64) = (44.0, 72.0);

fn percent(share: f64) -> String {
    format!("{:.3}%", share * 100.0)
}

/// The timeline.
#[component]
pub(super) fn TimelinePanel(view: SeatsView) -> AnyView {
    let app = App::here();
    let show = RwSignal::new("moves".to_owned());
    let name = RwSignal::new(String::new());
    let lines = Memo::new(move |_| Arc::new(app.document.with(timelines)));
    let rows = Memo::new(move |_| {
        let (show, wanted) = (show.get(), name.get().trim().to_lowercase());
        app.document.with(|document| {
            let names = staffing::Names::of(document);
            lines.with(|lines| {
                let seats = document.seats.iter().zip(lines.iter());
                let seats = seats.filter(|(seat, line)| {
                    let moves = match show.as_str() {
                        "moves" => line.moves(),
                        "hires" => line.hire.is_some(),
                        _all => true,
                    };
                    moves && (wanted.is_empty() || names.leader(seat).to_lowercase().contains(&wanted))
                });
                seats.map(|(seat, _)| seat.id.clone()).collect::<Vec<_>>()
            })
        })
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        let (count, all) = (rows.with(Vec::len), app.document.with(|document| document.seats.len()));
        tr!("{} of {} seats.", locale.count(count as i64), locale.count(all as i64))
    });
    let narrow = dom::media_signal("(max-width: 720px)");
    let height = move || if narrow.get() { ROWS.1 } else { ROWS.0 };
    let frame = NodeRef::<html::Div>::new();
    let scrolled = RwSignal::new((0.0_f64, 700.0_f64));
    let drawn = Memo::new(move |_| {
        let count = rows.with(Vec::len);
        if paper::is_printing() {
            return printed(count);
        }
        let (top, seen) = scrolled.get();
        window(top, seen, height(), count)
    });
    let left_out = move || {
        let say = printed_say(rows.with(Vec::len)).filter(|_| paper::is_printing());
        say.map(|text| view! { <p class="print-only fine">{text}</p> })
    };
    let visible = move || {
        let range = drawn.get();
        rows.with(|rows| rows.iter().skip(range.start).take(range.len()).cloned().collect::<Vec<_>>())
    };
    let pad = move |count: usize| format!("{}px", count as f64 * height());
    let months = move || app.outcome.with(|outcome| outcome.months.len().max(1));
    let ticks = move || {
        app.outcome.with(|outcome| {
            let count = outcome.months.len().max(1);
            let step = count.div_ceil(if narrow.get() { 4 } else { 8 }).next_multiple_of(3);
            let ticks = outcome.months.iter().enumerate().step_by(step).map(|(at, month)| {
                view! { <span style:left=percent(at as f64 / count as f64)>{show_month_short(*month)}</span> }
            });
            ticks.collect_view()
        })
    };
    let line = Memo::new(move |_| app.outcome.with(|outcome| capacity_steps(outcome)));
    let top = move || {
        let locale = app.locale.get();
        let top = Money::from_major_f64(line.with(|line| line.1));
        let currency = app.outcome.with(|outcome| outcome.currency);
        tr!("Capacity a month, up to {}", locale.money_compact(top, currency))
    };
    let key = Signal::derive(|| {
        let item = |label: &str, class, mark| KeyItem { label: label.into(), class, mark };
        vec![
            item(tr!("Sells"), "c-new", KeyMark::Block),
            item(tr!("Looks after customers"), "c-ret", KeyMark::Block),
            item(tr!("Supports or leads"), "c-cost", KeyMark::Block),
            item(tr!("On leave"), "c-ink", KeyMark::Dash),
            item(tr!("Backfill, not named"), "c-churn", KeyMark::Hatch),
        ]
    });
    let shows = Signal::derive(|| {
        vec![
            Choice::new("moves", tr!("Seats that change in the plan")),
            Choice::new("hires", tr!("Hires")),
            Choice::new("", tr!("All seats")),
        ]
    });
    view! {
        <Panel class="tl-panel">
            <PanelHead title=tr!("Structure and roster") say=say actions=move || view.tabs()/>
            <p class="say no-print">{tr!("Drag the start of a hire, or focus it and press the arrow keys: capacity follows.")}</p>
            <div class="fields no-print" role="group" aria-label=tr!("Filters of the timeline")>
                <Field
                    label=tr!("Find a name or role")
                    text=true
                    value=name
                    on_input=move |text: String| name.set(text)
                    on_commit=move |text: String| name.set(text)
                />
                <Pick label=tr!("Show") choices=shows chosen=show on_choose=move |key| show.set(key)/>
            </div>
            <Legend items=key/>
            <div
                class="tl"
                node_ref=frame
                on:scroll=move |_| {
                    if let Some(frame) = frame.get_untracked() {
                        scrolled.set((f64::from(frame.scroll_top()), f64::from(frame.client_height())));
                    }
                }
            >
                <div class="tl-head">
                    <div class="tl-name">{top}</div>
                    <div class="tl-track">
                        <svg class="tl-line" viewBox=move || format!("0 0 {} 100", months()) preserveAspectRatio="none" role="img" aria-label=top>
                            <path d=move || line.with(|line| line.0.clone())></path>
                        </svg>
                        <div class="tl-ticks" aria-hidden="true">{ticks}</div>
                    </div>
                </div>
                <div class="tl-pad" style:height=move || pad(drawn.get().start)></div>
                <For each=visible key=SeatId::clone children=move |id| row(app, lines, id)/>
                <div class="tl-pad" style:height=move || pad(rows.with(Vec::len).saturating_sub(drawn.get().end))></div>
            </div>
            {left_out}
            <p class="say" class:none=move || rows.with(|rows| !rows.is_empty())>{tr!("No seat here; show all of them, or hire someone.")}</p>
        </Panel>
    }
    .into_any()
}

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    duty: String,
    colour: &'static str,
    line: SeatTimeline,
    first: Month,
    months: usize,
}

fn read(document: &Document, lines: &[SeatTimeline], id: &SeatId) -> Option<Row> {
    let at = document.seats.iter().position(|seat| seat.id == *id)?;
    let seat = document.seats.get(at)?;
    let function = document.role(&seat.role).map(|role| role.function).unwrap_or_default();
    let colour = match function {
        Function::NewBusiness | Function::Hybrid => "c-new",
        Function::AccountManagement | Function::CustomerSuccess => "c-ret",
        Function::SalesDevelopment
        | Function::SalesEngineering
        | Function::SalesManagement
        | Function::AccountLeadership
        | Function::Executive => "c-cost",
    };
    Some(Row {
        name: staffing::holder_name(document, seat).unwrap_or(tr!("To be hired")).to_owned(),
        duty: staffing::duty(document, seat),
        colour,
        line: lines.get(at).cloned().unwrap_or_default(),
        first: document.settings.first_month,
        months: document.settings.horizon(),
    })
}

fn row(app: App, lines: Memo<Arc<Vec<SeatTimeline>>>, id: SeatId) -> AnyView {
    let own = id.clone();
    let row = Memo::new(move |_| app.document.with(|document| lines.with(|lines| read(document, lines, &own))));
    let told = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| format!("{}, {}: {}", row.name, row.duty, timeline_told(&row.line, row.first)))
                .unwrap_or_default()
        })
    };
    let bars = move || {
        row.with(|row| {
            let Some(row) = row else { return Vec::new() };
            let months = row.months as f64;
            let bar = |it: &Stretch| {
                let phase = match (it.phase, it.stint) {
                    (Phase::Away, _) => "away",
                    (Phase::Ramping, Some(_)) => "ramp",
                    (Phase::Full, Some(_)) => "full",
                    (Phase::Ramping, None) => "ramp fill",
                    (Phase::Full, None) => "full fill",
                };
                view! {
                    <i
                        class=["tl-bar ", phase, " ", row.colour].concat()
                        style:left=percent(it.from / months)
                        style:width=percent((it.to - it.from) / months)
                    ></i>
                }
                .into_any()
            };
            let mut drawn: Vec<AnyView> = row.line.stretches.iter().map(bar).collect();
            for (day, certain) in &row.line.exits {
                let month = Month::of(*day);
                let at =
                    f64::from(month.since(row.first)) + f64::from(chrono::Datelike::day(day)) / f64::from(month.days());
                let class = if *certain { "tl-exit" } else { "tl-exit maybe" };
                drawn.push(view! { <i class=class style:left=percent(at / months)></i> }.into_any());
            }
            drawn
        })
    };
    let hires = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.line.hire.is_some())));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let duty = move || row.with(|row| row.as_ref().map(|row| row.duty.clone()));
    let track = NodeRef::<html::Div>::new();
    view! {
        <div class="tl-row" role="group" aria-label=told>
            <div class="tl-name" aria-hidden="true" title=told><b>{name}</b><small>{duty}</small></div>
            <div class="tl-track" node_ref=track>
                {bars}
                {move || hires.get().then(|| handle(app, row, id.clone(), track))}
            </div>
        </div>
    }
    .into_any()
}

/// The start of a hire: a slider over the months of the plan.
fn handle(app: App, row: Memo<Option<Row>>, id: SeatId, track: NodeRef<html::Div>) -> AnyView {
    let drag = StoredValue::new(None::<(f64, i32)>);
    let key = ["start/", id.as_str()].concat();
    let offset = move || {
        row.try_get().flatten().and_then(|row| Some(Month::of(row.line.hire?).since(row.first))).unwrap_or_default()
    };
    let last = move || row.try_get_untracked().flatten().map_or(0, |row| row.months as i32 - 1);
    let seat = id.clone();
    let move_to = move |to: i32| {
        let to = to.clamp(0, last());
        let now = untrack(offset);
        let command = app.document.with_untracked(|document| {
            let seat = document.seat(&seat)?;
            let from = seat.stints.last()?.from;
            (to != now).then(|| set_start(seat, by_months(from, to - now)))
        });
        if let Some(command) = command {
            app.type_in(command, &key);
        }
    };
    let by_key = move_to.clone();
    let pressed = move |event: dom::KeyboardEvent| {
        let now = untrack(offset);
        match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => by_key(now - 1),
            "ArrowRight" | "ArrowUp" => by_key(now + 1),
            "PageDown" => by_key(now - 3),
            "PageUp" => by_key(now + 3),
            "Home" => by_key(0),
            "End" => by_key(last()),
            _other => return,
        }
        event.prevent_default();
    };
    let place = move |event: &dom::PointerEvent| {
        let track = track.try_get_untracked().flatten()?;
        let (x, width) = pointer::x_within(event, &track);
        let months = row.try_get_untracked().flatten()?.months as f64;
        (width > 0.0).then(|| x / width * months)
    };
    let ends = move || {
        if drag.try_update_value(Option::take).flatten().is_some() {
            app.seal();
        }
    };
    let left = move || {
        row.with(|row| {
            let row = row.as_ref()?;
            let hire = row.line.hire?;
            let month = Month::of(hire);
            let at =
                f64::from(month.since(row.first)) + f64::from(chrono::Datelike::day0(&hire)) / f64::from(month.days());
            Some(percent(at / row.months as f64))
        })
        .unwrap_or_default()
    };
    let said = move || row.with(|row| row.as_ref().and_then(|row| row.line.hire).map(show_date));
    let label = move || row.with(|row| row.as_ref().map(|row| tr!("Start of {}, {}", row.name, row.duty)));
    let most = move || row.with(|row| row.as_ref().map_or(0, |row| row.months as i32 - 1));
    view! {
        <span
            class="tl-start"
            role="slider"
            tabindex="0"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax=most
            aria-valuenow=offset
            aria-valuetext=said
            title=said
            style:left=left
            on:keydown=pressed
            on:blur=move |_| app.seal()
            on:pointerdown=move |event| {
                if let Some(at) = place(&event) {
                    dom::capture(&event);
                    drag.set_value(Some((at, untrack(offset))));
                }
            }
            on:pointermove=move |event| {
                if let (Some((from, start)), Some(at)) = (drag.get_value(), place(&event)) {
                    move_to(start + (at - from).round() as i32);
                }
            }
            on:pointerup=move |_| ends()
            on:pointercancel=move |_| ends()
        ></span>
    }
    .into_any()
}
