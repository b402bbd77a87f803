//! The browser application: a panic hook and a mount, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    remit::web::mount();
}

/// The application runs in a browser; natively there is the `remit` command.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
