//! The map by keyboard.

use super::{ARROW, Gesture, Map, ZOOM};
use crate::web::port::dom;
use leptos::prelude::*;

pub(super) fn keys(map: Map, event: &dom::KeyboardEvent) {
    if dom::command_key(event) || event.alt_key() || dom::is_typing(event) {
        return;
    }
    match event.key().as_str() {
        "ArrowLeft" => map.change_view(|it| it.panned(ARROW, 0.0)),
        "ArrowRight" => map.change_view(|it| it.panned(-ARROW, 0.0)),
        "ArrowUp" => map.change_view(|it| it.panned(0.0, ARROW)),
        "ArrowDown" => map.change_view(|it| it.panned(0.0, -ARROW)),
        "+" | "=" => map.zoom(ZOOM),
        "-" | "_" => map.zoom(1.0 / ZOOM),
        "0" | "Home" => map.whole(),
        "l" | "L" => map.lasso.update(|it| *it = !*it),
        "Escape" if map.lasso.get_untracked() || map.carried.with_untracked(Option::is_some) => {
            map.gesture.update_value(Gesture::cancel);
            map.lasso.set(false);
            map.carried.set(None);
            map.over.set(None);
            map.draw(false);
        }
        "Escape" if map.chosen.get_untracked().is_some() => map.chosen.set(None),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}
