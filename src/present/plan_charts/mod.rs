//! Charts and tables of a plan that more than one page shows: which figures of an outcome stand in which chart.

mod arr;
mod bookings;
mod cohorts;
mod movements;
mod people;
mod years;

pub use arr::arr;
pub use bookings::bookings;
pub use cohorts::{cohort_map, cohort_say};
pub use movements::{amount, in_thousands, movements};
pub use people::{Crews, crews_by_quarter, people_by_function};
pub use years::{YEARS_METRICS, years_header, years_rows, years_spans};
