//! Sentences on a whole plan: where its pay goes, who earns it, what its terms come to.

use super::choice::measure;
use crate::engine::{PayeeLine, PlanTotals, mix};
use crate::model::comp::{Measure, Pot};
use crate::model::{Document, Terms};
use crate::present::Locale;
use crate::text::{mark, tr};
use crate::units::{Currency, Money, Rate};
use std::collections::BTreeSet;

/// `1 seat`, `20 seats`.
pub fn seats(count: usize, locale: &Locale) -> String {
    format!("{} {}", locale.count(count as i64), if count == 1 { tr!("seat") } else { tr!("seats") })
}

/// Beside the target for a purpose: what was earned, and by how many.
pub fn who(count: usize, earned: Money, locale: &Locale, currency: Currency) -> String {
    if count == 0 {
        return tr!("nobody is paid by this plan").to_owned();
    }
    tr!("at target · {} earned · {}", locale.money_compact(earned, currency), seats(count, locale))
}

/// Beside the target of the whole team for a purpose: what was earned, and by whom.
pub fn team_who(earned: Money, who: &str, locale: &Locale, currency: Currency) -> String {
    let earned = tr!("at target · {} earned", locale.money_compact(earned, currency));
    if who.is_empty() { earned } else { format!("{earned} · {who}") }
}

/// Which plans a move of the team's split reaches.
pub fn movable(plans: &[String]) -> String {
    let list = match plans.split_last() {
        None => return tr!("No plan pays for more than one purpose, so nothing can move between them.").to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => tr!("{} and {last}", rest.join(", ")),
    };
    tr!("A share moves within the plans that pay for both purposes, in proportion to what each holds: {list}.")
}

/// Who earns for each purpose, in the order of [`Pot::ALL`]: `26 Account executive, 4 SDR`.
pub fn earners(document: &Document, lines: &[PayeeLine], locale: &Locale) -> [String; 4] {
    Pot::ALL.map(|pot| {
        let mut roles: Vec<(&str, BTreeSet<usize>)> = Vec::new();
        let earns = |line: &&PayeeLine| line.components.iter().any(|it| it.pot == pot && !it.earned.is_zero());
        for line in lines.iter().filter(earns) {
            let Some(role) = document.seats.get(line.seat).and_then(|seat| document.role(&seat.role)) else { continue };
            match roles.iter_mut().find(|it| it.0 == role.name) {
                Some((_, seats)) => {
                    seats.insert(line.seat);
                }
                None => roles.push((&role.name, BTreeSet::from([line.seat]))),
            }
        }
        roles.sort_by_key(|it| std::cmp::Reverse(it.1.len()));
        let mut parts: Vec<String> =
            roles.iter().take(3).map(|(name, seats)| format!("{} {name}", locale.count(seats.len() as i64))).collect();
        if roles.len() > 3 {
            let rest: usize = roles.iter().skip(3).map(|it| it.1.len()).sum();
            parts.push(tr!("{} others", locale.count(rest as i64)));
        }
        parts.join(", ")
    })
}

/// One sentence on what the whole team earned.
pub fn team_split(totals: &PlanTotals, year: &str, locale: &Locale, currency: Currency) -> String {
    let sum: Money = totals.by_pot.iter().copied().sum();
    if sum.mills() <= 0 {
        return tr!("Nobody earns variable pay in {year}: add people and customers first.");
    }
    let purposes =
        [tr!("for winning customers"), tr!("for keeping them"), tr!("for growing them"), tr!("for objectives")];
    let parts: Vec<String> = totals
        .by_pot
        .iter()
        .zip(purposes)
        .filter(|(amount, _)| amount.mills() > 0)
        .map(|(amount, what)| format!("{} {what}", locale.percent(amount.to_major() / sum.to_major(), 0)))
        .collect();
    let list = match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => tr!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    };
    tr!(
        "{} of variable pay is earned in {year} by {}: {list}.",
        locale.money_compact(totals.earned, currency),
        seats(totals.seats, locale)
    )
}

/// Why a plan cannot be removed.
pub fn users(document: &Document, users: &PlanUse) -> String {
    let name = |(role, segment): &(crate::units::RoleId, Option<crate::units::SegmentId>)| {
        let role = document.role(role)?;
        let terms = role.terms.iter().find(|it| it.segment == *segment)?;
        Some(terms_name(document, role, terms))
    };
    let mut parts: Vec<String> = users.0.iter().filter_map(name).collect();
    if users.1 > 0 {
        parts.push(seats(users.1, &Locale::EN_US));
    }
    tr!("The plan stays, because it pays {}. Pay them by another plan first.", parts.join("; "))
}

/// Rows of terms and the number of seats that name a plan.
pub struct PlanUse<'a>(pub &'a [(crate::units::RoleId, Option<crate::units::SegmentId>)], pub usize);

/// How many components share target variable, and what their weights miss.
pub fn parts(count: usize, weight_ppm: i64, locale: &Locale) -> String {
    if count == 0 {
        return tr!("No component yet: nothing is earned by this plan.").to_owned();
    }
    let word = if count == 1 { tr!("component shares") } else { tr!("components share") };
    let text = tr!("{} {word} target variable", locale.count(count as i64));
    if weight_ppm == Rate::SCALE {
        return tr!("{text}; figures follow as you type.");
    }
    tr!(
        "{text}, but the weights add up to {} instead of {}.",
        locale.rate(Rate::from_ppm(weight_ppm)),
        locale.rate(Rate::ONE)
    )
}

/// What to do where a contract leaves the meaning open.
pub const ASK: &str = mark!(
    "If a contract does not say which, ask: the words \u{201c}accelerated rate\u{201d} fit more than one of them."
);

/// What was attained of each measure: `103 % on Gross revenue retention and 46 % on Expansion ARR`.
fn each_measure(parts: &[(Measure, f64)], locale: &Locale) -> String {
    let part = |(of, at): &(Measure, f64)| tr!("{} on {}", locale.percent(*at, 0), measure(*of));
    let parts: Vec<String> = parts.iter().map(part).collect();
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => tr!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

/// One sentence in place of a payout curve where no component pays: what is earned by nothing. `target`: target variable of a year.
pub fn no_curve(target: Money, locale: &Locale, currency: Currency) -> String {
    tr!(
        "No component pays anything, at whatever attainment: {} of target variable a year is earned by nothing.",
        locale.money_whole_named(target, currency)
    )
}

/// One sentence on a payout curve: pay at target and half beyond it, and where those stand who are paid so: each measure by itself, where
/// there are several, and what the plan pays where all of them stand at their mean. `pay`: what it pays at an attainment.
pub fn curve(pay: impl Fn(f64) -> Money, people: &PlanTotals, locale: &Locale, currency: Currency) -> String {
    let measures = &people.by_measure;
    let money = |amount| locale.money_whole_named(amount, currency);
    let mut text = tr!("{} a year at target, {} at half as much again", money(pay(1.0)), money(pay(1.5)));
    match people.attainment {
        Some(at) if measures.len() > 1 => text.push_str(&tr!(
            ". The forecast has these people at {} on average, of the target of each. With all of it at the mean of these by weight, {}, the plan pays {}.",
            each_measure(measures, locale),
            locale.percent(at, 0),
            money(pay(at))
        )),
        Some(at) => text.push_str(&tr!(
            ". The forecast has these people at {} on average, where the plan pays {}.",
            locale.percent(at, 0),
            money(pay(at))
        )),
        // What they earn by is held against no target.
        None if people.seats > 0 => text.push('.'),
        None => text.push_str(tr!(". Nobody is in the forecast under these terms.")),
    }
    text
}

/// One sentence on where target variable goes: `Of $1.8M target variable in FY2029, 90 cents in the dollar reward winning customers.`
pub fn split(shares: [Rate; 4], target: Money, year: &str, locale: &Locale, currency: Currency) -> String {
    let purposes = [mark!("winning"), mark!("keeping"), mark!("growing"), mark!("objectives")];
    let mut parts: Vec<String> = Vec::new();
    for (share, what) in shares.iter().zip(purposes).filter(|(share, _)| share.ppm() > 0) {
        // Customers are named once.
        let whom = match (what, parts.is_empty()) {
            ("objectives", _) => "",
            (_, true) => tr!(" customers"),
            (_, false) => tr!(" them"),
        };
        parts.push(tr!("{} rewards {what}{whom}", locale.percent(share.to_f64(), 0), what = tr!(what)));
    }
    let sum: i64 = shares.iter().map(|share| share.ppm()).sum();
    let whole = tr!("{} of target variable in {year}", locale.money_compact(target, currency));
    let mut text = match parts.split_last() {
        None => tr!("{whole}, and no component that earns it."),
        Some((only, [])) => tr!("Of {whole}, {only}."),
        Some((last, rest)) => tr!("Of {whole}, {} and {last}.", rest.join(", ")),
    };
    if sum != Rate::SCALE && !parts.is_empty() {
        let by = locale.percent((sum - Rate::SCALE).abs() as f64 / Rate::SCALE as f64, 1);
        let side = if sum < Rate::SCALE { tr!("short of") } else { tr!("more than") };
        text.push_str(&tr!(" The weights come to {by} {side} the whole."));
    }
    text
}

/// What payees of a plan earned, in one sentence.
pub fn earned(totals: &PlanTotals, year: &str, locale: &Locale, currency: Currency) -> String {
    if totals.seats == 0 {
        return tr!("Nobody is paid by it in {year}.");
    }
    let money = |amount| locale.money_compact(amount, currency);
    let (earned, target) = (money(totals.earned), money(totals.target));
    let mut text = if totals.seats == 1 {
        tr!("1 seat earns {earned} in {year} against a target of {target}")
    } else {
        tr!("{} seats earn {earned} in {year} against a target of {target}", locale.count(totals.seats as i64))
    };
    if totals.by_measure.len() > 1 {
        text.push_str(&tr!(", at {} on average, of the target of each", each_measure(&totals.by_measure, locale)));
    } else if let [(only, attainment)] = totals.by_measure.as_slice()
        && only.is_ratio()
    {
        text.push_str(&tr!(", at {} of target on average", locale.percent(*attainment, 0)));
    } else if let Some(attainment) = totals.attainment {
        text.push_str(&tr!(", at {} of quota on average", locale.percent(attainment, 0)));
    }
    if !totals.capped.is_zero() {
        text.push_str(&tr!("; caps take {} away", money(totals.capped)));
    }
    text.push('.');
    text
}

/// A row of terms by the names of its role and segment: `Account executive, SMB`.
pub fn terms_name(document: &Document, role: &crate::model::Role, terms: &Terms) -> String {
    match &terms.segment {
        Some(id) => format!("{}, {}", role.name, document.segment(id).map_or(id.as_str(), |it| it.name.as_str())),
        None if role.terms.len() > 1 => tr!("{}, elsewhere", role.name),
        None => role.name.clone(),
    }
}

/// Whose pay changes with a row of terms that another plan pays by, or none does; nothing where nobody holds them.
pub fn terms_of_others(document: &Document, terms: &Terms, locale: &Locale) -> Option<String> {
    let held = |seat: &&crate::model::Seat| document.terms_of(seat).is_some_and(|it| std::ptr::eq(it, terms));
    let seats = document.seats.iter().filter(held).count();
    if seats == 0 {
        return None;
    }
    let seats = self::seats(seats, locale);
    Some(match terms.plan.as_ref().and_then(|id| document.plan(id)) {
        Some(other) => tr!(
            "These terms are the role\u{2019}s, held by {seats} and paid by \u{201c}{}\u{201d}: what is typed here changes their pay.",
            other.name
        ),
        None => tr!("These terms are the role\u{2019}s, held by {seats}: what is typed here changes their pay."),
    })
}

/// Where a row of terms is typed: the path of its inputs, without their last part.
pub fn terms_path(role: &crate::model::Role, terms: &Terms) -> String {
    format!("role/{}/{}", role.id, terms.segment.as_ref().map_or("any", |it| it.as_str()))
}

/// What terms come to: `90,000 variable a year · 50 : 50 base to variable · quota 4.5x OTE`.
pub fn terms_line(terms: &Terms, locale: &Locale, currency: Currency) -> String {
    let mix = mix(terms);
    let mut parts = vec![tr!("{} variable a year", locale.money_whole_named(mix.variable, currency))];
    if let Some(base) = mix.base_share {
        let base = (base * 100.0).round();
        parts.push(tr!("{} : {} base to variable", locale.number(base, 0), locale.number(100.0 - base, 0)));
    }
    if let Some(times) = mix.quota_over_ote {
        parts.push(tr!("quota {} OTE", locale.multiple(times, 1)));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_split_says_what_is_missing() {
        let shares = |parts: [i64; 4]| parts.map(Rate::percent);
        let say = |parts| {
            split(shares(parts), Money::from_major(3_160_000), "FY2028", &Locale::EN_US, Currency::default())
                .replace('\u{a0}', " ")
        };
        assert_eq!(
            say([70, 13, 17, 0]),
            "Of $3.16M of target variable in FY2028, 70 % rewards winning customers, 13 % rewards keeping them and 17 % \
             rewards growing them."
        );
        assert!(say([0, 45, 55, 0]).ends_with("45 % rewards keeping customers and 55 % rewards growing them."));
        assert!(say([70, 13, 0, 0]).ends_with("The weights come to 17.0 % short of the whole."));
    }
}
