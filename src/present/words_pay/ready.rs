//! Ready components in words: what they are called in a list, and what adding one does to the weights.

use crate::model::sample::Ready;
use crate::present::Locale;
use crate::units::Rate;

/// A ready component with its article, and what it is paid for.
pub const fn ready(ready: Ready) -> (&'static str, &'static str) {
    match ready {
        Ready::NewBusiness => ("New-business commission", "new ARR, faster above quota"),
        Ready::Expansion => ("Expansion commission", "ARR added by customers"),
        Ready::Renewal => ("Renewal commission", "ARR due and renewed"),
        Ready::GrossRetention => ("Retention bonus, GRR", "from 80 % to target at 90 %"),
        Ready::NetRetention => ("Retention bonus, NRR", "from 95 % to target at 105 %"),
        Ready::Opportunities => ("Activity bonus", "qualified opportunities, monthly"),
        Ready::Objectives => ("Objectives bonus", "agreed goals, at most target pay"),
        Ready::TeamOverride => ("Team override", "what the team below brings in"),
    }
}

/// What happened to the weights when a component came: `Activity bonus takes 10 %; ...`.
pub fn ready_told(name: &str, weight: Rate, others: usize, locale: &Locale) -> String {
    if others == 0 {
        return format!("{name} is the only component and takes all of target variable.");
    }
    format!(
        "{name} takes {}; the other weights are scaled to {}, so that all add up to {}.",
        locale.rate(weight),
        locale.rate(weight.complement()),
        locale.rate(Rate::ONE)
    )
}
