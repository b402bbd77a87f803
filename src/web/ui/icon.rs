//! Line icons on a 16 px grid.

use leptos::prelude::*;

/// The icons of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A house: the overview.
    Overview,
    /// Two people.
    Team,
    /// A dollar sign.
    Pay,
    /// A pin on a map.
    Territories,
    /// A rising line.
    Forecast,
    /// A bell curve.
    Risk,
    /// Two sliders.
    Compare,
    /// Four fields.
    Roles,
    /// A disk.
    Data,
    /// Three lines.
    More,
    /// A magnifying glass.
    Find,
    /// A bent arrow back.
    Undo,
    /// A bent arrow on.
    Redo,
    /// A cross.
    Close,
    /// An angle that points down.
    Down,
    /// A tick.
    Tick,
    /// An arrow into a tray.
    Import,
    /// A plus.
    Add,
    /// A minus.
    Less,
    /// Two sheets.
    Copy,
    /// A bin.
    Remove,
    /// An open book.
    Guide,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Overview => "M2 13V8l6-5 6 5v5H2z",
            Icon::Team => {
                "M5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm6 0a2 2 0 1 0 0-4M1 13c0-3 2-4 4-4s4 1 4 4m2-4c2 0 4 1 4 4"
            }
            Icon::Pay => "M8 2v12M11 5c-1-1-5-2-5 .6C6 8 11 7 11 10s-5 2-6 .6",
            Icon::Territories => "M8 14s5-4.4 5-8A5 5 0 0 0 3 6c0 3.600 5 8 5 8zM8 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
            Icon::Forecast => "M2 13l4-5 3 3 5-8",
            Icon::Risk => "M2 13c3 0 4-9 6-9s3 9 6 9",
            Icon::Compare => "M5 2v12M11 2v12M2 6h6M8 10h6",
            Icon::Roles => "M3 3h10v10H3zM3 8h10M8 3v10",
            Icon::Data => "M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 8c0 2 10 2 10 0",
            Icon::More => "M2 4h12M2 8h12M2 12h12",
            Icon::Find => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.500 10.500L14 14",
            Icon::Undo => "M6 3L3 6l3 3M3 6h6.500a3.500 3.500 0 0 1 0 7H7",
            Icon::Redo => "M10 3l3 3-3 3M13 6H6.500a3.500 3.500 0 0 0 0 7H9",
            Icon::Close => "M4 4l8 8M12 4l-8 8",
            Icon::Down => "M4.500 6.500L8 10l3.500-3.500",
            Icon::Tick => "M3.500 8.500l3 3 6-7",
            Icon::Import => "M8 2v8M5 7l3 3 3-3M2 11v3h12v-3",
            Icon::Add => "M8 3v10M3 8h10",
            Icon::Less => "M3 8h10",
            Icon::Copy => "M3 11V3h8M5.500 5.500h8v8h-8z",
            Icon::Guide => {
                "M8 4.500C6.500 3 4 3 2 3.500v9C4 12 6.500 12 8 13.500c1.500-1.500 4-1.500 6-1v-9C12 3 9.500 3 8 4.500zM8 4.500v9"
            }
            Icon::Remove => "M3 4.500h10M6 4V2.500h4V4M4.500 4.500l.5 9h6l.5-9",
        }
    }

    /// The icon as a picture that screen readers pass over.
    pub fn view(self) -> AnyView {
        view! {
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path d=self.path()></path>
            </svg>
        }
        .into_any()
    }
}
