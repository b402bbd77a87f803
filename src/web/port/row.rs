//! Rows of links that are longer than the screen is wide.

use super::dom;

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
