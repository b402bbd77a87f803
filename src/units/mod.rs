//! Quantities. Every one has a type, and a quantity per period carries its period in that type, so that an annual quota cannot be
//! compared with a quarterly gap by accident.
//!
//! Invariant: nothing here knows what a plan, a seat or a document is; nothing here reads a clock or a locale.

mod currency;
mod flow;
mod id;
mod money;
mod month;
mod period;
mod rate;
pub mod rounding;
mod when;

pub use currency::{Currency, CurrencyError};
pub use flow::Flow;
pub use id::{AccountId, ComponentId, DealId, Id, PersonId, PlanId, RoleId, SeatId, SegmentId, SourceId, slug};
pub use money::{Money, MoneyError};
pub use month::{Cadence, FiscalCalendar, FiscalPeriod, Month, MonthError};
pub use period::{Monthly, Per, Period, Quarterly, Yearly, period_marks};
pub use rate::Rate;
pub use rounding::Rounding;
pub use when::{period_label, show_date, show_month, show_month_short, show_months};
