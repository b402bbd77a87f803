//! Paper: whether the page is being printed, for whatever looks other there.
//!
//! One place hears the browser. What is built only because printing begins would hear nothing of it: listeners that are added while an
//! event is on its way are left out.

use super::{dom, later};
use leptos::prelude::*;

thread_local! {
    static PRINTING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Hears when the browser begins to print and when it is done.
pub fn listen() {
    dom::on_window("beforeprint", |_| begin());
    dom::on_window("afterprint", |_| end());
}

/// Whether the page is being printed, followed where signals are.
pub fn is_printing() -> bool {
    PRINTING.with(|it| it.get())
}

/// The same, as it stands now.
pub(super) fn is_printing_now() -> bool {
    PRINTING.with(|it| it.get_untracked())
}

/// Opens the browser's print dialog once everything stands as it will on paper, and runs something when that is done.
pub fn print(done: impl FnOnce() + 'static) {
    begin();
    // What follows a signal is built when this task ends, and the dialog holds everything up.
    dom::after_ms(0, move || {
        dom::print();
        done();
        // Browsers whose dialog holds nothing up tell when it is closed; those that print nothing at all do not tell.
        dom::after_ms(1_000, end);
    });
}

fn begin() {
    PRINTING.with(|it| it.set(true));
    later::hurry();
}

fn end() {
    PRINTING.with(|it| it.set(false));
}
