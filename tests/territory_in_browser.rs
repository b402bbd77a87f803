//! A plan found in a browser is the plan found natively: the same numbers on both sides, to the last bit.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "territory/hash.rs"]
mod hash;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_plan_of_a_seed_is_the_same_as_natively() {
    assert_eq!(hash::of_benchmark(60), hash::KNOWN);
}
