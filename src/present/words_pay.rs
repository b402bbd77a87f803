//! Pay plans in words: what a component pays as one sentence, and the names and meanings of its choices.

use crate::engine::{PayeeLine, PlanTotals, TierRate, mix, tier_rates};
use crate::model::comp::{
    Boundary, ClawbackBasis, Component, DrawKind, Measure, Pot, RatePreset, Rated, Rates, Scope, Target,
    ThresholdStart, Tier, TierFrom, TierValue, TrueUp,
};
use crate::model::{Document, Terms};
use crate::present::Locale;
use crate::units::{Cadence, Currency, Money, Rate};
use std::collections::BTreeSet;

/// Name of a purpose of variable pay.
pub const fn pot(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "New business",
        Pot::Retention => "Retention",
        Pot::Expansion => "Expansion",
        Pot::Other => "Objectives",
    }
}

/// The colour class of a purpose.
pub const fn pot_class(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "c-new",
        Pot::Retention => "c-ret",
        Pot::Expansion => "c-exp",
        Pot::Other => "c-cost",
    }
}

/// What pay for a purpose is called.
pub const fn bonus(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "new-business commission",
        Pot::Retention => "retention bonus",
        Pot::Expansion => "expansion bonus",
        Pot::Other => "objectives",
    }
}

/// A bonus with its article, to add.
pub const fn a_bonus(pot: Pot) -> &'static str {
    match pot {
        Pot::NewBusiness => "a new-business commission",
        Pot::Retention => "a retention bonus",
        Pot::Expansion => "an expansion bonus",
        Pot::Other => "objectives",
    }
}

/// A measure as a word that fits beside a line.
pub const fn short(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new",
        Measure::ExpansionArr | Measure::ExpansionAndPriceArr => "expansion",
        Measure::RenewedArr => "renewals",
        Measure::GrossRetention => "GRR",
        Measure::NetRetention => "NRR",
        Measure::Opportunities => "opps",
        Measure::Objectives => "goals",
    }
}

/// `1 seat`, `20 seats`.
pub fn seats(count: usize, locale: &Locale) -> String {
    format!("{} {}", locale.count(count as i64), if count == 1 { "seat" } else { "seats" })
}

/// Beside the target for a purpose: what was earned, and by how many.
pub fn who(count: usize, earned: Money, locale: &Locale, currency: Currency) -> String {
    if count == 0 {
        return "nobody is paid by this plan".to_owned();
    }
    format!("at target · {} earned · {}", locale.money_compact(earned, currency), seats(count, locale))
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
            parts.push(format!("{} others", locale.count(rest as i64)));
        }
        parts.join(", ")
    })
}

/// One sentence on what the whole team earned.
pub fn team_split(totals: &PlanTotals, year: &str, locale: &Locale, currency: Currency) -> String {
    let sum: Money = totals.by_pot.iter().copied().sum();
    if sum.mills() <= 0 {
        return format!("Nobody earns variable pay in {year}: add people and customers first.");
    }
    let purposes = ["for winning customers", "for keeping them", "for growing them", "for objectives"];
    let parts: Vec<String> = totals
        .by_pot
        .iter()
        .zip(purposes)
        .filter(|(amount, _)| amount.mills() > 0)
        .map(|(amount, what)| format!("{} {what}", locale.percent(amount.to_major() / sum.to_major(), 0)))
        .collect();
    let list = match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    };
    format!(
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
    format!("The plan stays, because it pays {}. Pay them by another plan first.", parts.join("; "))
}

/// Rows of terms and the number of seats that name a plan.
pub struct PlanUse<'a>(pub &'a [(crate::units::RoleId, Option<crate::units::SegmentId>)], pub usize);

/// Name of a measure.
pub const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "New ARR",
        Measure::ExpansionArr => "Expansion ARR",
        Measure::ExpansionAndPriceArr => "Expansion ARR with price uplift",
        Measure::RenewedArr => "Renewed ARR",
        Measure::GrossRetention => "Gross revenue retention",
        Measure::NetRetention => "Net revenue retention",
        Measure::Opportunities => "Qualified opportunities",
        Measure::Objectives => "Objectives",
    }
}

/// A measure inside a sentence.
const fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new ARR",
        Measure::ExpansionArr => "expansion ARR",
        Measure::ExpansionAndPriceArr => "expansion and price-uplift ARR",
        Measure::RenewedArr => "renewed ARR",
        Measure::GrossRetention => "gross retention",
        Measure::NetRetention => "net retention",
        Measure::Opportunities => "qualified opportunity",
        Measure::Objectives => "the objectives",
    }
}

/// How many components share target variable, and what their weights miss.
pub fn parts(count: usize, weight_ppm: i64, locale: &Locale) -> String {
    if count == 0 {
        return "No component yet: nothing is earned by this plan.".to_owned();
    }
    let word = if count == 1 { "component shares" } else { "components share" };
    let text = format!("{} {word} target variable", locale.count(count as i64));
    if weight_ppm == Rate::SCALE {
        return format!("{text}; figures follow as you type.");
    }
    format!(
        "{text}, but the weights add up to {} instead of {}.",
        locale.rate(Rate::from_ppm(weight_ppm)),
        locale.rate(Rate::ONE)
    )
}

/// What to do where a contract leaves the meaning open.
pub const ASK: &str =
    "If a contract does not say which, ask: the words \u{201c}accelerated rate\u{201d} fit more than one of them.";

/// One sentence on a payout curve: pay at target and half beyond it, and where the plan stands.
pub fn curve(
    target: Money,
    beyond: Money,
    attained: Option<(f64, Money)>,
    locale: &Locale,
    currency: Currency,
) -> String {
    let money = |amount| locale.money_whole_named(amount, currency);
    let mut text = format!("{} a year at target, {} at half as much again", money(target), money(beyond));
    match attained {
        Some((at, pay)) => text.push_str(&format!(
            ". The forecast has these people at {} on average, where the plan pays {}.",
            locale.percent(at, 0),
            money(pay)
        )),
        None => text.push_str(". Nobody is in the forecast under these terms."),
    }
    text
}

/// All scopes with name and meaning.
pub const SCOPES: [(Scope, &str, &str); 5] = [
    (Scope::Own, "Own", "results of the seat itself"),
    (Scope::Pod, "Pod", "results of all seats with the same manager"),
    (Scope::TeamBelow, "Team below", "results of every seat below in the reporting line"),
    (Scope::Segment, "Segment", "results of the whole segment"),
    (Scope::Company, "Company", "results of the whole company"),
];

/// All ratings with name and meaning.
pub const RATINGS: [(Rated, &str, &str); 4] = [
    (Rated::EachDeal, "Each deal", "every deal alone, from zero"),
    (Rated::Period, "The period", "the total of the period"),
    (Rated::QuarterToDate, "Quarter to date", "the total since the quarter began"),
    (Rated::YearToDate, "Year to date", "the total since the fiscal year began"),
];

/// Both true-ups with name and meaning.
pub const TRUE_UPS: [(TrueUp, &str, &str); 2] = [
    (TrueUp::CumulativeLessPaid, "Cumulative less earned", "what the total earns, less what was earned before"),
    (TrueUp::ThisPeriodOnly, "This period only", "only this period's credit, at the rates the total has reached"),
];

/// The named shapes with what each does once a tier is reached.
pub const SHAPES: [(RatePreset, &str, &str); 4] = [
    (RatePreset::Marginal, "Marginal", "each slice at its own rate"),
    (RatePreset::BracketOnOverage, "Bracket on overage", "the rate reached applies to all above quota"),
    (RatePreset::Retroactive, "Retroactive", "the rate reached applies to everything"),
    (RatePreset::FirstDollar, "First dollar", "reaching the first paying tier pays from the first dollar"),
];

/// Both rules for a value on a bound.
pub const BOUNDARIES: [(Boundary, &str, &str); 2] = [
    (Boundary::Lower, "Lower tier", "a result exactly on a bound is paid as below it"),
    (Boundary::Upper, "Upper tier", "a result exactly on a bound is paid as above it"),
];

/// The periods a component can be measured in.
pub const CADENCES: [(Cadence, &str); 4] = [
    (Cadence::Month, "Monthly"),
    (Cadence::Quarter, "Quarterly"),
    (Cadence::Half, "Half-yearly"),
    (Cadence::Year, "Yearly"),
];

/// What a draw of a kind does; none is no draw.
pub const fn draw(kind: Option<DrawKind>) -> (&'static str, &'static str) {
    match kind {
        None => ("No draw", "Nothing is advanced."),
        Some(DrawKind::GuaranteeTopUp) => ("Guarantee", "Pay is topped up to the amount; nothing is owed."),
        Some(DrawKind::Additional) => ("On top", "The amount is paid besides what is earned; nothing is owed."),
        Some(DrawKind::Recoverable) => {
            ("Recoverable", "Pay is topped up; what was advanced is recovered from later pay above the amount.")
        }
        Some(DrawKind::RecoverableForgiven) => {
            ("Recoverable, then forgiven", "As recoverable; what is still owed when the draw ends is forgiven.")
        }
        Some(DrawKind::DelayedRecovery { .. }) => {
            ("Recovered later", "As recoverable, but recovery begins later and takes only a share.")
        }
    }
}

/// What a clawback takes back.
pub const CLAWBACKS: [(ClawbackBasis, &str, &str); 4] = [
    (ClawbackBasis::None, "No clawback", "Nothing is taken back when a customer leaves early."),
    (ClawbackBasis::Earned, "Of what was earned", "A share of what was earned on the deal is taken back."),
    (ClawbackBasis::Paid, "Of what was paid", "A share of what was already paid of it is taken back."),
    (ClawbackBasis::ProRata, "Pro rata", "A share of what was earned, for the months not served, is taken back."),
];

/// The shape of a table; none where no named one fits.
pub fn shape(rates: &Rates) -> (&'static str, &'static str) {
    match rates {
        Rates::Tiers { tiers, .. } => match RatePreset::of(tiers) {
            Some(preset) => SHAPES.iter().find(|it| it.0 == preset).map_or(("", ""), |it| (it.1, it.2)),
            None => ("Mixed", "tiers reach back differently"),
        },
        Rates::Interpolated { .. } => ("Interpolated", "a part-filled tier counts pro rata"),
        Rates::Curve { .. } => ("Curve", "share of target pay, straight between points"),
    }
}

/// What a tier comes to: `11.11 %`, `$23.33 each`, `$1,800 a point`.
pub fn tier_rate(rate: TierRate, locale: &Locale, currency: Currency) -> String {
    let money = |major: f64| {
        let amount = Money::from_major_f64(major);
        if major.abs() < 1_000.0 {
            locale.money_full_named(amount, currency)
        } else {
            locale.money_whole_named(amount, currency)
        }
    };
    match rate {
        TierRate::Share(share) => locale.percent(share, 2),
        TierRate::PerUnit(major) => format!("{} each", money(major)),
        TierRate::PerPoint(major) => format!("{} a point", money(major)),
        TierRate::PerPercent(major) => format!("{} a per cent", money(major)),
    }
}

/// What a component pays, in one sentence; with terms in money and rates, without in multiples.
pub fn component(component: &Component, terms: Option<&Terms>, locale: &Locale, currency: Currency) -> String {
    let words = Words { component, terms, locale, currency };
    let mut text = match &component.rates {
        Rates::Curve { .. } => format!("Pays along a curve of {}", measured(component.measure)),
        Rates::Tiers { .. } | Rates::Interpolated { .. } if component.measure.is_ratio() => words.ratio(),
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => words.amount(tiers),
    };
    text.push_str(&words.limits());
    text.push('.');
    if let Some(gate) = component.gate {
        let what = if gate.accelerators_only { "accelerates" } else { "is paid" };
        let at = locale.rate(gate.at);
        text.push_str(&format!(" It {what} only if {} reaches {at}.", measured(gate.measure)));
    }
    text
}

struct Words<'a> {
    component: &'a Component,
    terms: Option<&'a Terms>,
    locale: &'a Locale,
    currency: Currency,
}

impl Words<'_> {
    fn rates(&self) -> Vec<TierRate> {
        self.terms.map_or_else(Vec::new, |terms| tier_rates(self.component, terms))
    }

    fn target_pay(&self) -> String {
        let Some(terms) = self.terms else { return "target pay".to_owned() };
        let pay = terms.variable().amount().to_major() * self.component.weight.to_f64();
        format!("target pay ({} a year)", self.locale.money_whole_named(Money::from_major_f64(pay), self.currency))
    }

    /// `each new ARR dollar`, `each qualified opportunity`.
    fn each(&self) -> String {
        let what = measured(self.component.measure);
        if self.component.measure == Measure::Opportunities {
            return format!("each {what}");
        }
        match self.currency.code() {
            "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" => format!("each {what} dollar"),
            "EUR" => format!("each {what} euro"),
            "GBP" => format!("each {what} pound"),
            _other => what.to_owned(),
        }
    }

    fn bound(&self, from: TierFrom) -> String {
        match from {
            TierFrom::Quota(share) if share == Rate::ONE => "quota".to_owned(),
            TierFrom::Quota(share) => self.locale.rate(share),
            TierFrom::Amount(amount) => self.locale.money_whole_named(amount, self.currency),
            TierFrom::Units(units) => self.locale.count(i64::from(units)),
        }
    }

    /// What a tier pays: its rate where there are terms, else its multiple.
    fn pays(&self, tier: &Tier, rate: Option<&TierRate>) -> String {
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
        let mut text = if known && self.component.measure == Measure::Opportunities {
            format!("Pays {first} for {}", self.each())
        } else if known {
            format!("Pays {first} of {}", self.each())
        } else {
            let target = match self.component.target {
                Target::SumOfQuotas { share } if share != Rate::ONE => {
                    format!("{} of the quotas in scope", self.locale.rate(share))
                }
                Target::SumOfQuotas { .. } => "the quotas in scope".to_owned(),
                Target::Amount { .. } => "its target".to_owned(),
                Target::Quota | Target::Ratio { .. } => "quota".to_owned(),
            };
            let what = measured(self.component.measure);
            format!("Pays {} when {what} reaches {target}, {first} in proportion", self.target_pay())
        };
        if let Some(second) = tiers.get(1) {
            text.push_str(&format!(" up to {}", self.end(second.from, known)));
        }
        let shape = match &self.component.rates {
            Rates::Tiers { tiers, .. } => RatePreset::of(tiers),
            Rates::Interpolated { .. } | Rates::Curve { .. } => None,
        };
        for (at, tier) in tiers.iter().enumerate().skip(1) {
            let pay = pays.get(at).cloned().unwrap_or_default();
            let from = self.end(tier.from, known);
            let next = tiers.get(at + 1).map(|next| self.end(next.from, known));
            match shape {
                Some(RatePreset::Retroactive) => {
                    text.push_str(&format!("; past {from}, {pay} of everything from the first dollar"));
                }
                Some(RatePreset::BracketOnOverage) => {
                    text.push_str(&format!("; past {from}, {pay} of all above quota"));
                }
                Some(RatePreset::Marginal | RatePreset::FirstDollar) | None => match next {
                    Some(next) => text.push_str(&format!(", {pay} to {next}")),
                    None => text.push_str(&format!(", {pay} beyond")),
                },
            }
        }
        text
    }

    fn end(&self, from: TierFrom, known: bool) -> String {
        let text = self.bound(from);
        if !known && text == "quota" { "target".to_owned() } else { text }
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
                format!("Rises from nothing at {} {what} to {pay} at {at}", self.locale.rate(threshold.at))
            }
            Some(_) | None => format!("Pays {pay} at {at} {what}, in proportion below"),
        };
        let rates = self.rates();
        let (Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. }) = &self.component.rates else {
            return text;
        };
        let above =
            tiers.iter().enumerate().filter(|(_, tier)| matches!(tier.from, TierFrom::Quota(it) if it >= Rate::ONE));
        for (at, tier) in above {
            let from = match tier.from {
                TierFrom::Quota(share) if share > Rate::ONE => format!(" past {} of target", self.locale.rate(share)),
                TierFrom::Quota(_) | TierFrom::Amount(_) | TierFrom::Units(_) => " beyond".to_owned(),
            };
            match rates.get(at) {
                Some(rate) => text.push_str(&format!(", {}{from}", tier_rate(*rate, self.locale, self.currency))),
                None => text.push_str(&format!(", {}{from}", self.pays(tier, None))),
            }
        }
        text
    }

    fn limits(&self) -> String {
        let mut text = String::new();
        if let Some(threshold) = self
            .component
            .threshold
            .filter(|it| !(self.component.measure.is_ratio() && it.start == ThresholdStart::Zero))
        {
            let at = self.locale.rate(threshold.at);
            let of = if self.component.measure.is_ratio() { "" } else { " of target" };
            text.push_str(&format!("; nothing below {at}{of}"));
        }
        if let Some(cap) = self.component.attainment_cap {
            text.push_str(&format!("; no more attainment than {} counts", self.locale.rate(cap)));
        }
        match self.component.cap {
            Some(cap) => text.push_str(&format!("; at most {}x target pay", self.locale.multiple_typed(cap))),
            None if self.component.attainment_cap.is_none() => text.push_str("; no cap"),
            None => {}
        }
        text
    }
}

/// One sentence on where target variable goes: `Of $1.8M target variable in FY2029, 90 cents in the dollar reward winning customers.`
pub fn split(shares: [Rate; 4], target: Money, year: &str, locale: &Locale, currency: Currency) -> String {
    let purposes = ["winning customers", "keeping them", "growing them", "objectives"];
    let parts: Vec<String> = shares
        .iter()
        .zip(purposes)
        .filter(|(share, _)| share.ppm() > 0)
        .map(|(share, what)| format!("{} rewards {what}", locale.percent(share.to_f64(), 0)))
        .collect();
    let sum: i64 = shares.iter().map(|share| share.ppm()).sum();
    let whole = format!("{} of target variable in {year}", locale.money_compact(target, currency));
    let mut text = match parts.split_last() {
        None => format!("{whole}, and no component that earns it."),
        Some((only, [])) => format!("Of {whole}, {only}."),
        Some((last, rest)) => format!("Of {whole}, {} and {last}.", rest.join(", ")),
    };
    if sum != Rate::SCALE && !parts.is_empty() {
        let by = locale.percent((sum - Rate::SCALE).abs() as f64 / Rate::SCALE as f64, 1);
        let side = if sum < Rate::SCALE { "short of" } else { "more than" };
        text.push_str(&format!(" The weights come to {by} {side} the whole."));
    }
    text
}

/// What payees of a plan earned, in one sentence.
pub fn earned(totals: &PlanTotals, year: &str, locale: &Locale, currency: Currency) -> String {
    if totals.seats == 0 {
        return format!("Nobody is paid by it in {year}.");
    }
    let money = |amount| locale.money_compact(amount, currency);
    let mut text = format!(
        "{} {} earn {} in {year} against a target of {}",
        locale.count(totals.seats as i64),
        if totals.seats == 1 { "seat" } else { "seats" },
        money(totals.earned),
        money(totals.target),
    );
    if totals.seats == 1 {
        text = text.replacen(" earn ", " earns ", 1);
    }
    if let Some(attainment) = totals.attainment {
        text.push_str(&format!(", at {} of quota on average", locale.percent(attainment, 0)));
    }
    if !totals.capped.is_zero() {
        text.push_str(&format!("; caps take {} away", money(totals.capped)));
    }
    text.push('.');
    text
}

/// A row of terms by the names of its role and segment: `Account executive, SMB`.
pub fn terms_name(document: &Document, role: &crate::model::Role, terms: &Terms) -> String {
    match &terms.segment {
        Some(id) => format!("{}, {}", role.name, document.segment(id).map_or(id.as_str(), |it| it.name.as_str())),
        None if role.terms.len() > 1 => format!("{}, elsewhere", role.name),
        None => role.name.clone(),
    }
}

/// What terms come to: `90,000 variable a year · 50 : 50 base to variable · quota 4.5x OTE`.
pub fn terms_line(terms: &Terms, locale: &Locale, currency: Currency) -> String {
    let mix = mix(terms);
    let mut parts = vec![format!("{} variable a year", locale.money_whole_named(mix.variable, currency))];
    if let Some(base) = mix.base_share {
        let base = (base * 100.0).round();
        parts.push(format!("{} : {} base to variable", locale.number(base, 0), locale.number(100.0 - base, 0)));
    }
    if let Some(times) = mix.quota_over_ote {
        parts.push(format!("quota {} OTE", locale.multiple(times, 1)));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{Gate, Threshold};
    use crate::model::sample;
    use crate::units::{PlanId, RoleId, SegmentId, Yearly};

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
        component(&part, Some(&terms), &Locale::EN_US, Currency::default()).replace('\u{a0}', " ")
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
        assert!(say([70, 13, 0, 0]).ends_with("The weights come to 17.0 % short of the whole."));
    }
}
