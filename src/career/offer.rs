//! An offer of a job: what is promised, as far as it is told.

use crate::career::abroad::Exchange;
use crate::career::kind::RoleKind;
use crate::career::view::Attainment;
use crate::career::worth::{Repay, Travel};
use crate::model::Quota;
use crate::model::comp::PlanVersion;
use crate::units::{Currency, Money, Rate, Yearly};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What kind of share in the company is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EquityKind {
    /// The right to buy shares at a price fixed today.
    #[default]
    Options,
    /// Shares, handed over bit by bit.
    Shares,
}

/// Equity in plain terms: what it might be worth, and when it is really one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Equity {
    /// Options or shares.
    pub kind: EquityKind,
    /// What all of it is worth by one's own estimate; absent: nobody said.
    pub worth: Option<Money>,
    /// Months until all of it is one's own.
    pub vest_months: u32,
    /// Months before which none of it is.
    pub cliff_months: u32,
}

impl Default for Equity {
    /// Four years with a first one of nothing: what is usual.
    fn default() -> Self {
        Equity { kind: EquityKind::default(), worth: None, vest_months: 48, cliff_months: 12 }
    }
}

impl Equity {
    /// What it adds to a year once it vests, by that estimate.
    pub fn a_year(&self) -> Option<Money> {
        let months = i64::from(self.vest_months.max(12));
        self.worth.map(|worth| Money::from_mills(worth.mills().saturating_mul(12) / months))
    }
}

/// Where the customers come from that one would look after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Book {
    /// They are there on the first day.
    Inherited,
    /// They have to be won first.
    Built,
}

/// Hours of a week, to the hundredth. In files: a JSON number of hours (38.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours(u32);

impl Hours {
    /// The most there are in a week.
    pub const MOST: Hours = Hours::new(168);

    /// Whole hours.
    pub const fn new(hours: u32) -> Hours {
        Hours(hours.saturating_mul(100))
    }

    /// To the nearest hundredth; none of a number that is no time.
    pub fn from_f64(hours: f64) -> Option<Hours> {
        // A cast of a float stays within its type.
        (hours.is_finite() && hours >= 0.0).then(|| Hours((hours * 100.0).round() as u32))
    }

    /// As a float.
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u32(self.0 / 100)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hours, D::Error> {
        let hours = f64::deserialize(deserializer)?;
        Hours::from_f64(hours).ok_or_else(|| serde::de::Error::custom("hours of a week are a number such as 38.5"))
    }
}

/// Facts that change what an offer is worth without being money themselves. What is absent was not told, and becomes a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// Whether quota is reduced while one ramps.
    pub ramped_quota: Option<bool>,
    /// Where the customers come from.
    pub book: Option<Book>,
    /// Whether one decides price and terms at renewal.
    pub renewal_authority: Option<bool>,
    /// Whether it was told where pay begins once a threshold is reached; the plan says where.
    pub threshold_start: bool,
    /// Whether a letter did not say the role, which is then a guess until one chooses.
    pub role_open: bool,
}

/// An offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offer {
    /// Names it among the offers of a profile; never used twice.
    pub id: u32,
    /// Who makes it.
    pub name: String,
    /// The role.
    pub role: RoleKind,
    /// The currency of its amounts; absent: the one that one compares in.
    pub currency: Option<Currency>,
    /// What that currency is worth in the one that one compares in, where they differ; absent: not typed yet.
    pub exchange: Option<Exchange>,
    /// Base pay; absent: not told.
    pub base: Option<Yearly<Money>>,
    /// How many salaries a year base pay is paid in: 13 and 14 have one more in November, 14 one in June as well; absent: 12.
    pub salaries: Option<u32>,
    /// Variable pay at target; absent: not told.
    pub variable: Option<Yearly<Money>>,
    /// What 100 % is; absent: not told.
    pub quota: Option<Quota>,
    /// How variable pay is earned and paid: components, tiers, threshold, cap, draw, clawback, payout.
    pub plan: PlanVersion,
    /// Share of what one sells that is credited.
    pub credit: Rate,
    /// Months until one is productive.
    pub ramp_months: u32,
    /// Paid once for signing.
    pub sign_on: Option<Money>,
    /// Months one has to stay to keep it; 0: none.
    pub sign_on_stay: u32,
    /// How much of it goes back if one leaves before; absent: not told.
    pub sign_on_back: Option<Repay>,
    /// Equity, if any is offered.
    pub equity: Option<Equity>,
    /// What benefits are worth, by one's own estimate.
    pub benefits: Option<Yearly<Money>>,
    /// Hours of a usual week.
    pub hours_week: Option<Hours>,
    /// Nights away in a usual month.
    pub nights_month: Option<u32>,
    /// What travel costs oneself, and what is paid for it.
    pub travel: Travel,
    /// First day.
    pub start: Option<NaiveDate>,
    /// How attainment is spread there.
    pub attainment: Attainment,
    /// A usual deal, where each deal is rated alone.
    pub deal_size: Option<Money>,
    /// What living costs there against here: 120 % is a fifth more.
    pub living: Rate,
    /// What else was told.
    pub told: Told,
    /// The text it was read from, kept to be read again.
    pub letter: String,
}

impl Default for Offer {
    fn default() -> Self {
        Offer {
            id: 0,
            name: String::new(),
            role: RoleKind::default(),
            currency: None,
            exchange: None,
            base: None,
            salaries: None,
            variable: None,
            quota: None,
            plan: PlanVersion::default(),
            credit: Rate::ONE,
            ramp_months: 0,
            sign_on: None,
            sign_on_stay: 0,
            sign_on_back: None,
            equity: None,
            benefits: None,
            hours_week: None,
            nights_month: None,
            travel: Travel::default(),
            start: None,
            attainment: Attainment::default(),
            deal_size: None,
            living: Rate::ONE,
            told: Told::default(),
            letter: String::new(),
        }
    }
}

impl Offer {
    /// Base pay of a year; nothing where it was not told.
    pub fn base_pay(&self) -> Money {
        self.base.map_or(Money::ZERO, |it| it.amount())
    }

    /// Variable pay of a year at target; nothing where it was not told.
    pub fn variable_pay(&self) -> Money {
        self.variable.map_or(Money::ZERO, |it| it.amount().max(Money::ZERO))
    }

    /// On-target earnings of a year.
    pub fn on_target(&self) -> Money {
        self.base_pay() + self.variable_pay()
    }

    /// Base pay as a share of on-target earnings; none where nothing is told.
    pub fn base_share(&self) -> Option<f64> {
        let whole = self.on_target().to_major();
        (whole > 0.0).then(|| self.base_pay().to_major() / whole)
    }
}
