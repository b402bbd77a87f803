//! The browser's worker: searches for territory plans beside the page. Natively this program is empty.

#[cfg(target_arch = "wasm32")]
fn main() {
    remit::web::worker::listen();
}

/// A worker lives in a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
