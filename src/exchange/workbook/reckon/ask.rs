//! Asks cells for their values: each formula once, month by month, so that no chain of questions gets long.

use super::functions::call;
use super::parse::{Sign, Tree, parse};
use super::{Found, Value, same};
use crate::exchange::workbook::place::{Spot, Tab};
use crate::exchange::workbook::sheets::{Content, Sheets};

enum State {
    Unasked,
    /// Being asked: who asks again goes in a circle.
    Asked,
    Known(Value),
}

/// Values as far as they are known.
pub(super) struct Desk<'a> {
    sheets: &'a Sheets,
    known: Vec<Vec<Vec<State>>>,
}

/// The values of all cells, by sheet, row and column.
pub(crate) fn reckon(sheets: &Sheets) -> Vec<Vec<Vec<Value>>> {
    let states = |row: &Vec<_>| row.iter().map(|_| State::Unasked).collect();
    let known = sheets.sheets.iter().map(|sheet| sheet.rows.iter().map(states).collect()).collect();
    let mut desk = Desk { sheets, known };
    let widest = sheets.sheets.iter().flat_map(|sheet| &sheet.rows).map(Vec::len).max().unwrap_or(0);
    for column in 0..widest {
        for tab in Tab::ALL {
            let rows = sheets.sheets.get(tab as usize).map_or(0, |sheet| sheet.rows.len());
            for row in 0..rows {
                desk.value(Spot::new(tab, row, column));
            }
        }
    }
    let take = |state: State| match state {
        State::Known(value) => value,
        State::Unasked | State::Asked => Value::Blank,
    };
    desk.known
        .into_iter()
        .map(|sheet| sheet.into_iter().map(|row| row.into_iter().map(take).collect()).collect())
        .collect()
}

impl Desk<'_> {
    fn state(&mut self, spot: Spot) -> Option<&mut State> {
        self.known.get_mut(spot.tab as usize)?.get_mut(spot.row)?.get_mut(spot.column)
    }

    /// The value of a cell, which is reckoned when it is asked for first.
    fn value(&mut self, spot: Spot) -> Value {
        match self.state(spot) {
            None => return Value::Blank,
            Some(State::Known(value)) => return value.clone(),
            Some(state @ State::Unasked) => *state = State::Asked,
            Some(state @ State::Asked) => {
                *state = State::Known(Value::Error);
                return Value::Error;
            }
        }
        let sheets = self.sheets;
        let value = match sheets.entry(spot).map(|entry| &entry.content) {
            None => Value::Blank,
            Some(Content::Text(text)) => Value::Text(text.clone()),
            Some(Content::Number(number)) => Value::Number(*number),
            Some(Content::Formula(text)) => match parse(text, spot.tab) {
                Some(tree) => self.find(&tree).one(),
                None => Value::Error,
            },
        };
        if let Some(state) = self.state(spot) {
            *state = State::Known(value.clone());
        }
        value
    }

    /// Every cell of a range, row by row.
    pub(super) fn each_of(&mut self, (from, to): (Spot, Spot), mut take: impl FnMut(&Value)) {
        for row in from.row..=to.row {
            for column in from.column..=to.column {
                take(&self.value(Spot { row, column, ..from }));
            }
        }
    }

    /// The value of a formula.
    pub(super) fn find(&mut self, tree: &Tree) -> Found {
        match tree {
            Tree::Number(number) => Found::One(Value::Number(*number)),
            Tree::Text(text) => Found::One(Value::Text(text.clone())),
            Tree::Cell(spot) => Found::One(self.value(*spot)),
            Tree::Range(from, to) => {
                let mut cells = Vec::new();
                self.each_of((*from, *to), |value| cells.push(value.clone()));
                Found::Many { columns: (to.column + 1).saturating_sub(from.column), cells }
            }
            Tree::Minus(inside) => self.find(inside).map(|value| Value::of(value.number().map(|it| -it))),
            Tree::Pair(left, sign, right) => {
                let (left, right) = (self.find(left), self.find(right));
                left.with(&right, |left, right| pair(left, *sign, right))
            }
            Tree::Call(function, list) => call(self, *function, list),
        }
    }

    /// A cell of a range, by its row and column in it counted from 1, without asking the others.
    pub(super) fn index(&mut self, range: &Tree, row: usize, column: Option<usize>) -> Value {
        let (from, to) = match range {
            Tree::Range(from, to) => (*from, *to),
            Tree::Cell(spot) => (*spot, *spot),
            Tree::Number(_) | Tree::Text(_) | Tree::Minus(_) | Tree::Pair(..) | Tree::Call(..) => return Value::Error,
        };
        // Of a single row the one number is the column.
        let (row, column) = match column {
            Some(column) => (row, column),
            None if from.row == to.row => (1, row),
            None => (row, 1),
        };
        let spot =
            Spot { row: (from.row + row).wrapping_sub(1), column: (from.column + column).wrapping_sub(1), ..from };
        if row == 0 || column == 0 || spot.row > to.row || spot.column > to.column {
            return Value::Error;
        }
        self.value(spot)
    }
}

fn pair(left: &Value, sign: Sign, right: &Value) -> Value {
    if matches!(left, Value::Error) || matches!(right, Value::Error) {
        return Value::Error;
    }
    let compared = |ordered: fn(std::cmp::Ordering) -> bool| Value::Truth(ordered(order(left, right)));
    let numbers = |each: fn(f64, f64) -> f64| match (left.number(), right.number()) {
        (Some(left), Some(right)) => Value::of(Some(each(left, right))),
        (None, _) | (_, None) => Value::Error,
    };
    match sign {
        Sign::Power => numbers(f64::powf),
        Sign::Times => numbers(|left, right| left * right),
        Sign::Over => numbers(|left, right| left / right),
        // What is left of two numbers that are the same is nothing.
        Sign::Plus => numbers(|left, right| if same(left, -right) { 0.0 } else { left + right }),
        Sign::Less => numbers(|left, right| if same(left, right) { 0.0 } else { left - right }),
        Sign::Joined => Value::Text([text(left), text(right)].concat()),
        Sign::Equal => compared(std::cmp::Ordering::is_eq),
        Sign::Unequal => compared(std::cmp::Ordering::is_ne),
        Sign::Below => compared(std::cmp::Ordering::is_lt),
        Sign::AtMost => compared(std::cmp::Ordering::is_le),
        Sign::Above => compared(std::cmp::Ordering::is_gt),
        Sign::AtLeast => compared(std::cmp::Ordering::is_ge),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Blank | Value::Error => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Text(text) => text.clone(),
    }
}

/// Numbers come before texts.
fn order(left: &Value, right: &Value) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => left.to_lowercase().cmp(&right.to_lowercase()),
        (Value::Text(text), Value::Blank) | (Value::Blank, Value::Text(text)) if text.is_empty() => Ordering::Equal,
        (Value::Text(_), _) => Ordering::Greater,
        (_, Value::Text(_)) => Ordering::Less,
        (left, right) => match (left.number(), right.number()) {
            (Some(left), Some(right)) if same(left, right) => Ordering::Equal,
            (Some(left), Some(right)) => left.total_cmp(&right),
            (None, _) | (_, None) => Ordering::Equal,
        },
    }
}
