//! Commission as a share of what is sold: with a quota it tells what variable pay is at target.

use super::phrases::sentence;
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::career::template::usual_plan;
use crate::units::{Cadence, Money, Rate};

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
