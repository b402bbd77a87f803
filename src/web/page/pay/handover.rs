//! Shared credit after a customer is won: for how long, and how much of it is the sellers'.

use crate::present::words_pay;
use crate::text::tr;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Panel, PanelHead};
use leptos::prelude::*;

/// The handover from those who sell to those who look after customers.
#[component]
pub(super) fn HandoverPanel() -> AnyView {
    let app = App::here();
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        app.document.with(|document| words_pay::handover(document, &locale))
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Credit at the handover")
                say=Signal::stored(tr!("Who is credited when a customer that was won lately renews or expands. It holds for every plan, in the forecast; a deal says itself whom it credits.").to_owned())
            />
            <div class="fields">
                <InputField
                    path="assumptions/handover/months"
                    label=Signal::stored(tr!("Shared for").to_owned())
                    help=Signal::stored(tr!("Months after the win. A contract of 12 months renews after 12.").to_owned())
                />
                <InputField
                    path="assumptions/handover/seller_share"
                    label=Signal::stored(tr!("Sellers\u{2019} share").to_owned())
                    help=Signal::stored(tr!("Of the credit for renewal and expansion.").to_owned())
                />
            </div>
            {move || words.get().into_iter().map(|line| view! { <p class="fine">{line}</p> }).collect_view()}
        </Panel>
    }
    .into_any()
}
