//! What is on the report.

use super::Chosen;
use super::against::Against;
use crate::present::{Paper, ReportSection};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Check, Choice, Field, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// Sections, paper, cover, and the scenario that differences are measured from.
#[component]
pub(super) fn ChoosePanel() -> AnyView {
    let app = App::here();
    let (chosen, against) = (Chosen::here(), Against::here());
    let boxes = ReportSection::ALL.into_iter().map(move |section| {
        let on = Signal::derive(move || chosen.0.with(|it| it.shows(section)));
        let toggle = move |on: bool| chosen.change(|choice| *choice = choice.with(section, on));
        view! { <Check label=section.name() on=on on_change=toggle/> }
    });
    let papers = Signal::derive(|| Paper::ALL.map(|it| Choice::new(it.key(), it.name())).to_vec());
    let paper = Signal::derive(move || chosen.paper(app).key().to_owned());
    let bases = Signal::derive(move || {
        let none = Choice::new("", tr!("None"));
        let others = app.shelf.others().into_iter().map(|(id, name)| Choice::new(id, name));
        std::iter::once(none).chain(others).collect::<Vec<_>>()
    });
    let base = Signal::derive(move || {
        let id = chosen.0.with(|it| it.base.clone()).unwrap_or_default();
        // One that is no longer there is none.
        if app.shelf.others().iter().any(|it| it.0 == id) { id } else { String::new() }
    });
    let help = Signal::derive(move || {
        if app.shelf.others().is_empty() {
            tr!("There is only this scenario; duplicate it to have one to compare with.").to_owned()
        } else {
            tr!("Another scenario; what differs from it, and what that does.").to_owned()
        }
    });
    view! {
        <Panel class="no-print">
            <PanelHead
                title=tr!("What is on it")
                say=tr!("The address of this page keeps the choice. Page numbers are printed at the foot; the browser's own header and footer can be switched off in its print dialog.")
            />
            <div class="checks report-checks" role="group" aria-label=tr!("Sections of the report")>{boxes.collect_view()}</div>
            <div class="fields two">
                <Pick
                    label=tr!("Paper")
                    choices=papers
                    chosen=paper
                    on_choose=move |key: String| chosen.change(|it| it.paper = Paper::ALL.into_iter().find(|it| it.key() == key))
                />
                <Pick
                    label=tr!("Differences from")
                    choices=bases
                    chosen=base
                    help=help
                    problem=Signal::derive(move || against.trouble())
                    on_choose=move |key: String| chosen.change(|it| it.base = Some(key).filter(|it| !it.is_empty()))
                />
                <Field
                    label=tr!("Company")
                    value=Signal::derive(move || chosen.0.with(|it| it.company.clone()))
                    on_commit=move |text: String| chosen.change(|it| it.company = text.trim().to_owned())
                    help=Signal::stored(tr!("For the head of the report.").to_owned())
                    text=true
                />
                <Field
                    label=tr!("Made by")
                    value=Signal::derive(move || chosen.0.with(|it| it.by.clone()))
                    on_commit=move |text: String| chosen.change(|it| it.by = text.trim().to_owned())
                    help=Signal::stored(tr!("For the head of the report.").to_owned())
                    text=true
                />
            </div>
        </Panel>
    }
    .into_any()
}
