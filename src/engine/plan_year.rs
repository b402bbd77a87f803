//! A plan over a fiscal year: which of its versions holds in which months.

use crate::model::comp::{Plan, PlanVersion};
use crate::units::{Cadence, FiscalPeriod};

/// A version of a plan, and the months of a fiscal year in which it holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeldVersion<'a> {
    /// Its number in the plan, from 1.
    pub number: usize,
    /// The version.
    pub version: &'a PlanVersion,
    /// The first month in which it holds, counted from 0 in the year.
    pub from: usize,
    /// The last one.
    pub to: usize,
}

impl<'a> HeldVersion<'a> {
    /// A version by its number, as if it held all year.
    pub fn all_year(number: usize, version: &'a PlanVersion) -> HeldVersion<'a> {
        HeldVersion { number, version, from: 0, to: Cadence::Year.months() as usize - 1 }
    }

    /// Its months as a share of the year.
    pub fn share(&self) -> f64 {
        (self.to + 1 - self.from) as f64 / f64::from(Cadence::Year.months())
    }
}

/// The versions of a plan that hold in a fiscal year, in order of time: the ones that pay is made by. A version that begins inside a
/// month holds from the next.
pub fn held_in<'a>(plan: &'a Plan, year: &FiscalPeriod) -> Vec<HeldVersion<'a>> {
    let mut held: Vec<HeldVersion<'a>> = Vec::new();
    for at in 0..Cadence::Year.months() {
        let day = year.first.plus(at as i32).first_day();
        let Some(version) = plan.version_on(day) else { continue };
        match held.last_mut() {
            Some(last) if std::ptr::eq(last.version, version) => last.to = at as usize,
            Some(_) | None => {
                let number = plan.versions.iter().position(|it| std::ptr::eq(it, version)).map_or(1, |place| place + 1);
                held.push(HeldVersion { number, version, from: at as usize, to: at as usize });
            }
        }
    }
    held
}
