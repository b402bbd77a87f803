//! Variable pay by attainment: the payout curve of the plan under the chosen terms, its marginal rates and where the plan stands.

use super::chosen::Chosen;
use super::rival::{Beside, BesidePick};
use crate::engine::{
    PlanSide, PlanTotals, Spread, pay_at, pay_floor, pay_remembered, people_between, plan_rival, plan_totals,
};
use crate::model::comp::{Measure, PlanVersion, Target};
use crate::model::{Document, Quota, Terms};
use crate::present::chart::{Chart, Crowd, Least, Marker, PayoutChart, PayoutCurve, Size, payout_chart};
use crate::present::{Locale, words_pay};
use crate::text::{going_on, tr};
use crate::units::{Money, Rate};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, ChartView, Empty, Panel, PanelHead, Say, Tab, Table, Tabs};
use leptos::prelude::*;

/// The attainment at the right end.
const MOST: f64 = 2.5;
/// The attainments of the small table.
const STOPS: [f64; 6] = [0.5, 0.8, 1.0, 1.2, 1.5, 2.0];

/// Where people stand in the forecast under the chosen terms.
fn people(app: App, chosen: Chosen) -> Memo<PlanTotals> {
    Memo::new(move |_| {
        let key = chosen.terms.get();
        chosen.lines.with(|lines| {
            app.document.with(|document| {
                let wanted = key.as_ref().and_then(|key| super::chosen::terms_at(document, key)).map(|it| it.1);
                let of_terms = lines.iter().filter(|line| {
                    let terms = document.seats.get(line.seat).and_then(|seat| document.terms_of(seat));
                    terms.zip(wanted).is_some_and(|(terms, wanted)| std::ptr::eq(terms, wanted))
                });
                plan_totals(of_terms)
            })
        })
    })
}

/// The plan, with the one beside it where there is one, drawn for a width.
pub(super) fn drawing(app: App, chosen: Chosen, beside: Beside) -> Callback<f64, ChartView> {
    let people = people(app, chosen);
    Callback::new(move |width: f64| {
        let locale = app.locale.get();
        let marked = people.with(|it| it.attainment);
        let height = if width < 520.0 { 380 } else { 540 };
        let size = Size { width: width as u32, height };
        let both = beside.look(app, chosen, |two| curve(two.one, Some((&two.names, two.other)), marked, &locale, size));
        let alone = || {
            chosen.under_terms(app, |document, version, _, terms| {
                curve(PlanSide::new(document, version, terms), None, marked, &locale, size)
            })
        };
        let chart = both.or_else(alone).unwrap_or_else(|| payout_chart(&empty(), size));
        draw::view(chart)
    })
}

/// Where the plan beside pays more, in words; nothing without one.
pub(super) fn rival_say(app: App, chosen: Chosen, beside: Beside, most: f64) -> Signal<String> {
    Signal::derive(move || {
        let locale = app.locale.get();
        let said = beside.look(app, chosen, |two| {
            let found = plan_rival(&two.one, &two.other, most);
            words_pay::rival(&two.names[1], &found, most, &locale, two.one.currency)
        });
        said.unwrap_or_default()
    })
}

/// Variable pay by attainment.
#[component]
pub(super) fn CurvePanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let view = RwSignal::new("chart");
    let rival_say = rival_say(app, chosen, beside, MOST);
    let as_table = Signal::derive(move || view.get() == "table");
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    let title = Signal::derive(move || {
        let name = chosen.under_terms(app, |document, _, role, terms| words_pay::terms_name(document, role, terms));
        [tr!("Variable pay by attainment"), &name.map(|name| [": ", &name].concat()).unwrap_or_default()].concat()
    });
    let people = people(app, chosen);
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let text = chosen.under_terms(app, |document, version, _, terms| {
            if version.components.is_empty() {
                return words_pay::no_curve(terms.variable().amount(), &locale, currency);
            }
            let pay = |at: f64| pay_at(document, version, terms, at).total;
            people.with(|people| words_pay::curve(pay, people, &locale, currency))
        });
        text.unwrap_or_default()
    });
    let fits =
        Memo::new(move |_| chosen.under_terms(app, |_, version, _, _| !version.components.is_empty()).unwrap_or(false));
    let header = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let mut header = vec![tr!("{currency} a year")];
        header.extend(STOPS.map(|at| locale.percent(at, 0)));
        header
    });
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        chosen
            .under_terms(app, |document, version, _, terms| stops(document, version, terms, &locale))
            .unwrap_or_default()
    });
    let several = Signal::derive(move || rows.with(|rows| rows.len() > 1));
    let is_beside = Memo::new(move |_| beside.of.with(Option::is_some));
    let whole = move || beside.route(chosen.plan.get().map(|id| id.to_string())).to_string();
    view! {
        <Panel class="pay-curve">
            <PanelHead
                title=title
                say=say
                actions=move || view! { <Tabs label=tr!("Show as") tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            <Show
                when=move || fits.get()
                fallback=|| view! {
                    <Empty title=tr!("Nothing to draw yet") text=tr!("The curve appears once the plan has a component and a role to look at it under.")/>
                }
            >
                <div class="fields pay-rival">
                    <BesidePick/>
                    <super::assumes::Others/>
                </div>
                <Say text=rival_say/>
                <Show when=move || is_beside.get()>
                    <p class="fine"><a href=whole>{tr!("Both at every attainment, with cost and what to expect")}</a></p>
                </Show>
                <ChartFrame legend=true label=say draw=drawing(app, chosen, beside) as_table=as_table/>
                <super::assumes::Assumes/>
                <Table label=tr!("Variable pay at some attainments") header=header rows=rows sum=several/>
            </Show>
        </Panel>
    }
    .into_any()
}

fn stops(document: &Document, version: &PlanVersion, terms: &Terms, locale: &Locale) -> Vec<Vec<String>> {
    let pays: Vec<_> = STOPS.iter().map(|at| pay_at(document, version, terms, *at)).collect();
    let mut rows = Vec::new();
    if version.components.len() > 1 {
        for (index, component) in version.components.iter().enumerate() {
            let mut row = vec![component.name.clone()];
            row.extend(
                pays.iter().map(|it| it.components.get(index).map_or(String::new(), |it| locale.money_table(*it))),
            );
            rows.push(row);
        }
    }
    let mut total = vec![tr!("Variable pay").to_owned()];
    total.extend(pays.iter().map(|it| locale.money_table(it.total)));
    rows.push(total);
    rows
}

/// What a quota counts, if every component is held against the same one in ARR.
fn one_quota(version: &PlanVersion, terms: &Terms) -> Option<(Money, Measure)> {
    let [component] = version.components.as_slice() else { return None };
    match (component.target, terms.quota) {
        (Target::Quota, Some(quota @ Quota::Arr { .. })) if !component.measure.is_count() => {
            Some((quota.arr_year().amount(), component.measure)).filter(|it| it.0.mills() > 0)
        }
        _otherwise => None,
    }
}

fn curve(
    one: PlanSide,
    rival: Option<(&[String; 2], PlanSide)>,
    marked: Option<f64>,
    locale: &Locale,
    size: Size,
) -> Chart {
    let PlanSide { document, version, terms, currency, .. } = one;
    // Two plans share one band of marginal rates only if both are held against the same quota.
    let same = |quota: &(Money, Measure)| {
        let held = |other: PlanSide| one_quota(other.version, other.terms).filter(|_| other.rate == Rate::ONE);
        rival.is_none_or(|(_, other)| held(other) == Some(*quota))
    };
    let quota = one_quota(version, terms).filter(same);
    // Without one quota in money, the band shows what the next per cent of attainment earns.
    let next = quota.map_or(0.01, |(quota, _)| 100.0 / quota.to_major());
    let breaks = one.breaks(MOST);
    let total = |name: &str, short: &str, side: PlanSide, breaks: &[f64]| {
        PayoutCurve::trace(name, short, MOST, breaks, next, &|at| side.pay(at).to_major())
    };
    let pay_of = pay_remembered(document, version, terms);
    let mut curves = match rival {
        // A second plan stands against the whole of the first.
        Some(([name, other_name], other)) => vec![
            total(&["A: ", name].concat(), "A", one, &breaks),
            total(&["B: ", other_name].concat(), "B", other, &other.breaks(MOST)),
        ],
        None => {
            let whole = |at: f64| pay_of(at).total.to_major();
            vec![PayoutCurve::trace(tr!("Variable pay"), tr!("Total"), MOST, &breaks, next, &whole)]
        }
    };
    if rival.is_none() && version.components.len() > 1 {
        let shorts = words_pay::shorts(&version.components);
        for (index, (component, short)) in version.components.iter().zip(&shorts).enumerate() {
            let pay = |at: f64| pay_of(at).components.get(index).copied().unwrap_or_default().to_major();
            curves.push(PayoutCurve::trace(&component.name, short, MOST, &breaks, next, &pay));
        }
    }
    let hundred = locale.money_compact(Money::from_major(100), currency);
    let (quota_text, next_title) = match quota {
        Some((quota, measure)) => {
            let what = going_on(words_pay::measure(measure));
            (
                tr!("quota: {} {what}", locale.money_compact(quota, currency)),
                tr!("Paid on the next {hundred} of {what}"),
            )
        }
        None => (tr!("target").to_owned(), tr!("Paid on the next 1 % of attainment").to_owned()),
    };
    let axis_title = match (quota, rival) {
        (Some(_), _) => tr!("attainment of annual quota"),
        (None, Some(_)) => tr!("attainment of each plan\u{2019}s own target"),
        (None, None) => tr!("attainment of each component's target"),
    };
    let spread = Spread::of(&document.assumptions.attainment);
    let smooth = spread.as_ref().is_some_and(|it| !it.is_grouped());
    let steps = spread.map(|it| {
        let here = |(from, to, _): (f64, f64, f64)| (from, to, people_between(document, version, &it, (from, to)));
        it.steps(if smooth { 0.02 } else { 0.05 }, MOST).into_iter().map(here).collect::<Vec<_>>()
    });
    let steps = steps.unwrap_or_default();
    let data = PayoutChart {
        name: tr!("Variable pay of a year by attainment"),
        curves: &curves,
        parts: rival.is_none(),
        max: MOST,
        quota: &quota_text,
        axis_title,
        next_title: &next_title,
        next_label: if quota.is_some() { tr!("next 100") } else { tr!("next 1 %") },
        least: pay_floor(version).map(|floor| Least {
            pay: floor.amount.to_major(),
            label: words_pay::floor_label(&floor, locale, currency),
        }),
        crowd: Some(Crowd { steps: &steps, smooth, label: tr!("people by attainment") }),
        marker: marked.map(|at| Marker { at, label: tr!("plan: {}", locale.percent(at, 0)) }),
        axis: &|value| locale.money_tick(value, currency),
        amount: &|value| locale.money_whole(Money::from_major_f64(value)),
        next: &|value| {
            if quota.is_some() {
                locale.money_full_named(Money::from_major_f64(value), currency)
            } else {
                locale.money_whole_named(Money::from_major_f64(value), currency)
            }
        },
        percent: &|value| locale.percent(value, 0),
    };
    payout_chart(&data, size)
}

/// No curves, while the plan has none.
fn empty() -> PayoutChart<'static> {
    PayoutChart {
        name: tr!("Variable pay of a year by attainment"),
        curves: &[],
        parts: false,
        max: MOST,
        quota: "",
        axis_title: "",
        next_title: "",
        next_label: "",
        marker: None,
        crowd: None,
        least: None,
        axis: &|_| String::new(),
        amount: &|_| String::new(),
        next: &|_| String::new(),
        percent: &|_| String::new(),
    }
}
