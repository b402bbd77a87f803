//! The browser's worker that makes workbooks. Natively this program is empty.

#[cfg(target_arch = "wasm32")]
fn main() {
    remit::web::exporter::listen();
}

/// A worker lives in a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
