//! What a plan begun from a few figures comes to, in a sentence or two, before it is opened.

use crate::engine::{Outcome, Row};
use crate::model::Document;
use crate::present::Locale;
use crate::present::number::show_month;

/// How far today's team carries the plan, and what was assumed.
pub fn outlook(document: &Document, outcome: &Outcome, locale: &Locale) -> String {
    let row = Row::of(outcome, outcome.whole());
    let money = |amount| locale.money_compact(amount, outcome.currency);
    let closing = row.movements.closing();
    let end = outcome.months.last().map(|it| show_month(*it)).unwrap_or_default();
    let reach = match document.settings.target_arr {
        Some(target) if closing < target => {
            format!(
                "With today's team ARR is {} by {end}, {} short of {}.",
                money(closing),
                money(target - closing),
                money(target)
            )
        }
        Some(target) => format!("With today's team ARR is {} by {end}: {} is reached.", money(closing), money(target)),
        None => format!("With today's team ARR is {} by {end}.", money(closing)),
    };
    let kind = document.segments.first().map(|it| it.name.to_lowercase()).unwrap_or_default();
    let leads = document.segments.first().map_or(0, |it| it.pipeline.leads_month);
    format!(
        "{reach} Pay, quotas, ramp, win rate and retention are usual ones for {kind} deals, with {} leads a month: all of it can be typed over.",
        locale.count(i64::from(leads))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Beginning;
    use crate::engine::{Env, evaluate};
    use crate::units::Money;

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
        assert!(told(1_000_000).contains("usual ones for smb deals"));
    }
}
