//! Two plans side by side, in words and rows: what each is held against, pay at every attainment, cliffs, and what to expect.

use super::cost::list;
use super::plan::terms_name;
use crate::engine::{CostLine, Half, PairColumn, PlanPair, PlanSide, plan_cliffs};
use crate::model::{Quota, Role};
use crate::present::Locale;
use crate::present::number::shown;
use crate::text::tr;
use crate::units::{Currency, Money, Rate};

/// The table of two plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairWords {
    /// Names of the columns.
    pub header: Vec<String>,
    /// What stands in the columns after the first.
    pub columns: Vec<PairColumn>,
    /// Rows, each as long as the header, and whether it stands out: the one at 100 %, and what is expected.
    pub rows: Vec<(Vec<String>, bool)>,
}

/// The table of two plans; columns without a figure are left out.
pub fn pair(pair: &PlanPair, locale: &Locale) -> PairWords {
    let known = |of: fn(&CostLine) -> Option<f64>| pair.lines().any(|it| of(it.0).is_some() || of(it.1).is_some());
    let mut columns = vec![PairColumn::Pay(Half::One), PairColumn::Pay(Half::Other)];
    columns.extend([PairColumn::Gap, PairColumn::GapShare]);
    columns.extend(Half::BOTH.map(PairColumn::OfTarget));
    if known(|line| line.rate) {
        columns.extend(Half::BOTH.map(PairColumn::Rate));
    }
    if known(|line| line.ccos) {
        columns.extend(Half::BOTH.map(PairColumn::Ccos));
    }
    let cell = |column: &PairColumn, one: &CostLine, other: &CostLine| {
        let of = |half: Half| match half {
            Half::One => one,
            Half::Other => other,
        };
        match *column {
            PairColumn::Pay(half) => locale.money_table(of(half).variable),
            PairColumn::Gap => locale.money_delta_whole(other.variable - one.variable),
            PairColumn::GapShare => shown(PlanPair::gap_share(one, other), |it| locale.percent(it, 1)),
            PairColumn::OfTarget(half) => {
                let target = pair.half(half).table.target.to_major();
                let share = (target > 0.0).then(|| of(half).variable.to_major() / target);
                shown(share, |it| locale.percent(it, 0))
            }
            PairColumn::Rate(half) => shown(of(half).rate, |it| locale.percent(it, 2)),
            PairColumn::Ccos(half) => shown(of(half).ccos, |it| locale.percent(it, 1)),
        }
    };
    let row = |(one, other, expected): (&CostLine, &CostLine, bool)| {
        let name = if expected { tr!("Expected").to_owned() } else { locale.rate(Rate::from_f64(one.attainment)) };
        let cells = std::iter::once(name).chain(columns.iter().map(|it| cell(it, one, other)));
        (cells.collect(), expected || (one.attainment - 1.0).abs() < 1e-9)
    };
    let rows = pair.lines().map(row).collect();
    let named = columns.iter().map(|it| pair_column(*it));
    PairWords { header: std::iter::once(tr!("Attainment").to_owned()).chain(named).collect(), rows, columns }
}

/// The name of a column.
pub fn pair_column(column: PairColumn) -> String {
    let of = |half: Half| half.letter();
    match column {
        PairColumn::Pay(half) => tr!("{} pays", of(half)),
        PairColumn::Gap => tr!("B less A").to_owned(),
        PairColumn::GapShare => tr!("In % of A").to_owned(),
        PairColumn::OfTarget(half) => tr!("{}, of target", of(half)),
        PairColumn::Rate(half) => tr!("{}, effective rate", of(half)),
        PairColumn::Ccos(half) => tr!("{}, CCOS", of(half)),
    }
}

/// What a plan is held against, and where it jumps: `A, Account executive, as for Account executive, SMB: quota $540,000, OTE
/// $120,000, of it $60,000 variable. No cliff.`
pub fn pair_held(half: Half, name: &str, side: &PlanSide, role: &Role, locale: &Locale) -> String {
    let money = |amount| locale.money_whole_named(side.change(amount), side.currency);
    let letter = half.letter();
    let terms = terms_name(side.document, role, side.terms);
    let quota = match side.terms.quota {
        Some(quota @ Quota::Arr { .. }) => tr!("quota {}", money(quota.arr_year().amount())),
        Some(quota @ Quota::Units { .. }) => {
            tr!("quota {}", locale.counted(quota.units_year().round() as usize, tr!("unit"), tr!("units")))
        }
        None => tr!("no quota").to_owned(),
    };
    let (ote, variable) = (money(side.terms.ote.amount()), money(side.terms.variable().amount()));
    let held = tr!("{letter}, {name}, as for {terms}: {quota}, OTE {ote}, of it {variable} variable a year.");
    let cliff = |at: f64, amount| {
        let moved = money(amount);
        tr!("{moved} at {}", attained(at, locale))
    };
    let found = plan_cliffs(side.document, side.version, side.terms);
    let cliffs: Vec<String> = found.iter().map(|it| cliff(it.at, it.amount)).collect();
    match cliffs.as_slice() {
        [] => [&held, tr!(" No cliff.")].concat(),
        [only] => [&held, &*tr!(" One cliff: {only} at once.")].concat(),
        several => [&held, &*tr!(" Cliffs: {}.", list(several))].concat(),
    }
}

/// What to expect of both over the spread; nothing without one.
pub fn pair_expected(pair: &PlanPair, locale: &Locale, currency: Currency) -> String {
    let (Some(one), Some(other)) = (&pair.one.expected, &pair.other.expected) else { return String::new() };
    let money = |amount| locale.money_whole_named(amount, currency);
    let (a, b) = (money(one.pay), money(other.pay));
    let gap = other.pay - one.pay;
    let less = money(Money::from_mills(gap.mills().saturating_abs()));
    match gap.mills() {
        0 => tr!("Over the spread of attainment expect {a} a year of either."),
        it if it > 0 => tr!("Over the spread of attainment expect {a} a year of A and {b} of B, {less} more."),
        _less => tr!("Over the spread of attainment expect {a} a year of A and {b} of B, {less} less."),
    }
}

/// At which rate the other plan's money is told; nothing where both count in one currency.
pub fn pair_rate(side: &PlanSide, locale: &Locale) -> String {
    let own = side.document.settings.currency;
    if own == side.currency {
        return String::new();
    }
    let (rate, into) = (locale.multiple_typed(side.rate), side.currency);
    tr!("B counts in {own}; its amounts stand here in {into}, at 1 {own} = {rate} {into}, a rate of the plan year.")
}

/// What the comparison takes for granted.
pub fn pair_why(other_scenario: bool, has_ccos: bool) -> String {
    let mut text = tr!(
        "Attainment is each plan\u{2019}s own: at 80\u{a0}% both stand at 80\u{a0}% of the quota or target they are held against. One person, a \
         whole year that comes evenly, without ramp. Expected: over the spread of attainment under Cost and health."
    )
    .to_owned();
    if other_scenario {
        text.push_str(tr!(
            " Attainment is spread, and other measures stand, as in the scenario that is open, for both."
        ));
    }
    if has_ccos {
        text.push_str(tr!(" CCOS: base and variable pay over the new and expansion ARR credited."));
    }
    text
}

/// An attainment with a decimal where it needs one: `100 %`, `106.7 %`.
pub(super) fn attained(at: f64, locale: &Locale) -> String {
    let whole = (at * 100.0 - (at * 100.0).round()).abs() < 0.05;
    locale.percent(at, if whole { 0 } else { 1 })
}

/// A rate that cannot be: nothing to compare with, as neither scenario says what the other's currency is worth.
pub fn pair_without_rate(own: Currency, into: Currency) -> String {
    tr!(
        "This plan counts in {own}, the open scenario in {into}, and neither has a rate of the plan year between them. Type one, and both stand \
         in {into}."
    )
}
