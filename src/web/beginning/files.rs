//! The files a plan may begin with: a customer list and a roster, told apart by their columns.

use crate::edit::Beginning;
use crate::exchange::Table;
use crate::exchange::importer::{
    ACTUALS, CUSTOMERS, Context, CustomerRow, DEALS, ImportRow, ROSTER, RosterRow, guess_mapping, likely, run,
};
use crate::exchange::intake::{Abroad, Brought, bring};
use crate::exchange::value::Hints;
use crate::present::beginning::{
    columns_unused, list_read, pay_abroad, people_read, rows_abroad, rows_unread, segments_unused, terms_unused,
    without_manager, without_owner,
};
use crate::text::tr;
use crate::units::{Currency, Month, Rate};
use crate::web::app::App;
use crate::web::plan_rates::PlanRates;
use crate::web::port::dom::PickedFile;
use crate::web::ui::{Button, FileDrop, Icon, Look};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file that was taken: its name and what is in it.
type File = RwSignal<Option<(String, Arc<Table>)>>;

/// Rows of a file, as its currency and first month have them read, with what could not be.
type Rows<R> = Memo<Option<Arc<(Vec<R>, Unread)>>>;

/// Lines to look at that a file is given; the others are counted.
const SHOWN: usize = 8;

/// What could not be read or used of a file.
#[derive(Clone, Default, PartialEq)]
struct Unread {
    /// Rows that stay out as they cannot be read.
    rows: usize,
    /// What is to be looked at, line by line.
    lines: Vec<String>,
    /// Columns that are not used, by name.
    columns: Vec<String>,
}

/// What was put in.
#[derive(Clone, Copy)]
pub(super) struct Files {
    app: App,
    answers: RwSignal<Beginning>,
    /// The customers.
    pub list: File,
    /// The people.
    pub people: File,
    /// Why a file could not be taken.
    refused: RwSignal<String>,
    /// What could not be read of the customers.
    list_unread: Memo<Unread>,
    /// What could not be read of the people.
    people_unread: Memo<Unread>,
    /// The catalogue with them; none without a file.
    pub brought: Memo<Option<Arc<Brought>>>,
}

impl Files {
    /// No file yet.
    pub(super) fn new(answers: RwSignal<Beginning>) -> Files {
        let app = App::here();
        let (list, people): (File, File) = (RwSignal::new(None), RwSignal::new(None));
        let customers: Rows<CustomerRow> = rows(app, answers, list);
        let staff: Rows<RosterRow> = rows(app, answers, people);
        let frame = Memo::new(move |_| {
            answers.with(|it| (it.currency, it.plan_rates.clone(), it.first_month, it.horizon_months))
        });
        let brought = Memo::new(move |_| {
            let catalogue = catalogue(frame.get());
            let (list, people) = (customers.get(), staff.get());
            let some = list.is_some() || people.is_some();
            let list = list.as_ref().map_or(&[][..], |it| &it.0);
            let people = people.as_ref().map_or(&[][..], |it| &it.0);
            some.then(|| Arc::new(bring(&catalogue, list, people)))
        });
        let list_unread =
            Memo::new(move |_| customers.with(|it| it.as_ref().map(|it| it.1.clone()).unwrap_or_default()));
        let people_unread = Memo::new(move |_| staff.with(|it| it.as_ref().map(|it| it.1.clone()).unwrap_or_default()));
        Files { app, answers, list, people, refused: RwSignal::new(String::new()), list_unread, people_unread, brought }
    }

    fn take(self, file: PickedFile) {
        let told = self.read(&file).err().map_or(String::new(), |why| [&file.name, ": ", &why].concat());
        self.refused.set(told);
    }

    fn read(self, file: &PickedFile) -> Result<(), String> {
        let bytes = file.bytes.as_ref().map_err(Clone::clone)?;
        let table = Table::open(bytes).map_err(|refusal| refusal.to_string())?;
        let kind = likely(&table, &context(self.app, self.answers.with_untracked(Clone::clone))).map(|it| it.key);
        let taken = Some((file.name.clone(), Arc::new(table)));
        match kind {
            Some(key) if key == CUSTOMERS.key => self.list.set(taken),
            Some(key) if key == ROSTER.key => self.people.set(taken),
            Some(key) if key == DEALS.key => {
                return Err(
                    tr!("this is a list of deals: import it on Data > Import > Deals once the plan is open").into()
                );
            }
            Some(key) if key == ACTUALS.key => {
                return Err(tr!(
                    "these are actual months: import them on Data > Import > Actual months once the plan is open"
                )
                .into());
            }
            Some(_) | None => {
                return Err(tr!("neither a list of customers nor of people was recognised by its columns; \
                            the Data page lets you name them by hand")
                .into());
            }
        }
        Ok(())
    }

    /// Plan rates that are given, or taken back.
    fn rated(self, (code, rate): (String, Option<Rate>)) {
        self.answers.update(|it| {
            match rate {
                Some(rate) => it.plan_rates.insert(code, rate),
                None => it.plan_rates.remove(&code),
            };
        });
    }
}

fn catalogue(
    (currency, plan_rates, first_month, horizon_months): (Currency, BTreeMap<String, Rate>, Month, u32),
) -> crate::model::Document {
    Beginning { currency, plan_rates, first_month, horizon_months, ..Beginning::default() }.catalogue()
}

/// What a file is read for.
fn context(app: App, answers: Beginning) -> Context {
    let tag = app.locale.with_untracked(|locale| locale.tag);
    Context {
        segments: answers.catalogue().segments.iter().map(|it| it.name.clone()).collect(),
        currency: Some(answers.currency),
        first_month: Some(answers.first_month),
        hints: Hints::of_locale(tag),
    }
}

/// Rows of a file. They are read again when the plan's currency changes, since that says whose dollars a `$` means.
fn rows<R: ImportRow + Send + Sync + 'static>(app: App, answers: RwSignal<Beginning>, file: File) -> Rows<R> {
    let frame = Memo::new(move |_| answers.with(|it| (it.currency, it.first_month)));
    Memo::new_with_compare(
        move |_| {
            let (currency, first_month) = frame.get();
            let context = context(app, Beginning { currency, first_month, ..Beginning::default() });
            file.with(|file| {
                let table = &file.as_ref()?.1;
                // A file is only taken where its columns have all that is needed.
                let mapping = guess_mapping(R::IMPORTER, table, &context);
                let report = run::<R>(table, &mapping, &context).ok()?;
                let written = |count: usize| app.locale.with_untracked(|locale| locale.count(count as i64));
                let unused = mapping.columns.iter().filter(|it| it.field.is_none() && !it.header.trim().is_empty());
                let unread = Unread {
                    rows: report.unread(),
                    lines: report.to_look_at(SHOWN, &written),
                    columns: unused.map(|it| it.header.clone()).collect(),
                };
                Some(Arc::new((report.rows, unread)))
            })
        },
        |_, _| true,
    )
}

/// Sentences one after the other.
fn all_of(said: &[&str]) -> String {
    said.iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// The place for them, and what was read.
#[component]
pub(super) fn FilesPart(
    /// The files.
    files: Files,
    /// The answers: the plan's currency and rates.
    answers: RwSignal<Beginning>,
) -> AnyView {
    let locale = App::here().locale;
    let own = Signal::derive(move || answers.with(|it| it.currency));
    let told = move |say: &dyn Fn(&Brought) -> String| {
        files.brought.with(|it| it.as_ref().map(|it| say(it)).unwrap_or_default())
    };
    let of_list =
        Signal::derive(move || told(&|it| locale.with(|locale| list_read(it.customers, it.arr, own.get(), locale))));
    let of_people = Signal::derive(move || told(&|it| locale.with(|locale| people_read(&it.people, it.out, locale))));
    let list_wants = Signal::derive(move || {
        told(&|it| {
            let rows = abroad(&it.list_abroad, rows_abroad);
            let owners = locale.with(|locale| without_owner(it.without_owner.0, it.without_owner.1, locale));
            all_of(&[&rows, &owners])
        })
    });
    let people_want = Signal::derive(move || {
        told(&|it| {
            let pay = abroad(&it.pay_abroad, pay_abroad);
            let managers = locale.with(|locale| without_manager(it.without_manager, locale));
            let unused =
                locale.with(|locale| terms_unused(&it.unused.segments, it.unused.quotas, it.unused.otes, locale));
            let segments = if files.list.with(Option::is_none) { segments_unused(it.segments.len()) } else { "" };
            all_of(&[&unused, segments, &pay, &managers])
        })
    });
    let mostly = move |of: fn(&Brought) -> &Abroad| {
        Signal::derive(move || {
            files
                .brought
                .with(|it| it.as_ref().and_then(|it| of(it).mostly.filter(|_| !of(it).without_rate.is_empty())))
        })
    };
    let line = move |file: File,
                     read: Signal<String>,
                     wants: Signal<String>,
                     unread: Memo<Unread>,
                     mostly: Signal<Option<Currency>>| {
        let name = move || file.with(|it| it.as_ref().map(|it| it.0.clone()).unwrap_or_default());
        let remove = Signal::derive(move || [tr!("Without "), &name()].concat());
        let switch = move || {
            mostly.get().map(|currency| {
                let plan = move |()| answers.update(|it| it.in_currency(currency));
                view! { <Button label=tr!("Plan in {currency}") small=true on_press=plan/> }
            })
        };
        let head = move || unread.with(|it| locale.with(|locale| rows_unread(it.rows, locale)));
        let lines =
            move || unread.get().lines.into_iter().map(|text| view! { <li class="line">{text}</li> }).collect_view();
        let unused = move || unread.with(|it| columns_unused(&it.columns));
        view! {
            <div class="begin-file" class:none=move || file.with(Option::is_none)>
                <div>
                    <p><b>{name}</b>": "{move || read.get()}</p>
                    <p class="say warn" class:none=move || wants.with(String::is_empty)>{move || wants.get()}</p>
                    <div class:none=move || unread.with(|it| it.lines.is_empty())>
                        <p class="say warn">{head}</p>
                        <ul class="lines fine">{lines}</ul>
                    </div>
                    <p class="fine" class:none=move || unread.with(|it| it.columns.is_empty())>{unused}</p>
                    {switch}
                </div>
                <Button label=remove icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=move |()| file.set(None)/>
            </div>
        }
    };
    let foreign = Memo::new(move |_| {
        let mut rows = BTreeMap::<String, usize>::new();
        files.brought.with(|it| {
            for (code, count) in it.iter().flat_map(|it| it.list_abroad.rows.iter().chain(&it.pay_abroad.rows)) {
                *rows.entry(code.clone()).or_default() += count;
            }
        });
        rows
    });
    view! {
        <fieldset class="begin-group">
            <legend>{tr!("From your files, if you have them")}</legend>
            <FileDrop
                label=tr!("A list of customers with their ARR, and a list of people with their job titles (.csv). What they say is not asked.")
                accept=".csv,.txt,.tsv"
                on_file=Callback::new(move |file| files.take(file))
            />
            <div role="status">
                {line(files.list, of_list, list_wants, files.list_unread, mostly(|it| &it.list_abroad))}
                {line(files.people, of_people, people_want, files.people_unread, mostly(|it| &it.pay_abroad))}
            </div>
            <Show when=move || !foreign.with(BTreeMap::is_empty)>
                <PlanRates
                    rows=foreign
                    own=own
                    rates=Signal::derive(move || answers.with(|it| it.plan_rates.clone()))
                    help=|_, _, rated| if rated { String::new() } else { tr!("Plan rate, used when the plan is opened").to_owned() }
                    on_rate=move |rate| files.rated(rate)
                />
            </Show>
            <p class="problem" role="alert" class:none=move || files.refused.with(String::is_empty)>{move || files.refused.get()}</p>
        </fieldset>
    }
    .into_any()
}

/// What happens to rows in other currencies that have no plan rate yet.
fn abroad(it: &Abroad, said: fn(usize, &str, bool) -> String) -> String {
    it.without_rate.iter().map(|(code, rows)| said(*rows, code, false)).collect::<Vec<_>>().join(" ")
}
