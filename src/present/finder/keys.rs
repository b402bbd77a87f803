//! The keys of the app, as its list of keys shows them.

use crate::text::mark;

/// Keys that work in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyGroup {
    /// Where they work.
    pub place: &'static str,
    /// Keys, and what they do.
    pub keys: &'static [(&'static str, &'static str)],
}

/// All keys, by place. `Ctrl` is the command key on a Mac.
pub fn keys() -> &'static [KeyGroup] {
    &[
        KeyGroup {
            place: mark!("Everywhere"),
            keys: &[
                (mark!("Ctrl+K"), mark!("Find a page, a person, a figure, an input or something to do")),
                ("?", mark!("Show this list")),
                (mark!("Ctrl+Z"), mark!("Undo")),
                (mark!("Ctrl+Y or Ctrl+Shift+Z"), mark!("Redo")),
                (mark!("Escape"), mark!("Close what is open, or leave a field as it was")),
            ],
        },
        KeyGroup {
            place: mark!("Fields"),
            keys: &[
                (mark!("Up, Down"), mark!("One step more or less; the figures follow at once")),
                (mark!("Page Up, Page Down"), mark!("Ten steps")),
                (mark!("Alt+S"), mark!("On the Forecast page: closing ARR with this a tenth lower and higher")),
            ],
        },
        KeyGroup {
            place: mark!("Tables"),
            keys: &[
                (mark!("Arrows, Home, End"), mark!("Move; with Shift, select")),
                (mark!("Ctrl+Home, Ctrl+End"), mark!("First and last cell")),
                (mark!("Enter or F2"), mark!("Edit the cell; Enter again keeps it and goes on below")),
                (mark!("Delete"), mark!("Empty what is selected")),
                (mark!("Ctrl+C, Ctrl+V"), mark!("Copy and paste, also to and from a spreadsheet")),
                (mark!("Ctrl+A"), mark!("Select everything")),
                (mark!("Ctrl+Enter, Ctrl+D, Ctrl+Delete"), mark!("Where rows can be added: insert, duplicate, remove")),
            ],
        },
        KeyGroup {
            place: mark!("Charts"),
            keys: &[
                (mark!("Left, Right"), mark!("The point before and after")),
                (mark!("Up, Down"), mark!("The series above and below")),
                (mark!("Home, End"), mark!("First and last point")),
            ],
        },
        KeyGroup {
            place: mark!("Org chart"),
            keys: &[
                (mark!("Arrows"), mark!("Move; Left and Right close and open a team")),
                ("M", mark!("Move a person or a team")),
            ],
        },
        KeyGroup {
            place: mark!("Map"),
            keys: &[
                (mark!("Arrows"), mark!("Move")),
                ("+, -", mark!("Closer, further")),
                ("0", mark!("All of it")),
                ("L", mark!("Lasso")),
            ],
        },
    ]
}
