//! Dragging from place to place on the page.

use super::dom::{DragEvent, Element, HtmlElement, PointerEvent};
use wasm_bindgen::JsCast;

/// Lets something be dragged: without data some browsers drag nothing.
pub fn begin(event: &DragEvent, text: &str) {
    if let Some(data) = event.data_transfer() {
        let _ = data.set_data("text/plain", text);
        data.set_effect_allowed("move");
    }
}

/// The nearest element, from what lies under the pointer upwards, that a selector finds: a captured pointer has another target.
pub fn under_pointer(event: &PointerEvent, selector: &str) -> Option<HtmlElement> {
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let document = web_sys::window()?.document()?;
    let found = document.element_from_point(x, y)?.closest(selector).ok().flatten()?;
    found.dyn_into().ok()
}

/// Scrolls an element while the pointer is near one of its edges, so that what is dragged can go beyond what is seen.
pub fn scroll_at_edge(event: &PointerEvent, element: &Element) {
    let rect = element.get_bounding_client_rect();
    let step = |at: f64, from: f64, to: f64| {
        if at < from + 40.0 {
            -16
        } else if at > to - 40.0 {
            16
        } else {
            0
        }
    };
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    element.set_scroll_left(element.scroll_left() + step(x, rect.left(), rect.right()));
    element.set_scroll_top(element.scroll_top() + step(y, rect.top(), rect.bottom()));
}
