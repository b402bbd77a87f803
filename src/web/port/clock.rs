//! How long something takes, in a window as in a worker.

/// Milliseconds since some moment; only differences mean anything.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}
