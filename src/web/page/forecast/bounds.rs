//! Between which values levers are tried.

use super::goals::Aim;
use super::seek::Line;
use crate::edit::Lever;
use crate::model::{GoalLever, InputUnit};
use crate::present::figure;
use crate::present::seek::{read_place, typed_place};
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::ui::{Button, Field, Icon, Look};
use leptos::prelude::*;

/// Levers that have bounds of their own, each with the values between which it may lie.
#[component]
pub(super) fn Bounded(more: Memo<Vec<GoalLever>>, lines: RwSignal<Vec<Line>>) -> AnyView {
    let app = App::here();
    let aim = Aim::here();
    // Fields stand still while one types: they are made anew only when a lever comes or goes.
    let paths = Memo::new(move |_| more.with(|more| more.iter().map(|it| it.path.clone()).collect::<Vec<_>>()));
    // What a lever is measured in: hires are people, renewal everywhere is in points.
    let unit_of = move |path: &str| {
        let lever = lines.with(|lines| lines.iter().find(|it| it.lever.key() == path).map(|it| it.lever.clone()));
        match lever {
            Some(Lever::Hires { .. }) => Some(InputUnit::Count(mark!("hires"))),
            Some(Lever::Renewal) => Some(InputUnit::Percent),
            Some(Lever::Input(_)) | None => app.input(path).map(|it| it.unit),
        }
    };
    let bound = move |path: String, label: &'static str, place: fn(&mut GoalLever) -> &mut Option<f64>| {
        let (at, of, checked) = (path.clone(), path.clone(), path.clone());
        let value = Signal::derive(move || {
            let set = more.with(|more| more.iter().find(|it| it.path == at).cloned());
            let set = set.and_then(|mut it| *place(&mut it))?;
            Some(typed_place(set, unit_of(&at)?, &app.locale.get()))
        });
        let unit = Signal::derive(move || {
            let currency = app.document.with(|document| document.settings.currency);
            match unit_of(&of) {
                Some(InputUnit::Percent) if of == GoalLever::RENEWAL => tr!("points").to_owned(),
                Some(unit) => figure::unit_words(unit, currency),
                None => String::new(),
            }
        });
        let read = move |path: &str, text: &str| -> Result<Option<f64>, String> {
            let Some(unit) = untrack(|| unit_of(path)).filter(|_| !text.trim().is_empty()) else { return Ok(None) };
            let currency = app.document.with_untracked(|document| document.settings.currency);
            read_place(text, unit, &app.locale.get_untracked(), currency).map(Some)
        };
        view! {
            <Field
                label=label
                value=Signal::derive(move || value.get().unwrap_or_default())
                unit=unit
                example=tr!("no bound")
                check=Callback::new(move |text: String| read(&checked, &text).err())
                on_commit=move |text: String| {
                    if let Ok(set) = read(&path, &text) {
                        aim.keep(|goal| {
                            if let Some(lever) = goal.levers.iter_mut().find(|it| it.path == path) {
                                *place(lever) = set;
                            }
                        });
                    }
                }
            />
        }
    };
    let rows = move || {
        let row = |path: String| {
            let of = path.clone();
            let name = Signal::derive(move || {
                let known = lines.with(|lines| lines.iter().find(|it| it.lever.key() == of).map(Line::called));
                known.or_else(|| app.input(&of).map(|it| it.label)).unwrap_or_else(|| of.clone())
            });
            let gone = path.clone();
            view! {
                <li class="goal-bound">
                    <span>{move || name.get()}</span>
                    {bound(path.clone(), tr!("At least"), |it| &mut it.min)}
                    {bound(path, tr!("At most"), |it| &mut it.max)}
                    <Button
                        label=tr!("Take off")
                        on_what=name
                        icon=Icon::Close
                        icon_only=true
                        look=Look::Quiet
                        small=true
                        on_press=move |()| aim.keep(|goal| goal.levers.retain(|it| it.path != gone))
                    />
                </li>
            }
        };
        paths.get().into_iter().map(row).collect_view()
    };
    view! { <ul class="goal-bounds" class:none=move || paths.with(Vec::is_empty)>{rows}</ul> }.into_any()
}
