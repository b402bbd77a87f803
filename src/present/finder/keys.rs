//! The keys of the app, as its list of keys shows them.

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
            place: "Everywhere",
            keys: &[
                ("Ctrl+K", "Find a page, a person, a figure, an input or something to do"),
                ("?", "Show this list"),
                ("Ctrl+Z", "Undo"),
                ("Ctrl+Y or Ctrl+Shift+Z", "Redo"),
                ("Escape", "Close what is open, or leave a field as it was"),
            ],
        },
        KeyGroup {
            place: "Fields",
            keys: &[
                ("Up, Down", "One step more or less; the figures follow at once"),
                ("Page Up, Page Down", "Ten steps"),
                ("Alt+S", "On the Forecast page: closing ARR with this a tenth lower and higher"),
            ],
        },
        KeyGroup {
            place: "Tables",
            keys: &[
                ("Arrows, Home, End", "Move; with Shift, select"),
                ("Ctrl+Home, Ctrl+End", "First and last cell"),
                ("Enter or F2", "Edit the cell; Enter again keeps it and goes on below"),
                ("Delete", "Empty what is selected"),
                ("Ctrl+C, Ctrl+V", "Copy and paste, also to and from a spreadsheet"),
                ("Ctrl+A", "Select everything"),
                ("Ctrl+Enter, Ctrl+D, Ctrl+Delete", "Where rows can be added: insert, duplicate, remove"),
            ],
        },
        KeyGroup {
            place: "Charts",
            keys: &[
                ("Left, Right", "The point before and after"),
                ("Up, Down", "The series above and below"),
                ("Home, End", "First and last point"),
            ],
        },
        KeyGroup {
            place: "Org chart",
            keys: &[("Arrows", "Move; Left and Right close and open a team"), ("M", "Move a person or a team")],
        },
        KeyGroup {
            place: "Map",
            keys: &[("Arrows", "Move"), ("+, -", "Closer, further"), ("0", "All of it"), ("L", "Lasso")],
        },
    ]
}
