//! Fields for the plan rates that a file needs: what one unit of each of its other currencies is worth in that of the plan.

use crate::present::number::parse_plan_rate;
use crate::text::tr;
use crate::units::{Currency, Rate};
use crate::web::app::{App, sentence};
use crate::web::ui::Field;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A field for each currency. It stays while the file has rows in it, so that a rate can be corrected or taken back.
#[component]
pub(super) fn PlanRates(
    /// Rows in other currencies, by code.
    #[prop(into)]
    rows: Signal<BTreeMap<String, usize>>,
    /// The plan's currency.
    #[prop(into)]
    own: Signal<Currency>,
    /// The rates given so far.
    #[prop(into)]
    rates: Signal<BTreeMap<String, Rate>>,
    /// What happens to so many rows in a currency, with a rate or without.
    help: fn(usize, &str, bool) -> String,
    /// A rate was typed for a currency, or taken back.
    #[prop(into)]
    on_rate: Callback<(String, Option<Rate>)>,
) -> AnyView {
    let locale = App::here().locale;
    let codes = Memo::new(move |_| rows.with(|rows| rows.keys().cloned().collect::<Vec<_>>()));
    let read = move |text: &str| locale.with_untracked(|locale| parse_plan_rate(text, locale));
    let field = move |code: String| {
        let [rated, helped, typed] = [(); 3].map(|()| code.clone());
        let rate = Memo::new(move |_| rates.with(|rates| rates.get(&rated).copied()));
        view! {
            <Field
                label=Signal::derive(move || {
                    let own = own.get();
                    tr!("1 {code} in {own}")
                })
                value=Signal::derive(move || {
                    rate.get().map(|it| locale.with(|locale| locale.multiple_typed(it))).unwrap_or_default()
                })
                check=Callback::new(move |text: String| read(&text).err().map(|it| sentence(&it.to_string())))
                on_commit=move |text: String| {
                    if let Ok(rate) = read(&text) {
                        on_rate.run((typed.clone(), rate));
                    }
                }
                unit=Signal::derive(move || own.get().code().to_owned())
                help=Signal::derive(move || {
                    let count = rows.with(|rows| rows.get(&helped).copied().unwrap_or_default());
                    help(count, &helped, rate.get().is_some())
                })
            />
        }
    };
    view! { <div class="fields"><For each=move || codes.get() key=String::clone children=field/></div> }.into_any()
}
