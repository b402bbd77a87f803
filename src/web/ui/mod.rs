//! The building blocks of the pages. None of them knows the document: they are given texts and signals and call back.

mod ask_table;
mod banner;
mod button;
mod chart_frame;
mod chart_menu;
mod dialog;
mod explain;
mod field;
mod figure;
mod file_drop;
mod grid;
mod icon;
mod kpis;
mod later;
mod map;
mod menu;
mod notes;
mod panel;
mod parts;
mod save_state;
mod shell;
mod split_bar;
mod table;
mod tabs;
mod toast;

pub use ask_table::{AskRow, AskTable, Told, Words};
pub use banner::{Banner, Empty, Progress};
pub use button::{Button, Look};
pub use chart_frame::{ChartFrame, ChartView, HitView};
pub use chart_menu::ChartSource;
pub use dialog::Dialog;
pub use explain::{Explain, From, Sign, Term};
pub use field::{Check, Choice, Field, Pick};
pub use figure::FigureButton;
pub use file_drop::FileDrop;
pub use grid::{Align, Cell, CellKey, Column, Grid, GridEdit, GridPaste, GridRow, GridSort, Kind, Refusals};
pub use icon::Icon;
pub use kpis::{Kpi, Kpis, Tone};
pub use later::{Later, settled};
pub use map::{MapPick, TerritoryMap};
pub use menu::{Menu, MenuItem};
pub use notes::{Mark, Note, Notes};
pub use panel::{Chip, KeyItem, KeyMark, Legend, PageHead, Panel, PanelHead, Say};
pub use parts::{PagePart, PageParts};
pub use save_state::{SaveState, Saving};
pub use shell::{NavLink, Shell};
pub use split_bar::{Part, SplitBar, SplitMove};
pub use table::Table;
pub use tabs::{Tab, Tabs};
pub use toast::{Holds, Offer, Toast, Toasts};

use leptos::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An id for an element, unlike every other on the page, so that labels and descriptions can point at it.
fn fresh_id(kind: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    [kind, "-", &NEXT.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}

/// `"true"` or `"false"`, as ARIA states want it.
fn aria(state: bool) -> &'static str {
    if state { "true" } else { "false" }
}

/// The same, reckoned once for each change however many read it.
pub fn once<T: Clone + PartialEq + Send + Sync + 'static>(of: Signal<T>) -> Memo<T> {
    Memo::new(move |_| of.get())
}

/// The text, or nothing at all, so that the attribute is left out.
fn unless_empty(text: Signal<String>) -> Option<String> {
    Some(text.get()).filter(|t| !t.is_empty())
}
