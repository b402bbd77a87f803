//! The functions that our formulas use.

use super::ask::Desk;
use super::parse::Tree;
use super::{Found, Value, round};
use chrono::{Datelike, Days, NaiveDate};

/// The value of a function.
pub(super) fn call(desk: &mut Desk<'_>, name: &str, list: &[Tree]) -> Found {
    match name {
        "IF" => branch(desk, list),
        "INDEX" => Found::One(index(desk, list)),
        _others_need_all => {
            let found: Vec<Found> = list.iter().map(|tree| desk.find(tree)).collect();
            of_values(name, found)
        }
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

fn of_values(name: &str, mut found: Vec<Found>) -> Found {
    let each = |found: Vec<Found>, each: fn(f64) -> f64| match <[Found; 1]>::try_from(found) {
        Ok([one]) => one.map(|value| Value::of(value.number().map(each))),
        Err(_) => Found::One(Value::Error),
    };
    match name {
        "ABS" => each(found, f64::abs),
        "SIGN" => each(found, |it| if it == 0.0 { 0.0 } else { it.signum() }),
        "TRUNC" => each(found, near_whole_trunc),
        "INT" => each(found, f64::floor),
        "SQRT" => each(found, f64::sqrt),
        "EXP" => each(found, f64::exp),
        "YEAR" => each(found, |it| day(it).map_or(f64::NAN, |day| f64::from(day.year()))),
        "MONTH" => each(found, |it| day(it).map_or(f64::NAN, |day| f64::from(day.month()))),
        "DAY" => each(found, |it| day(it).map_or(f64::NAN, |day| f64::from(day.day()))),
        "ISNUMBER" => {
            let is = found.pop().map(Found::one);
            Found::One(Value::Truth(matches!(is, Some(Value::Number(_) | Value::Truth(_)))))
        }
        "NOT" => each(found, |it| f64::from(u8::from(it == 0.0))),
        "MOD" => match <[Found; 2]>::try_from(found) {
            Ok([left, right]) => left.with(&right, |left, right| {
                let (left, right) = (left.number(), right.number());
                Value::of(left.zip(right).map(|(left, right)| left - right * (left / right).floor()))
            }),
            Err(_) => Found::One(Value::Error),
        },
        "ROUND" => match <[Found; 2]>::try_from(found) {
            Ok([value, digits]) => value.with(&digits, |value, digits| {
                Value::of(value.number().zip(digits.number()).map(|(value, digits)| round(value, digits as i32)))
            }),
            Err(_) => Found::One(Value::Error),
        },
        "SUMPRODUCT" => Found::One(sum_product(found)),
        "SUMIF" => Found::One(sum_if(&found)),
        _sums => Found::One(of_all(name, &found)),
    }
}

fn near_whole_trunc(value: f64) -> f64 {
    value.trunc()
}

fn day(serial: f64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial.max(0.0) as u64))
}

/// Functions of all values there are; in ranges only numbers count.
fn of_all(name: &str, found: &[Found]) -> Value {
    let all = || found.iter().flat_map(Found::values);
    if all().any(|value| matches!(value, Value::Error)) {
        return Value::Error;
    }
    let numbers = || {
        found.iter().flat_map(|it| it.values().iter().map(move |value| (it, value))).filter_map(|(of, value)| {
            match (of, value) {
                (_, Value::Number(number)) => Some(*number),
                (Found::One(_), Value::Truth(truth)) => Some(f64::from(u8::from(*truth))),
                (Found::One(_), Value::Blank) | (_, Value::Blank | Value::Truth(_) | Value::Text(_) | Value::Error) => {
                    None
                }
            }
        })
    };
    let truths = || all().filter_map(Value::number).map(|it| it != 0.0);
    match name {
        "SUM" => Value::of(Some(numbers().sum())),
        "MIN" => Value::of(numbers().reduce(f64::min).or(Some(0.0))),
        "MAX" => Value::of(numbers().reduce(f64::max).or(Some(0.0))),
        "COUNT" => Value::Number(numbers().count() as f64),
        "AND" => Value::Truth(truths().all(|it| it)),
        "OR" => Value::Truth(truths().any(|it| it)),
        _unknown => Value::Error,
    }
}

fn sum_product(found: Vec<Found>) -> Value {
    let mut factors = found.into_iter();
    let Some(mut product) = factors.next() else { return Value::Error };
    for factor in factors {
        product = product.with(&factor, |left, right| {
            Value::of(left.number().zip(right.number()).map(|(left, right)| left * right))
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
fn sum_if(found: &[Found]) -> Value {
    let [texts, wanted, numbers] = found else { return Value::Error };
    let wanted = wanted.clone().one();
    let pairs = texts.values().iter().zip(numbers.values());
    let sum = pairs.filter(|(text, _)| **text == wanted).filter_map(|(_, number)| number.number()).sum();
    Value::of(Some(sum))
}
