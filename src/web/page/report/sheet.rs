//! The report itself, section by section.

use super::Chosen;
use super::against::Against;
use crate::engine::capacity::CapacityPlan;
use crate::model::Severity;
use crate::present::capacity::Teller;
use crate::present::problem::alike;
use crate::present::report::{
    Chapter, ReportFigure, ReportTable, Told, assumptions, books, cover, glossary, hires, tables,
};
use crate::present::{ReportSection, words};
use crate::text::tr;
use crate::web::app::{App, today};
use crate::web::chart as draw;
use crate::web::figures::{HeadlineStrip, headlines};
use crate::web::ui::{ChartFrame, Later, Mark, Note, Notes, Say, Table};
use leptos::prelude::*;

/// So many problems stand on paper; the rest are counted.
const MOST_PROBLEMS: usize = 40;

/// A table of so many rows is kept on one page.
const SHORT: usize = 16;

/// What a teller tells, followed as document, outcome and locale change.
fn told<T>(app: App, tell: impl FnOnce(&Teller<'_>) -> T) -> T {
    let locale = app.locale.get();
    app.document.with(|document| app.outcome.with(|outcome| tell(&Teller { document, outcome, locale: &locale })))
}

/// The sheet.
#[component]
pub(super) fn Sheet() -> AnyView {
    let app = App::here();
    let (chosen, against) = (Chosen::here(), Against::here());
    let cover = Memo::new(move |_| chosen.0.with(|choice| told(app, |tell| cover(tell, choice, today()))));
    let shown = move |section: ReportSection| Memo::new(move |_| chosen.0.with(|it| it.shows(section)));
    let compared = Memo::new(move |_| against.found.with(Option::is_some));
    let (headlines, charts, tables, hires, territories, assumptions, problems, glossary) = (
        shown(ReportSection::Headlines),
        shown(ReportSection::Charts),
        shown(ReportSection::Tables),
        shown(ReportSection::Hires),
        shown(ReportSection::Territories),
        shown(ReportSection::Assumptions),
        shown(ReportSection::Problems),
        shown(ReportSection::Glossary),
    );
    view! {
        <article class="panel report" aria-label=tr!("Report") data-paper=move || chosen.paper(app).key()>
            <header class="report-cover">
                <h2>{move || cover.with(|it| it.title.clone())}</h2>
                <dl>{move || cover.with(|it| it.lines.iter().map(pair).collect_view())}</dl>
            </header>
            <Show when=move || headlines.get()><Headlines/></Show>
            <Show when=move || charts.get()><Later><Charts/></Later></Show>
            <Show when=move || tables.get()><Later><Tables/></Later></Show>
            <Show when=move || hires.get()><Later><Hires/></Later></Show>
            <Show when=move || territories.get()><Later><Territories/></Later></Show>
            <Show when=move || assumptions.get()><Later><Assumptions/></Later></Show>
            <Show when=move || problems.get()><Later><Problems/></Later></Show>
            <Show when=move || compared.get()><Later><DifferencesSection/></Later></Show>
            <Show when=move || glossary.get()><Later><GlossarySection/></Later></Show>
        </article>
    }
    .into_any()
}

fn pair(line: &Told) -> AnyView {
    view! { <div><dt>{line.about.clone()}</dt><dd>{line.text.clone()}</dd></div> }.into_any()
}

#[component]
fn Headlines() -> AnyView {
    let app = App::here();
    let notes = Signal::derive(move || {
        let found = told(app, |tell| words::hindrances(tell.document, tell.outcome, tell.locale, 6));
        let note = |(at, (title, text, _)): (usize, (String, String, _))| Note {
            mark: Mark::Rank(at as u8 + 1),
            title,
            text,
            href: None,
            path: None,
        };
        found.into_iter().enumerate().map(note).collect::<Vec<_>>()
    });
    let held = Memo::new(move |_| notes.with(|it| !it.is_empty()));
    let say = Signal::derive(move || told(app, |tell| words::growth(tell.outcome, tell.locale)));
    view! {
        <section class="report-section">
            <h2>{tr!("Headlines")}</h2>
            <Say text=say/>
            <HeadlineStrip metrics=Signal::derive(move || app.document.with(|document| headlines(&document.settings)))/>
            <Show when=move || held.get()>
                <div class="report-whole">
                    <h3>{tr!("What holds the plan back")}</h3>
                    <Notes notes=notes/>
                </div>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Charts() -> AnyView {
    let app = App::here();
    let one = |figure: ReportFigure| {
        let title = Signal::derive(move || told(app, |tell| figure.title(tell)));
        let say = Signal::derive(move || told(app, |tell| figure.say(tell)));
        let drawn = move |width: f64| told(app, |tell| figure.draw(tell, width as u32));
        view! {
            <section class="report-whole">
                <h3>{move || title.get()}</h3>
                <Say text=say/>
                <Later>
                    <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
                </Later>
            </section>
        }
        .into_any()
    };
    view! {
        <section class="report-section">
            <h2>{tr!("Charts")}</h2>
            {ReportFigure::ALL.map(one).into_iter().collect_view()}
        </section>
    }
    .into_any()
}

#[component]
fn Tables() -> AnyView {
    let app = App::here();
    let all = Memo::new(move |_| told(app, |tell| tables(tell, &CapacityPlan::of(tell.document, tell.outcome))));
    view! {
        <section class="report-section">
            <h2>{tr!("Tables")}</h2>
            {move || all.get().into_iter().map(table).collect_view()}
        </section>
    }
    .into_any()
}

fn table(table: ReportTable) -> AnyView {
    let (short, wide, words) = (table.rows.len() <= SHORT, table.header.len() > 9, table.words);
    let (title, say) = (table.title.clone(), table.say);
    view! {
        <section class="report-table" class:report-whole=short class:wide-table=wide class:in-words=words>
            <h3>{table.title}</h3>
            <Say text=Signal::stored(say)/>
            <Later>
                <Table
                    label=Signal::stored(title)
                    header=Signal::stored(table.header)
                    rows=Signal::stored(table.rows)
                    sum=Signal::stored(table.sum)
                    texts=Signal::stored(table.texts)
                />
            </Later>
        </section>
    }
    .into_any()
}

#[component]
fn Hires() -> AnyView {
    let app = App::here();
    let all = Memo::new(move |_| told(app, |tell| hires(tell, &CapacityPlan::of(tell.document, tell.outcome))));
    chapters(tr!("Hires and leavers"), all)
}

#[component]
fn Territories() -> AnyView {
    let app = App::here();
    let all = Memo::new(move |_| told(app, books));
    chapters(tr!("Territories and books"), all)
}

#[component]
fn Assumptions() -> AnyView {
    let app = App::here();
    let all = Memo::new(move |_| told(app, assumptions));
    chapters(tr!("Assumptions"), all)
}

/// A section of chapters; nothing where there are none.
fn chapters(title: &'static str, all: Memo<Vec<Chapter>>) -> AnyView {
    let chapter = |it: Chapter| {
        let lines = (!it.lines.is_empty())
            .then(|| view! { <ul class="report-lines">{it.lines.iter().map(line).collect_view()}</ul> });
        view! {
            <h3>{it.title}</h3>
            {lines}
            {it.tables.into_iter().map(table).collect_view()}
        }
        .into_any()
    };
    let held = Memo::new(move |_| all.with(|it| !it.is_empty()));
    view! {
        <Show when=move || held.get()>
            <section class="report-section report-chapters">
                <h2>{title}</h2>
                {move || all.get().into_iter().map(chapter).collect_view()}
            </section>
        </Show>
    }
    .into_any()
}

fn line(it: &Told) -> AnyView {
    let about = (!it.about.is_empty()).then(|| view! { <b>{[it.about.as_str(), ": "].concat()}</b> });
    view! { <li>{about}{it.text.clone()}</li> }.into_any()
}

#[component]
fn Problems() -> AnyView {
    let app = App::here();
    let all = Memo::new(move |_| {
        let one = |problem: crate::model::Problem| (problem.severity, app.place_of(&problem), app.told(&problem));
        alike(app.problems().into_iter().map(one))
    });
    let say = Signal::derive(move || match all.with(Vec::len) {
        0 => tr!("Nothing is wrong with what was entered, as far as Remit checks.").to_owned(),
        count if count > MOST_PROBLEMS => {
            tr!("The first {MOST_PROBLEMS} of {count}, the gravest first; `remit check` lists them all.")
        }
        _few => tr!("The gravest first.").to_owned(),
    });
    let notes = Signal::derive(move || {
        let note = |(severity, place, text): &(Severity, String, String)| Note {
            mark: match severity {
                Severity::Error => Mark::Bad,
                Severity::Warning => Mark::Warn,
                Severity::Note => Mark::Ask,
            },
            title: place.clone(),
            text: text.clone(),
            href: None,
            path: None,
        };
        all.with(|all| all.iter().take(MOST_PROBLEMS).map(note).collect::<Vec<_>>())
    });
    view! {
        <section class="report-section">
            <h2>{tr!("Problems found")}</h2>
            <Say text=say/>
            <Notes notes=notes/>
        </section>
    }
    .into_any()
}

#[component]
fn DifferencesSection() -> AnyView {
    let against = Against::here();
    let found = move || against.found.get().unwrap_or_default();
    let say = Signal::derive(move || found().say);
    view! {
        <section class="report-section">
            <h2>{move || tr!("Differences from \u{201c}{}\u{201d}", against.name())}</h2>
            <Say text=say/>
            {move || found().tables.into_iter().map(table).collect_view()}
        </section>
    }
    .into_any()
}

#[component]
fn GlossarySection() -> AnyView {
    view! {
        <section class="report-section">
            <h2>{tr!("Glossary")}</h2>
            <Say text=Signal::stored(tr!("Figures of this report, each with its variant named, and how it is counted.").to_owned())/>
            <dl class="report-glossary">{glossary().iter().map(pair).collect_view()}</dl>
        </section>
    }
    .into_any()
}
