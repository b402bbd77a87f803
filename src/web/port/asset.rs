//! Files that are fetched from the page's own site when they are first needed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Fetches the text of an asset that `index.html` names in a `<meta name="asset:…">`; nothing if it cannot be had now.
pub fn text(name: &str, done: impl FnOnce(Option<String>) + 'static) {
    let asked = ask(name);
    spawn_local(async move { done(asked.await) });
}

/// The same to wait for. It is on its way when this returns.
pub fn ask(name: &str) -> impl Future<Output = Option<String>> + use<> {
    let selector = ["meta[name=\"asset:", name, "\"]"].concat();
    let address = document().query_selector(&selector).ok().flatten().and_then(|it| it.get_attribute("content"));
    let asked = address.map(|address| window().fetch_with_str(&address));
    async move { read(JsFuture::from(asked?).await.ok()?).await }
}

async fn read(response: wasm_bindgen::JsValue) -> Option<String> {
    let response = response.dyn_into::<web_sys::Response>().ok().filter(web_sys::Response::ok)?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
