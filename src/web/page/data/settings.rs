//! Currency, calendar, and the meanings in which tools disagree.

use crate::edit::Command;
use crate::model::{CcosDenominator, GrrForm, NrrForm, Proration, Recurring, Settings};
use crate::present::meanings::{
    CCOS, GRR, Meaning, NRR, PRORATION, RECURRING, ROUNDING, ccos, grr, nrr, proration, rounding,
};
use crate::present::{Locale, recurring};
use crate::text::{Language, tr};
use crate::units::{Currency, Money, Month, Rounding};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::port::{address, dom, preference};
use crate::web::ui::{Button, Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

fn change(app: App, change: impl FnOnce(&mut Settings)) {
    let mut settings = app.document.with_untracked(|document| document.settings.clone());
    change(&mut settings);
    app.dispatch(Command::Settings(Box::new(settings)));
}

#[component]
pub(super) fn SettingsPanel() -> AnyView {
    let app = App::here();
    let currencies = Signal::derive(move || {
        let own = app.document.with(|document| document.settings.currency.code().to_owned());
        let mut codes: Vec<String> = Currency::COMMON.iter().map(|code| (*code).to_owned()).collect();
        if !codes.contains(&own) {
            codes.insert(0, own);
        }
        codes.into_iter().map(|code| Choice::new(code.clone(), code)).collect::<Vec<_>>()
    });
    let currency = Signal::derive(move || app.document.with(|document| document.settings.currency.code().to_owned()));
    let years = Signal::derive(|| {
        Month::NAMES
            .iter()
            .enumerate()
            .map(|(at, name)| Choice::new((at + 1).to_string(), tr!(*name)))
            .collect::<Vec<_>>()
    });
    let year = Signal::derive(move || app.document.with(|document| document.settings.fiscal_year_start.to_string()));
    view! {
        <Panel>
            <PanelHead title=tr!("Settings") say=tr!("Currency and calendar of this scenario.")/>
            <div class="fields">
                <Pick
                    label=tr!("Currency")
                    choices=currencies
                    chosen=currency
                    help=tr!("Amounts keep their figures; they are not converted.")
                    on_choose=move |code: String| if let Ok(code) = code.parse() { change(app, |settings| settings.currency = code) }
                />
                <InputField path="settings/first_month" label=tr!("First month")/>
                <InputField path="settings/horizon_months" label=tr!("Horizon")/>
                <Pick
                    label=tr!("Fiscal year starts in")
                    choices=years
                    chosen=year
                    help=tr!("A fiscal year is named by the year in which it ends.")
                    on_choose=move |text: String| if let Ok(month) = text.parse() { change(app, |settings| settings.fiscal_year_start = month) }
                />
                <InputField path="settings/target_arr" label=tr!("Target closing ARR") help=tr!("Optional: the share of target on Overview, the line in the ARR chart, what Capacity asks of new business, and Reach the target go by it.")/>
                <InputField path="settings/commission_expensed_over_months" label=tr!("Commission expensed over") help=tr!("New-business commission; 0 expenses it when earned.")/>
            </div>
        </Panel>
    }
    .into_any()
}

/// How numbers, money and dates are written and read on this machine.
#[component]
pub(super) fn NumbersPanel() -> AnyView {
    const BROWSER: &str = "browser";
    let app = App::here();
    let currency = Memo::new(move |_| app.document.with(|document| document.settings.currency));
    let shown = move |locale: &Locale| locale.money_full_named(Money::from_mills(1_234_567_500), currency.get());
    let choices = Signal::derive(move || {
        let own = Locale::for_tag(&dom::locale());
        let own = Choice::new(BROWSER, tr!("As the browser: {}", shown(&own)));
        let place = |it: &Locale| Choice::new(it.tag, format!("{}: {}", it.tag, shown(it)));
        std::iter::once(own).chain(Locale::ALL.iter().map(place)).collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(preference::numbers().unwrap_or_else(|| BROWSER.to_owned()));
    let choose = move |key: String| {
        let tag = (key != BROWSER).then_some(key.as_str());
        if !preference::keep_numbers(tag) {
            let text =
                tr!("This browser keeps nothing for this page, so the choice holds until it is closed.").to_owned();
            app.tell(text);
        }
        app.locale.set(Locale::for_tag(tag.unwrap_or(&dom::locale())));
        chosen.set(key);
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Language, numbers and dates")
                say=tr!("For every scenario on this machine; it changes no figure and stands in no file.")
            />
            <div class="fields">
                <LanguagePick/>
                <Pick
                    label=tr!("Written as in")
                    choices=choices
                    chosen=chosen
                    help=tr!("Figures are shown so, and typed and pasted ones are read so.")
                    on_choose=choose
                    wide=true
                />
            </div>
        </Panel>
    }
    .into_any()
}

/// The language of the texts. A page says all its texts in one: another begins with the page anew, and nothing entered is lost by it.
///
/// Arrow keys pass every language on their way to the one that is meant, so a language that keys came to waits for Enter or for the
/// button, which asks in that language. What a pointer chooses from the open list is meant.
#[component]
fn LanguagePick() -> AnyView {
    const BROWSER: &str = "browser";
    let app = App::here();
    let own = Choice::new(BROWSER, tr!("As the browser: {}", preference::browser_language().called()));
    let choices =
        std::iter::once(own).chain(Language::ALL.iter().map(|it| Choice::new(it.tag(), it.name()))).collect::<Vec<_>>();
    let kept = preference::chosen_language().map_or(BROWSER, Language::tag);
    let wanted = RwSignal::new(kept.to_owned());
    let waits = Memo::new(move |_| wanted.with(|key| key != kept));
    let language = move || wanted.with(|key| Language::for_tag(key)).unwrap_or_else(preference::browser_language);
    let begin = move || {
        if preference::keep_language(wanted.with_untracked(|key| Language::for_tag(key))) {
            address::reload();
        } else {
            let text = tr!("This browser keeps nothing for this page, so Remit speaks the language of the browser.")
                .to_owned();
            app.tell(text);
            wanted.set(kept.to_owned());
        }
    };
    let by_keys = StoredValue::new(false);
    let choose = move |key: String| {
        wanted.set(key);
        if waits.get_untracked() && !by_keys.get_value() {
            begin();
        }
    };
    let pressed = move |event: dom::KeyboardEvent| {
        by_keys.set_value(true);
        match event.key().as_str() {
            "Enter" if waits.get_untracked() => begin(),
            "Escape" if waits.get_untracked() => wanted.set(kept.to_owned()),
            _another => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="language" on:keydown=pressed on:pointerdown=move |_| by_keys.set_value(false)>
            <Pick
                label=tr!("Language")
                choices=Signal::derive(move || choices.clone())
                chosen=wanted
                help=tr!("The page is loaded anew in it. Files, the command and the guide stay English.")
                on_choose=choose
            />
            <Show when=move || waits.get()>
                <span lang=move || language().tag()>
                    <Button label=Signal::derive(move || language().invitation().to_owned()) on_press=move |()| begin()/>
                </span>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
pub(super) fn MeaningsPanel() -> AnyView {
    let app = App::here();
    let read = move |pick: fn(&Settings) -> &'static str| {
        Signal::derive(move || app.document.with(|document| pick(&document.settings)))
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Meanings")
                say=tr!("Two tools that disagree usually chose differently here. What a component of pay means is chosen on the Pay page.")
            />
            <div class="fields">
                <MeaningPick
                    label=tr!("Rounding of pay")
                    meanings=&ROUNDING
                    chosen=read(|it| rounding(it.rounding))
                    set=|settings, key| settings.rounding = if key == "even" { Rounding::HalfEven } else { Rounding::HalfAwayFromZero }
                />
                <MeaningPick
                    label=tr!("Part of a month")
                    meanings=&PRORATION
                    chosen=read(|it| proration(it.proration))
                    set=|settings, key| settings.proration = match key {
                        "thirty" => Proration::Thirty360,
                        "whole" => Proration::WholeMonths,
                        _days => Proration::CalendarDays,
                    }
                />
                <MeaningPick
                    label=tr!("Comp cost of sales, over")
                    meanings=&CCOS
                    chosen=read(|it| ccos(it.ccos_denominator))
                    set=|settings, key| settings.ccos_denominator = if key == "revenue" {
                        CcosDenominator::RecognisedRevenue
                    } else {
                        CcosDenominator::NewAndExpansionArr
                    }
                />
                <MeaningPick
                    label=tr!("NRR in the headline")
                    meanings=&NRR
                    chosen=read(|it| nrr(it.nrr_form))
                    set=|settings, key| settings.nrr_form = if key == "bridge" { NrrForm::Bridge } else { NrrForm::Cohort }
                />
                <MeaningPick
                    label=tr!("GRR in the headline")
                    meanings=&GRR
                    chosen=read(|it| grr(it.grr_form))
                    set=|settings, key| settings.grr_form = if key == "minimum" { GrrForm::CustomerMinimum } else { GrrForm::Event }
                />
                <MeaningPick
                    label=tr!("Recurring revenue")
                    meanings=&RECURRING
                    chosen=read(|it| recurring::short(it.recurring))
                    set=|settings, key| settings.recurring = if key == "MRR" { Recurring::Mrr } else { Recurring::Arr }
                />
            </div>
        </Panel>
    }
    .into_any()
}

#[component]
fn MeaningPick(
    label: &'static str,
    meanings: &'static [Meaning],
    #[prop(into)] chosen: Signal<&'static str>,
    set: fn(&mut Settings, &str),
) -> AnyView {
    let app = App::here();
    let choices =
        Signal::derive(move || meanings.iter().map(|(key, name, _)| Choice::new(*key, tr!(*name))).collect::<Vec<_>>());
    let help = Signal::derive(move || {
        let chosen = chosen.get();
        meanings.iter().find(|(key, ..)| *key == chosen).map(|(.., text)| tr!(*text).to_owned()).unwrap_or_default()
    });
    let chosen = Signal::derive(move || chosen.get().to_owned());
    let on_choose = Callback::new(move |key: String| change(app, |settings| set(settings, &key)));
    view! { <Pick label=label choices=choices chosen=chosen help=help on_choose=on_choose/> }.into_any()
}
