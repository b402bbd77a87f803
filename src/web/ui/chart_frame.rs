//! A chart that redraws at its own width and can be read: by pointer, by keyboard, or as a table.

use super::Table;
use super::chart_menu::ChartMenu;
use super::panel::{KeyItem, KeyMark, Legend};
use crate::present::chart::{Dash, Key, KeyShape};
use crate::text::tr;
use crate::web::port::{canvas, dom, paper, pointer};
use leptos::html;
use leptos::prelude::*;

/// What can be read at one place of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitView {
    /// The area that belongs to it: left, top, right, bottom, in pixels.
    pub area: (f64, f64, f64, f64),
    /// Where the guide line stands, in pixels from the left edge of the drawing.
    pub x_px: f64,
    /// Points to be ringed on that line: pixels from the upper edge, and colour class.
    pub marks: Vec<(f64, &'static str)>,
    /// What it is, such as a month.
    pub title: String,
    /// Colour class, name and value of each series.
    pub lines: Vec<(&'static str, String, String)>,
}

/// A chart drawn for one width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartView {
    /// The drawing.
    pub svg: String,
    /// What can be read, in the order in which keys step through it.
    pub hits: Vec<HitView>,
    /// The names of the columns of the same figures as a table.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// The plot inside the drawing: left, top, right, bottom, in pixels.
    pub plot: (f64, f64, f64, f64),
    /// Width and height of the drawing, in pixels.
    pub size: (u32, u32),
    /// The legend, for a picture of the chart.
    pub key: Vec<Key>,
}

impl ChartView {
    /// The name the drawing itself has.
    pub(super) fn name(&self) -> &str {
        let named = self.svg.split_once("aria-label=\"").and_then(|(_, rest)| rest.split_once('"'));
        named.map_or(tr!("Chart"), |(name, _)| name)
    }
}

/// A chart, with a reader on top: the pointer or the arrow keys pick the nearest place, a card shows what stands there.
#[component]
pub fn ChartFrame(
    /// What the chart shows, in a sentence: the name of its table, and what is said before a place is read.
    #[prop(into)]
    label: Signal<String>,
    /// Draws for a width in pixels.
    #[prop(into)]
    draw: Callback<f64, ChartView>,
    /// Shows the figures as a table instead.
    #[prop(optional, into)]
    as_table: Signal<bool>,
    /// Puts the legend above.
    #[prop(optional)]
    legend: bool,
) -> AnyView {
    let label = Signal::from(super::once(label));
    let width = RwSignal::new(0.0_f64);
    let frame = NodeRef::<html::Div>::new();
    let at = RwSignal::new(None::<usize>);
    frame.on_load(move |frame| {
        dom::on_width(&frame, move |px| {
            if px > 0.0 && width.try_get_untracked() != Some(px) {
                width.try_set(px);
            }
        });
    });
    // The browser lays paper out without telling how wide a chart is there: style sheets say so, and it is drawn for that meanwhile.
    let on_paper = move || {
        let frame = if paper::is_printing() { frame.get() } else { None };
        frame.and_then(|frame| canvas::pixels_of(&frame, "--paper"))
    };
    let chart = Memo::new(move |_| match on_paper().unwrap_or_else(|| width.get()) {
        px if px > 0.0 => draw.run(px),
        _ => ChartView::default(),
    });
    let count = move || chart.with(|c| c.hits.len());
    let hit = Memo::new(move |_| at.get().and_then(|i| chart.with(|c| c.hits.get(i).cloned())));

    let picked = move |event: dom::PointerEvent| {
        let (x, y) = pointer::point_within(&event);
        at.set(chart.with_untracked(|c| nearest(&c.hits, x, y)));
    };
    let pressed = move |event: dom::KeyboardEvent| {
        let Some(last) = chart.with_untracked(|c| c.hits.len()).checked_sub(1) else { return };
        let now = at.get_untracked();
        let neighbour = match event.key().as_str() {
            "ArrowUp" => chart.with_untracked(|c| in_next_row(&c.hits, now?, false)),
            "ArrowDown" => chart.with_untracked(|c| in_next_row(&c.hits, now?, true)),
            _ => None,
        };
        let to = match event.key().as_str() {
            _ if neighbour.is_some() => neighbour.unwrap_or(0),
            "ArrowRight" | "ArrowUp" => now.map_or(0, |i| (i + 1).min(last)),
            "ArrowLeft" | "ArrowDown" => now.map_or(last, |i| i.saturating_sub(1)),
            "PageUp" => (now.unwrap_or(0) + 12).min(last),
            "PageDown" => now.unwrap_or(0).saturating_sub(12),
            "Home" => 0,
            "End" => last,
            "Escape" if now.is_some() => {
                at.set(None);
                event.stop_propagation();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        at.set(Some(to));
    };

    let spoken = move || hit.with(|h| h.as_ref().map_or_else(|| label.get(), spoken));
    let px = |x: f64| [x.to_string().as_str(), "px"].concat();
    let cursor = move || {
        hit.get().map(|h| {
            let (left, top, right, bottom) = chart.with(|c| c.plot);
            let (start, from, end, to) = h.area;
            // Where the places lie one below the other, the guide is a band and not a line.
            let is_row = to - from < 0.6 * (bottom - top);
            let is_cell = is_row && end - start < 0.6 * (right - left);
            let lines = h.lines.into_iter().map(|(class, name, value)| {
                view! { <div><dt class=["k ", class].concat()>{name}</dt><dd>{value}</dd></div> }
            });
            let rings = h.marks.into_iter().map(|(y, class)| {
                view! { <span class=["reader-dot ", class].concat() style=("--y", px(y))></span> }
            });
            view! {
                <div
                    class="reader"
                    class:flip={h.x_px > (left + right) / 2.0}
                    class:is-row=is_row
                    class:is-cell=is_cell
                    aria-hidden="true"
                    style=("--x", px(h.x_px))
                    style=("--left", px(start))
                    style=("--wide", px(end - start))
                    style=("--top", px(if is_row { from } else { top }))
                    style=("--bottom", px(if is_row { to } else { bottom }))
                >
                    <span class="reader-line"></span>
                    {rings.collect_view()}
                    <div class="reader-card"><b>{h.title}</b><dl>{lines.collect_view()}</dl></div>
                </div>
            }
        })
    };
    let legend = legend.then(|| {
        let items = Memo::new(move |_| chart.with(|c| c.key.iter().map(key_item).collect::<Vec<_>>()));
        view! { <Legend items=items/> }
    });
    let table = move || {
        as_table.get().then(|| {
            let header = Signal::derive(move || chart.with(|c| c.header.clone()));
            let rows = Signal::derive(move || chart.with(|c| c.rows.clone()));
            view! { <Table label=label header=header rows=rows/> }
        })
    };
    view! {
        <div class="chart-frame" node_ref=frame>
            {legend}
            <div class="chart-stage" class:none=move || as_table.get()>
                <div class="chart-drawing" inner_html=move || chart.with(|c| c.svg.clone())></div>
                <div
                    class="chart-reader"
                    class:none=move || count() == 0
                    role="slider"
                    tabindex="0"
                    aria-label=tr!("Read the chart")
                    aria-valuemin="1"
                    aria-valuemax=count
                    aria-valuenow=move || at.get().map_or(1, |i| i + 1)
                    aria-valuetext=spoken
                    on:pointermove=picked
                    on:pointerdown=picked
                    on:pointerleave=move |event| {
                        // A finger that lifts leaves what it pointed at to be read.
                        if event.pointer_type() == "mouse" {
                            at.set(None);
                        }
                    }
                    on:blur=move |_| {
                        at.try_set(None);
                    }
                    on:keydown=pressed
                >
                    {cursor}
                </div>
            </div>
            {table}
            <ChartMenu chart=chart label=label/>
        </div>
    }
    .into_any()
}

fn key_item(key: &Key) -> KeyItem {
    let mark = match key.shape {
        KeyShape::Area => KeyMark::Block,
        KeyShape::Line(Dash::Solid) => KeyMark::Line,
        KeyShape::Line(Dash::Dots) => KeyMark::Dots,
        KeyShape::Line(Dash::Dashes | Dash::DashDots) => KeyMark::Dash,
        KeyShape::Dot => KeyMark::Dot,
        KeyShape::Hatch => KeyMark::Hatch,
    };
    KeyItem { label: key.label.clone(), class: key.ink.class(), mark }
}

/// The hit whose area a place lies in, or the nearest one.
fn nearest(hits: &[HitView], x_px: f64, y_px: f64) -> Option<usize> {
    let away = |from: f64, to: f64, at: f64| (from - at).max(at - to).max(0.0);
    let distance = |h: &HitView| {
        let (left, top, right, bottom) = h.area;
        (away(left, right, x_px) + away(top, bottom, y_px), (h.x_px - x_px).abs())
    };
    let order = |a: &(f64, f64), b: &(f64, f64)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
    let hits = hits.iter().map(distance).enumerate();
    hits.min_by(|a, b| order(&a.1, &b.1)).map(|(i, _)| i)
}

/// In a chart of cells, the one above or below; nothing where places lie side by side only, or only one below the other.
fn in_next_row(hits: &[HitView], now: usize, down: bool) -> Option<usize> {
    let (left, top, right, _) = hits.get(now)?.area;
    let middle = (left + right) / 2.0;
    hits.iter().find(|it| it.area.1 == top && it.area.0 != left)?;
    let there = hits.iter().enumerate().filter(|(_, it)| {
        it.area.0 <= middle && middle <= it.area.2 && if down { it.area.1 > top } else { it.area.1 < top }
    });
    let away = |it: &HitView| (it.area.1 - top).abs();
    there.min_by(|a, b| away(a.1).total_cmp(&away(b.1))).map(|(at, _)| at)
}

/// A hit as a sentence.
fn spoken(hit: &HitView) -> String {
    let mut text = hit.title.clone();
    for (_, name, value) in &hit.lines {
        text.push_str(", ");
        text.push_str(name);
        text.push(' ');
        text.push_str(value);
    }
    text
}
