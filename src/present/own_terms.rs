//! What one holder of a seat may have of their own, and what they have without: words beside the fields.

use crate::engine::tier_rates;
use crate::model::comp::{PlanVersion, pays_a_share};
use crate::model::{Document, Quota, Seat, Stint, StintEnd};
use crate::present::number::show_date;
use crate::present::{Locale, words_pay};
use crate::text::tr;
use crate::units::{ComponentId, Money, Month, Rate};

/// What stands below each field: what holds while the field is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTerms {
    /// Below the base.
    pub base: String,
    /// Below OTE.
    pub ote: String,
    /// Below the quota; none where the role counts something else than ARR.
    pub quota: Option<String>,
    /// Below the draw.
    pub draw: String,
    /// Below the cap.
    pub cap: String,
    /// Components whose rate can be of one's own: which, what they are called, and what stands below.
    pub rates: Vec<(ComponentId, String, String)>,
}

/// The words for a holder of a seat, by the version of the plan that holds when their time there ends.
pub fn own_terms(document: &Document, seat: &Seat, stint: &Stint, locale: &Locale) -> OwnTerms {
    let currency = document.settings.currency;
    let (first, last) = (document.settings.first_month, document.settings.last_month());
    let month = stint.to.date().map_or(last, |day| Month::of(day).clamp(first, last));
    let version = document.plan_of(seat).and_then(|plan| plan.version_on(month.first_day()));
    let Some(terms) = document.terms_of(seat) else {
        let none = tr!("The role has no terms here.").to_owned();
        return OwnTerms { base: none.clone(), ote: none, quota: None, ..of_plan(version, locale) };
    };
    let role = |amount: Money| tr!("The role has {}.", locale.money_whole_named(amount, currency));
    let mut words = OwnTerms {
        base: role(terms.base.amount()),
        ote: role(terms.ote.amount()),
        quota: match terms.quota {
            Some(quota @ Quota::Arr { .. }) => Some(role(quota.arr_year().amount())),
            Some(Quota::Units { .. }) => None,
            None => Some(tr!("The role has none.").to_owned()),
        },
        ..of_plan(version, locale)
    };
    if let Some(draw) = version.and_then(|it| it.draw.as_ref()) {
        let line = words_pay::draw_line(draw, locale, currency);
        words.draw = tr!("In place of the plan\u{2019}s amounts, in the same months. {line}");
    }
    let components = version.map_or(&[][..], |it| &it.components);
    let one = |component: &crate::model::comp::Component| {
        let first = tier_rates(component, terms).into_iter().find(|rate| rate_pays(*rate));
        let planned = first.map(|rate| words_pay::tier_rate(rate, locale, currency));
        let below = planned.map_or_else(
            || tr!("By the plan while empty.").to_owned(),
            |it| tr!("The plan pays {it} at first; higher tiers keep their proportion."),
        );
        (component.id.clone(), component.name.clone(), below)
    };
    words.rates = components.iter().filter(|it| pays_a_share(it)).map(one).collect();
    // What is written for a component that this version does not have must be seen, too, or it could not be taken away.
    for id in stint.overrides.rates.keys() {
        if !words.rates.iter().any(|it| it.0 == *id) {
            let below = tr!("The plan has no such rate then.").to_owned();
            words.rates.push((id.clone(), id.to_string(), below));
        }
    }
    words
}

fn rate_pays(rate: crate::engine::TierRate) -> bool {
    use crate::engine::TierRate;
    match rate {
        TierRate::Share(it) | TierRate::PerUnit(it) | TierRate::PerPoint(it) | TierRate::PerPercent(it) => it != 0.0,
    }
}

fn of_plan(version: Option<&PlanVersion>, locale: &Locale) -> OwnTerms {
    let cap = version.and_then(|it| it.cap);
    OwnTerms {
        draw: tr!("The plan has none: an amount here is a guarantee in every month, paid as late as commission.")
            .to_owned(),
        cap: match cap {
            Some(cap) => tr!("Of target variable in a fiscal year. The plan has {}.", multiple(cap, locale)),
            None => tr!("Of target variable in a fiscal year. The plan has none.").to_owned(),
        },
        ..OwnTerms::default()
    }
}

/// A cap as its field shows it: `1.5x`.
fn multiple(rate: Rate, locale: &Locale) -> String {
    [&locale.multiple_typed(rate), "x"].concat()
}

/// How long someone is in a seat: `from 1 Mar 2026`, `1 Mar 2026 to 30 Jun 2027, expected`.
pub fn time_in_seat(stint: &Stint) -> String {
    let from = show_date(stint.from);
    match stint.to {
        StintEnd::Open => tr!("from {from} on"),
        StintEnd::Expected(to) => tr!("{from} to {}, expected", show_date(to)),
        StintEnd::Known(to) => tr!("{from} to {}", show_date(to)),
    }
}
