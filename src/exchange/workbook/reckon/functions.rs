//! The functions that our formulas use.

use super::ask::Desk;
use super::parse::{Function, Tree};
use super::{Found, Value, round};
use chrono::{Datelike, Days, NaiveDate};

/// The value of a function.
pub(super) fn call(desk: &mut Desk<'_>, function: Function, list: &[Tree]) -> Found {
    match function {
        Function::If => branch(desk, list),
        Function::Index => Found::One(index(desk, list)),
        Function::Sum => of_all(desk, list, |it| Value::of(Some(it.sum))),
        Function::Max => of_all(desk, list, |it| Value::of(Some(it.most.unwrap_or(0.0)))),
        Function::Min => of_all(desk, list, |it| Value::of(Some(it.least.unwrap_or(0.0)))),
        Function::Count => of_all(desk, list, |it| Value::Number(it.count as f64)),
        Function::And => of_all(desk, list, |it| Value::Truth(it.all)),
        Function::Or => of_all(desk, list, |it| Value::Truth(it.any)),
        Function::SumProduct => Found::One(sum_product(desk, list)),
        Function::SumIf => Found::One(sum_if(desk, list)),
        Function::Round => two(desk, list, |value, digits| round(value, digits as i32)),
        Function::Mod => two(desk, list, |left, right| left - right * (left / right).floor()),
        Function::IsNumber => {
            let is = list.last().map(|tree| desk.find(tree).one());
            Found::One(Value::Truth(matches!(is, Some(Value::Number(_) | Value::Truth(_)))))
        }
        Function::Abs => each(desk, list, f64::abs),
        Function::Sign => each(desk, list, |it| if it == 0.0 { 0.0 } else { it.signum() }),
        Function::Trunc => each(desk, list, f64::trunc),
        Function::Int => each(desk, list, f64::floor),
        Function::Sqrt => each(desk, list, f64::sqrt),
        Function::Exp => each(desk, list, f64::exp),
        Function::Year => each(desk, list, |it| day(it).map_or(f64::NAN, |day| f64::from(day.year()))),
        Function::Month => each(desk, list, |it| day(it).map_or(f64::NAN, |day| f64::from(day.month()))),
        Function::Day => each(desk, list, |it| day(it).map_or(f64::NAN, |day| f64::from(day.day()))),
    }
}

fn branch(desk: &mut Desk<'_>, list: &[Tree]) -> Found {
    let [asked, rest @ ..] = list else { return Found::One(Value::Error) };
    let taken = match desk.find(asked).one().number() {
        Some(truth) if truth != 0.0 => rest.first(),
        Some(_) => rest.get(1),
        None => return Found::One(Value::Error),
    };
    taken.map_or(Found::One(Value::Truth(false)), |tree| desk.find(tree))
}

fn index(desk: &mut Desk<'_>, list: &[Tree]) -> Value {
    let mut whole = |tree: &Tree| desk.find(tree).one().number().map(|it| it.max(0.0) as usize);
    match list {
        [range, row] => match whole(row) {
            Some(row) => desk.index(range, row, None),
            None => Value::Error,
        },
        [range, row, column] => match (whole(row), whole(column)) {
            (Some(row), Some(column)) => desk.index(range, row, Some(column)),
            (None, _) | (_, None) => Value::Error,
        },
        _other_shapes => Value::Error,
    }
}

/// A function of one number, cell by cell.
fn each(desk: &mut Desk<'_>, list: &[Tree], each: fn(f64) -> f64) -> Found {
    match list {
        [one] => desk.find(one).map(|value| Value::of(value.number().map(each))),
        _other_shapes => Found::One(Value::Error),
    }
}

/// A function of two numbers, cell by cell.
fn two(desk: &mut Desk<'_>, list: &[Tree], each: fn(f64, f64) -> f64) -> Found {
    let [left, right] = list else { return Found::One(Value::Error) };
    let (left, right) = (desk.find(left), desk.find(right));
    left.with(&right, |left, right| match (left.number(), right.number()) {
        (Some(left), Some(right)) => Value::of(Some(each(left, right))),
        (None, _) | (_, None) => Value::Error,
    })
}

fn day(serial: f64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial.max(0.0) as u64))
}

/// What functions of all values there are have to know of them; in ranges only numbers count.
struct Tally {
    sum: f64,
    least: Option<f64>,
    most: Option<f64>,
    count: usize,
    all: bool,
    any: bool,
    error: bool,
}

impl Tally {
    fn of(desk: &mut Desk<'_>, list: &[Tree]) -> Tally {
        let mut tally = Tally { sum: 0.0, least: None, most: None, count: 0, all: true, any: false, error: false };
        for tree in list {
            match tree {
                // No table is made of a range that is only gone through.
                Tree::Range(from, to) => desk.each_of((*from, *to), |value| tally.add(value, true)),
                Tree::Number(_) | Tree::Text(_) | Tree::Cell(_) | Tree::Minus(_) | Tree::Pair(..) | Tree::Call(..) => {
                    match desk.find(tree) {
                        Found::One(value) => tally.add(&value, false),
                        Found::Many { cells, .. } => cells.iter().for_each(|value| tally.add(value, true)),
                    }
                }
            }
        }
        tally
    }

    fn add(&mut self, value: &Value, in_range: bool) {
        if let Some(number) = value.number() {
            self.all &= number != 0.0;
            self.any |= number != 0.0;
        }
        let number = match value {
            Value::Number(number) => *number,
            Value::Truth(truth) if !in_range => f64::from(u8::from(*truth)),
            Value::Error => {
                self.error = true;
                return;
            }
            Value::Blank | Value::Truth(_) | Value::Text(_) => return,
        };
        self.sum += number;
        self.least = Some(self.least.map_or(number, |it| it.min(number)));
        self.most = Some(self.most.map_or(number, |it| it.max(number)));
        self.count += 1;
    }
}

/// A function of all values there are; an error where one of them is.
fn of_all(desk: &mut Desk<'_>, list: &[Tree], value: fn(&Tally) -> Value) -> Found {
    let tally = Tally::of(desk, list);
    Found::One(if tally.error { Value::Error } else { value(&tally) })
}

fn sum_product(desk: &mut Desk<'_>, list: &[Tree]) -> Value {
    let [first, factors @ ..] = list else { return Value::Error };
    let mut product = desk.find(first);
    for factor in factors {
        product = product.with(&desk.find(factor), |left, right| match (left.number(), right.number()) {
            (Some(left), Some(right)) => Value::of(Some(left * right)),
            (None, _) | (_, None) => Value::Error,
        });
    }
    let mut sum = 0.0;
    for value in product.values() {
        match value {
            Value::Error => return Value::Error,
            // Texts count as nothing, and so do truths that nothing was done with.
            Value::Blank | Value::Text(_) | Value::Truth(_) => {}
            Value::Number(number) => sum += number,
        }
    }
    Value::of(Some(sum))
}

/// SUMIF(texts, text, numbers).
fn sum_if(desk: &mut Desk<'_>, list: &[Tree]) -> Value {
    let [texts, wanted, numbers] = list else { return Value::Error };
    let (texts, wanted, numbers) = (desk.find(texts), desk.find(wanted).one(), desk.find(numbers));
    let pairs = texts.values().iter().zip(numbers.values());
    let sum = pairs.filter(|(text, _)| **text == wanted).filter_map(|(_, number)| number.number()).sum();
    Value::of(Some(sum))
}
