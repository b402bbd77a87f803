//! What a component pays, as one sentence.

use super::choice::measured;
use super::mechanics::standing;
use crate::engine::{TierRate, tier_rates};
use crate::model::Terms;
use crate::model::comp::{Component, Rates, Reach, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Currency, Money, Rate};

/// What a tier comes to: `11.11 %`, `$23.33 each`, `$1,800 a point`.
pub fn tier_rate(rate: TierRate, locale: &Locale, currency: Currency) -> String {
    let money = |major: f64| amount(major, locale, currency);
    match rate {
        TierRate::Share(share) => locale.percent(share, 2),
        TierRate::PerUnit(major) => tr!("{} each", money(major)),
        TierRate::PerPoint(major) => tr!("{} a point", money(major)),
        TierRate::PerPercent(major) => tr!("{} a per cent", money(major)),
    }
}

/// Money of a rate, with cents where it is small.
fn amount(major: f64, locale: &Locale, currency: Currency) -> String {
    let amount = Money::from_major_f64(major);
    if major.abs() < 1_000.0 {
        locale.money_full_named(amount, currency)
    } else {
        locale.money_whole_named(amount, currency)
    }
}

/// What each tier of a component comes to. Where pay rises from nothing at a threshold, that rise is what pays below target, whatever a
/// tier there says, and is steeper than the rate tiers above are multiples of: so the first says its stretch, and those above of what
/// they are multiples: `$7,000 a point from 80 % to 90 %`, `$3,889 a point, 5x of $778`.
pub fn tier_rates_told(component: &Component, terms: &Terms, locale: &Locale, currency: Currency) -> Vec<String> {
    let rates = tier_rates(component, terms);
    let tiers = component.rates.tiers().unwrap_or(&[]);
    let rises = component.threshold.filter(|it| it.start == ThresholdStart::Zero);
    let target = component.ratio_target().unwrap_or(Rate::ONE);
    let derived = |rate: TierRate, multiple: Rate| {
        let one = rate.amount() / multiple.to_f64();
        match rate {
            TierRate::Share(_) => locale.percent(one, 2),
            TierRate::PerUnit(_) | TierRate::PerPoint(_) | TierRate::PerPercent(_) => amount(one, locale, currency),
        }
    };
    let told = |(rate, tier): (&TierRate, &Tier)| {
        let text = tier_rate(*rate, locale, currency);
        let Some(threshold) = rises else { return text };
        match (tier.from, tier.value) {
            (TierFrom::Quota(from), _) if from < Rate::ONE => {
                tr!("{text} from {} to {}", locale.rate(threshold.at), locale.rate(target))
            }
            (_, TierValue::Multiple(times)) if times.ppm() != 0 && times != Rate::ONE => {
                tr!("{text}, {}x of {}", locale.multiple_typed(times), derived(*rate, times))
            }
            (_, TierValue::Multiple(_) | TierValue::Share(_) | TierValue::PerUnit(_)) => text,
        }
    };
    rates.iter().zip(tiers).map(told).collect()
}

/// What a component pays, in one sentence; with terms in money and rates, without in multiples. `plan_cap` is the plan's cap on variable
/// pay of a fiscal year, as a multiple of target variable: it ends what the component does not end by itself.
pub fn component(
    component: &Component,
    terms: Option<&Terms>,
    plan_cap: Option<Rate>,
    locale: &Locale,
    currency: Currency,
) -> String {
    let words = Words { component, terms, plan_cap, locale, currency };
    let mut text = match &component.rates {
        Rates::Curve { points } => words.curve(points),
        Rates::Milestones { steps } => words.milestones(steps),
        Rates::Matrix { by, rows, columns, cells } => words.matrix(*by, rows, columns, cells),
        Rates::Interpolated { tiers, accumulates } => words.pro_rata(tiers, *accumulates),
        Rates::Tiers { .. } if component.measure.is_ratio() => words.ratio(),
        Rates::Tiers { tiers, .. } => match component.margin_over() {
            Some(over) => words.by_margin(tiers, over),
            None => words.amount(tiers),
        },
    };
    text.push_str(&words.limits());
    text.push('.');
    if let Some(gate) = component.gate {
        let what = if gate.accelerators_only { tr!("accelerates") } else { tr!("is paid") };
        let at = locale.rate(gate.at);
        text.push_str(&tr!(" It {what} only if {} reaches {at}.", standing(gate.measure)));
    }
    text.push_str(&super::extras::sentences(component, locale, currency));
    text
}

/// Where target pay is earned.
const WHOLE: TierFrom = TierFrom::Quota(Rate::ONE);

pub(super) struct Words<'a> {
    pub(super) component: &'a Component,
    terms: Option<&'a Terms>,
    plan_cap: Option<Rate>,
    pub(super) locale: &'a Locale,
    pub(super) currency: Currency,
}

impl Words<'_> {
    pub(super) fn rates(&self) -> Vec<TierRate> {
        self.terms.map_or_else(Vec::new, |terms| tier_rates(self.component, terms))
    }

    pub(super) fn target_pay(&self) -> String {
        let Some(terms) = self.terms else { return tr!("target pay").to_owned() };
        let pay = terms.variable().amount().to_major() * self.component.weight.to_f64();
        tr!("target pay ({} a year)", self.locale.money_whole_named(Money::from_major_f64(pay), self.currency))
    }

    /// `each new ARR dollar`, `each qualified opportunity`.
    fn each(&self) -> String {
        let what = measured(self.component.measure);
        if self.component.measure.is_count() {
            return tr!("each {what}");
        }
        match self.currency.code() {
            "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" => tr!("each {what} dollar"),
            "EUR" => tr!("each {what} euro"),
            "GBP" => tr!("each {what} pound"),
            _other => what.to_owned(),
        }
    }

    pub(super) fn bound(&self, from: TierFrom) -> String {
        match from {
            TierFrom::Quota(share) if share == Rate::ONE => tr!("quota").to_owned(),
            TierFrom::Quota(share) => self.locale.rate(share),
            TierFrom::Amount(amount) => self.locale.money_whole_named(amount, self.currency),
            TierFrom::Units(units) => self.locale.count(i64::from(units)),
        }
    }

    /// What a tier pays: its rate where there are terms, else its multiple.
    pub(super) fn pays(&self, tier: &Tier, rate: Option<&TierRate>) -> String {
        match (rate, tier.value) {
            (Some(TierRate::Share(share)), _) => self.locale.percent(*share, 2),
            (Some(TierRate::PerUnit(major)), _) => {
                self.locale.money_full_named(Money::from_major_f64(*major), self.currency)
            }
            (_, TierValue::Multiple(multiple)) => format!("{}x", self.locale.multiple_typed(multiple)),
            (_, TierValue::Share(share)) => self.locale.rate(share),
            (_, TierValue::PerUnit(amount)) => self.locale.money_full_named(amount, self.currency),
        }
    }

    fn amount(&self, tiers: &[Tier]) -> String {
        let rates = self.rates();
        let known =
            rates.iter().all(|rate| matches!(rate, TierRate::Share(_) | TierRate::PerUnit(_))) && !rates.is_empty();
        let pays: Vec<String> = tiers.iter().enumerate().map(|(at, tier)| self.pays(tier, rates.get(at))).collect();
        let first = pays.first().cloned().unwrap_or_default();
        let mut text = if known && self.component.measure.is_count() {
            tr!("Pays {first} for {}", self.each())
        } else if known {
            tr!("Pays {first} of {}", self.each())
        } else {
            let target = match self.component.target {
                Target::SumOfQuotas { share } if share != Rate::ONE => {
                    tr!("{} of the quotas in scope", self.locale.rate(share))
                }
                Target::SumOfQuotas { .. } => tr!("the quotas in scope").to_owned(),
                Target::Amount { .. } => tr!("its target").to_owned(),
                Target::Quota | Target::Ratio { .. } => tr!("quota").to_owned(),
            };
            let what = measured(self.component.measure);
            tr!("Pays {} when {what} reaches {target}, {first} in proportion", self.target_pay())
        };
        // Pay that starts from zero at a threshold is steeper from there, and nothing before.
        if let Some(threshold) = self.component.threshold.filter(|it| it.start == ThresholdStart::Zero) {
            text.push_str(&tr!(" from {}", self.locale.rate(threshold.at)));
        }
        if let Some(second) = tiers.get(1) {
            text.push_str(&tr!(" up to {}", self.end(second.from, known)));
        }
        let own_slices = tiers.iter().skip(1).all(|tier| tier.reach == Reach::OwnBound);
        for (at, tier) in tiers.iter().enumerate().skip(1) {
            let pay = pays.get(at).cloned().unwrap_or_default();
            let from = self.end(tier.from, known);
            let next = tiers.get(at + 1).map(|next| self.end(next.from, known));
            let said = match (tier.reach, next) {
                (Reach::OwnBound, Some(next)) if own_slices => tr!(", {pay} to {next}"),
                (Reach::OwnBound, None) if own_slices => tr!(", {pay} beyond"),
                (Reach::OwnBound, _) => tr!("; past {from}, {pay} of what lies above"),
                (Reach::Quota, _) => tr!("; past {from}, {pay} of all above {}", self.end(WHOLE, known)),
                (Reach::FirstDollar, _) => tr!("; past {from}, {pay} of everything from the first dollar"),
            };
            text.push_str(&said);
        }
        text
    }

    fn end(&self, from: TierFrom, known: bool) -> String {
        match from {
            TierFrom::Quota(share) if share == Rate::ONE && !known => tr!("target").to_owned(),
            TierFrom::Quota(_) | TierFrom::Amount(_) | TierFrom::Units(_) => self.bound(from),
        }
    }

    fn ratio(&self) -> String {
        let what = measured(self.component.measure);
        let at = match self.component.target {
            Target::Ratio { ratio } => self.locale.rate(ratio),
            Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => self.locale.rate(Rate::ONE),
        };
        let pay = self.target_pay();
        let mut text = match self.component.threshold {
            Some(threshold) if threshold.start == ThresholdStart::Zero => {
                tr!("Rises from nothing at {} {what} to {pay} at {at}", self.locale.rate(threshold.at))
            }
            Some(_) | None => {
                let below =
                    if self.is_straight_below() { tr!("in proportion below") } else { tr!("by its tiers below") };
                tr!("Pays {pay} at {at} {what}, {below}")
            }
        };
        let rates = self.rates();
        let (Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. }) = &self.component.rates else {
            return text;
        };
        let above =
            tiers.iter().enumerate().filter(|(_, tier)| matches!(tier.from, TierFrom::Quota(it) if it >= Rate::ONE));
        for (at, tier) in above {
            let from = match tier.from {
                TierFrom::Quota(share) if share > Rate::ONE => tr!(" past {} of target", self.locale.rate(share)),
                TierFrom::Quota(_) | TierFrom::Amount(_) | TierFrom::Units(_) => tr!(" beyond").to_owned(),
            };
            let from = match tier.reach {
                Reach::OwnBound => from,
                Reach::Quota => tr!(" of all above target{from}"),
                Reach::FirstDollar => tr!(" of everything{from}"),
            };
            match rates.get(at) {
                Some(rate) => text.push_str(&format!(", {}{from}", tier_rate(*rate, self.locale, self.currency))),
                None => text.push_str(&format!(", {}{from}", self.pays(tier, None))),
            }
        }
        text
    }

    /// Whether target pay is earned in proportion below target.
    fn is_straight_below(&self) -> bool {
        let below = |tier: &&Tier| matches!(tier.from, TierFrom::Quota(share) if share < Rate::ONE);
        let tiers = self.component.rates.tiers().unwrap_or(&[]);
        tiers.iter().filter(below).all(|tier| tier.value == TierValue::Multiple(Rate::ONE))
    }

    /// Whether the table goes on paying more beyond its last row.
    fn is_open(&self) -> bool {
        match &self.component.rates {
            Rates::Tiers { .. } => true,
            Rates::Curve { points } => match points.as_slice() {
                [.., before, last] => last.pay > before.pay,
                [] | [_] => false,
            },
            Rates::Interpolated { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => false,
        }
    }

    /// What a threshold does. Of a ratio it is the ratio itself, and whole tiers of one have said where pay rises.
    fn threshold(&self, threshold: Threshold) -> String {
        let is_tiered = matches!(self.component.rates, Rates::Tiers { .. });
        let rises = threshold.start == ThresholdStart::Zero;
        let place = |at: Rate| {
            let (at, what) = (self.locale.rate(at), measured(self.component.measure));
            if self.component.measure.is_ratio() { [&at, " ", what].concat() } else { tr!("{at} of target") }
        };
        let at = place(threshold.at);
        match (rises, is_tiered) {
            (true, true) if self.component.measure.is_ratio() => String::new(),
            (true, false) => {
                let whole = place(self.component.ratio_target().unwrap_or(Rate::ONE));
                tr!(
                    "; nothing below {at}, from there straight up to target pay at {whole}, whatever the table says up to there"
                )
            }
            (true, true) | (false, _) => tr!("; nothing below {at}"),
        }
    }

    fn limits(&self) -> String {
        let mut text = String::new();
        if let Some(threshold) = self.component.threshold.filter(|_| self.component.margin_over().is_none()) {
            text.push_str(&self.threshold(threshold));
        }
        if let Some(cap) = self.component.attainment_cap {
            text.push_str(&tr!("; no more attainment than {} counts", self.locale.rate(cap)));
        }
        match self.component.cap {
            Some(cap) => text.push_str(&tr!("; at most {}x target pay", self.locale.multiple_typed(cap))),
            None if self.component.attainment_cap.is_none() && self.is_open() => match self.plan_cap {
                Some(cap) => {
                    let cap = self.locale.multiple_typed(cap);
                    text.push_str(&tr!("; the whole plan pays at most {cap}x target variable a fiscal year"));
                }
                None => text.push_str(tr!("; no cap")),
            },
            None => {}
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{Gate, Measure, RatePreset, Threshold};
    use crate::model::sample;
    use crate::units::{Cadence, PlanId, RoleId, SegmentId, Yearly};

    fn sentence(plan: &str, at: usize, role: &str, segment: Option<&str>, change: impl Fn(&mut Component)) -> String {
        let document = sample::company();
        let mut part = document.plan(&PlanId::new(plan)).unwrap().versions[0].components[at].clone();
        change(&mut part);
        let segment = segment.map(SegmentId::new);
        let mut terms = document.role(&RoleId::new(role)).unwrap().terms_for(segment.as_ref()).unwrap().clone();
        // Figures of the test's own, so that the sample may change.
        if role == "ae" {
            terms.base = Yearly::new(Money::from_major(90_000));
            terms.ote = Yearly::new(Money::from_major(180_000));
            terms.quota = Some(crate::model::Quota::Arr { amount: Money::from_major(810_000), per: Cadence::Year });
        }
        if role == "csm" {
            terms.base = Yearly::new(Money::from_major(96_000));
            terms.ote = Yearly::new(Money::from_major(120_000));
        }
        component(&part, Some(&terms), None, &Locale::EN_US, Currency::default()).replace('\u{a0}', " ")
    }

    fn ae(change: impl Fn(&mut Component)) -> String {
        sentence("ae", 0, "ae", Some("mid-market"), change)
    }

    fn preset(preset: RatePreset) -> impl Fn(&mut Component) {
        move |component| {
            if let Rates::Tiers { tiers, .. } = &mut component.rates {
                preset.apply(tiers);
            }
        }
    }

    #[test]
    fn a_commission_says_its_rates() {
        assert_eq!(
            ae(|_| {}),
            "Pays 11.11 % of each new ARR dollar up to quota, 16.67 % to 125 %, 22.22 % beyond; no cap."
        );
    }

    #[test]
    fn what_a_tier_reaches_back_to_is_said() {
        assert_eq!(
            ae(preset(RatePreset::Retroactive)),
            "Pays 11.11 % of each new ARR dollar up to quota; past quota, 16.67 % of everything from the first dollar; \
             past 125 %, 22.22 % of everything from the first dollar; no cap."
        );
        assert_eq!(
            ae(preset(RatePreset::BracketOnOverage)),
            "Pays 11.11 % of each new ARR dollar up to quota; past quota, 16.67 % of all above quota; past 125 %, \
             22.22 % of all above quota; no cap."
        );
    }

    #[test]
    fn thresholds_caps_and_gates_are_said() {
        let limited = |component: &mut Component| {
            component.threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Share });
            component.cap = Some(Rate::percent(250));
            component.gate =
                Some(Gate { measure: Measure::GrossRetention, at: Rate::percent(85), accelerators_only: true });
        };
        assert_eq!(
            ae(limited),
            "Pays 11.11 % of each new ARR dollar up to quota, 16.67 % to 125 %, 22.22 % beyond; nothing below 50 % of \
             target; at most 2.5x target pay. It accelerates only if gross retention reaches 85 %."
        );
    }

    #[test]
    fn pay_that_starts_from_zero_at_a_threshold_says_where_its_steeper_rate_begins() {
        let floor = |component: &mut Component| {
            component.threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
        };
        assert_eq!(
            ae(floor),
            "Pays 22.22 % of each new ARR dollar from 50 % up to quota, 16.67 % to 125 %, 22.22 % beyond; nothing below \
             50 % of target; no cap."
        );
    }

    #[test]
    fn a_retention_bonus_says_where_it_rises_and_what_a_point_is_worth() {
        // 24,000 x 75 % = 18,000 over ninety points, five times.
        assert_eq!(
            sentence("csm", 0, "csm", None, |_| {}),
            "Rises from nothing at 80 % gross retention to target pay ($18,000 a year) at 90 %, $1,000 a point beyond; \
             at most 1.5x target pay."
        );
    }

    #[test]
    fn a_target_of_others_quotas_has_no_rate_of_its_own() {
        let text = sentence("se", 0, "se", None, |_| {});
        assert!(text.contains("when new ARR reaches 80 % of the quotas in scope"), "{text}");
        assert!(text.ends_with("up to target, 1.5x beyond; no cap."), "{text}");
    }

    #[test]
    fn opportunities_are_paid_one_by_one() {
        let text = sentence("sdr", 0, "sdr", None, |_| {});
        assert!(
            text.starts_with("Pays $") && text.contains(" for each qualified opportunity up to quota, $"),
            "{text}"
        );
    }
}
