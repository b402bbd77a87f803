//! What the payout curve takes for granted.

use super::chosen::Chosen;
use crate::present::words_pay;
use crate::web::app::App;
use leptos::prelude::*;

/// A line below the curve, where it leaves something out.
#[component]
pub(super) fn Assumes() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let text =
        Memo::new(move |_| chosen.look(app, |_, _, version| words_pay::curve_assumes(version)).unwrap_or_default());
    let shown = move || text.with(|text| (!text.is_empty()).then(|| view! { <p class="fine">{text.clone()}</p> }));
    view! { {shown} }.into_any()
}
