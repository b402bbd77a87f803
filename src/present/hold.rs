//! What one input does to closing ARR when it is a tenth less or more: for the card beside a field that is held.

use crate::engine::{Metric, Swing};
use crate::present::Locale;
use crate::present::recurring::Shown;
use crate::present::seek::valued;
use crate::text::tr;

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldLine {
    /// `10 % lower`, `today`, `10 % higher`.
    pub name: &'static str,
    /// The input then.
    pub input: String,
    /// The metric then.
    pub gives: String,
    /// By how much it moves; empty today.
    pub moved: String,
}

/// The input a tenth lower, today and a tenth higher.
pub fn lines(swing: &Swing, metric: Metric, shown: &Shown<'_>) -> Vec<HeldLine> {
    let gives = |value: Option<f64>| value.map_or_else(|| tr!("no value").to_owned(), |it| shown.number(metric, it));
    let input = |value| valued(value, swing.input.unit, shown.locale, shown.currency);
    let moved = |value: Option<f64>| {
        let by = value.map(|it| it - swing.now);
        by.map_or_else(String::new, |by| shown.moved(metric, by))
    };
    vec![
        HeldLine {
            name: tr!("10\u{a0}% lower"),
            input: input(swing.low.value),
            gives: gives(swing.low.gives),
            moved: moved(swing.low.gives),
        },
        HeldLine {
            name: "today",
            input: input(swing.input.value),
            gives: gives(Some(swing.now)),
            moved: String::new(),
        },
        HeldLine {
            name: tr!("10\u{a0}% higher"),
            input: input(swing.high.value),
            gives: gives(swing.high.gives),
            moved: moved(swing.high.gives),
        },
    ]
}

/// How strong it is among the inputs that can be moved. `stronger` of `others` move the metric farther.
pub fn rank(swing: &Swing, stronger: usize, others: usize, locale: &Locale) -> String {
    let all = locale.count((others + 1) as i64);
    match (swing.width() > 0.0, stronger) {
        (false, _) => tr!("It moves nothing: something else holds the plan back.").to_owned(),
        (true, 0) => tr!("The strongest of {all} inputs."),
        (true, at) => tr!("Number {} of {all} inputs by strength.", locale.count((at + 1) as i64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, Row, Scope, evaluate, swing};
    use crate::model::{get_input, sample};

    #[test]
    fn a_held_field_tells_closing_arr_a_tenth_to_both_sides() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let span = outcome.whole();
        let now = Row::of(&outcome, span).movements.closing().to_major();
        let held = |path: &str| {
            let input = get_input(&document, path).unwrap();
            swing(&document, &Env::default(), &input, 0.1, (Metric::ClosingArr, Scope::Company, span), now).unwrap()
        };
        let renewal = held("segment/enterprise/retention/renewal");
        let told = lines(&renewal, Metric::ClosingArr, &Shown::of(&outcome, &Locale::EN_US));
        assert_eq!(told.iter().map(|it| it.name).collect::<Vec<_>>(), ["10\u{a0}% lower", "today", "10\u{a0}% higher"]);
        assert!(told[0].moved.starts_with('\u{2212}') && told[1].moved.is_empty() && told[2].moved.starts_with('+'));
        // 94.5 % cannot be a tenth higher: it ends at all that is due.
        assert!(told[2].input.starts_with("100"), "{told:?}");
        assert_eq!(rank(&renewal, 0, 40, &Locale::EN_US), "The strongest of 41 inputs.");
        assert_eq!(rank(&renewal, 2, 40, &Locale::EN_US), "Number 3 of 41 inputs by strength.");
        let idle = held("costs/marketing");
        assert!(rank(&idle, 40, 40, &Locale::EN_US).starts_with("It moves nothing"));
    }
}
