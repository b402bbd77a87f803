//! What bends the pay of a component, in sentences, and SPIFs beside it.

use super::choice::measured;
use super::mechanics::{counted, standing};
use crate::model::comp::{
    Component, Kicker, KickerPays, KickerWhen, Measure, Multiplier, MultiplierBy, Rated, Spif, SpifPays,
};
use crate::model::{Document, Seat};
use crate::present::Locale;
use crate::present::number::show_date;
use crate::text::tr;
use crate::units::{Currency, Money, PlanId};

/// Everything besides table, threshold, cap and gate; each sentence begins with a space.
pub(super) fn sentences(component: &Component, locale: &Locale, currency: Currency) -> String {
    let mut text = String::new();
    if let Some(measure) = component.attained_by {
        text.push_str(&tr!(" The rate is the one that holds at {}.", standing(measure)));
    }
    let carries = matches!(component.rated, Rated::Period | Rated::EachDeal);
    if component.cap_carries && component.cap.is_some() && carries {
        text.push_str(tr!(" What the cap cuts is paid later in the year, as far as there is room below it."));
    }
    for kicker in &component.kickers {
        text.push(' ');
        text.push_str(&self::kicker(kicker, component.measure, locale, currency));
    }
    if let Some(cap) = component.deal_cap {
        text.push_str(&tr!(" One deal pays at most {}.", locale.money_whole_named(cap, currency)));
    }
    if let Some(multiplier) = &component.multiplier {
        text.push(' ');
        text.push_str(&self::multiplier(multiplier, locale));
    }
    text
}

/// A multiplier as a sentence.
pub fn multiplier(multiplier: &Multiplier, locale: &Locale) -> String {
    let by = standing(multiplier.measure);
    match &multiplier.by {
        MultiplierBy::Steps { steps } => {
            let factors: Vec<String> = steps
                .iter()
                .map(|step| tr!("{}x from {}", locale.multiple_typed(step.factor), locale.rate(step.from)))
                .collect();
            tr!("All of it is multiplied by what {by} gives: {}.", factors.join(", "))
        }
        MultiplierBy::Attainment { least, most } => tr!(
            "All of it is multiplied by {by} itself, taken as {} at least and {} at most.",
            locale.rate(*least),
            locale.rate(*most)
        ),
    }
}

/// An amount in the unit of a measure: money, or so many.
fn in_unit(amount: Money, measure: Measure, locale: &Locale, currency: Currency) -> String {
    if measure.is_count() {
        let count = amount.to_major();
        return locale.number(count, if count.fract() == 0.0 { 0 } else { 2 });
    }
    locale.money_whole_named(amount, currency)
}

/// A kicker as a sentence.
pub fn kicker(kicker: &Kicker, measure: Measure, locale: &Locale, currency: Currency) -> String {
    let which = match kicker.when {
        KickerWhen::Term { months: 1 } => tr!("signed for 1 month or more").to_owned(),
        KickerWhen::Term { months } => tr!("signed for {} months or more", locale.count(i64::from(months))),
        KickerWhen::Prepaid => tr!("paid in advance").to_owned(),
        KickerWhen::Size { amount } => tr!("of {} or more", in_unit(amount, measure, locale, currency)),
    };
    let pays = match kicker.pays {
        KickerPays::Multiple(rate) => tr!("{}x the derived rate", locale.multiple_typed(rate)),
        KickerPays::Share(rate) => tr!("{} of their credit", locale.rate(rate)),
    };
    tr!("Deals {which} pay {pays} on top.")
}

/// Whether a plan pays people who lead: then a SPIF in it could be taken for one on the deals of the team.
pub fn pays_leaders(document: &Document, plan: &PlanId) -> bool {
    let by_role = document.roles.iter().filter(|role| role.function.leads());
    let by_terms = by_role.flat_map(|role| &role.terms).any(|terms| terms.plan.as_ref() == Some(plan));
    let leads = |seat: &Seat| {
        document.role(&seat.role).is_some_and(|role| role.function.leads())
            || document.seats.iter().any(|it| it.manager.as_ref() == Some(&seat.id))
    };
    let paid = |seat: &&Seat| document.plan_of(seat).is_some_and(|it| it.id == *plan);
    by_terms || document.seats.iter().filter(paid).any(leads)
}

/// A SPIF as a sentence; where the plan pays people who lead, another says that deals of their teams do not count.
pub fn spif(spif: &Spif, leads: bool, locale: &Locale, currency: Currency) -> String {
    let amount = locale.money_whole_named(spif.amount, currency);
    let what = counted(spif.measure);
    let when = match spif.pays {
        SpifPays::PerDeal { least } if least.is_zero() => tr!("for each deal of {}", per_deal(spif.measure)),
        SpifPays::PerDeal { least } => tr!(
            "for each deal of {} or more of {}",
            in_unit(least, spif.measure, locale, currency),
            per_deal(spif.measure)
        ),
        SpifPays::Once { at } => {
            let reach = if spif.measure.is_count() { tr!("reach") } else { tr!("reaches") };
            tr!("once, when {what} {reach} {}", in_unit(at, spif.measure, locale, currency))
        }
    };
    let mut text = tr!("Pays {amount} {when}, from {} to {}.", show_date(spif.from), show_date(spif.to));
    if leads {
        text.push_str(tr!(" Only the person\u{2019}s own deals count, not those of the team."));
    }
    text
}

fn per_deal(measure: Measure) -> &'static str {
    if measure.is_count() { counted(measure) } else { measured(measure) }
}
