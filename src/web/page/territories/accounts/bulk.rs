//! One change for the selected accounts.

use crate::edit::{AccountChange, change_alike};
use crate::model::Owner;
use crate::present::accounts::{owner_name, seat_choices};
use crate::text::tr;
use crate::units::{SeatId, SegmentId};
use crate::web::app::App;
use crate::web::ui::{Button, Choice, Dialog, Field, Look, Pick};
use leptos::prelude::*;

/// Key of the choice that changes nothing.
const KEEP: &str = "";
/// Key of the choice that takes the value away.
const NONE: &str = "-";

/// The dialog; open while accounts are asked about, by their places.
#[component]
pub(super) fn BulkDialog(
    /// The accounts.
    asked: RwSignal<Vec<usize>>,
    /// They are changed.
    #[prop(into)]
    on_done: Callback<()>,
) -> AnyView {
    let open = Signal::derive(move || !asked.with(Vec::is_empty));
    let title = Signal::derive(move || match asked.with(Vec::len) {
        1 => tr!("Change one account").to_owned(),
        some => tr!("Change {some} accounts"),
    });
    view! {
        <Dialog title=title open=open on_close=move |()| asked.set(Vec::new())>
            <Sheet asked=asked on_done=on_done/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Sheet(asked: RwSignal<Vec<usize>>, on_done: Callback<()>) -> AnyView {
    let app = App::here();
    let keep = || RwSignal::new(KEEP.to_owned());
    let (segment, tier, locked) = (keep(), keep(), keep());
    let owners = Owner::ALL.map(|function| (function, keep()));
    let family = RwSignal::new(String::new());
    let as_is = || Choice::new(KEEP, tr!("As it is"));
    let segments = Signal::derive(move || {
        app.document.with(|document| {
            let own = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            std::iter::once(as_is()).chain(own).collect::<Vec<_>>()
        })
    });
    let tiers = Signal::derive(move || {
        app.document.with(|document| {
            let own = document.territory.tiers.iter().map(|it| Choice::new(it.id.clone(), it.name.clone()));
            [as_is(), Choice::new(NONE, tr!("By its score"))].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let locks =
        Signal::derive(move || vec![as_is(), Choice::new("yes", tr!("Locked")), Choice::new("no", tr!("Free"))]);
    let owner_fields = move || {
        owners
            .map(|(function, chosen)| {
                let choices = Signal::derive(move || {
                    app.document.with(|document| {
                        let own = seat_choices(document, function).into_iter();
                        let own = own.map(|(id, name)| Choice::new(id.to_string(), name));
                        [as_is(), Choice::new(NONE, tr!("Nobody"))].into_iter().chain(own).collect::<Vec<_>>()
                    })
                });
                view! {
                    <Pick label=owner_name(function) wide=true choices=choices chosen=chosen on_choose=move |key| chosen.set(key)/>
                }
            })
            .into_iter()
            .collect_view()
    };
    let press = move |()| {
        let own = |signal: RwSignal<String>| signal.with_untracked(|key| (key != KEEP).then(|| key.clone()));
        let or_none = |signal| own(signal).map(|key| (key != NONE).then_some(key));
        let family = family.with_untracked(|text| text.trim().to_owned());
        let change = AccountChange {
            segment: own(segment).map(|id| SegmentId::new(&id)),
            tier: or_none(tier),
            locked: own(locked).map(|key| key == "yes"),
            family: match family.as_str() {
                "" => None,
                NONE => Some(None),
                _name => Some(Some(family)),
            },
            owners: owners
                .into_iter()
                .filter_map(|(function, chosen)| Some((function, or_none(chosen)?.map(|id| SeatId::new(&id)))))
                .collect(),
            potential: None,
        };
        let places = asked.get_untracked();
        let command = app.document.with_untracked(|document| change_alike(document, &places, &change));
        asked.set(Vec::new());
        if let Some(command) = command {
            let told = match places.len() {
                1 => tr!("One account changed.").to_owned(),
                count => tr!("{count} accounts changed."),
            };
            app.dispatch_risky(command, told);
            on_done.run(());
        }
    };
    view! {
        <p class="say">{tr!("What is set here holds for all of them; the rest stays as it is at each.")}</p>
        <div class="fields">
            {owner_fields}
            <Pick label=tr!("Segment") wide=true choices=segments chosen=segment on_choose=move |key| segment.set(key)/>
            <Pick label=tr!("Tier") wide=true choices=tiers chosen=tier on_choose=move |key| tier.set(key)/>
            <Pick label=tr!("Lock") wide=true choices=locks chosen=locked on_choose=move |key| locked.set(key)/>
            <Field
                label=tr!("Family") text=true wide=true value=family example=tr!("As it is; - for none")
                on_input=move |text: String| family.set(text) on_commit=move |text: String| family.set(text)
            />
        </div>
        <div class="actions">
            <Button label=tr!("Change" in "button") look=Look::Primary on_press=press/>
            <Button label=tr!("Cancel") on_press=move |()| asked.set(Vec::new())/>
        </div>
    }
    .into_any()
}
