//! Five years from here: the pay path from a role under stated assumptions.

use crate::career::RoleKind;
use crate::career::ladder::{PathTerms, PathYear, path};
use crate::present::Locale;
use crate::present::chart::{Chart, Ink, Size, StackChart, StackPeriod, StackSeries, stack_chart};
use crate::present::number::parse_rate;
use crate::text::tr;
use crate::units::{Currency, Money, Rate};
use crate::web::app::{App, sentence};
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Check, Choice, Field, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// How many years are looked at.
const YEARS: u32 = 5;

/// The panel.
#[component]
pub(super) fn PathPanel(
    /// The role one begins in.
    from: RwSignal<RoleKind>,
) -> AnyView {
    let app = App::here();
    let early = RwSignal::new(true);
    let climbs = RwSignal::new(true);
    let crosses = RwSignal::new(false);
    let attained = RwSignal::new(Rate::percent(90));
    let rise = RwSignal::new(Rate::percent(3));
    let found = Memo::new(move |_| {
        let terms = PathTerms {
            from: from.get(),
            early: early.get(),
            attained: attained.get().to_f64(),
            rise: rise.get().to_f64(),
            climbs: climbs.get(),
            crosses: crosses.get(),
        };
        path(terms, YEARS)
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        found.with(|found| said(found, attained.get(), rise.get(), &locale))
    });
    let drawn = move |width: f64| {
        let locale = app.locale.get();
        found.with(|found| chart(found, &locale, width))
    };
    let paces = Signal::stored(vec![
        Choice::new("early", tr!("As soon as is usual")),
        Choice::new("late", tr!("As late as is usual")),
    ]);
    let pace = Signal::derive(move || if early.get() { "early" } else { "late" }.to_owned());
    let percent = move |label: &'static str, help: &'static str, signal: RwSignal<Rate>| {
        let value = Signal::derive(move || app.locale.with(|locale| locale.rate_typed(signal.get())));
        let read = move |text: &str| app.locale.with_untracked(|locale| parse_rate(text, locale));
        let put = Callback::new(move |text: String| {
            if let Ok(rate) = read(&text) {
                signal.set(rate.max(Rate::ZERO).min(Rate::percent(300)));
            }
        });
        let check = Callback::new(move |text: String| read(&text).err().map(|it| sentence(&it.to_string())));
        view! { <Field label=label value=value unit="%" help=help check=check on_input=put on_commit=put/> }
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Five years from here") say=say/>
            <div class="fields">
                <Pick label=tr!("Each step comes") choices=paces chosen=pace on_choose=move |key: String| early.set(key == "early")/>
                {percent(tr!("Attainment of variable pay"), tr!("Without accelerators."), attained)}
                {percent(tr!("Pay in a role rises by"), tr!("A year."), rise)}
                <Check label=tr!("Take the steps up") on=climbs on_change=move |on: bool| climbs.set(on)/>
                <Check label=tr!("Cross over where one can") on=crosses on_change=move |on: bool| crosses.set(on)/>
            </div>
            <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
            <p class="fine">{tr!("The middle of what software companies pay each role, illustrative; a step comes after the usual time in the one before. No forecast: a way to see what the assumptions say.")}</p>
        </Panel>
    }
    .into_any()
}

fn said(found: &[PathYear], attained: Rate, rise: Rate, locale: &Locale) -> String {
    let sum: f64 = found.iter().map(|it| it.base + it.variable).sum();
    let money = |dollars: f64| locale.money_compact(Money::from_major_f64(dollars), Currency::USD);
    let last = found.last();
    let end = last.map_or(String::new(), |it| {
        tr!(" The fifth year is one as {} at {}.", it.role.short(), money(it.base + it.variable))
    });
    tr!(
        "At {} of target and {} a year in a role, {} in five years.{end}",
        locale.percent(attained.to_f64(), 0),
        locale.percent(rise.to_f64(), 0),
        money(sum)
    )
}

fn chart(found: &[PathYear], locale: &Locale, width: f64) -> Chart {
    let periods: Vec<StackPeriod> = found
        .iter()
        .enumerate()
        .map(|(at, it)| StackPeriod {
            name: tr!("Year {}: {}", at + 1, it.role.name()),
            tick: if width < 520.0 { tr!("Year {}", at + 1) } else { format!("{}: {}", at + 1, it.role.short()) },
        })
        .collect();
    let series = [
        StackSeries { name: tr!("Base").into(), ink: Ink::Cost, values: found.iter().map(|it| it.base).collect() },
        StackSeries {
            name: tr!("Variable").into(),
            ink: Ink::New,
            values: found.iter().map(|it| it.variable).collect(),
        },
    ];
    let data = StackChart {
        name: tr!("Pay of the next five years"),
        periods: &periods,
        series: &series,
        target: None,
        axis: &|value| locale.money_tick(value, Currency::USD),
        amount: &|value| locale.money_compact(Money::from_major_f64(value), Currency::USD),
        gap: &|_| String::new(),
    };
    stack_chart(&data, Size { width: width as u32, height: 260 })
}
