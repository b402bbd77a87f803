//! Reckons the formulas that the workbook holds, so that it shows its figures wherever it is opened, before anything recalculates it.
//!
//! It knows only what our own formulas use, and does it as spreadsheets do: numbers that differ in the last bits are equal, and rounding
//! takes what lies a hair below half for half.

mod ask;
mod functions;
mod parse;

pub(crate) use ask::reckon;

/// A value of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value {
    #[default]
    Blank,
    Number(f64),
    Truth(bool),
    Text(String),
    /// What a spreadsheet shows as #VALUE! or the like.
    Error,
}

impl Value {
    /// As a number; a text is none.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Value::Blank => Some(0.0),
            Value::Number(value) => Some(*value),
            Value::Truth(truth) => Some(f64::from(u8::from(*truth))),
            Value::Text(_) | Value::Error => None,
        }
    }

    fn of(result: Option<f64>) -> Value {
        match result {
            Some(value) if value.is_finite() => Value::Number(value),
            Some(_) | None => Value::Error,
        }
    }
}

/// A value, or a table of them.
#[derive(Clone, Debug)]
enum Found {
    One(Value),
    Many { columns: usize, cells: Vec<Value> },
}

impl Found {
    fn one(self) -> Value {
        match self {
            Found::One(value) => value,
            Found::Many { cells, .. } => match <[Value; 1]>::try_from(cells) {
                Ok([value]) => value,
                Err(_) => Value::Error,
            },
        }
    }

    fn size(&self) -> (usize, usize) {
        match self {
            Found::One(_) => (1, 1),
            Found::Many { columns, cells } => (cells.len() / (*columns).max(1), *columns),
        }
    }

    /// The value at a place; a single row or column counts for all of them.
    fn at(&self, row: usize, column: usize) -> &Value {
        const NOTHING: &Value = &Value::Error;
        match self {
            Found::One(value) => value,
            Found::Many { columns, cells } => {
                let rows = cells.len() / (*columns).max(1);
                let (row, column) = (if rows == 1 { 0 } else { row }, if *columns == 1 { 0 } else { column });
                if column >= *columns { NOTHING } else { cells.get(row * columns + column).unwrap_or(NOTHING) }
            }
        }
    }

    /// Two of them, place by place.
    fn with(&self, other: &Found, each: impl Fn(&Value, &Value) -> Value) -> Found {
        if let (Found::One(left), Found::One(right)) = (self, other) {
            return Found::One(each(left, right));
        }
        let (left, right) = (self.size(), other.size());
        let (rows, columns) = (left.0.max(right.0), left.1.max(right.1));
        let cells = (0..rows * columns)
            .map(|at| {
                let (row, column) = (at / columns, at % columns);
                each(self.at(row, column), other.at(row, column))
            })
            .collect();
        Found::Many { columns, cells }
    }

    fn map(self, each: impl Fn(&Value) -> Value) -> Found {
        match self {
            Found::One(value) => Found::One(each(&value)),
            Found::Many { columns, cells } => Found::Many { columns, cells: cells.iter().map(each).collect() },
        }
    }

    fn values(&self) -> &[Value] {
        match self {
            Found::One(value) => std::slice::from_ref(value),
            Found::Many { cells, .. } => cells,
        }
    }
}

/// Whether two numbers are the same to a spreadsheet: to about fourteen digits.
fn same(a: f64, b: f64) -> bool {
    const BITS: f64 = 1.0 / (1u64 << 48) as f64;
    a == b || ((a - b).abs() < a.abs() * BITS && (a - b).abs() < b.abs() * BITS)
}

/// Rounds to decimals, half away from zero, as spreadsheets do; to fifteen digits where these are fewer.
fn round(value: f64, digits: i32) -> f64 {
    let mut scale = 10f64.powi(digits);
    while scale > 1.0 && value.abs() * scale >= 1e15 {
        scale /= 10.0;
    }
    let scaled = value.abs() * scale;
    // What lies a hair below half is half.
    let whole = (scaled + 0.5 + scaled * 1e-15).floor();
    value.signum() * whole / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero_even_where_floats_fall_short() {
        let cases = [(1.005, 2, 1.01), (-2.5, 0, -3.0), (0.125, 2, 0.13), (1.004_999, 2, 1.0), (123.455, 2, 123.46)];
        for (value, digits, wanted) in cases {
            assert_eq!(round(value, digits), wanted, "{value}");
        }
    }
}
