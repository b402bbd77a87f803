//! Import of customers, deals, people and closed months: open, map, look, take over as one step.

mod actuals;
mod customers;
mod deals;
mod people;
mod sheet;

use crate::edit::Command;
use crate::exchange::Table;
use crate::exchange::importer::{
    ACTUALS, CUSTOMERS, Context, DEALS, Import, ImportReport, ImportRow, Importer, Mapping, ROSTER, guess_mapping,
    likely,
};
use crate::exchange::value::Hints;
use crate::model::Document;
use crate::present::Locale;
use crate::present::beginning::rows_abroad;
use crate::text::tr;
use crate::units::Rate;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Dialog, FileDrop, Look, Panel, PanelHead, Tab, Tabs};
use actuals::Actuals;
use customers::Customers;
use deals::Deals;
use leptos::prelude::*;
use people::People;
use sheet::Sheet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The tab of each kind of file.
const TABS: [(&str, &Importer); 4] =
    [("customers", &CUSTOMERS), ("deals", &DEALS), ("people", &ROSTER), ("actuals", &ACTUALS)];

/// Rows read between two paints.
const STEP: usize = 2_000;

/// What the user said about a file besides its columns.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    /// What one unit of a currency is worth in the document's, by code.
    rates: BTreeMap<String, Rate>,
    /// Which person of the team an owner or manager of the file is, by the name in the file.
    owners: BTreeMap<String, String>,
    /// What a job title of the file means.
    titles: BTreeMap<String, String>,
    /// What was imported before and is not in this file stays.
    keep: bool,
    /// Imported customers stand instead of the typed opening balance of their segments.
    instead: bool,
}

/// A name of the file that the user can explain.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    /// The name as the file spells it.
    text: String,
    label: String,
    help: String,
    choices: Vec<Choice>,
    chosen: String,
    /// What the name is one of.
    of: Names,
}

/// What a name of the file is one of, and so where its meaning is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// Something the mapping remembers: segments, kinds of deal.
    Mapped,
    /// People: owners of deals, managers.
    Owners,
    /// Job titles.
    Titles,
}

/// What can be imported. The columns, the preview and the report are the same for all.
trait Incoming: Send + Sync + 'static {
    /// A row of the file.
    type Row: ImportRow + Send + Sync + 'static;
    /// What the rows become.
    type Taken: Clone + PartialEq + Send + Sync + 'static;
    /// What kind of file is asked for.
    const ASK: &'static str;
    /// The choice to keep what was imported before, where there is one.
    const KEEP: Option<&'static str>;
    /// Whether it is kept unless the user says otherwise.
    const KEEPS: bool;
    /// The choice to take the imported rows instead of what was typed, where there is one.
    const INSTEAD: Option<&'static str>;

    /// What the rows become in a document.
    fn taken(document: &Document, report: &ImportReport<Self::Row>, said: &Said) -> Self::Taken;
    /// How many come in.
    fn count(taken: &Self::Taken) -> usize;
    /// So many of them, in words.
    fn counted(count: usize, locale: &Locale) -> String;
    /// What the import does, in sentences.
    fn effect(taken: &Self::Taken, document: &Document, locale: &Locale) -> String;
    /// Why storage may be too small for them.
    fn tight(app: App, taken: &Self::Taken) -> Option<String>;
    /// Rows in other currencies than the plan's, by code, with a plan rate or without.
    fn foreign(taken: &Self::Taken) -> BTreeMap<String, usize>;
    /// Rows that stay out since their currency has no plan rate.
    fn out(taken: &Self::Taken) -> usize;
    /// What happens to rows in another currency, with a plan rate or without.
    fn foreign_help(rows: usize, code: &str, rated: bool) -> String {
        rows_abroad(rows, code, rated)
    }
    /// Names that can be explained, under a heading each.
    fn named(
        document: &Document,
        report: &ImportReport<Self::Row>,
        taken: &Self::Taken,
        said: &Said,
    ) -> Vec<(&'static str, Vec<Named>)>;
    /// The step that takes them over.
    fn command(document: &Document, taken: &Self::Taken, said: &Said) -> Command;
    /// How many the document has.
    fn held(document: &Document) -> usize;
    /// What is said of those.
    fn said_of_held(count: usize, locale: &Locale) -> String;
    /// The step that removes them.
    fn remove() -> Command;
}

/// A file on its way in.
struct Desk<I: Incoming> {
    app: App,
    name: RwSignal<String>,
    table: RwSignal<Option<Arc<Table>>>,
    /// The tab of what the columns say that the file is, where that is something else.
    elsewhere: RwSignal<Option<&'static str>>,
    mapping: RwSignal<Option<Mapping>>,
    report: RwSignal<Option<Arc<ImportReport<I::Row>>>>,
    refused: RwSignal<String>,
    done: RwSignal<Option<f64>>,
    turn: StoredValue<u32>,
    said: RwSignal<Said>,
}

impl<I: Incoming> Clone for Desk<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Incoming> Copy for Desk<I> {}

impl<I: Incoming> Desk<I> {
    fn new(app: App) -> Desk<I> {
        Desk {
            app,
            name: RwSignal::new(String::new()),
            table: RwSignal::new(None),
            elsewhere: RwSignal::new(None),
            mapping: RwSignal::new(None),
            report: RwSignal::new(None),
            refused: RwSignal::new(String::new()),
            done: RwSignal::new(None),
            turn: StoredValue::new(0),
            said: RwSignal::new(Said { keep: I::KEEPS, instead: true, ..Said::default() }),
        }
    }

    fn context(self) -> Context {
        let tag = self.app.locale.with_untracked(|locale| locale.tag);
        self.app.document.with_untracked(|document| Context {
            segments: document.segments.iter().map(|segment| segment.name.clone()).collect(),
            currency: Some(document.settings.currency),
            first_month: Some(document.settings.first_month),
            hints: Hints::of_locale(tag),
        })
    }

    fn open(self, file: dom::PickedFile) {
        let opened = read_table(&file);
        self.open_table(file.name, opened);
    }

    fn open_table(self, name: String, opened: Result<Arc<Table>, String>) {
        self.refused.set(String::new());
        match opened {
            Ok(table) => {
                let mapping = guess_mapping(I::Row::IMPORTER, &table, &self.context());
                let other = tab_of(&table, &self.context()).filter(|(_, it)| it.key != I::Row::IMPORTER.key);
                self.elsewhere.set(other.map(|it| it.0));
                let rates = self.app.document.with_untracked(|document| document.settings.plan_rates.clone());
                self.said.update(|said| said.rates = rates);
                self.name.set(name);
                self.table.set(Some(table));
                self.map(mapping);
            }
            Err(text) => self.refused.set([&name, ": ", &text].concat()),
        }
    }

    /// Takes a mapping and reads the file with it, some rows at a time.
    fn map(self, mapping: Mapping) {
        let Some(table) = self.table.get_untracked() else { return };
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.report.set(None);
        let started = Import::<I::Row>::start(&table, &mapping, &self.context());
        self.mapping.set(Some(mapping));
        match started {
            Ok(import) => {
                self.refused.set(String::new());
                self.done.set(Some(0.0));
                self.step(import, self.turn.get_value());
            }
            Err(missing) => {
                self.done.set(None);
                self.refused.set(missing.to_string());
            }
        }
    }

    fn step(self, mut import: Import<I::Row>, turn: u32) {
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        if import.step(STEP) {
            self.done.set(Some(import.progress()));
            dom::after_ms(0, move || self.step(import, turn));
        } else {
            self.done.set(None);
            self.report.set(Some(Arc::new(import.finish())));
        }
    }

    fn taken(self) -> Option<I::Taken> {
        let report = self.report.get()?;
        let said = self.said.get();
        Some(self.app.document.with(|document| I::taken(document, &report, &said)))
    }

    /// The user says what a name of the file means.
    fn explain(self, name: &Named, chosen: String) {
        match name.of {
            Names::Owners => self.said.update(|said| {
                said.owners.insert(name.text.clone(), chosen);
            }),
            Names::Titles => self.said.update(|said| {
                said.titles.insert(name.text.clone(), chosen);
            }),
            Names::Mapped => {
                if let Some(mut mapping) = self.mapping.get_untracked() {
                    mapping.choices.set(&name.text, &chosen);
                    self.map(mapping);
                }
            }
        }
    }

    fn close(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.table.set(None);
        self.elsewhere.set(None);
        self.mapping.set(None);
        self.report.set(None);
        self.done.set(None);
        self.refused.set(String::new());
        self.said.update(|said| {
            said.owners.clear();
            said.titles.clear();
        });
    }

    fn take_over(self) {
        let Some(taken) = untrack(|| self.taken()) else { return };
        let said = self.said.get_untracked();
        let command = self.app.document.with_untracked(|document| I::command(document, &taken, &said));
        let counted = self.app.locale.with_untracked(|locale| I::counted(I::count(&taken), locale));
        self.close();
        self.app.dispatch_risky(command, tr!("{counted} imported."));
    }
}

fn read_table(file: &dom::PickedFile) -> Result<Arc<Table>, String> {
    let bytes = file.bytes.as_ref().map_err(Clone::clone)?;
    Table::open(bytes).map(Arc::new).map_err(|refusal| refusal.to_string())
}

/// The tab of what a table is by its columns.
fn tab_of(table: &Table, context: &Context) -> Option<(&'static str, &'static Importer)> {
    let is = likely(table, context)?;
    TABS.into_iter().find(|(_, importer)| importer.key == is.key)
}

/// What a file is that was opened as something else, and the button that opens it as that.
fn said_of_other(tab: &str) -> (&'static str, &'static str) {
    match tab {
        "deals" => (tr!("By its columns this is a list of deals."), tr!("Import it as deals")),
        "people" => (tr!("By its columns this is a list of people."), tr!("Import it as people")),
        "actuals" => (tr!("By its columns these are actual months."), tr!("Import it as actual months")),
        _customers => (tr!("By its columns this is a list of accounts."), tr!("Import it as accounts")),
    }
}

/// A file on its way to the tab of what it is.
#[derive(Clone)]
struct Handed {
    tab: &'static str,
    name: String,
    table: Arc<Table>,
}

#[component]
pub(super) fn ImportPanel(
    /// A table that was dropped somewhere on the page: its columns say what kind it is.
    dropped: RwSignal<Option<dom::PickedFile>>,
) -> AnyView {
    let app = App::here();
    // The Pay page leads here for deals, the Team page for people, the Forecast page for closed months.
    let hash = dom::hash_signal();
    let kind = RwSignal::new("customers");
    Effect::new(move |_| {
        let asked = hash.with(|hash| TABS.iter().find(|it| hash.rsplit('/').next() == Some(it.0)).map(|it| it.0));
        if let Some(asked) = asked {
            kind.set(asked);
        }
    });
    let (customers, deals, people, actuals): (Desk<Customers>, Desk<Deals>, Desk<People>, Desk<Actuals>) =
        (Desk::new(app), Desk::new(app), Desk::new(app), Desk::new(app));
    let open = move |name: String, opened: Result<Arc<Table>, String>| match kind.get_untracked() {
        "deals" => deals.open_table(name, opened),
        "people" => people.open_table(name, opened),
        "actuals" => actuals.open_table(name, opened),
        _customers => customers.open_table(name, opened),
    };
    Effect::new(move |_| {
        let Some(file) = dropped.get() else { return };
        // Taken once: who comes back to this part finds it empty.
        dropped.set(None);
        let opened = read_table(&file);
        // A table that is none of them is opened as what is on screen, where its columns can be named by hand.
        if let Some((tab, _)) = opened.as_ref().ok().and_then(|table| tab_of(table, &customers.context())) {
            kind.set(tab);
        }
        open(file.name, opened);
    });
    let handed = RwSignal::new(None::<Handed>);
    provide_context(handed);
    Effect::new(move |_| {
        let Some(Handed { tab, name, table }) = handed.get() else { return };
        handed.set(None);
        kind.set(tab);
        open(name, Ok(table));
    });
    let tabs = Signal::derive(|| {
        vec![
            Tab::new("customers", tr!("Accounts")),
            Tab::new("deals", tr!("Deals")),
            Tab::new("people", tr!("People")),
            Tab::new("actuals", tr!("Actual months")),
        ]
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        app.document.with(|document| match kind.get() {
            "deals" => Deals::said_of_held(Deals::held(document), &locale),
            "people" => People::said_of_held(People::held(document), &locale),
            "actuals" => Actuals::said_of_held(Actuals::held(document), &locale),
            _customers => Customers::said_of_held(Customers::held(document), &locale),
        })
    });
    view! {
        <Panel class="no-print">
            <PanelHead
                title=tr!("Import")
                say=say
                actions=move || view! { <Tabs label=tr!("What to import") tabs=tabs chosen=kind on_choose=move |key| kind.set(key)/> }
            />
            {move || match kind.get() {
                "deals" => view! { <ImportDesk desk=deals/> }.into_any(),
                "people" => view! { <ImportDesk desk=people/> }.into_any(),
                "actuals" => view! { <ImportDesk desk=actuals/> }.into_any(),
                _customers => view! { <ImportDesk desk=customers/> }.into_any(),
            }}
        </Panel>
    }
    .into_any()
}

/// Where a file of one kind comes in.
#[component]
fn ImportDesk<I: Incoming>(desk: Desk<I>) -> AnyView {
    let app = desk.app;
    let held = Memo::new(move |_| app.document.with(I::held));
    let remove = move |()| {
        let told = app.locale.with_untracked(|locale| I::counted(held.get_untracked(), locale));
        app.dispatch_risky(I::remove(), tr!("{told} removed."));
    };
    let open = Signal::derive(move || desk.table.with(Option::is_some));
    let label = Signal::derive(move || [tr!("Remove all "), &I::counted(held.get(), &app.locale.get())].concat());
    view! {
        <FileDrop
            label=tr!(I::ASK)
            accept=".csv,.tsv,.txt,text/csv"
            paste_name=tr!("pasted cells")
            on_file=move |file| desk.open(file)
        />
        <p role="alert" class="say bad">{move || if open.get() { String::new() } else { desk.refused.get() }}</p>
        <Show when=move || held.get() != 0>
            <div class="actions"><Button label=label look=Look::Quiet small=true on_press=remove/></div>
        </Show>
        <Dialog title=Signal::derive(move || [tr!("Import "), &desk.name.get()].concat()) open=open on_close=move |()| desk.close() wide=true>
            <Sheet desk=desk/>
        </Dialog>
    }
    .into_any()
}
