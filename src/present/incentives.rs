//! Words about how the split of pay moves results.

use crate::engine::{IncentiveLine, Outcome};
use crate::model::Incentives;
use crate::model::comp::Pot;
use crate::present::Locale;
use crate::present::number::show_months;
use crate::text::{mark, tr};
use crate::units::Month;

/// Headings of the table of what the split does.
pub const HEADER: [&str; 6] = [
    mark!("Role and purpose"),
    mark!("Split at the reference"),
    mark!("Split now"),
    mark!("Effort"),
    mark!("Output"),
    mark!("Why"),
];

/// What the response means as it is set.
pub fn say(rule: &Incentives) -> &'static str {
    if !rule.on {
        tr!("Off: nobody works more or less on what pays more or less.")
    } else if rule.responds() {
        tr!(
            "Effort is the share of variable pay now over that at the reference, to the power of the elasticity; output is effort to the power of the returns, kept between a quarter and four times. Output moves selling capacity and found opportunities, what is lost at renewal, and expansion."
        )
    } else {
        tr!("Switched on, but every elasticity is 0 %: nothing responds yet.")
    }
}

/// What the split does, role by role.
pub fn rows(outcome: &Outcome, locale: &Locale) -> Vec<Vec<String>> {
    outcome.incentives.iter().map(|line| row(line, outcome, locale)).collect()
}

fn row(line: &IncentiveLine, outcome: &Outcome, locale: &Locale) -> Vec<String> {
    let purpose = match line.pot {
        Pot::NewBusiness => tr!("new business"),
        Pot::Retention => tr!("retention"),
        Pot::Expansion => tr!("expansion"),
        Pot::Other => tr!("objectives"),
    };
    let month = |at: usize| outcome.months.get(at).copied().unwrap_or(Month::new(2027, 1));
    let whole = line.months.0 == 0 && line.months.1 + 1 == outcome.months.len();
    let when =
        if whole { String::new() } else { [", ", &show_months(month(line.months.0), month(line.months.1))].concat() };
    let share = |share: f64| locale.percent(share, 1);
    vec![
        format!("{}, {purpose}{when}", line.name),
        line.reference.map_or_else(|| tr!("none" in "share").to_owned(), share),
        share(line.now),
        locale.multiple(line.effort, 2),
        locale.multiple(line.multiplier, 3),
        why(line, purpose, locale),
    ]
}

fn why(line: &IncentiveLine, purpose: &str, locale: &Locale) -> String {
    match line.reference {
        None => tr!("came after the reference was taken").to_owned(),
        Some(reference) if reference <= 0.0 => tr!("was not paid for at the reference").to_owned(),
        Some(_) if line.multiplier == 1.0 => tr!("as at the reference").to_owned(),
        Some(reference) => {
            let by = locale.points_delta(line.now - reference, 1);
            let what = match line.pot {
                Pot::NewBusiness => tr!("so {} capacity and opportunities", more(line.multiplier)),
                Pot::Retention => tr!("so {} is lost at renewal", more(1.0 / line.multiplier.max(1e-9))),
                Pot::Expansion => tr!("so {} expansion", more(line.multiplier)),
                Pot::Other => String::new(),
            };
            tr!("{by} of the split on {purpose}, {what}")
        }
    }
}

fn more(multiplier: f64) -> &'static str {
    if multiplier > 1.0 { tr!("more") } else { tr!("less") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, pay_splits};
    use crate::model::sample;
    use crate::units::Rate;

    #[test]
    fn the_table_says_what_the_multiplier_is_and_why() {
        let mut document = sample::company();
        let rule = &mut document.assumptions.incentives;
        (rule.on, rule.retention) = (true, Rate::ONE);
        assert!(say(rule).starts_with("Effort is"));
        let reference = pay_splits(&document);
        document.assumptions.incentives.reference = reference;
        let told = rows(&evaluate(&document, &Env::default()), &Locale::EN_US);
        assert!(!told.is_empty() && told.iter().all(|row| row.len() == HEADER.len()));
        let kept: Vec<_> = told.iter().filter(|row| row[0].contains("retention")).collect();
        assert!(kept.iter().all(|row| row[5] == "as at the reference" || row[5].starts_with("was not")), "{kept:?}");
        for split in &mut document.assumptions.incentives.reference {
            split.retention = Rate::from_ppm(split.retention.ppm() / 2);
        }
        let told = rows(&evaluate(&document, &Env::default()), &Locale::EN_US);
        let kept = told.iter().find(|row| row[0].contains("retention") && row[4].starts_with("1.4")).expect("moved");
        assert!(kept[5].ends_with("of the split on retention, so less is lost at renewal"), "{kept:?}");
    }
}
