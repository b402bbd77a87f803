//! The registry of inputs: every numeric input by a stable path, with label, unit, bounds and step.
//!
//! Undo, comparison, goal seek, the headless command and explanations all name inputs by these paths. One walk over the document
//! defines them; reading, listing and writing are that same walk.

use crate::model::comp::{ClawbackBasis, Component, DrawKind, PlanVersion, Rates, Target, TierFrom, TierValue};
use crate::model::{Document, Quota, Ramp, Segment, Terms};
use crate::units::{Cadence, Money, Month, Monthly, Quarterly, Rate, Yearly};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// The value of an input.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputValue {
    /// Money.
    Money(Money),
    /// A share or a multiple.
    Rate(Rate),
    /// A whole number.
    Count(u32),
    /// A month.
    Month(Month),
    /// Not entered; only optional inputs can be.
    Empty,
}

impl InputValue {
    /// The value on its unit's own scale; months and empty inputs have none.
    pub fn magnitude(self) -> Option<f64> {
        match self {
            InputValue::Money(money) => Some(money.to_major()),
            InputValue::Rate(rate) => Some(rate.to_f64()),
            InputValue::Count(count) => Some(f64::from(count)),
            InputValue::Month(_) | InputValue::Empty => None,
        }
    }
}

/// What an input is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputUnit {
    /// Money, a stock such as ARR.
    Money,
    /// Money per period.
    MoneyPer(Cadence),
    /// A share, shown in percent.
    Percent,
    /// A share per year, shown in percent.
    PercentPerYear,
    /// A multiple, shown as 1.5x.
    Multiple,
    /// A relative weight.
    Weight,
    /// A whole number of these.
    Count(&'static str),
    /// A whole number of these per period.
    CountPer(&'static str, Cadence),
    /// A calendar month.
    Month,
}

/// Bounds outside which a value is refused, in the unit's own scale (1 = 100 %).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest.
    pub min: f64,
    /// Largest.
    pub max: f64,
}

/// One input as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Stable path.
    pub path: String,
    /// Name on screen, with its entity.
    pub label: String,
    /// Unit and period.
    pub unit: InputUnit,
    /// Present value.
    pub value: InputValue,
    /// Bounds.
    pub bounds: Bounds,
    /// Step of arrow keys and sliders.
    pub step: f64,
    /// Whether it may be empty.
    pub optional: bool,
}

/// Why an input was not set.
#[derive(Clone, Debug, PartialEq)]
pub enum InputError {
    /// There is no such input.
    Unknown(String),
    /// The value is of another kind.
    WrongKind(&'static str),
    /// The value is outside the bounds.
    OutOfBounds(Bounds, InputUnit),
    /// The input cannot be empty.
    Required,
}

impl std::fmt::Display for InputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InputError::Unknown(path) => {
                write!(f, "there is no input \u{201c}{path}\u{201d}; `remit inputs FILE` lists them")
            }
            InputError::WrongKind(expected) => write!(f, "write {expected}"),
            InputError::Required => write!(f, "this cannot be empty"),
            InputError::OutOfBounds(bounds, unit) => {
                let (factor, sign) = match unit {
                    InputUnit::Percent | InputUnit::PercentPerYear => (100.0, " %"),
                    InputUnit::Multiple => (1.0, "x"),
                    InputUnit::Money
                    | InputUnit::MoneyPer(_)
                    | InputUnit::Weight
                    | InputUnit::Count(_)
                    | InputUnit::CountPer(..)
                    | InputUnit::Month => (1.0, ""),
                };
                write!(f, "must lie between {}{sign} and {}{sign}", bounds.min * factor, bounds.max * factor)
            }
        }
    }
}

impl std::error::Error for InputError {}

/// All inputs of a document, in the order of its parts.
pub fn inputs(document: &Document) -> Vec<Input> {
    let mut list = Vec::new();
    let _ = walk(&mut document.clone(), &mut |entry| {
        list.push(entry.input());
        ControlFlow::Continue(())
    });
    list
}

/// One input by its path.
pub fn get_input(document: &Document, path: &str) -> Option<Input> {
    let mut found = None;
    let _ = walk(&mut document.clone(), &mut |entry| {
        if entry.path == path {
            found = Some(entry.input());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    found
}

/// Sets one input and gives its value before.
pub fn set_input(document: &mut Document, path: &str, value: InputValue) -> Result<InputValue, InputError> {
    let mut result = Err(InputError::Unknown(path.to_owned()));
    let _ = walk(document, &mut |mut entry| {
        if entry.path == path {
            result = entry.set(value);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    result
}

impl Input {
    /// Whether a value of the right kind lies within the bounds.
    pub fn check(&self, value: InputValue) -> Result<(), InputError> {
        let magnitude = value.magnitude();
        if magnitude.is_some_and(|it| it < self.bounds.min || it > self.bounds.max) {
            return Err(InputError::OutOfBounds(self.bounds, self.unit));
        }
        Ok(())
    }

    /// Reads a value of this input's kind as the headless command takes it: `810000`, `0.35`, `35%`, `12`, `2027-01`, or nothing.
    pub fn parse(&self, text: &str) -> Result<InputValue, InputError> {
        let text = text.trim();
        if text.is_empty() {
            return if self.optional { Ok(InputValue::Empty) } else { Err(InputError::Required) };
        }
        match self.unit {
            InputUnit::Money | InputUnit::MoneyPer(_) => Money::parse_decimal(text)
                .map(InputValue::Money)
                .map_err(|_| InputError::WrongKind("an amount in major units, such as 810000 or 3660.05")),
            InputUnit::Percent | InputUnit::PercentPerYear | InputUnit::Multiple | InputUnit::Weight => {
                let (number, scale) = match text.strip_suffix('%') {
                    Some(number) => (number.trim(), 0.01),
                    None => (text, 1.0),
                };
                let wrong = InputError::WrongKind("a fraction such as 0.35, or 35%");
                let fraction = number.parse::<f64>().ok().filter(|it| it.is_finite()).ok_or(wrong)?;
                Ok(InputValue::Rate(Rate::from_f64(fraction * scale)))
            }
            InputUnit::Count(_) | InputUnit::CountPer(..) => {
                text.parse().map(InputValue::Count).map_err(|_| InputError::WrongKind("a whole number such as 12"))
            }
            InputUnit::Month => {
                text.parse().map(InputValue::Month).map_err(|_| InputError::WrongKind("a month such as 2027-01"))
            }
        }
    }
}

/// A place in the document that holds a value.
enum Slot<'a> {
    Money(&'a mut Money),
    OptMoney(&'a mut Option<Money>),
    Year(&'a mut Yearly<Money>),
    OptYear(&'a mut Option<Yearly<Money>>),
    OptMonth(&'a mut Option<Monthly<Money>>),
    OptQuarter(&'a mut Option<Quarterly<Money>>),
    Rate(&'a mut Rate),
    OptRate(&'a mut Option<Rate>),
    Count(&'a mut u32),
    Month(&'a mut Month),
}

struct Entry<'a> {
    path: String,
    label: String,
    unit: InputUnit,
    bounds: Bounds,
    step: f64,
    slot: Slot<'a>,
}

impl Entry<'_> {
    fn value(&self) -> InputValue {
        match &self.slot {
            Slot::Money(money) => InputValue::Money(**money),
            Slot::OptMoney(money) => money.map_or(InputValue::Empty, InputValue::Money),
            Slot::Year(money) => InputValue::Money(money.amount()),
            Slot::OptYear(money) => money.map_or(InputValue::Empty, |it| InputValue::Money(it.amount())),
            Slot::OptMonth(money) => money.map_or(InputValue::Empty, |it| InputValue::Money(it.amount())),
            Slot::OptQuarter(money) => money.map_or(InputValue::Empty, |it| InputValue::Money(it.amount())),
            Slot::Rate(rate) => InputValue::Rate(**rate),
            Slot::OptRate(rate) => rate.map_or(InputValue::Empty, InputValue::Rate),
            Slot::Count(count) => InputValue::Count(**count),
            Slot::Month(month) => InputValue::Month(**month),
        }
    }

    fn optional(&self) -> bool {
        match self.slot {
            Slot::OptMoney(_) | Slot::OptYear(_) | Slot::OptMonth(_) | Slot::OptQuarter(_) | Slot::OptRate(_) => true,
            Slot::Money(_) | Slot::Year(_) | Slot::Rate(_) | Slot::Count(_) | Slot::Month(_) => false,
        }
    }

    fn input(self) -> Input {
        let (value, optional) = (self.value(), self.optional());
        Input {
            path: self.path,
            label: self.label,
            unit: self.unit,
            value,
            bounds: self.bounds,
            step: self.step,
            optional,
        }
    }

    fn set(&mut self, value: InputValue) -> Result<InputValue, InputError> {
        let before = self.value();
        let magnitude = value.magnitude();
        if magnitude.is_some_and(|it| it < self.bounds.min || it > self.bounds.max) {
            return Err(InputError::OutOfBounds(self.bounds, self.unit));
        }
        match (&mut self.slot, value) {
            (Slot::Money(place), InputValue::Money(money)) => **place = money,
            (Slot::OptMoney(place), InputValue::Money(money)) => **place = Some(money),
            (Slot::Year(place), InputValue::Money(money)) => **place = Yearly::new(money),
            (Slot::OptYear(place), InputValue::Money(money)) => **place = Some(Yearly::new(money)),
            (Slot::OptMonth(place), InputValue::Money(money)) => **place = Some(Monthly::new(money)),
            (Slot::OptQuarter(place), InputValue::Money(money)) => **place = Some(Quarterly::new(money)),
            (Slot::Rate(place), InputValue::Rate(rate)) => **place = rate,
            (Slot::OptRate(place), InputValue::Rate(rate)) => **place = Some(rate),
            (Slot::Count(place), InputValue::Count(count)) => **place = count,
            (Slot::Month(place), InputValue::Month(month)) => **place = month,
            (Slot::OptMoney(place), InputValue::Empty) => **place = None,
            (Slot::OptYear(place), InputValue::Empty) => **place = None,
            (Slot::OptMonth(place), InputValue::Empty) => **place = None,
            (Slot::OptQuarter(place), InputValue::Empty) => **place = None,
            (Slot::OptRate(place), InputValue::Empty) => **place = None,
            (_required, InputValue::Empty) => return Err(InputError::Required),
            (
                Slot::Money(_)
                | Slot::OptMoney(_)
                | Slot::Year(_)
                | Slot::OptYear(_)
                | Slot::OptMonth(_)
                | Slot::OptQuarter(_),
                _,
            ) => {
                return Err(InputError::WrongKind("an amount of money"));
            }
            (Slot::Rate(_) | Slot::OptRate(_), _) => return Err(InputError::WrongKind("a share or a multiple")),
            (Slot::Count(_), _) => return Err(InputError::WrongKind("a whole number")),
            (Slot::Month(_), _) => return Err(InputError::WrongKind("a month")),
        }
        Ok(before)
    }
}

type Visit<'v> = dyn FnMut(Entry<'_>) -> ControlFlow<()> + 'v;
type Flow = ControlFlow<()>;

const ANY_MONEY: Bounds = Bounds { min: 0.0, max: 1e12 };
const SHARE: Bounds = Bounds { min: 0.0, max: 1.0 };
const MULTIPLE: Bounds = Bounds { min: 0.0, max: 100.0 };
const WEIGHT: Bounds = Bounds { min: 0.0, max: 1e6 };
const fn count(min: u32, max: u32) -> Bounds {
    Bounds { min: min as f64, max: max as f64 }
}

/// Names one place: prefix of path and label.
struct At<'a> {
    path: &'a str,
    label: &'a str,
}

impl At<'_> {
    #[allow(clippy::too_many_arguments)]
    fn put(
        &self,
        visit: &mut Visit<'_>,
        key: &str,
        label: &str,
        unit: InputUnit,
        bounds: Bounds,
        step: f64,
        slot: Slot<'_>,
    ) -> Flow {
        let label = if self.label.is_empty() { label.to_owned() } else { format!("{}: {label}", self.label) };
        visit(Entry { path: format!("{}/{key}", self.path), label, unit, bounds, step, slot })
    }

    fn money(&self, visit: &mut Visit<'_>, key: &str, label: &str, place: &mut Money) -> Flow {
        self.put(visit, key, label, InputUnit::Money, ANY_MONEY, 1_000.0, Slot::Money(place))
    }

    fn year(&self, visit: &mut Visit<'_>, key: &str, label: &str, place: &mut Yearly<Money>) -> Flow {
        self.put(visit, key, label, InputUnit::MoneyPer(Cadence::Year), ANY_MONEY, 1_000.0, Slot::Year(place))
    }

    fn opt_year(&self, visit: &mut Visit<'_>, key: &str, label: &str, place: &mut Option<Yearly<Money>>) -> Flow {
        self.put(visit, key, label, InputUnit::MoneyPer(Cadence::Year), ANY_MONEY, 1_000.0, Slot::OptYear(place))
    }

    fn opt_month(&self, visit: &mut Visit<'_>, key: &str, label: &str, place: &mut Option<Monthly<Money>>) -> Flow {
        self.put(visit, key, label, InputUnit::MoneyPer(Cadence::Month), ANY_MONEY, 1_000.0, Slot::OptMonth(place))
    }

    fn opt_quarter(&self, visit: &mut Visit<'_>, key: &str, label: &str, place: &mut Option<Quarterly<Money>>) -> Flow {
        self.put(visit, key, label, InputUnit::MoneyPer(Cadence::Quarter), ANY_MONEY, 1_000.0, Slot::OptQuarter(place))
    }

    fn share(&self, visit: &mut Visit<'_>, key: &str, label: &str, place: &mut Rate) -> Flow {
        self.put(visit, key, label, InputUnit::Percent, SHARE, 0.01, Slot::Rate(place))
    }

    fn percent(&self, visit: &mut Visit<'_>, key: &str, label: &str, max: f64, place: &mut Rate) -> Flow {
        self.put(visit, key, label, InputUnit::Percent, Bounds { min: 0.0, max }, 0.01, Slot::Rate(place))
    }

    fn months(&self, visit: &mut Visit<'_>, key: &str, label: &str, max: u32, place: &mut u32) -> Flow {
        self.put(visit, key, label, InputUnit::Count("months"), count(0, max), 1.0, Slot::Count(place))
    }
}

/// Visits every numeric input. This is the one definition of what they are.
fn walk(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    settings(document, visit)?;
    for segment in &mut document.segments {
        self::segment(segment, visit)?;
    }
    for role in &mut document.roles {
        for terms in &mut role.terms {
            let segment = terms.segment.as_ref().map_or("any", |id| id.as_str()).to_owned();
            let label = match &terms.segment {
                Some(id) => format!("{} ({id})", role.name),
                None => role.name.clone(),
            };
            self::terms(terms, &format!("role/{}/{segment}", role.id), &label, visit)?;
        }
    }
    for plan in &mut document.plans {
        for (index, version) in plan.versions.iter_mut().enumerate() {
            let path = format!("plan/{}/{}", plan.id, index + 1);
            let at = At { path: &path, label: &plan.name };
            let cap = Slot::OptRate(&mut version.cap);
            at.put(visit, "cap", "cap on variable pay of a year", InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
            for component in &mut version.components {
                self::component(component, &path, &plan.name, visit)?;
            }
            payout(version, &at, visit)?;
            if let Some(draw) = &mut version.draw {
                let mut amount = draw.amount.amount();
                let flow = at.put(
                    visit,
                    "draw/amount",
                    "draw",
                    InputUnit::MoneyPer(Cadence::Month),
                    ANY_MONEY,
                    100.0,
                    Slot::Money(&mut amount),
                );
                draw.amount = Monthly::new(amount);
                flow?;
                if let Some(months) = &mut draw.months {
                    at.months(visit, "draw/months", "tenure months with a draw", 120, months)?;
                }
                if let DrawKind::DelayedRecovery { start_period, share, last_period } = &mut draw.kind {
                    at.months(visit, "draw/recovery_from", "recovery begins in month", 120, start_period)?;
                    at.share(visit, "draw/recovery_share", "share of pay above the draw recovered", share)?;
                    if let Some(last) = last_period {
                        at.months(visit, "draw/recovery_to", "recovery ends in month", 120, last)?;
                    }
                }
            }
        }
    }
    for seat in &mut document.seats {
        for (index, stint) in seat.stints.iter_mut().enumerate() {
            let path = format!("seat/{}/{}", seat.id, index + 1);
            let at = At { path: &path, label: seat.id.as_str() };
            at.opt_year(visit, "base", "base pay of the holder", &mut stint.overrides.base)?;
            at.opt_year(visit, "ote", "OTE of the holder", &mut stint.overrides.ote)?;
            at.opt_year(visit, "quota", "quota of the holder", &mut stint.overrides.quota_arr)?;
        }
    }
    Flow::Continue(())
}

fn settings(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    let settings = &mut document.settings;
    let at = At { path: "settings", label: "" };
    let any_month = Bounds { min: f64::MIN, max: f64::MAX };
    at.put(
        visit,
        "first_month",
        "First month",
        InputUnit::Month,
        any_month,
        1.0,
        Slot::Month(&mut settings.first_month),
    )?;
    let horizon = count(12, 60);
    at.put(
        visit,
        "horizon_months",
        "Horizon",
        InputUnit::Count("months"),
        horizon,
        1.0,
        Slot::Count(&mut settings.horizon_months),
    )?;
    let start = Slot::Count(&mut settings.fiscal_year_start);
    at.put(
        visit,
        "fiscal_year_start",
        "Fiscal year starts in month",
        InputUnit::Count("month of the year"),
        count(1, 12),
        1.0,
        start,
    )?;
    let target = Slot::OptMoney(&mut settings.target_arr);
    at.put(visit, "target_arr", "Target closing ARR", InputUnit::Money, ANY_MONEY, 100_000.0, target)?;
    let expensed = &mut settings.commission_expensed_over_months;
    at.months(visit, "commission_expensed_over_months", "New-business commission expensed over", 120, expensed)?;

    let assumptions = &mut document.assumptions;
    let at = At { path: "assumptions", label: "" };
    at.share(visit, "productive_time", "Productive selling time", &mut assumptions.productive_time)?;
    weights(&at, "seasonality", "Seasonality", &mut assumptions.seasonality, visit)?;
    let coverage = &mut assumptions.coverage;
    at.share(
        visit,
        "coverage/renewal_at_stake",
        "Renewal rate at stake without coverage",
        &mut coverage.renewal_at_stake,
    )?;
    at.share(
        visit,
        "coverage/expansion_at_stake",
        "Expansion at stake without coverage",
        &mut coverage.expansion_at_stake,
    )?;

    let costs = &mut document.costs;
    let at = At { path: "costs", label: "" };
    at.put(
        visit,
        "gross_margin",
        "Gross margin",
        InputUnit::Percent,
        SHARE,
        0.01,
        Slot::OptRate(&mut costs.gross_margin),
    )?;
    at.percent(visit, "burden", "Taxes and benefits on pay", 2.0, &mut costs.burden)?;
    at.opt_month(visit, "marketing", "Marketing", &mut costs.marketing)?;
    at.share(
        visit,
        "marketing_acquisition_share",
        "Marketing that is acquisition",
        &mut costs.marketing_acquisition_share,
    )?;
    at.opt_month(visit, "other_sales_marketing", "Other sales and marketing cost", &mut costs.other_sales_marketing)?;
    at.share(visit, "other_acquisition_share", "Other cost that is acquisition", &mut costs.other_acquisition_share)?;
    at.opt_month(visit, "other_operating", "Other operating cost", &mut costs.other_operating)?;
    let before = &mut costs.prior_quarter_sales_marketing;
    at.opt_quarter(visit, "prior_quarter_sales_marketing", "Sales and marketing cost of the quarter before", before)?;
    at.opt_quarter(visit, "prior_quarter_revenue", "Revenue of the quarter before", &mut costs.prior_quarter_revenue)
}

const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weights(at: &At<'_>, key: &str, label: &str, places: &mut [Rate], visit: &mut Visit<'_>) -> Flow {
    for (index, (place, month)) in places.iter_mut().zip(MONTH_NAMES).enumerate() {
        let key = format!("{key}/{:02}", index + 1);
        at.put(visit, &key, &format!("{label}, {month}"), InputUnit::Weight, WEIGHT, 0.05, Slot::Rate(place))?;
    }
    Flow::Continue(())
}

fn segment(segment: &mut Segment, visit: &mut Visit<'_>) -> Flow {
    let root = format!("segment/{}", segment.id);
    let label = segment.name.clone();
    let path = format!("{root}/opening");
    let at = At { path: &path, label: &label };
    let people = InputUnit::Count("customers");
    at.put(
        visit,
        "customers",
        "opening customers",
        people,
        count(0, 10_000_000),
        1.0,
        Slot::Count(&mut segment.opening.customers),
    )?;
    at.money(visit, "arr", "opening ARR", &mut segment.opening.arr)?;
    weights(&at, "renewal_months", "renewals due", &mut segment.opening.renewal_months, visit)?;

    let path = format!("{root}/pipeline");
    let at = At { path: &path, label: &label };
    let pipeline = &mut segment.pipeline;
    let leads = InputUnit::CountPer("leads", Cadence::Month);
    at.put(visit, "leads_month", "leads", leads, count(0, 10_000_000), 10.0, Slot::Count(&mut pipeline.leads_month))?;
    let growth = Bounds { min: -1.0, max: 10.0 };
    at.put(
        visit,
        "lead_growth_year",
        "growth of leads",
        InputUnit::PercentPerYear,
        growth,
        0.01,
        Slot::Rate(&mut pipeline.lead_growth_year),
    )?;
    at.share(visit, "lead_to_opportunity", "leads that become opportunities", &mut pipeline.lead_to_opportunity)?;
    at.share(visit, "win_rate", "win rate", &mut pipeline.win_rate)?;
    at.months(visit, "cycle_months", "sales cycle", 36, &mut pipeline.cycle_months)?;
    at.money(visit, "deal_size", "deal size (ARR)", &mut pipeline.deal_size)?;
    at.share(visit, "opening_win_rate", "opening pipeline that closes", &mut pipeline.opening_win_rate)?;
    at.share(visit, "carry_over", "excess pipeline carried over", &mut pipeline.carry_over)?;
    for (index, open) in pipeline.opening.iter_mut().enumerate() {
        let label = format!("opening pipeline closing {}", open.month);
        at.money(visit, &format!("opening/{}/arr", index + 1), &label, &mut open.arr)?;
    }

    let path = format!("{root}/retention");
    let at = At { path: &path, label: &label };
    let retention = &mut segment.retention;
    at.share(visit, "renewal", "renewal rate of ARR due", &mut retention.renewal)?;
    at.share(visit, "contraction", "contraction at renewal", &mut retention.contraction)?;
    let depth = Slot::OptRate(&mut retention.contraction_depth);
    at.put(visit, "contraction_depth", "contraction of those who shrink", InputUnit::Percent, SHARE, 0.01, depth)?;
    at.percent(visit, "price_uplift", "price uplift at renewal", 1.0, &mut retention.price_uplift)?;
    at.percent(visit, "expansion", "expansion at renewal", 5.0, &mut retention.expansion)?;
    let term = Slot::Count(&mut retention.term_months);
    at.put(visit, "term_months", "contract term", InputUnit::Count("months"), count(1, 120), 1.0, term)?;
    at.share(visit, "reactivation", "churned ARR that comes back", &mut retention.reactivation)?;
    let lag = Slot::Count(&mut retention.reactivation_lag_months);
    at.put(
        visit,
        "reactivation_lag_months",
        "months until it comes back",
        InputUnit::Count("months"),
        count(1, 60),
        1.0,
        lag,
    )
}

fn terms(terms: &mut Terms, path: &str, label: &str, visit: &mut Visit<'_>) -> Flow {
    let at = At { path, label };
    at.year(visit, "base", "base pay", &mut terms.base)?;
    at.year(visit, "ote", "on-target earnings (OTE)", &mut terms.ote)?;
    match &mut terms.quota {
        Some(Quota::Arr { amount, per }) => {
            at.put(visit, "quota", "quota", InputUnit::MoneyPer(*per), ANY_MONEY, 10_000.0, Slot::Money(amount))?;
        }
        Some(Quota::Units { count: units, per }) => {
            let unit = InputUnit::CountPer("opportunities", *per);
            at.put(visit, "quota", "quota", unit, count(0, 1_000_000), 1.0, Slot::Count(units))?;
        }
        None => {}
    }
    at.percent(visit, "expected_attainment", "expected attainment", 3.0, &mut terms.expected_attainment)?;
    ramp(&mut terms.ramp, &at, visit)?;
    let attrition = Slot::Rate(&mut terms.attrition_year);
    at.put(visit, "attrition_year", "attrition", InputUnit::PercentPerYear, SHARE, 0.01, attrition)?;
    at.months(visit, "backfill_lag_months", "months to backfill", 36, &mut terms.backfill_lag_months)?;
    let book = Slot::OptMoney(&mut terms.book_capacity);
    at.put(
        visit,
        "book_capacity",
        "book one person can look after (ARR)",
        InputUnit::Money,
        ANY_MONEY,
        100_000.0,
        book,
    )?;
    let share = Slot::OptRate(&mut terms.acquisition_share);
    at.put(visit, "acquisition_share", "cost that is acquisition", InputUnit::Percent, SHARE, 0.05, share)?;
    if let Some(span) = &mut terms.span {
        let reports = InputUnit::Count("reports");
        at.put(visit, "span/low", "fewest direct reports", reports, count(0, 1_000), 1.0, Slot::Count(&mut span.low))?;
        at.put(visit, "span/high", "most direct reports", reports, count(0, 1_000), 1.0, Slot::Count(&mut span.high))?;
    }
    Flow::Continue(())
}

fn ramp(ramp: &mut Ramp, at: &At<'_>, visit: &mut Visit<'_>) -> Flow {
    for (index, place) in ramp.productivity.iter_mut().enumerate() {
        let label = format!("productivity in tenure month {}", index + 1);
        at.percent(visit, &format!("ramp/productivity/{:02}", index + 1), &label, 2.0, place)?;
    }
    for (index, place) in ramp.quota.iter_mut().flatten().enumerate() {
        let label = format!("share of quota in tenure month {}", index + 1);
        at.percent(visit, &format!("ramp/quota/{:02}", index + 1), &label, 2.0, place)?;
    }
    Flow::Continue(())
}

/// When variable pay is paid, and what is taken back of it.
fn payout(version: &mut PlanVersion, at: &At<'_>, visit: &mut Visit<'_>) -> Flow {
    let payout = &mut version.payout;
    at.months(visit, "payout/lag_months", "months to payment", 24, &mut payout.lag_months)?;
    let parts = Slot::Count(&mut payout.instalments);
    at.put(visit, "payout/instalments", "instalments", InputUnit::Count("months"), count(1, 36), 1.0, parts)?;
    at.share(visit, "payout/holdback", "held back", &mut payout.holdback)?;
    at.months(visit, "payout/holdback_months", "months held back", 36, &mut payout.holdback_months)?;
    let clawback = &mut version.clawback;
    if clawback.basis != ClawbackBasis::None {
        at.share(visit, "clawback/share", "share taken back", &mut clawback.share)?;
        at.months(visit, "clawback/months", "months in which it is taken back", 60, &mut clawback.months)?;
    }
    Flow::Continue(())
}

fn component(component: &mut Component, version: &str, plan: &str, visit: &mut Visit<'_>) -> Flow {
    let path = format!("{version}/{}", component.id);
    let label = format!("{plan}, {}", component.name);
    let at = At { path: &path, label: &label };
    at.share(visit, "weight", "share of variable", &mut component.weight)?;
    match &mut component.target {
        Target::Quota => {}
        Target::Amount { amount, per } => {
            at.put(visit, "target", "target", InputUnit::MoneyPer(*per), ANY_MONEY, 10_000.0, Slot::Money(amount))?;
        }
        Target::SumOfQuotas { share } => {
            at.percent(visit, "target", "target, share of the quotas in scope", 3.0, share)?
        }
        Target::Ratio { ratio } => at.percent(visit, "target", "target", 5.0, ratio)?,
    }
    if let Some(threshold) = &mut component.threshold {
        at.percent(visit, "threshold", "nothing is paid below", 5.0, &mut threshold.at)?;
    }
    if let Some(gate) = &mut component.gate {
        at.percent(visit, "gate", "gate", 5.0, &mut gate.at)?;
    }
    let cap = Slot::OptRate(&mut component.cap);
    at.put(visit, "cap", "most pay, as a multiple of target pay", InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
    let attainment = Slot::OptRate(&mut component.attainment_cap);
    at.put(visit, "attainment_cap", "most attainment that counts", InputUnit::Percent, MULTIPLE, 0.05, attainment)?;
    match &mut component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => {
            for (index, tier) in tiers.iter_mut().enumerate() {
                let number = index + 1;
                let key = format!("tier/{number}/from");
                let name = format!("tier {number} begins at");
                match &mut tier.from {
                    TierFrom::Quota(share) => at.percent(visit, &key, &name, 100.0, share)?,
                    TierFrom::Amount(amount) => at.money(visit, &key, &name, amount)?,
                    TierFrom::Units(units) => {
                        at.put(
                            visit,
                            &key,
                            &name,
                            InputUnit::Count("units"),
                            count(0, 10_000_000),
                            1.0,
                            Slot::Count(units),
                        )?;
                    }
                }
                let key = format!("tier/{number}/value");
                let name = format!("tier {number} pays");
                match &mut tier.value {
                    TierValue::Multiple(rate) => {
                        let bounds = Bounds { min: -100.0, max: 100.0 };
                        at.put(visit, &key, &name, InputUnit::Multiple, bounds, 0.1, Slot::Rate(rate))?;
                    }
                    TierValue::Share(rate) => {
                        let bounds = Bounds { min: -100.0, max: 100.0 };
                        at.put(visit, &key, &name, InputUnit::Percent, bounds, 0.005, Slot::Rate(rate))?;
                    }
                    TierValue::PerUnit(amount) => at.money(visit, &key, &name, amount)?,
                }
            }
        }
        Rates::Curve { points } => {
            for (index, point) in points.iter_mut().enumerate() {
                let number = index + 1;
                at.percent(
                    visit,
                    &format!("point/{number}/attainment"),
                    &format!("point {number} at attainment"),
                    100.0,
                    &mut point.attainment,
                )?;
                at.percent(
                    visit,
                    &format!("point/{number}/pay"),
                    &format!("point {number} pays, share of target pay"),
                    100.0,
                    &mut point.pay,
                )?;
            }
        }
    }
    Flow::Continue(())
}
