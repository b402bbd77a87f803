//! The editor of one offer: the few questions most offers are told by, how people do there, and the plan in detail.

use super::entry::{Value, Whose, choose, entry};
use super::mine::{Mine, first_day};
use crate::career::{Attainment, Book, Equity, EquityKind, Offer, RoleKind, Shape, View, desk, shape_of, with_shape};
use crate::model::comp::DrawKind;
use crate::model::{AttainmentBucket, AttainmentSpread, Quota};
use crate::present::Route;
use crate::present::career::{ATTAINMENTS, attainment_preset, view_words};
use crate::units::{Cadence, Money, Rate, Yearly};
use crate::web::app::{App, Sink};
use crate::web::page::pay::PlanEditor;
use crate::web::ui::{Button, Choice, Icon, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;
use std::sync::Arc;

const PERIODS: &[(&str, &str)] =
    &[("year", "a year"), ("half", "a half-year"), ("quarter", "a quarter"), ("month", "a month")];
const CADENCES: &[(&str, &str)] =
    &[("month", "each month"), ("quarter", "each quarter"), ("half", "each half-year"), ("year", "each year")];

fn cadence(key: &str) -> Cadence {
    match key {
        "month" => Cadence::Month,
        "half" => Cadence::Half,
        "year" => Cadence::Year,
        _quarter => Cadence::Quarter,
    }
}

const fn cadence_key(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => "month",
        Cadence::Quarter => "quarter",
        Cadence::Half => "half",
        Cadence::Year => "year",
    }
}

fn reshape(offer: &mut Offer, change: impl FnOnce(&mut Shape)) {
    let mut shape = shape_of(offer);
    change(&mut shape);
    *offer = with_shape(offer, shape);
}

/// The editor.
#[component]
pub(super) fn Editor(
    /// The offer.
    id: u32,
) -> AnyView {
    let mine = Mine::here();
    let title = Signal::derive(move || {
        let name = mine.profile.with(|profile| profile.offer(id).map(|it| it.name.clone()));
        ["What is offered: ", &name.unwrap_or_default()].concat()
    });
    let there = Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some()));
    view! {
        <Show when=move || there.get()>
            <Panel class="offer-editor">
                <PanelHead
                    title=title
                    say="Leave empty what you were not told: it becomes a question."
                    actions=move || view! { <Button label="Close" icon=Icon::Close icon_only=true look=Look::Quiet small=true on_press=move |()| mine.chosen.set(None)/> }
                />
                <div class="offer-groups">
                    {promised(id)}
                    {plan(id)}
                    {start(id)}
                    {people(id)}
                    {besides(id)}
                </div>
                <PlanInDetail id=id/>
            </Panel>
        </Show>
    }
    .into_any()
}

fn group(legend: &'static str, fields: AnyView) -> AnyView {
    view! { <fieldset><legend>{legend}</legend><div class="fields">{fields}</div></fieldset> }.into_any()
}

fn promised(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let roles = Signal::stored(
        RoleKind::ALL.iter().map(|it| Choice::new(it.key(), it.name()).under(it.track().name())).collect::<Vec<_>>(),
    );
    let role = Signal::derive(move || {
        mine.profile.with(|profile| profile.offer(id).map_or("", |it| it.role.key()).to_owned())
    });
    let on_role = move |key: String| {
        if let Some(role) = RoleKind::from_key(&key) {
            mine.change_offer(id, "role", None, |offer| offer.role = role);
        }
    };
    let units = Memo::new(move |_| {
        mine.profile.with(|profile| matches!(profile.offer(id).and_then(|it| it.quota), Some(Quota::Units { .. })))
    });
    let quota = move || {
        if units.get() {
            of(
                "Quota",
                "deliveries",
                "What 100 % is: opportunities, meetings.",
                |it| {
                    Value::Count(match it.quota {
                        Some(Quota::Units { count, .. }) => Some(count),
                        Some(Quota::Arr { .. }) | None => None,
                    })
                },
                |it, value| {
                    let per = period_of(it);
                    it.quota = value.count().map(|count| Quota::Units { count, per });
                },
            )
        } else {
            of(
                "Quota",
                "{}",
                "What 100 % is.",
                |it| {
                    Value::Money(match it.quota {
                        Some(Quota::Arr { amount, .. }) => Some(amount),
                        Some(Quota::Units { .. }) | None => None,
                    })
                },
                |it, value| {
                    let per = period_of(it);
                    it.quota = value.money().map(|amount| Quota::Arr { amount, per });
                },
            )
        }
    };
    let fields = view! {
        {of("Who offers", "", "", |it| Value::Text(it.name.clone()), |it, value| it.name = value.text())}
        <Pick label="Role" choices=roles chosen=role on_choose=on_role/>
        {of("Base", "{} a year", "", |it| Value::Money(it.base.map(|it| it.amount())), |it, value| it.base = value.money().map(Yearly::new))}
        {of("Variable at target", "{} a year", "On-target pay less base.", |it| Value::Money(it.variable.map(|it| it.amount())), |it, value| it.variable = value.money().map(Yearly::new))}
        {quota}
        {choose(id, "Quota is for", PERIODS, "", |it| cadence_key(period_of(it)), |it, key| {
            let per = cadence(key);
            it.quota = it.quota.map(|quota| match quota {
                Quota::Arr { amount, .. } => Quota::Arr { amount, per },
                Quota::Units { count, .. } => Quota::Units { count, per },
            });
        })}
    };
    group("What is promised", fields.into_any())
}

fn period_of(offer: &Offer) -> Cadence {
    match offer.quota {
        Some(Quota::Arr { per, .. } | Quota::Units { per, .. }) => per,
        None => Cadence::Year,
    }
}

fn plan(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let simple = Memo::new(move |_| {
        mine.profile.with(|profile| profile.offer(id).is_some_and(|it| shape_of(it).above.is_some()))
    });
    let above = move || {
        if simple.get() {
            of(
                "Above quota, pay is",
                "times the rate",
                "1 is no accelerator.",
                |it| Value::Times(shape_of(it).above),
                |it, value| {
                    let above = value.rate().or(Some(Rate::ONE));
                    reshape(it, |shape| shape.above = above);
                },
            )
        } else {
            view! { <div class="field"><span class="field-label">"Above quota"</span><p class="help">"In several steps: see the plan in detail, below."</p></div> }.into_any()
        }
    };
    let fields = view! {
        {above}
        {of("Nothing below", "% of quota", "A threshold; empty: none.", |it| Value::Percent(shape_of(it).threshold), |it, value| {
            let at = value.rate().filter(|it| *it > Rate::ZERO);
            reshape(it, |shape| shape.threshold = at);
        })}
        {of("Cap on variable pay", "times target", "Empty: none.", |it| Value::Times(it.plan.cap), |it, value| it.plan.cap = value.rate())}
        {of("Credited", "% of what you sell", "Less where others share it.", |it| Value::Percent(Some(it.credit)), |it, value| it.credit = value.rate().unwrap_or(Rate::ONE))}
        {choose(id, "Reckoned", CADENCES, "", |it| cadence_key(shape_of(it).cadence), |it, key| reshape(it, |shape| shape.cadence = cadence(key)))}
        {of("Paid after", "months", "From the end of that period.", |it| Value::Count(Some(it.plan.payout.lag_months)), |it, value| it.plan.payout.lag_months = value.count().unwrap_or(0))}
        {of("Taken back within", "months", "If the customer leaves; 0: never.", |it| Value::Count(Some(shape_of(it).clawback)), |it, value| reshape(it, |shape| shape.clawback = value.count().unwrap_or(0)))}
        {of("A usual deal", "{}", "Needed where each deal is rated alone.", |it| Value::Money(it.deal_size), |it, value| it.deal_size = value.money().filter(|it| it.mills() > 0))}
    };
    group("How variable pay works", fields.into_any())
}

const DRAWS: &[(&str, &str)] = &[
    ("none", "None"),
    ("guarantee", "Guarantee: topped up, yours to keep"),
    ("additional", "Paid on top, yours to keep"),
    ("recoverable", "Draw, owed back"),
    ("forgiven", "Draw, forgiven at its end"),
    ("later", "Draw, taken back later"),
];

const RAMPED: &[(&str, &str)] = &[("", "Not told"), ("yes", "Reduced"), ("no", "Full from the first month")];

fn draw_key(kind: DrawKind) -> &'static str {
    match kind {
        DrawKind::GuaranteeTopUp => "guarantee",
        DrawKind::Additional => "additional",
        DrawKind::Recoverable => "recoverable",
        DrawKind::RecoverableForgiven => "forgiven",
        DrawKind::DelayedRecovery { .. } => "later",
    }
}

fn start(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let has_draw =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.plan.draw.is_some())));
    let fields = view! {
        {of("First day", "", "Empty: the first of next month.", |it| Value::Day(it.start), |it, value| it.start = value.day())}
        {of("Ramp", "months", "Until you sell as much as others.", |it| Value::Count(Some(it.ramp_months)), |it, value| it.ramp_months = value.count().unwrap_or(0).min(36))}
        {choose(id, "Quota while ramping", RAMPED, "Not told counts as full.", |it| match it.told.ramped_quota { None => "", Some(true) => "yes", Some(false) => "no" }, |it, key| it.told.ramped_quota = match key { "yes" => Some(true), "no" => Some(false), _unknown => None })}
        {choose(id, "Draw or guarantee", DRAWS, "On top of base.", |it| it.plan.draw.as_ref().map_or("none", |draw| draw_key(draw.kind)), |it, key| {
            let kind = match key {
                "guarantee" => Some(DrawKind::GuaranteeTopUp),
                "additional" => Some(DrawKind::Additional),
                "recoverable" => Some(DrawKind::Recoverable),
                "forgiven" => Some(DrawKind::RecoverableForgiven),
                "later" => Some(DrawKind::DelayedRecovery { start_period: 7, share: Rate::percent(50), last_period: None }),
                _none => None,
            };
            reshape(it, |shape| shape.draw = kind.map(|kind| match shape.draw {
                Some((_, amount, months)) => (kind, amount, months),
                None => (kind, Money::from_major(3_000), Some(6)),
            }));
        })}
        {move || has_draw.get().then(|| view! {
            {of("Draw", "{} a month", "", |it| Value::Money(shape_of(it).draw.map(|it| it.1)), |it, value| {
                let amount = value.money().unwrap_or_default();
                reshape(it, |shape| shape.draw = shape.draw.map(|it| (it.0, amount, it.2)));
            })}
            {of("For", "months", "Empty: for good.", |it| Value::Count(shape_of(it).draw.and_then(|it| it.2)), |it, value| {
                let months = value.count();
                reshape(it, |shape| shape.draw = shape.draw.map(|it| (it.0, it.1, months)));
            })}
        })}
    };
    group("While you start", fields.into_any())
}

fn people(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let choices = Signal::stored(ATTAINMENTS.iter().map(|it| Choice::new(it.0, it.1)).collect::<Vec<_>>());
    let now =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).map_or("", |it| view_words(&it.attainment))));
    let chosen = Signal::derive(move || now.get().to_owned());
    let help = Signal::derive(move || {
        ATTAINMENTS.iter().find(|it| it.0 == now.get()).map_or(String::new(), |it| it.2.to_owned())
    });
    let on_choose = move |key: String| {
        mine.change_offer(id, "how people do", None, |offer| {
            offer.attainment = attainment_preset(&key, &offer.attainment)
        });
    };
    let share = move || {
        of(
            "At quota last year",
            "% of people",
            "",
            |it| Value::Percent(it.attainment.at_quota()),
            |it, value| {
                if let View::AtQuota { share, .. } = &mut it.attainment.view {
                    *share = value.rate().unwrap_or(Rate::percent(50)).min(Rate::ONE);
                }
            },
        )
    };
    let mean = move || {
        of(
            "Attainment in the middle",
            "% of quota",
            "",
            |it| Value::Percent(middle(&it.attainment).map(|it| it.0)),
            |it, value| {
                let (_, width) = middle(&it.attainment).unwrap_or((Rate::ONE, Rate::percent(30)));
                let mean = value.rate().unwrap_or(Rate::ONE);
                it.attainment.view = View::Average { mean, width };
            },
        )
    };
    let width = move || {
        of(
            "How far people lie apart",
            "points",
            "Two in three are within it; 30 is illustrative.",
            |it| {
                Value::Percent(match &it.attainment.view {
                    View::AtQuota { width, .. } | View::Average { width, .. } => Some(*width),
                    View::Spread { spread: AttainmentSpread::Normal { deviation, .. } } => Some(*deviation),
                    View::Spread { spread: AttainmentSpread::Buckets { .. } } => None,
                })
            },
            |it, value| {
                let new = value.rate().unwrap_or_default().min(Rate::percent(300));
                match &mut it.attainment.view {
                    View::AtQuota { width, .. } | View::Average { width, .. } => *width = new,
                    View::Spread { spread: AttainmentSpread::Normal { deviation, .. } } => *deviation = new,
                    View::Spread { spread: AttainmentSpread::Buckets { .. } } => {}
                }
            },
        )
    };
    let rest = move || match now.get() {
        "company" => view! { {share()}{width()} }.into_any(),
        "average" | "own" => view! { {mean()}{width()} }.into_any(),
        "groups" => view! { <Groups id=id/> }.into_any(),
        _fixed => width(),
    };
    let fields = view! {
        <Pick label="Attainment there" choices=choices chosen=chosen help=help on_choose=on_choose/>
        {rest}
    };
    group("How people do there", fields.into_any())
}

fn middle(attainment: &Attainment) -> Option<(Rate, Rate)> {
    match &attainment.view {
        View::Average { mean, width } => Some((*mean, *width)),
        View::Spread { spread: AttainmentSpread::Normal { mean, deviation } } => Some((*mean, *deviation)),
        View::AtQuota { .. } | View::Spread { spread: AttainmentSpread::Buckets { .. } } => None,
    }
}

fn buckets(offer: &Offer) -> &[AttainmentBucket] {
    match &offer.attainment.view {
        View::Spread { spread: AttainmentSpread::Buckets { buckets } } => buckets,
        View::Spread { spread: AttainmentSpread::Normal { .. } } | View::AtQuota { .. } | View::Average { .. } => &[],
    }
}

fn buckets_of(offer: &mut Offer) -> Option<&mut Vec<AttainmentBucket>> {
    match &mut offer.attainment.view {
        View::Spread { spread: AttainmentSpread::Buckets { buckets } } => Some(buckets),
        View::Spread { spread: AttainmentSpread::Normal { .. } } | View::AtQuota { .. } | View::Average { .. } => None,
    }
}

/// Shares of people by attainment, group by group.
#[component]
fn Groups(id: u32) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let rows = Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).map_or(0, |it| buckets(it).len())));
    let cell = move |at: usize,
                     label: String,
                     get: fn(&AttainmentBucket) -> Rate,
                     set: fn(&mut AttainmentBucket, Rate)| {
        let value = Signal::derive(move || {
            let rate = mine.profile.with(|profile| profile.offer(id).and_then(|it| buckets(it).get(at).map(get)));
            app.locale.with(|locale| rate.map(|it| locale.rate_typed(it)).unwrap_or_default())
        });
        let read =
            move |text: &str| app.locale.with_untracked(|locale| crate::present::number::parse_rate(text, locale));
        let key = format!("group/{id}/{at}/{label}");
        let put = Callback::new(move |text: String| {
            if let Ok(rate) = read(&text) {
                mine.change_offer(id, "groups", Some(&key), |offer| {
                    if let Some(bucket) = buckets_of(offer).and_then(|all| all.get_mut(at)) {
                        set(bucket, rate.max(Rate::ZERO));
                    }
                });
            }
        });
        let commit = Callback::new(move |text: String| {
            put.run(text);
            mine.seal();
        });
        let check =
            Callback::new(move |text: String| read(&text).err().map(|it| crate::web::app::sentence(&it.to_string())));
        view! { <crate::web::ui::Field label=label value=value unit="%" check=check on_input=put on_commit=commit/> }
    };
    let change = move |what: &'static str, change: fn(&mut Vec<AttainmentBucket>)| {
        mine.change_offer(id, what, None, |offer| {
            if let Some(all) = buckets_of(offer) {
                change(all);
            }
        });
        mine.seal();
    };
    let lines = move || {
        let line = |at: usize| {
            let number = at + 1;
            view! {
                <div class="offer-group">
                    {cell(at, format!("Group {number} from"), |it| it.from, |it, rate| it.from = rate)}
                    {cell(at, "to".to_owned(), |it| it.to, |it, rate| it.to = rate)}
                    {cell(at, "share".to_owned(), |it| it.share, |it, rate| it.share = rate)}
                </div>
            }
        };
        (0..rows.get()).map(line).collect_view()
    };
    view! {
        <div class="wide offer-spread">
            {lines}
            <div class="actions">
                <Button label="Add a group" small=true look=Look::Quiet on_press=move |()| change("add a group", |all| {
                    let from = all.last().map_or(Rate::ZERO, |it| it.to);
                    all.push(AttainmentBucket { from, to: from + Rate::percent(50), share: Rate::ZERO });
                })/>
                <Button label="Remove the last" small=true look=Look::Quiet on_press=move |()| change("remove a group", |all| { all.pop(); })/>
            </div>
        </div>
    }
    .into_any()
}

const BOOKS: &[(&str, &str)] = &[("", "Not told"), ("there", "There on the first day"), ("won", "Have to be won")];
const SAYS: &[(&str, &str)] = &[("", "Not told"), ("yes", "You"), ("no", "Others")];
const EQUITY: &[(&str, &str)] = &[("none", "None"), ("options", "Options"), ("shares", "Shares")];

fn besides(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let equity =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.equity.is_some())));
    let fields = view! {
        {of("Sign-on", "{} once", "", |it| Value::Money(it.sign_on), |it, value| it.sign_on = value.money())}
        {of("Kept after", "months", "0: not told.", |it| Value::Count(Some(it.sign_on_stay)), |it, value| it.sign_on_stay = value.count().unwrap_or(0))}
        {choose(id, "Equity", EQUITY, "", |it| match it.equity.as_ref().map(|it| it.kind) { None => "none", Some(EquityKind::Options) => "options", Some(EquityKind::Shares) => "shares" }, |it, key| {
            let known = it.equity.take().unwrap_or_default();
            it.equity = match key {
                "options" => Some(Equity { kind: EquityKind::Options, ..known }),
                "shares" => Some(Equity { kind: EquityKind::Shares, ..known }),
                _none => None,
            };
        })}
        {move || equity.get().then(|| view! {
            {of("All of it may be worth", "{}", "Your own estimate; options may be worth nothing.", |it| Value::Money(it.equity.as_ref().and_then(|it| it.worth)), |it, value| if let Some(equity) = &mut it.equity { equity.worth = value.money() })}
            {of("Yours after", "months", "All of it.", |it| Value::Count(it.equity.as_ref().map(|it| it.vest_months)), |it, value| if let Some(equity) = &mut it.equity { equity.vest_months = value.count().unwrap_or(48) })}
        })}
        {of("Benefits", "{} a year", "Your own estimate.", |it| Value::Money(it.benefits.map(|it| it.amount())), |it, value| it.benefits = value.money().map(Yearly::new))}
        {of("Hours", "a week", "", |it| Value::Count(it.hours_week), |it, value| it.hours_week = value.count().filter(|it| *it > 0))}
        {of("Nights away", "a month", "", |it| Value::Count(it.nights_month), |it, value| it.nights_month = value.count())}
        {of("Living there costs", "% of here", "100: the same.", |it| Value::Percent(Some(it.living)), |it, value| it.living = value.rate().filter(|it| *it > Rate::ZERO).unwrap_or(Rate::ONE))}
        {choose(id, "Customers", BOOKS, "For roles that look after some.", |it| match it.told.book { None => "", Some(Book::Inherited) => "there", Some(Book::Built) => "won" }, |it, key| it.told.book = match key { "there" => Some(Book::Inherited), "won" => Some(Book::Built), _unknown => None })}
        {choose(id, "Who sets terms at renewal", SAYS, "", |it| match it.told.renewal_authority { None => "", Some(true) => "yes", Some(false) => "no" }, |it, key| it.told.renewal_authority = match key { "yes" => Some(true), "no" => Some(false), _unknown => None })}
    };
    group("What else", fields.into_any())
}

/// The plan's components, with the editor that scenarios have, on a document of its own.
#[component]
fn PlanInDetail(id: u32) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let open = RwSignal::new(false);
    let made = move |offer: &Offer| {
        let needs = mine.profile.with_untracked(|profile| profile.needs.clone());
        let mut document = desk(offer, &needs, first_day()).document;
        if let Some(plan) = document.plans.first_mut() {
            plan.versions = vec![offer.plan.clone()];
        }
        document
    };
    let first = mine.profile.with_untracked(|profile| profile.offer(id).map(made)).unwrap_or_default();
    let document = RwSignal::new(first);
    let sink = Sink {
        changed: Arc::new(move |key| {
            let plan = document.with_untracked(|it| it.plans.first().and_then(|it| it.versions.first().cloned()));
            if let Some(plan) = plan {
                let key = key.map(|key| ["plan/", key].concat());
                mine.change_offer(id, "plan", key.as_deref(), |offer| offer.plan = plan);
            }
        }),
        sealed: Arc::new(move || mine.seal()),
    };
    let side = app.beside(document, Route::pay(Some(crate::career::SEAT.to_owned())), sink);
    // Simple questions, undo and terms change it from outside.
    Effect::new(move |_| {
        let offer = mine.profile.with(|profile| profile.offer(id).cloned());
        if let Some(offer) = offer {
            let fresh = made(&offer);
            if document.with_untracked(|it| {
                it.plans.first().map(|it| &it.versions) != fresh.plans.first().map(|it| &it.versions)
                    || it.roles != fresh.roles
                    || it.settings != fresh.settings
            }) {
                document.set(fresh);
            }
        }
    });
    view! {
        <details class="offer-detail" prop:open=move || open.get() on:toggle=move |event| open.set(crate::web::port::dom::is_open(&event))>
            <summary>"The plan in detail"</summary>
            {move || open.get().then(|| view! { <div class="col"><PlanEditor app=side/></div> })}
        </details>
    }
    .into_any()
}
