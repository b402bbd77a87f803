//! The form that plans hires: so many of a role, in a segment, from a month on.

use crate::edit::hire;
use crate::present::number::{parse_count, parse_month, show_month};
use crate::text::tr;
use crate::units::{Month, RoleId, SegmentId};
use crate::web::app::{App, sentence};
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Field, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// Key of the choice that stands for every segment.
const EVERYWHERE: &str = "*";
/// Most seats at once.
const MOST: u32 = 200;

/// The form.
#[component]
pub(super) fn HirePanel() -> AnyView {
    let app = App::here();
    let count = RwSignal::new(1_u32);
    let month = RwSignal::new(None::<Month>);
    let role = RwSignal::new(None::<String>);
    let segment = RwSignal::new(None::<String>);

    let roles = Memo::new(move |_| {
        app.document.with(|document| {
            document.roles.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let segments = Memo::new(move |_| {
        app.document.with(|document| {
            let all = Choice::new(EVERYWHERE, tr!("All segments"));
            let own = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            own.chain([all]).collect::<Vec<_>>()
        })
    });
    // What was chosen may be gone, in another scenario or after an undo.
    let role_now = Memo::new(move |_| {
        let chosen = role.get();
        app.document.with(|document| {
            let known = chosen.filter(|key| document.roles.iter().any(|it| it.id.as_str() == key));
            let sells = document.roles.iter().find(|it| it.function.sells_new_business()).or(document.roles.first());
            known.or_else(|| sells.map(|it| it.id.to_string())).unwrap_or_default()
        })
    });
    let segment_now = Memo::new(move |_| {
        let chosen = segment.get();
        segments.with(|segments| {
            let known = chosen.filter(|key| segments.iter().any(|it| it.key == *key));
            known.or_else(|| segments.first().map(|it| it.key.clone())).unwrap_or_default()
        })
    });
    let month_now = Memo::new(move |_| {
        let first = app.document.with(|document| document.settings.first_month);
        month.get().unwrap_or(first)
    });

    let read_count = move |text: &str| -> Result<u32, String> {
        let read = app.locale.with_untracked(|locale| parse_count(text, locale)).map_err(|it| it.to_string())?;
        if (1..=MOST).contains(&read) { Ok(read) } else { Err(tr!("Between 1 and {MOST} at once.")) }
    };
    let read_month = move |text: &str| -> Result<Month, String> {
        app.locale.with_untracked(|locale| parse_month(text, locale)).map_err(|it| sentence(&it.to_string()))
    };
    let press = move |()| {
        // What cannot be read is on screen, and what it was before is not what was meant.
        if let Some(wrong) = dom::find_in_page(".hire [aria-invalid=true]") {
            return dom::focus_seen(&wrong);
        }
        let (role, segment, month, count) =
            (role_now.get_untracked(), segment_now.get_untracked(), month_now.get_untracked(), count.get_untracked());
        let role = RoleId::new(&role);
        let segment = (segment != EVERYWHERE).then(|| SegmentId::new(&segment));
        let (command, told) = app.document.with_untracked(|document| {
            let name = document.role(&role).map_or("", |it| it.name.as_str());
            let told = tr!("{count} \u{d7} {name} from {}.", show_month(month));
            (hire(document, &role, segment.as_ref(), count, month), told)
        });
        app.dispatch_with_undo(command, [tr!("Hired: "), &told].concat());
    };
    let none = Signal::derive(move || roles.with(Vec::is_empty));
    let span = Signal::derive(move || {
        app.document.with(|document| {
            let (now, settings) = (month_now.get(), &document.settings);
            if now > settings.last_month() {
                tr!("After the plan, which ends in {}.", show_month(settings.last_month()))
            } else {
                String::new()
            }
        })
    });
    view! {
        <Panel class="no-print hire">
            <PanelHead title=tr!("Hire") say=tr!("Seats to be filled, under the fitting leader who has the fewest people; the roster changes it.")/>
            <div class="fields">
                <Field
                    label=tr!("How many")
                    value=Signal::derive(move || app.locale.get().count(i64::from(count.get())))
                    check=move |text: String| read_count(&text).err()
                    on_input=move |text: String| if let Ok(read) = read_count(&text) { count.set(read) }
                    on_commit=move |text: String| if let Ok(read) = read_count(&text) { count.set(read) }
                    on_step=move |by: i32| count.update(|it| *it = it.saturating_add_signed(by).clamp(1, MOST))
                />
                <Field
                    label=tr!("From month")
                    text=true
                    value=Signal::derive(move || show_month(month_now.get()))
                    help=span
                    check=move |text: String| read_month(&text).err()
                    on_input=move |text: String| if let Ok(read) = read_month(&text) { month.set(Some(read)) }
                    on_commit=move |text: String| if let Ok(read) = read_month(&text) { month.set(Some(read)) }
                    on_step=move |by: i32| month.set(Some(month_now.get_untracked().plus(by)))
                />
                <Pick label=tr!("Role") wide=true choices=roles chosen=role_now on_choose=move |key| role.set(Some(key))/>
                <Pick label=tr!("Segment") wide=true choices=segments chosen=segment_now on_choose=move |key| segment.set(Some(key))/>
                <div class="actions wide"><Button label=tr!("Hire") look=Look::Primary disabled=none on_press=press/></div>
            </div>
        </Panel>
    }
    .into_any()
}
