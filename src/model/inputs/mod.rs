//! The registry of inputs: every numeric input by a stable path, with label, unit, bounds and step.
//!
//! Undo, comparison, goal seek, the headless command and explanations all name inputs by these paths. One walk over the document
//! defines them; reading, listing and writing are that same walk.

mod component;
mod entry;
mod idle;
mod plan;
mod source;
mod territory;
mod walk;

pub use idle::idle;

use crate::model::{Document, duty};
use crate::text::tr;
use crate::units::{Cadence, Money, Month, PersonId, Rate, RoleId, SegmentId};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use walk::{Names, walk, walk_apart_from_seats};

/// The value of an input.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputValue {
    /// Money.
    Money(Money),
    /// A share or a multiple.
    Rate(Rate),
    /// A whole number.
    Count(u32),
    /// A month.
    Month(Month),
    /// Not entered; only optional inputs can be.
    Empty,
}

impl InputValue {
    /// The value on its unit's own scale; months and empty inputs have none.
    pub fn magnitude(self) -> Option<f64> {
        match self {
            InputValue::Money(money) => Some(money.to_major()),
            InputValue::Rate(rate) => Some(rate.to_f64()),
            InputValue::Count(count) => Some(f64::from(count)),
            InputValue::Month(_) | InputValue::Empty => None,
        }
    }
}

/// What an input is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputUnit {
    /// Money, a stock such as ARR.
    Money,
    /// Money per period.
    MoneyPer(Cadence),
    /// A share, shown in percent.
    Percent,
    /// A share per year, shown in percent.
    PercentPerYear,
    /// A multiple, shown as 1.5x.
    Multiple,
    /// A relative weight.
    Weight,
    /// A whole number of these.
    Count(&'static str),
    /// A whole number of these per period.
    CountPer(&'static str, Cadence),
    /// A calendar month.
    Month,
}

/// Bounds outside which a value is refused, in the unit's own scale (1 = 100 %).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest.
    pub min: f64,
    /// Largest.
    pub max: f64,
}

/// One input as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Stable path.
    pub path: String,
    /// Name on screen, with its entity.
    pub label: String,
    /// Unit and period.
    pub unit: InputUnit,
    /// Present value.
    pub value: InputValue,
    /// Bounds.
    pub bounds: Bounds,
    /// Step of arrow keys and sliders.
    pub step: f64,
    /// Whether it may be empty.
    pub optional: bool,
}

/// Why an input was not set.
#[derive(Clone, Debug, PartialEq)]
pub enum InputError {
    /// There is no such input.
    Unknown(String),
    /// The value is of another kind.
    WrongKind(&'static str),
    /// The value is outside the bounds.
    OutOfBounds(Bounds, InputUnit),
    /// The input cannot be empty.
    Required,
}

impl std::fmt::Display for InputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InputError::Unknown(path) => {
                f.write_str(&tr!("there is no input \u{201c}{path}\u{201d}; `remit inputs FILE` lists them"))
            }
            InputError::WrongKind(expected) => f.write_str(&tr!("write {expected}")),
            InputError::Required => f.write_str(tr!("this cannot be empty")),
            InputError::OutOfBounds(bounds, unit) => {
                let (factor, sign) = match unit {
                    InputUnit::Percent | InputUnit::PercentPerYear => (100.0, " %"),
                    InputUnit::Multiple => (1.0, "x"),
                    InputUnit::Money
                    | InputUnit::MoneyPer(_)
                    | InputUnit::Weight
                    | InputUnit::Count(_)
                    | InputUnit::CountPer(..)
                    | InputUnit::Month => (1.0, ""),
                };
                f.write_str(&tr!("must lie between {}{sign} and {}{sign}", bounds.min * factor, bounds.max * factor))
            }
        }
    }
}

impl std::error::Error for InputError {}

/// All inputs of a document, in the order of its parts.
pub fn inputs(document: &Document) -> Vec<Input> {
    let mut list = Vec::new();
    let _ = walk(&mut document.clone(), &mut |entry| {
        list.push(entry.input());
        ControlFlow::Continue(())
    });
    list
}

/// The inputs whose value lies outside their bounds, in the same order.
pub(crate) fn out_of_bounds(document: &Document) -> Vec<Input> {
    let mut list = Vec::new();
    let _ = walk(&mut document.clone(), &mut |entry| {
        if entry.is_out_of_bounds() {
            list.push(entry.input());
        }
        ControlFlow::Continue(())
    });
    list
}

/// All inputs but those of seats, which a large team has thousands of: [`get_input`] finds them one by one.
pub fn inputs_apart_from_seats(document: &Document) -> Vec<Input> {
    let mut list = Vec::new();
    let _ = walk_apart_from_seats(&mut document.clone(), &mut |entry| {
        list.push(entry.input());
        ControlFlow::Continue(())
    });
    list
}

/// One input by its path.
pub fn get_input(document: &Document, path: &str) -> Option<Input> {
    let mut found = None;
    let mut visit = |entry: entry::Entry<'_>| {
        if entry.is_at(path) {
            found = Some(entry.input());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    match path.strip_prefix("seat/") {
        // One of a seat is looked for in that seat instead of in all of the document.
        Some(rest) => {
            let is_here =
                |seat: &&crate::model::Seat| rest.strip_prefix(seat.id.as_str()).is_some_and(|it| it.starts_with('/'));
            let holder = |id: &PersonId| document.person(id).map(|it| it.name.as_str());
            let open = |role: &RoleId, segment: Option<&SegmentId>| {
                tr!("Open: {}", duty(&document.roles, &document.segments, role, segment))
            };
            let names = Names { holder: &holder, open: &open };
            for seat in document.seats.iter().filter(is_here) {
                let rated = document.plan_of(seat).map(walk::rates_to_own).unwrap_or_default();
                if walk::seat(&mut seat.clone(), &names, &rated, &mut visit).is_break() {
                    break;
                }
            }
        }
        None => {
            let _ = walk_apart_from_seats(&mut document.clone(), &mut visit);
        }
    }
    found
}

/// Sets one input and gives its value before.
pub fn set_input(document: &mut Document, path: &str, value: InputValue) -> Result<InputValue, InputError> {
    let mut result = Err(InputError::Unknown(path.to_owned()));
    let _ = walk(document, &mut |mut entry| {
        if entry.is_at(path) {
            result = entry.set(value);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    result
}

impl Input {
    /// Whether a value of the right kind lies within the bounds.
    pub fn check(&self, value: InputValue) -> Result<(), InputError> {
        let magnitude = value.magnitude();
        if magnitude.is_some_and(|it| it < self.bounds.min || it > self.bounds.max) {
            return Err(InputError::OutOfBounds(self.bounds, self.unit));
        }
        Ok(())
    }

    /// Reads a value of this input's kind as the headless command takes it: `810000`, `0.35`, `35%`, `12`, `2027-01`, or nothing.
    pub fn parse(&self, text: &str) -> Result<InputValue, InputError> {
        let text = text.trim();
        if text.is_empty() {
            return if self.optional { Ok(InputValue::Empty) } else { Err(InputError::Required) };
        }
        match self.unit {
            InputUnit::Money | InputUnit::MoneyPer(_) => Money::parse_decimal(text)
                .map(InputValue::Money)
                .map_err(|_| InputError::WrongKind(tr!("an amount in major units, such as 810000 or 3660.05"))),
            InputUnit::Percent | InputUnit::PercentPerYear | InputUnit::Multiple | InputUnit::Weight => {
                let (number, scale) = match text.strip_suffix('%') {
                    Some(number) => (number.trim(), 0.01),
                    None => (text, 1.0),
                };
                let wrong = InputError::WrongKind(tr!("a fraction such as 0.35, or 35%"));
                let fraction = number.parse::<f64>().ok().filter(|it| it.is_finite()).ok_or(wrong)?;
                Ok(InputValue::Rate(Rate::from_f64(fraction * scale)))
            }
            InputUnit::Count(_) | InputUnit::CountPer(..) => {
                text.parse().map(InputValue::Count).map_err(|_| InputError::WrongKind(tr!("a whole number such as 12")))
            }
            InputUnit::Month => {
                text.parse().map(InputValue::Month).map_err(|_| InputError::WrongKind(tr!("a month such as 2027-01")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::units::ComponentId;

    #[test]
    fn an_input_that_is_looked_for_alone_is_the_one_of_the_list() {
        let mut document = sample::company();
        // A second holder, and a rate of one's own for a component that no plan has.
        let again = document.seats[6].stints[0].clone();
        document.seats[6].stints.push(again);
        document.seats[6].stints[1].overrides.rates.insert(ComponentId::new("bygone"), Rate::percent(7));
        let all = inputs(&document);
        let of_seats = all.iter().filter(|it| it.path.starts_with("seat/")).count();
        assert!(of_seats > 300 && all.len() - of_seats > 300, "{of_seats} of {}", all.len());
        for input in &all {
            assert_eq!(get_input(&document, &input.path).as_ref(), Some(input));
        }
        assert_eq!(inputs_apart_from_seats(&document).len(), all.len() - of_seats);
        for path in ["seat", "seat/", "seat/nobody/1/base", "seat/ae-smb-1", "seat/ae-smb-1/9/base", "settings", "x/y"]
        {
            assert_eq!(get_input(&document, path), None, "{path}");
        }
    }
}
