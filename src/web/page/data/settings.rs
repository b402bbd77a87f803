//! Currency, calendar, and the meanings in which tools disagree.

use crate::edit::Command;
use crate::model::{CcosDenominator, GrrForm, NrrForm, Proration, Recurring, Settings};
use crate::present::recurring;
use crate::units::{Currency, Month, Rounding};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Choice, Panel, PanelHead, Pick};
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
        Month::NAMES.iter().enumerate().map(|(at, name)| Choice::new((at + 1).to_string(), *name)).collect::<Vec<_>>()
    });
    let year = Signal::derive(move || app.document.with(|document| document.settings.fiscal_year_start.to_string()));
    view! {
        <Panel>
            <PanelHead title="Settings" say="Currency and calendar of this scenario."/>
            <div class="fields">
                <Pick
                    label="Currency"
                    choices=currencies
                    chosen=currency
                    help="Amounts keep their figures; they are not converted."
                    on_choose=move |code: String| if let Ok(code) = code.parse() { change(app, |settings| settings.currency = code) }
                />
                <InputField path="settings/first_month" label="First month"/>
                <InputField path="settings/horizon_months" label="Horizon"/>
                <Pick
                    label="Fiscal year starts in"
                    choices=years
                    chosen=year
                    help="A fiscal year is named by the year in which it ends."
                    on_choose=move |text: String| if let Ok(month) = text.parse() { change(app, |settings| settings.fiscal_year_start = month) }
                />
                <InputField path="settings/target_arr" label="Target closing ARR" help="Optional: drawn in the ARR chart."/>
                <InputField path="settings/commission_expensed_over_months" label="Commission expensed over" help="New-business commission; 0 expenses it when earned."/>
            </div>
        </Panel>
    }
    .into_any()
}

/// A choice of meaning: its key, its name, and what it means.
type Meaning = (&'static str, &'static str, &'static str);

const ROUNDING: [Meaning; 2] = [
    ("away", "Half away from zero", "0.5 of the smallest coin becomes 1; the usual commercial rule."),
    ("even", "Half to even", "0.5 becomes 0, 1.5 becomes 2: banker's rounding."),
];
const PRORATION: [Meaning; 3] = [
    ("days", "Calendar days", "Days employed over days in the month, both ends included."),
    ("thirty", "30/360", "Every month counts 30 days."),
    ("whole", "Whole months", "A month with at least one day counts whole."),
];
const RECURRING: [Meaning; 2] = [
    ("ARR", "By the year (ARR)", "Annual recurring revenue on Overview and Forecast."),
    ("MRR", "By the month (MRR)", "ARR over 12 on Overview and Forecast. Inputs, targets and pay stay in ARR."),
];
const CCOS: [Meaning; 2] = [
    ("arr", "New and expansion ARR", "Comp cost over the ARR sold in the period."),
    ("revenue", "Recognised revenue", "Comp cost over revenue: a much smaller share. Do not compare the two."),
];
const NRR: [Meaning; 2] = [
    ("cohort", "Cohort", "ARR now of customers of twelve months ago, over their ARR then."),
    ("bridge", "Bridge", "All movements of the window over opening ARR, customers won inside it included."),
];
const GRR: [Meaning; 2] = [
    ("event", "By event", "Every churn and contraction counts."),
    ("minimum", "Customer minimum", "Each customer at the smaller of then and now."),
];

#[component]
pub(super) fn MeaningsPanel() -> AnyView {
    let app = App::here();
    let read = move |pick: fn(&Settings) -> &'static str| {
        Signal::derive(move || app.document.with(|document| pick(&document.settings)))
    };
    view! {
        <Panel>
            <PanelHead
                title="Meanings"
                say="Two tools that disagree usually chose differently here. What a component of pay means is chosen on the Pay page."
            />
            <div class="fields">
                <MeaningPick
                    label="Rounding of pay"
                    meanings=&ROUNDING
                    chosen=read(|it| match it.rounding { Rounding::HalfAwayFromZero => "away", Rounding::HalfEven => "even" })
                    set=|settings, key| settings.rounding = if key == "even" { Rounding::HalfEven } else { Rounding::HalfAwayFromZero }
                />
                <MeaningPick
                    label="Part of a month"
                    meanings=&PRORATION
                    chosen=read(|it| match it.proration {
                        Proration::CalendarDays => "days",
                        Proration::Thirty360 => "thirty",
                        Proration::WholeMonths => "whole",
                    })
                    set=|settings, key| settings.proration = match key {
                        "thirty" => Proration::Thirty360,
                        "whole" => Proration::WholeMonths,
                        _days => Proration::CalendarDays,
                    }
                />
                <MeaningPick
                    label="Comp cost of sales, over"
                    meanings=&CCOS
                    chosen=read(|it| match it.ccos_denominator {
                        CcosDenominator::NewAndExpansionArr => "arr",
                        CcosDenominator::RecognisedRevenue => "revenue",
                    })
                    set=|settings, key| settings.ccos_denominator = if key == "revenue" {
                        CcosDenominator::RecognisedRevenue
                    } else {
                        CcosDenominator::NewAndExpansionArr
                    }
                />
                <MeaningPick
                    label="NRR in the headline"
                    meanings=&NRR
                    chosen=read(|it| match it.nrr_form { NrrForm::Cohort => "cohort", NrrForm::Bridge => "bridge" })
                    set=|settings, key| settings.nrr_form = if key == "bridge" { NrrForm::Bridge } else { NrrForm::Cohort }
                />
                <MeaningPick
                    label="GRR in the headline"
                    meanings=&GRR
                    chosen=read(|it| match it.grr_form { GrrForm::Event => "event", GrrForm::CustomerMinimum => "minimum" })
                    set=|settings, key| settings.grr_form = if key == "minimum" { GrrForm::CustomerMinimum } else { GrrForm::Event }
                />
                <MeaningPick
                    label="Recurring revenue"
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
        Signal::derive(move || meanings.iter().map(|(key, name, _)| Choice::new(*key, *name)).collect::<Vec<_>>());
    let help = Signal::derive(move || {
        let chosen = chosen.get();
        meanings.iter().find(|(key, ..)| *key == chosen).map(|(.., text)| (*text).to_owned()).unwrap_or_default()
    });
    let chosen = Signal::derive(move || chosen.get().to_owned());
    let on_choose = Callback::new(move |key: String| change(app, |settings| set(settings, &key)));
    view! { <Pick label=label choices=choices chosen=chosen help=help on_choose=on_choose/> }.into_any()
}
