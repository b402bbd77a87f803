//! A map of accounts and territories on a canvas: moves by drag, arrow keys and touch, zooms by wheel, pinch, buttons and keys, selects by
//! click and lasso. The names of the territories are buttons of the page, so that they can be reached by key and by name.

mod gesture;
mod keys;
mod painter;
mod paper;

use super::{Button, Icon, Look};
use crate::present::map::{LabelPlace, Scene, Spot, View, place_labels};
use crate::text::tr;
use crate::web::port::canvas::Surface;
use crate::web::port::{dom, pointer};
use gesture::{Doing, Gesture, Move};
use keys::keys;
use leptos::html;
use leptos::prelude::*;
use painter::{Accents, Painter};
use std::sync::Arc;

/// How near to a dot a click must be, in pixels.
const NEAR: f64 = 9.0;
/// One press of a zoom key or button.
const ZOOM: f64 = 1.5;
/// One press of an arrow key, in pixels.
const ARROW: f64 = 80.0;

/// Accounts that were picked on a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapPick {
    /// Accounts, by their place in the scene, in order.
    pub accounts: Vec<u32>,
    /// They join those already selected; a single one that is selected already leaves.
    pub add: bool,
}

/// The state of a map. Copying it copies handles.
#[derive(Clone, Copy)]
struct Map {
    scene: Signal<Arc<Scene>>,
    selected: Signal<Arc<Vec<u32>>>,
    chosen: RwSignal<Option<u32>>,
    over: RwSignal<Option<u32>>,
    lasso: RwSignal<bool>,
    under: RwSignal<Option<u32>>,
    /// Where the carried accounts are, in pixels of the window.
    carried: RwSignal<Option<(f64, f64)>>,
    places: RwSignal<Vec<LabelPlace>>,
    zoomed: RwSignal<bool>,
    view: StoredValue<Option<View>>,
    painter: StoredValue<Option<Painter>, LocalStorage>,
    gesture: StoredValue<Gesture>,
    drawing: StoredValue<bool>,
    frame: NodeRef<html::Div>,
    labels: NodeRef<html::Div>,
}

impl Map {
    /// Has the map drawn before the next frame is painted; `anew` if more than its place has changed.
    fn draw(self, anew: bool) {
        if anew {
            self.painter.try_update_value(|painter| painter.as_mut().map(Painter::forget));
        }
        if self.drawing.try_get_value() == Some(false) {
            self.drawing.set_value(true);
            dom::before_paint(move || self.draw_now());
        }
    }

    fn draw_now(self) {
        // The page may have gone meanwhile.
        if self.drawing.try_update_value(|it| *it = false).is_none() {
            return;
        }
        let (Some(scene), Some(selected)) = (self.scene.try_get_untracked(), self.selected.try_get_untracked()) else {
            return;
        };
        let Some(view) = self.view.try_get_value().flatten() else { return };
        let lasso = self.gesture.try_with_value(Gesture::lasso).unwrap_or_default();
        let (chosen, under) = (self.chosen.try_get_untracked().flatten(), self.under.try_get_untracked().flatten());
        let accents = Accents { selected: &selected, chosen, under, lasso: &lasso };
        let laid = self.painter.try_update_value(|it| it.as_mut().map(|it| it.show(&scene, view, &accents))).flatten();
        let Some(laid) = laid else { return };
        let (now, then) = (view.to_screen(laid.middle), laid.to_screen(laid.middle));
        if let Some(labels) = self.labels.try_get_untracked().flatten() {
            dom::set_property(&labels, "--dx", &px(now.x - then.x));
            dom::set_property(&labels, "--dy", &px(now.y - then.y));
        }
        let places = place_labels(&scene, laid, chosen);
        if self.places.try_with_untracked(|it| *it != places) == Some(true) {
            self.places.try_set(places);
        }
        let zoomed = view.zoom() > 1.01;
        if self.zoomed.try_get_untracked() == Some(!zoomed) {
            self.zoomed.try_set(zoomed);
        }
    }

    fn change_view(self, change: impl FnOnce(View) -> View) {
        self.view.try_update_value(|view| *view = view.map(change));
        self.draw(false);
    }

    /// The middle of the frame, in pixels.
    fn middle(self) -> Spot {
        self.view.get_value().map_or(Spot::default(), |view| Spot::new(view.size.0 / 2.0, view.size.1 / 2.0))
    }

    fn zoom(self, factor: f64) {
        let at = self.middle();
        self.change_view(|view| view.zoomed(factor, at));
    }

    fn whole(self) {
        self.change_view(|view| View::fit(view.whole, view.size));
    }

    /// Takes the size of the frame as it is now.
    fn measure(self) {
        if let Some(frame) = self.frame.try_get_untracked().flatten() {
            self.measured((f64::from(frame.client_width()), f64::from(frame.client_height())));
        }
    }

    /// The frame of the page has this size.
    fn measured(self, size: (f64, f64)) {
        if size.0 < 1.0 || size.1 < 1.0 {
            return;
        }
        let Some(whole) = self.scene.try_with_untracked(|it| it.whole).flatten() else { return };
        self.view.try_update_value(|view| {
            *view = Some(match *view {
                Some(view) if view.whole == whole => view.resized(size),
                _other => View::fit(whole, size),
            });
        });
        self.draw(true);
    }

    fn dot_at(self, at: Spot) -> Option<u32> {
        let view = self.view.try_get_value().flatten()?;
        let reach = NEAR / view.scale;
        self.scene.try_with_untracked(|scene| scene.grid.nearest(view.to_sheet(at), reach)).flatten()
    }

    fn is_selected(self, at: u32) -> bool {
        self.selected.with_untracked(|it| it.binary_search(&at).is_ok())
    }

    /// The accounts a lasso encloses.
    fn caught(self, line: &[Spot]) -> Vec<u32> {
        let Some(view) = self.view.get_value() else { return Vec::new() };
        let ring: Vec<Spot> = line.iter().map(|it| view.to_sheet(*it)).collect();
        self.scene.with_untracked(|scene| scene.inside(&ring))
    }
}

fn px(length: f64) -> String {
    // A tenth of a pixel is as exact as anyone sees.
    [((length * 10.0).round() / 10.0).to_string().as_str(), "px"].concat()
}

/// A map of accounts and territories. What it shows is also in the tables beside it; `label` says it in a sentence.
#[component]
pub fn TerritoryMap(
    /// What is on the map.
    #[prop(into)]
    scene: Signal<Arc<Scene>>,
    /// Selected accounts, by their place in the scene, in order.
    #[prop(into)]
    selected: Signal<Arc<Vec<u32>>>,
    /// The territory in the foreground.
    chosen: RwSignal<Option<u32>>,
    /// The territory that carried accounts are held over, wherever on the page an element with `data-rep` names it.
    over: RwSignal<Option<u32>>,
    /// What the map shows, in a sentence.
    #[prop(into)]
    label: Signal<String>,
    /// Says what an account is.
    #[prop(into)]
    tip: Callback<u32, String>,
    /// Accounts were picked.
    #[prop(into)]
    on_pick: Callback<MapPick>,
    /// The selected accounts were dropped on a territory.
    #[prop(into)]
    on_drop: Callback<u32>,
) -> AnyView {
    let map = Map {
        scene,
        selected,
        chosen,
        over,
        lasso: RwSignal::new(false),
        under: RwSignal::new(None),
        carried: RwSignal::new(None),
        places: RwSignal::new(Vec::new()),
        zoomed: RwSignal::new(false),
        view: StoredValue::new(None),
        painter: StoredValue::new_local(None),
        gesture: StoredValue::new(Gesture::default()),
        drawing: StoredValue::new(false),
        frame: NodeRef::new(),
        labels: NodeRef::new(),
    };
    let canvas = NodeRef::<html::Canvas>::new();
    let probe = NodeRef::<html::Div>::new();
    let look = move || {
        if let Some(probe) = probe.try_get_untracked().flatten() {
            map.painter.try_update_value(|painter| painter.as_mut().map(|it| it.look(&probe)));
            map.measure();
            map.draw(true);
        }
    };
    Effect::new(move |_| {
        let (Some(canvas), Some(frame)) = (canvas.get(), map.frame.get()) else { return };
        map.painter.set_value(Surface::of(canvas).and_then(Painter::new));
        look();
        dom::on_width(&frame, move |_| map.measure());
    });
    paper::follow(map, look);
    Effect::new(move |_| {
        map.scene.track();
        map.measure();
    });
    Effect::new(move |_| {
        map.selected.track();
        map.chosen.track();
        map.draw(true);
    });
    let surface = surface(map, canvas, on_pick, on_drop);
    let pressed = move |event: dom::KeyboardEvent| keys(map, &event);
    let inks = ["map-land", "map-line", "map-ink", "map-accent", "map-panel", "map-nobody"]
        .map(|class| view! { <i class=class></i> }.into_any());
    let tints = (1..=crate::present::map::TINTS)
        .map(|at| view! { <i class=["map-tint c-t", &at.to_string()].concat()></i> }.into_any())
        .collect_view();
    let lasso_label =
        Signal::derive(move || if map.lasso.get() { tr!("Lasso is on") } else { tr!("Lasso") }.to_owned());
    view! {
        <div class="map" on:keydown=pressed>
            <div
                class="map-frame"
                class:is-lasso=move || map.lasso.get()
                class:is-zoomed=move || map.zoomed.get()
                class:is-carrying=move || map.carried.with(Option::is_some)
                node_ref=map.frame
                tabindex="0"
                role="group"
                aria-roledescription="map"
                aria-label=move || label.get()
            >
                {surface}
                {labels(map, on_pick)}
                {reader(map, tip)}
            </div>
            <div class="map-tools no-print">
                <Button label=tr!("Zoom in") icon=Icon::Add icon_only=true small=true on_press=move |()| map.zoom(ZOOM)/>
                <Button label=tr!("Zoom out") icon=Icon::Less icon_only=true small=true on_press=move |()| map.zoom(1.0 / ZOOM)/>
                <Button label=tr!("Whole map") small=true on_press=move |()| map.whole()/>
                <Button
                    label=lasso_label
                    small=true
                    look=Look::Plain
                    pressed=map.lasso
                    on_press=move |()| map.lasso.update(|it| *it = !*it)
                />
                <span class="map-hint">{tr!("Drag moves, wheel or + and \u{2212} zoom, L draws round accounts.")}</span>
            </div>
            <div hidden node_ref=probe>{inks}{tints}</div>
            {move || map.carried.get().map(|(x, y)| {
                let count = map.selected.with(|it| it.len());
                let text = if count == 1 { tr!("1 account").to_owned() } else { tr!("{count} accounts") };
                view! { <div class="map-carried" aria-hidden="true" style=("--x", px(x)) style=("--y", px(y))>{text}</div> }
            })}
        </div>
    }
    .into_any()
}

/// The canvas with its pointers.
fn surface(map: Map, canvas: NodeRef<html::Canvas>, on_pick: Callback<MapPick>, on_drop: Callback<u32>) -> AnyView {
    let spot = |event: &dom::PointerEvent| {
        let (x, y) = pointer::point_within(event);
        Spot::new(x, y)
    };
    let adds = |event: &dom::PointerEvent| event.shift_key() || event.ctrl_key() || event.meta_key();
    let down = move |event: dom::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        dom::capture(&event);
        let at = spot(&event);
        let on_selected = map.dot_at(at).is_some_and(|it| map.is_selected(it)) && !adds(&event);
        let with_lasso = map.lasso.get_untracked() || event.alt_key();
        map.gesture.update_value(|it| it.down(event.pointer_id(), at, with_lasso, on_selected));
    };
    let moved = move |event: dom::PointerEvent| {
        let at = spot(&event);
        let Some(view) = map.view.get_value() else { return };
        let asked = map.gesture.try_update_value(|it| it.moved(event.pointer_id(), at, view)).unwrap_or(Move::None);
        match asked {
            Move::None => {
                let under = map.dot_at(at);
                if map.under.get_untracked() != under && event.pointer_type() != "touch" {
                    map.under.set(under);
                    map.draw(false);
                }
            }
            Move::View(view) => map.change_view(|_| view),
            Move::Lasso => map.draw(false),
            Move::Carry => {
                map.carried.set(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
                let over = pointer::named_at(&event, "data-rep").and_then(|it| it.parse().ok());
                if map.over.get_untracked() != over {
                    map.over.set(over);
                }
            }
        }
    };
    let up = move |event: dom::PointerEvent| {
        let done = map.gesture.try_update_value(|it| it.up(event.pointer_id())).unwrap_or_default();
        match done {
            Doing::Nothing | Doing::Pan | Doing::Pinch => {}
            Doing::Press { at, .. } => {
                let picked = map.dot_at(at);
                if picked.is_some() || !adds(&event) {
                    on_pick.run(MapPick { accounts: picked.into_iter().collect(), add: adds(&event) });
                }
            }
            Doing::Lasso(lasso) => {
                let accounts = if lasso.frame().is_some() { map.caught(&lasso.points) } else { Vec::new() };
                map.lasso.set(false);
                map.draw(false);
                on_pick.run(MapPick { accounts, add: adds(&event) });
            }
            Doing::Carry => {
                let over = map.over.get_untracked();
                map.carried.set(None);
                map.over.set(None);
                if let Some(rep) = over {
                    on_drop.run(rep);
                }
            }
        }
    };
    let gone = move |_: dom::PointerEvent| {
        map.gesture.update_value(Gesture::cancel);
        map.carried.set(None);
        map.over.set(None);
        map.draw(false);
    };
    let left = move |_: dom::PointerEvent| {
        if map.under.get_untracked().is_some() {
            map.under.set(None);
            map.draw(false);
        }
    };
    let wheel = move |event: dom::WheelEvent| {
        // Over a map that is not in use, the wheel belongs to the page.
        let in_use = map.frame.get_untracked().is_some_and(|it| dom::has_focus(&it));
        if in_use || event.ctrl_key() {
            event.prevent_default();
            let (x, y) = pointer::wheel_within(&event);
            let factor = (-event.delta_y().clamp(-240.0, 240.0) / 400.0).exp();
            map.change_view(|view| view.zoomed(factor, Spot::new(x, y)));
        }
    };
    view! {
        <canvas
            node_ref=canvas
            aria-hidden="true"
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=gone
            on:pointerleave=left
            on:wheel=wheel
        ></canvas>
    }
    .into_any()
}

/// The names of the territories, each at its middle.
fn labels(map: Map, on_pick: Callback<MapPick>) -> AnyView {
    let entry = move |place: LabelPlace| {
        let at = place.region;
        let known = map.scene.with_untracked(|it| it.regions.get(at as usize).map(|it| (it.label.clone(), it.tint)));
        let (text, tint) = known.unwrap_or_default();
        let choose = move |event: leptos::ev::MouseEvent| {
            if event.shift_key() {
                let of = |scene: &Arc<Scene>| {
                    (0_u32..).zip(&scene.dots).filter(|it| it.1.owner == Some(at)).map(|it| it.0).collect()
                };
                on_pick.run(MapPick { accounts: map.scene.with_untracked(of), add: false });
            } else {
                map.chosen.update(|it| *it = if *it == Some(at) { None } else { Some(at) });
            }
        };
        view! {
            <button
                type="button"
                class=["map-label c-t", &(tint + 1).to_string()].concat()
                class:no-room=!place.has_room
                class:drop=move || map.over.get() == Some(at)
                data-rep=at.to_string()
                aria-pressed=move || super::aria(map.chosen.get() == Some(at))
                style=("--x", px(place.at.x))
                style=("--y", px(place.at.y))
                on:click=choose
            >
                {text}
            </button>
        }
    };
    let entries = move || {
        map.scene.track();
        map.places.get().into_iter().map(entry).collect_view()
    };
    view! { <div class="map-labels" node_ref=map.labels>{entries}</div> }.into_any()
}

/// What is said of the account under the pointer.
fn reader(map: Map, tip: Callback<u32, String>) -> AnyView {
    let text = move || map.under.get().map(|at| tip.run(at));
    view! { <p class="map-tip" class:none=move || map.under.with(Option::is_none)>{text}</p> }.into_any()
}
