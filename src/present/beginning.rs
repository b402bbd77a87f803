//! What a plan begun from a few figures comes to, in a sentence or two, before it is opened.

use crate::engine::{Outcome, Row};
use crate::model::Document;
use crate::present::Locale;
use crate::present::number::show_month;
use crate::text::tr;
use crate::units::{Currency, Money};

/// What is asked for while there is no plan yet.
pub fn enough(list: bool, roster: bool) -> &'static str {
    match (list, roster) {
        (true, true) => tr!("One figure is enough: the ARR wanted at the end of the plan."),
        (true, false) => tr!("The ARR wanted is enough; say who is there today, or add their list as well."),
        (false, true) => {
            tr!(
                "Four figures are enough: ARR and customers today, the ARR wanted, and what a new customer pays; or add the list of customers."
            )
        }
        (false, false) => {
            tr!(
                "Four figures are enough: ARR and customers today, the ARR wanted, and what a new customer pays. What is left empty is none."
            )
        }
    }
}

/// What a customer list brought: customers with their ARR, and rows that stayed out for their currency.
pub fn list_read(customers: usize, arr: Money, foreign: usize, currency: Currency, locale: &Locale) -> String {
    let noun = if customers == 1 { tr!("customer") } else { tr!("customers") };
    let count = |count: usize| locale.count(count as i64);
    let foreign = match foreign {
        0 => String::new(),
        rows => tr!(" {} rows in other currencies stay out; import them on the Data page.", count(rows)),
    };
    tr!("{} {noun} with {} of ARR.{foreign}", count(customers), locale.money_compact(arr, currency))
}

/// Whom a roster brought, by role, and how many stayed out.
pub fn people_read(people: &[(String, usize)], out: usize, locale: &Locale) -> String {
    let count = |count: usize| locale.count(count as i64);
    let all: usize = people.iter().map(|it| it.1).sum();
    let roles: Vec<String> = people.iter().map(|(name, heads)| format!("{} {}", name, count(*heads))).collect();
    let out = match out {
        0 => String::new(),
        some => {
            tr!(" {} stay out: they left, or their title is none that sells or looks after customers.", count(some))
        }
    };
    let noun = if all == 1 { tr!("person") } else { tr!("people") };
    format!("{} {noun}: {}.{out}", count(all), roles.join(", "))
}

/// How far today's team carries the plan, and what was assumed.
pub fn outlook(document: &Document, outcome: &Outcome, locale: &Locale) -> String {
    let row = Row::of(outcome, outcome.whole());
    let money = |amount| locale.money_compact(amount, outcome.currency);
    let closing = row.movements.closing();
    let end = outcome.months.last().map(|it| show_month(*it)).unwrap_or_default();
    let reach = match document.settings.target_arr {
        Some(target) if closing < target => {
            tr!(
                "With today's team ARR is {} by {end}, {} short of {}.",
                money(closing),
                money(target - closing),
                money(target)
            )
        }
        Some(target) => tr!("With today's team ARR is {} by {end}: {} is reached.", money(closing), money(target)),
        None => tr!("With today's team ARR is {} by {end}.", money(closing)),
    };
    let kinds: Vec<String> = document.segments.iter().map(|it| it.name.clone()).collect();
    let kind = match kinds.as_slice() {
        [first @ .., last] if !first.is_empty() => tr!("{} and {last}", first.join(", ")),
        _one => kinds.concat(),
    };
    let leads: u32 = document.segments.iter().map(|it| it.pipeline.leads_month).sum();
    tr!(
        "{reach} Pay, quotas, ramp, win rate and retention are usual ones for {kind} deals, with {} leads a month: all of it can be typed over.",
        locale.count(i64::from(leads))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Beginning;
    use crate::engine::{Env, evaluate};

    fn told(wanted: i64) -> String {
        let answers = Beginning {
            customers: 100,
            arr: Money::from_major(10_000_000),
            wanted: Money::from_major(wanted),
            deal_size: Money::from_major(15_000),
            sellers: 3,
            ..Beginning::default()
        };
        let document = answers.document().expect("nothing is missing");
        outlook(&document, &evaluate(&document, &Env::default()), &Locale::for_tag("en-US"))
    }

    #[test]
    fn it_says_what_is_short_or_that_nothing_is() {
        assert!(told(90_000_000).contains("short of $90M"), "{}", told(90_000_000));
        assert!(told(1_000_000).contains("$1M is reached"), "{}", told(1_000_000));
        assert!(told(1_000_000).contains("usual ones for SMB deals"));
    }
}
