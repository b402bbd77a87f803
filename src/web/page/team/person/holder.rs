//! One holder of a seat: name, first and last day, own terms, leave.

use super::day::day_field;
use super::leave::Leaves;
use super::own::OwnFields;
use crate::edit::{end_stint, name_stint, remove_holder, set_refill, start_stint, usual_end};
use crate::model::{Stint, StintEnd};
use crate::present::own_terms::time_in_seat;
use crate::present::timeline::refill_say;
use crate::text::{mark, tr};
use crate::units::SeatId;
use crate::web::app::{App, sentence};
use crate::web::input::InputField;
use crate::web::ui::{Button, Check, Choice, Field, Icon, Look, Pick};
use leptos::prelude::*;

/// How a time in a seat can end: key and name.
const ENDS: [(&str, &str); 3] =
    [("open", mark!("Stays")), ("expected", mark!("Expected end")), ("known", mark!("Known end"))];

/// One holder.
#[component]
pub(super) fn HolderCard(
    /// The seat.
    seat: SeatId,
    /// Which holder, counted from 0 in order of time.
    at: usize,
) -> AnyView {
    let app = App::here();
    let seat = StoredValue::new(seat);
    let stint = Memo::new(move |_| {
        app.document.with(|document| seat.with_value(|seat| document.seat(seat)?.stints.get(at).cloned()))
    });
    let see = move |look: fn(&Stint) -> String| stint.with(|stint| stint.as_ref().map(look).unwrap_or_default());
    let name = Signal::derive(move || {
        let person = stint.with(|stint| stint.as_ref().and_then(|it| it.person.clone()));
        app.document
            .with(|document| person.and_then(|id| document.person(&id).map(|it| it.name.clone())).unwrap_or_default())
    });
    let several = Memo::new(move |_| {
        app.document.with(|document| seat.with_value(|seat| document.seat(seat).is_some_and(|it| it.stints.len() > 1)))
    });
    let has_next = Memo::new(move |_| {
        app.document
            .with(|document| seat.with_value(|seat| document.seat(seat).is_some_and(|it| it.stints.len() > at + 1)))
    });
    let unnamed = Memo::new(move |_| stint.with(|stint| stint.as_ref().is_some_and(|it| it.person.is_none())));
    let chance = Signal::stored(seat.with_value(|seat| format!("seat/{seat}/{}/likelihood", at + 1)));
    let title = move || match name.get() {
        name if !name.is_empty() => name,
        _nobody if has_next.get() => tr!("Not named").to_owned(),
        _nobody => tr!("To be hired").to_owned(),
    };
    let name_help = Signal::derive(move || {
        if has_next.get() { tr!("Who held it then.").to_owned() } else { tr!("Empty: to be hired.").to_owned() }
    });
    let ends = Signal::derive(move || {
        // Someone who has a successor leaves.
        let shown = ENDS.iter().filter(|it| !(has_next.get() && it.0 == "open"));
        shown.map(|it| Choice::new(it.0, tr!(it.1))).collect::<Vec<_>>()
    });
    let end_now = Signal::derive(move || {
        let key = |stint: &Stint| match stint.to {
            StintEnd::Open => "open".to_owned(),
            StintEnd::Expected(_) => "expected".to_owned(),
            StintEnd::Known(_) => "known".to_owned(),
        };
        see(key)
    });
    let end_help = Signal::derive(move || {
        let help = |stint: &Stint| match stint.to {
            StintEnd::Open => tr!("Expected attrition thins the seat.").to_owned(),
            StintEnd::Expected(_) => tr!("Expected attrition thins the seat until then.").to_owned(),
            StintEnd::Known(_) => tr!("Employed to that day; attrition does not count before.").to_owned(),
        };
        see(help)
    });
    let choose_end = move |key: String| {
        let made = app.document.with_untracked(|document| {
            let seat = seat.get_value();
            let usual = usual_end(document, &seat, at)?;
            let day = stint.with_untracked(|stint| stint.as_ref().and_then(|it| it.to.date())).unwrap_or(usual);
            let to = match key.as_str() {
                "expected" => StintEnd::Expected(day),
                "known" => StintEnd::Known(day),
                _open => StintEnd::Open,
            };
            end_stint(document, &seat, at, to).ok()
        });
        if let Some(command) = made {
            app.dispatch(command);
        }
    };
    let rename = move |text: String| {
        let command =
            app.document.with_untracked(|document| seat.with_value(|seat| name_stint(document, seat, at, &text)));
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    let remove = move |()| {
        let command = app.document.with_untracked(|document| seat.with_value(|seat| remove_holder(document, seat, at)));
        if let Some(command) = command {
            app.dispatch_with_undo(command, tr!("{} is removed from the seat.", untrack(title)));
        }
    };
    let leaves = Memo::new(move |_| stint.with(|stint| stint.as_ref().is_some_and(|it| it.to.date().is_some())));
    let end_field = move || {
        leaves.get().then(|| {
            day_field(
                tr!("Last day"),
                "",
                move || stint.with(|stint| stint.as_ref().and_then(|it| it.to.date())),
                move |document, day| {
                    let seat = seat.get_value();
                    let known = document.seat(&seat).and_then(|it| it.stints.get(at)).map(|it| it.to);
                    let to = match known {
                        Some(StintEnd::Expected(_)) => StintEnd::Expected(day),
                        Some(StintEnd::Open | StintEnd::Known(_)) | None => StintEnd::Known(day),
                    };
                    end_stint(document, &seat, at, to)
                },
            )
        })
    };
    // Whoever comes after the last holder is named by nobody; that there is somebody has to be said here.
    let refill = Memo::new(move |_| {
        app.document.with(|document| {
            let seat = seat.with_value(|seat| document.seat(seat))?;
            (seat.stints.len() == at + 1).then(|| refill_say(document, seat))?
        })
    });
    let fill_again = move |on: bool| {
        let command = app.document.with_untracked(|document| seat.with_value(|seat| set_refill(document, seat, on)));
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    let refills = Memo::new(move |_| refill.with(Option::is_some));
    let refill_field = move || {
        refills.get().then(|| {
            view! {
                <div class="wide">
                    <Check
                        label=tr!("Fill the seat again when someone leaves")
                        on=Signal::derive(move || refill.with(|it| it.as_ref().is_some_and(|it| it.0)))
                        on_change=fill_again
                    />
                    <p class="fine">{move || refill.with(|it| it.as_ref().map(|it| it.1.clone()))}</p>
                </div>
            }
        })
    };
    view! {
        <section class="card person-card" aria-label=title>
            <div class="panel-head">
                <div>
                    <h3>{title}</h3>
                    <p class="say">{move || sentence(&see(time_in_seat))}</p>
                </div>
                <div class="actions">
                    {move || several.get().then(|| view! {
                        <Button label=tr!("Remove this holder") icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=remove/>
                    })}
                </div>
            </div>
            <div class="person-body">
                <fieldset>
                    <legend>{tr!("Time in the seat")}</legend>
                    <div class="fields">
                        <Field label=tr!("Name") text=true wide=true value=name on_commit=rename help=name_help/>
                        {day_field(
                            tr!("First day"),
                            "",
                            move || stint.with(|stint| stint.as_ref().map(|it| it.from)),
                            move |document, day| start_stint(document, &seat.get_value(), at, day),
                        )}
                        <Pick label=tr!("End") choices=ends chosen=end_now help=end_help on_choose=choose_end/>
                        {end_field}
                        {refill_field}
                        {move || unnamed.get().then(|| view! {
                            <InputField path=chance label=tr!("Chance to be filled") help=tr!("Thins an open requisition: heads, quota, capacity and pay.")/>
                        })}
                    </div>
                </fieldset>
                <Leaves seat=seat at=at/>
                <OwnFields seat=seat at=at/>
            </div>
        </section>
    }
    .into_any()
}
