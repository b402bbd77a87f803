//! What a key press does to an editable table.
//!
//! Two modes. While one *moves*, arrows go from cell to cell; typing, Enter or F2 starts a draft. While one *drafts*, Enter and Tab
//! commit and move on, Escape gives the draft up. A draft that typing began also commits on the arrow keys, as in a spreadsheet; one
//! opened with Enter or F2 leaves the arrows to the caret.

use super::{Access, Draft, Effect, GridState, Key, Press, Shape, Spot};

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
