//! The report: the plan on paper. What is on it stands in the address; the browser makes the PDF.

mod against;
mod choose;
mod sheet;

use crate::present::{Paper, ReportChoice, Route};
use crate::text::tr;
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::port::{dom, paper};
use crate::web::ui::{Button, Look, PageHead};
use against::Against;
use choose::ChoosePanel;
use leptos::prelude::*;
use sheet::Sheet;

/// What is on the report, as handles.
#[derive(Clone, Copy)]
struct Chosen(Memo<ReportChoice>);

impl Chosen {
    fn here() -> Chosen {
        expect_context::<Chosen>()
    }

    /// Puts another choice into the address.
    fn change(self, change: impl FnOnce(&mut ReportChoice)) {
        let mut choice = self.0.get_untracked();
        change(&mut choice);
        dom::set_hash(&Route::Report { choice }.to_string());
    }

    /// The paper, as chosen or as usual where the reader lives.
    fn paper(self, app: App) -> Paper {
        self.0.with(|it| it.paper).unwrap_or_else(|| Paper::usual(&app.locale.get()))
    }
}

/// The page.
#[component]
pub fn Report() -> AnyView {
    let app = App::here();
    let chosen = Chosen(Memo::new(move |before: Option<&ReportChoice>| {
        let route = app.route.get();
        // While the page is on its way out, the route is another one already.
        if let Route::Report { choice } = route { choice } else { before.cloned().unwrap_or_default() }
    }));
    provide_context(chosen);
    provide_context(Against::new(app, chosen));
    view! {
        <div class="no-print">
            <PageHead
                title=tr!("Report")
                sub=tr!("The plan on paper: choose what is on it, then print it or save it as a PDF.")
                actions=|| view! {
                    <Button label=tr!("Print or save as PDF") look=Look::Primary on_press=|()| paper::print(|| ())/>
                }
            />
        </div>
        <ChoosePanel/>
        <Sheet/>
        <div class="no-print report-why"><Explainer/></div>
    }
    .into_any()
}
