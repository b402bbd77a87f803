//! What is out of sight follows in the next frame, so that a keystroke is answered in its own.

use super::mine::Mine;
use crate::career::{BreakEven, Reckoned};
use crate::web::port::dom;
use leptos::prelude::*;
use std::sync::Arc;

/// What offers come to, and where they change places.
pub(super) type Seen = (Arc<Vec<Arc<Reckoned>>>, Arc<Vec<(usize, usize, BreakEven)>>);

/// The offers as a drawing shows them: at once while the panel that a selector finds is on the screen, and after the paint while it is
/// not. Where it was is looked up after each paint, when that costs nothing.
pub(super) fn in_sight(mine: Mine, panel: &'static str) -> RwSignal<Seen> {
    let now = move || (mine.all.get(), mine.crossings.get());
    let seen = RwSignal::new(untrack(now));
    let near = StoredValue::new(true);
    let look = move || {
        near.try_set_value(dom::is_near_screen(panel));
    };
    Effect::new(move |before: Option<()>| {
        let found = now();
        if before.is_none() {
            dom::after_paint(look);
        } else if near.get_value() {
            seen.set(found);
            dom::after_paint(look);
        } else {
            dom::after_paint(move || {
                // Whatever came meanwhile counts; a page that is left has nothing to draw.
                if let (Some(all), Some(crossings)) = (mine.all.try_get_untracked(), mine.crossings.try_get_untracked())
                {
                    seen.try_set((all, crossings));
                    // Not before that is laid out: to ask earlier would lay the page out once more.
                    dom::after_paint(look);
                }
            });
        }
    });
    seen
}
