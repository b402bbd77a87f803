//! What bends the pay of a component, in sentences, and SPIFs beside it.

use super::choice::measured;
use crate::model::comp::{Component, Kicker, KickerPays, KickerWhen, MultiplierBy, Spif, SpifPays};
use crate::present::Locale;
use crate::present::number::show_date;
use crate::units::Currency;

/// Everything besides table, threshold, cap and gate; each sentence begins with a space.
pub(super) fn sentences(component: &Component, locale: &Locale, currency: Currency) -> String {
    let mut text = String::new();
    if let Some(measure) = component.attained_by {
        text.push_str(&format!(" The rate is that of the attainment of {}.", measured(measure)));
    }
    if component.cap_carries && component.cap.is_some() {
        text.push_str(" What the cap cuts is paid later in the year, as far as there is room below it.");
    }
    for kicker in &component.kickers {
        text.push(' ');
        text.push_str(&self::kicker(kicker, locale, currency));
    }
    if let Some(cap) = component.deal_cap {
        text.push_str(&format!(" One deal pays at most {}.", locale.money_whole_named(cap, currency)));
    }
    if let Some(multiplier) = &component.multiplier {
        let by = measured(multiplier.measure);
        match &multiplier.by {
            MultiplierBy::Steps { steps } => {
                let factors: Vec<String> = steps
                    .iter()
                    .map(|step| format!("{}x from {}", locale.multiple_typed(step.factor), locale.rate(step.from)))
                    .collect();
                text.push_str(&format!(" All of it is multiplied by {by}: {}.", factors.join(", ")));
            }
            MultiplierBy::Attainment { least, most } => text.push_str(&format!(
                " All of it is multiplied by the attainment of {by}, at least {} and at most {}.",
                locale.rate(*least),
                locale.rate(*most)
            )),
        }
    }
    text
}

/// A kicker as a sentence.
pub fn kicker(kicker: &Kicker, locale: &Locale, currency: Currency) -> String {
    let which = match kicker.when {
        KickerWhen::Term { months } => format!("signed for {} months or more", locale.count(i64::from(months))),
        KickerWhen::Prepaid => "paid in advance".to_owned(),
        KickerWhen::Size { amount } => format!("of {} or more", locale.money_whole_named(amount, currency)),
    };
    let pays = match kicker.pays {
        KickerPays::Multiple(rate) => format!("{}x the derived rate", locale.multiple_typed(rate)),
        KickerPays::Share(rate) => format!("{} of their credit", locale.rate(rate)),
    };
    format!("Deals {which} pay {pays} on top.")
}

/// A SPIF as a sentence.
pub fn spif(spif: &Spif, locale: &Locale, currency: Currency) -> String {
    let amount = locale.money_whole_named(spif.amount, currency);
    let what = measured(spif.measure);
    let when = match spif.pays {
        SpifPays::PerDeal { least } if least.is_zero() => "for each deal".to_owned(),
        SpifPays::PerDeal { least } => {
            format!("for each deal of {} or more", locale.money_whole_named(least, currency))
        }
        SpifPays::Once { at } => format!("once, when {what} reaches {}", locale.money_whole_named(at, currency)),
    };
    format!("Pays {amount} {when}, from {} to {}.", show_date(spif.from), show_date(spif.to))
}
