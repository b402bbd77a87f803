//! What may wait: after a move the map and the board come first, and what takes longer follows once they are on screen, each in a task of its own.

use super::desk::Desk;
use crate::web::port::dom;
use leptos::prelude::*;

/// Counts up some milliseconds after the accounts or the plan have changed and the change is painted; 0 while the page is new. What reads it asks
/// for the rest untracked, so that it works once for however many changes. A plan that a search shows for a moment does not count.
pub(super) fn settled(desk: Desk, ms: u64) -> RwSignal<u32> {
    let done = RwSignal::new(0);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        desk.base.track();
        desk.plan.track();
        if desk.trial.with(Option::is_some) {
            return;
        }
        asked.update_value(|it| *it += 1);
        let mine = asked.get_value();
        dom::after_paint(move || {
            dom::after_ms(ms, move || {
                // The page may have gone meanwhile, and a later change has a turn of its own.
                if asked.try_get_value() == Some(mine) {
                    done.try_update(|it| *it += 1);
                }
            });
        });
    });
    done
}

/// How many of so many parts of the page are there: one more after each painted frame.
pub(super) fn part_by_part(parts: u8) -> RwSignal<u8> {
    let shown = RwSignal::new(0);
    next(shown, parts);
    shown
}

fn next(shown: RwSignal<u8>, parts: u8) {
    dom::after_paint(move || {
        let Some(now) = shown.try_get_untracked() else { return };
        shown.try_set(now + 1);
        if now + 1 < parts {
            next(shown, parts);
        }
    });
}
