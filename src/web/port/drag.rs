//! Dragging from place to place on the page.

use super::dom::DragEvent;

/// Lets something be dragged: without data some browsers drag nothing.
pub fn begin(event: &DragEvent, text: &str) {
    if let Some(data) = event.data_transfer() {
        let _ = data.set_data("text/plain", text);
        data.set_effect_allowed("move");
    }
}
