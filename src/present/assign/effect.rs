//! What a plan does to the forecast and to pay: the document with the plan adopted, against the document as it is.

use super::Base;
use crate::engine::{Metric, Outcome, Row, Scope};
use crate::present::{Locale, figure};
use crate::text::tr;
use crate::units::{Currency, Money};

/// Figures of the forecast that owners of accounts can move.
const FIGURES: [Metric; 6] = [
    Metric::NewArr,
    Metric::ExpansionArr,
    Metric::ContractionArr,
    Metric::ChurnArr,
    Metric::ClosingArr,
    Metric::VariablePay,
];

/// The effect of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// Figure, before, after, change.
    pub forecast: Vec<Vec<String>>,
    /// Person, pay before, after, change: those whose pay moves.
    pub pay: Vec<Vec<String>>,
    /// It in a sentence.
    pub sentence: String,
}

/// Compares two outcomes over the whole plan.
pub fn effect(base: &Base, before: &Outcome, after: &Outcome, locale: &Locale, currency: Currency) -> Effect {
    let row = |outcome: &Outcome| Row::scoped(outcome, Scope::Company, outcome.whole());
    let (was, is) = (row(before), row(after));
    let forecast = FIGURES.iter().map(|metric| {
        let (was, is) = (was.value(*metric), is.value(*metric));
        let change = match was.to_f64().zip(is.to_f64()) {
            Some((was, is)) => locale.money_delta_whole(Money::from_major_f64(is - was)),
            None => "–".to_owned(),
        };
        vec![
            metric.name().to_owned(),
            figure::in_full(was, locale, currency),
            figure::in_full(is, locale, currency),
            change,
        ]
    });
    let cost = |outcome: &Outcome, seat: &crate::units::SeatId| {
        outcome.seats.iter().find(|it| it.id == *seat).map(|it| it.cost.iter().copied().sum::<Money>())
    };
    let mut moved: Vec<(Money, Vec<String>)> = Vec::new();
    for (seat, name) in base.seats.iter().zip(&base.names) {
        let (Some(was), Some(is)) = (cost(before, seat), cost(after, seat)) else { continue };
        if was != is {
            let texts =
                vec![name.clone(), locale.money_whole(was), locale.money_whole(is), locale.money_delta_whole(is - was)];
            moved.push(((is - was).abs(), texts));
        }
    }
    moved.sort_by_key(|it| std::cmp::Reverse(it.0));
    let change =
        |metric: Metric| was.value(metric).to_f64().zip(is.value(metric).to_f64()).map_or(0.0, |(was, is)| is - was);
    let (arr, pay) = (change(Metric::ClosingArr), change(Metric::VariablePay));
    let money = |it: f64| locale.money_delta(Money::from_major_f64(it), currency);
    let sentence = if arr.abs() < 0.5 && pay.abs() < 0.5 && moved.is_empty() {
        tr!("The forecast and pay stay as they are: quotas and credit of this team do not follow single accounts. What the change brings is in the implied quotas.").to_owned()
    } else {
        tr!(
            "Over the whole plan closing ARR moves by {}, variable pay by {}; people whose pay moves: {}.",
            money(arr),
            money(pay),
            moved.len()
        )
    };
    Effect { forecast: forecast.collect(), pay: moved.into_iter().map(|it| it.1).collect(), sentence }
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::base;
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;
    use chrono::NaiveDate;

    #[test]
    fn the_effect_is_the_difference_of_two_outcomes() {
        let env = Env { today: NaiveDate::from_ymd_opt(2026, 1, 15).unwrap() };
        let document = sample::company();
        let mut richer = document.clone();
        let seat = document.seats.iter().find(|it| it.id.as_str() == "ae-smb-1").unwrap().id.clone();
        // Half as much base pay again for one person.
        let at = richer.seats.iter().position(|it| it.id == seat).unwrap();
        richer.seats[at].stints[0].overrides.base = Some(crate::units::Yearly::new(Money::from_major(150_000)));
        let (before, after) = (evaluate(&document, &env), evaluate(&richer, &env));
        let mut base = base();
        base.seats[0] = seat;
        let found = effect(&base, &before, &after, &Locale::for_tag("en-US"), document.settings.currency);
        assert_eq!(found.pay.len(), 1);
        assert_eq!(found.pay[0][0], "Raman");
        let none = effect(&base, &before, &before, &Locale::for_tag("en-US"), document.settings.currency);
        assert!(none.pay.is_empty() && none.sentence.starts_with("The forecast and pay stay"));
    }
}
