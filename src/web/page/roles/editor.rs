//! The editor of one offer: the few questions most offers are told by, how people do there, and the plan in detail.

use super::detail::PlanInDetail;
use super::entry::{Value, Whose, choose, entry, entry_at, entry_of};
use super::figures::CURRENCIES;
use super::mine::Mine;
use super::people::people;
use crate::career::letter::with_role;
use crate::career::{
    Book, Equity, EquityKind, Hours, Issue, Offer, OfferField, Repay, RoleKind, Shape, main_measure, shape_of,
    steps_are_usual, with_shape,
};
use crate::model::Quota;
use crate::model::comp::{DrawKind, DrawPaid, ThresholdStart};
use crate::present::career::{role_assumed, threshold_unit};
use crate::text::{mark, tr};
use crate::units::{Cadence, Currency, Money, Monthly, Rate, Yearly};
use crate::web::ui::{Button, Choice, Icon, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;

const PERIODS: &[(&str, &str)] = &[
    ("year", mark!("a year")),
    ("half", mark!("a half-year")),
    ("quarter", mark!("a quarter")),
    ("month", mark!("a month")),
];
const CADENCES: &[(&str, &str)] = &[
    ("month", mark!("each month")),
    ("quarter", mark!("each quarter")),
    ("half", mark!("each half-year")),
    ("year", mark!("each year")),
];

const SALARIES: &[(&str, &str)] = &[
    ("12", mark!("12 salaries a year")),
    ("13", mark!("13 salaries: one more in November")),
    ("14", mark!("14 salaries: one more in June and in November")),
];
const BEGINS: &[(&str, &str)] = &[
    ("", mark!("Not told")),
    ("zero", mark!("Begins at zero, rises to target")),
    ("share", mark!("Begins with the threshold's share of target")),
];

/// The most months that may be typed where nobody waits longer.
const TEN_YEARS: u32 = 120;
/// The most that is credited of what one sells.
const MOST_CREDIT: Rate = Rate::percent(200);
/// Attainment as far as pay is followed.
const FARTHEST: Rate = Rate::percent(300);

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
        [tr!("What is offered: "), &name.unwrap_or_default()].concat()
    });
    let there = Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some()));
    view! {
        <Show when=move || there.get()>
            <Panel class="offer-editor">
                <PanelHead
                    title=title
                    say=tr!("Leave empty what you were not told: it becomes a question.")
                    actions=move || view! { <Button label=tr!("Close") icon=Icon::Close icon_only=true look=Look::Quiet small=true on_press=move |()| mine.chosen.set(None)/> }
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

/// Fields under a heading.
pub(super) fn group(legend: &'static str, fields: AnyView) -> AnyView {
    view! { <fieldset><legend>{legend}</legend><div class="fields">{fields}</div></fieldset> }.into_any()
}

fn promised(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let at = move |field, label, unit, help, get, set| entry_of(field, Whose::Offer(id, get, set), label, unit, help);
    let about =
        move |label, unit, help, get, set, of| entry_at(None, Whose::Offer(id, get, set), label, unit, help, of);
    let mine = Mine::here();
    let open = Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.told.role_open)));
    let roles = Signal::derive(move || {
        let all = RoleKind::ALL.iter().map(|it| Choice::new(it.key(), it.name()).under(it.track().name()));
        open.get().then(|| Choice::new("", tr!("Not told"))).into_iter().chain(all).collect::<Vec<_>>()
    });
    let role = Signal::derive(move || {
        let told = |it: &Offer| if it.told.role_open { "" } else { it.role.key() };
        mine.profile.with(|profile| profile.offer(id).map_or("", told).to_owned())
    });
    let on_role = move |key: String| {
        if let Some(role) = RoleKind::from_key(&key) {
            mine.change_offer(id, "role", None, |offer| {
                *offer = with_role(offer, role);
            });
        }
    };
    let assumed = Signal::derive(move || {
        mine.profile.with(|profile| profile.offer(id).and_then(role_assumed).unwrap_or_default())
    });
    let units = Memo::new(move |_| {
        mine.profile.with(|profile| matches!(profile.offer(id).and_then(|it| it.quota), Some(Quota::Units { .. })))
    });
    let quota = move || {
        if units.get() {
            about(
                tr!("Quota"),
                "deliveries",
                tr!("What 100 % is: opportunities, meetings."),
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
                |it| matches!(it, Issue::NoQuota),
            )
        } else {
            about(
                tr!("Quota"),
                "{}",
                tr!("What 100 % is."),
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
                |it| matches!(it, Issue::NoQuota),
            )
        }
    };
    let fields = view! {
        {of(tr!("Who offers"), "", "", |it| Value::Text(it.name.clone()), |it, value| it.name = value.text())}
        <Pick label=tr!("Role") choices=roles chosen=role on_choose=on_role help=assumed/>
        {at(OfferField::Base, tr!("Base"), mark!("{} a year"), "", |it| Value::Money(it.base.map(|it| it.amount())), |it, value| it.base = value.money().map(Yearly::new))}
        {choose(id, tr!("Base is paid in"), SALARIES, "", |it| match it.salaries { Some(13) => "13", Some(14) => "14", _twelve => "12" }, |it, key| it.salaries = key.parse().ok().filter(|it| *it > 12))}
        {entry_at(
            Some(OfferField::Variable),
            Whose::Offer(id, |it| Value::Money(it.variable.map(|it| it.amount())), |it, value| it.variable = value.money().map(Yearly::new)),
            tr!("Variable at target"),
            mark!("{} a year"),
            tr!("On-target pay less base."),
            |it| matches!(it, Issue::NoVariable),
        )}
        {quota}
        {choose(id, tr!("Quota is for"), PERIODS, "", |it| cadence_key(period_of(it)), |it, key| {
            let per = cadence(key);
            it.quota = it.quota.map(|quota| match quota {
                Quota::Arr { amount, .. } => Quota::Arr { amount, per },
                Quota::Units { count, .. } => Quota::Units { count, per },
            });
        })}
        {currency(id)}
    };
    group(tr!("What is promised"), fields.into_any())
}

/// The offer's currency and, where it is another than the one that one compares in, what it is worth there.
fn currency(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Exchange(id, get, set), label, unit, help);
    let at =
        move |field, label, unit, help, get, set| entry_of(field, Whose::Exchange(id, get, set), label, unit, help);
    let mine = Mine::here();
    let own =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).map(|it| it.currency_by(&profile.needs))));
    let to = Memo::new(move |_| mine.profile.with(|profile| profile.needs.currency));
    let choices = Signal::derive(move || {
        let (own, to) = (own.get(), to.get());
        let mut all = vec![Choice::new("", [to.code(), tr!(", as you compare in")].concat())];
        all.extend(CURRENCIES.iter().filter(|it| **it != to.code()).map(|it| Choice::new(*it, *it)));
        if let Some(own) = own.filter(|it| *it != to && !CURRENCIES.contains(&it.code())) {
            all.push(Choice::new(own.to_string(), own.to_string()));
        }
        all
    });
    let chosen =
        Signal::derive(move || own.get().filter(|it| *it != to.get()).map(|it| it.to_string()).unwrap_or_default());
    let on_choose = move |key: String| {
        mine.change_offer(id, "currency", None, |offer| {
            let currency = key.parse::<Currency>().ok();
            if offer.currency != currency {
                offer.exchange = None;
            }
            offer.currency = currency;
        });
        mine.seal();
    };
    let abroad = Memo::new(move |_| own.get().is_some_and(|it| it != to.get()));
    let dated = Memo::new(move |_| {
        mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.rate_by(&profile.needs).is_some()))
    });
    let rate = move || {
        view! {
            {at(OfferField::Exchange, tr!("Exchange rate"), "{to}", mark!("For 1 {}, as you look it up; nothing is fetched."), |it| Value::Times(Some(it.rate).filter(|it| *it > Rate::ZERO)), |it, value| it.rate = value.rate().unwrap_or(Rate::ZERO))}
            {move || dated.get().then(|| of(tr!("Rate as of"), "", "", |it| Value::Day(it.as_of), |it, value| it.as_of = value.day()))}
        }
    };
    view! {
        <Pick label=tr!("Currency") choices=choices chosen=chosen on_choose=on_choose/>
        {move || abroad.get().then(rate)}
    }
    .into_any()
}

fn period_of(offer: &Offer) -> Cadence {
    match offer.quota {
        Some(Quota::Arr { per, .. } | Quota::Units { per, .. }) => per,
        None => Cadence::Year,
    }
}

fn plan(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let at = move |field, label, unit, help, get, set| entry_of(field, Whose::Offer(id, get, set), label, unit, help);
    let about =
        move |label, unit, help, get, set, of| entry_at(None, Whose::Offer(id, get, set), label, unit, help, of);
    let mine = Mine::here();
    let simple = Memo::new(move |_| {
        mine.profile.with(|profile| profile.offer(id).is_some_and(|it| shape_of(it).above.is_some()))
    });
    let usual = Memo::new(move |_| {
        mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.letter.is_empty() && steps_are_usual(it)))
    });
    // The field stays while one rate takes the place of steps, so that whoever types it types on.
    let steps = move || {
        (!simple.get()).then(|| {
            let whose = usual.get().then(|| tr!("The steps are those usual for the role; no offer said them."));
            view! {
                <div class="field">
                    <span class="field-label">{tr!("Above quota")}</span>
                    <p class="help">{tr!("In several steps: see the plan in detail, below. One rate typed above replaces them all.")}</p>
                    <p class="help">{whose}</p>
                </div>
            }
        })
    };
    let measure = Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).and_then(main_measure)));
    let threshold = Memo::new(move |_| {
        mine.profile.with(|profile| profile.offer(id).is_some_and(|it| shape_of(it).threshold.is_some()))
    });
    let fields = view! {
        {at(
            OfferField::Plan,
            tr!("Above quota, pay is"),
            mark!("times"),
            tr!("A multiple of target variable / quota; 1: no accelerator."),
            |it| Value::Times(shape_of(it).above),
            |it, value| {
                // Left empty, steps stay as they are.
                let above = value.rate().or(shape_of(it).above.map(|_| Rate::ONE));
                reshape(it, |shape| shape.above = above);
            },
        )}
        {steps}
        {move || of(tr!("Nothing below"), threshold_unit(measure.get()), tr!("A threshold; empty: none."), |it| Value::Percent(shape_of(it).threshold), |it, value| {
            let at = value.rate().filter(|it| *it > Rate::ZERO).map(|it| it.min(FARTHEST));
            reshape(it, |shape| shape.threshold = at);
        })}
        {move || threshold.get().then(|| choose(id, tr!("Pay at the threshold"), BEGINS, tr!("Not told counts as beginning at zero."), |it| match (it.told.threshold_start, shape_of(it).begins) { (_, ThresholdStart::Share) => "share", (true, ThresholdStart::Zero) => "zero", (false, ThresholdStart::Zero) => "" }, |it, key| {
            it.told.threshold_start = !key.is_empty();
            let begins = if key == "share" { ThresholdStart::Share } else { ThresholdStart::Zero };
            reshape(it, |shape| shape.begins = begins);
        }))}
        {of(tr!("Cap on variable pay"), tr!("times target"), tr!("Empty: none."), |it| Value::Times(it.plan.cap), |it, value| it.plan.cap = value.rate())}
        {of(tr!("Credited"), "%", tr!("Of what you sell; less where others share it."), |it| Value::Percent(Some(it.credit)), |it, value| it.credit = value.rate().unwrap_or(Rate::ONE).min(MOST_CREDIT))}
        {choose(id, tr!("Reckoned"), CADENCES, "", |it| cadence_key(shape_of(it).cadence), |it, key| reshape(it, |shape| shape.cadence = cadence(key)))}
        {about(tr!("Paid after"), mark!("months"), tr!("From the end of that period."), |it| Value::Count(Some(it.plan.payout.lag_months)), |it, value| it.plan.payout.lag_months = value.count().unwrap_or(0).min(TEN_YEARS), |it| matches!(it, Issue::PaidLater { .. }))}
        {at(OfferField::Clawback, tr!("Taken back within"), mark!("months"), tr!("If the customer leaves; 0: never."), |it| Value::Count(Some(shape_of(it).clawback)), |it, value| reshape(it, |shape| shape.clawback = value.count().unwrap_or(0).min(TEN_YEARS)))}
        {of(tr!("A usual deal"), "{}", tr!("Needed where each deal is rated alone."), |it| Value::Money(it.deal_size), |it, value| it.deal_size = value.money().filter(|it| it.mills() > 0))}
    };
    group(tr!("How variable pay works"), fields.into_any())
}

const DRAWS: &[(&str, &str)] = &[
    ("none", mark!("None")),
    ("guarantee", mark!("Guarantee: topped up, yours to keep")),
    ("additional", mark!("Paid on top, yours to keep")),
    ("recoverable", mark!("Draw, owed back")),
    ("forgiven", mark!("Draw, forgiven at its end")),
    ("later", mark!("Draw, taken back later")),
];

const DRAW_TIMES: &[(&str, &str)] = &[("month", mark!("With its month")), ("commission", mark!("With commission"))];

const RAMPED: &[(&str, &str)] =
    &[("", mark!("Not told")), ("yes", mark!("Reduced")), ("no", mark!("Full from the first month"))];

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
    let at = move |field, label, unit, help, get, set| entry_of(field, Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let has_draw =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.plan.draw.is_some())));
    let fields = view! {
        {of(tr!("First day"), "", tr!("Empty: the first of next month."), |it| Value::Day(it.start), |it, value| it.start = value.day())}
        {at(OfferField::Ramp, tr!("Ramp"), mark!("months"), tr!("Until you sell as much as others."), |it| Value::Count(Some(it.ramp_months)), |it, value| it.ramp_months = value.count().unwrap_or(0).min(36))}
        {choose(id, tr!("Quota while ramping"), RAMPED, tr!("Not told counts as full."), |it| match it.told.ramped_quota { None => "", Some(true) => "yes", Some(false) => "no" }, |it, key| it.told.ramped_quota = match key { "yes" => Some(true), "no" => Some(false), _unknown => None })}
        {choose(id, tr!("Draw or guarantee"), DRAWS, tr!("On top of base."), |it| it.plan.draw.as_ref().map_or("none", |draw| draw_key(draw.kind)), |it, key| {
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
            {choose(id, tr!("The draw is paid"), DRAW_TIMES, tr!("With commission, “Paid after” delays it too."), |it| match it.plan.draw.as_ref().map(|draw| draw.paid) { Some(DrawPaid::WithMonth) => "month", Some(DrawPaid::WithCommission) | None => "commission" }, |it, key| {
                let paid = if key == "month" { DrawPaid::WithMonth } else { DrawPaid::WithCommission };
                it.plan.draw.iter_mut().for_each(|draw| draw.paid = paid);
            })}
            {at(OfferField::Draw, tr!("Draw"), "{}", tr!("A month."), |it| Value::Money(shape_of(it).draw.map(|it| it.1)), |it, value| {
                let amount = value.money().unwrap_or_default();
                reshape(it, |shape| shape.draw = shape.draw.map(|it| (it.0, amount, it.2)));
            })}
            {of(tr!("For"), mark!("months"), tr!("Empty: for good."), |it| Value::Count(shape_of(it).draw.and_then(|it| it.2)), |it, value| {
                let months = value.count().map(|it| it.min(TEN_YEARS));
                reshape(it, |shape| shape.draw = shape.draw.map(|it| (it.0, it.1, months)));
            })}
        })}
    };
    group(tr!("While you start"), fields.into_any())
}

const BACK: &[(&str, &str)] =
    &[("", mark!("Not told")), ("part", mark!("Less goes back for each month")), ("all", mark!("All of it goes back"))];
const BOOKS: &[(&str, &str)] =
    &[("", mark!("Not told")), ("there", mark!("There on the first day")), ("won", mark!("Have to be won"))];
const SAYS: &[(&str, &str)] = &[("", mark!("Not told")), ("yes", mark!("You")), ("no", mark!("Others"))];
const EQUITY: &[(&str, &str)] = &[("none", mark!("None")), ("options", mark!("Options")), ("shares", mark!("Shares"))];

fn besides(id: u32) -> AnyView {
    let at = move |field, label, unit, help, get, set| entry_of(field, Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let equity =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.equity.is_some())));
    let stays =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).is_some_and(|it| it.sign_on_stay > 0)));
    let fields = view! {
        {at(OfferField::SignOn, tr!("Sign-on"), mark!("{} once"), "", |it| Value::Money(it.sign_on), |it, value| it.sign_on = value.money())}
        {at(OfferField::SignOnStay, tr!("Kept after"), mark!("months"), tr!("0: not told."), |it| Value::Count(Some(it.sign_on_stay)), |it, value| it.sign_on_stay = value.count().unwrap_or(0).min(TEN_YEARS))}
        {move || stays.get().then(|| choose(id, tr!("If you leave before"), BACK, tr!("Not told counts as less for each month."), |it| match it.sign_on_back { None => "", Some(Repay::ProRata) => "part", Some(Repay::Whole) => "all" }, |it, key| it.sign_on_back = match key { "part" => Some(Repay::ProRata), "all" => Some(Repay::Whole), _unknown => None }))}
        {choose(id, tr!("Equity"), EQUITY, "", |it| match it.equity.as_ref().map(|it| it.kind) { None => "none", Some(EquityKind::Options) => "options", Some(EquityKind::Shares) => "shares" }, |it, key| {
            let known = it.equity.take().unwrap_or_default();
            it.equity = match key {
                "options" => Some(Equity { kind: EquityKind::Options, ..known }),
                "shares" => Some(Equity { kind: EquityKind::Shares, ..known }),
                _none => None,
            };
        })}
        {move || equity.get().then(|| view! {
            {at(OfferField::EquityWorth, tr!("All of it may be worth"), "{}", tr!("Your own estimate; options may be worth nothing."), |it| Value::Money(it.equity.as_ref().and_then(|it| it.worth)), |it, value| if let Some(equity) = &mut it.equity { equity.worth = value.money() })}
            {at(OfferField::EquityMonths, tr!("Yours after"), mark!("months"), tr!("All of it."), |it| Value::Count(it.equity.as_ref().map(|it| it.vest_months)), |it, value| if let Some(equity) = &mut it.equity { equity.vest_months = value.count().unwrap_or(48).min(TEN_YEARS) })}
        })}
        {at(OfferField::Benefits, tr!("Benefits"), mark!("{} a year"), tr!("Your own estimate."), |it| Value::Money(it.benefits.map(|it| it.amount())), |it, value| it.benefits = value.money().map(Yearly::new))}
        {at(OfferField::Hours, tr!("Hours"), tr!("a week"), "", |it| Value::Times(it.hours_week.map(|it| Rate::from_f64(it.to_f64()))), |it, value| it.hours_week = value.rate().and_then(|it| Hours::from_f64(it.to_f64())).filter(|it| *it > Hours::new(0)).map(|it| it.min(Hours::MOST)))}
        {at(OfferField::Nights, tr!("Nights away"), tr!("a month"), "", |it| Value::Count(it.nights_month), |it, value| it.nights_month = value.count().map(|it| it.min(31)))}
        {at(OfferField::PerDiem, tr!("Paid for a night away"), "{}", tr!("A per diem; 0: nothing."), |it| Value::Money(it.travel.per_diem), |it, value| it.travel.per_diem = value.money())}
        {at(OfferField::NightCost, tr!("A night away costs you"), "{}", tr!("Beyond what is paid back."), |it| Value::Money(it.travel.night_cost), |it, value| it.travel.night_cost = value.money())}
        {at(OfferField::Unpaid, tr!("Unpaid travel"), "{}", tr!("A month: commuting and the like."), |it| Value::Money(it.travel.unpaid.map(|it| it.amount())), |it, value| it.travel.unpaid = value.money().map(Monthly::new))}
        {at(OfferField::Living, tr!("Living there costs"), tr!("% of here"), tr!("100: the same."), |it| Value::Percent(Some(it.living)), |it, value| it.living = value.rate().map_or(Rate::ONE, |it| it.clamp(Rate::percent(1), Rate::percent(1_000))))}
        {choose(id, tr!("Customers"), BOOKS, tr!("For roles that look after some."), |it| match it.told.book { None => "", Some(Book::Inherited) => "there", Some(Book::Built) => "won" }, |it, key| it.told.book = match key { "there" => Some(Book::Inherited), "won" => Some(Book::Built), _unknown => None })}
        {choose(id, tr!("Who sets terms at renewal"), SAYS, "", |it| match it.told.renewal_authority { None => "", Some(true) => "yes", Some(false) => "no" }, |it, key| it.told.renewal_authority = match key { "yes" => Some(true), "no" => Some(false), _unknown => None })}
    };
    group(tr!("What else"), fields.into_any())
}
