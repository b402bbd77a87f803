//! Files that are fetched from the page's own site when they are first needed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Fetches the text of an asset that `index.html` names in a `<meta name="asset:…">`; nothing if it cannot be had now.
pub fn text(name: &str, done: impl FnOnce(Option<String>) + 'static) {
    let selector = ["meta[name=\"asset:", name, "\"]"].concat();
    let address = document().query_selector(&selector).ok().flatten().and_then(|it| it.get_attribute("content"));
    spawn_local(async move {
        let text = match address {
            Some(address) => fetched(&address).await,
            None => None,
        };
        done(text);
    });
}

async fn fetched(address: &str) -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let response = response.dyn_into::<web_sys::Response>().ok().filter(web_sys::Response::ok)?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
