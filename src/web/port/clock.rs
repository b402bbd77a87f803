//! How long something takes, in a window as in a worker; and when something was.

/// Milliseconds since 1970, by the clock of this machine.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// A moment, given in seconds since 1970, as the browser writes day and time.
pub fn moment(unix_seconds: i64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(unix_seconds as f64 * 1_000.0));
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A plain object takes any member.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string(&super::dom::locale(), &options).into()
}
