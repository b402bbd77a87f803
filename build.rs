//! Prepares a browser program that is to be cut into parts (`src/web/apart.rs`, `tools/split.mjs`).
//!
//! The tool that cuts it must see which functions and constants use which others, so the linker keeps its relocations.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_SPLIT").is_some() && env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32")
    {
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
}
