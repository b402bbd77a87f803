//! How amounts become coins in formulas.
//!
//! Floats put an exact half of a coin on either side, and not on the same side in two programs. So what was multiplied or divided is first
//! rounded to a millionth of a coin, which takes such crumbs away, and then to the coin: the app's [`crate::units::rounding::nearest_unit`].

use crate::units::Rounding;

/// Digits beyond those of a coin that count for which coin is nearest.
const BEYOND: u32 = 6;

/// An amount to so many digits, halves away from zero.
pub(super) fn settled(amount: &str, digits: u32) -> String {
    format!("ROUND({},{digits})", without_crumbs(amount, digits))
}

/// An amount to the coin: half away from zero, or to the even one.
pub(super) fn to_the_coin(amount: &str, digits: u32, rounding: Rounding) -> String {
    match rounding {
        Rounding::HalfAwayFromZero => settled(amount, digits),
        Rounding::HalfEven => {
            let scale = 10u32.pow(digits);
            let coins = format!("{}*{scale}", without_crumbs(amount, digits));
            // What lies between two coins is halved first: of 2.5 it is 1.25, and of 3.5 1.75.
            let half = format!("ABS(ABS({coins})-TRUNC(ABS({coins}))-0.5)<0.0000001");
            format!("IF({half},2*ROUND({coins}/2,0),ROUND({coins},0))/{scale}")
        }
    }
}

fn without_crumbs(amount: &str, digits: u32) -> String {
    format!("ROUND({amount},{})", digits + BEYOND)
}
