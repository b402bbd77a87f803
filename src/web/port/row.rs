//! What is wider than the screen, or stands beyond its edge.

use super::dom;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How far from the edge of the window something stays, in pixels.
const MARGIN: f64 = 8.0;

/// Moves an element sideways so far that it stands within the window.
pub fn move_within_window(element: &Element) {
    let wide = window().inner_width().ok().and_then(|it| it.as_f64()).unwrap_or(f64::INFINITY);
    let own = element.get_bounding_client_rect();
    let by = (MARGIN - own.left()).max(0.0) + (wide - MARGIN - own.right()).min(0.0);
    if by != 0.0
        && let Some(element) = element.dyn_ref::<HtmlElement>()
    {
        let _ = element.style().set_property("translate", &[by.to_string().as_str(), "px"].concat());
    }
}

/// Scrolls the list sideways until the first entry that a selector finds is in sight, once the page is painted.
pub fn show_entry(selector: &'static str) {
    dom::after_paint(move || {
        let Some(entry) = dom::find_in_page(selector) else { return };
        let Some(list) = entry.closest("ul").ok().flatten() else { return };
        let (row, own) = (list.get_bounding_client_rect(), entry.get_bounding_client_rect());
        if own.left() < row.left() || own.right() > row.right() {
            list.set_scroll_left(list.scroll_left() + (own.left() - row.left()) as i32 - 24);
        }
    });
}
