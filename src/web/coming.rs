//! Offers and answers of a file on their way in: what they are, what they take the place of, and what is to become of them.

use crate::text::tr;
use crate::web::ui::{Button, Look};
use leptos::prelude::*;

/// What a file of offers and answers holds, beside what is there now, and the choice whether to put it there.
#[component]
pub fn ProfileFacts(
    /// What the file holds, in words.
    holds: String,
    /// What to call the place that it would come into.
    place: &'static str,
    /// What is in that place now, in words.
    there: String,
    /// How the format of the file compares with this version's, and what of it is not known here.
    told: String,
    /// What putting it there does.
    effect: &'static str,
    /// What the button that puts it there is called.
    label: &'static str,
    /// What the button that leaves everything as it is is called.
    leave: &'static str,
    /// Puts it there.
    #[prop(into)]
    on_put: Callback<()>,
    /// Leaves everything as it is.
    #[prop(into)]
    on_leave: Callback<()>,
) -> AnyView {
    view! {
        <dl class="facts">
            <div><dt>{tr!("Offers and answers")}</dt><dd>{holds}</dd></div>
            <div><dt>{place}</dt><dd>{there}</dd></div>
        </dl>
        <p>{told}</p>
        <p class="say">{effect}</p>
        <div class="actions">
            <Button label=label look=Look::Primary on_press=on_put/>
            <Button label=leave look=Look::Quiet on_press=on_leave/>
        </div>
    }
    .into_any()
}
