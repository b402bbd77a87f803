//! One place of a document that holds an input, and how such places are named on the walk.

use super::{Bounds, Input, InputError, InputUnit, InputValue};
use crate::text::{mark, tr};
use crate::units::{Cadence, Money, Month, Monthly, Quarterly, Rate, Yearly};
use std::ops::ControlFlow;

/// A place in the document that holds a value.
pub(super) enum Slot<'a> {
    Money(&'a mut Money),
    OptMoney(&'a mut Option<Money>),
    Year(&'a mut Yearly<Money>),
    OptYear(&'a mut Option<Yearly<Money>>),
    OptMonth(&'a mut Option<Monthly<Money>>),
    OptQuarter(&'a mut Option<Quarterly<Money>>),
    Rate(&'a mut Rate),
    OptRate(&'a mut Option<Rate>),
    Quarter(&'a mut Quarterly<Money>),
    Count(&'a mut u32),
    OptCount(&'a mut Option<u32>),
    Month(&'a mut Month),
    OptDate(&'a mut Option<Month>),
}

/// One input at its place: what an [`Input`] tells, and where its value stands.
pub(super) struct Entry<'a> {
    place: &'a str,
    key: &'a str,
    whose: &'a str,
    label: &'a str,
    unit: InputUnit,
    bounds: Bounds,
    step: f64,
    slot: Slot<'a>,
}

impl Entry<'_> {
    /// Whether it stands at a path. The path itself is made only for whoever asks for it: most walks look for one input, or for none.
    pub(super) fn is_at(&self, path: &str) -> bool {
        let rest = path.strip_prefix(self.place).and_then(|rest| rest.strip_prefix('/'));
        rest == Some(self.key)
    }

    /// Whether the value lies outside its bounds.
    pub(super) fn is_out_of_bounds(&self) -> bool {
        self.value().magnitude().is_some_and(|it| it < self.bounds.min || it > self.bounds.max)
    }

    fn value(&self) -> InputValue {
        match &self.slot {
            Slot::Money(money) => InputValue::Money(**money),
            Slot::OptMoney(money) => money.map_or(InputValue::Empty, InputValue::Money),
            Slot::Year(money) => InputValue::Money(money.amount()),
            Slot::OptYear(money) => money.map_or(InputValue::Empty, |it| InputValue::Money(it.amount())),
            Slot::OptMonth(money) => money.map_or(InputValue::Empty, |it| InputValue::Money(it.amount())),
            Slot::OptQuarter(money) => money.map_or(InputValue::Empty, |it| InputValue::Money(it.amount())),
            Slot::Rate(rate) => InputValue::Rate(**rate),
            Slot::OptRate(rate) => rate.map_or(InputValue::Empty, InputValue::Rate),
            Slot::Quarter(money) => InputValue::Money(money.amount()),
            Slot::Count(count) => InputValue::Count(**count),
            Slot::OptCount(count) => count.map_or(InputValue::Empty, InputValue::Count),
            Slot::Month(month) => InputValue::Month(**month),
            Slot::OptDate(month) => month.map_or(InputValue::Empty, InputValue::Month),
        }
    }

    fn optional(&self) -> bool {
        match self.slot {
            Slot::OptMoney(_)
            | Slot::OptYear(_)
            | Slot::OptMonth(_)
            | Slot::OptQuarter(_)
            | Slot::OptRate(_)
            | Slot::OptCount(_)
            | Slot::OptDate(_) => true,
            Slot::Money(_) | Slot::Year(_) | Slot::Quarter(_) | Slot::Rate(_) | Slot::Count(_) | Slot::Month(_) => {
                false
            }
        }
    }

    pub(super) fn input(self) -> Input {
        let (value, optional) = (self.value(), self.optional());
        Input {
            path: [self.place, "/", self.key].concat(),
            label: if self.whose.is_empty() { self.label.to_owned() } else { [self.whose, ": ", self.label].concat() },
            unit: self.unit,
            value,
            bounds: self.bounds,
            step: self.step,
            optional,
        }
    }

    pub(super) fn set(&mut self, value: InputValue) -> Result<InputValue, InputError> {
        let before = self.value();
        let magnitude = value.magnitude();
        if magnitude.is_some_and(|it| it < self.bounds.min || it > self.bounds.max) {
            return Err(InputError::OutOfBounds(self.bounds, self.unit));
        }
        match (&mut self.slot, value) {
            (Slot::Money(place), InputValue::Money(money)) => **place = money,
            (Slot::OptMoney(place), InputValue::Money(money)) => **place = Some(money),
            (Slot::Year(place), InputValue::Money(money)) => **place = Yearly::new(money),
            (Slot::OptYear(place), InputValue::Money(money)) => **place = Some(Yearly::new(money)),
            (Slot::OptMonth(place), InputValue::Money(money)) => **place = Some(Monthly::new(money)),
            (Slot::OptQuarter(place), InputValue::Money(money)) => **place = Some(Quarterly::new(money)),
            (Slot::Rate(place), InputValue::Rate(rate)) => **place = rate,
            (Slot::OptRate(place), InputValue::Rate(rate)) => **place = Some(rate),
            (Slot::Quarter(place), InputValue::Money(money)) => **place = Quarterly::new(money),
            (Slot::Count(place), InputValue::Count(count)) => **place = count,
            (Slot::OptCount(place), InputValue::Count(count)) => **place = Some(count),
            (Slot::Month(place), InputValue::Month(month)) => **place = month,
            (Slot::OptDate(place), InputValue::Month(month)) => **place = Some(month),
            (Slot::OptDate(place), InputValue::Empty) => **place = None,
            (Slot::OptMoney(place), InputValue::Empty) => **place = None,
            (Slot::OptYear(place), InputValue::Empty) => **place = None,
            (Slot::OptMonth(place), InputValue::Empty) => **place = None,
            (Slot::OptQuarter(place), InputValue::Empty) => **place = None,
            (Slot::OptRate(place), InputValue::Empty) => **place = None,
            (Slot::OptCount(place), InputValue::Empty) => **place = None,
            (_required, InputValue::Empty) => return Err(InputError::Required),
            (
                Slot::Money(_)
                | Slot::OptMoney(_)
                | Slot::Year(_)
                | Slot::OptYear(_)
                | Slot::OptMonth(_)
                | Slot::OptQuarter(_)
                | Slot::Quarter(_),
                _,
            ) => {
                return Err(InputError::WrongKind(tr!("an amount of money")));
            }
            (Slot::Rate(_) | Slot::OptRate(_), _) => return Err(InputError::WrongKind(tr!("a share or a multiple"))),
            (Slot::Count(_) | Slot::OptCount(_), _) => return Err(InputError::WrongKind(tr!("a whole number"))),
            (Slot::Month(_) | Slot::OptDate(_), _) => return Err(InputError::WrongKind(tr!("a month"))),
        }
        Ok(before)
    }
}

/// What is done at each input; a break ends the walk.
pub(super) type Visit<'v> = dyn FnMut(Entry<'_>) -> ControlFlow<()> + 'v;
/// Whether the walk goes on.
pub(super) type Flow = ControlFlow<()>;

pub(super) const ANY_MONEY: Bounds = Bounds { min: 0.0, max: 1e12 };
pub(super) const SHARE: Bounds = Bounds { min: 0.0, max: 1.0 };
pub(super) const MULTIPLE: Bounds = Bounds { min: 0.0, max: 100.0 };
pub(super) const WEIGHT: Bounds = Bounds { min: 0.0, max: 1e6 };
pub(super) const fn count(min: u32, max: u32) -> Bounds {
    Bounds { min: min as f64, max: max as f64 }
}

/// Where the walk stands: prefix of path and label of the places it names there.
pub(super) struct At<'a> {
    pub(super) path: &'a str,
    pub(super) label: &'a str,
    pub(super) visit: &'a mut Visit<'a>,
}

impl At<'_> {
    pub(super) fn put(
        &mut self,
        key: &str,
        label: &str,
        unit: InputUnit,
        bounds: Bounds,
        step: f64,
        slot: Slot<'_>,
    ) -> Flow {
        (self.visit)(Entry { place: self.path, key, whose: self.label, label, unit, bounds, step, slot })
    }

    pub(super) fn money(&mut self, key: &str, label: &str, place: &mut Money) -> Flow {
        self.put(key, label, InputUnit::Money, ANY_MONEY, 1_000.0, Slot::Money(place))
    }

    pub(super) fn year(&mut self, key: &str, label: &str, place: &mut Yearly<Money>) -> Flow {
        self.put(key, label, InputUnit::MoneyPer(Cadence::Year), ANY_MONEY, 1_000.0, Slot::Year(place))
    }

    pub(super) fn opt_year(&mut self, key: &str, label: &str, place: &mut Option<Yearly<Money>>) -> Flow {
        self.put(key, label, InputUnit::MoneyPer(Cadence::Year), ANY_MONEY, 1_000.0, Slot::OptYear(place))
    }

    pub(super) fn opt_month(&mut self, key: &str, label: &str, place: &mut Option<Monthly<Money>>) -> Flow {
        self.put(key, label, InputUnit::MoneyPer(Cadence::Month), ANY_MONEY, 1_000.0, Slot::OptMonth(place))
    }

    pub(super) fn opt_quarter(&mut self, key: &str, label: &str, place: &mut Option<Quarterly<Money>>) -> Flow {
        self.put(key, label, InputUnit::MoneyPer(Cadence::Quarter), ANY_MONEY, 1_000.0, Slot::OptQuarter(place))
    }

    pub(super) fn share(&mut self, key: &str, label: &str, place: &mut Rate) -> Flow {
        self.put(key, label, InputUnit::Percent, SHARE, 0.01, Slot::Rate(place))
    }

    pub(super) fn percent(&mut self, key: &str, label: &str, max: f64, place: &mut Rate) -> Flow {
        self.put(key, label, InputUnit::Percent, Bounds { min: 0.0, max }, 0.01, Slot::Rate(place))
    }

    pub(super) fn months(&mut self, key: &str, label: &str, max: u32, place: &mut u32) -> Flow {
        self.put(key, label, InputUnit::Count(mark!("months")), count(0, max), 1.0, Slot::Count(place))
    }
}
