//! Import of customers: open, map, look, take over as one step.

use super::mapping::MappingTable;
use crate::edit::import_accounts;
use crate::exchange::Table;
use crate::exchange::importer::{CUSTOMERS, Context, CustomerRow, Import, ImportReport, Mapping, guess_mapping};
use crate::exchange::intake::{Intake, customers};
use crate::exchange::value::Hints;
use crate::model::Account;
use crate::units::{Rate, SegmentId};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Dialog, Field, FileDrop, Look, Panel, PanelHead, Pick, Progress};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows read between two paints.
const STEP: usize = 2_000;
/// Problems shown; all are counted.
const SHOWN: usize = 12;

/// A file on its way in.
#[derive(Clone, Copy)]
struct Desk {
    app: App,
    name: RwSignal<String>,
    table: RwSignal<Option<Arc<Table>>>,
    mapping: RwSignal<Option<Mapping>>,
    report: RwSignal<Option<Arc<ImportReport<CustomerRow>>>>,
    refused: RwSignal<String>,
    done: RwSignal<Option<f64>>,
    turn: StoredValue<u32>,
    add: RwSignal<bool>,
    instead: RwSignal<bool>,
    rates: RwSignal<BTreeMap<String, Rate>>,
}

impl Desk {
    fn new(app: App) -> Desk {
        Desk {
            app,
            name: RwSignal::new(String::new()),
            table: RwSignal::new(None),
            mapping: RwSignal::new(None),
            report: RwSignal::new(None),
            refused: RwSignal::new(String::new()),
            done: RwSignal::new(None),
            turn: StoredValue::new(0),
            add: RwSignal::new(false),
            instead: RwSignal::new(true),
            rates: RwSignal::new(app.document.with_untracked(|document| document.settings.plan_rates.clone())),
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
        self.refused.set(String::new());
        let opened = match file.bytes {
            Ok(bytes) => Table::open(&bytes).map_err(|refusal| refusal.to_string()),
            Err(error) => Err(error),
        };
        match opened {
            Ok(table) => {
                let mapping = guess_mapping(&CUSTOMERS, &table, &self.context());
                self.name.set(file.name);
                self.table.set(Some(Arc::new(table)));
                self.map(mapping);
            }
            Err(text) => self.refused.set([&file.name, ": ", &text].concat()),
        }
    }

    /// Takes a mapping and reads the file with it, some rows at a time.
    fn map(self, mapping: Mapping) {
        let Some(table) = self.table.get_untracked() else { return };
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.report.set(None);
        let started = Import::<CustomerRow>::start(&table, &mapping, &self.context());
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

    fn step(self, mut import: Import<CustomerRow>, turn: u32) {
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

    fn intake(self) -> Option<Intake> {
        let report = self.report.get()?;
        let rates = self.rates.get();
        Some(self.app.document.with(|document| customers(document, &report.rows, &rates)))
    }

    fn close(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.table.set(None);
        self.mapping.set(None);
        self.report.set(None);
        self.done.set(None);
        self.refused.set(String::new());
    }

    fn take_over(self) {
        let Some(intake) = self.intake() else { return };
        let count = intake.accounts.len();
        let command = self.app.document.with_untracked(|document| {
            let mut accounts: Vec<Account> = if self.add.get_untracked() {
                let new: std::collections::HashSet<&str> = intake.accounts.iter().map(|it| it.id.as_str()).collect();
                document.accounts.iter().filter(|it| !new.contains(it.id.as_str())).cloned().collect()
            } else {
                Vec::new()
            };
            let mut touched: Vec<SegmentId> = Vec::new();
            if self.instead.get_untracked() {
                for account in &intake.accounts {
                    if !touched.contains(&account.segment) {
                        touched.push(account.segment.clone());
                    }
                }
            }
            accounts.extend(intake.accounts.iter().cloned());
            import_accounts(document, accounts, intake.segments.clone(), &touched)
        });
        self.close();
        let count = self.app.locale.with_untracked(|locale| locale.count(count as i64));
        self.app.dispatch_with_undo(command, format!("{count} customers imported."));
    }
}

#[component]
pub(super) fn ImportPanel() -> AnyView {
    let app = App::here();
    let desk = Desk::new(app);
    let say = Signal::derive(move || {
        let count = app.document.with(|document| document.accounts.len());
        match count {
            0 => "No customers imported; the opening book is as typed on the Forecast page.".to_owned(),
            _some => format!("{} customers imported.", app.locale.get().count(count as i64)),
        }
    });
    let remove = move |()| {
        app.dispatch_with_undo(crate::edit::Command::Accounts(Arc::default()), "Imported customers removed.");
    };
    let open = Signal::derive(move || desk.table.with(Option::is_some));
    view! {
        <Panel>
            <PanelHead
                title="Import customers"
                say=say
                actions=move || view! {
                    <Show when=move || app.document.with(|document| !document.accounts.is_empty())>
                        <Button label="Remove them" look=Look::Quiet small=true on_press=remove/>
                    </Show>
                }
            />
            <FileDrop
                label="A list of customers (.csv, or cells copied from Excel): id, segment, ARR, renewal month, owner if you have it."
                accept=".csv,.tsv,.txt,text/csv"
                paste_name="pasted cells"
                on_file=move |file| desk.open(file)
            />
            <p role="alert" class="say bad">{move || if open.get() { String::new() } else { desk.refused.get() }}</p>
        </Panel>
        <Dialog title=Signal::derive(move || ["Import ", &desk.name.get()].concat()) open=open on_close=move |()| desk.close() wide=true>
            <Sheet desk=desk/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Sheet(desk: Desk) -> AnyView {
    let app = desk.app;
    let read_as = Signal::derive(move || {
        desk.table.with(|table| table.as_ref().map(|table| table.notes.join(" ")).unwrap_or_default())
    });
    let summary = Signal::derive(move || {
        let locale = app.locale.get();
        let written = |count: usize| locale.count(count as i64);
        desk.report.with(|report| report.as_ref().map(|it| it.summary_in(&written)).unwrap_or_default())
    });
    let problems = move || {
        desk.report.with(|report| {
            let Some(report) = report else { return Vec::new() };
            let mut lines: Vec<String> = report.notices.iter().map(|notice| notice.text.clone()).collect();
            lines.extend(report.duplicates.iter().take(SHOWN).map(ToString::to_string));
            lines.extend(report.problems.iter().take(SHOWN).map(ToString::to_string));
            let more = (report.problems.len() + report.duplicates.len()).saturating_sub(2 * SHOWN) + report.unlisted();
            if more > 0 {
                lines.push(format!("… and {} more.", app.locale.get_untracked().count(more as i64)));
            }
            lines
        })
    };
    let unknown = move || desk.report.with(|report| report.as_ref().map(|it| it.unknown.clone()).unwrap_or_default());
    let choose_segment = move |text: String, chosen: String| {
        if let Some(mut mapping) = desk.mapping.get_untracked() {
            mapping.choices.set(&text, &chosen);
            desk.map(mapping);
        }
    };
    let segment_row = move |choice: crate::exchange::importer::UnknownChoice| {
        let text = choice.text.clone();
        let label = if text.is_empty() { "(blank)".to_owned() } else { text.clone() };
        let choices = Signal::derive({
            let label = label.clone();
            move || {
                let mut list = vec![Choice::new("", format!("New segment {label}"))];
                app.document.with(|document| {
                    list.extend(document.segments.iter().map(|it| Choice::new(it.name.clone(), it.name.clone())))
                });
                list
            }
        });
        let help = app.locale.with_untracked(|locale| {
            let [rows, line] = [choice.rows, choice.first_line as usize].map(|it| locale.count(it as i64));
            format!("{rows} rows, first in line {line}")
        });
        view! {
            <Pick
                label=format!("Segment {label}")
                choices=choices
                chosen=""
                help=help
                on_choose=move |chosen: String| choose_segment(text.clone(), chosen)
            />
        }
        .into_any()
    };
    let intake = Memo::new(move |_| desk.intake());
    let foreign = move || intake.with(|it| it.as_ref().map(|it| it.without_rate.clone()).unwrap_or_default());
    let rate_row = move |(code, rows): (String, usize)| {
        let own = app.document.with_untracked(|document| document.settings.currency);
        let key = code.clone();
        let on_commit = Callback::new(move |text: String| {
            let locale = app.locale.get_untracked();
            if let Ok(rate) = crate::present::number::parse_multiple(&text, &locale) {
                desk.rates.update(|rates| {
                    rates.insert(key.clone(), rate);
                });
            }
        });
        view! {
            <Field
                label=format!("1 {code} in {own}")
                value=""
                on_commit=on_commit
                unit=own.code().to_owned()
                help=format!("{rows} rows are in {code} and stay out until this plan rate is given.")
            />
        }
        .into_any()
    };
    let ready = Signal::derive(move || intake.with(|it| it.as_ref().is_some_and(|it| !it.accounts.is_empty())));
    let label = Signal::derive(move || match intake.with(|it| it.as_ref().map(|it| it.accounts.len())) {
        Some(count) => format!("Import {} customers", app.locale.get().count(count as i64)),
        None => "Import customers".to_owned(),
    });
    let effect = Signal::derive(move || {
        intake.with(|it| {
            let Some(it) = it else { return String::new() };
            let arr: crate::units::Money = it.accounts.iter().filter_map(|account| account.contract).map(|it| it.arr).sum();
            let currency = app.document.with(|document| document.settings.currency);
            let mut text = format!("{} of ARR.", app.locale.get().money_compact(arr, currency));
            if !it.segments.is_empty() {
                text.push_str(&format!(" {} new segments.", it.segments.len()));
            }
            if it.owners_without_seat > 0 {
                text.push_str(&format!(
                    " {} have an owner who holds no seat that looks after customers; their book goes to the pool of the segment.",
                    app.locale.get().count(it.owners_without_seat as i64)
                ));
            }
            text
        })
    });
    let tight = Signal::derive(move || {
        intake.with(|it| it.as_ref().and_then(|it| app.shelf.too_many(&it.accounts)).unwrap_or_default())
    });
    let has_accounts = move || app.document.with(|document| !document.accounts.is_empty());
    view! {
        <p class="say">{move || read_as.get()}</p>
        <MappingTable
            importer=&CUSTOMERS
            table=desk.table
            mapping=desk.mapping
            on_change=Callback::new(move |mapping| desk.map(mapping))
        />
        <p role="alert" class="say bad">{move || desk.refused.get()}</p>
        <Show when=move || desk.done.get().is_some()>
            <Progress label="Reading rows" done=desk.done on_cancel=Callback::new(move |()| desk.close())/>
        </Show>
        <p role="status"><b>{move || summary.get()}</b> " " {move || effect.get()}</p>
        <p role="status" class="say warn">{move || tight.get()}</p>
        <Show when=move || !unknown().is_empty()>
            <h3>"Segments this plan does not have"</h3>
            <div class="fields">{move || unknown().into_iter().map(segment_row).collect_view()}</div>
        </Show>
        <Show when=move || !foreign().is_empty()>
            <h3>"Other currencies"</h3>
            <div class="fields">{move || foreign().into_iter().map(rate_row).collect_view()}</div>
        </Show>
        <Show when=move || !problems().is_empty()>
            <h3>"Rows to look at"</h3>
            <ul class="lines fine">{move || problems().into_iter().map(|text| view! { <li class="line">{text}</li> }).collect_view()}</ul>
        </Show>
        <div class="checks">
            <label class="check">
                <input type="checkbox" prop:checked=move || desk.instead.get() on:change=move |event| desk.instead.set(event_target_checked(&event))/>
                " Replace the typed opening balance of these segments (otherwise both count)"
            </label>
            <Show when=has_accounts>
                <label class="check">
                    <input type="checkbox" prop:checked=move || desk.add.get() on:change=move |event| desk.add.set(event_target_checked(&event))/>
                    " Keep customers imported before that are not in this file"
                </label>
            </Show>
        </div>
        <div class="actions">
            <Button
                label=label
                look=Look::Primary
                disabled=Signal::derive(move || !ready.get())
                on_press=move |()| desk.take_over()
            />
            <Button label="Cancel" on_press=move |()| desk.close()/>
        </div>
    }
    .into_any()
}
