//! The amounts of a draw by month of tenure.

use super::super::chosen::Chosen;
use crate::edit::{add_draw_step, end_draw, remove_draw_step};
use crate::model::comp::{Draw, PlanVersion};
use crate::present::words_pay;
use crate::text::tr;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Button, Check, Icon, Look};
use leptos::prelude::*;

/// A field or two for each amount, whether the last one ends, and a button for one more.
#[component]
pub(super) fn DrawSteps() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let draw = Memo::new(move |_| chosen.look(app, |_, _, version| version.draw.clone()).flatten());
    let change = move |change: &dyn Fn(&mut Draw)| {
        chosen.change(app, "draw", |version: &mut PlanVersion| {
            if let Some(draw) = &mut version.draw {
                change(draw);
            }
        });
    };
    // A field is made anew only where a step comes, goes, or gets or loses its end.
    let shape = Memo::new(move |_| {
        draw.with(|draw| draw.iter().flat_map(Draw::steps).map(|step| step.months.is_some()).collect::<Vec<_>>())
    });
    let path = move |at: usize, key: &'static str| {
        Signal::derive(move || match at {
            0 => format!("{}/draw/{key}", chosen.path()),
            at => format!("{}/draw/{}/{key}", chosen.path(), at + 1),
        })
    };
    let fields = move || {
        let shape = shape.get();
        let alone = shape.len() == 1;
        let one = |(at, ends): (usize, bool)| {
            let label = Signal::derive(move || draw.with(|draw| words_pay::draw_months(draw.as_ref(), at)));
            let (amount, months) = (path(at, "amount"), path(at, "months"));
            let remove = move |()| change(&|draw| remove_draw_step(draw, at));
            view! {
                <div class="pay-draw-step">
                    <InputField path=amount label=label/>
                    {ends.then(|| view! {
                        <InputField path=months label=if at == 0 { tr!("For the first") } else { tr!("Then for") }/>
                    })}
                    {(!alone).then(|| view! {
                        <Button label=tr!("Remove this amount") icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=remove/>
                    })}
                </div>
            }
            .into_any()
        };
        shape.into_iter().enumerate().map(one).collect_view()
    };
    let ends = Signal::derive(move || shape.with(|shape| shape.last().copied().unwrap_or(false)));
    view! {
        <div class="wide pay-draw">
            {fields}
            <Button label=tr!("Another amount after that") icon=Icon::Add look=Look::Quiet small=true on_press=move |()| change(&add_draw_step)/>
            <Check
                label=tr!("Only for new people")
                on=ends
                on_change=move |on: bool| change(&|draw| end_draw(draw, on))
                help=Signal::stored(tr!("Months are counted from the first in the seat. Otherwise the last amount holds for good.").to_owned())
            />
        </div>
    }
    .into_any()
}
