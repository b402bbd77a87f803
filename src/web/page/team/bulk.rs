//! One change for the selected rows of the roster.

use crate::edit::{BulkChange, change_seats};
use crate::present::number::parse_date;
use crate::present::org::move_refused;
use crate::present::staffing;
use crate::text::tr;
use crate::units::{PlanId, RoleId, SeatId, SegmentId};
use crate::web::app::{App, sentence};
use crate::web::ui::{Button, Choice, Dialog, Field, Look, Pick};
use leptos::prelude::*;
use std::collections::HashSet;

/// Key of the choice that changes nothing.
const KEEP: &str = "";
/// Key of the choice that stands for nothing of its own.
const NONE: &str = "-";

/// The dialog; open while seats are asked about.
#[component]
pub(super) fn BulkDialog(asked: RwSignal<Vec<SeatId>>) -> AnyView {
    let open = Signal::derive(move || !asked.with(Vec::is_empty));
    let title = Signal::derive(move || match asked.with(Vec::len) {
        1 => tr!("Change one seat").to_owned(),
        some => tr!("Change {some} seats"),
    });
    view! {
        <Dialog title=title open=open on_close=move |()| asked.set(Vec::new())>
            <Sheet asked=asked/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Sheet(asked: RwSignal<Vec<SeatId>>) -> AnyView {
    let app = App::here();
    let role = RwSignal::new(KEEP.to_owned());
    let segment = RwSignal::new(KEEP.to_owned());
    let manager = RwSignal::new(KEEP.to_owned());
    let plan = RwSignal::new(KEEP.to_owned());
    let start = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let keep = || Choice::new(KEEP, tr!("As it is"));
    let roles = Signal::derive(move || {
        app.document.with(|document| {
            let own = document.roles.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            [keep()].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let segments = Signal::derive(move || {
        app.document.with(|document| {
            let own = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            [keep(), Choice::new(NONE, tr!("All segments"))].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let managers = Signal::derive(move || {
        app.document.with(|document| {
            let names = staffing::Names::of(document);
            let led: HashSet<&SeatId> = document.seats.iter().filter_map(|seat| seat.manager.as_ref()).collect();
            let leads = |seat: &&crate::model::Seat| {
                led.contains(&seat.id) || document.role(&seat.role).is_some_and(|role| role.function.leads())
            };
            let own = document.seats.iter().filter(leads);
            let own = own.map(|it| Choice::new(it.id.as_str(), names.leader(it)));
            [keep(), Choice::new(NONE, tr!("Nobody"))].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let plans = Signal::derive(move || {
        app.document.with(|document| {
            let own = document.plans.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            [keep(), Choice::new(NONE, tr!("That of the role"))].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let read_start = move |text: &str| -> Result<Option<chrono::NaiveDate>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let read = app.locale.with_untracked(|locale| parse_date(text, locale));
        read.map(Some).map_err(|it| sentence(&it.to_string()))
    };
    let press = move |()| {
        let day = match start.with_untracked(|text| read_start(text)) {
            Ok(day) => day,
            Err(why) => return wrong.set(why),
        };
        let own = |signal: RwSignal<String>| signal.with_untracked(|key| (key != KEEP).then(|| key.clone()));
        let or_none = |signal| own(signal).map(|key| (key != NONE).then_some(key));
        let change = BulkChange {
            role: own(role).map(|id| RoleId::new(&id)),
            segment: or_none(segment).map(|id| id.map(|id| SegmentId::new(&id))),
            manager: or_none(manager).map(|id| id.map(|id| SeatId::new(&id))),
            plan: or_none(plan).map(|id| id.map(|id| PlanId::new(&id))),
            start: day,
        };
        let ids = asked.get_untracked();
        let made = app.document.with_untracked(|document| {
            change_seats(document, &ids, &change).map_err(|error| move_refused(document, &error))
        });
        match made {
            Ok(Some(command)) => {
                asked.set(Vec::new());
                let told = if ids.len() == 1 {
                    tr!("One seat changed.").to_owned()
                } else {
                    tr!("{} seats changed.", ids.len())
                };
                app.dispatch_risky(command, told);
            }
            Ok(None) => asked.set(Vec::new()),
            Err(why) => wrong.set(why),
        }
    };
    view! {
        <p class="say">{tr!("What is set here holds for all of them; the rest stays as it is at each.")}</p>
        <div class="fields">
            <Pick label=tr!("Role") wide=true choices=roles chosen=role on_choose=move |key| role.set(key)/>
            <Pick label=tr!("Segment") wide=true choices=segments chosen=segment on_choose=move |key| segment.set(key)/>
            <Pick label=tr!("Reports to") wide=true choices=managers chosen=manager on_choose=move |key| manager.set(key)/>
            <Pick label=tr!("Pay plan") wide=true choices=plans chosen=plan on_choose=move |key| plan.set(key)/>
            <Field
                label=tr!("Start")
                text=true
                wide=true
                value=start
                example=tr!("As it is")
                check=move |text: String| read_start(&text).err()
                on_input=move |text: String| start.set(text)
                on_commit=move |text: String| start.set(text)
            />
        </div>
        <p role="alert" class="say bad">{move || wrong.get()}</p>
        <div class="actions">
            <Button label=tr!("Change" in "button") look=Look::Primary on_press=press/>
            <Button label=tr!("Cancel") on_press=move |()| asked.set(Vec::new())/>
        </div>
    }
    .into_any()
}
