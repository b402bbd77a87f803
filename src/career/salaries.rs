//! Base pay in more than twelve salaries a year, as is common in Germany and Austria.

use crate::units::{Currency, Money, Month, Rounding};

/// The month in which the thirteenth salary is paid.
const NOVEMBER: u32 = 11;
/// The month in which the fourteenth is paid, where there is one.
const JUNE: u32 = 6;

/// Base pay by month, of which a year is paid in `salaries` (12 to 14): each month one, in November one more, of fourteen one in June as
/// well. They are of the calendar year, and so less where one begins within it; whoever begins after June has both in November, after
/// November in the first month. A calendar year has what it had. `year` is base pay of a year, `first_share` the share of the first month
/// in which one is employed.
pub(super) fn in_salaries(
    base: &[Money],
    year: Money,
    salaries: u32,
    (first, first_share): (Month, f64),
    (currency, rounding): (Currency, Rounding),
) -> Vec<Money> {
    let salaries = salaries.clamp(12, 14);
    if salaries == 12 {
        return base.to_vec();
    }
    let coins = |major: f64| currency.round(Money::from_major_f64(major), rounding);
    let one = year.to_major() / f64::from(salaries);
    let mut paid: Vec<Money> = (0..base.len()).map(|at| coins(if at == 0 { one * first_share } else { one })).collect();
    let named: Vec<Month> = (0..base.len()).map(|at| first.plus(at as i32)).collect();
    let sum = |of: &[Money], from: usize, to: usize| -> Money { of.get(from..to).into_iter().flatten().copied().sum() };
    let mut from = 0;
    while let Some(calendar) = named.get(from).map(|it| it.year()) {
        let to = named.iter().position(|it| it.year() > calendar).unwrap_or(base.len());
        let more = sum(base, from, to) - sum(&paid, from, to);
        let at = |number: u32| named.get(from..to)?.iter().position(|it| it.number() == number).map(|it| from + it);
        let june = at(JUNE).filter(|_| salaries == 14);
        let in_june = june.map_or(Money::ZERO, |_| coins(more.to_major() / 2.0));
        let rest = (at(NOVEMBER).unwrap_or(from), more - in_june);
        for (at, amount) in june.map(|at| (at, in_june)).into_iter().chain([rest]) {
            if let Some(month) = paid.get_mut(at) {
                *month += amount;
            }
        }
        from = to;
    }
    paid
}
