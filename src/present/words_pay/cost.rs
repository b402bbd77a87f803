//! What a plan costs, in words and rows: at every attainment, over a spread of attainment, and against another plan.

use super::pair::attained;
use crate::engine::{CostColumn, CostLine, CostTable, Expected, PayLimit, Rival};
use crate::model::AttainmentSpread;
use crate::model::comp::{PlanVersion, Target};
use crate::present::Locale;
use crate::present::number::shown;
use crate::text::{mark, tr};
use crate::units::{Currency, Money, Rate};

/// A spread of attainment to choose, with where it comes from.
pub struct SpreadPreset {
    /// Its name on screen.
    pub name: &'static str,
    /// Attainment in the middle.
    pub mean: Rate,
    /// Standard deviation.
    pub deviation: Rate,
    /// Where it comes from, as a sentence.
    pub source: &'static str,
}

/// Thirty points: no survey that could be quoted gives a width.
const WIDTH: Rate = Rate::percent(30);

/// The spreads to choose from. Each survey gives the share of account executives at or above quota; the middle follows from it.
pub const SPREADS: [SpreadPreset; 3] = [
    SpreadPreset {
        name: mark!("Half at quota (illustrative)"),
        mean: Rate::ONE,
        deviation: WIDTH,
        source: mark!("Illustrative: half of the people reach quota, and no survey gives a width."),
    },
    SpreadPreset {
        name: mark!("66 % at quota (illustrative)"),
        mean: Rate::from_ppm(1_124_000),
        deviation: WIDTH,
        source: mark!("Illustrative: two thirds of the people reach quota, and no survey gives a width."),
    },
    SpreadPreset {
        name: mark!("24 % at quota (BenchSights 2020)"),
        mean: Rate::from_ppm(788_000),
        deviation: WIDTH,
        source: mark!(
            "20 to 28 % of account executives at or above quota: BenchSights 2020 (benchsights.com). The width of 30 points is \
                 illustrative."
        ),
    },
];

/// The preset that a spread is.
pub fn spread_preset(spread: &AttainmentSpread) -> Option<&'static SpreadPreset> {
    match spread {
        AttainmentSpread::Normal { mean, deviation } => {
            SPREADS.iter().find(|it| it.mean == *mean && it.deviation == *deviation)
        }
        AttainmentSpread::Buckets { .. } => None,
    }
}

/// The table of what a plan costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostWords {
    /// Names of the columns.
    pub header: Vec<String>,
    /// What stands in the columns after the first.
    pub columns: Vec<CostColumn>,
    /// Rows, each as long as the header, and whether it is the one at 100 %.
    pub rows: Vec<(Vec<String>, bool)>,
}

/// The table of what a plan costs; columns without a figure are left out.
pub fn cost(table: &CostTable, locale: &Locale) -> CostWords {
    type Show<'a> = Box<dyn Fn(&CostLine) -> String + 'a>;
    let mut columns: Vec<(String, CostColumn, Show<'_>)> = Vec::new();
    if table.parts.len() > 1 {
        for (at, part) in table.parts.iter().enumerate() {
            let pay = move |line: &CostLine| shown(line.components.get(at), |it| locale.money_table(*it));
            columns.push((part.name.clone(), CostColumn::Component(at), Box::new(pay)));
        }
    }
    if table.lines.iter().any(|line| !line.capped.is_zero()) {
        columns.push((tr!("Plan cap").to_owned(), CostColumn::Cap, Box::new(|line| locale.money_table(-line.capped))));
    }
    columns.push((
        tr!("Variable pay").to_owned(),
        CostColumn::Variable,
        Box::new(|line| locale.money_table(line.variable)),
    ));
    let of_target = |line: &CostLine| {
        let target = table.target.to_major();
        shown((target > 0.0).then(|| line.variable.to_major() / target), |it| locale.percent(it, 0))
    };
    columns.push((tr!("Of target").to_owned(), CostColumn::OfTarget, Box::new(of_target)));
    columns.push((
        tr!("With base").to_owned(),
        CostColumn::WithBase,
        Box::new(|line| locale.money_table(table.base + line.variable)),
    ));
    if table.lines.iter().any(|line| line.rate.is_some()) {
        columns.push((
            tr!("Effective rate").to_owned(),
            CostColumn::Rate,
            Box::new(|line| shown(line.rate, |it| locale.percent(it, 2))),
        ));
    }
    if table.lines.iter().any(|line| line.ccos.is_some()) {
        columns.push((
            "CCOS".to_owned(),
            CostColumn::Ccos,
            Box::new(|line| shown(line.ccos, |it| locale.percent(it, 1))),
        ));
    }
    let header = std::iter::once(tr!("Attainment").to_owned()).chain(columns.iter().map(|it| it.0.clone())).collect();
    let row = |line: &CostLine| {
        let name = locale.rate(Rate::from_f64(line.attainment));
        let cells = std::iter::once(name).chain(columns.iter().map(|it| (it.2)(line)));
        (cells.collect(), (line.attainment - 1.0).abs() < 1e-9)
    };
    CostWords { header, columns: columns.iter().map(|it| it.1).collect(), rows: table.lines.iter().map(row).collect() }
}

/// One sentence on whom the table is about.
pub fn cost_say(table: &CostTable, whose: &str, locale: &Locale, currency: Currency) -> String {
    if table.heads <= 0.0 {
        return tr!("Nobody is paid by the plan: {whose}.");
    }
    let money = |amount| locale.money_compact(amount, currency);
    let mut text =
        tr!("{whose}: {} base and {} target variable, in {currency} a year", money(table.base), money(table.target));
    if let Some(credit) = table.credit {
        text.push_str(&tr!("; {} of new and expansion ARR at 100\u{a0}%", money(credit)));
    }
    text.push('.');
    text
}

/// What the table takes for granted, and what it has no figure for. `assumes` says the same of the plan, such as where other measures
/// stand.
pub fn cost_why(table: &CostTable, team: bool, assumes: &str) -> String {
    let mut text = tr!(
        "Every component stands at the attainment of its own target; results come evenly through a whole year without \
                    ramp."
    )
    .to_owned();
    if !assumes.is_empty() {
        text.push(' ');
        text.push_str(assumes);
    }
    let is_known = |of: fn(&CostLine) -> bool| table.lines.iter().any(of);
    if is_known(|line| line.rate.is_some()) {
        text.push_str(tr!(" Effective rate: what components on an amount of ARR pay, over that ARR."));
    }
    if is_known(|line| line.ccos.is_some()) {
        text.push_str(tr!(" CCOS: base and variable pay over the new and expansion ARR credited."));
    } else if team {
        text.push_str(tr!(
            " There is no CCOS here, because no ARR is these people's own: they share it, or carry no quota in ARR."
        ));
    } else {
        text.push_str(tr!(" There is no CCOS here, because the terms hold no quota in new or expansion ARR."));
    }
    text
}

/// Whom quota, thresholds and caps meet, one clause each.
pub fn meets(
    expected: &Expected,
    thresholds: &[PayLimit],
    caps: &[PayLimit],
    version: &PlanVersion,
    locale: &Locale,
) -> Vec<String> {
    let percent = |share: f64| locale.percent(share, 1);
    let mut found = vec![tr!("{} of people reach 100\u{a0}%", percent(expected.at_quota))];
    let of = |limit: &PayLimit| match part(version, limit.component) {
        Some(name) if version.components.len() > 1 => tr!(" of {name}"),
        Some(_) => String::new(),
        None => tr!(" of the plan").to_owned(),
    };
    for limit in thresholds {
        let at = limit_at(version, limit, locale);
        found.push(tr!("{} are below the threshold{} at {at}", percent(limit.share), of(limit)));
    }
    for limit in caps {
        let at = limit_at(version, limit, locale);
        found.push(tr!("{} are above the cap{}, reached at {at}", percent(limit.share), of(limit)));
    }
    found
}

/// Where a limit lies: a ratio by itself, everything else by its attainment.
pub(super) fn limit_at(version: &PlanVersion, limit: &PayLimit, locale: &Locale) -> String {
    let target = limit.component.and_then(|at| version.components.get(at)).map(|it| it.target);
    match target {
        Some(Target::Ratio { ratio }) => locale.percent(limit.at * ratio.to_f64(), 1),
        Some(Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. }) | None => locale.percent(limit.at, 0),
    }
}

/// The name of a component; none is the plan as a whole.
pub(super) fn part(version: &PlanVersion, component: Option<usize>) -> Option<&str> {
    component.and_then(|at| version.components.get(at)).map(|it| it.name.as_str())
}

/// Where another plan pays more than this one, and by how much.
pub fn rival(name: &str, rival: &Rival, most: f64, locale: &Locale, currency: Currency) -> String {
    if rival.ahead.is_empty() && rival.behind.is_empty() {
        return tr!("{name} pays the same at every attainment.");
    }
    let gap = |(at, gap): &(f64, Money)| {
        let at = locale.percent(*at, 0);
        let amount = locale.money_whole_named(Money::from_mills(gap.mills().abs()), currency);
        match gap.mills() {
            0 => tr!("the same at {at}"),
            more if more > 0 => tr!("{amount} more at {at}"),
            _less => tr!("{amount} less at {at}"),
        }
    };
    let gaps: Vec<String> = rival.gaps.iter().map(gap).collect();
    let stretch = |(from, to): &(f64, f64)| {
        let (low, high) = (attained(*from, locale), attained(*to, locale));
        match (*from < 5e-3, *to > most - 5e-3) {
            (true, true) => tr!("at every attainment").to_owned(),
            (true, false) => tr!("up to {high}"),
            (false, true) => tr!("from {low} on"),
            (false, false) => tr!("from {low} to {high}"),
        }
    };
    let list = |stretches: &[(f64, f64)]| list(&stretches.iter().map(stretch).collect::<Vec<_>>());
    let (gaps, ahead, behind) = (self::list(&gaps), list(&rival.ahead), list(&rival.behind));
    match (ahead.is_empty(), behind.is_empty()) {
        (true, _) => tr!("{name} pays {gaps}. It nowhere pays more, and less {behind}."),
        (false, true) => tr!("{name} pays {gaps}. It pays more {ahead}, and nowhere less."),
        (false, false) => tr!("{name} pays {gaps}. It pays more {ahead}, and less {behind}."),
    }
}

/// `a, b and c`.
pub(super) fn list(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => tr!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Spread;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn every_preset_has_the_share_at_quota_that_its_source_gives() {
        for preset in &SPREADS {
            let entered = AttainmentSpread::Normal { mean: preset.mean, deviation: preset.deviation };
            let reached = Spread::of(&entered).unwrap().reaching(1.0) * 100.0;
            let named = preset.name.split(' ').next().unwrap().parse().unwrap_or(50.0);
            assert!((reached - named).abs() < 0.5, "{}: {reached}", preset.name);
            assert_eq!(spread_preset(&entered).map(|it| it.name), Some(preset.name));
        }
        assert!(spread_preset(&AttainmentSpread::Buckets { buckets: Vec::new() }).is_none());
    }

    #[test]
    fn another_plan_is_told_by_its_gaps_and_where_it_is_ahead() {
        let gaps = vec![(0.5, Money::from_major(-4_000)), (1.0, Money::ZERO), (1.5, Money::from_major(20_000))];
        let say = |ahead: &[(f64, f64)], behind: &[(f64, f64)]| {
            let rival = Rival { gaps: gaps.clone(), ahead: ahead.to_vec(), behind: behind.to_vec() };
            plain(&super::rival("Pilot", &rival, 2.5, &Locale::EN_US, Currency::default()))
        };
        assert_eq!(
            say(&[(0.6, 0.9), (1.3, 2.5)], &[(0.0, 0.6)]),
            "Pilot pays $4,000 less at 50 %, the same at 100 % and $20,000 more at 150 %. It pays more from 60 % to 90 % and from \
             130 % on, and less up to 60 %."
        );
        assert!(say(&[], &[(0.5, 1.0)]).ends_with("It nowhere pays more, and less from 50 % to 100 %."));
        assert!(say(&[(0.0, 2.5)], &[]).ends_with("It pays more at every attainment, and nowhere less."));
        assert_eq!(say(&[], &[]), "Pilot pays the same at every attainment.");
    }
}
