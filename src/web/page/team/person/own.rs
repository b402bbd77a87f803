//! What a holder has instead of the terms of the role and of the plan.

use crate::present::own_terms::{OwnTerms, own_terms};
use crate::text::tr;
use crate::units::{ComponentId, SeatId};
use crate::web::app::App;
use crate::web::input::InputField;
use leptos::prelude::*;

/// Base, OTE, quota, draw, cap and rates of one's own. An empty field follows the role or the plan, which its help names.
#[component]
pub(super) fn OwnFields(
    /// The seat.
    seat: StoredValue<SeatId>,
    /// Which holder, counted from 0.
    at: usize,
) -> AnyView {
    let app = App::here();
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        app.document.with(|document| {
            seat.with_value(|id| {
                let seat = document.seat(id)?;
                Some(own_terms(document, seat, seat.stints.get(at)?, &locale))
            })
        })
    });
    let say = move |look: fn(&OwnTerms) -> String| {
        Signal::derive(move || words.with(|words| words.as_ref().map(look).unwrap_or_default()))
    };
    let path = move |key: &str| Signal::stored(seat.with_value(|seat| format!("seat/{seat}/{}/{key}", at + 1)));
    let has_quota = Memo::new(move |_| words.with(|words| words.as_ref().is_some_and(|it| it.quota.is_some())));
    let rates = move || {
        let rates = words.with(|words| words.as_ref().map(|it| it.rates.clone()).unwrap_or_default());
        rates.into_iter().map(|it| it.0).collect::<Vec<_>>()
    };
    let rate = move |id: ComponentId| {
        let path = path(&["rate/", id.as_str()].concat());
        let id = StoredValue::new(id);
        let find = move |pick: fn(&(ComponentId, String, String)) -> String| {
            words.with(|words| {
                let all = words.as_ref().map_or(&[][..], |it| &it.rates);
                id.with_value(|id| all.iter().find(|it| it.0 == *id).map(pick)).unwrap_or_default()
            })
        };
        let label = Signal::derive(move || [tr!("Rate, "), &find(|it| it.1.clone())].concat());
        view! { <InputField path=path label=label help=Signal::derive(move || find(|it| it.2.clone()))/> }.into_any()
    };
    view! {
        <fieldset class="person-own">
            <legend>{tr!("Terms of their own")}</legend>
            <div class="fields">
                <InputField path=path("base") label=tr!("Base") help=say(|it| it.base.clone())/>
                <InputField path=path("ote") label="OTE" help=say(|it| it.ote.clone())/>
                {move || has_quota.get().then(|| view! {
                    <InputField path=path("quota") label=tr!("Quota") help=say(|it| it.quota.clone().unwrap_or_default())/>
                })}
                <InputField path=path("draw") label=tr!("Draw") help=say(|it| it.draw.clone())/>
                <InputField path=path("cap") label=tr!("Cap on the year") help=say(|it| it.cap.clone())/>
                <For each=rates key=|id| id.clone() children=rate/>
            </div>
        </fieldset>
    }
    .into_any()
}
