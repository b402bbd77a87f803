//! How long something takes, in a window as in a worker; and when something was.

use crate::units::show_date;
use chrono::NaiveDate;

/// Milliseconds since 1970, by the clock of this machine.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// A moment, given in seconds since 1970: its day as the language writes it, and the time of day of this machine, `23 Nov 2026, 08:10`.
pub fn moment(unix_seconds: i64) -> String {
    let at = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(unix_seconds as f64 * 1_000.0));
    let year = i32::try_from(at.get_full_year()).unwrap_or_default();
    let day = NaiveDate::from_ymd_opt(year, at.get_month() + 1, at.get_date()).map(show_date).unwrap_or_default();
    format!("{day}, {:02}:{:02}", at.get_hours(), at.get_minutes())
}
