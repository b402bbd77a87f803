//! Hold a field and see closing ARR with it a tenth lower and a tenth higher: press and hold its name or its cell, or press Alt+S in it.

use crate::engine::{Env, Metric, Row, Scope, Swing, strong_candidates, swing};
use crate::model::{Input, idle};
use crate::present::hold::{lines, rank};
use crate::present::recurring::{self, Shown};
use crate::text::tr;
use crate::web::app::{App, today};
use crate::web::port::{dom, pointer};
use crate::web::ui::{Button, Icon, Look};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// How far the input is moved.
const BY: f64 = 0.1;
/// How long a press is a hold.
const HOLD_MS: u64 = 500;
/// Pixels a finger may tremble.
const TREMBLE_PX: f64 = 8.0;
/// Inputs moved before the page may breathe.
const AT_ONCE: usize = 4;
/// What can be held carries the path of its input.
const HELD: &str = "[data-input]";

/// What is held, and where the card stands.
#[derive(Clone, PartialEq)]
struct Held {
    input: Input,
    /// The place of what is held: left, top, bottom, in pixels of the window; and whether the card stands above it.
    at: (f64, f64, f64),
    above: bool,
}

/// What was found of the input; how many others move closing ARR farther, and how many were tried.
#[derive(Clone, Default, PartialEq)]
struct Found {
    own: Option<Swing>,
    /// Why it moves nothing as the plan stands.
    idle: Option<&'static str>,
    /// It cannot be moved by a part of itself.
    fixed: bool,
    stronger: usize,
    tried: usize,
    done: bool,
}

/// Listens to the fields of the page, and shows the card.
#[component]
pub fn Hold(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let held = RwSignal::new(None::<Held>);
    let found = RwSignal::new(Found::default());
    // Each look is a number, so that one that is over notices.
    let round = StoredValue::new(0_u32);
    let press = StoredValue::new(None::<(u32, f64, f64)>);
    let presses = StoredValue::new(0_u32);
    let back = StoredValue::new_local(None::<(Option<dom::HtmlElement>, dom::HtmlElement)>);
    let card = NodeRef::<html::Div>::new();

    let close = move |to_field: bool| {
        if held.try_get_untracked().flatten().is_none() {
            return;
        }
        held.try_set(None);
        round.try_update_value(|it| *it += 1);
        let stood = back.try_update_value(Option::take).flatten().filter(|_| to_field);
        if let Some((focused, element)) = stood {
            // A box that was open in a cell is gone by now; the cell is still there.
            dom::focus(&focused.filter(|it| it.is_connected()).unwrap_or(element));
        }
    };
    let open = move |element: dom::HtmlElement| {
        let Some(path) = element.get_attribute("data-input") else { return };
        let Some(input) = untrack(|| app.input(&path)) else { return };
        let ((left, top, _, bottom), height) = (dom::place(&element), dom::window_height());
        back.try_set_value(Some((dom::focused(), element)));
        found.set(Found::default());
        held.set(Some(Held { input: input.clone(), at: (left, top, height - bottom), above: bottom > height * 0.6 }));
        let mine = round.try_update_value(|it| {
            *it += 1;
            *it
        });
        look(app, scope.get_untracked(), input, found, (round, mine.unwrap_or_default()));
        dom::before_paint(move || {
            if let Some(card) = card.try_get_untracked().flatten() {
                dom::focus(&card);
            }
        });
    };

    dom::on_key(move |event| {
        if dom::asks_effect(&event) {
            if let Some(element) = dom::closest(&event, HELD) {
                event.prevent_default();
                open(element);
            }
        } else if event.key() == "Escape" && held.try_get_untracked().flatten().is_some() {
            event.prevent_default();
            close(true);
        }
    });
    dom::on_window("pointerdown", move |event| {
        let inside = card.try_get_untracked().flatten().is_some_and(|card| dom::inside(&card, &event));
        if inside {
            return;
        }
        close(false);
        // In a box one types into, a long press selects.
        let Some(element) = dom::closest(&event, HELD).filter(|_| !dom::is_typing(&event)) else { return };
        let number = presses.try_update_value(|it| {
            *it += 1;
            *it
        });
        let number = number.unwrap_or_default();
        let (x, y) = pointer::pointer_at(&event);
        press.try_set_value(Some((number, x, y)));
        dom::after_ms(HOLD_MS, move || {
            if press.try_get_value().flatten().is_some_and(|it| it.0 == number) {
                open(element);
            }
        });
    });
    dom::on_window("pointermove", move |event| {
        if let Some((_, x, y)) = press.try_get_value().flatten() {
            let (to_x, to_y) = pointer::pointer_at(&event);
            if (to_x - x).hypot(to_y - y) > TREMBLE_PX {
                press.try_set_value(None);
            }
        }
    });
    for over in ["pointerup", "pointercancel", "scroll"] {
        dom::on_window(over, move |_| {
            press.try_set_value(None);
        });
    }
    // A long press of a finger would open the browser's own menu over the card.
    dom::on_window("contextmenu", move |event| {
        if held.try_get_untracked().flatten().is_some() && dom::closest(&event, HELD).is_some() {
            event.prevent_default();
        }
    });
    // What changes the plan makes the card untrue.
    Effect::new(move |before: Option<()>| {
        app.document.track();
        scope.track();
        if before.is_some() {
            close(false);
        }
    });

    let shown = move || {
        held.get().map(|held| {
            let px = |at: f64| format!("{at:.0}px");
            let called = app.outcome.with_untracked(|outcome| recurring::name(outcome.recurring, Metric::ClosingArr));
            let label = [&called, tr!(" if "), &held.input.label, tr!(" were a tenth lower or higher")].concat();
            view! {
                <div
                    class="held"
                    class:above=held.above
                    role="dialog"
                    aria-label=label
                    tabindex="-1"
                    node_ref=card
                    style=("--x", px(held.at.0))
                    style=("--top", px(held.at.1))
                    style=("--bottom", px(held.at.2))
                >
                    <div class="held-head">
                        <b>{held.input.label.clone()}</b>
                        <Button label=tr!("Close") icon=Icon::Close icon_only=true look=Look::Quiet small=true on_press=move |()| close(true)/>
                    </div>
                    {move || body(app, scope, &found.get())}
                </div>
            }
        })
    };
    shown.into_any()
}

fn body(app: App, scope: Memo<Scope>, found: &Found) -> AnyView {
    let locale = app.locale.get_untracked();
    if let Some(why) = found.idle {
        return view! { <p class="say">{tr!("It moves nothing as the plan stands: {why}.")}</p> }.into_any();
    }
    if found.fixed {
        return view! { <p class="say">{tr!("A tenth of nothing is nothing: enter a figure first.")}</p> }.into_any();
    }
    let Some(own) = &found.own else {
        return view! { <p class="say">{tr!("Moving it\u{2026}")}</p> }.into_any();
    };
    let (currency, view, end) = app.outcome.with_untracked(|outcome| {
        let end = outcome.months.last().copied().map(crate::present::number::show_month).unwrap_or_default();
        (outcome.currency, outcome.recurring, end)
    });
    let shown = Shown { view, currency, locale: &locale };
    let whose =
        if scope.get_untracked() == Scope::Company { tr!("Closing ARR") } else { tr!("Closing ARR of the segment") };
    let whose = shown.words(whose);
    let rows = lines(own, Metric::ClosingArr, &shown).into_iter().map(|line| {
        view! { <tr><th scope="row">{line.name}</th><td>{line.input}</td><td>{line.gives}</td><td>{line.moved}</td></tr> }
    });
    let strength = if found.done {
        rank(own, found.stronger, found.tried, &locale)
    } else {
        tr!("Comparing it with others\u{2026} {}", locale.count(found.tried as i64))
    };
    view! {
        <table class="figures">
            <thead>
                <tr>
                    <th scope="col"><span class="read">{tr!("Moved")}</span></th>
                    <th scope="col">{tr!("Input")}</th>
                    <th scope="col">{format!("{whose}, {end}")}</th>
                    <th scope="col">{tr!("Change")}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class="say" role="status">{strength}</p>
    }
    .into_any()
}

/// Moves the input at once, and the others a few at a time, to know how strong it is among them.
fn look(app: App, scope: Scope, input: Input, found: RwSignal<Found>, turn: (StoredValue<u32>, u32)) {
    let span = app.outcome.with_untracked(|outcome| outcome.whole());
    let now = app
        .outcome
        .with_untracked(|outcome| Row::scoped(outcome, scope, span).value(Metric::ClosingArr).to_f64())
        .unwrap_or_default();
    let one = move |input: &Input| {
        let env = Env { today: today() };
        app.document.with_untracked(|document| swing(document, &env, input, BY, (Metric::ClosingArr, scope, span), now))
    };
    let nothing = app.document.with_untracked(|document| idle(document, &input.path));
    if nothing.is_some() {
        found.set(Found { idle: nothing, ..Found::default() });
        return;
    }
    dom::after_ms(0, move || {
        let Some(own) = one(&input) else {
            found.try_set(Found { fixed: true, ..Found::default() });
            return;
        };
        let width = own.width();
        found.try_update(|it| it.own = Some(own));
        let mut others = app.document.with_untracked(strong_candidates);
        others.retain(|it| it.path != input.path);
        rest(Arc::new(others), 0, Arc::new(move |it: &Input| one(it).map_or(0.0, |it| it.width())), width, found, turn);
    });
}

type Width = Arc<dyn Fn(&Input) -> f64 + Send + Sync>;

fn rest(
    all: Arc<Vec<Input>>,
    at: usize,
    width_of: Width,
    own: f64,
    found: RwSignal<Found>,
    (round, mine): (StoredValue<u32>, u32),
) {
    dom::after_ms(0, move || {
        if round.try_get_value() != Some(mine) {
            return;
        }
        let some: Vec<f64> = all.iter().skip(at).take(AT_ONCE).map(|it| width_of(it)).collect();
        found.try_update(|it| {
            it.tried += some.len();
            it.stronger += some.iter().filter(|width| **width > own).count();
            it.done = it.tried >= all.len();
        });
        if at + AT_ONCE < all.len() {
            rest(all, at + AT_ONCE, width_of, own, found, (round, mine));
        }
    });
}
