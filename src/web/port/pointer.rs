//! Where a pointer is, and what lies under it.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};

/// Where the pointer is from the left edge of an element, in pixels, and the width of that element.
pub fn x_within(event: &PointerEvent, element: &Element) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    (f64::from(event.client_x()) - rect.left(), rect.width())
}

/// Where the pointer is from the upper left corner of the element that listens, in pixels.
pub fn point_within(event: &PointerEvent) -> (f64, f64) {
    let rect = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()).map(|e| e.get_bounding_client_rect());
    rect.map_or((0.0, 0.0), |r| (f64::from(event.client_x()) - r.left(), f64::from(event.client_y()) - r.top()))
}

/// Where the wheel turned, from the upper left corner of the element that listens, in pixels.
pub fn wheel_within(event: &WheelEvent) -> (f64, f64) {
    let rect = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()).map(|e| e.get_bounding_client_rect());
    rect.map_or((0.0, 0.0), |r| (f64::from(event.client_x()) - r.left(), f64::from(event.client_y()) - r.top()))
}

/// The value of an attribute of what lies under the pointer, or of the nearest element about it that has one.
pub fn named_at(event: &PointerEvent, attribute: &str) -> Option<String> {
    let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    under.closest(&["[", attribute, "]"].concat()).ok().flatten()?.get_attribute(attribute)
}

/// Where a pointer's event happened in the window, in pixels.
pub fn pointer_at(event: &Event) -> (f64, f64) {
    event.dyn_ref::<PointerEvent>().map_or((0.0, 0.0), |it| (f64::from(it.client_x()), f64::from(it.client_y())))
}
