//! What only a browser has: run by `./dev test wasm` in headless Chromium (its flags stand in `webdriver.json`).
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Lets the browser do what waits, once.
async fn a_moment() {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let window = leptos::prelude::window();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 5).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn mounting_puts_a_heading_on_the_page_and_takes_the_loading_text_away() {
    let page = leptos::prelude::document();
    let loading = page.create_element("div").unwrap();
    loading.set_id("loading");
    page.body().unwrap().append_child(&loading).unwrap();

    remit::web::mount();
    // The parts of the program arrive one after the other, even where they are all there.
    for _ in 0..400 {
        if page.get_element_by_id("loading").is_none() && page.query_selector("h1").unwrap().is_some() {
            break;
        }
        a_moment().await;
    }

    assert!(page.get_element_by_id("loading").is_none());
    assert!(!page.query_selector("h1").unwrap().unwrap().text_content().unwrap().is_empty());
}
