//! The files a plan may begin with: a customer list and a roster, told apart by their columns.

use crate::edit::Beginning;
use crate::exchange::Table;
use crate::exchange::importer::{
    CUSTOMERS, Context, CustomerRow, ImportReport, ImportRow, ROSTER, RosterRow, guess_mapping, likely, run,
};
use crate::exchange::intake::{Brought, bring};
use crate::exchange::value::Hints;
use crate::present::beginning::{list_read, people_read};
use crate::text::tr;
use crate::units::{Currency, Month};
use crate::web::app::App;
use crate::web::port::dom::PickedFile;
use crate::web::ui::{Button, FileDrop, Icon, Look};
use leptos::prelude::*;
use std::sync::Arc;

/// A file that was read: its name and rows.
type File<R> = RwSignal<Option<(String, Arc<ImportReport<R>>)>>;

/// What was put in.
#[derive(Clone, Copy)]
pub(super) struct Files {
    app: App,
    /// The customers.
    pub list: File<CustomerRow>,
    /// The people.
    pub people: File<RosterRow>,
    /// Why a file could not be taken.
    refused: RwSignal<String>,
    /// The catalogue with them; none without a file.
    pub brought: Memo<Option<Arc<Brought>>>,
    /// Currency, first month and length: what files are read for.
    frame: Memo<(Currency, Month, u32)>,
}

impl Files {
    /// No file yet.
    pub(super) fn new(answers: RwSignal<Beginning>) -> Files {
        let app = App::here();
        let frame = Memo::new(move |_| answers.with(|it| (it.currency, it.first_month, it.horizon_months)));
        let (list, people): (File<CustomerRow>, File<RosterRow>) = (RwSignal::new(None), RwSignal::new(None));
        let brought = Memo::new(move |_| {
            let catalogue = catalogue(frame.get());
            list.with(|list| {
                people.with(|people| {
                    let customers = list.as_ref().map_or(&[][..], |it| &it.1.rows);
                    let staff = people.as_ref().map_or(&[][..], |it| &it.1.rows);
                    (list.is_some() || people.is_some()).then(|| Arc::new(bring(&catalogue, customers, staff)))
                })
            })
        });
        Files { app, list, people, refused: RwSignal::new(String::new()), brought, frame }
    }

    fn take(self, file: PickedFile) {
        let told = self.read(&file).err().map_or(String::new(), |why| [&file.name, ": ", &why].concat());
        self.refused.set(told);
    }

    fn read(self, file: &PickedFile) -> Result<(), String> {
        let bytes = file.bytes.as_ref().map_err(Clone::clone)?;
        let table = Table::open(bytes).map_err(|refusal| refusal.to_string())?;
        let tag = self.app.locale.with_untracked(|locale| locale.tag);
        let (currency, first, _) = self.frame.get_untracked();
        let context = Context {
            segments: catalogue(self.frame.get_untracked()).segments.iter().map(|it| it.name.clone()).collect(),
            currency: Some(currency),
            first_month: Some(first),
            hints: Hints::of_locale(tag),
        };
        match likely(&table, &context).map(|it| it.key) {
            Some(key) if key == CUSTOMERS.key => {
                self.list.set(Some((file.name.clone(), Arc::new(rows(&table, &context)?))));
            }
            Some(key) if key == ROSTER.key => {
                self.people.set(Some((file.name.clone(), Arc::new(rows(&table, &context)?))));
            }
            Some(_) | None => {
                return Err(tr!("neither a list of customers nor of people was recognised by its columns; \
                            the Data page lets you name them by hand")
                .into());
            }
        }
        Ok(())
    }
}

fn catalogue((currency, first_month, horizon_months): (Currency, Month, u32)) -> crate::model::Document {
    Beginning { currency, first_month, horizon_months, ..Beginning::default() }.catalogue()
}

fn rows<R: ImportRow>(table: &Table, context: &Context) -> Result<ImportReport<R>, String> {
    let mapping = guess_mapping(R::IMPORTER, table, context);
    run(table, &mapping, context).map_err(|missing| missing.to_string())
}

/// The place for them, and what was read.
#[component]
pub(super) fn FilesPart(
    /// The files.
    files: Files,
    /// Currency of the plan.
    #[prop(into)]
    currency: Signal<Currency>,
) -> AnyView {
    let app = App::here();
    let of_list = move || {
        let locale = app.locale.get();
        files
            .brought
            .with(|it| it.as_ref().map(|it| list_read(it.customers, it.arr, it.foreign, currency.get(), &locale)))
    };
    let of_people = move || {
        let locale = app.locale.get();
        files.brought.with(|it| it.as_ref().map(|it| people_read(&it.people, it.out, &locale)))
    };
    let line = |name: String, text: String, away: Callback<()>| {
        let remove = [tr!("Without "), &name].concat();
        view! {
            <p class="begin-file">
                <span><b>{name}</b>": "{text}</span>
                <Button label=remove icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=move |()| away.run(())/>
            </p>
        }
    };
    let no_list = Callback::new(move |()| files.list.set(None));
    let no_people = Callback::new(move |()| files.people.set(None));
    view! {
        <fieldset class="begin-group">
            <legend>{tr!("From your files, if you have them")}</legend>
            <FileDrop
                label=tr!("A list of customers with their ARR, and a list of people with their job titles (.csv). What they say is not asked.")
                accept=".csv,.txt,.tsv"
                on_file=Callback::new(move |file| files.take(file))
            />
            <div role="status">
                {move || files.list.get().zip(of_list()).map(|(it, text)| line(it.0, text, no_list))}
                {move || files.people.get().zip(of_people()).map(|(it, text)| line(it.0, text, no_people))}
            </div>
            <p class="problem" role="alert" class:none=move || files.refused.with(String::is_empty)>{move || files.refused.get()}</p>
        </fieldset>
    }
    .into_any()
}
