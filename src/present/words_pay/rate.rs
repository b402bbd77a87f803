//! A rate that is derived or typed, and a draw, in a sentence.

use super::choice::{draw, draw_paid};
use crate::model::comp::{Draw, DrawKind, DrawStep, PayoutTrigger};
use crate::present::Locale;
use crate::present::number::{parse_money, parse_multiple};
use crate::text::tr;
use crate::units::{Currency, Money, Rate};

/// A derived rate, as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DerivedRate {
    /// What the first tier that pays comes to.
    pub first: String,
    /// Target variable x weight / quota, which is 1x.
    pub one: String,
    /// Why the first tier pays another rate than 1x.
    pub how: DerivedHow,
}

/// Why the first tier of a derived table pays the rate it does.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum DerivedHow {
    /// It pays 1x.
    #[default]
    Plain,
    /// It pays another multiple, as it is written.
    Multiple(String),
    /// It leads from nothing at the threshold to target pay at target.
    FromZero,
}

/// What stands below the field of a rate: how it is derived, or what fixing it does to pay at target. `pays` is pay at target as it
/// is, and as derived.
pub fn rate_help(fixed: bool, derived: Option<&DerivedRate>, pays: Option<&[String; 2]>) -> String {
    match (fixed, derived, pays) {
        (true, Some(derived), Some([now, target])) => tr!(
            "Fixed, whatever the target variable: {now} a year at quota, where target pay is {target} ({}). Higher tiers keep \
             their proportion. Empty: derived again.",
            derived.first
        ),
        (true, _, _) => tr!("Fixed, whatever the target variable. Empty: derived again.").to_owned(),
        (false, Some(DerivedRate { first, one, how }), _) => match how {
            DerivedHow::Plain => tr!("Derived: {first} is target variable x weight / quota. Type a rate to fix it."),
            DerivedHow::Multiple(multiple) => tr!(
                "Derived: {first} is {multiple} of {one}, which is target variable x weight / quota. Type a rate to fix it."
            ),
            DerivedHow::FromZero => tr!(
                "Derived: {first} leads from nothing at the threshold to target pay at quota; 1x above quota is {one}, which is target variable x weight / quota. Type a rate to fix it."
            ),
        },
        (false, None, _) => tr!("Derived from target variable and weight. Type a rate to fix it.").to_owned(),
    }
}

/// What stands below the cap of a plan: what the multiple comes to in money, as that is what contracts say.
pub fn cap_help(variable: Money, cap: Option<Rate>, locale: &Locale, currency: Currency) -> String {
    if variable.mills() <= 0 {
        return tr!("Multiple of target variable; empty: no cap.").to_owned();
    }
    let money = |of: Rate| locale.money_whole_named(Money::from_major_f64(variable.to_major() * of.to_f64()), currency);
    match cap {
        Some(cap) => tr!("{} a year, as a multiple of {} of target variable.", money(cap), money(Rate::ONE)),
        None => {
            let twice = Rate::percent(200);
            let (whole, most) = (money(Rate::ONE), money(twice));
            tr!("A multiple of target variable, here {whole} a year: 2x is {most}. Empty: no cap.")
        }
    }
}

/// A cap that was typed as money (`250k`, `$250,000`), as the multiple of target variable it is. None: it is a multiple already, or
/// nothing that could be turned into one.
pub fn cap_as_multiple(text: &str, variable: Money, locale: &Locale, currency: Currency) -> Option<String> {
    let is_multiple = parse_multiple(text, locale).is_ok_and(|it| it < Rate::percent(CAP_IS_MONEY_FROM * 100));
    let most = parse_money(text, locale, currency).ok().filter(|it| it.mills() > 0)?;
    if is_multiple || variable.mills() <= 0 {
        return None;
    }
    let multiple = Rate::from_f64(most.to_major() / variable.to_major());
    Some(format!("{}x", locale.multiple_typed(multiple)))
}

/// A figure without a unit from here on is meant as money: no plan is capped at a hundred times target pay.
const CAP_IS_MONEY_FROM: i64 = 100;

/// A draw in sentences: `Guarantee: $4,000 a month for the first 3 months, then $2,500 for 3 months, then nothing. Pay is topped up to
/// the amount; nothing is owed. The draw is paid as late as commission.`
pub fn draw_line(it: &Draw, locale: &Locale, currency: Currency) -> String {
    format!("{}. {} {}", draw_amounts(it, locale, currency), draw(Some(it.kind)).1, draw_paid(it.paid).1)
}

/// The kind of a draw with its amounts: `Guarantee: $4,000 a month for the first 3 months, then $2,500 for 3 months, then nothing`.
pub fn draw_amounts(it: &Draw, locale: &Locale, currency: Currency) -> String {
    let name = draw(Some(it.kind)).0;
    let amount = |step: &DrawStep| locale.money_whole_named(step.amount.amount(), currency);
    let months = |count: u32| if count == 1 { tr!("month").to_owned() } else { tr!("{count} months") };
    let mut line = tr!("{name}: {} a month", amount(&it.first));
    if let Some(first) = it.first.months {
        line += &tr!(" for the first {}", months(first));
    }
    for step in &it.then {
        line += &match step.months {
            Some(1) => tr!(", then {} for one month", amount(step)),
            Some(count) => tr!(", then {} for {}", amount(step), months(count)),
            None => tr!(", then {} for good", amount(step)),
        };
    }
    if it.steps().last().is_some_and(|step| step.months.is_some()) && !it.then.is_empty() {
        line += tr!(", then nothing");
    }
    line
}

/// What a draw is set against where pay waits for the invoice or the cash; nothing where it does not, or where it is paid on top.
pub fn draw_waits(kind: DrawKind, trigger: PayoutTrigger) -> &'static str {
    match (kind, trigger) {
        (DrawKind::Additional, _) | (_, PayoutTrigger::Booking) => "",
        (_, PayoutTrigger::Invoice) => {
            tr!(
                "Pay waits for the invoice: it is set against what falls due in a month, not against what was earned in it."
            )
        }
        (_, PayoutTrigger::Cash) => {
            tr!(
                "Pay waits for the cash: it is set against what falls due in a month, not against what was earned in it."
            )
        }
    }
}

/// The months of tenure in which an amount of a draw (counted from 0) holds: `Months 4 to 6`, `From month 7 on`, `Every month`.
pub fn draw_months(draw: Option<&Draw>, at: usize) -> String {
    let Some(draw) = draw else { return String::new() };
    let before: u32 = draw.steps().take(at).filter_map(|step| step.months).fold(0, u32::saturating_add);
    match draw.steps().nth(at).and_then(|step| step.months) {
        None if before == 0 => tr!("Every month").to_owned(),
        None => tr!("From month {} on", before.saturating_add(1)),
        Some(0) => tr!("In no month").to_owned(),
        Some(1) => tr!("Month {}", before.saturating_add(1)),
        Some(count) => tr!("Months {} to {}", before.saturating_add(1), before.saturating_add(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cap_says_what_it_comes_to_in_money() {
        let said = |cap| cap_help(Money::from_major(100_000), cap, &Locale::EN_US, Currency::default());
        assert_eq!(said(None), "A multiple of target variable, here $100,000 a year: 2x is $200,000. Empty: no cap.");
        assert_eq!(said(Some(Rate::percent(250))), "$250,000 a year, as a multiple of $100,000 of target variable.");
        let nothing = cap_help(Money::ZERO, Some(Rate::percent(250)), &Locale::EN_US, Currency::default());
        assert_eq!(nothing, "Multiple of target variable; empty: no cap.");
    }

    #[test]
    fn a_cap_typed_as_money_is_the_multiple_it_comes_to_and_a_multiple_stays_one() {
        let read = |text: &str| cap_as_multiple(text, Money::from_major(100_000), &Locale::EN_US, Currency::default());
        for text in ["250k", "$250,000", "250000"] {
            assert_eq!(read(text).as_deref(), Some("2.5x"), "{text}");
        }
        for text in ["2.5", "2.5x", "250 %", "", "rubbish", "-5k"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(cap_as_multiple("250k", Money::ZERO, &Locale::EN_US, Currency::default()), None);
    }
}
