//! Commission as a share of what is sold: with a quota it tells what variable pay is at target.

use super::amounts::places;
use super::phrases::sentence;
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::career::template::usual_plan;
use crate::units::{Cadence, Money, Rate};

/// Words of what hangs on results.
const VARIABLE: [&str; 10] = [
    "bonus",
    "jahresbonus",
    "zielbonus",
    "variable",
    "variabel",
    "variabler",
    "incentive",
    "commission",
    "provision",
    "prämie",
];

/// Words behind a percentage that make it a share of base pay.
const OF_BASE: [&str; 14] = [
    "of base",
    "of your base",
    "of the base",
    "of annual base",
    "of your annual base",
    "of fixed",
    "of your fixed",
    "of your salary",
    "of salary",
    "des grundgehalts",
    "des jahresgrundgehalts",
    "des fixgehalts",
    "des fixlohns",
    "des grundlohns",
];

/// Words that make a share the most that is paid, or one of something else.
const NO_TARGET: [&str; 9] =
    ["up to", "bis zu", "maximum", "max", "at least", "mindestens", "guaranteed", "between", "contributions"];

/// Words right behind a percentage that make it a bonus, where nothing more is said of it: a share of base pay then.
const A_BONUS: [&str; 8] = [
    "annual target bonus",
    "annual bonus",
    "target annual bonus",
    "target bonus",
    "performance bonus",
    "bonus",
    "zielbonus",
    "jahresbonus",
];

/// Whether what stands behind a percentage says that it is a bonus, and of nothing else than base pay.
fn is_a_bonus(after: &str) -> bool {
    let behind = A_BONUS.iter().filter_map(|word| after.strip_prefix(word)).map(str::trim_start);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([',', '.', ';', '(', ')', '\r', '\n']);
    behind
        .into_iter()
        .any(|rest| ends(rest) || rest.strip_prefix("at target").is_some_and(|rest| ends(rest.trim_start())))
}

/// Variable pay as a share of base pay: "Bonus: 20 % of base salary", "plus a 20 % annual bonus".
pub(super) fn of_base(lower: &str, all: &[Token]) -> Option<Found> {
    let token = all.iter().find(|it| {
        let (from, to) = sentence(lower, it.from);
        let before = lower.get(from..it.from).unwrap_or_default();
        let after = lower.get(it.to..to).unwrap_or_default().trim_start();
        let named =
            |text: &str, words: &[&str]| words.iter().any(|word| places(text, word, 0, text.len()).next().is_some());
        let is = OF_BASE.iter().any(|word| after.starts_with(word));
        let rate = after.starts_with("of base rate")
            || after.starts_with("of the base rate")
            || after.starts_with("of your base rate");
        let bonus = named(before, &VARIABLE) || named(after, &VARIABLE);
        let of_base = is && !rate && bonus || is_a_bonus(after);
        it.kind == Kind::Percent && it.value <= 300.0 && of_base && !named(before, &NO_TARGET)
    })?;
    Some(Found { fact: Fact::OfBase(token.rate()), from: token.from, to: token.to })
}

/// Words behind the last share of a row, from where the one before it ended.
const BEYOND: [&str; 9] =
    ["darüber", "darüber hinaus", "danach", "above", "above that", "beyond", "beyond that", "thereafter", "over that"];

/// What a share is of, where that is all of what is sold.
const OF_WHAT: [&str; 8] =
    ["of arr", "of acv", "of new arr", "of bookings", "of the arr", "des arr", "vom arr", "des neuen arr"];

/// Words for an end at quota, and for a beginning there.
const TO_QUOTA: [&str; 6] =
    ["up to quota", "up to target", "bis zur quote", "bis zum ziel", "up to your quota", "until quota"];
const OVER_QUOTA: [&str; 6] =
    ["above quota", "over quota", "beyond quota", "über der quote", "über quote", "über dem ziel"];

/// Shares of what is sold by attainment, told in a row from nothing on: "6 % up to 50 % of quota, 8 % up to 100 %, 12 % above". The row is
/// read as a whole or not at all.
pub(super) fn shares(lower: &str, all: &[Token]) -> Vec<Found> {
    let sentences = all.iter().map(|it| sentence(lower, it.from));
    let rows = sentences.filter(|(from, to)| {
        let line = lower.get(*from..*to).unwrap_or_default();
        ["commission", "provision"].iter().any(|word| line.contains(word))
    });
    rows.filter_map(|within| row(lower, all, within)).next().unwrap_or_default()
}

fn row(lower: &str, all: &[Token], (from, to): (usize, usize)) -> Option<Vec<Found>> {
    let inside: Vec<&Token> = all.iter().filter(|it| it.from >= from && it.to <= to).collect();
    let mut found = Vec::new();
    let mut begins = Rate::ZERO;
    let mut at = 0;
    while let Some(share) = inside.get(at) {
        if share.kind != Kind::Percent || share.value > MOST {
            return None;
        }
        let end = inside.get(at + 1);
        let gap = lower.get(share.to..end.map_or(to, |it| it.from))?.trim();
        let (gap, to_the_next) = gap.split_once([',', ';']).map_or((gap, false), |it| (it.0, true));
        let gap =
            OF_WHAT.iter().find_map(|word| gap.strip_prefix(word)).unwrap_or(gap).trim().trim_end_matches(['.', ')']);
        let place = share.to + lower.get(share.to..)?.find(gap)? + gap.len();
        // "Up to quota" says the attainment in words.
        let in_words = TO_QUOTA.contains(&gap) && to_the_next && begins < Rate::ONE;
        let up_to = ["bis", "bis zu", "up to", "until", "to"].contains(&gap) && !to_the_next;
        if in_words {
            found.push(Found { fact: Fact::Share(share.rate(), begins), from: share.from, to: place });
            begins = Rate::ONE;
            at += 1;
        } else if let Some(end) = end.filter(|it| up_to && it.kind == Kind::Percent && it.rate() > begins) {
            found.push(Found { fact: Fact::Share(share.rate(), begins), from: share.from, to: end.to });
            begins = end.rate();
            at += 2;
        } else {
            // The last one, with or without the attainment it begins at.
            let above = ["above", "over", "über", "ab", "beyond"];
            let (own, last) = match end {
                Some(end) => (above.contains(&gap) && !to_the_next && end.rate() == begins, end.to),
                None => (BEYOND.contains(&gap) || OVER_QUOTA.contains(&gap) && begins == Rate::ONE, place),
            };
            found.push(Found { fact: Fact::Share(share.rate(), begins), from: share.from, to: last });
            return (own && found.len() > 1 && inside.len() <= at + 2).then_some(found);
        }
    }
    None
}

/// No commission is more than this, in per cent.
const MOST: f64 = 40.0;

/// Words of pay, one of which stands in the sentence.
const PAY: [&str; 6] = ["commission", "provision", "you earn", "you receive", "you are paid", "sie erhalten"];

/// Words between a share and what it is of.
const OF: [&str; 12] = [
    "of",
    "on",
    "commission of",
    "commission on",
    "des",
    "der",
    "vom",
    "von",
    "auf",
    "provision auf",
    "provision vom",
    "provision auf den",
];

/// Words of what is sold.
const SOLD: [&str; 5] = ["arr", "acv", "annual recurring revenue", "bookings", "neu-arr"];

/// Words that a share is of a part of it only.
const ONLY: [&str; 11] =
    ["above", "over", "beyond", "expansion", "renew", "upsell", "darüber", "über", "oberhalb", "erweiter", "verläng"];

/// The share of what is sold that is paid, where variable pay at target follows from it: a quota is told, the role is paid for what it sells
/// alone, and no other amount says otherwise.
pub(super) fn commission(lower: &str, all: &[Token], found: &[Found]) -> Option<Found> {
    let facts = || found.iter().map(|it| &it.fact);
    let role = facts().find_map(|it| if let Fact::Role(kind) = it { Some(*kind) } else { None });
    let alone = usual_plan(role.unwrap_or_default()).0.components.len() == 1;
    if !alone || facts().any(|it| matches!(it, Fact::Part(..))) {
        return None;
    }
    let amount = |of: fn(&Fact) -> Option<f64>| facts().find_map(of);
    let quota = amount(|it| if let Fact::Quota(it, per) = it { Some(a_year(*it, *per)) } else { None })?;
    let free = |it: &&Token| !found.iter().any(|other| other.from < it.to && other.to > it.from);
    let token = all.iter().filter(free).find(|it| is_commission(lower, it))?;
    let variable = (quota * token.rate().to_f64()).round();
    let same = |amount: f64| (amount - variable).abs() <= variable / 100.0;
    let told = amount(|it| if let Fact::Variable(it) = it { Some(it.to_major()) } else { None });
    let ote = amount(|it| if let Fact::OnTarget(it) = it { Some(it.to_major()) } else { None });
    let base = amount(|it| if let Fact::Base(it) = it { Some(it.to_major()) } else { None });
    let mix = amount(|it| if let Fact::BaseShare(it) = it { Some(it.to_f64()) } else { None });
    let told = told.or_else(|| Some(ote? - base?)).or_else(|| Some(ote? * (1.0 - mix?)));
    let agrees = told.is_none_or(same) && (told.is_some() || ote.is_none());
    let fact = Fact::Commission(token.rate(), Money::from_major_f64(variable));
    (agrees && token.rate() > Rate::ZERO).then_some(Found { fact, from: token.from, to: token.to })
}

/// What shares of what is sold come to in a year at quota; none where either is not told.
pub(super) fn at_quota(found: &[Found]) -> Option<Money> {
    let quota =
        found.iter().find_map(|it| if let Fact::Quota(it, per) = it.fact { Some(a_year(it, per)) } else { None })?;
    let mut rows: Vec<(f64, f64)> = found
        .iter()
        .filter_map(
            |it| if let Fact::Share(share, from) = it.fact { Some((from.to_f64(), share.to_f64())) } else { None },
        )
        .collect();
    rows.sort_unstable_by(|one, two| one.0.total_cmp(&two.0));
    let ends = rows.iter().skip(1).map(|it| it.0).chain([f64::MAX]);
    let of = |((from, share), end): (&(f64, f64), f64)| share * (end.min(1.0) - from).max(0.0) * quota;
    let sum: f64 = rows.iter().zip(ends).map(of).sum();
    (!rows.is_empty()).then(|| Money::from_major_f64(sum.round()))
}

/// Whether the shares of a row come to the variable pay that is told, or stand for it where none is. Pay follows from them only then.
pub(super) fn shares_fit(found: &[Found]) -> bool {
    let amount = |of: fn(&Fact) -> Option<Money>| found.iter().find_map(|it| of(&it.fact));
    let told = amount(|it| if let Fact::Variable(it) = it { Some(*it) } else { None });
    let ote = amount(|it| if let Fact::OnTarget(it) = it { Some(*it) } else { None });
    let base = amount(|it| if let Fact::Base(it) = it { Some(*it) } else { None });
    let told = told.or_else(|| Some(ote? - base?));
    let tiers = found.iter().any(|it| matches!(it.fact, Fact::Above(..) | Fact::Part(..) | Fact::OfBase(_)));
    match (at_quota(found), told) {
        (Some(sum), Some(told)) => !tiers && (sum - told).to_major().abs() <= told.to_major().abs() / 100.0,
        (Some(_), None) => !tiers && ote.is_none(),
        (None, _) => false,
    }
}

fn a_year(amount: Money, per: Cadence) -> f64 {
    amount.to_major() * f64::from(per.per_year())
}

/// Whether a percentage is one of what is sold, and of all of it.
fn is_commission(lower: &str, token: &Token) -> bool {
    let (from, to) = sentence(lower, token.from);
    let pays = lower.get(from..to).is_some_and(|it| PAY.iter().any(|word| it.contains(word)));
    let after = lower.get(token.to..to).unwrap_or_default().trim_start();
    let of = OF.iter().filter_map(|word| after.strip_prefix(word)).find(|it| it.starts_with(' '));
    let clause = of.unwrap_or_default().split([',', ';', '(']).next().unwrap_or_default();
    let clause = clause.split(|it: char| it.is_ascii_digit()).next().unwrap_or_default();
    let words = || clause.split(|it: char| !it.is_alphanumeric() && it != '-');
    let sold = SOLD.iter().any(|word| words().any(|it| it == *word) || word.contains(' ') && clause.contains(word));
    let part = ONLY.iter().any(|word| clause.contains(word));
    token.kind == Kind::Percent && token.value <= MOST && pays && sold && !part
}
