//! Where the focus goes when what had it is no longer there, and what must not cover it. A browser forgets the place of what goes away, and
//! whoever works by keyboard or by ear starts again at the top of the page.

use super::dom;
use leptos::prelude::{document, window};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

thread_local! {
    /// What had the focus last, and the places it stands in, from the inside out.
    static LAST: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
}

/// Time the store takes.
const LATER_MS: u64 = 400;

/// What is a place of its own: it takes the focus if something in it loses it.
const PLACES: &str = ".card, .panel, main";

/// From here on, a press that takes away what had the focus leaves it in the place where that stood.
pub fn stays_in_place() {
    dom::on_window("focusin", |event| {
        let element = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        LAST.set(element.map(with_places).unwrap_or_default());
    });
    dom::on_window("click", |_| {
        dom::after_paint(bring_back);
        // What waits for the store goes a little later.
        dom::after_ms(LATER_MS, bring_back);
    });
}

/// Whether nothing has the focus.
pub fn is_lost() -> bool {
    dom::focused().is_none_or(|it| document().body().as_ref() == Some(&it))
}

/// Moves the focus to what a selector finds, if nothing has it, or no more than a place around it.
pub fn bring_to(selector: &'static str) {
    dom::after_paint(move || {
        let Some(element) = dom::find_in_page(selector) else { return };
        if dom::focused().is_none_or(|it| it.contains(Some(&element))) {
            dom::focus_seen(&element);
        }
    });
}

/// Scrolls the page so far that what lies over it at its head or foot does not cover an element.
pub fn uncover(element: &HtmlElement, over: &HtmlElement) {
    let ((left, top, right, bottom), (over_left, over_top, over_right, over_bottom)) =
        (dom::place(element), dom::place(over));
    if left < over_right && over_left < right && top < over_bottom && over_top < bottom {
        let at_head = over_top + over_bottom < dom::window_height();
        let down = if at_head { top - BESIDE - over_bottom } else { bottom + BESIDE - over_top };
        window().scroll_by_with_x_and_y(0.0, down);
    }
}

/// Room between the two, in pixels.
const BESIDE: f64 = 12.0;

fn with_places(element: HtmlElement) -> Vec<HtmlElement> {
    let mut places = vec![element];
    while let Some(above) = places.last().and_then(|it| it.parent_element()?.closest(PLACES).ok()?) {
        let Ok(above) = above.dyn_into::<HtmlElement>() else { break };
        places.push(above);
    }
    places
}

fn bring_back() {
    // A place that is left on purpose stays left: what had the focus is still there.
    let gone = LAST.with_borrow(|places| places.first().is_some_and(|it| !it.is_connected()));
    if !gone || !is_lost() {
        return;
    }
    let place = LAST.with_borrow(|places| places.iter().find(|it| it.is_connected()).cloned());
    if let Some(place) = place {
        if !place.has_attribute("tabindex") {
            // An element of the page takes any attribute of this name.
            let _ = place.set_attribute("tabindex", "-1");
        }
        dom::focus(&place);
    }
}
