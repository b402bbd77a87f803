//! The window in which a plan is begun from the few figures somebody knows by heart.

mod files;

use crate::edit::{Asked, Beginning};
use crate::engine::{Env, evaluate};
use crate::present::number::{NumberError, parse_count, parse_money, parse_month, show_month};
use crate::present::{Locale, Route, TeamPart, beginning};
use crate::text::{mark, tr};
use crate::units::{Currency, Money};
use crate::web::app::{App, sentence, today};
use crate::web::finder::Window;
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Dialog, Field, Look, Pick};
use files::{Files, FilesPart};
use leptos::prelude::*;

/// Sets an answer from what was typed.
type Put = fn(&mut Beginning, &str, &Locale) -> Result<(), NumberError>;

/// One question: its label, unit (`{}` is the currency), help, what it is about, how it is shown and how it is read.
struct Question(&'static str, &'static str, &'static str, Option<Asked>, fn(&Beginning, &Locale) -> String, Put);

fn money(amount: Money, locale: &Locale) -> String {
    if amount == Money::ZERO { String::new() } else { locale.money_typed(amount) }
}

fn count(of: u32) -> String {
    if of == 0 { String::new() } else { of.to_string() }
}

/// A number of people or things; left empty it is none.
fn number(text: &str, locale: &Locale) -> Result<u32, NumberError> {
    if text.trim().is_empty() { Ok(0) } else { parse_count(text, locale) }
}

fn amount(text: &str, locale: &Locale, currency: Currency) -> Result<Money, NumberError> {
    if text.trim().is_empty() { Ok(Money::ZERO) } else { parse_money(text, locale, currency) }
}

const GOAL: [Question; 6] = [
    Question(
        mark!("ARR today"),
        mark!("{} a year"),
        mark!("What all customers together pay a year"),
        Some(Asked::Arr),
        |it, l| money(it.arr, l),
        |it, t, l| {
            it.arr = amount(t, l, it.currency)?;
            Ok(())
        },
    ),
    Question(
        mark!("Customers today"),
        "",
        "",
        Some(Asked::Customers),
        |it, _| count(it.customers),
        |it, t, l| {
            it.customers = number(t, l)?;
            Ok(())
        },
    ),
    Question(
        mark!("ARR wanted"),
        mark!("{} a year"),
        mark!("At the end of the plan"),
        Some(Asked::Wanted),
        |it, l| money(it.wanted, l),
        |it, t, l| {
            it.wanted = amount(t, l, it.currency)?;
            Ok(())
        },
    ),
    Question(
        mark!("ARR of a new customer"),
        mark!("{} a year"),
        mark!("In the mean; terms and quotas follow from it"),
        Some(Asked::DealSize),
        |it, l| money(it.deal_size, l),
        |it, t, l| {
            it.deal_size = amount(t, l, it.currency)?;
            Ok(())
        },
    ),
    Question(
        mark!("Leads a month"),
        "",
        mark!("Leave it empty if you do not know: as many as your sellers can work"),
        None,
        |it, _| it.leads_month.map(|it| it.to_string()).unwrap_or_default(),
        |it, t, l| {
            it.leads_month = if t.trim().is_empty() { None } else { Some(parse_count(t, l)?) };
            Ok(())
        },
    ),
    Question(
        mark!("Open deals today"),
        mark!("{} of ARR"),
        mark!(
            "All that may still be won. Leave it empty if you do not know: as much as keeps your sellers busy; 0 is none"
        ),
        Some(Asked::OpenDeals),
        |it, l| it.open_deals.map(|it| l.money_typed(it)).unwrap_or_default(),
        |it, t, l| {
            it.open_deals = if t.trim().is_empty() { None } else { Some(parse_money(t, l, it.currency)?) };
            Ok(())
        },
    ),
];

const TEAM: [Question; 4] = [
    Question(
        mark!("Account executives"),
        "people",
        mark!("They win new customers"),
        Some(Asked::People),
        |it, _| count(it.sellers),
        |it, t, l| {
            it.sellers = number(t, l)?;
            Ok(())
        },
    ),
    Question(
        mark!("SDRs"),
        "people",
        mark!("They find opportunities"),
        None,
        |it, _| count(it.developers),
        |it, t, l| {
            it.developers = number(t, l)?;
            Ok(())
        },
    ),
    Question(
        mark!("Account managers"),
        "people",
        mark!("They keep and grow customers"),
        None,
        |it, _| count(it.account_managers),
        |it, t, l| {
            it.account_managers = number(t, l)?;
            Ok(())
        },
    ),
    Question(
        mark!("Customer success managers"),
        "people",
        mark!("They see to it that customers succeed"),
        None,
        |it, _| count(it.success_managers),
        |it, t, l| {
            it.success_managers = number(t, l)?;
            Ok(())
        },
    ),
];

const TIME: [Question; 2] = [
    Question(
        mark!("First month"),
        "",
        "",
        None,
        |it, _| show_month(it.first_month),
        |it, t, l| {
            it.first_month = parse_month(t, l)?;
            Ok(())
        },
    ),
    Question(
        mark!("Length"),
        mark!("months"),
        mark!("12 to 60"),
        Some(Asked::Horizon),
        |it, _| it.horizon_months.to_string(),
        |it, t, l| {
            it.horizon_months = number(t, l)?;
            Ok(())
        },
    ),
];

/// The window.
#[component]
pub fn Begin() -> AnyView {
    let app = App::here();
    let open = Signal::derive(move || app.window.get() == Window::Begin);
    view! {
        <Dialog title=tr!("Start from your figures") open=open on_close=move |()| app.window.set(Window::Nothing) wide=true>
            <Questions/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Questions() -> AnyView {
    let app = App::here();
    let answers = RwSignal::new(Beginning::default());
    // What is missing is not held against anyone before they say that they are done.
    let done = RwSignal::new(false);
    let files = Files::new(answers);
    let plan = Memo::new(move |_| {
        answers.with(|told| {
            files.brought.with(|brought| match brought {
                Some(brought) => told.document_with(brought.document.clone(), &brought.segments),
                None => told.document(),
            })
        })
    });
    // What the files say is not asked.
    let told = Memo::new(move |_| {
        answers.with(|told| {
            files.brought.with(|brought| brought.as_ref().map_or_else(|| told.clone(), |it| told.filled(&it.document)))
        })
    });
    let listed = Memo::new(move |_| files.list.with(Option::is_some));
    let named = Memo::new(move |_| files.people.with(Option::is_some));
    let ask = move |question: &'static Question| {
        let Question(label, unit, help, about, shown, put) = question;
        let read = move |text: &str| {
            let mut next = answers.get_untracked();
            app.locale.with_untracked(|locale| put(&mut next, text, locale)).map(|()| next)
        };
        let take = move |text: String| {
            if let Ok(next) = read(&text)
                && answers.with_untracked(|now| *now != next)
            {
                answers.set(next);
            }
        };
        let problem = Signal::derive(move || {
            let fault = told.with(|it| it.faults().into_iter().find(|fault| Some(fault.0) == *about));
            // An ARR below zero is wrong at once; what is merely missing is told when one goes on.
            fault.filter(|_| done.get()).map(|it| sentence(it.1))
        });
        view! {
            <Field
                label=tr!(*label)
                unit=Signal::derive(move || answers.with(|it| tr!(*unit).replace("{}", it.currency.code())))
                help=tr!(*help)
                value=Signal::derive(move || answers.with(|it| app.locale.with(|locale| shown(it, locale))))
                check=Callback::new(move |text: String| read(&text).err().map(|it| sentence(&it.to_string())))
                problem=problem
                on_input=Callback::new(take)
                on_commit=take
            />
        }
    };
    let currencies =
        Signal::derive(|| Currency::COMMON.iter().map(|code| Choice::new(*code, *code)).collect::<Vec<_>>());
    let choose = move |code: String| {
        if let Ok(currency) = code.parse::<Currency>() {
            answers.update(|it| it.in_currency(currency));
        }
    };
    let name = move |text: String| answers.update(|it| it.name = text.trim().to_owned());
    let outlook = move || {
        plan.with(|plan| {
            let Some(document) = plan else {
                return beginning::enough(listed.get(), named.get()).to_owned();
            };
            let outcome = evaluate(document, &Env { today: today() });
            let told = app.locale.with(|locale| beginning::outlook(document, &outcome, locale));
            let usd = document.settings.currency == Currency::USD;
            if usd {
                told
            } else {
                [
                    told.as_str(),
                    tr!(" They are figures of the US in dollars, taken as they are: type your own pay and quotas."),
                ]
                .concat()
            }
        })
    };
    let go = move |()| {
        done.set(true);
        if let Some(document) = plan.get_untracked() {
            app.window.set(Window::Nothing);
            app.shelf.open_new(app, document);
            dom::set_hash(Route::team(TeamPart::Capacity).to_string().trim_start_matches('#'));
            dom::focus_first("#main");
        }
    };
    let goal = move || {
        let asked = |it: &&'static Question| !(listed.get() && matches!(it.3, Some(Asked::Arr | Asked::Customers)));
        GOAL.iter().filter(asked).map(ask).collect_view()
    };
    let group = |title: &'static str, fields: AnyView| {
        view! { <fieldset class="begin-group"><legend>{title}</legend><div class="fields">{fields}</div></fieldset> }
    };
    let all = |questions: &'static [Question]| questions.iter().map(ask).collect_view();
    view! {
        <div class="begin">
            <FilesPart files=files answers=answers/>
            {group(tr!("Where you are and where you want to be"), goal.into_any())}
            <div class:none=move || named.get()>{group(tr!("Who is there today"), all(&TEAM).into_any())}</div>
            {group(tr!("The plan"), view! {
                <Field label=tr!("Name") text=true value=Signal::derive(move || answers.with(|it| it.name.clone())) on_commit=name/>
                <Pick
                    label=tr!("Currency")
                    choices=currencies
                    chosen=Signal::derive(move || answers.with(|it| it.currency.code().to_owned()))
                    on_choose=choose
                />
                {all(&TIME)}
            }.into_any())}
            <p class="begin-outlook" role="status">{outlook}</p>
            <div class="actions">
                <Button label=tr!("Open this plan") look=Look::Primary on_press=go/>
                <Button label=tr!("Cancel") on_press=move |()| app.window.set(Window::Nothing)/>
            </div>
        </div>
    }
    .into_any()
}
