//! Ready components in words: what they are called in a list, and what adding one does to the weights.

use crate::model::sample::Ready;
use crate::present::Locale;
use crate::text::tr;
use crate::units::Rate;

/// A ready component with its article, and what it is paid for.
pub fn ready(ready: Ready) -> (&'static str, &'static str) {
    match ready {
        Ready::NewBusiness => (tr!("New-business commission"), tr!("new ARR, faster above quota")),
        Ready::Expansion => (tr!("Expansion commission"), tr!("ARR added by customers")),
        Ready::Renewal => (tr!("Renewal commission"), tr!("ARR due and renewed")),
        Ready::GrossRetention => (tr!("Retention bonus, GRR"), tr!("from 80 % to target at 90 %")),
        Ready::NetRetention => (tr!("Retention bonus, NRR"), tr!("from 95 % to target at 105 %")),
        Ready::Opportunities => (tr!("Activity bonus"), tr!("qualified opportunities, monthly")),
        Ready::Objectives => (tr!("Objectives bonus"), tr!("agreed goals, at most target pay")),
        Ready::TeamOverride => (tr!("Team override"), tr!("what the team below brings in")),
    }
}

/// What happened to the weights when a component came: `Activity bonus takes 10 %; ...`.
pub fn ready_told(name: &str, weight: Rate, others: usize, locale: &Locale) -> String {
    if others == 0 {
        return tr!("{name} is the only component and takes all of target variable.");
    }
    tr!(
        "{name} takes {}; the other weights are scaled to {}, so that all add up to {}.",
        locale.rate(weight),
        locale.rate(weight.complement()),
        locale.rate(Rate::ONE)
    )
}
