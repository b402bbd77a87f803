//! What a key press does to an editable table: the whole behaviour of the app's one grid, without a browser.
//!
//! Two modes. While one *moves*, arrows go from cell to cell; typing, Enter or F2 starts a draft. While one *drafts*, Enter and Tab
//! commit and move on, Escape gives the draft up. A draft that typing began also commits on the arrow keys, as in a spreadsheet; one
//! opened with Enter or F2 leaves the arrows to the caret.

use std::ops::Range;

/// A cell, by row and column from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub col: usize,
}

/// A rectangle of cells; all bounds belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First row.
    pub top: usize,
    /// Last row.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

/// Text being typed into the active cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What stands in the input.
    pub text: String,
    /// Typing began it, so that the arrow keys commit it and move.
    pub typed: bool,
}

/// Where one is in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridState {
    /// The cell that has the focus.
    pub active: Spot,
    /// The corner opposite to it of the selected block.
    pub anchor: Spot,
    /// The draft of the active cell, if one is being typed.
    pub draft: Option<Draft>,
}

/// What may be done with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can be edited.
    Edit,
    /// It can be visited and copied.
    Read,
    /// Moving passes over it (the heading of a group of rows).
    Skip,
}

/// The table as far as keys need to know it.
pub struct Shape<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
    /// Rows a page key moves by.
    pub page: usize,
    /// What may be done with a cell.
    pub access: &'a dyn Fn(Spot) -> Access,
    /// The text a draft begins with: of the cell, or made from what was typed.
    pub begin: &'a dyn Fn(Spot, Option<&str>) -> String,
}

/// The keys a table knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column back.
    Left,
    /// One column on.
    Right,
    /// First column.
    Home,
    /// Last column.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Begin or commit.
    Enter,
    /// Commit and move on.
    Tab,
    /// Give the draft up.
    Escape,
    /// Begin with the text as it is.
    F2,
    /// Clear.
    Delete,
    /// A character.
    Text(String),
}

/// A key with its modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The key.
    pub key: Key,
    /// Shift is held.
    pub shift: bool,
    /// Control, or Command on a Mac, is held.
    pub ctrl: bool,
}

/// What the table's owner has to do after a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A draft is done.
    Commit(Spot, String),
    /// A draft was given up: what followed it keystroke by keystroke has to go back.
    Restore(Spot),
    /// The cells of a block are to be emptied.
    Clear(Block),
    /// A row is wanted below this one.
    Insert(usize),
    /// These rows are wanted once more.
    Duplicate(Block),
    /// These rows are to go.
    Remove(Block),
}

impl Press {
    /// The press a browser reports, if a table knows that key. `name` is `KeyboardEvent.key`.
    pub fn from_browser(name: &str, shift: bool, ctrl: bool, alt: bool) -> Option<Press> {
        let key = match name {
            "ArrowUp" => Key::Up,
            "ArrowDown" => Key::Down,
            "ArrowLeft" => Key::Left,
            "ArrowRight" => Key::Right,
            "Home" => Key::Home,
            "End" => Key::End,
            "PageUp" => Key::PageUp,
            "PageDown" => Key::PageDown,
            "Enter" => Key::Enter,
            "Tab" => Key::Tab,
            "Escape" => Key::Escape,
            "F2" => Key::F2,
            "Delete" | "Backspace" => Key::Delete,
            text if text.chars().count() == 1 => Key::Text(text.to_owned()),
            _ => return None,
        };
        // With Alt, arrows belong to the browser, and characters are those of the keyboard's third level.
        let typed = matches!(key, Key::Text(_));
        (!alt || typed).then_some(Press { key, shift, ctrl: ctrl && !alt })
    }
}

impl GridState {
    /// The selected block; the active cell at least.
    pub fn block(&self) -> Block {
        let (a, b) = (self.active, self.anchor);
        Block { top: a.row.min(b.row), bottom: a.row.max(b.row), left: a.col.min(b.col), right: a.col.max(b.col) }
    }

    /// The state with this cell active; `extend` keeps the other corner of the selection.
    pub fn at(&self, active: Spot, extend: bool) -> GridState {
        GridState { active, anchor: if extend { self.anchor } else { active }, draft: None }
    }

    /// The state after the table has shrunk to this size.
    pub fn within(&self, rows: usize, cols: usize) -> GridState {
        let fit =
            |spot: Spot| Spot { row: spot.row.min(rows.saturating_sub(1)), col: spot.col.min(cols.saturating_sub(1)) };
        GridState { active: fit(self.active), anchor: fit(self.anchor), draft: self.draft.clone() }
    }
}

impl Block {
    /// Whether it is a single cell.
    pub fn is_cell(&self) -> bool {
        self.top == self.bottom && self.left == self.right
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.bottom - self.top + 1
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.right - self.left + 1
    }
}

/// What a press does: the new state and what follows from it. `None` leaves the key to the browser.
pub fn press(state: &GridState, shape: &Shape, press: &Press) -> Option<(GridState, Vec<Effect>)> {
    if shape.rows == 0 || shape.cols == 0 {
        return None;
    }
    match &state.draft {
        Some(draft) => press_drafting(state, shape, press, draft),
        None => press_moving(state, shape, press),
    }
}

fn press_moving(state: &GridState, shape: &Shape, press: &Press) -> Option<(GridState, Vec<Effect>)> {
    let at = state.active;
    let (shift, ctrl) = (press.shift, press.ctrl);
    let moved = |to: Spot| Some((state.at(to, shift), Vec::new()));
    let editable = (shape.access)(at) == Access::Edit;
    let last = Spot { row: shape.rows - 1, col: shape.cols - 1 };
    match &press.key {
        Key::Up => moved(if ctrl { seek_down(shape, Spot { row: 0, ..at }) } else { up(shape, at, 1) }),
        Key::Down => moved(if ctrl { seek_up(shape, Spot { row: last.row, ..at }) } else { down(shape, at, 1) }),
        Key::Left => moved(Spot { col: if ctrl { 0 } else { at.col.saturating_sub(1) }, ..at }),
        Key::Right => moved(Spot { col: if ctrl { last.col } else { (at.col + 1).min(last.col) }, ..at }),
        Key::Home => moved(if ctrl { seek_down(shape, Spot::default()) } else { Spot { col: 0, ..at } }),
        Key::End => moved(if ctrl { seek_up(shape, last) } else { Spot { col: last.col, ..at } }),
        Key::PageUp => moved(up(shape, at, shape.page)),
        Key::PageDown => moved(down(shape, at, shape.page)),
        Key::Enter if ctrl => Some((state.clone(), vec![Effect::Insert(at.row)])),
        Key::Enter | Key::F2 if editable => Some((drafting(state, (shape.begin)(at, None), false), Vec::new())),
        Key::Enter => moved(down(shape, at, 1)),
        Key::Delete if ctrl => Some((state.clone(), vec![Effect::Remove(state.block())])),
        Key::Delete => Some((state.clone(), vec![Effect::Clear(state.block())])),
        Key::Escape if state.anchor != at => Some((state.at(at, false), Vec::new())),
        Key::Text(text) if ctrl && (text == "d" || text == "D") => {
            Some((state.clone(), vec![Effect::Duplicate(state.block())]))
        }
        Key::Text(text) if ctrl && (text == "a" || text == "A") => {
            Some((GridState { active: seek_down(shape, Spot::default()), anchor: last, draft: None }, Vec::new()))
        }
        Key::Text(text) if !ctrl && editable => {
            Some((drafting(state, (shape.begin)(at, Some(text)), true), Vec::new()))
        }
        Key::Text(_) | Key::Tab | Key::Escape | Key::F2 => None,
    }
}

fn press_drafting(state: &GridState, shape: &Shape, press: &Press, draft: &Draft) -> Option<(GridState, Vec<Effect>)> {
    let at = state.active;
    let commit = |to: Spot| Some((state.at(to, false), vec![Effect::Commit(at, draft.text.clone())]));
    match &press.key {
        Key::Escape => Some((state.at(at, false), vec![Effect::Restore(at)])),
        Key::Enter if press.shift => commit(up(shape, at, 1)),
        Key::Enter => commit(down(shape, at, 1)),
        Key::Tab => commit(next_editable(shape, at, press.shift)),
        Key::Up if draft.typed => commit(up(shape, at, 1)),
        Key::Down if draft.typed => commit(down(shape, at, 1)),
        Key::Left if draft.typed => commit(Spot { col: at.col.saturating_sub(1), ..at }),
        Key::Right if draft.typed => commit(Spot { col: (at.col + 1).min(shape.cols - 1), ..at }),
        Key::F2 => Some((drafting(state, draft.text.clone(), false), Vec::new())),
        Key::Up
        | Key::Down
        | Key::Left
        | Key::Right
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown
        | Key::Delete
        | Key::Text(_) => None,
    }
}

fn drafting(state: &GridState, text: String, typed: bool) -> GridState {
    GridState { active: state.active, anchor: state.active, draft: Some(Draft { text, typed }) }
}

fn stands(shape: &Shape, spot: Spot) -> bool {
    (shape.access)(spot) != Access::Skip
}

/// The first cell at or below `spot` one can stand on.
fn seek_down(shape: &Shape, spot: Spot) -> Spot {
    (spot.row..shape.rows).map(|row| Spot { row, ..spot }).find(|&s| stands(shape, s)).unwrap_or(spot)
}

/// The first cell at or above `spot` one can stand on.
fn seek_up(shape: &Shape, spot: Spot) -> Spot {
    (0..=spot.row).rev().map(|row| Spot { row, ..spot }).find(|&s| stands(shape, s)).unwrap_or(spot)
}

fn up(shape: &Shape, at: Spot, by: usize) -> Spot {
    let to = Spot { row: at.row.saturating_sub(by), ..at };
    let found = seek_up(shape, to);
    // Above the first row one can stand on there is only its heading: come back to it.
    if stands(shape, found) { found } else { seek_down(shape, to) }
}

fn down(shape: &Shape, at: Spot, by: usize) -> Spot {
    let to = Spot { row: (at.row + by).min(shape.rows - 1), ..at };
    let found = seek_down(shape, to);
    if stands(shape, found) { found } else { seek_up(shape, to) }
}

/// The next cell in reading order (or the one before) that can be edited; the same cell at the end of the table.
fn next_editable(shape: &Shape, at: Spot, back: bool) -> Spot {
    let index = at.row * shape.cols + at.col;
    let spot = |i: usize| Spot { row: i / shape.cols, col: i % shape.cols };
    let fits = |s: &Spot| (shape.access)(*s) == Access::Edit;
    let found = if back {
        (0..index).rev().map(spot).find(fits)
    } else {
        (index + 1..shape.rows * shape.cols).map(spot).find(fits)
    };
    found.unwrap_or(at)
}

/// A block of cells as spreadsheets put it on the clipboard.
pub fn tsv(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (r, row) in rows.iter().enumerate() {
        if r > 0 {
            out.push('\n');
        }
        for (c, cell) in row.iter().enumerate() {
            if c > 0 {
                out.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
            }
        }
    }
    out
}

/// The cells of a block that came from a spreadsheet. A cell that begins with a quote may hold tabs, line ends and doubled quotes.
pub fn from_tsv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' | '\n' | '\r' if !quoted => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                if let Some(row) = rows.last_mut() {
                    row.push(std::mem::take(&mut cell));
                }
                if c != '\t' {
                    rows.push(Vec::new());
                }
            }
            _ => cell.push(c),
        }
    }
    if let Some(row) = rows.last_mut() {
        // A spreadsheet ends its last line, too; that is no further row.
        if !cell.is_empty() || !row.is_empty() {
            row.push(cell);
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Where a pasted block goes and what it is: a single value fills the selection, anything else starts at its upper left corner.
pub fn paste(state: &GridState, cells: Vec<Vec<String>>) -> (Spot, Vec<Vec<String>>) {
    let block = state.block();
    let start = Spot { row: block.top, col: block.left };
    match cells.as_slice() {
        [row] => match row.as_slice() {
            [one] => (start, vec![vec![one.clone(); block.width()]; block.height()]),
            _ => (start, cells),
        },
        _ => (start, cells),
    }
}

/// The rows to draw of a long table, with some above and below what is seen. All lengths in pixels.
pub fn window(scrolled: f64, seen: f64, row_height: f64, rows: usize) -> Range<usize> {
    const BEYOND: f64 = 12.0;
    let first = (scrolled / row_height - BEYOND).floor().max(0.0) as usize;
    let last = ((scrolled + seen) / row_height + BEYOND).ceil().max(0.0) as usize;
    // In steps of eight, so that not every pixel of scrolling draws anew.
    let first = first.min(rows) / 8 * 8;
    first..(last.div_ceil(8) * 8).min(rows).max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three columns: a name that can be edited, a sum that cannot, a number that can; row 0 is the heading of a group.
    fn go(state: GridState, keys: &str) -> (GridState, Vec<Effect>) {
        let access = |s: Spot| match (s.row, s.col) {
            (0, _) => Access::Skip,
            (_, 1) => Access::Read,
            _ => Access::Edit,
        };
        let begin = |s: Spot, typed: Option<&str>| typed.map_or(format!("{}.{}", s.row, s.col), str::to_owned);
        let shape = Shape { rows: 30, cols: 3, page: 10, access: &access, begin: &begin };
        let mut state = state;
        let mut effects = Vec::new();
        for word in keys.split(' ') {
            let shift = word.starts_with("shift+");
            let name = word.trim_start_matches("shift+");
            let ctrl = name.starts_with("ctrl+");
            let name = name.trim_start_matches("ctrl+");
            let known = Press::from_browser(name, shift, ctrl, false).expect(name);
            if let Some((next, more)) = press(&state, &shape, &known) {
                state = next;
                effects.extend(more);
            } else if let (Some(draft), Key::Text(text)) = (&mut state.draft, known.key) {
                draft.text.push_str(&text);
            }
        }
        (state, effects)
    }

    fn at(row: usize, col: usize) -> GridState {
        GridState::default().at(Spot { row, col }, false)
    }

    fn spot(row: usize, col: usize) -> Spot {
        Spot { row, col }
    }

    #[test]
    fn arrows_move_and_stop_at_the_edges() {
        assert_eq!(go(at(1, 0), "ArrowRight ArrowDown").0.active, spot(2, 1));
        assert_eq!(go(at(1, 0), "ArrowLeft").0.active, spot(1, 0));
        assert_eq!(go(at(29, 2), "ArrowDown ArrowRight").0.active, spot(29, 2));
    }

    #[test]
    fn headings_of_groups_are_passed_over() {
        assert_eq!(go(at(1, 0), "ArrowUp").0.active, spot(1, 0));
        assert_eq!(go(at(9, 2), "ctrl+Home").0.active, spot(1, 0));
    }

    #[test]
    fn pages_and_corners() {
        assert_eq!(go(at(1, 0), "PageDown").0.active, spot(11, 0));
        assert_eq!(go(at(15, 1), "PageUp Home").0.active, spot(5, 0));
        assert_eq!(go(at(1, 0), "ctrl+End").0.active, spot(29, 2));
        assert_eq!(go(at(4, 0), "End").0.active, spot(4, 2));
    }

    #[test]
    fn typing_replaces_and_enter_commits_downwards() {
        let (state, effects) = go(at(3, 2), "4 2 Enter");
        assert_eq!(effects, [Effect::Commit(spot(3, 2), "42".into())]);
        assert_eq!((state.active, state.draft), (spot(4, 2), None));
    }

    #[test]
    fn enter_and_f2_begin_with_the_text_that_is_there() {
        for key in ["Enter", "F2"] {
            assert_eq!(go(at(3, 0), key).0.draft, Some(Draft { text: "3.0".into(), typed: false }));
        }
    }

    #[test]
    fn arrows_commit_what_was_typed_but_move_the_caret_of_what_was_opened() {
        assert_eq!(go(at(3, 0), "7 ArrowDown").1, [Effect::Commit(spot(3, 0), "7".into())]);
        let (state, effects) = go(at(3, 0), "F2 ArrowDown");
        assert!(effects.is_empty() && state.draft.is_some());
    }

    #[test]
    fn tab_commits_and_goes_to_the_next_cell_one_can_edit() {
        assert_eq!(go(at(3, 0), "x Tab").0.active, spot(3, 2));
        assert_eq!(go(at(3, 2), "1 Tab").0.active, spot(4, 0));
        assert_eq!(go(at(4, 0), "x shift+Tab").0.active, spot(3, 2));
        assert_eq!(go(at(29, 2), "1 Tab").0.active, spot(29, 2));
    }

    #[test]
    fn tab_leaves_the_table_while_one_only_moves() {
        assert_eq!(go(at(3, 0), "Tab"), (at(3, 0), vec![]));
    }

    #[test]
    fn escape_gives_the_draft_up_then_the_selection() {
        let (state, effects) = go(at(3, 0), "z Escape");
        assert_eq!((state, effects), (at(3, 0), vec![Effect::Restore(spot(3, 0))]));
        assert_eq!(go(at(3, 0), "shift+ArrowDown Escape").0, at(4, 0));
    }

    #[test]
    fn what_is_only_for_reading_takes_no_draft() {
        assert_eq!(go(at(3, 1), "5 F2").0.draft, None);
        assert_eq!(go(at(3, 1), "Enter").0.active, spot(4, 1));
    }

    #[test]
    fn shift_extends_and_delete_clears_the_block() {
        let (state, effects) = go(at(2, 0), "shift+ArrowDown shift+ArrowRight Delete");
        let block = Block { top: 2, bottom: 3, left: 0, right: 1 };
        assert_eq!(state.block(), block);
        assert_eq!(effects, [Effect::Clear(block)]);
    }

    #[test]
    fn rows_are_added_doubled_and_removed_by_key() {
        let block = Block { top: 2, bottom: 2, left: 0, right: 0 };
        assert_eq!(go(at(2, 0), "ctrl+Enter").1, [Effect::Insert(2)]);
        assert_eq!(go(at(2, 0), "ctrl+d").1, [Effect::Duplicate(block)]);
        assert_eq!(go(at(2, 0), "ctrl+Delete").1, [Effect::Remove(block)]);
    }

    #[test]
    fn all_can_be_selected() {
        assert_eq!(go(at(2, 1), "ctrl+a").0.block(), Block { top: 1, bottom: 29, left: 0, right: 2 });
    }

    #[test]
    fn alt_arrows_and_unknown_keys_belong_to_the_browser() {
        assert_eq!(Press::from_browser("ArrowLeft", false, false, true), None);
        assert_eq!(Press::from_browser("F5", false, false, false), None);
        let euro = Press { key: Key::Text("€".into()), shift: false, ctrl: false };
        assert_eq!(Press::from_browser("€", false, true, true), Some(euro));
    }

    #[test]
    fn an_empty_table_ignores_keys() {
        let shape = Shape { rows: 0, cols: 3, page: 1, access: &|_| Access::Edit, begin: &|_, _| String::new() };
        let down = Press { key: Key::Down, shift: false, ctrl: false };
        assert_eq!(press(&GridState::default(), &shape, &down), None);
    }

    #[test]
    fn a_block_survives_the_clipboard() {
        let block = vec![vec!["Ann \"A\" Roe".to_owned(), "1,200".into()], vec!["two\nlines".into(), "a\tb".into()]];
        assert_eq!(from_tsv(&tsv(&block)), block);
    }

    #[test]
    fn a_block_from_excel_ends_its_lines_and_keeps_empty_cells() {
        assert_eq!(from_tsv("a\t\t1\r\nb\t2\t\r\n"), [vec!["a", "", "1"], vec!["b", "2", ""]]);
        assert_eq!(from_tsv(""), Vec::<Vec<String>>::new());
        assert_eq!(from_tsv("5\" disk"), [vec!["5\" disk"]]);
    }

    #[test]
    fn one_value_fills_the_selection_a_block_starts_at_its_corner() {
        let state = at(2, 1).at(spot(4, 2), true);
        assert_eq!(paste(&state, from_tsv("9")), (spot(2, 1), vec![vec!["9".to_owned(); 2]; 3]));
        assert_eq!(paste(&state, from_tsv("9\t8")), (spot(2, 1), vec![vec!["9".to_owned(), "8".into()]]));
    }

    #[test]
    fn a_long_table_draws_what_is_seen_and_a_little_more() {
        let drawn = window(5_000.0 * 33.0, 600.0, 33.0, 10_000);
        assert!(drawn.start < 5_000 && drawn.end > 5_019 && drawn.len() < 70, "{drawn:?}");
        assert_eq!(window(0.0, 600.0, 33.0, 10), 0..10);
        assert_eq!(window(1e9, 600.0, 33.0, 100).end, 100);
    }

    #[test]
    fn the_active_cell_stays_inside_a_table_that_shrinks() {
        assert_eq!(at(20, 2).within(5, 2).active, spot(4, 1));
    }
}
