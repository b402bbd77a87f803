//! Numbers, money and dates: shown as the locale writes them, and read as people type them.
//!
//! * Showing: methods of [`Locale`](crate::present::Locale). A value that is not defined is shown as [`UNDEFINED`]; zero never has a
//!   sign; nothing is ever shown as `NaN`.
//! * Reading: [`parse_number`], [`parse_money`], [`parse_rate`], [`parse_multiple`], [`parse_plan_rate`], [`parse_count`], [`parse_month`], [`parse_date`].
//!   Tolerant of group marks, currency signs and suffixes; what could mean two things is refused in a sentence.

mod affix;
mod error;
mod read;
mod show;
mod when;

pub use crate::units::period_label;
pub use crate::units::{show_date, show_month, show_month_short, show_months};
pub use error::NumberError;
pub use read::{Decimal, parse_count, parse_money, parse_multiple, parse_number, parse_plan_rate, parse_rate};
pub use show::{UNDEFINED, shown, symbol};
pub use when::{parse_date, parse_month};
