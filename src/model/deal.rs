//! Results as they came in: deals with what they count as and whom they credit.
//!
//! The forecast makes its own credits; deals are what a statement of pay can be made of instead.

use crate::model::comp::Measure;
use crate::units::{DealId, Money, Rate, SeatId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whom a deal credits, and with how much of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DealCredit {
    /// The seat.
    pub seat: SeatId,
    /// Share of the deal. Shares that are no overlay add up to 100 %.
    pub share: Rate,
    /// Credit on top of the 100 %, as for a specialist or an engineer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overlay: bool,
    /// Name of who held the seat on the day of closing, where the seat was removed since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

impl DealCredit {
    /// Credit of a seat, shared or on top.
    pub fn new(seat: SeatId, share: Rate, overlay: bool) -> DealCredit {
        DealCredit { seat, share, overlay, was: None }
    }
}

/// One result. Its amount is in the unit of its measure: money, a number of things, or a ratio (0.93 for a GRR of 93 %).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Deal {
    /// What the importing system calls it.
    pub id: DealId,
    /// Name on screen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it counts as. New ARR counts as one unit sold and, with a margin, as gross margin too.
    pub measure: Measure,
    /// How much; negative where something is taken back.
    pub amount: Money,
    /// The day it was closed, or the day a score holds for.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub closed: NaiveDate,
    /// Months it was signed for.
    #[serde(default = "Deal::usual_term")]
    pub term_months: u32,
    /// Whether it is paid in advance.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prepaid: bool,
    /// Gross margin of it; absent: the company's share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<Money>,
    /// The day it was invoiced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>"))]
    pub invoiced: Option<NaiveDate>,
    /// The day the customer paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>"))]
    pub paid: Option<NaiveDate>,
    /// The day the customer left, if that was early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>"))]
    pub cancelled: Option<NaiveDate>,
    /// Whom it credits; nobody: a house account.
    #[serde(default)]
    pub credits: Vec<DealCredit>,
}

impl Deal {
    /// The usual length of a contract, in months.
    pub const USUAL_TERM: u32 = 12;

    fn usual_term() -> u32 {
        Deal::USUAL_TERM
    }

    /// Shares that are no overlay, together.
    pub fn shared_out(&self) -> Rate {
        self.credits.iter().filter(|it| !it.overlay).map(|it| it.share).sum()
    }
}
