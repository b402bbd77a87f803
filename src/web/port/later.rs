//! Building put off to later tasks, so that a page of many panels holds the browser up in none of them: between two tasks it paints, and
//! answers to keys and pointer.
//!
//! A task builds for a while; what comes after that waits for its turn, in order. On a fast machine, and for what a press brings, nothing
//! or little waits.

use super::dom;
use leptos::prelude::document;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// The attribute of the page's root while something waits, for whoever must not look at half a page.
const BUILDING: &str = "data-building";
/// A task that has built for so long leaves the rest to the next one.
const SLICE_MS: f64 = 12.0;

type Waiting = Box<dyn FnOnce()>;

thread_local! {
    static WAITING: RefCell<VecDeque<Waiting>> = const { RefCell::new(VecDeque::new()) };
    /// What comes when nothing waits any more.
    static AT_LAST: RefCell<Option<Waiting>> = const { RefCell::new(None) };
    /// When the present task began to build; nothing while nobody builds.
    static BEGUN: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Building begins: what is built from here on counts, though nothing of it is asked whether it waits.
pub fn begin() {
    is_time_up();
}

/// Whether what is to be built now had better wait: this task has built long enough, or others wait already.
pub fn is_time_up() -> bool {
    // A page out of sight holds nobody up, and its timers are slow; paper waits for no timer at all.
    if super::paper::is_printing_now() || document().visibility_state() == web_sys::VisibilityState::Hidden {
        return false;
    }
    let now = dom::timer_ms();
    match BEGUN.get() {
        Some(begun) => is_waiting() || now - begun > SLICE_MS,
        None => {
            BEGUN.set(Some(now));
            dom::after_ms(0, turn);
            false
        }
    }
}

/// Runs in a task of its own, after all that were put off before.
pub fn put_off(run: impl FnOnce() + 'static) {
    if !is_waiting() {
        dom::set_root_attribute(BUILDING, "");
    }
    WAITING.with_borrow_mut(|waiting| waiting.push_back(Box::new(run)));
    wake();
}

/// Runs in a task of its own once nothing waits any more, in place of what was to run then before.
pub fn at_last(run: impl FnOnce() + 'static) {
    dom::set_root_attribute(BUILDING, "");
    AT_LAST.set(Some(Box::new(run)));
    wake();
}

fn wake() {
    if BEGUN.get().is_none() {
        BEGUN.set(Some(dom::timer_ms()));
        dom::after_ms(0, turn);
    }
}

/// Whether something waits for its turn.
pub fn is_waiting() -> bool {
    WAITING.with_borrow(|waiting| !waiting.is_empty())
}

/// Builds all that waits at once, as before printing.
pub fn hurry() {
    while let Some(next) = next() {
        next();
    }
}

fn next() -> Option<Waiting> {
    let next = WAITING.with_borrow_mut(VecDeque::pop_front).or_else(|| AT_LAST.take());
    if next.is_none() {
        dom::remove_root_attribute(BUILDING);
    }
    next
}

fn turn() {
    match next() {
        Some(next) => {
            BEGUN.set(Some(dom::timer_ms()));
            dom::after_ms(0, turn);
            next();
        }
        None => BEGUN.set(None),
    }
}
