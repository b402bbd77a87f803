//! The plan of an account in words.

use crate::engine::{points_at_risk, risk};
use crate::model::{Account, Document, HandoverItem, HealthSignal, Stance};
use crate::present::Locale;
use crate::present::accounts::{owner_name, owner_today, seat_name};
use crate::present::number::show_month;
use crate::text::tr;
use crate::units::{Money, SeatId};

/// A signal.
pub fn signal(signal: HealthSignal) -> &'static str {
    match signal {
        HealthSignal::Engagement => tr!("Little engagement"),
        HealthSignal::LatePayment => tr!("Late payment"),
        HealthSignal::Usage => tr!("Little usage"),
        HealthSignal::Tickets => tr!("Tickets"),
    }
}

/// Where somebody stands: key and name.
pub fn stance(stance: Stance) -> (&'static str, &'static str) {
    match stance {
        Stance::Champion => ("champion", tr!("Champion")),
        Stance::Supporter => ("supporter", tr!("Supporter")),
        Stance::Neutral => ("neutral", tr!("Neutral or unknown")),
        Stance::Critic => ("critic", tr!("Critic")),
    }
}

/// What to do when an owner changes, where no list of one's own is kept.
pub fn usual_handover() -> Vec<HandoverItem> {
    [
        tr!("Tell the customer who takes over, and when"),
        tr!("Introduce the new owner to the sponsor and the champion"),
        tr!("Hand over open opportunities and what was promised"),
        tr!("Hand over health, open tickets and the next renewal"),
        tr!("Go through the account plan together"),
    ]
    .map(|what| HandoverItem { what: what.to_owned(), done: false })
    .to_vec()
}

/// Who is to own an account by the territory plan, where that is somebody else than today.
pub fn next_owner<'a>(document: &'a Document, account: &Account) -> Option<&'a SeatId> {
    let next = document.territory_plan.iter().rev().find(|(id, _)| *id == account.id).map(|(_, seat)| seat)?;
    (account.owners.of(document.territory.owner) != Some(next)).then_some(next)
}

/// What an account is, in a sentence or two.
pub fn about(document: &Document, account: &Account, locale: &Locale) -> String {
    let currency = document.settings.currency;
    let segment = document.segment(&account.segment).map_or(account.segment.as_str(), |it| it.name.as_str());
    let mut text = match account.contract {
        Some(contract) => tr!(
            "Customer in {segment}: {} of ARR, next renewal in {}.",
            locale.money_whole_named(contract.arr, currency),
            show_month(contract.renewal)
        ),
        None => tr!("Prospect in {segment}."),
    };
    if let Some(next) = next_owner(document, account) {
        let function = owner_name(document.territory.owner);
        text.push_str(&tr!(
            " {function}: {} today, {} by the territory plan.",
            owner_today(document, account).unwrap_or_else(|| tr!("nobody").to_owned()),
            seat_name(document, next)
        ));
    }
    text
}

/// The risk of an account and what it does to its renewal, with the arithmetic.
pub fn risk_say(document: &Document, account: &Account, locale: &Locale) -> String {
    let model = &document.territory.health;
    let Some(risk) = account.care.as_ref().and_then(|care| risk(&care.health, model)) else {
        return tr!("No signal is judged yet. Each goes from 0 % (no worry) to 100 % (as bad as it gets); what is left empty does not count.")
            .to_owned();
    };
    let percent = |share: f64| locale.percent(share, 1);
    let mut text = tr!("Risk {}: the weighted mean of what is judged.", percent(risk));
    let rate = document.segment(&account.segment).map(|it| it.retention.renewal.to_f64());
    if let Some(rate) = rate.filter(|_| account.contract.is_some()) {
        let points = points_at_risk(risk, model);
        text.push_str(&tr!(
            " Renewal rate: {} of its segment - {} at stake x {} = {}.",
            percent(rate),
            locale.rate(model.renewal_at_stake),
            percent(risk),
            percent((rate - points).max(0.0))
        ));
    }
    text
}

/// Whether the forecast listens, in a sentence.
pub fn forecast_say(document: &Document) -> &'static str {
    match (document.territory.health.in_forecast, document.territory.typed_book) {
        (true, true) => {
            tr!(
                "The forecast renews customers by their risk. Those that are judged are taken out of the typed opening balance of their segment, with their own renewal months and owners."
            )
        }
        (true, false) => tr!("The forecast renews customers by their risk."),
        (false, _) => tr!("The forecast renews customers by the rate of their segment alone."),
    }
}

/// Whether the forecast takes growth steps, and how they go with the rate of the segment.
pub fn growth_forecast_say(document: &Document) -> &'static str {
    match (document.territory.growth_in_forecast, document.territory.typed_book) {
        (false, _) => tr!("The forecast expands customers by the rate of their segment alone."),
        (true, false) => {
            tr!(
                "Steps count by their chance, as far as the customer is still there. At a renewal the rate of the segment adds only what goes beyond the steps since the renewal before, so nothing counts twice."
            )
        }
        (true, true) => {
            tr!(
                "Steps count by their chance, as far as the customer is still there. At a renewal the rate of the segment adds only what goes beyond the steps since the renewal before, so nothing counts twice. Customers with steps are taken out of the typed opening balance of their segment."
            )
        }
    }
}

/// What the typed opening balances and the customers of the table are to each other, in the forecast.
pub fn typed_book_say(document: &Document, locale: &Locale) -> String {
    let currency = document.settings.currency;
    let money = |sum: Money| locale.money_whole_named(sum, currency);
    let table: Money = document.accounts.iter().map(Account::arr).sum();
    let typed: Money = document.segments.iter().map(|it| it.opening.arr).sum();
    if document.territory.typed_book {
        tr!(
            "The forecast begins with the {} typed; the {} of these customers are part of it.",
            money(typed),
            money(table)
        )
    } else {
        tr!("The forecast begins with {} of these customers and {} typed beside them.", money(table), money(typed))
    }
}

/// What the growth steps of an account add up to.
pub fn growth_say(document: &Document, account: &Account, locale: &Locale) -> String {
    let steps = account.care.as_ref().map(|it| it.growth.as_slice()).unwrap_or_default();
    if steps.is_empty() {
        return tr!("Steps by which the account is to grow over the next one or two years.").to_owned();
    }
    let currency = document.settings.currency;
    let sum: Money = steps.iter().map(|it| it.arr).sum();
    let expected: f64 = steps.iter().map(|it| it.arr.to_major() * it.likelihood.to_f64()).sum();
    let prospect = if account.contract.is_none() {
        tr!(" The forecast leaves prospects out: their first contract is new business.")
    } else {
        ""
    };
    tr!(
        "{} of ARR if all of them come, {} by their chances.{prospect}",
        locale.money_whole_named(sum, currency),
        locale.money_whole_named(Money::from_major_f64(expected), currency),
    )
}
