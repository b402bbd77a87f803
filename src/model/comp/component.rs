//! One component of a plan.

use crate::model::comp::{Kicker, MarginOver, Multiplier, Rates};
use crate::units::{Cadence, ComponentId, Money, Rate};
use serde::{Deserialize, Serialize};

/// What a component looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// ARR of new customers.
    #[default]
    NewArr,
    /// ARR added by existing customers, price uplift apart.
    ExpansionArr,
    /// ARR added by existing customers, price uplift included.
    ExpansionAndPriceArr,
    /// ARR that fell due and was renewed.
    RenewedArr,
    /// Gross revenue retention of the ARR due in the period. Where nothing was due there is no ratio, and nobody failed: a component on
    /// it pays its target, a gate on it is met, and a multiplier by it changes nothing. The same holds for net retention and for scores
    /// that nobody entered.
    GrossRetention,
    /// Net revenue retention of the ARR due in the period.
    NetRetention,
    /// Qualified opportunities.
    Opportunities,
    /// Score of agreed objectives; 100 % unless entered.
    Objectives,
    /// Gross margin of new business: ARR times gross margin, or what a deal says.
    GrossMargin,
    /// Units sold; the forecast counts a customer won as one.
    Units,
    /// Meetings held. The forecast makes none and takes the target as met.
    Meetings,
    /// Score of customers' satisfaction (CSAT, NPS); 100 % unless entered.
    Satisfaction,
}

/// The three purposes of variable pay that the split bar shows, and what serves none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pot {
    /// Winning customers.
    NewBusiness,
    /// Keeping customers.
    Retention,
    /// Growing customers.
    Expansion,
    /// Objectives.
    Other,
}

impl Pot {
    /// All, in the order shown.
    pub const ALL: [Pot; 4] = [Pot::NewBusiness, Pot::Retention, Pot::Expansion, Pot::Other];
}

/// What ARR of a component is: two components on the same kind look at the same ARR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArrKind {
    /// Of new customers.
    New,
    /// Added by existing customers, with or without price uplift.
    Expansion,
    /// Fell due and was renewed.
    Renewed,
}

impl ArrKind {
    /// Whether it counts in the denominator of CCOS: new and expansion ARR do.
    pub const fn grows(self) -> bool {
        matches!(self, ArrKind::New | ArrKind::Expansion)
    }
}

impl Measure {
    /// All measures.
    pub const ALL: [Measure; 12] = [
        Measure::NewArr,
        Measure::ExpansionArr,
        Measure::ExpansionAndPriceArr,
        Measure::RenewedArr,
        Measure::GrossRetention,
        Measure::NetRetention,
        Measure::Opportunities,
        Measure::Objectives,
        Measure::GrossMargin,
        Measure::Units,
        Measure::Meetings,
        Measure::Satisfaction,
    ];

    /// The purpose pay on this measure serves.
    pub const fn pot(self) -> Pot {
        match self {
            Measure::NewArr | Measure::Opportunities | Measure::GrossMargin | Measure::Units | Measure::Meetings => {
                Pot::NewBusiness
            }
            Measure::ExpansionArr | Measure::ExpansionAndPriceArr => Pot::Expansion,
            Measure::RenewedArr | Measure::GrossRetention | Measure::NetRetention | Measure::Satisfaction => {
                Pot::Retention
            }
            Measure::Objectives => Pot::Other,
        }
    }

    /// What ARR the measure is an amount of; none where it is something else.
    pub const fn arr(self) -> Option<ArrKind> {
        match self {
            Measure::NewArr => Some(ArrKind::New),
            Measure::ExpansionArr | Measure::ExpansionAndPriceArr => Some(ArrKind::Expansion),
            Measure::RenewedArr => Some(ArrKind::Renewed),
            Measure::GrossRetention
            | Measure::NetRetention
            | Measure::Opportunities
            | Measure::Objectives
            | Measure::GrossMargin
            | Measure::Units
            | Measure::Meetings
            | Measure::Satisfaction => None,
        }
    }

    /// Whether the measure is a ratio (its target and threshold are that ratio) rather than an amount.
    pub const fn is_ratio(self) -> bool {
        matches!(self, Measure::GrossRetention | Measure::NetRetention | Measure::Objectives | Measure::Satisfaction)
    }

    /// Whether the measure counts things rather than money.
    pub const fn is_count(self) -> bool {
        matches!(self, Measure::Opportunities | Measure::Units | Measure::Meetings)
    }

    /// Whether the measure is a score that someone enters: the forecast takes it as on target.
    pub const fn is_score(self) -> bool {
        matches!(self, Measure::Objectives | Measure::Satisfaction)
    }
}

/// Whose results count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The seat's own.
    #[default]
    Own,
    /// Those of seats with the same manager.
    Pod,
    /// Those of every seat below in the reporting line.
    TeamBelow,
    /// The whole segment's.
    Segment,
    /// The whole company's.
    Company,
}

/// What 100 % is.
///
/// Without one (no quota in the terms, or nobody in scope who carries one) there is no attainment and nothing to derive a rate from:
/// multiples of the derived rate pay nothing, and no bound at a share of quota is reached but that of the first tier. Shares of credit, amounts per unit and bounds in money or units work as ever. Where only a period's quota is nothing, as at
/// the start of a ramp, the derived rate is that of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Target {
    /// The quota in the terms of the role.
    #[default]
    Quota,
    /// An amount set here.
    Amount {
        /// How much.
        amount: Money,
        /// In which period.
        per: Cadence,
    },
    /// This share of the quotas of the seats in scope (below 1: the sum is over-assigned).
    SumOfQuotas {
        /// The share.
        share: Rate,
    },
    /// A ratio, for measures that are one.
    Ratio {
        /// The ratio.
        ratio: Rate,
    },
}

/// Where pay starts once a threshold is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ThresholdStart {
    /// From zero at the threshold, rising to target pay at target; beyond, what the table pays there. A threshold at or above target
    /// leaves nothing to rise through: reaching it pays target pay at once, and what the table pays beyond target with it.
    #[default]
    Zero,
    /// From the threshold's own share of target pay, as if there were no threshold.
    Share,
}

/// Nothing is paid below a threshold. It is met when reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Threshold {
    /// Share of quota, or, where the measure is a ratio, that ratio itself (a GRR of 85 %).
    pub at: Rate,
    /// Where pay starts.
    #[serde(default)]
    pub start: ThresholdStart,
}

/// What is rated at once.
///
/// What counts to date, and what was already earned of it, begin no earlier than the version of the plan: what an earlier version rated
/// in the same quarter or year is neither counted nor taken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rated {
    /// Each deal alone, from zero, against the quota of the component's period. A deal that is taken back earns exactly what it earned,
    /// the other way, and one without credit earns nothing. Where there are no deals, the credit counts as deals of the mean size and
    /// one smaller rest.
    EachDeal,
    /// The total of the component's period.
    #[default]
    Period,
    /// The total since the quarter began.
    QuarterToDate,
    /// The total since the fiscal year began.
    YearToDate,
}

/// What a cumulative rating pays at the end of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrueUp {
    /// The cumulative amount less what was already earned.
    #[default]
    CumulativeLessPaid,
    /// Only this period's credit, at the rates the cumulative total has reached. Where more is taken back than sold, those same dollars
    /// go back at the rates that the total had reached before; where the total then lies below a threshold, nothing is paid and nothing
    /// taken back.
    ThisPeriodOnly,
}

/// Where an amount is rounded, once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundingAt {
    /// At the end of the component.
    #[default]
    Component,
    /// At the end of each deal, after its kickers and the cap of a deal, where each deal is rated alone; what a multiplier or a cap makes
    /// of the sum is rounded once more. Where deals are not rated alone it is as at the end of the component.
    Deal,
}

/// A condition across components: this component pays, or accelerates, only if another measure reaches a value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Gate {
    /// The measure looked at, in the component's scope.
    pub measure: Measure,
    /// The value to reach: share of quota, or the ratio itself.
    pub at: Rate,
    /// Whether the gate, while it is not met, only keeps attainment above 100 % from counting: the table then pays as at target. Kickers
    /// are paid all the same, and without a quota nothing is held back.
    #[serde(default)]
    pub accelerators_only: bool,
}

/// One component of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Component {
    /// Stable name within the plan.
    pub id: ComponentId,
    /// Name on screen.
    pub name: String,
    /// What it looks at.
    pub measure: Measure,
    /// Whose results count.
    pub scope: Scope,
    /// Share of target variable.
    pub weight: Rate,
    /// What 100 % is.
    pub target: Target,
    /// How often it is measured and earned.
    pub cadence: Cadence,
    /// What is rated at once.
    pub rated: Rated,
    /// What a cumulative rating pays.
    pub true_up: TrueUp,
    /// How credit becomes pay.
    pub rates: Rates,
    /// The measure whose attainment picks the place in the table, where it is not the one that is paid on. Pay is then the mean rate at
    /// that attainment, on the credit of this component; threshold and cap on attainment are read at that place too. Where the other
    /// measure attained nothing, tiers pay the rate of their first coin and other tables nothing. Where it stands nowhere (nothing due,
    /// no quota), and without a quota of its own, the component's own attainment picks. Deals rated alone do not ask for it.
    pub attained_by: Option<Measure>,
    /// Where each deal is rated alone by tiers: its margin, as a share of this, picks the tier, and the tier pays for the whole deal,
    /// whatever it reaches back to. Bounds are then shares of margin instead of quota; those in money or units are never reached. A deal
    /// at a loss belongs to the first tier if that begins at 0 %, one that costs nothing to the last. Where a deal says no margin, and
    /// where there are no deals, the company's gross margin picks. It is no attainment: threshold, cap on attainment, and what keeps
    /// accelerators off do not ask for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier_by_margin: Option<MarginOver>,
    /// Below it nothing is paid.
    pub threshold: Option<Threshold>,
    /// A condition on another measure.
    pub gate: Option<Gate>,
    /// Most attainment that counts.
    pub attainment_cap: Option<Rate>,
    /// Most pay, as a multiple of target pay of the period.
    pub cap: Option<Rate>,
    /// Whether what the cap cuts is paid in later periods of the fiscal year, as far as they stay below it. While a gate holds the
    /// component back, what is carried waits: it is neither paid nor lost, until the fiscal year ends.
    pub cap_carries: bool,
    /// Pay on top for some deals.
    pub kickers: Vec<Kicker>,
    /// Most pay for one deal, where each deal is rated alone.
    pub deal_cap: Option<Money>,
    /// A factor chosen by another measure.
    pub multiplier: Option<Multiplier>,
    /// Where it is rounded.
    pub rounding_at: RoundingAt,
}

impl Component {
    /// What the margin of a deal is divided by, where it picks the tier of this component.
    pub fn margin_over(&self) -> Option<MarginOver> {
        let picks =
            self.rated == Rated::EachDeal && !self.measure.is_ratio() && matches!(self.rates, Rates::Tiers { .. });
        self.tier_by_margin.filter(|_| picks)
    }

    /// What a ratio is measured against: the ratio typed as its target, else 100 %. None where the measure is no ratio.
    pub fn ratio_target(&self) -> Option<Rate> {
        self.measure.is_ratio().then_some(match self.target {
            Target::Ratio { ratio } => ratio,
            Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => Rate::ONE,
        })
    }

    /// The value of the own measure from which a row of a matrix holds, where it is a ratio: rows are shares of its target.
    pub fn ratio_at(&self, row: Rate) -> Option<Rate> {
        let target = self.ratio_target()?;
        Some(Rate::from_f64(target.to_f64() * row.to_f64()))
    }
}

impl Default for Component {
    fn default() -> Self {
        Component {
            id: ComponentId::new("component"),
            name: String::new(),
            measure: Measure::default(),
            scope: Scope::default(),
            weight: Rate::ONE,
            target: Target::default(),
            cadence: Cadence::Quarter,
            rated: Rated::default(),
            true_up: TrueUp::default(),
            rates: Rates::default(),
            attained_by: None,
            tier_by_margin: None,
            threshold: None,
            gate: None,
            attainment_cap: None,
            cap: None,
            cap_carries: false,
            kickers: Vec::new(),
            deal_cap: None,
            multiplier: None,
            rounding_at: RoundingAt::default(),
        }
    }
}
